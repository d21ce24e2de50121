"""A form as the pupil's sheet: title, sections, questions with room to answer."""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import assert_never

from quizgen.content import Content, Picture, Run, is_text, pictures_of, plain
from quizgen.export.word.markup import (
    PAGE_BREAK,
    SPACER,
    TAB,
    Cell,
    Row,
    bold,
    paragraph,
    runs,
    table,
    tabs,
    twips,
    words,
)
from quizgen.export.word.page import Page
from quizgen.export.word.styles import OPTION_MM
from quizgen.language.words import Labels
from quizgen.order import letter_of
from quizgen.quiz.credits import owed_credits
from quizgen.quiz.figures import Map, Scale, Timeline
from quizgen.quiz.form import Form, FormSection, NumberedItem
from quizgen.quiz.item import (
    Choice,
    Cloze,
    Discussion,
    Matching,
    Numeric,
    Ordering,
    ShortAnswer,
    TrueFalse,
)
from quizgen.quiz.naming import names_of_texts
from quizgen.quiz.passages import Passage
from quizgen.quiz.worksheet import Cover

CIRCLE, SQUARE = "○", "□"
SIGN, LOWER = 1.2, 0.05
"""How large circles and squares are, and how far they go down, as parts of the size of type."""
BLANK = "____"
"""For a letter or a number."""
GAP_LETTERS = 14
"""How wide gaps in sentences are, in lines below letters, unless an answer needs more."""
MOST_GAP = 30
WRITTEN = 1.4
"""So many of them a letter takes that is written by hand."""
NUMBER_MM = 40.0
"""The line for a number."""
FEW_LINES = 4
"""So many lines stay together; of more, two at least do on either page."""
LINES_A_POINT = 2
LINES_UNMARKED = 4
CIRCLES_MM = (12.0, 26.0)
"""Where the circle for what is false stands, and the word before the line for a correction."""
OPTION_PICTURE, PREMISE_PICTURE = 1 / 7, 1 / 9
"""The part of a page's height that a picture to choose, or to match, may take."""
ABOVE_REMINDER = '<w:spacing w:before="160" w:after="80"/>'
FIRST_WORDS = 5
"""By so many words a passage without a title is known."""
NAME_SHARES = (0.46, 0.16, 0.2, 0.18)
"""How the line for name, class, date and score is shared out."""
PAIR_SHARES = (0.52, 0.11, 0.37)
"""The widths of what is matched, of the box for its letter, and of the answers."""
BLANK_CELL = paragraph("TableText", words(BLANK))


def add_sheet(page: Page) -> None:
    """Add all of a sheet; a section without questions is left out."""
    form = page.form
    sections = [section for section in form.sections if section.items]
    add_title(page, form.label)
    if form.layout.cover:
        _add_cover(page, form.layout.cover, sections)
    else:
        if page.look.theme.names:
            _add_name_line(page)
        _add_texts(page)
    _add_words(page)
    if form.layout.mark_table and sections and not form.layout.cover:
        page.add(_mark_table(page, sections), SPACER)
    told: set[int] = set()
    for section in sections:
        points = section.points_label if points_shown(page) != "none" else ""
        add_heading(page, section.title, points)
        if section.instruction:
            page.add(paragraph("Instruction", words(section.instruction)))
        _Items(page, section, told).add()
    if form.layout.turn_over and sections:
        page.add(paragraph("SmallPrint", bold(form.labels.end_of_questions)))
    credit = owed_credits(form)
    if credit:
        page.add(paragraph("SmallPrint", runs(credit)))


def points_shown(page: Page) -> str:
    """Return where points stand: as wished, else as the worksheet, else as the theme has it."""
    if page.look.points:
        return "item"
    return page.form.layout.points or page.look.theme.show_points


def add_title(
    page: Page, label: str, *, label_after: str = "", subtitle: str | None = None
) -> None:
    """Add the line with school and sort of sheet, the title with its version, and the subtitle."""
    form = page.form
    left = []
    if page.look.logo:
        left += [page.logo(page.look.logo), words("  ")]
    said = (*left, words(form.school), TAB, bold(label), words(label_after))
    page.add(paragraph("SheetLine", *said))
    version = words(f" – {form.labels.form} {form.version}") if form.version else ""
    page.add(paragraph("Title", words(form.title), version))
    below = form.subtitle if subtitle is None else subtitle
    if below:
        page.add(paragraph("Subtitle", words(below)))


