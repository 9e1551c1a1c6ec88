"""Who gets or wears it, told from whom the words only speak of.

"For my aunt", "my aunt takes a 40", "aunt's birthday" and "my aunt tore her coat" say
who will have it; "my aunt laughed", "with my aunt" and "like my aunt" do not.
"""

from typing import Final

from assistant.understanding.readers.draft import Draft
from assistant.understanding.readers.fields import LETTER_SIZES
from assistant.understanding.readers.persons import (
    MEN,
    PRONOUNS,
    WOMEN,
    is_relation,
    names_children,
    relation,
)
from assistant.understanding.readers.sentence import SENTENCE_MARKS
from assistant.understanding.readers.word_lists import function_words, listed

FOR: Final = ("for", "4")
GIVING: Final = listed("get getting buy buying gift gifting treat treating give giving owe")
_PLEASING: Final = listed(
    "surprise surprising spoil spoiling thank cheer make send sending suits suit fits fit dress "
    "promise promised find finding bring bringing"
)
_OFFERING: Final = listed("find bring recommend suggest choose pick order")
_PRESENTS: Final = listed("gift present presents gifts pressie give giving send")
_FARTHEST_PRESENT: Final = 3
"""How many words before the "to" of "a present to my aunt" may tell that she is given it."""
_JOINED: Final = listed("both one of me us myself and or either each all the two three 2 3")
_TAKING: Final = listed(
    "needs need wants want wanted wears wear wearing takes take uses use prefers prefer deserves "
    "deserve lacks outgrew outgrown asking looking searching hunting hoping after eyeing seeking "
    "hopes wanting appreciates loves hates dislikes refuses"
)
_TASTES: Final = listed(
    "likes like loves love adores adore enjoys enjoy collects fancies appreciate starts started "
    "plays play rides swims hikes cycles runs bakes knits paints skates surfs skis fishes climbs "
    "turns turned hates hate dislikes refuses refuse travels travel works work goes commutes "
    "drives studies grows walk walks sleep have eat do could"
)
"""What is told of one who will have a thing, and in passing of others as well."""
_NOT_SOUGHT: Final = listed("me us it this that you your here know nothing forever")
_ASKING: Final = listed("asked asks asking begged begs begging wished wishes wishing")
_HELPING: Final = listed("help helping helped helps")
_SOUGHT: Final = listed(
    "find choose pick buy get look order replace shop source select search decide"
)
_REST: Final = listed("sleep bed")
_PASSED_OVER: Final = listed(
    "who really just also always usually normally still absolutely only definitely simply "
    "desperately badly now finally recently currently has have had is are would will could might "
    "may should must can to going been both never not doesnt dont didnt cant cannot couldnt wont "
    "wouldnt keeps and rather"
)
_IS: Final = listed("is are was hes shes theyre")
_BEING: Final = listed(
    "a an turning retiring graduating moving starting getting having learning joining expecting "
    "celebrating into mad crazy nuts obsessed keen fussy picky hard tall short big small petite "
    "vegan allergic vegetarian sensitive going slim broad large pregnant retired cold freezing size"
)
_HAVING: Final = listed("has have got")
_OF_ONE: Final = listed(
    "birthday bday size feet foot hands head waist hips skin hair everything anniversary taken"
)
_FARTHEST_OF_ONE: Final = 3
SAYING: Final = listed(
    "says say said thinks thought reckons told tells insists claims keeps swears swore mentioned "
    "heard saw noticed reminded gave recommended recommends calls"
)
_HIS: Final = ("his", "her", "their")
_FARTHEST_HIS: Final = 4
"""How many words after "my aunt" may tell what of hers came to harm."""
_AT_HOME: Final = listed("garden kitchen office bathroom bedroom house home")
_HELD_AGAINST: Final = listed(
    "like match matches with as than in from to of at on and near by borrowed"
)
_MOST_QUALITIES: Final = 2
_HE: Final = {"he": MEN, "hes": MEN, "she": WOMEN, "shes": WOMEN}


def receives(draft: Draft, start: int, at: int, sex: str | None = None) -> bool:
    """Tell "for my aunt" and "my aunt needs one" from "my aunt laughed".

    Args:
        draft: The turn.
        start: Index of the first word that names the person: the "my" of "my aunt".
        at: Index of the last.
        sex: Of what sex "he" and "she" must be to mean the person, if any.
    """
    end = at + 1 + 2 * draft.sentence.says(at + 1, "in", "law")
    return (
        is_given(draft, start)
        or _is_helped(draft, start, end + (draft.sentence.word(end) == "to"))
        or takes_one(draft, at + 1)
        or _is_all_of_a_sentence(draft, start, end)
        or (sex is not None and is_taken_up(draft, at + 1, sex))
    )


def is_given(draft: Draft, start: int) -> bool:
    """Tell "for my aunt", "get both my aunts" and "a present to my aunt" from "with my aunt"."""
    before = start - 1
    while draft.sentence.word(before) in _JOINED:
        before -= 1
    word = draft.sentence.word(before)
    if word == "to":
        earlier = draft.sentence.words[max(0, before - _FARTHEST_PRESENT) : before]
        return not _PRESENTS.isdisjoint(earlier)
    return word in FOR or word in GIVING or word in _PLEASING


def _is_helped(draft: Draft, start: int, end: int) -> bool:
    """Tell "helping my aunt find a coat", which she will wear, from "helping my aunt move"."""
    return draft.sentence.word(start - 1) in _HELPING and draft.sentence.word(end) in _SOUGHT


