"""Prompts and options of paragraphs, pictures, tables and lists, on the page and read aloud."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from judges import MM, outside, overlapping, pages_of, problems_aloud, squeezed
from sample_form import amount, choice, cloze, day, form, item, language, look, section, text

from quizgen.content import (
    Block,
    Content,
    Listing,
    Paragraph,
    Picture,
    Run,
    Table,
    pictures_of,
    plain,
    texts_of,
)
from quizgen.errors import TypesettingError
from quizgen.figure.charts import timeline_of
from quizgen.quiz.figures import Moment
from quizgen.quiz.form import Form
from quizgen.quiz.item import (
    Choice,
    Interaction,
    Item,
    Matching,
    Option,
    OrderedEvent,
    Ordering,
    Premise,
    Response,
    ShortAnswer,
    TrueFalse,
)
from quizgen.quiz.worksheet import Layout
from quizgen.typeset import write_key, write_sheet
from quizgen.typeset.ink import Block as TypesetBlock
from quizgen.typeset.ink import Head
from quizgen.typeset.pages import fill_pages

LOOKS = {
    "a4": look(),
    "letter": look(paper="letter"),
    "large print": look(large_print=True),
    "points beside items": look(points=True),
}
SENTENCES = " ".join(f"Sentence {n} of this text says nothing new." for n in range(300))


def picture(alt: str, width: int = 800, height: int = 500, credit: str = "") -> Picture:
    return Picture(
        name="p", digest="0" * 64, kind="png", width=width, height=height, alt=alt, credit=credit
    )


def table(*rows: str, caption: str = "", has_header: bool = True) -> Table:
    """Return a table of rows whose cells are parted by strokes."""
    return Table(
        rows=tuple(tuple(text(cell.strip()) for cell in row.split("|")) for row in rows),
        has_header=has_header,
        caption=text(caption) if caption else (),
    )


def listing(*entries: str, is_numbered: bool = False) -> Listing:
    return Listing(entries=tuple(map(text, entries)), is_numbered=is_numbered)


def paragraph(words: str) -> Paragraph:
    return Paragraph(runs=text(words))


def asked(name: str, interaction: Interaction, *prompt: Run | Block) -> Item:
    return replace(item(name, "", interaction), prompt=prompt)


def options(*contents: Content, key: int = 0) -> Choice:
    return Choice(
        options=tuple(
            Option(id=f"o{place}", content=content, is_key=place == key)
            for place, content in enumerate(contents)
        )
    )


PROBES = table(
    "Probe | Launched | Landed | What it found",
    "Luna 9 | 31 January 1966 | 3 February 1966 | The ground bears a lander; its pictures were "
    "printed by a newspaper before Moscow released them",
    "Surveyor 1 | 30 May 1966 | 2 June 1966 | Firm soil, and 11,237 pictures of it",
    "Luna 13 | 21 December 1966 | 24 December 1966 | ",
    caption="Soft landings on the Moon in 1966",
)
ROCKET = picture("A drawing of a rocket of three stages beside a house of 30 storeys.", 400, 300)


def gallery() -> Form:
    """Return a form with all sorts of blocks in all sorts of items."""
    return form(
        section(
            "Choose",
            "Circle one letter.",
            1,
            asked(
                "two-paragraphs",
                choice("Luna 9", "Surveyor 1", "Ranger 7", "Zond 3"),
                Run("Three probes set out in one year, and each of them "),
                Run("landed", "bold"),
                Run(". Their makers had failed a dozen times before."),
                PROBES,
                paragraph("Which of them landed first?"),
            ),
            asked(
                "a-picture",
                choice("Saturn V", "N1"),
                Run("What rocket does the picture show?"),
                replace(ROCKET, credit="Drawing: NASA, 1967, public domain"),
            ),
            asked(
                "pictures",
                options(
                    (ROCKET,),
                    (replace(ROCKET, width=100, height=100),),
                    (Run("none of these"),),
                    (picture("Map", 800, 200),),
                ),
                Run("Which picture shows the rocket that flew in 1969?"),
            ),
            asked(
                "tables",
                options(
                    (table("Stage | Thrust", "1 | 33,000 kN", "2 | 5,100 kN"),),
                    (listing("first the tank", "then the engine", is_numbered=True),),
                    (Run("Words first:"), listing("one", "two")),
                ),
                Run("Which is right?"),
            ),
        ),
        section(
            "Judge and match",
            "Write in the boxes.",
            5,
            asked(
                "judged",
                TrueFalse(is_true=True),
                Run("According to the table, Luna 9 landed first."),
                table("Probe | Landed", "Luna 9 | February", "Surveyor 1 | June"),
            ),
            asked(
                "matched",
                Matching(
                    heading=text("Answers"),
                    premises=tuple(
                        Premise(id=f"p{n}", text=text(f"Premise {n}"), response=f"r{n}")
                        for n in range(3)
                    ),
                    responses=tuple(
                        Response(id=f"r{n}", text=text(f"Reply {n}")) for n in range(4)
                    ),
                ),
                Run("Match what follows with this list:"),
                listing("Vostok", "Voskhod", "Soyuz"),
            ),
        ),
        section(
            "Order and write",
            "",
            9,
            asked(
                "ordered",
                Ordering(
                    events=tuple(
                        OrderedEvent(id=f"e{n}", text=text(f"Event {n}"), rank=n + 1)
                        for n in range(3)
                    )
                ),
                Run("Put them in order. Mind these rules:"),
                listing("the first is 1", "the last is 3", is_numbered=True),
            ),
            asked(
                "number",
                amount("5", "km", "5"),
                Run("A table of lengths:"),
                table("a | b", "1 | 2"),
            ),
            asked(
                "number-of-two-paragraphs",
                amount("5", "km", "5"),
                paragraph("It flew for two hours at 2.5 km an hour."),
                paragraph("How far did it fly?"),
            ),
            asked(
                "cloze",
                cloze("The ____ flew.", "probe"),
                Run("Use one of:"),
                listing("probe", "moon"),
            ),
            asked(
                "lines",
                ShortAnswer(answer=text("so"), lines=2),
                Run("Say what the picture shows, and in what language the word "),
                Run("Raumfahrt", "italic", "de"),
                Run(" is."),
                ROCKET,
            ),
        ),
    )


# --------------------------------------------------------------------------- what a page says


def one_item(prompt: Content, interaction: Interaction | None = None) -> Form:
    return form(section("Blocks", "", 1, asked("x", interaction or choice("yes", "no"), *prompt)))


def printed(pdf: bytes) -> str:
    """Return the text of all pages without spaces, without what stands on each of them."""
    footer = r"TheracetotheMoon·FormA·seed.{1,80}?Page\d+of\d+"
    return "".join(re.sub(footer, "", squeezed(page)) for page in pages_of(pdf))


def said_by(part: Item) -> Iterator[str]:
    """Yield what a sheet says of a prompt and of options, in reading order."""
    contents = [part.prompt]
    if isinstance(part.interaction, Choice):
        contents += [option.content for option in part.interaction.options]
    for content in contents:
        for block in content:
            yield from (squeezed(plain(words)) for words in texts_of((block,)))
            yield from (squeezed(picture.credit) for picture in pictures_of([(block,)]))


def strokes_outside(pdf: bytes) -> list[tuple[int, tuple[float, ...]]]:
    """Return the lines and boxes that come nearer than 15 mm to a page's edge."""
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(pdf), start=1):
        width, height = page.get_size()
        for one in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_PATH]):
            left, low, right, high = one.get_bounds()
            if min(left, low, width - right, height - high) < 15 * MM - 1:
                found.append((number, (left, low, right, high)))
    return found


