"""A learner goes from edition to edition, with the real Anki."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from editions import ADDED, DAY, FIRST, MENDED, RETIRED, moon, package, published, restyled
from learner import CardAnswer, Learner, words_of

from quizgen.publish import publish
from quizgen.read import Texts

ONE = published(moon(), FIRST)
DATE = ("date: 1963-06-16", "date: 1963-06-17")
SPELLING = ("name: Nikita Khrushchev", "name: Nikita Khrushchov")
OTHER_SPELLING = ("spellings: [Khrushchov]", "spellings: [Khrushchev]")
TAG = ("at: Leonov, tags: [firsts]", "at: Leonov, tags: [spacewalks]")
CLOZE_GONE = ("place: Houston, ", "")
CHANGES = (MENDED, DATE, SPELLING, OTHER_SPELLING, TAG, CLOZE_GONE, ADDED, RETIRED)
TOP = "The race to the Moon · fda4"
LATER = 4_000_000_000
"""Later than all that a learner of these tests does, which happens now."""


def next_edition() -> Texts:
    assert ONE.lock is not None
    assert isinstance(ONE.lock.text, str)
    texts = moon(*CHANGES, lock=ONE.lock.text)
    texts = restyled(texts, "--qg-bg: #fbfaf7", "--qg-bg: #ffffff")
    return published(texts, LATER)


TWO = next_edition()


@pytest.fixture(scope="module")
def first() -> bytes:
    return package(ONE)


@pytest.fixture(scope="module")
def second() -> bytes:
    return package(TWO)


@pytest.fixture
def learner(tmp_path: Path, first: bytes) -> Iterator[Learner]:
    """A learner who has edition one, schedules by FSRS, and has studied and settled in."""
    with Learner(tmp_path) as one:
        one.imports(first)
        one.schedules_by_fsrs()
        for rating in (CardAnswer.EASY, CardAnswer.GOOD, CardAnswer.AGAIN):
            one.studies(TOP, answers=6, rating=rating)
        yield one


def test_an_update_brings_every_correction(learner: Learner, second: bytes) -> None:
    before = learner.notes()
    log = learner.imports(second)

    assert learner.fields("eisenhower-not-one-iota")["Answer 2"] == "Sputnik 1 did not worry him."
    assert learner.fields("tereshkova")["Answer 1"] == "17\u00a0June\u00a01963"
    assert learner.fields("khrushchev-catch-up")["Answer 1"] == "Nikita Khrushchov"
    assert "quizgen::moon::tag::spacewalks" in learner.tags("leonov")
    assert "quizgen::moon::tag::firsts" not in learner.tags("leonov")
    assert learner.fields("gagarin")["Retired"] == "It is known to all."
    assert "quizgen::moon::retired" in learner.tags("gagarin")
    assert learner.fields("luna-2")["Answer 1"] == "14\u00a0September\u00a01959"
    styles = [learner.note_type(name)["css"] for name in learner.note_types()]
    assert {style.count("--qg-bg: #ffffff;") for style in styles} == {1}
    assert {style.count("--qg-bg: #fbfaf7;") for style in styles} == {0}
    new = {learner.fields_of(note.id.nid)["Fact"] for note in log.new}
    assert new == {"luna-2", "luna-2 · choice"}
    assert before.keys() < learner.notes().keys()


def test_what_an_edition_brings_or_mends_has_its_tag(learner: Learner, second: bytes) -> None:
    learner.imports(second)
    tagged = {
        learner.name_of(card)
        for card in learner.cards()
        if "quizgen::moon::edition::2" in card.note().tags
    }
    assert {"luna-2", "tereshkova", "gagarin", "luna-2 · choice"} <= tagged
    assert tagged.isdisjoint({"sputnik", "nasa", "glenn-flight"})
    assert publish(TWO, LATER + DAY) is None  # the tag itself corrects nothing


def test_an_update_touches_no_progress(learner: Learner, second: bytes) -> None:
    learner.suspends("nasa")
    learner.flags("orbit", 3)
    learner.moves("splashdown", "My own deck")
    learner.collection.fix_integrity()  # fills in times of reviews where answers were slow
    before = {tuple(row[:2]): row for row in learner.progress()}
    learner.imports(second)
    after = {tuple(row[:2]): row for row in learner.progress()}

    assert {key: after[key] for key in before} == before
    studied = [row for row in before.values() if row[8]]
    assert len(studied) >= 12
    assert all('"s":' in str(row[-1]) and '"d":' in str(row[-1]) for row in studied)
    problems, is_sound = learner.collection.fix_integrity()
    assert is_sound, problems


def test_an_update_leaves_alone_what_the_learner_wrote_into_notes_of_ours(
    learner: Learner, second: bytes
) -> None:
    """In notes that we did not change, that is; a correction is worth more than a remark."""
    learner.writes("lem", "Spare 4", "My aunt built one.")
    learner.writes("tereshkova", "Spare 4", "Mine.")
    learner.imports(second)

    assert learner.fields("lem")["Spare 4"] == "My aunt built one."
    assert learner.fields("tereshkova")["Spare 4"] == ""


FOLLOWING = {
    "title": ("title: The race to the Moon", "title: The race into space"),
    "publisher": ("publisher: The Presidency Project", "publisher: The American Presidency Project"),
    "name of a source": ("called: NASA's history", "called: the history that NASA printed"),
    "title of a source": ("title: This New Ocean", "title: That New Ocean"),
    "author": ("author: L. Swenson", "author: Loyd S. Swenson"),
    "office": ("office: Soviet Premier", "office: Premier of the Soviet Union"),
    "side": ("name: Lyndon Johnson, camp: us", "name: Lyndon Johnson, camp: ussr"),
    "summary": ("summary: Dates, distances", "summary: Days, distances"),
}  # fmt: skip
"""What stands on many cards and is no fact's own."""


