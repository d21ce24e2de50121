"""Tasks of judgement: what is right follows from what facts state, and nothing asks for a creed.

Beutelsbach Consensus 2 and 3; exam boards mark open answers by levels of response.
"""

from collections.abc import Iterator

from quizgen.content import plain, spoken
from quizgen.judge.right import is_right
from quizgen.judge.subject import Subject
from quizgen.quiz.item import Discussion, FromFacts, Item, Matching
from quizgen.quiz.meaning import SomeCause, SomeHedge, SomeNature, SomeReply
from quizgen.rules.parts import found_beside_claims, options_of
from quizgen.rules.rule import Finding, rule

FEWEST_LEVELS = 2
"""JUDGE-1: a scheme of one level tells nobody what earns more."""


@rule("JUDGE-1", "E", "judgement has its key from the facts, or a mark scheme by levels")
def unfounded_judgements(item: Item, subject: Subject) -> Iterator[Finding]:
    """Find a key that no fact states, and tasks that have no mark scheme or ask for assent."""
    if isinstance(item.interaction, Discussion):
        yield from _faulty_tasks(item, item.interaction, subject)
        return
    if not item.facts:
        return
    fact = subject.facts[item.facts[0]]
    for option in options_of(item, SomeCause, SomeReply, SomeNature, SomeHedge):
        words = plain(option.content)
        assert option.means is not None
        if option.is_key and not is_right(option.means, words, fact, subject):
            hint = "let the bank state it: because_of, counters, nature or hedges"
            yield Finding(f"no fact states that '{words}' is right", hint)
    if isinstance(item.interaction, Matching):
        means = {response.id: response.means for response in item.interaction.responses}
        for premise in item.interaction.premises:
            reply = means.get(premise.response)
            if isinstance(reply, SomeReply) and not is_right(
                reply, "", subject.facts[premise.id], subject
            ):
                message = f"no fact says that '{reply.fact_id}' speaks against '{premise.id}'"
                yield Finding(message, "let the bank state it: counters")


def _faulty_tasks(item: Item, task: Discussion, subject: Subject) -> Iterator[Finding]:
    """Find what is wrong with a task; where a language has no scheme, prompts need none."""
    stem, phrases = spoken(item.prompt), subject.language.assent_phrases
    for phrase in found_beside_claims(stem, phrases, item, subject):
        hint = "ask for reasons on both sides, or what would settle it"
        yield Finding(f"'{phrase}' in “{stem}” asks for assent", hint)
    is_made = isinstance(item.origin, FromFacts)
    if len(task.bands) < FEWEST_LEVELS and (is_made or task.bands):
        hint = "write under marking what a weak, a fair and a strong answer does"
        yield Finding("has no mark scheme by levels", hint)
    if is_made and not task.passages:
        yield Finding("names no passage that it rests on", "name its facts")
