"""Names, offices and citations."""

from quizgen.bank.bank import Office, Person, Source
from quizgen.bank.dates import Date
from quizgen.content import Run, Text
from quizgen.language.dates import say_date, say_with_weekday
from quizgen.language.sentences import AsWritten, begin, fill, open_end
from quizgen.language.words import Language


def office_at(person: Person, date: Date | None) -> Office | None:
    """Return the office held on a date, the first if several; None for who has none.

    On a date that nobody knows, an office is held that was held all the time.
    """
    held = (
        office
        for office in person.offices
        if not (office.from_ and (date is None or date.is_before(office.from_)))
        and not (office.until and (date is None or office.until.is_before(date)))
    )
    return next(held, None)


def name_with_office(person: Person, date: Date | None) -> str:
    """Return "Emmanuel Macron, President of France"; an institution has its name alone."""
    return _with_office(person, date)


def name_in_apposition(person: Person, date: Date | None) -> str:
    """Return the name with its office between commas, as the subject of a sentence needs it."""
    return _with_office(person, date, ",")


def _with_office(person: Person, date: Date | None, after: str = "") -> str:
    """Return a name with its office; one that begins small goes on doing so."""
    office = office_at(person, date)
    words = f"{person.name}, {office.office}{after}" if office else person.name
    return AsWritten(words) if isinstance(person.name, AsWritten) else words


def call_source(source: Source, language: Language) -> str:
    """Return what to call a source where no list of texts is at hand, with its date."""
    called = source.called or source.publisher or source.title
    if source.date is None:
        return called
    return fill(language.text_named, text=called, date=say_date(source.date, language))


def list_source(source: Source, language: Language) -> Text:
    """Return a source as a sheet lists it for its pupils: what it is, whose, of when, its title.

    The day of the week stands with the date: by it a pupil finds which day a text calls Tuesday.
    """
    sort = source.genre or language.source_kinds.get(source.kind, "")
    by = "" if source.author == source.publisher else source.author
    if by and sort:
        sort = fill(language.by_author, text=sort, author=by)
    publisher = "" if source.publisher == sort else source.publisher
    date = say_with_weekday(source.date, language)
    rest = ", ".join(part for part in (begin(sort), publisher, date) if part)
    return (*([Run(f"{rest}: ")] if rest else []), Run(source.title, "italic"))


def cite(source: Source, language: Language) -> Text:
    """Return a source as a list of sources prints it: author, if it has one, title, and the rest.

    The title is in italics. An author who is also the publisher is named once.
    """
    author = f"{source.author}, " if source.author and source.author != source.publisher else ""
    is_sentence = open_end(source.title) != source.title or source.title.endswith(("?", "!"))
    comma = "" if is_sentence else ","
    known = ", ".join(filter(None, (source.publisher, say_date(source.date, language))))
    rest = f"{comma} {known}" if known else ""
    return (*([Run(author)] if author else []), Run(source.title, "italic"), Run(rest))
