"""How the columns of a table are asked for, by what stands over them."""

from pathlib import Path

import pytest
from command import Run
from moon import language

from quizgen.bank.facts import Quantity
from quizgen.language.names import agreeing, is_several, name_in_sentence
from quizgen.language.quantities import say_compared
from quizgen.read.headings import (
    Things,
    phrase_date,
    phrase_number,
    phrase_property,
    plural_in,
)

PLANETS = """planet,diameter (km),moons,kind,discovered in
Mercury,4879,0,rocky,
Earth,12756,1,rocky,
Mars,6792,2,rocky,
Jupiter,142984,95,gas giant,
Saturn,120536,146,gas giant,
Uranus,51118,28,ice giant,1781
Neptune,49528,16,ice giant,1846
Pluto,2377,5,dwarf planet,1930
Ceres,940,0,dwarf planet,1801
"""


@pytest.mark.parametrize(
    ("head", "one"),
    [
        ("moons", "moon"),
        ("cities", "city"),
        ("boxes", "box"),
        ("churches", "church"),
        ("houses", "house"),
        ("mass", None),
        ("gas", None),
        ("status", None),
        ("area", None),
        ("days in office", None),
    ],
)
def test_a_head_in_the_plural_counts_things(head: str, one: str | None) -> None:
    assert plural_in(head) == (None if one is None else (one, head))


@pytest.mark.parametrize(
    ("head", "event", "asks", "short"),
    [
        ("took office", "{subject} took office", "did {subject} take office", "{subject} took office"),
        ("died", "{subject} died", "did {subject} die", "Death of {subject}"),
        ("founded in", "{subject} was founded", "was {subject} founded", "Founding of {subject}"),
        ("born", "{subject} was born", "was {subject} born", "Birth of {subject}"),
        ("date of birth", "{subject} was born", "was {subject} born", "Birth of {subject}"),
        ("birth year", "{subject} was born", "was {subject} born", "Birth of {subject}"),
        ("year discovered", "{subject} was discovered", "was {subject} discovered", "Discovery of {subject}"),
        ("first published", "{subject} was first published", "was {subject} first published", "First publication of {subject}"),
        ("first described", "{subject} was first described", "was {subject} first described", "First description of {subject}"),
        ("inscribed", "{subject} was inscribed", "was {subject} inscribed", "Inscription of {subject}"),
        ("independence", "{subject} became independent", "did {subject} become independent", "{subject} became independent"),
        ("reign", "{subject} reigned", "did {subject} reign", "{subject} reigned"),
        ("reign start", "the reign of {subject} began", "did the reign of {subject} begin", "Reign of {subject} began"),
        ("end of term", "the term of {subject} ended", "did the term of {subject} end", "Term of {subject} ended"),
        ("reign began", "the reign of {subject} began", "did the reign of {subject} begin", "Reign of {subject} began"),
    ],
)  # fmt: skip
def test_a_head_that_tells_what_happened_makes_events(
    head: str, event: str, asks: str, short: str
) -> None:
    phrasing = phrase_date(head, Things("thing"))
    assert (phrasing.event, dict(phrasing.keys)) == (event, {"asks": asks, "short": short})


@pytest.mark.parametrize(
    ("things", "event"),
    [
        (Things("work", frozenset(["composer"])), "{subject} was composed"),
        (Things("title", frozenset(["author"])), "{subject} was published"),
        (Things("thing", frozenset(["inventor"])), "{subject} was invented"),
        (Things("invention"), "{subject} was invented"),
        (Things("painting", frozenset(["label", "creator"])), "{subject} was painted"),
        (Things("disaster"), "{subject} took place"),
        (Things("queen"), "{subject} lived"),
        (Things("thing"), ""),
    ],
)
def test_the_other_columns_tell_what_a_bare_year_is(things: Things, event: str) -> None:
    assert phrase_date("year", things).event == event


def test_a_head_of_years_that_tells_nothing_is_asked_for_as_it_stands() -> None:
    phrasing = phrase_date("jubilee", Things("town"))
    assert (phrasing.event, phrasing.is_understood) == ("", False)
    assert phrasing.keys["asks"] == "which year belongs to {subject} under “Jubilee”"
    assert phrasing.keys["says"] == "{subject} – jubilee: {value}"


