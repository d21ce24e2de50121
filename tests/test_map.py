"""Places on a map: how far they are, what is asked of them, and how they are drawn."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from io import BytesIO
from itertools import combinations, pairwise
from math import atan2, cos, degrees, hypot, radians, sin, sqrt
from pathlib import Path
from xml.etree import ElementTree

import moon
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from judges import pages_of, problems_aloud, squeezed, strings_in
from sample_form import look

from quizgen.assemble import assemble_forms
from quizgen.bank.bank import Bank
from quizgen.bank.places import EARTH_KM, km_between, place_at
from quizgen.cards.figures import figure_of
from quizgen.content import plain
from quizgen.errors import FormError
from quizgen.export.bank_yaml import write_bank
from quizgen.export.form_json import write_forms
from quizgen.figure import CARD, Room, lay_out_map, write_svg
from quizgen.figure.atlas import words_area
from quizgen.figure.ground import Flat
from quizgen.figure.labels import Area
from quizgen.figure.maps import map_grain, map_of_facts
from quizgen.figure.outlines import BORDER, DISPUTED, FILE, outlines
from quizgen.figure.shapes import Dot, Drawing, Label, Line
from quizgen.figure.shapes import Path as Stroke
from quizgen.judge.subject import Subject
from quizgen.look import Look
from quizgen.pool import ItemPool
from quizgen.quiz.figures import Map
from quizgen.quiz.form import Form
from quizgen.quiz.item import Choice, FromPlaces, Item, Numeric, TrueFalse
from quizgen.read import read_bank, read_wordings
from quizgen.read.forms import read_forms
from quizgen.rules import check_form, check_item
from quizgen.typeset import write_key, write_sheet
from quizgen.typeset.figures import room_of
from quizgen.typeset.key_map import answered_maps
from quizgen.typeset.measures import measures_of

STEMS = moon.TEMPLATES / "en" / "stems"
SHEET = """
label: Map
summary: For the tests.
sections:
  - {title: Measure, types: [numeric, multiple-choice, true-false], kinds: [place], count: 4}
"""
PLACES = """
places:
  paris: {name: Paris, latitude: 48.86, longitude: 2.35}
  brussels: {name: Brussels, latitude: 50.85, longitude: 4.35}
  london: {name: London, latitude: 51.51, longitude: -0.13}
  cologne: {name: Cologne, latitude: 50.94, longitude: 6.96}
  lyon: {name: Lyon, latitude: 45.76, longitude: 4.84}
  the-sea: {name: North Sea, kind: area, latitude: 52.3, longitude: 2.6}
  tokyo: {name: Tokyo, latitude: 35.68, longitude: 139.69}
"""
CONCORDE = (
    "id: hop, kind: quantity, subject: the hop, class: flight, attribute: length, unit: km,"
    " value: 300, asks: how long was it, says: 'it was {value} long', places: [brussels]"
)


@cache
def bank(more: str = PLACES) -> Bank:
    return moon.bank_of(CONCORDE, more=more)


@cache
def pool(more: str = PLACES) -> ItemPool:
    paths = {kind: STEMS / f"{kind}.yaml" for kind in (*moon.KINDS, "place")}
    texts = {kind: (path.name, path.read_text("utf-8")) for kind, path in paths.items()}
    return ItemPool(Subject(bank(more), moon.language(), read_wordings(texts)))  # type: ignore[arg-type]


def the_map() -> Map:
    found = pool().subject.map
    assert found
    return found


def about_places() -> list[tuple[Item, FromPlaces]]:
    found = [(item, item.origin) for item in pool().items]
    return [(item, origin) for item, origin in found if isinstance(origin, FromPlaces)]


FLIGHTS = """
places:
  paris: {name: Paris, measured: from, latitude: 48.86, longitude: 2.35}
  london: {name: London, measured: from, latitude: 51.51, longitude: -0.13}
  lyon: {name: Lyon, measured: from, latitude: 45.76, longitude: 4.84}
  lille: {name: Lille, measured: to, latitude: 50.63, longitude: 3.06}
  grenoble: {name: Grenoble, measured: to, latitude: 45.19, longitude: 5.72}
  brussels: {name: Brussels, measured: no, latitude: 50.85, longitude: 4.35}
