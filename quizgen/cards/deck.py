"""Make a deck of a bank's facts: finished notes in the order in which they are learned.

What a learner has earned hangs on a note's GUID, and what she wrote into a note of ours is
overwritten when a later edition changes that note. Hence two laws. A GUID comes from ids alone,
never from words. And a note's fields depend on its own fact alone, never on the edition, the
bank's as-of date or the length of the bank, with three exceptions: whether a card has one answer
that statistics do not tell (`both_ways`, `judge.fit`), the wrong options of a choice, and the
drawing of a fact among four others. What of that corrects a note, and what only follows, says
`said`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time

from quizgen.bank.bank import Bank
from quizgen.bank.dates import calendar_date
from quizgen.bank.facts import Fact, Position, Sensitivity, is_within
from quizgen.bank.questions import Question
from quizgen.cards.both_ways import facts_with_their_answer_alone
from quizgen.cards.chosen import with_tags
from quizgen.cards.description import describe
from quizgen.cards.figures import Siblings
from quizgen.cards.notes import NoteMaker, level_of
from quizgen.cards.pairs import pairs_to_compare
from quizgen.cards.parts import notes_of_pictures
from quizgen.cards.written import (
    gone_note_of_question,
    level_of_note,
    note_of_question,
    type_of_note,
)
from quizgen.content import Picture
from quizgen.deck.deck import Deck
from quizgen.deck.description import PageText
from quizgen.deck.faces import Card, cards_of
from quizgen.deck.html import tidy_words
from quizgen.deck.lock import Lock
from quizgen.deck.note_types import CHOICE, CLOZE, COMPARISON, EDITION, OCCLUSION, NoteType
from quizgen.deck.notes import Note
from quizgen.deck.riddles import riddles_in
from quizgen.errors import Problem, TemplateError
from quizgen.ids import seal_of
from quizgen.judge.fit import in_measure, is_asked_by_gap, is_told_apart, rivals_of
from quizgen.judge.sameness import Sameness
from quizgen.judge.subject import Subject
from quizgen.language.variables import main_aspect
from quizgen.quiz.item import Choice, Item

SECONDS_A_DAY = 24 * 60 * 60
FIRST_FACTS = 3
"""By the ids of so many an unpublished bank is told from others of its title. With more it would
seldom stay the same while its author adds facts."""
MARK = 4
"""So many signs of its seed stand in a deck's name: one in 65,536 has those of another."""
EARLIEST = int(datetime(2010, 1, 1, tzinfo=UTC).timestamp())
"""No time of ours is earlier: Anki is hardly older, and before 1970 there are no times at all."""


