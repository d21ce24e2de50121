"""What one more form with its key costs a whole process: `python tests/bench/bench_forms.py`.

From 2 forms to 22, as `quizgen build` makes them: choosing, ordering, setting, judging and writing
count. The floor draws the lines of such a sheet and key with bare canvas calls, in the same fonts.
Processor time, the least of several turns.
"""

import gc
import sys
import tempfile
from pathlib import Path
from time import process_time

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]
from bench_pdf import draw_bare, pages_of, register_fonts
from bench_start import measure
from reportlab import rl_config
from target import line

from quizgen import Blueprint, ItemPool, find_texts, find_worksheet, read_materials
from quizgen.assemble import assemble_forms

FEW, MANY = 2, 22
TARGET = 1.4


def main() -> None:
    """Print the time of one more form beside its floor."""
    asked = [sys.executable, "-m", "quizgen", "build", "--topic", "escalation"]
    asked += ["--only", "worksheet", "--only", "key"]
    with tempfile.TemporaryDirectory() as folder:
        times = measure(
            {
                str(count): [*asked, "--forms", str(count), "--out", f"{folder}/{count}"]
                for count in (FEW, MANY)
            }
        )
    form = (times[str(MANY)] - times[str(FEW)]) / (MANY - FEW)
    gc.disable()  # as quizgen does
    rl_config.useA85 = 0
    materials = read_materials(find_texts("escalation"))
    blueprint = Blueprint(worksheet=find_worksheet())
    (alone,) = assemble_forms(ItemPool(materials.subject), blueprint)
    documents = pages_of(alone, is_full=False)
    register_fonts(documents)
    floor = min(timed(documents) for _ in range(15))
    words = f"one more form: {1000 * form:.1f} ms, bare canvas calls {1000 * floor:.1f} ms"
    print(line(words, form / floor, TARGET))


def timed(documents: list) -> float:
    """Return the processor time that bare canvas calls take."""
    start = process_time()
    draw_bare(documents)
    return process_time() - start


if __name__ == "__main__":
    main()
