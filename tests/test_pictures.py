"""Pictures of a bank: files beside it, on pages, on cards and in other programs' files."""

import contextlib
import json
import os
import re
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape
from io import BytesIO
from itertools import count, cycle, product
from pathlib import Path
from random import Random
from tempfile import TemporaryFile

import jsonschema
import pikepdf
import pypdfium2
import pytest
from editions import CASES
from judges import outside, overlapping, pages_of, problems_aloud
from learner import Learner
from picture_files import chunk, drawn, jpeg, moving_png, png, raw_png, saved, turned_jpeg
from PIL import Image
from sample_form import choice, form, item, look, section, text
from small_bank import small_deck

from quizgen import find_texts
from quizgen.assemble import assemble_forms
from quizgen.assemble.tell import make_cards
from quizgen.bank.bank import Bank
from quizgen.cards import make_deck
from quizgen.content import Content, Picture, Run, pictures_of
from quizgen.deck.deck import Deck
from quizgen.deck.lost import cards_lost
from quizgen.deck.riddles import riddles_in
from quizgen.errors import BankError, RefusedFileError
from quizgen.export.anki_text import write_cards
from quizgen.export.apkg import write_deck
from quizgen.export.form_json import write_forms
from quizgen.export.quizlet import write_terms
from quizgen.formats import FORMATS, AllForms, WholeDeck
from quizgen.judge.subject import Subject
from quizgen.output import content_of
from quizgen.pool import ItemPool
from quizgen.quiz.form import Form, NumberedItem, PaperCard
from quizgen.quiz.item import Choice, Matching, Option, Premise, Response
from quizgen.quiz.walk import texts_by_role
from quizgen.quiz.worksheet import Blueprint
from quizgen.read import read_bank, read_materials
from quizgen.read.forms import read_forms
from quizgen.read.pictures import see
from quizgen.read.png import Png, rows_in
from quizgen.rules.cards import overlong_cards, ungradable_cards
from quizgen.store.beside import PicturesBeside
from quizgen.store.project import Project, find_worksheet
from quizgen.typeset import print_sheet, write_key, write_sheet
from quizgen.typeset.images import image_of

DOCS = Path(__file__).parents[1] / "docs"
MOON = (CASES / "moon.yaml").read_text("utf-8")
HEART = """
pictures:
  heart: {file: pictures/heart.png, alt: A drawing with parts marked A to E., credit: own drawing, licence: CC0}
"""


def project(folder: Path, pictures: str = HEART, on: str = "", **files: bytes) -> Project:
    """Write the bank of the Moon with pictures; `on` is what its fact of the orbit says of one."""
    (folder / "banks" / "pictures").mkdir(parents=True, exist_ok=True)
    bank = MOON.replace("\nfacts:\n", f"{pictures}\nfacts:\n")
    bank = bank.replace("{id: orbit, ", f"{{id: orbit, {on}")
    (folder / "banks" / "moon.yaml").write_text(bank, "utf-8")
    for name, data in files.items():
        (folder / "banks" / "pictures" / name.replace("_", ".")).write_bytes(data)
    return Project(folder)


def bank_of(folder: Path, pictures: str = HEART, on: str = "", **files: bytes) -> Bank:
    return read_materials(project(folder, pictures, on, **files).find_texts("moon")).bank


def refused(folder: Path, pictures: str = HEART, on: str = "", **files: bytes) -> list[str]:
    with pytest.raises(BankError) as found:
        bank_of(folder, pictures, on, **files)
    return [f"{problem.message}: {problem.hint}" for problem in found.value.problems]


# --------------------------------------------------------------------------- reading


def test_a_bank_gives_a_picture_by_its_id(tmp_path: Path) -> None:
    bank = bank_of(tmp_path, heart_png=png(40, 30))
    heart = bank.picture("heart")
    assert (heart.name, heart.kind, heart.width, heart.height) == ("heart", "png", 40, 30)
    assert heart.alt == "A drawing with parts marked A to E."
    assert (heart.credit, heart.owes_credit) == ("own drawing, CC0", False)
    assert heart.fetch is not None
    assert heart.fetch() == png(40, 30)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_sort_of_png_is_read(mode: str) -> None:
    image = drawn(mode="RGB" if mode == "I;16" else mode)
    image = image.convert("L").convert("I;16") if mode == "I;16" else image
    seen = see(saved(image))
    assert (seen.kind, seen.width, seen.height) == ("png", 40, 30)


RED, SLATE = (200, 16, 46), (90, 96, 110)


def flag(mode: str, colour: tuple[int, int, int], height: int = 20) -> Image.Image:
    """Return a white picture of 60 by 60 with a stripe of a colour."""
    image = Image.new("RGB", (60, 60), "white")
    image.paste(colour, (0, 0, 60, height))
    return image.convert(mode)


def drawing(paint: str) -> bytes:
    start = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3">'
    return (
        f'{start}<rect width="4" height="3" fill="#fff"/><path d="M0 0h4" {paint}/></svg>'.encode()
    )


@pytest.mark.parametrize(
    ("data", "is_coloured"),
    [
        *((saved(flag(mode, RED)), True) for mode in ("RGB", "RGBA", "P")),
        *((saved(flag(mode, RED)), False) for mode in ("L", "LA", "1")),
        (saved(flag("RGB", SLATE)), False),
        (saved(flag("RGB", RED, height=1)), False),  # a trace: the edge of a scan
        (saved(flag("RGB", RED), "JPEG"), True),
        (saved(flag("L", RED), "JPEG"), False),
        (saved(flag("RGB", SLATE), "JPEG"), False),
        (drawing('stroke="#c8102e"'), True),
        (drawing('fill="#0b0"'), True),
        (drawing('stroke="#555"'), False),
    ],
    ids=count(),
)
def test_a_picture_knows_whether_it_shows_colours(data: bytes, is_coloured: bool) -> None:
    assert see(data).is_coloured is is_coloured


