"""seal_edition: a deck and the lock of its last edition -> the lock of the next.

A learner keeps what she wrote into a note as long as we leave that note alone, so a note gets a
new time only when it says something new, and a note type only when its look is new. A lock
remembers both as hashes. It also remembers every note that was ever published, since an id that
is gone or renamed would leave the learner with a card that nobody mends any more.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from quizgen.bank.bank import Bank
from quizgen.cards.both_ways import answering_too
from quizgen.cards.parts import moved_parts
from quizgen.cards.said import Sayings
from quizgen.deck.deck import Deck
from quizgen.deck.lock import LATEST, Lock, Said, SealedNote, SealedType
from quizgen.deck.note_types import OCCLUSION, NoteType
from quizgen.deck.notes import Note
from quizgen.errors import BankError, LockError, Problem, Where, closest
from quizgen.ids import base_of, seal_of
from quizgen.judge.subject import Subject

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
MOST_NAMED = 5
"""So many unpublished facts are named."""


def refuse_other_lock(lock: Lock | None, bank: Bank) -> None:
    """Raise LockError if the lock is another bank's, or of another edition."""
    if lock is None:
        return
    if lock.topic != bank.topic:
        message = f"this lock is of the topic '{lock.topic}', not '{bank.topic}'"
        raise LockError([Problem(lock.where, message, "give the bank its own lock back")])
    if lock.edition != bank.edition:
        older, newer = ("lock", "bank") if lock.edition < bank.edition else ("bank", "lock")
        message = (
            f"the {older} is older than the {newer}:"
            f" the bank is at edition {bank.edition}, its lock at {lock.edition}"
        )
        hint = f"get the newer {older} from version control; only `quizgen publish` raises editions"
        if older == "bank":
            hint = (
                f"if `quizgen publish` was cut short, run it again; if you saved the bank from a"
                f" window that was open meanwhile, write edition: {lock.edition}; if not, {hint}"
            )
        raise LockError([Problem(lock.where, message, hint)])


def refuse_made_ids(bank: Bank) -> None:
    """Raise BankError for facts whose id is made of their words, and changes with them.

    A learner's progress hangs on the id, so nothing is published by one that may be another soon.
    """
    if unnamed := bank.unnamed:
        message = f"{bank.unnamed_in_words} without an id, on which learners' progress hangs"
        hint = f"`quizgen check {bank.topic} --write-ids` puts the ids into the file"
        raise BankError([Problem(unnamed[0].where, message, hint)])


def seal_edition(deck: Deck, bank: Bank, lock: Lock | None, now: int, where: Where) -> Lock:
    """Return the lock of the next edition, the first if there is none yet.

    The deck is to hold every note of its bank, however sensitive. `now` is in seconds since 1970;
    an edition is later than the one before it even by a clock that is behind. Raises LockError
    for facts that have gone and for note types that Anki would take for others.
    """
    problems = (
        [*_gone(deck, lock), *moved_parts(bank.pictures, lock), *_reshaped(deck, lock)]
        if lock
        else []
    )
    if problems:
        raise LockError(problems)
    edition = lock.edition + 1 if lock else 1
    time = max(now, lock.published + 1) if lock else now
    if time > LATEST:
        message = "no edition can be later than the last one, which is of the year 9999"
        raise LockError([Problem(where, message, "get the lock back from version control")])
    old_notes = {note.guid: note for note in lock.notes} if lock else {}
    old_types = {each.key: each for each in lock.types} if lock else {}
    sayings, says = Sayings(deck, bank), _says(deck)
    notes = (
        _sealed_note(note, sayings, says[note.guid], old_notes, edition, time, where)
        for note in deck.notes
    )
    types = {
        **old_types,
        **{
            note_type.key: _sealed_type(note_type, deck.language, old_types, time)
            for note_type in deck.note_types
        },
    }
    return Lock(
        topic=deck.topic,
        seed=deck.seed,
        deck=lock.deck if lock else deck.name,
        edition=edition,
        published=time,
        types=tuple(types[key] for key in sorted(types)),
        notes=tuple(sorted(notes, key=lambda note: (note.facts, note.type_key))),
        where=where,
    )


def unpublished(deck: Deck, bank: Bank, lock: Lock) -> tuple[str, ...]:
    """Return the facts and note types of a deck that differ from what was published."""
    sayings = Sayings(deck, bank)
    notes = {note.guid: (note.seal, note.beside) for note in lock.notes}
    types = {each.key: each.seal for each in lock.types}
    facts = (
        fact_id
        for note in deck.notes
        if notes.get(note.guid) != (sayings.seal_of(note), sayings.seal_beside(note))
        for fact_id in note.facts
    )
    looks = (
        f"note type {each.key}"
        for each in deck.note_types
        if types.get(each.key) != seal_of_type(each)
    )
    return (*dict.fromkeys(facts), *looks)


