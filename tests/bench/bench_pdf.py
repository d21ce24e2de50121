"""How long sheets and keys take, beside the same lines drawn with bare canvas calls.

Run it from the repository's root: `python -m tests.bench.bench_pdf`, or by its path.
"""

import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from time import perf_counter

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

sys.path.insert(0, str(Path(__file__).parents[1]))
from sample_form import look, sample
from target import line
from timing import best_of

from quizgen.quiz.form import Form
from quizgen.typeset import write_key, write_sheet
from quizgen.typeset.footer import Footer
from quizgen.typeset.ink import Box, Circle, Glyphs, Rule
from quizgen.typeset.key import set_key
from quizgen.typeset.measures import measures_of
from quizgen.typeset.pages import Page, fill_pages
from quizgen.typeset.sheet import set_sheet
from quizgen.typeset.tagging import Structure

Ink = Glyphs | Rule | Box | Circle


def pages_of(form: Form, *, is_full: bool = True) -> list[list[list[tuple[Ink, float]]]]:
    """Return the ink of the pages of sheet and key, each with its block's top."""
    measures = measures_of(look())
    footer = Footer(form.footer, form.labels.footer_page, measures)
    sheet = set_sheet(form, measures, Structure().root)
    key = set_key(form, measures, Structure().root, is_full=is_full)
    documents: list[list[Page]] = [
        fill_pages(blocks, measures.top, footer.bottom) for blocks in (sheet, key)
    ]
    return [
        [
            [(ink, y) for block, y in page for ink in block.inks]
            + [(ink, 0.0) for ink in footer.inks(number, len(pages))]
            for number, page in enumerate(pages, start=1)
        ]
        for pages in documents
    ]


def register_fonts(documents: list[list[list[tuple[Ink, float]]]]) -> None:
    """Let bare canvas calls use the fonts of some pages."""
    inks = (ink for pages in documents for page in pages for ink, _ in page)
    for face in {ink.face for ink in inks if isinstance(ink, Glyphs)}:
        data = BytesIO(face.font.face._ttf_data)
        pdfmetrics.registerFont(TTFont(f"bare-{face.name}", data, asciiReadable=False))


def draw_bare(documents: list[list[list[tuple[Ink, float]]]]) -> None:
    """Draw the same lines in the same fonts with nothing but canvas calls."""
    height = measures_of(look()).height
    for pages in documents:
        canvas = Canvas(BytesIO(), invariant=1, initialFontName="bare-SourceSans3-Regular")
        for page in pages:
            for ink, top in page:
                y = height - top - ink.y
                if isinstance(ink, Glyphs):
                    canvas.setFont(f"bare-{ink.face.name}", ink.size)
                    canvas.drawString(ink.x, y, ink.text)
                    continue
                canvas.setLineWidth(ink.stroke)
                if isinstance(ink, Rule):
                    canvas.line(ink.x, y, ink.to_x, height - top - ink.to_y)
                elif isinstance(ink, Box):
                    canvas.rect(ink.x, y - ink.height, ink.width, ink.height)
                else:
                    canvas.circle(ink.x, y, ink.radius)
            canvas.showPage()
        canvas.save()


def write_both(form: Form) -> int:
    return len(write_sheet(form, look())) + len(write_key(form, look()))


def main() -> None:
    rl_config.useA85 = 0
    form = sample()
    start = perf_counter()
    size = write_both(form)
    cold = perf_counter() - start
    documents = pages_of(form)
    register_fonts(documents)
    floor, _ = best_of(lambda: draw_bare(documents), 15)
    warm, _ = best_of(lambda: write_both(form), 15)
    forms = [
        replace(form, version=f"{n}", footer=(*form.footer, str(n)), seed=n) for n in range(30)
    ]
    all_forms, _ = best_of(lambda: [write_both(one) for one in forms], 3)
    many = all_forms / len(forms)
    print(f"first sheet and key       {1000 * cold:6.1f} ms, {size} bytes")
    print(f"bare canvas calls         {1000 * floor:6.1f} ms")
    print(line(f"warm sheet and key: {1000 * warm:.1f} ms", warm / floor, 1.5))
    print(line(f"each of 30 forms: {1000 * many:.1f} ms", many / floor, 1.5))
    print(line("a sheet alone", len(write_sheet(form, look())) / 1024, 80, " KB"))


if __name__ == "__main__":
    main()
