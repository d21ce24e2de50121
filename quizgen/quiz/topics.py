"""Names on a sheet of several topics: `history:magna-carta` is the fact that `history` calls so.

Each bank gives its own ids, and two may have given the same. So whatever an item names by an id has
its topic in front, as soon as items of several topics stand side by side.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import assert_never

from quizgen.content import Run
from quizgen.ids import LONGEST_ID, seal_of
from quizgen.quiz.figures import Figure, Map, Scale, Timeline
from quizgen.quiz.item import (
    Choice,
    Cloze,
    Discussion,
    FromFacts,
    FromPlaces,
    Imported,
    Interaction,
    Item,
    Matching,
    Numeric,
    Ordering,
    Origin,
    ShortAnswer,
    TrueFalse,
    Written,
)
from quizgen.quiz.naming import item_with_runs_changed


def join_topics(topics: Sequence[str]) -> str:
    """Return what several topics are called together, short enough for the name of a file.

    >>> join_topics(["europe", "history"])
    'europe+history'
    """
    joined = "+".join(topics)
    if len(joined) <= LONGEST_ID:
        return joined
    first, *others = topics
    return f"{first}+{len(others)}-more-{seal_of(*topics)[:8]}"


def with_topic(topic: str, name: str) -> str:
    """Return the id or name of something with its topic, if any; nothing stays nothing."""
    return f"{topic}:{name}" if topic and name else name


def split_topic(name: str) -> tuple[str, str]:
    """Return the topic that a name begins with, if any, and what the topic itself calls it.

    >>> split_topic("history:in-order (a, b)"), split_topic("magna-carta/when")
    (('history', 'in-order (a, b)'), ('', 'magna-carta/when'))
    """
    topic, colon, own = name.partition(":")
    return (topic.strip(), own.strip()) if colon else ("", name)


def own_name(name: str, topic: str) -> str:
    """Return what a topic itself calls something that may have it, or another one, in front.

    >>> own_name("history:magna-carta", "history"), own_name("europe:magna-carta", "history")
    ('magna-carta', 'europe:magna-carta')
    """
    return name.removeprefix(f"{topic}:")


def item_of_topic(item: Item, topic: str, sources: Mapping[str, str]) -> Item:
    """Return an item of one topic as it stands among those of others.

    `sources` has what each of its sources is called among all, since two banks may quote one text,
    and nothing for what has no source.
    """

    def change(run: Run) -> Run:
        return replace(run, source=sources[run.source]) if run.source else run

    item = item_with_runs_changed(item, change)
    return replace(
        item,
        id=with_topic(topic, item.id),
        interaction=_interaction(item.interaction, topic, sources),
        citations=tuple(replace(each, source=sources[each.source]) for each in item.citations),
        figure=_figure(item.figure, topic) if item.figure else None,
        passage=(
            replace(item.passage, id=with_topic(topic, item.passage.id)) if item.passage else None
        ),
        origin=_origin(item.origin, topic),
    )


def _interaction(interaction: Interaction, topic: str, sources: Mapping[str, str]) -> Interaction:
    match interaction:
        case Matching(premises=premises):
            named = tuple(
                replace(each, id=with_topic(topic, each.id), source=sources[each.source])
                for each in premises
            )
            return replace(interaction, premises=named)
        case Ordering(events=events):
            steps = tuple(
                replace(each, id=with_topic(topic, each.id), source=sources[each.source])
                for each in events
            )
            return replace(interaction, events=steps)
        case Choice() | TrueFalse() | ShortAnswer() | Numeric() | Cloze() | Discussion():
            return interaction
        case _ as unreachable:
            assert_never(unreachable)


def _figure(figure: Figure, topic: str) -> Figure:
    match figure:
        case Timeline(moments=moments):
            named = tuple(replace(each, fact=with_topic(topic, each.fact)) for each in moments)
            return replace(figure, moments=named)
        case Scale(bars=bars):
            return replace(
                figure, bars=tuple(replace(bar, fact=with_topic(topic, bar.fact)) for bar in bars)
            )
        case Map():
            return figure
        case _ as unreachable:
            assert_never(unreachable)


def _origin(origin: Origin, topic: str) -> Origin:
    match origin:
        case FromFacts(facts=facts):
            return replace(origin, facts=tuple(with_topic(topic, fact) for fact in facts))
        case FromPlaces(places=places):
            return replace(origin, places=tuple(with_topic(topic, place) for place in places))
        case Written() | Imported():
            return origin
        case _ as unreachable:
            assert_never(unreachable)
