"""What a deck promises to those who learn from it."""

import datetime
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_bank import (
    BANK,
    DESCRIPTION,
    EVENT,
    NOTE_TYPES,
    POSITION,
    QUANTITY,
    STATEMENT,
    TERM,
    bank_with,
    claiming,
    day,
    english,
    html_of,
    small_deck,
)

from quizgen.bank.dates import Date
from quizgen.bank.facts import Fact
from quizgen.cards import deck_name, make_deck
from quizgen.cards.deck import seed_of
from quizgen.content import Run
from quizgen.deck.html import as_html, tidy_text
from quizgen.deck.note_types import NoteField
from quizgen.deck.notes import Note, guid_of
from quizgen.errors import TemplateError
from quizgen.export.anki_text import write_cards
from quizgen.judge.subject import Subject
from quizgen.read.dates import parse_date
from quizgen.rules import check_deck

KINDS = (STATEMENT, EVENT, QUANTITY, POSITION, TERM)


def note_of(fact: Fact, *others: Fact) -> Note:
    """Return the fact's note in a deck with others."""
    deck = small_deck(fact, *others)
    return next(note for note in deck.notes if note.name == fact.id)


def fields_of(fact: Fact, *others: Fact) -> dict[str, str]:
    return html_of(note_of(fact, *others))


def cards_of(fact: Fact, *others: Fact) -> list[str]:
    note = note_of(fact, *others)
    note_type = next(each for each in NOTE_TYPES if each.key == note.type_key)
    return [note_type.cards[place].name for place in note.cards]


# ------------------------------------------------------------------ identity


def test_a_guid_hangs_on_seed_topic_fact_and_note_type_alone() -> None:
    """The GUIDs are written out: `printf 'ab\\0moon\\0nasa-means\\0term' | sha256sum | cut -c 1-16`.

    The seed of a bank that is not published, from its topic, title and first facts:
    `printf 'seed\\nmoon\\nThe race to the Moon\\nnasa-stands-for siddiqi' | …`, the same.
    """
    assert small_deck(TERM).seed == "5b700a2172b5a865"
    assert [note.guid for note in small_deck(TERM).notes] == ["5eae847e6e89660e"]
    assert [
        guid_of("mars", ["nasa-stands-for"], "term", "ab"),
        guid_of("moon", ["nasa-means"], "term", "ab"),
        guid_of("moon", ["nasa-means"], "term", "ac"),
        guid_of("moon", ["nasa-stands-for"], "choice", "ab"),
        guid_of("moon", ["mass-of-sputnik-2", "mass-of-sputnik-1"], "comparison", "ab"),
    ] == [
        "1e201592ddb35eea",
        "c20d5f7b40e11cf5",
        "b1aa657a29eb2bc4",
        "7018366b2b8ae95e",
        "60bb24175c01ba2c",
    ]


def test_no_new_wording_changes_a_guid() -> None:
    reworded = tuple(
        replace(
            each,
            name=f"{each.name} new",
            css="",
            fields=(
                each.fields[0],
                *(replace(field, text=f"new {field.text}") for field in each.fields[1:]),
            ),
            cards=tuple(replace(card, front_html="new", back_html="new") for card in each.cards),
        )
        for each in NOTE_TYPES
    )
    deck = make_deck(Subject(replace(BANK, summary="New"), english()), reworded, "high")

    assert [note.guid for note in deck.notes] == [note.guid for note in small_deck().notes]


def test_the_first_fields_are_question_and_answer_and_a_later_one_names_the_fact() -> None:
    deck = small_deck()

    assert {note.name for note in deck.notes} == {fact.id for fact in BANK.facts}
    assert {html_of(note)["Fact"] for note in deck.notes} == {fact.id for fact in BANK.facts}
    for each in NOTE_TYPES:
        names = [field.name.removesuffix(" 1") for field in each.fields]
        assert names[:2] == ["Question", "Answer"]


