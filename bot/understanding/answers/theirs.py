"""What a customer's side shows: a phone, a bank, a screenshot. It is no proof that money has come, and never taken for what the terminal or
the merchant's own app says.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.midway import THEIRS, UNKNOWN
from bot.core.state import State
from bot.core.understanding import Candidate, Decision, Field, Heard
from bot.understanding.answers.asking import is_question
from bot.understanding.text.clauses import DENIAL

_DEBITED = "customer_debited"
_MINE = frozenset({"solved", "approved", "found", "not_fixed", "failed"})  # what the terminal or the merchant's own app may say
_TALK = "conversation.unsure"
_PHONE = r"(?:手机|微信|支付宝|云闪付|银行|网银|那边|这边|截图|短信|屏幕|账单|app|界面|卡)"
_PAID = r"(?:成功|付了|付过|付款了|付好|付完|支付了|扣|转了|好了|到账|完成|打勾|绿)"
_THEIRS = re.compile(
    rf"(?:他|她|顾客|客人|客户|对方|人家|买家|小伙|大姐|大哥)(?:们)?(?:的|自己|给我看了?|拿|刚才?|说|那|看了?|,|，| )*{_PHONE}[^。!！?？]{{0,14}}{_PAID}"
    rf"|(?:他|她|顾客|客人|客户|对方|人家|买家)(?:们)?(?:又|都|还|刚才?|已经)*(?:给我看|发我|拿给我看|亮给我看|截图)[^。!！?？]{{0,14}}{_PAID}|截图[^。!！?？]{{0,10}}{_PAID}"
    r"|\b(?:his|her|their|the (?:customer|client|guy|lady|buyer|man|woman)'?s|customer'?s?)(?: own| mobile| banking| bank)* (?:phone|app|bank|screen|wallet|account|statement|side|end|mobile|banking|card|screenshot)\b[^.?]{0,24}\b(?:success\w*|paid|approved|completed?|done|through|ok|okay|fine|sent|green|charged|debited|taken)\b"
    r"|\b(?:showed|shows|showing|shown) me (?:(?:on )?(?:his|her|their) |a |the )?[^.?]{0,24}\b(?:success\w*|paid|approved|complete\w*|payment|screenshot|confirmation)\b|\bscreenshot\b[^.?]{0,24}\b(?:success\w*|paid|approved|complete\w*)\b",
    re.IGNORECASE,
)


def on_their_side(heard: Heard, state: State) -> Heard:
    """What was heard; and where it is looked up what became of a payment, what the customer's side says only as that."""
    question = state.question
    looks = state.trouble == UNKNOWN and state.place is not None and question is not None and any(map(question.offer, _MINE))
    if not looks or heard.danger or is_question(heard.text) or DENIAL.search(heard.text) or not _THEIRS.search(heard.text):
        return heard
    told = (Candidate(_TALK, 1.0),)
    fields = (*(field for field in heard.fields if field.name != "sale_status"), Field(_DEBITED, "yes"))
    return replace(heard, offer=None, guess=None, act=THEIRS, decision=Decision.ACCEPT, candidates=told, fields=fields, also=())
