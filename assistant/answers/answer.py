"""Questions answered from an item's own fields, the shop's policy, or not at all."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from assistant.answers.answer_fields import answer_one, not_said
from assistant.answers.answer_offer import price_together
from assistant.answers.answer_sizes import age_told
from assistant.answers.asked_item import AskedItem, Found
from assistant.answers.item_names import short_titles
from assistant.answers.question_parts import OPENERS, question_parts
from assistant.answers.which_most import which_most
from assistant.explaining.phrasing_en import listed
from assistant.grounding.claims import sentences as sentence_spans
from assistant.grounding.evidence import (
    gather,
)
from assistant.grounding.lexicon import neutral_stems
from assistant.grounding.tokens import CJK_RUN, stems
from assistant.intent import Intent
from assistant.understanding.readers.comparatives import compared_by
from assistant.understanding.readers.languages import in_english
from assistant.untrusted import normalise
from retrieval.items import Item
from retrieval.knowledge import Passage, Promotion

ENOUGH_SIMILARITY: Final = 0.35
"""A passage below it does not answer the question; cosine of MiniLM."""
MOST_ITEMS: Final = 12


_REST_NOT_SAID: Final = ("The listing does not say the rest.", "其余的商品信息中没有说明。")
_QUESTION: Final = re.compile(
    r"[?？吗]|什么|多[少大高宽长重深厚]|怎么|是否|有没有|能不能|哪|(?:^\W*|[,;]\s*|\bbut\s+)(?:(?:and|but|so|ok|okay|well|hm+)\W+)*"
    r"(?:how(?! about)|whats|what(?! about)|which|where|who|when|is|are|does|has"
    r"|(?:can|could|will|would)(?= (?:i|we) (?!(?:see|have|get|take|buy|order|ask|know|please)\b))"
    r"|(?:can|could|do|did|will|would)(?! (?:you|i|we)\b))\b"
    r"|^\W*(?:weight|height|width|length|depth|diameter|thickness|dimensions?|total)\W*$",
    re.IGNORECASE,
)
_PLACE: Final = re.compile(r"\b(?:number|no\.|option|item) ?\d+\b|# ?\d+\b", re.IGNORECASE)
"""A place in the list, whose number is none that is asked about."""
_SEEING: Final = re.compile(
    r"^\W*(?:(?:and|but|so|ok|okay|well|hm+|yes|please|then)\W+)*(?:"
    r"i(?:(?:['\u2019]?d|\s+would)\s+(?:like|love|prefer|fancy)|\s+want)(?! to )"
    r"|(?:(?:can|could|would)\s+(?:you\s+)?(?:please\s+)?|please\s+)?(?:show|give)\s+me"
    r"|(?:can|could|may)\s+(?:i|we)\s+(?:see|have)|let(?:['\u2019]?s| me)\s+(?:see|have))\b"
    r"|^(?:那?我(?:想|就)?要|我想看|给我看|能给我看|让我看)",
    re.IGNORECASE,
)
_ASKED_BESIDE: Final = re.compile(rf"(?:[,;.!]|\band\b|\bbut\b)\s*{OPENERS}\b", re.IGNORECASE)
_WHICH_HAS: Final = re.compile(
    r"\bwhich\b.*\b(?:is|are|has|have|can|will|comes?|fits?|works?|for)\b|哪", re.IGNORECASE
)
_ADVICE: Final = re.compile(
    r"\b(?:better|nicer|best|prefer|recommend|should|would|pick|choose|differen\w+|differ|vs)\b"
    r"(?! for\b)|更好|最好|哪.?好|选|推荐|建议|区别|不同",
    re.IGNORECASE,
)
_WHY: Final = re.compile(
    r"\bwhy\b(?! (?:is|are|does|was|isn|aren|can)\b)|为什么|为何", re.IGNORECASE
)


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
    question: str,
    items: Sequence[Item],
    intent: Intent,
    family: Sequence[Item] = (),
    shown: Sequence[Item] = (),
) -> Answer:
    """Answer a question about items from what their listings say.

    Args:
        question: The shopper's words; untrusted. All that it joins by "and" is answered.
        items: The items meant, of which the first ``MOST_ITEMS`` are answered for.
        intent: Tells the language.
        family: The other colours of the items meant, for questions about colour.
        shown: All of the list, among which "which is the cheapest?" asks.

    Returns:
        True sentences, each for the items it holds of; "The listing does not say." where
        it does not. Without items, a request to say which one is meant.
    """
    chinese = intent.language == "zh"
    asked = _PLACE.sub("it", normalise(question, 400))
    if verdict := answer_which(asked, items, intent, shown, family):
        return verdict
    if not items:
        return Answer("请告诉我您指的是哪一款。" if chinese else "Which one do you mean?")
    if together := price_together(asked, items, chinese=chinese):
        return Answer(together, ("price",))
    said: dict[str, list[str]] = {}
    fields: list[str] = []
    unsaid: set[str] = set()
    named = short_titles(items, items)
    age = age_told(asked, intent)
    for item, title in zip(items[:MOST_ITEMS], named, strict=False):
        siblings = _siblings(item, family)
        text, used = _answer_parts(
            AskedItem(asked, item, gather(item), siblings, chinese, is_question(question), age)
        )
        said.setdefault(text, []).append(title)
        unsaid |= set() if used else {text}
        fields += [field for field in used if field not in fields]
    said = {text: said[text] for text in sorted(said, key=unsaid.__contains__)}
    single = len(items) == 1 or not fields
    return Answer(_by_item(said, chinese=chinese, single=single), tuple(fields))


def answer_which(
    question: str,
    items: Sequence[Item],
    intent: Intent,
    shown: Sequence[Item] = (),
    family: Sequence[Item] = (),
) -> Answer | None:
    """Answer "which is the lightest, and is it waterproof?" by a verdict; None if none is asked.

    It is given over the items meant where these are several that differ in it ("the first
    two, which is cheaper?"), and else over all shown.
    """
    chinese = intent.language == "zh"
    parts = question_parts(normalise(question, 400))
    verdict = which_most(parts[0], items, chinese=chinese)
    if verdict is None or len(verdict.best) == len(items):
        verdict = which_most(parts[0], shown, chinese=chinese) or verdict
    if verdict is None:
        return None
    text, fields = verdict.text, verdict.fields
    if len(parts) > 1 and len(verdict.best) == 1:
        one = verdict.best[0]
        asked = AskedItem("? ".join(parts[1:]), one, gather(one), _siblings(one, family), chinese)
        more, used = _answer_parts(asked)
        more = more if used else asked.say(*_REST_NOT_SAID)
        text, fields = f"{text}{'' if chinese else ' '}{more}", (*fields, *used)
    return Answer(text, fields)


def _siblings(item: Item, family: Sequence[Item]) -> tuple[Item, ...]:
    """Return the colours of the item's own product."""
    return tuple(each for each in family if each.family_id == item.family_id)


def _answer_parts(asked: AskedItem) -> Found:
    """Answer all that is asked of one item; what the listing leaves open is said once."""
    parts = question_parts(asked.question)
    found = [_answer_part(replace(asked, question=part)) for part in parts]
    told = [(text, fields) for text, fields in found if fields]
    if len(found) == 1 or not told:
        return found[0] if len(found) == 1 else not_said(asked)
    texts = list(dict.fromkeys(text for text, _ in told))
    if len(told) < len(found):
        texts.append(asked.say(*_REST_NOT_SAID))
    fields = dict.fromkeys(field for _, used in told for field in used)
    return ("" if asked.chinese else " ").join(texts), tuple(fields)


def _answer_part(asked: AskedItem) -> Found:
    """Answer one question; one in Chinese also by the English that the glossary has for it."""
    text, fields = answer_one(asked)
    english = in_english(asked.question) if asked.chinese and not fields else ""
    return answer_one(replace(asked, question=english)) if english else (text, fields)


def _by_item(said: Mapping[str, Sequence[str]], *, chinese: bool, single: bool) -> str:
    """Join what was said, each sentence once, after the titles of the items it holds of."""
    if single:
        return next(iter(said))
    if len(said) == 1:
        return f"{'每一款：' if chinese else 'Each of them: '}{next(iter(said))}"
    if chinese:
        return "".join(f"{'、'.join(titles)}：{text}" for text, titles in said.items())
    return " ".join(f"{listed(list(titles))}: {text}" for text, titles in said.items())


def is_question(said: str) -> bool:
    """Tell "how heavy is it" and "waterproof?" from "the black one"."""
    return bool(_QUESTION.search(said))


def asks_to_see(said: str) -> bool:
    """Tell "I'd like the black one" and "could you show me the third?" from "is it black?".

    "I'd like the third, is it wool?" asks.
    """
    return bool(_SEEING.search(said)) and not _ASKED_BESIDE.search(said)


def asks_which_has(said: str) -> bool:
    """Tell "which of these has a hood?" from "which is better?", asked of two side by side."""
    has = bool(_WHICH_HAS.search(said)) and not _ADVICE.search(said)
    return has and not compared_by(said)


def lead_untold(said: str, language: str) -> str:
    """Say that "which is softer?" is told by no listing; empty where nothing such is asked."""
    word = compared_by(said)
    return f"The listings do not say which is {word}. " if word and language != "zh" else ""


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