def test_colours_that_are_not_seen_are_none() -> None:
    image = flag("RGBA", RED)
    image.putalpha(0)
    assert not see(saved(image)).is_coloured


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_the_key_names_each_question_that_a_copier_takes_colours_from(seed: int) -> None:
    """Which pages have colours, those tell that are rendered; the key has nothing of them."""
    pool = ItemPool(read_materials(find_texts("europe")).subject)
    wish = Blueprint(worksheet=find_worksheet("standard"), seed=seed)
    (sheet,) = assemble_forms(pool, wish)
    asked = [each for section in sheet.sections for each in section.items]
    named = [bool(colours_on(only(sheet, each))) for each in asked]
    assert named == [each.span in sheet.in_colour for each in asked]
    assert {*named} == {True, False}
    said = "shows colours" if named.count(True) == 1 else "show colours"
    assert said in sheet.teacher_note
    assert all(number in sheet.teacher_note for number in sheet.in_colour)


def only(sheet: Form, numbered: NumberedItem) -> Form:
    """Return a form that asks one question of another and nothing else."""
    return replace(sheet, sections=(replace(sheet.sections[0], items=(numbered,)),))


def colours_on(sheet: Form) -> int:
    """Return how many pixels of a sheet are neither black nor white nor grey."""
    vivid = 0
    for page in pypdfium2.PdfDocument(write_sheet(sheet, look())):
        shown = page.render(scale=0.5).to_pil().convert("RGB").tobytes()
        parts = zip(shown[::3], shown[1::3], shown[2::3], strict=True)
        vivid += sum(max(pixel) - min(pixel) > 90 for pixel in parts)
    return vivid


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"quality": 20}])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_baseline_and_progressive_jpeg_are_read(mode: str, options: dict[str, bool]) -> None:
    seen = see(jpeg(mode=mode, **options))
    assert (seen.kind, seen.width, seen.height) == ("jpeg", 40, 30)
    assert pixels(seen.data) == pixels(jpeg(mode=mode, **options))


def pixels(data: bytes) -> bytes:
    with Image.open(BytesIO(data)) as image:
        return image.convert("RGBA").tobytes()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_that_lies_on_its_side_stands_upright_and_does_not_tell_where_it_was_taken(
    orientation: int,
) -> None:
    photo = turned_jpeg(orientation)
    assert b"Camera" in photo
    seen = see(photo)
    assert (seen.width, seen.height) == ((40, 30) if orientation < 5 else (30, 40))
    assert b"Camera" not in seen.data
    with Image.open(BytesIO(seen.data)) as image:
        assert dict(image.getexif()) == ({} if orientation == 1 else {0x0112: orientation})


def test_of_a_moving_picture_the_first_one_stands_still() -> None:
    seen = see(moving_png())
    assert b"acTL" not in seen.data
    assert pixels(seen.data) == drawn().convert("RGBA").tobytes()


def test_what_a_png_file_holds_beside_its_pixels_is_left_out() -> None:
    bomb = chunk(b"iTXt", b"Comment\0\1\0\0\0" + zlib.compress(bytes(10**7)))
    plain = raw_png(bytes(5) * 4, 4, 4)
    assert see(raw_png(bytes(5) * 4, 4, 4, extra=bomb)).data == plain


CUT = png()[:-20], jpeg()[:-20], png()[:30], jpeg()[:100]


@pytest.mark.parametrize("data", CUT)
def test_a_picture_that_is_cut_off_is_refused(data: bytes) -> None:
    with pytest.raises(RefusedFileError, match="it is cut off"):
        see(data)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (jpeg(mode="CMYK"), "its colours are CMYK, as printing presses have them"),
        (raw_png(bytes(2), 2**30, 1), "it has 1073741824 x 1 pixels"),
        (raw_png(bytes(2), 9000, 9000), "it has 9000 x 9000 pixels"),
        (raw_png(bytes(4), 4, 4), "it is cut off: pixels are missing"),
        (png().replace(b"IDAT", b"IDAX", 1), "it is no PNG picture, or a broken one"),
        (png()[:60] + b"x" + png()[61:], "it is no PNG picture, or a broken one"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(11) + b"\xff\xd9", "it is no JPEG picture, or a broken one"),
        (jpeg().replace(b"\xff\xc0", b"\xff\xc9"), "it is a JPEG of a sort that browsers do not show"),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(RefusedFileError) as found:
        see(data)
    assert found.value.message == message
    assert found.value.hint


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"GIF89a", "a GIF"),
        (b"BM", "a BMP"),
        (b"%PDF-1.7", "a PDF"),
        (b"II*\0", "a TIFF"),
        (b"MM\0*", "a TIFF"),
        (b"PK\3\4", "a ZIP"),
        (b"<html>", "an HTML"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "a WebP"),
        (b"\0\0\0\x18ftypheic", "a HEIC"),
        (b"\0\0\0\x18ftypavif", "an AVIF"),
    ],
)
def test_a_file_of_another_kind_is_told_by_its_first_bytes(start: bytes, kind: str) -> None:
    told(start + bytes(30), f"it is {kind} file", OTHERWISE)


OTHERWISE = "save it as PNG or JPEG, or a drawing as SVG"


def told(data: bytes, message: str, hint: str) -> None:
    with pytest.raises(RefusedFileError) as found:
        see(data)
    assert (found.value.message, found.value.hint) == (message, hint)


def test_what_is_no_picture_at_all_is_told() -> None:
    told(b"", "it is empty", OTHERWISE)
    told(b"hello", "it is no picture that can be read", OTHERWISE)
    lfs = b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n"
    told(lfs, "it stands for a file that Git LFS keeps", "get the file itself: git lfs pull")


