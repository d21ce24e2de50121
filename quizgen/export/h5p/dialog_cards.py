"""A deck as H5P's Dialog Cards, which turn on a click; nothing is kept of what is known."""

from collections.abc import Sequence
from functools import partial
from typing import BinaryIO

from quizgen.content import Picture, Run
from quizgen.deck.content import FieldContent, Gap, Masks
from quizgen.deck.deck import Deck
from quizgen.deck.faces import Card, Face
from quizgen.deck.lost import cards_lost
from quizgen.export.h5p import words
from quizgen.export.h5p.package import Params, Shown, pack, shown
from quizgen.html_text import text_as_html, words_as_html
from quizgen.output import Export, Output

MAIN = "H5P.Dialogcards"
UNSAID = ("topic", "kind", "notice", "feedback", "picture", "figure")
"""What belongs to the deck, would tell an answer too early, or is no words."""


def write_dialog_cards(deck: Deck, name: str) -> Export:
    """Return the deck's cards as a package of that name, front and back.

    A card has one picture, which stands on both sides: one that only the back shows would tell the
    answer. Retired notes are not in it, and nobody is told, as in other tables of the cards.
    """
    cards = [card for card in deck.cards if not card.note.is_retired]
    held = [card for card in cards if _is_held(card)]
    without = [card for card in cards if not _is_held(card)]
    file = Output(name, partial(_write, deck, held), {"cards": len(held)})
    backs = [card for card in held if _picture(card) is None]
    left_out = (*cards_lost([*without, *backs], deck.topic),)
    return Export((file,), left_out, words.remark_on(deck.language, name))


def _is_held(card: Card) -> bool:
    """Tell whether a card can be answered here: its front has one picture at most, and no masks."""
    faces = [face for face in card.front if face.role not in ("picture", "figure")]
    pictures = [picture for face in card.front for picture in face.pictures]
    masks = any(isinstance(part, Masks) for face in card.front for part in face.content)
    answers = any(face.role == "answer" and face.pictures for face in card.back)
    return bool(faces) and len(pictures) <= 1 and not masks and not answers


def _picture(card: Card) -> Picture | None:
    return next((picture for face in card.front for picture in face.pictures), None)


def _write(deck: Deck, cards: Sequence[Card], stream: BinaryIO) -> None:
    pictures: list[Shown] = []
    dialogs = []
    for card in cards:
        dialog: dict[str, object] = {
            "text": _side(card.front, card.sort),
            "answer": _side(card.back),
            "tips": {},
        }
        if (picture := _picture(card)) and picture.fetch:
            pictures.append(shown(picture))
            dialog |= {"image": pictures[-1].params, "imageAltText": picture.alt}
        dialogs.append(dialog)
    content: Params = {
        "title": f"<p>{words_as_html(deck.name)}</p>\n",
        "mode": "normal",
        "description": "",
        "dialogs": dialogs,
        "behaviour": {
            "enableRetry": True,
            "disableBackwardsNavigation": False,
            "scaleTextNotCard": False,
            "randomCards": False,
            "maxProficiency": 5,
            "quickProgression": False,
        },
        **words.CARDS,
    }
    pack(stream, deck.name, deck.language, MAIN, content, (), pictures)


def _side(side: Sequence[Face], sort: str = "") -> str:
    said = [_html(face.content) for face in side if face.role not in UNSAID and face.words]
    if sort:
        said.append(words_as_html(sort))
    return "".join(f"<p>{each}</p>\n" for each in said if each)


def _html(content: FieldContent) -> str:
    html = ""
    for part in content:
        match part:
            case Run():
                html += text_as_html((part,))
            case Gap(is_filled=True, words=filled):
                html += f"<b>{words_as_html(filled)}</b>"
            case Gap(hint=hint):
                html += f"[{words_as_html(hint or '…')}]"
            case _:  # pictures and drawings have no words
                pass
    return html.strip()
