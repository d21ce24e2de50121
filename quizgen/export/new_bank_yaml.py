"""A table from elsewhere -> the YAML of a bank that its author goes on with.

A list of words becomes the bank's facts, each on a line; a table of things stays as it is, and the
bank names its columns.
"""

import re

from quizgen.ids import slug_of
from quizgen.read.cells import column_name
from quizgen.read.plain_table import Guess, PlainTable
from quizgen.read.word_list import WordList, keys_of_word
from quizgen.yaml_text import in_brackets, modeline, scalar, scalar_in_brackets

_LONGEST_PROPERTY = 40
"""Letters of its id."""


def write_word_list(found: WordList, topic: str, title: str) -> str:
    """Return the text of a bank that holds the words."""
    lines = [modeline("bank"), f"topic: {scalar(topic)}", f"title: {scalar(title)}"]
    languages = [(column.key, column.language) for column in (found.term, found.meaning)]
    if all(tag for _, tag in languages):
        lines.append(f"languages: {{{', '.join(f'{key}: {tag}' for key, tag in languages)}}}")
    lines += ["", "facts:"]
    lines += [f"  - {in_brackets(keys_of_word(word))}" for word in found.words]
    return "\n".join(lines) + "\n"


def write_table_bank(table: PlainTable, topic: str, title: str, file: str) -> str:
    """Return the text of a bank that names the table, a file beside it."""
    lines = [
        modeline("bank"),
        f"topic: {scalar(topic)}",
        f"title: {scalar(title)}",
        "",
        "tables:",
        f"  - file: {scalar(file)}",
        f"    subject: {scalar(table.subject.head)}    # what a row is about",
        f"    id: {scalar(table.id.head)}    # by which a row is known: its cells never change",
        f"    class: {scalar(_class_of(table.subject.head, topic))}",
        "    columns:",
    ]
    ids: set[str] = set()
    for guess in table.columns:
        name = _in_words(guess.head)
        if not guess.holds:
            lines.append(f"      # {' '.join(guess.head.split())}: passed over, {guess.why}")
            continue
        if guess.holds == "quantity":
            said = f"quantity: {scalar_in_brackets(name)}"
        else:
            said = f"property: {_new_id(guess, ids)}"
            said += ", is: year" if guess.holds == "year" else ""
        lines.append(f"      {scalar(guess.head)}: {{{said}}}")
    return "\n".join(lines) + "\n"


def _new_id(guess: Guess, ids: set[str]) -> str:
    slug = slug_of(_in_words(guess.head))[:_LONGEST_PROPERTY].strip("-") or f"column-{guess.number}"
    found = slug if slug not in ids else f"{slug}-{guess.number}"
    ids.add(found)
    return found


def _in_words(head: str) -> str:
    """Return the head of a column as words within a sentence.

    >>> _in_words("AtomicNumber"), _in_words("area_km2"), _in_words("Melting point (K)")
    ('atomic number', 'area km2', 'melting point (K)')
    """
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", head).replace("_", " ").split()
    words = [word.lower() if word[1:].islower() or not word[1:] else word for word in parted]
    return " ".join(words)


def _class_of(head: str, topic: str) -> str:
    """Return what one of the things is called: as their column says, or by the topic.

    >>> _class_of("Country", "europe"), _class_of("Name", "elements"), _class_of("name", "stories")
    ('country', 'element', 'story')
    """
    if column_name(head) not in ("name", "title"):
        return _in_words(head)
    words = topic.replace("-", " ")
    if words.endswith("ies"):
        return f"{words[:-3]}y"
    return words[:-1] if words.endswith("s") and not words.endswith("ss") else words
