"""What holds of every page, whatever stands on it: laws, tried on many builds and on odd content."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import NamedTuple

import moon
import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from judges import MM, outside, overlapping, pages_of, squeezed
from sample_form import amount, choice, cloze, item, sample, section, several, text
from sample_form import form as hand_made
from sample_form import look as plain_look

from quizgen import find_theme, find_worksheet
from quizgen.assemble import assemble_forms
from quizgen.content import Run, Table, plain, text_of, texts_of
from quizgen.look import Logo, Look
from quizgen.pool import ItemPool
from quizgen.quiz.form import Form, NumberedItem
from quizgen.quiz.item import (
    Choice,
    Discussion,
    Interaction,
    Matching,
    Numeric,
    Option,
    OrderedEvent,
    Ordering,
    Premise,
    Response,
    ShortAnswer,
    TrueFalse,
)
from quizgen.quiz.naming import with_texts_named
from quizgen.quiz.worksheet import Blueprint
from quizgen.read import read_materials
from quizgen.store.project import HERE, find_texts
from quizgen.typeset import write_key, write_sheet
from quizgen.typeset.ink import Block, Glyphs, Rule
from quizgen.typeset.lead_in import common_lead
from quizgen.typeset.mark_table import set_mark_table
from quizgen.typeset.measures import measures_of
from quizgen.typeset.pages import choose_breaks
from quizgen.typeset.sheet import set_sheet
from quizgen.typeset.tagging import Structure

Write = Callable[[Form, Look], bytes]

LONG_TITLE = (
    "Escalation, deterrence and the limits of support: how and why Western governments argued in "
    "2024 about whether Ukraine might strike targets deep inside the Russian Federation"
)
LONG_SCHOOL = (
    "The Royal Grammar School and Sixth Form College of Saint Bartholomew and Saint Cuthbert the "
    "Venerable, Faculty of Humanities, History"
)
SENTENCES = " ".join(f"Sentence {n} says nothing." for n in range(260))
WORKSHEETS = sorted(HERE.worksheet_paths("en-GB"))
WITH_ITEMS = [name for name in WORKSHEETS if name not in ("flashcards", "study-sheet")]


@cache
def pool() -> ItemPool:
    return ItemPool(read_materials(find_texts("escalation")).subject)


def forms(name: str, **wishes: object) -> tuple[Form, ...]:
    wish = Blueprint(worksheet=find_worksheet(name), **wishes)  # type: ignore[arg-type]
    return tuple(assemble_forms(pool(), wish))


def look(theme: str = "plain", **wishes: object) -> Look:
    return Look(theme=find_theme(theme), **wishes)  # type: ignore[arg-type]


# --------------------------------------------------------------------------- how a page is measured


class Letter(NamedTuple):
    page: int
    words: str
    left: float
    low: float
    right: float
    high: float
    size: float


@cache
def letters(pdf: bytes) -> list[Letter]:
    """Return every sign that is seen, page after page, in the order in which it is drawn."""
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(pdf)):
        words = page.get_textpage()
        for place in range(words.count_chars()):
            left, low, right, high = words.get_charbox(place)
            sign = words.get_text_range(place, 1).replace("\x02", "-")
            if right > left and not sign.isspace():
                size = pdfium.FPDFText_GetFontSize(words.raw, place)
                found.append(Letter(number, sign, left, low, right, high, size))
    return found


class Stroke(NamedTuple):
    page: int
    width: float
    x: float
    y: float
    to_x: float


LEVEL = re.compile(r"([\d.]+) w ([\d.]+) ([\d.]+) m ([\d.]+) \3 l S")


@cache
def level_lines(pdf: bytes) -> list[Stroke]:
    """Return the level lines of each page; y counts upwards."""
    with pikepdf.open(BytesIO(pdf)) as file:
        return [
            Stroke(number, *map(float, found))
            for number, page in enumerate(file.pages)
            for found in LEVEL.findall(page.Contents.read_bytes().decode("latin-1"))
        ]


def footer_rules(pdf: bytes) -> dict[int, float]:
    """Return for each page how high the rule of its footer stands."""
    width = pypdfium2.PdfDocument(pdf)[0].get_width()
    rules: dict[int, float] = {}
    for line in level_lines(pdf):
        if line.to_x - line.x > width - 37 * MM:
            rules[line.page] = min(line.y, rules.get(line.page, line.y))
    return rules


def misplaced(pdf: bytes) -> list[str]:
    """Return what is wrong with where signs stand: at the edge, over each other, in the footer."""
    found = [f"outside: {sign!r} on page {page}" for page, sign in outside(pdf) if sign.strip()]
    found += [f"over each other: {pair}" for pair in overlapping(pdf)]
    rules = footer_rules(pdf)
    below: dict[int, str] = {page: "" for page in rules}
    for letter in letters(pdf) if rules else ():
        if letter.low < rules[letter.page] < letter.high:
            found.append(f"across the footer's rule: {letter}")
        if letter.high < rules[letter.page]:
            below[letter.page] += letter.words
    alike = {re.sub(r"\d+of\d+$", "", words) for words in below.values()}
    return found + ([f"in the footer: {alike}"] if len(alike) > 1 else [])


def body_of(pdf: bytes) -> str:
    """Return what stands above the footers, without spaces, page after page."""
    rules = footer_rules(pdf)
    return "".join(one.words for one in letters(pdf) if one.low > rules[one.page])


def told_of(words: str, pdf: bytes) -> bool:
    """Tell whether all words are printed above the footers; other things may stand among them."""
    body = body_of(pdf)
    if " " not in words:
        return body.count(words[0]) >= words.count(words[0])
    told = {word for word in words.split() if word in body}
    numbers = set(re.findall(r"Sentence ?(\d+)", words))
    parted = numbers - set(re.findall(r"Sentence(\d+)", body))  # by the end of a page
    return told == {*words.split()} and len(parted) < len(pages_of(pdf))


# --------------------------------------------------------------------------- laws over many builds


LOOKS: list[dict[str, object]] = [
    {"theme": theme, "paper": paper, **sizes}
    for theme in ("plain", "compact", "roomy")
    for paper in ("a4", "letter")
    for sizes in ({}, {"large_print": True}, {"points": True})
]


def builds() -> Iterator[tuple[str, dict[str, object], dict[str, object]]]:
    """Yield worksheets with what is asked of them and how they look, each thing in turn."""
    titles = ({}, {"title": LONG_TITLE, "school": LONG_SCHOOL}, {"school": "b" * 150})
    for turn, wishes in enumerate(LOOKS):
        for place, name in enumerate(WORKSHEETS):
            asked = {"seed": turn % 4 + 1, **titles[(turn // 6 + place) % 3]}
            if (turn + turn // 6 + place) % 2 and (name != "study-sheet" or not turn % 3):
                yield name, asked, wishes


BUILDS = list(builds())


@pytest.mark.parametrize("turn", range(18))
def test_nothing_stands_at_the_edge_over_something_else_or_in_the_footer(turn: int) -> None:
    for name, asked, wishes in (build for build in BUILDS if build[2] == LOOKS[turn]):
        for form in forms(name, forms=2 if name in WITH_ITEMS else 1, **asked)[-1:]:
            pdfs = [write_sheet(form, look(**wishes))]
            if form.has_key and "large_print" not in wishes:
                pdfs.append(write_key(form, look(**wishes, key="full")))
            for pdf in pdfs:
                assert misplaced(pdf) == [], (name, asked, wishes)


def is_grid(numbered: NumberedItem) -> bool:
    matching = numbered.item.interaction
    return isinstance(matching, Matching) and matching.grid_in(numbered.prompt) is not None


def asked_in(numbered: NumberedItem) -> list[str]:
    """Return what must stand on one page of an item: what it asks, and what to choose from."""
    interaction = numbered.item.interaction
    words = [plain(text) for text in texts_of(numbered.prompt)]
    if isinstance(interaction, Choice):
        lead, rest = common_lead([text_of(option.content) for option in interaction.options])
        words += [plain(text) for text in (lead, *rest)]
    elif isinstance(interaction, Matching):
        grid = interaction.grid_in(numbered.prompt)
        if grid:
            words = [plain(cell) for row in grid.rows for cell in row]
        asked = () if numbered.item.figure or grid else interaction.premises
        words += [plain(one.text) for one in (*asked, *interaction.responses)]
    elif isinstance(interaction, Ordering):
        words += [plain(event.text) for event in interaction.events]
    return [squeezed(one) for one in words if one]


@pytest.mark.parametrize("name", WITH_ITEMS)
def test_no_question_is_parted_from_what_it_is_answered_from(name: str) -> None:
    """But where it is the first, and the page with the title would have no question at all."""
    for seed in (1, 2, 3):
        for wishes in ({}, {"points": True, "theme": "roomy"}, {"large_print": True}):
            (form,) = forms(name, seed=seed)
            pages = [squeezed(page) for page in pages_of(write_sheet(form, look(**wishes)))]
            named = with_texts_named(form)
            is_large = bool(wishes.get("large_print"))
            asked = [
                asked_in(one)
                for part in named.sections
                for one in part.items
                if not (
                    is_large and is_grid(one)
                )  # in 18 pt it is wider than a page, and so parted
            ]
            for words in asked[1 if is_large else 0 :]:
                assert any(all(word in page for word in words) for page in pages), (seed, wishes)


@pytest.mark.parametrize("name", WITH_ITEMS)
def test_no_row_of_a_key_is_parted_over_pages(name: str) -> None:
    for seed in (1, 2, 3):
        form = forms(name, seed=seed, forms=2, title=LONG_TITLE, school=LONG_SCHOOL)[0]
        pages = [squeezed(page) for page in pages_of(write_key(form, look(key="full")))]
        named = with_texts_named(form)  # as the key does it
        reasons = [one.item.rationale for part in named.sections for one in part.items]
        for words in filter(None, (squeezed(plain(reason)) for reason in reasons)):
            assert any(words in page for page in pages), (seed, words)


def numbers_at_the_edge(pdf: bytes) -> list[Letter]:
    """Return the first figure of each question's number, downwards page after page."""
    left = min(letter.left for letter in letters(pdf))
    return [one for one in letters(pdf) if one.words.isdigit() and one.left < left + 3]


