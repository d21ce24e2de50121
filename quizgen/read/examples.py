"""What an author may write under each key of a bank or a template, for editors to show.

Keys whose values are a few words, such as `level`, show those; all others stand here.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from quizgen.bank.bank import (
    OFFICE_CLASSES,
    Audience,
    Bank,
    Issue,
    Office,
    Person,
    Prompt,
    Source,
    Unit,
)
from quizgen.bank.facts import (
    Also,
    CuratedDistractor,
    Event,
    Fact,
    Position,
    Quantity,
    Statement,
    Term,
)
from quizgen.bank.places import Place
from quizgen.look import Theme
from quizgen.quiz.wording import Wording
from quizgen.quiz.worksheet import CardSection, FactSection, Layout, Worksheet, WorksheetSection

_ISSUE = {
    "text": "whether Pluto is a planet",
    "as_of": "2009-12-31",
    "stances": {"planet": "declared Pluto a planet", "dwarf": "counted Pluto among dwarf planets"},
}
_SOURCE = {
    "publisher": "The Herald",
    "title": "A bridge too far?",
    "kind": "report",
    "date": "2024-05-20",
    "date_basis": "printed",
    "text": "herald.txt",
}
_OFFICE = {"office": "President of France", "class": "head-of-state", "country": "FR"}
_PERSON = {"name": "Emmanuel Macron", "offices": [_OFFICE]}
_PLACE = {"name": "Paris", "what": "a city in France", "latitude": 48.86, "longitude": 2.35}
_UNIT = {"one": "{n} jet", "many": "{n} jets", "name": "jets"}
_TERM = {
    "id": "iau-stands-for",
    "kind": "term",
    "term": "IAU",
    "meaning": "International Astronomical Union",
    "relation": "stands-for",
    "source": "herald",
    "at": "International Astronomical Union (IAU)",
}
_CHOICES = {
    "title": "Multiple choice",
    "instruction": "Fill in the circle of the one right answer.",
    "types": ["multiple-choice"],
    "count": 4,
}
_TOLD = {
    "title": "Who said what",
    "kinds": ["statement"],
    "text": "{{ speaker }} {{ verb }} {{ gist }}.",
}
_CARD = {
    "title": "What is meant?",
    "kinds": ["term"],
    "front": "What is meant by **{{ term }}**?",
    "back": "{{ meaning | sentence }}",
}
_LAYOUT = {"points": "none", "copies": 2}
_PROMPT = {"id": "who-decides", "text": "Who should decide what a planet is?"}

EXAMPLES: Mapping[type, Mapping[str, Sequence[Any]]] = {
    Bank: {
        "topic": ["rivers"],
        "title": ["Rivers of Europe"],
        "summary": ["How long they are, where they rise and who named them."],
        "language": ["en-GB", "en-US"],
        "edition": [1],
        "as_of": ["2024-09-30"],
        "audience": [{"ages": "15-18"}],
        "themes": [["war", "casualties"]],
        "teacher_note": ["Some pupils may have family in the war: read the questions first."],
        "licence": ["CC BY 4.0"],
        "camps": [{"north": "the North", "south": "the South"}],
        "loaded_words": [["regime", "puppet"]],
        "units": [{"jet": _UNIT}],
        "issues": [{"is-pluto-a-planet": _ISSUE}],
        "sources": [{"herald": _SOURCE}],
        "people": [{"macron": _PERSON}],
        "places": [{"paris": _PLACE}],
        "facts": [[_TERM]],
        "discussion": [[_PROMPT]],
    },
    Audience: {"ages": ["15-18"]},
    Source: {
        "publisher": ["The Herald", "unsigned web report"],
        "title": ["A bridge too far?"],
        "author": ["Ann Miller"],
        "date": ["2024-05-20", "2024-05"],
        "text": ["herald.txt"],
        "url": ["https://example.org/a-bridge-too-far"],
        "accessed": ["2024-06-01"],
        "called": ["a web report"],
    },
    Place: {
        "name": ["Paris", "the Suez Canal"],
        "what": ["a city in France"],
        "latitude": [48.86, -33.87],
        "longitude": [2.35, 151.21],
    },
    Office: {
        "office": ["President of France"],
        "class": [*OFFICE_CLASSES, "astronaut"],
        "country": ["FR", "NATO"],
        "from": ["2017-05-14"],
        "until": ["2012-05-15"],
    },
    Person: {
        "name": ["Volodymyr Zelensky", "the Mayor’s office"],
        "spellings": [["Zelensky", "Zelenskyy"]],
        "keep_case": [True],
        "camp": ["north"],
        "offices": [[_OFFICE]],
        "class": ["institution", "author"],
        "country": ["FR"],
    },
    Issue: {
        "text": ["whether Pluto is a planet"],
        "as_of": ["2009-12-31"],
        "stances": [_ISSUE["stances"]],
    },
    Unit: {
        "one": ["{n} mile"],
        "many": ["{n} miles"],
        "name": ["miles"],
        "zero": ["{n} stop"],
        "two": ["{n} stopy"],
        "few": ["{n} stopy"],
        "other": ["{n} stopy"],
        "converts": [{"km": "1.609344"}],
    },
    Statement: {
        "speaker": ["macron"],
        "verb": ["said", "warned", "wrote"],
        "quote": ["We really took it as an affront", ["A light is a promise", "we keep it"]],
        "gist": ["people in New Mexico felt insulted"],
        "about": ["the astronomers’ vote"],
        "to": ["reporters"],
        "place": ["Paris"],
        "date": ["2024-05-30", "2024-05"],
    },
    Event: {
        "actor": ["macron"],
        "what": ["Clyde Tombaugh discovered Pluto"],
        "short": ["discovery of Pluto"],
        "place": ["Arizona"],
        "date": ["1930-02-18", "1930"],
    },
    Quantity: {
        "subject": ["the Rhine"],
        "class": ["river"],
        "attribute": ["length"],
        "asks": ["how long is the Rhine"],
        "says": ["the Rhine is {value} long"],
        "value": ["1230", "0.5"],
        "low": ["100"],
        "high": ["200"],
        "unit": ["km", "percent", "person"],
        "printed": ["two-thirds"],
        "by": ["macron"],
        "date": ["2024-05"],
    },
    Position: {
        "actor": ["macron"],
        "for": ["france"],
        "issue": ["is-pluto-a-planet"],
        "stance": ["planet"],
        "condition": ["only while it passes over New Mexico"],
        "open_list": [True],
        "until": ["2024-05-30"],
        "place": ["Paris"],
    },
    Term: {
        "term": ["IAU"],
        "meaning": ["International Astronomical Union"],
        "class": ["place", "weapon"],
    },
    Fact: {
        "id": ["discovery-of-pluto"],
        "source": ["herald"],
        "at": ["took it as an affront"],
        "also_in": [[{"source": "herald", "at": "an affront to the town"}]],
        "as_of": ["2024-05-30"],
        "worked_out": ['"yesterday (Tuesday)", counted from 29 May 2024'],
        "tags": [["history", "maps"]],
        "places": [["paris"]],
        "themes": [["war"]],
        "accept": [["the IAU"]],
        "also_right": [["naming-of-pluto"]],
        "also_right_text": [["the astronomers’ union"]],
        "not_beside": [["astronomers"]],
        "distractors": [[{"text": "Lake Geneva", "why_wrong": "is where the Rhône flows through"}]],
        "note": ["He worked at the Lowell Observatory in Arizona."],
        "keep_case": [True],
        "review_by": ["2025-12"],
        "superseded_by": ["discovery-of-pluto-corrected"],
        "retired": ["The figure was withdrawn by its source."],
        "allow": [{"LEN-1": "the name is printed in full everywhere"}],
    },
    Also: {"source": ["herald"], "at": ["an affront to the town"]},
    CuratedDistractor: {
        "text": ["Lake Geneva"],
        "why_wrong": ["is where the Rhône flows through"],
    },
    Prompt: {
        "id": ["who-decides"],
        "text": ["Who should decide what a planet is?"],
        "facts": [["discovery-of-pluto"]],
        "tags": [["history"]],
    },
    Worksheet: {
        "title": ["What do you remember?"],
        "subtitle": ["Five questions before you go"],
        "label": ["Exit ticket"],
        "summary": ["Five questions for the end of a lesson."],
        "sections": [[_CHOICES]],
        "facts": [[_TOLD]],
        "cards": [[_CARD]],
        "layout": [_LAYOUT],
        "above_recall": [50],
    },
    WorksheetSection: {
        "title": ["Multiple choice"],
        "instruction": ["Number the events from 1 (earliest) to {members} (latest)."],
        "types": [["multiple-choice", "true-false"], ["ordering"]],
        "kinds": [["term", "event"]],
        "tags": [["history", "maps"]],
        "wordings": [["who-said-it"]],
        "levels": [[2, 3]],
        "count": [4],
        "members": [5],
        "spare": [2],
        "points": [2],
    },
    FactSection: {
        "title": ["Who said what"],
        "kinds": [["statement"]],
        "tags": [["history", "maps"]],
        "when": ["has_quote", "relation == 'stands-for'"],
        "count": [10],
        "lead": ["**{{ date | sentence }}.** {{ speaker_apposed | sentence }}"],
        "text": ["{{ verb }} {{ gist }}."],
    },
    CardSection: {
        "title": ["What is meant?"],
        "kinds": [["term"]],
        "tags": [["history", "maps"]],
        "when": ["relation != 'stands-for'"],
        "count": [16],
        "front": ["What is meant by **{{ term }}**?"],
        "detail": ["{{ date }}"],
        "back": ["{{ meaning | sentence }}"],
        "why": ["{{ note | stop }}"],
    },
    Layout: {"option_columns": [2], "copies": [2]},
    Wording: {
        "id": ["what-is-meant"],
        "when": ["relation != 'stands-for'"],
        "stem": ["What is meant by _{{ term }}_?"],
        "key": ["{{ meaning | sentence }}"],
        "rationale": ["{{ note | stop }}"],
        "why_wrong": ["is meant by _{{ term }}_"],
        "why_invented": ["is not what it means"],
        "accept": [["{{ unit }}"]],
        "lines": [2],
        "tolerance": [10],
        "premise": ["{{ meaning | sentence }}"],
        "detail": ["{{ date }}"],
        "heading": ["Terms"],
    },
    Theme: {
        "font_text": ["SourceSans3-Regular"],
        "font_bold": ["SourceSans3-Bold"],
        "font_italic": ["SourceSans3-Italic"],
        "font_display": ["SourceSerif4-SemiBold"],
        "font_quote": ["SourceSerif4-Regular"],
        "font_symbols": ["DejaVuSans"],
        "options_max_columns": [2],
    },
}
"""Class -> key, as the file has it -> what may stand there."""
