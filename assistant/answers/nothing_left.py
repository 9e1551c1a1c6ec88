"""What is said where all that fits was seen."""

from assistant.bounds import is_stated
from assistant.intent import Intent
from retrieval.constraints import PRICE


def versions_left(intent: Intent) -> str:
    """Say that only other versions of what was seen are left."""
    if intent.language == "zh":
        return "符合条件的款式您都看过了，这些是它们的其他版本。"
    return "You have seen every product that fits; these are other versions of them."


def likes_left(intent: Intent) -> str:
    """Say that of what is like it nothing meets every condition."""
    if intent.language == "zh":
        return "没有同时满足全部条件的相似商品，这些最接近。"
    return "Nothing else like it meets all of that; these come nearest."


def all_again(intent: Intent) -> str:
    """Say that what is shown again is all there is."""
    rest = "，就这些。" if intent.language == "zh" else "; these are all there are."
    return _no_more(intent) + rest


def none_left(intent: Intent, *, any_near: bool) -> str:
    """Say that nothing is left.

    Args:
        intent: What is wanted.
        any_near: Whether what comes nearest is shown.
    """
    chinese = intent.language == "zh"
    rest = ""
    if intent.disliked:
        rest = "，其余的您都不要" if chinese else "; the rest you have turned down"
    end = "。" if chinese else "."
    if any_near:
        end += "这些最接近。" if chinese else " These come nearest."
    return f"{_no_more(intent)}{rest}{end}"


def _no_more(intent: Intent) -> str:
    worked_out = any(not is_stated(bound) for bound in intent.constraints.on(PRICE))
    if intent.language == "zh":
        return f"没有更多{'这个价位' if worked_out else '符合条件'}的商品了"
    return f"There is nothing more to show {'at that price' if worked_out else 'that fits'}"
