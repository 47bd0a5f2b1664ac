"""What is said in one region, read as what is written in all: Cantonese, the commonest words of other Chinese dialects, what Taiwan
and Hong Kong call things; the English of Britain, Ireland, Australia, India, Nigeria and Singapore, and what is typed in haste.

Only words that mean one thing wherever they stand; what depends on its neighbours is left as it is.
"""

from __future__ import annotations

import re

_CANTONESE = re.compile(
    "[唔冇嘅咗喺嘢佢睇畀咁嗰乜咩哋啲嚟啱嘥掣㖊㗎揿㩒揾攞咪冧]|呢[部台个架单张]|[边係]|(?<!几)点(?:解(?![锁除绑冻开])|样)|[琴寻]日|仲[未唔有系]|入数|而家|依家|几多|埋[咗晒]?数|叉(?:住|紧|咗)?电|火牛|条友"
)
_OTHERS = re.compile(
    r"莫得|冒得|木有|么得|没得|啥子|撒子|咋个|坏脱|瓦特|莫法|晓得|晓不得|整不|嘎哈|甭|咋整|啷个|咋子|死求|侬|阿拉|格个|(?<![在从去到])哪能|呒|特了|勿(?=[来会能行好出到开得])|伐(?=[?？。!！]|$)|(?<![点扫选碰打按])不中(?=了|[,，。?？!！ ]|$)|中不中"
    r"|弄啥|今朝|咋[嘞咧]|啥[嘞咧]|[嘞咧](?=[,，。?？!！ ]|$)|[俺恁]|完犊子|搞么子|么子|捣鼓"
    r"|不得行|搞忘|遭(?![了殃遇到])|自个儿?"
)
_WORDS = (
    ("系唔系", "是不是"), ("得唔得", "行不行"), ("识唔识", "会不会"), ("有冇得", "有没有"), ("有冇", "有没有"), ("麻烦晒", "麻烦"), ("多谢晒", "谢谢"),
    ("搞乜", "怎么回事"), ("咩事", "怎么回事"), ("仲未", "还没"), ("仲唔", "还不"), ("仲有", "还有"), ("仲系", "还是"), ("未入数", "没到账"), ("未过数", "没到账"),
    ("未过账", "没到账"), ("入数", "入账"), ("啲数", "钱"), ("㖊日", "昨天"), ("琴日", "昨天"), ("寻日", "昨天"), ("听日", "明天"), ("今日", "今天"), ("几多", "多少"),
    ("几时", "什么时候"), ("几耐", "多久"), ("咁耐", "这么久"), ("但系", "但是"), ("呢部机", "这台机器"), ("嗰部机", "那台机器"), ("部机", "机器"), ("张单", "小票"), ("郁唔到", "动不了"),
    ("唔郁", "不动"), ("熄机", "关机"), ("熄咗", "关了"), ("跌咗", "摔了"), ("烂咗", "坏了"), ("揾", "找"), ("攞", "拿"), ("揿", "按"), ("㩒", "按"), ("㗎", ""),
    ("唔该", "请"), ("点解", "为什么"), ("点算", "怎么办"), ("点样", "怎么"), ("点搞", "怎么弄"), ("边个", "谁"), ("边度", "哪里"), ("而家", "现在"),
    ("依家", "现在"), ("乜嘢", "什么"), ("做乜", "为什么"), ("冇得", "没法"), ("冇办法", "没办法"), ("唔得", "不行"), ("唔到", "不了"), ("唔知", "不知道"),
    ("唔识", "不会"), ("唔系", "不是"), ("唔使", "不用"), ("搞掂", "搞定"), ("得咗", "好了"), ("入唔到", "进不了"), ("俾钱", "付钱"), ("畀钱", "付钱"),
    ("呢部", "这台"), ("嗰部", "那台"), ("呢个", "这个"), ("呢台", "这台"), ("嗰个", "那个"), ("啱啱", "刚刚"), ("系咁", "一直"), ("成日", "老是"),
    ("返去", "回去"), ("埋咗数", "结算了"), ("埋晒数", "结算了"), ("埋数", "结算"), ("叉住电", "充着电"), ("叉紧电", "充着电"), ("叉咗电", "充了电"), ("叉电", "充电"),
    ("自己闩", "自己关"), ("闩咗", "关了"), ("闩机", "关机"), ("火牛", "充电头"), ("条友", "个人"), ("同我倾", "跟我聊"), ("个户口", "账户"), ("入户口", "到账户"), ("返嚟", "回来"), ("唔", "不"), ("冇", "没"), ("嘅", "的"), ("咗", "了"), ("喺", "在"), ("嘢", "东西"), ("佢", "他"), ("睇", "看"), ("畀", "给"), ("咁", "这么"),
    ("嗰", "那"), ("乜", "什么"), ("咩", "什么"), ("哋", "们"), ("啲", "点"), ("嚟", "来"), ("掣", "按键"),
)  # fmt: skip
_SPOKEN = (
    ("莫得", "没有"), ("冒得", "没有"), ("木有", "没有"), ("么得", "没有"), ("没得", "没有"), ("啥子", "什么"), ("撒子", "什么"), ("咋个", "怎么"),
    ("坏脱", "坏"), ("瓦特", "坏"), ("莫法", "没法"), ("晓不得", "不知道"), ("晓得", "知道"), ("咋整", "怎么办"), ("嘎哈", "干什么"),
    ("整不", "弄不"), ("啷个", "怎么"), ("咋子", "怎么"), ("死求", "死"), ("阿拉", "我们"), ("侬", "你"), ("格个", "这个"), ("哪能", "怎么"), ("呒没", "没有"),
    ("呒不", "没有"), ("特了", "掉了"), ("勿", "不"), ("中不中", "行不行"), ("不中", "不行"), ("弄啥", "怎么回事"), ("今朝", "今天"), ("搞么子", "干什么"), ("么子", "什么"), ("完犊子", "坏"), ("捣鼓", "摆弄"), ("俺", "我"), ("恁", "你"), ("甭", "不用"), ("嘞", ""), ("咧", ""), ("伐", "吗"),
    ("不得行", "不行"), ("搞忘", "忘"), ("遭", "被"), ("自个儿", "自己"), ("自个", "自己"),
)  # fmt: skip