def broken_pngs() -> Iterator[bytes]:
    """Yield files of every sort of pixels with palettes and transparency of all lengths."""
    rng = Random(5)
    for depth, colours in (
        (1, 0),
        (8, 0),
        (16, 0),
        (8, 2),
        (16, 2),
        (2, 3),
        (4, 3),
        (8, 3),
        (8, 4),
        (8, 6),
    ):
        for interlace, _ in product((0, 1), range(20)):
            width, height = rng.randint(1, 9), rng.randint(1, 9)
            like = Png(width, height, depth, colours, interlace == 1, b"", b"", b"", b"")
            rows = b"".join(
                bytes([rng.randrange(6) if rng.random() < 0.05 else rng.randrange(5)])
                + rng.randbytes(row)
                for row, count in rows_in(like)
                for _ in range(count)
            )
            palette = chunk(b"PLTE", rng.randbytes(3 * rng.choice([1, 4, 16, 17, 256, 300])))
            clear = chunk(b"tRNS", rng.randbytes(rng.choice([0, 1, 2, 3, 6, 16, 300])))
            extra = rng.choice([b"", palette, clear, palette + clear])
            yield raw_png(
                rows, width, height, depth=depth, colours=colours, interlace=interlace, extra=extra
            )


def test_what_is_read_of_a_png_file_can_be_printed() -> None:
    """Whatever somebody has put together: it is refused when the bank is read, or printed."""
    read = 0
    for data in broken_pngs():
        with contextlib.suppress(RefusedFileError):
            picture = fetched(data)
            read += 1
            image_of(picture)
    assert read > 50


def test_what_a_file_is_called_does_not_matter(tmp_path: Path) -> None:
    assert bank_of(tmp_path, heart_png=jpeg()).picture("heart").kind == "jpeg"


def test_any_bytes_are_a_picture_or_refused() -> None:
    for whole in (png(), jpeg(), turned_jpeg(6), jpeg(progressive=True)):
        for place in range(0, len(whole), 7):
            for damaged in (whole[:place], whole[:place] + b"\xff" + whole[place + 1 :]):
                with contextlib.suppress(RefusedFileError):
                    assert see(damaged).data


# --------------------------------------------------------------------------- beside the bank


def entry(file: str) -> str:
    return f"\npictures:\n  heart: {{file: {file!r}, alt: A heart.}}\n"


@pytest.mark.parametrize(
    "file", ["../secret.png", "/etc/passwd", "pictures/../../secret.png", "C:/secret.png", "."]
)
def test_no_name_leads_out_of_the_banks_folder(tmp_path: Path, file: str) -> None:
    (tmp_path / "secret.png").write_bytes(png())
    assert refused(tmp_path, entry(file)) == [
        f"file '{file}' is outside the bank's folder: keep pictures in the bank's folder or in one"
        " below it, and write the way from there"
    ]


def test_no_link_leads_out_of_the_banks_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(png())
    project(tmp_path)
    (tmp_path / "banks" / "pictures" / "heart.png").symlink_to(tmp_path / "secret.png")
    assert refused(tmp_path)[0].startswith("file 'pictures/heart.png' is a link out of the bank")
    (tmp_path / "banks" / "elsewhere").symlink_to(tmp_path)
    assert refused(tmp_path, entry("elsewhere/secret.png"))[0].startswith(
        "file 'elsewhere/secret.png' is a link out"
    )


def test_a_link_within_the_banks_folder_is_followed(tmp_path: Path) -> None:
    project(tmp_path, true_png=png())
    (tmp_path / "banks" / "pictures" / "heart.png").symlink_to("true.png")
    assert bank_of(tmp_path).picture("heart").width == 40


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    project(tmp_path)
    (tmp_path / "banks" / "pictures" / "heart.png").mkdir()
    assert refused(tmp_path)[0].startswith("file 'pictures/heart.png' cannot be read")
    (tmp_path / "banks" / "pictures" / "heart.png").rmdir()
    os.mkfifo(tmp_path / "banks" / "pictures" / "heart.png")
    assert refused(tmp_path)[0].startswith("file 'pictures/heart.png' cannot be read")


def test_a_file_that_is_not_there_is_told_where_it_is_named(tmp_path: Path) -> None:
    with pytest.raises(BankError) as found:
        bank_of(tmp_path, heard_png=png())
    (problem,) = found.value.problems
    assert problem.message == "there is no file 'pictures/heart.png'"
    assert problem.hint == "did you mean 'heard.png'? in pictures"
    line = MOON.replace("\nfacts:\n", f"{HEART}\nfacts:\n").splitlines()[problem.where.line - 1]
    assert line[problem.where.column - 1 :].startswith("pictures/heart.png")


def test_every_picture_that_cannot_be_used_is_told_at_once(tmp_path: Path) -> None:
    both = HEART + "  lung: {file: pictures/lung.png, alt: A lung.}\n"
    assert len(refused(tmp_path, both, on="picture: liver, ")) == 3


def test_a_picture_that_changes_in_the_meantime_is_told(tmp_path: Path) -> None:
    heart = bank_of(tmp_path, heart_png=png()).picture("heart")
    (tmp_path / "banks" / "pictures" / "heart.png").write_bytes(png(20, 20))
    assert heart.fetch is not None
    with pytest.raises(BankError) as found:
        heart.fetch()
    (problem,) = found.value.problems
    assert problem.message == "file 'pictures/heart.png' has changed while it was being used"
    assert problem.hint == "run the command again"


def test_a_bank_without_files_has_frames_for_pictures() -> None:
    languages = Project().find_languages()
    text = MOON.replace("\nfacts:\n", f"{HEART}\nfacts:\n")
    heart = read_bank(text, "moon.yaml", languages).picture("heart")
    assert heart.fetch is None
    assert b"/Image" not in write_sheet(asking(heart), look())


def test_a_build_without_a_way_to_the_pictures_is_refused(tmp_path: Path) -> None:
    texts = replace(project(tmp_path, heart_png=png()).find_texts("moon"), read_beside=None)
    with pytest.raises(BankError) as found:
        read_materials(texts)
    (problem,) = found.value.problems
    assert problem.message == "nothing says how the files of the pictures are read"
    assert problem.hint == "take the texts of find_texts, or give Texts a `read_beside`"


