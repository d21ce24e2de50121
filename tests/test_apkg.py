"""What the Anki package promises, kept by the real Anki."""

import io
import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from learner import Learner
from small_bank import (
    BANK,
    EVENT,
    HERE,
    NOTE_TYPES,
    POSITION,
    QUANTITY,
    STATEMENT,
    TERM,
    claiming,
    fact,
    small_deck,
)

from quizgen.bank.bank import DeclaredProperty
from quizgen.bank.facts import Property
from quizgen.deck.deck import Deck
from quizgen.deck.html import as_html
from quizgen.export.apkg import checksum, stable_id, visible_text, write_deck

DECK = small_deck()
LATER = small_deck(
    claiming(STATEMENT, gist="whoever masters space masters the world"),
    EVENT,
    QUANTITY,
    replace(POSITION, tags=("lunar-orbit",)),
    replace(TERM, retired="the abbreviation is known to all"),
    edition=2,
)


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    with Learner(tmp_path) as learner:
        yield learner


def rows(deck: Deck, query: str) -> list[tuple[Any, ...]]:
    with zipfile.ZipFile(io.BytesIO(write_deck(deck))) as package:
        content = package.read("collection.anki2")
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(content)
        return database.execute(query).fetchall()


def test_every_note_card_tag_and_deck_arrives(learner: Learner) -> None:
    log = learner.imports(write_deck(DECK))

    assert (len(log.new), log.found_notes) == (5, 5)
    assert learner.notes() == {
        note.guid: ([*map(as_html, note.fields)], sorted(note.tags)) for note in DECK.notes
    }
    assert learner.decks() == {DECK.name: 8}


def test_every_card_shows_its_question_and_its_answer(learner: Learner) -> None:
    learner.imports(write_deck(DECK))

    assert [learner.reads(card) for card in learner.cards() if card.ord == 0] == [
        (
            "The race to the Moon When? Alexei Leonov made the first spacewalk.",
            "18 March 1965 He left Voskhod 2 for about 12 minutes."
            " A. Siddiqi, Challenge to Apollo, NASA History Office, 1 June 2000"
            " As of 18 March 1965 · leonov-walks-in-space",
        ),
        (
            "The race to the Moon Where did they stand? According to NASA History Office (1 June 2000), where did"
            " James Webb stand on whether Apollo may meet in orbit round the Moon, as of 11 July 1962?",
            "James Webb allowed it … but only after a second study of landing directly."
            " Stated in Washington."
            " A. Siddiqi, Challenge to Apollo, NASA History Office, 1 June 2000"
            " As of 11 July 1962 · webb-allows-lunar-orbit",
        ),
        (
            "The race to the Moon Numbers What was the mass of Sputnik 1?"
            " According to NASA History Office (1 June 2000), 4 October 1957",
            "83.6 kg The mass of Sputnik 1 was 83.6 kg."
            " A. Siddiqi, Challenge to Apollo, NASA History Office, 1 June 2000"
            " As of 4 October 1957 · mass-of-sputnik-1",
        ),
        (
            "The race to the Moon Who said it? “Control of space means control of the world”"
            " January 1958, about the control of space",
            "Lyndon B. Johnson US Senate majority leader, to fellow Democrats."
            " This was three months after Sputnik 1."
            " A. Siddiqi, Challenge to Apollo, NASA History Office, 1 June 2000"
            " As of 7 January 1958 · johnson-on-control-of-space",
        ),
        (
            "The race to the Moon Names and terms What does NASA stand for?",
            "National Aeronautics and Space Administration"
            " A. Siddiqi, Challenge to Apollo, NASA History Office, 1 June 2000"
            " As of 1 January 1970 · nasa-stands-for",
        ),
    ]


def test_anki_agrees_which_cards_there_are(learner: Learner) -> None:
    same_day = claiming(EVENT, "another-event", what="Pavel Belyayev flew Voskhod 2")
    deck = small_deck(*BANK.facts, same_day)
    learner.imports(write_deck(deck))
    collection = learner.collection
    before = collection.card_count()

    assert before == sum(len(note.cards) for note in deck.notes)
    assert not collection.get_empty_cards().notes
    collection.after_note_updates(
        list(collection.find_notes("")), mark_modified=False, generate_cards=True
    )
    assert collection.card_count() == before


