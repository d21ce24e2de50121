"""The only place that knows the order of the stages: texts in, named files out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import assert_never

from quizgen.assemble import assemble_forms
from quizgen.assemble.alternatives import for_bank
from quizgen.assemble.refuse import refuse_unknown
from quizgen.assemble.tell import left_aside
from quizgen.bank.bank import Bank
from quizgen.bank.facts import KINDS, AskedKind
from quizgen.cards import make_deck
from quizgen.cards.editions import advise, refuse_other_lock, side_by_side
from quizgen.deck.deck import Deck
from quizgen.errors import (
    BankError,
    ExportError,
    Problem,
    QuizgenError,
    TemplateError,
    TypesettingError,
    Where,
    collect,
    raise_all,
)
from quizgen.formats import (
    FORMATS,
    AllForms,
    EachForm,
    Format,
    OtherProgram,
    WholeDeck,
    pick_formats,
)
from quizgen.judge.subject import Subject
from quizgen.look import Look
from quizgen.output import Export
from quizgen.pool import ItemPool, Pools
from quizgen.quiz.form import Form
from quizgen.quiz.topics import join_topics, split_topic
from quizgen.quiz.worksheet import Blueprint
from quizgen.read import (
    Materials,
    SheetTexts,
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

    banks: tuple[Bank, ...]
    """The bank of each topic."""
    pool: ItemPool | Pools
    blueprint: Blueprint
    """What was asked for; with every question named, where some were swapped or all are kept."""
    exports: Exports
    """Each with the format it is in: version by version, then what takes all of them, or a deck."""

    @property
    def findings(self) -> tuple[Problem, ...]:
        """Return what the item rules found in the items that the exports so far were made of."""
        return self.pool.findings_so_far


@dataclass(frozen=True)
class Ready:
    """Topics that were read: what is built of them again and again makes each item once."""

    topics: tuple[Materials, ...]
    pool: ItemPool | Pools

    @property
    def pools(self) -> tuple[ItemPool, ...]:
        """The pool of each topic."""
        return self.pool.topics if isinstance(self.pool, Pools) else (self.pool,)

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """What is asked about: each topic, and what a sheet has of its own."""
        own = self.pool.own if isinstance(self.pool, Pools) else None
        return tuple(pool.subject for pool in (*self.pools, *([own] if own else [])))


@dataclass(frozen=True)
class _DeckWishes:
    """What a deck is to hold beside the notes that it always has, or of these."""

    with_choice: bool
    tags: tuple[str, ...]
    """Only notes with one of these; empty for all."""


def build(
    texts: Texts | Sequence[Texts],
    blueprint: Blueprint,
    look: Look,
    parts: Sequence[str] | None = None,
    *,
    with_choice: bool = False,
    cards: Sequence[str] = (),
    what_fits: bool = False,
    settled: bool = False,
    own: SheetTexts | None = None,
    formats: Sequence[Format] = FORMATS,
) -> Build:
    """Return the finished files of a topic, made one by one as they are taken.

    Of several topics one worksheet is made, and a deck of each. `parts` are names of formats;
    without them the usual ones are made. `with_choice` adds choice notes to the deck, and of
    all notes those with one of the tags `cards` are taken, as in `cards.chosen.with_tags`. Raises
    BankError, TemplateError, LockError and, for a tag that no fact has, FormError before the first
    file; for other reasons FormError with it. What a format cannot hold ends in an ExportError,
    unless `what_fits` asks for the rest. With `settled` the blueprint comes back with the name of
    every question, so that it can be kept. `own` is a sheet that has questions of its own.
    """
    pick_formats(parts, formats)  # a name that is unknown is told before anything is read
    return build_ready(
        read_topics(texts, own),
        blueprint,
        look,
        parts,
        with_choice=with_choice,
        cards=cards,
        what_fits=what_fits,
        settled=settled,
        formats=formats,
    )


def read_topics(texts: Texts | Sequence[Texts], own: SheetTexts | None = None) -> Ready:
    """Return topics as they are read; raises QuizgenError with every problem of all of them."""
    topics, own_subject = _read_all((texts,) if isinstance(texts, Texts) else texts, own)
    return _ready(topics, ItemPool(own_subject) if own_subject else None)


def with_own(ready: Ready, own: SheetTexts) -> Ready:
    """Return topics with what a sheet of them has of its own; raises BankError for mistakes."""
    return _ready(ready.topics, ItemPool(_own_subject(own, ready.topics[0])), ready.pools)


def _ready(
    topics: Sequence[Materials], own: ItemPool | None, known: Sequence[ItemPool] = ()
) -> Ready:
    pools = tuple(known) or tuple(ItemPool(each.subject) for each in topics)
    pool = Pools(pools, own) if len(pools) > 1 or own else pools[0]
    return Ready(tuple(topics), pool)


def build_ready(
    ready: Ready,
    blueprint: Blueprint,
    look: Look,
    parts: Sequence[str] | None = None,
    *,
    with_choice: bool = False,
    cards: Sequence[str] = (),
    what_fits: bool = False,
    settled: bool = False,
    formats: Sequence[Format] = FORMATS,
) -> Build:
    """Return the finished files of topics that were read, as `build` does."""
    wanted = pick_formats(parts, formats)
    topics, pool = ready.topics, ready.pool
    if any(isinstance(each.takes, WholeDeck) for each in wanted):
        for materials in topics:
            refuse_other_lock(materials.lock, materials.bank)
    refuse_unknown(blueprint, topics[0].left_out, *ready.subjects)
    _refuse_lacking(topics, blueprint, wanted, with_choice)
    blueprint = for_bank(blueprint, *ready.pools)
    if blueprint.swap or settled:
        from quizgen.assemble.settle import settle  # only a sheet to be kept waits for it

        blueprint = settle(pool, blueprint)
    wishes = _DeckWishes(with_choice, tuple(cards))
    exports = _exports(topics, pool, blueprint, look, wanted, wishes, is_named=bool(parts))
    return Build(
        tuple(each.bank for each in topics),
        pool,
        blueprint,
        _warning_of_losses(exports)
        if what_fits
        else _refusing_losses(exports, topics[0].bank.where),
    )


def _read_all(
    texts: Sequence[Texts], own: SheetTexts | None
) -> tuple[Sequence[Materials], Subject | None]:
    """Return the materials of some topics, and what a sheet of them has of its own.

    Raises QuizgenError with every problem of every topic, and BankError for two languages.
    """
    errors: list[QuizgenError] = []
    read = [collect(partial(read_materials, each), errors) for each in texts]
    subject = collect(partial(_own_subject, own, read[0]), errors) if own and read[0] else None
    raise_all(errors)
    topics = [materials for materials in read if materials]
    first, *others = topics
    problems = [
        Problem(
            each.bank.where,
            f"{each.bank.topic} is in {each.bank.language}, and {first.bank.topic} in"
            f" {first.bank.language}: a sheet has one language",
            "make a sheet of each topic, or choose topics in one language",
        )
        for each in others
        if each.bank.language != first.bank.language
    ]
    if problems:
        raise BankError(problems)
    return topics, subject


def _own_subject(own: SheetTexts, first: Materials) -> Subject:
    """Return what a sheet has of its own as a subject in the language of its first topic."""
    from quizgen.read.sheet import read_own

    file, tag = own.file, first.bank.language
    bank = read_own(file.text, file.path, first.language, tag, own.read_beside)
    return Subject(bank, first.language, first.wordings)


def _refuse_lacking(
    topics: Sequence[Materials],
    blueprint: Blueprint,
    wanted: Sequence[Format],
    with_choice: bool,
) -> None:
    """Raise TemplateError for what is to be made and the bank's language has no templates for."""
    kinds: set[AskedKind] = set()
    problems: list[Problem] = []
    for format in wanted:
        match format.takes:
            case EachForm() | AllForms() | OtherProgram():
                sections = (
                    section for section in blueprint.worksheet.sections if not section.wordings
                )
                kinds |= {kind for section in sections for kind in section.kinds or KINDS}
            case WholeDeck(brings_editions=brings_editions):
                for materials in topics:
                    problems += lacking_cards(materials, with_choice=with_choice)
                    problems += lacking_description(materials) if brings_editions else []
                kinds |= {*KINDS} if with_choice else set()
            case _ as unreachable:
                assert_never(unreachable)
    for materials in topics:
        problems += lacking_wordings(materials, kinds)
    if problems:
        raise TemplateError(dict.fromkeys(problems))


