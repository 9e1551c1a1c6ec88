"""Items named by a word of their titles and judged at once: "cupcakes are lovely"."""

from typing import Final

from assistant.understanding.readers.draft import Draft, said_at, said_before
from assistant.understanding.readers.places import NOUNS, POINTERS
from assistant.understanding.readers.sentence import SENTENCE_MARKS
from assistant.understanding.readers.titles import titled_at
from assistant.understanding.readers.verdicts import answer_end, bare_answer_end, verdict_after
from assistant.understanding.readers.word_lists import cues, listed
from retrieval.constraints import CATEGORY

_BEFORE: Final = listed("and but while whereas though so ok the those these that")
_ARTICLES: Final = listed("a an the those these that")
_ASKED: Final = ("where", "how", "what", "why")
_LIKING: Final = listed("love adore like dig loving digging")
_SENDING: Final = listed("get take remove lose ditch bin hide delete drop")
_LOSING: Final = listed("remove lose ditch bin hide delete drop")
_SETTING: Final = listed("with at for to in on under")
_IT: Final = listed("it that them those")


def judged_title_at(draft: Draft, at: int) -> int:
    """Tell "drip cakes are boring", of those shown, from "drip cakes", which are sought."""
    if not draft.moment.shown or not _opens(draft, at):
        return 0
    first = at + (draft.sentence.word(at) in _ARTICLES)
    end, items = titled_at(draft, first, pointed=True)
    if not items:
        return 0
    end = max([end, *(one.end for one in draft.mentions if one.start < end < one.end)])
    asked = _is_asked_in_chinese(draft, end)
    misplaced = is_misplaced(draft, at, end)
    end = end if _is_judged(draft, end) else _past_setting(draft, end)
    if not (_names_a_thing(draft, first, end) or asked):
        return 0
    if not (asked or misplaced or _is_judged(draft, end) or _is_led_by_a_verdict(draft, at)):
        return 0
    end += draft.sentence.word(end) in NOUNS
    draft.mentions[:] = [one for one in draft.mentions if not first <= one.start < end]
    return draft.refer(at, end, items)


def _opens(draft: Draft, at: int) -> bool:
    before = draft.sentence.word(at - 1)
    read = at > 0 and draft.taken[at - 1] and not draft.is_named(at - 1)
    led = before in _LIKING or _is_refused(draft, at) or is_misplaced(draft, at, at)
    opens = draft.sentence.is_mark(at - 1) or before in _BEFORE or read or led
    return opens and not any(one.start < at < one.end for one in draft.mentions)


def is_misplaced(draft: Draft, at: int, end: int) -> bool:
    """Tell "why is there a backpack in here, I said jackets" from "is there a backpack in red"."""
    led = said_before(draft, at, cues("pointing.misplacing")) < at
    closed = at < end and said_at(draft, end, cues("pointing.misplaced"))
    return led or bool(closed)


def _past_setting(draft: Draft, end: int) -> int:
    """Return the end of the "with a suit" of "boots with a suit?? get rid of them"."""
    asked = draft.sentence.clause_end(end)
    led = draft.sentence.word(end) in _SETTING and draft.sentence.word(asked) == "?"
    return asked if led and _is_judged(draft, asked) else end


def _is_refused(draft: Draft, at: int) -> bool:
    return said_before(draft, at, cues("stances.refusals")) < at


def _is_led_by_a_verdict(draft: Draft, at: int) -> bool:
    """Tell "not feeling the reindeer" and "I love the drip cakes" from "no reindeer"."""
    pointed = draft.sentence.word(at) in POINTERS
    liked = draft.sentence.word(at - 1) in _LIKING and draft.sentence.word(at - 2) != "would"
    return pointed and (liked or _is_refused(draft, at))


def _names_a_thing(draft: Draft, start: int, end: int) -> bool:
    """Tell "hammock" and "drip cakes" from "black" and "cotton", which many things are."""
    named = [one for one in draft.mentions if start <= one.start < end]
    return not named or named[-1].field == CATEGORY or named[-1].end < end


def _is_judged(draft: Draft, end: int) -> bool:
    rejections, acceptances = cues("stances.rejections"), cues("pointing.acceptances")
    answered = any(
        answer_end(draft, end, table) or bare_answer_end(draft, end, table)
        for table in (rejections, acceptances)
    )
    judged = verdict_after(draft, end)[0] is not None or answered
    return judged or _is_sent_away(draft, end)


def _is_asked_in_chinese(draft: Draft, end: int) -> bool:
    """Tell 茉莉花茶是哪里产的, asked of the one shown, from 茉莉花茶有吗."""
    at = draft.sentence.clause_end(end, _ASKED)
    return draft.sentence.word(at) in _ASKED and draft.sentence.is_chinese(at)


def _is_sent_away(draft: Draft, end: int) -> bool:
    """Read the "get that out of here" of "a hammock?? get that out of here"."""
    at = end
    while draft.sentence.word(at) in SENTENCE_MARKS:
        at += 1
    if draft.sentence.says(at, "get", "rid", "of"):
        return at > end and draft.sentence.word(at + 3) in _IT
    sent = draft.sentence.word(at) in _SENDING and draft.sentence.word(at + 1) in _IT
    away = said_at(draft, at + 2, cues("stances.away")) > 0
    lost = draft.sentence.word(at) in _LOSING and draft.sentence.is_mark(at + 2)
    return at > end and sent and (away or lost)
