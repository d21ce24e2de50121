"""A list of questions as teachers type it in Word -> written questions, or what is not sure.

Which paragraph is what is told by the numbers and letters before it, typed or Word's own; what is
right by a star or tick, by words that stand out, by a line "Answer: B" or by a list at the end. All
that say it must say the same: a key is never guessed, and what is not understood is named by its
paragraph.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from quizgen.bank.questions import ItemType, Question, WrittenAnswer
from quizgen.errors import Problem, Where, quoted
from quizgen.imports.file_text import clean
from quizgen.imports.gapped import place_of, sentence_with
from quizgen.imports.pictures import KeptPictures, without_words
from quizgen.imports.taken import RefusedError, Taken, as_offered, dropped, refused
from quizgen.imports.word_file import (
    Marks,
    Span,
    WordParagraph,
    WordPicture,
    WordTable,
    read_word,
)
from quizgen.values import dataclass

_NUMBER = re.compile(
    r"\s*(Q(?:uestion|\.)?\s*|Frage\s+|No\.?\s*)?(\d{1,3})\s?[.):．、](?!\d)\s*", re.I
)
_NUMBER_ALONE = re.compile(r"\s*(?:Question|Frage)\s+(\d{1,3})\s*[.:]?\s*", re.I)
_LETTER = re.compile(r"\s*[(\[]?([A-Ja-j])\s?[.):\]．、]\s*")
_SIGN = re.compile(r"\s*([*✓✔√☑☒✅☐○◯□]|\[[xX ]?\]|\([xX]\))\s*")
_TICKS, _EMPTY = frozenset("✓✔√☑☒✅"), frozenset("☐○◯□")
_SIGN_BEHIND = re.compile(r"\s*(\*+|[✓✔√✅]|\((?:correct|right|richtig)\))\s*$", re.I)
_BESIDE = re.compile(r"(?:\t|\s{2,})\s*(?=[*]?[(\[]?[B-Jb-j]\s?[.)\]．、]\s*\S)")
_ANSWER = re.compile(
    r"[\s→►•>*-]*(?:the\s+)?(?:(?:correct|right|model)\s+)?(?:answers?|ans|key|solution|antwort|lösung"
    r"|réponse|respuesta|risposta|ответ)(?:\(s\))?\s*(?:(?:is|are|ist)\b)?\s*[:：=.\-–—]\s*(.*)",
    re.I | re.DOTALL,
)
_ANSWER_BARE = re.compile(r"\s*(?:answers?|ans)\s+[(]?([A-Ja-j])[).]?\s*", re.I)
_WHY = re.compile(
    r"\s*(?:explanation|rationale|feedback|reason|erklärung|begründung|explication)\s*[:：]\s*(.*)",
    re.I | re.DOTALL,
)
_KEY_HEADING = re.compile(
    r"\s*(?:the\s+)?(?:correct\s+)?(?:answers?(?:\s+(?:key|sheet|list))?|key|solutions?"
    r"|lösungen|lösungsschlüssel|antworten|corrigé|réponses|respuestas)\s*:?\s*",
    re.I,
)
_POINTS = re.compile(r"\s*[(\[]\s*(\d{1,2})\s*(?:points?|pts?|marks?|punkte?)\.?\s*[)\]]\s*$", re.I)
_LINES = re.compile(r"[\s_.…\-–—]*")
_GAP = re.compile(r"_{2,}(?:\s_{2,})*|\.{5,}|…{2,}")
_TRUE_FALSE = re.compile(
    r"[\s(\[]*\b(true|t|wahr|richtig)\b\s*(?:/|\||or|oder|\s)\s*\b(false|f|falsch)\b[\s)\]?.]*$",
    re.I,
)
_PART = r"\s*(?:(?:part|section|teil|abschnitt)\s+\w{1,4}\s*[.:)–—-]?\s*)?"
_OF_TRUTHS = re.compile(
    _PART + r"(?:true\s*(?:or|/|and|-)\s*false|t\s*/\s*f|wahr\s+oder\s+falsch)\b.*", re.I
)
_OF_ESSAYS = re.compile(
    _PART + r"(?:essays?|discussions?|long answers?|erörterung(?:en)?)(?:\s+questions?)?\s*:?", re.I
)
_ALL_THAT = re.compile(r"\b(?:all|alle)\b.{0,30}\b(?:apply|correct|right|true|richtig\w*)\b", re.I)
_TRUTHS: Mapping[str, str] = {
    "true": "true", "false": "false", "t": "true", "f": "false", "wahr": "true", "falsch": "false",
}  # fmt: skip
_WHOLE_TRUTHS = frozenset(("true", "false", "wahr", "falsch"))
_PAIR = re.compile(r"(\d{1,3})\s*[.):\-–=]?\s*\(?([A-Ja-j]|true|false|T|F)\)?(?=[\s,;.]|$)", re.I)
_MATCHED = re.compile(r"(\d{1,3})\s*[.):\-–=→]+\s*([A-Ja-j])\b", re.I)
_AND = re.compile(r"\s*(?:[,;&/+]|\band\b|\bund\b|\s)\s*", re.I)
MAY_BE_OPTION = "may be an option: the number before it has no answer; put letters before options"
BETWEEN = "has words below an option that may be a part of it: put them on its line"
NOT_IN_ORDER = "has options whose letters or numbers do not follow one another"
AMONG_OPTIONS = "shows a picture beside several options: put each on a line of its own"
RAISED = "has raised or lowered words, which would stand on the line"
_LONGEST = 5_000
"""A longer line is no list of options; who looks for them in it may look for long."""
_MOST_SECTION = 90
"""A longer line is no heading."""
_KINDS = ("bold", "underline", "highlight", "colour")
_SAID = {
    "star": "a star", "tick": "a tick", "bold": "bold", "underline": "an underline",
    "highlight": "a highlight", "colour": "a colour", "line": "its answer", "list": "the list",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class _Line:
    """A line without what stands before it: a number, a letter, a sign."""

    where: Where
    spans: tuple[Span, ...]
    number: int | None = None
    has_word: bool = False
    """Whether its number says that it is a question's: Q3."""
    letter: int | None = None
    is_bullet: bool = False
    is_counted: bool = False
    """Whether Word counted it, so that its letter may be any."""
    sign: str = ""
    is_heading: bool = False
    pictures: tuple[WordPicture, ...] = ()
    bar: str = ""
    """Why a question that it is in cannot be taken over."""

    @property
    def text(self) -> str:
        return clean("".join(span.text for span in self.spans))


