"""The table of outputs: what `quizgen build` can make, one row each.

A new output is a writer in quizgen/export, a row here and its paragraph in docs/formats.md; the
command line, its help and completion, and the library read the table. A row's function imports its
writer only when it is called, so that nobody waits for a format that is not asked for. A writer
that can hold whatever it is given returns bytes; one that cannot returns an Export that names the
rest.
"""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from quizgen.content import pictures_of
from quizgen.errors import guess
from quizgen.output import Export, Output
from quizgen.values import dataclass

if TYPE_CHECKING:  # the table itself is read by `build --help` and by the shell's completion
    from collections.abc import Iterator, Mapping
    from typing import BinaryIO

    from quizgen.deck.deck import Deck
    from quizgen.look import Look
    from quizgen.quiz.form import Form
    from quizgen.typeset import Printed


@dataclass(frozen=True)
class EachForm:
    """A format that takes one version at a time: a thousand need no more memory than one."""

    write: "Callable[[Form, Look, str], Export]"
    """Given the form, how it is to look, and the name of its file."""
    is_exported: bool = False
    """Whether it is for another program too, in which it is edited."""


@dataclass(frozen=True)
class AllForms:
    """A format that takes all versions at once."""

    write: "Callable[[Sequence[Form], Look, str], Export]"
    is_printed: bool = False
    """Whether it is on paper, with the logo."""


@dataclass(frozen=True)
class OtherProgram:
    """A format of another program: it takes questions, one version at a time, and nothing of looks.

    Whether they are those of a sheet or all that a topic has, it need not know: both are a form.
    """

    write: "Callable[[Form, str], Export]"
    """Given the form and the name of its file. What the program cannot hold is named in the export:
    items that are left out, and parts of items."""


@dataclass(frozen=True)
class WholeDeck:
    """A format that takes the deck."""

    write: "Callable[[Deck, str], Export]"
    brings_editions: bool = False
    """Whether learners who import a later edition get its corrections; then its maker is told what
    is not published yet."""


@dataclass(frozen=True, kw_only=True)
class Format:
    """An output that can be asked for."""

    name: str
    """As `--only` and `parts` take it."""
    summary: str
    """What it is, for help and documentation."""
    file: str
    """What its file is called: `{topic}` is the bank's, `{version}` is "-A" or nothing. A writer of
    several files makes their names of this one."""
    takes: EachForm | AllForms | OtherProgram | WholeDeck
    next: str = ""
    """What to do with the file, as an order; empty for what only programs read."""
    is_usual: bool = False
    """Whether it is made if nothing else is asked for."""

    def file_name(self, topic: str, version: str = "") -> str:
        """Return what the file of a topic, and of a version, is called."""
        return self.file.format(topic=topic, version=version)


def pick_formats(names: Sequence[str] | None, formats: Sequence[Format]) -> tuple[Format, ...]:
    """Return the formats of such names in the order of the table; without names the usual ones.

    Raises ValueError for a name that no format has: it is a program's mistake, since the command
    line offers none but these.
    """
    known = [each.name for each in formats]
    for name in names or ():
        if name not in known:
            hint = f"{guess(name, known)}there are: {', '.join(known)}"
            raise ValueError(f"there is no format {name!r}; {hint}")
    return tuple(
        each for each in formats if (each.is_usual if names is None else each.name in names)
    )


def _worksheet(form: "Form", look: "Look", name: str) -> Export:
    from quizgen.typeset import print_sheet

    return _pages(print_sheet(form, look), form, name)


def _key(form: "Form", look: "Look", name: str) -> Export:
    from quizgen.typeset import print_key

    if not form.has_key:
        return Export(())
    return _pages(print_key(form, look), form, name)


def _pages(printed: "Printed", form: "Form", name: str) -> Export:
    from quizgen.quiz.alone import order_remarks

    remarks = [f"{name} has no place for {what}." for what in printed.lacks]
    remarks += order_remarks(form)
    return Export((Output(name, printed.made, _counts_in(form)),), remarks=tuple(remarks))


def _docx(form: "Form", look: "Look", name: str) -> Export:
    from quizgen.export.word import write_word

    return write_word(form, look, name)


