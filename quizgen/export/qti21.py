"""Questions as a package of QTI 2.1: a manifest, a test in sections, and a file for each question.

What is written is valid by the standard's own schema; docs/qti.md says who read it, and what is
lost. Everything that marks a question stands in it twice, as programs differ in which they read:
the right answer by itself, and the steps that make points of an answer.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import partial
from typing import BinaryIO, assert_never

from quizgen.archive import ArchiveWriter
from quizgen.content import (
    Block,
    Content,
    Listing,
    Paragraph,
    Picture,
    Run,
    Table,
    Text,
    blocks_of,
    is_text,
    plain,
)
from quizgen.errors import Problem
from quizgen.figure.asked import svg_file
from quizgen.html_text import in_attribute, words_as_html
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
    points_of_bands,
)
from quizgen.quiz.passages import Passage
from quizgen.values import dataclass
from quizgen.xml_text import NOT_IN_XML

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
OF_QTI = (
    f'xmlns="{QTI}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    f'xsi:schemaLocation="{QTI} http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd"'
)
OF_PACKAGES = "http://www.imsglobal.org/xsd/imscp_v1p1"
OF_METADATA = "http://ltsc.ieee.org/xsd/LOM"
LINE = 20
"""So many characters the room for a typed answer has, and a multiple of it for longer ones: room
that fits would tell how long the answer is."""
FIGURES = 12
"""The same, of a number."""
OTHER_FORMAT = "choose another format for it, or leave it out with --what-fits"

_IDENT = re.compile("[a-z0-9-]+(/[a-z0-9-]+)*")
_TAGS = {"bold": "b", "italic": "i"}
_ISOLATES = {"ltr": "\N{LEFT-TO-RIGHT ISOLATE}", "rtl": "\N{RIGHT-TO-LEFT ISOLATE}"}
"""QTI 2.1 knows no `dir`, so the direction of some words is told by signs that nobody sees."""

Files = dict[str, Callable[[], bytes]]
"""Pictures by the names of their files, each read when it is written."""


@dataclass(frozen=True, kw_only=True)
class _Told:
    """Something that is told once an item is answered."""

    ident: str
    html: str
    outcome: str
    """The variable by which it is shown. What may be told together has one each: not every player
    gathers several things in one."""
    when: str = ""
    """The test that an answer has to pass; empty for what is told of all."""


@dataclass(frozen=True, kw_only=True)
class _Answered:
    """How an item is answered and marked."""

    body: str
    declared: str
    """What is right, with what each part of it earns."""
    marked: str = ""
    """How points are made of an answer; nothing where a person marks it."""
    told: tuple[_Told, ...] = ()
    """What is told of some answers alone."""


def write_qti21(form: Form, name: str) -> Export:
    """Return the questions of a form as a package of that name, its sections as those of a test."""
    places = [(each, section) for section in form.sections for each in section.items]
    if not places:
        return Export(())
    left_out = [problem for each, _ in places if (problem := picture_lost(each))]
    refused = {problem.item_id for problem in left_out}
    kept = [each for each, _ in places if each.item.id not in refused]
    left_out += [problem for each in kept if (problem := _lost_answers(each))]
    made = partial(_write, form, frozenset(refused))
    file = Output(name, made, {"questions": len(kept)})
    return Export((file,), tuple(left_out), tuple(_remarks(kept)))


def _write(form: Form, refused: frozenset[str], stream: BinaryIO) -> None:
    """Write the package, its files sorted by their names."""
    written: dict[str, Callable[[], bytes]] = {}
    resources: dict[str, str] = {}
    sections: list[str] = []
    digits = max(2, len(str(form.questions)))
    for section in form.sections:
        references = []
        for numbered in section.items:
            if numbered.item.id in refused:
                continue
            ident, files = ident_of(numbered.item.id), Files()
            title = f"{form.title} {numbered.number:0{digits}}{numbered.part}"
            item = _item(numbered, section, form, title, files)
            written[f"items/{ident}.xml"] = partial(_encoded, item)
            written |= {f"items/{name}": fetch for name, fetch in files.items()}
            resources[ident] = _resource(numbered.item, ident, files)
            references.append(f'<assessmentItemRef identifier="{ident}" href="items/{ident}.xml"/>')
        if references:
            sections.append(_section(section, form, len(sections) + 1, references))
    seal = seal_of(form.topic, form.id)
    written["test.xml"] = partial(_encoded, _test(form, seal, sections))
    written["imsmanifest.xml"] = partial(_encoded, _manifest(seal, resources))
    with ArchiveWriter(stream) as archive:
        for name in sorted(written):
            is_packed = name.endswith((".png", ".jpg"))
            archive.add(name, written[name](), is_packed=is_packed)


def _encoded(written: str) -> bytes:
    return (HEAD + NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", written)).encode()


def ident_of(item_id: str) -> str:
    """Return the id of an item as XML takes it: it begins with no digit, and has no stroke.

    >>> ident_of("gagarin/who-said-it"), ident_of("1961"), ident_of("Юрий")
    ('gagarin.who-said-it', '_1961', 'q823c26582af75f13')
    """
    if not _IDENT.fullmatch(item_id):
        return f"q{seal_of(item_id)}"
    ident = item_id.replace("/", ".")
    return ident if ident[0].isalpha() else f"_{ident}"


# ------------------------------------------------------------------------------ what is not held


def _lost_answers(numbered: NumberedItem) -> Problem | None:
    """Return the answers in units that an item accepts, and nothing on the screen speaks of."""
    number = numbered.item.interaction
    if not isinstance(number, Numeric) or number.unit or not _in_other_units(number):
        return None
    told = ", ".join(f"'{each}'" for each in _in_other_units(number))
    why = f"loses the answers {told}: QTI marks a number, and here no unit says which"
    return lost(numbered, why, "give the question a unit, or leave them out with --what-fits")


def _in_other_units(number: Numeric) -> tuple[str, ...]:
    return tuple(each for each in number.accepted if any(map(str.isdigit, each)))


def _remarks(kept: Iterable[NumberedItem]) -> Iterator[str]:
    numbers = [
        each.label
        for each in kept
        if isinstance(number := each.item.interaction, Numeric)
        and number.unit
        and _in_other_units(number)
    ]
    if numbers:
        many = "Question" if len(numbers) == 1 else "Questions"
        takes = "takes" if len(numbers) == 1 else "take"
        named = ", ".join(numbers)
        yield f"{many} {named} {takes} a number in the unit behind it, and in no other."


# --------------------------------------------------------------------------- manifest and test


def _manifest(seal: str, resources: Mapping[str, str]) -> str:
    """Return the list of all that the package holds, each item by its id."""
    needs = "".join(f'<dependency identifierref="{ident}"/>' for ident in resources)
    return (
        f'<manifest xmlns="{OF_PACKAGES}" xmlns:imsmd="{OF_METADATA}" identifier="m{seal}">\n'
        "<metadata><schema>QTIv2.1 Package</schema>"
        "<schemaversion>1.0.0</schemaversion></metadata>\n"
        "<organizations/>\n<resources>\n"
        f'<resource identifier="t{seal}" type="imsqti_test_xmlv2p1" href="test.xml">'
        f'<file href="test.xml"/>{needs}</resource>\n'
        f"{''.join(resources.values())}</resources>\n</manifest>\n"
    )


def _resource(item: Item, ident: str, files: Files) -> str:
    """Return what the manifest says of an item; its tags are keywords of the metadata."""
    sensitive = [f"sensitivity-{item.sensitivity}"] if item.sensitivity != "none" else []
    keywords = "".join(
        f'<imsmd:keyword><imsmd:string language="en">{words_as_html(tag)}</imsmd:string>'
        "</imsmd:keyword>"
        for tag in (*item.tags, f"level-{item.level}", *sensitive)
    )
    listed = "".join(f'<file href="items/{name}"/>' for name in (f"{ident}.xml", *files))
    return (
        f'<resource identifier="{ident}" type="imsqti_item_xmlv2p1" href="items/{ident}.xml">'
        f"<metadata><imsmd:lom><imsmd:general>{keywords}</imsmd:general></imsmd:lom></metadata>"
        f"{listed}</resource>\n"
    )


def _test(form: Form, seal: str, sections: Iterable[str]) -> str:
    named = form.labels.footer_form.format(form=form.version) if form.version else ""
    title = " · ".join(filter(None, (form.title, named)))
    return (
        f'<assessmentTest {OF_QTI} identifier="t{seal}"'
        f' title="{in_attribute(title)}" toolName="quizgen">\n'
        f"{_outcome('SCORE', 0)}"
        '<testPart identifier="part-1" navigationMode="nonlinear" submissionMode="simultaneous">\n'
        f"{''.join(sections)}</testPart>\n"
        '<outcomeProcessing><setOutcomeValue identifier="SCORE"><sum>'
        '<testVariables variableIdentifier="SCORE"/></sum></setOutcomeValue></outcomeProcessing>\n'
        "</assessmentTest>\n"
    )


def _section(section: FormSection, form: Form, number: int, references: Iterable[str]) -> str:
    told = [section.instruction, " · ".join(section.word_bank)]
    paragraphs = "".join(f"<p>{words_as_html(words)}</p>" for words in told if words)
    rubric = f'<rubricBlock view="candidate">{paragraphs}</rubricBlock>' if paragraphs else ""
    title = in_attribute(section.title or form.title)
    return (
        f'<assessmentSection identifier="section-{number}" title="{title}" visible="true">'
        f"{rubric}{''.join(references)}</assessmentSection>\n"
    )


# ------------------------------------------------------------------------------------- an item


def _item(
    numbered: NumberedItem, section: FormSection, form: Form, title: str, files: Files
) -> str:
    item, points = numbered.item, numbered.points
    answered = _answered(numbered, section, files)
    after = "".join(f"<p>{_text(text)}</p>" for text in told_after(item, form))
    told = [*answered.told]
    if after:
        told.append(_Told(ident="general", html=after, outcome="GENERAL"))
    outcomes = _outcome("SCORE", 0, f' normalMaximum="{points}"') + _outcome("MAXSCORE", points)
    outcomes += "".join(
        f'<outcomeDeclaration identifier="{name}" cardinality="single" baseType="identifier"/>\n'
        for name in dict.fromkeys(each.outcome for each in told)
    )
    steps = answered.marked + "".join(map(_telling, told))
    processing = f"<responseProcessing>\n{steps}</responseProcessing>\n" if steps else ""
    shown = "".join(
        f'<modalFeedback outcomeIdentifier="{each.outcome}" identifier="{each.ident}"'
        f' showHide="show">{each.html}</modalFeedback>\n'
        for each in told
    )
    return (
        f'<assessmentItem {OF_QTI} identifier="{ident_of(item.id)}" title="{in_attribute(title)}"'
        f' adaptive="false" timeDependent="false" xml:lang="{in_attribute(form.language)}"'
        f' toolName="quizgen">\n'
        f"{answered.declared}{outcomes}<itemBody>{answered.body}</itemBody>\n"
        f"{processing}{shown}</assessmentItem>\n"
    )


def _outcome(ident: str, value: int, attributes: str = "") -> str:
    return (
        f'<outcomeDeclaration identifier="{ident}" cardinality="single" baseType="float"'
        f"{attributes}><defaultValue><value>{value}</value></defaultValue></outcomeDeclaration>\n"
    )


def _telling(told: _Told) -> str:
    test = told.when or '<baseValue baseType="boolean">true</baseValue>'
    value = f'<baseValue baseType="identifier">{told.ident}</baseValue>'
    return _step(test, told.outcome, value)


def _step(test: str, outcome: str, value: str) -> str:
    return (
        f'<responseCondition><responseIf>{test}<setOutcomeValue identifier="{outcome}">{value}'
        "</setOutcomeValue></responseIf></responseCondition>\n"
    )


def _declared(
    base_type: str,
    right: Iterable[str],
    *,
    ident: str = "RESPONSE",
    cardinality: str = "single",
    earns: Mapping[str, str] | None = None,
) -> str:
    """Return the declaration of a response: what is right, and what each of its values earns."""
    values = "".join(f"<value>{words_as_html(value)}</value>" for value in right)
    correct = f"<correctResponse>{values}</correctResponse>" if values else ""
    mapping = ""
    if earns:
        case = ' caseSensitive="false"' if base_type == "string" else ""
        entries = "".join(
            f'<mapEntry mapKey="{in_attribute(key)}" mappedValue="{share}"{case}/>'
            for key, share in earns.items()
        )
        mapping = f'<mapping defaultValue="0">{entries}</mapping>'
    return (
        f'<responseDeclaration identifier="{ident}" cardinality="{cardinality}"'
        f' baseType="{base_type}">{correct}{mapping}</responseDeclaration>\n'
    )


def _variable(ident: str) -> str:
    return f'<variable identifier="{ident}"/>'


_GIVEN = f"<not><isNull>{_variable('RESPONSE')}</isNull></not>"
_ALL_RIGHT = f'<match>{_variable("RESPONSE")}<correct identifier="RESPONSE"/></match>'


def _worth(points: int) -> str:
    return f'<baseValue baseType="float">{points}</baseValue>'


def shares_of(points: int, parts: int) -> tuple[str, ...]:
    """Return what each part of a question earns; together they are its points, to the hundredth.

    >>> shares_of(3, 3), shares_of(5, 2), shares_of(1, 3)
    (('1', '1', '1'), ('2.5', '2.5'), ('0.34', '0.33', '0.33'))
    """
    each, rest = divmod(points * 100, parts)
    hundredth = Decimal("0.01")
    return tuple(digits_of((each + (place < rest)) * hundredth) for place in range(parts))


def _answered(numbered: NumberedItem, section: FormSection, files: Files) -> _Answered:
    """Return how an item is answered and marked."""
    item, points = numbered.item, numbered.points
    show = partial(_img, files)
    above, prompt = _asked(numbered, section, files)
    match item.interaction:
        case Choice() as choice:
            return _choice(choice, points, above, prompt, show)
        case TrueFalse() as judged:
            return _truth(judged, points, above, prompt)
        case Matching() as matching:
            return _matching(matching, points, above, prompt, show)
        case Ordering() as ordering:
            return _ordering(ordering, points, above, prompt)
        case ShortAnswer(answer=answer, accepted=accepted):
            right = tuple(dict.fromkeys((plain(answer), *accepted)))
            earns = dict.fromkeys(right, str(points))
            return _Answered(
                body=f"{above}{_paragraph(prompt)}<p>{_entry('RESPONSE', _room(right))}</p>",
                declared=_declared("string", right[:1], earns=earns),
                marked=_step(_GIVEN, "SCORE", '<mapResponse identifier="RESPONSE"/>'),
            )
        case Numeric() as number:
            return _number(number, points, f"{above}{_paragraph(prompt)}")
        case Cloze() as cloze:
            return _gaps(cloze, points, f"{above}{_paragraph(prompt)}")
        case Discussion() as task:
            asked = f"<prompt>{prompt}</prompt>" if prompt else ""
            lines = max(task.lines, 1)
            return _Answered(
                body=f"{above}{_for_marking(task, points)}<extendedTextInteraction"
                f' responseIdentifier="RESPONSE" expectedLines="{lines}">{asked}'
                "</extendedTextInteraction>",
                declared=_declared("string", ()),
            )
        case _ as unreachable:
            assert_never(unreachable)


def _asked(numbered: NumberedItem, section: FormSection, files: Files) -> tuple[str, str]:
    """Return what is read or looked at first, and what asks, where that is words alone."""
    item = numbered.item
    parts = [_passage(item.passage)] if item.passage else []
    if item.figure:
        name = f"figure-{seal_of(item.figure.alt, item.figure.caption)}.svg"
        files[name] = partial(svg_file, item.figure)
        parts.append(f"<p>{_img_tag(name, item.figure.alt)}</p>")
    asked = asking(numbered, section)
    if is_text(asked):
        return "".join(parts), _text(asked)
    show = partial(_img, files)
    return "".join((*parts, *(_block(block, show) for block in blocks_of(asked)))), ""


def _paragraph(html: str) -> str:
    return f"<p>{html}</p>" if html else ""


def _passage(passage: Passage) -> str:
    title = f"<p><b>{_text(passage.title)}</b></p>" if passage.title else ""
    if passage.is_verse:
        text = f"<p>{'<br/>'.join(map(_text, passage.paragraphs))}</p>"
    else:
        text = "".join(f"<p>{_text(part)}</p>" for part in passage.paragraphs)
    credit = f"<p><i>{_text(passage.credit)}</i></p>" if passage.credit else ""
    return f"<blockquote>{title}{text}{credit}</blockquote>"


def _option_ident(place: int) -> str:
    return chr(ord("A") + place) if place < 26 else f"O{place + 1}"


def _choice(
    choice: Choice, points: int, above: str, prompt: str, show: Callable[[Picture], str]
) -> _Answered:
    """Return options of which one is right, or of which all that are right are to be chosen."""
    is_single = choice.type == "multiple-choice"
    idents = [_option_ident(place) for place in range(len(choice.options))]
    named = [*zip(idents, choice.options, strict=True)]
    told = tuple(
        _Told(
            ident=f"told-{ident}",
            html=f"<p>{_text(words)}</p>",
            outcome="FEEDBACK" if is_single else f"FEEDBACK-{ident}",
            when=_chosen(ident, is_single),
        )
        for ident, option in named
        if (words := told_of(option))
    )
    listed = "".join(
        f'<simpleChoice identifier="{ident}">{_flow(option.content, show)}</simpleChoice>'
        for ident, option in named
    )
    shuffle = "false" if choice.has_own_order else "true"
    asked = f"<prompt>{prompt}</prompt>" if prompt else ""
    return _Answered(
        body=f'{above}<choiceInteraction responseIdentifier="RESPONSE" shuffle="{shuffle}"'
        f' maxChoices="{1 if is_single else 0}">{asked}{listed}</choiceInteraction>',
        declared=_declared(
            "identifier",
            [ident for ident, option in named if option.is_key],
            cardinality="single" if is_single else "multiple",
        ),
        marked=_step(_ALL_RIGHT, "SCORE", _worth(points)),
        told=told,
    )


def _chosen(ident: str, is_single: bool) -> str:
    value = f'<baseValue baseType="identifier">{ident}</baseValue>'
    if is_single:
        return f"<match>{_variable('RESPONSE')}{value}</match>"
    return f"<member>{value}{_variable('RESPONSE')}</member>"


def _truth(judged: TrueFalse, points: int, above: str, prompt: str) -> _Answered:
    """Return both answers in English, as programs know them; ids say the same."""
    told: tuple[_Told, ...] = ()
    if judged.correction:
        html = f"<p>{_text(judged.correction)}</p>"
        told = (_Told(ident="correction", html=html, outcome="FEEDBACK"),)
    asked = f"<prompt>{prompt}</prompt>" if prompt else ""
    return _Answered(
        body=f'{above}<choiceInteraction responseIdentifier="RESPONSE" shuffle="false"'
        f' maxChoices="1">{asked}<simpleChoice identifier="true">True</simpleChoice>'
        '<simpleChoice identifier="false">False</simpleChoice></choiceInteraction>',
        declared=_declared("identifier", ["true" if judged.is_true else "false"]),
        marked=_step(_ALL_RIGHT, "SCORE", _worth(points)),
        told=told,
    )


def _matching(
    matching: Matching, points: int, above: str, prompt: str, show: Callable[[Picture], str]
) -> _Answered:
    """Return premises and responses; a response may go with several, or with none."""
    idents = {each.id: _option_ident(place) for place, each in enumerate(matching.responses)}
    right = [
        f"P{place} {idents[each.response]}" for place, each in enumerate(matching.premises, start=1)
    ]
    premises = "".join(
        f'<simpleAssociableChoice identifier="P{place}" matchMax="1">'
        f"{_flow(each.text, show)}{_detail(each.detail)}</simpleAssociableChoice>"
        for place, each in enumerate(matching.premises, start=1)
    )
    many = len(matching.premises)
    responses = "".join(
        f'<simpleAssociableChoice identifier="{idents[each.id]}" matchMax="{many}">'
        f"{_text(each.text)}</simpleAssociableChoice>"
        for each in matching.responses
    )
    asked = f"<prompt>{prompt}</prompt>" if prompt else ""
    return _Answered(
        body=f'{above}<matchInteraction responseIdentifier="RESPONSE" shuffle="false"'
        f' maxAssociations="{many}">{asked}<simpleMatchSet>{premises}</simpleMatchSet>'
        f"<simpleMatchSet>{responses}</simpleMatchSet></matchInteraction>",
        declared=_declared(
            "directedPair",
            right,
            cardinality="multiple",
            earns=dict(zip(right, shares_of(points, many), strict=True)),
        ),
        marked=_step(_GIVEN, "SCORE", '<mapResponse identifier="RESPONSE"/>'),
    )


def _detail(detail: Text) -> str:
    return f" ({_text(detail)})" if detail else ""


def _ordering(ordering: Ordering, points: int, above: str, prompt: str) -> _Answered:
    named = [(_option_ident(place), event) for place, event in enumerate(ordering.events)]
    in_order = sorted(named, key=lambda each: each[1].rank)
    listed = "".join(
        f'<simpleChoice identifier="{ident}">{_text(event.text)}</simpleChoice>'
        for ident, event in named
    )
    asked = f"<prompt>{prompt}</prompt>" if prompt else ""
    return _Answered(
        body=f'{above}<orderInteraction responseIdentifier="RESPONSE" shuffle="true">'
        f"{asked}{listed}</orderInteraction>",
        declared=_declared("identifier", [ident for ident, _ in in_order], cardinality="ordered"),
        marked=_step(_ALL_RIGHT, "SCORE", _worth(points)),
    )


def _entry(ident: str, length: int) -> str:
    return f'<textEntryInteraction responseIdentifier="{ident}" expectedLength="{length}"/>'


def _room(right: Iterable[str]) -> int:
    """Return how many characters a line for one of some answers has: short ones all the same."""
    longest = max(map(len, right))
    return -(-longest // LINE) * LINE or LINE


def _number(number: Numeric, points: int, asked: str) -> _Answered:
    """Return room for a number, with its unit behind it, and from where to where it is right."""
    middle, _ = midpoint(number)
    unit = f" {words_as_html(number.unit)}" if number.unit else ""
    low, high = (digits_of(end) for end in (number.low, number.high))
    room = max(FIGURES, len(low), len(high))
    within = (
        f'<gte>{_variable("RESPONSE")}<baseValue baseType="float">{low}</baseValue></gte>'
        f'<lte>{_variable("RESPONSE")}<baseValue baseType="float">{high}</baseValue></lte>'
    )
    return _Answered(
        body=f"{asked}<p>{_entry('RESPONSE', room)}{unit}</p>",
        declared=_declared("float", [digits_of(middle)]),
        marked=_step(f"<and>{_GIVEN}{within}</and>", "SCORE", _worth(points)),
    )


def _gaps(cloze: Cloze, points: int, asked: str) -> _Answered:
    """Return a sentence with its gaps, which all have the same room; each earns its share."""
    gaps = [
        tuple(dict.fromkeys((plain(answer), *accepted)))
        for answer, accepted in zip(cloze.answers, cloze.accepted, strict=True)
    ]
    idents = [f"RESPONSE{place}" for place in range(1, len(gaps) + 1)]
    room = _room(words for right in gaps for words in right)
    first, *rest = map(_text, cloze.parts)
    sentence = first + "".join(
        _entry(ident, room) + part for ident, part in zip(idents, rest, strict=True)
    )
    shares = shares_of(points, len(gaps))
    declared = "".join(
        _declared("string", right[:1], ident=ident, earns=dict.fromkeys(right, share))
        for ident, right, share in zip(idents, gaps, shares, strict=True)
    )
    marked = "".join(
        _step(
            f"<not><isNull>{_variable(ident)}</isNull></not>",
            "SCORE",
            f'<sum>{_variable("SCORE")}<mapResponse identifier="{ident}"/></sum>',
        )
        for ident in idents
    )
    body = f'{asked}<p class="quizgen-gapped">{sentence}</p>'
    return _Answered(body=body, declared=declared, marked=marked)


def _for_marking(task: Discussion, points: int) -> str:
    """Return what earns how many points, and where to look: for who marks it alone."""
    shares = points_of_bands(len(task.bands), points) if task.bands else ()
    bands = "".join(
        f"<li><b>{_text(band.name)}</b> ({low if low == high else f'{low}–{high}'}): "
        f"<span>{_text(band.does)}</span></li>"
        for band, (low, high) in zip(task.bands, shares, strict=True)
    )
    told = f'<ul class="quizgen-marking">{bands}</ul>' if bands else ""
    told += "".join(f"<p>{_text(passage)}</p>" for passage in task.passages)
    return f'<rubricBlock view="scorer">{told}</rubricBlock>' if told else ""


# --------------------------------------------------------------------- words, tables, pictures


def _text(text: Text) -> str:
    """Return a paragraph without the tags around it, in the part of XHTML that QTI 2.1 has."""
    return "".join(
        [
            words_as_html(run.text)
            if run.style == "plain" and not run.lang and not run.direction
            else _styled(run)
            for run in text
        ]
    )


def _styled(run: Run) -> str:
    words = words_as_html(run.text)
    if run.direction:
        words = f"{_ISOLATES[run.direction]}{words}\N{POP DIRECTIONAL ISOLATE}"
    if run.style == "plain" and not run.lang:
        return words
    name = _TAGS.get(run.style, "span")
    lang = f' xml:lang="{in_attribute(run.lang)}"' if run.lang else ""
    return f"<{name}{lang}>{words}</{name}>"


def _flow(content: Content, show: Callable[[Picture], str]) -> str:
    """Return a content where both words and blocks may stand."""
    if is_text(content):
        return _text(content)
    return "".join(_block(block, show) for block in blocks_of(content))


def _block(block: Block, show: Callable[[Picture], str]) -> str:
    match block:
        case Paragraph(runs=runs):
            return f"<p>{_text(runs)}</p>"
        case Picture() as picture:
            return f"<p>{show(picture)}</p>"
        case Table() as table:
            return _table(table)
        case Listing(entries=entries, is_numbered=is_numbered):
            name = "ol" if is_numbered else "ul"
            return f"<{name}>{''.join(f'<li>{_text(entry)}</li>' for entry in entries)}</{name}>"
        case _ as unreachable:
            assert_never(unreachable)


def _table(table: Table) -> str:
    """Return a table, whose rows stand in a body, as QTI asks."""
    caption = f"<caption>{_text(table.caption)}</caption>" if table.caption else ""
    rows = ""
    for place, row in enumerate(table.rows):
        cell = "th" if table.has_header and not place else "td"
        rows += f"<tr>{''.join(f'<{cell}>{_text(text)}</{cell}>' for text in row)}</tr>"
    return f"<table>{caption}<tbody>{rows}</tbody></table>"


def _img(files: Files, picture: Picture) -> str:
    assert picture.fetch, "an item without the bytes of its pictures was left out"
    files[picture.file_name] = picture.fetch
    img = _img_tag(picture.file_name, picture.alt)
    if not picture.credit or not picture.owes_credit:
        return img
    credit = words_as_html(picture.credit)
    return f'{img}<br/><small class="quizgen-credit">{credit}</small>'


def _img_tag(name: str, alt: str) -> str:
    return f'<img src="{name}" alt="{in_attribute(alt)}"/>'