# --------------------------------------------------------------------------- on the page


def fetched(data: bytes, name: str = "it", credit: str = "", owes: bool = True) -> Picture:
    seen = see(data)
    return Picture(
        name=name,
        digest=seen.digest,
        kind=seen.kind,
        width=seen.width,
        height=seen.height,
        alt=f"What {name} shows.",
        credit=credit,
        owes_credit=owes,
        fetch=lambda: seen.data,
    )


def asking(*pictures: Picture, options: Sequence[Picture] = ()) -> Form:
    """Return a form of one question about pictures."""
    answers = choice("the valve", "the wall", "the heart")
    if options:
        chosen = (
            Option(id=each.name, content=(each,), is_key=place == 0)
            for place, each in enumerate(options)
        )
        answers = Choice(options=tuple(chosen))
    asked = item("heart", "Which part is marked C?", answers)
    return form(section("", "", 1, replace(asked, prompt=(*asked.prompt, *pictures))))


def drawn_on(pdf: bytes, scale: float = 1.0) -> Image.Image:
    """Return the first page as it is printed."""
    with pypdfium2.PdfDocument(pdf) as document:
        return document[0].render(scale=scale).to_pil().convert("RGB")


def images_in(pdf: bytes) -> list[tuple[str, bytes]]:
    """Return how each picture in a file is packed, and its bytes."""
    with pikepdf.open(BytesIO(pdf)) as file:
        streams = [one for one in file.objects if isinstance(one, pikepdf.Stream)]
        images = [one for one in streams if one.get("/Subtype") == "/Image"]
        return [(str(one["/Filter"]), one.read_raw_bytes()) for one in images]