def _booklet(forms: "Sequence[Form]", look: "Look", name: str) -> Export:
    """Return the texts of all versions, which have the same, in the order of the first."""
    from quizgen.typeset import print_booklet

    form = forms[0]
    if not form.passages and not form.sources:
        return Export((), remarks=("There is no booklet: the questions rest on no text.",))
    printed = print_booklet(form, look)
    counts = {"passages": len(form.passages), "sources": len(form.sources)}
    return Export((Output(name, printed.made, counts),))


def _deck(deck: "Deck", name: str) -> Export:
    from quizgen.export.apkg import pack_deck, write_deck

    cards = sum(len(note.cards) + len(note.gone) for note in deck.notes)
    counts = {"notes": len(deck.notes), "cards": cards}
    made = partial(pack_deck, deck) if deck.pictures else write_deck(deck)
    return Export((Output(name, made, counts),))


def _json(forms: "Sequence[Form]", look: "Look", name: str) -> Export:
    from quizgen.export.form_json import write_forms

    file = Output(name, write_forms(forms), {"forms": len(forms)})
    return Export((file, *_pictures_in(forms)))


def _pictures_in(forms: "Sequence[Form]") -> "Iterator[Output]":
    """Yield each picture of some forms as a file of its own."""
    from quizgen.quiz.walk import texts_by_role

    parts = (part for form in forms for item in form.items for part in texts_by_role(item))
    told = (fact.text for form in forms for section in form.facts for fact in section.facts)
    contents = chain((part.content for part in parts), told)
    found = {each.digest: each for each in pictures_of(contents)}
    for each in found.values():
        if each.fetch is not None:
            yield Output(each.file_name, partial(_write_bytes, each.fetch), {"pictures": 1})


def _write_bytes(fetch: "Callable[[], bytes]", stream: "BinaryIO") -> None:
    stream.write(fetch())


def _csv(deck: "Deck", name: str) -> Export:
    from quizgen.export.anki_text import write_cards

    return write_cards(deck, name)


def _quizlet(deck: "Deck", name: str) -> Export:
    from quizgen.export.quizlet import write_terms

    return write_terms(deck, name)


def _web(form: "Form", name: str) -> Export:
    from quizgen.export.web import write_quiz

    return write_quiz(form, name)


def _scorm(form: "Form", name: str) -> Export:
    from quizgen.export.web import write_scorm

    return write_scorm(form, name)


def _moodle(form: "Form", name: str) -> Export:
    from quizgen.export.moodle import write_moodle

    return write_moodle(form, name)


def _gift(form: "Form", name: str) -> Export:
    from quizgen.export.gift import write_gift

    return write_gift(form, name)


def _canvas(form: "Form", name: str) -> Export:
    from quizgen.export.qti12 import write_canvas

    return write_canvas(form, name)


def _canvas_new(form: "Form", name: str) -> Export:
    from quizgen.export.qti12 import write_canvas

    return write_canvas(form, name, is_new=True)


def _cartridge(form: "Form", name: str) -> Export:
    from quizgen.export.qti12 import write_cartridge

    return write_cartridge(form, name)


def _h5p(form: "Form", name: str) -> Export:
    from quizgen.export.h5p import write_question_set

    return write_question_set(form, name)


def _h5p_cards(deck: "Deck", name: str) -> Export:
    from quizgen.export.h5p import write_dialog_cards

    return write_dialog_cards(deck, name)


def _mochi(deck: "Deck", name: str) -> Export:
    from quizgen.export.markdown_cards import write_mochi

    return write_mochi(deck, name)


def _remnote(deck: "Deck", name: str) -> Export:
    from quizgen.export.markdown_cards import write_remnote

    return write_remnote(deck, name)


def _aiken(form: "Form", name: str) -> Export:
    from quizgen.export.aiken import write_aiken

    return write_aiken(form, name)


def _game(program: str, form: "Form", name: str) -> Export:
    from quizgen.export.game_sheets import write_game_sheets
    from quizgen.quiz.in_games import PROGRAMS

    return write_game_sheets(next(each for each in PROGRAMS if each.name == program), form, name)


def _blackboard(form: "Form", name: str) -> Export:
    from quizgen.export.blackboard import write_blackboard

    return write_blackboard(form, name)


