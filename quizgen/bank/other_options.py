"""Options that speak of other options: “All of the above”, “Both A and B”.

They are right only beside the options that they speak of, and in the order that their author saw.
Files come in many languages, so that the ways to say it stand here for all of them.
"""

import re
from collections.abc import Sequence

_OF_OTHERS = re.compile(
    # all of the above, none of these answers is correct, more than one of the above
    r"(?:all|none|any|both|neither|either|some|one|two|three|more than one|at least two|not any)"
    r"(?: of)? (?:(?:the|these|those) )?(?:(?:two|other|previous|preceding|listed|given) )?"
    r"(?:above|below|these|those|them|others?|options?|answers?|choices?|alternatives?)"
    r"(?: (?:options?|answers?|choices?|statements?))?(?: (?:above|below|given|listed))?"
    r"(?: (?:is|are) (?:all |both )?(?:correct|right|true|wrong|false|incorrect))?"
    r"|(?:all|none|both|neither)(?: of them)? (?:is|are) (?:correct|right|true|wrong|false)"
    r"|the above|everything above|nothing above"
    # alle genannten, keine der Antworten ist richtig, beides
    r"|(?:alle|keine[rs]?|beide|nichts|sämtliche)(?: von| der| die| den| dieser| diese)*"
    r"(?: (?:davon|oben|hier|zuvor|vorher))*"
    r"(?: (?:davon|genannte[nrs]?|aufgeführten|obigen?|anderen?|antworten|aussagen|möglichkeiten))+"
    r"(?: (?:ist|sind|stimmt|stimmen|trifft zu|treffen zu))?(?: (?:richtig|falsch|korrekt))?"
    r"|(?:alle|keine[rs]?|beide) davon"
    # toutes les réponses ci-dessus, aucune de ces réponses
    r"|(?:toutes?|tous|aucune?|les deux)(?: de| des| les| ces| la| l')*"
    r"(?: (?:réponses?|propositions?|options?|précédente?s?|ci-dessus))+"
    r"(?: (?:est|sont))?(?: (?:correcte|juste|vraie|bonne)s?)?"
    # todas las anteriores, ninguna de las respuestas es correcta
    r"|(?:tod[oa]s|ningun[oa]|amb[oa]s)(?: de| las| los| estas| estos)*"
    r"(?: (?:respuestas?|opciones|anterior(?:es)?))+(?: (?:es|son))?(?: correctas?)?",
    re.IGNORECASE,
)

_LETTER = r"(?:\(?[A-H][).]?)"
_AND = (
    r"(?:\s*[,/&+]\s*(?:and |or |und |oder |et |ou |y |o )?|\s+(?:and|or|nor|und|oder|noch|et|ou|ni"
    r"|y|o|e|as well as|but not|and not|als auch|sowie)\s+(?:also )?)"
)
_OPTION = r"(?:answers?|options?|choices?|antwort(?:en)?|réponses?|respuestas?|statements?)"
_BEFORE = (
    r"(?:(?:both|only|neither|either|just|all but|all except|everything but|everything except"
    rf"|any but|nur|beide|sowohl|weder|seulement|les deux|solo|sólo|ni|{_OPTION})\s+)"
)
_BEHIND = (
    r"(?:\s+(?:only|alone|both|together|nur|seulement|solamente"
    r"|(?:is|are|sind|ist|sont|est|son|es)\s+(?:both\s+|all\s+|beide\s+)?\w+))"
)
_BY_LETTER = re.compile(
    rf"{_BEFORE}+(?:the )?{_LETTER}(?:{_AND}{_LETTER})*{_BEHIND}?"
    rf"|{_LETTER}(?:{_AND}(?:{_BEFORE})?{_LETTER})+{_BEHIND}?|{_LETTER}{_BEHIND}",
    re.IGNORECASE,
)


def names_letters(option: str) -> bool:
    """Tell whether an option names others by their letters.

    >>> names_letters("Both A and B"), names_letters("only (c)"), names_letters("Vitamin A")
    (True, True, False)
    """
    return _BY_LETTER.fullmatch(_plain(option)) is not None


def speaks_of_others(option: str) -> bool:
    """Tell whether an option says something of the others, by their letters or of all of them.

    >>> speaks_of_others("None of the above."), speaks_of_others("All of the planets")
    (True, False)
    """
    return _OF_OTHERS.fullmatch(_plain(option)) is not None or names_letters(option)


def key_at(options: Sequence[str], keys: Sequence[int]) -> tuple[int, ...]:
    """Return where the right ones stand among options, from 1, if their order counts; else none.

    `options` are all that the author wrote, in this order, and `keys` the places of the right ones,
    from 0.

    >>> key_at(["Solid", "Gas", "Both A and B"], [2]), key_at(["Solid", "Gas"], [0])
    ((3,), ())
    """
    return tuple(key + 1 for key in keys) if any(map(speaks_of_others, options)) else ()


def _plain(option: str) -> str:
    return " ".join(option.split()).strip(" .!").replace("’", "'")
