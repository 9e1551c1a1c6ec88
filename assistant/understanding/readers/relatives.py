"""Relatives: "for my dad", "my little sister needs one", "mum and dad", "girlfriend's birthday"."""

from typing import Final

from assistant.understanding.readers.ages import (
    TEENS,
    is_grown,
    is_past_toddling,
    leads_grown_life,
)
from assistant.understanding.readers.audience_values import audience_values
from assistant.understanding.readers.draft import Draft, Mention, Stance
from assistant.understanding.readers.persons import (
    ADULTS,
    KIDS,
    POSSESSIVES,
    TODDLER,
    grown_relation,
    is_relation,
    relation,
    sex_of_child,
    told_sex,
)
from assistant.understanding.readers.places import ORDINAL_ENDS
from assistant.understanding.readers.receivers import (
    FOR,
    GIVING,
    SAYING,
    is_taken_up,
    is_told_of_one,
    owns_what_is_sought,
    receives,
    takes_one,
    wants_one,
)
from assistant.understanding.readers.sentence import Kind
from assistant.understanding.readers.word_forms import words
from assistant.understanding.readers.word_lists import listed
from retrieval.constraints import CATEGORY, PATH_SEPARATOR

MY: Final = listed("my our his her their a the your for")
_ENDEARING: Final = TEENS | listed(
    "dear lovely darling little big old older eldest elder young younger youngest new best elderly "
    "own year years yr yrs yo month baby tiny lil other up"
)
_BIRTHDAYS: Final = listed("birthday bday christmas xmas anniversary day")
_FEASTS: Final = _BIRTHDAYS | listed("graduation")
_OPENERS: Final = listed("and so but because cos cuz as well hi hey hello ok")
_MEANT: Final = listed("its is was theyre are were be meant")
_ONE: Final = ("a", "the", "this", "that", "some", "my", "our", "his", "her")
_ASKED: Final = GIVING | listed("show tell send find bring help recommend suggest pick choose let")
_FARTHEST_SEX: Final = 20
"""Within how many words after "a colleague" a "she" is taken to mean her."""
_MOST_QUALITIES: Final = 2
"""How many words may stand between "for a" and who that is."""


def find_relation(draft: Draft, at: int) -> None:
    """Read "for my dad", "my little sister needs one", "mum and dad", "girlfriend's birthday".

    Whoever is only spoken of ("my dad laughed") binds nothing.
    """
    word = draft.sentence.word(at)
    years = _counts_years(draft, at + 1)
    feasts = years or draft.sentence.word(at + 1) in _FEASTS
    owner = feasts or is_owner(draft, at)
    called = word.removesuffix("s") if owner else word
    who = relation(called) or told_sex(called, draft.sentence.words[at + 1 : at + _FARTHEST_SEX])
    if who is None:
        return
    start = at
    while start > 0 and is_endearing(draft, start - 1):
        start -= 1
    if who == TODDLER and (
        is_grown(draft, start, at)
        or leads_grown_life(draft, at, called)
        or _takes_what_is_sought(draft, start)
    ):
        who = grown_relation(called)
        if who is None:
            return
    if who == TODDLER and is_past_toddling(draft, start, at):
        who = KIDS
    joined = draft.sentence.word(at - 1) == "and" and any(m.end == at - 1 for m in draft.mentions)
    if feasts or joined or _is_receiver(draft, start, at, called):
        mention_person(draft, at, who, Stance.WISHED)
        draft.take(at, at + 1)
        if years or draft.sentence.says(at + 1, "in", "law"):
            draft.take(at + 1, at + 3)
        elif draft.sentence.word(at + 1) in _BIRTHDAYS:
            draft.take(at + 1, at + 2)
    elif is_my(draft, start - 1) or draft.sentence.word(start - 1) in {*POSSESSIVES, "the"}:
        draft.take(start - 1, at + 1 + (draft.sentence.word(at + 1) in SAYING))


def _takes_what_is_sought(draft: Draft, start: int) -> bool:
    """Tell "it's for my son" after "a women's hoodie", what grown-ups wear, from any son."""
    corrects = draft.sentence.word(start - 2) == "for" and draft.sentence.word(start - 3) in _MEANT
    if not corrects:
        return False
    sought = draft.moment.intent.constraints
    levels = (v.partition(PATH_SEPARATOR)[0] for one in sought.on(CATEGORY) for v in one.values)
    said = (one.source.phrase for one in sought)
    return any(word in ADULTS for text in (*levels, *said) for word in words(text))


