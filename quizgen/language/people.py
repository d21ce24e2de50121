"""Names, offices and citations."""

from quizgen.bank.bank import Office, Person, Source
from quizgen.bank.dates import Date
from quizgen.content import Run, Text
from quizgen.language.dates import say_date
from quizgen.language.words import Language


def office_at(person: Person, date: Date) -> Office | None:
    """Return the office held on a date, the first if several; None for an institution."""
    held = (
        office
        for office in person.offices
        if not (office.from_ and date.is_before(office.from_))
        and not (office.until and office.until.is_before(date))
    )
    return next(held, None)


def name_with_office(person: Person, date: Date) -> str:
    """Return "Emmanuel Macron, President of France"; an institution has its name alone."""
    office = office_at(person, date)
    return f"{person.name}, {office.office}" if office else person.name


def name_in_apposition(person: Person, date: Date) -> str:
    """Return the name with its office between commas, as the subject of a sentence needs it."""
    office = office_at(person, date)
    return f"{person.name}, {office.office}," if office else person.name


def cite(source: Source, language: Language) -> Text:
    """Return a source as a list of sources prints it: author, if it has one, title, and the rest.

    The title is in italics. An author who is also the publisher is named once.
    """
    author = f"{source.author}, " if source.author and source.author != source.publisher else ""
    comma = "" if source.title.endswith((".", "?", "!")) else ","
    rest = f"{comma} {source.publisher}, {say_date(source.date, language)}"
    return (*([Run(author)] if author else []), Run(source.title, "italic"), Run(rest))
