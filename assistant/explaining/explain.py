"""Ranked items to explanations: phrased by a model where it can, checked in any case."""

import re
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from assistant.explaining.facts import Topic, facts
from assistant.explaining.phrasing_en import English
from assistant.explaining.phrasing_zh import Chinese
from assistant.explaining.realise import opening, realise_list
from assistant.explaining.sentence_form import in_chinese_marks, is_sentence
from assistant.grounding.claims import sentences
from assistant.grounding.groundedness import check
from assistant.grounding.tokens import CJK_RUN
from assistant.intent import Intent
from assistant.models.chat_model import ChatModel, ChatModelError, ChatRequest, Readiness
from assistant.reply import Explanation, Origin
from assistant.untrusted import fence, normalise
from ranking.ranked import RankedItem

_PROMPTS: Final = Path(__file__).parent / "prompts"

MOST_FACTS: Final = 5
MAX_TOKENS: Final = 64
LONGEST_FACTS: Final = 500
LONGEST_ANSWER: Final = 400
SHORTEST_SENTENCE: Final = 5
"""Words below which what is left of a model's answer is not worth showing."""
MOST_WORDS: Final = 45
CACHED: Final = 4_096
FIRST_BATCH: Final = 2

# Facts that say why; a sentence with none of them only names the item.
_SAYS_LITTLE: Final = frozenset({"request", "title", "brand", "category", "rank"})
_LABEL: Final = re.compile(
    r"^[\"'“*\s-]*(?:sentence|answer|reply|回答|答)\s*[:：]\s*", re.IGNORECASE
)
_WRAPPING: Final = " \t\"'“”*`-"

CacheKey = tuple[str, int, Intent]


@cache
def instructions(language: str) -> str:
    """Return the static instructions for a language: ``zh``, or English for any other."""
    name = "explain.zh.txt" if language == "zh" else "explain.en.txt"
    return (_PROMPTS / name).read_text(encoding="utf-8").strip()


class Pace:
    """How many items a model can explain while a shopper is still patient.

    Learnt from the batches before, beginning with a small one: a model that took
    too long is asked for fewer the next time, and for up to twice as many when
    it is quick. So a slow machine never leaves a whole list waiting.

    Args:
        patience: Seconds that a batch may take, above 0.
    """

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._seconds_each: float | None = None
        self._last = 0

    def affordable(self, wanted: int) -> int:
        """Return how many of ``wanted`` items to ask for; at least one of any."""
        if self._seconds_each is None:
            return min(wanted, FIRST_BATCH)
        return min(wanted, max(1, int(self._patience / self._seconds_each)), 2 * self._last)

    def learn(self, asked: int, seconds: float) -> None:
        """Note that a batch of ``asked``, at least one, took ``seconds``."""
        self._seconds_each = max(seconds / asked, 1e-6)
        self._last = asked


class Explainer:
    """Explains a list, one explanation an item, each of them true.

    Safe for several threads.

    Args:
        model: Phrases the facts; None for realised sentences alone.
        timeout: Seconds until the model is given up, above 0.
    """

    def __init__(self, model: ChatModel | None, *, timeout: float = 8.0) -> None:
        self._model = model
        self._timeout = timeout
        self._pace = Pace(0.8 * timeout)
        self._cache: OrderedDict[CacheKey, str] = OrderedDict()
        self._lock = threading.Lock()

    def explain(self, intent: Intent, items: Sequence[RankedItem]) -> Iterator[Explanation]:
        """Yield one explanation an item, as each is ready.

        Without a ready model all of them come at once, realised from facts, in
        the list's order. With one, what is known from before and what the model
        would be too slow for come first; then the rest, phrased by the model in
        one batch. What it says wrongly is dropped, and where nothing useful is
        left the realised sentence takes its place.

        Args:
            intent: What the shopper asked for.
            items: The whole list, best first; may be empty.

        Yields:
            Grounded explanations, each item's exactly once.
        """
        realised = {each.item_id: each for each in realise_list(items, intent)}
        used: set[str] = set()
        waiting: list[RankedItem] = []
        for ranked in items:
            before = self._remembered(ranked, intent, items)
            if before is not None and opening(before.text) not in used:
                used.add(opening(before.text))
                realised.pop(ranked.item.item_id)
                yield before
            else:
                waiting.append(ranked)
        asked = waiting[: self._pace.affordable(len(waiting))] if self._is_ready() else []
        for ranked in waiting[len(asked) :]:
            used.add(opening(realised[ranked.item.item_id].text))
            yield realised[ranked.item.item_id]
        for ranked, answer in zip(asked, self._answers(asked, intent, items), strict=True):
            said = self._accepted(answer, ranked, intent, items)
            if said is None or opening(said.text) in used:
                said = realised[ranked.item.item_id]
            elif said.origin is Origin.MODEL:
                self._remember(ranked, intent, said.text)
            used.add(opening(said.text))
            yield said

    def _is_ready(self) -> bool:
        return self._model is not None and self._model.status().readiness is Readiness.READY

    def _answers(
        self, asked: Sequence[RankedItem], intent: Intent, items: Sequence[RankedItem]
    ) -> list[str | ChatModelError]:
        if not asked or self._model is None:
            return []
        requests = [prompt(ranked, intent, items, timeout=self._timeout) for ranked in asked]
        began = time.monotonic()
        answers = self._model.complete_each(requests)
        self._pace.learn(len(asked), time.monotonic() - began)
        return answers

    def _accepted(
        self,
        answer: str | ChatModelError,
        ranked: RankedItem,
        intent: Intent,
        items: Sequence[RankedItem],
    ) -> Explanation | None:
        if isinstance(answer, ChatModelError):
            return None
        return supported_part(tidy(answer), ranked, intent, items)

    def _remembered(
        self, ranked: RankedItem, intent: Intent, items: Sequence[RankedItem]
    ) -> Explanation | None:
        """Return what the model said before, if it is still true of this list."""
        key = (ranked.item.item_id, ranked.item.version, _asked(intent))
        with self._lock:
            text = self._cache.get(key)
            if text is None:
                return None
            self._cache.move_to_end(key)
        verdict = check(text, ranked, intent, items)
        if not verdict.grounded:
            return None
        return Explanation(ranked.item.item_id, text, verdict.claims, Origin.MODEL)

    def _remember(self, ranked: RankedItem, intent: Intent, text: str) -> None:
        with self._lock:
            self._cache[ranked.item.item_id, ranked.item.version, _asked(intent)] = text
            while len(self._cache) > CACHED:
                self._cache.popitem(last=False)


