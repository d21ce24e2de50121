"""An item from a set: its members by sorted hash, so many as the section asks for."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import replace
from decimal import Decimal
from functools import partial

from quizgen.assemble.grid import in_grid
from quizgen.assemble.rows import cloze_of, rows_of, with_table
from quizgen.bank.dates import Date
from quizgen.bank.facts import (
    Fact,
    Position,
    Property,
    Quantity,
    known_as_of,
    sensitivity_of,
    tags_of,
)
from quizgen.content import Run, Table, Text, plain
from quizgen.figure.axis import Axis, is_many_years
from quizgen.figure.charts import moment_of, timeline_of
from quizgen.ids import set_id_of
from quizgen.judge.distances import APART_IN_ORDER
from quizgen.judge.properties import THING
from quizgen.judge.right import fits
from quizgen.judge.subject import Subject
from quizgen.judge.texts import contains, folded
from quizgen.language.quantities import say_spare
from quizgen.language.sentences import fill
from quizgen.language.subjects import subjects_of
from quizgen.language.wording import render
from quizgen.make.plan import SetPlan
from quizgen.make.sets import ItemSet, Member, set_variables, write_event, write_premise
from quizgen.order import TURNS, shuffled
from quizgen.quiz.figures import Moment
from quizgen.quiz.item import (
    FromFacts,
    Interaction,
    Item,
    ItemType,
    Matching,
    Ordering,
    Response,
)
from quizgen.quiz.meaning import (
    Meaning,
    SomeDate,
    SomeFact,
    SomeLimit,
    SomeReply,
    SomeValue,
    SomeWords,
)
from quizgen.quiz.worksheet import WorksheetSection
from quizgen.rules import check_item

MOST_LETTERS = 680
"""Claims and replies with more letters do not stand on one page in large print (MATCH-1). Ours;
they are drawn only where there are no shorter ones."""

APART_ON_LINE = Decimal("0.04")
"""What is given on a timeline is so far from what is asked, as a part of its length. Ours."""

LONGER_FOR_GIVEN = Decimal("0.35")
"""So much longer the axis may become at one end for what is given there. Ours."""

MOST_STEPS = 2000
"""How many members are tried before a set counts as one that cannot be completed. Ours."""


def draw_item(
    item_set: ItemSet,
    section: WorksheetSection,
    seed: str,
    used: set[str],
    subject: Subject,
    lateness: Callable[[str], int] = lambda _: 0,
    asked: Set[str] = frozenset(),
) -> Item | None:
    """Return an item of members whose facts are not used yet; None if there are too few.

    The later facts come, the less often they are drawn: only where others do not suffice.
    What a timeline gives is neither used nor asked for by another question of those in `asked`;
    where that cannot be had, it gives nothing.
    """
    wording = item_set.plan.wording
    free = [member for member in item_set.members if used.isdisjoint(_facts_of(member))]
    if _most_side_by_side(wording.type, free) < section.members:
        return None
    company = _Company(item_set, section.spare, subject)
    second_best: Item | None = None
    for turn in range(2 * TURNS):  # a wide date may keep out the others that would fit
        plan = item_set.plan
        name = "/".join(filter(None, (seed, wording.id, plan.class_, plan.aspect, str(turn))))
        drawn_first = shuffled(free, name, lambda member: f"{member.fact.id}{member.aspect}")
        members = sorted(drawn_first, key=lambda member: lateness(member.fact.id))
        if plan.kind == "property":
            members = _nearest_first(members, subject)
        interaction: Interaction | None
        table: Table | None = None
        if wording.type == "matching":
            drawn, interaction = _matching(company, members, section)
        elif wording.figure == "table":
            rows = rows_of(members, section.members, plan, subject)
            drawn = [row.member for row in rows]
            table, interaction = cloze_of(rows, plan, subject) if rows else (None, None)
        else:
            drawn, interaction = _ordering(item_set, members, section, subject)
        if len(drawn) == section.members and interaction:
            item = _item(item_set, drawn, interaction, subject)
            if not section.instruction:
                item = replace(item, prompt=(*item.prompt, *_how_to_answer(interaction, subject)))
            has_given = True  # as far as it should
            if wording.figure == "grid":
                item = in_grid(item, drawn, wording, subject)
            elif table:
                item = with_table(item, table)
            elif wording.figure:
                given = _given(item, item_set, subject)
                if any(fact.id in used or fact.id in asked for fact in given):
                    given = ()
                item = _on_timeline(item, drawn, given, subject)
                has_given = bool(given)
            if not any(problem.is_error for problem in check_item(item, subject)):
                if (
                    has_given
                    and _letters_of(interaction) <= MOST_LETTERS
                    and not _is_far_spare(drawn, interaction, subject)
                ):
                    return item
                second_best = second_best or item
    return second_best


def _nearest_first(members: Sequence[Member], subject: Subject) -> list[Member]:
    """Return properties with those first that are nearest to the first of them.

    Who has to match four countries of one continent has more to know than of four; and so has who
    matches four elements of one letter with their symbols.
    """
    if not members:
        return []
    first, *rest = members
    found = subject.properties.likeliest([member.fact for member in rest], first.fact, THING)
    ranks = {fact.id: rank for rank, fact in enumerate(found)}
    return [first, *sorted(rest, key=lambda member: ranks[member.fact.id])]


def _letters_of(interaction: Interaction) -> int:
    """Return how long a set is whose responses are sentences; of others it is of no account."""
    if not isinstance(interaction, Matching):
        return 0
    if not any(isinstance(response.means, SomeReply) for response in interaction.responses):
        return 0
    texts = [plain(response.text) for response in interaction.responses]
    return sum(map(len, [*texts, *(plain(premise.text) for premise in interaction.premises)]))


def _facts_of(member: Member) -> Iterator[str]:
    """Yield the ids of the facts that a member asks about."""
    yield member.fact.id
    if member.response and isinstance(member.response.means, SomeReply):
        yield member.response.means.fact_id


def _most_side_by_side(type_: ItemType, members: Sequence[Member]) -> int:
    """Return how many members one item could have, at the very most.

    As many dates are apart as are found by taking, time and again, what is over first.
    """
    if type_ == "ordering":
        members = sorted(members, key=lambda member: _place(member)[::-1])
    return len(side_by_side(type_, members))


def _place(member: Member) -> tuple[Decimal, Decimal]:
    """Return from where to where a member lies among its like: days, or sizes.

    So much belongs to a size that another one beside it is clearly less or greater.
    """
    claim, date = member.fact.claim, member.fact.dated
    if isinstance(claim, Quantity) and claim.value is not None:
        return claim.value, claim.value + abs(claim.value) * APART_IN_ORDER
    assert date is not None, "only what has a date or a size is put in order"
    return Decimal(date.first), Decimal(date.last)


def _are_apart(one: Member, other: Member) -> bool:
    """Tell whether it is sure which of two members comes first."""
    (first, last), (begin, end) = _place(one), _place(other)
    return last < begin or end < first


def side_by_side(type_: ItemType, members: Sequence[Member]) -> list[Member]:
    """Return the members that may stand in one item with those before them.

    A set has no response twice, and no dates of which it is not sure which came first.
    """
    taken: list[Member] = []
    responses: set[str] = set()
    for member in members:
        if type_ == "cloze":  # which cells are empty decides who stands with whom
            is_free = True
        elif type_ == "matching":
            is_free = member.response is not None and member.response.id not in responses
        else:
            is_free = all(_are_apart(member, other) for other in taken)
        if is_free:
            taken.append(member)
            responses |= {member.response.id} if member.response else set()
    return taken


def _item(
    item_set: ItemSet, members: Sequence[Member], interaction: Interaction, subject: Subject
) -> Item:
    wording, facts = item_set.plan.wording, [member.fact for member in members]
    facts += [  # beside claims, what answers them
        subject.facts[fact_id]
        for member in members
        for fact_id in _facts_of(member)
        if fact_id != member.fact.id
    ]
    return Item(
        id=set_id_of(wording.id, (fact.id for fact in facts)),
        prompt=render(wording.stem, set_variables(item_set.plan, subject), wording.where),
        interaction=interaction,
        level=wording.level,
        tags=tags_of(facts),
        sensitivity=sensitivity_of(facts),
        citations=subject.citations(fact.source for fact in facts),
        about=tuple(name for fact in facts for name in subjects_of(fact, subject.bank)),
        allow=tuple(dict.fromkeys(rule for fact in facts for rule in fact.allow)),
        origin=FromFacts(
            kind=item_set.plan.kind,
            wording=wording.id,
            facts=tuple(fact.id for fact in facts),
            as_of=known_as_of(facts),
        ),
        where=wording.where,
    )


def _how_to_answer(interaction: Interaction, subject: Subject) -> Text:
    """Return what else the instruction of the section says: which signs, and how many are left."""
    language = subject.language
    if isinstance(interaction, Ordering) and language.how_to_order:
        return (Run(f" {fill(language.how_to_order, count=str(len(interaction.events)))}"),)
    if not isinstance(interaction, Matching):
        return ()
    spare = len(interaction.responses) - len({each.response for each in interaction.premises})
    said = say_spare(spare, language)
    return (Run(f" {said}"),) if said else ()


def _on_timeline(
    item: Item, members: Sequence[Member], given: Iterable[Fact], subject: Subject
) -> Item:
    """Return a matching item whose premises, dates, have boxes on a timeline, in its order.

    What is given there is for a pupil to hold on to.
    """
    moments = _asked_moments([member.fact for member in members], subject)
    moments += [moment_of(fact, subject.language, is_main=False) for fact in given]
    timeline = timeline_of(moments, subject.language)
    axis = Axis.of(timeline, 1.0, 0.0)
    if any(axis.is_stretch(moment.date) for moment in timeline.moments if not moment.words):
        language = subject.language
        is_of_ages = is_many_years(timeline.periods[0]) and language.hatched_years
        hatched = language.hatched_years if is_of_ages else language.labels.timeline_hatched
        timeline = replace(timeline, caption=f"{timeline.caption}; {hatched}")
    places = {moment.fact: place for place, moment in enumerate(timeline.moments)}
    matching = item.interaction
    assert isinstance(matching, Matching)
    premises = sorted(matching.premises, key=lambda premise: places[premise.id])
    return replace(item, interaction=replace(matching, premises=tuple(premises)), figure=timeline)


def _asked_moments(facts: Iterable[Fact], subject: Subject) -> list[Moment]:
    moments = (moment_of(fact, subject.language, is_main=True) for fact in facts)
    return [replace(moment, words="") for moment in moments]


def _given(item: Item, item_set: ItemSet, subject: Subject) -> tuple[Fact, ...]:
    """Return what is given on a timeline: the next event before those that are asked, and after.

    What would make the axis much longer is not; then one is given of the time between. Like spare
    responses they depend on the members alone.
    """
    facts = [subject.facts[fact_id] for fact_id in item.facts]
    periods = timeline_of(_asked_moments(facts, subject), subject.language).periods
    days = sum(period.last - period.first + 1 for period in periods)
    asked = [date for fact in facts if (date := fact.dated)]
    first, last = min(date.first for date in asked), max(date.last for date in asked)
    assert isinstance(item.interaction, Matching)
    offered = {response.id for response in item.interaction.responses}
    free: list[tuple[Date, str]] = []
    for response in item_set.responses:
        if isinstance(response.means, SomeFact) and response.id not in offered:
            fact = subject.facts[response.means.fact_id]
            date = fact.dated
            if date and all(_is_seen_beside(date, each, days) for each in asked):
                free.append((date, fact.id))
    longer = days * LONGER_FOR_GIVEN
    before = [each for each in free if 0 < first - each[0].first <= longer]
    after = [each for each in free if 0 < each[0].last - last <= longer]
    between = [each for each in free if first < each[0].first and each[0].last < last]
    found = sorted(before, key=lambda each: (-each[0].last, each[1]))[:1]
    found += sorted(after, key=lambda each: (each[0].first, each[1]))[:1]
    found = found or [*shuffled(between, item.id, lambda each: each[1])[:1]]
    return tuple(subject.facts[fact_id] for _, fact_id in found)


def _is_seen_beside(given: Date, asked: Date, days: int) -> bool:
    """Tell whether two dates are seen as two on an axis of so many days; dots need a distance."""
    between = max(given.first, asked.first) - min(given.last, asked.last) - 1
    least = days * APART_ON_LINE
    return between >= (0 if given.last - given.first + 1 >= least else least)


class _Company:
    """Which members of a set for matching stand together, and what is spare beside them.

    Neither hangs on the order in which members are drawn, and both are asked for again and again,
    where a set is hard to complete.
    """

    def __init__(self, item_set: ItemSet, spare: int, subject: Subject) -> None:
        self.item_set = item_set
        self.subject = subject
        self._spare = spare
        self._pairs: dict[frozenset[int], bool] = {}
        self._responses: dict[frozenset[int], list[Response] | None] = {}

    def may_join(self, one: Member, other: Member) -> bool:
        """Tell whether neither of two members takes, answers or asks what the other does."""
        pair = frozenset((id(one), id(other)))
        found = self._pairs.get(pair)
        if found is None:
            found = _may_stand_together(self.item_set.plan, self.subject, one, other)
            self._pairs[pair] = found
        return found

    def responses_of(self, drawn: Sequence[Member]) -> list[Response] | None:
        """Return the responses of members, with spare ones; None if too few can be had."""
        members = frozenset(map(id, drawn))
        if members not in self._responses:
            responses = _with_spare(drawn, self.item_set, self._spare, self.subject)
            self._responses[members] = responses
        return self._responses[members]


def _matching(
    company: _Company, members: Sequence[Member], section: WorksheetSection
) -> tuple[Sequence[Member], Matching | None]:
    """Return members of which no response fits another, and what matches them with spare ones.

    The first members are taken that can be; none, where no set is complete.
    """
    plan, subject = company.item_set.plan, company.subject
    able = [each for each in members if each.response and not _tells_itself(each, plan, subject)]
    for drawn in _sets_of(section.members, able, company.may_join):
        responses = company.responses_of(drawn)
        if responses is None:
            continue
        in_order = sorted(responses, key=lambda response: folded(plain(response.text)))
        drawn = tuple(sorted(drawn, key=lambda member: (member.fact.id, member.aspect)))
        premises = tuple(write_premise(member, plan, subject) for member in drawn)
        heading = render(plan.wording.heading, set_variables(plan, subject), plan.wording.where)
        return drawn, Matching(heading=heading, premises=premises, responses=tuple(in_order))
    return (), None


def _sets_of(
    count: int, members: Sequence[Member], may_join: Callable[[Member, Member], bool]
) -> Iterator[tuple[Member, ...]]:
    """Yield sets of so many members any two of which may join, those of the first members first.

    The first that come may leave no room for others: then a later one takes the place of the last.
    """
    steps = iter(range(MOST_STEPS))

    def complete(chosen: tuple[Member, ...], start: int) -> Iterator[tuple[Member, ...]]:
        if len(chosen) == count:
            yield chosen
            return
        for place in range(start, len(members) - (count - len(chosen)) + 1):
            if next(steps, None) is None:
                return
            if all(may_join(other, members[place]) for other in chosen):
                yield from complete((*chosen, members[place]), place + 1)

    yield from complete((), 0)


def _may_stand_together(plan: SetPlan, subject: Subject, one: Member, other: Member) -> bool:
    """Tell whether neither of two members takes, answers or asks what the other does."""
    assert one.response
    assert other.response
    return not (
        one.response.id == other.response.id
        or _stand_in_one_row(one, other)
        or not {*_facts_of(one)}.isdisjoint(_facts_of(other))
        or _fits(other.response, one, subject)
        or _fits(one.response, other, subject)
        or _are_too_near(one.response, other.response, subject)
        or _ask_alike(one, other, plan, subject)
    )


def _with_spare(
    drawn: Sequence[Member], item_set: ItemSet, count: int, subject: Subject
) -> list[Response] | None:
    """Return the responses of members and so many spare ones that fit none, None if too few.

    Which are spare depends on the members alone: the same question has the same box on any sheet.
    """
    responses = {each.response.id: each.response for each in drawn if each.response}
    taken = {fact_id for member in drawn for fact_id in _facts_of(member)}
    seed = "/".join(sorted(f"{member.fact.id}{member.aspect}" for member in drawn))
    spare = shuffled(item_set.responses, f"{seed}/spare", lambda response: response.id)
    if item_set.plan.kind == "property":
        first = min((member.fact for member in drawn), key=lambda fact: fact.id)
        near = subject.properties.likeliest(item_set.plan.facts, first, THING)
        values = [
            SomeValue(fact.claim.property, fact.claim.value[0])
            for fact in near
            if isinstance(fact.claim, Property)
        ]
        ranks: dict[Meaning | None, int] = {}
        for rank, value in enumerate(values):
            ranks.setdefault(value, rank)
        spare = tuple(sorted(spare, key=lambda response: ranks.get(response.means, len(ranks))))
    spare = tuple(sorted(spare, key=partial(_days_beside, drawn, subject)))
    for response in sorted(spare, key=partial(_are_given, drawn)):
        if len(responses) == len(drawn) + count:
            break
        if (
            response.id not in responses
            and not (isinstance(response.means, SomeReply) and response.means.fact_id in taken)
            and not any(_fits(response, member, subject) for member in drawn)
            and not any(_are_too_near(response, other, subject) for other in responses.values())
        ):
            responses[response.id] = response
    return [*responses.values()] if len(responses) == len(drawn) + count else None


def _is_far_spare(members: Sequence[Member], interaction: Interaction, subject: Subject) -> bool:
    """Tell whether a response lies farther from all events than these from one another.

    Beside the months of one spring it is no lure, and the last match falls out by itself.
    """
    if not isinstance(interaction, Matching):
        return False
    dates = [date for member in members if (date := member.fact.dated)]
    span = max(date.last for date in dates) - min(date.first for date in dates) if dates else 0
    return any(_days_beside(members, subject, each) > span for each in interaction.responses)


def _days_beside(members: Sequence[Member], subject: Subject, response: Response) -> int:
    """Return how many days before the first or behind the last event of some another one lies.

    Two years before all that a timeline shows, it is no lure.
    """
    dates = [date for member in members if (date := member.fact.dated)]
    match response.means:
        case SomeFact(fact_id):
            own = subject.facts[fact_id].dated
        case SomeDate(own):
            pass
        case _:
            own = None
    if own is None or not dates:
        return 0
    first, last = min(date.first for date in dates), max(date.last for date in dates)
    return max(0, first - own.first, own.last - last)


def _stand_in_one_row(member: Member, other: Member) -> bool:
    """Tell whether two limits are of one actor at one time: one would be given beside the other."""
    match member.fact.claim, other.fact.claim:
        case Position() as one, Position() as two if member.aspect:
            return (one.actor, member.fact.as_of) == (two.actor, other.fact.as_of)
        case _:
            return False


def _are_given(members: Iterable[Member], response: Response) -> bool:
    """Tell whether a row of a grid prints a response already: then it is a poor lure, as spare."""
    claims = [member.fact.claim for member in members]
    if not isinstance(response.means, SomeLimit):
        return False
    values = [
        value for claim in claims if isinstance(claim, Position) for value in claim.scope.values()
    ]
    return folded(plain(response.text)) in map(folded, values)


def _fits(response: Response, member: Member, subject: Subject) -> bool:
    """Tell whether a response is right for the fact of a member, its own or not."""
    if response.means is None:
        return False
    right = member.response.means if member.response else None
    return fits(response.means, plain(response.text), right, member.fact, subject)


def _are_too_near(response: Response, other: Response, subject: Subject) -> bool:
    """Tell whether two responses say the same, or nearly so that a reader takes one for the other.

    People stay who they are: that two share a name does not make them one.
    """
    texts = plain(response.text), plain(other.text)
    if subject.bare(texts[0]) == subject.bare(texts[1]):
        return True
    is_worded = isinstance(response.means, SomeWords | SomeFact | SomeReply | SomeValue)
    return is_worded and subject.sameness.is_too_near(*texts)


def _ask_alike(one: Member, other: Member, plan: SetPlan, subject: Subject) -> bool:
    """Tell whether the premises of two members say the same, or nearly so."""
    if plan.wording.figure == "grid":  # a row and a column say which cell is meant
        return False
    premises = _premise(one, plan, subject), _premise(other, plan, subject)
    same = subject.bare(premises[0]) == subject.bare(premises[1])
    return same or subject.sameness.is_too_near(*premises)


def _tells_itself(member: Member, plan: SetPlan, subject: Subject) -> bool:
    """Tell whether a premise says its own response: the capital of Luxembourg."""
    response = plain(member.response.text) if member.response else ""
    return bool(response) and contains(_premise(member, plan, subject), response)


def _premise(member: Member, plan: SetPlan, subject: Subject) -> str:
    wording = plan.wording
    return plain(subject.say(wording.premise, member.fact, wording.where, aspect=member.aspect))


def _ordering(
    item_set: ItemSet, members: Sequence[Member], section: WorksheetSection, subject: Subject
) -> tuple[Sequence[Member], Ordering]:
    """Return members of which it is sure who comes before whom, and what puts them in order."""
    drawn: list[Member] = []
    for member in members:
        if (
            all(_are_apart(member, other) for other in drawn)
            and len(drawn) < section.members
            and not any(_ask_alike(other, member, item_set.plan, subject) for other in drawn)
        ):
            drawn.append(member)
    drawn.sort(key=_place)
    events = (
        write_event(member, rank, item_set.plan, subject) for rank, member in enumerate(drawn, 1)
    )
    return drawn, Ordering(events=tuple(events))
