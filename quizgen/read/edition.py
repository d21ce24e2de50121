"""The bank's text with its next edition, and nothing else changed: comments and line ends stay."""

import re

from quizgen.bank.bank import Bank
from quizgen.errors import BankError, Problem, Where
from quizgen.read.materials import File

EDITION = re.compile(r"""^((["']?)edition\2[ \t]*:[ \t]*["']?)\d+""", re.MULTILINE)
TOPIC = re.compile(r"""^\ufeff?(["']?)topic\1[ \t]*:[^\r\n]*(\r?\n)""", re.MULTILINE)


def raise_edition(file: File, bank: Bank, edition: int) -> str:
    """Return the text of a bank with another edition.

    A key of the bank itself begins its line, so no other words are taken for it. Raises BankError
    where the file is written otherwise.
    """
    text = file.text if isinstance(file.text, str) else file.text.decode()
    if edition == bank.edition:
        return text
    raised, found = EDITION.subn(rf"\g<1>{edition}", text, count=1)
    if not found:
        raised, found = TOPIC.subn(rf"\g<0>edition: {edition}\g<2>", text, count=1)
    if not found:
        hint = "write `edition:` at the beginning of a line"
        raise BankError([Problem(Where(file.path), "the bank's edition cannot be raised", hint)])
    return raised
