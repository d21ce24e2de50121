"""A form as PDF: the pupil's sheet and the teacher's key.

Form -> blocks of ink (sheet, key; title and items beside them) -> pages -> bytes (document, with
tagging and fonts). Blocks know nothing of pages, pages nothing of what is in a block, and neither
of PDF. Nothing here reads a clock or the disk, but for the fonts that ship with the package.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from quizgen.errors import Problem, TypesettingError
from quizgen.look import Look
from quizgen.output import Made, content_of
from quizgen.quiz.form import Form
from quizgen.quiz.item import Discussion
from quizgen.quiz.naming import with_texts_named
from quizgen.typeset.document import Document
from quizgen.typeset.fonts import BrokenFontError, UnprintableError
from quizgen.typeset.footer import Footer
from quizgen.typeset.ink import Block
from quizgen.typeset.key import set_after_answers, set_key
from quizgen.typeset.lines import tidy
from quizgen.typeset.measures import Measures, measures_of, spaced
from quizgen.typeset.pages import FinishedPage, Page, fill_pages
from quizgen.typeset.running_head import RunningHead
from quizgen.typeset.setting import LAST, Setting, choose_setting
from quizgen.typeset.sheet import set_sheet
from quizgen.typeset.tagging import Element, Structure
from quizgen.values import dataclass

__all__ = ["Printed", "print_booklet", "print_key", "print_sheet", "write_key", "write_sheet"]

SetBlocks = Callable[[Form, Measures, Element, Setting], list[Block]]


@dataclass(frozen=True)
class Printed:
    """A PDF file, and what was to stand in it and has no place there."""

    made: Made
    lacks: tuple[str, ...]
    """The logo, the name of the school: a small ticket and cards to cut out leave them out; what is
    typed, where nothing is asked."""

    @property
    def pdf(self) -> bytes:
        """Return all of its bytes."""
        return content_of(self.made)


def write_sheet(form: Form, look: Look) -> bytes:
    """Return the sheet that pupils get, as PDF.

    Raises TypesettingError with every character that no font has.
    """
    return print_sheet(form, look).pdf


def write_key(form: Form, look: Look) -> bytes:
    """Return the key that the teacher keeps, as PDF; it is never in large print.

    Raises TypesettingError with every character that no font has.
    """
    return print_key(form, look).pdf


def print_sheet(form: Form, look: Look) -> Printed:
    """Return the sheet that pupils get, and what it lacks; raises as `write_sheet` does."""
    measures = measures_of(look, form.layout)
    if look.fillable:
        measures = replace(measures, fields=form.labels)
    return _write(with_texts_named(form), measures, _set_leaves, tidy(form.title))


def print_key(form: Form, look: Look) -> Printed:
    """Return the key that the teacher keeps, and what it lacks; raises as `write_key` does."""
    measures = measures_of(replace(look, large_print=False), form.layout)

    def set_blocks(form: Form, m: Measures, root: Element, _: Setting) -> list[Block]:
        return set_key(form, m, root, is_full=look.key == "full")

    def set_leaves(form: Form, measures: Measures, root: Element) -> list[FinishedPage]:
        if look.key == "inline":
            return _set_key_in_place(form, measures_of(look, form.layout), measures, root)
        return _share_out(set_blocks, form, measures, root, _footer_of_key(form, measures))

    form = with_texts_named(form)
    return _write(form, measures, set_leaves, f"{tidy(form.title)} – {form.labels.answer_key}")


def _set_key_in_place(
    form: Form, measures: Measures, key_measures: Measures, root: Element
) -> list[FinishedPage]:
    """Set the sheet with its answers filled in, as large as it is, and the rest of a key behind.

    The rest goes on the last page of the sheet if all of it fits there.
    """
    leaves = _set_sheet_leaves(form, measures, root, is_key=True)
    pages = [leaf.placed for leaf in leaves]
    footer = _footer_of_key(form, measures)
    rest = set_after_answers(form, key_measures, root)
    if not rest:  # a few questions of the author's own, with nothing to be said of them
        return _finished(pages, footer, root)
    low = max(placed.y + placed.block.height for placed in pages[-1]) + rest[0].above
    further = fill_pages(rest, low, footer.bottom)
    last = further[0][-1]
    if len(further) == 1 and last.y + last.block.height <= footer.bottom:
        pages[-1] = [*pages[-1], *further[0]]
    else:
        pages += fill_pages(rest, measures.top, footer.bottom)
    return _finished(pages, footer, root)


def print_booklet(form: Form, look: Look) -> Printed:
    """Return the texts that a sheet rests on, as PDF; raises as `write_sheet` does."""
    from quizgen.typeset.booklet import set_booklet, without_version

    def set_leaves(form: Form, measures: Measures, root: Element) -> list[FinishedPage]:
        return _share_out(_as_usual(set_booklet), form, measures, root)

    whole = without_version(form)
    title = f"{tidy(form.title)} – {form.labels.booklet}"
    return _write(whole, measures_of(look, form.layout), set_leaves, title)


def _set_leaves(form: Form, measures: Measures, root: Element) -> list[FinishedPage]:
    """Set what a pupil gets: cards, a sheet to study, tickets if they fit, or a sheet.

    Nearly all is a sheet: what sets the others is imported for them alone.
    """
    if form.cards:
        from quizgen.typeset.cards import set_cards

        return set_cards(form, measures, root)
    if form.facts:
        from quizgen.typeset.study import set_study_sheet

        return _share_out(_as_usual(set_study_sheet), form, measures, root)
    tickets: list[FinishedPage] = []
    if form.layout.copies > 1:
        from quizgen.typeset.tickets import set_tickets

        tickets = set_tickets(form, measures, root)
    return tickets or _set_sheet_leaves(form, measures, root)


def _set_sheet_leaves(
    form: Form, measures: Measures, root: Element, *, is_key: bool = False
) -> list[FinishedPage]:
    """Set a sheet; in large print its list of texts may stand wherever it fills a page."""
    head = None
    if measures.theme.names:
        is_exam = form.layout.cover is not None
        head = RunningHead(form.labels, measures, is_exam=is_exam, is_key=is_key)

    def set_blocks(form: Form, m: Measures, root: Element, setting: Setting) -> list[Block]:
        at, has_titles = setting.texts_at, setting.has_titles
        return set_sheet(form, m, root, is_key=is_key, texts_at=at, has_titles=has_titles)

    has_texts = form.lists_texts and (measures.is_large or not form.layout.cover)
    sections = sum(bool(section.items) for section in form.sections)
    places = (0, LAST, *range(1, sections)) if has_texts and measures.is_large else (0,)
    footer = _footer_of_sheet(form, measures)
    return _share_out(
        set_blocks, form, measures, root, footer, head, texts_at=places, has_titles=has_texts
    )


def _as_usual(set_blocks: Callable[[Form, Measures, Element], list[Block]]) -> SetBlocks:
    """Return what sets blocks alike, however their document is set as a whole."""
    return lambda form, m, root, _: set_blocks(form, m, root)


def _footer_of_key(form: Form, measures: Measures) -> Footer:
    """Return the footer of a key, which says so: no page of it is to lie among the sheets."""
    labels = form.labels
    return Footer((labels.answer_key, *form.footer), labels.footer_page, measures)


def _footer_of_sheet(form: Form, measures: Measures) -> Footer:
    """Return the footer of a sheet, with what its layout asks for around the pages."""
    layout, labels = form.layout, form.labels
    return Footer(
        form.footer,
        labels.footer_page,
        measures,
        turn_over=labels.turn_over if layout.turn_over else "",
        outside=labels.outside if layout.frame else None,
    )


def _share_out(
    set_blocks: SetBlocks,
    form: Form,
    measures: Measures,
    root: Element,
    footer: Footer | None = None,
    head: RunningHead | None = None,
    *,
    texts_at: tuple[int, ...] = (0,),
    has_titles: bool = False,
) -> list[FinishedPage]:
    """Share blocks out to pages, as close as suits the whole document.

    `texts_at` says where its texts may stand, `has_titles` that these may be left out. The footer
    is read aloud on the last page.
    """
    footer = footer or Footer(form.footer, form.labels.footer_page, measures)
    top, bottom = measures.top, footer.bottom
    lower = head.height if head else 0.0

    def set_as(setting: Setting) -> list[Block]:
        asked = form if setting.has_words else replace(form, words=())
        return set_blocks(
            asked, spaced(measures, setting.within, setting.lines), root, setting
        )  # what is not drawn, is not

    setting, blocks = choose_setting(
        set_as,
        bottom - top,
        lower=lower,
        has_words=bool(form.words),
        texts_at=texts_at,
        has_titles=has_titles,
        has_discussions=any(isinstance(item.interaction, Discussion) for item in form.items),
        is_alone=not form.version,
    )
    pages = fill_pages(blocks, top, bottom, setting.spacing, lower)
    for page in pages:  # who judges and weighs may use what would stay empty
        block, y = page[-1]
        block.stretch(bottom - y - block.height)
    return _finished(pages, footer, root, head)


def _finished(
    pages: Sequence[Page], footer: Footer, root: Element, head: RunningHead | None = None
) -> list[FinishedPage]:
    return [
        FinishedPage(
            page,
            footer.inks(number, len(pages), root.add("P") if page is pages[-1] else None),
            head.inks() if head and number > 1 else (),
        )
        for number, page in enumerate(pages, 1)
    ]


def _write(
    form: Form,
    measures: Measures,
    set_leaves: Callable[[Form, Measures, Element], list[FinishedPage]],
    title: str,
) -> Printed:
    structure = Structure()
    document = Document(structure, measures.width, measures.height, form.language)
    try:
        leaves = set_leaves(form, measures, structure.root)
    except UnprintableError as error:
        from quizgen.typeset.unprintable import find_unprintable

        signs = find_unprintable(form, measures, error)
        raise TypesettingError(signs, signs) from None
    except BrokenFontError as error:
        message = f"the font {error.name!r} cannot be used: {error.why}"
        hint = "put the file that ships into quizgen/fonts, or name another font"
        raise TypesettingError([Problem(measures.theme.where, message, hint)]) from None
    for leaf in leaves:
        document.start_page()
        document.draw_head(leaf.head)
        for block, y in leaf.placed:
            for ink in block.inks:
                document.draw(ink, y)
        document.draw_footer(leaf.footer)
        document.end_page()
    lacks = []
    if measures.logo and not document.has_logo:
        lacks.append("the logo")
    if tidy(form.school) and form.cards:
        lacks.append("the school's name")
    if measures.fields and not document.has_fields:
        lacks.append("answers to type")
    return Printed(document.finish(title, tidy(form.school), form.as_of), tuple(lacks))
