"""write_item: a fact said by a wording, as an item that stands on its own."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice

from quizgen.bank.facts import Fact, Quantity, Statement
from quizgen.content import Run, Text, plain
from quizgen.figure.charts import scale_grain
from quizgen.ids import set_id_of
from quizgen.judge.right import is_right
from quizgen.judge.subject import Subject
from quizgen.judge.texts import folded
from quizgen.language.quantities import say_number, say_value
from quizgen.language.subjects import subjects_of
from quizgen.language.wording import holds, parts_of
from quizgen.make.candidate import Answers, Candidate
from quizgen.make.distractors import answers_of
from quizgen.make.plan import ItemPlan
from quizgen.quiz.figures import Scale
from quizgen.quiz.item import (
    Choice,
    Cloze,
    FromFacts,
    Interaction,
    Item,
    Numeric,
    Option,
    ShortAnswer,
    TrueFalse,
)
from quizgen.quiz.meaning import (
    SomeActor,
    SomeDate,
    SomeDifference,
    SomeNumber,
    SomeSpeaker,
    SomeThing,
    id_of,
)
from quizgen.quiz.wording import Wording

DISTRACTORS = 3
FEWEST_DISTRACTORS = 2
CONSIDERED = 8
"""How many plausible wrong options are looked at, to choose three whose length tells nothing."""
KEYS = 2
"""How many right options an item has that asks for all of them."""
ABOUT = "about"
"""The hedge that lets a number be a little off."""
NAMED = (SomeSpeaker, SomeActor, SomeDate, SomeNumber, SomeDifference, SomeThing)
"""What is a name or a number: it can be the subject of a sentence as it stands."""


def write_item(plan: ItemPlan, subject: Subject) -> Item | None:
    """Return the item of a plan.

    None where the wording does not fit the fact, or where there are fewer than two plausible
    distractors. Raises TemplateError for a wording that cannot be used.
    """
    if isinstance(plan.source, Item):
        return plan.source
    fact, wording = plan.source.fact, plan.source.wording
    if not holds(wording.when, subject.variables(fact), wording.where):
        return None
    match wording.type:
        case "multiple-choice":
            return _choice(fact, wording, subject)
        case "multiple-response":
            return _several_choices(fact, wording, subject)
        case "true-false":
            return _statement(fact, wording, subject)
        case "numeric":
            return _numeric(fact, wording, subject)
        case "short-answer":
            short = ShortAnswer(
                answer=subject.say(wording.key, fact, wording.where),
                accepted=_accepted(fact, wording, subject),
                lines=wording.lines,
            )
            return _item([fact], wording, short, subject)
        case "cloze":
            cloze = Cloze(
                parts=parts_of(subject.say(wording.stem, fact, wording.where)),
                answers=(subject.say(wording.key, fact, wording.where),),
                accepted=(_accepted(fact, wording, subject),),
            )
            return _item([fact], wording, cloze, subject, prompt=())
        case _:
            return None  # sets are drawn for a form, by `make.sets`


def _item(
    facts: Sequence[Fact],
    wording: Wording,
    interaction: Interaction,
    subject: Subject,
    *,
    prompt: Text | None = None,
    rationale: Text | None = None,
    figure: Scale | None = None,
) -> Item:
    """Return an item that rests on one fact or several; it asks about the first."""
    fact = facts[0]
    sources = [each.source for each in facts]
    about = subjects_of(fact, subject.bank)
    if len(facts) > 1:
        about = tuple(sorted({name for each in facts for name in subjects_of(each, subject.bank)}))
        item_id = set_id_of(wording.id, (each.id for each in facts))
    else:
        sources += [also.source for also in fact.also_in]
        item_id = f"{fact.id}/{wording.id}"
    return Item(
        id=item_id,
        prompt=subject.say(wording.stem, fact, wording.where) if prompt is None else prompt,
        interaction=interaction,
        rationale=(
            subject.say(wording.rationale, fact, wording.where) if rationale is None else rationale
        ),
        level=wording.level,
        tags=fact.tags,
        sensitivity=fact.sensitivity,
        citations=tuple(map(subject.citation, dict.fromkeys(sources))),
        figure=figure,
        about=about,
        allow=tuple(dict.fromkeys(rule for each in facts for rule in each.allow)),
        origin=FromFacts(
            kind=fact.kind,
            wording=wording.id,
            facts=tuple(each.id for each in facts),
            as_of=fact.as_of,
        ),
        where=fact.where,
    )


# ---------------------------------------------------------------------------------------- choices


def _choice(fact: Fact, wording: Wording, subject: Subject) -> Item | None:
    """Return the item with one key; None with fewer than two plausible distractors."""
    answers = answers_of(fact, wording, subject)
    if answers is None:
        return None
    key = _right_option(answers.key, fact, wording, subject)
    wrong_options = _wrong_options([fact], wording, answers, [key], subject)
    plausible = tuple(islice(wrong_options, CONSIDERED))
    wrong = without_length_tell(key, plausible)
    if len(wrong) < FEWEST_DISTRACTORS:
        return None
    reserve = tuple(option for option in plausible if key.rank is not None and option not in wrong)
    choice = Choice(options=(key, *wrong), reserve=reserve)
    facts = (fact, *answers.facts)
    return _item(facts, wording, choice, subject, prompt=_counted(facts, wording, subject))


def _several_choices(fact: Fact, wording: Wording, subject: Subject) -> Item | None:
    """Return the item with several keys.

    None with too few keys or distractors, and for all but the first of the facts in the order of
    their ids: each would ask the same.
    """
    answers = answers_of(fact, wording, subject)
    if answers is None:
        return None
    right = [answers.key, *islice(answers.also, KEYS - 1)]
    keys = [_right_option(candidate, fact, wording, subject) for candidate in right]
    facts = (fact, *(candidate.sibling for candidate in right[1:] if candidate.sibling))
    wrong_options = _wrong_options(facts, wording, answers, keys, subject)
    wrong = tuple(islice(wrong_options, DISTRACTORS))
    is_first = fact.id == min(each.id for each in facts)
    if not is_first or len(keys) < KEYS or len(wrong) < FEWEST_DISTRACTORS:
        return None
    # Why each key is right, one after the other, each reason once.
    reasons = dict.fromkeys(subject.say(wording.rationale, each, wording.where) for each in facts)
    return _item(
        facts,
        wording,
        Choice(type="multiple-response", options=(*keys, *wrong)),
        subject,
        prompt=_counted(facts, wording, subject),
        rationale=tuple(run for reason in reasons for run in (*reason, Run(" ")))[:-1],
    )


def _counted(facts: Sequence[Fact], wording: Wording, subject: Subject) -> Text:
    """Return the stem of a choice, which may say how many facts it rests on: "Which two ..."."""
    count = {"count": subject.language.counts[len(facts)]}
    return subject.say(wording.stem, facts[0], wording.where, count)


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


def _right_option(candidate: Candidate, fact: Fact, wording: Wording, subject: Subject) -> Option:
    return Option(
        id=id_of(candidate.means),
        content=subject.say(wording.key, fact, wording.where, candidate.slots),
        is_key=True,
        feedback=subject.say(wording.rationale, fact, wording.where),
        means=candidate.means,
    )


def _wrong_options(
    facts: Sequence[Fact],
    wording: Wording,
    answers: Answers,
    keys: Iterable[Option],
    subject: Subject,
) -> Iterator[Option]:
    """Yield options that are true of none of the facts, of which the first is asked about."""
    fact = facts[0]
    said = {folded(plain(key.content)) for key in keys}
    for candidate in answers.wrong:
        text = subject.say(wording.key, fact, wording.where, candidate.slots)
        words = folded(plain(text))
        if words in said or any(
            is_right(candidate.means, plain(text), each, subject) for each in facts
        ):
            continue
        said.add(words)
        if candidate.why_wrong:
            why: Text = (Run(candidate.why_wrong),)
        elif candidate.sibling:
            why = subject.say(wording.why_wrong, candidate.sibling, wording.where)
        else:
            why = subject.say(wording.why_invented, fact, wording.where)
        yield Option(
            id=id_of(candidate.means),
            content=text,
            why_wrong=why,
            feedback=_feedback(candidate, text, why, subject),
            means=candidate.means,
            is_computed=candidate.sibling is None and not candidate.why_wrong,
        )


def _feedback(candidate: Candidate, text: Text, why: Text, subject: Subject) -> Text:
    """Return what a wrong option is, as a sentence: its words, then the predicate."""
    if not why:
        return ()
    labels = subject.language.labels
    pattern = labels.feedback if isinstance(candidate.means, NAMED) else labels.feedback_quoted
    option = plain(text).rstrip(".")
    return (Run(pattern.format(option=option, why=plain(why).rstrip("."))),)


# ---------------------------------------------------------------------------- statements and words


def _statement(fact: Fact, wording: Wording, subject: Subject) -> Item | None:
    """Return a statement to judge: as it is, or with one slot made false."""
    if not wording.distractors:
        return _item([fact], wording, TrueFalse(is_true=True), subject)
    answers = answers_of(fact, wording, subject)
    for candidate in answers.wrong if answers else ():
        words = subject.say(wording.key, fact, wording.where, candidate.slots)
        if not is_right(candidate.means, plain(words), fact, subject):
            judged = TrueFalse(
                is_true=False,
                correction=subject.say(wording.stem, fact, wording.where),
                right_words=subject.say(wording.key, fact, wording.where),
            )
            statement = subject.say(wording.stem, fact, wording.where, candidate.slots)
            return _item([fact], wording, judged, subject, prompt=statement)
    return None


def _numeric(fact: Fact, wording: Wording, subject: Subject) -> Item | None:
    """Return the item that asks for a number, or to read one off a scale.

    None where the source gives no number, or where it cannot be drawn or read.
    """
    claim = fact.claim
    if not isinstance(claim, Quantity) or claim.value is None:
        return None
    leeway = Decimal(wording.tolerance if claim.qualifier == ABOUT else 0) / 100
    spread = abs(claim.value) * leeway
    unit, slots, scale = subject.units[claim.unit], {}, None
    if wording.figure:
        scale = subject.scales.get(fact.id)
        if scale is None:
            return None
        spread += scale_grain(scale)
        slots = {"grain": say_value(scale_grain(scale), unit, subject.language)}
    low, high = claim.value - spread, claim.value + spread
    ends = [say_number(end.normalize(), subject.language) for end in (low, high)]
    within = subject.language.anything_within.format(low=ends[0], high=ends[1])
    numeric = Numeric(
        answer=subject.say(wording.key, fact, wording.where),
        low=low,
        high=high,
        unit=unit.name,
        within=within if spread else "",
        accepted=_accepted(fact, wording, subject),
    )
    prompt = subject.say(wording.stem, fact, wording.where, slots)
    return _item([fact], wording, numeric, subject, prompt=prompt, figure=scale)


def _accepted(fact: Fact, wording: Wording, subject: Subject) -> tuple[str, ...]:
    """Return what else is right: by the wording, by the fact, and other spellings of a name."""
    answer = plain(subject.say(wording.key, fact, wording.where))
    written = (plain(subject.say(text, fact, wording.where)) for text in wording.accept)
    claim = fact.claim
    speaker = subject.bank.people[claim.speaker] if isinstance(claim, Statement) else None
    spellings = speaker.spellings if speaker and speaker.name == answer else ()
    accepted = dict.fromkeys((*filter(None, written), *fact.accept, *spellings))
    accepted.pop(answer, None)
    return tuple(accepted)
