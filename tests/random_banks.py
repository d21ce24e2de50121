"""Small banks at random, as authors write them, in which much is nearly the same as something else.

Events fall on one day, or in its month, one thing is measured twice and in two units, actors change
their minds, one term has two meanings and two terms have one, what is the same is written in two
ways, and authors write wrong answers that are right: that is where a wrong answer is right after all.
"""

from collections.abc import Iterator
from random import Random

SPEAKERS = ("kennedy", "eisenhower", "khrushchev", "macmillan", "johnson", "glenn", "armstrong")
ACTORS = ("us", "ussr", "uk", "france")
DAYS = ("1957-10-04", "1961-04-12", "1961-04-20", "1962-02-20", "1965-03-18", "1968-12-21")
VALUES = ("84", "88", "100", "140", "210", "300", "9.0", "9.5", "-60", "-80", "0", "37.0")
MILES = {"84": "52.2", "100": "62.1", "300": "186"}
"""Kilometres -> the same in miles."""
SHARES = ("99", "60", "45", "30", "97.5")
COUNTS = ("zero", "one", "two", "three", "four", "five", "six", "seven")
NAMES = (
    "Anna",
    "Boris",
    "Clara",
    "Dora",
    "Emil",
    "Fritz",
    "Greta",
    "Hanna",
    "Igor",
    "Jana",
    "Karl",
    "Lena",
)
CLASSES = ("", "", "", "part")


def facts_of(seed: int) -> tuple[str, ...]:
    """Return the facts of a bank, each a line of it."""
    random = Random(seed)
    makers = (_statements, _events, _quantities, _positions, _terms)
    return tuple(fact for make in makers for fact in make(random))


def _statements(random: Random) -> Iterator[str]:
    for n, others in _numbered("said", random, 10):
        gist = _written(f"the rocket had to be like number {random.randrange(6)}", random)
        quote = f", quote: {gist.capitalize()}, wording: verbatim" if random.random() < 0.7 else ""
        beside = f", not_beside: [{random.choice((*others, *SPEAKERS))}]"
        yield (
            f"id: said-{n}, kind: statement, speaker: {random.choice(SPEAKERS)}, gist: '{gist}'"
            f"{quote}, date: {random.choice(DAYS[:4])}, about: what number {n} asked for"
            f"{beside if random.random() < 0.2 else ''}{_more(random, others)}"
        )


def _events(random: Random) -> Iterator[str]:
    for n, others in _numbered("done", random, 7):
        day = random.choice(DAYS)
        date = day[:7] if random.random() < 0.3 else day
        told = random.randrange(n + 1) if random.random() < 0.2 else n
        yield (
            f"id: done-{n}, kind: event, what: {_written(f'crew {told} flew {_name(told)}', random)}"
            f", short: {_written(f'flight of {_name(told)}', random)}, date: {date}{_more(random, others)}"
        )


def _quantities(random: Random) -> Iterator[str]:
    for n, others in _numbered("mass", random, 7):
        subject = _written(f"the Probe {_name(random.randrange(6))}", random)
        number = random.choice(VALUES)
        unit, value = "kg", f'value: "{number}"'
        if random.random() < 0.15:
            value = 'low: "90", high: "150"'
        if random.random() < 0.2:
            unit, value = "percent", f'value: "{random.choice(SHARES)}"'
        elif random.random() < 0.3:
            unit, value = "km", f'value: "{(number := random.choice([*MILES]))}"'
            if random.random() < 0.5:
                unit, value = "mile", f'value: "{MILES[number]}"'
        attribute = {"kg": "mass", "percent": "share"}.get(unit, "reach")
        hedge = random.choice(("exact", "exact", "exact", "about", "at-least"))
        wrong = _wrong([random.choice((*VALUES, "86", "120")) for _ in range(4)], random)
        yield (
            f"id: mass-{n}, kind: quantity, subject: {subject}, attribute: {attribute}, unit: {unit}"
            f", asks: what was the {attribute} of {subject}"
            f', says: "{subject} had a {attribute} of {{value}}", {value}, qualifier: {hedge}'
            f"{wrong}{_more(random, others)}"
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
    for n, others in _numbered("term", random, 12):
        term = (
            f"{_name(random.randrange(8))} {random.randrange(2)}"
            if random.random() < 0.6
            else _name(n)
        )
        meaning = f"the part of number {COUNTS[random.randrange(8)]}"
        if random.random() < 0.15:
            meaning = (
                f"the {random.choice(('western', 'second'))} part of number {random.randrange(6)}"
            )
        if random.random() < 0.05:
            meaning = f"the part of {term}"
        relation = random.choice(("means", "means", "was", "stands-for"))
        meant = [f"the part of number {COUNTS[random.randrange(8)]}" for _ in range(4)]
        wrong = _wrong([_written(words, random) for words in (*meant, meaning)], random)
        kind = random.choice(CLASSES)
        yield (
            f"id: term-{n}, kind: term, term: {_written(term, random)}, meaning: {_written(meaning, random)}"
            f", relation: {relation}{f', class: {kind}' if kind else ''}{wrong}{_more(random, others)}"
        )


def _wrong(texts: list[str], random: Random) -> str:
    """Return wrong answers that an author wrote, as one would who does not look twice."""
    if random.random() < 0.6:
        return ""
    chosen = random.sample(texts, random.randint(1, len(texts)))
    listed = ", ".join(f"{{text: '{text}', why_wrong: is not so}}" for text in chosen)
    return f", distractors: [{listed}]"


def _written(text: str, random: Random) -> str:
    """Return a text as somebody else might write it, who means the same: as a text of a bank."""
    ways = (
        lambda words: words.upper(),
        lambda words: words.replace(" ", "\u00a0"),
        lambda words: words.replace(" ", "-", 1) if words[:4].lower() != "the " else words,
        lambda words: words.removeprefix("the "),
        lambda words: " ".join(
            str(COUNTS.index(it)) if it in COUNTS else it for it in words.split(" ")
        ),
        lambda words: words.replace("a", "\uff41", 1),
        lambda words: f"{words[0].upper()}{words[1:]}",
    )
    for way in ways:
        if random.random() < 0.08:
            text = way(text)
    return text


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
    return NAMES[n]
