"""What independent programs read in a PDF of ours, and what may stand in the key alone."""

import unicodedata
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import outloud
import pdfua
import pikepdf
import pypdfium2

from quizgen.content import plain
from quizgen.quiz.item import Choice, Cloze, Discussion, Item, Matching, Ordering, TrueFalse


def problems_aloud(pdf: bytes, folder: Path) -> list[str]:
    """Return what two independent checkers of PDF/UA-1 complain about."""
    path = folder / "page.pdf"
    path.write_bytes(pdf)
    found = [
        f"{one.rule} {one.severity}: {one.message}" for one in outloud.check(str(path)).findings
    ]
    report = pdfua.validate(str(path))
    return found + [
        f"{one.rule_id} {one.severity.name.lower()}: {one.message}" for one in report.findings
    ]


def pages_of(pdf: bytes) -> list[str]:
    """Return the text of each page, in the order in which it is drawn."""
    document = pypdfium2.PdfDocument(pdf)
    return [
        page.get_textpage().get_text_bounded().replace("\r\n", "\n").replace("\ufffe", "-")
        for page in document
    ]


def strings_in(pdf: bytes) -> str:
    """Return every string and every stream of a file: metadata, Alt, ActualText, pages."""
    with pikepdf.open(BytesIO(pdf)) as file:
        words = []
        for one in file.objects:
            if isinstance(one, pikepdf.Stream):
                words.append(one.read_bytes().decode("utf-8", "replace"))
            if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
                words += [str(value) for _, value in one.items()]
        return "\n".join([*words, *pages_of(pdf), str(file.docinfo)])


def squeezed(words: str) -> str:
    """Return text without spaces, as it may be broken anywhere."""
    return "".join(unicodedata.normalize("NFC", words).split())


def key_only(part: Item) -> Iterator[str]:
    yield plain(part.rationale)
    interaction = part.interaction
    if isinstance(interaction, Choice):
        yield from (plain(option.why_wrong) for option in interaction.options)
    elif isinstance(interaction, TrueFalse):
        yield plain(interaction.correction)
        yield plain(interaction.right_words)
    elif isinstance(interaction, Matching):
        yield from (plain(premise.rationale) for premise in interaction.premises)
    elif isinstance(interaction, Ordering):
        in_order = sorted(interaction.events, key=lambda event: event.rank)
        is_dated = all(event.date_text for event in in_order)
        yield "; ".join(event.date_text if is_dated else plain(event.text) for event in in_order)
    elif isinstance(interaction, Cloze):
        yield from map(plain, interaction.answers)
        yield from (words for accepted in interaction.accepted for words in accepted)
    elif not isinstance(interaction, Discussion):
        yield plain(interaction.answer)
        yield from interaction.accepted
    yield from part.facts


# --------------------------------------------------------------------------- where things stand


MM = 72 / 25.4


def outside(pdf: bytes) -> list[tuple[int, str]]:
    """Return the characters that come nearer than 15 mm to a page's edge."""
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(pdf), start=1):
        width, height = page.get_size()
        for letter, (left, low, right, high) in letters_of(page):
            if min(left, low, width - right, height - high) < 15 * MM - 0.1:
                found.append((number, letter))
    return found


def letters_of(page: pypdfium2.PdfPage) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    """Yield the characters that are seen on a page, each with its left, low, right and high."""
    words = page.get_textpage()
    for place in range(words.count_chars()):
        box = words.get_charbox(place)
        if box[2] - box[0] > 0:
            yield words.get_text_range(place, 1), box


def overlapping(pdf: bytes) -> list[tuple[int, str, str]]:
    """Return pairs of characters of which one covers a good part of the other."""
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(pdf), start=1):
        cells: dict[tuple[int, int], list[tuple[str, tuple[float, float, float, float]]]] = {}
        for letter, box in letters_of(page):
            if unicodedata.combining(letter) or letter.isspace():
                continue
            near = {
                (x, y)
                for x in (int(box[0] // 12), int(box[2] // 12))
                for y in (int(box[1] // 12), int(box[3] // 12))
            }
            others = {id(other): other for cell in near for other in cells.get(cell, ())}
            found += [
                (number, other[0], letter) for other in others.values() if cover(other[1], box)
            ]
            for cell in near:
                cells.setdefault(cell, []).append((letter, box))
    return found


def cover(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Tell whether two boxes share half of the smaller one; the arm of an f covers less."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)]
    return width > 0 and height > 0 and width * height > 0.5 * min(areas)
