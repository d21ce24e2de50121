"""An item -> the HTML that asks it: fields and boxes as on paper, and no answer."""

from base64 import b64encode
from collections.abc import Callable, Iterable
from typing import assert_never

from quizgen.content import Content, Picture, Run, Table
from quizgen.figure.asked import svg_file
from quizgen.html_text import as_html, in_attribute, in_paragraphs, text_as_html, words_as_html
from quizgen.language.words import QuizWords
from quizgen.order import letter_of
from quizgen.quiz.alone import asking
from quizgen.quiz.figures import Figure
from quizgen.quiz.form import Form, FormSection, NumberedItem
from quizgen.quiz.item import (
    Choice,
    Cloze,
    Discussion,
    Item,
    Matching,
    Numeric,
    Ordering,
    ShortAnswer,
    TrueFalse,
)
from quizgen.quiz.passages import Passage
from quizgen.quiz.tables import sign_of

Show = Callable[[Picture], str]


def question(
    numbered: NumberedItem, section: FormSection, form: Form, place: int, show: Show
) -> str:
    """Return a question as an element of its own, by its place among all, from 1.

    Places are counted, and no numbers of a sheet, where a set has one for each of its parts.
    """
    item = numbered.item
    kind, how, keys, answered = _answered(item, section, form, place, show)
    stem = as_html(_stem(numbered, section), show) or words_as_html(section.instruction or how)
    passage = _passage(item.passage) if item.passage else ""
    figure = _figure(item.figure) if item.figure else ""
    by_keys = f'<p class="keys">{words_as_html(keys)}</p>' if keys else ""
    role = "radiogroup" if kind in ("one", "judge") else "group"
    named = f'aria-labelledby="s{place}"'
    return (
        f'<section class="q" id="q{place}" data-kind="{kind}" {named}><div class="col">\n'
        f'{passage}<div class="ask"><span class="number">{place}</span>{_heading(stem, place)}'
        f'</div>{figure}<p class="how">{words_as_html(how)}</p>\n'
        f'<div class="answer" role="{role}" {named}>{answered}</div>{by_keys}\n'
        "</div></section>"
    )


def _heading(stem: str, place: int) -> str:
    """Return what asks as a heading: tables and lists cannot stand within that of HTML."""
    if stem.startswith(("<p>", "<table>", "<ol>", "<ul>", "<blockquote")):
        name, role = "div", ' role="heading" aria-level="2"'
    else:
        name, role = "h2", ""
    return f'<{name} class="stem" id="s{place}" tabindex="-1"{role}>{stem}</{name}>'


def _stem(numbered: NumberedItem, section: FormSection) -> Content:
    """Return what asks, without a table whose empty cells are boxes: that is answered in."""
    asked = asking(numbered, section)
    item = numbered.item
    match item.interaction:
        case Matching() as matching:
            table = matching.grid_in(asked)
        case Cloze() as cloze:
            table = cloze.table_in(asked)
        case _:
            table = None
    return tuple(part for part in asked if part is not table) if table else asked


def _answered(
    item: Item, section: FormSection, form: Form, place: int, show: Show
) -> tuple[str, str, str, str]:
    """Return the kind of an item for the script, what to do, by which keys, and its fields."""
    words, labels = form.quiz, form.labels
    match item.interaction:
        case Choice(options=options) as choice:
            is_one = choice.type == "multiple-choice"
            letters = [letter_of(n) for n in range(len(options))]
            rows = [
                _row(place, letter, as_html(option.content, show), is_one)
                for letter, option in zip(letters, options, strict=True)
            ]
            how = words.choose_one if is_one else words.choose_all
            keys = words.keys_choose.format(first=letters[0], last=letters[-1])
            return ("one" if is_one else "several"), how, keys, "".join(rows)
        case TrueFalse():
            sides = ((labels.true_letter, labels.true), (labels.false_letter, labels.false))
            rows = [
                _row(place, letter, words_as_html(raised(said)), True) for letter, said in sides
            ]
            return "judge", words.judge, words.keys_write, "".join(rows)
        case Matching() as matching:
            return _matched(matching, item, section, words, show)
        case Ordering(events=events):
            rows = [
                f'<li><button type="button" class="row"><span class="box"></span>'
                f'<span>{text_as_html(event.text)} <span class="note"></span></span></button></li>'
                for event in events
            ]
            keys = words.keys_order.format(last=len(events))
            return "order", words.put_in_order, keys, f'<ol class="list">{"".join(rows)}</ol>'
        case Numeric(unit=unit):
            beside = f' <span class="unit">{words_as_html(unit)}</span>' if unit else ""
            named = f"{words.your_answer} ({unit})" if unit else words.your_answer
            field = _field(named, "decimal")
            return (
                "number",
                words.write_number,
                words.keys_write,
                f'<p class="line">{field}{beside}</p>',
            )
        case ShortAnswer():
            field = _field(words.your_answer)
            return "words", words.write_words, words.keys_write, f'<p class="line">{field}</p>'
        case Cloze(parts=parts):
            count = len(parts) - 1
            table = item.interaction.table_in(item.prompt)
            if table:
                fields = (_cell_to_write(place, words) for place in range(count))
                answered = f'<div class="gapped">{_grid(table, fields)}</div>'
                return "gaps", words.fill_gaps, words.keys_write, answered
            pieces = [text_as_html(parts[0])]
            for gap, part in enumerate(parts[1:], start=1):
                named = labels.blank if count == 1 else words.box.format(n=gap)
                pieces += [_field(named), text_as_html(part)]
            listed = _word_bank(section, labels.word_bank)
            return (
                "gaps",
                words.fill_gaps,
                words.keys_write,
                f'<p class="gapped">{"".join(pieces)}</p>{listed}',
            )
        case Discussion(lines=lines):
            named = in_attribute(words.your_answer)
            field = f'<textarea rows="{min(max(lines, 3), 12)}" aria-label="{named}"></textarea>'
            return "think", words.think, "", field
        case _ as unreachable:
            assert_never(unreachable)


