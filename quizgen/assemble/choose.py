"""Which items a worksheet asks: by sorted hash, so that one more fact in the bank changes little.

Sections are filled one after the other, sets first, since they need many facts at once. A section
takes its items from lanes of like ones (kind, wording, and for statements truth), always from the
lane that it has used least, so that no way to ask comes too often. What clashes with an item that
is taken is left aside. If a section comes off short, all is drawn again with that section first,
a few times; then the bank counts as too small.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from quizgen.assemble.draw import draw_item
from quizgen.assemble.rank import with_drawn_rank
from quizgen.bank.facts import SENSITIVITIES, Event, Fact, Position, Sensitivity, Statement
from quizgen.content import plain
from quizgen.errors import FormError, Problem, counted
from quizgen.judge.clues import NEAR_STEM, gives_away, nearness, tells, told_lengths
from quizgen.judge.sizes import fewest_above_recall
from quizgen.judge.subject import Subject
from quizgen.make.plan import ItemPlan
from quizgen.make.sets import ItemSet
from quizgen.order import hash_under, shuffled
from quizgen.pool import ItemPool
from quizgen.quiz.item import Choice, Cloze, Item, TrueFalse
from quizgen.quiz.meaning import SomeFact
from quizgen.quiz.selection import FilledSection
from quizgen.quiz.worksheet import (
    Blueprint,
    WorksheetSection,
    scaled_sections,
)
from quizgen.values import dataclass

Lane = tuple[bool | None, str, str]
"""Truth (of true/false), kind and wording of like items."""

ORDERS = 8
"""In how many orders sections may choose before the bank counts as too small."""
MORE_DRAWS = 5
"""How many more times than a section needs a set is drawn from: what is drawn may clash."""


@dataclass(frozen=True)
class _Allowed:
    """What a blueprint's tags and sensitivity let through, of a pool."""

    pool: ItemPool
    plans: tuple[ItemPlan, ...]
    most: Sensitivity
    tags: frozenset[str]

    @classmethod
    def of(cls, pool: ItemPool, blueprint: Blueprint) -> "_Allowed":
        """Return what a blueprint lets through."""
        allowed = cls(pool, (), blueprint.max_sensitivity, frozenset(blueprint.tags))
        plans = (plan for plan in pool.plans if allowed.fits(plan.tags, plan.sensitivity))
        return replace(allowed, plans=tuple(plans))

    def fits(self, tags: Sequence[str], sensitivity: Sensitivity) -> bool:
        """Tell whether what has these tags and this sensitivity may be asked."""
        is_mild = SENSITIVITIES.index(sensitivity) <= SENSITIVITIES.index(self.most)
        return is_mild and (not self.tags or not self.tags.isdisjoint(tags))

    def sets(self, section: WorksheetSection) -> Iterator[ItemSet]:
        """Yield the sets that a section may hold, with the members that may be asked.

        Nothing more sensitive is named as a response either.
        """
        facts = self.pool.subject.facts
        for plan in self.pool.set_plans:
            if not _fits(
                section, plan.wording.type, plan.wording.id, plan.kind, plan.wording.level
            ):
                continue
            item_set = self.pool.set_of(plan)
            yield ItemSet(
                plan=plan,
                members=tuple(
                    member
                    for member in item_set.members
                    if self.fits(member.fact.tags, member.fact.sensitivity)
                ),
                responses=tuple(
                    response
                    for response in item_set.responses
                    if not isinstance(response.means, SomeFact)
                    or facts[response.means.fact_id].is_within(self.most)
                ),
            )


def _fits(section: WorksheetSection, type_: str, wording: str, kind: str, level: int) -> bool:
    """Tell whether a section takes items of a type, wording, kind and level."""
    return (
        type_ in section.types
        and (not section.wordings or wording in section.wordings)
        and (not section.kinds or kind in section.kinds)
        and (not section.levels or level in section.levels)
    )


def choose_items(pool: ItemPool, blueprint: Blueprint) -> tuple[FilledSection, ...]:
    """Return the items of each section of the worksheet, the same for every version.

    Raises FormError with every section that the bank cannot fill.
    """
    allowed = _Allowed.of(pool, blueprint)
    parts = _choose(allowed, blueprint, above_recall_first=False)
    levels = [item.level for part in parts for item in part.items]
    if sum(level > 1 for level in levels) < fewest_above_recall(len(levels), blueprint):
        return _choose(allowed, blueprint, above_recall_first=True)
    return parts


