"""Whether the parts of a picture can be covered: each lies in it, has a name, and is seen."""

from collections.abc import Iterator
from itertools import pairwise

from quizgen.bank.pictures import SHAPES, WHOLE, Part, PictureFile, Point
from quizgen.errors import quoted
from quizgen.read.checks import Flaw
from quizgen.read.nodes import Steps

_HOW = (
    "write rectangle: [left, top, width, height] in hundredths of the picture,"
    " or ellipse: with the same, or polygon: [[across, down], …]"
)
_STEPS = 16
"""So many points of each side of a part are looked at."""


def check_parts(entry: PictureFile) -> Iterator[Flaw]:
    """Check the parts of a picture, each by itself and all beside one another."""
    if entry.asks and not entry.parts:
        yield ("asks",), "asks is said of parts, and the picture has none", "add parts"
    if entry.asks.rstrip().endswith(("?", ".")):
        yield ("asks",), "asks ends with a full stop or question mark", "leave it out"
    sound: dict[int, Part] = {}
    names: dict[str, int] = {}
    for place, part in enumerate(entry.parts):
        found = [*_check_part(part)]
        for key, message, hint in found:
            way: Steps = ("parts", place, key) if key else ("parts", place)
            yield way, f"part {quoted(part.name)} {message}", hint
        first = names.setdefault(part.name.casefold().strip(), place)
        if first != place:
            message = f"{quoted(part.name)} is the name of another part too"
            yield (
                ("parts", place, "name"),
                message,
                "tell them apart: the left lung, the right lung",
            )
        if not found and not part.retired:
            sound[place] = part
    yield from _hidden(sound)


def _check_part(part: Part) -> Iterator[tuple[str, str, str]]:
    """Yield the key, and what is wrong with a part, and what to do."""
    given = [key for key in SHAPES if getattr(part, key)]
    if len(given) != 1:
        said = "has no place in the picture" if not given else f"has both {' and '.join(given)}"
        yield "", said, _HOW if not given else "keep one of them"
        return
    (key,) = given
    if key == "polygon":
        if len(part.polygon) < 3 or any(len(corner) != 2 for corner in part.polygon):
            hint = "write at least three corners, each as [across, down]"
            yield key, "has no corners that enclose anything", hint
            return
    elif len(getattr(part, key)) != 4:
        count = len(getattr(part, key))
        yield key, f"has {count} numbers where four say where it is", _HOW
        return
    left, top, width, height = part.box
    if width <= 0 or height <= 0 or _area(part.outline) == 0:
        yield key, "covers nothing", "its width and height are more than nought"
        return
    for start, end, over in (left, left + width, "across"), (top, top + height, "down"):
        if start < 0 or end > WHOLE:
            message = f"reaches beyond the picture: from {start:g} to {end:g} {over}"
            hint = f"all of it lies between 0 and {WHOLE}: hundredths of the picture, no pixels"
            yield key, message, hint


def _hidden(parts: dict[int, Part]) -> Iterator[Flaw]:
    """Find parts that lie in another as a whole: what covers that covers them."""
    for place, part in parts.items():
        for other_place, other in parts.items():
            if other_place == place or not _lies_in(part, other):
                continue
            if place < other_place and _lies_in(other, part):
                continue  # both cover the same, which the later is told for
            message = f"part {quoted(part.name)} lies wholly within {quoted(other.name)}"
            hint = "draw each so that the other's cover leaves some of it to be seen"
            yield ("parts", place), message, hint
            break


def _lies_in(part: Part, other: Part) -> bool:
    """Tell whether the outline of a part lies in another, and so all of it."""
    corners = other.outline
    return all(_is_in(point, corners) for point in _along(part.outline))


def _along(corners: tuple[Point, ...]) -> Iterator[Point]:
    """Yield points along an outline, its corners among them."""
    for (x, y), (to_x, to_y) in pairwise((*corners, corners[0])):
        for step in range(_STEPS):
            share = step / _STEPS
            yield x + (to_x - x) * share, y + (to_y - y) * share


def _is_in(point: Point, corners: tuple[Point, ...]) -> bool:
    """Tell whether a point lies within corners or on their outline: by the sides to its right."""
    x, y = point
    is_in = False
    for (ax, ay), (bx, by) in pairwise((*corners, corners[0])):
        across = (bx - ax) * (y - ay) - (by - ay) * (x - ax)
        within = min(ax, bx) <= x <= max(ax, bx) and min(ay, by) <= y <= max(ay, by)
        if abs(across) < 1e-9 and within:
            return True
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            is_in = not is_in
    return is_in


def _area(corners: tuple[Point, ...]) -> float:
    """Return the area within corners (the shoelace formula)."""
    sides = pairwise((*corners, corners[0]))
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in sides)) / 2
