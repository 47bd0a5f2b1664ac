"""That a person who had it in hand promised something and it did not come, or is to be told something. Decides nothing."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.core.messages import Inbound
from bot.core.state import Mode, State
from bot.understanding.answers.asking import asks
from bot.understanding.facts.clocks import clock_in
from bot.understanding.text.normalising import levelled

LET_DOWN, PASS_ON = "let_down", "pass_on"
LATELY = timedelta(days=7)
"""So long after a person has left, what was promised is that person's."""
_ELSE = "elsewhere"
"""Offered where what the person had in hand is spoken of: a time told there is told for that person."""
_LONGEST = 160  # characters; what is longer tells a story

_WHO_ZH = r"(?:人|谁|(?:小|老|阿)[\u4e00-\u9fff]|同事|师傅|客服|你们|他|她|那个人|那位|刚才那位|维修的?|工程师|[\u4e00-\u9fff]师傅|[\u4e00-\u9fff](?:经理|工))"
_DOES_ZH = (
    r"(?:打(?:过|个)?(?:电话|来)?|来(?:电|过|修|上门)?|联系(?:过)?|回(?:复|电|话|过|我)?|找(?:过)?|理(?:过)?|管|上门|处理|给我打|给我回)"
)
_NOT_DONE = re.compile(
    rf"(?:都|也|还|一直|到现在|至今|根本|压根|就|呢|[,，。 ]){{0,4}}(?:没(?:有)?|还没|不见)(?:一个|个)?{_WHO_ZH}(?:给|跟|来|打|过来)?(?:我|我们)?[^,，。]{{0,4}}{_DOES_ZH}"
    rf"|{_WHO_ZH}(?:到现在|都|还|一直|怎么|咋|也|至今|根本|压根|为啥|为什么){{0,4}}(?:没(?:有)?|不)(?:给|跟|来|打|过来)?(?:我|我们)?[^,，。]{{0,3}}{_DOES_ZH}"
    rf"|{_WHO_ZH}(?:到底)?(?:人)?(?:呢|去哪(?:了|儿)?|在哪|跑哪|哪去了|不见了)|(?:电话|人|师傅)(?:一直|到现在|都|也|根本|还)*(?:没|不)(?:打|来|到|接到|有来)"
    r"|(?:说好|说了|讲好|答应|约好|明明说|不是说)[^,，。?？]{0,16}(?:打|来|联系|回|上门|到)[^,，。?？]{0,6}[,，。 ]*(?:呢|吗|的呢|结果|怎么|咋|人呢|都|到现在|没|也|还|又|这都|等)|(?:等|过)了?(?:都|快|整整|有)*[^,，。]{1,6}(?:小时|钟头|分钟|天|上午|下午)了?[^,，。]{{0,4}}(?:没|还没)(?:人|有人|动静|消息|电话)"
    r"|(?:电话|同事)(?:在哪|呢)|没(?:有)?(?:接到|收到|等到)[^,，。]{0,4}(?:电话|消息|通知|回复)|鸽子|食言|说话不算|(?:说|讲)(?:好)?[^,，。]{0,14}(?:打|来|回|联系)[^。]{0,12}?(?:都[^,，。]{1,8}了|没[回来打])"
    r"|\bno (?:phone )?(?:call|visit|reply|answer|word|sign)(?: yet| so far| back| from)|\b(?:phone|call|ring|come)\b[^.;]{0,20}\b(?:nothing|nowt|zilch)\b|\b(?:was|were|been|got) (?:told|promised)\b[^;]{0,40}\b(?:ago|nothing|still|never|nobody)\b"
    r"|\bis (?:he|she|anyone|anybody|[a-z]{2,10}|(?:the|your) \w+) (?:even |still |ever )?(?:calling|coming|ringing|phoning)(?: back| me)?(?: or not| at all| today)|\b(?:still|been|i'?ve) (?:sat )?wait(?:ing|ed)\b(?! (?:for|on) (?:it|the (?:screen|terminal|machine|payment)))"
    r"|\b(?:no ?body|no ?one|none of you|not a soul|no call|no one at all) (?:has |have |had |ever |even |bothered to |did |'s |from \w+ )*(?:called|call|rang|ring|rung|phoned|came|come|showed(?: up)?|turned up|contacted|got back|gotten back|get back|texted|wrote|replied|answered|been|in touch|showed)\b"
    r"|\b(?:he|she|they|sam|your (?:colleague|man|guy|mate)|the (?:other )?(?:guy|man|lady|woman|colleague|technician|engineer|agent|person|one before)|\w+) (?:still )?(?:never|didn'?t|hasn'?t|haven'?t|has not|have not|did not|hadn'?t) (?:even |actually |bothered to )?(?:call(?:ed)?|ring|rung|phone[d]?|come?|came|show(?:n|ed)?(?: up)?|turn(?:ed)? up|contact(?:ed)?|get back|got back|text(?:ed)?|write|written|repl(?:y|ied))\b"
    r"|\b(?:still|been) (?:waiting|no|sat here|sitting here|haven'?t|nothing)\b[^,.;]{0,40}\b(?:call|callback|call back|him|her|them|phone|ring|colleague|technician|engineer|someone|visit|response|reply|hear)\b|\b(?:still|have) (?:not |never )?heard (?:nothing|back|from)\b|\bhaven'?t heard (?:anything|back|from|a thing|a word)\b|\bstill no (?:call|sign|word|news|answer|reply|technician|engineer|visit|show)\b|\bnever (?:called|rang|came|showed|turned up|got back|heard)\b"
    r"|\bwhere(?:'?s| is| are| the hell is)? (?:he|she|they|sam|your (?:colleague|man|guy|technician)|the (?:guy|man|call|colleague|technician|engineer)|my (?:call|callback|visit|technician)|that call|[a-z]{2,12})\b(?=\W*$| then| gone| now| got to)|\b(?:said|told me|promised|was going to|were going to|supposed to|meant to)\b[^.;]{0,30}\b(?:call|ring|phone|come|be here|get back|10 min\w*|an hour)\b[^.;]{0,30}(?:$|\bbut\b|\band\b|\bwhere\b|\bhours? ago\b|\bstill\b|\bnothing\b|\bno one\b|\bnobody\b)",
    re.IGNORECASE,
)
"""Nobody called, came or wrote: 说好十分钟打来呢, "nobody called me", "where is Sam"."""
_OF_A_STEP = re.compile(
    r"序列号|按钮|按键|菜单|标签|小(?:票|字|孔|灯|标|贴)|老板|\b(?:settings?|storage|wi-?fi|slot|sim|paper|cables?|plug|codes?|numbers?|money|card|button|menu|serial|label|switch|port|sticker|receipt|roll|battery|lid)\b",
    re.IGNORECASE,
)
_PASS_ON = re.compile(
    rf"(?:帮我|替我|给我|麻烦|请|您|你|就|再|先){{0,5}}(?:记(?:一下|下来?|着|上)|备注(?:一下|上)?|转告|带个?话|带句话|说一声|传(?:个|句)?话)|(?:帮我|替我|麻烦|请|你|您){{0,5}}(?:告诉|跟|和|对|同){_WHO_ZH}(?:说|讲|提)?(?:一?[声下句])?(?!是|的)"
    r"|\b(?:tell|let|remind|inform|ask) (?:him|her|them|sam|(?:your|the) (?:colleague|man|guy|engineer|technician|team|others?))\b|\bpass (?:it|that|this) on\b|\b(?:make a |take a )?note (?:that |of |it )?(?:down|for|please)\b|\bmake a note\b|\b(?:write|put) (?:that|it|this) down\b|\bnote (?:that|it) for\b",
    re.IGNORECASE,
)
"""To be told to whoever has left: 跟小李说一声, "let her know"."""


def of_promise(inbound: Inbound, state: State) -> str:
    """`LET_DOWN` or `PASS_ON` where a person had it in hand lately and nobody is waited for; else nothing."""
    lately = state.parted is not None and inbound.at - state.parted <= LATELY
    flat = levelled(inbound.text)
    if not lately or state.mode is not Mode.BOT or state.is_awaiting or len(flat) > _LONGEST:
        return ""
    if _NOT_DONE.search(flat) and not _OF_A_STEP.search(flat):
        return LET_DOWN
    asked = state.question.offer(_ELSE) if state.question and state.place is None else None
    return PASS_ON if _PASS_ON.search(flat) or (asked and clock_in(flat.casefold()) and not asks(flat)) else ""