COUNTRY, PERSON, BATTLE = Things("country"), Things("president"), Things("battle")


@pytest.mark.parametrize(
    ("head", "things", "asks", "says", "asks_back"),
    [
        ("capital", COUNTRY, "", "", "which country has {value} as its capital"),
        ("capital", PERSON, "what was {subject}’s capital", "{subject}’s capital was {value}", "whose capital was {value}"),
        ("official language", COUNTRY, "which language is spoken in {subject}", "{value} is spoken in {subject}", "in which country is {value} spoken"),
        ("currency", COUNTRY, "", "{subject} – currency: {value}", ""),
        ("vice president", PERSON, "who was {subject}’s vice president", "{subject}’s vice president was {value}", "whose vice president was {value}"),
        ("party", PERSON, "which party did {subject} belong to", "{subject} – party: {value}", "whose party was {value}"),
        ("nationality", PERSON, "what nationality was {subject}", "{subject} – nationality: {value}", "which president was {value}"),
        ("commander", BATTLE, "who was the commander of {subject}", "the commander of {subject} was {value}", "which battle had {value} as its commander"),
        ("war", BATTLE, "which war was {subject} part of", "{subject} was part of {value}", "which battle was part of {value}"),
        ("location", BATTLE, "where did {subject} take place", "{subject} – place: {value}", "which battle had {value} as its place"),
        ("winner", BATTLE, "who won {subject}", "{value} won {subject}", "which battle did {value} win"),
        ("written by", Things("novel"), "who wrote {subject}", "{value} wrote {subject}", "which novel did {value} write"),
        ("set in", Things("novel"), "where is {subject} set", "{subject} is set in {value}", "which novel is set in {value}"),
        ("died in", PERSON, "where did {subject} die", "{subject} died in {value}", "which president died in {value}"),
        ("discovered", Things("explorer"), "what did {subject} discover", "{subject} discovered {value}", "which explorer discovered {value}"),
        ("born in", PERSON, "where was {subject} born", "{subject} was born in {value}", "which president was born in {value}"),
        ("invented in", Things("invention"), "where was {subject} invented", "{subject} was invented in {value}", "which of these was invented in {value}"),
        ("flows into", Things("river"), "what does {subject} flow into", "{subject} flows into {value}", "which river flows into {value}"),
        ("also known as", Things("knot"), "what is {subject} also known as", "{subject} – also known as: {value}", "which knot is also known as {value}"),
        ("made of", Things("tool"), "what is {subject} made of", "{subject} is made of {value}", "which tool is made of {value}"),
        ("first climbed by", Things("mountain"), "who first climbed {subject}", "{value} first climbed {subject}", "which mountain did {value} first climb"),
        ("function", Things("organ"), "", "{subject} – function: {value}", ""),
        ("location", Things("organ"), "where is {subject}", "{subject} – location: {value}", "which organ has {value} as its location"),
        ("writing system", Things("civilisation"), "", "", "which civilisation has {value} as its writing system"),
        ("rises in", Things("river"), "where does {subject} rise", "{subject} rises in {value}", "which river rises in {value}"),
        ("used for", Things("metal"), "what is {subject} used for", "{subject} – used for: {value}", "which metal is used for {value}"),
        ("type", Things("cloud"), "what type of cloud is {subject}", "{subject} – type of cloud: {value}", "which cloud is of the type {value}"),
        ("continent", COUNTRY, "in which continent is {subject}", "{subject} is in {value}", "which country is in {value}"),
        ("state at room temperature", Things("element"), "what is the state of {subject} at room temperature", "the state of {subject} at room temperature is {value}", "which element has {value} as its state at room temperature"),
        ("official colours", COUNTRY, "what are the official colours of {subject}", "{subject} – official colours: {value}", "which country has the entry {value} under “Official colours”"),
        ("largest city", Things("lake"), "what is the largest city on {subject}", "the largest city on {subject} is {value}", "which lake has {value} as its largest city"),
        ("official in", Things("language"), "where is {subject} official", "{subject} is official in {value}", "which language is official in {value}"),
        ("source in", Things("river"), "which entry belongs to {subject} under “Source in”", "{subject} – source in: {value}", "which river has the entry {value} under “Source in”"),
        ("word order", Things("language"), "", "", "which language has {value} as its word order"),
        ("order", Things("bird"), "which order does {subject} belong to", "{subject} – order: {value}", "which bird has {value} as its order"),
        ("planet", Things("moon"), "which planet does {subject} orbit", "{subject} orbits {value}", "which moon orbits {value}"),
        ("range", Things("mountain"), "which range does {subject} belong to", "{subject} belongs to {value}", "which mountain belongs to {value}"),
        ("countries", Things("mountain"), "in which country or countries is {subject}", "{subject} is in {value}", "which mountain is in {value}"),
        ("country", Things("stone circle", frozenset(["latitude"])), "in which country is {subject}", "{subject} is in {value}", "which stone circle is in {value}"),
        ("constellation", Things("galaxy"), "in which constellation is {subject}", "{subject} is in {value}", "which galaxy is in {value}"),
        ("group", Things("mineral"), "which group does {subject} belong to", "{subject} – group: {value}", "which mineral has {value} as its group"),
        ("group", Things("animal"), "what is the group of {subject} called", "{subject} – group: {value}", "which animal has {value} as its group"),
        ("official languages", COUNTRY, "which language is spoken in {subject}", "{value} is spoken in {subject}", "in which country is {value} spoken"),
        ("cause", PERSON, "which entry belongs to {subject} under “Cause”", "{subject} – cause: {value}", "which president has the entry {value} under “Cause”"),
    ],
)  # fmt: skip
def test_texts_are_asked_for_as_their_head_says(
    head: str, things: Things, asks: str, says: str, asks_back: str
) -> None:
    keys = phrase_property(head, things).keys
    assert [keys.get(key, "") for key in ("asks", "says", "asks_back")] == [asks, says, asks_back]


