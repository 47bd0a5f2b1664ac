"""Hidden faults: what is really wrong, how a shopkeeper first tells it, what he sees at each check, what mends it.

The right outcome of each is written from what a good first line would do, not from what the bot does.
``right`` is a tuple of alternatives; one holds when all its parts (joined by ``+``) were seen:

- ``solved``: the merchant said it works, and it does (by a remedy of ``cures``; by ``clears`` for a thing explained);
- ``ticket``, ``ticket:paid`` …: a case was filed for the right trouble; ``person``: somebody was called for it;
- ``told:<sentence>``: that was said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fault:
    """One hidden fault.

    ``sees``: what a truthful merchant answers, by ``flow.step``, by slot, or by ``remedy:<name>`` for an option
    beside solved and not fixed. ``tried``: what he may have done already, in vain. ``forbids``: remedies or
    steps that must never be proposed. ``running``: whether a sale was under way (None: now and then).
    """

    id: str
    group: str
    intents: tuple[str, ...]
    right: tuple[str, ...]
    opens: Mapping[str, tuple[str, ...]]
    sees: Mapping[str, str] = field(default_factory=dict)
    cures: frozenset[str] = frozenset()
    tried: tuple[str, ...] = ()
    forbids: frozenset[str] = frozenset()
    running: bool | None = None
    code: str = ""
    clears: bool = False

    def answer(self, flow: str, step: str, slot: str, remedy: str, offered: Sequence[str]) -> str:
        """The option that a truthful merchant takes; empty when nothing offered is true of his terminal."""
        wanted = [self.sees.get(f"{flow}.{step}"), self.sees.get(slot) if slot else None]
        if remedy:
            wanted += ["solved" if remedy in self.cures else self.sees.get(f"remedy:{remedy}")]
        wanted += [USUAL.get(f"{flow}.{step}"), USUAL.get(slot) if slot else None]
        wanted += ["not_fixed" if remedy else None]
        return next((option for option in wanted if option and option in offered), "")

    def plain(self, offered: Sequence[str]) -> str:
        """What he takes when nothing fits what he sees."""
        return next((option for option in ("unsure", "not_fixed", "other", "cannot", "no", "none") if option in offered), offered[0])


USUAL: Mapping[str, str] = {
    "scope": "one",
    "attachment": "alone",
    "shop_moved": "no",
    "supplier_agrees": "no",
    "sale_settled": "open",
    "customer_debited": "unsure",
    "repair.visit.over": "yes",
    "repair.visit.confirm": "yes",
    "warranty.check.repair": "no",
    "guard.unsettled.settle_first": "finished",
    "software.driver_update.prepare": "yes",
}
"""What holds unless the fault says otherwise."""

POWER = ("power.no_power", "power.adapter", "power.battery")
PRINTER = ("hardware.printer_blank", "hardware.printer_paper_jam")
NETWORK = ("network.connection_failed", "network.router", "network.wifi")
DANGER = frozenset({"charge", "charge_then_long_press", "full_charge", "restart", "reseat_battery", "same_adapter", "different_outlet"})
OFFLINE = frozenset({"restart", "restart_router", "factory_reset"})


def _opens(zh: str, en: str) -> Mapping[str, tuple[str, ...]]:
    return {"zh": tuple(_lines(zh)), "en": tuple(_lines(en))}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


FAULTS: tuple[Fault, ...] = (
    # ---- power
    Fault(
        "dead_socket", "power", POWER, ("solved",),
        _opens(
            """
            今早来机子死活开不起来
            按电源键按半天，一点动静都没
            机器黑的，开机键按烂了也不开
            pos开不了机了咋办
            早上开门插上电就是不启动
            """,
            """
            card machine wont start this morning
            pressed the on button loads of times, totally dead
            machine is dead, opening in 10 mins
            the terminal just wont power up at all
            no life in the card reader today, it wont come on
            """,
        ),
        {"power_light": "off", "adapter_fault": "dead", "battery_fault": "charging", "remedy:same_adapter": "no_spare"},
        frozenset({"different_outlet"}), ("reseat_cable",),
    ),
    Fault(
        "loose_cable", "power", POWER, ("solved",),
        _opens(
            """
            机器插着充电线也开不了
            昨晚打扫完卫生机子就打不开了
            搬了下收银台，pos机就开不了机了
            刷卡机一点电都没有，开不了
            机子没电了充着也起不来
            """,
            """
            terminal wont turn on since the cleaner was in
            moved the counter round and now the pdq wont switch on
            no power to the card machine
            it wont boot, dead as a doornail
            plugged in but the machine doesnt turn on
            """,
        ),
        {"power_light": "off", "adapter_fault": "dead", "battery_fault": "charging", "remedy:same_adapter": "no_spare"},
        frozenset({"reseat_cable"}), ("different_outlet",),
    ),
    Fault(
        "broken_adapter", "power", ("power.adapter", "power.battery", "power.no_power"), ("solved",),
        _opens(
            """
            充电头好像坏了灯都不亮
            适配器不亮灯，充不进
            电源那个方块没反应了，机器充不上
            充电器插上没灯
            适配器摸着冰凉也没灯，应该是坏了
            """,
            """
            charger brick has no light on it
            power supply for the terminal looks dead
            think the adapter is gone, nothing lights up on it
            the charger for my machine stopped working
            adapter isnt giving any power
            """,
        ),
        {"power_light": "off", "adapter_fault": "dead", "battery_fault": "charging"},
        frozenset({"same_adapter"}), ("different_outlet", "reseat_cable"),
    ),
    Fault(
        "torn_cable", "power", ("power.adapter", "power.battery_swollen"),
        ("ticket+told:power.adapter.damaged", "person+told:power.battery_swollen.stop", "ticket+told:power.battery_swollen.stop"),
        _opens(
            """
            充电线破皮了能看见铜丝
            电源线让老鼠咬了，里面的线露出来了
            适配器那根线烧糊了一截
            充电线头子冒了下火花，吓死人
            """,
            """
            charging lead is split and i can see the wires
            the cable on the power adapter has burnt through
            the dog chewed the charger cable, bare wire showing
            adapter plug sparked when i put it in
            """,
        ),
        {"adapter_fault": "damaged", "power_light": "off"},
        forbids=frozenset({"reseat_cable", "different_outlet"}),
    ),
    Fault(
        "flat_battery", "power", POWER, ("solved",),
        _opens(
            """
            这台机子放仓库大半年，拿出来开不了
            备用机好久没用，现在按不开
            停业两个月回来机器打不开了
            机子放久了开不了机
            """,
            """
            spare machine was in a drawer since summer and wont switch on
            we were shut two months, terminal wont start now
            havent used this one for ages and it wont turn on
            old backup terminal doesnt come on any more
            """,
        ),
        {"power_light": "off", "remedy:same_adapter": "no_spare", "battery_fault": "charging"},
        frozenset({"charge_then_long_press", "charge"}), ("different_outlet", "reseat_cable"),
    ),
    Fault(
        "worn_battery", "power", ("power.battery", "power.random_shutdown", "power.no_power"), ("ticket",),
        _opens(
            """
            一拔线就黑，只能插着电用
            机子离了充电器马上关机
            拿起来给客人刷卡它就灭了，插着没事
            电池不行了，不插线撑不了一分钟
            离开底座就断电
            """,
            """
            goes off the second i take it off the charger
            only works while its plugged in
            lift it off the base and it dies on me
            battery has had it, wont run without the cable
            unplug it to take to the table and it shuts down
            """,
        ),
        {"battery_fault": "unplugged", "shutdown_when": "unplugged", "remedy:reseat_battery": "built_in", "power_light": "on"},
        tried=("same_adapter",),
    ),
    Fault(
        "swollen_battery", "power", ("power.battery_swollen",), ("ticket+told:power.battery_swollen.stop",),
        _opens(
            """
            机子后盖鼓起来了
            电池胀得后面都翘了
            后面那块电池鼓成个包
            机器背面拱起来盖子合不上，是不是电池
            电池肿了还能充吗
            """,
            """
            back of the terminal is bulging
            the battery has puffed up and the cover is lifting
            battery looks swollen is that ok
            the back is popping off, battery is fat
            there is a bulge at the back where the battery sits
            """,
        ),
        {"battery_danger": "calm", "battery_fault": "bulging", "power_light": "hot", "damage_kind": "hot"},
        forbids=DANGER,
    ),
    Fault(
        "smoking_terminal", "power", ("power.battery_swollen", "hardware.damage"), ("person+told:power.battery_swollen.leave",),
        _opens(
            """
            机子冒烟了！！
            充电的时候冒烟了怎么弄
            pos机烫得拿不住还有股糊味
            机器在滋滋响还冒白烟
            """,
            """
            theres smoke coming out of it!!
            card machine is smoking on the charger
            its hissing and red hot what do i do
            burning smell and smoke from the terminal
            """,
        ),
        {"battery_danger": "burning", "battery_fault": "bulging", "power_light": "hot", "damage_kind": "hot", "shutdown_when": "hot"},
        forbids=DANGER,
    ),
    Fault(
        "nightly_restart", "power", ("power.random_shutdown",), ("solved", "told:power.random_shutdown.daily"),
        _opens(
            """
            每天凌晨三点多机子自己重启一下
            夜里固定那个点它就自己关了再开
            我们夜宵店，一到半夜两点机器就重启
            天天同一个钟点自己重启是不是坏了
            """,
            """
            every night around 3 it restarts by itself
            we are a late bar and the machine reboots itself at 2am every single night
            same time each night the terminal turns off and on alone
            it reboots on its own once a night is it broken
            """,
        ),
        {"shutdown_when": "daily", "power.random_shutdown.daily": "no"},
        clears=True,
    ),
    # ---- hardware
    Fault(
        "roll_wrong_way", "hardware", PRINTER, ("solved",),
        _opens(
            """
            换了卷纸打出来啥也没有
            小票全白的
            出纸了但是没字
            打印出来是张白条条
            刚换完纸票子上一个字没有
            """,
            """
            receipts come out blank
            put a new roll in and theres no writing on it
            paper comes out but nothing printed
            printing white paper only
            the slip is empty, no text whatsoever
            """,
        ),
        {"print_fault": "blank", "paper_fault": "no_feed"},
        frozenset({"turn_roll"}), ("new_roll", "restart"),
    ),
    Fault(
        "dirty_print_head", "hardware", PRINTER, ("solved",),
        _opens(
            """
            小票上有一道白杠
            打出来字中间缺一条
            票子竖着少一溜字
            打印总有条白线从上到下
            """,
            """
            white line down the middle of every receipt
            part of the print is missing, a stripe with nothing
            receipts have a gap running all the way down
            got a blank stripe on my slips
            """,
        ),
        {"print_fault": "striped", "remedy:reseat_cable": "built_in"},
        frozenset({"clean_print_head"}), ("new_roll",),
    ),
    Fault(
        "dead_print_head", "hardware", PRINTER, ("ticket",),
        _opens(
            """
            票子只打出半边字
            小票右边一半都没字
            打印缺一大块，金额都看不到
            打出来少半截字
            """,
            """
            only half the receipt prints
            right half of every slip is blank
            big chunk missing on the receipt, cant see the total
            half the letters are missing when it prints
            """,
        ),
        {"print_fault": "striped", "remedy:reseat_cable": "built_in"},
        tried=("new_roll", "clean_print_head"),
    ),
    Fault(
        "paper_jam", "hardware", ("hardware.printer_paper_jam",), ("solved",),
        _opens(
            """
            纸卡里面了扯不出来
            打票打一半卡纸
            纸绞在里头了
            小票卡住皱成一团
            """,
            """
            paper is jammed
            receipt got stuck halfway and crumpled up
            roll is all chewed up inside the printer
            paper wont come out its wedged
            """,
        ),
        {"paper_fault": "jammed", "print_fault": "unsure"},
        frozenset({"remove_paper_scraps"}), (),
    ),
    Fault(
        "worn_chip_reader", "hardware", ("hardware.card_reader_chip",), ("ticket",),
        _opens(
            """
            插卡读不出来，谁的卡都一样
            卡插进去没反应，好几个客人了
            芯片卡读不了
            插卡老说读卡失败
            插卡口不认卡了，十张九张不行
            """,
            """
            wont read chips any more, everyones card fails
            put the card in and it says read error, all day now
            chip reader has stopped reading
            inserting cards doesnt work, three customers so far
            card slot not picking up any cards
            """,
        ),
        {"reader_scope": "all", "tap_scope": "all", "remedy:cleaning_card": "none"},
        tried=("restart", "insert_fully"),
    ),
    Fault(
        "one_bad_card", "hardware", ("hardware.card_reader_chip", "transaction.response_code"), ("solved",),
        _opens(
            """
            有个客人的卡插进去读不出
            这张卡怎么插都不认，前面几个都好的
            就他这张卡读不了芯片
            一张卡死活读不出来别的卡可以
            """,
            """
            one customers card wont read
            this guys chip isnt being read, everyone before was fine
            just one card it refuses to read
            customer here, his card isnt read when i insert it, others ok
            """,
        ),
        {"reader_scope": "one", "tap_scope": "one"},
        frozenset({"other_card"}), ("insert_fully",),
    ),
    Fault(
        "metal_counter", "hardware", ("hardware.card_reader_contactless",), ("solved",),
        _opens(
            """
            挥卡没反应，手机碰也没反应
            闪付贴上去不认
            感应刷不了，换了铁台面以后就这样
            客人手机贴半天没动静
            """,
            """
            tap doesnt work, cards or phones
            contactless stopped since we got the steel counter
            nobody can tap, have to insert every time
            tapping does nothing at all
            """,
        ),
        {"tap_scope": "all", "reader_scope": "all"},
        frozenset({"remove_case_metal"}), ("restart", "tap_on_the_mark"),
    ),
    Fault(
        "scan_window_dirty", "hardware", ("hardware.scanner",), ("solved",),
        _opens(
            """
            扫码扫不上
            扫码那个头扫谁的都没反应
            付款码扫半天扫不出来
            扫不了码了客人排队呢
            扫码枪不认码
            """,
            """
            scanner wont pick up qr codes
            cant scan anyones phone
            qr scanning not working, queue out the door
            it doesnt read the codes any more
            scanner does nothing when customers show the code
            """,
        ),
        {"scan_scope": "all"},
        frozenset({"clean_scan_window"}), ("restart", "brighten_phone"),
    ),
    Fault(
        "tamper_alarm", "hardware", ("hardware.tamper_alarm",), ("ticket+told:hardware.tamper_alarm.stop",),
        _opens(
            """
            屏幕上写机器被攻击
            显示TAMPER是啥意思
            开机就说触发自毁了
            弹出个安全警报，啥都点不了
            写着 terminal be attacked
            """,
            """
            screen says TAMPERED
            it says device tampered and wont do anything
            security alert on the terminal, tamper something
            terminal be attacked?? thats what it says
            got a tamper warning when i switched it on
            """,
        ),
        {"tamper_cause": "unsure", "damage_kind": "alarm", "signin_problem": "lost"},
        forbids=frozenset({"restart", "factory_reset", "charge_then_long_press"}),
    ),
    Fault(
        "dropped_in_water", "hardware", ("hardware.damage",), ("ticket+told:hardware.damage.stop",),
        _opens(
            """
            机子掉水池里了
            洒了一杯奶茶在机器上
            下雨淋湿了机器不知道还能用不
            pos机进水了
            汤泼到刷卡机上了
            """,
            """
            dropped the card machine in the sink
            someone knocked a pint over the terminal
            terminal got soaked in the rain
            coffee went all over the card reader
            water got in the machine
            """,
        ),
        {"damage_kind": "liquid", "tamper_cause": "wet", "key_fault": "wet"},
        forbids=DANGER | {"wipe_keys"},
    ),
    Fault(
        "cracked_screen", "hardware", ("hardware.screen", "hardware.damage", "hardware.touch"), ("ticket",),
        _opens(
            """
            屏幕摔裂了
            机子摔地上屏碎了
            屏幕裂了道缝
            被小孩摔了，屏花了也裂了
            """,
            """
            screen is cracked
            dropped it and the glass smashed
            theres a big crack across the display
            kid knocked it off the counter, screen shattered
            """,
        ),
        {"screen_fault": "cracked", "damage_kind": "broken", "touch_fault": "cracked", "tamper_cause": "fell"},
    ),
    Fault(
        "greasy_touch", "hardware", ("hardware.touch",), ("solved",),
        _opens(
            """
            屏幕点不动，要按好几下
            触屏不灵，点这个跳那个
            点屏幕没反应，别的都正常
            屏幕触摸失灵
            """,
            """
            touchscreen isnt responding properly
            have to press the screen ten times before it takes it
            touch is all over the place, hits the wrong button
            screen doesnt react to my finger
            """,
        ),
        {"touch_fault": "always", "remedy:remove_film": "none", "freeze_kind": "whole"},
        frozenset({"wipe_screen"}), ("restart",),
    ),
    Fault(
        "dead_key", "hardware", ("hardware.keypad",), ("ticket",),
        _opens(
            """
            数字5按不出来
            确认键要使劲按才行
            有几个按键不灵
            密码键盘有个键按了没用
            """,
            """
            the 5 key doesnt work
            have to lean on the green button to get it to register
            couple of the buttons on the keypad are dodgy
            one of the number keys is dead
            """,
        ),
        {"key_fault": "some", "remedy:remove_key_cover": "none", "touch_fault": "always"},
        tried=("wipe_keys", "restart"),
    ),
    # ---- software
    Fault(
        "frozen_mid_sale", "software", ("software.frozen", "transaction.unknown_result"), ("solved",),
        _opens(
            """
            收款收一半死机了
            刷到一半机器卡住不动了
            客人正付钱呢屏幕卡死了
            点啥都没反应，卡在付款那儿
            """,
            """
            froze in the middle of a payment
            terminal locked up while a customer was paying
            its stuck on the payment screen and nothing responds
            machine has hung halfway through a sale
            """,
        ),
        {"freeze_kind": "whole", "touch_fault": "always", "transaction.unknown_result.reprint": "cannot"},
        frozenset({"restart", "look_up_sale"}), (), running=True,
    ),
    Fault(
        "app_crashes", "software", ("software.frozen", "software.driver_update"), ("solved",),
        _opens(
            """
            收款软件一点开就退
            收银那个app老闪退
            应用打不开，点了就弹回桌面
            收款程序自己跳出去
            """,
            """
            payment app keeps closing itself
            app crashes as soon as i open it
            pos app wont open, goes back to the home screen
            the till app on the terminal keeps quitting
            """,
        ),
        {"freeze_kind": "app", "update_state": "not_started"},
        frozenset({"update_app"}), ("close_app", "restart"),
    ),
    Fault(
        "lost_key", "software", ("software.signin_key",), ("ticket+told:software.signin_key.keys",),
        _opens(
            """
            开机说没有主密钥
            显示密钥丢失让联系收单
            提示终端未激活参数不存在
            一签到就说缺少密钥
            """,
            """
            says master key missing
            terminal says no keys loaded
            it says not activated, no parameters
            keys lost message on the screen when i log on
            """,
        ),
        {"signin_problem": "lost"},
        tried=("sign_in_again", "restart"),
    ),
    Fault(
        "sign_in_fails", "software", ("software.signin_key",), ("solved",),
        _opens(
            """
            签不了到
            早上签到一直失败
            签到超时
            机子签到签不上去
            """,
            """
            sign on fails every time
            cant log the terminal on this morning
            logon times out
            terminal wont sign in to the host
            """,
        ),
        {"signin_problem": "failed", "login_kind": "unsure"},
        frozenset({"sign_in_again"}), ("restart",),
    ),
    Fault(
        "update_fails", "software", ("software.driver_update",), ("solved",),
        _opens(
            """
            更新老是失败
            系统升级装不上
            升级到一半报错说失败
            弹窗说更新失败
            """,
            """
            update keeps failing
            says update failed on the screen
            software update wont go through
            the upgrade errors out every time
            """,
        ),
        {"attachment": "alone", "update_state": "failed", "freeze_kind": "updating"},
        frozenset({"update_app"}), ("restart",),
    ),
    # ---- network
    Fault(
        "wrong_wifi_password", "network", ("network.wifi", "network.connection_failed", "network.router"), ("solved",),
        _opens(
            """
            昨天改了wifi密码机子就连不上了
            换了新宽带密码，pos机无线连不上
            WiFi老提示密码错误
            机器连不上店里无线
            """,
            """
            changed the wifi password and now the terminal wont join
            new broadband fitted and card machine says wrong wifi password
            cant get the machine onto our wifi
            wifi on the terminal keeps asking for the password
            """,
        ),
        {"link": "wifi", "wifi_symptom": "password"},
        frozenset({"rejoin_wifi"}), ("restart",),
    ),
    Fault(
        "expired_sim", "network", ("network.sim", "network.connection_failed"), ("solved",),
        _opens(
            """
            流量卡的机子没网了
            插卡那种机器上不了网，信号是满的
            机子里的流量卡好像停了
            4G机子连不上网
            """,
            """
            terminal with the sim in it has no internet
            sim card in the machine stopped working i think
            4g terminal wont connect, bars are fine
            mobile data on the card machine is dead
            """,
        ),
        {"link": "sim", "sim_signal": "bars", "sim_plan": "expired", "remedy:hotspot": "works"},
        frozenset({"renew_sim"}), ("restart", "reseat_sim"),
    ),
    Fault(
        "provider_outage", "network", NETWORK, ("told:network.outage.area",),
        _opens(
            """
            没网了收不了款
            店里网断了，隔壁也断了
            网络挂了，整条街都没网
            机子一直连接失败
            """,
            """
            no internet cant take cards
            internet is down, next door too
            whole street has lost the internet, card machine is offline
            terminal keeps saying connection failed
            """,
        ),
        {"scope": "neighbours", "router_light": "red", "network.outage.area": "waiting", "remedy:call_provider": "outage"},
        forbids=OFFLINE,
    ),
    Fault(
        "service_outage", "network", (*NETWORK, "transaction.response_code"), ("told:network.outage.service",),
        _opens(
            """
            三台机子一起连不上，手机上网好好的
            店里两台pos都报网络错误
            所有机器都刷不了了，都说连接失败
            """,
            """
            all our terminals went offline together but the wifi is fine
            both machines say connection error, phones ok
            none of the three card machines can connect
            """,
        ),
        {"scope": "terminals", "network.outage.service": "waiting"},
        forbids=OFFLINE,
    ),
    Fault(
        "router_hung", "network", ("network.router", "network.connection_failed", "network.wifi"), ("solved",),
        _opens(
            """
            店里都没网了
            wifi连着但上不了网，手机也是
            整个店断网了，刷不了卡
            路由器好像死了，都上不去网
            """,
            """
            whole shop has no internet
            wifi is up but nothing loads, on my phone either
            our internet died, card machine and laptop both offline
            router seems stuck, nothing online in here
            """,
        ),
        {"scope": "shop", "router_light": "normal", "link": "wifi", "wifi_symptom": "connected"},
        frozenset({"restart_router"}), ("restart",),
    ),
    Fault(
        "loose_network_cable", "network", ("network.ethernet", "network.connection_failed"), ("solved",),
        _opens(
            """
            插网线的机子没网
            网线那台机器显示未连接
            拖地之后有线的pos连不上了
            机器网口灯不亮了
            """,
            """
            wired terminal has lost its connection
            the one on the network cable says not connected
            since mopping the floor the ethernet terminal is offline
            no link on the lan cable of the card machine
            """,
        ),
        {"link": "ethernet", "port_light": "off"},
        frozenset({"reseat_network_cable"}), ("restart",),
    ),
    Fault(
        "bluetooth_old_phone", "network", ("network.bluetooth", "network.connection_failed"), ("solved",),
        _opens(
            """
            换了手机刷卡器连不上蓝牙
            小刷卡器配不上我新手机
            蓝牙刷卡器搜不到了，换手机以后
            """,
            """
            got a new phone and the card reader wont pair
            bluetooth reader wont connect to my new phone
            reader wont link to the phone since i upgraded it
            """,
        ),
        {"link": "bluetooth", "bluetooth_symptom": "new_phone", "attachment": "phone"},
        frozenset({"unpair_old_phone"}), ("restart",),
    ),
    # ---- transaction
    Fault(
        "unknown_but_approved", "transaction", ("transaction.unknown_result", "hardware.printer_blank"), ("solved",),
        _opens(
            """
            刷完没出票，不知道收到没有
            刚那笔没打小票，成没成啊
            付款转圈转着没了，不晓得成功没
            客人说付了我这没显示
            """,
            """
            no slip came out, dont know if it went through
            payment screen vanished, did i get paid or not
            customer says he paid but my machine showed nothing
            not sure that last sale worked, no receipt
            """,
        ),
        {"transaction.unknown_result.reprint": "solved", "sale_status": "approved", "customer_debited": "yes"},
        frozenset({"reprint_last", "look_up_sale"}), forbids=frozenset({"transaction.unknown_result.charge_again"}), running=False,
    ),
    Fault(
        "unknown_and_debited", "transaction", ("transaction.unknown_result",), ("person+told:transaction.unknown_result.stop",),
        _opens(
            """
            客人扣钱了我没收到
            顾客银行短信说扣了，机子上说失败
            钱从客人卡里走了，机器说交易超时
            客人手机显示扣款，我这边没有这笔
            """,
            """
            customer was charged but i have nothing
            his bank app shows the money gone, terminal said failed
            money left the customers account and the machine timed out
            she got debited but the sale isnt on my machine
            """,
        ),
        {"transaction.unknown_result.reprint": "not_fixed", "transaction.unknown_result.journal": "not_fixed", "customer_debited": "yes"},
        forbids=frozenset({"transaction.unknown_result.charge_again"}), running=False,
    ),
    Fault(
        "double_charge", "transaction", ("transaction.double_charge",), ("solved",),
        _opens(
            """
            一个客人被刷了两次
            同一单扣了人家两笔钱
            客人说扣了双份
            手抖多刷了一遍，扣了两回
            """,
            """
            charged a customer twice
            same bill went through two times
            customer says she got double charged
            rang it up twice by accident and both went through
            """,
        ),
        {"double_lines": "both", "sale_settled": "open", "refund_need": "give_back"},
        frozenset({"void_sale"}), forbids=frozenset({"refund_sale"}), running=False,
    ),
    Fault(
        "wrong_amount", "transaction", ("transaction.refund_void",), ("solved",),
        _opens(
            """
            昨天多输了个0，要退给客人
            金额输错了怎么改
            收多了钱，昨天那单
            多收了客人一百，昨天的
            """,
            """
            typed an extra zero yesterday, need to give it back
            keyed in the wrong amount on a sale yesterday
            overcharged someone yesterday how do i refund
            put 450 in instead of 45 last night
            """,
        ),
        {"refund_need": "wrong_amount", "sale_settled": "settled", "double_lines": "unsure"},
        frozenset({"refund_sale"}), running=False,
    ),
    Fault(
        "code_51", "transaction", ("transaction.response_code",), ("solved",),
        _opens(
            """
            显示51
            刷卡出来个51啥意思
            报错51
            老出51错误码
            """,
            """
            code 51
            got a 51 on the screen what is that
            card declined with 51
            it says 51 again
            """,
        ),
        {"double_lines": "unsure"}, frozenset({"other_card"}), code="51", running=False,
    ),
    Fault(
        "code_91", "transaction", ("transaction.response_code",), ("solved",),
        _opens(
            """
            出来91什么情况
            刷卡提示91
            屏幕写 91 发卡行没反应
            """,
            """
            terminal shows 91
            error 91 when i run the card
            keeps coming back with a 91
            """,
        ),
        {"transaction.response_code.no_answer": "not_fixed", "customer_debited": "no"},
        frozenset({"wait_a_while"}), code="91", running=False,
    ),
    Fault(
        "code_03", "transaction", ("transaction.response_code",), ("person+told:transaction.response_code.acquirer",),
        _opens(
            """
            代码03无效商户
            刷谁的卡都是03
            出03
            """,
            """
            03 invalid merchant on every card
            i get code 03
            screen says 03
            """,
        ),
        {}, code="03", running=False, forbids=frozenset({"factory_reset"}),
    ),
    # ---- settlement
    Fault(
        "next_day_payout", "settlement", ("settlement.delay",), ("solved+told:settlement.delay.next_day",),
        _opens(
            """
            今天刷的钱怎么还没到
            中午收的款没到账
            上午刷的几笔咋没到卡里
            今天的营业款啥时候到
            """,
            """
            todays takings arent in my account
            took cards this morning and the money hasnt landed
            when do i get the money from todays sales
            nothing in the bank from today yet
            """,
        ),
        {"sale_day": "today", "settlement.delay.clear": "yes"}, clears=True, running=False,
    ),
    Fault(
        "payout_overdue", "settlement", ("settlement.delay",), ("person",),
        _opens(
            """
            上周三的款到今天没到账
            四天了钱还没到
            前几天的钱一直没进账
            款子拖了好几天不到
            """,
            """
            last wednesdays payout never came
            four days and still no money
            been waiting days for my payout
            takings from last week havent arrived
            """,
        ),
        {"sale_day": "overdue", "batch_closed": "yes", "payout_change": "no"}, running=False,
    ),
    Fault(
        "fees_taken_off", "settlement", ("settlement.amount_mismatch",), ("solved+told:settlement.amount_mismatch.fees",),
        _opens(
            """
            到账老是少几块
            刷一千到手九百九十多
            到账金额跟我收的对不上，少一点
            每天到账都差一点点
            """,
            """
            payout is always a few quid short
            took 1000 and only 985 came
            what lands in the bank is a bit less than i took
            amounts dont match, always slightly under
            """,
        ),
        {"mismatch_kind": "little", "settlement.amount_mismatch.explained": "yes"}, clears=True, running=False,
    ),
    Fault(
        "batch_fails", "settlement", ("settlement.batch",), ("solved",),
        _opens(
            """
            结算不了，老失败
            日结做不成
            结账的时候报通讯错误
            晚上结算结到一半断了
            """,
            """
            end of day wont go through
            cant close the batch, keeps failing
            batch out failed twice
            settlement stops halfway with an error
            """,
        ),
        {"batch_need": "failed"}, frozenset({"settle_on_good_network"}), ("restart",), running=False,
        forbids=frozenset({"factory_reset"}),
    ),
    Fault(
        "risk_hold", "settlement", ("settlement.hold",), ("person+told:settlement.hold.no_tricks",),
        _opens(
            """
            钱被冻结了
            平台说我风控了不给结款
            账户被限制，款子压着不放
            说交易异常把我钱扣住了
            """,
            """
            they froze my money
            provider is holding my funds, says risk review
            payouts stopped, something about unusual activity
            account under review and they wont pay me
            """,
        ),
        {"hold_kind": "frozen", "settlement.hold.follow": "yes", "sale_day": "overdue", "payout_change": "notice", "batch_closed": "yes"},
        running=False,
    ),
    # ---- account
    Fault(
        "forgotten_password", "account", ("account.login",), ("solved",),
        _opens(
            """
            操作员密码忘了
            店员登录密码不记得了进不去
            机子登录密码忘了咋办
            收银员的密码不对登不上
            """,
            """
            forgot the staff password
            cant log in, dont remember the operator pin
            waiter forgot her login for the terminal
            login password not working for one of my staff
            """,
        ),
        {"login_kind": "operator", "scope": "one"}, frozenset({"manager_resets"}), running=False,
    ),
    Fault(
        "manager_code_lost", "account", ("account.login",), ("person+told:account.login.identity",),
        _opens(
            """
            主管密码忘了
            管理员密码没人知道，前店长走了
            主管密码输不对了，以前那个人辞职了
            """,
            """
            nobody knows the manager code
            lost the supervisor password, old manager left
            forgot the admin password of the terminal
            """,
        ),
        {"login_kind": "manager"}, running=False,
    ),
    Fault(
        "new_bank_account", "account", ("account.change_info",), ("person+told:account.change_info.bank",),
        _opens(
            """
            想换个到账的银行卡
            结算卡要改
            我要换收款账户
            """,
            """
            need to change the bank account for my payouts
            want the money paid into a different account
            switching banks, how do i change payout details
            """,
        ),
        {"change_kind": "bank", "account.change_info.help": "yes"}, running=False,
    ),
    # ---- security
    Fault(
        "scam_call", "security", ("security.scam",), ("solved+told:security.scam.stop", "person+told:security.scam.stop"),
        _opens(
            """
            有人打电话说我机子要停用了让换机
            来个电话说是银联的叫我报验证码
            客服打来说费率要涨，让我先刷一笔
            收到短信说pos要年检不办就停机
            """,
            """
            someone rang saying my terminal will be cut off unless i pay
            got a call from the "bank" wanting a code from my phone
            a guy phoned offering lower fees and wants me to run my card
            text says my machine expires today click the link
            """,
        ),
        {"scam_given": "nothing", "security.scam.calm": "yes", "hold_kind": "stranger"}, clears=True, running=False,
    ),
    Fault(
        "scam_code_given", "security", ("security.scam",), ("person+told:security.scam.freeze",),
        _opens(
            """
            被骗了，验证码告诉他了
            刚才那个假客服我把卡号和验证码都给了
            坏了我把密码说给骗子了
            """,
            """
            i think i got scammed, gave him the code
            fell for a fake support call and told them my card details
            oh no i read the code out to a scammer
            """,
        ),
        {"scam_given": "data", "incident_kind": "data", "hold_kind": "stranger"}, running=False,
    ),
    Fault(
        "stolen_terminal", "security", ("security.incident",), ("person+told:security.incident.lost",),
        _opens(
            """
            机子被偷了
            pos机不见了，昨晚店里进贼
            刷卡机丢了找不到
            """,
            """
            terminal got stolen
            we were broken into and the card machine is gone
            lost the card reader, cant find it anywhere
            """,
        ),
        {"incident_kind": "lost"}, running=False,
    ),
    Fault(
        "skimmer", "security", ("security.incident",), ("person+told:security.incident.skimmer",),
        _opens(
            """
            插卡口多了个东西不是我们的
            机子上被人粘了个小玩意儿在卡口
            刷卡槽那儿好像被装了盗刷的
            """,
            """
            theres something stuck over the card slot that isnt ours
            found a weird extra piece on the card slot, skimmer?
            think somebody put a skimmer on my machine
            """,
        ),
        {"incident_kind": "skimmer", "tamper_cause": "stranger", "remedy:remove_key_cover": "not_ours"}, running=False,
        forbids=frozenset({"clean_print_head", "cleaning_card", "insert_fully"}),
    ),
)  # fmt: skip
