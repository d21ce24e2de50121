"""Every real bank, worksheet and language: what ships is held to what we ask of others."""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Literal

import pytest
from judges import key_only, pages_of, problems_aloud, squeezed, strings_in
from learner import Learner, words_of
from moon import kind_of, wording_of

from quizgen import find_theme, find_worksheet
from quizgen.assemble import assemble_forms
from quizgen.bank.dates import calendar_date
from quizgen.bank.facts import Event, Fact, Position, Property, Quantity, Statement, Term
from quizgen.build import build
from quizgen.cards import make_deck
from quizgen.check import check
from quizgen.content import Picture, pictures_of, plain
from quizgen.judge.subject import Subject
from quizgen.judge.together import Together
from quizgen.language.dates import say_date
from quizgen.language.quantities import say_quantity
from quizgen.language.variables import fact_variables
from quizgen.language.wording import check_template
from quizgen.look import Look
from quizgen.output import Output
from quizgen.pool import ItemPool
from quizgen.publish import publish
from quizgen.quiz.form import Form
from quizgen.quiz.item import Choice, Item, Matching
from quizgen.quiz.naming import with_texts_named
from quizgen.quiz.walk import key_texts, seen_texts
from quizgen.quiz.worksheet import Blueprint
from quizgen.read import Materials, read_materials
from quizgen.read.dates import parse_date
from quizgen.rules import check_form
from quizgen.store.project import HERE, find_texts
from quizgen.typeset import write_sheet

ROOT = Path(__file__).parent.parent
TOPICS = sorted(path.stem for path in (ROOT / "banks").glob("*.yaml"))
SEEDS = range(1, 31)


@cache
def materials(topic: str) -> Materials:
    return read_materials(find_texts(topic))


@cache
def items(topic: str) -> ItemPool:
    return ItemPool(materials(topic).subject)


def standard(**wishes: object) -> Blueprint:
    return Blueprint(worksheet=find_worksheet(), **wishes)  # type: ignore[arg-type]


def look() -> Look:
    return Look(theme=find_theme())


@cache
def outputs(topic: str) -> dict[str, Output]:
    made = build(find_texts(topic), standard(), look())
    return {file.name: file for _, export in made.exports for file in export.files}


def test_the_shipped_banks_are_found() -> None:
    assert "escalation" in TOPICS
    assert set(TOPICS) <= set(HERE.find_topics())


@pytest.mark.parametrize("topic", TOPICS)
def test_no_finding_of_weight_in_a_shipped_bank(topic: str) -> None:
    as_of = calendar_date(materials(topic).bank.as_of.last)
    errors = [it for it in check(find_texts(topic), as_of).problems if it.is_error]
    assert errors == []


@pytest.mark.parametrize("topic", TOPICS)
def test_every_fact_is_sourced_and_asked_about(topic: str) -> None:
    bank = materials(topic).bank
    members = {it.fact.id for one in items(topic).sets for it in one.members}
    asked = members | {fact for one in items(topic).items for fact in one.facts}
    for fact in bank.facts:
        assert fact.source in bank.sources
        assert fact.at or fact.where.path.endswith(".csv")  # its place in a table is its cell
        assert fact.retired or fact.id in asked, f"{fact.id} yields no item"


def test_the_first_bank_has_facts_of_every_kind_from_all_its_sources() -> None:
    bank = materials("escalation").bank
    kinds = [fact.kind for fact in bank.facts]
    for kind in ("statement", "event", "quantity", "position", "term"):
        assert kinds.count(kind) >= 8
    assert {fact.source for fact in bank.facts} == {*bank.sources}


def test_what_the_first_bank_quotes_of_public_documents_lies_with_it() -> None:
    bank = materials("escalation").bank
    folder = ROOT / "banks" / "sources"
    with_address = {source.text for source in bank.sources.values() if source.url}
    others = {
        it.text
        for topic in TOPICS
        if topic != "escalation"
        for it in materials(topic).bank.sources.values()
    }
    assert with_address == {path.name for path in folder.iterdir()} - others
    long_texts = {source.text for source in bank.sources.values() if not source.url}
    assert len(long_texts) == 5
    for source in bank.sources.values():
        if source.url:
            excerpt = (folder / source.text).read_text("utf-8")
            assert source.url in excerpt.partition("\n")[0]
            assert len(excerpt) < 1200, f"{source.text} is more than a few quoted lines"


