"""Forms and whole banks: what shows only where many items stand together."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from math import ceil

from quizgen.content import plain, texts_of
from quizgen.errors import counted
from quizgen.judge.clues import (
    ENOUGH_LENGTHS,
    NEAR_STEM,
    asks_how_much,
    is_alphabetical,
    is_balanced,
    lengths_of,
    nearness,
    rights_of,
    tells,
    told_lengths,
)
from quizgen.judge.sides import (
    ENOUGH_CLAIMS,
    ONE_CAMP,
    camps_of,
    camps_of_facts,
    fewest_camps,
)
from quizgen.judge.sizes import ENOUGH_CHOICES, fewest_above_recall, most_uses
from quizgen.judge.subject import Subject
from quizgen.judge.texts import contains, found_in, unquoted
from quizgen.judge.together import pairs_that_tell
from quizgen.language.dates import say_date
from quizgen.order import letter_of
from quizgen.quiz.form import Form
from quizgen.quiz.item import Choice, FromFacts, Item, Option, TrueFalse, Written
from quizgen.quiz.meaning import (
    Meaning,
    SomeActor,
    SomeDate,
    SomeNature,
    SomeNumber,
    SomeSpeaker,
    SomeValue,
)
from quizgen.quiz.naming import names_of_texts
from quizgen.quiz.offer import Offer
from quizgen.quiz.walk import seen_texts
from quizgen.quiz.worksheet import Blueprint, scaled_sections
from quizgen.rules.parts import is_single_choice, keeps_order, negations_in, options_of
from quizgen.rules.rule import Finding, rule

ITEMS_PER_NEGATION = 10
"""STEM-2: so many items of a form may have one negative stem among them (Haladyna: seldom)."""

ENOUGH_RANKS = 20
"""DIS-2, DIS-3: from so many items on, the ranks of keys among ascending options say something."""

RANK_SHARES = (0.4, 1.6)
"""DIS-2, DIS-3: how often the key may have each rank, as multiples of 1/k: 10 to 40 % for four
options. Ours."""

WRONG_USES = 3
"""DIS-5: how often the same wrong option may stand in a form before pupils skip it. Ours."""

TRUE_SHARES = (0.4, 0.6)
"""TF-1: the share of true statements in a form, unless true and false differ by at most one."""

TRUTH_RUN = 3
"""TF-1: how many statements in a row may be alike. Ours."""

SAME_STEM = 0.8
"""FORM-1: two stems so alike in words, from 0 to 1, with the same key are one question. Ours."""

# ------------------------------------------------- what is the same in all versions of a worksheet

_LEAVE_OUT = "leave one of the two out, or take another seed"
_ANEW = "build the form again from its worksheet"


@rule("SENS-1", "W", "sensitive items come with a teacher note")
def unannounced_sensitivity(form: Form, subject: Subject) -> Iterator[Finding]:
    """Find a form that asks about death and suffering without a word to the teacher."""
    high = [item.id for item in form.items if item.sensitivity == "high"]
    if high and not form.teacher_note:
        hint = "add a teacher_note to the bank"
        yield Finding(f"'{high[0]}' is of high sensitivity, and there is no teacher note", hint)


@rule("STEM-2", "W", "negative stems are few")
def many_negations(form: Form, subject: Subject) -> Iterator[Finding]:
    """Find a form with too many negative stems."""
    items = form.items
    negative = [item.id for item in items if negations_in(item, subject)]
    may_be = ceil(len(items) / ITEMS_PER_NEGATION)
    if len(negative) > may_be:
        message = f"{len(negative)} of {len(items)} stems are negative, of which {may_be} may be"
        yield Finding(message, f"take another item for '{negative[-1]}'")


@rule("LEN-1", "E", "the longest option is not right too often")
def telling_lengths(form: Form, subject: Subject) -> Iterator[Finding]:
    """Find a form in which the longest or the shortest option is right too often.

    Of what somebody wrote by hand he is told question by question.
    """
    return _told_lengths([item for item in form.items if not isinstance(item.origin, Written)])


@rule("DIS-5", "W", "no wrong option comes too often")
def worn_distractors(form: Form, subject: Subject) -> Iterator[Finding]:
    """Find a wrong option that stands in so many items of a form that pupils skip it."""
    options = [option for item in form.items for option in options_of(item) if option.means]
    right = {option.id for option in options if option.is_key}
    words = {option.id: plain(option.content) for option in options}
    uses = Counter(option.id for option in options if not option.is_key)
    for option_id, count in uses.items():
        if count > WRONG_USES:
            never = "" if option_id in right else " and never right"
            message = f"'{words[option_id]}' is a wrong option {count} times{never}"
            yield Finding(message, "leave out one of these items, or take another seed")


@rule("TF-1", "W", "true and false are in balance")
def unbalanced_truth(form: Form, subject: Subject) -> Iterator[Finding]:
    """Find a form in which true and false are out of balance."""
    truths = _truths(form)
    true, false = truths.count(True), truths.count(False)
    least, most = TRUE_SHARES
    if abs(true - false) > 1 and not least <= true / len(truths) <= most:
        are = "is" if true == 1 else "are"
        message = f"{counted(true, 'statement')} {are} true and {false} false"
        yield Finding(message, "add facts to choose from, or take another seed")


@rule("FORM-1", "E", "one fact, one item")
def repeated_facts(form: Form, subject: Subject) -> Iterator[Finding]:
    """Find a fact that is asked about twice, and items that are nearly the same.

    Haladyna: independence.
    """
    alike: defaultdict[str, list[int]] = defaultdict(list)
    for place, item in enumerate(form.items):
        marks = [
            *(f"fact {fact_id}" for fact_id in item.facts),
            *(f"right {right}" for right in {*rights_of(item, subject)}),
        ]
        for earlier in sorted({earlier for mark in marks for earlier in alike[mark]}):
            yield from _repetitions(item, form.items[earlier], subject)
        for mark in marks:
            alike[mark].append(place)


def _repetitions(item: Item, other: Item, subject: Subject) -> Iterator[Finding]:
    for fact_id in sorted({*item.facts} & {*other.facts}):
        if _is_asked_apart(item, other, subject) or _is_asked_apart(other, item, subject):
            continue
        message = f"'{item.id}' and '{other.id}' both ask about '{fact_id}'"
        yield Finding(message, _LEAVE_OUT)
    degree = nearness(item, other, subject)
    if degree >= NEAR_STEM:
        message = f"'{item.id}' and '{other.id}' are nearly the same question"
        hint = "name in each what the other has not, or leave one of them out"
        yield Finding(message, hint, "E" if degree >= SAME_STEM else "W")


def _is_asked_apart(order: Item, item: Item, subject: Subject) -> bool:
    """Tell whether one item puts in order what the other asks the date or number of."""
    facts = [subject.facts[fact_id] for fact_id in item.facts]
    return order.type == "ordering" and asks_how_much(item, facts, subject.language)


@rule("FORM-2", "E", "no item answers another")
def told_keys(form: Form, subject: Subject) -> Iterator[Finding]:
    """Find an item whose key stands in another one, or in a heading, beside what it asks about.

    Haladyna: independence.
    """
    items = form.items
    for giver, asker in pairs_that_tell(items, subject):
        yield Finding(f"'{giver.id}' gives away the answer of '{asker.id}'", _LEAVE_OUT)
    headings = (form.title, form.subtitle, *(section.title for section in form.sections))
    listed = [plain(entry.listed) for entry in form.sources if form.lists_texts]
    words = [f"{hard.word}: {hard.meaning}" for hard in form.words]
    instructions = [section.instruction for section in form.sections]
    for text in (*headings, *instructions, *listed, *words):
        for item in items:
            if tells(text, item, subject):
                hint = "reword it, or leave the item out"
                yield Finding(f"“{text}” gives away the answer of '{item.id}'", hint)


@rule("FORM-4", "E", "a form holds what was asked for, not recall alone")
def unmet_blueprints(asked: tuple[Form, Blueprint], subject: Subject) -> Iterator[Finding]:
    """Find a section with other items than asked for, and a form that asks for recall alone.

    A worksheet may say how much more; where it does not, the default is a wish. Who names the
    questions decides how many there are, and what they ask for.
    """
    form, blueprint = asked
    if not form.missing and not blueprint.questions:
        yield from _wrong_sections(form, blueprint)
    levels = [item.level for item in form.items]
    above = sum(level > 1 for level in levels)
    if above < fewest_above_recall(len(levels), blueprint):
        ask = "asks" if above == 1 or len(levels) == 1 else "ask"
        message = f"{above} of {counted(len(levels), 'item')} {ask} for more than recall"
        hint = "add facts to be ordered, matched or compared, or set above_recall in the worksheet"
        is_asked_for = blueprint.worksheet.above_recall is not None and not blueprint.questions
        yield Finding(message, hint, "E" if is_asked_for else "W")


def _wrong_sections(form: Form, blueprint: Blueprint) -> Iterator[Finding]:
    wanted = [section for section in scaled_sections(blueprint) if section.count]
    there = [section.asked_as for section in form.sections]
    wanted = [each for each in wanted if not each.takes_all or each.title in there]
    if there != [section.title for section in wanted]:
        yield Finding("the form has other sections than its worksheet", _ANEW)
        return
    for found, section in zip(form.sections, wanted, strict=True):
        if len(found.items) != section.count and not section.takes_all:
            items = counted(len(found.items), "item")
            message = f"section '{found.title}' has {items}, not {section.count}"
            yield Finding(message, _ANEW)
        for item in (numbered.item for numbered in found.items):
            if item.type not in section.item_types:
                message = f"'{item.id}' is of type {item.type}, not {section.item_types}"
                yield Finding(message, _ANEW)


@rule("FORM-5", "W", "claims and positions come from several sides")
def one_sided_forms(form: Form, subject: Subject) -> Iterator[Finding]:
    """Find a form that shows one side, or one side more than all others.

    Beutelsbach Consensus 1 to 3; Oxfam. A settled fact needs no second side.
    """
    camps = camps_of(form.items, subject)
    if len(camps) < ENOUGH_CLAIMS:
        return
    counts = Counter(camps)
    wanted = fewest_camps(subject)
    if len(counts) < wanted:
        message = f"{len(camps)} claims and positions come from {len(counts)} sides of the debate"
        yield Finding(message, f"take another seed, or add facts of {wanted} sides or more")
    camp, most = max(counts.items(), key=lambda entry: entry[1])
    if most > ONE_CAMP * len(camps):
        message = f"{most} of {len(camps)} claims and positions come from one side, '{camp}'"
        yield Finding(message, "take another seed, or add facts of other sides")


@rule("FORM-7", "E", "every text that is named is listed")
def unlisted_texts(form: Form, subject: Subject) -> Iterator[Finding]:
    """Find an "according to" that names no text by the name by which the sheet lists it.

    A pupil cannot look up what nobody has told him to have. Who wrote a question by hand may mean
    a text that stands beside it.
    """
    names = names_of_texts(form)
    if not names:
        return
    for numbered in (each for section in form.sections for each in section.items):
        item = numbered.item
        for text in (text for content in seen_texts(item) for text in texts_of(content)):
            named = [run.source for run in text if run.source]
            for source in (source for source in named if source not in names):
                message = f"“{plain(text)}” names the source '{source}', which is not listed"
                yield Finding(message, _ANEW)
            said = " ".join("" if run.source else run.text for run in text)
            if found_in(unquoted(said), subject.language.attributions) and not named:
                hint = "name its text: {{ according_to }}"
                message = f"“{plain(text)}” is according to no text of the list"
                is_made = isinstance(item.origin, FromFacts)
                yield Finding(message, hint, None if is_made else "W")


@rule("FORM-6", "W", "a statement earns no more than it takes")
def overpaid_statements(form: Form, subject: Subject) -> Iterator[Finding]:
    """Find statements with several points each: a true one is had by tossing a coin."""
    for section in form.sections:
        paid = [
            numbered.label
            for numbered in section.items
            if numbered.points > 1 and isinstance(numbered.item.interaction, TrueFalse)
        ]
        if paid:
            message = f"'{section.title}' gives several points for T or F"
            yield Finding(message, "write points: 1")


# ------------------------------------------------------------- what differs from version to version


@rule("CUE-2", "W", "numbers ascend, words stand in drawn order")
def telling_orders(form: Form, subject: Subject) -> Iterator[Finding]:
    """Find numbers and dates that do not ascend, and words in alphabetical order."""
    for item in form.items:
        match item.interaction:
            case Choice(keeps_order=True):
                pass
            case Choice(options=options) as choice if choice.has_rank:
                ranks = [option.rank for option in options if option.rank is not None]
                if any(later < earlier for earlier, later in pairwise(ranks)):
                    yield Finding(
                        f"the options of '{item.id}' do not ascend", "put the smallest first"
                    )
            case Choice(options=options) if len(options) > 2 and is_alphabetical(options):
                message = f"the options of '{item.id}' stand in alphabetical order"
                yield Finding(message, "put them in another order")
            case _:
                pass


@rule("TF-1", "W", "true and false do not come in rows")
def rows_of_truth(form: Form, subject: Subject) -> Iterator[Finding]:
    """Find statements in a row that are all true, or all false."""
    longest = max((len(list(run)) for _, run in groupby(_truths(form))), default=0)
    if longest > TRUTH_RUN:
        yield Finding(f"{longest} statements in a row are alike", "mix them")


@rule("FORM-3", "E", "the key is everywhere and follows no pattern")
def unbalanced_keys(form: Form, subject: Subject) -> Iterator[Finding]:
    """Find a letter that is right too often, too seldom or too often in a row (Haladyna)."""
    by_size: dict[int, list[int]] = {}
    drawn = (item for item in form.items if is_single_choice(item) and not keeps_order(item))
    for options in map(options_of, drawn):
        key = next(place for place, option in enumerate(options) if option.is_key)
        if options[key].rank is None:
            by_size.setdefault(len(options), []).append(key)
    for size, keys in by_size.items():
        if not is_balanced(keys, size):
            letters = "".join(letter_of(key) for key in keys)
            message = f"the keys {letters} are unbalanced or follow a pattern"
            yield Finding(message, "put the options in another order, or take another seed")


@rule("FORM-6", "E", "a form says which it is, and its points add up")
def unsaid_forms(form: Form, subject: Subject) -> Iterator[Finding]:
    """Find a footer without seed, edition, date or form, and points that do not add up."""
    footer = " · ".join(form.footer)
    needed = {
        "seed": str(form.seed),
        "edition": str(form.edition),
        "as-of date": say_date(form.as_of, subject.language),
        "form": form.version,
    }
    for what, words in needed.items():
        if words and not contains(footer, words):
            hint = f"let it say {words}"
            yield Finding(f"the footer '{footer}' does not say the {what}, {words}", hint)
    for section in form.sections:
        total = sum(numbered.points for numbered in section.items)
        if total != section.points:
            points = counted(section.points, "point")
            yield Finding(f"'{section.title}' says {points}, its items {total}", f"write {total}")
    total = sum(section.points for section in form.sections)
    if total != form.points:
        points = counted(form.points, "point")
        yield Finding(f"the form says {points}, its sections {total}", f"write {total}")


# ------------------------------------------------------------------------------------- whole banks


@rule("LEN-1", "W", "the longest option is not right too often")
def telling_lengths_of_a_bank(offer: Offer, subject: Subject) -> Iterator[Finding]:
    """Find a bank in whose items the longest or the shortest option is right too often."""
    return _told_lengths(offer.items)


@rule("DIS-2", "W", "the rank of right numbers tells nothing")
def telling_ranks_of_numbers(offer: Offer, subject: Subject) -> Iterator[Finding]:
    """Find a bank whose numbers are right too often or too seldom at one rank."""
    return _uneven_ranks(offer.items, SomeNumber, "numbers")


@rule("DIS-3", "W", "the rank of right dates tells nothing")
def telling_ranks_of_dates(offer: Offer, subject: Subject) -> Iterator[Finding]:
    """Find a bank whose dates are right too often or too seldom at one rank."""
    return _uneven_ranks(offer.items, SomeDate, "dates")


@rule("DIS-7", "W", "no wrong option wears out")
def worn_distractors_of_a_bank(offer: Offer, subject: Subject) -> Iterator[Finding]:
    """Find a wrong option of so many items that whoever has seen some of them crosses it out.

    The sorts of statements, like true and false, are the same few in all; so are continents.
    """
    choices = [options for item in offer.items if (options := options_of(item))]
    uses = Counter(
        words
        for options in choices
        for words in {
            plain(option.content)
            for option in options
            if not (option.is_key or _is_one_of_few(option, subject))
        }
    )
    most = most_uses(len(choices))
    for words, count in uses.items() if len(choices) >= ENOUGH_CHOICES else ():
        if count > most:
            message = f"'{words}' is a wrong option of {count} items, of which {most} may have it"
            yield Finding(message, "add facts of its kind, or wrong answers of your own")


def _is_one_of_few(option: Option, subject: Subject) -> bool:
    """Tell whether an option is one of few that a bank has for many things."""
    match option.means:
        case SomeNature():
            return True
        case SomeValue(property_id):
            return subject.properties.are_few(property_id)
        case _:
            return False


@rule("FORM-5", "W", "no side is only ever wrong")
def sides_only_wrong(offer: Offer, subject: Subject) -> Iterator[Finding]:
    """Find a side of the debate that is never right, only ever a wrong option."""
    keyed = {*camps_of(offer.items, subject)}
    keyed |= {*camps_of_facts((subject.facts[fact_id] for fact_id in offer.in_sets), subject)}
    wrong = {
        subject.bank.people[option.means.person_id].camp
        for item in offer.items
        for option in options_of(item)
        if isinstance(option.means, SomeSpeaker | SomeActor) and not option.is_key
    }
    for camp in sorted(wrong - keyed - {""}):
        yield Finding(f"the side '{camp}' is only ever a wrong option", "add a fact from this side")


def _truths(form: Form) -> Sequence[bool]:
    interactions = [item.interaction for item in form.items]
    return [judged.is_true for judged in interactions if isinstance(judged, TrueFalse)]


def _told_lengths(items: Iterable[Item]) -> Iterator[Finding]:
    worded = [item for item in items if lengths_of(item)]
    for what in told_lengths(worded) if len(worded) >= ENOUGH_LENGTHS else ():
        message = f"the key alone is the {what} of the options in too many of {len(worded)} items"
        yield Finding(message, "take another seed, or mend the length of keys and distractors")


def _uneven_ranks(items: Iterable[Item], meaning: type[Meaning], what: str) -> Iterator[Finding]:
    """Find a rank among ascending options that the key has too often or too seldom."""
    by_size: dict[int, list[int]] = {}
    for item in filter(is_single_choice, items):
        options = options_of(item, meaning)
        ascending = sorted(options, key=lambda option: option.rank or 0)
        for rank, option in enumerate(ascending):
            if option.is_key:
                by_size.setdefault(len(options), []).append(rank)
    for size, ranks in by_size.items():
        least, most = (share / size for share in RANK_SHARES)
        for rank in range(size if len(ranks) >= ENOUGH_RANKS else 0):
            share = ranks.count(rank) / len(ranks)
            if not least <= share <= most:
                message = f"the key is number {rank + 1} of {size} ascending {what}"
                message += f" in {share:.0%} of {len(ranks)} items"
                hint = f"take other items: {least:.0%} to {most:.0%} would tell nothing"
                yield Finding(message, hint)
