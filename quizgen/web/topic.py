"""A topic as its pages show it: its bank, each fact in a sentence, and what is asked about it."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from quizgen.assemble.common import with_camps
from quizgen.assemble.tell import tell_facts
from quizgen.bank.bank import Bank
from quizgen.bank.facts import Event, Fact, Position, Property, Quantity, Statement, Term
from quizgen.check import check_values
from quizgen.content import plain
from quizgen.edit.editing import Reading
from quizgen.edit.members import BankText
from quizgen.errors import FormError, Problem, QuizgenError
from quizgen.judge.subject import Subject
from quizgen.language.dates import say_date
from quizgen.language.sentences import begin, end
from quizgen.language.words import Language
from quizgen.quiz.item import Item
from quizgen.quiz.worksheet import Blueprint, Worksheet
from quizgen.read import File, Materials
from quizgen.store.beside import PicturesBeside
from quizgen.store.project import SHIPPED, Project
from quizgen.values import dataclass
from quizgen.web.desk import Desk
from quizgen.web.kept import Kept
from quizgen.web.shelf import Opened

TOLD_BY = "study-sheet"
"""The worksheet whose sentences say a fact."""


@dataclass(frozen=True)
class Topic:
    """A topic whose bank was read."""

    file: File
    opened: Opened
    said: Mapping[str, str]
    """Fact -> what it says, in a sentence."""

    @property
    def materials(self) -> Materials:
        """Its bank, and with what it is asked about."""
        return self.opened.ready.topics[0]

    @property
    def bank(self) -> Bank:
        """Its bank."""
        return self.materials.bank

    @property
    def language(self) -> Language:
        """The words of its language."""
        return self.materials.language

    @property
    def subject(self) -> Subject:
        """What its items are made of."""
        return self.materials.subject

    def text(self) -> BankText:
        """Return the text of its bank, to be changed."""
        return BankText.of(self.file.content, self.file.path, self.bank.topic)

    def items_about(self, fact: Fact) -> list[Item]:
        """Return what is asked about a fact alone."""
        (pool,) = self.opened.ready.pools
        plans = (plan for plan in pool.plans if plan.id.partition("/")[0] == fact.id)
        with self.opened.busy:
            return [item for plan in plans if (item := pool.item(plan))]

    @property
    def teacher_note(self) -> str:
        """What a teacher should know before handing it out."""
        return with_camps(self.bank.teacher_note, self.bank)

    def warnings(self) -> Sequence[Problem]:
        """Return what could be better in the bank, as far as it is seen without its items."""
        found = check_values(self.bank, self.language)
        return sorted(dict.fromkeys(found), key=lambda problem: problem.where)


_SAID: Kept[Mapping[str, str]] = Kept(4)


def open_topic(here: Desk, topic: str) -> Topic:
    """Return a topic; raises QuizgenError with what is wrong with it, or if there is none."""
    file = here.project.find_bank(topic)
    opened = here.shelf.open(topic)
    materials = opened.ready.topics[0]

    def say() -> Mapping[str, str]:
        with opened.busy:
            return _said(materials.subject, _study_sheet(here.project, materials.bank.language))

    return Topic(file, opened, _SAID.get(opened.signature, say))


def _study_sheet(project: Project, language: str) -> Worksheet | None:
    try:
        return project.find_worksheet(TOLD_BY, language)
    except QuizgenError:
        return None


def _said(subject: Subject, sheet: Worksheet | None) -> Mapping[str, str]:
    said = {fact.id: _in_words(fact, subject.bank) for fact in subject.bank.facts}
    if sheet and sheet.facts:
        try:
            for section in tell_facts(Blueprint(worksheet=sheet, seed=1), subject):
                for told in section.facts:
                    date = subject.facts[told.fact_id].date
                    words = f"{plain(told.lead)} {plain(told.text)}".strip()
                    if date:  # which stands in a column of its own
                        words = words.removeprefix(f"{say_date(date, subject.language)}. ")
                    said[told.fact_id] = begin(words) or said[told.fact_id]
        except FormError:
            pass
    return said


def _in_words(fact: Fact, bank: Bank) -> str:
    """Return what a fact says, in short; the study sheet says it better, of those that it has."""
    match fact.claim:
        case Statement() as said:
            words = said.gist or " … ".join(said.quote)
            return f"{bank.people[said.speaker].name} {said.verb}: {words}"
        case Event(what=what):
            return end(begin(what))
        case Quantity(says=says, value=value, low=low, high=high, printed=printed, unit=unit):
            number = f"{value}" if value is not None else f"{low}–{high}" if low else printed
            return begin(says.replace("{value}", f"{number} {unit}".strip()))
        case Position() as held:
            stance = bank.issues[held.issue].stances[held.stance]
            return f"{bank.people[held.actor].name} {stance}."
        case Term(term=term, meaning=meaning):
            return begin(f"{term}: {meaning}")
        case Property() as owned:
            return f"{begin(owned.subject)}: {owned.property} {', '.join(owned.value)}"


def is_shipped(file: File) -> bool:
    """Tell whether a bank came with the program, and is changed as a copy of one's own."""
    return Path(file.path).parent == SHIPPED.banks


def reading_of(project: Project, file: File) -> Reading:
    """Return what a bank is read with when it was changed."""
    return Reading(project.find_languages(), PicturesBeside(Path(file.path).parent))
