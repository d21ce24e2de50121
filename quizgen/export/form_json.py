"""write_forms: forms as JSON, for programs that print, mark or present them elsewhere."""

import json
from collections.abc import Sequence

from quizgen.quiz.document import document_of, pupils_document_of
from quizgen.quiz.form import Form


def write_forms(forms: Sequence[Form], *, with_key: bool = True) -> bytes:
    """Return forms as UTF-8 text, the same bytes for the same forms.

    `read.forms` reads them again. Without the key there is nothing in them that tells an answer,
    so that they can be handed to a pupil's browser; then nobody can read the forms out of them.
    """
    document = document_of(forms) if with_key else pupils_document_of(forms)
    return f"{json.dumps(document, ensure_ascii=False, indent=1)}\n".encode()
