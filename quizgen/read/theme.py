"""The text of a theme -> Theme, or every mistake in it."""

import dataclasses
import re
from collections.abc import Iterator, Mapping

from quizgen.errors import quoted
from quizgen.look import Theme
from quizgen.read.checks import Flaw
from quizgen.read.draft import Draft
from quizgen.read.schema import POINTS_PER_MM
from quizgen.values import dataclass

MM = POINTS_PER_MM


@dataclass(frozen=True)
class _Bounds:
    """Between which lengths one of a theme is, as an author writes them."""

    least: str
    most: str

    def __contains__(self, points: float) -> bool:
        """Tell whether a length is within bounds."""
        return _points(self.least) - _TOLERANCE <= points <= _points(self.most) + _TOLERANCE


BOUNDS: Mapping[str, _Bounds] = {
    "margin_x": _Bounds("15mm", "25mm"),
    "margin_top": _Bounds("15mm", "35mm"),
    "margin_bottom": _Bounds("15mm", "40mm"),
    "footer_baseline": _Bounds("8mm", "35mm"),
    "size_title": _Bounds("9pt", "32pt"),
    "size_heading": _Bounds("9pt", "18pt"),
    "size_body": _Bounds("11pt", "14pt"),
    "leading_body": _Bounds("11pt", "24pt"),
    "size_label": _Bounds("7pt", "12pt"),
    "size_footer": _Bounds("7pt", "12pt"),
    "size_key": _Bounds("11pt", "16pt"),
    "gutter": _Bounds("4mm", "14mm"),
    "rail_gap": _Bounds("0mm", "12mm"),
    "item_gap": _Bounds("0mm", "30mm"),
    "section_gap": _Bounds("0mm", "30mm"),
    "option_pitch": _Bounds("4mm", "15mm"),
    "circle": _Bounds("3mm", "10mm"),
    "box_width": _Bounds("5mm", "20mm"),
    "box_height": _Bounds("4mm", "15mm"),
    "line_pitch": _Bounds("8mm", "20mm"),
    "blank_cloze": _Bounds("10mm", "60mm"),
    "blank_number": _Bounds("10mm", "45mm"),
    "stroke_hair": _Bounds("0.5pt", "3pt"),
    "stroke_line": _Bounds("0.75pt", "3pt"),
    "stroke_rule": _Bounds("0.5pt", "3pt"),
    "stroke_bar": _Bounds("0.5pt", "3pt"),
    "stroke_axis": _Bounds("0.5pt", "3pt"),
    "stroke_heavy": _Bounds("0.5pt", "4pt"),
}
"""Lengths of a theme that print, can be read, and leave all letters on the page, whatever the other
lengths are and in large print too."""

FOOT_GAP_MM = 5.0
"""So much of the lower margin is above the footer's last baseline: a line of it, and air."""
MOST_COLUMNS = 4
FONT_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}", re.ASCII)
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
        if field.name in BOUNDS and value not in (bounds := BOUNDS[field.name]):
            message = f"{field.name} must be from {bounds.least} to {bounds.most}"
            yield (field.name,), message, f"write {field.name}: {_nearest(value, bounds)}"
        if field.name.startswith("font_") and not FONT_NAME.fullmatch(value):
            hint = "name a file of quizgen/fonts without folder and .ttf, as in SourceSans3-Regular"
            yield (field.name,), f"{field.name} {quoted(value)} is not the name of a font", hint
    if theme.leading_body < theme.size_body:
        hint = f"write leading_body: {theme.size_body * 1.3:.1f}pt"
        yield ("leading_body",), "leading_body must be at least size_body", hint
    most = theme.margin_bottom / MM - FOOT_GAP_MM
    is_sound = theme.margin_bottom in BOUNDS["margin_bottom"]
    if is_sound and theme.footer_baseline / MM > most + _TOLERANCE:
        message = f"footer_baseline must be at least {FOOT_GAP_MM:g}mm less than margin_bottom"
        yield ("footer_baseline",), message, f"write footer_baseline: {most:.1f}mm or less"
    if not 1 <= theme.options_max_columns <= MOST_COLUMNS:
        message = f"options_max_columns must be from 1 to {MOST_COLUMNS}"
        yield ("options_max_columns",), message, "write options_max_columns: 1, 2 or 4"


def _nearest(points: float, bounds: _Bounds) -> str:
    return bounds.least if points < _points(bounds.least) else bounds.most


def _points(length: str) -> float:
    number = float(length[:-2])
    return number * MM if length.endswith("mm") else number
