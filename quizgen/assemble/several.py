"""Several topics on one sheet: each gives its share, and what it gives bears its name.

Each topic chooses from its own pool, beside what the others have chosen: nothing tells the answer
of anything. What one cannot give the others make up for. Then all is put together, and judged.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain, count, islice
from typing import TypeVar

from quizgen.assemble.allowed import Allowed
from quizgen.assemble.alternatives import for_bank, has_any
from quizgen.assemble.beside import MOST_WORDS, with_minutes, with_minutes_on_cover
from quizgen.assemble.choose import Beside, Chosen, choose_items, texts_around
from quizgen.assemble.common import PROMPTS, TOLD_TO_ITS_MAKER, common_of, notes_of
from quizgen.assemble.pinned import pin
from quizgen.assemble.share import Counts, share_out
from quizgen.assemble.versions import version
from quizgen.assemble.word_bank import lacking_word_banks, with_word_bank
from quizgen.errors import FormError, Problem, guess, quoted
from quizgen.judge.clues import tells
from quizgen.judge.sizes import fewest_members
from quizgen.judge.subject import Subject
from quizgen.language.dates import say_date
from quizgen.pool import ItemPool, Pools
from quizgen.quiz.form import ExplainedWord, Form, PaperCard, SourceEntry, ToldSection
from quizgen.quiz.item import Item
from quizgen.quiz.selection import FilledSection, NoteOnFacts, Selection
from quizgen.quiz.sheet import OWN, asked_in, name_of
from quizgen.quiz.topics import item_of_topic, join_topics, own_name, split_topic, with_topic
from quizgen.quiz.worksheet import ALL, Blueprint
from quizgen.rules import check_selection_of_several, check_topic
from quizgen.values import dataclass

T = TypeVar("T")


def select_of_several(pools: Pools, blueprint: Blueprint) -> Selection:
    """Return the items of a worksheet on several topics, or their facts and cards.

    Raises FormError as `select` does.
    """
    if not blueprint.worksheet.sections:
        return _told(pools, blueprint)
    blueprint = for_bank(with_topics(blueprint, pools), *pools.topics)
    sharing = _Sharing(pools, blueprint)
    shares = sharing.best()
    missing = tuple(sharing.missing(shares))
    parts = tuple(with_word_bank(part, pools.subject) for part in sharing.parts(shares))
    if missing and not (blueprint.may_shrink and parts):
        raise FormError(missing)
    topics = [
        _Topic(name, pool.subject, common_of(share.parts, blueprint, pool.subject, ()), share.parts)
        for (name, pool), share in zip(pools.named, shares, strict=True)
    ]
    items = [item for part in parts for item in part.items]
    common = replace(_together(topics, blueprint, items), missing=missing)
    selection = Selection(
        common=common,
        parts=parts,
        is_in_order=blueprint.is_settled,
        notes=tuple(note for topic in topics for note in topic.notes),
        plurals=pools.subject.language.plurals,
    )
    form = version(selection, "")
    problems = [*check_selection_of_several(form, pools.subject, blueprint)]
    if errors := [problem for problem in problems if problem.is_error]:
        raise FormError(errors)
    for topic in topics:
        problems += check_topic(topic.form, topic.subject)
    told = (problem for problem in problems if problem.rule in TOLD_TO_ITS_MAKER)
    one_sided = (*told, *lacking_word_banks(parts, blueprint))
    return replace(selection, common=replace(common, one_sided=one_sided))


# --------------------------------------------------------------------------- whose question it is


def with_topics(blueprint: Blueprint, pools: Pools) -> Blueprint:
    """Return a blueprint whose questions are named with their topics.

    A name without one means what has it in the only topic that asks it. What the sheet asks itself
    is named too, in any case. Raises FormError for a question that no topic asks, or several do.
    """
    by_name = dict(pools.named)
    problems: list[Problem] = []
    questions: dict[str, None] = {}
    for name in blueprint.questions:
        topic, _ = split_topic(name)
        found = [name] if topic in by_name and topic else [*_names_with_topic(name, pools)]
        if len(found) == 1:
            questions[found[0]] = None
        else:
            problems.append(_unclear(name, found, pools, blueprint))
    if problems:
        raise FormError(problems)
    dropped = [[*_names_with_topic(name, pools)] or [name] for name in blueprint.drop]
    drop = dict.fromkeys(chain.from_iterable(dropped))
    for plan in pools.own.plans if pools.own else ():
        name = with_topic(OWN, plan.id)
        if name not in drop:
            questions[name] = None
    return replace(blueprint, questions=tuple(questions), drop=tuple(drop))


def _names_with_topic(name: str, pools: Pools) -> Iterator[str]:
    """Yield a name with the topic of each pool that asks it."""
    for topic, pool in pools.named:
        own = own_name(name, pool.subject.bank.topic)
        asked = asked_in(own)
        if asked.members:
            sets = (pool.set_of(plan) for plan in pool.set_plans if plan.wording.id == asked.name)
            there = {member.fact.id for each in sets for member in each.members}
            has_it = there >= {member.partition("/")[0] for member in asked.members}
        else:
            has_it = asked.name in pool.plans_by_id
        if has_it:
            yield with_topic(topic, own)


def _unclear(name: str, found: Sequence[str], pools: Pools, blueprint: Blueprint) -> Problem:
    topics = [pool.subject.bank.topic for _, pool in pools.named]
    if found:
        of = (split_topic(each)[0] or topics[0] for each in found)
        message = f"{' and '.join(map(quoted, of))} both have a question {quoted(name)}"
        hint = f"write which is meant: {found[-1] if pools.own else found[0]}"
        return Problem(blueprint.where, message, hint)
    topic, _ = split_topic(name)
    if topic and topic not in topics:
        message = f"the question {quoted(name)} is of a topic that the sheet has not"
        return Problem(
            blueprint.where, message, f"{guess(topic, topics)}it has {', '.join(topics)}"
        )
    banks = [pool.subject.bank.topic for pool in pools.topics]
    shown = " and ".join(f"`quizgen show --topic {bank}`" for bank in banks)
    hint = f"{shown} list the questions of a fact; its topic may stand in front: {banks[0]}:{name}"
    message = f"no topic of the sheet has a question {quoted(name)}"
    return Problem(blueprint.where, message, hint)


# --------------------------------------------------------------------------- who gives how much


class _Sharing:
    """The sections of a worksheet are shared out among topics until each has what it can give."""

    def __init__(self, pools: Pools, blueprint: Blueprint) -> None:
        """Look up once what each topic may give; what the sheet asks itself is named."""
        self.blueprint = blueprint
        self.names = [name for name, _ in pools.named]
        self.pools = [pool for _, pool in pools.named]
        self.topics = [pool.subject.bank.topic for pool in self.pools]
        self.allowed = [Allowed.by(blueprint, pool) for pool in self.pools]
        self.pinned = pin(blueprint, *self.allowed, names=self.names)
        self.sections = [*self.pinned[0].sections]
        self.least: Counts = tuple(
            tuple(len(of_topic.items.get(place, ())) for place in range(len(self.sections)))
            for of_topic in self.pinned
        )
        self.most = [[*of_topic] for of_topic in self.least]
        self.has_smaller: set[int] = set()
        """The sections to whose sets those may give that have too few members for the full size."""
        for place in range(len(self.sections)):
            if not self._open(place) and self._smallest(place):
                self._open_smaller(place)
        self.around = [tuple(texts_around(blueprint, pool.subject)) for pool in self.pools]

    def best(self) -> Sequence[Chosen]:
        """Return what each topic gives.

        A topic that gives less than its share is asked for no more than that in the next round, and
        the others for the rest; so the rounds come to an end.
        """
        counts = self._share_out()
        while True:
            chosen = self._choose(counts)
            for topic, share in enumerate(chosen):
                for place, wanted in enumerate(counts[topic]):
                    if not self.sections[place].takes_all:
                        given = _given(share, place)
                        self.most[topic][place] = (
                            given if given < wanted else self.most[topic][place]
                        )
            is_even = self._use_members_of_all(chosen)
            again = self._share_out()
            is_given = all(
                self.sections[place].takes_all or wanted <= _given(share, place)
                for share, of_topic in zip(chosen, again, strict=True)
                for place, wanted in enumerate(of_topic)
            )
            if is_even and is_given:
                return chosen
            counts = again

    def _open(self, place: int, members: int | None = None) -> bool:
        """Let each topic give to a section that has anything for it; return whether one has."""
        section = self.sections[place]
        wanted = replace(section, members=members or section.members)
        able = [
            topic
            for topic, allowed in enumerate(self.allowed)
            if section.count and self.names[topic] != OWN and has_any(wanted, allowed)
        ]
        for topic in able:
            self.most[topic][place] = ALL
        return bool(able)

    def _open_smaller(self, place: int) -> None:
        self.has_smaller.add(place)
        self._open(place, self._smallest(place))

    def _smallest(self, place: int) -> int:
        """Return how few members the sets of a section may have; 0 if no fewer than asked for."""
        section = self.sections[place]
        smallest = fewest_members(section) if self.blueprint.may_shrink else 0
        return smallest if smallest < section.members else 0

    def _share_out(self) -> Counts:
        most = tuple(map(tuple, self.most))
        return share_out(self.sections, most, self.least, str(self.blueprint.seed))

    def _choose(self, counts: Counts) -> Sequence[Chosen]:
        """Return what each topic gives of so many items, beside what is chosen of the others."""
        pinned = [
            [self._named(topic, item) for items in of_topic.items.values() for item in items]
            for topic, of_topic in enumerate(self.pinned)
        ]
        chosen: list[Chosen] = []
        for topic, (pool, of_topic) in enumerate(zip(self.pools, self.pinned, strict=True)):
            before = (
                self._named(number, item)
                for number, share in enumerate(chosen)
                for part in share.parts
                for item in part.items
            )
            beside = Beside(
                texts=tuple(chain(*self.around[:topic], *self.around[topic + 1 :])),
                items=(*before, *chain(*pinned[topic + 1 :])),
            )
            sections = tuple(
                replace(section, count=count)
                for section, count in zip(self.sections, counts[topic], strict=True)
            )
            wanted = replace(of_topic, sections=sections)
            chosen.append(choose_items(pool, self.blueprint, wanted, beside))
        return chosen

    def _use_members_of_all(self, chosen: Sequence[Chosen]) -> bool:
        """See to it that the sets of a section are of one size; return whether they are.

        Its instruction says how many members they have. Where none can have all that are asked for,
        topics may give to it that have fewer still.
        """
        sizes: dict[int, set[int]] = {}
        for share in chosen:
            for place, part in zip(share.places, share.parts, strict=True):
                sizes.setdefault(place, set()).add(part.section.members)
        is_even = True
        for place, found in sizes.items():
            members = min(found)
            if members < self.sections[place].members and place not in self.has_smaller:
                self._open_smaller(place)
                is_even = False
            self.sections[place] = replace(self.sections[place], members=members)
            is_even = is_even and len(found) == 1
        return is_even

    def parts(self, chosen: Sequence[Chosen]) -> Iterator[FilledSection]:
        """Yield the sections with the items of all topics; where they were named, in that order."""
        order = {name: number for number, name in enumerate(self.blueprint.questions)}
        for place, section in enumerate(self.sections):
            items = [
                self._named(topic, item)
                for topic, share in enumerate(chosen)
                for item in _items_at(share, place)
            ]
            items.sort(key=lambda item: order.get(name_of(item), len(order)))
            if items:
                filled = replace(section, count=len(items))
                yield FilledSection(section=filled, items=tuple(items))

    def missing(self, chosen: Sequence[Chosen]) -> Iterator[Problem]:
        """Yield what the worksheet asks for beside what the topics give."""
        for place, section in enumerate(self.sections):
            given = [_given(share, place) for share in chosen]
            if sum(given) < section.count and not section.takes_all:
                kind = "item" if section.count == 1 else "items"
                what = f"{section.count} {' or '.join(section.item_types)} {kind}"
                of_each = ", ".join(
                    f"{topic} {count}" for topic, count in zip(self.topics, given, strict=True)
                )
                message = f"section '{section.title}' asks for {what}, the topics yield"
                message += f" {sum(given)}: {of_each}"
                where = self.blueprint.worksheet.where
                yield Problem(where, message, "ask for fewer with --items, or add facts")
                continue
            asked = self.pinned[0].sections[place].members
            if section.members < asked:
                message = f"section '{section.title}' asks for {asked} members, the topics yield"
                message += f" {section.members}"
                yield Problem(self.blueprint.worksheet.where, message, "add facts")
            for topic, share in zip(self.topics, chosen, strict=True):
                problem = share.short.get(place)
                if problem:
                    yield replace(problem, message=f"{topic}: {problem.message}")

    def _named(self, topic: int, item: Item) -> Item:
        return item_of_topic(item, self.names[topic], self._sources[topic])

    @cached_property
    def _sources(self) -> Sequence[Mapping[str, str]]:
        subjects = [pool.subject for pool in self.pools]
        return names_of_sources([*zip(self.names, subjects, strict=True)])


def _items_at(share: Chosen, place: int) -> Sequence[Item]:
    for at, part in zip(share.places, share.parts, strict=True):
        if at == place:
            return part.items
    return ()


def _given(share: Chosen, place: int) -> int:
    return len(_items_at(share, place))


# --------------------------------------------------------------------------- all put together


@dataclass(frozen=True)
class _Topic:
    """What a sheet has of one topic, under the names that this one uses."""

    name: str
    """What stands in front of all that is of it."""
    subject: Subject
    common: Form
    parts: tuple[FilledSection, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """Its items."""
        return tuple(item for part in self.parts for item in part.items)

    @property
    def form(self) -> Form:
        """A form of it alone."""
        plurals = self.subject.language.plurals
        return version(Selection(common=self.common, parts=self.parts, plurals=plurals), "")

    @property
    def notes(self) -> Iterator[NoteOnFacts]:
        """The notes on its questions."""
        for note in notes_of(self.parts, self.subject):
            facts = frozenset(with_topic(self.name, fact_id) for fact_id in note.facts)
            yield replace(note, facts=facts)


def names_of_sources(topics: Sequence[tuple[str, Subject]]) -> Sequence[Mapping[str, str]]:
    """Return for each topic what its sources are called among those of all, and "" for none.

    A text that several banks quote is one: its first topic's.
    """
    first: dict[object, str] = {}
    return [
        {"": ""}
        | {
            source: first.setdefault(
                (subject.citation(source).text, subject.citation(source).listed),
                with_topic(name, source),
            )
            for source in subject.bank.sources
        }
        for name, subject in topics
    ]


def _told(pools: Pools, blueprint: Blueprint) -> Selection:
    """Return the facts or cards of several topics, one after the other.

    Raises FormError if none has any that fit.
    """
    topics: list[_Topic] = []
    problems: list[Problem] = []
    if pools.own:
        message = f"worksheet {quoted(blueprint.worksheet.name)} asks no questions, and the sheet"
        hint = "choose another worksheet, or take own out of the sheet"
        problems.append(Problem(blueprint.where, f"{message} has some of its own", hint))
    wishes = told_of_each(pools.topics, blueprint)
    for (name, pool), own in zip(pools.named, wishes, strict=False):
        try:
            topics.append(_Topic(name, pool.subject, common_of((), own, pool.subject, ()), ()))
        except FormError as error:
            topic = pool.subject.bank.topic
            problems += (
                replace(each, message=f"{topic}: {each.message}") for each in error.problems
            )
    if problems:
        raise FormError(problems)
    return Selection(common=_together(topics, blueprint, ()), parts=())


def told_of_each(pools: Sequence[ItemPool], blueprint: Blueprint) -> Iterator[Blueprint]:
    """Yield for each topic a blueprint that asks for its part of all facts or cards."""
    for place in range(len(pools)):
        whole = blueprint.items
        part = None if whole is None else (whole + len(pools) - 1 - place) // len(pools)
        yield replace(blueprint, items=part)


def _together(topics: Sequence[_Topic], blueprint: Blueprint, items: Sequence[Item]) -> Form:
    """Return a form without its items from the forms of its topics."""
    sheet, commons = blueprint.worksheet, [topic.common for topic in topics]
    first, banks = commons[0], [topic.subject.bank for topic in topics if topic.name != OWN]
    labels, language = first.labels, topics[0].subject.language
    names = names_of_sources([(topic.name, topic.subject) for topic in topics])
    title = blueprint.title or sheet.title or " · ".join(bank.title for bank in banks)
    subtitle = with_minutes(blueprint.subtitle or sheet.subtitle, items)
    editions = [(bank.topic, str(bank.edition)) for bank in banks]
    dates = [(bank.topic, bank.as_of) for bank in banks if bank.as_of]
    said = [(topic, say_date(date, language)) for topic, date in dates]
    maps = [topic for topic in topics if topic.common.map]
    return replace(
        first,
        topic=join_topics([bank.topic for bank in banks]),
        title=title,
        layout=with_minutes_on_cover(sheet.layout, items),
        subtitle=subtitle or " ".join(bank.summary for bank in banks if bank.summary),
        facts=tuple(_facts_numbered(topics, names)),
        map=maps[0].common.map if maps else None,
        cards=tuple(_cards_numbered(topics, names)),
        sources=tuple(_sources_numbered(topics, names)),
        lists_texts=any(common.lists_texts for common in commons),
        words=tuple(islice(_words(topics), MOST_WORDS)),
        teacher_note=" ".join(
            f"{bank.title} – {common.teacher_note}" if len(banks) > 1 else common.teacher_note
            for bank, common in zip(banks, commons, strict=False)
            if common.teacher_note
        ),
        discussion=tuple(islice(_in_turns([common.discussion for common in commons]), PROMPTS)),
        footer=(
            title,
            labels.footer_seed.format(seed=blueprint.seed),
            *_said_of_each(labels.footer_edition, "edition", editions),
            *_said_of_each(labels.footer_as_of, "date", said),
        ),
        edition=max(bank.edition for bank in banks),
        as_of=min((date for _, date in dates), key=lambda date: date.first, default=None),
        one_sided=tuple(_lost_maps(maps, blueprint)),
    )


def _said_of_each(pattern: str, key: str, said: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield what a footer says of topics: once if it is the same of all, else which it is of."""
    topics: dict[str, list[str]] = {}
    for topic, words in said:
        topics.setdefault(words, []).append(topic)
    for words, of in topics.items():
        told = words if len(topics) == 1 else f"{words} ({', '.join(of)})"
        yield pattern.format(**{key: told})


