"""Tables beside a bank: a row is a thing, and a column what is known of each."""

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from typing import Literal

from quizgen.errors import Where
from quizgen.values import dataclass

ROLES = ("property", "quantity", "event", "term", "tag", "also_called")
"""What a column may hold; each has one of them."""


@dataclass(frozen=True, kw_only=True)
class TableColumn:
    """What a column of a table holds: one of property, quantity, event, term, tag, also_called."""

    property: str = ""
    """A property: an id under `properties`, or one of yours, which is then declared here, with
    `is`, `asks`, `says` and so on."""
    quantity: str = ""
    """A number: what is measured, without an article: "melting point"."""
    event: str = ""
    """The date of something that happened, as a main clause in the past tense with {subject}:
    "{subject} was discovered"."""
    term: Literal["", "means", "stands-for", "was"] = ""
    """What the subject, a term, means or stands for."""
    tag: bool = False
    """True for a subtopic of all that the row tells."""
    also_called: bool = False
    """True for other names of the subject that a pupil may write."""
    is_: Literal["", "text", "person", "date", "year", "picture"] = ""
    """Of a property: what its values are. Default: text."""
    name: str = ""
    """Of a property: what it is called within a sentence. Default: its id in words."""
    asks: str = ""
    """Of a property or a quantity: a direct question for it, with {subject}. Of an event: how a
    question for its date goes on after "When": "was {subject} discovered"."""
    asks_alone: str = ""
    """Of a property: the same where nothing stands beside it to be chosen from."""
    says: str = ""
    """Of a property or a quantity: a clause that states it, with {subject} and {value}."""
    asks_back: str = ""
    """Of a property: a direct question for what has the value, with {value}."""
    asks_back_all: str = ""
    """Of a property: the same where several things have the value."""
    many: bool = False
    """Of a property: true if there may be several values, divided by | in a cell."""
    mutual: bool = False
    """Of a property: true if whatever is a value has its subject for a value too."""
    one_to_one: bool = False
    """Of a property: true if no two things in the world share a value."""
    shared: tuple[str, ...] = ()
    """Of a property with one_to_one: the few values that several things have all the same."""
    common: bool = False
    """Of a property: true if its values are common nouns or adjectives, which a table may begin
    with a capital and a sentence does not: Gas giant."""
    unit: str = ""
    """Of a quantity: a unit of the shipped table or of the bank's `units`, or the unit as it is
    printed behind the number. Default: a bare number."""
    least: Decimal | None = None
    """Of a quantity: the least that such a number can be at all."""
    most: Decimal | None = None
    """Of a quantity: the most that it can be."""
    date_order: Literal["", "day-first", "month-first"] = ""
    """Of dates in numbers: whether 3/4/1378 is a day of April or of March."""
    minus: Literal["", "bce", "iso"] = ""
    """Of dates: what a minus before a year means: `bce`, that -49 is 49 BCE; `iso`, that years are
    counted from a year 0, so that -0048 is. Default: iso, as in banks."""
    short: str = ""
    """Of an event: a noun phrase for it with {subject}, for timelines: "Discovery of {subject}"."""
    heading: bool = False
    """Of an event: true if it is a heading, as timelines have them, and no clause: "Battle of
    Hastings", "Magna Carta signed"."""
    empty: tuple[str, ...] = ()
    """What stands in cells of which nothing is known, as tables have it: NA, ?."""
    accept: str = ""
    """The column that holds other answers to accept beside this one's, divided by |."""
    distractors: str = ""
    """The column that holds wrong answers of your own, each with what it is: "Ag = is silver | Al =
    is aluminium"."""
    skip: tuple[str, ...] = ()
    """Ids of wordings by which its cells are not asked about."""
    status: Literal["", "settled", "attributed", "disputed"] = ""
    """How sure its cells are. Default: settled; what is not is printed as its source's word."""
    where: Where = field(compare=False)


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table beside a bank: a CSV file, or the first sheet of a workbook."""

    file: str
    """Its file, as seen from the bank's folder and not outside it: "elements.csv"."""
    subject: str
    """The column that names what a row is about, as it stands within a sentence."""
    id: str
    """The column by which a row is known: its cells never change, since learners' progress hangs on
    them."""
    class_: str
    """What sort of things its rows are, in a word or two: element, country."""
    article: Literal["", "the", "names", "values"] = ""
    """How names of the table stand in a sentence: `the` before each subject, as the Nile; `names`
    before those alone that always have an article, as the Netherlands, also among its values;
    `values` is for these alone, where the subjects are titles."""
    common: bool = False
    """True if its subjects are common nouns, which a table may begin with a capital and a sentence
    does not: Lion, the lion."""
    source: str = ""
    """Where all of it comes from: an id under `sources`."""
    core: tuple[str, ...] = ()
    """The rows that are learned first, by their cells in the column of ids: [H, He, C]."""
    leave_out: tuple[str, ...] = ()
    """The rows that are passed over, by their cells in the column of ids."""
    columns: Mapping[str, TableColumn]
    """Column -> what it holds. Columns that do not stand here are passed over."""
    remark: str = ""
    """What is to be said of how its file was read; put in by the reader."""
    where: Where = field(compare=False)
