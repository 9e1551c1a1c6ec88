"""Serves the shop's tools to a program on this machine, over its pipes."""

import logging

from assistant.settings import Settings


def serve_tools(settings: Settings) -> None:
    """Speak the Model Context Protocol on standard input and output until they close."""
    # Imported late: together they take seconds.
    import anyio  # noqa: PLC0415

    from assistant.bootstrap import build_assistant  # noqa: PLC0415
    from ui.api.app import app_version  # noqa: PLC0415
    from ui.api.conversations import Conversations  # noqa: PLC0415
    from ui.mcp.server import mcp_server  # noqa: PLC0415

    # Standard output belongs to the protocol.
    logging.basicConfig(level=logging.WARNING)
    assistant = build_assistant(settings)
    conversations = Conversations(assistant)
    try:
        server = mcp_server(assistant, conversations, settings.base_url(), app_version())
        anyio.run(server.run_stdio_async)
    finally:
        conversations.close()
        assistant.close()
