"""What questions for other programs cost: `python tests/bench/bench_exchange.py`.

A thousand items, of all that the largest bank asks, beside `json.dumps` of the same form; and the
file that was written, read, beside ElementTree's reading of it. Processor time, the least of several.
"""

import gc
import json
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]
from target import line
from timing import best_of, best_of_both

from quizgen import Blueprint, ItemPool, find_texts, find_worksheet, read_materials
from quizgen.assemble import assemble_forms
from quizgen.cli.export import ALL_QUESTIONS, PROGRAMS
from quizgen.imports import format_of
from quizgen.quiz.document import document_of
from quizgen.quiz.form import Form

ITEMS, ROUNDS = 1000, 7
WRITING, AT_ONCE = 3.0, 0.010
"""So many times as long as `json.dumps`, or so many seconds."""
READING = 2.0
"""So many times as long as ElementTree."""


def thousand_items() -> Form:
    """Return a form of a thousand items: those of a bank, once and once more under other ids."""
    pool = ItemPool(read_materials(find_texts("escalation")).subject)
    worksheet = find_worksheet(ALL_QUESTIONS)
    sections = tuple(replace(each, wordings=()) for each in worksheet.sections)
    blueprint = Blueprint(worksheet=replace(worksheet, sections=sections), is_whole=True)
    (form,) = assemble_forms(pool, blueprint)
    left, doubled = ITEMS, []
    for part in form.sections:
        again = [replace(it, item=replace(it.item, id=f"{it.item.id}-2")) for it in part.items]
        items = (*part.items, *again)[:left]
        left -= len(items)
        doubled.append(replace(part, items=items))
    return replace(form, sections=tuple(doubled))


def main() -> None:
    """Print each program's time beside that of `json.dumps`."""
    gc.disable()  # as quizgen does
    form = thousand_items()
    assert len(form.items) == ITEMS
    data = document_of([form])
    for each in PROGRAMS:
        write = each.takes.write
        write(form, "file")  # what is imported only once
        took, floor, _ = best_of_both(
            lambda write=write: [f.content for f in write(form, "file").files],
            lambda: json.dumps(data),
            ROUNDS,
        )
        words = f"{each.name}, {ITEMS} items: {1000 * took:.1f} ms, json {1000 * floor:.1f}"
        print(line(words, took / max(floor, AT_ONCE / WRITING), WRITING))
        content = write(form, "file").files[0].content
        reader = format_of(content)
        if reader is None:  # nothing comes back from it
            continue
        read = reader.read
        if each.name == "moodle":
            reading, parsing, taken = best_of_both(
                lambda read=read, content=content: read(content, "file"),
                lambda content=content: ElementTree.fromstring(content),
                ROUNDS,
            )
            words = f"reading them: {1000 * reading:.1f} ms, ElementTree {1000 * parsing:.1f} ms"
            print(line(words, reading / parsing, READING))
        else:
            reading, taken = best_of(lambda read=read, content=content: read(content, "file"), 1)
            print(f"reading {len(taken.questions)} of them: {1000 * reading:.1f} ms")
        assert taken.questions


if __name__ == "__main__":
    main()