# --------------------------------------------------------------------------- the head of a sheet

WIDE_LOGO = Logo(1200, 200, b"\x40" * 3 * 1200 * 200)
SCHOOLS = {
    "of two lines": LONG_SCHOOL,
    "that would just meet the kind of sheet": LONG_SCHOOL[:104],
    "that just fits": LONG_SCHOOL[:60],
    "of one word": "b" * 400,
    "of dashes": "Saint-" * 60,
}


@pytest.mark.parametrize("school", SCHOOLS.values(), ids=SCHOOLS)
@pytest.mark.parametrize("logo", [None, WIDE_LOGO], ids=["without a logo", "beside a wide logo"])
@pytest.mark.parametrize("write", [write_sheet, write_key])
def test_a_school_wraps_as_the_title_does(write: Write, logo: Logo | None, school: str) -> None:
    for large in (False, True):
        form = replace(sample(), school=school, title=LONG_TITLE)
        pdf = write(form, plain_look(logo=logo, large_print=large))
        assert misplaced(pdf) == []
        head = "".join(one.words for one in letters(pdf) if one.page == 0)
        assert told_of(school, pdf)
        assert squeezed(LONG_TITLE) in head
        assert ("Worksheet" if write is write_sheet else "Answerkey,fortheteacher") in head


