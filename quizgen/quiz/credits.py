"""Who made the pictures of a form: one text, each credit once with the numbers of its questions."""

from collections.abc import Iterator

from quizgen.content import Content, Picture, Run, Text, pictures_of
from quizgen.order import letter_of
from quizgen.quiz.form import Form, NumberedItem
from quizgen.quiz.item import Choice, Matching
from quizgen.values import dataclass


@dataclass(frozen=True)
class _Placed:
    """A picture of a form, and where it stands."""

    mark: str
    """The number of its question, and the letter of its option: "3B"."""
    picture: Picture
    has_credit_beside: bool = False


def owed_credits(form: Form) -> Text:
    """Return the credits that licences ask for of those pictures that have none beside them."""
    return _told(
        [
            placed
            for placed in _placed_in(form)
            if placed.picture.owes_credit and not placed.has_credit_beside
        ],
        form,
    )


def all_credits(form: Form) -> Text:
    """Return the credits of all pictures of a form, for its key."""
    return _told([*_placed_in(form)], form)


def _told(pictures: list[_Placed], form: Form) -> Text:
    """Return each credit once, with the numbers of its questions; nothing where there is none."""
    marks: dict[str, list[str]] = {}
    for placed in pictures:
        if credit := " ".join(placed.picture.credit.split()):
            marks.setdefault(credit, []).append(placed.mark)
    if not marks:
        return ()
    heading = " ".join(form.labels.pictures.split())
    runs = [Run(f"{heading}: ", "bold")] if heading else []
    for place, (credit, numbers) in enumerate(marks.items()):
        named = ", ".join(dict.fromkeys(numbers)).replace(" ", "\u00a0")
        runs += [Run("; " if place else ""), Run(f"{credit} ({named})")]
    return tuple(runs)


def _placed_in(form: Form) -> Iterator[_Placed]:
    """Yield every picture of a form's questions, or of its facts, as often as it stands there."""
    for told in (fact for section in form.facts for fact in section.facts):
        for picture in pictures_of([told.text]):
            yield _Placed(str(told.number), picture)
    for section in form.sections:
        for numbered in section.items:
            for mark, content, has_credit_beside in _contents_of(numbered):
                for picture in pictures_of([content]):
                    yield _Placed(mark, picture, has_credit_beside)


def _contents_of(numbered: NumberedItem) -> Iterator[tuple[str, Content, bool]]:
    """Yield what may hold pictures, how it is called, and whether it has their credits with it."""
    yield numbered.label, numbered.prompt, True
    match numbered.item.interaction:
        case Choice(options=options):
            for place, option in enumerate(options):
                yield f"{numbered.label}{letter_of(place)}", option.content, False
        case Matching(premises=premises):
            for number, premise in enumerate(premises, start=numbered.number):
                yield str(number), premise.text, False
        case _:
            pass