"""


def about_flights() -> list[tuple[Item, FromPlaces]]:
    """Return what is asked where the bank says from where to where something flies."""
    found = [(item, item.origin) for item in pool(FLIGHTS).items]
    return [(item, origin) for item, origin in found if isinstance(origin, FromPlaces)]


@cache
def form(seed: int = 1) -> Form:
    (one,) = assemble_forms(pool(), moon.blueprint(SHEET, seed=seed))
    return one


def by_vectors(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return a distance in another way than the product: the angle of two vectors."""

    def vector(place: tuple[float, float]) -> tuple[float, float, float]:
        lat, lon = map(radians, place)
        return cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)

    (a, b, c), (d, e, f) = vector(one), vector(other)
    cross = sqrt((b * f - c * e) ** 2 + (c * d - a * f) ** 2 + (a * e - b * d) ** 2)
    return EARTH_KM * atan2(cross, a * d + b * e + c * f)


# --------------------------------------------------------------------------- distances


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        ((48.8566, 2.3522), (51.5074, -0.1278), 344),  # Paris to London
        ((50.45, 30.52), (55.75, 37.62), 756),  # Kyiv to Moscow
        ((-33.8688, 151.2093), (-37.8136, 144.9631), 714),  # Sydney to Melbourne
        ((40.7128, -74.0060), (51.5074, -0.1278), 5570),  # New York to London
        ((0, 0), (90, 0), 10008),  # from the equator to the pole
        ((10, 179.5), (10, -179.5), 109.5),  # over the date line
    ],
)
def test_distances_are_those_that_are_known(
    one: tuple[float, float], other: tuple[float, float], km: float
) -> None:
    assert km_between(one, other) == pytest.approx(km, rel=0.003)


LATITUDES, LONGITUDES = st.floats(-89, 89), st.floats(-180, 180)


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_a_distance_is_the_angle_between_two_vectors(
    lat: float, lon: float, to_lat: float, to_lon: float
) -> None:
    one, other = (lat, lon), (to_lat, to_lon)
    assert km_between(one, other) == pytest.approx(by_vectors(one, other), abs=1e-3)


@given(LATITUDES, LONGITUDES, st.floats(0, 6.28), st.floats(1, 3000))
def test_what_is_drawn_so_far_from_a_place_is_so_far(
    lat: float, lon: float, turn: float, km: float
) -> None:
    assert by_vectors((lat, lon), place_at((lat, lon), turn, km)) == pytest.approx(km, abs=1e-3)


@given(st.floats(-70, 70), LONGITUDES, st.floats(0, 6.28), st.floats(1, 1500))
def test_distances_from_the_middle_of_a_map_are_true(
    lat: float, lon: float, turn: float, km: float
) -> None:
    flat = Flat((lat, lon), 0.0, 0.0)
    assert hypot(*flat.at(place_at((lat, lon), turn, km))) == pytest.approx(km, rel=1e-6)


# --------------------------------------------------------------------------- outlines


def test_the_outlines_are_small_and_cover_the_world() -> None:
    file = moon.ROOT / "quizgen" / "figure" / FILE
    assert 20_000 < file.stat().st_size < 100_000
    lines = outlines()
    assert min(line.west for line in lines) == -18000
    assert max(line.east for line in lines) == 18000
    assert max(line.north for line in lines) > 8300
    assert sum(line.sort == BORDER for line in lines) > 300
    for line in lines:  # what is said of a line beforehand is so
        xs, ys = zip(*line.points(), strict=True)
        bounds = line.west, line.south, line.east, line.north
        assert bounds == tuple(round(it * 100) for it in (min(xs), min(ys), max(xs), max(ys)))


