"""Words that stand over columns of English tables, by how they are asked for.

No list of nouns is whole. What does not stand here is asked for as it stands over its column, which
is right for every word; so a word is put here only if its sentence is right for every row.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NOUNS = _words("""
    affinity albedo aphelion apogee cleavage eccentricity fracture gravity heat inclination
    luminosity luster lustre magnitude perigee tenacity
    abbreviation abundance achievement acid activity address adjective advantage adverb affiliation
    age airport alias altitude amount animal anthem antonym appearance area artery aspect atmosphere
    attribute average award background base basin battle behavior behaviour biome bird birthplace
    birthstone border bow breadth budget building calibre capacity capital caption category cause
    center centre century chairman chamber characteristic charge circumference city claim
    classification clef cleft climate clothing coach coast coat code color colour command common
    competition component composition concentration condition conductor configuration consequence
    consort constellation constituency content continent cost count country county course crest crop
    cuisine culture cup currency cycle dam date defence defense deficiency definition degree demonym
    denomination density department depth description destination diameter diet difference dimension
    direction disadvantage discharge disease dish distance district division duration dynasty
    economy edition education effect electronegativity elevation emblem ending enemy energy engine
    entrance enzyme epithet epoch equivalent era event example export faith family fate feature
    field film flag flavor flavour flower focus food foot forename form format formula frequency
    fruit fuel function gas gauge GDP gemstone gender genre genus gland GNI GNP goal god grade grain
    grammar ground group habitat hardness HDI head headquarters height hobby home hometown hormone
    house identity illness import importance income industry inflow influence ingredient instrument
    island issue job key kind kingdom label lake landmark language latitude law league legislature
    length level life lifespan line link literacy location longitude mascot mass material meaning
    measurement medium melting member message metal meter method metre military mineral mission
    mixture model money monument mood moral motto mountain mouth movement museum name nationality
    nature nickname noun number nutrient object occupation ocean odour office official operation
    opposite opposition orbit order ore organ organisation organization origin outcome outflow owner
    pace part party pattern peak percentage perihelion period person pet phase phylum pigment pitch
    place planet plant plot plural poem point pole policy population port position post postcode
    power predator prefix premise preposition pressure prey price principle prize process product
    profession prominence pronoun pronunciation publication purpose quality quantity quarter radius
    rainfall range rank rate ratio reason region reign relation religion residence resource result
    reward ring river road role root route rule salary scale scene school science score sea season
    seat section sector series setting shade shape ship sign size skill slogan smell society soil
    solubility source space speciality species speed spelling spirit sponsor sport spouse stadium
    stage state statistic status story strait strength structure style subject suffix surface
    surname symbol symptom synonym system taste tax team temperature tempo term terrain territory
    texture theme threat ticker time tissue title tool tournament town tradition translation
    transport treatment tree tribe tributary trophy type university use valency value variety
    vegetable vegetation vehicle vein velocity venue verb vertebrate victim voltage volume voyage
    war wavelength weakness weapon weather wedding weight width wind wingspan wood work yield zone
""")
"""What something has, so that "the {noun} of {subject} is {value}" is a sentence."""

PEOPLE = _words("""
    admiral ancestor archbishop assassin assistant bishop boss captain chairman champion chancellor
    character chief co-founder coach commander companion conductor consort daughter deputy director
    editor emperor father founder general goddess governor guardian guitarist head heir hero heroine
    husband illustrator judge king leader librettist lyricist manager mayor mentor minister
    monarch mother narrator nominee opponent owner parent partner patron player pope predecessor
    premier president producer protagonist queen rival ruler rulers
    runner-up secretary singer son spouse
    student successor sultan superior teacher tsar tutor victim villain voice wife
