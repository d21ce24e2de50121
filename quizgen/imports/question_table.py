"""A table with a question in each row -> written questions, its columns told by their heads.

So teachers keep questions in a spreadsheet, and so the sheets of game programs are laid out. Of
right answers they say a letter, a number or the words: which of these a column means is found from
all of its cells together, and what could be read in two ways is named and not guessed.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field, replace

from quizgen.bank.questions import ItemType, Question, WrittenAnswer
from quizgen.errors import BankError, Problem, Where, quoted
from quizgen.ids import LONGEST_ID, slug_of
from quizgen.imports.file_text import clean
from quizgen.imports.taken import Taken, as_offered, dropped, refused
from quizgen.quiz.in_games import GameSheet, Role, sheet_of
from quizgen.read.cells import Records, column_name, letters_of, read_records
from quizgen.read.facts_csv import tells_kinds
from quizgen.values import dataclass

_LOOKED_AT = 12
"""In so many rows the heads are looked for: sheets of game programs begin with advice."""
_BEHIND = re.compile(r"\(.*?\)|\s-\s.*|[?:*#]|^\s*\d+\s*\.", re.DOTALL)
"""What heads say besides what their column is: a number, limits, whether it is needed."""
_BRACKETS = re.compile(r"\(.*?\)", re.DOTALL)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ASKS = re.compile(
    r"questions?|question_?(?:text|title|stem)|stem|prompt|ask"
    r"|frage(?:n|text)?|pregunta|enunciado|pergunta|domanda"
)
_ANSWERS = (
    "antwort(?:en)?|réponses?|respuestas?|opción|opções|opção|respostas?|alternativa|rispost[ae]"
)
"""What answers are called in German, French, Spanish, Portuguese and Italian."""
_RIGHT = "richtig[ens]*|korrekte?|bonnes?|juste|correct[aeos]*|corret[aos]*|corrett[aei]|esatt[aei]"
_FALSE = (
    "falsch[ens]*|mauvaises?|fausses?|incorrect[aeos]*|incorret[aos]*|errad[aos]*|sbagliat[aei]"
)
_OPTION = re.compile(
    rf"(?:answers?|options?|choices?|possible_answer|response|{_ANSWERS})?_?([1-9]|[a-h])"
)
_KEY = re.compile(
    r"correct|key|answer_?key|solution|(?:correct|right)_(?:answers?|options?|choices?|responses?)"
    rf"|(?:{_RIGHT})_(?:{_ANSWERS})|(?:{_ANSWERS})_(?:{_RIGHT})|lösung(?:en)?|gabarito"
)
_ANSWER = re.compile(rf"answers?|response|{_ANSWERS}")
_WRONG = re.compile(
    r"(?:incorrect|wrong|false)(?:_(?:answers?|options?))?_?\d?|distractors?_?\d?"
    rf"|(?:{_FALSE})_(?:{_ANSWERS})_?\d?|(?:{_ANSWERS})_(?:{_FALSE})_?\d?|distraktor(?:en)?_?\d?"
)
_ROLES: Sequence[tuple[str, re.Pattern[str]]] = (
    ("ask", _ASKS),
    ("key", _KEY),
    ("answer", _ANSWER),
    ("wrong", _WRONG),
    ("accept", re.compile(r"accept|also|also_right|alternatives?|synonyms?")),
    ("type", re.compile(r"(?:question_)?type")),
    (
        "why",
        re.compile(
            r"(?:answer_)?explanation|feedback|rationale|why|reason|notes?|comments?"
            r"|erklärung|begründung|explication|explicación|explicação|spiegazione"
        ),
    ),
    ("points", re.compile(r"points?|marks?|score|punkte|puntos|pontos|punti")),
    ("tags", re.compile(r"tags?|topics?|subject|category|categories|lesson|unit|chapter|theme")),
    ("id", re.compile(r"id")),
    ("picture", re.compile(r"(?:image|picture|photo|video|media)(?:_(?:link|url))?")),
    ("time", re.compile(r"time.*|seconds|timer")),
    ("number", re.compile(r"no|nr|n|n°|number|nummer|número|questão|question_?(?:no|number)?")),
)
"""What a column is read as -> what its head may say, the first that fits."""
_NEEDED = ("key", "answer", "wrong", "option")
_SEVERAL = re.compile(r"\s*[,;|]\s*")
_ALTERNATIVES = re.compile(r"\s*[;|]\s*")
_GAP = re.compile(r"_{2,}|\.{4,}|…{2,}")
_NAMED = re.compile(r"(?i)(?:option|answer|choice)s?[\s_]*(?=[a-h1-9]\b)")
"""What stands before the letter or number of an option that is named by its head: Option B."""
_TRUTHS = {"true": "true", "t": "true", "false": "false", "f": "false"}
_HELP = re.compile(r"(?i)\s*text (?:of|for) (?:the )?(?:question|option)")
_TYPES: Mapping[str, ItemType | None] = {
    "": None, "quiz": None, "multiple choice": None, "single choice": None, "mc": None, "mcq": None,
    "checkbox": None, "multiple response": None, "multiple answer": None, "multiple select": None,
    "numeric": None, "number": None, "true false": "true-false", "true or false": "true-false",
    "tf": "true-false", "fill in the blank": "short-answer", "typing": "short-answer",
    "typed": "short-answer", "short answer": "short-answer", "cloze": "cloze",
    "open ended": "discussion", "essay": "discussion", "discussion": "discussion",
}  # fmt: skip
"""What a cell says of the type of its question; None where the other cells tell."""

_OF_SHEETS: Mapping[Role, str] = {"right": "answer", "typing": "type"}
"""Roles of the columns of game programs that are called otherwise here."""

Resolve = Callable[[str, Sequence[str]], frozenset[int]]
"""Which options a cell of the key means: none if it means nothing that way."""


@dataclass(frozen=True)
class _Heads:
    """The row that names the columns, and what each is read as."""

    row: int
    """From 1; 0 where no row does, and the columns are told by their order."""
    columns: Mapping[str, tuple[int, ...]]
    """Role -> the numbers of its columns, from 1."""
    unread: tuple[int, ...] = ()
    sheet: GameSheet | None = None
    """The sheet of a game program that it is, which says how a key is to be read."""


@dataclass(frozen=True, kw_only=True)
class _Row:
    """One question as its cells have it."""

    where: Where
    ask: str
    options: tuple[str, ...]
    """In the order of the columns, empty ones too, so that they can be told by number."""
    key: tuple[str, ...]
    answer: tuple[str, ...]
    wrong: tuple[str, ...]
    more: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Role -> the cells of its columns that hold something."""

    @property
    def key_cells(self) -> tuple[str, ...]:
        """The cells that say which option is right; `answer` is such a column beside options."""
        return self.key or self.answer

    def one(self, role: str) -> str:
        """Return what stands in the first cell of a role."""
        return next(iter(self.more.get(role, ())), "")