@pytest.mark.parametrize("change", FOLLOWING.values(), ids=FOLLOWING)
def test_what_stands_on_many_cards_corrects_none(change: tuple[str, str]) -> None:
    assert ONE.lock is not None
    assert isinstance(ONE.lock.text, str)
    edition = publish(moon(change, lock=ONE.lock.text), LATER)
    if change == FOLLOWING["side"]:  # who is opposed to whom decides on wrong options
        assert edition
        changes = edition.changes
        assert (changes.changed, changes.added, changes.retired) == ((), (), ())
    else:
        assert edition is None
    both = publish(moon(change, MENDED, lock=ONE.lock.text), LATER)
    alone = publish(moon(MENDED, lock=ONE.lock.text), LATER)
    assert both
    assert alone
    told = [[note.facts for note in each.changes.changed] for each in (both, alone)]
    assert told[0] == told[1]


def test_one_more_event_loses_no_remark_of_another_note(tmp_path: Path) -> None:
    """Nor is it drawn beside those that were published: old and new learners see the same."""
    assert ONE.lock is not None
    assert isinstance(ONE.lock.text, str)
    two = package(published(moon(ADDED, lock=ONE.lock.text), LATER), with_choice=False)
    with Learner(tmp_path) as old, Learner(tmp_path, "new") as new:
        old.imports(package(ONE, with_choice=False))
        facts = [*dict.fromkeys(map(old.name_of, old.cards()))]
        for fact in facts:
            old.writes(fact, "Spare 4", "Mine.")
        log = old.imports(two)
        assert [len(log.new), len(log.updated)] == [1, 0]
        assert {old.fields(fact).pop("Spare 4") for fact in facts} == {"Mine."}
        new.imports(two)
        for fact in facts:
            assert old.fields(fact) == new.fields(fact) | {"Spare 4": "Mine."}
        assert "1959" in new.fields("luna-2")["Figure"]


def test_a_drawing_follows_a_neighbour_that_is_mended(tmp_path: Path) -> None:
    """Whoever imports for the first time has the new one; nobody's remark is lost for it."""
    assert ONE.lock is not None
    assert isinstance(ONE.lock.text, str)
    two = package(published(moon(DATE, lock=ONE.lock.text), LATER), with_choice=False)
    with Learner(tmp_path) as old, Learner(tmp_path, "new") as new:
        old.imports(package(ONE, with_choice=False))
        events = ["sputnik", "gagarin", "glenn-flight", "leonov", "apollo-8"]
        for event in events:
            old.writes(event, "Spare 4", "Mine.")
        updated = old.imports(two).updated
        assert [old.fields_of(note.id.nid)["Fact"] for note in updated] == ["tereshkova"]
        new.imports(two)
        assert {old.fields(event)["Spare 4"] for event in events} == {"Mine."}
        assert any(old.fields(each)["Figure"] != new.fields(each)["Figure"] for each in events)


