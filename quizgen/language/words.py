"""A language: how it writes dates, numbers and lists, and the fixed words of our pages."""

from collections.abc import Mapping
from dataclasses import field

from quizgen.bank.bank import Unit
from quizgen.bank.questions import MarkLevel
from quizgen.errors import Where
from quizgen.values import dataclass


@dataclass(frozen=True, kw_only=True)
class Plural:
    """A phrase that changes with a number; `{n}` stands for it."""

    one: str
    """With one."""
    many: str
    """With any other number."""
    zero: str = ""
    """Where nought has a form of its own, in a language with such a category."""
    two: str = ""
    """The same of two."""
    few: str = ""
    """The same of a few."""
    other: str = ""
    """The same of all that no rule speaks of, where the language has `many` for less than that."""


@dataclass(frozen=True, kw_only=True)
class Labels:
    """The fixed words of sheets, keys and cards. Words in braces are filled in."""

    name: str
    class_: str
    date: str
    score: str
    score_of: str
    """With {n}."""
    points: Plural
    form: str
    answer_key: str
    for_the_teacher: str
    keep_this_page: str
    """With {points}."""
    number: str
    answer: str
    why: str
    source: str
    sources: str
    facts_used: str
    accept: str
    """Before further accepted answers."""
    also_right: str = ""
    """The same at the head of a list of them, each with its number."""
    true: str
    false: str
    true_letter: str
    false_letter: str
    section: str
    """Heads the sections of a table for marks."""
    points_head: str
    """Heads their points."""
    mark: str
    """Heads the marks."""
    total: str
    cut: str
    """In the footer of cards: how to cut them out."""
    fronts: str
    """In the footer of cards: with {page} and {pages}."""
    backs: str
    """In the footer of cards: with {page} and {pages}."""
    part_of: str
    """Behind the number of a card that needs several: with {part} and {parts}."""
    discussion: str
    """Heads the prompts for the class, in the key."""
    any_of_these: str = ""
    """Behind a list of which each member is right alone."""
    text: str = ""
    """What a sheet calls a text of its list, in a sentence: with {n}. Empty where it lists none."""
    texts: str = ""
    """Heads the list of the texts that a sheet rests on."""
    booklet: str = "Texts"
    """What sort of sheet the texts are that questions rest on, printed by themselves."""
    passage_above: str = "{title}"
    """Above questions on a passage that stands further up, with {title}."""
    hard_words: str = ""
    """Heads the list of hard words."""
    pictures: str = ""
    """Heads the list of who made the pictures."""
    questions: Plural = Plural(one="{n}:", many="{n}:")
    """Before a note on questions, with their numbers: "Questions 2, 7: "."""
    copy_in_colour: Plural = Plural(one="", many="")
    """For the teacher, which questions show pictures in colour, with their numbers {n}."""
    right_option: str = "{letter}: {why}"
    """Why an option is right, in the key, where several are: with {letter} and {why}."""
    part: str = "({letter})"
    """What stands before a part of a question, with {letter}."""
    parts_about: str = "{first} – {last}: {text}"
    """Above the parts of a question: with {first} and {last}, their signs, and {text}."""
    parts_on_passage: str = "{first} – {last}"
    """The same where the text stands below it, without {text}."""
    parts_total: str = "{n}: {points}"
    """Below the last part of a question: what all are worth, with {n} and {points}."""
    not_marked: str = ""
    """Instead of the points of a section that has none."""
    turn_over: str = ""
    """At the foot of pages of a paper that go on."""
    end_of_questions: str = ""
    """Below the last question of a paper."""
    outside: str = ""
    """At the foot of pages with a frame: that nothing may be written outside it."""
    word_bank: str = ""
    """Heads the words to fill in."""
    time: str = ""
    """On a cover: heads the time that there is."""
    candidate: str = ""
    """On a cover: the name of who writes the paper."""
    candidate_number: str = ""
    """On a cover: heads boxes for a number."""
    centre: str = ""
    """On a cover: the school, or the number of the place where the paper is written."""
    materials: str = ""
    """On a cover: heads what may be used."""
    instructions: str = ""
    """On a cover: heads what is to be done."""
    information: str = ""
    """On a cover: heads what a candidate should know."""
    for_examiner: str = ""
    """On a cover: heads the table of marks."""
    logo: str
    """What a screen reader says of the logo."""
    correction: str
    working: str
    """Names the room for working something out."""
    no_key: str
    """What the key says of a discussion."""
    marked_by_levels: str = ""
    """The same of one that has a mark scheme; without it as of one that has none."""
    mark_scheme: str = ""
    """Heads the mark scheme of a task without a key: with {n}, its number."""
    mark_level: str = ""
    """Heads the levels of a mark scheme."""
    mark_does: str = ""
    """Heads what answers of each level do."""
    rests_on: str = ""
    """Before the passages that a task without a key rests on."""
    wrong_options: str
    """What a wrong option is, in the key: with {letter} and {why}."""
    wrong_options_alike: str
    """The same of several: with {letter}, {others} and {why}."""
    feedback: str
    """What a pupil is told who chose a wrong name or number: with {option} and {why}."""
    feedback_quoted: str
    """The same of other wrong options, which are quoted."""
    downwards: str
    """After the numbers of an ordering item: they are read from top to bottom."""
    marks_order: str
    """How a key says to share the points of an ordering item."""
    marks_statement: str
    """The same of a statement to judge and to correct, if it has several points."""
    marks_answer: str
    """The same of an answer in the pupil's own words, if it has several points."""
    marks_sentence: str = ""
    """The same of an answer of several lines: a sentence that the pupil writes."""
    marks_several: str = ""
    """How a key says to share the points of an item with several right options."""
    continued: str = "…"
    """Behind the number of a row of the key that began on the page before."""
    strip: str
    """Names the marking strip."""
    before_you_hand_it_out: str
    footer_form: str
    """With {form}."""
    footer_seed: str
    """With {seed}."""
    footer_edition: str
    """With {edition}."""
    footer_as_of: str
    """With {date}."""
    footer_page: str
    """With {page} and {pages}."""
    translated: str
    """Behind a translated quotation."""
    figure: str
    """Names a figure, with {n}."""
    timeline_caption: str
    timeline_alt: str
    timeline_hatched: str
    """Behind the caption of a timeline on a sheet where dates are months or years, and so drawn as
    bars."""
    timeline_broken_caption: str
    timeline_broken_alt: str
    """What a screen reader says of a timeline to fill in: with {n}, {first} and {last}."""
    timeline_given_alt: str = ""
    """What it says behind that of events that are given on it, with {names}."""
    map_caption: str
    """Of a map to measure on."""
    map_alt: str
    """What a screen reader says of a map: with {names} and {scale}, the length of its scale."""
    map_ring_caption: str
    """Of a map on which distances are drawn as circles."""
    map_ring_alt: str
    """What a screen reader says of each: with {place} and {distance}."""
    map_answers: str
    """Heading of the map on a key that shows what is right."""
    map_told: str
    """Heading of the map on a study sheet."""
    scale_caption: str
    """With {attribute} and {unit}."""
    scale_alt: str
    """What a screen reader says of bars: with {attribute}, {unit}, {names}, {first}, {last}."""
    blank: str
    """What a screen reader says for a blank to write in."""
    box: str
    """What a screen reader says for a box to write a letter or number in."""
    field_question: str = "{n}"
    """What it says of fields on a sheet to fill in on a screen: of all circles of question {n}."""
    field_option: str = "{n} {letter}: {words}"
    """The same of the circle or square of an option: with {n}, its {letter} and its {words}."""
    field_part: str = "{n}: {words}"
    """The same of what the sheet has {words} for, as a correction: with {n}."""
    field_unit: str = "{n}: {unit}"
    """The same of a blank for a number: with {n} and its {unit}."""
    field_blank: str = "{n}: {place}/{count}"
    """The same of one of several blanks: with {n}, {place}, from 1, and {count}."""
    field_letter: str = "{n}: {words}"
    """The same of a box for the letter of what fits some {words}: with {n}."""
    field_order: str = "{n}: {words}"
    """The same of a box for the place of an event in their order: with {n} and its {words}."""
    answered: str = "{answer}"
    """What it says for a place that the key is written in: with {answer}."""
    key: str = ""
    """In the black box of a key that has no form's letter there."""


