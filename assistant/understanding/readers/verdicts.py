"""What is said of a thing right after it is named: praise, blame, or the denial of praise.

"The third one's lovely" praises it, "the first two are ugly" blames them, and so does
"isn't really my style": praise that is denied.
"""

from enum import Enum, auto
from typing import Final

from assistant.understanding.readers.draft import Draft, cue_at, said_at, said_before
from assistant.understanding.readers.persons import POSSESSIVES
from assistant.understanding.readers.word_lists import Cues, cues, listed

BEING: Final = listed("is are looks look seems seem was s feels feel giving gives sounds sound =")
DEGREES: Final = listed(
    "so really very quite just all both too a an bit pretty rather kinda kind of absolutely "
    "definitely totally ooh oh do does much more way far such particularly exactly honestly also "
    "whole super well proper"
)
HARMING: Final = listed(
    "looks feels goes turns gets shows stains itches smells fades marks creases shrinks peels "
    "cracks rusts breaks tears slips sheds melts scratches"
)
"""What is said of a thing that goes wrong: "white stains"."""
CRIES: Final = listed("ick yuck ugh ew eww gross bleh blegh urgh eek")
_DENYING: Final = listed("not isnt arent wasnt doesnt dont wouldnt")
_CLOSING: Final = listed("over dead done finished passe much")
"""Blame only at the end of a clause: "skinnies are so over", "yellow is a bit much"."""
_ASPECTS: Final = listed("colour color shape design style pattern cut print")
"""What is judged of a thing: "the third one's colour is dull"."""
_TOWARDS: Final = listed("gives giving give to on at with")
_LOOKING: Final = listed("looks look looked looking")
_POINTED: Final = ("one", "ones", "pair")
_POLITE: Final = listed("please thanks ta pls mate")
_SUPPOSING: Final = listed("would will wouldnt wont should could might")
_SUPPOSED: Final = listed("look be go suit feel")
_LEADING: Final = BEING | _DENYING | DEGREES
_SHORTEST_ADVERB: Final = 4
"""Letters beyond which a word in -ly is an adverb: "truly", and not "July"."""
_PLEASING: Final = listed(
    "enchant delight thrill charm please excite amuse cheer tickle impress move captivate bewitch "
    "satisfy convince"
)
_MOST_LEADING: Final = 12
"""How many words may stand before a verdict: "is not really all that"."""
_MOVED: Final = listed("me us him her them you")


class Verdict(Enum):
    """How a thing is judged."""

    PRAISED = auto()
    BLAMED = auto()


def verdict_after(draft: Draft, after: int, *, alone: bool = False) -> tuple[Verdict | None, int]:
    """Read the verdict that follows a thing.

    Args:
        draft: The turn.
        after: Index after the words that name the thing.
        alone: Whether one item is named, of which "second ones ugly" is said too.

    Returns:
        The verdict and the index after it; None and ``after`` where there is none.
    """
    refused = cue_at(draft, after, cues("stances.refused_after"))
    if refused and draft.sentence.word(after + refused) != "of":  # "is out of stock"
        return Verdict.BLAMED, after + refused
    at, denied = after + (draft.sentence.word(after) in _ASPECTS), False
    last = after + _MOST_LEADING
    while at < last and _leads(draft, at) and not _tells_all(draft, at):
        word = draft.sentence.word(at)
        denied = denied or word in _DENYING
        at += 1
    said = at > after or _holds_the_verb(draft, after, alone=alone)
    told = said_at(draft, after, cues("pointing.liked_after")) or _moves(draft, after)
    praise = praise_at(draft, at) if said else 0
    end = after + told if told else at + praise
    if (told or praise) and not _is_excess(draft, at, end):
        return (Verdict.BLAMED if denied else Verdict.PRAISED), end
    if said and denied and (blame := _denied_blame_at(draft, at)):
        return Verdict.BLAMED, at + blame
    if said and (blame := blame_at(draft, at)):
        return (Verdict.PRAISED if denied else Verdict.BLAMED), at + blame  # "isn't bad"
    return None, after


def _is_excess(draft: Draft, at: int, end: int) -> bool:
    """Tell "too posh for my dog" from "too cute" and "so posh"."""
    return draft.sentence.word(at - 1) == "too" and draft.sentence.word(end) in ("for", "to")


def _leads(draft: Draft, at: int) -> bool:
    """Tell what stands before a verdict; so does the 好 of 好丑, which is no praise.

    So does the "would" of "would look lovely on him".
    """
    if draft.sentence.word(at) in _SUPPOSING:
        return draft.sentence.word(at + 1) in _SUPPOSED
    if draft.sentence.word(at) in _SUPPOSED and draft.sentence.word(at - 1) in _SUPPOSING:
        return True
    so = draft.sentence.word(at) == "ok" and draft.sentence.is_chinese(at)
    leads = draft.sentence.word(at) in _LEADING or is_degree(draft, at)
    return leads or (so and not draft.sentence.is_mark(at + 1))


def is_degree(draft: Draft, at: int) -> bool:
    """Tell how much a thing is so, as the simply of "simply perfect", from lovely and ugly."""
    word = draft.sentence.word(at)
    adverb = word == "only" or (word.endswith("ly") and len(word) > _SHORTEST_ADVERB)
    judges = adverb and (praise_at(draft, at) or blame_at(draft, at))
    named = adverb and draft.is_named(at)
    return word in DEGREES or (adverb and not (judges or named))


