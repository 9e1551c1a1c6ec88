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
    aged_at,
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
    MEN,
    ONESELF,
    POSSESSIVES,
    PRONOUNS,
    WOMEN,
    is_relation,
    relation,
    sex_of_child,
)
from assistant.understanding.readers.products import names_product
from assistant.understanding.readers.receivers import (
    FOR,
    is_given_to_pronoun,
    receives,
)
from assistant.understanding.readers.relatives import (
    MY,
    find_relation,
    for_before,
    is_endearing,
    is_owner,
    mention_person,
)
from assistant.understanding.readers.word_forms import noun_stem, words
from assistant.understanding.readers.word_lists import listed
from retrieval.constraints import BRAND, CATEGORY, PATH_SEPARATOR

_BE: Final = listed("are is will do")
_STAYING_AWAY: Final = listed("not arent isnt wont dont doesnt cant couldnt")
_COMING: Final = listed("coming come comes joining there travelling traveling")
PETS: Final = listed(
    "dog dogs doggy doggo puppy pup pooch cat cats kitty kitten rabbit bunny hamster parrot "
    "spaniel labrador poodle terrier dachshund cockapoo pug"
)
_STATES: Final = listed(
    "off asleep awake home away ill sick poorly screaming crying sleeping napping fighting sulking "
    "gone bored"
)
_PLACED: Final = listed("at back")
_JOINING: Final = listed("and while because as since so when once but the")
_ENDS: Final = listed("and so but need needs want wants who")
_KINDS: Final = listed("ones one kind sort version style range stuff cut fit")
_SINGLE: Final = listed("man woman lady gentleman guy bloke fella")
_DETERMINERS: Final = POSSESSIVES | listed("a an the that this some these those two three four")
_PRAISED: Final = listed("nice kind sweet poor friendly helpful handsome grumpy")
_BESIDE: Final = listed("with around of like by from to as about have got")
"""How many words after "baby" may name the thing that is for one."""
_MOST_QUALITIES: Final = 2
"""How many words may stand between "I'm a" and who that is."""
_COUNTING: Final = listed("many few two three four have got")


def find_audience(draft: Draft) -> None:
    """Read every word that says whom it is for."""
    for at in range(len(draft.sentence)):
        if draft.taken[at] or _is_section(draft, at):
            continue
        word = draft.sentence.word(at)
        if _is_of_the_child(draft, at) or _leave_out_away(draft, at):
            continue
        if who := _oneself_at(draft, at) or _pronoun_at(draft, at):
            mention_person(draft, at, who, Stance.WISHED)
        elif word in {*_SINGLE, *CHILDREN} and _is_only_mentioned(draft, at):
            draft.take(at, at + 1)
        elif who := _adult_at(draft, at):
            mention_person(draft, at, who, _stance_of(draft, at))
        elif (aged := aged_at(draft, at)) and draft.sentence.word(at - 1) in MY:
            who, end = aged
            mention_person(draft, at, who, Stance.WANTED, end)
        elif aged and is_somebodys_age(draft, at) and not _is_of_a_pet(draft):
            who, end = aged
            draft.mentions[:] = [one for one in draft.mentions if not is_somebody(draft, one)]
            mention_person(draft, at, who, Stance.WANTED, end)
            draft.take(told_from(draft, at), at)
        elif (child := _child_at(draft, at)) and not _is_counted(draft, at):
            who = WOMEN if _is_sweetheart(draft, at) else child
            mention_person(draft, at, who, Stance.WANTED)
        else:
            find_relation(draft, at)
    _leave_out_absent(draft)


def _leave_out_away(draft: Draft, at: int) -> bool:
    """Take "kids off school" and "the baby is asleep" as read, told of the shopper's day."""
    end = at + 1 + (draft.sentence.word(at + 1) in _BE)
    being = draft.sentence.word(end) in _STATES
    being = being or (end > at + 1 and draft.sentence.word(end) in _PLACED)
    being = being or draft.sentence.says(end, "in", "bed")
    led = at - (draft.sentence.word(at - 1) in _DETERMINERS)
    opens = draft.sentence.is_mark(led - 1) or draft.sentence.word(led - 1) in _JOINING
    if not (draft.sentence.word(at) in CHILDREN and being and opens):
        return False
    if any(is_given_to_pronoun(draft, later) for later in range(at, len(draft.sentence))):
        return False  # "my toddler is sick, a toy for him"
    draft.tell(led, draft.sentence.clause_end(at, _ENDS))
    return True


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
    return counted and draft.sentence.word(at - 2) not in {*FOR, *POSSESSIVES}


def _is_sweetheart(draft: Draft, at: int) -> bool:
    """Tell the "my girl" of a shop for grown-ups from a daughter."""
    kids = audience_values(draft.moment.vocabulary, KIDS)[1]
    return draft.sentence.says(at - 1, "my", "girl") and not kids


def _adult_at(draft: Draft, at: int) -> str | None:
    """Read "men's" and "blokes' ones", and not "oh man"."""
    if draft.sentence.word(at + 1) in _KINDS and (who := relation(draft.sentence.word(at))):
        return who
    named = None if _is_other_sense(draft, at) else ADULTS.get(draft.sentence.word(at))
    return named or _owners_at(draft, at)


