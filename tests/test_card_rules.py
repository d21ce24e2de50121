"""CARD-1 to CARD-7, and CUE-3 of cards: what makes a card good, each part with a case that breaks it and one that does not."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations

import pytest
import random_banks
from hypothesis import given, settings
from hypothesis import strategies as st
from moon import bank, bank_of, known, language
from oracle import answered_twice, told_twice
from small_bank import ALL_NOTE_TYPES

from quizgen.cards import make_deck
from quizgen.cards.editions import seal_edition
from quizgen.content import Run
from quizgen.deck.content import FieldContent, Gap
from quizgen.deck.deck import Deck
from quizgen.deck.lock import Lock
from quizgen.deck.notes import Note
from quizgen.errors import Problem, Where
from quizgen.export.quizlet import write_terms
from quizgen.judge.subject import Subject
from quizgen.quiz.figures import Figure
from quizgen.rules import check_deck
from quizgen.rules.cards import Front, confused_pairs

Problems = Callable[[], Iterator[Problem]]
Changes = tuple[tuple[str, str], ...]


@cache
def deck(changes: Changes = ()) -> Deck:
    return make_deck(Subject(bank(changes), language()), ALL_NOTE_TYPES, "high")


def found(whole: Deck, rule: str, changes: Changes = ()) -> list[str]:
    """Return what a rule says of a deck."""
    about = Subject(bank(changes), language()) if changes else known()
    return [problem.message for problem in check_deck(whole, about) if problem.rule == rule]


def said(rule: str, *changes: tuple[str, str]) -> list[str]:
    """Return what a rule says of the small bank's deck after changes to the bank's text."""
    return found(deck(changes), rule, changes)


def changed(fact: str, change: Callable[[Note], Note]) -> Deck:
    """Return the small bank's deck with one note changed."""
    whole = deck()
    assert [note.name for note in whole.notes].count(fact) == 1
    return replace(
        whole, notes=tuple(change(note) if note.name == fact else note for note in whole.notes)
    )


def with_field(fact: str, name: str, *content: Run | Gap | str) -> Deck:
    """Return the deck with another content in one field of a note."""
    value: FieldContent = tuple(Run(part) if isinstance(part, str) else part for part in content)

    def change(note: Note) -> Note:
        note_type = next(each for each in deck().note_types if each.key == note.type_key)
        place = [field.name for field in note_type.fields].index(name)
        return replace(note, fields=(*note.fields[:place], value, *note.fields[place + 1 :]))

    return changed(fact, change)


def test_the_cards_of_the_small_bank_keep_every_rule() -> None:
    assert [str(problem) for problem in check_deck(deck(), known())] == []


# ------------------------------------------------------------------ CARD-1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            (
                "meaning: the path of a body around another",
                "meaning: the long and closed and slowly changing path of one body around another heavier body",
            ),
            "",  # it is asked the other way round alone
        ),
        (
            (
                "asks: how high did Gemini 11 fly",
                f"asks: how high did {'the very large ' * 9}Gemini 11 fly",
            ),
            "note 'height-of-gemini-11': the card 'How much' has 33 words on its front",
        ),
        (
            ("asks: how high did Gemini 11 fly", "asks: who flew Gemini 11? how high did it fly"),
            "note 'height-of-gemini-11': the card 'How much' asks more than one thing",
        ),
        (
            (
                "meaning: the path of a body around another",
                "meaning: 'path, ring, circle or round'",
            ),
            "",
        ),
        (
            (
                "meaning: the path of a body around another",
                "meaning: 'path, ring, circle, and round'",
            ),
            "note 'orbit': the card 'What does it mean' has a list of 4 for an answer",
        ),
        (
            ("meaning: the path of a body around another", "meaning: yes"),
            "note 'orbit': the card 'What does it mean' is answered by 'Yes'",
        ),
        (
            ("meaning: the path of a body around another", "meaning: 'yes, a path'"),
            "",
        ),
    ],
)
def test_a_card_asks_for_one_thing_and_for_little(change: tuple[str, str], message: str) -> None:
    assert said("CARD-1", change) == [message] * bool(message)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ("He said " + "very " * 13 + "little.", ""),
        ("He said " + "very " * 14 + "little.", "has an answer of 17 words"),
        ("very " * 11 + "little", ""),
        ("very " * 12 + "little", "has an answer of 13 words"),
    ],
)
def test_a_sentence_may_be_longer_than_a_name(answer: str, message: str) -> None:
    longer = with_field("glenn-feels-fine", "Answer 2", answer)
    note = "note 'glenn-feels-fine': the card 'What was said'"
    assert found(longer, "CARD-1") == ([f"{note} {message}"] if message else [])


