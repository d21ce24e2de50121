"""Whether what facts say of one another can be: causes come first, and no reason explains itself.

Ids that nothing has are told by `references`; here each link leads to a fact.
"""

from collections.abc import Iterable, Iterator, Mapping

from quizgen.bank.facts import Event, Fact
from quizgen.errors import quoted
from quizgen.read.checks import Flaw


def check_links(facts: Mapping[int, Fact]) -> Iterator[tuple[int, Flaw]]:
    """Yield the place of a fact in its bank, and what is wrong with a link of it."""
    places = {fact.id: place for place, fact in facts.items()}
    by_id = {fact.id: fact for fact in facts.values()}
    for place, fact in facts.items():
        for number, link in enumerate(fact.because_of):
            cause = by_id.get(link.fact)
            if cause and (message := _comes_later(cause, fact)):
                hint = "what comes later is no cause: look at the dates, or delete fact"
                yield place, (("because_of", number, "fact"), message, hint)
        for number, counter in enumerate(fact.counters):
            claim = by_id.get(counter.fact)
            way = ("counters", number, "fact")
            if claim and claim.kind != fact.kind:
                message = f"a {fact.kind} speaks against a {claim.kind}, {quoted(claim.id)}"
                yield place, (way, message, "name a fact of the same kind")
            elif (
                claim and fact.id in {other.fact for other in claim.counters} and fact.id > claim.id
            ):
                message = f"{quoted(fact.id)} and {quoted(claim.id)} each counter the other"
                yield place, (way, message, "keep it with the one that answers the other")
    causes = {fact.id: [link.fact for link in fact.because_of] for fact in facts.values()}
    for circle in circles(causes):
        if len(circle) == 1:
            continue  # that a fact names itself is told where it does
        message = f"causes in a circle: {', '.join(circle)}"
        hint = "nothing is its own cause: delete one of these links"
        yield places[circle[0]], (("because_of",), message, hint)


def _comes_later(cause: Fact, effect: Fact) -> str:
    """Return what to tell of an event that came after what it is said to have caused.

    When something was said tells nothing: a reason may be given long after it began to hold.
    """
    match cause.claim, effect.claim:
        case Event(date=date), Event(date=after) if after.is_before(date):
            return f"the cause {quoted(cause.id)} is of {date.text}, its effect of {after.text}"
        case _:
            return ""


def circles(links: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """Yield the ids that lead back to themselves, each circle once, in the order of its links.

    >>> list(circles({"a": ["b"], "b": ["c"], "c": ["a", "d"], "d": []}))
    [('a', 'b', 'c')]
    """
    done: set[str] = set()
    for start in links:
        way = [start]
        left = [iter(links[start])]
        while left and start not in done:
            step = next((other for other in left[-1] if other in links), "")
            if not step:
                left.pop()
                done.add(way.pop())
            elif step in way:
                yield tuple(way[way.index(step) :])
            elif step not in done:
                way.append(step)
                left.append(iter(links[step]))
