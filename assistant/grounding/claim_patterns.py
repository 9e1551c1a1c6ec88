"""What a checkable claim looks like: the patterns, in the order they are tried.

Every pattern takes time linear in the text: repeats are of single character
classes or bounded.
"""

import re
from typing import Final

NUMBER: Final = r"\d+(?:,\d{3})*(?:\.\d+)?"
COUNT_WORDS: Final = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}
_COUNT: Final = r"\d{1,4}|" + "|".join(COUNT_WORDS)
ORDINALS: Final = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE | re.VERBOSE)


CONTACT: Final = _pattern(
    r"""https?://\S* | \bwww\.\S+ | \b[\w.+-]{1,64}@[\w.-]{1,64}
    | \b[\w-]{2,40}\.(?:com|net|org|io|shop|store|co\.uk|cn|de|info|biz)\b\S*
    | (?<![\w.,])\+?\d(?:[\s().-]?\d){8,14}(?![\d.,]) | (?<!\w)@\w{3,}"""
)

PROMISE: Final = _pattern(
    r"""\bfree\ (?:\w+\ )?(?:delivery|shipping|returns?|gifts?|postage|exchanges?|trial|samples?)\b
    | \b(?:next|same|two|2|one|1)[-\ ]day\ (?:delivery|shipping|dispatch)\b
    | \bmoney[-\ ]back\b | \b(?:guarantee|warrant)\w* | \brefund\w* | \brisk[-\ ]free\b
    | \bships?\b | \bshipp(?:ed|ing)\b | \bdeliver\w* | \bdispatch\w* | \barriv(?:e|es|ed|ing)\b
    | \breturns?\ (?:policy|within|are|accepted|for)\b | \breturned\b | \bprice[-\ ]match\w*
    | \blifetime\b | \bin[-\ ]store\b | \bpay\ (?:later|in\ \w+)\b | \binstalments?\b | \bpromise\w*
    | \bcoupons?\b | \bvoucher\w* | \bpromo\w* | \bcashback\b | \bgift\ cards?\b
    | 包邮 | 免运费 | 免邮 | 免费 | 保修 | 质保 | 退货 | 退款 | 退换 | 次日达 | 保证 | 承诺 | 正品
    | 假一赔 | 送货 | 发货 | 送达 | 优惠券 | 赠送 | 赠品 | 终身"""
)

DATE: Final = _pattern(
    r"""\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b | \b(?:today|tonight|tomorrow|yesterday)\b
    | \b(?:this|next)\ (?:week|weekend|month|year)\b | \bblack\ friday\b | \bfor\ a\ limited\ time\b
    | \blimited[-\ ]time\b | \b(?:while\ stocks?\ lasts?|ends?\ soon|hurry)\b
    | \b(?:january|february|april|june|july|august|september|october|november|december)\b
    | \b(?:in|until|by|on|since)\ (?:march|may)\b | \b(?:march|may)\ \d{1,2}\b
    | \d{1,2}月(?:\d{1,2}[日号])? | 今天 | 明天 | 昨天 | 本周 | 周末 | 限时 | \d{4}年"""
)

COMPARISON: Final = _pattern(
    r"""\b(?P<how>cheaper|less\ expensive|lower[-\ ]priced|more\ affordable|costs?\ less|less
    |dearer|pricier|more\ expensive|costs?\ more|better[-\ ]rated|higher[-\ ]rated|rated\ higher
    |rated\ better|worse[-\ ]rated|lower[-\ ]rated|rated\ lower|more\ (?:ratings|reviews)
    |(?:more|less)\ \w{3,}|(?!rather|other)\w{2,}er)\ than\ (?!(?:just|only)\b)
    (?P<than>[^.,;:!?()\n—]{1,80}?)(?=$|[.,;:!?()\n—]|\ (?:and|at|with|while|in|but)\b)
    | 比(?P<than_zh>[^。，；！？\n]{1,20}?)(?P<how_zh>便宜|贵|评分高|评分更高|更便宜|更贵)"""
)

