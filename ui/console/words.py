"""How the console puts what the desk knows into words."""

from datetime import datetime
from typing import Final

from assistant.service.figures import Gap, Share
from assistant.service.reasons import Reason

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
_REASONS: Final = {
    Reason.ORDER: "About an order",
    Reason.RETURN: "Wants to return something",
    Reason.DAMAGED: "Something is broken or wrong",
    Reason.PAYMENT: "About a payment",
    Reason.UNANSWERED: "A question was not answered",
    Reason.UNHAPPY: "Unhappy",
    Reason.ASKED: "Asked for a person",
    Reason.AGENT_LEFT: "The colleague left",
}
_BARS: Final = {
    "Words": "The shopper's words",
    "Meaning": "What they mean",
    "Photo": "Like their photo",
    "Joint": "Looks like their words",
    "Caption": "Described like their photo",
    "Preferences": "Their wishes",
}
_TONES: Final = ((0.35, "very good"), (0.1, "good"), (-0.1, "mixed"), (-0.35, "poor"))


def reason_words(reason: Reason | None) -> str:
    """Return why a conversation waits."""
    return _REASONS[reason] if reason else "Asked for a person"


def bar_words(name: str) -> str:
    """Return what a contribution is called; one without words of its own is called by its name."""
    return _BARS.get(name, name)


def since_words(then: datetime, now: datetime) -> str:
    """Return how long ago something was, such as ``4 min``."""
    seconds = max(0, int((now - then).total_seconds()))
    if seconds < _MINUTE:
        return "< 1 min"
    if seconds < _HOUR:
        return f"{seconds // _MINUTE} min"
    if seconds < _DAY:
        return f"{seconds // _HOUR} h"
    return f"{then:%-d %b}"


def wait_words(seconds: float | None) -> str:
    """Return a length of time, such as ``2 min 5 s``; a dash for none."""
    if seconds is None:
        return "–"
    whole = round(seconds)
    minutes, rest = divmod(whole, _MINUTE)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def share_words(share: Share) -> str:
    """Return a share in percent; a dash of nothing."""
    return "–" if share.value is None else f"{100 * share.value:.0f} %"


def gap_words(gap: Gap) -> str:
    """Return what was asked for and is not there."""
    return " · ".join(gap.wanted)


def tone_words(tone: float | None) -> str:
    """Return how favourable reviews are, in a word."""
    if tone is None:
        return "not told"
    return next((word for least, word in _TONES if tone >= least), "bad")


def field_words(name: str) -> str:
    """Return a field's name for people."""
    return name.replace("_", " ").capitalize()


def action_words(action: str) -> str:
    """Return an audited action for people."""
    return action.replace("_", " ").capitalize()
