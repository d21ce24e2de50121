"""CARD-1: a card asks for one thing, and for little (Wozniak's rules 4, 9 and 10)."""

import re
from collections.abc import Iterator

from quizgen.deck.deck import Note
from quizgen.deck.note_types import CHOICE, NoteType
from quizgen.judge.subject import Subject
from quizgen.judge.texts import folded, unquoted
from quizgen.rules.cards import WORD, Side, gaps_of, sides_of, visible
from quizgen.rules.rule import Finding, NoteRule
from quizgen.rules.thresholds import ANSWER_WORDS, FRONT_WORDS, LISTED, SENTENCE_WORDS

JOINT = re.compile(r", (?:and )?|; ")
LISTED_WORDS = 3
"""A list has short parts; commas between longer ones are those of a sentence."""


def check(note: Note, note_type: NoteType, known: Subject) -> Iterator[Finding]:
    """Find fronts and answers that are too long, that list, or that ask for yes or no."""
    for side in sides_of(note, note_type):
        name = f"the card '{side.card}'"
        answers = gaps_of(note) if note_type.is_cloze else side.answers
        yield from _of_front(side, name, is_set=len(answers) > 1)
        recalled = answers if note_type.key != CHOICE else ()  # an option is only recognised
        for answer in recalled:
            yield from _of_answer(answer, name, known)


def _of_front(side: Side, name: str, *, is_set: bool) -> Iterator[Finding]:
    front = visible(side.question)
    count = len(WORD.findall(front))
    if count > FRONT_WORDS and not is_set:
        yield Finding(f"{name} has {count} words on its front", f"at most {FRONT_WORDS}")
    if unquoted(front).count("?") > 1 and not is_set:
        yield Finding(f"{name} asks more than one thing", "ask one")


def _of_answer(answer: str, name: str, known: Subject) -> Iterator[Finding]:
    count = len(WORD.findall(answer))
    most = SENTENCE_WORDS if answer.endswith(".") else ANSWER_WORDS
    if count > most:
        hint = f"at most {most} words can be recalled: say it shorter"
        yield Finding(f"{name} has an answer of {count} words", hint)
    listed = JOINT.split(answer)
    if len(listed) > LISTED and all(len(part.split()) <= LISTED_WORDS for part in listed):
        hint = f"ask for at most {LISTED}, or for each alone"
        yield Finding(f"{name} has a list of {len(listed)} for an answer", hint)
    if folded(answer).rstrip(".") in known.language.yes_and_no:
        yield Finding(f"{name} is answered by '{answer}'", "ask for what, who, when or how much")


CARD_1 = NoteRule("CARD-1", "W", "a card asks for one thing, and for little", check)
