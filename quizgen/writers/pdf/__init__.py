"""A form as PDF: the pupil's sheet and the teacher's key.

Form -> blocks of ink (sheet, key; title and items beside them) -> pages -> bytes (document, with
tagging and fonts). Blocks know nothing of pages, pages nothing of what is in a block, and neither
of PDF. Nothing here reads a clock or the disk, but for the fonts that ship with the package.
"""

from collections.abc import Callable

from quizgen.errors import TypesettingError
from quizgen.model import Form, Look
from quizgen.writers.pdf.document import Document
from quizgen.writers.pdf.fonts import UnprintableError
from quizgen.writers.pdf.footer import Footer
from quizgen.writers.pdf.ink import Block
from quizgen.writers.pdf.key import set_key
from quizgen.writers.pdf.measures import Measures, measures_of
from quizgen.writers.pdf.pages import lay_out
from quizgen.writers.pdf.setting import tidy
from quizgen.writers.pdf.sheet import set_sheet
from quizgen.writers.pdf.tagging import Element, Structure
from quizgen.writers.pdf.unprintable import find_unprintable

__all__ = ["write_key", "write_sheet"]


def write_sheet(form: Form, look: Look) -> bytes:
    """Return the sheet that pupils get, as PDF.

    Raises TypesettingError with every character that no font has.
    """
    return _write(form, look, set_sheet, tidy(form.title))


def write_key(form: Form, look: Look) -> bytes:
    """Return the key that the teacher keeps, as PDF.

    Raises TypesettingError with every character that no font has.
    """

    def set_blocks(form: Form, measures: Measures, root: Element) -> list[Block]:
        return set_key(form, measures, root, is_full=look.key == "full")

    return _write(form, look, set_blocks, f"{tidy(form.title)} – {form.labels.answer_key}")


def _write(
    form: Form,
    look: Look,
    set_blocks: Callable[[Form, Measures, Element], list[Block]],
    title: str,
) -> bytes:
    measures = measures_of(look)
    structure = Structure()
    document = Document(structure, measures.width, measures.height, form.language)
    try:
        footer = Footer(form, measures)
        pages = lay_out(set_blocks(form, measures, structure.root), measures.top, footer.bottom)
    except UnprintableError as error:
        raise TypesettingError(find_unprintable(form, measures, error)) from None
    for number, page in enumerate(pages, start=1):
        document.start_page()
        for block, y in page:
            for ink in block.inks:
                document.draw(ink, y)
        is_last = number == len(pages)
        spoken = structure.root.add("P") if is_last else None
        document.draw_footer(footer.inks(number, len(pages), spoken))
        document.end_page()
    return document.finish(title, tidy(form.school), form.as_of)
