"""The table of a key: a row a question that is found at a glance, and all of them on one page."""

import re
from dataclasses import replace
from itertools import pairwise
from operator import itemgetter

import pypdfium2
import pytest
from judges import letters_of, overlapping, pages_of, squeezed
from nine_types import alone
from page_fill import drawn_pages
from pypdfium2 import raw as pdfium
from sample_form import amount, choice, item, sample, section, several, text
from sample_form import form as hand_made
from sample_form import look as plain_look
from test_layout import strip_of
from test_sheets import WITH_KEY, forms, look

from quizgen.content import plain
from quizgen.quiz.form import Form
from quizgen.quiz.item import (
    Choice,
    Citation,
    Cloze,
    Matching,
    Numeric,
    Ordering,
    Premise,
    Response,
    ShortAnswer,
    TrueFalse,
)
from quizgen.quiz.key_rows import rows_of
from quizgen.typeset import write_key

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LINE_PT = 12
"""From line to line within a row."""


def rows_on(pdf: bytes, page: int = 0) -> list[tuple[str, float]]:
    """Return the numbers of a page's rows, each with how far its foot is below the page's top."""
    found = pypdfium2.PdfDocument(pdf)[page]
    numbers: dict[float, str] = {}
    for letter, box in letters_of(found):
        if letter.isdigit() and 50 < box[0] < 62:
            low = round(found.get_height() - box[1], 1)
            line = next((y for y in numbers if abs(y - low) < 1), low)
            numbers[line] = numbers.get(line, "") + letter
    return sorted(((number, y) for y, number in numbers.items()), key=itemgetter(1))


def steps_of(*items: object) -> list[float]:
    """Return how high the rows of some items are."""
    last = item("last", "Who?", choice("A", "B"), "So it was.")
    pdf = write_key(replace(hand_made(section("S", "", 1, *items, last)), sources=()), plain_look())  # type: ignore[arg-type]
    assert overlapping(pdf) == []
    rows = [y for number, y in rows_on(pdf) if int(number) <= len(items) + 1]
    return [low - high for high, low in pairwise(rows[-len(items) - 1 :])]


def test_twenty_questions_and_all_that_belongs_to_them_stand_on_one_page() -> None:
    """The form of the target picture."""
    assert sample().questions == 20
    assert len(pages_of(write_key(sample(), look(key="short")))) == 1


@pytest.mark.parametrize(("lines", "most"), [(1, 20), (2, 17)])
def test_so_many_rows_stand_on_the_first_page(lines: int, most: int) -> None:
    why = "The sources say so, and nobody has ever doubted it, whatever was doubted. " * lines
    rows = [item(f"x{n}", "Who?", choice("Nikita Khrushchev", "B"), why) for n in range(20)]
    form = hand_made(section("S", "", 1, *rows))
    form = replace(form, teacher_note="Read this first. " * 5, footer=form.footer[:2])  # one line
    numbers = [number for number, _ in rows_on(write_key(form, plain_look(key="short")))]
    assert " ".join(map(str, range(1, most + 1))) in " ".join(numbers)


def test_rows_are_parted_by_more_than_their_lines() -> None:
    why = "Leonov left the craft for some twelve minutes, and came back with great trouble. " * 3
    for count, high in ((1, LINE_PT), (3, 3 * LINE_PT)):
        asked = [item("x", "Who?", choice("A", "B"), why[: 60 * count])] * 2
        for step in steps_of(*asked):
            assert high + 3 <= step <= high + 4


def test_what_else_is_right_makes_no_tower() -> None:
    """In the column of answers it once took nine lines."""
    also = ("gave the green light", "gave Ukraine the green light", "allowed strikes", "in favour")
    answer = ShortAnswer(
        answer=text("Sweden gave Ukraine the green light for strikes"), accepted=also
    )
    why = "The newsletter does not say for which weapons or targets; it names four countries."
    (step,) = steps_of(item("x", "Where did Sweden stand?", answer, why))
    assert step < 5 * LINE_PT
    key = pages_of(write_key(hand_made(section("S", "", 1, item("x", "?", answer, why))), look()))
    assert squeezed(f"also right: {'; '.join(also)}") in squeezed(key[0])


def test_a_long_answer_goes_over_the_width_of_its_reasons() -> None:
    answer = ShortAnswer(
        answer=text("It was said that nobody should ever be allowed to do so. " * 4)
    )
    (step,) = steps_of(item("x", "Why?", answer, "So it was."))
    assert step < 6 * LINE_PT