def test_of_what_a_thing_has_several_each_is_one_among_them() -> None:
    of_person = phrase_property("vice president", PERSON, many=True)
    assert dict(of_person.keys) == {
        "name": "vice presidents",
        "asks": "who were {subject}’s vice presidents",
        "says": "{subject} – vice presidents: {value}",
        "asks_back": "whose vice presidents included {value}",
    }
    of_thing = phrase_property("currency", COUNTRY, many=True).keys
    assert of_thing["asks"] == "what are the currencies of {subject}"
    assert of_thing["asks_back"] == "which country has {value} among its currencies"
    in_places = phrase_property("countries", Things("mountain"), many=True).keys
    assert (in_places["name"], in_places["says"]) == ("countries", "{subject} is in {value}")


@pytest.mark.parametrize(
    ("head", "things", "name", "asks"),
    [
        ("# representatives", Things("state"), "number of representatives", "how many representatives does {subject} have"),
        ("number of stops", Things("tram line"), "number of stops", "how many stops does {subject} have"),
        ("country count", Things("river"), "number of countries", "how many countries does {subject} flow through"),
        ("# municipalities (2018)", Things("canton"), "number of municipalities in 2018", "how many municipalities did {subject} have in 2018"),
        ("GDP per capita (2020) [CHF]", Things("canton"), "GDP per capita in 2020", "what was the GDP per capita of {subject} in 2020"),
        ("population (2018)", COUNTRY, "population in 2018", "what was the population of {subject} in 2018"),
        ("max height", Things("breed"), "maximum height", ""),
        ("length", PERSON, "number under “Length”", "what number belongs to {subject} under “Length”"),
        ("number of deaths", Things("volcano"), "number under “Number of deaths”", "what number belongs to {subject} under “Number of deaths”"),
    ],
)  # fmt: skip
def test_counts_short_words_and_years_over_numbers_are_read(
    head: str, things: Things, name: str, asks: str
) -> None:
    found = phrase_number(head, things, is_count=True)
    assert (found.name, found.keys.get("asks", "")) == (name, asks)


