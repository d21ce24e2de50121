"""What other programs leave in a text: errors of spreadsheets, marks of HTML and of Markdown.

Text is never markup here: all of it would be printed as it stands.
"""

import re
from collections.abc import Iterator
from functools import cache

_SPREADSHEET_ERROR = re.compile(
    r"#[¡¿]?[^\W\d_][\w/. ]{0,24}[!?]"  # #REF! #NAME? #DIV/0! #¡VALOR! #BEZUG! #ИМЯ?
    r"|#(?:N/?[ADBV]|I/T|Н/Д|YOK|SAKNAS|PUUTTUU|HIÁNYZIK|GETTING_DATA)!?"
    r"|(?:Err|Error|Errore?|Erreur|Erro|Fehler|Fout|Fel|Feil|Fejl|Virhe|Błąd|Chyba|Hiba|Ошибка)"
    r" ?: ?\d{3}"
    r"|#{3,}",
)
_BEGINNINGS = ("#", "Err", "Fe", "Fout", "Virhe", "Błąd", "Chyba", "Hiba", "Ошибка")
"""Few texts begin so: nearly all are told apart at once."""
_TAGS = (
    "a|abbr|b|big|blockquote|br|center|code|del|div|em|figure|font|h[1-6]|hr|i|img|ins|kbd|li|mark"
    "|ol|p|pre|q|s|script|small|span|strike|strong|style|sub|sup|table|tbody|td|th|thead|tr|tt|u|ul"
)
_MAY_BE_MARKUP = re.compile(r"[<&*_`~>\[]|^\#")
"""Nearly every text has none of these: so much is looked at quickly."""


@cache  # most texts have no such signs, and no build waits for it
def _markup() -> re.Pattern[str]:
    """Return what finds marks of HTML and of Markdown."""
    return re.compile(
        rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>"
        r"|&(?:[A-Za-z][A-Za-z0-9]{1,31}|\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6});"
        r"|\*\*[^\s*](?:[^*]{0,200}[^\s*])?\*\*"
        r"|(?<![\w*])\*[^\W_](?:[^*]{0,200}[^\s*])?\*(?![\w*])"
        r"|(?<!\w)__[^\s_](?:[^_]{0,200}[^\s_])?__(?!\w)"
        r"|(?<![\w/:.])_[^\s_](?:[^_]{0,200}[^\s_])?_(?![\w/])"
        r"|`[^`\s](?:[^`]{0,200}[^`\s])?`"
        r"|~~[^\s~](?:[^~]{0,200}[^\s~])?~~"
        r"|!?\[[^\][]{1,200}\]\([^()\s]{1,200}\)"
        r"|^\#{1,6} (?=\S)|^> (?=\S)"
    )


def is_spreadsheet_error(text: str) -> bool:
    """Tell whether a text is what a spreadsheet shows where a formula failed, in any language.

    >>> is_spreadsheet_error("#REF!"), is_spreadsheet_error("#BEZUG!"), is_spreadsheet_error("#1")
    (True, True, False)
    """
    if not text.startswith(_BEGINNINGS) or not _SPREADSHEET_ERROR.fullmatch(text):
        return False
    return text[0] != "#" or text == text.upper()


def markup_in(text: str) -> Iterator[str]:
    """Yield each mark of HTML or Markdown in a text, as it stands there.

    >>> [*markup_in("the **low** wall &amp; <i>its</i> use")]
    ['**low**', '&amp;', '<i>', '</i>']
    """
    if not _MAY_BE_MARKUP.search(text):
        return iter(())
    return (match[0].strip() for match in _markup().finditer(text))
