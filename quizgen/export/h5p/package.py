"""An H5P package: what is shown, as JSON, and which libraries of the site show it.

The libraries are other people's programs and lie on the site that plays the file. A site accepts
only the very versions that it has, so the ones here are those that most have: docs/h5p.md says what
to install. Nothing asks the clock.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import BinaryIO
from uuid import UUID, uuid5

from quizgen.archive import ArchiveWriter
from quizgen.content import Content, Paragraph, Picture, blocks_of
from quizgen.errors import ExportError, Problem, RefusedFileError, Where
from quizgen.html_text import text_as_html, words_as_html
from quizgen.quiz.alone import as_lines
from quizgen.read.raster import paint_svg
from quizgen.values import dataclass

_NAMES = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
"""That of addresses, as RFC 9562 has it."""
PAINTED = 900
"""So many pixels across a drawing is painted, since many sites let no SVG in."""

VERSIONS: Mapping[str, tuple[int, int]] = {
    "H5P.Blanks": (1, 14),
    "H5P.Dialogcards": (1, 9),
    "H5P.DragText": (1, 10),
    "H5P.Essay": (1, 5),
    "H5P.Image": (1, 1),
    "H5P.MultiChoice": (1, 16),
    "H5P.QuestionSet": (1, 20),
    "H5P.TrueFalse": (1, 8),
    "FontAwesome": (4, 5),
    "H5P.Audio": (1, 5),
    "H5P.FontIcons": (1, 0),
    "H5P.JoubelUI": (1, 3),
    "H5P.Question": (1, 5),
    "H5P.TextUtilities": (1, 3),
    "H5P.Transition": (1, 0),
    "H5P.Video": (1, 6),
    "jQuery.ui": (1, 10),
}
_QUESTION = ("H5P.Question", "H5P.JoubelUI")
_NEEDS: Mapping[str, tuple[str, ...]] = {
    "H5P.Blanks": ("FontAwesome", *_QUESTION, "H5P.TextUtilities"),
    "H5P.Dialogcards": ("FontAwesome", "H5P.JoubelUI", "H5P.Audio"),
    "H5P.DragText": ("FontAwesome", *_QUESTION, "jQuery.ui"),
    "H5P.Essay": (*_QUESTION, "H5P.TextUtilities"),
    "H5P.MultiChoice": ("FontAwesome", *_QUESTION),
    "H5P.QuestionSet": ("FontAwesome", "H5P.JoubelUI", "H5P.Video"),
    "H5P.TrueFalse": ("FontAwesome", *_QUESTION, "H5P.FontIcons"),
    "H5P.Audio": ("FontAwesome",),
    "H5P.JoubelUI": ("FontAwesome", "H5P.Transition", "H5P.FontIcons"),
    "H5P.Question": ("FontAwesome", "H5P.JoubelUI"),
}
"""What each library loads, by its own account."""

Params = Mapping[str, object]


def library(name: str) -> str:
    """Return a library as a content names it.

    >>> library("H5P.Blanks")
    'H5P.Blanks 1.14'
    """
    major, minor = VERSIONS[name]
    return f"{name} {major}.{minor}"


def all_needed(names: Iterable[str]) -> tuple[str, ...]:
    """Return libraries with all that they load, by name.

    >>> all_needed(["H5P.Image"])
    ('H5P.Image',)
    """
    found: set[str] = set()
    open_ = [*names]
    while open_:
        name = open_.pop()
        if name not in found:
            found.add(name)
            open_ += _NEEDS.get(name, ())
    return tuple(sorted(found))


def ident(*parts: str) -> str:
    """Return an id that depends on the parts alone, as the ids of contents look."""
    return str(uuid5(_NAMES, "\0".join(parts)))


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A picture in a package."""

    file: str
    """Its path below the content."""
    mime: str
    width: int
    height: int
    alt: str
    content: bytes

    @property
    def params(self) -> Params:
        """What a content says of its file."""
        return {
            "path": self.file,
            "mime": self.mime,
            "copyright": {"license": "U"},
            "width": self.width,
            "height": self.height,
        }


def shown(picture: Picture) -> Shown:
    """Return a picture of a bank for a package; raises ExportError if it cannot be had any more."""
    assert picture.fetch is not None
    content, kind = picture.fetch(), picture.kind
    width, height = picture.width, picture.height
    if kind == "svg":
        try:
            content, kind = paint_svg(content, PAINTED), "png"
        except RefusedFileError as error:
            told = f"the picture '{picture.name}' cannot be read any more: {error.message}"
            raise ExportError([Problem(Where(picture.file_name), told, error.hint)]) from error
        width, height = PAINTED, max(round(PAINTED * height / width), 1)
    suffix = "jpg" if kind == "jpeg" else kind
    return Shown(
        file=f"images/quizgen-{picture.digest[:24]}.{suffix}",
        mime=f"image/{kind}",
        width=width,
        height=height,
        alt=picture.alt,
        content=content,
    )


def write_package(
    title: str,
    language: str,
    main: str,
    content: Params,
    used: Iterable[str],
    pictures: Sequence[Shown],
) -> bytes:
    """Return a package whose content the main library shows."""
    stream = BytesIO()
    pack(stream, title, language, main, content, used, pictures)
    return stream.getvalue()


def pack(
    stream: BinaryIO,
    title: str,
    language: str,
    main: str,
    content: Params,
    used: Iterable[str],
    pictures: Sequence[Shown],
) -> None:
    """Write a package, its pictures one by one."""
    needed = all_needed((main, *used))
    about = {
        "title": title,
        "language": language.partition("-")[0],
        "mainLibrary": main,
        "embedTypes": ["iframe"],
        "license": "U",
        "defaultLanguage": language.partition("-")[0],
        "preloadedDependencies": [
            {
                "machineName": name,
                "majorVersion": VERSIONS[name][0],
                "minorVersion": VERSIONS[name][1],
            }
            for name in needed
        ],
    }
    with ArchiveWriter(stream) as archive:
        archive.add("h5p.json", json.dumps(about, ensure_ascii=False))
        archive.add("content/content.json", json.dumps(content, ensure_ascii=False))
        for each in sorted({each.file: each for each in pictures}.values(), key=lambda it: it.file):
            archive.add(f"content/{each.file}", each.content, is_packed=True)


def paragraphs(content: Content) -> str:
    """Return a content in the few tags that every content type lets through; no pictures.

    What is a table or a list elsewhere is a paragraph a line.
    """
    html = ""
    for block in blocks_of(content):
        match block:
            case Paragraph(runs=runs):
                html += f"<p>{text_as_html(runs)}</p>\n"
            case Picture():
                pass
            case _:
                html += "".join(f"<p>{words_as_html(line)}</p>\n" for line in as_lines((block,)))
    return html
