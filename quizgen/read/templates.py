"""Template authors' texts -> Language, Wordings, Worksheet and Theme, or every mistake."""

import dataclasses
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath
from typing import Any, TypeVar, get_args, get_type_hints

from quizgen.errors import TemplateError, Where, quoted, suggest
from quizgen.model import (
    METHODS_OF,
    ItemType,
    Kind,
    Language,
    Quantity,
    Theme,
    Wording,
    Wordings,
    Worksheet,
    WorksheetSection,
)
from quizgen.read.checks import Finding, check_slots, check_unit, within
from quizgen.read.draft import Draft
from quizgen.read.nodes import Keyed, Listed, Unreadable, where_at
from quizgen.read.schema import POINTS_PER_MM, partial_validator_of, record_validator_of

T = TypeVar("T")

# --------------------------------------------------------------------------- languages

_SLOTS: Mapping[str, tuple[str, ...]] = {
    "day": ("day", "month", "year"),
    "month": ("month", "year"),
    "year": ("year",),
    "season": ("season", "year"),
    "day_range": ("first", "last", "month", "year"),
    "date_range": ("first", "last"),
    "on_day": ("date",),
    "in_period": ("date",),
    "between": ("date",),
    "value_range": ("low", "high"),
    "anything_within": ("low", "high"),
    "converted": ("conversion",),
}
"""Texts of a language -> the slots that each has once."""

_LABEL_SLOTS: Mapping[str, tuple[str, ...]] = {
    "score_of": ("n",),
    "keep_this_page": ("points",),
    "wrong_options": ("letter", "why"),
    "footer_form": ("form",),
    "footer_seed": ("seed",),
    "footer_edition": ("edition",),
    "footer_as_of": ("date",),
    "footer_page": ("page", "pages"),
    "figure": ("n",),
    "timeline_alt": ("n", "first", "last"),
    "timeline_broken_alt": ("n", "first", "last"),
    "scale_caption": ("attribute", "unit"),
    "scale_alt": ("attribute", "unit", "names", "first", "last"),
    "fronts": ("page", "pages"),
    "backs": ("page", "pages"),
    "part_of": ("part", "parts"),
}

_EXPRESSIONS = ("negations", "clause_joints", "opinion_phrases", "banned_options")
"""Texts of a language that are regular expressions."""

_SEASONS = ("spring", "summer", "autumn", "winter")
_QUALIFIERS = get_args(get_type_hints(Quantity)["qualifier"])


def read_language(
    text: str | bytes, path: str, bases: Mapping[str, tuple[str, str | bytes]] | None = None
) -> Language:
    """Return the language that a text describes.

    A text that `extends` another language holds the differences only; bases are the paths and
    texts of the languages it can extend. Raises TemplateError with every problem.
    """
    draft = Draft.of(text, path)
    tree = draft.tree
    if isinstance(tree, Keyed) and "extends" in tree:
        language = _extend(draft, tree, dict(bases or {}))
    else:
        language = draft.check(Language)
    if language is not None:
        for way, message, hint in _check_language(language, PurePath(path).stem):
            draft.report(way, message, hint)
    return _sound(draft, language)


def _extend(
    draft: Draft, tree: Keyed, bases: dict[str, tuple[str, str | bytes]]
) -> Language | None:
    """Return the base with a file's differences."""
    code, place, key_place = tree.pop("extends"), *_forget(tree, "extends")
    values = draft.check_by(partial_validator_of(Language), Language)
    tree["extends"], tree.value_places["extends"] = code, place
    tree.key_places["extends"] = key_place
    if not isinstance(code, str):
        if not isinstance(code, Unreadable):
            draft.report(("extends",), "extends must be the code of a language")
        return None
    bases.pop(str(tree.get("code")), None)
    if code == tree.get("code"):
        draft.report(("extends",), "a language cannot extend itself")
        return None
    if code not in bases:
        hint = suggest(code, bases, "languages")
        draft.report(("extends",), f"language {quoted(code)} is unknown", hint)
        return None
    path, text = bases.pop(code)
    base = read_language(text, path, bases)
    if values is None:
        return None
    return dataclasses.replace(_merge(base, values), where=where_at(draft.path, tree.place))


