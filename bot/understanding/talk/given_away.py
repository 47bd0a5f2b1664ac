"""What a swindler was given, told in whatever words amid a swindle: 完了 我报给他了, "too late, typed it in". Decides nothing.

What he only asks for, what was nearly given or is asked about was not; what was given comes before what was not: 只报了验证码，卡号没给.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.spoken import Danger
from bot.core.state import State
from bot.core.understanding import Candidate, Decision, Field, Heard
from bot.understanding.facts.trying import clauses
from bot.understanding.text.normalising import has_han, phrased, plain

SCAM, GIVEN = "security.scam", "scam_given"
DATA, MONEY, MACHINE, NOTHING, AFTER_ALL = "data", "money", "machine", "nothing", "given"
"""What was given, as the answers are named; and the answer that something was, after all."""
_SLIGHT = frozenset({NOTHING, "unsure", "no", "yes"})
"""Answers that give way to what was given."""
_LESS = frozenset({"last_four", "scam_safe", "type_nothing", "what_else", "hang_up"})
"""Answers that say less than what is to be done once something was given."""
_TAKEN_AS_GIVEN = frozenset({DATA, MONEY})
"""What words in which it is only asked for sound like."""

# ---- Chinese

_BLAMELESS_ZH = re.compile(
    r"不好意思|不小心|不知(?:道|不觉)|不懂|不留神|没(?:忍住|多想|注意|防备|留神|怀疑|反应过来|想(?:到|太多|那么多|多))|要不是|是不是(?=骗|假)"
)
_GIVE_ZH = r"(?:报|念|说|讲|发|填|输|交|给|传|拍|读|抄|透露|泄露|提供|告诉)"
_HIM_ZH = r"(?:他们?|她们?|对方|人家|骗子|那边|那人|那个人|客服|经理|骗我的)"
_GAVE_ZH = re.compile(
    rf"{_GIVE_ZH}(?:给|跟|到)?(?:{_HIM_ZH})?(?:过去|出去|进去|上去|完|好|全|光|漏|错)*(?:了(?!没|不|是|让|叫|要|几|好几|三|两|多少|半天|吗)|过(?!来|没|吗|期))"
    rf"|(?:已经|已|都|早就|刚才?|全|就|把.{{0,10}}|[码号字密]){_GIVE_ZH}(?:给|到)?{_HIM_ZH}|(?:已经|都|早就|全)(?:跟|和|对|给){_HIM_ZH}(?:说|讲|报|念|发)"
    rf"|(?:照|按|跟|听)(?:着)?{_HIM_ZH}?(?:的?话|说的?|讲的?|教的?|要求|意思)?(?:去|都|全)*(?:做|弄|操作|办|搞|点|填|按|输)(?:完|好)?了"
    rf"|{_HIM_ZH}(?:已经|都|就|现在)*(?:拿到|知道|套走|套去|骗走|骗到|记下|看到)了?(?:我的?)?.{{0,4}}(?:码|密码|卡号|数字|身份证)|{_HIM_ZH}(?:已经|都|就|现在|全)+知道了|被{_HIM_ZH}?(?:套|骗)(?:走|去|到)?了"
    r"|(?:点|扫|打)开?了(?:他|那|这|链接|码|网址)|(?:我|已经|都|刚才?)(?:点|扫|做|弄)(?:过)?了$"
)
_WITHHELD_ZH = re.compile(
    rf"(?:没|未|不|别|差点|险些|差一点|要不要|该不该|能不能|可不可以|可以|是否|要是|如果|万一|假如|正要|正想|准备|打算|想要|除非)[^,，。]{{0,8}}?(?:{_GIVE_ZH}|照|按|点|扫|做|弄)"
    rf"|(?:客人|顾客|你们?|您|银行|警察|110)[^给跟]{{0,3}}(?:说|告诉|给|发|报)|^(?:但|可|就|还|又|也|是|说)*{_HIM_ZH}(?:还|又|就|也|都|刚才?|一直|跟我|给我)*(?:说|讲|报|告诉|发|给|念)(?!给)"
    rf"|给我(?:发|打|报|念)|跟我(?:说|讲)|告诉我|{_GIVE_ZH}了(?:会|就会|能|是不是)"
)
_ASKED_FOR_ZH = re.compile(r"(?:叫|让|要|催|逼|喊|求|骗|哄|说要|需要)(?:着)?(?:我们?|咱们?|俺|店员|员工|我老婆|我爸|我妈)")
_ENDED_ZH = re.compile(r"了(?:啊|吧|呀|呢|的)?$|已经|我就|照做")
_MACHINE_ZH = re.compile(
    r"(?:机器|机子|pos机?|刷卡机|终端|收款机|小键盘)(?:上面|上|里面|里|那里)?[^,，。]{0,8}(?:按|输|打|敲|点|操作|确认)|(?:按|输|敲|操作)(?:了|进|上|过|到|在)[^,，。]{0,8}(?:机器|机子|pos|刷卡机|收款机)|按了?(?:他|她|对方)说的(?:数字|键|号)|(?:按|敲)了[^,，。]{0,6}(?:数字|键|号|指令)",
    re.IGNORECASE,
)
_REFUNDS_ZH = re.compile(
    r"(?:正在|在|自己|自动|开始|已经|显示|写着?|提示|出来|打印|打出|弹出|跳出)[^,，。]{0,10}(?:退款|退货|退钱)|(?:退款|退货|退钱)[^,，。]{0,4}(?:中|进行|处理|成功|受理|出去|\d)|退(?:了|出去)[^,，。]{0,3}\d"
)
_NO_REFUND_ZH = re.compile(r"没(?:有)?[^,，。]{0,4}退|(?:怎么|要|想|能|给客|帮客|客人要)[^,，。]{0,4}退|客(?:人|户)退|要是|万一|会不会")
_DEBITED_ZH = re.compile(
    r"扣(?:了|款|掉|走)|(?:转|划|刷|盗|扣)走了?|被(?:转|划|扣|刷|盗刷)了?|(?:卡|账户|账|余额)(?:里|上)?[^,，。]{0,6}(?:少了|没了|空了)|钱(?:就|都|已经)?(?:没了|不见了)"
)
_NO_DEBIT_ZH = re.compile(r"没(?:有|被)?(?:扣|转|划|少|刷)|会不会|会(?:被|不)|要是|万一|怕|担心|吗|能不能")
_FUNDS_ZH = r"(?:钱|款|保证金|押金|解冻费|手续费|费用?|\d+元?块?)"
_PAID_ZH = re.compile(
    rf"(?:转|付|汇|充)(?:款|账|钱)?(?:给|到)?{_HIM_ZH}?(?:过去|出去)?了(?!没|吗|人工)|(?:转|付|汇)(?:给)(?:了)?{_HIM_ZH}|(?:给|向|跟){_HIM_ZH}(?:转|付|汇|打|交)(?:款|账|钱)?(?:过去)?了(?!电话)"
    rf"|{_FUNDS_ZH}(?:都|已经|全|也)*(?:转|付|汇|打|交)(?:了|过去|给|出去|走)|(?:交|打)(?:了|过去了|给了?{_HIM_ZH}(?:了)?){_FUNDS_ZH}"
)
_UNPAID_ZH = re.compile(r"(?:差点儿?|险些|差一点|没|未|不|别)[^,，]{0,6}(?:转|付|汇|打|交|充)|客[人户]|顾客")
_HARMLESS_ZH = re.compile(r"名字|姓名|店名|姓[啥什]|地址|尾号|后四位|机器号|终端号|序列号|商户号|手机号|我叫")
_SECRET_ZH = re.compile(r"码(?!牌)|密码|卡号|六位|数字|身份证|背面三位|有效期|账号|全")
_BANKS_ZH = re.compile(r"卡号|密码|身份证|有效期|银行|扣|转走|背面三位|短信")

# ---- English

_HIM_EN = r"(?:him|her|them|the (?:caller|man|guy|woman|lady|bloke|person|scammer|thief)|that (?:man|guy|woman|lady))"
_WHAT_EN = r"(?:it|that|them|those|code|codes|otp|pin|passcode|password|numbers?|digits?|details?|card|everything|all|info|information|one|lot|it all)"
_GAVE_EN = re.compile(
    rf"\b(?:gave|given)\b(?! (?:me|us|up|nothing|no\b|n[oa]wt|out to|a (?:fake|wrong|false)))"
    rf"|\b(?:told|texted|sent|shared|showed|handed)\b(?! (?:me|us|nothing)\b)(?= (?:\w+ ){{0,3}}?(?:{_HIM_EN}|{_WHAT_EN})\b)"
    rf"|\bread\b(?! (?:error|only))(?= (?:\w+ ){{0,3}}?(?:{_HIM_EN}|{_WHAT_EN}|out)\b)"
    rf"|\b(?:typed|keyed|entered|punched|filled|inputted|tapped|pressed)\b(?= (?:\w+ ){{0,3}}?(?:{_WHAT_EN}|in|what)\b)|\bput (?:(?:\w+ ){{0,2}}?{_WHAT_EN} in\b|in (?:\w+ ){{0,2}}?{_WHAT_EN}\b|{_WHAT_EN} into\b)"
    rf"|\b(?:i|we|i'?ve|we'?ve|have|already|just|wife|husband|staff|girl|boy|son|daughter|colleague|manager) (?:already |just |have |even |sadly |stupidly )*(?:done|did) (?:it|that|what|as|everything|already|all|so)\b|\b(?:i|we) (?:already |just )*did$|\balready (?:did|done|gave|told|read|typed|sent|entered|keyed)\b|\b(?:i'?ve|i have|we'?ve) (?:already )?done$|^done (?:it|that)\b"
    rf"|\b(?:he|she|they|caller|scammer|guy|man)(?:'s|'ve)? (?:already |now )?(?:got|has|have|had|took|knows?) (?:got )?(?:the|my|our|it|a|all|both)\b(?= ?(?:\w+ )?{_WHAT_EN}\b)"
    r"|\b(?:clicked|opened|followed) (?:on )?(?:it|the|his|her|that|their|a) ?(?:link)?|\bfell for it\b|\b(?:followed|obeyed|went along with) (?:what|his|her|their|all|everything|the instructions|it)\b"
)
_NOTHING_EN = r"(?:gave|given|give|told|read|sent|shared|paid|said|did|done) (?:(?:him|her|them|away|out|the \w+|that \w+|any|anybody) )*(?:nothing|n[oa]wt|owt|zip|none|neither|no)\b"
_NOTHING_GIVEN_EN = re.compile(rf"\b{_NOTHING_EN}")
_WITHHELD_EN = re.compile(
    r"\b(?:not|no|nothing|never|without|nobody|nearly|almost|about to|refus\w+|won'?t|would|wouldn'?t|if|should|shall|can|could|before|going to|gonna|will|unless|when i|until|neither|nor|only asked|customers?|my bank|the bank|the police|you)\b(?: (?!i\b|we\b)\w+){0,4} ?$|n'?t(?: \w+){0,3} ?$|\b(?:do|did|does) (?:i|we|you)(?: \w+){0,2} ?$"
)
_ASKED_FOR_EN = re.compile(
    r"\b(?:ask\w*|want\w*|tell\w*|told|need\w*|got|get\w*|made|making|had|try\w*|tried|begg?\w*|order\w*|instruct\w*|say\w*|said|say i (?:must|should)|i (?:must|should|have to|had to))\b(?: (?:me|us|my \w+|for me|that i|i))?(?: (?:should|must|need|have))?(?: to)\b|\basked for\b"
)
_SINCE_THEN_EN = re.compile(r"\b(?:i|we)(?:'?ve| have)? (?:already|just)\b|\balready\b|\b(?:so|and|then|which) (?:i|we)\b")
_MACHINE_EN = re.compile(
    r"\b(?:typed|keyed|entered|punched|put|pressed|input|did|done|tapped)\b.{0,40}\b(?:machine|terminal|reader|pdq|keypad|pin ?pad|pos|till)\b|\b(?:typed|keyed|punched|put|pressed) (?:in )?(?:the |some |his |those |in |all )*(?:numbers|digits|keys|amount)\b"
)
_REFUNDS_EN = re.compile(
    r"\b(?:machine|terminal|screen|reader|pdq|pos|it|its|it'?s|display|slip|receipt|paper)\b.{0,30}\brefund|\brefund(?:s|ing)?\b.{0,16}\b(?:in progress|process\w*|running|going|approved|accepted|complete\w*|started|sent|went|out|now|printed|by itself)\b|\brefunded [£$€]?\d"
)
_NO_REFUND_EN = re.compile(
    r"\b(?:no|not|never|without) (?:\w+ )?refund|n'?t (?:\w+ ){0,2}refund|\bhow (?:do|can) i refund|\b(?:can|should|could|shall|do) (?:i|we) (?:\w+ )?refund|\bcustomer wants|\bif\b"
)
_DEBITED_EN = re.compile(
    r"\b(?:debited|charged me|taken out|money (?:has |is |was |have )?(?:already |just )?(?:gone|left|taken|missing|stolen)|took (?:[£$€]?\d[\d,.]*|money|my money|it all)|(?:lost|missing) (?:[£$€]?\d[\d,.]*|money)|emptied|cleaned out|(?:[£$€]?\d[\d,.]*\w*(?: (?:pounds?|quid|dollars?|euros?|rupees|rand|naira))?|money) (?:has |have |just |is |was |'s )*(?:gone|left|taken|debited|stolen|missing)|withdrawn|deducted)\b"
)
_NO_DEBIT_EN = re.compile(r"\b(?:no|nothing|not|never|if|will|could|can|would|might)\b|n'?t\b")
_PAID_EN = re.compile(
    rf"\b(?:paid|transferred|wired|sent|moved)\b (?:(?:to|over|the|my|his|her|their|that|some|all) )*+(?:{_HIM_EN}|money|cash|fee|deposit|[£$€₦₹]?\d[\d,.]*k?)\b(?! (?:the |a |my )?(?:code|otp|pin|link|photo|picture|message|text|email|customers?)\b)"
)
_TOLD_YOU_EN = re.compile(r"^(?:(?:i|we)(?:'?ve| have)? (?:already |just )?(?:said|told (?:you|u)|say|keep saying)|like i said)(?: that)? ")
_HARMLESS_EN = re.compile(r"\b(?:name|shop|address|last (?:4|four)|serial|terminal number|machine number|postcode|phone number|mobile)\b")
_SECRET_EN = re.compile(r"\b(?:codes?|otp|pin|passcode|password|digits|card number|cvv|expiry|everything|numbers)\b(?<!phone number)")
_BANKS_EN = re.compile(r"\b(?:card number|my card|cvv|bank|password|pin|sms|text(?:ed)?|expiry|debited|my account)\b")
_KEPT_EN = re.compile(
    rf"\b{_NOTHING_EN}|\b(?:nearly|almost|about to|just about) (?:\w+ )?(?:gave|give|told|tell|read|typed?|sent|send|said|did|do|put)\b|(?:\b(?:not|never|refused to|without|nobody)\b|n'?t\b|\b(?:havent|didnt|hasnt|wasnt|havnt)\b)(?: (?!just|only|know)\w+){{0,3}}? ?\b(?:give|gave|given|giving|tell|told|telling|read|type|typed|typing|key|keyed|enter|entered|say|said|send|sent|share|shared|click|clicked|do|done|put|press|pressed|install|installed|confirm|confirmed)\b"
)
_KEPT_ZH = re.compile(
    rf"(?:没|没有|未|不敢|不肯|不|差点儿?|险些|差一点)(?:就|会|要|有|给|跟|把|告诉|敢|再|真|肯|去|听|让|人|被)*(?:{_HIM_ZH}|码|验证码|卡号)*(?:{_GIVE_ZH}|按|点|扫|做|弄)(?!我)"
)


def given_away(text: str, known: str = "") -> str:
    """What a clause says was given: the gravest of it, or nothing. What is ``known`` holds where no bank is named."""
    said = {*clauses(plain(text)), *clauses(plain(phrased(text)))}
    found = {what for clause in said if (what := _in(clause))}
    banks = any((_BANKS_ZH if has_han(clause) else _BANKS_EN).search(clause) for clause in said)
    if MACHINE in found or (known == MACHINE and found and not banks):
        return MACHINE
    return next((what for what in (MONEY, DATA) if what in found), "")


def _in(clause: str) -> str:
    return _in_chinese(_BLAMELESS_ZH.sub("", clause)) if has_han(clause) else _in_english(_TOLD_YOU_EN.sub("", clause))


def _in_chinese(clause: str) -> str:
    if _REFUNDS_ZH.search(clause) and not _NO_REFUND_ZH.search(clause):
        return MACHINE
    if _DEBITED_ZH.search(clause) and not _NO_DEBIT_ZH.search(clause):
        return MONEY
    asked = _ASKED_FOR_ZH.search(clause) and not _ENDED_ZH.search(clause)
    if asked or _WITHHELD_ZH.search(clause) or (_HARMLESS_ZH.search(clause) and not _SECRET_ZH.search(clause)):
        return ""
    if _PAID_ZH.search(clause) and not (_NO_DEBIT_ZH.search(clause) or _UNPAID_ZH.search(clause)):
        return MONEY
    if _MACHINE_ZH.search(clause):
        return MACHINE
    return DATA if _GAVE_ZH.search(clause) else ""


def _in_english(clause: str) -> str:
    if _REFUNDS_EN.search(clause) and not _NO_REFUND_EN.search(clause):
        return MACHINE
    if _DEBITED_EN.search(clause) and not _NO_DEBIT_EN.search(clause):
        return MONEY
    paid = _PAID_EN.search(clause)
    if paid and not _is_withheld(clause, paid.start()):
        return MONEY
    found = next((one for one in _GAVE_EN.finditer(clause) if not _is_withheld(clause, one.start())), None)
    if found is None or _NOTHING_GIVEN_EN.match(clause, found.start()) or (_HARMLESS_EN.search(clause) and not _SECRET_EN.search(clause)):
        return ""
    return MACHINE if _MACHINE_EN.search(clause) else DATA


def _is_withheld(clause: str, at: int) -> bool:
    before = clause[:at]
    asked = _ASKED_FOR_EN.search(before) and not _SINCE_THEN_EN.search(before)
    return bool(asked or _WITHHELD_EN.search(before))


def kept_back(text: str) -> bool:
    """Whether a clause says that nothing was given, and none that anything was."""
    said = {*clauses(plain(text)), *clauses(plain(phrased(text)))}
    return any((_KEPT_ZH if has_han(clause) else _KEPT_EN).search(clause) for clause in said) and not given_away(text)


def _only_asked(text: str) -> bool:
    """Whether it is told what is asked for, and not that it was given."""
    said = plain(text)
    return bool((_ASKED_FOR_ZH if has_han(said) else _ASKED_FOR_EN).search(said)) and not given_away(text)


def gave(heard: Heard, text: str, state: State) -> Heard:
    """What is heard of a swindle, with what was given to the swindler, or that nothing was."""
    tells = heard.danger is not None and heard.danger.intent == SCAM
    if state.trouble != SCAM:
        return _of_the_first(heard, text) if tells or heard.intent == SCAM else heard
    if heard.danger is not None and not tells:
        return heard
    known = state.slots.get(GIVEN, "")
    told = given_away(text, known)
    if not told:
        return _kept(heard, text, state, known) if heard.danger is None else heard
    return _answered(heard, told, state)


def _of_the_first(heard: Heard, text: str) -> Heard:
    """The words that a swindle begins with: what is only asked for was not given; what was done on the terminal was."""
    said = heard.danger.sets.get(GIVEN, "") if heard.danger else ""
    if _only_asked(text):
        fields = tuple(one for one in heard.fields if not (one.name == GIVEN and one.value in _TAKEN_AS_GIVEN))
        taken = said in _TAKEN_AS_GIVEN and heard.danger is not None
        return replace(heard, fields=fields, danger=Danger(SCAM, {}, ()) if taken else heard.danger)
    if said in {"", DATA} and given_away(text) == MACHINE:
        return replace(heard, danger=Danger(SCAM, {GIVEN: MACHINE}, ()), refused=None)
    return heard


def _answered(heard: Heard, told: str, state: State) -> Heard:
    """As the answer to what was given, where that is asked; else as news of the swindle."""
    question = state.question
    aside = None if heard.aside in _LESS else heard.aside
    plainly = replace(heard, guess=None, act=None, refused=None, correction=None, aside=aside, besides=())
    if question is not None and question.offer(told) is not None:
        picked = heard.offer if heard.offer and heard.offer not in _SLIGHT and told == DATA else told
        return replace(plainly, offer=picked, danger=None)
    if question is not None and question.offer(AFTER_ALL) is not None and told == DATA:
        return replace(plainly, offer=AFTER_ALL, danger=None)
    sure = (Candidate(SCAM, 1.0),)
    return replace(plainly, offer=None, danger=Danger(SCAM, {GIVEN: told}, ()), decision=Decision.ACCEPT, candidates=sure)


def _kept(heard: Heard, text: str, state: State, known: str) -> Heard:
    """That nothing was given, where that is asked, or nothing else is known."""
    question = state.question
    if known not in {"", *_SLIGHT} or heard.aside or not kept_back(text):
        return heard
    if question is not None and question.offer(NOTHING) is not None:
        free = heard.offer is None or heard.offer in {*_SLIGHT, DATA}
        return replace(heard, offer=NOTHING, guess=None, act=None) if free else heard
    if state.place is not None or not state.is_awaiting:
        return heard
    sure = (Candidate("conversation.no", 1.0),)
    return replace(heard, decision=Decision.ACCEPT, candidates=sure, act="no", fields=(*heard.fields, Field(GIVEN, NOTHING)))
