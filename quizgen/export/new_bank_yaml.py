"""A table from elsewhere -> the YAML of a bank that its author goes on with.

A list of words becomes the bank's facts, each on a line; a table of things stays as it is, and the
bank names its columns.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from quizgen.errors import quoted
from quizgen.ids import slug_of
from quizgen.read.cells import column_name
from quizgen.read.english_heads import (
    COMMON,
    COMMON_VALUES,
    EVENTS,
    IN_PLACES,
    ON_MAPS,
    PERSONS,
    PROPER,
    WORKS,
)
from quizgen.read.headings import (
    Phrasing,
    Things,
    phrase_date,
    phrase_number,
    phrase_property,
    singular_of,
)
from quizgen.read.plain_table import Guess, PlainTable
from quizgen.read.quotations import Quotations
from quizgen.read.word_list import WordList, keys_of_word
from quizgen.yaml_text import in_brackets, modeline, scalar, scalar_in_brackets

_LONGEST_PROPERTY = 40
"""Letters of its id."""
OF_ELEMENTS = ("atomic number", "atomic mass", "atomic weight")
"""Heads by which the things of a table are known as elements."""
KNOWN_CLASSES = COMMON | EVENTS | IN_PLACES | PERSONS | WORKS
"""Nouns that say of what sort things are."""
_LONGEST_LINE = 80
"""Letters of a column's keys that stand on one line."""


def write_word_list(found: WordList, topic: str, title: str) -> str:
    """Return the text of a bank that holds the words."""
    lines = [modeline("bank"), f"topic: {scalar(topic)}", f"title: {scalar(title)}"]
    languages = [(column.key, column.language) for column in (found.term, found.meaning)]
    if all(tag for _, tag in languages):
        lines.append(f"languages: {{{', '.join(f'{key}: {tag}' for key, tag in languages)}}}")
    lines += ["", "facts:"]
    lines += [f"  - {in_brackets(keys_of_word(word))}" for word in found.words]
    return "\n".join(lines) + "\n"


def write_quotations(found: Quotations, topic: str, title: str) -> str:
    """Return the text of a bank that holds the quotations and who said them."""
    lines = [modeline("bank"), f"topic: {scalar(topic)}", f"title: {scalar(title)}", "", "people:"]
    lines += [f"  {key}: {in_brackets(person)}" for key, person in found.keys["people"].items()]
    lines += ["", "facts:"]
    lines += [f"  - {in_brackets(keys)}" for keys in found.keys["facts"]]
    return "\n".join(lines) + "\n"


def write_table_bank(
    table: PlainTable, topic: str, title: str, file: str, shipped: Collection[str]
) -> str:
    """Return the text of a bank that names the table, a file beside it.

    `shipped` are the units of its language, which no bank need declare.
    """
    things = things_of(table, topic)
    class_, phrased = things.class_, phrase_table(table, topic)
    units = dict(each.unit for each in phrased.values() if each.unit)
    lines = [
        modeline("bank"),
        f"topic: {scalar(topic)}",
        f"title: {scalar(title)}",
        *_units(units, shipped),
        "",
        "tables:",
        f"  - file: {scalar(file)}",
        f"    subject: {scalar(table.subject.head)}    # what a row is about",
        f"    id: {scalar(table.id.head)}    # by which a row is known: its cells never change",
        f"    class: {scalar(class_)}",
        *_names(things, table),
        *_left_out(table),
        "    columns:",
    ]
    ids: set[str] = set()
    for guess in table.columns:
        if guess.holds:
            lines += _column(guess, phrased[guess], ids)
        else:
            lines.append(f"      # {' '.join(guess.head.split())}: passed over, {guess.why}")
    return "\n".join(lines) + "\n"


def things_of(table: PlainTable, topic: str) -> Things:
    """Return what the rows of a table are, by what stands over its columns, or by the topic."""
    heads = frozenset(_in_words(guess.head) for guess in table.columns)
    class_ = _class_of(table.subject.head, topic)
    if class_ == "thing" and heads & {*OF_ELEMENTS}:
        class_ = "element"
    return Things("place" if class_ == "thing" and heads & {*ON_MAPS} else class_, heads)


def without_twins(table: PlainTable, topic: str) -> PlainTable:
    """Return a table of which no two columns are asked for in the same words.

    Heights in metres and in feet are two right answers to "How high is Mount Everest?".
    """
    things, first = things_of(table, topic), dict[tuple[str, str], str]()
    columns = []
    for guess in table.columns:
        if guess.holds:
            phrasing = _phrase(guess, things)
            asked = (phrasing.event, "" if phrasing.event else phrasing.name)
            twin = first.setdefault(asked, guess.head)
            if twin != guess.head:
                guess = replace(guess, holds="", why=f"asked for as {quoted(twin)} is")
        columns.append(guess)
    return replace(table, columns=tuple(columns))


def with_one_date_each(table: PlainTable, topic: str) -> PlainTable:
    """Return a table in which nothing happens twice to one thing: what did has no one date."""
    phrased = phrase_table(table, topic)
    columns = (
        replace(guess, many=False) if guess in phrased and phrased[guess].event else guess
        for guess in table.columns
    )
    return replace(table, columns=tuple(columns))


def phrase_table(table: PlainTable, topic: str) -> Mapping[Guess, Phrasing]:
    """Return how each column of a table is asked for."""
    things = things_of(table, topic)
    return {guess: _phrase(guess, things) for guess in table.asked}


def _phrase(guess: Guess, things: Things) -> Phrasing:
    """Return how a column is asked for, by its head."""
    head = _in_words(guess.head).removesuffix("?").removesuffix(":").strip()
    if guess.holds == "event":
        return Phrasing(head, {}, event="{subject}")
    if guess.holds in ("year", "date"):
        return phrase_date(head, things, is_year=guess.holds == "year")
    if guess.holds == "property":
        return phrase_property(head, things, many=guess.many)
    return phrase_number(head, things, is_count=guess.holds == "count")


