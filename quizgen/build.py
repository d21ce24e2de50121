"""The only place that knows the order of the stages: texts in, named files out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from quizgen.assemble import assemble_forms
from quizgen.bank.bank import Bank
from quizgen.bank.facts import KINDS, Kind, Sensitivity
from quizgen.cards import make_deck
from quizgen.cards.editions import seal_edition, unpublished
from quizgen.deck.deck import Deck
from quizgen.deck.lock import Changes, Lock
from quizgen.errors import (
    BankError,
    FormError,
    LockError,
    Problem,
    TemplateError,
    Where,
    quoted,
    suggest,
)
from quizgen.export.lock import write_lock
from quizgen.look import Look
from quizgen.make import write_items
from quizgen.quiz.form import Form
from quizgen.quiz.item import Item
from quizgen.quiz.items import Items
from quizgen.quiz.worksheet import Blueprint
from quizgen.read import (
    Materials,
    Texts,
    lacking_cards,
    lacking_description,
    lacking_wordings,
    read_materials,
)
from quizgen.read.edition import raise_edition
from quizgen.rules import check_deck, check_fact
from quizgen.rules.known import Known
from quizgen.values import dataclass

Part = Literal["worksheet", "key", "deck", "json", "csv", "quizlet"]
USUAL: tuple[Part, ...] = ("worksheet", "key", "deck")
"""What is made if nothing else is asked for."""
DECKS = {"deck", "csv", "quizlet"}
"""What is made of a deck."""
MOST_NAMED = 5
"""So many unpublished facts are named."""


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


@dataclass(frozen=True)
class Edition:
    """A published edition: the files that seal it, and what it brings."""

    bank_text: str
    lock_text: str
    number: int
    changes: Changes


def build(
    texts: Texts,
    blueprint: Blueprint,
    look: Look,
    parts: Sequence[Part] = USUAL,
    *,
    with_choice: bool = False,
) -> Build:
    """Return the finished files of a topic, made one by one as they are taken.

    `with_choice` adds choice notes to the deck. Raises BankError, TemplateError, LockError and, for
    a tag that no fact has, FormError before the first file; for other reasons FormError with it.
    """
    materials = read_materials(texts)
    bank = materials.bank
    _refuse_errors(materials)
    if DECKS & {*parts}:
        _refuse_strange(materials.lock, bank)
    _refuse_unknown(blueprint, materials)
    _refuse_lacking(blueprint, materials, parts, with_choice)
    items = write_items(bank, materials.wordings)
    outputs = _outputs(materials, items, blueprint, look, parts, with_choice)
    return Build(bank, items, outputs)


def publish(texts: Texts, now: int) -> Edition | None:
    """Return the next edition of a topic's deck, sealed; None if nothing has changed.

    `now` is in seconds since 1970. Raises BankError, TemplateError and LockError.
    """
    materials = read_materials(texts)
    bank, lock = materials.bank, materials.lock
    _refuse_errors(materials)
    _refuse_strange(lock, bank)
    where = Where(texts.lock_path)
    if lock is None and bank.edition > 1:
        message = f"the bank is at edition {bank.edition}, and there is no lock of it"
        hint = "get the lock back from version control; if nothing was published, write edition: 1"
        raise LockError([Problem(where, message, hint)])
    if problems := lacking_cards(materials):
        raise TemplateError(problems)
    items = write_items(bank, materials.wordings)
    deck = _deck(materials, "high", items)  # all that any build can put into one
    known = Known(bank, materials.language)
    errors = [problem for problem in check_deck(deck, known) if problem.is_error]
    if errors:
        raise BankError(errors)
    sealed = seal_edition(deck, lock, now, where)
    if lock and not unpublished(deck, lock):
        return None
    return Edition(
        bank_text=raise_edition(texts.bank, bank, sealed.edition),
        lock_text=write_lock(sealed),
        number=sealed.edition,
        changes=sealed.changes,
    )


def _refuse_errors(materials: Materials) -> None:
    known = Known(materials.bank, materials.language)
    problems = [it for fact in materials.bank.facts for it in check_fact(fact, known)]
    errors = [problem for problem in problems if problem.is_error]
    if errors:
        raise BankError(errors)


def _refuse_unknown(blueprint: Blueprint, materials: Materials) -> None:
    """Raise FormError for tags that no fact has, TemplateError for wordings that are not there."""
    bank, sheet = materials.bank, blueprint.worksheet
    tags = dict.fromkeys(tag for fact in bank.facts for tag in fact.tags)
    strange = [tag for tag in dict.fromkeys(blueprint.tags) if tag not in tags]
    if strange:
        raise FormError(
            Problem(bank.where, f"no fact has the tag {quoted(tag)}", suggest(tag, tags, "tags"))
            for tag in strange
        )
    wordings = [one.id for kind in materials.wordings.by_kind.values() for one in kind]
    known = dict.fromkeys(wordings)
    slips = [name for part in sheet.sections for name in part.wordings if name not in known]
    if slips:
        raise TemplateError(
            Problem(
                sheet.where, f"no wording has the id {quoted(name)}", suggest(name, known, "ids")
            )
            for name in dict.fromkeys(slips)
        )


def _refuse_lacking(
    blueprint: Blueprint, materials: Materials, parts: Sequence[Part], with_choice: bool
) -> None:
    """Raise TemplateError for what is to be made and the bank's language has no templates for."""
    kinds: set[Kind] = set()
    problems = []
    if not {*parts} <= DECKS:
        sections = blueprint.worksheet.sections
        kinds |= {kind for it in sections if not it.wordings for kind in it.kinds or KINDS}
    if DECKS & {*parts}:
        problems += lacking_cards(materials, with_choice=with_choice)
        kinds |= {*KINDS} if with_choice else set()
    if "deck" in parts:
        problems += lacking_description(materials)
    problems += lacking_wordings(materials, kinds)
    if problems:
        raise TemplateError(problems)


