"""A pupil who knows a bank's statistics by heart, and none of its facts (CUE-3).

It has counted, over all that the bank asks, which answer goes with which date, source, verb, opening
words, length and place among the options. Asked something, it remembers all questions but those on
the same facts, looks at what it sees, and says what was right most often. Where nothing tells, it
tosses a coin. The rules of the product do not know it, nor it them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from moon import wording_of
from robot import DATE, core, date_in

from quizgen.content import plain
from quizgen.deck.deck import Deck
from quizgen.deck.faces import Card
from quizgen.quiz.form import Form
from quizgen.quiz.item import Choice, Cloze, Item, Matching, Numeric, ShortAnswer, TrueFalse

WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
YEAR = re.compile(r"\b[12]\d{3}\b")
SOURCE = re.compile(r"[Aa]ccording to ([^,.()?:*]+)")
VERB = re.compile(
    r"\b(said|wrote|argued|warned|asked|announced|estimated|confirmed|promised|insisted|stated)\b"
)
LONG = 40
"""Letters by which lengths are told apart."""
OPENINGS = (1, 2, 3, 5)
"""So many words of an opening are looked at."""
ENOUGH, TELLING = 4, 0.6
"""From so many questions on, with more than this share of one answer, a trait is learned by heart."""
FAITH = 1.0
"""A table counts as if one more answer stood in it that nobody gave: of two that always held, that
with more questions is believed."""


@dataclass(frozen=True)
class Question:
    """What is printed of a question, and what is right."""

    facts: frozenset[str]
    sort: str
    """What sort of answer it wants: those of one sort could stand for one another."""
    traits: frozenset[tuple[str, str]]
    answer: str
    options: tuple[str, ...] = ()
    """As printed, in their order; none where the answer is to be given freely."""


@dataclass(frozen=True)
class Sum:
    """How the statistician fared in some questions."""

    questions: int
    hits: float
    chance: float
    """How many a coin would have hit, on average."""

    @property
    def score(self) -> float:
        return 100 * self.hits / self.questions

    @property
    def by_chance(self) -> float:
        return 100 * self.chance / self.questions

    @property
    def gain(self) -> float:
        """The points over chance."""
        return self.score - self.by_chance


class Statistician:
    """Knows how often each answer went with each trait."""

    def __init__(self, questions: Iterable[Question]) -> None:
        self._tables: defaultdict[tuple[str, tuple[str, str]], list[Question]] = defaultdict(list)
        self._answers: defaultdict[str, set[str]] = defaultdict(set)
        for question in dict.fromkeys(questions):
            self._answers[question.sort].add(question.answer)
            for trait in seen_in(question):
                self._tables[question.sort, trait].append(question)

    def answers(self, sort: str) -> set[str]:
        """Return what is right somewhere where such an answer is wanted."""
        return self._answers[sort]

    def guess(self, question: Question) -> str:
        """Return what was right most often where the question looked like this."""
        may = question.options or tuple(sorted(self._answers[question.sort]))
        scores: dict[str, float] = dict.fromkeys(may, 0.0)
        for trait in seen_in(question):
            alike = self._tables.get((question.sort, trait), ())
            counts = Counter(other.answer for other in alike if not other.facts & question.facts)
            total = counts.total() + FAITH
            for answer, count in counts.items():
                if answer in scores:
                    scores[answer] = max(scores[answer], count / total)
        if question.options:
            for place, option in enumerate(question.options):
                scores[option] += self._of_place(question, place) / 1000  # where all else is equal
        best = [answer for answer in may if scores[answer] == max(scores.values())]
        coin = sha256("\0".join((*sorted(question.facts), question.sort, *may)).encode()).digest()
        return best[int.from_bytes(coin[:4], "big") % len(best)]

    def by_heart(self, question: Question) -> str:
        """Return what some trait goes with most often, of those that one answer is nearly alone to.

        Here the question itself is counted, as by one who has learned the tables and not the facts.
        """
        may = question.options or tuple(sorted(self._answers[question.sort]))
        best, most = "", TELLING
        for trait in seen_in(question):
            counts = Counter(other.answer for other in self._tables.get((question.sort, trait), ()))
            answer, count = next(iter(counts.most_common(1)), ("", 0))
            share = count / max(counts.total(), 1)
            if counts.total() >= ENOUGH and share > most and answer in may:
                best, most = answer, share
        return best

    def sit_by_heart(self, questions: Iterable[Question]) -> Sum:
        """Answer by what always goes together, and where nothing does, hit as often as a coin."""
        count, hits, chance = 0, 0.0, 0.0
        for question in questions:
            luck = 1 / len(question.options or self._answers[question.sort])
            said = self.by_heart(question)
            count, chance = count + 1, chance + luck
            hits += (said == question.answer) if said else luck
        return Sum(count, hits, chance)

    def _of_place(self, question: Question, place: int) -> float:
        """Return how often the option at a place was right among as many options."""
        alike = self._tables.get((question.sort, ("options", str(len(question.options)))), ())
        others = [other for other in alike if not other.facts & question.facts]
        right = sum(other.options.index(other.answer) == place for other in others)
        return right / (len(others) + FAITH)

    def sit(self, questions: Iterable[Question]) -> Sum:
        """Answer some questions."""
        count = hits = 0
        chance = 0.0
        for question in questions:
            count += 1
            hits += self.guess(question) == question.answer
            chance += 1 / len(question.options or self._answers[question.sort])
        return Sum(count, hits, chance)


def seen_in(question: Question) -> Iterator[tuple[str, str]]:
    """Yield what of a question may tell; its sort alone tells what is right most often there."""
    yield "any", ""
    yield from sorted(question.traits)
    if question.options:
        yield "options", str(len(question.options))


def traits_of(text: str) -> frozenset[tuple[str, str]]:
    """Return the date, source, verb, opening words and length of a printed question."""
    text = " ".join(text.replace("\u00a0", " ").split())
    words = WORD.findall(text.casefold())
    found = [("opening", " ".join(words[:count])) for count in OPENINGS]
    found += [("date", date[0]) for date in DATE.finditer(text)]
    found += [("year", year) for year in YEAR.findall(text)]
    found += [("source", source.strip()) for source in SOURCE.findall(text)]
    found += [("verb", verb) for verb in VERB.findall(text)]
    found.append(("length", str(len(text) // LONG)))
    return frozenset(found)


# --------------------------------------------------------------------------- items


def questions_of(item: Item, names: frozenset[str]) -> Iterator[Question]:
    """Yield what an item asks; a matching asks once for each of its premises."""
    facts, stem = frozenset(item.facts), plain(item.prompt)
    match item.interaction:
        case Choice(type="multiple-choice", options=options):
            answers = tuple(core(plain(option.content)) for option in options)
            right = next(at for at, option in enumerate(options) if option.is_key)
            sort = sort_of(answers[right], item, names)
            yield Question(facts, sort, traits_of(stem), answers[right], answers)
        case TrueFalse(is_true=is_true):
            truth = "true" if is_true else "false"
            yield Question(facts, "truth", traits_of(stem), truth, ("true", "false"))
        case Matching(premises=premises, responses=responses):
            by_id = {each.id: core(plain(each.text)) for each in responses}
            for premise in premises:
                answer = by_id[premise.response]
                text = f"{plain(premise.text)} {plain(premise.detail)}"
                sort = sort_of(answer, item, names)
                options = tuple(by_id.values())
                yield Question(frozenset([premise.id]), sort, traits_of(text), answer, options)
        case Cloze(parts=parts, answers=answers):
            text = " … ".join(map(plain, parts))
            answer = core(plain(answers[0]))
            yield Question(facts, sort_of(answer, item, names), traits_of(text), answer)
        case ShortAnswer(answer=answer_text):
            answer = core(plain(answer_text))
            yield Question(facts, sort_of(answer, item, names), traits_of(stem), answer)
        case Numeric():
            answer = core(plain(item.interaction.answer))
            yield Question(facts, sort_of(answer, item, names), traits_of(stem), answer)
        case _:
            return


def sort_of(answer: str, item: Item, names: frozenset[str]) -> str:
    """Return what sort of answer an item wants, as whoever reads its question would say."""
    if answer in names:
        return "a speaker"
    return "a date" if date_in(answer.title()) else wording_of(item)


def by_type(forms: Iterable[Form], names: frozenset[str]) -> dict[str, list[Question]]:
    """Return the questions of some forms, by the type of their items."""
    found: defaultdict[str, list[Question]] = defaultdict(list)
    for form in forms:
        for item in form.items:
            found[item.type] += questions_of(item, names)
    return found


# --------------------------------------------------------------------------- cards


def questions_of_deck(deck: Deck) -> dict[str, list[Question]]:
    """Return what the cards of a deck ask, by kind of card."""
    found: defaultdict[str, list[Question]] = defaultdict(list)
    for card in deck.cards:
        if not card.note.is_retired and not card.is_choice and len(card.answers) == 1:
            found[card.name].append(_of_card(card))
    return found


def _of_card(card: Card) -> Question:
    """Return a card as a question; an answer is judged by what it adds to its own front."""
    front = " ".join(face.words for face in card.front if face.role not in ("topic", "kind"))
    printed = {word.casefold() for word in WORD.findall(front)}
    added = [word for word in WORD.findall(card.answers[0].casefold()) if word not in printed]
    answer = " ".join(added)
    return Question(frozenset(card.note.facts), card.name, traits_of(front), answer)


def listing(rows: Sequence[tuple[str, Sum]]) -> str:
    """Return a table of marks."""
    lines = [f"{'':34}{'questions':>9}{'chance':>8}{'hits':>7}{'gain':>7}"]
    lines += [
        f"{name:34}{each.questions:9}{each.by_chance:7.1f}%{each.score:6.1f}%{each.gain:+7.1f}"
        for name, each in rows
    ]
    return "\n".join(lines)
