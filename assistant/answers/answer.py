"""Questions answered from an item's own fields, the shop's policy, or not at all."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from assistant.answers.answer_fields import AskedItem, answer_one
from assistant.grounding.claims import sentences as sentence_spans
from assistant.grounding.evidence import (
    gather,
)
from assistant.grounding.lexicon import neutral_stems
from assistant.grounding.tokens import CJK_RUN, stems
from assistant.intent import Intent
from assistant.untrusted import normalise
from retrieval.items import Item
from retrieval.knowledge import Passage, Promotion

ENOUGH_SIMILARITY: Final = 0.35
"""A passage below it does not answer the question; cosine of MiniLM."""
MOST_ITEMS: Final = 3


_QUESTION: Final = re.compile(
    r"[?？]|^\W*(?:(?:and|but|so|ok|okay|well|hm+)\W+)*(?:how(?! about)|is|are|does|has)\b",
    re.IGNORECASE,
)
_WHY: Final = re.compile(r"\bwhy\b|\bhow come\b|为什么|为何", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, and what it rests on.

    Attributes:
        text: In the shopper's language; seller and policy text is quoted as it
            stands.
        fields: The item fields it rests on, in the order used; empty where the
            listing does not say.
        passages: The policy passages it quotes.
        handover: True where a colleague should be offered.
    """

    text: str
    fields: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    handover: bool = False


def answer_about(
    question: str, items: Sequence[Item], intent: Intent, family: Sequence[Item] = ()
) -> Answer:
    """Answer a question about one or a few items from what their listings say.

    Args:
        question: The shopper's words; untrusted.
        items: The items meant, the first three of which are answered for.
        intent: Tells the language.
        family: The other colours of the (single) item meant, for questions
            about colour.

    Returns:
        True sentences, one an item; "The listing does not say." where it does
        not. Without items, a request to say which one is meant.
    """
    chinese = intent.language == "zh"
    if not items:
        return Answer("请告诉我您指的是哪一款。" if chinese else "Which one do you mean?")
    asked = normalise(question, 400)
    texts: list[str] = []
    fields: list[str] = []
    for item in items[:MOST_ITEMS]:
        siblings = tuple(each for each in family if each.family_id == item.family_id)
        text, used = answer_one(AskedItem(asked, item, gather(item), siblings, chinese))
        title = normalise(item.title, 80)
        texts.append(f"{title}{'：' if chinese else ': '}{text}" if len(items) > 1 else text)
        fields += [field for field in used if field not in fields]
    return Answer(("" if chinese else " ").join(texts), tuple(fields))


def is_question(said: str) -> bool:
    """Tell "how heavy is it" and "waterproof?" from "the black one"."""
    return bool(_QUESTION.search(said))


def asks_why(said: str) -> bool:
    """Tell whether a reason is asked for, as one is for showing an item: "why the first one?"."""
    return bool(_WHY.search(said))


def answer_not_shown(count: int, language: str) -> Answer:
    """Answer a question about "the ninth one" of six: none such is on the list.

    Args:
        count: How many items were shown last; may be 0.
        language: ``zh`` or anything else for English.
    """
    if language == "zh":
        listed = f"列表里只有{count}款，" if count else "目前还没有列出商品，"
        return Answer(f"{listed}请问您指的是哪一款？")
    listed = f"There {'is only one' if count == 1 else f'are only {count}'} on the list"
    return Answer(f"{listed if count else 'Nothing is on the list yet'}; which one do you mean?")


def answer_policy(
    question: str, found: Sequence[tuple[Passage, float]], language: str = "en"
) -> Answer:
    """Quote the passage that answers a question about the shop's policy.

    Args:
        question: The shopper's words.
        found: Passages with their similarity to it, nearest first.
        language: ``zh`` or anything else for English; passages are quoted in
            their own language.

    Returns:
        The passage under its title; or, where none is near enough, that the
        policy does not cover it, with a colleague offered.
    """
    near = [passage for passage, similarity in found if similarity >= ENOUGH_SIMILARITY]
    chinese = language == "zh"
    if not near:
        return Answer(
            "我们的政策页面没有说明这一点，可以由同事为您解答。"
            if chinese
            else "Our policy pages do not cover that; a colleague can help.",
            handover=True,
        )
    best = near[0]
    text = _relevant(best.text, question)
    if chinese:
        return Answer(f"根据“{best.title}”：{text}", passages=(best,))
    return Answer(f"From “{best.title}”: {text}", passages=(best,))


def _relevant(text: str, question: str, *, most: int = 3) -> str:
    """Return the passage; of a long one, the sentences nearest to the question, in order."""
    pieces = [text[start:end] for start, end in sentence_spans(text)]
    if len(pieces) <= most:
        return text.strip()
    wanted = {word for word in stems(question) if word not in neutral_stems()}
    wanted |= {character for run in CJK_RUN.findall(question) for character in run}
    by_fit = sorted(range(len(pieces)), key=lambda at: (-len(wanted & set(stems(pieces[at]))), at))
    return " ".join(pieces[at] for at in sorted(by_fit[:most]))


def answer_promotions(promotions: Sequence[Promotion], on: date, language: str = "en") -> Answer:
    """Say which promotions hold on a day, each with its code and its last day."""
    chinese = language == "zh"
    running = [each for each in promotions if each.starts <= on <= each.ends]
    if not running:
        return Answer("目前没有促销活动。" if chinese else "There is no promotion at the moment.")
    if chinese:
        said = [f"{each.title}{_code_zh(each)}，截止{_day_zh(each.ends)}" for each in running]
        return Answer("；".join(said) + "。")
    said = [f"{each.title}{_code_en(each)}, until {_day_en(each.ends)}" for each in running]
    return Answer("; ".join(said) + ".")


def _code_en(promotion: Promotion) -> str:
    return f" with the code {promotion.code}" if promotion.code else ""


def _code_zh(promotion: Promotion) -> str:
    return f"（优惠码{promotion.code}）" if promotion.code else ""


def _day_en(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _day_zh(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
