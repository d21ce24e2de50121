"""SVG drawings: what is drawn is drawn as browsers draw it, and nothing else gets in."""

from pathlib import Path
from time import process_time

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_form import look
from test_pictures import asking, fetched, figures_in, problems_aloud

from quizgen.errors import RefusedFileError
from quizgen.read.pictures import see
from quizgen.read.svg import read_svg, write_svg
from quizgen.read.svg_path import read_path
from quizgen.typeset import write_sheet

NS = 'xmlns="http://www.w3.org/2000/svg"'
HINT = "save it as plain SVG, with its text as paths; or as PNG"


def svg(body: str, page: str = 'viewBox="0 0 40 30"') -> bytes:
    return f"<svg {NS} {page}>{body}</svg>".encode()


def pixel(body: str, x: float, y: float, page: str = 'viewBox="0 0 40 30"') -> tuple[int, ...]:
    """Return the colour at a place of a drawing, in its own units, as a page shows it."""
    picture = fetched(svg(body, page))
    pdf = write_sheet(asking(picture), look())
    with pypdfium2.PdfDocument(pdf) as document:
        shown = document[0]
        (found,) = shown.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_FORM], max_depth=1)
        left, low, right, top = found.get_bounds()
        image = shown.render(scale=4).to_pil().convert("RGB")
        drawing = read_svg(svg(body, page))
        at_x = left + (right - left) * x / drawing.width
        at_y = top - (top - low) * y / drawing.height
        found_pixel = image.getpixel((int(at_x * 4), int((shown.get_height() - at_y) * 4)))
    assert isinstance(found_pixel, tuple)
    return found_pixel


WHOLE = '<rect width="40" height="30" fill="#ffff00"/>'
"""A page of yellow below what is looked at, so that it has the page's own size."""
RED, GREEN, BLUE, WHITE, YELLOW, BLACK = (
    (255, 0, 0), (0, 128, 0), (0, 0, 255), (255, 255, 255), (255, 255, 0), (0, 0, 0)
)  # fmt: skip


