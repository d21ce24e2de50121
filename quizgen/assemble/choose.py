"""Which items a worksheet asks: by sorted hash, so that one more fact in the bank changes little.

Sections are filled one after the other, sets first, since they need many facts at once. A section
takes its items from lanes of like ones (kind, wording, and for statements truth), always from the
lane that it has used least, so that no way to ask comes too often. What clashes with an item that
is taken is left aside. If a section comes off short, all is drawn again with that section first,
a few times, unless it has all that the bank can give it; the fullest draw is the one that counts.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain, islice
from operator import itemgetter
from typing import Self

from quizgen.assemble.allowed import Allowed
from quizgen.assemble.draw import draw_item, side_by_side
from quizgen.assemble.pinned import Pinned, pin
from quizgen.assemble.rank import with_drawn_options
from quizgen.assemble.rotation import SHEETS, sheets_until_turn
from quizgen.assemble.texts import is_about, text_of_plan, texts_for
from quizgen.bank.questions import Question
from quizgen.content import plain, spoken
from quizgen.errors import Problem, counted
from quizgen.judge.sizes import fewest_above_recall, fewest_members
from quizgen.judge.subject import Subject
from quizgen.judge.together import Profiles, Together, place_of
from quizgen.make.plan import WRITTEN, ItemPlan, MadeOf
from quizgen.make.sets import ItemSet
from quizgen.order import hash_under, shuffled
from quizgen.pool import ItemPool, Lane
from quizgen.quiz.figures import Scale
from quizgen.quiz.item import Choice, Cloze, FromFacts, Item, TrueFalse, Written
from quizgen.quiz.parts import FEWEST_PARTS, SharedText, places_of, questions_of, text_of
from quizgen.quiz.selection import FilledSection
from quizgen.quiz.sheet import asked_in, name_of
from quizgen.quiz.worksheet import Blueprint, WorksheetSection
from quizgen.values import dataclass

_Way = tuple[bool | None, str, str]
"""A way to ask: truth (of true/false), kind and wording."""

_Rank = tuple[int, bytes]
"""When a plan is taken among its like: what has its turn first, else as a hash draws it."""

ORDERS = 16
"""In how many orders sections may choose before the bank counts as too small."""
ENOUGH_DRAWS = 3
"""FORM-7: of so many items that share no fact each third sheet may have another."""
LATER_IF_SCARCE = 1
"""By so many turns a fact that a set needs gives way to others where one fact is asked about."""
BRIEF_STEM, BRIEF_OPTION = 105, 36
"""Letters of a stem of two lines, and of an option in half a column, at the usual size."""
MORE_DRAWS = 5
"""How many more times than a set can give items it is drawn from: what is drawn may clash."""


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """The items of a worksheet, as many as there are."""

    parts: tuple[FilledSection, ...]
    """Sections with items, none of which asks for more than it has."""
    places: tuple[int, ...]
    """Which sections of the worksheet they are, from 0."""
    short: Mapping[int, Problem]
    """What the worksheet asks for beside that: the place of each section that came off short, and
    why."""

    @property
    def missing(self) -> tuple[Problem, ...]:
        """What is to be told of the sections that came off short."""
        return tuple(self.short.values())


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What stands on a form beside the items of a topic that are chosen."""

    texts: tuple[str, ...] = ()
    """Its headings, and what it says of its other topics."""
    items: tuple[Item, ...] = ()
    """The items of other topics."""


