"""A fact said by a wording, as an item that stands on its own."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import islice

from quizgen.bank.bank import Unit
from quizgen.bank.dates import century_of
from quizgen.bank.facts import (
    Event,
    Fact,
    Position,
    Property,
    Quantity,
    Statement,
    Term,
    known_as_of,
    sensitivity_of,
    tags_of,
)
from quizgen.bank.questions import Question
from quizgen.content import Content, Picture, Run, Text, paragraphs, plain
from quizgen.errors import Problem, TemplateError
from quizgen.figure.charts import scale_grain
from quizgen.ids import base_of, set_id_of
from quizgen.judge.right import is_right
from quizgen.judge.sizes import OPTIONS
from quizgen.judge.subject import Subject, meanings_of
from quizgen.judge.texts import contains
from quizgen.language.articles import has_article
from quizgen.language.dates import NO_BREAK, say_date, say_otherwise
from quizgen.language.properties import asked_value, spellings_of
from quizgen.language.quantities import is_power, is_said_alike, say_grain, say_number
from quizgen.language.sentences import fill, open_end, with_article
from quizgen.language.subjects import subjects_of
from quizgen.language.wording import holds, split_at_blanks
from quizgen.language.words import Language
from quizgen.make.candidate import Answers, Candidate
from quizgen.make.distractors import answers_of
from quizgen.make.lending import Lending
from quizgen.make.pictures import shown
from quizgen.make.places import AtPlaces, write_at_places
from quizgen.make.plan import ItemPlan, item_id_of
from quizgen.make.tasks import passages_of, usual_bands
from quizgen.make.written import write_question
from quizgen.order import shuffled
from quizgen.quiz.figures import Scale
from quizgen.quiz.item import (
    Choice,
    Cloze,
    Discussion,
    FromFacts,
    Interaction,
    Item,
    MarkBand,
    Numeric,
    Option,
    ShortAnswer,
    TrueFalse,
)
from quizgen.quiz.meaning import (
    SomeActor,
    SomeCause,
    SomeDate,
    SomeDifference,
    SomeFact,
    SomeNumber,
    SomeOwner,
    SomePair,
    SomeReply,
    SomeSpan,
    SomeSpeaker,
    SomeThing,
    SomeValue,
    SomeWords,
    id_of,
    rank_of,
)
from quizgen.quiz.wording import GridColumn, Method, Wording
from quizgen.values import dataclass

DISTRACTORS = 3
FEWEST_DISTRACTORS = OPTIONS.least - 1
CONSIDERED = 8
"""How many plausible wrong options are looked at, to choose three whose length tells nothing."""
KEYS = 2
"""How many right options an item has that asks for all of them."""
COUNTED = ("person", "country", "piece")
"""Shipped units of which there are whole numbers only."""
ABOUT = "about"
"""The hedge that lets a number be a little off."""
NAMED = (
    SomeSpeaker,
    SomeActor,
    SomeDate,
    SomeNumber,
    SomeDifference,
    SomeSpan,
    SomeThing,
    SomeValue,
    SomeOwner,
)
"""What is a name or a number: it can be the subject of a sentence as it stands."""
WORDED = (SomeWords, SomeFact, SomeCause, SomeReply, SomeValue, SomePair)
"""What is said in words of the bank's author: two of them may say the same, or nearly so."""
OF_ANOTHER_QUESTION: tuple[Method | None, ...] = ("causes", "replies", "natures", "hedges")
"""Methods of wordings that do not ask for what the fact itself tells."""


@dataclass(frozen=True)
class _Asking:
    """A fact that is asked about by a wording: what every step of writing an item needs."""

    fact: Fact
    wording: Wording
    subject: Subject
    lending: Lending
    aspect: str = ""
    """Of a position's scope, where one aspect of it is asked about."""

    @property
    def plan_id(self) -> str:
        """The id of the plan that is written."""
        return item_id_of(self.fact, self.wording, self.aspect)

    @property
    def variables(self) -> Mapping[str, object]:
        """Return what the wording may say of the fact."""
        return self.subject.variables(self.fact, self.aspect)

    def say(self, template: str, slots: Mapping[str, object] | None = None) -> Text:
        """Return a slot of the wording; `slots` take the place of the fact's own values."""
        return self.subject.say(template, self.fact, self.wording.where, slots, self.aspect)

    def ask(self, slots: Mapping[str, object] | None = None) -> Content:
        """Return the wording's question, paragraph by paragraph; `slots` as of `say`."""
        return paragraphs(self.say(template, slots) for template in self.wording.paragraphs)

    def say_of(self, other: Fact, template: str, slots: Mapping[str, object] | None = None) -> Text:
        """Return a slot of the wording, said of another fact."""
        return self.subject.say(template, other, self.wording.where, slots, self.aspect)