def is_table_of_questions(content: bytes) -> bool:
    """Tell whether a file is a table whose rows are questions with their answers."""
    try:
        return _heads_of(read_records(content, "")) is not None
    except BankError:
        return False


def read_question_table(content: bytes, path: str) -> Taken:
    """Return the questions of a table; raises BankError where it is none.

    A question whose key is not sure, or that shows what no bank can hold, is named by its cell.
    """
    records = read_records(content, path)
    heads = _heads_of(records)
    if heads is None:
        message = "no row says which column is the question and which the answer"
        raise BankError([Problem(Where(path), message, "write it above them: question, answer")])
    rows = [*_rows(records, heads, path)]
    resolve, problems = _way_of_keys(rows, heads.sheet), []
    questions: list[Question] = []
    ids: set[str] = set()
    for row in rows:
        try:
            question, found = _question(row, resolve, heads.sheet is not None)
        except _RefusedError as why:
            problems.append(refused(row.where, f"question {quoted(row.ask)} {why}"))
            continue
        if question.id and question.id in ids:
            question = replace(question, id="", has_own_id=False)
        ids.add(question.id)
        questions.append(question)
        problems += found
    remarks = (*_remarks(records, heads, rows), records.remark)
    return Taken(
        questions=tuple(questions), problems=tuple(problems), remarks=tuple(filter(None, remarks))
    )


# --------------------------------------------------------------------------- columns


