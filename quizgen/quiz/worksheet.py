"""Worksheets: what forms shall hold, and what they say beside their items."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from typing import Literal

from quizgen.bank.facts import AskedKind, Kind, Level, Sensitivity
from quizgen.errors import Problem, SheetError, Where, quoted, suggest
from quizgen.quiz.item import SET_TYPES, ItemType
from quizgen.values import dataclass

IN_BRACES = re.compile(r"\{\{|\}\}|\{[^{}]*\}|[{}]")
"""What an instruction has in braces, or a brace of it."""


ALL = 10_000
"""How many items a section asks for that shall have all there are: more than anybody asks."""

SECONDS: Mapping[ItemType, int] = {
    "multiple-choice": 90,
    "multiple-response": 120,
    "true-false": 75,
    "matching": 45,
    "ordering": 45,
    "numeric": 60,
    "short-answer": 60,
    "cloze": 60,
    "discussion": 120,
}
"""How long a question takes, or a premise or an event of one, beside what is written. Ours: about a
minute for a point, as in most written tests."""

SECONDS_A_LINE = 60
"""How long it takes to think out and to write a line."""


def with_numbers(text: str, numbers: Mapping[str, str]) -> str:
    """Return a text with what stands in braces filled in: `{{` is a brace, and the rest stays."""
    words = {**numbers, "{{": "{", "}}": "}"}
    return IN_BRACES.sub(lambda found: words.get(found[0], found[0]), text)


@dataclass(frozen=True, kw_only=True)
class Instead:
    """What a section asks where the bank has nothing that it takes."""

    title: str
    """Its heading."""
    instruction: str = ""
    """What the pupil is to do."""
    types: tuple[ItemType, ...]
    """Item types it may hold."""
    wordings: tuple[str, ...] = ()
    """Ids of wordings it may hold; empty for all."""
    count: int
    """How many items; a set counts as one."""
    points: int = 1
    """Points for each item, premise, event or gap."""


@dataclass(frozen=True, kw_only=True)
class QuestionPart:
    """A part of a question, (a), (b) or (c): which items it may be, and what it is worth."""

    types: tuple[ItemType, ...]
    """Item types it may be."""
    kinds: tuple[AskedKind, ...] = ()
    """Kinds of fact it may ask about; empty for those of its section."""
    wordings: tuple[str, ...] = ()
    """Ids of wordings it may have; empty for those of its section."""
    levels: tuple[Level, ...] = ()
    """Levels it may be of; empty for those of its section."""
    points: int = 1
    """What it is worth."""


@dataclass(frozen=True, kw_only=True)
class WorksheetSection:
    """A part of a worksheet: which items, how many, and what it tells the pupil."""

    title: str
    """Its heading."""
    titles: Mapping[str, str] = field(default_factory=dict, compare=False)
    """Its heading where all its items are of one of these types: `matching: Match`."""
    instruction: str = ""
    """What the pupil is to do; `{members}` and `{spare}` stand for the section's numbers."""
    types: tuple[ItemType, ...] = ()
    """Item types it may hold; where it has `parts`, these say so."""
    kinds: tuple[AskedKind, ...] = ()
    """Kinds of fact it may hold; empty for all. Questions about places take room for a map: they
    come only where `place` stands here, or their wording below."""
    tags: tuple[str, ...] = ()
    """Subtopics it may hold; empty for all."""
    wordings: tuple[str, ...] = ()
    """Ids of wordings it may hold; empty for all."""
    levels: tuple[Level, ...] = ()
    """Levels it may hold; empty for all."""
    brief: bool = False
    """Whether items of few words come before all others, for sheets on which room is scarce."""
    count: int = ALL
    """How many items; a set counts as one. Default: all that there are."""
    members: int = 5
    """How many premises or events a set has, or rows a table."""
    spare: int = 2
    """How many responses of a matching set fit no premise."""
    points: int = 1
    """Points for each item, premise, event or gap; with 0 it is not marked."""
    parts: tuple[QuestionPart, ...] = ()
    """The parts (a), (b) ... of its questions, the easiest first: all parts of a question rest on
    one text. `count` counts parts."""
    table: bool = False
    """Whether its gaps are the empty cells of tables to complete, of `members` rows each; else it
    has no such table."""
    word_bank: bool = False
    """Whether the answers of its gaps and short answers stand above them in a frame, in the order
    of the alphabet, with `spare` wrong ones among them."""
    instead: Instead | None = None
    """What it is where the bank has not one item for it, so that one worksheet serves any subject:
    a list of words has nobody who said anything."""
    where: Where = field(compare=False)

    @property
    def alternative(self) -> "WorksheetSection":
        """Return what it is where the bank has nothing for it; itself without an `instead`."""
        if self.instead is None:
            return self
        of_instead = {name: getattr(self.instead, name) for name in Instead.__dataclass_fields__}
        bare = replace(self, titles={}, kinds=(), levels=(), parts=(), table=False, instead=None)
        return replace(bare, **of_instead)

    @property
    def item_types(self) -> tuple[ItemType, ...]:
        """Return the item types that it or one of its parts may hold."""
        of_parts = (item_type for part in self.parts for item_type in part.types)
        return tuple(dict.fromkeys((*self.types, *of_parts)))

    def of_part(self, part: QuestionPart) -> "WorksheetSection":
        """Return it as a section of one item that may stand in a part of its questions."""
        return replace(
            self,
            types=part.types,
            kinds=part.kinds or self.kinds,
            wordings=part.wordings or self.wordings,
            levels=part.levels or self.levels,
            points=part.points,
            count=1,
            parts=(),
            instead=None,
        )

    @property
    def instruction_in_words(self) -> str:
        """Return the instruction with its numbers: `{{` is a brace, and nothing else is special."""
        numbers = {"{members}": str(self.members), "{spare}": str(self.spare)}
        return with_numbers(self.instruction, numbers)

    def title_over(self, types: Iterable[ItemType]) -> str:
        """Return its heading over items of some types: what it says of two, one may not be."""
        there = {*types}
        return self.titles.get(there.pop(), self.title) if len(there) == 1 else self.title

    @property
    def takes_all(self) -> bool:
        """Tell whether it shall have all items that fit it."""
        return self.count >= ALL

    def takes(
        self, type_: str, wording: str, kind: str, level: int, *, in_table: bool = False
    ) -> bool:
        """Tell whether it takes items of a type, wording, kind and level, tables or others."""
        if self.parts:
            return any(self.of_part(part).takes(type_, wording, kind, level) for part in self.parts)
        return (
            in_table == self.table
            and type_ in self.types
            and (not self.wordings or wording in self.wordings)
            and (not self.kinds or kind in self.kinds)
            and (kind != "place" or bool(self.kinds or self.wordings))
            and (not self.levels or level in self.levels)
        )

    @property
    def has_sets(self) -> bool:
        """Tell whether it may hold sets, each of which needs many facts."""
        return self.table or any(item_type in SET_TYPES for item_type in self.item_types)


