"""The only place that knows the order of the stages: texts in, named files out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from quizgen.assemble import assemble_forms
from quizgen.assemble.refuse import refuse_unknown
from quizgen.assemble.tell import left_aside
from quizgen.bank.bank import Bank
from quizgen.bank.facts import KINDS, Kind
from quizgen.cards import make_deck
from quizgen.cards.editions import advise, refuse_other_lock
from quizgen.errors import ExportError, Problem, TemplateError, Where
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
    formats: Sequence[Format] = FORMATS,
) -> Build:
    """Return the finished files of a topic, made one by one as they are taken.

    `parts` are names of formats; without them the usual ones are made. `with_choice` adds choice
    notes to the deck. Raises BankError, TemplateError, LockError and, for a tag that no fact has,
    FormError before the first file; for other reasons FormError with it. What a format cannot hold
    ends in an ExportError, unless `what_fits` asks for the rest.
    """
    wanted = pick_formats(parts, formats)
    materials = read_materials(texts)
    bank = materials.bank
    if any(isinstance(each.takes, WholeDeck) for each in wanted):
        refuse_other_lock(materials.lock, bank)
    refuse_unknown(blueprint, materials.subject)
    _refuse_lacking(materials, blueprint, wanted, with_choice)
    pool = ItemPool(materials.subject)
    exports = _exports(materials, pool, blueprint, look, wanted, with_choice)
    return Build(
        bank,
        pool,
        _warning_of_losses(exports) if what_fits else _refusing_losses(exports, bank.where),
    )


def _refuse_lacking(
    materials: Materials, blueprint: Blueprint, wanted: Sequence[Format], with_choice: bool
) -> None:
    """Raise TemplateError for what is to be made and the bank's language has no templates for."""
    kinds: set[Kind] = set()
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
) -> Exports:
    """Yield each format's exports; a form is let go before the next one, unless one takes all."""
    bank = materials.bank
    of_each = [(each, each.takes) for each in wanted if isinstance(each.takes, EachForm)]
    takes_all = any(isinstance(each.takes, AllForms) for each in wanted)
    forms: list[Form] = []
    if of_each or takes_all:
        told = left_aside(blueprint, pool.subject)
        for form in assemble_forms(pool, blueprint):
            for format, takes in of_each:
                name = format.file_name(bank.topic, form.suffix)
                export = takes.write(form, look, name)
                remarks = (*_missing(form), *told, *export.remarks)
                yield format, replace(export, remarks=remarks)
            if takes_all:
                forms.append(form)
    deck = None
    no_pages = () if of_each or look.logo is None else (NO_PAGES,)
    for format in wanted:
        name = format.file_name(bank.topic)
        match format.takes:
            case EachForm():
                pass
            case AllForms(write=write_forms):
                export = write_forms(forms, look, name)
                yield format, replace(export, remarks=(*_missing(forms[0]), *told, *no_pages))
            case AllItems(write=write):
                yield format, replace(write(pool.items, name), remarks=no_pages)
            case WholeDeck(write=write_notes, brings_editions=brings_editions):
                deck = deck or make_deck(
                    bank,
                    materials.note_types,
                    materials.language,
                    blueprint.max_sensitivity,
                    materials.description or (),
                    lock=materials.lock,
                    items=pool.choices if with_choice else None,
                )
                remarks = advise(deck, materials.lock) if brings_editions else ()
                yield format, replace(write_notes(deck, name), remarks=(*remarks, *no_pages))
            case _ as unreachable:
                assert_never(unreachable)


def _missing(form: Form) -> tuple[str, ...]:
    """Return what to tell the maker of a form that is shorter than its worksheet, line by line."""
    if not form.missing:
        return ()
    heading = "There are too few facts for the whole worksheet, so this one is shorter:"
    return (heading, *(f"  {problem.message}" for problem in form.missing))


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
