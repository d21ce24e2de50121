"""How a sheet names the texts that it lists: "Text 3".

An item names a source in full, so that it can be understood wherever it is printed. A sheet lists
its texts and numbers them; there the same run says the number, in the questions and in the key.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import assert_never

from quizgen.content import (
    Content,
    Run,
    Text,
    text_with_runs_changed,
    texts_of,
    with_runs_changed,
)
from quizgen.quiz.form import Form
from quizgen.quiz.item import (
    Choice,
    Cloze,
    Discussion,
    Interaction,
    Item,
    Matching,
    Numeric,
    Option,
    Ordering,
    ShortAnswer,
    TrueFalse,
)
from quizgen.quiz.walk import seen_texts

Change = Callable[[Run], Run]


def names_of_texts(form: Form) -> Mapping[str, str]:
    """Return what a form that lists its texts calls each: source -> "Text 3"; else nothing."""
    if not form.lists_texts or not form.labels.text:
        return {}
    label = form.labels.text
    return {entry.source: label.replace("{n}", str(entry.number)) for entry in form.sources}


def with_texts_named(form: Form) -> Form:
    """Return a form that names its texts as its sheet lists them, in questions and key alike."""
    names = names_of_texts(form)
    if not names:
        return form

    def change(run: Run) -> Run:
        name = names.get(run.source) if run.source else None
        return run if name is None else replace(run, text=name.replace(" ", "\u00a0"))

    sections = tuple(
        replace(
            section,
            items=tuple(
                replace(
                    numbered,
                    item=item_with_runs_changed(numbered.item, change),
                    prompt=with_runs_changed(numbered.prompt, change),
                )
                for numbered in section.items
            ),
            parted=tuple(
                replace(question, lead=text_with_runs_changed(question.lead, change))
                for question in section.parted
            ),
        )
        for section in form.sections
    )
    return replace(form, sections=sections)


def sources_named(item: Item) -> Iterable[str]:
    """Yield the ids of the sources that an item names where a pupil sees it."""
    for content in seen_texts(item):
        for text in texts_of(content):
            yield from (run.source for run in text if run.source)


def item_with_runs_changed(item: Item, change: Change) -> Item:
    """Return an item with its runs changed, wherever they stand in it but in its figure."""
    return replace(
        item,
        prompt=with_runs_changed(item.prompt, change),
        interaction=_interaction(item.interaction, change),
        rationale=text_with_runs_changed(item.rationale, change),
    )


def _interaction(interaction: Interaction, change: Change) -> Interaction:
    def content(found: Content) -> Content:
        return with_runs_changed(found, change)

    def text(found: Text) -> Text:
        return text_with_runs_changed(found, change)

    def option(found: Option) -> Option:
        return replace(
            found,
            content=content(found.content),
            why_wrong=text(found.why_wrong),
            feedback=text(found.feedback),
        )

    match interaction:
        case Choice(options=options, reserve=reserve):
            chosen, spare = tuple(map(option, options)), tuple(map(option, reserve))
            return replace(interaction, options=chosen, reserve=spare)
        case TrueFalse() as judged:
            return replace(
                judged,
                correction=text(judged.correction),
                right_words=text(judged.right_words),
            )
        case Matching() as matching:
            premises = tuple(
                replace(
                    premise,
                    text=content(premise.text),
                    detail=text(premise.detail),
                    rationale=text(premise.rationale),
                )
                for premise in matching.premises
            )
            responses = tuple(
                replace(response, text=text(response.text)) for response in matching.responses
            )
            return replace(matching, premises=premises, responses=responses)
        case Ordering(events=events):
            named = tuple(replace(event, text=text(event.text)) for event in events)
            return replace(interaction, events=named)
        case ShortAnswer(answer=answer):
            return replace(interaction, answer=text(answer))
        case Numeric(answer=answer):
            return replace(interaction, answer=text(answer))
        case Cloze(parts=parts, answers=answers):
            return replace(
                interaction, parts=tuple(map(text, parts)), answers=tuple(map(text, answers))
            )
        case Discussion(passages=passages):
            return replace(interaction, passages=tuple(map(text, passages)))
        case _ as unreachable:
            assert_never(unreachable)