def _choose(
    allowed: _Allowed, blueprint: Blueprint, *, above_recall_first: bool
) -> tuple[FilledSection, ...]:
    """Fill the sections; one that comes off short chooses first, and anew, the next time.

    So does one whose statements are all true or all false; if that cannot be helped it stays so.
    """
    sections = {
        place: section for place, section in enumerate(scaled_sections(blueprint)) if section.count
    }
    order = sorted(sections, key=lambda place: not sections[place].has_sets)
    first_problems: list[Problem] = []
    one_sided: tuple[FilledSection, ...] = ()
    for turn in range(ORDERS):
        seed = f"{blueprint.seed}/again/{turn}" if turn else str(blueprint.seed)
        chosen: dict[int, tuple[Item, ...]] = {}
        short: list[int] = []
        problems: list[Problem] = []
        for place in order:
            section = sections[place]
            taken = [item for of_section in chosen.values() for item in of_section]
            chooser = _Chooser(section, taken, blueprint, allowed, seed, above_recall_first)
            chosen[place] = tuple(chooser.choose())
            if len(chosen[place]) < section.count:
                short.append(place)
                problems.append(_shortfall(section, len(chosen[place]), chooser, blueprint))
        if not problems:
            parts = tuple(
                FilledSection(section=section, items=chosen[place])
                for place, section in sections.items()
            )
            short = [place for place in order if _is_one_sided(chosen[place])]
            if not short:
                return parts
            one_sided = one_sided or parts
        first_problems = first_problems or problems
        order = [*short, *(place for place in order if place not in short)]
    if one_sided:
        return one_sided
    raise FormError(first_problems)


def _is_one_sided(items: Sequence[Item]) -> bool:
    """Tell whether all of several statements are true, or all false."""
    interactions = [item.interaction for item in items]
    truths = [judged.is_true for judged in interactions if isinstance(judged, TrueFalse)]
    return len(truths) > 1 and len({*truths}) == 1


class _Chooser:
    """Fills one section: from lanes of like items, the least used lane first."""

    def __init__(
        self,
        section: WorksheetSection,
        taken: Sequence[Item],
        blueprint: Blueprint,
        allowed: _Allowed,
        seed: str,
        above_recall_first: bool,
    ) -> None:
        self.section = section
        self.taken = [*taken]
        self.seed = seed
        self.allowed = allowed
        self.subject = allowed.pool.subject
        self.above_recall_first = above_recall_first
        self.around = tuple(_around(blueprint, self.subject))
        self.above_recall: set[str] = set()
        """The wordings that ask for more than recall."""
        self.fitting = 0
        """How many of the items written fit the section, clashing or not."""
        self.members = 0
        """How many facts fit its sets."""

    def choose(self) -> Iterator[Item]:
        """Yield items until the section is full or nothing is left."""
        for item in islice(chain(self._from_sets(), self._singles()), self.section.count):
            self.taken.append(item)
            yield item

    def _from_sets(self) -> Iterator[Item]:
        """Yield free items drawn from sets, each after the one before has been taken."""
        if not self.section.has_sets:
            return
        sets = self.allowed.sets(self.section)
        for item_set in shuffled(sets, self.seed, lambda item_set: item_set.plan.name):
            self.members += len(item_set.members)
            for turn in range(self.section.count + MORE_DRAWS):
                used = {fact for item in self.taken for fact in item.facts}
                seed = f"{self.seed}/{self.section.title}/{turn}"
                item = draw_item(item_set, self.section, seed, used, self.subject)
                if item is None:
                    break  # it has been drawn often enough
                if self._is_free(item):
                    yield item

    def _singles(self) -> Iterator[Item]:
        """Yield free items of one fact, always from the lane that was used least.

        One with the answer of another of the section comes only where nothing else is left.
        """
        lanes = self._lanes()
        used: Counter[object] = Counter()
        given: set[str] = set()
        again: list[Item] = []
        while lanes:
            lane = min(lanes, key=lambda lane: self._order(lane, lanes[lane][-1], used))
            written = self.allowed.pool.item(lanes[lane].pop())
            if not lanes[lane]:
                del lanes[lane]
            if written and self.allowed.fits(written.tags, written.sensitivity):
                self.fitting += 1
                item = with_drawn_rank(written, self.seed)
                answer = _answer(item)
                if answer in given:
                    again.append(item)
                elif self._is_free(item):
                    used.update(lane)
                    given |= {answer} - {""}
                    yield item
        yield from filter(self._is_free, again)

    def _lanes(self) -> dict[Lane, list[ItemPlan]]:
        """Return fitting items by truth, kind and wording, the first to be taken last."""
        section = self.section
        lanes: dict[Lane, list[ItemPlan]] = {}
        for plan in self.allowed.plans:
            kind = plan.kind or plan.wording
            fits = _fits(section, plan.type, plan.wording, kind, plan.level)
            if fits and (not section.tags or not {*section.tags}.isdisjoint(plan.tags)):
                if plan.level > 1:
                    self.above_recall.add(plan.wording)
                lanes.setdefault((plan.is_true, kind, plan.wording), []).append(plan)
        for lane in lanes.values():
            lane.sort(key=self._rank, reverse=True)
        return lanes

    def _rank(self, item: ItemPlan) -> bytes:
        return hash_under(self.seed, item.id)

    def _order(self, lane: Lane, first: ItemPlan, used: Counter[object]) -> tuple[object, ...]:
        """Return what lanes are sorted by; among the equal ones each item has the same chance.

        Were lanes drawn instead, the only item of a rare wording would stand on every other sheet.
        """
        truth, kind, wording = lane
        is_late = self.above_recall_first and wording not in self.above_recall
        rank = self._rank(first)
        return (is_late, used[truth], used[kind], used[wording], rank)

    def _is_free(self, item: Item) -> bool:
        """Tell whether an item may stand beside those taken: no fact twice, no cue, no likeness."""
        return not (
            any(self._clash(item, taken) for taken in self.taken)
            or any(tells(text, item, self.subject) for text in self.around)
            or told_lengths([*self.taken, item])
        )

    def _facts(self, item: Item) -> Iterator[Fact]:
        return map(self.subject.facts.__getitem__, item.facts)

    def _clash(self, item: Item, taken: Item) -> bool:
        """Tell whether two items ask the same, or one of them tells something of the other."""
        moments = {moment for fact in self._facts(item) for moment in _moments(fact)}
        taken_moments = {moment for fact in self._facts(taken) for moment in _moments(fact)}
        return (
            not _linked(self._facts(taken)).isdisjoint(item.facts)
            or not _linked(self._facts(item)).isdisjoint(taken.facts)
            or not moments.isdisjoint(taken_moments)
            or nearness(item, taken, self.subject) >= NEAR_STEM
            or gives_away(item, taken, self.subject)
            or gives_away(taken, item, self.subject)
        )


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


