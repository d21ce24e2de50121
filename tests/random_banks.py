"""Small banks at random, as authors write them, in which much is nearly the same as something else.

Events fall on one day, one thing is measured twice, actors change their minds: that is where a wrong
answer is right after all.
"""

from collections.abc import Iterator
from random import Random

SPEAKERS = ("kennedy", "eisenhower", "khrushchev", "macmillan", "johnson", "glenn", "armstrong")
ACTORS = ("us", "ussr", "uk", "france")
DAYS = ("1957-10-04", "1961-04-12", "1961-04-20", "1962-02-20", "1965-03-18", "1968-12-21")
VALUES = ("84", "88", "100", "140", "210", "300")


def facts_of(seed: int) -> tuple[str, ...]:
    """Return the facts of a bank, each a line of it."""
    random = Random(seed)
    makers = (_statements, _events, _quantities, _positions, _terms)
    return tuple(fact for make in makers for fact in make(random))


def _statements(random: Random) -> Iterator[str]:
    for n, others in _numbered("said", random, 7):
        gist = f"the rocket had to be like number {random.randrange(6)}"
        quote = f", quote: {gist.capitalize()}, wording: verbatim" if random.random() < 0.5 else ""
        beside = f", not_beside: [{random.choice((*others, *SPEAKERS))}]"
        yield (
            f"id: said-{n}, kind: statement, speaker: {random.choice(SPEAKERS)}, gist: {gist}"
            f"{quote}, date: {random.choice(DAYS[:4])}, about: what number {n} asked for"
            f"{beside if random.random() < 0.2 else ''}{_more(random, others)}"
        )


def _events(random: Random) -> Iterator[str]:
    for n, others in _numbered("done", random, 7):
        day = random.choice(DAYS)
        date = day[:7] if random.random() < 0.3 else day
        yield (
            f"id: done-{n}, kind: event, what: crew {n} flew {_name(n)}, short: flight {_name(n)}"
            f", date: {date}{_more(random, others)}"
        )


def _quantities(random: Random) -> Iterator[str]:
    for n, others in _numbered("mass", random, 7):
        subject = f"Probe {_name(random.randrange(6))}"
        value = f'value: "{random.choice(VALUES)}"'
        if random.random() < 0.15:
            value = 'low: "90", high: "150"'
        hedge = random.choice(("exact", "exact", "exact", "about", "at-least"))
        yield (
            f"id: mass-{n}, kind: quantity, subject: {subject}, asks: what was the mass of {subject}"
            f', says: "{subject} had a mass of {{value}}", {value}, qualifier: {hedge}'
            f"{_more(random, others)}"
        )


def _positions(random: Random) -> Iterator[str]:
    for n, others in _numbered("stance", random, 8):
        year = random.choice((1961, 1963, 1965))
        until = f", until: {year + 1}" if random.random() < 0.2 else ""
        after = f", superseded_by: stance-{n + 1}" if random.random() < 0.2 and n < 3 else ""
        yield (
            f"id: stance-{n}, kind: position, actor: {random.choice(ACTORS)}"
            f", stance: {random.choice(('wants', 'hesitates', 'refuses'))}, as_of: {year}"
            f"{until}{after}{_more(random, others)}"
        )


def _terms(random: Random) -> Iterator[str]:
    for n, others in _numbered("term", random, 6):
        yield (
            f"id: term-{n}, kind: term, term: {_name(n).lower()}, meaning: a part of number {random.randrange(5)}"
            f"{_more(random, others)}"
        )


def _numbered(kind: str, random: Random, most: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield a number for each fact of a kind, with the ids of its fellows."""
    count = random.randint(4, most)
    for n in range(count):
        yield n, tuple(f"{kind}-{other}" for other in range(count) if other != n)


def _more(random: Random, others: tuple[str, ...]) -> str:
    keys = ""
    if random.random() < 0.15:
        keys += f", also_right: [{random.choice(others)}]"
    if random.random() < 0.1:
        keys += ", retired: it was counted otherwise"
    if random.random() < 0.25:
        keys += f", sensitivity: {random.choice(('low', 'high'))}"
    if random.random() < 0.15:
        keys += ", source: speeches"
    return f"{keys}, tags: [{random.choice('ab')}]"


def _name(n: int) -> str:
    return ("Anna", "Boris", "Clara", "Dora", "Emil", "Fritz", "Greta", "Hanna")[n]
