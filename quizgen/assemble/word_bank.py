"""Word banks: the answers of a section's gaps, and wrong ones that are right in none of them.

A wrong word is taken from the choices that the bank offers on the same facts, so it is as plausible
as there; each is held against every gap of its section.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from quizgen.bank.facts import Fact
from quizgen.content import plain
from quizgen.errors import Problem
from quizgen.judge.right import is_right
from quizgen.judge.subject import Subject
from quizgen.make.candidate import Candidate
from quizgen.make.distractors.people import people
from quizgen.make.plan import MadeOf
from quizgen.order import shuffled
from quizgen.pool import ItemPool
from quizgen.quiz.item import Choice, Cloze, Item, Option, ShortAnswer
from quizgen.quiz.meaning import Meaning, SomeSpeaker
from quizgen.quiz.selection import FilledSection
from quizgen.quiz.worksheet import Blueprint
from quizgen.values import dataclass


@dataclass(frozen=True, kw_only=True)
class _Gap:
    """What is to be filled in once."""

    answer: str
    accepted: tuple[str, ...]
    fact: Fact | None
    """What it asks about; None for what somebody wrote, of which nobody can judge a word."""
    means: Meaning | None
    """What its answer means, where a choice of the bank says so."""
    wrong: tuple[tuple[str, Meaning], ...]
    """Words that are wrong in it, and what they mean."""


def with_word_bank(
    part: FilledSection, subject: Subject, pool: ItemPool | None = None
) -> FilledSection:
    """Return a section with its word bank; without one if it asks for none, or a word fits twice.

    Then nobody could say which gap it belongs to. Without a pool, of several topics, there are the
    answers alone: what is wrong in all of them nobody can judge.
    """
    if not part.section.word_bank:
        return part
    gaps = [gap for item in part.items for gap in _gaps(item, pool)]
    pairs = ((one, gap) for one in gaps for gap in gaps if one != gap)
    if any(_fits(one.answer, one.means, gap, subject) for one, gap in pairs):
        return part
    words = [gap.answer for gap in gaps]
    if len(words) != len({*map(subject.bare, words)}):
        return part
    words += _spare(gaps, part.section.spare, subject)
    return replace(part, word_bank=tuple(sorted(words, key=str.casefold)))


def lacking_word_banks(parts: Sequence[FilledSection], blueprint: Blueprint) -> Iterator[Problem]:
    """Yield which sections have no word bank though they ask for one."""
    for part in parts:
        if part.section.word_bank and not part.word_bank:
            message = f"section '{part.section.title}' has no word bank: "
            message += "one of its answers is right in two of its gaps"
            hint = "take another seed, or swap one of the two"
            yield Problem(blueprint.worksheet.where, message, hint, severity="W")


def _gaps(item: Item, pool: ItemPool | None) -> Iterator[_Gap]:
    match item.interaction:
        case Cloze(answers=answers, accepted=accepted):
            blanks = [*zip(map(plain, answers), accepted, strict=True)]
        case ShortAnswer(answer=answer, accepted=also, lines=1):
            blanks = [(plain(answer), also)]
        case _:
            return
    fact = pool.subject.facts[item.facts[0]] if pool and item.facts else None
    for words, accepted_words in blanks:
        means, wrong = _choices_of(words, fact, pool) if pool and fact else (None, ())
        yield _Gap(answer=words, accepted=accepted_words, fact=fact, means=means, wrong=wrong)


def _choices_of(
    answer: str, fact: Fact, pool: ItemPool
) -> tuple[Meaning | None, tuple[tuple[str, Meaning], ...]]:
    """Return what an answer means, and what is wrong beside it: as in the choices on its fact.

    An option may say its unit where a gap has it printed behind: "300 km" for "300".
    """
    speakers = people(fact, pool.subject)
    if speakers and speakers.key.slots["speaker"] == answer:
        return speakers.key.means, tuple(_named(speakers.wrong, pool.subject))
    means: Meaning | None = None
    wrong: dict[str, Meaning] = {}
    for plan in pool.plans:
        is_on_fact = isinstance(plan.source, MadeOf) and plan.source.fact is fact
        item = pool.item(plan) if is_on_fact and plan.type == "multiple-choice" else None
        if not item or not isinstance(item.interaction, Choice):
            continue
        options = (*item.interaction.options, *item.interaction.reserve)
        key = next(option for option in options if option.is_key)
        said = plain(key.content)
        if not said.casefold().startswith(answer.casefold()):
            continue
        behind = said[len(answer) :]
        if behind and not behind.startswith((" ", "\u00a0")):
            continue
        means = means or key.means
        for option in options:
            if words := _without(behind, option):
                assert option.means
                wrong.setdefault(words, option.means)
    return means, tuple(wrong.items())


def _named(speakers: Iterable[Candidate], subject: Subject) -> Iterator[tuple[str, Meaning]]:
    """Yield speakers who have a name of their own: "the minister" is none."""
    for other in speakers:
        if isinstance(other.means, SomeSpeaker):
            person = subject.bank.people[other.means.person_id]
            if person.kind == "person" and not person.name[:1].islower():
                yield person.name, other.means


def _without(behind: str, option: Option) -> str:
    """Return the words of a wrong option without what stands behind the gap, if they end in it."""
    words = plain(option.content)
    if option.means is None or option.is_key or not words.endswith(behind):
        return ""
    words = words.removesuffix(behind)
    # An option begins with a capital, where the bank may write "gold".
    told = (each for each in vars(option.means).values() if isinstance(each, str))
    return next((each for each in told if each.casefold() == words.casefold()), words)


def _spare(gaps: Sequence[_Gap], count: int, subject: Subject) -> list[str]:
    """Return words that are right in no gap, of each gap in turn, so many at the most."""
    if any(gap.fact is None for gap in gaps):
        return []
    seed = "/".join(sorted(gap.answer for gap in gaps))
    alike = Counter(type(gap.means) for gap in gaps)
    # The only number among names would give itself away, so it has company first.
    lists = [
        [*shuffled(gap.wrong, f"{seed}/{gap.answer}", lambda pair: pair[0])]
        for gap in sorted(gaps, key=lambda gap: (alike[type(gap.means)], gap.answer))
    ]
    taken: dict[str, None] = {}
    while any(lists) and len(taken) < count:
        for of_gap in lists:
            free = (pair for pair in of_gap if _is_free(*pair, gaps, taken, subject))
            found = next(free, None)
            if found is None:
                of_gap.clear()
            elif len(taken) < count:
                taken[found[0]] = None
    return [*taken]


def _is_free(
    words: str, means: Meaning, gaps: Sequence[_Gap], taken: dict[str, None], subject: Subject
) -> bool:
    """Tell whether a word is wrong in every gap, and not too much like another of the bank."""
    beside = (*taken, *(gap.answer for gap in gaps))
    return not any(_fits(words, means, gap, subject) for gap in gaps) and not any(
        subject.bare(words) == subject.bare(other) or subject.sameness.is_too_near(words, other)
        for other in beside
    )


def _fits(words: str, means: Meaning | None, gap: _Gap, subject: Subject) -> bool:
    """Tell whether words are right in a gap.

    The day of a statement is none where its speaker is asked for, however true it is.
    """
    right = map(subject.bare, (gap.answer, *gap.accepted))
    if subject.bare(words) in right:
        return True
    if means is None or gap.fact is None or (gap.means and type(gap.means) is not type(means)):
        return False
    return is_right(means, words, gap.fact, subject)