def test_the_database_has_nothing_for_anki_to_mend(learner: Learner) -> None:
    learner.imports(write_deck(DECK))

    assert learner.collection.fix_integrity()[1]


def test_a_second_import_adds_and_changes_nothing(learner: Learner) -> None:
    learner.imports(write_deck(DECK))
    before = learner.notes(), learner.decks(), learner.note_types()
    log = learner.imports(write_deck(DECK))

    assert [len(log.new), len(log.updated), len(log.conflicting)] == [0, 0, 0]
    assert (learner.notes(), learner.decks(), learner.note_types()) == before


def test_a_later_edition_brings_corrections_and_keeps_progress(learner: Learner) -> None:
    learner.imports(write_deck(DECK))
    learner.studies(DECK.name, answers=6)
    progress, types = learner.progress(), learner.note_types()
    log = learner.imports(write_deck(LATER))

    assert (len(log.new), len(log.updated)) == (0, 5)
    assert learner.notes() == {
        note.guid: ([*map(as_html, note.fields)], sorted(note.tags)) for note in LATER.notes
    }
    assert learner.fields(STATEMENT.id)["Answer 2"] == "Whoever masters space masters the world."
    assert learner.progress() == progress
    assert learner.note_types() == types
    assert learner.collection.fix_integrity()[1]


def test_an_old_edition_does_not_come_back(learner: Learner) -> None:
    learner.imports(write_deck(LATER))
    before = learner.notes()
    learner.imports(write_deck(DECK))

    assert learner.notes() == before


def test_a_new_look_reaches_a_learner_without_a_second_note_type(learner: Learner) -> None:
    learner.imports(write_deck(DECK))
    before = learner.note_types()
    restyled = tuple(
        replace(
            each,
            css=each.css + ".new {}",
            cards=(replace(each.cards[0], back_html="<b>new</b>"), *each.cards[1:]),
        )
        for each in LATER.note_types
    )
    learner.imports(write_deck(replace(LATER, note_types=restyled)))

    assert learner.note_types().keys() == before.keys()
    for name in before:
        note_type = learner.collection.models.by_name(name)
        assert note_type["css"].endswith(".new {}")
        assert note_type["tmpls"][0]["afmt"] == "<b>new</b>"


def test_new_cards_come_in_the_order_of_the_deck(learner: Learner) -> None:
    learner.imports(write_deck(DECK))
    due = dict(
        learner.collection.db.all("select n.guid, c.due from cards c join notes n on n.id = c.nid")
    )

    assert sorted(due, key=due.__getitem__) == [note.guid for note in DECK.notes]


HOSTILE = (
    "<script>alert(1)</script>",
    "</div><img src=x onerror=alert(1)>",
    "{{Topic}} {{#Fact}}x{{/Fact}} {{c1::x}} {% if x %}",
    "[sound:x.mp3] [latex]x[/latex] [$]x[/$] [anki:play:q:0]",
    "&lt; &amp;nbsp; \" ' **no** _no_",
    "🚀 Хрущёв ﷽ e\u0301 \u202eabc\u202c \u200d",
    "x" * 5000,
    " ".join(["word"] * 1000),
)


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: words[:12])
def test_any_words_stay_words(words: str, learner: Learner) -> None:
    deck = small_deck(
        claiming(TERM, term=f"a {words} z", meaning=f"b {words} y"), title=f"The {words[:60]} end"
    )
    learner.imports(write_deck(deck))
    shown = " ".join(words.replace("e\u0301", "é").split())

    question, answer = learner.reads(learner.cards()[0])
    assert f"What does a {shown} z stand for?" in question
    assert f"B {shown} y" in answer
    output = learner.cards()[0].render_output()
    assert "<script" not in output.answer_text
    assert "<img" not in output.answer_text
    assert not output.answer_av_tags


def test_a_control_character_cannot_part_a_field(learner: Learner) -> None:
    deck = small_deck(claiming(TERM, meaning="one\x1ftwo\x00three"))
    learner.imports(write_deck(deck))

    assert learner.fields(TERM.id)["Answer 1"] == "One\ufffdtwo\ufffdthree"


def test_a_control_character_in_a_drawing_cannot_part_a_field_either(learner: Learner) -> None:
    deck = small_deck(*(claiming(EVENT, f"event-{n}", short=f"thing\x1f{n}") for n in range(3)))
    learner.imports(write_deck(deck))

    assert "Thing\ufffd0</text>" in learner.fields("event-0")["Figure"]


