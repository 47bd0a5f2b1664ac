"""Whether words that are near to a trouble tell of one of its own: that something does not do its work, or what it is called.

When something began, on what condition it happens, who came, and what there is in the shop are told of the trouble at hand. Knows the
form of the words alone.
"""

from __future__ import annotations

import re

from bot.core.knowledge import OF_THE_TERMINAL, group_of

_EITHER_WAY = re.compile(r"(.)[不没]\1|有没有|还有(?=百分之|\d)")
"""要不要, 能不能: what asks denies nothing."""
_WRONG = re.compile(
    r"不|没|未|无|坏|断|掉|失败|错|卡(?=[住死顿纸壳机])|[票纸]卡|卡了|黑|花|白|裂|碎|闪|死|[太很好更]慢|慢|糊|淡|缺|丢|冒|漏|烧|烫|热|鼓|胀|乱|跳|响|叫|异常|问题|毛病|故障|失灵|报警|攻击|锁|过期|[已又用]完|罢工|挂了|关机|重启|断电|转圈|一直|总是?|老是?|是屏幕|条|模糊|拒|摔|进水|洒|撞|磕|泡|裂|两次|重复|多扣|超时|报错|签到|修|换"
    r"|\b(?:no|not|nor|neither|never|nothing|none|hardly|barely|cannot|can'?t|won'?t|don'?t|doesn'?t|isn'?t|aren'?t|wasn'?t|didn'?t|couldn'?t|cant|wont|dont|doesnt|isnt|arent|wasnt|didnt|couldnt|hasnt|havent|error\w*|err|fail\w*|broke\w*|bust\w*|dead|dies|died|dying|down|off|offline|out|stuck|stick\w*|jam\w*|crack\w*|smash\w*|drop\w*|fell|fall\w*|keeps?|kept|flick\w*|flash\w*|freez\w*|froze\w*|hang\w*|slow\w*|smok\w*|swell\w*|swoll\w*|bulg\w*|hot|warm|flat|dodgy|funny|weird|odd|strange|playing|acting|messed|empty|needs?|ran|burn\w*|spark\w*|white|black|blank|faint|pale|stripes?|lines?|gibberish|lost|los(?:e|es|ing)|miss\w*|refus\w*|reject\w*|declin\w*|timed|timeout|charged|wrong|problems?|issues?|trouble\w*|fault\w*|bad|weak|poor|lock\w*|expir\w*|drain\w*|leak\w*|nois\w*|spill\w*|wet|dirty|scratch\w*|chew\w*|torn|tear\w*|bent|loose|restart\w*|reboot\w*|shuts?|crash\w*|unresponsive|jump\w*|ghost\w*|dim|dark|too|help|fix\w*|repair\w*|updat\w*|reset)\b|n't\b"
)
_CONDITION = re.compile(
    r"(?:but |and |though |it'?s |is |that'?s |only |just |mostly |mainly |always |happens )*(?:when(?:ever)?|while|if|once|during|since)\b.{1,40}"
    r"|(?:就|只有?|都|也|总|但|,|是)*一(?:插|充|接|拔|用|开)(?:着|上|了)?.{0,4}就.{1,4}"
    r"|(?:就|只有?|都|也|总|但|,|是|在|一|每次)*(?:插着|充着?|拔|用|开着?)?.{0,6}(?:的时候|时候|(?<!超)时)(?:才|就|更|也|都|会|是|这样|出现|发生|凶|厉害|严重|有|了)*"
)
_NAMED = re.compile(
    r"(?:no |but |sorry |actually |it'?s |is |that'?s |just |only )*(?:the |my |our )?\w+(?: \w+)?(?: (?:too|as well|also))?|[^没不]{1,7}"
)
"""A word or two that name something and no more."""
_PHONES = re.compile(
    r"^(?:and |but |the |my |our |even |also |customers'? )*(?:phones?|mobiles?|cell ?phones?)\b|^(?:连|我|客人|的|就)*手机"
)
"""The phones of people, whose signal is none of the terminal."""
_NO_THING = re.compile(
    r"(?:there'?s |there is |i see |see )*(?:no ?thing|not anything)(?: (?:is|strange|odd|extra|there|wrong))*(?: (?:on|in|at|with) (?:the |my |this )?\w+)?"
)
_VISITS = r"\bticket|\brepairs?\b|\bvisits?\b|\bappointment|\bbook(?:ed|ing)\b|\btechnicians?\b|\bengineers?\b|\bjob\b|\bcase\b|\bcome\b|\bcoming\b|工单|报修|维修|预约|上门|师傅|改.{0,2}时间|来修"
_NAMES = tuple(
    (prefix, re.compile(words))
    for prefix, words in (
        ("ticket.cancel", rf"^(?!.*(?:换了|修了|来了|换过))(?=.*(?:{_VISITS}|\brequest))(?:.*(?:\bcancel|\bcall(?:ed)? off|\bno need|\bdon'?t|\bnot\b|取消|撤|不用|别(?!跑|走错|去老|找错|弄错|忘|白跑|去错|来晚|迟到)|不要|算了))"),
        ("ticket.", _VISITS),
        ("account.change_info", r"银行|卡|结算|账[户号]|地址|店名|名[字称]|法人|经营者|电话|手机号|要搬|搬(?:家|店)|移机|执照|\bbank|\baccount|\baddress|\bname|\bpayout|\bdetails|\bnumber|\bowner|\bmov(?:e|ing)\b|\blicen[cs]e|\bsort code|\bemail"),
        ("transaction.response_code", r"码|拒|错|失败|受限|余额|\d{2}|\bcodes?\b|\bdeclin|\brefus|\breject|\berror|\bfail|\bdo not hono|\binsufficient|\bnot (?:accept|approv|allow)|\binvalid"),
        ("transaction.refund_void", r"退|撤|冲正|[收打输按刷]错|多[收刷打]|少[收刷打]|\brefund|\bvoid|\bmoney back|\bcancel|\bwrong|\bmistake|\bover ?charg|\bunder ?charg|\bmis-?key|\bundo|\brevers|\btoo (?:much|little)|\binstead of"),
        ("transaction.double_charge", r"两|二|双|重复|多扣|又[扣刷收]|再[扣刷收]|几次|\btwice|\bdouble|\btwo|\bagain|\bduplicate|\bsecond|\b2\b|\bboth"),
        ("settlement.amount_mismatch", r"少|差|对不上|不对|不符|不一样|多扣|扣|费|率|涨|\bshort|\bless|\bdiffer|\bmatch|\bfees?\b|\bcharg|\brates?\b|\bdeduct|\bmissing|\bmore|\bhigher|\bwent up|\bwrong|\bdoesn'?t add"),
        ("settlement.hold", r"冻|风控|限|调单|拒付|扣住|压着|押着|审核|\bhold|\bheld|\bfr(?:ee|o)z|\bblock|\brestrict|\blimit|\bchargeback|\bdisput|\breview|\bsuspend|\bkept back|\bdocuments?\b"),
        ("settlement.batch", r"结|批|\bbatch|\bsettle|\bend of day|\bclose|\bclosing|\bcash(?:ed|ing)? up|\bz ?report|\bday end"),
        ("repair.quote", r"多少钱|费|价|收钱|贵|多久|几天|备用|划算|值|换|\bcosts?\b|\bprices?\b|\bcharges?\b|\bhow (?:much|long|many days)|\bpay|\bfee|\bquote|\bexpensive|\bloan|\bspare|\bworth|\breplac|\bmoney\b"),
        ("maintenance.review", r"版本|升级|过时|淘汰|[太很]?老|旧|审查|更新|型号|年头|\bversion|\bout ?of ?date|\boutdated|\bold|\bupgrad|\bupdat|\breview|\bmodel|\bcertif|\bsupported|\bobsolete"),
        ("security.network_security", r"隔离|顾客.*网|客人.*网|分开|防火墙|公共|杀毒|安全|病毒|黑|\bguest|\bfirewall|\bpublic|\bsafe|\bsecur|\bseparate|\bvirus|\bhack|\bsame network|\bcustomers?\b"),
        ("security.encryption", r"存|加密|泄|卡号|信息|资料|数据|发[给到]|拍照|\bencrypt|\bstor|\bkeep|\bsav(?:e|ing)|\bdata|\bcard numbers?|\bdetails|\bphoto|\bsend|\bshar"),
        ("security.access_rights", r"员工|店员|权限|[账帐]号|离职|收银员|\bstaff|\bemployee|\brights|\baccess|\baccounts?\b|\bpermission|\blog ?ins?\b|\bcashier|\bworker"),
        ("supplier.apply_new", r"申请|办|装|新|加|再要|多要|品牌|牌子|哪[个家种]|换|\bnew|\banother|\bextra|\bsecond|\bbrand|\bapply|\bwhich|\border|\bupgrad|\bget (?:a|one)|\bswitch|\bbuy|\brent"),
    )
)  # fmt: skip
"""What is asked for rather than broken, what is wrong with money, and the words of which one at least is said of it."""
_AS_IT_IS = frozenset({"software.factory_reset", "software.driver_update"})
"""Of the terminal, and wished for rather than suffered."""


def is_of_its_own(intent: str, text: str) -> bool:
    """Whether the normalised words tell of that trouble by themselves, and not only of the one beside it."""
    said = text.strip(" ,.;!?")
    named = next((words for prefix, words in _NAMES if intent.startswith(prefix)), None)
    if named is not None:
        return bool(named.search(said))
    if group_of(intent) not in OF_THE_TERMINAL or intent in _AS_IT_IS:
        return True
    if _CONDITION.fullmatch(said) or _NO_THING.fullmatch(said) or (group_of(intent) == "network" and _PHONES.search(said)):
        return False
    return bool(_WRONG.search(_EITHER_WAY.sub(" ", said)))


def is_a_name(text: str) -> bool:
    """Whether the words only name something: what is named by itself may well be meant to be looked at."""
    return bool(_NAMED.fullmatch(text.strip(" ,.;!?")))