def _heads_of(records: Records) -> _Heads | None:
    """Return the first row that names a column of questions and one of answers.

    Where none does, two columns are questions and answers if most of the first end in a mark.
    """
    if tells_kinds(records):
        return None
    above = ""
    for number, row in enumerate(records.rows[:_LOOKED_AT], start=1):
        if sheet := sheet_of(row, above):
            return _heads_of_sheet(sheet, number, row)
        above += " ".join(row)
        roles = [_role_of(cell) for cell in row]
        if "ask" in roles and any(role in _NEEDED for role in roles):
            columns = {
                role: tuple(place for place, each in enumerate(roles, start=1) if each == role)
                for role in dict.fromkeys(filter(None, roles))
            }
            unread = tuple(
                place
                for place, (role, cell) in enumerate(zip(roles, row, strict=True), start=1)
                if not role and cell.strip()
            )
            return _Heads(number, columns, unread)
    filled = [[cell.strip() for cell in row if cell.strip()] for row in records.rows]
    pairs = [cells for cells in filled if cells]
    asked = sum(cells[0].endswith("?") for cells in pairs)
    are_pairs = all(len(cells) == 2 for cells in pairs)
    if pairs and are_pairs and pairs[0][0].endswith("?") and asked * 2 > len(pairs):
        return _Heads(0, {"ask": (1,), "answer": (2,)})
    return None


def _heads_of_sheet(sheet: GameSheet, number: int, row: Sequence[str]) -> _Heads:
    """Return the columns of a game program's sheet, which needs no guessing.

    Behind them Socrative's has its letters in a column, and somebody may have added more.
    """
    columns: dict[str, tuple[int, ...]] = {}
    for place, column in enumerate(sheet.columns, start=1):
        role = _OF_SHEETS.get(column.role, column.role)
        if role:
            columns[role] = (*columns.get(role, ()), place)
    rest = [*enumerate(row, start=1)][len(sheet.columns) :]
    added = tuple(place for place, cell in rest if len(cell.strip()) > 1)
    return _Heads(number, columns, added, sheet)


def _role_of(head: str) -> str:
    """Return what a column is read as by its head; empty for none.

    >>> [*map(_role_of, ("Question - max 120 characters", "2. Answer A:", "correctAnswer"))]
    ['ask', 'option', 'key']
    """
    if "#" in _BRACKETS.sub("", head):
        return "number"
    name = column_name(_CAMEL.sub("_", _BEHIND.sub(" ", head)))
    if _OPTION.fullmatch(name):
        return "option"
    return next((role for role, pattern in _ROLES if pattern.fullmatch(name)), "")


# --------------------------------------------------------------------------- rows


def _rows(records: Records, heads: _Heads, path: str) -> Iterator[_Row]:
    """Yield the rows that hold a question; those that are empty but for a number are none."""
    for number, row in enumerate(records.rows[heads.row :], start=heads.row + 1):
        cells = {
            role: tuple(clean(row[place - 1]) if place <= len(row) else "" for place in places)
            for role, places in heads.columns.items()
        }
        said = {role: tuple(filter(None, held)) for role, held in cells.items()}
        ask = " ".join(said["ask"])
        if not any(said[role] for role in ("ask", *_NEEDED) if role in said) or _HELP.match(ask):
            continue
        yield _Row(
            where=Where(path, number, heads.columns["ask"][0]),
            ask=ask,
            options=cells.get("option", ()),
            key=said.get("key", ()),
            answer=said.get("answer", ()),
            wrong=said.get("wrong", ()),
            more=said,
        )


def _remarks(records: Records, heads: _Heads, rows: Sequence[_Row]) -> Iterator[str]:
    """Yield what of the table nothing was made of."""
    if heads.unread:
        head = records.rows[heads.row - 1]
        named = ", ".join(f"{letters_of(n)} {quoted(clean(head[n - 1]))}" for n in heads.unread)
        yield f"Not read: column {named}."
    if any(row.more.get("time") for row in rows):
        yield "How many seconds there are for a question is not kept: paper has no clock."


# --------------------------------------------------------------------------- keys


def _by_words(cell: str, options: Sequence[str]) -> frozenset[int]:
    """Find options by their words, all in one cell or divided by commas."""
    places = {option.casefold(): place for place, option in enumerate(options) if option}
    if cell.casefold() in places:
        return frozenset([places[cell.casefold()]])
    parts = [part.casefold() for part in _SEVERAL.split(cell)]
    return frozenset(map(places.__getitem__, parts)) if {*parts} <= places.keys() else frozenset()


