"""That it works again, with thanks, a cause or a question beside: solved at once; what is asked, done, hoped or so in part is not."""

from __future__ import annotations

import pytest

from bot.service.turning import Mind
from tests.unit.understanding.test_went import heard


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("network.wifi.rejoin", "连上了 谢谢"),
        ("network.wifi.rejoin", "可以了 谢谢你 下次换路由器还要这样弄吗"),
        ("network.wifi.rejoin", "忘记网络再连一次就好了 辛苦了"),
        ("hardware.printer_blank.clean", "擦了 现在清楚了 谢谢你啊 小伙子"),
        ("hardware.printer_blank.turn_roll", "出字了 原来真装反了 哈哈"),
        ("hardware.printer_blank.new_roll", "换了新纸好了 那扫码枪呢"),
        ("hardware.card_reader_contactless.metal", "从铁架子上拿下来就能刷了 谢谢 那架子还能用不"),
        ("hardware.touch.adapter", "换了原装的好了 谢谢 贴膜有影响不"),
        ("hardware.scanner.window", "擦了一下能扫了 谢了 多久擦一次合适"),
        ("power.no_power.outlet", "换了个插座开机了 可以用了 谢谢 原来插座坏了"),
        ("software.frozen.restart", "重启完好了 谢谢 为啥会卡呢"),
        ("network.sim.window", "有信号了 谢谢 我以后就放窗口"),
        ("network.bluetooth.pair_again", "连上了 谢谢 换手机还要再弄一次吗"),
        ("network.wifi.rejoin", "it works yes. so will it reach the garden?"),
        ("network.wifi.rejoin", "ah that's it, working now. do i have to do this every time the router restarts"),
        ("network.wifi.rejoin", "all sorted mate, cheers for that"),
        ("hardware.printer_blank.clean", "cleaned it and it prints lovely now, thanks a lot"),
        ("hardware.printer_blank.turn_roll", "works now thank you. how do i know next time which side is up"),
        ("hardware.printer_paper_jam.restart", "brilliant its printing now. was it the restart that did it?"),
        ("hardware.card_reader_contactless.metal", "works! must have been the metal counter then. thanks"),
        ("hardware.touch.film", "peeled the film off, touch is working again, thank you!"),
        ("hardware.scanner.window", "wiped it, all good now. how often should i do that"),
        ("power.no_power.cable", "cable was loose! working now, cheers. do i need a new cable"),
        ("software.frozen.restart", "that fixed it ta. should i restart it every day then?"),
        ("hardware.keypad.cable", "keys work again, thank you so much, you saved my evening"),
        ("network.wifi.rejoin", "搞定了 多谢 原来选错名字了"),
        ("network.wifi.rejoin", "网有了 谢谢 信号会不会又掉啊"),
        ("hardware.printer_blank.clean", "擦干净以后字清楚多了 谢谢"),
        ("hardware.printer_paper_jam.reload", "重新放了一遍 出票了 谢谢 顺便问下纸多少钱一卷"),
        ("hardware.scanner.brighten", "客人调亮了就扫上了 谢谢"),
        ("software.frozen.restart", "重启后正常了 谢谢 不会再卡了吧"),
        ("hardware.screen.wake", "屏幕亮了 能看见了 谢谢"),
        ("network.wifi.rejoin", "Got it connected, thank you! Wrong network all along"),
        ("network.router.power", "internets back, thanks. how often does the router need that"),
        ("hardware.card_reader_contactless.spot", "ok that worked, they were tapping the wrong spot lol. thx"),
        ("hardware.keypad.cable", "all keys fine now thanks, is it gonna happen again"),
        ("software.frozen.restart", "Working again. You're a star. Should I update it too?"),
        ("hardware.screen.wake", "screen came back on, working fine, thanks"),
        ("hardware.printer_blank.turn_roll", "sorted, wrong side up, silly me"),
    ],
)
def test_that_it_works_with_something_beside_is_solved_at_once(mind: Mind, place: str, text: str) -> None:
    found = heard(mind, place, text)

    assert found.offer == "solved" or found.act == "solved"


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("network.wifi.rejoin", "working? thanks"),
        ("network.wifi.rejoin", "好了吗 谢谢"),
        ("network.wifi.rejoin", "连上了 谢谢 结果刷卡又报错"),
        ("network.wifi.rejoin", "手机连上了 机器没连上"),
        ("network.wifi.rejoin", "连上了 就是有点慢 正常吗"),
        ("network.wifi.rejoin", "等好了我叫你 谢谢"),
        ("network.wifi.rejoin", "好了是吧 那我走了"),
        ("hardware.printer_blank.turn_roll", "有字了 可是很淡"),
        ("hardware.printer_blank.turn_roll", "打出字了 不过下半截还是空的"),
        ("hardware.printer_blank.clean", "擦好了 谢谢"),
        ("hardware.card_reader_contactless.metal", "插卡好了 挥卡还不行"),
        ("hardware.scanner.window", "能扫了 一会儿又不行了"),
        ("hardware.touch.adapter", "换了原装的 好了一点"),
        ("power.no_power.outlet", "屏幕亮了 停在开机画面了"),
        ("software.frozen.restart", "重启完了 谢谢 现在干嘛"),
        ("network.wifi.rejoin", "connected, thanks, but no payments go through"),
        ("network.wifi.rejoin", "need this fixed, thanks"),
        ("network.wifi.rejoin", "wish it worked. thanks anyway"),
        ("network.wifi.rejoin", "should be working. what else can i try"),
        ("network.wifi.rejoin", "it works on the hotspot. what about the wifi"),
        ("hardware.printer_blank.turn_roll", "turned it, text comes out now but very faint"),
        ("hardware.printer_blank.turn_roll", "ok it prints, but there's a white line through it, thanks"),
        ("hardware.printer_blank.clean", "all done. what now"),
        ("hardware.card_reader_contactless.metal", "phones tap fine now, cards dont"),
        ("hardware.scanner.window", "worked for one customer then stopped, thanks"),
        ("power.no_power.outlet", "it's on but stuck on the logo, thanks"),
        ("software.frozen.restart", "rebooted it, thanks. what next"),
        ("network.wifi.rejoin", "谢谢 我试试 好了告诉你"),
        ("network.wifi.rejoin", "不好意思 没连上"),
        ("network.wifi.rejoin", "能不能连上就看你了 谢谢"),
        ("hardware.printer_blank.clean", "关机了 拔电了 谢谢 接着擦是吧"),
        ("hardware.printer_blank.new_roll", "新纸装好了 谢谢 怎么补打"),
        ("hardware.scanner.window", "擦过了 谢谢 客人还没来"),
        ("power.no_power.outlet", "插上了 谢谢 灯没亮"),
        ("network.wifi.rejoin", "thanks, will try. if sorted ill let you know"),
        ("network.wifi.rejoin", "says connected, still no payments. why"),
        ("network.wifi.rejoin", "is it working on your side? thanks"),
        ("network.wifi.rejoin", "worked for 5 minutes, thanks for nothing"),
        ("hardware.printer_blank.new_roll", "fitted the new roll, cheers. how do i reprint"),
        ("hardware.scanner.window", "works on apple pay, not on alipay, thanks"),
        ("software.frozen.restart", "turned it on, thanks, loading forever"),
        ("network.bluetooth.pair_again", "it says paired. the app can't find it though"),
        ("hardware.printer_blank.turn_roll", "翻了 出字了 但是右边有一条白的没印上 谢谢哈"),
    ],
)
def test_what_is_asked_done_hoped_or_so_in_part_is_not_solved(mind: Mind, place: str, text: str) -> None:
    found = heard(mind, place, text)

    assert found.offer != "solved"
    assert found.act != "solved"
