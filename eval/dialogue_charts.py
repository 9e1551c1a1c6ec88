"""What a report draws of dialogues."""

from collections.abc import Sequence
from typing import Final

from assistant.stages import Stage
from eval.charts import Span, Waterfall
from eval.report import percentile
from eval.simulator.dialogue import DialogueRecord

_SPANS: Final = (Stage.UNDERSTAND, Stage.RETRIEVE, Stage.RANK, Stage.CHOOSE)
"""Stages that follow each other; what is between them is the rest."""
_MOMENTS: Final = (Stage.FIRST_CARD, Stage.FIRST_SENTENCE, Stage.DONE)
_LATE: Final = 0.95


def waiting(dialogues: Sequence[DialogueRecord]) -> list[Waterfall]:
    """Return where the time of a turn with a list goes; nothing where no stages are told.

    Spans follow each other by their medians; what counts from the beginning of
    the turn (first card, first sentence, done) begins at 0.
    """
    turns = [
        {name: 1000 * seconds for name, seconds in turn.answer.stage_seconds.items()}
        for dialogue in dialogues
        for turn in dialogue.turns
        if turn.answer is not None and turn.answer.items and turn.answer.stage_seconds
    ]
    if not turns:
        return []
    spans: list[Span] = []
    at = 0.0
    for stage in _SPANS:
        times = [turn[stage.value] for turn in turns if stage.value in turn]
        if times:
            median = percentile(times, 0.5)
            spans.append(Span(_name(stage), at, at + median, at + percentile(times, _LATE)))
            at += median
    for stage in _MOMENTS:
        times = [turn[stage.value] for turn in turns if stage.value in turn]
        if times:
            spans.append(Span(_name(stage), 0, percentile(times, 0.5), percentile(times, _LATE)))
    return [Waterfall(f"Where a turn's time goes ({len(turns)} turns with a list)", spans)]


def _name(stage: Stage) -> str:
    return stage.value.replace("_", " ")
