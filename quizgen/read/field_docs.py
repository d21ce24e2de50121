"""The docstrings under the fields of dataclasses, which Python itself does not keep.

They tell an author what a key is for: in messages about it, and in the JSON Schema.
"""

import ast
import inspect
import sys
from collections.abc import Mapping
from functools import cache
from itertools import pairwise


@cache
def docs_of(cls: type) -> Mapping[str, str]:
    """Return field -> docstring; the class's own docstring stands under the empty name."""
    body = _class_bodies(cls.__module__)[cls.__name__]
    docs = {"": inspect.cleandoc(cls.__doc__ or "")}
    for field, after in pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            docs[field.target.id] = _text(after)
    return docs


@cache
def _class_bodies(module: str) -> Mapping[str, list[ast.stmt]]:
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {node.name: node.body for node in tree.body if isinstance(node, ast.ClassDef)}


def _text(statement: ast.stmt) -> str:
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        return inspect.cleandoc(str(statement.value.value))
    return ""
