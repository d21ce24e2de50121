"""CUE-3: nothing in a question always goes with one answer; and which facts are asked at all."""

from dataclasses import replace

import pytest
from moon import bank, bank_of, item, known, language, yield_of

from quizgen.content import Run, plain
from quizgen.judge.cues import Asked, Traits, cues_in, gain_by
from quizgen.judge.fit import in_measure
from quizgen.judge.subject import Subject
from quizgen.pool import ItemPool
from quizgen.rules import check_bank, check_item

DAY = ("date", "30 May 2024")


def asked(*answers: str, sort: str = "who") -> list[Asked]:
    return [
        Asked(name=f"{sort}-{n}", sort=sort, answer=answer, traits=frozenset([DAY]))
        for n, answer in enumerate(answers)
    ]


@pytest.mark.parametrize(
    ("answers", "is_cue"),
    [
        (["herbst"] * 4, True),
        (["herbst"] * 3, False),  # a trait of three tells nothing
        (["herbst"] * 3 + ["putin", "macron"], False),  # 60 % is not over 60 %
        (["herbst"] * 4 + ["putin", "macron"], True),
    ],
)
def test_a_trait_is_a_cue_where_it_stands_often_and_means_one_answer(
    answers: list[str], is_cue: bool
) -> None:
    found = cues_in(asked(*answers))
    assert [(cue.trait, cue.answer) for cue in found] == ([(DAY, "herbst")] if is_cue else [])


def test_only_answers_of_one_sort_stand_for_one_another() -> None:
    assert cues_in([*asked("a", "a", sort="who"), *asked("a", "a", sort="when")]) == ()


def test_the_gain_is_what_cues_tell_beyond_chance() -> None:
    questions = [*asked(*["a"] * 4), *(replace(each, name=f"free-{each.name}", traits=frozenset())
                                       for each in asked("b", "c", "d", "b"))]  # fmt: skip
    assert gain_by(cues_in(questions), questions) == {"who": 0.5 * 0.75}  # four answers


def test_the_traits_of_a_question_are_its_dates_sources_places_verbs_and_opening_words() -> None:
    found = Traits(bank(), language()).of(
        "According to NASA's history, in Houston, who said that it flew on 12 April 1961?"
    )
    assert found == {
        ("source", "NASA's history"),
        ("place", "Houston"),
        ("verb", "said"),  # a date may part it from its conjunction
        ("date", "12\u00a0April\u00a01961"),  # and not the month within it
        ("opening", "according to nasa's"),
    }


# ------------------------------------------------------------------ the items of a bank


OTHERS = ("glenn", "johnson", "khrushchev", "macmillan", "eisenhower", "armstrong")


def spoken() -> tuple[str, ...]:
    """Return statements, many of them Kennedy's and of one day."""
    usual = "kind: statement, about: the flight, source: speeches"
    own = [
        f"id: kennedy-{n}, {usual}, speaker: kennedy, date: 1962-09-12, gist: rocket {n} would fly"
        for n in range(7)
    ]
    others = [
        f"id: {name}-{n}, {usual}, speaker: {name}, date: 19{n}-01, gist: the engine would cost {n}"
        for n, name in enumerate(OTHERS * 2, 57)
    ]
    return (*own, *others)


def test_a_day_that_is_one_speakers_is_no_part_of_who_said_it() -> None:
    pool = yield_of(*spoken())
    asked_for = [one for one in pool.items if one.id.endswith("/who-said-that")]
    assert all("September" not in plain(one.prompt) for one in asked_for)
    assert {it.severity for it in check_bank(pool.offer, pool.subject) if it.rule == "CUE-3"} <= {
        "W"
    }


