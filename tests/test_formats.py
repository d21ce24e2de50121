"""The table of outputs: a row is all that a new one needs, and what cannot be held is never lost in silence."""

import gc
import json
import re
import subprocess
import sys
import weakref
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click
import pytest
from command import BUILD, Run, Said
from editions import look, moon

from quizgen import Blueprint, find_worksheet
from quizgen.build import Build, Exports, build
from quizgen.cli import cli
from quizgen.cli.complete import complete_formats
from quizgen.content import plain
from quizgen.deck.deck import Deck
from quizgen.errors import ExportError, Problem, Where
from quizgen.formats import FORMATS, AllForms, EachForm, Format, OtherProgram, WholeDeck
from quizgen.look import Look
from quizgen.output import Export, Output
from quizgen.quiz.form import Form

ROOT = Path(__file__).parent.parent
Takes = EachForm | AllForms | OtherProgram | WholeDeck


def of(content: str, name: str, left_out: Sequence[Problem] = ()) -> Export:
    return Export((Output(name, content.encode(), {"words": len(content.split())}),), (*left_out,))


def row(name: str, file: str, takes: Takes) -> Format:
    return Format(name=name, summary="for the test", file=file, takes=takes, next="read it")


def titled(form: Form, look: Look, name: str) -> Export:
    return of(f"{form.title} {form.version}", name)


def lettered(forms: Sequence[Form], look: Look, name: str) -> Export:
    return of(" ".join(form.version for form in forms), name)


def stems(form: Form, name: str) -> Export:
    return of("\n".join(plain(item.prompt) for item in form.items), name)


def guids(deck: Deck, name: str) -> Export:
    return of("\n".join(note.guid for note in deck.notes), name)


def choices_alone(form: Form, look: Look, name: str) -> Export:
    """A game: it takes questions with options, and nothing else."""
    items = [numbered.item for section in form.sections for numbered in section.items]
    kept = [item for item in items if item.type == "multiple-choice"]
    lost = [item for item in items if item not in kept]
    reasons = [Problem(it.where, f"'{it.id}' is {it.type}", HINT, item_id=it.id) for it in lost]
    return of(" ".join(item.id for item in kept), name, reasons)


def no_terms(deck: Deck, name: str) -> Export:
    """A box that takes no cards on terms."""
    lost = [note for note in deck.notes if note.type_key == "term"]
    reasons = [
        Problem(Where("banks/moon.yaml"), f"{note.facts[0]} is a term", HINT) for note in lost
    ]
    return of(" ".join(note.guid for note in deck.notes if note not in lost), name, reasons)


HINT = "write it to another format"
GAME = row("game", "game{version}.txt", EachForm(choices_alone))
BOX = row("box", "box.txt", WholeDeck(no_terms))


def made(
    parts: Sequence[str] | None,
    *rows: Format,
    forms: int = 1,
    worksheet: str = "standard",
    what_fits: bool = False,
) -> Build:
    blueprint = Blueprint(worksheet=find_worksheet(worksheet), forms=forms, may_shrink=True)
    formats = [*FORMATS, *rows]
    return build(moon(), blueprint, look(), parts, formats=formats, what_fits=what_fits)


def files(parts: Sequence[str] | None, *rows: Format, forms: int = 1) -> dict[str, bytes]:
    exports = made(parts, *rows, forms=forms).exports
    return {file.name: file.content for _, export in exports for file in export.files}


# --------------------------------------------------------------------------- the table


def test_no_two_formats_have_one_name_or_one_file() -> None:
    assert len({each.name for each in FORMATS}) == len(FORMATS)
    for version in ("", "-A"):
        assert len({each.file_name("topic", version) for each in FORMATS}) == len(FORMATS)


def test_files_are_told_apart_by_version_if_each_version_has_one() -> None:
    for each in FORMATS:
        is_told = each.file_name("moon", "-A") != each.file_name("moon", "-B")
        assert is_told == isinstance(each.takes, EachForm | OtherProgram), each.name


def test_every_format_is_explained_and_says_what_to_do_with_it() -> None:
    page = (ROOT / "docs/formats.md").read_text("utf-8")
    headings = re.findall(r"^## (.+)\n\n`(.+?)`", page, re.MULTILINE)
    files = [each.file_name("TOPIC") for each in FORMATS]
    assert headings == [(each.name, file) for each, file in zip(FORMATS, files, strict=True)]
    for each in FORMATS:
        assert each.summary, each.name
        assert each.next or "for programs" in each.summary, each.name


def test_the_usual_ones_are_worksheet_key_and_deck() -> None:
    usual = ["worksheet.pdf", "answer-key.pdf", "moon.apkg"]
    assert [*files(None)] == usual
    assert [*files(["deck", "key", "worksheet"])] == usual  # in the order of the table


