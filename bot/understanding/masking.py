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
from bot.understanding.numerals import GAP, cards, digits, folded, iban, identity, luhn

LONGEST_KEPT = 4000  # characters; what is longer is cut, since it cannot be looked through in time
_Found = tuple[int, int, str]  # start, end, token

_GLUE = r"(?:'s)?[\s:=\"'(\[<【《“‘是为叫就(（]*(?:is|was|are|(?:would|will|should) be|it'?s|number|no\.?|num|#|code|号码?|分别是?|发来的?|收到的?|我的)?[\s:=#\"'(\[【《“‘是为叫就（]*"
_ASKED = r"[^\d\n]{0,12}?"
_NUMBER = rf"\d(?:{GAP}\d)"

_NO_SECRET = "".join(
    f"(?<!{word} )"
    for word in [
        "error",
        "response",
        "fault",
        "decline",
        "reason",
        "zip",
        "post",
        "postal",
        "return",
        "status",
        "auth",
        "authorisation",
        "authorization",
        "approval",
        "reference",
        "product",
        "item",
        "area",
        "qr",
        "merchant",
        "terminal",
        "store",
        "batch",
        "result",
    ]
)
"""Codes that are on slips, screens and envelopes."""

_SHORT = tuple(
    (re.compile(pattern, re.IGNORECASE), token)
    for pattern, token in (
        # security code of a card
        (
            rf"(?:cvv2?|cvc2?|cvn2?|cav2?|安全码|签名条|背[面后]的?[后末最]{{0,2}}[三3]位数?字?|卡背|security code|(?:three|3|four|4|last) (?:digits?|numbers?) (?:on|at) the (?:back|front|strip)(?: of (?:the|my|his|her) card)?)码?{_GLUE}({_NUMBER}{{2,3}})(?!\d)",
            "‹cvv›",
        ),
        (
            rf"(?:有效期|\bexp(?:iry|ires|\.|\b)(?: date)?)[^\d\n]{{0,6}}\d\d ?[/-] ?\d\d(?:\d\d)?[^\d\n]{{1,12}}(?:[三3]位[^\d\n]{{0,4}})?({_NUMBER}{{2,3}})(?!\d)",
            "‹cvv›",
        ),
        (rf"(?<!\d)({_NUMBER}{{2,3}})\s*(?:是|就是|is)?\s*(?:the|my|我的|卡的)?\s*(?:cvv2?|cvc2?|cvn2?|安全码|security code)", "‹cvv›"),
        # one-time code
        (
            rf"(?:验证码|校验码|动态码|动态密码|动态口令|短信码|认证码|随机码|一次性密码|验[正政真]码){_ASKED}({_NUMBER}{{3,7}})(?!\d)",
            "‹code›",
        ),
        (rf"(?<![\d.])({_NUMBER}{{3,7}})\s*(?:这个|这)?(?:是|就是)?(?:我的|收到的)?(?:验证码|校验码|动态码|短信码|一次性密码)", "‹code›"),
        (
            rf"(?:otp|one[- ]?time(?: pass)?(?:code|word)?|passcode|(?:verification|sms|text|login|confirmation|authenticat\w+|2fa|activation|access) code){_GLUE}({_NUMBER}{{3,7}})(?!\d)",
            "‹code›",
        ),
        (
            rf"{_NO_SECRET}\bcode (?:is|was|it sent(?: me)?(?: is)?|i got(?: is)?|they sent(?: me)?(?: is)?):? *({_NUMBER}{{3,7}})(?!\d)",
            "‹code›",
        ),
        (
            rf"{_NO_SECRET}\bcode[:= ]+({_NUMBER}{{5,7}})(?!\d)",
            "‹code›",
        ),
        (
            rf"(?<![\d.])({_NUMBER}{{3,7}}) (?:is|was) (?:the|my) (?:(?:verification|sms|one[- ]time|login) )?(?:code|otp|passcode)",
            "‹code›",
        ),
        (
            rf"\b(?:code (?:from (?:my|the|our) (?:bank|phone|app|text)|(?:they|he|she|it) (?:texted|sent|gave|told|messaged)(?: me| us)?|in the (?:text|sms|message)|on my phone)|sms|text message|text) (?:is|was|says?|said|reads?):? *({_NUMBER}{{3,7}})(?!\d)",
            "‹code›",
        ),
        # PIN
        (rf"(?:\bp[. ]?i[. ]?n(?:码| code| number| no\.?)?|个人识别码){_GLUE}({_NUMBER}{{3,7}})(?![\d])", "‹pin›"),
        (rf"(?<![\d.])({_NUMBER}{{3,7}}) (?:is|was|as) (?:the|my|his|her|our) pin\b", "‹pin›"),
        # a password of figures
        (
            r"(?:[密蜜][码马]|口令)[我你他的就是为设输打按填用了成叫生日都给不对错误一直,，:：\s]{0,8}(\d(?: ?\d){3,11})(?![\d.\-]|[^\S\n]?[元块次遍位])",
            "‹password›",
        ),
        (r"(?<![\d.])(\d(?: ?\d){3,11}) ?(?:就|这)?是(?:我的?|取款|交易|支付|登录|开机|主管|操作员|管理员)*密码", "‹password›"),
    )
)
_ORDINARY = (
    "wrong|not|n't|incorrect|expired|the|a|an|too|no|correct|required|needed|locked|weak|strong|ok|right|invalid|rejected|blocked|"
    "accepted|being|still|now|always|never|what|same|different|set|reset|changed|lost|forgotten|gone|missing|fine|working|broken|"
    "asked|asking|for|on|in|to|from|by|of|and|or|but|for|my|your|our|it|that|this|here|there|please|does|doesn|did|has|had|was|is|"
    "wont|won|cant|can|cannot|isn|keeps|error|fail|failed|fails|length|long|short|easy|hard|good|bad|safe|saved|stored|unknown|"
    "wifi|wi-fi|pos|app|sn|pin|vip|web|sim|qr|ok|login|user|admin's|protected|manager|box|screen|page|field|prompt|rules|policy|"
    "change|recovery|help|problem|issue|issues|email|again|with|when|after|before|because|only|also|just|so|as|at|if|how|where|why|who|which|we|i|you|they|he|she"
)
_VALUE = r"[!#-'*-+\-./0-9<-Z\\^-z|~]"
_WRITTEN = "pass?w[ao]?r?[ao]?r?d|passwd|passphrase|pwd|passcode"
_PASSWORDS = (
    re.compile(
        rf"(?:密码|口令|暗号)(?:是|为|就是|叫|改成了?|改为|设成了?|设的是|用的是|都是|[\s:=：＝])+[\"'“「]?(?!(?:{_ORDINARY})(?![A-Za-z0-9]))({_VALUE}{{3,40}})",
        re.IGNORECASE,
    ),
    re.compile(rf"(?:密码|口令)[\"'“「]?((?=[A-Za-z@#$%&*!._-]*\d){_VALUE}{{4,40}})", re.IGNORECASE),
    re.compile(rf"(?:密码|口令)我?(?:设|输|用|填|打)的?是?[\"'“「]?((?=[A-Za-z@#$%&*!._-]*\d){_VALUE}{{4,40}})", re.IGNORECASE),
    re.compile(rf"\bpass (?:is|was|[:=]) *[\"'“]?((?=[^\s\d]*\d){_VALUE}{{4,40}})", re.IGNORECASE),
    re.compile(rf"\b(?:{_WRITTEN})(?:'s)?\s*[:=]+\s*[\"'“]?({_VALUE}{{3,40}})", re.IGNORECASE),
    re.compile(
        rf"\b(?:{_WRITTEN})(?:'s| is| was| to| as|) +[\"'“]?(?!(?:{_ORDINARY})\b)((?=[^\s\d]*\d|(?<=(?:is|to|as) )){_VALUE}{{3,40}})",
        re.IGNORECASE,
    ),
)
_CARD_SAID = re.compile(
    rf"(?:卡号|银行卡|信用卡|借记卡|储蓄卡|card (?:number|no\.?|num)|\bpan\b|card #){_ASKED}({_NUMBER}{{12,18}})(?!\d)", re.IGNORECASE
)
_ACCOUNT_SAID = re.compile(
    rf"(?:银行账[号户]|[账帐]号|对公户|[账帐]户|收款[账帐][号户]|bank account|account (?:number|no\.?|num)|acct\.?|a/c){_ASKED}({_NUMBER}{{7,24}})(?!\d)",
    re.IGNORECASE,
)
_SERIAL_SAID = re.compile(
    r"(?:\bs/?n|serial(?: (?:number|no\.?))?|imei|iccid|序列号|机身号|机身码|设备号|机器号|商户号|商户编号|终端号|merchant (?:id|number|no\.?)|terminal (?:id|number|no\.?)|\b[mt]id)[\s:：#.是为=]*$",
    re.IGNORECASE,
)
_MOBILE = re.compile(r"(?:86)?1[3-9]\d{9}")
_IDENTITY = re.compile(rf"(?<![0-9A-Za-z])[1-9](?:{GAP}\d){{16}}{GAP}[\dXx](?![0-9A-Za-z])")
_IDENTITY_SAID = re.compile(rf"(?:身份证|身份证号码?|证件号码?){_ASKED}(\d(?:{GAP}\d){{13,16}}{GAP}[\dXx])(?!\d)", re.IGNORECASE)
_UNIONPAY = re.compile(rf"(?<![0-9A-Za-z])62(?:{GAP}\d){{14,17}}(?![0-9A-Za-z])")  # also with a slip, where no check digit fits
_SORT_CODE = re.compile(r"(?<![\d-])\d{2}-\d{2}-\d{2}[ ,/]{1,3}\d{8}(?!\d)")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b")
_TRACK = re.compile(r"[%;]?[Bb]?\d{13,19}[\^=][^?\s]{4,80}\??")
_WORDS = {w: str(i) for i, w in enumerate(("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"))} | {
    "oh": "0",
    "o": "0",
    "nought": "0",
}
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_SPOKEN_SHORT = re.compile(
    rf"\b(?:p[. ]?i[. ]?n|cvv2?|cvc2?|security code|passcode|otp|(?:(?:one[- ]time|sms|verification|text) )?code|password)(?: code| number)?(?:'s| is| was|:|=| would be)*[\s:]+((?:{_WORD})(?:[\s,.-]{{1,3}}(?:{_WORD})){{2,7}})\b",
    re.IGNORECASE,
)
_MOST_OF_ONE = re.compile(r"\s*([3-6]\d{3}(?:[ -]\d{4}){2})\s*")
_GROUPED = re.compile(r"(?<!\d)\d{4}(?:[^\d\n]{1,8}\d{4}){3}(?!\d)")
_SPOKEN = re.compile(rf"\b(?:(?:double |triple )?(?:{_WORD})\b[\s,.-]{{0,3}}){{8,19}}", re.IGNORECASE)


