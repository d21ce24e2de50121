"""A form as documents for Word: the sheet, and beside it the key, to be edited and printed.

Form -> paragraphs and tables of named styles (sheet, key, study) -> the parts of a package. The
parts are few and written here: so a file holds no date, no template of somebody else's and nothing
that it does not use. Numbers and letters are typed, as docs/word.md says why.
"""

from dataclasses import replace

from quizgen.errors import ExportError, Problem, RefusedFileError, Where
from quizgen.export.word.key import add_key
from quizgen.export.word.page import Page
from quizgen.export.word.sheet import add_sheet
from quizgen.export.word.study import add_cards, add_facts
from quizgen.look import Look
from quizgen.output import Export, Output
from quizgen.quiz.form import Form
from quizgen.quiz.naming import with_texts_named

KEY_NAME = "answer-key"
AS_TABLE = (
    "In Word, cards stand in a table beside their answers; to be cut out, print the PDF"
    " (--only worksheet)."
)
ONE_TICKET = "In Word a ticket stands once on its page; as PDF (--only worksheet) it stands twice."
NO_FIELDS = "A Word file is edited as it is: --fillable is for PDF (--only worksheet)."
NOT_IN_PLACE = "In Word the key is a table: with the answers filled in there is a PDF (--only key)."


def write_word(form: Form, look: Look, name: str) -> Export:
    """Return a form as a document of that name, and its key as another if it has one.

    Raises ExportError for a picture that cannot be had any more.
    """
    form = with_texts_named(form)
    facts = sum(len(section.facts) for section in form.facts)
    counts = {"questions": form.questions, "points": form.points}
    remarks = []
    page = Page(form, look)
    try:
        if form.cards:
            add_cards(page)
            counts = {"cards": len(form.cards)}
            remarks.append(AS_TABLE)
        elif form.facts:
            add_facts(page)
            counts = {"facts": facts}
        else:
            add_sheet(page)
        files = [Output(name, page.finish(form.title), counts)]
        if form.has_key:
            key = Page(form, replace(look, large_print=False), is_key=True)
            add_key(key)
            title = f"{form.title} – {form.labels.answer_key}"
            files.append(Output(f"{KEY_NAME}{form.suffix}.docx", key.finish(title), counts))
    except RefusedFileError as error:
        told = Problem(Where(name), f"a picture cannot be read any more: {error}", error.hint)
        raise ExportError([told]) from error
    if form.layout.copies > 1 and form.has_key:
        remarks.append(ONE_TICKET)
    if look.fillable:
        remarks.append(NO_FIELDS)
    if look.key == "inline" and form.has_key:
        remarks.append(NOT_IN_PLACE)
    return Export(tuple(files), remarks=tuple(remarks))
