"""That what was said is too hard to follow: 我六十多了，哪懂这些, "i'm no good with computers". Decides nothing."""

from __future__ import annotations

import re

TOO_HARD = "too_hard"
_LONGEST = 60  # characters; what is longer is a story
_ZH = re.compile(
    r"(?:我|俺|咱|真|哪|都|也|根本|实在|完全|一点儿?)(?:也|都|又|里|是|还|真)*(?:不懂|不会(?:弄|搞|用|操作|设置?|整|这些|这个|电脑|手机)|弄不(?:懂|明白|来)|搞不(?:懂|明白|来)|听不(?:懂|明白)|看不(?:懂|明白)|整不(?:懂|明白|来)|(?<=哪)(?:里)?(?:懂|会|晓得|知道(?:什么|啥)))"
    r"|^(?:还是|还|就是)?(?:看|听|搞|弄|整)?不(?:懂|明白)(?:啊|呀|哦|呢|你说的?|这些|那些|这个|什么|啥)*[。.!！~]*$|不会(?:弄|搞|用|设)(?:这些|设置|这个|手机|电脑|机器)"
    r"|太(?:难|复杂|专业|深奥|高深|麻烦)(?:了|啦|咯|啊|喽)|云里雾里|一头雾水|听着?(?:头晕|糊涂|晕)|像?天书"
    r"|(?:我|都|快|已经)+(?:五|六|七|八)十(?:多|几|来|好几|[一二三四五六七八九])?岁?(?:了|的人)|我(?:今年)?[5678]\d岁?了|(?:我|都|们)(?:年纪|岁数|年龄)大|我(?:是|一个|们|就|这)*(?:老人家?|老头|老太|老年人|老人|老太婆|老人家|大老粗|粗人)|老花|(?:我|都)*(?:眼睛|眼神|耳朵)(?:不好|不行|不中用|花|背|聋)|耳背|字太?小(?:了)?[,，]?(?:我)?看不(?:清|见)"
    r"|没(?:什么)?文化|不(?:识字|认字|认得字)|(?:我|用)(?:的)?(?:是)?(?:老人机|老年机|按键机|功能机)|(?:说|讲)(?:得|的)?(?:再)?(?:简单|通俗|明白|慢)(?:一?点|些)|(?:说|讲)(?:点|些)?(?:人话|大白话|白话|普通话(?!吗))|(?:有没有|有)?(?:再)?简单(?:一?点|些)的?(?:办法|方法|说法|法子)|一步一步(?:教|说|来|讲)"
)
_EN = re.compile(
    r"\b(?:do ?n'?t|do not|dont|cannot|can'?t|cant|didn'?t) (?:really |even |quite |actually )?(?:understand|follow|get) (?:any of |a word(?: of)?|a thing|what (?:you|u|that|this|all|it)|you\b|u\b|this|that|it all|these|all (?:this|that|these)|half)"
    r"|\b(?:do ?n'?t|do not|dont) (?:really )?understand(?=[.!?,]|$)|\bwhat(?:ever)? (?:does|do) (?:that|this|it|all that|you) (?:even )?mean\b|\b(?:no|havent an?|haven'?t an?) (?:idea|clue) (?:what|how) (?:that|this|you|it|to do|all|any)(?:'?s|'?re| is| are| mean\w*)?\b"
    r"|\b(?:too|very|so|all|bit|way too) (?:hard|complicated|technical|difficult|confusing|techy|advanced|much)(?: for (?:me|us))\b|\b(?:this|that|it|its|it'?s|all)(?:'s| is|s)? (?:all |way |far )?too (?:hard|complicated|technical|difficult|confusing|techy|advanced)\b|\bover my head\b|\bdouble dutch\b|\b(?:all )?(?:greek|gibberish) to me\b|\bgobbledy\w*"
    r"|\b(?:i'?m|im|i am|we'?re|we are) (?:not|no|rubbish|useless|hopeless|terrible|bad|pretty bad|a bit thick)(?: (?:very|really|too|that|so|any|much))* ?(?:technical|tech ?savvy|techy|a tech\w*|an? (?:it|computer|techie)(?: person| guy)?|(?:good|great|clever|handy|hot)? ?(?:with|at|on) (?:computers?|tech\w*|phones?|machines?|this|these|all this|that stuff|it))"
    r"|\b(?:i'?m|im|i am|we'?re|she'?s|he'?s|me) (?:(?:nearly|almost|over|past|about|an?|too|so|just) )*(?:[678]\d(?![\d%])(?: years?(?: old)?| yrs?)?(?! ?(?:customers|people|sales|miles|km|minutes|mins|pounds|quid))|sixty|seventy|eighty|old(?: (?:man|woman|lady|fella|school|now|for this|fashioned))?|(?:pensioner|grandm\w+|grandp\w+|granny|dinosaur))\b(?! enough)|\b(?:in my|at my) (?:sixties|seventies|eighties|age|60s|70s|80s)\b"
    r"|\b(?:(?:in|speak|use|talk)(?: \w+)? )?(?:plain|simple|normal|proper) (?:english|words|terms|language)\b|\bspeak english\b|\b(?:explain|say|tell|put|make|keep)(?: (?:it|that|this|me|to me))*(?: \w+)? (?:simpl[ye]r?|easier|slow(?:ly|er)?|like i'?m)\b|\b(?:in )?(?:baby|small) steps\b|\bsimpler(?: way| please| words)?\b|\bstep by step\b|\bdumb it down\b"
    r"|\b(?:print|writing|text|letters?|words)(?:'?s| is| are)? too small\b|\bmy (?:eyes|eyesight|hearing)(?:'?s| is| are|n'?t)? (?:are ?n'?t |is ?n'?t |not |no |so |very )*(?:bad|good|great|gone|poor|what|going|up to)|\bwithout my glasses\b|\b(?:got|have|had|only|use|using|an?) (?:an? )?(?:old |little )?(?:nokia|flip phone|feature phone|brick phone|dumb ?phone|old phone(?! (?:number|no|line)))\b|\b(?:no|not|haven'?t got|haven'?t|don'?t (?:have|own)|without) (?:an? |got an? )?smart ?phone\b",
    re.IGNORECASE,
)


def is_too_hard(text: str) -> bool:
    """Whether it is said that what stands there cannot be followed: not understood, too hard, too old for it, no such telephone."""
    return len(text) <= _LONGEST and bool(_ZH.search(text) or _EN.search(text))
