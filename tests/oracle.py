"""What is true by a bank, found the slow and obvious way: the judge of the tests.

It reads the words that are printed, as a pupil does, looks each time through every fact, retired
and superseded ones too, and knows nothing of what the program thinks that an answer means.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise
from math import acos, ceil, cos, floor, radians, sin

from moon import wording_of

from quizgen.bank.bank import Bank, Person
from quizgen.bank.dates import Date, date_of_day
from quizgen.bank.facts import Event, Fact, Position, Quantity, Statement, Term
from quizgen.content import Text, plain
from quizgen.deck.deck import Deck
from quizgen.language.dates import say_date
from quizgen.language.words import Language
from quizgen.quiz.form import Form
from quizgen.quiz.item import (
    Choice,
    Cloze,
    FromPlaces,
    Item,
    Matching,
    Numeric,
    Ordering,
    ShortAnswer,
    TrueFalse,
)
from quizgen.quiz.worksheet import Blueprint
from quizgen.read.dates import parse_date

ASKED = {
    "who-said-these-words": "speaker",
    "who-said-that": "speaker",
    "who-said-it": "speaker",
    "who-said-what": "speaker",
    "choose-the-answer": "answer",
    "what-was-said": "gist",
    "which-of-these-were-said": "gist",
    "date-of-event": "date",
    "event-false": "date",
    "what-happened": "event",
    "how-long-between": "span",
    "place-on-timeline": "event",
    "how-much": "value",
    "quantity-false": "value",
    "how-much-greater": "difference",
    "which-is-largest": "largest",
    "greater-false": "greater",
    "what-position": "stance",
    "what-changed": "change",
    "whose-position": "actor",
    "which-of-these-held-it": "actor",
    "which-limit": "limit",
    "limit-false": "limit",
    "who-allows-what": "limit",
    "whose-limit": "holder",
    "stands-for": "meaning",
    "what-is-meant": "meaning",
    "term-false": "meaning",
    "which-term": "term",
    "terms-and-meanings": "term",
    "which-stands-for": "term",
    "letters-and-meanings": "meaning",
    "what-does-it-mean": "meaning",
    "what-is-the-word": "term",
    "translation-false": "meaning",
    "words-and-translations": "meaning",
    "why": "cause",
    "why-it-happened": "cause",
    "why-this-position": "cause",
    "what-speaks-against": "reply",
    "claims-and-replies": "reply",
    "what-sort": "nature",
}
"""What each of the shipped wordings asks for."""
AS_GOOD_AS = Decimal("0.05")
"""A number nearer to the right one than this share of it says the same."""
READ_OFF = "read-the-scale"
WORDED = ("meaning", "term", "event", "gist", "cause", "reply")
"""What is asked for where an answer is told in words, so that another may say it more narrowly."""
WRITTEN_ALIKE = {
    "kilometre": "km",
    "kilometres": "km",
    "kilogram": "kg",
    "kilograms": "kg",
    "percent": "%",
    "&": "and",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "v": "5",
} | {
    word: str(n)
    for n, word in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven"])
}
ASCENDING = ("date", "value", "difference", "span")
"""What is asked for where the options ascend, so that nobody chooses where the key stands."""


def untrue(item: Item, bank: Bank, language: Language) -> list[str]:
    """Return what of an item's key is wrong, and which of its wrong answers are right."""
    return list(_untrue(item, _Reader(bank, language)))


def untrue_together(items: Iterable[Item]) -> list[str]:
    """Return what one item wants and another, which asks in the same words, does not let pass."""
    asked: defaultdict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in items:
        depends = wording_of(item) == "which-is-largest"  # of these: it hangs on which they are
        if item.type not in ("matching", "ordering", "discussion") and not (item.figure or depends):
            gaps = item.interaction.parts if isinstance(item.interaction, Cloze) else ()
            words = " ".join(map(plain, (item.prompt, *gaps)))
            asked[
                wording_of(item).removesuffix("-false").removesuffix("-true"), said(words)
            ].append(item)
    return [
        f"{one.id} and {other.id} ask alike: {plain(one.prompt)}"
        for alike in asked.values()
        for pair in combinations(alike, 2)
        for one, other in (pair, pair[::-1])
        if not _lets_pass(one, other)
    ]


