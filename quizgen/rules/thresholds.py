"""The numbers that the rules on flashcards compare with, and where each comes from."""

ANSWER_WORDS = 12
"""CARD-1: the most words of an answer that a learner is to recall (Wozniak's rule 4). Ours."""

SENTENCE_WORDS = 16
"""CARD-1: the same where the answer is a whole sentence, such as the gist of what somebody said.
Of a sentence the sense is recalled, not the words, and it needs a subject, a verb and its articles
before it says anything. Ours; with the limit of names, a fifth of the cards that ask what was said
would be too long, most of them good."""

FRONT_WORDS = 30
"""CARD-1: the most words of a front. Ours."""

LISTED = 3
"""CARD-1: the most things that an answer may list (Wozniak's rules 9 and 10). Ours."""

SAME_FRONT = 0.7
"""CARD-3: two fronts so alike in words, from 0 to 1, are taken for one another (Wozniak's rule
11). Ours."""
