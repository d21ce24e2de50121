"""What is true by a bank, found the slow and obvious way: the judge of the tests.

It reads the words that are printed, as a pupil does, looks each time through every fact, retired
and superseded ones too, and knows nothing of what the program thinks that an answer means.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from moon import wording_of

from quizgen.bank.bank import Bank
from quizgen.bank.dates import Date
from quizgen.bank.facts import Event, Fact, Position, Quantity, Statement, Term
from quizgen.content import Text, plain
from quizgen.language.dates import say_date
from quizgen.language.words import Language
from quizgen.quiz.form import Form
from quizgen.quiz.item import (
    Choice,
    Cloze,
    Item,
    Matching,
    Numeric,
    Ordering,
    ShortAnswer,
    TrueFalse,
)
from quizgen.quiz.worksheet import Blueprint

ASKED = {
    "who-said-these-words": "speaker",
    "who-said-that": "speaker",
    "who-said-it": "speaker",
    "what-was-said": "gist",
    "which-of-these-were-said": "gist",
    "date-of-event": "date",
    "event-false": "date",
    "what-happened": "event",
    "place-on-timeline": "event",
    "how-much": "value",
    "quantity-false": "value",
    "how-much-greater": "difference",
    "which-is-largest": "largest",
    "what-position": "stance",
    "what-changed": "change",
    "whose-position": "actor",
    "which-of-these-held-it": "actor",
    "stands-for": "meaning",
    "what-is-meant": "meaning",
    "term-false": "meaning",
    "which-term": "term",
    "terms-and-meanings": "term",
}
"""What each of the shipped wordings asks for."""
AS_GOOD_AS = Decimal("0.05")
"""A number nearer to the right one than this share of it says the same."""
READ_OFF = "read-the-scale"
ASCENDING = ("date", "value", "difference")
"""What is asked for where the options ascend, so that nobody chooses where the key stands."""


def untrue(item: Item, bank: Bank, language: Language) -> list[str]:
    """Return what of an item's key is wrong, and which of its wrong answers are right."""
    return list(_untrue(item, _Reader(bank, language)))


def _untrue(item: Item, reader: "_Reader") -> Iterator[str]:
    facts = [reader.facts[fact_id] for fact_id in item.facts]
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
                if not _ends_before(earlier.dated, later.dated):
                    yield f"{item.id}: {earlier.id} is not before {later.id}"
        case Numeric(low=low, high=high) if wording_of(item) != READ_OFF:
            claim = facts[0].claim
            assert isinstance(claim, Quantity)
            assert claim.value is not None
            off = claim.value / 10 if claim.qualifier == "about" else 0
            if (low, high) != (claim.value - off, claim.value + off):
                yield f"{item.id}: {low} to {high}"
        case _:
            pass