def make_deck(
    subject: Subject,
    note_types: Sequence[NoteType],
    max_sensitivity: Sensitivity = "low",
    description: Sequence[PageText] = (),
    *,
    lock: Lock | None = None,
    items: Iterable[Item] | None = None,
    written: Iterable[Item] = (),
    wanted: Sequence[str] = (),
) -> Deck:
    """Return the bank's facts as notes, facts of a higher sensitivity left out.

    `written` are the bank's written questions as items; those that can be learned become notes too.

    `description` is what the deck's page says, paragraph by paragraph.
    The lock says when each note last changed; without one, all times follow from the bank's as-of
    date and edition. With items, the first choice of each fact becomes a note too. `wanted` are
    tags, as in `with_tags`, of which each note has one. Raises TemplateError for a note type that
    is missing or cannot be used, and FormError for a tag that no note has.
    """
    bank, language, sameness = subject.bank, subject.language, subject.sameness
    types = _types_by_key(bank, note_types)
    mild = tuple(fact for fact in bank.facts if fact.is_within(max_sensitivity))
    facts = tuple(fact for fact in mild if fact.in_deck)
    rivals = rivals_of(bank, sameness)
    maker = NoteMaker(
        subject,
        lock.seed if lock else seed_of(bank),
        types,
        facts_with_their_answer_alone(bank, sameness),
        rivals,
        in_measure(
            fact
            for fact in bank.facts
            if fact.in_deck
            and is_told_apart(fact, rivals[fact.id])
            and not bank.is_by_author(fact)
            and not is_asked_by_gap(fact)
            and not _is_asked_by_limit(fact, bank)
        ),
        Siblings(bank),
        {note.guid: note for note in lock.notes} if lock else {},
    )
    asked = tuple(
        question
        for question in bank.questions
        if question.in_deck and is_within(question.sensitivity, max_sensitivity)
    )
    by_id = {item.id: item for item in written} if asked else {}
    pairs = [(question, by_id[question.id]) for question in asked if question.id in by_id]
    all_notes = [
        *_notes(maker, facts, items),
        *_written(maker, pairs, len(facts)),
        *_pictured(maker, len(facts) + len(pairs)),
    ]
    made, unasked = _without_riddles(all_notes, types, sameness, lock)
    if lock:
        made = _without_unknown(made, lock)
        there_are = {note.guid for _, note in made}
        made += _gone(maker, mild, lock, there_are, items is not None)
        made += _gone_questions(maker, asked, lock, there_are)
    made.sort(key=lambda pair: pair[0])
    times = _Times(bank, lock)
    news = {note.guid: note.changed for note in lock.notes if note.changed > 1} if lock else {}
    notes = tuple(
        replace(
            note,
            due=due,
            modified=times.of(note.guid),
            tags=(*note.tags, bank.tag(EDITION, str(news[note.guid])))
            if note.guid in news
            else note.tags,
        )
        for due, (_, note) in enumerate(made, start=1)
    )
    if wanted:
        notes = with_tags(notes, bank, wanted)
        in_deck = {fact_id for note in notes for fact_id in note.facts}
        facts = tuple(fact for fact in facts if fact.id in in_deck)
        asked = tuple(question for question in asked if question.id in in_deck)
    used = {note.type_key for note in notes}
    pictures = _pictures_on(notes) if bank.pictures else ()
    return Deck(
        topic=bank.topic,
        seed=maker.seed,
        name=lock.deck if lock else deck_name(bank),
        description=describe(description, bank, language, (*facts, *asked), notes, pictures, lock),
        language=bank.language,
        note_types=tuple(
            replace(each, modified=times.of(each.key)) for each in note_types if each.key in used
        ),
        notes=notes,
        modified=times.edition,
        pictures=pictures,
        unasked=unasked,
    )


def without_retired(deck: Deck) -> Deck:
    """Return a deck that nobody has yet without what is no longer used."""
    return replace(deck, notes=tuple(note for note in deck.notes if not note.is_retired))


def _without_unknown(
    made: Iterable[tuple["LearningOrder", Note]], lock: Lock
) -> list[tuple["LearningOrder", Note]]:
    """Return notes without those that were retired before any edition had them."""
    published = {note.guid for note in lock.notes}
    return [(order, note) for order, note in made if not note.is_retired or note.guid in published]


def _pictures_on(notes: Iterable[Note]) -> tuple[Picture, ...]:
    """Return the pictures in notes, in their order; of those that are the same, the first."""
    parts = (part for note in notes for content in note.fields for part in content)
    found: dict[str, Picture] = {}
    for part in parts:
        if isinstance(part, Picture):
            found.setdefault(part.digest, part)
    return tuple(found.values())


def _is_asked_by_limit(fact: Fact, bank: Bank) -> bool:
    """Tell whether a position is asked for its limit, so that its stance is no answer."""
    return isinstance(fact.claim, Position) and bool(main_aspect(fact.claim, bank))


def seed_of(bank: Bank) -> str:
    """Return what tells a bank's notes from those of others with the same ids; its lock keeps it.

    Two authors may well call their files alike, their banks, and some of their facts: `ww2`,
    "World War II", `pearl-harbour`. Hardly will their first facts have the same ids, in the same
    order and from sources of the same ids. Nothing is drawn by chance, and no words of a fact
    count: a build gives the same bytes each time without writing anything, and who has the deck
    before it is published keeps what she has learned while its author mends facts and adds more.
    """
    every: tuple[Fact | Question, ...] = (*bank.facts, *bank.questions)
    first = every[:FIRST_FACTS]
    return seal_of("seed", bank.topic, bank.title, *(f"{each.id} {each.source}" for each in first))


