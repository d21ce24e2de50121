"""What a form says -> the text of the bank with it, or what is to be mended and at which control.

Nothing is handed out that `quizgen check` would refuse: the text is read as a bank is, and its
facts are held to the rules on facts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from quizgen.bank.bank import Bank
from quizgen.bank.questions import Question, WrittenAnswer
from quizgen.check import check_values
from quizgen.edit.fields import Field, fields_of, fields_of_kind
from quizgen.edit.filled import KEY, Controls, rows_of, take
from quizgen.edit.members import BankText, Member
from quizgen.errors import BankError, Problem, QuizgenError, Where
from quizgen.language.words import Language
from quizgen.read import words_for
from quizgen.read.bank import read_bank
from quizgen.read.left_out import KIND_BY_KEY
from quizgen.read.nodes import Steps
from quizgen.read.pictures import ReadBeside
from quizgen.read.questions import KEYS_OF_TYPE, type_of
from quizgen.values import dataclass
from quizgen.yaml_text import Part

ALL = ""
"""The name of no control: what is said of the whole."""


@dataclass(frozen=True)
class Mistake:
    """What is to be mended, and at which control of the form."""

    control: str
    message: str
    hint: str


@dataclass(frozen=True)
class Edited:
    """What saving a form would make of a bank."""

    member: Member
    text: str
    """The bank's text; that of before, if something is to be mended."""
    bank: Bank | None
    """What it says; None if something is to be mended."""
    mistakes: tuple[Mistake, ...]
    warnings: tuple[Problem, ...] = ()
    """What could be better in this member, though it may stand."""


@dataclass(frozen=True)
class Reading:
    """What a bank is read with."""

    languages: Mapping[str, Language]
    read_beside: ReadBeside | None = None


def fields_for(section: str, kind: str) -> tuple[Field, ...]:
    """Return what the form for a member asks for; of a question, what its type has."""
    if section == "facts":
        return fields_of_kind(kind)
    fields = fields_of(section)
    if section != "questions":
        return fields
    of_types = {key for keys in KEYS_OF_TYPE.values() for key in keys}
    of_this = KEYS_OF_TYPE[kind]  # type: ignore[index]
    return tuple(
        field
        for field in fields
        if field.name != "type" and (field.name not in of_types or field.name in of_this)
    )


def kind_of(section: str, keys: Mapping[str, Any]) -> str:
    """Return of which kind a fact is, or of which type a question, by its keys."""
    if section == "facts":
        return str(keys.get("kind") or next((k for key, k in KIND_BY_KEY if key in keys), "term"))
    return str(keys.get("type") or told_type(keys) or "short-answer")


def told_type(keys: Mapping[str, Any]) -> str:
    """Return the type of a question that its keys tell without saying so; empty if none does."""
    answers = [_answer(each) for each in _listed(keys.get("answer"))]
    question = Question(
        ask=str(keys.get("ask", "")),
        answer=tuple(answers),
        wrong=tuple(_answer(each) for each in _listed(keys.get("wrong"))),
        pairs=keys.get("pairs", {}),
        order=tuple(keys.get("order", ())),
        correction=str(keys.get("correction", "")),
        tolerance=str(keys.get("tolerance", "")),
        unit=str(keys.get("unit", "")),
        marking=tuple(keys.get("marking", ())),
        where=Where(""),
    )
    return type_of(question) or ""


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _answer(value: Any) -> WrittenAnswer:
    if isinstance(value, Mapping):
        return WrittenAnswer(**{key: str(said) for key, said in value.items()})
    return WrittenAnswer(text=str(value))


def keys_said(
    section: str, kind: str, controls: Controls, old: Mapping[str, Any]
) -> dict[str, Part]:
    """Return the keys of a member that a form for one of a kind says."""
    keys = take(fields_for(section, kind), controls, old)
    if section == "facts":
        return keys if old else {"kind": kind, **keys}
    if section == "questions":
        others = {key for keys in KEYS_OF_TYPE.values() for key in keys}
        kept = {*KEYS_OF_TYPE[kind]}  # type: ignore[index]
        keys = {key: said for key, said in keys.items() if key not in others or key in kept}
        told = told_type({key: said for key, said in keys.items() if key != "type"})
        if told != kind and keys.get("type") != kind:
            rest = {key: said for key, said in keys.items() if key not in ("id", "type")}
            first = {"id": keys["id"]} if "id" in keys else {}
            return {**first, "type": kind, **rest}
        if told == kind and "type" in keys and old.get("type") != kind:
            del keys["type"]
    return keys