@dataclass(frozen=True, kw_only=True)
class FactSection:
    """A part of a study sheet: which facts it tells, and the sentence that tells them."""

    title: str
    """Its heading."""
    kinds: tuple[Kind, ...] = ()
    """Kinds of fact it tells; empty for all."""
    tags: tuple[str, ...] = ()
    """Subtopics it tells of; empty for all."""
    when: str = ""
    """A Jinja2 condition on the fact; where it is false the fact is left to a later section."""
    count: int | None = None
    """How many facts at most. Default: all."""
    by_date: bool = False
    """Whether they stand by date; else as in the bank."""
    lead: str = ""
    """What the sentence begins with, a Jinja2 string. Facts that share it stand together, and above
    three and more of them it is said once."""
    text: str
    """The sentence or the rest of it, a Jinja2 string over the fact."""
    where: Where = field(compare=False)


@dataclass(frozen=True, kw_only=True)
class CardSection:
    """Cards of one kind: which facts, and Jinja2 strings for what stands on either side."""

    title: str
    """What the card asks, in a word or two: on top of both sides."""
    kinds: tuple[Kind, ...] = ()
    """Kinds of fact; empty for all."""
    tags: tuple[str, ...] = ()
    """Subtopics; empty for all."""
    when: str = ""
    """A Jinja2 condition on the fact; where it is false the fact is left to a later section."""
    count: int | None = None
    """How many cards at most. Default: all."""
    quotation: bool = False
    """Whether the front holds somebody's own words: they are set as such."""
    front: str
    """What is asked."""
    detail: str = ""
    """Small print below it."""
    back: str
    """The answer."""
    why: str = ""
    """Below the answer: why, or more about it."""
    where: Where = field(compare=False)


@dataclass(frozen=True, kw_only=True)
class Cover:
    """The first page of an exam paper: who writes it, in how much time, and how."""

    kind: str = ""
    """What sort of paper it is: "Exam". Default: the worksheet's label."""
    time: str = ""
    """How much time there is; `{minutes}` stands for what its questions take."""
    materials: tuple[str, ...] = ()
    """What a candidate may have on the desk."""
    instructions: tuple[str, ...] = ()
    """What a candidate is to do."""
    information: tuple[str, ...] = ()
    """What a candidate should know, as where points are shown."""


@dataclass(frozen=True, kw_only=True)
class Layout:
    """How a worksheet is laid out, whatever the theme."""

    points: Literal["", "section", "item", "none"] = ""
    """Where points stand; with `item` each item has a box for its mark. Default: the theme's."""
    score: bool = True
    """Whether there may be a line for the score."""
    mark_table: bool = False
    """Whether a table for the marks of each section stands above the first, or on the cover."""
    option_columns: int | None = None
    """In how many columns short options may stand. Default: as in the theme."""
    copies: int = 1
    """How often the form is printed on a page, to be cut, if all of it fits so often."""
    texts: bool = True
    """Whether it lists the texts that its questions name or take dates from."""
    words: bool = True
    """Whether it explains hard words of its questions."""
    cover: Cover | None = None
    """A page before the questions, with lines and boxes for who writes the paper."""
    turn_over: bool = False
    """Whether pages that go on ask to turn over, and the end of the questions is named."""
    frame: bool = False
    """Whether a line at either side, and words at the foot, say where nothing may be written."""


