"""Decks of several banks in the Anki of one learner: none lends its words, looks or place to another."""

import re
from pathlib import Path

import pytest
from command import Run
from editions import ADDED, MENDED
from learner import Learner

MOON = Path(__file__).parent / "cases" / "moon.yaml"
TITLE = "title: The race to the Moon"
TYPES = ("statement", "event", "quantity", "position", "term", "cloze", "comparison", "choice")


def add_bank(topic: str, *changes: tuple[str, str]) -> None:
    text = MOON.read_text("utf-8").replace("topic: moon", f"topic: {topic}")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    Path(f"banks/{topic}.yaml").write_text(text, "utf-8")


def deck_of(run: Run, topic: str) -> bytes:
    said = run("build", "--topic", topic, "--only", "deck", "--with-choice")
    assert said.code == 0, said.err
    return Path(f"output/{topic}/{topic}.apkg").read_bytes()


# ------------------------------------------------------------------ names of decks


@pytest.mark.parametrize(
    "title", ["The race to the Moon", "THE RACE to the moon", "  The race to the Moon: "]
)
@pytest.mark.parametrize("is_published", [False, True])
def test_two_topics_with_one_title_have_a_deck_each(
    title: str, is_published: bool, run: Run, tmp_path: Path
) -> None:
    add_bank("luna", (TITLE, f"title: '{title}'"))
    if is_published:
        for topic in ("luna", "moon"):
            assert run("publish", topic).code == 0
    with Learner(tmp_path) as learner:
        for topic in ("moon", "luna"):
            learner.imports(deck_of(run, topic))
        assert len(learner.decks()) == 2
        assert {*learner.decks().values()} == {len(learner.cards()) // 2}


def test_one_file_name_and_one_title_of_two_authors_are_two_decks_if_their_facts_differ(
    run: Run, tmp_path: Path
) -> None:
    """Two teachers, each with a `moon.yaml` of her own: neither deck changes the other."""
    first = deck_of(run, "moon")
    add_bank(
        "moon", ("id: eisenhower-not-one-iota,", "id: eisenhower-calm,"), ("Yuri Gagarin", "A man")
    )
    second = deck_of(run, "moon")
    with Learner(tmp_path) as learner:
        learner.imports(first)
        before = learner.notes()
        log = learner.imports(second)
        assert not log.updated
        assert len(log.new) == len(before)
        assert learner.notes().items() > before.items()
        assert len(learner.decks()) == 2


def test_a_bank_keeps_deck_and_progress_when_it_is_published_with_more_and_mended_facts(
    run: Run, tmp_path: Path
) -> None:
    """Who was handed the deck too early loses nothing; then the lock keeps what it was known by."""
    early = deck_of(run, "moon")
    at_the_top = (
        "facts:\n",
        "facts:\n  - {id: rocket, kind: term, term: rocket, meaning: an engine, relation: means,"
        " source: history, at: rocket, tags: [terms]}\n",
    )
    add_bank("moon", MENDED, ADDED)
    assert run("publish", "moon").code == 0
    published = deck_of(run, "moon")
    seed = seed_in_lock()
    add_bank("moon", (TITLE, "title: Another"), MENDED, ADDED, at_the_top)
    assert run("publish", "moon").code == 0
    assert seed_in_lock() == seed
    with Learner(tmp_path) as learner:
        learner.imports(early)
        learner.studies(*learner.decks(), answers=6)
        before = {tuple(row[:2]): row for row in learner.progress()}
        for package in (published, deck_of(run, "moon")):
            learner.imports(package)
            after = {tuple(row[:2]): row for row in learner.progress()}
            assert {key: after[key] for key in before} == before
            assert len(learner.decks()) == 1


def seed_in_lock() -> str:
    (seed,) = re.findall("^seed (.*)$", Path("banks/moon.lock").read_text("utf-8"), re.MULTILINE)
    return str(seed)


# ------------------------------------------------------------------ note types


def restyle(language: str, *changes: tuple[str, str]) -> None:
    """Change copies of all note types of a language, as an author does who translates them."""
    for path in Path(f"templates/{language}/deck").rglob("*"):
        if path.is_file():
            text = path.read_text("utf-8")
            for old, new in changes:
                text = re.sub(old, new, text, flags=re.MULTILINE)
            path.write_text(text, "utf-8")


WORDS = (("Names and terms", "Namen und Begriffe"),)


def own_note_types(run: Run, language: str) -> None:
    for key in TYPES:
        assert run("new", "--template", "deck", key, "--language", language).code == 0


def fronts_of(learner: Learner, deck: str) -> set[str]:
    cards = [card for card in learner.cards() if learner.deck_of(card.note()).startswith(deck)]
    return {learner.reads(card)[0] for card in cards}


def test_note_types_with_a_name_of_their_own_leave_others_alone(run: Run, tmp_path: Path) -> None:
    english = deck_of(run, "moon")
    add_bank("mond", (TITLE, "title: Mond"))
    own_note_types(run, "en")
    restyle("en", *WORDS, ("^name: quizgen", "name: Erdkunde"))
    german = deck_of(run, "mond")
    with Learner(tmp_path) as learner:
        learner.imports(english)
        before = fronts_of(learner, "The race")
        learner.imports(german)
        assert fronts_of(learner, "The race") == before
        assert any("Namen und Begriffe" in front for front in fronts_of(learner, "Mond"))
        names = {*learner.note_types()}
        assert {f"{who} term" for who in ("quizgen", "Erdkunde")} < names
        learner.imports(english)
        assert fronts_of(learner, "The race") == before
        assert {*learner.note_types()} == names


def test_note_types_of_two_languages_leave_each_other_alone(run: Run, tmp_path: Path) -> None:
    """Also under one name, which Anki then changes itself."""
    run("new", "--template", "language", "en-GB")
    text = Path("templates/en-GB/words.yaml").read_text("utf-8")
    Path("templates/cy").mkdir()
    Path("templates/cy/words.yaml").write_text(text.replace("code: en-GB", "code: cy"), "utf-8")
    add_bank("lleuad", (TITLE, "title: Lleuad"), ("language: en-GB", "language: cy"))
    own_note_types(run, "cy")
    assert "name: quizgen term (cy)" in Path("templates/cy/deck/term/type.yaml").read_text("utf-8")
    for name in ("stems", "worksheets"):
        for path in (Path(__file__).parents[1] / "templates/en" / name).glob("*.yaml"):
            copy = Path(f"templates/cy/{name}/{path.name}")
            copy.parent.mkdir(exist_ok=True)
            copy.write_text(path.read_text("utf-8"), "utf-8")
    run("new", "--template", "deck", "description", "--language", "cy")
    restyle("cy", *WORDS)
    english, welsh = deck_of(run, "moon"), deck_of(run, "lleuad")
    restyle("cy", (r"^(name: .*) \(cy\)$", r"\1"))
    same_name = deck_of(run, "lleuad")
    for number, other in enumerate((welsh, same_name)):
        with Learner(tmp_path, f"learner-{number}") as learner:
            learner.imports(english)
            before = fronts_of(learner, "The race")
            learner.imports(other)
            assert fronts_of(learner, "The race") == before
            assert any("Namen und Begriffe" in front for front in fronts_of(learner, "Lleuad"))
            again = learner.imports(other)
            assert not [*again.new, *again.updated, *again.conflicting]


def test_changed_cards_under_the_name_that_ships_are_told(run: Run) -> None:
    run("new", "--template", "deck", "term")
    assert "name that ships" not in run("check", "moon").err
    restyle("en", *WORDS)
    assert (
        "templates/en/deck/term/type.yaml:14:1: warning: the note type 'term' is changed under the"
        " name that ships\n  hint: give it a `name` of its own in its type.yaml, which `quizgen new"
        " --template deck term` copies, before learners have it: in Anki all note types of one name"
        " have the look of the deck that came last\n"
    ) in run("check", "moon").err
    said = run("build", "--topic", "moon", "--only", "deck").out
    assert "\nThe note type 'term' is changed under the name that ships: give it" in said
    restyle("en", ("^name: quizgen term", "name: My term"))
    assert "name that ships" not in run("check", "moon").err


def test_another_style_under_the_names_that_ship_is_told_too(run: Run) -> None:
    run("new", "--template", "deck", "style")
    assert "name that ships" not in run("check", "moon").err
    path = Path("templates/themes/cards.css")
    path.write_text(path.read_text("utf-8").replace("#1d4f91", "#912f1d"), "utf-8")
    (line,) = (line for line in run("check", "moon").err.splitlines() if "name that ships" in line)
    assert all(f"'{key}'" in line for key in TYPES)
