"""Whom a technician shall ask for, where it is asked where and when to come."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆汪范金石廖贾夏韦付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文"
_TITLE = r"(?:先生|女士|小姐|太太|师傅|经理|老板娘?|店长|主管|会计|阿姨|大姐|大哥|姐|哥|总|叔|婶|嫂|妹|工)"
_ZH = re.compile(
    r"(?:联系人|收件人|负责人|接待人|对接人|找|(?<!店)(?<!店名)叫|联系|让|问)(?:一下)?(?:是|为|叫|姓|:|\s)*(?:我?们?的?(?:店长|老板娘?|经理|店员|同事|老婆|老公|儿子|女儿|主管))?"
    rf"(?P<name>[小老阿](?![板公婆家师店票时程王]?(?:板|公|婆|家|师|店|票|时|程))[\u4e00-\u9fff]|[{_SURNAMES}](?:{_TITLE}|[\u4e00-\u9fff]{{1,2}}(?:{_TITLE})?(?=$|[\s,，。;；!！、电]))|店长|老板娘?|经理)"
)
_EN_NAME = r"(?:(?:mr|mrs|ms|miss|dr)\.? )?[a-z][a-z'-]{1,15}(?-i:(?: [A-Z][a-z'-]+)?)"
_NOBODY = (
    "a an the me us my our your someone somebody anyone anybody him her them it you this that help details directions refund person "
    "colleague engineer technician tomorrow today morning afternoon not no on at from after before when if what free here there"
)
_EN = re.compile(
    r"\b(?:ask(?:ing)? for|speak (?:to|with)|talk to|see|contact(?: person| name)?(?: is|:)?|(?:my |the |his |her )?name(?:'?s| is|:)|attn:?|attention:?|c/o)"
    rf" (?:for )?(?:(?:the |my |our )(?:manager|boss|owner|supervisor|wife|husband|son|daughter|partner|colleague),? )?(?!(?:{'|'.join(_NOBODY.split())})\b)(?P<name>{_EN_NAME})",
    re.IGNORECASE,
)
_DENIED = re.compile(r"(?:不要?|别|不用|不是)\s*$|\b(?:not|don'?t|never)\s*$", re.IGNORECASE)
_RUNG = r";{5,}"
"""A number to ring, as it stands in the words."""
_NO_NAME = r"(?!周[一二三四五六日末]|方便|马上|白天|任何|黄昏|高峰|万一|常[在年]|向[东南西北]|江边|石头|文字|金额|余额|范围|安全)"
_ZH_CALLED = rf"[小老阿][\u4e00-\u9fff]|[{_SURNAMES}](?:{_TITLE}|[\u4e00-\u9fff]{{0,2}}{_TITLE}?)"
_ZH_BESIDE = re.compile(
    rf"(?:(?:我姓|免贵姓|(?<![\u4e00-\u9fff])姓|我叫|叫我|我是){_NO_NAME}|{_RUNG}[\s,，.。、]*{_NO_NAME})(?P<name>{_ZH_CALLED})(?=$|[\s,，。;；!！、(（])"
    rf"|(?:^|[\s,，。])(?:电话)?{_NO_NAME}(?P<first>{_ZH_CALLED})[\s,，:：]*(?:的?(?:电话|手机号?))?[是:：\s]*{_RUNG}"
)
"""Who is told beside a number to ring: 陈 139…, 139… 姓陈."""
_ZH_SHOP = re.compile(r"(?:店名(?:是|叫)?|我?们?店(?:名)?叫|铺名(?:是|叫)?|招牌(?:是|叫))[\s:：]*(?P<shop>[\u4e00-\u9fffA-Za-z0-9]{2,12})")
_WORD = (
    rf"(?:{'|'.join(_NOBODY.split())}|number|phone|mobile|cell|tel|telephone|whatsapp|call|ring|text|reach|contact|name|shop|address|is|in|its|it'?s|i'?m|im|ok|okay|yes|yep|hi|hello|same|this|that|the|or|and|"
    r"so|but|thanks|thank|cheers|please|pls|any\w*|morning\w*|evening\w*|\w+day|mon|tues?|wed|thur?s?|fri|sat|sun|tonight|around|by|have|got|had|already|whats|what|why|how|best|now|up|out|off|new|old|work|home|office|road|street)"
)
_EN_CALLED = rf"(?!{_WORD}\b)(?:(?:mr|mrs|ms|miss|dr)\.? )?(?:o')?[a-z][a-z-]{{1,15}}(?!['’\w])(?-i:(?: [A-Z][a-z'-]+)?)"
_OF_SHOP = r"(?:,? (?:from|at|of|@) (?P<{}>(?-i:[A-Z0-9])[\w&'’-]*(?: (?-i:[A-Z0-9&])[\w&'’-]*){{0,3}}))"
_EN_BESIDE = re.compile(
    rf"(?:^|[,.;!?] ?)(?:(?:ok|okay|yes|hi|sure|it'?s|its|this is|i'?m|im|i am|(?:my )?name(?:'?s| is)?|call me)[ ,]+)*(?P<first>{_EN_CALLED}){_OF_SHOP.format('first_of')}?(?: here| speaking)?[\s,.:-]*(?:(?:on|my number is|number|phone|tel|is|mobile) )*{_RUNG}"
    rf"|{_RUNG}[\s,.:-]*(?:(?:ask for|name'?s?|name is|this is|i'?m|it'?s|its) )?(?P<name>{_EN_CALLED}){_OF_SHOP.format('name_of')}?[\s.!]*$"
    rf"|\b(?:my name|name) (?:is )?(?P<told>{_EN_CALLED})(?=$|[,.;!]| ;)",
    re.IGNORECASE,
)
"""The same in English: "tan, 9123 …", "07700 … priya", "its Mike from Mike's Chippy, 07700 …"."""
_EN_SHOP = re.compile(
    r"\b(?:(?:the|my|our) )?(?:shop|store|business|restaurant|cafe|café|salon|bakery|company|takeaway|trading name)(?:'s)?(?: name)?(?: is| called|:)+ (?P<shop>(?-i:[A-Z0-9])[\w&'’-]*(?: (?-i:[A-Z0-9&])[\w&'’-]*){0,3})",
    re.IGNORECASE,
)


def people(text: str) -> Iterator[tuple[int, int, str]]:
    """Who is named."""
    for said in (_ZH, _EN):
        for found in said.finditer(text):
            if not _DENIED.search(text[: found.start()]):
                yield found.start(), found.end("name"), found["name"]
                return
    yield from _beside(text)


def _beside(text: str) -> Iterator[tuple[int, int, str]]:
    """Who, and of which shop, is told with a number to ring; of a surname alone, somebody of that name."""
    shop = _ZH_SHOP.search(text) or _EN_SHOP.search(text)
    named = _ZH_BESIDE.search(text) or _EN_BESIDE.search(text)
    told = [(name, value) for name, value in named.groupdict().items() if value] if named else []
    if named and told:
        (name, value), *of = told
        value = f"{value}先生/女士" if value in _SURNAMES else value
        of_shop = (of[0][1] if of else "") or (shop["shop"] if shop else "")
        end = named.end(of[0][0] if of else name)
        yield named.start(name), end, f"{value} ({of_shop})" if of_shop else value
    elif shop:
        yield shop.start(), shop.end(), shop["shop"]
