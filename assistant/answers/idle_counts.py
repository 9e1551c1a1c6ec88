"""How many people or pieces somebody needs, where nothing of the kind is told by such a count.

"Plates for 6 people" asks for no plate that holds six; of tents it does, as theirs tell.
"""

import re
from dataclasses import replace
from typing import Final

from assistant.answers.nearest_price import Count
from assistant.intent import Intent
from retrieval.constraints import CATEGORY, Constraint, Constraints, Operator, Source
from retrieval.vocabulary import Vocabulary

_COUNT: Final = re.compile(r"\d+(?:\s?[-–]\s?\d+)?\s(people|persons?|pieces?|players?)")
_NOWHERE: Final = Source(0, "")
_ALIKE: Final = {"person": "people", "persons": "people", "piece": "pieces", "player": "players"}


def without_idle_counts(intent: Intent, count: Count, vocabulary: Vocabulary) -> Intent:
    """Drop the counts of people and pieces by which nothing in the categories sought is told.

    Args:
        intent: What is wanted; left unchanged where no category is named.
        count: Counts items of the catalogue; called once for each such condition.
        vocabulary: The words of the catalogue.
    """
    kind = tuple(c for c in intent.constraints.on(CATEGORY) if c.operator is Operator.ANY_OF)
    if not kind:
        return intent
    idle = [
        condition
        for condition in intent.constraints
        if (counted := _so_counted(condition, vocabulary))
        and not count(Constraints((*kind, counted)))
    ]
    return replace(intent, constraints=intent.constraints.without(*idle)) if idle else intent


def _so_counted(condition: Constraint, vocabulary: Vocabulary) -> Constraint | None:
    """Return what asks for any number of the same, None where the condition counts none."""
    units = {_unit(value) for value in condition.values}
    if condition.operator is not Operator.ANY_OF or len(units) != 1 or "" in units:
        return None
    known = vocabulary.attributes.get(condition.field, {})
    values = (*condition.values, *(value for value in known if _unit(value) in units))
    return Constraint(condition.field, Operator.ANY_OF, _NOWHERE, tuple(dict.fromkeys(values)))


def _unit(value: str) -> str:
    """Return what a value counts, such as "people"; empty where it counts none of these."""
    counted = _COUNT.fullmatch(value)
    return _ALIKE.get(counted[1], counted[1]) if counted else ""
