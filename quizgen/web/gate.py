"""Who is answered: the browser that the program opened, on this computer, and nobody else.

A page of another origin may make a browser ask us, and a name may be led to our address: so the
host is looked at, the cookie is needed for all, and whatever changes something brings a token that
only our own forms hold.
"""

from hmac import compare_digest
from secrets import token_urlsafe

from flask import Request, Response, abort, redirect
from werkzeug.wrappers import Response as AnyResponse

from quizgen.values import dataclass

HOSTS = ("127.0.0.1", "localhost", "[::1]")
TOKEN = "token"
"""The field of a form that holds its token; what a script sends has it in a header."""
TOKEN_HEADER = "X-Quizgen-Token"
KEY = "key"
"""What the address that is opened first holds."""
CHANGES = ("POST", "PUT", "PATCH", "DELETE")
POLICY = "; ".join(
    [
        "default-src 'self'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:",
        "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-src 'self'",
        "frame-ancestors 'none'",
    ]
)  # fmt: skip
"""What a page may load: nothing that is not ours, and no script within it."""
FRAMED = "default-src 'none'; frame-ancestors 'self'"
"""The same of a file to print, which our own page loads in a frame."""


@dataclass(frozen=True)
class Gate:
    """The secrets of one run of the program; they are gone when it ends."""

    port: int
    key: str
    """For the first address, which the browser is led away from at once."""
    session: str
    """What the cookie holds."""
    token: str
    """What our forms hold."""

    @classmethod
    def new(cls, port: int) -> "Gate":
        """Return a gate with new secrets of 128 bits."""
        return cls(port, *(token_urlsafe(16) for _ in range(3)))

    @property
    def cookie(self) -> str:
        """Its name: cookies are not told apart by port, and two programs may run."""
        return f"quizgen-{self.port}"

    @property
    def address(self) -> str:
        """Where the browser begins."""
        return f"http://127.0.0.1:{self.port}/?{KEY}={self.key}"

    def admit(self, request: Request) -> AnyResponse | None:
        """Let a request pass, lead whoever brings the key to the page without it, or refuse."""
        if request.headers.get("Host", "") not in {f"{host}:{self.port}" for host in HOSTS}:
            abort(403)
        if request.method == "GET" and _is_same(request.args.get(KEY, ""), self.key):
            response = redirect(request.path, 303)
            response.set_cookie(
                self.cookie, self.session, httponly=True, samesite="Strict", path="/"
            )
            return response
        if not _is_same(request.cookies.get(self.cookie, ""), self.session):
            abort(403)
        if request.method in CHANGES:
            self._admit_change(request)
        return None

    def _admit_change(self, request: Request) -> None:
        origin = request.headers.get("Origin")
        site = request.headers.get("Sec-Fetch-Site")
        ours = f"{request.scheme}://{request.host}"
        if site != "same-origin" if site else origin != ours:
            abort(403)
        if origin not in (None, "null", ours):  # a strict browser hides it from us, too
            abort(403)
        token = request.headers.get(TOKEN_HEADER) or request.form.get(TOKEN, "")
        if not _is_same(token, self.token):
            abort(403)

    @staticmethod
    def close(response: Response) -> Response:
        """Put on a response what a browser may do with it."""
        headers = response.headers
        is_pdf = response.mimetype == "application/pdf"
        headers.setdefault("Content-Security-Policy", FRAMED if is_pdf else POLICY)
        headers["X-Content-Type-Options"] = "nosniff"
        # Nobody else learns where a link was; with "no-referrer" browsers that send no
        # Sec-Fetch-Site would hide the origin of our own forms from us as well.
        headers["Referrer-Policy"] = "same-origin"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        headers.setdefault("Cache-Control", "no-store")
        return response


def _is_same(one: str, other: str) -> bool:
    return compare_digest(one.encode(), other.encode())
