"""A YAML text as the parser composed it: where each of its keys and values begins and ends.

A file that a person wrote is changed at such a place alone, so that comments and line ends stay.
"""

from typing import Any

import yaml


def compose(text: str) -> Any:
    """Return the outermost mapping, a node of PyYAML, of a text that is known to be sound.

    Its `value` holds pairs of nodes; each has `start_mark` and `end_mark`, counted behind a byte
    order mark, and `flow_style` where it stands between braces or brackets, as in JSON.
    """
    return yaml.compose(text.removeprefix("\ufeff"), Loader=yaml.CSafeLoader)
