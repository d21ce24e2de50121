"""Fields become widgets of a PDF file, and the interactive form that they belong to.

Each widget looks right by itself, in every viewer: a text field shows nothing until somebody types,
a circle shows nothing but what is printed, or a black disc. What is typed is shown in a font of the
file.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count
from typing import Any, NamedTuple, assert_never

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFResourceDictionary,
    PDFStream,
    PDFStreamFilterZCompress,
)

from quizgen.typeset.answer_font import add_answer_font
from quizgen.typeset.fields import Field, Marked, Typed
from quizgen.typeset.ink import Box, Circle, Glyphs, Ink, Room, Rule
from quizgen.typeset.sketch import circle_path
from quizgen.typeset.tagging import Element, add_object, number_of, pdf_string

HEIGHT = 1.4
"""How high a field on a line is, as a part of its type size: viewers set smaller what has less."""
DEPTH = 0.17
"""How far it goes below the line, so that what is typed stands on it."""
INSET_PT = 0.6
"""From the frame around a letter to its field."""
WIDE_INSET_PT = 2.5
"""The same around several lines, which viewers set close to the edge."""
MULTILINE = 1 << 12
RADIO = 1 << 15
PRINTED = 4
"""A widget's flag: it is on paper, too."""
FONT = "Answer"
"""What the font of the fields is called within the file."""

Bounds = tuple[float, float, float, float]
"""Left, low, right and high, from the page's lower left corner."""
Show = Callable[[Glyphs, float], Iterable[str]]
"""Returns the operators that show glyphs on a baseline."""


class Widget(NamedTuple):
    """A field in its place."""

    field: Field
    element: Element
    bounds: Bounds
    page: int
    """From 0."""
    number: int
    """Of its entry in the structure's parent tree."""


def widget_of(ink: Ink, element: Element, y: float, page: int, number: int) -> Widget:
    """Return the widget of ink that stands for a field; y counts from the page's lower edge."""
    field = element.field
    assert field
    return Widget(field, element, _bounds(ink, field, y), page, number)


def _bounds(ink: Ink, field: Field, y: float) -> Bounds:
    """Return what a field covers: it lies on a line, within a frame, and over a mark."""
    match ink, field:
        case Rule(x=x, to_x=to_x), Typed(style=style):
            size = style.size
            low = y - DEPTH * size
            return x, low, to_x, low + HEIGHT * size
        case Box(x=x, width=width, height=height, stroke=stroke), Typed(is_multiline=is_wide):
            inset = stroke / 2 + (WIDE_INSET_PT if is_wide else INSET_PT)
            return x + inset, y - height + inset, x + width - inset, y - inset
        case Box(x=x, width=width, height=height, stroke=stroke), Marked():
            half = stroke / 2
            return x - half, y - height - half, x + width + half, y + half
        case Circle(x=x, radius=radius, stroke=stroke), Marked():
            reach = radius + stroke / 2
            return x - reach, y - reach, x + reach, y + reach
        case Room(x=x, width=width, height=height), Typed():
            return x, y - height, x + width, y
    raise AssertionError(f"{ink} is no place for {field}")


def write_widgets(pdf: Any, pages: Sequence[Any], widgets: Sequence[Widget], show: Show) -> None:
    """Add fields to a document with all its pages, in the order in which they are read."""
    widgets = [*_with_own_names(widgets)]
    typed = [widget.field for widget in widgets if isinstance(widget.field, Typed)]
    font = add_answer_font(pdf, FONT, typed[0].style) if typed else 0
    looks = [_look(pdf, widget, font, show) for widget in widgets]
    first = pdf.objectcounter + 1
    for number, widget in enumerate(widgets, first):
        widget.element.widget = number
    groups = _groups(widgets)
    parents = {name: number for number, name in enumerate(groups, first + len(widgets))}
    for widget, look in zip(widgets, looks, strict=True):
        number = widget.element.widget
        page = number_of(pdf, f"Page{widget.page + 1}")
        parent = parents.get(widget.field.name, 0)
        add_object(pdf, f"widget {number}", _written(widget, look, page, parent))
    for name, members in groups.items():
        kids = " ".join(f"{widget.element.widget} 0 R" for widget in members)
        add_object(
            pdf,
            f"group {name}",
            f"<</FT/Btn/Ff {RADIO}/T{pdf_string(name)}/TU{pdf_string(_group_of(members[0]))}"
            f"/V/Off/Kids[{kids}]>>",
        )
    for place, page in enumerate(pages):
        on_page = [widget.element.widget for widget in widgets if widget.page == place]
        if on_page:
            page.Annots = f"[{' '.join(f'{number} 0 R' for number in on_page)}]"
    fields = dict.fromkeys(
        parents.get(widget.field.name, widget.element.widget) for widget in widgets
    )
    look_of_typed = f"/DR<</Font<</{FONT} {font} 0 R>>>>/DA{_type(typed[0])}" if typed else ""
    add_object(
        pdf,
        "interactive form",
        f"<</Fields[{' '.join(f'{number} 0 R' for number in fields)}]{look_of_typed}>>",
    )
    pdf.Catalog.AcroForm = f"{pdf.objectcounter} 0 R"