def _tells_all(draft: Draft, at: int) -> bool:
    """Tell the "a horror" of "is a horror", blamed as a whole, from "too much money"."""
    several = max(praise_at(draft, at), blame_at(draft, at)) > 1
    several = several and draft.sentence.word(at) != "too"
    return several or _closes_as_blame(draft, at)


def praise_at(draft: Draft, at: int) -> int:
    """Return the length of praise that begins at a token, 0 without any.

    "That's me" praises; "gives me the creeps", "a curtain to me" and "looks like it" do not.
    """
    before, word = draft.sentence.word(at - 1), draft.sentence.word(at)
    if (before in _TOWARDS and word in ("me", "us")) or (before in _LOOKING and word == "like"):
        return 0
    pretty = draft.sentence.word(at - 1) == "pretty" and draft.sentence.is_mark(at)
    told = said_at(draft, at, cues("pointing.praise")) or _moves(draft, at)
    told = told or _is_somebody_all_over(draft, at)
    return told or said_at(draft, at, cues("pointing.liked_after")) or int(pretty)


def _moves(draft: Draft, at: int) -> int:
    """Read the "enchants me" of "the white one enchants me"; return its length, or 0."""
    verb = draft.sentence.word(at)
    stems = {verb, verb[:-1], verb[:-2], f"{verb[:-1]}e"}
    return 2 if stems & _PLEASING and draft.sentence.word(at + 1) in _MOVED else 0


def _is_somebody_all_over(draft: Draft, at: int) -> int:
    """Read the "her" of "so her" and the "him all over" of "is him all over"; its length, or 0."""
    if draft.sentence.word(at) not in _MOVED:
        return 0
    if draft.sentence.says(at + 1, "all", "over"):
        return 3
    so = draft.sentence.word(at - 1) in ("so", "very", "totally")
    return int(so and draft.sentence.is_mark(at + 1))


def blame_at(draft: Draft, at: int) -> int:
    """Return the length of the words of blame that begin at a token, 0 without any."""
    tables = (cues("complaints.words"), cues("stances.blame"), cues("stances.ugly"))
    told = max(said_at(draft, at, table) for table in tables)
    told = told or int(_closes_as_blame(draft, at))
    return 0 if draft.sentence.word(at + told) == "of" else told  # "out of stock"


def _closes_as_blame(draft: Draft, at: int) -> bool:
    """Tell the "much" of "the yellow is a bit much" from "much nicer" and from a price.

    "My boots are finished" blames nothing: they are worn out.
    """
    closes = draft.sentence.word(at) in _CLOSING and draft.sentence.is_mark(at + 1)
    return closes and not draft.taken[at] and not _is_of_ones_own(draft, at)


def _is_of_ones_own(draft: Draft, at: int) -> bool:
    """Tell whether the clause up to a token begins with what somebody owns: "my boots are"."""
    start = at
    while not draft.sentence.is_mark(start - 1):
        start -= 1
    start += draft.sentence.word(start) in ("and", "but", "because", "as", "since")
    return draft.sentence.word(start) in POSSESSIVES


def _denied_blame_at(draft: Draft, at: int) -> int:
    """Read "isn't doing it for me" by the complaint that it is not: "not doing it for me"."""
    told = cues("complaints.words").get("not", ())
    return next((len(cue) - 1 for cue in told if draft.sentence.says(at, *cue[1:])), 0)


def _holds_the_verb(draft: Draft, after: int, *, alone: bool) -> bool:
    """Tell whether a name ends in "is" or needs none: "the third one's nice", "2 ugly"."""
    last = draft.sentence.tokens[after - 1]
    written = draft.sentence.text[last.start : last.end]
    contracted = written.casefold().endswith(("'s", "\u2019s"))
    pointed = last.text in _POINTED or last.text.isdigit()
    return contracted or not written.isascii() or (pointed and alone)


def closing_answer_end(draft: Draft, after: int, table: Cues) -> int:
    """Read the "hard pass" of "the yellow is giving highlighter, hard pass"; return its end, or 0.

    It ends the turn, and nothing else is named before it.
    """
    end = len(draft.sentence)
    while end > after and draft.sentence.is_mark(end - 1):
        end -= 1
    at = said_before(draft, end, table)
    while at > 0 and said_before(draft, at, table) < at:
        at = said_before(draft, at, table)
    apart = after < at < end and draft.sentence.is_mark(at - 1)
    named = any(one.start >= after for one in (*draft.mentions, *draft.references))
    return end if apart and not named else 0


def bare_answer_end(draft: Draft, after: int, table: Cues) -> int:
    """Read the answer of "1 yes, 3 no", said with no mark before it; return its end, or 0."""
    length = said_at(draft, after, table)
    return after + length if length and draft.sentence.is_mark(after + length) else 0


def answer_end(draft: Draft, at: int, table: Cues) -> int:
    """Read the answer of "the pink ones? no way"; return its end, 0 where there is none.

    Args:
        draft: The turn.
        at: Index after the words that name the thing.
        table: What the answer may be; it stands by itself between marks.
    """
    if not draft.sentence.is_mark(at) or at >= len(draft.sentence):
        return 0
    end = at
    while end < len(draft.sentence) and draft.sentence.is_mark(end):
        end += 1
    length = said_at(draft, end, table)
    closed = end + length + (draft.sentence.word(end + length) in _POLITE)
    return closed if length and draft.sentence.is_mark(closed) else 0
