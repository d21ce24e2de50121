"""What publishing promises: nothing is lost, mixed up or said twice."""

import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from editions import ADDED, DAY, FIRST, MENDED, RETIRED, moon, published, remarks, restyled

from quizgen.cards.editions import shape_of
from quizgen.deck.lock import Lock
from quizgen.errors import BankError, LockError
from quizgen.ids import seal_of
from quizgen.publish import publish
from quizgen.read import File, Texts, read_lock, read_materials
from quizgen.read.characters import MOST_BYTES
from quizgen.read.edition import raise_edition


def lock_of(texts: Texts) -> Lock:
    assert texts.lock is not None
    return read_lock(texts.lock.text, texts.lock.path)


def text_of(file: File | None) -> str:
    assert file is not None
    assert isinstance(file.text, str)
    return file.text


def edited(texts: Texts, *changes: tuple[str, str]) -> Texts:
    """Return published texts with a bank that its author went on writing."""
    return moon(*changes, bank=text_of(texts.bank), lock=text_of(texts.lock))


def raised(text: str) -> str:
    """Return a bank's text with edition 2, after reading that nothing else in it is another."""
    file = File("banks/moon.yaml", text.encode())
    bank = read_materials(replace(moon(), bank=file)).bank
    assert (bank.topic, bank.edition) == ("moon", 1)
    two = raise_edition(file, bank, 2)
    second = read_materials(replace(moon(), bank=File("banks/moon.yaml", two.encode()))).bank
    assert second == replace(bank, edition=2)
    return two


NOTE = "teacher_note: Some facts speak of the Cold War.\n"
ONE = published(moon(), FIRST)


# ------------------------------------------------------------------ the first edition


def test_the_first_edition_leaves_the_bank_as_it_is_and_seals_every_note() -> None:
    lock = lock_of(ONE)

    assert text_of(ONE.bank) == text_of(moon().bank)
    assert (lock.topic, lock.deck, lock.edition) == ("moon", "The race to the Moon · fda4", 1)
    assert {note.modified for note in lock.notes} == {FIRST}
    assert {note.added for note in lock.notes} == {1}
    facts = {fact.id for fact in read_materials(ONE).bank.facts}
    assert {note.facts[0] for note in lock.notes if note.type_key in "event term"} <= facts
    assert {note.facts for note in lock.notes} >= {(fact_id,) for fact_id in facts}


def test_a_lock_is_read_back_as_it_was_written() -> None:
    text = text_of(ONE.lock)

    assert len(lock_of(ONE).notes) == len(re.findall("^note ", text, re.MULTILINE))
    assert read_lock(text.replace("\n", "\r\n"), "banks/moon.lock") == lock_of(ONE)


def test_nothing_new_is_not_published() -> None:
    assert publish(ONE, FIRST + DAY) is None


# ------------------------------------------------------------------ the next edition


def test_an_edition_says_what_it_adds_changes_and_retires() -> None:
    edition = publish(edited(ONE, MENDED, RETIRED, ADDED), FIRST + DAY)

    assert edition is not None
    changes = edition.changes
    assert edition.number == 2
    assert {note.facts for note in changes.added} == {("luna-2",)}
    assert {note.facts for note in changes.changed} >= {("eisenhower-not-one-iota",)}
    assert ("gagarin",) in {note.facts for note in changes.retired}


def test_what_was_retired_before_it_was_published_is_in_no_edition() -> None:
    """Nobody has it, so nobody is to be told that it is no longer used."""
    first = published(moon(RETIRED), FIRST)
    second = published(edited(first, MENDED, ADDED), FIRST + DAY)
    for texts in (first, second):
        assert "gagarin" not in {fact for note in lock_of(texts).notes for fact in note.facts}
        assert not lock_of(texts).changes.retired
        assert "not published" not in " ".join(remarks(texts)).casefold()
    back = published(edited(second, (RETIRED[1], RETIRED[0])), FIRST + 2 * DAY)
    assert ("gagarin",) in {note.facts for note in lock_of(back).changes.added}