def _with_own_names(widgets: Iterable[Widget]) -> Iterator[Widget]:
    """Yield widgets of which two share a name only where one of them is to be chosen.

    Fields of one name show the same in each place; a question with two tables has cells of one.
    """
    names: set[str] = set()
    for widget in widgets:
        field = widget.field
        if not _group_of(widget):
            name = next(name for name in _names_like(field.name) if name not in names)
            field = field._replace(name=name)
            names.add(name)
        yield widget._replace(field=field)


def _names_like(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}-copy{place}" for place in count(2))


def _groups(widgets: Iterable[Widget]) -> dict[str, list[Widget]]:
    """Return the circles of each question, of which one is chosen."""
    groups: dict[str, list[Widget]] = {}
    for widget in widgets:
        if _group_of(widget):
            groups.setdefault(widget.field.name, []).append(widget)
    return groups


def _group_of(widget: Widget) -> str:
    return widget.field.group if isinstance(widget.field, Marked) else ""


def _written(widget: Widget, look: str, page: int, parent: int) -> str:
    """Return a widget; a field has one, and is written with it, but for a group of circles."""
    field = widget.field
    corners = " ".join(f"{corner:.2f}" for corner in widget.bounds)
    named = f"/Parent {parent} 0 R" if parent else f"/T{pdf_string(field.name)}"
    match field:
        case Typed():
            kind = f"/FT/Tx/DA{_type(field)}/AP<</N {look}>>"
            kind += f"/Ff {MULTILINE}" if field.is_multiline else ""
            kind += f"/Q 1/MaxLen {field.most}" if field.most else ""
        case Marked(group=group):
            kind = f"/AS/Off/AP<</N {look}>>"
            kind += "" if group else "/FT/Btn/V/Off"
        case _:
            assert_never(field)
    return (
        f"<</Type/Annot/Subtype/Widget/F {PRINTED}/P {page} 0 R/Rect[{corners}]"
        f"/StructParent {widget.number}{named}/TU{pdf_string(field.label)}{kind}>>"
    )


def _type(field: Typed) -> str:
    return f"(/{FONT} {field.style.size:g} Tf 0 g)"


def _look(pdf: Any, widget: Widget, font: int, show: Show) -> str:
    """Return the normal appearances of a widget; those that look alike are in the file once."""
    field = widget.field
    left, low, right, high = widget.bounds
    size = (round(right - left, 2), round(high - low, 2))
    match field:
        case Typed():
            resources = PDFDictionary({"Font": PDFDictionary({FONT: f"{font} 0 R"})})
            return _drawn(pdf, "typed", size, "/Tx BMC EMC", resources)
        case Marked():
            fonts = PDFResourceDictionary()
            fonts.basicFonts()
            shape = "circle" if field.group else "square"
            code = " ".join(_black(field, size, show))
            on = _drawn(pdf, f"{shape} {field.value}", size, code, fonts)
            off = _drawn(pdf, "empty", size, "", PDFDictionary({}))
            return f"<</{_pdf_name(field.value)} {on}/Off {off}>>"
        case _:
            assert_never(field)


def _black(field: Marked, size: tuple[float, float], show: Show) -> Iterator[str]:
    """Yield the operators of a mark that is chosen: all black, its letter white."""
    width, height = size
    disc = circle_path(width / 2, height / 2, width / 2)
    yield f"0 g {disc} f" if field.group else f"0 g 0 0 {width:g} {height:g} re f"
    yield "1 g"
    for glyphs in field.letter.at((width - field.letter.width) / 2, 0.0):
        yield from show(glyphs, (height - field.cap_height) / 2)


def _drawn(pdf: Any, name: str, size: tuple[float, float], code: str, resources: Any) -> str:
    """Return a reference to an appearance, which is added where the file has none like it."""
    width, height = size
    named = f"{name} {width:g} x {height:g}"
    if named not in pdf.idToObject:
        entries = {
            "Type": PDFName("XObject"),
            "Subtype": PDFName("Form"),
            "BBox": PDFArray([0, 0, width, height]),
            "Resources": resources,
        }
        content = code.encode("latin-1")
        stream = PDFStream(PDFDictionary(entries), content, [PDFStreamFilterZCompress()])
        pdf.Reference(stream, named)
    return f"{number_of(pdf, named)} 0 R"


def _pdf_name(text: str) -> str:
    """Return text as the inside of a PDF name.

    >>> _pdf_name("B"), _pdf_name("É")
    ('B', '#C3#89')
    """
    return "".join(
        chr(byte) if byte < 128 and chr(byte).isalnum() else f"#{byte:02X}"
        for byte in text.encode()
    )