def broken(form: Form, bank: Bank, blueprint: Blueprint) -> list[str]:
    """Return what is wrong with a form as a whole: the gravest things."""
    facts = {fact.id: fact for fact in bank.facts}
    parts = [one.item for section in form.sections for one in section.items]
    asked = [fact_id for part in parts for fact_id in part.facts]
    found = [f"{name} is asked about twice" for name in {*asked} if asked.count(name) > 1]
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

    def is_true(self, answer: Text | str, fact: Fact, item: Item) -> bool:
        """Tell whether an answer is right, asked as the item asks about the fact."""
        words = read(answer)
        if words in map(read, (*fact.also_right_text, *fact.accept)):
            return True
        linked = [fact, *(self.facts[other] for other in fact.also_right)]
        near = [it for it in linked if it.kind == fact.kind]
        match ASKED[wording_of(item)], fact.claim:
            case "speaker", Statement() as own:
                return any(self._said(name, own, near) for name in self._people(words))
            case "gist", Statement():
                told = [it for it in self._of(Statement) if read(it.claim.gist) == words]  # type: ignore[union-attr]
                return any(it in near or self._is_near(it, fact) for it in told)
            case "date", Event():
                return words in [
                    read(say_date(it.dated, self.language)) for it in linked if it.date
                ]
            case "event", Event():
                told = [it for it in self._of(Event) if words in _names_of(it)]
                return any(it in near or _overlap(it.dated, fact.dated) for it in told)
            case "value", Quantity() as own:
                return any(self._counts(words, it, own) for it in (*near, *self._of(Quantity)))
            case "difference", Quantity() as own:
                smaller = self.facts[item.facts[1]].claim
                assert isinstance(smaller, Quantity)
                assert own.value is not None
                assert smaller.value is not None
                by = own.value - smaller.value
                return abs(self._number(words) - by) <= by * AS_GOOD_AS
            case "largest", Quantity() as own:
                return any(_is_as_large(it, own, words) for it in self._of(Quantity))
            case "stance", Position() as own:
                return any(self._stood(it, fact, words) for it in self._of(Position))
            case "change", Position():
                return words in self._changes(fact)
            case "actor", Position():
                return any(self._held(name, fact, near) for name in self._people(words))
            case "meaning", Term() as own:
                terms = [it.claim for it in (*near, *self._of(Term))]
                named = {read(own.term), *(read(it.claim.term) for it in near)}  # type: ignore[union-attr]
                return any(
                    read(it.meaning) == words and read(it.term) in named
                    for it in terms
                    if isinstance(it, Term)
                )
            case "term", Term() as own:
                meant = {read(it.claim.meaning) for it in near}  # type: ignore[union-attr]
                terms = [it.claim for it in self._of(Term)]
                return any(
                    read(it.term) == words and read(it.meaning) in meant
                    for it in terms
                    if isinstance(it, Term)
                )
            case asked, claim:
                raise AssertionError(f"{asked} is not asked of {claim}")

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
            same = read(claim.gist) == read(own.gist)
            same |= bool(own.quote) and read(" ".join(claim.quote)) == read(" ".join(own.quote))
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
        counts = [count for count in self.language.counts if count]
        for number, word in enumerate(self.language.counts):
            if word in counts and words.split()[0] == word:
                return Decimal(number)
        digits, *_ = re.findall(r"\d[\d,]*(?:\.\d+)?", words)  # "30 F-16 jets" are thirty
        return Decimal(digits.replace(",", ""))

    def _counts(self, words: str, other: Fact, own: Quantity) -> bool:
        """Tell whether a quantity of the same thing, or one linked with it, covers a number."""
        its, number = other.claim, self._number(words)
        assert isinstance(its, Quantity)
        if (its.subject, its.attribute, its.unit) != (own.subject, own.attribute, own.unit):
            return False
        if its.value is not None:
            return abs(number - its.value) <= its.value * AS_GOOD_AS
        return its.low is not None and its.high is not None and its.low <= number <= its.high

    def _stood(self, other: Fact, fact: Fact, words: str) -> bool:
        """Tell whether an actor took a position on a day on which the one asked about may hold."""
        own, its = fact.claim, other.claim
        assert isinstance(own, Position)
        assert isinstance(its, Position)
        if (its.actor, its.issue) != (own.actor, own.issue):
            return False
        stance = self.bank.issues[its.issue].stances[its.stance]
        said = read(f"{self.bank.people[its.actor].name} {stance}")
        return said == words and not (_is_over(other, fact) or _is_over(fact, other))

    def _changes(self, fact: Fact) -> list[str]:
        """Return from what to what a position changed: from each that was the last one before."""
        own = fact.claim
        assert isinstance(own, Position)
        before = [
            it
            for it in self._of(Position)
            if _same_matter(it.claim, own) and _ends_before(it.as_of, fact.as_of)
        ]
        latest = max(it.as_of.last for it in before)
        stances = self.bank.issues[own.issue].stances
        name = self.bank.people[own.actor].name
        return [
            read(f"{name} first {stances[it.claim.stance]}, then {stances[own.stance]}")  # type: ignore[union-attr]
            for it in before
            if it.as_of.last == latest
        ]

    def _held(self, actor: str, fact: Fact, near: Sequence[Fact]) -> bool:
        """Tell whether an actor stood there at any time, or is not known to have stood elsewhere."""
        own = fact.claim
        assert isinstance(own, Position)
        taken = [
            it.claim.stance
            for it in self._of(Position)
            if isinstance(it.claim, Position)
            and (it.claim.actor, it.claim.issue) == (actor, own.issue)
        ]
        linked = [it.claim.actor for it in near if isinstance(it.claim, Position)]
        return own.stance in taken or not taken or actor in linked


def read(text: Text | str) -> str:
    """Return words as they are compared: whatever their case, their spaces and a full stop."""
    words = text if isinstance(text, str) else plain(text)
    return " ".join(words.casefold().replace("’", "'").split()).rstrip(".")


def _names_of(event: Fact) -> list[str]:
    assert isinstance(event.claim, Event)
    return [read(event.claim.what), read(event.claim.short)]


def _ends_before(one: Date, other: Date) -> bool:
    return one.last < other.first


def _overlap(one: Date, other: Date) -> bool:
    return one.first <= other.last and other.first <= one.last


def _is_as_large(other: Fact, own: Quantity, words: str) -> bool:
    its = other.claim
    assert isinstance(its, Quantity)
    if read(its.subject) != words or its.attribute != own.attribute or its.value is None:
        return False
    return own.value is not None and its.value >= own.value


def _same_matter(claim: object, own: Position) -> bool:
    same = isinstance(claim, Position)
    return same and (claim.actor, claim.issue) == (own.actor, own.issue)  # type: ignore[attr-defined]


def _is_over(one: Fact, other: Fact) -> bool:
    """Tell whether a position had ended, or had been given up, before another was taken."""
    until = one.claim.until if isinstance(one.claim, Position) else None
    given_up = one.superseded_by == other.id and _ends_before(one.as_of, other.as_of)
    return given_up or bool(until and _ends_before(until, other.as_of))