@pytest.mark.parametrize("name", LOOKS)
def test_blocks_of_all_items_are_read_in_their_order_and_stand_within_the_frame(
    name: str, tmp_path: Path
) -> None:
    pdf = write_sheet(gallery(), LOOKS[name])
    words = printed(pdf)
    place = 0
    for part in gallery().sections:
        for numbered in part.items:
            for said in said_by(numbered.item):
                assert said in words[place:], said
                place = words.index(said, place) + len(said)
    assert outside(pdf) == []
    assert strokes_outside(pdf) == []
    assert overlapping(pdf) == []
    assert problems_aloud(pdf, tmp_path) == []


def tags_of(pdf: bytes) -> str:
    """Return the tags of a file's structure, kids in brackets behind their parents."""

    def outline(element: pikepdf.Object) -> Iterator[str]:
        for kid in element.K if isinstance(element.K, pikepdf.Array) else [element.K]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                inner = " ".join(outline(kid))
                yield f"{str(kid.S)[1:]}({inner})" if inner else str(kid.S)[1:]

    with pikepdf.open(BytesIO(pdf)) as file:
        return " ".join(outline(file.Root.StructTreeRoot))


def test_blocks_are_tagged_as_what_they_are() -> None:
    tags = tags_of(
        write_sheet(
            one_item(
                (
                    Run("Look:"),
                    table("Probe | Year", "Luna 9 | ", caption="Landings"),
                    listing("one", ""),
                    replace(ROCKET, credit="NASA"),
                    paragraph("Which?"),
                ),
                options((ROCKET,), (Run("none"),)),
            ),
            look(),
        )
    )
    table_tags = "Table(Caption TR(TH TH) TR(TD TD))"
    list_tags = "L(LI(Lbl LBody) LI(Lbl LBody))"
    option_tags = "L(LI(Lbl LBody(Figure)) LI(Lbl LBody(P)))"
    assert f"LBody(P {table_tags} {list_tags} Figure P P {option_tags})" in tags


