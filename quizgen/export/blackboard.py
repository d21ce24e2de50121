"""Questions as rows for Blackboard's upload: a type, what is asked, and the answers, by tabs.

The rules are the vendor's own; docs/blackboard-brightspace.md says what was proved. A row is a
question, and no cell has a line end or a tab. Feedback, points, tags and ids have no place.
"""

from collections.abc import Sequence

from quizgen.content import Content, plain
from quizgen.errors import Problem
from quizgen.output import Export, Output
from quizgen.quiz.alone import (
    as_lines,
    asking,
    digits_of,
    lost,
    midpoint,
    needs_picture,
    spare_responses,
)
from quizgen.quiz.form import Form, FormSection, NumberedItem
from quizgen.quiz.item import (
    Choice,
    Cloze,
    Discussion,
    Matching,
    Numeric,
    Ordering,
    ShortAnswer,
    TrueFalse,
)

MOST_ROWS = 250
"""In one upload, in courses of the Ultra sort; others take 500."""
MOST_ANSWERS = 100
MOST_GAPS = 10
OTHER_FORMAT = "take Moodle XML for it, or leave it out with --what-fits"


def write_blackboard(form: Form, name: str) -> Export:
    """Return the questions of a form as files named by that name, so many as uploads need."""
    left_out: list[Problem] = []
    rows: list[str] = []
    orders = 0
    for section in form.sections:
        for numbered in section.items:
            if why := _why_not(numbered):
                left_out.append(lost(numbered, why, OTHER_FORMAT))
                continue
            left_out += _spare(numbered)
            orders += isinstance(numbered.item.interaction, Ordering)
            rows.append("\t".join(_row(numbered, section)) + "\n")
    if not rows and not left_out:
        return Export(())
    stem, dot, end = name.rpartition(".")
    files = []
    for number, start in enumerate(range(0, len(rows), MOST_ROWS) or [0], start=1):
        part = rows[start : start + MOST_ROWS]
        called = name if number == 1 else f"{stem}-{number}{dot}{end}"
        files.append(Output(called, "".join(part).encode(), {"questions": len(part)}))
    return Export(tuple(files), tuple(left_out), _remarks(orders))


def _remarks(orders: int) -> tuple[str, ...]:
    if not orders:
        return ()
    rows = "1 row is" if orders == 1 else f"{orders} rows are"
    return (f"{rows} to be put in order: courses of Blackboard Ultra refuse such rows.",)


def _why_not(numbered: NumberedItem) -> str:
    """Return why Blackboard cannot hold an item, if it cannot."""
    item = numbered.item
    if needs_picture(item):
        return "has a picture to look at, and a row for Blackboard has none"
    if item.passage:
        text = plain(item.passage.title) or item.passage.id
        return f"rests on the text '{text}': a row for Blackboard has none"
    match item.interaction:
        case Choice(options=options) if len(options) > MOST_ANSWERS:
            return f"has {len(options)} options, and Blackboard has {MOST_ANSWERS}"
        case Matching(premises=premises) if len({it.response for it in premises}) < len(premises):
            return "matches one answer twice, which Blackboard does not"
        case Cloze(parts=parts, answers=answers):
            if len(answers) > MOST_GAPS:
                return f"has {len(answers)} gaps, and Blackboard has {MOST_GAPS}"
            around = "".join(map(_words, (item.prompt, *parts)))
            if "[" in around or "]" in around:
                return "has brackets beside its gaps, which Blackboard writes in brackets"
        case _:
            pass
    return ""


def _spare(numbered: NumberedItem) -> Sequence[Problem]:
    """Return what is lost of an item that is written: answers that match nothing."""
    match numbered.item.interaction:
        case Matching() as matching:
            if spare := spare_responses(matching):
                named = ", ".join(f"'{words}'" for words in spare)
                why = f"loses {named}, which matches nothing: Blackboard has no spare answers"
                return [lost(numbered, why, "the last pair can be told by what is left")]
    return ()


def _row(numbered: NumberedItem, section: FormSection) -> list[str]:
    asked = _words(asking(numbered, section))
    match numbered.item.interaction:
        case Choice(type=kind, options=options):
            answers = [
                cell
                for option in options
                for cell in (_words(option.content), "correct" if option.is_key else "incorrect")
            ]
            return ["MC" if kind == "multiple-choice" else "MA", asked, *answers]
        case TrueFalse(is_true=is_true):
            return ["TF", asked, "true" if is_true else "false"]
        case Matching(premises=premises, responses=responses):
            texts = {response.id: _words(response.text) for response in responses}
            pairs = []
            for premise in premises:
                detail = f" ({_words(premise.detail)})" if premise.detail else ""
                pairs += [_words(premise.text) + detail, texts[premise.response]]
            return ["MAT", asked, *pairs]
        case Ordering(events=events):
            in_order = sorted(events, key=lambda event: event.rank)
            return ["ORD", asked, *(_words(event.text) for event in in_order)]
        case Numeric(unit=unit) as number:
            middle, spread = midpoint(number)
            asks = f"{asked} ({unit})".strip() if unit else asked
            return ["NUM", asks, digits_of(middle), digits_of(spread)]
        case ShortAnswer(answer=answer, accepted=accepted):
            return ["FIB", asked, *dict.fromkeys((_words(answer), *accepted))]
        case Cloze() as cloze:
            return _gapped(asked, cloze)
        case Discussion():
            return ["ESS", asked]


def _gapped(asked: str, cloze: Cloze) -> list[str]:
    """Return a sentence whose gaps have names in brackets, then what fills each."""
    names = [f"gap{number}" for number in range(1, len(cloze.answers) + 1)]
    sentence = _words(cloze.parts[0])
    cells: list[str] = []
    gaps = zip(names, cloze.answers, cloze.accepted, cloze.parts[1:], strict=True)
    for name, answer, accepted, after in gaps:
        sentence += f"[{name}]{_words(after)}"
        right = dict.fromkeys((_words(answer), *accepted))
        cells += [*([""] if cells else []), name, *right]
    return ["FIB_PLUS", f"{asked} {sentence}".strip(), *cells]


def _words(content: Content) -> str:
    """Return a content in one cell; at the edges of a gap its spaces stay."""
    return " ".join(as_lines(content)).replace("\t", " ")