def test_help_and_completion_name_every_format(run: Run) -> None:
    said = run("build", "--help").out
    for each in FORMATS:
        assert re.search(rf"^  {each.name} +{each.summary[:20]}", said, re.MULTILINE), each.name
    command = cli.commands["build"]
    (only,) = (option for option in command.params if option.name == "only")
    offered = complete_formats(click.Context(command), only, "")
    assert [(it.value, it.help) for it in offered] == [(it.name, it.summary) for it in FORMATS]
    assert [it.value for it in only.shell_complete(click.Context(command), "qu")] == ["quizlet"]


def test_nobody_waits_for_a_writer_that_is_not_asked_for() -> None:
    code = (
        "import sys; from quizgen.cli import cli;"
        "cli.main([*sys.argv[1:]], standalone_mode=False);"
        "names = [name for name in sys.modules if name.startswith(('quizgen.export.', 'quizgen.typeset'))];"
        "print(names, 'quizgen.formats' in sys.modules)"
    )

    def last_line(*words: str) -> str:
        command = [sys.executable, "-c", code, *words]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
        return done.stdout.splitlines()[-1]

    assert last_line("--help") == "[] False"
    assert last_line("build", "--help") == "[] True"


# --------------------------------------------------------------------------- a new row


@pytest.mark.parametrize(
    ("added", "names"),
    [
        (row("titles", "titles{version}.txt", EachForm(titled)), ["titles-A.txt", "titles-B.txt"]),
        (row("letters", "{topic}.let", AllForms(lettered)), ["moon.let"]),
        (
            row("stems", "{topic}{version}.stems", OtherProgram(stems)),
            ["moon-A.stems", "moon-B.stems"],
        ),
        (row("guids", "{topic}.guids", WholeDeck(guids)), ["moon.guids"]),
    ],
    ids=lambda it: it.name if isinstance(it, Format) else "",
)
def test_a_row_is_all_that_a_new_format_needs(added: Format, names: list[str]) -> None:
    written = files([added.name], added, forms=2)
    assert [*written] == names
    assert all(written.values())


def test_a_format_gets_what_it_takes() -> None:
    rows = [
        row("titles", "titles{version}.txt", EachForm(titled)),
        row("letters", "{topic}.let", AllForms(lettered)),
        row("stems", "{topic}{version}.stems", OtherProgram(stems)),
    ]
    written = files(["stems", "letters", "titles"], *rows, forms=3)
    assert written["titles-C.txt"] == b"The race to the Moon C"
    assert written["moon.let"] == b"A B C"
    assert written["moon-B.stems"] != written["moon-A.stems"]
    assert sorted(written["moon-B.stems"].splitlines()) == sorted(
        written["moon-A.stems"].splitlines()
    )


def test_a_sheet_without_questions_has_no_key_and_no_word_of_one(run: Run) -> None:
    said = run(
        "build",
        "--topic",
        "moon",
        "--worksheet",
        "study-sheet",
        "--only",
        "worksheet",
        "--only",
        "key",
    )
    assert said.out == (
        "output/moon/worksheet.pdf: 27 facts\nPrint the worksheet.\n"
        "There is no key: worksheet 'study-sheet' asks no questions.\n"
    )
    assert not Path("output/moon/answer-key.pdf").exists()


def test_a_form_is_let_go_before_the_next_one_is_made() -> None:
    there: list[Callable[[], Form | None]] = []
    alive: list[int] = []

    def counting(form: Form, look: Look, name: str) -> Export:
        there.append(weakref.ref(form))
        alive.append(sum(each() is not None for each in there))
        return of("form", name)

    gc.collect()
    exports = made(["count"], row("count", "{version}", EachForm(counting)), forms=5).exports
    for _ in exports:
        pass
    assert alive == [1, 1, 1, 1, 1]


def test_a_format_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(
        ValueError, match=r"^there is no format 'decks'; did you mean 'deck'\? there are: wor"
    ):
        made(["decks"])


def test_a_deck_that_learners_cannot_update_says_nothing_of_editions() -> None:
    remarks = {format.name: export.remarks for format, export in made(["deck", "csv"]).exports}
    assert "not published yet" in remarks["deck"][0]
    assert remarks["csv"] == ()


@pytest.mark.parametrize("part", ["worksheet", "key", "json"])
def test_whoever_takes_a_shorter_sheet_in_any_format_is_told(part: str) -> None:
    ((_, export),) = made([part], worksheet="timeline").exports
    assert export.remarks[0].startswith("There are too few facts for the whole worksheet")


# --------------------------------------------------------------------------- what cannot be held


def lost(made: Build) -> list[str]:
    with pytest.raises(ExportError) as raised:
        for _ in made.exports:
            pass
    return [str(problem) for problem in raised.value.problems]


def test_what_a_format_cannot_hold_is_an_error_that_names_each() -> None:
    found = lost(made(["game"], GAME))
    assert found[0] == (
        "banks/moon.yaml:2:1: game cannot hold all that is asked for\n"
        "  hint: `--what-fits` writes the rest, and says what was left out"
    )
    others = [
        numbered.item for numbered in numbered_items() if numbered.item.type != "multiple-choice"
    ]
    assert len(others) > 3
    assert sorted(found[1:]) == sorted(
        f"{item.where}: left out of game: '{item.id}' is {item.type}\n  hint: {HINT}"
        for item in others
    )


