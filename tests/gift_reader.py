"""What Moodle makes of a GIFT file: a second reading, by the order in which its importer looks for things.

It knows nothing of the writer, and guesses as Moodle does: what is no number is a star, what has `->` is a pair.
"""

import re
from dataclasses import dataclass, field

ESCAPED = {":": "058", "#": "035", "=": "061", "{": "123", "}": "125", "~": "126", "n": "010"}
WEIGHT = re.compile(r"%-*([0-9]{1,2})\.?([0-9]*)%")
FORMATS = ("html", "plain", "moodle", "markdown")


@dataclass
class Question:
    kind: str
    name: str
    asks: str
    general: str
    comment: str
    category: str
    answers: list[tuple[str, float, str]] = field(default_factory=list)
    """As typed or shown, what it is worth in percent, what is told."""
    pairs: list[tuple[str, str]] = field(default_factory=list)
    truth: str = ""
    told: tuple[str, str] = ("", "")
    """Of a statement: who is wrong, who is right."""
    number: tuple[float, float] | None = None


def before(text: str) -> str:
    text = text.replace("\\\\", "&&092;")
    for sign, code in ESCAPED.items():
        text = text.replace(f"\\{sign}", f"&&{code};")
    return text.replace("&&092;", "\\")


def after(text: str) -> str:
    for sign, code in ESCAPED.items():
        text = text.replace(f"&&{code};", "\n" if sign == "n" else sign)
    return text


def shown(text: str) -> str:
    text = text.strip()
    if text.startswith("[") and text[1 : text.find("]")] in FORMATS:
        text = text[text.find("]") + 1 :]
    return after(text).strip()


def split_told(text: str) -> tuple[str, str]:
    words, _, told = text.strip().partition("#")
    return shown(words), shown(told)


def weighed(text: str, usual: float) -> tuple[str, float]:
    text = text.strip()
    if not WEIGHT.match(text):
        return text, usual
    weight, _, rest = text[1:].partition("%")
    return rest, float(weight)


def parts_of(text: str, mark: str) -> list[str]:
    parts = text.split(mark)
    return parts if parts[0].strip() else parts[1:]


def import_gift(content: bytes) -> list[Question]:
    category, found = "", []
    for block in re.split(r"\n[ \t]*\n", content.decode("utf-8-sig")):
        lines = block.split("\n")
        comment = " ".join(line.strip() for line in lines if line.strip().startswith("//"))
        text = before(
            "\n".join(line for line in lines if not line.strip().startswith("//")).strip()
        )
        if text.startswith("$CATEGORY:"):
            category = text[10:].strip()
        elif text:
            found.append(question_of(text, comment, category))
    return found


def question_of(text: str, comment: str, category: str) -> Question:
    name = ""
    if text.startswith("::"):
        name, _, text = text[2:].partition("::")
        text = text.strip()
    start, end = text.find("{"), text.find("}")
    assert 0 <= start < end, f"no answer, or braces that do not pair: {text}"
    inside = text[start + 1 : end].strip()
    gap = "" if text.endswith("}") else "_____"
    stem = text[:start] + gap + text[end + 1 :]
    general = ""
    if "####" in inside:
        inside, _, general = inside.rpartition("####")
        inside = inside.strip()
    made = Question("", after(name), shown(stem), shown(general), comment, category)
    if not inside:
        made.kind = "essay"
    elif inside[0] == "#":
        made.kind = "numerical"
        (answer,) = parts_of(inside[1:], "=")
        middle, _, spread = answer.partition(":")
        made.number = float(middle), float(spread or 0)
    elif "~" in inside:
        made.kind = "single" if "=" in inside else "several"
        for each in parts_of(inside.replace("=", "~="), "~"):
            each = each.strip()
            words, weight = (each[1:], 100.0) if each[0] == "=" else weighed(each, 0.0)
            shown_words, told = split_told(words)
            made.answers.append((shown_words, weight, told))
    elif "=" in inside and "->" in inside:
        made.kind = "match"
        for each in parts_of(inside, "="):
            left, arrow, right = each.partition("->")
            assert arrow
            made.pairs.append((shown(left), after(right).strip()))
    elif inside.partition("#")[0].strip() in ("T", "TRUE", "F", "FALSE"):
        made.kind = "truefalse"
        truth, *told = inside.split("#", 2)
        made.truth = "true" if truth.strip() in ("T", "TRUE") else "false"
        made.told = (shown(told[0]) if told else "", shown(told[1]) if told[1:] else "")
    else:
        made.kind = "short"
        for each in parts_of(inside, "="):
            words, weight = weighed(each, 100.0)
            typed, told = split_told(words)
            made.answers.append((typed, weight, told))
    return made
