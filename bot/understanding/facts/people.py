"""Whom a technician shall ask for, where it is asked where and when to come."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆汪范金石廖贾夏韦付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文"
_TITLE = r"(?:先生|女士|小姐|太太|师傅|经理|老板娘?|店长|主管|会计|阿姨|大姐|大哥|姐|哥|总|叔|婶|嫂|妹|工)"
_ZH = re.compile(
    r"(?:联系人|收件人|负责人|接待人|对接人|找|叫|联系|让|问)(?:一下)?(?:是|为|叫|姓|:|\s)*(?:我?们?的?(?:店长|老板娘?|经理|店员|同事|老婆|老公|儿子|女儿|主管))?"
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


def people(text: str) -> Iterator[tuple[int, int, str]]:
    """Who is named."""
    for said in (_ZH, _EN):
        for found in said.finditer(text):
            if not _DENIED.search(text[: found.start()]):
                yield found.start(), found.end("name"), found["name"]
                return
