"""How an item in QTI 1.2 is marked: its conditions are run on an answer, as a platform would.

Programs write the same key in many ways: a score that is set, or points that are added up; the
right options joined by `and` with the wrong ones under `not`, or one condition for each. What they
mean is what becomes of an answer, so answers are tried instead of shapes compared.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from xml.etree import ElementTree

from quizgen.imports.file_text import clean
from quizgen.imports.numbers import exact_decimal
from quizgen.imports.taken import RefusedError
from quizgen.values import dataclass

Answers = Mapping[str, Sequence[str]]
"""What was answered, by the ids of responses."""

_WHOLE = Decimal(100)
_SURE = Decimal("0.01")
_LARGEST = 200
"""In digits: no score is that long, and few steps further arithmetic would fail."""
_JOINTS = ("and", "or", "not")
_ALWAYS = ("other", "unanswered", "var_extension")
"""Conditions that hold for what no other caught. Programs write the first for every answer."""


@dataclass(frozen=True)
class Marked:
    """What becomes of an answer."""

    score: Decimal
    told: tuple[str, ...]
    """Ids of the feedback that is shown."""

    def is_more_than(self, other: "Marked") -> bool:
        """Tell whether it earns more than another, however programs round."""
        return self.score > other.score + _SURE


class Scoring:
    """The conditions of one item."""

    def __init__(
        self, item: ElementTree.Element, responses: Mapping[str, bool], typed: Collection[str]
    ) -> None:
        """Keep them.

        `responses` are the ids of the item's, and whether each is of several; `typed` those of
        which the answer is a text.
        """
        self.responses, self.typed = responses, typed
        self.conditions = [*item.iter("respcondition")]
        self._most = max(
            (exact_decimal(each.get("maxvalue", "")) or 0 for each in item.iter("decvar")),
            default=0,
        )
        names = [(each.text or "", self._name(each)) for each in item.iter("setvar")]
        self._names = {name for _, name in names}
        self._score = "score" if "score" in self._names else next(iter(sorted(self._names)), "")

    def mark(self, answers: Answers) -> Marked:
        """Return what becomes of some answers; raises RefusedError for what is not understood."""
        scores = {self._score: Decimal(0)}
        told: list[str] = []
        for condition in self.conditions:
            changes = condition.findall("setvar")
            tests = condition.find("conditionvar")
            try:
                holds = tests is None or self._holds_all(tests, answers)
            except RefusedError:
                if changes:
                    raise
                continue  # it only tells something
            if not holds:
                continue
            for change in changes:
                self._change(change, scores)
            told += [each.get("linkrefid", "") for each in condition.findall("displayfeedback")]
            if self._ends(condition, changes):
                break
        return Marked(scores[self._score], tuple(told))

    def values_of(self, respident: str, *, scored: bool = True) -> Iterator[ElementTree.Element]:
        """Yield the tests of a response that are not under a `not`.

        If `scored`, only those of conditions that change the score.
        """
        for condition in self.conditions:
            if scored and condition.find("setvar") is None:
                continue
            for test in _tests_in(condition.find("conditionvar")):
                if self.respident(test) == respident:
                    yield test

    def respident(self, test: ElementTree.Element) -> str:
        """Return which response a test is of: some name none, where there is but one."""
        named = test.get("respident", "")
        if named not in self.responses and len(self.responses) == 1:
            return next(iter(self.responses))
        return named

    @property
    def has_key(self) -> bool:
        """Tell whether anything is marked at all."""
        return any(each.find("setvar") is not None for each in self.conditions)

    # ------------------------------------------------------------------------------ scores

    def _name(self, change: ElementTree.Element) -> str:
        return (change.get("varname") or change.get("variablename") or "SCORE").lower()

    def _change(self, change: ElementTree.Element, scores: dict[str, Decimal]) -> None:
        name, said = self._name(change), clean(change.text or "")
        number = exact_decimal(said)
        if said.lower().endswith(".max"):
            number = Decimal(self._most or _WHOLE)
        if number is None:
            raise RefusedError(f"sets its score to '{said}', which is no number")
        before = scores.get(name, Decimal(0))
        match (change.get("action") or "Set").lower():
            case "set":
                scores[name] = number
            case "add":
                scores[name] = before + number
            case "subtract":
                scores[name] = before - number
            case "multiply":
                scores[name] = before * number
            case "divide" if number:
                scores[name] = before / number
            case action:
                raise RefusedError(f"changes its score by '{action}', which is not understood")
        if scores[name].adjusted() > _LARGEST:
            raise RefusedError("has a score that grows beyond all numbers")

    def _ends(self, condition: ElementTree.Element, changes: Sequence[ElementTree.Element]) -> bool:
        """Tell whether no further condition is looked at once this one holds.

        By the standard that is so unless it says otherwise; but Canvas and others add up points in
        conditions that say nothing.
        """
        said = (condition.get("continue") or "").lower()
        adds = any((each.get("action") or "Set").lower() != "set" for each in changes)
        return said == "no" if said else bool(changes) and not adds

    # ------------------------------------------------------------------------------ conditions

    def _holds_all(self, tests: ElementTree.Element, answers: Answers) -> bool:
        """Tell whether tests hold that nothing joins.

        They hold together, but where one text is compared with several: then one is enough.
        """
        results = [self._holds(test, answers) for test in tests]
        asked = {self.respident(test) for test in tests if test.tag not in _JOINTS}
        is_joined = any(test.tag in _JOINTS for test in tests)
        if len(results) > 1 and len(asked) == 1 and not is_joined:
            is_of_several = self.responses.get(next(iter(asked)), False)
            if not is_of_several and all(test.tag in ("varequal", "varsubset") for test in tests):
                return any(results)
        return all(results)

    def _holds(self, test: ElementTree.Element, answers: Answers) -> bool:
        if test.tag == "and":
            return all(self._holds(each, answers) for each in test)
        if test.tag == "or":
            return any(self._holds(each, answers) for each in test)
        if test.tag == "not":
            return not all(self._holds(each, answers) for each in test)
        if test.tag in _ALWAYS:
            return True
        given = answers.get(self.respident(test), ())
        if test.tag == "varequal":
            wanted = (test.text or "").strip()
            if wanted in given or self.respident(test) not in self.typed:
                return wanted in given
            is_strict = (test.get("case") or "no").lower() == "yes"
            return any(_is_same(each, wanted, is_strict) for each in given)
        if test.tag in ("varlt", "varlte", "vargt", "vargte"):
            limit = exact_decimal(test.text or "")
            if limit is None:
                raise RefusedError(f"compares with '{clean(test.text or '')}', which is no number")
            numbers = [exact_decimal(each) for each in given]
            return any(_compares(test.tag, each, limit) for each in numbers if each is not None)
        raise RefusedError(f"is marked by <{test.tag}>, which is not understood here")


def _tests_in(tests: ElementTree.Element | None) -> Iterator[ElementTree.Element]:
    for test in () if tests is None else tests:
        if test.tag in ("and", "or"):
            yield from _tests_in(test)
        elif test.tag != "not" and test.tag not in _ALWAYS:
            yield test


def _is_same(given: str, wanted: str, is_strict: bool) -> bool:
    """Tell whether a text that was typed is the one that is wanted."""
    if is_strict:
        return given.strip() == wanted
    numbers = exact_decimal(given), exact_decimal(wanted)
    if None not in numbers and numbers[0] == numbers[1]:
        return True
    return clean(given).casefold() == clean(wanted).casefold()


def _compares(tag: str, number: Decimal, limit: Decimal) -> bool:
    match tag:
        case "varlt":
            return number < limit
        case "varlte":
            return number <= limit
        case "vargt":
            return number > limit
        case _:
            return number >= limit
