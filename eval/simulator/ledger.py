"""What was said and not withdrawn: the judge's own record of a dialogue."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from eval.simulator.needs import CATEGORY, CostsAtMost, HasValue, LacksValue, Need, OfKind

_ADDING = frozenset({"feature"})
"""Fields of which a second value is asked beside the first, not in its place."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What holds now; each change gives a new one.

    Attributes:
        needs: Said and not withdrawn, in the order they were said.
        known: Fields that were said, answered, waved away or withdrawn; asking
            about one of them is asking again.
        turned_down: Ids of items the shopper did not want.
        passed: Ids of items that others than these were asked for.
        before: What held before the last turn that changed anything.
    """

    needs: tuple[Need, ...] = ()
    known: frozenset[str] = frozenset()
    turned_down: frozenset[str] = frozenset()
    passed: frozenset[str] = frozenset()
    before: "Ledger | None" = field(default=None, repr=False)

    def said(self, *needs: Need) -> "Ledger":
        """Return the ledger after a turn that states these needs.

        A need takes the place of one that it contradicts: another bound on the
        price, another value of a field that has one value, and the opposite.
        """
        held = list(self.needs)
        for need in needs:
            held = [old for old in held if not _replaces(need, old)]
            held.append(need)
        known = self.known | {need.field for need in needs}
        return replace(self, needs=tuple(held), known=known, before=self)

    def waved_away(self, asked: str) -> "Ledger":
        """Return the ledger after "no preference" on a field."""
        return replace(self, known=self.known | {asked})

    def withdrawn(self, about: str) -> "Ledger":
        """Return the ledger without any need on a field, which stays known."""
        left = tuple(need for need in self.needs if need.field != about)
        return replace(self, needs=left, known=self.known | {about}, before=self)

    def without_item(self, item_id: str) -> "Ledger":
        """Return the ledger after an item was turned down."""
        return replace(self, turned_down=self.turned_down | {item_id}, before=self)

    def passing_over(self, item_ids: Iterable[str]) -> "Ledger":
        """Return the ledger after others than these were asked for."""
        return replace(self, passed=self.passed | frozenset(item_ids), before=self)

    def undone(self) -> "Ledger":
        """Return what held before the last change; what was known stays known."""
        if self.before is None:
            return self
        return replace(self.before, known=self.known)

    def asks_again(self, about: str, *, narrow: bool) -> bool:
        """Tell whether a question about a field asks what is known.

        Args:
            about: The field asked about.
            narrow: Whether the kind said leaves one category only; if not, it is
                fair to ask which.
        """
        if about == CATEGORY and not narrow:
            return False
        return about in self.known


def _replaces(new: Need, old: Need) -> bool:
    if new == old:
        return True
    match new, old:
        case (CostsAtMost(), CostsAtMost()) | (OfKind(), OfKind()):
            return True
        case HasValue(), HasValue():
            return new.field == old.field and new.field not in _ADDING
        case HasValue(), LacksValue():
            return new.field == old.field and old.value in new.values
        case LacksValue(), HasValue():
            return new.field == old.field and new.value in old.values
        case _:
            return False
