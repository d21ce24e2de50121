"""The questions of another program's file, and those of a bank that were taken from it before.

Which is which is told by ids and by words, since many programs give a question another id with each
export, or none. Nothing that only the bank says is lost: a reason beside an answer, a further
answer, and keys of which the file knows nothing.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from quizgen.bank.questions import Question
from quizgen.errors import quoted
from quizgen.read.matching import Match, are_like, match_by
from quizgen.read.nodes import Listed

_LIKE_ALONE = 0.85
"""So like another, from 0 to 1, that a statement is the same, which has no answers of its own."""
_MOST_COMPARED = 200
"""With so many questions is one compared that nothing else tells."""
CHOICES = {"multiple-choice", "multiple-response"}
"""A question of one may become one of the other: another answer was found to be right."""
_OPTIONS = ("answer", "wrong")
_GROWING = ("accept", "tags", "themes")
"""Lists to which an author may have added members."""


def match_questions(new: Sequence[Question], old: Sequence[Question]) -> Match:
    """Return which questions of a bank those of a file are.

    An id alone is believed last: some programs count their questions, and one that was put in
    front would give all that follow the words of the one before.
    """
    found: dict[int, int] = {}
    every = range(len(new))
    asked_once = _once(new) & _once(old)
    ways: list[tuple[Sequence[int], Callable[[Question], Hashable]]] = [
        ([n for n in every if new[n].has_own_id], lambda each: (each.id, each.type, each.ask)),
        (every, lambda each: (each.type, each.ask, _answers_of(each))),
        (
            every,
            lambda each: (each.type, each.ask) if (each.type, each.ask) in asked_once else None,
        ),
        ([n for n in every if new[n].has_own_id], lambda each: (each.id, each.type)),
        ([n for n in every if new[n].has_own_id], lambda each: each.id),
    ]
    for places, way in ways:
        match_by(way, new, old, places, found)
    remarks = tuple(_match_mended(new, old, found))
    return Match(found, remarks)


def _once(questions: Sequence[Question]) -> set[Hashable]:
    """Return what is asked by one of some questions alone."""
    counts = Counter((each.type, each.ask) for each in questions if each.ask)
    return {asked for asked, count in counts.items() if count == 1}


def _answers_of(question: Question) -> Hashable:
    return (
        frozenset(each.said for each in question.answer),
        frozenset(each.said for each in question.wrong),
        frozenset(question.pairs.items()),
        question.order,
    )


def _match_mended(
    new: Sequence[Question], old: Sequence[Question], found: dict[int, int]
) -> Iterator[str]:
    """Match what has the same answers and nearly the same words, if no other has; tell of each."""
    taken = {*found.values()}
    left = [place for place in range(len(old)) if place not in taken]
    pairs = []
    for place, question in enumerate(new):
        if place in found:
            continue
        alike = [n for n in left if _has_answers_of(old[n], question)][:_MOST_COMPARED]
        pairs += [(place, n) for n in alike if _asks_nearly(old[n], question)]
    of_new, of_old = Counter(place for place, _ in pairs), Counter(n for _, n in pairs)
    for place, n in pairs:
        if of_new[place] == of_old[n] == 1:
            found[place] = n
            yield (
                f"{new[place].where}: {quoted(new[place].ask)} was taken for the question"
                f" {old[n].id}, {quoted(old[n].ask)} until now: it has the same answers."
            )


def _has_answers_of(one: Question, other: Question) -> bool:
    return one.type == other.type and _answers_of(one) == _answers_of(other)


def _asks_nearly(one: Question, other: Question) -> bool:
    if one.type not in ("true-false", "cloze", "discussion"):
        return are_like(one.ask, other.ask)
    ratio = SequenceMatcher(None, one.ask.casefold(), other.ask.casefold()).ratio()
    return ratio >= _LIKE_ALONE


def grown(key: str, there: Any, said: Any, was: Any, now: Any, others: Mapping[str, Any]) -> Any:
    """Return what a key holds once a file has its say; `others` are all keys that the file fills.

    `there` and `said` are as a bank's file has them, `was` and `now` what they mean.
    """
    if was == now or there is None:
        return there if was == now else said
    if key == "answer" and len(now) == 1:
        (one,) = _members(said)
        return _with_rest(one, next((e for e in _members(there) if _said(e) == _said(one)), one))
    if key in _OPTIONS:
        of_other = _members(others.get(_OPTIONS[key == "answer"]))
        return _options(there, _members(said), {_said(each) for each in of_other})
    if key in _GROWING:
        held = _members(there)
        more = [each for each in _members(said) if each not in held]
        return [*held, *more] if more else there
    if key == "pairs":
        return _pairs(there, said)
    return said


def _options(there: Any, said: Sequence[Any], elsewhere: set[str]) -> Any:
    """Return the options of a question: those of the file, and what only the bank has of them.

    An option whose words are nearly those of one that the file lacks is that one, mended. One that
    the file has on the other side, as right or as wrong, is gone from this.
    """
    held = _members(there)
    by_words = {_said(each): each for each in said}
    lacking = [each for each in held if _said(each) not in by_words]
    fresh = [each for each in said if _said(each) not in {*map(_said, held)}]
    mended: dict[str, Any] = {}
    for each in fresh:
        near = next((other for other in lacking if are_like(_said(each), _said(other))), None)
        if near is not None:
            mended[_said(near)] = _with_rest(each, near)
            lacking.remove(near)
    kept = []
    for each in held:
        words = _said(each)
        if words in by_words:
            kept.append(_with_rest(by_words[words], each))
        elif words in mended:
            kept.append(mended[words])
        elif words not in elsewhere:
            kept.append(each)
    known = {*map(_said, kept)}
    kept += [each for each in fresh if _said(each) not in known]
    return there if kept == held else kept


def _pairs(there: Mapping[str, Any], said: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what goes with what: the file's pairs, and those that only the bank has."""
    lacking = [each for each in there if each not in said]
    mended = {}
    for premise in said:
        if premise in there:
            continue
        same = (n for n in lacking if there[n] == said[premise] or are_like(premise, n))
        if (near := next(same, None)) is not None:
            mended[near] = premise
            lacking.remove(near)
    held = {mended.get(each, each): response for each, response in there.items()}
    wanted = {each: said.get(each, response) for each, response in held.items()}
    return {**wanted, **{each: said[each] for each in said if each not in wanted}}


def _with_rest(said: Any, there: Any) -> Any:
    """Return an answer as the file has it, with what only the bank says beside it."""
    if not isinstance(there, Mapping):
        return said
    rest = said if isinstance(said, Mapping) else {"text": said}
    return {**there, **rest}


def _said(answer: Any) -> str:
    """Return by which words an answer of a bank's file is known."""
    if isinstance(answer, Mapping):
        return answer.get("text") or answer.get("picture") or ""
    return str(answer)


def _members(value: Any) -> list[Any]:
    """Return the members of a list; a text alone is a list of one."""
    if value is None:
        return []
    return [*value] if isinstance(value, list | Listed) else [value]