def test_a_head_that_is_not_known_stands_in_a_sentence_that_is_right_for_every_word() -> None:
    phrasing = phrase_property("glorp", Things("thing"))
    assert (phrasing.name, phrasing.is_understood) == ("entry under “Glorp”", False)
    assert dict(phrasing.keys) == {
        "name": "entry under “Glorp”",
        "asks": "which entry belongs to {subject} under “Glorp”",
        "says": "{subject} – glorp: {value}",
        "asks_back": "which thing has the entry {value} under “Glorp”",
        "asks_back_all": "which of these have the entry {value} under “Glorp”",
    }


def test_who_died_makes_people_of_the_things_and_people_are_told_of_as_they_were() -> None:
    things = Things("name", frozenset(["born", "died"]))
    assert (things.sort, Things("name").sort) == ("person", "thing")
    assert phrase_number("height (cm)", things, is_count=True).keys["says"] == (
        "{subject}’s height was {value}"
    )


def test_numbers_are_asked_for_as_their_head_says() -> None:
    river, player, planet = Things("river"), Things("king"), Things("planet")
    for head in ("length (km)", "length in km", "length, km", "length km"):
        length = phrase_number(head, river, is_count=True)
        assert (length.name, dict(length.keys), length.unit) == ("length", {"unit": "km"}, None)
    day = phrase_number("length of day (hours)", planet, is_count=False)
    assert (day.name, day.keys["unit"]) == ("length of a day", "hour")
    gestation = phrase_number("period (weeks)", planet, is_count=True)
    assert (gestation.name, gestation.unit) == ("period", ("week", "weeks"))
    assert day.keys["says"] == "the length of a day on {subject} is {value}"
    distance = phrase_number("distance from sun (million km)", planet, is_count=False)
    assert distance.keys["asks"] == "what is the distance of {subject} from the Sun"
    goals = phrase_number("goals", Things("match"), is_count=True)
    assert (goals.name, goals.unit) == ("number of goals", ("goal", "goals"))
    assert phrase_number("goals", Things("match"), is_count=False).unit is None  # 3.5 are no goals
    children = phrase_number("children", player, is_count=True)
    assert children.keys["asks"] == "how many children did {subject} have"
    countries = phrase_number("countries", river, is_count=True)
    assert countries.keys["says"] == "{subject} flows through {value}"
    number = phrase_number("no", Things("president"), is_count=True)
    assert number.keys["says"] == "{subject} was president number {value}"
    assert number.is_property  # nobody is asked whose is greater
    group = phrase_number("group", Things("element"), is_count=True)
    assert (group.keys["says"], group.is_property) == ("{subject} is in group {value}", True)
    unknown = phrase_number("countries", Things("team"), is_count=True)
    assert unknown.keys["says"] == "{subject} – countries: {value}"
    assert unknown.keys["skip"] == "[put-in-order-of-size]"  # in order of what?
    assert not unknown.is_understood