@dataclass(frozen=True, kw_only=True)
class _Option:
    label: int
    text: str
    signs: frozenset[str]
    """star, tick, and how all of its words stand out."""
    pictures: tuple[WordPicture, ...] = ()

    @property
    def said(self) -> str:
        """By what it is told from others: its words, or its picture."""
        return self.text or "".join(each.name for each in self.pictures)


class _Draft:
    """A question in the making."""

    def __init__(self, where: Where, number: int | None, section: str) -> None:
        self.where = where
        self.number = number
        self.section = section
        self.asked: list[_Line] = []
        self.options: list[_Option] = []
        self.last: _Line | None = None
        """The line of the last option, which may go on below a break."""
        self.answers: list[str] = []
        self.why: list[str] = []
        self.table: WordTable | None = None
        self.bar = ""
        self.are_numbered = False
        """Whether its options have numbers before them, and not letters."""

    @property
    def is_open(self) -> bool:
        """Tell whether its words may go on."""
        return not (self.options or self.answers or self.why or self.table)


def read_word_list(content: bytes, path: str) -> Taken:
    """Return the questions of a document; raises BankError for what is none of Word's."""
    reader = _Reader(path)
    for block in read_word(content, path):
        reader.take(block)
    return reader.finish()


# ------------------------------------------------------------------------------------------- lines


def _cut(spans: Sequence[Span], start: int, end: int | None = None) -> tuple[Span, ...]:
    """Return the words between two places, as they look."""
    kept, place = [], 0
    for span in spans:
        first = max(start - place, 0)
        last = len(span.text) if end is None else max(min(end - place, len(span.text)), 0)
        if span.text[first:last]:
            kept.append(Span(span.text[first:last], span.marks))
        place += len(span.text)
    return tuple(kept)


def _lines_of(paragraph: WordParagraph) -> Iterator[_Line]:
    """Yield a paragraph as one line, or options that stand beside one another each as its own."""
    spans, start = paragraph.spans, 0
    text = paragraph.text
    if len(text) < _LONGEST and (_LETTER.match(text) or _SIGN.match(text)):
        for found in _BESIDE.finditer(text):
            line = _line_of(paragraph, _cut(spans, start, found.start()), start == 0)
            yield replace(line, bar=AMONG_OPTIONS) if line.pictures else line
            start = found.end()
    yield _line_of(paragraph, _cut(spans, start), start == 0)


