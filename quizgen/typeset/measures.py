"""The frame, the lengths and the type styles that all blocks of a page share, from the theme.

Lengths are in points unless their name says otherwise. What only one kind of block needs stands
beside it as a constant in `_MM`, to be multiplied by `Measures.mm`: so what a theme does not name
grows with its body size, and a theme scaled for large print scales the page as a whole. What a
worksheet's layout and the look ask for goes over the theme.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from quizgen.errors import Problem, TypesettingError
from quizgen.language.words import Labels
from quizgen.look import Logo, Look, Theme
from quizgen.quiz.worksheet import Layout
from quizgen.typeset.fonts import Face, has_font, load_face
from quizgen.typeset.lines import TextStyle
from quizgen.values import dataclass

MM = 72 / 25.4
"""A millimetre of paper, whatever the size of print."""
BODY_PT = 11.5
"""The body size that the lengths of blocks were chosen for; they grow with a larger one."""
LARGE: Mapping[str, float] = {
    "size_title": 27 / 23,
    "size_heading": 21 / 14,
    "size_body": 18 / 11.5,
    "leading_body": 25 / 15,
    "size_label": 16 / 10,
    "size_footer": 16 / 9,
    "gutter": 13 / 9,
    "rail_gap": 6 / 4,
    "item_gap": 8 / 4.6,
    "section_gap": 8 / 4.6,
    "option_pitch": 10.2 / 6.4,
    "circle": 7.6 / 5,
    "box_width": 13 / 9,
    "box_height": 10.4 / 7,
    "line_pitch": 13 / 9,
    "blank_cloze": 50 / 34,
    "blank_number": 36 / 24,
    "stroke_hair": 0.7 / 0.5,
    "stroke_line": 1.0 / 0.75,
    "stroke_rule": 0.8 / 0.6,
    "stroke_bar": 1.2 / 0.8,
    "stroke_axis": 1.8 / 1.2,
    "stroke_heavy": 2 / 1.5,
}
"""What grows in large print, and how much; margins stay."""
LEAST_LARGE_BODY_PT = 18.0
LEAST_LARGE_PT = 16.0
"""The least type of large print: of what a pupil reads, and of all else, the footer too."""
LEAST_CIRCLE_GAP_MM = 0.5
"""Between the circles of two options, at least."""
LEAST_LINE_PITCH_MM = 8.0
"""From one writing line to the next."""
LEAST_BOX_MM = 6.0
"""How high a box for a letter is at least."""
SMALL_KEY_PT = 10.0
"""The type of a key that is set smaller to save a page."""
SMALL_WHY_PT = 9.0
"""And that of its reasons, which is as small as type in a key may be."""
PAPER = {"a4": (210 * MM, 297 * MM), "letter": (612.0, 792.0)}


@dataclass(frozen=True, kw_only=True)
class Styles:
    """The type styles of a page; a block uses no others."""

    titles: tuple[TextStyle, ...]
    """The sizes of a title, from that of a short one to that of the longest."""
    heading: TextStyle
    heading_small: TextStyle
    """Over the sources."""
    body: TextStyle
    number: TextStyle
    """Question numbers, letters of a bank."""
    instruction: TextStyle
    label: TextStyle
    label_bold: TextStyle
    label_italic: TextStyle
    mark: TextStyle
    """The letter in a circle."""
    form_word: TextStyle
    form_letter: TextStyle
    footer: TextStyle
    footer_bold: TextStyle
    key: TextStyle
    key_bold: TextStyle
    why: TextStyle
    """Reasons in a key, and what else is right."""
    why_italic: TextStyle
    source: TextStyle
    source_number: TextStyle
    small: TextStyle
    """Fact ids."""
    card_title: TextStyle
    card_number: TextStyle
    card_front: TextStyle
    card_quote: TextStyle
    card_answer: TextStyle
    card_why: TextStyle


@dataclass(frozen=True, kw_only=True)
class Measures:
    """The frame and the lengths of a page in points; y counts downwards from its upper edge."""

    theme: Theme
    styles: Styles
    width: float
    height: float
    mm: float
    """A millimetre at normal size, more in large print and where body type is larger."""
    logo: Logo | None = None
    """Stands before the school's name."""
    is_large: bool = False
    """Whether this is large print: one column throughout."""
    task_lines: float = 1.0
    """The part of its lines that a discussion keeps."""
    fields: Labels | None = None
    """The words for the fields of a sheet to be filled in on a screen; None on paper."""

    @property
    def left(self) -> float:
        """The frame's left edge."""
        return self.theme.margin_x

    @property
    def right(self) -> float:
        """The frame's right edge."""
        return self.width - self.theme.margin_x

    @property
    def text_left(self) -> float:
        """Where stems, options, boxes and lines start."""
        return self.left + self.theme.gutter

    @property
    def top(self) -> float:
        """The frame's upper edge."""
        return self.theme.margin_top

    @property
    def bottom(self) -> float:
        """The frame's lower edge."""
        return self.height - self.theme.margin_bottom

    @property
    def item_gap(self) -> float:
        """The gap above and the gap below an item: half of what lies between two."""
        return self.theme.item_gap / 2

    def ascent(self, style: TextStyle) -> float:
        """From the top of a line to its baseline: the fonts' own ascender."""
        return 0.75 * style.size

    def descent(self, style: TextStyle) -> float:
        """From a baseline to the bottom of its line."""
        return 0.25 * style.size


