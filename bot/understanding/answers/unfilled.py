"""An answer without what stands beside it and answers nothing: that the customer waits or wants his money, that it was said before, and what
is to be done now. "both approved like i said, how do i give one back" is "both approved".
"""

from __future__ import annotations

import re

from bot.core.knowledge import Knowledge
from bot.core.state import Question
from bot.understanding.answers.answers import picked
from bot.understanding.answers.asking import is_question
from bot.understanding.text.clauses import unhurried

_CLAUSE = re.compile(
    r"(?<=[?？。!！;；,，、\n])\s*|(?<=\.)(?!\d)\s*|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff\d])|[\s.]+(?=(?:and|but|so) (?:he|she|they|now|how|can|what|why|the customer|i want|do i|is (?:that|it|this))\b)"
    r"|(?<!\bhow)(?<!\bwhat)(?<!\bwhy)(?<!\bso)(?<!\band)(?<!\bbut)\s+(?=(?:how|why|what|can|could|should|shall|do) (?:do|should|can|does|did|i|we|she|he|they|her|his|their|now)\b)",
    re.IGNORECASE,
)
_JOINTS = re.compile(r"(?:^|\s+)(?:and|but|so)$|^(?:and|so)\s+", re.IGNORECASE)
_ZH_WHO = r"(?:客人|顾客|客户|人家|对方|[他她])"
_THEIR_WISH = re.compile(
    rf"^(?:但是?|可是?|而且|现在|然后)?{_ZH_WHO}们?(?:还|都|也|又|正|在|就|马上|非|一直|现在|急着?|老|不停|很|死活|,|，)*(?:要我?(?!.{{0,3}}(?:付|刷|密码))|想|等|催|急|吵|闹|骂|叫|喊|问|走|不肯|不干|投诉|发火|生气|站|赖|堵|不走|还在(?!付|刷|扫))"
    r"|^(?:and |but |so |because |cos )*(?:he|she|they|(?:the |my )?customer|(?:the )?(?:lady|guy|man|woman|client|girl|lad))(?:'s| is| are| was|s)? (?:now |just |still |really |getting |been |has |have |here |not |also |very |so )*(?:wants?|wanted|needs?|demand\w*|ask(?:s|ed|ing)|shout\w*|scream\w*|wait\w*|angry|furious|here|standing|complain\w*|yell\w*|insist\w*|fuming|mad|upset|kicking|threaten\w*|going mental|leaving|in a (?:hurry|rush))\b",
    re.IGNORECASE,
)
_SAID_BEFORE = re.compile(
    r"[,，]?(?:我|都|跟你|不是|已经|刚才?|前面|上面|就)*[说讲回答告诉](?:了|过)(?:你|您)?(?:好?[几两二三多\d]*[次遍回])(?:了|啦)?[,，]?|^(?:我|都|跟你|不是|已经|刚才?|前面|上面|就)*(?:说|讲|告诉|回答)(?:了|过)(?:你|您)?[,，]?"
    r"|\b(?:(?:as|like) )?i(?:'ve| have)? ?(?:just |already |literally )*(?:said|told (?:you|u)|say|answered)(?: (?:that|this|it|already|so|before|twice|earlier|you|times?|\d|three))*\b[,:]?",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"^(?=.*(?:[:点分秒]|\b(?:am|pm|min\w*|sec\w*)\b|\d\.\d\d))(?:[一1两2第][笔个条次]|[一二]?[笔个条次])?(?:是|在|大概|相差|间隔|差|隔)*[\d一两二三几]+(?:点|:|：)?\d*分?(?:秒|分钟|分)?(?:的|左右)?$|^(?:one |the first |first |second |the second |other )*(?:is |was |and )?(?:at |only |about )?\d{1,2}(?:[:.]\d\d)?(?: ?(?:am|pm|minutes?|mins?|seconds?|secs?))?(?: apart| and \d{1,2}[:.]\d\d)?(?: (?:one|other|second|the other|and|is|at|\d{1,2}[:.]\d\d))*$",
    re.IGNORECASE,
)
"""The times of two payments: "one at 12:03 one at 12:05"."""
_TO_DO = re.compile(
    r"怎么(?:退|办|弄|撤|处理|还|搞|给)|退哪|要不?要退|要退|该退|退不退|能(?:不能)?(?:不能)?(?:退|撤|走)|可以(?:退|走|撤)|为什么|为啥|怎么(?:会|还|就)?.{0,8}(?:两|多|没到|少)|(?:那|,|，|他|她)+.{0,6}怎么|去哪|什么时候|啥时候|多久|是不是(?:因为|要|该|放假|手续费)|要紧|有影响|问这个"
    r"|\b(?:how (?:do|can|should|would) (?:i|we)|what (?:do|should|can) (?:i|we)|what now|what next|(?:can|could|may) (?:i|we|he|she|they|u) (?:just )?(?:refund|void|cancel|go|leave|give|reverse)|(?:do|must|should) (?:i|we) (?:owe|refund|have to|need to|give|void|cancel|pay)|why (?:does|do|is|did|has|would)|when (?:will|does|do)|why (?:her|his|their)|is (?:that|it|this) (?:why|bad|ok|the fee|a problem|because)|why do you ask)\b",
    re.IGNORECASE,
)
"""A question of what is to be done, or of a cause: it takes nothing back."""
_OF_STATE = re.compile(
    r"成功(?:了?[吗么没]|[?？])|处理中|没结果|转圈|超时|算不算|对[吗么不吧]|是吧|\b(?:pending|processing|timed? out|counts?|right\?|approved\?|result|stuck|sure)\b",
    re.IGNORECASE,
)
"""A question of what became of a payment: it may."""


def answering(text: str) -> str:
    """The clauses that may answer; nothing, where none is left."""
    clauses = [_JOINTS.sub("", one).strip(" ,，、;；") for one in _CLAUSE.split(_SAID_BEFORE.sub(" ", unhurried(text)).strip())]
    return ", ".join(one for one in clauses if one.strip(" .。!！?？") and not _is_beside(one))


def _is_beside(clause: str) -> bool:
    return bool(_THEIR_WISH.search(clause) or _TIMES.search(clause)) or asks_what_to_do(clause)


def asks_what_to_do(clause: str) -> bool:
    """Whether a question is of what is to be done or why, and not of what became of a payment."""
    said = clause.strip()
    return bool(_TO_DO.search(said)) and (is_question(said) or bool(_TO_DO.match(said))) and not _OF_STATE.search(said)


_SUM = re.compile(
    r"[,，;；]?\s*(?:\b(?:for|of|at|were|was|are|each) |是|各)?\s*[£$€¥￥]?\d{1,6}(?:[.,]\d{1,2})?(?! ?%)(?: ?(?:quid|pounds?|dollars?|bucks|euros?|pence|块钱?|元|each))?(?:的|了)?",
    re.IGNORECASE,
)
"""A sum that is told beside an answer."""


def beside_a_sum(text: str, question: Question, knowledge: Knowledge) -> str | None:
    """The offer that the words pick without the sum of money that they tell as well: "both 45 quid"."""
    rest = _SUM.sub("", text)
    return picked(rest, question, knowledge, places=False) if rest.strip() and rest != text else None
