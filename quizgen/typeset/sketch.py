"""The lines of a drawing, in PDF's own operators."""

from collections.abc import Iterator
from typing import assert_never

from quizgen.figure.shapes import Dot, Line, Path, Rect
from quizgen.typeset.ink import Sketch

DOTS = "[0.8 2]"
"""Of a guide line: a dot and the gap behind it."""
DASHES = {"dotted": DOTS, "dashed": "[4 2.5]"}
ARC = 0.5523
"""The distance of a Bézier curve's handles that draw a quarter of a circle of radius 1."""


def draw_sketch(sketch: Sketch, top: float) -> Iterator[str]:
    """Yield the operators of a sketch whose upper edge is at `top`, counted from below."""
    for shape in sketch.shapes:
        if isinstance(shape, Path):
            yield _path(shape, sketch.x, top)
            continue
        x, y = sketch.x + shape.x, top - shape.y
        match shape:
            case Line():
                end = f"{sketch.x + shape.to_x:.2f} {top - shape.to_y:.2f} l S"
                line = f"{shape.stroke:g} w {x:.2f} {y:.2f} m {end}"
                yield f"{DOTS} 0 d {line} [] 0 d" if shape.is_dotted else line
            case Rect():
                paint = "B" if shape.fill == "solid" else "S"
                size = f"{shape.width:.2f} {shape.height:.2f}"
                yield f"{shape.stroke:g} w {x:.2f} {y - shape.height:.2f} {size} re {paint}"
            case Dot():
                paint = "b" if shape.is_filled else "s"
                yield f"{shape.stroke:g} w {circle_path(x, y, shape.radius)} {paint}"
            case _:
                assert_never(shape)


def _path(path: Path, left: float, top: float) -> str:
    """Return the operators of a stroke through points."""
    (x, y), *rest = ((left + x, top - y) for x, y in path.points)
    line = f"{path.stroke:g} w {x:.1f} {y:.1f} m " + "".join(f"{x:.1f} {y:.1f} l " for x, y in rest)
    return f"{DASHES[path.dash]} 0 d {line}S [] 0 d" if path.dash else f"{line}S"


def circle_path(x: float, y: float, radius: float) -> str:
    """Return the operators that trace a circle, to be closed and painted."""
    k = ARC * radius
    left, right, low, high = x - radius, x + radius, y - radius, y + radius
    return (
        f"{right:.2f} {y:.2f} m "
        f"{right:.2f} {y + k:.2f} {x + k:.2f} {high:.2f} {x:.2f} {high:.2f} c "
        f"{x - k:.2f} {high:.2f} {left:.2f} {y + k:.2f} {left:.2f} {y:.2f} c "
        f"{left:.2f} {y - k:.2f} {x - k:.2f} {low:.2f} {x:.2f} {low:.2f} c "
        f"{x + k:.2f} {low:.2f} {right:.2f} {y - k:.2f} {right:.2f} {y:.2f} c"
    )
