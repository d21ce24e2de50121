"""Every shipped worksheet on paper: made of the real bank, judged as a printer and a reader would."""

import re
import struct
import warnings
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import groupby, pairwise
from pathlib import Path
from typing import NamedTuple
from zlib import compress, crc32

import pikepdf
import pypdfium2
import pytest
from judges import (
    key_only,
    outside,
    overlapping,
    pages_of,
    problems_aloud,
    squeezed,
    strings_in,
)
from PIL import Image

from quizgen import find_theme, find_worksheet
from quizgen.assemble import assemble_forms
from quizgen.content import Run, plain
from quizgen.errors import FormError, TemplateError
from quizgen.look import Look
from quizgen.pool import ItemPool
from quizgen.quiz.form import Form, PaperCard, ToldFact, ToldSection
from quizgen.quiz.item import Choice, Cloze, ShortAnswer, TrueFalse
from quizgen.quiz.naming import with_texts_named
from quizgen.quiz.worksheet import Blueprint
from quizgen.read import Materials, read_materials
from quizgen.read.logo import read_logo
from quizgen.store.project import HERE, find_texts
from quizgen.typeset import print_key, print_sheet, write_key, write_sheet
from quizgen.typeset.cards import set_cards
from quizgen.typeset.ink import Glyphs
from quizgen.typeset.measures import measures_of
from quizgen.typeset.tagging import Structure

MM = 72 / 25.4
WORKSHEETS = sorted(HERE.worksheet_paths("en-GB"))
WITHOUT_KEY = ("flashcards", "study-sheet", "questions")  # the bank has no written ones
WITH_KEY = [name for name in WORKSHEETS if name not in WITHOUT_KEY]


@cache
def materials() -> Materials:
    return read_materials(find_texts("escalation"))


@cache
def items() -> ItemPool:
    return ItemPool(materials().subject)


def forms(name: str, **wishes: object) -> tuple[Form, ...]:
    wish = Blueprint(worksheet=find_worksheet(name), school="Northfield School", **wishes)  # type: ignore[arg-type]
    return tuple(assemble_forms(items(), wish))


@cache
def form(name: str) -> Form:
    """Return a form; of a study sheet a short one.

    On forty pages, some facts at the top of a page begin with the same words: a checker takes
    these for running heads.
    """
    tags = ("weapons",) if name == "study-sheet" else ()
    return forms(name, forms=2, tags=tags)[0]


def look(**wishes: object) -> Look:
    return Look(theme=find_theme(), **wishes)  # type: ignore[arg-type]


LOOKS = {
    "a4": {"paper": "a4"},
    "letter, large": {"paper": "letter", "large_print": True},
    "letter, points": {"paper": "letter", "points": True},
}


