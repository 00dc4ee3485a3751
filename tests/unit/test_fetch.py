"""Sources: a folder and the web, and what a bad server may try."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from builder.errors import FetchError
from builder.unit.client import Unit
from builder.unit.fetch import Folder, Web, absolute, open_source
from tests.unit.conftest import NOW
from tests.unit.simulator import PROVIDER, SLEEP, UNIT, Catalogue

Answer = Callable[[BaseHTTPRequestHandler], None]


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Answer], str]]:
    """Start a server on this machine that answers every request in one way; returns its address."""
    monkeypatch.setenv("no_proxy", "*")
    servers = []

    def start(answer: Answer) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                answer(self)

            def log_message(self, *_: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def give(data: bytes, *, length: int | None = None) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", str(len(data) if length is None else length))
        request.end_headers()
        request.wfile.write(data)

    return answer


def redirect(to: str) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        if request.path.startswith("/there"):
            give(b"here")(request)
            return
        request.send_response(302)
        request.send_header("Location", to)
        request.end_headers()

    return answer


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a b").mkdir()
    (tmp_path / "a b" / "x").write_bytes(b"12345")
    for address in (str(tmp_path / "a b"), (tmp_path / "a b").as_uri()):
        source = open_source(address)
        assert source == Folder(tmp_path / "a b")
        assert source.read("x", 100) == b"12345"
        assert source.read("x", 3) == b"123"
        for missing in ("y", "."):
            with pytest.raises(FetchError, match="cannot be read"):
                source.read(missing, 10)


def test_the_web(serve: Callable[[Answer], str]) -> None:
    asked = []

    def answer(request: BaseHTTPRequestHandler) -> None:
        asked.append(request.path)
        give(b"12345")(request)

    source = open_source(serve(answer) + "/published/")
    assert source.read("index/a/b.json", 100) == b"12345"
    assert source.read("index/a/b.json", 3) == b"123"
    assert asked == ["/published/index/a/b.json"] * 2


@pytest.mark.parametrize("address", ["ftp://a.example/x", "s3://bucket/x", "data://x"])
def test_other_addresses_are_not_understood(address: str) -> None:
    with pytest.raises(FetchError, match="is not understood"):
        open_source(address)


def test_an_address_means_the_same_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert absolute("published") == str(tmp_path / "published")
    assert absolute("https://a.example/x") == "https://a.example/x"


def test_a_page_that_is_not_there(serve: Callable[[Answer], str]) -> None:
    address = serve(lambda request: request.send_error(404))
    with pytest.raises(FetchError, match=r"/x cannot be read: HTTP 404"):
        open_source(address).read("x", 10)


def test_nobody_answers(serve: Callable[[Answer], str]) -> None:
    with pytest.raises(FetchError, match="cannot be read"):
        Web("http://127.0.0.1:1").read("x", 10)
    address = serve(lambda request: request.wfile.write(b"not http at all\r\n\r\n"))
    with pytest.raises(FetchError, match="cannot be read"):
        Web(address).read("x", 10)
    with pytest.raises(FetchError, match="cannot be read"):
        Web("http://[broken").read("x", 10)


def test_a_connection_that_is_cut(serve: Callable[[Answer], str]) -> None:
    address = serve(give(b"123", length=1000))
    with pytest.raises(FetchError, match="the connection was cut"):
        open_source(address).read("x", 1000)
    assert open_source(address).read("x", 3) == b"123"


def test_a_server_that_waits(serve: Callable[[Answer], str]) -> None:
    hold = threading.Event()
    address = serve(lambda _: hold.wait(5) and None)
    with pytest.raises(FetchError, match="timed out"):
        Web(address, wait=0.1).read("x", 10)
    hold.set()


def test_a_server_that_drips(serve: Callable[[Answer], str]) -> None:
    stop = threading.Event()

    def drip(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        while not stop.wait(0.02):
            request.wfile.write(b".")
            request.wfile.flush()

    with pytest.raises(FetchError, match="too slow"):
        Web(serve(drip), whole_file=0.1).read("x", 10_000)
    stop.set()


def test_a_redirect_within_the_scheme_is_followed(serve: Callable[[Answer], str]) -> None:
    assert open_source(serve(redirect("/there"))).read("x", 10) == b"here"


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "ftp://127.0.0.1/x", "https://127.0.0.1/x", "data:,x"]
)
def test_a_redirect_to_another_scheme_is_not(serve: Callable[[Answer], str], to: str) -> None:
    with pytest.raises(FetchError, match="cannot be read"):
        open_source(serve(redirect(to))).read("x", 10)


@pytest.mark.parametrize("kind", ["folder", "file", "web"])
def test_a_unit_on_a_real_catalogue(
    catalogue: Catalogue, tmp_path: Path, serve: Callable[[Answer], str], kind: str
) -> None:
    folder = Path(catalogue.dump(tmp_path / "published"))

    def answer(request: BaseHTTPRequestHandler) -> None:
        give((folder / request.path[1:]).read_bytes())(request)

    address = {"folder": str(folder), "file": folder.as_uri(), "web": serve(answer)}[kind]
    unit = Unit(tmp_path / "unit", NOW, lambda _: None)
    unit.init(address, UNIT, PROVIDER, development=True)
    unit.activate(SLEEP, by="Kim")
    unit.verify().refuse_faults()
