"""Items and a blueprint into forms: what is asked, in which order, for how many points."""

from quizgen.form.assemble import assemble_forms

__all__ = ["assemble_forms"]
