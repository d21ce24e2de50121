"""What `checks` and the readers of templates hold files to, as far as a JSON Schema can say it.

A schema sees one place at a time and compares nothing: ids that nothing has, dates in the wrong
order and the same id twice are left to `quizgen check`.
"""

from collections.abc import Mapping
from typing import Any

from quizgen.bank.bank import Aspect, Bank, DeclaredProperty, HardWord, Issue, Person, Source, Unit
from quizgen.bank.facts import (
    Cause,
    Counter,
    CuratedDistractor,
    Event,
    Fact,
    Hedge,
    Position,
    Property,
    Quantity,
    Statement,
    Term,
)
from quizgen.bank.pictures import SHAPES, Part, PictureFile
from quizgen.bank.places import Place
from quizgen.bank.questions import Passage, Question, WrittenAnswer
from quizgen.bank.tables import ROLES, Table, TableColumn
from quizgen.ids import ID
from quizgen.language.sentences import ABBREVIATIONS, OF_AN_ABBREVIATION
from quizgen.look import Theme
from quizgen.quiz.item import SET_TYPES
from quizgen.quiz.sheet import Sheet
from quizgen.quiz.wording import OF_SCOPE, Wording
from quizgen.quiz.worksheet import (
    CardSection,
    FactSection,
    Layout,
    QuestionPart,
    Worksheet,
    WorksheetSection,
)
from quizgen.read.questions import TOLERANCE_PATTERN
from quizgen.read.schema import PRINTED_PATTERN
from quizgen.read.theme import MOST_COLUMNS
from quizgen.read.wordings import FALSE_NEEDS, NEEDS, TABLE_NEEDS

Schema = dict[str, Any]


def _without(*patterns: str) -> list[Schema]:
    return [{"not": {"type": "string", "pattern": pattern}} for pattern in patterns]


_SEVERAL_STOPS = rf"(^|[^\w.])({OF_AN_ABBREVIATION}[.]){{2,}}\s*$"
_SHORTENED = rf"(^|[\W_])({'|'.join(sorted(ABBREVIATIONS))})[.]\s*$"
_NO_STOP: list[Schema] = [
    *_without(r"[?!]\s*$"),
    {
        "anyOf": [
            *_without(r"[.]\s*$"),
            {"pattern": rf"{_SEVERAL_STOPS}|{_SHORTENED}|[.][.][.]\s*$"},
        ]
    },
]
_WRITTEN_NUMBER: Schema = {"text": {"pattern": PRINTED_PATTERN}}
_SPAN: list[Schema] = _without(r"[\[\](){}<>\"“”„‟«»]", r",\s*$")

_FROM_0: Schema = {"minimum": 0, "allOf": _without("^-0*[1-9]")}
_FROM_1: Schema = {"minimum": 1, "allOf": _without("^[-0]")}
_FROM_2: Schema = {"minimum": 2, "allOf": _without("^(-|[01]$)")}
_1_TO_4: Schema = {"minimum": 1, "maximum": 4, "allOf": _without("^[-05-9]", "^..")}

_GROUPS: Schema = {"items": {"type": "array", "minItems": 2, "uniqueItems": True}}