def _exports(
    topics: Sequence[Materials],
    pool: ItemPool | Pools,
    blueprint: Blueprint,
    look: Look,
    wanted: Sequence[Format],
    wishes: _DeckWishes,
    *,
    is_named: bool,
) -> Exports:
    """Yield each format's exports; a form is let go before the next one, unless one takes all.

    What was asked for by name and cannot be, as the key of a study sheet, is told.
    """
    banks = [materials.bank for materials in topics]
    printed = [*banks, *([pool.own.subject.bank] if isinstance(pool, Pools) and pool.own else [])]
    pools = pool.topics if isinstance(pool, Pools) else (pool,)
    topic = join_topics([bank.topic for bank in banks])
    of_each = [
        (each, each.takes) for each in wanted if isinstance(each.takes, EachForm | OtherProgram)
    ]
    takes_all = any(isinstance(each.takes, AllForms) for each in wanted)
    forms: list[Form] = []
    if of_each or takes_all:
        told = _left_aside(blueprint, pools)
        if blueprint.drop:
            told += _not_dropped(blueprint, pool)
        for form in assemble_forms(pool, blueprint):
            for format, takes in of_each:
                name = format.file_name(topic, form.suffix)
                try:
                    if isinstance(takes, EachForm):
                        made = takes.write(form, look, name)
                    else:
                        made = takes.write(form, name)
                except TypesettingError as error:
                    raise _told_by_banks(error, printed, look) from None
                remarks = _remarks_on_form(form, banks, isinstance(takes, EachForm))
                if is_named and not made.files:
                    sheet = blueprint.worksheet.name
                    why = f"worksheet {sheet!r} asks no questions"
                    remarks = (f"There is no {format.name}: {why}.",)
                yield format, replace(made, remarks=(*remarks, *told, *made.remarks))
            if takes_all:
                forms.append(form)
    decks: dict[str, Deck] = {}
    is_printed = any(
        isinstance(each.takes, EachForm)
        or (isinstance(each.takes, AllForms) and each.takes.is_printed)
        for each in wanted
    )
    no_pages = () if is_printed or look.logo is None else (NO_PAGES,)
    for format in wanted:
        match format.takes:
            case EachForm() | OtherProgram():
                pass
            case AllForms(write=write_forms):
                try:
                    export = write_forms(forms, look, format.file_name(topic))
                except TypesettingError as error:
                    raise _told_by_banks(error, printed, look) from None
                yield (
                    format,
                    replace(
                        export,
                        remarks=(
                            *_remarks_on_form(forms[0], banks, format.takes.is_printed),
                            *told,
                            *no_pages,
                            *export.remarks,
                        ),
                    ),
                )
            case WholeDeck(write=write_notes, brings_editions=brings_editions):
                for materials, each in zip(topics, pools, strict=True):
                    of_topic = materials.bank.topic
                    if of_topic not in decks:
                        decks[of_topic] = _deck_of(materials, each, blueprint, wishes)
                    deck = decks[of_topic]
                    remarks = _remarks_on_deck(deck, materials) if brings_editions else ()
                    export = write_notes(deck, format.file_name(of_topic))
                    yield format, replace(export, remarks=(*remarks, *no_pages))
            case _ as unreachable:
                assert_never(unreachable)


