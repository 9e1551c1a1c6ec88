"""Looks the installation over: what is there, what is missing, what to do."""

import importlib.util
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from assistant.settings import LanguageModel, Settings
from ui.commands.errors import CommandError
from ui.commands.ports import is_free

OLDEST_PYTHON: Final = (3, 11)
FREE_BYTES: Final = 2 * 10**9
"""Room for weights, index and a second build beside the first."""

# What a shop can't run without: the import name, and the package that has it.
_PACKAGES: Final = {
    "chromadb": "chromadb",
    "fastapi": "fastapi",
    "gradio": "gradio",
    "numpy": "numpy",
    "onnxruntime": "onnxruntime",
    "PIL": "pillow",
    "sqlalchemy": "sqlalchemy",
    "tokenizers": "tokenizers",
    "uvicorn": "uvicorn",
}
_BY_MODEL: Final = {
    LanguageModel.EMBEDDED: {"xllamacpp": "xllamacpp"},
    LanguageModel.VLLM: {"langchain_openai": "langchain-openai"},
    LanguageModel.URL: {"langchain_openai": "langchain-openai"},
}


class Verdict(StrEnum):
    """How a check ended."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found.

    Attributes:
        check: What was looked at.
        verdict: A warning leaves the shop usable, a failure does not.
        found: What is there, in a line.
        remedy: What to do; empty where all is well.
    """

    check: str
    verdict: Verdict
    found: str
    remedy: str = ""


def examine(settings: Settings) -> Iterator[Finding]:
    """Check everything, cheapest first; a failed check stops no other."""
    checks: tuple[Callable[[Settings], Finding], ...] = (
        _python,
        _packages,
        _disk,
        _encoders,
        _catalogue,
        _index,
        _joint,
        _model,
        _port,
    )
    for check in checks:
        yield check(settings)


def _python(_: Settings) -> Finding:
    version = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info >= OLDEST_PYTHON:
        return Finding("Python", Verdict.OK, version)
    return Finding("Python", Verdict.FAILED, version, "Install Python 3.11 or later.")


def _packages(settings: Settings) -> Finding:
    wanted = _PACKAGES | _BY_MODEL.get(settings.llm, {})
    missing = [package for name, package in wanted.items() if not importlib.util.find_spec(name)]
    if not missing:
        return Finding("Packages", Verdict.OK, f"all {len(wanted)} that are needed")
    return Finding(
        "Packages",
        Verdict.FAILED,
        f"missing: {', '.join(missing)}",
        "Run `make install`.",
    )


def _disk(settings: Settings) -> Finding:
    home = settings.home.resolve()
    folder = next(path for path in (home, *home.parents) if path.exists())
    free = shutil.disk_usage(folder).free
    found = f"{free / 1e9:.1f} GB free for {settings.home}"
    if free >= FREE_BYTES:
        return Finding("Disk", Verdict.OK, found)
    return Finding(
        "Disk",
        Verdict.WARNING,
        found,
        f"Free some space, or keep the shop elsewhere with AISLE_HOME; {FREE_BYTES / 1e9:.0f} GB "
        "is comfortable.",
    )


def _encoders(settings: Settings) -> Finding:
    # Imported late, as elsewhere here: a missing package is a finding, not a crash.
    try:
        from retrieval.encoders.efficientnet import EFFICIENTNET_LITE0  # noqa: PLC0415
        from retrieval.encoders.minilm import MINILM  # noqa: PLC0415
        from retrieval.weights import is_present  # noqa: PLC0415
    except ImportError as error:
        return _not_importable("Encoders", error)
    missing = [
        asset.name
        for asset in (MINILM, EFFICIENTNET_LITE0)
        if not is_present(asset, settings.models_dir())
    ]
    if not missing:
        return Finding("Encoders", Verdict.OK, "text and image weights are in place")
    return Finding(
        "Encoders",
        Verdict.FAILED,
        f"missing: {', '.join(missing)}",
        "Run `aisle model fetch`; indexing fetches them too.",
    )


def _catalogue(settings: Settings) -> Finding:
    try:
        from retrieval.catalog import Catalogue, CatalogueError  # noqa: PLC0415
        from retrieval.constraints import Constraints  # noqa: PLC0415
    except ImportError as error:
        return _not_importable("Catalogue", error)
    if settings.database_url is None and not (settings.home / "catalogue.sqlite").exists():
        return Finding("Catalogue", Verdict.FAILED, "nothing is indexed yet", _INDEX_FIRST)
    try:
        catalogue = Catalogue(settings.catalogue_url())
        build_id = catalogue.published()
        if build_id is None:
            return Finding("Catalogue", Verdict.FAILED, "no build is published", _INDEX_FIRST)
        count = catalogue.count(Constraints())
    except CatalogueError as error:
        return Finding("Catalogue", Verdict.FAILED, str(error), "See the message.")
    return Finding("Catalogue", Verdict.OK, f"{count:,} items, build {build_id}")


_INDEX_FIRST: Final = "Run `aisle demo`, or `aisle index FEED` with your own feed."