def deck_name(bank: Bank) -> str:
    """Return what a bank's deck is called: its title, and a mark that no other author's has.

    Anki knows decks by name and puts two of one name together, with the page of the later.
    """
    return f"{_name_for(bank.title) or bank.topic} · {seed_of(bank)[:MARK]}"


def _name_for(title: str) -> str:
    """Return a title as a deck can be called: Anki parts decks at `::`."""
    name = "".join(char for char in tidy_words(title) if char != "\N{REPLACEMENT CHARACTER}")
    while "::" in name:
        name = name.replace("::", ":")
    return name.strip(" :")


class _Times:
    """When notes and note types last changed, as Anki is to believe.

    Without a lock all have the time of the edition: the bank's as-of day, a second an edition.
    With one, what was never published has the time of the last edition, so that its own
    publishing comes later.
    """

    def __init__(self, bank: Bank, lock: Lock | None) -> None:
        self.edition = lock.published if lock else _time_of(bank)
        self._sealed = (
            {note.guid: note.modified for note in lock.notes}
            | {each.key: each.modified for each in lock.types}
            if lock
            else {}
        )

    def of(self, name: str) -> int:
        """Return the time of a GUID or of a note type's key."""
        return self._sealed.get(name, self.edition)


def _time_of(bank: Bank) -> int:
    if bank.as_of is None:
        return EARLIEST + min(bank.edition, SECONDS_A_DAY - 1)
    midnight = datetime.combine(calendar_date(bank.as_of.last), time(), UTC)
    return max(int(midnight.timestamp()), EARLIEST) + min(bank.edition, SECONDS_A_DAY - 1)


def _types_by_key(bank: Bank, note_types: Sequence[NoteType]) -> Mapping[str, NoteType]:
    types = {each.key: each for each in note_types}
    problems = [
        Problem(
            fact.where,
            f"no note type for facts of kind {fact.kind!r}",
            f"`quizgen new --template deck {fact.kind}` copies one to be changed",
        )
        for fact in {fact.kind: fact for fact in reversed(bank.facts)}.values()
        if fact.kind not in types
    ]
    problems += [
        Problem(
            question.where,
            f"no note type {type_of_note(question)!r} for written questions",
            f"`quizgen new --template deck {type_of_note(question)}` copies one to be changed",
        )
        for question in {type_of_note(each): each for each in reversed(bank.questions)}.values()
        if type_of_note(question) not in ("", *types)
    ]
    if problems:
        raise TemplateError(problems)
    return types


# --------------------------------------------------------------------------- which notes there are

LearningOrder = tuple[bool, int, int, int]
"""In what order notes are learned: by level, then as in the bank, a fact's own note first and its
choice right behind it, as hard as it may be; what is retired comes last."""


def _notes(
    maker: NoteMaker, facts: Sequence[Fact], items: Iterable[Item] | None
) -> Iterator[tuple[LearningOrder, Note]]:
    """Yield every note with its place: one a fact, and those that ask more of it."""
    places = {fact.id: place for place, fact in enumerate(facts)}

    levels: dict[str, int] = {}  # of the first note of each fact

    def order(note: Note, number: int, level: int = 0) -> LearningOrder:
        of_note = [facts[places[fact_id]] for fact_id in note.facts]
        level = level or level_of(of_note, maker.types[note.type_key])
        is_retired = any(fact.retired for fact in of_note)
        return is_retired, level, max(places[fact.id] for fact in of_note), number

    for fact in facts:
        for number, note in enumerate(maker.notes_of(fact)):
            placed = order(note, number)
            levels.setdefault(fact.id, placed[1])
            yield placed, note
    for first, second in (
        pairs_to_compare(facts, maker.subject.bank.issues) if COMPARISON in maker.types else ()
    ):
        if comparison := maker.comparison_note(first, second):
            yield order(comparison, 2), comparison
    for item in _first_choices(items or (), places) if CHOICE in maker.types else ():
        if choice := maker.choice_note(facts[places[item.facts[0]]], item):
            yield order(choice, 3, levels.get(choice.facts[0], 0)), choice


