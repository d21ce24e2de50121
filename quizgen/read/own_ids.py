"""A bank's text with ids for the facts and questions that have none, and nothing else changed."""

from quizgen.bank.bank import Bank
from quizgen.errors import BankError, Problem
from quizgen.read.materials import File
from quizgen.read.nodes import Keyed, Listed, read_tree
from quizgen.read.patch import patch_text

HOLDERS = ("facts", "questions")


def with_own_ids(file: File, bank: Bank) -> str:
    """Return the text of a bank in which every fact and question has the id that it goes by.

    Raises BankError if that would change anything else in it.
    """
    text = file.text if isinstance(file.text, str) else file.text.decode()
    tree, _ = read_tree(text, file.path)
    assert isinstance(tree, Keyed), "a bank was read from it"
    wanted: dict[str, object] = {**tree}
    for name in HOLDERS:
        trees, held = tree.get(name), getattr(bank, name)
        if isinstance(trees, Listed):  # facts of tables come behind those of the file
            wanted[name] = [
                keys if each.has_own_id or not isinstance(keys, Keyed) else {"id": each.id, **keys}
                for keys, each in zip(trees, held, strict=False)
            ]
    try:
        return patch_text(text, wanted, file.path)
    except BankError as error:
        hint = "write each fact on lines of its own, with its id first: - id: ..."
        problem = Problem(bank.where, "the ids cannot be written into this file", hint)
        raise BankError([problem]) from error