def borders_near(place: tuple[float, float], km: float) -> bool:
    for line in outlines():
        if line.sort in (BORDER, DISPUTED):
            for (x, y), (to_x, to_y) in pairwise(line.points()):
                for part in range(11):
                    between = (y + (to_y - y) * part / 10, x + (to_x - x) * part / 10)
                    if km_between(place, between) < km:
                        return True
    return False


@pytest.mark.parametrize(
    ("place", "has_border"),
    [
        ((46.1, 33.7), False),  # Perekop: Crimea is no other state than the land before it
        ((45.9, 34.6), False),  # the Syvash, all along it
        ((45.3, 36.6), True),  # the strait of Kerch is where Ukraine ends
        ((50.35, 36.6), True),  # between Kharkiv and Belgorod
        ((47.1, 38.2), True),  # at the Sea of Azov
        ((48.0, 38.0), False),  # Donetsk
        ((48.6, 7.8), True),  # Strasbourg: the Rhine
        ((48.8566, 2.3522), False),  # Paris
    ],
)
def test_borders_are_those_that_the_united_nations_recognise(
    place: tuple[float, float], has_border: bool
) -> None:
    assert borders_near(place, 25) is has_border


def test_nothing_but_a_map_reads_the_outlines() -> None:
    outlines.cache_clear()
    (one,) = assemble_forms(moon.items(), moon.blueprint())
    write_sheet(one, look())
    assert outlines.cache_info().misses == 0
    write_sheet(form(), look())
    assert outlines.cache_info().misses == 1


# --------------------------------------------------------------------------- what is asked


def test_every_wording_asks_something() -> None:
    asked = {origin.wording for items in (about_places(), about_flights()) for _, origin in items}
    assert asked == {wording.id for wording in pool().subject.wordings["place"]}


def test_no_item_about_places_breaks_a_rule() -> None:
    for item, _ in about_places():
        assert [it.message for it in check_item(item, pool().subject) if it.is_error] == []


def test_distances_from_where_something_starts_stand_beside_a_length_of_the_bank() -> None:
    starts, ends = {"paris", "london", "lyon"}, {"lille", "grenoble"}
    at = {spot.place: spot.at for spot in pool(FLIGHTS).subject.map.spots}  # type: ignore[union-attr]
    kinds = set()
    for item, origin in about_flights():
        first, right, *wrong = origin.places
        sides = (starts, ends) if first in starts else (ends, starts)
        assert first in sides[0]
        assert {right, *wrong} <= sides[1]
        km = by_vectors(at[first], at[right])
        words = plain(item.prompt)
        assert "300\u00a0km" in words
        assert item.citations
        match item.interaction:
            case Choice():
                assert (km < 300) == ("within" in words)
                assert all((by_vectors(at[first], at[each]) < 300) != (km < 300) for each in wrong)
            case TrueFalse(is_true=is_true):
                assert is_true == ((km > 300) == ("more than" in words))
            case Numeric(low=low, high=high):
                assert low <= Decimal(km) <= high
        kinds.add(item.type)
    assert kinds == {"multiple-choice", "true-false", "numeric"}


def from_first(origin: FromPlaces) -> dict[str, float]:
    """Return how far all other places of the map are from the first of an item, by their names."""
    spots = {spot.place: spot for spot in the_map().spots if not spot.is_area}
    first = spots.pop(origin.places[0])
    return {spot.words: by_vectors(first.at, spot.at) for spot in spots.values()}


def test_measuring_starts_where_facts_are_as_soon_as_some_say_so() -> None:
    three = CONCORDE.replace("[brussels]", "[brussels, london, cologne]")
    paths = {"place": STEMS / "place.yaml"}
    texts = {kind: (path.name, path.read_text("utf-8")) for kind, path in paths.items()}
    named = Subject(moon.bank_of(three, more=PLACES), moon.language(), read_wordings(texts))  # type: ignore[arg-type]
    origins = [item.origin for item in ItemPool(named).items]
    starts = {origin.places[0] for origin in origins if isinstance(origin, FromPlaces)}
    assert starts == {"brussels", "london", "cologne"}


