"""Pictures: pure layout. The golden SVGs open in any browser; their diff is read like code."""

import datetime
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Any

import moon
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.bank.dates import Date
from quizgen.bank.facts import Quantity
from quizgen.figure import CARD, Room, lay_out_across, lay_out_bars, lay_out_down, scaled, write_svg
from quizgen.figure.across import BREAK_MM
from quizgen.figure.charts import moment_of, scale_of, timeline_of
from quizgen.figure.room import widest
from quizgen.figure.shapes import Dot, Drawing, Label, Line, Rect
from quizgen.quiz.figures import Moment, Scale, Timeline
from quizgen.read.dates import parse_date

Golden = Callable[[str, str], None]
TOUCH = 0.01
"""Shapes that share an edge do not overlap, in points."""
PAGE = Room(
    width=493,
    size=10,
    leading=13,
    unit=72 / 25.4,
    box_width=25.5,
    box_height=22.7,
    hair=0.5,
    rule=0.6,
    line=0.75,
    bar=0.8,
    axis=1.2,
    ruler=72 / 25.4,
    width_of=widest,
)


def day(text: str) -> Date:
    return parse_date(text)


def month(text: str) -> Date:
    return parse_date(text)


def moments(*dates: Date, words: str = "What happened") -> list[Moment]:
    return [
        Moment(fact=f"f{place}", date=date, date_text=date.text, words=words, is_main=place == 1)
        for place, date in enumerate(dates)
    ]


def timeline(*dates: Date, words: str = "What happened") -> Timeline:
    return timeline_of(moments(*dates, words=words), moon.language())


def to_fill_in(*dates: Date) -> Timeline:
    """Return a timeline on which it is for the pupil to say what happened."""
    return timeline(*dates, words="")


def partly_given(dates: Sequence[Date], given: Sequence[int], words: str) -> Timeline:
    """Return a timeline on which some of the events are given, by their places in time."""
    line = to_fill_in(*dates)
    told = [
        replace(it, words=words if place in given else "") for place, it in enumerate(line.moments)
    ]
    return replace(line, moments=tuple(told))


def scale(*values: Quantity | str, main: str = "") -> Scale:
    """Return bars of a bank's quantities, or of values of the mass of Sputnik 1."""
    facts = {fact.id: fact for fact in moon.bank().facts}
    first = facts["mass-of-sputnik-1"]
    found = []
    for place, value in enumerate(values):
        claim = value if isinstance(value, Quantity) else mass(value=Decimal(value))
        found.append(replace(first, id=f"f{place}", claim=claim))
    units = {**moon.language().units, **moon.bank().units}
    return scale_of(found, units, moon.language(), main)


def mass(**changes: Any) -> Quantity:
    facts = {fact.id: fact for fact in moon.bank().facts}
    claim = facts["mass-of-sputnik-1"].claim
    assert isinstance(claim, Quantity)
    return replace(claim, **changes)


def svg(drawing: Drawing) -> str:
    """Return a drawing as a file that a browser opens, with a shape on each line."""
    written = write_svg(drawing, "Title", "What it shows.").replace("><", ">\n<")
    return written.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1) + "\n"


# --------------------------------------------------------------------------- as a person sees them


def test_a_timeline_for_a_card(golden: Golden) -> None:
    events = [fact for fact in moon.bank().facts if fact.kind == "event"]
    shown = [moment_of(it, moon.language(), is_main=it.id == "gagarin") for it in events[:5]]
    golden("timeline-card.svg", svg(lay_out_down(timeline_of(shown, moon.language()), CARD)))


def test_a_timeline_of_crowded_months_for_a_card(golden: Golden) -> None:
    dates = (
        month("2022-02"),
        month("2024-03"),
        month("2024-04"),
        day("2024-05-28"),
        month("2024-09"),
    )
    golden("timeline-crowded-card.svg", svg(lay_out_down(timeline(*dates), CARD)))