def test_the_note_to_the_teacher_counts_the_claims_of_each_camp() -> None:
    bank = materials("escalation").bank
    (form,) = assemble_forms(items("escalation"), standard(seed=1))
    expected = []
    for camp, name in bank.camps.items():
        members = {key for key, person in bank.people.items() if person.camp == camp}
        said = [it for it in bank.facts if not it.retired and _speaker(it) in members]
        stood = [
            it for it in bank.facts if isinstance(it.claim, Position) and it.claim.actor in members
        ]
        expected.append(f"{name} {len(said) + len(stood)}")
    assert len(expected) >= 6
    assert ", ".join(expected) in form.teacher_note
    assert "{" not in form.teacher_note


def test_nobody_is_asked_who_wrote_a_source_nor_offered_its_author() -> None:
    stage = materials("escalation")
    people = stage.bank.people
    authors = {name for name, person in people.items() if person.class_ == "author"}
    written = {it.id for it in stage.bank.facts if _speaker(it) in authors}
    assert len(written) >= 20
    meant = {f"person:{name}" for name in authors}
    for item in items("escalation").items:
        if isinstance(item.interaction, Choice):
            assert meant.isdisjoint(option.id for option in item.interaction.options), item.id
        assert wording_of(item) != "name-the-speaker" or written.isdisjoint(item.facts)
    for one in items("escalation").sets:
        assert meant.isdisjoint(response.id for response in one.responses)
    for note in make_deck(Subject(stage.bank, stage.language), stage.note_types).notes:
        if note.type_key == "statement" and note.name in written:
            assert note.cards == (1,), f"{note.name} asks who said it, or nothing"


def test_an_author_and_those_in_the_same_text_are_not_told_apart() -> None:
    stage = materials("escalation")
    facts = {fact.id: fact for fact in stage.bank.facts}
    authors = {name for name, person in stage.bank.people.items() if person.class_ == "author"}
    compared = 0
    for item in items("escalation").items:
        if kind_of(item) == "statement" and isinstance(item.interaction, Choice):
            asked = facts[item.facts[0]]
            for option in item.interaction.options:
                other = facts.get(option.id.removeprefix("fact:"))
                if other and not option.is_key and authors & {_speaker(asked), _speaker(other)}:
                    compared += 1
                    assert other.source != asked.source, item.id
    assert compared >= 20


@pytest.mark.parametrize("topic", TOPICS)
def test_about_a_third_of_each_deck_is_learned_first(topic: str) -> None:
    read = materials(topic)
    notes = make_deck(read.subject, read.note_types, lock=read.lock).notes
    core = [note for note in notes if read.bank.tag("core") in note.tags]
    assert 0.3 <= len(core) / len(notes) <= 0.4


@pytest.mark.parametrize("topic", TOPICS)
def test_no_fact_that_learners_have_vanishes_from_a_shipped_bank(topic: str) -> None:
    publish(find_texts(topic), now=2_000_000_000)  # refuses a bank that lacks what its lock has


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("decision-weapons-systems/limit-true", "decision-weapons-systems/limit-false/systems"),
        ("decision-weapons-systems/limit-true", "herbst-targets/say-what-was-said"),
        ("us-officials-promise/limit-true", "monitor-promise/say-what-was-said"),
        ("czech-one-hand/who-said-that", "stoltenberg-one-hand/say-what-was-said"),
        ("kyiv-missile-attack/event-true", "essay-north-korea/choose-the-answer"),
        ("principles-count/quantity-true", "china-brazil-principles/say-what-was-said"),
    ],
)
def test_what_one_item_tells_in_other_words_another_of_its_sheet_does_not_ask(
    one: str, other: str
) -> None:
    found = {item.id: item for item in items("escalation").items}
    for first, second in ((one, other), (other, one)):
        together = Together(materials("escalation").subject)
        together.add(found[first])
        assert not together.is_free(found[second], whatever_its_length=True)