# ------------------------------------------------------------------ CARD-2


def test_a_note_without_a_first_field_is_found() -> None:
    unnamed = with_field("orbit", "Question 1", "")
    assert found(unnamed, "CARD-2") == ["the note 'orbit' has an empty first field"]


def test_a_guid_that_two_notes_share_is_found() -> None:
    guid = next(note.guid for note in deck().notes if note.name == "booster")
    same = changed("orbit", lambda note: replace(note, guid=guid))
    assert "the note 'booster' shares its GUID with another" in found(same, "CARD-2")


# ------------------------------------------------------------------ CARD-3


def test_two_fronts_in_the_same_words_are_told_apart_by_a_word_in_bold() -> None:
    plain = tuple(
        replace(
            note,
            fields=tuple(tuple(map(unstyled, field)) for field in note.fields),
        )
        for note in deck().notes
        if note.type_key != "comparison"
    )
    messages = found(replace(deck(), notes=plain), "CARD-3")
    assert (
        "the fronts of 'mass-of-sputnik-1' and 'mass-of-sputnik-2' and 1 more are easily confused"
        " (card 'How much')" in messages
    )
    assert said("CARD-3") == []


def unstyled(part: Run | Gap | Figure) -> Run | Gap | Figure:
    return replace(part, style="plain") if isinstance(part, Run) else part


def test_a_card_that_compares_two_facts_tells_them_apart() -> None:
    """Without a word in bold: the subject of the question is called otherwise than in it."""
    changes = (
        ("subject: Sputnik 1,", "subject: the first satellite,"),
        ("subject: Sputnik 2,", "subject: the second satellite,"),
    )
    whole = deck(changes)
    alone = tuple(note for note in whole.notes if note.type_key != "comparison")

    assert found(whole, "CARD-3", changes) == []
    assert len(found(replace(whole, notes=alone), "CARD-3", changes)) == 1


WORDS = st.frozensets(st.sampled_from("bdfh"), min_size=3)
MORE = st.frozensets(st.sampled_from("aceg"))


@settings(deadline=None, derandomize=True)
@given(st.lists(st.tuples(WORDS, MORE, st.sampled_from("xyz")), max_size=12))
def test_fronts_are_found_as_if_each_were_held_against_each(
    drawn: list[tuple[frozenset[str], frozenset[str], str]],
) -> None:
    fronts = [
        Front(f"fact-{number}", words, words | more, (words | more) & set("aceb"), (answer,))
        for number, (words, more, answer) in enumerate(drawn)
    ]

    def are_confused(one: Front, other: Front) -> bool:
        alike = len(one.words & other.words) / len(one.words | other.words) >= 0.7
        apart = any(word not in other.shown for word in one.bold) and any(
            word not in one.shown for word in other.bold
        )
        return alike and one.answers != other.answers and not apart

    pairs = [pair for pair in combinations(fronts, 2) if are_confused(*pair)]
    assert [*confused_pairs(fronts)] == pairs


def test_two_fronts_with_the_same_answer_need_not_be_told_apart() -> None:
    changes = (
        ("asks: what was the mass of Sputnik 2", "asks: what was the mass of Sputnik 1 then"),
        ('value: "508"', 'value: "84"'),
    )
    assert said("CARD-3", *changes) == []


# ------------------------------------------------------------------ CARD-4


def test_two_cards_that_ask_the_same_and_are_answered_otherwise_are_found() -> None:
    twin = with_field(
        "gagarin", "Question 1", "The Soviet Union put the first satellite into orbit."
    )
    assert found(twin, "CARD-4") == ["'sputnik' and 'gagarin' ask the same on the card 'When'"]
    assert {problem.hint for problem in check_deck(twin, known()) if problem.rule == "CARD-4"} == {
        "name in each what tells them apart, or tell both in one fact"
    }


def lincoln(number: str, party: str, *more: str) -> tuple[str, ...]:
    """Return what a bank tells twice of one term, each under a class or none."""
    usual = "kind: term, term: Lincoln, relation: was"
    return (
        f"id: number, {usual}, meaning: the 16th president{number}",
        f"id: party, {usual}, meaning: a Republican president{party}",
        "id: adams, kind: term, term: Adams, meaning: a Whig president, relation: was",
        *more,
    )


