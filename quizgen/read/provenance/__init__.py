"""Bank and copies of its sources -> what they prove of each fact, and what they do not."""

from quizgen.read.provenance.finding import Thing
from quizgen.read.provenance.proof import Copies, Proof, Unproved, named_copies, prove

__all__ = ["Copies", "Proof", "Thing", "Unproved", "named_copies", "prove"]