def _forget(tree: Keyed, key: str) -> tuple[int, int]:
    return tree.value_places.pop(key), tree.key_places.pop(key)


def _merge(base: T, changes: Mapping[str, Any]) -> T:
    """Return a dataclass with some fields changed; mappings and dataclasses change in part."""
    merged: dict[str, Any] = {}
    for field, change in changes.items():
        old = getattr(base, field)
        if dataclasses.is_dataclass(old):
            merged[field] = _merge(old, change)
        else:
            merged[field] = {**old, **change} if isinstance(old, Mapping) else change
    return dataclasses.replace(base, **merged)  # type: ignore[type-var]


def _check_language(language: Language, stem: str) -> Iterator[Finding]:
    if language.code != stem:
        message = f"code {quoted(language.code)} is not the file's name, {quoted(stem)}"
        yield ("code",), message, f"write code: {stem}, or rename the file"
    for key, count in (("months", 12), ("short_months", 12), ("weekdays", 7)):
        if (found := len(getattr(language, key))) != count:
            yield (key,), f"{key} has {found} names, not {count}", ""
    yield from _check_names("seasons", language.seasons, _SEASONS)
    yield from _check_names("qualifiers", language.qualifiers, _QUALIFIERS)
    for key, slots in _SLOTS.items():
        yield from check_slots(key, getattr(language, key), slots)
    for key, words in language.qualifiers.items():
        yield from within(("qualifiers",), check_slots(key, words, ("value",)))
    for key, unit in language.units.items():
        yield from within(("units", key), check_unit(unit))
        for other in unit.converts:
            if other not in language.units:
                hint = suggest(other, language.units, "units")
                yield ("units", key, "converts", other), f"unit {quoted(other)} is unknown", hint
    yield from _check_labels(language)
    for key in _EXPRESSIONS:
        for place, pattern in enumerate(getattr(language, key)):
            yield from _check_expression((key, place), pattern)
    for article, pattern in language.articles.items():
        yield from _check_expression(("articles", article), pattern)


def _check_names(key: str, found: Mapping[str, str], wanted: tuple[str, ...]) -> Iterator[Finding]:
    for name in wanted:
        if name not in found:
            yield (key,), f"{key} lacks {quoted(name)}", ""
    for name in found:
        if name not in wanted:
            yield (key, name), f"{quoted(name)} is unknown", suggest(name, wanted, key)


def _check_labels(language: Language) -> Iterator[Finding]:
    labels = language.labels
    for key, slots in _LABEL_SLOTS.items():
        yield from within(("labels",), check_slots(key, getattr(labels, key), slots))
    way = ("labels", "points")
    yield from within(way, check_slots("one", labels.points.one, ("n",), may_lack=True))
    yield from within(way, check_slots("many", labels.points.many, ("n",)))


def _check_expression(way: tuple[str | int, ...], pattern: str) -> Iterator[Finding]:
    try:
        re.compile(pattern)
    except re.error as error:
        message = f"{quoted(pattern)} is not a regular expression: {error}"
        yield way, message, "write a plain text, or escape its signs with a backslash"


# --------------------------------------------------------------------------- wordings

_NEEDS: Mapping[ItemType, tuple[str, ...]] = {
    "multiple-choice": ("stem", "key", "distractors", "why_wrong", "rationale"),
    "multiple-response": ("stem", "key", "distractors", "why_wrong", "rationale"),
    "true-false": ("stem",),
    "matching": ("premise", "key", "heading"),
    "ordering": ("premise",),
    "numeric": ("stem", "key"),
    "short-answer": ("stem", "key"),
    "cloze": ("stem", "key"),
    "discussion": ("stem",),
}


