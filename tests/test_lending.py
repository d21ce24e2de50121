"""Wrong options: who lends to whom, how often, and which of them somebody might choose."""

from collections import Counter
from functools import cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moon import bank_of, items, known, language, wordings

from quizgen import find_texts
from quizgen.content import plain
from quizgen.judge.plausible import (
    are_of_one_side,
    likely_lenders,
    may_be_its_speaker,
    may_have_said,
)
from quizgen.judge.sizes import MOST_USES, USES_SHARE
from quizgen.judge.subject import Subject
from quizgen.make.lending import lend
from quizgen.order import shuffled
from quizgen.pool import ItemPool
from quizgen.quiz.item import Choice, TrueFalse
from quizgen.quiz.meaning import SomeNature
from quizgen.read import read_materials

WISHES = st.dictionaries(
    st.sampled_from("abcdefghij"),
    st.lists(st.sampled_from("uvwxyz"), unique=True, max_size=6).map("".join),
)


@cache
def shipped() -> ItemPool:
    return ItemPool(read_materials(find_texts("escalation")).subject)


@given(wishes=WISHES, wanted=st.integers(1, 4), most=st.integers(1, 4))
def test_nobody_lends_more_often_than_it_may_and_nobody_gets_what_it_did_not_ask(
    wishes: dict[str, str], wanted: int, most: int
) -> None:
    lent = lend(wishes, wanted, most)
    assert lent.keys() == wishes.keys()
    for borrower, lenders in lent.items():
        assert lenders <= {*wishes[borrower]}
        assert len(lenders) <= wanted
    assert all(n <= most for n in Counter(x for each in lent.values() for x in each).values())


@given(wishes=WISHES, wanted=st.integers(1, 4), most=st.integers(1, 4))
def test_no_wish_is_left_that_its_lender_would_rather_grant(
    wishes: dict[str, str], wanted: int, most: int
) -> None:
    lent = lend(wishes, wanted, most)
    uses = {lender: [b for b in lent if lender in lent[b]] for lender in "uvwxyz"}
    for borrower, lender in product(wishes, "uvwxyz"):
        if lender not in wishes[borrower] or lender in lent[borrower]:
            continue
        place = wishes[borrower].index(lender)
        last = max((wishes[borrower].index(got) for got in lent[borrower]), default=-1)
        is_content = len(lent[borrower]) == wanted and last < place
        dearer = [b for b in uses[lender] if wishes[b].index(lender) <= place]
        assert is_content or len(dearer) == most


@given(wishes=WISHES, seed=st.text(max_size=3))
def test_who_asks_first_changes_nothing(wishes: dict[str, str], seed: str) -> None:
    mixed = {name: wishes[name] for name in shuffled(wishes, seed, str)}
    assert lend(mixed, 2, 2) == lend(wishes, 2, 2)


def test_one_more_borrower_changes_few_loans() -> None:
    texts = [f"text-{n}" for n in range(60)]
    wishes = {f"item-{n}": shuffled(texts, str(n), str)[:12] for n in range(80)}
    before = lend(wishes, 3, 6)
    after = lend(wishes | {"new": shuffled(texts, "new", str)[:12]}, 3, 6)
    assert sum(before[name] != after[name] for name in wishes) <= 4


def test_no_wrong_option_of_the_shipped_bank_wears_out() -> None:
    choices = [item for item in shipped().items if isinstance(item.interaction, Choice)]
    uses: Counter[str] = Counter()
    for item in choices:
        assert isinstance(item.interaction, Choice)
        uses.update(
            {
                plain(option.content)
                for option in item.interaction.options
                if not (option.is_key or isinstance(option.means, SomeNature))
            }
        )
    worn = {words: count for words, count in uses.items() if count > USES_SHARE * len(choices)}
    assert len(choices) >= 200
    assert worn == {}
    assert max(uses.values()) <= MOST_USES


def test_each_sort_of_statement_is_right_about_as_often_as_the_others() -> None:
    """They are the same few in all items, like true and false: none may be crossed out unread."""
    right: Counter[str] = Counter()
    offered: Counter[str] = Counter()
    for item in shipped().items:
        if isinstance(item.interaction, Choice):
            for option in item.interaction.options:
                if isinstance(option.means, SomeNature):
                    offered[option.means.nature] += 1
                    right[option.means.nature] += option.is_key
    by_chance = {name: count / len(offered) for name, count in offered.items()}
    assert len(offered) >= 3
    assert all(right[name] >= 0.5 * count for name, count in by_chance.items()), right


def test_every_wrong_option_of_the_shipped_bank_says_why() -> None:
    assert [found.message for found in shipped().findings if found.rule == "DIS-7"] == []


