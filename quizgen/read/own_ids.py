"""A bank's text with ids for the facts and questions that have none, and nothing else changed.

Where each begins only the parser knows, so each id is written at the place that it gives, and the
result is read again: what differs in anything but these ids is never handed out.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from quizgen.bank.bank import Bank
from quizgen.errors import BankError, Problem
from quizgen.read.composed import compose
from quizgen.read.left_out import Member
from quizgen.read.materials import File
from quizgen.read.nodes import Keyed, Listed, read_tree

HOLDERS = ("facts", "questions")


def with_own_ids(file: File, bank: Bank) -> str:
    """Return the text of a bank in which every fact and question has the id that it goes by.

    Raises BankError if that would change anything else in it.
    """
    text = file.text if isinstance(file.text, str) else file.text.decode()
    missing: dict[Member, str] = {
        **{("facts", n): each.id for n, each in enumerate(bank.facts) if not each.has_own_id},
        **{("questions", n): q.id for n, q in enumerate(bank.questions) if not q.has_own_id},
    }
    if not missing:
        return text
    body = text.removeprefix("\ufeff")
    written = body
    found = {place: each for place, each in _members(body) if place in missing}
    # from the end, so that places before stay right
    for place, each in sorted(found.items(), key=_start_of, reverse=True):
        written = _with_id(written, each, missing[place])
    if not _differ_in_ids_alone(body, written, missing):
        hint = "write each fact on lines of its own, with its id first: - id: ..."
        raise BankError([Problem(bank.where, "the ids cannot be written into this file", hint)])
    return text[: len(text) - len(body)] + written


def _members(text: str) -> Iterator[tuple[Member, Any]]:
    """Yield the facts and questions of a sound document by their places, as the parser saw them."""
    for key, value in compose(text).value:
        if key.value in HOLDERS:
            yield from (((key.value, place), each) for place, each in enumerate(value.value))


def _start_of(found: tuple[Member, Any]) -> int:
    start: int = found[1].start_mark.index
    return start


def _with_id(text: str, fact: Any, fact_id: str) -> str:
    """Return the text with an id as the first key of a fact: on a line, or before a comma."""
    first = fact.value[0][0]
    start = first.start_mark.index
    if fact.flow_style:
        quote = '"' if first.style == '"' else ""  # as JSON has its keys
        return f"{text[:start]}{quote}id{quote}: {quote}{fact_id}{quote}, {text[start:]}"
    line_end = "\r\n" if "\r\n" in text else "\n"
    indent = " " * first.start_mark.column
    return f"{text[:start]}id: {fact_id}{line_end}{indent}{text[start:]}"


def _differ_in_ids_alone(before: str, after: str, ids: Mapping[Member, str]) -> bool:
    """Tell whether two texts say the same but for the ids, which the second has."""
    (old, _), (new, problems) = read_tree(before, ""), read_tree(after, "")
    if problems or not isinstance(old, Keyed):
        return False
    wanted: dict[str, object] = {**old}
    for name in HOLDERS:
        held = old.get(name)
        if isinstance(held, Listed):
            wanted[name] = [
                {**each, "id": ids[name, place]}
                if (name, place) in ids and isinstance(each, Keyed)
                else each
                for place, each in enumerate(held)
            ]
    return new == wanted