def numbered_items() -> Iterator[object]:
    kept: list[Form] = []

    def keeping(form: Form, look: Look, name: str) -> Export:
        kept.append(form)
        return of("kept", name)

    files(["keep"], row("keep", "keep{version}", EachForm(keeping)))
    return (numbered for section in kept[0].sections for numbered in section.items)


def test_what_all_versions_lose_is_told_once_and_every_format_tells_its_own() -> None:
    (alone, several) = (lost(made(["game"], GAME, forms=forms)) for forms in (1, 3))
    assert alone == several
    both = lost(made(["game", "box"], GAME, BOX, forms=3))
    assert {*alone} < {*both}
    assert any("left out of box: lem is a term" in line for line in both)


def test_nothing_is_handed_out_once_something_was_lost() -> None:
    taken = []

    def take(exports: Exports) -> None:
        for format, _ in exports:
            taken.append(format.name)

    with pytest.raises(ExportError):
        take(made(["worksheet", "game", "key", "deck"], GAME).exports)
    assert taken == ["worksheet", "key"]  # which come before it in the table


def test_what_fits_is_handed_out_with_the_rest_named_as_warnings() -> None:
    exports = [*made(["worksheet", "game", "box"], GAME, BOX, what_fits=True).exports]
    by_name = {format.name: export for format, export in exports}
    assert [*by_name] == ["worksheet", "game", "box"]
    assert by_name["worksheet"].left_out == ()
    left_out = by_name["game"].left_out
    assert {problem.severity for problem in left_out} == {"W"}
    assert all(problem.message.startswith("left out of game: '") for problem in left_out)
    kept = by_name["game"].files[0].content.decode().split()
    assert sorted([*kept, *(problem.item_id for problem in left_out)]) == sorted(
        numbered.item.id for numbered in numbered_items()
    )


# --------------------------------------------------------------------------- on the command line


@pytest.fixture
def boxed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the row of Quizlet write for a box that takes no terms, of which the bank has six."""
    monkeypatch.setattr("quizgen.export.quizlet.write_terms", no_terms)


@pytest.mark.usefixtures("boxed")
def test_a_loss_ends_the_command_with_nothing_written_and_each_named(run: Run) -> None:
    said = run(*BUILD, "--only", "worksheet", "--only", "quizlet")
    assert said == Said(
        1,
        "",
        "banks/moon.yaml: left out of quizlet: nasa is a term\n"
        f"  hint: {HINT}\n"
        "banks/moon.yaml: left out of quizlet: lem is a term\n"
        f"  hint: {HINT}\n"
        "banks/moon.yaml: left out of quizlet: cosmonaut is a term\n"
        f"  hint: {HINT}\n"
        "banks/moon.yaml: left out of quizlet: splashdown is a term\n"
        f"  hint: {HINT}\n"
        "banks/moon.yaml: left out of quizlet: orbit is a term\n"
        f"  hint: {HINT}\n"
        "banks/moon.yaml: left out of quizlet: booster is a term\n"
        f"  hint: {HINT}\n"
        "banks/moon.yaml:2:1: quizlet cannot hold all that is asked for\n"
        "  hint: `--what-fits` writes the rest, and says what was left out\n",
    )
    assert not [path for path in Path("output/moon").glob("*") if not path.name.startswith(".")]


@pytest.mark.usefixtures("boxed")
def test_what_fits_is_written_and_the_rest_is_said(run: Run) -> None:
    said = run(*BUILD, "--only", "quizlet", "--what-fits")
    assert (said.code, said.err) == (0, "")
    first, *lines, last = said.out.splitlines()
    named, hints = lines[::2], lines[1::2]
    assert first == "output/moon/moon-quizlet.txt: 24 words"
    assert hints == 6 * [f"  hint: {HINT}"]
    assert named[0] == "banks/moon.yaml: warning: left out of quizlet: nasa is a term"
    assert len(named) == 6
    assert last == "Paste the words of the .txt file into Quizlet's import."
    assert len(Path("output/moon/moon-quizlet.txt").read_text("utf-8").split()) == 24


@pytest.mark.usefixtures("boxed")
def test_programs_are_told_the_same(run: Run) -> None:
    refused = run(*BUILD, "--only", "quizlet", "--json")
    problems = json.loads(refused.out)["problems"]
    assert (refused.code, len(problems)) == (1, 7)
    assert {problem["severity"] for problem in problems} == {"E"}
    fitting = run(*BUILD, "--only", "quizlet", "--json", "--what-fits")
    done = json.loads(fitting.out)
    assert (fitting.code, done["files"]) == (0, {"output/moon/moon-quizlet.txt": {"words": 24}})
    assert done["left_out"] == [{**problem, "severity": "W"} for problem in problems[:6]]
    assert json.loads(run(*BUILD, "--only", "deck", "--json", "--what-fits").out)["left_out"] == []