@pytest.mark.parametrize(
    ("change", "fact", "told"),
    [
        (
            ('value: "84"', 'value: "83.6"'),
            "mass-of-sputnik-1",
            "What was the mass of Sputnik 1? 84 kg → 83.6 kg",
        ),
        (
            ("asks: how high did Gemini 11 fly", "asks: how far up did Gemini 11 fly"),
            "height-of-gemini-11",
            "How high did Gemini 11 fly? → How far up did Gemini 11 fly?"
            " 850 miles (about 1,400 km)",
        ),
        (
            ("note: It was called Sputnik 1.", "note: It was called PS-1."),
            "sputnik",
            "The Soviet Union put the first satellite into orbit.",
        ),
    ],
    ids=["answer", "question", "neither"],
)
def test_a_correction_is_told_as_it_was_and_as_it_is(
    change: tuple[str, str], fact: str, told: str
) -> None:
    texts = published(edited(ONE, change), FIRST + DAY)
    (note,) = (
        note
        for note in lock_of(texts).changes.changed
        if note.facts == (fact,) and note.type_key != "choice"
    )
    assert note.news == told
    later = published(edited(texts, MENDED), FIRST + 2 * DAY)
    assert note in lock_of(later).notes  # what an edition leaves alone it tells as before


def test_a_new_note_is_told_by_what_it_asks_and_a_retired_one_by_what_it_asked() -> None:
    lock = lock_of(published(edited(ONE, ADDED, RETIRED), FIRST + DAY))
    added, retired = (
        {note.news for note in notes} for notes in (lock.changes.added, lock.changes.retired)
    )
    assert added == {"Luna 2 hit the Moon.", "Luna 2 hit the Moon. On what date was that?"}
    assert retired == {
        "Yuri Gagarin flew around the Earth.",
        "Yuri Gagarin flew around the Earth. On what date was that?",
    }


def test_only_what_changed_gets_a_new_time() -> None:
    texts = published(edited(ONE, MENDED), FIRST + DAY)
    new = {note.facts for note in lock_of(texts).notes if note.modified > FIRST}

    assert ("eisenhower-not-one-iota",) in new
    assert {it.modified for it in lock_of(texts).types} == {FIRST}
    untouched = [note for note in lock_of(texts).notes if note.facts not in new]
    assert len(untouched) > 40
    assert {note.modified for note in untouched} == {FIRST}


def test_a_new_look_changes_its_note_types_and_no_note() -> None:
    texts = published(restyled(ONE, "#fbfaf7", "#ffffff"), FIRST + DAY)

    assert {it.modified for it in lock_of(texts).types} == {FIRST + DAY}
    assert {note.modified for note in lock_of(texts).notes} == {FIRST}


def test_raising_the_edition_disturbs_nothing_else_in_the_bank() -> None:
    texts = published(edited(ONE, MENDED), FIRST + DAY)

    assert text_of(texts.bank) == text_of(edited(ONE, MENDED, ("edition: 1", "edition: 2")).bank)


