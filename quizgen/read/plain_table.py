"""A table of things from elsewhere, one thing a row -> the bank that names it and its columns.

What a column holds is guessed by its name and its cells, and said, so that an author mends a guess
in one line of the bank; the table stays as it is.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from statistics import median

from quizgen.bank.dates import Date
from quizgen.errors import BankError, Problem, Where, counted, quoted
from quizgen.errors import guess as guess_name
from quizgen.ids import slug_of
from quizgen.language.words import Language
from quizgen.read.cells import (
    BETWEEN,
    Records,
    column_name,
    letters_of,
    members_of,
    problem_at,
    values_of,
)
from quizgen.read.column_dates import (
    DateForm,
    DateOrder,
    Minus,
    form_of,
    lacks_order,
    may_be_years,
    parse_cell,
    whole_of,
)
from quizgen.read.dates import DateError
from quizgen.read.digits import in_digits
from quizgen.read.facts_csv import tells_kinds
from quizgen.read.headings import has_unit, singular_of, starts_with_capitals
from quizgen.read.other_files import holds_questions
from quizgen.read.schema import DECIMAL_PATTERN
from quizgen.values import dataclass

LONGEST_CELL = 40
"""Letters: what is longer by half of the cells is told, and not asked for."""
FEWEST_FILLED = 4
"""Cells: with fewer there are no wrong answers."""
MOST_COLUMNS = 12
"""A bank is begun with so many at most, the first of them; the others are listed for its author."""
_LISTED = 8
"""So many columns are named at most where several are told of."""

_SUBJECTS = (
    "name", "title", "country", "element", "city", "term", "planet", "river", "president", "state",
    "moon", "satellite", "mountain", "lake", "island", "ocean", "continent", "animal", "plant",
    "species", "book", "novel", "film", "painting", "monarch", "king", "battle", "invention",
    "airport", "bird", "bone", "breed", "bridge", "building", "canton", "castle", "chancellor",
    "composer", "constellation", "currency", "desert", "dinosaur", "disease", "emperor", "explorer",
    "galaxy", "god", "inventor", "language", "mineral", "museum", "opening", "painter", "peak",
    "pope", "ruler", "saint", "scientist", "sea", "tree", "volcano", "war", "label",
)  # fmt: skip
"""What a column is called that names what its row is about."""
_SOME_NAME = "some name"
"""Stands for columns such as “ruler name”, and “scientific name”, which is but another one."""
_NO_THINGS = ("name", "title", "term", "label")
"""Of these, what does not say of what kind the things are: words may be called so, too."""
_EVENTS = ("event", "events", "what", "what_happened", "happened", "headline", "milestone")
_ROW_MARKS = (
    "id", "ids", "idx", "index", "qid", "wikidata", "wikidata_id", "wikidata_qid", "slug", "uid",
    "uuid", "guid", "row", "row_id", "record", "record_id", "img", "image", "img_url", "photo",
    "thumbnail",
)  # fmt: skip
"""What a column is called that tells rows apart, or shows a thing, and says nothing of it."""
_MARKS_BEHIND = ("_id", "_qid", "_slug", "_uid", "_uuid")
_COORDINATES = (
    "lat", "latitude", "lng", "lon", "long", "longitude", "coordinates", "coords", "x", "y",
)  # fmt: skip
_FINE = re.compile(r"-?\d+\.\d+")
"""A number that a map program wrote, and nobody learns."""
_FINEST = re.compile(r"-?\d+\.\d{7,}")
"""What a computer reckoned from pounds or inches: 5.8967008100000005."""
_IDS = ("id", "code", "symbol", "iso", "cca2", "cca3", "iso2", "iso3", "alpha_2", "alpha_3", "no")
_YEAR = re.compile(r"[12]\d{3}")
_YEARS = re.compile(
    "year|date|since|until|from|born|died|birth|death|began|begin|start|end|took|open|built"
    "|found|discover|invent|publish|releas|launch|sign|adopt|join|elect|reign|rule|independen|war"
    "|left|came|compos|written|wrote|perform|premier|paint|creat|complet|establish|crown|coronat"
    "|describ|attest|inscri|mention|record|observ|accession|abdicat|marri|first|when|construct|won|lost|fought|dob|dod|lived|life"
)
"""What heads say of years. A height may have four digits, too."""
_UNIT = re.compile(r"[(\[].*")
_DATES = ("year", "years", "date", "dates", "when")
"""Columns that hold dates, whatever stands in some of their cells."""
_NOTHING = frozenset(
    {"NA", "N/A", "n/a", "N.A.", "?", "??", "-", "--", "–", "—", "..", "...", "…", "#N/A", "TBD"}
    | {"unknown", "Unknown", "not known", "Not known", "null", "NULL", "nan", "NaN"}
)
"""What tables have in cells of which nothing is known; `NA` may be the code of something, too."""
_CODE = re.compile("[A-Z]{2}")
_YES_AND_NO = frozenset(("yes", "no", "true", "false", "x", "✓", "y", "n"))
_BITS = {"0", "1"}
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_BEGINS_WITH_NUMBER = re.compile(r"[~≈<>±+−-]?\d|[\[{]")
_ONE_TO_ONE = (
    "capital", "capital city", "symbol", "chemical symbol", "atomic number", "flag", "abbreviation",
    "iso code", "country code", "licence plate", "scientific name", "latin name",
)  # fmt: skip
"""What things of one sort have one of each, which no other has."""
_HALF = 2
_FEW = 10
"""One of so many things is an exception."""
_ODD = 5
"""One cell of so many at most may hold something else than the numbers or dates of its column."""
_MOST_ODD = 6
"""So many different ones at most are listed as those that hold nothing."""
_OF_FACTS = frozenset(
    {"kind", "speaker", "verb", "gist", "about", "asks", "says", "attribute", "relation", "actor"}
    | {"stances", "stance", "qualifier", "source_kind", "at", "because_of", "distractors"}
)
"""Columns that only a table of facts has; title, author and country are anyone's."""
_MOST_ALIKE = 0.75
"""Of a column that names the things of rows: so many different ones it has at least for a row."""
_NUMBER = re.compile(DECIMAL_PATTERN)
_PLAIN = re.compile(r"[A-Za-z][\w -]*\w|[A-Za-z]")


