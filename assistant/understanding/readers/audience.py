"""Whom it is for: "women's", "for men", "for my dad", "for my kid".

"Women's" and "for women" are requirements. So is a child ("for my kid",
"toddler"), because grown-ups' things do not fit one. "For my dad" and "for a man
who has everything" are wishes: they say who gets it, and a tent or a trowel for
him need not be marked "men". A son or daughter may be of any age and is a wish too.
What is for babies suits a toddler and, where a shop tells them apart, no older child.

Where the catalogue keeps the audience as a level of its categories ("Men >
Tops"), the requirement is on the category. What is marked ``unisex`` suits
everyone but children.
"""

from typing import Final

from assistant.understanding.readers.ages import (
    TEENS,
    aged_at,
    is_grown,
    is_past_toddling,
    is_somebodys_age,
    told_from,
)
from assistant.understanding.readers.audience_values import audience_attribute, audience_values
from assistant.understanding.readers.draft import Draft, Mention, Stance
from assistant.understanding.readers.lexicon import AUDIENCE_FIELDS
from assistant.understanding.readers.persons import (
    ADULTS,
    CHILDREN,
    KIDS,
    ONESELF,
    POSSESSIVES,
    PRONOUNS,
    TODDLER,
    grown_relation,
    is_relation,
    relation,
    sex_of_child,
)
from assistant.understanding.readers.places import ORDINAL_ENDS
from assistant.understanding.readers.sentence import Kind
from assistant.understanding.readers.word_forms import words
from assistant.understanding.readers.word_lists import function_words, listed
from retrieval.constraints import BRAND

_MY: Final = listed("my our his her their a the your for")
_ENDEARING: Final = TEENS | listed(
    "dear lovely darling little big old older eldest elder young younger youngest new best elderly "
    "own year years yr yrs yo month baby tiny lil other up"
)
_BIRTHDAYS: Final = listed("birthday bday christmas xmas anniversary day")
_FEASTS: Final = _BIRTHDAYS | listed("wedding graduation")
_NEEDING: Final = listed(
    "asking after into needs need wants want asked asks would could is has likes loves lost broke "
    "keeps says said deserves fancies"
)
_GIVING: Final = listed("get getting buy buying gift gifting treat treating give giving owe")
_SAYING: Final = listed(
    "says said say thinks thought reckons told tells insists claims keeps swears swore mentioned "
    "heard saw noticed reminded"
)
_BE: Final = listed("are is will do")
_STAYING_AWAY: Final = listed("not arent isnt wont dont doesnt cant couldnt")
_COMING: Final = listed("coming come comes joining there travelling traveling")
_GAVE: Final = listed("gave gives given lent handed sent")
_OURS: Final = listed(
    "i im ive id ill my we were weve our it its this these those theyre you youve youre your"
)
_PRAISING: Final = listed(
    "loves recommended recommends recommend likes adores rates bought ordered"
)
_OF_THE_SHOP: Final = listed("your you here this")
PETS: Final = listed(
    "dog dogs doggy doggo puppy pup pooch cat cats kitty kitten rabbit bunny hamster parrot "
    "spaniel labrador poodle terrier dachshund cockapoo pug"
)
_OPENERS: Final = listed("and so but because cos cuz as well hi hey hello ok")
_ONE: Final = ("a", "the", "this", "that", "some", "my", "our", "his", "her")
_MOST_QUALITIES: Final = 2
"""How many words may stand between "for a" and who that is."""
_FOR: Final = ("for", "4")
_SINGLE: Final = listed("man woman lady gentleman guy bloke fella")
_COUNTING: Final = listed("many few two three four have got")


def find_audience(draft: Draft) -> None:
    """Read every word that says whom it is for."""
    for at in range(len(draft.sentence)):
        if draft.taken[at] or _is_section(draft, at):
            continue
        word = draft.sentence.word(at)
        if _is_of_the_child(draft, at):
            continue
        if who := _oneself_at(draft, at) or _pronoun_at(draft, at):
            _mention(draft, at, who, Stance.WISHED)
        elif word in ADULTS and not _is_other_sense(draft, at):
            _mention(draft, at, ADULTS[word], _stance_of(draft, at))
        elif (aged := aged_at(draft, at)) and draft.sentence.word(at - 1) in _MY:
            who, end = aged
            _mention(draft, at, who, Stance.WANTED, end)
        elif aged and is_somebodys_age(draft, at):
            who, end = aged
            draft.mentions[:] = [one for one in draft.mentions if not is_somebody(draft, one)]
            _mention(draft, at, who, Stance.WANTED, end)
            draft.take(told_from(draft, at), at)
        elif word in CHILDREN and not _is_counted(draft, at):
            _mention(draft, at, CHILDREN[word], Stance.WANTED)
        else:
            _find_relation(draft, at)
    _leave_out_absent(draft)