@pytest.mark.parametrize(
    ("written", "second"),
    [
        ("edition: 1\n", "edition: 2\n"),
        ("edition:    1   # the first\n", "edition:    2   # the first\n"),
        ('"edition": "1"\n', '"edition": "2"\n'),
        ("'edition' : '1' # edition: 1\n", "'edition' : '2' # edition: 1\n"),
        ("edition:\t1\t# one\n", "edition:\t2\t# one\n"),
        ("edition:\n  1\n", "edition:\n  2\n"),
        ("edition: # 1\n  1\n", "edition: # 1\n  2\n"),
        ("edition: >-\n  1\n", "edition: >-\n  2\n"),
        ("edition: |2 # edition: 3\n  1\n\n", "edition: |2 # edition: 3\n  2\n\n"),
        ('"\\x65dition": 1\n', '"\\x65dition": 2\n'),
        ('edition: "\\x31"\n', 'edition: "2"\n'),
        ("? edition\n: 1\n", "? edition\n: 2\n"),
        (
            'teacher_note: "First\nedition: 7 of it"\nedition: 1\n',
            'teacher_note: "First\nedition: 7 of it"\nedition: 2\n',
        ),
        (
            "edition: 1\nteacher_note: >\n  See\n\n  edition: 9\n",
            "edition: 2\nteacher_note: >\n  See\n\n  edition: 9\n",
        ),
    ],
)
@pytest.mark.parametrize(("end", "mark"), [("\n", ""), ("\r\n", "\ufeff")])
@pytest.mark.parametrize("is_first", [True, False])
def test_the_edition_is_raised_however_it_is_written(
    written: str, second: str, end: str, mark: str, is_first: bool
) -> None:
    rest = text_of(moon(("edition: 1\n", ""), (NOTE, "")).bank)
    rest = "".join(re.split(r"^#.*\n", rest, flags=re.MULTILINE))
    first, wanted = (
        mark + (f"{edition}{rest}" if is_first else f"{rest}{edition}").replace("\n", end)
        for edition in (written, second)
    )

    assert raised(first) == wanted


@pytest.mark.parametrize(
    ("written", "second"),
    [
        ("topic: moon\n", "topic: moon\nedition: 2\n"),
        ("topic: moon # edition: 4\n", "topic: moon # edition: 4\nedition: 2\n"),
        ("# edition: 1\ntopic: moon\n", "# edition: 1\ntopic: moon\nedition: 2\n"),
        ("topic:\n  moon\n", "topic:\n  moon\nedition: 2\n"),
        ("topic: # name\n  moon\n", "topic: # name\n  moon\nedition: 2\n"),
        ("topic: >-\n  moon\n", "topic: >-\n  moon\nedition: 2\n"),
        ("topic: |-\n  moon\n", "topic: |-\n  moon\nedition: 2\n"),
        ('topic: "mo\\\n  on"\n', 'topic: "mo\\\n  on"\nedition: 2\n'),
        ('"topic": "moon"\n', '"topic": "moon"\n"edition": 2\n'),
        ("? topic\n: moon\n", "? topic\n: moon\nedition: 2\n"),
        ("---\ntopic: moon\n", "---\ntopic: moon\nedition: 2\n"),
        (
            "topic: moon\nteacher_note: 'On\n\nedition: 1 of it'\n",
            "topic: moon\nedition: 2\nteacher_note: 'On\n\nedition: 1 of it'\n",
        ),
        (
            "teacher_note: 'The\ntopic: moon'\ntopic: moon\n",
            "teacher_note: 'The\ntopic: moon'\ntopic: moon\nedition: 2\n",
        ),
    ],
)
@pytest.mark.parametrize(("end", "mark"), [("\n", ""), ("\r\n", "\ufeff")])
def test_an_edition_that_is_not_written_yet_stands_below_the_topic(
    written: str, second: str, end: str, mark: str
) -> None:
    rest = text_of(moon(("edition: 1\n", ""), ("topic: moon\n", ""), (NOTE, "")).bank)
    rest = "".join(re.split(r"^#.*\n", rest, flags=re.MULTILINE))
    first, wanted = (mark + f"{topic}{rest}".replace("\n", end) for topic in (written, second))

    assert raised(first) == wanted


@pytest.mark.parametrize("has_end", [True, False])
@pytest.mark.parametrize("topic", ["topic: moon\n", "topic: >-\n  moon\n"])
def test_an_edition_stands_below_a_topic_at_the_end_of_the_file(topic: str, has_end: bool) -> None:
    rest = text_of(moon(("edition: 1\n", ""), ("topic: moon\n", "")).bank)
    written = f"{rest}{topic}" if has_end else f"{rest}{topic}".removesuffix("\n")

    assert raised(written) == f"{rest}{topic}edition: 2\n"


