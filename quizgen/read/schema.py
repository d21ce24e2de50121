"""The dataclasses of banks and templates -> what a file may hold, checked by pydantic-core.

Only the core of pydantic is used: it reports every error with its path, and importing it costs a
third of importing pydantic. Scalars are texts until a field's type says otherwise.
"""

import dataclasses
import re
import types
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic_core import CoreSchema, PydanticCustomError, SchemaValidator, core_schema

from quizgen.bank.bank import Bank, Office, Person
from quizgen.bank.dates import Date
from quizgen.bank.facts import Claim, Fact, Property
from quizgen.bank.pictures import PictureFile
from quizgen.bank.questions import Question, WrittenAnswer
from quizgen.bank.tables import Table
from quizgen.ids import ID_PATTERN, LONGEST_ID
from quizgen.look import Theme
from quizgen.quiz.sheet import Sheet
from quizgen.quiz.worksheet import Worksheet
from quizgen.read.dates import DateError, parse_date
from quizgen.read.nodes import where_at
from quizgen.values import dataclass

TEXT_PATTERN = r"\S"
RULE_PATTERN = "^[A-Z]+-[0-9]+$"
INT_PATTERN = "^-?(0|[1-9][0-9]{0,8})$"
DECIMAL_PATTERN = r"^[-−]?(0|[1-9][0-9]{0,29})([.][0-9]{1,30})?([eE][-+]?[0-9]{1,2})?$"
_DECIMAL = re.compile(DECIMAL_PATTERN, re.ASCII)
PRINTED_PATTERN = (
    "^(?=.)[-−]?([0-9]([0-9., \u00a0\u2009\u202f]*[0-9])?)?"
    r"([eE][-−+]?[0-9]{1,2}|( ?[x×*·⋅] ?)?10(\^ ?[-−+]?[0-9]{1,2}|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))?$"
)
"""What an editor takes for a number of a quantity; whether its marks are those of the language the
reader knows."""
LENGTH_PATTERN = r"^(0|[1-9][0-9]{0,3})([.][0-9]{1,6})?(mm|pt)?$"

ID_KEYS = {"id"}
"""Keys whose text is an id."""
ID_KEYS_OF = {(Bank, "topic"), (Sheet, "topic"), (Office, "class"), (Person, "class")}
"""The same of one class alone."""
ID_LISTS = {"tags", "topics"}
"""Lists whose members are ids."""
KEY_PATTERNS = {
    "allow": RULE_PATTERN,
    "verbs": TEXT_PATTERN,
    "accepted": TEXT_PATTERN,
    "also_called": TEXT_PATTERN,
    "pairs": TEXT_PATTERN,
    "language_names": TEXT_PATTERN,
    "columns": TEXT_PATTERN,
    "section_instructions": TEXT_PATTERN,
}
"""Mappings whose keys are no ids."""
LONGEST_KEYS = {"pairs": 400, "section_instructions": 400}
"""In characters, where keys are sentences."""
ONE_OR_MORE = {"quote", "if", "unless"}
"""Lists of one text that may be written as that text."""
ONE_OR_MORE_OF = {(Property, "value")}
"""The same of one class alone."""
ONE_OR_MAPPED = {(Question, "answer"), (Question, "wrong")}
"""The same of lists whose members may be mappings, too."""
MAY_BE_TEXT: Mapping[type, str] = {WrittenAnswer: "text"}
"""Classes of which a text alone is one, and the key that it stands for."""
FILLED_IN = {
    (PictureFile, "seen"),
    (Fact, "claim"),
    (Fact, "has_own_id"),
    (Question, "has_own_id"),
    (Property, "dates"),
    (Table, "remark"),
    (Worksheet, "name"),
    (Theme, "name"),
    (Sheet, "name"),
}
"""Fields that are no keys; nor is any `where`."""
MAY_BE_BLANK = {"thousands"}
"""Texts of which a space is a good one."""
MINUS = "−"
"""U+2212, which printers use; in a number it is read as a hyphen."""
POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True)
class Key:
    """A key of a mapping in a file, and the field it fills."""

    name: str
    field: str
    type: Any
    required: bool
    owner: type


Keys = Mapping[str, Key]

# --------------------------------------------------------------------------- which keys there are


@cache
def keys_of(cls: type) -> Keys:
    """Return the keys of a dataclass, but for those that the reader fills in."""
    if cls in CLAIMS.values():
        return _keys_of_fact(cls)
    return _own_keys(cls)


def holds_id(key: Key) -> bool:
    """Tell whether a key's text is an id."""
    is_id = key.name in ID_KEYS and key.owner is not Table  # which calls a column so
    return is_id or (key.owner, key.name) in ID_KEYS_OF


