"""Wanting a person, wherever it stands in a message and however it is spelt: "oh for god's sake. get me someone", 座子坏了！换人工.

Known by the form of a clause alone: who came, tapped or stole, whom a screen or a customer asks for, and who is to come and mend it
are no such wish. Decides nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.state import State
from bot.core.understanding import Candidate, Decision, Heard
from bot.understanding.text.normalising import has_han, phrased, plain
from bot.understanding.text.patterns import mended

_BREAK = re.compile(
    r"[,.;:!?，。；：！？、…~～\n]+|(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff\d])|\s(?:-|–|—)+\s|\s(?=(?:but|so|then|cos|because)\b)"
)
_SPELT = frozenset(
    {
        "someone",
        "somebody",
        "person",
        "human",
        "operator",
        "representative",
        "manager",
        "supervisor",
        "colleague",
        "speak",
        "connect",
        "transfer",
        "agent",
        "advisor",
    }
)
_SHORT_FOR = (
    (re.compile(r"\b(?:sum|som|some)(?: ?1|1|un)\b"), "someone"),
    (re.compile(r"\b(?:sumbody|sumbdy|smbdy|smb)\b"), "somebody"),
    (re.compile(r"\b(?:hooman|humen|hoomin)\b"), "human"),
    (re.compile(r"\b(?:persom|pursun|parson|prsn|preson|peson)\b"), "person"),
    (re.compile(r"\b(?:tlk|tawk|tok)\b"), "talk"),
    (re.compile(r"\b(?:spk|speek)\b"), "speak"),
    (re.compile(r"\b(?:wiv|wid)\b"), "with"),
    (re.compile(r"\bcn\b"), "can"),
    (re.compile(r"\bpls+z?|plz+\b"), "please"),
    (re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])"), ""),
    (re.compile(r"(?:人|仁)(?:公|功|共|攻|弓|宫|供|工)"), "人工"),
    (re.compile(r"(?:zhuan|huan|jiao|zhao|yao) ?(?:ge ?)?(?:zhen ?)?ren(?: ?gong)?(?: ?ke ?fu)?|ren ?gong(?: ?ke ?fu)?"), "转人工"),
)  # fmt: skip
"""How people spell what they want in a hurry."""
_ANY_SLIP = re.compile("|".join(slip.pattern for slip, _ in _SHORT_FOR))
_LETTER = re.compile("[a-z]")

# ---- English

_KIND = r"(?:real|live|living|actual|proper|human|breathing|senior|local|different|another|one|single|blasted|bloody|damn|flipping)"
_PERSON_EN = rf"(?:(?:an? |the |your |some |any )?(?:{_KIND} )*(?:person|human(?: being)?|people|humans|operator|agent|representative|rep|adviser|advisor|supervisor|executive|member of (?:your )?(?:the )?(?:staff|team)|customer (?:service|support|care)(?: (?:agent|rep|person|team))?|call ?back)|(?:an? |the |your |ur )(?:{_KIND} )*(?:manager|boss|colleagues?|staff|team|support(?: team)?|help ?desk))"
_SOMEONE = r"(?:(?:some|any) ?(?:one|body)(?: (?:real|else|human|alive|who is alive|in person|there|in charge|senior|proper|local|in (?:the |your )?(?:office|support|charge)|on your team|from (?:your|the) (?:team|office|side)))*)"
_WHO_EN = rf"(?:{_PERSON_EN}|{_SOMEONE})"
_THAT = r"(?: (?:who|that)(?:'s| is| can| could| will| actually| really| knows?| understands?| speaks?| has| isn'?t| has got| can't)\b(?!.{0,20}\b(?:fix|repair|mend|come|collect|replace|install)\b).{0,40})"
_END_EN = rf"(?:{_THAT}|(?: (?:please|now|right now|instead|at once|asap|today|quick(?:ly)?|for me|already|then|thanks|thank you|mate|sir|lah?|abeg|on the (?:phone|line)|on (?:here|this)|to (?:talk|speak|chat) (?:to|with)(?: me)?|to help(?: me)?|to explain(?: (?:this|it))?|about (?:this|it|that|my \w+|the \w+)|over the phone|on (?:my )?(?:mobile|number)(?: number)?|(?:on |at )?\+?\d[\d ]*|tonight|this (?:morning|afternoon|evening)|tomorrow|ok|okay|yeah|innit|for (?:god'?s|heaven'?s|goodness|pete'?s|fuck'?s) sake|ffs)))*+"
_ME = r"(?:me|us|this|it|this chat|the chat|my (?:case|chat|call))"
_REACH = r"(?:talk|speak|chat|spk) (?:directly )?(?:to|with|2)"
_RING = r"(?:call|ring|phone|contact|telephone|bell|buzz|dial|get back to|give) (?:me|us|my mobile|my phone|my number|the shop)(?: (?:back|a call|a ring|a bell|a buzz|a call ?back))?"
_BEGIN = r"(?:(?:please|just|okay|ok|oh|nope|nah|no|yes|right|look|well|now|then|so|but|and|or|can|could|cud|may|might|would|will|you|u|i|we|kindly|abeg|pls|let|me|us|wants?|need|wanna|like|to|rather|sooner|prefer|demand|asking|ask|for|id|i'd|i'll|we'd|i'?m|why|can'?t|cannot|not|have|get|really|actually|honestly|seriously|go|ahead|simply|still|d) )*+"
_EN = (
    rf"\b(?:get|fetch|find|bring|give|send|hand|put|pass|connect|transfer|switch|escalate|refer|forward|patch|take|move) {_ME}(?: (?:over|through|across|on|up))?(?: (?:to|with|onto))? {_WHO_EN}{_END_EN}",
    rf"\b(?:put|get|have|bring|call|fetch) {_WHO_EN}(?: (?:real|on|in|over))+{_END_EN}",
    rf"\b(?:get|have|ask|tell) {_WHO_EN} to (?:{_RING}|(?:talk|speak) (?:to|with) me|help me|explain\b.{{0,20}}){_END_EN}",
    rf"\b(?:i|we) (?:just |only |really |would |still |now )*(?:want|need|demand|prefer|require|wanna have|wanna|d like|'d like|would like|want to have|insist on)(?: to)? (?!it\b){_WHO_EN}{_END_EN}",
    rf"\b(?:just |only |really )?(?:wanna|want to|want 2|need to|need 2|like to|let me|let us|can i|could i|may i|can we|could we|can't i|cant i|why can'?t i|can i not(?: just)?|rather|sooner|prefer to|have to|must|someone i can|somebody i can|anyone i can|any ?one to|asking to|trying to|try to|demand to|i will only|i'll only|where can i)(?: (?:just|please|pls|actually|now|maybe|directly|simply))* {_REACH} {_WHO_EN}{_END_EN}",
    rf"^{_BEGIN}{_REACH} {_WHO_EN}{_END_EN}",
    rf"\b(?:is|are) there (?:an? |any |some )?(?:{_KIND} )*(?:person|human|people|one|body|agent|operator|adviser|advisor|humans)(?: (?:being|there|here|available|around|on|at all))*(?: (?:i|we) can (?:talk|speak|chat) (?:to|with))?(?: (?:who|that) can help(?: me)?)?{_END_EN}",
    rf"\b(?:is|are) there (?:some|any) ?(?:one|body)(?: (?:else|there|here))* (?:i|we) can (?:talk|speak|chat) (?:to|with){_END_EN}",
    rf"\b(?:can|could|may|cant|can't) (?:i|we) (?:please |just |not |maybe )*(?:get|have) (?:hold of )?{_WHO_EN}{_END_EN}",
    rf"\b(?:get|put|have) {_SOMEONE} on the (?:phone|line){_END_EN}",
    rf"^{_BEGIN}(?:(?<=need )|(?<=want )|(?<=demand ))(?:an? |the )?(?:{_KIND} )*(?:person|human(?: being)?|operator|agent|manager|supervisor){_END_EN}",
    r"^(?:an? )?(?:(?:real|live|actual|proper) )*(?:human(?: being)?|operator)(?: (?:please|pls|now))*",
    rf"^{_BEGIN}(?:{_SOMEONE}|{_PERSON_EN}|one of (?:your|you) \w+) (?:please |just |can |could |will |would |should |kindly )*{_RING}{_END_EN}",
    rf"\b(?:can|could|will|would|please|have|let|need|want|get) (?:{_SOMEONE}|{_PERSON_EN}|one of (?:your|you) \w+) (?:please |just |kindly )?(?:to )?(?:{_RING}|(?:talk|speak) (?:to|with) me|take over|step in){_END_EN}",
    rf"^{_BEGIN}{_RING}{_END_EN}",
    rf"\b(?:i|we)(?:'d| would)? (?:want|need|like|prefer)(?: to have| to get)? a (?:call|ring|phone call|call ?back)(?: from {_WHO_EN})?{_END_EN}",
    r"^(?:no |just |please |oh |a |an |give me |i want |get me )*(?:real |live |actual |proper )*(?:person|human(?: being)?)(?: (?:please|pls|now|right now|instead|thanks|already))+",
    r"^(?:no |just |please |ok |right |get |give )*(?:real |live |actual |proper )+(?:person|human(?: being)?|agent)(?: (?:please|pls|now|right now|instead))*",
    r"^(?:please |pls )(?:a )?(?:real |live )*(?:person|human(?: being)?)",
    rf"^{_BEGIN}(?:can |could |will |would |let |have |get |please |ask |yes |shall )*(?:a |your |one of your |some )?(?:colleagues?|someone|somebody|anyone|one of you)(?: please| kindly)? (?:to )?(?:pass (?:it|this|that|the question)(?: on| along)?|ask (?:them|for me)|find (?:it |this |that )?out(?: for me)?|chase (?:it|this)(?: up)?|look into (?:it|this|that)|take (?:it|this) (?:up|on|over)|sort (?:it|this) out|order (?:it|one|them)(?: for me)?|arrange (?:it|that)|look at my contract){_END_EN}",
    rf"^{_BEGIN}(?:whatever )?(?:(?<=ask )|ask )(?<!i'll ask )(?<!we'll ask )(?<!me ask )(?<!us ask )(?:someone|somebody|(?:a|your) colleagues?|one of your \w+)(?: (?:for me|about (?:it|this|that)|then))*{_END_EN}",
    rf"^{_BEGIN}(?:someone|somebody|(?:a|your) colleague|one of you)(?: please| kindly)? (?:to )?check (?:it|this|that|the size|which (?:one|size|roll)|for me)(?: for (?:me|us|my \w+|the \w+))?{_END_EN}",
    rf"^{_BEGIN}pass (?:it|this|that|my question)(?: on| along)?(?: then| to (?:them|a colleague|someone|somebody))?{_END_EN}",
)  # fmt: skip
_DENIED_EN = re.compile(
    r"\b(?:don'?t|do not|didn'?t|doesn'?t|no need|never|won'?t|shouldn'?t|needn'?t|wouldn'?t|without|instead of|rather than|before (?:i|we|you)|until (?:i|we)|if (?:i|we|you|some)|when(?:ever)? (?:i|we|you|some)|unless|after (?:i|we))\b"
)
_TOLD_EN = re.compile(
    r"\b(?:he|she|they|customers?|client|guy|man|woman|lady|bank|screen|message|error|caller|engineer|technician|driver|boss|husband|wife|who|it|machine|terminal|text|email)\b.{0,30}\b(?:wants?|wanted|said|says|saying|asks?|asked|told|tells?|is asking|are asking|was asking|shows?|showing|keeps?|tried|needs?|needed|like|likes|would)\b"
    r"|\b(?:told|asked|advised|said) (?:me|us|to)\b|\b(?:i|we|he|she|they)(?:'ve| have| had| did| already)? (?:spoke|spoken|talked|called|rang|phoned|got|had|found|tried)\b.{0,12}$|\b(?:how (?:do|can|would|long)|when (?:will|can|does)|who|which|should|shall|does|did|has|have you|is it)\b.{0,20}$"
)
"""What stands before words that tell of a person, and wish for none."""
_NO_BOT = re.compile(
    r"\b(?:not|n't|stop|sick of|fed up (?:with|of)|hate|tired of|done|enough of|refuse to be|no more)\b.{0,14}\b(?:talk(?:ing)?|speak(?:ing)?|chat(?:ting)?|typing) (?:to|with) (?:a |this |an? )?(?:stupid |bloody |damn |useless |daft )*(?:bot|robot|machine|computer|chat ?bot|ai)\b|\b(?:don'?t|do not|not) want (?:a |to deal with a |any )?(?:bot|robot|chat ?bot|computer)\b"
)

# ---- Chinese

_KIND_ZH = r"(?:一个|个|一位|位|你们?(?:那边|公司|这边)?的?|您们?的?|能|会|真正的|真的|活的|在线|后台|专门的?|其他|别的|有经验的?|明白)*+"
_NAMED_ZH = r"(?:真人|活人|人工(?:客服|坐席|服务|台)?|客服(?:人员|经理|小姐姐|小哥)?|专员|坐席|负责人|负责的人?|管事的人?|主管|经理|领导|工作人员|技术(?:客服|支持)?|同事|大活人|懂(?:行|技术|网络)?的人?|能管事的人?)"
_SOFT_ZH = r"(?:我们|我|就|要不|要|想|还是|那|快点|快|赶紧|赶快|马上|立刻|直接|给我(?![打回拨来])|帮我|请(?!人)|麻烦(?:你|您)?|能不能|能|可不可以|可以|可否|你们|你|您|给(?!我)|算了|行了|好了|不是|不|说|都|干脆|让我|得|必须|需要|只|先|再不|再|别废话|拜托|求求你?|老子|俺|咱|去|烦死了|真的?(?!人)|没用)*+"
_END_ZH = r"(?:过来说|过来(?![修看装换弄拿收取个])|来(?![修看装换弄拿收取个])|帮帮我|帮帮忙|帮忙|帮我|帮一下|服务|处理|解决|解答|回复|说清楚|说话|说|聊聊|聊|谈谈|谈|讲讲|讲|接一下|接待|接手|接管|接听|接电话|接|弄明白|对接|沟通|问问|问|回答我?|理我|管管|管|[跟和]我(?:说|聊|讲|谈|联系|对接|沟通)|联系我|出来|给我?[打回]个?电话|打个?电话给我|打给我|打我手机|打我电话|回个?电话|话|在吗|在不在|有吗|行不行|行不|行吗|好不好|好吗|可以吗|成不|吧|啊|呀|呢|嘛|哈|了啦|呗|吗|么|咯|喽|哦|谢谢|急|快点|快|立刻|马上|现在|一下|下| ?1\d{10})*+"
_RING_ZH = r"(?:给我(?:打|回|拨|来)(?:一?个|一?下)?电话|(?:打|回)(?:一?个|一?下)?电话(?:给我|过来|来)?|打给我|打我(?:的)?(?:手机|电话|号码|这个(?:号|电话))|回(?:我|个)(?:电话|电)|致电(?:给?我)?|(?:电话)?联系我|跟我(?:电话)?联系|和我(?:电话)?联系|来(?:个|一个)电话|call我)"
_ZH = (
    rf"^.{{0,12}}?(?:转|换|接|找|叫|要|喊|请|安排|上|呼叫|联系|切|转接|转到|换成|接通|让|需要)(?:一下|下|到|给我|给(?!我)|我|个)*+{_KIND_ZH}{_NAMED_ZH}{_END_ZH}$",
    rf"^{_SOFT_ZH}(?:来|派)(?:个|一个|位)(?:真人|活人|人工|客服|管事的|经理|领导|负责人|专员){_END_ZH}$",
    rf"^{_SOFT_ZH}(?:(?:叫|找|换|喊)人)*(?:叫|找|换|喊|转|请|接)(?:到|给)?{_KIND_ZH}(?:说话的|管事的|懂的|懂行的|懂网络的)?人(?!来|过来|上门){_END_ZH}$",
    rf"^{_SOFT_ZH}(?:派|安排|让|来)(?:个|一个|位)?(?:懂.{{0,4}}的)?人(?:来|过来)?(?:跟|和|给)我(?:说|聊|讲|谈|联系|对接|沟通|打|回|解释){_END_ZH}(?:个)?(?:电话)?{_END_ZH}$",
    rf"^{_SOFT_ZH}(?:(?:人工|真人|活人)(?:客服|坐席|服务|台)?)+{_END_ZH}$",
    rf"^{_SOFT_ZH}(?:找|换|叫|让|要|安排|喊|来)[^找换叫喊]{{0,9}}(?:跟|和|同|给|与)我(?:说清楚|说话|讲话|说|讲下|讲|聊|谈|沟通|通话|(?:回|打)(?:个)?电话){_END_ZH}$",
    rf"^{_SOFT_ZH}(?:把|将)你?们?(?:的)?(?:{_NAMED_ZH}|老板|人)(?:给我)?(?:叫|喊|找|请){_END_ZH}$",
    rf"^{_SOFT_ZH}来(?:个|点)人{_END_ZH}$",
    rf"^.{{0,10}}?(?:我?(?:就|只|要|想|能|可以|让我|还是|直接|宁愿|宁可)+)(?:跟|和|找|与){_KIND_ZH}(?:{_NAMED_ZH}|人|老板)(?:直接|当面|电话)?(?:说|聊|谈|讲|沟通|对话|反映|通话|交流){_END_ZH}$",
    rf"^(?:有没有|有)(?:个|能|会|一个)*人(?:能|可以|来)?(?:跟|和|给|帮)?我?(?:说话|聊|讲|帮我|帮忙|接待|回我|联系我){_END_ZH}$",
    rf"^{_SOFT_ZH}{_RING_ZH}{_END_ZH}[ ]?(?:1\d{{10}})?{_END_ZH}$",
    rf"^{_SOFT_ZH}(?:叫|让|请|安排|派|找|喊)(?:{_KIND_ZH})(?:{_NAMED_ZH}|人){_RING_ZH}{_END_ZH}[ ]?(?:1\d{{10}})?$",
    rf"^{_SOFT_ZH}(?:让|请|叫|麻烦|那)?(?:你们?的?)?同事(?:帮我|帮忙|给我|去|来|能不能|能|可以)*(?:转|问|查|办|订|跟进)[^怎什哪]{{0,6}}?(?:吧|吗|行吗|好吗|一下)?$",
    r"^(?:好|行|嗯|那|就|可以|对|,|，| )*(?:请|麻烦)?(?:你|您)?帮我转(?:过去|一下|给同事|达|交)?(?:吧|嘛|一下|呗)?$",
)  # fmt: skip
_ZH_BY_ITSELF = (
    rf"^(?:有没有|有|还有|你们?没)(?:{_KIND_ZH})(?:真人|活人|人工(?:客服|服务)?|大活人)(?:能|可以)?{_END_ZH}(?:没有)?$",
    rf"^.{{0,8}}?(?:不|不想|别|不要|不跟|不愿意?|懒得|没法|受不了|烦)+(?:再)?(?:跟|和|与)?(?:你这个?|这)?(?:机器人?|电脑|AI|ai|人工智能|智能客服)(?:说|聊|讲|对话|谈|废话|啰嗦|扯)(?:话|了|下去)*{_END_ZH}$",
)
"""What is said with a denial, or asked."""
_DENIED_ZH = re.compile(
    r"(?:(?<![能可行])不|不用|不要|别|不必|没必要|不需要|没|不是|甭|没有|不想|要不要|需不需要|用不用|是不是(?:要|该)|怎么|如何|哪里|什么时候|为什么|刚|已经|昨天|之前|以前|上次|前天|早上|刚才)(?:再|去|你们?|说|要|想|给我|帮我|您|我|就|都|已经|叫|让|能)*$"
)
_TOLD_ZH = re.compile(
    r"(?:客人|顾客|客户|人家|他|她|它|银行|屏幕|显示|提示|写着|说是|上面|机器|机子|老板|骗子|对方|师傅|技术员|信用社|警察|老婆|老公|谁|店员|员工|他们|那人|有人).{0,8}(?:要|让|叫|想|说|写|显示|提示|非要|来|给|找|请|联系|打)|(?:刚才|刚刚|刚|已经|昨天|之前|以前|上次|前天|早上|老|总|天天|一直)(?:就|有|都|我|还)*(?:有人|叫|找|给|转|联系|换|打)|之前|以前|的时候|前(?=先|给|打|联系)|到了|来了|来之|上门前|过了|了没"
)
_ZH_FORMS, _ZH_APART = tuple(map(re.compile, _ZH)), tuple(map(re.compile, _ZH_BY_ITSELF))
_EN_FORMS = tuple(map(re.compile, _EN))
_AWAITS = frozenset({"contact", "phone"})
"""Slots of a number: where one is asked for, "call me on …" tells it."""
_ONLY_RING = re.compile(rf"^(?:{_SOFT_ZH}{_RING_ZH}{_END_ZH}|{_BEGIN}{_RING}{_END_EN})[ \d]*$")
_FIRST_TO = re.compile(r"\bno need\b|\b(?:before|first|when|once|if|after|until)\b")
_BEFORE_IT_ENDS = 60  # characters of a clause that may stand before a wish


_PERSON = "handoff.human"


def called(heard: Heard) -> Heard:
    """What is heard of words that want a person, whatever else they tell: danger and facts are kept, and nothing is answered by them."""
    if heard.intent == _PERSON and heard.decision is Decision.ACCEPT:
        return heard if heard.act == "complaint" else replace(heard, act="human", offer=None, guess=None, correction=None)
    rest = tuple(one for one in heard.candidates if one.intent != _PERSON)
    wanted = replace(heard, decision=Decision.ACCEPT, candidates=(Candidate(_PERSON, 1.0), *rest), act="human")
    return replace(wanted, offer=None, guess=None, refused=None, hinted=(), correction=None, corrects=False, between=())


def calls_for_person(text: str, state: State) -> bool:
    """Whether a clause wants a person, a colleague's call, or no more of the machine."""
    asked = state.question.slot if state.question else ""
    ways = dict.fromkeys((_as_meant(text), _as_meant(phrased(text))))  # a space may stand for a comma, or for nothing: 转 人 工
    parts = [part.strip(" '\"()") for said in ways for part in _BREAK.split(said)]
    return any(_wishes(part) and not (asked in _AWAITS and _ONLY_RING.match(part)) for part in parts if part)


