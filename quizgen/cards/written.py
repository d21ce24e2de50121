"""Notes of questions that somebody wrote word for word: those whose answer can be recalled.

What is chosen has the note type of choices and what is filled in that of gaps; the rest has one of
its own. Sets and open tasks are for paper.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from quizgen.bank.gaps import read_gaps
from quizgen.bank.questions import ItemType, Question
from quizgen.cards.notes import (
    ALSO,
    HARDEST,
    MOST_OPTIONS,
    RETIRED_FIELD,
    NoteMaker,
    as_tag,
    content_of,
    kind_tag,
    link_of,
    marked,
    of_gap,
)
from quizgen.cards.typed import Wanted, variables_of
from quizgen.content import Picture, Run, pictures_of, plain, spoken
from quizgen.deck.content import FieldContent, Gap
from quizgen.deck.html import tidy_text, tidy_words
from quizgen.deck.lock import SealedNote
from quizgen.deck.note_types import CHOICE, CLOZE, CORE, QUESTION, RETIRED, NoteField, NoteType
from quizgen.deck.notes import Note, guid_of
from quizgen.deck.words import count_words
from quizgen.language.dates import say_date_in_text
from quizgen.order import shuffled
from quizgen.quiz.item import Choice, Cloze, Item, Numeric, ShortAnswer, TrueFalse

TYPE_OF: Mapping[ItemType, str] = {
    "multiple-choice": CHOICE,
    "cloze": CLOZE,
    "true-false": QUESTION,
    "numeric": QUESTION,
    "short-answer": QUESTION,
}
"""Type of question -> the key of its note type; the others make no card."""
WHY_RETIRED = "{{ retired | sentence | stop }}"
EMPTY = "–"
GONE_FIELD = "Gone"
"""The field of a cloze type that says of each gap which is asked no more that it is not."""
"""Stands in a gap that is no longer asked for, since Anki wants one to be there."""

Variables = Mapping[str, object]


def type_of_note(question: Question) -> str:
    """Return the key of the note type that a question is learned by; empty where it is none."""
    return TYPE_OF.get(question.type, "") if question.type else ""


def note_of_question(question: Question, item: Item, maker: NoteMaker) -> Note | None:
    """Return a question as a note; None for what nobody learns by heart.

    What is asked about a text cannot be answered without it, and a card has no room for one.
    """
    note_type = None if question.passage else maker.types.get(type_of_note(question))
    if note_type is None or _has_too_many_in_order(item):
        return None
    guid = guid_of(maker.subject.bank.topic, (question.id,), note_type.key, maker.seed)
    variables = _variables(question, item, guid, maker)
    asks = note_type.cards[0].needs
    gaps = _gapped(item.interaction, question) if isinstance(item.interaction, Cloze) else ()
    cards = tuple(sorted({part.number - 1 for part in gaps if isinstance(part, Gap)})) or (0,)
    before = maker.published.get(guid)
    had = {*before.cards, *before.gone} if before else set()
    gone = tuple(sorted(had.difference(cards))) if note_type.is_cloze else ()

    def content(field: NoteField) -> FieldContent:
        if field.name == asks and gaps:
            return gaps
        if field.name == ALSO and isinstance(item.interaction, Cloze):
            return tuple(_also_in_gaps(field, item.interaction, gaps, variables, note_type))
        if field.name == GONE_FIELD:
            return tuple(Gap("", note_type.gone, number=place + 1) for place in gone)
        if field.name == RETIRED_FIELD:  # a choice among facts goes with its fact
            field = replace(field, text=WHY_RETIRED)
        return content_of(field, variables, note_type)

    return Note(
        guid=guid,
        type_key=note_type.key,
        facts=(question.id,),
        fields=tuple(map(content, note_type.fields)),
        cards=cards,
        gone=gone,
        tags=tuple(sorted({*_tags(question, item, note_type, maker)})),
        due=0,
        modified=0,
    )


def gone_note_of_question(sealed: SealedNote, question: Question, maker: NoteMaker) -> Note:
    """Return what is left of a note that a question no longer makes: that it is not asked."""
    note_type = maker.types[sealed.type_key]
    name = question.id if note_type.key == QUESTION else f"{question.id} · {note_type.key}"
    bank = maker.subject.bank
    asks = note_type.cards[0].needs
    texts = {"Topic": bank.title, "Language": bank.language, RETIRED_FIELD: note_type.gone}
    texts |= {"Fact": name, asks: note_type.gone}
    places = tuple(sorted({*sealed.cards, *sealed.gone})) if note_type.is_cloze else (0,)

    def content(field: NoteField) -> FieldContent:
        if field.name == asks and note_type.is_cloze:
            return tuple(Gap(EMPTY, number=place + 1) for place in places)
        return content_of(NoteField(name=field.name, text=texts.get(field.name, "")), {}, note_type)

    return Note(
        guid=sealed.guid,
        type_key=note_type.key,
        facts=sealed.facts,
        fields=tuple(map(content, note_type.fields)),
        cards=places,
        tags=(kind_tag(note_type, bank), bank.tag(RETIRED)),
        due=0,
        modified=0,
    )


def level_of_note(item: Item, note_type: NoteType) -> int:
    """Return how hard the card of a question is, by its type and by what its author says."""
    return min(note_type.level + item.level - 1, HARDEST)


def _tags(question: Question, item: Item, note_type: NoteType, maker: NoteMaker) -> Iterator[str]:
    tag = maker.subject.bank.tag
    yield kind_tag(note_type, maker.subject.bank)
    yield tag("level", str(level_of_note(item, note_type)))
    if question.sensitivity != "none":
        yield tag("sens", question.sensitivity)
    if question.core:
        yield tag(CORE)
    yield from (tag("tag", as_tag(subtopic)) for subtopic in question.tags)
    if question.retired:
        yield tag(RETIRED)


def _variables(question: Question, item: Item, guid: str, maker: NoteMaker) -> Variables:
    """Return what the fields of note types may say of a question."""
    bank, language = maker.subject.bank, maker.subject.language
    asked = [*pictures_of([item.prompt])]
    common: dict[str, object] = {
        "id": question.id,
        "title": bank.title,
        "language": bank.language,
        "kind": QUESTION,
        "status": "settled",
        "gap": "",
        "place": "",
        "stem": spoken(item.prompt),
        "note": plain(item.rationale),
        "rationale": plain(item.rationale),
        "as_of": say_date_in_text(bank.as_of, language) if bank.as_of else "",
        "retired": question.retired,
        "is_written": True,
        "source_link": link_of(question.source, bank),
        **_source(item),
    }
    is_typed = bank.typed and not question.retired
    match item.interaction:
        case Choice():
            said = _choice(item.interaction, guid)
        case TrueFalse(is_true=is_true, correction=correction):
            answer = language.labels.true if is_true else language.labels.false
            said = _answer(answer, is_statement=True, correction=plain(correction))
        case Numeric(answer=answer_text, accepted=accepted, within=within):
            also = (*([within] if within else []), *accepted)
            said = _answer(plain(answer_text), also, is_typed=is_typed)
        case ShortAnswer(answer=answer_text, accepted=accepted):
            said = _answer(plain(answer_text), accepted, is_typed=is_typed)
        case Cloze() as cloze:
            said = {**_wanted_in_gaps(cloze, is_typed=is_typed), "pictures": ()}
        case _:
            said = {"pictures": ()}
    shown = said["pictures"]
    assert isinstance(shown, tuple)
    pictures: tuple[Picture, ...] = (*shown, *asked)
    mark = "".join(marked((picture,), pictures) for picture in asked)
    return {**common, **said, "picture": "", "picture_asked": mark, "pictures": pictures}


def _answer(
    answer: str,
    also: Sequence[str] = (),
    *,
    is_statement: bool = False,
    correction: str = "",
    is_typed: bool = False,
) -> dict[str, object]:
    return {
        **variables_of(Wanted(answer), "1", is_typed=is_typed),
        "answer": answer,
        "also": "; ".join(also),
        "is_statement": is_statement,
        "correction": correction,
        "pictures": (),
    }


def _wanted_in_gaps(cloze: Cloze, *, is_typed: bool) -> dict[str, object]:
    """Return whether gaps are to be typed, all or none of them."""
    longest = max(map(plain, cloze.answers), key=count_words, default="")
    return variables_of(Wanted(longest), "gap", is_typed=is_typed)


def _also_in_gaps(
    field: NoteField,
    cloze: Cloze,
    gapped: FieldContent,
    variables: Variables,
    note_type: NoteType,
) -> Iterator[Gap]:
    """Yield what else is right in each gap, to be said on its card; of what stands twice once."""
    gaps = [part for part in gapped if isinstance(part, Gap)]
    accepted: dict[int, tuple[str, ...]] = {}
    for gap, also in zip(gaps, cloze.accepted, strict=True):
        accepted[gap.number] = (*accepted.get(gap.number, ()), *also)
    for number, also in accepted.items():
        said = {**variables, "also_gap": "; ".join(dict.fromkeys(also))}
        for part in of_gap(content_of(field, said, note_type), number):
            assert isinstance(part, Gap)
            yield part


def _has_too_many_in_order(item: Item) -> bool:
    """Tell whether a card has no room for options of which none may be left out."""
    choice = item.interaction
    return isinstance(choice, Choice) and choice.keeps_order and len(choice.options) > MOST_OPTIONS


def _choice(choice: Choice, guid: str) -> dict[str, object]:
    """Return the options of a choice, the right one among them, in an order that the GUID draws.

    Those that keep their author's order have no seed, without which the card draws none.
    """
    right = [option for option in choice.options if option.is_key]
    wrong = [option for option in choice.options if not option.is_key]
    few = (*right, *wrong[: MOST_OPTIONS - len(right)])
    options = shuffled(few, guid, lambda option: option.id)
    if choice.keeps_order:
        options = choice.options
    pictures = tuple(pictures_of(option.content for option in options))
    seed = "" if choice.keeps_order else guid
    said: dict[str, object] = {"seed": seed, "pictures": pictures}
    for number in range(1, MOST_OPTIONS + 1):
        option = options[number - 1] if number <= len(options) else None
        said[f"option_{number}"] = marked(option.content, pictures) if option else ""
        said[f"why_{number}"] = plain(option.feedback) if option and not option.is_key else ""
        if option and option.is_key:
            said |= {"right": number, "answer": said[f"option_{number}"]}
    return said


def _source(item: Item) -> dict[str, object]:
    """Return what there is to say of the source of an answer; of none, nothing."""
    if not item.citations:
        return {"source_author": "", "source_title": "", "source_rest": ""}
    *author, title, rest = item.citations[0].text
    return {
        "source_author": plain(tuple(author)),
        "source_title": title.text,
        "source_rest": rest.text,
    }


def _gapped(cloze: Cloze, question: Question) -> FieldContent:
    """Return a sentence with its gaps, each asked for by a card that shows the others.

    What stands in it twice is one gap, or the one would tell the other.
    """
    first, *rest = map(tidy_text, cloze.parts)
    content: list[Run | Gap] = [*first]
    numbers: dict[str, int] = {}
    for answer, hint, part in zip(cloze.answers, read_gaps(question.ask).hints, rest, strict=True):
        words = tidy_words(plain(answer))
        number = numbers.setdefault(words.casefold(), len(numbers) + 1)
        content += (Gap(words, tidy_words(hint), number=number), *part)
    return tuple(content)
