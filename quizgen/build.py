"""The only place that knows the order of the stages: texts in, named files out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from quizgen.deck import make_deck
from quizgen.errors import BankError, Problem
from quizgen.form import assemble_forms
from quizgen.items import write_items
from quizgen.model import Bank, Blueprint, Deck, Form, Items, Look
from quizgen.read import Materials, Texts, read_materials
from quizgen.rules import check_fact
from quizgen.rules.known import Known

Part = Literal["worksheet", "key", "deck", "json"]
USUAL: tuple[Part, ...] = ("worksheet", "key", "deck")
"""What is made if nothing else is asked for."""


@dataclass(frozen=True)
class Output:
    """A finished file."""

    name: str
    content: bytes
    counts: Mapping[str, int]
    """What is in it: questions and points, notes and cards, or forms."""
    remarks: tuple[str, ...] = ()
    """What the one who made it should know."""


@dataclass(frozen=True)
class Build:
    """What a build makes, one file at a time, and the items that it is made from."""

    bank: Bank
    items: Items
    outputs: Iterator[Output]

    @property
    def findings(self) -> tuple[Problem, ...]:
        """Return what the item rules found in the items that the outputs so far were made of."""
        return self.items.findings_so_far


def build(texts: Texts, blueprint: Blueprint, look: Look, parts: Sequence[Part] = USUAL) -> Build:
    """Return the finished files of a topic, made one by one as they are taken.

    Raises BankError and TemplateError before the first file, FormError with it.
    """
    materials = read_materials(texts)
    bank = materials.bank
    known = Known(bank, materials.language)
    problems = [problem for fact in bank.facts for problem in check_fact(fact, known)]
    errors = [problem for problem in problems if problem.severity == "E"]
    if errors:
        raise BankError(errors)
    items = write_items(bank, materials.wordings)
    outputs = _outputs(materials, items, blueprint, look, parts)
    return Build(bank, items, outputs)


def _outputs(
    materials: Materials,
    items: Items,
    blueprint: Blueprint,
    look: Look,
    parts: Sequence[Part],
) -> Iterator[Output]:
    if {"worksheet", "key", "json"} & {*parts}:
        forms = assemble_forms(materials.bank, items, blueprint, materials.language)
        yield from _of_forms(forms, look, parts)
    if "deck" in parts:
        deck = make_deck(
            materials.bank,
            materials.note_types,
            materials.language,
            blueprint.max_sensitivity,
            materials.description,
        )
        yield _deck_file(deck)


def _of_forms(forms: Iterable[Form], look: Look, parts: Sequence[Part]) -> Iterator[Output]:
    """Yield the papers of each form as it comes, then the file that holds them all."""
    kept: list[Form] = []
    for form in forms:
        if "worksheet" in parts or "key" in parts:
            yield from _papers(form, look, parts)
        if "json" in parts:
            kept.append(form)
    if kept:
        yield _json_file(kept)


def _papers(form: Form, look: Look, parts: Sequence[Part]) -> Iterator[Output]:
    from quizgen.writers.pdf import write_key, write_sheet

    counts = {"questions": form.questions, "points": form.points}
    if "worksheet" in parts:
        yield Output(f"worksheet{form.suffix}.pdf", write_sheet(form, look), counts, _missing(form))
    if "key" in parts:
        yield Output(f"answer-key{form.suffix}.pdf", write_key(form, look), counts)


def _missing(form: Form) -> tuple[str, ...]:
    """Return what a bank is too small for, in lines."""
    if not form.missing:
        return ()
    told = "The bank is too small for the whole worksheet, so this one is shorter:"
    return (told, *(f"  {problem.message}" for problem in form.missing))


def _json_file(forms: Sequence[Form]) -> Output:
    from quizgen.writers.form_json import write_forms

    return Output(f"{forms[0].topic}.json", write_forms(forms), {"forms": len(forms)})


def _deck_file(deck: Deck) -> Output:
    from quizgen.writers.apkg import write_deck

    counts = {"notes": len(deck.notes), "cards": sum(len(note.cards) for note in deck.notes)}
    return Output(f"{deck.topic}.apkg", write_deck(deck), counts)