def entries_in(pdf: bytes, tag: str, key: str) -> list[str]:
    """Return what the structure's elements of a tag have under a key."""
    with pikepdf.open(BytesIO(pdf)) as file:
        return [
            str(one[key].get("/Scope", one[key].get("/ListNumbering")))
            if isinstance(one[key], pikepdf.Dictionary)
            else str(one[key])
            for one in file.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == f"/{tag}" and key in one
        ]


def test_heads_pictures_and_lists_say_what_a_screen_reader_needs() -> None:
    german = Table(rows=((text("Word"),), ((Run("Raumfahrt", lang="de"),),)))
    prompt = (german, ROCKET, listing("a"), listing("b", is_numbered=True))
    pdf = write_sheet(one_item(prompt), look())
    assert entries_in(pdf, "TH", "/A") == ["/Column"]
    assert entries_in(pdf, "Figure", "/Alt") == [ROCKET.alt]
    assert entries_in(pdf, "Span", "/Lang") == ["de"]
    assert entries_in(pdf, "L", "/A")[1:3] == ["/Disc", "/Decimal"]


def test_a_paragraph_alone_stands_as_words_without_blocks() -> None:
    """Only where blocks are does the page differ from what it was without them."""
    alone, plainly = (
        pypdfium2.PdfDocument(write_sheet(one_item(prompt), look()))[0].get_textpage()
        for prompt in ((paragraph(SENTENCES[:300]),), text(SENTENCES[:300]))
    )
    places = [
        [
            (words.get_text_range(n, 1), words.get_charbox(n))
            for n in range(words.count_chars())
            if words.get_text_range(n, 1).strip()
        ]
        for words in (alone, plainly)
    ]
    assert places[0] == places[1]


def blanks_of(pdf: bytes) -> list[float]:
    """Return where the lines of 24 mm, to write a number on, begin."""
    with pikepdf.open(BytesIO(pdf)) as file:
        code = file.pages[0].Contents.read_bytes().decode("latin-1")
    lines = re.findall(r"w ([\d.]+) ([\d.]+) m ([\d.]+) \2 l S", code)
    return [float(x) for x, _, end in lines if abs(float(end) - float(x) - 24 * MM) < 0.1]


def test_a_number_is_written_beside_paragraphs_and_below_all_else() -> None:
    number = amount("5", "km", "5")
    beside, below = (
        blanks_of(write_sheet(one_item(prompt, number), look()))
        for prompt in (
            (paragraph("One."), paragraph("How far?")),
            (Run("How far?"), listing("one")),
        )
    )
    assert beside[0] > 140 * MM
    assert below[0] < 40 * MM