def test_a_timeline_to_fill_in(golden: Golden) -> None:
    dates = [day("1957-10-04"), day("1961-04-12"), day("1962-02-20"), month("1968-12")]
    golden("timeline-page.svg", svg(lay_out_across(to_fill_in(*dates), range(1, 5), PAGE)))


def test_a_scale_to_read_off(golden: Golden) -> None:
    golden("scale-page.svg", svg(lay_out_bars(scale("508", "84", "250"), PAGE)))


def test_a_scale_of_all_that_a_quantity_can_be(golden: Golden) -> None:
    quantities = (
        mass(subject="an exact one", value=Decimal(84)),
        mass(subject="at least so much", value=Decimal(200), qualifier="at-least"),
        mass(subject="up to so much", value=Decimal(300), qualifier="up-to"),
        mass(subject="a range", value=None, low=Decimal(150), high=Decimal(320)),
    )
    golden("scale-card.svg", svg(lay_out_bars(scale(*quantities, main="f1"), CARD)))


def test_a_value_in_another_unit_is_drawn_on_the_scale_and_says_both() -> None:
    far, near = (mass(value=Decimal(200), unit=unit) for unit in ("km", "mile"))
    drawn = scale(far, near, main="f0")
    assert drawn.bars[1].value_text == "200\u00a0miles (about 320\u00a0km)"
    assert drawn.bars[1].high == Decimal(200) * Decimal("1.609344")


def test_svg_takes_the_ink_of_its_page_and_says_what_it_shows() -> None:
    written = write_svg(lay_out_bars(scale("1", "2"), CARD), "A [sound:x] & <b>", "{{Front}}")
    root = ET.fromstring(written)
    assert root.get("stroke") == "currentColor"
    assert {element.get("fill") for element in root.iter()} <= {None, "none", "currentColor"}
    assert [child.text for child in root][:2] == ["A [sound:x] & <b>", "{{Front}}"]
    assert not {"[", "{"} & {*written}
    assert "id=" not in written
    assert "\n" not in written


# --------------------------------------------------------------------------- laws


def box_of(words: Label, room: Room) -> tuple[float, float, float, float]:
    """Return the left, top, right and bottom of words as they are drawn."""
    width = room.width_of(words.words, words.is_bold) * words.size
    left = words.x - {"start": 0.0, "middle": width / 2, "end": width}[words.anchor]
    return left, words.y - 0.7 * words.size, left + width, words.y + 0.1 * words.size


def texts_of(drawing: Drawing) -> list[Label]:
    own = [shape for shape in drawing.shapes if isinstance(shape, Label)]
    return own + [words for it in drawing.blanks for words in (it.number, *it.words)]


def overlapping(drawing: Drawing, room: Room) -> list[tuple[str, str]]:
    """Return the pairs of words that stand on each other."""
    found = [(words.words, box_of(words, room)) for words in texts_of(drawing)]
    return [(one, other) for (one, a), (other, b) in combinations(found, 2) if overlap(a, b)]


def overlap(a: Sequence[float], b: Sequence[float]) -> bool:
    apart_x = a[2] <= b[0] + TOUCH or b[2] <= a[0] + TOUCH
    apart_y = a[3] <= b[1] + TOUCH or b[3] <= a[1] + TOUCH
    return not (apart_x or apart_y)


def outside(drawing: Drawing, room: Room) -> list[object]:
    """Return what is drawn beyond the edges; half of a stroke on the edge may be."""

    def ends() -> Iterator[tuple[object, float, float]]:
        boxes = [it.box for it in drawing.blanks]
        for shape in (*drawing.shapes, *texts_of(drawing), *boxes):
            match shape:
                case Label():
                    left, top, right, low = box_of(shape, room)
                    yield from ((shape, left, top), (shape, right, low))
                case Line():
                    yield from ((shape, shape.x, shape.y), (shape, shape.to_x, shape.to_y))
                case Rect():
                    right, low = shape.x + shape.width, shape.y + shape.height
                    yield from ((shape, shape.x, shape.y), (shape, right, low))
                case Dot():
                    yield shape, shape.x, shape.y

    return [
        shape
        for shape, x, y in ends()
        if not (-1 <= x <= drawing.width + 1 and -1 <= y <= drawing.height + 1)
    ]


DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1)).map(
    lambda date: day(date.isoformat())
)
MONTHS = DAYS.map(lambda date: month(date.text[:7]))
DATES = st.lists(DAYS | MONTHS, min_size=1, max_size=8)
NEAR = st.lists(
    st.integers(0, 40).map(
        lambda days: day((datetime.date(2024, 4, 20) + datetime.timedelta(days)).isoformat())
    ),
    min_size=1,
    max_size=8,
)
WORDS = st.text(st.characters(codec="latin-1", categories=("L", "Nd", "Zs")), max_size=60)
VALUES = st.lists(st.decimals(Decimal("0.01"), Decimal(10**9), places=2), min_size=1, max_size=6)
LAW = settings(max_examples=150, deadline=None, derandomize=True)


@LAW
@given(dates=DATES | NEAR, words=WORDS, room=st.sampled_from([CARD, PAGE]))
def test_words_of_a_timeline_never_overlap_nor_leave_it(
    dates: list[Date], words: str, room: Room
) -> None:
    drawing = lay_out_down(timeline(*dates, words=words), room)
    assert overlapping(drawing, room) == []
    assert outside(drawing, room) == []


@LAW
@given(dates=DATES | NEAR)
def test_boxes_and_dates_of_a_timeline_never_overlap_nor_leave_it(dates: list[Date]) -> None:
    drawing = lay_out_across(to_fill_in(*dates), range(1, len(dates) + 1), PAGE)
    assert overlapping(drawing, PAGE) == []
    assert outside(drawing, PAGE) == []
    boxes = [
        (it.x, it.y, it.x + it.width, it.y + it.height) for it in (b.box for b in drawing.blanks)
    ]
    assert not any(overlap(a, b) for a, b in combinations(boxes, 2))
    assert not any(
        overlap(box, box_of(words, PAGE)) for box in boxes for words in texts_of(drawing)
    )


@LAW
@given(dates=DATES | NEAR)
def test_the_order_of_dates_is_the_order_on_the_line(dates: list[Date]) -> None:
    line = to_fill_in(*dates)
    drawing = lay_out_across(line, range(1, len(dates) + 1), PAGE)
    middles = [blank.box.x for blank in drawing.blanks]
    assert middles == sorted(middles)
    assert [" ".join(line.words for line in it.words) for it in drawing.blanks] == [
        it.date_text for it in line.moments
    ]
    down = [
        words.words
        for words in texts_of(lay_out_down(timeline(*dates), PAGE))
        if words.anchor == "start"
    ]
    assert [words for words in down if words != "What happened"] == [
        moment.date_text for moment in line.moments
    ]


@LAW
@given(dates=st.lists(DAYS, min_size=2, max_size=6))
def test_distances_on_the_line_are_those_in_time(dates: list[Date]) -> None:
    line = to_fill_in(*dates)
    drawing = lay_out_across(line, range(1, len(dates) + 1), PAGE)
    dots = [shape.x for shape in drawing.shapes if isinstance(shape, Dot)]
    days = [moment.date.first for moment in line.moments]
    breaks = breaks_of(line)
    cut = sum(later - earlier - 1 for earlier, later in breaks)
    length = line.periods[-1].last - line.periods[0].first + 1 - cut
    drawn = drawing.width - len(breaks) * BREAK_MM * PAGE.unit
    for (x, other_x), (one, other) in zip(pairwise(dots), pairwise(days), strict=True):
        between = [(first, last) for first, last in breaks if one <= first and last <= other]
        apart = other - one - sum(last - first - 1 for first, last in between)
        gaps = len(between) * BREAK_MM * PAGE.unit
        assert other_x - x == pytest.approx(apart / length * drawn + gaps, abs=0.01)