def _spoken_cards(text: str) -> Iterator[_Found]:
    """Card numbers spelled out in English: four one one one …, double five …"""
    for found in _SPOKEN.finditer(text):
        said = re.findall(rf"\b(double |triple )?({_WORD})\b", found.group(), re.IGNORECASE)
        number = "".join(_WORDS[w.lower()] * {"d": 2, "t": 3}.get(times[:1].lower(), 1) for times, w in said)
        if any(True for _ in cards(number)):
            yield found.start(), found.start() + len(found.group().rstrip(" ,.-")), "‹card›"


def _spoken_short(text: str) -> Iterator[_Found]:
    """A PIN, a code or a security code spelled out: "my pin is one two three four"."""
    yield from ((*found.span(1), "‹pin›" if "i" in found.group()[:4].lower() else "‹code›") for found in _SPOKEN_SHORT.finditer(text))


def _grouped(text: str) -> Iterator[_Found]:
    """A card number with words between its groups: "4111 then 1111 then 1111 then 1111"; or three groups of one, and nothing else."""
    if most := _MOST_OF_ONE.fullmatch(text):
        yield *most.span(1), "‹card›"
    yield from ((*found.span(), "‹card›") for found in _GROUPED.finditer(text) if luhn(digits(re.sub(r"\D", "", found.group()))))


