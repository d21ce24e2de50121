"""How pages look: theme, paper, logo, size of print. What a worksheet asks for is its `Layout`."""

from dataclasses import field
from typing import Literal

from quizgen.errors import Where
from quizgen.values import dataclass


@dataclass(frozen=True, kw_only=True)
class Theme:
    """How a page looks. Lengths in the file carry their unit (mm or pt); here all are points."""

    name: str
    font_text: str
    """For all that a pupil reads: a file of quizgen/fonts without .ttf, as are the others."""
    font_bold: str
    """For numbers, letters and stress."""
    font_italic: str
    """For instructions."""
    font_display: str
    """For title and headings."""
    font_quote: str
    """For quotations on cards."""
    font_symbols: str
    """For characters that the others lack."""
    margin_x: float
    """Left and right."""
    margin_top: float
    """Above the frame."""
    margin_bottom: float
    """Below the frame; the footer stands in it."""
    footer_baseline: float
    """The footer's last baseline, above the page's edge."""
    size_title: float
    """Of the title."""
    size_heading: float
    """Of a section's heading."""
    size_body: float
    """Of stems and options; what the theme does not name grows with it."""
    leading_body: float
    """From baseline to baseline of them."""
    size_label: float
    """Of names, points and figures."""
    size_footer: float
    """Of the footer."""
    size_key: float
    """Of the key."""
    gutter: float
    """Where question numbers hang."""
    rail_gap: float
    """Between columns."""
    item_gap: float
    """Between two items."""
    section_gap: float
    """Above a section."""
    option_pitch: float
    """From option to option."""
    circle: float
    """A circle's diameter."""
    box_width: float
    """Of a box for a letter or number."""
    box_height: float
    """Of a box for a letter or number."""
    line_pitch: float
    """From writing line to writing line."""
    blank_cloze: float
    """The width of a blank in a sentence."""
    blank_number: float
    """The width of a blank for a number."""
    stroke_hair: float
    """The rule of the footer, the lines between the rows of a key."""
    stroke_line: float = 0.75
    """Lines to write on, circles and boxes to answer in, the lines of tables, the axis of bars:
    finer ones are lost in a light copy."""
    stroke_rule: float
    """Frames, hatching, the rule of a section."""
    stroke_bar: float
    """The outline of a bar."""
    stroke_axis: float
    """A timeline's axis, and the first and the last line of a table."""
    stroke_heavy: float
    """The rule below the school's name."""
    options_max_columns: int
    """In how many columns short options may stand: 1, 2 or 4."""
    show_points: Literal["section", "item", "none"]
    """Where points stand; with `item` each item has a box for its mark."""
    show_score: bool
    """Whether there is a line for the score."""
    names: bool
    """Whether there are lines for name, class and date."""
    where: Where = field(compare=False)


@dataclass(frozen=True)
class Logo:
    """A school's logo, as red, green and blue bytes row by row from the top."""

    width: int
    """In pixels."""
    height: int
    pixels: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a form is printed."""

    theme: Theme
    paper: Literal["a4", "letter"] = "a4"
    large_print: bool = False
    """Whether the sheet is set in 18 pt, with all that belongs to it; the key never is."""
    fillable: bool = False
    """Whether the sheet has fields, to be filled in on a screen; the key never has."""
    points: bool = False
    """Whether each item has a box for its mark, whatever worksheet and theme say."""
    logo: Logo | None = None
    """Stands before the school's name."""
    key: Literal["short", "full", "inline"] = "short"
    """`full`: the key says of every wrong option what it is. `inline`: it is the sheet, with the
    answers filled in."""