def add_heading(page: Page, title: str, points: str = "", level: int = 1) -> None:
    """Add a heading, with its points at the right edge."""
    half = round(2 * page.look.theme.size_label * page.m.grown)
    lighter = f'<w:b w:val="0"/><w:bCs w:val="0"/><w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
    behind = (TAB, words(points, lighter)) if points else ()
    page.add(paragraph(f"Heading{level}", words(title), *behind))


def _add_name_line(page: Page) -> None:
    """Add lines for name, class, date and score, which stay as long as they are when filled in."""
    labels, form, width = page.form.labels, page.form, page.m.width
    fields = [(labels.name, ""), (labels.class_, ""), (labels.date, "")]
    if page.look.theme.show_score and form.layout.score:
        fields.append((labels.score, f" {labels.score_of.replace('{n}', str(form.points))}"))
    shares = NAME_SHARES[: len(fields)]
    if page.m.grown > 1.2:
        for name, behind in fields:
            stop = tabs(("right", width * 0.8, "underscore"))
            page.add(paragraph("NameLine", words(f"{name} "), TAB, words(behind), stops=stop))
        return
    stops: list[tuple[str, float] | tuple[str, float, str]] = []
    parts, x = [], 0.0
    for place, ((name, behind), share) in enumerate(zip(fields, shares, strict=True)):
        x += share / sum(shares) * width
        is_last = place == len(fields) - 1
        room = 14.0 if behind else 0.0
        stops.append(("left", x - room - (0.0 if is_last else 4.0), "underscore"))
        parts += [words(f"{name} "), TAB, words(behind)]
        if not is_last:
            stops.append(("left", x))
            parts.append(TAB)
    page.add(paragraph("NameLine", *parts, stops=tabs(*stops)))


def _add_texts(page: Page) -> None:
    """Add the texts that a sheet lists, each with the name that its questions use."""
    names = names_of_texts(page.form)
    for entry in page.form.sources:
        if entry.source in names:
            name = bold(names[entry.source])
            page.add(paragraph("TextEntry", name, TAB, runs(entry.listed)))


def _add_words(page: Page) -> None:
    """Add hard words and what they mean as one paragraph."""
    form = page.form
    if not form.words:
        return
    told: list[str] = []
    if form.labels.hard_words.strip():
        told.append(bold(f"{form.labels.hard_words}: "))
    for place, hard in enumerate(form.words):
        told += [words("; " if place else ""), runs((Run(hard.word, "italic"),))]
        told.append(words(f" – {hard.meaning}"))
    page.add(paragraph("SmallPrint", *told, words(".")))


def _mark_table(page: Page, sections: Sequence[FormSection]) -> str:
    """Return the table for marks: a column a section and a total, and a row left empty."""
    labels = page.form.labels
    marked = [section for section in sections if section.points]
    heads = [labels.section, *(section.title for section in marked), labels.total]
    points = [labels.points_head, *(str(each.points) for each in marked), str(page.form.points)]
    marks = [labels.mark, *[""] * (len(marked) + 1)]
    rows = [
        Row(
            cells=[
                Cell(content=paragraph("TableMark", words(said)), is_grey=place == 0)
                for said in cells
            ],
            is_header=place == 0,
        )
        for place, cells in enumerate((heads, points, marks))
    ]
    return table(rows, [page.m.width / len(heads)] * len(heads), caption=labels.mark)


def _add_cover(page: Page, cover: Cover, sections: Sequence[FormSection]) -> None:
    """Add the first page of an exam: its time, who writes it, and how."""
    labels, form = page.form.labels, page.form
    plural = labels.points.one if form.points == 1 else labels.points.many
    terms = [(labels.time, cover.time), (labels.total, plural.replace("{n}", str(form.points)))]
    said = [
        part
        for name, says in terms
        if says.strip()
        for part in (bold(f"{name} "), words(f"{says}     "))
    ]
    page.add(paragraph("Subtitle", *said))
    for name in filter(None, (labels.candidate, labels.candidate_number, labels.centre)):
        stop = tabs(("left", 45.0), ("right", page.m.width, "underscore"))
        page.add(paragraph("NameLine", words(name), TAB, TAB, stops=stop))
    for heading, entries in (
        (labels.materials, cover.materials),
        (labels.instructions, cover.instructions),
        (labels.information, cover.information),
    ):
        if entries:
            add_heading(page, heading, level=2)
            page.add(*(paragraph("ListEntry", words("•"), TAB, words(entry)) for entry in entries))
    if form.layout.mark_table and sections:
        add_heading(page, labels.for_examiner, level=2)
        page.add(_mark_table(page, sections), SPACER)
    _add_texts(page)
    page.add(PAGE_BREAK)