def _refuse_strange(lock: Lock | None, bank: Bank) -> None:
    """Raise LockError if the lock is another bank's, or of another edition."""
    if lock is None:
        return
    if lock.topic != bank.topic:
        message = f"this lock is of the topic '{lock.topic}', not '{bank.topic}'"
        raise LockError([Problem(lock.where, message, "give the bank its own lock back")])
    if lock.edition != bank.edition:
        older, newer = ("lock", "bank") if lock.edition < bank.edition else ("bank", "lock")
        message = (
            f"the {older} is older than the {newer}:"
            f" the bank is at edition {bank.edition}, its lock at {lock.edition}"
        )
        hint = f"get the newer {older} from version control; only `quizgen publish` raises editions"
        if older == "bank":
            hint = f"if `quizgen publish` was cut short, run it again; if not, {hint}"
        raise LockError([Problem(lock.where, message, hint)])


def _written(items: Items) -> Iterator[Item]:
    """Yield items to be chosen from, each written when it comes up."""
    planned = (each for each in items.planned if each.type == "multiple-choice")
    return (each.item for each in planned if each.item)


def _deck(materials: Materials, most: Sensitivity, items: Items | None) -> Deck:
    """Return the deck of facts that are no more sensitive; with items, choice notes too."""
    return make_deck(
        materials.bank,
        materials.note_types,
        materials.language,
        most,
        materials.description or "",
        lock=materials.lock,
        items=_written(items) if items else None,
    )


def _outputs(
    materials: Materials,
    items: Items,
    blueprint: Blueprint,
    look: Look,
    parts: Sequence[Part],
    with_choice: bool,
) -> Iterator[Output]:
    if {"worksheet", "key", "json"} & {*parts}:
        forms = assemble_forms(materials.bank, items, blueprint, materials.language)
        yield from _of_forms(forms, look, parts)
    if DECKS & {*parts}:
        deck = _deck(materials, blueprint.max_sensitivity, items if with_choice else None)
        yield from _deck_files(deck, materials.lock, parts)


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
    from quizgen.typeset import write_key, write_sheet

    counts = _counts(form)
    if "worksheet" in parts:
        yield Output(f"worksheet{form.suffix}.pdf", write_sheet(form, look), counts, _missing(form))
    if "key" in parts and form.has_key:
        yield Output(f"answer-key{form.suffix}.pdf", write_key(form, look), counts)


def _missing(form: Form) -> tuple[str, ...]:
    """Return what a bank is too small for, in lines."""
    if not form.missing:
        return ()
    told = "There are too few facts for the whole worksheet, so this one is shorter:"
    return (told, *(f"  {problem.message}" for problem in form.missing))


def _counts(form: Form) -> Mapping[str, int]:
    if form.has_key:
        return {"questions": form.questions, "points": form.points}
    facts = sum(len(section.facts) for section in form.facts)
    return {"cards": len(form.cards)} if form.cards else {"facts": facts}


def _json_file(forms: Sequence[Form]) -> Output:
    from quizgen.export.form_json import write_forms

    return Output(f"{forms[0].topic}.json", write_forms(forms), {"forms": len(forms)})


def _deck_files(deck: Deck, lock: Lock | None, parts: Sequence[Part]) -> Iterator[Output]:
    counts = {"notes": len(deck.notes), "cards": sum(len(note.cards) for note in deck.notes)}
    remarks = _remarks(deck, lock)
    if "deck" in parts:
        from quizgen.export.apkg import write_deck

        yield Output(f"{deck.topic}.apkg", write_deck(deck), counts, remarks)
    if "csv" in parts:
        from quizgen.export.anki_text import write_cards

        content, rows = write_cards(deck)
        yield Output(f"{deck.topic}.csv", content, {"cards": rows})
    if "quizlet" in parts:
        from quizgen.export.quizlet import write_terms

        content, rows = write_terms(deck)
        yield Output(f"{deck.topic}-quizlet.txt", content, {"cards": rows})


def _remarks(deck: Deck, lock: Lock | None) -> tuple[str, ...]:
    """Return what a deck's maker should know about its edition."""
    if lock is None:
        return (
            "The deck is not published yet: before you hand it to learners, see"
            " `quizgen publish --help`.",
        )
    if changed := unpublished(deck, lock):
        more = ", …" if len(changed) > MOST_NAMED else ""
        return (
            f"Not published since edition {lock.edition}: {', '.join(changed[:MOST_NAMED])}{more}."
            f" Learners who have the deck get these with `quizgen publish {deck.topic}`.",
        )
    return ()
