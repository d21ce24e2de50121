"""Mark schemes of discussions, where quizgen itself wrote them into another program's file."""

import re

from quizgen.bank.questions import MarkLevel
from quizgen.imports.html_words import words_of

_LEVEL = re.compile(r"<li><b>(.*?)</b> \([^()]*\): <span>(.*?)</span></li>", re.DOTALL)


def mark_scheme(html: str) -> tuple[MarkLevel, ...]:
    """Return the levels of a mark scheme of ours; none of what others write for who marks.

    >>> [each.level for each in mark_scheme("<li><b>fair</b> (1–2): <span>one side</span></li>")]
    ['fair']
    """
    return tuple(
        MarkLevel(level=words_of(name).line, does=words_of(does).line)
        for name, does in _LEVEL.findall(html)
    )
