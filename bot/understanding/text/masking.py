"""Secrets leave a message here, before anything is matched, logged or kept (`domain.md` section 9).

Card numbers, security codes, PINs, passwords, one-time codes, identity-card and bank-account
numbers become neutral tokens such as ``‹card›``. Serial and phone numbers, amounts, dates,
response codes and ticket numbers stay. What is doubtful and announced as a secret is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.core.messages import Inbound
from bot.understanding.text.numerals import GAP, cards, digits, folded, iban, identity, luhn
from bot.understanding.text.passwords import ASKED, NUMBER, SAID_DIGIT, SAID_DIGITS, Found, figures, passwords, spelled_out

LONGEST_KEPT = 4000  # characters; what is longer is cut, since it cannot be looked through in time


_CARD_SAID = re.compile(
    rf"(?:卡号|银行卡|信用卡|借记卡|储蓄卡|card (?:number|no\.?|num)|\bpan\b|card #){ASKED}({NUMBER}{{12,18}})(?!\d)", re.IGNORECASE
)
_ACCOUNT_SAID = re.compile(
    rf"(?:银行账[号户]|[账帐]号|对公户|[账帐]户|收款[账帐][号户]|bank account|account (?:number|no\.?|num)|acct\.?|a/c){ASKED}({NUMBER}{{7,24}})(?!\d)",
    re.IGNORECASE,
)
_SERIAL_SAID = re.compile(
    r"(?:\bs/?n|serial(?: (?:number|no\.?))?|imei|iccid|序列号|机身号|机身码|设备号|机器号|商户号|商户编号|终端号|merchant (?:id|number|no\.?)|terminal (?:id|number|no\.?)|\b[mt]id)(?: is| was)?[\s:：#.是为=]*$",
    re.IGNORECASE,
)
_MOBILE = re.compile(r"(?:86)?1[3-9]\d{9}")
_IDENTITY = re.compile(rf"(?<![0-9A-Za-z])[1-9](?:{GAP}\d){{16}}{GAP}[\dXx](?![0-9A-Za-z])")
_IDENTITY_SAID = re.compile(rf"(?:身份证|身份证号码?|证件号码?){ASKED}(\d(?:{GAP}\d){{13,16}}{GAP}[\dXx])(?!\d)", re.IGNORECASE)
_UNIONPAY = re.compile(rf"(?<![0-9A-Za-z])62(?:{GAP}\d){{14,17}}(?![0-9A-Za-z])")  # also with a slip, where no check digit fits
_SORT_CODE = re.compile(r"(?<![\d-])\d{2}-\d{2}-\d{2}[ ,/]{1,3}\d{8}(?!\d)")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b")
_TRACK = re.compile(r"[%;]?[Bb]?\d{13,19}[\^=][^?\s]{4,80}\??")
_MOST_OF_ONE = re.compile(r"\s*([3-6]\d{3}(?:[ -]\d{4}){2})\s*")
_GROUPED = re.compile(r"(?<!\d)\d{4}(?:[^\d\n]{1,8}\d{4}){3}(?!\d)")
_LIKE_A_CARD = re.compile(r"(?<![0-9A-Za-z])[3-6]\d{3}(?:([ .-])\d{4})(?:\1\d{4}){2}(?![0-9A-Za-z]|[ .-]\d)")
"""Written in the groups of a card: one digit of it may be wrong."""
_SPOKEN = re.compile(rf"\b(?:(?:double |triple )?(?:{SAID_DIGIT})\b[\s,.-]{{0,3}}){{8,19}}", re.IGNORECASE)


def _spoken_cards(text: str) -> Iterator[Found]:
    """Card numbers spelled out in English: four one one one …, double five …"""
    for found in _SPOKEN.finditer(text):
        said = re.findall(rf"\b(double |triple )?({SAID_DIGIT})\b", found.group(), re.IGNORECASE)
        number = "".join(SAID_DIGITS[w.lower()] * {"d": 2, "t": 3}.get(times[:1].lower(), 1) for times, w in said)
        if any(True for _ in cards(number)):
            yield found.start(), found.start() + len(found.group().rstrip(" ,.-")), "‹card›"


def _grouped(text: str) -> Iterator[Found]:
    """A card number with words between its groups: "4111 then 1111 then 1111 then 1111"; or three groups of one, and nothing else."""
    if most := _MOST_OF_ONE.fullmatch(text):
        yield *most.span(1), "‹card›"
    yield from ((*found.span(), "‹card›") for found in _GROUPED.finditer(text) if luhn(digits(re.sub(r"\D", "", found.group()))))


def _identities(text: str) -> Iterator[Found]:
    for found in _IDENTITY.finditer(text):
        if identity("".join(c for c in found.group() if c.isdigit() or c in "Xx")):
            yield *found.span(), "‹id›"
    for found in _IDENTITY_SAID.finditer(text):
        yield *found.span(1), "‹id›"


def _card_numbers(text: str) -> Iterator[Found]:
    for found in _TRACK.finditer(text):
        yield *found.span(), "‹card›"
    for start, end in cards(text):
        if not _SERIAL_SAID.search(text[max(0, start - 30) : start]):
            yield start, end, "‹card›"
    yield from _said(_CARD_SAID, text, "‹card›")


def _accounts(text: str) -> Iterator[Found]:
    for found in _IBAN.finditer(text):
        if iban(found.group().replace(" ", "")):
            yield *found.span(), "‹account›"
    yield from ((*found.span(), "‹account›") for found in _SORT_CODE.finditer(text))
    yield from _said(_ACCOUNT_SAID, text, "‹account›")


def _mistyped_cards(text: str) -> Iterator[Found]:
    for found in (*_UNIONPAY.finditer(text), *_LIKE_A_CARD.finditer(text)):
        if not _SERIAL_SAID.search(text[max(0, found.start() - 30) : found.start()]):
            yield *found.span(), "‹card›"


def _said(pattern: re.Pattern[str], text: str, token: str) -> Iterator[Found]:
    for found in pattern.finditer(text):
        between = text[found.start() : found.start(1)]
        if not _MOBILE.fullmatch(digits(found.group(1))) and not _SERIAL_SAID.search(between):
            yield *found.span(1), token


_SEEKERS: tuple[Callable[[str], Iterator[Found]], ...] = (
    _identities,
    _card_numbers,
    _spoken_cards,
    spelled_out,
    _grouped,
    _accounts,
    _mistyped_cards,
    figures,
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
    count = 0
    text = _cut(text)
    for _ in range(5):
        clean, found = _once(text)
        clean = _cut(clean)
        if clean == text:
            break
        text, count = clean, count + found
    return text, count


_ANNOUNCES = re.compile(
    r"(?:\bpin|\bcvv2?|\bcvc2?|\bcode|\bpassword|\bpasscode|\botp|密码|验证码|校验码|动态码|短信码|安全码|口令|背面(?:的)?三位(?:数)?|卡号|card number)(?: number)?"
    r"\s*(?:is|was|would be|they sent(?: me)?|是|为|就是)?\s*[:：=]?\s*$",
    re.IGNORECASE,
)
_ONLY_FIGURES = re.compile(rf"\W*\d(?:{GAP}\d){{1,18}}\W*")


def continued(inbound: Inbound, before: str) -> Inbound:
    """The message as it may be seen after the one before it: the second half of a card number, or what was announced there."""
    here, there = folded(inbound.text), folded(before)
    announced = _ANNOUNCES.search(there)
    halves = _ONLY_FIGURES.fullmatch(here) and re.search(rf"\d(?:{GAP}\d){{3,}}\W*$", there)
    if not (announced or halves) or not _ONLY_FIGURES.fullmatch(here):
        return inbound
    both = f"{before} {inbound.text}"
    clean, found = masked(both)
    if not found or (halves and not announced and "‹card›" not in clean):
        return inbound
    return replace(inbound, text=re.sub(r".*(‹[a-z]+›)", r"\1", clean, flags=re.DOTALL), masked=inbound.masked + 1)


def sealed(inbound: Inbound) -> Inbound:
    """The message as the rest of the program may see it."""
    text, count = masked(inbound.text)
    return replace(inbound, text=text, masked=inbound.masked + count)
