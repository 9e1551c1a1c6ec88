"""What was named, as operations on constraints and preferences.

- A value named plainly is required; a value wished for is preferred; a refused
  one is excluded. Fields of use and taste (activity, season, style, occasion,
  climate) are preferred even when named plainly: catalogues fill them in
  patchily, so as a condition they would hide good items. A style that is a cut or a
  part ("full zip", ``cuts.py``) is no taste. Where nine tenths of what
  is sought carry the field and the shopper calls it by name ("with mild climate"),
  it is required.
- Of most fields an item has one value, or one is wanted: a value named later
  replaces it, and several named in a turn are alternatives ("red or blue"), as is
  one that joins what stands ("or grey", ``widening.py``).
  Features add up ("waterproof" and "breathable"), except where joined by "or".
- A value that several fields have is required only where one field clearly has
  it for the categories wanted: at least three fifths of the items. Otherwise it
  is a preference in words ("a long dress": its sleeves or its length?), as is a
  value of a field that those categories do not carry ("waterproof", of bags only).
- Whom it is for becomes a requirement from a wish ("for my dad") where the
  categories wanted carry an audience. One that stands is let go where they carry none.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from assistant.intent import Clear, Exclude, Operation, Prefer, Remove, Require, Set
from assistant.understanding.readers.audience import is_somebody
from assistant.understanding.readers.cuts import is_kind, is_wish
from assistant.understanding.readers.draft import Draft, Mention, Stance, said_at
from assistant.understanding.readers.fields import SIZE_FIELDS, STYLES, adds_up, is_use_or_taste
from assistant.understanding.readers.given_up import is_given_up, is_sought
from assistant.understanding.readers.lexicon import AUDIENCE_FIELDS, Meaning
from assistant.understanding.readers.narrowing import give_up
from assistant.understanding.readers.widening import joined_source, joined_values
from assistant.understanding.readers.word_lists import cues, listed, synonyms
from retrieval.constraints import (
    BRAND,
    CATEGORY,
    Constraint,
    Operator,
    Preference,
)

_CLEAR_SHARE: Final = 0.6
_FILLED_IN: Final = 0.9
_BEFORE_REFUSED: Final = listed("a an the any that which is are be has have to it its of with")
_UNISEX: Final = "unisex"
_FELT: Final = listed("warm warmer")
"""Words that wish for a value without naming it: a wool blanket that no listing calls insulated."""


def require_mentions(draft: Draft) -> None:
    """Note the operations for every mention that is not part of a question."""
    mentions = [mention for mention in draft.mentions if not draft.asked[mention.start]]
    for mention in mentions:
        if mention.options:
            _settle_meaning(draft, mention)
        if mention.stance is Stance.WANTED and _is_only_wished(draft, mention):
            mention.stance = Stance.WISHED
        _firm_up_audience(draft, mention)
    meant = [
        mention
        for mention in mentions
        if mention.values
        and not is_given_up(draft, mention, mentions)
        and not _is_replaced(mention, mentions)
    ]
    for group in _alternatives(draft, meant):
        for operation in _operations(draft, group):
            draft.add(group[0].start, operation)
    _let_go_of_audience(draft, meant)
    for start, end, stance in draft.refused_words:
        if stance is not Stance.NEEDLESS and not draft.asked[start]:
            said = draft.sentence.phrase(_past_refusal(draft, start, end), end)
            draft.add(start, Prefer(Preference(said, draft.source(start, end), averse=True)))


def _past_refusal(draft: Draft, start: int, end: int) -> int:
    """Return where the feathers of "I don't want any feathers" begin, past what refuses them."""
    at = start + said_at(draft, start, cues("stances.refusals"))
    while at < end and draft.sentence.word(at) in _BEFORE_REFUSED:
        at += 1
    return at if at < end else start


def _is_replaced(mention: Mention, mentions: list[Mention]) -> bool:
    """Tell the 42 of "43 instead of 42" and the man of "for my wife, not a man".

    What is wanted instead says it already; nothing is ruled out.
    """
    one_of = mention.field in (*SIZE_FIELDS, *AUDIENCE_FIELDS)
    return (one_of and mention.stance is Stance.REFUSED) and any(
        other.field == mention.field and other.stance is Stance.WANTED for other in mentions
    )


def _is_only_wished(draft: Draft, mention: Mention) -> bool:
    """Tell a wish in use or taste from a condition: a field called by its name and filled in."""
    if draft.sentence.word(mention.start) in _FELT and not mention.by_name:
        return True
    said = draft.sentence.words[mention.start : mention.end]
    if draft.lexicon.category(said) and not is_kind(draft, mention):
        return is_use_or_taste(mention.field)  # the jacket of "jacket pocket"
    carried = draft.lexicon.applies(mention.field, draft.categories(), share=_FILLED_IN)
    called = mention.by_name and mention.field not in STYLES
    return is_wish(mention.field, mention.values) and not (called and carried)


def _let_go_of_audience(draft: Draft, mentions: list[Mention]) -> None:
    """Drop whom it was for where what is sought now carries no audience, as kettles do not."""
    sought = [mention for mention in mentions if is_sought(mention)]
    named = {mention.field for mention in mentions}
    for field in AUDIENCE_FIELDS:
        stands = bool(draft.moment.intent.constraints.on(field)) and field not in named
        known = field in draft.moment.vocabulary.coverage
        if sought and stands and known and not draft.lexicon.occurs(field, draft.categories()):
            draft.add(sought[0].start, Clear(field))


def _settle_meaning(draft: Draft, mention: Mention) -> None:
    """Choose among the fields that have the value; unclear or out of place is a wish."""
    if mention.stance is Stance.REFUSED:
        return
    wanted = draft.categories()
    # "Marbled", a pattern, is no marble.
    said = " ".join(draft.sentence.words[mention.start : mention.end])
    mention.options = tuple(m for m in mention.options if said in m.values) or mention.options
    fitting = [m for m in mention.options if draft.lexicon.applies(m.field, wanted)]
    if not fitting:
        # Only some lamps have a pattern, but nothing else can be meant by "striped".
        occurring = [m for m in mention.options if draft.lexicon.occurs(m.field, wanted)]
        sized = [m for m in occurring if m.field in SIZE_FIELDS]  # "dumbbells 3 kg"
        fitting = occurring if len(occurring) == 1 else sized
    # "Reversible", a feature as well as a style, is asked for as the feature.
    fitting = [m for m in fitting if not is_use_or_taste(m.field)] or fitting
    best, *others = fitting or list(mention.options)
    mention.field, mention.values = best.field, best.values
    total = sum(meaning.items for meaning in (best, *others))
    clear = bool(fitting) and best.items >= _CLEAR_SHARE * total
    unclear = not fitting or (not clear and others) or _is_of_many_things(draft, mention)
    if unclear and mention.stance is not Stance.NEEDLESS:
        _keep_in_words(draft, mention)
    elif mention.stance is Stance.WANTED and all(
        is_wish(meaning.field, meaning.values) for meaning in mention.options
    ):
        mention.stance = Stance.WISHED
    mention.options = ()


def _is_of_many_things(draft: Draft, mention: Mention) -> bool:
    """Tell the long of "a long skirt", whose sleeves are not meant, from "long sleeves"."""
    return draft.sentence.words[mention.start : mention.end] in (("long",), ("short",))


def _keep_in_words(draft: Draft, mention: Mention) -> None:
    """Make it a wish in words: which of its meanings is meant cannot be told.

    The cordless of "a cordless drill", where only headphones are wireless, is no value
    of the shop: it stays in the request.
    """
    said = " ".join(draft.sentence.words[mention.start : mention.end])
    if said in synonyms() and not any(said in option.values for option in mention.options):
        give_up(draft, mention)
        mention.values = ()
        return
    averse = mention.stance is Stance.WISHED_AWAY
    source = draft.source(mention.start, mention.end)
    draft.add(mention.start, Prefer(Preference(source.phrase, source, averse=averse)))
    mention.values = ()


def _firm_up_audience(draft: Draft, mention: Mention) -> None:
    coverage = draft.moment.vocabulary.coverage
    somebodys = mention.stance is Stance.WANTED and is_somebody(draft, mention)
    wished = mention.stance is Stance.WISHED or somebodys
    if mention.field not in AUDIENCE_FIELDS or not wished:
        return
    wanted = draft.categories()
    if not wanted or mention.field not in coverage:
        return
    if draft.lexicon.applies(mention.field, wanted):
        mention.stance = Stance.WANTED
    elif not draft.lexicon.occurs(mention.field, wanted):
        mention.values = ()  # rods tell of nobody


def _alternatives(draft: Draft, mentions: list[Mention]) -> Iterator[list[Mention]]:
    """Group the mentions that make one requirement or wish; others stand alone."""
    groups: dict[object, list[Mention]] = {}
    for mention in mentions:
        if mention.stance is Stance.WANTED and not adds_up(mention.field):
            groups.setdefault(mention.field, []).append(mention)
        elif mention.stance not in (Stance.WANTED, Stance.WISHED):
            groups[id(mention)] = [mention]
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
            if joined := joined_values(draft, first, last):
                source = joined_source(draft, first.field, source)
            values = tuple(dict.fromkeys((*joined, *values)))
            constraint = Constraint(first.field, Operator.ANY_OF, source, values)
            yield Require(constraint) if adds_up(first.field) else Set(constraint)
        case Stance.REFUSED:
            for meaning in first.options or (Meaning(first.field, values, 0),):
                refused = _refused(meaning)
                yield Exclude(Constraint(meaning.field, Operator.NONE_OF, source, refused))
        case Stance.WISHED | Stance.WISHED_AWAY:
            averse = first.stance is Stance.WISHED_AWAY
            yield Prefer(Preference(source.phrase, source, first.field, values, averse))
        case Stance.NEEDLESS:
            yield from _taken_back(draft, first)


def _refused(meaning: Meaning) -> tuple[str, ...]:
    """Return what is ruled out: not for women is not against what suits everybody."""
    if meaning.field not in AUDIENCE_FIELDS or len(meaning.values) == 1:
        return meaning.values
    return tuple(value for value in meaning.values if value != _UNISEX)


def _taken_back(draft: Draft, mention: Mention) -> Iterator[Operation]:
    """Yield the removal of what so far required or ruled out the values; other values stand."""
    meanings = {m.field: m.values for m in mention.options} or {mention.field: mention.values}
    intent = draft.moment.intent
    for field, values in meanings.items():
        for constraint in intent.constraints.on(field):
            if set(constraint.values) & set(values):
                yield Remove(constraint)
                yield from _less(constraint, values)
        alone = not intent.constraints.on(field)
        wished = any(set(p.values) & set(values) for p in intent.preferences if p.field == field)
        if alone and wished and field not in (CATEGORY, BRAND):
            yield Clear(field)


def _less(constraint: Constraint, values: tuple[str, ...]) -> Iterator[Operation]:
    """Yield the navy of "green or navy" where the green is taken back; a person has no rest."""
    rest = tuple(value for value in constraint.values if value not in values)
    if not rest or constraint.field in (CATEGORY, *AUDIENCE_FIELDS):
        return
    kept = replace(constraint, values=rest)
    if constraint.operator is Operator.NONE_OF:
        yield Exclude(kept)
    else:
        yield Require(kept) if adds_up(constraint.field) else Set(kept)
