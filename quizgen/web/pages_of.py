"""What is printed of a sheet, and its pages as pictures."""

from dataclasses import replace

from quizgen.typeset import print_key, print_sheet
from quizgen.web.desk import Desk
from quizgen.web.pictures import Page, Region, count_pages, draw_page, find_question, joined
from quizgen.web.seen import Seen
from quizgen.web.sheets import look_of

SHOWN = ("worksheet", "key")
"""What can be looked at."""
WIDTH = 1112
"""Of a page in pixels: two for each of the place that it has, for screens that are fine."""


def print_of(desk: Desk, seen: Seen, what: str) -> bytes:
    """Return all versions of a sheet, or of its key, as one file; `large` is in large print."""
    return desk.files.get((*_key(desk, seen), what), lambda: _print(desk, seen, what))


def pages_in(desk: Desk, seen: Seen, what: str) -> int:
    """Return how many pages the first version has."""
    return count_pages(_first(desk, seen, what))


def picture_of(desk: Desk, seen: Seen, what: str, number: int) -> Page | None:
    """Return a page of the first version as a picture; None if there is no such page."""
    pdf = _first(desk, seen, what)
    if not 1 <= number <= count_pages(pdf):
        return None
    key = (*_key(desk, seen), what, number)
    return desk.pages.get(key, lambda: draw_page(pdf, number, WIDTH))


def region_of(desk: Desk, seen: Seen, number: int) -> Region | None:
    """Return where a question stands on the worksheet; None if that cannot be told."""
    return find_question(_first(desk, seen, "worksheet"), number)


def _first(desk: Desk, seen: Seen, what: str) -> bytes:
    if len(seen.forms) == 1:
        return print_of(desk, seen, what)
    key = (*_key(desk, seen), what, "first")
    return desk.files.get(key, lambda: _print(desk, replace(seen, forms=seen.forms[:1]), what))


def _print(desk: Desk, seen: Seen, what: str) -> bytes:
    sheet = replace(seen.sheet, large_print=True) if what == "large" else seen.sheet
    look = look_of(sheet, desk.project.find_theme(), desk.find_logo())
    write = print_key if what == "key" else print_sheet
    return joined([write(form, look).pdf for form in seen.forms])


def _key(desk: Desk, seen: Seen) -> tuple[object, ...]:
    settings = desk.settings
    logo = desk.project.root / settings.logo
    changed = logo.stat().st_mtime_ns if settings.logo and logo.is_file() else 0
    return (seen.key, settings.logo, changed)
