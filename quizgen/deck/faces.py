"""The faces of a card: all that it says, and what each thing is to its learner.

A card's HTML is its look alone. What it asks, what it wants for an answer and where that comes from
is declared beside it in `type.yaml`. Rules and text exports go by that, so that neither has to
guess it from elements and classes that a template author may change at will.
"""

from dataclasses import replace
from functools import cached_property

from quizgen.content import Picture, Run
from quizgen.deck.content import FieldContent, Gap, Masks, words_in
from quizgen.deck.note_types import FaceTemplate, NoteType, Role
from quizgen.deck.notes import Note
from quizgen.quiz.figures import Figure
from quizgen.values import dataclass


@dataclass(frozen=True)
class Face:
    """One thing that a card says."""

    role: Role
    content: FieldContent

    @property
    def words(self) -> str:
        """What it says, on one line."""
        return words_in(self.content)

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """What it shows of the pictures of the bank."""
        return tuple([part for part in self.content if isinstance(part, Picture)])

    @property
    def sights(self) -> tuple[str, ...]:
        """By what it is told apart that is no words: its pictures, and which part is asked for."""
        shown = [part.digest for part in self.content if isinstance(part, Picture)]
        return *shown, *(str(part.asked) for part in self.content if isinstance(part, Masks))


@dataclass(frozen=True, kw_only=True)
class Card:
    """A card as its learner meets it."""

    note: Note
    name: str
    """The name of its template."""
    front: tuple[Face, ...]
    back: tuple[Face, ...]
    """Without what stays on view of the front."""

    @cached_property
    def question(self) -> str:
        """What it asks."""
        return " ".join(face.words for face in self.front if face.role == "question")

    @property
    def sort(self) -> str:
        """What sort of card it is, where nobody could answer it otherwise; else nothing.

        "Gagarin flew around the Earth." asks nothing without its "When?"; a question says itself
        what it wants, and so does a word.
        """
        if "?" in self.question or self.note.type_key == "term":
            return ""
        return " ".join(face.words for face in self.front if face.role == "kind")

    @property
    def is_choice(self) -> bool:
        """Whether its answer is only to be recognised, among others."""
        return any(face.role == "option" for face in self.front)

    @property
    def is_answered_by_picture(self) -> bool:
        """Whether its answer is a picture, the words of which nobody is to recall."""
        return any(face.pictures for face in self.back if face.role == "answer")

    @cached_property
    def answers(self) -> tuple[str, ...]:
        """What is to be recalled; of a sentence with gaps, what these hide."""
        answers: list[str] = []
        for face in self.back:
            if face.role == "answer":
                gaps = [part.words for part in face.content if isinstance(part, Gap)]
                answers += [" ".join(words.split()) for words in gaps] or [face.words]
        return tuple(answers)


def cards_of(note: Note, note_type: NoteType) -> tuple[Card, ...]:
    """Return the cards that a note has."""
    fields = {
        field.name: content for field, content in zip(note_type.fields, note.fields, strict=True)
    }
    made = []
    for place in note.cards:
        card, front, back = note_type.card_at(place), fields, fields
        if note_type.is_cloze:
            front, back = (
                {
                    name: _as_asked(content, place + 1, is_filled=is_filled)
                    for name, content in fields.items()
                }
                for is_filled in (False, True)
            )
        faces = _faces(card.front, front), _faces(card.back, back)
        made.append(Card(note=note, name=card.name, front=faces[0], back=faces[1]))
    return tuple(made)


def _as_asked(content: FieldContent, number: int, *, is_filled: bool) -> FieldContent:
    """Return a content as the card of a number shows it: all gaps but its own are words.

    A field that has no gap but those of others says nothing there, as in Anki.
    """
    gaps = [part for part in content if isinstance(part, Gap)]
    if gaps and all(gap.number != number for gap in gaps):
        return ()
    shown: list[Run | Gap | Picture | Figure | Masks] = []
    for part in content:
        match part:
            case Gap(number=of_gap, words=words):
                is_own = of_gap == number
                shown.append(replace(part, is_filled=is_filled) if is_own else Run(words))
            case Masks():
                shown.append(replace(part, asked=number))
            case _:
                shown.append(part)
    return tuple(shown)


def _faces(
    templates: tuple[FaceTemplate, ...], fields: dict[str, FieldContent]
) -> tuple[Face, ...]:
    """Return the faces of one side, but for those whose fields are empty, or stood in for."""
    return tuple(
        Face(face.role, _filled(face, fields))
        for face in templates
        if all(map(fields.__getitem__, face.needs))
        and not any(map(fields.__getitem__, face.unless))
    )


def _filled(face: FaceTemplate, fields: dict[str, FieldContent]) -> FieldContent:
    content: list[Run | Gap | Picture | Figure | Masks] = []
    for part in face.parts:
        if isinstance(part, Run):
            content.append(part)
        else:
            content += _bold(fields[part.field]) if part.is_bold else fields[part.field]
    return tuple(content)


def _bold(content: FieldContent) -> FieldContent:
    return tuple(replace(part, style="bold") if isinstance(part, Run) else part for part in content)
