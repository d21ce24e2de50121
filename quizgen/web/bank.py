"""The page of a topic: its facts, questions, sources and people, and what is to be looked at."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from flask import Blueprint, Response, abort, render_template, request

from quizgen.bank.facts import KINDS, Fact, people_of, texts_of
from quizgen.errors import Problem, closest
from quizgen.language.dates import say_date
from quizgen.values import dataclass
from quizgen.web.desk import desk
from quizgen.web.groups import LONG
from quizgen.web.topic import Topic, open_topic

pages = Blueprint("bank", __name__)

SECTIONS = ("facts", "questions", "discussion", "sources", "people", "passages", "pictures")
"""What of a bank has a page."""
SHOWN = 50
"""So many are shown at once: a page of ten thousand is of no use to anybody."""
FEW = 6


@dataclass(frozen=True, kw_only=True)
class Line:
    """What a list shows of a member."""

    id: str
    said: str
    sort: str = ""
    """Its kind, by the name of the words for it."""
    when: str = ""
    source: str = ""
    count: int | None = None
    """How many questions are asked about it; None where it is left out of sheets."""
    is_retired: bool = False
    is_of_table: bool = False
    """Whether it stands in a table beside the bank, where no form reaches it."""


@pages.app_context_processor
def _said() -> dict[str, object]:
    """Give templates words that there may be, and what they call a field if there are none."""
    here = desk()

    def say_or(name: str, other: str) -> str:
        try:
            return here.say(name)
        except KeyError:
            return other

    return {"say_or": say_or, "long": LONG}


@pages.get("/topics/<topic>")
def facts(topic: str) -> str:
    """Show the facts of a topic, or those that were looked for."""
    opened = open_topic(desk(), topic)
    asked = {name: request.args.get(name, "") for name in ("find", "kind", "source", "tag")}
    bank = opened.bank
    found = [fact for fact in bank.facts if _fits(fact, asked, opened)]
    shown = found[: SHOWN * request.args.get("pages", 1, int)]
    kinds = Counter(fact.kind for fact in bank.facts)
    sources = Counter(fact.source for fact in bank.facts if fact.source)
    tags = Counter(tag for fact in bank.facts for tag in fact.tags)
    places = {line: fact for fact in bank.facts if (line := fact.where.line)}
    looked = opened.warnings()
    return render_template(
        "bank.html",
        topic=opened,
        bank=bank,
        tabs=_tabs(opened),
        asked=asked,
        lines=[_line(fact, opened) for fact in shown],
        count=len(found),
        rest=len(found) - len(shown),
        pages=request.args.get("pages", 1, int) + 1,
        near=_near(asked["find"], opened) if asked["find"] and not found else (),
        kinds=[(kind, kinds[kind]) for kind in KINDS if kinds[kind]],
        sources=[(name, bank.sources[name], n) for name, n in sources.most_common()],
        tags=tags.most_common(),
        is_right=not any(problem.is_error for problem in looked),
        looked=[(problem, _member_at(problem, places)) for problem in looked[:FEW]],
        more_looked=max(len(looked) - FEW, 0),
        as_of=say_date(bank.as_of, opened.language) if bank.as_of else "",
        harsh=sum(fact.sensitivity == "high" for fact in bank.facts),
    )


@pages.get(
    "/topics/<topic>/<any(questions, discussion, sources, people, passages, pictures):section>"
)
def members(topic: str, section: str) -> str:
    """Show what else a topic holds."""
    opened = open_topic(desk(), topic)
    bank = opened.bank
    return render_template(
        "members.html",
        topic=opened,
        bank=bank,
        tabs=_tabs(opened),
        here_at=section,
        lines=[*_lines_of(section, opened)],
        as_of=say_date(bank.as_of, opened.language) if bank.as_of else "",
    )


@pages.get("/topics/<topic>/picture/<name>")
def picture(topic: str, name: str) -> Response:
    """Return a picture of a bank; a drawing can run nothing and fetch nothing."""
    entry = open_topic(desk(), topic).bank.pictures.get(name)
    if entry is None or entry.seen is None or entry.seen.fetch is None:
        abort(404)
    kind = "svg+xml" if entry.seen.kind == "svg" else entry.seen.kind
    answer = Response(entry.seen.fetch(), mimetype=f"image/{kind}")
    answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return answer


def _tabs(opened: Topic) -> Sequence[tuple[str, int]]:
    bank = opened.bank
    counts: Mapping[str, int] = {section: len(getattr(bank, section)) for section in SECTIONS}
    always = ("facts", "questions", "sources", "people")
    return [(name, n) for name, n in counts.items() if n or name in always]


def _fits(fact: Fact, asked: Mapping[str, str], opened: Topic) -> bool:
    return (
        asked["kind"] in ("", fact.kind)
        and asked["source"] in ("", fact.source)
        and (not asked["tag"] or asked["tag"] in fact.tags)
        and asked["find"].casefold() in _searched(fact, opened).casefold()
    )


def _searched(fact: Fact, opened: Topic) -> str:
    names = (opened.bank.people[person].name for person in people_of(fact.claim))
    own = (fact.id, fact.note, *fact.accept, *fact.tags)
    return " ".join((*own, *texts_of(fact.claim), *names, opened.said[fact.id]))


def _near(find: str, opened: Topic) -> Sequence[str]:
    """Return words of the bank that are like one that was not found."""
    words = {word.strip(".,:;“”()") for said in opened.said.values() for word in said.split()}
    near = closest(find, sorted(words), 0.7)
    return [near] if near else []


def _line(fact: Fact, opened: Topic) -> Line:
    bank = opened.bank
    source = bank.sources.get(fact.source)
    in_file = fact.where.path == opened.file.path
    is_harsh = fact.sensitivity == "high"
    return Line(
        id=fact.id,
        said=opened.said[fact.id],
        sort=fact.kind,
        when=say_date(fact.date, opened.language) if fact.date else "",
        source=(source.publisher or source.title) if source else "",
        count=None if is_harsh or not fact.is_current else len(opened.items_about(fact)),
        is_retired=not fact.is_current,
        is_of_table=not in_file,
    )


def _lines_of(section: str, opened: Topic) -> Iterator[Line]:
    bank = opened.bank
    match section:
        case "questions":
            for question in bank.questions:
                said = question.ask or next(iter(question.order or question.pairs))
                retired = bool(question.retired)
                yield Line(id=question.id, said=said, sort=question.type or "", is_retired=retired)
        case "discussion":
            yield from (Line(id=prompt.id, said=prompt.text) for prompt in bank.discussion)
        case "sources":
            counts = Counter(fact.source for fact in bank.facts)
            for name, source in bank.sources.items():
                when = say_date(source.date, opened.language) if source.date else ""
                by = source.publisher or source.author
                yield Line(id=name, said=source.title, source=by, when=when, count=counts[name])
        case "people":
            named = Counter(name for fact in bank.facts for name in people_of(fact.claim))
            for name, person in bank.people.items():
                yield Line(id=name, said=person.name, sort=person.kind, count=named[name])
        case "passages":
            for name, passage in bank.passages.items():
                yield Line(id=name, said=passage.title or passage.text[:60])
        case _:
            for name, picture in bank.pictures.items():
                yield Line(id=name, said=picture.alt, source=picture.credit)


def _member_at(problem: Problem, places: Mapping[int, Fact]) -> str:
    """Return the id of the fact that a problem is about; empty if it is about none."""
    fact = places.get(problem.where.line)
    return fact.id if fact else ""
