"""Pictures: their words give no answer away, and somebody has said whose they are."""

from collections.abc import Iterator, Sequence

from quizgen.content import Content, Picture, is_text, pictures_of, plain
from quizgen.judge.subject import Subject
from quizgen.judge.texts import contains
from quizgen.quiz.item import Choice, Item, Matching
from quizgen.quiz.offer import Offer
from quizgen.quiz.walk import key_texts, texts_by_role
from quizgen.rules.rule import Finding, rule

UNSAID = "say what there is to see, and leave out what is asked for"


@rule("PIC-1", "E", "what is said of a picture gives no answer away")
def telling_pictures(item: Item, subject: Subject) -> Iterator[Finding]:
    """Find pictures whose words have the answer in them, or the name of what they are asked for.

    Whoever cannot see a picture is told these words; whoever can may read the credit beside it.
    """
    keys = [*map(plain, filter(is_text, key_texts(item)))]
    keys += [plain(part.content) for part in texts_by_role(item) if part.role == "accepted"]
    yield from _telling(item.prompt, keys, subject)
    match item.interaction:
        case Choice(options=options):
            for option in options:
                yield from _telling(option.content, item.about, subject)
        case Matching(premises=premises, responses=responses):
            texts = {response.id: plain(response.text) for response in responses}
            for premise in premises:
                yield from _telling(premise.text, [texts.get(premise.response, "")], subject)
        case _:
            pass


def _telling(content: Content, answers: Sequence[str], subject: Subject) -> Iterator[Finding]:
    """Yield the pictures of a content whose words hold an answer, or name what has them."""
    for picture in pictures_of([content]):
        owners = subject.bank.owners_of_pictures.get(picture.name, ())
        for what, words in _words_of(picture):
            for answer in dict.fromkeys((*answers, *owners)):
                if _says(words, answer, subject):
                    message = f"the {what} of the picture '{picture.name}' says '{answer}'"
                    yield Finding(message, UNSAID)
                    break


def _words_of(picture: Picture) -> Iterator[tuple[str, str]]:
    """Yield what is said of a picture where pupils meet it, and under which key it stands."""
    yield "alt", picture.alt
    if picture.owes_credit:
        yield "credit", picture.credit


def _says(words: str, answer: str, subject: Subject) -> bool:
    """Tell whether words have an answer in them, with or without its article; no letter tells."""
    bare = subject.bare(answer)
    is_letter = len(bare) == 1 and bare.isalpha()
    return not is_letter and (contains(words, answer) or contains(words, bare))


@rule("PIC-2", "W", "a picture is used, and says who made it and on which terms")
def unsaid_credits(offer: Offer, subject: Subject) -> Iterator[Finding]:
    """Find pictures that nothing shows, and those of which nobody knows whether they may be."""
    bank = subject.bank
    shown = {picture.name for item in offer.items for picture in _pictures_in(item)}
    for name, entry in bank.pictures.items():
        if name not in shown and name not in bank.pictures_named and not entry.parts:
            hint = "name it under picture of a fact or a question, or delete it"
            yield Finding(f"nothing shows the picture '{name}'", hint, where=entry.where)
        missing = [key for key in ("credit", "licence") if not getattr(entry, key)]
        if missing:
            hint = "write who made it and on which terms: credit: own drawing, licence: CC0"
            message = f"the picture '{name}' has no {' and no '.join(missing)}"
            yield Finding(message, hint, where=entry.where)


@rule("PIC-1", "E", "what is said of a picture gives no answer away")
def telling_of_parts(offer: Offer, subject: Subject) -> Iterator[Finding]:
    """Find pictures whose words name a part of theirs that a card covers and asks for."""
    for name, entry in subject.bank.pictures.items():
        said = [part.name for part in entry.parts if not part.retired]
        told = [(key, getattr(entry, key)) for key in ("alt", "asks", "credit")]
        for key, words in told:
            if part := next((each for each in said if _says(words, each, subject)), ""):
                message = f"the {key} of the picture '{name}' says '{part}', which a card asks for"
                yield Finding(message, UNSAID, where=entry.where)


def _pictures_in(item: Item) -> Iterator[Picture]:
    return pictures_of(part.content for part in texts_by_role(item))
