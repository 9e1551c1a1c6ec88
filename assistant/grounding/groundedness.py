"""Whether a text says anything of an item that its listing does not support."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.grounding import list_claims, numeric_claims, price_claims, worded_claims
from assistant.grounding.assertions import Assertion, Kind, Known
from assistant.grounding.case import Case, Finding
from assistant.grounding.claims import extract
from assistant.grounding.evidence import gather
from assistant.grounding.lexicon import neutral_stems
from assistant.grounding.tokens import stems
from assistant.intent import Intent
from assistant.reply import Claim
from assistant.untrusted import has_hidden
from ranking.ranked import RankedItem

LONGEST_TEXT: Final = 1_000
"""Characters that an explanation may have; a longer one is refused unread."""


SHORTEST_TITLE: Final = 5
"""Characters below which a title is taken as ordinary words."""


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A span that nothing supports.

    Attributes:
        span: Indexes of its first character and after its last.
        kind: What sort of claim, such as ``money``.
        reason: Why it is not supported, for a log; never for a shopper.
    """

    span: tuple[int, int]
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What of a text is supported, and what is not, each in the text's order."""

    claims: tuple[Claim, ...]
    unsupported: tuple[Unsupported, ...]

    @property
    def grounded(self) -> bool:
        """Whether the text may be shown."""
        return not self.unsupported


_JUDGES: Final[Mapping[Kind, Callable[[Assertion, Case], Finding]]] = {
    Kind.CONTACT: worded_claims.judge_forbidden,
    Kind.DATE: worded_claims.judge_forbidden,
    Kind.PROMISE: worded_claims.judge_promise,
    Kind.TITLE: worded_claims.judge_title,
    Kind.TERM: worded_claims.judge_term,
    Kind.BRAND: worded_claims.judge_brand,
    Kind.QUANTITY: worded_claims.judge_quantity,
    Kind.WORD: worded_claims.judge_word,
    Kind.ASKED: worded_claims.judge_asked,
    Kind.PHOTO: worded_claims.judge_photo,
    Kind.COMPARISON: list_claims.judge_comparison,
    Kind.SUPERLATIVE: list_claims.judge_superlative,
    Kind.MONEY: price_claims.judge_money,
    Kind.PERCENT: price_claims.judge_percent,
    Kind.HALF_PRICE: price_claims.judge_half_price,
    Kind.REDUCED: price_claims.judge_reduced,
    Kind.RATING: numeric_claims.judge_rating,
    Kind.WELL_RATED: numeric_claims.judge_well_rated,
    Kind.REVIEWS: numeric_claims.judge_reviews,
    Kind.STOCK: numeric_claims.judge_stock,
    Kind.LIST_LENGTH: numeric_claims.judge_list_length,
    Kind.RANK: numeric_claims.judge_rank,
    Kind.BUDGET_WORD: price_claims.judge_budget_word,
    Kind.SIZE: numeric_claims.judge_size,
    Kind.YOUR_FIELD: worded_claims.judge_your_field,
    Kind.VARIETY: worded_claims.judge_variety,
}


def check(
    text: str,
    ranked: RankedItem,
    intent: Intent,
    among: Sequence[RankedItem],
    *,
    brands: Collection[str] = (),
) -> Verdict:
    """Hold every claim of a text about an item against what is known.

    The check is closed: a word must be supported by the listing or the request,
    or be known to say nothing. It takes time linear in the text, the listing and
    the list.

    Args:
        text: One or a few sentences about the item, in English or Chinese.
        ranked: The item in its place.
        intent: What the shopper asked for.
        among: The list that superlatives and comparisons speak of.
        brands: Brand names to know beside those on the list.

    Returns:
        The supported claims with the field each rests on, and the rest. A text
        that is too long or holds hidden characters is unsupported as a whole.
    """
    if len(text) > LONGEST_TEXT or has_hidden(text):
        reason = "it is too long" if len(text) > LONGEST_TEXT else "it holds hidden characters"
        return Verdict((), (Unsupported((0, len(text)), "text", reason),))
    assertions = extract(text, known(among, brands))
    case = Case(gather(ranked.item), ranked, intent, among, assertions)
    claims: list[Claim] = []
    unsupported: list[Unsupported] = []
    for assertion in assertions:
        finding = _JUDGES[assertion.kind](assertion, case)
        span = (assertion.start, assertion.end)
        if finding.field is None:
            unsupported.append(Unsupported(span, assertion.kind, finding.reason))
        else:
            claims.append(Claim(*span, finding.field, ranked.item.version))
    return Verdict(tuple(claims), tuple(unsupported))


def known(among: Sequence[RankedItem], brands: Collection[str] = ()) -> Known:
    """Gather the words of a list: its titles, brands and attribute values."""
    titles: dict[str, str] = {}
    values: dict[tuple[str, ...], set[str]] = {}
    names = {*brands}
    for each in among:
        title = each.item.title.casefold().strip()
        if len(title) >= SHORTEST_TITLE:
            titles.setdefault(title, each.item.item_id)
        if each.item.brand:
            names.add(each.item.brand)
        for attribute, listed in each.item.attributes.items():
            for value in listed:
                words = tuple(stems(value[:80]))
                if words and not neutral_stems().issuperset(words):
                    values.setdefault(words, set()).add(attribute)
    return Known(
        titles=titles,
        brands=frozenset(words for name in names if _is_telling(words := tuple(stems(name)))),
        values={words: frozenset(found) for words, found in values.items()},
    )


def _is_telling(name: tuple[str, ...]) -> bool:
    """Tell whether a name can be told from grammar: a brand called "For" cannot."""
    return len(name) > 1 or (bool(name) and name[0] not in neutral_stems())