def write_item(plan: ItemPlan, subject: Subject, lending: Lending) -> Item | None:
    """Return the item of a plan.

    None where the wording does not fit the fact, or where there are fewer than two plausible
    distractors. Raises TemplateError for a wording that cannot be used.
    """
    if isinstance(plan.source, Item):
        return plan.source
    if isinstance(plan.source, Question):
        return write_question(plan.source, subject)
    if isinstance(plan.source, AtPlaces):
        return write_at_places(plan.source, subject)
    wording = plan.source.wording
    asking = _Asking(plan.source.fact, wording, subject, lending, plan.source.aspect)
    if not holds(wording.when, asking.variables, wording.where):
        return None
    match wording.type:
        case "multiple-choice":
            return _choice(asking)
        case "multiple-response":
            return _several_choices(asking)
        case "true-false":
            return _statement(asking)
        case "numeric":
            return _numeric(asking)
        case "short-answer":
            short = ShortAnswer(
                answer=asking.say(wording.key), accepted=_accepted(asking), lines=wording.lines
            )
            return _item(asking, short)
        case "cloze":
            parts = split_at_blanks(asking.say(wording.stem))
            if len(parts) != 2:
                raise _without_one_blank(asking, len(parts) - 1)
            cloze = Cloze(
                parts=parts,
                answers=(asking.say(wording.key),),
                accepted=(_accepted_in_gap(asking, parts),),
            )
            return _item(asking, cloze, prompt=())
        case "discussion":
            return _discussion(asking)
        case _:
            return None  # sets are drawn for a form, by `make.sets`


def _without_one_blank(asking: _Asking, blanks: int) -> TemplateError:
    """Return what to tell of a cloze that has no blank, or several, for some facts."""
    message = f"the sentence of wording {asking.wording.id!r} has {blanks} blanks"
    message += f" for the fact {asking.fact.id!r}, and one answer"
    hint = "write {{ blank }} once, in each branch of an if"
    return TemplateError([Problem(asking.wording.where, message, hint)])


def _item(
    asking: _Asking,
    interaction: Interaction,
    *,
    also: Sequence[Fact] = (),
    prompt: Content | None = None,
    rationale: Text | None = None,
    figure: Scale | None = None,
) -> Item:
    """Return an item that asks about a fact; it may rest on others also."""
    fact, wording, subject = asking.fact, asking.wording, asking.subject
    facts = (fact, *also)
    sources = [asked.source for asked in facts]
    about = subjects_of(fact, subject.bank)
    if also:
        about = tuple(
            sorted({name for asked in facts for name in subjects_of(asked, subject.bank)})
        )
        item_id = set_id_of(wording.id, (asked.id for asked in facts))
    else:
        sources += [other.source for other in fact.also_in]
        item_id = item_id_of(fact, wording, asking.aspect)
    asks = asking.ask() if prompt is None else prompt
    return Item(
        id=item_id,
        prompt=(*asks, *_picture_asked(asking), *subject.bank.pictures_asked(facts)),
        interaction=interaction,
        rationale=asking.say(wording.rationale) if rationale is None else rationale,
        level=wording.level,
        tags=tags_of(facts),
        sensitivity=sensitivity_of(facts),
        citations=subject.citations(sources),
        figure=figure,
        about=about,
        allow=tuple(dict.fromkeys(rule for asked in facts for rule in asked.allow)),
        origin=FromFacts(
            kind=fact.kind,
            wording=wording.id,
            facts=tuple(asked.id for asked in facts),
            as_of=known_as_of(facts),
        ),
        where=fact.where,
    )


def _picture_asked(asking: _Asking) -> tuple[Picture, ...]:
    """Return the picture that stands with a question for what has it."""
    picture = asking.subject.bank.picture_of_value(asking.fact)
    if picture is None or shown(asking.say(asking.wording.key), asking.subject.bank) == (picture,):
        return ()
    return (picture,)


# ---------------------------------------------------------------------------------------- choices


