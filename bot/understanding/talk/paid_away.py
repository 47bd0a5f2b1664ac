"""Money that the merchant says he has paid to somebody, and no more: 我转了三千, "sent them 300". Decides nothing.

Whoever has just paid a swindler writes so. It may as well be a sale, a refund or a bill, so it is asked which.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.state import State
from bot.core.understanding import Candidate, Decision
from bot.understanding.matcher.joining import Match

SCAM = "security.scam"
_OTHERWISE = ("transaction.refund_void", "settlement.delay")
"""What it may be, where the words are like nothing."""
_OF_MONEY = ("transaction.", "settlement.", "account.change_info")
_WORTH_ASKING = 0.05  # probability from which a trouble with money is asked after as well
_LIKELY = 0.5
_SUM = r"(?:[\d,.]++|[零一二两三四五六七八九十百千万几半]++)(?:多|来|几)?(?:块|元|万|千|百|k|w)?(?:钱|人民币)?+"
_ZH = re.compile(
    rf"(?:(?:我们?|俺|咱|刚才?|已经|都|也|就|又|昨天|今天|上午|下午|早上|把|钱|这钱|{_SUM})[,，]?)*"
    rf"(?:给(?:他们?|她|对方|人家|那人|那边)?|用?(?:微信|支付宝|银行|手机|扫码|网银)|往(?:他|她|对方)(?:的)?(?:卡|账户|账上)(?:里|上)?)*"
    rf"(?:转|汇|打|付|交|充|存)(?:账|款|钱|完)?"  # what is done with money
    rf"(?:了|给|过|出|去|他们?|她|对方|人家|那人|那边|{_SUM}|押金|保证金|定金|手续费|服务费|升级费|激活费|费用?|钱|款|的|账)*[。!！.…\s]*"
)
_GAVE_ZH = re.compile(
    rf"(?:我们?|刚才?|已经|都|把)*(?:钱(?:已经|都|就)?给(?:了)?(?:他们?|她|对方|人家|出去)*了?|给了?(?:他们?|她|对方|人家)+了?{_SUM})(?:了|过去)*[。!！.\s]*"
)
_PAYS_ZH = re.compile(rf"钱|款|账|金|费|给|{_SUM}")
_NO_PAY_ZH = re.compile(
    r"打(?:完|过)?(?:了)?$|打过(?:了)?$|存(?:完|过)?了?$|充(?:了|完|过)*$|打了?(?:出|去)|充(?:不|满|电)|打(?:不|印|完|出)"
)
_SUM_EN = r"(?:[£$€]\s?)?\d[\d,.]*\s?(?:k|grand|pounds?|dollars?|euros?|quid|bucks|rand|naira|rupees|usd|gbp)?"
_EN = re.compile(
    rf"(?:(?:i|we|i've|ive|we've|weve|have|just|already|so|ok|yes|now|today|yesterday)\s+)*"
    rf"(?:(?P<pays>paid|transferred|wired)|sent|gave|put|did|done|made|bought)"
    rf"(?:\s+(?:(?P<whom>him|her|them|guy|man|woman|lady|caller|people|company|somebody|someone)|(?P<sum>{_SUM_EN})"
    rf"|(?P<what>money|fees?|deposit|transfer|payment|gift cards?|amount)|to|the|a|their|his|account|it|over|of|by|for|in|into|already|now|today|yesterday|off|through|across|bank))*[.!\s]*",
    re.IGNORECASE,
)
_GONE_EN = re.compile(
    r"(?:the |my )?(?:money|payment|transfer|cash|fee|deposit)(?: has| is|'s| was| has been| have been)? (?:already |been |just )*(?:sent|paid|transferred|wired|done)(?: (?:over|to|them|him|her|already|now))*[.!\s]*",
    re.IGNORECASE,
)


def is_paid_away(text: str) -> bool:
    """Whether it is told that money was paid to somebody, and nothing else."""
    said = text.strip()
    if _GAVE_ZH.fullmatch(said):
        return True
    if _ZH.fullmatch(said):
        return bool(_PAYS_ZH.search(said)) and not _NO_PAY_ZH.search(said)
    found = _EN.fullmatch(said)
    paid = found and (found["sum"] or found["what"] or (found["pays"] and found["whom"]))
    return bool(paid or _GONE_EN.fullmatch(said))


def asked_of(text: str, state: State, match: Match) -> Match:
    """The match; where nothing is open and money was paid away, that it is asked whether to a stranger, and what else it may be."""
    if state.place is not None or not is_paid_away(text) or (match.decision is Decision.ACCEPT and match.candidates[0].intent == SCAM):
        return match
    others = [one.intent for one in match.candidates if one.score >= _WORTH_ASKING and one.intent.startswith(_OF_MONEY)]
    asked = tuple(Candidate(intent, _LIKELY, text) for intent in (SCAM, *(others or _OTHERWISE)[:2]))
    return replace(match, decision=Decision.CLARIFY, candidates=asked, act=None, also=())
