"""A topic as its pages show it: its bank, each fact in a sentence, and what is asked about it."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from quizgen.assemble.tell import tell_facts
from quizgen.bank.bank import Bank
from quizgen.bank.facts import Event, Fact, Position, Property, Quantity, Statement, Term
from quizgen.check import check_values
from quizgen.content import plain
from quizgen.edit.editing import Reading
from quizgen.edit.members import BankText
from quizgen.errors import FormError, Problem, QuizgenError
from quizgen.judge.subject import Subject
from quizgen.language.sentences import begin
from quizgen.language.words import Language
from quizgen.pool import ItemPool
from quizgen.quiz.item import Item
from quizgen.quiz.worksheet import Blueprint, Worksheet
from quizgen.read import File, Materials, read_materials
from quizgen.store.beside import PicturesBeside
from quizgen.store.project import SHIPPED, Project
from quizgen.values import dataclass

TOLD_BY = "study-sheet"
"""The worksheet whose sentences say a fact."""


@dataclass(frozen=True)
class Topic:
    """A topic whose bank was read."""

    file: File
    materials: Materials
    pool: ItemPool
    said: Mapping[str, str]
    """Fact -> what it says, in a sentence."""

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
        plans = (plan for plan in self.pool.plans if plan.id.partition("/")[0] == fact.id)
        return [item for plan in plans if (item := self.pool.item(plan))]

    def warnings(self) -> Sequence[Problem]:
        """Return what could be better in the bank, as far as it is seen without its items."""
        found = check_values(self.bank, self.language)
        return sorted(dict.fromkeys(found), key=lambda problem: problem.where)


def open_topic(project: Project, topic: str) -> Topic:
    """Return a topic; raises QuizgenError with what is wrong with it."""
    texts = project.find_texts(topic)
    lock = texts.lock.content if texts.lock else b""
    return _opened(project, topic, texts.bank.content, lock)


@lru_cache(maxsize=4)
def _opened(project: Project, topic: str, _content: bytes, _lock: bytes) -> Topic:
    texts = project.find_texts(topic)
    materials = read_materials(texts)
    sheet = _study_sheet(project, materials.bank.language)
    said = _said(materials.subject, sheet)
    return Topic(texts.bank, materials, ItemPool(materials.subject), said)


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
                    words = f"{plain(told.lead)} {plain(told.text)}".strip()
                    said[told.fact_id] = words or said[told.fact_id]
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
            return begin(what)
        case Quantity(says=says, value=value, low=low, high=high, printed=printed, unit=unit):
            number = f"{value}" if value is not None else f"{low}–{high}" if low else printed
            return begin(says.replace("{value}", f"{number} {unit}".strip()))
        case Position() as held:
            stance = bank.issues[held.issue].stances[held.stance]
            return f"{bank.people[held.actor].name} {stance}."
        case Term(term=term, meaning=meaning):
            return f"{term}: {meaning}"
        case Property() as owned:
            return f"{begin(owned.subject)}: {owned.property} {', '.join(owned.value)}"


def is_shipped(file: File) -> bool:
    """Tell whether a bank came with the program, and is changed as a copy of one's own."""
    return Path(file.path).parent == SHIPPED.banks


def reading_of(project: Project, file: File) -> Reading:
    """Return what a bank is read with when it was changed."""
    return Reading(project.find_languages(), PicturesBeside(Path(file.path).parent))
