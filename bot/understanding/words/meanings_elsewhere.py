"""Things, firms and business of other people than a terminal's, by kind; written as in `meanings_en` and `meanings_zh`.

Each kind is one meaning, and `belongings` looks whether words speak of any.
"""

GROUPS = """
空调 空调外机 外机 冷气机 洗衣机 滚筒洗衣机 烘干机 冰箱 冰柜 雪柜 冷柜 保鲜柜 展示柜 热水器 油烟机 抽油烟机 煤气灶 燃气灶 微波炉 烤箱 烤炉 蒸箱 蒸柜 电饭煲 电饭锅 电磁炉 饮水机 榨汁机 封口机 和面机 绞肉机 压面机 制冰机 冰淇淋机 豆浆机 磨豆机 洗碗机 消毒柜 电风扇 风扇 吊扇 暖气片 地暖 壁挂炉 锅炉 净水器 净水机 除湿机 加湿器 吹风机 卷发棒 缝纫机 电视机 海信电视 小米电视 创维 投影仪 机顶盒 电热毯 挂烫机 熨斗 扫地机器人 咖啡机 增氧泵 鱼缸
电动车 电瓶车 电动汽车 新能源车 混动车 特斯拉 平衡车 摩托车 电动三轮 轿车 房车 行车记录仪 导航仪 车钥匙 充电桩 计价器 打表器 轮胎 刹车片 雨刮 变速箱 机油 加油卡 车险 驾照 驾校
门窗 门锁 智能门锁 智能锁 门铃 门禁 道闸 电梯 卷帘门 卷闸门 感应门 自动门 路灯 灯箱 霓虹灯 灯泡 灯管 吊灯 水龙头 马桶 下水道 水管 水表 电表 煤气表 燃气表 灭火器 烟感 烟雾报警器 监控录像机 装修队
小件 充电宝 蓝牙耳机 耳机 电话手表 单反 照相机 相机 存储卡 内存卡 储存卡 记忆卡 身份证读卡器 身份证阅读器 游戏机 任天堂 游戏手柄 收音机 对讲机 无人机 助听器 起搏器 血压计 血糖仪 体温计 体温枪 胎心仪 跑步机 体重秤 电子秤 台秤 磅秤 美容仪 按摩椅 牙椅 麻将机 麻将桌 娃娃机 点歌机 跳舞机 打卡机 考勤机 复印机 点钞机 验钞机 标签机 标签打印机 面单机 打标机 取号机 叫号机 自动售货机 售货机 取款机 提款机 抓娃娃 惠普打印机 家里打印机 家用打印机 学习机 点读笔 电子琴 ipad
快递公司 申通 中通 圆通 韵达 顺丰 极兔 菜鸟 驿站 快递柜 丰巢 快递员 包裹 贺卡 明信片 生日卡 挂号信 平信 骑手 外卖小哥
物业 房东 城管 燃气公司 煤气公司 自来水公司 供电局 国家电网 电力公司 居委会 村委会 社保局 人社局 税务局 工商局 房管局 车管所 移动营业厅
社保 医保 养老金 公积金 退休金 失业金 低保 工资条 年终奖
借呗 微粒贷 房贷 车贷 网贷 余额宝 彩票 股票
饭卡 电费卡 公交卡 门禁卡 社保卡 储值卡 会员积分 健身卡 电话卡
宠物 狗狗 猫咪 猫粮 狗粮 猫砂
fridge freezer heater heating tv telly television chiller cooler oven stove cooker fryer griddle toaster microwave kettle grinder blender mixer slicer dishwasher ice_machine ice_maker coffee_machine espresso_machine tumble_dryer dryer washing_machine washer boiler radiator aircon air_con air_conditioning air_conditioner extractor dehumidifier hdmi projector jukebox playstation xbox alexa firestick lawnmower strimmer sewing_machine hair_dryer hairdryer cctv burglar_alarm smoke_alarm fruit_machine vending_machine stairlift dvd_player thermostat smoke_detector hoover dyson sat_dish satellite_dish set_top_box hot_tub tumble_drier patio_heater hand_dryer water_cooler hair_straightener straightener hair_clipper curling_iron food_processor
gadget_of_ones_own airpod airpods headphone headphones earbud earbuds kindle fitbit smartwatch smart_watch chromebook dash_cam dashcam memory_card walkie_talkie walkie_talkies drone hearing_aid pacemaker blood_pressure treadmill bathroom_scale kitchen_scale weighing_scale weighbridge label_printer xerox photocopier fax_machine parking_meter lottery_machine atm doorbell lawnmower
fixture door_lock smart_lock automatic_door garage_door roller_shutter elevator escalator awning gutter toilet chimney roof fire_extinguisher fire_alarm
dpd evri hermes royal_mail fedex dhl parcel_locker
landlord rent_review planning_permission hmrc dvla british_gas tax_code council_tax allotment
payslip redundancy apprentice apprenticeship holiday_pay sick_pay maternity waitress_wage
netflix spotify coinbase klarna instagram tiktok snapchat
oyster_card loyalty_card library_card scratch_card gift_card_of nectar
wages salary payday child_benefit state_pension birthday_card greeting_card greetings_card postcard
mot windscreen caravan lorry_driver gearbox
"""
