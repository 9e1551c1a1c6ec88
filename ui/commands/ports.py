"""Whether the app can listen where it should, and where else it could."""

import errno
import socket
from collections.abc import Callable
from typing import Final

from ui.commands.errors import CommandError

_TRIED: Final = 50


def is_free(host: str, port: int) -> bool:
    """Tell whether a server could listen there now.

    Raises:
        CommandError: If the address is not one of this machine, or the port is
            reserved for the administrator.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError as error:
            raise CommandError(
                f"port {port} needs administrator rights: choose one from 1024 with --port"
            ) from error
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return False
            raise CommandError(
                f"{host} is no address of this machine ({error.strerror or error}): "
                "choose another with --host, such as 127.0.0.1"
            ) from error
    return True


def choose_port(host: str, port: int, accept: Callable[[int, int], bool]) -> int:
    """Return the port, or the next free one if it is taken and the other is accepted.

    Args:
        host: Address to listen on.
        port: Port wanted.
        accept: Asked with the port wanted and the free one offered.

    Raises:
        CommandError: If the port is taken and no other is accepted or free.
    """
    if is_free(host, port):
        return port
    last = min(port + _TRIED, 65_535)
    other = next((free for free in range(port + 1, last + 1) if is_free(host, free)), None)
    if other is None:
        raise CommandError(f"ports {port} to {last} are all taken: choose another with --port")
    if not accept(port, other):
        raise CommandError(
            f"port {port} is taken by another program: stop it, or use --port {other}, "
            "which is free"
        )
    return other