def test_every_note_type_has_fields_to_spare() -> None:
    for each in NOTE_TYPES:
        names = [field.name for field in each.fields]
        assert names[-4:] == ["Spare 1", "Spare 2", "Spare 3", "Spare 4"]
        assert len(set(names)) == len(names)
        assert each.name.startswith("quizgen ")


# ------------------------------------------------------------------ a note depends on its own fact alone


@pytest.mark.parametrize("fact", KINDS, ids=lambda fact: fact.kind)
def test_a_new_fact_changes_no_other_note(fact: Fact) -> None:
    others = [each for each in KINDS if each is not fact]
    before = {note.name: (note.fields, note.cards, note.tags) for note in small_deck(*others).notes}
    after = {note.name: (note.fields, note.cards, note.tags) for note in small_deck(*KINDS).notes}

    assert before.items() < after.items()


def facts_drawn(*facts: Fact) -> dict[str, str]:
    """Return the drawing of each fact's note."""
    deck = small_deck(*facts)
    return {
        field_of(note, "Fact"): field_of(note, "Figure")
        for note in deck.notes
        if note.type_key in ("event", "quantity")
    }


def field_of(note: Note, name: str) -> str:
    return html_of(note)[name]


EVENTS = [
    claiming(
        EVENT,
        f"event-{n}",
        what=f"craft {n} flew",
        short=f"Thing {n}",
        date=day(f"19{50 + n}-03-18"),
    )
    for n in range(40)
]
MASSES = [
    claiming(
        QUANTITY,
        f"mass-{n}",
        subject=f"Sputnik {n}",
        asks=f"what was the mass of Sputnik {n}",
        value=Decimal(80 + n),
    )
    for n in range(40)
]


@pytest.mark.parametrize("facts", [EVENTS, MASSES], ids=["event", "quantity"])
def test_one_more_fact_changes_at_most_the_drawings_that_it_stands_in(facts: list[Fact]) -> None:
    *before, new = facts
    old, now = facts_drawn(*before), facts_drawn(*facts)
    changed = [name for name, drawing in old.items() if now[name] != drawing]
    said = "Thing 39" if facts is EVENTS else "Sputnik 39"
    assert changed == [name for name in old if said in now[name]]
    assert 1 <= len(changed) <= 4
    assert now[new.id].count("<text") > 4


def test_one_more_fact_of_another_sort_changes_no_drawing() -> None:
    stranger = claiming(QUANTITY, "height", attribute="height", asks="how high did Sputnik 1 fly")
    assert facts_drawn(*EVENTS, *MASSES).items() <= facts_drawn(*EVENTS, *MASSES, stranger).items()


def test_a_drawing_shows_the_fact_in_bold_and_at_most_four_others() -> None:
    for name, drawing in facts_drawn(*EVENTS).items():
        assert drawing.count("bold") == 1
        assert drawing.count("<circle") == 5
        assert (
            f'bold" fill="currentColor" stroke="none">Thing {name.removeprefix("event-")}<'
            in drawing
        )


def test_what_stands_alone_is_not_drawn() -> None:
    assert {*facts_drawn(*EVENTS[:2], MASSES[0]).values()} == {""}
    assert "" not in facts_drawn(*EVENTS[:3], *MASSES[:2]).values()


def test_a_mild_fact_is_drawn_beside_mild_ones_only() -> None:
    harsh = [replace(fact, sensitivity="high") for fact in EVENTS[:20]]
    drawn = facts_drawn(*harsh, *EVENTS[20:])
    for fact in EVENTS[20:]:
        assert not any(f">Thing {n}<" in drawn[fact.id] for n in range(20))
    assert any(f">Thing {n}<" in drawn[harsh[0].id] for n in range(20, 40))


