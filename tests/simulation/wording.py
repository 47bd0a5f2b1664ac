"""What shopkeepers say in their own words, and how they mistype it. Written apart from the knowledge, on purpose."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random

Stock = Mapping[str, tuple[str, ...]]


def _stock(text: str) -> Stock:
    lines = (line.partition(":") for line in text.strip().splitlines())
    return {name.strip(): tuple(part.strip() for part in said.split("|")) for name, _, said in lines}


ANSWERS: Mapping[str, Stock] = {
    "zh": _stock(
        """
        solved: 好了 | 好了好了能用了 | 行了 | 可以了，谢谢 | 诶真的好了
        not_fixed: 还是不行 | 没用啊 | 试了，还是老样子 | 不行 | 弄完一样
        cannot: 现在弄不了 | 这个我做不了 | 不会弄
        yes: 是的 | 对 | 嗯是
        no: 没有 | 不是 | 没
        unsure: 不知道啊 | 说不清 | 不太确定
        skip: 不知道 | 跳过吧 | 没有
        no_spare: 没有多余的 | 就这一个 | 店里没第二个
        no_thanks: 不用了 | 先不用
        waiting: 那我等等吧 | 好吧我先等着
        sale_running.no: 没有 | 没人在付款 | 现在没客人
        sale_running.yes: 有一笔 | 有一单正收着 | 有个客人正付呢
        sale_running.unsure: 不清楚 | 好像有又好像没
        guard.sale_running.first_the_sale.found: 查到了 | 查到了，成功的 | 找到了
        guard.sale_running.first_the_sale.missing: 查不到 | 没有这笔 | 没找到
        unsettled.settled: 都结过了 | 昨晚结算了
        unsettled.waiting: 还没结 | 今天的没结呢
        guard.unsettled.settle_first.finished: 结好了 | 结算成功
        supplier_agrees.no: 没问过 | 还没联系
        power_light.off: 没灯 | 一个灯都没亮 | 啥反应都没有 | 不亮
        power_light.on: 有灯 | 灯是亮的 | 亮着绿灯
        power_light.hot: 烫手 | 有糊味
        adapter_fault.dead: 灯不亮 | 充电头没灯 | 没反应
        adapter_fault.damaged: 线破了 | 线烧坏了
        battery_fault.unplugged: 不插电就关 | 拔线就黑
        battery_fault.charging: 充不进电 | 不充电
        battery_fault.bulging: 鼓了 | 鼓包了
        shutdown_when.unplugged: 一拔线就关 | 离开充电座就关
        shutdown_when.daily: 每天同一个时间 | 天天半夜那个点
        shutdown_when.hot: 烫得很 | 冒烟
        remedy.built_in: 拆不下来 | 电池抠不出来，有螺丝
        battery_danger.burning: 有烟 | 还在冒烟 | 越来越烫
        battery_danger.calm: 没烟，就是鼓 | 没有冒烟 | 不烫
        print_fault.blank: 全白的 | 一个字没有
        print_fault.striped: 一条白线 | 缺一条 | 少半边
        paper_fault.jammed: 卡住了 | 纸卡里面了
        paper_fault.no_feed: 不出字 | 不走纸
        reader_scope.all: 所有卡都不行 | 谁的都不行 | 都读不了
        reader_scope.one: 就他这一张 | 只有一张卡 | 别的卡没事
        tap_scope.all: 都不行 | 卡和手机都没反应
        tap_scope.one: 就他的不行
        scan_scope.all: 都扫不了 | 谁的都扫不出 | 全都不行
        tamper_cause.unsure: 没干啥啊 | 不知道，自己就这样了
        tamper_cause.wet: 进水了
        tamper_cause.fell: 摔过
        damage_kind.liquid: 进水了 | 泼了水 | 掉水里了
        damage_kind.broken: 碎了 | 屏碎了
        damage_kind.hot: 很烫 | 冒烟
        damage_kind.alarm: 屏幕上有警报
        screen_fault.cracked: 裂了 | 碎了
        touch_fault.always: 一直这样 | 什么时候都这样
        touch_fault.cracked: 裂了
        remedy.none: 没贴东西 | 没那东西
        key_fault.some: 个别键 | 就那一个键 | 有几个
        freeze_kind.whole: 全卡死了 | 点哪都不动
        freeze_kind.app: 就那个软件闪退 | 应用打不开
        signin_problem.lost: 说没有密钥 | 没密钥
        signin_problem.failed: 签到失败 | 签不上
        attachment.alone: 自己单独用的 | 没接电脑
        attachment.phone: 配手机用的
        update_state.failed: 说失败了 | 失败
        update_state.not_started: 还没更新
        software.driver_update.prepare.yes: 准备好了 | 都好了
        scope.one: 就这一台 | 只有它不行，手机有网 | 就这台机子
        scope.shop: 手机也没网 | 全店都没网 | 都上不去
        scope.neighbours: 隔壁也没网 | 旁边几家也断了 | 一条街都断了
        scope.terminals: 几台都不行手机可以 | 机器全不行，手机好的
        link.wifi: 连的wifi | 无线的
        link.ethernet: 插网线的 | 有根网线
        link.sim: 里面有张卡 | 流量卡
        link.bluetooth: 蓝牙 | 蓝牙连我手机
        wifi_symptom.password: 说密码错 | 密码不对
        wifi_symptom.connected: 连着但没网 | 显示已连接
        sim_signal.bars: 信号满格 | 有信号没网
        sim_plan.expired: 欠费了 | 过期了 | 忘交钱了
        router_light.normal: 灯都正常 | 跟平时一样
        router_light.red: 有个红灯
        port_light.off: 不亮 | 没灯
        bluetooth_symptom.new_phone: 我换新手机了 | 换了手机
        remedy.works: 热点能用 | 连热点可以
        remedy.outage: 说这一片故障了
        transaction.unknown_result.reprint.solved: 有，写的成功 | 打出来了是成功的
        transaction.unknown_result.reprint.not_fixed: 打出来是上一笔 | 不是这笔
        transaction.unknown_result.reprint.cannot: 打不了 | 机器卡着打不了
        transaction.unknown_result.journal.solved: 查到了，成功的
        transaction.unknown_result.journal.not_fixed: 没有这笔 | 流水里没有
        transaction.response_code.no_answer.not_fixed: 没写成功 | 小票上没成功
        transaction.response_code.wait.solved: 这次刷成功了 | 刷过去了
        customer_debited.yes: 扣了 | 他说扣了 | 短信显示扣了
        customer_debited.no: 没扣 | 钱还在
        double_lines.both: 两笔都成功 | 两笔都是
        sale_settled.open: 今天的，还没结算 | 刚才的
        sale_settled.settled: 昨天的 | 结算过了
        refund_need.wrong_amount: 金额打错了 | 输错钱了
        refund_need.give_back: 要退钱给他
        remedy.void_sale.solved: 撤销成功了 | 撤掉了
        remedy.refund_sale.solved: 退成功了 | 退好了
        remedy.other_card.solved: 换张卡可以了 | 换卡刷成功了
        sale_day.today: 今天的 | 今天中午的
        sale_day.overdue: 好几天前的 | 上周的
        batch_closed.yes: 结了 | 每天都结
        payout_change.no: 没有 | 都没有
        payout_change.notice: 收到短信要补材料
        settlement.delay.clear.yes: 哦明白了 | 那我等明天
        mismatch_kind.little: 每笔少一点 | 少几块
        settlement.amount_mismatch.explained.yes: 哦是手续费啊，明白了 | 对上了
        batch_need.failed: 结算失败 | 结不成功
        hold_kind.frozen: 钱冻结了 | 钱扣着不给
        hold_kind.stranger: 有人说能帮我解
        settlement.hold.follow.yes: 要 | 帮我跟一下
        login_kind.operator: 店员的 | 操作员密码
        login_kind.manager: 主管的 | 主管密码
        change_kind.bank: 银行卡 | 换结算卡
        account.change_info.help.yes: 要 | 好的帮我找
        scam_given.nothing: 没给 | 啥也没说我就挂了
        scam_given.data: 验证码给了 | 卡号说了
        security.scam.calm.yes: 没事了 | 不理他就行了
        incident_kind.lost: 被偷了 | 丢了
        incident_kind.skimmer: 卡口被装了东西 | 多了个东西
        incident_kind.data: 信息泄露了
        proof.invoice: 发票在 | 有票
        proof.contract: 有合同
        proof.none: 没有 | 找不着了
        repair.visit.confirm.yes: 对 | 没问题 | 提交吧
        repair.visit.over.yes: 修吧 | 先报价吧
        power.random_shutdown.daily.no: 那不用了 | 不用，知道了
        """
    ),
    "en": _stock(
        """
        solved: thats it working now | sorted | yes it works | all good now | brilliant, working
        not_fixed: still not working | no joy | did that, same | nope | no difference
        cannot: cant do that right now | not able to | dont know how to do that
        yes: yes | yep | yeah
        no: no | nope
        unsure: not sure tbh | dunno | no idea
        skip: dont know | skip it | havent got that
        no_spare: only got the one | dont have a spare | no other one here
        no_thanks: no thanks | not now
        waiting: ok ill wait | fine ill wait then
        sale_running.no: no | nobody paying right now | nothing on the go
        sale_running.yes: yes theres one | yeah one is half done | one customer is mid payment
        sale_running.unsure: not sure | might be
        guard.sale_running.first_the_sale.found: found it | yes found it, approved | its there
        guard.sale_running.first_the_sale.missing: cant find it | not there | its not in the list
        unsettled.settled: all settled | cashed up last night
        unsettled.waiting: not yet | todays arent settled
        guard.unsettled.settle_first.finished: done its settled
        supplier_agrees.no: havent asked | no not yet
        power_light.off: no lights | nothing at all | no light no sound | its dark
        power_light.on: theres a light | green light on
        power_light.hot: its really hot | burning smell
        adapter_fault.dead: no light on it | dead | its not lighting up
        adapter_fault.damaged: cable is torn | its burnt
        battery_fault.unplugged: dies off the charger | only works plugged in
        battery_fault.charging: wont charge
        battery_fault.bulging: its bulging | swollen
        shutdown_when.unplugged: when i unplug it | as soon as its off the charger
        shutdown_when.daily: every night same time | same time each night
        shutdown_when.hot: its hot and smoking
        remedy.built_in: doesnt come out | its screwed shut | built in
        battery_danger.burning: yes theres smoke | still smoking | getting hotter
        battery_danger.calm: no smoke just bulging | no, its cool | no just swollen
        print_fault.blank: totally blank | nothing on it
        print_fault.striped: theres a white line | half of it is missing | a gap
        paper_fault.jammed: its jammed | stuck
        paper_fault.no_feed: nothing printed
        reader_scope.all: all of them | everyones | every card
        reader_scope.one: just this one | only his card | just the one card
        tap_scope.all: both | cards and phones
        tap_scope.one: just his
        scan_scope.all: all of them | every code | everyones
        tamper_cause.unsure: nothing that i know | no idea it just came up
        tamper_cause.wet: it got wet
        tamper_cause.fell: it fell
        damage_kind.liquid: it got wet | water went in | spilled a drink on it
        damage_kind.broken: screen is smashed | its cracked
        damage_kind.hot: its hot | smoking
        damage_kind.alarm: theres a security message
        screen_fault.cracked: cracked | its smashed
        touch_fault.always: all the time | constantly
        touch_fault.cracked: its cracked
        remedy.none: theres nothing on it | dont have one
        key_fault.some: just the one | a couple of them | one key
        freeze_kind.whole: nothing responds | whole thing is frozen
        freeze_kind.app: app keeps crashing | just the app
        signin_problem.lost: says keys missing | no key
        signin_problem.failed: sign in failed | it times out
        attachment.alone: on its own | not on a computer
        attachment.phone: with my phone
        update_state.failed: it failed | says failed
        update_state.not_started: havent started one
        software.driver_update.prepare.yes: ready | all set
        scope.one: just this one | only the terminal, phones fine | just the machine
        scope.shop: phones too | everything in the shop | nothing works in here
        scope.neighbours: next door is down too | the neighbours as well | whole street
        scope.terminals: all the terminals, phones fine | all the machines but my phone works
        link.wifi: wifi | its on the wifi
        link.ethernet: cable | its got a network cable
        link.sim: sim card | it has a sim in it
        link.bluetooth: bluetooth | bluetooth to my phone
        wifi_symptom.password: says wrong password | password is wrong
        wifi_symptom.connected: says connected but no internet
        sim_signal.bars: full bars | bars but no internet
        sim_plan.expired: it ran out | forgot to pay it | expired
        router_light.normal: look normal | same as always
        router_light.red: theres a red one
        port_light.off: no light | its off
        bluetooth_symptom.new_phone: i got a new phone | new phone
        remedy.works: hotspot works | works on my hotspot
        remedy.outage: they say theres a fault in the area
        transaction.unknown_result.reprint.solved: yes it says approved | printed, approved
        transaction.unknown_result.reprint.not_fixed: its the one before | thats a different sale
        transaction.unknown_result.reprint.cannot: cant print, its frozen
        transaction.unknown_result.journal.solved: found it, approved
        transaction.unknown_result.journal.not_fixed: its not there | not in the list
        transaction.response_code.no_answer.not_fixed: not approved | slip says declined
        transaction.response_code.wait.solved: went through this time | approved now
        customer_debited.yes: yes its gone out | he was charged | money is gone
        customer_debited.no: no not charged | money still there
        double_lines.both: both approved | both of them
        sale_settled.open: today, not closed yet | just now
        sale_settled.settled: yesterday | already cashed up
        refund_need.wrong_amount: wrong amount | keyed it in wrong
        refund_need.give_back: give it back
        remedy.void_sale.solved: voided ok | void went through
        remedy.refund_sale.solved: refunded | refund went through
        remedy.other_card.solved: other card went through | different card worked
        sale_day.today: today | todays
        sale_day.overdue: last week | several days ago
        batch_closed.yes: yes we closed it | yes every night
        payout_change.no: neither | no nothing changed
        payout_change.notice: they emailed for documents
        settlement.delay.clear.yes: ok got it | ah right ill wait
        mismatch_kind.little: a bit less each time | slightly short
        settlement.amount_mismatch.explained.yes: ah the fees, makes sense | yes that adds up
        batch_need.failed: it fails | failed
        hold_kind.frozen: money is frozen | they are holding my money
        hold_kind.stranger: someone says he can unlock it
        settlement.hold.follow.yes: yes please | please do
        login_kind.operator: staff login | the operator one
        login_kind.manager: manager code | the manager one
        change_kind.bank: bank account | my bank details
        account.change_info.help.yes: yes please | please
        scam_given.nothing: no i hung up | gave them nothing
        scam_given.data: gave the code | told him my card number
        security.scam.calm.yes: all fine now | yes im fine
        incident_kind.lost: stolen | its gone
        incident_kind.skimmer: something on the card slot | an extra piece on it
        incident_kind.data: my data got out
        proof.invoice: got the invoice | have an invoice
        proof.contract: have a contract
        proof.none: lost it | no i dont
        repair.visit.confirm.yes: thats right | yes send it | correct
        repair.visit.over.yes: yes get me a quote | go ahead
        power.random_shutdown.daily.no: no thats fine then | leave it
        """
    ),
}

TRIED: Mapping[str, Stock] = {
    "zh": _stock(
        """
        restart: 重启过了没用 | 我重启了两次还这样 | 关机再开过了
        reseat_cable: 线拔了重插也不行 | 插头都插紧了
        different_outlet: 换了好几个插座都一样 | 插座换过了
        same_adapter: 充电器也换过了 | 换了个充电头还一样
        new_roll: 纸换过新的了 | 换了新纸还这样
        clean_print_head: 打印头我擦过了 | 打印头也清过了
        insert_fully: 卡插到底了 | 反复插了好多次
        tap_on_the_mark: 贴着那个标志放的
        brighten_phone: 客人手机亮度开最大了
        wipe_keys: 按键我擦过了
        close_app: 退出来重开过 | 后台也划掉了
        sign_in_again: 签到试了好几次
        reseat_sim: 卡也拔出来重插过
        """
    ),
    "en": _stock(
        """
        restart: already restarted it | ive turned it off and on again twice | rebooted it, same
        reseat_cable: cable is in tight, ive replugged it | unplugged it and plugged it back in already
        different_outlet: tried different sockets | ive tried another socket
        same_adapter: tried another charger too | swapped the charger, same
        new_roll: put a new roll in already | changed the paper roll
        clean_print_head: cleaned the print head too | ive cleaned the print head
        insert_fully: pushed the card all the way in | ive put the card in again and again
        tap_on_the_mark: they held it right on the symbol
        brighten_phone: phone brightness is right up
        wipe_keys: ive wiped the keys
        close_app: closed the app and reopened it
        sign_in_again: tried signing in again a few times
        reseat_sim: took the sim out and put it back
        """
    ),
}

FACTS: Mapping[str, Stock] = {
    "zh": _stock(
        """
        serial: N910-0032871 | SN 是 5800129934 | NPA7700123456
        model: 百富A920 | 联迪的 | 新大陆N910
        purchased: 今年三月买的 | 2024年5月 | 大概去年国庆那会 | 2026年8月
        address: 人民路88号一楼 | 长沙市芙蓉区五一大道12号 | 南门菜市场东区15号
        contact: 13800138000 | 电话 13912345678 | 打我手机15900001111
        window: 明天下午 | 后天上午吧 | 周五都行
        symptom: 机器不好用了
        screen_words: 交易失败请重试 | 系统繁忙
        sale_facts: 今天下午2点，128元，尾号3321 | 刚才，66块，尾号0098
        payout_facts: 上周三，应该到3200，一分没到 | 18号，该到860，没到
        """
    ),
    "en": _stock(
        """
        serial: N910-0032871 | the S/N is 5800129934 | NPA7700123456
        model: pax a920 | verifone v200 | its an ingenico move 5000
        purchased: march this year | may 2024 | bought it last october | august 2026
        address: 14 Church Street, Leeds | 88 Market Road ground floor | 5 Harbour Lane, Bristol
        contact: 07700 900123 | my number is 07911 123456 | 020 7946 0011
        window: tomorrow afternoon | friday morning | any time thursday
        symptom: the machine doesnt work
        screen_words: transaction failed try again | system busy
        sale_facts: today 2pm, 48.50, ends in 3321 | just now, 12 quid, last four 0098
        payout_facts: last wednesday, should be 3200, nothing came | the 18th, 860, none of it arrived
        """
    ),
}

EXPLAIN = {"zh": ("啥意思", "没看懂你说的", "什么叫这个"), "en": ("what do you mean", "i dont understand that", "what does that mean")}
EMOJI = {
    "zh": ("👍", "👌", "🙏", "😭", "😂", "[捂脸]😂", "😩😩", "[OK]"),
    "en": ("👍", "👌", "🙏", "😭", "😂", "😩", "👍👍"),
}
VAGUE = {
    "zh": ("好像是吧", "差不多", "应该是", "也不知道算不算", "有点像", "看着像是", "大概吧", "嗯……怎么说呢", "不好说", "可能吧"),
    "en": ("kind of", "i guess so", "maybe", "sort of", "hard to say", "more or less", "could be", "erm", "possibly", "depends"),
}
REFUSE = {
    "zh": ("我不想弄这个", "这个我不敢动", "没空搞这个，说下一步", "算了这步跳过", "我不会弄，换一个办法", "不弄了，太麻烦"),
    "en": (
        "id rather not do that", "im not doing that", "no time for that, next", "skip that one", "i dont dare touch that", "too much hassle, what else",
    ),
}  # fmt: skip
CORRECT = {
    "zh": ("不对，是{}", "说错了，{}", "点错了，应该是{}", "不好意思按错了，{}", "刚才选错了，{}", "等下，不是那个，{}"),
    "en": ("sorry i meant {}", "no wait, {}", "oops wrong button, {}", "actually {}", "my mistake, {}", "i pressed the wrong one, {}"),
}
STORY = {
    "zh": (
        "我跟你说啊，我这店开了七八年了，平时都是我老婆看店，今天她回娘家，我一个人忙不过来，结果{}，你说气不气人",
        "早上送完货回来，又下雨，店里排着三四个人，正要收钱呢，{}",
        "上个月你们的人来过一次，说没问题，用了没几天，今天中午最忙的时候{}，隔壁老王叫我问问你们",
        "你好，麻烦问个事，我是新来的店员，老板不在，电话也打不通，{}，我也不懂这个",
    ),
    "en": (
        "so ive been running this cafe for six years, my wife normally does the counter but shes away this week, anyway {}, drives me mad",
        "just got back from the wholesaler, its raining, theres a queue of people and now {}",
        "your guy was here last month and said it was all fine, worked for a week or so and today right at lunch {}, my neighbour told me to ask you",
        "hi there, im new here, the owner is on holiday and not picking up, {}, i really dont know much about these things",
    ),
}
BACK = {"zh": ("返回上一步", "回到上一步", "退回上一个"), "en": ("go back", "back one step please", "previous question")}
INSULT = {"zh": ("什么破机器", "你们这东西太垃圾了", "气死我了"), "en": ("what a piece of junk", "this is useless", "so annoying")}
CROSS = {
    "zh": ("急死了", "烦死了", "快点啊", "客人都跑了"),
    "en": ("this is ridiculous", "im losing customers here", "hurry up please", "ffs"),
}
PERSON = {"zh": ("找个真人来", "转人工"), "en": ("let me talk to a real person", "get me a human")}
ASIDE: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "保修一般保多久": "warranty.",
        "机器平时怎么清洁": "maintenance.cleaning",
        "上门修要收钱吗": "repair.",
        "我自己拆开看看行不行": "repair.self_open",
    },
    "en": {
        "how long is the warranty anyway": "warranty.",
        "how should i clean it": "maintenance.cleaning",
        "does a visit cost money": "repair.",
        "can i open it up myself": "repair.self_open",
    },
}
"""A question aside, and how the intent begins that it is about."""
SECOND = {"zh": ("还有{}", "另外{}", "对了{}也是"), "en": ("also {}", "and {}", "oh and {}")}
SECONDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "hardware.printer_blank": {"zh": ("小票打出来没字",), "en": ("receipts print blank",)},
    "hardware.scanner": {"zh": ("扫码也扫不了",), "en": ("the qr scanner wont scan",)},
    "network.wifi": {"zh": ("wifi连不上",), "en": ("the wifi wont connect",)},
    "settlement.delay": {"zh": ("昨天的钱没到账",), "en": ("yesterdays payout hasnt arrived",)},
    "hardware.keypad": {"zh": ("有个按键不灵",), "en": ("one of the keys doesnt work",)},
}
"""A second trouble: its intent, and how it is told."""

SOUNDS = (
    "打大 印应 票飘 纸只 机鸡 屏平 幕目 电店 网往 刷涮 插叉 算蒜 签千 启起 还孩 显现 客课 钱前 退腿 码马 账帐 款宽 扫骚 充冲 盖该 线现 坏怀 响想 按暗 键见 "
    "开凯 连联 密蜜 进近 卡咖 读度 自字 总种 收手 到道"
)
HOMOPHONES = {pair[0]: pair[1] for pair in SOUNDS.split()}
HOMOPHONE_WORDS = {
    "keeps": "keep",
    "power": "pwoer",
    "card": "cart",
    "receipt": "reciept",
    "their": "there",
    "payment": "payement",
    "scan": "skan",
}
KEPT = frozenset("不没未无别非失")
KEPT_WORDS = frozenset(
    {"not", "no", "dont", "wont", "cant", "nothing", "none", "never", "isnt", "doesnt", "without", "off", "on", "nobody"}
)


def mistyped(text: str, locale: str, rng: Random) -> str:
    """One slip of the finger or the ear; never in a denial, a number or a very short word."""
    return _slip_zh(text, rng) if locale == "zh" else _slip_en(text, rng)


def _slip_zh(text: str, rng: Random) -> str:
    places = [i for i, c in enumerate(text) if "\u4e00" <= c <= "\u9fff" and c not in KEPT]
    sounding = [i for i in places if text[i] in HOMOPHONES]
    if sounding and rng.random() < 0.6:
        i = rng.choice(sounding)
        return text[:i] + HOMOPHONES[text[i]] + text[i + 1 :]
    if len(places) < 4:
        return text
    i = rng.choice(places)
    kind = rng.randrange(3)
    if kind == 2 and i + 1 in places:
        return text[:i] + text[i + 1] + text[i] + text[i + 2 :]
    return text[:i] + text[i] * (kind * 2) + text[i + 1 :] if kind < 2 else text


def _slip_en(text: str, rng: Random) -> str:
    words = text.split(" ")
    long = [i for i, word in enumerate(words) if re.fullmatch(r"[a-z]{4,}", word) and word not in KEPT_WORDS]
    if not long:
        return text
    i = rng.choice(long)
    heard = HOMOPHONE_WORDS.get(words[i], "")
    words[i] = heard if heard and rng.random() < 0.5 else _slip_word(words[i], rng)
    return " ".join(words)


def _slip_word(word: str, rng: Random) -> str:
    i = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(3)
    if kind == 0:
        return word[:i] + word[i + 1 :]
    if kind == 1:
        return word[: i + 1] + word[i:]
    return word[:i] + word[i + 1] + word[i] + word[i + 2 :]
