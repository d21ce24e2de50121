"""Written questions: which type each is, and whether it can be answered as it stands.

Only what is broken is looked for here: nobody could answer or mark such a question. How well it is
worded is for the rules, and its author decides.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from quizgen.bank.gaps import GapError, read_gaps
from quizgen.bank.other_options import names_letters
from quizgen.bank.questions import ItemType, Passage, Question
from quizgen.errors import quoted
from quizgen.language.words import Language
from quizgen.read.checks import Flaw, check_repeats
from quizgen.read.digits import in_digits
from quizgen.read.nodes import Steps
from quizgen.read.schema import DECIMAL_PATTERN

Bare = Callable[[str], str]
"""A text without what is trifling in how it is written, so that two can be held together."""

_NUMBER = re.compile(DECIMAL_PATTERN, re.ASCII)
TOLERANCE_PATTERN = "^(0|[1-9][0-9]{0,29})([.][0-9]{1,30})? ?%?$"
_TOLERANCE = re.compile(TOLERANCE_PATTERN, re.ASCII)
_TRUTHS = {"true": True, "false": False}
_FEWEST = 2
"""Of one pair or of one thing nobody asks what goes with what, or comes first."""

KEYS_OF_TYPE: Mapping[ItemType, tuple[str, ...]] = {
    "multiple-choice": ("answer", "wrong", "key_at"),
    "multiple-response": ("answer", "wrong", "key_at"),
    "true-false": ("answer", "correction", "accept"),
    "matching": ("pairs", "wrong"),
    "ordering": ("order",),
    "numeric": ("answer", "accept", "tolerance", "unit"),
    "short-answer": ("answer", "accept", "lines"),
    "cloze": (),
    "discussion": ("marking", "lines"),
}
"""Type -> the keys that say how it is answered, which not every type has."""

_OF_SOME = tuple(dict.fromkeys(key for keys in KEYS_OF_TYPE.values() for key in keys))

_LACKS: Mapping[str, tuple[str, str]] = {
    "answer": ("has no answer", "write answer: and what is right"),
    "wrong": ("has no wrong answer", "write wrong: and one or more that are not right"),
    "pairs": ("has no pairs", "write pairs: {France: Paris, Italy: Rome}"),
    "order": ("has nothing to be put in order", "write order: [first, second, third]"),
}
_NO_ANSWER = (
    "write answer: and what is right, or pairs, order, gaps in brackets, or marking; a question"
    " without a right answer is of type: discussion"
)


def type_of(question: Question) -> ItemType | None:
    """Return the type of a question, by its keys where it does not say so; None for no answer."""
    if question.type:
        return question.type
    if question.pairs:
        return "matching"
    if question.order:
        return "ordering"
    if question.marking:
        return "discussion"
    if question.wrong:
        return "multiple-response" if len(question.answer) > 1 else "multiple-choice"
    first = question.answer[0].text if question.answer else ""
    if question.correction or first.casefold() in _TRUTHS:
        return "true-false"
    if question.tolerance or question.unit or _NUMBER.fullmatch(first):
        return "numeric"
    if question.answer:
        return "short-answer"
    return "cloze" if "[" in question.ask else None


def with_digits(question: Question, language: Language) -> Question:
    """Return a question with the number that answers it in digits: 1,500 or 6 × 10^24, as printed.

    What is no number stays as it is, and so does what is chosen from words.
    """
    if question.wrong or question.type not in (None, "numeric") or len(question.answer) != 1:
        return question
    (answer,) = question.answer
    digits = in_digits(answer.text, language)
    if digits == answer.text or not _NUMBER.fullmatch(digits):
        return question
    return replace(question, answer=(replace(answer, text=digits),))


def check_question(question: Question, bare: Bare) -> Iterator[Flaw]:
    """Check that a question can be answered, and marked, as it stands."""
    kind = type_of(question)
    if kind is None:
        yield (), "the question has no answer", _NO_ANSWER
        return
    yield from _check_keys(question, kind)
    if not question.ask and kind not in ("matching", "ordering"):
        yield (), "the question asks nothing", "write ask: and what it asks"
    for key, (lack, hint) in _LACKS.items():
        is_needed = key in KEYS_OF_TYPE[kind] and (key, kind) != ("wrong", "matching")
        if is_needed and not getattr(question, key):
            yield (), f"the {kind} question {lack}", hint
    match kind:
        case "multiple-choice" | "multiple-response":
            yield from _check_choice(question, kind, bare)
        case "true-false":
            yield from _check_truth(question)
        case "matching":
            yield from _check_pairs(question, bare)
        case "ordering":
            yield from _too_few("order", question.order, "thing")
            yield from _alike(((("order", n), step) for n, step in enumerate(question.order)), bare)
        case "numeric":
            yield from _check_number(question)
        case "short-answer":
            yield from _one_answer(question, "put the others under accept, or add wrong ones")
        case "cloze":
            yield from _check_gaps(question)
        case "discussion":
            pass
    yield from _check_answers(question, kind)
    for key in ("lines", "points"):
        number, least = getattr(question, key), 1 if key == "lines" else 0
        if number is not None and number < least:
            yield (key,), f"{key} is {number}, and is at least {least}", f"write {key}: 1"
    if question.at and not question.source:
        yield ("at",), "at marks a place in a source, and there is none", "add source, or delete it"
    for key in ("tags", "accept", "themes"):
        yield from check_repeats(key, getattr(question, key))


def _check_keys(question: Question, kind: ItemType) -> Iterator[Flaw]:
    """Find keys that say how questions of another type are answered."""
    for key in _OF_SOME:
        if getattr(question, key) in (None, "", (), {}) or key in KEYS_OF_TYPE[kind]:
            continue
        others = " or ".join(each for each, keys in KEYS_OF_TYPE.items() if key in keys)
        hint = f"leave it out, or write type: {others}"
        yield (key,), f"{key} has no place in a {kind} question", hint


def _check_answers(question: Question, kind: ItemType) -> Iterator[Flaw]:
    """Find answers that say nothing, and pictures where nothing is chosen."""
    is_choice = kind in ("multiple-choice", "multiple-response")
    for key in ("answer", "wrong"):
        for place, answer in enumerate(getattr(question, key)):
            if not answer.said:
                yield (key, place), "the answer has neither text nor picture", "add one of them"
            if answer.picture and not is_choice:
                hint = "write what it shows; a picture that is asked about stands beside ask"
                yield (key, place), f"a picture is no answer to a {kind} question", hint


def _one_answer(question: Question, hint: str) -> Iterator[Flaw]:
    if len(question.answer) > 1:
        count = len(question.answer)
        yield ("answer",), f"the {type_of(question)} question has {count} answers", hint


def _check_choice(question: Question, kind: ItemType, bare: Bare) -> Iterator[Flaw]:
    """Find right answers among the wrong ones, and answers that stand twice."""
    if kind == "multiple-choice":
        yield from _one_answer(question, "write type: multiple-response, or keep one of them")
    right = {bare(answer.said): answer.said for answer in question.answer}
    yield from _alike(_places("answer", question), bare)
    for place, wrong in enumerate(question.wrong):
        if (key := right.get(bare(wrong.said))) is not None:
            message = f"the wrong answer {quoted(wrong.said)} is the right one"
            message += "" if wrong.said == key else f", {quoted(key)}"
            yield ("wrong", place), message, "write one that is wrong, or delete it"
    yield from _alike(_places("wrong", question), bare)
    yield from _check_order(question)


def _check_order(question: Question) -> Iterator[Flaw]:
    """Find places of right answers that cannot be theirs, and letters that name no option."""
    offered = (*question.answer, *question.wrong)
    number = len(offered)
    if question.key_at:
        is_sound = len({*question.key_at}) == len(question.answer) == len(question.key_at)
        if not is_sound or not all(1 <= place <= number for place in question.key_at):
            message = f"key_at is {list(question.key_at)}, and {number} answers are offered"
            hint = "write one place for each right answer, from 1, as they stand among all"
            yield ("key_at",), message, hint
        return
    for key in ("answer", "wrong"):
        for place, answer in enumerate(getattr(question, key)):
            if names_letters(answer.text):
                message = f"{quoted(answer.text)} names letters, and each sheet has other ones"
                hint = f"add key_at: [{number}] if the right answer is no. {number} of all that are"
                hint += " offered, and the wrong ones fill the other places as they stand"
                yield (key, place), message, hint


def _places(key: str, question: Question) -> Iterator[tuple[Steps, str]]:
    return (((key, n), answer.said) for n, answer in enumerate(getattr(question, key)))


def _alike(texts: Iterable[tuple[Steps, str]], bare: Bare) -> Iterator[Flaw]:
    """Find what says the same as something before it: a pupil could not tell the two apart."""
    seen: dict[str, str] = {}
    for way, text in texts:
        first = seen.setdefault(bare(text), text)
        if first is not text:
            message = f"{way[0]} has {quoted(text)} twice"
            if first != text:
                message = f"{quoted(text)} under {way[0]} says the same as {quoted(first)}"
            yield way, message, "write another, or delete one of the two"


def _check_truth(question: Question) -> Iterator[Flaw]:
    yield from _one_answer(question, "write answer: true or answer: false")
    for answer in question.answer[:1]:
        truth = _TRUTHS.get(answer.text.casefold())
        if truth is None:
            message = f"answer {quoted(answer.text)} is neither true nor false"
            yield ("answer",), message, "a statement is judged: write true or false"
        elif truth and question.correction:
            hint = "delete the correction, or write answer: false"
            yield ("correction",), "the statement is true, and has a correction", hint


def _check_pairs(question: Question, bare: Bare) -> Iterator[Flaw]:
    yield from _too_few("pairs", question.pairs, "pair")
    ways = {key: ("pairs", key) for key in question.pairs}
    yield from _alike(((ways[key], key) for key in question.pairs), bare)
    right = {bare(response) for response in question.pairs.values()}
    for way, text in _places("wrong", question):
        if bare(text) in right:
            message = f"{quoted(text)} under wrong is the right one of a pair"
            yield way, message, "write an answer that fits none, or delete it"
    yield from _alike(_places("wrong", question), bare)


def _too_few(key: str, members: Collection[str], what: str) -> Iterator[Flaw]:
    if 0 < len(members) < _FEWEST:
        yield (key,), f"{key} has one {what}, and needs {_FEWEST}", "add another"


def _check_number(question: Question) -> Iterator[Flaw]:
    yield from _one_answer(question, "write one number, and how far others may be off: tolerance")
    for answer in question.answer[:1]:
        if not _NUMBER.fullmatch(answer.text):
            from quizgen.read.numbers import number_hint  # only who has made a slip waits for it

            hint = number_hint(answer.text)
            yield ("answer",), f"answer {quoted(answer.text)} is not a number", hint
    if question.tolerance and not _TOLERANCE.fullmatch(question.tolerance):
        message = f"tolerance {quoted(question.tolerance)} is neither a number nor a share"
        yield ("tolerance",), message, "write digits, as 0.5, or a share in percent, as 5%"


def _check_gaps(question: Question) -> Iterator[Flaw]:
    try:
        gapped = read_gaps(question.ask)
    except GapError as error:
        hint = "a gap is its answer in brackets: [left atrium]; brackets themselves are doubled"
        yield ("ask",), f"the sentence {error}", hint
        return
    if not gapped.answers:
        yield ("ask",), "the sentence has no gap", "put what is to be filled in into brackets"


def check_passage(passage: Passage) -> Iterator[Flaw]:
    """Check that what says where a passage stands has a source to stand in."""
    if passage.at and not passage.source:
        hint = "add source, or say it in the title"
        yield ("at",), "at says where in a source it is, and there is none", hint
