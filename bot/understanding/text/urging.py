"""Questions that want no answer: urging, reproach and rhetoric; and what was said before, put as one. Decides nothing."""

from __future__ import annotations

import re

from bot.understanding.text.normalising import has_han

_URGES = re.compile(
    r"你(?:倒是|就|能不能|到底|们)*(?:快|赶紧|赶快|直接|痛快)(?:点|些)?(?:地)?(?:说|讲|告诉|回|弄|想|帮|给|处理)|(?:快|赶紧)(?:点)?(?:说|告诉我)|你说.{0,2}(?:急|气|烦|怪|搞笑|好笑|离谱|恼火)(?:不(?:急|气|烦|怪|搞笑|好笑|离谱)?)?人?|[急气烦](?:不|死)[急气烦]?人"
    r"|^[那这你们,， ]*(?:让|叫|要)我(?:还)?(?:怎么|咋|拿什么)(?:做生意|营业|跟(?:客人|顾客|老板)|交代|活|过|信)|我(?:还)?(?:能|会|骗)(?:骗你)?(?:吗|么|不成|干嘛|干什么|干啥|嘛)[?？!！。]*$"
    r"|到底(?:你们?)?(?:会不会|能不能|行不行|懂不懂|管不管|有没有用|听没听|看没看)(?:修|弄|解决|办|处理|听|搞|管|帮忙?|懂|人话)?(?:好|定)?(?:啊|呀|了|嘛)?[?？!！。]*$"
    r"|有没有(?:搞错|道理|天理|王法|人性|良心|诚意)|(?:听|看)(?:不|得)?(?:懂|见|明白|清)(?:了)?(?:没有?|吗|么|人话吗?|我说的吗?|我的话吗?)[?？!！。]*$|难道(?:要|让|叫|还要|还得)我|^你?(?:是)?(?:聋|瞎|傻|逗我|耍我|玩我)(?:的|呢)?(?:吗|么|吧)?[?？!！。]*$"
    r"|谁(?:受得了|等得起|还敢|有(?:那|这)(?:个|么)?(?:时间|工夫|闲|空))|哪(?:有|来)(?:的)?(?:这么|那么|那个?)?(?:多)?(?:时间|工夫|空)|有(?:你们)?这(?:样|么)(?:做|办|当|搞|服务|对)|像(?:什么)?话(?:吗|嘛)?|(?:合适|合理|过分)(?:吗|么|不)[?？!！。]*$|还让不让人|这(?:也|都)?(?:叫|算)(?:什么|啥|哪门子)|(?:还)?要(?:我)?(?:说|讲|问)(?:几|多少)(?:遍|次|回)|要我(?:试|弄)(?:几|多少)(?:遍|次|回)"
    r"|我(?:不是|刚才?|前面|早|已经|都|就|跟你|和你|给你)*(?:说|讲|回答|告诉你)(?:了|过|过了)(?:吗|嘛|么|的|啊)?[?？!！。]*$"
    r"|\b(?:are you (?:kidding|joking|serious(?! about)|for real|having a laugh|deaf|blind|taking the (?:mick|piss|mickey)|even (?:listening|reading))|you (?:must be|'?re|are|gotta be|have got to be) (?:kidding|joking|having a laugh)|is (?:this|that|it) (?:a|some kind of) joke|do you (?:really |honestly )?(?:think|know) (?:i|we)(?:'ve| have| am| are|'m| got)? (?:all day|have all|got all|nothing better|made of|stupid|an idiot|lying|a fool|the time)|do(?:es)? (?:i|it|we) look like|how (?:hard|difficult|complicated) can (?:it|that|this) be|how is (?:that|this) (?:even )?(?:possible|fair|my problem|acceptable|helpful|ok)|(?:am|are) (?:i|we) (?:supposed|meant|expected) to (?:work for (?:free|nothing)|live|run (?:a|my)|just (?:sit|stand|wait)|sit|stand|guess|read|know that|believe|wait all|wait for ?ever|magic)"
    r"|how many times (?:do|must|did|have|should) (?:i|we)(?: have| need| got)?(?: to)? (?:say|tell|ask|repeat|explain|told|said)|how often (?:do|must) i (?:have to )?(?:say|tell)|what part of|what(?:'s| is) the (?:point|use)(?! of the)|who (?:cares|has time)|isn'?t (?:it|that) obvious|can(?:'?t| ?not) you (?:read|see|listen|hear)|are you (?:listening|reading)|do you (?:even |ever )?(?:listen|read)(?! to (?:voice|photos|pictures))|hurry up|get on with it|tell me quick\w*|quickly please|be quick)\b"
    r"|^(?:what do you think|seriously|really|for real|honestly|so what|and|why me|come on|look)[?!,. ]*$"
    r"|^(?:and |but |yes |no |ok )*(?:i (?:have |'?ve )?(?:already |just )?(?:said|told you)(?: so| that| already| before| you)*|did ?n'?t i|have ?n'?t i|did i not)[?!,. ]*$"
    r"|\b(?:did ?n'?t|have ?n'?t) i (?:just |already )?(?:say|said|tell you|told you)(?: so| that| already| before| you)*[?!. ]*$",
    re.IGNORECASE,
)
_SAID_ZH = re.compile(
    r"(?:^|(?<=[,，。!！ ]))(?=.{0,6}(?:不是|明明|都|早|刚|前面|已经))(?:我|都|就|早|刚才?|前面|已经|不是|跟你|和你|给你|明明)+(?:说|讲|回答|告诉你)(?:了|过)*[,，:： ]*(?P<said>(?:没有?|无|不是|不在|没在|没人|都没).{1,14}?)(?:了)?(?:吗|嘛|么|的吗|的嘛)?[?？!！。]*$"
)
_SAID_EN = re.compile(
    r"(?:^|(?<=[,.!] ))(?:but |and |well )?(?:did ?n'?t|have ?n'?t) (?:i|we) (?:just |already )?(?:say|said|tell you|told you)(?: that| already)? (?P<said>(?:no|there|it|nothing|none|i|we|not)\b.{1,50}?)\s*[?!.]*$",
    re.IGNORECASE,
)
"""What was said before, put as a question: 我不是说了没有交易吗, "didn't I say no payment"."""
_SENTENCE = re.compile(r"(?<=[?？.。!！;；,，])\s*|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_BESIDE = {True: 4, False: 14}
"""Characters (has Chinese, has not) that may stand beside it: more of them tell something."""
_PARTING = " ,，;；"


def wants_no_answer(text: str) -> bool:
    """Whether the words only urge or reproach, in the form of a question: "are you kidding me", 你说急不急人."""
    found = _URGES.search(text.strip())
    return found is not None and sum(map(str.isalnum, text)) - sum(map(str.isalnum, found.group())) <= _BESIDE[has_han(text)]


def only_urges(text: str) -> bool:
    """Whether every sentence does."""
    parts = _parts(text)
    return bool(parts) and all(map(wants_no_answer, parts))


def unurged(text: str) -> str:
    """The words without what only urges, if anything else is told, and what was said before as it was said."""
    before = next((found for form in (_SAID_ZH, _SAID_EN) if (found := form.search(text))), None)
    if before is not None:
        return f"{text[: before.start()]}{before.group('said')}"
    parts = _parts(text)
    rest = [part for part in parts if not wants_no_answer(part)]
    return " ".join(rest).strip(_PARTING) if 0 < len(rest) < len(parts) else text


def _parts(text: str) -> list[str]:
    return [part for part in _SENTENCE.split(text.strip()) if any(sign.isalnum() for sign in part)]