def _lets_pass(one: Item, other: Item) -> bool:
    """Tell whether the key of one item is none of the wrong answers of another."""
    match one.interaction, other.interaction:
        case Choice() as asked, Choice() as also:
            keys = {said(option.content) for option in asked.options if option.is_key}
            wrong = {said(option.content) for option in also.options if not option.is_key}
            return asked.type != also.type or keys.isdisjoint(wrong)
        case TrueFalse() as asked, TrueFalse() as also:
            return asked.is_true == also.is_true
        case (ShortAnswer() | Numeric()) as asked, (ShortAnswer() | Numeric()) as also:
            fits = isinstance(also, Numeric) and isinstance(asked, Numeric)
            within = fits and also.low <= asked.low <= asked.high <= also.high  # type: ignore[union-attr]
            return within or said(asked.answer) in map(said, (also.answer, *also.accepted))
        case Cloze() as asked, Cloze() as also:
            return said(asked.answers[0]) in map(said, (also.answers[0], *also.accepted[0]))
        case _:
            return True


def answered_twice(deck: Deck, bank: Bank) -> list[str]:
    """Return which cards of a deck ask the same and want different answers."""
    facts = {fact.id: fact for fact in bank.facts}
    asked: defaultdict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    for card in deck.cards:
        if not card.is_choice and not any(facts[name].retired for name in card.note.facts):
            front = (said(face.words) for face in card.front)
            asked[(card.note.type_key, card.name, *front)].add(tuple(map(said, card.answers)))
    return [f"{front}: {answers}" for front, answers in asked.items() if len(answers) > 1]


def told_twice(lines: str) -> list[str]:
    """Return which terms of a list for Quizlet are defined in two ways, or twice in one."""
    rows = [line.partition("\t") for line in lines.splitlines()]
    meant: defaultdict[str, set[str]] = defaultdict(set)
    for term, _, definition in rows:
        meant[said(term)].add(said(definition))
    doubled = {
        term
        for term, _, definition in rows
        if lines.splitlines().count(f"{term}\t{definition}") > 1
    }
    return [*(term for term, definitions in meant.items() if len(definitions) > 1), *doubled]


def _alike(options: Sequence[Text]) -> Iterator[str]:
    words = [said(option) for option in options]
    yield from (plain(option) for option in options if words.count(said(option)) > 1)


def _untrue(item: Item, reader: "_Reader") -> Iterator[str]:
    if isinstance(item.origin, FromPlaces):
        yield from (f"{item.id}: {words}" for words in reader.misplaced(item))
        return
    facts = [reader.facts[fact_id] for fact_id in item.facts]
    match item.interaction:
        case Choice(options=options, reserve=reserve):
            sides: list[Sequence[Text]] = [[it.content for it in (*options, *reserve)]]
            if ASKED[wording_of(item)] in WORDED:
                own = {said(wrong.text) for fact in facts for wrong in fact.distractors}
                keys = [option.content for option in options if option.is_key]
                for option in options:
                    found = not option.is_key and said(option.content) not in own
                    if found and any(_is_narrower(option.content, key) for key in keys):
                        yield f"{item.id}: nearly the key: {plain(option.content)}"
        case Matching(premises=premises, responses=responses):
            sides = [[it.text for it in premises], [it.text for it in responses]]
        case Ordering(events=events):
            sides = [[it.text for it in events]]
        case _:
            sides = []
    yield from (f"{item.id}: twice: {words}" for side in sides for words in _alike(side))
    match item.interaction:
        case Choice(type="multiple-choice") as choice:
            for option in (*choice.options, *choice.reserve):
                if reader.is_true(option.content, facts[0], item) is not option.is_key:
                    yield f"{item.id}: key {option.is_key}: {plain(option.content)}"
        case Choice() as choice:
            for option in choice.options:
                of_these = [fact for fact in facts if reader.is_true(option.content, fact, item)]
                if bool(of_these) is not option.is_key:
                    yield f"{item.id}: key {option.is_key}: {plain(option.content)}"
            for fact in facts:  # each of them is as near to what was asked as the first
                if not _is_asked_alike(fact, facts[0]):
                    yield f"{item.id}: not asked for: {fact.id}"
        case TrueFalse(is_true=False) as judged:
            wrong = wrong_words(item.prompt, judged)
            if not wrong:
                yield f"{item.id}: false in more than one place: {plain(item.prompt)}"
            elif reader.is_true(wrong, facts[0], item):
                yield f"{item.id}: true: {plain(item.prompt)}"
        case Matching() as matching:
            for premise in matching.premises:
                fact = reader.facts[premise.id]
                for response in matching.responses:
                    is_right = response.id == premise.response
                    if reader.is_true(response.text, fact, item) is not is_right:
                        told = f"{plain(premise.text)}: {plain(response.text)}"
                        yield f"{item.id}: matches {is_right}: {told}"
        case Ordering(events=events):
            in_order = sorted(events, key=lambda event: event.rank)
            for earlier, later in pairwise(reader.facts[event.id] for event in in_order):
                if isinstance(earlier.claim, Quantity) and isinstance(later.claim, Quantity):
                    less, more = earlier.claim.value, later.claim.value
                    if less is None or more is None or not less < more:
                        yield f"{item.id}: {earlier.id} is not less than {later.id}"
                elif not _ends_before(earlier.dated, later.dated):
                    yield f"{item.id}: {earlier.id} is not before {later.id}"
        case Numeric(low=low, high=high) if wording_of(item) == "count-the-time":
            later, earlier = (fact.dated for fact in facts[:2])
            if not low == high == _passed(earlier, later):
                yield f"{item.id}: {low} to {high}"
        case Numeric(low=low, high=high) if wording_of(item) != READ_OFF:
            claim = facts[0].claim
            assert isinstance(claim, Quantity)
            assert claim.value is not None
            off = abs(claim.value) / 10 if claim.qualifier == "about" else 0
            least, most = claim.value - off, claim.value + off
            if claim.unit in ("person", "country", "piece") and claim.value == int(claim.value):
                least, most = Decimal(ceil(least)), Decimal(floor(most))
            if claim.unit == "percent" and not _has_more_than_the_whole(reader.bank):
                most = min(most, Decimal(100))
            if (low, high) != (least, most):
                yield f"{item.id}: {low} to {high}"
        case _:
            pass


