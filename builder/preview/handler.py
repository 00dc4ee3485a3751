"""Answers one browser: pages, assets, media by stretches, and news of changes."""

from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import BinaryIO, ClassVar, Final
from urllib.parse import unquote, urlsplit

from builder.message import tell, translate
from builder.preview.answer import Stretch, type_of
from builder.preview.drafts import Drafts
from builder.preview.news import News
from builder.preview.words import FAULT, NOT_FOUND, WRONG_HOST, WRONG_METHOD
from builder.site.captions import captions_of, captions_script
from builder.site.frame import ASSETS, SitePage, whole
from builder.site.pages import FRONT_PATH

_CHUNK: Final = 1 << 16
_EVENTS_PATH: Final = "events"


@cache
def _assets() -> dict[str, bytes]:
    """Return the theme's assets and the preview's own, by path; no others are served."""
    files = [*ASSETS.iterdir(), Path(__file__).parent / "live.js"]
    return {f"{ASSETS.name}/{file.name}": file.read_bytes() for file in files}


class Handler(BaseHTTPRequestHandler):
    """One request at a time; `Preview` gives it what to show."""

    drafts: ClassVar[Drafts]
    news: ClassVar[News]
    language: ClassVar[str]
    own_hosts: ClassVar[frozenset[str]]
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "moment-preview", ""

    def do_GET(self) -> None:
        """Answer with a page, an asset, a medium or news."""
        self._answer()

    def do_HEAD(self) -> None:
        """Answer with the headers alone."""
        self._answer()

    def do_POST(self) -> None:
        """Refuse: nothing can be sent here."""
        self.close_connection = True
        self._send_text(HTTPStatus.METHOD_NOT_ALLOWED, WRONG_METHOD)

    do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_POST  # noqa: N815 - the server looks them up

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the server's name
        """Say nothing: what matters is said by the watcher."""

    def _answer(self) -> None:
        if self.headers.get("Host") not in self.own_hosts:
            # a name that others rebind to this computer must not read drafts
            self._send_text(HTTPStatus.FORBIDDEN, WRONG_HOST)
            return
        path = unquote(urlsplit(self.path).path).removeprefix("/") or FRONT_PATH
        try:
            if path == _EVENTS_PATH:
                self._send_news()
            else:
                self._send_found(path)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the browser went on to another page
        except Exception as error:  # noqa: BLE001 - the last resort: a fault of ours ends in words
            self.close_connection = True
            self._send_fault(f"{type(error).__name__}: {error}")

    def _send_found(self, path: str) -> None:
        """Look a path up among what is known; it is never joined to a folder."""
        assets = _assets()
        if path in assets:
            self._send(HTTPStatus.OK, assets[path], type_of(path))
        elif page := self.drafts.page(path):
            self._send(HTTPStatus.OK, whole(page, self.drafts.frame), type_of(path))
        elif script := self.drafts.script(path) or self._captions(path):
            self._send(HTTPStatus.OK, script.encode(), type_of(path))
        elif file := self.drafts.media(path):
            self._send_file(file, type_of(path))
        else:
            self._send_text(HTTPStatus.NOT_FOUND, NOT_FOUND)

    def _captions(self, path: str) -> str | None:
        source = captions_of(path)
        file = self.drafts.media(source) if source else None
        return (
            captions_script(source, file.read_text("utf-8", "replace")) if source and file else None
        )

    def _send_text(self, status: HTTPStatus, text: str) -> None:
        words = translate(text, self.language)
        page = SitePage("", words, f'<div class="wide plain-page"><h1>{words}</h1></div>', "")
        self._send(status, whole(page, self.drafts.frame), type_of(FRONT_PATH))

    def _send_fault(self, fault: str) -> None:
        """Say what went wrong; the preview goes on."""
        words = tell(FAULT, fault=fault).in_language(self.language)
        self._send(HTTPStatus.INTERNAL_SERVER_ERROR, words.encode(), "text/plain; charset=utf-8")

    def _send(self, status: HTTPStatus, body: bytes, kind: str) -> None:
        self._begin(status, kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _begin(self, status: HTTPStatus, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", self.drafts.frame.policy)
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Content-Type-Options", "nosniff")

    def _send_file(self, path: Path, kind: str) -> None:
        """Send a medium, or the stretch of it that a player asks for."""
        try:
            file = path.open("rb")
        except OSError:
            self._send_text(HTTPStatus.NOT_FOUND, NOT_FOUND)
            return
        with file:
            size = path.stat().st_size
            asked = self.headers.get("Range")
            stretch = Stretch.asked(asked or "", size)
            if stretch is None:
                self._begin(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, kind)
                self.send_header("Content-Range", f"bytes */{size}")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            self._begin(HTTPStatus.PARTIAL_CONTENT if asked else HTTPStatus.OK, kind)
            self.send_header("Accept-Ranges", "bytes")
            if asked:
                self.send_header("Content-Range", stretch.content_range)
            self.send_header("Content-Length", str(stretch.length))
            self.end_headers()
            if self.command != "HEAD":
                self._copy(file, stretch)

    def _copy(self, file: BinaryIO, stretch: Stretch) -> None:
        file.seek(stretch.first)
        left = stretch.length
        while left and (chunk := file.read(min(left, _CHUNK))):
            self.wfile.write(chunk)
            left -= len(chunk)

    def _send_news(self) -> None:
        """Tell a page of changes until it or the preview goes away."""
        self._begin(HTTPStatus.OK, "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        if self.command == "HEAD":
            return
        for paths in self.news.listen():
            lines = "".join(f"data: {path}\n" for path in sorted(paths))
            self.wfile.write((f"event: changed\n{lines}\n" if paths else ": \n\n").encode())
            self.wfile.flush()
