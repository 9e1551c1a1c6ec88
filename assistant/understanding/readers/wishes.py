"""Words that make a wish of what they reach: "ideally", "would be nice", "if you've got them".

A wish word reaches over the clause after it, or over the clause before it where it
stands at its end.
"""

from typing import Final

from assistant.understanding.readers.draft import Draft, Stance, cue_at, said_at
from assistant.understanding.readers.fields import SIZE_FIELDS
from assistant.understanding.readers.sentence import CLAUSE_MARKS
from assistant.understanding.readers.word_lists import LONGEST_CUE, cues, listed
from retrieval.constraints import CATEGORY

_STOCKED: Final = listed(
    "have got make makes youve weve theyve stock sell carry do find manage there theres possible "
    "poss available feasible exist exists handy around get"
)
_OF_STOCK: Final = listed(
    "if you youve we your it its them they theyre any one ones some that thats those such a is are "
    "at all can could happen to ever in still so like by chance do have got thing either both going"
)
_DEGREES: Final = listed(
    "very really so super absolutely extra just pretty real dead proper right well bloody mighty "
    "rather quite even much ever the"
)
_PLEASANT: Final = listed(
    "ace adorable amazing awesome best better brill brilliant champion charming class cool cute "
    "dandy delightful dope dreamy excellent fab fabulous fantastic fun golden good gorgeous grand "
    "great handy ideal lovely loveliest lush magic marvellous mint neat nice nicer nicest peachy "
    "perfect preferable sick smashing splendid stellar sublime super superb sweet terrific "
    "tidy wonderful"
)
"""What "would be" so is wished for."""
_TREATS: Final = listed("treat dream bonus plus joy delight winner blessing touch")
_WOULD: Final = ("itd", "thatd", "whichd", "theyd")
REASONS: Final = listed("because cos coz cuz bc since")
_WHOSE: Final = listed("i im ive she shes he hes we were they theyre its it the my our")
_MOST_PLEASED: Final = 3
"""How many words may tell who is pleased: "my little girl"."""
_SMILING: Final = listed("happy smile laugh day year week proud grin")
_RELATIVES: Final = listed("that which what who")
_CLAUSE_ENDS: Final = CLAUSE_MARKS | {"but"}


def find_wishes(draft: Draft) -> None:
    """Make wishes of what the shopper would like and does not insist on."""
    for at in range(len(draft.sentence)):
        if draft.taken[at]:
            continue
        length = _closing_at(draft, at)
        free = draft.is_free(at, at + length) or length == _pleasing_at(draft, at)
        if length and free and _closes(draft, at, at + length):
            soften(draft, _reached_back(draft, at), at)
            draft.take(at, at + length)
        elif length := _opening_at(draft, at):
            end = _reached(draft, at, at + length)
            if not _names_what_is_loved(draft, at + length, end):
                soften(draft, at + length, end)
            draft.take(at, at + length)
    _wish_what_is_allowed(draft)


def _wish_what_is_allowed(draft: Draft) -> None:
    """Read "silver would be lovely, though gold is fine too": both are wished, none demanded."""
    wished = {one.field for one in draft.mentions if one.stance is Stance.WISHED}
    for one in draft.mentions:
        allowed = said_at(draft, one.end, cues("stances.allowed_after"))
        if one.field in wished and allowed and one.stance is Stance.WANTED:
            one.stance = Stance.WISHED
            draft.take(one.end, one.end + allowed)


def _names_what_is_loved(draft: Draft, start: int, end: int) -> bool:
    """Tell "I'd love a red dress", which asks for one, from "I'd love it in red"."""
    loved = draft.sentence.word(start - 1) in ("love", "loves")
    return loved and any(m.field == CATEGORY and start <= m.start < end for m in draft.mentions)


def soften(draft: Draft, start: int, end: int) -> None:
    """Turn requirements within a span into wishes; product words stay what is sought.

    So does a size put in the place of another: "maybe 40 is better".
    """
    softer = {Stance.WANTED: Stance.WISHED, Stance.REFUSED: Stance.WISHED_AWAY}
    sizes = [field for field in SIZE_FIELDS if draft.moment.intent.constraints.on(field)]
    for mention in draft.mentions:
        if start <= mention.start < end and mention.field not in (CATEGORY, *sizes):
            mention.stance = softer.get(mention.stance, mention.stance)
    draft.refused_words[:] = [
        (s, e, softer.get(stance, stance) if start <= s < end else stance)
        for s, e, stance in draft.refused_words
    ]


def is_of_a_wish(draft: Draft, at: int) -> bool:
    """Tell the "cool" of "would be cool" and the "it" of "if you have it" from what they name."""
    return any(
        max(_closing_at(draft, start), said_at(draft, start, cues("stances.wishes"))) > at - start
        for start in range(max(0, at - LONGEST_CUE), at)
    )