def _has_more_than_the_whole(bank: Bank) -> bool:
    """Tell whether a share of a bank is above 100 %, as a growth may be."""
    claims = [fact.claim for fact in bank.facts if isinstance(fact.claim, Quantity)]
    shares = [claim for claim in claims if claim.unit == "percent"]
    ends = [end for claim in shares for end in (claim.value, claim.low, claim.high)]
    return any(abs(end) > 100 for end in ends if end is not None)


def _is_in_order_and_written(items: list[Item], fact: Fact) -> bool:
    """Tell whether a fact has its place in an order, and its date or number is asked in writing.

    The date, or the number, must then not be seen in the question.
    """
    orders = [it for it in items if isinstance(it.interaction, Ordering)]
    others = [it for it in items if isinstance(it.interaction, ShortAnswer | Cloze | Numeric)]
    if (len(orders), len(others), len(items)) != (1, 1, 2) or others[0].figure:
        return False
    (other,) = others
    interaction = other.interaction
    parts = interaction.parts if isinstance(interaction, Cloze) else ()
    seen = " ".join(map(plain, (other.prompt, *parts)))
    if fact.dated:
        return str(abs(fact.dated.year)) not in seen
    claim = fact.claim
    assert isinstance(claim, Quantity)
    return f"{claim.value:f}" not in seen.replace(",", "")


def broken(form: Form, bank: Bank, blueprint: Blueprint) -> list[str]:
    """Return what is wrong with a form as a whole: the gravest things."""
    facts = {fact.id: fact for fact in bank.facts}
    parts = [one.item for section in form.sections for one in section.items]
    asked = [fact_id for part in parts for fact_id in part.facts]
    found = [
        f"{name} is asked about twice"
        for name in {*asked}
        if asked.count(name) > 1
        and not _is_in_order_and_written([it for it in parts if name in it.facts], facts[name])
    ]
    found += [f"{name} is retired" for name in asked if facts[name].retired]
    allowed = ("none", "low", "high")[
        : ("none", "low", "high").index(blueprint.max_sensitivity) + 1
    ]
    found += [
        f"{name} is too sensitive" for name in asked if facts[name].sensitivity not in allowed
    ]
    found += _given_away(form, parts)
    found += _keys_that_tell(parts)
    found += _points_that_differ(form)
    return found


def _given_away(form: Form, parts: Sequence[Item]) -> Iterator[str]:
    """Find what names the answer of an item beside what the item asks about."""
    heads = [form.title, form.subtitle]
    heads += [words for section in form.sections for words in (section.title, section.instruction)]
    for asker in parts:
        others = [text for part in parts if part is not asker for text in _seen_of(part)]
        for key in filter(None, map(read, _answers_of(asker))):
            subjects = [
                read(subject)
                for subject in asker.about
                if subject and read(subject) not in key and key not in read(subject)
            ]
            for text in map(read, (*heads, *others)):
                if _names(text, key) and any(_names(text, subject) for subject in subjects):
                    yield f"“{text}” gives away '{key}' of {asker.id}"