_UNABLE = re.compile(r"(?<=[打刷扫连充读按点登印])不起(?![来眼床身])")  # 刷不起卡
_HOWEVER = re.compile(r"([\u4e00-\u9fff])极都")  # 揿极都冇反应

_ABROAD = {
    "印表机": "打印机", "列表机": "打印机", "列印": "打印", "网路": "网络", "荧幕": "屏幕", "萤幕": "屏幕", "当机": "死机", "当掉": "死机", "重开机": "重启",
    "软体": "软件", "硬体": "硬件", "韧体": "固件", "退刷": "退款", "刷退": "退款", "请款": "结算", "结帐": "结账", "帐号": "账号", "帐户": "账户",
    "保固": "保修", "到府": "上门", "连线": "连接", "登入": "登录", "拨款": "打款", "入帐": "入账", "感热纸": "热敏纸", "补印": "重打", "资安": "数据安全",
    "伺服器": "服务器", "讯号": "信号", "讯息": "消息", "简讯": "短信", "机台": "机器", "扫描器": "扫码枪", "预设": "默认",
}  # fmt: skip
"""What Taiwan and Hong Kong say where the mainland has another word; none of them means something else there in this trade."""
_TRADE = re.compile("|".join(f"{word}(?![器子款])" for word in _ABROAD))  # 当机器 and 刷退款 are other words


def written(text: str) -> str:
    """The text, simplified, in written Chinese.

    >>> written("部机印唔到单"), written("机子瓦特了"), written("网路断线，列印也不行")
    ('机器印不了单', '机子坏了', '网络断线，打印也不行')
    """
    for marks, words in ((_CANTONESE, _WORDS), (_OTHERS, _SPOKEN)):
        if marks.search(text):
            for spoken, meant in words:
                text = text.replace(spoken, meant)
        text = _HOWEVER.sub(r"怎么\1都", text) if marks is _CANTONESE else text
    text = _UNABLE.sub("不了", text)
    return _TRADE.sub(lambda word: _ABROAD[word.group()], text)


