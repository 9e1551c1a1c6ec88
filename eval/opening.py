"""Opens systems under test by what is typed for them."""

import time
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, TypeVar

from pydantic import ValidationError

from assistant.assistant import Assistant
from assistant.bootstrap import build_assistant, open_language_model, open_text_encoder
from assistant.models.chat_model import ChatModel, ModelStatus, Readiness
from assistant.models.model_weights import QWEN_SMALL
from assistant.settings import LanguageModel, Settings
from assistant.stages import Observer, unobserved
from eval.provenance import encoder_line, items_line
from eval.simulator.shop import Shop
from eval.systems import (
    InProcess,
    OverHttp,
    Stopwatch,
    System,
    SystemUnderTestError,
    client_for,
)
from retrieval.catalog import Catalogue

AISLE: Final = "aisle"
LANGCHAIN: Final = "langchain"
RANDOM: Final = "random"
MOST_RATED: Final = "most-rated"
SETTLE_SECONDS: Final = 900.0
"""How long a language model may take to load."""

SYNTAX: Final = (
    "aisle (in process), aisle@0.7 (with that trade-off of variety), langchain, random, "
    "most-rated, http://HOST:PORT (Aisle's own interface), "
    "or openai+http://HOST:PORT/v1#MODEL"
)
"""What names a system."""

_Outcome = TypeVar("_Outcome")


class UnknownSystemError(ValueError):
    """No system is named so; the message says what can be."""


@dataclass(frozen=True, slots=True)
class OpenShop:
    """A shop whose shoppers are simulated.

    Attributes:
        settings: Where it is and which language model serves it.
        shop: As the simulator knows it.
        facts: What figures about it rest on.
    """

    settings: Settings
    shop: Shop
    facts: dict[str, str]


def open_shop(data: Path | None, llm: LanguageModel = LanguageModel.NONE) -> OpenShop:
    """Open the shop that is indexed.

    Args:
        data: Its home; None for the one in the settings.
        llm: The language model that systems use.

    Raises:
        CatalogueError: If the shop is not indexed or can't be opened.
        ShopError: If nothing in it can be bought.
    """
    settings = Settings.model_validate({} if data is None else {"home": data})
    catalogue = Catalogue(settings.catalogue_url())
    try:
        shop = Shop(catalogue.every_item(), catalogue.vocabulary())
        build = str(catalogue.published())
    finally:
        catalogue.close()
    facts = {
        "data": f"build {build}, {items_line(shop.items.values())}",
        "models": f"{encoder_line()}; language model: {model_line(settings, llm)}",
    }
    return OpenShop(settings.model_copy(update={"llm": llm}), shop, facts)


@contextmanager
def open_systems(names: Sequence[str], opened: OpenShop) -> Generator[list[System]]:
    """Open systems under test, and close them after.

    Args:
        names: As ``SYNTAX`` says.
        opened: The shop they serve.

    Raises:
        UnknownSystemError: If there is none of a name.
        SystemUnderTestError: If a language model was asked for and can't be had.
    """
    with ExitStack() as stack:
        yield [stack.enter_context(_open(name, opened)) for name in names]


@contextmanager
def open_system(names: Sequence[str], opened: OpenShop) -> Generator[System]:
    """Open the one system that a measurement is of, and close it after.

    Raises:
        UnknownSystemError: If there is not one name, or no system of it.
        SystemUnderTestError: If a language model was asked for and can't be had.
    """
    if len(names) != 1:
        raise UnknownSystemError(
            f"this measures one system, not {len(names)}; `aisle eval systems` compares several"
        )
    with _open(names[0], opened) as system:
        yield system


@contextmanager
def _open(name: str, opened: OpenShop) -> Generator[System]:
    items, k = tuple(opened.shop.items.values()), opened.settings.k
    kind, _, rest = name.partition("+")
    base, _, dial = name.partition("@")
    if base == AISLE:
        settings = opened.settings if not dial else _dialled(opened.settings, dial)
        with _aisle(settings, name) as system:
            yield system
    elif name == LANGCHAIN:
        with _langchain(opened) as system:
            yield system
    elif name in (RANDOM, MOST_RATED):
        from eval.baselines.floors import MostRated, RandomItems  # noqa: PLC0415 - seldom used

        yield RandomItems(items, k=k) if name == RANDOM else MostRated(items, k=k)
    elif name.startswith(("http://", "https://")):
        with client_for(name) as client:
            yield OverHttp(client, name)
    elif kind == "openai" and "#" in rest:
        from eval.openai_system import OverOpenAI  # noqa: PLC0415 - the client takes a second

        url, _, model = rest.rpartition("#")
        yield OverOpenAI(url, model, items, key=_key(opened.settings))
    else:
        raise UnknownSystemError(f"{name!r} names no system; there are: {SYNTAX}")