def _as_meant(text: str) -> str:
    """The words, with the usual slips put right."""
    said = plain(text)
    for slip, meant in _SHORT_FOR if _ANY_SLIP.search(said) else ():
        said = slip.sub(meant, said)
    return mended(said, _SPELT)


def _wishes(part: str) -> bool:
    if has_han(part):
        if any(form.search(part) for form in _ZH_APART):
            return True
        if any(form.search(part) for form in _ZH_FORMS):
            return not _is_told_zh(part)
    return _LETTER.search(part) is not None and _wishes_in_english(part)


def _wishes_in_english(part: str) -> bool:
    return bool(_NO_BOT.search(part)) or any(_is_wished(part, found) for form in _EN_FORMS for found in [_at_end(form, part)] if found)


def _at_end(form: re.Pattern[str], part: str) -> re.Match[str] | None:
    """The wish, if it goes to the end of the clause: "get me someone to fix it" wants a visit."""
    found = form.search(part)
    return found if found and found.end() == len(part) else None


def _is_wished(part: str, found: re.Match[str]) -> bool:
    before = part[: found.start()].strip()
    if len(before) > _BEFORE_IT_ENDS or _DENIED_EN.search(before) or _TOLD_EN.search(before):
        return False
    return not _FIRST_TO.search(found[0])