_ENGLISH = (
    ("nowt nuttin nuffin nuthin nothin sod bugger naff feck diddly", r"nowt|nuttin|nuffin|nuthin|nothin|(?:sod|bugger|naff|feck) all|diddly(?: squat)?", "nothing"),
    ("owt owght", r"owt|owght", "anything"),
    ("summat sumthin somethin", r"summat|sumthin|somethin", "something"),
    ("knackered kaput kaputt banjaxed borked buggered shagged gubbed goosed munted stuffed", r"knackered|kaputt?|banjaxed|borked|buggered|shagged|gubbed|goosed|munted|stuffed(?= again| now| mate|$)", "not working"),
    ("blink fritz legs pot spout creek whack", r"on (?:the (?:blink|fritz)|(?:its|his|her) last legs)|gone to pot|up the (?:spout|creek)|out of whack", "not working"),
    ("maggot playing throwing", r"acting the maggot|playing up|playing silly (?:beggars|buggers)|throwing a (?:wobbly|wobbler)", "not working properly"),
    ("packed chucked jacked given gone", r"(?:packed|chucked|jacked) (?:it )?(?:in|up)(?! (?:the|our|my|and|it|for|to|a)\b)|(?:has|have) given out|gone (?:kaput|phut|west)", "stopped working"),
    ("conks conking", r"conk(?:s|ing) out", "cutting out"),
    ("conked carked karked ghost dust clogs phut", r"conked out|[ck]arked it|g[ai]ven? up the ghost|bit the dust|popped its clogs|snuffed it|went phut", "died"),
    ("yoke gizmo contraption gadget doodah thingamajig thingy", r"(?:yoke|gizmo|contraption|gadget|doodah|thingamajig|thingy)(?= |$)", "machine"),
    ("me", r"(?<!give )(?<!gave )(?<!send )(?<!sent )(?<!show )(?<!tell )(?<!paid )(?<!pay )(?<!owe )(?<!owes )(?<!get )(?<!got )(?<!ask )me(?= (?:card|machine|terminal|printer|till|reader|money|customers?|shop|pdq|receipts?|battery|screen|wifi|account|ticket|bank|app|takings)\b)", "my"),
    ("fella feller bloke chap geezer", r"fell(?:a|er)|bloke|chap|geezer", "man"),
    ("anymore", r"anymore", "any more"),
    ("thru", r"thru", "through"),
    ("teh hte", r"teh|hte", "the"),
    ("adn", r"adn", "and"),
    ("wiht wih", r"wiht|wih", "with"),
    ("coz cuz bcoz bcz becoz", r"coz|cuz|bcoz|bcz|becoz", "because"),
    ("u", r"u", "you"),
    ("ur", r"ur", "your"),
    ("pls plz plss plzz plsz plzs", r"pl[sz]{1,2}", "please"),
    ("gonna", r"gonna", "going to"),
    ("wanna", r"wanna", "want to"),
    ("gimme", r"gimme", "give me"),
    ("lemme", r"lemme", "let me"),
    ("trans tranx txn trxn", r"trans|tranx|txn|trxn", "transaction"),
    ("acct a/c", r"acct|a/c", "account"),
    ("rcpt rcpts", r"rcpts?", "receipt"),
    ("needful", r"(?:please )?do (?:the )?needful", "please help"),
    ("cannae", r"cannae", "cannot"),
    ("doesnae disnae", r"(?:doe|di)snae", "does not"),
    ("dinnae", r"dinnae", "do not"),
    ("didnae", r"didnae", "did not"),
    ("willnae winnae wullnae", r"(?:will|win|wull)nae", "will not"),
    ("isnae", r"isnae", "is not"),
    ("wasnae", r"wasnae", "was not"),
    ("hasnae havenae huvnae", r"(?:has|have|huv)nae", "has not"),
    ("ll", r"(?<=ll )no(?= \w)", "not"),
    ("oot", r"oot", "out"),
    ("doon", r"doon", "down"),
    ("aff", r"aff", "off"),
    ("tae", r"tae", "to"),
    ("fae", r"fae", "from"),
    ("deid", r"deid", "dead"),
    ("dey de", r"no (?:dey|de)(?= \w)", "does not"),
    ("gree wan", r"no (?:gree|wan)(?= \w)", "will not"),
    ("fit", r"no fit(?= \w)", "cannot"),
    ("dey", r"dey(?= (?:show|say|die|hang|off|on|drain|print|stuck|freeze|fluctuate|beep|heat|go|come))", "is"),
    ("don", r"don(?= (?:finish|spoil|spoilt|hang|die|stop|jam|block|lock|crash|off|forget|expire|debit|cut))", "has"),
    ("wetin", r"wetin", "what"),
    ("abeg", r"abeg", "please"),
    ("comot", r"comot", "come out"),
    ("oredi", r"oredi", "already"),
    ("kena", r"kena", "got"),
)  # fmt: skip
"""Words of which one is in it, pattern, what it means. What follows a verb of giving ("send me money") is no "my"."""
_SPOKEN_ENGLISH = re.compile(rf"\b(?:{'|'.join(f'(?P<w{place}>{words})' for place, (_, words, _) in enumerate(_ENGLISH))})(?![\w'])")

_IS_DOING = re.compile(r"\b(?:e|it|dem) (?:don )?de?y (work|print|read|charg|connect|speak|talk|scan|respond|beep|ring|play|feed)e?\b")
_HAS_DONE = re.compile(r"\b(?:e|it) don (work|print|connect|charg|respond|pair|load|start|join)e?\b")
_DROPPED_G = re.compile(r"\b(no )?(print|scann|work|charg|connect|read|tak|com|say|shutt|turn|show|respond|feed|keep|go)in(?:'|\b)")
_MARKS = frozenset(word for marks, _, _ in _ENGLISH for word in marks.split())
_MARK = re.compile(r"[a-z/]+")


def in_full(text: str) -> str:
    """English in the words of all, without those of one region or of haste.

    >>> in_full("me card machine does nowt"), in_full("contactless has packed in")
    ('my card machine does nothing', 'contactless has stopped working')
    """
    text = _DROPPED_G.sub(lambda word: f"{'not ' if word[1] else ''}{word[2]}ing", text) if "in" in text else text
    text = _HAS_DONE.sub(r"it has \1ed", _IS_DOING.sub(r"it is \1ing", text)) if re.search(r"\bde?y\b|\bdon\b", text) else text
    if _MARKS.isdisjoint(_MARK.findall(text)):
        return text
    return _SPOKEN_ENGLISH.sub(lambda word: _ENGLISH[int((word.lastgroup or "w0")[1:])][2], text)