def _lost_maps(maps: Sequence[_Topic], blueprint: Blueprint) -> Iterator[Problem]:
    """Yield that a sheet has room for one map, where several topics have one."""
    if len(maps) > 1:
        others = ", ".join(topic.name for topic in maps[1:])
        message = f"a sheet has one map, that of {maps[0].name}, and none of {others}"
        hint = "make a sheet of each topic for the others"
        yield Problem(blueprint.where, message, hint, severity="W")


def _facts_numbered(
    topics: Sequence[_Topic], names: Sequence[Mapping[str, str]]
) -> Iterator[ToldSection]:
    """Yield the sections of a study sheet under the titles of their topics, numbered on."""
    numbers = count(1)
    for topic, sources in zip(topics, names, strict=True):
        for section in topic.common.facts:
            facts = (
                replace(
                    fact,
                    number=next(numbers),
                    fact_id=with_topic(topic.name, fact.fact_id),
                    source=sources[fact.source],
                )
                for fact in section.facts
            )
            title = f"{topic.subject.bank.title} – {section.title}"
            yield replace(section, title=title, facts=tuple(facts))


def _cards_numbered(
    topics: Sequence[_Topic], names: Sequence[Mapping[str, str]]
) -> Iterator[PaperCard]:
    numbers = count(1)
    for topic, sources in zip(topics, names, strict=True):
        for card in topic.common.cards:
            yield replace(
                card,
                number=next(numbers),
                fact_id=with_topic(topic.name, card.fact_id),
                source=sources[card.source],
            )


