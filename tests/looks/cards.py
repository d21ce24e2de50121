"""Show cards as learners see them: `python tests/looks/cards.py FOLDER [DECK.apkg]`.

Imports the deck into Anki, renders question and answer of the first and of the longest card of each card template, and
takes a picture of each note type in headless Chromium: on phones by day and by night, on a desktop, and on the narrowest
phone with letters of twice the size. Without a package it shows the small banks of the tests; with `--for-docs` it takes
the pictures of docs/pictures, of cards of the shipped bank. For the eye, not part of the test command.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from html import escape
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from editions import moon, package
from learner import Learner
from PIL import Image
from small_bank import BANK, EVENT, POSITION, QUANTITY, STATEMENT, TERM, claiming, small_deck

from quizgen import Blueprint, Look, build_files, find_texts, find_theme, find_worksheet
from quizgen.export.apkg import write_deck

FONTS = Path(__file__).parents[2] / "quizgen" / "fonts"
FACES = (
    ("Source Sans 3", 400, "SourceSans3-Regular"),
    ("Source Sans 3", 700, "SourceSans3-Bold"),
    ("Source Serif 4", 400, "SourceSerif4-Regular"),
)
LIGHTS = {"day": "", "night": " nightMode night_mode"}
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
GAP = 24
CHROMIUM = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars", "--virtual-time-budget=5000",
)  # fmt: skip


PAGE = """<!doctype html><meta charset=utf-8><style>
body {{margin: {gap}px; background: #cfcfca; font: 14px sans-serif}}
div {{display: flex; gap: {gap}px; align-items: flex-start; margin-bottom: {gap}px}}
iframe {{border: 0}}
</style>{rows}<script>
onload = function () {{
  document.querySelectorAll("div").forEach(function (row) {{
    var screens = Array.from(row.children);
    var heights = screens.map(function (it) {{ return it.contentDocument.documentElement.scrollHeight; }});
    screens.forEach(function (it) {{ it.style.height = Math.max.apply(null, heights) + "px"; }});
  }});
  document.body.dataset.height = document.documentElement.scrollHeight;
}};
</script>"""
"""Makes the screens of a row as high as what is on them, and says how high the whole is."""


@dataclass(frozen=True)
class Screen:
    """A kind of device."""

    width: int
    zoom: int = 100
    """Size of letters in percent, as a learner sets it."""


PHONE, DESKTOP, LARGE = Screen(390), Screen(800), Screen(320, zoom=200)


def main() -> None:
    """Write the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, add_help=True)
    parser.add_argument("folder", type=Path)
    parser.add_argument("package", type=Path, nargs="?")
    parser.add_argument("--device-fonts", action="store_true", help="as without Source Sans")
    parser.add_argument("--for-docs", action="store_true", help="the pictures of docs/pictures")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    if chosen.for_docs:
        draw_for_docs(chosen.folder)
        return
    small = write_deck(small_deck(*BANK.facts, *MORE))
    packages = [chosen.package.read_bytes()] if chosen.package else [small, package(moon())]
    with tempfile.TemporaryDirectory() as scratch:
        with Learner(Path(scratch)) as learner:
            for each in packages:
                learner.imports(each)
            sheets = sides_of_types(learner)
        faces = "" if chosen.device_fonts else font_faces()
        for name, cards in sheets.items():
            page = Path(scratch) / f"{name}.html"
            page.write_text(PAGE.format(gap=GAP, rows="".join(rows_of(cards, faces))), "utf-8")
            picture = chosen.folder / f"cards-{name}.png"
            photograph(page, picture, Path(scratch) / "profile")
            print(picture)


def draw_for_docs(folder: Path) -> None:
    """Write the pictures that docs/ shows: front and back of two cards each, as on a phone."""
    made = build_files(
        find_texts("escalation"),
        Blueprint(worksheet=find_worksheet()),
        Look(theme=find_theme()),
        parts=("deck",),
        with_choice=True,
    )
    ((_, export),) = made.exports
    with tempfile.TemporaryDirectory() as scratch:
        with Learner(Path(scratch)) as learner:
            learner.imports(export.files[0].content)
            cards = {
                f"{card.note()['Fact']} {card.template()['name']}": card.render_output()
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
            row = _row((PHONE, light, side, font_faces()) for side in sides)
            page.write_text(PAGE.format(gap=GAP, rows=row), "utf-8")
            photograph(page, picture, Path(scratch) / "profile")
            Image.open(picture).convert("RGB").quantize(64).save(picture, optimize=True)


Sides = tuple[str, str]
"""Question and answer, with their style."""


def sides_of_types(learner: Learner) -> dict[str, list[Sides]]:
    """Return the first and the longest card of each template, by note type."""
    templates: dict[tuple[str, str], list[Sides]] = {}
    for card in learner.cards():
        kind = card.note_type()["name"].removeprefix("quizgen "), card.template()["name"]
        output = card.render_output()
        answered = CHOOSE_WRONG if kind[0] == "choice" else ""
        sides = output.question_and_style(), output.answer_and_style() + answered
        templates.setdefault(kind, []).append(sides)
    sheets: dict[str, list[Sides]] = {}
    for (name, _), cards in templates.items():
        longest = max(cards, key=lambda sides: len(re.sub("<svg.*?</svg>", "", sides[1])))
        sheets.setdefault(name, []).extend(dict.fromkeys((cards[0], longest)))
    return sheets


def font_faces() -> str:
    """Return the page's own fonts, as on a device that has them."""
    return "".join(
        f'@font-face {{font-family: "{family}"; font-weight: {weight}; '
        f'src: url("{(FONTS / name).as_uri()}.ttf")}}'
        for family, weight, name in FACES
    )


def rows_of(cards: list[Sides], faces: str) -> Iterator[str]:
    """Yield each card on phones, and what is largest and smallest beside it."""
    for front, back in cards:
        yield _row((PHONE, light, side, faces) for light in LIGHTS for side in (front, back))
        yield _row([(DESKTOP, "night", front, faces), (DESKTOP, "day", back, faces)])
        yield _row((LARGE, light, side, faces) for light in LIGHTS for side in (front, back))


def _row(screens: Iterable[tuple[Screen, str, str, str]]) -> str:
    frames = (
        f'<iframe width={screen.width} srcdoc="{escape(_page(screen, light, side, faces))}"></iframe>'
        for screen, light, side, faces in screens
    )
    return f"<div>{''.join(frames)}</div>"


def _page(screen: Screen, light: str, side: str, faces: str) -> str:
    """Return one side of a card in a page like the reviewer's."""
    larger = f".card {{font-size: {18 * screen.zoom // 100}px !important}}" * (screen.zoom > 100)
    return (
        f"<!doctype html><meta charset=utf-8><style>{faces} body {{margin: 20px}}</style>"
        f'<body class="card card1{LIGHTS[light]}"><div id=qa>{side}</div><style>{larger}</style>'
    )


def photograph(page: Path, picture: Path, profile: Path) -> None:
    """Take a picture of a page, as high as it is."""
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))))
    flags = [browser, *CHROMIUM, f"--user-data-dir={profile}"]
    width = 4 * (PHONE.width + GAP) + GAP

    def run(*more: str) -> str:
        command = [*flags, *more, page.as_uri()]
        said = subprocess.run(command, check=True, capture_output=True, timeout=120)
        return said.stdout.decode()

    height = re.search(r'data-height="(\d+)"', run(f"--window-size={width},100", "--dump-dom"))
    assert height
    run(f"--window-size={width},{height[1]}", f"--screenshot={picture.absolute()}")


if __name__ == "__main__":
    main()