def _leave_out_absent(draft: Draft) -> None:
    """Take back the kids of "the kids aren't coming"."""
    for mention in list(draft.mentions):
        end = mention.end + (draft.sentence.word(mention.end) in _BE)
        denied = draft.sentence.word(end) in _STAYING_AWAY
        verb = end + denied + (draft.sentence.word(end + denied) in ("be", "to"))
        away = denied and draft.sentence.word(verb) in _COMING
        if away and is_somebody(draft, mention):
            draft.mentions.remove(mention)
            draft.tell(mention.start, draft.sentence.clause_end(verb))


def _is_counted(draft: Draft, at: int) -> bool:
    """Tell "I have two kids" from "for two kids"."""
    counted = draft.sentence.word(at - 1) in _COUNTING
    return counted and draft.sentence.word(at - 2) not in _FOR


def _stance_of(draft: Draft, at: int) -> Stance:
    """Tell "for a man who has everything", who gets it, from "for men" and "a man's coat"."""
    single = draft.sentence.word(at) in _SINGLE and _for_before(draft, at) is not None
    return Stance.WISHED if single else Stance.WANTED


def _find_relation(draft: Draft, at: int) -> None:
    """Read "my dad", "my little sister", "mum and dad", "girlfriend's birthday", "hubby needs"."""
    word = draft.sentence.word(at)
    years = _counts_years(draft, at + 1)
    feasts = years or draft.sentence.word(at + 1) in _FEASTS
    called = word.removesuffix("s") if feasts else word
    who = relation(called)
    if who is None:
        return
    if _tells_of_us(draft, at + 1):
        draft.take(at, at + 2)
        return
    start = at
    while start > 0 and _is_endearing(draft, start - 1):
        start -= 1
    if who == TODDLER and is_grown(draft, start, at):
        who = grown_relation(called)
        if who is None:
            return
    if who == TODDLER and is_past_toddling(draft, start, at):
        who = KIDS
    joined = draft.sentence.word(at - 1) == "and" and any(m.end == at - 1 for m in draft.mentions)
    led = draft.sentence.word(start - 1) in _MY or _for_before(draft, start) is not None
    if feasts or joined or led or _is_named_bare(draft, at):
        _mention(draft, at, who, Stance.WISHED)
        draft.take(at, at + 1)
        if years or draft.sentence.says(at + 1, "in", "law"):
            draft.take(at + 1, at + 3)
        elif draft.sentence.word(at + 1) in _BIRTHDAYS:
            draft.take(at + 1, at + 2)


def _tells_of_us(draft: Draft, at: int) -> bool:
    """Tell "my wife says you do coats" and "mum gave me 40" from "mum says she needs one"."""
    verb, after = draft.sentence.word(at), draft.sentence.word(at + 1)
    told = after in ("me", "us")
    given = verb in _GAVE and told
    swears = verb in _SAYING and after == "by"
    praises = verb in _PRAISING and after in _OF_THE_SHOP
    of_ours = draft.sentence.word(at + 1 + (after == "that")) in _OURS
    return given or swears or praises or (verb in _SAYING and (told or of_ours))


def _for_before(draft: Draft, at: int) -> int | None:
    """Return where "for a man", "for a very fussy dad" and "for my tall brother" begin."""
    for one in range(at - 1, max(0, at - 2 - _MOST_QUALITIES), -1):
        if draft.sentence.is_mark(one):
            return None
        if draft.sentence.word(one) in _ONE and draft.sentence.word(one - 1) in _FOR:
            return one - 1
    return None


def _counts_years(draft: Draft, at: int) -> bool:
    """Tell the "50th" of "dad's 50th"."""
    return draft.sentence.is_number(at) and draft.sentence.word(at + 1) in ORDINAL_ENDS


def _is_named_bare(draft: Draft, at: int) -> bool:
    """Tell "hubby needs a coat" and "get mum a scarf" from "mum jeans" and "a dad hat"."""
    before = draft.sentence.word(at - 1)
    opens = draft.sentence.is_mark(at - 1) or before in _OPENERS
    needs = opens and draft.sentence.word(at + 1) in _NEEDING
    return needs or (before in _GIVING and not draft.sentence.is_mark(at + 1))


def _is_endearing(draft: Draft, at: int) -> bool:
    """Tell what stands between "my" and a relative: "little", "10 year old"."""
    token = draft.sentence.tokens[at]
    return token.text in _ENDEARING or token.kind is Kind.NUMBER