def _seen_of(item: Item) -> list[str]:
    """Return every text of an item that a pupil sees."""
    texts = [item.prompt]
    match item.interaction:
        case Choice(options=options):
            texts += [option.content for option in options]
        case Matching(premises=premises, responses=responses):
            texts += [premise.text for premise in premises]
            texts += [premise.detail for premise in premises]
            texts += [response.text for response in responses]
        case Ordering(events=events):
            texts += [event.text for event in events]
        case Cloze(parts=parts):
            texts += parts
        case _:
            pass
    return [plain(text) for text in texts]


def _answers_of(item: Item) -> list[str]:
    match item.interaction:
        case Choice(options=options):
            return [plain(option.content) for option in options if option.is_key]
        case TrueFalse(right_words=words):
            return [plain(words)]
        case ShortAnswer(answer=answer) | Numeric(answer=answer):
            return [plain(answer)]
        case Cloze(answers=answers):
            return [plain(answer) for answer in answers]
        case Matching(premises=premises, responses=responses):
            right = {premise.response for premise in premises}
            return [plain(response.text) for response in responses if response.id in right]
        case _:
            return []


def _passed(earlier: Date | None, later: Date | None) -> int:
    """Count on the fingers how many days, months, years or centuries passed."""
    assert earlier
    assert later
    assert earlier.precision == later.precision
    if earlier.precision == "day":
        return later.first - earlier.first
    if earlier.precision == "month":
        return sum(
            (year, month) < later.written
            for year in range(earlier.written[0], later.written[0] + 1)
            for month in range(1, 13)
            if (year, month) >= earlier.written
        )
    between = range(earlier.written[0], later.written[0])
    return sum(earlier.precision == "year" or number != 0 for number in between)


def _names(text: str, words: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text))


def _keys_that_tell(parts: Sequence[Item]) -> Iterator[str]:
    """Find keys that stand in one place too often, too often in a row, or in a pattern."""
    places: dict[int, list[int]] = {}
    for part in parts:
        match part.interaction:
            case Choice(type="multiple-choice", options=options):
                if ASKED[wording_of(part)] not in ASCENDING:
                    keys = [option.is_key for option in options]
                    places.setdefault(len(options), []).append(keys.index(True))
            case _:
                pass
    for size, keys_at in places.items():
        letters = "".join("ABCDE"[place] for place in keys_at)
        if any(letter * 4 in letters for letter in "ABCDE"):
            yield f"{letters}: one letter four times in a row"
        windows = [letters[start : start + 9] for start in range(len(letters) - 8)]
        if any(window[period:] == window[:-period] for window in windows for period in (2, 3, 4)):
            yield f"{letters}: a pattern"
        counts = [letters.count(letter) for letter in "ABCDE"[:size]]
        even = len(letters) / size
        if len(letters) >= 8 and not (min(counts) > even - 2 and max(counts) < even + 2):
            yield f"{letters}: unbalanced"


def _points_that_differ(form: Form) -> Iterator[str]:
    total = 0
    for section in form.sections:
        points = 0
        for one in section.items:
            points += one.points
        if section.points != points or not section.points_label.startswith(f"{points} point"):
            yield f"{section.title} says {section.points_label}, its items have {points}"
        total += points
    if form.points != total:
        yield f"the form says {form.points} points, its sections have {total}"


def wrong_words(stem: Text, judged: TrueFalse) -> str:
    """Return what stands in a false statement where the true one has the right words."""
    truth, right, false = plain(judged.correction), plain(judged.right_words), plain(stem)
    for match in re.finditer(re.escape(right), truth):
        head, tail = truth[: match.start()], truth[match.end() :]
        if false.startswith(head) and false.endswith(tail) and false != truth:
            return false[len(head) : len(false) - len(tail)]
    return ""


def _is_asked_alike(fact: Fact, first: Fact) -> bool:
    """Tell whether two facts are both asked for where all that is right is to be chosen."""
    match fact.claim, first.claim:
        case Statement() as one, Statement() as other:
            said = (one.speaker, one.date, fact.source) == (other.speaker, other.date, first.source)
            return said and not fact.retired
        case Position() as one, Position() as other:
            held = (one.issue, one.stance, fact.as_of)
            return held == (other.issue, other.stance, first.as_of) and not fact.retired
        case _:
            return False


