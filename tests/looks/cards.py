"""Show cards as learners see them: `python tests/looks/cards.py FOLDER [DECK.apkg]`.

Imports the deck into Anki, renders question and answer of the first cards of each card template, and takes pictures
of them in headless Chromium, 390 and 800 pixels wide, by day and by night. Without a package it shows the small bank of
the tests; with `--for-docs` it takes the pictures of docs/pictures, of cards of the shipped bank. For the eye, not part of
the test command.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from html import escape
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from editions import moon, package
from learner import Learner
from PIL import Image
from small_bank import BANK, EVENT, POSITION, QUANTITY, STATEMENT, TERM, claiming, small_deck

from quizgen import Blueprint, Look, build_files, find_texts, find_theme, find_worksheet
from quizgen.writers.apkg import write_deck

FONTS = Path(__file__).parents[2] / "quizgen" / "fonts"
FACES = (
    ("Source Sans 3", 400, "SourceSans3-Regular"),
    ("Source Sans 3", 700, "SourceSans3-Bold"),
    ("Source Serif 4", 400, "SourceSerif4-Regular"),
)
SIZES = {"phone": (390, 700, 4), "desktop": (800, 560, 2)}
"""Width and height of a screen, and how many stand side by side."""
MORE = (
    claiming(
        STATEMENT,
        "more-translated",
        about="the first satellite",
        wording="translated",
        quote=(
            "We have beaten them, and in a field where they thought themselves ahead",
            "and we shall go on",
        ),
        gist="the Soviet Union was ahead and would stay ahead",
        place="Moscow",
    ),
    claiming(
        STATEMENT,
        "more-reworded",
        about="landing on the Moon",
        wording="paraphrase",
        quote=(),
        gist="no single space project would be more impressive to mankind",
    ),
    replace(
        EVENT,
        id="more-retired",
        status="disputed",
        retired="another date has come to light",
        note="",
    ),
    claiming(
        QUANTITY,
        "more-converted",
        asks="how far did Luna 1 pass from the Moon",
        says="Luna 1 passed {value} from the Moon",
        value=Decimal(3700),
        unit="mile",
        qualifier="about",
    ),
    replace(
        claiming(POSITION, "more-positions", condition="", place=""),
        note="He was the second to head the agency.",
    ),
    claiming(
        TERM,
        "more-terms",
        term="TLI",
        meaning="the burn that puts a spacecraft on its way to the Moon",
        relation="means",
    ),
)
"""What the small bank has not: a translation, a paraphrase, a retired and a disputed fact, a conversion."""
CHOOSE_WRONG = """<script>
(function () {
  var list = document.querySelector(".options");
  var wrong = list && list.querySelector("li:not(.is-right)");
  if (wrong) {
    list.classList.remove("answered");
    wrong.querySelector("button").disabled = false;
    wrong.querySelector("button").click();
  }
})();
</script>"""
"""Chooses the first wrong option, where there are any."""
FOR_DOCS = {
    "cards-day": ("ashford-tension Who said it", "atacms-longer-range How much"),
    "cards-night": ("atacms-first-sent When", "belgium-jets · choice Choose"),
}
"""The cards that docs/ shows, by picture: what stands in the field Fact, and the card template."""
NIGHT = {"day": "", "night": " nightMode night_mode"}
GAP = 24
CHROMIUM = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars", "--virtual-time-budget=5000",
)  # fmt: skip


def main() -> None:
    """Write the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, add_help=True)
    parser.add_argument("folder", type=Path)
    parser.add_argument("package", type=Path, nargs="?")
    parser.add_argument("--each", type=int, default=3, help="cards of each card template")
    parser.add_argument("--device-fonts", action="store_true", help="as without Source Sans")
    parser.add_argument("--for-docs", action="store_true", help="the pictures of docs/pictures")
    chosen = parser.parse_args()
    if chosen.for_docs:
        draw_for_docs(chosen.folder)
        return
    small = write_deck(small_deck(*BANK.facts, *MORE))
    packages = [chosen.package.read_bytes()] if chosen.package else [small, package(moon())]
    chosen.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        with Learner(Path(scratch)) as learner:
            for each in packages:
                learner.imports(each)
            sides = list(first_sides(learner, chosen.each))
        faces = "" if chosen.device_fonts else font_faces()
        for size in SIZES:
            for light in NIGHT:
                page = Path(scratch) / f"{size}-{light}.html"
                width, height = write_page(page, sides, size, light, faces)
                picture = chosen.folder / f"cards-{size}-{light}.png"
                photograph(page, picture, width, height, Path(scratch) / "profile")
                print(picture)  # noqa: T201


