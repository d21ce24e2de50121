"""A form as the teacher's key: answers in a table, why they are right, and where they come from."""

from quizgen.content import Run, Text
from quizgen.export.word.markup import (
    SPACER,
    TAB,
    Cell,
    Row,
    bold,
    paragraph,
    runs,
    table,
    tabs,
    words,
)
from quizgen.export.word.page import Page
from quizgen.export.word.sheet import add_heading, add_title
from quizgen.quiz.answered_maps import answered_maps
from quizgen.quiz.credits import all_credits
from quizgen.quiz.form import NumberedItem
from quizgen.quiz.item import Discussion, points_of_bands
from quizgen.quiz.key_rows import KeyRow, how_to_mark, rows_of

WIDTHS = (0.09, 0.36, 0.45, 0.10)
"""Of number, answer, reason and source."""
WIDTHS_ALONE = (0.12, 0.78, 0.10)
"""Of the same without reasons."""
SCHEME_WIDTHS = (0.16, 0.14, 0.70)
RANGE = "–"


def add_key(page: Page) -> None:
    """Add all of a key."""
    form = page.form
    labels = form.labels
    numbers = {source.source: str(source.number) for source in form.sources}
    is_full = page.look.key == "full"
    sections = [
        (section, [row for item in section.items for row in rows_of(item, form, numbers, is_full)])
        for section in form.sections
        if section.items
    ]
    rows = [row for _, of_section in sections for row in of_section]
    points = labels.points.one if form.points == 1 else labels.points.many
    told = points.replace("{n}", str(form.points))
    add_title(
        page,
        labels.answer_key,
        label_after=f", {labels.for_the_teacher}",
        subtitle=labels.keep_this_page.replace("{points}", told),
    )
    if strip := [row for row in rows if row.short]:
        said = [bold(f"{labels.strip}  ")]
        for row in strip:
            said += [words(f" {row.number}\u00a0"), bold(row.short), words("  ")]
        page.add(paragraph("SmallPrint", *said))
    if form.teacher_note.strip():
        note = (bold(f"{labels.before_you_hand_it_out} "), words(form.teacher_note))
        page.add(paragraph("WordBank", *note))
    says_why = any(row.why for row in rows)
    shares = WIDTHS if says_why else WIDTHS_ALONE
    widths = [share * page.m.width for share in shares]
    heads = [labels.number, labels.answer, *([labels.why] if says_why else []), labels.source]
    made = [
        Row(
            cells=[Cell(content=paragraph("TableSmall", words(head))) for head in heads],
            is_header=True,
        )
    ]
    for section, of_section in sections:
        name = ": ".join((section.title, *how_to_mark(section, labels)))
        stop = tabs(("right", sum(widths) - 3.0))
        line = paragraph(
            "TableSmall",
            runs((Run(name, "italic"),)),
            TAB,
            words(section.points_label),
            stops=stop,
            keeps_next=True,
        )
        made.append(Row(cells=[Cell(content=line, columns=len(heads), is_grey=True)]))
        made += (_row(row, page, says_why=says_why) for row in of_section)
    page.add(table(made, widths, style="KeyTable", caption=labels.answer_key), SPACER)
    for map_ in answered_maps(form):
        add_heading(page, map_.caption, level=2)
        page.add(paragraph("Figure", page.figure(map_)).replace("<w:keepNext/>", ""))
    for section in form.sections:
        for numbered in section.items:
            if isinstance(numbered.item.interaction, Discussion) and numbered.points:
                _add_scheme(page, numbered, numbered.item.interaction)
    if form.discussion:
        add_heading(page, labels.discussion, level=2)
        page.add(
            *(paragraph("ListEntry", words("•"), TAB, words(each)) for each in form.discussion)
        )
    add_sources(page)
    if credit := all_credits(form):
        page.add(paragraph("SmallPrint", runs(credit)))
    entries = [f"{row.number}\u00a0{', '.join(row.facts)}" for row in rows if row.facts]
    if entries:
        page.add(paragraph("SmallPrint", bold(f"{labels.facts_used}: "), words("; ".join(entries))))


def add_sources(page: Page) -> None:
    """Add the numbered sources at the end of a key or a study sheet."""
    if not page.form.sources:
        return
    add_heading(page, page.form.labels.sources, level=2)
    page.add(
        *(
            paragraph("ListEntry", bold(str(entry.number)), TAB, runs(entry.text))
            for entry in page.form.sources
        )
    )


def _row(row: KeyRow, page: Page, *, says_why: bool) -> Row:
    labels = page.form.labels
    letters: Text = (Run(f"{row.letters}  ", "bold"),) if row.letters else ()
    answer = paragraph("TableText", runs(letters), runs(row.answer))
    if row.also:
        also = (Run(f"{labels.accept} {'; '.join(row.also)}", "italic"),)
        answer += paragraph("TableSmall", runs(also))
    cells = [paragraph("TableText", bold(row.number)), answer]
    if says_why:
        cells.append(paragraph("TableSmall", runs(row.why)))
    cells.append(paragraph("TableSmall", words(row.sources)))
    return Row(cells=[Cell(content=content) for content in cells])


def _add_scheme(page: Page, numbered: NumberedItem, task: Discussion) -> None:
    """Add the mark scheme of a task without a key, and where to look things up."""
    labels = page.form.labels
    if task.bands:
        add_heading(page, labels.mark_scheme.replace("{n}", numbered.label), level=2)
        heads = (labels.mark_level, labels.points_head, labels.mark_does)
        head = [Cell(content=paragraph("TableSmall", words(said))) for said in heads]
        rows = [Row(cells=head, is_header=True)]
        points = points_of_bands(len(task.bands), numbered.points)
        for band, (low, high) in zip(task.bands, points, strict=True):
            earned = str(high) if low == high else f"{low}{RANGE}{high}"
            said = (runs(band.name, is_bold=True), words(earned), runs(band.does))
            rows.append(Row(cells=[Cell(content=paragraph("TableText", each)) for each in said]))
        widths = [share * page.m.width for share in SCHEME_WIDTHS]
        page.add(table(rows, widths, style="KeyTable"), SPACER)
    if task.passages and labels.rests_on:
        told: list[str] = []
        for place, passage in enumerate(task.passages):
            told += [words("; " if place else " "), runs(passage)]
        page.add(paragraph("SmallPrint", bold(labels.rests_on), *told, words(".")))
