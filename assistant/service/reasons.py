"""Why a conversation is handed to a person: a few categories, never the words themselves."""

import re
from enum import StrEnum
from typing import Final


class Reason(StrEnum):
    """What a waiting shopper needs."""

    ORDER = "order"
    RETURN = "return"
    DAMAGED = "damaged"
    PAYMENT = "payment"
    UNANSWERED = "unanswered"
    UNHAPPY = "unhappy"
    ASKED = "asked"
    AGENT_LEFT = "agent_left"


# The first that fits names the reason: what is broken before what is sent back.
_WORDS: Final = (
    (
        Reason.DAMAGED,
        (
            r"\b(?:damag\w*|broke|broken|defect\w*|faulty|torn|missing part|wrong (?:item|size|one)"
            r"|does ?n.?t work|not working)\b|坏了|破损|损坏|发错|质量问题"
        ),
    ),
    (Reason.RETURN, r"\b(?:returns?|returning|refund\w*|money back|exchange)\b|退货|退款|换货"),
    (
        Reason.PAYMENT,
        (
            r"\b(?:pay|paid|payment\w*|charged?|invoice|card|paypal|gift card|billing)\b"
            r"|付款|支付|发票|扣款"
        ),
    ),
    (
        Reason.ORDER,
        (
            r"\b(?:orders?|ordered|parcel|package|deliver\w*|shipping|shipped|track\w*|cancel\w*"
            r"|arrived?|buy (?:it|this|these|them))\b|订单|快递|物流|发货|取消|下单"
        ),
    ),
    (
        Reason.UNHAPPY,
        (
            r"\b(?:complain\w*|angry|terrible|awful|useless|ridiculous|disappoint\w*|worst)\b"
            r"|投诉|生气|太差|没用"
        ),
    ),
)
_PATTERNS: Final = tuple((reason, re.compile(words, re.IGNORECASE)) for reason, words in _WORDS)


def reason_of(said: str, *, was_unanswered: bool) -> Reason:
    """Return why a shopper asks for a person.

    Args:
        said: The shopper's words.
        was_unanswered: Whether the question before was left unanswered.
    """
    for reason, pattern in _PATTERNS:
        if pattern.search(said):
            return reason
    return Reason.UNANSWERED if was_unanswered else Reason.ASKED
