"""What is asked about a fact, or a question as a pupil sees it, to stand beside its form."""

from collections.abc import Sequence
from dataclasses import replace

from quizgen.bank.bank import Bank
from quizgen.content import Picture, pictures_of, plain
from quizgen.edit.editing import Edited
from quizgen.edit.members import Member
from quizgen.errors import Problem, QuizgenError
from quizgen.judge.subject import Subject
from quizgen.make.written import write_question
from quizgen.order import shuffled
from quizgen.pool import ItemPool
from quizgen.quiz.item import Choice, Cloze, Item, Matching, Numeric, Ordering, TrueFalse
from quizgen.rules import check_item
from quizgen.values import dataclass
from quizgen.web.topic import Topic

BLANK = "________"


@dataclass(frozen=True, kw_only=True)
class Sketch:
    """An item, as it is sketched on a page."""

    type: str
    prompt: str
    options: Sequence[str] = ()
    """To choose from, or to be put in order."""
    pairs: Sequence[tuple[str, str]] = ()
    """What is to be matched, and the words that it may go with, side by side."""
    is_judged: bool = False
    has_line: bool = False
    unit: str = ""
    pictures: Sequence[Picture] = ()


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What is asked, some of it sketched."""

    count: int
    sketches: Sequence[Sketch]
    rest: Sequence[Sketch] = ()
    remarks: Sequence[Problem] = ()
    """What could be better in it."""
    is_unsaved: bool = False


def asked_by(topic: Topic, member: Member, few: int = 3) -> Shown | None:
    """Return what is asked with a fact or question of a topic; None of what nobody is asked."""
    if member.section == "facts":
        fact = next((each for each in topic.bank.facts if each.id == member.id), None)
        items = topic.items_about(fact) if fact else []
        return _shown(_of_each_type(items), few)
    if member.section == "questions":
        return _of_question(topic.bank, topic.subject, member.id)
    return None


def asked_with(topic: Topic, edited: Edited, few: int = 3) -> Shown | None:
    """Return the same of what was typed and is not saved yet."""
    assert edited.bank
    subject = Subject(edited.bank, topic.language, topic.materials.wordings)
    if edited.member.section == "questions":
        shown = _of_question(edited.bank, subject, edited.member.id)
    elif edited.member.section == "facts":
        pool = ItemPool(subject)
        name = edited.member.id
        plans = (plan for plan in pool.plans if plan.id.partition("/")[0] == name)
        items = [item for plan in plans if (item := pool.item(plan))]
        shown = _shown(_of_each_type(items), few)
    else:
        return None
    return replace(shown, is_unsaved=True, remarks=(*shown.remarks, *edited.warnings))


def _of_question(bank: Bank, subject: Subject, name: str) -> Shown:
    question = next(each for each in bank.questions if each.id == name)
    try:
        item = write_question(question, subject)
    except QuizgenError as error:
        return Shown(count=0, sketches=(), remarks=error.problems)
    remarks = tuple(dict.fromkeys(check_item(item, subject)))
    return Shown(count=1, sketches=(sketch(item),), remarks=remarks)


def _shown(items: Sequence[Item], few: int) -> Shown:
    sketches = tuple(map(sketch, items))
    return Shown(count=len(sketches), sketches=sketches[:few], rest=sketches[few:])


def _of_each_type(items: Sequence[Item]) -> list[Item]:
    """Return items, one of each type before the second of any."""
    seen: dict[str, int] = {}
    order = []
    for place, item in enumerate(items):
        rank = seen[item.type] = seen.get(item.type, 0) + 1
        order.append((rank, place, item))
    return [item for _, _, item in sorted(order, key=lambda each: each[:2])]


def sketch(item: Item) -> Sketch:
    """Return an item as a pupil sees it, options in some order."""
    prompt, pictures = plain(item.prompt), tuple(pictures_of([item.prompt]))
    match item.interaction:
        case Choice(options=options):
            shown = shuffled(options, item.id, lambda option: option.id)
            words = tuple(plain(option.content) for option in shown)
            return Sketch(type=item.type, prompt=prompt, options=words, pictures=pictures)
        case TrueFalse():
            return Sketch(type=item.type, prompt=prompt, is_judged=True, pictures=pictures)
        case Ordering(events=events):
            words = tuple(plain(e.text) for e in shuffled(events, item.id, lambda e: e.id))
            return Sketch(type=item.type, prompt=prompt, options=words, pictures=pictures)
        case Matching(premises=premises, responses=responses):
            right = [plain(r.text) for r in shuffled(responses, item.id, lambda r: r.id)]
            left = [plain(premise.text) for premise in premises]
            left += [""] * (len(right) - len(left))
            pairs = tuple(zip(left, right, strict=False))
            return Sketch(type=item.type, prompt=prompt, pairs=pairs, pictures=pictures)
        case Cloze(parts=parts):
            words_said = BLANK.join(map(plain, parts))
            said = f"{prompt} {words_said}".strip()
            return Sketch(type=item.type, prompt=said, pictures=pictures)
        case Numeric(unit=unit):
            return Sketch(
                type=item.type, prompt=prompt, has_line=True, unit=unit, pictures=pictures
            )
        case _:
            return Sketch(type=item.type, prompt=prompt, has_line=True, pictures=pictures)
