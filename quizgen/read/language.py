"""The text of a language -> Language, or every mistake in it."""

import dataclasses
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any, TypeVar, get_args, get_type_hints

from quizgen.bank.facts import Quantity
from quizgen.errors import quoted, suggest
from quizgen.ids import LANGUAGE_TAG, tags_for
from quizgen.language.plurals import RULED, SYNTAX, check_rule
from quizgen.language.words import Language
from quizgen.read.checks import Flaw, check_slots, check_unit, within
from quizgen.read.draft import Draft
from quizgen.read.expressions import check_expressions
from quizgen.read.nodes import Keyed, Unreadable, where_at
from quizgen.read.schema import partial_validator_of

T = TypeVar("T")

MOST_BASES = 10
"""So many languages one upon the other: a region, its language, and some to spare."""

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
    "bce": ("date",),
    "ce": ("date",),
    "century": ("nth",),
    "the_century": ("date",),
    "decade": ("year",),
    "year_range": ("first", "last"),
    "about": ("date",),
    "around": ("date",),
    "from_to": ("first", "last"),
    "about_from_to": ("first", "last"),
    "before": ("date",),
    "after": ("date",),
    "by": ("date",),
    "since": ("date",),
    "by_then": ("date",),
    "since_then": ("date",),
    "day_with_weekday": ("weekday", "date"),
    "text_named": ("text", "date"),
    "cited_in": ("by", "text"),
    "by_author": ("text", "author"),
    "value_range": ("low", "high"),
    "anything_within": ("low", "high"),
    "scale_caption_bare": ("attribute",),
    "converted": ("conversion",),
}
"""Texts of a language -> the slots that each has once."""

_ALSO_DATES: Mapping[str, tuple[str, ...]] = {
    "also_bce": ("date",),
    "also_ce": ("date",),
    "also_decade": ("year",),
    "also_about": ("date",),
    "also_range": ("first", "last"),
}
"""Lists of texts -> the slots that each text has once."""

_IN_FIGURES: Mapping[str, tuple[str, ...]] = {
    "day_in_figures": ("day", "month", "year"),
    "month_in_figures": ("month", "year"),
}
"""The same of texts that may be empty."""

_LABEL_SLOTS: Mapping[str, tuple[str, ...]] = {
    "score_of": ("n",),
    "keep_this_page": ("points",),
    "right_option": ("letter", "why"),
    "wrong_options": ("letter", "why"),
    "wrong_options_alike": ("letter", "others", "why"),
    "feedback": ("option", "why"),
    "feedback_quoted": ("option", "why"),
    "footer_form": ("form",),
    "footer_seed": ("seed",),
    "footer_edition": ("edition",),
    "footer_as_of": ("date",),
    "footer_page": ("page", "pages"),
    "figure": ("n",),
    "timeline_alt": ("n", "first", "last"),
    "timeline_broken_alt": ("n", "first", "last"),
    "timeline_given_alt": ("names",),
    "map_alt": ("names", "scale"),
    "map_ring_alt": ("place", "distance"),
    "scale_caption": ("attribute", "unit"),
    "scale_alt": ("attribute", "unit", "names", "first", "last"),
    "fronts": ("page", "pages"),
    "backs": ("page", "pages"),
    "part_of": ("part", "parts"),
    "field_question": ("n",),
    "field_option": ("n", "letter", "words"),
    "field_part": ("n", "words"),
    "field_unit": ("n", "unit"),
    "field_blank": ("n", "place", "count"),
    "field_letter": ("n", "words"),
    "field_order": ("n", "words"),
    "part": ("letter",),
    "parts_about": ("first", "last", "text"),
    "parts_on_passage": ("first", "last"),
    "parts_total": ("n", "points"),
}

_QUIZ_SLOTS: Mapping[str, tuple[str, ...]] = {
    "position": ("n", "count"),
    "keys_choose": ("first", "last"),
    "keys_match": ("first", "last"),
    "keys_order": ("last",),
    "wrong_chosen": ("letters",),
    "right_of": ("n", "count"),
    "box": ("n",),
    "letter_in_box": ("words", "n"),
    "used_in": ("n",),
    "you_had": ("n",),
    "at_first_try": ("n", "count"),
}
"""The same of what a quiz on a screen says, each of which may be empty."""

_PROPERTY_SLOTS: Mapping[str, tuple[str, ...]] = {
    "asks": ("property", "subject"),
    "asks_person": ("property", "subject"),
    "asks_picture": ("property", "subject"),
    "asks_picture_alone": ("property", "subject"),
    "asks_several": ("property", "subject"),
    "says": ("property", "subject", "value"),
    "says_picture": ("property", "subject", "value"),
    "says_several": ("property", "subject", "value"),
    "all_of_several": ("first", "last"),
    "asks_back": ("of", "property", "value"),
    "asks_back_several": ("property", "value"),
    "asks_back_picture": ("of", "property"),
}
"""The same of what a property is asked and said by, each of which may be empty."""

_EXPRESSIONS = (
    "negations",
    "clause_joints",
    "opinion_phrases",
    "assent_phrases",
    "banned_options",
    "attributions",
    "empty_reasons",
)
"""Texts of a language that are regular expressions."""

_SEASONS = ("spring", "summer", "autumn", "winter")
_QUALIFIERS = get_args(get_type_hints(Quantity)["qualifier"])


def words_for(language: str, languages: Mapping[str, Language]) -> Language | None:
    """Return the words of a language, or else those that it shares with other regions."""
    there = (languages[tag] for tag in tags_for(language) if tag in languages)
    return next(there, None)