def _choice(asking: _Asking) -> Item | None:
    """Return the item with one key; None with fewer than two plausible distractors."""
    answers = answers_of(asking.fact, asking.wording, asking.subject, asking.aspect)
    if answers is None:
        return None
    key = _right_option(answers.key, asking)
    found = tuple(islice(_wrong_options(answers, [key], asking, ()), CONSIDERED))
    written = sum(candidate.is_written for candidate, _ in found)
    plausible = tuple(option for _, option in found)
    if written >= DISTRACTORS:  # who wrote enough wrong answers wants these
        plausible = plausible[:written]
    wrong = without_length_tell(key, plausible)
    if len(wrong) < FEWEST_DISTRACTORS or _gives_itself_away(key, wrong, asking):
        return None
    is_drawn = key.rank is not None and (not written or written >= DISTRACTORS)
    reserve = tuple(option for option in plausible if is_drawn and option not in wrong)
    choice = Choice(options=(key, *wrong), reserve=reserve)
    return _item(asking, choice, also=answers.facts, prompt=_counted(asking, answers.facts))


def _several_choices(asking: _Asking) -> Item | None:
    """Return the item with several keys.

    None with too few keys or distractors, and for all but the first of the facts in the order of
    their ids: each would ask the same.
    """
    answers = answers_of(asking.fact, asking.wording, asking.subject, asking.aspect)
    if answers is None:
        return None
    right, keys = [answers.key], [_right_option(answers.key, asking)]
    wanted = _keys_wanted(asking)
    for candidate in answers.also:
        if len(keys) == wanted:
            break
        if candidate.sibling and asking.wording.id in candidate.sibling.skip:
            continue  # its author wants it in no such question, as the first fact or another
        option = _right_option(candidate, asking)
        said = map(asking.subject.bare, (plain(key.content) for key in keys))
        if asking.subject.bare(plain(option.content)) not in said:
            right.append(candidate)
            keys.append(option)
    also = tuple(candidate.sibling for candidate in right[1:] if candidate.sibling)
    most = min(DISTRACTORS, OPTIONS.most - len(keys))
    found = islice(_wrong_options(answers, keys, asking, also), most)
    wrong = tuple(option for _, option in found)
    is_first = all(asking.fact.id < other.id for other in also)
    if not is_first or len(keys) < KEYS or len(wrong) < FEWEST_DISTRACTORS:
        return None
    return _item(
        asking,
        Choice(type="multiple-response", options=(*keys, *wrong)),
        also=also,
        prompt=_counted(asking, also),
        rationale=(),  # each key has a reason of its own, told with its letter
    )


def _keys_wanted(asking: _Asking) -> int:
    """Return how many right options are wanted: of properties two or three, by hash.

    Their stems do not say how many, and always two would be learnt.
    """
    if isinstance(asking.fact.claim, Property):
        return KEYS + shuffled((0, 1), asking.fact.id, str)[0]
    return KEYS


def _counted(asking: _Asking, also: Sequence[Fact]) -> Content:
    """Return the stem of a choice, which may say how many facts it rests on: "Which two ..."."""
    count = asking.subject.language.counts[1 + len(also)]
    return asking.ask({"count": count})


def without_length_tell(key: Option, plausible: Sequence[Option]) -> tuple[Option, ...]:
    """Return the first three, but with one as long or as short as the key where that is a tell.

    Numbers and dates are left alone: their length tells nothing.
    """
    chosen = list(plausible[:DISTRACTORS])
    rest = plausible[DISTRACTORS:]
    length = len(plain(key.content))
    lengths = [len(plain(option.content)) for option in chosen]
    if key.rank is not None or not lengths:
        return tuple(chosen)
    if length > max(lengths):
        matching = [option for option in rest if len(plain(option.content)) >= length]
    elif length < min(lengths):
        matching = [option for option in rest if len(plain(option.content)) <= length]
    else:
        matching = []
    return (*chosen[: DISTRACTORS - len(matching[:1])], *matching[:1])


def _right_option(candidate: Candidate, asking: _Asking) -> Option:
    return Option(
        id=id_of(candidate.means),
        content=shown(asking.say(asking.wording.key, candidate.slots), asking.subject.bank),
        is_key=True,
        feedback=(
            asking.say_of(candidate.sibling, asking.wording.rationale)
            if candidate.sibling
            else asking.say(asking.wording.rationale, candidate.slots)
        ),
        means=candidate.means,
    )