def test_the_same_deck_gives_the_same_bytes_in_any_process() -> None:
    program = (
        "import sys; from test_apkg import *; sys.stdout.buffer.write(write_deck(small_deck()))"
    )
    folder = Path(__file__).parent
    path = os.pathsep.join((str(folder), str(folder.parent)))
    made = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path, "TZ": zone},
            check=True,
            capture_output=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }

    assert made == {write_deck(DECK)}


def test_a_package_tells_nothing_of_when_and_where_it_was_made() -> None:
    with zipfile.ZipFile(io.BytesIO(write_deck(DECK))) as package:
        entries = package.infolist()

    assert [entry.filename for entry in entries] == ["collection.anki2", "media"]
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.create_system for entry in entries} == {3}
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_DEFLATED}


def test_every_card_is_new() -> None:
    states = "select distinct type, queue, ivl, factor, reps, lapses, odue, odid from cards"

    assert rows(DECK, states) == [(0,) * 8]
    assert not rows(DECK, "select * from revlog")


def test_all_cards_lie_in_one_deck_beside_ankis_own() -> None:
    """Subdecks would be learned one after another, whatever the order of their cards."""
    ((decks,),) = rows(DECK, "select decks from col")
    names = {number: each["name"] for number, each in json.loads(decks).items()}

    assert sorted(names.values()) == ["Default", DECK.name]
    ((number,),) = rows(DECK, "select distinct did from cards")
    assert names[str(number)] == DECK.name


def test_notes_and_cards_are_numbered_in_the_decks_order_from_an_id_of_its_topic() -> None:
    first = stable_id("notes", DECK.seed, DECK.topic)
    guids = [guid for (guid,) in rows(DECK, "select guid from notes order by id")]
    cards = rows(DECK, "select id, nid, ord from cards order by id")
    places = [(note, place) for note, each in enumerate(DECK.notes) for place in each.cards]

    assert guids == [note.guid for note in DECK.notes]
    assert cards == [(first + n, first + note, place) for n, (note, place) in enumerate(places)]


def test_a_collection_that_has_used_an_id_gives_the_note_another(learner: Learner) -> None:
    other = replace(DECK, notes=tuple(replace(note, guid=f"x-{note.guid}") for note in DECK.notes))
    learner.imports(write_deck(DECK))
    before = learner.notes()
    learner.imports(write_deck(other))

    assert {guid: learner.notes()[guid] for guid in before} == before
    assert {note.guid for note in other.notes} < learner.notes().keys()


def test_an_id_is_a_time_in_the_past_for_anki() -> None:
    ids = [stable_id("note", str(number)) for number in range(10_000)]

    assert len(set(ids)) == len(ids)
    assert min(ids) > 1_100_000_000_000
    assert max(ids) < 1_650_000_000_000


def test_the_ids_of_fields_and_cards_are_written_and_differ(learner: Learner) -> None:
    pad = Property(kind="property", subject="Vostok 1", property="site", value=("Baikonur",))
    deck = small_deck(
        *BANK.facts,
        fact("site-of-vostok-1", pad),
        properties={"site": DeclaredProperty(of="mission", where=HERE)},
    )
    assert [each.key for each in deck.note_types] == [each.key for each in NOTE_TYPES]
    learner.imports(write_deck(deck))
    types = [learner.collection.models.by_name(each.name) for each in NOTE_TYPES]
    ids = [part["id"] for each in types for part in (*each["flds"], *each["tmpls"])]

    assert all(ids)
    assert len(set(ids)) == len(ids)
    assert [each["id"] for each in types] == [
        stable_id("note type", each.key, "en", each.name) for each in NOTE_TYPES
    ]


@pytest.mark.parametrize(
    "field", ["plain", "a <b>bold</b> &amp; more", "1,000&nbsp;km", "<script>x</script>"]
)
def test_a_first_field_is_summed_as_anki_does(field: str, learner: Learner) -> None:
    note = learner.collection.new_note(learner.collection.models.by_name("Basic"))
    note.fields[0] = field
    learner.collection.add_note(note, deck_id=1)
    kept = learner.collection.db.first("select sfld, csum from notes")

    assert [visible_text(field), checksum(visible_text(field))] == kept
