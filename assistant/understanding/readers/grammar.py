"""The deterministic reader: every idea of the grammar, in order, over one turn."""

from collections.abc import Callable
from typing import Final

from assistant.intent import Act, Describe, Look, Operation, Refer, StartOver, Undo
from assistant.understanding.readers.acts import (
    act_of,
    asks_for_person,
    haggles,
    is_greeting,
    is_thanks,
    take_act_words,
)
from assistant.understanding.readers.asides import (
    find_asides,
    find_orders,
    is_indifferent,
    is_off_topic,
    take_unread,
)
from assistant.understanding.readers.audience import find_audience
from assistant.understanding.readers.bare_sizes import find_bare_sizes
from assistant.understanding.readers.belongings import leave_out_belongings
from assistant.understanding.readers.called import find_called
from assistant.understanding.readers.capacity import find_capacity
from assistant.understanding.readers.causes import leave_out_causes
from assistant.understanding.readers.commands import find_commands
from assistant.understanding.readers.comparatives import find_comparatives
from assistant.understanding.readers.compared_places import find_compared_places
from assistant.understanding.readers.complaints import find_complaints
from assistant.understanding.readers.contents import leave_out_contents
from assistant.understanding.readers.corrections import leave_out_released
from assistant.understanding.readers.counts import find_counts
from assistant.understanding.readers.doings import find_doings
from assistant.understanding.readers.done_with import find_done_with
from assistant.understanding.readers.draft import Draft, Stance, is_said
from assistant.understanding.readers.exemplified import find_exemplified
from assistant.understanding.readers.foreign_sizes import find_foreign_sizes
from assistant.understanding.readers.free_from import find_free_from
from assistant.understanding.readers.giving import find_giving
from assistant.understanding.readers.goods import find_goods
from assistant.understanding.readers.held_things import find_held_things
from assistant.understanding.readers.interests import find_interests
from assistant.understanding.readers.languages import language_of
from assistant.understanding.readers.lead_ins import leave_out_lead_ins
from assistant.understanding.readers.lexicon import Lexicon
from assistant.understanding.readers.liking import leave_out_praised_parts
from assistant.understanding.readers.measures import find_measures
from assistant.understanding.readers.mentions import find_mentions
from assistant.understanding.readers.narrative import leave_out_narrative
from assistant.understanding.readers.needless_words import find_needless_words
from assistant.understanding.readers.opinions import find_opinions
from assistant.understanding.readers.origins import find_origins
from assistant.understanding.readers.owning import find_oneself
from assistant.understanding.readers.passing import (
    find_exhausted,
    find_passing,
    leave_out_passed_over,
)
from assistant.understanding.readers.pets_things import leave_out_pets_things
from assistant.understanding.readers.pointing import leave_out_disliked, point
from assistant.understanding.readers.policies import asks_policy
from assistant.understanding.readers.price_spans import (
    find_most_prices,
    find_price_spans,
    find_same_prices,
)
from assistant.understanding.readers.price_wishes import leave_out_means
from assistant.understanding.readers.prices import find_prices
from assistant.understanding.readers.putting_off import leave_out_put_off
from assistant.understanding.readers.quality import find_quality
from assistant.understanding.readers.questions import find_questions
from assistant.understanding.readers.references import find_borrowed, find_references
from assistant.understanding.readers.releases import find_releases, release_everybody
from assistant.understanding.readers.requirements import require_mentions
from assistant.understanding.readers.returning import find_returning
from assistant.understanding.readers.sensitive_skin import find_sensitive_skin
from assistant.understanding.readers.sentence import Kind, tokenise
from assistant.understanding.readers.similar import find_its_brand, find_its_like
from assistant.understanding.readers.size_spans import find_size_spans
from assistant.understanding.readers.size_steps import find_size_steps
from assistant.understanding.readers.sizes import find_sizes
from assistant.understanding.readers.stances import find_stances
from assistant.understanding.readers.subject import describe, is_unheard_of
from assistant.understanding.readers.such_ones import find_such_ones
from assistant.understanding.readers.told_doings import leave_out_told_doings
from assistant.understanding.readers.told_prices import leave_out_told_prices
from assistant.understanding.readers.word_forms import words
from assistant.understanding.readers.word_lists import cues, glossary
from assistant.understanding.reading import Moment, Reading, Remark
from retrieval.vocabulary import Vocabulary

