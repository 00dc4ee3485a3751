"""Bring bytes from where the catalogue stands: a folder or the web."""

import re
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage, HTTPResponse
from pathlib import Path
from typing import IO, Final, Protocol
from urllib.parse import quote, urlsplit

from builder.errors import FetchError
from builder.message import tell

WAIT: Final = 20.0
"""Seconds to wait for the web to answer, or to send some more."""
WHOLE_FILE: Final = 900.0
"""Seconds that one file may take; a server that sends a byte now and then is not waited for."""
CHUNK: Final = 1 << 18
"""Bytes read at a time from the web."""
HEADERS: Final = {"User-Agent": "moment-unit"}

_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://[^/]*")


class Source(Protocol):
    """Where the files of a catalogue come from."""

    def read(self, path: str, limit: int) -> bytes:
        """Return the file at `path`, but at most its first `limit` bytes.

        `path` is made by `manifest.index_path` and its like, from ids and digests that the
        schemas have held: no part of it is taken as given from a user or a server.
        Raises FetchError when the file cannot be brought.
        """


@dataclass(frozen=True, slots=True)
class Folder:
    """A catalogue in a folder, on this machine or on a shared disk."""

    root: Path

    def read(self, path: str, limit: int) -> bytes:
        """Return at most `limit` bytes of a file; raise FetchError."""
        try:
            with (self.root / path).open("rb") as file:
                return file.read(limit)
        except OSError as error:
            raise _not_brought(str(self.root / path), error.strerror or str(error)) from error


@dataclass(frozen=True, slots=True)
class Web:
    """A catalogue on the web, by http or https."""

    address: str
    wait: float = WAIT
    whole_file: float = WHOLE_FILE

    def read(self, path: str, limit: int) -> bytes:
        """Return at most `limit` bytes of a file; raise FetchError."""
        url = f"{self.address.rstrip('/')}/{quote(path)}"
        try:
            request = urllib.request.Request(url, headers=HEADERS)  # noqa: S310 - see _opener
            with _opener().open(request, timeout=self.wait) as response:
                return _read(response, limit, time.monotonic() + self.whole_file)
        except urllib.error.HTTPError as error:
            error.close()
            raise _not_brought(url, f"HTTP {error.code}") from error
        except urllib.error.URLError as error:
            raise _not_brought(url, str(error.reason)) from error
        except (OSError, HTTPException, ValueError) as error:
            raise _not_brought(url, str(error) or type(error).__name__) from error


def open_source(address: str) -> Source:
    """Return the source at an address; raise FetchError for one that is not understood."""
    match = _SCHEME.match(address)
    scheme = match[1].lower() if match else ""
    if scheme in {"http", "https"}:
        return Web(address)
    if match and scheme == "file":
        return Folder(Path(urllib.request.url2pathname(address[match.end() :])))
    if scheme:
        raise FetchError(
            tell(
                "{address} is not understood: a catalogue stands in a folder, or at an address "
                "that begins with https:// or http://",
                address=address,
            )
        )
    return Folder(Path(address))


def absolute(address: str) -> str:
    """Return an address that means the same from any folder."""
    return address if _SCHEME.match(address) else str(Path(address).expanduser().resolve())


class _SameScheme(urllib.request.HTTPRedirectHandler):
    """Follow a redirect only where the scheme stays: never from https to http, nor to a file."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        if urlsplit(newurl).scheme != urlsplit(req.full_url).scheme:
            raise urllib.error.URLError(f"HTTP {code} → {newurl}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener() -> urllib.request.OpenerDirector:
    """Return an opener that can do http and https and nothing else (no file:, ftp: or data:)."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _SameScheme(),
    ):
        opener.add_handler(handler)
    return opener


def _read(response: HTTPResponse, limit: int, until: float) -> bytes:
    """Return at most `limit` bytes of a response; raise OSError when it is cut or too slow."""
    data = bytearray()
    while len(data) < limit:
        chunk = response.read1(min(CHUNK, limit - len(data)))
        if not chunk:
            break
        data += chunk
        if time.monotonic() > until:
            raise TimeoutError("too slow")
    if len(data) < limit and response.length:  # what the server promised and did not send
        raise ConnectionError("the connection was cut")
    return bytes(data)


def _not_brought(where: str, reason: str) -> FetchError:
    return FetchError(tell("{where} cannot be read: {reason}", where=where, reason=reason))
