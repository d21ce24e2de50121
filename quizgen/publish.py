"""Publishing: the texts of a topic in, those of its next edition out."""

from datetime import UTC, datetime

from quizgen.cards import make_deck
from quizgen.cards.deck import without_retired
from quizgen.cards.description import tell_changes
from quizgen.cards.editions import (
    no_longer_asked,
    refuse_made_ids,
    refuse_other_lock,
    seal_edition,
    unpublished,
)
from quizgen.deck.lock import Changes, Lock, one_of_each_fact
from quizgen.errors import BankError, LockError, Problem, TemplateError, Where
from quizgen.export.changes import Section, write_changes
from quizgen.export.lock import write_lock
from quizgen.pool import ItemPool
from quizgen.read import Materials, Texts, lacking_cards, read_materials
from quizgen.read.edition import raise_edition
from quizgen.rules import check_deck
from quizgen.values import dataclass


@dataclass(frozen=True)
class Edition:
    """A published edition: the files that seal it, and what it brings."""

    bank_text: str
    lock_text: str
    number: int
    changes: Changes
    told: tuple[str, ...]
    """What cards asked and answered that ask or answer something else now, each as both."""
    no_longer_asked: tuple[str, ...]
    """Cards that learners have and that notes ask no more, each with the reason."""
    known: int
    """How many notes learners may have, of the editions before."""
    title: str
    sections: tuple[Section, ...]
    """What a text of changes is to tell of it, and of the last edition if it lacks that."""

    def write_changes(self, before: str) -> str:
        """Return the bank's text of changes after this edition; empty before the second."""
        return write_changes(before, self.title, self.sections) if self.sections else before


def publish(texts: Texts, now: int) -> Edition | None:
    """Return the next edition of a topic's deck, sealed; None if nothing has changed.

    `now` is in seconds since 1970. Raises BankError, TemplateError and LockError.
    """
    materials = read_materials(texts)
    bank, lock = materials.bank, materials.lock
    refuse_made_ids(bank)
    refuse_other_lock(lock, bank)
    where = Where(texts.lock_path)
    if lock is None and bank.edition > 1:
        message = f"the bank is at edition {bank.edition}, and there is no lock of it"
        hint = "get the lock back from version control; if nothing was published, write edition: 1"
        raise LockError([Problem(where, message, hint)])
    if problems := lacking_cards(materials):
        raise TemplateError(problems)
    pool = ItemPool(materials.subject)
    deck = make_deck(
        materials.subject,
        materials.note_types,
        "high",  # all that any build can put into one
        materials.description or (),
        lock=lock,
        items=pool.choices,
        written=pool.written,
    )
    if lock is None:
        deck = without_retired(deck)
    if errors := [problem for problem in check_deck(deck, materials.subject) if problem.is_error]:
        raise BankError(errors)
    sealed = seal_edition(deck, bank, lock, now, where)
    if lock and not unpublished(deck, bank, lock):
        return None
    return Edition(
        bank_text=raise_edition(texts.bank, bank, sealed.edition),
        lock_text=write_lock(sealed),
        number=sealed.edition,
        changes=sealed.changes,
        told=tuple(
            note.correction for note in one_of_each_fact(sealed.changes.changed) if note.correction
        ),
        no_longer_asked=no_longer_asked(deck, materials.subject, lock),
        known=len(lock.notes) if lock else 0,
        title=bank.title,
        sections=tuple(
            _section(each, materials) for each in (sealed, lock) if each and each.edition > 1
        ),
    )


def _section(lock: Lock, materials: Materials) -> Section:
    """Return what an edition changed, as the deck's page tells it."""
    return Section(
        edition=lock.edition,
        day=datetime.fromtimestamp(lock.published, UTC).date().isoformat(),
        lists=tuple(
            tell_changes(
                materials.description or (), materials.bank, materials.subject.language, lock
            )
        ),
    )
