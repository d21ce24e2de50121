"""Questions in QTI 1.2, zipped: a quiz for Canvas, and a Common Cartridge for many platforms.

Canvas has readers of its own for Classic and for New Quizzes, and what both understand is less than
what QTI says: types are told by name, keys by the first condition that sets a score, answers by
numbers. What a Common Cartridge holds its profile says: six types, and scores that are set, never
added. docs/canvas.md and docs/cartridge.md say what was proved, and what is lost.

Texts are HTML, escaped once as HTML and once as XML. Only what a pupil types, and what Classic
shows as it stands, is plain.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from html import unescape
from itertools import pairwise
from typing import BinaryIO, Literal, assert_never
from urllib.parse import quote

from quizgen.archive import ArchiveWriter
from quizgen.content import Content, Picture, Text, is_text, plain
from quizgen.errors import Problem, counted, quoted
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
    as_lines,
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
from quizgen.quiz.in_moodle import tags_of
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
from quizgen.xml_text import as_xml_bytes

Program = Literal["canvas", "canvas-new", "cartridge"]

GAP = "_____"
"""What stands in the place of the one gap that a cartridge can have."""
FILE_BASE = "$IMS-CC-FILEBASE$"
"""What stands for the folder in which a platform has put the files of the zip. Moodle takes it for
that of the quiz, so that the quiz of a cartridge lies in no folder."""
PICTURES = "images"
EFFORT = 3
"""Of zlib's nine: on so much markup a file a fifth larger than the sixth's, in half of the time."""
OTHER_FORMAT = "choose another format for it, or leave it out with --what-fits"
NEW_QUIZZES = "take canvas-new for it if your school has New Quizzes, or use --what-fits"

_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_QTI = (
    '<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:schemaLocation="http://www.imsglobal.org/xsd/ims_qtiasiv1p2'
)
_QTI_OF_CANVAS = f'{_QTI} http://www.imsglobal.org/xsd/ims_qtiasiv1p2p1.xsd">\n'
_QTI_OF_CARTRIDGES = (
    f'{_QTI} http://www.imsglobal.org/profile/cc/ccv1p1/ccv1p1_qtiasiv1p2p1_v1p0.xsd">\n'
)
_MANIFEST = (
    ' xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"'
    ' xmlns:lom="http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest">\n'
)
_CANVAS_META = "associatedcontent/imscc_xmlv1p1/learning-application-resource"


def write_canvas(form: Form, name: str, *, is_new: bool = False) -> Export:
    """Return the questions of a form as a quiz for Canvas, in a zip of that name.

    Both Classic and New Quizzes read it, unless it is for the new ones alone, which know more.
    """
    return _export(form, name, "canvas-new" if is_new else "canvas")


def write_cartridge(form: Form, name: str) -> Export:
    """Return the questions of a form as a quiz in a Common Cartridge 1.1 of that name."""
    return _export(form, name, "cartridge")


def _export(form: Form, name: str, program: Program) -> Export:
    places = [(each, section) for section in form.sections for each in section.items]
    if not places:
        return Export(())
    left_out = [problem for each, _ in places if (problem := _refusal(each, program))]
    refused = {problem.item_id for problem in left_out}
    kept = [(each, section) for each, section in places if each.item.id not in refused]
    counts = {"questions": len(kept)}
    file = Output(name, partial(_write, form, tuple(kept), program), counts)
    remarks = _remarks([each for each, _ in kept], program)
    return Export((file,), tuple(left_out), tuple(remarks))


def _write(
    form: Form,
    places: Sequence[tuple[NumberedItem, FormSection]],
    program: Program,
    stream: BinaryIO,
) -> None:
    """Write the questions, then picture by picture: all of a bank need not have room in memory."""
    ident = _ident(form)
    writer = _Writer(form, program)
    items = "".join(writer.item(numbered, section) for numbered, section in places)
    pictures = sorted(writer.pictures)
    points = sum(numbered.points for numbered, _ in places)
    with ArchiveWriter(stream) as archive:
        if program == "cartridge":
            quiz = as_xml_bytes(_cartridge_quiz(form, items))
            archive.add("assessment.xml", quiz, effort=EFFORT)
        else:
            quiz = as_xml_bytes(_canvas_quiz(form, items))
            archive.add(f"{ident}/{ident}.xml", quiz, effort=EFFORT)
            archive.add(f"{ident}/assessment_meta.xml", as_xml_bytes(_canvas_meta(form, points)))
        for picture in pictures:
            is_packed = not picture.endswith(".svg")
            archive.add(f"{PICTURES}/{picture}", writer.pictures[picture](), is_packed=is_packed)
        manifest = _cartridge_manifest if program == "cartridge" else _canvas_manifest
        archive.add("imsmanifest.xml", as_xml_bytes(manifest(form, pictures)))


# ------------------------------------------------------------------------------ what is not held


def _refusal(numbered: NumberedItem, program: Program) -> Problem | None:
    """Return why a program cannot hold an item at all, if it cannot."""
    item = numbered.item
    if problem := picture_lost(numbered):
        return problem
    if program == "cartridge":
        why = _not_in_cartridges(item)
        return lost(numbered, why, OTHER_FORMAT) if why else None
    match item.interaction:
        case Matching(premises=premises, responses=responses):
            if any(isinstance(part, Picture) for each in premises for part in each.text):
                why = "has pictures to be matched, and Canvas matches words alone"
                return lost(numbered, why, OTHER_FORMAT)
            if program == "canvas":
                words = [_premise(each.text, each.detail) for each in premises]
                words += [plain(each.text) for each in responses]
                return _unclear(numbered, words, "in a pair")
        case Ordering(events=events) if program == "canvas":
            return _unclear(numbered, [plain(each.text) for each in events], "in a step")
        case Numeric(unit="", accepted=accepted):
            for answer in accepted:
                if any(map(str.isdigit, answer)):
                    why = f"takes '{answer}' as well, and Canvas knows no units"
                    return lost(numbered, why, "give the question a unit to answer in")
        case _:
            pass
    return None


def _not_in_cartridges(item: Item) -> str:
    """Return why the profile of cartridges has no place for an item; empty if it has one."""
    match item.interaction:
        case Matching():
            return "is a matching, which a Common Cartridge does not know"
        case Ordering():
            return "is to be put in order, which a Common Cartridge does not know"
        case Numeric():
            return "asks for a number, which a Common Cartridge could only compare letter by letter"
        case Cloze(answers=answers) if len(answers) > 1:
            return f"has {len(answers)} gaps, and a Common Cartridge has one in a question"
        case _:
            return ""


def _unclear(numbered: NumberedItem, words: Iterable[str], place: str) -> Problem | None:
    """Return that Classic shows as it stands what New Quizzes would take for markup."""
    found = next(filter(_looks_like_markup, words), "")
    if not found:
        return None
    why = f"has {quoted(found)} {place}, where one of Canvas' two readers takes signs for markup"
    return lost(numbered, why, NEW_QUIZZES)


def _remarks(kept: Iterable[NumberedItem], program: Program) -> Iterator[str]:
    kinds = [each.item.interaction for each in kept]
    if program == "cartridge":
        if any(each.points != 1 for each in kept):
            yield "Programs count one point for each question of a cartridge, whatever it is worth."
        return
    ordered = sum(isinstance(each, Ordering) for each in kinds)
    if ordered and program == "canvas":
        told = counted(ordered, "question")
        yield (
            "What is to be put in order is matched to its place, since Classic Quizzes knows"
            f" nothing else ({told}); canvas-new keeps it."
        )
    marked = sum(isinstance(each, Discussion) and bool(each.bands) for each in kinds)
    if marked and program == "canvas":
        schemes = counted(marked, "mark scheme")
        yield f"New Quizzes shows {schemes} to who marks; Classic Quizzes does not: print the key."


# ------------------------------------------------------------------------------------- the zip


def _ident(form: Form, *parts: str) -> str:
    """Return by what a platform knows a quiz, or a part of it, when it is imported again."""
    return f"g{seal_of(form.topic, form.version, *parts)}"


def _title(form: Form) -> str:
    named = form.labels.footer_form.format(form=form.version) if form.version else ""
    return f"{form.title} · {named}" if named else form.title


def _fields(fields: Iterable[tuple[str, str]]) -> str:
    listed = "".join(
        f"<qtimetadatafield><fieldlabel>{label}</fieldlabel>"
        f"<fieldentry>{words_as_html(entry)}</fieldentry></qtimetadatafield>"
        for label, entry in fields
    )
    return f"<qtimetadata>{listed}</qtimetadata>"


def _canvas_quiz(form: Form, items: str) -> str:
    return (
        f'{_XML}{_QTI_OF_CANVAS}<assessment ident="{_ident(form)}"'
        f' title="{in_attribute(_title(form))}">\n'
        f'{_fields([("cc_maxattempts", "1")])}\n<section ident="root_section">\n'
        f"{items}</section></assessment></questestinterop>\n"
    )


def _canvas_meta(form: Form, points: int) -> str:
    """Return the settings of a quiz; options stand in the order of the form, numbers ascending."""
    subtitle = words_as_html(f"<p>{words_as_html(form.subtitle)}</p>") if form.subtitle else ""
    return (
        f'{_XML}<quiz identifier="{_ident(form)}" xmlns="http://canvas.instructure.com/xsd/cccv1p0"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xsi:schemaLocation="http://canvas.instructure.com/xsd/cccv1p0'
        ' https://canvas.instructure.com/xsd/cccv1p0.xsd">\n'
        f"<title>{words_as_html(_title(form))}</title><description>{subtitle}</description>"
        "<shuffle_answers>false</shuffle_answers><scoring_policy>keep_highest</scoring_policy>"
        f"<quiz_type>assignment</quiz_type><points_possible>{points}</points_possible>"
        "<show_correct_answers>true</show_correct_answers><allowed_attempts>1</allowed_attempts>"
        "</quiz>\n"
    )


def _canvas_manifest(form: Form, pictures: Sequence[str]) -> str:
    ident = _ident(form)
    return (
        f'{_XML}<manifest identifier="{ident}_manifest"{_MANIFEST}'
        "<metadata><schema>IMS Content</schema><schemaversion>1.1.3</schemaversion></metadata>\n"
        "<organizations/>\n<resources>\n"
        f'<resource identifier="{ident}" type="imsqti_xmlv1p2"><file href="{ident}/{ident}.xml"/>'
        f'<dependency identifierref="{ident}_meta"/></resource>\n'
        f'<resource identifier="{ident}_meta" type="{_CANVAS_META}"'
        f' href="{ident}/assessment_meta.xml"><file href="{ident}/assessment_meta.xml"/>'
        f"</resource>\n{_picture_resources(pictures)}</resources></manifest>\n"
    )


def _cartridge_quiz(form: Form, items: str) -> str:
    fields = (
        ("cc_profile", "cc.exam.v0p1"),
        ("qmd_assessmenttype", "Examination"),
        ("cc_maxattempts", "1"),
    )
    return (
        f'{_XML}{_QTI_OF_CARTRIDGES}<assessment ident="{_ident(form)}"'
        f' title="{in_attribute(_title(form))}">\n'
        f'{_fields(fields)}\n<section ident="root_section">\n'
        f"{items}</section></assessment></questestinterop>\n"
    )


def _cartridge_manifest(form: Form, pictures: Sequence[str]) -> str:
    ident, title = _ident(form), words_as_html(_title(form))
    dependencies = "".join(
        f'<dependency identifierref="{_picture_ident(name)}"/>' for name in pictures
    )
    return (
        f'{_XML}<manifest identifier="{ident}_manifest"{_MANIFEST}'
        "<metadata><schema>IMS Common Cartridge</schema><schemaversion>1.1.0</schemaversion>"
        f'<lom:lom><lom:general><lom:title><lom:string language="{in_attribute(form.language)}">'
        f"{title}</lom:string></lom:title></lom:general></lom:lom></metadata>\n"
        '<organizations><organization identifier="organization" structure="rooted-hierarchy">'
        f'<item identifier="root"><item identifier="{ident}_item" identifierref="{ident}">'
        f"<title>{title}</title></item></item></organization></organizations>\n<resources>\n"
        f'<resource identifier="{ident}" type="imsqti_xmlv1p2/imscc_xmlv1p1/assessment">'
        f'<file href="assessment.xml"/>{dependencies}</resource>\n'
        f"{_picture_resources(pictures)}</resources></manifest>\n"
    )


def _picture_ident(name: str) -> str:
    return f"g{seal_of(name)}"


def _picture_resources(pictures: Iterable[str]) -> str:
    return "".join(
        f'<resource identifier="{_picture_ident(name)}" type="webcontent"'
        f' href="{PICTURES}/{name}"><file href="{PICTURES}/{name}"/></resource>\n'
        for name in pictures
    )


# ------------------------------------------------------------------------------------- questions


def _html(html: str) -> str:
    return f'<material><mattext texttype="text/html">{words_as_html(html)}</mattext></material>'


def _words(words: str) -> str:
    return f'<material><mattext texttype="text/plain">{words_as_html(words)}</mattext></material>'


def _premise(text: Content, detail: Text) -> str:
    """Return a premise and the small print behind it, in words."""
    words = " ".join(as_lines(text))
    return f"{words} ({plain(detail)})" if detail else words


def _shares(count: int) -> tuple[str, ...]:
    """Return percents that add up to 100, each as near to every other as two decimals allow.

    >>> _shares(3)
    ('33.33', '33.33', '33.34')
    """
    cents = [10_000 * place // count for place in range(count + 1)]
    each = [(after - before) / 100 for before, after in pairwise(cents)]
    return tuple(f"{share:.2f}" for share in each)


class _Writer:
    """Writes items, and gathers the pictures that they show."""

    def __init__(self, form: Form, program: Program) -> None:
        self.form, self.program = form, program
        self.pictures: dict[str, Callable[[], bytes]] = {}
        """The names of files, and what returns their bytes."""

    def item(self, numbered: NumberedItem, section: FormSection) -> str:
        """Return an item as QTI has it."""
        item = numbered.item
        kind, answered, conditions, told = self._answered(numbered)
        after = in_paragraphs(text_as_html(text) for text in told_after(item, self.form))
        if after:
            told = {"general_fb": after, **told}
        solution = _mark_scheme(numbered) if self.program == "cartridge" else ""
        first = _tells("<other/>", "general", goes_on=True)
        feedback = "".join(
            f'<itemfeedback ident="{ident}"><flow_mat>{_html(html)}</flow_mat></itemfeedback>\n'
            for ident, html in told.items()
        )
        if solution:
            feedback += (
                '<itemfeedback ident="solution"><solution><solutionmaterial>'
                f"{_html(solution)}</solutionmaterial></solution></itemfeedback>\n"
            )
        outcomes = (
            '<outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/>'
            "</outcomes>\n"
        )
        processing = f"{first if after else ''}{conditions}"
        if processing:
            processing = f"<resprocessing>{outcomes}{processing}</resprocessing>\n"
        return (
            f'<item ident="{_ident(self.form, item.id)}" title="{in_attribute(item.id)}">\n'
            f"<itemmetadata>{_fields(self._metadata(numbered, kind))}</itemmetadata>\n"
            f"<presentation>{_html(self._asked(numbered, section))}\n{answered}</presentation>\n"
            f"{processing}{feedback}</item>\n"
        )

    def _metadata(self, numbered: NumberedItem, kind: str) -> Iterator[tuple[str, str]]:
        item, tags = numbered.item, ", ".join(tags_of(numbered.item))
        if self.program == "cartridge":
            yield "cc_profile", kind
            yield "cc_weighting", str(numbered.points)
            yield "cc_question_category", tags
            return
        yield "question_type", kind
        yield "points_possible", str(numbered.points)
        yield "original_answer_ids", ",".join(self._answer_ids(item))
        yield "assessment_question_identifierref", _ident(self.form, item.id, "question")
        yield "qmd_keywords", tags
        if scheme := _mark_scheme(numbered):
            yield "grading_notes", scheme
        if isinstance(item.interaction, Ordering):
            yield "quizgen_type", "ordering"

    def _answer_ids(self, item: Item) -> Iterator[str]:
        match item.interaction:
            case Choice(options=options):
                yield from _numbers(item, [each.id for each in options]).values()
            case TrueFalse():
                yield from _numbers(item, ["true", "false"]).values()
            case Matching(responses=responses):
                yield from _numbers(item, [each.id for each in responses]).values()
            case _:
                pass

    # ------------------------------------------------------------------------------ texts

    def _asked(self, numbered: NumberedItem, section: FormSection) -> str:
        """Return all that a pupil reads or sees before answering: passage, figure and prompt."""
        item = numbered.item
        parts = [passage_as_html(item.passage)] if item.passage else []
        if item.figure:
            name = f"figure-{seal_of(item.figure.alt, item.figure.caption)}.svg"
            self.pictures[name] = partial(svg_file, item.figure)
            parts.append(_img_tag(name, item.figure.alt))
        prompt = as_html(asking(numbered, section), self._img)
        match item.interaction:
            case Numeric(unit=unit) if unit:
                said = f'<span class="quizgen-unit">({words_as_html(unit)})</span>'
                prompt = f"{prompt}<p>{said}</p>" if prompt.endswith(">") else f"{prompt} {said}"
            case Cloze() as cloze:
                parts.append(prompt)
                prompt = self._gapped(cloze)
            case _:
                pass
        return in_paragraphs((*parts, prompt))

    def _img(self, picture: Picture) -> str:
        assert picture.fetch, "an item without the bytes of its pictures was left out"
        self.pictures[picture.file_name] = picture.fetch
        return with_credit(_img_tag(picture.file_name, picture.alt), picture)

    def _gapped(self, cloze: Cloze) -> str:
        """Return a sentence with the names of its gaps, or with the one gap of a cartridge."""
        if self.program == "cartridge":
            return GAP.join(text_as_html(part) for part in cloze.parts)
        names = _gap_names(cloze)
        html = _without_brackets(text_as_html(cloze.parts[0]))
        for name, part in zip(names, cloze.parts[1:], strict=True):
            html += f"[{name}]{_without_brackets(text_as_html(part))}"
        return html

    def _told(self, content: Content) -> str:
        html = as_html(content, self._img)
        return in_paragraphs((html,)) if is_text(content) else html

    # ------------------------------------------------------------------------------ types

    def _answered(self, numbered: NumberedItem) -> tuple[str, str, str, dict[str, str]]:
        """Return the name of a type, how it is answered, what is right, and what is told."""
        item = numbered.item
        match item.interaction:
            case Choice() as choice:
                return self._choice(item, choice)
            case TrueFalse() as judged:
                return self._truth(item, judged)
            case Matching() as matching:
                return self._matching(item, matching)
            case Ordering() as ordering:
                if self.program == "canvas-new":
                    return self._order(item, ordering)
                return self._places(item, ordering)
            case ShortAnswer(answer=answer, accepted=accepted):
                return self._typed((plain(answer), *accepted))
            case Numeric() as number:
                return self._number(number)
            case Cloze() as cloze:
                if self.program == "cartridge":
                    return self._typed((plain(cloze.answers[0]), *cloze.accepted[0]))
                return self._gaps(item, cloze)
            case Discussion():
                return self._essay()
            case _ as unreachable:
                assert_never(unreachable)

    def _choice(self, item: Item, choice: Choice) -> tuple[str, str, str, dict[str, str]]:
        ids = _numbers(item, [option.id for option in choice.options])
        labels = {ids[each.id]: as_html(each.content, self._img) for each in choice.options}
        told = {ids[each.id]: self._told(told_of(each)) for each in choice.options}
        keys = [ids[each.id] for each in choice.options if each.is_key]
        if choice.type == "multiple-choice":
            kind = _named(self.program, "multiple_choice_question", "cc.multiple_choice.v0p1")
            right = _is("response1", keys[0])
        else:
            kind = _named(self.program, "multiple_answers_question", "cc.multiple_response.v0p1")
            # Moodle finds no key at all in a cartridge where it is not said that letters count.
            case = ' case="Yes"' if self.program == "cartridge" else ""
            parts = [
                _is("response1", ident, case)
                if ident in keys
                else f"<not>{_is('response1', ident, case)}</not>"
                for ident in labels
            ]
            right = f"<and>{''.join(parts)}</and>"
        many = "Single" if choice.type == "multiple-choice" else "Multiple"
        conditions, feedback = self._marked(told, keys, right, is_single=many == "Single")
        return kind, _labels("response1", many, labels), conditions, feedback

    def _truth(self, item: Item, judged: TrueFalse) -> tuple[str, str, str, dict[str, str]]:
        """Return both answers, by the English words that Canvas knows whatever its language."""
        numbers = _numbers(item, ["true", "false"])
        ids = numbers if self.program != "cartridge" else {"true": "true", "false": "false"}
        told: dict[str, str] = {}
        if judged.correction:
            correction = text_as_html(judged.correction)
            html = f'<p><span class="quizgen-correction">{correction}</span></p>'
            told = dict.fromkeys(ids.values(), html)
        labels = {ids["true"]: "True", ids["false"]: "False"}
        key = ids["true" if judged.is_true else "false"]
        conditions, feedback = self._marked(told, [key], _is("response1", key), is_single=True)
        kind = _named(self.program, "true_false_question", "cc.true_false.v0p1")
        return kind, _labels("response1", "Single", labels), conditions, feedback

    def _marked(
        self, told: dict[str, str], keys: Sequence[str], right: str, *, is_single: bool
    ) -> tuple[str, dict[str, str]]:
        """Return the conditions of a choice, and what is told of its options, by its id.

        Moodle takes what a condition of a cartridge tells for what all are told, if others are to
        be looked at behind it. So there a wrong option ends them, since it earns nothing anyway,
        and one right option is told where it scores.
        """
        told = {ident: html for ident, html in told.items() if html}
        of_cartridge = self.program == "cartridge"
        with_score = [each for each in keys if each in told] if of_cartridge and is_single else []
        shown = "".join(
            _tells(_is("response1", ident), ident, goes_on=not of_cartridge or ident in keys)
            for ident in told
            if ident not in with_score
        )
        feedback = {f"{ident}_fb": html for ident, html in told.items()}
        return shown + _scores(right, with_score), feedback

    def _matching(self, item: Item, matching: Matching) -> tuple[str, str, str, dict[str, str]]:
        ids = _numbers(item, [each.id for each in matching.responses])
        responses = {ids[each.id]: plain(each.text) for each in matching.responses}
        pairs = [
            (_premise(each.text, each.detail), ids[each.response]) for each in matching.premises
        ]
        answered, conditions = self._pairs(item, pairs, responses)
        return "matching_question", answered, conditions, {}

    def _places(self, item: Item, ordering: Ordering) -> tuple[str, str, str, dict[str, str]]:
        """Return things to be put in order as things that are matched to their places."""
        places = [str(place) for place in range(1, len(ordering.events) + 1)]
        ids = _numbers(item, places)
        pairs = [(plain(event.text), ids[str(event.rank)]) for event in ordering.events]
        responses = {ident: place for place, ident in ids.items()}
        answered, conditions = self._pairs(item, pairs, responses)
        return "matching_question", answered, conditions, {}

    def _pairs(
        self, item: Item, pairs: Sequence[tuple[str, str]], responses: dict[str, str]
    ) -> tuple[str, str]:
        write = partial(_text_of, self.program)
        rows = _numbers(item, [f"premise {place}" for place in range(len(pairs))])
        labels = "".join(
            f'<response_label ident="{ident}">{write(words)}</response_label>'
            for ident, words in responses.items()
        )
        answered, conditions = "", ""
        for (premise, ident), row, share in zip(
            pairs, rows.values(), _shares(len(pairs)), strict=True
        ):
            answered += (
                f'<response_lid ident="response_{row}">{write(premise)}'
                f"<render_choice>{labels}</render_choice></response_lid>\n"
            )
            conditions += _adds(_is(f"response_{row}", ident), share)
        return answered, conditions

    def _order(self, item: Item, ordering: Ordering) -> tuple[str, str, str, dict[str, str]]:
        ids = _numbers(item, [event.id for event in ordering.events])
        labels = "".join(
            f'<response_label ident="{ids[event.id]}">{_html(text_as_html(event.text))}'
            "</response_label>"
            for event in ordering.events
        )
        answered = (
            '<response_lid ident="response1" rcardinality="Ordered"><render_extension>'
            f'<ims_render_object shuffle="No"><flow_label>{labels}</flow_label>'
            "</ims_render_object></render_extension></response_lid>\n"
        )
        events = sorted(ordering.events, key=lambda event: event.rank)
        right = "".join(_is("response1", ids[event.id]) for event in events)
        return "ordering_question", answered, _scores(right), {}

    def _typed(self, right: Iterable[str]) -> tuple[str, str, str, dict[str, str]]:
        kind = _named(self.program, "short_answer_question", "cc.fib.v0p1")
        case = ' case="No"' if self.program == "cartridge" else ""
        listed = "".join(_is("response1", words, case) for words in dict.fromkeys(right))
        return kind, _blank(), _scores(listed), {}

    def _number(self, number: Numeric) -> tuple[str, str, str, dict[str, str]]:
        """Return a number by its range, whose ends are exact, or by itself if it has no width."""
        low, high = digits_of(number.low), digits_of(number.high)
        ends = (
            f'<vargte respident="response1">{low}</vargte>'
            f'<varlte respident="response1">{high}</varlte>'
        )
        if low == high:
            middle, _ = midpoint(number)
            ends = f"<or>{_is('response1', digits_of(middle))}<and>{ends}</and></or>"
        blank = _blank(' fibtype="Decimal"')
        return "numerical_question", blank, _scores(ends), {}

    def _gaps(self, item: Item, cloze: Cloze) -> tuple[str, str, str, dict[str, str]]:
        names, answered, conditions = _gap_names(cloze), "", ""
        shares = _shares(len(names))
        all_right = [
            [*dict.fromkeys((plain(answer), *accepted))]
            for answer, accepted in zip(cloze.answers, cloze.accepted, strict=True)
        ]
        keys = [
            f"{name} {words}"
            for name, right in zip(names, all_right, strict=True)
            for words in right
        ]
        ids = _numbers(item, keys)
        for name, right, share in zip(names, all_right, shares, strict=True):
            labels = {ids[f"{name} {words}"]: words for words in right}
            listed = "".join(
                f'<response_label ident="{ident}">{_words(words)}</response_label>'
                for ident, words in labels.items()
            )
            answered += (
                f'<response_lid ident="response_{name}">{_words(name)}'
                f"<render_choice>{listed}</render_choice></response_lid>\n"
            )
            conditions += _adds(_is(f"response_{name}", next(iter(labels))), share)
        return "fill_in_multiple_blanks_question", answered, conditions, {}

    def _essay(self) -> tuple[str, str, str, dict[str, str]]:
        kind = _named(self.program, "essay_question", "cc.essay.v0p1")
        nothing = (
            '<respcondition continue="No"><conditionvar><other/></conditionvar></respcondition>\n'
        )
        return kind, _blank(), nothing if self.program != "cartridge" else "", {}


def _mark_scheme(numbered: NumberedItem) -> str:
    task = numbered.item.interaction
    return marking_as_html(task, numbered.points) if isinstance(task, Discussion) else ""


def _named(program: Program, canvas: str, cartridge: str) -> str:
    return cartridge if program == "cartridge" else canvas


def _numbers(item: Item, parts: Iterable[str]) -> dict[str, str]:
    """Return for each part of an item a number of its own: Classic takes the digits of an id.

    It hangs on what the part is, not on where it stands.
    """
    numbers: dict[str, str] = {}
    for part in parts:
        number = 1000 + int(seal_of(item.id, part)[:8], 16) % 99_000
        while str(number) in numbers.values():
            number += 1
        numbers[part] = str(number)
    return numbers


def _img_tag(name: str, alt: str) -> str:
    return f'<img src="{FILE_BASE}/{PICTURES}/{quote(name)}" alt="{in_attribute(alt)}">'


def _text_of(program: Program, words: str) -> str:
    """Return what Classic shows as it stands, and New Quizzes as HTML where it needs to be."""
    needs_html = program == "canvas-new" and _looks_like_markup(words)
    return _html(words_as_html(words)) if needs_html else _words(words)


def _looks_like_markup(words: str) -> bool:
    """Tell whether New Quizzes would find HTML in a text that says that it is plain."""
    return "<" in words or unescape(words) != words


def _without_brackets(html: str) -> str:
    """Return HTML in which Canvas finds no gap."""
    return html.replace("[", "&#91;").replace("]", "&#93;")


def _gap_names(cloze: Cloze) -> tuple[str, ...]:
    """Return a name for each gap that the sentence does not hold itself."""
    name, said = "blank", " ".join(map(plain, cloze.parts))
    while f"[{name}" in said:
        name += "s"
    return tuple(f"{name}{place}" for place in range(1, len(cloze.answers) + 1))


def _labels(ident: str, cardinality: str, labels: dict[str, str]) -> str:
    listed = "".join(
        f'<response_label ident="{label}">{_html(html)}</response_label>\n'
        for label, html in labels.items()
    )
    return (
        f'<response_lid ident="{ident}" rcardinality="{cardinality}"><render_choice>\n'
        f"{listed}</render_choice></response_lid>\n"
    )


def _blank(attributes: str = "") -> str:
    return (
        f'<response_str ident="response1" rcardinality="Single"><render_fib{attributes}>'
        '<response_label ident="answer1" rshuffle="No"/></render_fib></response_str>\n'
    )


def _is(respident: str, words: str, case: str = "") -> str:
    return f'<varequal respident="{respident}"{case}>{words_as_html(words)}</varequal>'


def _scores(right: str, told: Iterable[str] = ()) -> str:
    return (
        f'<respcondition continue="No"><conditionvar>{right}</conditionvar>'
        '<setvar action="Set" varname="SCORE">100</setvar>'
        f"{''.join(map(_shows, told))}</respcondition>\n"
    )


def _tells(chosen: str, ident: str, *, goes_on: bool) -> str:
    return (
        f'<respcondition continue="{"Yes" if goes_on else "No"}"><conditionvar>{chosen}'
        f"</conditionvar>{_shows(ident)}</respcondition>\n"
    )


def _shows(ident: str) -> str:
    return f'<displayfeedback feedbacktype="Response" linkrefid="{ident}_fb"/>'


def _adds(right: str, share: str) -> str:
    return (
        f"<respcondition><conditionvar>{right}</conditionvar>"
        f'<setvar varname="SCORE" action="Add">{share}</setvar></respcondition>\n'
    )