def _sources_numbered(
    topics: Sequence[_Topic], names: Sequence[Mapping[str, str]]
) -> Iterator[SourceEntry]:
    """Yield the sources of all topics, each once, in the order of topics.

    Numbers go on from topic to topic, over all texts of each: the same on all sheets of these
    topics, and for the first one the same as on its own.
    """
    found: dict[str, SourceEntry] = {}
    for topic, sources in zip(topics, names, strict=True):
        for entry in topic.common.sources:
            found.setdefault(sources[entry.source], entry)
    every = dict.fromkeys(name for sources in names for name in sources.values() if name)
    for number, source in enumerate(every, start=1):
        if source in found:
            yield replace(found[source], number=number, source=source)


def _words(topics: Sequence[_Topic]) -> Iterator[ExplainedWord]:
    """Yield the hard words of topics in turns, but for what answers a question of another one."""
    told: dict[str, ExplainedWord] = {}
    fitting = (
        [
            word
            for word in topic.common.words
            if not any(
                tells(f"{word.word}: {word.meaning}", item, topic.subject)
                for other in topics
                if other is not topic
                for item in other.items
            )
        ]
        for topic in topics
    )
    for word in _in_turns([*fitting]):
        told.setdefault(word.word, word)
    yield from told.values()


def _in_turns(lists: Sequence[Sequence[T]]) -> Iterator[T]:
    """Yield the first of each list, then the second of each, and so on.

    >>> [*_in_turns(["ac", "b"])]
    ['a', 'b', 'c']
    """
    for rank in range(max(map(len, lists), default=0)):
        yield from (each[rank] for each in lists if rank < len(each))
