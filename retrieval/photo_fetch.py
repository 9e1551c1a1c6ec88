"""Fetching photos from the web, and from nowhere else."""

import asyncio
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Final
from urllib.parse import urljoin, urlsplit

import httpx

from retrieval.photo_errors import PhotoError

Address = IPv4Address | IPv6Address

_REDIRECTS: Final = 5
_AT_ONCE: Final = 8
_PORTS: Final = {"http": 80, "https": 443}
_MEGABYTE: Final = 2**20
# IPv6 ranges whose last or middle bytes are an IPv4 address.
_NAT64: Final = int(IPv6Address("64:ff9b::")) >> 32


def is_public(address: Address) -> bool:
    """Tell whether an address is on the open internet.

    Private, loopback, link-local, multicast, reserved and unspecified addresses
    are not, also where IPv6 wraps them.
    """
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if int(address) >> 32 == _NAT64:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        if address.teredo is not None or address.is_site_local:
            return False
    return address.is_global and not (
        address.is_multicast
        or address.is_reserved
        or address.is_private
        or address.is_loopback
        or address.is_link_local
        or address.is_unspecified
    )


@dataclass(frozen=True, slots=True)
class PhotoFetcher:
    """Fetches files by http and https.

    Every address a host's name leads to must be allowed, and the connection
    goes to the very address that was checked; the same after each redirect.

    Attributes:
        largest: Bytes of a file.
        timeout: Seconds for one file in all, redirects included.
        allowed: Says which addresses may be connected to.
    """

    largest: int = 15 * _MEGABYTE
    timeout: float = 20.0
    allowed: Callable[[Address], bool] = is_public

    def fetch_all(self, links: Sequence[str]) -> list[bytes | PhotoError]:
        """Fetch files, a few side by side; must not be called from an event loop.

        Returns:
            For each link the content, or why there is none.
        """
        return asyncio.run(self._fetch_all(links))

    async def _fetch_all(self, links: Sequence[str]) -> list[bytes | PhotoError]:
        turns = asyncio.Semaphore(_AT_ONCE)
        # A proxy from the environment would look the name up by itself.
        async with httpx.AsyncClient(trust_env=False, timeout=self.timeout) as client:
            return await asyncio.gather(*(self._explained(client, turns, link) for link in links))

    async def _explained(
        self, client: httpx.AsyncClient, turns: asyncio.Semaphore, link: str
    ) -> bytes | PhotoError:
        try:
            async with turns, asyncio.timeout(self.timeout):
                return await self._follow(client, link)
        except PhotoError as error:
            return PhotoError(f"{_shown(link)}: {error}")
        except TimeoutError:
            return PhotoError(f"{_shown(link)}: took more than {self.timeout:.0f} seconds")
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
            return PhotoError(
                f"{_shown(link)}: cannot be fetched ({error or type(error).__name__})"
            )

    async def _follow(self, client: httpx.AsyncClient, link: str) -> bytes:
        for _ in range(_REDIRECTS + 1):
            answer = await self._get(client, link)
            if isinstance(answer, bytes):
                return answer
            link = urljoin(link, answer)
        raise PhotoError(f"redirects more than {_REDIRECTS} times")

    async def _get(self, client: httpx.AsyncClient, link: str) -> bytes | str:
        """Return the content, or where a redirect leads."""
        parts = urlsplit(link)
        if parts.scheme not in _PORTS or not parts.hostname:
            raise PhotoError("is not an http or https address")
        if parts.username or parts.password:
            raise PhotoError("holds a password, which is not sent")
        port = parts.port or _PORTS[parts.scheme]
        address = await self._resolve(parts.hostname, port)
        host = f"[{address}]" if isinstance(address, IPv6Address) else str(address)
        pinned = httpx.URL(link).copy_with(host=host.strip("[]"), port=port, fragment=None)
        request = client.build_request(
            "GET",
            pinned,
            # Unpacking could turn a small answer into a huge one.
            headers={"Host": parts.netloc, "Accept": "image/*", "Accept-Encoding": "identity"},
            extensions={"sni_hostname": parts.hostname},
        )
        answer = await client.send(request, stream=True)
        try:
            if answer.is_redirect:
                return answer.headers["location"]
            return await self._content(answer)
        finally:
            await answer.aclose()

    async def _resolve(self, host: str, port: int) -> Address:
        loop = asyncio.get_running_loop()
        try:
            found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (socket.gaierror, UnicodeError) as error:
            raise PhotoError(f"there is no host {host}") from error
        addresses = [ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
        for address in addresses:
            if not self.allowed(address):
                raise PhotoError(f"{host} is at {address}, which is not on the open internet")
        return addresses[0]

    async def _content(self, answer: httpx.Response) -> bytes:
        if answer.status_code != HTTPStatus.OK:
            raise PhotoError(f"the server answers {answer.status_code} {answer.reason_phrase}")
        if answer.headers.get("content-encoding", "identity") != "identity":
            raise PhotoError("the server packs its answer, which was not asked for")
        content = bytearray()
        async for chunk in answer.aiter_raw():
            content += chunk
            if len(content) > self.largest:
                raise PhotoError(f"has more than {self.largest // _MEGABYTE} MB")
        return bytes(content)


def _shown(link: str) -> str:
    longest = 120
    return link if len(link) <= longest else link[:longest] + "…"