def _brightspace(form: "Form", name: str) -> Export:
    from quizgen.export.brightspace import write_brightspace

    return write_brightspace(form, name)


def _qti21(form: "Form", name: str) -> Export:
    from quizgen.export.qti21 import write_qti21

    return write_qti21(form, name)


def _google_forms(form: "Form", name: str) -> Export:
    from quizgen.export.google_forms import write_google_forms

    return write_google_forms(form, name)


def _markdown(form: "Form", name: str) -> Export:
    from quizgen.export.markdown_sheet import write_markdown

    return write_markdown(form, name)


def _counts_in(form: "Form") -> "Mapping[str, int]":
    if form.has_key:
        return {"questions": form.questions, "points": form.points}
    facts = sum(len(section.facts) for section in form.facts)
    return {"cards": len(form.cards)} if form.cards else {"facts": facts}


FORMATS = (
    Format(
        name="worksheet",
        summary="the sheet that pupils get, as PDF",
        file="worksheet{version}.pdf",
        takes=EachForm(_worksheet),
        next="print the worksheet",
        is_usual=True,
    ),
    Format(
        name="key",
        summary="the answer key of the worksheet, as PDF",
        file="answer-key{version}.pdf",
        takes=EachForm(_key),
        next="keep the key",
        is_usual=True,
    ),
    Format(
        name="docx",
        summary="the sheet and its key for Word, to be edited",
        file="worksheet{version}.docx",
        takes=EachForm(_docx, is_exported=True),
        next="open the .docx files in Word",
    ),
    Format(
        name="booklet",
        summary="the texts that the questions rest on, as PDF",
        file="booklet.pdf",
        takes=AllForms(_booklet, is_printed=True),
        next="print the booklet",
    ),
    Format(
        name="deck",
        summary="flashcards as a package for Anki, which later editions correct",
        file="{topic}.apkg",
        takes=WholeDeck(_deck, brings_editions=True),
        next="open the .apkg file in Anki",
        is_usual=True,
    ),
    Format(
        name="json",
        summary="all that stands on worksheets and keys, for programs",
        file="{topic}.json",
        takes=AllForms(_json),
    ),
    Format(
        name="csv",
        summary="the cards as a table, for spreadsheets and Anki's text import",
        file="{topic}.csv",
        takes=WholeDeck(_csv),
        next="import the .csv file into Anki or open it as a table",
    ),
    Format(
        name="quizlet",
        summary="terms and definitions, for Quizlet's import",
        file="{topic}-quizlet.txt",
        takes=WholeDeck(_quizlet),
        next="paste the words of the .txt file into Quizlet's import",
    ),
    Format(
        name="mochi",
        summary="the cards as a table, for Mochi's import",
        file="{topic}-mochi.csv",
        takes=WholeDeck(_mochi),
        next="import the table into Mochi",
    ),
    Format(
        name="remnote",
        summary="questions and answers, for RemNote",
        file="{topic}-remnote.txt",
        takes=WholeDeck(_remnote),
        next="paste the lines into a document of RemNote",
    ),
    Format(
        name="web",
        summary="the questions as a quiz for phones and browsers, in one HTML file",
        file="{topic}-quiz{version}.html",
        takes=OtherProgram(_web),
        next="open the .html file, or send it to your pupils",
    ),
    Format(
        name="scorm",
        summary="the same quiz as a SCORM 1.2 package, for any learning platform",
        file="{topic}-scorm{version}.zip",
        takes=OtherProgram(_scorm),
        next="add the .zip file to your course as a SCORM package",
    ),
    Format(
        name="moodle",
        summary="the questions as Moodle XML, for the question bank of a course",
        file="{topic}-moodle{version}.xml",
        takes=OtherProgram(_moodle),
        next="import the .xml file into the question bank of a Moodle course",
    ),
    Format(
        name="gift",
        summary="the questions as GIFT, plain text that Moodle and small tools read",
        file="{topic}-gift{version}.txt",
        takes=OtherProgram(_gift),
        next="import the .txt file as GIFT",
    ),
    Format(
        name="aiken",
        summary="choices of one in Aiken's plain text, which nearly every program reads",
        file="{topic}-aiken{version}.txt",
        takes=OtherProgram(_aiken),
        next="import the .txt file in Aiken format",
    ),
    Format(
        name="canvas",
        summary="the questions as a quiz for Canvas, Classic or New Quizzes (QTI 1.2)",
        file="{topic}-canvas{version}.zip",
        takes=OtherProgram(_canvas),
        next="import the .zip file into a Canvas course as a QTI file",
    ),
    Format(
        name="canvas-new",
        summary="the same for New Quizzes alone, which keep what is to be put in order",
        file="{topic}-canvas-new{version}.zip",
        takes=OtherProgram(_canvas_new),
        next="import the .zip file into New Quizzes of a Canvas course as a QTI file",
    ),
    Format(
        name="cartridge",
        summary="the questions as a quiz in a Common Cartridge, for many platforms",
        file="{topic}{version}.imscc",
        takes=OtherProgram(_cartridge),
        next="import the .imscc file into a course as a Common Cartridge",
    ),
    Format(
        name="qti21",
        summary="the questions as a QTI 2.1 package, for TAO, OpenOlat, ONYX and others",
        file="{topic}-qti21{version}.zip",
        takes=OtherProgram(_qti21),
        next="import the .zip file as a QTI 2.1 package",
    ),
    Format(
        name="kahoot",
        summary="a sheet of questions for Kahoot",
        file="{topic}-kahoot{version}.xlsx",
        takes=OtherProgram(partial(_game, "kahoot")),
        next="import the .xlsx file into a new kahoot",
    ),
    Format(
        name="blooket",
        summary="a sheet of questions for Blooket",
        file="{topic}-blooket{version}.csv",
        takes=OtherProgram(partial(_game, "blooket")),
        next="import the .csv file into a new set of Blooket",
    ),
    Format(
        name="gimkit",
        summary="a sheet of questions for Gimkit",
        file="{topic}-gimkit{version}.csv",
        takes=OtherProgram(partial(_game, "gimkit")),
        next="import the .csv file into a new kit of Gimkit",
    ),
    Format(
        name="wayground",
        summary="a sheet of questions for Wayground (Quizizz)",
        file="{topic}-wayground{version}.xlsx",
        takes=OtherProgram(partial(_game, "wayground")),
        next="import the .xlsx file into a new quiz of Wayground",
    ),
    Format(
        name="socrative",
        summary="a sheet of questions for Socrative",
        file="{topic}-socrative{version}.xlsx",
        takes=OtherProgram(partial(_game, "socrative")),
        next="import the .xlsx file into the library of Socrative",
    ),
    Format(
        name="wordwall",
        summary="choices of one as lines, for Wordwall's import",
        file="{topic}-wordwall{version}.txt",
        takes=OtherProgram(partial(_game, "wordwall")),
        next="paste the lines of the .txt file into a quiz of Wordwall",
    ),
    Format(
        name="blackboard",
        summary="the questions as rows for Blackboard's upload",
        file="{topic}-blackboard{version}.txt",
        takes=OtherProgram(_blackboard),
        next="upload the .txt file into a test or pool of Blackboard",
    ),
    Format(
        name="brightspace",
        summary="the questions as CSV for the question library of Brightspace (D2L)",
        file="{topic}-brightspace{version}.csv",
        takes=OtherProgram(_brightspace),
        next="import the .csv file into the question library of Brightspace",
    ),
    Format(
        name="h5p",
        summary="the questions as an H5P question set, for Moodle, WordPress, Drupal or Lumi",
        file="{topic}{version}.h5p",
        takes=OtherProgram(_h5p),
        next="upload the .h5p file as an H5P content",
    ),
    Format(
        name="h5p-cards",
        summary="the cards as H5P dialog cards",
        file="{topic}-cards.h5p",
        takes=WholeDeck(_h5p_cards),
        next="upload the .h5p file of cards as an H5P content",
    ),
    Format(
        name="google-forms",
        summary="a script that makes a quiz of Google Forms",
        file="{topic}-google-forms{version}.txt",
        takes=OtherProgram(_google_forms),
        next="paste the script of the .txt file at script.google.com and run it",
    ),
    Format(
        name="markdown",
        summary="sheet and key in one Markdown file, to be read, mailed and kept",
        file="{topic}-sheet{version}.md",
        takes=OtherProgram(_markdown),
        next="read the .md file in whatever shows Markdown",
    ),
)
