"""`quizgen publish`: seal an edition, so that a deck's next one brings corrections and no more."""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli.complete import complete_topics
from quizgen.cli.console import say
from quizgen.errors import LockError, Problem, Where, counted
from quizgen.store.editions import Change, publishing, write_edition
from quizgen.store.names import changes_of
from quizgen.store.project import HERE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quizgen.deck.lock import SealedNote
    from quizgen.publish import Edition
    from quizgen.read import Texts

MOST_NAMED = 20
"""So many facts are named that are new, or other, in an edition."""


@click.command("publish")
@click.argument("topic", shell_complete=complete_topics)
@click.option("--dry-run", is_flag=True, help="Only say what the edition would bring.")
def publish_command(topic: str, dry_run: bool) -> None:
    """Seal the next edition of a topic's deck in banks/TOPIC.lock.

    Learners who import it get what is new and mended, and lose nothing. What changed is written
    into banks/TOPIC.changes.md, for people to read.
    """
    bank = HERE.banks / f"{topic}.yaml"
    refuse_shipped(topic, bank)
    edition = _edition(HERE.find_texts(topic)) if dry_run else _publish(topic, bank)
    if edition is None:
        say("Nothing has changed in what cards say: there is nothing to publish.")
        return
    if dry_run:
        say(f"{bank.as_posix()}: would be edition {edition.number}; nothing was written")
        _tell(edition)
        return
    say(f"{bank.as_posix()}: edition {edition.number}")
    _tell(edition)
    if edition.sections:
        say(f"What changed, in the words of the cards: {changes_of(bank).as_posix()}")
    say("Keep the bank and what lies beside it together in version control.")
    say(f"Then `quizgen build --topic {topic} --only deck` makes the edition's deck.")


def _tell(edition: "Edition") -> None:
    """Say what an edition brings, and what of learners' own it overwrites."""
    _list("added", _facts_of(edition.changes.added))
    _list("changed", _facts_of(edition.changes.changed))
    for news in edition.told[:MOST_NAMED]:
        say(f"  {news}")
    _list("other wrong options, pictures or cards", _facts_of(edition.changes.beside))
    _list("no longer asked, and says so where a learner has it", edition.no_longer_asked)
    _list("retired", _facts_of(edition.changes.retired))
    if edition.changes.types and edition.number > 1:
        say(f"new look of note types: {', '.join(edition.changes.types)}")
    if edition.known:
        say(_overwritten(edition))


def _overwritten(edition: "Edition") -> str:
    """Return how many notes Anki takes over anew, with whatever their learners wrote into them."""
    changes = edition.changes
    reasons = {
        "corrected": len(changes.changed),
        "with other wrong options, pictures or cards": len(changes.beside),
        "retired": len(changes.retired),
    }
    all_of_them = sum(reasons.values())
    have = f"{counted(edition.known, 'note')} that learners may have"
    if not all_of_them:
        return f"Of the {have} none is overwritten."
    why = ", ".join(f"{number} {reason}" for reason, number in reasons.items() if number)
    are = "is" if all_of_them == 1 else "are"
    return (
        f"Of the {have}, {all_of_them} {are} overwritten, with what they wrote into"
        f" {'it' if all_of_them == 1 else 'them'}: {why}."
    )


def refuse_shipped(topic: str, bank: Path) -> None:
    """Raise QuizgenError unless the topic's bank is the project's own."""
    found = HERE.find_bank(topic)
    if Path(found.path) != bank:
        message = "this bank came with quizgen, whose next version would overwrite its editions"
        hint = (
            f"copy it to {bank.as_posix()} under another name and topic, or work in its repository"
        )
        raise LockError([Problem(Where(found.path), message, hint)])


def _publish(topic: str, bank: Path) -> "Edition | None":
    """Write the next edition, and return it; None if nothing has changed."""
    with publishing(bank):
        texts = HERE.find_texts(topic)
        edition = _edition(texts)
        if edition:
            told = _changes(changes_of(bank), edition)
            lock = texts.lock.content if texts.lock else None
            write_edition(
                Change(bank, texts.bank.content, edition.bank_text.encode()),
                Change(bank.with_suffix(".lock"), lock, edition.lock_text.encode()),
                *([told] if edition.sections else []),
            )
    return edition


def _changes(path: Path, edition: "Edition") -> Change:
    """Return how the file of changes is to be written; raises QuizgenError if it is no text."""
    from quizgen.read.changes import read_changes

    old = path.read_bytes() if path.exists() else None
    before = "" if old is None else read_changes(old, path.as_posix())
    return Change(path, old, edition.write_changes(before).encode())


def _edition(texts: "Texts") -> "Edition | None":
    """Return the next edition of a topic, made now; None if nothing has changed."""
    from quizgen.publish import publish

    return publish(texts, int(datetime.datetime.now(tz=datetime.UTC).timestamp()))


def _facts_of(notes: "Iterable[SealedNote]") -> "Sequence[str]":
    return list(dict.fromkeys(" / ".join(note.facts) for note in notes))


def _list(what: str, names: "Sequence[str]") -> None:
    """Say what is new or other, each once; of very many, only the first."""
    if names:
        more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
        say(f"{what} ({len(names)}): {', '.join(names[:MOST_NAMED])}{more}")