def draw_for_docs(folder: Path) -> None:
    """Write the pictures that docs/ shows: front and back of two cards each, as on a phone."""
    made = build_files(
        find_texts("escalation"),
        Blueprint(worksheet=find_worksheet()),
        Look(theme=find_theme()),
        parts=("deck",),
        with_choice=True,
    )
    (deck,) = made.outputs
    with tempfile.TemporaryDirectory() as scratch:
        with Learner(Path(scratch)) as learner:
            learner.imports(deck.content)
            cards = {
                f"{card.note().fields[0]} {card.template()['name']}": card.render_output()
                for card in learner.cards()
            }
        for name, shown in FOR_DOCS.items():
            sides = [
                side
                for card in shown
                for side in (
                    cards[card].question_and_style(),
                    cards[card].answer_and_style() + CHOOSE_WRONG,
                )
            ]
            page, picture = Path(scratch) / f"{name}.html", folder / f"{name}.png"
            light = name.removeprefix("cards-")
            size = write_page(page, sides, "phone", light, font_faces())
            photograph(page, picture, *size, Path(scratch) / "profile")
            Image.open(picture).convert("RGB").quantize(64).save(picture, optimize=True)


def first_sides(learner: Learner, each: int) -> Iterator[str]:
    """Yield question and answer, with their style, of the first cards of each card template."""
    seen: dict[tuple[str, str], int] = {}
    for card in learner.cards():
        kind = (card.note_type()["name"], card.template()["name"])
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] <= each:
            output = card.render_output()
            yield output.question_and_style()
            yield output.answer_and_style() + (CHOOSE_WRONG if seen[kind] % 2 else "")


def font_faces() -> str:
    """Return the page's own fonts, as on a device that has them."""
    return "".join(
        f'@font-face {{font-family: "{family}"; font-weight: {weight}; '
        f'src: url("{(FONTS / name).as_uri()}.ttf")}}'
        for family, weight, name in FACES
    )


def write_page(page: Path, sides: list[str], size: str, light: str, faces: str) -> tuple[int, int]:
    """Write a page on which each side has a screen of its own, and return the page's size."""
    width, height, columns = SIZES[size]
    screens = "".join(
        f'<iframe srcdoc="{escape(screen(side, light, faces))}"></iframe>' for side in sides
    )
    rows = -(-len(sides) // columns)
    page.write_text(
        "<!doctype html><meta charset=utf-8><style>"
        f"body {{margin: {GAP}px; background: #cfcfca; display: grid; gap: {GAP}px;"
        f" grid-template-columns: repeat({columns}, {width}px)}}"
        f"iframe {{width: {width}px; height: {height}px; border: 0}}</style>" + screens,
        encoding="utf-8",
    )
    return columns * (width + GAP) + GAP, rows * (height + GAP) + GAP


def screen(side: str, light: str, faces: str) -> str:
    """Return one side of a card in a page like the reviewer's."""
    return (
        f"<!doctype html><meta charset=utf-8><style>{faces} body {{margin: 20px}}</style>"
        f'<body class="card card1{NIGHT[light]}"><div id=qa>{side}</div>'
    )


def photograph(page: Path, picture: Path, width: int, height: int, profile: Path) -> None:
    """Take a picture of a page."""
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))))
    subprocess.run(
        [browser, *CHROMIUM, f"--user-data-dir={profile}", f"--window-size={width},{height}",
         f"--screenshot={picture.absolute()}", page.as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip


if __name__ == "__main__":
    main()