def test_what_follows_arrives_with_the_next_correction_of_a_note(learner: Learner) -> None:
    assert ONE.lock is not None
    assert isinstance(ONE.lock.text, str)
    change = FOLLOWING["publisher"]
    learner.imports(package(published(moon(change, MENDED, lock=ONE.lock.text), LATER)))
    assert "American Presidency Project" in learner.fields("eisenhower-not-one-iota")["Source"]
    assert "American" not in learner.fields("khrushchev-catch-up")["Source"]


OWN = {
    "gist": MENDED,
    "name": SPELLING,
    "date": DATE,
    "level": ("at: Leonov, tags: [firsts]", "at: Leonov, tags: [firsts], level: 3"),
    "doubt": ("at: Leonov, tags: [firsts]", "at: Leonov, tags: [firsts], status: disputed"),
    "note": ("note: It was called Sputnik 1.", "note: It was called PS-1."),
    "value": ('value: "84"', 'value: "83.6"'),
    "another source": (
        "date: 1965-03-18, source: history, at: Leonov, tags: [firsts]",
        "date: 1965-03-18, source: speeches, at: Leonov, tags: [firsts], status: attributed",
    ),
    "another office of the same person's": (
        "class: head-of-state, country: US, from: 1961-01-20",
        "class: head-of-state, country: US, until: 1962-01-01}, {office: US President,"
        " class: head-of-state, country: US, from: 1962-01-02",
    ),
}


@pytest.mark.parametrize("change", OWN.values(), ids=OWN)
def test_what_a_note_says_itself_is_a_correction(change: tuple[str, str]) -> None:
    assert ONE.lock is not None
    assert isinstance(ONE.lock.text, str)
    edition = publish(
        moon(change, OTHER_SPELLING, lock=ONE.lock.text)
        if change is SPELLING
        else moon(change, lock=ONE.lock.text),
        LATER,
    )
    assert edition
    assert edition.changes.changed


SAME_DAY = (
    "  - {id: gagarin,",
    "  - {id: vostok, kind: event, actor: ussr, what: Vostok 1 landed near Engels, short: landing of"
    " Vostok 1, date: 1961-04-12, source: history, at: Engels, tags: [firsts]}\n  - {id: gagarin,",
)  # fmt: skip


def test_a_card_that_is_asked_no_more_says_so_and_comes_back(learner: Learner) -> None:
    """Another event of the day makes "What happened?" a question with two answers."""
    assert ONE.lock is not None
    assert isinstance(ONE.lock.text, str)
    (_, card) = learner.cards_of("gagarin")
    assert "What happened on 12 April 1961?" in learner.reads(card)[0]
    learner.flags("gagarin", 3)
    progress = learner.progress()
    two = published(moon(SAME_DAY, lock=ONE.lock.text), LATER)
    edition = publish(moon(SAME_DAY, lock=ONE.lock.text), LATER)
    assert edition
    assert edition.no_longer_asked == ("gagarin ('What happened', which vostok would answer too)",)
    learner.imports(package(two))

    (asked, card) = learner.cards_of("gagarin")
    front, _ = learner.reads(card)
    assert front == "The race to the Moon This question is no longer asked."
    assert "Yuri Gagarin flew" in learner.reads(asked)[0]
    assert not learner.collection.get_empty_cards().notes
    kept = {tuple(row[:2]): row for row in learner.progress()}
    assert {tuple(row[:2]): kept[tuple(row[:2])] for row in progress} == {
        tuple(row[:2]): row for row in progress
    }
    assert two.lock is not None
    assert isinstance(two.lock.text, str)
    assert isinstance(two.bank.text, str)
    with Learner(learner.folder, "newcomer") as newcomer:
        newcomer.imports(package(two))
        assert not newcomer.collection.get_empty_cards().notes
        assert len(newcomer.cards_of("gagarin")) == 2

    gone = (" at: Engels,", " at: Engels, retired: it was another day,")
    back = published(moon(gone, bank=two.bank.text, lock=two.lock.text), LATER + DAY)
    learner.imports(package(back))
    (_, card) = learner.cards_of("gagarin")
    assert "What happened on 12 April 1961?" in learner.reads(card)[0]


def test_a_retired_gap_still_names_its_source_and_date(learner: Learner, second: bytes) -> None:
    learner.imports(second)
    (gap,) = learner.cards_of("kennedy-we-choose · cloze")
    front, _ = learner.reads(gap)
    back = words_of(gap.render_output().answer_text)
    assert front.startswith(
        "The race to the Moon Fill the gap This card is retired. This gap is no longer asked for. ["
    )
    assert back.endswith(
        "Speeches, The Presidency Project, 1970 As of 12 September 1962 · kennedy-we-choose · cloze"
    )
    (choice,) = learner.cards_of("gagarin · choice")
    assert "As of 12 April 1961 · gagarin · choice" in words_of(choice.render_output().answer_text)