@dataclass(frozen=True)
class Guess:
    """What a column seems to hold."""

    number: int
    """From 1."""
    head: str
    holds: str
    """`property`, `year`, `date`, `quantity`, `count`, `event` for the date of what the rows are
    about, or nothing for what is passed over."""
    why: str = ""
    """Why it is passed over."""
    empty: tuple[str, ...] = ()
    """What stands in its cells where nothing is known."""
    many: bool = False
    """Whether a thing may have several of what it holds."""
    is_one_to_one: bool = False
    """Whether no two things in the world share what it holds, but for a few."""
    shared: tuple[str, ...] = ()
    """What a few share all the same."""
    is_capitalised: bool = False
    """Whether most of its cells begin with a capital and go on in small letters: Gas giant."""
    date_order: DateOrder = ""
    """Of days in numbers, which of day and month comes first."""
    minus: Minus = ""
    """Of years, what a minus before one means."""
    of_parts: tuple[str, ...] = ()
    """What stands in its cells and names a part of a century or decade, which is read whole."""
    unclear: str = ""
    """A day in numbers, where no cell tells which of day and month comes first."""


@dataclass(frozen=True, kw_only=True)
class PlainTable:
    """What a table of things seems to hold."""

    subject: Guess
    id: Guess
    columns: tuple[Guess, ...]
    """All but the subject, in their order; the id may be among them."""
    rows: int
    twice: tuple[str, ...] = ()
    """What several rows are about."""
    left_out: tuple[str, ...] = ()
    """The rows that are passed over, as the column of ids names them."""

    @property
    def asked(self) -> tuple[Guess, ...]:
        """The columns that something is made of."""
        return tuple(column for column in self.columns if column.holds)

    @property
    def unclear(self) -> tuple[Guess, ...]:
        """The columns of days of which nobody knows which number is the month."""
        return tuple(column for column in self.columns if column.unclear)