def _index(settings: Settings) -> Finding:
    try:
        from retrieval.catalog import Catalogue, CatalogueError  # noqa: PLC0415
        from retrieval.chroma import open_chroma  # noqa: PLC0415
        from retrieval.encoders.minilm import DIMENSIONS, ENCODER_NAME  # noqa: PLC0415
        from retrieval.query import Leg  # noqa: PLC0415
        from retrieval.vectors import VectorStoreError  # noqa: PLC0415
    except ImportError as error:
        return _not_importable("Index", error)
    if settings.chroma_url is None and not (settings.home / "chroma").exists():
        return Finding("Index", Verdict.FAILED, "there are no vectors yet", _INDEX_FIRST)
    try:
        build_id = Catalogue(settings.catalogue_url()).published()
        store = open_chroma(settings.home, settings.chroma_url)
        if build_id is None or build_id not in store.builds():
            return Finding(
                "Index",
                Verdict.FAILED,
                "the vectors are not those of the catalogue",
                "Run `aisle index FEED --afresh` with your feed.",
            )
        # A checkpoint's name is known only once it is loaded, which takes too long for a look.
        known = settings.text_checkpoint is not None or store.find(
            Leg.TEXT, build_id, ENCODER_NAME, DIMENSIONS
        )
    except (VectorStoreError, CatalogueError) as error:
        return Finding("Index", Verdict.FAILED, str(error), "See the message.")
    if known:
        return Finding("Index", Verdict.OK, f"vectors of build {build_id}")
    return Finding(
        "Index",
        Verdict.WARNING,
        "the words' vectors are another encoder's, so what words mean is left out of account",
        "Run `aisle index FEED` with your feed, or `aisle demo` for the demo shop.",
    )


def _joint(settings: Settings) -> Finding:
    try:
        from retrieval.catalog import Catalogue, CatalogueError  # noqa: PLC0415
        from retrieval.joint.artefact import ArtefactError, read_artefact  # noqa: PLC0415
        from retrieval.joint.serving import describe, heads_path  # noqa: PLC0415
    except ImportError as error:
        return _not_importable("Joint space", error)
    if settings.database_url is None and not (settings.home / "catalogue.sqlite").exists():
        return Finding("Joint space", Verdict.WARNING, "nothing is indexed yet", _INDEX_FIRST)
    try:
        path = heads_path(settings.home, Catalogue(settings.catalogue_url()).published() or "")
        if not path.exists():
            return Finding(
                "Joint space", Verdict.OK, "none: too few photos to judge by; the other legs serve"
            )
        artefact = read_artefact(path)
    except (CatalogueError, ArtefactError) as error:
        return Finding("Joint space", Verdict.WARNING, str(error), "See the message.")
    return Finding("Joint space", Verdict.OK, describe(artefact))


def _model(settings: Settings) -> Finding:
    match settings.llm:
        case LanguageModel.NONE:
            return Finding("Language model", Verdict.OK, "none wanted; sentences come from facts")
        case LanguageModel.EMBEDDED:
            return _embedded_model(settings)
        case LanguageModel.VLLM:
            return _model_server(f"http://127.0.0.1:{settings.vllm_port}/v1", settings)
        case LanguageModel.URL:
            if settings.llm_url is None:
                return Finding(
                    "Language model",
                    Verdict.FAILED,
                    "AISLE_LLM=url, and no AISLE_LLM_URL",
                    "Set AISLE_LLM_URL, such as http://gpu:8000/v1.",
                )
            return _model_server(settings.llm_url, settings)


def _embedded_model(settings: Settings) -> Finding:
    if settings.llm_model is not None and Path(settings.llm_model).expanduser().exists():
        return Finding("Language model", Verdict.OK, settings.llm_model)
    found = sorted(settings.models_dir().rglob("*.gguf"))
    if found:
        return Finding("Language model", Verdict.OK, found[0].name)
    return Finding(
        "Language model",
        Verdict.WARNING,
        "the weights are not here yet; sentences come from the product facts",
        "Run `aisle model fetch`, or set AISLE_LLM=none.",
    )


def _model_server(url: str, settings: Settings) -> Finding:
    import httpx  # noqa: PLC0415 - a quarter of a second that the other checks need not pay

    key = settings.llm_key.get_secret_value() if settings.llm_key else None
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    try:
        answer = httpx.get(f"{url.rstrip('/')}/models", headers=headers, timeout=3)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return Finding(
            "Language model",
            Verdict.WARNING,
            f"{url} does not answer ({type(error).__name__})",
            "Start the server, or set AISLE_LLM=none; the shop works meanwhile.",
        )
    if answer.is_success:
        return Finding("Language model", Verdict.OK, f"{url} answers")
    return Finding(
        "Language model",
        Verdict.WARNING,
        f"{url} answers {answer.status_code}",
        "Check AISLE_LLM_URL and AISLE_LLM_KEY.",
    )


def _port(settings: Settings) -> Finding:
    where = f"{settings.host}:{settings.port}"
    try:
        free = is_free(settings.host, settings.port)
    except CommandError as error:
        return Finding("Port", Verdict.FAILED, where, str(error))
    if free:
        return Finding("Port", Verdict.OK, f"{where} is free")
    return Finding(
        "Port",
        Verdict.WARNING,
        f"{where} is taken, perhaps by Aisle itself",
        "Stop the other program, or use --port.",
    )


def _not_importable(check: str, error: ImportError) -> Finding:
    return Finding(check, Verdict.FAILED, f"can't be loaded: {error}", "Run `make install`.")
