"""The classes of banks -> the fields of a form, so that each key is described where it is read.

What a field is for, its docstring says; which values it takes, its type; which id it holds, the
table of references. What a page calls it is for the words of the pages.
"""

import dataclasses
import re
import types
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Literal, Union, get_args, get_origin

from quizgen.bank.bank import Person, Prompt, Source
from quizgen.bank.dates import Date
from quizgen.bank.facts import Fact
from quizgen.bank.pictures import PictureFile
from quizgen.bank.questions import Passage, Question
from quizgen.read.field_docs import docs_of
from quizgen.read.references import tables_of
from quizgen.read.schema import (
    CLAIMS,
    ID_LISTS,
    MAY_BE_TEXT,
    Key,
    choices_of,
    holds_id,
    is_one_or_more,
    keys_of,
)
from quizgen.values import dataclass

Sort = Literal[
    "text", "number", "date", "truth", "choice", "id", "texts", "ids", "pairs", "record", "records"
]

CLASSES: Mapping[str, type] = {
    "questions": Question,
    "discussion": Prompt,
    "people": Person,
    "sources": Source,
    "passages": Passage,
    "pictures": PictureFile,
}
"""Section of a bank -> what its members are; facts are of several kinds."""

_NOT_TYPED = {"id", "parts"}
"""Keys that no form asks for: what never changes, and what is drawn on a picture. Nor is the kind
of a fact, which stays what it is."""
_AN_ID = re.compile(r"[:,] (?:an id|ids|Ids) (?:of \w+ )?(?:under|of) `?[\w ]+`?|: Ids? of facts?")
_SECTIONS = re.compile(r"an id under `(\w+)`")


@dataclass(frozen=True, kw_only=True)
class Field:
    """A key as a form asks for it."""

    name: str
    """The key in the file."""
    sort: Sort
    help: str
    """What it is for, in the words of its docstring."""
    is_required: bool
    owner: str
    """The class that has it; several have a `text`."""
    choices: tuple[str, ...] = ()
    """What it may be, of a choice."""
    table: str = ""
    """The section of the bank of which it holds an id."""
    fields: tuple["Field", ...] = ()
    """What a record has."""
    text_alone: str = ""
    """The field of a record that may stand alone, as a text."""
    may_stand_alone: bool = False
    """Whether a list of one may be written without its brackets."""
    usual: str = ""
    """What holds where nothing is said, of a choice or a truth."""


@cache
def fields_of_kind(kind: str) -> tuple[Field, ...]:
    """Return what a form for a fact of a kind asks for."""
    return _fields(CLAIMS[kind], tables_of("Fact", kind))


@cache
def fields_of(section: str) -> tuple[Field, ...]:
    """Return what a form for a member of a section asks for: questions, people, sources ..."""
    cls = CLASSES[section]
    return _fields(cls, tables_of(cls.__name__))


def _fields(cls: type, tables: Mapping[str, str]) -> tuple[Field, ...]:
    keys = keys_of(cls).values()
    is_fact = cls in CLAIMS.values()
    return tuple(
        _field(key, tables)
        for key in keys
        if key.name not in _NOT_TYPED and not (is_fact and key.name == "kind")
    )


def _field(key: Key, tables: Mapping[str, str]) -> Field:
    hint = key.type
    if get_origin(hint) in {types.UnionType, Union}:
        hint = get_args(hint)[0]
    table = tables.get(key.name, "").partition(" ")[0]
    inner = get_args(hint)[0] if get_origin(hint) is tuple else hint
    of_record: tuple[Field, ...] = ()
    if isinstance(inner, type) and dataclasses.is_dataclass(inner) and inner is not Date:
        of_record = _fields(inner, tables_of(inner.__name__))
    default = key.owner.__dataclass_fields__[key.field].default
    return Field(
        name=key.name,
        sort=_sort(key, hint, table),
        help=_help(docs_of(key.owner).get(key.field, "")),
        is_required=key.required,
        owner=key.owner.__name__,
        choices=tuple(choices_of(get_args(hint))) if get_origin(hint) is Literal else (),
        table=table,
        fields=of_record,
        text_alone=MAY_BE_TEXT.get(inner, "") if isinstance(inner, type) else "",
        may_stand_alone=is_one_or_more(key) or (inner in MAY_BE_TEXT),
        usual="" if default in (dataclasses.MISSING, None, "") else str(default).lower(),
    )


def _sort(key: Key, hint: object, table: str) -> Sort:
    origin, args = get_origin(hint), get_args(hint)
    if origin is tuple:
        if dataclasses.is_dataclass(args[0]):
            return "records"
        return "ids" if table or key.name in ID_LISTS else "texts"
    if table or holds_id(key):
        return "id"
    if origin is Literal:
        return "choice"
    if origin is not None:
        return "pairs"
    simple: Mapping[object, Sort] = {
        bool: "truth", int: "number", Decimal: "number", float: "number", Date: "date", str: "text",
    }  # fmt: skip
    return simple.get(hint, "record")


def _help(doc: str) -> str:
    """Return a docstring for who fills in a form, and sees names where a file has ids.

    >>> _help("Who said it: an id under `people`.")
    'Who said it.'
    """
    return _AN_ID.sub("", " ".join(doc.split())).replace("`", "")


def is_fact_key(field: Field) -> bool:
    """Tell whether a field is one that facts of every kind have."""
    return field.owner == Fact.__name__