@pytest.mark.parametrize("wishes", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("name", WORKSHEETS)
def test_every_sheet_can_be_read_aloud_stays_on_its_page_and_overlaps_nowhere(
    name: str, wishes: dict[str, object], tmp_path: Path
) -> None:
    pdf = write_sheet(form(name), look(**wishes))
    assert problems_aloud(pdf, tmp_path) == []
    assert outside(pdf) == []
    assert overlapping(pdf) == []


@pytest.mark.parametrize("key", ["short", "full"])
@pytest.mark.parametrize("name", WITH_KEY)
def test_every_key_can_be_read_aloud_stays_on_its_page_and_overlaps_nowhere(
    name: str, key: str, tmp_path: Path
) -> None:
    pdf = write_key(form(name), look(key=key, large_print=True))
    assert problems_aloud(pdf, tmp_path) == []
    assert outside(pdf) == []
    assert overlapping(pdf) == []


@pytest.mark.parametrize("name", WITH_KEY)
def test_no_sheet_holds_anything_of_its_key(name: str) -> None:
    sheet, key = (
        squeezed(strings_in(write(form(name), look(key="full"))))
        for write in (write_sheet, write_key)
    )
    asked = [numbered.item for part in form(name).sections for numbered in part.items]
    # an answer or reason may well be among the options of its own or another question
    shown = squeezed("".join(pages_of(write_sheet(form(name), look()))))
    secrets = {squeezed(words) for one in asked for words in key_only(one)} - {""}
    secrets = {secret for secret in secrets if len(secret) > 20 and secret not in shown}
    assert len(secrets) >= 5
    assert [secret for secret in secrets if secret in sheet] == []
    assert [secret for secret in secrets if secret in key] != []


@pytest.mark.parametrize("name", WORKSHEETS)
def test_the_bank_fills_every_worksheet_with_any_seed(name: str) -> None:
    failed = []
    for seed in range(1, 31):
        try:
            forms(name, seed=seed)
        except FormError as error:
            failed.append((seed, str(error)))
    assert failed == []


@pytest.mark.parametrize("name", ["numbers", "standard", "test"])
def test_statements_to_judge_are_not_all_true_and_not_all_false(name: str) -> None:
    for seed in range(1, 31):
        for part in forms(name, seed=seed)[0].sections:
            shapes = [one.item.interaction for one in part.items]
            truths = [shape.is_true for shape in shapes if isinstance(shape, TrueFalse)]
            assert len({*truths}) == min(len(truths), 2), (seed, part.title)


@pytest.mark.parametrize("name", ["standard", "who-said-it"])
def test_no_two_questions_of_a_section_have_one_answer(name: str) -> None:
    for seed in range(1, 31):
        for part in forms(name, seed=seed)[0].sections:
            shapes = [one.item.interaction for one in part.items]
            keys = [
                plain(option.content)
                for shape in shapes
                if isinstance(shape, Choice)
                for option in shape.options
                if option.is_key
            ]
            keys += [
                plain(it) for shape in shapes if isinstance(shape, Cloze) for it in shape.answers
            ]
            assert len(keys) == len({*keys}), (seed, part.title)


@pytest.mark.parametrize("seed", range(1, 7))
def test_two_exit_tickets_stand_on_a_page_to_cut(seed: int) -> None:
    (ticket,) = forms("exit-ticket", seed=seed)
    (page,) = pypdfium2.PdfDocument(write_sheet(ticket, look()))
    text = page.get_textpage().get_text_range()
    assert text.count(ticket.label) == 2
    assert text.count("5 points") == 2


def test_an_exit_ticket_asks_five_questions_on_one_page() -> None:
    for seed in range(1, 11):
        (ticket,) = forms("exit-ticket", seed=seed)
        assert ticket.questions == 5
        assert len(pypdfium2.PdfDocument(write_sheet(ticket, look()))) == 1


def test_a_test_has_a_box_for_each_mark_and_a_table_that_adds_up() -> None:
    text = " ".join(pages_of(write_sheet(form("test"), look()))).split()
    asked = [numbered for part in form("test").sections for numbered in part.items]
    boxes = [word for before, word in pairwise(text) if before == "/"]
    assert boxes == [str(numbered.points) for numbered in asked]
    first = pages_of(write_sheet(form("test"), look()))[0]
    points = [part.points for part in form("test").sections]
    assert f"Points {' '.join(map(str, points))} {sum(points)}" in " ".join(first.split())


def test_a_key_says_how_to_share_out_the_points_of_an_item() -> None:
    labels = materials().language.labels
    for name, said in (
        ("test", {labels.marks_order, labels.marks_statement}),
        ("standard", {labels.marks_order, labels.marks_statement}),
        ("exit-ticket", {labels.marks_statement}),
        ("argument", {labels.marks_several}),
    ):
        drawn = (forms(name, seed=seed)[0] for seed in range(1, 20))
        asks_order = any("ordering" in section.types for section in find_worksheet(name).sections)
        one = next(
            it for it in drawn if any(n.type == "ordering" for n in it.items) is asks_order
        )  # some sheets match in its place
        assert ways_to_mark(one) == said


def test_a_key_says_what_half_of_the_points_of_a_sentence_is_for() -> None:
    """Where a teacher gives several points for it: no shipped worksheet does."""
    labels = materials().language.labels
    found = set()
    for seed in range(1, 11):
        (one,) = forms("exit-ticket", seed=seed)
        (answer,) = (it for it in one.items if isinstance(it.interaction, ShortAnswer))
        sections = [
            replace(part, items=tuple(replace(each, points=2) for each in part.items))
            if any(each.item is answer for each in part.items)
            else part
            for part in one.sections
        ]
        assert isinstance(answer.interaction, ShortAnswer)
        is_sentence = answer.interaction.lines > 1
        found.add(is_sentence)
        said = ways_to_mark(replace(one, sections=tuple(sections)))
        written = {labels.marks_sentence, labels.marks_answer}
        assert said & written == {labels.marks_sentence if is_sentence else labels.marks_answer}
        assert not ways_to_mark(one) & written
    assert True in found


def ways_to_mark(form: Form) -> set[str]:
    """Return which of the ways to share out points a form's key tells of."""
    labels = materials().language.labels
    text = " ".join(" ".join(pages_of(write_key(form, look()))).split())
    every = (labels.marks_order, labels.marks_statement, labels.marks_answer)
    every = (*every, labels.marks_sentence, labels.marks_several)
    return {words for words in every if words in text}


# --------------------------------------------------------------------------- study sheets


def test_a_study_sheet_tells_every_fact_of_its_tags_and_cites_it() -> None:
    (sheet,) = forms("study-sheet", tags=("weapons",))
    told = {fact.fact_id: fact for section in sheet.facts for fact in section.facts}
    facts = {
        fact.id
        for fact in materials().bank.facts
        if "weapons" in fact.tags and fact.sensitivity != "high" and not fact.retired
    }
    assert {*told} == facts
    page = squeezed("".join(pages_of(write_sheet(sheet, look()))))
    assert [fact.fact_id for fact in told.values() if squeezed(plain(fact.text)) not in page] == []
    assert {fact.source for fact in told.values()} == {source.source for source in sheet.sources}


def test_who_said_much_at_one_time_is_named_once_above_it_and_on_the_next_page() -> None:
    sheet = forms("study-sheet")[0]
    said = next(section for section in sheet.facts if section.title == "Who said what")
    first, much = said.facts[0], replace(said.facts[0], lead=(Run("On 1 May, Ann"),))
    facts = (first, *(replace(much, number=n) for n in range(2, 42)), first, much, much)
    few = replace(sheet, facts=(replace(said, facts=facts),), sources=())
    pdf = write_sheet(few, look())
    pages = pages_of(pdf)
    found = [page.count("On 1 May, Ann") for page in pages]
    assert len(pages) > 1
    assert found == [1] * (len(pages) - 1) + [1 + 2]  # of two, each says it for itself
    assert outside(pdf) == []
    assert overlapping(pdf) == []


def test_what_one_of_them_said_on_a_day_stands_together() -> None:
    (sheet,) = forms("study-sheet")
    for section in sheet.facts:
        leads = [plain(fact.lead) for fact in section.facts if fact.lead]
        assert len([*groupby(leads)]) == len({*leads})


def test_events_of_a_study_sheet_stand_by_date() -> None:
    facts = {fact.id: fact for fact in materials().bank.facts}
    (sheet,) = forms("study-sheet")
    events = [facts[told.fact_id].claim for told in sheet.facts[0].facts]
    days = [event.date.first for event in events]  # type: ignore[union-attr]
    assert days == sorted(days)
    assert len(days) > 5


def test_items_says_how_many_facts_a_study_sheet_tells_and_how_many_cards_there_are() -> None:
    (sheet,) = forms("study-sheet", items=12)
    assert sum(len(section.facts) for section in sheet.facts) == 12
    assert len(forms("flashcards", items=10)[0].cards) == 10


def test_a_tag_that_no_fact_has_is_said() -> None:
    with pytest.raises(FormError, match="nothing of this bank fits the worksheet") as caught:
        forms("study-sheet", tags=("rivers",))
    assert "only facts tagged rivers were looked at" in str(caught.value)


# --------------------------------------------------------------------------- cards


class Head(NamedTuple):
    """Where the number of a card stands, in points from the left upper corner of its page."""

    number: int
    x: float
    y: float


def heads_of(pdf: bytes) -> list[list[Head]]:
    """Return for each page where its cards' numbers stand."""
    return [list(_heads(page)) for page in pypdfium2.PdfDocument(pdf)]


def _heads(page: pypdfium2.PdfPage) -> Iterator[Head]:
    words, (_, height) = page.get_textpage(), page.get_size()
    text = words.get_text_range()
    for card in form("flashcards").cards:
        head = f"{card.title} {card.number}\r\n"
        place = text.find(head)
        if place >= 0 and text[place + len(head) - 3].isdigit():
            left, _, _, top = words.get_charbox(place)
            yield Head(card.number, left, height - top)


def test_each_back_lies_behind_its_front_when_turned_over_the_long_edge() -> None:
    pages = heads_of(write_sheet(form("flashcards"), look()))
    assert len(pages) == 6
    for fronts, backs in zip(pages[::2], pages[1::2], strict=True):
        behind = {head.number: head for head in backs}
        assert len(fronts) == 8
        for front in fronts:
            back = behind[front.number]
            assert front.y == pytest.approx(back.y, abs=0.5)
            # both stand 7 mm from the left edge of their cards, which are 87 mm wide
            assert front.x + back.x == pytest.approx(210 * MM - 87 * MM + 14 * MM, abs=1.5)


def test_cards_are_read_in_the_order_in_which_they_are_seen() -> None:
    pdf = write_sheet(form("flashcards"), look())
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage().get_text_range()
        seen = sorted(_heads(page), key=lambda head: (round(head.y / 20), head.x))
        titles = {card.number: f"{card.title} {card.number}\r" for card in form("flashcards").cards}
        places = [text.index(titles[head.number]) for head in seen]
        assert len(places) == 8
        assert places == sorted(places)


def test_a_card_has_its_answer_on_the_back_only() -> None:
    pages = [squeezed(page) for page in pages_of(write_sheet(form("flashcards"), look()))]
    for card in form("flashcards").cards:
        sheet = (card.number - 1) // 8
        assert squeezed(plain(card.front)) in pages[2 * sheet]
        assert squeezed(plain(card.back)) in pages[2 * sheet + 1]


# --------------------------------------------------------------------------- themes, logos


@pytest.mark.parametrize("theme", HERE.theme_paths())
@pytest.mark.parametrize("name", ["standard", "test"])
def test_every_theme_sets_a_sheet_that_can_be_read_aloud(
    name: str, theme: str, tmp_path: Path
) -> None:
    pdf = write_sheet(form(name), Look(theme=find_theme(theme)))
    assert problems_aloud(pdf, tmp_path) == []
    assert outside(pdf) == []
    assert overlapping(pdf) == []


def picture(width: int, height: int, colour: tuple[int, ...] = (200, 30, 30, 255)) -> bytes:
    stream = BytesIO()
    Image.new("RGBA", (width, height), colour).save(stream, "PNG")
    return stream.getvalue()


def test_a_logo_stands_before_the_schools_name_and_is_told_as_one(tmp_path: Path) -> None:
    logo = read_logo(picture(600, 400), "logo.png")
    for write, whole in (
        (write_sheet, "standard"),
        (write_key, "test"),
        (write_sheet, "study-sheet"),
    ):
        pdf = write(form(whole), look(logo=logo))
        assert problems_aloud(pdf, tmp_path) == []
        with pikepdf.open(BytesIO(pdf)) as file:
            alts = [
                str(one.Alt)
                for one in file.objects
                if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
            ]
            images = [
                one for one in file.objects if isinstance(one, pikepdf.Stream) and "/Width" in one
            ]
        assert "School logo" in alts
        assert len(images) == 1


def test_a_sheet_without_a_place_for_logo_or_school_says_so() -> None:
    with_logo = look(logo=read_logo(picture(600, 400), "logo.png"))
    ticket = form("exit-ticket")
    ticket = replace(ticket, sections=ticket.sections[1:2])  # two of these fit on a page
    assert print_sheet(ticket, with_logo).lacks == ("the logo",)
    assert print_key(ticket, with_logo).lacks == ()
    assert print_sheet(form("flashcards"), with_logo).lacks == ("the logo", "the school's name")
    assert print_sheet(replace(form("flashcards"), school=""), with_logo).lacks == ("the logo",)
    assert print_sheet(form("standard"), with_logo).lacks == ()
    assert print_sheet(ticket, look()).lacks == ()


def test_what_is_transparent_in_a_logo_shows_the_paper() -> None:
    logo = read_logo(picture(2, 2, (0, 0, 0, 0)), "logo.png")
    assert logo.pixels == b"\xff" * 12


def test_a_logo_is_no_larger_than_print_needs() -> None:
    logo = read_logo(picture(3000, 1500), "logo.png")
    assert (logo.width, logo.height) == (960, 480)


def chunk(kind: bytes, data: bytes = b"") -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc32(kind + data))


