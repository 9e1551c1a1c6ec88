"""An intent to a reply: find the list, or answer the question, and word it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from PIL.Image import Image

from assistant.answers.answer import (
    ENOUGH_SIMILARITY,
    Answer,
    answer_about,
    answer_policy,
    answer_promotions,
)
from assistant.answers.clarify import clarify
from assistant.answers.compare import FEWEST, MOST, compare
from assistant.answers.kinds import Kind, Kinds
from assistant.answers.lead import lead_found, lead_handoff, lead_popular, lead_reference
from assistant.answers.nothing_found import (
    Obstacle,
    ObstacleKind,
    obstacle,
    obstacle_to_kind,
)
from assistant.answers.small_talk import lead_chat, lead_no_bargain, lead_sorry
from assistant.answers.suggest import suggest
from assistant.find import Finder, Found, is_browsing
from assistant.intent import Act, Intent
from assistant.reply import Outcome, Reply, Suggestion
from assistant.shop_knowledge import ShopKnowledge
from assistant.understanding.readers.colours import COLOUR_FIELDS
from assistant.understanding.readers.languages import in_english
from assistant.understanding.reading import Moment, Reader, Remark
from assistant.untrusted import normalise
from retrieval.catalog import Catalogue
from retrieval.constraints import CATEGORY, PATH_SEPARATOR, PRICE, Constraints, Operator
from retrieval.items import Item
from retrieval.query import Candidate
from retrieval.vocabulary import Vocabulary

PASSAGES: Final = 3

HANDOVER: Final = {"en": "Talk to a person", "zh": "转人工"}

QUESTION_MARKS: Final = "?？"

LONGEST_PART: Final = 60
"""Characters kept of each part of what the shop lacks."""

NEARBY: Final = Decimal("1.25")
"""Where nothing is within a price, what costs up to this many times the nearest is shown."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Everything a reply depends on.

    Attributes:
        intent: What is understood, this turn included.
        said: The shopper's words of this turn; empty for a tap.
        shown: Ids of the items shown last, in order.
        photo: The photo whose look-alikes are wanted, or None.
        asked: Fields a clarifying question must leave alone.
        unresolved: Phrases of this turn that point at nothing.
        remark: What the turn says beside any request, or None.
        k: List length, at least 1.
        trade_off: Weight of variety in [0, 1].
    """

    intent: Intent
    said: str
    shown: tuple[str, ...]
    photo: Image | None
    asked: frozenset[str]
    unresolved: tuple[str, ...]
    remark: Remark | None
    k: int
    trade_off: float


class Answering:
    """Answers asks from the shop's own items, policy and promotions."""

    def __init__(
        self,
        *,
        catalogue: Catalogue,
        knowledge: ShopKnowledge,
        finder: Finder,
        reader: Reader,
        today: Callable[[], date],
    ) -> None:
        """Put the parts together.

        Args:
            catalogue: The shop's items.
            knowledge: The shop's words and policy.
            finder: Finds and ranks.
            reader: The deterministic reader; tapped texts must read back by it.
            today: The day promotions are held against.
        """
        self._catalogue = catalogue
        self._knowledge = knowledge
        self._finder = finder
        self._reader = reader
        self._today = today
        self._kinds = Kinds()

    def items(self, item_ids: Collection[str]) -> dict[str, Item]:
        """Return those of the items that are sold; see ``Catalogue.items``."""
        return self._catalogue.items(item_ids)

    def vocabulary(self) -> Vocabulary:
        """Return the words of the shop that serves now."""
        return self._knowledge.current().vocabulary

    def warm(self) -> None:
        """Load what the first turn would wait for.

        Raises:
            CatalogueEmptyError: If nothing was indexed yet.
        """
        nothing = Moment(0, "", None, Intent(), (), self.vocabulary())
        self._reader.read(nothing)

    def close(self) -> None:
        """Release the catalogue."""
        self._catalogue.close()

    def answer(self, ask: Ask) -> Reply:
        """Answer: a list with its lead, or words alone where nothing is sought.

        Raises:
            CatalogueEmptyError: If nothing was indexed yet.
        """
        words_alone = {
            Act.CHAT: self._chat,
            Act.HANDOFF: self._handoff,
            Act.POLICY_QUESTION: self._policy,
            Act.PROMOTIONS: self._promotions,
            Act.ASK_ABOUT: self._about,
            Act.COMPARE: self._comparison,
        }
        return words_alone.get(ask.intent.act, self._list)(ask)

    def _chat(self, ask: Ask) -> Reply:
        seeking = bool(ask.shown) and not ask.intent.seeks_nothing
        language = ask.intent.language
        if ask.remark is Remark.COMPLAINT:
            return Reply(lead_sorry(language), ask.intent)
        return Reply(lead_chat(ask.said, language, seeking=seeking), ask.intent)

    def _handoff(self, ask: Ask) -> Reply:
        text = lead_handoff(ask.intent.language)
        return Reply(text, ask.intent, outcome=Outcome.HANDED_OVER)

    def _policy(self, ask: Ask) -> Reply:
        search = self._knowledge.current().passages.search
        asked, found = ask.said, search(ask.said, PASSAGES)
        english = in_english(ask.said) if ask.intent.language == "zh" else ""
        if english and not (found and found[0][1] >= ENOUGH_SIMILARITY):
            asked, found = english, search(english, PASSAGES)  # the pages may be in English
        answer = answer_policy(asked, found, ask.intent.language)
        return _worded(answer, ask.intent)

    def _promotions(self, ask: Ask) -> Reply:
        today = self._today()
        running = self._catalogue.promotions(today)
        answer = answer_promotions(running, today, ask.intent.language)
        text = answer.text
        if ask.remark is Remark.BARGAIN:
            text = f"{lead_no_bargain(ask.intent.language)} {text}"
        return Reply(text, ask.intent, promotions=tuple(running))

    def _about(self, ask: Ask) -> Reply:
        items = self._meant(ask)
        family = self._catalogue.family(items[0].family_id) if len(items) == 1 else []
        answer = answer_about(ask.intent.question or ask.said, items, ask.intent, family)
        asks = bool(set(ask.said) & set(QUESTION_MARKS))
        if items and not answer.fields and not asks:
            return self._pointed_out(ask, items)
        return _worded(answer, ask.intent)

    def _pointed_out(self, ask: Ask, items: Sequence[Item]) -> Reply:
        """Show the items that were pointed at without a question ("the cheapest one")."""
        intent = replace(ask.intent, constraints=Constraints())
        found = self._finder.find(intent, None, k=len(items), trade_off=ask.trade_off, first=items)
        places = [(ask.shown.index(i.item_id) + 1, i) for i in items if i.item_id in ask.shown]
        text = " ".join(lead_reference(intent, item, position) for position, item in places)
        return Reply(text or lead_found(intent, found.items), ask.intent, items=found.items)

    def _comparison(self, ask: Ask) -> Reply:
        items = self._meant(ask)[:MOST]
        if len(items) < FEWEST:
            items = list(self._catalogue.items(ask.shown).values())[:MOST]
        if len(items) < FEWEST:
            return self._list(ask)
        side_by_side = compare(items, ask.intent)
        return Reply(side_by_side.sentence, ask.intent, comparison=side_by_side)

    def _meant(self, ask: Ask) -> list[Item]:
        """Return the items a question is about: those referred to, or the only one shown."""
        ids = ask.intent.references or (ask.shown if len(ask.shown) == 1 else ())
        return list(self._catalogue.items(ids).values())

    def _list(self, ask: Ask) -> Reply:
        vocabulary = self.vocabulary()
        named = self._named(ask)
        found = self._find(ask, ask.intent, [item for _, item in named])
        way = obstacle(ask.intent, self._catalogue.count, vocabulary, found.candidates)
        kind = self._kinds.kind(ask.intent, vocabulary)
        way = way or self._obstacle_to_kind(ask, kind, found)
        if way is not None:
            return self._instead(ask, way)
        intent = ask.intent
        if not found.items or (intent.passed and not kind.is_among(found.candidates)):
            return self._no_more(ask, kind)
        browsing = is_browsing(intent)
        lead = lead_popular if browsing else lead_found
        leads = [lead_reference(intent, item, position) for position, item in named]
        question = None
        if not browsing:
            question = clarify(
                intent, found.candidates, ask.asked, vocabulary=vocabulary, reader=self._reader
            )
        return Reply(
            " ".join([*leads, lead(intent, found.items)]),
            intent,
            items=found.items,
            question=question,
            suggestions=self._suggestions(intent, found),
        )

    def _no_more(self, ask: Ask, kind: Kind) -> Reply:
        """Show what is left where all that fits was seen.

        These are other versions of what was seen; where its like was sought, its
        like of whatever else; and where there is neither, all of it again.
        """
        intent = ask.intent
        versions = self._find(ask, intent, (), among_seen=True)
        if versions.items and kind.is_among(versions.candidates):
            return Reply(_versions_left(intent), intent, items=versions.items)
        if intent.similar_to:
            same = Constraints(tuple(intent.constraints.on(CATEGORY)))
            near = self._find(ask, replace(intent, constraints=same, passed=()), ())
            if near.items:
                return Reply(_likes_left(intent), intent, items=near.items)
        again = self._find(ask, replace(intent, passed=()), (), among_seen=True)
        return Reply(_none_left(intent, again), intent, items=again.items)

    def _obstacle_to_kind(self, ask: Ask, kind: Kind, found: Found) -> Obstacle | None:
        def search(constraints: Constraints) -> Sequence[Candidate]:
            unseen = replace(ask.intent, constraints=constraints, passed=(), disliked=())
            return self._find(ask, unseen, ()).candidates

        currency = self.vocabulary().currency or ""
        return obstacle_to_kind(ask.intent, kind, found.candidates, search, currency)

    def _instead(self, ask: Ask, way: Obstacle) -> Reply:
        """Say what was in the way, and show what comes nearest."""
        if way.kind is ObstacleKind.NOT_CARRIED or not way.count:
            return Reply(
                way.sentence,
                _without_subject(ask.intent),
                outcome=Outcome.NOT_CARRIED,
                missing=_missing(ask.intent, way),
            )
        relaxed = replace(ask.intent, constraints=_nearby(way))
        nearest = self._find(ask, relaxed, ())
        return Reply(
            way.sentence,
            ask.intent,
            items=nearest.items,
            suggestions=self._suggestions(relaxed, nearest),
            outcome=Outcome.NOTHING_FITS,
            missing=_missing(ask.intent, way),
        )

    def _suggestions(self, intent: Intent, found: Found) -> tuple[Suggestion, ...]:
        return suggest(
            intent,
            [ranked.item for ranked in found.items],
            found.candidates,
            vocabulary=self.vocabulary(),
            reader=self._reader,
        )

    def _find(
        self, ask: Ask, intent: Intent, first: Sequence[Item], *, among_seen: bool = False
    ) -> Found:
        return self._finder.find(
            intent,
            ask.photo,
            k=ask.k,
            trade_off=ask.trade_off,
            first=first,
            passed_families=frozenset() if among_seen else self._passed_families(intent),
            kind=self._kinds.kind(intent, self.vocabulary()),
        )

    def _passed_families(self, intent: Intent) -> frozenset[str]:
        """Return the families whose other variants are no news to the shopper either.

        Where a colour is asked for or ruled out, an item that was turned down may
        have been so for its colour alone.
        """
        seen = intent.passed
        if not any(constraint.field in COLOUR_FIELDS for constraint in intent.constraints):
            seen += intent.disliked
        return frozenset(item.family_id for item in self._catalogue.items(seen).values())

    def _named(self, ask: Ask) -> list[tuple[int, Item]]:
        """Return the variants asked for by pointing ("the second one in green").

        Each comes with the place (from 1) of the item pointed at. A variant must
        meet every constraint but the price, which the shopper sees beside it.
        """
        if ask.intent.similar_to:
            return []
        held = ask.intent.constraints.without(*ask.intent.constraints.on(PRICE))
        pointed = self._catalogue.items(ask.intent.references)
        named: list[tuple[int, Item]] = []
        for item in pointed.values():
            if item.item_id in ask.shown:
                variants = [item, *self._catalogue.family(item.family_id)]
                fitting = [variant for variant in variants if held.allow(variant)][:1]
                named += [(ask.shown.index(item.item_id) + 1, variant) for variant in fitting]
        return named


