r"""Questions as a script that makes a quiz of Google Forms, pasted at script.google.com and run.

Forms imports no file, and a script needs no registered program. Which methods there are is written
in Google's types for scripts, which this one was held against; docs/google-forms.md says what is
lost. Words of a bank stand in the script as strings of JSON, in which nothing ends a string, a line
or a script.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from quizgen.content import Content, plain
from quizgen.errors import Problem
from quizgen.output import Export, Output
from quizgen.quiz.alone import as_lines, asking, lost, needs_picture, told_after, told_of
from quizgen.quiz.form import Form, FormSection, NumberedItem
from quizgen.quiz.item import (
    Choice,
    Cloze,
    Discussion,
    Item,
    Matching,
    Numeric,
    Ordering,
    ShortAnswer,
    TrueFalse,
)
from quizgen.quiz.passages import Passage

GAP = "_____"
OTHER_FORMAT = "take Moodle XML for it, or leave it out with --what-fits"
_ESCAPED = re.compile(
    "[<\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]"
)
"""What a script would better not hold as it is: the ends of lines that JSON does not count, what is
not seen, and the sign that could begin the end of a script."""

_SCRIPT = r"""// A quiz for Google Forms.
// 1. Open https://script.google.com, begin a new project, and put all of this in the place of what
//    is there.
// 2. Press Run, and allow the script to make a form of yours.
// 3. The form lies in your Google Drive; the log below the script has its address.

function makeQuiz() {
  const form = FormApp.create(QUIZ.title);
  form.setIsQuiz(true);
  if (QUIZ.description) form.setDescription(QUIZ.description);
  for (const each of QUIZ.items) add(form, each);
  Logger.log(form.getEditUrl());
}

function add(form, each) {
  if (each.kind === "heading") {
    const heading = form.addSectionHeaderItem().setTitle(each.title);
    if (each.help) heading.setHelpText(each.help);
  } else if (each.kind === "one") {
    keyed(form.addMultipleChoiceItem(), each);
  } else if (each.kind === "several") {
    keyed(form.addCheckboxItem(), each);
  } else if (each.kind === "list") {
    keyed(form.addListItem(), each);
  } else if (each.kind === "words") {
    typed(form.addTextItem(), each);
  } else {
    typed(form.addParagraphTextItem(), each);
  }
}

function keyed(item, each) {
  item.setTitle(each.title).setPoints(each.points);
  item.setChoices(each.options.map((option) => item.createChoice(option.text, option.right)));
  if (each.right) item.setFeedbackForCorrect(told(each.right));
  if (each.wrong) item.setFeedbackForIncorrect(told(each.wrong));
}

function typed(item, each) {
  item.setTitle(each.title).setPoints(each.points);
  if (each.right) item.setGeneralFeedback(told(each.right));
}

function told(words) {
  return FormApp.createFeedback().setText(words).build();
}