def _line_of(paragraph: WordParagraph, spans: tuple[Span, ...], is_first: bool) -> _Line:
    text = "".join(span.text for span in spans)
    counted = paragraph.number if is_first else None
    number = letter = None
    place, sign = 0, ""
    if found := _SIGN.match(text):
        place, sign = found.end(), _kind_of(found[1])
        if found[1] == "*" and not text[place:].strip():
            place, sign = 0, ""
    has_word = False
    if typed := _NUMBER.match(text, place):
        number, place, has_word = int(typed[2]), typed.end(), bool(typed[1])
        if found := _SIGN.match(text, place):
            place, sign = found.end(), sign or _kind_of(found[1])
    elif typed := _NUMBER_ALONE.fullmatch(text, place):
        number, place, has_word = int(typed[1]), typed.end(), True
    elif typed := _LETTER.match(text, place):
        letter, place = ord(typed[1].lower()) - ord("a") + 1, typed.end()
        if found := _SIGN.match(text, place):
            place, sign = found.end(), _kind_of(found[1])
    is_counted = number is None and letter is None and counted is not None
    is_bullet = is_counted and counted is not None and counted.kind == "bullet"
    if is_counted and counted is not None and not is_bullet:
        if counted.kind == "decimal" and counted.level == 0:
            number = counted.ordinal
        else:
            letter = counted.ordinal
    pictures = paragraph.pictures if is_first else ()
    bar = next((each.bar for each in pictures if each.bar), "")
    bar = bar or ("holds a formula" if paragraph.has_formula and is_first else "")
    bar = bar or (RAISED if paragraph.has_raised and is_first else "")
    return _Line(
        where=paragraph.where,
        spans=_cut(spans, place),
        number=number,
        has_word=has_word,
        letter=letter,
        is_bullet=is_bullet or (sign in ("empty", "tick") and number is None and letter is None),
        is_counted=is_counted,
        sign="" if sign == "empty" else sign,
        is_heading=paragraph.is_heading,
        pictures=pictures,
        bar=bar,
    )


def _kind_of(sign: str) -> str:
    if sign == "*":
        return "star"
    return "tick" if sign in _TICKS or "x" in sign.lower() else "empty"


def _option_of(line: _Line, label: int) -> _Option:
    spans, signs = line.spans, set(filter(None, [line.sign]))
    text = "".join(span.text for span in spans)
    if len(text) < _LONGEST and (found := _SIGN_BEHIND.search(text)):
        spans = _cut(spans, 0, found.start())
        signs.add("star" if found[1].startswith("*") else "tick")
    seen = [span.marks for span in spans if span.text.strip()]
    signs |= {kind for kind in _KINDS if seen and all(getattr(marks, kind) for marks in seen)}
    text = clean("".join(span.text for span in spans))
    return _Option(label=label, text=text, signs=frozenset(signs), pictures=line.pictures)


# ------------------------------------------------------------------------------------------- blocks


