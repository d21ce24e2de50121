"""What a note says by itself: what counts as a correction when an edition is published.

Anki overwrites all of a note once its edition is later than the learner's. So a note's time must
not rise, nor must she be told that it was mended, because something changed that stands in many
notes or belongs to others: the title, the line of the source and its publisher's name, what an
office is called, whose side somebody is on, the drawing of a fact among its neighbours. Such text
follows when the note itself is next corrected; whoever gets the deck for the first time has it at
once.
"""

import json

from quizgen.bank.bank import Bank, Person, Source
from quizgen.bank.facts import Event, Fact, Position, Property, Quantity, Statement, Term
from quizgen.bank.questions import Question
from quizgen.content import Run
from quizgen.deck.deck import Deck
from quizgen.deck.html import as_html, tidy_words
from quizgen.deck.note_types import CORE, EDITION, NoteType, Role
from quizgen.deck.notes import Note
from quizgen.ids import seal_of

ELSEWHERE: frozenset[Role] = frozenset(["topic", "figure", "source"])
"""What a card shows that is not its own fact's to say."""
BESIDE: frozenset[Role] = frozenset(["option", "feedback", "picture"])
"""What surrounds the question: it is to reach learners, but corrects nothing that they learned."""

_Names = tuple[tuple[str, str], ...]
"""What a bank calls somebody or something, as HTML, with the marks that stand for it."""


class Sayings:
    """What the notes of a deck say, as hashes by which editions are compared."""

    def __init__(self, deck: Deck, bank: Bank) -> None:
        """Find out where each note type says what, and what its bank calls people and sources."""
        self._facts: dict[str, Fact | Question] = {fact.id: fact for fact in bank.facts}
        self._facts |= {question.id: question for question in bank.questions}
        self._said = {each.key: _places(each, said=True) for each in deck.note_types}
        self._beside = {each.key: _places(each, said=False) for each in deck.note_types}
        self._elsewhere = (f"{bank.tag('camp')}::", f"{bank.tag(EDITION)}::", bank.tag(CORE))
        self._people = {key: _names_of_person(person) for key, person in bank.people.items()}
        self._offices = {key: _names_of_offices(person) for key, person in bank.people.items()}
        self._sources = {key: _names_of_source(key, source) for key, source in bank.sources.items()}
        self._named = {
            html: _html(person.name)
            for person in bank.people.values()
            for office in person.offices
            for html in _first_letters(f"{person.name}, {office.office}")
        }

    def seal_of(self, note: Note) -> str:
        """Return a hash of what a note says, and of the tags that its fact has of its own."""
        tags = [tag for tag in note.tags if not tag.startswith(self._elsewhere)]
        return _hash(self._texts(note, self._said[note.type_key]), tags)

    def seal_beside(self, note: Note) -> str:
        """Return a hash of a note's wrong options, and of which cards it has."""
        texts = self._texts(note, self._beside[note.type_key])
        return _hash([self._named.get(text, text) for text in texts], note.cards, note.gone)

    def _texts(self, note: Note, places: tuple[int, ...]) -> list[str]:
        """Return some fields of a note, with a mark for each name that its bank may change."""
        html = note.html
        text = "\0".join([html[place] for place in places])
        for fact_id in note.facts:
            fact = self._facts.get(fact_id)  # a picture with parts is none
            for name, mark in self._names_in(fact) if fact else ():
                text = text.replace(name, mark)
        return text.split("\0")

    def _names_in(self, fact: Fact | Question) -> _Names:
        """Return what a fact's source and its people's offices are called, with marks for them.

        First the people, in a spelling that none of these names is found in: a paper that speaks
        may be its own publisher.
        """
        person = _person_of(fact) if isinstance(fact, Fact) else ""
        if not person:
            return self._sources.get(fact.source, ())
        return (*self._people[person], *self._sources.get(fact.source, ()), *self._offices[person])


def _names_of_person(person: Person) -> _Names:
    return tuple((html, html.encode().hex()) for html in _first_letters(person.name))


def _names_of_source(source_id: str, source: Source) -> _Names:
    called = source.called or source.publisher or source.title
    names = sorted({called, source.publisher} - {""}, key=len, reverse=True)
    return tuple((_html(name), f"\1{source_id}") for name in names)


def _names_of_offices(person: Person) -> _Names:
    return tuple(
        (html, f"\2{number}")
        for number, office in enumerate(person.offices)
        for html in _first_letters(office.office)
    )


def _places(note_type: NoteType, *, said: bool) -> tuple[int, ...]:
    """Return the fields that hold what a note says, or what stands beside that.

    A field that no card shows decides what is shown; it belongs to what stands beside.
    """
    roles: dict[str, set[Role]] = {field.name: set() for field in note_type.fields}
    for card in note_type.cards:
        for face in (*card.front, *card.back):
            for name in (*face.needs, *([face.link] if face.link else ())):
                roles[name].add(face.role)
    return tuple(
        place
        for place, field in enumerate(note_type.fields)
        if (bool(roles[field.name] - ELSEWHERE - BESIDE) if said else roles[field.name] <= BESIDE)
    )


def _person_of(fact: Fact) -> str:
    match fact.claim:
        case Statement(speaker=person) | Event(actor=person) | Quantity(by=person):
            return person
        case Position(actor=person):
            return person
        case Term() | Property():
            return ""


def _first_letters(words: str) -> tuple[str, str]:
    """Return words as HTML, as they are and as they begin a sentence."""
    return _html(words), _html(words[:1].upper() + words[1:])


def _html(words: str) -> str:
    return as_html((Run(tidy_words(words)),))


def _hash(*parts: object) -> str:
    return seal_of(json.dumps(parts))
