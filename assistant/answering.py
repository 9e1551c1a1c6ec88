"""An intent to a reply: recommend a list, or answer in words."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from assistant.answers.answer import (
    ENOUGH_SIMILARITY,
    MOST_ITEMS,
    Answer,
    answer_about,
    answer_not_shown,
    answer_policy,
    answer_promotions,
    answer_which,
    asks_to_see,
    asks_which_has,
    asks_why,
    is_question,
    lead_untold,
)
from assistant.answers.compare import FEWEST, MOST, compare
from assistant.answers.goes_with import asks_what_goes_with
from assistant.answers.handing_over import lead_nobody, lead_order
from assistant.answers.question_parts import question_beside
from assistant.answers.small_talk import (
    lead_chat,
    lead_no_bargain,
    lead_other_currency,
    lead_sorry,
)
from assistant.ask import Ask
from assistant.find import Finder
from assistant.intent import Act, Intent
from assistant.recommending import Recommending
from assistant.reply import Outcome, Reply, Suggestion
from assistant.shop_knowledge import ShopKnowledge
from assistant.understanding.readers.languages import in_english
from assistant.understanding.reading import Moment, Reader, Remark
from retrieval.catalog import Catalogue
from retrieval.items import Item
from retrieval.vocabulary import Vocabulary

PASSAGES: Final = 3

HANDOVER: Final = {"en": "Talk to a person", "zh": "转人工"}


class Answering:
    """Answers asks from the shop's own items, policy and promotions."""

    def __init__(
        self,
        *,
        catalogue: Catalogue,
        knowledge: ShopKnowledge,
        finder: Finder,
        reader: Reader,
        today: Callable[[], date],
    ) -> None:
        """Put the parts together.

        Args:
            catalogue: The shop's items.
            knowledge: The shop's words and policy.
            finder: Finds and ranks.
            reader: The deterministic reader; tapped texts must read back by it.
            today: The day promotions are held against.
        """
        self._catalogue = catalogue
        self._knowledge = knowledge
        self._reader = reader
        self._today = today
        self._recommending = Recommending(catalogue, knowledge, finder, reader)

    def items(self, item_ids: Collection[str]) -> dict[str, Item]:
        """Return those of the items that are sold; see ``Catalogue.items``."""
        return self._catalogue.items(item_ids)

    def vocabulary(self) -> Vocabulary:
        """Return the words of the shop that serves now."""
        return self._knowledge.current().vocabulary

    def warm(self) -> None:
        """Load what the first turn would wait for.

        Raises:
            CatalogueEmptyError: If nothing was indexed yet.
        """
        nothing = Moment(0, "", None, Intent(), (), self.vocabulary())
        self._reader.read(nothing)

    def close(self) -> None:
        """Release the catalogue."""
        self._catalogue.close()

    def answer(self, ask: Ask) -> Reply:
        """Answer: a list with its lead, or words alone where nothing is sought.

        Raises:
            CatalogueEmptyError: If nothing was indexed yet.
        """
        words_alone = {
            Act.CHAT: self._chat,
            Act.HANDOFF: self._handoff,
            Act.POLICY_QUESTION: self._policy,
            Act.PROMOTIONS: self._promotions,
            Act.ASK_ABOUT: self._about,
            Act.COMPARE: self._comparison,
        }
        answer = words_alone.get(ask.intent.act, self._recommending.recommend)
        if ask.remark is Remark.NOT_SHOWN:
            answer = self._not_shown
        reply = replace(answer(ask), currency=self.vocabulary().currency)
        if ask.remark is Remark.OTHER_CURRENCY and reply.currency:
            lead = lead_other_currency(reply.currency, ask.intent.language)
            seeks = ask.intent.act is not Act.CHAT
            return replace(reply, text=f"{reply.text} {lead}" if seeks else lead)
        return reply

    @staticmethod
    def _not_shown(ask: Ask) -> Reply:
        return _worded(answer_not_shown(len(ask.shown), ask.intent.language), ask.intent)

    def _chat(self, ask: Ask) -> Reply:
        seeking = bool(ask.shown) and not ask.intent.seeks_nothing
        language = ask.intent.language
        if ask.remark is Remark.COMPLAINT:
            return Reply(lead_sorry(language), ask.intent)
        return Reply(lead_chat(ask.said, language, seeking=seeking), ask.intent)

    def _handoff(self, ask: Ask) -> Reply:
        orders = ask.remark in (Remark.ORDER, Remark.ORDER_ASKING)
        lead = (lead_order if orders else lead_nobody)(ask.intent.language)
        asked = question_beside(ask.said) if ask.remark is Remark.ORDER_ASKING else ""
        told = self._policy(replace(ask, said=asked)) if asked else Reply("", ask.intent)
        text = f"{lead} {told.text}" if told.passages else lead
        return Reply(text, ask.intent, passages=told.passages, outcome=Outcome.HANDED_OVER)

    def _policy(self, ask: Ask) -> Reply:
        search = self._knowledge.current().passages.search
        asked, found = ask.said, search(ask.said, PASSAGES)
        english = in_english(ask.said) if ask.intent.language == "zh" else ""
        if english and not (found and found[0][1] >= ENOUGH_SIMILARITY):
            asked, found = english, search(english, PASSAGES)  # the pages may be in English
        answer = answer_policy(asked, found, ask.intent.language)
        return _worded(answer, ask.intent)

    def _promotions(self, ask: Ask) -> Reply:
        today = self._today()
        running = self._catalogue.promotions(today)
        answer = answer_promotions(running, today, ask.intent.language)
        text = answer.text
        if ask.remark is Remark.BARGAIN:
            text = f"{lead_no_bargain(ask.intent.language)} {text}"
        return Reply(text, ask.intent, promotions=tuple(running))

    def _about(self, ask: Ask) -> Reply:
        items = self._meant(ask)
        if items and asks_to_see(ask.said):
            return self._recommending.show(ask, items)
        if items and asks_why(ask.said) and all(item.item_id in ask.shown for item in items):
            return self._recommending.why(ask, items)
        if len(items) == 1 and asks_what_goes_with(ask.said):
            together = self._recommending.goes_with(ask, items[0])
            if together is not None:
                return together
        question = ask.intent.question or ask.said
        answer = answer_about(question, items, ask.intent, self._family(items), self._shown(ask))
        if answer.fields or not items:
            return _worded(answer, ask.intent)
        if not is_question(ask.said):
            return self._recommending.show(ask, items)
        return _worded(answer, ask.intent)

    def _comparison(self, ask: Ask) -> Reply:
        meant, shown = self._meant(ask), self._shown(ask)
        meant = meant if len(meant) >= FEWEST else shown
        if verdict := answer_which(ask.said, meant, ask.intent, shown, self._family(shown)):
            return _worded(verdict, ask.intent)
        if meant and asks_which_has(ask.said):
            answer = answer_about(ask.said, meant, ask.intent, self._family(meant))
            return _worded(answer, ask.intent)
        items = meant[:MOST]
        if len(items) < FEWEST:
            return self._recommending.recommend(ask)
        side_by_side = compare(items, ask.intent)
        lead = lead_untold(ask.said, ask.intent.language)
        return Reply(f"{lead}{side_by_side.sentence}", ask.intent, comparison=side_by_side)

    def _family(self, items: Sequence[Item]) -> list[Item]:
        """Return all colours of the items that are answered for."""
        families = dict.fromkeys(item.family_id for item in items[:MOST_ITEMS])
        return [each for family in families for each in self._catalogue.family(family)]

    def _shown(self, ask: Ask) -> list[Item]:
        return list(self._catalogue.items(ask.shown).values())

    def _meant(self, ask: Ask) -> list[Item]:
        """Return the items a question is about: those referred to, or the only one shown."""
        ids = ask.intent.references or (ask.shown if len(ask.shown) == 1 else ())
        return list(self._catalogue.items(ids).values())


def _worded(answer: Answer, intent: Intent) -> Reply:
    person = HANDOVER["zh" if intent.language == "zh" else "en"]
    suggestions = (Suggestion(person, person),) if answer.handover else ()
    known = answer.fields or answer.passages
    return Reply(
        answer.text,
        intent,
        passages=answer.passages,
        suggestions=suggestions,
        outcome=Outcome.ANSWERED if known else Outcome.UNANSWERED,
    )
