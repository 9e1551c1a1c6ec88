"""An assistant over an indexed shop, with sessions of its own, for talking to it."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.assistant import Assistant
from assistant.bootstrap import build_assistant
from assistant.reply import Reply, Shown
from assistant.settings import LanguageModel, Settings
from eval.provenance import items_line
from retrieval.catalog import Catalogue
from retrieval.items import Item
from retrieval.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Talk:
    """An open assistant and what its shop sells.

    Attributes:
        assistant: Without a language model.
        items: All of the shop's.
        vocabulary: As the assistant has it.
        facts: What figures about it rest on.
    """

    assistant: Assistant
    items: tuple[Item, ...]
    vocabulary: Vocabulary
    facts: dict[str, str]

    def first_reply(self, said: str) -> Reply:
        """Return the reply to a turn that opens a conversation, without explanations."""
        session_id = self.assistant.open_session()
        try:
            event = next(iter(self.assistant.respond(session_id, said)))
        finally:
            self.assistant.forget(session_id)
        if not isinstance(event, Shown):
            raise TypeError(f"a turn began with {type(event).__name__}, not with Shown")
        return event.reply


class _Apart(Settings):
    """Settings whose sessions are kept in a folder of their own."""

    sessions_folder: Path

    def sessions_url(self) -> str:
        """Return the SQLAlchemy URL of the sessions of the measurement."""
        return f"sqlite:///{self.sessions_folder / 'sessions.sqlite'}"


@contextmanager
def open_talk(home: Path | None) -> Generator[Talk]:
    """Open the assistant of an indexed shop, and close it after.

    Args:
        home: The shop's; None for the one in the settings.

    Raises:
        CatalogueError: If the shop is not indexed or can't be opened.
    """
    settings = Settings.model_validate({} if home is None else {"home": home})
    catalogue = Catalogue(settings.catalogue_url())
    try:
        items, vocabulary = tuple(catalogue.every_item()), catalogue.vocabulary()
        build = catalogue.published()
    finally:
        catalogue.close()
    plain = settings.model_copy(update={"llm": LanguageModel.NONE})
    with TemporaryDirectory(prefix="aisle-talk-") as folder:
        assistant = build_assistant(_Apart(**plain.model_dump(), sessions_folder=Path(folder)))
        try:
            yield Talk(
                assistant, items, vocabulary, {"data": f"build {build}, {items_line(items)}"}
            )
        finally:
            assistant.close()
