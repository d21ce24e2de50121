"""CARD-2: a note is the only one of its name, and its identity hangs on ids alone.

Anki finds duplicates by the first field and updates by the GUID (ultimate-geography #93: with
genanki's default, which hashes all fields, mending a comma costs a learner her progress).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256

from quizgen.deck.deck import Deck
from quizgen.judge.subject import Subject
from quizgen.rules.rule import DeckRule, Finding


def check(deck: Deck, known: Subject) -> Iterator[Finding]:
    """Find first fields and GUIDs that stand twice, and GUIDs of anything but ids."""
    names = Counter(note.fields[0] for note in deck.notes)
    guids = Counter(note.guid for note in deck.notes)
    for note in deck.notes:
        name = f"the note '{note.fields[0]}'"
        if names[note.fields[0]] > 1:
            yield Finding(f"{name} is not the only one of that name", fact_id=note.facts[0])
        if guids[note.guid] > 1:
            yield Finding(f"{name} shares its GUID with another", fact_id=note.facts[0])
        if note.guid != guid_of(deck.topic, note.facts, note.type_key):
            message = f"{name} has a GUID that is not that of its topic, fact and note type"
            yield Finding(message, fact_id=note.facts[0])


def guid_of(topic: str, fact_ids: Sequence[str], type_key: str) -> str:
    """Return a note's identity, which no change of words changes.

    >>> guid_of("escalation", ["atacms-stands-for"], "term")
    'e35219e8508825d3'
    """
    ids = "\0".join(sorted(fact_ids))
    return sha256(f"{topic}\0{ids}\0{type_key}".encode()).hexdigest()[:16]


CARD_2 = DeckRule("CARD-2", "E", "a note is unique, and its identity hangs on ids alone", check)
