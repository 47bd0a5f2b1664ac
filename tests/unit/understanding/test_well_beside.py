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
        ("hardware.printer_blank.turn_roll", "哦哦 我装反啦 翻过来有字了 谢谢啊"),
        ("hardware.touch.adapter", "找到了找到了 换了原来的不跳了"),
        ("power.no_power.outlet", "插板的开关遭哪个关了 我打开了 现在亮了"),
        ("hardware.card_reader_chip.cleaning_card", "清洁卡来回拉了几下 插哪张都认了"),
        ("hardware.card_reader_contactless.phone_nfc", "客人NFC没开 开了就滴了"),
        ("network.bluetooth.pair_again", "删了重新配 手机认得它了"),
        ("software.frozen.restart", "重启了一下 不转圈了 能收了"),
        ("hardware.card_reader_contactless.metal", "yes!! moved it onto the wooden desk and it beeps. cheers"),
        ("network.bluetooth.permission", "ah it wanted permission for nearby devices. allowed it and its paired"),
        ("power.no_power.cable", "cable wasnt in properly, it fired up"),
        ("software.frozen.close_app", "closed the app and reopened, doesnt crash any more"),
        ("software.signin_key.clock", "date was 2019, set it right and it let me in"),
        ("hardware.printer_blank.new_roll", "swapped the roll, print is dark and sharp"),
        ("network.wifi.symptom", "used the sticker one, done its connected, sale went through"),
        ("network.wifi.symptom", "forgot and rejoined the wifi and it went through"),
        ("network.wifi.symptom", "原来是密码输错一位 现在连上了 能刷了"),
        ("hardware.scanner.which", "oh wait i wiped the glass and its scanning"),
        ("hardware.scanner.which", "不用了 擦了下玻璃就能扫了"),
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
        ("hardware.printer_paper_jam.scraps", "碎纸抠出来了"),
        ("hardware.printer_blank.clean", "ive cleaned the print head"),
        ("hardware.scanner.window", "took the case off and wiped the scan window"),
        ("hardware.card_reader_contactless.metal", "turned it off and took the cover off"),
        ("power.battery.full_charge", "put it on the charger and its charging now"),
        ("network.bluetooth.pair_again", "removed it from the list and paired it again"),
        ("network.wifi.rejoin", "used my hotspot and the sale went through"),
        ("power.adapter.cable", "拔了 重新插好了"),
        ("network.wifi.rejoin", "用手机热点 付款成功了"),
        ("software.signin_key.clock", "进设置了 日期改过了"),
        ("network.router.restart", "重启了 我电脑有网了"),
        ("power.no_power.outlet", "换了插座 灯亮了 机子没起来"),
        ("hardware.card_reader_chip.insert", "插到底了 隔壁那台插一下就认"),
        ("network.router.restart", "拔了重插 我手机能上网了"),
        ("hardware.keypad.wipe", "擦了 1键好了 3还是粘的"),
        ("hardware.screen.hold", "按住这个画面就能出来了吗"),
        ("power.random_shutdown.cable", "插紧了 到现在还没关 再看看"),
        ("hardware.card_reader_contactless.restart", "tap has stopped working"),
        ("network.sim.renew", "i swapped the sims and now neither works"),
        ("hardware.screen.hold", "held it, and that brings the picture back does it"),
        ("hardware.card_reader_chip.insert", "pushed it in, the till next door reads them fine"),
        ("network.router.restart", "restarted it, my phone is back online"),
        ("power.random_shutdown.cable", "pushed it in, been on two minutes so far"),
        ("network.wifi.rejoin", "put it in again, should be ok now"),
        ("power.no_power.cable", "pushed the cable in tight, lamp lit up green and its booting"),
        ("network.sim.scope", "the till is online"),
        ("software.driver_update.state", "it finished last night and now tap doesn't work anymore"),
    ],
)
def test_what_is_asked_done_hoped_or_so_in_part_is_not_solved(mind: Mind, place: str, text: str) -> None:
    found = heard(mind, place, text)

    assert found.offer != "solved"
    assert found.act != "solved"


@pytest.mark.parametrize("text", ["动了 90了", "进度条在走了", "its moving, 85 now", "the bar is going again", "now on 60 percent"])
def test_an_update_that_goes_on_is_noted_and_the_step_stands(mind: Mind, text: str) -> None:
    assert heard(mind, "software.driver_update.wait", text).act == "since"


@pytest.mark.parametrize("text", ["更新完了 可以刷了", "100了 好了", "its done and taking payments"])
def test_an_update_that_is_done_is_solved(mind: Mind, text: str) -> None:
    found = heard(mind, "software.driver_update.wait", text)

    assert "solved" in {found.offer, found.act}