def test_an_edition_stands_as_far_in_as_the_topic() -> None:
    lines = text_of(moon(("edition: 1\n", "")).bank).splitlines(keepends=True)
    indented = "".join(f"  {line}" for line in lines)

    assert raised(indented) == indented.replace("  topic: moon\n", "  topic: moon\n  edition: 2\n")


@pytest.mark.parametrize("indent", [None, 0, 2])
@pytest.mark.parametrize("edition", [{}, {"edition": "1"}, {"edition": 1}])
def test_a_bank_in_json_stays_json(indent: int | None, edition: dict[str, object]) -> None:
    bank = yaml.load(text_of(moon(("edition: 1\n", "")).bank), Loader=yaml.CBaseLoader)
    two = raised(json.dumps(bank | edition, indent=indent))

    assert json.loads(two) == bank | {"edition": "2" if edition == {"edition": "1"} else 2}


@pytest.mark.parametrize(
    ("written", "second"),
    [
        ("{topic: moon # the name\n, ", "{topic: moon, edition: 2 # the name\n, "),
        ("{edition: 1, topic: moon, ", "{edition: 2, topic: moon, "),
        ("---\n{topic: 'moon',", "---\n{topic: 'moon', edition: 2,"),
    ],
)
def test_a_bank_between_braces_is_raised_in_its_place(written: str, second: str) -> None:
    bank = yaml.load(text_of(moon(("edition: 1\n", "")).bank), Loader=yaml.CBaseLoader)
    del bank["topic"]
    rest = json.dumps(bank).removeprefix("{") + "\n...\n"
    assert raised(f"{written}{rest}") == f"{second}{rest}"


def test_a_bank_that_has_no_room_for_another_digit_is_left_alone() -> None:
    text = text_of(moon(("edition: 1\n", "edition: 9\n")).bank)
    full = text + "#" * (MOST_BYTES - len(text.encode()))
    bank = read_materials(moon(bank=full)).bank
    with pytest.raises(BankError) as told:
        raise_edition(File("banks/moon.yaml", full), bank, 10)
    assert str(told.value) == (
        "banks/moon.yaml:6:1: the bank's edition cannot be raised\n"
        "  hint: write it on a line of its own at the top of the file: edition: 9"
    )


def test_an_edition_is_later_than_the_last_by_any_clock() -> None:
    texts = published(edited(ONE, MENDED), FIRST - 10 * DAY)

    assert lock_of(texts).published == FIRST + 1
    assert max(note.modified for note in lock_of(texts).notes) == FIRST + 1


def test_a_mended_title_leaves_the_deck_its_name() -> None:
    renamed = edited(ONE, MENDED, ("title: The race to the Moon", "title: The Moon race"))
    texts = published(renamed, FIRST + DAY)

    assert lock_of(texts).deck == "The race to the Moon · fda4"


# ------------------------------------------------------------------ what is refused


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            ("gagarin", "gagarin-flies"),
            "fact 'gagarin' was published, and the bank has it no more\n  hint: if 'gagarin-flies'"
            " is its new id, give it back the old one; a fact that is no longer used stays, with"
            " `retired:` and the reason",
        ),
        (
            (
                "  - {id: booster, kind: term, term: booster, meaning: the first and strongest stage"
                " of a rocket, relation: means, source: history, at: booster, tags: [terms]}\n",
                "",
            ),
            "fact 'booster' was published, and the bank has it no more\n  hint: a fact that is no"
            " longer used stays, with `retired:` and the reason",
        ),
        (
            ("kind: term, term: booster, meaning", "kind: event, short: booster, date: 1960, what"),
            "fact 'booster' was published with a note of the type 'term'\n  hint: keep its kind, and"
            " the note type's templates; what is of another kind has another id",
        ),
    ],
    ids=["renamed", "gone", "another kind"],
)
def test_an_id_that_learners_have_cannot_go(change: tuple[str, str], message: str) -> None:
    texts = edited(ONE, change)
    if "event" in change[1]:
        texts = edited(
            ONE, change, ("first and strongest stage of a rocket, relation: means", "booster flew")
        )
    with pytest.raises(LockError) as raised:
        publish(texts, FIRST + DAY)

    assert re.sub(r"banks/moon.lock:\d+:1", "LOCK", str(raised.value)).split("LOCK: ")[1] == message


