"""A small bank made by hand: one fact of each kind, and what its card templates need."""

from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from quizgen.bank.bank import Bank, Issue, Office, Person, Source
from quizgen.bank.dates import Date
from quizgen.bank.facts import KINDS, Claim, Event, Fact, Position, Quantity, Statement, Term
from quizgen.cards import make_deck
from quizgen.deck.deck import Deck
from quizgen.deck.html import as_html
from quizgen.deck.note_types import NoteType
from quizgen.deck.notes import Note
from quizgen.errors import Where
from quizgen.judge.subject import Subject
from quizgen.language.words import Language
from quizgen.read import read_language, read_note_type
from quizgen.read.dates import parse_date
from quizgen.read.description import read_description

TEMPLATES = Path(__file__).parents[1] / "templates"
HERE = Where("banks/moon.yaml")


def day(text: str) -> Date:
    return parse_date(text)


def fact(fact_id: str, claim: Claim, **more: Any) -> Fact:
    held = getattr(claim, "date", None) or day("1970-01-01")
    known = {"source": "siddiqi", "at": "words", "as_of": held, "status": "settled", "where": HERE}
    return Fact(id=fact_id, claim=claim, **(known | more))


STATEMENT = fact(
    "johnson-on-control-of-space",
    Statement(
        kind="statement",
        speaker="johnson",
        verb="said",
        quote=("Control of space means control of the world",),
        gist="whoever controls space controls the world",
        about="the control of space",
        wording="verbatim",
        to="fellow Democrats",
        date=day("1958-01-07"),
    ),
    status="attributed",
    tags=("politics",),
    note="This was three months after Sputnik 1.",
    level=2,
)
EVENT = fact(
    "leonov-walks-in-space",
    Event(
        kind="event",
        actor="leonov",
        what="Alexei Leonov made the first spacewalk",
        short="first spacewalk",
        date=day("1965-03-18"),
    ),
    tags=("crews", "firsts"),
    note="He left Voskhod 2 for about 12 minutes.",
)
QUANTITY = fact(
    "mass-of-sputnik-1",
    Quantity(
        kind="quantity",
        subject="Sputnik 1",
        class_="satellite",
        attribute="mass",
        asks="what was the mass of Sputnik 1",
        says="the mass of Sputnik 1 was {value}",
        value=Decimal("83.6"),
        unit="kg",
    ),
    status="attributed",
    as_of=day("1957-10-04"),
)
POSITION = fact(
    "webb-allows-lunar-orbit",
    Position(
        kind="position",
        actor="webb",
        issue="way-to-the-moon",
        stance="allows",
        condition="only after a second study of landing directly",
        place="Washington",
    ),
    status="attributed",
    as_of=day("1962-07-11"),
)
TERM = fact(
    "nasa-stands-for",
    Term(
        kind="term",
        term="NASA",
        meaning="National Aeronautics and Space Administration",
        relation="stands-for",
    ),
)

BANK = Bank(
    topic="moon",
    title="The race to the Moon",
    summary="How two states raced to the Moon, 1957 to 1969",
    as_of=day("2024-09-30"),
    sensitivity="none",
    camps={"united-states": "United States", "soviet-union": "Soviet Union"},
    issues={
        "way-to-the-moon": Issue(
            text="whether Apollo may meet in orbit round the Moon",
            as_of=day("1962-12-31"),
            stances={"allows": "allowed it", "forbids": "did not allow it"},
            where=HERE,
        )
    },
    sources={
        "siddiqi": Source(
            publisher="NASA History Office",
            title="Challenge to Apollo",
            author="A. Siddiqi",
            kind="reference",
            date=day("2000-06-01"),
            date_basis="printed",
            url="https://example.org/challenge",
            where=HERE,
        )
    },
    people={
        "johnson": Person(
            name="Lyndon B. Johnson",
            camp="united-states",
            offices=(
                Office(office="US Senate majority leader", class_="legislator", country="US"),
            ),
            where=HERE,
        ),
        "leonov": Person(name="Alexei Leonov", camp="soviet-union", where=HERE),
        "webb": Person(
            name="James Webb",
            camp="united-states",
            offices=(Office(office="Administrator of NASA", class_="minister", country="US"),),
            where=HERE,
        ),
    },
    facts=(STATEMENT, EVENT, QUANTITY, POSITION, TERM),
    where=HERE,
)


def bank_with(*facts: Fact, **changes: Any) -> Bank:
    """Return the small bank with other facts."""
    return replace(BANK, facts=facts, **changes)


def claiming(old: Fact, fact_id: str = "", **changes: Any) -> Fact:
    """Return the fact with another claim, and another id if given."""
    return replace(old, id=fact_id or old.id, claim=replace(old.claim, **changes))


def read_text(path: Path) -> tuple[str, str]:
    return str(path), path.read_text(encoding="utf-8")


@cache
def english() -> Language:
    path, text = read_text(TEMPLATES / "en" / "words.yaml")
    return read_language(text, path)


def note_type(key: str) -> NoteType:
    files = {path.name: read_text(path) for path in (TEMPLATES / "en" / "deck" / key).iterdir()}
    style = read_text(TEMPLATES / "themes" / "cards.css")
    return read_note_type(key, {**dict(sorted(files.items())), "style.css": style})


NOTE_TYPES = tuple(note_type(key) for key in KINDS)
ALL_NOTE_TYPES = (
    *NOTE_TYPES,
    *map(note_type, ("cloze", "comparison", "choice", "question", "occlusion")),
)


def html_of(note: Note) -> dict[str, str]:
    """Return a note's fields by their names, as Anki has them."""
    note_type = next(each for each in ALL_NOTE_TYPES if each.key == note.type_key)
    pairs = zip(note_type.fields, note.fields, strict=True)
    return {field.name: as_html(content) for field, content in pairs}


DESCRIPTION = read_description(*reversed(read_text(TEMPLATES / "en" / "deck" / "description.txt")))


def small_deck(*facts: Fact, **changes: Any) -> Deck:
    """Return the deck of the small bank, or of one with other facts."""
    return make_deck(
        Subject(bank_with(*(facts or BANK.facts), **changes), english()),
        NOTE_TYPES,
        "high",
        DESCRIPTION,
    )