def _opening_at(draft: Draft, at: int) -> int:
    """Read "ideally" and "would be great if", but not "would be great if you have it"."""
    if length := cue_at(draft, at, cues("stances.wishes")):
        return length
    length = _wished_at(draft, at) if draft.is_free(at, at + 1) else 0
    led = length and draft.sentence.word(at + length) == "if"
    return length + 1 if led and not _if_stocked_at(draft, at + length) else 0


def _closing_at(draft: Draft, at: int) -> int:
    """Return the length of a wish word for what stands before it, 0 where there is none."""
    return max(_wished_at(draft, at), _if_stocked_at(draft, at), _pleasing_at(draft, at))


def _pleasing_at(draft: Draft, at: int) -> int:
    """Tell "red would please my wife", which is a wish, from "a coat that would suit her"."""
    length = said_at(draft, at, cues("stances.pleasing"))
    if not length:
        return 0
    end = _clause_end(draft, at + length)
    pleased = draft.sentence.words[at + length : end]
    made = draft.sentence.word(at + 1) == "make"
    told = 0 < len(pleased) <= _MOST_PLEASED and (not made or pleased[-1] in _SMILING)
    return end - at if told and draft.sentence.word(at - 1) not in _RELATIVES else 0


def _wished_at(draft: Draft, at: int) -> int:
    """Return the length of "would be nice" and "that'd be nice", 0 where there is none."""
    table = cues("stances.wishes_after")
    if draft.sentence.word(at) not in (*_WOULD, "would"):
        return said_at(draft, at, table)
    said = (len(cue) for cue in table["would"] if draft.sentence.says(at + 1, *cue[1:]))
    found = next(said, 0)
    being = draft.sentence.word(at + 1) == "be"
    return max(found, _pleasant_end(draft, at + 2) - at) if being else found


def _pleasant_end(draft: Draft, at: int) -> int:
    """Return the end of the "very nice" of "would be very nice", 0 where none stands."""
    while draft.sentence.word(at) in _DEGREES:
        at += 1
    if draft.sentence.word(at) in _PLEASANT:
        return at + 1
    if draft.sentence.word(at) == "a" and draft.sentence.word(at + 1) in _TREATS:
        return at + 2
    table = cues("stances.wishes_after")["would"]
    said = (cue[2:] for cue in table if cue[1:2] == ("be",) and len(cue) > len(("would", "be")))
    return next((at + len(cue) for cue in said if draft.sentence.says(at, *cue)), 0)


def _if_stocked_at(draft: Draft, at: int) -> int:
    """Read "if you've got them" and "if there are any" up to the clause's end."""
    if draft.sentence.word(at) != "if":
        return 0
    end = at + 1
    while draft.sentence.word(end) in _STOCKED or draft.sentence.word(end) in _OF_STOCK:
        end += 1
    stocked = any(word in _STOCKED for word in draft.sentence.words[at:end])
    return end - at if stocked and _clause_end(draft, end) == end else 0


def _closes(draft: Draft, start: int, end: int) -> bool:
    """Tell whether a cue ends a clause: "black, if possible.", and not "If possible, black"."""
    if _clause_end(draft, start) > end:
        return False
    follows = draft.sentence.word(start - 1) == "," and draft.sentence.word(end) != ","
    return _clause_start(draft, start) < start or follows


def _reached_back(draft: Draft, at: int) -> int:
    """Return where the clause before a closing cue begins, a comma between them or not."""
    return _clause_start(draft, at if _clause_start(draft, at) < at else at - 1)


def _reached(draft: Draft, start: int, end: int) -> int:
    """Return where the clause after an opening cue ends: "ideally, in black" reaches over it."""
    alone = _clause_start(draft, start) == start and draft.sentence.word(end) == ","
    return _clause_end(draft, end + 1 if alone else end)


def _clause_end(draft: Draft, at: int) -> int:
    while at < len(draft.sentence) and not (_is_clause_mark(draft, at) or _is_reason(draft, at)):
        at += 1
    return at


def _clause_start(draft: Draft, at: int) -> int:
    while at > 0 and not _is_clause_mark(draft, at - 1):
        at -= 1
    return at


def _is_reason(draft: Draft, at: int) -> bool:
    """Tell "if possible as I'm on a bike" from "as light as possible"."""
    word = draft.sentence.word(at)
    return word in REASONS or (word == "as" and draft.sentence.word(at + 1) in _WHOSE)


def _is_clause_mark(draft: Draft, at: int) -> bool:
    return draft.sentence.tokens[at].text in _CLAUSE_ENDS
