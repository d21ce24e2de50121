"""A form made by hand, with the long names and odd letters that real ones have."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from quizgen.bank.dates import Date
from quizgen.content import Run, Text
from quizgen.errors import Where
from quizgen.language.words import Language
from quizgen.look import Look, Theme
from quizgen.quiz.figures import Figure
from quizgen.quiz.form import Form, FormSection, NumberedItem, SourceEntry
from quizgen.quiz.item import (
    Choice,
    Citation,
    Cloze,
    Discussion,
    FromFacts,
    Interaction,
    Item,
    Matching,
    Numeric,
    Option,
    OrderedEvent,
    Ordering,
    Premise,
    Response,
    ShortAnswer,
    TrueFalse,
    Written,
)
from quizgen.read import read_language, read_theme
from quizgen.read.dates import parse_date

TEMPLATES = Path(__file__).parents[1] / "templates"
WHERE = Where("banks/moon.yaml", 12, 5)


@cache
def language(code: str = "en-GB") -> Language:
    paths = TEMPLATES.glob("*/words.yaml")
    bases = {path.parent.name: (str(path), path.read_text("utf-8")) for path in paths}
    return read_language(bases[code][1], bases[code][0], bases)


@cache
def theme() -> Theme:
    path = TEMPLATES / "themes" / "plain.yaml"
    return read_theme(path.read_text("utf-8"), "plain.yaml")


def look(**changes: str) -> Look:
    return replace(Look(theme=theme(), key="full"), **changes)


def text(words: str) -> Text:
    return (Run(words),)


def day(iso: str) -> Date:
    return parse_date(iso)


def item(
    fact_id: str, stem: str, interaction: Interaction, why: str = "", source: str = "s1"
) -> Item:
    return Item(
        id=f"{fact_id}/wording",
        prompt=text(stem) if stem else (),
        interaction=interaction,
        rationale=text(why) if why else (),
        citations=(Citation(source=source, text=text(source)),),
        origin=of_facts(fact_id),
        where=WHERE,
    )


def of_facts(*fact_ids: str) -> FromFacts:
    return FromFacts(kind="event", wording="wording", facts=fact_ids, as_of=day("2024-09-30"))


def choice(*options: str, key: int = 0, whys: tuple[str, ...] = ()) -> Choice:
    """Return a choice; `whys` are said of the wrong options in their order."""
    reasons = iter(whys)
    return Choice(
        options=tuple(
            Option(
                id=words,
                content=text(words),
                is_key=place == key,
                why_wrong=() if place == key else text(next(reasons, "is made up")),
            )
            for place, words in enumerate(options)
        )
    )


def several(*options: str, keys: tuple[int, ...], whys: tuple[str, ...] = ()) -> Choice:
    """Return a choice of several right options; `whys` are said of the others in their order."""
    reasons = iter(whys)
    return Choice(
        type="multiple-response",
        options=tuple(
            Option(
                id=words,
                content=text(words),
                is_key=place in keys,
                why_wrong=() if place in keys else text(next(reasons, "is made up")),
            )
            for place, words in enumerate(options)
        ),
    )


def amount(answer: str, unit: str, low: str, high: str = "", *accepted: str) -> Numeric:
    ends = Decimal(low), Decimal(high or low)
    within = f"anything from {ends[0]:,} to {ends[1]:,}" if high else ""
    return Numeric(
        answer=text(answer),
        unit=unit,
        low=ends[0],
        high=ends[1],
        within=within,
        accepted=accepted,
    )


def cloze(sentence: str, *answers: str, accepted: tuple[tuple[str, ...], ...] = ()) -> Cloze:
    """Return a sentence with blanks where it has ____."""
    return Cloze(
        parts=tuple(text(part) if part else () for part in sentence.split("____")),
        answers=tuple(map(text, answers)),
        accepted=accepted or ((),) * len(answers),
    )


def section(
    title: str, instruction: str, first: int, *items: Item, points: int | None = None
) -> FormSection:
    """Number items from `first`; premises of a matching item count on."""
    numbered = []
    number = first
    for one in items:
        numbered.append(NumberedItem(number=number, item=one, prompt=one.prompt, points=1))
        matching = isinstance(one.interaction, Matching)
        number += len(one.interaction.premises) if matching else 1  # type: ignore[union-attr]
    total = number - first if points is None else points
    return FormSection(
        title=title,
        instruction=instruction,
        items=tuple(numbered),
        points=total,
        points_label=f"{total} point" if total == 1 else f"{total} points",
    )


def with_figures(sections: Iterable[FormSection]) -> tuple[FormSection, ...]:
    """Number the figures of sections, from 1."""
    figures: dict[Figure, int] = {}
    return tuple(
        replace(
            part,
            items=tuple(
                replace(it, figure=figures.setdefault(it.item.figure, len(figures) + 1))
                if it.item.figure
                else it
                for it in part.items
            ),
        )
        for part in sections
    )


def form(*sections: FormSection, **changes: object) -> Form:
    sheet = Form(
        topic="moon",
        version="A",
        language="en-GB",
        title="The race to the Moon, 1957–1969",
        subtitle="Dates, distances and who said what",
        school="Northfield School · History, year 9",
        label="Worksheet",
        sections=with_figures(sections),
        points=sum(part.points for part in sections),
        sources=(
            SourceEntry(
                number=1,
                source="s1",
                text=(
                    Run("A. Siddiqi, "),
                    Run("Challenge to Apollo", "italic"),
                    Run(", NASA SP-2000-4408, 2000"),
                ),
            ),
            SourceEntry(
                number=2, source="s2", text=text("The American Presidency Project, 25 May 1961")
            ),
        ),
        teacher_note="Question 17 speaks of the death of three astronauts (Apollo 1).",
        footer=(
            "The race to the Moon",
            "Form A",
            "seed 1969",
            "edition 3",
            "as of 1 November 2026",
        ),
        seed=1969,
        edition=3,
        as_of=day("2026-11-01"),
        labels=language().labels,
    )
    return replace(sheet, **changes)  # type: ignore[arg-type]


@cache
def sample() -> Form:
    """Return a form of two full pages, with each type of item."""
    choices = section(
        "Multiple choice",
        "Fill in the circle of the one right answer.",
        1,
        item(
            "leonov-spacewalk",
            "On what date did Alexei Leonov make the first spacewalk?",
            choice(
                "12 April 1961",
                "16 June 1963",
                "18 March 1965",
                "3 June 1965",
                key=2,
                whys=(
                    "is the day of the first flight of a man in space",
                    "is the day on which the first woman flew",
                    "is the day of the first spacewalk from a US craft",
                ),
            ),
            "Leonov left Voskhod 2 for 12 minutes.",
        ),
        item(
            "gagarin-time",
            "How long did Yuri Gagarin’s only spaceflight last?",
            choice(
                "15 minutes",
                "1 hour 48 minutes",
                "4 hours 55 minutes",
                "25 hours 18 minutes",
                key=1,
                whys=(
                    "is the time of Shepard’s flight",
                    "is the time of Glenn’s flight",
                    "is the time of Titov’s flight",
                ),
            ),
            "It took one orbit in Vostok 1.",
        ),
        item(
            "luna-3",
            "Which space first did Luna 3 achieve in October 1959?",
            choice(
                "It brought soil back from the Moon to the Earth, which no craft without a crew had "
                "done before and none did again for years.",
                "It carried animals around the Moon and home.",
                "It landed softly and sent pictures of the surface.",
                "It photographed the far side of the Moon.",
                key=3,
                whys=("was done by Luna 16", "was done by Zond 5", "was done by Luna 9"),
            ),
            "The pictures showed few of the dark plains that cover the near side.",
        ),
        item(
            "sputnik-mass",
            "What was the mass of Sputnik 1, the first artificial satellite?",
            choice("1.5 kg", "14 kg", "84 kg", "508 kg", key=2),
            "It was 83.6 kg.",
        ),
        item(
            "pentagon",
            "Who said on 30 May 2024: “The United States’ policy has not changed”?",
            choice(
                "Sabrina Singh, Deputy Pentagon Press Secretary",
                "John Kirby, White House National Security Communications Advisor",
                "Jens Stoltenberg, Secretary General of NATO",
                "Rasmus Jarlov, Chair of the Danish Defence Committee",
            ),
            "She answered a reporter at the Pentagon.",
            "s2",
        ),
        item(
            "collins",
            "Who stayed in orbit around the Moon while the other two members of the Apollo 11 crew "
            "landed in the Sea of Tranquility?",
            choice("Michael Collins", "Richard Gordon", "James Lovell", "John Young"),
            "The others orbited the Moon on other Apollo flights.",
        ),
    )
    truths = section(
        "True or false",
        "Fill in T or F. If a statement is false, write what is right.",
        7,
        item("nasa-opens", "NASA opened for work on 1 October 1958.", TrueFalse(is_true=True)),
        item(
            "tereshkova",
            "Valentina Tereshkova, the first woman in space, circled the Earth 17 times.",
            TrueFalse(
                is_true=False,
                right_words=text("48 times"),
                correction=text("Valentina Tereshkova circled the Earth 48 times."),
            ),
            "17 is the count of Titov’s flight in Vostok 2.",
        ),
        item(
            "treaty",
            "The Outer Space Treaty of 1967 bans nuclear weapons in orbit around the Earth, on the "
            "Moon and elsewhere in space.",
            TrueFalse(is_true=True),
            "Article IV says so.",
        ),
        item(
            "ranger-7",
            "The first spacecraft to strike the Moon was Ranger 7.",
            TrueFalse(
                is_true=False,
                right_words=text("Luna 2"),
                correction=text("The first spacecraft to strike the Moon was Luna 2."),
            ),
            "Ranger 7 struck the Moon in July 1964.",
        ),
    )
    quotes = (
        ("johnson", "“Control of space means control of the world …”", "7 January 1958"),
        (
            "kennedy",
            "“I believe that this nation should commit itself to achieving the goal, before this "
            "decade is out, of landing a man on the moon …”",
            "25 May 1961",
        ),
        (
            "khrushchev",
            "“Let the capitalist countries catch up with our country …”",
            "12 April 1961, translated",
        ),
        (
            "eisenhower",
            "“… that does not raise my apprehensions, not one iota.”",
            "of Sputnik 1, 9 October 1957",
        ),
        ("armstrong", "“The Eagle has landed.”", "20 July 1969"),
        ("glenn", "“Zero G and I feel fine.”", "20 February 1962"),
    )
    speakers = {
        "aldrin": "Buzz Aldrin",
        "armstrong": "Neil Armstrong",
        "eisenhower": "Dwight Eisenhower",
        "glenn": "John Glenn",
        "johnson": "Lyndon Johnson",
        "kennedy": "John Kennedy",
        "khrushchev": "Nikita Khrushchev",
        "leonov": "Alexei Leonov",
    }
    matching = Matching(
        heading=text("Speakers"),
        premises=tuple(
            Premise(
                id=f"{speaker}-said",
                text=text(quote),
                detail=text(detail.replace(" ", "\u00a0")),
                response=speaker,
                rationale=text(f"{speakers[speaker]} said it in public."),
                source="s2",
            )
            for speaker, quote, detail in quotes
        ),
        responses=tuple(Response(id=key, text=text(name)) for key, name in speakers.items()),
    )
    said = section(
        "Who said it?",
        "Write the letter of the speaker. Two speakers are not needed.",
        11,
        replace(
            item("who-said-it", "", matching),
            origin=of_facts(*(premise.id for premise in matching.premises)),
        ),
    )
    events = (
        ("Apollo 8 carries three people around the Moon.", 5, "1968-12-21", "21 December 1968"),
        ("Laika becomes the first animal in orbit.", 1, "1957-11-03", "3 November 1957"),
        ("The first woman flies in space.", 3, "1963-06-16", "16 June 1963"),
        ("Three astronauts die in a fire on the launch pad.", 4, "1967-01-27", "27 January 1967"),
        ("Yuri Gagarin circles the Earth.", 2, "1961-04-12", "12 April 1961"),
    )
    ordering = Ordering(
        events=tuple(
            OrderedEvent(
                id=f"event-{rank}",
                text=text(words),
                rank=rank,
                date=day(iso),
                date_text=said_as.replace(" ", "\u00a0"),
                source="s1",
            )
            for words, rank, iso, said_as in events
        )
    )
    order = section(
        "Put in order",
        "Number the events from 1 (earliest) to 5 (latest).",
        17,
        replace(
            item("flights", "", ordering),
            origin=of_facts(*(event.id for event in ordering.events)),
        ),
        points=5,
    )
    answers = section(
        "Short answer",
        "Answer in a few words or a sentence.",
        18,
        item(
            "apollo-11-quarantine",
            "Why were the astronauts of Apollo 11 kept in quarantine for three weeks after their "
            "return?",
            ShortAnswer(
                answer=text("They might have carried germs from the Moon"),
                accepted=("infection", "germs"),
                lines=2,
            ),
            "The rule was dropped after Apollo 14.",
        ),
        item(
            "moon-orbit",
            "Which craft was the first to orbit the Moon?",
            ShortAnswer(answer=text("Luna 10"), accepted=("Lunik 10",)),
        ),
        item(
            "lm-stands-for",
            "What does the abbreviation LM stand for?",
            ShortAnswer(answer=text("Lunar Module"), lines=1),
        ),
    )
    return form(choices, truths, said, order, answers)


@cache
def exam() -> Form:
    """Return a form of the types of items that the other one has not."""
    choices = section(
        "Choice",
        "Fill in one circle, or the squares a question asks for.",
        1,
        item(
            "sputnik-mass",
            "What was the mass of Sputnik 1, the first artificial satellite?",
            choice("1.5 kg", "14 kg", "84 kg", "508 kg", key=2),
            "It was 83.6 kg.",
        ),
        replace(
            item(
                "soft-landings",
                "",
                several(
                    "Luna 3",
                    "Luna 9",
                    "Ranger 7",
                    "Surveyor 1",
                    keys=(1, 3),
                    whys=("flew around the Moon in 1959", "struck it in 1964"),
                ),
                "They landed in February and June.",
            ),
            prompt=(
                Run("Which "),
                Run("two", "bold"),
                Run(" of these probes landed softly on the Moon in 1966? Fill in two squares."),
            ),
        ),
        replace(
            item(
                "said-in-1962",
                "",
                several(
                    "The country should land a man on the Moon before the decade was out and bring "
                    "him back safely.",
                    "Nobody could catch up with the Soviet Union in less than ten years.",
                    "Space could be explored without repeating the mistakes made on Earth.",
                    "No one nation should plant its flag on the Moon.",
                    "The cost of it all was too high for any single country to bear.",
                    keys=(0, 2, 3),
                    whys=("is what Titov said in Seattle", "is what Eisenhower wrote"),
                ),
                "He spoke at Rice University.",
                "s2",
            ),
            prompt=(
                Run("Which "),
                Run("three", "bold"),
                Run(" of these did John Kennedy say in 1961 or 1962?"),
            ),
        ),
    )
    sentences = section(
        "Sentences",
        "Complete each sentence.",
        4,
        item(
            "moon-speech",
            "",
            cloze(
                "On 12 September 1962 Kennedy said: “We choose to go to the moon in this decade "
                "and do the other things, not because they are ____, but because they are ____.”",
                "easy",
                "hard",
                accepted=(("simple", "light"), ()),
            ),
            "He spoke at Rice University.",
            "s2",
        ),
        item(
            "first-woman", "", cloze("In 1963 ____ became the first woman in space.", "Tereshkova")
        ),
        item("eagle", "", cloze("“The ____ has landed,” said Neil Armstrong.", "Eagle")),
        points=4,
    )
    numbers = section(
        "Numbers",
        "Write the number.",
        7,
        item(
            "sputnik-height",
            "About how high did Sputnik 1 go?",
            amount("939 km", "km", "845.1", "1032.9", "583 miles"),
            "It was so in its first orbits.",
        ),
        item(
            "moon-distance",
            "Apollo 11 took 76 hours to reach the Moon, 384,400 km away. What was its mean speed, to "
            "the nearest 100 km/h?",
            amount("5,100 km/h", "km/h", "5100"),
            "384,400 km ÷ 76 h = 5,058 km/h.",
        ),
        item(
            "moonwalkers", "How many people have walked on it?", amount("12 people", "people", "12")
        ),
        item(
            "apollo-sites",
            "On how many landing sites did the crews of Apollo leave instruments behind?",
            amount("6 landing sites", "landing sites", "6"),
        ),
    )
    writing = section(
        "Your view",
        "Give reasons.",
        11,
        replace(
            item(
                "was-it-worth-it",
                "Was the race to the Moon worth its cost? Name one thing that was gained and one that "
                "was given up.",
                Discussion(),
            ),
            citations=(),
            rationale=(),
            origin=Written(),
        ),
    )
    parts = (choices, sentences, numbers, writing)
    footer = ("The race to the Moon", "Form B", "seed 1969")
    return form(*parts, version="B", label="Test", footer=footer, teacher_note="")
