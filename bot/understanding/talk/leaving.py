"""That it is left at that, with the reason beside it: 别弄了 是他卡的事 收了现金了, "no more steps please, it's his card". Decides nothing."""

from __future__ import annotations

import re

from bot.core.doubting import DROP
from bot.core.knowledge import OF_THE_TERMINAL, Knowledge, group_of
from bot.core.state import State
from bot.understanding.answers.answers import parted
from bot.understanding.answers.asking import is_question

_SOLVED, _REFUSED, _REPAIR = "solved", "transaction.response_code", "repair.visit"
_LONGEST = 100  # characters; what is longer is a story
_ZH_BEFORE = r"(?:我们?|你们?|您|请|求你|真的?|那|就|先|都|也|还是|可|行吧?|好吧?|唉|哎呀?|哦|嗯|今天|现在|这次|反正|干脆|麻烦)*"
_ZH_AFTER = r"(?:了|啦|吧|咯|啊|呀|哈|的)*"
_ZH_DO, _ZH_ON = "(?:弄|搞|修|试|折腾|管|整|摆弄|鼓捣|操作|费劲|费事|忙活|瞎弄)", "(?:来弄去|下去)"
_LEAVES = re.compile(
    rf"{_ZH_BEFORE}(?:不用|不要|别|不想|不必|没必要|懒得|不愿意|没心情|不)(?:再|老|总|一直)*(?:(?:让我|叫我|喊我|要我|给我|跟我|帮我)(?:去|来|再)*{_ZH_DO}(?:{_ZH_ON}|机器|机子|它)*{_ZH_AFTER}|(?:去|来)*{_ZH_DO}(?:{_ZH_ON}{_ZH_AFTER}|(?:机器|机子|它|这个)?(?:了|啦|咯)+(?:吧|啊)*))"
    rf"|{_ZH_BEFORE}(?:别|不用|不要)(?:再)?(?:说|讲|教|发|给)(?:我)?(?:什么|这些|那些)?步骤{_ZH_AFTER}"
    rf"|{_ZH_BEFORE}(?:算了|拉倒|罢了|到此为止|打住|就这样|先这样|凑合着?用|将就着?用?|行了行了){_ZH_AFTER}"
    r"|(?:(?:ok|okay|oh|well|ah|no|nah|please|just|then|right|i|we|honestly|really|sorry|thanks)[ ,]+)*(?:never ?mind|nvm|forget (?:it|about it|that|this)|leave it (?:be|there|at that|alone)|leave it|don'?t bother|drop it|give up|not bothered|no more steps"
    r"|(?:i'?m |we'?re )?done with (?:this|it|that)|(?:don'?t|do not|dont) want to (?:(?:mess|bother|go on)\b.*|(?:do|try|touch|fiddle)\b.*\b(?:any ?more|more|all (?:this|that)|again)\b.*)|(?:i'?m|im|we'?re|am|are) not (?:touching|doing|trying|messing|fiddling)\b(?! (?:that|this|it)\b[.! ]*$).*|(?:i'?ll|ill|we'?ll|can|will) (?:just )?(?:live with|manage|make do|put up with|cope)(?: (?:it|with (?:it|that|this)|that|for now|without))*"
    r"|let'?s (?:stop|leave it)(?: (?:here|there|now))?)(?: (?:please|then|now|thanks|today|for (?:now|today)|any ?more))*",
    re.IGNORECASE,
)
"""That it is left, in words that can mean nothing else."""
_PERHAPS = re.compile(
    rf"{_ZH_BEFORE}(?:没事|没关系|不要紧|不碍事|不用|不必|不需要|够|停|不麻烦(?:你们?)?){_ZH_AFTER}"
    r"|(?:(?:ok|okay|oh|well|no|nah|please|just|then|it|that|i|say)[ ,]+)*(?:no need|stop|stop (?:it|that|this)|enough|enough (?:now|already|of (?:this|that|it|machines?))|no more|does ?n'?t matter|that'?s enough)(?: (?:please|then|now|thanks|today|for (?:now|today)|any ?more))*",
    re.IGNORECASE,
)
"""That it is left, where a reason stands beside it, or it is said twice."""
_REASON = re.compile(
    rf"(?:不用|本来|反正|估计|{_ZH_BEFORE})(?:是|就|只|其实|应该)*(?:他|她|客人|顾客|人家|那个人|这位)(?:自己)?的?(?:那|这)?[张个]?卡(?:自己|本身)?(?:的|有|是)*(?:事儿?|问题|毛病|原因|坏|不行|消磁|过期)(?:了|的|啊)*|(?:又|并)?不(?:是|怪|关)(?:我们?|这个?|的)*(?:机器|机子)(?:的|有|坏)*(?:事儿?|问题|毛病|坏)?(?:了|的)*"
    r"|(?:我|他|她|客人|顾客|人家|已经|都|就|先|让他|叫他|请他|直接|改)*(?:收|付|给|用|掏|拿)?(?:了|的)?现金(?:付|收|给|结)?(?:走|完|掉)?(?:了|就行|的|吧)*|(?:他|她|客人|顾客|人家)(?:都|已经|给现金|付(?:了)?现金)*走了|(?:我|店里|这儿)?(?:还)?有(?:另|另外|别的|备用|两|其他)(?:的|一)?(?:台|部|机器)(?:机器|机子)?(?:用|呢|了)*"
    r"|(?:先|就|改)?用(?:手机|扫码|二维码|收款码)(?:收|扫)?(?:款|钱|就行|吧|了)*|(?:我|就|那)?等(?:着|师傅|人|他们?|你们)*(?:来|修|再说|就行)*(?:吧|了)?|[烦累气]死(?:我|人)?了?|忙(?:着|死)?(?:呢|了)?|(?:谢谢?|多谢|辛苦|麻烦)[你您了啦哈们]*|(?:都)?不是(?:这些?|的)?|好的?|行|嗯|明天再说(?:吧)?"
    r"|(?:(?:its|it'?s|it is|that'?s|was|is|just|only|because|cos|think|and|i)[ ,]+)*(?:his|her|their|(?:the |one )?customer'?s|that|the) (?:own )?(?:bank )?card(?:'?s)?(?: (?:is|that'?s|thats|it'?s|was|the|at|fault|problem|broken|faulty|bad|bust|dead|not|my|doesn'?t work|itself|has|expired|damaged|which|scratched))*|(?:(?:its|it'?s|and|is)[ ]+)*not (?:the|my|our) (?:machine|terminal|reader)(?:'?s)?(?: fault| problem)?|(?:(?:there'?s )?nothing wrong with|(?:the|my) (?:machine|terminal)(?:'?s| is) (?:fine|ok|okay)) ?(?:the|my|our)?(?: machine| terminal)?"
    r"|(?:(?:he|she|they|the|customer|customers|i|we|already|just|has|have|'ve|'ll|will|can|now)[ ]+)*(?:paid|paying|pay|gave|give|took|take|taken|got|used|we'?ll take|i'?ll take)(?: (?:me|us|it|by|in|with|the))* cash(?: (?:already|now|instead|anyway|in the end|today|for now|and left))*|(?:(?:he|she|they|the|customer|has|is|'s)[ ]+)*(?:left|gone)(?: now| already)?"
    r"|(?:i|we)(?:'ve)?(?: have| got| have got)? (?:another|a spare|a second|two)(?: (?:machine|terminal|one|reader))?|(?:i'?ll|ill|i will|we'?ll|we can|i can) (?:just )?use (?:my|the|our|another|a) (?:phone|other one|spare|other (?:machine|terminal)|qr(?: code)?|spare one)|(?:i'?ll|ill|i will|we'?ll) (?:just )?wait(?: (?:then|for (?:him|them|you|the (?:engineer|technician|guy|man)|it)))*|(?:i'?m|im|we'?re|too) (?:too )?(?:tired|busy|fed up)|thanks?(?: you| anyway| a lot)*|cheers|ta|sorry|ok(?:ay)?|yes|no|please|none of (?:those|them|that|these)",
    re.IGNORECASE,
)
"""Why, or thanks: whose card it is, how it was paid, what is used instead."""
_WELL = re.compile(
    r"(?:现在|都|又|它|机器|已经|自己|反正)*(?:好|可以|正常|能用|没事|行|恢复)了(?:啊|呀|吧)?|(?:(?:its|it'?s|it is|is|all|that'?s|now|already|they'?re|seems)[ ]+)*(?:fine|ok|okay|good|working|works|sorted|fixed|alright|back)(?: (?:now|again|already|anyway))*",
    re.IGNORECASE,
)
"""That it works."""
_NO_FORM = re.compile(
    r"(?:那|就|先|我|还是|,|，| )*(?:不用|别|不要|不想|不)(?:再)?(?:登记|报修?|上门|派人|来人|寄)(?:了|吧|啦)*|(?:(?:then|so|ok|please|and)[ ]+)*(?:no need (?:for|to (?:register|fill in|send|book))|(?:i )?(?:don'?t|dont|do not) (?:want|need)) ?(?:a |an |the |my |any |it |that |this |anyone |you )*(?:repair|visit|form|engineer|technician|ticket)(?: (?:then|now|thanks|any ?more|please))*",
    re.IGNORECASE,
)
"""That the form of a repair is not wanted."""
_NO_FIELD = re.compile(
    r"(?:那|就|先|我|还是|,|，| )*(?:不用|不要|不想|不)(?:再)?(?:填|写|给|要)?(?:序列号|地址|电话|型号)(?:了|吧|啦)*"
    r"|(?:(?:then|so|ok|please|and)[ ]+)*(?:no need for|(?:i )?(?:don'?t|dont|do not) (?:want|need)) ?(?:a |an |the |my |any )*(?:serial(?: number)?|number|address|model)(?: (?:then|now|thanks|please))*",
    re.IGNORECASE,
)
"""That a field of it is not: alone it is only skipped."""


def leaves(text: str, state: State, knowledge: Knowledge) -> str:
    """drop, where what is at hand is left with a reason; solved, where it is because it works; or nothing."""
    place, said = state.place, text.strip()
    if place is None or state.question is None or knowledge.is_safety(state.trouble) or len(said) > _LONGEST or is_question(said):
        return ""
    if group_of(state.trouble) not in OF_THE_TERMINAL and state.trouble != _REFUSED:
        return ""
    parts = [part.strip(" ,，.。!！~") for part in parted(said)]
    form = place.flow == _REPAIR
    left = [bool(_LEAVES.fullmatch(part) or (form and _NO_FORM.fullmatch(part))) for part in parts]
    perhaps = [bool(_PERHAPS.fullmatch(part) or (form and _NO_FIELD.fullmatch(part))) for part in parts]
    well = [bool(_WELL.fullmatch(part)) for part in parts]
    if not (any(left) or (any(perhaps) and len(parts) > 1)):
        return ""
    if not all(any(of) or _REASON.fullmatch(part) for part, *of in zip(parts, left, perhaps, well, strict=True)):
        return ""
    return _SOLVED if any(well) and not form else DROP
