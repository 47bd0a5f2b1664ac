"""How it went when another card was tried, or a sale was taken back, refunded or closed, in a few words: 第二张也拒, "wife paid with hers".

Known by the form of the words alone. That money was given back, or went through after all, is not read here but of another card.
"""

from __future__ import annotations

import re

from bot.understanding.answers.taking_back import denies

OTHER_CARD = "other_card"
TRIED_AGAIN = frozenset(
    {"settle", "settle_on_good_network", "void_sale", "refund_sale", "refund_code", "check_refund_data", "sign_in_again"}
)
"""Remedies of money that succeed or fail, and leave nothing open that nobody knows."""

_ZH_AFTER = r"[了的啊呀嘞呢哦吧。!！~ ]*"
_ZH_WHO = r"(?:他|她|客人|顾客|人家|对方|我|让他|叫他|请他|后来|最后|就|已经|刚才?|现在|,|，| )*"
_ZH_CARD = r"(?:换了?一?张(?:别的|新的|其他的?)?卡?|(?:换了?|用|拿|刷)?(?:一?张)?(?:他的?|她的?|客人的?|顾客的?)?(?:另外?一?|别的?|其他的?|第[二三]|下一?|新的?|(?:他|她)?(?:老婆|老公|朋友|家人|同事|妈妈?|爸爸?|儿子|女儿)的?|后面那?)(?:张|个人|个客人|位)?(?:的)?(?:卡)?)"
_OTHER_WORKED = re.compile(
    rf"{_ZH_WHO}{_ZH_CARD}(?:就|倒是|都|是|刷|又|也)*(?:能|可以|行|好|没问题|没事|过|成功?|付|刷|读|用|到|掉|款|去|通)+{_ZH_AFTER}"
    rf"|{_ZH_WHO}(?:改|换成?)?(?:用|给|付|刷|扫)(?:了|的)?(?:现金|微信|支付宝|云闪付|手机|二维码|码|花呗|数字人民币)(?:付|支付|给|结|买单|扫)?(?:了|的|掉|款|钱)*{_ZH_AFTER}"
    r"|(?:(?:yes|yeah|ok|so|then|and|but|he|she|they|the customer|customer|in the end|just|has|have|now|already)[ ,]+)*(?:paid|pays|paying)(?: (?:it|me|us|for it))? (?:with|by|in|using|via|on) (?:an? |the |his |her |their |my )?(?:other |another |different |second |new |phone |apple |google |debit |credit |bank )*\w+(?: (?:card|one|pay|instead|now|fine|transfer))*[.! ]*"
    r"|(?:(?:yes|yeah|ok|so|then|and|but)[ ,]+)*(?:his |her |the |their )?(?:wife|husband|friend|mate|son|daughter|mum|dad|colleague|partner|brother|sister) paid(?: (?:it|for (?:it|him|her)|with (?:hers|his|theirs|another|cash)))*[.! ]*"
    r"|(?:(?:yes|yeah|ok|so|then|and|but|with|tried)[ ,]+)*(?:the |his |her |their |an? )*(?:next|other|another|second|different|new|wife'?s|husband'?s|friend'?s)(?: (?:customer'?s?|lad(?:y|ie)'?s|guy'?s|person'?s|card|one|debit|credit|ones|cards|visa|mastercard))*"
    r" (?:works?|worked|read|reads|is|was|were|are|went|goes|did|does)(?: (?:ok|okay|fine|good|straight|right|in|through|it|well|now|no problem|no problems|perfectly|all))*[.! ]*",
    re.IGNORECASE,
)
"""That another card went, or that it was paid in another way."""
_OTHER_REFUSED = re.compile(
    rf"{_ZH_WHO}(?:试了|换了|刷了|还有|[,，])*(?:{_ZH_CARD}|(?:他|她|客人)?的?(?:所有的?|每一?张|全部|哪一?张|几张|好几张|两张|三张)?(?:卡)?|(?:谁|哪个|每个人|所有人)的?(?:卡)?)(?:全|都|也|还|照样|一样|又|同样|还是|被|给|显示|说)*"
    rf"(?:拒绝?|不行|不过|不了|失败|刷不(?:过|了|出)|付不了|读不(?:了|到|出)|没过|没成|没反应|不认|不好使|这样|那样|一样)(?:掉)?{_ZH_AFTER}"
    r"|(?:(?:no|nope|nah|tried|and|but|also|even|yes)[ ,]+)*(?:the |his |her |their |an? |all |both |any |none of |of )*(?:next|other|another|second|third|different|his|her|their|new|two|three|every|all|none|both)(?: (?:customer'?s?|cards?|ones?|of (?:them|his|her|their)|cards|debit|credit|visa|mastercard|more))*"
    r"(?: (?:is|was|were|are|got|get|gets|also|too|still|just|both|all|as well|again|won'?t|doesn'?t|didn'?t|do not|don'?t|does not|did not))* (?:go|goes|work|works|read|refused|declined|rejected|fail|failed|fails|no good|the same|same|blocked|through|either|too|neither)(?: (?:too|either|as well|again|through|thing|also|here))*[.! ]*"
    r"|(?:also|neither|same|and)?[ ,]*(?:won'?t|doesn'?t|didn'?t|does not|did not|wouldn'?t) (?:take|read|accept|like) (?:hers|his|theirs|the (?:other|next|second) (?:one|card)|another(?: one| card)?|any(?: of them| card)?)(?: either| too)?[.! ]*",
    re.IGNORECASE,
)
_REFUSES = re.compile(
    r"拒|不|没|失败|这样|那样|一样|\b(?:none|neither|refused|declined|rejected|fail\w*|no good|same|blocked)\b|n'?t\b|\bnot\b",
    re.IGNORECASE,
)
_NO_OTHER = re.compile(
    rf"{_ZH_WHO}没有?(?:带)?(?:别的|其他的?|另外的|第二张|多余的)(?:卡|方式|办法)?{_ZH_AFTER}"
    r"|(?:(?:he|she|they|customer|has|have|got|hasn'?t|haven'?t|doesn'?t have|there'?s|there is|there are)[ ,]+)*(?:no|any|got) (?:more|other|others|second|spare) ?(?:cards?|ones?)?(?: (?:on (?:him|her|them)|with (?:him|her|them)|left|here|today|and no cash))*[.! ]*",
    re.IGNORECASE,
)
_ONLY_ONE = re.compile(
    rf"{_ZH_WHO}(?:身上)?(?:就|只|只有|统共|总共|才)(?:带了?|有|这|一|那|剩)*张(?:卡)?(?:[,，]?(?:也|又)?没(?:有?带?)?(?:现金|别的|其他的?))?{_ZH_AFTER}"
    r"|(?:(?:no|nope|sorry|he|she|they|the customer|customer|that'?s|thats|it'?s|has|have|had|got|is|only|just|with|brought|carries)[ ,]+)*(?:the |his |her |their |a )?(?:one|single|only) (?:card|one)(?: (?:on (?:him|her|them)|and no cash|with (?:him|her|them)|here|today|only|he has|she has|they have))*[.! ]*",
    re.IGNORECASE,
)
"""That the customer has one card alone; where the reader is doubted, that it is one card alone which is not read."""
_NO_PROBLEM = re.compile(r"没问题|没事|别[的人]|\bno problems?\b")
_FAILED = re.compile(
    r"(?:还是|还|又|也|都|照样|依旧|结果|它|机器|被|点了|试了|提示|显示|说|写着?|,|，| )*(?:没成功?|不成功|拒绝?了|拒|失败|报错|不(?:让|能|准|允许)(?:再)?(?:撤销?|退货?款?|结算?|做|弄|操作)|(?:已经?|都)?结算(?:过)?了?[,，]?(?:就)?不(?:能|让)(?:再)?撤销?"
    r"|(?:撤销?|退货?款?|结算?|日结|批结|签到?)(?:还是|又|也|都)?(?:失败|不了|不成|不掉|不上|没成功?|没用))(?:掉)?[了的啊呀。!！~ ]*"
    r"|(?:(?:no|nope|still|and|but|it|it'?s|the|a|void|refund|settlement|batch|just|again|now|was|is|got|says?|said|keeps|gets|that)[ ,]+)*(?:refused|declined|rejected|failed|fails|failing|not allowed|not possible|not permitted|already settled|(?:wo ?n'?t|doesn'?t|does not|will not|can'?t|cannot|couldn'?t|didn'?t) (?:be )?(?:close|settle|settled|void|voided|refund|refunded|go through|let me|allow it|work|accept it|take it))"
    r"(?:[, ]+(?:again|now|either|too|still|every time|each time|already settled|do it|void it|refund it|this time))*[.! ]*",
    re.IGNORECASE,
)


def outcome(said: str, remedy: str, *, refused: bool = True) -> str | None:
    """Which of the three it is: solved, not_fixed or cannot; ``said`` is levelled and in small letters, ``refused`` whether
    a payment was.
    """
    if remedy in TRIED_AGAIN:
        return "not_fixed" if _FAILED.fullmatch(said) else None
    if remedy != OTHER_CARD:
        return None
    if _NO_OTHER.fullmatch(said) or (refused and _ONLY_ONE.fullmatch(said)):
        return "cannot"
    if _OTHER_REFUSED.fullmatch(said) and _REFUSES.search(said):
        return "not_fixed"
    return "solved" if not denies(_NO_PROBLEM.sub("", said)) and _OTHER_WORKED.fullmatch(said) else None
