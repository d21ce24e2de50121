"""Questions as the CSV that Brightspace (D2L) imports into its question library.

A question is some rows, each with its keyword in front. The question, its options and what is told
of all of it are HTML, which can say what a spreadsheet would else take for a formula; where only
words can stand, such a question is named. docs/blackboard-brightspace.md says what was proved.
"""

import csv
import io
from collections.abc import Iterator, Sequence

from quizgen.content import Content, Picture, plain
from quizgen.deck.cells import FORMULA, safe_html
from quizgen.errors import Problem, quoted
from quizgen.html_text import as_html, in_paragraphs, text_as_html, words_as_html
from quizgen.output import Export, Output
from quizgen.quiz.alone import (
    asking,
    digits_of,
    lost,
    needs_picture,
    spare_responses,
    told_after,
    told_of,
)
from quizgen.quiz.form import Form, FormSection, NumberedItem
from quizgen.quiz.in_moodle import digits_of_numbers, ident_of, name_of
from quizgen.quiz.item import (
    Choice,
    Cloze,
    Discussion,
    Matching,
    Numeric,
    Ordering,
    ShortAnswer,
    TrueFalse,
    points_of_bands,
)
from quizgen.quiz.passages import Passage

GAP = "_____"
COLUMNS = 5
BOX = ("InputBox", "1", "40")
"""Where an answer of one line is typed, in rows and columns."""
OTHER_FORMAT = "take Moodle XML for it, or leave it out with --what-fits"
NO_FORMULA = "put a word before that sign, or leave it out with --what-fits"

Row = tuple[str, ...]


def write_brightspace(form: Form, name: str) -> Export:
    """Return the questions of a form as a file of that name, an empty row between two."""
    left_out: list[Problem] = []
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    count = 0
    digits = digits_of_numbers(form)
    for section in form.sections:
        for numbered in section.items:
            problem = _why_not(numbered)
            if problem:
                left_out.append(problem)
                continue
            left_out += _spare(numbered)
            count += 1
            for row in (*_question(numbered, section, form, digits), ()):
                writer.writerow([*row, *[""] * (COLUMNS - len(row))])
    if not count and not left_out:
        return Export(())
    content = table.getvalue().encode()
    return Export((Output(name, content, {"questions": count}),), tuple(left_out))


# ------------------------------------------------------------------------------ what is not held


def _why_not(numbered: NumberedItem) -> Problem | None:
    item = numbered.item
    why = ""
    if needs_picture(item):
        why = "has a picture to look at, which lies outside of such a file"
    match item.interaction:
        case Numeric(low=low, high=high) if low != high:
            why = "has a tolerance, and Brightspace imports none"
        case Cloze(answers=answers) if len(answers) > 1:
            why = f"has {len(answers)} gaps, and Brightspace imports one in a question"
        case Matching(premises=premises) if len({it.response for it in premises}) < len(premises):
            why = "matches one answer twice, which Brightspace does not import"
        case _:
            pass
    if why:
        return lost(numbered, why, OTHER_FORMAT)
    for words in _bare_words(numbered):
        if found := FORMULA.search(words):
            why = f"has {quoted(words[found.start(2) :])}, which a spreadsheet takes for a formula"
            return lost(numbered, why, NO_FORMULA)
    return None


def _bare_words(numbered: NumberedItem) -> Iterator[str]:
    """Yield what of an item can be no HTML."""
    match numbered.item.interaction:
        case ShortAnswer() | Cloze() | Numeric() as answered:
            yield from _typed(answered)
        case Matching(premises=premises, responses=responses):
            yield from (_plain(premise.text) for premise in premises)
            yield from (plain(response.text) for response in responses)
        case Choice(options=options):
            yield from (_plain(told_of(option)) for option in options)
        case TrueFalse(correction=correction):
            yield _plain(correction)
        case _:
            pass


def _spare(numbered: NumberedItem) -> Sequence[Problem]:
    match numbered.item.interaction:
        case Matching() as matching:
            if spare := spare_responses(matching):
                named = ", ".join(f"'{words}'" for words in spare)
                why = f"loses {named}, which matches nothing: Brightspace imports pairs alone"
                return [lost(numbered, why, "the last pair can be told by what is left")]
    return ()


# ------------------------------------------------------------------------------------- questions