def breaks_of(line: Timeline) -> list[tuple[int, int]]:
    """Return the last day before and the first day behind each break of an axis."""
    return [
        (earlier.last, later.first)
        for earlier, later in pairwise(line.periods)
        if later.first - earlier.last > 1
    ]


def test_an_axis_that_would_be_mostly_empty_is_broken_and_its_caption_says_so() -> None:
    lonely = to_fill_in(month("2022-02"), month("2024-04"), day("2024-05-28"), day("2024-09-22"))
    assert breaks_of(lonely) == [(day("2022-02-28").first, day("2024-04-01").first)]
    assert [era.words for era in lonely.eras] == ["2022", "2024"]
    assert "but for the break" in lonely.caption
    assert "but for a marked break" in lonely.alt
    days = to_fill_in(*map(day, ("2022-02-24", "2024-04-20", "2024-05-28", "2024-09-22")))
    assert len(axes_of(lay_out_across(days, range(1, 5), PAGE))) == 2
    even = to_fill_in(day("2022-02-24"), day("2023-04-20"), day("2024-05-28"))
    assert breaks_of(even) == []
    assert even.caption == "What happened when, drawn to scale"
    assert len(axes_of(lay_out_across(even, range(1, 4), PAGE))) == 1


def test_beside_a_date_of_another_year_the_axis_of_a_card_names_years() -> None:
    for dates, names in (
        ((month("2024-03"), month("2024-04"), day("2024-05-28")), ["Mar", "Apr", "May"]),
        ((month("2022-02"), month("2024-04"), day("2024-05-28")), ["2022", "2024"]),
    ):
        words = texts_of(lay_out_down(timeline(*dates), CARD))
        assert [it.words for it in words if it.anchor == "end"] == names


def axes_of(drawing: Drawing) -> list[Line]:
    return [it for it in drawing.shapes if isinstance(it, Line) and it.stroke == PAGE.axis]


@LAW
@given(dates=DATES | NEAR)
def test_no_two_dates_of_neighbours_that_are_near_can_be_read_as_one_line(
    dates: list[Date],
) -> None:
    line = to_fill_in(*dates)
    drawing = lay_out_across(line, range(1, len(dates) + 1), PAGE)
    factor = drawing.blanks[0].box.height / PAGE.box_height  # smaller where there is no room
    for one, other in pairwise(drawing.blanks):
        (_, top, right, low), (left, other_top, _, other_low) = (
            box_of(it.words[-1], PAGE) for it in (one, other)
        )
        is_beside = top < other_low and other_top < low
        assert not is_beside or left - right >= 1.7 * PAGE.unit * factor
    heights = [blank.box.y for blank in drawing.blanks]
    assert len({round(y, 3) for y in heights}) <= 2
    assert max(heights) - min(heights) in (0.0, pytest.approx(14 * PAGE.unit * factor, rel=0.25))


def test_near_dates_have_boxes_in_two_heights_in_turn_and_others_in_one() -> None:
    years = ("1957", "1960", "1961", "1962", "1968")
    blanks = lay_out_across(to_fill_in(*map(day, years)), range(1, 6), PAGE).blanks
    low, *near, end = [blank.box.y for blank in blanks]
    assert near == pytest.approx([low - 14 * PAGE.unit, low, low - 14 * PAGE.unit])
    assert end == low


GIVEN_WORDS = st.text(
    st.characters(codec="latin-1", categories=("L", "Nd", "Zs")), min_size=1, max_size=60
)


