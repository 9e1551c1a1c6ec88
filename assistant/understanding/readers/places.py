"""Places in the list shown: "the second one", "#2", "option 3", "the first two", "the last".

Places count from 1. What is beyond the list is left unresolved.
"""

from typing import Final

from assistant.understanding.readers.draft import Draft, Reference, cue_at, said_at
from assistant.understanding.readers.likened import is_varied
from assistant.understanding.readers.numbers import number_at
from assistant.understanding.readers.verdicts import verdict_after
from assistant.understanding.readers.wishes import is_of_a_wish
from assistant.understanding.readers.word_lists import cues, function_words, listed
from retrieval.constraints import CATEGORY

_ORDINALS: Final = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "last": -1, "1st": 1, "2nd": 2, "3rd": 3,
}  # fmt: skip
COUNTS: Final = {"two": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4, "5": 5}
NOUNS: Final = listed(
    "one ones item items option options product products result results pair pairs choice thing "
    "things stuff"
)
POINTERS: Final = listed("the that this those these your")
ORDINAL_ENDS: Final = listed("st nd rd th")
_JUDGING: Final = listed("looks look is seems sounds and but")
_JOINING: Final = listed("but and while whereas though or cos because")
_ASKED_OF: Final = listed("is does has about like than")
_OPENING: Final = listed("is are does do has can will would")
_BEGINNINGS: Final = ("left", "top", "start", "beginning")
_ENDS: Final = ("right", "bottom", "end")
_FAR: Final = ("far", "very")
_OUTERMOST: Final = {"leftmost": 1, "topmost": 1, "rightmost": -1, "bottommost": -1}
_SUITED: Final = listed("for find get choose on to until till after")
_VERBS: Final = listed("is does will can would could")
_COMPARING: Final = listed("compare versus vs difference differences diff differ between torn")
_CHOOSING: Final = listed(
    "pick choose choosing prefer like love fancy hate dislike ditch drop hide remove bin lose skip"
)
_BESIDE_PLACES: Final = listed("the please & or and vs versus ? , number no # hmm so ok")
_LISTED: Final = listed("listed named mentioned shown displayed")
_ORDINAL_LEADS: Final = listed(
    "compare number no option item and & or vs versus with than to like choice buy order"
)


def is_one_in_figures(draft: Draft, at: int) -> bool:
    """Tell "the first 1", typed for "the first one", from "the first 1 litre kettle"."""
    after = draft.sentence.word(at + 1)
    said = draft.mention_at(at + 1)  # "the black 1 waterproof?"
    ends = draft.sentence.is_mark(at + 1) or after in function_words()
    ends = ends or (said is not None and said.field != CATEGORY)
    return draft.sentence.word(at) == "1" and not draft.taken[at] and ends


def counted_at(draft: Draft, at: int) -> int:
    """Read "the first two" and "the last 3"."""
    start = at
    if draft.sentence.word(at) == "the":
        at += 1
    which, count = draft.sentence.word(at), COUNTS.get(draft.sentence.word(at + 1), 0)
    if which not in ("first", "last") or not count or not draft.is_free(start, at + 2):
        return 0
    shown = draft.moment.shown
    end = at + 2 + (draft.sentence.word(at + 2) in NOUNS)
    return draft.refer(start, end, shown[:count] if which == "first" else shown[-count:])


