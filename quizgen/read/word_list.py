"""A plain table of two columns, a word and what it means -> a bank's text.

Such a table says nothing of kinds of fact: its columns are told by their names, by whoever imports
it, or, where there are only two, by their order.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from quizgen.errors import BankError, Problem, Where, counted, quoted
from quizgen.ids import LONGEST_ID, slug_of
from quizgen.language.sentences import is_abbreviation
from quizgen.read.abbreviations import spells_out
from quizgen.read.cells import Records, cell_name, column_name, letters_of, problem_at
from quizgen.read.characters import as_it_looks, without_hidden
from quizgen.read.facts_csv import tells_kinds
from quizgen.read.other_files import holds_questions
from quizgen.read.plain_table import measures_things, says_what_things
from quizgen.values import dataclass

_ABBREVIATIONS = {
    "abbreviation", "abbreviations", "abbr", "acronym", "acronyms", "initialism", "short form",
    "letters", "sign", "symbol",
}  # fmt: skip
_LONG_FORMS = {
    "full form", "full term", "long form", "stands for", "what it stands for",
    "expansion", "in full", "spelled out",
}  # fmt: skip
_TERMS = {
    "term", "terms", "word", "words", "front", "expression", "vocabulary", "vocab", "phrase",
    "key term", "key word", "keyword", "concept",
} | _ABBREVIATIONS  # fmt: skip
_MEANINGS = {
    "meaning", "meanings", "definition", "definitions", "translation", "translations", "back",
    "description", "explanation", "what it means",
} | _LONG_FORMS  # fmt: skip
_FURTHER = {
    "accept": "accept", "also": "accept", "synonyms": "accept", "note": "note", "notes": "note",
    "comment": "note", "tag": "tags", "tags": "tags", "unit": "tags", "lesson": "tags",
    "topic": "tags", "chapter": "tags", "id": "id",
}  # fmt: skip
"""What a further column is called -> the key of a fact that it fills."""
_LANGUAGES = {
    "ar": "arabic العربية arabisch arabe", "bg": "bulgarian български", "ca": "catalan català",
    "cs": "czech čeština česky", "cy": "welsh cymraeg", "da": "danish dansk",
    "de": "german deutsch allemand alemán tedesco niemiecki німецька", "el": "greek ελληνικά",
    "en": "english englisch anglais inglés inglese angielski англійська",
    "es": "spanish español spanisch espagnol spagnolo castellano", "et": "estonian eesti",
    "eu": "basque euskara", "fa": "persian farsi فارسی", "fi": "finnish suomi",
    "fr": "french français französisch francés francese", "ga": "irish gaeilge",
    "he": "hebrew עברית", "hi": "hindi हिन्दी", "hr": "croatian hrvatski",
    "hu": "hungarian magyar", "it": "italian italiano italienisch", "ja": "japanese 日本語",
    "ko": "korean 한국어", "la": "latin latina latein lateinisch", "lt": "lithuanian lietuvių",
    "lv": "latvian latviešu", "nl": "dutch nederlands", "no": "norwegian norsk",
    "pl": "polish polski polnisch", "pt": "portuguese português", "ro": "romanian română",
    "ru": "russian русский russisch", "sk": "slovak slovenčina", "sl": "slovenian slovenščina",
    "sr": "serbian српски", "sv": "swedish svenska", "sw": "swahili kiswahili",
    "tr": "turkish türkçe türkisch", "uk": "ukrainian українська ukrainisch", "vi": "vietnamese",
    "yo": "yoruba yorùbá", "zh": "chinese mandarin 中文",
}  # fmt: skip
"""Tags of languages -> what the heads of columns call them, in English, in their own tongue, and in
those of classrooms where they are learnt."""
_TAGS = {name: tag for tag, names in _LANGUAGES.items() for name in names.split()}
_SEVERAL = re.compile(r"\s*;\s*|\s+/\s+")
_MOST_SHOWN = 3
_MOST_SPELLED = 2
"""Where one in so many is spelled out by its meaning, all are abbreviations, km and etc. too."""
_HOW = "name them by letter, or by what stands at their top: --term A --meaning B"


@dataclass(frozen=True)
class Column:
    """A column of a table, and what it is read as."""

    number: int
    """From 1."""
    head: str
    """What stands at its top; empty where the first row is a pair of words already."""
    key: str
    """The key of a fact that it fills."""
    language: str = ""
    """The tag of the language that its head names."""
    part: str = "column"
    """What its file calls it, as of a table."""

    def __str__(self) -> str:
        """Return the column as messages name it.

        >>> str(Column(2, "Englisch", "meaning", "en")), str(Column(1, "", "term"))
        ("column B 'Englisch' (en)", 'column A')
        """
        named = f" {quoted(self.head)}" if self.head else ""
        letters = f" {letters_of(self.number)}" if self.part == "column" else ""
        return f"{self.part}{letters}{named}" + (f" ({self.language})" if self.language else "")


@dataclass(frozen=True, kw_only=True)
class Word:
    """A row: a word and what it means."""

    row: int
    term: str
    meaning: str
    accept: tuple[str, ...] = ()
    note: str = ""
    tags: tuple[str, ...] = ()
    id: str
    has_own_id: bool = False
    """Whether a column says it; else it is made of the term."""
    is_abbreviation: bool = False


def keys_of_word(word: Word) -> dict[str, Any]:
    """Return the keys that the fact of a word has in a bank's file.

    >>> keys_of_word(Word(row=2, term="Hund", meaning="dog", accept=("hound",), id="hund"))
    {'id': 'hund', 'term': 'Hund', 'meaning': 'dog', 'accept': ['hound']}
    """
    keys: dict[str, Any] = {"id": word.id, "term": word.term, "meaning": word.meaning}
    if word.is_abbreviation:
        keys["relation"] = "stands-for"
    further = {"accept": [*word.accept], "tags": [*word.tags], "note": word.note}
    return keys | {key: value for key, value in further.items() if value}


@dataclass(frozen=True, kw_only=True)
class WordList:
    """What a plain table holds."""

    term: Column
    meaning: Column
    words: tuple[Word, ...]
    remarks: tuple[str, ...]
    """What was understood, and what its author should look at."""
    also: tuple[Column, ...] = ()
    """Columns of other answers that are right."""


class UnclearColumnsError(BankError):
    """Which columns have the words and their meanings cannot be told by what stands in them."""

    def __init__(
        self,
        problems: Iterable[Problem],
        missing: Sequence[str],
        columns: Mapping[str, Sequence[str]],
    ) -> None:
        """Say besides what is not known, `term` or `meaning`, and show the columns.

        `columns` are the letters of those that are left, and what stands in their first cells.
        """
        super().__init__(problems)
        self.missing, self.columns = missing, columns


def is_word_list(records: Records) -> bool:
    """Tell whether a table seems to be a list of words.

    It has no column that says of what kind its rows are, and columns for words and meanings, or
    just two that are neither a question nor its answer, nor a thing and what it has.
    """
    heads = [_name_of(cell) for cell in records.rows[0]]
    if tells_kinds(records) or holds_questions(heads):
        return False
    meant = Counter(key for key, _ in map(_meant_by, heads))
    pair = meant["language"] + (meant["term"] > 0) + (meant["meaning"] > 0)
    names = [*map(column_name, records.rows[0])]
    if not pair and (says_what_things(names) or measures_things(records.rows)):
        return False
    width = max(map(len, records.rows))
    filled = [n for n in range(1, width + 1) if any(_cell(row, n) for row in records.rows)]
    return pair >= 2 or len(filled) == 2


def read_word_list(
    records: Records, path: str, term: str = "", meaning: str = "", languages: Sequence[str] = ()
) -> WordList:
    """Return the words of a table.

    `term` and `meaning` name their columns, by letter or head. `languages` are the tags of the two.
    Raises BankError with every problem, at cells as the spreadsheet names them.
    """
    columns, has_head = _columns(records, path, term, meaning)
    if languages:
        columns = [_with_language(column, languages) for column in columns]
    by_key = {column.key: column for column in columns if column.key in ("term", "meaning")}
    rows = [*enumerate(records.rows, 1)][1 if has_head else 0 :]
    problems: list[Problem] = []
    remarks: list[str] = []
    words = tuple(_words(rows, columns, path, problems, remarks))
    if not words and not problems:
        problems.append(Problem(Where(path), "the table has no words", "write a word in each row"))
    if problems:
        raise BankError(problems)
    term_column, meaning_column = by_key["term"], by_key["meaning"]
    if _are_abbreviations(term_column, meaning_column, words):
        words = tuple(replace(word, is_abbreviation=True) for word in words)
    found = WordList(
        term=term_column,
        meaning=meaning_column,
        words=words,
        remarks=tuple(remarks),
        also=tuple(column for column in columns if column.key == "accept"),
    )
    left = [*_left_aside(records, columns, has_head)]
    return WordList(
        term=found.term,
        meaning=found.meaning,
        words=words,
        remarks=(*_understood(found), *left, *remarks, *filter(None, records.remark.split("\n"))),
    )


# --------------------------------------------------------------------------- columns


def _name_of(cell: str) -> str:
    return as_it_looks(without_hidden(cell)).strip().lower()


def _columns(records: Records, path: str, term: str, meaning: str) -> tuple[list[Column], bool]:
    """Return the filled columns, as what each is read, and whether the first row names them."""
    first = records.rows[0]
    width = max(map(len, records.rows))
    filled = [n for n in range(1, width + 1) if any(_cell(row, n) for row in records.rows)]
    known = {number: _meant_by(_name_of(_cell(first, number))) for number in filled}
    wanted = {key: name for key, name in (("term", term), ("meaning", meaning)) if name}
    places = {key: _find(name, first, width, path) for key, name in wanted.items()}
    has_head = (
        any(key for key, _ in known.values())
        or not all(map(_is_letter, wanted.values()))
        or says_what_things([*map(column_name, first)])
    )
    for key in ("term", "meaning"):
        free = [number for number in filled if number not in places.values()]
        fitting = [
            *(number for number in free if known[number][0] == key),
            *(number for number in free if known[number][0] == "language"),
        ]
        if key not in places and fitting:
            places[key] = fitting[0]
    _give_the_rest(places, [n for n in filled if n not in places.values() and not known[n][0]])
    if missing := [key for key in ("term", "meaning") if key not in places]:
        listed = ", ".join(f"{letters_of(n)} {quoted(_cell(first, n))}" for n in filled)
        message = f"which column is the {' and which the '.join(missing)}? There are {listed}"
        shown = {
            letters_of(n): [_cell(row, n) for row in records.rows[:_MOST_SHOWN]]
            for n in filled
            if n not in places.values() and not known[n][0]
        }
        raise UnclearColumnsError([Problem(Where(path), message, _HOW)], missing, shown)
    keys = {number: key for key, number in places.items()}
    further = {number: key for number, (key, _) in known.items() if key in _FURTHER.values()}
    tongue = known[places["meaning"]]
    if tongue[0] == "language":  # a second column of a language has more words for the same
        further |= {number: "accept" for number in filled if known[number] == tongue}
    columns = [
        Column(
            number,
            _cell(first, number) if has_head else "",
            (further | keys).get(number, ""),
            known[number][1],
            records.part,
        )
        for number in filled
    ]
    return columns, has_head


def _give_the_rest(places: dict[str, int], free: Sequence[int]) -> None:
    """Take the only columns that are left for what is not found yet, in their order."""
    missing = [key for key in ("term", "meaning") if key not in places]
    if len(free) == len(missing):
        places.update(zip(missing, free, strict=True))


def _meant_by(head: str) -> tuple[str, str]:
    """Return the key that a head names, or `language` and its tag.

    >>> _meant_by("deutsch"), _meant_by("definition"), _meant_by("english word"), _meant_by("hund")
    (('language', 'de'), ('meaning', ''), ('language', 'en'), ('', ''))
    """
    if head in _TERMS:
        return "term", ""
    if head in _MEANINGS:
        return "meaning", ""
    if head in _FURTHER:
        return _FURTHER[head], ""
    words = re.findall(r"[^\W\d]+", head)
    tongues = [_TAGS[word] for word in words if word in _TAGS]
    rest = [word for word in words if word not in _TAGS]
    if len(tongues) == 1 and all(word in _TERMS | _MEANINGS for word in rest):
        return "language", tongues[0]
    return "", ""


def names_words(head: str) -> bool:
    """Tell whether a head says that words, or what they mean, stand below it.

    >>> names_words("Deutsch"), names_words("Meaning"), names_words("Back extra")
    (True, True, False)
    """
    return _meant_by(_name_of(head))[0] in ("term", "meaning", "language")


def _is_letter(wanted: str) -> bool:
    return bool(re.fullmatch("[A-Za-z]{1,2}", wanted))


def _find(wanted: str, first: Sequence[str], width: int, path: str) -> int:
    """Return the column that somebody named, by its head or else by its letter."""
    heads = [_name_of(cell) for cell in first]
    if _name_of(wanted) in heads:
        return heads.index(_name_of(wanted)) + 1
    for number in range(1, width + 1):
        if letters_of(number) == wanted.upper():
            return number
    listed = ", ".join(f"{letters_of(n)} {quoted(cell)}" for n, cell in enumerate(first, 1))
    message = f"there is no column {quoted(wanted)}"
    raise BankError([Problem(Where(path), message, f"the first row has {listed}")])


def _with_language(column: Column, languages: Sequence[str]) -> Column:
    place = {"term": 0, "meaning": 1}.get(column.key)
    if place is None or not languages[place]:
        return column
    return replace(column, language=languages[place])


def _are_abbreviations(term: Column, meaning: Column, words: Sequence[Word]) -> bool:
    """Tell whether words stand for what they mean: their heads say so, or their letters do."""
    if term.language or meaning.language:
        return False
    if _name_of(term.head) in _ABBREVIATIONS or _name_of(meaning.head) in _LONG_FORMS:
        return True
    spelled = sum(spells_out(word.meaning, word.term) for word in words)
    return spelled * _MOST_SPELLED >= len(words)


# --------------------------------------------------------------------------- rows


def _cell(row: Sequence[str], number: int) -> str:
    return " ".join(without_hidden(row[number - 1]).split()) if number <= len(row) else ""


def _words(
    rows: Sequence[tuple[int, Sequence[str]]],
    columns: Sequence[Column],
    path: str,
    problems: list[Problem],
    remarks: list[str],
) -> Iterator[Word]:
    """Yield the words of the rows; of what is wrong, one problem for all rows that are so alike."""
    by_key: dict[str, list[Column]] = {}
    for column in columns:
        by_key.setdefault(column.key, []).append(column)
    (term,), (meaning,) = by_key["term"], by_key["meaning"]
    in_tongues = bool(term.language and meaning.language)
    half: list[tuple[int, Column]] = []
    twice: list[int] = []
    divided: list[str] = []
    stopped: list[int] = []
    longer: list[int] = []
    seen: set[tuple[str, str]] = set()
    ids: set[str] = set()
    for row, cells in rows:
        said = {key: [_cell(cells, each.number) for each in by_key[key]] for key in by_key}
        word, means = said["term"][0], said["meaning"][0]
        if not word and not means:
            continue
        if not word or not means:
            half.append((row, term if means else meaning))
            continue
        if (word, means) in seen:
            twice.append(row)
            continue
        seen.add((word, means))
        also_said = ""
        if not in_tongues and means.endswith("."):
            means, also_said = _first_sentence(means)
            if also_said:
                longer.append(row)
        if not in_tongues and _is_sentence(means):
            means = means[:-1]
            stopped.append(row)
        parts = [part for part in _SEVERAL.split(means) if part] if in_tongues else [means]
        if len(parts) > 1:
            divided.append(cell_name(row, meaning.number))
        accept = [*parts[1:], *(part for cell in said.get("accept", ()) for part in _listed(cell))]
        own = next(filter(None, said.get("id", ())), "")
        yield Word(
            row=row,
            term=word,
            meaning=parts[0],
            accept=tuple(other for other in dict.fromkeys(accept) if other != parts[0]),
            note=" ".join(filter(None, (also_said, *said.get("note", ())))),
            tags=tuple(
                dict.fromkeys(
                    tag
                    for cell in said.get("tags", ())
                    for part in _listed(cell)
                    if (tag := slug_of(part))
                )
            ),
            id=_new_id(own or word, row, ids),
            has_own_id=bool(own),
        )
    problems += _halves(half, path)
    if twice:
        remarks.append(f"{_rows(twice)} say what stands there already, and were left out.")
    if stopped:
        whose = "a meaning" if len(stopped) == 1 else f"{len(stopped)} meanings"
        remarks.append(f"The full stop at the end of {whose} was left out.")
    if longer:
        whose = "A meaning has" if len(longer) == 1 else f"{len(longer)} meanings have"
        remarks.append(
            f"{whose} several sentences: the first is asked for, and a note has the rest"
            f" ({_rows(longer)})."
        )
    if divided:
        shown = ", ".join(divided[:_MOST_SHOWN]) + (" ..." if len(divided) > _MOST_SHOWN else "")
        cells_are = "cell was" if len(divided) == 1 else "cells were"
        remarks.append(
            f"{len(divided)} {cells_are} read as several answers, of which each is right: {shown}."
        )


def _is_sentence(meaning: str) -> bool:
    """Tell whether a meaning ends with a full stop that is no abbreviation's.

    >>> [*map(_is_sentence, ("A ring of coral.", "coral etc.", "A bay, e.g. of Oslo."))]
    [True, False, True]
    """
    return meaning.endswith(".") and not is_abbreviation(meaning)


def _first_sentence(meaning: str) -> tuple[str, str]:
    """Return the first sentence of a meaning, and the others; all of it where it has but one.

    >>> _first_sentence("A bay. Ice made it."), _first_sentence("A bay, e.g. Oslo's."[:-1])
    (('A bay.', 'Ice made it.'), ("A bay, e.g. Oslo's", ''))
    """
    ends = (found.start() + 1 for found in re.finditer(r"\.\s+(?=\S)", meaning))
    starts = (end for end in ends if meaning[end:].lstrip()[:1].isupper())
    end = next((end for end in starts if not is_abbreviation(meaning[:end])), len(meaning))
    return meaning[:end], meaning[end:].lstrip()


def _listed(cell: str) -> list[str]:
    return [part for part in re.split(r"\s*[;|]\s*", cell) if part]


def _new_id(words: str, row: int, ids: set[str]) -> str:
    """Return an id of the words that is not taken, and remember it."""
    slug = slug_of(words)[: LONGEST_ID - 8].strip("-") or f"row-{row}"
    number = 1
    found = slug
    while found in ids:
        number += 1
        found = f"{slug}-{number}"
    ids.add(found)
    return found


def _halves(half: Sequence[tuple[int, Column]], path: str) -> Iterator[Problem]:
    """Yield a problem for each column that is empty in rows that are filled."""
    for column in dict.fromkeys(column for _, column in half):
        rows = [row for row, other in half if other == column]
        message = f"the {column.key} is empty in {counted(len(rows), 'row')}"
        if len(rows) > 1:
            message += f": {_rows(rows)}"
        where = Where(path, rows[0], column.number)
        yield problem_at(where, message, "fill the cell, or delete the row")


def _rows(rows: Sequence[int]) -> str:
    shown = ", ".join(map(str, rows[:_MOST_SHOWN]))
    more = len(rows) - _MOST_SHOWN
    return f"{'rows' if len(rows) > 1 else 'row'} {shown}" + (
        f" and {more} more" if more > 0 else ""
    )


# --------------------------------------------------------------------------- what is said of it


def _understood(found: WordList) -> Iterator[str]:
    first = found.words[0]
    if first.is_abbreviation:
        yield f"Read as abbreviations: {found.term}; as what they stand for: {found.meaning}."
    else:
        yield f"Read as words: {found.term}; as what they mean: {found.meaning}."
    if found.also:
        yield f"Right as well: {', '.join(map(str, found.also))}."
    said = f"The first of {len(found.words)}: {first.term} = {first.meaning}."
    if not found.term.head:
        said += " If these are the names of the columns, name them with --term and --meaning."
    yield said


def _left_aside(records: Records, columns: Sequence[Column], has_head: bool) -> Iterator[str]:
    """Yield what stands in columns that nothing is made of."""
    unread = [column for column in columns if not column.key]
    if unread:
        known = ", ".join(sorted({*_FURTHER}))
        are = "was" if len(unread) == 1 else "were"
        yield (
            f"{', '.join(str(column) for column in unread)} {are} not read;"
            f" further {records.part}s may be called {known}."
        )
