"""What a pupil earns who knows a bank's statistics and no fact, by worksheet and kind of card.

`python tests/bench/bench_statistics.py [topic] [seeds]` prints for each worksheet, each type of item
and each kind of card how many questions there are, what chance would earn, and the points over it.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from statistician import listing
from test_statistics import marks_of_cards, marks_of_worksheets


def main() -> None:
    topic = next((word for word in sys.argv[1:] if not word.isdigit()), "escalation")
    seeds = next((int(word) for word in sys.argv[1:] if word.isdigit()), 40)
    print(listing([*marks_of_worksheets(topic, seeds), *marks_of_cards(topic)]))


if __name__ == "__main__":
    main()
