"""Whether words tell that those who may look at a dangerous or locked terminal have done so: the supplier has brought another,
or has checked it and found it well. Decides nothing.
"""

from __future__ import annotations

import re

from bot.understanding.clauses import DENIAL

_WHO = re.compile(
    r"供应商|厂家|厂商|售后|服务商|支付公司|收单|银行|客户经理|工程师|技术员|维修师傅|师傅|你们(?:的人|同事|公司|那边|家)?"
    r"|\b(?:supplier|provider|payment compan(?:y|ies)|payment people|acquirer|bank|maker|manufacturer|engineer|technician|tech|your (?:guy|man|people|colleague|lot)|service (?:guy|man|company|people))s?\b",
    re.IGNORECASE,
)
_BROUGHT = re.compile(
    r"换(?:了|过|好|掉|来)|送(?:来|了|过来)(?:了|一台|台|个)?新|给(?:我|我们|咱)?(?:换|发|送|寄|拿)了?(?:一?[台个部])?新?的?|拿(?:来|了)(?:一?台)?新|新(?:的|机器?|机子|终端)(?:也|都|已经)?(?:到|来|送|装|用)"
    r"|\b(?:replaced|swapped|exchanged|changed) (?:it|this|that|the (?:whole )?(?:terminal|machine|unit|thing|battery|one|reader)|everything)\b|\b(?:has|have|had|been|was|got|is|it'?s) (?:been |it )?(?:replaced|swapped|exchanged)\b"
    r"|\b(?:brought|sent|gave|given|got|delivered|dropped off|posted)(?: (?:me|us|round|over|in))? (?:a |an |the |another )?(?:new|replacement|different|other|spare|another)\b",
    re.IGNORECASE,
)
_CHECKED = re.compile(
    r"检查|查(?:过|看|了)|看(?:过|了)|修(?:好|过|了)|处理(?:好|过|了|完)|检测|锁(?:了|掉|定)|\b(?:check(?:ed)?|inspect(?:ed)?|look(?:ed)? at|test(?:ed)?|clear(?:ed)?|repair(?:ed)?|fix(?:ed)?|seen|been (?:here|round|over|and)|dealt with|sort(?:ed)?)\b",
    re.IGNORECASE,
)
_WELL = re.compile(
    r"好了|正常|可以(?:接着|继续)?用|能用|放心|\b(?:fine|ok(?:ay)?|good|safe|normal|sorted|alright|works?|working|clear(?:ed)?)\b",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"会|要来|[想等让叫找]|才能|什么时候|明天|后天|下午来|在路上|假|冒充|自称|陌生|不认识|[吗么嘛][?？。]*$|[?？]\s*$"
    r"|\b(?:will|would|going to|gonna|coming|comes|is to|should|can|could|until|when|if|wait\w*|tomorrow|tonight|later|soon|someone|somebody|stranger|fake|(?:was|is|has|have|had|did|does|do|are|were|wo|ca)n'?t|pretend\w*|claim\w*|said (?:he|she|they)|says|supposed|called|calling|asked)\b|\?\s*$",
    re.IGNORECASE,
)
_SO = re.compile(
    r"没(?:事|问题|毛病|坏|异常)|不用(?:再)?(?:修|来|管|担心|处理|登记)(?:了|它)?|\bno (?:need|worries|problems?)\b|\bdon'?t need\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"但|可是|不过|只是|又|还是|仍|依然|再次|结果|冒烟|烫|热|焦|糊|味|火|漏|鼓|胀|嘶|响|报警|攻击|触发|锁|裂"
    r"|\b(?:but|however|though|although|except|yet|again|still|also|too|as well|same|now|then|smok\w*|hot\w*|heat\w*|burn\w*|smell\w*|fire|spark\w*|hiss\w*|swell\w*|swollen|swelling|bulg\w*|puff\w*|leak\w*|tamper\w*|attack\w*|alert|alarm|locked|crack\w*)\b",
    re.IGNORECASE,
)
"""What is told beside: of what was brought or checked since, danger may be told as well, and then nothing is over."""
_SETTLED = re.compile(
    r"锁(?:了|掉|定)|\b(?:all |working |works |is |it'?s |fine |good |ok )+now\b|\bnow (?:all |it'?s )?(?:fine|good|ok|works?|working)\b",
    re.IGNORECASE,
)
_AT_LENGTH = 120  # characters


def is_seen_to(text: str) -> bool:
    """Whether it was replaced by those who may, or checked by them and found well."""
    said = text.strip()
    if len(said) > _AT_LENGTH or not _WHO.search(said) or _NOT_YET.search(said) or DENIAL.search(_SO.sub("", said)):
        return False
    if _MORE.search(_SETTLED.sub("", said)):
        return False
    return bool(_BROUGHT.search(said) or (_CHECKED.search(said) and (_WELL.search(said) or _SO.search(said))))
