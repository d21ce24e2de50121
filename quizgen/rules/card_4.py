"""CARD-4: a front has one answer; a gap hides what is worth knowing (Wozniak's rule 5)."""

from collections import defaultdict
from collections.abc import Iterator

from quizgen.deck.deck import Deck, Note
from quizgen.deck.note_types import CHOICE, NoteType
from quizgen.judge.subject import Subject
from quizgen.judge.texts import folded
from quizgen.rules.cards import gaps_of, sides_of, visible, words_of
from quizgen.rules.rule import DeckRule, Finding, NoteRule


def check(deck: Deck, known: Subject) -> Iterator[Finding]:
    """Find two cards of one kind that ask the same and are answered otherwise."""
    types = {each.key: each for each in deck.note_types}
    asked: defaultdict[tuple[str, str, str], list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for note in deck.notes:
        if note.type_key != CHOICE and not any(known.facts[it].retired for it in note.facts):
            for side in sides_of(note, types[note.type_key]):
                shown = (note.type_key, side.card, folded(visible(side.front)))
                asked[shown].append((note.facts[0], side.answers or gaps_of(note)))
    for (_, card, _), those in asked.items():
        (first, answer), *others = those
        for fact_id, other in others:
            if other != answer:
                message = f"'{first}' and '{fact_id}' ask the same on the card '{card}'"
                hint = "ask one way only, or name what tells them apart"
                yield Finding(message, hint, fact_id=fact_id)


def check_gaps(note: Note, note_type: NoteType, known: Subject) -> Iterator[Finding]:
    """Find gaps that hide nothing but words without a meaning of their own."""
    for gap in gaps_of(note):
        if words_of(gap) <= known.stop_words and not note.is_retired:
            yield Finding(f"the gap hides '{gap}'", "hide a name, a number, a date or a place")


CARD_4_NOTE = NoteRule("CARD-4", "E", "a card has one answer, a gap is worth filling", check_gaps)
CARD_4_DECK = DeckRule("CARD-4", "E", "a card has one answer, a gap is worth filling", check)