@pytest.mark.parametrize(
    ("name", "article", "is_common", "said"),
    [
        ("Nile", "the", False, "the Nile"),
        ("The Nile", "the", False, "the Nile"),
        ("Netherlands", "names", False, "the Netherlands"),
        ("Battle of Hastings", "names", False, "the Battle of Hastings"),
        ("Black Sea", "names", False, "the Black Sea"),
        ("France", "names", False, "France"),
        ("Lion", "the", True, "the lion"),
        ("African elephant", "the", True, "the African elephant"),
        ("Great Dane", "the", True, "the Great Dane"),
        ("Vitamin B12", "names", True, "vitamin B12"),
        ("DNA", "", True, "DNA"),
        ("penicillin", "the", False, "penicillin"),
        ("steam engine", "the", False, "the steam engine"),
        ("Swansea", "names", False, "Swansea"),
        ("The Hobbit", "", False, "The Hobbit"),
        ("Rib 8", "the", True, "rib 8"),
        ("Rib 8 (False)", "the", False, "Rib 8 (False)"),
        ("T11", "the", True, "the T11"),
        ("World War II", "the", False, "World War II"),
        ("South Georgia and the South Sandwich Islands", "names", False, "South Georgia and the South Sandwich Islands"),
        ("1842 retreat from Kabul", "names", False, "the 1842 retreat from Kabul"),
        ("1871 Battle of Bapaume", "names", False, "the 1871 Battle of Bapaume"),
        ("Gallipoli campaign", "names", False, "the Gallipoli campaign"),
        ("Moon", "names", False, "the Moon"),
        ("Norway spruce", "the", True, "the Norway spruce"),
        ("Rhône", "names", False, "the Rhône"),
        ("Pleiades, The", "names", False, "the Pleiades"),
        ("Sea of Azov", "names", False, "the Sea of Azov"),
        ("La Violencia", "the", False, "La Violencia"),
        ("Dunmore's War", "the", False, "Dunmore's War"),
        ("Hundred Years' War", "the", False, "the Hundred Years' War"),
        ("Second Battle of Noirmoutier", "names", False, "the Second Battle of Noirmoutier"),
        ("Anbar clashes (2013–2014)", "names", False, "the Anbar clashes (2013–2014)"),
        ("Mississippi", "names", False, "Mississippi"),
    ],
)  # fmt: skip
def test_names_have_the_article_and_the_letter_that_a_sentence_gives_them(
    name: str, article: str, is_common: bool, said: str
) -> None:
    assert name_in_sentence(name, article, is_common, language()) == said


@pytest.mark.parametrize(
    ("pattern", "subject", "things", "said"),
    [
        ("which region is {subject} in", "the Galápagos Islands", "place", "which region are {subject} in"),
        ("{subject} is in {value}", "the Alps", "range", "{subject} are in {value}"),
        ("how many peaks does {subject} have", "the Alps", "range", "how many peaks do {subject} have"),
        ("{subject} has {value}", "the Solomon Islands", "country", "{subject} has {value}"),
        ("the area of {subject} is {value}", "the Alps", "range", "the area of {subject} is {value}"),
        ("what was {subject}’s height", "the Alps", "range", "what was {subject}’s height"),
        ("{subject} is in {value}", "the Temple in the Wudang Mountains", "place", "{subject} is in {value}"),
        ("{subject} is in {value}", "Swansea", "city", "{subject} is in {value}"),
    ],
)  # fmt: skip
def test_a_verb_goes_with_the_name_of_several_things(
    pattern: str, subject: str, things: str, said: str
) -> None:
    assert agreeing(pattern, subject, things, language()) == said


def test_the_things_are_named_in_the_first_column_that_tells_them_apart(run: Run) -> None:
    rows = ("K2,Pakistan,8611", "Everest,Nepal,8849", "Fuji,Japan,3776", "Elbrus,Russia,5642")
    Path("peaks.csv").write_text("Peak,Country,Height (m)\n" + "\n".join(rows) + "\n", "utf-8")
    said = run("import", "peaks.csv", "--topic", "peaks").out
    assert "named in column A 'Peak'.\n" in said
    assert "  B 'Country': In which country is K2?\n" in said


def test_another_name_of_the_things_is_no_column_of_theirs_and_a_small_number_no_year(
    run: Run,
) -> None:
    rows = ("Lion,Panthera leo,3,14", "Wolf,Canis lupus,4,8", "Owl,Tyto alba,5,4", "Bee,Apis,6,1")
    table = "Animal,Scientific name,Period,Lifespan (years)\n" + "\n".join(rows) + "\n"
    Path("animals.csv").write_text(table, "utf-8")
    said = run("import", "animals.csv", "--topic", "animals").out
    for line in (
        "  B 'Scientific name': What is the scientific name of the lion?\n",
        "  C 'Period': In which period is the lion?\n",
        "  D 'Lifespan (years)': What is the lifespan of the lion?\n",
    ):
        assert line in said


