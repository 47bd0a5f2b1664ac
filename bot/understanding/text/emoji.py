"""What a message of signs alone means: a thumb up, folded hands, an angry or a sad face, "??"; also as messengers spell them, "[强]"."""

from __future__ import annotations

import re
import unicodedata

_SPELLED = re.compile(r"\[([^\[\]\s]{1,12})\]")
_MARKS = re.compile(r"[?？!！.。…~～\s]*[?？!！…][?？!！.。…~～\s]*")
_SIGNS: tuple[tuple[str, str, str, frozenset[str]], ...] = tuple(
    (intent, act, signs, frozenset(spelled.split()))
    for intent, act, signs, spelled in (
        ("conversation.not_fixed", "not_fixed", "👎❌✖🙅", "弱 thumbsdown no"),
        ("handoff.human", "complaint", "😡😠🤬😤💢🖕👿", "发怒 怒骂 抓狂 咒骂 鄙视 敲打 angry scold"),
        (
            "conversation.help",
            "plea",
            "😭😢😥😰😓😞😔😟😩😫😖😣☹🙁🥺😱🤦💔🆘",
            "流泪 大哭 快哭了 难过 委屈 可怜 失望 叹气 苦涩 裂开 捂脸 衰 晕 汗 擦汗 尴尬 无语 天啊 惊恐 恐惧 翻白眼 白眼 撇嘴 囧 cry sob facepalm sigh",
        ),
        ("conversation.help", "explain", "❓❔🤔🤷⁉", "疑问 shrug"),
        ("conversation.thanks", "thanks", "🙏❤💕🌹🤝💐🥰😘🫶♥", "抱拳 合十 玫瑰 爱心 握手 salute rose heart"),
        ("conversation.yes", "acknowledged", "👍👌🆗✅✔☑💯🙆", "强 ok good thumbsup 好的"),
        (
            "conversation.greeting",
            "greeting",
            "👋🖐✋",
            "再见 微笑 呲牙 愉快 偷笑 憨笑 笑脸 破涕为笑 嘿哈 旺柴 吃瓜 害羞 调皮 得意 坏笑 奸笑 机智 惊讶 发呆 bye wave smile",
        ),
    )
)
_STANDS_FOR_MEDIA = re.compile(
    r"(?:[\[【(（<]\s*(?:图片|照片|截图|语音|语音消息|视频|表情|动画表情|文件|位置|链接|photo|picture|image|screenshot|voice(?: message| note)?|audio|video|sticker|gif|file|media omitted|(?:image|audio|video|sticker) omitted)"
    r"\s*[\]】)）>]\s*)+",
    re.IGNORECASE,
)


def stands_for_media(text: str) -> bool:
    """Whether a message is only what messengers write where a picture or a voice message was: "[图片]", "<Media omitted>"."""
    return bool(_STANDS_FOR_MEDIA.fullmatch(text.strip()))


def meant(text: str) -> tuple[str, str] | None:
    """The intent and act of a message that is nothing but signs, or None if it has words, or no signs."""
    spelled = {name.casefold() for name in _SPELLED.findall(text)}
    known = spelled & {name for *_, names in _SIGNS for name in names}
    bare = _SPELLED.sub("", text) if spelled == known else text
    if any(unicodedata.category(character)[0] in "LN" for character in bare):
        return None
    for intent, act, signs, names in _SIGNS:
        if names & spelled or any(sign in bare for sign in signs):
            return intent, act
    if marks := _MARKS.fullmatch(bare.strip()):
        return ("conversation.help", "explain" if "?" in marks.group() or "？" in marks.group() else "repeat")
    symbols = any(unicodedata.category(character) in {"So", "Sk"} for character in bare)
    return ("conversation.greeting", "greeting") if symbols else None
