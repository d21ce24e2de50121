"""What an answer earns by the steps of a QTI file, and what is told of it.

Many files say which answer is right by such steps alone. They are gone through with an answer as a
player would, so that nothing about it is guessed; a step that is not known here is told of.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from xml.etree.ElementTree import Element

from quizgen.imports.file_text import clean
from quizgen.imports.numbers import exact_decimal
from quizgen.values import dataclass

Value = tuple[str, ...] | None
"""What a variable holds: nothing, one value, or several."""
TRUE, FALSE = ("true",), ("false",)
MOST_STEPS = 20_000
"""So many steps no question needs; who writes more wants to hang the program."""
DEEPEST = 40


class UnknownStepError(Exception):
    """Raised where the steps do what is not known here; its words name it."""


@dataclass(frozen=True)
class MapEntry:
    """What one value of a response earns."""

    key: str
    worth: Decimal
    is_exact: bool
    """Whether small letters and capitals are told apart."""


class Response:
    """What a file says of an answer to be given: its type, what is right, what its values earn."""

    def __init__(self, element: Element) -> None:
        """Read the declaration of a response."""
        self.ident = element.get("identifier", "")
        self.cardinality = element.get("cardinality", "single")
        self.base_type = element.get("baseType", "")
        self.correct = tuple(
            clean(each.text or "") for each in element.iterfind("correctResponse/value")
        )
        mapping = element.find("mapping")
        self.entries: tuple[MapEntry, ...] = ()
        self.default = Decimal(0)
        self.bounds: tuple[Decimal | None, Decimal | None] = (None, None)
        if mapping is not None:
            self.default = exact_decimal(mapping.get("defaultValue", "0")) or Decimal(0)
            ends = (mapping.get("lowerBound", ""), mapping.get("upperBound", ""))
            self.bounds = (exact_decimal(ends[0]), exact_decimal(ends[1]))
            self.entries = tuple(
                MapEntry(
                    clean(each.get("mapKey", "")),
                    exact_decimal(each.get("mappedValue", "0")) or Decimal(0),
                    each.get("caseSensitive", "").lower() == "true",
                )
                for each in mapping.iterfind("mapEntry")
            )

    @property
    def best(self) -> tuple[MapEntry, ...]:
        """The values that earn most, and something."""
        most = max((each.worth for each in self.entries), default=Decimal(0))
        return tuple(each for each in self.entries if each.worth == most > 0)

    def mapped(self, given: Value) -> Value:
        """Return what a response earns by its mapping."""
        total = Decimal(0)
        values = dict.fromkeys(given or ())
        for value in values:
            total += next(
                (each.worth for each in self.entries if self._is_key(value, each)), self.default
            )
        low, high = self.bounds
        total = total if low is None else max(total, low)
        return (str(total if high is None else min(total, high)),)

    def _is_key(self, value: str, entry: MapEntry) -> bool:
        if self.base_type == "string" and not entry.is_exact:
            return value.casefold() == entry.key.casefold()
        return _same(value, entry.key, self.base_type)


class Processing:
    """The steps that a file makes of answers, ready to be gone through."""

    def __init__(self, item: Element, responses: Mapping[str, Response]) -> None:
        """Keep the steps of an item; those of a template of the standard are known by its name."""
        self._responses = responses
        self._item = item
        found = item.find("responseProcessing")
        self._steps: Sequence[Element] = () if found is None else [*found]
        template = "" if found is None else found.get("template", "") or ""
        self._template = template.rsplit("/", 1)[-1].removesuffix(".xml")
        if found is not None and not template and not self._steps:
            self._template = ""

    @property
    def is_there(self) -> bool:
        """Tell whether the file says at all how points are made of an answer."""
        return bool(self._template or self._steps)

    @property
    def elements(self) -> Iterator[Element]:
        """Yield all that stands in the steps."""
        for step in self._steps:
            yield from step.iter()

    def outcomes(self, given: Mapping[str, Value]) -> Mapping[str, Value]:
        """Return what comes of some answers; raises UnknownStepError."""
        run = _Run(self._item, self._responses, given)
        if self._template and not self._steps:
            run.by_template(self._template)
        else:
            run.all_of(self._steps)
        return run.outcomes

    def score(self, given: Mapping[str, Value]) -> Decimal | None:
        """Return what some answers earn; None if the steps never say so."""
        held = self.outcomes(given).get("SCORE")
        return exact_decimal(held[0]) if held else None


class _ExitError(Exception):
    """Raised where a file ends its steps early."""


class _Run:
    """One way through the steps."""

    def __init__(
        self, item: Element, responses: Mapping[str, Response], given: Mapping[str, Value]
    ) -> None:
        self.responses, self.given = responses, given
        self.outcomes: dict[str, Value] = {}
        self.types: dict[str, str] = {each.ident: each.base_type for each in responses.values()}
        self.left = MOST_STEPS
        for declared in item.iterfind("outcomeDeclaration"):
            ident, kind = declared.get("identifier", ""), declared.get("baseType", "")
            held = tuple(clean(it.text or "") for it in declared.iterfind("defaultValue/value"))
            number = ("0",) if kind in ("float", "integer") else None
            self.outcomes[ident] = held or number
            self.types[ident] = kind

    def by_template(self, name: str) -> None:
        given = self.given.get("RESPONSE")
        response = self.responses.get("RESPONSE")
        if response is None or name not in ("match_correct", "map_response"):
            raise UnknownStepError(name)
        if name == "map_response":
            self.outcomes["SCORE"] = response.mapped(given)
            return
        is_right = _are_same(given, response.correct, response.base_type, response.cardinality)
        self.outcomes["SCORE"] = ("1" if is_right else "0",)

    def all_of(self, steps: Sequence[Element]) -> None:
        try:
            self._rules(steps, 0)
        except _ExitError:
            pass
        except (ArithmeticError, ValueError, IndexError, StopIteration) as error:
            raise UnknownStepError("a sum that does not come out") from error

    def _rules(self, steps: Sequence[Element], depth: int) -> None:
        for step in steps:
            self._count(depth)
            match step.tag:
                case "responseCondition":
                    self._condition(step, depth)
                case "setOutcomeValue":
                    parts = [*step]
                    if len(parts) != 1:
                        raise UnknownStepError(step.tag)
                    self.outcomes[step.get("identifier", "")] = self._value(parts[0], depth + 1)
                case "exitResponse":
                    raise _ExitError
                case "responseProcessingFragment":
                    self._rules([*step], depth + 1)
                case _:
                    raise UnknownStepError(step.tag)

    def _condition(self, step: Element, depth: int) -> None:
        for branch in step:
            parts = [*branch]
            if branch.tag in ("responseIf", "responseElseIf") and parts:
                if self._value(parts[0], depth + 1) != TRUE:
                    continue
                parts = parts[1:]
            elif branch.tag != "responseElse":
                raise UnknownStepError(branch.tag)
            self._rules(parts, depth + 1)
            return

    def _count(self, depth: int) -> None:
        self.left -= 1
        if self.left < 0 or depth > DEEPEST:
            raise UnknownStepError("more steps than a question has")

    def _kind(self, element: Element) -> str:
        """Return the base type of an expression, as far as comparing needs it."""
        for each in element.iter():
            if kind := each.get("baseType"):
                return kind
            if kind := self.types.get(each.get("identifier", "")):
                return kind
        return ""

    def _value(self, element: Element, depth: int) -> Value:
        """Return the value of an expression; nothing at all is None, as the standard has it."""
        self._count(depth)
        ident = element.get("identifier", "")
        match element.tag:
            case "variable":
                if ident in self.responses:
                    return self.given.get(ident)
                return self.outcomes.get(ident)
            case "correct":
                response = self.responses.get(ident)
                return (response.correct or None) if response else None
            case "mapResponse":
                response = self.responses.get(ident)
                return response.mapped(self.given.get(ident)) if response else None
            case "baseValue":
                return (clean(element.text or ""),)
            case "null":
                return None
            case _:
                pass
        parts = [self._value(each, depth + 1) for each in element]
        operator = _OPERATORS.get(element.tag)
        if operator is None:
            raise UnknownStepError(element.tag)
        kind = self._kind(element)
        return operator(element, parts, kind)


# ------------------------------------------------------------------------------------ operators


def _same(first: str, second: str, kind: str) -> bool:
    if kind in ("float", "integer", ""):
        numbers = exact_decimal(first), exact_decimal(second)
        if numbers[0] is not None and numbers[1] is not None:
            return numbers[0] == numbers[1]
    if kind == "pair":
        return {*first.split()} == {*second.split()}
    return first.split() == second.split() if kind == "directedPair" else first == second


def _are_same(first: Value, second: Value, kind: str, cardinality: str) -> bool:
    if not first or not second or len(first) != len(second):
        return False
    if cardinality == "multiple" and kind not in ("float", "integer", "pair"):
        return Counter(first) == Counter(second)
    if cardinality == "multiple":
        return all(any(_same(each, other, kind) for other in second) for each in first)
    return all(_same(one, other, kind) for one, other in zip(first, second, strict=True))


def _claim(held: bool) -> Value:
    return TRUE if held else FALSE


def _match(element: Element, parts: Sequence[Value], kind: str) -> Value:
    first, second = parts
    if first is None or second is None:
        return None
    is_list = len(first) > 1 or len(second) > 1
    is_ordered = any(each.tag == "ordered" for each in element)
    cardinality = "multiple" if is_list and not is_ordered else "single"
    return _claim(_are_same(first, second, kind, cardinality))


def _numbers(parts: Sequence[Value]) -> list[Decimal] | None:
    """Return all values as numbers; None if one is nothing or none."""
    found = []
    for part in parts:
        for value in part or ("",):
            number = exact_decimal(value)
            if number is None:
                return None
            found.append(number)
    return found


def _compared(test: Callable[[Decimal, Decimal], bool]) -> "Operator":
    def operator(_: Element, parts: Sequence[Value], __: str) -> Value:
        numbers = _numbers(parts)
        return None if numbers is None or len(numbers) != 2 else _claim(test(*numbers))

    return operator


def _reckoned(work: Callable[[Sequence[Decimal]], Decimal]) -> "Operator":
    def operator(_: Element, parts: Sequence[Value], __: str) -> Value:
        numbers = _numbers(parts)
        return (f"{work(numbers):f}",) if numbers else None

    return operator


def tolerance_of(element: Element, number: Decimal) -> tuple[Decimal, Decimal]:
    """Return from where to where a number equals another by an `equal`; raises UnknownStepError."""
    mode = element.get("toleranceMode", "exact")
    if mode == "exact":
        return number, number
    said = [exact_decimal(each) for each in element.get("tolerance", "").split()]
    spreads = [each for each in said if each is not None]
    if not spreads or len(spreads) != len(said) or len(spreads) > 2:
        raise UnknownStepError("a tolerance that is no number")
    below, above = spreads[0], spreads[-1]
    if mode == "relative":
        below, above = abs(number) * below / 100, abs(number) * above / 100
    elif mode != "absolute":
        raise UnknownStepError(mode)
    return number - below, number + above


def _equal(element: Element, parts: Sequence[Value], _: str) -> Value:
    numbers = _numbers(parts)
    if numbers is None or len(numbers) != 2:
        return None
    given, right = numbers
    if next(each.tag for each in element) in ("correct", "baseValue"):
        given, right = right, given
    low, high = tolerance_of(element, right)
    return _claim(low <= given <= high)


def _string_match(element: Element, parts: Sequence[Value], _: str) -> Value:
    first, second = parts
    if not first or not second:
        return None
    one, other = first[0], second[0]
    if element.get("caseSensitive", "true").lower() != "true":
        one, other = one.casefold(), other.casefold()
    if element.get("substring", "false").lower() == "true":
        return _claim(other in one)
    return _claim(one == other)


def _member(_: Element, parts: Sequence[Value], kind: str) -> Value:
    one, many = parts
    if not one or many is None:
        return None
    return _claim(any(_same(one[0], each, kind) for each in many))


def _contains(_: Element, parts: Sequence[Value], __: str) -> Value:
    many, few = parts
    return None if many is None or few is None else _claim(not Counter(few) - Counter(many))


def _and(_: Element, parts: Sequence[Value], __: str) -> Value:
    if FALSE in parts:
        return FALSE
    return None if None in parts else TRUE


def _or(_: Element, parts: Sequence[Value], __: str) -> Value:
    if TRUE in parts:
        return TRUE
    return None if None in parts else FALSE


def _not(_: Element, parts: Sequence[Value], __: str) -> Value:
    (part,) = parts
    return None if part is None else _claim(part != TRUE)


def _is_null(_: Element, parts: Sequence[Value], __: str) -> Value:
    (part,) = parts
    return _claim(not part or part == ("",))


def _gathered(_: Element, parts: Sequence[Value], __: str) -> Value:
    return tuple(value for part in parts for value in part or ()) or None


def _kept(_: Element, parts: Sequence[Value], __: str) -> Value:
    return parts[0]


def _size(_: Element, parts: Sequence[Value], __: str) -> Value:
    return (str(len(parts[0] or ())),)


def _product(numbers: Sequence[Decimal]) -> Decimal:
    total = Decimal(1)
    for number in numbers:
        total *= number
    return total


Operator = Callable[[Element, Sequence[Value], str], Value]
_OPERATORS: Mapping[str, Operator] = {
    "match": _match,
    "stringMatch": _string_match,
    "equal": _equal,
    "member": _member,
    "contains": _contains,
    "and": _and,
    "or": _or,
    "not": _not,
    "isNull": _is_null,
    "multiple": _gathered,
    "ordered": _gathered,
    "integerToFloat": _kept,
    "containerSize": _size,
    "gt": _compared(lambda one, other: one > other),
    "gte": _compared(lambda one, other: one >= other),
    "lt": _compared(lambda one, other: one < other),
    "lte": _compared(lambda one, other: one <= other),
    "sum": _reckoned(lambda numbers: sum(numbers, Decimal(0))),
    "max": _reckoned(max),
    "min": _reckoned(min),
    "product": _reckoned(_product),
    "subtract": _reckoned(lambda numbers: numbers[0] - sum(numbers[1:], Decimal(0))),
    "divide": _reckoned(lambda numbers: numbers[0] / _product(numbers[1:])),
}