def _gives_itself_away(key: Option, wrong: Sequence[Option], asking: _Asking) -> bool:
    """Tell whether the stem says the key and no other option: the capital of Luxembourg."""
    stem = plain(asking.say(asking.wording.stem))
    return contains(stem, plain(key.content)) and not any(
        contains(stem, plain(option.content)) for option in wrong
    )


def _wrong_options(
    answers: Answers, keys: Sequence[Option], asking: _Asking, also: Sequence[Fact]
) -> Iterator[tuple[Candidate, Option]]:
    """Yield options that are true neither of the fact asked about nor of the others.

    No two say the same, however they are written. What is found for the author must also be clearly
    another answer; of his own he has decided that himself.
    """
    wording, subject = asking.wording, asking.subject
    right = [plain(key.content) for key in keys]
    said = {subject.bare(words) for words in right}
    for candidate in answers.wrong:
        if not asking.lending.may_take(asking.plan_id, wording.distractors, candidate):
            continue
        text = asking.say(wording.key, candidate.slots)
        words = plain(text)
        is_worded = isinstance(candidate.means, WORDED) and not candidate.is_written
        if (
            subject.bare(words) in said
            or any(is_right(candidate.means, words, fact, subject) for fact in (asking.fact, *also))
            or (is_worded and any(subject.sameness.is_too_near(words, key) for key in right))
        ):
            continue
        said.add(subject.bare(words))
        if candidate.why_wrong:
            why: Text = (Run(candidate.why_wrong),)
        elif candidate.sibling:
            why = asking.say_of(candidate.sibling, wording.why_wrong, candidate.of_sibling)
        else:
            why = asking.say(wording.why_invented, _how_it_errs(candidate, keys[0]))
        option = Option(
            id=id_of(candidate.means),
            content=shown(text, subject.bank),
            why_wrong=why,
            feedback=_feedback(candidate, text, why, asking),
            means=candidate.means,
            is_computed=candidate.sibling is None and not candidate.is_written,
        )
        yield candidate, option


def _how_it_errs(candidate: Candidate, key: Option) -> Mapping[str, object]:
    """Return what can be said against an answer that is true of nothing, as variables."""
    rank = rank_of(candidate.means)
    is_more = rank is not None and key.rank is not None and rank > key.rank
    return {"is_more": is_more, "slip": candidate.slots.get("slip", "")}


def _feedback(candidate: Candidate, text: Text, why: Text, asking: _Asking) -> Text:
    """Return what a wrong option is: as the wording has it, or its words and then the predicate."""
    if candidate.sibling and asking.wording.feedback:
        return asking.say_of(candidate.sibling, asking.wording.feedback, candidate.of_sibling)
    if not why:
        return ()
    labels = asking.subject.language.labels
    pattern = labels.feedback if isinstance(candidate.means, NAMED) else labels.feedback_quoted
    option = open_end(plain(text))
    if isinstance(candidate.means, SomeSpeaker | SomeActor) and "," in option:
        option += ","  # the office behind a name stands between two
    return (Run(fill(pattern, option=option, why=open_end(plain(why)))),)


# ---------------------------------------------------------------------------- statements and words


def _statement(asking: _Asking) -> Item | None:
    """Return a statement to judge: as it is, or with one slot made false.

    A true one is made only where there might be a false one: what is always true is no question.
    """
    wording = asking.wording
    if not wording.distractors:
        return _item(asking, TrueFalse(is_true=True)) if _may_be_false(asking) else None
    answers = answers_of(asking.fact, wording, asking.subject, asking.aspect)
    for candidate in answers.wrong if answers else ():
        if not _can_be_stated(candidate, asking):
            continue
        words = plain(asking.say(wording.key, candidate.slots))
        right = plain(asking.say(wording.key))
        is_worded = isinstance(candidate.means, WORDED) and not candidate.is_written
        if (
            not is_right(candidate.means, words, asking.fact, asking.subject)
            and asking.subject.bare(words) != asking.subject.bare(right)
            and not (is_worded and asking.subject.sameness.is_too_near(words, right))
        ):
            judged = TrueFalse(
                is_true=False,
                correction=asking.say(wording.stem),
                right_words=asking.say(wording.key),
                accepted=tuple(_also_mending(asking, candidate)),
            )
            return _item(asking, judged, prompt=asking.say(wording.stem, candidate.slots))
    return None