@pytest.mark.parametrize("words", [LONG_TITLE, "c" * 300])
def test_any_words_of_the_head_wrap(words: str) -> None:
    for part in ("label", "title", "subtitle"):
        form = replace(sample(), **{part: words})  # type: ignore[arg-type]
        pdf = write_sheet(form, plain_look())
        assert misplaced(pdf) == []
        assert told_of(words, pdf)


@pytest.mark.parametrize("large", [False, True])
def test_there_is_a_line_to_write_on_beside_each_label_however_long(large: bool) -> None:
    for words in ("Klasse und Kurs", "Nom de l’enseignant ou de l’enseignante", "d" * 200):
        labels = replace(sample().labels, class_=words, date=words, score=words)
        pdf = write_sheet(replace(sample(), labels=labels), plain_look(large_print=large))
        assert misplaced(pdf) == []
        heads = [line for line in level_lines(pdf) if line.page == 0 and line.width < 1.5]
        right = 210 * MM - 18 * MM
        assert all(line.to_x <= right + 0.1 for line in heads)
        rows: dict[float, list[Stroke]] = {}
        for line in heads:
            rows.setdefault(line.y, []).append(line)
        fields = [line for row in list(rows.values())[:4] for line in row]
        assert min(line.to_x - line.x for line in fields) > 9 * MM


@pytest.mark.parametrize(
    "name", [name for name in WITH_ITEMS if not find_worksheet(name).layout.cover]
)
def test_below_a_long_title_in_large_print_stands_a_question(name: str) -> None:
    for seed in (1, 2, 3):
        form = forms(name, forms=2, title=LONG_TITLE, seed=seed)[0]
        pdf = write_sheet(form, look(large_print=True))
        assert [one for one in numbers_at_the_edge(pdf) if one.page == 0] != [], seed


def test_a_long_title_is_shortened_in_the_foot_of_a_page_and_whole_in_its_head() -> None:
    for title in (LONG_TITLE, "c" * 300, "An unbroken " + "c" * 300):
        form = forms("standard", title=title)[0]
        for large in (False, True):
            pdf = write_sheet(form, look(large_print=large))
            rules = footer_rules(pdf)
            foot = "".join(
                one.words for one in letters(pdf) if one.page == 0 and one.high < rules[0]
            )
            assert "…" in foot
            assert squeezed(form.footer[-1]) in foot
            assert len({round(one.low) for one in letters(pdf) if one.words == "…"}) >= 1
            assert squeezed(title) in body_of(pdf)


# --------------------------------------------------------------------------- cards


@pytest.mark.parametrize("title", [LONG_TITLE, "c" * 200, LONG_TITLE * 4])
def test_a_long_title_shortens_the_foot_of_a_card_and_not_the_card(title: str) -> None:
    for large in (False, True):
        cards, usual = (
            pages_of(write_sheet(forms("flashcards", **wish)[0], look(large_print=large)))
            for wish in ({"title": title}, {})
        )
        assert len(cards) == len(usual)
        assert "part 2 of" not in "".join(cards)
        assert cards[0].count("…") >= (3 if large else 8)


@pytest.mark.parametrize("publisher", ["The Society for the History of Ferries " * 9, "c" * 300])
def test_a_long_publisher_shortens_the_foot_of_a_card_and_keeps_its_date(publisher: str) -> None:
    (form,) = forms("flashcards", items=4)
    long = [replace(card, foot=(f"{publisher}, 28 May 2024", card.foot[1])) for card in form.cards]
    pages = pages_of(write_sheet(replace(form, cards=tuple(long)), look()))
    assert len(pages) == 2
    assert "part 2 of" not in "".join(pages)
    assert squeezed(pages[1]).count("…,28May2024") == 4


