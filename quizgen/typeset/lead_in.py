"""What all options of an item begin with, said once above them."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from quizgen.content import Run, Text
from quizgen.typeset.lines import tidy

LEAST_WORDS = 3
"""Fewer words are not worth a line of their own."""
NEVER_WITHIN = frozenset('“”«»„"()[]')
"""Marks that come in pairs, which no cut may part."""
ENDS_OF_SENTENCES = (".", "?", "!", ":", ";")


def common_lead(options: Sequence[Text]) -> tuple[Text, tuple[Text, ...]]:
    """Return what options share at their beginning, and what differs; nothing where they do not.

    The shared words end in dots, and every option goes on from there in small letters: after
    "It ended in …" stands "defeat". Where one would go on with a capital or a number, a name or a
    measure may be cut in two, so that all stay whole; as do options that end alike, for there is no
    place in a question for the end of its answer.

    >>> lead, rest = common_lead([(Run("It was an attack at night."),), (Run("It was an ally."),)])
    >>> lead[0].text, [option[0].text for option in rest]
    ('It was an …', ['attack at night.', 'ally.'])
    >>> common_lead([(Run("The Treaty of Rome"),), (Run("The Treaty of Paris"),)])[0]
    ()
    """
    whole = (), tuple(options)
    first = options[0][0] if options and options[0] else Run("")
    if not all(len(text) == 1 and replace(text[0], text=first.text) == first for text in options):
        return whole
    worded = [tidy(text[0].text).split(" ") for text in options]
    most = min(map(len, worded), default=1) - 1
    columns = zip(*(words[:most] for words in worded), strict=True)
    shared = [column[0] for column in takewhile(lambda column: len({*column}) == 1, columns)]
    rests = [" ".join(words[len(shared) :]) for words in worded]
    if (
        len(options) < 2
        or len(shared) < LEAST_WORDS
        or not all(rest[:1].islower() for rest in rests)
        or NEVER_WITHIN.intersection("".join(shared))
        or any(word.endswith(ENDS_OF_SENTENCES) for word in shared)
    ):
        return whole
    lead = replace(first, text=f"{' '.join(shared)} …")
    return (lead,), tuple((replace(first, text=rest),) for rest in rests)