class _Reader:
    """Reads answers by the facts of a bank."""

    def __init__(self, bank: Bank, language: Language) -> None:
        self.bank = bank
        self.language = language
        self.facts = {fact.id: fact for fact in bank.facts}

    def misplaced(self, item: Item) -> Iterator[str]:
        """Yield what is wrong of an item that is answered on a map, by where its places lie."""
        asked = plain(item.prompt)
        points = {it.name: it.at for it in self.bank.places.values() if it.kind == "point"}
        named = sorted((name for name in points if name in asked), key=asked.index)
        match item.interaction:
            case Numeric(low=low, high=high):
                if not low <= _km(*(points[name] for name in named)) <= high:
                    yield f"{low} to {high}: {asked}"
            case TrueFalse(is_true=is_true) if " than that distance apart" in asked:
                is_farther = _km(*(points[name] for name in named)) > _length_in(asked)
                if (is_farther is (" more than " in asked)) is not is_true:
                    yield f"{is_true}: {asked}"
            case TrueFalse(is_true=is_true):
                first, near, far = (points[name] for name in named)
                if (_km(first, near) < _km(first, far)) is not is_true:
                    yield f"{is_true}: {asked}"
            case Choice(options=options):
                (centre,) = named
                km = {
                    plain(it.content): _km(points[centre], points[plain(it.content)])
                    for it in options
                }
                if "that distance of" in asked or "than that" in asked:
                    for option in options:
                        is_within = km[plain(option.content)] < _length_in(asked)
                        if (is_within is ("that distance of" in asked)) is not option.is_key:
                            yield f"key {option.is_key}: {plain(option.content)}: {asked}"
                    return
                radius = re.search(r"within [\d,]+\skm", asked)
                most = self._number(radius[0]) if radius else min(km.values())
                for option in options:
                    if (km[plain(option.content)] <= most) is not option.is_key:
                        yield f"key {option.is_key}: {plain(option.content)}: {asked}"
            case _:
                yield f"nothing is known of {asked}"

    def is_true(self, answer: Text | str, fact: Fact, item: Item) -> bool:
        """Tell whether an answer is right, asked as the item asks about the fact."""
        words = said(answer)
        accepts = (
            ()
            if ASKED[wording_of(item)]
            in (
                "difference",
                "span",
                "largest",
                "greater",
                "change",
                "limit",
                "holder",
                "cause",
                "reply",
                "nature",
                "hedge",
            )
            else fact.accept
        )
        if words in map(said, (*fact.also_right_text, *accepts)):
            return True
        linked = [fact, *(self.facts[other] for other in fact.also_right)]
        near = [it for it in linked if it.kind == fact.kind]
        match ASKED[wording_of(item)], fact.claim:
            case "speaker", Statement() as own:
                return any(self._said(name, own, near) for name in self._people(read(answer)))
            case "gist", Statement():
                told = [it for it in self._of(Statement) if said(it.claim.gist) == words]  # type: ignore[union-attr]
                return any(it in near or self._is_near(it, fact) for it in told)
            case "answer", Statement() as own:
                return words == said(own.answer)
            case "date", Event():
                told = [it for it in self._of(Event) if {*_names_of(it)} & {*_names_of(fact)}]
                return any(
                    words == said(say_date(date, self.language))
                    for it in (*linked, *told)
                    if it.date
                    for date in _dates_within(it.date)
                )
            case "event", Event():
                told = [it for it in self._of(Event) if words in _names_of(it)]
                return any(it in near or _overlap(it.dated, fact.dated) for it in told)
            case "value", Quantity() as own:
                spoken = read(answer)
                return any(self._counts(spoken, it, own) for it in (*near, *self._of(Quantity)))
            case "difference", Quantity() as own:
                smaller = self.facts[item.facts[1]].claim
                assert isinstance(smaller, Quantity)
                assert own.value is not None
                assert smaller.value is not None
                by = own.value - smaller.value
                return abs(self._number(read(answer)) - by) <= by * AS_GOOD_AS
            case "span", Event():
                passed = _passed(self.facts[item.facts[1]].dated, fact.dated)
                return self._number(read(answer)) == passed
            case "greater", Quantity() as own:
                one, other = read(answer).split(" is greater than that of ")
                one = one.partition(f"he {own.attribute} of ")[2]
                sizes = {
                    said(it.claim.subject): it.claim.value
                    for it in self._of(Quantity)
                    if isinstance(it.claim, Quantity) and it.claim.attribute == own.attribute
                }
                larger, smaller = sizes[said(one)], sizes[said(other)]
                return larger is not None and smaller is not None and larger >= smaller
            case "largest", Quantity() as own:
                return any(_is_as_large(it, own, words) for it in self._of(Quantity))
            case "stance", Position() as own:
                return any(self._stood(it, fact, words) for it in self._of(Position))
            case "change", Position():
                return words in self._changes(fact)
            case "actor", Position():
                return any(self._held(name, fact, near) for name in self._people(read(answer)))
            case "limit", Position():
                return self._limits(words, fact, _aspect_of(item, fact))
            case "holder", Position():
                aspect = _aspect_of(item, fact)
                names = self._people(read(answer))
                return any(self._held(name, fact, near, aspect) for name in names)
            case "meaning", Term() as own:
                return any(
                    said(it.claim.meaning) == words  # type: ignore[union-attr]
                    and (it in near or said(it.claim.term) == said(own.term))  # type: ignore[union-attr]
                    for it in self._of(Term)
                )
            case "term", Term() as own:
                meant = {said(it.claim.meaning) for it in near}  # type: ignore[union-attr]
                terms = [it.claim for it in self._of(Term)]
                return any(
                    said(it.term) == words and said(it.meaning) in meant
                    for it in terms
                    if isinstance(it, Term)
                )
            case "cause", _:
                alike = [*near, *(it for it in self.facts.values() if _are_apart(it, fact))]
                return words in (said(link.cause) for it in alike for link in it.because_of)
            case "reply", Statement():
                told = [it for it in self._of(Statement) if said(it.claim.gist) == words]  # type: ignore[union-attr]
                return any(self._speaks_against(it, fact) for it in told)
            case "nature", Statement() as own:
                return words.startswith(f"{own.nature}it")
            case "hedge", Statement() as own:
                quoted = re.findall("“([^”]+)”", plain(item.prompt))
                hedges = [said(hedge.word) for hedge in own.hedges if hedge.said in quoted]
                return words in hedges
            case asked, claim:
                raise AssertionError(f"{asked} is not asked of {claim}")

    def _speaks_against(self, reply: Fact, claim: Fact) -> bool:
        """Tell whether a fact speaks against a claim, or might: by all the ways from one to other.

        An odd number of steps leads to the other side of a dispute, an even one to the same side.
        """
        steps = {(claim.id, 0)}
        while True:
            more = {
                (other.id, 1 - parity)
                for fact_id, parity in steps
                for other in self.facts.values()
                if not other.retired
                and not self.facts[fact_id].retired
                and (
                    fact_id in [it.fact for it in other.counters]
                    or other.id in [it.fact for it in self.facts[fact_id].counters]
                )
            }
            if more <= steps:
                break
            steps |= more
        if (reply.id, 1) in steps:
            return True
        if (reply.id, 0) in steps:
            return False
        replies = [it for it in self.facts.values() if claim.id in [c.fact for c in it.counters]]
        return any(_are_apart(reply, it) for it in replies)

    def _of(self, kind: type) -> Sequence[Fact]:
        return [fact for fact in self.bank.facts if isinstance(fact.claim, kind)]

    def _people(self, words: str) -> list[str]:
        """Return who is meant, with or without an office behind the name."""
        meant = [
            person_id
            for person_id, person in self.bank.people.items()
            if words == read(person.name) or words.startswith(f"{read(person.name)}, ")
        ]
        assert meant, words
        return meant

    def _said(self, person: str, own: Statement, near: Sequence[Fact]) -> bool:
        for fact in self._of(Statement):
            claim = fact.claim
            assert isinstance(claim, Statement)
            same = said(claim.gist) == said(own.gist)
            same |= bool(own.quote) and said(" ".join(claim.quote)) == said(" ".join(own.quote))
            if claim.speaker == person and (same or fact in near):
                return True
        return False

    def _is_near(self, other: Fact, fact: Fact) -> bool:
        """Tell whether two statements are too near to be told apart as right and wrong."""
        one, its = fact.claim, other.claim
        assert isinstance(one, Statement)
        assert isinstance(its, Statement)
        if one.speaker == its.speaker:
            return True
        if not {other.id, its.speaker}.isdisjoint(fact.not_beside):
            return True
        if not {fact.id, one.speaker}.isdisjoint(other.not_beside):
            return True
        classes = [self.bank.people[claim.speaker].class_ for claim in (one, its)]
        return "author" in classes and fact.source == other.source

    def _number(self, words: str) -> Decimal:
        for number, word in enumerate(self.language.counts):
            if word in words.split():
                return Decimal(number)
        digits, *_ = re.findall(
            r"-?\d[\d,]*(?:\.\d+)?", words.replace("−", "-")
        )  # "30 F-16 jets" are thirty
        return Decimal(digits.replace(",", ""))

    def _counts(self, words: str, other: Fact, own: Quantity) -> bool:
        """Tell whether a quantity of the same thing, or one linked with it, covers a number."""
        its, number = other.claim, self._number(words)
        assert isinstance(its, Quantity)
        if (said(its.subject), said(its.attribute)) != (said(own.subject), said(own.attribute)):
            return False
        if its.unit != own.unit:
            if {its.unit, own.unit} != {"km", "mile"}:
                return False
            number *= Decimal("1.609344") if its.unit == "km" else 1 / Decimal("1.609344")
        if its.value is not None:
            return abs(number - its.value) <= abs(its.value) * AS_GOOD_AS
        return its.low is not None and its.high is not None and its.low <= number <= its.high

    def _go_together(self, issue: str, one: str, other: str) -> bool:
        """Tell whether somebody may hold two stances at once: the bank does not say otherwise."""
        groups = self.bank.issues[issue].apart
        if groups is None:
            return one == other
        return one == other or not any({one, other} <= {*group} for group in groups)

    def _overlap(self, issue: str, aspect: str, one: str, other: str) -> bool:
        groups = self.bank.issues[issue].scope[aspect].apart
        return one == other or not any({one, other} <= {*group} for group in groups)

    def _stood(self, other: Fact, fact: Fact, words: str) -> bool:
        """Tell whether words say what an actor did, or may have done beside it, at the time."""
        own, its = fact.claim, other.claim
        assert isinstance(own, Position)
        assert isinstance(its, Position)
        if not _same_matter(its, own) or _is_over(other, fact) or _is_over(fact, other):
            return False
        name = _called(self.bank.people[own.actor])
        return any(
            said(f"{name} {stance}") == words and self._go_together(own.issue, key, its.stance)
            for key, stance in self.bank.issues[own.issue].stances.items()
        )

    def _changes(self, fact: Fact) -> list[str]:
        """Return from what to what a position changed: from each that was the last one before."""
        own = fact.claim
        assert isinstance(own, Position)
        before = [
            it
            for it in self._of(Position)
            if _same_matter(it.claim, own) and _ends_before(it.as_of, fact.as_of) and not it.retired
        ]
        latest = max(it.as_of.last for it in before)
        stances = self.bank.issues[own.issue].stances
        name = _called(self.bank.people[own.actor])
        return [
            said(f"{name} first {stances[first]}, then {stances[then]}")
            for it in before
            if it.as_of.last == latest
            for first in stances
            for then in stances
            if self._go_together(own.issue, first, it.claim.stance)  # type: ignore[union-attr]
            and self._go_together(own.issue, then, own.stance)
        ]

    def _held(self, actor: str, fact: Fact, near: Sequence[Fact], aspect: str = "") -> bool:
        """Tell whether an actor stood there at any time, or is not known to have stood elsewhere."""
        own = fact.claim
        assert isinstance(own, Position)
        taken = [
            it.claim
            for it in self._of(Position)
            if isinstance(it.claim, Position)
            and actor in (it.claim.actor, it.claim.for_)
            and it.claim.issue == own.issue
        ]
        linked = [it.claim.actor for it in near if isinstance(it.claim, Position)]
        return (
            not taken
            or actor in linked
            or any(
                self._go_together(own.issue, its.stance, own.stance)
                and not (
                    aspect in its.scope
                    and not self._overlap(own.issue, aspect, its.scope[aspect], own.scope[aspect])
                )
                for its in taken
            )
        )

    def _limits(self, words: str, fact: Fact, aspect: str) -> bool:
        """Tell whether words are a limit of the actor, or one that may go with it."""
        own = fact.claim
        assert isinstance(own, Position)
        claims = [it.claim for it in self._of(Position) if _same_matter(it.claim, own)]
        held = [it.scope[aspect] for it in claims if aspect in it.scope]  # type: ignore[union-attr]
        known = {
            it.claim.scope[aspect]  # type: ignore[union-attr]
            for it in self._of(Position)
            if it.claim.issue == own.issue and aspect in it.claim.scope  # type: ignore[union-attr]
        }
        return any(
            said(value) == words and self._overlap(own.issue, aspect, value, one)
            for value in known
            for one in held
        )