def test_what_is_chosen_is_right_and_nothing_else_is_nearly_so() -> None:
    found = 0
    for item, origin in about_places():
        if isinstance(item.interaction, Choice):
            found += 1
            km = from_first(origin)
            right = {plain(it.content): it.is_key for it in item.interaction.options}
            assert len(right) in (3, 4)
            (key,) = [name for name, is_key in right.items() if is_key]
            if origin.km is not None:
                radius = float(origin.km)
                assert f"{origin.km:f}\u00a0km" in plain(item.prompt)
                assert km[key] <= 0.85 * radius
                assert all(km[name] >= 1.15 * radius for name in right if name != key)
            else:
                assert all(km[name] >= 1.2 * km[key] for name in km if name != key)
    assert found > 3


def test_statements_that_compare_are_true_or_false_as_they_say() -> None:
    truths = set()
    for item, origin in about_places():
        if isinstance(item.interaction, TrueFalse):
            km = from_first(origin)
            names = re.fullmatch(
                r"On the map, \w+ is nearer to (\w+) than to (\w+)\.", plain(item.prompt)
            )
            assert names
            said, other = names.groups()
            nearer, farther = sorted((said, other), key=km.__getitem__)
            assert km[farther] >= 1.2 * km[nearer]
            assert (said == nearer) is item.interaction.is_true
            truths.add(item.interaction.is_true)
    assert truths == {True, False}


def test_the_lengths_of_a_bank_are_the_circles_that_are_asked_about_first() -> None:
    asked = {origin.places[0]: origin.km for _, origin in about_places() if origin.km}
    assert asked
    assert Decimal(300) in asked.values()


def test_a_distance_is_right_by_a_ruler_on_the_drawn_map() -> None:
    """Dots and scale are measured in the drawing, as a pupil does it, a millimetre off."""
    drawing = lay_out_map(the_map(), paper())
    dots = [shape for shape in drawing.shapes if isinstance(shape, Dot)]
    spots = [spot for spot in the_map().spots if not spot.is_area]
    at = {spot.place: (dot.x, dot.y) for spot, dot in zip(spots, dots, strict=True)}
    level = [it for it in drawing.shapes if isinstance(it, Line) and it.y == it.to_y]
    scale = max(level, key=lambda line: line.y)
    points_a_km = (scale.to_x - scale.x) / float(the_map().scale_bars[0].ticks[-1].value)
    found = 0
    for item, origin in about_places():
        if isinstance(item.interaction, Numeric):
            one, other = (at[place] for place in origin.places)
            length = hypot(one[0] - other[0], one[1] - other[1])
            for off in (-72 / 25.4, 0, 72 / 25.4):
                measured = Decimal((length + off) / points_a_km)
                assert item.interaction.low <= measured <= item.interaction.high
            assert item.interaction.high - item.interaction.low <= 6 * map_grain(the_map()) or (
                item.interaction.high < Decimal("1.35") * item.interaction.low
            )
            found += 1
    assert found > 5


def test_a_place_for_whose_sake_all_others_would_crowd_is_not_on_the_map() -> None:
    assert "tokyo" not in {spot.place for spot in the_map().spots}
    assert not any("tokyo" in origin.places for _, origin in about_places())


def test_a_map_that_is_too_wide_to_be_true_is_not_drawn() -> None:
    places = """
places:
  brussels: {name: Brussels, latitude: 50.85, longitude: 4.35}
  delhi: {name: Delhi, latitude: 28.6, longitude: 77.2}
  nairobi: {name: Nairobi, latitude: -1.3, longitude: 36.8}
  lima: {name: Lima, latitude: -12, longitude: -77}
  perth: {name: Perth, latitude: -32, longitude: 116}
"""
    assert pool(places).subject.map is None
    assert not any(plan.kind == "place" for plan in pool(places).plans)


def test_a_bank_without_places_is_told_so() -> None:
    with pytest.raises(FormError, match=r"'Measure' asks for 4 .* the bank yields 0"):
        list(assemble_forms(moon.items(), moon.blueprint(SHEET)))


