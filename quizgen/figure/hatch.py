"""Hatching, as lines that end at the edges: it prints where a pattern fill might not."""

from collections.abc import Iterator

from quizgen.figure.shapes import Line, Rect


def hatch(rect: Rect, pitch: float, stroke: float) -> Iterator[Line]:
    """Yield lines at 45 degrees through a rectangle; pitch is measured along its edges."""
    across = pitch
    while across < rect.width + rect.height:
        left, right = max(across - rect.height, 0.0), min(across, rect.width)
        yield Line(
            x=rect.x + left,
            y=rect.y + across - left,
            to_x=rect.x + right,
            to_y=rect.y + across - right,
            stroke=stroke,
        )
        across += pitch