def _by_number(cell: str, options: Sequence[str]) -> frozenset[int]:
    """Find options by their numbers: `2`, `2,4`; also as a spreadsheet may write them, `2.0`."""
    parts = [part.removesuffix(".0") for part in _SEVERAL.split(_NAMED.sub("", cell))]
    return _places([int(part) - 1 if part.isdecimal() else -1 for part in parts], options)


def _by_letter(cell: str, options: Sequence[str]) -> frozenset[int]:
    """Find options by their letters: `B`, `b)`, `A, C`, `AC`."""
    bare = re.sub(r"[().\s]", "", _NAMED.sub("", cell)).casefold()
    parts = _SEVERAL.split(bare) if _SEVERAL.search(bare) else [*bare]
    if not all(len(part) == 1 for part in parts):
        return frozenset()
    return _places([ord(part) - ord("a") for part in parts], options)


def _places(places: Sequence[int], options: Sequence[str]) -> frozenset[int]:
    fit = all(0 <= place < len(options) and options[place] for place in places)
    return frozenset(places) if fit and places else frozenset()


_WAYS: tuple[Resolve, ...] = (_by_letter, _by_number, _by_words)


def _way_of_keys(rows: Sequence[_Row], sheet: GameSheet | None) -> Resolve:
    """Return the one way in which the keys of a table are to be read.

    The sheet of a game program has its own. Elsewhere a way by which more rows have a key is the
    one that is meant; where several do as well, what they find must be the same, or the key of a
    row is in doubt.
    """
    if sheet:
        return _by_letter if sheet.key_way == "letters" else _by_number
    keyed = [row for row in rows if row.key_cells and any(row.options)]
    found = Counter({way: sum(bool(_keys(row, way)) for row in keyed) for way in _WAYS})
    most = max(found.values(), default=0)
    best = [way for way in _WAYS if found[way] == most]

    def resolve(cell: str, options: Sequence[str]) -> frozenset[int]:
        meant = {places for way in best if (places := way(cell, options))}
        if len(meant) > 1:
            named = " or ".join(
                ", ".join(quoted(options[place]) for place in sorted(places))
                for places in sorted(meant, key=sorted)
            )
            raise _RefusedError(f"has the key {quoted(cell)}, which may mean {named}")
        return next(iter(meant), frozenset())

    return resolve


def _keys(row: _Row, way: Resolve) -> frozenset[int]:
    """Return the places of a row's right options; none if one of its cells means nothing."""
    found = [way(cell, row.options) for cell in row.key_cells]
    return frozenset().union(*found) if all(found) else frozenset()


# --------------------------------------------------------------------------- questions


class _RefusedError(Exception):
    """A question that is not taken over, and why."""


def _question(row: _Row, resolve: Resolve, is_sheet: bool) -> tuple[Question, list[Problem]]:
    """Return the question of a row, and what of it is left behind.

    A cell in the sheet of a game program is one answer, whatever signs it holds.
    """
    if not row.ask:
        raise _RefusedError("has answers and asks nothing")
    if row.more.get("picture"):
        raise _RefusedError("has a picture that is not in the file")
    kind = _type_of(row)
    is_typed = kind == "discussion" and any(row.options)
    if is_sheet and (is_typed or not (kind or row.wrong or any(row.options))):
        kind = "short-answer"
    listed = _whole if is_sheet else _listed
    right, wrong, accept = _answers(row, kind, resolve, listed)
    ask, found = row.ask, []
    if kind == "discussion" and (right or wrong):
        found.append(
            dropped(row.where, f"question {quoted(ask)} loses its answer: it is discussed")
        )
        right, wrong, accept = (), (), ()
    can_be_gap = not any("|" in words for words in (*right, *accept))
    if not wrong and len(right) == 1 and len(_GAP.findall(ask)) == 1 and can_be_gap:
        ask, kind = _with_gap(ask, (*right, *accept)), "cloze"
        right, accept = (), ()
    if kind == "cloze" and right:
        raise _RefusedError("is to be filled in and shows no gap: write ____ where it is")
    truths = {_TRUTHS.get(each.casefold(), "") for each in (*right, *wrong)}
    if kind != "short-answer" and len(right) == 1 and truths <= {"true", "false"}:
        right, wrong, accept = (_TRUTHS[right[0].casefold()],), (), ()
        kind = "true-false"
    elif kind == "true-false":
        raise _RefusedError(f"is true or false, and has the answer {quoted(' '.join(right))}")
    points = row.one("points")
    if points and not points.isdecimal():
        found.append(
            dropped(
                row.where, f"question {quoted(ask)} is worth {points}, which is no whole number"
            )
        )
    ident = slug_of(row.one("id"))[:LONGEST_ID].strip("-")
    return (
        Question(
            id=ident,
            has_own_id=bool(ident),
            type=kind,
            ask=ask,
            **as_offered(
                [WrittenAnswer(text=each) for each in row.options if each],
                [WrittenAnswer(text=each) for each in right],
                [WrittenAnswer(text=each) for each in wrong],
            ),
            accept=accept,
            why=" ".join(row.more.get("why", ())),
            points=int(points) if points.isdecimal() and int(points) else None,
            tags=tuple(dict.fromkeys(filter(None, map(slug_of, _listed(row.more.get("tags")))))),
            where=row.where,
        ),
        found,
    )