NO_LONGER_LEARNED = [
    ("gagarin", " at: Gagarin flew,", "When"),
    ("height-of-gemini-11", " at: 850 miles,", "How much"),
    ("orbit", " at: orbit,", "What does it mean"),
    ("us-wants", " at: the US,", "Where did they stand"),
    ("macmillan-thinks-twice", " at: the cost,", "Who said it"),
]


@pytest.mark.parametrize(("fact", "at", "card_name"), NO_LONGER_LEARNED)
def test_a_fact_that_leaves_the_deck_says_so_on_the_cards_that_learners_have(
    learner: Learner, fact: str, at: str, card_name: str
) -> None:
    assert ONE.lock is not None
    assert isinstance(ONE.lock.text, str)
    had = len(learner.cards_of(fact))
    out = moon((at, f"{at} in_deck: false,"), lock=ONE.lock.text)
    edition = publish(out, LATER)
    assert edition is not None
    learner.imports(package(published(out, LATER)))
    cards = learner.cards_of(fact)
    assert len(cards) == had > 0
    for card in cards:
        assert "This card is retired. This question is no longer asked." in learner.reads(card)[0]
        assert "quizgen::moon::retired" in card.note().tags
    assert not learner.collection.get_empty_cards().notes
    with Learner(learner.folder, "newcomer") as newcomer:
        newcomer.imports(package(moon((at, f"{at} in_deck: false,"))))
        assert newcomer.cards_of(fact) == []


def test_who_has_nothing_retired_is_not_told_what_to_do_with_it(
    learner: Learner, second: bytes
) -> None:
    assert "retired" not in learner.collection.decks.by_name(TOP)["desc"]
    learner.imports(second)
    found = learner.collection.find_cards("tag:quizgen::moon::retired")  # as the page says
    learner.collection.sched.suspend_cards(found)
    assert {learner.name_of(learner.collection.get_card(each)) for each in found} >= {"gagarin"}


def test_a_change_is_told_once_however_many_cards_ask_for_it() -> None:
    """Two comparisons and a choice have the mass of Sputnik 1 as well."""
    assert ONE.lock is not None
    assert isinstance(ONE.lock.text, str)
    edition = publish(moon(('value: "84"', 'value: "83.6"'), lock=ONE.lock.text), LATER)
    assert edition
    assert len(edition.changes.changed) > 2
    assert edition.told == ("What was the mass of Sputnik 1? 84 kg → 83.6 kg",)


def test_two_authors_with_one_file_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    """They know nothing of each other, and both began with the same example."""
    green = published(moon(("title: The race to the Moon", "title: Ms Green's Moon")), FIRST)
    brown = published(
        moon(("title: The race to the Moon", "title: Mr Brown's Moon"), MENDED), FIRST + DAY
    )
    with Learner(tmp_path) as learner:
        first = learner.imports(package(green))
        second = learner.imports(package(brown))
        assert [len(second.updated), len(second.new)] == [0, len(first.new)]
        decks = learner.decks()
        assert len(decks) == 2
        assert len({*decks.values()}) == 1


NOW = int(time.time())
"""What Anki writes into a note that its learner changes in these tests."""


def edition_of(when: int) -> bytes:
    assert ONE.lock is not None
    assert isinstance(ONE.lock.text, str)
    return package(published(moon(MENDED, lock=ONE.lock.text), when))


@pytest.mark.parametrize("what", ["leech", "marked", "a word of her own"])
def test_a_note_touched_since_the_publication_gets_its_correction_only_with_always(
    what: str, learner: Learner
) -> None:
    """Anki tags leeches itself, and goes by the time of the note alone; docs/learners.md says so."""
    fact = "eisenhower-not-one-iota"
    two = edition_of(NOW - DAY)
    flagged = learner.progress()
    if what.startswith("a word"):
        learner.writes(fact, "Spare 4", what)
    else:
        note = learner.cards_of(fact)[0].note()
        note.add_tag(what)
        learner.collection.update_note(note)
    learner.imports(two)
    assert "Sputnik 1" not in learner.fields(fact)["Answer 2"]
    learner.imports(two, always=True)
    assert learner.fields(fact)["Answer 2"] == "Sputnik 1 did not worry him."
    assert learner.progress() == flagged