def _written(
    maker: NoteMaker, questions: Sequence[tuple[Question, Item]], before: int
) -> Iterator[tuple[LearningOrder, Note]]:
    """Yield the notes of written questions, which come behind so many facts of their level."""
    for place, (question, item) in enumerate(questions, start=before):
        if note := note_of_question(question, item, maker):
            level = level_of_note(item, maker.types[note.type_key])
            yield (bool(question.retired), level, place, 0), note


def _pictured(maker: NoteMaker, before: int) -> Iterator[tuple[LearningOrder, Note]]:
    """Yield the notes of pictures with parts, which come behind so many others of their level."""
    for place, note in enumerate(notes_of_pictures(maker), start=before):
        yield (note.is_retired, maker.types[OCCLUSION].level, place, 0), note


def _gone_questions(
    maker: NoteMaker, questions: Sequence[Question], lock: Lock, made: set[str]
) -> Iterator[tuple[LearningOrder, Note]]:
    """Yield notes of questions that were published and are made no more, as `_gone` of facts."""
    by_id = {question.id: question for question in questions}
    for note in lock.notes:
        question = by_id.get(note.facts[0])
        if question and note.guid not in made and note.type_key in maker.types:
            yield (True, question.level or 1, 0, 4), gone_note_of_question(note, question, maker)


def _without_riddles(
    made: Sequence[tuple[LearningOrder, Note]],
    types: Mapping[str, NoteType],
    sameness: Sameness,
    lock: Lock | None,
) -> tuple[list[tuple[LearningOrder, Note]], tuple[Card, ...]]:
    """Return the notes without those of which a card has two right answers, and these cards.

    What learners have already stays, for nothing can take it from them.
    """
    cards = (card for _, note in made for card in cards_of(note, types[note.type_key]))
    found = riddles_in(cards, sameness.bare)
    published = {note.guid for note in lock.notes} if lock else set()
    unasked = tuple(each.card for each in found if each.card.note.guid not in published)
    gone = {card.note.guid for card in unasked}
    return [(order, note) for order, note in made if note.guid not in gone], unasked


def _first_choices(items: Iterable[Item], places: Mapping[str, int]) -> Iterator[Item]:
    """Yield of each fact the first item in which one option is to be chosen."""
    seen: set[str] = set()
    for item in items:
        is_choice = isinstance(item.interaction, Choice) and item.type == "multiple-choice"
        if is_choice and len(item.facts) == 1 and item.facts[0] in places:
            if item.facts[0] not in seen:
                yield item
            seen.add(item.facts[0])


def _gone(
    maker: NoteMaker, facts: Sequence[Fact], lock: Lock, made: set[str], with_choice: bool
) -> Iterator[tuple[LearningOrder, Note]]:
    """Yield notes that were published and are made no more, so that learners hear of it.

    Their facts are there still, but what asked about them is not: it has been found to break a
    rule, say, or not to be worth learning. Anki deletes nothing on import.
    """
    by_id = {fact.id: (place, fact) for place, fact in enumerate(facts)}
    for note in lock.notes:
        if (
            note.guid in made
            or note.type_key not in maker.types
            or not {*note.facts} <= by_id.keys()
        ):
            continue
        place, fact = by_id[note.facts[0]]
        is_own = note.type_key == fact.kind and bool(maker.types[note.type_key].gone)
        can_go = is_own or note.type_key in (CLOZE, COMPARISON)
        if can_go or (note.type_key == CHOICE and with_choice):
            both = [by_id[fact_id][1] for fact_id in note.facts]
            yield (True, fact.level, place, 4), maker.gone_note(note, both)
