"""What no XML holds, however it is escaped: signs that a text of somebody's may bring along."""

import re

NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def as_xml_bytes(xml: str) -> bytes:
    r"""Return a part of an XML file as its bytes; for a sign that XML cannot hold stands another.

    >>> as_xml_bytes("<a>\x08</a>").decode()
    '<a>\ufffd</a>'
    """
    return NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", xml).encode()