def _identities(text: str) -> Iterator[_Found]:
    for found in _IDENTITY.finditer(text):
        if identity("".join(c for c in found.group() if c.isdigit() or c in "Xx")):
            yield *found.span(), "‹id›"
    for found in _IDENTITY_SAID.finditer(text):
        yield *found.span(1), "‹id›"


def _card_numbers(text: str) -> Iterator[_Found]:
    for found in _TRACK.finditer(text):
        yield *found.span(), "‹card›"
    for start, end in cards(text):
        if not _SERIAL_SAID.search(text[max(0, start - 30) : start]):
            yield start, end, "‹card›"
    yield from _said(_CARD_SAID, text, "‹card›")


def _accounts(text: str) -> Iterator[_Found]:
    for found in _IBAN.finditer(text):
        if iban(found.group().replace(" ", "")):
            yield *found.span(), "‹account›"
    yield from ((*found.span(), "‹account›") for found in _SORT_CODE.finditer(text))
    yield from _said(_ACCOUNT_SAID, text, "‹account›")


def _mistyped_cards(text: str) -> Iterator[_Found]:
    for found in _UNIONPAY.finditer(text):
        if not _SERIAL_SAID.search(text[max(0, found.start() - 30) : found.start()]):
            yield *found.span(), "‹card›"


def _said(pattern: re.Pattern[str], text: str, token: str) -> Iterator[_Found]:
    for found in pattern.finditer(text):
        between = text[found.start() : found.start(1)]
        if not _MOBILE.fullmatch(digits(found.group(1))) and not _SERIAL_SAID.search(between):
            yield *found.span(1), token


def _short(text: str) -> Iterator[_Found]:
    for pattern, token in _SHORT:
        for found in pattern.finditer(text):
            yield *found.span(1), token


def _passwords(text: str) -> Iterator[_Found]:
    for pattern in _PASSWORDS:
        for found in pattern.finditer(text):
            yield *found.span(1), "‹password›"


_SEEKERS: tuple[Callable[[str], Iterator[_Found]], ...] = (
    _identities,
    _card_numbers,
    _spoken_cards,
    _spoken_short,
    _grouped,
    _accounts,
    _mistyped_cards,
    _short,
    _passwords,
)
_SEEKERS_OF_WORDS = (_spoken_cards, _spoken_short, _passwords)
"""Those that find something where there is no digit."""
_DIGIT = re.compile(r"\d")


def _once(text: str) -> tuple[str, int]:
    shape = folded(text)
    kept: list[_Found] = []
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
