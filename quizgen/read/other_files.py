"""What a file is that holds no table of facts, told by its first bytes or lines.

Whoever hands over her questions, or a document, is told so in one sentence in place of a problem
for each line of it.
"""

import re

A_TABLE = "for facts it reads a table with one fact a row: quizgen import --template shows one"
READ_ALONE = f"quizgen import FILE --topic TOPIC reads it, where it is whole; {A_TABLE}"
"""For what is read by itself, and stands where a table should."""
AS_WORD = (
    "save its questions as a Word document (.docx): quizgen import FILE --topic TOPIC reads those;"
    f" {A_TABLE}"
)
AS_TABLE = f"copy what is asked into a spreadsheet or a Word document (.docx); {A_TABLE}"
UNPACK = f"unpack it, and import the file that is in it; {A_TABLE}"
_ZIPPED = {
    b"word/": ("a Word document", READ_ALONE),
    b"ppt/": ("a presentation", AS_TABLE),
    b"collection.anki2": ("an Anki package", READ_ALONE),
    b"imsmanifest.xml": ("a package of questions or a course", READ_ALONE),
    b"opendocument.text": ("a text document", AS_WORD),
}
_MAGIC = {
    b"%PDF-": ("a PDF document", AS_TABLE),
    b"{\\rtf": ("a text document", AS_WORD),
    b"\x89PNG": ("a picture", AS_TABLE),
    b"\xff\xd8\xff": ("a picture", AS_TABLE),
    b"GIF8": ("a picture", AS_TABLE),
    b"\x1f\x8b": ("a compressed file", UNPACK),
    b"PK\x03\x04": ("a zip archive", UNPACK),
    b"SQLite format 3": ("a database", AS_TABLE),
}
_SAMPLE = 20_000
"""Letters of a file that are looked at."""
_PROLOGUE = r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*"
_TEXTS = (
    (rf"{_PROLOGUE}<quiz\b", "questions in Moodle XML", READ_ALONE),
    (rf"{_PROLOGUE}<(?:questestinterop|assessment|qti-)", "questions in QTI", READ_ALONE),
    (r"\s*(?:<!doctype html|<html\b)", "a web page", AS_TABLE),
    (r"\s*<(?:\?xml|!--|[a-z][\w:-]*[ />])", "XML", AS_TABLE),
    (r"\s*(?:\[\s*[\[{\"]|\{\s*\")", "JSON", AS_TABLE),
    (r"#(?:separator|notetype|deck|html):", "text that Anki exported", READ_ALONE),
)  # fmt: skip
_QUESTIONS = (
    (r"(?m)^ANSWER: *[A-Z]\s*$", "questions in Aiken's format", READ_ALONE),
    (
        r"(?m)^ *::[^:\n]+::|[^\\]\{\s*(?:[=~#]|(?:T|F|TRUE|FALSE)[}#])",
        "questions in GIFT",
        READ_ALONE,
    ),
    (
        r"(?m)^ *\d+[.)] .*\n\s*\*?[a-hA-H][.)] ?.*\n\s*\*?[a-hA-H][.)]",
        "questions in plain text",
        AS_WORD,
    ),
)
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
        for part, (what, hint) in _ZIPPED.items():
            if part in content:
                return f"the file is {what}, not CSV", hint
    for magic, (what, hint) in _MAGIC.items():
        if content.startswith(magic):
            return f"the file is {what}, not CSV", hint
    return None


def name_text(text: str) -> tuple[str, str] | None:
    """Return message and hint for a text that is no table of facts, or None.

    >>> name_text("2+2? {=4 ~5}")[0]
    'the file holds questions in GIFT, not a table of facts'
    """
    text = text[:_SAMPLE]
    for form, what, hint in _TEXTS:
        if re.match(form, text, re.IGNORECASE | re.DOTALL):
            return f"the file holds {what}, not a table of facts", hint
    first = text.lstrip().partition("\n")[0].lower()
    if "kind" in re.findall("[a-z_]+", first) or re.match(GAME_SHEET, text):
        return None
    if re.search(r"(?m)^topic:", text) and re.search(r"(?m)^facts:", text):
        hint = "move it to banks/, named as its topic says, with .yaml behind it"
        return "the file is a bank already, not a table", hint
    for form, what, hint in _QUESTIONS:
        if re.search(form, text):
            return f"the file holds {what}, not a table of facts", hint
    return None


def holds_questions(columns: list[str]) -> bool:
    """Tell whether a table's columns are those of written questions: one to ask, and answers."""
    answers = sum(bool(_ANSWERS.fullmatch(name)) for name in columns)
    return bool(_ASKS.intersection(columns)) and answers > 0