@pytest.mark.parametrize(
    ("body", "x", "y", "colour"),
    [
        ('<rect x="10" y="5" width="20" height="20" fill="red"/>', 20, 15, RED),
        ('<rect x="10" y="5" width="20" height="20" rx="10" fill="red"/>', 11, 6, YELLOW),
        ('<circle cx="20" cy="15" r="10" fill="green"/>', 28, 15, GREEN),
        ('<circle cx="20" cy="15" r="10" fill="green"/>', 28, 23, YELLOW),
        ('<ellipse cx="20" cy="15" rx="15" ry="5" fill="blue"/>', 33, 15, BLUE),
        ('<polygon points="5,25 20,5 35,25" fill="rgb(0,0,255)"/>', 20, 15, BLUE),
        ('<polyline points="5 5 35 5 35 25" fill="none" stroke="red" stroke-width="4"/>', 34, 15, RED),
        ('<line x1="0" y1="15" x2="40" y2="15" stroke="red" stroke-width="6"/>', 20, 13, RED),
        ('<path d="M0 0h20v30H0z" fill="#00f"/>', 10, 15, BLUE),
        ('<path d="M20 5a10 10 0 0 1 0 20z" fill="#f00"/>', 28, 15, RED),
        ('<path d="M20 5a10 10 0 1120 20z" fill="#f00"/>', 15, 15, YELLOW),
        ('<path d="M0 15q20-30 40 0z" fill="red"/>', 20, 5, RED),
        ('<path d="M0 15Q10 0 20 15T40 15V30H0z" fill="red"/>', 30, 20, YELLOW),
        ('<path d="M0 15C10 0 10 0 20 15S30 30 40 15V0H0z" fill="red"/>', 30, 10, RED),
        ('<path fill-rule="evenodd" d="M0 0h40v30H0zM10 5h20v20H10z" fill="red"/>', 20, 15, YELLOW),
        ('<g transform="translate(10 5) scale(2)" fill="red"><rect width="5" height="5"/></g>', 18, 13, RED),
        ('<rect width="20" height="4" transform="rotate(90)  translate(0,-10)" fill="red"/>', 8, 10, RED),
        ('<rect width="10" height="10" transform="matrix(1,0,0,1,20,15)" fill="red"/>', 25, 20, RED),
        ('<rect width="10" height="30" transform="skewX(45)" fill="red"/>', 35, 29, RED),
        ('<defs><g id="a"><rect width="9" height="9"/></g></defs><use href="#a" x="20" y="10" fill="red"/>', 25, 15, RED),
        ('<defs><rect id="a" width="9" height="9"/></defs><use xmlns:x="http://www.w3.org/1999/xlink" x:href="#a"/>', 5, 5, BLACK),
        ('<symbol id="a"><circle cx="5" cy="5" r="5"/></symbol><use href="#a" fill="red"/>', 5, 5, RED),
        ('<style>.a{fill:red}/*x*/ #b , rect{fill:blue}</style><circle class="x a" cx="9" cy="9" r="9"/>', 9, 9, RED),
        ('<style>.a{fill:red} #b{fill:blue}</style><circle id="b" class="a" cx="9" cy="9" r="9"/>', 9, 9, BLUE),
        ('<circle style="fill:red" fill="blue" cx="9" cy="9" r="9"/>', 9, 9, RED),
        ('<g color="red"><circle fill="currentColor" cx="9" cy="9" r="9"/></g>', 9, 9, RED),
        ('<circle fill="rgb(100%,0%,0%)" cx="9" cy="9" r="9"/>', 9, 9, RED),
        ('<g display="none"><circle cx="9" cy="9" r="9"/></g>', 9, 9, YELLOW),
        ('<circle visibility="hidden" cx="9" cy="9" r="9"/>', 9, 9, YELLOW),
        ('<circle opacity="0" cx="9" cy="9" r="9"/>', 9, 9, YELLOW),
        ('<rect width="100%" height="50%" fill="red"/>', 39, 14, RED),
        ('<clipPath id="c"><rect width="20" height="30"/></clipPath><rect clip-path="url(#c)" width="40" height="30" fill="red"/>', 10, 15, RED),
        ('<clipPath id="c"><rect width="20" height="30"/></clipPath><rect clip-path="url(#c)" width="40" height="30" fill="red"/>', 30, 15, YELLOW),
        ('<line x1="0" y1="15" x2="40" y2="15" stroke="red" stroke-width="6" stroke-dasharray="20 20"/>', 30, 15, YELLOW),
        ('<a href="https://example.org"><circle fill="red" cx="9" cy="9" r="9"/></a>', 9, 9, RED),
        ('<animate/><circle fill="red" cx="9" cy="9" r="9"><set/></circle>', 9, 9, RED),
        ('<text xmlns="urn:other">not SVG</text><circle fill="red" cx="9" cy="9" r="9"/>', 9, 9, RED),
    ],
)  # fmt: skip
def test_what_is_drawn_stands_on_the_page_where_it_should(
    body: str, x: float, y: float, colour: tuple[int, int, int]
) -> None:
    assert pixel(WHOLE + body, x, y) == colour


def test_what_one_can_see_through_lets_what_is_below_shine_through() -> None:
    red, green, blue = pixel(WHOLE + '<rect width="40" height="30" fill-opacity=".5"/>', 20, 15)
    assert (red, green, blue) == pytest.approx((128, 128, 0), abs=2)


@pytest.mark.parametrize(
    ("page", "size"),
    [
        ('viewBox="0 0 40 30"', (1000, 750)),
        ('viewBox="-10,-10,40,30" width="4cm"', (1000, 750)),
        ('width="30" height="40"', (750, 1000)),
        ('width="1in" height="48px"', (1000, 500)),
    ],
)
def test_a_drawing_has_the_proportions_of_its_page(page: str, size: tuple[int, int]) -> None:
    seen = see(svg('<circle r="5"/>', page))
    assert (seen.kind, seen.width, seen.height) == ("svg", *size)


def test_a_drawing_is_tagged_and_read_aloud(tmp_path: Path) -> None:
    pdf = write_sheet(asking(fetched(svg(WHOLE), "the drawing")), look())
    assert figures_in(pdf) == ["What the drawing shows."]
    assert problems_aloud(pdf, tmp_path) == []


