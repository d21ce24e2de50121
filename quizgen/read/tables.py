"""Tables beside a bank -> facts: a row is a thing, and each cell of a declared column a fact of it.

What a column holds is said once, and looked at once. Of the cells little is left to be checked, and
thousands of them are read one after the other without a tree or a schema.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from quizgen.bank.bank import DeclaredProperty, Person, Source, Unit
from quizgen.bank.dates import Date, usual_as_of
from quizgen.bank.facts import Claim, CuratedDistractor, Event, Fact, Property, Quantity, Term
from quizgen.bank.pictures import PictureFile
from quizgen.bank.tables import ROLES, Table, TableColumn
from quizgen.errors import (
    BankError,
    Problem,
    RefusedFileError,
    Where,
    counted,
    guess,
    quoted,
)
from quizgen.ids import ID, LONGEST_ID, seal_of, slug_of
from quizgen.language.names import agreeing, is_several, name_in_sentence
from quizgen.language.sentences import fill, is_abbreviation
from quizgen.language.words import Language
from quizgen.read.cells import (
    column_name,
    members_of,
    problem_at,
    read_cell,
    read_records,
    values_of,
    wrong_answer_in,
)
from quizgen.read.checks import MOST_WORDS_OF_SHORT, Flaw, check_property, check_slots
from quizgen.read.dates import IN_FIGURES, DateError, parse_date
from quizgen.read.digits import in_digits, two_numbers
from quizgen.read.draft import Draft
from quizgen.read.given import Given
from quizgen.read.nodes import Steps
from quizgen.read.pictures import ReadBeside
from quizgen.read.schema import number_of
from quizgen.values import dataclass

KEYS_OF: Mapping[str, tuple[str, ...]] = {
    "property": (
        "is",
        "name",
        "asks",
        "asks_alone",
        "says",
        "asks_back",
        "asks_back_all",
        "many",
        "mutual",
        "one_to_one",
        "shared",
        "common",
        "date_order",
        "minus",
    ),
    "quantity": ("unit", "asks", "says", "least", "most"),
    "event": ("short", "asks", "heading", "date_order", "minus"),
}
"""What else may be said of a column that holds it."""
KEYS_OF_FACTS: Mapping[str, tuple[str, ...]] = {
    "property": ("accept", "distractors", "skip", "status"),
    "quantity": ("accept", "distractors", "skip", "status"),
    "event": ("accept", "skip", "status"),
    "term": ("accept", "distractors", "skip", "status"),
}
"""What may be said of the facts of such a column, as of facts in a bank."""
OF_CELLS = ("date_order", "minus")
"""What is said of the cells of a column, whoever declares its property."""
_IS_PLAIN = re.compile(r"[A-Za-z0-9.+-](?:[A-Za-z0-9 ,.'&/+-]{0,80}[A-Za-z0-9.])?").fullmatch
"""Tells of a cell by one look that it holds nothing to be told of, and no space at its ends."""
_IS_WHOLE = re.compile(r"0|[1-9][0-9]{0,14}").fullmatch
"""Tells of a number that it is the same in every language."""
_IS_YEAR = re.compile(r"[0-9]{4}").fullmatch
AND_SO = ", and so with"
_HASHED = 8
"""Letters of a hash."""
_LONGEST_OF_ROW = LONGEST_ID - 20
"""Letters of a row in the ids of its facts, which its columns end."""
_BEYOND = {False: "more than such a number can be", True: "less than such a number can be"}
LISTED = 8
"""So many columns of a table are named at most where one is looked for."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """What of its bank a table refers to."""

    sources: Mapping[str, Source]
    people: Mapping[str, Person]
    properties: Mapping[str, DeclaredProperty]
    pictures: Mapping[str, PictureFile]
    units: Mapping[str, Unit]
    as_of: Date | None
    language: Language | None


def read_tables(
    draft: Draft, tables: Sequence[Table], known: Known, read_beside: ReadBeside | None
) -> Given:
    """Return what the tables of a bank bring to it; keep a problem for all that is wrong in them.

    Without a way to the files nothing is read, only what the bank says of them.
    """
    properties, units = _declared(draft, tables, known)
    facts: list[Fact] = []
    seen: list[Table] = []
    also_called: dict[str, tuple[str, ...]] = {}
    for place, table in enumerate(tables):
        all_declared = {**known.properties, **properties}
        reader = _Reader(draft, place, table, known, all_declared, also_called)
        if read_beside is not None and not reader.has_flaws:
            facts += reader.read(read_beside)
        seen.append(replace(table, remark=reader.remark))
    return Given(
        facts=tuple(facts),
        properties=properties,
        units=units,
        also_called=also_called,
        tables=tuple(seen),
    )


# ------------------------------------------------------------------------- what the bank says


def _declared(
    draft: Draft, tables: Sequence[Table], known: Known
) -> tuple[Mapping[str, DeclaredProperty], Mapping[str, Unit]]:
    """Return the properties and units that the columns of tables declare."""
    properties: dict[str, DeclaredProperty] = {}
    units: dict[str, Unit] = {}
    shipped = known.language.units if known.language else {}
    for table in tables:
        for column in table.columns.values():
            if column.property and column.property not in known.properties:
                properties.setdefault(column.property, _property_of(column, table))
            unit = column.unit
            if column.quantity and unit and unit not in (*known.units, *shipped):
                form = f"{{n}} {unit}"
                units[unit] = Unit(one=form, many=form, name=column.unit)
    return properties, units


def _property_of(column: TableColumn, table: Table) -> DeclaredProperty:
    return DeclaredProperty(
        of=table.class_,
        is_=column.is_ or "text",
        name=column.name,
        asks=column.asks,
        asks_alone=column.asks_alone,
        says=column.says,
        asks_back=column.asks_back,
        asks_back_all=column.asks_back_all,
        many=column.many,
        mutual=column.mutual,
        one_to_one=column.one_to_one,
        shared=column.shared,
        where=column.where,
    )


def check_table(table: Table, properties: Mapping[str, DeclaredProperty]) -> Iterator[Flaw]:
    """Check that each column holds one thing, and is asked and said so that its cells fit."""
    if not table.columns:
        yield ("columns",), "the table has no columns", "say what its columns hold"
    for name, column in table.columns.items():
        if column.status not in ("", "settled") and not table.source:
            hint = "name the table’s source, or leave status out"
            message = f"what is {column.status} needs a source that says so"
            yield ("columns", name, "status"), message, hint
        for way, message, hint in _check_column(column, table, properties):
            yield ("columns", name, *way), message, hint


def _check_column(
    column: TableColumn, table: Table, properties: Mapping[str, DeclaredProperty]
) -> Iterator[Flaw]:
    roles = [role for role in ROLES if getattr(column, role)]
    if len(roles) != 1:
        said = f"says {' and '.join(roles)}" if roles else "does not say what it holds"
        yield (), f"the column {said}", f"write one of {', '.join(ROLES)}"
        return
    (role,) = roles
    for key in dict.fromkeys(key for other in ROLES for key in _keys_of(other)):
        if _says(column, key) and key not in _keys_of(role):
            hint = f"delete it: it belongs to {' or '.join(map(_named, _roles_with(key)))}"
            yield (key,), f"a column of {_named(role)} has no {key}", hint
    match role:
        case "property":
            if not ID.fullmatch(column.property):
                hint = f"write it as an id, and the words under name: {slug_of(column.property)}"
                yield ("property",), f"property {quoted(column.property)} is not an id", hint
            own = [key for key in KEYS_OF[role] if _says(column, key) and key not in OF_CELLS]
            if column.property in properties and own:
                message = f"{quoted(column.property)} is declared under properties"
                yield (own[0],), message, f"say {own[0]} there, and not here"
            yield from check_property(_property_of(column, table))
        case "quantity":
            yield from _check_pattern("asks", column.asks, ("subject",))
            yield from _check_pattern("says", column.says, ("subject", "value"))
        case "event":
            yield from _check_pattern("event", column.event, ("subject",))
            yield from _check_pattern("short", column.short, ("subject",))
            yield from _check_pattern("asks", column.asks, ("subject",))
        case _:
            pass


def _keys_of(role: str) -> tuple[str, ...]:
    return (*KEYS_OF.get(role, ()), *KEYS_OF_FACTS.get(role, ()), "empty")


def _says(column: TableColumn, key: str) -> bool:
    said = getattr(column, "is_" if key == "is" else key)
    return said is not None and said not in ("", False, ())


def _roles_with(key: str) -> Iterator[str]:
    return (role for role in ROLES if key in _keys_of(role))


def _named(role: str) -> str:
    names = {"event": "an event", "tag": "tags", "also_called": "other names"}
    return names.get(role, f"a {role}")


def _check_pattern(key: str, words: str, slots: tuple[str, ...]) -> Iterator[Flaw]:
    if words:
        yield from check_slots(key, words, slots)
        if words.rstrip().endswith(("?", "!", ".")) and not is_abbreviation(words):
            hint = "it is set into a sentence: delete the sign"
            yield (key,), f"{key} ends with {quoted(words.rstrip()[-1])}", hint


# ----------------------------------------------------------------------------- what a table says


class _Reader:
    """Reads one table; what is wrong in many cells of a column is told once, at the first."""

    def __init__(
        self,
        draft: Draft,
        place: int,
        table: Table,
        known: Known,
        properties: Mapping[str, DeclaredProperty],
        also_called: dict[str, tuple[str, ...]],
    ) -> None:
        self.draft, self.place, self.table, self.known = draft, place, table, known
        self.properties, self.also_called = properties, also_called
        self.has_flaws, self.remark = False, ""
        self.as_of = self._as_of(None)
        for way, message, hint in check_table(table, known.properties):
            self.has_flaws = True
            draft.report(("tables", place, *way), message, hint)
        folder = draft.path.rpartition("/")[0]
        self.path = f"{folder}/{table.file}" if folder else table.file
        self.found: dict[tuple[int, str], list[Any]] = {}
        self.beside: dict[tuple[str, str], int] = {}
        """Key and name of a column -> the place of the column that has its other answers."""
        self.empty: dict[int, tuple[str, ...]] = {}
        """Place of a column -> what stands in its cells where nothing is known."""
        self.cells: dict[int, list[str]] = {}
        """Place of a column -> its cells."""
        self.forms: dict[int, Any] = {}
        """Place of a column -> how its dates are written, where one is not as banks have them."""

    def read(self, read_beside: ReadBeside) -> list[Fact]:
        """Return the facts of its cells."""
        way = ("tables", self.place)
        try:
            records = read_records(read_beside(self.table.file), self.path)
        except RefusedFileError as error:
            self.draft.report((*way, "file"), error.message, error.hint)
            return []
        except BankError as error:
            self.draft.problems.extend(error.problems)
            return []
        self.remark = records.remark.removesuffix(".")
        head: dict[str, int] = {}
        for at, cell in enumerate(records.rows[0]):
            head.setdefault(column_name(cell), at)
        numbers = {
            "subject": self._column(head, self.table.subject, "subject"),
            "id": self._column(head, self.table.id, "id"),
        }
        columns = [
            (number, _slug_of_column(name), self._maker(column, number), column)
            for name, column in self.table.columns.items()
            if (number := self._column(head, name, "columns", name)) is not None
        ]
        beside = [
            (key, name, self._column(head, helper, "columns", name, key))
            for name, column in self.table.columns.items()
            for key in ("accept", "distractors")
            if (helper := getattr(column, key))
        ]
        if None in (*numbers.values(), *(at for *_, at in beside)) or len(columns) < len(
            self.table.columns
        ):
            return []
        self.beside = {(key, _slug_of_column(name)): at or 0 for key, name, at in beside}
        self.empty = {at: column.empty for at, _, _, column in columns if column.empty}
        self.cells = {
            at: [row[at] for row in records.rows[1:] if at < len(row)] for at, *_ in columns
        }
        facts = self._facts(records.rows, numbers["subject"] or 0, numbers["id"] or 0, columns)
        self._tell()
        return facts

    def _column(self, head: Mapping[str, int], name: str, *way: str) -> int | None:
        """Return the place of a column in a row, from 0; None after telling that there is none."""
        found = head.get(column_name(name))
        if found is None:
            there = [each for each in head if each]
            listed = ", ".join(there[:LISTED]) + (" …" if len(there) > LISTED else "")
            message = f"{self.path} has no column {quoted(name)}"
            hint = f"{guess(column_name(name), there)}its columns: {listed}"
            steps: Steps = ("tables", self.place, *way)
            is_key = way[0] == "columns" and way[-1] == name
            report = self.draft.report_key if is_key else self.draft.report
            report(steps, message, hint)
        return found

    def _facts(
        self,
        rows: Sequence[Sequence[str]],
        subject_at: int,
        id_at: int,
        columns: Sequence[tuple[int, str, "_Maker", TableColumn]],
    ) -> list[Fact]:
        rows_of: dict[str, tuple[str, int]] = {}
        """Id of a row -> what it is about, and its number."""
        things: dict[str, tuple[int, int]] = {}
        """What a row is about -> where its facts begin and end."""
        facts: list[Fact] = []
        core, left_out = (
            {_id_of_row(each) for each in ids} for ids in (self.table.core, self.table.leave_out)
        )
        seen: set[str] = set()
        """The ids of rows that are left out and are there."""
        makers = [each for each in columns if not (each[3].tag or each[3].also_called)]
        beside = [each for each in columns if each[3].tag or each[3].also_called]
        for number, row in enumerate(rows[1:], start=2):
            if not any(row):
                continue
            if (
                left_out
                and (slug := _id_of_row(row[id_at] if id_at < len(row) else "")) in left_out
            ):
                seen.add(slug)
                continue
            subject, own_id = self._cell(row, number, subject_at), self._cell(row, number, id_at)
            slug = _id_of_row(own_id)
            article = "" if self.table.article == "values" else self.table.article
            subject = self._named_as_said(subject, article, self.table.common)
            if not (subject and slug):
                if any(map(str.strip, row)):
                    self._tell_nameless(number, subject_at, id_at, subject, own_id)
                continue
            about, first = rows_of.setdefault(slug, (subject, number))
            if about != subject:
                message = f"id {quoted(own_id)} stands in row {first} already"
                self._keep(number, id_at, message, "give each row an id of its own")
                continue
            tags: list[str] = []
            for at, name, _, column in beside:
                members = members_of(self._cell(row, number, at))
                if column.tag:
                    tags += [_tag_of(member, name) for member in members]
                elif members:
                    known = (*self.also_called.get(subject, ()), *members)
                    self.also_called[subject] = tuple(dict.fromkeys(known))
            of_row = tuple(dict.fromkeys(tags))
            begin = len(facts)
            for at, name, make, column in makers:
                if (text := self._cell(row, number, at)) and (claim := make(text, subject, number)):
                    fact = self._fact(f"{slug}-{name}", claim, column, of_row, number, at)
                    fact = self._with_answers(fact, name, row, number) if self.beside else fact
                    fact = replace(fact, core=True) if slug in core else fact
                    if subject not in things or not self._joins(facts, things[subject], fact, text):
                        facts.append(fact)
            things.setdefault(subject, (begin, len(facts)))
        self._tell_unknown("core", self.table.core, rows_of)
        self._tell_unknown("leave_out", self.table.leave_out, dict.fromkeys(seen))
        return facts

    def _tell_unknown(self, key: str, rows: Sequence[str], rows_of: Mapping[str, object]) -> None:
        """Tell which rows are named under a key and are not there."""
        for number, named in enumerate(rows):
            if _id_of_row(named) not in rows_of:
                way = ("tables", self.place, key, number)
                message = f"no row has the id {quoted(named)}"
                hint = (
                    guess(named, [*rows_of]) or f"write what stands in the column {self.table.id}"
                )
                self.draft.report(way, message, hint)

    def _joins(self, facts: list[Fact], of_thing: tuple[int, int], fact: Fact, text: str) -> bool:
        """Bring a fact together with that of an earlier row about the same thing.

        What is alike is one fact, and of a property of which there may be several the values are
        brought together. False if there is nothing to bring it together with.
        """
        number, at = fact.where.line, fact.where.column - 1
        for place in range(*of_thing):
            held = facts[place]
            if held.where.column - 1 != at:
                continue
            was, new = held.claim, fact.claim
            if was == new:
                return True
            if isinstance(was, Property) and isinstance(new, Property) and self._has_many(new):
                facts[place] = replace(held, claim=_with_values(was, new))
                return True
            if held.id != fact.id:
                return False  # of a row with an id of its own: whether both can be, others judge
            hint = "keep one of the two, or tell the two rows apart by what they are about"
            if isinstance(new, Property):
                hint += (
                    f"; if a {self.table.class_} may have several, write many: true of the column"
                )
            message = f"{quoted(text)} stands here, and another in row {held.where.line}"
            self._keep(number, at, f"{message}, of the same {self.table.class_}", hint)
            return True
        return False

    def _cell(self, row: Sequence[str], number: int, at: int) -> str:
        """Return the text of a cell; empty where it holds nothing that can be used."""
        if at >= len(row) or not row[at]:
            return ""
        text, flaw = row[at], None
        if not _IS_PLAIN(text):  # as nearly all are
            text, flaw = read_cell(text)
        if flaw:
            self._keep(number, at, *flaw)
            return ""
        return "" if at in self.empty and text in self.empty[at] else text

    def _named_as_said(self, name: str, article: str, is_common: bool) -> str:
        """Return a name of the table as it stands in a sentence."""
        language = self.known.language
        if not (name and language and (article or is_common)):
            return name
        return name_in_sentence(name, article, is_common, language)

    def _tell_nameless(
        self, number: int, subject_at: int, id_at: int, subject: str, own_id: str
    ) -> None:
        if own_id and not slug_of(own_id):
            message = f"id {quoted(own_id)} has no letter from a to z and no digit"
            self._keep(number, id_at, message, "take another column for id")
        elif not own_id:
            hint = "fill it: by it the facts of the row are known, whatever else changes"
            self._keep(number, id_at, "the row has no id", hint)
        elif not subject:
            self._keep(number, subject_at, "the row does not say what it is about", "fill the cell")

    def _with_answers(self, fact: Fact, name: str, row: Sequence[str], number: int) -> Fact:
        """Return a fact with the other answers and the wrong ones that stand in its row."""
        at = self.beside.get(("accept", name))
        if at is not None and (text := self._cell(row, number, at)):
            fact = replace(fact, accept=tuple(dict.fromkeys(members_of(text))))
        at = self.beside.get(("distractors", name))
        if at is not None and (text := self._cell(row, number, at)):
            fact = replace(fact, distractors=tuple(self._wrong_answers(text, fact, number, at)))
        return fact

    def _wrong_answers(
        self, text: str, fact: Fact, number: int, at: int
    ) -> Iterator[CuratedDistractor]:
        """Yield the wrong answers of a cell, each with what it is; what is none is told."""
        form = "write: wrong answer = what it is"
        for member in members_of(text):
            answer, divider, what = wrong_answer_in(member)
            if not (answer and divider and what):
                self._keep(number, at, f"{quoted(member)} does not say what it is instead", form)
                continue
            if isinstance(fact.claim, Quantity):
                language = self.known.language
                answer = in_digits(answer, language) if language else answer
                if number_of(answer) is None:
                    message = f"the wrong answer {quoted(answer)} to a quantity is not a number"
                    self._keep(number, at, message, "write digits, without the unit")
                    continue
            where = Where(self.path, number, at + 1)
            yield CuratedDistractor(text=answer, why_wrong=what, where=where)

    def _fact(
        self,
        fact_id: str,
        claim: Claim,
        column: TableColumn,
        tags: tuple[str, ...],
        number: int,
        at: int,
    ) -> Fact:
        date = claim.date if isinstance(claim, Event) else None
        if len(fact_id) > LONGEST_ID:
            message = f"the fact’s id would be {fact_id}, which has {len(fact_id)} letters"
            self._keep(number, at, message, f"shorten the row’s id: {LONGEST_ID} in all at most")
        if date and self.known.as_of and self.known.as_of.is_before(date):
            message = f"date {date.text} is later than the bank’s as_of, {self.known.as_of.text}"
            self._keep(number, at, message, "check the date, or raise the bank’s as_of")
        return Fact(
            id=fact_id,
            claim=claim,
            source=self.table.source,
            as_of=self.as_of if date is None else self._as_of(date),
            status=column.status or "settled",
            tags=tags,
            skip=column.skip,
            where=Where(self.path, number, at + 1),
        )

    def _as_of(self, date: Date | None) -> Date | None:
        """Return as of when a fact of the table is known, of that date or of none."""
        source = self.known.sources.get(self.table.source)
        return usual_as_of(date, source.date if source else None, self.known.as_of)

    def _maker(self, column: TableColumn, at: int) -> "_Maker":
        """Return what makes a claim of a cell; None where the cell cannot be one, which is told."""
        words = self.known.language.properties if self.known.language else None
        if column.property:
            return self._maker_of_property(column, at)
        if column.quantity:
            name = column.quantity
            asks = self._filler(column.asks or (words.asks if words else ""), property=name)
            says = self._filler(
                column.says or (words.says if words else ""), property=name, value="{value}"
            )
            unit, language = column.unit, self.known.language
            least, most = column.least, column.most

            def quantity(text: str, subject: str, row: int) -> Claim | None:
                digits = text
                if language and not _IS_WHOLE(text):
                    if flaw := two_numbers(text, language):
                        self._keep(row, at, *flaw)
                        return None
                    digits = in_digits(text, language)
                number = number_of(digits)
                if number is None:
                    self._keep_number(row, at, text)
                    return None
                if (least is not None and number < least) or (most is not None and number > most):
                    message = f"{quoted(text)} is {_BEYOND[most is None or number <= most]}"
                    self._keep(row, at, message, "correct the cell, or the column’s least and most")
                    return None
                return Quantity(
                    kind="quantity",
                    subject=subject,
                    class_=self.table.class_,
                    attribute=name,
                    asks=asks(subject),
                    says=says(subject),
                    value=number,
                    unit=unit,
                    least=least,
                    most=most,
                )

            return quantity
        if column.event:
            happened, called = (
                self._filler(each) for each in (column.event, column.short or column.event)
            )
            asked = self._filler(column.asks)

            def event(text: str, subject: str, row: int) -> Claim | None:
                date = self._date(text, row, at, column)
                what, short = happened(subject), called(subject)
                if column.heading and not column.short:
                    short = _shortened(short)
                elif (over := len(short.split()) - MOST_WORDS_OF_SHORT) > 0:
                    # The pattern is said once for all rows: what is long is the name of this one.
                    room = len(subject.split()) - over
                    short = called(_shortened(subject, room)) if room > 1 else short
                if len(short.split()) > MOST_WORDS_OF_SHORT:
                    length = counted(len(short.split()), "word")
                    message = f"short would be {quoted(short)}, of {length}"
                    hint = f"at most {MOST_WORDS_OF_SHORT} fit on a timeline: say less under short"
                    self._keep(row, at, message, hint)
                if date is None:
                    return None
                return Event(
                    kind="event",
                    what=what,
                    asks=asked(subject),
                    short=short,
                    heading=column.heading,
                    date=date,
                )

            return event
        relation = column.term or "means"
        return lambda text, subject, row: Term(
            kind="term", term=subject, meaning=text, relation=relation, class_=self.table.class_
        )

    def _filler(self, pattern: str, **values: str) -> Callable[[str], str]:
        """Return what puts a subject into a pattern, whose verb then goes with it."""
        filled, language = _filler(pattern, **values), self.known.language
        if not (language and language.subject_verbs):
            return filled
        group = next(iter(language.plural_names), "")  # any: the verb is the same beside all
        plural = agreeing(pattern, group, self.table.class_, language)
        if plural == pattern:
            return filled
        many = _filler(plural, **values)
        return lambda subject: (many if is_several(subject, language) else filled)(subject)

    def _maker_of_property(self, column: TableColumn, at: int) -> "_Maker":
        which = column.property
        declared = self.properties[which]
        people = _by_name(self.known.people) if declared.is_ == "person" else {}
        has_words = declared.is_ in ("text", "person")
        of_values = "names" if self.table.article and has_words else ""

        def claim(text: str, subject: str, row: int) -> Claim | None:
            values = tuple(values_of(text)) if declared.many else (text,)
            if declared.is_ == "person":
                values = tuple(people.get(value.casefold(), value) for value in values)
            if of_values or column.common:
                values = tuple(self._named_as_said(v, of_values, column.common) for v in values)
            if declared.is_ == "picture" and (unknown := [*filter(self._lacks_picture, values)]):
                hint = "write an id of pictures, not a file: pictures says which file it is"
                self._keep(row, at, f"picture {quoted(unknown[0])} is unknown", hint)
                return None
            if declared.is_ not in ("date", "year"):
                return Property(kind="property", subject=subject, property=which, value=values)
            dates = [self._date(value, row, at, column) for value in values]
            wide = next((date for date in dates if date and date.precision != "year"), None)
            if declared.is_ == "year" and wide:
                self._keep(row, at, f"{quoted(wide.text)} is not a year", "write the year alone")
            if None in dates:
                return None
            return Property(
                kind="property",
                subject=subject,
                property=which,
                value=values,
                dates=tuple(date for date in dates if date),
            )

        return claim

    def _has_many(self, claim: Property) -> bool:
        return self.properties[claim.property].many

    def _lacks_picture(self, name: str) -> bool:
        return name not in self.known.pictures

    def _date(self, text: str, row: int, at: int, column: TableColumn) -> Date | None:
        """Return the date of a cell; all cells of the column may tell how it is meant."""
        if _IS_YEAR(text) or (len(text) == 10 and IN_FIGURES.fullmatch(text)):
            try:
                return parse_date(text)
            except DateError:
                pass
        from quizgen.read import column_dates  # only who needs it waits

        if at not in self.forms:
            found = column_dates.form_of(self.cells.get(at, ()))
            self.forms[at] = replace(found, order=column.date_order, minus=column.minus)
        try:
            return column_dates.parse_cell(text, self.forms[at])
        except DateError as error:
            hint = column_dates.hint_of(text, self.forms[at])
            self._keep(row, at, f"{quoted(text)} {error}", hint)
            return None

    # ------------------------------------------------------------------------------- problems

    def _keep_number(self, row: int, at: int, text: str) -> None:
        from quizgen.read.numbers import number_hint  # only who has made a slip waits for it

        hint = number_hint(text).partition(", with qualifier")[0]  # which a table has none for
        if not re.search(r"\d", text):
            hint = (
                "leave the cell empty where nothing is known, or name what stands there under empty"
            )
        self._keep(row, at, f"{quoted(text)} is not a number", hint)

    def _keep(self, row: int, at: int, message: str, hint: str) -> None:
        """Keep a problem of a cell, once for all cells of a column of which the like is to be said.

        Two are alike if they differ in what they quote.
        """
        alike = (at, re.sub(r"'[^']*'|\d+", "", message))
        if alike in self.found:
            self.found[alike][-1] += 1
        else:
            self.found[alike] = [row, message, hint, 0]

    def _tell(self) -> None:
        for (at, _), (row, message, hint, more) in self.found.items():
            if more:
                message += f"{AND_SO} {counted(more, 'more cell')} of this column"
            self.draft.problems.append(problem_at(Where(self.path, row, at + 1), message, hint))


def alone(problem: Problem) -> Problem:
    """Return a problem of a cell without the number of others of which the like is to be said."""
    return replace(problem, message=problem.message.partition(AND_SO)[0])


_Maker = Callable[[str, str, int], Claim | None]
"""Makes a claim of a cell's text, of the subject of its row, whose number it gets to tell of."""


