"""What a turn does: which act it is, and where it asks about an item.

The first that applies, in this order: a person or an order is asked for
(handoff), the shop's rules (policy question), its promotions, a comparison of
items shown, a question about an item shown, what is popular. Otherwise a turn
that changes something recommends where it opens a subject and refines where it
goes on with one; a turn that changes nothing is chat.
"""

from typing import Final

from assistant.intent import Act, StartOver, Undo
from assistant.readers.draft import Cues, Draft, cue_at, cues
from assistant.readers.word_lists import listed

_UNDO: Final = cues(
    "undo|undo that|undo it|go back|take that back|revert|scratch that|go back one step|step back"
    "|undo the last|undo last|take it back|forget that|never mind that|cancel that|back|please undo"
)
_START_OVER: Final = cues(
    "start over|start again|start afresh|start fresh|start from scratch|from scratch|begin again"
    "|new search|reset everything|reset|restart|clear everything|clear all|forget everything"
    "|lets start over|let us start over|start anew|remove all filters|clear all filters|start new search"
    "|clear filters|remove all the filters|wipe everything"
)
_PERSON: Final = cues(
    "talk to a person|talk to a human|speak to a person|speak to a human|speak to someone"
    "|talk to someone|real person|real human|human agent|customer service|customer support"
    "|speak with a person|speak with someone|talk with someone|talk to an agent|speak to an agent"
    "|representative|speak to a representative|talk to support|live agent|live chat|human please"
    "|an actual person|actual human|speak with a human|talk with a human|call me|phone number"
    "|talk to a real|speak to a real|speak to your manager|speak to the manager|a complaint"
    "|make a complaint|contact you|talk to somebody|speak to somebody|talk to your staff"
)
_ORDER: Final = cues(
    "my order|place an order|place the order|cancel my order|track my|where is my|wheres my"
    "|check out|checkout|add to cart|add to basket|to my cart|to my basket|to my bag|to the cart"
    "|to the basket|to cart|to basket|i ordered|my parcel|my package|pay now|buy now|order it|buy it"
    "|buy this|buy that|buy the|order the|order this|order that|ill take it|ill take the|ill take that"
    "|ill take this|purchase it|purchase the|reserve it|reserve the|my account|my refund|reserve this"
    "|put it in my|in my basket|in my cart|arrived damaged|arrived broken|never arrived|hasnt arrived"
)
_POLICY: Final = cues(
    "return policy|returns policy|returns|return it|return them|return something|return an item"
    "|send it back|send them back|refund|refunds|exchange|exchanges|exchange it|delivery|deliver|delivered"
    "|shipping|ship|ships|shipped|postage|warranty|guarantee|guaranteed|how long do i have|sizing guide"
    "|size guide|size chart|what size am i|which size should i|what size should i|gift wrap"
    "|gift wrapping|payment methods|payment|pay by|pay with|pay in instalments|privacy|opening hours"
    "|store hours|where are you based|where are your stores|international orders|customs|how do i pay"
    "|do you accept|do you take|change of mind|gift card|gift cards|gift receipt|return|repair|repairs"
    "|price match|refunded|returned|bring it back|money back|click and collect|pick up in store"
)
_PROMOTIONS: Final = cues(
    "any deals|deals|deal|promotions|promotion|promo|promos|promo code|coupon|coupons|discount code"
    "|discount codes|voucher|vouchers|special offers|any offers|offers|any discounts|discounts"
    "|whats on sale|what is on sale|anything on sale|whats on offer|any sales|sales on|a sale on"
    "|current offers|any sale|student discount|any promotions|any specials|black friday|is there a sale"
)
_POPULAR: Final = cues(
    "whats popular|what is popular|most popular|popular|best sellers|bestsellers|best seller"
    "|bestselling|best selling|trending|whats trending|whats hot|top picks|top sellers"
    "|what do people buy|what sells best|everyones favourite|customer favourites|most bought"
    "|what are people buying|what do you recommend|show me what you have|what do you have"
    "|what have you got|what do you sell|surprise me|just browsing|just looking|whats new"
)
_COMPARE: Final = cues(
    "compare|comparison|difference between|differences between|differ|versus|vs|which is better"
    "|which one is better|which one|which of|whats the difference|what is the difference"
    "|how do they compare|side by side|compared to|compared with|which is|better than|or the"
    "|what are the differences|which should i"
)
_ABOUT: Final = cues(
    "tell me more about|tell me about|more about|more details|details on|details about|more info"
    "|more information|reviews of|reviews for|reviews on|describe|what do people say|any reviews"
    "|is it|is this|is that|are they|are these|are those|does it|does this|does that|do they|do these"
    "|do those|can it|can i|can you|can they|will it|will they|has it|have they|is the|are the|does the"
    "|do the|can the|will the|how long is|how heavy is|how big is|how much is|how much does|how much are"
    "|how wide is|how warm is|how does it|how do they|how is the|how thick is|what is it|what are they"
    "|what material|what size is|what sizes|what colours|what colors|what colour is|what color is|whats the"
    "|what is the|whats it|which sizes|which colours|which colors|is there|are there|what about|how about"
    "|how tall is|how is it|how are they|what does|who makes|where is it made|where was it made|does"
)
_GREETINGS: Final = cues(
    "hello|hi|hey|hiya|good morning|good afternoon|good evening|thanks|thank you|thank you very much"
    "|thanks a lot|cheers|bye|goodbye|see you|ok|okay|great|cool|perfect|nice|awesome|lovely|yes|no"
    "|sure|got it|fine|how are you|who are you|what can you do|help|yep|yeah|nope|no thanks|wow|ty|thx"
    "|brilliant|good|no thank you|thats all|thats it|sounds good|hmm|alright|are you a bot|are you human"
)