def test_nobody_says_what_an_opposed_camp_says() -> None:
    subject = shipped().subject
    russian = [fact for fact in subject.bank.facts if subject.bank.camp_of(fact) == "russia"]
    assert len(russian) >= 7
    for fact in russian:
        if fact.kind != "statement":
            continue
        lenders = {subject.bank.camp_of(other) for other in likely_lenders(fact, subject)}
        assert lenders <= {"russia"}
        assert not may_have_said("macron", fact, subject)


@pytest.mark.parametrize(
    ("camp", "other", "may"),
    [
        ("russia", "ukraine", False),
        ("ukraine", "russia", False),
        ("allies", "ukraine", True),
        ("allies", "allies", True),
        ("", "allies", True),
        ("", "russia", False),
        ("other-states", "russia", False),
        ("other-states", "ukraine", True),
        ("", "other-states", True),
        ("", "", True),
    ],
)
def test_sides_that_are_opposed_lend_nothing(camp: str, other: str, may: bool) -> None:
    assert are_of_one_side(camp, other, shipped().subject) is may


@pytest.mark.parametrize(
    ("who", "fact_id", "may"),
    [
        ("macron", "joly-no-conditions", False),  # Canada’s to say
        ("joly", "joly-no-conditions", True),
        ("macron", "zelensky-does-not-use", False),
        ("scholz", "macron-launch-sites", True),
        ("kirby", "state-department-encourage-or-enable", True),
        ("putin", "blinken-escalation", False),
    ],
)
def test_what_a_country_says_of_itself_is_nobody_elses(who: str, fact_id: str, may: bool) -> None:
    subject = shipped().subject
    assert may_have_said(who, subject.facts[fact_id], subject) is may


@pytest.mark.parametrize(
    ("gist", "is_own"),
    [
        ("the United States would go", True),
        ("United States rockets would go", True),
        ("in space the United States came second", False),
        ("the Soviet Union was ahead", False),
        ("president of all parties would go", False),
        ("all would go", False),
    ],
)
def test_who_speaks_of_his_own_country_begins_with_it(gist: str, is_own: bool) -> None:
    fact = (
        f"id: said, kind: statement, speaker: kennedy, verb: said, about: space, gist: {gist}, "
        "wording: paraphrase, date: 1962-05-01"
    )
    subject = Subject(bank_of(fact), language(), wordings())
    assert ("said" in subject.said_of_themselves) is is_own


def test_nobody_says_our_for_another_side() -> None:
    subject = shipped().subject
    ours = subject.facts["zelensky-together"]  # "our victory"
    theirs = subject.facts["lammy-nerve-and-guts"]
    assert not may_be_its_speaker("macron", ours, subject)
    assert may_be_its_speaker("ukraine", ours, subject)
    assert may_be_its_speaker("joly", theirs, subject)


def test_a_bank_without_camps_lends_as_ever() -> None:
    subject = known()
    fact = subject.facts["kennedy-we-choose"]
    assert len(likely_lenders(fact, subject)) > 3


def test_what_an_author_wrote_is_never_lent() -> None:
    facts = [
        f"id: term-{n}, kind: term, term: t{n}, meaning: meaning number {n}, relation: means, "
        "distractors: [{text: wrong one, why_wrong: is it}, {text: wrong two, why_wrong: is it}, "
        "{text: wrong three, why_wrong: is it}]"
        for n in range(12)
    ]
    pool = ItemPool(Subject(bank_of(*facts), language(), wordings()))
    asked = [item for item in pool.items if item.id.endswith("/what-is-meant")]
    assert len(asked) == 12
    for item in asked:
        assert isinstance(item.interaction, Choice)
        assert {
            plain(option.content) for option in item.interaction.options if not option.is_key
        } == {
            "Wrong one",
            "Wrong two",
            "Wrong three",
        }


def test_a_fact_is_not_asked_about_in_ways_that_it_skips() -> None:
    change = (
        "id: sputnik, kind: event,",
        "id: sputnik, kind: event, skip: [date-of-event, put-in-order],",
    )
    names = {item.id for item in items((change,)).items}
    assert "sputnik/date-of-event" not in names
    assert "sputnik/give-the-date" in names
    (ordering,) = [each for each in items((change,)).sets if each.plan.wording.id == "put-in-order"]
    assert "sputnik" not in {member.fact.id for member in ordering.members}


