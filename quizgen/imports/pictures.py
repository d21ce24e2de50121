"""Pictures that lie in a file of questions: they are kept beside the bank that is made of them."""

from pathlib import PurePosixPath

from quizgen.bank.pictures import PictureFile
from quizgen.errors import Where, quoted
from quizgen.ids import LONGEST_ID, seal_of, slug_of
from quizgen.imports.taken import RefusedError

_KINDS = (".png", ".jpg", ".jpeg", ".svg")


class KeptPictures:
    """The pictures of a file, each under the hash of what it is: the same one is kept once."""

    def __init__(self) -> None:
        """Begin with none."""
        self.pictures: dict[str, PictureFile] = {}
        self.files: dict[str, bytes] = {}

    def keep(self, name: str, content: bytes, alt: str, credit: str, where: Where) -> str:
        """Keep a picture; return its id. Raises RefusedError for what is none, or is not there.

        Without words for who cannot see it, it gets some that say which file it was.
        """
        if not content:
            raise RefusedError(f"has the picture {quoted(name)}, which is not in the file")
        path = PurePosixPath(name)
        suffix = path.suffix.lower()
        if suffix not in _KINDS:
            raise RefusedError(f"has the picture {quoted(name)}, and a bank takes PNG, JPEG or SVG")
        digest = seal_of(content.hex())[:8]
        stem = slug_of(path.stem)[: LONGEST_ID - 20].strip("-") or "picture"
        ident, file = f"{stem}-{digest}", f"pictures/{stem}-{digest}{suffix}"
        self.files[file] = content
        told = alt or f"Picture {stem}"
        self.pictures[ident] = PictureFile(file=file, alt=told, credit=credit, where=where)
        return ident


def without_words(name: str) -> str:
    """Return what is said of a picture that came without words for who cannot see it."""
    return f"has the picture {quoted(name)} without words for who cannot see it"