KEY_RULES: Mapping[type, Mapping[str, Schema]] = {
    Bank: {"edition": _FROM_1},
    Source: {"url": {"pattern": r"^https?://[^\s/]"}, "text": {"pattern": r"^[^/\\]*$"}},
    Issue: {
        "text": {"allOf": _NO_STOP},
        "stances": {"minProperties": 2, "patternProperties": {"": {"allOf": _NO_STOP}}},
        "apart": _GROUPS,
    },
    Aspect: {
        "asks": {"allOf": _NO_STOP},
        "says": {"allOf": [*_NO_STOP, {"pattern": r"^[^{}]*\{value\}[^{}]*$"}]},
        "apart": _GROUPS,
    },
    HardWord: {"meaning": {"allOf": _NO_STOP}},
    Place: {
        "name": {"maxLength": 32},
        "latitude": {
            "minimum": -90,
            "maximum": 90,
            "allOf": _without(r"^[-−]?(9[1-9]|90[.]0*[1-9]|[1-9][0-9]{2})"),
        },
        "longitude": {
            "minimum": -180,
            "maximum": 180,
            "allOf": _without(r"^[-−]?(18[1-9]|180[.]0*[1-9]|19[0-9]|[2-9][0-9]{2}|[1-9][0-9]{3})"),
        },
    },
    Unit: {
        "one": {"pattern": r"^[^{}]*(\{n\}[^{}]*)?$"},
        "many": {"pattern": r"^[^{}]*\{n\}[^{}]*$"},
        "zero": {"pattern": r"^[^{}]*(\{n\}[^{}]*)?$"},
        "two": {"pattern": r"^[^{}]*(\{n\}[^{}]*)?$"},
        "few": {"pattern": r"^[^{}]*\{n\}[^{}]*$"},
        "other": {"pattern": r"^[^{}]*\{n\}[^{}]*$"},
        "name": {"pattern": r"^[^{}]*$"},
    },
    Statement: {
        "quote": {"allOf": _SPAN, "items": {"allOf": _SPAN}},
        "gist": {"allOf": [*_NO_STOP, *_without("^that ")]},
        "about": {"allOf": [*_NO_STOP, *_without("^about ")]},
        "asks": {"allOf": _NO_STOP},
        "answer": {"allOf": _NO_STOP},
        "to": {"allOf": _without("^to ")},
        "place": {"allOf": _without("^in ")},
        "gap": {"allOf": _without(r"^\s*(\S+\s+){7}\S")},
    },
    Event: {
        "what": {"allOf": _NO_STOP},
        "short": {"allOf": [*_NO_STOP, *_without(r"^\s*(\S+\s+){8}\S")]},
        "place": {"allOf": _without("^in ")},
    },
    Quantity: {
        "attribute": {"allOf": _without("^the ")},
        "subject": {"allOf": _NO_STOP},
        "asks": {"allOf": _NO_STOP},
        "says": {"allOf": [*_NO_STOP, {"pattern": r"^[^{}]*\{value\}[^{}]*$"}]},
    },
    Position: {
        "scope": {"patternProperties": {"": {"allOf": _NO_STOP}}},
        "condition": {"allOf": [*_NO_STOP, *_without("^but ")]},
        "place": {"allOf": _without("^in ")},
    },
    Term: {"meaning": {"allOf": _NO_STOP}},
    Property: {"subject": {"allOf": _NO_STOP}, "value": {"uniqueItems": True}},
    Table: {"columns": {"minProperties": 1}},
    TableColumn: {
        "property": {"pattern": f"^({ID.pattern})?$"},
        "event": {"allOf": [*_NO_STOP, {"pattern": r"^[^{}]*\{subject\}[^{}]*$"}]},
        "asks": {"allOf": [*_NO_STOP, {"pattern": r"^[^{}]*\{subject\}[^{}]*$"}]},
        "asks_alone": {"allOf": [*_NO_STOP, {"pattern": r"^[^{}]*\{subject\}[^{}]*$"}]},
        "says": {"allOf": [*_NO_STOP, {"pattern": r"\{subject\}"}, {"pattern": r"\{value\}"}]},
        "asks_back": {"allOf": [*_NO_STOP, {"pattern": r"^[^{}]*\{value\}[^{}]*$"}]},
        "asks_back_all": {"allOf": [*_NO_STOP, {"pattern": r"^[^{}]*\{value\}[^{}]*$"}]},
        "short": {"allOf": [*_NO_STOP, {"pattern": r"^[^{}]*\{subject\}[^{}]*$"}]},
        "skip": {"uniqueItems": True},
    },
    DeclaredProperty: {
        "name": {"allOf": _without("^the ")},
        "asks": {"allOf": [*_NO_STOP, {"pattern": r"^[^{}]*\{subject\}[^{}]*$"}]},
        "asks_alone": {"allOf": [*_NO_STOP, {"pattern": r"^[^{}]*\{subject\}[^{}]*$"}]},
        "says": {
            "allOf": [
                *_NO_STOP,
                {"pattern": r"^[^{}]*\{(subject|value)\}[^{}]*\{(subject|value)\}[^{}]*$"},
                {"pattern": r"\{subject\}"},
                {"pattern": r"\{value\}"},
            ]
        },
        "asks_back": {"allOf": [*_NO_STOP, {"pattern": r"^[^{}]*\{value\}[^{}]*$"}]},
        "asks_back_all": {"allOf": [*_NO_STOP, {"pattern": r"^[^{}]*\{value\}[^{}]*$"}]},
    },
    PictureFile: {"asks": {"allOf": _NO_STOP}},
    Part: {
        "rectangle": {"minItems": 4, "maxItems": 4},
        "ellipse": {"minItems": 4, "maxItems": 4},
        "polygon": {"minItems": 3, "items": {"minItems": 2, "maxItems": 2}},
    },
    Fact: {
        "asks_why": {"allOf": _NO_STOP},
        **{
            key: {"uniqueItems": True}
            for key in (
                "tags",
                "accept",
                "also_right",
                "also_right_text",
                "not_beside",
                "skip",
                "themes",
            )
        },
    },
    Hedge: {"said": {"allOf": _SPAN}},
    Cause: {"cause": {"allOf": [*_NO_STOP, *_without("^because ")]}},
    Counter: {"point": {"allOf": _NO_STOP}},
    Question: {
        "tolerance": {"pattern": TOLERANCE_PATTERN},
        "pairs": {"minProperties": 2},
        "order": {"minItems": 2},
        "lines": _FROM_1,
        "points": _FROM_0,
        "key_at": {"minItems": 1, "items": _FROM_1},
        **{key: {"uniqueItems": True} for key in ("tags", "accept", "themes", "key_at")},
    },
    CuratedDistractor: {"why_wrong": {"allOf": _NO_STOP}},
    WorksheetSection: {
        "types": {"minItems": 1},
        "count": _FROM_1,
        "members": _FROM_2,
        "spare": _FROM_0,
        "points": _FROM_0,
        "parts": {"minItems": 2, "maxItems": 8},
    },
    QuestionPart: {
        "types": {"minItems": 1, "not": {"contains": {"enum": [*SET_TYPES]}}},
        "points": _FROM_0,
    },
    FactSection: {"count": _FROM_1},
    CardSection: {"count": _FROM_1},
    Layout: {"option_columns": _1_TO_4, "copies": _1_TO_4},
    Theme: {"options_max_columns": {**_FROM_1, "maximum": MOST_COLUMNS}},
    Wording: {"lines": _FROM_1},
}
"""Class -> key -> what its value is held to, beside its type."""