def _child_at(draft: Draft, at: int) -> str | None:
    """Read "my little one" and "for the little ones", not "the little one", maybe a thing."""
    word = draft.sentence.word(at)
    little = draft.sentence.word(at - 1) in ("little", "wee") and word in ("one", "ones")
    if little and word == "ones" and draft.sentence.says(at - 3, "for", "the"):
        return KIDS
    if little and draft.sentence.word(at - 2) in ("my", "our"):
        return CHILDREN["toddler"]
    return CHILDREN.get(word)


def _stance_of(draft: Draft, at: int) -> Stance:
    """Tell "for a man who has everything", who gets it, from "for men" and "a man's coat"."""
    single = draft.sentence.word(at) in _SINGLE and for_before(draft, at) is not None
    return Stance.WISHED if single else Stance.WANTED


def _owners_at(draft: Draft, at: int) -> str | None:
    """Tell the "blokes'" of "dress shoes, blokes' ones", whose they are, from "the blokes"."""
    end = draft.sentence.tokens[at].end
    plural = noun_stem(draft.sentence.word(at)) != draft.sentence.word(at)
    owned = plural and draft.sentence.text[end : end + 1] in ("'", "\u2019")
    who = relation(draft.sentence.word(at)) if owned else None
    return who if who in (MEN, WOMEN) else None


def _is_section(draft: Draft, at: int) -> bool:
    """Tell "from your Baby section", a part of the shop, from whom it is for."""
    named = draft.sentence.word(at + 1) in ("section", "department", "aisle")
    return named and bool(draft.lexicon.category((draft.sentence.word(at),)))


def _oneself_at(draft: Draft, at: int) -> str | None:
    """Read "I'm a tall guy" and "as a woman", and not "as a boy", which is long ago."""
    near = range(at - 1, at - 2 - _MOST_QUALITIES, -1)
    article = next((before for before in near if draft.sentence.word(before) == "a"), 0)
    as_one = draft.sentence.word(article - 1) == "as" and draft.sentence.word(at) in ADULTS
    am = draft.sentence.word(article - 1) == "im" or draft.sentence.says(article - 2, "i", "am")
    return ONESELF.get(draft.sentence.word(at)) if article and (as_one or am) else None


def _pronoun_at(draft: Draft, at: int) -> str | None:
    """Read "for her" and "get her", and not "for her birthday" nor where told who she is."""
    who = PRONOUNS.get(draft.sentence.word(at))
    told = any(_has_sex(draft, mention, who) for mention in draft.mentions)
    whose = who is not None and is_given_to_pronoun(draft, at)
    return who if whose and not told and not _is_of_a_pet(draft) else None


def _has_sex(draft: Draft, mention: Mention, who: str | None) -> bool:
    """Tell whether the turn has named a son or niece that "him" or "her" means."""
    return who is not None and sex_of_child(draft.sentence.word(mention.end - 1)) == who


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
    sought = {word for path in draft.categories() for word in words(path)}
    return not somebody and not PETS.isdisjoint({*draft.sentence.words, *sought})


def _is_other_sense(draft: Draft, at: int) -> bool:
    led = draft.sentence.word(at - 1) in MY or for_before(draft, at) is not None
    return draft.sentence.word(at) in ("man", "guys") and not led


def _is_only_mentioned(draft: Draft, at: int) -> bool:
    """Tell "we've a toddler visiting" and "a lovely lady" from "a lady's coat" and "for a lady"."""
    if draft.sentence.word(at - 1) == "wrong":
        return True  # "sorry, wrong child"
    start = at
    while start > 0 and (
        is_endearing(draft, start - 1) or draft.sentence.word(start - 1) in _PRAISED
    ):
        start -= 1
    led = start - (draft.sentence.word(start - 1) in _DETERMINERS)
    spoken_of = led < at or draft.sentence.word(at - 1) in _BESIDE or is_owner(draft, at - 1)
    if not spoken_of or names_product(draft, at + 1):
        return False
    return not (receives(draft, led, at) or for_before(draft, start) is not None)


def is_audience(draft: Draft, mention: Mention) -> bool:
    """Tell whether a mention says whom it is for, whatever field that is kept in.

    A brand, such as one called "... & Sons", never does.
    """
    who = draft.sentence.word(mention.end - 1)
    if mention.field == BRAND:
        return False
    if mention.field in AUDIENCE_FIELDS or who in PRONOUNS:
        return True
    return who in ADULTS or who in CHILDREN or is_relation(_person(draft, mention.end - 1))


def is_thing(draft: Draft, mention: Mention) -> bool:
    """Tell the boots of "women's boots", a category of things, from the women's, one of people."""
    return mention.field == CATEGORY and not is_audience(draft, mention)


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


def _person(draft: Draft, at: int) -> str:
    """Return the sister of "my sister's birthday", else the word as it is."""
    word = draft.sentence.word(at)
    return word.removesuffix("s") if is_owner(draft, at) else word


def _who(draft: Draft, mention: Mention) -> str | None:
    at = mention.end - 1
    word = draft.sentence.word(at)
    said = _oneself_at(draft, at) or PRONOUNS.get(word) or ADULTS.get(word) or CHILDREN.get(word)
    level = mention.values[0].partition(PATH_SEPARATOR)[0] if mention.values else None
    level = level if level in (MEN, WOMEN, KIDS) else None
    return said or relation(_person(draft, at)) or level