SUPERLATIVE: Final = _pattern(
    r"""(?P<loose>\b(?:one\ of|among)\ (?:the\ )?)?
    (?:\b(?P<nth>second|third|fourth|2nd|3rd|4th)[-\ ])?
    (?:(?P<low>\b(?:cheapest|lowest[-\ ]priced?|least\ expensive|most\ affordable|best\ price
        |most\ (?:budget|wallet)[-\ ]friendly|lowest\ cost)\b|最便宜|价格最低|最低价|最实惠)
    |(?P<high>\b(?:most\ expensive|priciest|dearest|highest[-\ ]priced?)\b|最贵|价格最高)
    |(?P<rating>\b(?:best|highest|top)[-\ ](?:rat(?:ed|ings?)|reviewed)\b
        |评分最高|评价最好|口碑最好)
    |(?P<reviews>\bmost[-\ ](?:reviewed|rated|ratings|reviews)\b|评价最多)
    |(?P<reduced>\b(?:biggest|largest|deepest|best)\ (?:discount|reduction|savings?|markdown)\b
        |折扣最大|降价最多|优惠最大)
    |(?P<match>\b(?:best|closest|top|strongest)\ (?:match|fit|pick|choice)\b
        |最匹配|最符合|最合适|首选)
    |(?P<other>\b(?:best|finest|greatest|ultimate|unbeatable|unmatched|unrivalled|number\ one
        |world[-\ ]class|top[-\ ]quality|best[-\ ]?sell(?:er|ers|ing))\b|\#1\b|畅销|爆款
        |(?<!\bat\ )\b(?:most|least)\ (?!of\b)[a-z]{3,}|\b[a-z]{2,}est\b|最[\u4e00-\u9fff]))
    (?=(?P<scope>\s(?:one\ |pick\ |price\ |option\ |item\ )?
        (?:here|of|among|on|in|from|out\ of|anywhere|ever|we|you)\b[^.,;:!?()\n—]{0,40})?)"""
)
LIST_LENGTH: Final = _pattern(
    rf"""\b(?:of|among|from|out\ of)\ (?:these|those|the|all|our|your)\ (?P<count>{_COUNT})\b
    | (?P<count_zh>{_COUNT})[款件双个种](?:中|里|之中|当中)"""
)

RANK: Final = _pattern(
    r"""\b(?:pick|number|no\.|option)\ ?\#?(?P<rank>\d{1,3})\b | 第(?P<rank_zh>\d{1,3})[款个件]?"""
)

MONEY: Final = _pattern(
    rf"""(?P<sign>US\$|[$€£¥￥])\s?(?P<after>{NUMBER})
    | (?P<code>\b(?:USD|EUR|GBP|CNY|RMB|JPY|CHF|CAD|AUD))\s?(?P<after_code>{NUMBER})
    | (?<![\d.,])(?P<before>{NUMBER})\s?(?P<unit>(?:US\ )?dollars?\b|USD\b|EUR\b|GBP\b|CNY\b|RMB\b
        |JPY\b|CHF\b|CAD\b|AUD\b|euros?\b|bucks\b|quid\b|cents\b|美元|欧元|英镑|人民币|元|块|[$€£])"""
)

PERCENT: Final = _pattern(
    rf"(?<![\d.,])(?P<percent>{NUMBER})\s?(?:%|per\ ?cent\b) | (?P<tenths>\d(?:\.\d)?)折"
)
HALF_PRICE: Final = _pattern(r"\bhalf[-\ ](?:the\ )?price\b | 半价")

