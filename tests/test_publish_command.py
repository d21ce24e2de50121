"""`quizgen publish` from the terminal: what it writes, what it says, what it refuses."""

import re
from pathlib import Path

import pytest
from command import Run
from editions import ADDED, MENDED

from quizgen.read import read_lock

BANK, LOCK = Path("banks/moon.yaml"), Path("banks/moon.lock")
CHANGES = Path("banks/moon.changes.md")
TOLD = """\
# The race to the Moon

## 2 · DAY

Mended (as it was → as it is):

- What did Dwight Eisenhower, President of the United States, say on 9 October 1957 about Sputnik 1? The satellite did not worry him. → Sputnik 1 did not worry him.
"""


def mend(old: str, new: str) -> None:
    text = BANK.read_text("utf-8")
    assert old in text
    BANK.write_text(text.replace(old, new), "utf-8")


def test_publishing_seals_the_bank_and_says_what_is_new(run: Run) -> None:
    before = BANK.read_bytes()
    first = run("publish", "moon")
    assert (first.code, first.err) == (0, "")
    assert first.out.startswith("banks/moon.yaml: edition 1\nadded (29): ")
    assert " and 9 more\n" in first.out
    assert "\nKeep the bank and what lies beside it together in version control.\n" in first.out
    assert "changes" not in first.out
    assert BANK.read_bytes() == before

    assert run("publish", "moon").out == (
        "Nothing has changed in what cards say: there is nothing to publish.\n"
    )
    mend(*MENDED)
    second = run("publish", "moon").out.splitlines()
    assert second[0] == "banks/moon.yaml: edition 2"
    assert second[2] == (
        "  What did Dwight Eisenhower, President of the United States, say on 9 October 1957 about"
        " Sputnik 1? The satellite did not worry him. → Sputnik 1 did not worry him."
    )
    assert second[1].startswith("changed (")
    assert "eisenhower-not-one-iota" in second[1]
    assert "\nedition: 2\n" in BANK.read_text("utf-8")
    assert second[-3] == "What changed, in the words of the cards: banks/moon.changes.md"
    files = ["moon.changes.md", "moon.lock", "moon.yaml"]
    assert sorted(path.name for path in Path("banks").iterdir()) == files


def times_of_notes() -> dict[str, int]:
    """Return when each note last changed, by its GUID, as the lock has it."""
    lock = read_lock(LOCK.read_bytes(), "moon.lock")
    return {note.guid: note.modified for note in lock.notes}


def test_before_publishing_an_author_sees_whose_notes_are_overwritten(run: Run) -> None:
    run("publish", "moon")
    mend(*MENDED)
    files = {path: path.read_bytes() for path in (BANK, LOCK)}
    seen = run("publish", "moon", "--dry-run")
    assert seen.code == 0
    head, *lines = seen.out.splitlines()
    assert head == "banks/moon.yaml: would be edition 2; nothing was written"
    assert {path: path.read_bytes() for path in (BANK, LOCK)} == files
    assert not CHANGES.exists()

    before = times_of_notes()
    assert run("publish", "moon").out.splitlines()[1:-3] == lines
    after = times_of_notes()
    later = sum(after[guid] > before[guid] for guid in before)
    said, why = lines[-1].split(": ")
    assert said == (
        f"Of the {len(before)} notes that learners may have, {later} are overwritten, with what they"
        " wrote into them"
    )
    assert sum(int(reason.split()[0]) for reason in why.split(", ") if reason[0].isdigit()) == later


def test_what_only_adds_overwrites_no_note(run: Run) -> None:
    run("publish", "moon")
    assert run("publish", "moon", "--dry-run").out.startswith("Nothing has changed")
    mend(*ADDED)
    lines = run("publish", "moon", "--dry-run").out.splitlines()
    assert lines[1].startswith("added (1): luna-2")
    known = len(times_of_notes())
    assert lines[-1] == f"Of the {known} notes that learners may have none is overwritten."


def test_what_editions_changed_is_written_for_people_and_their_author_may_mend_it(run: Run) -> None:
    run("publish", "moon")
    mend(*MENDED)
    run("publish", "moon")
    told = CHANGES.read_text("utf-8")
    assert re.sub(r"\d{4}-\d\d-\d\d", "DAY", told) == TOLD
    assert run("publish", "moon").out.startswith("Nothing has changed")
    mine = told.replace("# The race to the Moon", "# Our Moon\n\nThanks to all.") + "\nSorry.\n"
    CHANGES.write_text(mine, "utf-8")
    mend('value: "84"', 'value: "83.6"')
    run("publish", "moon")
    head, third, second = CHANGES.read_text("utf-8").split("\n## ")
    assert head == "# Our Moon\n\nThanks to all.\n"
    assert third.startswith("3 · ")
    assert third.endswith("\n- What was the mass of Sputnik 1? 84 kg → 83.6 kg\n")
    assert f"\n## {second}" == mine[mine.index("\n## ") :]