def _also_mending(asking: _Asking, candidate: Candidate) -> Iterator[str]:
    """Yield what else makes a false statement true, each once.

    Other words for what is right do, and so does what the false words are true of, in the place of
    the subject.
    """
    said = {asking.subject.bare(plain(asking.say(asking.wording.key)))}
    for words in (*_other_words_for_it(asking), *_what_it_is_true_of(asking, candidate)):
        if asking.subject.bare(words) not in said:
            said.add(asking.subject.bare(words))
            yield words


def _other_words_for_it(asking: _Asking) -> Iterator[str]:
    """Yield what else may stand where a statement has something false."""
    fact, subject = asking.fact, asking.subject
    match fact.claim:
        case Position():
            yield from _accepted_of_position(asking)
        case Property(value=values) if len(values) > 1:
            yield from subject.properties.printed(fact)  # each alone makes it true
        case Property():
            yield from _accepted_of_property(asking, plain(asking.say(asking.wording.key)))
        case Term() as claim:
            yield from fact.accept
            for other in subject.terms_of[subject.bare(claim.term)]:
                if _is_of_the_same_list(other, claim):
                    yield from meanings_of(other)
        case _:
            pass


def _is_of_the_same_list(other: Fact, claim: Term) -> bool:
    """Tell whether a term in use stands to its meaning as another does, in the same languages."""
    return (
        isinstance(other.claim, Term)
        and other.claim.relation == claim.relation
        and other.claim.languages == claim.languages
        and not other.retired
    )


def _what_it_is_true_of(asking: _Asking, candidate: Candidate) -> Iterator[str]:
    """Yield what the false words of a statement are true of, as the wording calls it."""
    fact, subject = asking.fact, asking.subject
    sibling = candidate.sibling or _term_that_means(candidate, asking)
    if isinstance(fact.claim, Position):
        return
    if isinstance(fact.claim, Property) and len(fact.claim.value) > 1:
        return
    if asking.wording.distractors == "swapped":
        yield from filter(None, (plain(asking.say(text)) for text in asking.wording.accept))
    elif isinstance(fact.claim, Term) and (name := _named_by_author(candidate, subject)):
        yield name
    elif isinstance(fact.claim, Term) and fact.claim.relation == "translates":
        false = subject.bare(plain(asking.say(asking.wording.key, candidate.slots)))
        for other in subject.terms_by_meaning.get(false, ()):
            if isinstance(other.claim, Term) and _is_of_the_same_list(other, fact.claim):
                yield other.claim.term
    elif sibling and _are_told_alike(fact, sibling, subject):
        stem = plain(asking.say(asking.wording.stem, candidate.slots))
        for text in asking.wording.accept:
            words = plain(asking.say_of(sibling, text, candidate.of_sibling))
            if words and not contains(stem, words):
                yield words


def _named_by_author(candidate: Candidate, subject: Subject) -> str:
    """Return of what a wrong meaning is true, where its author says just that: "is Kaliningrad"."""
    copula, _, name = candidate.why_wrong.partition(" ")
    first = name.split(maxsplit=1)[0] if name else ""
    begins_as_name = first[:1].isupper() or first in subject.language.first_words
    is_name = begins_as_name and name != name.lower() and not re.search("[,;:.]", name)
    return name if copula in subject.language.copulas and is_name else ""


def _term_that_means(candidate: Candidate, asking: _Asking) -> Fact | None:
    """Return the term whose meaning the author wrote as a wrong answer, if it is just one."""
    if not isinstance(candidate.means, SomeWords) or not isinstance(asking.fact.claim, Term):
        return None
    terms = asking.subject.terms_by_meaning.get(asking.subject.bare(candidate.means.words), ())
    return terms[0] if len(terms) == 1 else None


def _are_told_alike(fact: Fact, other: Fact, subject: Subject) -> bool:
    """Tell whether what is said of one thing could be said of another, of that alone be true."""
    if fact.source != other.source and {fact.status, other.status} != {"settled"}:
        return False
    match fact.claim, other.claim:
        case Quantity(attribute=one), Quantity(attribute=another):
            return one == another
        case Property(property=one), Property(property=another):
            return one == another and not subject.properties.is_shared(other)
        case Term(relation=one), Term(relation=another):
            return one == another
        case _:
            return False


def _may_be_false(asking: _Asking) -> bool:
    """Tell whether something false can be said of the fact, or no wording says anything false."""
    wordings = [
        wording
        for wording in asking.subject.wordings.get(asking.fact.kind, ())
        if wording.type == "true-false"
        and wording.distractors
        and wording.each == asking.wording.each
    ]
    return not wordings or any(
        holds(wording.when, asking.variables, wording.where)
        and _statement(replace(asking, wording=wording)) is not None
        for wording in wordings
    )


