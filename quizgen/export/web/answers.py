"""An item -> what its page judges by: the key, what is told of each answer, and all of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import assert_never

from quizgen.content import Picture, Text, plain
from quizgen.export.web.questions import raised
from quizgen.html_text import as_html, in_paragraphs, text_as_html, words_as_html
from quizgen.order import letter_of
from quizgen.quiz.alone import told_after, told_of
from quizgen.quiz.form import Form, NumberedItem
from quizgen.quiz.item import (
    Choice,
    Cloze,
    Discussion,
    Item,
    Matching,
    Numeric,
    Ordering,
    Premise,
    ShortAnswer,
    TrueFalse,
)
from quizgen.quiz.mark import Quantified, amount_in, folded, known_amounts

Key = Mapping[str, object]
Show = Callable[[Picture], str]


def key_of(numbered: NumberedItem, form: Form, show: Show) -> Key:
    """Return what the script knows of a question once it is unsealed.

    `answer` is HTML that says all of what is right, and `after` why, and by which sources.
    """
    item = numbered.item
    reasons = (text_as_html(text) for text in _told_after(item, form))
    return {**_judged(numbered, form, show), "after": in_paragraphs(reasons)}


def _told_after(item: Item, form: Form) -> Iterator[Text]:
    """Yield why, and by which sources; what is told of each premise stands beside it."""
    beside: set[Text] = set()
    if isinstance(item.interaction, Matching):
        beside = {premise.rationale for premise in item.interaction.premises}
    yield from (text for text in told_after(item, form) if text not in beside)


def _judged(numbered: NumberedItem, form: Form, show: Show) -> Key:
    item = numbered.item
    match item.interaction:
        case Choice(options=options):
            letters = [letter_of(n) for n in range(len(options))]
            right = [
                letter for letter, option in zip(letters, options, strict=True) if option.is_key
            ]
            answer = "".join(
                f"<p>{as_html(option.content, show)}</p>" for option in options if option.is_key
            )
            told = {
                letter: text_as_html(told_of(option))
                for letter, option in zip(letters, options, strict=True)
                if not option.is_key and told_of(option)
            }
            return {"right": right, "told": told, "answer": answer}
        case TrueFalse(is_true=is_true, correction=correction):
            labels = form.labels
            letter = labels.true_letter if is_true else labels.false_letter
            words = text_as_html(correction) or words_as_html(raised(labels.true))
            return {"right": [letter], "is_true": is_true, "told": {}, "answer": f"<p>{words}</p>"}
        case Matching(premises=premises, responses=responses):
            letters_of = {each.id: letter_of(place) for place, each in enumerate(responses)}
            texts = {each.id: text_as_html(each.text) for each in responses}
            listed = "".join(
                f"<li><b>{texts[each.response]}</b> {as_html(each.text, show)}{_small(each)}</li>"
                for each in premises
            )
            return {
                "right": [letters_of[each.response] for each in premises],
                "why": [text_as_html(each.rationale) for each in premises],
                "answer": f"<ul>{listed}</ul>",
            }
        case Ordering(events=events):
            in_order = sorted(events, key=lambda event: event.rank)
            listed = "".join(
                f"<li>{text_as_html(event.text)}{_dated(event.date_text)}</li>"
                for event in in_order
            )
            return {
                "right": [event.rank for event in events],
                "dates": [event.date_text for event in events],
                "answer": f"<ol>{listed}</ol>",
            }
        case Numeric(answer=answer, within=within) as number:
            whole = _given(text_as_html(answer), [*filter(None, [within])])
            return {**_amounts(number), "answer": whole}
        case ShortAnswer(answer=answer, accepted=accepted):
            known = (plain(answer), *accepted)
            return {"gaps": [_words(known)], "answer": _given(text_as_html(answer), accepted)}
        case Cloze(answers=answers, accepted=accepted):
            gaps = [
                _words((plain(key), *also)) for key, also in zip(answers, accepted, strict=True)
            ]
            listed = "".join(
                _given(text_as_html(key), also) for key, also in zip(answers, accepted, strict=True)
            )
            return {"gaps": gaps, "answer": listed}
        case Discussion(bands=bands):
            listed = "".join(
                f"<li><b>{text_as_html(band.name)}</b> {text_as_html(band.does)}</li>"
                for band in reversed(bands)
            )
            return {"answer": f"<ul>{listed}</ul>" if listed else ""}
        case _ as unreachable:
            assert_never(unreachable)


def _small(premise: Premise) -> str:
    return f"<br><small>{text_as_html(premise.rationale)}</small>" if premise.rationale else ""


def _dated(words: str) -> str:
    return f" ({words_as_html(words)})" if words else ""


def _given(answer: str, also: Iterable[str]) -> str:
    """Return an answer, and what else is right."""
    others = ", ".join(map(words_as_html, also))
    return f"<p>{answer}{f' <small>({others})</small>' if others else ''}</p>"


def _words(right: Iterable[str]) -> Key:
    """Return by what words are judged: those that are right, and the numbers in them."""
    known = [*map(folded, right)]
    return {"known": known, "amounts": [_amount(amount_in(words)) for words in known]}


def _amounts(number: Numeric) -> Key:
    """Return by what a number is judged."""
    known = known_amounts(number)
    return {
        "known": known.words,
        "low": float(number.low),
        "high": float(number.high),
        "unit": known.unit,
        "units": sorted(sorted(unit) for unit in known.units),
        "others": [*map(_amount, known.others)],
    }


def _amount(amount: Quantified | None) -> list[object] | None:
    if amount is None:
        return None
    values, beside = amount
    return [sorted(map(float, values)), " ".join(sorted(beside))]