def sizes_of(words: str, pdf: bytes) -> dict[int, set[float]]:
    """Return for each page the sizes of the signs that a word consists of."""
    sizes: dict[int, set[float]] = {}
    found = letters(pdf)
    for place in range(len(found)):
        if "".join(one.words for one in found[place : place + len(words)]) == words:
            sizes.setdefault(found[place].page, set()).add(round(found[place].size, 2))
    return sizes


def test_quotations_on_one_side_of_a_sheet_are_in_one_size() -> None:
    (form,) = forms("flashcards", items=10)
    short = (Run("“mooned or not”"),)
    cards = [
        replace(card, is_quotation=True, front=short, detail=(), back=(Run("Who"),))
        for card in form.cards
    ]
    used = []
    for more in range(0, 25, 2):
        cards[3] = replace(cards[3], front=(Run(f"“mooned {'by ferry ' * more}and back”"),))
        pdf = write_sheet(replace(form, cards=tuple(cards)), look())
        if "part 1 of 2" in pages_of(pdf)[0]:
            break
        found = sizes_of("mooned", pdf)
        assert found[2] == {14.5}  # another sheet, where all are short
        assert len(found[0]) == 1
        used += found[0]
    assert used == sorted(used, reverse=True)
    assert used[0] == 14.5
    assert used[-1] == 11.5
    assert len({*used}) > 2


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("seed", [1, 3])
def test_what_a_card_says_stands_apart_from_its_foot(seed: int, *, large: bool) -> None:
    (form,) = forms("flashcards", seed=seed)
    pdf = write_sheet(form, look(large_print=large))
    assert not any("part 1 of" in page for page in pages_of(pdf))
    starts = squeezed(form.title)
    found = letters(pdf)
    for place in range(len(found)):
        if "".join(one.words for one in found[place : place + len(starts)]) != starts:
            continue
        foot = found[place]
        above = [
            one.low
            for one in found
            if one.page == foot.page and one.low > foot.high and abs(one.left - foot.left) < 1
        ]
        assert not above or min(above) - foot.high > (13 if large else 9)


# --------------------------------------------------------------------------- keys


def key_heads(pdf: bytes) -> list[tuple[Stroke, float]]:
    """Return the rules under the heads of a key's columns, each with how far below it words are."""
    heads = []
    for page, words in enumerate(pages_of(pdf)):
        if not re.search(r"^No\. Answer Why Source", words, re.M):
            continue
        signs = [one for one in letters(pdf) if one.page == page]
        start = "".join(one.words for one in signs).index("No.AnswerWhySource")
        above = signs[start].low
        rule = max(
            (r for r in level_lines(pdf) if r.page == page and r.y < above), key=lambda r: r.y
        )
        below = max(one.high for one in letters(pdf) if one.page == page and one.high < rule.y + 1)
        heads.append((rule, rule.y - below))
    return heads


@pytest.mark.parametrize("before", range(8))
def test_the_first_row_of_each_page_of_a_key_is_as_far_below_its_head(before: int) -> None:
    rows = [
        item(f"row-{n}", "Who?", choice("A", "B"), "Because it was so. " * (n % 7 + 1))
        for n in range(80)
    ]
    short = [item(f"first-{n}", "Who?", choice("A", "B"), "So it was.") for n in range(before)]
    form = hand_made(section("One", "", 1, *short), section("Two", "", before + 1, *rows))
    pdf = write_key(form, plain_look())
    first, *others = key_heads(pdf)
    assert len(others) >= 2
    for rule, gap in others:
        assert gap == pytest.approx(first[1], abs=0.8)
        assert rule.y == others[0][0].y
        assert (rule.x, rule.to_x) == (first[0].x, first[0].to_x)


@pytest.mark.parametrize("before", range(6))
def test_a_row_of_a_key_is_kept_whole(before: int) -> None:
    """One that just does not fit goes to the next page, whatever of it is long."""
    rows = [
        item(f"row-{n}", "Who?", ShortAnswer(answer=text(answer), accepted=also), why)
        for n in range(24)
        for answer in [f"Begin {n} {'so it is ' * ((n * 7) % 23)} end {n}."]
        for also in [(f"Begin {n} {'or so ' * 20} end {n}.",) if n % 3 else ()]
        for why in [f"First {n} {'because ' * ((n * 5) % 40)} last {n}."]
    ]
    short = [item(f"first-{n}", "Who?", choice("A", "B"), "So it was.") for n in range(before)]
    pdf = write_key(hand_made(section("One", "", 1, *short, *rows)), plain_look())
    pages = [squeezed(page) for page in pages_of(pdf)]
    assert len(pages) > 1
    for page in pages:
        begun = re.findall(r"(?:Begin|First)(\d+?)(?:soitis|orso|because|end|last)", page)
        assert sorted(begun) == sorted(re.findall(r"(?:end|last)(\d+)\.", page))