const QUIZ = """

Entry = Mapping[str, object]
"""An item of the form, as the script reads it."""


def write_google_forms(form: Form, name: str) -> Export:
    """Return a script that makes a form of the questions, as a file of that name."""
    left_out: list[Problem] = []
    entries: list[Entry] = []
    count = by_hand = 0
    shown: Passage | None = None
    for section in form.sections:
        kept: list[Entry] = []
        for numbered in section.items:
            if why := _why_not(numbered.item):
                left_out.append(lost(numbered, why, OTHER_FORMAT))
                continue
            passage = numbered.item.passage
            if passage and passage != shown:
                kept.append(_passage(passage))
            shown = passage
            kept += _entries(numbered, section, form)
            count += 1
            by_hand += isinstance(numbered.item.interaction, ShortAnswer | Numeric | Cloze)
        if kept and len(form.sections) > 1:
            entries.append(_heading(section.title, ""))
        entries += kept
    if not count and not left_out:
        return Export(())
    quiz = {"title": form.title, "description": form.subtitle, "items": entries}
    content = (_SCRIPT + _as_script(quiz)).encode()
    return Export((Output(name, content, {"questions": count}),), tuple(left_out), _told(by_hand))


def _told(by_hand: int) -> tuple[str, ...]:
    if not by_hand:
        return ()
    ask = (
        "1 question has a typed answer"
        if by_hand == 1
        else f"{by_hand} questions have typed answers"
    )
    return (
        f"{ask}, for which no script can set a key: the answer stands in the feedback, for you.",
    )


def _as_script(quiz: Entry) -> str:
    r"""Return a value as JSON, an entry a line, without what a script would better not hold.

    >>> _as_script({"items": [{"title": "</script>\u2028"}]})
    '{\n "items": [\n  {"title": "\\u003c/script>\\u2028"}\n ]\n};\n'
    """
    lines = ["{"]
    for key, value in quiz.items():
        end = "" if key == "items" else ","
        if isinstance(value, list):
            listed = ",\n".join(f"  {json.dumps(each, ensure_ascii=False)}" for each in value)
            lines.append(f" {json.dumps(key)}: [\n{listed}\n ]{end}")
        else:
            lines.append(f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}{end}")
    text = "\n".join([*lines, "};\n"])
    return _ESCAPED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def _why_not(item: Item) -> str:
    """Return why a form cannot hold an item, if it cannot."""
    if needs_picture(item):
        return "has a picture to look at, which a script does not bring along"
    match item.interaction:
        case Choice(options=options):
            texts = [_line(option.content) for option in options]
            if len({*texts}) < len(texts):
                return "has one option twice, which Forms refuses"
        case Matching(responses=responses):
            texts = [_line(response.text) for response in responses]
            if len({*texts}) < len(texts):
                return "has one answer twice, which Forms refuses"
        case _:
            pass
    return ""


# ------------------------------------------------------------------------------------- questions


def _line(content: Content) -> str:
    return " ".join(as_lines(content))


def _heading(title: str, words: str) -> Entry:
    return {"kind": "heading", "title": title, "help": words}


def _passage(passage: Passage) -> Entry:
    lines = [*map(plain, passage.paragraphs), *filter(None, [plain(passage.credit)])]
    return _heading(plain(passage.title), "\n".join(lines))


def _entries(numbered: NumberedItem, section: FormSection, form: Form) -> Iterator[Entry]:
    """Yield what a question is made of: of several parts, a heading and a question for each."""
    item, points = numbered.item, numbered.points
    asked = "\n".join(as_lines(asking(numbered, section)))
    why = [plain(text) for text in told_after(item, form)]
    after = "\n".join(why)
    match item.interaction:
        case Choice(type=kind, options=options):
            reasons = [
                f"{_line(option.content)}: {plain(told)}"
                for option in options
                if (told := told_of(option))
            ]
            listed = [(_line(option.content), option.is_key) for option in options]
            wrong = "\n".join((*reasons, *why))
            name = "one" if kind == "multiple-choice" else "several"
            yield _keyed(name, asked, points, listed, after, wrong)
        case TrueFalse(is_true=is_true, correction=correction):
            words = [(form.labels.true, is_true), (form.labels.false, not is_true)]
            listed = [(word[:1].upper() + word[1:], is_key) for word, is_key in words]
            mended = "\n".join(filter(None, (plain(correction), *why)))
            yield _keyed("one", asked, points, listed, mended, mended)
        case Matching(premises=premises, responses=responses):
            yield _heading(asked, "")
            for premise, share in zip(premises, _shares(points, len(premises)), strict=True):
                detail = f" ({plain(premise.detail)})" if premise.detail else ""
                listed = [(_line(it.text), it.id == premise.response) for it in responses]
                yield _keyed("list", _line(premise.text) + detail, share, listed, after, after)
        case Ordering(events=events):
            yield _heading(asked, "")
            places = range(1, len(events) + 1)
            for event, share in zip(events, _shares(points, len(events)), strict=True):
                listed = [(str(place), place == event.rank) for place in places]
                yield _keyed("list", _line(event.text), share, listed, after, after)
        case Cloze(parts=parts, answers=answers, accepted=accepted):
            gapped = plain(parts[0])
            for number, part in enumerate(parts[1:], start=1):
                gapped += (
                    f"{GAP}{plain(part)}" if len(answers) == 1 else f"({number}) {GAP}{plain(part)}"
                )
            sentence = "\n".join(filter(None, (asked, gapped)))
            if len(answers) == 1:
                yield _typed("words", sentence, points, [plain(answers[0]), *accepted[0]], why)
                return
            yield _heading(sentence, "")
            for number, share in enumerate(_shares(points, len(answers)), start=1):
                right = [plain(answers[number - 1]), *accepted[number - 1]]
                yield _typed("words", f"({number})", share, right, why)
        case Numeric(answer=answer, unit=unit, within=within, accepted=accepted):
            asks = f"{asked} ({unit})".strip() if unit else asked
            right = [*filter(None, (plain(answer), within)), *accepted]
            yield _typed("words", asks, points, right, why)
        case ShortAnswer(answer=answer, accepted=accepted):
            yield _typed("words", asked, points, [plain(answer), *accepted], why)
        case Discussion(bands=bands):
            scheme = [f"{plain(band.name)}: {plain(band.does)}" for band in bands]
            yield _typed("paragraph", asked, points, [], [*scheme, *why])


def _keyed(
    kind: str,
    title: str,
    points: int,
    options: Sequence[tuple[str, bool]],
    right: str,
    wrong: str,
) -> Entry:
    listed = [{"text": words, "right": is_key} for words, is_key in options]
    told = {"right": right, "wrong": wrong}
    return {"kind": kind, "title": title, "points": points, "options": listed, **told}


def _typed(kind: str, title: str, points: int, right: Sequence[str], why: Sequence[str]) -> Entry:
    told = "\n".join((*filter(None, [" / ".join(dict.fromkeys(right))]), *why))
    return {"kind": kind, "title": title, "points": points, "right": told}


def _shares(points: int, parts: int) -> list[int]:
    """Return whole points for each of some parts, which are all of them together.

    >>> _shares(3, 3), _shares(4, 3), _shares(1, 2)
    ([1, 1, 1], [2, 1, 1], [1, 0])
    """
    each, more = divmod(points, parts)
    return [each + (place < more) for place in range(parts)]
