"""A table of facts -> Bank, or every bad cell of it at once.

A row is a source, a person, an issue, a fact ... as its column `kind` says; the other columns are
the keys of a bank. The table becomes the tree that a bank's YAML becomes, with row and column in
the place of line and column, so the same checks find the same mistakes.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from quizgen.bank.bank import Bank, Issue, Prompt, Source, Unit
from quizgen.bank.facts import Fact
from quizgen.errors import BankError, Problem, QuizgenError, Where, closest, quoted, suggest
from quizgen.ids import ID_PATTERN, slug_of
from quizgen.judge.texts import is_copied
from quizgen.language.words import Language
from quizgen.read.bank import read_draft
from quizgen.read.cells import (
    BETWEEN,
    PAIR,
    Cell,
    Records,
    Row,
    Table,
    cell_name,
    members_of,
    problem_at,
    read_cells,
    refuse_more,
    wrong_answer_in,
)
from quizgen.read.date_hints import likely_dates
from quizgen.read.draft import Draft
from quizgen.read.field_docs import docs_of
from quizgen.read.nodes import UNREADABLE, Keyed, Listed, Tree, place_at, where_at
from quizgen.read.references import SPELT_OUT
from quizgen.read.schema import CLAIMS, Key, keys_of
from quizgen.values import dataclass

"""Divides a key from its value in a cell."""

_OF_BANK = (
    "title", "summary", "as_of", "language", "ages", "sensitivity", "themes", "teacher_note",
    "licence", "camps", "loaded_words",
)  # fmt: skip
_OF_PERSON = (
    "name", "spellings", "keep_case", "camp", "office", "class", "country", "from", "until",
)  # fmt: skip
_OF_UNIT = ("one", "many", "name")
_RENAMED = {"source_kind": "kind"}
"""Columns whose name in a bank is that of the column that says what a row is."""
_IN_YAML_ALONE = ("languages", "scope", "apart", "accepted", "places", "picture", "picture_on")
"""What has no column: who knows what a position covers, where a place lies, or which picture shows
it, writes it into the bank that comes out."""
_BESIDE = "give them a table of their own, with a thing in each row: see docs/tables.md"
_LENT = (
    "language", "languages", "as_of", "sourced", "camps", "units", "issues", "properties",
    "sources", "people", "places", "pictures",
)  # fmt: skip
"""What facts of a table may refer to, or are read by, that stands in their bank alone."""
_FORMER = {"question": "issue"}
"""What a column and a kind of row were called before -> what they are called now."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "bank": _OF_BANK,
    "source": ("id", "source_kind", *(key for key in keys_of(Source) if key != "kind")),
    "person": ("id", *_OF_PERSON),
    "issue": ("id", *(key for key in keys_of(Issue) if key not in _IN_YAML_ALONE)),
    "unit": ("id", *_OF_UNIT),
    **{
        kind: tuple(key for key in keys_of(claim) if key not in {"kind", *_IN_YAML_ALONE})
        for kind, claim in CLAIMS.items()
        if kind != "property"  # whose tables lie beside a bank, which declares their columns
    },
    "discussion": tuple(keys_of(Prompt)),
}
"""What a row may be -> the columns that it may fill."""


def tells_kinds(records: Records) -> bool:
    """Tell whether a column `kind` says what each row of a table is; it may be misspelt in all.

    Whoever lists planets may have a column of that name, too: rocky, gas giant.
    """
    head, *rows = records.rows
    places = [place for place, cell in enumerate(head) if cell.strip().lower() == "kind"]
    cells = {row[place].strip().lower() for row in rows for place in places if place < len(row)}
    kinds = [*COLUMNS, *_FORMER]
    return bool(places) and (not any(cells) or any(closest(cell, kinds) for cell in cells if cell))