def raised(said: str) -> str:
    """Return a word of a page as it stands by itself."""
    return said[:1].upper() + said[1:]


def _row(place: int, letter: str, html: str, is_one: bool) -> str:
    kind = "radio" if is_one else "checkbox"
    shape = "circle" if is_one else "square"
    return (
        f'<label class="option"><input type="{kind}" name="a{place}" value="{letter}">'
        f'<b class="{shape}" aria-hidden="true">{words_as_html(letter)}</b>'
        f'<span class="text"><span class="said"></span>{html}<span class="told"></span></span>'
        "</label>"
    )


def _field(named: str, mode: str = "text") -> str:
    return (
        f'<input type="text" inputmode="{mode}" autocomplete="off" autocapitalize="off"'
        f' spellcheck="false" aria-label="{in_attribute(named)}">'
    )


def _cell_to_write(place: int, words: QuizWords) -> str:
    """Return the field of an empty cell behind its letter."""
    return f"<b>{sign_of(place)}</b> {_field(words.box.format(n=sign_of(place)))}"


def _word_bank(section: FormSection, heading: str) -> str:
    if not section.word_bank:
        return ""
    listed = ", ".join(map(words_as_html, section.word_bank))
    return f'<p class="words"><b>{words_as_html(heading)}</b> {listed}</p>'


def _matched(
    matching: Matching, item: Item, section: FormSection, words: QuizWords, show: Show
) -> tuple[str, str, str, str]:
    letters = [letter_of(n) for n in range(len(matching.responses))]
    boxes = [
        f'<button type="button" class="box" aria-label="{in_attribute(named)}"></button>'
        for named in (words.box.format(n=n) for n in range(1, len(matching.premises) + 1))
    ]
    grid = matching.grid_in(item.prompt)
    if grid:
        asked = _grid(grid, boxes)
    else:
        rows = [
            f"<li>{box}<div>{as_html(premise.text, show)}{_small(premise.detail)}"
            '<span class="note"></span></div></li>'
            for box, premise in zip(boxes, matching.premises, strict=True)
        ]
        asked = f'<ol class="premises">{"".join(rows)}</ol>'
    heading = text_as_html(matching.heading)
    named = f'<h3 class="heading">{heading}</h3>' if heading else ""
    bank = "".join(
        f'<li><button type="button" class="response" data-letter="{letter}"><b>{letter}</b>'
        f"<span>{text_as_html(response.text)}</span></button></li>"
        for letter, response in zip(letters, matching.responses, strict=True)
    )
    answered = f'{asked}<div class="bank">{named}<ol>{bank}</ol></div>'
    keys = words.keys_match.format(first=letters[0], last=letters[-1])
    return "match", words.match, keys, answered


def _small(detail: Iterable[Run]) -> str:
    text = text_as_html(tuple(detail))
    return f'<span class="detail">{text}</span>' if text else ""


def _grid(grid: Table, boxes: Iterable[str]) -> str:
    """Return a table to be filled in, its boxes in reading order."""
    left = iter(boxes)
    rows = []
    for place, row in enumerate(grid.rows):
        cells = []
        for column, cell in enumerate(row):
            if not cell:
                cells.append(f'<td>{next(left)}<span class="note"></span></td>')
            elif (grid.has_header and not place) or not column:
                scope = "col" if grid.has_header and not place else "row"
                cells.append(f'<th scope="{scope}">{text_as_html(cell)}</th>')
            else:
                cells.append(f"<td>{text_as_html(cell)}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    caption = f"<caption>{text_as_html(grid.caption)}</caption>" if grid.caption else ""
    return f'<table class="grid">{caption}{"".join(rows)}</table>'


def _passage(passage: Passage) -> str:
    title = f"<p><b>{text_as_html(passage.title)}</b></p>" if passage.title else ""
    if passage.is_verse:
        text = "<p>" + "<br>".join(map(text_as_html, passage.paragraphs)) + "</p>"
    else:
        text = in_paragraphs(map(text_as_html, passage.paragraphs))
    credit = f'<p class="credit">{text_as_html(passage.credit)}</p>' if passage.credit else ""
    return f'<blockquote class="passage">{title}{text}{credit}</blockquote>'


def _figure(figure: Figure) -> str:
    data = b64encode(svg_file(figure)).decode()
    caption = words_as_html(figure.caption)
    return (
        f'<figure><img src="data:image/svg+xml;base64,{data}" alt="{in_attribute(figure.alt)}">'
        f"<figcaption>{caption}</figcaption></figure>"
    )