def edit_member(
    before: BankText, member: Member, keys: Mapping[str, Part] | None, reading: Reading
) -> Edited:
    """Return what becomes of a bank in which a member has these keys; without keys it goes."""
    try:
        new = before.without_member(member) if keys is None else before.with_member(member, keys)
    except QuizgenError as error:
        told = (Mistake(ALL, problem.message, problem.hint) for problem in error.problems)
        return Edited(member, before.text, None, tuple(told))
    return read_edited(before, new, member, reading)


def read_edited(before: BankText, new: str, member: Member, reading: Reading) -> Edited:
    """Return a bank's new text with what it says, or with what is to be mended in it."""
    try:
        bank = read_bank(new, before.path, reading.languages, reading.read_beside)
    except BankError as error:
        after = BankText.of(new.encode(), before.path, before.topic)
        mistakes = tuple(_mistakes(error.problems, after, member))
        return Edited(member, before.text, None, mistakes)
    found = [*_found(bank, reading)]
    errors = [problem for problem in found if problem.is_error]
    if errors:
        known = {(each.rule, each.message) for each in _found_before(before, reading)}
        errors = [each for each in errors if (each.rule, each.message) not in known]
    if errors:
        told = tuple(Mistake(ALL, each.message, each.hint) for each in errors)
        return Edited(member, before.text, None, told)
    where = _where_of(bank, member)
    warnings = tuple(each for each in found if where and each.where == where)
    return Edited(member, new, bank, (), warnings)


def _found(bank: Bank, reading: Reading) -> list[Problem]:
    language = words_for(bank.language, reading.languages)
    return check_values(bank, language) if language else []


def _found_before(before: BankText, reading: Reading) -> list[Problem]:
    try:
        bank = read_bank(before.text, before.path, reading.languages, reading.read_beside)
    except BankError:
        return []
    return _found(bank, reading)


def _where_of(bank: Bank, member: Member) -> Where | None:
    held = getattr(bank, member.section)
    if isinstance(held, Mapping):
        return getattr(held.get(member.id), "where", None)
    return next((each.where for each in held if each.id == member.id), None)


def _mistakes(problems: Iterable[Problem], after: BankText, member: Member) -> Iterator[Mistake]:
    place = after.places.get(member)
    keys = after.keys_of(member) or {}
    for problem in problems:
        section, *rest = problem.way or (ALL,)
        if section == member.section and rest[:1] == [place]:
            yield Mistake(_control(tuple(rest[1:]), keys), problem.message, problem.hint)
        else:  # elsewhere in the bank: who names this member, or what was wrong before
            line = f"line {problem.where.line}: " if problem.where.line else ""
            yield Mistake(ALL, f"{line}{problem.message}", problem.hint)


def _control(way: Steps, keys: Mapping[str, Any]) -> str:
    """Return the name of the control that a way through the keys of a member leads to."""
    if len(way) > 1 and isinstance(keys.get(str(way[0])), Mapping) and way[0] == "pairs":
        pairs = [*keys["pairs"]]
        return f"pairs.{pairs.index(way[1])}.{KEY}" if way[1] in pairs else "pairs"
    return ".".join(map(str, way))


def shown_at(mistake: Mistake, fields: Iterable[Field], controls: Controls) -> str:
    """Return the name of a control that the form has, at which a mistake is to be shown."""
    if not mistake.control:
        return ALL
    name, _, rest = mistake.control.partition(".")
    field = next((each for each in fields if each.name == name), None)
    if field is None:
        return ALL
    if field.sort in ("records", "pairs"):
        place, _, inner = rest.partition(".")
        rows = rows_of(field, controls)
        if place.isdigit() and int(place) < len(rows):
            first = KEY if field.sort == "pairs" else field.fields[0].name
            return f"{name}.{rows[int(place)]}.{inner or first}"
        return name
    if field.sort == "record":
        return mistake.control if rest else f"{name}.{field.fields[0].name}"
    return name