def taken_out(bank: Bank, lock: Lock | None) -> tuple[Problem, ...]:
    """Return the facts and questions that learners have cards of and the bank has no more.

    Nothing that can be imported takes such a card away or mends it; `seal_edition` refuses them.
    """
    there_are = {fact.id for fact in bank.facts} | {asked.id for asked in bank.questions}
    gone: dict[str, SealedNote] = {}
    for note in lock.notes if lock else ():
        if note.type_key != OCCLUSION:  # that is of a picture
            for fact_id in note.facts:
                if fact_id not in there_are:
                    gone.setdefault(fact_id, note)
    new = sorted(there_are.difference(*(note.facts for note in lock.notes))) if lock else []
    return tuple(_missing(fact_id, note.where, new) for fact_id, note in gone.items())


def no_longer_asked(deck: Deck, subject: Subject, lock: Lock | None) -> tuple[str, ...]:
    """Return the cards that learners have and that the deck's notes ask no more, with the reason.

    A note that is retired as a whole, or made no more, is told apart from these.
    """
    before = {note.guid: note.cards for note in lock.notes} if lock else {}
    types = {each.key: each for each in deck.note_types}
    gone = [
        (note, types[note.type_key].card_at(place))
        for note in deck.notes
        for place in sorted({*before.get(note.guid, ())} - {*note.cards})
        if types[note.type_key].has_card(place)
    ]
    alone = [
        subject.facts[note.facts[0]]
        for note, _ in gone
        if len(note.facts) == 1 and note.facts[0] in subject.facts
    ]
    rivals = answering_too(alone, subject.bank, subject.sameness)
    told: list[str] = []
    for note, card in gone:
        others = rivals.get(note.facts[0], ()) if len(note.facts) == 1 else ()
        why = f", which {' and '.join(others)} would answer too" if others else ""
        told.append(f"{' / '.join(note.facts)} ('{card.name}'{why})")
    return tuple(told)


def side_by_side(note_types: Sequence[NoteType], shipped: Sequence[NoteType]) -> Iterator[Problem]:
    """Yield why a deck would get into another's way in the Anki of somebody who has both.

    All note types of one name have one look there. `shipped` are the note types that ship, of those
    that are others here.
    """
    ours = {each.key: each for each in note_types}
    changed = [
        own
        for each in shipped
        if (own := ours.get(each.key)) and own.name == each.name and _look_of(own) != _look_of(each)
    ]
    if changed:
        one = len(changed) == 1
        keys = ", ".join(f"'{own.key}'" for own in changed)
        message = f"the note type {keys} is" if one else f"the note types {keys} are"
        hint = (
            "give it a `name` of its own in its type.yaml, which `quizgen new --template deck"
            f" {changed[0].key}` copies, before learners have it: in Anki all note types of one"
            " name have the look of the deck that came last"
        )
        where = changed[0].where
        yield Problem(where, f"{message} changed under the name that ships", hint, severity="W")


def _look_of(note_type: NoteType) -> tuple[str, str]:
    """Return hashes of what Anki has of a note type; a comment in its style changes nothing."""
    css = "".join(_COMMENT.sub("", note_type.css).split())
    return seal_of_type(replace(note_type, css=css)), shape_of(note_type, "")


def advise(deck: Deck, bank: Bank, lock: Lock | None) -> tuple[str, ...]:
    """Return what a deck's maker should know about its edition before she hands it out."""
    if unnamed := bank.unnamed:
        one, many = "has no id of its own", "have no ids of their own"
        return (
            f"{bank.unnamed_in_words} {one if len(unnamed) == 1 else many}: learners lose what"
            " they have learned of a card when its words change."
            f" `quizgen check {deck.topic} --write-ids` puts the ids into the bank.",
        )
    if lock is None:
        return (
            "The deck is not published yet: before you hand it to learners, see"
            " `quizgen publish --help`.",
        )
    gone = tuple(
        f"{problem.message[:1].upper()}{problem.message[1:]}: learners keep its cards as they are,"
        f" and see no correction. {problem.hint[:1].upper()}{problem.hint[1:]}."
        for problem in taken_out(bank, lock)
    )
    if changed := unpublished(deck, bank, lock):
        more = ", …" if len(changed) > MOST_NAMED else ""
        return (
            *gone,
            f"Not published since edition {lock.edition}: {', '.join(changed[:MOST_NAMED])}{more}."
            f" For learners who have the deck: `quizgen publish {deck.topic}`, build it anew, and"
            " have them import that file.",
        )
    return gone