def test_a_row_longer_than_a_page_says_on_each_page_whose_it_is() -> None:
    long = f"{SENTENCES} {SENTENCES}"
    for part in (
        item("x", "Who?", choice("A", "B"), long),
        item("x", "Who?", ShortAnswer(answer=text(long))),
        item("x", "Who?", ShortAnswer(answer=text("A"), accepted=(long,))),
        item("x", "Who?", ShortAnswer(answer=text("A"), accepted=(long,)), "So it is."),
    ):
        others = [item(f"y{n}", "Who?", choice("A", "B"), "So it is.") for n in range(5)]
        pdf = write_key(hand_made(section("S", "", 7, *others[:3], part, *others)), plain_look())
        assert misplaced(pdf) == []
        pages = pages_of(pdf)
        go_on = [page for page in pages[1:] if re.search(r"^10 \(continued\)", page, re.M)]
        assert len(go_on) >= 2
        assert go_on == [page for page in pages[1:] if "Sentence" in page]
        assert pages[0].count("(continued)") == 0
        assert told_of(long, pdf)


def test_a_prompt_for_the_class_stands_further_from_the_next_than_its_lines_from_each_other() -> (
    None
):
    prompts = ("What would you have done? " * 9, "And why? " * 30, "Short?", "Shorter?")
    pdf = write_key(replace(sample(), discussion=prompts), plain_look())
    page = max(one.page for one in letters(pdf) if one.words == "•")
    start = min(n for n, one in enumerate(letters(pdf)) if one.words == "•")
    told = [one for one in letters(pdf)[start:] if one.page == page]
    bullets = [one.low for one in told if one.words == "•"]
    lines = sorted({round(one.low, 1) for one in told if one.words in "WA"}, reverse=True)
    leading = min(high - low for high, low in pairwise(lines) if high - low > 8)
    for high, low in pairwise(bullets):
        steps = (high - low) / leading
        assert steps - int(steps) > 0.1
        assert steps > 1.1


def test_a_response_of_several_lines_stands_further_from_the_next_than_its_lines() -> None:
    pairs = Matching(
        heading=text("Answers"),
        premises=tuple(
            Premise(id=str(n), text=text(f"Premise {n}"), response=str(n), source="s1")
            for n in range(3)
        ),
        responses=tuple(Response(id=str(n), text=text("W " * 50)) for n in range(4)),
    )
    pdf = write_sheet(with_item(pairs, ""), plain_look())
    lines = sorted({round(one.low, 1) for one in letters(pdf) if one.words == "W"}, reverse=True)
    steps = [high - low for high, low in pairwise(lines) if high - low < 30]
    assert min(steps) == pytest.approx(15, abs=0.2)
    assert max(steps) > 17


def strip_of(pdf: bytes) -> str:
    """Return the marking strip of a key, its no-break spaces as they are."""
    strip = pages_of(pdf)[0].partition("Marking strip")[2]
    return re.split(r"\n(?:No\. |Before you hand)", strip)[0]


@pytest.mark.parametrize("name", ["numbers", "standard", "test"])
def test_the_marking_strip_has_every_number(name: str) -> None:
    for seed in range(1, 7):
        (form,) = forms(name, seed=seed)
        strip = squeezed(strip_of(write_key(form, look())))
        for part in form.sections:
            for one in part.items:
                interaction = one.item.interaction
                answer = ""
                if isinstance(interaction, Numeric):
                    answer = plain(interaction.answer)
                elif hasattr(interaction, "answers"):
                    answer = plain(interaction.answers[0])
                figures = re.match(r"\D?\d[\d,.]*", answer)
                if figures:
                    assert f"{one.number}{figures[0]}" in strip, (seed, one.number, answer)


STRIPS: dict[str, tuple[Interaction, str]] = {
    "a short unit": (amount("384,400 km", "km", "384400"), "384,400 km"),
    "a long unit": (
        amount("3 nuclear powers of the north", "nuclear powers of the north", "3"),
        "3",
    ),
    "without a unit": (amount("245", "", "245"), "245"),
    "a negative number": (amount("−273.15 °C", "°C", "-273.15"), "−273.15 °C"),
    "other units": (amount("150 km (about 93 miles)", "km", "150"), "150 km"),
    "money": (amount("$60 billion", "billion dollars", "60"), "$60 billion"),
    "words for a number": (
        amount("over two-thirds of all that there was", "", "0.67"),
        "over two-thirds of all that there was",
    ),
    "a blank": (cloze("There are ____ of them.", "245"), "245"),
    "two blanks": (cloze("From ____ to ____.", "1961", "1969"), "1961; 1969"),
    "a number in a short answer": (
        ShortAnswer(answer=text("at least 245 known military sites")),
        "at least 245",
    ),
    "a date": (ShortAnswer(answer=text("22 September 2024")), "22 September 2024"),
    "several letters": (several(*"abcdefgh", keys=(0, 1, 3, 4, 6, 7)), "A, B, D, E, G, H"),
    "a name": (ShortAnswer(answer=text("Kursk")), "Kursk"),
    "a name with a number": (ShortAnswer(answer=text("Luna 10")), "Luna 10"),
    "a few words": (cloze("It was ____.", "a treaty of peace"), "a treaty of peace"),
    "a month": (ShortAnswer(answer=text("April 2024")), "April 2024"),
    "a number behind words of another language": (
        ShortAnswer(answer=text("близько 30 кілометрів від кордону")),
        "близько 30",
    ),
}


@pytest.mark.parametrize("name", STRIPS)
def test_the_marking_strip_tells_what_can_be_marked_at_a_glance(name: str) -> None:
    interaction, short = STRIPS[name]
    pdf = write_key(hand_made(section("S", "", 1, item("x", "What?", interaction))), plain_look())
    assert strip_of(pdf).replace("\u00a0", " ").split() == ["1", *short.split()]


