"""Serial numbers and models in a merchant's words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.understanding.facts import figures
from bot.understanding.facts.places import POSTCODE
from bot.understanding.facts.seeking import Found, Sought

_SERIAL = re.compile(
    r"(?:(?<![a-z])s\s?/?\s?n\b|(?<![a-z])s/?n(?=[\d:：# ])|serial(?:[ -]?(?:number|no\.?|num|#))?|序列号|机身号|机身码|串号|设备号|机器号|产品编号|机编)"
    r"(?:码|是|为|:|：|=|#|\.|\s|is|should be|number|no|号|,|\(|上写的|写着|it's|its|的)*"
    r"(?P<value>(?=[a-z-]*\d)[a-z0-9](?:[a-z0-9]|-(?=[a-z0-9])| (?=[a-z]?\d{3})){4,24})(?![a-z0-9])",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"(?<![A-Za-z0-9.+‹@/_-])(?=[A-Za-z-]*\d)[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*(?![A-Za-z0-9›@/_.]|-)")
_GAPPED = re.compile(r"\s*(?P<value>(?P<first>(?=[a-z]*\d)[a-z0-9]{2,12})(?:[ -](?=[a-z]*\d)[a-z0-9]{1,12}){1,5})[\s.。]*", re.IGNORECASE)
"""A label's number as it is read off, in groups; nothing else is in the words."""
_OTHER_NUMBER = re.compile(
    r"(?:商户号?|商户编号|终端号?|订单号?|流水号?|参考号|凭证号|批次号?|单号|工单号?|运单号?|快递|卡号|账号|尾号|后四位|电话|手机|微信|qq|wifi|wi-fi|ssid|ip|mac|merchant|terminal id|[mt]id|order|ref(?:erence)?|ticket|case|tracking|batch|invoice|receipt|account|phone|version|版本|v|邮编|邮政编码|zip|post ?code|postal)"
    r"(?:号|编号|number|no\.?|id|#|是|为|is|was|:|：|\s|#)*$",
    re.IGNORECASE,
)


_POSTAL = re.compile(rf"\d{{5}}(?:-\d{{4}})?|{POSTCODE}", re.IGNORECASE)
LEAST = 8
"""Characters of a number that is a serial number without being announced or asked for."""


_MOBILE = re.compile(r"07[1-57-9]\d{8}|1[3-9]\d{9}")
"""British or Chinese: told without being announced as a serial number, it is none, even where one is asked for."""


def serials(text: str, sought: Sought) -> Iterator[Found]:
    announced = [_whole(text, found) for found in _SERIAL.finditer(text)]
    yield from announced
    if not announced:
        yield from (found for found in _bare_serials(text, sought))


def _whole(text: str, found: re.Match[str]) -> Found:
    """The number that is announced, with all groups of it where nothing else follows: "sn 23045 88 1199"."""
    start, end = found.span("value")
    groups = _GAPPED.fullmatch(text, start)
    end = groups.end("value") if groups and groups.end("value") > end else end
    return start, end, _joined(text[start:end])


def _bare_serials(text: str, sought: Sought) -> Iterator[Found]:
    asked = sought.waiting == "serial"
    written = ((value, start, end) for start, end, value in figures.phones(text, sought))
    told = [(start, end) for start, end, _ in figures.announced(text)]
    phones = [
        (start, end) for value, start, end in written if len(value) < end - start or value[0] == "+" or _MOBILE.fullmatch(value)
    ] + told
    gapped = _GAPPED.fullmatch(text) or _GAPPED.fullmatch(text, text.rfind(":") + 1) if asked and not phones else None
    if gapped and _is_whole(gapped["value"], gapped["first"], sought):
        yield *gapped.span("value"), _joined(gapped["value"])
        return
    for found in _TOKEN.finditer(text):
        value = _joined(found.group())
        digits = sum(c.isdigit() for c in value)
        fits = LEAST <= len(value) <= 20 and (digits >= 4) and (digits < len(value) or asked or len(value) >= 9)
        if (
            (fits or (asked and 5 <= len(value) <= 24))
            and not _OTHER_NUMBER.search(text[: found.start()][-24:])
            and not sought.models.is_one(found.group())
            and not _is_other(found.group())
            and not any(start <= found.start() < end for start, end in phones)
        ):
            yield *found.span(), value


def is_postal(written: str) -> bool:
    """Whether it is what an American or a British address ends with: 62704, "LS1 4AB"."""
    return bool(_POSTAL.fullmatch(written))


def _is_whole(written: str, first: str, sought: Sought) -> bool:
    """Whether the groups are one number: not a model before one, nor another number."""
    return len(_joined(written)) >= LEAST and not sought.models.is_one(first) and not _is_other(written)


def _is_other(written: str) -> bool:
    """A phone number, a date, a ticket, a network name, a postal code."""
    bare = written.replace("-", "")
    phone = bool(_MOBILE.fullmatch(bare))
    moment = re.fullmatch(r"20[0-4]\d-?(?:0?[1-9]|1[0-2])-?\d{1,2}(?:\d{6})?", written) is not None
    ticket = re.fullmatch(r"\d{3,7}-\d{1,4}", written) is not None
    network = re.fullmatch(r"(?:wifi|tplink|chinanet|http|www|ip)\w*", bare, re.IGNORECASE) is not None
    return phone or moment or ticket or network or is_postal(written)


def _joined(written: str) -> str:
    return re.sub(r"[\s-]", "", written).upper()


def models(text: str, sought: Sought) -> Iterator[Found]:
    return sought.models.found(text)
