"""A selection in the order of one of its versions, ready to be printed.

A version is named by a key: "A", "B" for desks side by side, "7b/12" for a pupil. It depends on the
selection and its key alone, so that any of a million can be made by itself, on any machine.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from quizgen.assemble.arrange import arrange, in_drawn_order, in_own_order
from quizgen.content import Run, plain, without_words
from quizgen.language.plurals import form_of
from quizgen.language.words import Labels
from quizgen.order import drawn, letter_of, place_of_letters
from quizgen.quiz.figures import Figure
from quizgen.quiz.form import Form, FormSection, NumberedItem, PartedQuestion
from quizgen.quiz.item import Cloze, FromFacts, Item, Matching, Ordering, Written, is_set
from quizgen.quiz.parts import questions_of, worth_of
from quizgen.quiz.selection import FilledSection, Selection

NAMED_TURNS = 5040
"""Of so many turns one is drawn for a version with a name, so that its bank has its own letters.
Ours: a multiple of how many responses a bank has, whatever that is up to ten."""


def version_keys(forms: int) -> Iterator[str]:
    """Yield the keys of so many versions: A, B ...; a single one has none."""
    yield from (letter_of(place) for place in range(forms)) if forms > 1 else [""]


def version(selection: Selection, key: str) -> Form:
    """Return a version of a selection; pure in its key.

    Versions with letters for keys stand in a row: the order of each is that of the one before it,
    moved on, so that hardly a number has the same answer. One with another name is drawn by it.
    What asks nothing is the same in all versions.
    """
    form, parts = selection.common, selection.parts
    if not parts:
        return form
    place = place_of_letters(key)
    seed = f"{form.seed}/{key if place is None else letter_of(0)}"
    turn = place or (drawn(seed, NAMED_TURNS) if key and place is None else 0)
    first = in_own_order(parts) if selection.is_in_order else in_drawn_order(parts, seed)
    arranged = arrange(first, seed, turn)
    sections = tuple(_sections(arranged, form.labels, selection.plurals))
    points = sum(section.points for section in sections)
    # A form knows no plural rules, and needs none: of its two forms `many` is that of its total.
    of_total = form_of(form.labels.points, Decimal(points), selection.plurals)
    counted = replace(form.labels.points, many=of_total) if points != 1 else form.labels.points
    title, *rest = form.footer
    named = [form.labels.footer_form.format(form=key)] if key else []
    made = replace(
        form,
        version=key,
        sections=sections,
        points=points,
        labels=replace(form.labels, points=counted),
        footer=(title, *named, *rest),
    )
    return replace(made, teacher_note=_teacher_note(selection, made))


def _sections(
    parts: Iterable[FilledSection], labels: Labels, plurals: Mapping[str, str]
) -> Iterator[FormSection]:
    """Yield the sections of a form, their items and figures numbered on."""
    number = 1
    figures: dict[Figure, int] = {}
    passages: dict[str, int] = {}
    for part in parts:
        section = part.section
        instruction = section.instruction_in_words
        numbered: list[NumberedItem] = []
        parted: list[PartedQuestion] = []
        for question in questions_of(section, part.items):
            has_parts = len(question) > 1
            for place, (item, worth) in enumerate(
                zip(question, worth_of(section, question), strict=True)
            ):
                # Of a set that is made of facts the instruction of its section says what to do.
                is_told = bool(instruction) and is_set(item)
                is_told = is_told and isinstance(item.origin, FromFacts)
                numbered.append(
                    NumberedItem(
                        number=number,
                        part=_sign_of_part(place, labels) if has_parts else "",
                        item=item,
                        prompt=without_words(item.prompt) if is_told else item.prompt,
                        points=_points(item, worth),
                        passage=(
                            passages.setdefault(item.passage.id, len(passages) + 1)
                            if item.passage
                            else 0
                        ),
                        figure=(
                            figures.setdefault(item.figure, len(figures) + 1) if item.figure else 0
                        ),
                    )
                )
            if has_parts:
                parted.append(_parted(numbered[-len(question) :], labels, plurals))
            number += 1 if has_parts else question[0].number_count
        points = sum(place.points for place in numbered)
        yield FormSection(
            title=section.title_over(item.type for item in part.items),
            worksheet_title=section.title,
            instruction=instruction,
            items=tuple(numbered),
            parted=tuple(parted),
            word_bank=part.word_bank,
            points=points,
            points_label=_said_points(points, labels, plurals),
        )


def _sign_of_part(place: int, labels: Labels) -> str:
    return labels.part.replace("{letter}", letter_of(place).lower())


def _said_points(points: int, labels: Labels, plurals: Mapping[str, str]) -> str:
    if not points and labels.not_marked:
        return labels.not_marked
    return form_of(labels.points, Decimal(points), plurals).format(n=points)


def _parted(
    places: Sequence[NumberedItem], labels: Labels, plurals: Mapping[str, str]
) -> PartedQuestion:
    """Return what is said above and below the parts of a question."""
    first, last = places[0], places[-1]
    points = sum(place.points for place in places)
    said = _said_points(points, labels, plurals)
    pattern = labels.parts_on_passage if first.passage else labels.parts_about
    before, _, after = (
        pattern.replace("{first}", first.label).replace("{last}", last.part).partition("{text}")
    )
    runs = [Run(before)]
    if not first.passage:
        (citation, *_) = first.item.citations
        runs += [Run(plain(citation.listed or citation.text), source=citation.source), Run(after)]
    return PartedQuestion(
        number=first.number,
        lead=tuple(run for run in runs if run.text),
        points=points,
        total=labels.parts_total.replace("{n}", str(first.number)).replace("{points}", said),
    )


def _points(item: Item, each: int) -> int:
    """Return the points of an item: so many for each premise, event, blank or other item.

    Where its author says what it is worth, that counts.
    """
    if item.points is not None:
        return item.points
    match item.interaction:
        case Matching(premises=premises):
            return len(premises) * each
        case Ordering(events=events):
            return len(events) * each
        case Cloze(answers=answers):
            return len(answers) * each
        case _:
            return each


def _teacher_note(selection: Selection, form: Form) -> str:
    """Return what holds of every question, then each note with the numbers of its questions.

    Those that show colours come last: a teacher who copies in black and white is to know.
    """
    labels = form.labels
    numbers = [
        (number, fact_id)
        for section in form.sections
        for numbered in section.items
        for number, fact_id in _numbers_of_facts(numbered)
    ]
    said = [form.teacher_note]
    for note in selection.notes:
        on = dict.fromkeys(number for number, fact_id in numbers if fact_id in note.facts)
        if on:
            pattern = form_of(labels.questions, Decimal(len(on)), selection.plurals)
            said.append(f"{pattern.format(n=', '.join(on))} {note.text}")
    if form.in_colour:
        pattern = form_of(labels.copy_in_colour, Decimal(len(form.in_colour)), selection.plurals)
        said.append(pattern.format(n=", ".join(form.in_colour)))
    return " ".join(filter(None, said))


def _numbers_of_facts(numbered: NumberedItem) -> Iterator[tuple[str, str]]:
    """Yield each question number of an item with the facts that it asks about."""
    match numbered.item.interaction:
        case _ if isinstance(numbered.item.origin, Written):
            yield numbered.label, numbered.item.id
        case Matching(premises=premises):
            for number, premise in enumerate(premises, start=numbered.number):
                yield str(number), premise.id
        case _:
            yield from ((numbered.label, fact_id) for fact_id in numbered.item.facts)