def test_what_an_edition_changed_is_written_later_if_that_was_cut_short(run: Run) -> None:
    run("publish", "moon")
    mend(*MENDED)
    run("publish", "moon")
    told = CHANGES.read_bytes()
    CHANGES.unlink()
    mend('value: "84"', 'value: "83.6"')
    run("publish", "moon")
    assert CHANGES.read_bytes().endswith(told[told.index(b"\n## ") :])
    assert CHANGES.read_text("utf-8").count("\n## ") == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            b"# Moon\n<<<<<<< ours\n",
            "banks/moon.changes.md:2:1: holds two versions that could not be merged\n"
            "  hint: keep what both tell, then publish again\n",
        ),
        ("# Möön\n".encode("latin-1"), "banks/moon.changes.md:1:4: "),
    ],
    ids=["conflict", "not UTF-8"],
)
def test_changes_that_cannot_be_read_are_refused_before_anything_is_written(
    content: bytes, said: str, run: Run
) -> None:
    run("publish", "moon")
    mend(*MENDED)
    CHANGES.write_bytes(content)
    files = {path: path.read_bytes() for path in (BANK, LOCK, CHANGES)}
    refused = run("publish", "moon")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith(said)
    assert {path: path.read_bytes() for path in (BANK, LOCK, CHANGES)} == files


def test_a_bank_that_is_missing_is_not_looked_for_in_its_changes(run: Run) -> None:
    CHANGES.write_text("# Moon\n", "utf-8")
    BANK.unlink()
    assert "changes" not in run("publish", "moon").err


def test_a_published_deck_is_built_without_a_remark_and_with_the_locks_times(run: Run) -> None:
    run("publish", "moon")
    said = run("build", "--topic", "moon", "--only", "deck")
    assert said.out.endswith("Open the .apkg file in Anki.\n")
    deck = Path("output/moon/moon.apkg").read_bytes()
    run("build", "--topic", "moon", "--only", "deck")
    assert Path("output/moon/moon.apkg").read_bytes() == deck


def test_a_bank_inside_the_package_is_refused(run: Run) -> None:
    said = run("publish", "escalation")
    assert said.code == 1
    assert (
        "this bank came with quizgen, whose next version would overwrite its editions" in said.err
    )
    assert not Path("banks/escalation.lock").exists()


def test_a_bank_with_a_mistake_is_not_published(run: Run) -> None:
    mend("kind: event, actor: ussr, what: Yuri", "kind: evnt, actor: ussr, what: Yuri")
    said = run("publish", "moon")
    assert said.code == 1
    assert "evnt" in said.err
    assert not LOCK.exists()


def test_a_lock_that_is_damaged_stops_the_deck_and_not_the_worksheet(run: Run) -> None:
    run("publish", "moon")
    LOCK.write_text(LOCK.read_text("utf-8").replace("note ", "note  ", 1), "utf-8")
    said = run("build", "--topic", "moon", "--worksheet", "small", "--only", "deck")
    assert (said.code, said.out) == (1, "")
    assert said.err == (
        "banks/moon.lock: this lock is not as `quizgen publish` wrote it: it was edited, merged or"
        " cut\n  hint: get the file back from version control, then publish again\n"
    )
    assert run("build", "--topic", "moon", "--worksheet", "small", "--only", "worksheet").code == 0


def test_a_published_fact_that_was_taken_out_is_told_when_a_deck_is_built_and_checked(
    run: Run,
) -> None:
    run("publish", "moon")
    text = BANK.read_text("utf-8")
    lines = text.splitlines(keepends=True)
    start = next(n for n, line in enumerate(lines) if "id: lem" in line)
    assert lines[start].lstrip().startswith("- {"), "a fact of one line"
    BANK.write_text("".join((*lines[:start], *lines[start + 1 :])), "utf-8")

    built = run("build", "--topic", "moon", "--only", "deck").out
    assert "Fact 'lem' was published, and the bank has it no more" in built
    assert "learners keep its cards as they are" in built
    checked = run("check", "moon")
    assert "fact 'lem' was published, and the bank has it no more" in checked.out + checked.err
    assert run("publish", "moon").code == 1