def test_what_asks_for_events_on_a_timeline_stands_above_its_caption() -> None:
    dates = [day(f"196{year}-05-01") for year in (1, 5, 9)]
    figure = timeline_of(
        [Moment(fact=date.text, date=date, date_text=date.text) for date in dates], language()
    )
    matching = Matching(
        premises=tuple(Premise(id=d.text, text=(), response=d.text) for d in dates),
        responses=tuple(Response(id=d.text, text=text(f"Launch {d.text}")) for d in dates),
    )
    placed = replace(asked("x", matching, Run("Mind:"), listing("one")), figure=figure)
    said = pages_of(write_sheet(form(section("Blocks", "", 1, placed)), look()))[0]
    assert said.index("Mind:") < said.index("• one") < said.index("Figure 1")


def test_tickets_hold_blocks_in_each_copy(tmp_path: Path) -> None:
    blocks = one_item(
        (Run("Look:"), table("a | b", "1 | 2"), ROCKET), options((ROCKET,), (Run("b"),))
    )
    pdf = write_sheet(replace(blocks, layout=Layout(copies=2)), look())
    assert len(pages_of(pdf)) == 1
    assert len(frames_in(pdf)) == 4
    assert outside(pdf) == strokes_outside(pdf) == []
    assert problems_aloud(pdf, tmp_path) == []


# --------------------------------------------------------------------------- tables


UPRIGHT = r"w ([\d.]+) ([\d.]+) m \1 ([\d.]+) l S"
THICK_LEVEL = r"1\.2 w ([\d.]+) ([\d.]+) m ([\d.]+) \2 l S"
ROWS = [f"Row {n} begins here | and {'so it goes on ' * 8}until row {n} ends" for n in range(40)]


def test_a_table_over_pages_has_its_head_on_each_and_no_row_is_cut() -> None:
    pdf = write_sheet(
        one_item((Run("Read:"), table("What is first | What is next", *ROWS))), look()
    )
    pages = [squeezed(page) for page in pages_of(pdf)]
    assert len(pages) > 2
    for page in pages:
        begun = set(re.findall(r"Row(\d+)begins", page))
        assert begun
        assert begun == set(re.findall(r"untilrow(\d+)ends", page))
        assert page.count("Whatisfirst") == 1
    assert tags_of(pdf).count("TH") == 2


def test_what_stands_below_a_table_over_pages_has_no_head_above_it() -> None:
    words = [paragraph(f"Paragraph {n}. {SENTENCES[:400]}") for n in range(16)]
    pdf = write_sheet(one_item((table("What is first | Next", "1 | 2"), *words)), look())
    pages = [squeezed(page) for page in pages_of(pdf)]
    assert len(pages) > 1
    assert ["Whatisfirst" in page for page in pages] == [True] + [False] * (len(pages) - 1)


def test_a_table_of_an_item_is_cut_only_where_the_page_would_stay_empty_otherwise() -> None:
    head = TypesetBlock(height=5)
    for top, first_part in ((80, 80), (60, 95)):
        table_in = Head(top, top + 60, head)
        cuts = [top, *range(top + 15, top + 61, 10)]
        block = TypesetBlock(height=top + 60, cuts=cuts, heads=[table_in])
        pages = fill_pages([block], 0, 100)
        assert [placed.block.height for placed in pages[0]] == [first_part]


def test_entries_of_a_list_stay_whole_where_they_are_short() -> None:
    entries = [f"Begin {n}: {SENTENCES[: 3 * n + 150]} end {n}." for n in range(60)]
    pages = pages_of(write_sheet(one_item((listing(*entries),)), look()))
    assert len(pages) > 2
    for page in pages:
        assert re.findall(r"Begin\s+(\d+)", page) == re.findall(r"end\s+(\d+)\.", page) != []


def test_columns_are_as_wide_as_their_cells_and_words_stay_whole() -> None:
    said = pages_of(write_sheet(one_item((PROBES,)), look()))[0]
    for cell in ("Surveyor 1", "31 January 1966", "24 December 1966"):
        assert cell in said


def test_a_table_of_too_many_columns_is_parted_and_each_part_names_its_rows() -> None:
    months = "January February March April May June July August September October November December"
    head = f"Where | {' | '.join(months.split())}"
    row = f"Kyiv | {' | '.join(f'{n},000 mm' for n in range(12))}"
    for one in (look(), look(large_print=True)):
        pdf = write_sheet(one_item((table(head, row),)), one)
        said = " ".join(pages_of(pdf))
        assert all(month in said for month in months.split())
        parts = tags_of(pdf).count("Table(")
        assert parts > 1
        assert said.count("Kyiv") == parts