def _can_be_stated(candidate: Candidate, asking: _Asking) -> bool:
    """Tell whether the grammar of a statement is right with a wrong number, too."""
    claim, subject = asking.fact.claim, asking.subject
    if not isinstance(candidate.means, SomeNumber) or not isinstance(claim, Quantity):
        return True
    unit = subject.units[claim.unit]
    return is_said_alike(claim, candidate.means.value, unit, subject.language)


def _discussion(asking: _Asking) -> Item | None:
    """Return a task without a key; by `replies` it rests on what is said against the fact, too."""
    wording, subject = asking.wording, asking.subject
    also: tuple[Fact, ...] = ()
    if wording.distractors == "replies":
        replies = subject.arguments.replies_of.get(asking.fact.id, ())
        if not replies:
            return None
        also = (replies[0].fact,)
    bands = tuple(
        MarkBand(name=(Run(level.level),), does=asking.say(level.does)) for level in wording.marking
    )
    task = Discussion(
        lines=wording.lines,
        bands=bands or usual_bands(subject),
        passages=passages_of((*_reasons(asking, also),) or (asking.fact, *also), subject),
    )
    return _item(asking, task, also=also)


def _reasons(asking: _Asking, also: Sequence[Fact]) -> Iterator[Fact]:
    """Yield the facts whose passages help whoever marks the task.

    In the place of what the task says itself stands something that is said on the same side.
    """
    subject, task = asking.subject, plain(asking.ask())
    for fact in (asking.fact, *also):
        variables = subject.variables(fact)
        told = str(variables.get("gist") or variables.get("says") or "")
        if not told or not contains(task, told):
            yield fact
        else:
            yield from islice(
                (
                    other
                    for other in subject.arguments.of_chains
                    if other.id != fact.id and subject.arguments.are_on_one_side(other.id, fact.id)
                ),
                1,
            )


def _numeric(asking: _Asking) -> Item | None:
    """Return the item that asks for a number, or to read one off a scale.

    None where the source gives no number, or where it cannot be drawn or read.
    """
    fact, wording, subject = asking.fact, asking.wording, asking.subject
    claim = fact.claim
    if isinstance(claim, Event):
        return _counted_time(asking)
    if not isinstance(claim, Quantity) or claim.value is None:
        return None
    leeway = Decimal(wording.tolerance if claim.qualifier == ABOUT else 0) / 100
    spread = abs(claim.value) * leeway
    unit, slots, scale = subject.units[claim.unit], {}, None
    if wording.figure:
        scale = subject.scales.get(fact.id)
        if scale is None:
            return None
        grain = scale_grain(scale)
        if _are_counted(scale, unit, is_own=claim.unit in subject.bank.units):
            if grain >= 1:  # 30 is no answer to which number an element has, if it is 29
                return None
            grain = Decimal(0)  # nobody reads 2.3 moons
        spread += grain
        if any(
            abs(end - claim.value) <= spread
            for bar in scale.bars
            if bar.fact != fact.id
            for end in (bar.low, bar.high)
        ):
            return None  # what is read of the one would be right for the other
        slots = {"grain": say_grain(_tidied(claim.value, grain), unit, subject.language)}
    low, high = _ends_of(claim, spread, subject)
    ends = [say_number(_tidied(claim.value, end), subject.language) for end in (low, high)]
    within = subject.language.anything_within.format(low=ends[0], high=ends[1])
    numeric = Numeric(
        answer=asking.say(wording.key),
        low=low,
        high=high,
        unit=unit.name,
        within=within if low < high else "",
        accepted=_accepted(asking),
    )
    return _item(asking, numeric, prompt=asking.ask(slots), figure=scale)


def _counted_time(asking: _Asking) -> Item | None:
    """Return the item that asks how much time passed since another event; None without one."""
    earlier = asking.subject.events_before.get(asking.fact.id)
    span = asking.subject.span_before(asking.fact)
    if not earlier or not span:
        return None
    count = Decimal(span.count)
    units = asking.subject.language.time_units
    numeric = Numeric(
        answer=asking.say(asking.wording.key), low=count, high=count, unit=units[span.unit].many
    )
    return _item(asking, numeric, also=(earlier,))


