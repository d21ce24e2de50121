"""A sheet and its key as one Markdown file: to be read, mailed and kept in version control.

Its pictures and figures lie beside it. Nothing is left out, so that there is nothing to name.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO, assert_never

from quizgen.content import Content, Picture, Run, Text
from quizgen.figure.asked import svg_file
from quizgen.ids import seal_of
from quizgen.markdown_text import as_line, as_markdown, escaped, text_as_markdown
from quizgen.order import letter_of
from quizgen.output import Export, Output
from quizgen.quiz.credits import all_credits
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
from quizgen.quiz.key_rows import KeyRow, rows_of
from quizgen.quiz.passages import Passage
from quizgen.quiz.tables import sign_of, with_cells

BLANK = r"\_\_\_\_\_\_"
"""A line to write on."""
BOX = r"\_\_\_"
"""For a letter or a number."""

Fetched = dict[str, Callable[[], bytes]]
"""The names of files that lie beside the sheet -> what reads their bytes."""


def write_markdown(form: Form, name: str) -> Export:
    """Return a form and its key as a file of that name, and its pictures as files of their own."""
    if not form.items:
        return Export(())
    files: Fetched = {}
    parts = [*_sheet(form, files), "---", *_key(form)]
    content = ("\n\n".join(part for part in parts if part) + "\n").encode()
    beside = [
        Output(called, partial(_copy, fetch), {"pictures": 1}) for called, fetch in files.items()
    ]
    return Export((Output(name, content, {"questions": len(form.items)}), *beside))


def _copy(fetch: Callable[[], bytes], to: BinaryIO) -> None:
    to.write(fetch())


# ------------------------------------------------------------------------------------- the sheet


def _sheet(form: Form, files: Fetched) -> Iterator[str]:
    version = f" – {form.labels.form} {form.version}" if form.version else ""
    yield f"# {escaped(form.title + version)}"
    if form.subtitle:
        yield f"*{escaped(form.subtitle.strip())}*"
    shown: set[tuple[str, int]] = set()
    for section in form.sections:
        if not section.items:
            continue
        points = f" ({section.points_label})" if section.points_label else ""
        yield f"## {escaped(section.title + points)}"
        if section.instruction:
            yield as_line(escaped(section.instruction))
        if section.word_bank:
            yield f"{escaped(form.labels.word_bank)}: {escaped(' · '.join(section.word_bank))}"
        for numbered in section.items:
            yield from _above(numbered, shown, files)
            yield from _question(numbered, section, form, files)


def _above(numbered: NumberedItem, shown: set[tuple[str, int]], files: Fetched) -> Iterator[str]:
    """Yield the text and the figure of an item, once where several share them."""
    item = numbered.item
    if item.passage and (not numbered.passage or ("text", numbered.passage) not in shown):
        shown.add(("text", numbered.passage))
        yield _passage(item.passage)
    if item.figure and (not numbered.figure or ("figure", numbered.figure) not in shown):
        shown.add(("figure", numbered.figure))
        name = f"figure-{seal_of(item.figure.alt, item.figure.caption)}.svg"
        files[name] = partial(svg_file, item.figure)
        yield f"![{escaped(_one_line(item.figure.alt))}]({name})"


def _passage(passage: Passage) -> str:
    lines = [as_line(text_as_markdown(line)) for line in passage.paragraphs]
    title = [f"**{escaped(_plain(passage.title))}**"] if passage.title else []
    text = ["\\\n".join(lines)] if passage.is_verse else lines
    credit = [as_line(text_as_markdown(passage.credit))] if passage.credit else []
    quoted = "\n\n".join((*title, *text, *credit)).split("\n")
    return "\n".join(f"> {line}".rstrip() for line in quoted)


def _plain(text: Text) -> str:
    return _one_line("".join(run.text for run in text))


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _content(content: Content, files: Fetched) -> str:
    return as_markdown(content, partial(_show, files))


def _show(files: Fetched, picture: Picture) -> str:
    alt = escaped(_one_line(picture.alt))
    if picture.fetch is None:
        return f"\\[{alt}\\]"
    files[picture.file_name] = picture.fetch
    return f"![{alt}]({picture.file_name})"


def _question(
    numbered: NumberedItem, section: FormSection, form: Form, files: Fetched
) -> Iterator[str]:
    """Yield the blocks of a question, its number before the first."""
    item = numbered.item
    asked = _content(numbered.prompt, files)
    sign = f"**{numbered.span}.**"
    match item.interaction:
        case Choice(options=options):
            yield _numbered(sign, asked)
            yield "\n".join(
                f"- {letter_of(place)}. {_in_entry(option.content, files)}"
                for place, option in enumerate(options)
            )
        case TrueFalse():
            letters = f"{form.labels.true_letter} / {form.labels.false_letter}"
            yield f"{sign} {asked} — {escaped(letters)}"
        case Matching(premises=premises, responses=responses, heading=heading):
            if asked:
                yield asked
            lines = []
            for number, premise in enumerate(premises, start=numbered.number):
                detail = f" ({text_as_markdown(premise.detail)})" if premise.detail else ""
                said = _in_entry(premise.text, files)
                lines.append(f"- **{number}.** {said}{detail} {BOX}")
            yield "\n".join(lines)
            if heading:
                yield as_line(text_as_markdown(heading))
            yield "\n".join(
                f"- {letter_of(place)}. {text_as_markdown(response.text)}"
                for place, response in enumerate(responses)
            )
        case Ordering(events=events):
            yield _numbered(sign, asked)
            yield "\n".join(f"- {BOX} {text_as_markdown(event.text)}" for event in events)
        case Cloze() as cloze if table := cloze.table_in(numbered.prompt):
            blanks = [(Run(f"{sign_of(n)} ______"),) for n in range(len(cloze.answers))]
            yield _numbered(sign, _content(with_cells(numbered.prompt, table, blanks), files))
        case Cloze(parts=parts):
            gapped = f" {BLANK} ".join(map(text_as_markdown, parts)).strip()
            if asked:
                yield _numbered(sign, asked)
            yield as_line(gapped) if asked else f"{sign} {gapped}"
        case Numeric(unit=unit):
            yield _numbered(sign, asked)
            yield f"{BLANK} {escaped(unit)}".strip()
        case ShortAnswer() | Discussion():
            yield _numbered(sign, asked)
            yield BLANK if isinstance(item.interaction, ShortAnswer) else ""
        case _ as unreachable:
            assert_never(unreachable)


def _numbered(sign: str, asked: str) -> str:
    """Return what asks behind its number; a table or a list begins on a line of its own."""
    return (
        f"{sign}\n\n{asked}" if asked.startswith(("|", "- ", "1. ")) else f"{sign} {asked}".strip()
    )


def _in_entry(content: Content, files: Fetched) -> str:
    """Return a content in one entry of a list, pictures and all."""
    return " ".join(_content(content, files).split("\n"))


# --------------------------------------------------------------------------------------- the key


def _key(form: Form) -> Iterator[str]:
    numbers = {entry.source: str(entry.number) for entry in form.sources}
    yield f"# {escaped(form.labels.answer_key)}"
    for section in form.sections:
        if section.items:
            yield f"## {escaped(section.title)}"
        lines: list[str] = []
        for numbered in section.items:
            lines += [_row(row, form) for row in rows_of(numbered, form, numbers, True)]
            task = numbered.item.interaction
            if isinstance(task, Discussion):
                bands = [(text_as_markdown(each.name), each.does) for each in task.bands]
                lines += [f"  - {name}: {text_as_markdown(does)}" for name, does in bands]
        yield "\n".join(lines)
    if form.sources:
        yield f"## {escaped(form.labels.sources)}"
        yield "\n".join(
            f"- {entry.number}: {text_as_markdown(entry.text)}" for entry in form.sources
        )
    if credit := all_credits(form):
        yield as_line(text_as_markdown(credit))


def _row(row: KeyRow, form: Form) -> str:
    letters = f"**{escaped(row.letters)}** " if row.letters else ""
    also = f" ({escaped(form.labels.accept)} {escaped('; '.join(row.also))})" if row.also else ""
    why = f" — {text_as_markdown(row.why)}" if row.why else ""
    sources = f" \\[{row.sources}\\]" if row.sources else ""
    answer = text_as_markdown(row.answer)
    return f"- **{escaped(row.number)}.** {letters}{answer}{also}{why}{sources}"