@pytest.mark.parametrize(
    ("old", "new", "file"),
    [
        ("{name: Spare 4}", "{name: Spare 5}", "event/type.yaml"),
        ("  - {name: Spare 4}\n", "", "event/type.yaml"),
        ("name: quizgen event", "name: quizgen events", "event/type.yaml"),
        ("- name: When\n", "- name: when\n", "event/type.yaml"),
    ],
)
def test_a_note_type_that_anki_would_clone_is_refused(old: str, new: str, file: str) -> None:
    with pytest.raises(LockError) as raised:
        publish(restyled(ONE, old, new, file), FIRST + DAY)
    assert str(raised.value).endswith(
        "note type 'event' was published with other fields, cards or names, or in another"
        " language\n  hint: give it back its names and their order, and the bank its language:"
        " Anki would make a second note type"
    )


def test_a_published_bank_may_change_its_region_but_not_its_language() -> None:
    (event,) = (each for each in read_materials(ONE).note_types if each.key == "event")
    assert shape_of(event, "en-GB") == shape_of(event, "en-US") == shape_of(event, "en")
    assert len({shape_of(event, language) for language in ("en", "de", "sr-Latn", "sr")}) == 4


def test_another_source_of_an_attributed_fact_is_a_correction_and_its_new_name_is_none() -> None:
    attributed = ("at: Gagarin flew,", "at: Gagarin flew, status: attributed,")
    one = published(moon(attributed), FIRST)
    renamed = ("called: NASA's history", "called: the history of NASA")
    assert publish(edited(one, renamed), FIRST + DAY) is None
    moved = ("source: history, at: Gagarin flew", "source: speeches, at: Gagarin flew")
    edition = publish(edited(one, moved), FIRST + DAY)
    assert edition
    assert {note.facts for note in edition.changes.changed} == {("gagarin",)}


def test_a_lock_that_is_missing_is_missed() -> None:
    with pytest.raises(LockError) as raised:
        publish(moon(("edition: 1", "edition: 3")), FIRST)

    assert str(raised.value) == (
        "banks/moon.lock: the bank is at edition 3, and there is no lock of it\n"
        "  hint: get the lock back from version control; if nothing was published, write edition: 1"
    )


@pytest.mark.parametrize(
    ("edition", "message"),
    [
        (2, "the lock is older than the bank: the bank is at edition 2, its lock at 1"),
        (0, "the bank is older than the lock: the bank is at edition 1, its lock at 2"),
    ],
)
@pytest.mark.parametrize("work", [lambda it: publish(it, FIRST), remarks], ids=["publish", "build"])
def test_a_lock_and_a_bank_of_two_editions_do_not_go_together(
    edition: int, message: str, work: object
) -> None:
    if edition:
        texts = edited(ONE, ("edition: 1", "edition: 2"))
    else:
        texts = replace(ONE, lock=published(edited(ONE, MENDED), FIRST + DAY).lock)
    assert callable(work)
    with pytest.raises(LockError, match=message) as raised:
        work(texts)
    older = message.split()[1]
    cut_short = (
        ""
        if edition
        else "if `quizgen publish` was cut short, run it again; if you saved the bank from a window"
        " that was open meanwhile, write edition: 2; if not, "
    )
    assert raised.value.problems[0].hint == (
        f"{cut_short}get the newer {older} from version control; only `quizgen publish` raises editions"
    )


def test_the_lock_of_another_bank_is_refused() -> None:
    other = edited(ONE, ("topic: moon", "topic: mars"))
    with pytest.raises(
        LockError,
        match="this lock is of the topic 'moon', not 'mars'\n  hint: give the bank its own lock back",
    ):
        publish(replace(other, bank=File("banks/mars.yaml", other.bank.text)), FIRST + DAY)


