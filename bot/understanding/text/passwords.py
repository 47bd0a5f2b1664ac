"""Short secrets, known by the words they are told with: security codes, one-time codes, PINs and passwords."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.understanding.text.numerals import GAP

Found = tuple[int, int, str]  # start, end, token

_GLUE = r"(?:'s)?[\s:=\"'(\[<【《“‘是为叫就(（—–-]*(?:is|was|are|(?:would|will|should) be|it'?s|number|no\.?|num|#|code|号码?|分别是?|发来的?|收到的?|我的)?[\s:=#\"'(\[【《“‘是为叫就（]*"
ASKED = r"[^\d\n]{0,12}?"
NUMBER = rf"\d(?:{GAP}\d)"

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
            rf"(?:cvv2?|cvc2?|cvn2?|cav2?|安全码|签名条|背[面后]的?[后末最]{{0,2}}[三3]位数?字?|卡背|security (?:code|number|digits?)(?: (?:on|at) the back)?|the (?:three|3) digits(?= (?:are|is))|(?:three|3|four|4|last) (?:digits?|numbers?) (?:on|at) the (?:back|front|strip)(?: of (?:the|my|his|her) card)?)码?{_GLUE}({NUMBER}{{2,3}})(?!\d)",
            "‹cvv›",
        ),
        (
            rf"(?:有效期|\bexp(?:iry|ires|\.|\b)(?: date)?)[^\d\n]{{0,6}}\d\d ?[/-] ?\d\d(?:\d\d)?[^\d\n]{{1,12}}(?:[三3]位[^\d\n]{{0,4}})?({NUMBER}{{2,3}})(?!\d)",
            "‹cvv›",
        ),
        (rf"‹card›[^\d\n]{{0,12}}\d\d ?[/-] ?\d\d(?:\d\d)?[^\d\n]{{1,12}}({NUMBER}{{2,3}})(?!\d)", "‹cvv›"),
        (rf"(?<!\d)({NUMBER}{{2,3}})\s*(?:是|就是|is)?\s*(?:the|my|我的|卡的)?\s*(?:cvv2?|cvc2?|cvn2?|安全码|security code)", "‹cvv›"),
        # one-time code
        (
            rf"(?:验证码|校验码|动态码|动态密码|动态口令|短信码|认证码|随机码|一次性密码|验[正政真]码){ASKED}({NUMBER}{{3,7}})(?!\d)",
            "‹code›",
        ),
        (rf"(?<![\d.])({NUMBER}{{3,7}})\s*(?:这个|这)?(?:是|就是)?(?:我的|收到的)?(?:验证码|校验码|动态码|短信码|一次性密码)", "‹code›"),
        (
            rf"(?:otp|one[- ]?time(?: pass)?(?:code|word)?|passcode|(?:verification|sms|text|login|confirmation|authenticat\w+|2fa|activation|access) code){_GLUE}({NUMBER}{{3,7}})(?!\d)",
            "‹code›",
        ),
        (
            rf"{_NO_SECRET}\bcode (?:is|was|it sent(?: me)?(?: is)?|i got(?: is)?|they sent(?: me)?(?: is)?):? *({NUMBER}{{3,7}})(?!\d)",
            "‹code›",
        ),
        (
            rf"{_NO_SECRET}\bcode[:= ]+({NUMBER}{{5,7}})(?!\d)",
            "‹code›",
        ),
        (
            rf"(?<![\d.])({NUMBER}{{3,7}}) (?:is|was) (?:the|my) (?:(?:verification|sms|one[- ]time|login) )?(?:code|otp|passcode)",
            "‹code›",
        ),
        (
            rf"\b(?:code (?:from (?:my|the|our) (?:bank|phone|app|text)|(?:they|he|she|it) (?:texted|sent|gave|told|messaged)(?: me| us)?|in the (?:text|sms|message)|on my phone)|sms|text message|text) (?:is|was|says?|said|reads?):? *({NUMBER}{{3,7}})(?!\d)",
            "‹code›",
        ),
        # PIN
        (rf"(?:\bp[. ]?i[. ]?n(?:码| code| number| no\.?)?|个人识别码){_GLUE}({NUMBER}{{3,7}})(?![\d])", "‹pin›"),
        (rf"(?<![\d.])({NUMBER}{{3,7}}) (?:is|was|as) (?:the|my|his|her|our) pin\b", "‹pin›"),
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
_WRITTEN = "pass?w[ao]?r?[ao]?r?d|passwd|passphrase|pwd|pw|passcode"
_PASSWORDS = (
    re.compile(
        rf"(?:密码|口令|暗号)(?:是|为|就是|叫|改成了?|改为|设成了?|设的是|用的是|都是|[\s:=：＝])+[\"'“「]?(?!(?:{_ORDINARY})(?![A-Za-z0-9]))({_VALUE}{{3,40}})",
        re.IGNORECASE,
    ),
    re.compile(rf"(?:密码|口令)[\"'“「]?((?=[A-Za-z@#$%&*!._-]*\d){_VALUE}{{4,40}})", re.IGNORECASE),
    re.compile(rf"(?:密码|口令)我?(?:设|输|用|填|打)的?是?[\"'“「]?((?=[A-Za-z@#$%&*!._-]*\d){_VALUE}{{4,40}})", re.IGNORECASE),
    re.compile(rf"\bpass (?:is|was|[:=]) *[\"'“]?((?=[^\s\d]*\d){_VALUE}{{4,40}})", re.IGNORECASE),
    re.compile(rf"\b(?:login|log in|user(?:name)?|id|account)\b[^\n]{{0,30}}\bpass:? +((?=[^\s\d]*\d){_VALUE}{{4,40}})", re.IGNORECASE),
    re.compile(rf"\b(?:{_WRITTEN})(?:'s)?\s*[:=]+\s*[\"'“]?({_VALUE}{{3,40}})", re.IGNORECASE),
    re.compile(
        rf"\b(?:{_WRITTEN})(?:'s| is| was| to| as|) +[\"'“]?(?!(?:{_ORDINARY})\b)((?=[^\s\d]*\d|(?<=(?:is|to|as) )){_VALUE}{{3,40}})",
        re.IGNORECASE,
    ),
)
SAID_DIGITS = {w: str(i) for i, w in enumerate(("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"))} | {
    "oh": "0",
    "o": "0",
    "nought": "0",
}
SAID_DIGIT = "|".join(sorted(SAID_DIGITS, key=len, reverse=True))
_SPOKEN_SHORT = re.compile(
    rf"\b(?:p[. ]?i[. ]?n|cvv2?|cvc2?|security code|passcode|otp|(?:(?:one[- ]time|sms|verification|text) )?code|password)(?: code| number)?(?:'s| is| was|:|=| would be)*[\s:]+((?:{SAID_DIGIT})(?:[\s,.-]{{1,3}}(?:{SAID_DIGIT})){{2,7}})\b",
    re.IGNORECASE,
)


def spelled_out(text: str) -> Iterator[Found]:
    """A PIN, a code or a security code spelled out: "my pin is one two three four"."""
    yield from ((*found.span(1), "‹pin›" if "i" in found.group()[:4].lower() else "‹code›") for found in _SPOKEN_SHORT.finditer(text))


def figures(text: str) -> Iterator[Found]:
    """What is announced, or named after it, as a security code, a one-time code, a PIN or a password of figures."""
    for pattern, token in _SHORT:
        for found in pattern.finditer(text):
            yield *found.span(1), token


def passwords(text: str) -> Iterator[Found]:
    """What is announced as a password."""
    for pattern in _PASSWORDS:
        for found in pattern.finditer(text):
            yield *found.span(1), "‹password›"
