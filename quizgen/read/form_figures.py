"""Figures as a file of forms has them: what is shown, and where."""

from quizgen.quiz.figures import (
    Bar,
    Figure,
    Leg,
    Map,
    Moment,
    Period,
    Ring,
    Scale,
    ScaleBar,
    Spot,
    Tick,
    Timeline,
)
from quizgen.read.form_nodes import Node


def read_figure(node: Node) -> tuple[int, Figure]:
    """Return a figure and the number by which items name it."""
    number = node.key("number").integer(1)
    caption, alt = node.key("caption").text(), node.key("alt").text()
    kind = node.key("type").one_of("timeline", "scale", "map")
    if kind == "map":
        return number, read_map(node)
    if kind == "timeline":
        return number, Timeline(
            caption=caption,
            alt=alt,
            moments=node.key("moments").each(_moment),
            periods=node.key("periods").each(_period),
            eras=node.key("eras").each(_period),
        )
    return number, Scale(
        caption=caption,
        alt=alt,
        bars=node.key("bars").each(_bar),
        ticks=_ticks(node),
        unit=node.key("unit").text(),
        tells_values=node.key("tells_values").flag(),
    )


def _ticks(node: Node) -> tuple[Tick, ...]:
    ticks, words = node.key("ticks"), node.key("tick_words")
    if len(ticks.nodes()) != len(words.nodes()):
        words.note("has another length than `ticks`", "write the words of each tick")
    return tuple(
        Tick(value=value, words=said)
        for value, said in zip(ticks.each(Node.number), words.texts(), strict=False)
    )


def read_map(node: Node) -> Map:
    """Return a map, as a figure or of a whole form."""
    spots = node.key("spots").each(_spot)
    drawn = [(ring, "around") for ring in node.key("rings").nodes()]
    drawn += [(leg, end) for leg in node.key("legs").nodes() for end in ("start", "end")]
    for line, end in drawn:
        place = line.key(end)
        if place.text() not in {spot.place for spot in spots}:
            place.note("is the id of none of the map's places", "write that of one of `spots`")
    return Map(
        caption=node.key("caption").text(),
        alt=node.key("alt").text(),
        latitude=node.key("latitude").number(),
        longitude=node.key("longitude").number(),
        width_km=node.key("width_km").integer(1),
        height_km=node.key("height_km").integer(1),
        spots=spots,
        rings=node.key("rings").each(_ring),
        legs=node.key("legs").each(_leg),
        scale_bars=node.key("scale_bars").each(_scale_bar),
    )


def _spot(node: Node) -> Spot:
    return Spot(
        place=node.key("place").text(),
        words=node.key("words").text(),
        latitude=node.key("latitude").number(),
        longitude=node.key("longitude").number(),
        is_area=node.key("is_area").flag(),
        is_main=node.key("is_main").flag(),
    )


def _ring(node: Node) -> Ring:
    return Ring(
        around=node.key("around").text(),
        km=node.key("km").number(),
        words=node.key("words").text(),
    )


def _leg(node: Node) -> Leg:
    return Leg(
        start=node.key("start").text(), end=node.key("end").text(), words=node.key("words").text()
    )


def _scale_bar(node: Node) -> ScaleBar:
    if not node.key("ticks").nodes():
        node.key("ticks").note(
            "has no ticks, and a scale needs two", "write where it begins and ends"
        )
    return ScaleBar(km=node.key("km").number(), ticks=_ticks(node), unit=node.key("unit").text())


def _moment(node: Node) -> Moment:
    return Moment(
        fact=node.key("fact").text(),
        date=node.key("date").date(),
        date_text=node.key("date_text").text(),
        words=node.key("words").text(),
        is_main=node.key("is_main").flag(),
    )


def _period(node: Node) -> Period:
    return Period(
        first=node.key("first").day(),
        last=node.key("last").day(),
        number=node.key("number").integer(),
        words=node.key("words").text(),
    )


def _bar(node: Node) -> Bar:
    return Bar(
        fact=node.key("fact").text(),
        words=node.key("text").text(),
        value_text=node.key("value_text").text(),
        low=node.key("low").number(),
        high=node.key("high").number(),
        is_open=node.key("is_open").flag(),
        is_main=node.key("is_main").flag(),
    )
