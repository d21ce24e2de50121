"""A bank's text with ids for the facts that have none, and nothing else changed.

Where a fact begins only the parser knows, so each id is written at the place that it gives, and the
result is read again: what differs in anything but these ids is never handed out.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from quizgen.bank.bank import Bank
from quizgen.errors import BankError, Problem
from quizgen.read.materials import File
from quizgen.read.nodes import Keyed, Listed, read_tree


def with_own_ids(file: File, bank: Bank) -> str:
    """Return the text of a bank in which every fact has the id that it goes by.

    Raises BankError if that would change anything else in it.
    """
    text = file.text if isinstance(file.text, str) else file.text.decode()
    missing = {place: fact.id for place, fact in enumerate(bank.facts) if not fact.has_own_id}
    if not missing:
        return text
    body = text.removeprefix("\ufeff")
    written = body
    facts = [*_facts(body)]
    for place in sorted(missing, reverse=True):  # from the end, so that places before stay right
        written = _with_id(written, facts[place], missing[place])
    if not _differ_in_ids_alone(body, written, missing):
        hint = "write each fact on lines of its own, with its id first: - id: ..."
        raise BankError([Problem(bank.where, "the ids cannot be written into this file", hint)])
    return text[: len(text) - len(body)] + written


def _facts(text: str) -> Iterator[Any]:
    """Yield the facts of a document that is known to be sound, as the parser saw them."""
    root: Any = yaml.compose(text, Loader=yaml.CSafeLoader)
    for key, value in root.value:
        if key.value == "facts":
            yield from value.value


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


def _differ_in_ids_alone(before: str, after: str, ids: Mapping[int, str]) -> bool:
    """Tell whether two texts say the same but for the ids, which the second has."""
    (old, _), (new, problems) = read_tree(before, ""), read_tree(after, "")
    facts = old.get("facts") if isinstance(old, Keyed) else None
    if problems or not isinstance(old, Keyed) or not isinstance(facts, Listed):
        return False
    wanted = [
        {**fact, "id": ids[place]} if place in ids and isinstance(fact, Keyed) else fact
        for place, fact in enumerate(facts)
    ]
    return new == {**old, "facts": wanted}
