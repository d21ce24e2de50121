"""Options on paper: where their circles stand, and what all of them begin with."""

from io import BytesIO

import pikepdf
import pytest
from drawn import Drawn, drawn_on
from judges import outside, overlapping, pages_of, problems_aloud, squeezed
from sample_form import amount, choice, form, item, look, section, several, text

from quizgen.content import Run, Text, plain
from quizgen.quiz.form import Form
from quizgen.quiz.item import (
    Interaction,
    Matching,
    OrderedEvent,
    Ordering,
    Premise,
    Response,
    ShortAnswer,
    TrueFalse,
)
from quizgen.typeset import write_key, write_sheet
from quizgen.typeset.lead_in import common_lead

MM = 72 / 25.4
EDGES_MM = [27.0, 69.25, 111.5, 153.75]
"""Of four columns on A4: margin 18, gutter 9, and four times 38.25 with 4 between are 165."""
NARROW_EDGES_MM = [27.0, 64.5, 102.0, 139.5]
"""The same with 19 less at the right, for marks: four times 33.5 with 4 between are 146."""


def asked(*interactions: Interaction, stem: str = "Which is it?") -> Form:
    items = [item(f"i{n}", stem, each) for n, each in enumerate(interactions)]
    return form(section("Choose", "", 1, *items))


def shapes(pdf: bytes) -> list[Drawn]:
    with pikepdf.open(BytesIO(pdf)) as file:
        return [one for page in file.pages for one in drawn_on(page)]


def rows_of_circles(pdf: bytes) -> list[list[float]]:
    """Return the left edges of circles in millimetres, row by row downwards."""
    rows: dict[float, list[float]] = {}
    for one in shapes(pdf):
        if one.kind == "circle":
            low = round(min(y for _, y in one.points), 1)
            rows.setdefault(low, []).append(round(min(x for x, _ in one.points) / MM, 2))
    return [sorted(rows[low]) for low in sorted(rows, reverse=True)]


SHORT = ("Rome", "Bern", "Wien", "Oslo", "Riga")
MEDIUM = tuple(f"{name}, a capital by a river" for name in SHORT)
LONG = tuple(f"{name}, which has been a capital for longer than the others have" for name in SHORT)


@pytest.mark.parametrize(("points", "edges"), [(False, EDGES_MM), (True, NARROW_EDGES_MM)])
def test_circles_stand_below_each_other_all_over_a_sheet(points: bool, edges: list[float]) -> None:
    options = [SHORT[:4], SHORT[:3], MEDIUM[:4], SHORT, MEDIUM[:3], LONG[:4]]
    pdf = write_sheet(asked(*(choice(*each) for each in options)), look(points=points))
    one, two, three, four = edges
    assert rows_of_circles(pdf) == [
        [one, two, three, four],
        [one, two, three],  # never in three columns of their own
        *([[one, three]] * 2),
        *([[one, three]] * 2),
        [one],
        *([[one]] * 3),
        *([[one]] * 4),
    ]


def test_in_large_print_options_always_stand_below_each_other() -> None:
    pdf = write_sheet(asked(choice(*SHORT[:4]), choice(*SHORT[:3])), look(large_print=True))
    assert [len(row) for row in rows_of_circles(pdf)] == [1] * 7


# --------------------------------------------------------------------------- what all begin with


def texts(*options: str) -> tuple[Text, ...]:
    return tuple(map(text, options))


CUT: dict[str, tuple[tuple[str, ...], str, tuple[str, ...]]] = {
    "a clause": (
        ("That it gets weapons, but must save them", "That it gets weapons, but has to wait"),
        "That it gets weapons, but …",
        ("must save them", "has to wait"),
    ),
    "a sentence with its stop": (
        ("It was an attack at night.", "It was an attack of which nobody knew."),
        "It was an attack …",
        ("at night.", "of which nobody knew."),
    ),
    "all but the last word": (
        ("one two three four", "one two three five"),
        "one two three …",
        ("four", "five"),
    ),
    "a word is left of the shortest": (
        ("it was so late", "it was so late again"),
        "it was so …",
        ("late", "late again"),
    ),
    "wide spaces": (("it was so  near", "it was so far"), "it was so …", ("near", "far")),
}
WHOLE: dict[str, tuple[str, ...]] = {
    "two words are too few": ("Not to wait", "Not to go"),
    "a name": ("The Treaty of Rome", "The Treaty of Paris"),
    "a number": ("It is about 300 km", "It is about 500 km"),
    "one goes on with a name": ("It was named after geese", "It was named after Rome"),
    "the end": ("Boron was discovered in 1808", "Neon was discovered in 1808"),
    "words that only begin alike": ("it was beginner", "it was beginning"),
    "within a quotation": ("“we will never do it”", "“we will never say so”"),
    "within brackets": ("it was (as ever) late", "it was (as ever) early"),
    "two sentences": ("It was so. Then came rain", "It was so. Then came snow"),
    "a part of the other": ("it was so", "it was so late"),
    "one option": ("it was so late",),
    "none": (),
    "no words": ("", "it was so late"),
}


