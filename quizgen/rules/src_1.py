"""SRC-1: every fact is sourced (Wozniak's rule 18; Council of Europe, Living with Controversy)."""

from collections.abc import Iterator

from quizgen.bank.facts import Fact
from quizgen.rules.known import Known
from quizgen.rules.rule import FactRule, Finding


def check(fact: Fact, known: Known) -> Iterator[Finding]:
    """Find a source that a reader could not go and look at."""
    places = (fact.source, *(also.source for also in fact.also_in))
    for name in places:
        source = known.bank.sources[name]
        if not (source.url or source.text):
            hint = "add `text:` with the name of the file that holds it, or `url:` and `accessed:`"
            yield Finding(f"source '{name}' has neither url nor text", hint)
        if source.url and not source.accessed:
            yield Finding(f"source '{name}' has a url without `accessed`", "say when it was opened")


SRC_1 = FactRule("SRC-1", "E", "every fact is sourced", check)