_FIGURES: Mapping[str, tuple[ItemType, Kind]] = {
    "timeline": ("matching", "event"),
    "scale": ("numeric", "quantity"),
}
"""What is answered on a figure."""


def read_wordings(files: Mapping[Kind, tuple[str, str | bytes]], language: Language) -> Wordings:
    """Return the wordings of each kind of fact, from the path and text of its file.

    Raises TemplateError with every problem of every file.
    """
    drafts = {kind: Draft.of(text, path) for kind, (path, text) in files.items()}
    for kind, draft in drafts.items():
        if kind not in METHODS_OF:
            hint = suggest(kind, METHODS_OF, "kinds")
            draft.report((), f"{quoted(kind)} is no kind of fact", hint)
    by_kind = {kind: _read_wordings(draft, kind) for kind, draft in drafts.items()}
    _check_wording_ids(list(drafts.values()))
    problems = [problem for draft in drafts.values() for problem in draft.problems]
    if problems:
        raise TemplateError(problems)
    return Wordings(language=language, by_kind=by_kind)


def _read_wordings(draft: Draft, kind: Kind) -> tuple[Wording, ...]:
    if not isinstance(draft.tree, Listed):
        if not isinstance(draft.tree, Unreadable):
            hint = "start each wording with '- id: ...'"
            draft.report((), "the file must be a list of wordings", hint)
        return ()
    wordings = []
    for place in range(len(draft.tree)):
        wording = draft.check(Wording, place)
        if wording is not None:
            wordings.append(wording)
            for way, message, hint in _check_wording(wording, kind):
                draft.report((place, *way), message, hint)
    return tuple(wordings)


def _check_wording(wording: Wording, kind: Kind) -> Iterator[Finding]:
    needs = _NEEDS[wording.type]
    name = f"a wording of type {wording.type}"
    if wording.type == "true-false" and (wording.distractors or wording.key):
        needs = ("stem", "key", "distractors", "why_wrong")
        name = "a false statement"
    for key in needs:
        if not getattr(wording, key):
            yield (), f"{name} needs {key}", ""
    if wording.distractors and wording.distractors not in METHODS_OF.get(kind, ()):
        message = f"distractors {quoted(wording.distractors)} do not fit the kind {kind}"
        yield ("distractors",), message, f"choose from {', '.join(METHODS_OF.get(kind, ()))}"
    if wording.figure and (wording.type, kind) != _FIGURES[wording.figure]:
        item_type, fits = _FIGURES[wording.figure]
        message = f"a {wording.figure} fits wordings of type {item_type} for the kind {fits}"
        yield ("figure",), message, "leave figure out"
    if wording.lines < 1:
        yield ("lines",), "lines must be at least 1", ""


def _check_wording_ids(drafts: list[Draft]) -> None:
    """Ids are unique over all files, since item ids are made of them."""
    firsts: dict[str, Where] = {}
    for draft in drafts:
        for step, tree in enumerate(draft.tree if isinstance(draft.tree, Listed) else ()):
            found = tree.get("id") if isinstance(tree, Keyed) else None
            if not isinstance(tree, Keyed) or not isinstance(found, str):
                continue
            here = where_at(draft.path, tree.value_places["id"])
            if (first := firsts.setdefault(found, here)) != here:
                message = f"id {quoted(found)} is taken; it stands first in {first}"
                draft.report((step, "id"), message, "give one of the two another id")


# --------------------------------------------------------------------------- worksheets, themes


def read_worksheet(text: str | bytes, path: str) -> Worksheet:
    """Return the worksheet that a text describes, named like its file.

    Raises TemplateError with every problem.
    """
    draft = Draft.of(text, path)
    values = draft.check_by(record_validator_of(Worksheet), Worksheet)
    worksheet = None if values is None else _named(Worksheet, values, draft)
    if worksheet is not None:
        for way, message, hint in _check_worksheet(worksheet):
            draft.report(way, message, hint)
    return _sound(draft, worksheet)


