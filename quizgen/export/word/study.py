"""Forms without questions: facts to study, and cards with their answers."""

from itertools import groupby

from quizgen.content import Picture, Run
from quizgen.export.word.key import add_sources
from quizgen.export.word.markup import (
    LINE_BREAK,
    TAB,
    Cell,
    Row,
    bold,
    paragraph,
    runs,
    table,
    words,
)
from quizgen.export.word.page import Page
from quizgen.export.word.sheet import add_heading, add_title
from quizgen.quiz.credits import owed_credits

MANY = 3
"""From so many facts on, what their sentences begin with is said once above them."""
FACT_PICTURE = 1 / 20
"""The part of a page's height that the picture of a fact may take."""
CARD_PICTURE = 1 / 9
CARD_SHARES = (0.07, 0.53, 0.4)


def add_facts(page: Page) -> None:
    """Add a sheet to study: facts in sentences, each with the number of its source."""
    form = page.form
    numbers = {source.source: str(source.number) for source in form.sources}
    add_title(page, form.label)
    for section in form.facts:
        add_heading(page, section.title, form.labels.source if form.sources else "")
        for lead, group in groupby(section.facts, key=lambda fact: fact.lead):
            facts = [*group]
            is_shared = bool(lead) and len(facts) >= MANY
            if is_shared:
                page.add(paragraph("QuestionText", runs(lead), keeps_next=True))
            for fact in facts:
                told = fact.text if is_shared else fact.sentence
                text = tuple(part for part in told if isinstance(part, Run))
                parts = [bold(f"{fact.number}."), TAB, runs(text)]
                if number := numbers.get(fact.source):
                    parts += [TAB, words(number)]
                for part in told:
                    if isinstance(part, Picture):
                        parts += [LINE_BREAK, page.picture(part, FACT_PICTURE)]
                page.add(paragraph("Fact", *parts))
    if form.map:
        add_heading(page, form.labels.map_told)
        page.add(paragraph("FigureCaption", words(form.map.caption)))
        page.add(paragraph("Figure", page.figure(form.map)).replace("<w:keepNext/>", ""))
    add_sources(page)
    if credit := owed_credits(form):
        page.add(paragraph("SmallPrint", runs(credit)))


def add_cards(page: Page) -> None:
    """Add cards as a table: what each asks, and beside it the answer."""
    form = page.form
    labels = form.labels
    add_title(page, form.label)
    heads = (labels.number, form.label, labels.answer)
    head = [Cell(content=paragraph("TableText", words(said)), is_grey=True) for said in heads]
    rows = [Row(cells=head, is_header=True)]
    for card in form.cards:
        front = [paragraph("TableSmall", runs((Run(card.title, "italic"),)))]
        front += _side(page, card.front)
        if card.detail:
            front.append(paragraph("TableSmall", runs(card.detail)))
        back = _side(page, card.back)
        if card.why:
            back.append(paragraph("TableSmall", runs(card.why)))
        if card.foot:
            back.append(paragraph("TableSmall", words(" · ".join(card.foot))))
        cells = (paragraph("TableText", bold(str(card.number))), "".join(front), "".join(back))
        rows.append(Row(cells=[Cell(content=content) for content in cells]))
    page.add(table(rows, [share * page.m.width for share in CARD_SHARES], caption=form.label))
    page.add(paragraph("SmallPrint", runs(owed_credits(form))))


def _side(page: Page, content: tuple[object, ...]) -> list[str]:
    made: list[str] = []
    for part in content:
        if isinstance(part, Picture):
            made.append(paragraph("TableText", page.picture(part, CARD_PICTURE)))
        elif isinstance(part, Run) and made and not made[-1].endswith("</w:drawing></w:r></w:p>"):
            made[-1] = made[-1].removesuffix("</w:p>") + runs((part,)) + "</w:p>"
        elif isinstance(part, Run):
            made.append(paragraph("TableText", runs((part,))))
        else:
            made += page.content((part,), "TableText")  # type: ignore[arg-type]
    return made
