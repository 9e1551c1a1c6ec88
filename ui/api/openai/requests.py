"""What OpenAI's clients ask, as far as it means something to a shop."""

import base64
import binascii
from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from retrieval.photos import LARGEST_FILE
from ui.api.conversations import Said
from ui.api.messages import MAX_TEXT
from ui.api.problems import RequestError

MODEL: Final = "aisle"
MOST_MESSAGES: Final = 2_000

_IMAGE_REMEDY: Final = "Send the photo itself: `data:image/jpeg;base64,...`, at most 15 MB."


class _Part(BaseModel):
    # Clients send fields that we have no use for, and new ones every year.
    model_config = ConfigDict(extra="ignore", frozen=True)


class TextPart(_Part):
    """Words."""

    type: Literal["text"]
    text: str = Field(max_length=MAX_TEXT)


class ImageURL(_Part):
    """A photo as a data URL; the shop fetches nothing from elsewhere."""

    url: str


class ImagePart(_Part):
    """A photo."""

    type: Literal["image_url"]
    image_url: ImageURL


Part = Annotated[TextPart | ImagePart, Field(discriminator="type")]


class ChatMessage(_Part):
    """One message; only the shopper's (``user``) are read.

    What the assistant said follows from them, and what a ``system`` message says
    cannot change the shop's rules.
    """

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: Annotated[str, Field(max_length=MAX_TEXT)] | tuple[Part, ...] | None = None


class StreamOptions(_Part):
    """What a stream carries besides."""

    include_usage: bool = False


class ListOptions(BaseModel):
    """What the shop's own list can be told; sent as ``extra_body={"aisle": ...}``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    k: int | None = Field(default=None, ge=1, le=50, description="Length of the list wanted.")
    trade_off: float | None = Field(
        default=None, ge=0, le=1, description="Weight of variety: 0 is similar, 1 is varied."
    )


class ChatCompletionRequest(_Part):
    """A conversation, whole; parameters not named here change nothing."""

    model_config = ConfigDict(
        extra="ignore",
        frozen=True,
        json_schema_extra={
            "example": {
                "model": MODEL,
                "messages": [
                    {"role": "user", "content": "a waterproof jacket under $120, not black"},
                    {"role": "assistant", "content": "Here are six waterproof jackets ..."},
                    {"role": "user", "content": "cheaper, and in green"},
                ],
                "stream": False,
                "aisle": {"k": 3, "trade_off": 0.3},
            }
        },
    )

    model: str = Field(max_length=200)
    messages: tuple[ChatMessage, ...] = Field(min_length=1, max_length=MOST_MESSAGES)
    stream: bool = False
    stream_options: StreamOptions | None = None
    n: int | None = 1
    user: str | None = Field(
        None, max_length=512, description="Keeps the conversations of your users apart."
    )
    response_format: dict[str, Any] | None = None
    aisle: ListOptions = ListOptions()


def history(request: ChatCompletionRequest) -> list[Said]:
    """Return the shopper's turns, oldest first, at least one.

    Raises:
        RequestError: If the request wants what a shop cannot do, the last
            message is not the shopper's or says nothing, or a photo is no photo.
    """
    _check(request)
    turns = [_said(message) for message in request.messages if message.role == "user"]
    if not turns or request.messages[-1].role != "user":
        raise _wrong(
            "last_message", "The last message is not the user's.", "End with what the user says."
        )
    if not turns[-1].text.strip() and turns[-1].photo is None:
        raise _wrong("empty_turn", "The last message says nothing.", "Send text, a photo or both.")
    return [turn for turn in turns if turn.text.strip() or turn.photo is not None]


def _check(request: ChatCompletionRequest) -> None:
    if request.model != MODEL:
        raise unknown_model(request.model)
    if request.n not in (None, 1):
        raise _wrong("n", "There is one answer to a turn.", "Leave `n` away.")
    kind = (request.response_format or {}).get("type", "text")
    if kind != "text":
        raise _wrong(
            "response_format",
            "The shop answers in words, not in a format of yours.",
            "Leave `response_format` away; the items stand in the message's `annotations`.",
        )


def unknown_model(name: str) -> RequestError:
    """Return the refusal of a model that is not here."""
    return RequestError(
        HTTPStatus.NOT_FOUND,
        "model_not_found",
        f"The model {name[:80]!r} is not here.",
        f"Ask for `{MODEL}`.",
    )


def _said(message: ChatMessage) -> Said:
    if message.content is None or isinstance(message.content, str):
        return Said(message.content or "")
    words = [part.text for part in message.content if isinstance(part, TextPart)]
    photos = [part.image_url.url for part in message.content if isinstance(part, ImagePart)]
    return Said("\n".join(words), _photo(photos))


def _photo(urls: Sequence[str]) -> bytes | None:
    if not urls:
        return None
    if len(urls) > 1:
        raise _wrong("image_url", "A message carries several photos.", "Send one at a time.")
    head, comma, data = urls[0].partition(",")
    if not (comma and head.startswith("data:image/") and head.endswith(";base64")):
        raise _wrong("image_url", "The photo is no base64 data URL.", _IMAGE_REMEDY)
    if len(data) > LARGEST_FILE * 4 // 3 + 4:
        raise _wrong("image_url", "The photo is too large.", _IMAGE_REMEDY)
    try:
        return base64.b64decode(data, validate=True)
    except binascii.Error:
        raise _wrong("image_url", "The photo's base64 is damaged.", _IMAGE_REMEDY) from None


def _wrong(code: str, message: str, remedy: str) -> RequestError:
    return RequestError(HTTPStatus.UNPROCESSABLE_ENTITY, code, message, remedy)
