"""Draw the pages of a build as pictures, to be looked at: `python tests/looks/pages.py FOLDER`."""

import sys
from pathlib import Path

import pypdfium2

from quizgen.build import build
from quizgen.look import Look
from quizgen.quiz.worksheet import Blueprint
from quizgen.read import read_theme, read_worksheet
from quizgen.store.project import find_named, find_texts

DOTS_PER_INCH = 120


NAMES = ("timeline", "numbers", "test", "who-said-it", "exit-ticket", "study-sheet", "flashcards")
"""Worksheets of which the first page is drawn."""


def draw_pages(folder: Path, topic: str = "escalation") -> None:
    """Write each page of a topic's worksheet and key as a PNG file."""
    worksheet, theme = find_named("worksheets", "standard"), find_named("themes", "plain")
    made = build(
        find_texts(topic),
        Blueprint(worksheet=read_worksheet(worksheet.text, worksheet.path), forms=2),
        Look(theme=read_theme(theme.text, theme.path)),
        parts=("worksheet", "key"),
    )
    for _, export in made.exports:
        for file in export.files:
            for number, page in enumerate(pypdfium2.PdfDocument(file.content), 1):
                _draw(page, folder / f"{file.name.removesuffix('.pdf')}-{number}.png")


def draw_first_pages(folder: Path, topic: str = "escalation") -> None:
    """Write the first page of each of the other worksheets as a PNG file."""
    theme = find_named("themes", "plain")
    for name in NAMES:
        worksheet = find_named("worksheets", name)
        made = build(
            find_texts(topic),
            Blueprint(worksheet=read_worksheet(worksheet.text, worksheet.path)),
            Look(theme=read_theme(theme.text, theme.path)),
            parts=("worksheet",),
        )
        ((_, export),) = made.exports
        _draw(pypdfium2.PdfDocument(export.files[0].content)[0], folder / f"{name}.png")


def _draw(page: pypdfium2.PdfPage, path: Path) -> None:
    picture = page.render(scale=DOTS_PER_INCH / 72).to_pil().convert("L").quantize(16)
    picture.save(path, optimize=True)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    draw_pages(target)
    draw_first_pages(target)
