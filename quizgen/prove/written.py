"""Written questions and passages beside the texts of their sources."""

import re
from collections.abc import Iterator, Mapping

from quizgen.bank.questions import Passage, Question
from quizgen.errors import quoted
from quizgen.prove.case import near
from quizgen.prove.fact_words import locate
from quizgen.prove.outcome import Outcome, proved, wrong
from quizgen.prove.source_text import SourceText

_LEFT_OUT = re.compile(r"\s*(?:[\[(](?:…|\.\.\.)[\])]|…|\.\.\.)\s*")
"""What stands in a quotation for words that were left out."""
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")

Texts = Mapping[str, SourceText]
"""By source; one whose text cannot be had has none."""


def prove_question(question: Question, texts: Texts) -> Iterator[Outcome]:
    """Look for the place of a question, if it names one; what is right there is its author's."""
    text = texts.get(question.source)
    if text and question.at:
        yield locate(question.at, text.find(question.at), text, ("at",))


def prove_passage(passage: Passage, texts: Texts) -> Iterator[Outcome]:
    """Look for each paragraph of a quoted passage, or line of verse, word for word."""
    text = texts.get(passage.source)
    if text is None:
        return
    parts = passage.text.split("\n") if passage.verse else _BLANK_LINE.split(passage.text)
    for part in parts:
        for words in filter(None, map(str.strip, _LEFT_OUT.split(" ".join(part.split())))):
            if text.find(words):
                yield proved("quotations")
            else:
                message = f"{quoted(words)} of the passage is not in the text"
                yield wrong("quotations", ("text",), message, near(text, words))