BY_HAND = "this lock is not as `quizgen publish` wrote it: it was edited, merged or cut"


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(str(FIRST), str(FIRST + 1), 1),
        lambda text: text.replace("edition 1 ", "edition 2 "),
        lambda text: "\n".join(line for line in text.split("\n") if "gagarin" not in line),
        lambda text: text[: len(text) // 2],
        lambda text: "",
        lambda text: text.replace("note ", "note  ", 1),
    ],
)
def test_a_lock_that_was_changed_by_hand_is_refused(change: object) -> None:
    assert callable(change)
    with pytest.raises(LockError) as raised:
        read_lock(change(text_of(ONE.lock)), "banks/moon.lock")

    assert raised.value.problems[0].message == BY_HAND


UNKNOWN = re.compile(
    r"banks/moon.lock:\d+:1: this lock is in a form that is unknown\n"
    r"  hint: if another version of quizgen wrote it, use that one; if not, get the file back from"
    r" version control, then publish again"
)


def forged(pattern: str, replacement: str) -> str:
    """Return a lock that somebody changed and sealed again, as quizgen seals."""
    head, *lines = (line for line in text_of(ONE.lock).splitlines() if line[0] != "#")
    old = "\n".join([head.rpartition(" ")[0], *lines])
    body, changed = re.subn(pattern, replacement, old, flags=re.MULTILINE)
    assert changed
    head, *lines = body.split("\n")
    return "\n".join([f"{head} {seal_of(head, *lines)}", *lines, ""])


@pytest.mark.parametrize(
    ("pattern", "replacement"),
    [
        (r"^(note (?:\S+ ){10}cloze) .*", r"\1"),
        (r"^(note (?:\S+ ){10}event) .*", r"\1 ../etc"),
        (r"^(note (?:\S+ ){4})\S+", r"\g<1>-1"),
        (r"^(note (?:\S+ ){4})\S+", r"\g<1>0,"),
        (r"^(note (?:\S+ ){5})\S+", r"\g<1>00"),
        (r"^(note \S+) \S+", rf"\1 {2**63}"),
        (r"^(note \S+) \S+", r"\1 -1"),
        (r"^(note (?:\S+ ){4})\S+", r"\g<1>0,x"),
        (r"^(note (?:\S+ ){6})\S+", r"\g<1>gagarin,../etc"),
        (r"^(note \S+) \S+", rf"\1 {'9' * 5000}"),
        (r"^(type \S+) \S+", rf"\1 {10**30}"),
        (r"^(type \S+) \S+", r"\1 1_000"),
        (r"^(type \S+) \S+", r"\1 ١"),
        (r"^(edition 1) \S+", r"\1 253402300799"),
        (r"^(edition 1) \S+", rf"\1 {10**15}"),
        (r"^edition 1", "edition 9999999999"),
        (r"^deck .*", "deck a\tb"),
        (r"^deck .*", "deck a\ndeck b"),
        (r"^deck .*\n", ""),
        (r"^(note .* gagarin)$", r"\1\n\1"),
        (r"^(says) \S+", r"\1 nobody"),
        (r"^(says \S+) \S+", r"\1 first"),
        (r"^(says .*)\t.*", r"\1"),
        (r"^(says .*\t.*)$", r"\1\tmore"),
    ],
)
def test_a_lock_that_was_sealed_by_another_hand_is_refused(pattern: str, replacement: str) -> None:
    texts = replace(ONE, lock=File("banks/moon.lock", forged(pattern, replacement)))
    for work in (remarks, lambda it: publish(it, FIRST + DAY)):
        with pytest.raises(LockError) as raised:
            work(texts)
        assert UNKNOWN.fullmatch(str(raised.value))