def colours_of(pdf: bytes) -> tuple[tuple[int, int, int], ...]:
    """Return the colours of the four quarters of the one picture on a page, row by row."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        (found,) = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
        left, low, right, top = found.get_bounds()
        image, scale, height = page.render(scale=3).to_pil().convert("RGB"), 3, page.get_height()
    points = [
        (left + across * (right - left), top - down * (top - low))
        for down in (0.25, 0.75)
        for across in (0.25, 0.75)
    ]
    return tuple(image.getpixel((int(x * scale), int((height - y) * scale))) for x, y in points)


RED, BLUE = (200, 30, 30), (150, 190, 240)


def near(found: Sequence[tuple[int, int, int]], *wanted: tuple[int, int, int]) -> bool:
    return all(
        abs(one - other) < 12
        for seen, meant in zip(found, wanted, strict=True)
        for one, other in zip(seen, meant, strict=True)
    )


@pytest.mark.parametrize(
    "data",
    [
        png(),
        saved(drawn().quantize(200)),
        png(mode="RGBA"),
        jpeg(quality=95),
        jpeg(progressive=True, quality=95),
        saved(drawn().quantize(4), bits=2),
    ],
)
def test_a_picture_is_printed_in_its_colours(data: bytes, tmp_path: Path) -> None:
    pdf = write_sheet(asking(fetched(data)), look())
    assert near(colours_of(pdf), RED, BLUE, BLUE, BLUE)
    assert problems_aloud(pdf, tmp_path) == []


@pytest.mark.parametrize(
    ("orientation", "red"), [(1, 0), (2, 1), (3, 3), (4, 2), (5, 0), (6, 1), (7, 3), (8, 2)]
)
def test_a_photo_is_printed_the_right_way_up(orientation: int, red: int) -> None:
    pdf = write_sheet(asking(fetched(turned_jpeg(orientation))), look())
    wanted = [BLUE] * 4
    wanted[red] = RED
    assert near(colours_of(pdf), *wanted)


def interlaced() -> bytes:
    """Return four by four pixels, the upper left quarter black, as an interlaced file has them."""
    passes = [
        b"\0\0",  # (0, 0)
        b"",  # nothing begins in column 4
        b"",  # nor in row 4
        b"\0\xff",  # (2, 0)
        b"\0\xff\xff",  # (0, 2), (2, 2)
        b"\0\0\xff" + b"\0\xff\xff",  # (1, 0), (3, 0); (1, 2), (3, 2)
        b"\0\0\0\xff\xff" + b"\0\xff\xff\xff\xff",  # rows 1 and 3
    ]
    return raw_png(b"".join(passes), 4, 4, interlace=1)


def test_an_interlaced_picture_is_printed() -> None:
    white = (255, 255, 255)
    pdf = write_sheet(asking(fetched(interlaced())), look())
    assert near(colours_of(pdf), (0, 0, 0), white, white, white)


def test_what_is_transparent_shows_the_paper(tmp_path: Path) -> None:
    image = drawn(mode="RGBA")
    image.paste((0, 0, 0, 0), (20, 0, 40, 15))
    pdf = write_sheet(asking(fetched(saved(image))), look())
    assert near(colours_of(pdf), RED, (255, 255, 255), BLUE, BLUE)
    assert problems_aloud(pdf, tmp_path) == []


def test_a_jpeg_is_in_the_file_as_it_is_and_a_png_as_it_is_packed() -> None:
    photo, drawing = fetched(jpeg()), fetched(png())
    first, second = images_in(write_sheet(asking(photo, drawing), look()))
    assert photo.fetch is not None
    assert first == ("/DCTDecode", photo.fetch())
    assert second[1] in png()


def test_a_picture_that_is_printed_twice_is_in_the_file_once() -> None:
    photo = fetched(jpeg())
    drawing = fetched(png(), "a drawing")
    pdf = write_sheet(asking(photo, photo, options=(photo, drawing)), look())
    assert len(images_in(pdf)) == 2
    assert figures_in(pdf) == ["What it shows."] * 3 + ["What a drawing shows."]


def figures_in(pdf: bytes) -> list[str]:
    """Return the alternative texts of the figures of a file."""
    with pikepdf.open(BytesIO(pdf)) as file:
        tagged = [one for one in file.objects if isinstance(one, pikepdf.Dictionary)]
        return [str(one["/Alt"]) for one in tagged if one.get("/S") == "/Figure"]


def test_the_same_pictures_give_the_same_bytes() -> None:
    sheets = {write_sheet(asking(fetched(jpeg()), fetched(png(mode="RGBA"))), look()) for _ in "12"}
    assert len(sheets) == 1


def test_many_pictures_need_no_more_memory_than_few_while_a_sheet_is_written(
    tmp_path: Path,
) -> None:
    pictures = []
    for number, (mode, kind) in zip(range(30), cycle(KINDS), strict=False):
        path = tmp_path / str(number)
        noise = Random(number).randbytes(200 * 150 * len(mode))
        Image.frombytes(mode, (200, 150), noise).save(path, kind)
        pictures.append(replace(fetched(path.read_bytes()), fetch=path.read_bytes))
    few, many = asking(*pictures[:6]), asking(*pictures)
    write_sheet(few, look())  # what is read and imported only once
    (few_take, few_bytes), (all_take, all_bytes) = memory_of(few), memory_of(many)
    assert all_take - few_take < (all_bytes - few_bytes) / 4


KINDS = (("RGB", "JPEG"), ("RGB", "PNG"), ("RGBA", "PNG"))


def memory_of(sheet: Form) -> tuple[int, int]:
    """Return how much memory a sheet takes at most while it is written, and how long its file is."""
    with TemporaryFile() as file:
        tracemalloc.start()
        try:
            made = print_sheet(sheet, look()).made
            assert not isinstance(made, bytes)
            made(file)
            return tracemalloc.get_traced_memory()[1], file.tell()
        finally:
            tracemalloc.stop()


def test_a_sheet_with_pictures_is_the_same_however_often_it_is_written() -> None:
    made = print_sheet(asking(fetched(jpeg()), fetched(png(mode="RGBA"))), look()).made
    assert not isinstance(made, bytes)
    assert content_of(made) == content_of(made)


def test_a_fact_shows_its_picture_with_its_questions_only_where_its_author_says_so(
    tmp_path: Path,
) -> None:
    for on, shown in (
        ("picture: heart, ", set()),
        ("picture: heart, picture_on: question, ", {"heart"}),
    ):
        texts = project(tmp_path, on=on, heart_png=png()).find_texts("moon")
        items = ItemPool(read_materials(texts).subject).items
        of_orbit = [each for each in items if "orbit" in each.facts]
        assert of_orbit
        for each in of_orbit:
            assert {picture.name for picture in pictures_of([each.prompt])} == shown, each.id


# --------------------------------------------------------------------------- options and premises


def boxes_of(pdf: bytes, page: int = 0) -> list[tuple[float, float, float, float]]:
    """Return where the pictures of a page stand, in points from the lower left corner."""
    with pypdfium2.PdfDocument(pdf) as document:
        found = document[page].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
        return [tuple(round(edge, 1) for edge in one.get_bounds()) for one in found]


def rows_of(pdf: bytes, page: int = 0) -> list[int]:
    """Return how many pictures stand beside one another, row by row, their upper edges level."""
    tops = [top for _, _, _, top in boxes_of(pdf, page)]
    return [tops.count(top) for top in dict.fromkeys(tops)]


def several(count: int, width: int, height: int) -> list[Picture]:
    sizes = ((width, height, place) for place in range(count))
    colours = [(60 * place, 90, 200) for place in range(count)]
    return [
        fetched(saved(Image.new("RGB", (w, h), colours[n])), f"option {n}") for w, h, n in sizes
    ]


@pytest.mark.parametrize(
    ("count", "size", "rows", "large_rows"),
    [
        (4, (300, 200), [4], [2, 2]),
        (3, (300, 200), [3], [2, 1]),
        (5, (300, 200), [2, 2, 1], [2, 2, 1]),
        (4, (60, 180), [4], [4]),
        (4, (800, 200), [2, 2], [1, 1, 1, 1]),
    ],
)
def test_pictures_to_choose_from_stand_in_columns_in_which_they_can_be_made_out(
    count: int, size: tuple[int, int], rows: list[int], large_rows: list[int], tmp_path: Path
) -> None:
    asked = asking(options=several(count, *size))
    for pdf, wanted in (
        (write_sheet(asked, look()), rows),
        (write_sheet(asked, look(large_print=True)), large_rows),
    ):
        assert rows_of(pdf) == wanted
        assert outside(pdf) == []
        assert overlapping(pdf) == []
        assert problems_aloud(pdf, tmp_path) == []
        assert figures_in(pdf) == [f"What option {place} shows." for place in range(count)]


def test_letters_stand_level_with_the_upper_edges_of_their_pictures() -> None:
    pdf = write_sheet(asking(options=several(4, 300, 200)), look())
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].get_textpage()
        for letter, (left, _, _, top) in zip("ABCD", boxes_of(pdf), strict=True):
            beside = page.get_text_bounded(left - 20, top - 16, left - 1, top + 1)
            assert beside.strip() == letter


def test_a_picture_is_never_wider_than_its_column_nor_higher_than_a_third_of_a_page() -> None:
    large = [replace(each, size="large") for each in (*several(1, 4000, 50), *several(1, 50, 4000))]
    pdf = write_sheet(asking(*large), look())
    with pypdfium2.PdfDocument(pdf) as document:
        width, height = document[0].get_size()
    wide, high = boxes_of(pdf)
    assert width / 2 < wide[2] - wide[0] < width - 100
    assert height / 4 < high[3] - high[1] < height / 3


def matched(*pictures: Picture) -> Form:
    premises = (
        Premise(id=f"p{place}", text=(each,), response=f"r{place}")
        for place, each in enumerate(pictures)
    )
    responses = (Response(id=f"r{n}", text=text(f"Answer {n}")) for n in range(len(pictures) + 1))
    matching = Matching(
        heading=text("Answers"), premises=tuple(premises), responses=tuple(responses)
    )
    return form(section("Match", "", 1, item("m", "", matching)))


def test_pictures_are_matched_beside_their_boxes(tmp_path: Path) -> None:
    for sheet in (look(), look(large_print=True), look(points=True)):
        pdf = write_sheet(matched(*several(5, 300, 200)), sheet)
        with pypdfium2.PdfDocument(pdf) as document:
            pages = len(document)
        assert sum(len(boxes_of(pdf, page)) for page in range(pages)) == 5
        assert {row for page in range(pages) for row in rows_of(pdf, page)} == {1}
        assert outside(pdf) == []
        assert problems_aloud(pdf, tmp_path) == []


# --------------------------------------------------------------------------- credits

OWED, FREE = "Jane Doe, CC BY 4.0", "NASA, public domain"


def test_a_sheet_says_who_made_a_picture_where_its_licence_asks_for_it_and_a_key_always() -> None:
    asked = fetched(png(), "asked", OWED)
    owed, free = fetched(jpeg(), "owed", OWED), fetched(png(20, 20), "free", FREE, owes=False)
    made = asking(asked, options=(owed, free))
    sheet, key = " ".join(pages_of(write_sheet(made, look()))), pages_of(write_key(made, look()))
    assert sheet.count(OWED) == 2  # below the one in the question, and of the option at the end
    assert f"Pictures: {OWED} (1A)" in sheet
    assert FREE not in sheet
    assert f"Pictures: {OWED} (1, 1A); {FREE} (1B)" in " ".join(key).replace("\u00a0", " ")


def test_forms_with_pictures_are_written_and_read_again() -> None:
    for made in (matched(*several(4, 30, 20)), asking(fetched(png()), options=several(3, 30, 20))):
        (again,) = read_forms(write_forms([made]), "forms.json")
        assert again.items == made.items
        schema = json.loads((DOCS / "form-schema.json").read_text("utf-8"))
        jsonschema.validate(json.loads(write_forms([made])), schema)


def test_pupils_are_not_told_the_credit_of_a_picture_that_owes_none() -> None:
    free = fetched(png(), "free", "The flag of Poland, by Jane Doe", owes=False)
    made = asking(free, fetched(jpeg(), "owed", OWED))
    assert b"Poland" not in write_forms([made], with_key=False)
    assert OWED.encode() in write_forms([made], with_key=False)
    assert b"Poland" in write_forms([made])


def test_a_file_of_forms_has_its_pictures_beside_it_and_prints_them_again(tmp_path: Path) -> None:
    pictures = [fetched(turned_jpeg(6), "photo"), fetched(png(), "drawing")]
    drawing = fetched(
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><circle r="3"/></svg>'
    )
    made = asking(*pictures, options=(drawing, *pictures))
    (json_row,) = (each for each in FORMATS if each.name == "json")
    assert isinstance(json_row.takes, AllForms)
    export = json_row.takes.write([made, made], look(), "it.json")
    assert [file.name.rpartition(".")[2] for file in export.files] == ["json", "jpg", "png", "svg"]
    for file in export.files:
        with (tmp_path / file.name).open("wb") as stream:
            file.write_to(stream)
    written = (tmp_path / "it.json").read_bytes()
    (again, _) = read_forms(written, "it.json", PicturesBeside(tmp_path))
    assert write_sheet(again, look()) == write_sheet(made, look())
    (framed, _) = read_forms(written, "it.json")
    assert images_in(write_sheet(framed, look())) == []
    (tmp_path / export.files[1].name).write_bytes(png(9, 9))
    with pytest.raises(BankError, match="has changed"):
        write_sheet(again, look())


def test_a_sheet_without_pictures_says_nothing_of_them() -> None:
    assert "Pictures" not in " ".join(pages_of(write_key(asking(), look())))


@pytest.mark.parametrize(
    ("said", "owes"),
    [
        ("credit: NASA, licence: public domain", False),
        ("credit: NASA, licence: CC0", False),
        ("credit: NASA, licence: CC BY 4.0", True),
        ("credit: NASA", True),
        ("licence: CC BY-SA 4.0", True),
        ("source: https://example.org", False),
    ],
)
def test_only_what_is_free_needs_no_credit_beside_it(tmp_path: Path, said: str, owes: bool) -> None:
    pictures = f"\npictures:\n  heart: {{file: pictures/heart.png, alt: A heart., {said}}}\n"
    assert bank_of(tmp_path, pictures, heart_png=png()).picture("heart").owes_credit is owes


# --------------------------------------------------------------------------- cards

BOTH = """
pictures:
  heart: {file: pictures/heart.png, alt: A drawing with parts marked A to E., credit: Jane Doe, licence: CC BY 4.0}
  badge: {file: pictures/badge.jpg, alt: A round badge., credit: NASA, licence: public domain}