def test_a_deck_of_corrections_reaches_leeches_and_overwrites_nothing_else(
    learner: Learner,
) -> None:
    """`--cards edition::2`, imported with Always: all that was corrected, and nothing else."""
    fact = "eisenhower-not-one-iota"
    note = learner.cards_of(fact)[0].note()
    note.add_tag("leech")
    learner.collection.update_note(note)
    learner.writes("lem", "Spare 4", "My aunt built one.")
    assert ONE.lock is not None
    assert isinstance(ONE.lock.text, str)
    two = published(moon(MENDED, lock=ONE.lock.text), NOW - DAY)
    corrections = package(two, cards=["edition::2"])
    progress, count = learner.progress(), len(learner.notes())
    learner.imports(package(two))
    assert "Sputnik 1" not in learner.fields(fact)["Answer 2"]
    log = learner.imports(corrections, always=True)
    assert learner.fields(fact)["Answer 2"] == "Sputnik 1 did not worry him."
    assert learner.fields("lem")["Spare 4"] == "My aunt built one."
    assert [learner.fields_of(each.id.nid)["Fact"] for each in log.updated] == [fact]
    assert (learner.progress(), len(learner.notes())) == (progress, count)
    assert learner.decks().keys() == {TOP}


def test_a_note_touched_before_the_publication_gets_its_correction(learner: Learner) -> None:
    fact = "eisenhower-not-one-iota"
    note = learner.cards_of(fact)[0].note()
    note.add_tag("leech")
    learner.collection.update_note(note)
    learner.imports(edition_of(LATER))
    assert learner.fields(fact)["Answer 2"] == "Sputnik 1 did not worry him."
    assert "leech" not in learner.tags(fact)


def test_a_note_type_that_was_changed_is_mended_by_merging_and_always(learner: Learner) -> None:
    fact = "eisenhower-not-one-iota"
    models = learner.collection.models
    note_type = learner.note_type("quizgen statement")
    models.add_field(note_type, models.new_field("Mine"))
    models.update_dict(note_type)
    before = learner.progress()
    two = edition_of(NOW - DAY)
    learner.imports(two)
    assert "Sputnik 1" not in learner.fields(fact)["Answer 2"]
    learner.imports(two, merging_types=True)
    assert "Sputnik 1" not in learner.fields(fact)["Answer 2"]
    learner.imports(two, merging_types=True, always=True)
    assert learner.fields(fact)["Answer 2"] == "Sputnik 1 did not worry him."
    assert [row for row in learner.progress() if row in before] == before


def test_a_deck_that_was_renamed_stays_and_new_cards_come_into_one_of_the_old_name(
    learner: Learner, second: bytes
) -> None:
    """Anki looks for decks by name. It makes one deck, never parts of one that are empty."""
    had = learner.decks()[TOP]
    learner.collection.decks.rename(learner.collection.decks.by_name(TOP), "My Moon")
    learner.imports(second)
    assert learner.decks() == {"My Moon": had, TOP: 3}


def test_an_update_clones_no_note_type_and_adds_no_deck(learner: Learner, second: bytes) -> None:
    types, decks = learner.note_types(), learner.decks()
    names = {each.name for each in learner.collection.models.all_names_and_ids()}
    learner.imports(second)

    assert learner.note_types() == types
    assert {each.name for each in learner.collection.models.all_names_and_ids()} == names
    assert learner.decks().keys() == decks.keys()


@pytest.mark.parametrize("which", ["first", "second"])
def test_a_second_import_changes_nothing(
    which: str, learner: Learner, request: pytest.FixtureRequest
) -> None:
    learner.imports(request.getfixturevalue(which))
    before = learner.notes(), learner.progress(), learner.note_types(), learner.decks()
    log = learner.imports(request.getfixturevalue(which))

    assert [len(log.new), len(log.updated), len(log.conflicting)] == [0, 0, 0]
    assert (learner.notes(), learner.progress(), learner.note_types(), learner.decks()) == before


def test_an_old_edition_changes_nothing(learner: Learner, first: bytes, second: bytes) -> None:
    learner.imports(second)
    css = [learner.note_type(name)["css"] for name in learner.note_types()]
    before = learner.notes(), learner.progress(), learner.note_types(), learner.decks()
    log = learner.imports(first)

    assert [len(log.new), len(log.updated)] == [0, 0]
    assert (learner.notes(), learner.progress(), learner.note_types(), learner.decks()) == before
    assert [learner.note_type(name)["css"] for name in learner.note_types()] == css


