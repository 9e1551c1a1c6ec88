"""What the latest word takes from what was required, ruled out or wished for before."""

from collections.abc import Callable
from dataclasses import replace

from assistant.intent import Intent
from assistant.understanding.readers.word_forms import noun_stem, words
from retrieval.constraints import CATEGORY, Constraint, Operator, Preference, lies_within


def is_widened_by(old: Constraint, new: Constraint) -> bool:
    """Tell whether both require one of several values and ``new`` has all of ``old``'s."""
    both = old.field == new.field and old.operator is new.operator is Operator.ANY_OF
    return both and set(old.values) <= set(new.values)


def says_the_same(one: Constraint, other: Constraint) -> bool:
    """Tell whether two differ in their source at most, and in the order of values."""
    return (one.field, one.operator, frozenset(one.values), one.bound) == (
        other.field,
        other.operator,
        frozenset(other.values),
        other.bound,
    )


def less_contradiction(old: Constraint, new: Constraint) -> Constraint | None:
    """Return ``old`` without what ``new`` contradicts or repeats; None if nothing is left."""
    if old.field != new.field:
        return old
    match (old.operator, new.operator):
        case (Operator.AT_LEAST, Operator.AT_MOST) | (Operator.AT_MOST, Operator.AT_LEAST):
            return None if _cross(old, new) else old
        case (Operator.ANY_OF, Operator.NONE_OF):
            return _keeping(old, lambda value: not any(lies_within(value, v) for v in new.values))
        case (Operator.NONE_OF, Operator.NONE_OF):
            return _keeping(old, lambda value: value not in new.values)
        case (Operator.NONE_OF, Operator.ANY_OF):
            return _keeping(old, lambda value: not any(lies_within(v, value) for v in new.values))
        case _:
            return old


def _cross(one: Constraint, other: Constraint) -> bool:
    """Tell whether a lower bound lies above an upper one."""
    lower = one.operator is Operator.AT_LEAST
    least, most = (one, other) if lower else (other, one)
    return least.bound is not None and most.bound is not None and least.bound > most.bound


def _keeping(old: Constraint, keep: Callable[[str], bool]) -> Constraint | None:
    values = tuple(value for value in old.values if keep(value))
    return replace(old, values=values) if values else None


def wish_beside(old: Preference, new: Constraint) -> Preference | None:
    """Return the preference as far as it can still be met beside ``new``."""
    if old.field != new.field or not old.values or not new.values or new.field == CATEGORY:
        return old
    ruled_out = new.operator is Operator.NONE_OF
    if ruled_out == old.averse:
        return old
    values = tuple(value for value in old.values if value not in new.values)
    return replace(old, values=values) if values else None


def less_wished(old: Constraint, wish: Preference) -> Constraint | None:
    """Return ``old`` without ruling out what is wished for now; None if nothing is left."""
    ruled_out = old.operator is Operator.NONE_OF and old.field == wish.field
    if not ruled_out or wish.averse or not set(old.values) & set(wish.values):
        return old
    return _keeping(old, lambda value: value not in wish.values)


def request_beside(request: str, wish: Preference) -> str:
    """Return the request without what is not liked any more: "not hoops" after "gold hoops"."""
    unwanted = {noun_stem(word) for word in words(wish.text)}
    left = [word for word in request.split() if noun_stem(word.casefold()) not in unwanted]
    known = {noun_stem(word.casefold()) for word in request.split()}
    let_go = wish.averse and wish.field is None and unwanted <= known
    return " ".join(left) if let_go else request


def request_without_kinds(before: Intent, after: Intent) -> str:
    """Return the request less the words of kinds sought no more: "soft toys" after "no toys"."""
    kept = after.constraints.on(CATEGORY)
    gone = [c for c in before.constraints.on(CATEGORY) if c.operator is Operator.ANY_OF]
    if any(c.operator is Operator.ANY_OF for c in kept):
        return before.request
    said = {noun_stem(word) for c in gone for word in words(c.source.phrase)}
    return " ".join(w for w in before.request.split() if noun_stem(w.casefold()) not in said)