@pytest.mark.parametrize(
    "answer", ["It began in 1914 and ended in 1918.", "In 1914 it was that it began", "so " * 8]
)
def test_the_marking_strip_leaves_long_answers_to_the_rows(answer: str) -> None:
    asked = item("x", "What?", ShortAnswer(answer=text(answer)))
    letter = item("y", "Who?", choice("A", "B"))
    pdf = write_key(hand_made(section("S", "", 1, asked, letter)), plain_look())
    assert strip_of(pdf).split() == ["2", "A"]


def test_a_key_says_how_several_right_options_are_marked() -> None:
    asked = item("x", "Which two?", several("A", "B", "C", "D", keys=(0, 2)))
    key = pages_of(write_key(hand_made(section("Several", "", 1, asked)), plain_look()))[0]
    said = "Several: equal points for each right option, and as many off for each wrong one"
    assert said in key.replace("\r\n", " ")
    other = pages_of(
        write_key(hand_made(section("One", "", 1, item("x", "?", choice("A")))), plain_look())
    )
    assert "as many off" not in other[0]


def test_a_key_tells_a_table_that_is_an_option_row_by_row() -> None:
    rows = (("Year", "Who"), ("1961", "Gagarin"), ("1969", ""))
    table = Table(rows=tuple(tuple((Run(cell),) if cell else () for cell in row) for row in rows))
    options = (
        Option(id="a", content=(table,), is_key=True),
        Option(id="b", content=(Run("none"),), why_wrong=text("is made up")),
    )
    asked = item("x", "Which?", Choice(options=options))
    key = pages_of(write_key(hand_made(section("S", "", 1, asked)), plain_look()))[0]
    assert "Year, Who; 1961, Gagarin; 1969, –" in " ".join(key.split())


# --------------------------------------------------------------------------- type and strokes


@pytest.mark.parametrize("name", WORKSHEETS)
@pytest.mark.parametrize("theme", ["plain", "compact"])
def test_large_print_is_large_throughout(name: str, theme: str) -> None:
    """What is read is 18 pt; labels, letters in circles and the footer are 16 pt at least."""
    tags = ("weapons",) if name == "study-sheet" else ()
    sheet = forms(name, tags=tags)[0]
    pdf = write_sheet(sheet, look(large_print=True, theme=theme))
    assert min(one.size for one in letters(pdf)) >= 15.9
    if name != "flashcards":
        # The list of texts and the hard words are in small print, and may be longer than questions.
        few = replace(sheet, lists_texts=False, words=())
        bare = write_sheet(few, look(large_print=True, theme=theme))
        rules = footer_rules(bare)
        asked = [one for one in letters(bare) if one.low > rules.get(one.page, 0.0)]
        assert sum(one.size > 17.9 for one in asked) > 0.75 * len(asked)


def test_the_sources_of_a_study_sheet_are_as_large_as_its_facts() -> None:
    form = forms("study-sheet", tags=("weapons",))[0]
    pdf = write_sheet(form, look(large_print=True))
    source = squeezed(plain(form.sources[0].text))
    told = "".join(one.words for one in letters(pdf))
    start = told.index(source)
    assert {round(one.size) for one in letters(pdf)[start : start + len(source)]} == {18}


@pytest.mark.parametrize("name", ["standard", "test", "numbers", "exit-ticket"])
@pytest.mark.parametrize("theme", ["plain", "compact", "roomy"])
def test_every_line_to_write_on_survives_a_light_copy(name: str, theme: str) -> None:
    pdf = write_sheet(forms(name)[0], look(theme))
    margin = find_theme(theme).margin_x
    lines = [line for line in level_lines(pdf) if line.x > margin + 1]
    assert len(lines) >= 5
    assert min(line.width for line in lines) >= 0.75


NUMBERS = """
label: Numbers
summary: For the tests.
sections:
  - {title: Read the figure, types: [numeric], wordings: [read-the-scale], count: 2}
  - {title: Write the number, types: [numeric], wordings: [write-the-number], count: 1}
"""


def numbers() -> Form:
    """Return a sheet of numbers, some of them to be read off bars."""
    (form,) = assemble_forms(moon.items(), moon.blueprint(NUMBERS))
    return form


def test_the_axis_of_bars_survives_a_light_copy() -> None:
    form = numbers()
    with pikepdf.open(BytesIO(write_sheet(form, look()))) as file:
        drawn = file.pages[0].Contents.read_bytes().decode("latin-1")
    drawn = re.sub(r"\[[\d. ]+\] 0 d .*", "", drawn)  # guide lines are dotted
    ticks = re.findall(r"([\d.]+) w ([\d.]+) [\d.]+ m \2 [\d.]+ l S", drawn)
    assert len(ticks) > 5
    assert min(float(width) for width, _ in ticks) >= 0.75


def test_what_is_read_off_a_figure_or_recalled_needs_no_room_for_working() -> None:
    form = numbers()
    read_off = [one for part in form.sections for one in part.items if one.item.figure]
    numeric = [
        one
        for part in form.sections
        for one in part.items
        if isinstance(one.item.interaction, Numeric)
    ]
    assert 0 < len(read_off) < len(numeric)
    said = "".join(pages_of(write_sheet(form, look(points=True))))
    assert "Working" not in said


