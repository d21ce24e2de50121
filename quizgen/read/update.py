"""A bank, and the table or file of questions that it was made of, mended since -> its new text.

Cells that are filled win over what the bank says; what only the bank says stays: keys and members
of lists that its author added, facts that the table lacks, and every comment. So it is with what a
file of questions tells.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from quizgen.bank.bank import Bank
from quizgen.bank.dates import Date
from quizgen.bank.facts import Fact
from quizgen.bank.questions import Question
from quizgen.errors import BankError, Problem, Where, quoted
from quizgen.language.words import Language
from quizgen.read.bank import read_bank
from quizgen.read.matching import match_rows, value_of
from quizgen.read.nodes import Listed, read_tree
from quizgen.read.patch import patch_text
from quizgen.read.pictures import ReadBeside
from quizgen.read.question_update import CHOICES, grown, match_questions
from quizgen.read.quotations import Quotations
from quizgen.read.word_list import WordList, keys_of_word
from quizgen.values import dataclass
from quizgen.yaml_text import Bare

_TABLES = {"sources": "source", "people": "person", "issues": "issue", "units": "unit"}
_WHOLE = ("quote",)
"""Lists whose members belong together; to others an author may have added some, which stay."""
_KNOWN_BY = {
    "distractors": "text", "also_in": "source", "because_of": "cause", "counters": "fact",
    "hedges": "word", "marking": "level", "offices": "office",
}  # fmt: skip
"""Lists of records -> the key by which one is known that says more now."""


@dataclass(frozen=True)
class Change:
    """What a key says otherwise than before."""

    holder: str
    """Whose key it is, as a person knows it."""
    key: str
    was: Any
    """None if the key is new."""
    now: Any

    def __str__(self) -> str:
        """Return what is told of it.

        >>> str(Change("Kuh", "meaning", "cow", "cattle"))
        "Kuh: meaning was 'cow', is 'cattle'"
        >>> str(Change("Kuh", "accept", ["ox"], ["ox", "neat"]))
        "Kuh: accept has 'neat' now"
        >>> str(Change("best-friend", "wrong", ["cat", "cow"], ["cat", "horse"]))
        "best-friend: wrong had 'cow', has 'horse' now"
        """
        before = [self.was] if isinstance(self.was, str) else self.was or ()
        if isinstance(self.now, list) and not isinstance(before, Mapping):
            added = [each for each in self.now if each not in before]
            gone = [each for each in before if each not in self.now]
            if added:
                had = f"had {_shown(gone)}, " if gone else ""
                return f"{self.holder}: {self.key} {had}has {_shown(added)} now"
            if gone:
                return f"{self.holder}: {self.key} has {_shown(gone)} no more"
        if isinstance(self.now, Mapping):
            changed = {k: v for k, v in self.now.items() if v != (self.was or {}).get(k)}
            return f"{self.holder}: {self.key} has {_shown(changed)} now"
        if self.was is None:
            return f"{self.holder}: {self.key} is {_shown(self.now)} now"
        return f"{self.holder}: {self.key} was {_shown(self.was)}, is {_shown(self.now)}"


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_shown(held)}" for key, held in value.items())
    return ", ".join(map(_shown, value))


@dataclass(frozen=True, kw_only=True)
class Update:
    """What importing a table again makes of a bank."""

    text: str
    """The bank's text."""
    bank: Bank
    """What it says; facts and questions that are new or changed have the places of their rows."""
    added: tuple[str, ...]
    """What is new, as a person knows it."""
    changes: tuple[Change, ...]
    alike: int
    """How many say what the bank says."""
    absent: tuple[str, ...]
    """Ids of facts, or questions, in use that the table, or file, lacks; they stay."""
    remarks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a table says, or a file of questions."""

    keys: Mapping[str, Any]
    """The keys that its cells fill, as a bank's file has them."""
    bank: Bank
    """The bank that it would be alone, with rows for places."""
    path: str


