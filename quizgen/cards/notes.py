"""One note: its identity, its fields as the note type's wordings say them, its cards and tags."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import get_args

from quizgen.bank.bank import Bank
from quizgen.bank.facts import (
    Event,
    Fact,
    Level,
    Property,
    Quantity,
    Statement,
    Term,
    sensitivity_of,
)
from quizgen.cards.figures import Siblings, figure_of
from quizgen.cards.typed import wanted_variables
from quizgen.content import Content, Picture, Run, Text, pictures_of, plain, spoken
from quizgen.deck.content import FieldContent, Gap, words_in
from quizgen.deck.html import tidy_text, tidy_words
from quizgen.deck.lock import SealedNote
from quizgen.deck.note_types import CHOICE, CLOZE, COMPARISON, CORE, RETIRED, NoteField, NoteType
from quizgen.deck.notes import Note, guid_of
from quizgen.deck.words import count_words
from quizgen.judge.cards import PHRASE_WORDS
from quizgen.judge.fit import is_told_apart
from quizgen.judge.subject import Subject
from quizgen.language.sentences import AsWritten, begin, join
from quizgen.language.wording import render, split_at_blanks
from quizgen.order import shuffled
from quizgen.quiz.figures import Figure
from quizgen.quiz.item import Choice, Item
from quizgen.values import dataclass

MOST_OPTIONS = 5
HARDEST: int = max(get_args(Level))
FIGURE = "Figure"
"""The field that holds a drawing, and no text."""
ALSO = "Also right"
"""The field of a cloze type that says of each gap what else is right in it."""
RETIRED_FIELD = "Retired"
"""The field that says why a note is no longer used."""

PICTURE = "\x0e{place}\x0f"  # no bank or template can hold these: the reader refuses them
"""Stands in a rendered field for a picture, with its place among `pictures` of the variables."""
PICTURES = re.compile("\x0e([0-9]+)\x0f")

Variables = Mapping[str, object]


@dataclass(frozen=True)
class NoteMaker:
    """Makes the notes of one bank; which of them there are is for `cards/deck.py`."""

    subject: Subject
    seed: str
    """What its GUIDs hang on beside ids."""
    types: Mapping[str, NoteType]
    alone_right: frozenset[str]
    """The facts that alone answer what their reverse card asks."""
    rivals: Mapping[str, tuple[Fact, ...]]
    """For each fact, those that are right where it is asked for."""
    measured: frozenset[str]
    """The facts whose speaker or stance the bank's statistics do not tell."""
    siblings: Siblings
    """Which facts are drawn beside which."""
    published: Mapping[str, SealedNote]
    """What the last edition has of each note, by its GUID."""

    def notes_of(self, fact: Fact) -> Iterator[Note]:
        """Yield the fact's own note, then the sentence with a gap, each if it has a card.

        A fact that can be asked for neither has none: not every fact makes a good card.
        """
        variables = self._variables(fact)
        for key in (fact.kind, CLOZE):
            if key in self.types and (note := self._note(self.types[key], (fact,), variables)):
                yield note

    def comparison_note(self, first: Fact, second: Fact) -> Note | None:
        """Return a note that holds two facts side by side; each has its variables, numbered."""
        variables = self._variables_of_both(first, second)
        return self._note(self.types[COMPARISON], (first, second), variables)

    def choice_note(self, fact: Fact, item: Item) -> Note | None:
        """Return an item of one fact with its options.

        Their order hangs on the GUID, and the card's script shuffles them anew each day. So even a
        client that runs no script does not always show the key first.
        """
        assert isinstance(item.interaction, Choice)
        guid = guid_of(self.subject.bank.topic, (fact.id,), CHOICE, self.seed)
        options = shuffled(item.interaction.options, guid, lambda option: option.id)
        variables, rationale = self._variables(fact), plain(item.rationale)
        asked = [*pictures_of([item.prompt])]
        shown = pictures_of(option.content for option in options)
        pictures = [*self._pictures_of(fact), *asked, *shown]
        kept = tuple(value for value in variables.values() if isinstance(value, AsWritten))
        said: dict[str, object] = {
            "seed": guid,
            "stem": spoken(item.prompt),
            "picture_asked": "".join(marked((picture,), pictures) for picture in asked),
            "rationale": AsWritten(rationale) if rationale.startswith(kept) else rationale,
        }
        for number in range(1, MOST_OPTIONS + 1):
            option = options[number - 1] if number <= len(options) else None
            said[f"option_{number}"] = marked(option.content, pictures) if option else ""
            said[f"why_{number}"] = plain(option.why_wrong) if option else ""
            if option and option.is_key:
                said |= {"right": number, "answer": said[f"option_{number}"]}
        said["pictures"] = tuple(pictures)
        return self._note(self.types[CHOICE], (fact,), {**variables, **said})

    def gone_note(self, sealed: SealedNote, facts: Sequence[Fact]) -> Note:
        """Return what is left of a note that is made no more: that it is retired, and why.

        What it rested on it still names. Of a sentence with a gap the gap is left, for without one
        Anki calls the card faulty.
        """
        note_type = self.types[sealed.type_key]
        is_of_fact = note_type.key == facts[0].kind
        had = sorted(filter(note_type.has_card, {*sealed.cards, *sealed.gone}))
        places = tuple(had) if is_of_fact or note_type.is_cloze else (0,)
        asked = {note_type.card_at(place).needs for place in places}
        asks = note_type.cards[0].needs
        variables = self._variables(facts[0]) | self._variables_of_both(facts[0], facts[-1])
        kept = {"Topic", "Language"}.union(
            *(face.needs for face in note_type.cards[0].back if face.role in ("source", "as_of"))
        )
        texts = {field.name: field.text for field in note_type.fields if field.name in kept}
        named = sealed.facts if is_of_fact else (*sealed.facts, note_type.key)
        texts["Fact"] = " · ".join(named)
        texts[note_type.fields[0].name] = "–"
        if note_type.is_cloze:
            texts[RETIRED_FIELD] = note_type.gone
        elif is_of_fact:
            texts |= {**dict.fromkeys(asked, "–"), RETIRED_FIELD: note_type.gone}
        else:
            texts[asks] = note_type.gone
        fields = [
            content_of(
                NoteField(name=field.name, text=texts.get(field.name, "")), variables, note_type
            )
            if not (note_type.is_cloze and field.name == asks)
            else tuple(Gap("–", number=place + 1) for place in places)
            for field in note_type.fields
        ]
        return Note(
            guid=sealed.guid,
            type_key=note_type.key,
            facts=sealed.facts,
            fields=tuple(fields),
            cards=places,
            tags=(kind_tag(note_type, self.subject.bank), self.subject.bank.tag(RETIRED)),
            due=0,
            modified=0,
        )

    def _note(
        self, note_type: NoteType, facts: tuple[Fact, ...], variables: Variables
    ) -> Note | None:
        """Return a note of facts; None if it fills no field that a card needs.

        These fields come first, since most facts have no gap and the others need not be written.
        """
        fields = {field.name: field for field in note_type.fields}
        needed = {card.needs: fields[card.needs] for card in note_type.cards}
        filled = {name: content_of(field, variables, note_type) for name, field in needed.items()}
        if not any(filled.values()):
            return None
        ids = tuple(sorted(fact.id for fact in facts))
        guid = guid_of(self.subject.bank.topic, ids, note_type.key, self.seed)
        before = self.published.get(guid)
        siblings: tuple[Fact, ...] = ()
        for name, field in fields.items():
            if name == FIGURE:
                # A gap asks for a place, if for anything that can be drawn.
                if note_type.key != CLOZE:
                    siblings = self.siblings.of(facts[0], before.siblings if before else ())
                figure = figure_of(facts[0], siblings, self.subject.bank, self.subject.language)
                filled[name] = (figure,) if figure else ()
            elif name not in needed:
                filled[name] = content_of(field, variables, note_type)
                if note_type.is_cloze and name == ALSO:
                    filled[name] = of_gap(filled[name])
        gone = tuple(
            place
            for place in ((*before.cards, *before.gone) if before else ())
            if not note_type.is_cloze  # its one text is there, or there is no note
            and note_type.has_card(place)  # else publishing says that the type was another
            and not filled[note_type.card_at(place).needs]
            and note_type.gone
            and note_type.gone_field(place) in fields
        )
        for place in gone:
            filled[note_type.gone_field(place)] = tidy_text((Run(note_type.gone),))
        return Note(
            guid=guid,
            type_key=note_type.key,
            facts=ids,
            fields=tuple(map(filled.__getitem__, fields)),
            cards=tuple(place for place, card in enumerate(note_type.cards) if filled[card.needs]),
            gone=gone,
            siblings=tuple(sibling.id for sibling in siblings),
            tags=tuple(sorted({*self._tags(facts, note_type)})),
            due=0,
            modified=0,
        )

    def _variables_of_both(self, first: Fact, second: Fact) -> dict[str, object]:
        """Return the variables of two facts, numbered, and what both have."""
        numbered = {
            f"{name}_{number}": value
            for number, fact in enumerate((first, second), start=1)
            for name, value in self._variables(fact).items()
        }
        bank = self.subject.bank
        return numbered | {"kind": first.kind, "title": bank.title, "language": bank.language}

    def _variables(self, fact: Fact) -> dict[str, object]:
        rivals, own = self.rivals[fact.id], self.subject.own_variables(fact)
        is_brief = count_words(_answer_in_words(fact)) <= PHRASE_WORDS
        is_apart, in_measure = is_told_apart(fact, rivals), fact.id in self.measured
        return {
            **own,
            **_question_in_parts(fact, own),
            **wanted_variables(fact, own, self.subject.bank, self.subject.language),
            "source_link": link_of(fact.source, self.subject.bank),
            "language": self.subject.bank.language,
            "one_to_one": fact.id in self.alone_right,
            "is_brief": is_brief,
            "forth": _is_asked_forth(fact, own, is_brief, is_apart, in_measure),
            **self._pictures(fact),
            "is_shared": bool(rivals or fact.also_right_text),
            "is_told_apart": is_apart,
            "in_measure": in_measure,
            "tells_itself": isinstance(fact.claim, Property)
            and self.subject.properties.tells_itself(fact),
        }

    def _pictures_of(self, fact: Fact) -> tuple[Picture, ...]:
        return (self.subject.bank.picture(fact.picture),) if fact.picture else ()

    def _pictures(self, fact: Fact) -> dict[str, object]:
        """Return the picture of a fact as variables: one for its question, one for its answer.

        What a property has for its value may be another.
        """
        own, value = self._pictures_of(fact), self.subject.bank.picture_of_value(fact)
        pictures = (*own, *([value] if value else []))
        mark = "".join(marked((picture,), pictures) for picture in own)
        is_asked = fact.picture_on == "question"
        return {
            "picture": "" if is_asked else mark,
            "picture_asked": mark if is_asked else "",
            "value_picture": marked((value,), pictures) if value else "",
            "pictures": pictures,
            "is_written": False,
        }

    def _tags(self, facts: tuple[Fact, ...], note_type: NoteType) -> Iterator[str]:
        tag = self.subject.bank.tag
        yield kind_tag(note_type, self.subject.bank)
        yield tag("level", str(level_of(facts, note_type)))
        sensitivity = sensitivity_of(facts)
        if sensitivity != "none":
            yield tag("sens", sensitivity)
        if all(fact.core for fact in facts):
            yield tag(CORE)
        for fact in facts:
            yield from (tag("tag", as_tag(subtopic)) for subtopic in fact.tags)
            if camp := self.subject.bank.camp_of(fact):
                yield tag("camp", camp)
            if fact.retired:
                yield tag(RETIRED)


