"""write_forms: forms as JSON, for programs that print, mark or present them elsewhere.

What the file holds is decided in `quiz/document.py`; `read/forms.py` is the way back.
"""

import json
from collections.abc import Sequence

from quizgen.quiz.document import document_of, pupils_document_of
from quizgen.quiz.form import Form


def write_forms(forms: Sequence[Form], *, with_key: bool = True) -> bytes:
    """Return forms as UTF-8 text, the same bytes for the same forms.

    `read_forms` reads them again. Without the key nothing in the file tells an answer, so that it
    can be handed to a pupil's browser; no form can be read out of it either.
    """
    document = document_of(forms) if with_key else pupils_document_of(forms)
    return f"{json.dumps(document, ensure_ascii=False, indent=1)}\n".encode()