@dataclass(frozen=True, kw_only=True)
class Worksheet:
    """A named worksheet: what it says, and sections of items, facts or cards."""

    name: str
    """The file's name without .yaml."""
    title: str = ""
    """Its heading; default: the bank's title."""
    subtitle: str = ""
    """Below the heading; `{minutes}` stands for the time that its questions take. Default: the
    bank's summary."""
    label: str
    """What sort of sheet it is: "Worksheet", "Test"."""
    summary: str
    """What it is for, in one sentence, as `quizgen topics` lists it."""
    sections: tuple[WorksheetSection, ...] = ()
    """Its parts, in order."""
    facts: tuple[FactSection, ...] = ()
    """Instead of sections, for a sheet to study: facts in plain sentences, and no items."""
    cards: tuple[CardSection, ...] = ()
    """Instead of sections, for cards to cut out: the answer stands on the back."""
    layout: Layout = field(default_factory=Layout)
    """How it is laid out."""
    above_recall: int | None = None
    """The least percentage of its items above bare recall. Default: 30."""
    where: Where = field(compare=False)


@dataclass(frozen=True, kw_only=True)
class Blueprint:
    """What forms shall hold."""

    worksheet: Worksheet
    forms: int = 1
    """How many versions."""
    seed: int = 1
    items: int | None = None
    """How many items in all, a set counted as one; scales the sections' counts."""
    may_shrink: bool = False
    """Whether a bank that is too small for the worksheet gets as much of it as it can fill."""
    tags: tuple[str, ...] = ()
    """Only facts with one of these; empty for all."""
    max_sensitivity: Sensitivity = "low"
    title: str = ""
    """Instead of the worksheet's and the bank's."""
    subtitle: str = ""
    """The same, for what stands below the title."""
    school: str = ""
    questions: tuple[str, ...] = ()
    """Questions that are asked in any case, named as in `quizgen.quiz.sheet`."""
    drop: tuple[str, ...] = ()
    """Questions that are not asked."""
    swap: tuple[int, ...] = ()
    """Numbers of questions that others are to take the place of."""
    fill: bool = True
    """Whether others are chosen beside `questions`."""
    is_settled: bool = False
    """Whether `questions` are all that are asked, in their printed order."""
    options: int | None = None
    """How many options a choice of one has at most."""
    alternatives: frozenset[int] = frozenset()
    """The places of sections that stand in for what the bank has nothing for: they choose last."""
    is_whole: bool = False
    """Whether every question of the bank is asked, by type in its sections: a program draws from
    them itself, and there is no sheet to be judged."""
    sheet: Where | None = None
    """Where the sheet is that it was read from."""

    @property
    def where(self) -> Where:
        """Return where what is asked for was written down: in a sheet, or in the worksheet."""
        return self.sheet or self.worksheet.where


def with_instructions(
    worksheet: Worksheet, instructions: Mapping[str, str], where: Where
) -> Worksheet:
    """Return a worksheet with other instructions for some of its sections, by their titles.

    Raises SheetError at `where` for titles that no section has.
    """
    instead = [section.instead.title for section in worksheet.sections if section.instead]
    own = (title for each in worksheet.sections for title in (each.title, *each.titles.values()))
    titles = dict.fromkeys((*own, *instead))
    problems = [
        Problem(
            where,
            f"worksheet {quoted(worksheet.name)} has no section {quoted(title)}",
            suggest(title, titles, "sections"),
        )
        for title in instructions
        if title not in titles
    ]
    if problems:
        raise SheetError(problems)

    def instructed(section: WorksheetSection) -> WorksheetSection:
        other = section.instead
        said = [
            instructions[title]
            for title in (section.title, *section.titles.values())
            if title in instructions
        ]
        return replace(
            section,
            instruction=said[0] if said else section.instruction,
            instead=other
            and replace(other, instruction=instructions.get(other.title, other.instruction)),
        )

    return replace(worksheet, sections=tuple(map(instructed, worksheet.sections)))


def scaled_sections(blueprint: Blueprint) -> Sequence[WorksheetSection]:
    """Return the worksheet's sections, their counts scaled to the number of items asked for."""
    sections = blueprint.worksheet.sections
    total = sum(section.count for section in sections)
    if blueprint.items is None or not total:
        return sections
    exact = [section.count * blueprint.items / total for section in sections]
    counts = [int(share) for share in exact]
    by_rest = sorted(range(len(exact)), key=lambda place: counts[place] - exact[place])
    for place in by_rest[: blueprint.items - sum(counts)]:
        counts[place] += 1
    return [replace(section, count=count) for section, count in zip(sections, counts, strict=True)]
