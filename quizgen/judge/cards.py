"""What a learner can be asked to recall, and when one front is taken for another.

Makers of cards keep to it, and rules hold all cards to it.
"""

ANSWER_WORDS = 12
"""CARD-1: the most words of an answer that a learner is to recall (Wozniak's rule 4). Ours."""

PHRASE_WORDS = 7
"""CARD-7: the most words of an answer that is told right from wrong at a glance. Ours."""

SAME_FRONT = 0.7
"""CARD-3: two fronts so alike in words, from 0 to 1, are taken for one another (Wozniak's rule
11). Ours."""