_TABLES = {"source": "sources", "person": "people", "issue": "issues", "unit": "units"}
_LISTS = {
    "themes", "loaded_words", "spellings", "tags", "accept", "also_right", "also_right_text",
    "not_beside", "skip",
    "facts", "quote",
}  # fmt: skip
_PAIRS = {"camps", "stances", "allow"}
_TRUTHS = {"open_list", "keep_case", "in_deck", "core", "heading"}
_RECORDS = {
    "distractors": ("text", "why_wrong"),
    "also_in": ("source", "at"),
    "because_of": ("cause", "at"),
    "counters": ("fact", "point"),
    "hedges": ("word", "said"),
    "marking": ("level", "does"),
}
"""Columns whose cells hold a list of pairs, and what the two are in a bank."""
_PAIR_FORMS = {
    "distractors": "wrong answer = what it is",
    "also_in": "source = passage",
    "because_of": "cause = passage",
    "counters": "fact = what they differ on",
    "hedges": "word = passage",
    "marking": "level = what such an answer does",
    "camps": "id = name",
    "stances": "id = words",
    "allow": "RULE-1 = reason",
}
_LISTS_OF_TEXTS = ("spellings", "accept", "themes", "loaded_words", "also_right_text")
_COLUMN_OF = {"kind": "source_kind"}
"""The other way round than _RENAMED."""
_MISSING = re.compile(r"^key '([a-z_]+)' is missing$")


@dataclass(frozen=True)
class Imported:
    """The bank that a table stands for."""

    bank: Bank
    remark: str
    """What its author should look at; may be empty."""
    keys: Mapping[str, Any]
    """The keys of a bank that cells fill, and none that is worked out."""


def read_table(
    content: bytes,
    path: str,
    topic: str,
    languages: Mapping[str, Language],
    lender: Keyed | None = None,
) -> Imported:
    """Return the bank that a CSV file stands for.

    A table that is imported again may refer to what stands in its bank alone, the `lender`.

    Raises BankError with every problem; where one has a line and a column, they are the row and the
    column that the spreadsheet shows.
    """
    known = dict.fromkeys(["kind", *(name for names in COLUMNS.values() for name in names)])
    table = read_cells(content, path, known, _FORMER)
    tree = _tree(table, topic, path)
    copied = _drop_copies(tree)
    keys = {name: _plain(part) for name, part in tree.items() if name != "topic" and part}
    if "bank" not in map(_kind, table.rows.values()):
        del keys["title"]
    lent = [*_lend(lender, tree)] if lender is not None else []
    draft = Draft(path, tree, table.problems)
    try:
        bank = read_draft(draft, topic, languages, lent_ids=lent)
    except QuizgenError as error:
        raise BankError(_in_cell(problem, table) for problem in error.problems) from None
    return Imported(bank, "\n".join(filter(None, (table.remark, *_remarks(table), copied))), keys)


def _plain(tree: Tree) -> Any:
    """Return a part of a tree as it is before the reader fills in what is left out."""
    if isinstance(tree, Keyed):
        return {key: _plain(value) for key, value in tree.items()}
    return [_plain(each) for each in tree] if isinstance(tree, Listed) else tree


def _lend(lender: Keyed, root: Keyed) -> Iterator[str]:
    """Put into a table's tree what its bank has besides; yield the ids of the bank's facts."""
    for key in _LENT:
        held, there = lender.get(key), root.get(key)
        if held is None or (key in root and not isinstance(there, Keyed)):
            continue
        if isinstance(there, Keyed) and isinstance(held, Keyed):
            for name, value in held.items():
                if name not in there:
                    _put(there, name, value, root.place)
        else:
            _put(root, key, held, root.place)
    for name in ("facts", "discussion"):
        members = lender.get(name)
        for each in members if isinstance(members, Listed) else ():
            if isinstance(each, Keyed) and isinstance(found := each.get("id"), str):
                yield found


# --------------------------------------------------------------------------- cells to a tree


def _drop_copies(tree: Keyed) -> str:
    """Take out what repeats a quotation as if it were told in other words, and return a remark.

    A table that was made of quotations alone has them in both columns.
    """
    facts = tree["facts"]
    assert isinstance(facts, Listed)
    copies = [
        fact
        for fact in facts
        if isinstance(fact, Keyed)
        and isinstance(gist := fact.get("gist"), str)
        and isinstance(quote := fact.get("quote"), Listed)
        and is_copied(gist, [span for span in quote if isinstance(span, str)])
    ]
    for fact in copies:
        del fact["gist"]
    if not copies:
        return ""
    gists = "gist was" if len(copies) == 1 else "gists were"
    return (
        f"{len(copies)} {gists} left out, since the quotation says the same: it is asked who said"
        " it. Told in your own words, what was said can be asked, too."
    )