def test_the_words_of_an_option_are_cut_short_rather_than_that_its_row_grows() -> None:
    words = "That nobody had ever thought of what might come of it, or of whom it might hurt"
    (step,) = steps_of(item("x", "What?", choice(words, "B"), "He said so in May."))
    assert step < 2 * LINE_PT
    key = write_key(
        hand_made(section("S", "", 1, item("x", "?", choice(words, "B"), "So."))), look()
    )
    assert re.search(r"^1 A That nobody .* …", pages_of(key)[0], re.M)


def test_letters_and_the_words_behind_them_are_no_list() -> None:
    for keys, last in (((0, 1), "B"), ((0, 1, 2, 3, 4), "E")):
        asked = item(
            "x", "Which?", several("Oder", "Elbe", "Ems", "Po", "Inn", "Don", keys=keys), "So."
        )
        pdf = write_key(hand_made(section("S", "", 1, asked)), plain_look())
        boxes = [*letters_of(pypdfium2.PdfDocument(pdf)[0])]
        first = next(
            place
            for place in range(len(boxes))
            if "".join(letter for letter, _ in boxes[place : place + 4]) == "Oder"
        )
        left, low = boxes[first][1][:2]
        behind = max(
            box[2] for letter, box in boxes[:first] if letter == last and abs(box[1] - low) < 3
        )
        assert left - behind > 4  # a space is 2 pt


def test_sources_ascend() -> None:
    cited = tuple(Citation(source=f"s{n}", text=text(f"s{n}")) for n in (10, 2, 7, 2, 1))
    asked = replace(item("x", "Who?", choice("A", "B"), "So."), citations=cited)
    (source, *_) = sample().sources
    form = replace(
        hand_made(section("S", "", 1, asked)),
        sources=tuple(replace(source, number=n, source=f"s{n}") for n in range(1, 11)),
    )
    assert "So. B is made up. 1, 2, 7, 10" in " ".join(
        pages_of(write_key(form, plain_look()))[0].split()
    )
    for seed in range(1, 9):
        (made,) = forms("standard", seed=seed)
        table = pages_of(write_key(made, look()))[0].partition("No. Answer")[2]
        for found in re.findall(r" (\d{1,2}(?:, \d{1,2})+)\r?$", table, re.M):
            numbers = [int(number) for number in found.split(", ")]
            assert numbers == sorted(numbers) or "-" in found


def in_strip(form: Form) -> dict[int, str]:
    """Return number -> what the strip must have, of all whose answer is short."""
    short: dict[int, str] = {}
    for part in form.sections:
        for one in part.items:
            interaction, number = one.item.interaction, one.number
            if isinstance(interaction, Choice):
                options = zip(LETTERS, interaction.options, strict=False)
                short[number] = ", ".join(letter for letter, option in options if option.is_key)
            elif isinstance(interaction, TrueFalse):
                short[number] = "T" if interaction.is_true else "F"
            elif isinstance(interaction, Matching):
                order = [response.id for response in interaction.responses]
                for place, premise in enumerate(interaction.premises):
                    short[number + place] = LETTERS[order.index(premise.response)]
            elif isinstance(interaction, Ordering):
                short[number] = "-".join(str(event.rank) for event in interaction.events)
            elif isinstance(interaction, Numeric):
                short[number] = re.findall(r"\d[\d.,]*", plain(interaction.answer))[0]
            elif isinstance(interaction, ShortAnswer | Cloze):
                answers = (
                    interaction.answers if isinstance(interaction, Cloze) else (interaction.answer,)
                )
                words = [plain(answer) for answer in answers]
                if all(len(one) <= 20 for one in words):
                    short[number] = "; ".join(words)
    return short


@pytest.mark.parametrize("name", WITH_KEY)
def test_the_strip_has_every_number_whose_answer_is_short(name: str) -> None:
    for seed in range(1, 6):
        (form,) = forms(name, seed=seed)
        wanted = in_strip(form)
        if not wanted:
            continue
        lettered = {
            numbered.number
            for section in form.sections
            for numbered in section.items
            if isinstance(numbered.item.interaction, Cloze) and numbered.item.interaction.in_table
        }
        strip = squeezed(strip_of(write_key(form, look())))
        for number, words in wanted.items():
            bare = squeezed(words.partition(" (")[0])
            if number in lettered:
                bare = squeezed(
                    "; ".join(
                        f"{a} {b}" for a, b in zip("abcdefgh", words.split("; "), strict=False)
                    )
                )
            found = strip.partition(f"{number}{bare}")
            assert found[1] or f"{bare}" in strip.partition(str(number))[2], (seed, number, words)
            strip = found[2] or strip