def _around(blueprint: Blueprint, subject: Subject) -> Iterator[str]:
    """Yield what stands on a form beside its items."""
    sheet = blueprint.worksheet
    yield blueprint.title or sheet.title or subject.bank.title
    yield sheet.subtitle or subject.bank.summary
    for section in sheet.sections:
        yield section.title
        yield section.instruction


def _linked(facts: Iterable[Fact]) -> set[str]:
    """Return the ids of facts, and of what they say is right too or has taken their place."""
    return {
        link for fact in facts for link in (fact.id, *fact.also_right, fact.superseded_by) if link
    }


def _moments(fact: Fact) -> Iterator[tuple[str, str]]:
    """Yield what a fact tells of: a passage of a source, and what somebody did on a day.

    Two facts that share one of these tell of one another.
    """
    yield fact.source, fact.at
    match fact.claim:
        case Statement(speaker=person, date=date) | Event(actor=person, date=date):
            people, day = [person], date
        case Position(actor=person, for_=government):
            people, day = [person, government], fact.as_of
        case _:
            return
    if day.precision == "day":
        yield from ((person, day.text) for person in people if person)


def _shortfall(
    section: WorksheetSection, found: int, chooser: _Chooser, blueprint: Blueprint
) -> Problem:
    """Return what is missing, and what stands in the way."""
    types = " or ".join(section.types)
    asked = counted(section.count, f"{types} item")
    message = f"section '{section.title}' asks for {asked}, "
    message += f"the bank yields {found}"
    is_too_large = section.has_sets and not found
    if section.has_sets:
        size = counted(section.members, "member")
        spare = f" and {counted(section.spare, 'spare response')}"
        size += spare if "matching" in section.types else ""
        fit = "fits" if chooser.members == 1 else "fit"
        message += f": each needs {size}, and {counted(chooser.members, 'fact')} {fit}"
        if is_too_large and chooser.members >= section.members + section.spare:
            message += ", but not so many of them side by side"
    elif chooser.fitting > found:
        left = chooser.fitting - found
        message += f": {left} more {'fits' if left == 1 else 'fit'}"
        message += f", but {'shares' if left == 1 else 'share'} a fact with another item"
        message += f" or {'gives' if left == 1 else 'give'} it away"
    fewer = "fewer members or spare ones" if is_too_large else "fewer with --items"
    hint = f"ask for {fewer}, or add facts"
    if blueprint.tags:
        hint += f"; only facts tagged {', '.join(blueprint.tags)} were looked at"
    return Problem(blueprint.worksheet.where, message, hint)
