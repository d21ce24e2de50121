"""Rules on cards: what makes one good to learn from, by all that it says on its faces."""

import re
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import dropwhile
from math import ceil

from quizgen.bank.facts import KINDS, Fact, Statement, Term
from quizgen.content import Run
from quizgen.deck.content import Gap, words_in
from quizgen.deck.deck import Deck
from quizgen.deck.faces import Card, Face
from quizgen.deck.note_types import CHOICE, CLOZE, COMPARISON
from quizgen.deck.riddles import riddles_in
from quizgen.deck.words import count_words, words_of
from quizgen.judge.cards import ANSWER_WORDS, PHRASE_WORDS, SAME_FRONT
from quizgen.judge.cues import Asked, Traits
from quizgen.judge.fit import asks_apart
from quizgen.judge.subject import Subject
from quizgen.judge.texts import contains, folded, likeness, unquoted
from quizgen.rules.parts import telling_traits
from quizgen.rules.rule import Finding, Rule, Severity, rule
from quizgen.values import dataclass

# --------------------------------------------------------------------------- CARD-1

SENTENCE_WORDS = 16
"""CARD-1: the same where the answer is a whole sentence, such as the gist of what somebody said.
Of a sentence the sense is recalled, not the words, and it needs a subject, a verb and its articles
before it says anything. Ours; with the limit of names, a fifth of the cards that ask what was said
would be too long, most of them good."""

FRONT_WORDS = 30
"""CARD-1: the most words of a front. Ours."""

LISTED = 3
"""CARD-1: the most things that an answer may list (Wozniak's rules 9 and 10). Ours."""

JOINT = re.compile(r", (?:and )?|; ")
LISTED_WORDS = 3
"""A list has short parts; commas between longer ones are those of a sentence."""


@rule("CARD-1", "W", "a card asks for one thing, and for little")
def overlong_cards(card: Card, subject: Subject) -> Iterator[Finding]:
    """Find fronts and answers that are too long, that list, or that ask for yes or no.

    Wozniak's rules 4, 9 and 10.
    """
    name, answers = f"the card '{card.name}'", card.answers
    if len(answers) <= 1:  # a front with several answers shows several things, side by side
        if (count := count_words(card.question)) > FRONT_WORDS:
            yield Finding(
                f"{name} has {count} words on its front", f"shorten it to {FRONT_WORDS} at most"
            )
        if unquoted(card.question).count("?") > 1:
            yield Finding(f"{name} asks more than one thing", "ask one on each card")
    if card.is_choice or card.is_answered_by_picture:
        return  # an option is only recognised, and what a picture shows is not recalled in words
    for answer in answers:
        count = count_words(answer)
        most = SENTENCE_WORDS if answer.endswith(".") else ANSWER_WORDS
        if count > most:
            hint = f"at most {most} words can be recalled: say it shorter"
            yield Finding(f"{name} has an answer of {count} words", hint)
        listed = JOINT.split(answer)
        if len(listed) > LISTED and all(len(part.split()) <= LISTED_WORDS for part in listed):
            hint = f"ask for at most {LISTED}, or for each alone"
            yield Finding(f"{name} has a list of {len(listed)} for an answer", hint)
        if folded(answer).rstrip(".") in subject.language.yes_and_no:
            hint = "ask for what, who, when or how much"
            yield Finding(f"{name} is answered by '{answer}'", hint)


# --------------------------------------------------------------------------- CARD-2


@rule("CARD-2", "E", "a note has a GUID of its own, and a first field")
def unidentified_notes(deck: Deck, subject: Subject) -> Iterator[Finding]:
    """Find GUIDs that stand twice, and first fields that are empty.

    Anki takes a second note of one GUID for a correction of the first. A note whose first field is
    empty it lists without a name, and its editor calls it incomplete.
    """
    guids = Counter(note.guid for note in deck.notes)
    for note in deck.notes:
        fact_id = note.facts[0]
        if guids[note.guid] > 1:
            hint = "give one of the two facts another id"
            message = f"the note '{note.name}' shares its GUID with another"
            yield Finding(message, hint, fact_id=fact_id)
        if not words_in(note.fields[0]):
            hint = "let the first field of its note type say what is asked"
            message = f"the note '{note.name}' has an empty first field"
            yield Finding(message, hint, fact_id=fact_id)


