"""Notes of pictures with parts: each part is covered in turn, and its name asked for.

A part's number among the cards of its note is its place in the bank's list. It hangs on that alone,
as a GUID does on an id: a name may be mended, and new parts come last.
"""

from collections.abc import Iterator, Mapping

from quizgen.bank.pictures import Part, PictureFile
from quizgen.cards.notes import NoteMaker, content_of, kind_tag
from quizgen.cards.typed import is_short
from quizgen.content import Run
from quizgen.deck.content import FieldContent, Gap, Masks
from quizgen.deck.html import tidy_words
from quizgen.deck.lock import Lock
from quizgen.deck.note_types import OCCLUSION, RETIRED
from quizgen.deck.notes import Note, guid_of
from quizgen.errors import Problem


def notes_of_pictures(maker: NoteMaker) -> Iterator[Note]:
    """Yield a note for each picture that has parts, in the order of the bank."""
    for name, entry in maker.subject.bank.pictures.items():
        if entry.parts and OCCLUSION in maker.types and (note := _note(name, entry, maker)):
            yield note


def _note(name: str, entry: PictureFile, maker: NoteMaker) -> Note | None:
    """Return a picture with its parts; None if none of them is asked, nor ever was."""
    bank, note_type = maker.subject.bank, maker.types[OCCLUSION]
    guid = guid_of(bank.topic, (name,), OCCLUSION, maker.seed)
    asked = [(place, part) for place, part in enumerate(entry.parts) if not part.retired]
    here = tuple(place for place, _ in asked)
    before = maker.published.get(guid)
    had = {*before.cards, *before.gone} if before else set()
    gone = tuple(sorted(had.difference(here)))
    if not (here or gone):
        return None
    by_code: Mapping[str, FieldContent] = {
        "Occlusion": (Masks(tuple((place + 1, part) for place, part in asked)),),
        "Image": (bank.picture(name),),
        "Parts": _names(asked),
        "Gone": tuple(Gap("", note_type.gone, number=place + 1) for place in gone),
    }
    variables = _variables(name, entry, [part for _, part in asked], maker)
    tags = (kind_tag(note_type, bank), bank.tag("level", str(note_type.level)))
    return Note(
        guid=guid,
        type_key=OCCLUSION,
        facts=(name,),
        fields=tuple(
            by_code[field.name]
            if field.name in by_code
            else content_of(field, variables, note_type)
            for field in note_type.fields
        ),
        cards=here,
        gone=gone,
        tags=tags if here else (*tags, bank.tag(RETIRED)),
        due=0,
        modified=0,
    )


def _names(parts: list[tuple[int, Part]]) -> FieldContent:
    """Return the names of parts, each the answer of its own card."""
    content: list[Run | Gap] = []
    for place, part in parts:
        content += [*([Run(" ")] if content else []), Gap(tidy_words(part.name), number=place + 1)]
    return tuple(content)


def _variables(
    name: str, entry: PictureFile, parts: list[Part], maker: NoteMaker
) -> Mapping[str, object]:
    """Return what the fields of the note type may say of a picture."""
    bank = maker.subject.bank
    is_typed = bank.typed and all(is_short(part.name) for part in parts)
    return {
        "id": name,
        "title": bank.title,
        "language": bank.language,
        "asks": entry.asks,
        "is_typed": is_typed,
        "credit": entry.full_credit,
        "source_link": entry.source if entry.source.startswith(("https://", "http://")) else "",
    }


def moved_parts(bank_pictures: Mapping[str, PictureFile], lock: Lock) -> Iterator[Problem]:
    """Find parts that stand elsewhere in their list than when they were published.

    A learner would be asked for another part by a card that she knows.
    """
    for note in lock.notes:
        entry = bank_pictures.get(note.facts[0]) if note.type_key == OCCLUSION else None
        places = {part.name: place for place, part in enumerate(entry.parts)} if entry else {}
        for card in note.says:
            place = places.get(card.answer, card.place)
            if entry and place != card.place:
                message = (
                    f"part '{card.answer}' of picture '{note.facts[0]}' was published as number"
                    f" {card.place + 1} and is now number {place + 1}"
                )
                hint = "keep the parts in their order, and put new ones behind them"
                yield Problem(entry.parts[place].where, message, hint)
