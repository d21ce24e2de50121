"""The files of wordings, one for each kind of fact -> wordings, or every mistake in them."""

from collections.abc import Iterator, Mapping

from quizgen.bank.facts import KINDS, AskedKind
from quizgen.errors import TemplateError, Where, quoted, suggest
from quizgen.quiz.item import ItemType
from quizgen.quiz.wording import METHODS_OF, OF_SCOPE, Wording
from quizgen.read.checks import ONLY_IN_CLOZE, Flaw, has_blank
from quizgen.read.draft import Draft
from quizgen.read.nodes import Keyed, Listed, Unreadable, where_at

NEEDS: Mapping[ItemType, tuple[str, ...]] = {
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
"""Type of an item -> what a wording of it cannot do without."""
FALSE_NEEDS = ("stem", "key", "distractors", "why_wrong")
"""The same for a true/false statement that is false."""

OF_PLACES: tuple[ItemType, ...] = ("numeric", "multiple-choice", "true-false")
"""How a question about places can be answered."""

_FIGURES: Mapping[str, tuple[tuple[ItemType, ...], tuple[AskedKind, ...]]] = {
    "timeline": (("matching",), ("event",)),
    "scale": (("numeric",), ("quantity",)),
    "grid": (("matching",), ("position",)),
    "table": (("cloze",), KINDS),
    "map": (OF_PLACES, ("place",)),
}
"""What is answered on a figure: by which types of items, about which kinds."""

TABLE_NEEDS = ("stem", "columns")
"""What a table to complete cannot do without."""
FEWEST_COLUMNS = 2


def read_wordings(
    files: Mapping[AskedKind, tuple[str, str | bytes]],
) -> Mapping[AskedKind, tuple[Wording, ...]]:
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
    return by_kind


def _read_wordings(draft: Draft, kind: AskedKind) -> tuple[Wording, ...]:
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
            draft.report_all(_check_wording(wording, kind), place)
    return tuple(wordings)


def _check_wording(wording: Wording, kind: AskedKind) -> Iterator[Flaw]:
    needs = NEEDS[wording.type]
    name = f"a wording of type {wording.type}"
    if wording.type == "true-false" and (wording.distractors or wording.key):
        needs = FALSE_NEEDS
        name = "a false statement"
    if wording.type == "cloze" and wording.figure == "table":
        needs = TABLE_NEEDS
        name = "a table"
    for key in needs:
        if not getattr(wording, key):
            what = (
                f"one of {', '.join(METHODS_OF.get(kind, ()))}"
                if key == "distractors"
                else "a text"
            )
            yield (), f"{name} needs {key}", f"write {key}: and behind it {what}"
    yield from _check_blanks(wording)
    if wording.distractors and wording.distractors not in METHODS_OF.get(kind, ()):
        message = f"distractors {quoted(wording.distractors)} do not fit the kind {kind}"
        yield ("distractors",), message, f"choose from {', '.join(METHODS_OF.get(kind, ()))}"
    types, fits = _FIGURES[wording.figure] if wording.figure else ((), (kind,))
    if wording.figure and (wording.type not in types or kind not in fits):
        listed = ", ".join(types)
        of_kind = f"kind {fits[0]}" if len(fits) == 1 else f"kinds {', '.join(fits)}"
        message = f"a {wording.figure} fits wordings of type {listed} for the {of_kind}"
        yield ("figure",), message, "leave figure out"
    if wording.each == "aspect" and kind != "position":
        message = f"a fact of kind {kind} has no aspects"
        yield ("each",), message, "leave each out: only positions have a scope"
    if wording.each == "length" and kind != "place":
        message = f"a fact of kind {kind} is no distance"
        yield ("each",), message, "leave each out: only places lie apart"
    if wording.each == "fact" and kind == "position":
        if wording.figure == "grid":
            yield ("figure",), "a grid asks about aspects", "write each: aspect"
        if wording.distractors in OF_SCOPE:
            message = f"distractors {quoted(wording.distractors)} go by an aspect"
            yield ("distractors",), message, "write each: aspect"
    if wording.columns and wording.figure not in ("grid", "table"):
        yield ("columns",), "columns are for a grid or a table", "write figure: grid, or table"
    if wording.figure == "grid" and not wording.columns:
        hint = "say what stands in each row before its limits"
        yield ("figure",), "a grid needs columns", hint
    yield from _check_columns(wording)
    if kind == "place" and wording.figure != "map":
        yield (), "a wording about places needs a map", "write figure: map"
    if kind == "place" and wording.type not in OF_PLACES:
        message = f"a wording of type {wording.type} cannot ask about places"
        yield ("type",), message, f"choose from {', '.join(OF_PLACES)}"
    if wording.lines < 1:
        yield ("lines",), "lines must be at least 1", "write lines: 1 or more, or leave it out"


def _check_columns(wording: Wording) -> Iterator[Flaw]:
    """Check that a table has cells to fill in, and that nothing else has."""
    is_table = wording.figure == "table"
    for place, column in enumerate(wording.columns):
        for key in ("asked", "accept"):
            if getattr(column, key) and not is_table:
                message = f"{key} is for the columns of a table to complete"
                yield ("columns", place, key), message, "leave it out"
    if not is_table or not wording.columns:
        return
    if len(wording.columns) < FEWEST_COLUMNS:
        hint = "say beside what is asked what it is asked of"
        yield ("columns",), f"a table has {FEWEST_COLUMNS} columns or more", hint
    if not any(column.asked for column in wording.columns):
        hint = "write asked: and behind it when the cell may be empty, in one of them"
        yield ("columns",), "no column of the table has an empty cell", hint


def _check_blanks(wording: Wording) -> Iterator[Flaw]:
    """Check that the sentence of a cloze has a blank, and that nothing else has one."""
    is_cloze = wording.type == "cloze" and wording.figure != "table"
    if is_cloze and wording.stem and not has_blank(wording.stem):
        hint = "write {{ blank }} in place of the answer"
        yield ("stem",), "the sentence of a cloze has no blank", hint
    for key in (
        *("stem", "key", "rationale", "why_wrong", "why_invented", "feedback"),
        *("premise", "detail"),
    ):
        if has_blank(getattr(wording, key)) and not (is_cloze and key == "stem"):
            yield (key,), f"{key} has a blank to write in", ONLY_IN_CLOZE


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
