"""Small talk that is none of a terminal's business: a joke, the weather, kind or idle words. Answered in one friendly
line, and no misunderstanding. Looked at only where nothing else was understood.
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


def is_chatter(text: str) -> bool:
    """Whether the words are idle talk."""
    return len(text) <= _LONGEST and bool(_CHATTER.search(text.strip()))
