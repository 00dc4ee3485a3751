"""The preview, asked over the wire."""

import re
import socket
import time
from http.client import HTTPConnection

import base
import pytest

from builder.errors import RefusedError, SourceError
from builder.preview import Preview


def wait_until(holds, seconds=5.0):
    """Return how long it took until `holds()`."""
    start = time.monotonic()
    while not holds():
        assert time.monotonic() - start < seconds, "it never came"
        time.sleep(0.01)
    return time.monotonic() - start


def test_the_front_page_lists_moments_with_their_findings(served):
    status, headers, body = served.ask("/")
    assert status == 200
    assert headers["Cache-Control"] == "no-store"
    assert "connect-src 'self'" in headers["Content-Security-Policy"]
    assert b'href="prov/prov.html"' in body
    assert b"0 findings" in body
    assert b"Draft" in body


def test_a_moment_is_shown_with_what_the_check_found(served, root):
    page = root / base.MOMENT / "welcome.md"
    page.write_text("# Välkommen\n\n[x](nowhere.md)\n")
    wait_until(lambda: "nowhere.md" in served.text("/prov/prov.html"))
    text = served.text("/prov/prov.html")
    assert "REF003 error" in text
    assert f"{base.MOMENT}/welcome.md:3" in text
    assert '<section class="form"' in text


def test_a_moment_that_cannot_be_put_together_shows_its_findings(served, root):
    (root / base.MOMENT / "moment.yaml").write_text("id: prov\ntitle: Prov\n")
    wait_until(lambda: "STR015" in served.text("/prov/prov.html"))
    assert "<h1" in served.text("/prov/prov.html")
    assert "prov/prov" in served.text("/")


def test_an_edit_shows_within_half_a_second(served, root):
    page = root / base.MOMENT / "welcome.md"
    served.text("/prov/prov.html")
    page.write_text("# Välkommen\n\nEn ny rad.\n")
    assert wait_until(lambda: "En ny rad." in served.text("/prov/prov.html")) < 0.5


def test_a_new_moment_and_a_shared_file_show_too(served, root):
    for path, data in base.files(
        {"moment.yaml": base.SETTINGS.replace("id: prov", "id: ny")}
    ).items():
        target = root / path.replace(base.MOMENT, "content/moments/prov/ny")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    wait_until(lambda: served.ask("/prov/ny.html")[0] == 200)
    profile = root / "content/profile.yaml"
    profile.write_text(base.PROFILE.replace("title: Prov", "title: Ny katalog"))
    wait_until(lambda: "Ny katalog" in served.text("/prov/prov.html"))


def test_what_a_form_shows_is_served(served, root):
    view = base.picture(size=(60, 20))
    (root / base.MOMENT / "media/bild.png").write_bytes(view)
    form = root / base.MOMENT / "forms/enkat.yaml"
    pictured = "type: yes-no, picture: {file: ../media/bild.png, alt: En vy.}"
    form.write_text(base.FORM.replace("type: yes-no", pictured))
    wait_until(lambda: 'alt="En vy."' in served.text("/prov/prov.html"))
    image = served.text("/prov/prov.html").partition('alt="En vy."')[0].rpartition("<img")[2]
    address = "/" + re.search(r"media/[0-9a-f]{64}\.png", image)[0]
    assert served.ask(address)[2] == view


def test_media_is_served_whole_and_in_parts(served, root):
    address = "/" + re.search(r"media/[0-9a-f]{64}\.png", served.text("/prov/prov.html"))[0]
    data = (root / base.MOMENT / "media/rum.png").read_bytes()
    status, headers, body = served.ask(address)
    assert (status, headers["Content-Type"], body) == (200, "image/png", data)
    assert headers["Accept-Ranges"] == "bytes"
    status, headers, body = served.ask(address, Range="bytes=2-5")
    assert (status, body) == (206, data[2:6])
    assert headers["Content-Range"] == f"bytes 2-5/{len(data)}"
    assert served.ask(address, Range="bytes=-4")[2] == data[-4:]
    status, headers, body = served.ask(address, Range=f"bytes={len(data)}-")
    assert (status, headers["Content-Range"], body) == (416, f"bytes */{len(data)}", b"")


