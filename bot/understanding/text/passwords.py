"""PINs and passwords, known by the words they are told with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.understanding.text.announcing import GLUE, NO_SUM, NUMBER, Found, found_by, told_by

_TO_WHOM = r"(?:了|给|过|他们?|她|对方|客服|人家|是|的|就|[,，:：\s]){0,8}"
_NUMBERS = told_by(
    (
        (
            rf"(?:\bp[. ]?i[. ]?n(?:码| code| number| no\.?)?(?: (?:for|of|to|on) (?:the|my|his|her|our) \w{{1,12}})?(?: (?:is|was) (?:my|his|her|our|the) \w{{3,10}}| set (?:as|to)| to(?= \d{{4}}))?|个人识别码){GLUE}({NUMBER}{{3,7}})(?![\d])",
            "‹pin›",
        ),
        (rf"(?<![\d.])({NUMBER}{{3,7}}) (?:is|was|as) (?:the|my|his|her|our) pin\b", "‹pin›"),
        (
            r"(?:[密蜜][码马]|卡密|口令卡?)(?:\d ?位(?:数字?)?)?[我你他的就是係为设输打按填用了成叫生日都给不对错误试一直,，:：\s]{0,8}(\d(?: ?\d){3,11})(?![\d.\-]|[^\S\n]?[元块次遍位])",
            "‹password›",
        ),
        (rf"[密蜜][码马][^\d\n]{{0,6}}?[说讲报告诉发念给]{_TO_WHOM}(\d(?: ?\d){{3,11}})(?![\d.]){NO_SUM}", "‹password›"),
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
    re.compile(rf"(?:密码|口令)(?!(?:{_ORDINARY})(?![A-Za-z]))([A-Za-z]{{5,20}})(?![A-Za-z])", re.IGNORECASE),
    re.compile(rf"\bmy pass (?:is|was|[:=]) *(?!(?:{_ORDINARY})\b)({_VALUE}{{4,40}})", re.IGNORECASE),
    re.compile(rf"\bpass ?(?:is|was|[:=]) *[\"'“]?((?=[^\s\d]*\d){_VALUE}{{4,40}})", re.IGNORECASE),
    re.compile(rf"\b(?:login|log in|user(?:name)?|id|account)\b[^\n]{{0,30}}\bpass:? +((?=[^\s\d]*\d){_VALUE}{{4,40}})", re.IGNORECASE),
    re.compile(rf"\b(?:{_WRITTEN})(?:'s)?\s*[:=]+\s*[\"'“]?({_VALUE}{{3,40}})", re.IGNORECASE),
    re.compile(
        rf"\b(?:{_WRITTEN}) (?:for|of|to|on|i|we|he|they) ?[\w' -]{{0,24}}?(?: is| was| as|:|=) *((?=[A-Za-z!-/]*\d)(?=[^\sA-Za-z]*[A-Za-z]){_VALUE}{{4,40}})",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?:memorable|secret|security) (?:word|answer|name)(?: is| was|:|=) *({_VALUE}{{3,40}})", re.IGNORECASE),
    re.compile(
        rf"\b(?:gave|told|sent|read|said|asked|typed|entered)\b[^\d\n]{{0,30}}\b(?:{_WRITTEN})\b(?:,| and (?:i|we) (?:said|told \w+|gave \w+|typed)) *"
        rf"((?=[A-Za-z!-/]*\d)(?=[^\sA-Za-z]*[A-Za-z]){_VALUE}{{5,40}})",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?:login|log in|user(?:name)?) (?:is|was|:)? ?[\w.@-]{{2,40}} ?/ ?((?=[^\s\d]*\d){_VALUE}{{4,40}})", re.IGNORECASE),
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
    rf"\b(?:p[. ]?i[. ]?n|cvv2?|cvc2?|security code|passcode|otp|(?:(?:one[- ]time|sms|verification|text) )?code(?: (?:they|he|she|it|the bank) (?:sent|texted|gave)(?: me| us)?)?|password)(?: code| number)?(?:'s| is| was|:|=| would be)*[\s:]+((?:{SAID_DIGIT})(?:[\s,.-]{{1,3}}(?:{SAID_DIGIT})){{2,7}})\b",
    re.IGNORECASE,
)


def spelled_out(text: str) -> Iterator[Found]:
    """A PIN, a code or a security code spelled out: "my pin is one two three four"."""
    yield from ((*found.span(1), "‹pin›" if "i" in found.group()[:4].lower() else "‹code›") for found in _SPOKEN_SHORT.finditer(text))


def passwords(text: str) -> Iterator[Found]:
    """What is announced, or named after it, as a PIN or a password."""
    yield from found_by(_NUMBERS, text)
    for pattern in _PASSWORDS:
        for found in pattern.finditer(text):
            yield *found.span(1), "‹password›"