def _tree(table: Table, topic: str, path: str) -> Keyed:
    """Return what a bank's YAML would become."""
    start = next((row for row, cells in table.rows.items() if _kind(cells) == "bank"), 0)
    root = Keyed(place_at(start or 1, 1))
    _put(root, "topic", topic, root.place)
    for name in _TABLES.values():
        _put(root, name, Keyed(root.place), root.place)
    for name in ("facts", "discussion"):
        _put(root, name, Listed(root.place), root.place)
    if not start:
        _put(root, "title", topic.replace("-", " ").capitalize(), root.place)
    for row, cells in table.rows.items():
        refuse_more(table.problems, path)
        kind = _kind(cells)
        if now := _FORMER.get(kind):
            message = f"kind {quoted(kind)} is now {quoted(now)}"
            where = Where(path, row, table.head["kind"])
            table.problems.append(Problem(where, message, f"write {now}"))
            kind = now
        if kind in COLUMNS:
            table.problems.extend(_strangers(cells, kind, path))
            _put_row(root, kind, cells, row, table.problems, path)
        else:
            message = f"kind {quoted(kind)} is unknown" if kind else "'kind' is empty"
            hint = suggest(kind, COLUMNS, "kinds")
            if kind in CLAIMS:
                message, hint = f"a table of facts has no rows of kind {quoted(kind)}", _BESIDE
            where = Where(path, row, table.head["kind"])
            table.problems.append(Problem(where, message, hint))
    table.problems.extend(_empty(table, path))
    _declare_signs(root)
    return root


def _declare_signs(root: Keyed) -> None:
    """Declare what no id can be as a unit that is printed as it stands: °C, km², people per km²."""
    units, facts = root["units"], root["facts"]
    assert isinstance(units, Keyed)
    assert isinstance(facts, Listed)
    keys: dict[str, str] = {}
    for fact in facts:
        sign = fact.get("unit") if isinstance(fact, Keyed) else None
        if not isinstance(fact, Keyed) or not isinstance(sign, str) or not _is_own_sign(sign):
            continue
        if sign not in keys:
            slug = f"unit-{slug_of(sign)}".rstrip("-")
            keys[sign] = slug if slug not in units else f"{slug}-{len(units)}"
            unit = Keyed(fact.value_places["unit"])
            for name in ("one", "many"):
                _put(unit, name, f"{{n}} {sign}", unit.place)
            _put(unit, "name", sign, unit.place)
            _put(units, keys[sign], unit, unit.place)
        fact["unit"] = keys[sign]


def _is_own_sign(text: str) -> bool:
    is_id = bool(re.fullmatch(ID_PATTERN, text))
    return bool(text.strip()) and not is_id and text not in SPELT_OUT and not {*"{}"} & {*text}


@cache
def _required(kind: str) -> Mapping[str, Key]:
    """Return the columns that every row of a kind has to fill, and the keys that they fill."""
    of_id = {"id": replace(keys_of(Fact)["id"], required=True)}
    match kind:
        case "bank":
            keys = {name: key for name, key in keys_of(Bank).items() if name in _OF_BANK}
        case "source":
            keys = of_id | {
                _COLUMN_OF.get(name, name): key for name, key in keys_of(Source).items()
            }
        case "person":
            keys = of_id  # a further row of a person has no name
        case "issue":
            keys = of_id | {**keys_of(Issue)}
        case "unit":
            keys = of_id | {name: keys_of(Unit)[name] for name in _OF_UNIT}
        case "discussion":
            keys = {**keys_of(Prompt)}
        case _:
            keys = {name: key for name, key in keys_of(CLAIMS[kind]).items() if name != "kind"}
    return {name: key for name, key in keys.items() if key.required}