def test_an_empty_column_has_room_to_write() -> None:
    pdf = write_sheet(one_item((table("Year | Who", "1961 |", "1969 |"),)), look())
    with pikepdf.open(BytesIO(pdf)) as file:
        code = file.pages[0].Contents.read_bytes().decode("latin-1")
    right = max(float(to_x) for *_, to_x in re.findall(THICK_LEVEL, code))
    uprights = [(float(x), float(y) - float(end)) for x, y, end in re.findall(UPRIGHT, code)]
    assert len(uprights) == 3
    for x, height in uprights[1:]:
        assert right - x > 24 * MM
        assert height == pytest.approx(9.4 * MM, abs=0.1)


# --------------------------------------------------------------------------- pictures


def frames_in(pdf: bytes) -> list[tuple[float, float]]:
    """Return the width and height of the boxes below the title of a page."""
    found = []
    with pikepdf.open(BytesIO(pdf)) as file:
        for page in file.pages:
            boxes = re.findall(
                r"/Figure.*?\n[\d.]+ w [\d.]+ [\d.]+ ([\d.]+) ([\d.]+) re S",
                page.Contents.read_bytes().decode("latin-1"),
            )
            found += [(float(width), float(height)) for width, height in boxes]
    return found


@pytest.mark.parametrize("name", LOOKS)
def test_a_picture_keeps_its_proportions_within_a_third_of_the_page(name: str) -> None:
    one = LOOKS[name]
    sizes = [(800, 500), (500, 2000), (4000, 500)]
    shown = [picture("Map", *size) for size in sizes]
    frames = frames_in(write_sheet(one_item(tuple(shown)), one))
    assert [round(width / height, 2) for width, height in frames] == [1.6, 0.25, 8.0]
    most = (256 if one.paper == "a4" else 238.4) * MM / 3
    assert all(height <= most + 0.1 for _, height in frames)


def test_pixels_are_not_enlarged_and_a_drawing_fills_its_place() -> None:
    small = picture("Map", 120, 120)
    drawing = replace(small, kind="svg", width=1, height=1)
    sizes = [replace(drawing, size=size) for size in ("small", "medium", "large")]
    (pixels, _), *drawn = frames_in(write_sheet(one_item((small, *sizes)), look()))
    assert pixels == pytest.approx(120 / 96 * 72)
    parts = [width / (256 * MM) for width, _ in drawn]
    assert parts == pytest.approx([1 / 10, 1 / 5, 1 / 3], abs=0.01)


def test_pictures_are_larger_in_large_print() -> None:
    drawing = replace(picture("Map"), kind="svg", width=1, height=1)
    (usual, _), *_ = frames_in(write_sheet(one_item((drawing,)), look()))
    (large, _), *_ = frames_in(write_sheet(one_item((drawing,)), look(large_print=True)))
    assert 1.3 * usual < large


def test_a_frame_is_wide_enough_for_each_of_its_words() -> None:
    pdf = write_sheet(one_item((picture("A map", 30, 900),)), look())
    assert "A map" in pages_of(pdf)[0]
    (width, _), *_ = frames_in(pdf)
    assert width > 20 * MM


def test_a_picture_to_choose_hangs_from_the_top_of_its_circle() -> None:
    pdf = write_sheet(one_item(text("Which?"), options((ROCKET,), (ROCKET,))), look())
    with pikepdf.open(BytesIO(pdf)) as file:
        code = file.pages[0].Contents.read_bytes().decode("latin-1")
    middles = [float(y) for y in re.findall(r"w [\d.]+ ([\d.]+) m [\d. ]+ c", code)]
    tops = [float(y) + float(h) for y, h in re.findall(r"w [\d.]+ ([\d.]+) [\d.]+ (.+) re S", code)]
    assert len(middles) == 2
    assert [middle + 2.5 * MM for middle in middles] == pytest.approx(tops[-2:], abs=0.1)


def test_four_pictures_to_choose_from_stand_on_one_page() -> None:
    pdf = write_sheet(one_item(text("Which?"), options(*[(ROCKET,)] * 4)), look())
    assert len(pages_of(pdf)) == 1
    assert len(frames_in(pdf)) == 4