def test_a_drawing_is_written_anew_and_nothing_of_the_file_is_in_it() -> None:
    drawn = svg(
        '<metadata>secret</metadata><a href="https://secret.example" onclick="secret()">'
        '<path id="secret" class="secret" onload="secret()" d="M0 0h9v9z" style="font-family:secret"/>'
        "</a><!-- secret --><title>secret</title>",
        'viewBox="0 0 40 30" onload="secret()"',
    )
    written = see(drawn).data
    assert b"secret" not in written
    assert written.startswith(b"<svg ")
    assert see(written).data == written


REFUSED = [
    ("<text>words</text>", "it has words in it (line 1)"),
    ("<g><text/></g>", "it has words in it (line 1)"),
    ('\n<image href="x.png"/>', "it has another picture in it (line 2)"),
    ("<script>alert(1)</script>", "it has a script in it (line 1)"),
    ("<video/>", "it has a film in it (line 1)"),
    ("<audio/>", "it has a sound in it (line 1)"),
    ("<foreignObject/>", "it has a web page in it (line 1)"),
    ('<use href="https://example.org/a.svg#b"/>', "it draws on another file (line 1)"),
    ('<use href="file:///etc/passwd"/>', "it draws on another file (line 1)"),
    ('<use href="#a"/>', "it draws '#a', which is not in it (line 1)"),
    ('<linearGradient id="a"/><path fill="url(#a)" d="M0 0h9v9z"/>', "it is painted by a gradient or a pattern (fill) (line 1)"),
    ('<path filter="url(#a)" d="M0 0h9v9z"/>', "it has a filter in it (line 1)"),
    ('<path style="mask:url(#a)" d="M0 0h9v9z"/>', "it has a mask in it (line 1)"),
    ('<path marker-end="url(#a)" d="M0 0h9v9z"/>', "it has arrow heads (marker) in it (line 1)"),
    ('<path clip-path="url(#a)" d="M0 0h9v9z"/>', "it is cut out by what is not in it (clip-path) (line 1)"),
    ('<clipPath id="a" clipPathUnits="objectBoundingBox"/><path clip-path="url(#a)" d="M0 0h9v9z"/>', "it is cut out by a part of itself (clipPathUnits) (line 1)"),
    ('<symbol id="a" viewBox="0 0 9 9"/><use href="#a"/>', "it has a symbol with a page of its own (viewBox) (line 1)"),
    ("<svg/>", "it has a drawing within the drawing (svg) (line 1)"),
    ("<blob/>", "it has <blob> in it, which is not known (line 1)"),
    ('<path fill="reddish" d="M0 0h9v9z"/>', "it has a colour that is not known: 'reddish' (line 1)"),
    ('<path fill="#ff000080" d="M0 0h9v9z"/>', "it has a colour that one can see through: '#ff000080' (line 1)"),
    ('<rect width="9%x" height="9"/>', "it has a length that is not known: '9%x' (line 1)"),
    ('<g transform="spin(9)"/>', "it has a transform that is not known: 'spin(9)' (line 1)"),
    ('<g transform="rotate"/>', "it has a transform that is not known: 'rotate' (line 1)"),
    ('<path d="9 9"/>', "it has a path that is not known: 9 9 (line 1)"),
    ('<path d="M0 0L9"/>', "it has a path that is not known: L9 (line 1)"),
    (f'<path d="M0 {"9" * 99}"/>', f"it has a path that is not known: {'9' * 20} (line 1)"),
    (f'<polygon points="0 {"9" * 99}"/>', f"it has points that are not known: {'9' * 20} (line 1)"),
    ("<style>@import url(x.css);</style>", "it has a style sheet that is not known (line 1)"),
    ("<style>g > path {fill: red}</style>", "it has a style sheet that is not known: 'g > path' (line 1)"),
    ('<g style="mix-blend-mode: multiply"/>', "it has a style that is not known: 'mix-blend-mode' (line 1)"),
    ('<g><use id="a" href="#b"/><g id="b"><use href="#a"/></g></g>', "it draws itself again in itself (line 1)"),
    ("<g>" * 60 + "</g>" * 60, "it has too many parts (line 1)"),
]  # fmt: skip


def told(data: bytes, message: str, hint: str = HINT) -> None:
    with pytest.raises(RefusedFileError) as found:
        see(data)
    assert (found.value.message, found.value.hint) == (message, hint)


@pytest.mark.parametrize(("body", "message"), REFUSED)
def test_what_cannot_be_drawn_is_refused_and_never_left_out(body: str, message: str) -> None:
    told(svg(body), message)


