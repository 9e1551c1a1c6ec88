"""What goes in and out of the HTTP interface, as JSON; one idea a file."""

from ui.api.messages.conversation import (
    MAX_TEXT,
    ExchangeMessage,
    ExchangesMessage,
    SessionMessage,
    SessionOpened,
    TurnMessage,
    TurnRequest,
)
from ui.api.messages.items import (
    ItemMessage,
    PriceMessage,
    RankedItemMessage,
    SearchMessage,
    item_url,
    photo_url,
)
from ui.api.messages.message import (
    Message,
)
from ui.api.messages.operation import (
    HealthMessage,
    ModelMessage,
    ReadyMessage,
)
from ui.api.messages.problem import (
    Problem,
    ProblemMessage,
)
from ui.api.messages.replies import (
    ChipMessage,
    ClaimMessage,
    ExplanationMessage,
    IntentMessage,
    ReplyMessage,
    chip_messages,
)
from ui.api.messages.taps import (
    MAX_OPERATIONS,
    ClearTap,
    ExcludeTap,
    HistoryTap,
    ItemTap,
    RemoveTap,
    SetTap,
    SimilarTap,
    Tap,
    TapsRequest,
)

__all__ = [
    "MAX_OPERATIONS",
    "MAX_TEXT",
    "ChipMessage",
    "ClaimMessage",
    "ClearTap",
    "ExchangeMessage",
    "ExchangesMessage",
    "ExcludeTap",
    "ExplanationMessage",
    "HealthMessage",
    "HistoryTap",
    "IntentMessage",
    "ItemMessage",
    "ItemTap",
    "Message",
    "ModelMessage",
    "PriceMessage",
    "Problem",
    "ProblemMessage",
    "RankedItemMessage",
    "ReadyMessage",
    "RemoveTap",
    "ReplyMessage",
    "SearchMessage",
    "SessionMessage",
    "SessionOpened",
    "SetTap",
    "SimilarTap",
    "Tap",
    "TapsRequest",
    "TurnMessage",
    "TurnRequest",
    "chip_messages",
    "item_url",
    "photo_url",
]