def _has(*keys: str) -> Schema:
    return {"required": [*keys]}


def _is(key: str, *values: str) -> Schema:
    return {"properties": {key: {"enum": [*values]}}, "required": [key]}


def _lacks(*keys: str) -> Schema:
    return {"properties": dict.fromkeys(keys, False)}


_GIVEN: Schema = {"properties": {"columns": {"items": _lacks("asked", "accept")}}}
"""Columns none of whose cells is empty."""
_GRID: Schema = {"allOf": [_has("columns"), _is("type", "matching"), _GIVEN]}
_TABLE: Schema = {"properties": {"columns": {"minItems": 2, "contains": _has("asked")}}}
_REASONED = {"because_of": ["asks_why"], "asks_why": ["because_of"]}
"""Of every kind of fact: a reason and the question for it."""

_OWN_LANGUAGES: Schema = {
    "properties": {
        "facts": {
            "items": {"if": _is("relation", "translates"), "then": _has("languages")},
        }
    }
}
"""Each translation of a bank names the languages of its two sides."""

_OF_WORDS: Schema = {"items": {"enum": ["cloze", "short-answer"]}}
_PART_OF_WORDS: Schema = {"properties": {"types": _OF_WORDS}}
"""Of a section with a word bank: types that words answer."""

RULES: Mapping[type, Schema] = {
    Question: {
        "anyOf": [_has("ask"), _has("pairs"), _has("order")],
        "dependentRequired": {"at": ["source"]},
    },
    Passage: {"dependentRequired": {"at": ["source"]}},
    PictureFile: {"dependentRequired": {"asks": ["parts"]}},
    Part: {"oneOf": [_has(shape) for shape in SHAPES]},
    WrittenAnswer: {"anyOf": [_has("text"), _has("picture")]},
    Event: {"dependentRequired": _REASONED},
    Position: {"dependentRequired": _REASONED},
    Term: {"dependentRequired": _REASONED},
    TableColumn: {"oneOf": [_has(role) for role in ROLES]},
    Bank: {
        "anyOf": [_has("facts"), _has("tables"), _has("questions")],
        "allOf": [{"anyOf": [_has("languages"), _OWN_LANGUAGES]}],
        "if": _is("sourced", "required"),
        "then": {
            "properties": {
                "facts": {"items": _has("source", "at")},
                "sources": {"additionalProperties": {"anyOf": [_has("url"), _has("text")]}},
            }
        },
    },
    Property: {"dependentRequired": _REASONED},
    Source: {
        "dependentRequired": {"url": ["accessed"], "accessed": ["url"]},
    },
    Person: {
        "if": _is("kind", "institution"),
        "then": _lacks("offices"),
        "else": _lacks("class", "country"),
    },
    Statement: {
        "dependentRequired": {
            "gist": ["about"],
            "asks": ["answer", "gist"],
            "answer": ["asks"],
            "nature": ["gist"],
            **_REASONED,
        },
        "allOf": [
            {"if": _is("wording", "verbatim", "translated"), "then": _has("quote")},
            {"if": _is("wording", "paraphrase"), "then": _lacks("quote")},
            {"if": _is("wording", "paraphrase", "reworded"), "then": {"required": ["gist"]}},
        ],
    },
    Quantity: {
        "anyOf": [_has("value"), _has("low"), _has("printed")],
        "dependentRequired": {"low": ["high"], "high": ["low"], **_REASONED},
        "dependentSchemas": {"value": _lacks("low", "high")},
        "allOf": [{"properties": {"distractors": {"items": {"properties": _WRITTEN_NUMBER}}}}],
    },
    Sheet: {
        "oneOf": [
            _has("topic"),
            {"required": ["topics"], "properties": {"topics": {"minItems": 1}}},
        ]
    },
    WorksheetSection: {
        "oneOf": [_has("types"), _has("parts")],
        "allOf": [
            {
                "if": {"properties": {"table": {"const": True}}, "required": ["table"]},
                "then": {"properties": {"types": {"const": ["cloze"]}}, "required": ["types"]},
            }
        ],
        "if": {"properties": {"word_bank": {"const": True}}, "required": ["word_bank"]},
        "then": {"properties": {"types": _OF_WORDS, "parts": {"items": _PART_OF_WORDS}}},
    },
    Layout: {"if": _has("cover"), "then": {"properties": {"copies": {"maximum": 1}}}},
    Worksheet: {
        "oneOf": [
            {"required": [key], "properties": {key: {"minItems": 1}}}
            for key in ("sections", "facts", "cards")
        ],
        "if": {"properties": {"layout": _has("cover")}, "required": ["layout"]},
        "then": _has("sections"),
    },
    Wording: {
        "allOf": [
            *(
                {"if": _is("type", kind), "then": _has(*keys)}
                for kind, keys in NEEDS.items()
                if kind != "cloze"
            ),
            {
                "if": _is("type", "cloze"),
                "then": {
                    "if": _is("figure", "table"),
                    "then": _has(*TABLE_NEEDS),
                    "else": _has(*NEEDS["cloze"]),
                },
            },
            {"if": _is("figure", "table"), "then": {**_is("type", "cloze"), "allOf": [_TABLE]}},
            {
                "if": {**_is("type", "true-false"), "anyOf": [_has("distractors"), _has("key")]},
                "then": _has(*FALSE_NEEDS),
            },
            {"if": _is("distractors", *OF_SCOPE), "then": _is("each", "aspect")},
            {"if": _is("figure", "grid"), "then": {**_is("each", "aspect"), **_GRID}},
            {"if": _has("columns"), "then": _is("figure", "grid", "table")},
        ]
    },
}
"""Class -> what its keys are held to together."""