@pytest.mark.parametrize("case", CUT)
def test_what_all_options_begin_with_is_said_once(case: str) -> None:
    options, said, rests = CUT[case]
    lead, rest = common_lead(texts(*options))
    assert plain(lead) == said
    assert tuple(map(plain, rest)) == rests


@pytest.mark.parametrize("case", WHOLE)
def test_options_stay_whole_where_a_cut_would_part_what_belongs_together(case: str) -> None:
    options = texts(*WHOLE[case])
    assert common_lead(options) == ((), options)


def test_options_of_several_styles_or_languages_stay_whole() -> None:
    mixed = (Run("it was so "), Run("very", "bold"), Run(" late"))
    foreign = (Run("it was so late", lang="fr"),)
    for options in ((mixed, mixed), (foreign, text("it was so near")), ((), text("it was so"))):
        assert common_lead(options) == ((), options)
    lead, rest = common_lead(
        [(Run("à trois heures du matin", lang="fr"),), (Run("à trois heures du soir", lang="fr"),)]
    )
    assert {run.lang for each in (lead, *rest) for run in each} == {"fr"}


@pytest.mark.parametrize("large", [False, True])
def test_the_common_beginning_is_read_between_stem_and_options(
    large: bool, tmp_path: object
) -> None:
    options = (
        "That it gets weapons, but must wait",
        "That it gets weapons, but has to pay",
        "That it gets weapons, but cannot use them",
    )
    sheet = asked(choice(*options), several(*options, keys=(0, 1)), stem="What was it told?")
    pdf = write_sheet(sheet, look(large_print=large))
    said = " ".join(" ".join(pages_of(pdf)).split())
    assert said.count("What was it told? That it gets weapons, but … A must wait B has to pay") == 2
    assert said.count("That it gets") == 2
    assert (outside(pdf), overlapping(pdf)) == ([], [])
    assert problems_aloud(pdf, tmp_path) == []
    key = "".join(pages_of(write_key(sheet, look())))
    assert squeezed("That it gets weapons, but must wait") in squeezed(key)


# --------------------------------------------------------------------------- marks


def centre(one: Drawn) -> float:
    heights = [y for _, y in one.points]
    return (min(heights) + max(heights)) / 2


def is_box(one: Drawn, width: float, height: float) -> bool:
    """Tell whether it is a box of so many millimetres."""
    sides = [(max(side) - min(side)) / MM for side in zip(*one.points, strict=True)]
    return one.kind == "box" and sides == pytest.approx([width, height], abs=0.1)


def marked(interaction: Interaction, stem: str = "It is so.") -> tuple[float, list[Drawn]]:
    """Return the centre of the box for a mark, and what else is drawn."""
    drawn = shapes(write_sheet(asked(interaction, stem=stem), look(points=True)))
    (box,) = (one for one in drawn if is_box(one, 13, 7))
    return centre(box), [one for one in drawn if one is not box]


PREMISES = Matching(
    premises=tuple(Premise(id=n, text=text(n), response="a") for n in ("one", "two")),
    responses=(Response(id="a", text=text("A")), Response(id="b", text=text("B"))),
)
EVENTS = Ordering(
    events=tuple(OrderedEvent(id=n, text=text(n), rank=rank) for rank, n in enumerate("ab", 1))
)


def test_the_box_for_a_mark_is_level_with_the_circles_of_a_statement() -> None:
    middle, rest = marked(TrueFalse(is_true=True))
    circles = [centre(one) for one in rest if one.kind == "circle"]
    assert len(circles) == 2
    assert circles == pytest.approx([middle] * 2, abs=0.02)


@pytest.mark.parametrize("interaction", [PREMISES, EVENTS])
def test_the_box_for_a_mark_is_level_with_the_first_box_for_an_answer(
    interaction: Interaction,
) -> None:
    middle, rest = marked(interaction, "")
    boxes = [centre(one) for one in rest if is_box(one, 9, 7)]
    assert len(boxes) == 2
    assert max(boxes) == pytest.approx(middle, abs=0.02)


@pytest.mark.parametrize(
    "interaction", [choice(*SHORT[:4]), ShortAnswer(answer=text("so")), amount("3", "km", "3")]
)
def test_the_box_for_a_mark_is_level_with_the_number_of_its_question(
    interaction: Interaction,
) -> None:
    of_statement, _ = marked(TrueFalse(is_true=True))
    assert marked(interaction)[0] == pytest.approx(of_statement, abs=0.02)