""")
"""Nouns for people: they are asked for with "who"."""

CALLED_A_STATE = ("head of state", "head of government", "prime minister", "vice president")
"""Offices whose last word tells nothing."""

DOERS = {
    "architect": ("designed", "design"), "author": ("wrote", "write"),
    "builder": ("built", "build"), "climber": ("climbed", "climb"),
    "composer": ("composed", "compose"), "creator": ("created", "create"),
    "designer": ("designed", "design"), "director": ("directed", "direct"),
    "discoverer": ("discovered", "discover"), "dramatist": ("wrote", "write"),
    "explorer": ("explored", "explore"), "founder": ("founded", "found"),
    "inventor": ("invented", "invent"), "loser": ("lost", "lose"), "novelist": ("wrote", "write"),
    "painter": ("painted", "paint"), "playwright": ("wrote", "write"), "poet": ("wrote", "write"),
    "publisher": ("published", "publish"), "sculptor": ("made", "make"),
    "songwriter": ("wrote", "write"), "translator": ("translated", "translate"),
    "victor": ("won", "win"), "winner": ("won", "win"), "writer": ("wrote", "write"),
}  # fmt: skip
"""Whoever did something to the thing of a row -> what was done, and the same behind "did"."""

DONE_BY = {
    "built": "builder", "climbed": "climber", "composed": "composer", "created": "creator",
    "designed": "designer", "directed": "director", "discovered": "discoverer",
    "founded": "founder", "invented": "inventor", "made": "sculptor", "painted": "painter",
    "published": "publisher", "translated": "translator", "won": "winner", "written": "author",
}  # fmt: skip
"""What was done to a thing -> whoever did it."""

HAPPENED = {
    "abdicated": "abdicate", "arrived": "arrive", "became": "become", "began": "begin",
    "came": "come", "closed": "close", "collapsed": "collapse", "crashed": "crash", "died": "die",
    "disappeared": "disappear", "ended": "end", "erupted": "erupt", "fell": "fall",
    "finished": "finish", "flew": "fly", "gained": "gain", "joined": "join", "landed": "land",
    "left": "leave", "lived": "live", "lost": "lose", "married": "marry", "moved": "move",
    "premiered": "premiere", "reigned": "reign", "resigned": "resign", "retired": "retire",
    "rose": "rise", "ruled": "rule", "sailed": "sail", "sank": "sink", "served": "serve",
    "started": "start", "took": "take", "went": "go", "won": "win",
}  # fmt: skip
"""What somebody or something did -> the same behind "did"."""

NOUN_OF_HAPPENED = {
    "began": "Beginning", "died": "Death", "ended": "End", "fell": "Fall", "started": "Start",
}  # fmt: skip
"""The same as a noun, beside those of `WAS_DONE`."""

WAS_DONE = {
    "abandoned": "Abandonment", "abolished": "Abolition", "admitted": "Admission",
    "adopted": "Adoption", "annexed": "Annexation", "assassinated": "Assassination",
    "attested": "Attestation",
    "awarded": "Award", "baptised": "Baptism", "born": "Birth", "built": "Building",
    "buried": "Burial", "captured": "Capture", "climbed": "Ascent", "closed": "Closing",
    "completed": "Completion", "composed": "Composition", "conquered": "Conquest",
    "created": "Creation", "crowned": "Coronation", "cultivated": "Cultivation",
    "demolished": "Demolition", "described": "Description", "destroyed": "Destruction",
    "detected": "Detection", "discovered": "Discovery", "domesticated": "Domestication",
    "elected": "Election", "established": "Establishment", "executed": "Execution",
    "first climbed": "First ascent", "first performed": "First performance",
    "first published": "First publication", "first used": "First use", "fought": "",
    "founded": "Founding", "identified": "Identification", "inscribed": "Inscription",
    "introduced": "Introduction", "invented": "Invention", "isolated": "Isolation",
    "launched": "Launch", "listed": "Listing", "made": "Making", "manufactured": "Manufacture",
    "mentioned": "Mention", "named": "Naming", "observed": "Observation", "opened": "Opening",
    "painted": "Painting", "passed": "Passing", "patented": "Patent", "performed": "Performance",
    "premiered": "Premiere", "produced": "Production", "published": "Publication",
    "ratified": "Ratification", "rebuilt": "Rebuilding", "recorded": "Recording",
    "released": "Release", "repealed": "Repeal", "restored": "Restoration", "settled": "Settlement",
    "sighted": "Sighting", "signed": "Signing", "sold": "Sale", "synthesised": "Synthesis",
    "synthesized": "Synthesis", "written": "Writing",
}  # fmt: skip
"""What was done to something -> what that is called."""

PEOPLE_DID = {
    "built": ("what did {subject} build", "building"),
    "composed": ("what did {subject} compose", "work"),
    "conquered": ("what did {subject} conquer", "conquest"),
    "designed": ("what did {subject} design", "work"),
    "died at": ("where did {subject} die", "place of death"),
    "died in": ("where did {subject} die", "place of death"),
    "discovered": ("what did {subject} discover", "discovery"),
    "explored": ("what did {subject} explore", "region"),
    "founded": ("what did {subject} found", "foundation"),
    "invented": ("what did {subject} invent", "invention"),
    "lived in": ("where did {subject} live", "home"),
    "painted": ("what did {subject} paint", "work"), "ruled": ("what did {subject} rule", "realm"),
    "wrote": ("what did {subject} write", "work"),
}  # fmt: skip
"""What people did to a thing, or somewhere -> how that is asked, and what it is called."""

AS_HAPPENED = {
    "abdication": "abdicated", "accession": "came to the throne", "acceded": "came to the throne",
    "birth": "born", "came to power": "came to power", "completion": "completed",
    "construction": "built", "coronation": "crowned", "death": "died", "discovery": "discovered",
    "dob": "born", "dod": "died", "end": "ended", "est": "established", "est.": "established",
    "establishment": "established", "execution": "executed", "finish": "ended",
    "first appearance": "first appeared", "foundation": "founded", "founding": "founded",
    "independence": "became independent", "independent": "became independent",
    "independent since": "became independent", "invention": "invented", "launch": "launched",
    "marriage": "married", "opening": "opened", "premiere": "first performed",
    "publication": "published", "first edition": "first published", "reign": "reigned",
    "reigned": "reigned", "release": "released", "resignation": "resigned",
    "retirement": "retired", "ruled": "ruled", "signing": "signed", "start": "began",
    "beginning": "began", "in office": "was in office", "term": "was in office",
    "term of office": "was in office", "years in office": "was in office",
    "reign years": "reigned", "lifetime": "lived", "life": "lived",
    "start of reign": "reign began", "reign start": "reign began", "beginning of reign":
    "reign began", "end of reign": "reign ended", "reign end": "reign ended",
    "term start": "term began", "start of term": "term began", "term end": "term ended",
    "end of term": "term ended",
}  # fmt: skip
"""Nouns and abbreviations over dates -> what happened."""

MADE_WHEN = (
    ("composer", "composed"), ("composed by", "composed"), ("author", "published"),
    ("writer", "published"), ("written by", "published"), ("poet", "published"),
    ("playwright", "first performed"), ("director", "released"), ("directed by", "released"),
    ("painter", "painted"), ("painted by", "painted"), ("inventor", "invented"),
    ("invented by", "invented"), ("discoverer", "discovered"), ("discovered by", "discovered"),
    ("founder", "founded"), ("founded by", "founded"), ("architect", "built"),
    ("album", "released"), ("label", "released"),
)  # fmt: skip
"""Another column of a table -> what its column "Year" says of the things."""

MADE_OF_CLASS = {
    "invention": "invented", "discovery": "discovered", "film": "released", "movie": "released",
    "album": "released", "song": "released", "book": "published", "novel": "published",
    "poem": "published", "painting": "painted", "treaty": "signed", "battle": "fought",
    "building": "built", "bridge": "built", "cathedral": "built", "castle": "built",
}  # fmt: skip
"""What the things are -> the same, where no column tells it."""

IS = {
    "also called": ("what", "other name"), "also known as": ("what", "other name"),
    "based in": ("where", "place"), "based on": ("what", "basis"),
    "built from": ("what", "material"), "caused by": ("what", "cause"),
    "common in": ("where", "place"), "cured by": ("what", "cure"),
    "eaten by": ("what", "predator"), "eaten in": ("where", "place"),
    "famous for": ("what", "reason for fame"), "formed from": ("what", "origin"),
    "found in": ("where", "source"), "held in": ("where", "place"), "kept in": ("where", "place"),
    "known as": ("what", "other name"), "known for": ("what", "reason for fame"),
    "located in": ("where", "location"), "made from": ("what", "material"),
    "made in": ("where", "place"), "made of": ("what", "material"),
    "made up of": ("what", "component"), "measured in": ("what", "unit"),
    "measured with": ("what", "instrument"), "named after": ("what", "namesake"),
    "native to": ("what", "home"), "needed for": ("what", "purpose"),
    "official in": ("where", "country"), "popular in": ("where", "place"),
   
    "next to": ("what", "neighbour"), "played on": ("what", "place"),
    "played with": ("what", "equipment"), "powered by": ("what", "source of power"),
    "prevented by": ("what", "means of prevention"), "produced by": ("what", "producer"),
    "rich in": ("what", "content"), "set in": ("where", "setting"),
    "situated in": ("where", "location"), "soluble in": ("what", "solvent"),
    "spoken in": ("where", "place"), "spread by": ("what", "way of spreading"),
    "stored in": ("where", "place"), "treated by": ("what", "treatment"),
    "treated with": ("what", "treatment"), "used as": ("what", "use"), "used by": ("what", "user"),
    "used for": ("what", "use"), "used in": ("what", "use"), "worshipped in": ("where", "place"),
}  # fmt: skip
"""What goes on behind "is" -> the word that asks for it, and what that is called."""

OF_STUFF = (
    "built from", "formed from", "made from", "made of", "named after", "native to", "next to",
    "rich in", "soluble in",
)  # fmt: skip
"""Those behind which names and words for stuff stand, which need no article."""

WAS_WHERE = _words("""
    born built buried composed created crowned discovered educated executed first fought founded
    held invented killed launched made painted performed premiered published signed written