def png(size: tuple[int, int], depth: int, colours: int, row: bytes, *more: bytes) -> bytes:
    """Return a PNG file of one row, spelled out: with so many bits a sample, of a type of pixels."""
    header = struct.pack(">IIBBBBB", *size, depth, colours, 0, 0, 0)
    parts = (chunk(b"IHDR", header), *more, chunk(b"IDAT", compress(b"\0" + row)), chunk(b"IEND"))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


WHITE, BLACK, GREY = (255, 255, 255), (0, 0, 0), (128, 128, 128)
PALETTE = chunk(b"PLTE", bytes([255, 0, 0, 0, 0, 255]))


@pytest.mark.parametrize(
    ("data", "pixels"),
    [
        (png((3, 1), 16, 0, bytes.fromhex("0000 8080 ffff")), (BLACK, GREY, WHITE)),
        (
            png((3, 1), 16, 0, bytes.fromhex("0000 8080 00ff"), chunk(b"tRNS", b"\x80\x80")),
            (BLACK, WHITE, BLACK),
        ),
        (png((2, 1), 16, 4, bytes.fromhex("8080ffff 00000000")), (GREY, WHITE)),
        (png((2, 1), 16, 2, bytes.fromhex("ffff80800000 123456789abc")), ((255, 128, 0), (18, 86, 154))),
        (
            png((2, 1), 16, 2, bytes.fromhex("123456789abc 123456789abc"), chunk(b"tRNS", bytes.fromhex("123456789abc"))),
            (WHITE, WHITE),
        ),
        (png((2, 1), 16, 6, bytes.fromhex("808080808080ffff 0000000000000000")), (GREY, WHITE)),
        (png((2, 1), 1, 0, b"\x40"), (BLACK, WHITE)),
        (png((2, 1), 1, 0, b"\x40", chunk(b"tRNS", b"\0\0")), (WHITE, WHITE)),
        (png((2, 1), 2, 0, b"\x10", chunk(b"tRNS", b"\0\1")), (BLACK, WHITE)),
        (png((2, 1), 4, 0, b"\x07", chunk(b"tRNS", b"\0\7")), (BLACK, WHITE)),
        (png((2, 1), 8, 3, b"\0\1", PALETTE), ((255, 0, 0), (0, 0, 255))),
        (png((2, 1), 8, 3, b"\0\1", PALETTE, chunk(b"tRNS", b"\0")), (WHITE, (0, 0, 255))),
        (png((2, 1), 1, 3, b"\x40", PALETTE, chunk(b"tRNS", b"\0")), (WHITE, (0, 0, 255))),
    ],
    ids=["grey 16", "grey 16, one clear", "grey 16 with alpha", "colour 16", "colour 16, one clear",
         "colour 16 with alpha", "1 bit", "1 bit, black clear", "2 bits, one clear", "4 bits, one clear",
         "palette", "palette, one clear", "palette of 1 bit, one clear"],
)  # fmt: skip
def test_a_logo_has_its_own_colours_whatever_sort_of_png_it_is(
    data: bytes, pixels: tuple[tuple[int, int, int], ...]
) -> None:
    assert read_logo(data, "logo.png").pixels == bytes(it for pixel in pixels for it in pixel)