@pytest.mark.parametrize(
    "path", ["/", "/prov/prov.html", "/assets/base.css", "/assets/live.js", "/events"]
)
def test_head_has_no_body(served, path):
    status, _, body = served.ask(path, "HEAD")
    assert (status, body) == (200, b"")


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd",
        "/assets/../main.html",
        "/assets/%2e%2e/main.html",
        "/media/../content/profile.yaml",
        "/content/profile.yaml",
        "//etc/passwd",
        "/prov/prov.html/",
        "/prov\\prov.html",
        "/media/" + "0" * 64 + ".png",
        "/%00",
        "/main.html",
    ],
)
def test_only_known_addresses_are_answered(served, path):
    assert served.ask(path)[0] == 404


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "localhost:1", "prov.evil.example:80"]
)
def test_other_names_for_this_computer_are_refused(served, host):
    status, _, body = served.ask("/prov/prov.html", Host=host)
    assert status == 403
    assert b"form" not in body.partition(b"<main")[2].partition(b"</main>")[0]


def test_localhost_is_a_name_of_ours(served):
    assert served.ask("/", Host=f"localhost:{served.port}")[0] == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_sent(served, method):
    assert served.ask("/", method)[0] == 405


@pytest.mark.parametrize("host", ["0.0.0.0", "", "192.168.1.2", "example.org"])  # noqa: S104 - refused
def test_only_loopback_is_served(root, host):
    with pytest.raises(RefusedError):
        Preview(root, (host, 0), "en", print)


def test_a_port_that_is_taken_is_refused(root):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(RefusedError):
            Preview(root, ("127.0.0.1", taken.getsockname()[1]), "en", print)


def test_no_content_no_preview(tmp_path):
    with pytest.raises(SourceError):
        Preview(tmp_path, ("127.0.0.1", 0), "en", print)


def test_browsers_are_told_what_changed(served, root):
    connection = HTTPConnection("127.0.0.1", served.port, timeout=5)
    connection.request("GET", "/events")
    answer = connection.getresponse()
    assert answer.headers["Content-Type"] == "text/event-stream"
    assert answer.readline() == b": \n"
    (root / base.MOMENT / "welcome.md").write_text("# Välkommen\n\nAnnat.\n")
    lines = [answer.readline() for _ in range(4)]
    assert lines[1:] == [b"event: changed\n", b"data: index.html\n", b"data: prov/prov.html\n"]
    connection.close()


def test_what_happens_is_said(served, root):
    wait_until(lambda: served.said)
    (root / base.MOMENT / "welcome.md").write_text("# Välkommen\n\n[x](nowhere.md)\n")
    wait_until(lambda: len(served.said) > 1)
    assert served.said[0] == f"The preview is at {served.preview.address} (end with Ctrl-C)"
    assert served.said[1] == "prov/prov: 1 finding"


def test_a_fault_of_ours_is_told_and_the_preview_goes_on(served, monkeypatch):
    def fail(*_):
        raise ValueError("odd")

    monkeypatch.setattr(served.preview.drafts, "page", fail)
    status, _, body = served.ask("/")
    assert status == 500
    assert b"ValueError: odd" in body
    monkeypatch.undo()
    assert served.ask("/")[0] == 200


def test_it_ends_with_browsers_still_listening(served):
    connection = HTTPConnection("127.0.0.1", served.port, timeout=5)
    connection.request("GET", "/events")
    answer = connection.getresponse()
    served.preview.stop()
    served.thread.join(timeout=5)
    assert not served.thread.is_alive()
    assert answer.read().startswith(b":")
    connection.close()