def deck_of(*facts: str, lock: Lock | None = None) -> Deck:
    return make_deck(Subject(bank_of(*facts), language()), ALL_NOTE_TYPES, "high", lock=lock)


def told(whole: Deck, *facts: str) -> list[str]:
    about = Subject(bank_of(*facts), language())
    return [problem.message for problem in check_deck(whole, about) if problem.rule == "CARD-4"]


def questions(whole: Deck) -> dict[str, str]:
    return {card.note.facts[0]: card.question for card in whole.cards if card.name == MEANING}


MEANING = "What does it mean"


def test_two_things_told_of_one_term_are_asked_by_their_classes() -> None:
    facts = lincoln(", class: office", ", class: party")
    whole = deck_of(*facts)
    assert questions(whole) == {
        "number": "What was Lincoln (office)?",
        "party": "What was Lincoln (party)?",
        "adams": "What was Adams?",
    }
    assert told(whole, *facts) == []


@pytest.mark.parametrize("class_", ["", ", class: president"])
def test_what_nothing_tells_apart_is_not_asked_and_told(class_: str) -> None:
    facts = lincoln(class_, class_)
    whole = deck_of(*facts)
    assert [*questions(whole)] == ["adams"]
    assert told(whole, *facts) == [
        "'number' and 'party' ask the same on the card 'What does it mean', so neither is made"
    ]
    about = Subject(bank_of(*facts), language())
    assert {problem.hint for problem in check_deck(whole, about) if problem.rule == "CARD-4"} == {
        "give each a class of its own, by which it is asked, or tell both in one fact"
    }


def test_a_word_that_is_translated_twice_is_told() -> None:
    usual = "kind: term, term: Bank, relation: translates, languages: {term: de, meaning: en}"
    facts = (f"id: money, {usual}, meaning: bank", f"id: seat, {usual}, meaning: bench")
    about = Subject(bank_of(*facts), language())
    problems = [each for each in check_deck(deck_of(*facts), about) if each.rule == "CARD-4"]
    assert {(problem.severity, problem.hint) for problem in problems} == {
        (
            "W",
            "keep one of the two facts, and write what the word also means under its accept",
        )
    }


def test_a_meaning_in_other_letters_is_no_second_answer() -> None:
    same = "id: again, kind: term, term: lincoln, relation: was, meaning: The 16th-President"
    facts = (*lincoln(", class: office", ", class: party"), f"{same}, class: office")
    whole = deck_of(*facts)
    assert {"number", "again"} <= {*questions(whole)}
    assert told(whole, *facts) == []
    assert "16th" not in " ".join(card.question for card in whole.cards)  # two terms answer it


def test_what_learners_have_stays_although_another_fact_answers_it_too() -> None:
    first = lincoln("", "")[::2]
    lock = seal_edition(deck_of(*first), bank_of(*first), None, 1_700_000_000, Where("moon.lock"))
    facts = lincoln("", "")
    whole = deck_of(*facts, lock=lock)
    assert [*questions(whole)] == ["number", "adams"]
    assert told(whole, *facts) == [
        "'number' and 'party' ask the same on the card 'What does it mean', so 'party' is not made"
    ]


def test_a_list_for_quizlet_defines_no_term_twice() -> None:
    same = "id: again, kind: term, term: Lincoln, relation: was, meaning: the 16th president"
    facts = (*lincoln(", class: office", ", class: party"), f"{same}, class: office")
    lines = write_terms(deck_of(*facts), "x.txt").files[0].content.decode().splitlines()
    terms = [line.partition("\t")[0] for line in lines]
    assert len({*terms}) == len(terms)
    assert "What was Lincoln (office)?" in terms


@pytest.mark.parametrize("seed", range(0, 400, 8))
def test_no_deck_of_any_bank_asks_what_it_answers_twice(seed: int) -> None:
    facts = random_banks.facts_of(seed)
    whole = deck_of(*facts)
    assert answered_twice(whole, bank_of(*facts)) == []
    assert told_twice(write_terms(whole, "x.txt").files[0].content.decode()) == []


def test_a_retired_fact_may_ask_what_another_asks() -> None:
    twin = with_field(
        "gagarin", "Question 1", "The Soviet Union put the first satellite into orbit."
    )
    retired = (("at: Gagarin flew,", "at: Gagarin flew, retired: it is known to all,"),)
    assert found(twin, "CARD-4", retired) == []


