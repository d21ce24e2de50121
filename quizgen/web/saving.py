"""Writing a bank anew: whole or not at all, and never over what somebody else saved."""

from pathlib import Path

from quizgen.store.editions import Change, rewrite_bank
from quizgen.store.new_files import write_new_files
from quizgen.store.project import Project
from quizgen.web.topic import Topic, is_shipped


def write_topic(project: Project, topic: Topic, text: str) -> None:
    """Write a bank anew; one that came with quizgen is copied first, with what lies beside it.

    Raises QuizgenError if it has been changed since it was read.
    """
    path = Path(topic.file.path)
    new = text.encode()
    if not is_shipped(topic.file):
        rewrite_bank(Change(path, topic.file.content, new))
        return
    bank, folder = topic.bank, project.banks
    files: dict[Path, str | bytes] = {folder / path.name: new}
    names = [*(table.file for table in bank.tables), *(p.file for p in bank.pictures.values())]
    for name in dict.fromkeys(names):
        if not (folder / name).exists():
            files[folder / name] = (path.parent / name).read_bytes()
    lock = path.with_suffix(".lock")
    if lock.exists():
        files[folder / lock.name] = lock.read_bytes()
    write_new_files(files)
