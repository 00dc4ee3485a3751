"""The preview's server: loopback only, known addresses only, nothing kept."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Final

from builder.errors import RefusedError
from builder.message import Message, tell
from builder.preview.drafts import Drafts
from builder.preview.handler import Handler
from builder.preview.news import News
from builder.preview.watch import watch

_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost"})


class _Server(ThreadingHTTPServer):
    """Answers each browser in a thread of its own, and lets go of them all at the end."""

    daemon_threads = True
    block_on_close = False


class Preview:
    """A preview of the library in `root`. Port 0 takes a free one."""

    def __init__(
        self, root: Path, address: tuple[str, int], language: str, say: Callable[[Message], object]
    ) -> None:
        if address[0] not in _LOOPBACK:
            raise RefusedError(
                tell(
                    "the preview is for this computer only: 127.0.0.1, not {host}", host=address[0]
                )
            )
        self.drafts = Drafts(root, language)
        self.news = News()
        self._say = say
        self._server = self._bound(address[1], language)

    def _bound(self, port: int, language: str) -> _Server:
        """Take the port, and let the handler know what to show and by which names it is reached."""

        class PreviewHandler(Handler):
            """Answers for this preview."""

        PreviewHandler.drafts, PreviewHandler.news = self.drafts, self.news
        PreviewHandler.language = language
        try:
            server = _Server(("127.0.0.1", port), PreviewHandler)
        except OSError as error:
            reason = error.strerror or str(error)
            message = tell("port {port} cannot be used: {reason}", port=port, reason=reason)
            raise RefusedError(message) from error
        names = ("127.0.0.1", "localhost")
        PreviewHandler.own_hosts = frozenset(f"{name}:{server.server_port}" for name in names)
        return server

    @property
    def address(self) -> str:
        """Where the preview is seen."""
        return f"http://127.0.0.1:{self._server.server_port}/"

    def run(self) -> None:
        """Serve until `stop`, or until Ctrl-C."""
        with self._watching():
            self._say(tell("The preview is at {address} (end with Ctrl-C)", address=self.address))
            try:
                self._server.serve_forever(poll_interval=0.1)
            except KeyboardInterrupt:
                self._say(tell("The preview has ended."))
            finally:
                self.news.close()
                self._server.server_close()

    def stop(self) -> None:
        """End `run`, which another thread is in."""
        self._server.shutdown()

    @contextmanager
    def _watching(self) -> Iterator[None]:
        """Watch the sources beside the server."""
        stop = threading.Event()
        watcher = threading.Thread(
            target=watch, args=(self.drafts, self.news, stop, self._say), daemon=True
        )
        watcher.start()
        try:
            yield
        finally:
            stop.set()
            watcher.join(timeout=2)


def serve(
    root: Path, address: tuple[str, int], language: str, say: Callable[[Message], object]
) -> None:
    """Preview the library in `root` at `address` until Ctrl-C; `say` is told what happens.

    Raises RefusedError for an address that others could reach or that is taken, and SourceError
    when there is no content.
    """
    preview = Preview(root, address, language, say)
    preview.drafts.look_at_all()
    preview.run()