def _km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return how far two places lie apart, by the cosine of the angle between them."""
    (lat, lon), (lat_2, lon_2) = (tuple(map(radians, place)) for place in (one, other))
    angle = acos(sin(lat) * sin(lat_2) + cos(lat) * cos(lat_2) * cos(lon - lon_2))
    return 6371 * angle


def _aspect_of(item: Item, fact: Fact) -> str:
    """Return which limit an item asks for: its id says, or the right answer to a premise."""
    claim = fact.claim
    assert isinstance(claim, Position)
    if not isinstance(item.interaction, Matching):
        return item.id.rpartition("/")[2]
    keys = {
        premise.id: response.text
        for premise in item.interaction.premises
        for response in item.interaction.responses
        if response.id == premise.response
    }
    return next(name for name, value in claim.scope.items() if said(value) == said(keys[fact.id]))


def read(text: Text | str) -> str:
    """Return words as they are compared: whatever their case, their spaces and a full stop."""
    words = text if isinstance(text, str) else plain(text)
    return " ".join(words.casefold().replace("’", "'").split()).rstrip(".")


def said(text: Text | str) -> str:
    """Return what some words say, however they are written: letters, digits and signs alone."""
    words = unicodedata.normalize("NFKC", read(text)).replace("&", " & ").replace("−", "-")
    words = re.sub(r"(?<=\d)[, ](?=\d{3})", "", words)
    words = re.sub(r"(?<=\d)\.(?=\d)", "point", words)
    words = re.sub(r"(?<!\w)-(?=\d)", "minus", words)
    parts = [part for part in words.split() if part]
    if len(parts) > 1 and parts[0] in ("the", "a", "an"):
        del parts[0]
    kept = ("".join(sign for sign in part if sign.isalnum() or sign in "%&+²³") for part in parts)
    return "".join(WRITTEN_ALIKE.get(part, part) for part in kept)


def _is_narrower(text: Text, other: Text) -> bool:
    """Tell whether one text is the other with a word or two before or behind it."""
    one, two = sorted((read(text).split(), read(other).split()), key=len)
    more = len(two) - len(one)
    return 0 < more <= 2 and (two[more:] == one or two[:-more] == one)


def _dates_within(date: Date) -> Iterator[Date]:
    """Yield a date, every day of it, and the month that a day lies in."""
    yield date
    for number in range(date.first, date.last + 1):
        yield date_of_day(number)
        if date.precision == "day":
            yield parse_date(date.text[:7])


def _length_in(asked: str) -> float:
    """Return the one length that a question names, in kilometres."""
    ((number, unit),) = re.findall(r"(\d+)\s(km|miles)", asked)
    return float(number) * (1 if unit == "km" else 1.609344)


def _called(actor: Person) -> str:
    """Return what an option calls an actor of whom the stem speaks: a person by name."""
    return actor.name if actor.kind == "person" else "It"


def _names_of(event: Fact) -> list[str]:
    assert isinstance(event.claim, Event)
    return [said(event.claim.what), said(event.claim.short)]


def _ends_before(one: Date, other: Date) -> bool:
    return one.last < other.first


def _overlap(one: Date, other: Date) -> bool:
    return one.first <= other.last and other.first <= one.last


def _is_as_large(other: Fact, own: Quantity, words: str) -> bool:
    its = other.claim
    assert isinstance(its, Quantity)
    if said(its.subject) != words or said(its.attribute) != said(own.attribute):
        return False
    most = its.high if its.value is None else its.value
    if most is None or own.value is None or its.unit != own.unit:
        return False
    return most >= own.value


def _are_apart(one: Fact, other: Fact) -> bool:
    """Tell whether the bank keeps two facts apart, by themselves or by who said them."""
    speakers = [it.claim.speaker if isinstance(it.claim, Statement) else "" for it in (one, other)]
    return bool({other.id, speakers[1]} & {*one.not_beside}) or bool(
        {one.id, speakers[0]} & {*other.not_beside}
    )


def _same_matter(claim: object, own: Position) -> bool:
    """Tell whether a position is of the same actor, or of who speaks for it or it speaks for."""
    if not isinstance(claim, Position) or claim.issue != own.issue:
        return False
    return not {own.actor, own.for_}.isdisjoint({claim.actor, claim.for_} - {""})


def _is_over(one: Fact, other: Fact) -> bool:
    """Tell whether a position had ended, or had been given up, before another was taken."""
    until = one.claim.until if isinstance(one.claim, Position) else None
    given_up = one.superseded_by == other.id and _ends_before(one.as_of, other.as_of)
    return given_up or bool(until and _ends_before(until, other.as_of))
