"""Fetch from the Hugging Face hub, or learn quickly that it cannot be reached."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

import httpx

from retrieval.weights import Progress

OFFICIAL: Final = "https://huggingface.co"
_TIMEOUT: Final = httpx.Timeout(30.0, connect=5.0)
_CHUNK: Final = 1 << 20
_OF_USE_TO_VLLM: Final = (".json", ".safetensors", ".txt", ".jinja", ".model")


class HubError(Exception):
    """The hub does not have it, or does not hand it out."""


class HubUnreachableError(HubError):
    """The hub did not answer."""


@dataclass(frozen=True, slots=True)
class _HubFile:
    name: str
    size: int
    sha256: str | None


def hub_file(
    repository: str, name: str | None, models_dir: Path, progress: Progress, at: str | None = None
) -> Path:
    """Bring one GGUF file of a repository to disk, or find it there.

    Args:
        repository: Such as ``owner/name``.
        name: The file; None takes the one whose name says ``q4_k_m``, or the
            only one.
        models_dir: Where models are kept.
        progress: Told of the bytes fetched.
        at: The hub's URL; ``HF_ENDPOINT`` or the official one by default.

    Raises:
        HubUnreachableError: If the hub does not answer in seconds.
        HubError: If it has no such repository or file, refuses, or delivers
            something else than it announced.
    """
    folder = hub_home(repository, models_dir)
    if name is not None and (folder / name).is_file():
        return folder / name
    with _client(at) as client:
        files = _list(client, repository)
        chosen = name or _one_gguf(repository, files)
        if chosen not in files:
            raise HubError(f"{repository} has no file {chosen}. It has: {', '.join(files)}.")
        if not (folder / chosen).is_file():
            _download(client, repository, [files[chosen]], folder, progress)
    return folder / chosen


def hub_folder(
    repository: str, models_dir: Path, progress: Progress, at: str | None = None
) -> Path:
    """Bring what vLLM needs of a repository to disk, or find it there.

    Args, errors: as ``hub_file``.

    Returns:
        The folder with configuration, tokenizer and safetensors.
    """
    folder = hub_home(repository, models_dir) / "full"
    if folder.is_dir():
        return folder
    with _client(at) as client:
        files = [
            file
            for name, file in _list(client, repository).items()
            if name.endswith(_OF_USE_TO_VLLM) and "/" not in name
        ]
        if not any(file.name.endswith(".safetensors") for file in files):
            raise HubError(f"{repository} has no safetensors weights, which vLLM needs.")
        filling = folder.with_name("full.partial")
        _download(client, repository, files, filling, progress)
    filling.rename(folder)
    return folder


def hub_home(repository: str, models_dir: Path) -> Path:
    """Return the folder where a repository's files are kept."""
    return models_dir / repository.replace("/", "--")


def _client(at: str | None) -> httpx.Client:
    token = os.environ.get("HF_TOKEN")
    return httpx.Client(
        base_url=at or os.environ.get("HF_ENDPOINT", OFFICIAL),
        headers={"Authorization": f"Bearer {token}"} if token else {},
        timeout=_TIMEOUT,
        follow_redirects=True,
    )


def _list(client: httpx.Client, repository: str) -> dict[str, _HubFile]:
    if os.environ.get("HF_HUB_OFFLINE", "0").lower() not in {"0", "", "false", "no"}:
        raise HubUnreachableError("the Hugging Face hub is switched off by HF_HUB_OFFLINE")
    try:
        answer = client.get(f"/api/models/{repository}", params={"blobs": "true"})
    except httpx.TransportError as error:
        raise HubUnreachableError(f"the Hugging Face hub cannot be reached ({error})") from error
    if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise HubUnreachableError(f"the Hugging Face hub is out of order ({answer.status_code})")
    if answer.status_code != HTTPStatus.OK:
        raise HubError(
            f"The Hugging Face hub refuses {repository} ({answer.status_code}): is the name right, "
            "and does it need a licence accepted and HF_TOKEN set?"
        )
    try:
        return {file.name: file for file in map(_announced, answer.json()["siblings"])}
    except (ValueError, LookupError, TypeError) as error:
        raise HubUnreachableError("what answers for the Hugging Face hub is none") from error


def _announced(sibling: Mapping[str, Any]) -> _HubFile:
    large: Mapping[str, str] = sibling.get("lfs") or {}
    return _HubFile(str(sibling["rfilename"]), int(sibling.get("size") or 0), large.get("sha256"))


def _one_gguf(repository: str, files: Mapping[str, _HubFile]) -> str:
    ggufs = sorted(name for name in files if name.endswith(".gguf"))
    fitting = [name for name in ggufs if "q4_k_m" in name.lower()] or ggufs
    if len(fitting) != 1:
        raise HubError(
            f"{repository} has {len(fitting)} GGUF files to choose from "
            f"({', '.join(ggufs) or 'none'}); name one, as {repository}/FILE."
        )
    return fitting[0]


def _download(
    client: httpx.Client,
    repository: str,
    files: list[_HubFile],
    folder: Path,
    progress: Progress,
) -> None:
    total, done = sum(file.size for file in files), 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in files:
            if not (folder / file.name).is_file():
                for so_far in _save(client, repository, file, folder):
                    progress(f"fetching {file.name} of {repository}", done + so_far, total)
            done += file.size
    except httpx.HTTPError as error:
        raise HubError(
            f"{repository} was not delivered whole ({error}); run it again to go on."
        ) from error
    except OSError as error:
        raise HubError(f"{repository} cannot be written to {folder}: {error}") from error


def _save(client: httpx.Client, repository: str, file: _HubFile, folder: Path) -> Iterator[int]:
    """Save a file as it comes; yields the bytes so far, then checks them."""
    target = folder / file.name
    partial = target.with_name(f"{target.name}.partial")
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with client.stream("GET", f"/{repository}/resolve/main/{file.name}") as answer:
        answer.raise_for_status()
        with partial.open("wb") as out:
            for chunk in answer.iter_bytes(_CHUNK):
                out.write(chunk)
                digest.update(chunk)
                size += len(chunk)
                yield size
    wrong_sum = file.sha256 is not None and digest.hexdigest() != file.sha256
    if wrong_sum or (file.size and size != file.size):
        partial.unlink()
        raise HubError(
            f"{file.name} of {repository} is not what the hub announced "
            f"({size} bytes, SHA-256 {digest.hexdigest()}); it was thrown away. Run it again."
        )
    partial.replace(target)