def link_of(source_id: str, bank: Bank) -> str:
    """Return the address of a source; empty where it has none, or where there is no source."""
    return bank.sources[source_id].url if source_id else ""


def level_of(facts: Sequence[Fact], note_type: NoteType) -> int:
    """Return how hard the cards of a note are: by how they ask, and by the hardest of its facts."""
    hardest: int = max(fact.level for fact in facts)
    return min(note_type.level + hardest - 1, HARDEST)


def kind_tag(note_type: NoteType, bank: Bank) -> str:
    """Return the tag by which a learner finds what is asked alike, as parts of a deck would be.

    Anki takes new cards deck by deck, so parts would be learned one after another, each from its
    easiest to its hardest card.
    """
    return bank.tag("kind", note_type.key)


def content_of(field: NoteField, variables: Variables, note_type: NoteType) -> FieldContent:
    """Return what a field's wording says, its blanks as gaps; nothing where that is but spaces."""
    text = render(field.text, variables, note_type.where) if field.text else ()
    if not plain(text).strip():
        return ()
    if not field.hidden:
        return tidy_text(text) if "\x0e" not in plain(text) else _with_pictures(text, variables)
    said, hint = (
        tidy_words(plain(render(template, variables, note_type.where))) if template else ""
        for template in (field.hidden, field.hint)
    )
    gap = Gap(said, hint)
    first, *rest = map(tidy_text, split_at_blanks(text))
    content: list[Run | Gap | Figure] = [*first]
    for part in rest:
        content += (gap, *_joined_to(gap.words, part))
    return tuple(content)


