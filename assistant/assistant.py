"""A turn of the conversation, from what was said to the reply."""

import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Final

from PIL.Image import Image

from assistant.answering import Answering
from assistant.answers.handing_over import lead_passed_on, lead_waiting, lead_welcome
from assistant.ask import Ask
from assistant.attendance import Attendance, Turned, Unattended
from assistant.dialogue import Dialogue, RepeatedTurnError, Role, Turn
from assistant.exchanges import Exchange, KeptReply, retell
from assistant.explaining.explain import Explainer
from assistant.intent import Act, Describe, Operation, Pass, State
from assistant.memory import Memory, Session
from assistant.models.chat_model import ChatModel, ModelStatus, Readiness
from assistant.reply import Event, Explained, Explanation, Finished, Outcome, Reply, Shown
from assistant.shelf import Shelf
from assistant.stages import Observer, Stage, timed, unobserved
from assistant.turn_locks import TurnLocks
from assistant.understanding.effects import act_of_tap, fields_let_go, state_after
from assistant.understanding.readers.plain_chinese import plain
from assistant.understanding.reading import Moment, Reading
from assistant.understanding.understand import Understanding
from retrieval.catalog_errors import CatalogueEmptyError
from retrieval.items import Item
from retrieval.photos import open_photo

NO_MODEL: Final = ModelStatus(Readiness.UNAVAILABLE, "No language model is set.")