def test_the_page_on_curating_names_facts_that_there_are() -> None:
    page = (ROOT / "docs" / "curating.md").read_text("utf-8")
    named = {*re.findall(r"`([a-z0-9]+(?:-[a-z0-9]+)+)`", page)}
    assert len(named) >= 20
    assert named <= {fact.id for fact in materials("escalation").bank.facts}


def _speaker(fact: Fact) -> str:
    return fact.claim.speaker if isinstance(fact.claim, Statement) else ""


@pytest.mark.parametrize("topic", TOPICS)
def test_the_standard_worksheet_can_be_made_with_any_seed(topic: str) -> None:
    stage = materials(topic)
    known = Subject(stage.bank, stage.language)
    for seed in SEEDS:
        wish = standard(seed=seed, forms=2)
        for form in assemble_forms(items(topic), wish):
            assert [it for it in check_form(form, known) if it.is_error] == []
            assert form.questions in (14, 17)  # events to be put in order are one question
            assert_key_is_not_where_it_always_is(form)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_standard_worksheet_keeps_to_two_pages(paper: Literal["a4", "letter"]) -> None:
    for seed in range(1, 11):
        wish = standard(seed=seed)
        (form,) = assemble_forms(items("escalation"), wish)
        assert len(pages_of(write_sheet(form, replace(look(), paper=paper)))) == 2, seed


def assert_key_is_not_where_it_always_is(form: Form) -> None:
    places = [
        [option.is_key for option in it.item.interaction.options].index(True)
        for section in form.sections
        for it in section.items
        if isinstance(it.item.interaction, Choice)
    ]
    assert len({*places}) > 1


@pytest.mark.parametrize("topic", TOPICS)
def test_build_makes_three_files(topic: str) -> None:
    assert [*outputs(topic)] == ["worksheet.pdf", "answer-key.pdf", f"{topic}.apkg"]
    assert outputs(topic)["worksheet.pdf"].content.startswith(b"%PDF-1.7")
    assert len(outputs(topic)["worksheet.pdf"].content) <= 80 * 1024


@pytest.mark.parametrize("topic", TOPICS)
def test_what_its_cards_say_is_published(topic: str, tmp_path: Path) -> None:
    """Cards with options too, which change with whatever chooses wrong answers."""
    command = [sys.executable, "-m", "quizgen", "build", "--topic", topic, "--only", "deck"]
    said = subprocess.run(
        [*command, "--with-choice", "--out", tmp_path],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    ).stdout
    assert "published" not in said


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("name", ["worksheet.pdf", "answer-key.pdf"])
def test_two_checkers_of_pdf_ua_find_nothing_in_the_real_pages(
    topic: str, name: str, tmp_path: Path
) -> None:
    assert problems_aloud(outputs(topic)[name].content, tmp_path) == []


@pytest.mark.parametrize("topic", TOPICS)
def test_the_real_sheet_holds_nothing_of_its_key(topic: str) -> None:
    form = next(assemble_forms(items(topic), standard()))
    parts = [it.item for section in form.sections for it in section.items]
    sentences = {squeezed(words) for part in parts for words in key_only(part)}
    secrets = {words for words in sentences if len(words) > 20}  # a date alone may stand anywhere
    offered = {squeezed(plain(text)) for part in parts for text in seen_texts(part)}
    sheet = squeezed(strings_in(outputs(topic)["worksheet.pdf"].content))
    assert len(secrets) > (15 if topic == "escalation" else 2)
    assert [secret for secret in secrets - offered if secret in sheet] == []


def has_letter(item: Item) -> bool:
    return isinstance(item.interaction, Choice | Matching)


