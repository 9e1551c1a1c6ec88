"""Turn a GGUF file into a folder that vLLM can load; ``vllm_weights`` runs this file as a script.

It runs by the vLLM environment's Python, which has the libraries for it:
``python gguf_to_folder.py FILE FOLDER``.
"""

import importlib
import sys
from pathlib import Path
from typing import Any, Final

# Two copies of the embeddings that were one before quantisation differ by its noise only.
_SAME: Final = 0.99


def convert(gguf: Path, folder: Path) -> None:
    """Write weights in float32, configuration, tokenizer and chat template.

    Args:
        gguf: The file.
        folder: Written into; made if missing.

    Raises:
        SystemExit: If the model's output layer did not come with the file.
    """
    # Not in the app's environment: loaded here, so that importing this module needs neither.
    torch: Any = importlib.import_module("torch")
    transformers: Any = importlib.import_module("transformers")
    model = transformers.AutoModelForCausalLM.from_pretrained(
        gguf.parent, gguf_file=gguf.name, dtype=torch.float32
    )
    _tie(model, torch)
    # The weights are no longer quantised, and must not be said to be.
    model.hf_quantizer = None
    if hasattr(model.config, "quantization_config"):
        del model.config.quantization_config
    model.save_pretrained(folder)
    tokenizer = transformers.AutoTokenizer.from_pretrained(gguf.parent, gguf_file=gguf.name)
    if not tokenizer.chat_template:
        sys.exit(f"{gguf} has no chat template; take the model's full weights instead")
    tokenizer.save_pretrained(folder)


def _tie(model: Any, torch: Any) -> None:  # noqa: ANN401  (the libraries are not typed here)
    """Make input and output embeddings one again where quantisation split them.

    The output layer is kept, which GGUF files hold at the higher precision.
    """
    embedding, output = model.get_input_embeddings(), model.get_output_embeddings()
    if embedding.weight.data_ptr() == output.weight.data_ptr():
        return
    likeness = torch.nn.functional.cosine_similarity(
        embedding.weight.detach(), output.weight.detach(), dim=1
    ).mean()
    if likeness > _SAME:
        embedding.weight = output.weight
        model.config.tie_word_embeddings = True
        model.tie_weights()
    if not output.weight.detach().abs().sum() > 0:
        sys.exit("the output layer is empty: this GGUF file is not complete")


if __name__ == "__main__":
    convert(Path(sys.argv[1]), Path(sys.argv[2]))
