"""Questions as Moodle XML, for the question bank of a Moodle course.

What the format asks for was read in the importer of Moodle 4.5.6 and seen in runs of it;
docs/moodle.md says what was proved, and what is lost. HTML is escaped once as HTML and once as XML,
as in Moodle's own exports; a text that Moodle takes for plain is escaped once.
"""

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from decimal import Context, Decimal
from functools import partial
from typing import BinaryIO, assert_never
from urllib.parse import quote

from quizgen.content import Content, Picture, Run, plain
from quizgen.errors import Problem
from quizgen.figure.asked import svg_file
from quizgen.html_text import (
    as_html,
    in_attribute,
    in_paragraphs,
    text_as_html,
    words_as_html,
)
from quizgen.ids import seal_of
from quizgen.output import Export, Output
from quizgen.quiz.alone import (
    asking,
    digits_of,
    lost,
    midpoint,
    picture_lost,
    told_after,
    told_of,
)
from quizgen.quiz.form import Form, FormSection, NumberedItem
from quizgen.quiz.in_html import marking_as_html, passage_as_html, with_credit
from quizgen.quiz.in_moodle import (
    LONGEST_RESPONSE,
    SHARES,
    category_of,
    digits_of_numbers,
    ident_of,
    name_of,
    tags_of,
)
from quizgen.quiz.item import (
    Choice,
    Cloze,
    Discussion,
    Item,
    Matching,
    Numeric,
    Ordering,
    ShortAnswer,
    TrueFalse,
)
from quizgen.quiz.tables import sign_of, with_cells
from quizgen.xml_text import as_xml_bytes

LONGEST_UNIT = 50
"""In characters, as Moodle's table of units holds."""
LINES = (2, 3, 5, 10, 15, 20, 25, 30, 35, 40)
"""How many lines an essay can have."""
ROUNDING = Decimal("0.005")
"""An answer in another unit tells how long that unit is, if it was rounded by no more than this
part of itself: "185 lb" does, and "0.1 t" does not."""
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'
FOOT = "</quiz>\n"
OTHER_FORMAT = "choose another format for it, or leave it out with --what-fits"