def said_by_words(words: WordList, alone: Bank, path: str) -> Said:
    """Return what a list of words says; `alone` is the bank that it would be by itself."""
    facts = tuple(
        replace(fact, where=Where(path, word.row, words.term.number), has_own_id=word.has_own_id)
        for fact, word in zip(alone.facts, words.words, strict=True)
    )
    keys = {"facts": [keys_of_word(word) for word in words.words]}
    return Said(keys=keys, bank=replace(alone, facts=facts), path=path)


def said_by_quotations(quotations: Quotations, alone: Bank, path: str) -> Said:
    """Return what a table of quotations says; `alone` is the bank that it would be by itself."""
    facts = tuple(
        replace(fact, where=Where(path, each.row, 1))
        for fact, each in zip(alone.facts, quotations.quotations, strict=True)
    )
    return Said(keys=quotations.keys, bank=replace(alone, facts=facts), path=path)


def update_bank(
    text: str, bank: Bank, said: Said, languages: Mapping[str, Language], read_beside: ReadBeside
) -> Update:
    """Return what a table makes of a bank whose text this is.

    Raises BankError for what cannot be: a fact that becomes one of another kind, an id that is
    taken, and what would be a mistake in the bank.
    """
    old, _ = read_tree(text, bank.where.path)
    assert isinstance(old, dict)
    merging = _Merging(old, bank, said)
    merging.merge_head()
    for name in _TABLES:
        merging.merge_table(name)
    merging.merge_discussion()
    merging.merge_pictures()
    remarks = merging.merge_questions() if "questions" in said.keys else merging.merge_facts()
    if merging.problems:
        raise BankError(merging.problems)
    new = patch_text(text, merging.wanted, bank.where.path)
    try:
        read = read_bank(new, bank.where.path, languages, read_beside)
    except BankError as error:
        raise BankError(_of_table(problem, said.path) for problem in error.problems) from None
    facts = [
        replace(fact, where=merging.rows.get(("facts", place), fact.where))
        for place, fact in enumerate(read.facts)
    ]
    questions = [
        replace(question, where=merging.rows.get(("questions", place), question.where))
        for place, question in enumerate(read.questions)
    ]
    return Update(
        text=new,
        bank=replace(read, facts=tuple(facts), questions=tuple(questions)),
        added=tuple(merging.added),
        changes=tuple(merging.changes),
        alike=merging.alike,
        absent=tuple(merging.absent),
        remarks=remarks,
    )


def _of_table(problem: Problem, path: str) -> Problem:
    """Return a mistake that a bank would have as one of the table: its lines are nowhere yet."""
    message = f"{problem.where.path} would have a mistake: {problem.message}"
    return Problem(Where(path), message, problem.hint)


