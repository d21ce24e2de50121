"""Questions about places, to be answered on a map: how far, what lies within, which is nearer.

What is right comes from where the places lie and nothing else. Nothing is asked that a careful
pupil with a ruler might get wrong: what lies within a circle lies well within, what does not lies
well beyond, and of two distances one is clearly the shorter.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from itertools import combinations, islice

from quizgen.bank.facts import Fact
from quizgen.bank.places import km_between
from quizgen.content import Content, Run, Text, paragraphs, plain
from quizgen.figure.maps import is_true_on, map_grain, reach_of, say_km
from quizgen.ids import set_id_of
from quizgen.judge.subject import Subject
from quizgen.language.sentences import fill, open_end
from quizgen.language.variables import PLACE_VARIABLES
from quizgen.language.wording import holds, render
from quizgen.order import hash_under
from quizgen.quiz.figures import Map, Spot
from quizgen.quiz.item import (
    Choice,
    Citation,
    FromPlaces,
    Interaction,
    Item,
    Numeric,
    Option,
    TrueFalse,
)
from quizgen.quiz.meaning import SomeWords, id_of
from quizgen.quiz.wording import Wording
from quizgen.values import dataclass

WELL_WITHIN, WELL_BEYOND = 0.85, 1.15
"""What lies within a circle, and what lies beyond, as parts of its radius; nothing lies between."""
CLEARLY_FARTHER = 1.2
"""Of two distances that are compared, the longer is at least so many times the shorter."""
GRAINS_TO_READ = 5
"""A distance that is read off a map is at least so many grains: of less, too much is a guess."""
GRAINS_APART = 2
"""Two that are compared differ by so many."""
DISTRACTORS, FEWEST_DISTRACTORS = 3, 2
ENOUGH_CENTRES = 3
"""With fewer places that facts name, there would be little to measure. Ours."""
ROUND_KM = tuple(map(Decimal, (50, 100, 150, 200, 300, 400, 500, 750, 1000, 1500, 2000)))
"""Circles that are asked about where no fact of the bank has a length that fits."""
STATEMENTS = 2
"""How many statements of a wording compare distances from the same place."""


@dataclass(frozen=True, kw_only=True)
class AtPlaces:
    """A question about places, before it is written."""

    wording: Wording
    places: tuple[str, ...]
    """Ids of places: from which is measured, what is right, what is wrong or compared with it."""
    km: Decimal | None = None
    """The radius of a circle around the first."""
    length: str = ""
    """The id of the fact whose length the distance is set beside."""

    @property
    def id(self) -> str:
        """Return the id of its item; the order of its places counts."""
        ordered = [f"{number}:{place}" for number, place in enumerate(self.places)]
        return set_id_of(self.wording.id, [*ordered, *filter(None, [self.length])])


def ask_places(wording: Wording, subject: Subject) -> Iterator[AtPlaces]:
    """Yield what a wording can ask on the map of a bank; nothing where the bank has no map.

    Where the bank says from where to where it makes sense to measure, nothing is measured for its
    own sake: each distance is set beside a length of the bank.
    """
    if subject.map is None:
        return
    course = _Course(subject.map, subject)
    if wording.each == "length":
        yield from course.asked(wording)
        return
    if course.is_told:
        return
    named = {place for fact in subject.bank.facts if not fact.retired for place in fact.places}
    ground = _Ground(subject.map, named)
    match wording.type, wording.distractors:
        case "numeric", _:
            found: Iterator[tuple[tuple[str, ...], Decimal | None]] = ground.distances()
        case "multiple-choice", "beyond":
            found = ground.circles(_radii(subject))
        case "multiple-choice", "farther":
            found = ground.nearest()
        case "true-false", _:
            found = ground.comparisons(wording.id)
        case _:
            return
    for places, km in found:
        yield AtPlaces(wording=wording, places=places, km=km)


def _radii(subject: Subject) -> tuple[Decimal, ...]:
    """Return the radii that circles may have: lengths of the bank first."""
    own = (reach_of(fact, subject.units) for fact in subject.by_kind.get("quantity", ()))
    return tuple(dict.fromkeys((*(reach.km for reach in own if reach), *ROUND_KM)))


_Found = tuple[tuple[str, ...], Fact, Decimal | None]
"""Places, the fact whose length is set beside their distance, and the radius of a circle."""


class _Ground:
    """The places of a map, and which of their distances can be read off it."""

    def __init__(self, map_: Map, named: Collection[str]) -> None:
        self.map = map_
        self.spots = {spot.place: spot for spot in map_.spots if not spot.is_area}
        centres = [place for place in self.spots if place in named]
        self.centres = centres if len(centres) >= ENOUGH_CENTRES else [*self.spots]
        """Where measuring starts: where facts are, as soon as some say so. How far two others are
        apart matters to nobody."""
        self.true: set[tuple[str, str]] = set()
        """The pairs whose distance is drawn as long as it is."""
        self.grain = float(map_grain(map_))
        self.km: dict[tuple[str, str], float] = {}
        for one, other in combinations(self.spots.values(), 2):
            km = _km(one, other)
            self.km[one.place, other.place] = self.km[other.place, one.place] = km
            if is_true_on(map_, one, other, km):
                self.true |= {(one.place, other.place), (other.place, one.place)}

    def distances(self) -> Iterator[tuple[tuple[str, ...], Decimal | None]]:
        """Yield pairs whose distance can be read."""
        for one, other in combinations(self.spots, 2):
            centre, far = (one, other) if one in self.centres else (other, one)
            if centre in self.centres and self.is_readable(centre, far):
                yield (centre, far), None

    def circles(self, radii: Sequence[Decimal]) -> Iterator[tuple[tuple[str, ...], Decimal | None]]:
        """Yield for each place the first circle that has one other place in it."""
        for centre in self.centres:
            around = self._around(centre)
            if not all(self.is_true_between(centre, place) for _, place in around):
                continue
            for radius in radii:
                inside = [place for km, place in around if km <= float(radius) * WELL_WITHIN]
                beyond = [place for km, place in around if km >= float(radius) * WELL_BEYOND]
                if (
                    len(inside) == 1
                    and len(beyond) == len(around) - 1 >= FEWEST_DISTRACTORS
                    and float(radius) >= GRAINS_TO_READ * self.grain
                ):
                    yield (centre, *inside, *beyond[:DISTRACTORS]), radius
                    break

    def nearest(self) -> Iterator[tuple[tuple[str, ...], Decimal | None]]:
        """Yield each place with the one that is nearest to it, and some that are not."""
        for centre in self.centres:
            around = self._around(centre)
            farther = [
                place
                for km, place in around[1:]
                if self._is_farther(km, around[0][0]) and self.is_true_between(centre, place)
            ]
            if len(farther) == len(around) - 1 >= FEWEST_DISTRACTORS:
                yield (centre, around[0][1], *farther[:DISTRACTORS]), None

    def comparisons(self, wording_id: str) -> Iterator[tuple[tuple[str, ...], Decimal | None]]:
        """Yield places with two others, the nearer first: those that are hardest to tell apart."""
        for centre in self.centres:
            around = self._around(centre)
            pairs = [
                (far / near, (centre, one, other))
                for (near, one), (far, other) in combinations(around, 2)
                if self._is_farther(far, near)
                and self.is_true_between(centre, one)
                and self.is_true_between(centre, other)
            ]
            closest = [places for _, places in sorted(pairs)[: 2 * STATEMENTS]]
            closest.sort(key=lambda places: hash_under(wording_id, "/".join(places)))
            yield from ((places, None) for places in closest[:STATEMENTS])

    def is_true_between(self, one: str, other: str) -> bool:
        return (one, other) in self.true

    def is_readable(self, one: str, other: str) -> bool:
        """Tell whether the distance of two places can be read off the map, and is true on it."""
        return self.km[one, other] >= GRAINS_TO_READ * self.grain and self.is_true_between(
            one, other
        )

    def _is_farther(self, far: float, near: float) -> bool:
        """Tell whether a ruler shows beyond doubt which of two distances is the longer."""
        return far >= CLEARLY_FARTHER * near and far - near >= GRAINS_APART * self.grain

    def _around(self, centre: str) -> list[tuple[float, str]]:
        """Return the other places by their distance."""
        return sorted((self.km[centre, place], place) for place in self.spots if place != centre)


class _Course:
    """Distances from places where something starts to those where it may end, and lengths."""

    def __init__(self, map_: Map, subject: Subject) -> None:
        measured = {name: place.measured for name, place in subject.bank.places.items()}
        self.is_told = any(ends in ("from", "to") for ends in measured.values())
        self.ground = _Ground(map_, measured)
        lengths = (
            (fact, reach_of(fact, subject.units)) for fact in subject.by_kind.get("quantity", ())
        )
        self.lengths = [(fact, reach.km) for fact, reach in lengths if reach]
        self.starts = [name for name in self.ground.spots if measured[name] in ("from", "both")]
        self.ends = [name for name in self.ground.spots if measured[name] in ("to", "both")]

    def asked(self, wording: Wording) -> Iterator[AtPlaces]:
        """Yield what a wording asks about distances, each beside a length."""
        if not self.is_told:
            return
        match wording.type:
            case "numeric":
                found = self._distances()
            case "true-false":
                found = self._comparisons(wording.id)
            case _:
                found = self._circles(is_within=wording.distractors == "beyond")
        for places, length, km in found:
            yield AtPlaces(wording=wording, places=places, km=km, length=length.id)

    def _pairs(self) -> Iterator[tuple[str, str, float]]:
        for start in self.starts:
            for end in self.ends:
                if start != end and self.ground.is_readable(start, end):
                    yield start, end, self.ground.km[start, end]

    def _distances(self) -> Iterator[_Found]:
        """Yield each distance with the length that is nearest to it."""
        for start, end, km in self._pairs():
            clear = [length for length in self.lengths if _is_clear(km, length[1])]
            if clear:
                fact, _ = min(clear, key=lambda length: _times(km, length[1]))
                yield (start, end), fact, None

    def _comparisons(self, wording_id: str) -> Iterator[_Found]:
        """Yield of each start one of the distances that are hardest to tell from a length."""
        for start in self.starts:
            found = [
                (_times(km, length), (start, end), fact)
                for begin, end, km in self._pairs()
                for fact, length in self.lengths
                if begin == start and _is_clear(km, length)
            ]
            closest = sorted(found, key=lambda each: each[0])[: 2 * STATEMENTS]
            closest.sort(key=lambda each: hash_under(wording_id, "/".join((*each[1], each[2].id))))
            yield from ((places, fact, None) for _, places, fact in closest[:1])

    def _circles(self, *, is_within: bool) -> Iterator[_Found]:
        """Yield circles with one place of the other sort in it, or one that lies beyond."""
        for centre in dict.fromkeys((*self.starts, *self.ends)):
            across = self.ends if centre in self.starts else self.starts
            around = sorted(
                (self.ground.km[centre, place], place) for place in across if place != centre
            )
            if not all(self.ground.is_true_between(centre, place) for _, place in around):
                continue
            for fact, radius in self.lengths:
                if not all(_is_clear(km, radius) for km, _ in around):
                    continue
                inside = [place for km, place in around if km < radius]
                beyond = [place for km, place in around if km > radius]
                right, wrong = (inside, beyond) if is_within else (beyond, inside)
                if len(right) == 1 and len(wrong) >= FEWEST_DISTRACTORS:
                    yield (centre, *right, *wrong[:DISTRACTORS]), fact, radius


def _times(km: float, length: Decimal) -> float:
    """Return how many times the smaller of the two the greater is."""
    return max(km / float(length), float(length) / km)


def _is_clear(km: float, length: Decimal) -> bool:
    """Tell whether a ruler shows beyond doubt if a distance is longer than a length."""
    return not WELL_WITHIN * float(length) < km < WELL_BEYOND * float(length)


def _km(one: Spot, other: Spot) -> float:
    return km_between(one.at, other.at)


# --------------------------------------------------------------------------- written


def write_at_places(asked: AtPlaces, subject: Subject) -> Item | None:
    """Return the item of a question; None where its wording does not fit.

    Raises TemplateError for a wording that cannot be used.
    """
    assert subject.map is not None
    asking = _Asking(asked, subject, subject.map)
    if not holds(asked.wording.when, asking.variables(asked.places[-1]), asked.wording.where):
        return None
    match asked.wording.type:
        case "numeric":
            return asking.item(asking.numeric())
        case "true-false":
            return asking.statement()
        case _:
            return asking.item(asking.choice())


class _Asking:
    """Places that are asked about by a wording."""

    def __init__(self, asked: AtPlaces, subject: Subject, map_: Map) -> None:
        self.asked = asked
        self.wording = asked.wording
        self.subject = subject
        self.map = map_
        self.spots = {spot.place: spot for spot in map_.spots}

    def km(self, place: str) -> Decimal:
        """Return how far a place is from the first, in kilometres."""
        return Decimal(_km(self.spots[self.asked.places[0]], self.spots[place]))

    def variables(self, other: str) -> Mapping[str, object]:
        """Return what a wording may say of the first place and another, and the radius."""
        say, grain = self._say_km, map_grain(self.map)
        _, near, *rest = self.asked.places
        both = sorted(self.spots[compared].words for compared in self.asked.places[1:3])
        values = {
            "place": self.spots[self.asked.places[0]].words,
            "other": self.spots[other].words,
            "distance": say(_to(self.km(other), grain)),
            "exact": say(_to(self.km(other), Decimal(1))),
            "radius": say(self.asked.km) if self.asked.km else "",
            "grain": say(grain),
            "near": self.spots[near].words,
            "far": self.spots[rest[0]].words if rest else "",
            "one": both[0],
            "another": both[-1],
            "near_exact": say(_to(self.km(near), Decimal(1))),
            "far_exact": say(_to(self.km(rest[0]), Decimal(1))) if rest else "",
            **self._length(other),
        }
        assert set(values) == set(PLACE_VARIABLES)
        return values

    def _length(self, other: str) -> Mapping[str, object]:
        """Return what a wording may say of the length that a distance is set beside."""
        if not self.asked.length:
            empty = ("according_to", "subject", "attribute", "length", "length_in_km")
            return {**dict.fromkeys(empty, ""), "is_farther": False}
        fact = self.subject.facts[self.asked.length]
        told = self.subject.variables(fact)
        reach = reach_of(fact, self.subject.units)
        assert reach is not None
        named = {name: told[name] for name in ("according_to", "subject", "attribute")}
        in_km = self._say_km(reach.km)
        named |= {"length": told["value"], "length_in_km": "" if in_km == told["value"] else in_km}
        return {**named, "is_farther": self.km(other) > reach.km}

    def _say_km(self, km: Decimal) -> str:
        return say_km(km, self.subject.units, self.subject.language)

    def say(self, template: str, other: str | None = None, **slots: object) -> Text:
        """Return a slot of the wording, said of the right place or another."""
        variables = self.variables(other or self.asked.places[1])
        return render(template, {**variables, **slots}, self.wording.where)

    def numeric(self) -> Numeric:
        """Return a distance, and what comes near enough to it for a ruler."""
        km, grain = self.km(self.asked.places[1]), map_grain(self.map)
        leeway = max(grain, km * self.wording.tolerance / 100)
        low = _to(km - leeway, grain, ROUND_FLOOR)
        high = _to(km + leeway, grain, ROUND_CEILING)
        within = self.subject.language.anything_within.format(low=f"{low:f}", high=f"{high:f}")
        unit = self.subject.units["km"].name
        return Numeric(
            answer=self.say(self.wording.key), low=low, high=high, unit=unit, within=within
        )

    def choice(self) -> Choice:
        """Return the right place and some that are not."""
        _, right, *wrong = self.asked.places
        key = self.say(self.wording.key)
        options = [self._option(right, key, (), self.say(self.wording.rationale), is_key=True)]
        for place in islice(wrong, DISTRACTORS):
            words = self.say(self.wording.key, place)
            why = self.say(self.wording.why_wrong, place)
            said = fill(
                self.subject.language.labels.feedback,
                option=open_end(plain(words)),
                why=open_end(plain(why)),
            )
            options.append(self._option(place, words, why, (Run(said),), is_key=False))
        return Choice(options=tuple(options))

    def _option(
        self, place: str, words: Text, why: Text, feedback: Text, *, is_key: bool
    ) -> Option:
        means = SomeWords(self.spots[place].words)
        return Option(
            id=id_of(means),
            content=words,
            is_key=is_key,
            why_wrong=why,
            feedback=feedback,
            means=means,
        )

    def statement(self) -> Item:
        """Return a statement that compares two distances: as it is, or the wrong way round."""
        if not self.wording.distractors:
            return self.item(TrueFalse(is_true=True))
        if self.asked.length:
            turned = not self.variables(self.asked.places[1])["is_farther"]
            judged = TrueFalse(
                is_true=False,
                correction=self.say(self.wording.stem),
                right_words=self.say(self.wording.key),
            )
            return self.item(judged, self.say(self.wording.stem, is_farther=turned))
        far = self.spots[self.asked.places[2]].words
        judged = TrueFalse(
            is_true=False,
            correction=self.say(self.wording.stem),
            right_words=self.say(self.wording.key),
        )
        return self.item(judged, self.say(self.wording.stem, near=far))

    def item(self, interaction: Interaction, prompt: Content | None = None) -> Item:
        """Return the item, with the map to answer it on."""
        asked = self.asked
        if prompt is None:
            prompt = paragraphs(map(self.say, self.wording.paragraphs))
        return Item(
            id=asked.id,
            prompt=prompt,
            interaction=interaction,
            rationale=self.say(self.wording.rationale),
            level=self.wording.level,
            citations=self._citations(),
            figure=self.map,
            about=(self.spots[asked.places[0]].words,),
            origin=FromPlaces(wording=self.wording.id, places=asked.places, km=asked.km),
            where=self.subject.bank.places[asked.places[0]].where,
        )

    def _citations(self) -> tuple[Citation, ...]:
        if not self.asked.length:
            return ()
        return (self.subject.citation(self.subject.facts[self.asked.length].source),)


def _to(km: Decimal, grain: Decimal, rounding: str = ROUND_HALF_EVEN) -> Decimal:
    """Return a distance to the nearest grain, or to one below or above.

    >>> str(_to(Decimal("73.6"), Decimal(10))), str(_to(Decimal("63.6"), Decimal(10), ROUND_FLOOR))
    ('70', '60')
    """
    return (km / grain).quantize(Decimal(1), rounding) * grain
