"""Count what is wrong with how pages are filled, over many seeds: `python tests/looks/fill.py`."""

import sys
from collections import Counter
from pathlib import Path

import pypdfium2

sys.path.insert(0, str(Path(__file__).parents[1]))
from page_fill import alone, drawn_pages, holes, line_pitches, option_pitches
from test_page_fill import LOOKS, SEEDS, WORKSHEETS, forms, is_one_alone, look

from quizgen.typeset import write_key, write_sheet


def count(name: str, wish: str) -> Counter[str]:
    """Return how many pages and faults a worksheet's documents have, three versions of each."""
    found: Counter[str] = Counter()
    for seed in SEEDS:
        drawn = []
        for form in forms(name, seed, 3):
            pages = drawn_pages(write_sheet(form, look(wish)))
            drawn += pages
            found["sheets"] += 1
            found["pages"] += len(pages)
            found["holes"] += len([*holes(pages)])
            found["alone"] += len([*alone(form, pages)])
            found["alone with room"] += is_one_alone(form, pages)
            if wish == "plain":
                found["pages of keys"] += len(drawn_pages(write_key(form, look(wish))))
        found["unequal"] += len(option_pitches(drawn)) > 1 or len(line_pitches(drawn)) > 1
    return found


def count_tickets(paper: str) -> str:
    """Say how many exit tickets share a page with their copy."""
    sheets = [write_sheet(forms("exit-ticket", seed)[0], look(paper)) for seed in SEEDS]
    pages = [[*pypdfium2.PdfDocument(sheet)] for sheet in sheets]
    said = [sheet[0].get_textpage().get_text_bounded() for sheet in pages if len(sheet) == 1]
    return f"{sum('✂' in page for page in said)} of {len(sheets)}"


if __name__ == "__main__":
    for wish in LOOKS:
        for name in WORKSHEETS:
            found = count(name, wish)
            print(wish, name, *(f"{word}: {found[word]}" for word in found), sep=", ", flush=True)
    for paper in ("plain", "letter"):
        print(f"tickets, {paper}: two on a page: {count_tickets(paper)}")