@LAW
@given(
    dates=st.lists(DAYS | MONTHS, min_size=3, max_size=6),
    given=st.sets(st.integers(0, 5), min_size=1, max_size=2),
    words=GIVEN_WORDS.filter(str.strip),
)
def test_what_is_given_stands_below_the_axis_and_over_nothing(
    dates: list[Date], given: set[int], words: str
) -> None:
    line = partly_given(dates, [*given], words)
    asked = [it for it in line.moments if not it.words]
    drawing = lay_out_across(line, range(1, len(asked) + 1), PAGE)
    assert len(drawing.blanks) == len(asked)
    assert overlapping(drawing, PAGE) == []
    assert outside(drawing, PAGE) == []
    axis = max(it.y for it in axes_of(drawing)) if axes_of(drawing) else 0.0
    told = [it for it in drawing.shapes if isinstance(it, Label) and it.is_bold]
    letters = "".join(it.words for it in told).replace(" ", "")
    assert letters.count(words.replace(" ", "")) == len(line.moments) - len(asked)
    assert all(it.y > axis for it in told)


def test_what_is_given_is_a_white_dot_with_its_words_and_date_from_there_inwards() -> None:
    dates = [day(text) for text in ("1957-10-04", "1961-04-12", "1965-03-18", "1969-07-20")]
    drawing = lay_out_across(partly_given(dates, [0, 3], "What happened"), (1, 2), PAGE)
    dots = [shape for shape in drawing.shapes if isinstance(shape, Dot)]
    assert [dot.is_filled for dot in dots] == [False, True, True, False]
    first, first_date, last, last_date = (
        it
        for it in drawing.shapes
        if isinstance(it, Label)
        and it.words[:4] in ("What", "1957", "1969")
        and (it.is_bold or "-" in it.words)
    )
    assert (first.words, first_date.words) == ("What happened", "1957-10-04")
    assert first.x == dots[0].x < first_date.x
    assert box_of(last_date, PAGE)[2] == pytest.approx(dots[3].x)
    assert box_of(last, PAGE)[2] < last_date.x


@LAW
@given(dates=DATES)
def test_hatching_lies_on_no_line(dates: list[Date]) -> None:
    drawing = lay_out_across(to_fill_in(*dates), range(1, len(dates) + 1), PAGE)
    bars = [it for it in drawing.shapes if isinstance(it, Rect)]
    for line in axes_of(drawing):
        for bar in bars:
            assert line.to_x <= bar.x + TOUCH or bar.x + bar.width <= line.x + TOUCH


@LAW
@given(values=st.lists(st.integers(1, 10**6), min_size=2, max_size=5))
def test_a_value_can_be_read_off_between_two_ticks_of_one_round_step(values: list[int]) -> None:
    """Ticks divide the numbered step into tenths, fifths or halves, each wide enough to be seen."""
    drawn = scale(*map(str, values))
    drawing = lay_out_bars(drawn, PAGE)
    low = max(it.to_y for it in drawing.shapes if isinstance(it, Line))
    ticks = sorted(
        it.x
        for it in drawing.shapes
        if isinstance(it, Line)
        and it.x == it.to_x
        and it.to_y > low - 1.3 * PAGE.unit
        and not it.is_dotted
        and it.stroke == PAGE.line
    )
    steps = [later - earlier for earlier, later in pairwise(ticks)]
    assert max(steps) == pytest.approx(min(steps))
    assert min(steps) >= 1.4 * PAGE.unit
    parts = (len(ticks) - 1) / (len(drawn.ticks) - 1)
    assert parts in (2, 5, 10)
    step = drawn.ticks[1].value - drawn.ticks[0].value
    assert f"{step / int(parts):e}".lstrip("-")[0] in "125"


@pytest.mark.parametrize(
    ("count", "month_name", "lines", "is_smaller"),
    [(6, "May", 1, False), (11, "May", 1, False), (8, "September", 2, False), (15, "May", 2, True)],
)
def test_many_dates_take_two_lines_and_very_many_are_drawn_smaller(
    count: int, month_name: str, lines: int, is_smaller: bool
) -> None:
    line = to_fill_in(*(day(f"2024-05-{number}") for number in range(10, 10 + count)))
    moments = [
        replace(it, date_text=f"{it.date.written[2]} {month_name} 2024") for it in line.moments
    ]
    said = replace(line, moments=tuple(moments))
    blanks = lay_out_across(said, range(1, count + 1), PAGE).blanks
    assert {len(blank.words) for blank in blanks} == {lines}
    assert (blanks[0].words[0].size < PAGE.size) is is_smaller
    assert " ".join(line.words for line in blanks[0].words) == f"10 {month_name} 2024"