@pytest.mark.parametrize("topic", TOPICS)
def test_the_pages_say_every_question_and_answer_in_its_own_words(topic: str) -> None:
    form = with_texts_named(next(assemble_forms(items(topic), standard())))
    numbered = [it for part in form.sections for it in part.items]
    parts = [
        replace(it.item, prompt=tuple(part for part in it.prompt if not isinstance(part, Picture)))
        for it in numbered
    ]
    sheet = squeezed("".join(pages_of(outputs(topic)["worksheet.pdf"].content)))
    asked = {squeezed(plain(text)) for part in parts for text in seen_texts(part)}
    shown: set[str] = set()  # of a picture the words are not printed
    for part in parts:
        if isinstance(part.interaction, Choice):
            options = (option.content for option in part.interaction.options)
            shown |= {squeezed(picture.alt) for picture in pictures_of(options)}
    assert [words for words in asked - shown if words not in sheet] == []
    key = squeezed("".join(pages_of(outputs(topic)["answer-key.pdf"].content)))
    # a sentence that other wordings follow goes on without its full stop, and an option has its
    # letter beside it: of that the beginning is enough
    answers = {
        squeezed(plain(text)).removesuffix(".")[: 8 if has_letter(part) else None]
        for part in parts
        for text in key_texts(part)
    }
    assert len(answers) >= 0.8 * len(parts)  # what is true has none, and two may have one year
    assert [words for words in answers - shown if words not in key] == []


@pytest.mark.parametrize("topic", TOPICS)
def test_the_deck_says_its_facts_in_their_own_words(topic: str, tmp_path: Path) -> None:
    stage = materials(topic)
    with Learner(tmp_path) as learner:
        learner.imports(outputs(topic)[f"{topic}.apkg"].content)
        notes = {
            learner.name_of(card): squeezed(words_of(" ".join(card.note().fields)))
            for card in learner.cards()
            if not any(tag.endswith("::retired") for tag in card.note().tags)
        }
    facts = [fact for fact in stage.bank.facts if fact.id in notes]
    asked = {name.partition(" · ")[0] for name in notes}
    assert len(facts) >= 60
    assert len(asked) >= 0.6 * len(stage.bank.facts)
    assert not asked & {fact.id for fact in stage.bank.facts if not fact.in_deck}
    for fact in facts:
        said_of_it = {squeezed(words).casefold() for words in answers_of(fact, stage)}
        assert all(it in notes[fact.id].casefold() for it in said_of_it), fact.id


def answers_of(fact: Fact, stage: Materials) -> Iterator[str]:
    """Yield what a learner must be able to read of a fact."""
    match fact.claim:
        case Statement() as statement:
            speaker = stage.bank.people[statement.speaker]
            if not (statement.asks and speaker.class_ == "author"):  # then the text is named
                yield speaker.name
            own = statement.gap or statement.answer or statement.gist  # of a question its answer
            yield from statement.quote or [own]
        case Event() as event:
            yield event.what
            yield say_date(event.date, stage.language)
        case Quantity() as quantity:
            yield say_quantity(quantity, stage.subject.units, stage.language)
        case Position() as position:
            yield stage.bank.people[position.actor].name
            yield stage.bank.issues[position.issue].stances[position.stance]
        case Property() as given:
            yield given.subject
        case Term() as term:
            yield term.term
            office = fact_variables(fact, stage.bank, stage.language)["office"]
            yield str(office) or term.meaning


@pytest.mark.parametrize("topic", TOPICS)
def test_anki_imports_the_real_deck_and_shows_every_card(topic: str, tmp_path: Path) -> None:
    package = outputs(topic)[f"{topic}.apkg"]
    with Learner(tmp_path) as learner:
        learner.imports(package.content)
        cards = learner.cards()
        assert len(cards) == package.counts["cards"]
        assert len(learner.notes()) == package.counts["notes"]
        for card in cards:
            front, back = learner.reads(card)
            assert len(front) > 10
            assert len(back) > 10
            assert "{{" not in front + back


def test_every_wording_uses_only_what_wordings_may() -> None:
    by_kind = materials("escalation").wordings
    assert all(len(by_kind[kind]) >= 2 for kind in by_kind)
    for wordings in by_kind.values():
        for one in wordings:
            for template in (
                one.stem,
                one.key,
                one.rationale,
                one.premise,
                one.detail,
                one.why_wrong,
            ):
                check_template(template, one.where)


@pytest.mark.parametrize("name", HERE.worksheet_paths("en-GB"))
def test_every_shipped_worksheet_is_read(name: str) -> None:
    sheet = find_worksheet(name)
    assert sheet.sections or sheet.facts or sheet.cards


def test_no_date_of_the_first_bank_is_later_than_it_may_be() -> None:
    bank = materials("escalation").bank
    assert bank.as_of == parse_date("2024-09-30")
    assert all(not bank.as_of.is_before(fact.as_of) for fact in bank.facts)