def _id_of_row(own_id: str) -> str:
    """Return what the cell that a row is known by makes of ids; a sentence goes by its beginning.

    >>> _id_of_row("Ag"), _id_of_row("the people of Rapa Nui " * 4)
    ('ag', 'the-people-of-rapa-nui-the-people-of-rapa-nui-the-70699c66')
    """
    slug = slug_of(own_id)
    if len(slug) <= _LONGEST_OF_ROW:
        return slug
    begin = (
        slug[: _LONGEST_OF_ROW - _HASHED].rpartition("-")[0] or slug[: _LONGEST_OF_ROW - _HASHED]
    )
    return f"{begin}-{seal_of(own_id)[:_HASHED]}"


def _with_values(was: Property, new: Property) -> Property:
    """Return a property with the values of both, each once."""
    value = tuple(dict.fromkeys((*was.value, *new.value)))
    return replace(was, value=value, dates=tuple(dict.fromkeys((*was.dates, *new.dates))))


_BREAK = re.compile(r" ?[,;:/(–—]")
"""Where a heading may end before its end."""


def _shortened(heading: str, most: int = MOST_WORDS_OF_SHORT) -> str:
    """Return a heading in so many words as fit on a timeline.

    >>> _shortened("eruption of Mount Vesuvius / destruction of Pompeii and of other towns")
    'eruption of Mount Vesuvius'
    >>> _shortened("Gregory XIII starts the calendar that is named after him and used today")
    'Gregory XIII starts the calendar that is …'
    """
    words = heading.split()
    if len(words) <= most:
        return heading
    for end in reversed([*_BREAK.finditer(heading)]):
        begin = heading[: end.start()].rstrip()
        if 2 <= len(begin.split()) <= most:
            return begin
    return " ".join(words[: most - 1]) + " …"