def _empty(table: Table, path: str) -> Iterator[Problem]:
    """Tell once of each column that rows of a kind have to fill and do not, and of all not there.

    A row's empty cell is told at the first such row, since most often the whole column is empty.
    """
    refused = {(problem.where.line, problem.where.column) for problem in table.problems}
    lacking: dict[str, list[str]] = {}
    empty: dict[tuple[str, str], list[int]] = {}
    for row, cells in table.rows.items():
        kind = _FORMER.get(_kind(cells), _kind(cells))
        for column in _required(kind) if kind in COLUMNS else ():
            if column not in table.head:
                if column not in lacking.setdefault(kind, []):
                    lacking[kind].append(column)
            elif column not in cells and (row, table.head[column]) not in refused:
                empty.setdefault((kind, column), []).append(row)
    for kind, columns in lacking.items():
        named = ", ".join(map(quoted, columns))
        message = f"rows of kind {kind} need columns that are not there: {named}"
        one = f" --kind {kind}" if kind in CLAIMS else ""
        hint = f"add them; quizgen import --template{one} shows what they hold"
        if len(columns) == 1:
            message = f"rows of kind {kind} need a column that is not there: {named}"
            hint = _doc(kind, columns[0])
        yield problem_at(Where(path, 1, 1), message, hint)
    for (kind, column), rows in empty.items():
        more = f"{len(rows) - 1} more row{'s' if len(rows) > 2 else ''} of kind {kind}"
        others = f", as in {more}" if len(rows) > 1 else ""
        where = Where(path, rows[0], table.head[column])
        yield problem_at(where, f"{quoted(column)} is empty{others}", _doc(kind, column))


def _doc(kind: str, column: str) -> str:
    """Return what a column holds, as the docstring of its field says."""
    if column == "id" and kind in _TABLES:
        return "give the row an id, by which facts refer to it"
    key = _required(kind)[column]
    return " ".join(docs_of(key.owner)[key.field].split())


def _kind(cells: Row) -> str:
    """Return what a row is; spreadsheets like to begin a cell with a capital."""
    return cells["kind"].text.lower() if "kind" in cells else ""


def _strangers(cells: Row, kind: str, path: str) -> Iterator[Problem]:
    """Yield a problem for each filled cell in a column that is not for such rows."""
    for name, cell in cells.items():
        if name != "kind" and name not in COLUMNS[kind]:
            kinds = [holder for holder, names in COLUMNS.items() if name in names]
            if kinds:
                message = f"a row of kind {kind} has no {quoted(name)}"
                hint = f"it belongs to {', '.join(kinds)}; empty the cell"
                yield Problem(_where(cell, path), message, hint)


def _where(cell: Cell, path: str) -> Where:
    return Where(path, cell.row, cell.column)


def _place(cell: Cell) -> int:
    return place_at(cell.row, cell.column)


def _put_row(
    root: Keyed, kind: str, cells: Row, row: int, problems: list[Problem], path: str
) -> None:
    place = place_at(row, 1)
    filled = {name: cells[name] for name in COLUMNS[kind] if name in cells}
    if kind == "bank":
        if place != root.place:
            message = "a second row of kind 'bank'"
            problems.append(Problem(_where(cells["kind"], path), message, "keep one of the two"))
            return
        _fill(root, kind, filled, place, problems, path)
    elif kind in _TABLES:
        ids = root[_TABLES[kind]]
        assert isinstance(ids, Keyed)
        if "id" in filled:  # else it is told that the cell is empty
            _put_member(ids, kind, filled, row, problems, path)
    else:
        member = Keyed(place)
        if kind in CLAIMS:
            _put(member, "kind", kind, _place(cells["kind"]))
        _fill(member, kind, filled, place, problems, path)
        _append(root["discussion" if kind == "discussion" else "facts"], member, place)


def _fill(
    holder: Keyed, kind: str, cells: Row, place: int, problems: list[Problem], path: str
) -> None:
    """Put the cells of a row under their keys; of those that are empty it is told elsewhere."""
    for name, cell in cells.items():
        _put_cell(holder, name, cell, problems, path)
    for name in _required(kind):
        is_table_key = name == "id" and kind in _TABLES
        if name not in cells and not is_table_key:
            _put(holder, _RENAMED.get(name, name), UNREADABLE, place)