class Assistant:
    """Converses with any number of shoppers at once; safe for several threads."""

    def __init__(
        self,
        *,
        memory: Memory,
        understanding: Understanding,
        answering: Answering,
        explainer: Explainer,
        shelf: Shelf,
        model: ChatModel | None,
        k: int,
        trade_off: float,
        read_seconds: float = 0.0,
        observe: Observer = unobserved,
        attendance: Attendance | None = None,
    ) -> None:
        """Put the parts together.

        Args:
            memory: Keeps the sessions.
            understanding: Reads the turns.
            answering: Finds and words the reply.
            explainer: Explains the list.
            shelf: Searches the catalogue where nobody converses.
            model: The language model that is behind them, or None.
            k: Length of a list where the face says nothing else.
            trade_off: Weight of variety where the face says nothing else.
            read_seconds: How long a turn that the rules cannot read may wait for
                the model's reading.
            observe: Is told the stages' times.
            attendance: Knows which conversations a person answers; None where
                nobody does.
        """
        self._attendance = attendance or Unattended()
        self._memory = memory
        self._understanding = understanding
        self._answering = answering
        self._explainer = explainer
        self.shelf = shelf
        self._model = model
        self._k = k
        self._trade_off = trade_off
        self._read_seconds = read_seconds
        self._observe = observe
        self._turns = TurnLocks()

    def open_session(self) -> str:
        """Begin a conversation and return its id, which cannot be guessed."""
        return self._memory.open().session_id

    def respond(
        self,
        session_id: str,
        text: str,
        *,
        photo: bytes | None = None,
        k: int | None = None,
        trade_off: float | None = None,
        key: str | None = None,
    ) -> Iterator[Event]:
        """Answer what a shopper said.

        Args:
            session_id: From ``open_session``.
            text: What was said; of any length, of which the beginning is read.
            photo: An image file that came with it.
            k: List length in [1, 50]; None for the default.
            trade_off: Weight of variety in [0, 1]; None for the default.
            key: The face's own name for the turn, so that one sent twice counts
                once; its reply is kept, see ``exchanges``.

        Yields:
            ``Shown`` first, then ``Explained`` for each item, then ``Finished``.
            What was understood is kept even if nobody takes the later events.

        Raises:
            UnknownSessionError: If there is no such session.
            RepeatedTurnError: If the session has a turn of that key already.
            PhotoError: If the photo is none; nothing has changed then.
            CatalogueEmptyError: If nothing was indexed yet.
        """
        began = time.perf_counter()
        with self._turns.of(session_id):
            session = self._begin(session_id, key)
            photo_id = None
            if photo is not None:
                photo_id = self._memory.keep_photo(session_id, open_photo(photo))
            with timed(Stage.UNDERSTAND, self._observe):
                reading = self._read(session, text, photo_id)
            turn = Turn(Role.SHOPPER, text, photo_id, key=key)
            reply = self._answer(session, turn, reading, k, trade_off)
        yield from self._kept(session_id, key, "", self._stream(reply, began))

    def tap(
        self,
        session_id: str,
        operations: Sequence[Operation],
        *,
        k: int | None = None,
        trade_off: float | None = None,
        key: str | None = None,
        said: str = "",
    ) -> Iterator[Event]:
        """Answer a tap: a chip removed, undo, like, start over; see ``respond``.

        ``said`` is what the tap is called where it counts as a turn of its own.
        """
        began = time.perf_counter()
        with self._turns.of(session_id):
            session = self._begin(session_id, key)
            language = session.state.intent.language
            reading = Reading(act_of_tap(operations), tuple(operations), language=language)
            turn = Turn(Role.SHOPPER, "", key=key)
            reply = self._answer(session, turn, reading, k, trade_off)
        yield from self._kept(session_id, key, said, self._stream(reply, began))

    def say_as_agent(
        self, session_id: str, name: str, text: str, *, shown: Sequence[str] = ()
    ) -> int:
        """Add what an agent of the shop says, in turn with what the shopper says.

        Args:
            session_id: The conversation.
            name: The agent's, as the shopper sees it.
            text: What is said.
            shown: Ids of the items shown with it, in order.

        Returns:
            The turn's index in the dialogue.

        Raises:
            UnknownSessionError: If there is no such session.
        """
        turn = Turn(Role.AGENT, text, shown=tuple(shown), name=name)
        with self._turns.of(session_id):
            session = self._memory.load(session_id)
            self._memory.save(session.plus(turn))
        return len(session.dialogue)

    def draft(self, session_id: str) -> Reply:
        """Return what a colleague might answer now; nothing is said or kept.

        Who asked for a person gets what was sought before, or else a welcome.

        Raises:
            UnknownSessionError: If there is no such session.
            CatalogueEmptyError: If nothing was indexed yet.
        """
        session = self._memory.load(session_id)
        said = [turn for turn in session.dialogue if turn.role is Role.SHOPPER and turn.text]
        turn = said[-1] if said else Turn(Role.SHOPPER, "")
        intent = session.state.intent
        if intent.act is Act.HANDOFF:
            if intent.seeks_nothing:
                return Reply(lead_welcome(intent.language), intent)
            intent = replace(intent, act=Act.RECOMMEND)
        state = replace(session.state, intent=intent)
        silent = Reading(intent.act, (), language=intent.language)
        return self._answering.answer(
            self._ask(session, turn, state, silent, k=None, trade_off=self._trade_off)
        )

    def photo(self, session_id: str, photo_id: str) -> Image | None:
        """Return a photo that the shopper sent in this session, or None."""
        return self._memory.photo(session_id, photo_id)

    def forget(self, session_id: str) -> None:
        """Delete a conversation with its photos for good; an unknown id is ignored."""
        with self._turns.of(session_id):
            self._memory.forget(session_id)

    def state(self, session_id: str) -> State:
        """Return what is understood in a session.

        Raises:
            UnknownSessionError: If there is no such session.
        """
        return self._memory.load(session_id).state

    def dialogue(self, session_id: str) -> Dialogue:
        """Return what was said and shown in a session.

        Raises:
            UnknownSessionError: If there is no such session.
        """
        return self._memory.load(session_id).dialogue

    def exchanges(self, session_id: str) -> tuple[Exchange, ...]:
        """Return the whole conversation, with the replies of turns that had a key.

        Raises:
            UnknownSessionError: If there is no such session.
            CatalogueEmptyError: If items were shown and nothing is indexed now.
        """
        dialogue = self._memory.load(session_id).dialogue
        shown = {item_id for turn in dialogue for item_id in turn.shown}
        items = self._answering.items(shown) if shown else {}
        return retell(dialogue, self._memory.replies(session_id), items)

    def items(self, item_ids: Collection[str]) -> dict[str, Item]:
        """Return those of the items that are sold, as they stand now.

        Raises:
            CatalogueEmptyError: If nothing was indexed yet.
        """
        return self._answering.items(item_ids)

    def currency(self) -> str | None:
        """Return the currency of the shop's prices, ISO 4217; None without prices or items."""
        try:
            return self._answering.vocabulary().currency
        except CatalogueEmptyError:
            return None

    def model_status(self) -> ModelStatus:
        """Tell whether the language model can be asked now."""
        return self._model.status() if self._model is not None else NO_MODEL

    def close(self) -> None:
        """Release models, stores and indexes."""
        if self._model is not None:
            self._model.close()
        self._answering.close()
        self._memory.close()

    def _begin(self, session_id: str, key: str | None) -> Session:
        session = self._memory.load(session_id)
        if key is not None and session.dialogue.has(key):
            raise RepeatedTurnError(f"the conversation has a turn {key!r} already")
        return session

    def _kept(
        self, session_id: str, key: str | None, said: str, events: Iterator[Event]
    ) -> Iterator[Event]:
        """Pass the events on; the reply of a turn with a key is kept before it is told."""
        for event in events:
            if key is not None and not isinstance(event, Explained):
                self._memory.keep_reply(session_id, key, KeptReply(said, event.reply))
            yield event

    def _read(self, session: Session, text: str, photo_id: str | None) -> Reading:
        shown = self._answering.items(session.dialogue.shown())
        moment = Moment(
            turn=len(session.dialogue),
            text=text,
            photo_id=photo_id,
            intent=session.state.intent,
            shown=tuple(shown.values()),
            vocabulary=self._answering.vocabulary(),
            question=session.question,
        )
        if photo_id is not None:
            # A photo shows a subject of its own; what is said beside it still counts.
            reading = self._understanding.read(moment)
            return replace(reading, operations=(Describe("", afresh=True), *reading.operations))
        return self._understanding.read(moment, self._read_seconds)

    def _answer(
        self,
        session: Session,
        turn: Turn,
        reading: Reading,
        k: int | None,
        trade_off: float | None,
    ) -> Reply:
        trade_off = self._trade_off if trade_off is None else trade_off
        state = state_after(session.state, reading)
        name = self._attendance.attended_by(session.session_id)
        if name is not None:
            return self._pass_on(session, turn, state, name, trade_off)
        ask = self._ask(session, turn, state, reading, k=k, trade_off=trade_off)
        reply = self._answering.answer(ask)
        if reply.outcome is Outcome.HANDED_OVER and self._attendance.is_staffed():
            reply = replace(reply, text=lead_waiting(state.intent.language))
        shown = tuple(ranked.item.item_id for ranked in reply.items)
        question = reply.question.field if reply.question else None
        said = session.plus(turn).plus(Turn(Role.ASSISTANT, reply.text, shown=shown))
        self._memory.save(
            replace(
                said,
                state=State(reply.intent, state.past),
                asked=ask.asked | ({question} if question else set()),
                question=question,
            )
        )
        self._tell(said, turn, reply, trade_off)
        return reply

    def _pass_on(
        self, session: Session, turn: Turn, state: State, name: str, trade_off: float
    ) -> Reply:
        """Keep silent: note what was said and understood, and leave the answer to the agent."""
        said = session.plus(turn) if turn.text or turn.photo_id else session
        self._memory.save(replace(said, state=state))
        reply = Reply(
            lead_passed_on(name, state.intent.language),
            state.intent,
            outcome=Outcome.PASSED_ON,
            attended_by=name,
            currency=self.currency(),
        )
        self._tell(said, turn, reply, trade_off)
        return reply

    def _tell(self, session: Session, turn: Turn, reply: Reply, trade_off: float) -> None:
        at = max(len(session.dialogue) - 1, 0)
        self._attendance.turned(Turned(session.session_id, at, turn.text, reply, trade_off))

    def _ask(
        self,
        session: Session,
        turn: Turn,
        state: State,
        reading: Reading,
        *,
        k: int | None,
        trade_off: float,
    ) -> Ask:
        photo_id = state.intent.photo_id
        return Ask(
            intent=state.intent,
            said=plain(turn.text),
            shown=session.dialogue.shown(),
            photo=self._memory.photo(session.session_id, photo_id) if photo_id else None,
            asked=session.asked | fields_let_go(reading.operations),
            others=any(isinstance(each, Pass) for each in reading.operations),
            remark=reading.remark,
            k=self._k if k is None else k,
            trade_off=trade_off,
        )

    def _stream(self, reply: Reply, began: float) -> Iterator[Event]:
        self._observe(Stage.FIRST_CARD, time.perf_counter() - began)
        yield Shown(reply)
        found: dict[str, Explanation] = {}
        for explanation in self._explainer.explain(reply.intent, reply.items):
            if not found:
                self._observe(Stage.FIRST_SENTENCE, time.perf_counter() - began)
            found[explanation.item_id] = explanation
            yield Explained(explanation)
        ordered = tuple(found[ranked.item.item_id] for ranked in reply.items)
        self._observe(Stage.DONE, time.perf_counter() - began)
        yield Finished(replace(reply, explanations=ordered))
