"""The folder of weights that a local vLLM server loads."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from assistant.models import gguf_to_folder
from assistant.models.chat_model import ChatModelUnavailableError
from assistant.models.model_weights import ModelUnavailableError, fetch_folder
from assistant.models.switching import StartCancelledError, Starting
from assistant.settings import Settings

_LINES_QUOTED: Final = 3


def folder_for_vllm(settings: Settings, python: Path, starting: Starting) -> Path:
    """Return the folder, fetching and converting what is needed, once.

    Args:
        settings: Say which model, and where models are kept.
        python: The vLLM environment's interpreter, which converts.
        starting: Hears what is being done and may cancel it.

    Raises:
        ChatModelUnavailableError: If the weights cannot be had or converted.
        StartCancelledError: If ``starting`` was cancelled.
    """

    def report(what: str, done: int, total: int) -> None:
        share = f" ({100 * done // total} %)" if total else ""
        starting.say(f"Preparing the language model: {what}{share}.")
        starting.pause(0)

    models_dir = settings.home / "models"
    try:
        weights = fetch_folder(settings.llm_model, models_dir, report)
    except ModelUnavailableError as error:
        raise ChatModelUnavailableError(str(error)) from error
    if weights.path.is_dir():
        return weights.path
    folder = models_dir / "for-vllm" / _identity(weights.path) / weights.path.stem
    if not folder.is_dir():
        starting.say(f"Converting {weights.path.name} for vLLM, a minute or so, this once.")
        _convert(weights.path, folder, python, starting)
    return folder


def _identity(gguf: Path) -> str:
    """Return a name that changes with the file, so that a new one is converted anew."""
    about = gguf.stat()
    return f"{about.st_size:x}-{about.st_mtime_ns:x}"


def _convert(gguf: Path, folder: Path, python: Path, starting: Starting) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    writing = Path(tempfile.mkdtemp(prefix=f"{folder.name}.", dir=folder.parent))
    log = writing / "conversion.log"
    command = [python, "-I", gguf_to_folder.__file__, gguf.resolve(), writing.resolve()]
    try:
        with log.open("wb") as output:
            converting = subprocess.Popen(  # noqa: S603  (our own script, by our own interpreter)
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env={**os.environ, "HF_HUB_OFFLINE": "1", "DISABLE_TELEMETRY": "1"},
                start_new_session=True,
            )
        _wait(converting, starting)
        if converting.returncode:
            said = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
            raise ChatModelUnavailableError(
                f"{gguf} could not be converted for vLLM: {' / '.join(said[-_LINES_QUOTED:])}"
            )
        log.unlink()
        writing.rename(folder)
    finally:
        shutil.rmtree(writing, ignore_errors=True)


def _wait(converting: subprocess.Popen[bytes], starting: Starting) -> None:
    try:
        while converting.poll() is None:
            starting.pause(0.2)
    except StartCancelledError:
        converting.kill()
        converting.wait()
        raise