""")
"""What was done to somebody or something, at a place."""

PLACE_OF = {
    "born": "place of birth", "buried": "place of burial", "educated": "place of education",
    "crowned": "place of coronation", "fought": "battlefield", "killed": "place of death",
}  # fmt: skip
"""What a place is called where that was; else it is the place."""

VERBS = {
    "absorbs": "absorb", "affects": "affect", "attacks": "attack", "attracts": "attract",
    "becomes": "become", "belongs": "belong", "borders": "border", "breathes": "breathe",
    "breaks": "break", "builds": "build", "carries": "carry", "causes": "cause", "comes": "come",
    "connects": "connect", "consists": "consist", "contains": "contain", "controls": "control",
    "converts": "convert", "covers": "cover", "crosses": "cross", "cures": "cure", "does": "do",
    "drinks": "drink", "eats": "eat", "ends": "end", "falls": "fall", "faces": "face",
    "feeds": "feed", "fights": "fight", "flows": "flow", "follows": "follow", "forms": "form",
    "gives": "give", "grows": "grow", "guards": "guard", "helps": "help", "holds": "hold",
    "hunts": "hunt", "includes": "include", "joins": "join", "kills": "kill", "lasts": "last",
    "lays": "lay", "leads": "lead", "links": "link", "lives": "live", "looks": "look",
    "makes": "make", "means": "mean", "measures": "measure", "moves": "move", "needs": "need",
    "occurs": "occur", "opens": "open", "orbits": "orbit", "plays": "play", "prevents": "prevent",
    "produces": "produce", "protects": "protect", "pumps": "pump", "reaches": "reach",
    "removes": "remove", "represents": "represent", "rises": "rise", "runs": "run",
    "separates": "separate", "shows": "show", "sleeps": "sleep", "speaks": "speak",
    "spreads": "spread", "stands": "stand", "starts": "start", "stores": "store",
    "studies": "study", "supplies": "supply", "supports": "support", "symbolises": "symbolise",
    "treats": "treat", "turns": "turn", "uses": "use", "wears": "wear", "works": "work",
}  # fmt: skip
"""What something does -> the same behind "does"."""

NOUN_OF_VERB = {
    "borders": "neighbour", "causes": "effect", "comes from": "origin", "contains": "content",
    "eats": "food", "feeds on": "food", "flows into": "mouth", "flows through": "country",
    "grows in": "habitat", "lives in": "home", "lives on": "food", "measures": "quantity",
    "means": "meaning", "orbits": "central body", "plays": "instrument", "produces": "product",
    "rises in": "source", "speaks": "language", "stands for": "meaning", "studies": "subject",
}  # fmt: skip
"""What it is called that something does it to."""

SORTS = ("category", "classification", "kind", "sort", "type")
"""Of which sort a thing is: nouns and adjectives stand below them."""

BELONGS_TO = _words("""
    clan class dynasty family genus group kingdom league movement order party phylum subfamily
    subgroup suborder tribe planet
