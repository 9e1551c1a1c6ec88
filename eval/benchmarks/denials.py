"""Whether "we do not carry that" and "nothing fits" are true: ``aisle eval denials``."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from assistant.reply import Outcome, Reply
from eval.report import Report
from eval.understanding.denials import Case, Sort, cases_of
from eval.understanding.talking import open_talk

COLUMNS: Final = ("case", "right", "cases", "instead")
_QUOTED: Final = 40


@dataclass(frozen=True, slots=True)
class Judged:
    """A case and what came of it."""

    case: Case
    reply: Reply

    @property
    def right(self) -> bool:
        """Whether the outcome is the true one, and the first item shown answers the request."""
        if self.reply.outcome is not self.case.outcome:
            return False
        if self.case.sort is Sort.SOMETHING_FITS and self.case.fitting is not None:
            shown = [ranked.item.item_id for ranked in self.reply.items]
            return bool(shown) and set(shown) <= self.case.fitting
        return self.case.sort is not Sort.CARRIED or bool(self.reply.items)

    @property
    def falsely_denied(self) -> bool:
        """Whether it is said that the shop does not carry what it does carry."""
        carries = self.case.sort is not Sort.NOT_CARRIED
        return carries and self.reply.outcome is Outcome.NOT_CARRIED


def run(data: Path | None = None) -> Report:
    """Ask for what is and for what is not there, each in a conversation of its own.

    Args:
        data: Home of an indexed shop; None for the one in the settings.

    Raises:
        CatalogueError: If the shop is not indexed or can't be opened.
    """
    with open_talk(data) as talk:
        cases = cases_of(talk.items, talk.vocabulary)
        judged = [Judged(case, talk.first_reply(case.said)) for case in cases]
        return report_of(judged, talk.facts)


def report_of(judged: Sequence[Judged], facts: dict[str, str]) -> Report:
    """Return the report of judged cases: a row a sort and one for all."""
    rows: list[tuple[str, ...]] = []
    figures: dict[str, float] = {}
    for name, group in [
        *((sort.value, [one for one in judged if one.case.sort is sort]) for sort in Sort),
        ("all", list(judged)),
    ]:
        if not group:
            continue
        right = sum(one.right for one in group)
        wrong = [one.reply.outcome.value for one in group if not one.right]
        instead = ", ".join(f"{wrong.count(kind)} {kind}" for kind in sorted(set(wrong)))
        rows.append((name, f"{right / len(group):.1%}", str(len(group)), instead))
        figures[f"{name.replace(' ', '_')}.right"] = right / len(group)
    figures["false_not_carried"] = sum(one.falsely_denied for one in judged)
    missed = [one for one in judged if not one.right][:_QUOTED]
    return Report(
        name="denials",
        columns=COLUMNS,
        rows=rows,
        figures=figures,
        facts=facts,
        notes=[
            "A list counts as right where every item on it meets all conditions.",
            *(
                f"{one.case.sort}: {one.case.said!r} gave {one.reply.outcome}: {one.reply.text}"
                for one in missed
            ),
        ],
    )