def is_one_or_more(key: Key) -> bool:
    """Tell whether a list of one text may be written as that text."""
    return key.name in ONE_OR_MORE or (key.owner, key.name) in ONE_OR_MORE_OF


def _own_keys(cls: type) -> dict[str, Key]:
    hints = get_type_hints(cls)
    keys = {}
    for field in dataclasses.fields(cls):
        if field.name == "where" or (cls, field.name) in FILLED_IN:
            continue
        given = (
            field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        )
        name = field.name.removesuffix("_")
        keys[name] = Key(name, field.name, hints[field.name], given, cls)
    return keys


def _keys_of_fact(claim: type) -> dict[str, Key]:
    """Return the keys of a fact: its claim's stand beside its own."""
    keys, claimed = _own_keys(Fact), _own_keys(claim)
    has_date = "date" in claimed
    for name in ("as_of", "status"):
        required = name == "as_of" and not has_date and "issue" in claimed
        keys[name] = dataclasses.replace(keys[name], required=required)
    claimed["kind"] = dataclasses.replace(claimed["kind"], required=False)  # its keys may tell it
    first = {"id": keys.pop("id")}
    return first | claimed | keys


def _kind_of(claim: type) -> str:
    kind: str = get_args(get_type_hints(claim)["kind"])[0]
    return kind


CLAIMS: Mapping[str, type] = {_kind_of(claim): claim for claim in get_args(Claim)}
"""Kind of fact -> the class of its claim."""


# --------------------------------------------------------------------------- validators


@cache
def validator_of(cls: type) -> SchemaValidator:
    """Return what turns a tree into a value of a dataclass, given the file's path as context."""
    return _validator(_dataclass(cls))


@cache
def record_validator_of(cls: type) -> SchemaValidator:
    """Return what turns a tree into a dict of a dataclass's fields, for a claim of its fact."""
    return _validator(_record(keys_of(cls)))


@cache
def shallow_validator_of(cls: type, deep: frozenset[str]) -> SchemaValidator:
    """Return what turns a tree into a dict of fields, the members of deep keys as they are.

    So each member can be checked by itself, and a mistake in one hides none in another.
    """
    keys = dict(keys_of(cls))
    for name in deep:
        members = tuple[Any, ...] if get_origin(keys[name].type) is tuple else Mapping[str, Any]
        keys[name] = dataclasses.replace(keys[name], type=members)
    return _validator(_record(keys))


@cache
def partial_validator_of(cls: type) -> SchemaValidator:
    """Return what turns a tree into a dict of those fields of a dataclass that it holds.

    A field that is a dataclass itself becomes such a dict too.
    """
    return _validator(_record(keys_of(cls), partial=True))


def _validator(schema: CoreSchema) -> SchemaValidator:
    return SchemaValidator(core_schema.definitions_schema(schema, _SHARED))


def _dataclass(cls: type) -> CoreSchema:
    """Return the schema of a dataclass; one that has a place in the file learns it."""
    record = _record(keys_of(cls))
    if cls in MAY_BE_TEXT:
        record = core_schema.no_info_before_validator_function(_under(MAY_BE_TEXT[cls]), record)
    if "where" not in cls.__dataclass_fields__:  # type: ignore[attr-defined]
        return core_schema.no_info_after_validator_function(_maker(cls), record)
    return core_schema.with_info_wrap_validator_function(_placed_maker(cls), record)


def _under(key: str) -> Callable[[Any], Any]:
    return lambda value: {key: value} if isinstance(value, str) else value


def _maker(cls: type) -> Callable[[dict[str, Any]], Any]:
    return lambda values: cls(**values)


def _placed_maker(cls: type) -> Callable[..., Any]:
    def make(tree: Any, handler: Any, info: core_schema.ValidationInfo) -> Any:
        values = handler(tree)
        return cls(**values, where=where_at(str(info.context), tree.place))

    return make


def _record(keys: Keys, partial: bool = False) -> CoreSchema:
    fields = {
        key.field: core_schema.typed_dict_field(
            _of_key(key, partial),
            required=key.required and not partial,
            validation_alias=key.name,
        )
        for key in keys.values()
    }
    return core_schema.typed_dict_schema(fields, extra_behavior="forbid")