def seal_of_type(note_type: NoteType) -> str:
    """Return a hash of what an update may change in a note type: its look, which Anki has of it."""
    cards = [(card.front_html, card.back_html, card.needs) for card in note_type.cards]
    return _hash(note_type.css, cards)


def shape_of(note_type: NoteType, language: str) -> str:
    """Return a hash of what an update must never change in a note type."""
    fields = [field.name for field in note_type.fields]
    cards = [card.name for card in note_type.cards]
    is_cloze, base = note_type.is_cloze, base_of(language)
    return _hash(note_type.name, fields, cards, is_cloze, base)


def _hash(*parts: object) -> str:
    return seal_of(json.dumps(parts))


def _says(deck: Deck) -> Mapping[str, tuple[Said, ...]]:
    """Return what the cards of each note ask and answer, by its GUID."""
    said: dict[str, list[Said]] = {note.guid: [] for note in deck.notes}
    for card in deck.cards:
        mine = said[card.note.guid]
        place = card.note.cards[len(mine)]
        mine.append(Said(place, card.question, "; ".join(card.answers)))
    return {guid: tuple(cards) for guid, cards in said.items()}


def _sealed_note(
    note: Note,
    sayings: Sayings,
    says: tuple[Said, ...],
    old: Mapping[str, SealedNote],
    edition: int,
    time: int,
    where: Where,
) -> SealedNote:
    seal, beside = sayings.seal_of(note), sayings.seal_beside(note)
    before = old.get(note.guid)
    if before and (before.seal, before.beside) == (seal, beside):
        return replace(before, siblings=note.siblings)
    is_corrected = before is None or before.seal != seal
    return SealedNote(
        guid=note.guid,
        modified=time,
        seal=seal,
        beside=beside,
        cards=note.cards,
        gone=note.gone,
        siblings=note.siblings,
        added=before.added if before else edition,
        changed=before.changed if before and not is_corrected else edition,
        retired=((before.retired if before else 0) or edition) if note.is_retired else 0,
        type_key=note.type_key,
        facts=note.facts,
        says=before.says if before and not is_corrected else says,
        said=() if before is None else before.says if is_corrected else before.said,
        where=where,
    )


def _sealed_type(
    note_type: NoteType, language: str, old: Mapping[str, SealedType], time: int
) -> SealedType:
    seal = seal_of_type(note_type)
    before = old.get(note_type.key)
    if before and before.seal == seal:
        return before
    shape = shape_of(note_type, language)
    return SealedType(key=note_type.key, modified=time, seal=seal, shape=shape)


def _gone(deck: Deck, lock: Lock) -> Iterator[Problem]:
    """Find facts that were published and that the bank has no more."""
    here = {note.guid for note in deck.notes}
    there_are = {fact_id for note in deck.notes for fact_id in note.facts}
    published = {fact_id for note in lock.notes for fact_id in note.facts}
    new = sorted(there_are - published)
    gone: dict[str, SealedNote] = {}
    for note in lock.notes:
        if note.guid not in here:
            missing = [fact_id for fact_id in note.facts if fact_id not in there_are]
            for fact_id in missing or note.facts[:1]:
                gone.setdefault(fact_id, note)
    for fact_id, note in gone.items():
        yield _other(fact_id, note) if fact_id in there_are else _missing(fact_id, note.where, new)


def _other(fact_id: str, note: SealedNote) -> Problem:
    message = f"fact '{fact_id}' was published with a note of the type '{note.type_key}'"
    hint = "keep its kind, and the note type's templates; what is of another kind has another id"
    return Problem(note.where, message, hint)


def _missing(fact_id: str, where: Where, new: Sequence[str]) -> Problem:
    near = closest(fact_id, new)
    renamed = f"if '{near}' is its new id, give it back the old one; " if near else ""
    hint = f"{renamed}a fact that is no longer used stays, with `retired:` and the reason"
    message = f"fact '{fact_id}' was published, and the bank has it no more"
    return Problem(where, message, hint)


def _reshaped(deck: Deck, lock: Lock) -> Iterator[Problem]:
    """Find note types that Anki would take for others than those that were published."""
    shapes = {each.key: each.shape for each in lock.types}
    for each in deck.note_types:
        shape = shape_of(each, deck.language)
        if shapes.get(each.key, shape) != shape:
            message = (
                f"note type '{each.key}' was published with other fields, cards or names, or in"
                " another language"
            )
            hint = (
                "give it back its names and their order, and the bank its language: Anki would make"
                " a second note type"
            )
            yield Problem(each.where, message, hint)
