"""H5P: a form as a question set, and a deck as dialog cards.

The structure is that of `semantics.json` of each library, of the versions in `package.py`;
docs/h5p.md says what was proved, and what is lost.
"""

from quizgen.export.h5p.dialog_cards import write_dialog_cards
from quizgen.export.h5p.question_set import write_question_set

__all__ = ["write_dialog_cards", "write_question_set"]
