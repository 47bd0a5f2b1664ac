"""What is said in one region, read as what is written in all: Cantonese, the commonest words of other Chinese dialects, what Taiwan
and Hong Kong call things; the English of Britain, Ireland, Australia and India, and what is typed in haste.

Only words that mean one thing wherever they stand; what depends on its neighbours is left as it is.
"""

from __future__ import annotations

import re

_CANTONESE = re.compile("[唔冇嘅咗喺嘢佢睇畀咁嗰乜咩哋啲嚟啱嘥掣]|呢[部台个架单张]|[边係]")
_OTHERS = re.compile(r"莫得|冒得|木有|么得|没得|啥子|撒子|咋个|坏脱|瓦特|莫法|晓得|晓不得|整不|嘎哈|咋整")
_WORDS = (
    ("唔该", "请"), ("点解", "为什么"), ("点算", "怎么办"), ("点样", "怎么"), ("点搞", "怎么弄"), ("边个", "谁"), ("边度", "哪里"), ("而家", "现在"),
    ("依家", "现在"), ("乜嘢", "什么"), ("做乜", "为什么"), ("冇得", "没法"), ("冇办法", "没办法"), ("唔得", "不行"), ("唔到", "不了"), ("唔知", "不知道"),
    ("唔识", "不会"), ("唔系", "不是"), ("唔使", "不用"), ("搞掂", "搞定"), ("得咗", "好了"), ("入唔到", "进不了"), ("俾钱", "付钱"), ("畀钱", "付钱"),
    ("呢部", "这台"), ("嗰部", "那台"), ("呢个", "这个"), ("呢台", "这台"), ("嗰个", "那个"), ("啱啱", "刚刚"), ("系咁", "一直"), ("成日", "老是"),
    ("唔", "不"), ("冇", "没"), ("嘅", "的"), ("咗", "了"), ("喺", "在"), ("嘢", "东西"), ("佢", "他"), ("睇", "看"), ("畀", "给"), ("咁", "这么"),
    ("嗰", "那"), ("乜", "什么"), ("咩", "什么"), ("哋", "们"), ("啲", "点"), ("嚟", "来"), ("掣", "按键"),
)  # fmt: skip
_SPOKEN = (
    ("莫得", "没有"), ("冒得", "没有"), ("木有", "没有"), ("么得", "没有"), ("没得", "没有"), ("啥子", "什么"), ("撒子", "什么"), ("咋个", "怎么"),
    ("坏脱", "坏"), ("瓦特", "坏"), ("莫法", "没法"), ("晓不得", "不知道"), ("晓得", "知道"), ("咋整", "怎么办"), ("嘎哈", "干什么"),
    ("整不", "弄不"),
)  # fmt: skip

_ABROAD = {
    "印表机": "打印机", "列表机": "打印机", "列印": "打印", "网路": "网络", "荧幕": "屏幕", "萤幕": "屏幕", "当机": "死机", "当掉": "死机", "重开机": "重启",
    "软体": "软件", "硬体": "硬件", "韧体": "固件", "退刷": "退款", "刷退": "退款", "请款": "结算", "结帐": "结账", "帐号": "账号", "帐户": "账户",
    "伺服器": "服务器", "讯号": "信号", "讯息": "消息", "简讯": "短信", "机台": "机器", "扫描器": "扫码枪", "预设": "默认",
}  # fmt: skip
"""What Taiwan and Hong Kong say where the mainland has another word; none of them means something else there in this trade."""
_TRADE = re.compile("|".join(f"{word}(?![器子款])" for word in _ABROAD))  # 当机器 and 刷退款 are other words


def written(text: str) -> str:
    """The text, simplified, in written Chinese.

    >>> written("部机印唔到单"), written("机子瓦特了"), written("网路断线，列印也不行")
    ('部机印不了单', '机子坏了', '网络断线，打印也不行')
    """
    for marks, words in ((_CANTONESE, _WORDS), (_OTHERS, _SPOKEN)):
        if marks.search(text):
            for spoken, meant in words:
                text = text.replace(spoken, meant)
    return _TRADE.sub(lambda word: _ABROAD[word.group()], text)


_ENGLISH = (
    (r"nowt|nuttin|nuffin|nuthin|nothin|(?:sod|bugger|naff|feck) all|diddly(?: squat)?", "nothing"),
    (r"owt|owght", "anything"),
    (r"summat|sumthin|somethin", "something"),
    (r"knackered|kaputt?|banjaxed|borked|buggered|shagged|gubbed|goosed|munted|stuffed(?= again| now| mate|$)", "not working"),
    (r"on (?:the (?:blink|fritz)|(?:its|his|her) last legs)|gone to pot|up the (?:spout|creek)|out of whack", "not working"),
    (r"acting the maggot|playing up|playing silly (?:beggars|buggers)|throwing a (?:wobbly|wobbler)", "not working properly"),
    (r"(?:packed|chucked|jacked) (?:it )?(?:in|up)(?! (?:the|our|my|and|it|for|to|a)\b)|(?:has|have) given out|gone (?:kaput|phut|west)", "stopped working"),
    (r"conk(?:s|ing) out", "cutting out"),
    (r"conked out|[ck]arked it|g[ai]ven? up the ghost|bit the dust|popped its clogs|snuffed it|went phut", "died"),
    (r"(?:yoke|gizmo|contraption|gadget|doodah|thingamajig|thingy)(?= |$)", "machine"),
    (r"(?<!give )(?<!gave )(?<!send )(?<!sent )(?<!show )(?<!tell )(?<!paid )(?<!pay )(?<!owe )(?<!owes )(?<!get )(?<!got )(?<!ask )me(?= (?:card|machine|terminal|printer|till|reader|money|customers?|shop|pdq|receipts?|battery|screen|wifi|account|ticket|bank|app|takings)\b)", "my"),
    (r"fell(?:a|er)|bloke|chap|geezer", "man"),
    (r"anymore", "any more"),
    (r"thru", "through"),
    (r"coz|cuz|bcoz|bcz|becoz", "because"),
    (r"u", "you"),
    (r"ur", "your"),
    (r"pl[sz]{1,2}", "please"),
    (r"gonna", "going to"),
    (r"wanna", "want to"),
    (r"gimme", "give me"),
    (r"lemme", "let me"),
    (r"trans|tranx|txn|trxn", "transaction"),
    (r"acct|a/c", "account"),
    (r"rcpts?", "receipt"),
    (r"(?:please )?do (?:the )?needful", "please help"),
)  # fmt: skip
"""Pattern -> what it means. What follows a verb of giving ("send me money") is no "my"."""
_SPOKEN_ENGLISH = re.compile(rf"\b(?:{'|'.join(f'(?P<w{place}>{words})' for place, (words, _) in enumerate(_ENGLISH))})(?![\w'])")


def in_full(text: str) -> str:
    """English in the words of all, without those of one region or of haste.

    >>> in_full("me card machine does nowt"), in_full("contactless has packed in")
    ('my card machine does nothing', 'contactless has stopped working')
    """
    return _SPOKEN_ENGLISH.sub(lambda word: _ENGLISH[int((word.lastgroup or "w0")[1:])][1], text)
