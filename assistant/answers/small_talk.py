"""What is said back to greetings, thanks, complaints, bargaining and other money."""

import re
from typing import Final

from assistant.untrusted import normalise

_TALK: Final = (
    (
        re.compile(r"\b(?:thanks?|thank you|thx|cheers|ta)\b|谢谢|多谢|感谢", re.IGNORECASE),
        "You're welcome. Tell me if you would like to see anything else.",
        "不客气，还想看什么请告诉我。",
    ),
    (
        re.compile(
            r"\b(?:(?:one|just a|wait a|give me a) (?:moment|sec|second|minute)|hold on|hang on|brb"
            r"|be right back|at the door|(?:phone|doorbell) is ringing)\b"
            r"|稍等|等一下|等一等|马上回来",
            re.IGNORECASE,
        ),
        "Take your time; everything here stays as it is.",
        "您慢慢来，这里的内容都会保留。",
    ),
    (
        re.compile(
            r"^\W*(?:(?:(?:you(?:['’]?re| are)|(?:that|it)(?:['’]?s| is| was)|very|so|really)\W+)*"
            r"(?:lol|haha|wow|nice(?: one)?|cool|great|good|awesome|amazing|perfect|lovely"
            r"|(?:good|great) job|well done|love it|helpful|kind|the best|a star)\W*)+$"
            r"|^\W*(?:不错|很好|太好了|真棒)\W*$",
            re.IGNORECASE,
        ),
        "Glad to hear it. Ask about any of them, or tell me what to look for next.",
        "太好了。可以问我其中任何一款，或告诉我接下来想找什么。",
    ),
    (
        re.compile(r"\b(?:bye|goodbye|see you|good night)\b|再见|拜拜", re.IGNORECASE),
        "Goodbye, and thanks for stopping by.",
        "再见，欢迎下次光临。",
    ),
    (
        re.compile(
            r"\b(?:who|what) are you\b"
            r"|\bare you (?:even |really |actually |just )?(?:an? )?(?:real )?"
            r"(?:bot|human|robot|real|person|ai|machine)\b"
            r"|你是谁|机器人|你是(?:真)?人",
            re.IGNORECASE,
        ),
        "I'm the shop's assistant, a program. I find items and tell you what their listings say.",
        "我是本店的自动导购，可以为您查找商品，并说明商品信息。",
    ),
    (
        re.compile(
            r"\b(?:help|what can you do|how does this work)\b|帮助|你能做什么", re.IGNORECASE
        ),
        "Say what you need, such as “a waterproof jacket under $120, not black”, or send a photo.",
        "告诉我您想找什么，比如“120美元以内的防水外套，不要黑色”，也可以发一张照片。",
    ),
    (
        re.compile(
            r"\b(?:hi|hello|hey|good (?:morning|afternoon|evening))\b|你好|您好|嗨", re.IGNORECASE
        ),
        "Hello! What are you looking for today?",
        "您好！今天想找点什么？",
    ),
)


def lead_chat(text: str, language: str = "en", *, seeking: bool = False) -> str:
    """Answer small talk shortly, and come back to shopping.

    Args:
        text: What was said.
        language: ISO 639-1 code.
        seeking: Whether a search is under way, so that the way back to shopping
            is to go on with it.
    """
    said = normalise(text, 200)
    chinese = language == "zh"
    for pattern, in_english, in_chinese_ in _TALK:
        if pattern.search(said):
            return in_chinese_ if chinese else in_english
    if seeking:
        return _GO_ON_ZH if chinese else _GO_ON_EN
    return _OPEN_ZH if chinese else _OPEN_EN


_SORRY_EN: Final = (
    "Sorry that this is not what you hoped for. Tell me what to change, such as the price, the "
    "colour or the brand, or ask for a person."
)
_SORRY_ZH: Final = "抱歉没能让您满意。请告诉我要改什么，比如价格、颜色或品牌；也可以转人工。"
_GO_ON_EN: Final = (
    "I did not follow that. You can say “cheaper”, “another colour” or “more like the second one”, "
    "or tell me what else you need."
)
_GO_ON_ZH: Final = (
    "我没有听明白。您可以说“便宜一点”“换个颜色”或“更像第二款的”，也可以告诉我还想找什么。"
)
_OPEN_EN: Final = (
    "I can find items, compare them and answer questions about the shop. What are you looking for?"
)
_OPEN_ZH: Final = "我可以帮您找商品、比较商品，或回答有关本店的问题。您想找什么？"


def lead_sorry(language: str = "en") -> str:
    """Meet a complaint with a way on."""
    return _SORRY_ZH if language == "zh" else _SORRY_EN


def lead_no_bargain(language: str = "en") -> str:
    """Say that prices are not bargained over; what is on offer follows."""
    return _NO_BARGAIN_ZH if language == "zh" else _NO_BARGAIN_EN


def lead_other_currency(currency: str, language: str = "en") -> str:
    """Say that a price in another currency was left out, and how to say it.

    Args:
        currency: The shop's, ISO 4217.
        language: ISO 639-1 code.
    """
    if language == "zh":
        return f"本店以{currency}标价，请用{currency}告诉我价格范围。"
    return f"Our prices are in {currency}: tell me the price in {currency} and I will keep to it."


_NO_BARGAIN_EN: Final = "I can't change a price, but I can tell you what is on offer."
_NO_BARGAIN_ZH: Final = "我不能改价，但可以告诉您现有的优惠："
