"""A preview of the small library, served on a free port."""

import threading
from http.client import HTTPConnection

import base
import pytest

from builder.preview import Preview

SHOWN = (
    "# Start {#start}\n\n![Ett rum.](../media/rum.png)\n\n[Enkät](../forms/enkat.yaml)\n\n"
    "## Del {#del}\n\nText.\n"
)


@pytest.fixture
def root(tmp_path):
    """The small library on disk."""
    for path, data in base.files({"modules/start.md": SHOWN}).items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return tmp_path


class Served:
    """A running preview, and what it has said."""

    def __init__(self, root) -> None:
        self.said: list[str] = []
        self.preview = Preview(root, ("127.0.0.1", 0), "en", lambda m: self.said.append(str(m)))
        self.port = int(self.preview.address.rpartition(":")[2].rstrip("/"))
        self.thread = threading.Thread(target=self.preview.run)

    def ask(self, path, method="GET", **headers):
        """Ask for a path exactly as it is written; return status, headers and body."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        names = {"Host": f"127.0.0.1:{self.port}", **headers}
        connection.putrequest(method, path, skip_host=True)
        for name, value in names.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        found = answer.status, dict(answer.headers), answer.read()
        connection.close()
        return found

    def text(self, path):
        """Return a page as text."""
        return self.ask(path)[2].decode()


@pytest.fixture
def served(root):
    """A preview that runs in a thread of its own."""
    one = Served(root)
    one.thread.start()
    yield one
    one.preview.stop()
    one.thread.join(timeout=5)
    assert not one.thread.is_alive()
