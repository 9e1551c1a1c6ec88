"""Questions told by their form alone: "how tall?", "what size would he need", 多宽, "the total?".

They name no item, and hold of whatever is shown.
"""

from typing import Final

from assistant.understanding.readers.draft import Draft, is_said
from assistant.understanding.readers.numbers import number_at
from assistant.understanding.readers.sentence import Kind
from assistant.understanding.readers.word_lists import cues, function_words, listed

_HOW: Final = listed("big long heavy wide tall thick deep high large")
MEASURES: Final = listed(
    "size sizes dimensions dimension length width height depth weight capacity wattage material "
    "thickness diameter"
)
_LISTED: Final = MEASURES | listed("colour colours color colors materials fabric")
"""What a listing tells."""
_ASKED_ALONE: Final = _LISTED - listed("size material materials capacity colour color")
_BEING: Final = listed("is are s")
_STOCKED: Final = (
    ("are", "there"), ("is", "there"), ("are", "these", "in"), ("do", "you", "have"),
    ("have", "you", "got"), ("are", "available"), ("is", "available"),
)  # fmt: skip
_MOST_PART: Final = 2
"""How many words may name the part: "how long is power cable"."""
_FITTING: Final = listed("would should will does do did is are for to")
_SUMS: Final = listed("total altogether 一共 总共 合计 总价 加起来")
_OF_A_SUM: Final = listed("cost costs price prices much come comes add adds up them")
_CHINESE_ABLE: Final = listed("can will")
_OF_THE_SHOP: Final = listed(
    "you i me we us my something anything other others else more another cheaper bigger smaller "
    "recommend show see find give send change buy order help similar discount deliver post swap"
)


def asks_barely(draft: Draft, start: int, end: int) -> bool:
    """Tell whether a clause asks what a listing tells, without a word of whose it is."""
    start += draft.sentence.word(start) == "have" and draft.sentence.is_chinese(start)  # 有多重
    said = draft.sentence.words[start:end]
    if not said:
        return False
    return (
        _asks_how(draft, start, end)
        or _asks_what_is_listed(draft, start, end)
        or _asks_size_for(draft, start, end)
        or _asks_total(draft, start, end)
        or _asks_in_chinese(draft, start, end)
    )


def _asks_how(draft: Draft, start: int, end: int) -> bool:
    """Tell "how wide?" and "how high is seat" from "how big a tent do I need"."""
    said = draft.sentence.words[start:end]
    if said[:1] != ("how",) or said[1:2] == () or said[1] not in _HOW:
        return False
    part = said[3:]
    bare = 0 < len(part) <= _MOST_PART and function_words().isdisjoint(part)
    return len(said) == 2 or (said[2] in _BEING and bare)  # noqa: PLR2004 - "how" and "wide"


def _asks_what_is_listed(draft: Draft, start: int, end: int) -> bool:
    """Tell "weight?", "which colours are there" and 有哪些颜色 from "bigger size?"."""
    said = draft.sentence.words[start:end]
    whole = start == 0 and end >= len(draft.sentence) - 1
    alone = len(said) == 1 and whole and said[0] in _ASKED_ALONE
    named = said[:1] in (("what",), ("which",)) and not _LISTED.isdisjoint(said[1:2])
    return alone or (named and (said[2:] == () or said[2:] in _STOCKED))


def _asks_size_for(draft: Draft, start: int, end: int) -> bool:
    """Tell "what size would he need", asked of what comes in sizes, from "what size am I"."""
    said = draft.sentence.words[start:end]
    asked = said[:1] in (("what",), ("which",)) and said[1:2] in (("size",), ("sizes",))
    fitting = asked and said[2:3] != () and said[2] in _FITTING
    sized = any(item.values("size") for item in draft.moment.shown)
    return fitting and sized and not is_said(draft, cues("acts.policy"), start, end)


def _asks_total(draft: Draft, start: int, end: int) -> bool:
    """Tell "the total?" and 一共多少钱 from "under 100 in total", which limits it."""
    words = draft.sentence.words[start:end]
    said = any(word in _SUMS for word in words)
    limited = any(number_at(draft.sentence, at) is not None for at in range(start, end))
    plain = all(word in function_words() or word in (*_SUMS, *_OF_A_SUM) for word in words)
    return said and plain and not limited


def _asks_in_chinese(draft: Draft, start: int, end: int) -> bool:
    """Read 尺寸是多少, 座高多少, 多少钱 and 能刻字吗, and not 能便宜点吗, which wants another."""
    if not draft.sentence.is_chinese(start) or _names_any(draft, start, end):
        return False
    said = draft.sentence.words[start:end]
    if not _OF_THE_SHOP.isdisjoint(said):
        return False
    if said[-2:] == ("how", "much"):
        return True
    able = said[0] in _CHINESE_ABLE and draft.sentence.word(end) == "?"
    plain = all(draft.sentence.tokens[at].kind is Kind.WORD for at in range(start, end))
    return able and plain and len(said) > 1


def _names_any(draft: Draft, start: int, end: int) -> bool:
    return any(start <= one.start < end for one in draft.mentions)