"""


def deck_of(folder: Path, **options: bool) -> Deck:
    """Return a deck in which the fact of the orbit asks about one picture, and NASA has another."""
    made = project(folder, BOTH, "picture: heart, picture_on: question, ")
    bank = folder / "banks" / "moon.yaml"
    bank.write_text(bank.read_text("utf-8").replace("{id: nasa, ", "{id: nasa, picture: badge, "))
    (folder / "banks" / "pictures" / "heart.png").write_bytes(png())
    (folder / "banks" / "pictures" / "badge.jpg").write_bytes(turned_jpeg(6))
    materials = read_materials(made.find_texts("moon"))
    items = ItemPool(materials.subject).choices if options.get("with_choice") else None
    assert materials.description
    return make_deck(
        materials.subject, materials.note_types, description=materials.description, items=items
    )


def sides_with(deck: Deck, name: str) -> set[tuple[str, str, str]]:
    """Return on which sides of which cards a picture stands: fact, type of its note, side."""
    return {
        (card.note.facts[0], card.note.type_key, side)
        for card in deck.cards
        for side, faces in (("front", card.front), ("back", card.back))
        for face in faces
        for part in face.content
        if isinstance(part, Picture) and part.name == name
    }


def test_a_card_shows_its_picture_where_its_author_says(tmp_path: Path) -> None:
    deck = deck_of(tmp_path, with_choice=True)
    asked, told = sides_with(deck, "heart"), sides_with(deck, "badge")
    assert {("orbit", "term", "front"), ("orbit", "choice", "front")} <= asked
    assert {side for _, key, side in asked if key != "cloze"} == {"front"}
    assert {("nasa", "term", "back"), ("nasa", "choice", "back")} <= told
    assert {side for _, _, side in told} == {"back"}


def test_a_learner_has_the_pictures_among_her_media(tmp_path: Path) -> None:
    deck = deck_of(tmp_path, with_choice=True)
    with Learner(tmp_path) as learner:
        learner.imports(write_deck(deck))
        fronts = [card.question() for card in learner.cards()]
        (front,) = {
            page for page in fronts if "What is meant by <b>orbit" in page and "<ol" not in page
        }
        names = re.findall(r'<img src="([^"]+)" alt="A drawing with parts marked A to E.">', front)
        (heart,) = names
        assert learner.collection.media.have(heart)
        media = Path(learner.collection.media.dir())
        assert {path.read_bytes() for path in media.iterdir()} == {
            picture.fetch() for picture in deck.pictures if picture.fetch
        }
        check = learner.collection.media.check()
        assert (list(check.missing), list(check.unused)) == ([], [])


def test_a_photo_in_a_deck_does_not_tell_where_it_was_taken(tmp_path: Path) -> None:
    package = write_deck(deck_of(tmp_path))
    with zipfile.ZipFile(BytesIO(package)) as archive:
        names = json.loads(archive.read("media"))
        assert sorted(name.rpartition(".")[2] for name in names.values()) == ["jpg", "png"]
        assert all(b"Camera" not in archive.read(number) for number in names)


def test_the_same_pictures_give_the_same_package(tmp_path: Path) -> None:
    folders = (tmp_path / "one", tmp_path / "two")
    for folder in folders:
        folder.mkdir()
    one, two = (write_deck(deck_of(folder)) for folder in folders)
    assert one == two


def test_the_decks_page_says_who_made_its_pictures(tmp_path: Path) -> None:
    assert "Pictures: NASA, public domain; Jane Doe, CC BY 4.0." in unescape(
        deck_of(tmp_path).description
    )
    assert "Pictures" not in small_deck().description


def test_what_words_alone_cannot_hold_of_cards_is_told(tmp_path: Path) -> None:
    deck = deck_of(tmp_path)
    for write in (write_cards, write_terms):
        export = write(deck, "it")
        told = {(problem.message, problem.hint) for problem in export.left_out}
        hint = "take the deck, which has pictures"
        assert ("2 cards have a picture to look at: those of orbit", hint) in told
        assert ("the pictures on the backs of 2 cards", hint) in told
        one = replace(deck, notes=tuple(note for note in deck.notes if note.facts == ("nasa",))[:1])
        one = replace(one, notes=(replace(one.notes[0], cards=(0,)),))
        (problem,) = write(one, "it").left_out
        assert problem.message == "the pictures on the back of a card"
        assert b"What is meant by orbit" not in export.files[0].content


def test_of_many_cards_alike_one_message_tells(tmp_path: Path) -> None:
    card = next(card for card in deck_of(tmp_path).cards if card.note.facts == ("orbit",))
    other = replace(card, note=replace(card.note, facts=("apogee",)))
    (problem,) = cards_lost([card, other, card], "it")
    assert problem.message == "3 cards have a picture to look at: those of orbit, apogee"
    (problem,) = cards_lost([card], "it")
    assert problem.message == f"the card '{card.name}' of 'orbit' has a picture to look at"


def test_a_picture_that_goes_while_the_package_is_written_ends_in_an_error(tmp_path: Path) -> None:
    deck = deck_of(tmp_path)
    (tmp_path / "banks" / "pictures" / "heart.png").unlink()
    with pytest.raises(BankError, match="there is no file"):
        write_deck(deck)


def test_two_cards_that_differ_in_their_pictures_alone_ask_two_things(tmp_path: Path) -> None:
    deck = deck_of(tmp_path)
    (card,) = (
        each
        for each in deck.cards
        if each.note.facts == ("orbit",) and each.name == "What does it mean"
    )
    answered = replace(card.back[0], content=(Run("something else"),))
    badge = replace(card.front[-1], content=(deck.pictures[0],))
    assert card.front[-1].role == "picture"
    alike = replace(card, back=(answered,))
    apart = replace(alike, front=(*card.front[:-1], badge))
    assert [*riddles_in([card, alike], str.casefold)]
    assert not [*riddles_in([card, apart], str.casefold)]


def paper_cards(*cards: PaperCard) -> Form:
    return replace(form(), cards=cards)


def paper_card(number: int, front: Content, back: Content) -> PaperCard:
    return PaperCard(
        number=number, fact_id=f"f{number}", title="Which?", is_quotation=False,
        front=front, back=back, foot=("The Herald, 2024",), source="s1",
    )  # fmt: skip


@pytest.mark.parametrize("is_large", [False, True])
def test_a_card_to_cut_out_has_its_picture_on_its_side(tmp_path: Path, is_large: bool) -> None:
    asked, told = fetched(jpeg(400, 300), "asked", OWED), fetched(png(300, 600), "told")
    long = text(" ".join(["Which part of a heart is it that the letter shows?"] * 9))
    cards = paper_cards(
        paper_card(1, (*text("Which part is C?"), asked), text("the valve")),
        paper_card(2, text("Which flag is it?"), (*text("this one"), told)),
        paper_card(3, (*long, asked), (*long, told)),
    )
    pdf = write_sheet(cards, look(large_print=is_large))
    assert figures_in(pdf).count("What asked shows.") == 2
    assert figures_in(pdf).count("What told shows.") == 2
    assert " ".join(pages_of(pdf)).count(OWED) >= 2
    assert outside(pdf) == []
    assert overlapping(pdf) == []
    aloud = problems_aloud(pdf, tmp_path)
    assert [each for each in aloud if "TAG-002" not in each] == []  # the footer of so few cards
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage() for page in document]
        for number, page in enumerate(document):
            for left, low, right, top in boxes_of(pdf, number):
                assert texts[number].get_text_bounded(left, low, right, top).strip() == ""
                assert top - low > 20
                assert page.get_width() > right


def test_cards_to_cut_out_show_what_their_facts_do(tmp_path: Path) -> None:
    deck_of(tmp_path)  # writes the bank
    materials = read_materials(Project(tmp_path).find_texts("moon"))
    sheet = Blueprint(worksheet=find_worksheet("flashcards"))
    cards = {card.fact_id: card for card in make_cards(sheet, materials.subject)}
    assert [each.name for each in pictures_of([cards["orbit"].front])] == ["heart"]
    assert [each.name for each in pictures_of([cards["nasa"].back])] == ["badge"]
    (again,) = read_forms(write_forms([paper_cards(*cards.values())]), "it.json")
    assert again.cards == tuple(cards.values())


def test_nobody_is_to_recall_the_words_of_a_picture(tmp_path: Path) -> None:
    deck = deck_of(tmp_path)
    card = next(card for card in deck.cards if card.note.facts == ("nasa",))
    long = replace(deck.pictures[0], alt="A very long story of what there is to see. " * 3)
    answered = replace(card, back=(replace(card.back[0], content=(long,)),))
    subject = read_materials(Project(tmp_path).find_texts("moon")).subject
    for rule in (overlong_cards, ungradable_cards):
        assert [*rule.check(answered, subject)] == []
    spoken = replace(card, back=(replace(card.back[0], content=text(long.alt)),))
    assert [*ungradable_cards.check(spoken, subject)]


def test_pictures_are_read_and_packed_one_by_one(tmp_path: Path) -> None:
    """Of forty pictures of half a megabyte, never more than a few are in memory."""
    noise = Random(3).randbytes(400 * 400 * 3)
    folder = tmp_path / "banks"
    folder.mkdir()
    pictures, facts = [], []
    for number in range(40):
        image = Image.frombytes("RGB", (400, 400), noise[number:] + noise[:number])
        (folder / f"{number}.png").write_bytes(saved(image, compress_level=1))
        pictures.append(f"  p{number}: {{file: {number}.png, alt: Picture {number} of many.}}")
        facts.append(
            f"  - {{id: f{number}, term: word {number}, meaning: meaning {number}, picture: p{number}}}"
        )
    bank = ["title: Many pictures", "pictures:", *pictures, "facts:", *facts]
    (folder / "many.yaml").write_text("\n".join(bank) + "\n", "utf-8")
    (row,) = (each for each in FORMATS if each.name == "deck")
    assert isinstance(row.takes, WholeDeck)
    texts = Project(tmp_path).find_texts("many")
    materials = read_materials(texts)  # once before, so that what is read once for all is there
    (file,) = row.takes.write(make_deck(materials.subject, materials.note_types), "it").files

    def pack() -> None:
        with (tmp_path / "many.apkg").open("wb") as stream:
            file.write_to(stream)

    for work in (lambda: read_materials(texts), pack):
        tracemalloc.start()
        work()
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 10 * len(noise)
    assert (tmp_path / "many.apkg").stat().st_size > 40 * len(noise)


FLAGS = """title: Flags
properties:
  flag: {of: country, is: picture, asks: "which flag is that of {subject}", asks_back: which country has this flag, one_to_one: true}
