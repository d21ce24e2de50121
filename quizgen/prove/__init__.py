"""Bank and copies of its sources -> what they prove of each fact, and what they do not."""

from quizgen.prove.outcome import Thing
from quizgen.prove.proof import Copies, Proof, Unproved, named_copies, prove

__all__ = ["Copies", "Proof", "Thing", "Unproved", "named_copies", "prove"]