""")
"""What somebody or something belongs to, by the last word of the head."""

OF_ITS_TIME = ("age", "epoch", "era", "period", "style")
"""What somebody, or what somebody made, belongs to."""

CALLED = ("baby", "collective noun", "female", "group", "male", "offspring", "young")
"""What has a name of its own: the young of the lion is called a cub."""

ANIMALS = _words("""
    amphibian animal bird cat creature dog fish insect mammal pet reptile species
""")
"""Those of whose herds, young and mates the heads of `CALLED` speak."""

CITIES = ("biggest city", "largest city", "largest town", "main city")
WATERS = ("bay", "coast", "gulf", "island", "lake", "ocean", "river", "sea")
"""On what cities lie that do not belong to it."""

PROPER = _words("""
    african american arabic asian british chinese english european french german greek italian
    japanese latin roman russian spanish
""")
"""Words of heads that keep their capital within a sentence: Latin name."""

RANGES = ("mountain range", "range")
MOUNTAINS = ("hill", "mountain", "peak", "summit", "volcano")
"""What belongs to a range of them."""

CENTRES = ("orbits", "parent", "parent body", "planet", "primary", "primary body")
SATELLITES = ("moon", "satellite")
"""What goes around a planet."""

NO_PERSON_HAS = _words("""
    area breadth capacity cause circumference density depth diameter direction elevation length
    location number position radius range region state surface type volume width