def test_what_was_said_later_is_no_wrong_answer_where_there_is_enough() -> None:
    subject = shipped().subject
    asked = subject.facts["editors-homemade"]
    lenders = likely_lenders(asked, subject)
    assert len(lenders) > 8
    assert not any(asked.dated.is_before(other.dated) for other in lenders)
    first = known().facts["eisenhower-not-one-iota"]
    assert any(first.dated.is_before(other.dated) for other in likely_lenders(first, known()))


def test_who_is_kept_apart_from_a_statement_is_not_offered_as_its_speaker() -> None:
    subject = shipped().subject
    fact = subject.facts["macron-cities"]
    assert "zelensky" in fact.not_beside
    assert not may_be_its_speaker("zelensky", fact, subject)
    assert may_be_its_speaker("de-croo", fact, subject)


def wrong_of(item_id: str, *facts: str) -> dict[str, str]:
    """Return the wrong options of the item whose id begins so, and why they are wrong."""
    pool = ItemPool(Subject(bank_of(*facts), language(), wordings()))
    (item,) = [each for each in pool.items if each.id.startswith(item_id)]
    assert isinstance(item.interaction, Choice)
    options = item.interaction.options
    wrong = ((plain(each.content), plain(each.why_wrong)) for each in options if not each.is_key)
    return {words.replace("\u00a0", " "): why.replace("\u00a0", " ") for words, why in wrong}


def launch(name: str, date: str) -> str:
    return f"id: {name}, kind: event, what: {name} flew, short: flight of {name}, date: {date}"


LATE = [launch(name, f"1969-0{n}") for n, name in enumerate(("anna", "berta", "clara", "dora"), 2)]


def test_a_year_of_its_own_does_not_show_which_date_is_right() -> None:
    wrong = wrong_of("early/date-of-event", launch("early", "1967-05"), *LATE)
    years = [words[-4:] for words in wrong]
    assert years == ["1967", "1967", "1967"]  # months near the right one come first
    assert all(words[-4:] == "1969" for words in wrong_of("anna/date-of-event", *LATE))


def test_what_happened_in_a_year_of_its_own_is_not_asked_by_choice() -> None:
    pool = ItemPool(Subject(bank_of(launch("early", "1967-05"), *LATE), language(), wordings()))
    names = {item.id for item in pool.items}
    assert "early/what-happened" not in names
    assert "anna/what-happened" in names
    assert "early/give-the-date" in names


def test_an_invented_answer_says_how_it_errs() -> None:
    lone = (
        "id: mast, kind: quantity, subject: the mast, class: mast, attribute: height, "
        "asks: how high is the mast, says: 'the mast is {value} high', value: 300, unit: m"
    )
    assert wrong_of("mast/how-much", lone) == {
        "200 m": "is lower than the figure that the text gives",
        "400 m": "is higher than the figure that the text gives",
        "600 m": "is higher than the figure that the text gives",
    }
    assert set(wrong_of("mast/date-of-event", launch("mast", "1967-05")).values()) <= {
        "is too early: it was in May 1967",
        "is too late: it was in May 1967",
    }


def test_a_change_that_never_was_says_where_it_errs() -> None:
    held = "kind: position, actor: ussr, issue: men-to-the-moon, as_of"
    whys = wrong_of(
        "what-changed/",
        f"id: first, {held}: 1961, stance: hesitates",
        f"id: later, {held}: 1963, stance: wants",
    )
    assert next(iter(whys.values())) == "has the two the wrong way round"
    assert {*whys.values()} <= {
        "has the two the wrong way round",
        "is wrong about 1963",
        "is wrong about 1961 and about 1963",
    }


def test_every_term_is_judged_as_true_and_as_false() -> None:
    terms = [
        f"id: {name}, kind: term, term: {name}, class: part, meaning: the {name} part, relation: {relation}"
        for name, relation in (
            ("hull", "means"),
            ("mast", "was"),
            ("keel", "means"),
            ("stem", "was"),
        )
    ]
    pool = ItemPool(Subject(bank_of(*terms), language(), wordings()))
    judged = {item.id: plain(item.prompt) for item in pool.items if item.type == "true-false"}
    assert judged["hull/term-true"] == "The term hull means the hull part."
    assert judged["mast/term-true"] == "Mast was the mast part."
    assert judged["hull/term-false"].startswith("The term hull means the ")
    assert judged["hull/term-false"] != judged["hull/term-true"]


def test_what_is_always_true_is_no_question() -> None:
    truths: dict[str, set[bool]] = {}
    for item in shipped().items:
        if isinstance(item.interaction, TrueFalse) and "/quantity-" in item.id:
            truths.setdefault(item.facts[0], set()).add(item.interaction.is_true)
    assert len(truths) >= 8
    assert {fact: found for fact, found in truths.items() if len(found) < 2} == {}
