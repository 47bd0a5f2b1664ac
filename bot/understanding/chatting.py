"""Words that are more manner than matter: idle talk, haste and anger, and vague answers. Looked at where nothing else was
understood; a vague answer is none, whatever it sounds like.
"""

from __future__ import annotations

import re

_LONGEST = 30  # characters; what is longer may hold a trouble that was not understood
_CHATTER = re.compile(
    r"笑话|段子|唱(?:首|个)?歌|天气|下雨|好冷|好热|无聊|聊聊天|陪我|喜欢你|爱你|想你|可爱|真聪明|好聪明|真棒|厉害|结婚|男朋友|女朋友|几岁|多大了|男的女的"
    r"|^(?:哈|呵|嘿|嘻){2,}$|^(?:吃|喝)(?:了|啥|什么|饭)|在干(?:嘛|啥|什么)|干啥呢|忙(?:啥|什么)呢|^(?:早点)?(?:睡|休息)"
    r"|\b(?:joke|weather|sing|song|bored|boring day|love you|miss you|marry|girlfriend|boyfriend|how old are you|where are you from|where do you live"
    r"|good (?:bot|boy|girl|robot)|clever (?:bot|thing)|smart (?:bot|robot)|you'?re (?:funny|cute|smart|clever|nice|great|sweet)|favou?rite|do you (?:like|sleep|eat|dream))\b"
    r"|^(?:ha|he|lol|lmao|rofl|hehe|haha)+!*$",
    re.IGNORECASE,
)
_CROSS = re.compile(
    r"(?:什么|啥)?破(?:机器|玩意|东西)|垃圾|(?:气|急|烦)死(?:我|人)?了?|烦死|坑(?:人|爹)|服了|无语|搞什么|快点|客人都?(?:跑|走)了|耽误(?:我)?(?:事|生意)|真烦"
    r"|\b(?:useless|piece of (?:junk|crap|rubbish|shit)|rubbish|so annoying|annoying|ridiculous|ffs|wtf|hurry|losing (?:customers|money|sales|business)|joke of a|pathetic|fed up|hopeless|terrible)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"(?:嗯+|呃+|额+|啊)?[….。,，~\s]*(?:好像|差不多|大概|可能|也许|应该|似乎|有点|看着|看起来|貌似|或许|不好说|说不准|怎么说呢?|一般般?|还行吧?|马马虎虎)(?:是|像|像是|吧|有|这样|那样|也|就|的|啊|呢|[….。])*"
    r"|(?:erm*|um+|uh+|hmm+|well)?[.,…\s]*(?:kind of|kinda|sort of|sorta|i guess(?: so)?|maybe|perhaps|more or less|could be|might be|possibly|probably|depends|it depends|hard to say|not really sure|a bit|ish|erm*|um+|hmm+)[.…\s]*",
    re.IGNORECASE,
)


def manner_of(text: str) -> str | None:
    """chatter, cross or vague, for words that are no more than that."""
    said = text.strip()
    if len(said) > _LONGEST:
        return None
    if _VAGUE.fullmatch(said):
        return "vague"
    if _CROSS.search(said):
        return "cross"
    return "chatter" if _CHATTER.search(said) else None