def _ends_of(claim: Quantity, spread: Decimal, subject: Subject) -> tuple[Decimal, Decimal]:
    """Return from where to where a number is right: no further than there can be such numbers.

    Of things there are whole numbers only.
    """
    assert claim.value is not None
    least, most = subject.bounds(claim)
    low, high = claim.value - spread, claim.value + spread
    unit, is_own = subject.units[claim.unit], claim.unit in subject.bank.units
    are_things = claim.unit in COUNTED or (is_own and unit.one != unit.many)
    if are_things and claim.value == claim.value.to_integral_value():
        low = low.to_integral_value(ROUND_CEILING)
        high = high.to_integral_value(ROUND_FLOOR)
    return (
        low if least is None else max(low, least),
        high if most is None else min(high, most),
    )


def _tidied(key: Decimal, number: Decimal) -> Decimal:
    """Return a number without noughts that say nothing, with a power of ten if the key has one."""
    return number.normalize() if is_power(key) else Decimal(f"{number.normalize():f}")


def _are_counted(scale: Scale, unit: Unit, *, is_own: bool) -> bool:
    """Tell whether a scale shows whole things, of which a part would be none.

    Those of a bank's `is_own` unit are things, if it has a plural: moons, and not miles.
    """
    ends = (end for bar in scale.bars for end in (bar.low, bar.high))
    is_noun = not unit.name or (is_own and unit.one != unit.many)
    return is_noun and all(end == end.to_integral_value() for end in ends)


def _accepted(asking: _Asking) -> tuple[str, ...]:
    """Return what else is right: by the wording, by the fact, and other spellings of a name."""
    answer = plain(asking.say(asking.wording.key))
    if asking.wording.distractors in OF_ANOTHER_QUESTION:
        return tuple(word for word in _further(asking) if word != answer)
    written = [plain(asking.say(text)) for text in asking.wording.accept]
    date, language = asking.fact.dated, asking.subject.language
    century = century_of(date) if date else None
    if date and answer == say_date(date, language):
        written += say_otherwise(date, language)
    elif century and answer == say_date(century, language):
        written += say_otherwise(century, language)
    claim, people = asking.fact.claim, asking.subject.bank.people
    speaker = people[claim.speaker] if isinstance(claim, Statement) else None
    also = asking.fact.accept
    if century and answer == say_date(century, language):
        also = ()  # other years
    if isinstance(claim, Term) and claim.relation == "translates":
        also = _accepted_of_translation(claim, answer, asking.subject)
    elif isinstance(claim, Term) and (person := asking.subject.bank.persons_by_name.get(answer)):
        also += person.spellings
    elif isinstance(claim, Term) and asking.subject.bare(answer) == asking.subject.bare(claim.term):
        also += _terms_of_the_same_meaning(claim, asking.subject)
    if speaker and speaker.name == answer:  # what is accepted of a statement is what was said
        also = speaker.spellings
    elif isinstance(claim, Position):
        also = _accepted_of_position(asking)
    elif isinstance(claim, Property):
        also = _accepted_of_property(asking, answer)
    accepted = dict.fromkeys((*also, *filter(None, written), *_answers_of_rivals(asking)))
    accepted.pop(answer, None)
    return tuple(accepted)


def accepted_in_cell(
    fact: Fact, column: GridColumn, wording: Wording, subject: Subject
) -> tuple[str, ...]:
    """Return what else is right in the cell that a fact has in a column of a table."""
    of_cell = replace(wording, key=column.text, accept=column.accept)
    return _accepted(_Asking(fact, of_cell, subject, Lending(subject, ())))


def _terms_of_the_same_meaning(claim: Term, subject: Subject) -> tuple[str, ...]:
    """Return the terms that a meaning is the meaning of, as long as it is of one time.

    They are right even where each would be asked for in other words: a name, a word, a sign.
    """
    return tuple(
        other.claim.term
        for other in subject.terms_by_meaning[subject.bare(claim.meaning)]
        if isinstance(other.claim, Term)
        and other.claim.relation == claim.relation != "was"
        and not other.retired
    )


def _accepted_in_gap(asking: _Asking, parts: Sequence[Text]) -> tuple[str, ...]:
    """Return what else is right in a gap: of a number the number alone, as its unit is printed.

    "Thirty kilometres" does not fit before "km", nor "at least 245" behind "at least".
    """
    accepted = _accepted(asking)
    if not isinstance(asking.fact.claim, Quantity):
        return accepted
    before, behind = (plain(part).replace(NO_BREAK, " ").strip() for part in parts)
    found = dict.fromkeys(_unprinted(text, before, behind) for text in accepted)
    found.pop(plain(asking.say(asking.wording.key)), None)
    return tuple(text for text in found if " " not in text)


