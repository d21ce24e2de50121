"""Tables and locks, which are lines of words, with some of the words wrong."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st
from trees import NASTY, broken_bytes

from quizgen.ids import seal_of

# --------------------------------------------------------------------------- tables

CELLS = st.one_of(
    st.sampled_from(NASTY),
    st.sampled_from(
        [
            *(
                "a = b | c = d",
                "|",
                " | ",
                "=",
                "= |",
                "a=",
                "a | a",
                "24/8/2006",
                "2006/8/24",
                "99.99.2006",
            ),
            *(
                "a\nb",
                "a\r\nb",
                '"',
                '""',
                ",",
                ";",
                "\t",
                "TRUE",
                "#REF!",
                "#NAME?",
                "1e5",
                "x" * 120_000,
            ),
        ]
    ),
    st.text(max_size=20),
)
ENCODINGS = (
    *["utf-8"] * 8,
    "utf-8-sig",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-32",
    "cp1252",
    "latin-1",
)
CHANGES = (
    *(*["cell"] * 8, "copy", "copy", "kind", "kind", "kind", "column", "repeat a column"),
    *("repeat a row", "delete a row", "delete a column", "short", "long", "empty", "swap"),
)


@st.composite
def broken_tables(draw: Any, sound: Sequence[Sequence[str]], kinds: Sequence[str]) -> bytes:
    """Draw a CSV file that differs in some cells from a sound one, or in how it is saved."""
    rows = [list(row) for row in sound]
    for _ in range(draw(st.integers(0, 3))):
        if len(rows) < 2 or not all(rows):
            break
        row = rows[draw(st.integers(1, len(rows) - 1))]
        place = draw(st.integers(0, len(row) - 1))
        filled = [at for at, cell in enumerate(row) if cell]
        if filled and draw(st.booleans()):
            place = draw(st.sampled_from(filled))
        match draw(st.sampled_from(CHANGES)):
            case "cell":
                row[place] = draw(CELLS)
            case "copy":  # of another row's cell
                other = rows[draw(st.integers(0, len(rows) - 1))]
                row[place] = other[place] if place < len(other) else ""
            case "kind":
                row[0] = draw(
                    st.sampled_from([*kinds, "bank", "source", "person", "issue", "discussion"])
                )
            case "column":
                rows[0][place % len(rows[0])] = draw(st.one_of(CELLS, st.sampled_from(sound[0])))
            case "repeat a column":
                for each in rows:
                    each.append(each[place] if place < len(each) else "")
            case "repeat a row":
                rows.insert(draw(st.integers(0, len(rows))), [*row])
            case "delete a row":
                rows.remove(row)
            case "delete a column":
                for each in rows:
                    del each[place : place + 1]
            case "short":
                del row[place:]
            case "long":
                row += draw(st.lists(CELLS, max_size=4))
            case "empty":
                row[:] = [""] * len(row)
            case "swap":
                row[place], row[0] = row[0], row[place]
    saved = io.StringIO()
    quoting = draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    delimiter = draw(st.sampled_from(",,,,,,;\t|"))
    ending = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    csv.writer(saved, delimiter=delimiter, quoting=quoting, lineterminator=ending).writerows(rows)
    text = (
        draw(st.sampled_from([*[""] * 12, f"sep={delimiter}\n", "sep=x\n", "\n", "\0"]))
        + saved.getvalue()
    )
    if not draw(st.integers(0, 7)):
        found: bytes = draw(broken_bytes(text.encode("utf-8", "replace").decode()))
        return found
    return text.encode(draw(st.sampled_from(ENCODINGS)), "replace")


# --------------------------------------------------------------------------- locks

WORDS = st.one_of(
    st.sampled_from(NASTY),
    st.sampled_from(
        ["note", "type", "topic", "deck", "edition", str(2**63), str(2**31), "-5", "1.5", "٣"]
    ),
    st.integers().map(str),
)
BREAKS = ("word", "word", "word", "delete", "repeat", "swap", "many", "less", "more")


@st.composite
def broken_locks(draw: Any, sound: str) -> bytes:
    """Draw a lock with some words wrong, most often with a seal that fits them; or wrong bytes."""
    if not draw(st.integers(0, 3)):
        return _flipped(draw, sound.encode())
    head, *lines = [line for line in sound.splitlines() if not line.startswith("#")]
    body = [head.rpartition(" ")[0], *lines]
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(body) - 1))
        if draw(st.booleans()):
            at = min(at, 3)
        words = body[at].split(" ")
        place = draw(st.integers(0, len(words) - 1))
        match draw(st.sampled_from(BREAKS)):
            case "word":
                words[place] = draw(WORDS)
            case "less":
                del words[place]
            case "more":
                words.insert(place, draw(WORDS))
            case "swap":
                other = draw(st.integers(0, len(body) - 1))
                body[at], body[other] = body[other], body[at]
                continue
            case "delete" if len(body) > 1:
                del body[at]
                continue
            case "repeat":
                body.insert(draw(st.integers(0, len(body))), body[at])
                continue
            case "many":
                body[at:at] = [body[at]] * 3000
                continue
        body[at] = " ".join(words)
    body = "\n".join(body).split("\n")  # what was put in may hold line ends
    body = [line for line in body if line and not line.startswith("#")] or ["edition"]
    seal = seal_of(*body) if draw(st.integers(0, 9)) else "0" * 16
    return "\n".join([f"{body[0]} {seal}", *body[1:], ""]).encode("utf-8", "surrogatepass")


def _flipped(draw: Any, found: bytes) -> bytes:
    """Return bytes that are cut short, or of which some bits are turned."""
    if draw(st.booleans()):
        return found[: draw(st.integers(0, len(found)))]
    turned = bytearray(found)
    for _ in range(draw(st.integers(1, 5))):
        turned[draw(st.integers(0, len(turned) - 1))] ^= 1 << draw(st.integers(0, 7))
    return bytes(turned)