def find_commands(draft: Draft) -> None:
    """Read "undo" and "start over" where they stand as a clause of their own."""
    for table, operation in ((_START_OVER, StartOver()), (_UNDO, Undo())):
        for at in range(len(draft.sentence)):
            length = cue_at(draft, at, table)
            if length and _stands_alone(draft, at, at + length):
                draft.add(at, operation)
                draft.take(at, at + length)
                break


def _stands_alone(draft: Draft, start: int, end: int) -> bool:
    polite = listed(
        "please lets can you we i want to would like just and ok okay no so then now could"
    )
    while start > 0 and draft.sentence.word(start - 1) in polite:
        start -= 1
    while draft.sentence.word(end) in listed("please now then and thanks the last change one step"):
        end += 1
    return draft.sentence.is_mark(start - 1) and draft.sentence.is_mark(end)


def find_questions(draft: Draft) -> None:
    """Mark the clauses that ask about items shown: what they name is asked, not required."""
    at = 0
    while at < len(draft.sentence):
        start = at
        while at < len(draft.sentence) and draft.sentence.word(at) not in (*",.;?!\n", "but"):
            at += 1
        if _asks_about_item(draft, start, at):
            draft.asked[start:at] = [True] * (at - start)
        at += 1


def _asks_about_item(draft: Draft, start: int, end: int) -> bool:
    """Tell whether a clause opens with a question and points at an item shown.

    "What about the second one in green?" and "do you have it in green?" ask for a
    variant and so name what is wanted; "does it come in green?" asks about it.
    """
    while draft.sentence.word(start) in ("and", "so", "ok", "but", "also", "hmm", "well", "oh"):
        start += 1
    length = _length_at(draft, start, _ABOUT)
    if not length or not any(start <= r.start < end for r in draft.references):
        return False
    opening = draft.sentence.words[start : start + length]
    if opening[0] in ("what", "how") and opening[-1] == "about":
        return not any(start <= m.start < end for m in draft.mentions)
    return opening[:2] not in (("is", "there"), ("are", "there"), ("can", "you"), ("can", "i"))


def act_of(draft: Draft, *, opens: bool, changes: bool) -> Act:
    """Return what the turn does.

    Args:
        draft: The turn with everything else read.
        opens: Whether it opens a subject.
        changes: Whether it changes what is understood.
    """
    if _says(draft, _PERSON) or (_says(draft, _ORDER) and not _is_conditional(draft)):
        return Act.HANDOFF
    if _says(draft, _POLICY) and not opens:
        return Act.POLICY_QUESTION
    if _says(draft, _PROMOTIONS):
        return Act.PROMOTIONS
    if draft.references and _says(draft, _COMPARE) and _compares(draft):
        return Act.COMPARE
    if any(draft.asked):
        return Act.ASK_ABOUT
    if _says(draft, _POPULAR) and not draft.references:
        return Act.BROWSE_POPULAR
    if opens:
        return Act.RECOMMEND
    return Act.REFINE if changes else Act.CHAT


def _compares(draft: Draft) -> bool:
    pointed = {item.item_id for reference in draft.references for item in reference.items}
    return len(pointed) > 1


def _is_conditional(draft: Draft) -> bool:
    """Tell "can I return it if I buy it" and "I want to buy the ..." from an order."""
    return _says(draft, _POLICY)


def _says(draft: Draft, table: Cues) -> bool:
    return any(_length_at(draft, at, table) for at in range(len(draft.sentence)))


def _length_at(draft: Draft, at: int, table: Cues) -> int:
    """Return the length of the cue at a token, read already or not."""
    for cue in table.get(draft.sentence.word(at), ()):
        if draft.sentence.says(at, *cue):
            return len(cue)
    return 0


def is_greeting(draft: Draft) -> bool:
    """Tell whether nothing but greetings, thanks, marks or emoji is said."""
    at = 0
    while at < len(draft.sentence):
        length = _length_at(draft, at, _GREETINGS)
        if not length and not draft.sentence.is_mark(at):
            return False
        at += max(length, 1)
    return True


def take_act_words(draft: Draft, act: Act) -> None:
    """Mark the words that only name the act, so that they do not join the request."""
    tables = {
        Act.BROWSE_POPULAR: (_POPULAR,),
        Act.PROMOTIONS: (_PROMOTIONS, _POPULAR),
        Act.COMPARE: (_COMPARE,),
    }.get(act, ())
    for at in range(len(draft.sentence)):
        for table in (*tables, _GREETINGS):
            if length := cue_at(draft, at, table):
                draft.take(at, at + length)