@lru_cache(maxsize=8)
def measures_of(look: Look, layout: Layout | None = None) -> Measures:
    """Return the measures of a look; raises TypesettingError if a font is not shipped."""
    theme = _theme_for(look, layout or Layout())
    width, height = PAPER[look.paper]
    return Measures(
        theme=theme,
        styles=_styles(theme, is_large=look.large_print, why=theme.size_label),
        width=width,
        height=height,
        mm=MM * theme.size_body / BODY_PT,
        logo=look.logo,
        is_large=look.large_print,
    )


@lru_cache(maxsize=16)
def spaced(measures: Measures, within: float, task_lines: float = 1.0) -> Measures:
    """Return measures with which options, boxes and writing lines stand closer, or further apart.

    The gaps between blocks are left to who shares out the pages. Lines come no nearer than 8 mm.
    Where anything stands closer, a key is set a size smaller; what a pupil reads keeps its size.
    """
    if within == 1.0:
        return measures if task_lines == 1.0 else replace(measures, task_lines=task_lines)
    theme = measures.theme
    least_option = theme.circle + LEAST_CIRCLE_GAP_MM * MM
    least_line = min(theme.line_pitch, LEAST_LINE_PITCH_MM * MM)
    least_box = min(theme.box_height, LEAST_BOX_MM * MM)
    theme = replace(
        theme,
        option_pitch=max(within * theme.option_pitch, least_option),
        line_pitch=max(within * theme.line_pitch, least_line),
        box_height=max(min(within, 1.0) * theme.box_height, least_box),
        size_key=min(theme.size_key, SMALL_KEY_PT) if within < 1.0 else theme.size_key,
    )
    why = SMALL_WHY_PT if within < 1.0 else theme.size_label
    styles = _styles(theme, is_large=measures.is_large, why=why)
    return replace(measures, theme=theme, styles=styles, task_lines=task_lines)


def _theme_for(look: Look, layout: Layout) -> Theme:
    """Return the theme with what the layout and the look ask for."""
    theme = look.theme
    theme = replace(
        theme,
        show_points="item" if look.points else layout.points or theme.show_points,
        show_score=layout.score and theme.show_score,
        options_max_columns=layout.option_columns or theme.options_max_columns,
    )
    if not look.large_print:
        return theme
    grown = {name: getattr(theme, name) * factor for name, factor in LARGE.items()}
    grown["size_body"] = max(grown["size_body"], LEAST_LARGE_BODY_PT)
    for name in ("size_label", "size_footer"):
        grown[name] = max(grown[name], LEAST_LARGE_PT)
    return replace(theme, **grown, options_max_columns=1)


def _styles(theme: Theme, *, is_large: bool, why: float) -> Styles:
    text, bold, italic, display, quote = _faces(
        theme,
        theme.font_text,
        theme.font_bold,
        theme.font_italic,
        theme.font_display,
        theme.font_quote,
    )
    scale = theme.size_body / BODY_PT
    least = LEAST_LARGE_PT if is_large else 0.0
    # Whoever needs large print reads no italics with ease.
    told, stressed = (text, bold) if is_large else (italic, italic)

    def style(face: Face, size: float, leading: float) -> TextStyle:
        # only the text face has a bold and an italic of its own
        bold_face, italic_face = (bold, stressed) if face is text else (face, face)
        if face is text and size < theme.size_body:
            italic_face = told  # a title in small print is told by its place
        return TextStyle(face, bold_face, italic_face, size, leading)

    small_title = theme.size_title * 20 / 23
    label = theme.size_label
    source = theme.size_body if is_large else 10.0
    card_why = theme.size_body if is_large else 11.0
    return Styles(
        titles=tuple(
            style(display, size, size + 3 * scale)
            for size in sorted(
                (theme.size_title, small_title, theme.size_heading, theme.size_body), reverse=True
            )
        ),
        heading=style(display, theme.size_heading, theme.size_heading + 3 * scale),
        heading_small=style(display, theme.size_body, theme.leading_body),
        body=style(text, theme.size_body, theme.leading_body),
        number=style(bold, theme.size_body, theme.leading_body),
        instruction=style(told, theme.size_body, theme.leading_body),
        label=style(text, label, label + 3 * scale),
        label_bold=style(bold, label, label + 3 * scale),
        label_italic=style(told, label, label + 3 * scale),
        mark=style(bold, max(9.5 * scale, least), theme.leading_body),
        form_word=style(text, theme.size_footer, theme.size_footer),
        form_letter=style(bold, 17 * scale, 17 * scale),
        footer=style(text, theme.size_footer, theme.size_footer + 2),
        footer_bold=style(bold, theme.size_footer, theme.size_footer + 2),
        key=style(text, theme.size_key, theme.size_key + 3),
        key_bold=style(bold, theme.size_key, theme.size_key + 3),
        why=style(text, why, why + 3),
        why_italic=style(told, why, why + 3),
        source=style(text, source, source + 3),
        source_number=style(bold, source, source + 3),
        small=style(text, 9.0, 11.0),
        card_title=style(bold, max(9.5 * scale, least), 12 * scale),
        card_number=style(text, max(9.5 * scale, least), 12 * scale),
        card_front=style(text, 14.5 * scale, 18.5 * scale),
        card_quote=style(quote, 14.5 * scale, 18.5 * scale),
        card_answer=style(bold, 16 * scale, 20 * scale),
        card_why=style(text, card_why, card_why + 3.5 * scale),
    )


def _faces(theme: Theme, *names: str) -> list[Face]:
    missing = dict.fromkeys(name for name in (*names, theme.font_symbols) if not has_font(name))
    if missing:
        raise TypesettingError(
            Problem(
                theme.where,
                f"theme {theme.name!r} asks for the font {name!r}, which is not shipped",
                hint="name a file of quizgen/fonts without its .ttf",
            )
            for name in missing
        )
    return [load_face(name, theme.font_symbols) for name in names]
