"""A learner with Anki: the real engine on a collection of her own."""

import re
from html import unescape
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from anki.collection import (
    Card,
    Collection,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
    ImportLogWithChanges,
)
from anki.import_export_pb2 import ImportAnkiPackageUpdateCondition
from anki.notes import Note
from anki.scheduler.v3 import CardAnswer, QueuedCards


def words_of(page: str) -> str:
    """Return what a page shows, as one line."""
    inline = re.sub("</?(?:b|i|small|span)\\b[^>]*>", "", page)
    return " ".join(unescape(re.sub("<[^>]*>", " ", inline)).split())


class Learner:
    """Imports decks as the dialog does by default, studies, and looks at what she has."""

    def __init__(self, folder: Path, name: str = "learner") -> None:
        self.folder = folder / name
        self.folder.mkdir()
        self.collection = Collection(str(self.folder / "collection.anki2"))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.collection.close()

    def imports(
        self, package: bytes, *, merging_types: bool = False, always: bool = False
    ) -> ImportLogWithChanges.Log:
        """Import as the dialog does, but for *Merge note types*, or *Update notes: Always*."""
        path = self.folder / "deck.apkg"
        path.write_bytes(package)
        when = (
            ImportAnkiPackageUpdateCondition.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_ALWAYS
            if always
            else ImportAnkiPackageUpdateCondition.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_IF_NEWER
        )
        options = ImportAnkiPackageOptions(merge_notetypes=merging_types, update_notes=when)
        request = ImportAnkiPackageRequest(package_path=str(path), options=options)
        log = self.collection.import_anki_package(request).log
        self.collection.models._clear_cache()
        return log

    def cards(self) -> list[Card]:
        """Return her cards, by note type, fact and card template."""
        found = [self.collection.get_card(card_id) for card_id in self.collection.find_cards("")]
        return sorted(
            found, key=lambda card: (card.note_type()["name"], self.name_of(card), card.ord)
        )

    def notes(self) -> dict[str, tuple[list[str], list[str]]]:
        """Return the fields and tags of her notes, by GUID."""
        rows = self.collection.db.all("select guid, flds, tags from notes")
        return {guid: (fields.split("\x1f"), sorted(tags.split())) for guid, fields, tags in rows}

    def decks(self) -> dict[str, int]:
        """Return her decks but Anki's own, and how many cards lie in each itself."""
        decks = self.collection.decks.all_names_and_ids(skip_empty_default=True)
        count = "select count() from cards where did = ?"
        return {deck.name: self.collection.db.scalar(count, deck.id) for deck in decks}

    def note_types(self) -> dict[str, list[str]]:
        """Return the note types she uses, and the names of their fields and cards."""
        models = self.collection.models
        used = self.collection.db.list("select distinct mid from notes")
        found = [models.get(note_type_id) for note_type_id in used]
        return {
            each["name"]: [part["name"] for part in (*each["flds"], *each["tmpls"])]
            for each in found
        }

    def reads(self, card: Card) -> tuple[str, str]:
        """Return the words on a card's front, and those that its back adds."""
        output = card.render_output()
        front, back = words_of(output.question_text), words_of(output.answer_text)
        return front, back.removeprefix(front).strip()

    def fields(self, fact_id: str) -> dict[str, str]:
        (note_id,) = self.collection.find_notes(f'Fact:"{fact_id}"')
        return dict(self.collection.get_note(note_id).items())

    def fields_of(self, note_id: int) -> dict[str, str]:
        return dict(self.collection.get_note(note_id).items())  # type: ignore[arg-type]

    def cards_of(self, fact: str) -> list[Card]:
        return [card for card in self.cards() if self.name_of(card) == fact]

    def name_of(self, card: Card) -> str:
        """Return what an author calls a card's note: its field "Fact", in a deck of ours."""
        return dict(card.note().items()).get("Fact", "")

    def deck_of(self, note: Note) -> str:
        return self.collection.decks.name(note.cards()[0].did)

    def tags(self, fact: str) -> list[str]:
        return self.cards_of(fact)[0].note().tags

    def note_type(self, name: str) -> dict[str, Any]:
        found = self.collection.models.by_name(name)
        assert found is not None
        return found

    def schedules_by_fsrs(self) -> None:
        self.collection.set_config("fsrs", True)

    def suspends(self, fact: str) -> None:
        self.collection.sched.suspend_cards([card.id for card in self.cards_of(fact)])

    def flags(self, fact: str, flag: int) -> None:
        self.collection.set_user_flag_for_cards(flag, [card.id for card in self.cards_of(fact)])

    def moves(self, fact: str, deck: str) -> None:
        deck_id = self.collection.decks.id(deck)
        assert deck_id is not None
        self.collection.set_deck([card.id for card in self.cards_of(fact)], deck_id)

    def writes(self, fact: str, field: str, words: str) -> None:
        note = self.cards_of(fact)[0].note()
        note[field] = words
        self.collection.update_note(note)

    def studies(
        self, deck: str, answers: int, rating: "CardAnswer.Rating.ValueType" = CardAnswer.EASY
    ) -> None:
        """Answer cards of a deck, all alike."""
        self.collection.decks.select(self.collection.decks.id(deck, create=False))
        for _ in range(answers):
            queue = self.collection.sched.get_queued_cards(fetch_limit=1)
            card = Card(self.collection, backend_card=queue.cards[0].card)
            card.start_timer()
            self.collection.sched.answer_card(
                self.collection.sched.build_answer(
                    card=card, states=queue.cards[0].states, rating=rating
                )
            )

    def learns_for_a_day(self, deck: str) -> list[Card]:
        """Answer all new cards of a day, easily, and go to bed; return them as they came."""
        self.collection.decks.select(self.collection.decks.id(deck, create=False))
        queue = self.collection.sched.get_queued_cards(fetch_limit=1000).cards
        asked = []
        for each in queue:
            if each.queue == QueuedCards.NEW:
                asked.append(Card(self.collection, backend_card=each.card))
                asked[-1].start_timer()
                answer = self.collection.sched.build_answer(
                    card=asked[-1], states=each.states, rating=CardAnswer.EASY
                )
                self.collection.sched.answer_card(answer)
        self.collection.db.execute(f"update col set crt = crt - {24 * 60 * 60}")
        self.collection.close()
        self.collection.reopen()
        return asked

    def progress(self) -> list[list[object]]:
        """Return all that study has changed, by note and card template."""
        return self.collection.db.all(
            "select n.guid, c.ord, c.did, c.type, c.queue, c.due, c.ivl, c.factor, c.reps,"
            " c.lapses, c.left, c.flags, c.data from cards c join notes n on n.id = c.nid"
            " order by n.guid, c.ord"
        )