def _is_told_zh(part: str) -> bool:
    found = re.search(r"转|换|接|找|叫|要|喊|请|派|来|跟|和|给我|打|联系|人工|真人", part)
    before = part[: found.start()] if found else ""
    return bool(_DENIED_ZH.search(before) or _TOLD_ZH.search(part))


_WAITED_FOR = re.compile(
    r"(?:多久|什么时候|啥时候|几时|几点|几天).{0,8}(?:人(?!民)|同事|客服|人工|你们|电话|回复|回我|接)|(?:人工|同事|客服|你们).{0,6}(?:多久|什么时候|啥时候|几时|几点|几天)"
    r"|\b(?:how long|how soon|when|what time)\b.{0,24}\b(?:someone|somebody|anyone|anybody|colleague|person|human|agent|you|they|he|she)\b.{0,16}\b(?:call|calls|ring|rings|come|comes|answer|answers|reply|replies|respond|here|free|back|phone|phones|contact|take over|get)\b",
    re.IGNORECASE,
)
"""Asking how long it takes until somebody is there."""


def asks_how_long(heard: Heard, text: str, state: State) -> Heard:
    """What is heard where a person was called and it is asked how long that takes: that, and nothing that it only sounds like."""
    waits = state.is_awaiting and state.place is None and heard.asks == "when" and heard.decision is not Decision.ACCEPT
    return replace(heard, candidates=(), guess=None, aside=None) if waits and not heard.danger and _WAITED_FOR.search(text) else heard