def test_what_to_read_before_stands_above_the_answers_and_below_a_line_to_cut() -> None:
    pdf = write_key(sample(), look())
    page = pages_of(pdf)[0]
    order = [
        page.index(words) for words in ("Marking strip", "Before you hand it out.", "No. Answer")
    ]
    assert order == sorted(order)
    first = pypdfium2.PdfDocument(pdf)[0]
    widest = max(
        one.get_bounds()[2] - one.get_bounds()[0]
        for one in first.get_objects([pdfium.FPDF_PAGEOBJ_PATH])
    )
    assert widest > first.get_width() - 90  # from edge to edge, where rules end at the margins


def test_a_number_that_is_also_right_stands_beside_one_without_reasons() -> None:
    asked = item("x", "How far?", amount("150 km", "km", "150", "160", "93 miles"))
    (step,) = steps_of(asked)
    assert step < 2 * LINE_PT


def test_why_a_matching_is_so_stands_behind_its_last_pair() -> None:
    premises = tuple(
        Premise(id=name, text=text(name), response=name, rationale=text(f"{name}, so."))
        for name in ("a", "b")
    )
    responses = tuple(Response(id=name, text=text(name.upper())) for name in ("a", "b"))
    matching = Matching(premises=premises, responses=responses)
    form = alone(matching, rationale=text("Both are letters."))
    (numbered,) = form.sections[0].items
    told = [plain(row.why) for row in rows_of(numbered, form, {}, is_full=False)]
    assert told == ["a, so.", "b, so. Both are letters."]


# --------------------------------------------------------------------------- of whole worksheets


def asked_on(pdf: bytes) -> list[int]:
    """Return how many rows each page of a key has, its list of sources left out."""
    counts = []
    for page in drawn_pages(pdf):
        left = min(one.x for one in page.said)
        ends = [one.y for one in page.said if "Serif" in one.face and one.size < 13]
        counts.append(
            sum(
                re.fullmatch(r"\d+( \([a-z]\))?", one.words.strip().replace("\u00a0", " "))
                is not None
                for one in page.said
                if "Bold" in one.face and one.x < left + 0.1 and one.y > max(ends, default=0.0)
            )
        )
    return counts


@pytest.mark.parametrize(
    "name", ["argument", "numbers", "standard", "test", "timeline", "who-said-it"]
)
def test_over_forty_seeds_the_table_stands_on_the_first_page(name: str) -> None:
    """Up to twenty questions with reasons of two lines; one in eight keys may go on."""
    goes_on = 0
    for seed in range(1, 41):
        (form,) = forms(name, seed=seed)
        first, *others = asked_on(write_key(form, look()))
        assert first + sum(others) == form.questions
        assert first >= 0.7 * form.questions
        goes_on += first < form.questions
    assert goes_on <= 5


def test_where_rows_fit_no_other_way_their_type_is_smaller_and_never_too_small() -> None:
    why = "The sources say so, and nobody has ever doubted it, whatever was doubted. " * 2

    def sizes(count: int) -> set[float]:
        rows = [item(f"x{n}", "Who?", choice("Nikita Khrushchev", "B"), why) for n in range(count)]
        form = replace(hand_made(section("S", "", 1, *rows)), teacher_note="", discussion=())
        (page, *_) = drawn_pages(write_key(form, plain_look(key="short")))
        return {one.size for one in page.said if "sources say so" in one.words}

    assert sizes(8) == {10.0}
    assert sizes(19) == {9.0}


def test_the_dates_of_an_order_are_enough_where_all_have_one() -> None:
    (form,) = forms("standard", seed=1)
    (order,) = (
        each.interaction
        for each in form.items
        if isinstance(each.interaction, Ordering)
        and all(event.date_text for event in each.interaction.events)
    )
    key = squeezed(pages_of(write_key(form, look()))[0])
    in_order = sorted(order.events, key=lambda event: event.rank)
    assert squeezed("; ".join(event.date_text for event in in_order)) in key
    assert not any(squeezed(plain(event.text)) in key for event in in_order)