class _Merging:
    """Puts what a table says into what a bank says, and keeps count."""

    def __init__(self, old: Mapping[str, Any], bank: Bank, said: Said) -> None:
        self.wanted, self.bank, self.said = dict(old), bank, said
        self.problems: list[Problem] = []
        self.added: list[str] = []
        self.changes: list[Change] = []
        self.absent: list[str] = []
        self.alike = 0
        self.ids = {*self._ids()}
        self.rows: dict[tuple[str, int], Where] = {}
        """Place of a fact or question that is new or changed -> its row."""

    def merge_head(self) -> None:
        """Merge the keys of the bank itself."""
        lists = {*_TABLES, "facts", "discussion", "questions", "pictures"}
        head = {key: value for key, value in self.said.keys.items() if key not in lists}
        if head:
            alike = self.alike
            self.wanted = self._merged("the bank", self.wanted, head, self.bank, self.said.bank)
            self.alike = alike  # it is no row that a fact could be

    def merge_table(self, name: str) -> None:
        """Merge sources, people, issues or units, which are known by their ids."""
        held = dict(self.wanted.get(name, {}))
        before, after = getattr(self.bank, name), getattr(self.said.bank, name)
        for key, keys in self.said.keys.get(name, {}).items():
            label = f"{_TABLES[name]} {key}"
            if key in held:
                # that somebody has no office is no cell
                filled = {k: v for k, v in keys.items() if name != "people" or k != "kind"}
                held[key] = self._merged(label, held[key], filled, before[key], after[key])
            else:
                held[key] = _bare(keys, after[key])
                self.added.append(label)
        if held:
            self.wanted[name] = held

    def merge_discussion(self) -> None:
        """Merge prompts, which have ids of their own."""
        held = list(self.wanted.get("discussion", ()))
        places = {prompt.id: place for place, prompt in enumerate(self.bank.discussion)}
        for keys, after in zip(
            self.said.keys.get("discussion", ()), self.said.bank.discussion, strict=True
        ):
            label, place = f"prompt {after.id}", places.get(after.id)
            if place is None:
                self._refuse_taken(after.id, after.where)
                held.append(keys)
                self.added.append(label)
            else:
                before = self.bank.discussion[place]
                held[place] = self._merged(label, held[place], keys, before, after)
        if held:
            self.wanted["discussion"] = held

    def merge_facts(self) -> tuple[str, ...]:
        """Merge the facts; return what was guessed."""
        held = list(self.wanted.get("facts", ()))
        olds, rows = self.bank.facts[: len(held)], self.said.bank.facts
        trees: Sequence[Mapping[str, Any]] = self.said.keys.get("facts", ())
        match = match_rows(rows, olds, trees)
        taken = {*self.ids, *(row.id for row in rows if row.has_own_id)}
        for place, (keys, row) in enumerate(zip(trees, rows, strict=True)):
            at = match.facts.get(place)
            if at is None:
                fact_id = self._new_id(row, taken)
                self.rows["facts", len(held)] = row.where
                filled = {key: value for key, value in keys.items() if key != "id"}
                held.append({"id": fact_id, **_bare(filled, row)})
                self.added.append(_label(row, fact_id))
            elif olds[at].kind != row.kind:
                message = (
                    f"fact {olds[at].id} is of kind {olds[at].kind} in the bank, not {row.kind}"
                )
                hint = "give the row an id of its own, or its former kind: an id stays what it is"
                self.problems.append(Problem(row.where, message, hint))
            else:
                label = _label(olds[at], olds[at].id)
                filled = {key: value for key, value in keys.items() if key not in ("id", "kind")}
                new = self._merged(label, held[at], filled, olds[at], row)
                if new != held[at]:
                    held[at], self.rows["facts", at] = new, row.where
        found = {*match.facts.values()}
        self.absent += [
            fact.id
            for place, fact in enumerate(olds)
            if place not in found and not fact.retired and not fact.superseded_by
        ]
        if held:
            self.wanted["facts"] = held
        return match.remarks

    def merge_pictures(self) -> None:
        """Add pictures that are new: an id has the hash of what it shows, so the others stay."""
        held = dict(self.wanted.get("pictures", {}))
        if new := {
            key: v for key, v in self.said.keys.get("pictures", {}).items() if key not in held
        }:
            self.wanted["pictures"] = {**held, **new}

    def merge_questions(self) -> tuple[str, ...]:
        """Merge written questions; return what was guessed."""
        held = list(self.wanted.get("questions", ()))
        olds, news = self.bank.questions, self.said.bank.questions
        match = match_questions(news, olds)
        for place, (keys, new) in enumerate(zip(self.said.keys["questions"], news, strict=True)):
            at = match.facts.get(place)
            if at is None:
                is_taken = new.id in self.ids  # another's, or one that only counts the questions
                kept = {key: value for key, value in keys.items() if key != "id" or not is_taken}
                self.rows["questions", len(held)] = new.where
                self.ids |= {new.id} if "id" in kept else set()
                held.append(kept)
                self.added.append(quoted(new.ask) if new.ask else new.id)
                continue
            old = olds[at]
            if old.type != new.type and not {old.type, new.type} <= CHOICES:
                message = f"question {old.id} is {old.type} in the bank, not {new.type}"
                hint = "mend it in the bank by hand, or give it another id in the file"
                self.problems.append(Problem(new.where, message, hint))
                continue
            merged = self._merged_question(held[at], keys, old, new)
            if merged != held[at]:
                held[at], self.rows["questions", at] = merged, new.where
        found = {*match.facts.values()}
        self.absent += [
            each.id for n, each in enumerate(olds) if n not in found and not each.retired
        ]
        self.wanted["questions"] = held
        return match.remarks

    def _merged_question(
        self, there: Mapping[str, Any], keys: Mapping[str, Any], old: Question, new: Question
    ) -> dict[str, Any]:
        """Return a question of the bank with what the file says of it."""
        merged, changes = dict(there), []
        for key, value in keys.items():
            if key in ("id", "type"):
                continue
            was, now = getattr(old, key), getattr(new, key)
            value = grown(key, there.get(key), value, was, now, keys)
            if value != there.get(key):
                merged[key] = value
                changes.append(Change(old.id, key, there.get(key), value))
        if old.type != new.type and "type" in there:
            merged["type"] = new.type
        if "ask" in keys and new.ask != old.ask and not old.has_own_id:
            merged["id"] = old.id  # made of the words until now, and learners' progress hangs on it
        self.changes += changes
        self.alike += not changes
        return merged

    def _merged(
        self, label: str, old: Mapping[str, Any], keys: Mapping[str, Any], before: Any, after: Any
    ) -> dict[str, Any]:
        """Return a mapping with the keys that a row fills; what means the same stays as it is."""
        new, changes = dict(old), []
        for key, value in keys.items():
            was, now = value_of(before, key), value_of(after, key)
            grown = _grown(key, old.get(key), value, was, now) if was != now else old.get(key)
            if grown != old.get(key):
                new[key] = _bare(grown, now)
                changes.append(Change(label, key, old.get(key), grown))
        self.changes += changes
        self.alike += not changes
        return new

    def _ids(self) -> Iterator[str]:
        for members in (self.bank.facts, self.bank.questions, self.bank.discussion):
            yield from (each.id for each in members)

    def _refuse_taken(self, fact_id: str, where: Where) -> None:
        if fact_id in self.ids:
            message = f"id {quoted(fact_id)} is taken in the bank, by something of another kind"
            self.problems.append(Problem(where, message, "give the row another id"))

    def _new_id(self, row: Fact, taken: set[str]) -> str:
        """Return the id of a new fact; one that was made of its words may need a number."""
        if row.has_own_id:
            self._refuse_taken(row.id, row.where)
            return row.id
        found, number = row.id, 2
        while found in taken:
            found, number = f"{row.id}-{number}", number + 1
        taken.add(found)
        return found


