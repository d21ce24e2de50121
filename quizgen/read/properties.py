"""Whether the facts of a property agree: one value where there is one, and one owner of it."""

from collections.abc import Iterator, Mapping

from quizgen.bank.bank import DeclaredProperty
from quizgen.bank.dates import Date
from quizgen.bank.facts import Fact, Property
from quizgen.bank.pictures import PictureFile, as_phrase
from quizgen.errors import counted, quoted
from quizgen.read.checks import Flaw
from quizgen.read.dates import DateError, parse_date

A_YEAR = "write the year alone, or is: date under the property"


def dates_in(
    values: tuple[str, ...], declared: DeclaredProperty | None
) -> tuple[tuple[Date, ...], list[tuple[int, str]]]:
    """Return the dates that values stand for, if they do, and what is wrong with which of them."""
    if declared is None or declared.is_ not in ("date", "year"):
        return (), []
    dates: list[Date] = []
    wrong: list[tuple[int, str]] = []
    for place, value in enumerate(values):
        try:
            date = parse_date(value)
        except DateError as error:
            wrong.append((place, f"{quoted(value)} {error}"))
            continue
        if declared.is_ == "year" and date.precision != "year":
            wrong.append((place, f"{quoted(value)} is not a year"))
        dates.append(date)
    return tuple(dates), wrong


def check_properties(
    facts: Mapping[int, Fact], declared: Mapping[str, DeclaredProperty]
) -> Iterator[tuple[int, Flaw]]:
    """Yield the place of a fact in its bank, and what is wrong with it beside others.

    What another fact has superseded was right once; it stands in nobody's way.
    """
    of_thing: dict[tuple[str, str], Fact] = {}
    having: dict[tuple[str, str], Fact] = {}
    for place, fact in facts.items():
        claim = fact.claim
        if not isinstance(claim, Property) or claim.property not in declared or not fact.is_current:
            continue
        own = declared[claim.property]
        if len(claim.value) != 1 and not own.many:
            number = counted(len(claim.value), "value")
            hint = f"keep one; if a {own.of} may have several, write many: true under the property"
            yield place, (("value",), f"{claim.property} has {number}", hint)
            continue
        first = of_thing.setdefault((claim.property, _plain(claim.subject)), fact)
        if first is not fact:
            yield place, _repeated(claim, first, own)
            continue
        for value in filter(own.is_one_to_one, claim.value):
            holder = having.setdefault((claim.property, _plain(value)), fact)
            if holder is not fact:
                yield place, _shared(claim, value, holder)


def check_value_pictures(
    facts: Mapping[int, Fact],
    declared: Mapping[str, DeclaredProperty],
    pictures: Mapping[str, PictureFile],
) -> Iterator[tuple[int, Flaw]]:
    """Yield the place of a fact whose picture has the words of another one's, and the flaw."""
    first: dict[str, str] = {}
    for place, fact in facts.items() if pictures else ():
        claim = fact.claim
        own = declared.get(claim.property) if isinstance(claim, Property) else None
        if not isinstance(claim, Property) or own is None or own.is_ != "picture":
            continue
        for picture_id in claim.value:
            if picture_id not in pictures:
                continue
            other = first.setdefault(_plain(as_phrase(pictures[picture_id].alt)), picture_id)
            if other != picture_id:
                message = f"the pictures {quoted(other)} and {quoted(picture_id)}"
                message += " have the same words for who cannot see them"
                yield place, (("value",), message, "say in alt of each what the other has not")


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _repeated(claim: Property, first: Fact, declared: DeclaredProperty) -> Flaw:
    """Return what to tell of a second fact on one property of one thing."""
    held = first.claim
    assert isinstance(held, Property)
    what = f"the {claim.property} of {quoted(claim.subject)}"
    if declared.many:
        hint = "write all values in one list: value: [one, another]"
        return ("property",), f"{place_of_fact(first)} has {what} already", hint
    if [*map(_plain, held.value)] == [*map(_plain, claim.value)]:
        return ("property",), f"{place_of_fact(first)} has {what} already", "delete one of the two"
    message = f"{what} is {quoted(claim.value[0])} here and {quoted(held.value[0])} in"
    message += f" {place_of_fact(first)}"
    hint = f"keep one of the two; if a {declared.of} may have several, write many: true under the"
    return ("value",), message, f"{hint} property; if one was so before, name superseded_by in it"


def _shared(claim: Property, value: str, holder: Fact) -> Flaw:
    held = holder.claim
    assert isinstance(held, Property)
    message = f"{quoted(value)} is the {claim.property} of {quoted(held.subject)}, too,"
    message += f" in {place_of_fact(holder)}, and the property is one_to_one"
    hint = f"correct one of the two; if both are right, write shared: [{value}] under the property"
    return ("value",), message, f"{hint}, or delete one_to_one there"


def place_of_fact(fact: Fact) -> str:
    """Return where a fact stands, as messages about another name it."""
    where = fact.where
    if is_in_table(fact):
        from quizgen.read.cells import cell_name  # only a bank with tables waits for it

        return f"cell {cell_name(where.line, where.column)} of {where.path}"
    return f"line {where.line}"


def is_in_table(fact: Fact) -> bool:
    """Tell whether a fact is a cell of a table beside its bank."""
    return not fact.where.path.endswith((".yaml", ".yml"))
