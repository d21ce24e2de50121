"""Each rule with a case in which it fires and one in which it stays silent."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
import test_card_rules
from moon import bank, blueprint, forms, item, items, known, meaning, resting_on, yielding

from quizgen.bank.facts import Statement
from quizgen.bank.pictures import PictureFile
from quizgen.content import Picture, Run, Text
from quizgen.errors import Where
from quizgen.judge.clues import is_balanced
from quizgen.judge.subject import Subject
from quizgen.quiz.form import Form
from quizgen.quiz.item import (
    Choice,
    Cloze,
    Item,
    Matching,
    Option,
    Ordering,
    Premise,
    Response,
    ShortAnswer,
    TrueFalse,
)
from quizgen.quiz.offer import Offer
from quizgen.read.dates import parse_date
from quizgen.rules import all_rules, check_bank, check_fact, check_form, check_item

Problems = Callable[[], Iterator[Any]]

HOW_MUCH = "mass-of-sputnik-1/how-much"
WHO_SAID = "kennedy-we-choose/who-said-these-words"
WHICH = "orbit/which-term"
DATE = "sputnik/date-of-event"
TRUE = "sputnik/event-true"
FALSE = "sputnik/event-false"
BLANK = "kennedy-we-choose/name-the-speaker"


def words(text: str) -> Text:
    return (Run(text),)


def form() -> Form:
    return forms()[0]


def drawn(item_type: str) -> Item:
    return next(
        numbered.item
        for section in form().sections
        for numbered in section.items
        if numbered.item.type == item_type
    )


def option(text: str, value: str = "", **more: Any) -> Option:
    more.setdefault("means", meaning(value or f"text:{text}"))
    return Option(id=value or f"text:{text}", content=words(text), **more)


def with_options(item_id: str, *change: Option, keep: int = 4) -> Item:
    """Return an item with `keep` of its own options and then some others."""
    one = item(item_id)
    assert isinstance(one.interaction, Choice)
    options = (*one.interaction.options[:keep], *change)
    return replace(one, interaction=replace(one.interaction, options=options))


def with_stem(item_id: str, stem: str) -> Item:
    return replace(item(item_id), prompt=words(stem))


def answered(answer: str, *accepted: str) -> Item:
    """Return an item that is answered in words."""
    short = ShortAnswer(answer=words(answer), accepted=accepted)
    return replace(item(WHICH), interaction=short)


def with_events(**change: Any) -> Item:
    """Return an ordering item, its second event changed."""
    one = drawn("ordering")
    assert isinstance(one.interaction, Ordering)
    events = sorted(one.interaction.events, key=lambda event: event.rank)
    events[1] = replace(events[1], **change)
    return replace(one, interaction=Ordering(events=tuple(events)))


def with_matching(**change: Any) -> Item:
    one = drawn("matching")
    assert isinstance(one.interaction, Matching)
    return replace(one, interaction=replace(one.interaction, **change))


def matching() -> Matching:
    interaction = drawn("matching").interaction
    assert isinstance(interaction, Matching)
    return interaction


def with_first_item(change: Callable[[Item], Item]) -> Form:
    """Return the form, its first item changed."""
    whole = form()
    section = whole.sections[0]
    first = replace(section.items[0], item=change(section.items[0].item))
    section = replace(section, items=(first, *section.items[1:]))
    return replace(whole, sections=(section, *whole.sections[1:]))


def cueing_form() -> Form:
    """Return a form whose first stem says when an event of a short answer took place."""
    short = item("leonov/give-the-date")
    whole = with_first_item(lambda one: replace(one, prompt=words(CUE)))
    last = whole.sections[-1]
    numbered = replace(last.items[0], item=short)
    return replace(whole, sections=(*whole.sections[:-1], replace(last, items=(numbered,))))


CUE = "On 18\u00a0March\u00a01965 Alexei Leonov left his craft for twelve minutes. Who was he?"


def same_letter_form() -> Form:
    """Return a form in which every key stands first."""
    whole = form()
    section = whole.sections[0]
    first = replace(section.items[0], item=keyed_first(WHO_SAID))
    return replace(whole, sections=(replace(section, items=(first,) * 4), *whole.sections[1:]))


def keyed_first(item_id: str) -> Item:
    one = item(item_id)
    assert isinstance(one.interaction, Choice)
    options = sorted(one.interaction.options, key=lambda option: not option.is_key)
    return replace(one, interaction=replace(one.interaction, options=tuple(options)))


def with_note(note: str) -> Any:
    return replace(sourced_fact(), note=note)


def sourced_fact() -> Any:
    return known().facts["sputnik"]


def knowing(**change: Any) -> Subject:
    """Return the bank as rules know it, changed."""
    return replace(known(), bank=replace(bank(), **change))


def from_all(camp: str, *facts: str) -> Subject:
    """Return a bank in which everybody is of one camp, but for some speakers."""
    people = {
        name: person if name in facts else replace(person, camp=camp)
        for name, person in bank().people.items()
    }
    return knowing(people=people)


def options_are(item_id: str, *options: Option) -> Item:
    """Return an item with other options; the first is the key."""
    one = item(item_id)
    assert isinstance(one.interaction, Choice)
    key, *wrong = options
    return replace(one, interaction=Choice(options=(replace(key, is_key=True), *wrong)))


def say(*texts: str, key: str, item_id: str = WHICH) -> Item:
    """Return a choice item with options in these words."""
    return options_are(item_id, *map(option, (key, *texts)))


def number(value: str, **more: Any) -> Option:
    return option(f"{value} kg", f"number:{value} kg", **more)


def date(text: str, **more: Any) -> Option:
    return option(text, f"date:{text}", **more)


def person(name: str, words: str = "") -> Option:
    return option(words or f"{name}, of some office", f"person:{name}")


def of_parts(item_id: str = BLANK, **change: Any) -> Item:
    """Return an item with blanks, changed."""
    one = item(item_id)
    assert isinstance(one.interaction, Cloze)
    return replace(one, interaction=replace(one.interaction, **change))


def judged(stem: str, correction: str = "", right: str = "") -> Item:
    """Return a statement to be judged; true if it needs no correction."""
    is_true = not correction and not right
    answer = TrueFalse(is_true=is_true, correction=words(correction), right_words=words(right))
    return replace(item(TRUE), prompt=words(stem), interaction=answer)


def form_of(*parts: Item) -> Form:
    """Return a form with these items in one section."""
    whole = form()
    first = whole.sections[0].items[0]
    numbered = tuple(replace(first, item=part) for part in parts)
    return replace(whole, sections=(replace(whole.sections[0], items=numbered),))


def with_answer(part: Item, answer: str) -> Item:
    """Return a short answer that asks for other words."""
    assert isinstance(part.interaction, ShortAnswer)
    return replace(part, interaction=replace(part.interaction, answer=words(answer)))


def found_in(part: Item) -> Iterator[Any]:
    return check_item(part, known())


def found_in_form(*parts: Item) -> Iterator[Any]:
    return check_form(form_of(*parts), known())


def found_in_bank(*parts: Item, **change: Any) -> Iterator[Any]:
    return check_bank(yielding(*parts), knowing(**change))


def said_by(*speakers: str) -> list[Item]:
    """Return an item on a statement of each."""
    by_speaker = {it.claim.speaker: it.id for it in bank().facts if it.kind == "statement"}
    return [item(f"{by_speaker[speaker]}/what-was-said") for speaker in speakers]


def on_day(text: str) -> Subject:
    """Return what rules know on a day."""
    return replace(known(), today=parse_date(text))


def responses_with(spare: int) -> tuple[Response, ...]:
    """Return the right responses of the matching item, and some spare ones, sorted."""
    own = {premise.response for premise in matching().premises}
    right = [response for response in matching().responses if response.id in own]
    spares = ["kennedy", "eisenhower", "khrushchev", "macmillan", "johnson", "glenn", "armstrong"]
    others = [
        Response(id=f"person:{it}", text=words(f"Zed {it}"), means=meaning(f"person:{it}"))
        for it in sorted(spares)
    ]
    return (*right, *[response for response in others if response.id not in own][:spare])


def fewer_events(count: int) -> Item:
    one = drawn("ordering")
    assert isinstance(one.interaction, Ordering)
    return replace(one, interaction=Ordering(events=one.interaction.events[:count]))


def second_satellite() -> Any:
    first = sourced_fact()
    date_of = parse_date("1957-11-03")
    what = "the Soviet Union put the second satellite into orbit"
    return replace(first, id="sputnik-2", claim=replace(first.claim, what=what, date=date_of))


def short_form() -> Form:
    """Return a form whose first section lacks an item."""
    whole = form()
    first = replace(whole.sections[0], items=whole.sections[0].items[1:])
    return replace(whole, sections=(first, *whole.sections[1:]))


RECALL = """
label: Worksheet
summary: For the tests.
sections: [{title: True or false, types: [true-false], count: 2}]
"""


def recall_form() -> Form:
    whole = form_of(item(TRUE), item("leonov/event-false"))
    return replace(
        whole, sections=(replace(whole.sections[0], title="True or false", worksheet_title=""),)
    )


SHORT = say("a very", "a quite", "a rather", key="a much longer one that shows")
EVEN = say("some words here", "other words", "more words to read", key="words to choose")


FIRES: dict[str, Problems] = {
    "DATE-1": lambda: check_item(
        with_stem(HOW_MUCH, "According to NASA's history, how heavy is Sputnik 1 now?"), known()
    ),
    "ATTR-1": lambda: check_item(
        with_stem("us-wants/what-position", "Where does America stand?"), known()
    ),
    "JUDGE-1": lambda: check_item(
        with_stem("was-it-worth-it/discussion", "Do you agree that it was worth it?"), known()
    ),
    "QUOTE-1": lambda: check_item(
        with_stem(WHO_SAID, "“We choose the moon” Who said this on 12\u00a0September\u00a01962?"),
        known(),
    ),
    "KEY-1": lambda: check_item(
        with_options(WHO_SAID, option("NOBODY"), option("nobody.")), known()
    ),
    "KEY-2": lambda: check_item(
        with_options(HOW_MUCH, option("85 kg", "number:85 kg"), keep=3), known()
    ),
    "OPT-1": lambda: check_item(with_options(WHO_SAID, keep=2), known()),
    "OPT-2": lambda: check_item(
        with_options(WHO_SAID, option("All of the above."), keep=3), known()
    ),
    "MATCH-1": lambda: check_item(with_matching(premises=matching().premises[:3]), known()),
    "ORDER-1": lambda: check_item(with_events(text=words("the spacewalk of March 1965")), known()),
    "FORM-1": lambda: check_form(
        with_first_item(lambda one: form().sections[0].items[1].item), known()
    ),
    "FORM-2": lambda: check_form(cueing_form(), known()),
    "FORM-3": lambda: check_form(same_letter_form(), known()),
    "FORM-6": lambda: check_form(replace(form(), footer=("The race to the Moon",)), known()),
    "SENS-1": lambda: check_item(
        with_stem(WHO_SAID, "Who led the regime?"), knowing(loaded_words=("regime",))
    ),
    "TEXT-1": lambda: check_fact(with_note("It was <b>big</b>."), known()),
    "STEM-1": lambda: found_in(with_stem(WHICH, "Orbit:")),
    "STEM-2": lambda: found_in(with_stem(WHICH, "Which of these is not a rocket?")),
    "OPT-3": lambda: found_in(say("it never did", "it always did", "it was", key="it did")),
    "LEN-1": lambda: found_in(SHORT),
    "CUE-1": lambda: found_in(with_stem("booster/what-is-meant", "What is a booster of rockets?")),
    "CUE-2": lambda: found_in(say("one kind.", "another kind.", key="the right kind")),
    "DIS-1": lambda: found_in(
        options_are(
            DATE,
            date("1957-10-04"),
            date("1957-10-18", is_computed=True, why_wrong=words("is invented")),
            date("1957-11-01", is_computed=True, why_wrong=words("is invented")),
        )
    ),
    "DIS-2": lambda: found_in(options_are(HOW_MUCH, number("84"), number("90"), number("200"))),
    "DIS-3": lambda: found_in(
        options_are(DATE, date("1957-10-04"), date("1957-10-06"), date("1961-04-12"))
    ),
    "DIS-4": lambda: found_in(
        options_are(WHO_SAID, person("kennedy"), person("glenn"), person("khrushchev"))
    ),
    "DIS-5": lambda: found_in_form(*[say("skip me", "or me", key=f"it is {n}") for n in range(4)]),
    "DIS-7": lambda: check_item(TWO_SIDES, knowing(opposed_camps={"ussr": ("us",)})),
    "TF-1": lambda: found_in(judged("Sputnik flew because somebody had built it.")),
    "CLOZE-1": lambda: found_in(of_parts(answers=(words("chose"),))),
    "FORM-4": lambda: check_form(form_of(item(WHICH)), known(), blueprint()),
    "FORM-7": lambda: found_in(with_stem(WHICH, f"Which of these is so {'very ' * 30}strange?")),
    "KEY-3": lambda: found_in(answered("a rocket that flew once round the Earth")),
    "FORM-5": lambda: check_form(
        form_of(*said_by("kennedy", "eisenhower", "johnson", "glenn", "armstrong", "macmillan")),
        known(),
    ),
}
SILENT: dict[str, Problems] = {
    "DATE-1": lambda: check_item(
        with_stem(HOW_MUCH, "As of 1970, according to NASA's history, how heavy is it now?"),
        known(),
    ),
    "ATTR-1": lambda: check_item(item("us-wants/what-position"), known()),
    "QUOTE-1": lambda: check_item(item(WHO_SAID), known()),
    "KEY-1": lambda: check_item(item(WHO_SAID), known()),
    "JUDGE-1": lambda: check_item(item("was-it-worth-it/discussion"), known()),
    "KEY-2": lambda: check_item(
        with_options(HOW_MUCH, option("400 kg", "number:400 kg"), keep=3), known()
    ),
    "OPT-1": lambda: check_item(with_options(WHO_SAID, keep=3), known()),
    "OPT-2": lambda: check_item(with_options(WHO_SAID, option("All the pilots"), keep=3), known()),
    "MATCH-1": lambda: check_item(drawn("matching"), known()),
    "ORDER-1": lambda: check_item(drawn("ordering"), known()),
    "FORM-1": lambda: check_form(form(), known()),
    "FORM-2": lambda: check_form(form(), known()),
    "FORM-3": lambda: check_form(form(), known()),
    "FORM-6": lambda: check_form(form(), known()),
    "SENS-1": lambda: check_item(
        with_stem(WHO_SAID, "Who said: “Down with the regime”?"),
        knowing(loaded_words=("regime",)),
    ),
    "TEXT-1": lambda: check_fact(with_note("2*3*4 < 25, and R&D; see snake_case_names."), known()),
    "STEM-1": lambda: found_in(item(WHICH)),
    "STEM-2": lambda: found_in(
        replace(
            item(WHICH),
            prompt=(Run("Which of these is "), Run("not", "bold"), Run(" a rocket?")),
        )
    ),
    "OPT-3": lambda: found_in(say("it never did", "it had", "it was", key="it did")),
    "LEN-1": lambda: found_in(EVEN),
    "CUE-1": lambda: found_in(
        with_stem("booster/what-is-meant", "What is a booster of the race to the Moon?")
    ),
    "CUE-2": lambda: found_in(say("one kind.", "another kind.", key="the right kind.")),
    "DIS-1": lambda: found_in(
        options_are(
            "height-of-gemini-11/how-much",  # the bank has no other height
            number("850"),
            number("1190", is_computed=True, why_wrong=words("is invented")),
            number("1700", is_computed=True, why_wrong=words("is invented")),
        )
    ),
    "DIS-2": lambda: found_in(options_are(HOW_MUCH, number("84"), number("100"), number("200"))),
    "DIS-3": lambda: found_in(
        options_are(DATE, date("1957-10-04"), date("1957-10-18"), date("1961-04-12"))
    ),
    "DIS-4": lambda: found_in(item(WHO_SAID)),
    "DIS-5": lambda: found_in_form(*[say("skip me", "or me", key=f"it is {n}") for n in range(3)]),
    "DIS-7": lambda: found_in(TWO_SIDES),
    "TF-1": lambda: found_in(judged("Sputnik flew in a year of peace and plenty.")),
    "CLOZE-1": lambda: found_in(item(BLANK)),
    "FORM-4": lambda: check_form(form(), known(), blueprint()),
    "FORM-7": lambda: found_in(with_stem(WHICH, f"Which of these is so {'very ' * 18}strange?")),
    "KEY-3": lambda: found_in(answered("a rocket that flew once round the Earth", "a rocket")),
    "FORM-5": lambda: check_form(
        form_of(*said_by("kennedy", "khrushchev", "johnson", "glenn", "armstrong", "macmillan")),
        from_all("others", "kennedy", "khrushchev", "johnson"),
    ),
}


PICTURE = Picture(
    name="stage", digest="0" * 64, kind="png", width=4, height=3, alt="The first stage burns."
)


def with_picture(
    item_id: str, alt: str = "A drawing with parts marked A to E.", **more: Any
) -> Item:
    found = item(item_id)
    return replace(found, prompt=(*found.prompt, replace(PICTURE, alt=alt, **more)))


def naming_pictures(**entry: str) -> Subject:
    said = {"file": "a.png", "alt": "A thing.", "credit": "own", "licence": "CC0"} | entry
    pictured = PictureFile(**said, seen=PICTURE, where=Where("moon.yaml", 9, 3))
    return knowing(pictures={"stage": pictured})


FIRES |= {
    "PIC-1": lambda: found_in(with_picture(WHICH, "A drawing of an Orbit around the Earth.")),
    "PIC-2": lambda: check_bank(Offer(), naming_pictures()),
}
SILENT |= {
    "PIC-1": lambda: found_in(with_picture(WHICH)),
    "PIC-2": lambda: check_bank(Offer(items=(with_picture(WHICH),)), naming_pictures()),
}
FIRES |= test_card_rules.FIRES
SILENT |= test_card_rules.SILENT


# fmt: off
SAYS: dict[str, list[str]] = {
    "PIC-1": ["E item 'orbit/which-term': the alt of the picture 'stage' says 'orbit'"],
    "PIC-2": ["W nothing shows the picture 'stage'"],
    "ATTR-1": [
        "E item 'us-wants/what-position': “Where does America stand?” does not say whose claim it is",
        "E item 'us-wants/what-position': “Where does America stand?” does not say when",
    ],
    "CARD-1": ["W note 'orbit': the card 'What does it mean' is answered by 'Yes'"],
    "CARD-2": ["E the note 'orbit' has an empty first field"],
    "CARD-3": ["W the fronts of 'mass-of-sputnik-1' and 'mass-of-sputnik-2' and 1 more are easily confused (card 'How much')"],
    "CARD-4": ["E note 'kennedy-we-choose · cloze': the gap hides 'from the'"],
    "CARD-5": [
        "E note 'orbit': the card 'What does it mean' has no source on its back",
        "E note 'orbit': the card 'Which term' has no source on its back",
    ],
    "CARD-6": ["E note 'kennedy-we-choose · cloze': nothing tells what the gap 'Houston' stands for"],
    "CARD-7": ["W note 'orbit': the card 'What does it mean' asks about 'the sources'"],
    "CUE-3": [
        "W the date 'September\u00a01961' tells the answer of 9 of 9 cards: 'kennedy-9-0' and 8 more",
        "E who knows what goes with what gets 51 points over chance in 15 cards like 'kennedy-9-0'",
    ],
    "CLOZE-1": [
        "E item 'kennedy-we-choose/name-the-speaker': the blank 'chose' is no slot of the fact",
        "W item 'kennedy-we-choose/name-the-speaker': 'chose' stands in the sentence too",
    ],
    "CUE-1": ["W item 'booster/what-is-meant': 'rockets' of the stem comes again in the key alone"],
    "CUE-2": ["W item 'orbit/which-term': options differ in how they end: 'another kind.' and 'the right kind'"],
    "DATE-1": ["W item 'mass-of-sputnik-1/how-much': 'now' in “According to NASA's history, how heavy is Sputnik 1 now?” goes stale"],
    "DIS-1": ["W item 'sputnik/date-of-event': 2 of 2 distractors are invented"],
    "DIS-2": ["E item 'mass-of-sputnik-1/how-much': '84 kg' and '90 kg' are nearer to one another than 12.6"],
    "DIS-3": ["E item 'sputnik/date-of-event': '1957-10-04' and '1957-10-06' are too near"],
    "DIS-4": ["E item 'kennedy-we-choose/who-said-these-words': 'glenn, of some office' did not hold the same class of office on that day"],
    "DIS-5": [
        "W 'skip me' is a wrong option 4 times and never right",
        "W 'or me' is a wrong option 4 times and never right",
    ],
    "DIS-7": [
        "E item 'kennedy-we-choose/who-said-these-words': nobody would choose 'khrushchev, of some office'"
    ],
    "FORM-1": [
        "E 'ussr-hesitates/whose-position' and 'ussr-hesitates/whose-position' both ask about 'ussr-hesitates'",
        "E 'ussr-hesitates/whose-position' and 'ussr-hesitates/whose-position' are nearly the same question",
    ],
    "FORM-2": ["E 'mass-of-explorer-1/how-much' gives away the answer of 'leonov/give-the-date'"],
    "FORM-3": ["E the keys AAAA are unbalanced or follow a pattern"],
    "FORM-4": ["E the form has other sections than its worksheet"],
    "FORM-5": [
        "W 6 claims and positions come from 1 sides of the debate",
        "W 6 of 6 claims and positions come from one side, 'us'",
    ],
    "FORM-6": [
        "E the footer 'The race to the Moon' does not say the seed, 1",
        "E the footer 'The race to the Moon' does not say the edition, 1",
        "E the footer 'The race to the Moon' does not say the as-of date, 31\u00a0December\u00a01970",
    ],
    "FORM-7": [f"E item 'orbit/which-term': “Which of these is so {'very ' * 30}strange?” has 36 words, more than 25"],
    "KEY-3": ["W item 'orbit/which-term': nothing but “a rocket that flew once round the Earth” is accepted"],
    "KEY-1": ["E item 'kennedy-we-choose/who-said-these-words': two options say 'nobody.'"],
    "KEY-2": ["E item 'mass-of-sputnik-1/how-much': the distractor '85 kg' is right too"],
    "JUDGE-1": ["W item 'was-it-worth-it/discussion': 'do you agree' in “Do you agree that it was worth it?” asks for assent"],
    "LEN-1": ["W item 'orbit/which-term': the key has 28 letters, the distractors 7 on average"],
    "MATCH-1": ["E item 'who-said-it/7b1c71dfebd0': has 3 premises, not 4 to 8"],
    "OPT-1": ["E item 'kennedy-we-choose/who-said-these-words': has 2 options, not 3 to 5"],
    "OPT-2": ["E item 'kennedy-we-choose/who-said-these-words': the option 'All of the above.' is of a banned form"],
    "OPT-3": ["W item 'orbit/which-term': only distractors have the absolute word 'never'"],
    "ORDER-1": ["E item 'put-in-order/07d89207ae1a': 'the spacewalk of March 1965' holds a date"],
    "QUOTE-1": ["E item 'kennedy-we-choose/who-said-these-words': the bank has no quotation “We choose the moon”"],
    "SENS-1": ["W item 'kennedy-we-choose/who-said-these-words': 'regime' in “Who led the regime?” is a loaded word"],
    "STEM-1": [
        "E item 'orbit/which-term': “Orbit:” is a label, not a question",
        "W item 'orbit/which-term': “Orbit:” has no question word and no verb",
    ],
    "STEM-2": ["E item 'orbit/which-term': 'not' in “Which of these is not a rocket?” is easily overlooked"],
    "TEXT-1": ["W fact 'sputnik' note has <b> in it"],
    "TF-1": ["W item 'sputnik/event-true': 'because' in “Sputnik flew because somebody had built it.” joins two statements"],
}
# fmt: on


@pytest.mark.parametrize("rule_id", sorted({rule.code for rule in all_rules()}))
def test_every_rule_fires_on_what_breaks_it_and_is_silent_on_what_does_not(rule_id: str) -> None:
    found = [problem for problem in FIRES[rule_id]() if problem.rule == rule_id]
    assert [f"{problem.severity} {problem.message}" for problem in found] == SAYS[rule_id]
    assert rule_id not in {problem.rule for problem in SILENT[rule_id]()}


NOT = replace(item(WHICH), prompt=(Run("Which is "), Run("not", "bold"), Run(" a rocket?")))
AN = replace(say("rocket", "orbit", key="engine"), prompt=words("The thing is an:"))
YEARS = options_are(DATE, date("1957-10-04"), date("1961-04-12"), date("1961-05-12"))
LATE = options_are(DATE, date("1957-10-04"), date("1961-04-12"), date("1971-01-01"))
EARLY = options_are(DATE, date("1957-10-04"), date("1961-04-12"), date("1914-06-28"))
FIRST = [options_are(HOW_MUCH, number("84"), number("200"), number("300"))] * 20
TWO_SIDES = options_are(WHO_SAID, person("kennedy"), person("macmillan"), person("khrushchev"))
OTHER_SIDE = options_are(
    "kennedy-we-choose/what-was-said",
    option("He chose to.", "fact:kennedy-we-choose"),
    option("It was costly.", "fact:macmillan-thinks-twice"),
    option("Others should catch up.", "fact:khrushchev-catch-up"),
)


def kennedy_says(gist: str, quote: str = "We choose to go to the moon in this decade") -> Subject:
    """Return a bank in which Kennedy says something else."""
    facts = {fact.id: fact for fact in bank().facts}
    fact = facts["kennedy-we-choose"]
    assert isinstance(fact.claim, Statement)
    claim = replace(fact.claim, gist=gist, quote=(quote,))
    facts[fact.id] = replace(fact, claim=claim)
    return knowing(facts=tuple(facts.values()))


LEADERS = (
    person("kennedy", "John Kennedy, President of the United States"),
    person("khrushchev", "Nikita Khrushchev"),
)

# fmt: off
MORE: list[tuple[str, str, str, Problems]] = [
    # rule; its severity, or nothing if it is to be silent; what the case is; the case
    ("DATE-1", "W", "a review that is due", lambda: check_fact(
        replace(sourced_fact(), review_by=parse_date("1971-01-01")), on_day("1971-05-01")
    )),
    ("DATE-1", "E", "a review long due", lambda: check_fact(
        replace(sourced_fact(), review_by=parse_date("1971-01-01")), on_day("1971-12-01")
    )),
    ("ATTR-1", "E", "a hedge that is lost", lambda: found_in(
        with_stem("mass-of-explorer-1/quantity-true", "According to NASA's history (January 1970), it had a mass of 14 kg.")
    )),
    ("ATTR-1", "", "an item without a number", lambda: found_in(
        with_stem("mass-of-explorer-1/quantity-true", "According to NASA's history (January 1970), it was light.")
    )),
    ("SENS-1", "E", "a bank whose label is weaker than its facts", lambda: found_in_bank(
        facts=(replace(sourced_fact(), sensitivity="high"),)
    )),
    ("SENS-1", "E", "a sensitive bank without themes", lambda: found_in_bank(themes=())),
    ("SENS-1", "", "a sensitive bank with themes", lambda: found_in_bank(themes=("war",))),
    ("SENS-1", "W", "a sensitive form without a note", lambda: check_form(
        replace(form_of(replace(item(WHICH), sensitivity="high")), teacher_note=""), known()
    )),
    ("STEM-1", "W", "a stem that says too much", lambda: found_in(
        with_stem(WHICH, "Which of these " + "very " * 40 + "old words is a rocket?")
    )),
    ("STEM-1", "E", "a stem of three words", lambda: found_in(with_stem(WHICH, "What is it?"))),
    ("STEM-1", "", "a question of three words", lambda: found_in(with_stem(WHICH, "Who discovered argon?"))),
    ("STEM-1", "E", "a stem that states", lambda: found_in(with_stem(WHICH, "These words are words."))),
    ("STEM-1", "W", "a stem without a verb", lambda: found_in(with_stem(WHICH, "The first stage of rockets:"))),
    ("STEM-1", "", "a blank", lambda: found_in(with_stem(WHICH, "The first stage is called ______."))),
    ("STEM-2", "E", "two negations", lambda: found_in(replace(NOT, prompt=(*NOT.prompt, Run(" Never was?"))))),
    ("STEM-2", "", "what a speaker denied", lambda: found_in(item("eisenhower-not-one-iota/who-said-that"))),
    ("STEM-2", "", "a hedge", lambda: found_in(with_stem(WHICH, "How long is it? At least:"))),
    ("STEM-2", "", "both ends of an order", lambda: found_in(with_stem(WHICH, "Put these in order, from the least to the greatest."))),
    ("STEM-2", "E", "what is least", lambda: found_in(with_stem(WHICH, "Which of these weighs the least?"))),
    ("STEM-2", "W", "two negative stems of three", lambda: found_in_form(NOT, NOT, item(WHICH))),
    ("OPT-3", "W", "a vague word in the key alone", lambda: found_in(say("it is long", "it is short", key="it is often long"))),
    ("OPT-3", "", "a month", lambda: found_in(say("jets of June", "jets of July", key="jets of May"))),
    ("LEN-1", "W", "a bank in which the longest is right", lambda: found_in_bank(*[SHORT] * 12)),
    ("LEN-1", "E", "a form in which the longest is right", lambda: found_in_form(*[SHORT] * 12)),
    ("LEN-1", "E", "a form in which the shortest is right", lambda: found_in_form(
        *[say("a longer one", "another long one", key="short")] * 12
    )),
    ("LEN-1", "", "a form of few items", lambda: found_in_form(*[say("some", "word", key="longer")] * 11)),
    ("CUE-2", "W", "an article that betrays", lambda: found_in(AN)),
    ("CUE-2", "", "an article that fits", lambda: found_in(
        replace(AN, interaction=say("island", "orbit", key="engine").interaction)
    )),
    ("CUE-2", "W", "options of which the key begins alone", lambda: found_in(
        say("NATO met", "NATO grew", key="Kyiv waited")
    )),
    ("CUE-2", "", "a name without an article", lambda: found_in(say("The United States", "The Soviet Union", key="France"))),
    ("CUE-2", "W", "a key that shares each part", lambda: found_in(say("Kyiv, in May", "Kyiv, in June", "Rome, in July", key="Kyiv, in July"))),
    ("CUE-2", "", "parts that are shared evenly", lambda: found_in(say("Kyiv, in May", "Rome, in July", "Rome, in May", "Oslo, in May", key="Kyiv, in July"))),
    ("CUE-2", "W", "two units", lambda: found_in(options_are(HOW_MUCH, number("84"), option("9 t", "number:9 t")))),
    ("CUE-2", "W", "words in alphabetical order", lambda: found_in_form(say("boat", "car", key="aeroplane"))),
    ("CUE-2", "W", "numbers that do not ascend", lambda: found_in_form(options_are(HOW_MUCH, number("84"), number("20"), number("300")))),
    ("DIS-1", "W", "a distractor that is nothing", lambda: found_in(say("a", "b", key="c"))),
    ("DIS-2", "E", "a number far off", lambda: found_in(options_are(HOW_MUCH, number("84"), number("500"), number("200")))),
    ("DIS-2", "E", "another sign", lambda: found_in(options_are(HOW_MUCH, number("84"), number("-84"), number("200")))),
    ("DIS-2", "E", "a computed number that is too exact", lambda: found_in(
        options_are(HOW_MUCH, number("84"), number("126.5", is_computed=True), number("200"))
    )),
    ("DIS-2", "", "a real number that is more exact", lambda: found_in(options_are(HOW_MUCH, number("84"), number("126.5"), number("200")))),
    ("DIS-2", "W", "the least number always right", lambda: found_in_bank(*FIRST)),
    ("DIS-2", "", "too few numbers to say", lambda: found_in_bank(*FIRST[1:])),
    ("DIS-3", "E", "a date after the bank's", lambda: found_in(LATE)),
    ("DIS-3", "E", "a date of another time", lambda: found_in(EARLY)),
    ("DIS-3", "W", "the only date of its year", lambda: found_in(YEARS)),
    ("DIS-3", "W", "the only date at a weekend", lambda: found_in(options_are(DATE, date("1957-10-05"), date("1961-04-12"), date("1958-05-12")))),
    ("DIS-3", "E", "a month among days", lambda: found_in(
        options_are(DATE, date("1957-10-04"), option("May 1961", "date:1961-05"))
    )),
    ("DIS-3", "E", "a day of the same deed", lambda: check_item(
        options_are(DATE, date("1957-10-04"), date("1957-11-03"), date("1961-05-12")),
        knowing(facts=(*bank().facts, second_satellite())),
    )),
    ("DIS-3", "W", "the first date always right", lambda: found_in_bank(*[YEARS] * 20)),
    ("DIS-4", "E", "an office for some alone", lambda: found_in(options_are(WHO_SAID, *LEADERS))),
    ("DIS-4", "W", "one country", lambda: found_in(options_are(WHO_SAID, person("kennedy"), person("eisenhower")))),
    ("DIS-4", "", "one country that the stem names", lambda: found_in(
        replace(options_are(WHO_SAID, person("kennedy"), person("eisenhower")), prompt=words("Who led the United States?"))
    )),
    ("DIS-7", "E", "a name of the stem", lambda: found_in(
        replace(TWO_SIDES, prompt=words("Who said so to Harold Macmillan?"))
    )),
    ("DIS-7", "", "another name in the stem", lambda: found_in(
        replace(TWO_SIDES, prompt=words("Who said so to Lyndon Johnson?"))
    )),
    ("DIS-7", "E", "what the other side says", lambda: check_item(OTHER_SIDE, knowing(opposed_camps={"us": ("ussr",)}))),
    ("DIS-7", "", "what a side says that is not opposed", lambda: found_in(OTHER_SIDE)),
    ("DIS-7", "E", "what is theirs", lambda: check_item(TWO_SIDES, kennedy_says("all would go", "our ships will go"))),
    ("DIS-7", "", "what is anybody's", lambda: check_item(TWO_SIDES, kennedy_says("all would go", "the ships will go"))),
    ("DIS-7", "E", "what a country says of itself", lambda: check_item(TWO_SIDES, kennedy_says("the United States would go"))),
    ("DIS-7", "", "what is said of a country", lambda: check_item(TWO_SIDES, kennedy_says("nobody should outdo the United States"))),
    ("DIS-7", "W", "a reason that says nothing", lambda: found_in(
        options_are(WHICH, option("orbit"), option("crew", why_wrong=words("is in no source")), option("thrust"))
    )),
    ("DIS-7", "", "a reason that says something", lambda: found_in(
        options_are(WHICH, option("orbit"), option("crew", why_wrong=words("is who flies a ship")), option("thrust"))
    )),
    ("DIS-7", "W", "an option in many items", lambda: found_in_bank(
        *[say(*("skip me", f"or {n}") if n < 5 else (f"{n}", f"or {n}"), key=f"it is {n}") for n in range(100)]
    )),
    ("DIS-7", "", "an option in few items", lambda: found_in_bank(
        *[say(*("skip me", f"or {n}") if n < 4 else (f"{n}", f"or {n}"), key=f"it is {n}") for n in range(100)]
    )),
    ("DIS-7", "", "an option in many items of a small bank", lambda: found_in_bank(
        *[say("skip me", f"or {n}", key=f"it is {n}") for n in range(20)]
    )),
    ("TF-1", "W", "too many words", lambda: found_in(judged("It flew " + "very " * 25 + "high."))),
    ("TF-1", "W", "two statements", lambda: found_in(judged("It flew high, and it fell."))),
    ("TF-1", "W", "two wrong places", lambda: found_in(judged("On 5 May it fell.", "On 4 May it flew.", "4"))),
    ("TF-1", "", "one wrong place", lambda: found_in(judged("On 5 May it flew.", "On 4 May it flew.", "4 May"))),
    ("TF-1", "W", "no correction", lambda: found_in(judged("On 5 May it flew.", "", "4 May"))),
    ("TF-1", "W", "all true", lambda: found_in_form(*[judged("It flew.")] * 3)),
    ("TF-1", "", "one of two true", lambda: found_in_form(judged("It flew."), item(FALSE))),
    ("TF-1", "W", "four true in a row", lambda: found_in_form(*[judged("It flew.")] * 4, *[item(FALSE)] * 4)),
    ("MATCH-1", "E", "no spare response", lambda: found_in(
        with_matching(responses=responses_with(0))
    )),
    ("MATCH-1", "E", "a country among people", lambda: found_in(with_matching(
        responses=(*responses_with(1), Response(id="person:us", text=words("Zeeland")))
    ))),
    ("MATCH-1", "", "two spare responses", lambda: found_in(with_matching(responses=responses_with(2)))),
    ("MATCH-1", "E", "four spare responses", lambda: found_in(with_matching(
        responses=(*responses_with(3), Response(id="person:kennedy", text=words("Zorro")))
    ))),
    ("ORDER-1", "E", "three events", lambda: found_in(fewer_events(3))),
    ("CLOZE-1", "E", "three blanks", lambda: found_in(of_parts(
        parts=(words("A "),) * 4, answers=(words("1962"),) * 3, accepted=((),) * 3
    ))),
    ("CLOZE-1", "W", "a blank at the beginning", lambda: found_in(of_parts(parts=((), words(" said so."))))),
    ("CLOZE-1", "W", "a sentence that fills its blank", lambda: found_in(of_parts(parts=(words("John Kennedy, "), words(" said so."))))),
    ("CLOZE-1", "W", "a spelling that is refused", lambda: found_in(of_parts("khrushchev-catch-up/name-the-speaker", accepted=((),)))),
    ("CLOZE-1", "W", "a unit that is refused", lambda: found_in(of_parts("height-of-gemini-11/fill-in-the-value", parts=(words("Gemini 11 flew "), words(" high.")), accepted=((),)))),
    ("FORM-1", "E", "one question in other words", lambda: found_in_form(
        item(WHICH), resting_on(item(WHICH), "booster")
    )),
    ("FORM-1", "W", "nearly one question", lambda: found_in_form(
        with_stem(WHICH, "Which word names a path of bodies?"),
        resting_on(with_stem(WHICH, "Which term names a path of bodies?"), "booster"),
    )),
    ("FORM-1", "", "in order, and the date to be written", lambda: found_in_form(
        resting_on(drawn("ordering"), "leonov"), item("leonov/give-the-date")
    )),
    ("FORM-1", "", "the date to be written, and in order", lambda: found_in_form(
        item("leonov/give-the-date"), resting_on(drawn("ordering"), "leonov")
    )),
    ("FORM-1", "E", "in order, and the date among options", lambda: found_in_form(
        resting_on(drawn("ordering"), "sputnik"), item(DATE)
    )),
    ("FORM-1", "E", "in order, and the date told", lambda: found_in_form(
        resting_on(drawn("ordering"), "sputnik"), item(TRUE)
    )),
    ("FORM-1", "E", "in order, and the place to be written, so that the date is told", lambda: found_in_form(
        resting_on(drawn("ordering"), "leonov"), with_answer(item("leonov/give-the-date"), "In space")
    )),
    ("FORM-1", "E", "twice in order", lambda: found_in_form(
        resting_on(drawn("ordering"), "leonov"), resting_on(drawn("ordering"), "leonov")
    )),
    ("FORM-2", "E", "most words of a subject, with its key", lambda: found_in_form(
        item("leonov/give-the-date"),
        with_stem(WHICH, "On 18 March 1965 Leonov left his craft for minutes. Which word was new?"),
    )),
    ("FORM-2", "", "the key alone", lambda: found_in_form(
        item("leonov/give-the-date"), with_stem(WHICH, "Which word was new on 18 March 1965?")
    )),
    ("FORM-2", "E", "a heading that tells", lambda: check_form(
        replace(form_of(item("leonov/give-the-date")), subtitle=CUE), known()
    )),
    ("FORM-4", "E", "too few items", lambda: check_form(short_form(), known(), blueprint())),
    ("FORM-4", "W", "recall alone", lambda: check_form(recall_form(), known(), blueprint(RECALL))),
    ("FORM-4", "E", "recall alone, and more asked for", lambda: check_form(
        recall_form(), known(), blueprint(f"above_recall: 50\n{RECALL}")
    )),
    ("FORM-4", "", "recall alone, as asked for", lambda: check_form(
        recall_form(), known(), blueprint(f"above_recall: 0\n{RECALL}")
    )),
    ("FORM-5", "W", "half of all from two camps", lambda: check_form(
        form_of(*said_by("kennedy", "khrushchev", "johnson", "glenn", "armstrong", "macmillan")),
        from_all("others", "kennedy"),
    )),
    ("FORM-5", "W", "two camps of three", lambda: check_form(
        form_of(*said_by("kennedy", "khrushchev", "johnson", "glenn", "armstrong", "macmillan")),
        replace(known(), bank=replace(
            from_all("others", "kennedy", "johnson", "glenn").bank,
            camps={"us": "US", "ussr": "USSR", "others": "Others"},
        )),
    )),
    ("FORM-5", "", "few claims", lambda: found_in_form(*said_by("kennedy", "eisenhower", "johnson", "glenn", "armstrong"))),
    ("FORM-5", "W", "a camp that is only ever wrong", lambda: check_bank(
        yielding(item(WHO_SAID)), from_all("wrong", "kennedy")
    )),
    ("FORM-5", "W", "an opinion", lambda: found_in(with_stem(WHICH, "Was it right to go to the Moon?"))),
    ("FORM-5", "", "an opinion for discussion", lambda: found_in(
        replace(item("was-it-worth-it/discussion"), prompt=words("Was it right to go to the Moon?"))
    )),
    ("PIC-1", "E", "a credit on the page",
     lambda: found_in(with_picture(WHICH, credit="Orbit, by Jane Doe"))),
    ("PIC-1", "", "a credit that the page has not",
     lambda: found_in(with_picture(WHICH, credit="Orbit, by Jane Doe", owes_credit=False))),
    ("PIC-1", "", "a letter of the picture", lambda: found_in(replace(
        with_picture(WHICH), interaction=ShortAnswer(answer=words("E"))))),
    ("PIC-1", "E", "an accepted answer", lambda: found_in(replace(
        with_picture(WHICH, "A gauge at 72."), interaction=ShortAnswer(answer=words("a pulse"), accepted=("72",))))),
    ("PIC-1", "E", "what is asked for, in an option", lambda: found_in(replace(
        item(WHICH), about=("France",), interaction=Choice(options=(
            Option(id="a", content=(replace(PICTURE, alt="The flag of France."),), is_key=True),
            Option(id="b", content=(replace(PICTURE, alt="Another flag."),))))))),
    ("PIC-1", "E", "the response of a premise", lambda: found_in(replace(
        item(WHICH), interaction=Matching(
            premises=(Premise(id="orbit", text=(PICTURE,), response="r"), Premise(id="booster", text=words("It."), response="s")),
            responses=(Response(id="r", text=words("the first stage")), Response(id="s", text=words("a thing"))))))),
    ("PIC-2", "W", "no credit", lambda: check_bank(
        Offer(items=(with_picture(WHICH),)), naming_pictures(credit="", licence=""))),
]
# fmt: on


@pytest.mark.parametrize(
    ("rule_id", "severity", "problems"),
    [
        pytest.param(rule, severity, case, id=f"{rule} {what}")
        for rule, severity, what, case in MORE
    ],
)
def test_a_rule_sees_to_all_that_it_is_for(rule_id: str, severity: str, problems: Problems) -> None:
    found = [problem for problem in problems() if problem.rule == rule_id]
    assert {problem.severity for problem in found} == ({severity} if severity else set())
    for problem in found:  # a slot that was never filled is no help
        assert not re.search(r"(?<!{){\w+}", problem.message + problem.hint), problem


def test_a_fact_may_break_a_rule_only_if_it_says_why() -> None:
    few = with_options(WHO_SAID, keep=2)
    assert few.allow == ()
    assert "OPT-1" in {problem.rule for problem in check_item(few, known())}
    change = ("id: kennedy-we-choose,", "id: kennedy-we-choose, allow: {OPT-1: there are but two},")
    made = next(one for one in items((change,)).items if one.id == WHO_SAID)
    assert made.allow == ("OPT-1",)
    few = replace(few, allow=made.allow)
    assert "OPT-1" not in {problem.rule for problem in check_item(few, known())}


TWO_OF_KENNEDY = (
    ("  - {id: eisenhower-not-one-iota,", "  - {id: kennedy-again, kind: statement, speaker: kennedy, verb: said, gist: the rockets had to be larger, about: rockets, wording: paraphrase, date: 1961-05-25, source: history, at: larger, tags: [words]}\n  - {id: eisenhower-not-one-iota,"),
)  # fmt: skip
AN_AUTHORS_TEXT = (
    ("  us: {name: the United States,", "  swenson: {name: the author, kind: institution, class: author, country: US}\n  us: {name: the United States,"),
    ("speaker: macmillan,", "speaker: swenson,"),
)  # fmt: skip


def position(fact_id: str, stance: str, more: str) -> str:
    """Return where the United Kingdom stood, as a bank has it."""
    head = (
        f"  - {{id: {fact_id}, kind: position, actor: uk, issue: men-to-the-moon, stance: {stance}"
    )
    return f"{head}, {more}, source: history, at: the UK, tags: [plans]}}\n"


def two_positions(first: str, second: str) -> tuple[tuple[str, str], ...]:
    """Return a change to the bank by which the United Kingdom wants what it refused."""
    line = position("uk-refuses", "refuses", "as_of: 1962")
    both = position("uk-refuses", "refuses", first) + position("uk-wants", "wants", second)
    return ((line, both),)


ONE_DAY = two_positions("as_of: 1962, superseded_by: uk-wants", "as_of: 1962")
LATER = two_positions("as_of: 1962, superseded_by: uk-wants", "as_of: 1965")
UNTIL = two_positions("as_of: 1962, until: 1964", "as_of: 1965")
BOTH = two_positions("as_of: 1962", "as_of: 1965")
NEAR = (("id: kennedy-we-choose,", "id: kennedy-we-choose, not_beside: [johnson],"),)
SAME_DAY = (("date: 1963-06-16", "date: 1961-04-12"),)
IN_THAT_YEAR = (("date: 1963-06-16", "date: 1961"),)
SAME_GIST = (
    ("the satellite did not worry him", "his country chose to go to the Moon within ten years"),
)
SAID = "kennedy-we-choose/what-was-said"
HAPPENED = "gagarin/what-happened"
WHERE_UK = "uk-refuses/what-position"

# fmt: off
RIGHT: list[tuple[str, str, bool, tuple[tuple[str, str], ...]]] = [
    # the item; what another option means; whether it is right too; what the bank says beside
    (WHO_SAID, "person:kennedy", True, ()),
    (WHO_SAID, "person:eisenhower", False, ()),
    (WHO_SAID, "person:eisenhower", True, SAME_GIST),
    (SAID, "fact:kennedy-we-choose", True, ()),
    (SAID, "fact:kennedy-again", True, TWO_OF_KENNEDY),  # he said that too
    (SAID, "fact:johnson-control", False, TWO_OF_KENNEDY),
    (SAID, "fact:johnson-control", True, NEAR),
    ("johnson-control/what-was-said", "fact:kennedy-we-choose", True, NEAR),  # either way round
    (SAID, "fact:eisenhower-not-one-iota", False, NEAR),
    (WHO_SAID, "person:johnson", False, NEAR),  # he is not known to have said it
    ("khrushchev-catch-up/what-was-said", "fact:glenn-feels-fine", False, ()),  # of one source
    ("khrushchev-catch-up/what-was-said", "fact:macmillan-thinks-twice", False, ()),
    ("khrushchev-catch-up/what-was-said", "fact:macmillan-thinks-twice", True, AN_AUTHORS_TEXT),
    (SAID, "fact:macmillan-thinks-twice", False, AN_AUTHORS_TEXT),  # of another source
    (HAPPENED, "fact:sputnik", False, ()),
    (HAPPENED, "fact:tereshkova", False, ()),
    (HAPPENED, "fact:tereshkova", True, SAME_DAY),
    (HAPPENED, "fact:tereshkova", True, IN_THAT_YEAR),
    ("us-wants/what-position", "stance:wants", True, ()),
    ("us-wants/what-position", "stance:refuses", False, ()),
    (WHERE_UK, "stance:wants", True, ONE_DAY),  # on that very day
    (WHERE_UK, "stance:wants", False, LATER),
    (WHERE_UK, "stance:wants", False, UNTIL),
    (WHERE_UK, "stance:wants", True, BOTH),  # nothing says that the first was over
    ("uk-refuses/whose-position", "actor:france", True, ()),
    ("uk-refuses/whose-position", "actor:us", False, ()),
    ("uk-refuses/whose-position", "actor:glenn", True, ()),  # nobody knows where he stood
    (HOW_MUCH, "number:86 kg", True, ()),
    (HOW_MUCH, "number:88 kg", True, ()),
    (HOW_MUCH, "number:89 kg", False, ()),
    (HOW_MUCH, "number:14 kg", False, ()),
    ("height-of-gemini-11/how-much", "number:1370 km", True, ()),
]
# fmt: on


@pytest.mark.parametrize(("item_id", "means", "is_right", "changes"), RIGHT)
def test_a_distractor_is_never_also_true(
    item_id: str, means: str, is_right: bool, changes: tuple[tuple[str, str], ...]
) -> None:
    one = with_options(item_id, option("some other words", means), keep=0)
    said = [problem for problem in check_item(one, known(changes)) if problem.rule == "KEY-2"]
    assert bool(said) is is_right


def test_a_false_statement_never_changes_who_spoke_or_what_they_said() -> None:
    claim = "On 12\u00a0September\u00a01962 Nikita Khrushchev said that his country was tired."
    false = TrueFalse(is_true=False, correction=words("x"), right_words=words("y"))
    one = replace(item(WHO_SAID), prompt=words(claim), interaction=false)
    assert "QUOTE-1" in {problem.rule for problem in check_item(one, known())}


@pytest.mark.parametrize(
    ("keys", "balanced"),
    [
        ("ABCD", True),
        ("AAAA", False),  # four in a row
        ("ABABABABAB", False),  # a pattern of two
        ("ABCABCABC", False),  # a pattern of three
        ("ABCDDABCDDAB", True),  # a pattern of five is none that a pupil sees
        ("ACDBACDBA", False),  # a pattern of four
        ("AABBCCAABBCC", False),  # D is never right
        ("ADBCCADBBDCA", True),
    ],
)
def test_keys_are_spread_without_a_pattern(keys: str, balanced: bool) -> None:
    assert is_balanced([ord(key) - 65 for key in keys], 4) is balanced


@pytest.mark.parametrize(("keys", "may_stand"), [(0, False), (1, True), (3, True), (4, False)])
def test_an_item_that_asks_for_all_right_options_has_some_but_not_all(
    keys: int, may_stand: bool
) -> None:
    one = item(WHO_SAID)
    assert isinstance(one.interaction, Choice)
    options = tuple(
        replace(it, is_key=place < keys) for place, it in enumerate(one.interaction.options)
    )
    several = replace(one, interaction=Choice(type="multiple-response", options=options))
    found = [it for it in check_item(several, known()) if "right options" in it.message]
    assert (not found) is may_stand