def _label(fact: Fact, fact_id: str) -> str:
    words = value_of(fact, "term")
    return f"{words} ({fact_id})" if words else fact_id


def _grown(key: str, there: Any, said: Any, was: Any, now: Any) -> Any:
    """Return what stands under a key when a cell says something else than before.

    A list gets what the cell has besides: what an author added to it by hand stays.
    """
    if there is None or key in _WHOLE:
        return said
    if isinstance(said, Mapping) and isinstance(there, Mapping):
        return {**there, **said}
    if not isinstance(said, list):
        return said
    held = [*there] if isinstance(there, Listed) else [there]
    known_by, is_aligned = _KNOWN_BY.get(key, ""), len(now) == len(said)
    for place, one in enumerate(said):
        if one in held or (is_aligned and now[place] in (was or ())):
            continue
        same = [n for n, each in enumerate(held) if known_by and each[known_by] == one[known_by]]
        if len(same) == 1 and sum(each[known_by] == one[known_by] for each in said) == 1:
            held[same[0]] = {**held[same[0]], **one}
        else:
            held.append(one)
    return there if len(held) == 1 and held[0] is there else held


def _bare(tree: Any, value: Any) -> Any:
    """Return a tree whose numbers, dates and truths are told from texts, by what it was read as."""
    if isinstance(tree, str):
        is_bare = isinstance(value, Date | Decimal | bool | int)
        return Bare(tree) if is_bare else tree
    if isinstance(tree, Mapping):
        is_map = isinstance(value, Mapping)
        return {
            key: _bare(held, value.get(key) if is_map else value_of(value, key))
            for key, held in tree.items()
        }
    if isinstance(value, tuple) and len(value) == len(tree):
        return [_bare(each, found) for each, found in zip(tree, value, strict=True)]
    return tree
