"""Tells and deletes what is kept of a shopper."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.privacy import export_sessions
from assistant.settings import Settings
from ui.commands.errors import CommandError


def export(settings: Settings, session_ids: Sequence[str], target: Path | None) -> str:
    """Return one shopper's conversations as JSON; write them where a file is named.

    Raises:
        UnknownSessionError: If one of them is not kept.
        CommandError: If the file is there already.
    """
    told: dict[str, Any] = export_sessions(settings.sessions_url(), session_ids)
    text = json.dumps(told, indent=2, ensure_ascii=False)
    if target is not None:
        if target.exists():
            raise CommandError(f"{target} is there already: name another file")
        # Only its owner may read what a shopper said.
        target.touch(mode=0o600)
        target.write_text(f"{text}\n", encoding="utf-8")
    return text
