"""What a voucher or a gift card is worth: no more than that is to be paid."""

from typing import Final

from assistant.understanding.readers.draft import Draft, is_said
from assistant.understanding.readers.money import Money, money_at
from assistant.understanding.readers.price_bounds import set_one
from assistant.understanding.readers.word_lists import cues, listed
from retrieval.constraints import Operator

_VOUCHERS: Final = listed("voucher vouchers giftcard giftcards")
_GIVEN: Final = listed("gift store shop book present")
_PAPERS: Final = listed("card cards token tokens credit certificate certificates voucher vouchers")
_WORTH: Final = listed("for worth of with over at is s to loaded - in")
_HELD: Final = listed(
    "have has got had ive hes shes weve won received given my our with using spend"
)
_ASKING: Final = listed("how can could do does is are will would when where")
_FARTHEST_WORTH: Final = 2


def voucher_at(draft: Draft, at: int) -> int:
    """Read "a $45 voucher" and "gift card worth 60" as what may be spent; its end, or 0."""
    named = _voucher_end(draft, at)
    start = named
    while named and start < named + _FARTHEST_WORTH and draft.sentence.word(start) in _WORTH:
        start += 1
    money = money_at(draft, start if named else at)
    if money is None or (named and start == named):
        return 0
    start = draft.sentence.clause_start(at)
    asked = draft.sentence.word(start) in _ASKING
    if asked or is_said(draft, cues("acts.policy"), start, at):
        return 0  # "can I pay with a $50 gift card"
    worth = "worth" in draft.sentence.words[at : money.end]
    if not worth and _HELD.isdisjoint(draft.sentence.words[start:at]):
        return 0  # "a $50 gift card for my mum" is a thing sought
    end = money.end if named else _voucher_end(draft, _past_worth(draft, money))
    if not end:
        return 0
    set_one(draft, at, money, end, Operator.AT_MOST)
    draft.tell(at, end)
    return end


def _past_worth(draft: Draft, money: Money) -> int:
    """Step over the "worth of" of "50 dollars worth of vouchers"."""
    end = money.end
    while end < money.end + _FARTHEST_WORTH and draft.sentence.word(end) in ("worth", "of", "-"):
        end += 1
    return end


def _voucher_end(draft: Draft, at: int) -> int:
    """Return the end of "voucher" and "gift card", 0 where neither stands."""
    if draft.sentence.word(at) in _VOUCHERS:
        return at + 1
    given = draft.sentence.word(at) in _GIVEN and draft.sentence.word(at + 1) in _PAPERS
    return at + 2 if given else 0
