"""A chat model behind any OpenAI-compatible URL, such as a vLLM server; langchain talks to it."""

import ipaddress
from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit

import httpx
import openai
from langchain_openai import ChatOpenAI
from langsmith import tracing_context
from pydantic import SecretStr

from assistant.models.chat_model import (
    ChatModelError,
    ChatModelTimeoutError,
    ChatModelUnavailableError,
    ChatRequest,
    ModelStatus,
    Readiness,
)
from assistant.models.circuit import Circuit
from assistant.models.fan_out import ask_each, ask_guarded
from assistant.models.switching import Backend, Start, Starting
from assistant.settings import Settings

AT_ONCE: Final = 32
_PROBE_SECONDS: Final = 5.0
_PROBE_EVERY_SECONDS: Final = 5.0
_WARM_UP_SECONDS: Final = 120.0


class VllmChatModel:
    """Asks a model over the OpenAI protocol, and rests when it does not answer.

    Args:
        url: Base URL of the protocol, such as ``http://gpu:8000/v1``.
        model: Name under which the server knows the model.
        key: What the server wants for a key, if anything.
        circuit: When to stop asking; the usual one by default.
    """

    def __init__(
        self,
        url: str,
        model: str,
        *,
        key: SecretStr | None = None,
        circuit: Circuit | None = None,
    ) -> None:
        self.name = model
        self._url = url
        self._circuit = circuit or Circuit()
        self._closed = False
        # A proxy has no business between the app and its own machine.
        self._client = openai.DefaultHttpxClient(trust_env=not _is_loopback(url))
        self._chat = ChatOpenAI(
            base_url=url,
            model=model,
            api_key=key or SecretStr("none"),
            temperature=0,
            max_retries=0,
            http_client=self._client,
        )

    def warm(self, prefixes: Iterable[str]) -> None:
        """Let the server compute these instructions once, so that it can reuse them.

        What goes wrong here goes wrong again, and is told, at the first question.
        """
        requests = [ChatRequest(prefix, "", 1, _WARM_UP_SECONDS) for prefix in prefixes]
        ask_each(self._ask, requests, AT_ONCE)

    def status(self) -> ModelStatus:
        """Tell at once whether it can be asked, by how it fared last."""
        if self._closed:
            return ModelStatus(Readiness.UNAVAILABLE, f"{self.name} is closed.")
        if rest := self._circuit.resting():
            return ModelStatus(
                Readiness.UNAVAILABLE,
                f"{self._url} does not answer; next try in {rest:.0f} s.",
            )
        return ModelStatus(Readiness.READY, f"{self.name} at {self._url}")

    def complete(self, request: ChatRequest) -> str:
        """Answer one request at temperature 0; see ``ChatModel.complete``."""
        answer = self.complete_each([request])[0]
        if isinstance(answer, ChatModelError):
            raise answer
        return answer

    def complete_each(self, requests: Sequence[ChatRequest]) -> list[str | ChatModelError]:
        """Answer several requests at once; see ``ChatModel.complete_each``."""
        if self._closed:
            return [ChatModelUnavailableError(f"{self.name} is closed.") for _ in requests]
        return ask_guarded(self._circuit, self._ask, requests, at_once=AT_ONCE)

    def close(self) -> None:
        """Close the connections; further calls raise ``ChatModelUnavailableError``."""
        self._closed = True
        self._client.close()

    def _ask(self, request: ChatRequest) -> str:
        options: dict[str, Any] = {"max_tokens": request.max_tokens, "timeout": request.timeout}
        if request.schema is not None:
            options["response_format"] = {
                "type": "json_schema",
                "json_schema": {"name": "answer", "schema": dict(request.schema), "strict": True},
            }
        messages = [("system", request.instructions), ("human", request.content)]
        try:
            # Prompts are the shoppers' words: they go to this URL and nowhere else.
            with tracing_context(enabled=False):
                message = self._chat.invoke(messages, **options)
        except openai.OpenAIError as error:
            raise self._translated(error, request.timeout) from error
        except (TypeError, ValueError, LookupError, AttributeError) as error:
            # langchain stumbles in its own ways over an answer that is not of the protocol.
            raise ChatModelError(f"{self._url} broke the protocol: {error}") from error
        if not isinstance(message.content, str) or not message.content.strip():
            raise ChatModelError(f"{self._url} gave an empty answer")
        return message.content.strip()

    def _translated(self, error: openai.OpenAIError, timeout: float) -> ChatModelError:
        match error:
            case openai.LengthFinishReasonError():
                return ChatModelError(f"{self.name} was cut off before its JSON was complete")
            case openai.APITimeoutError():
                return ChatModelTimeoutError(f"{self._url} gave no answer in {timeout:g} s")
            case openai.APIConnectionError():
                return ChatModelUnavailableError(f"{self._url} cannot be reached: {error}")
            case openai.AuthenticationError() | openai.PermissionDeniedError():
                return ChatModelUnavailableError(f"{self._url} wants another AISLE_LLM_KEY")
            case openai.RateLimitError() | openai.InternalServerError():
                return ChatModelUnavailableError(f"{self._url} is overloaded or broken: {error}")
            case _:
                return ChatModelError(f"{self._url} refused the request: {error}")


