"""An item from a set: its members by sorted hash, so many as the section asks for."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from quizgen.bank.facts import SENSITIVITIES
from quizgen.content import plain
from quizgen.figure.charts import moment_of, timeline_of
from quizgen.ids import set_id_of
from quizgen.order import TURNS, shuffled
from quizgen.quiz.item import Interaction, Item, Matching, OrderedEvent, Ordering, Premise, Response
from quizgen.quiz.items import ItemSet, Member
from quizgen.quiz.worksheet import WorksheetSection
from quizgen.rules import check_item
from quizgen.rules.key_2 import is_right
from quizgen.rules.known import Known
from quizgen.rules.texts import folded


def draw_item(
    one: ItemSet, section: WorksheetSection, seed: str, used: set[str], known: Known
) -> Item | None:
    """Return an item of members whose facts are not used yet; None if there are too few."""
    free = [member for member in one.members if member.fact.id not in used]
    for turn in range(TURNS):  # a wide date may keep out the others that would fit
        name = "/".join(filter(None, (seed, one.wording, one.class_, str(turn))))
        members = shuffled(free, name, lambda member: member.fact.id)
        if one.type == "matching":
            drawn, interaction = _matching(one, members, section, name, known)
        else:
            drawn, interaction = _ordering(members, section)
        if len(drawn) == section.members and _has_spare(interaction, section.spare):
            item = _item(one, drawn, interaction)
            if one.figure:
                item = _on_timeline(item, drawn, known)
            if not any(problem.is_error for problem in check_item(item, known)):
                return item
    return None


def _item(one: ItemSet, members: Sequence[Member], interaction: Interaction) -> Item:
    facts = [member.fact for member in members]
    return Item(
        id=set_id_of(one.wording, (fact.id for fact in facts)),
        wording=one.wording,
        kind=one.kind,
        facts=tuple(fact.id for fact in facts),
        stem=(),
        interaction=interaction,
        sources=tuple(dict.fromkeys(fact.source for fact in facts)),
        as_of=max((fact.as_of for fact in facts), key=lambda date: date.last),
        level=one.level,
        sensitivity=max((fact.sensitivity for fact in facts), key=SENSITIVITIES.index),
        tags=tuple(dict.fromkeys(tag for fact in facts for tag in fact.tags)),
        about=tuple(subject for member in members for subject in member.about),
        where=one.where,
    )


def _has_spare(interaction: Interaction, spare: int) -> bool:
    """Tell whether a matching item has as many spare responses as its section says."""
    if not isinstance(interaction, Matching):
        return True
    return len(interaction.responses) == len(interaction.premises) + spare


def _on_timeline(item: Item, members: Sequence[Member], known: Known) -> Item:
    """Return a matching item whose premises, dates, have boxes on a timeline, in its order."""
    moments = [
        replace(moment_of(member.fact, known.language, is_main=True), words="")
        for member in members
    ]
    timeline = timeline_of(moments, known.language)
    if not all(moment.date.is_day for moment in timeline.moments):
        hatched = known.language.labels.timeline_hatched
        timeline = replace(timeline, caption=f"{timeline.caption}; {hatched}")
    places = {moment.fact: place for place, moment in enumerate(timeline.moments)}
    matching = item.interaction
    assert isinstance(matching, Matching)
    premises = sorted(matching.premises, key=lambda premise: places[premise.fact_id])
    return replace(item, interaction=replace(matching, premises=tuple(premises)), figure=timeline)


def _matching(
    one: ItemSet, members: Sequence[Member], section: WorksheetSection, seed: str, known: Known
) -> tuple[Sequence[Member], Interaction]:
    drawn: dict[str, Member] = {}
    responses: dict[str, Response] = {}
    for member in members:
        response = member.response
        if len(drawn) == section.members or response is None or response.id in drawn:
            continue
        if _stands_apart(response, drawn.values(), known) and not any(
            _fits(other, member, known) for other in responses.values()
        ):
            drawn[response.id] = member
            responses[response.id] = response
    for response in shuffled(one.responses, f"{seed}/spare", lambda response: response.id):
        wanted = len(responses) < len(drawn) + section.spare
        if wanted and _stands_apart(response, drawn.values(), known):
            responses.setdefault(response.id, response)
    in_order = sorted(responses.values(), key=lambda response: folded(plain(response.text)))
    premises = tuple(_premise(member) for member in drawn.values())
    matching = Matching(heading=one.heading, premises=premises, responses=tuple(in_order))
    return tuple(drawn.values()), matching


def _stands_apart(response: Response, members: Iterable[Member], known: Known) -> bool:
    return not any(_fits(response, member, known) for member in members)


def _fits(response: Response, member: Member, known: Known) -> bool:
    return is_right(response.id, plain(response.text), member.fact, known)


def _premise(member: Member) -> Premise:
    return Premise(
        fact_id=member.fact.id,
        text=member.text,
        detail=member.detail,
        response=member.response.id if member.response else "",
        rationale=member.rationale,
        source=member.fact.source,
    )


def _ordering(
    members: Sequence[Member], section: WorksheetSection
) -> tuple[Sequence[Member], Interaction]:
    drawn: list[Member] = []
    for member in members:
        apart = all(
            member.date.is_before(other.date) or other.date.is_before(member.date)
            for other in drawn
        )
        if apart and len(drawn) < section.members:
            drawn.append(member)
    drawn.sort(key=lambda member: member.date.first)
    events = (
        OrderedEvent(
            fact_id=member.fact.id,
            text=member.text,
            rank=rank,
            date=member.date,
            date_text=member.date_text,
            source=member.fact.source,
        )
        for rank, member in enumerate(drawn, 1)
    )
    return drawn, Ordering(events=tuple(events))
