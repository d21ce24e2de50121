"""An Anki deck -> written questions, card by card.

A card asks by its front and answers by what only its back shows: so a question is made of a
template as of a field. What the learner of the deck has done with it is left where it is.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from urllib.parse import unquote

from quizgen.bank.questions import Question, WrittenAnswer
from quizgen.errors import BankError, Problem, Where, counted, quoted
from quizgen.imports.anki_fields import (
    Said,
    filled_in,
    said_by,
    with_gaps,
    without_gaps,
)
from quizgen.imports.anki_notes import AnkiDeck, AnkiNote, Sides, fill, own_words
from quizgen.imports.anki_package import is_package, read_package
from quizgen.imports.anki_text import read_text
from quizgen.imports.gapped import sentence_with
from quizgen.imports.html_words import Image
from quizgen.imports.pictures import KeptPictures, without_words
from quizgen.imports.tags import read_tags
from quizgen.imports.taken import RefusedError, Taken, as_offered, dropped, refused

LINE = 60
"""So many letters of an answer are written on a line."""
MOST_LINES = 9
OURS = "quizgen "
"""What the names of the note types begin with of decks that quizgen made."""
OF_LEARNERS = ("leech", "marked", "missing-media", "duplicate")
"""Tags that Anki or its learner gave a note for the sake of learning."""
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,10})?", re.ASCII)
_OPTION = re.compile(r"Q_?(\d)", re.ASCII)
_IS_ADDRESS = re.compile(r"https?://\S+")
_OF_US = re.compile(r"quizgen::([a-z0-9-]+)(?:::|$)")


def read_deck(content: bytes, path: str) -> AnkiDeck:
    """Return the notes of a package or of a text file of notes.

    Raises BankError for one that cannot be read, holds none, or was made by quizgen.
    """
    deck = read_package(content, path) if is_package(content) else read_text(content, path)
    if not deck.notes:
        raise BankError([Problem(Where(path), "the deck has no notes", "export one that has")])
    if all(kind.name.startswith(OURS) for kind in deck.types):
        tags = (_OF_US.match(tag) for note in deck.notes for tag in note.tags)
        topic = next((found[1] for found in tags if found), "")
        named = f", of its bank '{topic}'" if topic else ""
        hint = f"go on with that: banks/{topic or 'TOPIC'}.yaml; all that cards say comes from it"
        raise BankError([Problem(Where(path), f"the deck was made by quizgen{named}", hint)])
    return deck


def read_anki(content: bytes, path: str) -> Taken:
    """Return the cards of a deck as questions; raises BankError as `read_deck` does."""
    return questions_of(read_deck(content, path))


def questions_of(deck: AnkiDeck, ask: str = "", answer: str = "") -> Taken:
    """Return the cards of a deck as questions; `ask` and `answer` name fields that say which.

    Every note is a question, or a problem says why not; so is a second card that asks in words of
    its own. One that only asks the other way round is not: the answer would have to be a question.
    """
    reader = _Reader(deck, ask, answer)
    questions = tuple(reader.questions())
    return Taken(
        questions=questions,
        pictures=reader.kept.pictures,
        files=reader.kept.files,
        problems=tuple(reader.problems),
        remarks=(*deck.remarks, *reader.remarks()),
    )


def name_of(note: AnkiNote) -> str:
    """Return by what a note is told from others in messages: what it asks, or its first words."""
    first = note.said(note.type.pair[0])
    lines = (said_by(without_gaps(field)).line for field in (first, *note.fields))
    return quoted(next(filter(None, lines), ""))


def tags_of(note: AnkiNote, above: str) -> tuple[str, ...]:
    """Return the words by which a note is sorted: its tags, and the deck within that of all others.

    What only a learner or the program needs is left out.
    """
    inner = note.deck.removeprefix(above).strip(":").split("::")[-1]
    tags = [tag for tag in note.tags if tag.lower() not in OF_LEARNERS]
    return (*tags, inner) if inner else tuple(tags)


def deck_above(deck: AnkiDeck) -> str:
    """Return the deck within which all notes lie.

    >>> from types import SimpleNamespace as N
    >>> deck_above(N(notes=[N(deck="Bio::Cell"), N(deck="Bio::Gene")]))
    'Bio'
    """
    paths = {tuple(note.deck.split("::")) for note in deck.notes}
    shared = []
    for steps in zip(*paths, strict=False):
        if len({*steps}) > 1:
            break
        shared.append(steps[0])
    return "::".join(shared)


class _Reader:
    """A deck, and what is found in it."""

    def __init__(self, deck: AnkiDeck, ask: str, answer: str) -> None:
        self.deck, self.named = deck, (ask, answer)
        self.above = deck_above(deck)
        self.kept = KeptPictures()
        self.problems: list[Problem] = []
        self.seen: set[tuple[str, str, str]] = set()
        self.sounds = 0
        self.turned: Counter[str] = Counter()
        self.note = deck.notes[0]

    def remarks(self) -> Iterator[str]:
        """Yield what was left out of many notes in the same way."""
        if self.sounds:
            yield f"The sounds of {counted(self.sounds, 'note')} are left out."
        if number := sum(self.turned.values()):
            names = ", ".join(map(quoted, self.turned))
            yield f"Left out: {counted(number, 'card')} that ask a field alone ({names})."

    def questions(self) -> Iterator[Question]:
        """Yield a question for each card that asks one."""
        for note in self.deck.notes:
            self.note = note
            if any("[sound:" in each for each in note.fields):
                self.sounds += 1
            refusals: list[RefusedError] = []
            is_asked = False
            for make in self._makers():
                before = len(self.problems)
                try:
                    question = make()
                except RefusedError as why:
                    del self.problems[before:]
                    refusals.append(why)
                    continue
                is_asked = True
                if not self._is_known(question):
                    yield question
            if not is_asked:
                words = f"note {name_of(note)} {refusals[0]}"
                self.problems.append(refused(note.where, words))

    def drop(self, what: str) -> None:
        """Keep that the note is taken over without something."""
        problem = dropped(self.note.where, f"note {name_of(self.note)} {what}")
        if problem not in self.problems[-3:]:
            self.problems.append(problem)

    def _is_known(self, question: Question) -> bool:
        """Tell whether an earlier note has said the same, which is named then."""
        answers = "\n".join(each.text for each in question.answer)
        key = (question.ask.casefold(), answers.casefold(), question.picture)
        if key in self.seen:
            self.drop("stands there twice, and is taken once")
            return True
        self.seen.add(key)
        return False

    # ------------------------------------------------------------------------------- which cards

    def _makers(self) -> Iterator[Callable[[], Question]]:
        """Yield what makes each question of a note."""
        note, kind = self.note, self.note.type
        if kind.is_occlusion or any("image-occlusion:" in each for each in note.fields):
            yield self._occlusion
        elif kind.is_cloze or any("{{c1::" in each for each in note.fields):
            yield self._gaps
        elif "Answers" in kind.fields and any(map(_OPTION.fullmatch, kind.fields)):
            yield self._choice
        elif all(self.named) or not kind.cards:
            pair = tuple(name or own for name, own in zip(self.named, kind.pair, strict=True))
            ask, answer = pair
            others = tuple(name for name in kind.fields if name not in pair)
            yield partial(self._card, note.said(ask), (answer, *others))
        else:
            yield from self._of_templates(kind.cards)

    def _of_templates(self, cards: tuple[Sides, ...]) -> Iterator[Callable[[], Question]]:
        has = [place for place in self.note.cards if place < len(cards)] or [0]
        for number, place in enumerate(has):
            sides = cards[place]
            if number and not said_by(own_words(sides.front)).line:
                self.turned[sides.name] += 1
            else:
                yield partial(self._of_sides, sides)

    def _of_sides(self, sides: Sides) -> Question:
        fields = self.note.type.fields
        told = tuple(name for name in sides.told if name in fields)
        others = tuple(name for name in fields if name not in sides.asked)
        return self._card(fill(sides.front, self.note), told or others)

    # ------------------------------------------------------------------------------- questions

    def _base(self, said: Said, **fields: object) -> Question:
        found = read_tags(tags_of(self.note, self.above))
        if found.lost:
            tag = quoted(found.lost[0])
            self.drop(f"loses the tag {tag}: one has letters from a to z, and digits")
        keys = {**found.keys, **fields}
        return Question(
            has_own_id=False,
            picture=self._picture(said.words.images),
            where=self.note.where,
            **keys,  # type: ignore[arg-type]
        )

    def _said(self, html: str) -> Said:
        said = said_by(html)
        if needed := [each for each in said.words.needed if each != "a sound"]:
            raise RefusedError(f"needs {', '.join(needed)}, which no bank holds")
        if said.words.has_formula:
            self.drop("has a formula, which stays as it is typed, in TeX")
        return said

    def _told(self, names: tuple[str, ...]) -> str:
        """Return what fields say afterwards, in one paragraph."""
        told = []
        for name in names:
            said = said_by(without_gaps(self.note.said(name)))
            if said.words.images or said.words.needed:
                self.drop(f"loses a picture, or another thing to see, in {quoted(name)}")
            if said.line and not _IS_ADDRESS.fullmatch(said.line):
                told.append(said.line)
        return " ".join(part if part[-1] in ".!?" else f"{part}." for part in dict.fromkeys(told))

    def _card(self, front: str, told: tuple[str, ...]) -> Question:
        """Return what a front asks; the first field of the back that has words answers it."""
        asked = self._said(front)
        answers = [(name, said_by(self.note.said(name))) for name in told]
        answered = [(name, said) for name, said in answers if said.line]
        if not answered:
            raise RefusedError(_nothing(answers, "answers"))
        if not asked.words.paragraphs:
            raise RefusedError(_nothing([("", asked)], "asks"))
        (name, _), *rest = answered
        said = self._said(self.note.said(name))
        if said.words.images:
            self.drop(f"loses the picture of its answer, in {quoted(name)}")
        answer, ask = said.line, "\n\n".join(asked.words.paragraphs)
        keys: dict[str, object] = {
            "ask": ask,
            "why": self._told(tuple(each for each, _ in rest)),
        }
        if sentence := filled_in(ask, "\n\n".join(said.words.paragraphs)):
            keys["ask"], keys["type"] = sentence, "cloze"
            return self._base(asked, **keys)
        if answer.casefold() in ("true", "false"):
            keys["type"], answer = "true-false", answer.casefold()
        elif _NUMBER.fullmatch(answer):
            keys["type"] = "numeric"
        else:
            keys["type"] = "short-answer"
            if len(answer) > LINE:
                keys["lines"] = min(MOST_LINES, 1 + len(answer) // LINE)
            if said.reading:
                keys["accept"] = (said.reading,)
        return self._base(asked, answer=(WrittenAnswer(text=answer),), **keys)

    def _gaps(self) -> Question:
        """Return a sentence with gaps, all of which a sheet asks for at once."""
        note = self.note
        field = next((each for each in note.fields if "{{c" in each), "")
        if not field:
            raise RefusedError("has no gap")
        marked, inside = with_gaps(field)
        asked = self._said(marked)
        gaps: list[list[str]] = []
        hints: dict[int, str] = {}
        for number, html in enumerate(inside):
            answer, _, hint = html.partition("::")
            words = self._said(answer)
            if not words.line:
                raise RefusedError("has a gap without words")
            gaps.append([words.line.strip()])
            hints[number] = said_by(hint).line
        sentence = sentence_with(gaps, "\n\n".join(asked.words.paragraphs), hints)
        place = note.fields.index(field)
        others = tuple(name for name in note.type.fields if name != note.type.fields[place])
        back = {name for sides in note.type.cards for name in sides.told}
        why = self._told(tuple(name for name in others if name in back or not note.type.cards))
        return self._base(asked, type="cloze", ask=sentence, why=why)

    def _choice(self) -> Question:
        """Return a choice of an add-on's note type: which options are right stands in a field."""
        note = self.note
        asked = self._said(note.said("Question") or note.fields[0])
        bits = said_by(note.said("Answers")).line.split()
        right: list[WrittenAnswer] = []
        wrong: list[WrittenAnswer] = []
        offered: list[WrittenAnswer] = []
        places = [name for name in note.type.fields if _OPTION.fullmatch(name)]
        texts = [self._said(note.said(name)).line for name in places]
        filled = [text for text in texts if text]
        if len(bits) < len(filled) or not {*bits} <= {"0", "1"}:
            raise RefusedError(f"has the key {quoted(' '.join(bits))} for {len(filled)} options")
        for text, bit in zip(texts, bits, strict=False):
            if text:
                offered.append(WrittenAnswer(text=text))
                (right if bit == "1" else wrong).append(offered[-1])
        if not right or not wrong:
            raise RefusedError(f"has {len(right)} right and {len(wrong)} wrong options")
        kinds = said_by(note.said("QType")).line
        is_single = kinds == "2" or (not kinds and len(right) == 1)
        kind = "multiple-choice" if is_single and len(right) == 1 else "multiple-response"
        extra = tuple(n for n in note.type.fields if n.startswith(("Extra", "Comment")))
        keys = {"ask": "\n\n".join(asked.words.paragraphs), "why": self._told(extra)}
        return self._base(asked, type=kind, **as_offered(offered, right, wrong), **keys)

    def _occlusion(self) -> Question:
        raise RefusedError("covers parts of a picture and has no words for them")

    # ------------------------------------------------------------------------------- pictures

    def _picture(self, images: tuple[Image, ...]) -> str:
        """Keep the one picture that is asked about beside the bank; return its id."""
        if not images:
            return ""
        if len(images) > 1:
            raise RefusedError(f"has {len(images)} pictures in one place: a bank has one")
        (image,) = images
        fetch = self.deck.media.get(unquote(image.src)) or self.deck.media.get(image.src)
        try:
            content = fetch() if fetch else b""
        except BankError as error:
            raise RefusedError(
                f"has a picture that is damaged: {error.problems[0].message}"
            ) from None
        ident = self.kept.keep(image.src, content, image.alt, "", self.note.where)
        if not image.alt:
            self.drop(without_words(image.src))
        return ident


def _nothing(fields: list[tuple[str, Said]], verb: str) -> str:
    """Return that a side has no words, and what it has in their place."""
    listed = ", ".join(quoted(name) for name, _ in fields if name)
    where = f" in {listed}" if listed else ""
    if any(said.words.images for _, said in fields):
        return f"{verb} with a picture alone{where}"
    if any(said.has_sound for _, said in fields):
        return f"{verb} with a sound alone{where}"
    return f"has no words that {'answer it' if verb == 'answers' else 'ask'}{where}"