def start_url(settings: Settings, prefixes: Mapping[str, int]) -> Start:
    """Return what waits for ``settings.llm_url`` to answer, for a ``SwitchingChatModel``.

    Args:
        settings: Say the URL, its key and perhaps the model.
        prefixes: The instructions that will be used; see ``start_embedded``.
    """

    def start(starting: Starting) -> Backend:
        url = settings.llm_url
        if not url:
            raise ChatModelUnavailableError(
                "AISLE_LLM=url needs AISLE_LLM_URL, such as http://gpu:8000/v1."
            )
        served = _wait_for(url, settings.llm_key, starting)
        wanted = settings.llm_model or served[0]
        if wanted not in served:
            raise ChatModelUnavailableError(
                f"{url} serves {', '.join(served)} and not AISLE_LLM_MODEL={wanted}."
            )
        model = VllmChatModel(url, wanted, key=settings.llm_key)
        starting.say(f"Warming {wanted} at {url} up.")
        model.warm(prefixes)
        return Backend(model, is_alive=lambda: True)

    return start


def _wait_for(url: str, key: SecretStr | None, starting: Starting) -> list[str]:
    headers = {"Authorization": f"Bearer {key.get_secret_value()}"} if key else {}
    with httpx.Client(
        headers=headers, timeout=_PROBE_SECONDS, trust_env=not _is_loopback(url)
    ) as client:
        while True:
            try:
                answer = client.get(f"{url.rstrip('/')}/models")
            except httpx.InvalidURL as error:
                raise ChatModelUnavailableError(
                    f"AISLE_LLM_URL={url} is no URL: {error}"
                ) from error
            except (httpx.TransportError, httpx.UnsupportedProtocol) as error:
                starting.say(f"Waiting for {url}: {error}.")
            else:
                if answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
                    return _served(url, answer)
                starting.say(f"Waiting for {url}: it answers {answer.status_code}.")
            starting.pause(_PROBE_EVERY_SECONDS)


def _served(url: str, answer: httpx.Response) -> list[str]:
    if answer.status_code in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        raise ChatModelUnavailableError(f"{url} wants another key; set AISLE_LLM_KEY.")
    try:
        names = [str(model["id"]) for model in answer.json()["data"]]
    except (ValueError, LookupError, TypeError):
        names = []
    if not names:
        raise ChatModelUnavailableError(
            f"{url}/models answers {answer.status_code} and names no model: is AISLE_LLM_URL "
            "the base URL of an OpenAI-compatible server, with /v1 at its end?"
        )
    return names


def _is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
