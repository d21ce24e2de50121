"""The only place that knows the order of the stages: texts in, named files out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from quizgen.assemble import assemble_forms, settle
from quizgen.assemble.alternatives import for_bank
from quizgen.assemble.refuse import refuse_unknown
from quizgen.assemble.tell import left_aside
from quizgen.bank.bank import Bank
from quizgen.bank.facts import KINDS, AskedKind
from quizgen.cards import make_deck
from quizgen.cards.editions import advise, refuse_other_lock, side_by_side
from quizgen.deck.deck import Deck
from quizgen.errors import ExportError, Problem, TemplateError, TypesettingError, Where
from quizgen.formats import FORMATS, AllForms, AllItems, EachForm, Format, WholeDeck, pick_formats
from quizgen.look import Look
from quizgen.output import Export
from quizgen.pool import ItemPool
from quizgen.quiz.form import Form
from quizgen.quiz.worksheet import Blueprint
from quizgen.read import (
    Materials,
    Texts,
    lacking_cards,
    lacking_description,
    lacking_wordings,
    read_materials,
)
from quizgen.values import dataclass

Exports = Iterator[tuple[Format, Export]]

NO_PAGES = "The logo stands on worksheets and keys, of which none was made."


@dataclass(frozen=True)
class Build:
    """What a build makes, one export at a time, and the pool that its items come from."""

    bank: Bank
    pool: ItemPool
    blueprint: Blueprint
    """What was asked for; with every question named, where some were swapped or all are kept."""
    exports: Exports
    """Each with the format it is in: version by version, then what takes all of them, or a deck."""

    @property
    def findings(self) -> tuple[Problem, ...]:
        """Return what the item rules found in the items that the exports so far were made of."""
        return self.pool.findings_so_far


def build(
    texts: Texts,
    blueprint: Blueprint,
    look: Look,
    parts: Sequence[str] | None = None,
    *,
    with_choice: bool = False,
    what_fits: bool = False,
    settled: bool = False,
    formats: Sequence[Format] = FORMATS,
) -> Build:
    """Return the finished files of a topic, made one by one as they are taken.

    `parts` are names of formats; without them the usual ones are made. `with_choice` adds choice
    notes to the deck. Raises BankError, TemplateError, LockError and, for a tag that no fact has,
    FormError before the first file; for other reasons FormError with it. What a format cannot hold
    ends in an ExportError, unless `what_fits` asks for the rest. With `settled` the blueprint comes
    back with the name of every question, so that it can be kept.
    """
    wanted = pick_formats(parts, formats)
    materials = read_materials(texts)
    bank = materials.bank
    if any(isinstance(each.takes, WholeDeck) for each in wanted):
        refuse_other_lock(materials.lock, bank)
    refuse_unknown(blueprint, materials.subject, materials.left_out)
    _refuse_lacking(materials, blueprint, wanted, with_choice)
    pool = ItemPool(materials.subject)
    blueprint = for_bank(blueprint, pool)
    if blueprint.swap or settled:
        blueprint = settle(pool, blueprint)
    exports = _exports(materials, pool, blueprint, look, wanted, with_choice, is_named=bool(parts))
    return Build(
        bank,
        pool,
        blueprint,
        _warning_of_losses(exports) if what_fits else _refusing_losses(exports, bank.where),
    )


def _refuse_lacking(
    materials: Materials, blueprint: Blueprint, wanted: Sequence[Format], with_choice: bool
) -> None:
    """Raise TemplateError for what is to be made and the bank's language has no templates for."""
    kinds: set[AskedKind] = set()
    problems: list[Problem] = []
    for format in wanted:
        match format.takes:
            case EachForm() | AllForms():
                sections = (
                    section for section in blueprint.worksheet.sections if not section.wordings
                )
                kinds |= {kind for section in sections for kind in section.kinds or KINDS}
            case AllItems():
                kinds |= {*KINDS}
            case WholeDeck(brings_editions=brings_editions):
                problems += lacking_cards(materials, with_choice=with_choice)
                problems += lacking_description(materials) if brings_editions else []
                kinds |= {*KINDS} if with_choice else set()
            case _ as unreachable:
                assert_never(unreachable)
    problems += lacking_wordings(materials, kinds)
    if problems:
        raise TemplateError(dict.fromkeys(problems))