def indent_of_options(page: Page) -> str:
    """Return how far the words of options go in, and their circles out."""
    left, more = twips(page.m.gutter), twips(2 * OPTION_MM * page.m.grown)
    return f'<w:ind w:left="{left + more}" w:hanging="{more}"/>'


def _is_picture(content: Content) -> bool:
    return len(content) == 1 and isinstance(content[0], Picture)


class _Items:
    """Adds the questions of a section, with the passages and figures that they rest on."""

    def __init__(self, page: Page, section: FormSection, told: set[int]) -> None:
        self.page = page
        self.form: Form = page.form
        self.labels: Labels = page.form.labels
        self.section = section
        self.told = told
        """The numbers of the passages that stand further up."""
        self.has_marks = points_shown(page) == "item"
        answers = [
            len(plain(answer))
            for each in page.form.sections
            for numbered in each.items
            if isinstance(numbered.item.interaction, Cloze)
            for answer in numbered.item.interaction.answers
        ]
        widest = ceil(WRITTEN * max(answers, default=0))
        self.gap = "_" * min(max(GAP_LETTERS, widest), MOST_GAP)

    def add(self) -> None:
        page, section = self.page, self.section
        if section.word_bank:
            said = words("   ·   ".join(section.word_bank))
            page.add(paragraph("WordBank", bold(f"{self.labels.word_bank}: "), said))
        parted = {question.number: question for question in section.parted}
        opened = drawn = read = 0
        for place, numbered in enumerate(section.items):
            question = parted.get(numbered.number) if numbered.part else None
            if question and opened != question.number:
                number = bold(f"{question.number}.")
                page.add(paragraph("Question", number, TAB, runs(question.lead), keeps_next=True))
            opened = question.number if question else 0
            passage = numbered.item.passage
            if passage and numbered.passage != read:
                if numbered.passage in self.told:
                    said = words(self._reminder(passage))
                    page.add(paragraph("Instruction", said, spacing=ABOVE_REMINDER))
                else:
                    page.passage(passage)
                self.told.add(numbered.passage)
            read = numbered.passage
            figure = numbered.item.figure
            if numbered.figure not in (0, drawn) and isinstance(figure, Scale | Map):
                self._add_figure(numbered)
            drawn = numbered.figure
            page.add(*self._without_hold(self._item(numbered)))
            after = section.items[place + 1] if place + 1 < len(section.items) else None
            if question and (after is None or after.number != numbered.number):
                page.add(paragraph("QuestionText", TAB, words(question.total)))

    def _without_hold(self, parts: list[str]) -> list[str]:
        """Return an item's paragraphs, the last of which need not stay with what is below it."""
        return [*parts[:-1], parts[-1].replace("<w:keepNext/>", "", 1)] if parts else parts

    def _reminder(self, passage: Passage) -> str:
        title = plain(passage.title)
        if not title:
            first = plain(passage.paragraphs[0]).split()
            title = " ".join(first[:FIRST_WORDS]) + (" …" if len(first) > FIRST_WORDS else "")
        return self.labels.passage_above.replace("{title}", title)

    def _add_figure(
        self, numbered: NumberedItem, numbers: tuple[int, ...] = (), told: str = ""
    ) -> None:
        figure = numbered.item.figure
        assert figure
        number = bold(f"{self.labels.figure.replace('{n}', str(numbered.figure))} ")
        self.page.add(
            paragraph("FigureCaption", number, words(figure.caption), keeps_next=True),
            paragraph("Figure", self.page.figure(figure, numbers, told)),
        )

    # --------------------------------------------------------------------------------------- items

    def _item(self, numbered: NumberedItem) -> list[str]:
        interaction = numbered.item.interaction
        match interaction:
            case Choice():
                return [*self._asked(numbered), *self._options(interaction)]
            case TrueFalse():
                return [*self._asked(numbered), self._judgement()]
            case Matching():
                return self._matching(numbered, interaction)
            case Ordering(events=events):
                asked = self._asked(numbered) if numbered.prompt else []
                lead = TAB if asked else self._number(numbered)
                for event in events:
                    said = (lead, words(BLANK), TAB, runs(event.text))
                    asked.append(paragraph("OrderedEvent", *said, keeps_next=True))
                    lead = TAB
                return asked
            case ShortAnswer(lines=lines):
                return [*self._asked(numbered), *self._lines(self._count(numbered, lines))]
            case Discussion(lines=lines):
                return [*self._asked(numbered), *self._lines(self._count(numbered, lines))]
            case Numeric(unit=unit):
                end = self.page.m.gutter + NUMBER_MM * self.page.m.grown
                stop = tabs(("left", end, "underscore"))
                line = paragraph("AnswerLine", TAB, words(f" {unit}"), stops=stop)
                return [*self._asked(numbered), line]
            case Cloze():
                return self._cloze(numbered, interaction)
            case _:
                assert_never(interaction)

    def _number(self, numbered: NumberedItem) -> str:
        sign = numbered.part or f"{numbered.number}."
        return bold(sign) + TAB

    def _mark(self, numbered: NumberedItem) -> str:
        """Return the room for a mark, where each item has one: at the right edge, in one piece."""
        if not self.has_marks or not numbered.points:
            return ""
        return TAB + words(f"____\u00a0/\u00a0{numbered.points}")

    def _asked(self, numbered: NumberedItem) -> list[str]:
        """Return what asks, behind its number, and the room for its mark."""
        return self.page.content(
            numbered.prompt, "Question", self._number(numbered), self._mark(numbered)
        )

    def _sign(self, sign: str) -> str:
        """Return a circle or square large enough to be filled in, in the middle of its line."""
        half = round(2 * SIGN * self.page.m.body)
        low = round(-2 * LOWER * self.page.m.body)
        return words(sign, f'<w:position w:val="{low}"/><w:sz w:val="{half}"/>')

    def _options(self, choice: Choice) -> Iterator[str]:
        """Yield options, one below the other: so they can be moved, and pasted anywhere."""
        sign = self._sign(CIRCLE if choice.type == "multiple-choice" else SQUARE)
        if all(_is_picture(option.content) for option in choice.options):
            yield self._pictures(choice, sign)
            yield SPACER
            return
        for place, option in enumerate(choice.options):
            first = sign + TAB + words(f"{letter_of(place)}.") + TAB
            if is_text(option.content):
                yield paragraph("Option", first, runs(option.content), keeps_next=True)
                continue
            yield from self._option_blocks(option.content, first)

    def _pictures(self, choice: Choice, sign: str) -> str:
        """Return options of one picture each in rows of two, without lines around them."""
        cells = [
            Cell(
                content=paragraph(
                    "PictureOption",
                    sign,
                    words(f" {letter_of(place)}.  "),
                    self.page.picture(picture, OPTION_PICTURE),
                )
            )
            for place, option in enumerate(choice.options)
            for picture in pictures_of([option.content])
        ]
        cells += [Cell()] * (len(cells) % 2)
        rows = [Row(cells=cells[place : place + 2]) for place in range(0, len(cells), 2)]
        gutter = self.page.m.gutter
        width = (self.page.m.width - gutter) / 2
        return table(rows, [width, width], style="PlainTable", indent_mm=gutter)

    def _option_blocks(self, content: Content, first: str) -> Iterator[str]:
        """Yield an option that has a picture; the picture stands in its letter's line."""
        lead = first
        for part in content:
            match part:
                case Run():
                    yield paragraph("Option", lead, runs((part,)), keeps_next=True)
                case Picture():
                    drawn = self.page.picture(part, OPTION_PICTURE)
                    far = indent_of_options(self.page)
                    yield paragraph("PictureOption", lead, drawn, keeps_next=True, indent=far)
                case _:
                    yield from self.page.content((part,), "Option", lead)
            lead = TAB + TAB

    def _judgement(self) -> str:
        """Return the circles for true and false, and the line for what mends a false statement."""
        labels, m = self.labels, self.page.m
        start = m.gutter
        stops = tabs(
            ("left", start + 12 * m.grown),
            ("left", start + 26 * m.grown),
            ("right", m.width, "underscore"),
        )
        said = words(f"{labels.correction} ")
        return paragraph(
            "AnswerLine",
            self._sign(CIRCLE),
            words(f" {labels.true_letter}"),
            TAB,
            self._sign(CIRCLE),
            words(f" {labels.false_letter}"),
            TAB,
            said,
            TAB,
            stops=stops,
        )

    def _count(self, numbered: NumberedItem, lines: int) -> int:
        """Return how many lines there are to write on: where each item is marked, two a point."""
        interaction = numbered.item.interaction
        if not numbered.points:
            return min(lines, LINES_UNMARKED)
        has_scheme = isinstance(interaction, Discussion) and interaction.bands
        if has_scheme or not self.has_marks:
            return lines
        return max(lines, LINES_A_POINT * numbered.points)

    def _lines(self, count: int) -> Iterator[str]:
        for place in range(count):
            is_kept = count <= FEW_LINES or place < 1 or place == count - 2
            yield paragraph("AnswerLine", TAB, keeps_next=is_kept)

    def _cloze(self, numbered: NumberedItem, cloze: Cloze) -> list[str]:
        first, *rest = cloze.parts
        sentence = runs(first) + "".join(words(self.gap) + runs(part) for part in rest)
        if numbered.prompt:
            return [*self._asked(numbered), paragraph("GapText", TAB, sentence)]
        said = (self._number(numbered), sentence, self._mark(numbered))
        return [paragraph("GapText", *said)]

    def _matching(self, numbered: NumberedItem, matching: Matching) -> list[str]:
        page, figure = self.page, numbered.item.figure
        made: list[str] = []
        grid = matching.grid_in(numbered.prompt)
        prompt = numbered.prompt
        numbers = range(numbered.number, numbered.number + len(matching.premises))
        if grid:
            place = prompt.index(grid)
            blanks = [f"{number}. {BLANK}" for number in numbers]
            made += page.content(prompt[:place], "QuestionText", after=self._mark(numbered))
            made.append(page.table(grid, blanks, keeps_next=True))
            made += page.content(prompt[place + 1 :], "QuestionText")
            return [*made, *self._responses(matching)]
        if prompt:
            made += page.content(prompt, "QuestionText", after=self._mark(numbered))
        elif self._mark(numbered):
            made.append(paragraph("QuestionText", self._mark(numbered), keeps_next=True))
        if isinstance(figure, Timeline):
            page.add(*made)
            boxes = zip(numbers, matching.premises, strict=True)
            told = "; ".join(f"{number}: {plain(premise.text)}" for number, premise in boxes)
            self._add_figure(numbered, tuple(numbers), f"{told}.")
            return [*self._responses(matching)]
        return [*made, self._pairs(numbered, matching), SPACER]

    def _responses(self, matching: Matching) -> Iterator[str]:
        """Yield the answers to choose from, below what they go with."""
        if matching.heading:
            yield paragraph("QuestionText", runs(matching.heading, is_bold=True), keeps_next=True)
        for place, response in enumerate(matching.responses):
            letter = words(f"{letter_of(place)}.")
            yield paragraph("Response", letter, TAB, runs(response.text), keeps_next=True)

    def _pairs(self, numbered: NumberedItem, matching: Matching) -> str:
        """Return a table: what is matched, each with a blank, and right of it the answers."""
        responses = "".join(
            paragraph("TableText", bold(f"{letter_of(place)}.  "), runs(response.text))
            for place, response in enumerate(matching.responses)
        )
        rows = []
        if matching.heading:
            labels = self.labels  # no head is empty, since each is read out before its cells
            heads = (words(labels.number), words(labels.answer), runs(matching.heading))
            head = [Cell(content=paragraph("TableSmall", said), is_grey=True) for said in heads]
            rows.append(Row(cells=head, is_header=True))
        for place, premise in enumerate(matching.premises):
            first = bold(f"{numbered.number + place}.  ")
            detail = words(" (") + runs(premise.detail) + words(")") if premise.detail else ""
            if is_text(premise.text):
                left = paragraph("TableText", first, runs(premise.text), detail)
            else:
                left = self._shown(premise.text, first, detail)
            bank = Cell(
                content="" if place else responses, joins="continue" if place else "restart"
            )
            rows.append(Row(cells=[Cell(content=left), Cell(content=BLANK_CELL), bank]))
        widths = [self.page.m.width * share for share in PAIR_SHARES]
        return table(rows, widths, caption=plain(matching.heading))

    def _shown(self, content: Content, first: str, detail: str) -> str:
        """Return a premise that has a picture, behind its number."""
        parts = [paragraph("TableText", first, detail)]
        for part in content:
            if isinstance(part, Picture):
                parts.append(paragraph("TableText", self.page.picture(part, PREMISE_PICTURE)))
            else:
                parts += self.page.content((part,), "TableText")
        return "".join(parts)
