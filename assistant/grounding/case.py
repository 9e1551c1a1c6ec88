"""Everything that one sentence about one item is held against."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final

from assistant.bounds import is_stated
from assistant.grounding.assertions import Assertion
from assistant.grounding.evidence import Evidence
from assistant.grounding.lexicon import broader, neutral_stems
from assistant.grounding.tokens import CJK_RUN, stems
from assistant.intent import Intent
from ranking.ranked import RankedItem
from retrieval.constraints import PRICE, Operator
from retrieval.items import Item

REQUEST: Final = "request"

ABOUT: Final = Decimal("0.03")
"""How far from the truth "about" may be, as a share of it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a judge found.

    Attributes:
        field: The field that supports the claim; None where nothing does.
        reason: Where nothing does: why not, for a log.
    """

    field: str | None
    reason: str = ""


def supported(field: str) -> Finding:
    """Say which field supports the claim."""
    return Finding(field)


def refused(reason: str) -> Finding:
    """Say why nothing supports the claim."""
    return Finding(None, reason)


def holds(true: bool, field: str, otherwise: str) -> Finding:
    """Say that the field supports the claim, or why it does not."""
    return supported(field) if true else refused(otherwise)


def holds_of_bound(true: bool) -> Finding:
    """Say whether the shopper asked for such a bound."""
    return holds(true, REQUEST, "the shopper set no such bound")


@dataclass(frozen=True)
class Case:
    """One item as it stands on a list, and what the shopper asked for.

    Attributes:
        evidence: The item's listing.
        ranked: The item in its place.
        intent: What the shopper asked for.
        among: The whole list, the item included.
        assertions: What the sentence says, in order.
    """

    evidence: Evidence
    ranked: RankedItem
    intent: Intent
    among: Sequence[RankedItem]
    assertions: Sequence[Assertion]

    @property
    def item(self) -> Item:
        """The item spoken of."""
        return self.ranked.item

    @property
    def others(self) -> list[Item]:
        """The other items of the list, in order."""
        return [each.item for each in self.among if each.item.item_id != self.item.item_id]

    def bounds(self, *operators: Operator) -> list[Decimal]:
        """Return the price bounds that the shopper named, by these operators."""
        return [
            constraint.bound
            for constraint in self.intent.constraints.on(PRICE)
            if constraint.operator in operators
            and constraint.bound is not None
            and is_stated(constraint)
        ]

    @cached_property
    def wanted(self) -> frozenset[str]:
        """Stems of everything that the shopper asked for."""
        intent = self.intent
        said = [intent.request, intent.question]
        for preference in intent.preferences:
            if not preference.averse:
                said += [preference.text, *preference.values]
        for constraint in intent.constraints:
            if constraint.operator is not Operator.NONE_OF:
                said += [*constraint.values, constraint.source.phrase]
        return frozenset(word for text in said for word in stems(text)) - self.only_excluded

    @cached_property
    def excluded(self) -> frozenset[str]:
        """Stems of everything that the shopper asked against."""
        said: list[str] = []
        for preference in self.intent.preferences:
            if preference.averse:
                said += [preference.text, *preference.values]
        for constraint in self.intent.constraints:
            if constraint.operator is Operator.NONE_OF:
                said += [*constraint.values, constraint.source.phrase]
        return frozenset(word for text in said for word in stems(text)) - neutral_stems()

    @cached_property
    def only_excluded(self) -> frozenset[str]:
        """Stems of the values ruled out, which no phrase can make wanted."""
        values = [
            value
            for constraint in self.intent.constraints
            if constraint.operator is Operator.NONE_OF
            for value in constraint.values
        ]
        return frozenset(word for value in values for word in stems(value))

    @cached_property
    def asked_chinese(self) -> str:
        """The Chinese characters of everything that the shopper said."""
        intent = self.intent
        said = [intent.request, intent.question]
        said += [constraint.source.phrase for constraint in intent.constraints]
        said += [preference.text for preference in intent.preferences]
        return " ".join(run for text in said for run in CJK_RUN.findall(text))

    def wants(self, words: Sequence[str]) -> bool:
        """Tell whether the shopper asked for the words, or for what implies them."""
        implied = frozenset[str]().union(
            *(broader().get(word, frozenset()) for word in self.wanted)
        )
        return all(word in self.wanted or word in implied for word in words)
