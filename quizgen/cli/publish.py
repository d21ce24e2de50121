"""`quizgen publish`: seal an edition, so that a deck's next one brings corrections and no more."""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli.complete import complete_topics
from quizgen.cli.console import say
from quizgen.errors import LockError, Problem, Where
from quizgen.store.folder import staging, undo_killed
from quizgen.store.project import HERE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.deck.lock import SealedNote

MOST_NAMED = 20
"""So many facts are named that are new, or other, in an edition."""


@click.command("publish")
@click.argument("topic", shell_complete=complete_topics)
def publish_command(topic: str) -> None:
    """Seal the next edition of a topic's deck in banks/TOPIC.lock.

    Learners who import it get what is new and mended, and lose nothing.
    """
    from quizgen.publish import publish

    bank = HERE.banks / f"{topic}.yaml"
    if HERE.bank_paths().get(topic) == bank:
        undo_killed(bank.parent, [bank.name, bank.with_suffix(".lock").name])
    texts = HERE.find_texts(topic)
    if Path(texts.bank.path) != bank:
        message = "this bank came with quizgen, whose next version would overwrite its editions"
        hint = (
            f"copy it to {bank.as_posix()} under another name and topic, or work in its repository"
        )
        raise LockError([Problem(Where(texts.bank.path), message, hint)])
    now = int(datetime.datetime.now(tz=datetime.UTC).timestamp())
    edition = publish(texts, now)
    if edition is None:
        say("Nothing has changed since the last edition: there is nothing to publish.")
        return
    with staging(bank.parent, hint_end="") as new:
        (new / bank.name).write_bytes(edition.bank_text.encode())
        (new / bank.with_suffix(".lock").name).write_bytes(edition.lock_text.encode())
    say(f"{bank.as_posix()}: edition {edition.number}")
    _list("added", edition.changes.added)
    _list("changed", edition.changes.changed)
    _list("retired", edition.changes.retired)
    if edition.changes.types and edition.number > 1:
        say(f"new look of note types: {', '.join(edition.changes.types)}")
    say("Keep the bank and its lock together in version control.")
    say(f"Then `quizgen build --topic {topic} --only deck` makes the edition's deck.")


def _list(what: str, notes: "Iterable[SealedNote]") -> None:
    """Say which facts are new or other, each once; of very many, only the first."""
    names = list(dict.fromkeys(" / ".join(note.facts) for note in notes))
    if names:
        more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
        say(f"{what} ({len(names)}): {', '.join(names[:MOST_NAMED])}{more}")