def takes_one(draft: Draft, at: int) -> bool:
    """Tell what is said after "my aunt": "needs one", "is a 40", "has small feet", "tore her".

    What she says of herself is, too: "says she needs one", and not "says he needs one".
    """
    sentence, sex = draft.sentence, relation(draft.sentence.word(at - 1))
    at += sentence.word(at) == "," and sentence.word(at + 1) == "who"
    while sentence.word(at) in ("and", "my", "in", "law") or is_relation(sentence.word(at)):
        at += 1
    if sentence.word(at) in SAYING and not wants_one(draft, at + 1):
        at += 1 + (sentence.word(at + 1) == "that")
        herself = _HE.get(sentence.word(at))
        if herself is None or herself != (sex or herself):
            return False
        return _takes(draft, at + 1, _TAKING)
    size = sentence.word(at + 1)  # "my aunt size 40"
    sized = sentence.word(at) == "size" and (sentence.is_number(at + 1) or size in LETTER_SIZES)
    return sized or _takes(draft, at, _TAKING | _TASTES) or _tore_own(draft, at)


def wants_one(draft: Draft, at: int) -> bool:
    """Tell what follows "my aunt's" in "my aunt's after a coat" from "my aunt's laughed"."""
    return _takes(draft, at, _TAKING)


def _takes(draft: Draft, at: int, verbs: frozenset[str]) -> bool:
    start = at
    while draft.sentence.word(at) in _PASSED_OVER:
        at += 1
    word, after = draft.sentence.word(at), draft.sentence.word(at + 1)
    led = draft.sentence.words[start:at]
    if word in _ASKING:
        return after in ("for", "after")
    if word in ("feels", "feel"):
        return after in ("the", "cold")
    if word in verbs:
        resting = after == "to" and draft.sentence.word(at + 2) in _REST  # "goes to sleep"
        return after not in _NOT_SOUGHT and not resting
    if word == "no" and not _HAVING.isdisjoint(led):
        return bool(draft.lexicon.category((after,)))
    if not _IS.isdisjoint(led) and is_so(draft, at):
        return True
    return not _HAVING.isdisjoint(led) and _names_own(draft, at)


def is_told_of_one(draft: Draft, at: int) -> bool:
    """Tell what follows "my aunt's" in "my aunt's a 40" and "my aunt's feet are small"."""
    return is_so(draft, at) or _names_own(draft, at)


def owns_what_is_sought(draft: Draft, start: int, at: int) -> bool:
    """Tell "lost my aunt's coat", for which another is sought, from "to match my aunt's coat"."""
    things = range(at, min(draft.sentence.clause_end(at), at + _MOST_QUALITIES + 1))
    said = [draft.sentence.word(thing) for thing in things]
    named = any(word not in _AT_HOME and draft.lexicon.category((word,)) for word in said)
    return (
        named
        and not any(names_children(word) or is_relation(word) for word in said)
        and draft.sentence.word(start - 1) not in _HELD_AGAINST
    )


def _names_own(draft: Draft, at: int) -> bool:
    """Tell "small feet", of the one who wears it, from "a blue one"."""
    return not _OF_ONE.isdisjoint(draft.sentence.words[at : at + _FARTHEST_OF_ONE])


def is_so(draft: Draft, at: int) -> bool:
    """Tell "is a 40", "is tall" and "is turning 60" from "is paying" and "is right"."""
    word = draft.sentence.word(at)
    return word in _BEING or word in LETTER_SIZES or draft.sentence.is_number(at)


def _tore_own(draft: Draft, at: int) -> bool:
    """Tell "tore her coat", which another is for, from "tore the curtain"."""
    end = min(draft.sentence.clause_end(at), at + _FARTHEST_HIS)
    return any(
        draft.sentence.word(his) in _HIS
        and any(
            draft.lexicon.category((draft.sentence.word(thing),))
            for thing in range(his + 1, his + 2 + _MOST_QUALITIES)
        )
        for his in range(at, end)
    )


def _is_all_of_a_sentence(draft: Draft, start: int, end: int) -> bool:
    """Tell "boots. my aunt. 40" from "my aunt, bless her, laughed"."""
    after = draft.sentence.word(end)
    closes = end == len(draft.sentence) or after in SENTENCE_MARKS
    sized = draft.sentence.is_number(end + 1) or draft.sentence.word(end + 1) == "size"
    closes = closes or (after == "," and sized)
    return draft.sentence.is_mark(start - 1) and closes


def is_taken_up(draft: Draft, at: int, sex: str) -> bool:
    """Tell whether the rest says of a person that "she needs one", or seeks it "for her"."""
    for later in range(at, len(draft.sentence)):
        word = draft.sentence.word(later)
        if _HE.get(word) == sex:
            said = is_so(draft, later + 1) if word.endswith("es") else False
            if said or _takes(draft, later + 1, _TAKING):
                return True
        if PRONOUNS.get(word) == sex and is_given_to_pronoun(draft, later):
            return True
    return False


def is_given_to_pronoun(draft: Draft, at: int) -> bool:
    """Tell "for her" and "get her" from "for her birthday"."""
    ends = draft.sentence.is_mark(at + 1) or draft.sentence.word(at + 1) in function_words()
    return ends and draft.sentence.word(at - 1) in (*FOR, *GIVING, *_OFFERING)