def middle_at(draft: Draft, at: int) -> int:
    """Read "the middle one", which is two of an even number shown, and "the middle two"."""
    after = draft.sentence.word(at + 2)
    shown, count = draft.moment.shown, COUNTS.get(after, 0)
    pointed = draft.sentence.word(at) in POINTERS and draft.sentence.word(at + 1) == "middle"
    if not shown or not pointed or not (count or after in NOUNS) or not draft.is_free(at, at + 3):
        return 0
    width = count or 2 - len(shown) % 2
    first = max(0, (len(shown) - width) // 2)
    end = at + 3 + (bool(count) and draft.sentence.word(at + 3) in NOUNS)
    return draft.refer(at, end, shown[first : first + width])


def last_but_at(draft: Draft, at: int) -> int:
    """Read "the last but one", "the second to last", "the penultimate one"."""
    start = at
    at += draft.sentence.word(at) in POINTERS
    length = cue_at(draft, at, cues("references.last_but_one"))
    if not length or not draft.is_free(start, at + length):
        return 0
    end = at + length
    return draft.refer(start, end + (draft.sentence.word(end) in NOUNS), draft.moment.shown[-2:-1])


def ordinal_at(draft: Draft, at: int) -> int:
    """Read "the second one", "#2", "option 3", "2nd", "the last"."""
    sentence, start = draft.sentence, at
    if is_of_a_wish(draft, at):
        return 0  # "black would be my first choice"
    if sentence.says(at, "that", "last") and any(one.end == at for one in draft.mentions):
        return 0  # "socks that last"
    pointed = sentence.word(at) in POINTERS
    if (
        pointed
        or sentence.word(at) == "#"
        or (
            sentence.word(at) in ("number", "option", "item", "no", "第") and at + 1 < len(sentence)
        )
    ):
        at += 1
        if sentence.word(at) == ".":
            at += 1
        counted = not pointed and number_at(sentence, at)
        if counted and not draft.taken[at]:
            return _point_at_place(draft, start, counted[1], int(counted[0]))
    if compares_places(draft, at) or _is_bare_place(draft, at):
        return _point_at_place(draft, start, at + 1, int(sentence.word(at)))
    place = _ORDINALS.get(sentence.word(at), 0)
    end = at + 1
    suffixed = number_at(sentence, at) if sentence.word(at + 1) in ORDINAL_ENDS else None
    if suffixed:
        place, end, pointed = int(suffixed[0]), at + 2, True
    if not place or any(draft.taken[start:end]):
        return 0
    return _ordinal_end(draft, start, end, place, pointed=pointed)


def compares_places(draft: Draft, at: int) -> bool:
    """Tell whether a bare digit is a place compared with another: "compare 1 and 3", "1 or 3?"."""
    digit = draft.sentence.word(at)
    if not digit.isdigit() or len(digit) > 1 or draft.taken[at]:
        return False
    if any(word in _COMPARING for word in draft.sentence.words):
        return True
    joined = {draft.sentence.word(at - 1), draft.sentence.word(at + 1)} & {"or", "vs", "versus"}
    asked = draft.sentence.word(0) in ("which", "what", "whats") or _opens_with_places(draft)
    return bool(joined) and (chooses_places(draft) or asked)


def _opens_with_places(draft: Draft) -> bool:
    """Tell "1 or 3 for an old labrador?" from "2 or 3 bottles"."""
    word, shown = draft.sentence.word, len(draft.moment.shown)
    places = all(one.isdigit() and 0 < int(one) <= shown for one in (word(0), word(2)))
    return places and word(3) in function_words() and word(len(draft.sentence) - 1) == "?"


def chooses_places(draft: Draft) -> bool:
    """Tell whether nothing but places of the list is said: "1 or 3?"."""
    said = [word for word in draft.sentence.words if word not in _BESIDE_PLACES]
    return (
        bool(draft.moment.shown)
        and len(said) > 1
        and all(word.isdigit() and 0 < int(word) <= len(draft.moment.shown) for word in said)
    )


def _is_bare_place(draft: Draft, at: int) -> bool:
    """Tell whether a bare digit is chosen or praised: "2 looks good", "I'd go with 1"."""
    digit = draft.sentence.word(at)
    if not (digit.isdigit() and 0 < int(digit) <= len(draft.moment.shown)) or draft.taken[at]:
        return False
    opens = draft.sentence.is_mark(at - 1) or draft.sentence.word(at - 1) in _JOINING
    if opens and (draft.sentence.word(at + 1) in _JUDGING or _is_judged(draft, at + 1)):
        return True
    if _opens_question(draft, at):
        return True
    ends = draft.sentence.is_mark(at + 1) or draft.sentence.word(at + 1) in function_words()
    if ends and any(one.end == at - 1 for one in draft.references):
        return draft.sentence.word(at - 1) in ("and", "or")  # "I like 2 and 4"
    if ends and draft.sentence.word(at - 1) in _ASKED_OF and draft.sentence.word(at + 1) != "of":
        return True  # "is 3 in stock", "something like 3"
    chosen = draft.sentence.says(at - 2, "go", "with") or draft.sentence.word(at - 1) in _CHOOSING
    return chosen and (
        draft.sentence.is_mark(at + 1) or draft.sentence.word(at + 1) in ("and", "or", "please")
    )


def _is_judged(draft: Draft, after: int) -> bool:
    """Tell the places of "1 good, 2 bad" and "3 no" from "2 litres"."""
    verdict, end = verdict_after(draft, after, alone=True)
    told = end - after if verdict else said_at(draft, after, cues("stances.rejections"))
    told = told or said_at(draft, after, cues("pointing.acceptances"))
    return told > 0 and draft.sentence.is_mark(after + told)


def _opens_question(draft: Draft, at: int) -> bool:
    """Tell "is 2 bigger than the last" and "are 1 and 2 lined" from "is 2 litres enough"."""
    after, named = draft.sentence.word(at + 1), draft.mention_at(at + 1)
    asks = draft.sentence.word(at - 1) in _OPENING and draft.sentence.is_mark(at - 2)
    told = after in function_words() or draft.sentence.is_mark(at + 1) or after.endswith("er")
    return asks and (told or (named is not None and named.field != CATEGORY))


def _ordinal_end(draft: Draft, start: int, end: int, place: int, *, pointed: bool) -> int:
    sentence = draft.sentence
    end += sentence.word(end) in _LISTED  # "the first listed pair"
    following = sentence.word(end)
    if following in NOUNS or is_one_in_figures(draft, end):
        return _point_at_place(draft, start, end + 1, place)
    led = sentence.word(start - 1) in _ORDINAL_LEADS or len(sentence) == end - start
    led = led or (draft.moment.shown != () and _is_varied(draft, start, end))
    led = led or all(word in _ORDINALS or word in _BESIDE_PLACES for word in sentence.words)
    after = end + 1 + (sentence.word(end + 1) == "the")
    led = led or (following in ("and", "or", "&", "vs") and sentence.word(after) in _ORDINALS)
    mention = draft.mention_at(end)
    thing = mention is not None and mention.field == CATEGORY and sentence.is_mark(start - 1)
    if not (pointed or led or thing):
        return 0
    if mention is not None and mention.field == CATEGORY:
        draft.mentions.remove(mention)
        return _point_at_place(draft, start, mention.end, place)
    if following in ("time", "of", "class", "hand", "thing") or following in COUNTS:
        return 0
    free = sentence.is_mark(end) or draft.taken[end] or following in function_words()
    free = free or said_at(draft, end, cues("stances.refused_after")) > 0
    free = free or said_at(draft, end, cues("acts.compare")) > 0  # "the last side by side"
    opens = sentence.is_mark(start - 2) or sentence.word(sentence.clause_start(start)) == "how"
    free = free or (sentence.word(start - 1) in _VERBS and opens)
    return _point_at_place(draft, start, end, place) if free else 0


def _is_varied(draft: Draft, start: int, end: int) -> bool:
    """Tell the place of "second but cheaper" from that of "second hand but cheaper"."""
    return is_varied(draft, Reference(start, end, draft.moment.shown[:1]))


def side_at(draft: Draft, at: int) -> int:
    """Read "the one on the far left", "the leftmost one" and 最左边那个 as an end of the list."""
    sentence, start = draft.sentence, at
    if sentence.word(at) not in POINTERS or any(draft.taken[at : at + 2]):
        return 0
    far = at + 1 + (sentence.word(at + 1) in _FAR)
    if sentence.word(far) in ("left", "right") and sentence.word(far + 1) in NOUNS:
        fitting = sentence.word(start - 1) in _SUITED  # "I'd pay more for the right one"
        place = -1 if sentence.word(far) == "right" else 1
        return 0 if fitting else _point_at_place(draft, start, far + 2, place)
    outermost = _OUTERMOST.get(sentence.word(at + 1), 0)
    if outermost:
        end = at + 2 + (sentence.word(at + 2) == "that")  # as Chinese says it
        return _point_at_place(draft, start, end + (sentence.word(end) in NOUNS), outermost)
    placed = sentence.word(at + 1) in NOUNS and sentence.word(at + 2) in ("on", "at", "to")
    if not placed or sentence.word(at + 3) != "the":
        return 0
    at += 4
    at += sentence.word(at) in _FAR
    side = sentence.word(at)
    if side not in (*_ENDS, *_BEGINNINGS) or sentence.word(at + 1) in ("of", "side"):
        return 0
    return _point_at_place(draft, start, at + 1, -1 if side in _ENDS else 1)


def _point_at_place(draft: Draft, start: int, end: int, place: int) -> int:
    shown = draft.moment.shown
    index = place - 1 if place > 0 else len(shown) - 1
    if draft.sentence.says(end, "from", "the"):
        side = draft.sentence.word(end + 2)
        index = len(shown) - place if side in _ENDS else index
        if side in (*_ENDS, *_BEGINNINGS):
            end += 3
            draft.mentions[:] = [m for m in draft.mentions if not start <= m.start < end]
    return draft.refer(start, end, shown[index : index + 1] if 0 <= index < len(shown) else ())