# --------------------------------------------------------------------------- CARD-3

NEIGHBOURS = 20
"""So many fronts at most one is held against, of those that share its most telling word: enough in
a bank of many alike, few enough to stay linear."""
COMPARED = (COMPARISON, CHOICE, CLOZE)
"""Note types whose fronts say themselves what to tell apart, or hold more than a question."""


@dataclass(frozen=True)
class Front:
    """A front as it is compared."""

    fact_id: str
    words: frozenset[str]
    """Of the question."""
    shown: frozenset[str]
    """Of the question and of what stands beside it."""
    bold: frozenset[str]
    """Those of them that stand out, and the hashes of its pictures, which do."""
    answers: tuple[str, ...]

    @classmethod
    def of(cls, card: Card) -> "Front":
        """Return what of a card is compared."""
        asked = [face for face in card.front if face.role == "question"]
        beside = [face for face in card.front if face.role == "context"]
        words = frozenset().union(*(words_of(face.words) for face in asked))
        pictures = frozenset(picture.digest for face in card.front for picture in face.pictures)
        return cls(
            fact_id=card.note.facts[0],
            words=words,
            shown=words.union(pictures, *(words_of(face.words) for face in beside)),
            bold=pictures.union(*map(_bold_words_of, (*asked, *beside))),
            answers=card.answers,
        )


@rule("CARD-3", "W", "what is easily confused is told apart")
def confusable_fronts(deck: Deck, subject: Subject) -> Iterator[Finding]:
    """Find pairs of fronts in nearly the same words that nothing tells apart (Wozniak's rule 11).

    They are answered otherwise, neither has a word in bold that the other lacks, and no card shows
    both side by side.
    """
    compared = {note.facts for note in deck.notes if note.type_key == COMPARISON}
    groups: defaultdict[tuple[str, str], list[Front]] = defaultdict(list)
    for card in deck.cards:
        note = card.note
        if note.type_key not in COMPARED and not subject.facts[note.facts[0]].retired:
            groups[note.type_key, card.name].append(Front.of(card))
    for (_, card_name), fronts in groups.items():
        confused: defaultdict[str, list[str]] = defaultdict(list)
        for front, other in confused_pairs(fronts):
            if tuple(sorted((front.fact_id, other.fact_id))) not in compared:
                confused[front.fact_id].append(other.fact_id)
        for fact_id, others in confused.items():
            more = f" and {len(others) - 1} more" if len(others) > 1 else ""
            message = f"the fronts of '{fact_id}' and '{others[0]}'{more} are easily confused"
            hint = "name in each what the other has not: its date, its office, its kind"
            yield Finding(f"{message} (card '{card_name}')", hint, fact_id=fact_id)


def _bold_words_of(face: Face) -> frozenset[str]:
    bold = (part for part in face.content if isinstance(part, Run) and part.style == "bold")
    return frozenset(word for run in bold for word in words_of(run.text))


def confused_pairs(fronts: Sequence[Front]) -> Iterator[tuple[Front, Front]]:
    """Yield pairs of fronts that are taken for one another, each as they follow each other.

    A front is told apart by a word in bold that the other does not show. So one with bold words can
    only be confused with those that show the rarest of them. One without is held against those
    that share one of its rarest words: two sets as alike as that do (Chaudhuri et al. 2006, prefix
    filtering).
    """
    frequent = Counter(word for front in fronts for word in front.words)
    rarest = [_rarest(front.words, frequent) for front in fronts]
    showing: defaultdict[str, list[int]] = defaultdict(list)
    sharing: defaultdict[str, list[int]] = defaultdict(list)
    for place, front in enumerate(fronts):
        for word in front.shown:
            showing[word].append(place)
        for word in rarest[place]:
            sharing[word].append(place)
    pairs: set[tuple[int, int]] = set()
    for place, front in enumerate(fronts):
        near: set[int] = set()
        if front.bold:
            fewest = min((showing[word] for word in front.bold), key=len)
            near.update(_nearest(place, fewest, NEIGHBOURS))
        else:
            for word in rarest[place]:
                near.update(_nearest(place, sharing[word], NEIGHBOURS - len(near)))
        for other in near:
            candidate = fronts[other]
            is_seen = other > place and not (front.bold or candidate.bold)  # from the other's side
            if (
                not is_seen
                and front.bold <= candidate.shown
                and likeness(front.words, candidate.words) >= SAME_FRONT
                and front.answers != candidate.answers
            ):
                pairs.add((min(place, other), max(place, other)))
    return ((fronts[first], fronts[second]) for first, second in sorted(pairs))


