"""The dataclasses of banks and templates -> JSON Schemas (2020-12) for editors.

An editor takes `200` or `2024` for a number where the reader keeps the text, so both are valid.
"""

import dataclasses
import types
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin

from quizgen.bank.bank import Bank
from quizgen.bank.dates import Date
from quizgen.bank.facts import Fact, Quantity
from quizgen.ids import ID_PATTERN, LONGEST_ID
from quizgen.look import Theme
from quizgen.quiz.sheet import Sheet
from quizgen.quiz.wording import Wording
from quizgen.quiz.worksheet import Worksheet
from quizgen.read.examples import EXAMPLES
from quizgen.read.field_docs import docs_of
from quizgen.read.schema import (
    CLAIMS,
    DECIMAL_PATTERN,
    ID_LISTS,
    INT_PATTERN,
    KEY_PATTERNS,
    LENGTH_PATTERN,
    LONGEST_KEYS,
    MAY_BE_TEXT,
    ONE_OR_MAPPED,
    PRINTED_PATTERN,
    TEXT_PATTERN,
    Key,
    choices_of,
    holds_id,
    is_one_or_more,
    keys_of,
)
from quizgen.read.schema_rules import KEY_RULES, RULES
from quizgen.read.written_dates import DATE_PATTERN

Schema = dict[str, Any]

_SCALARS: Mapping[Any, Schema] = {
    str: {"type": ["string", "number", "boolean"], "pattern": TEXT_PATTERN},
    int: {"type": ["integer", "string"], "pattern": INT_PATTERN},
    Decimal: {"type": ["number", "string"], "pattern": DECIMAL_PATTERN},
    float: {
        "type": ["string", "number"],
        "pattern": LENGTH_PATTERN,
        "minimum": 0,
        "examples": ["18mm", "11.5pt"],
    },
    bool: {"enum": [True, False, "true", "false"]},
    Date: {
        "type": ["string", "integer"],
        "pattern": DATE_PATTERN,
        "minimum": 1,
        "maximum": 9999,
    },
}
_ID: Schema = {
    "type": ["string", "integer"],
    "pattern": ID_PATTERN,
    "maxLength": LONGEST_ID,
    "minimum": 0,
}
_PRINTED_NUMBER: Schema = {"type": ["number", "string"], "pattern": PRINTED_PATTERN}
_NAMES: Mapping[Any, str] = {
    str: "text",
    int: "integer",
    Decimal: "number",
    float: "length",
    bool: "truth",
    Date: "date",
}


SCHEMAS: Mapping[str, type] = {
    "bank": Bank,
    "worksheet": Worksheet,
    "stems": Wording,
    "theme": Theme,
    "sheet": Sheet,
}
"""What there is a schema of, and the class of its file; a file of stems is a list of wordings."""


def schema_of(kind: str) -> Schema:
    """Return the JSON Schema of a kind of file."""
    definitions: dict[str, Schema] = {}
    if kind == "stems":
        file: Schema = {"type": "array", "items": _defined(Wording, definitions)}
    else:
        file = _object(SCHEMAS[kind], definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"quizgen {kind}",
        **file,
        "$defs": dict(sorted(definitions.items())),
    }


def _object(cls: type, definitions: dict[str, Schema]) -> Schema:
    keys = keys_of(cls)
    return {
        "type": "object",
        "description": docs_of(cls)[""],
        "properties": {name: _property(key, definitions) for name, key in keys.items()},
        "required": [name for name, key in keys.items() if key.required],
        "additionalProperties": False,
        **RULES.get(cls, {}),
    }


def _property(key: Key, definitions: dict[str, Schema]) -> Schema:
    """Return the schema of a key, described by the docstring of its field."""
    schema = _of_key(key, definitions)
    if rules := KEY_RULES.get(key.owner, {}).get(key.name):
        schema = {**schema, **rules}
    if doc := docs_of(key.owner)[key.field]:
        schema = {**schema, "description": doc}
    if examples := EXAMPLES.get(key.owner, {}).get(key.name):
        schema = {**schema, "examples": [*examples]}
    return schema


def _of_key(key: Key, definitions: dict[str, Schema]) -> Schema:
    if holds_id(key):
        return _named("id", _ID, definitions)
    if key.owner is Quantity and key.type == Decimal | None:
        return _named("printed_number", _PRINTED_NUMBER, definitions)
    if key.name in ID_LISTS:
        return {"type": "array", "items": _named("id", _ID, definitions)}
    schema = _of_type(key.type, key.name, definitions)
    if is_one_or_more(key):
        return {"anyOf": [_of_type(str, key.name, definitions), schema]}
    if (key.owner, key.name) in ONE_OR_MAPPED:
        return {"anyOf": [schema["items"], schema]}
    if key.owner is Bank and key.name == "facts":
        return {**schema, "minItems": 1}
    return schema


def _of_type(hint: Any, name: str, definitions: dict[str, Schema]) -> Schema:
    if hint in _SCALARS:
        return _named(_NAMES[hint], _SCALARS[hint], definitions)
    if hint is Fact:
        return {"oneOf": [_defined(claim, definitions) for claim in CLAIMS.values()]}
    if hint in MAY_BE_TEXT:
        text = _of_type(str, MAY_BE_TEXT[hint], definitions)
        return {"anyOf": [text, _defined(hint, definitions)]}
    if dataclasses.is_dataclass(hint):
        return _defined(hint, definitions)  # type: ignore[arg-type]
    origin, args = get_origin(hint), get_args(hint)
    if origin is Literal:
        return _choice(args)
    if origin in {types.UnionType, Union}:
        return _of_type(args[0], name, definitions)
    if origin is tuple:
        return {"type": "array", "items": _of_type(args[0], name, definitions)}
    return {
        "type": "object",
        "propertyNames": {
            "pattern": KEY_PATTERNS.get(name, ID_PATTERN),
            "maxLength": LONGEST_KEYS.get(name, LONGEST_ID),
        },
        "additionalProperties": _of_type(args[1], name, definitions),
    }


def _choice(args: tuple[Any, ...]) -> Schema:
    """Return the schema of some texts; a kind is one, a level is also written as a number."""
    values = choices_of(args)
    if len(values) == 1:
        return {"const": args[0]}
    return {"enum": list(dict.fromkeys([*values.values(), *values]))}


def _defined(cls: type, definitions: dict[str, Schema]) -> Schema:
    """Define a dataclass where that has not been done, and refer to it."""
    name = cls.__name__
    if name not in definitions:
        definitions[name] = {}  # so that a class that holds itself is defined once
        definitions[name] = _object(cls, definitions)
    return _named(name, definitions[name], definitions)


def _named(name: str, schema: Schema, definitions: dict[str, Schema]) -> Schema:
    """Keep a schema among the definitions, and refer to it."""
    definitions[name] = schema
    return {"$ref": f"#/$defs/{name}"}