@LAW
@given(dates=DATES | NEAR)
def test_no_leader_runs_through_a_box(dates: list[Date]) -> None:
    drawing = lay_out_across(to_fill_in(*dates), range(1, len(dates) + 1), PAGE)
    upright = [
        it for it in drawing.shapes if isinstance(it, Line) and it.x == it.to_x and not it.is_dotted
    ]
    for blank in drawing.blanks:
        box = blank.box
        lines = [box_of(line, PAGE) for line in blank.words]
        left, right = min(line[0] for line in lines), max(line[2] for line in lines)
        around = (min(left, box.x), box.y, max(right, box.x + box.width), lines[-1][3])
        for line in upright:
            edges = (line.x, min(line.y, line.to_y), line.x, max(line.y, line.to_y))
            assert not overlap(around, edges), (around, edges)


@LAW
@given(values=VALUES, room=st.sampled_from([CARD, PAGE]), tells=st.booleans())
def test_bars_are_as_long_as_their_values(values: list[Decimal], room: Room, tells: bool) -> None:
    drawn = scale(*map(str, values), main="f0" if tells else "")
    drawing = lay_out_bars(drawn, room)
    bars = [shape for shape in drawing.shapes if isinstance(shape, Rect)]
    assert [bar.fill for bar in bars] == [
        "solid" if tells and not place else "hatch" for place in range(len(values))
    ]
    assert len({bar.x for bar in bars}) == 1
    longest = max(range(len(bars)), key=lambda place: values[place])
    for bar, value in zip(bars, values, strict=True):
        share = float(value / values[longest])
        assert bar.width == pytest.approx(share * bars[longest].width, abs=1e-6)
    assert overlapping(drawing, room) == []
    assert outside(drawing, room) == []


@LAW
@given(values=VALUES)
def test_a_scale_starts_at_zero_holds_every_value_and_is_not_twice_as_long(
    values: list[Decimal],
) -> None:
    ticks = [tick.value for tick in scale(*map(str, values)).ticks]
    assert ticks[0] == 0
    assert max(values) <= ticks[-1] <= 2 * max(values)
    assert len({later - earlier for earlier, later in pairwise(ticks)}) == 1


# --------------------------------------------------------------------------- hostile input


@pytest.mark.parametrize("dates", [[day("2024-05-28")], [day("2024-05-28")] * 40], ids=len)
@pytest.mark.parametrize("room", [CARD, PAGE], ids=["card", "page"])
def test_one_event_and_forty_on_one_day(dates: list[Date], room: Room) -> None:
    line = timeline(*dates)
    down = lay_out_down(line, room)
    across = lay_out_across(to_fill_in(*dates), range(1, len(dates) + 1), room)
    for drawing in (down, across):
        assert drawing.width == pytest.approx(room.width)
        assert overlapping(drawing, room) == []
        assert outside(drawing, room) == []


@pytest.mark.parametrize("words", ["w" * 300, "word " * 60])
@pytest.mark.parametrize("room", [CARD, PAGE], ids=["card", "page"])
def test_a_label_of_three_hundred_letters(words: str, room: Room) -> None:
    bars = scale(mass(subject=words), "12", main="f1")
    for drawing in (
        lay_out_down(timeline(day("2024-05-28"), words=words), room),
        lay_out_bars(bars, room),
    ):
        assert overlapping(drawing, room) == []
        assert outside(drawing, room) == []
        letters = "".join(it.words for it in texts_of(drawing)).lower().replace(" ", "")
        assert words.replace(" ", "") in letters


@pytest.mark.parametrize("room", [CARD, PAGE], ids=["card", "page"])
def test_one_beside_a_thousand_million(room: Room) -> None:
    drawing = lay_out_bars(scale("1", str(10**9), main="f0"), room)
    small, large = (it for it in drawing.shapes if isinstance(it, Rect))
    assert small.width == pytest.approx(large.width / 10**9)
    assert overlapping(drawing, room) == []
    assert outside(drawing, room) == []