""")
"""Nouns that over a column of people mean something else: the length of a reign."""

WRITTEN_OUT = {
    "boil": "boiling point", "boiling": "boiling point", "melt": "melting point",
    "melting": "melting point", "freezing": "freezing point", "mohs": "Mohs hardness",
    "mohs scale": "Mohs hardness",
}  # fmt: skip
"""What stands over numbers and is no noun, or short for one."""
SHORT_WORDS = {
    "approx": "approximate", "avg": "average", "elev": "elevation", "max": "maximum",
    "min": "minimum", "pop": "population", "temp": "temperature",
}  # fmt: skip
"""What people write over columns of numbers to keep them narrow."""

HAPPENED_TO = _words("""
    casualty death fatality injury loss time victim wound year day hour
""")
"""What is counted, and had by nobody."""

WITHIN = ("group", "row", "column", "period", "division", "block", "zone", "lane", "class", "year")
"""What has numbers or letters for names, with a thing in it: group 1."""

PLACES = ("continent", "country", "county", "province", "region", "city", "town", "state",
          "constellation")  # fmt: skip
"""Where a thing is: in Africa."""

ON_MAPS = ("coordinates", "lat", "latitude")
"""Columns of what is at a place, whatever it is called."""

IN_PLACES = _words("""
    airport bay bridge building canal capital castle cathedral church city club company country
    county desert district festival forest galaxy garden glacier island lake landmark monument
    mountain museum nebula palace park peak port province region river ruin school sea site stadium
    star state strait team temple tower town university valley village volcano waterfall wonder zoo
""")
"""What is at a place."""

LANGUAGES = (
    "language", "languages", "language spoken", "languages spoken", "main language",
    "official language", "official languages", "national language", "national languages",
    "spoken language", "spoken languages",
)  # fmt: skip

PERSONS = _words("""
    actor actress apostle architect artist astronaut astronomer athlete author biologist boxer
    caliph captain celebrity chancellor character chef chemist composer conqueror cosmonaut
    dictator director dramatist emperor empress engineer explorer footballer founder general
    governor hero heroine inventor khan king laureate leader martyr mathematician mayor minister
    missionary monarch musician naturalist novelist nurse painter person pharaoh philosopher
    physicist pilot pioneer playwright poet politician pope premier president prophet
    psychologist queen reformer regent revolutionary ruler saint scientist sculptor singer
    sociologist sovereign statesman suffragette sultan theologian tsar tyrant wife writer
""")
"""What people are called; of those of a table it is said what was."""

EVENTS = _words("""
    accident armistice battle campaign conference congress coronation council coup crisis
    crusade disaster discovery earthquake election epidemic eruption event exhibition expedition
    famine fire flood invasion massacre mission pandemic peace plague rebellion revolt
    revolution riot siege strike treaty trial uprising war
""")
"""What happened, and is over."""

WORKS = _words("""
    album ballet book cantata comedy concerto drama film movie musical novel opera oratorio
    painting picture piece play poem sculpture sonata song story symphony tragedy work
