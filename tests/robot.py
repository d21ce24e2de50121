"""A pupil who knows nothing of the topic and every trick of the trade.

It sees what is printed, follows one trick at a time, and tosses a coin where the trick says
nothing. If a trick earns it more than chance would, the items give their answers away.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from moon import wording_of

from quizgen.content import plain
from quizgen.quiz.form import Form
from quizgen.quiz.item import Choice, Cloze, Item, Matching, Ordering, TrueFalse

WORD = re.compile(r"[^\W_]+")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DATE = re.compile(rf"(?:(\d{{1,2}})[ \u00a0])?({'|'.join(MONTHS)})[ \u00a0](\d{{4}})")
SMALL_WORDS = frozenset(
    {
        "about", "after", "also", "been", "before", "from", "have", "into", "more", "than",
        "that", "their", "them", "then", "there", "these", "they", "this", "those", "were",
        "what", "when", "where", "which", "while", "will", "with", "would",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Sight:
    """What the robot sees of one item, and of the items around it."""

    stem: str
    options: tuple[str, ...]
    """As printed; of a true-false item none."""
    elsewhere: tuple[str, ...]
    """Every text of the other items."""
    offered: Mapping[str, int]
    """How often each option is offered in the other items."""
    solved: frozenset[str]
    """The keys of the other choice items: what a pupil who knows those answers can rule out."""
    stems: tuple[str, ...]
    """The stems of all items of its type, for what is long among them."""


@dataclass(frozen=True)
class Trick:
    """A way to guess: the options that score most are taken."""

    name: str
    scores: Callable[[Sight], Sequence[float]]
    """A number for each option; of a true-false item for true and for false."""
    fits: Callable[[Sight], bool] = lambda _: True
    """Whether the trick can be tried on an item at all."""


@dataclass(frozen=True)
class Try:
    """What a trick did with one item."""

    item: str
    wording: str
    is_right: bool
    chance: float
    has_hint: bool
    """Whether the trick preferred anything; if not, the coin decided."""


# --------------------------------------------------------------------------- choice items


@cache
def words_of(text: str) -> frozenset[str]:
    """Return the words of some length, by their first letters, so that endings do not count."""
    words = (word.casefold() for word in WORD.findall(text))
    return frozenset(word[:6] for word in words if len(word) >= 4 and word not in SMALL_WORDS)


@cache
def core(option: str) -> str:
    """Return an option without its full stop, or a name without its office, in lower case."""
    return option.split(", ")[0].rstrip(".").replace("\u00a0", " ").casefold()


@cache
def date_in(option: str) -> tuple[int, int, int] | None:
    found = DATE.fullmatch(option.strip())
    return (int(found[3]), MONTHS.index(found[2]), int(found[1] or 0)) if found else None


@cache
def number_in(option: str) -> float | None:
    found = NUMBER.findall(option)
    is_number = len(found) == 1 and not date_in(option) and len(WORD.findall(option)) <= 4
    return float(found[0].replace(",", "")) if is_number else None


def all_dates(sight: Sight) -> bool:
    return bool(sight.options) and all(date_in(option) for option in sight.options)


def all_numbers(sight: Sight) -> bool:
    return bool(sight.options) and all(number_in(option) is not None for option in sight.options)


def all_words(sight: Sight) -> bool:
    return not all_dates(sight) and not all_numbers(sight)


def dates(sight: Sight) -> list[float]:
    found = [date_in(option) or (0, 0, 0) for option in sight.options]
    return [year * 400.0 + month * 31 + day for year, month, day in found]


def numbers(sight: Sight) -> list[float]:
    return [number_in(option) or 0.0 for option in sight.options]


def middle(values: Sequence[float]) -> list[float]:
    """Score the values in the middle of their order."""
    ranks = {value: rank for rank, value in enumerate(sorted(values))}
    return [-abs(ranks[value] - (len(values) - 1) / 2) for value in values]


def negative(values: Sequence[float]) -> list[float]:
    return [-value for value in values]


def lengths(sight: Sight) -> list[float]:
    return [len(option) for option in sight.options]


def shared_with_stem(sight: Sight) -> list[float]:
    stem = words_of(sight.stem)
    return [len(words_of(option) & stem) for option in sight.options]


def shared_with_others(sight: Sight) -> list[float]:
    """Score an option by the words it shares with each of the other options."""
    return [
        sum(len(words_of(option) & words_of(other)) for other in sight.options if other != option)
        for option in sight.options
    ]


def precision(sight: Sight) -> list[float]:
    """Count what is exact in an option: digits, and names within the sentence."""
    return [
        sum(letter.isdigit() for letter in option)
        + sum(word[:1].isupper() for word in WORD.findall(option)[1:])
        for option in sight.options
    ]


def roundness(sight: Sight) -> list[float]:
    digits = [f"{number:f}".rstrip("0").rstrip(".") for number in numbers(sight)]
    return [-len(number.rstrip("0").replace(".", "")) for number in digits]


def keyed_elsewhere(sight: Sight) -> list[float]:
    return [-float(core(option) in sight.solved) for option in sight.options]


def offered_elsewhere(sight: Sight) -> list[float]:
    return [sight.offered.get(core(option), 0) for option in sight.options]


def named_elsewhere(sight: Sight) -> list[float]:
    """Count the texts of other items that hold an option."""
    return [sum(core(option) in text for text in sight.elsewhere) for option in sight.options]


def answered_elsewhere(sight: Sight) -> list[float]:
    """Score an option by what the best text of another item that holds it shares with the stem."""
    stem = words_of(sight.stem)
    return [
        max(
            (len(words_of(text) & stem) for text in sight.elsewhere if core(option) in text),
            default=0,
        )
        for option in sight.options
    ]


def all_but(scores: Callable[[Sight], list[float]]) -> Callable[[Sight], list[float]]:
    """Score every option but the one that scores most; if several do, none is left out."""

    def others(sight: Sight) -> list[float]:
        found = scores(sight)
        only = found.count(max(found)) == 1
        return [float(not only or score < max(found)) for score in found]

    return others


def place(number: int) -> Callable[[Sight], list[float]]:
    return lambda sight: [float(at == number) for at in range(len(sight.options))]


CHOICE_TRICKS = (
    Trick("longest option", lengths, all_words),
    Trick("shortest option", lambda sight: negative(lengths(sight)), all_words),
    Trick("not the longest option", all_but(lengths), all_words),
    Trick("most words of the stem", shared_with_stem, all_words),
    Trick("fewest words of the stem", lambda sight: negative(shared_with_stem(sight)), all_words),
    Trick("most like the others", shared_with_others, all_words),
    Trick("least like the others", lambda sight: negative(shared_with_others(sight)), all_words),
    Trick("most precise", precision, all_words),
    Trick("smallest number", lambda sight: negative(numbers(sight)), all_numbers),
    Trick("greatest number", numbers, all_numbers),
    Trick("middle number", lambda sight: middle(numbers(sight)), all_numbers),
    Trick("not the greatest number", all_but(numbers), all_numbers),
    Trick("not the smallest number", all_but(lambda it: negative(numbers(it))), all_numbers),
    Trick("roundest number", roundness, all_numbers),
    Trick("least round number", lambda sight: negative(roundness(sight)), all_numbers),
    Trick("earliest date", lambda sight: negative(dates(sight)), all_dates),
    Trick("latest date", dates, all_dates),
    Trick("middle date", lambda sight: middle(dates(sight)), all_dates),
    Trick("not the earliest date", all_but(lambda sight: negative(dates(sight))), all_dates),
    Trick("not the latest date", all_but(dates), all_dates),
    Trick("no key elsewhere", keyed_elsewhere),
    Trick("offered most elsewhere", offered_elsewhere),
    Trick("offered least elsewhere", lambda sight: negative(offered_elsewhere(sight))),
    Trick("named in another question", named_elsewhere),
    Trick("named in no other question", lambda sight: negative(named_elsewhere(sight))),
    Trick("answered by another question", answered_elsewhere),
    *(Trick(f"always {letter}", place(number)) for number, letter in enumerate("ABCD")),
)


# --------------------------------------------------------------------------- true or false


def true_if(holds: Callable[[Sight], bool]) -> Callable[[Sight], list[float]]:
    return lambda sight: [1.0, 0.0] if holds(sight) else [0.0, 1.0]


def is_long(sight: Sight) -> bool:
    longer = sum(len(stem) > len(sight.stem) for stem in sight.stems)
    return longer < len(sight.stems) / 2


def is_repeated(sight: Sight) -> bool:
    """Tell whether a date or number of the statement stands in another question."""
    found = [found[0] for found in DATE.finditer(sight.stem)] or NUMBER.findall(sight.stem)
    exact = [it.replace("\u00a0", " ").casefold() for it in found]
    return any(it in text for it in exact for text in sight.elsewhere)


TRUE_FALSE_TRICKS = (
    Trick("always true", true_if(lambda _: True)),
    Trick("always false", true_if(lambda _: False)),
    Trick("true if it has a number", true_if(lambda sight: bool(NUMBER.search(sight.stem)))),
    Trick("true if it has no number", true_if(lambda sight: not NUMBER.search(sight.stem))),
    Trick("true if it is long", true_if(is_long)),
    Trick("true if it is short", true_if(lambda sight: not is_long(sight))),
    Trick("true if its date or number stands elsewhere", true_if(is_repeated)),
    Trick("false if its date or number stands elsewhere", true_if(lambda it: not is_repeated(it))),
)
TRICKS = (*CHOICE_TRICKS, *TRUE_FALSE_TRICKS)


# --------------------------------------------------------------------------- sitting the test


def sit(form: Form) -> Iterator[tuple[Trick, Try]]:
    """Yield what each trick does with each item of a form that it can be tried on."""
    items = form.items
    for item in items:
        match item.interaction:
            case Choice(type="multiple-choice", options=options):
                tricks, right = CHOICE_TRICKS, [option.is_key for option in options]
            case TrueFalse(is_true=is_true):
                tricks, right = TRUE_FALSE_TRICKS, [is_true, not is_true]
            case _:
                continue
        sight = see(item, items)
        for trick in tricks:
            if trick.fits(sight):
                yield trick, follow(trick, sight, right, item, form.seed)


def follow(trick: Trick, sight: Sight, right: Sequence[bool], item: Item, seed: int) -> Try:
    """Return how the trick fares: among the options that score most, a coin decides."""
    scores = trick.scores(sight)
    best = [at for at, score in enumerate(scores) if score == max(scores)]
    coin = sha256(f"{seed}\0{item.id}\0{trick.name}".encode()).digest()
    taken = best[int.from_bytes(coin[:4], "big") % len(best)]
    return Try(item.id, wording_of(item), right[taken], 1 / len(right), len(best) < len(right))


def see(item: Item, items: Iterable[Item]) -> Sight:
    others = [other for other in items if other.id != item.id]
    return Sight(
        stem=plain(item.prompt),
        options=options_of(item),
        elsewhere=tuple(text for other in others for text in printed(other)),
        offered=Counter(core(option) for other in others for option in options_of(other)),
        solved=frozenset(key for other in others for key in keys_of(other)),
        stems=tuple(plain(other.prompt) for other in items if other.type == item.type),
    )


def options_of(item: Item) -> tuple[str, ...]:
    match item.interaction:
        case Choice(options=options):
            return tuple(plain(option.content) for option in options)
        case Matching(responses=responses):
            return tuple(plain(response.text) for response in responses)
        case _:
            return ()


def keys_of(item: Item) -> Iterator[str]:
    if isinstance(item.interaction, Choice):
        for option in item.interaction.options:
            if option.is_key:
                yield core(plain(option.content))


def printed(item: Item) -> tuple[str, ...]:
    """Return every text of an item that a pupil can read, as `core` has it."""
    texts = [plain(item.prompt), *options_of(item)]
    match item.interaction:
        case Matching(premises=premises):
            texts += [f"{plain(it.text)} {plain(it.detail)}" for it in premises]
        case Ordering(events=events):
            texts += [plain(event.text) for event in events]
        case Cloze(parts=parts):
            texts.append(" ".join(map(plain, parts)))
        case _:
            pass
    return tuple(_as_read(text) for text in texts if text)


@cache
def _as_read(text: str) -> str:
    return text.replace("\u00a0", " ").casefold()


# --------------------------------------------------------------------------- the marks


@dataclass(frozen=True)
class Mark:
    """How a trick fared over many items."""

    tries: tuple[Try, ...]

    @property
    def score(self) -> float:
        """Return the share of right answers, in percent."""
        return 100 * sum(it.is_right for it in self.tries) / len(self.tries)

    @property
    def chance(self) -> float:
        """Return what a coin would have earned, in percent."""
        return 100 * sum(it.chance for it in self.tries) / len(self.tries)

    @property
    def gain(self) -> float:
        """Return the points over chance."""
        return self.score - self.chance

    @property
    def items(self) -> int:
        return len({it.item for it in self.tries})


def marks_of_items(items: Iterable[Item]) -> Mapping[str, Mark]:
    """Return the marks over choice items that stand alone, as if each were a form of its own."""
    tries: dict[str, list[Try]] = {trick.name: [] for trick in CHOICE_TRICKS}
    for item in items:
        if isinstance(item.interaction, Choice) and item.type == "multiple-choice":
            right = [option.is_key for option in item.interaction.options]
            sight = see(item, [item])
            for trick in CHOICE_TRICKS:
                if trick.fits(sight):
                    tries[trick.name].append(follow(trick, sight, right, item, seed=1))
    return {name: Mark(tuple(of_trick)) for name, of_trick in tries.items()}


def marks(forms: Iterable[Form]) -> Mapping[str, Mark]:
    """Return the mark of every trick over some forms."""
    tries: dict[str, list[Try]] = {trick.name: [] for trick in TRICKS}
    for form in forms:
        for trick, one in sit(form):
            tries[trick.name].append(one)
    return {name: Mark(tuple(of_trick)) for name, of_trick in tries.items()}
