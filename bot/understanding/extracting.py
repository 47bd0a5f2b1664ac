"""The facts in a merchant's words, each with where it stood. Reads what is left after masking."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import cache

from bot.core.knowledge import Knowledge
from bot.core.understanding import Field
from bot.understanding import models, places
from bot.understanding.dates import dates
from bot.understanding.normalising import has_han, simplified
from bot.understanding.numerals import level
from bot.understanding.remedies import tried_in

_Found = tuple[int, int, str]

_SERIAL = re.compile(
    r"(?:(?<![a-z])s\s?/?\s?n\b|(?<![a-z])s/?n(?=[\d:：# ])|serial(?:[ -]?(?:number|no\.?|num|#))?|序列号|机身号|机身码|串号|设备号|机器号|产品编号|机编)"
    r"(?:码|是|为|:|：|=|#|\.|\s|is|number|no|号|,|\(|上写的|写着|it's|its|的)*"
    r"(?P<value>(?=[a-z-]*\d)[a-z0-9](?:[a-z0-9]|-(?=[a-z0-9])| (?=[a-z]?\d{3})){4,24})(?![a-z0-9])",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"(?<![A-Za-z0-9.+‹@/_-])(?=[A-Za-z-]*\d)[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*(?![A-Za-z0-9›@/_.]|-)")
_OTHER_NUMBER = re.compile(
    r"(?:商户号?|商户编号|终端号?|订单号?|流水号?|参考号|凭证号|批次号?|单号|工单号?|运单号?|快递|卡号|账号|尾号|后四位|电话|手机|微信|qq|wifi|wi-fi|ssid|ip|mac|merchant|terminal id|[mt]id|order|ref(?:erence)?|ticket|case|tracking|batch|invoice|receipt|account|phone|version|版本|v)"
    r"(?:号|编号|number|no\.?|id|#|是|为|is|was|:|：|\s|#)*$",
    re.IGNORECASE,
)
_PHONES = (
    re.compile(r"(?<![\dA-Za-z])(?:\+?86[\s-]?)?(1[3-9]\d(?:[\s-]?\d{4}){2})(?!\d)"),
    re.compile(r"(?<![\dA-Za-z.])(\+(?!86)\d{1,3}(?:[\s.()-]{0,2}\d){6,12})(?!\d)"),
    re.compile(
        r"(?<![\dA-Za-z-])((?:0\d{2,3}[\s-]\d{7,8}|0(?:10|2\d|[3-9]\d\d)\d{7,8}|400[\s-]?\d{3}[\s-]?\d{4}|800[\s-]?\d{3}[\s-]?\d{4})(?:-\d{1,5})?)(?!\d)"
    ),
    re.compile(
        r"(?<![\dA-Za-z])(0(?:7\d{3}[\s-]?\d{3}[\s-]?\d{3}|20[\s-]?\d{4}[\s-]?\d{4}|1\d{3}[\s-]?\d{6}|1\d{2}[\s-]?\d{3}[\s-]?\d{4}))(?!\d)"
    ),
    re.compile(r"(?<![\dA-Za-z])(\(?[2-9]\d{2}\)?[\s.-]\d{3}[\s.-]\d{4})(?!\d)"),
)
_CODE = re.compile(
    r"(?:应答码|返回码|响应码|错误码|错误代码|提示码|代码|故障码|显示(?:的是|了)?|提示|报错?(?:了|的是)?|跳(?:出来?)?个?|弹出|出现|返回|回|response(?: code)?|error(?: code)?|code|decline[ds]?(?: with| code)?|err|shows?|showing|says|said|gives?(?: me)?|get(?:s|ting)?|got|message|reads)"
    r"(?:代码|错误|应答|码|是|为|:|：|=|\s|is|was|a|an|the|了|个|的|code|error|number|no\.?|#|\"|'|“)*"
    r"(?P<value>\d{2}|[a-z]\d(?:\d{1,2})?)(?![\da-z.:%])(?!\s*(?:元|块|分|秒|点|%|年|月|日|号|次|笔|个|条|张|台|天|小时|钟|折|g\b|am\b|pm\b|percent|minutes?|mins?|seconds?|secs?|hours?|hrs?|times?|days?|pounds?|quid|dollars?|bars?|/))",
    re.IGNORECASE,
)
_BARE_CODE = re.compile(r"\s*[\"'“]?(\d{2}|[A-Za-z]\d|\d[A-Za-z])[\"'”]?\s*(?:号码?|[。.!！?？吗呢]|是什么意思|什么意思|啥意思|错误)*\s*")
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,9}(?:\.\d{1,2})?"
_AMOUNTS = (
    re.compile(rf"(?:[¥￥$£€]|rmb|cny|usd|gbp|eur)\s?({_NUMBER})(?![\d.]*\d)", re.IGNORECASE),
    re.compile(
        rf"(?<![\d.,A-Za-z])({_NUMBER})\s?(万)?(?:元|块(?!屏|板|电)|圆|人民币|rmb|pounds?|quid|dollars?|bucks|euros?|[£€$¥])(\d)?(?![0-9])",
        re.IGNORECASE,
    ),
    re.compile(r"([零一二两三四五六七八九十百千万]{2,}|[一二两三四五六七八九])\s?(?:元|块钱|块(?!屏|板|电|钱|布|糖))"),
)
_FIGURES = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_BOUGHT = re.compile(
    r"买|购|入手|入的|办的|装的|领的|拿的|开始用|用到|启用|激活|签的|保修|质保|在保|过保|发票|新机|到手|\bbought|purchas|\bgot (?:it|this|the|mine|one)|\bhad (?:it|this)|\binstalled|delivered|warranty|invoice|receipt date|new in|brand new|ordered",
    re.IGNORECASE,
)


def extract(text: str, at: datetime, waiting: str = "") -> tuple[Field, ...]:
    """The facts: serial, model, purchased, phone, code, amount, window, address.

    ``at`` is when it was said; ``waiting`` the name or kind of the fact that was asked for, which
    makes a doubtful one certain. Values: serial in capitals without gaps, purchased as in
    `dates.dates`, phone as digits (with + for other countries), amount as "1234.50".
    """
    flat = level(simplified(text[:2000]))
    found: list[Field] = []
    for name, seek in _SEEKERS.items():
        for start, end, value in seek(flat, at.date(), waiting):
            if not any(field.start < end and start < field.end for field in found):
                found.append(Field(name, value, start, end))
    return tuple(sorted(found, key=lambda field: field.start))


def tried(text: str, knowledge: Knowledge) -> tuple[str, ...]:
    """The remedies that the words say were tried, in the order of the knowledge."""
    return tried_in(text, knowledge.remedies)


def language(text: str) -> str | None:
    """The language, "zh" or "en", when the words leave no doubt; None for numbers, codes, a word or two in Latin letters."""
    if has_han(text):
        return "zh"
    words = re.findall(r"[a-z']{2,}", level(text[:2000]).casefold())
    known = sum(word in _ENGLISH for word in words)
    return "en" if known >= 2 or (known and len(words) <= 3) else None


_ENGLISH = frozenset(
    [
        "the",
        "is",
        "not",
        "and",
        "to",
        "it",
        "my",
        "of",
        "on",
        "in",
        "no",
        "yes",
        "what",
        "how",
        "why",
        "when",
        "where",
        "who",
        "can",
        "do",
        "does",
        "did",
        "you",
        "your",
        "we",
        "our",
        "they",
        "have",
        "has",
        "with",
        "for",
        "but",
        "this",
        "that",
        "was",
        "are",
        "be",
        "been",
        "won't",
        "don't",
        "doesn't",
        "isn't",
        "can't",
        "work",
        "working",
        "works",
        "terminal",
        "machine",
        "card",
        "reader",
        "paper",
        "print",
        "printing",
        "printer",
        "screen",
        "help",
        "hello",
        "hi",
        "hey",
        "please",
        "thanks",
        "thank",
        "broken",
        "still",
        "again",
        "done",
        "fixed",
        "nope",
        "yeah",
        "battery",
        "power",
        "button",
        "connect",
        "network",
        "wifi",
        "customer",
        "payment",
        "money",
        "refund",
        "receipt",
        "error",
        "code",
        "turn",
        "off",
        "on",
        "nothing",
        "something",
        "want",
        "need",
        "person",
        "human",
        "someone",
        "speak",
        "talk",
        "agent",
        "before",
        "after",
        "all",
        "just",
        "only",
        "there",
        "here",
    ]
)


def _serials(text: str, today: date, waiting: str) -> Iterator[_Found]:  # noqa: ARG001 -- every seeker has the same shape
    announced = [(found.start("value"), found.end("value"), _joined(found["value"])) for found in _SERIAL.finditer(text)]
    yield from announced
    if not announced:
        yield from (found for found in _bare_serials(text, waiting))


def _bare_serials(text: str, waiting: str) -> Iterator[_Found]:
    asked = waiting == "serial"
    for found in _TOKEN.finditer(text):
        value = _joined(found.group())
        figures = sum(c.isdigit() for c in value)
        fits = 8 <= len(value) <= 20 and (figures >= 4) and (figures < len(value) or asked or len(value) >= 9)
        if (
            (fits or (asked and 5 <= len(value) <= 24))
            and not _OTHER_NUMBER.search(text[: found.start()][-24:])
            and not _is_other(found.group(), asked)
        ):
            yield *found.span(), value


def _is_other(written: str, asked: bool) -> bool:
    """A phone number, a date, a ticket, a model, a network name."""
    bare = written.replace("-", "")
    phone = bool(re.fullmatch(r"1[3-9]\d{9}", bare)) and not asked
    moment = re.fullmatch(r"20[0-4]\d-?(?:0?[1-9]|1[0-2])-?\d{1,2}(?:\d{6})?", written) is not None
    ticket = re.fullmatch(r"\d{3,7}-\d{1,4}", written) is not None
    network = re.fullmatch(r"(?:wifi|tplink|chinanet|http|www|ip)\w*", bare, re.IGNORECASE) is not None
    return phone or moment or ticket or network or bool(_model_pattern().fullmatch(written))


def _joined(written: str) -> str:
    return re.sub(r"[\s-]", "", written).upper()


@cache
def _model_pattern() -> re.Pattern[str]:
    return models.pattern()


def _models(text: str, today: date, waiting: str) -> Iterator[_Found]:  # noqa: ARG001 -- as above
    for found in _model_pattern().finditer(text):
        yield *found.span(), models.model(found.group())


def _purchases(text: str, today: date, waiting: str) -> Iterator[_Found]:
    found = next(iter(sorted(dates(text, today))), None)
    if found is None:
        return
    rest = len(re.sub(r"[\W_]", "", text)) - len(re.sub(r"[\W_]", "", text[found[0] : found[1]]))
    owned = re.match(r"的(?:机|$|[,，。])", text[found[1] :])
    if waiting in {"purchased", "date"} or _BOUGHT.search(text) or rest <= 3 or owned:
        yield found


def _phones(text: str, today: date, waiting: str) -> Iterator[_Found]:  # noqa: ARG001 -- as above
    for pattern in _PHONES:
        for found in pattern.finditer(text):
            yield *found.span(1), re.sub(r"[^\d+]", "", found[1])


def _codes(text: str, today: date, waiting: str) -> Iterator[_Found]:  # noqa: ARG001 -- as above
    bare = _BARE_CODE.fullmatch(text)
    if bare:
        yield *bare.span(1), bare[1].upper()
        return
    for found in _CODE.finditer(text):
        yield *found.span("value"), found["value"].upper()


def _amounts(text: str, today: date, waiting: str) -> Iterator[_Found]:  # noqa: ARG001 -- as above
    for pattern in _AMOUNTS[:2]:
        for found in pattern.finditer(text):
            value = float(found[1].replace(",", ""))
            groups = found.groups()
            value = value * (10000 if len(groups) > 1 and groups[1] else 1) + (int(groups[2]) / 10 if len(groups) > 2 and groups[2] else 0)
            yield *found.span(), f"{value:.2f}"
    for found in _AMOUNTS[2].finditer(text):
        yield *found.span(), f"{_spoken(found[1]):.2f}"
    if waiting == "amount" and (bare := re.fullmatch(rf"\D{{0,4}}({_NUMBER})\D{{0,4}}", text)):
        yield *bare.span(1), f"{float(bare[1].replace(',', '')):.2f}"


def _spoken(words: str) -> int:
    """三百五十 -> 350, 两万 -> 20000."""
    total = part = figure = 0
    for word in words:
        if word in _FIGURES:
            figure = _FIGURES[word]
        elif word in _TENS:
            part, figure = part + (figure or 1) * _TENS[word], 0
        else:
            total, part, figure = (part + figure) * 10000, 0, 0
    return total + part + figure


def _windows(text: str, today: date, waiting: str) -> Iterator[_Found]:  # noqa: ARG001 -- as above
    return places.windows(text, waiting == "window")


def _addresses(text: str, today: date, waiting: str) -> Iterator[_Found]:  # noqa: ARG001 -- as above
    return places.addresses(text)


_SEEKERS: Mapping[str, Callable[[str, date, str], Iterator[_Found]]] = {
    "phone": _phones,
    "amount": _amounts,
    "purchased": _purchases,
    "model": _models,
    "serial": _serials,
    "code": _codes,
    "address": _addresses,
    "window": _windows,
}