def test_what_is_there_and_paints_nothing_is_no_matter() -> None:
    unused = (
        '<linearGradient id="a"/><mask id="b"/><filter id="c"/><sodipodi:x xmlns:sodipodi="u:x"/>'
    )
    assert see(svg(unused + WHOLE)).data == see(svg(WHOLE)).data


def test_no_file_brings_in_another() -> None:
    hint = f"delete the line that begins <!DOCTYPE, or {HINT}"
    message = "it has a DOCTYPE, which may bring in other files"
    for declared in (
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">',
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
    ):
        told(declared.encode() + svg("&a;"), message, hint)
    styled = b'<?xml-stylesheet href="https://example.org/a.css"?>' + svg(WHOLE)
    told(styled, "it has a style sheet in another file (line 1)")


def test_a_file_that_is_no_drawing_is_told() -> None:
    told(svg("")[:-6], "it is no whole XML file: no element found in line 1")
    told(b"<svg><rect/></svg>", "it is XML, and no SVG (line 1)")
    told(svg(""), "it draws nothing")
    hint = "save it with its page as large as the drawing"
    for page in ("", 'viewBox="0 0 0 9"', 'viewBox="0 0 1 9999"', 'width="100%" height="9"'):
        told(svg(WHOLE, page), "it does not say how large it is (line 1)", hint)
    large = svg("<g/>" * 600_000)
    told(large, "it has 2.4 MB; of SVG at most 2 are read", "save it with fewer points, or as PNG")


def test_a_bomb_does_not_go_off() -> None:
    """Ten uses of ten uses of ... would be billions of shapes, or of nothing at all."""
    for seed in (
        '<rect id="a0" width="1" height="1"/>',
        '<g id="a0"/>',
        '<path id="a0" d="M0 0h1v1zM0 0h1v1zM0 0h1v1z"/>',
    ):
        uses = "".join(
            f'<g id="a{depth}">{f"""<use href="#a{depth - 1}"/>""" * 10}</g>'
            for depth in range(1, 12)
        )
        start = process_time()
        told(svg(seed + uses), "it has too many parts (line 1)")
        assert process_time() - start < 10
    for slow in (
        "<style>" + "/*" * 300_000,
        "<style>" + "a" * 900_000,
        f'<g transform="{" " * 900_000}x"/>',
        f'<rect width="{"1" * 900_000}x"/>',
        f'<path d="{" " * 900_000}"/>',
    ):
        start = process_time()
        with pytest.raises(RefusedFileError):
            see(svg(slow))
        assert process_time() - start < 10


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text("MmLlHhVvCcSsQqTtAaZz0123456789.-+eE, \n", max_size=60))
def test_any_path_is_read_or_told(words: str) -> None:
    try:
        path = read_path(words)
    except ValueError:
        return
    assert all(part[0] in "MLCZ" for part in path)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    st.lists(
        st.sampled_from(
            [
                "<g>", "</g>", "<rect/>", '<rect width="9" height="9"/>', '<use href="#a"/>', '<g id="a">',
                "<style>", "</style>", ".a{fill:red}", '<path d="M0 0a1 1 0 0 1 9 9z" stroke="red"/>', "&amp;",
                "<!--", "-->", '<clipPath id="c">', "</clipPath>", '<g clip-path="url(#c)">', "\0", "<",
            ]
        ),
        max_size=12,
    )
)  # fmt: skip
def test_any_file_is_drawn_or_refused_and_what_is_drawn_stays_the_same(parts: list[str]) -> None:
    try:
        drawing = read_svg(svg("".join(parts)))
    except RefusedFileError:
        return
    written = write_svg(drawing)
    assert write_svg(read_svg(written)) == written


def test_a_drawing_in_small_units_is_large_on_a_card() -> None:
    flag = see(svg('<rect width="3" height="2"/>', 'viewBox="0 0 3 2"')).data
    assert b'width="600" height="400" viewBox="0 0 3 2"' in flag


def test_a_flag_has_edges_and_a_figure_has_none() -> None:
    flag = '<path d="M0 0h40v15H0z" fill="#fff"/><path d="M0 15h40v15H0z" fill="red"/>'
    assert read_svg(svg(flag)).has_edges
    assert not read_svg(svg('<circle cx="20" cy="15" r="20"/>')).has_edges