def _nearest(place: int, places: Sequence[int], most: int) -> Sequence[int]:
    """Return at most so many of ascending places, from around one of them."""
    start = max(0, min(bisect(places, place) - most // 2, len(places) - most))
    return places[start : start + max(0, most)]


def _rarest(words: frozenset[str], frequent: Mapping[str, int]) -> Sequence[str]:
    ordered = sorted(words, key=lambda word: (frequent[word], word))
    return ordered[: len(words) - ceil(SAME_FRONT * len(words)) + 1]


# --------------------------------------------------------------------------- CARD-4


@rule("CARD-4", "E", "a card has one answer, a gap is worth filling")
def unanswerable_cards(card: Card, subject: Subject) -> Iterator[Finding]:
    """Find cards without a question or answer, and gaps that hide no word worth knowing.

    A type of notes declares both; but the fields of one note may leave one of them empty.
    """
    if card.note.is_retired:
        return
    if not card.question:
        yield Finding(
            f"the card '{card.name}' asks nothing",
            "fill one of the fields that its front asks with",
        )
    if not any(card.answers):
        yield Finding(
            f"the card '{card.name}' has no answer",
            "fill one of the fields that its back answers with",
        )
    for face in card.front:
        for gap in face.content:
            if isinstance(gap, Gap) and words_of(gap.words) <= subject.stop_words:
                yield Finding(
                    f"the gap hides '{gap.words}'", "hide a name, a number, a date or a place"
                )


@rule("CARD-4", "E", "a card has one answer, a gap is worth filling")
def cards_answered_twice(deck: Deck, subject: Subject) -> Iterator[Finding]:
    """Find two cards of one kind that ask the same and are answered otherwise.

    A deck has none but what learners have already; of the rest no note is made.
    """
    cards = [card for card in (*deck.cards, *deck.unasked) if not _rests_on_retired(card, subject)]
    places = {card.note.guid: place for place, card in enumerate(cards)}
    unmade = {card.note.guid for card in deck.unasked}
    told: set[frozenset[str]] = set()
    for riddle in riddles_in(cards, subject.bare):
        one, other = sorted(
            (riddle.card.note, riddle.other.note), key=lambda note: places[note.guid]
        )
        pair = frozenset((one.guid, other.guid))
        if pair not in told:
            told.add(pair)
            first, fact_id = one.facts[0], other.facts[0]
            message = f"'{first}' and '{fact_id}' ask the same on the card '{riddle.card.name}'"
            match [note.facts[0] for note in (one, other) if note.guid in unmade]:
                case [name]:
                    message += f", so '{name}' is not made"
                case [_, _]:
                    message += ", so neither is made"
                case _:
                    pass
            hint = _how_to_tell_apart(fact_id, subject)
            severity: Severity = "W" if _is_translation(fact_id, subject) else "E"
            yield Finding(message, hint, severity, fact_id=fact_id)


def _rests_on_retired(card: Card, subject: Subject) -> bool:
    return any(subject.facts[fact_id].retired for fact_id in card.note.facts)


def _is_translation(fact_id: str, subject: Subject) -> bool:
    """Tell whether a fact is a word with its translation, of which words have several."""
    claim = subject.facts[fact_id].claim
    return isinstance(claim, Term) and claim.relation == "translates"


def _how_to_tell_apart(fact_id: str, subject: Subject) -> str:
    if _is_translation(fact_id, subject):
        return "keep one of the two facts, and write what the word also means under its accept"
    if isinstance(subject.facts[fact_id].claim, Term):
        return "give each a class of its own, by which it is asked, or tell both in one fact"
    return "name in each what tells them apart, or tell both in one fact"


# --------------------------------------------------------------------------- CARD-5


@rule("CARD-5", "E", "a card has topic, source and date, a tag stands under one root")
def unsourced_cards(card: Card, subject: Subject) -> Iterator[Finding]:
    """Find cards that do not say what they are about, where that is from, and when it held."""
    front, back = ({face.role for face in side} for side in (card.front, card.back))
    hint = "fill the field that says it, or add one to the note type"
    if "topic" not in front:
        yield Finding(f"the card '{card.name}' does not name the topic on its front", hint)
    if not card.note.is_retired:
        facts = [subject.facts[fact_id] for fact_id in card.note.facts]
        if "source" not in back and any(fact.source for fact in facts):
            yield Finding(f"the card '{card.name}' has no source on its back", hint)
        if "as_of" not in back and any(fact.as_of for fact in facts):
            message = f"the card '{card.name}' has no date on its back as of which it holds"
            yield Finding(message, hint)


@rule("CARD-5", "E", "a card has topic, source and date, a tag stands under one root")
def stray_tags(deck: Deck, subject: Subject) -> Iterator[Finding]:
    """Find tags that would stand among a learner's own."""
    root = f"{subject.bank.tag()}::"
    for note in deck.notes:
        for tag in note.tags:
            if not tag.startswith(root) or tag.split() != [tag]:
                message = f"note '{note.name}': the tag '{tag}' does not stand under '{root}'"
                yield Finding(
                    message,
                    f"write {root}{tag.split('::')[-1]} without spaces",
                    fact_id=note.facts[0],
                )


# --------------------------------------------------------------------------- CARD-6


@rule("CARD-6", "E", "a card has one right answer, and a gap says what is missing")
def ambiguous_cards(card: Card, subject: Subject) -> Iterator[Finding]:
    """Find gaps without a hint, and fronts to which the bank lists another right answer.

    Such a front is to name the source that tells the two apart, or to quote.
    """
    if card.note.is_retired or card.is_choice:
        return
    for face in card.front:
        for gap in face.content:
            if isinstance(gap, Gap) and not gap.hint:
                hint = "say what kind of thing it is: hint: a place"
                yield Finding(f"nothing tells what the gap '{gap.words}' stands for", hint)
    if card.note.type_key in COMPARED:
        return  # what is asked there is said beside the answer
    fact = subject.facts[card.note.facts[0]]
    front = " ".join(face.words for face in card.front)
    source = subject.bank.sources.get(fact.source)
    names = (source.called, source.publisher, source.title) if source else ()
    is_named = any(name and contains(front, name) for name in names)
    is_quoted = isinstance(fact.claim, Statement) and has_quotation(front, fact.claim.quote)
    for other, words in _also_right(card, fact, subject):
        if is_quoted or (is_named and other and other.source != fact.source):
            continue
        if other and asks_apart(fact, other):
            continue
        if is_named and not other and not isinstance(fact.claim, Statement):
            continue
        hint = "name on the front the source or occasion that tells them apart, or do without it"
        yield Finding(f"the card '{card.name}' may be answered by '{words}' too", hint)


def has_quotation(text: str, quote: Sequence[str]) -> bool:
    """Tell whether a text has every part of a quotation."""
    return bool(quote) and all(contains(text, part) for part in quote)


def _also_right(card: Card, fact: Fact, subject: Subject) -> Iterator[tuple[Fact | None, str]]:
    """Yield what else is right where a card asks for a fact: another fact's answer, or a text."""
    key = _asked_for(card, fact, subject)
    if not key:
        return
    others = [subject.facts[fact_id] for fact_id in fact.also_right]
    if isinstance(fact.claim, Statement):
        others += [each for each in subject.told_alike(fact) if each.id != fact.id]
    own = _words_of(fact, key, subject)
    for other in {each.id: each for each in others}.values():
        words = _words_of(other, key, subject) if other.kind == fact.kind else ""
        if words and not other.retired and subject.bare(words) != subject.bare(own):
            yield other, words
    for text in fact.also_right_text:
        if (key == "speaker") == (subject.bare(text) in subject.bare_names):
            yield None, text


def _asked_for(card: Card, fact: Fact, subject: Subject) -> str:
    """Return what of a fact a card wants for an answer: the name of a variable; empty if unsaid."""
    answers = [subject.bare(answer) for answer in card.answers]
    for key in ("speaker", "term", "date", "value"):
        words = subject.bare(_words_of(fact, key, subject))
        if words and any(answer.startswith(words) for answer in answers):
            return key
    return ""


def _words_of(fact: Fact, key: str, subject: Subject) -> str:
    return str(subject.variables(fact).get(key, ""))


# --------------------------------------------------------------------------- CARD-7


@rule("CARD-7", "W", "what a card asks for is worth knowing and told right at a glance")
def ungradable_cards(card: Card, subject: Subject) -> Iterator[Finding]:
    """Find answers that are sentences to recall, and fronts that ask about sources unnamed.

    What an answer begins with and the front has named, as its subject, is not to be recalled.
    """
    if card.note.is_retired:
        return
    if not card.is_choice and not card.is_answered_by_picture:
        said = words_of(card.question)
        for answer in card.answers:
            own = dropwhile(lambda word: words_of(word) <= said, answer.split())
            if (count := count_words(" ".join(own))) > PHRASE_WORDS:
                hint = f"ask for {PHRASE_WORDS} words at most, by a gap with a hint or by a choice"
                yield Finding(f"the card '{card.name}' wants {count} words recalled", hint)
    for words in subject.language.source_words:
        if contains(unquoted(card.question), words):
            hint = "ask about the world, or name the text"
            yield Finding(f"the card '{card.name}' asks about '{words}'", hint)


# --------------------------------------------------------------------------- CUE-3


@rule("CUE-3", "W", "no date, source or word in a question always goes with one answer")
def telling_fronts(deck: Deck, subject: Subject) -> Iterator[Finding]:
    """Find what the fronts of one kind of card have in common with their answers."""
    traits = Traits(subject.bank, subject.language)
    asked = [
        _as_asked(card, traits, subject)
        for card in deck.cards
        if not card.note.is_retired and not card.is_choice and card.note.type_key != COMPARISON
    ]
    yield from telling_traits(asked, "cards")


def _as_asked(card: Card, traits: Traits, subject: Subject) -> Asked:
    """Return a card as somebody sees it who knows no fact; the answer without words of its front.

    So that "Finland allowed it" and "Poland allowed it" are one answer where the front names them.
    """
    front = " ".join(face.words for face in card.front if face.role not in ("topic", "kind"))
    named = words_of(front)
    said = [
        word for answer in card.answers for word in answer.casefold().split() if word not in named
    ]
    return Asked(
        name=card.note.facts[0],
        sort=f"{card.note.type_key} {card.name}",
        answer=subject.bare(" ".join(said)),
        traits=traits.of(front),
    )


@rule("CARD-4", "W", "a card has one answer, a gap is worth filling")
def kinds_without_cards(deck: Deck, subject: Subject) -> Iterator[Finding]:
    """Find kinds of facts of which none has a card: their note type asks too much of them."""
    asked = {fact_id for note in deck.notes for fact_id in note.facts}
    left_out = {note.facts[0] for note in (card.note for card in deck.unasked)}
    for kind in KINDS:
        facts = [
            fact
            for fact in subject.bank.facts
            if fact.kind == kind and fact.in_deck and fact.is_current
        ]
        if facts and not any(fact.id in asked | left_out for fact in facts):
            message = f"no fact of the kind '{kind}' has a card"
            hint = "let a card need a field that such a fact fills"
            yield Finding(message, hint, fact_id=facts[0].id)


CARD_RULES: tuple[Rule[Card], ...] = (
    overlong_cards,
    unanswerable_cards,
    unsourced_cards,
    ambiguous_cards,
    ungradable_cards,
)
DECK_RULES: tuple[Rule[Deck], ...] = (
    unidentified_notes,
    confusable_fronts,
    cards_answered_twice,
    stray_tags,
    telling_fronts,
    kinds_without_cards,
)
