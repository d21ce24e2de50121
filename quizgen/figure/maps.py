"""What a map shows, in words and numbers: places of a bank, and how far is how long."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from math import atan2, hypot, inf

from quizgen.bank.bank import Bank, Unit
from quizgen.bank.facts import Fact, Quantity
from quizgen.bank.places import Place, place_at
from quizgen.figure.ground import Flat
from quizgen.language.quantities import say_number, say_value
from quizgen.language.words import Language
from quizgen.quiz.figures import Map, Ring, ScaleBar, Spot, Tick
from quizgen.values import dataclass

MARGIN = 0.09
"""Around the outermost places, as a part of what lies between them: names need room."""
LEAST_KM = 300
"""The outlines that the package carries say nothing of a smaller stretch."""
MOST_KM = 4000
"""On a wider map, distances from anywhere but its middle are no longer true."""
LEAST_HEIGHT, MOST_HEIGHT = 0.45, 0.55
"""The height of a map as a part of its width."""
MOST_POINTS = 24
"""So many names have room on a map."""
FEWEST_KEPT = 4
CROWDED = 0.6
"""A place for whose sake all others would have so small a part of a map's width is left out."""
PARTS = 100
"""A distance is read off a map to so small a part of its width, or a little coarser."""
OFF = 0.02
"""By so small a part a distance on a map may be off, to be read from it."""
STEPS = tuple(map(Decimal, (1, 2, 5)))
MOST_OF_THE_SCALE = 0.17
"""A step of the scale as a part of a map's width, at most; it has two."""
KM = "km"


@dataclass(frozen=True)
class Reach:
    """A distance that is drawn around a place."""

    around: str
    """The id of the place."""
    km: Decimal


def map_of_bank(bank: Bank, units: Mapping[str, Unit], language: Language) -> Map | None:
    """Return a map of a bank's places to measure on; None where there is nothing to measure.

    It tells no distance: whether a place is near or far is for the pupil to find out. A place so
    far off that all others would crowd together for its sake is left out, and what comes behind
    the first two dozen.
    """
    named = ((name, place.at) for name, place in bank.places.items() if place.kind == "point")
    points = dict(islice(named, MOST_POINTS))
    while len(points) > FEWEST_KEPT:
        widths = {
            name: _width(points[other] for other in points if other != name) for name in points
        }
        farthest = min(widths, key=lambda name: widths[name])
        if widths[farthest] > CROWDED * _width(points.values()):
            break
        del points[farthest]
    return map_of(bank, tuple(points), (), units, language) if len(points) > 1 else None


def _width(points: Iterable[tuple[float, float]]) -> float:
    found = _extent(tuple(points), ())
    return found[1] if found else inf


def map_of_facts(
    facts: Sequence[Fact], bank: Bank, units: Mapping[str, Unit], language: Language
) -> Map | None:
    """Return a map of what facts name, with a ring for each of their lengths around a place.

    Of the bank's other places it has those that lie between. None if no fact names a place.
    """
    main = tuple(dict.fromkeys(place for fact in facts for place in fact.places))
    reaches = dict.fromkeys(filter(None, (reach_of(fact, units) for fact in facts)))
    return map_of(bank, main, tuple(reaches), units, language) if main else None


def reach_of(fact: Fact, units: Mapping[str, Unit]) -> Reach | None:
    """Return what a fact says reaches so far from the place that it names; None of most facts."""
    claim = fact.claim
    if not isinstance(claim, Quantity) or claim.value is None or not fact.places:
        return None
    factor = Decimal(1) if claim.unit == KM else units[claim.unit].converts.get(KM)
    return Reach(fact.places[0], claim.value * factor) if factor and claim.value > 0 else None


def map_of(
    bank: Bank,
    main: Sequence[str],
    reaches: Sequence[Reach],
    units: Mapping[str, Unit],
    language: Language,
) -> Map | None:
    """Return a map with these places in bold; None where they are too few or too far apart."""
    points = [place for place_id in main if (place := bank.places[place_id]).kind == "point"]
    if not points or (len(points) < 2 and not reaches and len(bank.places) < 2):
        return None
    around = [(bank.places[reach.around].at, float(reach.km)) for reach in reaches]
    found = _extent([place.at for place in points], around)
    if found is None:
        return None
    middle, width, height = found
    flat = Flat(middle, width, height)
    beside = (
        place_id
        for place_id, place in bank.places.items()
        if place_id not in main and _is_on(flat, place)
    )
    shown = {*main, *islice(beside, max(MOST_POINTS - len(main), 0))}
    spots = tuple(
        _spot(place_id, place, is_main=place_id in main)
        for place_id, place in bank.places.items()
        if place_id in shown
    )
    rings = tuple(
        Ring(around=reach.around, km=reach.km, words=say_km(reach.km, units, language))
        for reach in reaches
    )
    scale_bars = tuple(_scale_bars(bank, width, units, language))
    labels = language.labels
    names = [spot.words for spot in spots if not spot.is_area]
    alt = labels.map_alt.format(names=", ".join(names), scale=_says(scale_bars[0]))
    told = [
        labels.map_ring_alt.format(place=bank.places[ring.around].name, distance=ring.words)
        for ring in rings
    ]
    return Map(
        caption=labels.map_ring_caption if rings else labels.map_caption,
        alt=" ".join((alt, *told)),
        latitude=Decimal(f"{middle[0]:.2f}"),
        longitude=Decimal(f"{middle[1]:.2f}"),
        width_km=width,
        height_km=height,
        spots=spots,
        rings=rings,
        scale_bars=scale_bars,
    )