def test_drawings_do_not_hang_on_what_is_left_out() -> None:
    harsh = [replace(fact, sensitivity="high") for fact in EVENTS[:20]]
    bank = bank_with(*harsh, *EVENTS[20:])
    every = {
        note.guid: note.fields
        for note in make_deck(Subject(bank, english()), NOTE_TYPES, "high").notes
    }
    mild = {
        note.guid: note.fields
        for note in make_deck(Subject(bank, english()), NOTE_TYPES, "none").notes
    }
    assert mild.items() < every.items()


def test_a_retired_fact_stands_in_no_drawing_but_its_own() -> None:
    retired = replace(EVENTS[0], retired="It was wrong.")
    drawn = facts_drawn(retired, *EVENTS[1:])
    assert [name for name, drawing in drawn.items() if ">Thing 0<" in drawing] == ["event-0"]


def test_a_drawing_leaves_no_words_where_cards_are_text() -> None:
    deck = small_deck(*EVENTS[:3])
    assert "Thing 1" in field_of(deck.notes[0], "Figure")
    (table,) = write_cards(deck, "cards.csv").files
    assert table.counts["cards"] >= 3
    assert b"Thing" not in table.content


def test_a_drawing_says_in_words_what_it_shows() -> None:
    drawing = facts_drawn(*MASSES[:2])["mass-0"]
    assert "<title>Mass in kg, drawn to scale</title>" in drawing
    assert "<desc>Sputnik 0: 80\u00a0kg; Sputnik 1: 81\u00a0kg</desc>" in drawing


def test_a_new_edition_changes_the_text_of_no_note() -> None:
    later = small_deck(*KINDS, edition=7, as_of=day("2025-03-01"), summary="New.")

    assert [note.fields for note in later.notes] == [note.fields for note in small_deck().notes]


def test_the_fields_do_not_hang_on_which_facts_are_left_out() -> None:
    twin = claiming(replace(EVENT, sensitivity="high"), "twin", what="The crew almost died")
    bank = bank_with(EVENT, twin)
    low, high = (
        make_deck(Subject(bank, english()), NOTE_TYPES, limit) for limit in ("low", "high")
    )

    assert low.notes[0].fields == high.notes[0].fields


# ------------------------------------------------------------------ which cards there are (CARD-4)


def test_a_fact_alone_on_its_day_is_asked_both_ways() -> None:
    assert cards_of(EVENT) == ["When", "What happened"]
    assert cards_of(TERM) == ["What does it mean", "Which term"]
    assert cards_of(STATEMENT) == ["Who said it", "What was said"]
    assert cards_of(QUANTITY) == ["How much"]
    assert cards_of(POSITION) == ["Where did they stand"]


@pytest.mark.parametrize(
    ("fact", "rival", "left"),
    [
        (EVENT, claiming(EVENT, "rival", what="Pavel Belyayev flew"), "When"),
        (TERM, claiming(TERM, "rival", term="the space agency"), "What does it mean"),
        (STATEMENT, claiming(STATEMENT, "rival", gist="space is large"), "Who said it"),
    ],
    ids=["event", "term", "statement"],
)
def test_two_facts_with_one_reverse_question_are_asked_one_way(
    fact: Fact, rival: Fact, left: str
) -> None:
    assert cards_of(fact, rival) == cards_of(rival, fact) == [left]
    alone, beside = fields_of(fact), fields_of(fact, rival)
    assert {name for name in alone if alone[name] != beside[name]} == {"Asked 2"}


@pytest.mark.parametrize(
    "date",
    [
        parse_date("1965-03"),
        parse_date("1965"),
        parse_date("1965-03-18/1965-03-19"),
        parse_date("1960s"),
        parse_date("c. 1200"),
        parse_date("before 1066"),
    ],
    ids=lambda date: date.precision,
)
def test_only_a_day_is_asked_for_its_event(date: Date) -> None:
    assert cards_of(claiming(EVENT, date=date)) == ["When"]


def test_an_event_of_several_days_shares_each_of_them() -> None:
    flight = parse_date("1965-03-17/1965-03-19")

    assert cards_of(EVENT, claiming(EVENT, "flight", what="Voskhod 2 flew", date=flight)) == [
        "When"
    ]