class _Reader:
    """Takes block by block, and knows which question it is in."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.drafts: list[_Draft] = []
        self.draft: _Draft | None = None
        self.pending: list[_Line] = []
        """Lines that may ask what follows; else nothing is made of them."""
        self.unread: list[_Line] = []
        self.tables: list[WordTable] = []
        self.section = ""
        self.in_key = False
        self.has_words = False
        """Whether questions are called so beside their numbers; numbers alone are of options."""
        self.listed: dict[int, list[str]] = {}
        """Number -> what the list at the end says of it."""

    def take(self, block: WordParagraph | WordTable) -> None:
        if isinstance(block, WordTable):
            self._table(block)
            return
        for line in _lines_of(block):
            is_labelled = line.number is not None or line.letter is not None
            is_seen = line.text or line.bar or line.pictures
            if is_seen or (is_labelled and not line.is_counted):
                self._line(line)

    def _line(self, line: _Line) -> None:
        text = line.text
        if text and _LINES.fullmatch(text):
            return  # to write on
        if self.drafts and line.number is None and _KEY_HEADING.fullmatch(text):
            self._close()
            self.in_key = True
        elif self.in_key:
            self._listed(line)
        elif line.number is None and (answer := _answer_in(text)) is not None:
            self._answer(line, answer)
        elif line.number is None and self.draft and (why := _WHY.fullmatch(text)):
            self._leave()
            self.draft.why.append(clean(why[1]))
        elif line.number is not None and _is_key(text) and self._is_known(line.number):
            self._close()
            self.listed.setdefault(line.number, []).append(text)
        elif line.number is not None and self.has_words and not line.has_word:
            self._option(replace(line, letter=line.number))
        elif line.number is not None:
            self.has_words = self.has_words or line.has_word
            self._leave()
            self._begin(line, line.number)
        elif line.letter is not None or line.is_bullet:
            self._option(line)
        else:
            self._words(line)

    def _is_known(self, number: int) -> bool:
        return any(draft.number == number for draft in self.drafts)

    def _begin(self, line: _Line, number: int | None) -> None:
        self.draft = _Draft(line.where, number, self.section)
        self.drafts.append(self.draft)
        self._ask(self.draft, line)

    def _ask(self, draft: _Draft, line: _Line) -> None:
        if line.text or line.pictures:
            draft.asked.append(line)
        draft.bar = draft.bar or line.bar

    def _option(self, line: _Line) -> None:
        draft = self.draft
        last = draft.options[-1].label if draft and draft.options else 0
        label = line.letter or last + 1
        goes_on = draft is not None and (
            label == last + 1 or (line.is_counted and not draft.options and not self.pending)
        )
        if draft and goes_on and self.pending and draft.options:
            draft.bar = draft.bar or BETWEEN
            self._leave()
        if draft and goes_on and not (self.pending and label == 1):
            self.pending, more = [], self.pending
            for each in more:
                self._ask(draft, each)
        elif label == 1 and self.pending:
            stem = self.pending.pop()
            if not stem.text and self.pending:  # a picture below what asks
                shown, stem = stem.pictures, self.pending.pop()
                stem = replace(stem, pictures=(*stem.pictures, *shown))
            self._leave()
            self._begin(stem, None)
        elif draft and line.is_bullet and draft.is_open:
            pass
        else:
            if draft and draft.options and not self.pending:
                draft.bar = draft.bar or NOT_IN_ORDER
            self._words(line)
            return
        draft = self.draft
        assert draft
        draft.options.append(_option_of(line, label))
        draft.last = line
        draft.are_numbered = line.number is not None
        draft.bar = draft.bar or line.bar

    def _words(self, line: _Line) -> None:
        """Take a line with nothing before it: it goes on with what asks, or may ask itself."""
        text = line.text
        is_title = line.is_heading or (len(text) <= _MOST_SECTION and _is_section(text))
        if is_title:
            self._close()
            self.section = _section_of(text, line.is_heading)
            self.unread.append(line)
        elif self.draft and self.draft.is_open and self.draft.number is not None:
            self._ask(self.draft, line)
        elif self.draft and self.draft.last and self.draft.last.where == line.where:
            whole = (*self.draft.last.spans, Span(" "), *line.spans)
            self.draft.last = replace(self.draft.last, spans=whole)
            self.draft.options[-1] = _option_of(self.draft.last, self.draft.options[-1].label)
            self.draft.bar = self.draft.bar or line.bar
        else:
            self.pending.append(line)

    def _answer(self, line: _Line, answer: str) -> None:
        if self.pending and (self.draft is None or not self.draft.is_open):
            stem = self.pending.pop()
            is_next = self.draft is None or bool(self.draft.answers)
            self._leave()
            if is_next:
                self._begin(stem, None)
            else:
                assert self.draft
                self.draft.bar = self.draft.bar or BETWEEN
                self.unread.append(stem)
        if self.draft is None:
            self.unread.append(line)
        elif not answer:
            pass  # room for it
        else:
            self.draft.answers.append(answer)

    def _leave(self) -> None:
        """Give up lines that belong to no question."""
        self.unread += self.pending
        self.pending = []

    def _close(self) -> None:
        self._leave()
        self.draft = None

    # ------------------------------------------------------------------------------------- the list

    def _listed(self, line: _Line) -> None:
        """Read a line of the list of answers: one of them, or several in a row."""
        text = line.text
        if line.number is not None and not _PAIR.match(text):
            self.listed.setdefault(line.number, []).append(text)
            return
        whole = f"{line.number}. {text}" if line.number is not None else text
        pairs = _PAIR.findall(whole)
        if pairs and not _PAIR.sub("", whole).strip(" ,;.\t"):
            for number, answer in pairs:
                self.listed.setdefault(int(number), []).append(answer)
        elif line.number is not None:
            self.listed.setdefault(line.number, []).append(text)
        else:
            self.unread.append(line)

    def _table(self, table: WordTable) -> None:
        cells = [
            [" ".join(clean(each.text) for each in cell) for cell in row] for row in table.rows
        ]
        if self.in_key:
            self._table_of_keys(cells)
            return
        lines = [
            line for row in table.rows for cell in row for each in cell for line in _lines_of(each)
        ]
        numbers = sum(line.number is not None for line in lines)
        letters = sum(line.letter is not None for line in lines)
        is_matching = numbers > 1 and letters > 1 and len(table.rows[0]) > 1
        if is_matching and (self.pending or (self.draft and self.draft.is_open)):
            if self.pending:
                stem = self.pending.pop()
                self._leave()
                self._begin(stem, None)
            assert self.draft
            self.draft.table = table
        elif numbers + letters > 1:
            for line in lines:
                if line.text or line.bar or line.pictures:
                    self._line(line)
        else:
            self._close()
            self.tables.append(table)

    def _table_of_keys(self, cells: Sequence[Sequence[str]]) -> None:
        """Read pairs of a number and an answer, beside or below one another."""
        if len(cells) == 2 and sum(cell.strip(". ").isdecimal() for cell in cells[0]) > 2:
            pairs = [*zip(*cells, strict=False)]
        else:
            pairs = [(row[n], row[n + 1]) for row in cells for n in range(0, len(row) - 1, 2)]
        for number, answer in pairs:
            if re.fullmatch(r"\d{1,3}[.)]?", number.strip(), re.ASCII) and answer:
                self.listed.setdefault(int(number.strip().rstrip(".)")), []).append(answer)

    # ------------------------------------------------------------------------------------- the end

    def finish(self) -> Taken:
        self._close()
        conventions = _conventions(self.drafts)
        numbers = Counter(draft.number for draft in self.drafts if draft.number is not None)
        seen: Counter[int] = Counter()
        kept = KeptPictures()
        questions: list[Question] = []
        problems: list[Problem] = []
        ways: Counter[str] = Counter()
        for before, draft in pairwise((None, *self.drafts)):
            assert draft
            listed = None
            if draft.number is not None and draft.number in self.listed and not draft.table:
                said = self.listed[draft.number]
                place = seen[draft.number]
                seen[draft.number] += 1
                if len(said) == numbers[draft.number]:
                    listed = said[place]
                else:
                    draft.bar = draft.bar or (
                        f"has the number {draft.number}, which {numbers[draft.number]} questions"
                        f" have and {len(said)} answers of the list"
                    )
            if draft.answers and not draft.options and before and _may_be_option(before, draft):
                draft.bar = draft.bar or MAY_BE_OPTION
            maker = _Maker(draft, listed, self.listed, conventions, kept)
            try:
                questions.append(maker.question())
                ways.update(maker.ways)
                problems += maker.problems
            except RefusedError as why:
                asked = " ".join(line.text for line in draft.asked if line.text)
                named = quoted(asked or "without words")
                problems.append(refused(draft.where, f"question {named} {why}"))
        for line in self.unread:
            what = quoted(line.text) if line.text else "a picture"
            problems.append(dropped(line.where, f"{what} is no part of a question", "look at it"))
        for table in self.tables:
            problems.append(dropped(table.where, "a table is no part of a question", "look at it"))
        problems.sort(key=lambda problem: problem.where)
        found = ", ".join(f"{count} by {_SAID[way]}" for way, count in ways.most_common())
        remarks = (f"What is right was told: {found}.",) if found else ()
        return Taken(
            questions=tuple(questions),
            pictures=kept.pictures,
            files=kept.files,
            problems=tuple(problems),
            shows_all=True,
            remarks=remarks,
        )


def _may_be_option(before: _Draft, draft: _Draft) -> bool:
    """Tell whether a numbered line with an answer below it may be the last of some options."""
    follows = before.number is not None and draft.number == before.number + 1
    words = before.asked[-1].text if before.asked else ""
    asks = words.endswith("?") or _TRUE_FALSE.search(words) is not None
    return follows and before.is_open and not asks


def _answer_in(text: str) -> str | None:
    """Return what a line gives as the answer; None if it gives none."""
    if found := _ANSWER_BARE.fullmatch(text):
        return found[1]
    found = _ANSWER.fullmatch(text)
    return clean(found[1]) if found and not _LINES.fullmatch(found[1]) else ("" if found else None)


def _is_key(text: str) -> bool:
    return re.fullmatch(r"[(]?(?:[A-Ja-j]|[TF]|true|false)[).]?", text.strip(), re.I) is not None


def _is_section(text: str) -> bool:
    return bool(
        re.match(r"\s*(?:part|section|teil|abschnitt)\b", text, re.I) or _section_of(text)
    ) and (not text.endswith("?"))


def _section_of(text: str, is_heading: bool = False) -> str:
    if _OF_TRUTHS.fullmatch(text):
        return "truths"
    is_title = is_heading or re.search(r"\b(?:questions?|part|section|teil)\b", text, re.I)
    return "essays" if is_title and _OF_ESSAYS.fullmatch(text) else ""


def _conventions(drafts: Sequence[_Draft]) -> frozenset[str]:
    """Return how words stand out that are right: as in most questions, or by a highlight.

    What stands out in one question alone may be stressed, as "not" is.
    """
    chosen = [draft for draft in drafts if len(draft.options) > 1]
    counts: Counter[str] = Counter()
    single: Counter[str] = Counter()
    for draft in chosen:
        for kind in _KINDS:
            marked = sum(kind in option.signs for option in draft.options)
            counts[kind] += 0 < marked < len(draft.options)
            single[kind] += marked == 1
    return frozenset(
        kind
        for kind, count in counts.items()
        if count
        and (kind == "highlight" or (count * 2 >= len(chosen) and single[kind] * 2 > count))
    )


# --------------------------------------------------------------------------------------- questions


class _Maker:
    """Makes a question of a draft; raises RefusedError where it is not sure."""

    def __init__(
        self,
        draft: _Draft,
        listed: str | None,
        all_listed: Mapping[int, Sequence[str]],
        conventions: frozenset[str],
        kept: KeptPictures,
    ) -> None:
        self.draft = draft
        self.kept = kept
        self.problems: list[Problem] = []
        self.listed = listed
        self.all_listed = all_listed
        self.conventions = conventions
        self.ways: list[str] = []
        """By what the key was told."""
        self.points: int | None = None

    def question(self) -> Question:
        draft = self.draft
        if draft.bar:
            raise RefusedError(draft.bar)
        asked = [line.text for line in draft.asked if line.text]
        if asked and (found := _POINTS.search(asked[-1])):
            asked[-1], self.points = asked[-1][: found.start()], int(found[1]) or None
        if not any(asked):
            raise RefusedError("has answers and asks nothing")
        ask = "\n\n".join(filter(None, asked))
        if draft.table:
            return self._matching(ask, draft.table)
        if draft.options:
            return self._choice(ask)
        return self._typed(ask)

    def _made(self, kind: ItemType | None, ask: str, **keys: object) -> Question:
        return Question(
            type=kind,
            has_own_id=False,
            ask=ask,
            why=" ".join(self.draft.why),
            points=self.points,
            picture=self._picture([each for line in self.draft.asked for each in line.pictures]),
            where=self.draft.where,
            **keys,  # type: ignore[arg-type]
        )

    def _picture(self, pictures: Sequence[WordPicture]) -> str:
        """Keep the picture of a question or of an option, and return its id."""
        if not pictures:
            return ""
        if len(pictures) > 1:
            raise RefusedError(f"shows {len(pictures)} pictures in one place, and a bank has one")
        (picture,) = pictures
        where = self.draft.where
        if not picture.alt:
            told = " ".join(line.text for line in self.draft.asked if line.text)
            what = f"question {quoted(told)} {without_words(picture.name)}"
            self.problems.append(dropped(where, what, "write alt for it in the bank"))
        return self.kept.keep(picture.name, picture.content, picture.alt, "", where)

    def _choice(self, ask: str) -> Question:
        options = self.draft.options
        if len(options) < 2:
            raise RefusedError("has one option")
        if empty := next((option for option in options if not option.said), None):
            raise RefusedError(f"has nothing behind {_letter(empty.label)}")
        keys = self._keys(options)
        right = [option for place, option in enumerate(options) if place in keys]
        wrong = [option for place, option in enumerate(options) if place not in keys]
        truths = {option.text.strip(".").casefold() for option in options}
        if truths in ({"true", "false"}, {"wahr", "falsch"}) and len(right) == 1:
            told = _TRUTHS[right[0].text.strip(".").casefold()]
            return self._made("true-false", ask, answer=(WrittenAnswer(text=told),))
        if not wrong:
            raise RefusedError("has all options marked as right")
        several = len(right) > 1 or bool(_ALL_THAT.search(ask))
        said_right, said_wrong = [*map(self._option, right)], [*map(self._option, wrong)]
        in_turn = iter(said_right), iter(said_wrong)
        offered = [next(in_turn[place not in keys]) for place in range(len(options))]
        return self._made(
            "multiple-response" if several else "multiple-choice",
            ask,
            **as_offered(offered, said_right, said_wrong),
        )

    def _option(self, option: _Option) -> WrittenAnswer:
        return WrittenAnswer(text=option.text, picture=self._picture(option.pictures))

    def _keys(self, options: Sequence[_Option]) -> frozenset[int]:
        """Return which options are right: all that say so must say the same."""
        signals: dict[str, frozenset[int]] = {}
        for way in ("star", "tick", *_KINDS):
            marked = frozenset(n for n, option in enumerate(options) if way in option.signs)
            is_sure = way in ("star", "tick") or way in self.conventions
            if marked and is_sure and (len(marked) < len(options) or way in ("star", "tick")):
                signals[way] = marked
        for said in self.draft.answers:
            found = _places(said, options, are_numbered=self.draft.are_numbered)
            if signals.setdefault("line", found) != found:
                raise RefusedError("has two answers, which are not the same")
        if self.listed is not None:
            signals["list"] = _places(self.listed, options, are_numbered=self.draft.are_numbered)
        if not signals:
            alone = next((kind for kind in _KINDS for each in options if kind in each.signs), "")
            if alone and not all(alone in each.signs for each in options):
                raise RefusedError(
                    f"has no key, but {_SAID[alone]} as most questions have none: say what is right"
                )
            raise RefusedError("has no key: nothing is marked, and no line says the answer")
        if len({*signals.values()}) > 1:
            told = ", ".join(
                f"{_SAID[way]} says {_letters_of(places, options)}"
                for way, places in signals.items()
            )
            raise RefusedError(f"has two keys: {told}")
        self.ways += signals
        return next(iter(signals.values()))

    def _typed(self, ask: str) -> Question:
        """Return a question that is answered in words, or by true or false."""
        said = [*dict.fromkeys(self.draft.answers)]
        if self.listed is not None and self.listed not in said:
            said.append(self.listed)
        if len(said) > 1:
            raise RefusedError("has two answers, which are not the same")
        answer = said[0] if said else ""
        tail = _TRUE_FALSE.search(ask)
        of_truths = bool(tail) or self.draft.section == "truths"
        truth = _TRUTHS.get(answer.strip(".").casefold(), "")
        if of_truths or answer.strip(".").casefold() in _WHOLE_TRUTHS:
            marked = self._marked_truth() if tail else ""
            if marked and truth and marked != truth:
                raise RefusedError("has two answers, which are not the same")
            if not (truth or marked):
                raise RefusedError("is true or false, and does not say which")
            self.ways.append(self._way() if truth else "underline")
            told = (WrittenAnswer(text=truth or marked),)
            return self._made("true-false", ask[: tail.start()] if tail else ask, answer=told)
        if not answer:
            if self.draft.section == "essays":
                return self._made("discussion", ask)
            raise RefusedError("has neither options nor an answer")
        if re.fullmatch(r"[(]?[A-Za-z][).]?", answer) and len(answer) < 4:
            raise RefusedError(f"has the answer {quoted(answer)} and no options")
        self.ways.append(self._way())
        gaps = [*_GAP.finditer(ask)]
        if gaps:
            return self._made("cloze", self._with_gaps(ask, gaps, answer))
        return self._made(None, ask, answer=(WrittenAnswer(text=answer),))

    def _way(self) -> str:
        return "line" if self.draft.answers else "list"

    def _marked_truth(self) -> str:
        """Return which of the words true and false at its end stands out, if one of them does."""
        spans = self.draft.asked[-1].spans
        text = "".join(span.text for span in spans)
        found = _TRUE_FALSE.search(text)
        if not found:
            return ""
        marked = []
        for group in (1, 2):
            word = _cut(spans, found.start(group), found.end(group))
            if all(span.marks != Marks() for span in word):
                marked.append(_TRUTHS[found[group].casefold()])
        return marked[0] if len(marked) == 1 else ""

    def _with_gaps(self, ask: str, gaps: Sequence[re.Match[str]], answer: str) -> str:
        answers = (
            [answer] if len(gaps) == 1 else [each.strip() for each in re.split("[;,]", answer)]
        )
        if len(answers) != len(gaps):
            raise RefusedError(f"has {len(gaps)} gaps, and its answer {len(answers)} parts")
        marked, place = "", 0
        for number, gap in enumerate(gaps):
            marked += ask[place : gap.start()] + place_of(number)
            place = gap.end()
        return sentence_with([[each] for each in answers], marked + ask[place:])

    def _matching(self, ask: str, table: WordTable) -> Question:
        """Return what goes with what: numbers at the left, letters at the right, and the key."""
        premises: dict[int, str] = {}
        responses: dict[str, str] = {}
        typed: dict[int, str] = {}
        for row in table.rows:
            numbers, letters = [], []
            for cell in row:
                for line in (line for each in cell for line in _lines_of(each)):
                    if line.number is not None and line.text:
                        premises[line.number] = line.text
                        numbers.append(line.number)
                    elif line.letter is not None and line.text:
                        responses.setdefault(_letter(line.letter), line.text)
                    elif re.fullmatch(r"[A-Ja-j]", line.text):
                        letters.append(line.text.upper())
            if len(numbers) == len(letters) == 1:
                typed[numbers[0]] = letters[0]
        keys: dict[int, str] = dict(typed)
        said = {
            int(n): letter.upper() for a in self.draft.answers for n, letter in _MATCHED.findall(a)
        }
        listed = {
            number: self.all_listed[number][0].strip("(). ").upper()
            for number in premises
            if len(self.all_listed.get(number, ())) == 1
        }
        for others in (said, listed):
            for number, letter in others.items():
                if keys.setdefault(number, letter) != letter:
                    raise RefusedError(f"has two keys for {number}")
        lacking = [number for number in premises if keys.get(number) not in responses]
        if lacking:
            named = ", ".join(map(str, lacking))
            raise RefusedError(f"has no key for {named}: write the letter beside it")
        self.ways.append("line" if said or typed else "list")
        pairs = {text: responses[keys[number]] for number, text in premises.items()}
        if len(pairs) < len(premises):
            raise RefusedError("has the same words twice at its left")
        used = {*pairs.values()}
        spare = tuple(WrittenAnswer(text=text) for text in responses.values() if text not in used)
        return self._made("matching", ask, pairs=pairs, wrong=spare)


def _letters_of(places: frozenset[int], options: Sequence[_Option]) -> str:
    return " and ".join(_letter(options[place].label) for place in sorted(places))


def _letter(label: int) -> str:
    return chr(ord("A") + label - 1) if 0 < label <= 26 else str(label)


def _places(said: str, options: Sequence[_Option], *, are_numbered: bool) -> frozenset[int]:
    """Return which options an answer names: by letters, by words, or by both if they agree."""
    if are_numbered and (numbered := _numbered(said, options)):
        return numbered
    texts = {_bare(option.text): place for place, option in enumerate(options)}
    labels = {option.label: place for place, option in enumerate(options)}
    if _bare(said) in texts:
        return frozenset([texts[_bare(said)]])
    behind = _LETTER.match(said) or re.match(r"\s*([A-Ja-j])\s*[-–—:]\s*", said)
    if behind and said[behind.end() :].strip():
        place = labels.get(ord(behind[1].lower()) - ord("a") + 1)
        rest = _bare(said[behind.end() :])
        if place is not None and rest == _bare(options[place].text):
            return frozenset([place])
        if place is not None and not _are_letters(said):
            raise RefusedError(f"has the answer {quoted(said)}, whose letter and words differ")
    if _are_letters(said):
        letters = re.findall(r"[A-Ja-j]", re.sub(r"\b(?:and|und)\b", " ", said))
        places = [labels.get(ord(letter.lower()) - ord("a") + 1) for letter in letters]
        if None not in places:
            return frozenset(place for place in places if place is not None)
    raise RefusedError(f"has the answer {quoted(said)}, which is none of its options")


def _numbered(said: str, options: Sequence[_Option]) -> frozenset[int]:
    """Return the option that is named by its number, as in "3" or "3. the third"."""
    found = re.fullmatch(r"(\d{1,2})[.)]?(?:\s+(.*))?", said)
    labels = {option.label: place for place, option in enumerate(options)}
    place = labels.get(int(found[1])) if found else None
    if found is None or place is None:
        return frozenset()
    rest = _bare(found[2] or "")
    return frozenset([place]) if rest in ("", _bare(options[place].text)) else frozenset()


def _are_letters(said: str) -> bool:
    parts = [part.strip("(). ") for part in _AND.split(said) if part.strip("(). ")]
    return bool(parts) and all(re.fullmatch(r"[A-Ja-j]", part) for part in parts)


def _bare(text: str) -> str:
    return text.strip(" .;,").casefold()