def test_each_import_writes_the_decks_page_anew(
    learner: Learner, first: bytes, second: bytes
) -> None:
    """Anki gives no way to keep it; docs/decks.md says so."""
    learner.imports(second)
    assert "Edition 2" in learner.collection.decks.by_name(TOP)["desc"]
    learner.imports(first)
    assert "Edition 1" in learner.collection.decks.by_name(TOP)["desc"]
    learner.imports(second)
    assert "Edition 2" in learner.collection.decks.by_name(TOP)["desc"]


def test_looks_that_the_learner_changed_stay_while_the_edition_leaves_them(
    tmp_path: Path, first: bytes
) -> None:
    assert ONE.lock is not None
    assert isinstance(ONE.lock.text, str)
    reworded = moon(MENDED, lock=ONE.lock.text)
    with Learner(tmp_path) as one_who_restyles:
        one_who_restyles.imports(first)
        note_type = one_who_restyles.note_type("quizgen statement")
        note_type["css"] += "/* mine */"
        one_who_restyles.collection.models.update_dict(note_type)
        one_who_restyles.imports(package(published(reworded, FIRST + DAY)))

        assert "Sputnik 1 did not" in one_who_restyles.fields("eisenhower-not-one-iota")["Answer 2"]
        assert one_who_restyles.note_type("quizgen statement")["css"].endswith("/* mine */")


def test_a_gap_and_a_choice_that_are_made_no_more_say_so(learner: Learner, second: bytes) -> None:
    learner.imports(second)

    (gap,) = learner.cards_of("kennedy-we-choose · cloze")
    assert "This gap is no longer asked for" in learner.reads(gap)[0]
    (choice,) = learner.cards_of("gagarin · choice")
    assert "This question is no longer asked" in learner.reads(choice)[0]
    for card in (gap, choice):
        assert "quizgen::moon::retired" in card.note().tags
    assert not learner.collection.get_empty_cards().notes


def test_what_is_built_between_editions_waits_for_its_publishing(
    learner: Learner, first: bytes
) -> None:
    """And then it arrives, also where somebody was given what was not published."""
    assert ONE.lock is not None
    assert isinstance(ONE.lock.text, str)
    unpublished = moon(MENDED, lock=ONE.lock.text)
    learner.imports(package(unpublished))
    assert "the satellite did not" in learner.fields("eisenhower-not-one-iota")["Answer 2"].lower()

    with Learner(learner.folder, "early") as early:
        early.imports(package(unpublished))
        assert "Sputnik 1 did" in early.fields("eisenhower-not-one-iota")["Answer 2"]
        for one in (learner, early):
            one.imports(package(published(moon(MENDED, lock=ONE.lock.text), LATER)))
            assert "Sputnik 1 did" in one.fields("eisenhower-not-one-iota")["Answer 2"]


def test_a_deck_that_was_used_before_its_first_publishing_is_updated_too(tmp_path: Path) -> None:
    with Learner(tmp_path) as one:
        one.imports(package(moon(("the first satellite into orbit", "a satellite into orbit"))))
        one.imports(package(ONE))
        assert one.fields("sputnik")["Question 1"].endswith("the first satellite into orbit.")


def test_a_mended_title_makes_no_second_deck(learner: Learner) -> None:
    assert ONE.lock is not None
    assert isinstance(ONE.lock.text, str)
    before = learner.decks()
    title = ("title: The race to the Moon", "title: The Moon race")
    renamed = moon(MENDED, title, lock=ONE.lock.text)
    learner.imports(package(published(renamed, FIRST + DAY)))

    assert learner.decks() == before
    assert learner.fields("eisenhower-not-one-iota")["Topic"] == "The Moon race"
    assert learner.fields("sputnik")["Topic"] == "The race to the Moon"


def test_the_decks_page_says_what_changed(learner: Learner, second: bytes) -> None:
    learner.imports(second)
    page = learner.collection.decks.by_name(TOP)["desc"]

    for words in (
        "Edition 2, as of 31\u00a0December\u00a01970",
        "<p>New in this edition:<br>• Luna 2 hit the Moon.</p>",
        "<p>Mended (as it was → as it is):<br>• ",
        "<br>• Valentina Tereshkova became the first woman in space. 16 June 1963 → 17 June 1963<br>",
        "<p>No longer used:<br>• Yuri Gagarin flew around the Earth.",
        "search for tag:quizgen::moon::retired, select all, and suspend them.</p>",
        "To update, import the next edition",
    ):
        assert words in page, words
    assert "\n" not in page  # Anki shows it as an empty line
    assert "'" not in page
