"""Questions that a teacher wants on the sheet: each is made, and put where it belongs."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from quizgen.assemble.allowed import Allowed
from quizgen.assemble.draw import draw_item
from quizgen.assemble.rank import with_drawn_options
from quizgen.errors import FormError, Problem, guess, quoted, suggest
from quizgen.make.plan import SetPlan
from quizgen.make.sets import Member
from quizgen.quiz.item import Item
from quizgen.quiz.sheet import Asked, asked_in
from quizgen.quiz.topics import own_name, split_topic
from quizgen.quiz.worksheet import Blueprint, WorksheetSection, scaled_sections
from quizgen.values import dataclass


@dataclass(frozen=True, kw_only=True)
class Pinned:
    """What is asked in any case."""

    sections: tuple[WorksheetSection, ...]
    """The worksheet's, which ask for as many items as are pinned where that is more."""
    items: Mapping[int, tuple[Item, ...]]
    """Place of a section -> its items, in the order in which they were named."""


@dataclass(frozen=True)
class _Question:
    """A pinned question, before it is known which section has it."""

    name: str
    type: str
    wording: str
    kind: str
    level: int
    source: Item | tuple[SetPlan, tuple[Member, ...]]

    def fits(self, section: WorksheetSection) -> bool:
        """Tell whether a section takes it."""
        if isinstance(self.source, Item):
            return section.takes(self.type, self.wording, self.kind, self.level)
        plan, _ = self.source
        return plan.fits(section)


def pin(blueprint: Blueprint, *topics: Allowed, names: Sequence[str] = ("",)) -> tuple[Pinned, ...]:
    """Return the questions of a blueprint in their sections, for each topic its own.

    A section that has room for a question comes before one that is full. Raises FormError for
    questions that the bank does not yield, or no section takes. `names` are those of the topics,
    which stand in front of what is of them.
    """
    sections = [*scaled_sections(blueprint)]
    if not blueprint.fill:
        sections = [replace(section, count=0) for section in sections]
    problems: list[Problem] = []
    placed: list[dict[int, list[Item]]] = [{} for _ in topics]
    taken: Counter[int] = Counter()
    by_name = {name: number for number, name in enumerate(names)}
    found_of = {
        name: _find(name, blueprint, topics[by_name.get(split_topic(name)[0], 0)])
        for name in dict.fromkeys(blueprint.questions)
    }
    asked = {fact for found in found_of.values() for fact in _facts_of(found)}
    for name, found in found_of.items():
        number = by_name.get(split_topic(name)[0], 0)
        allowed = topics[number]
        if isinstance(found, Problem):
            problems.append(found)
            continue
        places = [place for place, section in enumerate(sections) if found.fits(section)]
        if not places:
            problems.append(_no_section(found, blueprint))
            continue
        place = min(places, key=lambda place: (taken[place] >= sections[place].count, place))
        item = _made(found, sections[place], allowed, asked)
        if item is None:
            problems.append(_unmade(name, blueprint))
            continue
        taken[place] += 1
        placed[number].setdefault(place, []).append(item)
    if problems:
        raise FormError(problems)
    full = tuple(
        replace(section, count=max(section.count, taken[place]))
        for place, section in enumerate(sections)
    )
    return tuple(
        Pinned(sections=full, items={place: tuple(items) for place, items in of_topic.items()})
        for of_topic in placed
    )


def _find(name: str, blueprint: Blueprint, allowed: Allowed) -> _Question | Problem:
    """Return the question of a name, or why there is none."""
    pool, asked = allowed.pool, asked_in(own_name(name, allowed.pool.subject.bank.topic))
    if asked.members:
        return _find_set(name, asked, blueprint, allowed)
    plan = pool.plans_by_id.get(asked.name)
    if plan is None:
        hint = guess(asked.name, _near(asked.name, pool.plans_by_id))
        hint += f"`quizgen show --topic {pool.subject.bank.topic}` lists the questions of a fact"
        return Problem(blueprint.where, f"there is no question {quoted(name)}", hint)
    item = pool.item(plan)
    if item is None:
        return _unmade(name, blueprint)
    kind = plan.kind or plan.wording
    return _Question(name, plan.type, plan.wording, kind, plan.level, item)


def _find_set(
    name: str, asked: Asked, blueprint: Blueprint, allowed: Allowed
) -> _Question | Problem:
    plans = [plan for plan in allowed.pool.set_plans if plan.wording.id == asked.name]
    if not plans:
        known = dict.fromkeys(plan.wording.id for plan in allowed.pool.set_plans)
        hint = suggest(asked.name, known, "sets")
        return Problem(blueprint.where, f"there is no set {quoted(asked.name)}", hint)
    for plan in plans:
        of_set = allowed.pool.set_of(plan).members
        members = tuple(member for member in of_set if _name_of_member(member) in asked.members)
        if len(members) == len(asked.members):
            wording = plan.wording
            return _Question(
                name, wording.type, wording.id, plan.kind, wording.level, (plan, members)
            )
    sets = map(allowed.pool.set_of, plans)
    there_are = {_name_of_member(member) for each in sets for member in each.members}
    unknown = sorted(asked.members - there_are)
    if unknown:
        message = f"the set {asked.name} has no {', '.join(map(quoted, unknown))}"
        hint = suggest(unknown[0], sorted(there_are), "members")
    else:
        message = f"{quoted(name)} puts together what belongs to different sets"
        hint = "name members of one class, issue or aspect"
    return Problem(blueprint.where, message, hint)


def _name_of_member(member: Member) -> str:
    return f"{member.fact.id}/{member.aspect}" if member.aspect else member.fact.id


def _facts_of(found: _Question | Problem) -> set[str]:
    """Return the ids of the facts that a question asks about."""
    if isinstance(found, Problem):
        return set()
    if isinstance(found.source, Item):
        return {*found.source.facts}
    _, members = found.source
    return {member.fact.id for member in members}


def _made(
    question: _Question, section: WorksheetSection, allowed: Allowed, asked: set[str]
) -> Item | None:
    """Return the item of a question, None if its members cannot stand together.

    `asked` are the facts that it or another question asks about.
    """
    if isinstance(question.source, Item):
        return with_drawn_options(question.source, allowed.seed, allowed.most_options)
    plan, members = question.source
    item_set = replace(allowed.mild(allowed.pool.set_of(plan)), members=members)
    sized = replace(section, members=len(members))
    return draw_item(item_set, sized, allowed.seed, set(), allowed.pool.subject, asked=asked)


def _near(item_id: str, ids: Iterable[str]) -> Sequence[str]:
    """Return the items of the same fact, or all there are if it has none."""
    ids = [*ids]
    fact = item_id.partition("/")[0]
    return [each for each in ids if each.partition("/")[0] == fact] or ids


def _unmade(name: str, blueprint: Blueprint) -> Problem:
    message = f"the question {quoted(name)} cannot be made as the bank is now"
    hint = "`quizgen check` says which rule it breaks; take it out of the list, or mend the bank"
    return Problem(blueprint.where, message, hint)


def _no_section(question: _Question, blueprint: Blueprint) -> Problem:
    sheet = blueprint.worksheet.name
    message = f"no section of worksheet {quoted(sheet)} takes the question {quoted(question.name)}"
    hint = f"choose a worksheet with a section for {question.type} items"
    return Problem(blueprint.where, message, hint)