# --------------------------------------------------------------------------- longer than a page

LONG_WORD = "a" * 6000


def with_item(interaction: Interaction, stem: str = "Who?", why: str = "") -> Form:
    return hand_made(section("S", "", 1, item("x", stem, interaction, why)))


LONGER: dict[str, Callable[[str], Form]] = {
    "a note to the teacher": lambda words: replace(sample(), teacher_note=words),
    "a prompt for the class": lambda words: replace(sample(), discussion=("Why?", words, "So?")),
    "a source": lambda words: replace(
        sample(), sources=tuple(replace(one, text=text(words)) for one in sample().sources)
    ),
    "a title": lambda words: replace(sample(), title=words),
    "a subtitle": lambda words: replace(sample(), subtitle=words),
    "a school": lambda words: replace(sample(), school=words),
    "an instruction": lambda words: hand_made(section("S", words, 1, item("x", "?", choice("A")))),
    "the title of a section": lambda words: hand_made(
        section(words, "", 1, item("x", "?", choice("A")))
    ),
    "a stem": lambda words: with_item(choice("A", "B"), words),
    "an option": lambda words: with_item(choice(words, "B")),
    "a statement": lambda words: with_item(TrueFalse(is_true=True), words),
    "an event to put in order": lambda words: with_item(
        Ordering(
            events=tuple(
                OrderedEvent(id=str(n), rank=n, text=text(words if n == 2 else "so"), date_text="")
                for n in (1, 2, 3)
            )
        )
    ),
    "a unit": lambda words: with_item(amount(f"6 {words}", words, "6")),
    "a question to discuss": lambda words: with_item(Discussion(), words),
    "a reason": lambda words: with_item(choice("A", "B"), why=words),
    "an answer": lambda words: with_item(ShortAnswer(answer=text(words))),
    "what else is right": lambda words: with_item(
        ShortAnswer(answer=text("so"), accepted=("or so", words))
    ),
}
ON_SHEETS = {*LONGER} - {
    "a note to the teacher",
    "a prompt for the class",
    "a source",
    "a reason",
    "an answer",
    "what else is right",
}
ON_KEYS = {*LONGER} - {"a subtitle", "an instruction", "a stem", "a statement", "a unit"}
ON_KEYS -= {"a question to discuss", "an option"}


@pytest.mark.parametrize("words", [SENTENCES, LONG_WORD], ids=["sentences", "one word"])
@pytest.mark.parametrize("what", LONGER)
def test_what_is_longer_than_a_page_goes_on_on_the_next_one(what: str, words: str) -> None:
    form = LONGER[what](words)
    for write, places in ((write_sheet, ON_SHEETS), (write_key, ON_KEYS)):
        if what not in places:
            continue
        for large in (False, True) if write is write_sheet else (False,):
            pdf = write(form, plain_look(large_print=large, key="short"))
            assert misplaced(pdf) == []
        assert told_of(words, pdf)


def test_a_strip_of_many_letters_goes_on_on_the_next_page() -> None:
    many = [item(f"x{n}", "Who?", choice("A", "B"), "So.") for n in range(900)]
    pdf = write_key(hand_made(section("S", "", 1, *many)), plain_look())
    assert misplaced(pdf) == []
    assert "900A" in squeezed("".join(pages_of(pdf)).partition("Why")[0])


@pytest.mark.parametrize("large", [False, True])
def test_a_box_to_write_in_does_not_touch_the_box_for_the_mark_above_it(large: bool) -> None:
    for seed in range(1, 5):
        pdf = write_sheet(forms("timeline", seed=seed)[0], look(points=True, large_print=large))
        for page in pypdfium2.PdfDocument(pdf):
            boxes = [
                one.get_bounds()
                for one in page.get_objects([pdfium.FPDF_PAGEOBJ_PATH])
                for left, low, right, high in [one.get_bounds()]
                if 15 < right - left < 70 and 15 < high - low < 40
            ]
            edge = page.get_width() - 18 * MM
            marks = [box for box in boxes if box[2] > edge - 2 and box[2] - box[0] > 30]
            for left, low, _, _ in marks:
                to_write_in = [box for box in boxes if box not in marks]
                below = [box[3] for box in to_write_in if box[3] < low and box[2] > left]
                assert low - max(below, default=0.0) > 3 * MM


def test_a_frame_that_is_cut_is_open_where_it_goes_on() -> None:
    pdf = write_key(replace(sample(), teacher_note=SENTENCES), plain_look())
    with pikepdf.open(BytesIO(pdf)) as file:
        drawn = [page.Contents.read_bytes().decode("latin-1") for page in file.pages]
    upright = re.compile(r"0.6 w ([\d.]+) ([\d.]+) m \1 ([\d.]+) l S")
    sides = [upright.findall(page) for page in drawn]
    assert [len(found) for found in sides if found] == [2, 2]
    rules = footer_rules(pdf)
    for page, found in enumerate(sides):
        for _, start, end in found:
            assert min(float(start), float(end)) > rules[page]