def test_a_retired_fact_stands_in_no_ones_way() -> None:
    retired = claiming(replace(EVENT, retired="it was another day"), "old", what="Pavel flew")

    assert cards_of(EVENT, retired) == ["When", "What happened"]


def test_two_statements_of_one_day_about_other_things_are_asked_both_ways() -> None:
    other = claiming(STATEMENT, "other", about="the price", gist="space is dear")
    same = claiming(STATEMENT, "same", about="The Control of space", gist="space is large")

    assert cards_of(STATEMENT, other) == ["Who said it", "What was said"]
    assert cards_of(STATEMENT, same) == ["Who said it"]


def test_a_meaning_is_the_same_in_capitals() -> None:
    rival = claiming(
        TERM, "rival", term="X", meaning="national aeronautics and space administration"
    )

    assert cards_of(TERM, rival) == ["What does it mean"]


@pytest.mark.parametrize(("words", "cards"), [(7, 2), (8, 1)])
def test_only_what_is_brief_is_to_be_recalled(words: int, cards: int) -> None:
    assert len(cards_of(claiming(STATEMENT, gist="he" + " very" * (words - 1)))) == cards


def test_what_is_as_right_is_drawn_beside_no_fact() -> None:
    linked = replace(MASSES[0], also_right=("mass-1",))
    drawn = facts_drawn(linked, *MASSES[1:4])
    assert ">Sputnik 1<" not in drawn["mass-0"]
    assert ">Sputnik 2<" in drawn["mass-0"]


def test_a_retired_fact_and_its_successor_keep_their_cards() -> None:
    retired = replace(EVENT, id="old", retired="its words were wrong", superseded_by=EVENT.id)

    assert cards_of(EVENT, retired) == cards_of(retired, EVENT) == ["When", "What happened"]


def test_a_fact_that_fills_no_card_has_no_note() -> None:
    empty = replace(
        NOTE_TYPES[4], fields=tuple(NoteField(name=field.name) for field in NOTE_TYPES[4].fields)
    )

    deck = make_deck(Subject(bank_with(TERM), english()), [empty])
    assert deck.notes == ()
    problems = check_deck(deck, Subject(bank_with(TERM), english()))
    assert [problem.message for problem in problems] == ["no fact of the kind 'term' has a card"]


def test_a_field_of_nothing_but_spaces_is_empty() -> None:
    (old,) = (field for field in NOTE_TYPES[4].fields if field.name == "Note")
    spaced = replace(
        NOTE_TYPES[4],
        fields=tuple(
            replace(field, text=" {{ note }} ") if field is old else field
            for field in NOTE_TYPES[4].fields
        ),
    )
    (note,) = make_deck(Subject(bank_with(replace(TERM, note="")), english()), [spaced]).notes
    assert note.fields[[field.name for field in spaced.fields].index("Note")] == ()


def test_a_kind_without_a_note_type_is_an_error() -> None:
    with pytest.raises(TemplateError, match="no note type for facts of kind 'term'"):
        make_deck(Subject(BANK, english()), NOTE_TYPES[:4])


# ------------------------------------------------------------------ what a card says


def test_the_notes_of_the_small_bank_read_well(golden: Callable[[str, str], None]) -> None:
    golden("notes-of-moon.txt", "\n".join(told(fact) for fact in KINDS))


def told(fact: Fact) -> str:
    """Return a note as a reviewer reads it."""
    note = note_of(fact, *KINDS)
    fields = fields_of(fact, *(other for other in KINDS if other is not fact))
    lines = [f"{', '.join(cards_of(fact))} / {note.guid}", f"  {' '.join(note.tags)}"]
    return "\n".join(
        [*lines, *(f"  {name}: {value}" for name, value in fields.items() if value), ""]
    )