def test_a_unit_with_a_long_name_stands_below_the_numbers() -> None:
    drawn = replace(scale("1", "2"), unit="known military sites within the range of a missile")
    drawing = lay_out_bars(drawn, CARD)
    assert overlapping(drawing, CARD) == []
    assert outside(drawing, CARD) == []


def test_nothing_at_all_still_has_a_scale() -> None:
    drawing = lay_out_bars(scale("0"), CARD)
    assert [it.width for it in drawing.shapes if isinstance(it, Rect)] == [0]


def test_a_smaller_picture_is_the_same_picture() -> None:
    drawing = lay_out_across(to_fill_in(day("1957-10-04"), day("1961-04-12")), (1, 2), PAGE)
    half = scaled(drawing, 0.5)
    assert (half.width, half.height) == (drawing.width / 2, drawing.height / 2)
    assert [line.size for it in half.blanks for line in it.words] == [5, 5]
    assert scaled(half, 2) == drawing
    strokes = [it.stroke for it in half.shapes if isinstance(it, Line)]
    assert strokes == [it.stroke for it in drawing.shapes if isinstance(it, Line)]


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        (("464", "-225"), ["−400", "−200", "0", "200", "400", "600"]),
        (("699", "-1"), ["−200", "0", "200", "400", "600", "800"]),
        (("-70", "70"), ["−100", "−50", "0", "50", "100"]),
        (("-225", "-63", "-195"), ["−250", "−200", "−150", "−100", "−50", "0"]),
        (("-84", "-84"), ["−100", "−80", "−60", "−40", "−20", "0"]),
        (("0", "0"), ["0", "0.2", "0.4", "0.6", "0.8", "1"]),
        (("-0.000000001", "3"), ["−0.5", "0", "0.5", "1", "1.5", "2", "2.5", "3"]),
    ],
)
def test_a_scale_goes_through_zero_whatever_the_signs(
    values: tuple[str, ...], ticks: list[str]
) -> None:
    assert [tick.words for tick in scale(*values).ticks] == ticks


@LAW
@given(
    values=st.lists(
        st.decimals(-(10**27), 10**27, allow_nan=False) | st.decimals(-1, 1, places=9),
        min_size=1,
        max_size=5,
    ),
    room=st.sampled_from([CARD, PAGE]),
)
def test_bars_of_any_sign_and_size_start_at_zero(values: list[Decimal], room: Room) -> None:
    drawn = scale(*map(str, values), main="f0")
    ticks = [tick.value for tick in drawn.ticks]
    assert ticks[0] <= min(0, *values)
    assert ticks[-1] >= max(0, *values)
    assert 0 in ticks
    assert len(ticks) <= 8
    drawing = lay_out_bars(drawn, room)
    bars = [shape for shape in drawing.shapes if isinstance(shape, Rect)]
    right = {
        round(bar.x + bar.width, 3) for bar, value in zip(bars, values, strict=True) if value < 0
    }
    left = {round(bar.x, 3) for bar, value in zip(bars, values, strict=True) if value >= 0}
    assert len(right | left) == 1  # all meet in zero
    assert outside(drawing, room) == []


@pytest.mark.parametrize(
    ("low", "high", "fills"),
    [
        ("-225", "464", ["none"]),
        ("-225", "-100", ["hatch", "none"]),
        ("100", "225", ["hatch", "none"]),
    ],
)
def test_what_is_sure_of_a_range_lies_between_it_and_zero(
    low: str, high: str, fills: list[str]
) -> None:
    drawn = scale("1", mass(value=None, low=Decimal(low), high=Decimal(high)), main="f0")
    rects = [it for it in lay_out_bars(drawn, PAGE).shapes if isinstance(it, Rect)][1:]
    assert [rect.fill for rect in rects] == fills