def test_the_blanks_of_a_sheet_are_as_wide_as_its_longest_answer_needs() -> None:
    """So a name has room, and no answer is told from another by its blank."""
    m = measures_of(plain_look())
    for answers, wide in ((("in Oslo", "1957"), 34), (("1957", "Volodymyr Zelensky"), 50)):
        asked = [item(f"c{n}", "", cloze("It was ____.", said)) for n, said in enumerate(answers)]
        blocks = set_sheet(hand_made(section("Gaps", "", 1, *asked)), m, Structure().root)
        blanks = [
            rule.to_x - rule.x
            for block in blocks
            if block.is_item
            for rule in block.inks
            if isinstance(rule, Rule)
        ]
        assert blanks == pytest.approx([wide * MM] * 2)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_no_word_of_a_mark_table_is_broken_in_large_print(paper: str) -> None:
    titles = ("Choice", "Statements", "Sentences", "Put in order", "Judgement")
    parts = [
        section(title, "", n, item(f"q{n}", "Which?", choice("a", "b", "c")))
        for n, title in enumerate(titles, 1)
    ]
    made = hand_made(*parts)
    made = replace(made, layout=replace(made.layout, mark_table=True))
    m = measures_of(plain_look(paper=paper, large_print=True), made.layout)
    table = set_mark_table(made, made.sections, m, Structure().root)
    words = " ".join(ink.text for ink in table.inks if isinstance(ink, Glyphs)).split()
    assert {"Section", "Choice", "Statements", "Sentences", "order", "Judgement", "Total"} <= {
        *words
    }
    uprights = sorted({ink.x for ink in table.inks if isinstance(ink, Rule) and ink.x == ink.to_x})
    edges = [m.left, *uprights, m.right]
    for ink in table.inks:
        if isinstance(ink, Glyphs) and ink.text.strip():
            right = ink.x + sum(ink.face.widths[sign] for sign in ink.text) * ink.size
            assert any(low <= ink.x and right <= high + 0.01 for low, high in pairwise(edges)), (
                ink.text
            )


def test_no_question_is_cut_that_has_room_below_a_long_title() -> None:
    title = Block(height=300.0, is_flush=True)
    heading = Block(height=30.0, keeps_next=True)
    first = Block(height=150.0, is_item=True, is_whole=True, cuts=[60.0, 90.0, 120.0])
    others = [Block(height=200.0, is_item=True, is_whole=True, cuts=[100.0]) for _ in range(3)]
    places = choose_breaks([title, heading, first, *others], 500.0).places
    assert all(not place.cut for place in places)
    long = replace(first, height=250.0, cuts=[60.0, 130.0, 160.0])
    (_, cut, *_) = choose_breaks([title, heading, long, *others], 500.0).places
    assert (cut.block, cut.cut) == (2, 160.0)


def test_lines_to_judge_on_take_what_a_page_would_leave_empty() -> None:
    """As many again at most, as far apart as the others, and none below a page's end."""
    lines = [Rule(50.0, y, 400.0, y, 0.75) for y in (60.0, 80.0, 100.0)]
    for room, count in ((0.0, 3), (19.9, 3), (45.0, 5), (500.0, 6)):
        block = Block(height=100.0, inks=[*lines], more_lines=20.0)
        block.stretch(room)
        assert [rule.y for rule in block.inks] == [60.0 + 20.0 * n for n in range(count)]
        assert block.height == block.inks[-1].y <= 100.0 + room
    ended = Block(height=130.0, inks=[*lines], more_lines=20.0)  # something stands below them
    ended.stretch(500.0)
    assert ended.inks == lines


def test_only_who_is_asked_to_judge_gets_more_lines() -> None:
    judged = item("d1", "What do you think?", Discussion(lines=4))
    told = item("s1", "What is it?", ShortAnswer(answer=text("a dog"), lines=2))
    for asked, is_stretched in ((judged, True), (told, False)):
        sheet = hand_made(section("Part", "", 1, asked))
        (block,) = (
            block
            for block in set_sheet(sheet, measures_of(plain_look()), Structure().root)
            if block.is_item
        )
        given = sum(isinstance(ink, Rule) for ink in block.inks)
        strokes = level_lines(write_sheet(sheet, plain_look()))
        drawn = sum(stroke.x == pytest.approx((18 + 9) * MM, abs=1) for stroke in strokes)
        assert (drawn > given) is is_stretched


def test_large_print_has_no_italics() -> None:
    (sheet,) = forms("standard", seed=3)
    for is_large in (False, True):
        pdf = pikepdf.open(BytesIO(write_sheet(sheet, plain_look(large_print=is_large))))
        fonts = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
        assert any("Italic" in name or "-It" in name for name in fonts) is not is_large, fonts


@pytest.mark.parametrize("seed", [3, 5, 23])
def test_the_first_question_on_a_map_in_large_print_stands_whole_on_its_page(seed: int) -> None:
    (sheet,) = forms("map", seed=seed)
    first, *_ = pages_of(write_sheet(sheet, look(large_print=True)))
    asked = first[first.index("Figure 1") :]
    assert "Correction" in asked or re.search(r"\?\s+km\b", asked), asked