def is_owner(draft: Draft, at: int) -> bool:
    """Tell the "wife's" of "my wife's a 40" from several wives, and 老公的睡衣 from 给老公的."""
    if draft.sentence.is_chinese(at):
        end = draft.sentence.tokens[at].end
        behind = draft.sentence.plain[end : end + 2]
        given = not {*draft.sentence.words[max(at - 2, 0) : at]}.isdisjoint(FOR)
        return behind[:1] == "的" and behind[1:].isalnum() and not given
    return at >= 0 and draft.sentence.phrase(at, at + 1)[-2:-1] in ("'", "’")


def _is_receiver(draft: Draft, start: int, at: int, called: str) -> bool:
    """Tell "for a dad", "my dad needs one" and "dad needs one" from "my dad laughed"."""
    sex = sex_of_child(called) or relation(called)
    if sex is None:  # "my colleague", of whom more is told in passing than of an aunt
        return for_before(draft, start) is not None or wants_one(draft, at + 1)
    if is_owner(draft, at):
        owns = is_told_of_one(draft, at + 1) or owns_what_is_sought(draft, start - 1, at + 1)
        return owns or wants_one(draft, at + 1) or is_taken_up(draft, at + 1, sex)
    if for_before(draft, start) is not None or _is_named_alone(draft, start, at):
        return True
    led = draft.sentence.word(start - 1) in MY or is_my(draft, start - 1)
    of_one = is_owner(draft, start - 1) and is_relation(draft.sentence.word(start - 1))
    if not (led or of_one):  # "my brother's girlfriend"
        return _is_named_bare(draft, at)
    return receives(draft, start - (draft.sentence.word(start - 1) != "for"), at, sex)


def is_my(draft: Draft, at: int) -> bool:
    """Tell the "me" of "me mam needs one", which means "my", from that of "show me mum jeans"."""
    return draft.sentence.word(at) == "me" and draft.sentence.word(at - 1) not in _ASKED


def for_before(draft: Draft, at: int) -> int | None:
    """Return where "for a man", "for a very fussy dad" and "for my tall brother" begin."""
    for one in range(at - 1, max(0, at - 2 - _MOST_QUALITIES), -1):
        if draft.sentence.is_mark(one):
            return None
        owned = draft.sentence.word(one) in _ONE or is_my(draft, one)
        if owned and draft.sentence.word(one - 1) in FOR:
            return one - 1
    return None


def _counts_years(draft: Draft, at: int) -> bool:
    """Tell the "50th" of "dad's 50th"."""
    return draft.sentence.is_number(at) and draft.sentence.word(at + 1) in ORDINAL_ENDS


def _is_named_bare(draft: Draft, at: int) -> bool:
    """Tell "hubby needs a coat" and "get mum a scarf" from "mum jeans" and "a dad hat"."""
    before = draft.sentence.word(at - 1)
    opens = draft.sentence.is_mark(at - 1) or before in _OPENERS
    needs = opens and takes_one(draft, at + 1)
    return needs or (before in GIVING and not draft.sentence.is_mark(at + 1))


def _is_named_alone(draft: Draft, start: int, at: int) -> bool:
    """Tell "my dad, birthday, 50 max", which opens with whom it is for, from "yes, my dad"."""
    start -= draft.sentence.word(start - 1) in MY
    alone = draft.sentence.is_mark(start - 1) and draft.sentence.is_mark(at + 1)
    asked = draft.sentence.word(at + 1) != "?" and at + 2 < len(draft.sentence)
    return alone and asked and draft.moment.intent.seeks_nothing


def is_endearing(draft: Draft, at: int) -> bool:
    """Tell what stands between "my" and a relative: "little", "10 year old"."""
    token = draft.sentence.tokens[at]
    return token.text in _ENDEARING or token.kind is Kind.NUMBER


def mention_person(draft: Draft, at: int, who: str, stance: Stance, end: int | None = None) -> None:
    """Note whom it is for: the word at a token, or the words from it up to ``end``."""
    start = at
    while start > 0 and is_endearing(draft, start - 1) and not draft.taken[start - 1]:
        start -= 1
    led = (*MY, *FOR)
    while start > 0 and (draft.sentence.word(start - 1) in led or is_my(draft, start - 1)):
        if draft.taken[start - 1]:
            break
        start -= 1
    field, values = audience_values(draft.moment.vocabulary, who)
    if not values:
        return
    end = end or at + 1
    if (before := for_before(draft, at)) is not None:
        draft.take(before, before + 2)
    draft.mentions.append(Mention(start, end, field, values, stance=stance))
    draft.take(start, end)