@pytest.mark.parametrize(
    "more",
    [
        chunk(b"acTL", b"\0\0\0\0\0\0\0\0") + chunk(b"fcTL", b"\0"),
        chunk(b"zTXt", b"words\0\0" + compress(b"\0" * 50_000_000)),
        chunk(b"iCCP", b"profile\0\0" + compress(b"\0" * 50_000_000)),
        chunk(b"iTXt", b"words\0\1\0\0\0" + compress(b"\0" * 50_000_000)),
        chunk(b"zTXt", b"words\0\0no stream of zlib") + chunk(b"gAMA") + chunk(b"pHYs", b"\0"),
    ],
    ids=["moving", "packed text", "packed profile", "packed words", "broken extras"],
)
def test_what_a_logo_holds_beside_its_pixels_is_not_looked_at(more: bytes) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        logo = read_logo(png((1, 1), 8, 2, bytes([1, 2, 3]), more), "logo.png")
    assert logo.pixels == bytes([1, 2, 3])


@pytest.mark.parametrize("end", range(1, 56))
def test_a_logo_that_ends_too_soon_is_refused(end: int) -> None:
    whole = png((1, 1), 8, 2, bytes([1, 2, 3]))
    with pytest.raises(TemplateError, match="is no PNG picture, or a broken one"):
        read_logo(whole[:-end], "logo.png")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the logo is no PNG picture, or a broken one"),
        (b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", "the logo is a GIF file, not PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "the logo is a JPEG file, not PNG"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "the logo is a WebP file, not PNG"),
        (png((60000, 60000), 8, 2, b""), "the logo has 60000 x 60000 pixels"),
        (png((1, 2**31 - 1), 8, 2, b""), "the logo has 1 x 2147483647 pixels"),
        (png((1, 2**32 - 1), 8, 2, b""), "the logo has 1 x 4294967295 pixels"),
        (png((0, 0), 8, 2, b""), "the logo is no PNG picture, or a broken one"),
        (png((1, 1), 7, 2, b""), "the logo is no PNG picture, or a broken one"),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            "the logo is no PNG picture, or a broken one",
        ),
        (picture(40, 40)[:80], "the logo is no PNG picture, or a broken one"),
        (picture(4001, 1), "the logo has 4001 x 1 pixels"),
        (picture(1, 1) + b"\0" * 2_000_000, "the logo is larger than 2 MB"),
    ],
    ids=["nothing", "gif", "jpeg", "webp", "bomb", "high", "higher", "no pixels", "no depth", "svg",
         "half", "wide", "heavy"],
)  # fmt: skip
def test_a_picture_that_is_no_small_png_is_an_error_with_advice(data: bytes, message: str) -> None:
    with pytest.raises(TemplateError) as caught:
        read_logo(data, "logo.png")
    assert str(caught.value) == (
        f"logo.png: {message}\n"
        "  hint: save it as a PNG picture of at most 2 MB and 4000 pixels a side"
    )


