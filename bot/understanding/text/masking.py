"""Secrets leave a message here, before anything is matched, logged or kept (`domain.md` section 9).

Card numbers, security codes, PINs, passwords, one-time codes, identity-card and bank-account
numbers become neutral tokens such as ``‹card›``. Serial and phone numbers, amounts, dates,
response codes and ticket numbers stay. What is doubtful and announced as a secret is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from bot.core.messages import Inbound
from bot.understanding.text.announcing import ASKED, NUMBER, Found
from bot.understanding.text.identities import identities
from bot.understanding.text.numerals import GAP, cards, digits, folded, iban, is_issued, is_moment, luhn
from bot.understanding.text.one_time_codes import one_time_codes
from bot.understanding.text.passwords import SAID_DIGIT, SAID_DIGITS, passwords, spelled_out
from bot.understanding.text.security_codes import security_codes

LONGEST_KEPT = 4000  # characters; what is longer is cut, since it cannot be looked through in time

_NO_BANK_CARD = "(?<!流量)(?<!物联)(?<!联网)(?<!电话)(?<!手机)(?<!sim)"
_CARD_SAID = re.compile(
    rf"(?:{_NO_BANK_CARD}卡号|银行卡|信用卡|借记卡|储蓄卡|card (?:number|no\.?|num)|\bpan\b|card #){ASKED}({NUMBER}{{12,18}})(?!\d)",
    re.IGNORECASE,
)
_CARD_NAMED = re.compile(
    rf"(?:{_NO_BANK_CARD}卡(?![机纸槽头顿住死单])|\b(?:cards?(?!s? ?(?:machine|reader|terminal|slot))|visa|mastercard|amex|debit|credit|long number|(?:16|19) digits?))"
    rf"[^\d\n]{{0,16}}?({NUMBER}{{14,18}})(?!\d)",
    re.IGNORECASE,
)
_ACCOUNT_SAID = re.compile(
    rf"(?:银行账[号户]|[账帐]号|对公户|[账帐]户|收款[账帐][号户]|bank account|account (?:number|no\.?|num)|acct\.?|a/c){ASKED}({NUMBER}{{7,24}})(?!\d)",
    re.IGNORECASE,
)
_ACCOUNT_NAMED = re.compile(rf"\bacc(?:ount)?\b(?: no\.?| number)?[\s:=#]*(?:is|was)?[\s:=#]*({NUMBER}{{7,17}})(?!\d)", re.IGNORECASE)
_SERIAL_SAID = re.compile(
    r"(?:\bs/?n|serial(?: (?:number|no\.?))?|imei|iccid|序列号|机身号|机身码|设备号|机器号|商户号|商户编号|终端号|商户|终端|(?<!号)码|merchant (?:id|number|no\.?)|(?:merchant|terminal)(?: (?:id|number|no\.?))?|\b[mt]id"
    r"|(?:流量|物联网?|联网|sim)卡号?|[订运]单(?:编?号|号码)?|单号|流水号?|参考号|凭证号?|批次号?|快递|发票号?码?|条形?码|合同号?"
    r"|(?:order|invoice|ref(?:erence)?|rrn|tracking|transaction|trace|parcel|barcode|contract|bill|receipt)(?: (?:id|number|no\.?|num|ref(?:erence)?))*)"
    r"(?:'s| is| was)?[\s:：#.是为=]*$",
    re.IGNORECASE,
)
_MOBILE = re.compile(r"(?:86)?1[3-9]\d{9}")
_UNIONPAY = re.compile(rf"(?<![0-9A-Za-z])62(?:{GAP}\d){{14,17}}(?![0-9A-Za-z])")  # also with a slip, where no check digit fits
_SORT_CODE = re.compile(r"(?<![\d-])(?:\d{2}-\d{2}-\d{2}[ ,/]{1,3}\d{8}|\d{8}[ ,/]{1,3}\d{2}-\d{2}-\d{2})(?![\d-])")
_ACCOUNT_BEFORE = re.compile(r"(?:[账帐][号户]|对公户|\bacc(?:oun)?t\b)[^\d\n]{0,12}$", re.IGNORECASE)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b")
_TRACK = re.compile(r"[%;]?[Bb]?\d{13,19}[\^=][^?\s]{4,80}\??")
_MOST_OF_ONE = re.compile(r"\s*([3-6]\d{3}(?:[ -]\d{4}){2})\s*")
_RUN = re.compile(r"(?<![0-9A-Za-z.-])(?:\d{16,19}(?![0-9A-Za-z])|\d(?:[ -]?\d){15}(?![0-9A-Za-z]|[ .-]\d))")
_AMEX = re.compile(r"(?<![0-9A-Za-z])3[47]\d\d([ .-])\d{6}\1\d{5}(?![0-9A-Za-z]|[ .-]\d)")
_GROUPED = re.compile(r"(?<!\d)\d{4}(?:[^\d\n]{1,8}\d{4}){3}(?!\d)")
_LIKE_A_CARD = re.compile(r"(?<![0-9A-Za-z])[3-6]\d{3}(?:([ .-])\d{4})(?:\1\d{4}){2}(?![0-9A-Za-z]|[ .-]\d)")
"""Written in the groups of a card: one digit of it may be wrong."""
_SHAPED = (_UNIONPAY, _LIKE_A_CARD, _AMEX)
_SPOKEN = re.compile(rf"\b(?:(?:double |triple )?(?:{SAID_DIGIT})\b[\s,.-]{{0,3}}){{8,19}}", re.IGNORECASE)


def _spoken_cards(text: str) -> Iterator[Found]:
    """Card numbers spelled out in English: four one one one …, double five …"""
    for found in _SPOKEN.finditer(text):
        said = re.findall(rf"\b(double |triple )?({SAID_DIGIT})\b", found.group(), re.IGNORECASE)
        number = "".join(SAID_DIGITS[w.lower()] * {"d": 2, "t": 3}.get(times[:1].lower(), 1) for times, w in said)
        if is_issued(number) or any(True for _ in cards(number)):
            yield found.start(), found.start() + len(found.group().rstrip(" ,.-")), "‹card›"


def _grouped(text: str) -> Iterator[Found]:
    """A card number with words between its groups: "4111 then 1111 then 1111 then 1111"; or three groups of one, and nothing else."""
    if most := _MOST_OF_ONE.fullmatch(text):
        yield *most.span(1), "‹card›"
    yield from ((*found.span(), "‹card›") for found in _GROUPED.finditer(text) if luhn(digits(re.sub(r"\D", "", found.group()))))


def _card_numbers(text: str) -> Iterator[Found]:
    for found in _TRACK.finditer(text):
        yield *found.span(), "‹card›"
    shaped = [found.span() for pattern in _SHAPED for found in pattern.finditer(text)]
    issued = [found.span() for found in _RUN.finditer(text) if is_issued(digits(found.group()))]
    slips = [(start, end) for start, end in (*issued, *shaped) if not _ACCOUNT_BEFORE.search(text[:start][-20:])]
    known = {start: end for start, end in (*slips, *cards(text)) if not _SERIAL_SAID.search(text[max(0, start - 30) : start])}
    yield from ((start, end, "‹card›") for start, end in known.items())
    for pattern in (_CARD_SAID, _CARD_NAMED):  # what follows a number that is known is no part of it: its date of expiry
        yield from (found for found in _said(pattern, text, "‹card›") if found[0] not in known)


def _accounts(text: str) -> Iterator[Found]:
    for found in _IBAN.finditer(text):
        if iban(found.group().replace(" ", "")):
            yield *found.span(), "‹account›"
    yield from ((*found.span(), "‹account›") for found in _SORT_CODE.finditer(text))
    yield from _said(_ACCOUNT_SAID, text, "‹account›")
    yield from _said(_ACCOUNT_NAMED, text, "‹account›")


def _said(pattern: re.Pattern[str], text: str, token: str) -> Iterator[Found]:
    for found in pattern.finditer(text):
        between = text[found.start() : found.start(1)]
        number = digits(found.group(1))
        if not is_moment(number) and not _MOBILE.fullmatch(number) and not _SERIAL_SAID.search(between):
            yield *found.span(1), token


_SEEKERS: tuple[Callable[[str], Iterator[Found]], ...] = (
    identities,
    _card_numbers,
    _spoken_cards,
    spelled_out,
    _grouped,
    _accounts,
    security_codes,
    one_time_codes,
    passwords,
)
_SEEKERS_OF_WORDS = (_spoken_cards, spelled_out, passwords)
"""Those that find something where there is no digit."""
_DIGIT = re.compile(r"\d")


def _once(text: str) -> tuple[str, int]:
    shape = folded(text)
    kept: list[Found] = []
    for seek in _SEEKERS if _DIGIT.search(shape) else _SEEKERS_OF_WORDS:
        for found in seek(shape):
            over = [one for one in kept if one[0] < found[1] and found[0] < one[1]]
            if all(found[0] <= start and end <= found[1] and end - start < found[1] - found[0] for start, end, _ in over):
                # it holds the others: a card number with what could be an identity in it
                kept = [*(one for one in kept if one not in over), found]
    for start, end, token in sorted(kept, reverse=True):
        text = text[:start] + token + text[end:]
    return text, len(kept)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_KEPT else text[: LONGEST_KEPT - 1] + "…"


def masked(text: str) -> tuple[str, int]:
    """The text without secrets, and how many were taken out. Applying it again changes nothing.

    >>> masked("卡号６２２８ ４８００-1234.5678 刷不了")
    ('卡号‹card› 刷不了', 1)
    """
    if text in _clean:
        return text, 0
    count, came = 0, text
    text = _cut(text)
    for _ in range(5):
        clean, found = _once(text)
        clean = _cut(clean)
        if clean == text:
            break
        text, count = clean, count + found
    if text == came:
        if len(_clean) >= _REMEMBERED:
            _clean.clear()
        _clean.add(text)
    return text, count


_REMEMBERED = 256
_clean: set[str] = set()
"""Texts in which there was nothing to take out, since a message is looked at several times; never one in which there was."""
_ANNOUNCES = re.compile(
    r"(?:\bpin|\bcvv2?|\bcvc2?|\bcode|\bpassword|\bpasscode|\botp|密码|验证码|校验码|动态码|短信码|安全码|口令|[后末背反][面后]?(?:的|那)?3位(?:数字?)?|last (?:three|3)(?: digits)?|卡号|card number)(?: number)?"
    r"\s*(?:is|was|would be|they sent(?: me)?|是|为|就是)?\s*[:：=]?\s*$",
    re.IGNORECASE,
)
_ONLY_FIGURES = re.compile(rf"\W*\d(?:{GAP}\d){{1,18}}\W*")
_AND_SO = r"(?:\W|ok|okay|right|got (?:it|that)|that'?s (?:it|all)|你?记[下住]|这些|就|是|对|好了|完了|收到没|了|吗|吧|呢)*"
_GOES_ON = re.compile(rf"[^\d\n]{{0,14}}\d(?:{GAP}\d){{3,18}}{_AND_SO}", re.IGNORECASE)
_SHORTEST_CARD = 13
_PARTS = 4  # messages over which the number of a card is sent


def continued(inbound: Inbound, before: Sequence[str], *, is_asked: bool = False) -> Inbound:
    """The message as it may be seen after those before it: the last part of a card number, or what was announced there,
    unless a fact is asked for that it may be.
    """
    here, last = folded(inbound.text), folded(before[-1]) if before else ""
    if not is_asked and _ANNOUNCES.search(last) and _ONLY_FIGURES.fullmatch(here):
        return _after(inbound, before[-1:])
    if not _GOES_ON.fullmatch(here):
        return inbound
    for parts in range(1, min(_PARTS, len(before) + 1)):
        if not re.search(rf"\d(?:{GAP}\d){{3,}}\W*$", folded(before[-parts])):
            break
        whole = _after(inbound, before[-parts:])
        if "‹card›" in whole.text and not (is_asked and _is_short((*before[-parts:], here))):
            return whole
    return inbound


def _is_short(parts: Sequence[str]) -> bool:
    """Whether the figures are fewer than those of a card: three sums, where sums are asked for."""
    return sum(map(str.isdigit, folded("".join(parts)))) < _SHORTEST_CARD


def _after(inbound: Inbound, before: Sequence[str]) -> Inbound:
    """What is left of the message when it is looked at together with others."""
    start = next((at for at, sign in enumerate(folded(inbound.text)) if sign.isdigit()), 0)
    figures = inbound.text[start:]
    clean, found = masked(f"{' '.join(before)} {figures}")
    told = re.sub(r".*(‹[a-z]+›)", r"\1", clean, flags=re.DOTALL)
    return replace(inbound, text=told, masked=inbound.masked + 1) if found else inbound


def sealed(inbound: Inbound) -> Inbound:
    """The message as the rest of the program may see it."""
    text, count = masked(inbound.text)
    return inbound if text == inbound.text and not count else replace(inbound, text=text, masked=inbound.masked + count)