@pytest.mark.parametrize("words", [5, 6])
def test_a_lock_may_speak_of_cards_that_no_note_type_has(words: int) -> None:
    text = forged(rf"^(note(?: \S+){{{words - 1}}}) \S+", r"\1 0,99,253402214400")
    texts = replace(ONE, lock=File("banks/moon.lock", text))

    assert remarks(texts) == ()
    assert publish(edited(texts, MENDED), FIRST + DAY) is not None


def test_a_card_that_is_gone_from_a_published_note_type_is_told() -> None:
    event = dict(ONE.note_types["event"])
    text = event["type.yaml"].content.decode()
    kept = File("event/type.yaml", text[: text.index("  - name: What happened\n")])
    for name in ("what-happened-front.html", "what-happened-back.html"):
        del event[name]
    gone = replace(ONE, note_types={**ONE.note_types, "event": event | {"type.yaml": kept}})

    assert remarks(gone)[0].startswith("Not published since edition 1: ")
    with pytest.raises(LockError, match="note type 'event' was published with other fields, cards"):
        publish(gone, FIRST + DAY)


def test_no_edition_is_later_than_the_year_9999() -> None:
    text = forged(r"^(edition 1) \S+", r"\1 253402214399")
    last = published(replace(edited(ONE, MENDED), lock=File("banks/moon.lock", text)), FIRST)
    assert lock_of(last).published == 253_402_214_400
    with pytest.raises(LockError) as raised:
        publish(edited(last, RETIRED), FIRST)
    assert str(raised.value) == (
        "banks/moon.lock: no edition can be later than the last one, which is of the year 9999\n"
        "  hint: get the lock back from version control"
    )


def test_two_people_who_publish_at_once_get_a_conflict_that_is_explained(tmp_path: Path) -> None:
    """Whatever each of them changed, and also if both changed the same."""
    ours = published(edited(ONE, MENDED), FIRST + DAY)
    for theirs in (
        published(edited(ONE, RETIRED), FIRST + 2 * DAY),
        published(edited(ONE, MENDED), FIRST + DAY + 1),
    ):
        names = []
        for name, texts in (("ours", ours), ("one", ONE), ("theirs", theirs)):
            names.append(str(tmp_path / name))
            Path(names[-1]).write_text(text_of(texts.lock), encoding="utf-8")
        merged = subprocess.run(
            ["git", "merge-file", "-p", *names], capture_output=True, text=True, check=False
        )
        assert merged.returncode > 0
        with pytest.raises(LockError) as raised:
            read_lock(merged.stdout, "banks/moon.lock")
        assert str(raised.value) == (
            "banks/moon.lock:3:1: two editions were published at the same time, and could not be"
            " merged\n  hint: keep the whole lock of one side (git checkout --theirs, or --ours), merge the bank by"
            " hand, then publish again: the next edition brings the changes of both"
        )


def test_after_a_conflict_either_lock_leads_to_the_same_deck() -> None:
    ours = published(edited(ONE, MENDED), FIRST + DAY)
    theirs = published(edited(ONE, RETIRED), FIRST + 2 * DAY)
    both = text_of(edited(ONE, MENDED, RETIRED, ("edition: 1", "edition: 2")).bank)
    merged = [
        lock_of(published(moon(bank=both, lock=text_of(texts.lock)), FIRST + 3 * DAY))
        for texts in (ours, theirs)
    ]
    first, second = ({note.guid: note.seal for note in lock.notes} for lock in merged)
    assert first == second
    assert {lock.edition for lock in merged} == {3}


# ------------------------------------------------------------------ what build says


def test_build_says_what_is_not_published() -> None:
    (said,) = remarks(moon())
    assert said.startswith("The deck is not published yet")
    assert remarks(ONE) == ()
    (said,) = remarks(edited(ONE, MENDED))
    assert said.startswith("Not published since edition 1: eisenhower-not-one-iota, ")
    assert ". For learners who have the deck: `quizgen publish moon" in said
    assert said.endswith("`, build it anew, and have them import that file.")
    (said,) = remarks(restyled(ONE, "#fbfaf7", "#ffffff"))
    assert "note type event" in said