def test_a_note_that_is_retired_need_not_ask_nor_say_where_it_is_from() -> None:
    def emptied(note: Note) -> Note:
        return replace(
            note, fields=tuple(() for _ in note.fields), tags=("quizgen::moon::retired",)
        )

    gone = changed("gagarin", emptied)
    assert found(gone, "CARD-4") == []
    assert found(gone, "CARD-5") == [
        "note 'gagarin': the card 'When' does not name the topic on its front",
        "note 'gagarin': the card 'What happened' does not name the topic on its front",
    ]


def test_an_option_is_recognised_and_may_be_longer_than_what_is_recalled() -> None:
    answer = "very " * 20 + "little"
    choice = next(each for each in ALL_NOTE_TYPES if each.key == "choice")
    said = {"Fact": "x", "Topic": "x", "Question": "Which?", "Answer": answer, "Source": "x"}
    fields = [(Run(it),) if (it := said.get(field.name, "")) else () for field in choice.fields]
    asked = [*fields]
    asked[[field.name for field in choice.fields].index("Option 1")] = (Run(answer),)
    notes = [
        replace(
            deck().notes[0], guid=str(number), type_key="choice", fields=tuple(each), cards=(0,)
        )
        for number, each in enumerate((fields, asked))
    ]
    whole = replace(deck(), note_types=(choice,), notes=tuple(notes))
    assert found(whole, "CARD-1") == [
        "note 'sputnik · choice': the card 'Choose' has an answer of 21 words"
    ]


def test_a_gap_that_hides_a_word_without_meaning_is_found() -> None:
    gap = with_field(
        "kennedy-we-choose · cloze", "Text", "It came ", Gap("from the", "a place"), " sea."
    )
    assert found(gap, "CARD-4") == ["note 'kennedy-we-choose · cloze': the gap hides 'from the'"]


@pytest.mark.parametrize(
    ("fact", "field", "message"),
    [
        ("gagarin", "Question 1", "the card 'When' asks nothing"),
        ("gagarin", "Answer 1", "the card 'When' has no answer"),
        ("kennedy-we-choose · cloze", "Text", "the card 'Fill the gap' asks nothing"),
    ],
)
def test_a_note_whose_card_asks_nothing_or_has_no_answer_is_found(
    fact: str, field: str, message: str
) -> None:
    assert found(with_field(fact, field), "CARD-4")[0] == f"note '{fact}': {message}"


def test_a_card_with_two_questions_may_lack_one() -> None:
    pair = "mass-of-sputnik-1 · mass-of-sputnik-2 · comparison"
    assert found(with_field(pair, "First"), "CARD-4") == []


# ------------------------------------------------------------------ CARD-6


SAYS = "kind: statement, speaker: {speaker}, date: 1961-0{n}, about: the flight"


def said_by(speaker: str, n: int, gist: str, more: str = "") -> str:
    facts = SAYS.format(speaker=speaker, n=n)
    return f"id: {speaker}-{n}, {facts}, gist: {gist}{more}"


def speakers_asked_for(*facts: str) -> list[str]:
    return [card.note.name for card in deck_of(*facts).cards if card.name == "Who said it"]


def test_a_gap_says_what_is_missing() -> None:
    bare = with_field("kennedy-we-choose · cloze", "Text", "It came in ", Gap("Houston"), ".")
    assert found(bare, "CARD-6") == [
        "note 'kennedy-we-choose · cloze': nothing tells what the gap 'Houston' stands for"
    ]
    told = Gap("Houston", "a place")
    assert found(with_field("kennedy-we-choose · cloze", "Text", told, "."), "CARD-6") == []


def test_who_said_it_is_not_asked_where_another_said_it_in_the_same_source() -> None:
    one = said_by("kennedy", 1, "it would fly", ", also_right: [glenn-2]")
    same = said_by("glenn", 2, "it would take off")
    elsewhere = f"{same}, source: speeches"
    assert speakers_asked_for(one, same) == []
    whole = deck_of(one, elsewhere)
    fronts = {card.note.name: card.front for card in whole.cards if card.name == "Who said it"}
    assert {name: front[-1].words for name, front in fronts.items()} == {
        "kennedy-1": "January 1961, according to NASA's history (January 1970)",
        "glenn-2": "February 1961, according to The Presidency Project (1970)",
    }
    assert told(whole, one, elsewhere) == []