def _exports(
    materials: Materials,
    pool: ItemPool,
    blueprint: Blueprint,
    look: Look,
    wanted: Sequence[Format],
    with_choice: bool,
    *,
    is_named: bool,
) -> Exports:
    """Yield each format's exports; a form is let go before the next one, unless one takes all.

    What was asked for by name and cannot be, as the key of a study sheet, is told.
    """
    bank = materials.bank
    of_each = [(each, each.takes) for each in wanted if isinstance(each.takes, EachForm)]
    takes_all = any(isinstance(each.takes, AllForms) for each in wanted)
    forms: list[Form] = []
    if of_each or takes_all:
        told = left_aside(blueprint, pool.subject)
        for form in assemble_forms(pool, blueprint):
            for format, takes in of_each:
                name = format.file_name(bank.topic, form.suffix)
                try:
                    made = takes.write(form, look, name)
                except TypesettingError as error:
                    raise _told_by_bank(error, bank, look) from None
                remarks = _remarks_on_form(form)
                if is_named and not made.files:
                    sheet = blueprint.worksheet.name
                    why = f"worksheet {sheet!r} asks no questions"
                    remarks = (f"There is no {format.name}: {why}.",)
                yield format, replace(made, remarks=(*remarks, *told, *made.remarks))
            if takes_all:
                forms.append(form)
    deck = None
    is_printed = any(isinstance(each.takes, AllForms) and each.takes.is_printed for each in wanted)
    no_pages = () if of_each or is_printed or look.logo is None else (NO_PAGES,)
    for format in wanted:
        name = format.file_name(bank.topic)
        match format.takes:
            case EachForm():
                pass
            case AllForms(write=write_forms):
                try:
                    export = write_forms(forms, look, name)
                except TypesettingError as error:
                    raise _told_by_bank(error, bank, look) from None
                yield (
                    format,
                    replace(
                        export,
                        remarks=(*_remarks_on_form(forms[0]), *told, *no_pages, *export.remarks),
                    ),
                )
            case AllItems(write=write):
                yield format, replace(write(pool.items, name), remarks=no_pages)
            case WholeDeck(write=write_notes, brings_editions=brings_editions):
                deck = deck or make_deck(
                    pool.subject,
                    materials.note_types,
                    blueprint.max_sensitivity,
                    materials.description or (),
                    lock=materials.lock,
                    items=pool.choices if with_choice else None,
                    written=pool.written,
                )
                remarks = _remarks_on_deck(deck, materials) if brings_editions else ()
                yield format, replace(write_notes(deck, name), remarks=(*remarks, *no_pages))
            case _ as unreachable:
                assert_never(unreachable)


def _remarks_on_deck(deck: Deck, materials: Materials) -> tuple[str, ...]:
    """Return what to tell the maker of a deck: of its edition, and of other decks."""
    bank, lock = materials.bank, materials.lock
    beside = side_by_side(materials.note_types, materials.shipped_types)
    sentences = (
        f"{problem.message[:1].upper()}{problem.message[1:]}: {problem.hint}." for problem in beside
    )
    return (*advise(deck, bank, lock), *sentences)


def _told_by_bank(error: TypesettingError, bank: Bank, look: Look) -> TypesettingError:
    """Return what cannot be printed as the bank has it: each sign once, with all who hold it.

    A form knows only which item a sign is in, and may have it from another fact than the item's
    own. What no part of the bank holds, such as a title that was typed, is told as the form has it.
    """
    from quizgen.typeset.unprintable import find_in_bank

    signs = frozenset(filter(None, error.signs.values()))
    if not signs:
        return error
    told = find_in_bank(bank, look.theme, signs)
    rest = [problem for problem in error.problems if error.signs[problem] not in told.signs]
    return TypesettingError([*told.problems, *rest])


def _remarks_on_form(form: Form) -> tuple[str, ...]:
    """Return what to tell the maker of a form that is not all it should be, line by line."""
    heading = "There are too few facts for the whole worksheet, so this one is shorter:"
    shorter = (heading, *(f"  {problem.message}" for problem in form.missing))
    one_sided = (f"{problem.message}: {problem.hint}." for problem in form.one_sided)
    return (*(shorter if form.missing else ()), *one_sided)


def _warning_of_losses(exports: Exports) -> Exports:
    """Yield every export, with a warning for each thing that it left out."""
    for format, export in exports:
        left_out = (replace(problem, severity="W") for problem in _losses(format, export))
        yield format, replace(export, left_out=tuple(left_out))


def _refusing_losses(exports: Exports, where: Where) -> Exports:
    """Yield exports as long as nothing was left out; then find all that was, and raise it.

    The rest is still made, so that one run tells every loss, but none of it is handed out: nobody
    asked for files that lack something. What several versions lose alike is told once.
    """
    lost: dict[Problem, None] = {}
    for format, export in exports:
        if export.left_out:
            message = f"{format.name} cannot hold all that is asked for"
            hint = "`--what-fits` writes the rest, and says what was left out"
            lost[Problem(where, message, hint)] = None
            lost |= dict.fromkeys(_losses(format, export))
        if not lost:
            yield format, export
    if lost:
        raise ExportError(lost)


def _losses(format: Format, export: Export) -> Iterator[Problem]:
    """Yield what an export left out, under the name of its format."""
    for problem in export.left_out:
        yield replace(problem, message=f"left out of {format.name}: {problem.message}")
