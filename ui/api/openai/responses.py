"""What OpenAI's clients are answered, and the shop's own fields in it."""

from typing import Any, Literal

from pydantic import BaseModel, SerializerFunctionWrapHandler, model_serializer

from assistant.intent import Act
from assistant.reply import Question, Reply, Suggestion
from ui.api.messages import ChipMessage, ExplanationMessage, RankedItemMessage, chip_messages
from ui.api.openai.requests import MODEL


class URLCitation(BaseModel):
    """Where in the message's text an item stands, by character index."""

    start_index: int
    end_index: int
    title: str
    url: str


class Annotation(BaseModel):
    """An item of the list: OpenAI's ``url_citation``, with the item itself beside it."""

    type: Literal["url_citation"]
    url_citation: URLCitation
    item: RankedItemMessage


class Extras(BaseModel):
    """What a reply holds beside its text and items."""

    act: Act
    language: str
    chips: tuple[ChipMessage, ...]
    question: Question | None
    suggestions: tuple[Suggestion, ...]
    explanations: tuple[ExplanationMessage, ...]

    @classmethod
    def of(cls, reply: Reply) -> "Extras":
        """Return the extras of a finished reply."""
        return cls(
            act=reply.intent.act,
            language=reply.intent.language,
            chips=chip_messages(reply.intent, reply.currency),
            question=reply.question,
            suggestions=reply.suggestions,
            explanations=tuple(ExplanationMessage.of(e) for e in reply.explanations),
        )


class Usage(BaseModel):
    """Pieces of text, counted as ``usage.py`` says; photos are not counted."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class CompletionMessage(BaseModel):
    """The answer in Markdown, its items as annotations."""

    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None
    annotations: tuple[Annotation, ...]


class Choice(BaseModel):
    """The one answer."""

    index: Literal[0] = 0
    message: CompletionMessage
    logprobs: None = None
    finish_reason: Literal["stop"] = "stop"


class ChatCompletion(BaseModel):
    """The answer to a conversation."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str = MODEL
    choices: tuple[Choice]
    usage: Usage
    aisle: Extras


class Delta(BaseModel):
    """What a chunk adds to the message; what it does not add is left away."""

    role: Literal["assistant"] | None = None
    content: str | None = None
    annotations: tuple[Annotation, ...] | None = None

    @model_serializer(mode="wrap")
    def _without_nothing(self, serialise: SerializerFunctionWrapHandler) -> dict[str, Any]:
        return {name: value for name, value in serialise(self).items() if value is not None}


class ChunkChoice(BaseModel):
    """The one answer, in part."""

    index: Literal[0] = 0
    delta: Delta
    finish_reason: Literal["stop"] | None = None


class ChatCompletionChunk(BaseModel):
    """A part of the answer; ``aisle`` comes with the last one that has a choice."""

    id: str
    object: Literal["chat.completion.chunk"] = "chat.completion.chunk"
    created: int
    model: str = MODEL
    choices: tuple[ChunkChoice, ...]
    usage: Usage | None = None
    aisle: Extras | None = None


class Model(BaseModel):
    """A model that can be asked."""

    id: str = MODEL
    object: Literal["model"] = "model"
    created: int
    owned_by: str = "aisle"


class Models(BaseModel):
    """The models that can be asked."""

    object: Literal["list"] = "list"
    data: tuple[Model, ...]
