"""Kinds ruled out: which are a condition, and which leave only a wish against them."""

from collections.abc import Collection, Iterable

from assistant.intent import Exclude, Prefer
from assistant.understanding.readers.cuts import cut_called, is_several
from assistant.understanding.readers.draft import Draft, Mention, Stance
from assistant.understanding.readers.word_forms import noun_key
from assistant.understanding.readers.word_lists import synonyms
from retrieval.constraints import CATEGORY, Constraint, Operator, Preference, lies_within


def _is_enough(draft: Draft, mention: Mention) -> bool:
    """Tell "she has enough jackets, one for him", of what is sought, from a kind ruled out."""
    enough = draft.sentence.word(mention.start - 1) == "enough"
    return enough and bool(draft.moment.intent.constraints.on(CATEGORY))


def is_given_up(draft: Draft, mention: Mention, mentions: list[Mention]) -> bool:
    """Tell the jackets of "forget jackets, show me a scarf" from a kind ruled out.

    What a kind is ruled out of, or is all that is sought ("no armchairs" of sofas and
    armchairs), cannot be a condition: the words stay as a wish against it.
    """
    if mention.field != CATEGORY or mention.stance is not Stance.REFUSED:
        return False
    wanted = draft.categories() if any(is_sought(other) for other in mentions) else ()
    if draft.sentence.word(mention.start - 1) == "without":
        return _wish_away(draft, mention)  # "soap without fragrance": part of a thing
    covered = wanted and all(_covered(path, mention.values) for path in wanted)
    outside = not covered and wanted and not _lie_within(mention.values, wanted)
    if _is_enough(draft, mention) or outside:
        # "Easter decorations, no bunnies" still turns them down.
        away = bool(outside) and draft.sentence.word(mention.start - 1) == "no"
        return _wish_away(draft, mention) if away else True
    said = noun_key(draft.sentence.words[mention.start : mention.end])
    sought = _standing(draft)
    whole = said in draft.lexicon.categories or _is_called(draft, mention)
    # "No toys" after soft toys: nothing of the kind is sought any more.
    wider = not wanted and sought and all(_lies_below(path, mention.values) for path in sought)
    if not wider and (covered or not whole):
        return _wish_away(draft, mention)  # "a coat, but no parka", which lies among the coats
    apart = not _lie_within(mention.values, sought)
    all_of_it = all(_covered(path, mention.values) for path in sought)
    met = bool(sought) and not (wanted or wider) and (apart or all_of_it)
    return met and _wish_away(draft, mention)


def _standing(draft: Draft) -> set[str]:
    """Return the categories sought before this turn."""
    standing = draft.moment.intent.constraints.on(CATEGORY)
    return {value for c in standing if c.operator is Operator.ANY_OF for value in c.values}


def _lies_below(path: str, wider: Collection[str]) -> bool:
    """Tell whether a path is a part of one of others, and not one of them."""
    return path not in wider and _lie_within((path,), wider)


def _is_called(draft: Draft, mention: Mention) -> bool:
    """Tell clothes, another word for all that a category is, from a parka, one of its things."""
    said = " ".join(draft.sentence.words[mention.start : mention.end])
    whole = (noun_key(tuple(name.split())) for name in synonyms().get(said, ()))
    named = (draft.lexicon.categories.get(key, ()) for key in whole)
    return any(set(mention.values) <= set(paths) for paths in named)


def _lie_within(paths: Iterable[str], wider: Collection[str]) -> bool:
    return any(lies_within(path, one) for path in paths for one in wider)


def _wish_away(draft: Draft, mention: Mention) -> bool:
    source = draft.source(mention.start, mention.end)
    cut = cut_called(draft, mention.start, mention.end)
    if cut is None or is_several(draft, mention):
        draft.add(mention.start, Prefer(Preference(source.phrase, source, averse=True)))
    else:  # "a bag, but not a duffel"
        refused = Constraint(cut.field, Operator.NONE_OF, source, cut.values)
        draft.add(mention.start, Exclude(refused))
    return True


def is_sought(mention: Mention) -> bool:
    """Tell whether a mention names a category that is sought."""
    return mention.field == CATEGORY and mention.stance is Stance.WANTED


def _covered(path: str, by: tuple[str, ...]) -> bool:
    return any(lies_within(path, other) for other in by)
