"""What gives a key away without knowledge: another item, a length, an order.

Forms are chosen and arranged by these questions, and the rules on forms ask them again.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from quizgen.bank.facts import Fact, Quantity
from quizgen.content import is_text, plain, spoken
from quizgen.judge.subject import Subject
from quizgen.judge.texts import contains, content_words, folded, likeness
from quizgen.language.dates import say_date
from quizgen.language.quantities import say_number
from quizgen.language.words import Language
from quizgen.quiz.item import Choice, Cloze, Item, ItemType, Numeric, Option, ShortAnswer
from quizgen.quiz.walk import key_texts, seen_texts, told_by

NEAR_STEM = 0.6
"""FORM-1: two prompts so alike with the same key are nearly one question. Ours."""

SUBJECT_NAMED = 0.6
"""FORM-2: a text with this share of the words of a subject speaks of it. Ours."""

ENOUGH_LENGTHS = 12
"""LEN-1: from so many items with worded options on, shares of longest keys say something. Ours."""

LENGTH_EXCESS = Fraction(15, 100)
"""LEN-1: how far the share of keys that are the longest option may exceed chance, 1/k. Ours."""

ENOUGH_KEYS = 8
"""FORM-3: from so many items with as many options on, each place is used about equally. Ours."""

KEY_RUN = 3
"""FORM-3: how often the key may stand in the same place in a row. Ours."""

KEY_PATTERN = 8
"""FORM-3: how long the keys may follow a pattern that repeats itself. Ours."""


def nearness(item: Item, other: Item, subject: Subject) -> float:
    """Return how alike two items' prompts are, 0 to 1, if the key of one answers the other; else 0.

    The word for what carries genes is DNA in one, deoxyribonucleic acid or DNA in the other.
    """
    rights, other_rights = rights_of(item, subject), rights_of(other, subject)
    if rights[0] not in other_rights and other_rights[0] not in rights:
        return 0.0
    return likeness(asking_words(item, subject), asking_words(other, subject))


def asking_words(item: Item, subject: Subject) -> frozenset[str]:
    """Return the words of what an item asks that carry meaning; of a gap, those around it."""
    return content_words(_asked(item), subject.stop_words)


def _asked(item: Item) -> str:
    around = item.interaction.parts if isinstance(item.interaction, Cloze) else ()
    return " ".join((spoken(item.prompt), *map(plain, around))).strip()


def rights_of(item: Item, subject: Subject) -> tuple[str, ...]:
    """Return what answers an item, as answers are compared: its keys together, then what else."""
    keys = subject.bare(" ".join(map(plain, key_texts(item))))
    return (keys, *map(subject.bare, accepted_of(item)))


def accepted_of(item: Item) -> tuple[str, ...]:
    """Return what else is right, where one answer is written."""
    match item.interaction:
        case ShortAnswer(accepted=accepted) | Numeric(accepted=accepted):
            return accepted
        case Cloze(accepted=(accepted,)):
            return accepted
        case _:
            return ()


WRITTEN_TYPES: frozenset[ItemType] = frozenset(["short-answer", "cloze", "numeric"])
"""Types whose answer is written, and so stands nowhere on the sheet."""


def asks_how_much(item: Item, facts: Sequence[Fact], language: Language) -> bool:
    """Tell whether an item asks for the date or number of its one fact, and so does not show it.

    What comes before what, or is more than what, cannot be seen from it: FORM-1 lets the fact be
    put in order as well.
    """
    if len(facts) != 1 or item.type not in WRITTEN_TYPES or item.figure:
        return False
    (fact,) = facts
    if fact.dated:
        how_much = say_date(fact.dated, language)
    elif isinstance(fact.claim, Quantity) and fact.claim.value is not None:
        how_much = say_number(fact.claim.value, language)
    else:
        return False
    return all(contains(plain(answer), how_much) for answer in key_texts(item))


def gives_away(giver: Item, asker: Item, subject: Subject) -> bool:
    """Tell whether a text or figure of `giver` holds a key of `asker` together with its subject.

    Items that share a figure or a passage are both to be answered from it.
    """
    texts = telling_texts(
        giver,
        with_figure=giver.figure != asker.figure,
        with_passage=giver.passage != asker.passage,
    )
    answers = answers_of(asker)
    return any(_tells(text, answers, asker, subject) for text in texts)


def telling_texts(
    item: Item, *, with_figure: bool = True, with_passage: bool = True
) -> Iterator[str]:
    """Yield the texts of an item from which a pupil may learn something.

    Those of its figure are among them, and those of the passage that it is asked about.
    """
    yield from map(plain, seen_texts(item))
    if item.passage and with_passage:
        yield from map(plain, (item.passage.title, *item.passage.paragraphs))
    if item.figure and with_figure:
        yield from told_by(item.figure)


def tells(text: str, asker: Item, subject: Subject) -> bool:
    """Tell whether a text holds a key of an item together with what the item is about."""
    return _tells(text, answers_of(asker), asker, subject)


def _tells(text: str, answers: Sequence[str], asker: Item, subject: Subject) -> bool:
    return any(
        contains(text, answer) and _speaks_of(text, asker, answer, subject) for answer in answers
    )


def answers_of(item: Item) -> list[str]:
    """Return the words that would answer an item, as another text may have them."""
    keys = (*map(plain, key_texts(item)), *accepted_of(item))
    return [words.rstrip(".") for words in keys if words]


def _speaks_of(text: str, item: Item, key: str, subject: Subject) -> bool:
    """Tell whether a text names what an item asks about, the key aside, or most of its words."""
    words = content_words(text, subject.stop_words)
    for about in item.about or (_asked(item),):
        if not about or contains(key, about) or contains(about, key):
            continue
        named = content_words(about, subject.stop_words)
        if contains(text, about) or (named and len(named & words) / len(named) >= SUBJECT_NAMED):
            return True
    return False


def told_lengths(items: Iterable[Item]) -> tuple[str, ...]:
    """Return what keys are more often than chance explains: "longest" or "shortest" of the options.

    Where there are few items, they are judged as if there were some more that tell nothing.
    """
    lengths = KeyLengths()
    for item in items:
        lengths.add(item)
    return lengths.told


class KeyLengths:
    """How often the key was the longest of the options, or the shortest, item after item."""

    def __init__(self) -> None:
        """Count from nothing."""
        self._items = 0
        self._chance = Fraction(0)
        """How often a key would be the longest by chance."""
        self._found = {"longest": 0, "shortest": 0}

    def add(self, item: Item) -> None:
        """Count an item."""
        self._count(item, 1)

    def told_with(self, item: Item) -> tuple[str, ...]:
        """Return what would be told if an item came to those that were counted."""
        self._count(item, 1)
        told = self.told
        self._count(item, -1)
        return told

    @property
    def told(self) -> tuple[str, ...]:
        """Return what the key is too often: "longest", "shortest"."""
        if not self._items:
            return ()
        share = self._chance / self._items + LENGTH_EXCESS
        most = share * max(self._items, ENOUGH_LENGTHS)
        return tuple(what for what, count in self._found.items() if count > most)

    def _count(self, item: Item, times: int) -> None:
        if lengths := lengths_of(item):
            key, others = lengths
            self._items += times
            self._chance += Fraction(times, len(others) + 1)
            self._found["longest"] += times * (key > max(others))
            self._found["shortest"] += times * (key < min(others))


def lengths_of(item: Item) -> tuple[int, list[int]] | None:
    """Return the length of the key, then of each distractor, of a single choice among words.

    None for items of other types, and for numbers, dates and pictures: their length tells nothing.
    """
    choice = item.interaction
    if not isinstance(choice, Choice) or choice.type != "multiple-choice":
        return None
    keys = [option for option in choice.options if option.is_key]
    others = [option for option in choice.options if not option.is_key]
    if len(keys) != 1 or not others or keys[0].rank is not None or not is_text(keys[0].content):
        return None
    return len(plain(keys[0].content)), [len(plain(option.content)) for option in others]


def is_alphabetical(options: Sequence[Option]) -> bool:
    """Tell whether options stand in alphabetical order, as if no one had drawn theirs."""
    words = [folded(plain(option.content)) for option in options]
    return words == sorted(words)


def is_balanced(keys: Sequence[int], options: int) -> bool:
    """Tell whether the places of the keys, in order, are spread evenly and without a pattern.

    >>> is_balanced([0, 2, 1, 3, 3, 0, 1, 2], 4), is_balanced([1, 1, 1, 1], 4)
    (True, False)
    """
    if has_pattern(keys):
        return False
    if len(keys) < ENOUGH_KEYS:
        return True
    counts = Counter(keys)
    fewest, most = len(keys) // options - 1, -(-len(keys) // options) + 1
    return all(fewest <= counts[place] <= most for place in range(options))


def has_pattern(keys: Sequence[int]) -> bool:
    """Tell whether keys in a row stand in one place for long, or repeat what went before.

    >>> has_pattern([0, 0, 0, 0]), has_pattern([0, 1] * 4), has_pattern([0, 1] * 5)
    (True, False, True)
    """
    if any(len(list(run)) > KEY_RUN for _, run in groupby(keys)):
        return True
    for period in (2, 3, 4):
        repeated = 0
        for earlier, later in zip(keys, keys[period:], strict=False):
            repeated = repeated + 1 if earlier == later else 0
            if repeated + period > KEY_PATTERN:
                return True
    return False