def _deck_of(
    materials: Materials, pool: ItemPool, blueprint: Blueprint, wishes: _DeckWishes
) -> Deck:
    return make_deck(
        pool.subject,
        materials.note_types,
        blueprint.max_sensitivity,
        materials.description or (),
        lock=materials.lock,
        items=pool.choices if wishes.with_choice else None,
        written=pool.written,
        wanted=wishes.tags,
    )


def _left_aside(blueprint: Blueprint, pools: Sequence[ItemPool]) -> tuple[str, ...]:
    """Return what to tell of facts that are left aside, by topic if there are several."""
    if len(pools) == 1:
        return left_aside(blueprint, pools[0].subject)
    from quizgen.assemble.several import told_of_each  # one topic does not wait for it

    return tuple(
        f"{pool.subject.bank.topic}: {line}"
        for pool, own in zip(pools, told_of_each(pools, blueprint), strict=True)
        for line in left_aside(own, pool.subject)
    )


def _not_dropped(blueprint: Blueprint, pool: ItemPool | Pools) -> tuple[str, ...]:
    """Return what to tell of questions that were to be dropped and that there are not."""
    from quizgen.assemble.dropped import unknown_drops  # who drops none does not wait for it

    if isinstance(pool, Pools):
        return tuple(unknown_drops(blueprint, [each for _, each in pool.named]))
    return tuple(unknown_drops(blueprint, [pool]))