def guess_table(
    records: Records,
    facts: Sequence[str],
    language: Language,
    path: str = "",
    subject: str = "",
    asked: Sequence[str] = (),
    order: DateOrder = "",
) -> PlainTable | None:
    """Return what a table of things seems to hold; None for one that is no such table.

    `facts` are the columns of a table of facts: one that has more of them than others is one.
    `subject` and `asked` name columns, as whoever imports it does; then it is one in any case.
    `order` says of days in numbers what no cell tells.
    Raises BankError for a name that no column has.
    """
    head, rows = records.rows[0], [row for row in records.rows[1:] if any(row)]
    names = [column_name(cell) for cell in head]
    known = sum(name in facts for name in names if name) if _OF_FACTS.intersection(names) else 0
    filled = [name for name in names if name]
    is_named = bool(subject or asked)
    if not is_named and (
        tells_kinds(records)
        or len(filled) < (2 if says_what_things(names) or measures_things(records.rows) else 3)
        or len({*filled}) < len(filled)
        or len(rows) < FEWEST_FILLED
        or known > len(filled) / 2
        or holds_questions(names)
        or any(_NUMBER.fullmatch(cell.strip()) for cell in head)
    ):
        return None
    guesses = [
        _guess(number, cell, [_cell(row, number) for row in rows], language, order)
        for number, cell in enumerate(head, 1)
        if cell.strip()
    ]
    if is_named:
        _refuse_unknown([subject, *asked] if subject else asked, guesses, path)
    found = _named_by(subject, guesses) if subject else _subject(guesses, rows)
    if found is None:
        return None
    columns = [guess for guess in guesses if guess.number != found.number]
    if column_name(found.head) in _EVENTS and not asked:
        columns = [*_of_events(columns)]
    columns = [*_chosen(columns, asked)]
    twice = _twice(found, rows)
    columns = [
        _with_owners(replace(guess, many=_has_many(guess, found, rows, twice)), found, rows)
        if guess.holds in ("property", "date", "year")
        else guess
        for guess in columns
    ]
    return PlainTable(
        subject=found,
        id=_id(guesses, rows) or found,
        columns=tuple(columns),
        rows=len(rows),
        twice=tuple(twice),
    )


def says_what_things(names: Sequence[str]) -> bool:
    """Tell whether a column says of what kind the things are that it names, or that they happened.

    >>> says_what_things(["country", "capital"]), says_what_things(["name", "meaning"])
    (True, False)
    """
    if any(name in _EVENTS for name in names):
        return any(name in _DATES for name in names)
    return any(name in _SUBJECTS and name not in _NO_THINGS for name in map(_kind_of, names))


