"""Locks as text: a line for each note, and one for each card that tells it in words.

So a version control system shows what changed.

The line of the edition holds its time and a seal of all lines. Two people who publish from the
same edition therefore both change it, each in her own way: to merge them is a conflict, never a
silent mix.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from quizgen.deck.lock import Lock
from quizgen.ids import seal_of

HEAD = """\
# What learners have of the deck "{topic}": its editions, written by `quizgen publish {topic}`.
# Progress hangs on it, so keep it beside the bank in version control and change it in no other way.
"""


def write_lock(lock: Lock) -> str:
    """Return the text of a lock."""
    lines = tuple(_lines(lock))
    moment = f"{datetime.fromtimestamp(lock.published, UTC):%Y-%m-%dT%H:%M:%SZ}"
    edition = f"edition {lock.edition} {lock.published} {moment}"
    head = HEAD.format(topic=lock.topic)
    return head + "\n".join((f"{edition} {seal_of(edition, *lines)}", *lines, ""))


def _lines(lock: Lock) -> Iterator[str]:
    yield f"topic {lock.topic}"
    yield f"seed {lock.seed}"
    yield f"deck {lock.deck}"
    for each in lock.types:
        yield f"type {each.key} {each.modified} {each.seal} {each.shape}"
    for note in lock.notes:
        editions = f"{note.added} {note.changed} {note.retired}"
        facts = " ".join(note.facts)
        seals = f"{note.seal} {note.beside} {_listed(note.cards)} {_listed(note.gone)}"
        seals += f" {_listed(note.siblings)}"
        yield f"note {note.guid} {note.modified} {seals} {editions} {note.type_key} {facts}"
        for word, cards in ("says", note.says), ("said", note.said):
            for card in cards:
                yield f"{word} {note.guid} {card.place} {card.question}\t{card.answer}"


def _listed(parts: tuple[int | str, ...]) -> str:
    return ",".join(map(str, parts)) or "-"