pictures:
  it: {file: it.png, alt: "Stripes: green, and white and red beside it.", credit: own, licence: CC0}
  fr: {file: fr.png, alt: "Stripes: blue, and white and red beside it.", credit: own, licence: CC0}
  pl: {file: pl.png, alt: "White, with red below.", credit: own, licence: CC0}
  de: {file: de.png, alt: "NAMED", credit: own, licence: CC0}
facts:
  - {id: italy, subject: Italy, property: flag, value: it}
  - {id: france, subject: France, property: flag, value: fr}
  - {id: poland, subject: Poland, property: flag, value: pl}
  - {id: germany, subject: Germany, property: flag, value: de}
"""


def flags(folder: Path, alt: str) -> Subject:
    (folder / "banks").mkdir()
    for number, name in enumerate(("it", "fr", "pl", "de")):
        (folder / "banks" / f"{name}.png").write_bytes(png(40 + number, 30))
    (folder / "banks" / "flags.yaml").write_text(FLAGS.replace("NAMED", alt), "utf-8")
    return read_materials(Project(folder).find_texts("flags")).subject


def test_the_id_of_a_picture_may_be_any_word(tmp_path: Path) -> None:
    pool = ItemPool(flags(tmp_path, "Black, with red and gold below."))
    assert [problem.rule for problem in pool.findings] == []
    assert any(
        each.facts[0] == "italy" and each.interaction.type == "multiple-choice"
        for each in pool.items
    )


def test_a_picture_that_names_what_has_it_stands_in_no_question(tmp_path: Path) -> None:
    pool = ItemPool(flags(tmp_path, "The flag of Germany."))
    assert "PIC-1" in {problem.rule for problem in pool.findings}
    shown = {
        picture.name
        for each in pool.items
        for part in texts_by_role(each)
        for picture in pictures_of([part.content])
    }
    assert shown == {"it", "fr", "pl"}


def test_a_build_says_which_questions_lose_their_colours_on_a_copier(run: Run) -> None:
    said = run("build", "--topic", "europe", "--only", "worksheet", "--only", "key")
    assert said.code == 0
    assert " colours, which are lost on a copy in black and white." in said.out


def test_what_is_shown_on_a_screen_keeps_its_colours(run: Run) -> None:
    said = run("build", "--topic", "europe", "--only", "web")
    assert said.code == 0
    assert "colours" not in said.out
