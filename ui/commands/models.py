"""Brings the weights of the models to this machine."""

from rich.console import Console
from rich.text import Text

from assistant.models.model_weights import ModelWeights, fetch_folder, fetch_gguf
from assistant.settings import LanguageModel, Settings
from retrieval.encoders.efficientnet import open_efficientnet
from retrieval.encoders.minilm import open_minilm
from ui.commands.progress import bytes_bar


def fetch_encoders(settings: Settings, console: Console) -> None:
    """Fetch and convert the text and image encoders, or find them there.

    Raises:
        WeightsError: If they can't be had.
        EncoderError: If a file is damaged.
    """
    with bytes_bar(console) as tell:
        open_minilm(settings.models_dir(), progress=tell)
        open_efficientnet(settings.models_dir(), progress=tell)


def fetch_model(settings: Settings, console: Console) -> ModelWeights:
    """Fetch the language model that the settings name, or find it there.

    Raises:
        ModelUnavailableError: If it can't be had.
    """
    fetch = fetch_folder if settings.llm is LanguageModel.VLLM else fetch_gguf
    with bytes_bar(console) as tell:
        weights = fetch(settings.llm_model, settings.models_dir(), tell)
    line = Text(f"Language model: {weights.path.name} ").append(weights.origin, style="dim")
    console.print(line)
    return weights