# --------------------------------------------------------------------------- hostile content


WORDS = " ".join(f"word{n}" for n in range(400))


def hostile_card(number: int, **texts: str) -> PaperCard:
    given = {"front": "Who?", "detail": "", "back": "Me.", "why": ""} | texts
    return PaperCard(
        number=number,
        fact_id=f"fact-{number}",
        title=given.pop("title", "Who said it?"),
        is_quotation=number % 2 == 0,
        foot=(given.pop("foot", "NASA, 1969"), "as of 1969"),
        source="s1",
        **{name: (Run(words),) if words else () for name, words in given.items()},  # type: ignore[arg-type]
    )


HOSTILE_CARDS = {
    "a long front": hostile_card(1, front=WORDS),
    "a long back": hostile_card(2, back=WORDS, why=WORDS),
    "a word of 300 letters": hostile_card(3, front="a" * 300, back="b" * 300),
    "a long source": hostile_card(4, foot="The Journal of " * 30),
    "a long title": hostile_card(5, title="Which of all of these " * 4),
    "nothing at all": hostile_card(6, front="", back=""),
}


@pytest.mark.parametrize("name", HOSTILE_CARDS)
@pytest.mark.parametrize("large", [False, True])
def test_a_card_says_all_of_it_on_as_many_cards_as_it_needs(name: str, large: bool) -> None:
    card = HOSTILE_CARDS[name]
    pdf = write_sheet(replace(form("flashcards"), cards=(card,)), look(large_print=large))
    assert outside(pdf) == []
    assert overlapping(pdf) == []
    pages = [squeezed(page) for page in pages_of(pdf)]
    for texts, sides in (
        ((card.front, card.detail), pages[::2]),
        ((card.back, card.why), pages[1::2]),
    ):
        for words in " ".join(map(plain, texts)).split():
            if len(words) < 20:
                assert any(words in side for side in sides)