def _without_subject(intent: Intent) -> Intent:
    """Drop what is not carried, so that the next turn is not searched for it again."""
    return replace(intent, request="")


def _missing(intent: Intent, way: Obstacle) -> tuple[str, ...]:
    """Return what was asked for and is not there: the subject, and what was in the way."""
    categories = [
        c.values[0].rsplit(PATH_SEPARATOR, 1)[-1] for c in intent.constraints.on(CATEGORY)
    ]
    subject = intent.request or (categories[0] if categories else "")
    wanted = [c.source.phrase or ", ".join(c.values) for c in way.in_the_way]
    return tuple(normalise(part, LONGEST_PART) for part in (subject, *wanted) if part)


def _nearby(way: Obstacle) -> Constraints:
    """Return the relaxed constraints, held near the price that was asked for."""
    if way.nearest_price is None:
        return way.relaxed
    was = next(c for c in way.in_the_way if c.field == PRICE)
    reach = NEARBY if was.operator is Operator.AT_MOST else 1 / NEARBY
    near = replace(was, bound=way.nearest_price * reach)
    return Constraints((*way.relaxed, near))


def _worded(answer: Answer, intent: Intent) -> Reply:
    person = HANDOVER["zh" if intent.language == "zh" else "en"]
    suggestions = (Suggestion(person, person),) if answer.handover else ()
    known = answer.fields or answer.passages
    return Reply(
        answer.text,
        intent,
        passages=answer.passages,
        suggestions=suggestions,
        outcome=Outcome.ANSWERED if known else Outcome.UNANSWERED,
    )


def _versions_left(intent: Intent) -> str:
    if intent.language == "zh":
        return "没有别的款式了，这些是您看过的款式的其他版本。"
    return "No other products fit; these are other versions of what you have seen."


def _likes_left(intent: Intent) -> str:
    if intent.language == "zh":
        return "没有同时满足全部条件的相似商品，这些最接近。"
    return "Nothing else like it meets all of that; these come nearest."


def _none_left(intent: Intent, again: Found) -> str:
    chinese = intent.language == "zh"
    if again.items:
        rest = "，就这些" if chinese else "; these are all there are"
    elif intent.disliked:
        rest = "，其余的您都不要" if chinese else "; what does, you have turned down"
    else:
        rest = ""
    said = "没有更多符合条件的商品了" if chinese else "There is nothing more to show that fits"
    return f"{said}{rest}{'。' if chinese else '.'}"