def test_what_is_asked_on_a_map_is_no_card_to_choose_on() -> None:
    """A card has no map on its front."""
    assert not any(isinstance(item.origin, FromPlaces) for item in pool().choices)


def test_sections_that_do_not_name_places_ask_about_none() -> None:
    sheet = SHEET.replace(" kinds: [place],", "")
    for seed in range(1, 6):
        wishes = moon.blueprint(sheet.replace("count: 4", "count: 1"), seed=seed)
        for one in assemble_forms(pool(), wishes):
            assert not any(isinstance(item.origin, FromPlaces) for item in one.items)


# --------------------------------------------------------------------------- how it is drawn


def paper(*, is_large: bool = False) -> Room:
    wish: Look = replace(look(), large_print=is_large)
    return room_of(measures_of(wish))


def written(drawing: Drawing, room: Room) -> list[tuple[Label, Area]]:
    """Return the words of a drawing that stand within its frame, and the room they take."""
    labels = [it for it in drawing.shapes if isinstance(it, Label) and it.anchor == "start"]
    frame = max(it.y for it in drawing.shapes if isinstance(it, Dot))
    return [(it, words_area(it, room)) for it in labels if it.y < frame + 40]


def crowded(seed: int, count: int) -> Map:
    """Return a map of places strewn about, some in clusters; drawn without `random`."""
    from quizgen.order import drawn

    spots = []
    for number in range(count):
        reach = 400 if number % 3 else 60
        east = drawn(f"{seed}/{number}/x", 2 * reach) - reach
        south = drawn(f"{seed}/{number}/y", reach) - reach // 2
        lat, lon = place_at(the_map().middle, atan2(east, -south), hypot(east, south))
        spots.append(
            replace(
                the_map().spots[0],
                place=f"p{number}",
                words=("Ely", "Stratford", "Kingston upon Hull", "Bonn")[number % 4],
                latitude=Decimal(f"{lat:.3f}"),
                longitude=Decimal(f"{lon:.3f}"),
                is_main=bool(number % 2),
            )
        )
    return replace(the_map(), width_km=1000, height_km=600, spots=tuple(spots))


ROOMS = {"page": paper(), "large print": paper(is_large=True), "card": CARD}


@pytest.mark.parametrize("room", ROOMS.values(), ids=[*ROOMS])
@pytest.mark.parametrize("seed", range(1, 13))
def test_no_name_stands_over_another_or_over_a_dot(seed: int, room: Room) -> None:
    count = 12 if room is CARD else 18
    drawing = lay_out_map(crowded(seed, count), room)
    areas = [area for _, area in written(drawing, room)]
    assert len(areas) == count  # none is left out
    assert not any(one.meets(other) for one, other in combinations(areas, 2))
    for shape in drawing.shapes:
        if isinstance(shape, Dot):
            assert not any(
                area.left < shape.x + shape.radius * 0.8
                and shape.x - shape.radius * 0.8 < area.right
                and area.top < shape.y + shape.radius * 0.8
                and shape.y - shape.radius * 0.8 < area.bottom
                for area in areas
            )


@pytest.mark.parametrize("room", ROOMS.values(), ids=[*ROOMS])
def test_no_line_runs_through_words(room: Room) -> None:
    fact = bank().facts[0]
    figure = map_of_facts((fact,), bank(), pool().subject.units, moon.language())
    assert figure
    assert figure.rings
    drawing = lay_out_map(figure, room)
    areas = [area for _, area in written(drawing, room)]
    assert len(areas) >= 4
    for shape in drawing.shapes:
        if isinstance(shape, Stroke):
            for (x, y), (to_x, to_y) in pairwise(shape.points):
                for part in range(6):
                    at = x + (to_x - x) * part / 5, y + (to_y - y) * part / 5
                    assert not any(
                        area.left < at[0] < area.right and area.top < at[1] < area.bottom
                        for area in areas
                    )