REVIEWS: Final = _pattern(
    r"""(?P<more>(?:over|more\ than|above|at\ least|nearly|almost|about|around|超过|逾)\s?)?
    (?<![\d.,])(?P<count>\d{1,3}(?:,\d{3})+|\d{1,9})\+?\s?
    (?:(?:verified|happy|other|customer|shopper)\ )?
    (?:reviews?\b|ratings?\b|shoppers?\b|customers?\b|buyers?\b|votes?\b|opinions?\b
    |(?:条|个|人|位|次)(?:用户|顾客|买家)?(?:评价|评论|评分|好评|打分|顾客|买家))
    | \b(?P<many>dozens|hundreds|thousands|millions)\ of\ (?:\w+\ )?
    (?:reviews|ratings|shoppers|customers|people)\b"""
)

RATING: Final = _pattern(
    rf"""(?P<more>\b(?:over|above|more\ than|at\ least|better\ than)\ )?
    (?:(?<![\d.,])(?P<stars>{NUMBER})\s?
    (?:-?\s?stars?\b|★|/\s?5(?:\.0)?\b|out\ of\ (?:5|five)\b|分|星)
    (?:\ out\ of\ (?:5|five)\b)?
    |\b(?P<word>one|two|three|four|five)[-\ ]stars?\b
    |\b(?:rated|ratings?(?:\ of|\ is|:)?|scor(?:es?|ing)|averag\w+)\ (?:at\ |an?\ |of\ )?
    (?P<rated>[1-5](?:\.\d{{1,2}})?)(?![\d%$€£])
    (?:\s?(?:/\s?5|out\ of\ (?:5|five)|stars?)\b)?
    |评分(?:为|是|高达|达到?|:|：)?\s?(?P<rated_zh>{NUMBER})\s?[分星]?)"""
)
WELL_RATED: Final = _pattern(
    r"""\b(?:highly|well|very\ well)[-\ ](?:rated|reviewed|regarded)\b
    | \b(?:great|good|excellent|strong|high|solid|glowing|positive|top)\ (?:ratings?|reviews?)\b
    | 评分很高 | 评价很好 | 好评 | 口碑好 | 高分"""
)

STOCK: Final = _pattern(
    rf"""(?:\b(?:only|just)\ )?(?<![\d.,$€£])(?P<left>{_COUNT})[ ]
    (?:(?:pieces?|items?|pairs?|units?|of\ them)\ )?
    (?:left|remaining|in\ stock|available)\b
    (?:\ in\ stock\b)?
    | (?:仅剩|只剩|剩余|还剩|库存(?:仅剩|还有)?)\s?(?P<left_zh>{_COUNT})\s?[件双个只条套]?
    | (?P<last>\b(?:the\ )?last\ (?:one|piece|pair)\b)
    | (?P<low>\b(?:few\ (?:are\ )?left|low\ (?:in|on)?\ ?stock|limited\ stock|running\ (?:low|out)
      |almost\ gone|selling\ (?:fast|out)|nearly\ gone)\b|库存紧张|库存不多)
    | (?P<out>\b(?:out\ of\ stock|sold\ out|unavailable|not\ (?:in\ stock|available))\b
      |缺货|售罄|无货|没货)
    | (?P<in>\b(?:in\ stock|available\ now|ready\ to\ buy)\b|有货|有现货|现货)
    | (?P<preorder>\bpre-?orders?\b|预售|预订) | (?P<backorder>\bback-?order(?:ed|s)?\b)"""
)

REDUCED: Final = _pattern(
    r"""\bon\ (?:sale|offer)\b | \b(?:reduced|discounted|marked\ down)\b | \bsale\ price\b
    | \ba\ (?:\w+\ )?(?:discount|reduction|bargain|steal)\b | \bdiscounts?\b
    | 特价 | 打折 | 降价 | 促销 | 优惠"""
)

SIZE: Final = _pattern(
    r"""\bsizes?\ (?P<sizes>(?-i:[A-Z0-9](?:[A-Z0-9/.]{0,5}[A-Z0-9])?|[xX]*[sSmMlL])
      (?:(?:,\ |\ and\ |\ or\ |\ to\ |,\ and\ |-|–)
      (?-i:[A-Z0-9](?:[A-Z0-9/.]{0,5}[A-Z0-9])?))*)(?![a-z])
    | (?-i:(?<![\w'’&])(?<!\d\ )(?P<letter>(?:X{0,3}|[2-6]X)[SL]|M)(?![\w'’&]))
    | 尺码\s?(?P<size_zh>[A-Za-z0-9]{1,5}) | (?P<size_ma>[XSML]{1,4}|\d{2})码"""
)

