"""The only place that picks classes: settings in, an assistant out."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import lru_cache

from assistant.answering import Answering
from assistant.assistant import Assistant
from assistant.attendance import Attendance
from assistant.explaining.explain import Explainer, instructions
from assistant.find import Finder
from assistant.memory import Memory
from assistant.models.chat_model import ChatModel
from assistant.models.switching import SwitchingChatModel
from assistant.service.service import Service, open_service
from assistant.settings import LanguageModel, Settings
from assistant.shelf import Shelf
from assistant.shop_knowledge import ShopKnowledge
from assistant.stages import Observer, unobserved
from assistant.understanding.readers.grammar import Grammar
from assistant.understanding.readers.language_model import LanguageModelReader
from assistant.understanding.understand import Understanding
from ranking.linear import LinearRelevance
from ranking.rank import Ranker
from ranking.relevance import Signal
from retrieval.catalog import Catalogue
from retrieval.chroma import ChromaStore, open_chroma
from retrieval.embed import Encoding, image_encoding, text_encoding
from retrieval.encoders.checkpoint import CheckpointTextEncoder
from retrieval.encoders.encoder import ImageEncoder, TextEncoder
from retrieval.encoders.looks import open_looks
from retrieval.encoders.minilm import open_minilm
from retrieval.fold import fold, is_due
from retrieval.joint.encoder import JointEncoder, OpenJoint
from retrieval.joint.serving import joint_encodings, joint_opener
from retrieval.live import LiveShop
from retrieval.one_thread import one_blas_thread
from retrieval.query import Leg
from retrieval.retrieve import Retriever
from retrieval.vectors import VectorIndex
from retrieval.weights import Progress, silent


def build_service(settings: Settings) -> Service:
    """Open the service desk, whose ``desk`` the assistant is told of.

    Raises:
        OSError: If the secret of the audit log can be neither read nor made.
    """
    return open_service(settings.sessions_url(), settings.home / "audit.key")


def build_live_shop(settings: Settings) -> LiveShop:
    """Open what changes the shop while it serves; encoders are opened when first needed.

    Raises:
        CatalogueError: If the catalogue cannot be opened.
    """
    catalogue = Catalogue(settings.catalogue_url())

    # Each build has its own joint space, so another build needs other encodings.
    @lru_cache(1)
    def of_build(build_id: str | None) -> tuple[Encoding, ...]:
        return leg_encodings(settings, build_id)

    return LiveShop(
        catalogue, home=settings.home, encodings=lambda: of_build(catalogue.published())
    )


def fold_changes(settings: Settings) -> bool:
    """Fold what was changed into a build of its own, if it has become much; tell whether.

    Raises:
        BuildError: If another process builds, or the build fails.
    """
    catalogue = Catalogue(settings.catalogue_url())
    try:
        if not is_due(catalogue):
            return False
        vectors = open_chroma(settings.home, settings.chroma_url)
        encodings = leg_encodings(settings, catalogue.published())
        fold(catalogue, home=settings.home, vectors=vectors, encodings=encodings)
    finally:
        catalogue.close()
    return True


def open_checkpoint(settings: Settings) -> JointEncoder | None:
    """Open the checkpoint of texts and photos that the settings name, or None for none.

    Raises:
        EncoderError: If it cannot be loaded.
    """
    if settings.joint_model is None:
        return None
    from retrieval.encoders.clip import ClipCheckpoint  # noqa: PLC0415 - brings torch

    return ClipCheckpoint(settings.joint_model)


def leg_encodings(settings: Settings, build_id: str | None) -> tuple[Encoding, ...]:
    """Return how items are encoded for every leg of a build.

    Raises:
        WeightsError: If the encoders' weights cannot be had.
        EncoderError: If an encoder cannot be opened.
    """
    text = open_text_encoder(settings)
    image = open_looks(settings.models_dir())
    joint = (
        joint_opener(settings.home, text, image, open_checkpoint(settings))(build_id)
        if build_id is not None
        else None
    )
    return (text_encoding(text), image_encoding(image), *joint_encodings(joint))


def build_assistant(
    settings: Settings,
    observe: Observer = unobserved,
    attendance: Attendance | None = None,
) -> Assistant:
    """Open the shop as the settings say; a language model comes up in the background.

    From then on numpy works on the calling thread alone, in the whole process.

    Args:
        settings: What to open, and where.
        observe: Is told how long the stages of every turn took.
        attendance: Knows which conversations a person answers; None where
            nobody does.

    Raises:
        CatalogueError: If the catalogue cannot be opened; an empty one can.
        VectorStoreError: If the vectors cannot be reached.
        WeightsError: If the encoders' weights cannot be had.
        EncoderError: If an encoder cannot be opened.
        CrossEncoderError: If the cross-encoder is wanted and cannot be opened.
    """
    one_blas_thread()
    catalogue = Catalogue(settings.catalogue_url())
    text_encoder = open_text_encoder(settings)
    retriever = build_retriever(settings, catalogue, text_encoder)
    grammar = Grammar()
    model = open_language_model(settings)
    readers = (
        [grammar, LanguageModelReader(model, settings.llm_timeout)]
        if model is not None
        else [grammar]
    )
    knowledge = ShopKnowledge(catalogue, text_encoder)
    finder = Finder(retriever, Ranker(LinearRelevance(_signals(settings))), observe)
    answering = Answering(
        catalogue=catalogue,
        knowledge=knowledge,
        finder=finder,
        reader=grammar,
        today=_today,
    )
    if catalogue.published() is not None:
        retriever.warm()
        answering.warm()
    return Assistant(
        memory=Memory(settings.sessions_url()),
        understanding=Understanding(readers),
        answering=answering,
        explainer=Explainer(model, timeout=settings.llm_timeout),
        shelf=Shelf(catalogue, knowledge, finder),
        model=model,
        k=settings.k,
        trade_off=settings.trade_off,
        read_seconds=settings.read_seconds,
        observe=observe,
        attendance=attendance,
    )


def _signals(settings: Settings) -> list[Signal]:
    """Open what the ranker weighs beside what retrieval found.

    Raises:
        CrossEncoderError: If the cross-encoder is wanted and cannot be opened.
    """
    if not settings.cross_encoder:
        return []
    from ranking.cross_encoder.reading import Reading  # noqa: PLC0415 - few shops want it
    from ranking.cross_encoder.serving import open_cross_encoder  # noqa: PLC0415 - likewise

    return [Reading(open_cross_encoder(settings.models_dir()))]


def build_retriever(
    settings: Settings, catalogue: Catalogue, text_encoder: TextEncoder
) -> Retriever:
    """Open what searches the shop.

    Args:
        settings: Where the vectors are.
        catalogue: Of the shop.
        text_encoder: The one that the shop was indexed with.

    Raises:
        VectorStoreError: If the vectors cannot be reached.
        WeightsError: If the encoders' weights cannot be had.
        EncoderError: If an encoder cannot be opened.
    """
    image_encoder = open_looks(settings.models_dir())
    store = open_chroma(settings.home, settings.chroma_url)
    open_joint = joint_opener(settings.home, text_encoder, image_encoder, open_checkpoint(settings))
    return Retriever(
        catalogue,
        text_encoder=text_encoder,
        multilingual=settings.text_checkpoint is not None,
        image_encoder=image_encoder,
        open_index=_indexes(store, text_encoder, image_encoder, open_joint),
        open_joint=open_joint,
    )


def open_text_encoder(settings: Settings, progress: Progress = silent) -> TextEncoder:
    """Open the text encoder that the settings name.

    Args:
        settings: Name a checkpoint, or none for MiniLM.
        progress: Told of the download.

    Raises:
        WeightsError: If MiniLM's weights cannot be had.
        EncoderError: If the encoder cannot be opened.
    """
    if settings.text_checkpoint is None:
        return open_minilm(settings.models_dir(), progress=progress)
    return CheckpointTextEncoder(settings.text_checkpoint, prefix=settings.text_prefix)


def _indexes(
    store: ChromaStore, text: TextEncoder, image: ImageEncoder, open_joint: OpenJoint
) -> Callable[[Leg, str], VectorIndex | None]:
    encoders: dict[Leg, TextEncoder | ImageEncoder] = {Leg.TEXT: text, Leg.IMAGE: image}

    def open_index(leg: Leg, build_id: str) -> VectorIndex | None:
        encoder = encoders[leg] if leg in encoders else open_joint(build_id)
        if encoder is None:
            return None
        return store.find(leg, build_id, encoder.name, encoder.dimensions)

    return open_index


def open_language_model(settings: Settings) -> ChatModel | None:
    """Start the language model that the settings name, or return None for none."""
    # Each is imported only when it is chosen: langchain takes seconds to load.
    prefixes = {instructions("en"): settings.k, instructions("zh"): settings.k}
    match settings.llm:
        case LanguageModel.NONE:
            return None
        case LanguageModel.EMBEDDED:
            from assistant.models.embedded import start_embedded  # noqa: PLC0415

            return SwitchingChatModel("embedded model", start_embedded(settings, prefixes))
        case LanguageModel.VLLM:
            from assistant.models.vllm_server import start_vllm  # noqa: PLC0415

            return SwitchingChatModel("vLLM server", start_vllm(settings, prefixes))
        case LanguageModel.URL:
            from assistant.models.vllm import start_url  # noqa: PLC0415

            return SwitchingChatModel("language model server", start_url(settings, prefixes))


def _today() -> date:
    return datetime.now(UTC).astimezone().date()
