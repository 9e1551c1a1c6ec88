"""How well an encoder reads acts and slots of SIMMC 2.1's fashion talks: ``aisle eval simmc``.

Five folds by dialogue. What was filled before is what the encoder itself read before.
A slot of several values is right where all of them are.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from assistant.settings import Settings
from eval.data_sets import NoDataError, data_folder
from eval.metrics.understanding import micro_f1
from eval.report import Report
from eval.understanding.encoder.frames import Frame, Slot, Spoken, inventory_of
from eval.understanding.encoder.training import FrameEncoder, Recipe, fit
from eval.understanding.folds import Dialogue, folds
from eval.understanding.simmc import aliases_of, read_dialogues, whole
from retrieval.encoders.minilm import MINILM

DATA: Final = "simmc2_fashion"
COLUMNS: Final = ("reader", "act F1", "slot F1", "joint")
_RECIPE: Final = Recipe()


def run(data: Path | None = None, *, recipe: Recipe = _RECIPE) -> Report:
    """Train on four fifths of the talks and read the fifth, five times.

    Args:
        data: Folder of the data sets, see ``data_folder``.
        recipe: How the encoder is trained.

    Raises:
        NoDataError: If the data set is missing.
    """
    folder = data_folder(data) / DATA
    if not (folder / "dialogues.json").is_file():
        raise NoDataError(f"there is no {folder / 'dialogues.json'}")
    minilm = Settings().models_dir() / MINILM.name
    actual: list[Frame] = []
    read: list[Frame] = []
    usual: list[Frame] = []
    by_fold: list[tuple[str, ...]] = []
    for fold, (train, test) in enumerate(folds(read_dialogues(folder)), start=1):
        examples = [example for dialogue in train for example in dialogue]
        frames = [frame for _, frame in examples]
        encoder = fit(examples, inventory_of(frames, aliases_of(examples)), minilm, recipe)
        found = read_in_turn(encoder, test)
        common = Counter(act for frame in frames for act in frame.acts).most_common(1)[0][0]
        own = [frame for dialogue in test for _, frame in dialogue]
        by_fold.append(_row(f"encoder, fold {fold}", _scores(found, own)))
        actual += own
        read += found
        usual += [Frame(frozenset({common}))] * len(found)
    rows: list[tuple[str, ...]] = []
    figures: dict[str, float] = {}
    for name, frames in (("commonest act", usual), ("encoder", read)):
        scores = _scores(frames, actual)
        rows.append(_row(name, scores))
        figures |= {f"{name.replace(' ', '_')}.{key}": score for key, score in scores.items()}
    return Report(
        name="simmc",
        columns=COLUMNS,
        rows=[*rows, *by_fold],
        figures=figures,
        facts={"data": f"{DATA}, {len(actual)} turns", "recipe": str(recipe)},
        notes=["Joint: the act and every slot of the turn are right."],
    )


def _row(name: str, scores: Mapping[str, float]) -> tuple[str, ...]:
    return (name, *(f"{score:.3f}" for score in scores.values()))


def read_in_turn(encoder: FrameEncoder, dialogues: Sequence[Dialogue]) -> list[Frame]:
    """Read dialogues turn by turn, each with what was read of the last that filled any slot."""
    memory: list[frozenset[Slot]] = [frozenset()] * len(dialogues)
    read: list[list[Frame]] = [[] for _ in dialogues]
    for turn in range(max(map(len, dialogues), default=0)):
        still = [at for at, dialogue in enumerate(dialogues) if len(dialogue) > turn]
        spoken = [_remembering(dialogues[at][turn][0], memory[at]) for at in still]
        for at, frame in zip(still, encoder.read(spoken), strict=True):
            memory[at] = frame.slots or memory[at]
            read[at].append(frame)
    return [frame for frames in read for frame in frames]


def _remembering(turn: Spoken, memory: frozenset[Slot]) -> Spoken:
    return Spoken(turn.said, turn.heard, turn.earlier, memory)


def _scores(read: Sequence[Frame], actual: Sequence[Frame]) -> dict[str, float]:
    slots = [[whole(frame.slots) for frame in frames] for frames in (read, actual)]
    acts = [[frame.acts for frame in frames] for frames in (read, actual)]
    turns = [list(zip(*each, strict=True)) for each in zip(acts, slots, strict=True)]
    right = sum(ours == theirs for ours, theirs in zip(*turns, strict=True))
    return {
        "act_f1": micro_f1(*acts).f1,
        "slot_f1": micro_f1(*slots).f1,
        "joint": right / len(actual),
    }