def _put_member(
    table: Keyed, kind: str, cells: Row, row: int, problems: list[Problem], path: str
) -> None:
    """Put a source, person or issue under its id; a person's further row is a further office."""
    place, found = place_at(row, 1), cells["id"]
    named = {name: cell for name, cell in cells.items() if name != "id"}
    first = table.get(found.text)
    if isinstance(first, Keyed) and kind == "person":
        if another := list(_of_another(first, named, found, path)):
            problems.extend(another)
        else:
            _put_office(first, named, place, problems, path)
        return
    if first is not None:
        message = f"id {quoted(found.text)} is taken by another {kind}"
        hint = "give one of the two another id"
        problems.append(Problem(_where(found, path), message, hint))
        return
    member = Keyed(place)
    _put(table, found.text, member, _place(found))
    if kind == "person":
        _put_office(member, named, place, problems, path)
    else:
        _fill(member, kind, named, place, problems, path)


_OF_OFFICE = ("office", "class", "country", "from", "until")


def _of_another(first: Keyed, cells: Row, found: Cell, path: str) -> Iterator[Problem]:
    """Tell what a further row of a person says otherwise than the first: it is somebody else's."""
    start = where_at(path, first.place).line
    hint = "give one of the two another id, or write the same in both rows"
    is_told = False
    for name, other in (
        ("name", "another name"),
        ("camp", "another camp"),
        ("spellings", "other spellings"),
    ):
        if name not in cells or name not in first:
            continue
        here: Tree = cells[name].text
        there = first[name]
        if name == "spellings":
            here, there = " | ".join(members_of(cells[name].text)), " | ".join(map(str, there))  # type: ignore[arg-type]
        if " ".join(str(here).split()) != " ".join(str(there).split()):
            is_told = True
            message = f"id {quoted(found.text)} has {other} in row {start}: "
            message += f"{quoted(str(there))}, not {quoted(str(here))}"
            yield Problem(_where(cells[name], path), message, hint)
    if is_told:
        return
    if "office" not in cells:
        message = f"id {quoted(found.text)} is taken in row {start}, and this row adds no office"
        yield Problem(
            _where(found, path), message, "give one of the two another id, or add the office"
        )
    elif "kind" in first:
        message = f"id {quoted(found.text)} is taken in row {start} by an institution"
        yield Problem(_where(cells["office"], path), message, "give one of the two another id")


def _put_office(person: Keyed, cells: Row, place: int, problems: list[Problem], path: str) -> None:
    """Fill what a person's row says, and add its office; who holds none is an institution."""
    office = Keyed(place)
    has_office = "office" in cells
    for name, cell in cells.items():
        if has_office and name in _OF_OFFICE:
            _put_cell(office, name, cell, problems, path)
        elif name in ("from", "until"):
            message = f"{quoted(name)} is that of an office, and the row has none"
            problems.append(
                problem_at(_where(cell, path), message, "fill office, or empty the cell")
            )
        elif name not in person:
            _put_cell(person, name, cell, problems, path)
    if has_office:
        offices = person.get("offices")
        if not isinstance(offices, Listed):
            offices = Listed(place)
            _put(person, "offices", offices, place)
        _append(offices, office, place)
    elif "offices" not in person and "kind" not in person:
        _put(person, "kind", "institution", place)


def _put_cell(holder: Keyed, name: str, cell: Cell, problems: list[Problem], path: str) -> None:
    """Put a cell's value under its key."""
    column, place = name, _place(cell)
    name = _RENAMED.get(name, name)
    if name == "ages":
        audience = Keyed(place)
        _put(audience, "ages", cell.text, place)
        _put(holder, "audience", audience, place)
    elif name in _RECORDS or name in _PAIRS:
        if flaw := _flaw_of_pairs(column, cell.text):
            problems.append(Problem(_where(cell, path), *flaw))
            _put(holder, name, UNREADABLE, place)
        else:
            _put(holder, name, _pairs(name, cell.text, place), place)
    elif name in _LISTS:
        texts = Listed(place)
        for member in members_of(cell.text):
            _append(texts, member, place)
        _put(holder, name, texts, place)
    else:  # a spreadsheet writes truth in capitals
        _put(holder, name, cell.text.lower() if name in _TRUTHS else cell.text, place)


