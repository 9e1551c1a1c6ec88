"""What was named, as operations on constraints and preferences.

- A value named plainly is required; a value wished for is preferred; a refused
  one is excluded. Fields of use and taste (activity, season, style, occasion,
  climate) are preferred even when named plainly: catalogues fill them in
  patchily, so as a condition they would hide good items.
- Of most fields an item has one value, or one is wanted: a value named later
  replaces it, and several named in a turn are alternatives ("red or blue").
  Features add up ("waterproof" and "breathable"), except where joined by "or".
- A value that several fields have is required only where one field clearly has
  it for the categories wanted: at least four fifths of the items. Otherwise it
  is a preference in words ("a long dress": its sleeves or its length?), as is a
  value of a field that those categories do not carry ("waterproof", of bags only).
- Whom it is for becomes a requirement from a wish ("for my dad") where the
  categories wanted carry an audience.
"""

from collections.abc import Iterator
from typing import Final

from assistant.intent import Clear, Exclude, Operation, Prefer, Remove, Require, Set
from assistant.understanding.readers.draft import Draft, Mention, Stance
from assistant.understanding.readers.fields import adds_up, is_use_or_taste
from assistant.understanding.readers.lexicon import AUDIENCE_FIELDS, Meaning
from retrieval.constraints import BRAND, CATEGORY, Constraint, Operator, Preference

_CLEAR_SHARE: Final = 0.8


def require_mentions(draft: Draft) -> None:
    """Note the operations for every mention that is not part of a question."""
    mentions = [mention for mention in draft.mentions if not draft.asked[mention.start]]
    for mention in mentions:
        if mention.options:
            _settle_meaning(draft, mention)
        _firm_up_audience(draft, mention)
    meant = [mention for mention in mentions if mention.values]
    for group in _alternatives(draft, meant):
        for operation in _operations(draft, group):
            draft.add(group[0].start, operation)
    for start, end, stance in draft.refused_words:
        if stance is not Stance.NEEDLESS and not draft.asked[start]:
            source = draft.source(start, end)
            draft.add(start, Prefer(Preference(source.phrase, source, averse=True)))


def _settle_meaning(draft: Draft, mention: Mention) -> None:
    """Choose among the fields that have the value; unclear or out of place is a wish."""
    if mention.stance is Stance.REFUSED:
        return
    wanted = draft.categories()
    fitting = [m for m in mention.options if draft.lexicon.applies(m.field, wanted)]
    if not fitting and len(mention.options) == 1:
        # Only some lamps have a pattern, but nothing else can be meant by "striped".
        fitting = [m for m in mention.options if draft.lexicon.occurs(m.field, wanted)]
    best, *others = fitting or list(mention.options)
    mention.field, mention.values = best.field, best.values
    total = sum(meaning.items for meaning in (best, *others))
    clear = bool(fitting) and best.items >= _CLEAR_SHARE * total
    unclear = not fitting or (not clear and others)
    if unclear and mention.stance is not Stance.NEEDLESS:
        _keep_in_words(draft, mention)
    elif mention.stance is Stance.WANTED and is_use_or_taste(best.field):
        mention.stance = Stance.WISHED
    mention.options = ()


def _keep_in_words(draft: Draft, mention: Mention) -> None:
    """Make it a wish in words: which of its meanings is meant cannot be told."""
    averse = mention.stance is Stance.WISHED_AWAY
    source = draft.source(mention.start, mention.end)
    draft.add(mention.start, Prefer(Preference(source.phrase, source, averse=averse)))
    mention.values = ()


def _firm_up_audience(draft: Draft, mention: Mention) -> None:
    coverage = draft.moment.vocabulary.coverage
    if mention.field not in AUDIENCE_FIELDS or mention.stance is not Stance.WISHED:
        return
    wanted = draft.categories()
    if wanted and mention.field in coverage and draft.lexicon.applies(mention.field, wanted):
        mention.stance = Stance.WANTED


def _alternatives(draft: Draft, mentions: list[Mention]) -> Iterator[list[Mention]]:
    """Group the mentions that make one requirement; others stand alone."""
    groups: dict[object, list[Mention]] = {}
    for mention in mentions:
        if mention.stance is not Stance.WANTED:
            groups[id(mention)] = [mention]
        elif not adds_up(mention.field):
            groups.setdefault(mention.field, []).append(mention)
        else:
            before = next(
                (g for g in groups.values() if _is_or_between(draft, g[-1], mention)), None
            )
            if before is not None:
                before.append(mention)
            else:
                groups[id(mention)] = [mention]
    yield from groups.values()


def _is_or_between(draft: Draft, first: Mention, second: Mention) -> bool:
    joint = draft.sentence.words[first.end : second.start]
    return first.field == second.field and first.stance is second.stance and joint == ("or",)


def _operations(draft: Draft, group: list[Mention]) -> Iterator[Operation]:
    first, last = group[0], group[-1]
    source = draft.source(first.start, last.end)
    values = tuple(dict.fromkeys(value for mention in group for value in mention.values))
    match first.stance:
        case Stance.WANTED:
            constraint = Constraint(first.field, Operator.ANY_OF, source, values)
            yield Require(constraint) if adds_up(first.field) else Set(constraint)
        case Stance.REFUSED:
            for meaning in first.options or (Meaning(first.field, values, 0),):
                ruled_out = Constraint(meaning.field, Operator.NONE_OF, source, meaning.values)
                yield Exclude(ruled_out)
        case Stance.WISHED | Stance.WISHED_AWAY:
            averse = first.stance is Stance.WISHED_AWAY
            yield Prefer(Preference(source.phrase, source, first.field, values, averse))
        case Stance.NEEDLESS:
            yield from _taken_back(draft, first)


def _taken_back(draft: Draft, mention: Mention) -> Iterator[Operation]:
    """Yield the removal of what so far required or ruled out the values."""
    meanings = {m.field: m.values for m in mention.options} or {mention.field: mention.values}
    intent = draft.moment.intent
    for field, values in meanings.items():
        for constraint in intent.constraints.on(field):
            if set(constraint.values) & set(values):
                yield Remove(constraint)
        alone = not intent.constraints.on(field)
        wished = any(set(p.values) & set(values) for p in intent.preferences if p.field == field)
        if alone and wished and field not in (CATEGORY, BRAND):
            yield Clear(field)