@dataclass(frozen=True, kw_only=True)
class QuizWords:
    """What a quiz on a screen says around its questions; one that is empty cannot be made."""

    position: str = ""
    """Where a pupil is: with {n} and {count}."""
    choose_one: str = ""
    """Below a question, as are the next: what to do where one option is right."""
    choose_all: str = ""
    """The same where several are."""
    judge: str = ""
    """The same of a statement that is true or false."""
    match: str = ""
    """The same where letters go into boxes."""
    put_in_order: str = ""
    """The same where things get numbers."""
    write_number: str = ""
    write_words: str = ""
    fill_gaps: str = ""
    think: str = ""
    """The same of a task without a key."""
    keys_choose: str = ""
    """Which keys do it: with {first} and {last}, the letters of the options."""
    keys_match: str = ""
    """The same of letters that go into boxes: with {first} and {last}."""
    keys_order: str = ""
    """The same of numbers: with {last}."""
    keys_write: str = ""
    """The same where something is written."""
    check: str = ""
    """On buttons, as are the next."""
    try_again: str = ""
    show_answer: str = ""
    not_known: str = ""
    """By which a pupil asks for the answer without a try."""
    next: str = ""
    finish: str = ""
    """The same at the last question."""
    had_it: str = ""
    """By which a pupil says that an answer in other words meant the same."""
    had_it_not: str = ""
    practise: Plural = Plural(one="", many="")
    """With {n}: asks again what was not right at once."""
    from_start: str = ""
    choose_first: str = ""
    """Where nothing was chosen yet."""
    write_first: str = ""
    """Where nothing was written yet."""
    fill_first: str = ""
    """Where a place is still empty."""
    right: str = ""
    """What is said of an answer, as are the next."""
    right_later: str = ""
    """The same after another try."""
    wrong: str = ""
    wrong_chosen: str = ""
    """The same of several that were chosen, with {letters}."""
    more_right: str = ""
    """Where all that was chosen is right, but more is."""
    right_of: str = ""
    """How many parts are right: with {n} and {count}."""
    kept: str = ""
    """Below that: what becomes of those that are right."""
    answer_is: str = ""
    """Above an answer that is shown."""
    compare: str = ""
    """Above one that a pupil compares with words of his own."""
    no_one_answer: str = ""
    """Above what good answers do, where there is no key."""
    is_true: str = ""
    """Of a statement that was misjudged."""
    is_false: str = ""
    a_right_one: str = ""
    """On an option that is right and was not chosen."""
    your_answer: str = ""
    """Names a field to write in."""
    box: str = ""
    """Names a box: with {n}."""
    empty: str = ""
    """What a screen reader says of a box without a letter or number."""
    letter_in_box: str = ""
    """What it says once one is there: with {words} and {n}."""
    used_in: str = ""
    """On an answer that is used: with {n}, its box."""
    you_had: str = ""
    """Of a place that was given another number: with {n}."""
    at_first_try: str = ""
    """Heads the end: with {n} and {count}."""
    at_later_try: Plural = Plural(one="", many="")
    """With {n}."""
    were_shown: Plural = Plural(one="", many="")
    """With {n}."""
    all_at_first: str = ""
    look_again: str = ""
    """Heads what was not right at once."""
    nothing_kept: str = ""
    """At the end: what becomes of the answers."""
    needs_script: str = ""
    """Where the browser runs no scripts."""