def _left_out(table: PlainTable) -> Iterator[str]:
    """Yield the line that names rows that are passed over."""
    if table.left_out:
        ids = ", ".join(map(scalar_in_brackets, table.left_out))
        yield f"    leave_out: [{ids}]    # of one name, and not alike"


def _names(things: Things, table: PlainTable) -> Iterator[str]:
    """Yield the lines that say how the names of the things stand in a sentence."""
    if any(guess.holds == "event" for guess in table.asked):
        return  # headings stand as they are
    if things.sort != "work":  # a title keeps its capital
        said = "the Nile" if things.article == "the" else "the Netherlands"
        yield f"    article: {things.article}    # before names, as in: {said}"
    else:
        yield "    article: values    # a title stands as it is; what it is in: the Netherlands"
    if things.is_common and table.subject.is_capitalised:
        yield "    common: true    # a small letter within a sentence: the lion"


def _units(units: Mapping[str, str], shipped: Collection[str]) -> Iterator[str]:
    """Yield the lines that declare what is counted: one of it -> several."""
    own = {one: many for one, many in units.items() if slug_of(one) not in shipped}
    if own:
        yield ""
        yield "units:"
    for one, many in own.items():
        yield f'  {slug_of(one)}: {{one: "{{n}} {one}", many: "{{n}} {many}", name: {many}}}'


def _column(guess: Guess, phrasing: Phrasing, ids: set[str]) -> Iterator[str]:
    """Yield the lines that say what a column holds and how it is asked for."""
    named: dict[str, str] = {}
    if phrasing.event:
        first = f"event: {scalar_in_brackets(phrasing.event)}"
    elif guess.holds in ("quantity", "count") and not phrasing.is_property:
        first = f"quantity: {scalar_in_brackets(phrasing.name)}"
    else:
        which = _new_id(guess, ids)
        first = f"property: {which}"
        if phrasing.name != which.replace("-", " "):  # IATA code
            named = {"name": phrasing.name}
    keys = named | dict(phrasing.keys)
    if guess.is_capitalised and COMMON_VALUES.intersection(_in_words(guess.head).split()):
        keys["common"] = "true"
    if phrasing.unit:
        keys["unit"] = slug_of(phrasing.unit[0])
    said = [first, *(f"{key}: {_written(key, text)}" for key, text in keys.items())]
    if guess.holds == "event":
        said.append("heading: true")
    if guess.many and not phrasing.event:
        said.append("many: true")
    if guess.is_one_to_one and first.startswith("property"):
        said.append("one_to_one: true")
        if guess.shared:
            said.append(f"shared: [{', '.join(map(scalar_in_brackets, guess.shared))}]")
    if guess.date_order:
        said.append(f"date_order: {guess.date_order}")
    if guess.minus:
        said.append(f"minus: {guess.minus}")
    if guess.empty:
        said.append(f"empty: [{', '.join(map(scalar_in_brackets, guess.empty))}]")
    if len(", ".join(said)) < _LONGEST_LINE:
        yield f"      {scalar(guess.head)}: {{{', '.join(said)}}}"
        return
    yield f"      {scalar(guess.head)}:"
    yield from (f"        {each}" for each in said)


def _written(key: str, text: str) -> str:
    return text if key in ("common", "skip") else scalar_in_brackets(text)


def _new_id(guess: Guess, ids: set[str]) -> str:
    slug = slug_of(_in_words(guess.head))[:_LONGEST_PROPERTY].strip("-") or f"column-{guess.number}"
    found = slug if slug not in ids else f"{slug}-{guess.number}"
    ids.add(found)
    return found


def _in_words(head: str) -> str:
    """Return the head of a column as words within a sentence.

    >>> _in_words("AtomicNumber"), _in_words("area_km2"), _in_words("Melting point (K)")
    ('atomic number', 'area km2', 'melting point (K)')
    >>> _in_words("reign.start"), _in_words("Language(s)"), _in_words("Latin Name")
    ('reign start', 'languages', 'Latin name')
    """
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", head).replace("_", " ")
    parted = re.sub(r"(?<=[a-z])\.(?=[a-z])", " ", parted)
    written = re.sub(r"\(s\)$", "s", parted).split()
    words = [word.lower() if word[1:].islower() or not word[1:] else word for word in written]
    return " ".join(word.capitalize() if word in PROPER else word for word in words)


def _class_of(head: str, topic: str) -> str:
    """Return what one of the things is called: as their column says, or by a topic in the plural.

    A topic in the singular is rather the whole: an element is no periodic table.

    >>> _class_of("Country", "europe"), _class_of("Name", "elements"), _class_of("name", "stories")
    ('country', 'element', 'story')
    >>> _class_of("President Name", "usa"), _class_of("Name", "periodic-table")
    ('president', 'thing')
    >>> _class_of("Papal Name", "popes")
    'pope'
    """
    kind = re.sub(" names?$", "", _in_words(head))
    of_topic = singular_of(topic.replace("-", " ").rpartition(" ")[2])
    if kind != _in_words(head) and kind not in KNOWN_CLASSES and of_topic in KNOWN_CLASSES:
        return of_topic  # of a papal name the topic says that it is a pope's
    if kind == "label":
        kind = "name"
    if kind.replace(" ", "").isalpha() and column_name(kind) not in ("name", "title"):
        return kind
    words = topic.replace("-", " ")
    if words.endswith("ies"):
        return f"{words[:-3]}y"
    return words[:-1] if words.endswith("s") and not words.endswith("ss") else "thing"
