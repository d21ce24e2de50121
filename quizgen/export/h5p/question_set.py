"""A form as H5P's Question Set, in the order of the sheet.

All text is HTML to H5P, once escaped. In blanks and in words to be dragged some signs mean more;
they are written as numbers of characters, which are read only after the text has been parted.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from typing import BinaryIO

from quizgen.content import Content, Picture, Text, pictures_of, plain
from quizgen.errors import Problem
from quizgen.export.h5p import words
from quizgen.export.h5p.package import Params, Shown, ident, library, pack, paragraphs, shown
from quizgen.figure.asked import SCREEN, lay_out_asked
from quizgen.figure.pixels import width_of as width_in_pixels
from quizgen.figure.pixels import write_png
from quizgen.html_text import text_as_html, words_as_html
from quizgen.ids import seal_of
from quizgen.output import Export, Output
from quizgen.quiz.alone import (
    asking,
    digits_of,
    lost,
    picture_lost,
    pictures_in,
    told_after,
    told_of,
)
from quizgen.quiz.figures import Figure, Timeline
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
    points_of_bands,
)

MAIN = "H5P.QuestionSet"
LONGEST_FEEDBACK = 2048
"""In characters, of what is told of a statement."""
MOST_DOTS = 20
"""So many questions have a dot each to be chosen by; more are counted."""
PASS = 50
OTHER_FORMAT = "choose another format for it, or leave it out with --what-fits"
_IN_BLANKS = re.compile(r"[*/:<>&\\]")
_IN_WORDS = re.compile(r"[*:<>&\\]")
_LINES = (1, 3, 10)
"""How many lines an essay can have."""
ANY_WORDS: Params = {
    "keyword": "*",
    "alternatives": [],
    "options": {
        "points": 0,
        "occurrences": 1,
        "caseSensitive": False,
        "forgiveMistakes": False,
        "feedbackIncludedWord": "none",
        "feedbackMissedWord": "none",
    },
}
"""What an essay is looked through for, since one thing there must be: anything at all."""
_NAMES = {
    "H5P.Blanks": "Fill in the Blanks",
    "H5P.DragText": "Drag the Words",
    "H5P.Essay": "Essay",
    "H5P.MultiChoice": "Multiple Choice",
    "H5P.TrueFalse": "True/False Question",
}
_BEHAVIOUR = {
    "enableRetry": True,
    "enableSolutionsButton": True,
    "enableCheckButton": True,
    "confirmCheckDialog": False,
    "confirmRetryDialog": False,
    "autoCheck": False,
}


def write_question_set(form: Form, name: str) -> Export:
    """Return the questions of a form as a package of that name."""
    places = [(each, section) for section in form.sections for each in section.items]
    if not places:
        return Export(())
    left_out = [problem for each, section in places if (problem := _refusal(each, section, form))]
    refused = {problem.item_id for problem in left_out}
    kept = [(each, section) for each, section in places if each.item.id not in refused]
    made = partial(_write, form, kept)
    file = Output(name, made, {"questions": len(kept)})
    remarks = words.remark_on(form.language, name, has_buttons=bool(form.quiz.check))
    return Export((file,), tuple(left_out), remarks)


def _write(form: Form, kept: Sequence[tuple[NumberedItem, FormSection]], stream: BinaryIO) -> None:
    pictures: list[Shown] = []
    used: dict[str, None] = {}
    questions = []
    for numbered, section in kept:
        name, params = _params(numbered, section, form)
        used[name] = None
        media = _picture(numbered)
        if media:
            pictures.append(media)
            used["H5P.Image"] = None
        questions.append(
            {
                "library": library(name),
                "params": {"media": _media(media, numbered.item, form), **params},
                "subContentId": ident(form.topic, form.version, numbered.item.id),
                "metadata": {
                    "contentType": _NAMES[name],
                    "license": "U",
                    "title": f"{numbered.label} {numbered.item.id}",
                },
            }
        )
    content = words.in_language(_question_set(form, questions), form)
    pack(stream, form.title, form.language, MAIN, content, used, pictures)


def _question_set(form: Form, questions: Sequence[Params]) -> Params:
    subtitle = f"<p>{words_as_html(form.subtitle)}</p>\n" if form.subtitle else ""
    return {
        "introPage": {
            "showIntroPage": True,
            "startButtonText": words.START,
            "title": words_as_html(form.title),
            "introduction": subtitle,
        },
        "progressType": "dots" if len(questions) <= MOST_DOTS else "textual",
        "passPercentage": PASS,
        "questions": questions,
        "disableBackwardsNavigation": False,
        "randomQuestions": False,
        "endGame": {
            "showResultPage": True,
            "showSolutionButton": True,
            "showRetryButton": True,
            **words.END,
            "overallFeedback": [{"from": 0, "to": 100}],
            "showAnimations": False,
            "skippable": False,
        },
        "override": {"checkButton": True},
        "texts": words.QUESTION_SET,
    }


# ------------------------------------------------------------------------------ what is not held


def _refusal(numbered: NumberedItem, section: FormSection, form: Form) -> Problem | None:
    """Return why H5P cannot hold an item, if it cannot."""
    item = numbered.item
    why = ""
    pictures, asked = [*pictures_in(item)], [*_asked_pictures(numbered)]
    if pictures and (problem := picture_lost(numbered)):
        return problem
    if len(asked) + (item.figure is not None) > 1:
        why = "has several pictures, and H5P shows one"
    elif len(pictures) > len(asked):
        why = (
            "has a picture in an answer or in its feedback, and H5P shows one beside what is asked"
        )
    match item.interaction:
        case Ordering():
            why = "is to be put in order, which no question of a question set is"
        case Numeric(low=low, high=high) if low != high:
            why = "takes any number in a range, and H5P compares letters"
        case Matching(premises=premises) if len({plain(p.text) for p in premises}) < len(premises):
            why = "asks about the same words twice"
        case TrueFalse() as judged:
            if len(_judged(judged, item, form)) > LONGEST_FEEDBACK:
                why = f"tells more than {LONGEST_FEEDBACK} characters of its answer"
        case _:
            pass
    return lost(numbered, why, OTHER_FORMAT) if why else None


# ------------------------------------------------------------------------------ pictures


def _asked_pictures(numbered: NumberedItem) -> Iterator[Picture]:
    yield from pictures_of([numbered.item.prompt])


def _picture(numbered: NumberedItem) -> Shown | None:
    """Return the one picture that an item is asked about."""
    item = numbered.item
    if item.figure is not None:
        return _drawn(item.figure)
    return next((shown(picture) for picture in pictures_of([item.prompt])), None)


@lru_cache(maxsize=64)  # of a map several questions are asked
def _drawn(figure: Figure) -> Shown:
    """Return a figure to be answered from, its boxes numbered from 1."""
    asked = 0
    if isinstance(figure, Timeline):
        asked = sum(not moment.words for moment in figure.moments)
    room = replace(SCREEN, width_of=width_in_pixels)
    content, _, _ = write_png(lay_out_asked(figure, range(1, asked + 1), room))
    width, height = int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
    return Shown(
        file=f"images/quizgen-{seal_of(content.hex())[:24]}.png",
        mime="image/png",
        width=width,
        height=height,
        alt=figure.alt,
        content=content,
    )


def _media(picture: Shown | None, item: Item, form: Form) -> Params:
    if picture is None:
        return {"disableImageZooming": True}
    return {
        "type": {
            "library": library("H5P.Image"),
            "params": {
                "decorative": False,
                "contentName": "Image",
                "file": picture.params,
                "alt": picture.alt,
            },
            "subContentId": ident(form.topic, form.version, item.id, "picture"),
            "metadata": {"contentType": "Image", "license": "U", "title": picture.alt[:80]},
        },
        "disableImageZooming": True,  # else it is shown in the size of a stamp
    }


# ------------------------------------------------------------------------------ questions


def _asked(numbered: NumberedItem, section: FormSection) -> str:
    """Return all that is read before answering: passage, prompt, whose picture it is."""
    item = numbered.item
    html = ""
    if item.passage:
        title = f"<p><strong>{text_as_html(item.passage.title)}</strong></p>\n"
        html += title if item.passage.title else ""
        html += "".join(f"<p>{text_as_html(text)}</p>\n" for text in item.passage.paragraphs)
        if item.passage.credit:
            html += f"<p>{text_as_html(item.passage.credit)}</p>\n"
    html += paragraphs(asking(numbered, section))
    for picture in pictures_of([item.prompt]):
        if picture.owes_credit and picture.credit:
            html += f"<p><em>{words_as_html(picture.credit)}</em></p>\n"
    return html


def _told(item: Item, form: Form) -> str:
    return " ".join(text_as_html(text) for text in told_after(item, form))


def _overall(item: Item, form: Form) -> Params:
    told = _told(item, form)
    return {"overallFeedback": [{"from": 0, "to": 100, **({"feedback": told} if told else {})}]}


def _params(numbered: NumberedItem, section: FormSection, form: Form) -> tuple[str, Params]:
    """Return the content type of an item, and what it asks."""
    item, asked = numbered.item, _asked(numbered, section)
    match item.interaction:
        case Choice() as choice:
            return "H5P.MultiChoice", {"question": asked, **_choice(choice), **_overall(item, form)}
        case TrueFalse() as judged:
            return "H5P.TrueFalse", {
                "question": asked,
                "correct": "true" if judged.is_true else "false",
                "behaviour": {
                    **_BEHAVIOUR,
                    "feedbackOnCorrect": _judged(judged, item, form),
                    "feedbackOnWrong": _judged(judged, item, form),
                },
                **words.TRUE_FALSE,
            }
        case ShortAnswer(answer=answer, accepted=accepted):
            return "H5P.Blanks", _blanks(asked, [_blank((plain(answer), *accepted))], item, form)
        case Cloze() as cloze:
            return "H5P.Blanks", _blanks(asked, [_gapped(cloze)], item, form)
        case Numeric() as number:
            unit = f" {words_as_html(number.unit)}" if number.unit else ""
            return "H5P.Blanks", _blanks(asked, [_blank(_typed(number)) + unit], item, form)
        case Matching() as matching:
            return "H5P.DragText", {
                "taskDescription": asked,
                **_pairs(matching),
                "behaviour": {
                    **{key: _BEHAVIOUR[key] for key in ("enableRetry", "enableSolutionsButton")},
                    "enableCheckButton": True,
                    "instantFeedback": False,
                },
                **_overall(item, form),
                **words.DRAG_TEXT,
            }
        case Discussion() as task:
            return "H5P.Essay", {"taskDescription": asked, **_essay(task, numbered, item, form)}
        case Ordering():
            raise AssertionError(item.id)


def _choice(choice: Choice) -> Params:
    is_single = choice.type == "multiple-choice"
    return {
        "answers": [
            {
                "text": f"<div>{_line(option.content)}</div>\n",
                "correct": option.is_key,
                "tipsAndFeedback": {
                    "tip": "",
                    "chosenFeedback": _feedback(told_of(option)),
                    "notChosenFeedback": "",
                },
            }
            for option in choice.options
        ],
        "behaviour": {
            **_BEHAVIOUR,
            "type": "single" if is_single else "multi",
            "singlePoint": is_single,
            "randomAnswers": False,
            "showSolutionsRequiresInput": True,
            "passPercentage": 100,
            "showScorePoints": True,
        },
        **words.CHOICE,
    }


def _line(content: Content) -> str:
    """Return a content as one line."""
    return (
        paragraphs(content).replace("</p>\n<p>", "<br/>").removeprefix("<p>").removesuffix("</p>\n")
    )


def _feedback(text: Text) -> str:
    return f"<div>{text_as_html(text)}</div>\n" if text else ""


def _judged(judged: TrueFalse, item: Item, form: Form) -> str:
    """Return what is told of a statement, whatever was answered."""
    told = (text_as_html(judged.correction), _told(item, form))
    return " ".join(filter(None, told))


def _blanks(asked: str, lines: Iterable[str], item: Item, form: Form) -> Params:
    return {
        "text": asked or f"<p>{words.FILL_IN}</p>\n",
        "questions": [f"<p>{line}</p>\n" for line in lines],
        **_overall(item, form),
        "behaviour": {
            **_BEHAVIOUR,
            "caseSensitive": False,
            "showSolutionsRequiresInput": True,
            "separateLines": False,
            "acceptSpellingErrors": False,
        },
        **words.BLANKS,
    }


def _blank(right: Iterable[str]) -> str:
    """Return a blank with all that is right in it."""
    listed = (_IN_BLANKS.sub(lambda sign: f"&#{ord(sign[0])};", each) for each in right)
    return f"*{'/'.join(dict.fromkeys(listed))}*"


def _gapped(cloze: Cloze) -> str:
    html = text_as_html(cloze.parts[0]).replace("*", "&#42;")
    for place, (answer, accepted) in enumerate(zip(cloze.answers, cloze.accepted, strict=True)):
        html += _blank((plain(answer), *accepted))
        html += text_as_html(cloze.parts[place + 1]).replace("*", "&#42;")
    return html


def _typed(number: Numeric) -> Iterator[str]:
    """Yield ways to type a number: in digits, as it is printed, with its unit, in other units."""
    digits = digits_of(number.low)
    printed = plain(number.answer)
    bare = printed.removesuffix(number.unit).strip()
    for each in (digits, bare, printed, f"{digits} {number.unit}".strip(), *number.accepted):
        yield each
        yield each.replace("−", "-")
        yield each.replace("\u00a0", " ")


def _pairs(matching: Matching) -> Params:
    """Return a line a pair, its response to be dragged; what goes with nothing is dragged too."""
    texts = {response.id: plain(response.text) for response in matching.responses}
    used = {premise.response for premise in matching.premises}
    lines = []
    for premise in matching.premises:
        detail = f" ({plain(premise.detail)})" if premise.detail else ""
        said = _line(premise.text) + words_as_html(detail)
        lines.append(f"{said.replace('*', '&#42;')} {_word(texts[premise.response])}")
    spare = [_word(said) for each, said in texts.items() if each not in used]
    return {"textField": "\n".join(lines), "distractors": "\n".join(spare)}


def _word(said: str) -> str:
    return f"*{_IN_WORDS.sub(lambda sign: f'&#{ord(sign[0])};', said)}*"


def _essay(task: Discussion, numbered: NumberedItem, item: Item, form: Form) -> Params:
    """Return room for an answer; whoever has written one is shown what earns points."""
    shares = points_of_bands(len(task.bands), numbered.points) if task.bands else ()
    told = "".join(
        f"<p><strong>{words_as_html(plain(band.name))}</strong> ({low}–{high}): "
        f"{words_as_html(plain(band.does))}</p>\n"
        for band, (low, high) in zip(task.bands, shares, strict=True)
    )
    told += _told_in_paragraphs((*task.passages, *told_after(item, form)))
    size = next((each for each in _LINES if each >= task.lines), _LINES[-1])
    return {
        "placeholderText": "",
        "solution": {"introduction": "", "sample": told},
        "keywords": [ANY_WORDS],
        "overallFeedback": [{"from": 0, "to": 100}],
        "behaviour": {
            "inputFieldSize": str(size),
            "enableRetry": True,
            "ignoreScoring": True,
            "pointsHost": max(numbered.points, 1),
            "linebreakReplacement": " ",
        },
        **words.ESSAY,
    }


def _told_in_paragraphs(texts: Iterable[Text]) -> str:
    return "".join(f"<p>{words_as_html(plain(text))}</p>\n" for text in texts)
