"""What is denied in telling and rules out nothing: "I've no clue", "I hate my arms", "never came".

A refusing cue rules out what may be had or not: a value, a kind, a part, a quality. Words of
talk, what is the shopper's own, and what somebody never does are none of these.
"""

from typing import Final

from assistant.understanding.readers.draft import Draft
from assistant.understanding.readers.fields import is_use_or_taste
from assistant.understanding.readers.persons import POSSESSIVES
from assistant.understanding.readers.reasons import leave_out
from assistant.understanding.readers.word_lists import function_words, listed
from retrieval.constraints import CATEGORY

_OF_TALK: Final = listed(
    "clue clues idea ideas foggiest faintest inkling drama dramas fuss offence offense judgement "
    "judgment judging problem problems issue issues trouble troubles bother hassle fault mistake "
    "rush hurry pressure stress worry worries end penny cent dollar pound dime doubt doubts "
    "surprise surprises point sense reason reasons excuse excuses luck lie joke kidding secret "
    "disaster tragedy crime emergency burden imposition pain nuisance choice option say"
)
"""What is spoken of in passing; none of it is sold."""
_BEFORE_TALK: Final = listed(
    "a an the any such that this too much big huge great real single slightest absolutely "
    "honestly really earthly bloody freaking of more lot whole even have has had got is be want"
)
_JOINTS: Final = ("but", "so", "just")
_BEFORE_OWN: Final = listed("to have having all of about how")
_FEELING: Final = listed("hate hates hating dislike dislikes detest loathe stand bear like love of")
_TO_DO: Final = listed("want like need love wish")
_HAVING: Final = listed("have be wear buy get see use go own need consider include choose")
_OBJECTS: Final = listed(
    "the my a an it them things stuff anything everything around about up down in on with out "
    "through over under into for all every"
)
_WEARING: Final = listed("wearing having seeing getting using owning")
_CHORES: Final = listed(
    "ironing cooking cleaning shopping waiting queueing queuing hoovering vacuuming driving "
    "gardening washing returning guessing choosing sweating shivering bending"
)
_BEFORE_DOING: Final = _FEELING | {"without"}
_IT: Final = ("it", "them", "they")
_WHOM: Final = listed("me us him her them it you anyone anybody people")
_PERSONS: Final = listed("he she i we you")
_SUBJECTS: Final = _PERSONS | listed(
    "it they that this nobody everyone everybody id ill ive hed hell shed theyd theyll itll itd"
)
_AUXILIARIES: Final = listed("will would does do did could can has have had")
_ISNT: Final = listed("isnt aint arent wasnt")
_PEOPLE: Final = listed("people they everyone everybody everyones nobody kids boss wife husband")
_SUITING: Final = listed("match go suit fit work pass")
_ENDURING: Final = listed("eat drink like wear want need use tolerate stand take buy")
"""What somebody does not bear, which rules it out: "she does not eat nuts"."""
_CONTAINING: Final = listed("contain include have come feature want like need wear use")
_WAYS: Final = listed("up down off out away over across along behind under on in at")
_SHORTEST_PAST: Final = 4
_UNTIL: Final = listed("till until before after since yet")


def is_of_telling(draft: Draft, at: int, length: int) -> bool:
    """Tell "no clue", "hate my arms" and "it never came", and take them as read, from "no zip"."""
    end = (
        _talk_end(draft, at + length)
        or _own_end(draft, at, at + length)
        or _doing_end(draft, at + length)
        or _never_end(draft, at)
        or _not_doing_end(draft, at)
        or _way_end(draft, at, at + length)
    )
    if end:
        leave_out(draft, at, end)
        draft.tell(at, end)
    return end > 0


def _talk_end(draft: Draft, after: int) -> int:
    """Return the end of the "absolutely no clue what to get", 0 where no word of talk stands."""
    while draft.sentence.word(after) in _BEFORE_TALK:
        after += 1
    single = draft.sentence.says(after - 1, "single", "one")  # "I don't like a single one"
    talk = single or draft.sentence.word(after) in _OF_TALK
    if not talk or not draft.is_free(after, after + 1):
        return 0
    end = draft.sentence.clause_end(after, _JOINTS)
    if _names(draft, after, end):
        return 0 if single else after + 1
    return end


def _own_end(draft: Draft, at: int, after: int) -> int:
    """Return the end of "hate my arms", 0 where what is ruled out is nobody's own."""
    felt = draft.sentence.word(after - 1) in _FEELING | {"want"} or draft.sentence.word(at) == "not"
    while draft.sentence.word(after) in _BEFORE_OWN:
        after += 1
    own = felt and draft.sentence.word(after) in POSSESSIVES
    end = draft.sentence.clause_end(after, _JOINTS)
    return end if own and not _names(draft, after, end) else 0