def _flaw_of_pairs(column: str, text: str) -> tuple[str, str] | None:
    """Return message and hint for a cell whose members are not all pairs, or whose keys are not."""
    form = _PAIR_FORMS[column]
    keys: dict[str, None] = {}
    for member in members_of(text):
        key, divider, value = _divided(column, member)
        if not divider:
            return f"{quoted(member)} in {column} has no =", f"write: {form}"
        if not key or not value:
            return (
                f"{quoted(member)} in {column} has nothing on one side of its =",
                f"write: {form}",
            )
        if column in _PAIRS and re.search(r"[,;] *[\w-]+ *= ", value):
            return f"the pairs in {column} are not divided", f"divide them by |: {form} | {form}"
        if column in _PAIRS and key in keys:
            return f"{quoted(key)} stands twice in {column}", "keep one of the two"
        keys[key] = None
    return None if keys else (f"{column} has no members", f"write: {form}")


def _pairs(name: str, text: str, place: int) -> Tree:
    """Return the mapping, or the list of records, that a cell of pairs stands for."""
    pairs, records = Keyed(place), Listed(place)
    for member in members_of(text):
        key, _, value = _divided(name, member)
        if name in _PAIRS:
            _put(pairs, key, value, place)
            continue
        record = Keyed(place)
        for part, words in zip(_RECORDS[name], (key, value), strict=True):
            _put(record, part, words, place)
        _append(records, record, place)
    return pairs if name in _PAIRS else records


def _divided(column: str, member: str) -> tuple[str, str, str]:
    """Return the two sides of a pair and what divides them."""
    if column == "distractors":
        return wrong_answer_in(member)
    key, found, value = member.partition(PAIR)
    return key.strip(), found, value.strip()


def _put(holder: Keyed, key: str, value: Tree, place: int) -> None:
    holder[key] = value
    holder.key_places[key] = holder.value_places[key] = place


def _append(listed: Tree, member: Tree, place: int) -> None:
    assert isinstance(listed, Listed)
    listed.append(member)
    listed.value_places.append(place)


# --------------------------------------------------------------------------- problems, in cells


def _in_cell(problem: Problem, table: Table) -> Problem:
    """Return a problem as somebody before a spreadsheet reads it."""
    where, message, hint = problem.where, problem.message, problem.hint
    if where.line == 0 or message.startswith("cell "):
        return problem
    if missing := _MISSING.match(message):
        column = _COLUMN_OF.get(missing[1], missing[1])
        where = replace(where, column=table.head.get(column, where.column))
        is_there = column in table.head
        message = f"{quoted(column)} is empty" if is_there else f"no column {quoted(column)}"
    message = re.sub(r"\bin line (\d+)", r"in row \1", message)
    name = {number: name for name, number in table.head.items()}.get(where.column, "")
    if name in _RENAMED:
        message = message.replace(f"{_RENAMED[name]} ", f"{name} ", 1)
    cell = table.rows.get(where.line, {}).get(name)
    if (
        "is not a date" in message
        and hint.startswith("write ")
        and cell
        and likely_dates(cell.text)
    ):
        hint += "; or give the whole column the date format YYYY-MM-DD"
    is_no_id = "is not an id" in message or "is unknown" in message
    if is_no_id and name in _LISTS and cell and (divided := _divided_by_commas(cell.text)):
        hint = f"divide by {BETWEEN}: {divided}"
    return problem_at(where, message, hint.removeprefix(f"{name}: ") if name else hint)


def _divided_by_commas(text: str) -> str:
    """Return a list whose members are divided by commas or semicolons as a cell should have it."""
    if BETWEEN in text or not re.search("[,;，；、]", text):
        return ""
    members = (member.strip() for member in re.split("[,;，；、]", text))
    return f" {BETWEEN} ".join(filter(None, members))


def _remarks(table: Table) -> Iterator[str]:
    """Yield what may be a slip and may be meant: lists that seem to be divided by commas."""
    for cells in table.rows.values():
        for name, cell in cells.items():
            if name in _LISTS_OF_TEXTS and (divided := _divided_by_commas(cell.text)):
                where = cell_name(cell.row, cell.column)
                yield (
                    f"cell {where}: {name} {quoted(cell.text)} was read as one; if it is several,"
                    f" divide by {BETWEEN}: {divided}"
                )