def test_type_on_paper_is_large_enough_to_be_read() -> None:
    for is_large, least in ((False, 8), (True, 14)):
        drawing = lay_out_map(the_map(), paper(is_large=is_large))
        sizes = [shape.size for shape in drawing.shapes if isinstance(shape, Label)]
        assert min(sizes) >= least
        strokes = [it.stroke for it in drawing.shapes if not isinstance(it, Label)]
        assert min(strokes) >= 0.5


def test_all_of_a_map_stays_within_its_room() -> None:
    for room in ROOMS.values():
        drawing = lay_out_map(the_map(), room)
        for shape in drawing.shapes:
            if isinstance(shape, Stroke):
                assert all(-0.01 <= x <= drawing.width + 0.01 for x, _ in shape.points)
                assert all(-0.01 <= y <= drawing.height + 0.01 for _, y in shape.points)


@pytest.mark.parametrize(
    "places",
    [
        [("Suva", -18.14, 178.44), ("Apia", -13.83, -171.77), ("Labasa", -16.43, 179.36)],
        [("Longyearbyen", 78.22, 15.65), ("Barentsburg", 78.06, 14.21), ("Alert", 82.5, -62.3)],
        [("South Pole", -90, 0), ("Vostok", -78.46, 106.84), ("McMurdo", -77.85, 166.67)],
        [("Chicago", 41.88, -87.63), ("Toronto", 43.65, -79.38), ("Cleveland", 41.5, -81.69)],
    ],
    ids=["at the date line", "in the far north", "at the pole", "beside lakes"],
)
def test_any_part_of_the_earth_can_be_drawn(places: list[tuple[str, float, float]]) -> None:
    lines = [
        f"  p{number}: {{name: {name}, latitude: {lat}, longitude: {lon}}}"
        for number, (name, lat, lon) in enumerate(places)
    ]
    more = "\n".join(
        ["", "places:", "  brussels: {name: X, kind: area, latitude: 0, longitude: 0}", *lines, ""]
    )
    figure = pool(more).subject.map
    assert figure
    flat = Flat(figure.middle, figure.width_km, figure.height_km)
    middles = [flat.at(spot.at) for spot in figure.spots if not spot.is_area]
    assert len(middles) == 3
    assert all(0 < x < figure.width_km and 0 < y < figure.height_km for x, y in middles)
    drawing = lay_out_map(figure, paper())
    assert any(isinstance(shape, Stroke) for shape in drawing.shapes)
    assert len(written(drawing, paper())) >= 3


def test_water_is_hatched_and_land_is_not() -> None:
    """Level lines of hair run through the North Sea and not through Champagne."""
    drawing = lay_out_map(the_map(), paper())
    factor = drawing.width / the_map().width_km
    flat = Flat(the_map().middle, the_map().width_km, the_map().height_km)

    def lines_near(place: tuple[float, float]) -> bool:
        x, y = (length * factor for length in flat.at(place))
        level = [
            shape.points
            for shape in drawing.shapes
            if isinstance(shape, Stroke) and len({y for _, y in shape.points}) == 1
        ]
        return any(abs(y - at) < 5 and start < x < end for (start, at), (end, _) in level)

    assert lines_near((51.2, 1.9)) or lines_near((50.3, 0.2))
    assert not lines_near((48.9, 4.3))
    assert not lines_near((51.0, 5.4))


# --------------------------------------------------------------------------- on paper and cards


def test_two_checkers_find_nothing_to_complain_about(tmp_path: Path) -> None:
    for write in (write_sheet, write_key):
        assert problems_aloud(write(form(), look()), tmp_path) == []


def alts(pdf: bytes) -> Iterator[str]:
    with pikepdf.open(BytesIO(pdf)) as file:
        for it in file.objects:
            if isinstance(it, pikepdf.Dictionary) and it.get("/S") == "/Figure":
                yield str(it.Alt)


@pytest.mark.parametrize("seed", range(1, 9))
def test_a_sheet_has_one_map_and_it_gives_no_answer(seed: int) -> None:
    pdf = write_sheet(form(seed), look())
    (alt,) = alts(pdf)
    assert "Brussels" in alt
    ends = {bar.ticks[-1].words for bar in the_map().scale_bars}
    assert {*re.findall(r"\d+", alt)} <= ends
    told = squeezed(strings_in(pdf))
    for item in form(seed).items:
        assert plain(item.rationale) not in alt
        if isinstance(item.interaction, Numeric):
            assert squeezed(plain(item.interaction.answer)) not in told


