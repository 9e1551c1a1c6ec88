"""What Chinese says in a fixed shape with a gap in it, and the English the grammar reads it as."""

import re
from typing import Final

from assistant.understanding.readers.plain_chinese import MEASURE

_SOMEBODY: Final = (
    "(?:我|我的|我家|个|一个)?(?:老[公婆师爸妈]|[男女]朋?友|[爸妈爷奶哥弟姐妹]|外[公婆孙]|[父母]亲|朋友|同[事学]|"
    "[儿孙]|女儿|小?[孩朋]|长辈|领导|客户|[岳婆公]|丈夫|妻子|太太|先生|闺蜜|阿|叔|姑|舅|姨|侄|宝宝|[他她]|人)"
)
_KIN: Final = (
    "(?:老[公婆豆爸妈]|丈夫|妻子|太太|先生|[男女]朋?友|儿子|女儿|爷爷|奶奶|外[公婆孙]|哥哥|弟弟|姐姐|"
    "妹妹|爸爸|妈妈|[父母]亲|叔叔|阿|[小外]?孙|闺蜜|儿媳|女婿|岳[父母]|婆婆|公公|细[佬妹]|家姐|仔仔|囡囡)"
)
_FRIEND: Final = (
    "(?:同[事学]|朋友|室友|舍友|邻居|表[哥弟姐妹]|堂[哥弟姐妹]|侄|外甥|姑|舅|姨|嫂|姐夫|妹夫)"
)
_WANTING: Final = "(?:想要|想买|需要|要)(?!的)"
_WHAT: Final = "(?:什么|甚么|何|没有?|咩嘢?|乜嘢?|啥|哪些|多大)"
_UNLIKE: Final = "(?:区别|差别|分别|差异|不同|不一样|两样)"
_COLOUR: Final = "(?:[深浅]?[黑白红蓝绿黄灰紫粉棕橙金银米咖]|米|卡其|驼|藏青|军绿|墨绿)"
_MEASURED: Final = "[大小长短重轻厚薄宽窄高低贵平软硬亮深浅暖快静]"
_RATHER: Final = "(?:比较|有点|有些|特别|非常|很|挺|是|也|都)*"
_OUTING: Final = "(?:旅行|旅游|出差|度假|出国|跑步|健身|爬山|徒步|露营|滑雪|游泳|上班|下班)"
PATTERNS: Final = (
    (re.compile(r"(?:(?<!\w)|(?<=[十百千块元刀]))内(?=的?$)"), "or less"),
    (re.compile(r"(?:(?<!\w)|(?<=[十百千块元刀]))起(?=的?$)"), "or more"),
    (re.compile(r"(?:(?<!\w)|(?<=码))改$"), "make it"),
    (re.compile("(?<=[的个件款条双把套顶])(?:就)?算了(?=[啦吧]?$)"), "is a no"),
    (re.compile("(?<!就)好了(?=[啦吧]?$)"), ""),
    (re.compile(r"(?<=\w\w)不$"), "?"),
    (re.compile("千万(?=[别不要])|万一"), ""),
    (re.compile(f"(?<={MEASURE})(?:也|都)?(?:很|好|挺|蛮|真)?一般$"), "is meh"),
    (
        re.compile(
            "(?:的话|(?<=的)话)(?:就|那就|那|会|当然|自然)*(?:更|太|最|再|很)?(?:好|棒|完美|理想|赞)(?:不过)?[了啦呢]*"
        ),
        "would be nice",
    ),
    (re.compile("都没有?[了啦]?$"), ""),
    (re.compile(r"(?<!\w)马(?=的?$)"), "size"),
    (re.compile("[说讲][他她]?(?:想要|想买|需要|要)(?!的)"), "wants"),
    (re.compile("([两二三四六])人[营帐]篷?"), "{} person tent"),
    (re.compile(f"换一?{MEASURE}(?:更好|新|好)?的?$"), "need another one"),
    (
        re.compile(
            r"放在?(?!客厅|卧室|厨房|浴室|阳台|花园|办公室|得|不)\w{1,4}(?:旁边?|边上|上面?|里面?|下面|隔壁)的?"
        ),
        "",
    ),
    (re.compile("(?:不要|别)过(?=$|[一二两三四五六七八九十])"), "no more than"),
    (re.compile(r"(?:(?<!\w)|(?<=[十百千]))之间"), "range"),
    (re.compile("之间"), ""),
    (re.compile("是真(?![丝皮毛])"), "is really"),
    (
        re.compile(r"(?:不用|不必|别|甭|不)(?:管|理|考虑|在意|在乎)(?=\w)(?![了啦吧什多哪怎])"),
        "forget the",
    ),
    (re.compile("(?:不用|不必|别|甭)(?:管|理|考虑|在意)[了啦吧]?$"), "doesnt matter"),
    (re.compile("银(?=[耳戒项手链吊胸颈])"), "silver"),
    (re.compile("金(?=[耳戒项手链吊胸颈])"), "gold"),
    (re.compile("钟(?=[坏慢停挂旧]|$)"), "clock"),
    (
        re.compile(
            f"的(?={_COLOUR}色?的[^，。？！]{{0,3}}(?:行|可|得|好|无所谓|没所谓|考虑|喜欢))"
        ),
        "or",
    ),
    (re.compile(f"(?<={MEASURE})[那这]种(?:风格|感觉|款式|调调|类型|样子|样式)?的?"), "similar"),
    (re.compile("(?:(?<=不喜欢)|(?<=不要))[这那][个种](?:风格|感觉|款式|类型)"), "these"),
    (
        re.compile("[跟和与][这那][个种](?:风格|款式|类型|样子)(?=类似|差不多|一样|相似)"),
        "with this one",
    ),
    (
        re.compile(
            "(?:就|再|可以|能不能|麻烦)?(?:照|按|依|跟)(?:着|照|住)?[这那此]个?"
            "(?:路子|风格|感觉|款式|样子|调调|类型|样)的?(?:[再多]?[找来给推荐看挑]{0,2}我?(?:几|一些|多?点|多)?"
            f"{MEASURE}?)?"
        ),
        "more in that style",
    ),
    (re.compile(f"这几{MEASURE}"), "these"),
    (re.compile(f"那几{MEASURE}"), "those"),
    (re.compile(r"(?<=\w)不用了$"), "is not needed"),
    (
        re.compile(
            "(?<=[个件款条双把套色的顶])我?(?:还|也|都|就)?(?:挺|蛮|满|很|超|好|特别|最)?(?:喜欢|中意|爱)的?$"
        ),
        "i like",
    ),
    (re.compile("好?似(?=第|那|这|上面|刚)"), "similar to"),
    (re.compile("(?<![不会])显[黑胖老脏旧丑矮肥土黄廉]价?(?!的)"), "looks hideous"),
    (re.compile("(?<![不会要想能])显[瘦白高](?=[了啊呢呀]?$)"), "looks beautiful"),
    (
        re.compile(
            f"我?(?:{_KIN}|{_FRIEND}|[爸妈哥弟姐妹他她])?(?:肯定|一定|绝对|应该|准|估计|多半|也?会)会?(?:很|超|特别)?"
            "(?:喜欢|爱|中意|满意)的?$"
        ),
        "is perfect",
    ),
    (
        re.compile(
            "(?:穿上|戴上|穿着|戴着|看着|看起来|看上去)?(?:活?像|好像|跟|好似|同)[^的类]{1,8}似的"
        ),
        "looks hideous",
    ),
    (re.compile(r"像(?=\w{1,6}一样$)"), "looks like a"),
    (re.compile(f"头那?([两二三四五]){MEASURE}"), "the first {}"),
    (re.compile(f"(?:前面|头里|最前面)(?:那|的)?([两二三四五]){MEASURE}"), "the first {}"),
    (re.compile(f"(?:后面|最后|尾)(?:那|的)?([两二三四五]){MEASURE}"), "the last {}"),
    (re.compile(f"(?:最后|最尾|末尾|尾)那?{MEASURE}"), "the last one"),
    (re.compile(f"(?:开头|打头|最前面|最先|头一)那?{MEASURE}"), "the first one"),
    (re.compile(f"[两那这]?两{MEASURE}(?=之间|中间)"), ""),
    (re.compile("在(?=[^，。？！]{2,16}(?:之间|中间))"), "between"),
    (re.compile(r"男[的生士人]?(?:[戴穿用]|背(?![心包囊带]))的?(?!\w{0,6}[女童])"), "for men"),
    (
        re.compile(r"女[的生士人]?(?:[戴穿用]|背(?![心包囊带]))的?(?!\w{0,6}[男童])"),
        "for women",
    ),
    (re.compile("[块只支]表(?!带)"), "a watch"),
    (re.compile("(?<=[戴买送])表(?!带)"), "watch"),
    (
        re.compile(
            f"哪一?{MEASURE}(?=[^，。？！最更比]{{1,5}}(?:好|强|厉害|好用|实用)(?:[一点些啲]*)[呢啊呀]?$)"
        ),
        "which is better for",
    ),
    (
        re.compile(
            "(?:还)?(?:能不能|可不可以|可以|能|好不好)(?:退货?|退换货?|换货|退掉|退吗)(?=吗|不|$)"
        ),
        "can i return it",
    ),
    (re.compile("(?:几|多少)天(?:之?内|以内)"), "how long"),
    (re.compile(f"我(?:家|的)?(?={_KIN})"), ""),
    (re.compile(f"我(?:家|的)?(?={_FRIEND})"), "my"),
    (re.compile(f"(?<=[公婆夫太生友女爷奶哥弟姐妹爸妈亲叔姨豆佬]){_WANTING}"), "wants"),
    (re.compile(f"(?<=[儿妻孙侄]子){_WANTING}"), "wants"),
    (re.compile("送给?她"), "for her ,"),
    (re.compile("送给?他"), "for him ,"),
    (re.compile("不(?:想看|看|买|找)(?=[^，。？！]{1,8}了)"), "forget the"),
    (re.compile(f"有{_WHAT}的?{_UNLIKE}"), "difference between"),
    (re.compile(f"{_UNLIKE}(?:在哪里?|是什么|是咩|是啥|大吗|大不大)"), "difference between"),
    (re.compile("差在哪里?|哪里不(?:一样|同)"), "difference between"),
    (re.compile(f"两{MEASURE}(?=[^，。？！]{{1,6}}的?(?:哪|有什么|之间|比))"), "both"),
    (re.compile(f"哪一?{MEASURE}(?={_MEASURED}(?:[，。？！啊呢呀些点啲]|$))"), "which is"),
    (re.compile("的(?:还)?有(?:吗|没有?)(?=[？！。]?$)"), "ones do you have"),
    (re.compile(r"不用(?=(?!谢|了|吧|啦|管|限|考虑|洗|太)\w{1,8}[了喇啦]$)"), "doesnt have to be"),
    (re.compile(r"不要(?=\w{1,6}都(?:得|行|可以)$)"), "doesnt have to be"),
    (re.compile("(?:平|便宜)过(?=第|那|这|最)"), "cheaper than"),
    (re.compile("花(?=[，。？！]|$)"), "flowers"),
    (re.compile(f"第([一二三四五六七八九十]){MEASURE}?"), "number {}"),
    (re.compile("([一二三四五六七八九十])号"), "number {}"),
    (re.compile(f"(?:倒数第一|最后[一那这]){MEASURE}"), "the last one"),
    (re.compile(f"倒数第二{MEASURE}"), "the second to last one"),
    (re.compile(f"中间[那这]?一?{MEASURE}"), "the middle one"),
    (re.compile(f"前([两二三四五]){MEASURE}"), "the first {}"),
    (re.compile(f"后([两二三四五]){MEASURE}"), "the last {}"),
    (re.compile(f"那{MEASURE}"), "that one"),
    (re.compile(f"这{MEASURE}"), "this one"),
    (re.compile(f"就要?[这那]{MEASURE}"), "ill take this"),
    (re.compile("我可以(?=[啊哦呀]?$)"), "i like it"),
    (re.compile("(?:能不能|可不可以|能|可以|可)放?进?洗碗机"), "dishwasher safe"),
    (re.compile("(?:能不能|可不可以|能|可以|可)放?进?微波炉"), "microwave safe"),
    (re.compile("不要紧身"), "no tight"),
    (re.compile("(?:最好|希望)[有带]帽子"), "ideally with hood"),
    (re.compile("(?:如果|要是|若)[有带]帽子"), "if theres a hood"),
    (re.compile("([一两二三])米([一二三四五六七八九])"), "{}0 cm"),
    (re.compile(f"最便宜的是哪一?{MEASURE}"), "which is the cheapest one"),
    (re.compile(f"最贵的是哪一?{MEASURE}"), "which is the most expensive one"),
    (re.compile(f"送给?(?![他她])(?={_SOMEBODY})"), "a present for"),
    (re.compile(f"送一?{MEASURE}"), "buy a"),
    (re.compile(f"(?:皮肤|肌肤|耳朵){_RATHER}(?:(?:容?易)?过敏|敏感)"), "sensitive skin"),
    (re.compile(f"(?<=[我他她子女友婆公妈爸]){_RATHER}容?易过敏"), "sensitive skin"),
    (re.compile("敏感(?:性)?(?:皮肤|肌肤|耳朵)|过敏(?:体质|性?皮肤|肌)"), "sensitive skin"),
    (re.compile("有(?=比)"), "do you have"),
    (re.compile("比(?=[^，。？！]{1,8}(?:便宜|平))"), "cheaper than"),
    (re.compile("(?<=的)[那这]种"), ""),
    (re.compile(f"(?:刚刚?|才)?(?:从[^，。？！]{{1,6}})?{_OUTING}完?回来"), ""),
    (re.compile("坐([两三四五六])个?人"), "{} seater"),
    (re.compile("([两三四五六七八])个人(?=[坐用住睡])"), "{} person"),
    (re.compile("还是(?=[^，。？]{1,6}吧)"), "rather"),
    (re.compile(f"(?:最?便宜的|最便宜|最平的?)那{MEASURE}"), "the cheapest one"),
    (re.compile(f"最?贵的?那{MEASURE}"), "the most expensive one"),
    (re.compile(rf"哪一?{MEASURE}(?=\\w{{1,2}}一?[点些])"), "which is"),
    (re.compile(r"女装(?=[^\\W的有在吗呢区部])"), "womens"),
    (re.compile(r"男装(?=[^\\W的有在吗呢区部])"), "mens"),
    (re.compile(f"哪一?{MEASURE}最平"), "which is the most cheap"),
    (re.compile(f"哪一?{MEASURE}最"), "which is the most"),
    (re.compile(f"哪一?{MEASURE}(?:更|比较)"), "which is more"),
    (re.compile(f"哪一?{MEASURE}"), "which"),
    (re.compile("(?<![这那前后好])几(?:[根年档层天种格寸米]|小时|公斤|毫米|厘米)"), "how many"),
    (re.compile("(?<=[的色])都不(?:要|行|喜欢|考虑)"), "dont want"),
    (re.compile("有没有(?=[^，。？！]*(?:都行|都可以|无所谓|没关系|没所谓))"), "dont care whether"),
    (re.compile(r"(\w)不(?=\1)"), "whether"),
    (re.compile(r"(\w\w)不(?=\1(?:都行|都可以|无所谓|没关系|没所谓))"), "whether"),
)
"""Too many to list: what has a measure word for every sort of thing in it, and what is asked by
saying a word twice with "not" between (会不会, 重不重). The first that fits is taken."""
