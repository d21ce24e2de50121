"""How an answer is marked: keys, scans, web quizzes and exports all go by what is said here.

An item has parts that count the same. A choice of one option has one. A statement that is false has
two, to say so and to correct it. A matching item has one for each premise, an ordering item one for
each event in its place, a cloze one for each blank. Where every right option is to be found, each
of them is a part, and each wrong one that is chosen takes one away, down to nothing: who chooses
all gains little. That is how Canvas marks it, and how a teacher can do it in the head.

What a machine cannot be sure of, it leaves to a person: other words than those of the key may be
right too. Such a part is open, neither right nor wrong.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Literal, TypeVar

from quizgen.content import plain
from quizgen.quiz.answer import Amount, Answer, Chosen, Filled, Judged, Matched, Ranked, Words
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
from quizgen.values import dataclass

T = TypeVar("T")

Why = Literal["right", "partly", "wrong", "blank", "person", "unfit"]
"""Why an answer got its mark, to be worded where it is shown. `blank`: nothing was given. `person`:
a person must look at it. `unfit`: it is an answer to another item."""

Verdict = Literal["right", "wrong", "blank", "person"]
"""Of one part of an answer."""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """What an answer is worth."""

    of: int
    """The points of the item."""
    parts: int
    """Of how many parts the points are made up."""
    right: int
    """How many of them are right, wrong choices taken off."""
    open: int = 0
    """How many a person must mark."""
    why: Why

    @property
    def points(self) -> Decimal:
        """The points it gives, to the hundredth; what a person must mark gives none as yet.

        >>> str(Mark(of=1, parts=3, right=2, why="partly").points)
        '0.67'
        """
        return _share(self.right, self)

    @property
    def most(self) -> Decimal:
        """The points it gives if a person finds everything right that is still open."""
        return _share(self.right + self.open, self)


def _share(right: int, mark: Mark) -> Decimal:
    """Return the points for so many right parts, to the hundredth."""
    exact = Decimal(right * mark.of) / mark.parts
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP).normalize() + 0  # no negative zero


def mark(item: Item, answer: Answer, points: int) -> Mark:
    """Return the mark of an answer to an item that has so many points."""
    match item.interaction:
        case Choice(options=options) as choice if isinstance(answer, Chosen):
            keys = {option.id for option in options if option.is_key}
            chosen = {*answer.options}
            if not keys or not chosen <= {option.id for option in options}:
                return _unfit(points)
            if choice.type == "multiple-choice":
                is_right = len(chosen) == 1 and chosen <= keys
                return _mark(["right" if is_right else "wrong" if chosen else "blank"], points)
            right = max(0, len(chosen & keys) - len(chosen - keys))
            verdict: Verdict = "wrong" if chosen else "blank"
            verdicts: list[Verdict] = ["right"] * right
            return _mark(verdicts + [verdict] * (len(keys) - right), points)
        case TrueFalse() as judged if isinstance(answer, Judged):
            return _mark(_judge_statement(judged, answer), points)
        case Matching() as matching if isinstance(answer, Matched):
            premises = {premise.id: premise.response for premise in matching.premises}
            ids = {response.id for response in matching.responses}
            if not (answer.responses.keys() <= premises.keys()):
                return _unfit(points)
            if not ids.issuperset(answer.responses.values()):
                return _unfit(points)
            return _mark(_judge_each(premises, answer.responses), points)
        case Ordering(events=events) if isinstance(answer, Ranked):
            ranks = {event.id: event.rank for event in events}
            if not answer.ranks.keys() <= ranks.keys():
                return _unfit(points)
            return _mark(_judge_each(ranks, answer.ranks), points)
        case Cloze() as cloze if isinstance(answer, Filled):
            if len(answer.texts) != len(cloze.answers):
                return _unfit(points)
            blanks = zip(answer.texts, cloze.answers, cloze.accepted, strict=True)
            return _mark(
                [_judge_words(text, (plain(key), *also)) for text, key, also in blanks], points
            )
        case Numeric() as number if isinstance(answer, Amount):
            return _mark([_judge_number(number, answer.text)], points)
        case ShortAnswer() as short if isinstance(answer, Words):
            return _mark(
                [_judge_words(answer.text, (plain(short.answer), *short.accepted))], points
            )
        case Discussion() if isinstance(answer, Words):
            return _mark(["person" if answer.text.strip() else "blank"], points)
        case _:
            return _unfit(points)


def _mark(verdicts: list[Verdict], points: int) -> Mark:
    """Return the mark of an answer whose parts were judged."""
    right, still_open = verdicts.count("right"), verdicts.count("person")
    why: Why
    if still_open:
        why = "person"
    elif right == len(verdicts):
        why = "right"
    elif right:
        why = "partly"
    else:
        why = "wrong" if "wrong" in verdicts else "blank"
    return Mark(of=points, parts=len(verdicts), right=right, open=still_open, why=why)


def _unfit(points: int) -> Mark:
    """Leave to a person what is an answer to something else: a mix-up is no reason for a zero."""
    return Mark(of=points, parts=1, right=0, open=1, why="unfit")


def _judge_each(key: Mapping[str, T], given: Mapping[str, T]) -> list[Verdict]:
    """Judge parts one by one: what was given for each, by its key."""
    return [
        "blank" if name not in given else "right" if given[name] == right else "wrong"
        for name, right in key.items()
    ]


def _judge_statement(judged: TrueFalse, answer: Judged) -> list[Verdict]:
    """Judge what was said of a statement: of a false one, half is for its correction."""
    verdict: Verdict = "right" if answer.is_true == judged.is_true else "wrong"
    if answer.is_true is None:
        verdict = "blank"
    texts = (plain(judged.right_words), plain(judged.correction), *judged.accepted)
    right = [words for words in texts if words]
    if judged.is_true or answer.correction is None or not right:
        return [verdict]
    if answer.is_true:  # who holds it to be true has nothing to correct
        return [verdict, verdict]
    return [verdict, _judge_words(answer.correction, right)]


# ------------------------------------------------------------------------------------------- words

QUOTES = str.maketrans(dict.fromkeys('“”„‟«»‹›"', "") | dict.fromkeys("’‘‚‛`´", "'"))
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


def folded(text: str) -> str:
    """Return words as they are compared: case, spaces, quotation marks and a final stop aside.

    Accents stay: who wants to pass over one accepts the answer without it.

    >>> folded("“Nikita\u00a0 Khrushchev”."), folded("Élysée ")
    ('nikita khrushchev', 'élysée')
    """
    powers = RAISED.sub(lambda tens: f"^{tens[0].translate(FIGURES)}", text)
    normal = unicodedata.normalize("NFKC", powers).replace("\u00ad", "").casefold()
    words = " ".join(normal.translate(QUOTES).translate(DASHES).split())
    return words.removesuffix(".").strip().strip("'")


def _judge_words(given: str, right: Iterable[str]) -> Verdict:
    """Judge words by those that are right; only a number can be surely wrong."""
    said = folded(given)
    if not said:
        return "blank"
    known = [*map(folded, right)]
    if said in known:
        return "right"
    number, amounts = amount_in(said), [*map(amount_in, known)]
    if number is None:
        return "person"
    values, beside = number
    if any(amount and values & amount[0] and beside == amount[1] for amount in amounts):
        return "right"
    is_another = all(amount and values.isdisjoint(amount[0]) for amount in amounts)
    return "wrong" if is_another and not beside else "person"


# ----------------------------------------------------------------------------------------- numbers

NUMBER = re.compile(r"[+-]?(?:\d(?:[\d.,']| (?=\d{3}(?!\d)))*\d|\d)|[+-]?[.,]\d+")
POWER = re.compile(rf"({NUMBER.pattern}) ?(?:[x×*·⋅] ?10 ?\^ ?|e)([+-]?\d{{1,2}})(?![\d.,])")
"""A number with a power of ten: 5.97 × 10^24, 5.97e24."""
RAISED = re.compile("(?<=10)[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
FIGURES = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")
SEPARATORS = ((",", "."), (".", ","), (" ", "."), (" ", ","), ("'", "."), ("'", ","))
"""What may part thousands, and what a fraction, in one number."""
ARABIC = str.maketrans({"٫": ".", "٬": ","})
LONGEST_NUMBER = 100
"""A text with more letters is no number."""


def _readings(digits: str) -> Iterator[Decimal]:
    """Yield what a number may mean: 1,234 is one number to some and another to others.

    >>> sorted({*map(str, _readings("1,234"))}), sorted({*map(str, _readings("1 234,5"))})
    (['1.234', '1234'], ['1234.5'])
    """
    for thousands, decimal in SEPARATORS:
        if _parted_by(thousands, decimal).fullmatch(digits):
            yield Decimal(digits.replace(thousands, "").replace(decimal, "."))


@cache
def _parted_by(thousands: str, decimal: str) -> re.Pattern[str]:
    part = re.escape(thousands)
    groups = rf"\d{{1,3}}(?:{part}\d{{3}})+|\d{{1,2}}(?:{part}\d{{2}})+{part}\d{{3}}|\d*"
    return re.compile(rf"[+-]?(?:{groups})(?:{re.escape(decimal)}\d+)?")


def amount_in(words: str, unit: str = "") -> "Quantified | None":
    """Return the one number in some words, in all its readings, and the words beside it.

    None where there is no number, or more than one. Numbers in the unit do not count: "10 to 1".
    """
    words = words.translate(ARABIC)
    if len(words) > LONGEST_NUMBER:
        return None
    beside: list[str] = []
    if unit and words.endswith(unit):
        words, beside = words.removesuffix(unit), unit.split()
    powers = POWER.findall(words)
    tens = int(powers[0][1]) if powers else 0
    words = POWER.sub(r"\1", words)
    found = NUMBER.findall(words)
    if len(found) != 1:
        return None
    readings = frozenset(reading.scaleb(tens) for reading in _readings(found[0]))
    beside += NUMBER.sub(" ", words).split()
    return (readings, frozenset(beside)) if readings else None


Quantified = tuple[frozenset[Decimal], frozenset[str]]
"""A number in all its readings, and the words beside it."""


@dataclass(frozen=True, kw_only=True)
class KnownAmounts:
    """By what a number is judged, folded as answers are."""

    words: tuple[str, ...]
    """Answers that are right as they stand."""
    unit: str
    units: frozenset[frozenset[str]]
    """Words beside a number of which its lowest and highest speak."""
    others: tuple[Quantified, ...]
    """Amounts in other units."""


def known_amounts(number: Numeric) -> KnownAmounts:
    """Return by what answers to a question for a number are judged."""
    unit = folded(number.unit)
    words = (folded(plain(number.answer)), *map(folded, number.accepted))
    units = {frozenset[str](), frozenset(unit.split())}
    others: list[Quantified] = []
    for known in words:
        amount = amount_in(known, unit)
        if amount and any(number.low <= value <= number.high for value in amount[0]):
            units.add(amount[1])
        elif amount:
            others.append(amount)
    return KnownAmounts(words=words, unit=unit, units=frozenset(units), others=tuple(others))


def _judge_number(number: Numeric, given: str) -> Verdict:
    """Judge a number: with the unit that is printed or asked for, in other units, or bare.

    Any number from the lowest to the highest is right. A unit of which nothing is known may be
    another name of the right one, so that a person must look.
    """
    said, known = folded(given), known_amounts(number)
    if not said:
        return "blank"
    if said in known.words:
        return "right"
    found = amount_in(said, known.unit)
    if found is None:
        return "person"
    values, beside = found
    fits = any(number.low <= value <= number.high for value in values)
    if fits and any(beside <= unit for unit in known.units):
        return "right"
    for other_values, words_beside in known.others:
        if beside == words_beside:
            return "right" if values & other_values else "wrong"
    return "wrong" if not fits and beside in known.units else "person"