def test_what_a_card_says_is_set_as_large_as_fits() -> None:
    measures = measures_of(look())
    largest, body = measures.styles.card_answer.size, measures.styles.body.size
    sizes = []
    for count in (1, 7, 12, 60):
        card = hostile_card(1, back="some words " * count, why="Because.")
        leaves = set_cards(replace(form("flashcards"), cards=(card,)), measures, Structure().root)
        inks = [ink for placed in leaves[1].placed for ink in placed.block.inks]
        sizes += {ink.size for ink in inks if isinstance(ink, Glyphs) and "some" in ink.text}
    assert sizes == [largest, body + 0.75 * (largest - body), body, body]


def test_cards_without_their_last_row_print_both_sides() -> None:
    few = forms("flashcards", items=3)[0]
    pages = pages_of(write_sheet(few, look()))
    assert len(pages) == 2
    assert all(f"{card.title} {card.number}" in page for card in few.cards for page in pages)


def test_a_fact_longer_than_a_page_goes_on_on_the_next(tmp_path: Path) -> None:
    long = ToldFact(number=1, fact_id="long", text=(Run(WORDS * 3),), source="s1")
    other = ToldFact(number=2, fact_id="b", text=(Run("a" * 300),), source="s1")
    sheet = replace(form("study-sheet"), facts=(ToldSection(title="a" * 90, facts=(long, other)),))
    for large in (False, True):
        pdf = write_sheet(sheet, look(large_print=large))
        assert outside(pdf) == []
        assert overlapping(pdf) == []
        assert squeezed("".join(pages_of(pdf))).count("word399") == 3
        assert [found for found in problems_aloud(pdf, tmp_path) if "error" in found] == []


