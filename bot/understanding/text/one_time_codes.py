"""Codes that are good for once: sent by a bank or a firm, asked for by whoever is after the money.

Codes that are on slips, screens and envelopes are none. Texts are folded: 一个 is 1个.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.understanding.text.announcing import ASKED, GLUE, NO_SUM, NUMBER, Found, found_by, told_by

_ELSEWHERE = [
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
    "screen",
    "device",
]
_NO_SECRET = "".join(f"(?<!{word} )" for word in _ELSEWHERE)
_NAMES_ZH = r"验\s?证\s?码|校验码|动态码|动态密码|动态口令|短信码|认证码|随机码|一次性密码|验[正政真]码"
_NAMED = (
    r"otp|one[- ]?time(?: pass)?(?:code|word)?|passcode|passcode"
    r"|(?:verification|authentication) (?:number|no\.?|digits?)|(?:verification|sms|text|login|confirmation|authenticat\w+|2fa|activation|access) code"
)
_CAME = (
    r"code (?:(?:he|she|they) (?:asked for|wanted|wants)|from (?:my|the|our) (?:bank|phone|app|text)|(?:they|he|she|it|the bank) (?:texted|sent|gave|told|messaged)(?: me| us)?"
    r"|in the (?:text|sms|message)|on my phone)|sms|text message|text"
)
_WANTED = (
    r"(?:(?:i|we|my \w+) (?:just )?(?:read|told|gave|sent|said|typed|entered)|(?:he|she|they|caller|bank|agent|guy|man|lady|woman)"
    r" (?:asked|wanted|texted|sent|messaged|needed|asks|wants|needs|got|has|knows))"
)
_NO_MONEY = r"(?:(?!到账|入账|收入|支出|余额|扣|转|error|deposit|balance|amount|paid|total)[^\d\n.。，])"
_ARRIVED = r"(?:texted(?: me| us)?|(?:text|sms|message)(?: came)? (?:with|of|saying|that said))"
_HOTLINE = r"(?!(?:9[56]\d{3}|100\d\d|400\d{3,7})(?!\d))"
_SENT_ZH = rf"(?:的|了|我|过来)*(?:\d ?[个串组条位])?(?:的)?(?:数|字|号|码|验证)*{GLUE}{_HOTLINE}({NUMBER}{{3,7}})(?!\d){NO_SUM}"
_NOT_ROUND = r"(?!\d{4}00(?!\d))"
"""Six figures beside a verb of receiving or telling are a code; a round number is a sum: 我收到120000."""
_CODES = told_by(
    (
        (rf"(?:{_NAMES_ZH}){ASKED}({NUMBER}{{3,7}})(?!\d)", "‹code›"),
        (rf"(?<![\d.])({NUMBER}{{3,7}})\s*(?:这个|这)?(?:是|就是)?(?:我的|收到的)?(?:验证码|校验码|动态码|短信码|一次性密码)", "‹code›"),
        (rf"(?:短信|信息|银行|微信)(?:上|里|中)?(?:发来?|推送){_SENT_ZH}", "‹code›"),
        (rf"(?:短信|手机|银行|微信)(?:上|里|中|来|发|收到|显示|的|了)*(?:\d ?位数?|数字|那串|码){_SENT_ZH}", "‹code›"),
        (rf"收到(?:的|了)?(?:\d ?[个串组位])*(?:数字|码)(?:是|为|[:：\s])*({NUMBER}{{3,7}})(?!\d){NO_SUM}", "‹code›"),
        (rf"(?:^|[，,。;；\s他她我的给报])码(?:是|为|[:：])+\s*({NUMBER}{{5,7}})(?!\d)", "‹code›"),
        (rf"(?:{_NAMED}|verification(?=:)){GLUE}({NUMBER}{{3,7}})(?!\d)", "‹code›"),
        (
            rf"{_NO_SECRET}\bcode (?:is|was|it sent(?: me)?(?: is)?|i got(?: is)?|they sent(?: me)?(?: is)?):? *({NUMBER}{{3,7}})(?!\d)",
            "‹code›",
        ),
        (rf"{_NO_SECRET}\bcode[:= ]+({NUMBER}{{5,7}})(?!\d)", "‹code›"),
        (
            rf"(?<![\d.])(?:G-)?({NUMBER}{{3,7}}),? (?:(?:is|was|as) )?(?:the|my|your) (?:\w{{2,14}} ){{0,2}}(?:code|otp|passcode)\b",
            "‹code›",
        ),
        (rf"\b(?:{_CAME}) (?:is|was|says?|said|reads?):? *({NUMBER}{{3,7}})(?!\d){NO_SUM}", "‹code›"),
        (rf"\b{_WANTED}\b[^\d\n]{{0,30}}{_NO_SECRET}\bcodes?\b[^\d\n.?!]{{0,20}}({NUMBER}{{3,7}})(?!\d){NO_SUM}", "‹code›"),
        (
            rf"\b{_ARRIVED}(?: a| the| this| number| code)*:? ({NUMBER}{{3,7}})(?!\d){NO_SUM}",
            "‹code›",
        ),
        (
            rf"\b(?:six|6)[- ]?(?:digits?|numbers?)(?: code| number)?(?: (?:in|from|on) (?:the|my) (?:text|sms|message|phone|bank))?{GLUE}({NUMBER}{{5}})(?!\d)",
            "‹code›",
        ),
        (
            rf"\b(?:text|texted|sms|otp|passcode|code (?:i|we) (?:got|received)|bank (?:sent|messaged))\b{_NO_MONEY}{{0,20}}({NUMBER}{{5}})(?!\d){NO_SUM}",
            "‹code›",
        ),
        (
            rf"(?:短信|信息|6位(?:的)?数字?|[那这][串个]数字){_NO_MONEY}{{0,6}}(?:\d[个位]数?{_NO_MONEY}{{0,4}})?({NUMBER}{{5}})(?!\d){NO_SUM}",
            "‹code›",
        ),
        (
            rf"(?:^|[，,。;；\s])(?:我|刚|才|又|手机|这边|现在)*收到了?(?:1?[个串]|码)?[:：\s]*{_NOT_ROUND}({NUMBER}{{5}})(?!\d)(?!\s*[笔条元块]){NO_SUM}",
            "‹code›",
        ),
        (
            rf"(?<![器幕机端它s])(?:报|念|说|告诉|发)(?:了|给|过|他|她|对方|骗子|那人|客服)+[:：\s]*{_NOT_ROUND}({NUMBER}{{5}})(?!\d){NO_SUM}",
            "‹code›",
        ),
        (rf"\b(?:i|we)(?:'ve| have| just)* (?:got|received|was sent|got sent) {_NOT_ROUND}({NUMBER}{{5}})(?!\d){NO_SUM}", "‹code›"),
        (
            rf"\b(?:read|told|gave|said|sent)(?: it| out| him| her| them| the caller| to)+ {_NOT_ROUND}({NUMBER}{{5}})(?!\d){NO_SUM}",
            "‹code›",
        ),
        (rf"\b(?:supervisor|manager|admin|operator|staff) code{GLUE}({NUMBER}{{3,7}})(?!\d)", "‹password›"),
    )
)


def one_time_codes(text: str) -> Iterator[Found]:
    """Where one stands, announced, named after it, or told with how it came."""
    return found_by(_CODES, text)
