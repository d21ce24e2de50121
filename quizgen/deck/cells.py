"""Cells of a table that no spreadsheet takes for a formula, wherever it parts them.

A list that was written with commas may be opened by a spreadsheet that parts at semicolons, or at
several signs at once. So what stands behind any of these may become a cell of its own, the rest of
a character reference too: `&#61;=1` ends in the cell `=1`.
"""

import re

_SPACE = r"[\s\u200b-\u200f\u2060\ufeff]*"
"""What may stand before a sign and is not seen, or is cut off."""
_NUMBER = (
    r"\d[\d.,'’ \u00a0\u202f]*(?:[%‰]|[ \u00a0\u202f]?"
    r"(?:°[ \u00a0]?[^\W\d_]?|[^\W\d_]+[²³]?(?:[ \u00a0\u202f/·][^\W\d_]+[²³]?)*))?"
    r"\.?(?=$|[;|\t]|, |<br>)"
)
"""A number, alone or with its unit, up to where a cell may end, or a line of it."""
FORMULA = re.compile(rf"((?:^|[;,|\t]){_SPACE})([=@＝＋－＠﹦﹢﹣﹫]|[+-](?!{_NUMBER}))")
"""Where a cell may begin, and a sign that begins a formula there, as that of a number does not."""
_SAFE = re.compile(rf"((?:^|[;,|\t]){_SPACE})'(?=[=@＝＋－＠﹦﹢﹣﹫]|[+-](?!{_NUMBER}))")


def safe_words(words: str) -> str:
    """Return plain words with an apostrophe before what would begin a formula.

    >>> safe_words("=1+1"), safe_words("x;=1;y"), safe_words("-5 °C; -1,000"), safe_words("Terms")
    ("'=1+1", "x;'=1;y", '-5 °C; -1,000', 'Terms')
    """
    return FORMULA.sub(r"\1'\2", words)


def bare_words(words: str) -> str:
    """Return words as they were before `safe_words`.

    >>> bare_words("'=1+1"), bare_words("x;'=1;y"), bare_words("rock 'n' roll; '60s")
    ('=1+1', 'x;=1;y', "rock 'n' roll; '60s")
    """
    return _SAFE.sub(r"\1", words) if "'" in words else words


def safe_html(html: str) -> str:
    """Return HTML that shows the same, with a character reference for such a sign.

    >>> safe_html("==1"), safe_html("-5 km<br>long")
    ('&#61;&#61;1', '-5 km<br>long')
    """
    while found := FORMULA.search(html):
        before, after = html[: found.start(2)], html[found.end(2) :]
        html = f"{before}&#{ord(found[2])};{after}"
    return html
