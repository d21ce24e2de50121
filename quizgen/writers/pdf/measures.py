"""Every length and type style of a page, from the theme; blocks take their numbers from here.

What a theme does not name grows with its body size, so a theme scaled as a whole (for large print)
scales the page as a whole.
"""

from dataclasses import dataclass
from functools import lru_cache

from quizgen.errors import Problem, TypesettingError
from quizgen.model import Look, Theme
from quizgen.writers.pdf.fonts import Face, has_font, load_face
from quizgen.writers.pdf.setting import TextStyle

MM = 72 / 25.4
PAPER = {"a4": (210 * MM, 297 * MM), "letter": (612.0, 792.0)}


@dataclass(frozen=True, kw_only=True)
class Styles:
    """The type of a page; there is no other."""

    title: TextStyle
    title_small: TextStyle
    """For a title too long for one line."""
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
    source: TextStyle
    source_number: TextStyle
    small: TextStyle
    """Fact ids."""


@dataclass(frozen=True, kw_only=True)
class Measures:
    """The frame and the lengths of a page in points; y counts downwards from its upper edge."""

    theme: Theme
    styles: Styles
    width: float
    height: float
    unit: float
    """A millimetre at normal size, more in large print."""

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
def measures_of(look: Look) -> Measures:
    """Return the measures of a look; raises TypesettingError if a font is not shipped."""
    theme = look.theme
    width, height = PAPER[look.paper]
    return Measures(
        theme=theme,
        styles=_styles(theme),
        width=width,
        height=height,
        unit=MM * theme.size_body / 11.5,
    )


def _styles(theme: Theme) -> Styles:
    text, bold, italic, display = _faces(
        theme, theme.font_text, theme.font_bold, theme.font_italic, theme.font_display
    )
    scale = theme.size_body / 11.5

    def style(face: Face, size: float, leading: float) -> TextStyle:
        plain = face is text
        return TextStyle(face, bold if plain else face, italic if plain else face, size, leading)

    small_title = theme.size_title * 20 / 23
    label = theme.size_label
    source = 10.0
    return Styles(
        title=style(display, theme.size_title, theme.size_title + 3 * scale),
        title_small=style(display, small_title, small_title + 3 * scale),
        heading=style(display, theme.size_heading, theme.size_heading + 3 * scale),
        heading_small=style(display, theme.size_body, theme.leading_body),
        body=style(text, theme.size_body, theme.leading_body),
        number=style(bold, theme.size_body, theme.leading_body),
        instruction=style(italic, theme.size_body, theme.leading_body),
        label=style(text, label, label + 3 * scale),
        label_bold=style(bold, label, label + 3 * scale),
        label_italic=style(italic, label, label + 3 * scale),
        mark=style(bold, 9.5 * scale, theme.leading_body),
        form_word=style(text, theme.size_footer, theme.size_footer),
        form_letter=style(bold, 17 * scale, 17 * scale),
        footer=style(text, theme.size_footer, theme.size_footer + 2),
        footer_bold=style(bold, theme.size_footer, theme.size_footer + 2),
        key=style(text, theme.size_key, theme.size_key + 3),
        key_bold=style(bold, theme.size_key, theme.size_key + 3),
        source=style(text, source, source + 3),
        source_number=style(bold, source, source + 3),
        small=style(text, 9.0, 11.0),
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
