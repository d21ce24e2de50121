"""The texts that a sheet rests on, to be handed out beside it: passages, and its sources."""

from dataclasses import replace

from quizgen.quiz.form import Form
from quizgen.typeset.ink import Block
from quizgen.typeset.lines import as_text
from quizgen.typeset.measures import Measures
from quizgen.typeset.passages import set_passage
from quizgen.typeset.sources import set_sources
from quizgen.typeset.tagging import Element
from quizgen.typeset.title import set_title

FIRST_GAP_MM = 6.0
BETWEEN_MM = 8.0
"""Between two passages."""


def set_booklet(form: Form, m: Measures, root: Element) -> list[Block]:
    """Set the passages of a form as the sheet has them, line by line, then its sources.

    A passage may go on overleaf: here nothing is asked that should stand beside it.
    """
    blocks = [set_title(form, as_text(form.labels.booklet), form.subtitle, m, root, is_key=False)]
    for place, passage in enumerate(form.passages.values()):
        block = set_passage(passage, m, root)
        block.above = (BETWEEN_MM if place else FIRST_GAP_MM) * m.mm
        block.keeps_next = False
        blocks.append(block)
    return [*blocks, *set_sources(form, m, root)]


def without_version(form: Form) -> Form:
    """Return a form that does not say which version it is: its texts are those of all."""
    named = form.labels.footer_form.replace("{form}", form.version) if form.version else ""
    footer = tuple(part for part in form.footer if not named or part != named)
    return replace(form, version="", footer=footer)
