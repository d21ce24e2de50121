"""The small bank of cases/moon.yaml, read once, with the items it yields."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from quizgen.bank.bank import Bank
from quizgen.bank.facts import Kind
from quizgen.judge.subject import Subject
from quizgen.language.words import Language
from quizgen.make.plan import plan_of
from quizgen.pool import ItemPool
from quizgen.quiz.form import Form
from quizgen.quiz.item import FromFacts, Item
from quizgen.quiz.meaning import (
    Meaning,
    SomeActor,
    SomeDate,
    SomeDifference,
    SomeFact,
    SomeNumber,
    SomeSpeaker,
    SomeStance,
    SomeThing,
    SomeWords,
)
from quizgen.quiz.offer import Offer
from quizgen.quiz.wording import Wording
from quizgen.quiz.worksheet import Blueprint, Worksheet
from quizgen.read import read_bank, read_language, read_wordings, read_worksheet
from quizgen.read.dates import parse_date

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "templates"
KINDS = ("statement", "event", "quantity", "position", "term")


@cache
def language(code: str = "en-GB") -> Language:
    paths = TEMPLATES.glob("*/words.yaml")
    bases = {path.parent.name: (str(path), path.read_text("utf-8")) for path in paths}
    path, text = bases[code]
    return read_language(text, path, bases)


@cache
def wordings() -> Mapping[Kind, tuple[Wording, ...]]:
    paths = {kind: TEMPLATES / "en" / "stems" / f"{kind}.yaml" for kind in KINDS}
    texts = {kind: (path.name, path.read_text("utf-8")) for kind, path in paths.items()}
    return read_wordings(texts)


@cache
def bank(changes: tuple[tuple[str, str], ...] = ()) -> Bank:
    """Return the bank, each pair's first text replaced by its second."""
    text = (Path(__file__).parent / "cases" / "moon.yaml").read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return read_bank(text, "moon.yaml", {"en-GB": language(), "en-US": language("en-US")})


@cache
def bank_of(*facts: str, more: str = "") -> Bank:
    """Return the small bank with other facts, each as it stands in a file, and what comes behind.

    What each of them must have and no test is about is filled in: `source` and `at`, and what goes
    with its kind.
    """
    text = (Path(__file__).parent / "cases" / "moon.yaml").read_text("utf-8")
    lines = "".join(f"  - {{{_whole(fact)}}}\n" for fact in facts)
    text = f"{text.partition('facts:')[0]}facts:\n{lines}{more}"
    return read_bank(text, "moon.yaml", {"en-GB": language(), "en-US": language("en-US")})


USUAL = {
    "statement": {"verb": "said", "wording": "paraphrase", "about": "plans in space"},
    "event": {},
    "quantity": {"class": "satellite", "attribute": "mass", "unit": "kg"},
    "position": {"issue": "men-to-the-moon", "as_of": "1962"},
    "term": {"relation": "means"},
}


def _whole(fact: str) -> str:
    """Return a fact with the keys that it leaves out: "id: orbit, kind: term, term: orbit, ..."."""
    kind = fact.partition("kind: ")[2].partition(",")[0]
    name = fact.partition("id: ")[2].partition(",")[0]
    usual = {**USUAL[kind], "source": "history", "at": f"the passage on {name}"}
    missing = [f"{key}: {value}" for key, value in usual.items() if f" {key}: " not in fact]
    return ", ".join([fact, *missing])


@cache
def yield_of(*facts: str, more: str = "") -> ItemPool:
    """Return the items of a bank of these facts."""
    return ItemPool(Subject(bank_of(*facts, more=more), language(), wordings()))


@cache
def items(changes: tuple[tuple[str, str], ...] = ()) -> ItemPool:
    return ItemPool(known(changes))


def item(item_id: str) -> Item:
    return items_by_id()[item_id]


@cache
def items_by_id() -> Mapping[str, Item]:
    return {one.id: one for one in items().items}


@cache
def known(changes: tuple[tuple[str, str], ...] = ()) -> Subject:
    return Subject(bank(changes) if changes else bank(), language(), wordings())


SHEET = """
label: Worksheet
summary: For the tests.
sections:
  - {title: Multiple choice, types: [multiple-choice], count: 4}
  - {title: True or false, types: [true-false], count: 2}
  - {title: Who said it?, types: [matching], wordings: [who-said-it], count: 1, members: 4, spare: 1}
  - {title: Put in order, types: [ordering], count: 1, members: 4}
  - {title: Short answer, types: [short-answer], count: 2}
"""


def blueprint(sheet: str = SHEET, **wishes: object) -> Blueprint:
    worksheet: Worksheet = read_worksheet(sheet, "small.yaml")
    return Blueprint(worksheet=worksheet, **wishes)  # type: ignore[arg-type]


def forms(**wishes: object) -> list[Form]:
    from quizgen.assemble import assemble_forms

    return list(assemble_forms(items(), blueprint(**wishes)))


def wording_of(one: Item) -> str:
    """Return the id of the wording that made an item, or the type of what was written by hand."""
    return one.origin.wording if isinstance(one.origin, FromFacts) else one.type


def kind_of(one: Item) -> str:
    """Return the kind of an item's facts, or the type of what was written by hand."""
    return one.origin.kind if isinstance(one.origin, FromFacts) else one.type


def pool_of(*parts: Item, is_judged: bool = False) -> ItemPool:
    """Return a pool of nothing but these items."""
    pool = ItemPool(known())
    plans = (replace(plan_of(part), kind=kind_of(part), wording=wording_of(part)) for part in parts)
    pool.plans, pool.set_plans = tuple(plans), ()
    if not is_judged:
        pool._items = {part.id: (part, ()) for part in parts}  # whatever the rules say
    return pool


def resting_on(one: Item, *facts: str) -> Item:
    """Return an item that is made of other facts."""
    assert isinstance(one.origin, FromFacts)
    return replace(one, origin=replace(one.origin, facts=facts))


def yielding(*parts: Item) -> Offer:
    """Return what a bank offers that yields these items."""
    return Offer(items=parts)


def meaning(value: str) -> Meaning:
    """Return what an option means, in the words of its id: "person:kennedy", "number:86 kg"."""
    kind, _, rest = value.partition(":")
    amount, _, unit = rest.partition(" ")
    match kind:
        case "number" | "difference":
            sort = SomeNumber if kind == "number" else SomeDifference
            return sort(Decimal(amount), unit)
        case "date":
            return SomeDate(parse_date(rest))
        case "text":
            return SomeWords(rest)
    sorts = {
        "person": SomeSpeaker,
        "actor": SomeActor,
        "fact": SomeFact,
        "size": SomeThing,
        "stance": SomeStance,
    }
    return sorts[kind](rest)
