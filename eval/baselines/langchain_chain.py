"""The assistant that a LangChain tutorial ends with: retrieve from Chroma, let a model answer."""

import time
from collections.abc import Mapping, Sequence
from typing import Final

from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompt_values import PromptValue
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import Runnable, RunnableLambda

from assistant.models.chat_model import ChatModel, ChatModelError, ChatRequest
from eval.baselines.langchain_chroma_retriever import LangChainChroma
from eval.systems import Answer, Conversation
from retrieval.encoders.encoder import TextEncoder
from retrieval.items import Item

MAX_TOKENS: Final = 160
TIMEOUT_SECONDS: Final = 60.0

_CONDENSE: Final = (
    "Given the conversation, write the shopper's latest message as one request that can be "
    "understood without it. Write the request only."
)
_ANSWER: Final = (
    "You are a shop's assistant. Answer with the products given and nothing else, in three "
    "sentences at most."
)
_LATEST: Final = "{history}\nLatest message: {said}"
_GROUNDED: Final = "Products:\n{products}\n\nConversation:\n{history}\nShopper: {said}"

Chain = Runnable[dict[str, str], str]


class LangChainChain:
    """Retrieves by the distance of text in Chroma, and shows what comes.

    With a language model, it first makes one request of the conversation, as
    LangChain's history-aware retriever does, and then phrases the answer; without
    one the request is everything that was said, and the answer a template.
    """

    def __init__(
        self,
        items: Sequence[Item],
        encoder: TextEncoder,
        *,
        k: int,
        model: ChatModel | None = None,
        name: str = "langchain",
    ) -> None:
        """Embed the items.

        Args:
            items: The catalogue.
            encoder: The product's, so that only the rest differs.
            k: How many are shown.
            model: The product's, likewise; None for none.
            name: For the report.
        """
        self.name = name
        self._items = {item.item_id: item for item in items}
        self._retriever = LangChainChroma(items, encoder)
        self._k = k
        self._model = model

    def open(self) -> Conversation:
        """Open a session."""
        return _ChainConversation(self._retriever, self._items, self._k, self._model)

    def close(self) -> None:
        """Forget the collection."""
        self._retriever.close()


class _ChainConversation:
    def __init__(
        self,
        retriever: LangChainChroma,
        items: Mapping[str, Item],
        k: int,
        model: ChatModel | None,
    ) -> None:
        self._retriever = retriever
        self._items = items
        self._k = k
        self._said: list[str] = []
        self._history: list[str] = []
        self._condense = None if model is None else _chain(_CONDENSE, _LATEST, model)
        self._answer = None if model is None else _chain(_ANSWER, _GROUNDED, model)

    def say(self, text: str) -> Answer:
        began = time.perf_counter()
        self._said.append(text)
        found = [self._items[i] for i in self._retriever.rank(self._request(text), self._k)]
        first = time.perf_counter() - began
        words = self._phrased(text, found)
        self._history += [f"Shopper: {text}", f"Assistant: {words}"]
        return Answer(
            text=words,
            items=tuple(found),
            first_card_seconds=first if found else None,
            done_seconds=time.perf_counter() - began,
        )

    def _request(self, text: str) -> str:
        if self._condense is None or not self._history:
            return " ".join(self._said)
        return _or(self._condense, {"history": self._past(), "said": text}, " ".join(self._said))

    def _phrased(self, text: str, found: Sequence[Item]) -> str:
        named = "; ".join(_named(item) for item in found)
        template = f"Here is what I found: {named}."
        if self._answer is None:
            return template
        products = "\n".join(f"- {_named(item)}. {item.description[:200]}" for item in found)
        given = {"products": products, "history": self._past(), "said": text}
        return _or(self._answer, given, template)

    def _past(self) -> str:
        return "\n".join(self._history[-6:])


def _chain(instructions: str, content: str, model: ChatModel) -> Chain:
    def ask(prompt: PromptValue) -> str:
        system, human = (str(message.content) for message in prompt.to_messages())
        return model.complete(ChatRequest(system, human, MAX_TOKENS, TIMEOUT_SECONDS))

    prompt = ChatPromptTemplate.from_messages([("system", instructions), ("human", content)])
    return prompt | RunnableLambda(ask) | StrOutputParser()


def _or(chain: Chain, given: dict[str, str], otherwise: str) -> str:
    """Return what the chain says, or the other where the model gives no answer."""
    try:
        return chain.invoke(given)
    except ChatModelError:
        return otherwise


def _named(item: Item) -> str:
    price = f", {item.price.amount} {item.price.currency}" if item.price else ""
    return f"{item.title}{price}"