def read_language(
    text: str | bytes,
    path: str,
    bases: Mapping[str, tuple[str, str | bytes]] | None = None,
    *,
    above: tuple[str, ...] = (),
) -> Language:
    """Return the language that a text describes.

    A text that `extends` another language holds the differences only; bases are the paths and
    texts of the languages it can extend, and `above` are those that extend this one. Its folder is
    called after it. Raises TemplateError with every problem.
    """
    draft = Draft.of(text, path)
    tree = draft.tree
    if isinstance(tree, Keyed) and "extends" in tree:
        language = _extend(draft, tree, bases or {}, above)
    else:
        language = draft.check(Language)
    return draft.sound(
        language, lambda checked: _check_language(checked, PurePath(path).parent.name)
    )


def _extend(
    draft: Draft,
    tree: Keyed,
    bases: Mapping[str, tuple[str, str | bytes]],
    above: tuple[str, ...],
) -> Language | None:
    """Return the base with a file's differences."""
    # out of the tree while the rest is checked: it is a key of the file, and no field of Language
    code, place, key_place = tree.pop("extends"), *_forget(tree, "extends")
    values = draft.check_by(partial_validator_of(Language), Language)
    tree["extends"], tree.value_places["extends"] = code, place
    tree.key_places["extends"] = key_place
    if not isinstance(code, str):
        if not isinstance(code, Unreadable):
            draft.report(
                ("extends",), "extends must be the code of a language", "as in extends: en-GB"
            )
        return None
    chain = (*above, str(tree.get("code")))
    if code in chain:
        way = " extends ".join([*chain[chain.index(code) :], code])
        hint = "leave extends out of one of them, which then holds all words itself"
        draft.report(("extends",), f"{way}: no language can extend itself", hint)
        return None
    if len(chain) > MOST_BASES:
        hint = "extend one that holds all words itself, such as en-GB"
        message = f"more than {MOST_BASES} languages extend one another"
        draft.report(("extends",), message, hint)
        return None
    if code not in bases:
        hint = suggest(code, bases, "languages")
        draft.report(("extends",), f"language {quoted(code)} is unknown", hint)
        return None
    path, text = bases[code]
    base = read_language(text, path, bases, above=chain)
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


def _check_language(language: Language, folder: str) -> Iterator[Flaw]:
    if not LANGUAGE_TAG.fullmatch(language.code):
        hint = "as in de, pt-BR or sr-Latn-RS"
        yield ("code",), f"code {quoted(language.code)} is no language tag", hint
    if language.code != folder:
        message = f"code {quoted(language.code)} is not the folder's name, {quoted(folder)}"
        yield ("code",), message, f"write code: {folder}, or rename the folder"
    for key, count in (("months", 12), ("short_months", 12), ("weekdays", 7)):
        if (found := len(getattr(language, key))) != count:
            yield (key,), f"{key} has {found} names, not {count}", f"write {count} names"
    yield from _check_names("seasons", language.seasons, _SEASONS)
    yield from _check_names("qualifiers", language.qualifiers, _QUALIFIERS)
    for key, slots in _SLOTS.items():
        yield from check_slots(key, getattr(language, key), slots)
    for key, slots in _IN_FIGURES.items():
        if words := getattr(language, key):
            yield from check_slots(key, words, slots)
    for key, slots in _PROPERTY_SLOTS.items():
        if words := getattr(language.properties, key):
            yield from within(("properties",), check_slots(key, words, slots))
    for key, slots in _QUIZ_SLOTS.items():
        if words := getattr(language.quiz, key):
            yield from within(("quiz",), check_slots(key, words, slots))
    for key, slots in _ALSO_DATES.items():
        for place, words in enumerate(getattr(language, key)):
            flaws = check_slots(key, words, slots)
            yield from (((key, place), message, hint) for _, message, hint in flaws)
    for key, words in language.qualifiers.items():
        yield from within(("qualifiers",), check_slots(key, words, ("value",)))
    for key, unit in language.units.items():
        yield from within(("units", key), check_unit(unit))
        for target in unit.converts:
            if target not in language.units:
                hint = suggest(target, language.units, "units")
                yield ("units", key, "converts", target), f"unit {quoted(target)} is unknown", hint
    for category, rule in language.plurals.items():
        if category not in RULED:
            hint = suggest(category, RULED, "categories")
            yield ("plurals", category), f"category {quoted(category)} is unknown", hint
        elif message := check_rule(rule):
            yield ("plurals", category), message, SYNTAX
    yield from _check_labels(language)
    for key in _EXPRESSIONS:
        for place, message, hint in check_expressions(getattr(language, key)):
            yield (key, place), message, hint
    articles = [*language.articles]
    for place, message, hint in check_expressions([*language.articles.values()]):
        yield ("articles", articles[place]), message, hint


def _check_names(key: str, found: Mapping[str, str], wanted: tuple[str, ...]) -> Iterator[Flaw]:
    for name in wanted:
        if name not in found:
            yield (key,), f"{key} lacks {quoted(name)}", f"write {name}: and its words"
    for name in found:
        if name not in wanted:
            yield (key, name), f"{quoted(name)} is unknown", suggest(name, wanted, key)


def _check_labels(language: Language) -> Iterator[Flaw]:
    labels = language.labels
    for key, slots in _LABEL_SLOTS.items():
        yield from within(("labels",), check_slots(key, getattr(labels, key), slots))
    if labels.text:
        yield from within(("labels",), check_slots("text", labels.text, ("n",)))
    for key in ("one", "many"):
        form = getattr(labels.questions, key)
        yield from within(("labels", "questions"), check_slots(key, form, ("n",)))
    way = ("labels", "points")
    yield from within(way, check_slots("one", labels.points.one, ("n",), may_lack=True))
    for key in ("many", "few", "other"):
        if form := getattr(labels.points, key):
            yield from within(way, check_slots(key, form, ("n",)))
