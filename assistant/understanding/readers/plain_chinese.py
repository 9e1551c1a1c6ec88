"""Chinese as the glossary has it: in simplified characters, its small words those of Mandarin.

Written Cantonese has small words of its own. Each gives way to one of as many characters, so that
all that is read stays where the shopper wrote it; its names of things stand in the glossary.
"""

import re
from typing import Final

from retrieval.chinese_script import simplified

MEASURE: Final = (
    "(?:[个件只把张顶盏种块辆副支枚幅束颗粒罐枝串座份片]|款(?!式)|条(?!纹)|双(?![肩人面])|台(?!灯)|套(?!装|头)"
    "|瓶(?!子)|本(?!子)|部(?!分)|对(?!比)|盒(?!子)|袋(?!子)|包(?!包)|杯(?!子)|朵|盆(?!栽)|根(?!本)|组(?!合))"
)
"""What counts things, each sort by its own word."""

_DEGREES: Final = "[大小细长短厚薄轻暖软亮深浅贵宜平松紧高低闲式和靓]"
_IS: Final = re.compile("(?<!關)係(?!數)")
"""Simplified it is the 系 of other words."""
_SMALL_WORDS: Final = (
    (re.compile("唔该"), "谢谢"),
    (re.compile("唔好(?![意睇看])"), "不要"),
    (re.compile("唔使"), "不用"),
    (re.compile("(?<=唔)系|系(?=[咪唔])"), "是"),
    (re.compile("咪(?=.{1,4}[啦喇]$)"), "别"),
    (re.compile("钟意"), "喜欢"),
    (re.compile("几多"), "多少"),
    (re.compile("瑜珈"), "瑜伽"),
    (re.compile("返工"), "上班"),
    (re.compile("依家|而家"), "现在"),
    (re.compile("仲(?=[有要系是想可])"), "还"),
    (re.compile(f"呢(?={MEASURE}|啲|度)"), "这"),
    (re.compile(f"(?<![左右上下旁周里外这那两侧手身])边(?={MEASURE}|啲|度)"), "哪"),
    (re.compile("(?<=有)啲"), "点"),
    (re.compile(f"(?<={_DEGREES})(?:[啲些]|[dD](?![a-zA-Z]))"), "点"),
    (re.compile(r"(?<=[\d十百千])蚊"), "块"),
    (re.compile("帽[tT](?![a-zA-Z])"), "帽衫"),
    (re.compile("短[tT](?![a-zA-Z恤])"), "短袖"),
    (re.compile("长[tT](?![a-zA-Z恤])"), "长袖"),
)
_CHARACTERS: Final = str.maketrans("嘅唔冇啲佢哋睇揾畀俾喺咗", "的不没些他们看找给给在了")


def plain(text: str) -> str:
    """Return the text as the glossary has it, character for character.

    >>> plain("唔該，有冇平啲嘅？我鍾意嗰對")
    '谢谢，有没平点的？我喜欢那对'
    """
    if text.isascii():
        return text
    read = simplified(_IS.sub("是", text).replace("嗰", "那"))
    for cantonese, mandarin in _SMALL_WORDS:
        read = cantonese.sub(mandarin, read)
    return read.translate(_CHARACTERS)
