"""The small bank of cases/moon.yaml, read once, with the items it yields."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from quizgen.bank.bank import Bank
from quizgen.language.words import Language
from quizgen.make import write_items
from quizgen.quiz.form import Form
from quizgen.quiz.item import Item
from quizgen.quiz.items import Items, PlannedItem
from quizgen.quiz.wording import Wordings
from quizgen.quiz.worksheet import Blueprint, Worksheet
from quizgen.read import read_bank, read_language, read_wordings, read_worksheet
from quizgen.rules.known import Known

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "templates"
KINDS = ("statement", "event", "quantity", "position", "term")


@cache
def language(code: str = "en-GB") -> Language:
    paths = TEMPLATES.glob("languages/*.yaml")
    bases = {path.stem: (path.name, path.read_text("utf-8")) for path in paths}
    path, text = bases[code]
    return read_language(text, path, bases)


@cache
def wordings() -> Wordings:
    paths = {kind: TEMPLATES / "stems" / f"{kind}.yaml" for kind in KINDS}
    texts = {kind: (path.name, path.read_text("utf-8")) for kind, path in paths.items()}
    return read_wordings(texts, language())


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
    "position": {"question": "men-to-the-moon", "as_of": "1962"},
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
def yield_of(*facts: str, more: str = "") -> Items:
    """Return the items of a bank of these facts."""
    return write_items(bank_of(*facts, more=more), wordings())


@cache
def items(changes: tuple[tuple[str, str], ...] = ()) -> Items:
    return write_items(bank(changes), wordings())


def item(item_id: str) -> Item:
    return items_by_id()[item_id]


@cache
def items_by_id() -> Mapping[str, Item]:
    return {one.id: one for one in items().items}


@cache
def known(changes: tuple[tuple[str, str], ...] = ()) -> Known:
    return Known(bank(changes) if changes else bank(), language())


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

    return list(assemble_forms(bank(), items(), blueprint(**wishes), language()))


def yielding(*parts: Item) -> Items:
    """Return what a bank yields that yields these items."""
    planned = [
        PlannedItem(
            id=part.id,
            wording=part.wording,
            type=part.type,
            kind=part.kind,
            level=part.level,
            sensitivity=part.sensitivity,
            tags=part.tags,
            write=lambda part=part: (part, ()),  # type: ignore[misc]
        )
        for part in parts
    ]
    return Items(planned=tuple(planned), sets=())