def of_gap(content: FieldContent, number: int = 1) -> FieldContent:
    """Return what is to be said on the card of one gap alone; nothing where that is nothing."""
    return (Gap(words_in(content), number=number),) if content else ()


def marked(content: Content, pictures: Sequence[Picture]) -> str:
    """Return the words of a content, and in the place of each picture the mark for it."""
    return "".join(
        PICTURE.format(place=pictures.index(part)) if isinstance(part, Picture) else plain((part,))
        for part in content
    )


def _with_pictures(text: Text, variables: Variables) -> FieldContent:
    """Return a text with pictures in the place of the marks that stand for them."""
    pictures = variables["pictures"]
    assert isinstance(pictures, tuple)
    content: list[Run | Picture] = []
    for run in text:
        words, *rest = PICTURES.split(run.text)
        content += [replace(run, text=words)] if words else []
        for place, behind in zip(rest[::2], rest[1::2], strict=True):
            content.append(pictures[int(place)])
            content += [replace(run, text=behind)] if behind else []
    return tuple(
        part if isinstance(part, Picture) else replace(part, text=tidy_words(part.text))
        for part in content
    )


def _joined_to(words: str, text: Text) -> Text:
    """Return what stands behind a gap: no full stop if what fills the gap has one, as D.C. has."""
    if not text:
        return text
    first, *rest = text
    return (replace(first, text=join((words, first.text)).removeprefix(words)), *rest)