@pytest.mark.parametrize("count", [1, 2, 9, 14])
def test_a_table_for_marks_holds_any_number_of_sections(count: int) -> None:
    one = form("test").sections[0]
    sections = tuple(replace(one, title=f"Understanding {n}") for n in range(count))
    sheet = replace(form("test"), sections=sections)
    for large in (False, True):
        pdf = write_sheet(sheet, look(large_print=large))
        assert outside(pdf) == []
        assert overlapping(pdf) == []


def test_two_short_tickets_share_a_page_and_the_second_is_the_first_again(tmp_path: Path) -> None:
    short = replace(form("exit-ticket"), sections=form("exit-ticket").sections[1:2])
    pdf = write_sheet(short, look())
    (page,) = pages_of(pdf)
    assert page.count("Exit ticket") == 2
    stem = squeezed(plain(with_texts_named(short).sections[0].items[0].item.prompt))
    assert len(stem) > 10
    assert squeezed(page).count(stem) == 2
    assert "✂" in page
    assert problems_aloud(pdf, tmp_path) == []
    assert outside(pdf) == []
    assert overlapping(pdf) == []


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_footer_of_cards_stands_below_the_marks_to_cut_by(paper: str, large: bool) -> None:
    pdf = write_sheet(form("flashcards"), look(paper=paper, large_print=large))
    with pikepdf.open(BytesIO(pdf)) as file:
        drawn = file.pages[0].Contents.read_bytes().decode("latin-1")
    ticks = re.findall(r"w ([\d.]+) ([\d.]+) m \1 ([\d.]+) l S", drawn)
    lowest = min(float(end) for _, start, upper in ticks for end in (start, upper))
    page = pypdfium2.PdfDocument(pdf)[0]
    words = page.get_textpage()
    place = words.get_text_range().index(form("flashcards").footer[1])
    highest = words.get_charbox(place)[3]
    assert highest < lowest