def test_a_table_as_it_is_becomes_questions_in_good_english(run: Run) -> None:
    Path("planets.csv").write_text(PLANETS, "utf-8")
    assert run("import", "planets.csv", "--topic", "planets").code == 0
    assert run("check", "planets").code == 0
    asked = run("show", "--all", "--topic", "planets").out.replace("\N{NO-BREAK SPACE}", " ")
    for sentence in (
        "How many moons does Mars have?",
        "Mars has two moons.",
        "What is the diameter of Mars?",
        "What kind of planet is Mars?",
        "Saturn – kind of planet: gas giant.",
        "In which year was Pluto discovered?",
    ):
        assert sentence in asked


ANIMALS = """Animal,Class,Top speed (km/h),Flag?,Lives in,Seen on,Glorp
Lion,Mammal,80,yes,Savanna,3 May 1931,q1
Wolf,Mammal,60,no,Forest,14 July 1940,q2
African elephant,Mammal,40,no,Savanna,1 March 1952,q3
Frog,Amphibian,8,yes,Ponds,30 June 1960,q4
Owl,Bird,82,no,Farmland,2 May 1971,q5
"""


def test_articles_small_letters_dates_in_words_and_what_is_not_known(run: Run) -> None:
    Path("animals.csv").write_text(ANIMALS, "utf-8")
    said = run("import", "animals.csv", "--topic", "animals")
    assert (said.code, said.err) == (0, "")
    for line in (
        "  B 'Class': Which class does the lion belong to?\n",
        "  C 'Top speed (km/h)': What is the top speed of the lion?\n",
        "  E 'Lives in': Where does the lion live?\n",
        "  G 'Glorp' *: Which entry belongs to the lion under “Glorp”?\n",
        "Passed over: column D 'Flag?' (its cells only say yes or no).\n",
    ):
        assert line in said.out
    shown = run("show", "african-elephant-class", "--topic", "animals").out
    assert "Which class does the African elephant belong to?\n    * mammal" in shown
    seen = run("show", "lion-seen-on", "--topic", "animals").out
    assert "3 May 1931" in seen.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("name", "said", "several"),
    [
        ("Historic Centre of Brugge", "the Historic Centre of Brugge", False),
        ("Imperial Tombs of the Ming and Qing Dynasties", "the Imperial Tombs of the Ming and Qing Dynasties", True),
        ("Church and Dominican Convent of Santa Maria", "the Church and Dominican Convent of Santa Maria", False),
        ("Australian Fossil Mammal Sites (Riversleigh / Naracoorte)", "Australian Fossil Mammal Sites (Riversleigh / Naracoorte)", True),
        ("Crocker Range", "the Crocker Range", False),
        ("Tower of London", "the Tower of London", False),
        ("Great Barrier Reef", "the Great Barrier Reef", False),
        ("Sahara", "the Sahara", False),
        ("Western Sahara", "Western Sahara", False),
        ("Catherine of Aragon", "Catherine of Aragon", False),
        ("Litomyšl Castle", "Litomyšl Castle", False),
        ("Škocjan Caves", "Škocjan Caves", True),
    ],
)  # fmt: skip
def test_names_of_sites_have_the_article_and_the_number_that_they_take(
    name: str, said: str, several: bool
) -> None:
    words = language()
    assert (name_in_sentence(name, "names", False, words), is_several(name, words)) == (
        said,
        several,
    )


@pytest.mark.parametrize(
    ("subject", "says", "said"),
    [
        ("France", "the population of France in 2023 was {value}", ("the population of France in 2023", "was", "that of France", "had")),
        ("Mars", "the length of a day on Mars is {value}", ("the length of a day on Mars", "is", "that on Mars", "has")),
        ("Ann Lee", "Ann Lee’s height was {value}", ("Ann Lee’s height", "was", "Ann Lee’s", "had")),
        ("the Nile", "the Nile is {value} long", ("the size of the Nile", "is", "that of the Nile", "has")),
    ],
)  # fmt: skip
def test_a_comparison_is_said_as_the_clause_says_the_size(
    subject: str, says: str, said: tuple[str, ...]
) -> None:
    quantity = Quantity(
        kind="quantity", subject=subject, class_="c", attribute="size", asks="", says=says
    )
    assert tuple(say_compared(quantity).values()) == (said[0], said[1], said[2], said[3])
