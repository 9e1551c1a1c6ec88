"""The list that is recommended, or what is shown where nothing fits or is left."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from assistant.answers.carried import WORTH_SHOWING, nearness
from assistant.answers.clarify import clarify
from assistant.answers.goes_with import companions, lead_goes_with, shared_by
from assistant.answers.idle_counts import without_idle_counts
from assistant.answers.kinds import Kind, Kinds
from assistant.answers.lead import lead_found, lead_popular, lead_reference
from assistant.answers.loved import lead_unspoken
from assistant.answers.nothing_found import Obstacle, ObstacleKind, obstacle, obstacle_to_kind
from assistant.answers.nothing_left import all_again, likes_left, none_left, versions_left
from assistant.answers.obstacle_words import as_before, nearest_beside, not_carried, what_else
from assistant.answers.sizes_read import lead_sizes_read
from assistant.answers.suggest import suggest
from assistant.answers.titled import is_titled, word_denied
from assistant.ask import Ask
from assistant.explaining.realise import realise
from assistant.find import Finder, Found, is_browsing
from assistant.intent import Act, Intent
from assistant.reply import Outcome, Reply, Suggestion
from assistant.shop_knowledge import ShopKnowledge
from assistant.understanding.readers.colours import COLOUR_FIELDS
from assistant.understanding.readers.comparatives import is_held_against
from assistant.understanding.reading import Reader
from assistant.untrusted import normalise
from ranking.ranked import RankedItem
from retrieval.catalog import Catalogue
from retrieval.constraints import CATEGORY, PRICE, Constraints
from retrieval.items import Item
from retrieval.query import Candidate
from retrieval.vocabulary import Vocabulary

_MIXED: Final = 0.9
"""Weight of variety in what goes with an item: of each kind of thing a few are enough."""


class Recommending:
    """Recommends items of the shop."""

    def __init__(
        self, catalogue: Catalogue, knowledge: ShopKnowledge, finder: Finder, reader: Reader
    ) -> None:
        """Take the shop's items and words, what finds, and what reads tapped texts back."""
        self._catalogue = catalogue
        self._knowledge = knowledge
        self._finder = finder
        self._reader = reader
        self._kinds = Kinds()

    def recommend(self, ask: Ask) -> Reply:
        """Recommend a list, or say what is in the way and show what comes nearest.

        Raises:
            CatalogueEmptyError: If nothing was indexed yet.
        """
        if not ask.others:
            # What was passed over once is not turned down for good.
            ask = replace(ask, intent=replace(ask.intent, passed=()))
        if ask.intent.lacking and _is_refined(ask.intent):
            return self._lacking(ask)
        vocabulary = self._vocabulary()
        asked = without_idle_counts(ask.intent, self._catalogue.count, vocabulary)
        ask = replace(ask, intent=asked)
        named = self._named(ask)
        found = self._find(ask, _beyond_measure(ask), [item for _, item in named])
        way = obstacle(ask.intent, self._catalogue.count, vocabulary, found.candidates)
        kind = self._kinds.kind(ask.intent, vocabulary)
        way = way or self._obstacle_to_kind(ask, kind, found)
        if way is not None:
            return self._as_titled(ask, way) or self._instead(ask, way, found)
        intent = replace(ask.intent, unmet=())
        if not found.items or (intent.passed and not kind.is_among(found.candidates)):
            return self._no_more(ask, kind)
        browsing = is_browsing(intent)
        lead = lead_popular if browsing else lead_found
        leads = [
            lead_reference(intent, item, place, another=ask.shown[place - 1] != item.item_id)
            for place, item in named
        ]
        leads += [lead_unspoken(intent, found.items), lead_sizes_read(intent, ask.said)]
        question = None
        if not browsing:
            question = clarify(
                intent, found.candidates, ask.asked, vocabulary=vocabulary, reader=self._reader
            )
        return Reply(
            " ".join(filter(None, [*leads, lead(intent, found.items)])),
            intent,
            items=found.items,
            question=question,
            suggestions=self._suggestions(intent, found),
        )

    def show(self, ask: Ask, items: Sequence[Item]) -> Reply:
        """Show the items that were pointed at without a question ("the cheapest one")."""
        intent = replace(ask.intent, constraints=Constraints())
        found = self._finder.find(intent, None, k=len(items), trade_off=ask.trade_off, first=items)
        places = [(ask.shown.index(i.item_id) + 1, i) for i in items if i.item_id in ask.shown]
        text = " ".join(lead_reference(intent, item, position) for position, item in places)
        return Reply(text or lead_found(intent, found.items), ask.intent, items=found.items)

    def goes_with(self, ask: Ask, item: Item) -> Reply | None:
        """Show things of other kinds that share a use or a style with an item; None without any.

        What is sought stays as it is.
        """
        shared = shared_by(item)
        if shared is None:
            return None
        conditions, wishes = companions(item, shared)
        beside = Intent(
            constraints=conditions,
            preferences=wishes,
            similar_to=(item.item_id,),
            disliked=ask.intent.disliked,
        )
        found = self._finder.find(beside, None, k=ask.k, trade_off=_MIXED)
        lead = lead_goes_with(item, shared, ask.intent.language)
        return Reply(lead, ask.intent, items=found.items) if found.items else None

    def why(self, ask: Ask, items: Sequence[Item]) -> Reply:
        """Say why items of those shown are on the list, which stays as it is."""
        among = list(self._catalogue.items(ask.shown).values())
        anything = replace(ask.intent, constraints=Constraints())
        found = self._finder.find(
            anything, None, k=len(among), trade_off=ask.trade_off, first=among
        )
        meant = [ranked for ranked in found.items if ranked.item in items]
        said = [realise(ranked, ask.intent, found.items).text for ranked in meant]
        if len(meant) > 1:
            said = [
                f"{normalise(ranked.item.title, 80)}: {text}"
                for ranked, text in zip(meant, said, strict=True)
            ]
        return Reply(" ".join(said), ask.intent)

    def _no_more(self, ask: Ask, kind: Kind) -> Reply:
        """Show what is left where all that fits was seen.

        These are other versions of what was seen; where its like was sought, its
        like of whatever else; and where there is neither, all of it again. Where
        the shopper has turned it all down, what comes nearest is shown.
        """
        intent = ask.intent
        versions = self._find(ask, intent, (), among_seen=True)
        if versions.items and kind.is_among(versions.candidates):
            return Reply(versions_left(intent), intent, items=versions.items)
        if intent.similar_to:
            same = Constraints(tuple(intent.constraints.on(CATEGORY)))
            near = self._find(ask, replace(intent, constraints=same, passed=()), ())
            if near.items:
                return Reply(likes_left(intent), intent, items=near.items)
        again = self._find(ask, replace(intent, passed=()), (), among_seen=True)
        if again.items:
            return Reply(all_again(intent), intent, items=again.items)
        near = self._beside_turned_down(ask)
        return Reply(none_left(intent, any_near=bool(near)), intent, items=near)

    def _beside_turned_down(self, ask: Ask) -> tuple[RankedItem, ...]:
        """Find what comes nearest to the conditions without being turned down already."""
        intent = ask.intent
        turned_down = self._catalogue.items(intent.disliked).values()

        def count(constraints: Constraints) -> int:
            return self._catalogue.count(constraints) - sum(map(constraints.allow, turned_down))

        way = obstacle(intent, count, self._vocabulary())
        if way is None:
            return ()
        return self._find(ask, replace(intent, constraints=way.nearby(), passed=()), ()).items

    def _obstacle_to_kind(self, ask: Ask, kind: Kind, found: Found) -> Obstacle | None:
        def search(constraints: Constraints) -> Sequence[Candidate]:
            unseen = replace(ask.intent, constraints=constraints, passed=(), disliked=())
            return self._find(ask, unseen, ()).candidates

        currency = self._vocabulary().currency or ""
        return obstacle_to_kind(ask.intent, kind, found.candidates, search, currency)

    def _instead(self, ask: Ask, way: Obstacle, found: Found) -> Reply:
        """Say what was in the way, and show what comes nearest."""
        if way.kind is ObstacleKind.NOT_CARRIED or not way.count:
            return _denied(ask.intent, found, way.sentence, way.missing(ask.intent))
        relaxed = replace(ask.intent, constraints=way.nearby())
        nearest = self._find(ask, relaxed, ())
        known = nearest.items and set(way.in_the_way) <= set(ask.intent.unmet)
        said = f"{lead_found(relaxed, nearest.items)} {as_before(relaxed, way.in_the_way)}"
        held = way.met_by_the_nearest(ask.intent.constraints)
        return Reply(
            said if known else way.sentence,
            replace(ask.intent, constraints=held, unmet=way.in_the_way),
            items=nearest.items,
            suggestions=self._suggestions(relaxed, nearest),
            outcome=Outcome.NOTHING_FITS,
            missing=way.missing(ask.intent),
        )

    def _as_titled(self, ask: Ask, way: Obstacle) -> Reply | None:
        """Recommend what is by its title what nothing is listed as; None where nothing is."""
        word = word_denied(way)
        if not word:
            return None
        meant = replace(
            ask.intent, request=f"{word} {ask.intent.request}".strip(), constraints=way.relaxed
        )
        titled = [
            candidate.item
            for candidate in self._find(ask, meant, ()).candidates
            if is_titled(candidate.item, word)
        ]
        if not titled:
            return None
        found = self._find(replace(ask, k=min(ask.k, len(titled))), meant, titled)
        return Reply(lead_found(meant, found.items), ask.intent, items=found.items)

    def _lacking(self, ask: Ask) -> Reply:
        """Say again what is not carried, where it was only refined ("not polyester")."""
        intent = replace(ask.intent, request=ask.intent.lacking)
        found = self._find(ask, intent, ())
        return _denied(intent, found, not_carried(intent), (intent.request,))

    def _suggestions(self, intent: Intent, found: Found) -> tuple[Suggestion, ...]:
        return suggest(
            intent,
            [ranked.item for ranked in found.items],
            found.candidates,
            vocabulary=self._vocabulary(),
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
            kind=self._kinds.kind(intent, self._vocabulary()),
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
        meet every constraint but the price, which the shopper sees beside it. What is
        turned down in the same breath is not asked for ("not that one, he has it"), nor
        is the whole of a list ("these are too dear"), nor what others are held against
        ("warmer than the third").
        """
        whole = len(ask.shown) > 1 and set(ask.shown) <= set(ask.intent.references)
        if ask.intent.similar_to or whole or is_held_against(ask.said):
            return []
        held = ask.intent.constraints.without(*ask.intent.constraints.on(PRICE))
        pointed = self._catalogue.items(ask.intent.references)
        named: list[tuple[int, Item]] = []
        for item in pointed.values():
            if item.item_id in ask.shown and item.item_id not in ask.intent.disliked:
                variants = [item, *self._catalogue.family(item.family_id)]
                fitting = [variant for variant in variants if held.allow(variant)][:1]
                named += [(ask.shown.index(item.item_id) + 1, variant) for variant in fitting]
        return named

    def _vocabulary(self) -> Vocabulary:
        return self._knowledge.current().vocabulary


def _beyond_measure(ask: Ask) -> Intent:
    """Return the intent that leaves out the third for "warmer than the third"."""
    measures = ask.intent.references if is_held_against(ask.said) else ()
    whole = set(ask.shown) <= set(measures)
    return ask.intent if whole else replace(ask.intent, passed=(*ask.intent.passed, *measures))


def _is_refined(intent: Intent) -> bool:
    """Tell "not polyester" after what is not carried from a turn that seeks another thing."""
    named = intent.request or intent.constraints.on(CATEGORY)
    pointed = intent.photo_id or intent.similar_to or intent.references
    return not (named or pointed or intent.act is Act.BROWSE_POPULAR)


def _denied(intent: Intent, found: Found, sentence: str, missing: tuple[str, ...]) -> Reply:
    """Deny a subject, and show what comes near it or else ask for another.

    It is dropped, so that the next turn is not searched for it again.
    """
    near = (nearness(found.candidates) or 0) >= WORTH_SHOWING
    return Reply(
        f"{sentence} {nearest_beside(intent) if near else what_else(intent)}",
        replace(intent, request="", lacking=intent.request),
        items=found.items if near else (),
        outcome=Outcome.NOT_CARRIED,
        missing=missing,
    )