@dataclass(frozen=True)
class _Supply:
    """All that a section may hold."""

    section: WorksheetSection
    pool: ItemPool
    lanes: Mapping[Lane, tuple[ItemPlan, ...]]
    sets: tuple[ItemSet, ...]

    @classmethod
    def of(cls, section: WorksheetSection, allowed: Allowed) -> Self:
        """Look up all that a section may hold."""
        wanted = frozenset(section.tags)
        lanes = {
            lane: fitting
            for lane, plans in allowed.pool.lanes.items()
            if section.takes(lane.type, lane.wording, lane.kind, lane.level)
            and (lane.wording in section.wordings or not allowed.pool.is_only_named(lane))
            and (fitting := tuple(plan for plan in plans if allowed.takes(plan, wanted)))
        }
        sets = (
            allowed.within(allowed.pool.set_of(plan), wanted)
            for plan in (allowed.pool.set_plans if section.has_sets else ())
            if plan.fits(section)
        )
        return cls(section, allowed.pool, lanes, tuple(sets))

    @cached_property
    def members(self) -> int:
        """How many facts fit its sets."""
        return len({member.fact.id for each in self.sets for member in each.members})

    def most(self, fewest_members: int) -> int:
        """Return how many items there can be at most, as far as is known.

        No two of a form are about facts at one place, and a set takes some facts for each item.
        """
        held = [plan for plans in self.lanes.values() for plan in plans if self.pool.may_hold(plan)]
        places = {
            place_of(plan.source.fact, self.pool.subject.bank)
            if isinstance(plan.source, MadeOf)
            else plan.id
            for plan in held
        }
        of_sets = sum(len(item_set.members) // fewest_members for item_set in self.sets)
        return len(places) + of_sets

    def on(self, text: SharedText) -> Self:
        """Return what may rest on one text."""
        lanes = {
            lane: fitting
            for lane, plans in self.lanes.items()
            if (fitting := tuple(plan for plan in plans if text_of_plan(plan) == text))
        }
        return replace(self, lanes=lanes)

    def items(self) -> Iterator[Item]:
        """Yield every item of one fact that the section may hold; all are written for that."""
        plans = (plan for of_lane in self.lanes.values() for plan in of_lane)
        return (item for plan in plans if (item := self.pool.item(plan)))


def choose_items(
    pool: ItemPool, blueprint: Blueprint, pinned: Pinned | None = None, beside: Beside | None = None
) -> Chosen:
    """Return the items of each section of the worksheet, the same for every version.

    Where the bank cannot fill a section, it has as many as there are, if it may shrink. Of a sheet
    on several topics `pinned` are this one's sections and questions, and others stand `beside`.
    """
    drawing = _Drawing(pool, blueprint, pinned, beside or Beside())
    chosen = drawing.best(above_recall_first=False)
    levels = [item.level for part in chosen.parts for item in part.items]
    enough = sum(level > 1 for level in levels) >= fewest_above_recall(len(levels), blueprint)
    if enough or not drawing.may_rise:
        return chosen
    other = drawing.best(above_recall_first=True)
    is_wish = blueprint.worksheet.above_recall is None
    return chosen if is_wish and len(other.missing) > len(chosen.missing) else other


@dataclass(frozen=True)
class _Filled:
    """A section, filled as far as it could be, of those that were filled at once."""

    place: int
    """Which section of the worksheet it is."""
    section: WorksheetSection
    """As it was filled: with fewer members than were asked for, where there are no more."""
    items: tuple[Item, ...]

    @property
    def is_one_sided(self) -> bool:
        """Tell whether all of several statements are true, or all false."""
        interactions = [item.interaction for item in self.items]
        truths = [judged.is_true for judged in interactions if isinstance(judged, TrueFalse)]
        return len(truths) > 1 and len({*truths}) == 1


class _Drawing:
    """The items of a worksheet are drawn, in one order of its sections after the other."""

    def __init__(
        self, pool: ItemPool, blueprint: Blueprint, pinned: Pinned | None, beside: Beside
    ) -> None:
        """Look up once what each section may hold."""
        self.blueprint = blueprint
        self.subject = pool.subject
        self.allowed = Allowed.by(blueprint, pool)
        if pinned is None:
            (pinned,) = pin(blueprint, self.allowed)
        self.pinned = pinned
        self.supplies = {
            place: _Supply.of(section, self.allowed)
            for place, section in enumerate(self.pinned.sections)
            if section.count
        }
        self.places = sorted(self.supplies, key=self._turn)
        """The places of the sections in the order in which they choose: sets first."""
        self.others = beside.items
        self.around = (*texts_around(blueprint, self.subject), *beside.texts)
        self.profiles: Profiles = {}
        self._texts_at: dict[int, Sequence[SharedText]] = {}
        self._supplies_of_parts: dict[WorksheetSection, _Supply] = {}

    def _turn(self, place: int) -> tuple[bool, bool]:
        return self._is_late(place), not self._section(place).has_sets

    def _is_late(self, place: int) -> bool:
        """Tell whether a section stands in for another: it takes what the others leave."""
        return place in self.blueprint.alternatives and not self._section(place).has_sets

    @cached_property
    def scarce(self) -> frozenset[str]:
        """The facts of sets that are soon used up: these sets need them, other items do not."""
        return frozenset(
            member.fact.id
            for place, supply in self.supplies.items()
            for item_set in supply.sets
            if len(side_by_side(item_set.plan.wording.type, item_set.members))
            < ENOUGH_DRAWS * self._section(place).members
            for member in item_set.members
        )

    @property
    def may_rise(self) -> bool:
        """Tell whether anything that sections may hold asks for more than recall."""
        return any(
            supply.sets or any(lane.level > 1 for lane in supply.lanes)
            for supply in self.supplies.values()
        )

    def _section(self, place: int) -> WorksheetSection:
        return self.supplies[place].section

    def best(self, *, above_recall_first: bool) -> Chosen:
        """Return the fullest of some draws, the first of several that are as full.

        A section that comes off short chooses first the next time, unless it has all there is. So
        does one whose statements are all true or all false; if that cannot be helped it stays so.
        """
        order, draws = self.places, []
        for turn in range(ORDERS):
            seed = f"{self.blueprint.seed}/again/{turn}" if turn else str(self.blueprint.seed)
            draw = self._draw(order, seed, self.blueprint.seed + turn, above_recall_first)
            draws.append(draw)
            short = [place for place in order if self._is_short(draw[place])]
            mendable = [place for place in short if self._may_be_fuller(draw[place])]
            if len(mendable) < len(short) and not self.blueprint.may_shrink:
                break  # in whatever order, there is too little
            first = mendable or [place for place in order if draw[place].is_one_sided]
            if not first:
                break
            order = [*first, *(place for place in order if place not in first)]
            order.sort(key=self._is_late)
        return self._chosen(max(draws, key=self._fullness))

    def _is_short(self, filled: _Filled) -> bool:
        wanted = self._section(filled.place)
        if wanted.takes_all:
            return self.supplies[filled.place].most(wanted.members) > len(filled.items)
        return len(filled.items) < wanted.count or filled.section.members < wanted.members

    def _may_be_fuller(self, filled: _Filled) -> bool:
        """Tell whether a section that came off short may get more in another order."""
        wanted, supply = self._section(filled.place), self.supplies[filled.place]
        if len(filled.items) == wanted.count:
            return supply.most(wanted.members) >= wanted.count
        return supply.most(min(self._sizes(filled.place))) > len(filled.items)

    def _fullness(self, draw: Mapping[int, _Filled]) -> tuple[object, ...]:
        """Return what is greater of a fuller draw: sections that choose first count for most."""
        counts = [(len(draw[place].items), draw[place].section.members) for place in self.places]
        return (*counts, not any(filled.is_one_sided for filled in draw.values()))

    def _draw(
        self, order: Sequence[int], seed: str, row: int, above_recall_first: bool
    ) -> Mapping[int, _Filled]:
        """Fill the sections in an order; each chooses beside what those before it have taken.

        What has its turn in this row comes first; another row may fill what one left short.
        """
        together = self._beside({})
        draw: dict[int, _Filled] = {}
        for place in order:
            if self._section(place).parts:
                draw[place] = self._in_parts(place, draw, seed, row)
                together = self._beside(draw)
                continue
            best: tuple[_Filled, Together] | None = None
            for members in self._sizes(place):
                if best:  # what a first try has taken is no longer there for a second
                    together = self._beside(draw)
                section = replace(self._section(place), members=members)
                chooser = _Chooser(
                    section,
                    self.supplies[place],
                    self.allowed,
                    together,
                    seed,
                    row,
                    self.scarce,
                    above_recall_first,
                )
                pinned = self.pinned.items.get(place, ())
                items = (*pinned, *chooser.choose(pinned))
                filled = _Filled(place, section, items)
                if best is None or len(filled.items) > len(best[0].items):
                    best = filled, together
                if len(filled.items) == section.count:
                    break
            assert best is not None
            draw[place], together = best
        return draw

    def _in_parts(self, place: int, draw: Mapping[int, _Filled], seed: str, row: int) -> _Filled:
        """Fill a section whose questions have parts: one text after the other.

        What is pinned comes first, with what its questions lack. Then come texts that have all
        parts, and then, where the bank has no more of these, some that have fewer.
        """
        section = self._section(place)
        questions = [*questions_of(section, self.pinned.items.get(place, ()))]
        used = {text_of(item) for question in questions for item in question}
        texts = shuffled(self._texts(place), f"{seed}/{section.title}", _name_of_text)

        def filled() -> _Filled:
            items = tuple(chain.from_iterable(questions))
            return _Filled(place, section, items)

        def most() -> int:
            missing = section.count - len(filled().items)
            return min(missing, len(section.parts))

        for number, question in enumerate(questions):
            if text := text_of(question[0]):
                wanted = min(len(question) + most(), len(section.parts))
                beside = {**draw, place: filled()}
                questions[number] = self._parts_on(text, section, question, wanted, beside, row)
        for is_whole in (True, False):
            for text in texts:
                if text in used or not most():
                    continue
                beside = {**draw, place: filled()}
                found = self._parts_on(text, section, (), most(), beside, row)
                if len(found) == most() if is_whole else len(found) >= FEWEST_PARTS:
                    questions.append(found)
                    used.add(text)
        return filled()

    def _texts(self, place: int) -> Sequence[SharedText]:
        return self._texts_at.setdefault(place, texts_for(self._section(place), self.allowed))

    def _parts_on(
        self,
        text: SharedText,
        section: WorksheetSection,
        question: Sequence[Item],
        most: int,
        beside: Mapping[int, _Filled],
        row: int,
    ) -> tuple[Item, ...]:
        """Return a question with further parts on its text, so many in all at the most."""
        items = [*question]
        together = self._beside(beside)
        there = {*places_of(section, question)}
        for number, part in enumerate(section.parts):
            if len(items) >= most or number in there:
                continue
            of_part = section.of_part(part)
            supply = self._supply_of_part(of_part).on(text)
            seed = f"{self.blueprint.seed}/{section.title}/{number}"
            chooser = _Chooser(
                of_part, supply, self.allowed, together, seed, row, self.scarce, False, text
            )
            items += chooser.choose(())
        return questions_of(section, items)[0] if items else ()

    def _supply_of_part(self, section: WorksheetSection) -> _Supply:
        found = self._supplies_of_parts.get(section)
        if found is None:
            found = self._supplies_of_parts[section] = _Supply.of(section, self.allowed)
        return found

    def _beside(self, draw: Mapping[int, _Filled]) -> Together:
        """Return what stands on the form already: what is asked in any case, and what is drawn."""
        together = Together(self.subject, self.around, self.profiles)
        for item in self.others:
            together.add_of_another(item)
        pinned = chain.from_iterable(self.pinned.items.values())
        drawn = (item for filled in draw.values() for item in filled.items)
        for item in {item.id: item for item in chain(pinned, drawn)}.values():
            together.add(item)
        return together

    def _sizes(self, place: int) -> Sequence[int]:
        """Return how many members the sets of a section may have, the most first."""
        section, sets = self._section(place), self.supplies[place].sets
        fewest = fewest_members(section)
        if not fewest or not self.blueprint.may_shrink:
            return [section.members]
        there_are = max((len(item_set.members) for item_set in sets), default=0)
        fewer = range(min(section.members - 1, there_are), fewest - 1, -1)
        return [section.members, *fewer]

    def _chosen(self, draw: Mapping[int, _Filled]) -> Chosen:
        in_order = sorted(draw.items())
        parts = (
            FilledSection(
                section=replace(filled.section, count=len(filled.items)), items=filled.items
            )
            for _, filled in in_order
            if filled.items
        )
        return Chosen(
            parts=tuple(parts),
            places=tuple(place for place, filled in in_order if filled.items),
            short={
                place: self._shortfall(filled, draw)
                for place, filled in in_order
                if self._is_short(filled)
            },
        )

    def _shortfall(self, filled: _Filled, draw: Mapping[int, _Filled]) -> Problem:
        """Return what a section is missing, what stands in the way, and what can be done."""
        supply, section, found = (
            self.supplies[filled.place],
            self._section(filled.place),
            len(filled.items),
        )
        message = f"section '{section.title}' asks for "
        hint = "ask for fewer with --items, or add facts"
        if found == section.count:
            message += f"{section.members} members, the bank yields {filled.section.members}"
        else:
            kind = "item" if section.count == 1 else "items"
            count = "all" if section.takes_all else section.count
            message += f"{count} {' or '.join(section.item_types)} {kind}, "
            if section.parts:
                message += f"up to {len(section.parts)} of them about one text, "
            message += f"the bank yields {found}"
            is_too_large = section.has_sets and not found
            if section.has_sets:
                message += _needs_of_sets(section, supply.members, is_too_large=is_too_large)
            if is_too_large:
                hint = "ask for fewer members or spare ones, or add facts"
            left, at_taken_places = (0, 0) if section.parts else self._left_over(supply, draw)
            if left:
                message += f": {_why_left_over(left, at_taken_places)}"
            if at_taken_places * 2 > left:
                hint = "give each fact an 'at' of its own: its words there, its row or its page"
        for tags in (self.blueprint.tags, section.tags):
            if tags:
                hint += f"; only facts tagged {', '.join(tags)} were looked at"
        return Problem(self.blueprint.worksheet.where, message, hint)

    def _left_over(self, supply: _Supply, draw: Mapping[int, _Filled]) -> tuple[int, int]:
        """Return how many more items fit a section, and how many of them are at a taken place."""
        together = Together(self.subject, profiles=self.profiles)
        taken: set[str] = set()
        for item in (item for filled in draw.values() for item in filled.items):
            together.add(item)
            taken.add(item.id)
        left = [
            item
            for item in supply.items()
            if item.id not in taken and self.allowed.fits(item.tags, item.sensitivity)
        ]
        return len(left), sum(together.is_at_taken_place(item) for item in left)


class _Chooser:
    """Fills one section: from lanes of like items, the least used lane first."""

    def __init__(
        self,
        section: WorksheetSection,
        supply: _Supply,
        allowed: Allowed,
        together: Together,
        seed: str,
        turn: int,
        scarce: frozenset[str],
        above_recall_first: bool,
        text: SharedText | None = None,
    ) -> None:
        self.section = section
        self.supply = supply
        self.allowed = allowed
        self.together = together
        self.seed = seed
        self.turn = turn
        self.scarce = scarce
        self.subject = allowed.pool.subject
        self.above_recall_first = above_recall_first
        self.text = text
        """What all its items rest on, if on one text."""
        self._lateness_of: dict[str, int] = {}
        self.above_recall = {lane.wording for lane in supply.lanes if lane.level > 1}
        """The wordings that ask for more than recall."""

    def choose(self, pinned: Sequence[Item]) -> Iterator[Item]:
        """Yield items beside those that are pinned, until the section is full or none is left."""
        missing = max(self.section.count - len(pinned), 0)
        for item in islice(chain(self._from_sets(), self._singles(pinned)), missing):
            self.together.add(item)
            yield item

    def _from_sets(self) -> Iterator[Item]:
        """Yield free items drawn from sets, each after the one before has been taken."""
        section = self.section
        one_sided: list[Item] = []
        drawn = shuffled(self.supply.sets, self.seed, lambda each: each.plan.name)
        for item_set in sorted(drawn, key=self._lateness_of_set):
            most = min(section.count, len(item_set.members) // section.members)
            for turn in range(most + MORE_DRAWS):
                seed = f"{self.seed}/{section.title}/{turn}"
                item = draw_item(
                    item_set, section, seed, self.together.facts, self.subject, self._lateness
                )
                if item is None:
                    break  # it has been drawn often enough
                is_dropped = asked_in(name_of(item)) in self.allowed.dropped
                if is_dropped or not self.together.is_free(item):
                    continue
                if self.together.keeps_balance(item):
                    yield item
                else:
                    one_sided.append(item)
        yield from filter(self.together.is_free, one_sided)

    def _lateness_of_set(self, item_set: ItemSet) -> int:
        """Return how late the members come together that a set would have: the soonest it can.

        Were any set drawn as often, its few facts would stand on as many sheets as a hundred
        others.
        """
        soonest = sorted(item_set.members, key=lambda member: self._lateness(member.fact.id))
        members = side_by_side(item_set.plan.wording.type, soonest)[: self.section.members]
        missing = self.section.members - len(members)
        return sum(self._lateness(each.fact.id) for each in members) + missing * SHEETS

    def _lateness(self, name: str) -> int:
        found = self._lateness_of.get(name)
        if found is None:
            found = self._lateness_of[name] = sheets_until_turn(name, self.turn)
        return found

    def _lateness_of_plan(self, plan: ItemPlan) -> int:
        name = _name_of(plan)
        return self._lateness(name) + LATER_IF_SCARCE * (name in self.scarce)

    def _singles(self, pinned: Sequence[Item]) -> Iterator[Item]:
        """Yield free items of one fact, always from the lane that was used least.

        One with the answer of another of the section, or whose stem has a word of its key alone,
        comes only where nothing else is left, and last one that gives one side of a debate too much
        room (FORM-5), and one that asks when that was which is put in order elsewhere.
        """
        lanes = self._ranked_lanes()
        used: Counter[object] = Counter(chain.from_iterable(map(_way_of, pinned)))
        given = {*map(_answer, pinned)} - {""}
        again: list[Item] = []
        one_sided: list[Item] = []
        long: list[Item] = []
        by_hand: list[Item] = []
        in_order: list[Item] = []
        while lanes:
            lane = min(lanes, key=lambda lane: self._order(lane, lanes[lane][-1][0], used))
            rank, plan = lanes[lane].pop()
            if not lanes[lane]:
                del lanes[lane]
            written = self.allowed.pool.item(plan)
            if written and self.allowed.takes_item(written) and self._is_on_text(written):
                item = with_drawn_options(written, self.allowed.seed, self.allowed.most_options)
                if isinstance(item.origin, Written):
                    by_hand.append(item)
                answer = _answer(item)
                if answer in given or self.allowed.pool.tells_itself(plan):
                    again.append(item)
                elif not self.together.keeps_balance(item):
                    one_sided.append(item)
                elif self.section.brief and not _is_brief(item):
                    long.append(item)
                elif self.together.is_free(item):
                    used.update(lane)
                    given |= {answer} - {""}
                    if isinstance(item.figure, Scale) and lane in lanes:
                        lanes[lane] = _with_scale_first(lanes[lane], rank, item.figure)
                    yield item
                elif self.together.asks_what_is_in_order(item):
                    in_order.append(item)
        yield from filter(self.together.is_free, (*long, *again, *one_sided))
        yield from (i for i in in_order if self.together.is_free(i, beside_order=True))
        # What somebody wrote is asked, however long its answers are, before nothing is.
        yield from (i for i in by_hand if self.together.is_free(i, whatever_its_length=True))

    def _is_on_text(self, item: Item) -> bool:
        return self.text is None or is_about(item, self.text, self.subject)

    def _ranked_lanes(self) -> dict[_Way, list[tuple[_Rank, ItemPlan]]]:
        """Return what may be asked by truth, kind and wording, the first to be taken last.

        What is known to make no item is left out.
        """
        lanes: dict[_Way, list[tuple[_Rank, ItemPlan]]] = {}
        for lane, plans in self.supply.lanes.items():
            ranked = [
                ((self._lateness_of_plan(plan), hash_under(self.seed, plan.id)), plan)
                for plan in plans
                if self.allowed.pool.may_hold(plan)
            ]
            if ranked:
                lanes.setdefault((lane.is_true, lane.kind, lane.wording), []).extend(ranked)
        for of_lane in lanes.values():
            of_lane.sort(key=itemgetter(0), reverse=True)
        return lanes

    def _order(self, lane: _Way, first: _Rank, used: Counter[object]) -> tuple[object, ...]:
        """Return what lanes are sorted by; among the equal ones each item has the same chance.

        A lane whose facts have all had their turn comes late, but no statement for that: as many
        are true as false.

        Were lanes drawn instead, the only item of a rare wording would stand on every other sheet.
        """
        truth, kind, wording = lane
        is_late = self.above_recall_first and wording not in self.above_recall
        lateness, drawn = first
        start, weight = self._shares[kind]
        return (is_late, used[truth], lateness, (used[kind] + start) / weight, used[wording], drawn)

    @cached_property
    def _shares(self) -> Mapping[str, tuple[float, int]]:
        """Kind -> how soon it has its first item, from 0 to 1, and how often it comes.

        A kind comes as often as any other, but one with few facts only as often as these allow.
        """
        facts: dict[str, set[str]] = {}
        for lane, plans in self.supply.lanes.items():
            facts.setdefault(lane.kind, set()).update(map(_name_of, plans))
        even = -(-sum(map(len, facts.values())) // max(len(facts), 1))
        return {
            kind: (
                hash_under(f"{self.seed}/{self.section.title}", kind)[0] / 256,
                min(len(of), even),
            )
            for kind, of in facts.items()
        }


def _name_of_text(text: SharedText) -> str:
    return f"{text.kind}/{text.id}"


def _is_brief(item: Item) -> bool:
    """Tell whether an item takes little room: two lines, and options that stand side by side."""
    options = item.interaction.options if isinstance(item.interaction, Choice) else ()
    letters = [len(spoken(option.content)) for option in options]
    return len(spoken(item.prompt)) <= BRIEF_STEM and max(letters, default=0) <= BRIEF_OPTION


def _with_scale_first(
    plans: Sequence[tuple[_Rank, ItemPlan]], rank: _Rank, scale: Scale
) -> list[tuple[_Rank, ItemPlan]]:
    """Return ranked plans with those that are read off a scale to be taken first, so last.

    They have the rank of the one that brought it: a second figure takes room, and a page with it.
    """
    bars = {bar.fact for bar in scale.bars}
    others = [(own, plan) for own, plan in plans if _name_of(plan) not in bars]
    return [*others, *((rank, plan) for _, plan in plans if _name_of(plan) in bars)]


def _name_of(plan: ItemPlan) -> str:
    """Return by what a plan has its turn: the fact that it asks about, or itself.

    Questions about one passage come together: it takes room, and time to read.
    """
    match plan.source:
        case MadeOf(fact=fact):
            return fact.id
        case Question(passage=passage) if passage:
            return f"passage/{passage}"
        case _:
            return plan.id


def _way_of(item: Item) -> _Way:
    """Return by what an item asks."""
    truth = item.interaction.is_true if isinstance(item.interaction, TrueFalse) else None
    if isinstance(item.origin, FromFacts):
        return truth, item.origin.kind, item.origin.wording
    return truth, WRITTEN, WRITTEN


def _answer(item: Item) -> str:
    """Return the words that answer an item, empty where it is answered by a sign or a sentence."""
    match item.interaction:
        case Choice():
            keys = [plain(option.content) for option in item.interaction.options if option.is_key]
        case Cloze():
            keys = [plain(answer) for answer in item.interaction.answers]
        case _:
            keys = []
    return "; ".join(keys)


def texts_around(blueprint: Blueprint, subject: Subject) -> Iterator[str]:
    """Yield what stands on a form beside its items."""
    sheet = blueprint.worksheet
    yield blueprint.title or sheet.title or subject.bank.title
    yield blueprint.subtitle or sheet.subtitle or subject.bank.summary
    for section in sheet.sections:
        yield section.title
        yield section.instruction_in_words
    if sheet.layout.texts and subject.language.labels.text:
        yield from (plain(subject.citation(source).listed) for source in subject.bank.sources)


def _why_left_over(left: int, at_taken_places: int) -> str:
    """Return why items that fit are not on a form.

    >>> _why_left_over(1, 0)
    '1 more fits, but shares a fact with another item or gives it away'
    >>> _why_left_over(39, 39)
    "39 more fit, but share an 'at' with another item"
    """
    one = left == 1
    shared = {0: "a fact", left: "an 'at'"}.get(at_taken_places, "a fact or an 'at'")
    why = f"{left} more {'fits' if one else 'fit'}, but {'shares' if one else 'share'} {shared}"
    why += " with another item"
    return why if at_taken_places == left else f"{why} or {'gives' if one else 'give'} it away"


def _needs_of_sets(section: WorksheetSection, members: int, *, is_too_large: bool) -> str:
    """Return what an item of a section of sets needs, and how many facts fit."""
    needs = f": each needs {counted(section.members, 'member')}"
    if "matching" in section.item_types:
        needs += f" and {counted(section.spare, 'spare response')}"
    needs += f", and {counted(members, 'fact')} {'fits' if members == 1 else 'fit'}"
    if is_too_large and members >= section.members + section.spare:
        needs += ", but not so many of them side by side"
    return needs
