"""A list of words and their translations fills every worksheet, and no wrong option of it is right."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from command import Run
from hypothesis import given, settings
from hypothesis import strategies as st
from judges import pages_of, problems_aloud
from moon import language, wordings

from quizgen import find_texts, find_theme, find_worksheet
from quizgen.assemble import assemble_forms
from quizgen.cards import make_deck
from quizgen.content import Run as Stretch
from quizgen.content import plain
from quizgen.deck.html import as_html
from quizgen.errors import FormError
from quizgen.judge.subject import Subject
from quizgen.look import Look
from quizgen.pool import ItemPool
from quizgen.quiz.form import Form
from quizgen.quiz.item import Choice, Cloze, Item, Matching, ShortAnswer, TrueFalse
from quizgen.quiz.walk import seen_texts
from quizgen.quiz.worksheet import Blueprint
from quizgen.read import Materials, read_bank, read_materials
from quizgen.typeset import write_key, write_sheet

ANIMALS = """
Hund dog, Katze cat, Pferd horse, Kuh cow, Schwein pig, Ziege goat, Schaf sheep, Ente duck, Esel donkey, Gans goose,
Hase hare, Maus mouse, Bär bear, Wolf wolf, Fuchs fox, Hirsch deer, Igel hedgehog, Dachs badger, Löwe lion, Affe monkey,
Adler eagle, Eule owl, Taube dove, Rabe raven, Storch stork, Frosch frog, Schlange snake, Schildkröte turtle, Fisch fish, Hai shark,
Wal whale, Krebs crab, Biene bee, Fliege fly, Spinne spider, Ameise ant, Käfer beetle, Raupe caterpillar, Wurm worm, Schnecke snail
"""
PAIRS = [tuple(pair.split()) for pair in ANIMALS.replace("\n", " ").split(",")]


def text_of(pairs: list[tuple[str, str]], more: str = "") -> str:
    facts = "\n".join(f"  - {{term: '{term}', meaning: '{meaning}'}}" for term, meaning in pairs)
    return f"title: Words\nlanguages: {{term: de, meaning: en}}\n{more}facts:\n{facts}\n"


@cache
def shipped() -> Materials:
    return read_materials(find_texts("escalation"))


def subject_of(text: str) -> Subject:
    shipped_subject = shipped().subject
    bank = read_bank(text, "banks/words.yaml", {"en-GB": shipped_subject.language})
    return Subject(bank, shipped_subject.language, shipped_subject.wordings)


@cache
def forty() -> ItemPool:
    return ItemPool(subject_of(text_of(PAIRS)))


def form_of(worksheet: str, seed: int = 1) -> Form:
    blueprint = Blueprint(worksheet=find_worksheet(worksheet), seed=seed)
    (form,) = assemble_forms(forty(), blueprint)
    return form


# --------------------------------------------------------------------------- every worksheet is full


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize(
    ("worksheet", "types"),
    [
        ("standard", {"multiple-choice": 4, "true-false": 3, "cloze": 4, "matching": 1, "short-answer": 2}),
        ("test", {"multiple-choice": 3, "true-false": 3, "cloze": 2, "matching": 1, "short-answer": 4}),
        ("exit-ticket", {"multiple-choice": 2, "true-false": 1, "cloze": 1, "short-answer": 1}),
    ],
)  # fmt: skip
def test_forty_words_fill_a_worksheet(worksheet: str, types: dict[str, int], seed: int) -> None:
    assert len(PAIRS) == 40
    form = form_of(worksheet, seed)
    assert Counter(item.type for item in form.items) == types
    assert not form.missing
    words = [item.facts for item in form.items]
    assert len({fact for facts in words for fact in facts}) == sum(map(len, words))


def test_forty_words_are_forty_cards() -> None:
    cards = form_of("flashcards").cards
    assert [(plain(card.front), plain(card.back)) for card in cards] == PAIRS


def test_not_all_statements_of_a_sheet_are_true_or_false() -> None:
    for seed in range(1, 6):
        truths = {
            item.interaction.is_true
            for item in form_of("standard", seed).items
            if isinstance(item.interaction, TrueFalse)
        }
        assert truths == {True, False}


# --------------------------------------------------------------------------- what is asked


def test_words_are_asked_both_ways_in_plain_english() -> None:
    asked = {plain(item.prompt) for item in forty().items if item.facts == ("hund",)}
    assert {
        "What does Hund mean?",
        "What is the German for dog?",
        "In German, Hund means dog.",
    } <= asked
    gaps = {
        "____".join(map(plain, item.interaction.parts))
        for item in forty().items
        if isinstance(item.interaction, Cloze) and item.facts == ("hund",)
    }
    assert gaps == {"In German, Hund means ____.", "The German for dog is ____."}


@pytest.mark.parametrize(
    ("languages", "asked"),
    [
        ("{term: en, meaning: fr}", {"What is the French for Hund?", "What does dog mean?"}),
        ("{term: pt-BR, meaning: en}", {"What does Hund mean?", "What is the Brazilian Portuguese for dog?"}),
        ("{term: de-CH, meaning: en}", {"What does Hund mean?", "What is the German for dog?"}),
        ("{term: de, meaning: la}", {"What is the Latin for Hund?", "What is the German for dog?"}),
        ("{term: xal, meaning: en}", {"What does Hund mean?", "How is dog translated?"}),
    ],
)  # fmt: skip
def test_the_languages_decide_how_is_asked(languages: str, asked: set[str]) -> None:
    subject = subject_of(text_of(PAIRS).replace("{term: de, meaning: en}", languages))
    items = ItemPool(subject).items
    found = {
        plain(item.prompt)
        for item in items
        if item.facts == ("hund",) and item.type == "short-answer"
    }
    assert found == asked


def test_a_fact_may_have_languages_of_its_own() -> None:
    text = "title: W\nfacts:\n  - {term: chien, meaning: dog, languages: {term: fr, meaning: en}}\n"
    items = ItemPool(subject_of(text)).items
    assert "What is the French for dog?" in {plain(item.prompt) for item in items}


def test_what_is_the_same_in_both_languages_is_not_asked() -> None:
    pool = ItemPool(subject_of(text_of([*PAIRS[:8], ("Malta", "Malta")])))
    assert not [item for item in pool.items if "malta" in item.facts]
    assert not any("Malta" in plain(text) for item in pool.items for text in seen_texts(item))


def test_words_know_their_language_wherever_they_stand() -> None:
    for item in forty().items:
        for text in seen_texts(item):
            for run in text:
                assert isinstance(run, Stretch)
                german = [term for term, _ in PAIRS if re.fullmatch(term, run.text)]
                assert (run.lang == "de") == bool(german)


def test_a_card_shows_the_word_and_the_word_alone() -> None:
    subject = subject_of(text_of(PAIRS[:6]))
    deck = make_deck(subject, shipped().note_types)
    fronts = {
        as_html(face.content)
        for card in deck.cards
        for face in card.front
        if face.role == "question"
    }
    assert '<b lang="de">Hund</b>' in fronts
    assert "<b>dog</b>" in fronts
    assert len(fronts) == 12


def test_quizlet_gets_pairs_of_words_and_nothing_else(run: Run) -> None:
    Path("banks/words.yaml").write_text(text_of(PAIRS), "utf-8")
    assert run("build", "--topic", "words", "--only", "quizlet").code == 0
    (file,) = Path("output/words").iterdir()
    lines = file.read_text("utf-8").splitlines()
    assert lines == [f"{term}\t{meaning}" for term, meaning in PAIRS]


# --------------------------------------------------------------------------- no wrong option is right

TERMS = ("Bank", "Ufer", "Schloss", "Burg", "Gaul", "Pferd", "Ross", "Strand", "Riegel")
MEANINGS = ("bank", "bench", "shore", "castle", "lock", "horse", "steed", "beach", "bolt")

Word = tuple[str, str, tuple[str, ...]]
"""A term, its meaning, and what else is accepted."""

WORDS = st.lists(
    st.tuples(
        st.sampled_from(TERMS),
        st.sampled_from(MEANINGS),
        st.lists(st.sampled_from(MEANINGS), max_size=2, unique=True).map(tuple),
    ),
    min_size=3,
    max_size=16,
    unique_by=lambda word: word[:2],
)


def meanings_of(term: str, words: list[Word]) -> set[str]:
    """Return what a word means by any line of a list: the slow, obvious way."""
    return {one for other, meaning, also in words if other == term for one in (meaning, *also)}


def terms_for(meaning: str, words: list[Word]) -> set[str]:
    return {term for term, own, also in words if meaning in (own, *also)}


def asked_and_right(item: Item, words: list[Word]) -> tuple[str, set[str]]:
    """Return the word that an item asks for, and all that answers it."""
    prompt = plain(item.prompt)
    if isinstance(item.interaction, Cloze):
        prompt = " ".join(map(plain, item.interaction.parts))
    tokens = re.findall(r"\w+", prompt)
    for term, meaning in product(TERMS, MEANINGS):
        if prompt.startswith(("What is the German for", "The German for")) and meaning in tokens:
            return meaning, terms_for(meaning, words)
        if prompt.startswith(("What does", "In German,")) and term in tokens:
            return term, meanings_of(term, words)
    raise AssertionError(prompt)


def wrong_answers(item: Item) -> Iterator[str]:
    match item.interaction:
        case Choice(options=options):
            yield from (plain(option.content) for option in options if not option.is_key)
        case TrueFalse(is_true=False):
            yield re.findall(r"\w+", plain(item.prompt))[-1]


@settings(max_examples=40, deadline=None, derandomize=True)
@given(WORDS)
def test_no_wrong_option_is_right_and_every_right_answer_is_accepted(words: list[Word]) -> None:
    facts = "\n".join(
        f"  - {{term: {term}, meaning: {meaning}, accept: [{', '.join(x for x in also if x != meaning)}]}}"
        if any(x != meaning for x in also)
        else f"  - {{term: {term}, meaning: {meaning}}}"
        for term, meaning, also in words
    )
    text = f"title: Words\nlanguages: {{term: de, meaning: en}}\nfacts:\n{facts}\n"
    pool = ItemPool(subject_of(text))
    for item in pool.items:
        asked, right = asked_and_right(item, words)
        assert right.isdisjoint(wrong_answers(item)), (asked, plain(item.prompt))
        match item.interaction:
            case ShortAnswer(answer=answer, accepted=accepted):
                assert {plain(answer), *accepted} == right
            case Cloze(answers=(answer,), accepted=(accepted,)):
                assert {plain(answer), *accepted} == right
            case TrueFalse(is_true=False, right_words=answer, accepted=accepted):
                false = re.findall(r"\w+", plain(item.prompt))[-1]
                told = {each.casefold() for each in (plain(answer), *accepted)}
                assert told == {each.casefold() for each in right | terms_for(false, words)}
                assert len({*accepted}) == len(accepted)
            case _:
                pass


@settings(max_examples=20, deadline=None, derandomize=True)
@given(WORDS)
def test_a_matching_set_has_one_answer(words: list[Word]) -> None:
    pairs = [(term, meaning) for term, meaning, _ in words]
    plainly = [(term, meaning, ()) for term, meaning in pairs]
    pool = ItemPool(subject_of(text_of(pairs)))
    worksheet = find_worksheet("standard")
    blueprint = Blueprint(worksheet=worksheet, may_shrink=True)
    try:
        (form,) = assemble_forms(pool, blueprint)
    except FormError:  # of few words there is no sheet
        return
    for item in form.items:
        if isinstance(item.interaction, Matching):
            responses = {each.id: plain(each.text) for each in item.interaction.responses}
            for premise in item.interaction.premises:
                right = meanings_of(plain(premise.text), plainly)
                assert {text for text in responses.values() if text in right} == {
                    responses[premise.response]
                }


def test_a_horse_is_a_horse_by_either_word() -> None:
    pool = ItemPool(subject_of(text_of([("Gaul", "horse"), *PAIRS[:6]])))
    (asked,) = (item.interaction for item in pool.items if item.id == "pferd/translate-back")
    assert isinstance(asked, ShortAnswer)
    assert (plain(asked.answer), asked.accepted) == ("Pferd", ("Gaul",))
    for item in pool.items:
        if plain(item.prompt) == "What is the German for horse?" and isinstance(
            item.interaction, Choice
        ):
            options = {plain(option.content) for option in item.interaction.options}
            assert len({"Gaul", "Pferd"} & options) == 1


# --------------------------------------------------------------------------- on paper


@pytest.mark.parametrize("worksheet", ["standard", "test", "exit-ticket"])
def test_pages_of_words_can_be_read_aloud_and_keys_have_no_empty_columns(
    worksheet: str, tmp_path: Path
) -> None:
    form, look = form_of(worksheet), Look(theme=find_theme())
    assert problems_aloud(write_sheet(form, look), tmp_path) == []
    key = write_key(form, look)
    assert problems_aloud(key, tmp_path) == []
    text = " ".join(pages_of(key))
    assert "Why" not in text
    assert "Source" not in text


def test_phrases_keep_their_signs_and_questions_stand_beside_questions() -> None:
    asked = ["Wie geht es dir", "Wo wohnst du", "Wie alt bist du", "Was machst du", "Wer ist das"]
    told = ["Guten Morgen", "Gute Nacht", "Bis bald", "Danke schön", "Viel Spaß"]
    meant = ["How are you", "Where do you live", "What is your age", "Are you busy", "Who is that"]
    wished = ["Good morning", "Sleep well", "See you soon", "Thank you", "Have fun"]
    pairs = [(f"{one}?", f"{other}?") for one, other in zip(asked, meant, strict=True)]
    pairs += [(f"{one}!", f"{other}!") for one, other in zip(told, wished, strict=True)]
    pool = ItemPool(subject_of(text_of(pairs)))
    choices = [item for item in pool.items if isinstance(item.interaction, Choice)]
    assert len(choices) > 10
    for item in choices:
        assert isinstance(item.interaction, Choice)
        ends = [plain(option.content)[-1] for option in item.interaction.options]
        keys = [option.is_key for option in item.interaction.options]
        assert ends.count(ends[keys.index(True)]) > 1, ends  # so that the sign tells nothing
    assert "In German, Guten Morgen! means Good morning!" in {
        plain(item.prompt) for item in pool.items
    }


# ------------------------------------------------------------------ articles

NOUNS = """\
title: Animals
languages: {term: de, meaning: en}
facts:
  - {term: das Pferd, meaning: horse}
  - {term: die Ente, meaning: duck}
  - {term: der Esel, meaning: ass}
  - {term: rennen, meaning: run}
  - {term: die Maus, meaning: the mouse}
"""


def asked_of_nouns() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return the short answers to the nouns: id -> what is asked, what is accepted."""
    bank = read_bank(NOUNS, "animals.yaml", {"en-GB": language()})
    return {
        item.id: (plain(item.prompt), item.interaction.accepted)
        for item in ItemPool(Subject(bank, language(), wordings())).items
        if isinstance(item.interaction, ShortAnswer)
    }


def test_a_noun_with_its_article_is_asked_for_with_it() -> None:
    asked = asked_of_nouns()
    assert asked["das-pferd/translate-back"][0] == (
        "What is the German for horse, with its article?"
    )
    assert asked["rennen/translate-back"][0] == "What is the German for run?"


def test_a_noun_with_its_article_may_be_translated_with_one() -> None:
    asked = asked_of_nouns()
    assert asked["das-pferd/translate"][1] == ("the horse", "a horse")
    assert asked["der-esel/translate"][1] == ("the ass", "an ass")
    assert asked["rennen/translate"][1] == ()
    assert asked["die-maus/translate"][1] == ()
