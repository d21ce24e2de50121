"""Editions of the small bank of cases/moon.yaml, published and built as the commands do."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from quizgen import find_texts, find_theme, find_worksheet
from quizgen.build import build
from quizgen.look import Look
from quizgen.publish import publish
from quizgen.quiz.worksheet import Blueprint
from quizgen.read import File, Texts

CASES = Path(__file__).parent / "cases"
MENDED = ("the satellite did not worry him", "Sputnik 1 did not worry him")
RETIRED = ("at: Gagarin flew,", "at: Gagarin flew, retired: it is known to all,")
ADDED = (
    "  - {id: gagarin,",
    "  - {id: luna-2, kind: event, actor: ussr, what: Luna 2 hit the Moon, short: first craft on the"
    " Moon, date: 1959-09-14, source: history, at: Luna 2, tags: [firsts]}\n  - {id: gagarin,",
)
"""What an author changes in the bank's text."""
FIRST, DAY = 1_700_000_000, 24 * 60 * 60


@cache
def templates() -> Texts:
    return find_texts("escalation")


@cache
def look() -> Look:
    return Look(theme=find_theme())


@cache
def blueprint() -> Blueprint:
    return Blueprint(worksheet=find_worksheet(), max_sensitivity="high")


def moon(*changes: tuple[str, str], bank: str | None = None, lock: str = "") -> Texts:
    """Return the bank's texts, each pair's first words replaced by its second."""
    text = (CASES / "moon.yaml").read_text("utf-8") if bank is None else bank
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return replace(
        templates(),
        bank=File("banks/moon.yaml", text),
        lock=File("banks/moon.lock", lock) if lock else None,
    )


def published(texts: Texts, now: int) -> Texts:
    """Return the texts as publishing leaves them."""
    edition = publish(texts, now)
    assert edition is not None
    return replace(
        texts,
        bank=File(texts.bank.path, edition.bank_text),
        lock=File(texts.lock_path, edition.lock_text),
    )


def package(texts: Texts, *, with_choice: bool = True, cards: Sequence[str] = ()) -> bytes:
    """Return the deck of some texts as a package, or of it the cards of some tags."""
    ((_, export),) = build(
        texts, blueprint(), look(), ["deck"], with_choice=with_choice, cards=cards
    ).exports
    return export.files[0].content


def remarks(texts: Texts) -> tuple[str, ...]:
    ((_, export),) = build(texts, blueprint(), look(), ["deck"], with_choice=True).exports
    return export.remarks


def restyled(texts: Texts, old: str, new: str, *names: str) -> Texts:
    """Return the texts with other templates of note types: those files, or all style sheets."""

    def changed(key: str, name: str, file: File) -> File:
        if f"{key}/{name}" in names or (not names and name == "style.css"):
            text = file.text if isinstance(file.text, str) else file.text.decode()
            assert old in text
            return replace(file, text=text.replace(old, new))
        return file

    types: Mapping[str, Mapping[str, File]] = {
        key: {name: changed(key, name, file) for name, file in files.items()}
        for key, files in texts.note_types.items()
    }
    return replace(texts, note_types=types)
