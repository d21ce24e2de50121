"""Each rule with a case in which it fires and one in which it stays silent."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from moon import bank, forms, item, known

from quizgen.model import Choice, Form, Item, Matching, Option, Ordering, Run, Text, TrueFalse
from quizgen.rules import RULES, check_fact, check_form, check_item
from quizgen.rules.form_3 import is_balanced
from quizgen.rules.known import Known

HOW_MUCH = "mass-of-sputnik-1/how-much"
WHO_SAID = "kennedy-we-choose/who-said-these-words"
DATE = "sputnik/date-of-event"
FALSE = "sputnik/event-false"


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


def option(text: str, value: str = "text:other", **more: Any) -> Option:
    return Option(text=words(text), value=value, **more)


def with_options(item_id: str, *change: Option, keep: int = 4) -> Item:
    """Return an item with `keep` of its own options and then some others."""
    one = item(item_id)
    assert isinstance(one.interaction, Choice)
    options = (*one.interaction.options[:keep], *change)
    return replace(one, interaction=replace(one.interaction, options=options))


def with_stem(item_id: str, stem: str) -> Item:
    return replace(item(item_id), stem=words(stem))


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
    whole = with_first_item(lambda one: replace(one, stem=words(CUE)))
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


def swapped_source(**change: Any) -> Known:
    whole = bank()
    history = replace(whole.sources["history"], **change)
    return replace(known(), bank=replace(whole, sources={**whole.sources, "history": history}))


def sourced_fact() -> Any:
    return known().facts["sputnik"]


FIRES: dict[str, Callable[[], Iterator[Any]]] = {
    "SRC-1": lambda: check_fact(sourced_fact(), swapped_source(text="", url="")),
    "DATE-1": lambda: check_item(
        with_stem(HOW_MUCH, "According to NASA's history, how heavy is Sputnik 1 now?"), known()
    ),
    "ATTR-1": lambda: check_item(
        with_stem("us-wants/what-position", "Where does America stand?"), known()
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
}
SILENT: dict[str, Callable[[], Iterator[Any]]] = {
    "SRC-1": lambda: check_fact(sourced_fact(), known()),
    "DATE-1": lambda: check_item(
        with_stem(HOW_MUCH, "As of 1970, according to NASA's history, how heavy is it now?"),
        known(),
    ),
    "ATTR-1": lambda: check_item(item("us-wants/what-position"), known()),
    "QUOTE-1": lambda: check_item(item(WHO_SAID), known()),
    "KEY-1": lambda: check_item(item(WHO_SAID), known()),
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
}


@pytest.mark.parametrize("rule_id", sorted({rule.id for rule in RULES}))
def test_every_rule_fires_on_what_breaks_it_and_is_silent_on_what_does_not(rule_id: str) -> None:
    assert rule_id in {problem.rule for problem in FIRES[rule_id]()}
    assert rule_id not in {problem.rule for problem in SILENT[rule_id]()}


def test_a_fact_may_break_a_rule_only_if_it_says_why() -> None:
    fact = known().facts["kennedy-we-choose"]
    allowing = replace(fact, allow={"OPT-1": "two presidents are all there are"})
    facts = tuple(allowing if one is fact else one for one in bank().facts)
    permissive = Known(replace(bank(), facts=facts), known().language)
    few = with_options(WHO_SAID, keep=2)
    assert "OPT-1" in {problem.rule for problem in check_item(few, known())}
    assert "OPT-1" not in {problem.rule for problem in check_item(few, permissive)}


@pytest.mark.parametrize(
    ("fact_id", "value", "is_right"),
    [
        ("kennedy-we-choose/who-said-these-words", "person:kennedy", True),
        ("kennedy-we-choose/who-said-these-words", "person:eisenhower", False),
        ("sputnik/what-happened", "fact:gagarin", False),
        ("us-wants/what-position", "stance:wants", True),
        ("us-wants/what-position", "stance:refuses", False),
        ("uk-refuses/whose-position", "actor:france", True),
        ("uk-refuses/whose-position", "actor:us", False),
        ("mass-of-sputnik-1/how-much", "number:86 kg", True),
        ("mass-of-sputnik-1/how-much", "number:14 kg", False),
        ("height-of-gemini-11/how-much", "number:1370 km", True),
    ],
)
def test_a_distractor_is_never_also_true(fact_id: str, value: str, is_right: bool) -> None:
    one = with_options(fact_id, option("some other words", value), keep=2)
    said = [problem for problem in check_item(one, known()) if problem.rule == "KEY-2"]
    assert bool(said) is is_right


def test_a_false_statement_never_changes_who_spoke_or_what_they_said() -> None:
    claim = "On 12\u00a0September\u00a01962 Nikita Khrushchev said that his country was tired."
    false = TrueFalse(is_true=False, correction=words("x"), right_words=words("y"))
    one = replace(item(WHO_SAID), stem=words(claim), interaction=false)
    assert "QUOTE-1" in {problem.rule for problem in check_item(one, known())}


@pytest.mark.parametrize(
    ("keys", "balanced"),
    [
        ("ABCD", True),
        ("AAAA", False),  # four in a row
        ("ABABABABAB", False),  # a pattern of two
        ("ABCABCABC", False),  # a pattern of three
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