_IDEAS: Final[tuple[Callable[[Draft], None], ...]] = (
    find_orders,
    find_commands,
    find_complaints,
    find_asides,
    find_done_with,
    find_releases,
    find_quality,
    find_compared_places,
    find_exemplified,
    find_prices,
    find_size_spans,
    find_audience,
    find_counts,
    find_size_steps,
    find_sizes,
    find_doings,
    find_origins,
    find_mentions,
    leave_out_pets_things,
    find_goods,
    leave_out_contents,
    leave_out_told_doings,
    find_giving,
    leave_out_put_off,
    release_everybody,
    find_bare_sizes,
    find_foreign_sizes,
    find_sensitive_skin,
    find_oneself,
    leave_out_belongings,
    leave_out_narrative,
    leave_out_causes,
    find_exhausted,
    find_its_brand,
    find_references,
    find_its_like,
    find_borrowed,
    find_interests,
    find_price_spans,
    find_same_prices,
    find_most_prices,
    leave_out_told_prices,
    find_questions,
    find_capacity,
    find_held_things,
    find_measures,
    find_comparatives,
    leave_out_means,
    find_stances,
    find_opinions,
    find_free_from,
    leave_out_praised_parts,
    find_passing,
    leave_out_passed_over,
    leave_out_lead_ins,
    find_returning,
    find_such_ones,
    find_called,
    require_mentions,
    find_needless_words,
    point,
    leave_out_disliked,
    leave_out_released,
)
"""In this order each idea sees what the ones before it left unread."""

_ASKING_THE_SHOP: Final = (Act.POLICY_QUESTION, Act.HANDOFF)
_ASKING: Final = (*_ASKING_THE_SHOP, Act.ASK_ABOUT, Act.COMPARE, Act.PROMOTIONS)
_CORRECTED: Final = ("en", "zh")
_QUESTION_CHARACTERS: Final = 500


class Grammar:
    """Reads a turn by rules alone: always ready, never waits, always the same.

    Attributes:
        name: For people and reports.
    """

    name = "grammar"

    def __init__(self) -> None:
        """Start without a vocabulary; the first turn brings it."""
        self._lexicon = Lexicon(Vocabulary())

    def ready(self) -> bool:
        """Return True."""
        return True

    def read(self, moment: Moment, seconds: float | None = None) -> Reading:  # noqa: ARG002 - rules need no time
        """Read the turn; see ``Reader.read``.

        Reads the first ``READ_CHARACTERS`` characters, in time linear in them.
        """
        lexicon = self._lexicon_for(moment.vocabulary)
        sentence = tokenise(moment.text, glossary())
        if language_of(sentence.text, "en") in _CORRECTED:
            shown = frozenset(word for item in moment.shown for word in words(item.title))
            sentence = lexicon.spelling.corrected(sentence, shown)
        draft = Draft(moment, sentence, lexicon)
        for idea in _IDEAS:
            idea(draft)
        return _reading(draft)

    def _lexicon_for(self, vocabulary: Vocabulary) -> Lexicon:
        lexicon = self._lexicon
        if lexicon.vocabulary is not vocabulary and lexicon.vocabulary != vocabulary:
            lexicon = self._lexicon = Lexicon(vocabulary)
        return lexicon