def _doing_end(draft: Draft, after: int) -> int:
    """Return the end of "hate pulling things on" and "don't want to freeze", 0 without a doing."""
    word = draft.sentence.word(after)
    wanting = draft.sentence.word(after - 1) in _TO_DO
    end = draft.sentence.clause_end(after, _JOINTS)
    verb = after + 1 if wanting and word == "to" else 0
    if wanting and word in _WHOM and draft.sentence.word(after + 1) == "to":
        verb = after + 2  # "doesn't want me to drill"
    if wanting and word == "that" and draft.sentence.word(after + 1) in _SUBJECTS:
        verb = after + 2  # "doesn't want that I drill"
    if verb:
        doing = draft.sentence.word(verb) not in _HAVING
        return end if doing and not _names(draft, verb, end) else 0
    felt = draft.sentence.word(after - 1) in _BEFORE_DOING and word.endswith("ing")
    beside = draft.sentence.word(after + 1)
    done_to = beside in _OBJECTS or draft.lexicon.category((beside,))
    doing = word in _CHORES or (done_to and draft.is_free(after, after + 1))
    valued = any(after < m.start < end and m.field != CATEGORY for m in draft.mentions)
    return end if felt and doing and word not in _WEARING and not valued else 0


def _never_end(draft: Draft, at: int) -> int:
    """Return the end of "it never came", "nothing ever dies on me" and "not till Friday", or 0."""
    word, after = draft.sentence.word(at), draft.sentence.word(at + 1)
    told = word == "nothing" and after == "ever"
    told = told or (word in ("not", *_ISNT) and after in _UNTIL)
    past = after.endswith("ed") and len(after) > _SHORTEST_PAST  # "never called a man in"
    told = told or (word == "never" and (past or _has_subject(draft, at)))
    end = draft.sentence.clause_end(at, _JOINTS)
    return end if told and not _names(draft, at + 1, end) else 0


def _not_doing_end(draft: Draft, at: int) -> int:
    """Return the end of "it will not match my kitchen" and "he ain't worth more", or 0.

    "That does not wobble" and "must not wobble" say what is sought.
    """
    word, before = draft.sentence.word(at), draft.sentence.word(at - 1)
    after = draft.sentence.word(at + 1)
    if word in _ISNT:
        told = before in _PERSONS
    else:
        led = draft.sentence.word(at - 2)
        foretold = led == "it" and before in ("will", "would") and after in _SUITING
        whose = foretold or (led in _PERSONS | _PEOPLE and after not in _ENDURING)
        told = word == "not" and before in _AUXILIARIES and whose
        bidden = before == "do" and led not in _SUBJECTS  # "please do not show me boots"
        opens = draft.sentence.is_mark(at - 2)
        told = told and not (bidden or opens) and after not in _CONTAINING
    told = told or (word == "no" and before == "or" and draft.sentence.word(at - 2) == after)
    known = after in function_words() or not draft.is_free(at + 1, at + 2)
    end = draft.sentence.clause_end(at, _JOINTS)
    named = any(
        at < m.start < end and m.field != CATEGORY and not is_use_or_taste(m.field)
        for m in draft.mentions
    )
    pointed = any(at < start < end for start, _ in draft.pointed())
    return end if told and not (known or named or pointed) else 0


def _way_end(draft: Draft, at: int, after: int) -> int:
    """Return the end of "instead of up a ladder", where somebody is and no thing, or 0."""
    told = draft.sentence.word(at) in ("instead", "rather") and draft.sentence.word(after) in _WAYS
    end = draft.sentence.clause_end(after, _JOINTS)
    return end if told and not _names(draft, after, end) else 0


def _has_subject(draft: Draft, at: int) -> bool:
    """Tell "it never came" and "my son never sits" from "wool never", a list's "and never pink"."""
    before = draft.sentence.word(at - 1)
    spoken = not draft.sentence.is_mark(at - 1) and before not in function_words()
    does = not draft.is_named(at - 1) or draft.sentence.word(at + 1).endswith("s")
    return before in _SUBJECTS or (spoken and does)


def _names(draft: Draft, start: int, end: int) -> bool:
    """Tell whether a span names a value or points at an item; what one does with it is no value."""
    named = (one for one in draft.mentions if not is_use_or_taste(one.field))
    pointed = (one for one in draft.references if draft.sentence.word(one.start) not in _IT)
    return any(start <= one.start < end for one in (*named, *pointed))