def _type_of(row: _Row) -> ItemType | None:
    """Return the type that a row's cell names, None where the others tell it."""
    said = row.one("type")
    name = " ".join(re.findall(r"[^\W_]+", said.casefold()))
    if name not in _TYPES:
        raise _RefusedError(f"is of the type {quoted(said)}, which no bank has")
    return _TYPES[name]


def _answers(
    row: _Row,
    kind: ItemType | None,
    resolve: Resolve,
    listed: Callable[[Sequence[str] | None], list[str]],
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return what is right, what is wrong, and what is right as well where it is written."""
    options = [option for option in row.options if option]
    more = tuple(listed(row.more.get("accept")))
    if kind == "discussion":
        return row.key, (), ()
    if kind in ("short-answer", "cloze"):
        said = options or listed((*row.answer, *row.key))
        if not said:
            raise _RefusedError("has no answer")
        return (said[0],), (), (*said[1:], *more)
    if len(options) > 1:
        return _chosen(row, kind, resolve)
    if options and (other := [cell for cell in row.key_cells if not _is_same(cell, options[0])]):
        why = f"has one option and the key {quoted(other[0])}: name the columns of the others"
        raise _RefusedError(why)
    right = (*row.key, *row.answer) or tuple(options)
    if not right:
        raise _RefusedError("has no answer")
    if row.wrong:
        return right, tuple(dict.fromkeys(row.wrong)), ()
    first, *rest = listed(right)
    return (first,), (), (*rest, *more)


def _chosen(
    row: _Row, kind: ItemType | None, resolve: Resolve
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the right and the wrong ones of a row's options."""
    if not row.key_cells:
        raise _RefusedError("does not say which option is right")
    keys: frozenset[int] = frozenset()
    for cell in row.key_cells:
        found = resolve(cell, row.options)
        if not found:
            raise _RefusedError(f"has the key {quoted(cell)}, which is none of its options")
        keys |= found
    filled = [(place, option) for place, option in enumerate(row.options) if option]
    right = tuple(option for place, option in filled if place in keys)
    wrong = tuple(option for place, option in filled if place not in keys)
    if not wrong:
        raise _RefusedError("has no wrong option")
    if len({option.casefold() for _, option in filled}) < len(filled):
        raise _RefusedError("has one option twice")
    return right, (*wrong, *row.wrong), ()


def _is_same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _listed(cells: Sequence[str] | None) -> list[str]:
    """Return the several things that cells list, by semicolons or upright strokes."""
    return [part for cell in cells or () for part in _ALTERNATIVES.split(cell) if part]


def _whole(cells: Sequence[str] | None) -> list[str]:
    return [*(cells or ())]


def _with_gap(ask: str, answers: Sequence[str]) -> str:
    """Return a sentence whose one line to write on is a gap with what fills it."""
    before, after = _GAP.split(ask)
    said = "|".join(_doubled(answer).replace("::", "::::") for answer in answers)
    return f"{_doubled(before)}[{said}]{_doubled(after)}"


def _doubled(text: str) -> str:
    """Return words with the signs of gaps doubled, so that they stand for themselves."""
    return re.sub(r"[\[\]]", lambda sign: sign[0] * 2, text)
