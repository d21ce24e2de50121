"""The bank's text with its next edition, and nothing else changed: comments and line ends stay.

Where a key or a text begins and ends, only the parser knows: a line `edition: 7` may be part of a
title. So the edition is written at the place that the parser gives, and the result is read again:
what differs in anything but its edition is never handed out.
"""

import re
from typing import Any

from quizgen.bank.bank import Bank
from quizgen.errors import BankError, Problem
from quizgen.read.characters import where_in
from quizgen.read.composed import compose
from quizgen.read.materials import File
from quizgen.read.nodes import Keyed, read_tree, scalar_at_top

_LINE_END = re.compile(r"\r\n|\r|\n")
_LAST_NUMBER = re.compile(r"\d+(?=\s*$)")


def raise_edition(file: File, bank: Bank, edition: int) -> str:
    """Return the text of a bank with another edition.

    Raises BankError if that would change anything else in it.
    """
    text = file.text if isinstance(file.text, str) else file.text.decode()
    if edition == bank.edition:
        return text
    body = text.removeprefix("\ufeff")
    root = compose(body)
    pairs = {key.value: (key, value) for key, value in root.value}
    above = pairs.get("topic", pairs["title"])
    key, value = pairs.get("edition", above)
    if "edition" in pairs:
        raised = _replaced(body, value, edition)
    else:
        raised = _added(body, root, key, value, edition)
    if not _differ_in_edition_alone(body, raised, edition):
        where = where_in(body, key.start_mark.index, file.path)
        hint = f"write it on a line of its own at the top of the file: edition: {bank.edition}"
        raise BankError([Problem(where, "the bank's edition cannot be raised", hint)])
    return text[: len(text) - len(body)] + raised


def edition_in(text: bytes) -> int | None:
    """Return the edition that a bank's text says it is, or None if that cannot be read.

    Mistakes that stand further below do not matter.
    """
    tree, _ = read_tree(text, "")
    if isinstance(tree, Keyed):
        written = tree.get("edition", "1")
    else:
        written = scalar_at_top(text.decode("utf-8-sig", "replace"), "edition") or ""
    return int(written) if isinstance(written, str) and written.isdecimal() else None


def _replaced(text: str, value: Any, edition: int) -> str:
    """Return the text with another number in the place of the edition's, quoted as that was."""
    start, end = value.start_mark.index, value.end_mark.index
    style = value.style or ""
    if style in ("|", ">"):  # its header may have a comment, and its lines an indent
        number = _LAST_NUMBER.sub(str(edition), text[start:end])
    else:
        number = f"{style}{edition}{style}"
    return text[:start] + number + text[end:]


def _added(text: str, root: Any, key: Any, value: Any, edition: int) -> str:
    """Return the text with an edition behind a pair: on a line of its own, or before a comma."""
    end = value.end_mark.index
    quote = '"' if key.style == '"' else ""
    pair = f"{quote}edition{quote}: {edition}"
    if root.flow_style:
        return f"{text[:end]}, {pair}{text[end:]}"
    first_end = _LINE_END.search(text)
    line_end = first_end[0] if first_end else "\n"
    if value.end_mark.column == 0:  # a text of lines, which ends with the last of them
        at = end
    elif match := _LINE_END.search(text, end):
        at = match.end()
    else:
        at = len(text)
    break_before = "" if text[:at].endswith(("\n", "\r")) else line_end
    return f"{text[:at]}{break_before}{' ' * root.start_mark.column}{pair}{line_end}{text[at:]}"


def _differ_in_edition_alone(before: str, after: str, edition: int) -> bool:
    """Tell whether two texts say the same but for the edition, which in the second is this one."""
    (old, _), (new, problems) = read_tree(before, ""), read_tree(after, "")
    if problems or not isinstance(old, Keyed) or not isinstance(new, Keyed):
        return False
    return new == {**old, "edition": str(edition)}