# --------------------------------------------------------------------------- what is not printed


def test_a_key_says_options_in_words() -> None:
    chosen = options((ROCKET,), (table("a | b", "1 | 2"),), (Run("none"),))
    said = squeezed(pages_of(write_key(one_item(text("Which?"), chosen), look()))[0])
    assert squeezed(ROCKET.alt) in said


def test_a_character_that_cannot_be_set_is_named_wherever_in_a_block_it_is() -> None:
    prompt = (
        table("א", "ב", caption="ג"),
        listing("ד"),
        paragraph("ה"),
        replace(ROCKET, alt="ו", credit="ז"),
    )
    with pytest.raises(TypesettingError) as caught:
        write_sheet(one_item(prompt, options((listing("ח"),), (Run("b"),))), look())
    assert set(re.findall(r"cannot print '(.)'", str(caught.value))) == set("אבגדהוזח")


# --------------------------------------------------------------------------- hostile content


HOSTILE: dict[str, Content] = {
    "a table of 12 columns": (
        table(
            " | ".join(f"Heading {n}" for n in range(12)),
            *(" | ".join(f"words of cell {row}/{n}" for n in range(12)) for row in range(5)),
        ),
    ),
    "a table of 60 columns": (table(" | ".join("abc" * 60), " | ".join("def" * 60)),),
    "words of 200 letters": (
        Run("a" * 200),
        listing("b" * 200, is_numbered=True),
        table("c" * 200, "d" * 200),
        table(f"{'e' * 200} | {'f' * 200} | {'g' * 200}", "1 | 2 | 3"),
    ),
    "nothing in blocks": (
        Run("Empty:"),
        listing(),
        Table(rows=()),
        Table(rows=((), ()), caption=text("A caption alone")),
        paragraph(" "),
        listing("", "x", ""),
        table(" | ", " | "),
    ),
    "empty blocks alone": (listing(), Table(rows=())),
    "a list of 40 entries": (listing(*(SENTENCES[: 20 + 9 * n] for n in range(40))),),
    "an entry longer than a page": (listing("short", SENTENCES, is_numbered=True),),
    "a list of 1000 numbers": (listing(*["x"] * 1000, is_numbered=True),),
    "a row longer than a page": (table("a | b | c", f"x | {SENTENCES} | y", "p | q | r"),),
    "a head longer than a page": (table(f"a | {SENTENCES}", "x | y"),),
    "a caption longer than a page": (table("a | b", "x | y", caption=SENTENCES),),
    "a table without a head": (table(*ROWS, has_header=False),),
    "a head alone": (table("a | b"),),
    "a credit longer than a page": (picture("Map", credit=SENTENCES),),
    "pictures high and wide": (
        picture("Map", 1, 9000),
        picture("Map", 9000, 1),
        picture("Map", 0, 0),
        picture("A map of so many things. " * 4, 60, 60, credit=SENTENCES[:900]),
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("size", ["a4", "large print"])
def test_hostile_blocks_are_printed_whole_and_nothing_runs_off_the_page(
    name: str, size: str, tmp_path: Path
) -> None:
    content = HOSTILE[name]
    sheet = form(
        section(
            "Hostile",
            "",
            1,
            asked("prompt", choice("yes", "no"), *content),
            asked("option", options(text("Words"), content), Run("Which?")),
            asked("judged", TrueFalse(is_true=True), *content),
            asked("number", amount("1", "km", "1"), *content),
        )
    )
    pdf = write_sheet(sheet, LOOKS[size])
    assert outside(pdf) == []
    assert strokes_outside(pdf) == []
    assert overlapping(pdf) == []
    assert [found for found in problems_aloud(pdf, tmp_path) if "error" in found] == []
    words = printed(pdf)
    if "longer than a page" not in name:  # heads that are drawn again stand within such a row
        assert [
            said for said in said_by(sheet.sections[0].items[1].item) if said not in words
        ] == []


def test_words_too_many_for_a_picture_are_in_its_alternative_text() -> None:
    pdf = write_sheet(one_item((picture(SENTENCES),)), look())
    assert outside(pdf) == overlapping(pdf) == []
    assert "…" in pages_of(pdf)[0]
    assert entries_in(pdf, "Figure", "/Alt") == [SENTENCES]