def _is_section(draft: Draft, at: int) -> bool:
    """Tell "from your Baby section", a part of the shop, from whom it is for."""
    named = draft.sentence.word(at + 1) in ("section", "department", "aisle")
    return named and bool(draft.lexicon.category((draft.sentence.word(at),)))


def _oneself_at(draft: Draft, at: int) -> str | None:
    """Read "I'm a guy" and "as a woman", which say who will have it."""
    led = draft.sentence.word(at - 1) == "a" and (
        draft.sentence.word(at - 2) in ("im", "as") or draft.sentence.says(at - 3, "i", "am")
    )
    return ONESELF.get(draft.sentence.word(at)) if led else None


def _pronoun_at(draft: Draft, at: int) -> str | None:
    """Read "for her" and "get her", and not "for her birthday"."""
    ends = draft.sentence.is_mark(at + 1) or draft.sentence.word(at + 1) in function_words()
    led = draft.sentence.word(at - 1) in (*_FOR, *_GIVING)
    whose = led and ends and not _is_of_a_pet(draft)
    return PRONOUNS.get(draft.sentence.word(at)) if whose else None


def _is_of_the_child(draft: Draft, at: int) -> bool:
    """Tell the "him" of "and socks for him", after "toys for a boy", from that after "a girl"."""
    if draft.sentence.word(at) not in PRONOUNS:
        return False
    who = PRONOUNS[draft.sentence.word(at)]
    _, grown = audience_values(draft.moment.vocabulary, who)
    before = draft.moment.intent.constraints.on("audience")
    _, kids = audience_values(draft.moment.vocabulary, KIDS)
    stands = {value for constraint in before for value in constraint.values}
    of_a_child = bool(stands & set(kids)) and not stands & set(grown)
    called = (sex_of_child(word) for one in before for word in words(one.source.phrase))
    return of_a_child and {who}.issuperset(sex for sex in called if sex)


def _is_of_a_pet(draft: Draft) -> bool:
    """Tell "we got a puppy, a bed for her please", where nobody but an animal is spoken of."""
    somebody = any(is_somebody(draft, mention) for mention in draft.mentions)
    return not somebody and not PETS.isdisjoint(draft.sentence.words)


def _is_other_sense(draft: Draft, at: int) -> bool:
    led = draft.sentence.word(at - 1) in _MY or _for_before(draft, at) is not None
    return draft.sentence.word(at) in ("man", "guys") and not led


def _mention(draft: Draft, at: int, who: str, stance: Stance, end: int | None = None) -> None:
    """Note whom it is for: the word at a token, or the words from it up to ``end``."""
    start = at
    while start > 0 and _is_endearing(draft, start - 1) and not draft.taken[start - 1]:
        start -= 1
    led = (*_MY, *_FOR)
    while start > 0 and draft.sentence.word(start - 1) in led and not draft.taken[start - 1]:
        start -= 1
    field, values = audience_values(draft.moment.vocabulary, who)
    if not values:
        return
    end = end or at + 1
    if (before := _for_before(draft, at)) is not None:
        draft.take(before, before + 2)
    draft.mentions.append(Mention(start, end, field, values, stance=stance))
    draft.take(start, end)


def is_audience(draft: Draft, mention: Mention) -> bool:
    """Tell whether a mention says whom it is for, whatever field that is kept in.

    A brand, such as one called "... & Sons", never does.
    """
    who = draft.sentence.word(mention.end - 1)
    if mention.field == BRAND:
        return False
    if mention.field in AUDIENCE_FIELDS or who in PRONOUNS:
        return True
    return who in ADULTS or who in CHILDREN or is_relation(who)


def is_somebody(draft: Draft, mention: Mention) -> bool:
    """Tell "my grandson", "the kids" and "her", who get it, from "women's" and "for kids"."""
    who = draft.sentence.word(mention.end - 1)
    children = who in CHILDREN and draft.sentence.word(mention.end - 2) in {*POSSESSIVES, "the"}
    related = who in PRONOUNS or is_relation(who) or children
    return is_audience(draft, mention) and related


def keep_as_attribute(draft: Draft, mention: Mention) -> bool:
    """Ask for the audience by attribute where its level of the categories holds no such thing.

    A shop may keep clothes by "Men" and "Women", and watches elsewhere with an attribute.

    Returns:
        Whether the catalogue has the attribute; if not, the mention is left as it is.
    """
    who = _who(draft, mention)
    field, values = audience_attribute(draft.moment.vocabulary, who) if who else ("", ())
    if values:
        mention.field, mention.values = field, values
    return bool(values)


def _who(draft: Draft, mention: Mention) -> str | None:
    at = mention.end - 1
    word = draft.sentence.word(at)
    said = _oneself_at(draft, at) or PRONOUNS.get(word) or ADULTS.get(word) or CHILDREN.get(word)
    return said or relation(word)