def _reading(draft: Draft) -> Reading:
    moment, text = draft.moment, draft.sentence.text
    blank = moment.intent.seeks_nothing or _starts_over(draft)
    if moment.photo_id is not None:
        if not draft.sentence.tokens:
            draft.add(0, Describe("", afresh=True))
        draft.add(0, Look(moment.photo_id))
    named = act_of(draft)
    act = named or Act.CHAT
    take_act_words(draft, act)
    if act in _ASKING_THE_SHOP or haggles(draft):
        draft.operations[:] = [one for one in draft.operations if _names_some(draft, one[1])]
    elif (
        is_off_topic(draft)
        or (not blank and is_unheard_of(draft))
        or _only_asks(draft, act)
        or is_thanks(draft)
    ):
        take_unread(draft)
    elif act is not Act.COMPARE:
        opened = describe(draft)
        if named is None and _changes(draft):
            act = Act.RECOMMEND if opened or blank else Act.REFINE
    stances = [*(one.stance for one in draft.mentions), *(one[2] for one in draft.refused_words)]
    needless = Stance.NEEDLESS in stances or any(draft.told)
    if (
        act is Act.CHAT
        and not blank
        and not _changes(draft)
        and (needless or is_indifferent(draft))
    ):
        act = Act.REFINE  # an answer to a question that changes nothing
    if act is Act.CHAT and any(isinstance(op, Refer) for _, op in draft.operations):
        act = Act.ASK_ABOUT  # "the black one": whoever points wants to hear of it
    operations = _in_order(draft)
    recognised = any(not isinstance(operation, Describe) for operation in operations)
    return Reading(
        act=act,
        operations=operations,
        question=draft.sentence.plain.strip()[:_QUESTION_CHARACTERS] if act in _ASKING else "",
        language=language_of(text, moment.intent.language),
        unresolved=tuple(draft.unresolved),
        sure=recognised
        or act not in (Act.CHAT, Act.REFINE, Act.RECOMMEND)
        or _greets(draft)
        or is_indifferent(draft)
        or draft.complained
        or bool(draft.mentions or draft.unresolved or needless),
        remark=_remark(draft, act),
    )


def _only_asks(draft: Draft, act: Act) -> bool:
    """Tell "is the third heavy, I have bad knees" from "is it red? I need boots too"."""
    named = any(not draft.asked[one.start] for one in draft.mentions)
    seeks = is_said(draft, cues("subject.leads"), 0, len(draft.sentence))
    return act is Act.ASK_ABOUT and bool(draft.references) and not (named or seeks)


def _remark(draft: Draft, act: Act) -> Remark | None:
    if haggles(draft):
        return Remark.BARGAIN
    if act is Act.HANDOFF and not asks_for_person(draft):
        return Remark.ORDER_ASKING if asks_policy(draft) else Remark.ORDER
    if act in (Act.ASK_ABOUT, Act.CHAT) and draft.pointless and not draft.references:
        return Remark.NOT_SHOWN
    if draft.foreign:
        return Remark.OTHER_CURRENCY
    return Remark.COMPLAINT if draft.complained else None


def _in_order(draft: Draft) -> tuple[Operation, ...]:
    """Return the operations in the order they were said, each once."""
    placed = sorted(draft.operations, key=lambda placed: placed[0])
    return tuple(dict.fromkeys(operation for _, operation in placed))


def _changes(draft: Draft) -> bool:
    return any(not isinstance(operation, Refer) for _, operation in draft.operations)


def _names_some(draft: Draft, operation: Operation) -> bool:
    """Tell "can I return the second one" from "will they get here by Friday", of any order."""
    if not isinstance(operation, Refer):
        return False
    return len(draft.moment.shown) == 1 or len(operation.item_ids) < len(draft.moment.shown)


def _starts_over(draft: Draft) -> bool:
    return any(isinstance(operation, StartOver | Undo) for _, operation in draft.operations)


def _greets(draft: Draft) -> bool:
    spoken = any(token.kind is Kind.WORD for token in draft.sentence.tokens)
    return spoken and is_greeting(draft)
