"""A learner goes from edition 1 to 3 of shipped banks, one of them with pictures, with the real Anki.

What an author changes is put into the bank's text by rule, so that its own edits change no test.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import count
from pathlib import Path

import pytest
from editions import DAY, FIRST, blueprint, look, package, published
from learner import CardAnswer, Learner

from quizgen import find_texts
from quizgen.build import build
from quizgen.read import File, Texts, read_materials

TOPICS = ("escalation", "europe")
MINE = "My aunt told me."
STATES = (
    "select n.guid, c.ord, c.type, c.queue, c.due, c.ivl, c.factor, c.reps, c.lapses, c.left, c.flags, c.did, c.data"
    " from cards c join notes n on n.id = c.nid"
)


def edited(texts: Texts, said: Mapping[str, str]) -> Texts:
    """Return the texts with a key more for each of some facts."""
    text = texts.bank.text if isinstance(texts.bank.text, str) else texts.bank.text.decode()
    for fact_id, key in said.items():
        block, flow = f"  - id: {fact_id}\n", f"  - {{id: {fact_id}, "
        assert (block in text) != (flow in text), fact_id
        text = text.replace(block, f"{block}    {key}\n").replace(flow, f"{flow}{key}, ")
    return replace(texts, bank=File(texts.bank.path, text))


def plain_facts(texts: Texts) -> list[str]:
    """Return facts whose text has neither a level nor a reason to be retired, in the bank's order."""
    facts = read_materials(texts).bank.facts
    text = str(texts.bank.text if isinstance(texts.bank.text, str) else texts.bank.text.decode())
    blocks = {fact.id: text.partition(f"id: {fact.id}")[2].partition("id: ")[0] for fact in facts}
    return [
        each for each, block in blocks.items() if "level:" not in block and "retired:" not in block
    ]


@cache
def changed(topic: str) -> tuple[Sequence[str], Sequence[str], str]:
    """Return which facts edition 2 and 3 mend, and which one edition 2 retires: all are on cards."""
    texts = replace(find_texts(topic), lock=None)
    ((_, export),) = build(texts, blueprint(), look(), ["csv"], what_fits=True).exports
    cards = export.files[0].content.decode()
    asked = iter(
        [each for each in plain_facts(texts) if re.search(rf"· {each}(?![\w-]| ·)", cards)][::3]
    )
    second, third = ([next(asked) for _ in range(3)] for _ in range(2))
    return second, third, next(asked)


@cache
def editions(topic: str) -> tuple[bytes, ...]:
    """Return three editions of a bank that nobody has published yet."""
    texts = replace(find_texts(topic), lock=None)
    lines = (
        texts.bank.text if isinstance(texts.bank.text, str) else texts.bank.text.decode()
    ).split("\n")
    unpublished = "\n".join(line for line in lines if not line.startswith("edition:"))
    texts = published(replace(texts, bank=File(texts.bank.path, unpublished)), FIRST)
    second, third, retired = changed(topic)
    packages = [package(texts, with_choice=False)]
    for moment, mended, gone in ((FIRST + DAY, second, [retired]), (FIRST + 2 * DAY, third, [])):
        said = dict.fromkeys(mended, "level: 3") | dict.fromkeys(gone, "retired: an example")
        texts = published(edited(texts, said), moment)
        packages.append(package(texts, with_choice=False))
    return tuple(packages)


@pytest.mark.parametrize("topic", TOPICS)
def test_what_a_learner_made_her_own_survives_three_editions(topic: str, tmp_path: Path) -> None:
    first, *later = editions(topic)
    second, third, retired = changed(topic)
    touched = {*second, *third, retired}
    with Learner(tmp_path) as learner:
        learner.imports(first)
        ((deck, _),) = learner.decks().items()
        learner.schedules_by_fsrs()
        for rating in (CardAnswer.EASY, CardAnswer.GOOD, CardAnswer.AGAIN):
            learner.studies(deck, answers=6, rating=rating)
        # Where answers are slow, Anki finds times of reviews to be filled in: not ours to answer for.
        learner.collection.fix_integrity()
        mended = {learner.name_of(card) for card in learner.cards()} & touched
        left = iter(
            dict.fromkeys(
                name
                for card in learner.cards()
                if (name := learner.name_of(card)) and touched.isdisjoint(name.split(" · "))
            )
        )
        written, tagged, leech, flagged, suspended = (next(left) for _ in range(5))
        learner.writes(written, "Spare 4", MINE)
        for name, tag in ((tagged, "mine"), (leech, "leech")):
            note = learner.cards_of(name)[0].note()
            note.add_tag(tag)
            learner.collection.update_note(note)
        learner.flags(flagged, 3)
        learner.suspends(suspended)
        decks = learner.collection.decks
        preset = decks.add_config("My own")
        preset["new"]["perDay"] = 7
        decks.update_config(preset)
        of_deck = decks.by_name(deck)
        of_deck["conf"] = preset["id"]
        decks.save(of_deck)
        decks.rename(of_deck, "Mine")
        learner.collection.db.execute(
            "update notes set mod = ?", FIRST + DAY // 2
        )  # since the first
        states = {tuple(row[:2]): row for row in learner.collection.db.all(STATES)}
        types, media = learner.note_types(), pictures_of(learner)

        for edition, content in zip(count(2), later, strict=False):
            before = learner.notes()
            log = learner.imports(content)
            now = {tuple(row[:2]): row for row in learner.collection.db.all(STATES)}
            assert {key: now[key] for key in states} == states
            news = {learner.fields_of(each.id.nid)["Fact"] for each in log.updated}
            assert news & mended == mended & ({*second, retired} if edition == 2 else {*third})
            assert not log.new
            unchanged = {guid for guid, note in learner.notes().items() if note == before[guid]}
            assert len(unchanged) == len(before) - len(log.updated) > 40
            assert learner.fields(written)["Spare 4"] == MINE
            assert "mine" in learner.tags(tagged)
            assert "leech" in learner.tags(leech)
            assert learner.note_types() == types
            assert pictures_of(learner) == media
            own = decks.by_name("Mine")
            assert decks.config_dict_for_deck_id(own["id"])["name"] == "My own"
            assert learner.decks()["Mine"] == len(states)
            again = learner.imports(content)
            assert (len(again.new), len(again.updated), len(again.conflicting)) == (0, 0, 0)
            tag = f"quizgen::{topic}::edition::{edition}"
            assert {name.split(" · ")[0] for name in news} == {
                learner.fields_of(note)["Fact"].split(" · ")[0]
                for note in learner.collection.find_notes(f"tag:{tag}")
            }
        (card, *_) = learner.cards_of(retired)
        assert "This card is retired." in learner.reads(card)[0]
        problems, is_sound = learner.collection.fix_integrity()
        assert is_sound, problems


def pictures_of(learner: Learner) -> list[str]:
    return sorted(path.name for path in Path(learner.collection.media.dir()).iterdir())
