"""Being about to cut the power of a terminal that is at work, or asking whether one may: "can i just pull the plug", 能不能关了重来. Decides nothing."""

from __future__ import annotations

import re

from bot.understanding.text.normalising import has_han, phrased, plain

_CUTS_EN = re.compile(
    r"\b(?:(?:pull|yank|rip|take|whip|pop)(?:ing)? (?:\w+ )?(?:plug|cable|lead|power|battery)(?: out)?|(?:pull|yank|take|whip)(?:ing)? (?:it|the \w+) out|unplug(?:ging)?|cut(?:ting)? (?:the |its )?power|(?:remove|disconnect)(?:ing)? (?:it|the (?:battery|cable|power|plug))|hold(?:ing)? (?:down )?(?:the )?power"
    r"|(?:switch|turn|power|shut)(?:ing|ning|ting)? (?:(?:it|the \w+|this) )?(?:off|down)|(?:restart|reboot|reset|power cycle|force stop|force quit|kill|stop|abort|interrupt)(?:ing|ting)?|force (?:a )?(?:restart|shut ?down)|start (?:it )?(?:over|again))\b"
)
_MAY_EN = re.compile(
    r"\b(?:can|could|should|shall|may|might|do|dare|must) (?:i|we)\b|\b(?:can'?t|cant|couldn'?t|shouldn'?t) (?:i|we)\b|\b(?:ok|okay|safe|alright|all right|fine|better|best|wise|possible|easier|allowed) (?:to|if (?:i|we))\b|\b(?:i'?ll|ill|we'?ll|i will|i'?m|im|i am|gonna|going to|about to|let me|want to|wanna|tempted to|thinking of|what if (?:i|we)|how about|why not|would it help (?:to|if)|(?:i|we) (?:just )?(?:need|have|had better|might|may) (?:to )?)\b|^(?:so |then |ok |just |sir |or )*(?:pull|unplug|switch|turn|restart|reboot|yank|power|shut|force)|\?$|\bor (?:just )?(?:pull|unplug|restart|reboot|switch|turn)"
)
_DONE_EN = re.compile(
    r"\b(?:i|we|have|has|had|ve|already|just|tried|after|when|it|keeps?|kept|itself|which|that) (?:\w+ )?(?:restart(?:ed|ing|s)|reboot(?:ed|ing|s)|unplugged|pulled|switch(?:ed|es) off|turn(?:ed|s) off|shut(?:s)? (?:off|down))\b|\b(?:don'?t|do not|never|won'?t|not) (?:\w+ )?(?:pull|unplug|switch|turn|restart|reboot|cut)|\bstop(?:s|ped)? (?:working|moving|updating|at)\b|\bturn it off and on\b.{0,10}\balready\b"
)
_CUTS_ZH = re.compile(
    r"关(?:了|掉|机|一下|它)|断(?:了|掉)?电|拔(?:了|掉|电|插|线|下来)|[抠扣取拆卸]电池|把(?:电池|电源|插头|线)(?:给)?(?:抠|扣|取|拆|卸|拔|断|关)|重(?:启|来|开|新(?:启动|开|来|升|更))|强(?:制)?(?:关|重|退)|停(?:掉|了它)|中断|退出(?:更新|升级)?"
)
_MAY_ZH = re.compile(
    r"能不能|可不可以|可以|能(?!用|开|亮|动|进)|行不行?|行吗|成不|好不好|要不要|是不是(?:该|得|要|可以)|会不会|敢不敢|要不|干脆|直接|我(?:就|先|想|来|要|给它|自己)|那我|先(?:给|把)?(?=关|断|拔|重|停)|算了|试试|[吗呢吧?][?,.;!]*$|^(?:先)?(?:关|断|拔|重启)|怎么(?=关|退|停|取消)|不如"
)
_DONE_ZH = re.compile(
    r"(?:已经|刚才?|都|我)(?:重启|关|拔|断)(?:了|过)(?:好?几|两|三|一)?(?:次|遍|回)?(?:都|还|也|了|$)|过了?(?:还|也|都|没用)|(?:自己|自动|老是?|总是?|一直|又|反复|不停|它就?)(?:在)?(?:关机|重启|断电|关)|(?:别|不敢|没|(?<!能)不能|(?<!会)不会|不要)(?:去|再|给)?(?:关|拔|断|重启)|关不(?:了|掉)|重启不了"
)
_ENDS = re.compile(r"(?<=[,.;:!?])")


def cuts_power(text: str) -> bool:
    """Whether a clause is about to switch it off, unplug it or restart it, or asks whether one may."""
    return any(_cuts(clause.strip()) for said in (plain(text), plain(phrased(text))) for clause in _ENDS.split(said))


def _cuts(clause: str) -> bool:
    if has_han(clause):
        return bool(_CUTS_ZH.search(clause) and _MAY_ZH.search(clause)) and not _DONE_ZH.search(clause)
    return bool(_CUTS_EN.search(clause) and _MAY_EN.search(clause)) and not _DONE_EN.search(clause)
