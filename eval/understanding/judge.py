"""Holds a talk up to an utterance and tells how the state differs from what must hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.intent import Intent, State
from assistant.understanding.effects import state_after
from assistant.understanding.readers.word_forms import value_key, words
from assistant.understanding.reading import Moment
from assistant.understanding.understand import Understanding
from eval.understanding.catalogues import Listing
from eval.understanding.expected import Shop, understood
from eval.understanding.utterances import ANY_ACT, Outcome, Utterance, UtteranceError
from retrieval.items import Item


@dataclass(frozen=True, slots=True)
class Verdict:
    """How an utterance was understood.

    Attributes:
        utterance: It.
        misses: How the state differs from the outcome it is nearest to, a line
            each; empty where it is exactly right.
    """

    utterance: Utterance
    misses: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether the state is exactly what must hold."""
        return not self.misses


def judge(
    utterance: Utterance,
    listing: Listing,
    understanding: Understanding,
    model_seconds: float = 0,
) -> Verdict:
    """Hold the talk and judge the state after its last turn.

    The earlier turns are read as well, so what is misread there counts here.

    Args:
        utterance: The last turn and what came before it.
        listing: The catalogue of its shop.
        understanding: The readers.
        model_seconds: How long those after the first may take for a turn; they are
            asked where the first is not sure, as in the product.

    Raises:
        UtteranceError: If an item shown is not in the catalogue.
        ExpectedError: If the expected state cannot be read.
    """
    shown = shown_items(utterance, listing)
    state = State()
    for turn, text in enumerate((*utterance.earlier, utterance.said)):
        moment = Moment(
            turn=turn,
            text=text,
            photo_id=None,
            intent=state.intent,
            shown=shown if turn else (),
            vocabulary=listing.vocabulary,
        )
        state = state_after(state, understanding.read(moment, model_seconds))
    shop = Shop(listing.vocabulary, shown)
    found = [_misses(one, utterance.before, state.intent, shop) for one in utterance.outcomes]
    return Verdict(utterance, tuple(min(found, key=len)))


def shown_items(utterance: Utterance, listing: Listing) -> tuple[Item, ...]:
    """Return the items shown before the turn, in order.

    Raises:
        UtteranceError: If one is not in the catalogue.
    """
    lost = [item_id for item_id in utterance.shown if item_id not in listing.items]
    if lost:
        raise UtteranceError(f"{utterance.shop} does not sell {', '.join(lost)}")
    return tuple(listing.items[item_id] for item_id in utterance.shown)


def _misses(outcome: Outcome, before: str, intent: Intent, shop: Shop) -> list[str]:
    wanted = shop.expected(outcome.state, before)
    lines = wanted.misses(understood(intent), shop.so_called(intent.request))
    if outcome.act not in (ANY_ACT, intent.act):
        lines.append(f"act is {intent.act}, not {outcome.act}")
    named = outcome.liked | outcome.disliked | outcome.similar_to
    spoken_of = [one for one in intent.references if one in outcome.references or one not in named]
    pointing: Mapping[str, tuple[frozenset[str], Sequence[str]]] = {
        "liked": (outcome.liked, intent.liked),
        "disliked": (outcome.disliked, intent.disliked),
        "references": (outcome.references, spoken_of),
        "similar to": (outcome.similar_to, intent.similar_to),
        "passed": (outcome.passed, intent.passed),
    }
    lines += [
        f"{name} is {sorted(have)}, not {sorted(want)}"
        for name, (want, have) in pointing.items()
        if want != frozenset(have)
    ]
    request = set(value_key(words(intent.request)))
    lines += [
        f"request {intent.request!r} lacks {word!r}"
        for word in outcome.words
        if not set(value_key(words(word))) <= request
    ]
    return lines