@dataclass(frozen=True, kw_only=True)
class PropertyWords:
    """How a property is asked and said where its bank does not say it itself.

    Empty where a language has no words that fit any: then a bank gives them.
    """

    asks: str = ""
    """A question for the value, with {property} and {subject}."""
    asks_person: str = ""
    """The same where the values are people."""
    asks_picture: str = ""
    """The same where the values are pictures, which stand there to be chosen from."""
    asks_picture_alone: str = ""
    """The same where none stands there."""
    asks_several: str = ""
    """A question for all that are right of some values, with {property} and {subject}."""
    says: str = ""
    """A clause that states it, with {property}, {subject} and {value}."""
    says_picture: str = ""
    """The same where the value is a picture, of which the words for who cannot see it are told."""
    says_several: str = ""
    """The same of one of several values."""
    all_of_several: str = ""
    """All values of several, with {first}, all but the last between commas, and {last}."""
    asks_back: str = ""
    """A question for what has a value, with {of}, {property} and {value}."""
    asks_back_several: str = ""
    """The same where several things have it."""
    asks_back_picture: str = ""
    """The same where the value is a picture, which is shown, with {of} and {property}."""


@dataclass(frozen=True, kw_only=True)
class Language:
    """How a language writes dates, numbers and lists, and the fixed words of our pages."""

    code: str
    """BCP 47 tag: the folder's name."""
    months: tuple[str, ...]
    """Twelve names."""
    short_months: tuple[str, ...]
    """Twelve short names, for the axis of a timeline."""
    weekdays: tuple[str, ...]
    """Seven names, from Monday."""
    seasons: Mapping[str, str]
    """spring, summer, autumn, winter -> name."""
    day: str
    """A day, with {day}, {month} and {year}."""
    month: str
    """A month, with {month} and {year}."""
    year: str
    """A year, with {year}."""
    season: str
    """A season, with {season} and {year}."""
    day_range: str
    """Days of one month, with {first}, {last}, {month} and {year}."""
    date_range: str
    """Any other range, with {first} and {last}."""
    on_day: str
    """A day in a sentence, with {date}: "on {date}"."""
    in_period: str
    """A month, year or season in a sentence, with {date}."""
    between: str
    """A range of days in a sentence, with {date}."""
    bce: str
    """A year, or what has one, before the common era, with {date}."""
    ce: str
    """One after it, where both stand side by side, with {date}."""
    ordinals: tuple[str, ...]
    """The numbers of centuries from the first on: "1st". A later one is told by its years."""
    century: str
    """A century, with {nth}."""
    the_century: str
    """The same in a sentence, with {date}."""
    decade: str
    """Ten years, with the first {year}."""
    year_range: str
    """Years from one to another, with {first} and {last}."""
    about: str
    """What is only about then, with {date}."""
    before: str
    """What was before a date, alone and in a sentence, with {date}."""
    after: str
    """What was after it, with {date}."""
    by: str
    """What was then or before, with {date}."""
    since: str
    """What was then or later, with {date}."""
    around: str
    """What is only about then, in a sentence, with {date}."""
    from_to: str
    """Years from one to another in a sentence, with {first} and {last}."""
    about_from_to: str
    """The same of what is only about then, with {first} and {last}."""
    by_then: str
    """What was then or before, in a sentence, with {date}."""
    since_then: str
    """What was then or later, in a sentence, with {date}."""
    hatched_years: str = ""
    """Behind the caption of a timeline of many years where dates are longer, decades or centuries,
    and so drawn as bars."""
    also_bce: tuple[str, ...] = ()
    """Other ways to write `bce`, which are accepted as answers, each with {date}."""
    also_ce: tuple[str, ...] = ()
    """Other ways to write a year of one to three digits, each with {date}."""
    also_decade: tuple[str, ...] = ()
    """Other ways to write `decade`, each with {year}."""
    also_about: tuple[str, ...] = ()
    """Other ways to write `about`, each with {date}."""
    also_range: tuple[str, ...] = ()
    """Other ways to write `year_range`, each with {first} and {last}."""
    day_in_figures: str = ""
    """A day as pupils may write it, with {day}, {month} and {year}; empty for no such way."""
    month_in_figures: str = ""
    """A month as pupils may write it, with {month} and {year}; empty for no such way."""
    time_units: Mapping[str, Plural] = field(default_factory=dict)
    """What time is counted in, `day`, `month`, `year` and `century`: {one: day, many: days}.
    Without it nobody is asked how much time passed."""
    day_with_weekday: str = "{weekday} {date}"
    """A day with its day of the week, with {weekday} and {date}."""
    text_named: str = "{text} ({date})"
    """A source in a sentence, with its date, where no list of texts is at hand: with {text} and
    {date}."""
    cited_in: str = "{by} ({text})"
    """Whose count a number is, and the source that cites it: with {by} and {text}."""
    by_author: str = "{text}, {author}"
    """What a source is, and who wrote it: "essay by Jane Doe"; with {text} and {author}."""
    language_names: Mapping[str, str] = field(default_factory=dict)
    """BCP 47 tag -> what the language is called, as in "What is the German for dog?"."""
    source_kinds: Mapping[str, str] = field(default_factory=dict)
    """Kind of source -> what a sheet calls it, where its bank names no genre."""
    properties: PropertyWords = field(default_factory=PropertyWords)
    """How a property is asked and said where its bank does not say it itself."""
    attributions: tuple[str, ...] = ()
    """Regular expressions of the words behind which a source or a speaker is named: "according
    to"."""
    plurals: Mapping[str, str] = field(default_factory=lambda: {"one": "i = 1 and v = 0"})
    """Category (zero, one, two, few, many) -> the rule of CLDR for its numbers; every other number
    is `other`. Without it: one and the rest, as in English."""
    agreement: tuple[Plural, ...] = ()
    """What changes with the number beside it in the sentence of a quantity: "there is {value}" and
    "there are {value}"."""
    counts: tuple[str, ...]
    """The numbers from zero to ten in words."""
    how_to_order: str = ""
    """How to put {count} things in order, where a section does not say so itself."""
    one_spare: str = ""
    """How to match, where a section does not say so itself and one response fits nothing."""
    several_spare: str = ""
    """The same where {count} responses fit nothing."""
    thousands: str
    """Separates groups of three digits."""
    decimal: str
    """Separates the fraction."""
    qualifiers: Mapping[str, str]
    """Qualifier of a quantity -> its phrase, with {value}."""
    hedges: Mapping[str, str]
    """Qualifier of a quantity, but for exact -> its words alone: "at least"."""
    value_range: str
    """A range of values, with {low} and {high}."""
    anything_within: str
    """What else is right for a number that may be a little off, with {low} and {high}."""
    whole_number: str = ""
    """How exactly whole things can be read off a figure: "to the nearest whole number"."""
    scale_caption_bare: str = "{attribute}"
    """The caption of bars without a unit, or whose {attribute} names it: "number of moons"."""
    converted: str
    """What follows a value in other units, with {conversion}."""
    verbs: Mapping[str, str]
    """Reporting verb -> the verb with its conjunction, and where a date stands between the two:
    said -> "said {on_date} that"."""
    asking: tuple[str, ...]
    """Words by which a question asks for somebody's words: "say"."""
    clock_words: tuple[str, ...]
    """Words that go stale without a date beside them: "currently"."""
    cause_words: tuple[str, ...]
    """Words that give the order of two events away: "after"."""
    question_words: tuple[str, ...]
    """Words by one of which a stem asks, even without its options: "who", "name", "was"."""
    negations: tuple[str, ...]
    """Regular expressions of words that turn a question round: "not"."""
    absolute_words: tuple[str, ...]
    """Words that seldom stand in a right answer: "always"."""
    vague_words: tuple[str, ...]
    """Words that often stand in a right answer: "sometimes"."""
    articles: Mapping[str, str]
    """Article -> a regular expression of how what may follow it begins: "an" -> "[aeiou]". The
    first that fits is taken; abbreviations have their capitals, all else is in small letters."""
    clause_joints: tuple[str, ...]
    """Regular expressions of what joins two clauses: "because"."""
    opinion_phrases: tuple[str, ...]
    """Regular expressions by which a question asks for an opinion: "was it right"."""
    assent_phrases: tuple[str, ...] = ()
    """Regular expressions by which an open task asks for assent: "do you agree"."""
    banned_options: tuple[str, ...]
    """Regular expressions of options that no item may have: all of the above."""
    stop_words: tuple[str, ...]
    """Words that carry no meaning of their own, left out when texts are compared."""
    empty_reasons: tuple[str, ...] = ()
    """Regular expressions of reasons that say nothing about a wrong answer: is in no source."""
    first_person: tuple[str, ...] = ()
    """Words by which several speak of what is theirs: "our". A quotation with one is never offered
    as another side's."""
    copulas: tuple[str, ...] = ()
    """Between two names of one thing: of what a wrong meaning is true, "is Oslo" tells."""
    first_words: tuple[str, ...] = ()
    """Words that do not count at the start of an answer where answers are compared: articles."""
    name_articles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Article -> how names end, or begin (…), that have it in a sentence though tables leave it
    out: Netherlands, Battle of …"""
    plural_names: tuple[str, ...] = ()
    """How names of several things end: Islands, Alps."""
    singular_things: tuple[str, ...] = ()
    """Things that are one, whatever their name: a country, the Solomon Islands."""
    subject_verbs: tuple[Plural, ...] = ()
    """Verbs beside one thing, and beside several: is, are."""
    names_alone: tuple[str, ...] = ()
    """Common nouns, or their endings (-), that have no article where one stands for all: -ine, for
    margarine, beside the telephone."""
    capital_adjectives: tuple[str, ...] = ()
    """Words before a noun, or their endings (-), that keep their capital: -an, African elephant."""
    alike: tuple[tuple[str, ...], ...] = ()
    """Words that say the same where answers are compared, each group a list: km, kilometres."""
    yes_and_no: tuple[str, ...] = ()
    """Answers that tell nothing but whether: "yes"."""
    source_words: tuple[str, ...] = ()
    """What a card calls its sources that does not name them: "the sources"."""
    match_prompt: str = ""
    """What a written question to be matched asks, if its author leaves it to us."""
    order_prompt: str = ""
    """The same of one whose parts are to be put in order."""
    marking: tuple[MarkLevel, ...] = ()
    """How tasks without a key are marked that have no scheme of their own, the weakest level
    first."""
    units: Mapping[str, Unit]
    """The shipped units."""
    labels: Labels
    """The fixed words."""
    quiz: QuizWords = QuizWords()
    """What a quiz on a screen says around its questions."""
    where: Where = field(compare=False)
