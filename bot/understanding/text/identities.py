"""Numbers of papers that tell who somebody is: identity cards, passports, driving licences, social insurance."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.understanding.text.announcing import ASKED, GLUE, Found, found_by, told_by
from bot.understanding.text.numerals import GAP, identity

_IDENTITY = re.compile(rf"(?<![0-9A-Za-z])[1-9](?:{GAP}\d){{16}}{GAP}[\dXx](?![0-9A-Za-z])")
_PAPERS = told_by(
    (
        (rf"(?:身份证|身份证号码?|证件号码?){ASKED}(\d(?:{GAP}\d){{13,16}}{GAP}[\dXx])(?!\d)", "‹id›"),
        (r"身份证(?:号码?|的)*[后末最尾]+(?:号|数|字|\d ?位)*[\s:：是为]*(\d{3,5}[\dXx])(?![\dXx])", "‹id›"),
        (rf"(?:护照|通行证|居住证|驾驶证|驾照)(?:号码?)?{GLUE}((?=[A-Za-z]*\d)[A-Za-z]{{0,2}}\d{{6,17}}[\dXx])(?!\d)", "‹id›"),
        (rf"passport{GLUE}((?=[A-Z]{{0,2}}\d)[A-Z]{{0,2}}\d{{6,9}})(?!\w)", "‹id›"),
        (rf"\b(?:driv\w+ licen[cs]e|licen[cs]e number){GLUE}((?=[A-Z]{{0,6}}\d)[A-Z0-9]{{7,18}})(?!\w)", "‹id›"),
        (
            rf"\b(?:ssn|social security|social insurance|sin number|tax file)(?: number| no\.?)?{GLUE}(\d{{3}}[ -]?\d{{2,3}}[ -]?\d{{3,4}})(?!\d)",
            "‹id›",
        ),
        (rf"\b(?:national insurance|ni number|nino)(?: number| no\.?)?{GLUE}([A-Z]{{2}}(?: ?\d\d){{3}} ?[A-D])\b", "‹id›"),
    )
)


def identities(text: str) -> Iterator[Found]:
    """By their check digit, or by what they are said to be."""
    for found in _IDENTITY.finditer(text):
        if identity("".join(c for c in found.group() if c.isdigit() or c in "Xx")):
            yield *found.span(), "‹id›"
    yield from found_by(_PAPERS, text)