class _SettingsApart(Settings):
    """Settings whose sessions are kept in a folder of their own."""

    sessions_folder: Path

    def sessions_url(self) -> str:
        """Return the SQLAlchemy URL of the simulated sessions."""
        return f"sqlite:///{self.sessions_folder / 'sessions.sqlite'}"


@contextmanager
def assistant_apart(settings: Settings, observe: Observer = unobserved) -> Generator[Assistant]:
    """Open the shop's assistant with sessions of its own, that are gone afterwards.

    Raises:
        SystemUnderTestError: If a language model is set and can't be had.
    """
    with TemporaryDirectory(prefix="aisle-dialogues-") as folder:
        apart = _SettingsApart(**settings.model_dump(), sessions_folder=Path(folder))
        assistant = build_assistant(apart, observe)
        try:
            if settings.llm is not LanguageModel.NONE:
                settle(assistant.model_status)
            yield assistant
        finally:
            assistant.close()


@contextmanager
def _aisle(settings: Settings, name: str) -> Generator[System]:
    stopwatch = Stopwatch()
    with assistant_apart(settings, stopwatch.observe) as assistant:
        yield InProcess(assistant, name, stopwatch)


@contextmanager
def _langchain(opened: OpenShop) -> Generator[System]:
    from eval.baselines.langchain_chain import LangChainChain  # noqa: PLC0415 - takes seconds

    items = tuple(opened.shop.items.values())
    with language_model(opened.settings) as model:
        chain = LangChainChain(
            items, open_text_encoder(opened.settings), k=opened.settings.k, model=model
        )
        try:
            yield chain
        finally:
            chain.close()


@contextmanager
def language_model(settings: Settings) -> Generator[ChatModel | None]:
    """Open the language model that the settings name, once it can be asked; None for none.

    Raises:
        SystemUnderTestError: If it can't be had.
    """
    model = open_language_model(settings)
    try:
        if model is not None:
            settle(model.status)
        yield model
    finally:
        if model is not None:
            model.close()


def with_each(
    models: Sequence[LanguageModel], measure: Callable[[LanguageModel], _Outcome]
) -> tuple[list[_Outcome], list[str]]:
    """Measure with each language model; one that can't be had is left out.

    Args:
        models: In the order of the outcomes.
        measure: Raises ``SystemUnderTestError`` where the model can't be had.

    Returns:
        The outcomes, and a note on each model that was left out.
    """
    outcomes: list[_Outcome] = []
    notes: list[str] = []
    for llm in models:
        try:
            outcomes.append(measure(llm))
        except SystemUnderTestError as error:
            notes.append(f"{llm}: left out. {error}")
    return outcomes, notes


def settle(status: Callable[[], ModelStatus]) -> None:
    """Wait until a language model can be asked.

    Raises:
        SystemUnderTestError: If it can't be had.
    """
    until = time.monotonic() + SETTLE_SECONDS
    while status().readiness is Readiness.WARMING and time.monotonic() < until:
        time.sleep(0.1)
    if status().readiness is not Readiness.READY:
        raise SystemUnderTestError(f"the language model can't be had: {status().detail}")


def _dialled(settings: Settings, dial: str) -> Settings:
    try:
        return Settings.model_validate({**settings.model_dump(), "trade_off": dial})
    except ValidationError:
        raise UnknownSystemError(f"{dial!r} is no trade-off: aisle@0 to aisle@1") from None


def _key(settings: Settings) -> str:
    return settings.llm_key.get_secret_value() if settings.llm_key else "none"


def model_line(settings: Settings, llm: LanguageModel) -> str:
    """Name the language model in a line, with the hash of its weights where it is known."""
    if llm is LanguageModel.NONE:
        return "none"
    if llm is LanguageModel.EMBEDDED and settings.llm_model is None:
        return f"{QWEN_SMALL.name} (sha256 {QWEN_SMALL.packaged.files[0].sha256[:16]}), embedded"
    return f"{settings.llm_model or 'the default'} by {llm.value}"