def test_words_that_are_not_the_speakers_own_stand_in_no_quotation_marks() -> None:
    for wording in ("reworded", "paraphrase"):
        fields = fields_of(claiming(STATEMENT, wording=wording))
        assert fields["Quotation"] == ""
        assert not any("“" in value for value in fields.values())


def test_a_translation_says_so() -> None:
    assert fields_of(claiming(STATEMENT, wording="translated"))["Translated"] == "yes"
    assert fields_of(STATEMENT)["Translated"] == ""


def test_what_is_not_settled_is_said_by_its_source() -> None:
    assert fields_of(EVENT)["According to"] == ""
    assert fields_of(replace(EVENT, status="attributed"))["According to"] == (
        "NASA History Office (1\u00a0June\u00a02000)"
    )
    assert fields_of(replace(EVENT, status="disputed"))["Disputed"] == "yes"


def test_a_conversion_stands_beside_the_value_it_was_computed_from() -> None:
    fields = fields_of(claiming(QUANTITY, unit="mile", qualifier="about"))

    assert (fields["Answer"], fields["Conversion"]) == (
        "About 83.6\u00a0miles",
        "(about 130\u00a0km)",
    )


def test_a_card_asks_what_was_written_of_who_wrote() -> None:
    for verb, asked in (("said", "say"), ("warned", "say"), ("wrote", "write")):
        question = fields_of(claiming(STATEMENT, verb=verb))["Question 2"]
        assert question.startswith(
            f"What did Lyndon B. Johnson, US Senate majority leader, {asked} <b>"
        )


def test_a_retired_fact_stays_and_says_so() -> None:
    retired = replace(EVENT, retired="another date has come to light")

    assert fields_of(retired)["Retired"] == "Another date has come to light."
    assert "quizgen::moon::retired" in note_of(retired).tags
    assert note_of(retired).guid == note_of(EVENT).guid


def test_every_note_has_its_source_and_the_date_up_to_which_it_holds() -> None:
    for fact in KINDS:
        fields = fields_of(fact)
        assert fields["Source"].startswith("A. Siddiqi, <i>Challenge to Apollo</i>")
        assert fields["As of"]
        assert fields["Topic"] == "The race to the Moon"


def test_every_card_shows_topic_kind_source_and_fact() -> None:
    for each in NOTE_TYPES:
        for card in each.cards:
            assert "{{Topic}}" in card.front_html
            for part in ("{{FrontSide}}", "{{Source}}", "{{As of}}", "{{Fact}}", 'id="answer"'):
                assert part in card.back_html


def test_cards_fetch_nothing() -> None:
    for each in NOTE_TYPES:
        for text in (
            each.css,
            *(side for card in each.cards for side in (card.front_html, card.back_html)),
        ):
            assert not any(
                part in text for part in ("//", "url(", "@import", "@font-face", "<script", "src=")
            )


# ------------------------------------------------------------------ tags, order, time


def test_tags_stand_under_the_topic() -> None:
    assert note_of(replace(STATEMENT, sensitivity="low", tags=("b", "two words", "a"))).tags == (
        "quizgen::moon::camp::united-states",
        "quizgen::moon::kind::statement",
        "quizgen::moon::level::3",
        "quizgen::moon::sens::low",
        "quizgen::moon::tag::a",
        "quizgen::moon::tag::b",
        "quizgen::moon::tag::two-words",
    )


def test_new_cards_come_by_level_and_then_as_the_bank_has_them() -> None:
    deck = small_deck()

    assert [note.name for note in sorted(deck.notes, key=lambda note: note.due)] == [
        EVENT.id, QUANTITY.id, TERM.id, POSITION.id, STATEMENT.id,
    ]  # fmt: skip
    assert sorted(note.due for note in deck.notes) == [1, 2, 3, 4, 5]


def test_facts_above_the_sensitivity_asked_for_stay_out() -> None:
    facts = [replace(TERM, id=level, sensitivity=level) for level in ("none", "low", "high")]
    for count, limit in enumerate(("none", "low", "high"), start=1):
        deck = make_deck(Subject(bank_with(*facts), english()), NOTE_TYPES, limit, DESCRIPTION)
        assert [note.name for note in deck.notes] == ["none", "low", "high"][:count]
        assert ("death and suffering" in deck.description) == (limit == "high")


