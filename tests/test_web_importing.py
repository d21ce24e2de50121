"""A spreadsheet in the browser: looked at, mended cell by cell, the good rows in, the rest waiting."""

import io
from pathlib import Path

import openpyxl
import pytest
from flask.testing import FlaskClient
from test_serve import GATE, OURS, visitor
from test_web_editing import PONDS, changes, controls_of, text_of
from werkzeug.test import TestResponse

from quizgen.read.bank import read_bank
from quizgen.read.facts_csv import read_table
from quizgen.read.nodes import Keyed, read_tree
from quizgen.store.project import HERE

ROWS = """\
kind,term,meaning,source
term,heron,a tall bird that fishes,guide
term,leech,,guide
term,perch,a striped fish,guid
term,newt,a small animal with a tail,guide
"""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    (tmp_path / "banks").mkdir()
    path = tmp_path / "banks/ponds.yaml"
    path.write_text(PONDS)
    return path


@pytest.fixture
def browser(tmp_path: Path, bank: Path) -> FlaskClient:
    return visitor(tmp_path)


def take(
    browser: FlaskClient, topic: str, content: bytes, name: str = "birds.csv", **more: str
) -> TestResponse:
    data = {"token": GATE.token, "file": (io.BytesIO(content), name), **more}
    return browser.post(f"/topics/{topic}/import", data=data, headers=OURS)


def press(browser: FlaskClient, where: str, do: str, **cells: str) -> TestResponse:
    controls = controls_of(browser.get(where).get_data(as_text=True))
    controls |= {name.replace("__", "."): [text] for name, text in cells.items()}
    return browser.post(where, data={**controls, "do": do}, headers=OURS)


def test_messages_stand_in_their_cells_and_good_rows_go_in(
    browser: FlaskClient, bank: Path
) -> None:
    where = take(browser, "ponds", ROWS.encode()).location
    page = browser.get(where).get_data(as_text=True)
    assert bank.read_text() == PONDS
    said = text_of(browser.get(where))
    assert "2 cells to mend" in said
    assert "2 of 4 rows are ready" in said
    assert '<td class="mend" id="r4c4">' in page
    assert "source &#39;guid&#39; is unknown" in page
    added = press(browser, where, "add")
    assert (added.status_code, added.location) == (303, where)
    assert [line for line in changes(bank) if line.strip("+- ")] == [
        "+ - id: heron", "+   kind: term", "+   term: heron", "+   meaning: a tall bird that fishes", "+   source: guide",
    ]  # fmt: skip
    left = text_of(browser.get(where))
    assert "2 rows wait here" in left
    assert "heron" not in left
    fixed = press(browser, where, "fix:cell.4.4=guide")
    assert "1 cell to mend" in text_of(fixed)
    done = press(browser, where, "add", cell__3__3="a worm that drinks blood")
    assert (done.status_code, done.location) == (303, "/topics/ponds")
    read = read_bank(bank.read_text(), "banks/ponds.yaml", HERE.find_languages())
    assert [fact.id for fact in read.facts][3:] == ["heron", "leech", "perch"]


def test_a_new_topic_is_made_of_pasted_words(browser: FlaskClient, tmp_path: Path) -> None:
    assert browser.get("/topics/new").status_code == 200
    pasted = "term\tmeaning\nheron\ta tall bird\nnewt\ta small animal\n"
    data = {"token": GATE.token, "title": "Life in ponds", "pasted": pasted}
    where = browser.post("/topics/new/import", data=data, headers=OURS).location
    assert press(browser, where, "add").location == "/topics/life-in-ponds"
    path = tmp_path / "banks/life-in-ponds.yaml"
    read = read_bank(path.read_text(), path.as_posix(), HERE.find_languages())
    assert read.title == "Life in ponds"
    assert [fact.id for fact in read.facts] == ["heron", "newt"]
    assert browser.get("/topics/life-in-ponds").status_code == 200


def test_a_workbook_is_read(browser: FlaskClient) -> None:
    pytest.importorskip("python_calamine")
    book = openpyxl.Workbook()
    assert book.active
    for row in (["kind", "term", "meaning"], ["term", "heron", "a tall bird"]):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    where = take(browser, "ponds", file.getvalue(), "birds.xlsx").location
    assert "1 of 1 rows are ready" in text_of(browser.get(where))


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "x.csv"), (b"\x00\x01\x02", "x.xlsx"), (b"PK\x03\x04broken", "x.xlsx"), (b"<html><script>", "x.html"),
        (b"\xff\xfe\x00", "../../evil.csv"), (b"%PDF-1.7", "a.pdf"), (b"a" * 100_000, "x.csv"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_told_and_changes_nothing(
    browser: FlaskClient, bank: Path, content: bytes, name: str, tmp_path: Path
) -> None:
    before = sorted(tmp_path.rglob("*"))
    answer = take(browser, "ponds", content, name)
    assert answer.status_code in (303, 422)
    if answer.location:
        assert browser.get(answer.location).status_code == 200
    assert bank.read_text() == PONDS
    assert sorted(tmp_path.rglob("*")) == before


def test_cells_are_never_markup(browser: FlaskClient) -> None:
    for cell in ("<script>alert(1)</script>", "a < b <img src=x onerror=alert(1)>", "{{7*7}}"):
        rows = f'kind,term,meaning\nterm,"{cell}",\n'
        answer = take(browser, "ponds", rows.encode(), '"><img src=x>.csv')
        pages = [answer, *([browser.get(answer.location)] if answer.location else [])]
        for page in pages:
            text = page.get_data(as_text=True)
            assert "<script>alert" not in text
            assert "<img src=x" not in text
            assert "49" not in text


def test_cells_are_never_formulas(browser: FlaskClient) -> None:
    rows = 'kind,term,meaning\nterm,"=HYPERLINK(""http://x"")",\n'
    where = take(browser, "ponds", rows.encode()).location
    lines = browser.get(f"{where}/remarks.csv").get_data(as_text=True).splitlines()
    assert lines[0].endswith("to mend")
    assert lines[1].startswith("term,\"'=HYPERLINK")
    assert lines[1].endswith("cell C2: 'meaning' is empty")


def test_a_bank_with_positions_takes_rows_of_other_kinds() -> None:
    """What its positions are limited to stands in the bank, and not in the table."""
    file = HERE.find_bank("escalation")
    lender, _ = read_tree(file.content, file.path)
    assert isinstance(lender, Keyed)
    rows = b"kind,what,date,source,at\nevent,the sun rose,2024-05-02,fpri,the sun rose\n"
    imported = read_table(rows, "events.csv", "escalation", HERE.find_languages(), lender)
    assert [fact.kind for fact in imported.bank.facts] == ["event"]


def test_a_huge_upload_is_refused(browser: FlaskClient, bank: Path) -> None:
    """It is sent as it is: a client that makes a form of it would keep it in a file."""
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    large = head + b"term,x\n" * 4_000_000 + b"\r\n--x--\r\n"
    kind = "multipart/form-data; boundary=x"
    answer = browser.post("/topics/ponds/import", data=large, headers=OURS, content_type=kind)
    assert answer.status_code == 413
    assert bank.read_text() == PONDS


def test_an_import_that_nobody_began_is_not_there(browser: FlaskClient) -> None:
    assert browser.get("/imports/..%2F..%2Fetc").status_code == 404
    assert browser.get("/imports/abc").status_code == 404
    assert take(browser, "..%2Fx", ROWS.encode()).status_code in (404, 422)
    without = {"file": (io.BytesIO(ROWS.encode()), "x.csv")}
    assert browser.post("/topics/ponds/import", data=without, headers=OURS).status_code == 403
