"""The people of a fact, who spoke, acted or counted: whether its source names them, and where."""

import re
from collections.abc import Iterable, Iterator, Sequence

from quizgen.bank.facts import Event, Position, Quantity, Statement
from quizgen.errors import quoted
from quizgen.prove.case import Case, names_of
from quizgen.prove.outcome import Outcome, proved, wrong
from quizgen.prove.source_text import Paragraph, bare, comparable, without_dots

_SHORT_NAME = 4
"""A longer name may stand in another word: "Congress" in "congressional"."""


def prove_people(case: Case) -> Iterator[Outcome]:
    """Look for the name of whoever speaks, acts, takes a position or counted."""
    claim = case.fact.claim
    match claim:
        case Statement():
            yield _speaker(case, claim.speaker)
        case Event() if claim.actor:
            yield _named(case, "actor", claim.actor)
        case Position():
            yield _named(case, "actor", claim.actor)
        case Quantity() if claim.by:
            yield _named(case, "by", claim.by)
        case _:
            pass


def _speaker(case: Case, person_id: str) -> Outcome:
    """Look for a speaker in the paragraph, by the first name too if the text has the whole."""
    found = _named(case, "speaker", person_id)
    person = case.bank.people[person_id]
    if found.verdict != "unproved" or not case.passages:
        return found
    if person.kind == "person" and _have_name(case.passages, person.name.split()[:1]):
        return proved("speakers")
    if any(comparable(name).casefold() in case.explained.casefold() for name in names_of(person)):
        return case.rests(f"speaker {quoted(person.name)}", "speakers", ("speaker",))
    message = f"speaker {quoted(person.name)} is not named in the paragraph of 'at'"
    hint = "mend the speaker, or say in worked_out, by name, how the text tells who it is"
    return wrong("speakers", ("speaker",), message, hint)


def _named(case: Case, key: str, person_id: str) -> Outcome:
    """Look for a name in the paragraph, and in the rest of the text."""
    person = case.bank.people[person_id]
    names = [*names_of(person)]
    if case.is_author(person_id) or _have_name(case.passages, names):
        return proved("speakers")
    if _have_name(case.text.paragraphs, names):
        message = f"{key} {quoted(person.name)} is named in the text, but not beside 'at'"
        return Outcome("unproved", "speakers", (key,), message)
    message = f"{key} {quoted(person.name)} is not named in the text"
    hint = f"mend the {key}, or add the text's spelling to the person's spellings"
    return wrong("speakers", (key,), message, hint)


def _have_name(parts: Iterable[Paragraph], names: Sequence[str]) -> bool:
    patterns = [*map(_pattern_of, names)]
    return any(pattern.search(part.undotted) for part in parts for pattern in patterns)


def _pattern_of(name: str) -> re.Pattern[str]:
    """Return what finds a name in a paragraph, without its article; "U.S." is "US"."""
    known = without_dots(bare(comparable(name)))
    flags = re.NOFLAG if known == known.upper() else re.IGNORECASE
    ending = "" if len(known) > _SHORT_NAME else r"(?!\w)"
    return re.compile(rf"(?<!\w){re.escape(known)}{ending}", flags)
