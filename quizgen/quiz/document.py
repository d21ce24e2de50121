"""Forms as plain data: what stands in a file of forms, with their key or without.

docs/form-json.md says what each key means, docs/form-schema.json what it may hold. Keys stand in
a fixed order and none is left out, but for those in `_runs` and `_blocks`: one stands behind a text
that is more than one stretch of plain words in the form's language. `read.forms` is the way back.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from itertools import groupby
from typing import Any, assert_never

from quizgen.bank.dates import Date, iso_of
from quizgen.content import (
    Block,
    Content,
    Listing,
    Paragraph,
    Picture,
    Run,
    Table,
    Text,
    plain,
    text_of,
)
from quizgen.language.words import Labels, Plural
from quizgen.order import letter_of
from quizgen.quiz.figures import (
    Bar,
    Figure,
    Leg,
    Map,
    Moment,
    Period,
    Ring,
    Scale,
    ScaleBar,
    Spot,
    Timeline,
)
from quizgen.quiz.form import (
    ExplainedWord,
    Form,
    FormSection,
    NumberedItem,
    PaperCard,
    PartedQuestion,
    SourceEntry,
    ToldFact,
    ToldSection,
)
from quizgen.quiz.item import (
    Choice,
    Citation,
    Cloze,
    Discussion,
    FromFacts,
    FromPlaces,
    Imported,
    Interaction,
    Matching,
    Numeric,
    Option,
    OrderedEvent,
    Ordering,
    Origin,
    Premise,
    ShortAnswer,
    TrueFalse,
    Written,
    points_of_bands,
)
from quizgen.quiz.meaning import (
    Meaning,
    SomeActor,
    SomeCause,
    SomeChange,
    SomeDate,
    SomeDifference,
    SomeFact,
    SomeHedge,
    SomeLimit,
    SomeNature,
    SomeNumber,
    SomeOwner,
    SomePair,
    SomeReply,
    SomeSpan,
    SomeSpeaker,
    SomeStance,
    SomeThing,
    SomeValue,
    SomeWords,
)
from quizgen.quiz.naming import names_of_texts, with_texts_named
from quizgen.quiz.passages import Passage
from quizgen.quiz.worksheet import Cover, Layout

FORMAT = "quizgen-forms"
PUPILS_FORMAT = "quizgen-forms-without-key"
VERSION = 1
"""Raised when a key changes its meaning or goes; not for a new key."""

Object = dict[str, Any]

SHOWN_OF_FIGURES = (
    "number type caption alt moments periods eras bars ticks tick_words unit tells_values"
    " latitude longitude width_km height_km spots rings legs scale_bars"
)
"""What of a figure a pupil may see: all that is drawn on a sheet."""

FOR_PUPILS: Mapping[str, frozenset[str]] = {
    part: frozenset(keys.split())
    for part, keys in {
        "forms": (
            "id topic letter language title subtitle school label seed edition as_of questions"
            " points layout sections passages figures told maps cards text_list hard_words"
            " footer labels"
        ),
        "layout": (
            "points score mark_table option_columns copies texts words cover turn_over frame"
        ),
        "cover": "kind time materials instructions information",
        "text_list": "name text",
        "hard_words": "word meaning",
        "sections": "title instruction points points_label parted word_bank items",
        "parted": "number lead points total",
        "items": (
            "number part label type level points passage figure stem options heading premises"
            " responses events lines unit parts in_table"
        ),
        "passages": "number title paragraphs is_verse credit",
        "paragraphs": "text",
        "options": "letter text",
        "premises": "text detail",
        "responses": "letter text",
        "events": "text",
        "parts": "text",
        "figures": SHOWN_OF_FIGURES,
        "maps": SHOWN_OF_FIGURES,
        "spots": "words latitude longitude is_area is_main",
        "rings": "km words",
        "legs": "words",
        "scale_bars": "km ticks tick_words unit",
        "moments": "date date_text words is_main",
        "periods": "first last number words",
        "eras": "first last number words",
        "bars": "text value_text low_at high_at is_open is_main",
        "told": "title sentences",
        "sentences": "number text lead rest",
        "cards": "number title is_quotation front detail",
    }.items()
}
"""What of a form, and of each list in it, a pupil may see. It names what is shown and not what is
hidden, so that a new key stays hidden until somebody has thought about it. Ids are hidden: that of
an item made of facts names its fact and whether it was made false, that of an option its answer; a
picture is found by its digest, since its name may say what it shows."""


def document_of(forms: Sequence[Form]) -> Object:
    """Return forms with their key: all that they hold but for what only their maker asks."""
    labels = list(dict.fromkeys(form.labels for form in forms))
    return {
        "format": FORMAT,
        "version": VERSION,
        "forms": [_form(form, labels.index(form.labels)) for form in forms],
        "labels": [*map(_labels, labels)],
    }


def pupils_document_of(forms: Sequence[Form]) -> Object:
    """Return forms without their key: what stands on the sheets, and nothing that tells an answer.

    Texts are named as the sheets list them: "Text 3".
    Options and responses are named by their letters, all else by its number or place.
    """
    whole = document_of([*map(with_texts_named, forms)])
    for form in whole["forms"]:
        for figure in form["figures"]:
            _hide_values(figure)
    shown = [_shown("forms", form) for form in whole["forms"]]
    return {**whole, "format": PUPILS_FORMAT, "forms": shown}


def _shown(part: str, made: Object) -> Object:
    """Return what a pupil may see of an object, and of the objects in it."""
    shown: Object = {}
    for key, value in made.items():
        if key.removesuffix("_runs").removesuffix("_blocks") not in FOR_PUPILS[part]:
            continue
        if key.endswith(("_runs", "_blocks")):
            shown[key] = _without_ids(value)
        elif key not in FOR_PUPILS:
            shown[key] = value
        elif isinstance(value, list):
            shown[key] = [_shown(key, entry) for entry in value]
        else:
            shown[key] = _shown(key, value)
    return shown


def _without_ids(parts: Any) -> Any:
    """Return runs or blocks without the ids of pictures and of sources that runs name.

    Nor with a picture's credit that its sheet has not: only what stands there is held not to tell.
    """
    match parts:
        case list():
            return [*map(_without_ids, parts)]
        case {"style": _}:
            return {key: value for key, value in parts.items() if key != "source"}
        case dict():
            kept = {key: _without_ids(value) for key, value in parts.items() if key != "name"}
            return kept if kept.get("owes_credit", True) else {**kept, "credit": ""}
        case _:
            return parts


def _hide_values(figure: Object) -> None:
    """Put in place of the numbers of bars where they end on the drawing, in thousandths."""
    ticks = [Decimal(tick) for tick in figure["ticks"]]
    for bar in figure["bars"]:
        for end in ("low", "high"):
            place = (Decimal(bar[end]) - ticks[0]) / (ticks[-1] - ticks[0] or 1)
            bar[f"{end}_at"] = int((place * 1000).to_integral_value())
        if not figure["tells_values"]:
            bar["value_text"] = ""


# -------------------------------------------------------------------------------------------- forms


def _form(form: Form, labels: int) -> Object:
    return {
        "id": form.id,
        "topic": form.topic,
        "letter": form.version,
        "language": form.language,
        "title": form.title,
        "subtitle": form.subtitle,
        "school": form.school,
        "label": form.label,
        "seed": form.seed,
        "edition": form.edition,
        "as_of": _text_of(form.as_of),
        "questions": form.questions,
        "points": form.points,
        "layout": _layout(form.layout),
        "sections": [_section(section, _text_of(form.as_of)) for section in form.sections],
        "passages": [_passage(number, text) for number, text in form.passages.items()],
        "figures": [_figure(number, figure) for number, figure in form.figures.items()],
        "told": [*map(_told_section, form.facts)],
        "maps": [_figure(1, form.map)] if form.map else [],
        "cards": [*map(_card, form.cards)],
        "sources": [*map(_source, form.sources)],
        "lists_texts": form.lists_texts,
        "text_list": [*_texts(form)],
        "hard_words": [*map(_word, form.words)],
        "teacher_note": form.teacher_note,
        "prompts": [*form.discussion],
        "footer": [*form.footer],
        "labels": labels,
    }


def _layout(layout: Layout) -> Object:
    return {
        "points": layout.points or "theme",
        "score": layout.score,
        "mark_table": layout.mark_table,
        "option_columns": layout.option_columns or 0,
        "copies": layout.copies,
        "texts": layout.texts,
        "words": layout.words,
        "cover": [_cover(layout.cover)] if layout.cover else [],
        "turn_over": layout.turn_over,
        "frame": layout.frame,
    }


def _cover(cover: Cover) -> Object:
    return {
        "kind": cover.kind,
        "time": cover.time,
        "materials": [*cover.materials],
        "instructions": [*cover.instructions],
        "information": [*cover.information],
    }


def _labels(labels: Labels) -> Object:
    """Return the fixed words, named as in the file of their language: `class`, not `class_`."""
    words = ((field.name.rstrip("_"), getattr(labels, field.name)) for field in fields(labels))
    return {
        name: {"one": said.one, "many": said.many} if isinstance(said, Plural) else said
        for name, said in words
    }


def _told_section(section: ToldSection) -> Object:
    return {"title": section.title, "sentences": [*map(_told_fact, section.facts)]}


def _told_fact(fact: ToldFact) -> Object:
    return {
        "number": fact.number,
        "fact": fact.fact_id,
        **_said(text=text_of(fact.sentence), lead=fact.lead, rest=fact.text),
        "source": fact.source,
    }


def _card(card: PaperCard) -> Object:
    return {
        "number": card.number,
        "fact": card.fact_id,
        "title": card.title,
        "is_quotation": card.is_quotation,
        **_said(front=card.front, detail=card.detail, back=card.back, why=card.why),
        "foot": [*card.foot],
        "source": card.source,
    }


def _text_of(date: Date | None) -> str:
    return date.text if date else ""


def _section(section: FormSection, as_of: str) -> Object:
    return {
        "title": section.title,
        "instruction": section.instruction,
        "points": section.points,
        "points_label": section.points_label,
        "parted": [*map(_parted, section.parted)],
        "word_bank": [*section.word_bank],
        "items": [_item(numbered, as_of) for numbered in section.items],
    }


def _parted(question: PartedQuestion) -> Object:
    return {
        "number": question.number,
        **_said(lead=question.lead),
        "points": question.points,
        "total": question.total,
    }


def _passage(number: int, passage: Passage) -> Object:
    return {
        "number": number,
        "id": passage.id,
        **_said(title=passage.title),
        "paragraphs": [_said(text=paragraph) for paragraph in passage.paragraphs],
        "is_verse": passage.is_verse,
        **_said(credit=passage.credit),
    }


def _source(entry: SourceEntry) -> Object:
    texts = _said(text=entry.text, listed=entry.listed)
    return {"id": entry.source, "number": entry.number, **texts}


def _texts(form: Form) -> Iterable[Object]:
    """Yield the texts that a sheet lists, by the names that it gives them."""
    names = names_of_texts(form)
    for entry in form.sources:
        if entry.source in names:
            yield {"name": names[entry.source], **_said(text=entry.listed)}


def _word(word: ExplainedWord) -> Object:
    return {"word": word.word, "meaning": word.meaning}


# ------------------------------------------------------------------------------------------ figures


def _figure(number: int, figure: Figure) -> Object:
    line = figure if isinstance(figure, Timeline) else None
    scale = figure if isinstance(figure, Scale) else None
    map_ = figure if isinstance(figure, Map) else None
    return {
        "number": number,
        "type": figure.type,
        "caption": figure.caption,
        "alt": figure.alt,
        "moments": [*map(_moment, line.moments)] if line else [],
        "periods": [*map(_period, line.periods)] if line else [],
        "eras": [*map(_period, line.eras)] if line else [],
        "bars": [*map(_bar, scale.bars)] if scale else [],
        "ticks": [_decimal(tick.value) for tick in scale.ticks] if scale else [],
        "tick_words": [tick.words for tick in scale.ticks] if scale else [],
        "unit": scale.unit if scale else "",
        "tells_values": scale is not None and scale.tells_values,
        "latitude": _decimal(map_.latitude) if map_ else "0",
        "longitude": _decimal(map_.longitude) if map_ else "0",
        "width_km": map_.width_km if map_ else 0,
        "height_km": map_.height_km if map_ else 0,
        "spots": [*map(_spot, map_.spots)] if map_ else [],
        "rings": [*map(_ring, map_.rings)] if map_ else [],
        "legs": [*map(_leg, map_.legs)] if map_ else [],
        "scale_bars": [*map(_scale_bar, map_.scale_bars)] if map_ else [],
    }


def _spot(spot: Spot) -> Object:
    return {
        "place": spot.place,
        "words": spot.words,
        "latitude": _decimal(spot.latitude),
        "longitude": _decimal(spot.longitude),
        "is_area": spot.is_area,
        "is_main": spot.is_main,
    }


def _ring(ring: Ring) -> Object:
    return {"around": ring.around, "km": _decimal(ring.km), "words": ring.words}


def _leg(leg: Leg) -> Object:
    return {"start": leg.start, "end": leg.end, "words": leg.words}


def _scale_bar(bar: ScaleBar) -> Object:
    return {
        "km": _decimal(bar.km),
        "ticks": [_decimal(tick.value) for tick in bar.ticks],
        "tick_words": [tick.words for tick in bar.ticks],
        "unit": bar.unit,
    }


def _moment(moment: Moment) -> Object:
    return {
        "fact": moment.fact,
        "date": moment.date.text,
        "date_text": moment.date_text,
        "words": moment.words,
        "is_main": moment.is_main,
    }


def _period(period: Period) -> Object:
    return {
        "first": iso_of(period.first),
        "last": iso_of(period.last),
        "number": period.number,
        "words": period.words,
    }


def _bar(bar: Bar) -> Object:
    return {
        "fact": bar.fact,
        "text": bar.words,
        "value_text": bar.value_text,
        "low": _decimal(bar.low),
        "high": _decimal(bar.high),
        "is_open": bar.is_open,
        "is_main": bar.is_main,
    }


# -------------------------------------------------------------------------------------------- items


def _item(numbered: NumberedItem, as_of: str) -> Object:
    item = numbered.item
    made = item.origin if isinstance(item.origin, FromFacts) else None
    placed = item.origin if isinstance(item.origin, FromPlaces) else None
    return {
        "id": item.id,
        "number": numbered.number,
        "part": numbered.part,
        "label": numbered.label,
        "type": item.type,
        "kind": made.kind if made else "place" if placed else item.type,
        "wording": made.wording if made else placed.wording if placed else item.type,
        "level": item.level,
        "points": numbered.points,
        "has_own_points": item.points is not None,
        "sensitivity": item.sensitivity,
        "tags": [*item.tags],
        "facts": [*item.facts],
        "origin": _origin(item.origin),
        "about": [*item.about],
        "allow": [*item.allow],
        "passage": numbered.passage,
        "figure": numbered.figure,
        **_said(stem=numbered.prompt, prompt=item.prompt),
        **_answered(item.interaction, numbered.points),
        **_said(rationale=item.rationale),
        "sources": [citation.source for citation in item.citations],
        "citations": [*map(_citation, item.citations)],
        "as_of": _text_of(made.as_of) if made else as_of,
    }


def _origin(origin: Origin) -> Object:
    nowhere = {"file": "", "ident": "", "places": [], "km": "0"}
    match origin:
        case FromFacts():
            return {"type": "facts", **nowhere}
        case FromPlaces(places=places, km=km):
            around = _decimal(km or Decimal(0))
            return {"type": "places", **nowhere, "places": [*places], "km": around}
        case Written():
            return {"type": "written", **nowhere}
        case Imported(file=file, ident=ident):
            return {"type": "imported", **nowhere, "file": file, "ident": ident}
        case _ as unreachable:
            assert_never(unreachable)


def _citation(citation: Citation) -> Object:
    texts = _said(text=citation.text, listed=citation.listed)
    return {"source": citation.source, **texts}


def _answered(interaction: Interaction, points: int) -> Object:
    """Return the keys that items of one type have: what is offered, and what is right."""
    match interaction:
        case Choice(options=options, reserve=reserve, keeps_order=keeps_order):
            lettered = [(letter_of(place), option) for place, option in enumerate(options)]
            return {
                "keys": [letter for letter, option in lettered if option.is_key],
                "options": [{"letter": letter, **_option(option)} for letter, option in lettered],
                "reserve": [*map(_option, reserve)],
                "keeps_order": keeps_order,
            }
        case TrueFalse() as judged:
            texts = _said(right_words=judged.right_words, correction=judged.correction)
            return {"is_true": judged.is_true, **texts, "accepted": [*judged.accepted]}
        case Matching() as matching:
            return _matching(matching)
        case Ordering(events=events):
            return {"events": [*map(_event, events)]}
        case ShortAnswer() as short:
            accepted = {"accepted": [*short.accepted], "lines": short.lines}
            return {**_said(answer=short.answer), **accepted}
        case Numeric() as number:
            return {
                **_said(answer=number.answer),
                "low": _decimal(number.low),
                "high": _decimal(number.high),
                "within": number.within,
                "unit": number.unit,
                "accepted": [*number.accepted],
            }
        case Cloze() as cloze:
            blanks = zip(cloze.answers, cloze.accepted, strict=True)
            return {
                "parts": [_said(text=part) for part in cloze.parts],
                "blanks": [{**_said(answer=key), "accepted": [*also]} for key, also in blanks],
                "in_table": cloze.in_table,
            }
        case Discussion(lines=lines, bands=bands, passages=passages):
            return {
                "lines": lines,
                "bands": [
                    {**_said(name=band.name, does=band.does), "least": least, "most": most}
                    for band, (least, most) in zip(
                        bands, points_of_bands(len(bands), points) if bands else (), strict=True
                    )
                ],
                "passages": [_said(text=passage) for passage in passages],
            }
        case _ as unreachable:
            assert_never(unreachable)


def _option(option: Option) -> Object:
    return {
        "id": option.id,
        "is_key": option.is_key,
        **_said(text=option.content, why_wrong=option.why_wrong, feedback=option.feedback),
        "means": _meaning(option.means),
        "is_computed": option.is_computed,
    }


def _matching(matching: Matching) -> Object:
    letters = {response.id: letter_of(place) for place, response in enumerate(matching.responses)}
    return {
        **_said(heading=matching.heading),
        "premises": [_premise(premise, letters[premise.response]) for premise in matching.premises],
        "responses": [
            {
                "letter": letters[response.id],
                "id": response.id,
                **_said(text=response.text),
                "means": _meaning(response.means),
            }
            for response in matching.responses
        ],
    }


def _premise(premise: Premise, letter: str) -> Object:
    texts = _said(text=premise.text, detail=premise.detail, rationale=premise.rationale)
    return {"fact": premise.id, "key": letter, **texts, "source": premise.source}


def _event(event: OrderedEvent) -> Object:
    return {
        "fact": event.id,
        "rank": event.rank,
        **_said(text=event.text),
        "date": event.date.text if event.date else "",
        "date_text": event.date_text,
        "source": event.source,
    }


def _meaning(meaning: Meaning | None) -> Object:
    """Return what an answer means: what sort of thing it is, which, and what that needs beside."""
    match meaning:
        case None:
            return _means("")
        case SomeSpeaker(person_id):
            return _means("speaker", person_id)
        case SomeActor(person_id, aspect):
            return _means("actor", person_id, aspect)
        case SomeFact(fact_id):
            return _means("fact", fact_id)
        case SomeThing(fact_id):
            return _means("thing", fact_id)
        case SomeStance(stance):
            return _means("stance", stance)
        case SomeChange(earlier, later):
            return _means("change", earlier, later)
        case SomeLimit(fact_id, aspect):
            return _means("limit", fact_id, aspect)
        case SomeDate(date):
            return _means("date", date.text)
        case SomeNumber(value, unit):
            return _means("number", _decimal(value), unit)
        case SomeDifference(value, unit):
            return _means("difference", _decimal(value), unit)
        case SomeSpan(value, unit):
            return _means("span", _decimal(value), unit)
        case SomeCause(fact_id, cause):
            return _means("cause", fact_id, cause)
        case SomeReply(fact_id):
            return _means("reply", fact_id)
        case SomeNature(nature):
            return _means("nature", nature)
        case SomeHedge(word):
            return _means("hedge", word)
        case SomeValue(property_id, value):
            return _means("value", property_id, value)
        case SomeOwner(property_id, subject):
            return _means("owner", property_id, subject)
        case SomePair(fact_id, value):
            return _means("pair", fact_id, value)
        case SomeWords(words):
            return _means("words", words)
        case _ as unreachable:
            assert_never(unreachable)


def _means(type_: str, value: str = "", beside: str = "") -> Object:
    return {"type": type_, "value": value, "beside": beside}


# -------------------------------------------------------------------------------------------- texts


def _decimal(number: Decimal) -> str:
    """Return a number in digits, without zeros that say nothing.

    >>> _decimal(Decimal("285.00")), _decimal(Decimal("3E+2")), _decimal(Decimal("0.5"))
    ('285', '300', '0.5')
    """
    digits = f"{number:f}"  # `normalize` would round to the 28 digits of the decimal context
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _said(**texts: Content) -> Object:
    """Return texts in plain words, and the runs or blocks of those that are more than that."""
    said: Object = {}
    for name, content in texts.items():
        words = said[name] = plain(content)
        if not all(isinstance(part, Run) for part in content):
            said[f"{name}_blocks"] = [*_blocks(content)]
        elif content != ((Run(words),) if words else ()):
            said[f"{name}_runs"] = _runs(content)
    return said


def _runs(runs: Iterable[object]) -> list[Object]:
    return [
        {
            "text": run.text,
            "style": run.style,
            "lang": run.lang,
            "direction": run.direction,
            "source": run.source,
        }
        for run in runs
        if isinstance(run, Run)
    ]


def _blocks(content: Content) -> Iterable[Object]:
    """Yield the blocks of a content; runs between them are one of their own, as they stand."""
    for are_runs, parts in groupby(content, lambda part: isinstance(part, Run)):
        if are_runs:
            yield {"type": "runs", "runs": _runs(parts)}
        else:
            yield from (_block(part) for part in parts if not isinstance(part, Run))


def _block(block: Block) -> Object:
    match block:
        case Paragraph(runs=runs):
            return {"type": "paragraph", "runs": _runs(runs)}
        case Picture() as picture:
            return {
                "type": "picture",
                "name": picture.name,
                "digest": picture.digest,
                "file": picture.file_name,
                "kind": picture.kind,
                "width": picture.width,
                "height": picture.height,
                "alt": picture.alt,
                "credit": picture.credit,
                "size": picture.size,
                "owes_credit": picture.owes_credit,
                "is_coloured": picture.is_coloured,
            }
        case Table() as table:
            return {
                "type": "table",
                "has_header": table.has_header,
                **_said(caption=table.caption),
                "rows": [_cells(row) for row in table.rows],
            }
        case Listing() as listing:
            return {
                "type": "list",
                "is_numbered": listing.is_numbered,
                "entries": _cells(listing.entries),
            }
        case _ as unreachable:
            assert_never(unreachable)


def _cells(texts: Iterable[Text]) -> list[Object]:
    return [_said(text=text) for text in texts]
