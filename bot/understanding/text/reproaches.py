"""Words without what stands beside the matter: a reproach, of fraud or that it was asked before, and who sent the merchant here."""

from __future__ import annotations

import re

_ACCUSED = re.compile(
    r"[,，。.!！?？\s]*你们?(?:这?家?公司|银行|这[帮群]人?)?(?:到底|都|就)*(?:是不是|就是|都是|是)(?:个|一?[群帮伙])?骗子(?:公司)?[吗吧啊呀么]?[?？!！。]*"
    r"|[,.!?\s]*\b(?:are you (?:lot |guys |people |all )?(?:a )?scam(?:mers?)?(?: or what| or something)?|you(?:'re| are) (?:all |just )?(?:a )?(?:bunch of )?scam(?:mers?)?)\b[?!.]*",
    re.IGNORECASE,
)
"""Who is angry at us tells of no fraud."""
_ASKED_ALREADY = re.compile(
    r"^(?:no|but|look|sorry|hey|ok|,| )*(?:as )?(?:i(?:'?ve| have| already| just)* asked(?: you)?(?: already| before| twice)?|i'?m asking(?: you)?|i am asking(?: you)?|my question (?:is|was))[,:. ]+"
    r"|^(?:不是|不|,|，| )*我(?:刚才|前面|就|是)*(?:问的?是|问你(?:的是|的)?|问过?了?[,，:：])[,，:： ]*",
    re.IGNORECASE,
)
"""That it was asked before, and of what: "i asked: do i keep the same terminal"."""
_KNOWN_EN = r"(?:boss|manager|owner|neighbou?r|mate|friend|pal|colleague|husband|wife|hubby|partner|son|daughter|dad|mum|mom|brother|sister|cousin|nephew|niece|landlord|accountant|supervisor|(?:guy|lady|bloke|man|woman|shop|place|fella) next door)"
_SENT = re.compile(
    r"(?:^|(?<=[,，。;；!！]))\s*(?:刚才?|是|我)*(?:隔壁|我|店里)?的?(?:朋友|老板娘?|邻居|隔壁(?:店|家)?(?:老板)?|同行|经理|店长|师傅|儿子|女儿|老公|老婆|亲戚|同事|房东)(?:就|都)?(?:说|叫|让|喊|推荐|介绍)(?:我们?|的)?(?:说)?(?:可以|能)?(?:过来|来)?(?:问|找|联系|加|咨询)(?:一?下)?(?:你们?|您|这里|这个号?|客服)?(?:的|问问)?\s*(?=[,，。;；!！]|$)"
    rf"|(?:^|(?<=[,.;!]))\s*(?:and |so |well )?(?:(?:my|our|the|a) (?:\w+ )?{_KNOWN_EN}|i was|been) (?:told|said|advised|suggested|recommended|reckons|says)(?: me| us)? (?:to|i should|we should|i could|i can|that i should)? ?(?:ask|message|text|write(?: to)?|contact|try|talk to|speak to|get in touch with) (?:you(?: guys| lot| people)?|u|here|this (?:number|chat))\s*(?=[,.;!]|$)",
    re.IGNORECASE,
)
"""Who sent the merchant here tells of no trouble: "my neighbour told me to ask you"."""


_DETAIL = r"(?:names?|numbers?|phone(?: numbers?)?|mobiles?|details|address|e-?mail|contact)"
_GIVEN_ALREADY = re.compile(
    rf"(?:^|[,.;!]\s*|\s(?=i already|already gave|you already|you have))(?:but |and |as |cos )?(?:(?:you(?:'ve| have)?|u|i(?:'ve)?|we(?:'ve)?) )?(?:already )?(?:have|got|gave|given|told|sent|said)(?: (?:you|it|u))?(?: already)? (?:my |our |the |all )?{_DETAIL}(?:(?:,| and| &|/)+ (?:my |our |the )?{_DETAIL})*(?: (?:already|before|above|earlier|twice))*\s*(?=[,.;!]|$)"
    r"|(?:^|[,，。;；!！\s])(?:我?的?(?:姓名|名字|电话|手机号?|号码|地址|联系方式|和|、|跟)){1,4}(?:我|都|刚才?|前面|上面|已经|早就?)+(?:就|都)?(?:给|说|报|发|留|告诉|写)(?:过|给)?(?:你们?|您)?(?:了|的)(?:啊|呀|吗|嘛)?(?=[,，。;；!！\s]|$)",
    re.IGNORECASE,
)
"""That it was told before who he is: "already gave you name and number"."""


def unaccused(text: str) -> str:
    """The words without a reproach, of fraud or that it was asked before, if anything else is told: 钱没到账两天了，你们是不是骗子."""
    return _rest_of(_rest_of(text, _ACCUSED), _ASKED_ALREADY)


def unsent(text: str) -> str:
    """The words without who sent the merchant here, or that something was told before, if anything else is told: "wifi is down, the guy next
    door said to ask you".
    """
    return _rest_of(_rest_of(text, _SENT), _GIVEN_ALREADY)


def _rest_of(text: str, beside: re.Pattern[str]) -> str:
    rest = beside.sub(" ", text).strip(" ,，") if beside.search(text) else text
    return rest if any(sign.isalnum() for sign in rest) else text
