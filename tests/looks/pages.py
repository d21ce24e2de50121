"""Draw the pages of a build as pictures, to be looked at: `python tests/looks/pages.py FOLDER`."""

import sys
from pathlib import Path

import pypdfium2

from quizgen.build import build
from quizgen.cli.files import find_named, find_texts
from quizgen.model import Blueprint, Look
from quizgen.read import read_theme, read_worksheet

DOTS_PER_INCH = 120


def draw_pages(folder: Path, topic: str = "escalation") -> None:
    """Write each page of a topic's worksheet and key as a PNG file."""
    worksheet, theme = find_named("worksheets", "standard"), find_named("themes", "plain")
    made = build(
        find_texts(topic),
        Blueprint(worksheet=read_worksheet(worksheet.text, worksheet.path), forms=2),
        Look(theme=read_theme(theme.text, theme.path)),
        parts=("worksheet", "key"),
    )
    for output in made.outputs:
        for number, page in enumerate(pypdfium2.PdfDocument(output.content), 1):
            picture = page.render(scale=DOTS_PER_INCH / 72).to_pil().convert("L").quantize(16)
            picture.save(folder / f"{output.name.removesuffix('.pdf')}-{number}.png", optimize=True)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    draw_pages(target)