def _spot(place_id: str, place: Place, *, is_main: bool) -> Spot:
    return Spot(
        place=place_id,
        words=place.name,
        latitude=place.latitude,
        longitude=place.longitude,
        is_area=place.kind == "area",
        is_main=is_main,
    )


def _is_on(flat: Flat, place: Place) -> bool:
    """Tell whether a place lies well within a map."""
    x, y = flat.at(place.at)
    edge = MARGIN / 3 * flat.width_km
    return edge < x < flat.width_km - edge and edge < y < flat.height_km - edge


def _extent(
    points: Sequence[tuple[float, float]], rings: Sequence[tuple[tuple[float, float], float]]
) -> tuple[tuple[float, float], int, int] | None:
    """Return the middle, width and height of a map; None if it were too wide to be true."""
    middle = points[0]
    for _ in range(3):  # the middle moves, and with it what lies flat about it
        flat = Flat(middle, 0.0, 0.0)
        places = [flat.at(point) for point in points]
        for place, km in rings:
            places += flat.ring(place, km)
        xs, ys = zip(*places, strict=True)
        wide, high = max(xs) - min(xs), max(ys) - min(ys)
        if max(wide, high) > MOST_KM:
            return None
        x, y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
        lat, lon = place_at(middle, atan2(x, -y), hypot(x, y))
        middle = round(lat, 2), round((lon + 180) % 360 - 180, 2)
    wide = max(wide * (1 + 2 * MARGIN), high * (1 + 2 * MARGIN) / MOST_HEIGHT, LEAST_KM)
    high = max(high * (1 + 2 * MARGIN), wide * LEAST_HEIGHT)
    return middle, _rounded_up(wide), _rounded_up(high)


def _rounded_up(km: float) -> int:
    return -int(-km // 10) * 10


# --------------------------------------------------------------------------- how far


def say_km(km: Decimal, units: Mapping[str, Unit], language: Language) -> str:
    """Return a distance in words: "300 km"."""
    value = km.quantize(Decimal(1)) if km >= 10 else km.normalize()
    return say_value(value, units[KM], language)


def map_grain(map_: Map) -> Decimal:
    """Return to what distance a map can be read: a round number of kilometres."""
    return _round_step(map_.width_km / PARTS, up=True)


def is_true_on(map_: Map, one: Spot, other: Spot, km: float) -> bool:
    """Tell whether two places are drawn as far from each other as they are."""
    flat = Flat(map_.middle, map_.width_km, map_.height_km)
    (x, y), (to_x, to_y) = flat.at(one.at), flat.at(other.at)
    return abs(hypot(to_x - x, to_y - y) - km) <= OFF * km


def _scale_bars(
    bank: Bank, width: int, units: Mapping[str, Unit], language: Language
) -> Iterable[ScaleBar]:
    """Yield a scale in kilometres, and one in each other unit of length that the bank uses."""
    used = {fact.claim.unit for fact in bank.facts if isinstance(fact.claim, Quantity)}
    lengths = {KM: Decimal(1)} | {
        name: unit.converts[KM] for name, unit in units.items() if KM in unit.converts
    }
    for name, km in lengths.items():
        if name != KM and name not in used:
            continue
        step = _round_step(MOST_OF_THE_SCALE * width / float(km), up=False)
        values = (Decimal(0), step, 2 * step)
        ticks = tuple(Tick(value=value, words=say_number(value, language)) for value in values)
        yield ScaleBar(km=km, ticks=ticks, unit=units[name].name)


def _says(bar: ScaleBar) -> str:
    return f"{bar.ticks[-1].words} {bar.unit}"


def _round_step(number: float, *, up: bool) -> Decimal:
    """Return the nearest of 1, 2, 5, 10, 20 ... above a number, or below.

    >>> str(_round_step(9.3, up=True)), str(_round_step(161.5, up=False))
    ('10', '100')
    """
    exact = Decimal(number)
    grain = Decimal(1).scaleb(exact.adjusted())
    steps = [step * grain for step in (*STEPS, Decimal(10))]
    found = (
        next(step for step in steps if step >= exact)
        if up
        else max(step for step in steps if step <= exact)
    )
    return Decimal(f"{found.normalize():f}")