def test_a_later_edition_is_later_and_never_after_its_as_of_day() -> None:
    first, second, last = (small_deck(edition=number).modified for number in (1, 2, 10**6))

    assert first < second < last
    assert datetime.datetime.fromtimestamp(last, datetime.UTC).date() == datetime.date(2024, 9, 30)
    assert last < small_deck(as_of=day("2024-10-01")).modified
    assert {note.modified for note in small_deck().notes} == {first}


def test_no_licence_is_told_that_nobody_gave() -> None:
    assert "Content:" not in small_deck().description


def test_the_deck_tells_its_edition_its_size_and_its_licence() -> None:
    description = small_deck(licence="CC BY 4.0").description

    for words in (
        "Edition 1, as of 30\u00a0September\u00a02024: 5 facts on 8 cards.",
        "Content: CC BY 4.0.",
    ):
        assert f"<p>{words}</p>" in description


def test_only_note_types_with_notes_are_in_the_deck() -> None:
    assert [each.key for each in small_deck(TERM).note_types] == ["term"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The race to the Moon", "The race to the Moon"),
        ("Moon::Race", "Moon:Race"),
        (" a\x07 :::: b ", "a : b"),
        ("::", "moon"),
    ],
)
def test_a_title_cannot_part_the_decks(title: str, name: str) -> None:
    bank = replace(BANK, title=title)
    assert deck_name(bank) == f"{name} · {seed_of(bank)[:4]}"


def test_only_what_an_author_hardly_changes_makes_the_seed_of_an_unpublished_bank() -> None:
    first, *_, last = facts = [replace(TERM, id=f"term-{number}") for number in range(7)]
    seed = seed_of(bank_with(*facts))
    mended = [claiming(replace(each, note="New.", retired="No."), meaning="new") for each in facts]
    assert seed_of(bank_with(*mended, TERM, summary="New", edition=3)) == seed
    assert seed_of(bank_with(*facts[:3])) == seed
    others = (
        bank_with(*facts, title="Moon race"),
        bank_with(*facts, topic="luna"),
        bank_with(last, *facts[:-1]),
        bank_with(replace(first, id="another"), *facts[1:]),
        bank_with(replace(first, source="another"), *facts[1:]),
    )
    assert len({seed, *map(seed_of, others)}) == 6


# ------------------------------------------------------------------ text is never markup


@pytest.mark.parametrize(
    ("run", "html"),
    [
        (Run("<script>"), "&#60;script&#62;"),
        (Run("{{x}}"), "&#123;&#123;x}}"),
        (Run("[sound:x]"), "&#91;sound:x]"),
        (Run('a & "b"'), "a &#38; &#34;b&#34;"),
        (Run("a\x1fb\nc"), "a\ufffdb c"),
        (Run("e\u0301"), "é"),
        (Run(" a  b "), "a  b"),
        (Run("x", "bold"), "<b>x</b>"),
        (Run("x", "italic"), "<i>x</i>"),
        (Run("Слава", lang="uk"), '<span lang="uk">Слава</span>'),
        (Run("x", "bold", 'u"k'), '<b lang="u&#34;k">x</b>'),
    ],
)
def test_a_run_becomes_html(run: Run, html: str) -> None:
    assert as_html(tidy_text((run,))) == html


@settings(deadline=None, derandomize=True)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x02\x03"), min_size=1))
def test_no_text_of_a_fact_opens_an_element_or_parts_a_field(words: str) -> None:
    note = note_of(claiming(TERM, term=f"x{words}", meaning=f"x{words}"))

    for value in html_of(note).values():
        assert "\x1f" not in value
        assert not set(re.sub("</?[bi]>", "", value)) & set('<>[{"')
