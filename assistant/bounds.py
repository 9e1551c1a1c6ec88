"""Which price bounds the shopper named, and which were worked out ("cheaper")."""

from retrieval.constraints import Constraint


def is_stated(constraint: Constraint) -> bool:
    """Tell whether the shopper named the bound, so that it may be called theirs.

    "Under $120" and "under fifty" name one. "Cheaper" does not: its bound lies a
    cent below a price that was shown, and "your $88.99" would be news to the
    shopper. A bound that was set by a tap counts as named.
    """
    phrase, bound = constraint.source.phrase, constraint.bound
    if bound is None:
        return False
    return not phrase or any(map(str.isdigit, phrase)) or bound == bound.to_integral_value()
