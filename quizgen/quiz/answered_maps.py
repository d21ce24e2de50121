"""The map of a sheet as its key has it: with a line or circle for what is right."""

from collections.abc import Iterator
from dataclasses import replace

from quizgen.language.words import Labels
from quizgen.quiz.figures import Leg, Map, Ring
from quizgen.quiz.form import Form, NumberedItem
from quizgen.quiz.item import FromPlaces


def answered_maps(form: Form) -> Iterator[Map]:
    """Yield the maps of a form as its key has them."""
    items = [numbered for section in form.sections for numbered in section.items]
    for number, figure in form.figures.items():
        if isinstance(figure, Map):
            on_it = [numbered for numbered in items if numbered.figure == number]
            yield _with_answers(figure, on_it, form.labels)


def _with_answers(map_: Map, items: list[NumberedItem], labels: Labels) -> Map:
    """Return a map with a line or circle for each answer."""
    names = {spot.place: spot.words for spot in map_.spots}
    legs: dict[tuple[str, str], list[str]] = {}
    rings: list[Ring] = []
    for numbered in items:
        origin = numbered.item.origin
        if not isinstance(origin, FromPlaces):
            continue
        first, right, *others = origin.places
        number = numbered.label
        if origin.km is not None:
            rings.append(Ring(around=first, km=origin.km, words=number))
            continue
        # Of a choice the right line is enough; a statement compares two.
        compared = others if numbered.item.type == "true-false" else []
        for end in (right, *compared):
            start, end = sorted((first, end))
            legs.setdefault((start, end), []).append(number)
    drawn = tuple(
        Leg(start=start, end=end, words=", ".join(each)) for (start, end), each in legs.items()
    )
    said = [f"{leg.words}: {names[leg.start]}, {names[leg.end]}" for leg in drawn]
    said += (f"{ring.words}: {names[ring.around]}, {ring.km:f} km" for ring in rings)
    return replace(
        map_,
        caption=labels.map_answers,
        alt=" ".join((map_.alt, f"{labels.map_answers}: {'; '.join(said)}.")),
        legs=drawn,
        rings=tuple(rings),
    )