def _remarks_on_deck(deck: Deck, materials: Materials) -> tuple[str, ...]:
    """Return what to tell the maker of a deck: of its edition, and of other decks."""
    bank, lock = materials.bank, materials.lock
    beside = side_by_side(materials.note_types, materials.shipped_types)
    sentences = (
        f"{problem.message[:1].upper()}{problem.message[1:]}: {problem.hint}." for problem in beside
    )
    return (*advise(deck, bank, lock), *sentences)


def _told_by_banks(error: TypesettingError, banks: Sequence[Bank], look: Look) -> TypesettingError:
    """Return what cannot be printed as the banks have it: each sign once, with all who hold it.

    A form knows only which item a sign is in, and may have it from another fact than the item's
    own. What no part of the bank holds, such as a title that was typed, is told as the form has it.
    """
    from quizgen.typeset.unprintable import find_in_bank

    signs = frozenset(filter(None, error.signs.values()))
    if not signs:
        return error
    told = [find_in_bank(bank, look.theme, signs) for bank in banks]
    found = {sign for each in told for sign in each.signs}
    rest = [problem for problem in error.problems if error.signs[problem] not in found]
    return TypesettingError([*(problem for each in told for problem in each.problems), *rest])


def _remarks_on_form(form: Form, banks: Sequence[Bank], is_printed: bool) -> tuple[str, ...]:
    """Return what to tell the maker of a form that is not all it should be, line by line.

    On a screen its colours stay.
    """
    heading = "There are too few facts for the whole worksheet, so this one is shorter:"
    shorter = (heading, *(f"  {problem.message}" for problem in form.missing))
    one_sided = (f"{problem.message}: {problem.hint}." for problem in form.one_sided)
    asked = {split_topic(item.id)[0] for item in form.items}
    silent = (
        f"No question is of {bank.topic}: ask for more with --items, or choose another worksheet."
        for bank in (banks if len(banks) > 1 and form.items else ())
        if bank.topic not in asked
    )
    numbers = ", ".join(form.in_colour)
    are_several = len(form.in_colour) > 1
    shows = f"Questions {numbers} show" if are_several else f"Question {numbers} shows"
    coloured = f"{shows} colours, which are lost on a copy in black and white."
    return (
        *(shorter if form.missing else ()),
        *one_sided,
        *silent,
        *([coloured] if numbers and is_printed else []),
    )


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
