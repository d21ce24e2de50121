"""A question by itself, as another program asks it: what a sheet says around it goes with it.

Here is what all programs have in common: which words ask, what is told once it is answered, and
what a program that knows words alone cannot hold. How it is written down is each program's own.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import assert_never

from quizgen.bank.other_options import names_letters
from quizgen.content import (
    Content,
    Listing,
    Paragraph,
    Picture,
    Run,
    Table,
    Text,
    blocks_of,
    pictures_of,
    plain,
)
from quizgen.errors import Problem
from quizgen.quiz.form import Form, FormSection, NumberedItem
from quizgen.quiz.item import Choice, Cloze, Item, Matching, Numeric, Option
from quizgen.quiz.walk import texts_by_role

UNSEEN_ROLES = ("rationale", "why wrong", "feedback")
"""What may lack a picture, and can still be answered."""
NO_LETTERS = "write out what its letters stand for, or leave it out with --what-fits"


def asking(numbered: NumberedItem, section: FormSection) -> Content:
    """Return what asks; where only its section says what to do, the section's instruction.

    Of a cloze it is what stands above its sentence, which asks by its gaps.
    """
    item = numbered.item
    if item.prompt or isinstance(item.interaction, Cloze) or not section.instruction:
        return item.prompt
    return (Run(section.instruction),)


def told_of(option: Option) -> Text:
    """Return what is told to who chose an option: a sentence, or what it is instead."""
    return option.feedback or option.why_wrong


def told_after(item: Item, form: Form) -> Iterator[Text]:
    """Yield the paragraphs that are told once an item is answered: why, and by which sources."""
    if item.rationale:
        yield item.rationale
    if isinstance(item.interaction, Matching):
        yield from dict.fromkeys(
            premise.rationale for premise in item.interaction.premises if premise.rationale
        )
    for citation in item.citations:
        yield (Run(f"{form.labels.source}: "), *citation.text)


def midpoint(number: Numeric) -> tuple[Decimal, Decimal]:
    """Return the middle of what is right, and how far from it a number may be, both exactly.

    >>> number = Numeric(answer=(), low=Decimal("79.8"), high=Decimal("88.2"))
    >>> [str(part) for part in midpoint(number)]
    ['84', '4.2']
    """
    two = Decimal(2)
    parts = ((number.low + number.high) / two, (number.high - number.low) / two)
    middle, spread = (Decimal(digits_of(part)) for part in parts)
    return middle, spread


def digits_of(number: Decimal) -> str:
    """Return a number in ASCII digits with a point, and no zeros that say nothing.

    >>> digits_of(Decimal("84.0")), digits_of(Decimal("1E+3")), digits_of(Decimal("-0.50"))
    ('84', '1000', '-0.5')
    """
    digits = f"{number:f}"
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return "0" if digits == "-0" else digits


def pictures_in(item: Item) -> Iterator[Picture]:
    """Yield every picture of an item."""
    return pictures_of(part.content for part in texts_by_role(item))


def needs_picture(item: Item) -> bool:
    """Tell whether nobody can answer an item without a picture."""
    seen = (part.content for part in texts_by_role(item) if part.role not in UNSEEN_ROLES)
    return item.figure is not None or any(True for _ in pictures_of(seen))


def spare_responses(matching: Matching) -> list[str]:
    """Return the words of the responses that fit no premise."""
    used = {premise.response for premise in matching.premises}
    return [plain(each.text) for each in matching.responses if each.id not in used]


def lost(numbered: NumberedItem, why: str, hint: str) -> Problem:
    """Return what is said of an item, or of a part of it, that a program cannot hold."""
    item = numbered.item
    message = f"question {numbered.label} ('{item.id}') {why}"
    return Problem(item.where, message, hint, item_id=item.id)


def letters_lost(numbered: NumberedItem, what_becomes: str) -> Problem | None:
    """Return what is said of an item with an option that names others by their letters, if any.

    For programs that shuffle options or show them without letters, as `what_becomes` says.
    """
    choice = numbered.item.interaction
    options = choice.options if isinstance(choice, Choice) else ()
    named = filter(names_letters, (plain(option.content) for option in options))
    if words := next(named, ""):
        return lost(numbered, f"offers '{words}', and {what_becomes}", NO_LETTERS)
    return None


def order_remarks(form: Form) -> tuple[str, ...]:
    """Return that some questions keep the order of their options, and why, if any do."""
    labels = [
        numbered.label
        for section in form.sections
        for numbered in section.items
        if isinstance(numbered.item.interaction, Choice) and numbered.item.interaction.keeps_order
    ]
    if not labels:
        return ()
    is_one = len(labels) == 1
    named = f"Question {labels[0]} keeps" if is_one else f"Questions {', '.join(labels)} keep"
    return (f"{named} the order of {'its' if is_one else 'their'} options, as it was written.",)


def picture_lost(numbered: NumberedItem) -> Problem | None:
    """Return what is said of an item with a picture whose bytes cannot be had, if it has one."""
    if all(picture.fetch is not None for picture in pictures_in(numbered.item)):
        return None
    return lost(numbered, "has a picture that is not at hand", "put its file beside the bank")


def as_lines(content: Content) -> Iterator[str]:
    """Yield a content line by line, for programs that know words alone; of pictures nothing.

    >>> from quizgen.content import Listing
    >>> [*as_lines((Run("Which "), Run("two?"), Listing(entries=((Run("a"),), (Run("b"),)))))]
    ['Which two?', '– a', '– b']
    """
    for block in blocks_of(content):
        match block:
            case Paragraph(runs=runs):
                yield plain(runs)
            case Picture():
                pass
            case Table(rows=rows, caption=caption):
                yield from filter(None, [plain(caption)])
                yield from (" | ".join(map(plain, row)) for row in rows)
            case Listing(entries=entries, is_numbered=is_numbered):
                for number, entry in enumerate(entries, start=1):
                    yield f"{f'{number}.' if is_numbered else '–'} {plain(entry)}"
            case _ as unreachable:
                assert_never(unreachable)


def asked_in_words(numbered: NumberedItem, section: FormSection) -> Iterator[str]:
    """Yield all that is read before answering, line by line; an empty one parts paragraphs.

    Passage and prompt; of a cloze its sentence stands apart.
    """
    passage = numbered.item.passage
    if passage:
        parts = [passage.title, *passage.paragraphs, passage.credit]
        yield from filter(None, map(plain, parts))
        yield ""
    yield from as_lines(asking(numbered, section))