def _filler(pattern: str, **values: str) -> Callable[[str], str]:
    """Return what puts a subject into a pattern; nearly all are put there as they stand.

    Only at a sign may two meet that do not go together.
    """
    parts = fill(pattern, subject="\0", **values).split("\0") if pattern else []
    if len(parts) != 2 or "“" in parts[0]:
        return lambda subject: fill(pattern, subject=subject, **values) if pattern else ""
    before, after = parts

    def filled(subject: str) -> str:
        if subject[0].isalnum() and subject[-1].isalnum():
            return f"{before}{subject}{after}"
        return fill(pattern, subject=subject, **values)

    return filled


def _slug_of_column(name: str) -> str:
    """Return a column's name as a part of ids; one without a letter from a to z goes by a hash."""
    return slug_of(name.replace("_", " ")) or seal_of(name)[:_HASHED]


def _tag_of(text: str, column: str) -> str:
    """Return a cell as a tag; a bare number is told by its column.

    >>> _tag_of("Noble gas", "family"), _tag_of("18", "group")
    ('noble-gas', 'group-18')
    """
    slug = slug_of(text)
    return f"{column}-{slug}" if not slug or slug.replace("-", "").isdigit() else slug


def _by_name(people: Mapping[str, Person]) -> Mapping[str, str]:
    """Return the ids of people by their ids, names and spellings, in lower case."""
    found: dict[str, str] = {}
    for key, person in people.items():
        for name in (key, person.name, *person.spellings):
            found.setdefault(name.casefold(), key)
    return found