def test_a_bank_whose_days_tell_the_speaker_is_told_so() -> None:
    """The rule sees the finished items: a wording that forgot it would not help."""
    wordings = known().wordings["statement"]
    careless = tuple(
        replace(each, when="", stem="{{ on_date | sentence }}, {{ blank }} {{ verb }} {{ gist }}.")
        for each in wordings
        if each.id == "name-the-speaker"
    )
    pool = ItemPool(Subject(bank_of(*spoken()), language(), {"statement": careless}))
    found = [it for it in check_bank(pool.offer, pool.subject) if it.rule == "CUE-3"]
    assert any(
        "the date '12\u00a0September\u00a01962' tells the answer" in it.message for it in found
    )
    assert "E" in [it.severity for it in found]


def test_no_speaker_is_the_answer_too_often_where_there_are_no_options() -> None:
    pool = yield_of(*spoken())
    blanks = [one.id for one in pool.items if one.id.endswith("/name-the-speaker")]
    assert sum(name.startswith("kennedy") for name in blanks) == 0  # 1962 was Kennedy's
    assert len(blanks) == 2 * len(OTHERS)


def test_most_answers_of_a_large_bank_are_asked() -> None:
    subject = Subject(yield_of(*spoken()).subject.bank, language())
    assert len(in_measure(subject.bank.facts)) == 1 + 2 * len(OTHERS)  # one of Kennedy's day


def test_a_month_that_is_one_speakers_asks_for_no_speaker() -> None:
    month = "kind: statement, about: the flight, date: 1962-09"
    names = ("kennedy", "kennedy", "kennedy", "glenn")
    facts = [
        f"id: {name}-{n}, {month}, speaker: {name}, gist: rocket {n} would fly"
        for n, name in enumerate(names)
    ]
    assert in_measure(bank_of(*facts).facts) == {"glenn-3"}
    elsewhere = facts[0].replace("1962-09", "1962-10, verb: warned")
    assert len(in_measure(bank_of(elsewhere, *facts[1:]).facts)) == 4


def kennedys(*more: str) -> list[str]:
    usual = "kind: statement, about: the flight, speaker: kennedy"
    return [
        f"id: kennedy-{n}, {usual}, gist: rocket {n} would fly, {each}"
        for n, each in enumerate(more)
    ]


@pytest.mark.parametrize(
    ("pair", "third"),
    [
        (("date: 1956-09", "date: 1956-09"), "date: 1956-09"),
        (
            ("date: 1956-08, verb: warned", "date: 1956-09, verb: warned"),
            "date: 1955, verb: warned",
        ),
    ],
)
def test_of_two_that_tell_one_another_one_is_asked_for(pair: tuple[str, str], third: str) -> None:
    """They share a month or a verb that no other speaker has."""
    others = spoken()[7:]
    both = {"kennedy-0", "kennedy-1"}
    assert len(in_measure(bank_of(*kennedys(*pair), *others).facts) & both) == 1
    few = others[:6]
    assert in_measure(bank_of(*kennedys(*pair), *few).facts) >= both
    glenn = f"id: glenn-9, kind: statement, about: x, gist: it was far, speaker: glenn, {third}"
    assert in_measure(bank_of(*kennedys(*pair), glenn, *others).facts) >= both


def test_no_stance_is_asked_for_more_than_twice_in_a_small_bank() -> None:
    stances = [
        f"id: {actor}-{year}, kind: position, actor: {actor}, stance: wants, as_of: {year}"
        for year, actor in enumerate(("us", "ussr", "uk", "france"), 1961)
    ]
    assert len(in_measure(bank_of(*stances).facts)) == 2


# ------------------------------------------------------------------ ATTR-1


def test_a_year_is_date_enough_where_the_speaker_is_asked_and_nowhere_else() -> None:
    who = item("kennedy-we-choose/who-said-these-words")
    assert "1962" in plain(who.prompt)
    assert not [it for it in check_item(who, known()) if it.rule == "ATTR-1"]
    what = item("kennedy-we-choose/what-was-said")
    vague = replace(
        what, prompt=(Run(plain(what.prompt).replace("on 12\u00a0September\u00a01962", "in 1962")),)
    )
    assert vague != what
    assert [it.message for it in check_item(vague, known()) if it.rule == "ATTR-1"]