def measures_things(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether a table of two columns has a number or a date behind each name: no meanings.

    >>> measures_things([["treaty", "year"], ["Verdun", "843"], ["Ryswick", "1697"]])
    True
    """
    heads, cells = rows[0], [row[1].strip() for row in rows[1:] if len(row) == 2]
    if len(heads) != 2 or not all(map(str.strip, heads)) or len(cells) < len(rows) - 1:
        return False
    form = form_of(cells)
    form = replace(form, order=form.order or "day-first")
    told = [cell for cell in cells if _NUMBER.fullmatch(cell.replace(",", "")) or _date(cell, form)]
    return len(told) * _ODD >= len(cells) * (_ODD - 1) and not _NUMBER.fullmatch(heads[1].strip())


def _kind_of(name: str) -> str:
    """Return what things a column names: those of "president name" are presidents."""
    return re.sub("_names?$", "", name)


def _of_events(columns: Sequence[Guess]) -> Iterator[Guess]:
    """Yield the columns of a list of events, of which the date is asked for."""
    dates = [guess for guess in columns if guess.holds in ("year", "date")]
    when = next((guess for guess in dates if column_name(guess.head) in _DATES), None) or next(
        iter(dates), None
    )
    for guess in columns:
        if when is None or not guess.holds:
            yield guess
        elif guess == when:
            yield replace(guess, holds="event")
        else:
            yield replace(guess, holds="", why="of an event its date is asked for")


def _refuse_unknown(named: Sequence[str], guesses: Sequence[Guess], path: str) -> None:
    """Raise BankError for names that no column has."""
    known = [guess.head for guess in guesses]
    listed = ", ".join(known[:_LISTED]) + (" …" if len(known) > _LISTED else "")
    problems = [
        Problem(
            Where(path),
            f"there is no column {quoted(name)}",
            f"{guess_name(name, known)}its columns: {listed}",
        )
        for name in named
        if _named_by(name, guesses) is None
    ]
    if problems:
        raise BankError(problems)


def _named_by(name: str, guesses: Sequence[Guess]) -> Guess | None:
    """Return the column that somebody named, by its head or else by its letter."""
    by_head = {column_name(guess.head): guess for guess in guesses}
    by_letter = {letters_of(guess.number): guess for guess in guesses}
    return by_head.get(column_name(name)) or by_letter.get(name.upper())


def _chosen(columns: Sequence[Guess], asked: Sequence[str]) -> Iterator[Guess]:
    """Yield the columns, of which something is made of those that were asked for, or of the first.

    Whoever asks for a column whose cells are long, or few, gets it.
    """
    if asked:
        wanted = {found.number for name in asked if (found := _named_by(name, columns))}
        for guess in columns:
            if guess.number in wanted:
                yield guess if guess.holds else replace(guess, holds="property", why="")
            else:
                yield replace(guess, holds="", why="not asked for") if guess.holds else guess
        return
    late = {guess.number for guess in [each for each in columns if each.holds][MOST_COLUMNS:]}
    for guess in columns:
        is_late = guess.number in late
        yield replace(guess, holds="", why="there are many already") if is_late else guess


def _twice(subject: Guess, rows: Sequence[Sequence[str]]) -> Mapping[str, int]:
    """Return what stands in several rows, and in how many."""
    counts = Counter(_cell(row, subject.number) for row in rows)
    return {name: count for name, count in counts.items() if name and count > 1}


def without_cells(table: PlainTable, cells: Collection[tuple[int, str]]) -> PlainTable:
    """Return a table of which some cells hold nothing, each by the number of its column."""
    columns = []
    for guess in table.columns:
        left_out = {text for number, text in cells if number == guess.number and guess.holds}
        columns.append(replace(guess, empty=(*guess.empty, *sorted(left_out - {*guess.empty}))))
    return replace(table, columns=tuple(columns))


def without_namesakes(
    table: PlainTable, rows: Sequence[Sequence[str]], path: str
) -> tuple[PlainTable, Sequence[Problem]]:
    """Return a table that passes over rows of one name which say otherwise than one another.

    Nobody could tell which of them is asked about. Each is told; if they are many, the name is
    none, and all that is told is raised as BankError.
    """
    told = [*_of_one_name(table, rows, path)]
    at = table.subject.number
    names = {_known_by(_cell(rows[problem.where.line - 1], at)) for problem in told}
    ids = [_cell(row, table.id.number) for row in rows[1:] if _known_by(_cell(row, at)) in names]
    if len(ids) * _HALF > table.rows:
        raise BankError(told)
    problems = [
        replace(each, severity="W", message=f"{each.message}; they were left out") for each in told
    ]
    twice = tuple(name for name in table.twice if _known_by(name) not in names)
    return replace(table, left_out=tuple(dict.fromkeys(ids)), twice=twice), problems


def _of_one_name(table: PlainTable, rows: Sequence[Sequence[str]], path: str) -> Iterator[Problem]:
    """Yield a problem for each row that says otherwise than another of the same name does."""
    first: dict[str, int] = {}
    for number, row in enumerate(rows[1:], start=2):
        name = _cell(row, table.subject.number)
        before = first.setdefault(_known_by(name), number)
        if not name or before == number:
            continue
        unlike = [
            letters_of(guess.number)
            for guess in table.asked
            if not guess.many
            and (own := _cell(row, guess.number))
            and (other := _cell(rows[before - 1], guess.number))
            and own != other
            and not {own, other} & {*guess.empty}
        ]
        if name != _cell(rows[before - 1], table.subject.number) and not unlike:
            unlike = [letters_of(table.subject.number)]
        if unlike:
            yield problem_at(
                Where(path, number, table.subject.number),
                f"{quoted(name)} stands in row {before} too, with something else in column"
                f" {quoted(', '.join(unlike))}",
                f"if they are two, tell them apart: “{name} (1)”; if they are one, let them agree",
            )


def _known_by(name: str) -> str:
    """Return what names have in common of which nobody could tell one from the other."""
    return slug_of(name) or name


def _with_owners(guess: Guess, subject: Guess, rows: Sequence[Sequence[str]]) -> Guess:
    """Return a column as one whose values have one owner each, if it is known as such by its head.

    That two things of the table share none says little: the table may lack what has it, too.
    """
    if guess.many or _in_words(guess.head) not in _ONE_TO_ONE:
        return guess
    owners: dict[str, set[str]] = {}
    for row in rows:
        if (value := _cell(row, guess.number)) and value not in guess.empty:
            owners.setdefault(value, set()).add(_cell(row, subject.number))
    shared = tuple(value for value, having in owners.items() if len(having) > 1)
    if len(shared) * _FEW > len(owners):
        return guess
    return replace(guess, is_one_to_one=True, shared=shared)


def _in_words(head: str) -> str:
    return re.sub("[(]s[)]$", "s", column_name(head).replace("_", " "))


def _has_many(
    guess: Guess, subject: Guess, rows: Sequence[Sequence[str]], twice: Mapping[str, int]
) -> bool:
    """Tell whether things have several of a property: in one cell, or many of them in rows.

    If it is only one or two, that is rather a slip, or an exception to be thought about.
    """
    last = _in_words(guess.head).rpartition(" ")[2]
    is_list = last == "by" or singular_of(last) != last  # of a birthplace it parts town and region
    values: dict[str, set[str]] = {}
    for row in rows:
        value, name = _cell(row, guess.number), _cell(row, subject.number)
        if value not in guess.empty and (
            name in twice or BETWEEN in value or (is_list and ";" in value)
        ):
            values.setdefault(name, set()).update(values_of(value))
    several = sum(len(each) > 1 for each in values.values())
    return several * _FEW > len({_cell(row, subject.number) for row in rows})


def _cell(row: Sequence[str], number: int) -> str:
    return row[number - 1].strip() if number <= len(row) else ""


def _guess(
    number: int, cell: str, cells: Sequence[str], language: Language, order: DateOrder
) -> Guess:
    """Return what a column seems to hold, by its head and its cells."""
    head = cell.strip()
    is_for_dates = column_name(head) in _DATES
    is_of_dates = is_for_dates or bool(_YEARS.search(_UNIT.sub("", head.lower())))
    empty = _nothing_in(cells)
    filled = [each for each in cells if each and each not in empty]
    members = [member for each in filled for member in members_of(each)]
    form = form_of(members)
    form = replace(form, order=form.order or order)
    if form.minus and not is_for_dates and (has_unit(head) or not may_be_years(members)):
        form = replace(form, minus="")
    strange = () if is_for_dates else _odd_in(filled, language, form, may_be_dates=is_of_dates)
    empty, filled = (*empty, *strange), [each for each in filled if each not in strange]
    distinct = len({*filled})

    def passed(why: str) -> Guess:
        return Guess(number, head, "", why)

    if column_name(head) in _ROW_MARKS or column_name(head).endswith(_MARKS_BEHIND):
        return passed("it only marks the rows")
    if len(filled) < FEWEST_FILLED or len(filled) * 4 < len(cells):
        return passed(f"only {counted(len(filled), 'cell')} of it")
    if distinct == 1:
        return passed("all its cells are alike")
    said = {each.casefold() for each in filled}
    if said <= _YES_AND_NO or said <= _BITS:
        return passed("its cells only say yes or no")
    is_of_dates &= not all(len(each) < 4 and each.isdecimal() for each in filled)  # 14 years
    if is_of_dates and all(map(_YEAR.fullmatch, filled)):
        return Guess(number, head, "year", empty=empty)
    may_be = replace(form, order=form.order or "day-first")
    unclear = "" if form.order else lacks_order(members)
    if unclear and sum(_date(member, may_be) is not None for member in members) * 2 > len(members):
        why = f"nothing tells which number of {quoted(unclear)} is the month"
        return replace(passed(why), unclear=unclear)
    dates = [each for each in filled if all(_date(member, form) for member in members_of(each))]
    if len(dates) == len(filled) and (is_of_dates or not all(map(_NUMBER.fullmatch, filled))):
        found = _of_dates(number, head, dates, form, empty)
        if found.holds != "year" or is_of_dates:
            return found
    if (
        is_for_dates and is_of_dates and len(dates) * 2 > len(filled)
    ):  # those that are none are told by cells
        return replace(_of_dates(number, head, dates, form, empty), holds="date")
    if sum(map(bool, map(_FINEST.fullmatch, filled))) * _ODD > len(filled):
        return passed("its numbers have too many digits: round them")
    if column_name(head) in _COORDINATES and len([*filter(_FINE.fullmatch, filled)]) * 2 > distinct:
        return passed("it holds coordinates")
    if all(_NUMBER.fullmatch(in_digits(each, language)) for each in filled):
        is_count = all(each.isdecimal() for each in filled)
        return Guess(number, head, "count" if is_count else "quantity", empty=empty)
    if any("://" in each for each in filled):
        return passed("it holds addresses")
    if median(map(len, filled)) > LONGEST_CELL:
        return passed("its cells are long")
    like_numbers = [each for each in filled if _BEGINS_WITH_NUMBER.match(each)]
    if len(like_numbers) * 2 > len(filled) and not all(map(_ORDINAL.fullmatch, like_numbers)):
        odd = next(each for each in filled if not _NUMBER.fullmatch(in_digits(each, language)))
        return passed(f"it has more than numbers: {quoted(odd)}")
    is_capitalised = starts_with_capitals(filled)
    return Guess(number, head, "property", empty=empty, is_capitalised=is_capitalised)


def _of_dates(
    number: int, head: str, cells: Sequence[str], form: DateForm, empty: tuple[str, ...]
) -> Guess:
    """Return a column whose cells are dates of such a form, as what it holds."""
    members = [member for cell in cells for member in members_of(cell)]
    dates = [date for member in members if (date := _date(member, form))]
    has_numbers = any(_date(member, replace(form, order="")) is None for member in members)
    return Guess(
        number,
        head,
        "year" if all(date.precision == "year" for date in dates) else "date",
        empty=empty,
        date_order=form.order if has_numbers else "",
        minus=form.minus,
        of_parts=tuple(dict.fromkeys(filter(whole_of, members))),
    )


def _date(cell: str, form: DateForm) -> Date | None:
    """Return the date of a cell; None where it is none."""
    try:
        return parse_cell(cell, form)
    except DateError:
        return None


def _nothing_in(cells: Sequence[str]) -> tuple[str, ...]:
    """Return what stands in cells of a column where nothing is known.

    >>> _nothing_in(["1799", "NA", "1826"]), _nothing_in(["NA", "DE", "FR"])
    (('NA',), ())
    """
    found = sorted(cell for cell in {*cells} if cell.rstrip("*") in _NOTHING)
    others = [cell for cell in cells if cell and cell not in found]
    are_codes = bool(others) and all(map(_CODE.fullmatch, others))
    return tuple(each for each in found if not (are_codes and _CODE.fullmatch(each)))


def _odd_in(
    cells: Sequence[str], language: Language, form: DateForm, *, may_be_dates: bool
) -> tuple[str, ...]:
    """Return the few cells that are none, in a column of numbers or of dates.

    One moon was known before anybody wrote down when: for its sake no other's year is passed over.
    """
    no_numbers = [cell for cell in cells if not _NUMBER.fullmatch(in_digits(cell, language))]
    may_be = replace(form, order=form.order or "day-first")
    no_dates = [
        cell for cell in cells if not all(_date(member, may_be) for member in members_of(cell))
    ]
    for odd in (no_numbers, no_dates if may_be_dates else cells):
        if len(odd) * _ODD <= len(cells) and len({*odd}) <= _MOST_ODD:
            return tuple(sorted({*odd}))
    return ()


def _subject(guesses: Sequence[Guess], rows: Sequence[Sequence[str]]) -> Guess | None:
    """Return the column that names the things: a text of its own in nearly each row."""
    happened = [guess for guess in guesses if column_name(guess.head) in _EVENTS]
    if happened and any(guess.holds in ("year", "date") for guess in guesses):
        return replace(happened[0], holds="property", why="")
    by_name: dict[str, Guess] = {}
    for guess in guesses:
        if guess.holds == "property" and _share_apart(guess, rows) >= _MOST_ALIKE:
            name = column_name(guess.head)
            kind = _kind_of(name)
            by_name.setdefault(kind if kind in _SUBJECTS or kind == name else _SOME_NAME, guess)
    named = next((by_name[name] for name in ("name", "title") if name in by_name), None)
    kinds = [by_name[name] for name in (*_SUBJECTS, _SOME_NAME) if name in by_name]
    able = [guess for guess in guesses if guess.holds == "property"]
    longer = (
        guess
        for guess in able
        if _tells_rows_apart(guess, rows)
        and median(len(_cell(row, guess.number)) for row in rows) > 3
    )
    first = [*kinds, *islice(longer, 1)]  # a column of countries may as well say where peaks are
    return named or min(first, key=lambda guess: guess.number, default=None)


def _share_apart(guess: Guess, rows: Sequence[Sequence[str]]) -> float:
    """Return how many texts a column has for each row: 1 if no two rows share one."""
    return len({_cell(row, guess.number) for row in rows} - {""}) / len(rows)


def _id(guesses: Sequence[Guess], rows: Sequence[Sequence[str]]) -> Guess | None:
    """Return the column of codes by which rows are known, if there is one."""
    able = {column_name(g.head): g for g in guesses if _tells_rows_apart(g, rows)}
    return next((able[name] for name in _IDS if name in able), None)


def _tells_rows_apart(guess: Guess, rows: Sequence[Sequence[str]]) -> bool:
    slugs = [slug_of(_cell(row, guess.number)) for row in rows]
    return all(slugs) and len({*slugs}) == len(slugs)


# --------------------------------------------------------------------------- what is said of it


def remarks_on(
    table: PlainTable, questions: Mapping[int, str], unsure: Collection[int] = ()
) -> Iterator[str]:
    """Yield what was understood, and what was passed over.

    `questions` are one of each column, by its number; `unsure` those columns whose head says
    nothing that is known, so that they are asked for as it stands.
    """
    rows = table.rows - len(table.left_out)
    yield f"Read as {counted(rows, 'thing')}, named in {_named(table.subject)}."
    yield f"Known by {_named(table.id)}: do not change its cells once learners have the deck."
    yield "Its columns are asked for like this:"
    for guess in table.asked:
        if question := questions.get(guess.number):
            mark = " *" if guess.number in unsure else ""
            yield f"  {letters_of(guess.number)} {quoted(guess.head)}{mark}: {question}"
    if unsure:
        yield "* The head is not understood, and stands in the question as it is."
    by_reason: dict[str, list[Guess]] = {}
    for guess in table.columns:
        if not guess.holds:
            by_reason.setdefault(guess.why, []).append(guess)
    if by_reason:
        yield f"Passed over: {'; '.join(f'{_several(g)} ({why})' for why, g in by_reason.items())}."
    if any(guess.why == "there are many already" for guess in table.columns):
        yield "Name the columns that you want: --column capital --column area."
    for guess in table.asked:
        if guess.date_order:
            order = guess.date_order.replace("-", " ")
            yield f"{_begun(guess)}: its dates in numbers are read {order}."
        if guess.minus == "bce":
            yield f"{_begun(guess)}: a minus is read as BCE, so that -49 is 49 BCE."
        elif guess.minus:
            yield f"{_begun(guess)}: its years count from a year 0, so that -0048 is 49 BCE."
        if guess.of_parts:
            wholes = ", ".join(f"{quoted(each)} as {whole_of(each)}" for each in guess.of_parts)
            yield f"{_begun(guess)}: read as less exact: {wholes}."
    if empty := sorted({each for guess in table.asked for each in guess.empty}):
        yield f"Read as nothing: {', '.join(map(quoted, empty))}."
    if bare := [g for g in table.asked if g.holds == "quantity" and not has_unit(g.head)]:
        yield f"Numbers without a unit: {_several(bare)}. Add it in the bank, as in unit: km."
    if table.twice:
        yield f"In several rows, which are brought together: {_listed(table.twice)}."
    yield "Change what was guessed wrong in the bank, and say there how each column is asked."


def _begun(guess: Guess) -> str:
    named = _named(guess)
    return f"{named[:1].upper()}{named[1:]}"


def _several(guesses: Sequence[Guess]) -> str:
    return _listed([*map(_named, guesses)])


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _LISTED
    return ", ".join(names[:_LISTED]) + (f" and {more} more" if more > 0 else "")


def _named(guess: Guess) -> str:
    return f"column {letters_of(guess.number)} {quoted(guess.head)}"
