"""XML of other programs: where its elements stand, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.errors import BankError
from quizgen.imports.xml_file import read_xml


def said(content: bytes) -> list[str]:
    with pytest.raises(BankError) as raised:
        read_xml(content, "a.xml")
    return [f"{problem}" for problem in raised.value.problems]


def test_every_element_knows_its_place() -> None:
    file = read_xml(
        b'<?xml version="1.0"?>\n<!-- <item/> -->\n<a x="1>2">\r\n  <item><![CDATA[<item>]]></item>'
        b"<?go <item> ?>\n<item\n/></a>",
        "a.xml",
    )
    places = [(each.tag, str(file.where(each))) for each in file.root.iter()]
    assert places == [("a", "a.xml:3:1"), ("item", "a.xml:4:3"), ("item", "a.xml:5:1")]


def test_an_element_with_a_prefix_knows_its_place_too() -> None:
    file = read_xml(b'<q xmlns="u:q" xmlns:x="u:x">\n<x:a/><ab/><a><x:a\t/></a></q>', "a.xml")
    places = [file.where(each).column for each in file.root.iter("a")]
    assert places == [1, 12, 15]


def test_namespaces_are_forgotten() -> None:
    file = read_xml(b'<q xmlns="u:q" xmlns:x="u:x"><x:a x:b="1" c="2" xml:lang="de"/></q>', "a.xml")
    (inner,) = file.root
    assert (file.root.tag, inner.tag) == ("q", "a")
    assert inner.attrib == {"b": "1", "c": "2", "lang": "de"}


@pytest.mark.parametrize(
    "content",
    [
        b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>',
        b'<!-- --><!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>',
        b"<!doctype a><a/>",
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><a/>'.encode("utf-16"),
    ],
)
def test_a_doctype_is_refused(content: bytes) -> None:
    (found,) = said(content)
    assert "the file has a DOCTYPE" in found


def test_words_about_a_doctype_are_words() -> None:
    assert read_xml(b"<a><![CDATA[<!DOCTYPE a>]]><!-- <!ENTITY b> --></a>", "a.xml").root.text


def test_what_is_no_xml_is_said_with_its_place() -> None:
    assert said(b"<a>\n <b></a>")[0].startswith(
        "a.xml:2:7: the file is no sound XML: mismatched tag"
    )
    assert said(b"<a>\n <b>")[0].startswith("a.xml:2:5: the file ends before its questions do")
    assert said(b"<a>&nbsp;</a>")[0].startswith("a.xml:1:4: XML knows no &nbsp;")


def test_an_encoding_that_is_declared_is_believed() -> None:
    content = '<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>'.encode("latin-1")
    assert read_xml(content, "a.xml").root.text == "é"


names = st.sampled_from(["a", "item", "b-c", "x.y", "ä"])
inside = st.sampled_from(
    ["", "words", "<!-- <a> -->", "<![CDATA[<b>]]>", "\n", "&lt;a>", "<?p <a?>"]
)
trees = st.recursive(
    inside,
    lambda deeper: st.builds(
        lambda name, parts, gap: f'<{name}{gap}q="<>"'.replace("<>", ">") + ">" + "".join(parts) + f"</{name}>",
        names,
        st.lists(deeper, max_size=3),
        st.sampled_from([" ", "\n", "\r\n "]),
    ),
)  # fmt: skip


@given(st.lists(trees, max_size=4))
def test_the_place_of_every_element_is_where_its_tag_begins(parts: list[str]) -> None:
    text = f"<top>{''.join(parts)}</top>"
    file = read_xml(text.encode(), "a.xml")
    lines = text.replace("\r\n", "\n").split("\n")
    for element in file.root.iter():
        where = file.where(element)
        assert lines[where.line - 1][where.column - 1 :].startswith(f"<{element.tag}")
