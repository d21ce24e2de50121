"""What independent programs read in a PDF of ours, and what may stand in the key alone."""

import unicodedata
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import outloud
import pdfua
import pikepdf
import pypdfium2

from quizgen.model import (
    Choice,
    Cloze,
    Discussion,
    Item,
    Matching,
    Ordering,
    Text,
    TrueFalse,
)


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
                words += [str(value) for value in one.values()]
        return "\n".join([*words, *pages_of(pdf), str(file.docinfo)])


def squeezed(words: str) -> str:
    """Return text without spaces, as it may be broken anywhere."""
    return "".join(unicodedata.normalize("NFC", words).split())


def said(text: Text) -> str:
    return "".join(run.text for run in text)


def key_only(part: Item) -> Iterator[str]:
    yield said(part.rationale)
    interaction = part.interaction
    if isinstance(interaction, Choice):
        yield from (said(option.why_wrong) for option in interaction.options)
    elif isinstance(interaction, TrueFalse):
        yield said(interaction.correction)
        yield said(interaction.right_words)
    elif isinstance(interaction, Matching):
        yield from (said(premise.rationale) for premise in interaction.premises)
    elif isinstance(interaction, Ordering):
        in_order = sorted(interaction.events, key=lambda event: event.rank)
        yield "; ".join(f"{event.date_text}: {said(event.text)}" for event in in_order)
    elif isinstance(interaction, Cloze):
        yield from map(said, interaction.answers)
        yield from (words for accepted in interaction.accepted for words in accepted)
    elif not isinstance(interaction, Discussion):
        yield said(interaction.answer)
        yield from interaction.accepted
    yield from part.facts