def _check_worksheet(worksheet: Worksheet) -> Iterator[Finding]:
    parts = {key: getattr(worksheet, key) for key in ("sections", "facts", "cards")}
    held = [key for key, sections in parts.items() if sections]
    if not held:
        yield ("sections",), "the worksheet has no sections", ""
    for key in held[1:]:
        yield (key,), f"a worksheet has {held[0]} or {key}, not both", "make two worksheets of it"
    for place, section in enumerate(worksheet.sections):
        yield from within(("sections", place), _check_section(section))
    for key in ("facts", "cards"):
        for place, told in enumerate(parts[key]):
            if told.count is not None and told.count < 1:
                yield (key, place, "count"), "count must be at least 1", ""
    layout = worksheet.layout
    for key, least, most in (("option_columns", 1, 4), ("copies", 1, 4)):
        number = getattr(layout, key)
        if number is not None and not least <= number <= most:
            yield ("layout", key), f"{key} must be from {least} to {most}", ""


def _check_section(section: WorksheetSection) -> Iterator[Finding]:
    for key, least in (("count", 1), ("members", 2), ("spare", 0), ("points", 0)):
        if getattr(section, key) < least:
            yield (key,), f"{key} must be at least {least}", ""
    if not section.types:
        yield ("types",), "the section has no types", "name the item types it may hold"


_LEAST: Mapping[str, tuple[float, str]] = {
    "size_body": (11.0, "11pt"),
    "size_key": (11.0, "11pt"),
    "margin_x": (15 * POINTS_PER_MM, "15mm"),
    "margin_top": (15 * POINTS_PER_MM, "15mm"),
    "margin_bottom": (15 * POINTS_PER_MM, "15mm"),
    "line_pitch": (8 * POINTS_PER_MM, "8mm"),
    "stroke_hair": (0.5, "0.5pt"),
    "stroke_rule": (0.5, "0.5pt"),
    "stroke_bar": (0.5, "0.5pt"),
    "stroke_axis": (0.5, "0.5pt"),
    "stroke_heavy": (0.5, "0.5pt"),
}
"""Lengths of a theme -> the least that prints and can be read, in points and in words."""

_MOST = 1000.0
_TOLERANCE = 1e-6


def read_theme(text: str | bytes, path: str) -> Theme:
    """Return the theme that a text describes, named like its file; it states every length.

    Raises TemplateError with every problem.
    """
    draft = Draft.of(text, path)
    values = draft.check_by(record_validator_of(Theme), Theme)
    theme = None if values is None else _named(Theme, values, draft)
    if theme is not None:
        for way, message, hint in _check_theme(theme):
            draft.report(way, message, hint)
    return _sound(draft, theme)


def _check_theme(theme: Theme) -> Iterator[Finding]:
    for field in dataclasses.fields(theme):
        value = getattr(theme, field.name)
        if isinstance(value, float):
            least, words = _LEAST.get(field.name, (0.0, "0"))
            if value < least - _TOLERANCE:
                yield (field.name,), f"{field.name} must be at least {words}", ""
            if value > _MOST:
                yield (field.name,), f"{field.name} is larger than a page", ""
    if theme.leading_body < theme.size_body:
        yield ("leading_body",), "leading_body must be at least size_body", ""
    if theme.options_max_columns < 1:
        yield ("options_max_columns",), "options_max_columns must be at least 1", ""


def _named(cls: Callable[..., T], values: dict[str, Any], draft: Draft) -> T | None:
    """Return a value that has the name and the place of its file."""
    if not isinstance(draft.tree, Keyed):
        return None
    name, where = PurePath(draft.path).stem, where_at(draft.path, draft.tree.place)
    return cls(**values, name=name, where=where)


def _sound(draft: Draft, value: T | None) -> T:
    if draft.problems or value is None:
        raise TemplateError(draft.problems)
    return value