def test_a_form_with_a_map_breaks_no_rule() -> None:
    for seed in range(1, 9):
        assert [it for it in check_form(form(seed), pool().subject) if it.is_error] == []


def test_the_key_draws_what_is_right_with_the_number_of_its_question() -> None:
    for seed in range(1, 9):
        (map_,) = answered_maps(form(seed))
        drawn = {number for leg in map_.legs for number in leg.words.split(", ")}
        drawn |= {ring.words for ring in map_.rings}
        numbers = [numbered.number for part in form(seed).sections for numbered in part.items]
        assert drawn == {*map(str, numbers)}
        (alt,) = alts(write_key(form(seed), look()))
        assert "The answers on the map" in alt
        assert all(f"{number}: " in alt or f"{number}, " in alt for number in numbers)


def test_a_key_is_the_same_twice_and_so_is_a_sheet() -> None:
    for write in (write_sheet, write_key):
        assert write(form(), look()) == write(form(), look())


def test_a_form_with_a_map_comes_back_from_json() -> None:
    (back,) = read_forms(write_forms([form()]), "forms.json")
    assert replace(back, sections=()) == replace(form(), sections=(), missing=())
    assert back.items == form().items
    assert write_sheet(back, look()) == write_sheet(form(), look())


def test_a_bank_with_places_is_written_as_it_was_read() -> None:
    languages = {"en-GB": moon.language()}
    assert read_bank(write_bank(bank()), "moon.yaml", languages) == bank()


def test_a_study_sheet_shows_where_its_facts_are() -> None:
    study = """
label: Study sheet
summary: For the tests.
facts:
  - {title: All, text: "{{ source_title }}"}
"""
    (one,) = assemble_forms(pool(), moon.blueprint(study))
    assert one.map
    assert [(ring.around, ring.km) for ring in one.map.rings] == [("brussels", Decimal(300))]
    pdf = write_sheet(one, look())
    (alt,) = alts(pdf)
    assert "A circle around Brussels has a radius of 300\u00a0km." in alt
    assert "Where it is" in "".join(pages_of(pdf))


def test_a_card_of_a_fact_with_places_has_a_map_in_the_cards_own_ink() -> None:
    fact = bank().facts[0]
    figure = figure_of(fact, (), bank(), moon.language())
    assert isinstance(figure, Map)
    svg = write_svg(lay_out_map(figure, CARD), figure.caption, figure.alt)
    tree = ElementTree.fromstring(svg)
    colours = {tree.attrib["stroke"], tree.attrib["fill"]}
    colours |= {it.attrib[name] for it in tree.iter() for name in ("fill", "stroke") if name in it.attrib}  # fmt: skip
    assert colours == {"currentColor", "none"}
    assert {"Brussels", "300\u00a0km"} <= {it.text for it in tree.iter("text")}
    assert len(svg) < 20_000


def test_a_ring_is_as_wide_as_its_words_say() -> None:
    fact = bank().facts[0]
    figure = map_of_facts((fact,), bank(), pool().subject.units, moon.language())
    assert figure
    drawing = lay_out_map(figure, CARD)
    dashed = [it for it in drawing.shapes if isinstance(it, Stroke) and it.dash == "dashed"]
    (brussels,) = [it for it in drawing.shapes if isinstance(it, Dot) and it.is_filled]
    points_a_km = drawing.width / figure.width_km
    for line in dashed:
        for x, y in line.points:
            km = hypot(x - brussels.x, y - brussels.y) / points_a_km
            assert km == pytest.approx(300, rel=0.01)
    turns = {round(degrees(atan2(y - brussels.y, x - brussels.x)) / 30) for it in dashed for x, y in it.points}  # fmt: skip
    assert len(turns) >= 10