PHOTO: Final = _pattern(
    r"""\b(?:your|the)\ (?:photo|picture|image|snap)\b | 您的(?:照片|图片) | 你的(?:照片|图片)"""
)

BUDGET_WORD: Final = _pattern(
    r"""\byour\ (?:price\ )?(?:budget|limit|ceiling|price\ range|range|maximum|max)\b
    | (?:您|你)的?预算 | 预算"""
)

YOUR_FIELD: Final = _pattern(
    r"""\byour\ (?P<field>sizes?|colou?rs?|brands?|materials?|styles?)\b
    | [您你]的(?P<field_zh>尺码|尺寸|颜色|品牌|材质|风格)"""
)

VARIETY: Final = _pattern(
    r"""\b(?P<every>all|every|any|each|most)\ (?:of\ the\ |the\ )?
    (?:sizes?|colou?rs?|shades?|materials?)\b
    | \b(?:many|several|various|different|multiple|other|more|two|three|four|five|six)[ ]
    (?P<of>sizes|colou?rs|shades|materials|styles|patterns)\b
    | \b(?:range|choice|variety|selection)\ of\ (?P<choice>sizes|colou?rs|shades|materials|styles)\b
    | (?P<of_zh>各种|多种|多个|所有|全部)(?:颜色|尺码|款式|材质)"""
)

ASKED: Final = _pattern(
    r"""\b(?:as\ )?(?:you|you['’]ve|you['’]re|you['’]d)\ (?:(?:have|had|were|are|also|just)\ )?
    (?:(?P<against>don['’]t\ want|didn['’]t\ want|excluded|ruled\ out|said\ no\ to|avoid\w*
      |hate[sd]?|dislike[sd]?|wanted\ to\ avoid|asked\ to\ avoid)
    |(?P<firm>said|say|asked|ask|wanted|want|mentioned?|told|requested|specified|named|set|required?
      |looking\ for|searching\ for|searched\ for|were\ after|are\ after|wished|hoped|described)
    |(?P<soft>need(?:ed)?|like[d]?|prefer(?:red)?|love[d]?))\b
    (?:\ (?:for|about|to\ (?:have|see|find)|that|us|me))?
    | (?P<your>\bfor\ your\b)
    | (?P<firm_zh>[您你](?:要求的?|想要的?|要的|说的?|提到的?|需要的?|指定的?))
    | (?P<against_zh>[您你](?:不要|不想要|不喜欢|排除的?))"""
)
NEGATING_PHRASE: Final = _pattern(
    r"\b(?:rather\ than|instead\ of|free\ of|anything\ but|other\ than)\b"
)
NO_NEGATION: Final = _pattern(
    r"""\b(?:not\ (?:only|just|to\ mention|more\ than|least)|no\ (?:more|less)\ than
    |no\ (?:wonder|doubt)|without\ doubt)\b"""
)
CLAUSE_END: Final = re.compile(
    r"[,.;:!?()\n—–，。；：！？、]"
    r"|\b(?:and|so|but|while) (?:it|this|that|the|is|has|comes|costs|matches|looks)\b"
)


def ends(text: str) -> re.Pattern[str]:
    """Return the pattern of what stands right before a claim."""
    return re.compile(rf"(?:{text})\s*$", re.IGNORECASE)


def starts(text: str) -> re.Pattern[str]:
    """Return the pattern of what stands right after a claim."""
    return re.compile(rf"^\s*(?:{text})", re.IGNORECASE)


OVER: Final = ends(r"\b(?:over|above|more than|at least|upwards of)|高于|超过")