GAP = "\ue000"
"""Stands where a gap will be: a sign for private use, which no bank may have."""
_IN_GAPS = re.compile(r"[}#~/\"\\={%:&<>]")
"""What ends an answer of a gap or begins something in it; Moodle decodes it once it is parted."""
_AMOUNT = re.compile(r"(?P<number>[-−]?\d[\d,]*(?:\.\d+)?)\s*(?P<unit>[^\d\s.,].*)", re.ASCII)
_GROUPS = re.compile(r"[-−]?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
_IN_PLACE = ' fraction="1"'
"""Of each thing that is put in order: Moodle goes by where it stands."""
_EXACT = Context(prec=60)


def write_moodle(form: Form, name: str) -> Export:
    """Return the questions of a form as a file of that name, its sections as categories.

    The name of each begins with its number, so that Moodle lists them in the order of the sheet.
    """
    places = [(each, section) for section in form.sections for each in section.items]
    if not places:
        return Export(())
    left_out = [problem for each, _ in places if (problem := _refusal(each))]
    refused = {problem.item_id for problem in left_out}
    kept = [each for each, _ in places if each.item.id not in refused]
    left_out += [problem for each in kept for problem in _lost_units(each, form)]
    made = partial(_write, form, frozenset(refused))
    file = Output(name, made, {"questions": len(kept)})
    return Export((file,), tuple(left_out), tuple(_remarks(kept)))


def _write(form: Form, refused: frozenset[str], stream: BinaryIO) -> None:
    """Write question by question: all pictures of a bank need not have room in memory."""
    digits = digits_of_numbers(form)
    stream.write(HEAD.encode())
    for section in form.sections:
        kept = [each for each in section.items if each.item.id not in refused]
        if kept:
            stream.write(_category(form, section).encode())
        for numbered in kept:
            written = _question(numbered, section, form, digits)
            stream.write(as_xml_bytes(written))
    stream.write(FOOT.encode())


# ------------------------------------------------------------------------------ what is not held


def _refusal(numbered: NumberedItem) -> Problem | None:
    """Return why Moodle cannot hold an item at all, if it cannot."""
    item = numbered.item
    if problem := picture_lost(numbered):
        return problem
    match item.interaction:
        case Choice(type="multiple-response", options=options):
            keys = sum(option.is_key for option in options)
            if keys > len(SHARES):
                why = f"has {keys} right options, and Moodle shares points among {len(SHARES)}"
                return lost(numbered, why, OTHER_FORMAT)
        case Matching(responses=responses):
            for response in responses:
                if len(words := plain(response.text)) > LONGEST_RESPONSE:
                    why = f"has a response of {len(words)} characters, of which Moodle would keep"
                    return lost(numbered, f"{why} {LONGEST_RESPONSE}", OTHER_FORMAT)
        case _:
            pass
    return None


def _lost_units(numbered: NumberedItem, form: Form) -> Iterator[Problem]:
    """Yield answers in other units that Moodle would mark as wrong.

    A number in words is none of them: who is asked for a number by a machine types digits.
    """
    number = numbered.item.interaction
    if isinstance(number, Numeric):
        for answer in number.accepted:
            if any(map(str.isdigit, answer)) and _unit_of(answer, number, form) is None:
                why = f"loses the answer '{answer}', in which Moodle finds no number and unit"
                yield lost(numbered, why, "write it as a number and its unit, as in 185 lb")


def _remarks(kept: Iterable[NumberedItem]) -> Iterator[str]:
    for numbered in kept:
        cloze = numbered.item.interaction
        if isinstance(cloze, Cloze) and 0 < numbered.points < len(cloze.answers):
            gaps, points = len(cloze.answers), numbered.points
            yield (
                f"Question {numbered.label} is worth {gaps} points in Moodle instead of {points}:"
                " one for each gap."
            )


# ------------------------------------------------------------------------------------- questions


def _xml(text: str) -> str:
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text


def _category(form: Form, section: FormSection) -> str:
    """Return the question that tells Moodle where those behind it belong."""
    path, instruction = category_of(form, section), words_as_html(section.instruction)
    return (
        f'<question type="category"><category><text>{_xml(path)}</text></category>'
        f'<info format="html"><text>{_xml(instruction)}</text></info></question>\n'
    )


def _question(numbered: NumberedItem, section: FormSection, form: Form, digits: int) -> str:
    item = numbered.item
    kind, answered = _answered(numbered, form)
    after = in_paragraphs(text_as_html(text) for text in told_after(item, form))
    grade = "" if kind == "cloze" else f"<defaultgrade>{numbered.points}</defaultgrade>"
    return (
        f'<question type="{kind}"><name><text>{_xml(name_of(numbered, digits))}</text></name>\n'
        f' <questiontext format="html">{_asked(numbered, section)}</questiontext>\n'
        f' <generalfeedback format="html"><text>{_xml(after)}</text></generalfeedback>\n'
        f" {grade}<penalty>0.3333333</penalty><hidden>0</hidden>"
        f"<idnumber>{_xml(ident_of(item))}</idnumber>\n"
        f"{answered} {_tags(item)}</question>\n"
    )


def _tags(item: Item) -> str:
    listed = "".join(f"<tag><text>{_xml(tag)}</text></tag>" for tag in tags_of(item))
    return f"<tags>{listed}</tags>"


def _asked(numbered: NumberedItem, section: FormSection) -> str:
    """Return all that a pupil reads or sees before answering: passage, figure and prompt."""
    item = numbered.item
    files: dict[str, Callable[[], bytes]] = {}
    show = partial(_img, files)
    prompt = as_html(asking(numbered, section), show)
    match item.interaction:
        case Numeric(unit=unit) if unit:
            said = f'<span class="quizgen-unit">({words_as_html(unit)})</span>'
            prompt = f"{prompt}<p>{said}</p>" if prompt.endswith(">") else f"{prompt} {said}"
        case Cloze() as cloze if table := cloze.table_in(item.prompt):
            cells = [(Run(f"{sign_of(n)} {GAP}"),) for n in range(len(cloze.answers))]
            prompt = _with_braces(as_html(with_cells(item.prompt, table, cells), show))
            for gap in _gaps(cloze, numbered.points):
                prompt = prompt.replace(GAP, gap, 1)
        case Cloze() as cloze:
            gapped = _gapped(cloze, numbered.points)
            prompt = in_paragraphs((prompt, gapped)) if prompt else gapped
        case _:
            pass
    if item.passage or item.figure:
        parts = [passage_as_html(item.passage)] if item.passage else []
        if item.figure:
            name = f"figure-{seal_of(item.figure.alt, item.figure.caption)}.svg"
            files[name] = partial(svg_file, item.figure)
            parts.append(_img_tag(name, item.figure.alt))
        prompt = in_paragraphs((*parts, prompt))
    return f"<text>{_xml(prompt)}</text>{_attached(files)}"


def _img(files: dict[str, Callable[[], bytes]], picture: Picture) -> str:
    assert picture.fetch, "an item without the bytes of its pictures was left out"
    files[picture.file_name] = picture.fetch
    return with_credit(_img_tag(picture.file_name, picture.alt), picture)


def _img_tag(name: str, alt: str) -> str:
    return f'<img src="@@PLUGINFILE@@/{quote(name)}" alt="{in_attribute(alt)}">'


def _attached(files: dict[str, Callable[[], bytes]]) -> str:
    return "".join(
        f'<file name="{name}" path="/" encoding="base64">{b64encode(fetch()).decode()}</file>'
        for name, fetch in files.items()
    )


def _html(element: str, content: Content, attributes: str = "") -> str:
    """Return an element of formatted text, and the pictures in it."""
    files: dict[str, Callable[[], bytes]] = {}
    html = as_html(content, partial(_img, files))
    return f'{element}{attributes} format="html"><text>{_xml(html)}</text>{_attached(files)}'


def _feedback(content: Content) -> str:
    if not content:
        return '<feedback format="html"><text></text></feedback>'
    return f"{_html('<feedback', content)}</feedback>"


def _plain_answer(words: str, feedback: Content = ()) -> str:
    """Return a right answer that is typed."""
    return (
        f' <answer fraction="100" format="moodle_auto_format"><text>{_xml(words)}</text>'
        f"{_feedback(feedback)}</answer>\n"
    )


def _answered(numbered: NumberedItem, form: Form) -> tuple[str, str]:
    """Return Moodle's name of the type, and the elements that only this type has."""
    match numbered.item.interaction:
        case Choice() as choice:
            return "multichoice", _choice(choice)
        case TrueFalse() as judged:
            return "truefalse", _truth(judged)
        case Matching() as matching:
            return "matching", _matching(matching)
        case Ordering() as ordering:
            return "ordering", _ordering(ordering)
        case ShortAnswer(answer=answer, accepted=accepted):
            right = dict.fromkeys((plain(answer), *accepted))
            listed = "".join(_plain_answer(words.replace("*", r"\*")) for words in right)
            return "shortanswer", f" <usecase>0</usecase>\n{listed}"
        case Numeric() as number:
            return "numerical", _number(number, form)
        case Cloze():
            return "cloze", ""  # its answers stand in its sentence
        case Discussion() as task:
            return "essay", _essay(task, numbered.points)
        case _ as unreachable:
            assert_never(unreachable)


def _choice(choice: Choice) -> str:
    """Return options with their shares of the points.

    Of several right ones a wrong one takes off what a right one gives, so that ticking all of them
    gives nothing. Numbers and dates stay in their order, and so do options that speak of others.
    """
    is_single = choice.type == "multiple-choice"
    share = SHARES[sum(option.is_key for option in choice.options) - 1]
    wrong = "0" if is_single else f"-{share}"
    listed = "".join(
        _html(" <answer", option.content, f' fraction="{share if option.is_key else wrong}"')
        + _feedback(told_of(option))
        + "</answer>\n"
        for option in choice.options
    )
    return (
        f" <single>{_truth_value(is_single)}</single>"
        f"<shuffleanswers>{_truth_value(not choice.has_own_order)}</shuffleanswers>"
        "<answernumbering>ABCD</answernumbering>"
        "<showstandardinstruction>1</showstandardinstruction><shownumcorrect/>\n"
        f"{listed}"
    )


def _truth_value(claim: bool) -> str:
    return "true" if claim else "false"


def _truth(judged: TrueFalse) -> str:
    """Return both answers, by the English words that Moodle knows whatever its language."""
    feedback = ""
    if judged.correction:
        correction = text_as_html(judged.correction)
        feedback = f'<span class="quizgen-correction">{correction}</span>'
    return "".join(
        f' <answer fraction="{100 if answer == judged.is_true else 0}" format="moodle_auto_format">'
        f"<text>{_truth_value(answer)}</text>"
        f'<feedback format="html"><text>{_xml(feedback)}</text></feedback></answer>\n'
        for answer in (True, False)
    )


def _matching(matching: Matching) -> str:
    """Return the pairs, then what goes with nothing beside an empty premise."""
    texts = {response.id: plain(response.text) for response in matching.responses}
    pairs: list[tuple[Content, str]] = []
    for premise in matching.premises:
        detail = (Run(" ("), *premise.detail, Run(")")) if premise.detail else ()
        pairs.append(((*premise.text, *detail), texts[premise.response]))
    used = {premise.response for premise in matching.premises}
    pairs += [((), words) for ident, words in texts.items() if ident not in used]
    listed = "".join(
        f"{_html(' <subquestion', asked)}<answer><text>{_xml(words)}</text></answer>"
        "</subquestion>\n"
        for asked, words in pairs
    )
    return f" <shuffleanswers>true</shuffleanswers><shownumcorrect/>\n{listed}"


def _ordering(ordering: Ordering) -> str:
    """Return the events in their right order; without `shownumcorrect` Moodle's import breaks."""
    events = sorted(ordering.events, key=lambda event: event.rank)
    listed = "".join(f"{_html(' <answer', event.text, _IN_PLACE)}</answer>\n" for event in events)
    return (
        " <layouttype>VERTICAL</layouttype><selecttype>ALL</selecttype>"
        "<selectcount>0</selectcount><gradingtype>ABSOLUTE_POSITION</gradingtype>"
        "<showgrading>SHOW</showgrading><numberingstyle>none</numberingstyle>"
        f"<shownumcorrect>1</shownumcorrect>\n{listed}"
    )


def _number(number: Numeric, form: Form) -> str:
    middle, spread = midpoint(number)
    units = {number.unit: "1"} if 0 < len(number.unit) <= LONGEST_UNIT else {}
    for answer in number.accepted:
        if unit := _unit_of(answer, number, form):
            units.setdefault(*unit)
    listed = "".join(
        f"<unit><multiplier>{multiplier}</multiplier><unit_name>{_xml(name)}</unit_name></unit>"
        for name, multiplier in units.items()
    )
    return (
        ' <answer fraction="100" format="moodle_auto_format">'
        f"<text>{digits_of(middle)}</text><tolerance>{digits_of(spread)}</tolerance>"
        f"{_feedback(())}</answer>\n"
        + (f" <units>{listed}</units>\n" if units else "")
        + " <unitgradingtype>0</unitgradingtype><unitpenalty>0.1</unitpenalty>"
        "<showunits>0</showunits><unitsleft>0</unitsleft>\n"
    )


def _unit_of(answer: str, number: Numeric, form: Form) -> tuple[str, str] | None:
    """Return the unit of an answer in another unit, and how many of it are one of the item's.

    None where it tells no such thing, or not well enough. What a comma or point in it means only
    English is asked.
    """
    found = _AMOUNT.fullmatch(answer)
    middle, _ = midpoint(number)
    if not found or not middle or len(found["unit"]) > LONGEST_UNIT:
        return None
    digits = found["number"].replace("−", "-")
    if not form.language.startswith("en") and not digits.removeprefix("-").isdigit():
        return None
    if "," in digits and not _GROUPS.fullmatch(digits):
        return None
    value = Decimal(digits.replace(",", ""))
    if value == middle:
        return found["unit"], "1"
    step = Decimal(1).scaleb(int(value.as_tuple().exponent)) / 2
    if not value or abs(step / value) > ROUNDING:
        return None
    multiplier = _EXACT.divide(value, middle)
    if multiplier < 0:
        return None
    return found["unit"], digits_of(multiplier.normalize(Context(prec=12)))


def _gapped(cloze: Cloze, points: int) -> str:
    """Return a sentence with its gaps."""
    html = _with_braces(text_as_html(cloze.parts[0]))
    for gap, part in zip(_gaps(cloze, points), cloze.parts[1:], strict=True):
        html += gap + _with_braces(text_as_html(part))
    return html


def _gaps(cloze: Cloze, points: int) -> Iterator[str]:
    """Yield the gaps of a sentence or a table; each has its share of the points, all whole."""
    gaps = len(cloze.answers)
    each, rest = divmod(max(points, gaps), gaps)
    for place, (answer, accepted) in enumerate(zip(cloze.answers, cloze.accepted, strict=True)):
        right = "~".join(f"={_in_gap(w)}" for w in dict.fromkeys((plain(answer), *accepted)))
        yield f"{{{each + (place < rest)}:SHORTANSWER:{right}}}"


def _with_braces(html: str) -> str:
    """Return HTML in which Moodle finds no gap, nor the place of one: `{#1}` is its first."""
    return html.replace("{", "&#123;").replace("}", "&#125;")


def _in_gap(words: str) -> str:
    return _IN_GAPS.sub(lambda sign: f"&#{ord(sign[0])};", words).replace("*", r"\*")


def _essay(task: Discussion, points: int) -> str:
    """Return room for an answer, and for who marks it what earns how many points."""
    lines = next((each for each in LINES if each >= task.lines), LINES[-1])
    told = marking_as_html(task, points)
    return (
        " <responseformat>editor</responseformat><responserequired>1</responserequired>"
        f"<responsefieldlines>{lines}</responsefieldlines><attachments>0</attachments>"
        "<attachmentsrequired>0</attachmentsrequired>\n"
        f' <graderinfo format="html"><text>{_xml(told)}</text></graderinfo>\n'
        ' <responsetemplate format="html"><text></text></responsetemplate>\n'
    )