def _question(
    numbered: NumberedItem, section: FormSection, form: Form, digits: int
) -> Iterator[Row]:
    item = numbered.item
    kind, rows = _answered(numbered)
    yield ("NewQuestion", kind)
    yield ("ID", ident_of(item))
    yield ("Title", name_of(numbered, digits))
    yield ("QuestionText", _asked(numbered, section), "HTML")
    yield ("Points", str(numbered.points))
    yield ("Difficulty", str(item.level))
    yield from rows
    told = in_paragraphs(text_as_html(text) for text in told_after(item, form))
    if told:
        yield ("Feedback", safe_html(told), "HTML")


def _asked(numbered: NumberedItem, section: FormSection) -> str:
    """Return all that is read before answering, passage and all, as HTML that is no formula."""
    item = numbered.item
    asked = as_html(asking(numbered, section), _unseen)
    match item.interaction:
        case Numeric(unit=unit) if unit:
            asked = f"{asked} ({words_as_html(unit)})"
        case Cloze(parts=(first, last)):
            sentence = f"{text_as_html(first)}{GAP}{text_as_html(last)}"
            asked = in_paragraphs((asked, sentence)) if asked else sentence
        case _:
            pass
    if item.passage:
        asked = in_paragraphs((*_passage(item.passage), asked))
    return safe_html(asked)


def _passage(passage: Passage) -> Iterator[str]:
    if passage.title:
        yield f"<b>{text_as_html(passage.title)}</b>"
    lines = [text_as_html(part) for part in passage.paragraphs]
    yield from (["<br>".join(lines)] if passage.is_verse else lines)
    if passage.credit:
        yield f"<i>{text_as_html(passage.credit)}</i>"


def _unseen(picture: Picture) -> str:
    """Return what stands for a picture that an item can do without: what it shows."""
    return words_as_html(picture.alt)


def _html(content: Content) -> str:
    return safe_html(as_html(content, _unseen))


def _plain(content: Content) -> str:
    return " ".join(plain(content).split())


def _answered(numbered: NumberedItem) -> tuple[str, list[Row]]:
    """Return Brightspace's name of the type, and the rows that only this type has."""
    match numbered.item.interaction:
        case Choice(type=kind, options=options):
            is_single = kind == "multiple-choice"
            full = "100" if is_single else "1"
            rows: list[Row] = [] if is_single else [("Scoring", "RightAnswers")]
            for option in options:
                worth = full if option.is_key else "0"
                told = _plain(told_of(option))
                rows.append(("Option", worth, _html(option.content), "HTML", told))
            return ("MC" if is_single else "MS"), rows
        case TrueFalse(is_true=is_true, correction=correction):
            told = _plain(correction)
            return "TF", [
                ("TRUE", "100" if is_true else "0", told),
                ("FALSE", "0" if is_true else "100", told),
            ]
        case Matching(premises=premises, responses=responses):
            texts = {response.id: plain(response.text) for response in responses}
            pairs = [*enumerate(premises, start=1)]
            place = {premise.response: number for number, premise in pairs}
            rows = [("Scoring", "EquallyWeighted")]
            for number, premise in pairs:
                detail = f" ({plain(premise.detail)})" if premise.detail else ""
                rows.append(("Choice", str(number), _plain(premise.text) + detail))
            matched = [each for each in responses if each.id in place]
            rows += [("Match", str(place[each.id]), texts[each.id]) for each in matched]
            return "M", rows
        case Ordering(events=events):
            in_order = sorted(events, key=lambda event: event.rank)
            rows = [("Scoring", "RightMinusWrong")]
            return "O", rows + [("Item", _html(event.text), "HTML") for event in in_order]
        case ShortAnswer() | Cloze() | Numeric() as answered:
            return "SA", [BOX, *(("Answer", "100", words) for words in _typed(answered))]
        case Discussion(bands=bands):
            shares = points_of_bands(len(bands), numbered.points) if bands else ()
            said = [
                f"{low}–{high}: {text_as_html(band.name)}: {text_as_html(band.does)}"
                for band, (low, high) in zip(bands, shares, strict=True)
            ]
            key = safe_html("<br>".join(said))
            return "WR", [("AnswerKey", key, "HTML")] if key else []


def _typed(answered: ShortAnswer | Cloze | Numeric) -> Iterator[str]:
    match answered:
        case Numeric(low=low, accepted=accepted):
            yield from dict.fromkeys((digits_of(low), *accepted))
        case ShortAnswer(answer=answer, accepted=accepted):
            yield from dict.fromkeys((plain(answer), *accepted))
        case Cloze(answers=(answer, *_), accepted=(accepted, *_)):
            yield from dict.fromkeys((plain(answer), *accepted))
        case _:
            pass
