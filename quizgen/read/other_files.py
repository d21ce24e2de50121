"""What a file is that holds no table of facts, told by its first bytes or lines.

Whoever hands over her questions, or a document, is told so in one sentence in place of a problem
for each line of it.
"""

import re

NOT_YET = (
    "quizgen cannot read it yet; it reads a table with one fact a row:"
    " quizgen import --template shows one"
)
_ZIPPED = {
    b"word/": "a Word document",
    b"ppt/": "a presentation",
    b"collection.anki2": "an Anki package",
    b"imsmanifest.xml": "a package of questions or a course",
    b"opendocument.text": "a text document",
}
_MAGIC = {
    b"%PDF-": "a PDF document",
    b"{\\rtf": "a text document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file",
    b"PK\x03\x04": "a zip archive",
    b"SQLite format 3": "a database",
}
_SAMPLE = 20_000
"""Letters of a file that are looked at."""
_PROLOGUE = r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*"
_TEXTS = (
    (rf"{_PROLOGUE}<quiz\b", "questions in Moodle XML"),
    (rf"{_PROLOGUE}<(?:questestinterop|assessment|qti-)", "questions in QTI"),
    (r"\s*(?:<!doctype html|<html\b)", "a web page"),
    (r"\s*<(?:\?xml|!--|[a-z][\w:-]*[ />])", "XML"),
    (r"\s*(?:\[\s*[\[{\"]|\{\s*\")", "JSON"),
    (r"#(?:separator|notetype|deck|html):", "text that Anki exported"),
)  # fmt: skip
_QUESTIONS = (
    (r"(?m)^ANSWER: *[A-Z]\s*$", "questions in Aiken's format"),
    (r"(?m)^ *::[^:\n]+::|[^\\]\{\s*(?:[=~#]|(?:T|F|TRUE|FALSE)[}#])", "questions in GIFT"),
    (r"(?m)^ *\d+[.)] .*\n\s*\*?[a-hA-H][.)] ?.*\n\s*\*?[a-hA-H][.)]", "questions in plain text"),
)  # fmt: skip
"""Each only where the first line names no column `kind`."""
_ASKS = {"question", "questions", "question_text", "questiontext", "stem", "prompt"}
_ANSWERS = re.compile(
    r"(?:correct|right|wrong|incorrect)?_?(?:answers?|options?|choices?|distractors?)(?:_?\w)?"
    r"|correct|key|[a-e]|feedback|points|type"
)


GAME_SHEET = r"""\ufeff?"?(?:Blooket\s+Import Template|Gimkit Spreadsheet Import Template)"""
"""How the templates of game programs begin that are text: whatever signs stand in their questions,
they are tables."""


def name_bytes(content: bytes) -> tuple[str, str] | None:
    """Return message and hint for a file that holds no text, or None."""
    if content.startswith(b"PK\x03\x04"):
        named = next((what for part, what in _ZIPPED.items() if part in content), "")
        if named:
            return f"the file is {named}, not CSV", NOT_YET
    named = next((what for magic, what in _MAGIC.items() if content.startswith(magic)), "")
    return (f"the file is {named}, not CSV", NOT_YET) if named else None


def name_text(text: str) -> tuple[str, str] | None:
    """Return message and hint for a text that is no table of facts, or None.

    >>> name_text("2+2? {=4 ~5}")[0]
    'the file holds questions in GIFT, not a table of facts'
    """
    text = text[:_SAMPLE]
    for form, what in _TEXTS:
        if re.match(form, text, re.IGNORECASE | re.DOTALL):
            return f"the file holds {what}, not a table of facts", NOT_YET
    first = text.lstrip().partition("\n")[0].lower()
    if "kind" in re.findall("[a-z_]+", first) or re.match(GAME_SHEET, text):
        return None
    if re.search(r"(?m)^topic:", text) and re.search(r"(?m)^facts:", text):
        hint = "move it to banks/, named as its topic says, with .yaml behind it"
        return "the file is a bank already, not a table", hint
    for form, what in _QUESTIONS:
        if re.search(form, text):
            return f"the file holds {what}, not a table of facts", NOT_YET
    return None


def holds_questions(columns: list[str]) -> bool:
    """Tell whether a table's columns are those of written questions: one to ask, and answers."""
    answers = sum(bool(_ANSWERS.fullmatch(name)) for name in columns)
    return bool(_ASKS.intersection(columns)) and answers > 0
