"""How operations change what is understood.

Four rules hold everywhere:

- The latest word wins. A new bound drops the opposite bound it contradicts, a
  value now required or wished for is no longer ruled out, and the other way round.
- Saying something twice changes nothing (only its source becomes the later one).
- ``references``, ``question`` and ``act`` belong to the turn: each ``apply``
  starts without them, and they make no step to undo.
- One turn is one step. A turn that changes nothing lasting ("thanks") makes
  none, so "undo" after it still takes back the last change.

Within a turn, operations that reach further count first, wherever they stand:
``Undo``, ``Return``, ``StartOver``, a fresh ``Describe``, ``Clear`` and ``Remove``, then the
rest in order. So operations on different fields may come in any order.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from assistant.intent import (
    Act,
    Clear,
    Describe,
    Dislike,
    Exclude,
    Intent,
    Like,
    Look,
    Operation,
    Pass,
    Prefer,
    Refer,
    Remove,
    Require,
    Return,
    SeekSimilar,
    Set,
    StartOver,
    State,
    Undo,
)
from assistant.understanding.contradictions import (
    is_widened_by,
    less_contradiction,
    less_wished,
    request_beside,
    request_without_kinds,
    says_the_same,
    wish_beside,
)
from assistant.understanding.going_back import returned, seeks_anew
from retrieval.constraints import (
    AVAILABILITY,
    BRAND,
    HIGH,
    LOW,
    LOWEST,
    PRICE,
    Constraint,
    Constraints,
    Operator,
    Preference,
)

HISTORY: Final = 50
"""How many turns can be undone."""

REMEMBERED_ITEMS: Final = 200
"""How many liked and how many disliked items are kept, the latest."""

REMEMBERED_PREFERENCES: Final = 30
REQUEST_CHARACTERS: Final = 600

AUDIENCE: Final = "audience"

_T = TypeVar("_T")


def apply(
    state: State,
    operations: Sequence[Operation],
    *,
    act: Act = Act.REFINE,
    question: str = "",
    language: str | None = None,
) -> State:
    """Apply a turn's operations, as one step that can be undone.

    Args:
        state: What held before; left unchanged.
        operations: In the order they were said; may be empty.
        act: What the turn does.
        question: The turn's own words where it asks something.
        language: ISO 639-1 code of the turn; None keeps the last one.

    Returns:
        The new state. ``Undo`` with nothing to undo leaves the intent as it is;
        ``StartOver`` is a step like any other, so it can be undone.
    """
    past = state.past
    before = _lasting(state.intent)
    for _ in (operation for operation in operations if isinstance(operation, Undo)):
        if past:
            before, past = past[-1], past[:-1]
    intent = returned(before, past, operations)
    if intent is not before:
        operations = [one for one in operations if not seeks_anew(one)]
    for operation in sorted(operations, key=_reach):
        intent = _changed(intent, operation)
    if _lasting(intent) != before:
        past = (*past, before)[-HISTORY:]
    spoken = language or state.intent.language
    return State(replace(intent, act=act, question=question, language=spoken), past)


def _lasting(intent: Intent) -> Intent:
    blank = Intent()
    return replace(
        intent, act=blank.act, references=(), question=blank.question, language=blank.language
    )


def _reach(operation: Operation) -> int:
    """Order operations by how far they reach; sorting by it keeps ties in order."""
    match operation:
        case Undo() | StartOver():
            return 0
        case Describe(afresh=True):
            return 1
        case Clear() | Remove():
            return 2
        case _:
            return 3


def _changed(intent: Intent, operation: Operation) -> Intent:  # noqa: C901, PLR0911, PLR0912 - one case an operation
    match operation:
        case Undo() | Return():
            return intent
        case StartOver():
            return Intent()
        case Describe(text, afresh=True):
            return replace(_for_a_new_subject(intent), request=_words(text))
        case Describe(text):
            return replace(intent, request=_joined(intent.request, text), lacking="")
        case Clear(field):
            return _cleared(intent, field)
        case Remove(constraint):
            return replace(intent, constraints=intent.constraints.without(constraint))
        case Set(constraint):
            return _set(intent, constraint)
        case Require(constraint):
            return _required(intent, constraint)
        case Exclude(constraint):
            return _excluded(intent, constraint)
        case Prefer(preference):
            return _preferred(intent, preference)
        case Like(item_id):
            return replace(
                intent,
                liked=_latest((*_less(intent.liked, item_id), item_id), REMEMBERED_ITEMS),
                disliked=_less(intent.disliked, item_id),
            )
        case Dislike(item_id):
            return replace(
                intent,
                liked=_less(intent.liked, item_id),
                disliked=_latest((*_less(intent.disliked, item_id), item_id), REMEMBERED_ITEMS),
                similar_to=_less(intent.similar_to, item_id),
            )
        case Pass(item_ids):
            passed = _distinct((*intent.passed, *item_ids))
            return replace(intent, passed=_latest(passed, REMEMBERED_ITEMS))
        case Refer(item_ids):
            return replace(intent, references=_distinct((*intent.references, *item_ids)))
        case SeekSimilar(item_ids):
            return replace(intent, similar_to=item_ids)
        case Look(photo_id):
            return replace(intent, photo_id=photo_id)


def _for_a_new_subject(intent: Intent) -> Intent:
    """Keep what is true of the shopper and drop what belonged to the old subject.

    Kept: whom it is for (``audience``), brands ruled out, "in stock only", liked
    and disliked items. Dropped: the request, the category, every other
    constraint and preference, what was passed over, references, ``similar_to``
    and the photo.
    """
    return Intent(
        act=intent.act,
        constraints=Constraints(tuple(c for c in intent.constraints if _is_personal(c))),
        preferences=tuple(p for p in intent.preferences if p.field == AUDIENCE),
        liked=intent.liked,
        disliked=intent.disliked,
        language=intent.language,
    )


def _is_personal(constraint: Constraint) -> bool:
    if constraint.field == BRAND:
        return constraint.operator is Operator.NONE_OF
    return constraint.field in (AUDIENCE, AVAILABILITY)


def _cleared(intent: Intent, field: str) -> Intent:
    return replace(
        intent,
        constraints=Constraints(tuple(c for c in intent.constraints if c.field != field)),
        preferences=tuple(p for p in intent.preferences if p.field != field),
    )


def _set(intent: Intent, new: Constraint) -> Intent:
    """Require it; what the same field and operator required goes.

    A bound also drops the opposite bound that it contradicts; required values
    are no longer ruled out, nor wished away.
    """
    kept = (c for c in intent.constraints if (c.field, c.operator) != (new.field, new.operator))
    return _agreeing(intent, kept, new)


def _required(intent: Intent, new: Constraint) -> Intent:
    """Require it too; the same or a narrower one ("wool", now "wool or silk") gives way."""
    kept = (c for c in intent.constraints if not (says_the_same(c, new) or is_widened_by(c, new)))
    return _agreeing(intent, kept, new)


def _excluded(intent: Intent, new: Constraint) -> Intent:
    """Rule it out too; what required or preferred exactly that loses it.

    Each value is ruled out once, by the latest word. Of a kind that is sought no more
    the request keeps no word.
    """
    left = _agreeing(intent, intent.constraints, new)
    return replace(left, request=request_without_kinds(intent, left))


def _agreeing(intent: Intent, kept: Iterable[Constraint], new: Constraint) -> Intent:
    """Return the intent with ``new`` last and everything against it taken away."""
    agreeing: list[Constraint] = []
    for old in kept:
        left = less_contradiction(old, new)
        if left is not None:
            agreeing = [c for c in agreeing if not says_the_same(c, left)]
            agreeing.append(left)
    wishes = [p for old in intent.preferences if (p := wish_beside(old, new)) is not None]
    return replace(intent, constraints=Constraints((*agreeing, new)), preferences=tuple(wishes))


def _preferred(intent: Intent, new: Preference) -> Intent:
    """Wish for it; values wished for are no longer ruled out."""
    left = (c for old in intent.constraints if (c := less_wished(old, new)) is not None)
    wishes = _preferring(intent.preferences, new)
    intent = replace(intent, request=request_beside(intent.request, new))
    return replace(intent, constraints=Constraints(tuple(left)), preferences=wishes)


def _preferring(old: tuple[Preference, ...], new: Preference) -> tuple[Preference, ...]:
    """Add a wish; the same wish said before, or its contrary, gives way."""
    kept = (
        wish
        for wish in old
        if (wish.field, wish.text.casefold()) != (new.field, new.text.casefold())
        and not (_is_price_level(wish) and _is_price_level(new))
        and not (wish.field == new.field and new.values and wish.values == new.values)
    )
    return _latest((*kept, new), REMEMBERED_PREFERENCES)


def _is_price_level(wish: Preference) -> bool:
    return wish.field == PRICE and wish.values in (LOW, HIGH, LOWEST)


def _joined(request: str, text: str) -> str:
    """Append the words that the request does not have yet."""
    have = {word.casefold() for word in request.split()}
    fresh = [word for word in text.split() if word.casefold() not in have]
    return _words(" ".join((request, *_distinct(fresh))))


def _words(text: str) -> str:
    """Return the words with single spaces, whole ones up to the length kept."""
    joined = " ".join(text.split())
    if len(joined) <= REQUEST_CHARACTERS:
        return joined
    return joined[:REQUEST_CHARACTERS].rsplit(" ", 1)[0]


def _less(items: tuple[str, ...], unwanted: str) -> tuple[str, ...]:
    return tuple(item for item in items if item != unwanted)


def _latest(items: tuple[_T, ...], count: int) -> tuple[_T, ...]:
    return items[-count:]


def _distinct(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