def _answer_in_words(fact: Fact) -> str:
    """Return what a learner would have to recall in words: a gist, what happened, a meaning."""
    match fact.claim:
        case Statement() as statement:
            return statement.answer or statement.gist
        case Event() as event:
            return f"{event.what} in {event.place}" if event.place else event.what
        case Term() as term:
            return term.meaning
        case Property() as claim:
            return ", ".join(claim.value)
        case _:
            return ""


def _is_asked_forth(
    fact: Fact, variables: Variables, is_brief: bool, is_apart: bool, in_measure: bool
) -> bool:
    """Tell whether a fact is asked as its kind is asked first: when, who, what it means.

    If not, its note can still be asked the other way, and then the first two fields hold that.
    """
    match fact.claim:
        case Statement(gap=gap):
            is_open = bool(variables["has_quote"] or not gap)
            return is_open and is_apart and in_measure and not variables["is_author"]
        case Term(relation=relation):
            is_short = is_brief or relation in ("translates", "stands-for")
            return is_short or bool(variables["office"])
        case Property():
            return bool(variables["asks"]) and not variables["is_many"]
        case _:
            return is_apart


def _question_in_parts(fact: Fact, variables: Variables) -> dict[str, object]:
    """Return a question in parts, of which what it asks about is to be set in bold."""
    match fact.claim:
        case Quantity(asks=asks, subject=subject):
            parts = asks.partition(subject)
            if isinstance(asks, AsWritten):
                parts = (AsWritten(parts[0]), AsWritten(parts[1]), parts[2])
            return dict(zip(("asks_before", "asks_subject", "asks_after"), parts, strict=True))
        case Property(subject=subject):
            which = str(variables["property"])
            forth = _numbered("asks", str(variables["asks_alone"]), (which, subject))
            back = _numbered("back", str(variables["asks_back"]), (which, str(variables["value"])))
            return {**forth, **back}
        case _:
            return {}


def _numbered(name: str, asks: str, bold: tuple[str, str]) -> dict[str, object]:
    """Return a question in five parts, numbered: two names in it are the second and the fourth.

    By both it is told from others: the capital of France, and its currency. What is not found is
    empty; the first part that is not begins with a capital.
    """
    found = sorted((asks.index(words), words) for words in dict.fromkeys(bold) if words in asks)
    parts: list[str] = []
    end = 0
    for start, words in found:
        if start >= end:
            parts += (asks[end:start], words)
            end = start + len(words)
    parts += (asks[end:], *[""] * 4)
    first = next((place for place, part in enumerate(parts) if part), 0)
    parts[first] = begin(parts[first])
    return {f"{name}_{number}": part for number, part in enumerate(parts[:5], start=1)}


def as_tag(words: str) -> str:
    """Return words as one tag: Anki ends a tag at a space and a level at `::`."""
    return "-".join(tidy_words(words).replace("::", " ").split())