def _of_key(key: Key, partial: bool) -> CoreSchema:
    """Return the schema of a key's value: its type's, but for the keys named above."""
    if partial and dataclasses.is_dataclass(key.type):
        return _record(keys_of(key.type), partial=True)  # type: ignore[arg-type]
    if holds_id(key):
        return _ID
    if key.name in ID_LISTS:
        return core_schema.tuple_variable_schema(_ID)
    if key.name in MAY_BE_BLANK:
        return core_schema.str_schema(strict=True)
    if is_one_or_more(key):
        many = _of_type(key.type, key.name)
        return core_schema.no_info_before_validator_function(_as_list, many)
    if (key.owner, key.name) in ONE_OR_MAPPED:
        many = _of_type(key.type, key.name)
        return core_schema.no_info_before_validator_function(_as_list_of_any, many)
    return _of_type(key.type, key.name)


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _as_list_of_any(value: Any) -> Any:
    return [value] if isinstance(value, str | dict) else value


def _of_type(hint: Any, name: str) -> CoreSchema:
    if hint in _SCALARS:
        return _SCALARS[hint]
    if dataclasses.is_dataclass(hint):
        return _dataclass(hint)  # type: ignore[arg-type]
    origin, args = get_origin(hint), get_args(hint)
    if origin is Literal:
        return _choice(args)
    if origin in {types.UnionType, Union}:  # X | None: a key that is absent
        return _of_type(args[0], name)
    if origin is tuple:
        return core_schema.tuple_variable_schema(_of_type(args[0], name))
    pattern = KEY_PATTERNS.get(name, ID_PATTERN)
    longest = LONGEST_KEYS.get(name, LONGEST_ID)
    keys = core_schema.str_schema(strict=True, pattern=pattern, max_length=longest)
    return core_schema.dict_schema(keys, _of_type(args[1], name), strict=True)


def choices_of(args: tuple[Any, ...]) -> dict[str, Any]:
    """Return text -> value of a Literal; the empty text is a default that nobody writes."""
    return {str(arg): arg for arg in args if arg != ""}


def _choice(args: tuple[Any, ...]) -> CoreSchema:
    """Return the schema of a text out of some; a level is written as text too."""
    texts = choices_of(args)
    literal = core_schema.literal_schema(list(texts))
    schema: CoreSchema = core_schema.custom_error_schema(
        literal,
        custom_error_type="choice",
        custom_error_message="not one of them",
        custom_error_context={"choices": tuple(texts)},
    )
    if all(isinstance(arg, str) for arg in args):
        return schema
    return core_schema.no_info_after_validator_function(texts.__getitem__, schema)


def _pattern(error: str, pattern: str, convert: Callable[[str], Any] | None = None) -> CoreSchema:
    """Return the schema of a text that has a form, turned into a value."""
    schema: CoreSchema = core_schema.custom_error_schema(
        core_schema.str_schema(strict=True, pattern=pattern),
        custom_error_type=error,
        custom_error_message="not of its form",
    )
    if convert is None:
        return schema
    return core_schema.no_info_after_validator_function(convert, schema)


def plain_number(text: str) -> str:
    """Return a number with a hyphen for its minus, as programs read it."""
    return text.replace(MINUS, "-", 1)


def number_of(text: str) -> Decimal | None:
    """Return the number that a text is, as a bank has it; None for any other text."""
    return _decimal(text) if _DECIMAL.match(text) else None


def _decimal(text: str) -> Decimal:
    return Decimal(plain_number(text))


def _length(text: str) -> float:
    """Return a length in points."""
    number = float(text.removesuffix("mm").removesuffix("pt"))
    return number * POINTS_PER_MM if text.endswith("mm") else number


def _date(value: Any) -> Date:
    if not isinstance(value, str):
        raise PydanticCustomError("date", "is not a date")
    try:
        return parse_date(value)
    except DateError as error:
        raise PydanticCustomError("date", "{reason}", {"reason": str(error)}) from None


_SHARED: list[CoreSchema] = [
    core_schema.custom_error_schema(
        core_schema.str_schema(strict=True, pattern=TEXT_PATTERN),
        custom_error_type="text",
        custom_error_message="not of its form",
        ref="text",
    ),
    core_schema.custom_error_schema(
        core_schema.str_schema(strict=True, pattern=ID_PATTERN, max_length=LONGEST_ID),
        custom_error_type="id",
        custom_error_message="not an id",
        ref="id",
    ),
]
"""What most fields are: a pattern is compiled once for each validator, and not for each field."""
_TEXT, _ID = map(core_schema.definition_reference_schema, ("text", "id"))

_SCALARS: Mapping[Any, CoreSchema] = {
    Any: core_schema.any_schema(),
    str: _TEXT,
    int: _pattern("int", INT_PATTERN, int),
    Decimal: _pattern("decimal", DECIMAL_PATTERN, _decimal),
    float: _pattern("length", LENGTH_PATTERN, _length),
    bool: _pattern("bool", "^(true|false)$", "true".__eq__),
    Date: core_schema.no_info_plain_validator_function(_date),
}