def _asked(intent: Intent) -> Intent:
    """Return what of an intent an explanation depends on."""
    return Intent(
        request=intent.request,
        constraints=intent.constraints,
        preferences=intent.preferences,
        photo_id=intent.photo_id,
        language=intent.language,
    )


def prompt(
    ranked: RankedItem, intent: Intent, items: Sequence[RankedItem], *, timeout: float
) -> ChatRequest:
    """Return the request that has a model phrase an item's facts.

    The facts are the ones a realised sentence would be made of, in our own
    words, turned with the rank so that neighbours open differently. Neither the
    title nor the description goes along: what a small model is not shown it
    cannot repeat, and values that are not a few plain words are no facts.
    """
    phrasing = Chinese() if intent.language == "zh" else English()
    known = facts(ranked, intent, items)
    priced = [fact for fact in known if fact.topic is Topic.PRICE]
    chosen = [fact for fact in known if fact not in priced][: MOST_FACTS - len(priced)]
    turn = (ranked.rank - 1) % max(len(chosen), 1)
    lines = [phrasing.word(fact).clause for fact in (*chosen[turn:], *chosen[:turn])]
    for fact in priced:  # "costs $36, under your $60" tempts a model to "$36 under your $60"
        price, _, bound = phrasing.word(fact).clause.partition(phrasing.comma)
        lines += [price, *([phrasing.predicate(bound)] if bound else [])]
    content = fence("facts", phrasing.semicolon.join(lines), LONGEST_FACTS)
    return ChatRequest(instructions(intent.language), content, MAX_TOKENS, timeout)


def tidy(answer: str) -> str:
    """Return a model's answer as plain text: one line, no label, quotes or mark-up."""
    lines = [line for line in answer.splitlines() if line.strip()]
    if not lines:
        return ""
    text = _LABEL.sub("", normalise(lines[0], LONGEST_ANSWER)).strip(_WRAPPING).replace("**", "")
    return in_chinese_marks(text) if CJK_RUN.search(text) else text


def supported_part(
    text: str, ranked: RankedItem, intent: Intent, items: Sequence[RankedItem]
) -> Explanation | None:
    """Return the sentences of a text that are supported, None where too little is left.

    A sentence that breaks off (the model ran into its limit) is left out too; a
    text whose first is none at all is not shown.
    """
    whole = [text[start:end] for start, end in sentences(text) if text[end - 1] in ".!?。！？"]
    if not whole or not is_sentence(whole[0]):
        return None
    doubtful = check(" ".join(whole), ranked, intent, items)
    if not doubtful.grounded:
        whole = [each for each in whole if check(each, ranked, intent, items).grounded]
    kept = ("" if intent.language == "zh" else " ").join(whole)
    verdict = check(kept, ranked, intent, items)
    says_why = any(claim.field not in _SAYS_LITTLE for claim in verdict.claims)
    if not verdict.grounded or not says_why or not _fits(kept, intent.language):
        return None
    return Explanation(ranked.item.item_id, kept, verdict.claims, Origin.MODEL)


def _fits(text: str, language: str) -> bool:
    """Tell whether the text has a fair length and is in the shopper's language."""
    words = (Chinese() if language == "zh" else English()).length(text)
    chinese = sum(len(run) for run in CJK_RUN.findall(text))
    in_language = chinese >= len(text) / 4 if language == "zh" else chinese == 0
    return SHORTEST_SENTENCE <= words <= MOST_WORDS and in_language and "?" not in text