""")
"""What somebody made, and has a title."""

WITH_ARTICLE = _words("""
    alps archipelago bay canal desert gulf ocean range river sea strait war
""")
"""Things each of whose names has "the" before it: the Nile."""

COMMON = _words("""
    amphibian animal appliance arachnid beast bird body bone butterfly cell creature crop dance
    device disease dog element fish flower food fruit garment herb insect instrument invention
    joint knot machine mammal metal mineral mollusc muscle nut occupation organ organelle part
    pet plant predator profession reptile rock shape spice sport tissue tool tree vegetable
    vehicle vitamin weapon
""")
"""Things whose names are common nouns: a table begins them with a capital, a sentence does not."""

GENERIC = _words("""
    amphibian animal appliance arachnid beast bird bone breed butterfly creature device fish insect
    instrument invention knot machine mammal muscle organ organelle predator reptile tool tree
    weapon
""")
"""Those of which one stands for all, with "the": the lion eats meat."""

COMMON_VALUES = _words("""
    category class classification color colour diet gender genre kind material mood phase role
    shape sort state status taste texture type
""")
"""Nouns below which stand common nouns and adjectives, and no names."""

COUNTED_VALUES = _words("""
    achievement advantage animal anthem award background bird cause characteristic consequence
    currency defence defense definition description disadvantage disease dish education effect
    emblem feature fish flower food fruit function genre importance insect instrument invention
    job landmark mascot meaning moral object occupation organ outcome part pet plant plot policy
    prey prize profession purpose reason religion result role significance sport story strength
    symptom theme threat title tool treatment tree trophy use vehicle weakness weapon
""")
"""Nouns below which stand nouns that need an article in a sentence: the national animal is a
lion."""

PARTS = _words("""
    arm atom beat bedroom bone borough cabin canton card chamber chapter chromosome commune county
    crater cup department district edge egg electron employee episode eye face fin finger floor goal
    inhabitant island key lake leaf leg letter level line medal member moon municipality neutron
    page parish passenger petal pin planet platform player point proton province representative
    resident ring room satellite scene seat senator sepal side speaker spoke star state station stop
    storey string stripe student syllable tentacle title tooth tower track trophy tyre verse vertex
    wheel win window wing
""")
"""What something has several of, in the singular."""

PEOPLE_HAVE = _words("""
    book brother child daughter grandchild medal novel sibling sister son symphony title
""")
"""What people have several of, too."""

UNITS = {
    "bn": "billion", "centimetres": "cm", "days": "day", "euro": "€", "feet": "foot", "ft": "foot",
    "g": "g", "ha": "ha", "hectares": "ha", "hours": "hour", "inches": "inch", "k": "K",
    "kelvin": "K", "kg": "kg", "kilograms": "kg", "kilometers": "km", "kilometres": "km",
    "km": "km", "km/h": "km/h", "km2": "km²", "kmh": "km/h", "km²": "km²", "kph": "km/h", "m": "m",
    "m2": "m²", "metres": "m", "meters": "m", "mi": "mile", "miles": "mile", "mill.": "million",
    "million": "million", "millions": "million", "minutes": "minute", "mio": "million", "mm": "mm",
    "months": "month", "mph": "mph", "m²": "m²", "mya": "million years", "people": "person",
    "percent": "percent", "pounds": "lb", "seconds": "second", "sq km": "km²",
    "thousands": "thousand", "tonnes": "t", "tons": "ton", "weeks": "week", "years": "year",
    "°c": "°C", "°f": "°F", "%": "percent", "c": "°C", "celsius": "°C", "bc": "",
}  # fmt: skip
"""How people write units -> the unit of a bank, or what is printed behind the number."""

OWN_UNITS = {"inch": "inches", "ton": "tons", "week": "weeks"}
"""Units that a bank does not have, and several of them."""

LABELS = (
    "atomic no", "atomic no.", "id", "level", "no", "no.", "number", "nr", "nr.", "rank", "order",
    "#", "position", "shirt number",
)  # fmt: skip
"""Numbers that are names: nobody's is greater than another's."""

FIXED = {
    "sun": "the Sun", "moon": "the Moon", "earth": "Earth", "equator": "the equator",
    "sea": "the sea", "end": "the end", "world": "the world", "ground": "the ground",
}  # fmt: skip
"""Words behind a preposition that need an article or a capital."""