def test_who_said_it_is_not_asked_where_some_text_is_right_too_but_for_a_quotation() -> None:
    also = ", also_right_text: [John Glenn]"
    assert speakers_asked_for(said_by("kennedy", 1, "it would fly", also)) == []
    quoted = said_by("kennedy", 1, "it would fly", f"{also}, quote: Up it goes, wording: verbatim")
    assert speakers_asked_for(quoted) == ["kennedy-1"]


def test_another_date_that_no_fact_has_is_told_apart_by_the_source() -> None:
    flown = (
        "id: flown, kind: event, what: the rocket flew, short: flight of the rocket, date: 1961-04"
    )
    whole = deck_of(f"{flown}, also_right_text: [May 1961]")
    (card,) = whole.cards
    assert card.front[-1].words == "According to NASA's history (January 1970)"
    assert told(whole, f"{flown}, also_right_text: [May 1961]") == []
    assert found_on(whole, f"{flown}, also_right_text: [May 1961]") == []


def test_two_who_said_the_same_words_are_no_answer_to_one_card() -> None:
    facts = (said_by("kennedy", 1, "it would fly"), said_by("glenn", 1, "it would fly"))
    assert speakers_asked_for(*facts) == []


def test_a_front_with_another_right_answer_is_found() -> None:
    """The rule sees the finished card: a maker that forgot it would not help."""
    facts = (
        said_by("kennedy", 1, "it would fly", ", also_right: [glenn-2]"),
        said_by("glenn", 2, "it would take off", ", source: speeches"),
    )
    whole = deck_of(*facts)
    unnamed = replace(
        whole,
        notes=tuple(
            replace(note, fields=tuple(map(without_source, note.fields))) for note in whole.notes
        ),
    )
    assert found_on(unnamed, *facts) == [
        "note 'kennedy-1': the card 'Who said it' may be answered by 'John Glenn' too"
    ]


def without_source(field: FieldContent) -> FieldContent:
    return tuple(
        replace(part, text=part.text.partition(", according to")[0])
        if isinstance(part, Run)
        else part
        for part in field
    )


def found_on(whole: Deck, *facts: str) -> list[str]:
    about = Subject(bank_of(*facts), language())
    return [it.message for it in check_deck(whole, about) if it.rule == "CARD-6"]


# ------------------------------------------------------------------ CARD-7


def test_a_sentence_is_not_to_be_recalled() -> None:
    long = said_by("kennedy", 1, "it would fly to the Moon before ten years were over")
    assert [card.name for card in deck_of(long).cards] == ["Who said it"]
    hidden = f"{long}, gap: ten years, gap_hint: how soon"
    assert [card.name for card in deck_of(hidden).cards] == ["Fill the gap"]
    assert found(
        with_field("orbit", "Answer 1", "one two three four five six seven eight"), "CARD-7"
    )
    assert not found(with_field("orbit", "Answer 1", "one two three four five six seven"), "CARD-7")


def test_what_the_front_names_as_its_subject_is_not_to_be_recalled() -> None:
    said = "The United States wanted to do it with rockets alone"
    assert found(with_field("us-wants", "Answer", said), "CARD-7") == []
    assert found(with_field("us-wants", "Answer", f"{said} of its own making"), "CARD-7") == [
        "note 'us-wants': the card 'Where did they stand' wants 11 words recalled"
    ]


def test_a_card_asks_about_the_world_or_a_text_that_it_names() -> None:
    asks = with_field("orbit", "Question 1", "How do the sources describe an orbit?")
    assert found(asks, "CARD-7") == [
        "note 'orbit': the card 'What does it mean' asks about 'the sources'"
    ]


def test_a_fact_that_is_not_worth_learning_is_in_no_deck() -> None:
    facts = (said_by("kennedy", 1, "it would fly"), said_by("glenn", 2, "it would land"))
    assert speakers_asked_for(facts[0], f"{facts[1]}, in_deck: false") == ["kennedy-1"]


# ------------------------------------------------------------------ CUE-3


def always_kennedy() -> tuple[str, ...]:
    """Return statements of one month that are Kennedy's, and others by others."""
    own = [
        said_by("kennedy", 9, f"rocket {n} would fly").replace("-9,", f"-9-{n},") for n in range(9)
    ]
    speakers = ("glenn", "johnson", "khrushchev", "macmillan", "eisenhower", "armstrong")
    others = [said_by(name, n, f"it would cost {n} dollars") for n, name in enumerate(speakers, 1)]
    return (*own, *others)


