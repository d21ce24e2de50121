"""The text of a theme -> Theme, or every mistake in it."""

import dataclasses
from collections.abc import Iterator, Mapping

from quizgen.look import Theme
from quizgen.read.checks import Flaw
from quizgen.read.draft import Draft
from quizgen.read.schema import POINTS_PER_MM

_LEAST: Mapping[str, tuple[float, str]] = {
    "size_body": (11.0, "11pt"),
    "size_key": (11.0, "11pt"),
    "margin_x": (15 * POINTS_PER_MM, "15mm"),
    "margin_top": (15 * POINTS_PER_MM, "15mm"),
    "margin_bottom": (15 * POINTS_PER_MM, "15mm"),
    "line_pitch": (8 * POINTS_PER_MM, "8mm"),
    "stroke_hair": (0.5, "0.5pt"),
    "stroke_rule": (0.5, "0.5pt"),
    "stroke_bar": (0.5, "0.5pt"),
    "stroke_axis": (0.5, "0.5pt"),
    "stroke_heavy": (0.5, "0.5pt"),
}
"""Lengths of a theme -> the least that prints and can be read, in points and in words."""

_MOST = 1000.0
_TOLERANCE = 1e-6


def read_theme(text: str | bytes, path: str) -> Theme:
    """Return the theme that a text describes, named like its file; it states every length.

    Raises TemplateError with every problem.
    """
    draft = Draft.of(text, path)
    return draft.sound(draft.check_named(Theme), _check_theme)


def _check_theme(theme: Theme) -> Iterator[Flaw]:
    for field in dataclasses.fields(theme):
        value = getattr(theme, field.name)
        if isinstance(value, float):
            least, words = _LEAST.get(field.name, (0.0, "0"))
            if value < least - _TOLERANCE:
                yield (
                    (field.name,),
                    f"{field.name} must be at least {words}",
                    f"write {words} or more",
                )
            if value > _MOST:
                yield (field.name,), f"{field.name} is larger than a page", "write a smaller length"
    if theme.leading_body < theme.size_body:
        hint = "write a larger length: lines that stand closer than their letters are high overlap"
        yield ("leading_body",), "leading_body must be at least size_body", hint
    if theme.options_max_columns < 1:
        message = "options_max_columns must be at least 1"
        yield ("options_max_columns",), message, "write 1 for options below one another"