def _unprinted(text: str, before: str, behind: str) -> str:
    """Return a text without the words of it that stand before a gap, and behind it."""
    words = text.split()
    firsts = range(1, len(words))
    words = words[next((n for n in firsts if before.endswith(" ".join(words[:n]))), 0) :]
    lasts = range(len(words) - 1, 0, -1)
    end = next((n for n in lasts if behind.startswith(" ".join(words[n:]))), len(words))
    return " ".join(words[:end])


def _accepted_of_translation(claim: Term, answer: str, subject: Subject) -> tuple[str, ...]:
    """Return all other translations: of a term every meaning, of a meaning every term."""
    is_term = subject.bare(answer) == subject.bare(claim.term)
    alike = (
        subject.terms_by_meaning[subject.bare(claim.meaning)]
        if is_term
        else subject.terms_of[subject.bare(claim.term)]
    )
    facts = [other for other in alike if _is_of_the_same_list(other, claim)]
    if is_term:
        return tuple(other.claim.term for other in facts if isinstance(other.claim, Term))
    found = [meaning for other in facts for meaning in meanings_of(other)]
    languages = claim.languages
    if (
        languages
        and has_article(claim.term, languages.term)  # der Hund is the dog, too
        and base_of(languages.meaning) == base_of(subject.bank.language)
    ):
        found += [
            said
            for meaning in dict.fromkeys(found)
            if not has_article(meaning, languages.meaning)
            for said in _with_articles(meaning, subject.language)
        ]
    return tuple(found)


def _with_articles(noun: str, language: Language) -> Iterator[str]:
    """Yield a noun with each article that may stand before it: the horse, a horse."""
    definite = [word for word in language.first_words if word not in language.articles]
    yield from (f"{word} {noun}" for word in definite)
    if language.articles:
        yield with_article(noun, language.articles)


def _accepted_of_position(asking: _Asking) -> tuple[str, ...]:
    """Return other wordings of a position's stance, or of its limit where that is asked for."""
    claim = asking.fact.claim
    assert isinstance(claim, Position)
    issue = asking.subject.bank.issues[claim.issue]
    if asking.aspect:
        return issue.scope[asking.aspect].accepted.get(claim.scope[asking.aspect], ())
    return (*asking.fact.accept, *issue.accepted.get(claim.stance, ()))


def _accepted_of_property(asking: _Asking, answer: str) -> tuple[str, ...]:
    """Return other names of a value, or of what has it where that is asked for."""
    fact, bank = asking.fact, asking.subject.bank
    assert isinstance(fact.claim, Property)
    value, declared = fact.claim.value[asked_value(fact)], bank.properties[fact.claim.property]
    if asking.subject.bare(answer) == asking.subject.bare(fact.claim.subject):
        of_picture = fact.accept if declared.is_ == "picture" else ()  # nobody writes a picture
        return (*of_picture, *bank.also_called.get(fact.claim.subject, ()))
    return (*fact.accept, *spellings_of(value, declared, bank))


def _further(asking: _Asking) -> Iterator[str]:
    """Yield what else answers a question that is not for what the fact tells."""
    yield from filter(None, (plain(asking.say(text)) for text in asking.wording.accept))
    claim = asking.fact.claim
    if asking.wording.distractors == "hedges" and isinstance(claim, Statement) and claim.hedges:
        said = claim.hedges[0].said
        yield from (hedge.word for hedge in claim.hedges if hedge.said == said)


def _answers_of_rivals(asking: _Asking) -> Iterator[str]:
    """Yield what else the bank answers where the same question is asked of another fact."""
    fact, wording, subject = asking.fact, asking.wording, asking.subject
    if wording.figure:
        return  # a figure shows one answer
    asked, answer = plain(asking.ask()), plain(asking.say(wording.key))
    for other in subject.rivals(fact):
        is_silent = asking.aspect and asking.aspect not in getattr(other.claim, "scope", ())
        if is_silent or not holds(
            wording.when, subject.variables(other, asking.aspect), wording.where
        ):
            continue
        if subject.sameness.asks_the_same(asked, plain(replace(asking, fact=other).ask())):
            words = plain(asking.say_of(other, wording.key))
            if subject.bare(words) != subject.bare(answer):
                yield words