def test_one_speaker_is_the_answer_on_some_cards_only() -> None:
    asked = speakers_asked_for(*always_kennedy())
    assert sum(name.startswith("kennedy") for name in asked) == 3
    assert len(asked) == 9


def test_a_front_that_always_goes_with_one_answer_is_found() -> None:
    whole = deck_with_days()
    about = Subject(bank_of(*always_kennedy()), language())
    found = [problem for problem in check_deck(whole, about) if problem.rule == "CUE-3"]
    assert [(it.severity, it.message) for it in found][-1] == (
        "E",
        "who knows what goes with what gets 51 points over chance in 15 cards like 'kennedy-9-0'",
    )
    assert (
        "the date 'September\u00a01961' tells the answer of 9 of 9 cards: 'kennedy-9-0' and 8 more"
        in [it.message for it in found]
    )


DAYS = {"Asked 1": "yes", "Question 1": "Who {{ verb }} {{ gist }}?", "Answer 1": "{{ speaker }}"}


def deck_with_days() -> Deck:
    """Return the deck as it would be if every statement made a card of who said it."""
    types = tuple(
        replace(
            each,
            fields=tuple(
                replace(field, text=DAYS[field.name]) if field.name in DAYS else field
                for field in each.fields
            ),
        )
        if each.key == "statement"
        else each
        for each in ALL_NOTE_TYPES
    )
    return make_deck(Subject(bank_of(*always_kennedy()), language()), types, "high")


# ------------------------------------------------------------------ CARD-5


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("Topic", "does not name the topic on its front"),
        ("Source", "has no source on its back"),
        ("As of", "has no date on its back as of which it holds"),
    ],
)
def test_a_card_says_what_it_is_about_where_from_and_as_of_when(field: str, message: str) -> None:
    assert found(with_field("orbit", field), "CARD-5") == [
        f"note 'orbit': the card '{card}' {message}" for card in ("What does it mean", "Which term")
    ]
    assert found(with_field("orbit", "Note"), "CARD-5") == []


def test_tags_stand_under_one_root() -> None:
    stray = changed("orbit", lambda note: replace(note, tags=("words", *note.tags)))
    assert found(stray, "CARD-5") == [
        "note 'orbit': the tag 'words' does not stand under 'quizgen::moon::'"
    ]


def test_a_fact_may_break_a_rule_on_cards_with_a_reason() -> None:
    change = ("meaning: the path of a body around another", "meaning: yes")
    reason = (
        "relation: means, source: history, at: orbit",
        "relation: means, allow: {CARD-1: it is so}, source: history, at: orbit",
    )

    assert said("CARD-1", change)
    assert said("CARD-1", change, reason) == []


FIRES: dict[str, Problems] = {
    "CARD-1": lambda: _of(("meaning: the path of a body around another", "meaning: yes")),
    "CARD-2": lambda: check_deck(with_field("orbit", "Question 1", ""), known()),
    "CARD-3": lambda: check_deck(
        replace(deck(_APART), notes=_without_pairs(_APART)), _about(_APART)
    ),
    "CARD-4": lambda: check_deck(
        with_field(
            "kennedy-we-choose · cloze", "Text", "It came ", Gap("from the", "a place"), " sea."
        ),
        known(),
    ),
    "CARD-5": lambda: check_deck(with_field("orbit", "Source"), known()),
    "CARD-6": lambda: check_deck(
        with_field("kennedy-we-choose · cloze", "Text", "It came in ", Gap("Houston"), "."), known()
    ),
    "CARD-7": lambda: check_deck(
        with_field("orbit", "Question 1", "How do the sources describe it?"), known()
    ),
    "CUE-3": lambda: check_deck(deck_with_days(), Subject(bank_of(*always_kennedy()), language())),
}
SILENT: dict[str, Problems] = dict.fromkeys(FIRES, lambda: check_deck(deck(), known()))

_APART = (
    ("subject: Sputnik 1,", "subject: the first satellite,"),
    ("subject: Sputnik 2,", "subject: the second satellite,"),
)


def _of(*changes: tuple[str, str]) -> Iterator[Problem]:
    return check_deck(deck(changes), _about(changes))


def _about(changes: Changes) -> Subject:
    return Subject(bank(changes), language())


def _without_pairs(changes: Changes) -> tuple[Note, ...]:
    return tuple(note for note in deck(changes).notes if note.type_key != "comparison")
