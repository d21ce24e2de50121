"""How the fields of a form stand together: what is said first, what is seldom needed last."""

from collections.abc import Collection, Mapping, Sequence

from quizgen.edit.fields import Field, is_fact_key
from quizgen.edit.filled import Controls
from quizgen.values import dataclass

PLACE = ("source", "at", "worked_out", "also_in", "as_of", "date_basis", "weekday", "calendar")
TEACHER = ("note", "why", "tags", "level", "sensitivity", "points", "picture", "passage")
OFTEN = {
    "accept", "source", "at", "note", "why", "tags", "sensitivity", "points", "picture", "quote",
    "gist", "about", "date", "asks", "place", "short", "value", "unit", "qualifier", "says", "ask",
    "answer", "wrong", "pairs", "order", "correction", "tolerance", "marking", "scope", "title",
    "publisher", "author", "url", "name", "kind", "offices", "class", "country", "text", "alt",
    "file", "credit", "licence", "verse", "relation", "low", "high", "level", "actor", "lines",
}  # fmt: skip
"""Keys that are shown at once; others stand folded away until they say something."""
LONG = {"note", "why", "ask", "text", "worked_out", "alt", "gist", "retired", "correction"}
"""Keys that take more than a line."""
SHORT = ("number", "date", "choice")


@dataclass(frozen=True, kw_only=True)
class Group:
    """Fields that stand together below a heading."""

    name: str
    """By which the words of the pages know it."""
    fields: Sequence[Field]
    seldom: Sequence[Field]
    """Those that are folded away."""


def groups_of(
    section: str,
    kind: str,
    fields: Sequence[Field],
    controls: Controls,
    hidden: Collection[str] = (),
) -> Sequence[Group]:
    """Return the fields of a form in groups."""
    named: Mapping[str, list[Field]] = {"true": [], "place": [], "teacher": [], "more": []}
    for field in fields:
        if field.name not in hidden:
            named[_group(section, field)].append(field)
    groups = []
    for name, held in named.items():
        often = [each for each in held if _is_often(each, controls)]
        seldom = [each for each in held if each not in often]
        if name == "true" and not often:
            often, seldom = seldom, []
        if held:
            groups.append(Group(name=name, fields=sorted(often, key=_order), seldom=seldom))
    return groups


def _group(section: str, field: Field) -> str:
    if section not in ("facts", "questions"):
        return "true"
    if field.name in PLACE:
        return "place"
    if field.name in TEACHER:
        return "teacher"
    if section == "facts" and (not is_fact_key(field) or field.name == "accept"):
        return "true"
    if section == "questions" and field.name in OFTEN:
        return "true"
    return "more"


def _order(field: Field) -> int:
    """Return where a field stands among those for the teacher; others stay as they are read."""
    return TEACHER.index(field.name) if field.name in TEACHER else -1


def _is_often(field: Field, controls: Controls) -> bool:
    start = f"{field.name}."
    if field.is_required or field.name in OFTEN:
        return True
    usual = field.usual or "false"
    return any(
        text and not (field.sort == "truth" and text == usual)
        for name, text in controls.items()
        if name == field.name or name.startswith(start)
    )
