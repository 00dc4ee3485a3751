"""Signatures by real OpenSSH: made, verified, and every way in which they are refused."""

import base64
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openssh import make_key, need_ssh_keygen
from ssh import open_key

from builder.approval import fingerprint, public_key, sign, verify
from builder.approval.envelope import Envelope
from builder.errors import RefusedError

DATA = b'{"format":1,"kind":"moment"}'
GARBAGE = "what stands in the place of the signature is no SSH signature"
OTHER_BYTES = "the signature is of other bytes: what was signed has been changed since"

Keys = Callable[[str], Path]


def reason(data: bytes, signature: str, key: Path) -> str:
    return str(verify(data, signature, open_key(key)))


@pytest.mark.parametrize(
    "options",
    [("-t", "ed25519"), ("-t", "rsa", "-b", "2048"), ("-t", "ecdsa", "-b", "256"), ("-t", "ecdsa", "-b", "521")],
    ids=" ".join,
)  # fmt: skip
def test_every_kind_of_key(tmp_path: Path, options: tuple[str, ...]) -> None:
    key = make_key(tmp_path, "key", *options, "-N", "")
    signature = sign(DATA, key)
    assert verify(DATA, signature, open_key(key)) is None
    assert reason(DATA + b" ", signature, key) == OTHER_BYTES


def test_a_key_that_lives_in_a_stick() -> None:
    # Made elsewhere, by a software authenticator; its secret half is gone.
    need_ssh_keygen()
    assert verify(DATA, STICK_SIGNATURE, STICK_KEY) is None
    assert str(verify(DATA + b" ", STICK_SIGNATURE, STICK_KEY)) == OTHER_BYTES


def test_another_key(key: Keys) -> None:
    said = reason(DATA, sign(DATA, key("a")), key("b"))
    assert said == f"the signature was made with another key ({fingerprint(open_key(key('a')))})"


def test_another_purpose(key: Keys, tmp_path: Path) -> None:
    file = tmp_path / "data"
    file.write_bytes(DATA)
    subprocess.run(
        ["ssh-keygen", "-q", "-Y", "sign", "-n", "git", "-f", str(key("a")), str(file)], check=True
    )
    signature = (tmp_path / "data.sig").read_text()
    assert reason(DATA, signature, key("a")) == (
        "the signature was made for something else (“git”), not to approve with"
    )


def test_the_fingerprint_is_that_of_openssh(key: Keys) -> None:
    said = subprocess.run(
        ["ssh-keygen", "-l", "-f", str(key("a"))], check=True, capture_output=True, text=True
    ).stdout
    assert fingerprint(open_key(key("a"))) == said.split()[1]
    assert fingerprint(" ".join(open_key(key("a")).split()[:2])) == said.split()[1]
    assert fingerprint("ssh-ed25519") == fingerprint("") == fingerprint("ssh-ed25519 AAA") == ""


@pytest.mark.parametrize(
    "spoil",
    [
        lambda one: "",
        lambda one: "hej",
        lambda one: one * 2,
        lambda one: "x" + one,
        lambda one: one + "x",
        lambda one: one.replace("-----END", "\x1b[2J-----END"),
        lambda one: one.replace("\n", "\u2028"),
        lambda one: one.replace("U1NI", "U1NJ"),
        lambda one: one.replace("SSH SIGNATURE", "PGP SIGNATURE"),
        lambda one: one.replace("\n", "\n" + "A" * 20_000, 1),
        lambda one: re.sub(r"\n.*\n-----END", "\n-----END", one, flags=re.DOTALL),
        lambda one: "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n",
        lambda one: "-----BEGIN SSH SIGNATURE-----\n" + base64.b64encode(b"SSHSIG\0\0\0\1\xff\xff\xff\xff").decode() + "\n-----END SSH SIGNATURE-----\n",
        lambda one: one.replace("A", "å", 1),
    ],
)  # fmt: skip
def test_garbage(key: Keys, spoil: Callable[[str], str], monkeypatch: pytest.MonkeyPatch) -> None:
    signature = spoil(sign(DATA, key("a")))
    monkeypatch.setenv("PATH", "")  # the program is not even asked
    assert reason(DATA, signature, key("a")) == GARBAGE


@given(st.integers(0, 300), st.integers(1, 255))
def test_a_signature_with_another_byte_never_holds(at: int, other: int) -> None:
    need_ssh_keygen()
    lines = STICK_SIGNATURE.splitlines()
    data = bytearray(base64.b64decode("".join(lines[1:-1])))
    data[at % len(data)] ^= other
    text = base64.b64encode(bytes(data)).decode()
    spoilt = "\n".join((lines[0], text, lines[-1], ""))
    assert verify(DATA, spoilt, STICK_KEY) is not None


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    for shown in (text, f"-----BEGIN SSH SIGNATURE-----\n{text}\n-----END SSH SIGNATURE-----\n"):
        assert Envelope.read(shown) is None


def test_there_is_no_such_key(tmp_path: Path) -> None:
    need_ssh_keygen()
    path = tmp_path / "id_ed25519"
    with pytest.raises(RefusedError) as refused:
        sign(DATA, path)
    assert str(refused.value) == (f"{path}: there is no such key; ssh-keygen -t ed25519 makes one")


def test_what_is_no_key(tmp_path: Path) -> None:
    need_ssh_keygen()
    path = tmp_path / "id"
    path.write_text("hej")
    path.chmod(0o600)
    with pytest.raises(RefusedError) as refused:
        sign(DATA, path)
    assert str(refused.value) == f"{path} is no SSH key that can be signed with"


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_a_key_that_others_can_read(tmp_path: Path) -> None:
    key = make_key(tmp_path, "id")
    key.chmod(0o644)
    with pytest.raises(RefusedError) as refused:
        sign(DATA, key)
    assert str(refused.value) == (
        f"{key} can be read by others, so it is not used: chmod 600 {key}"
    )


def test_openssh_is_missing(key: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    signature, path = sign(DATA, key("a")), key("a")
    monkeypatch.setenv("PATH", "")
    for ask in (lambda: sign(DATA, path), lambda: verify(DATA, signature, open_key(path))):
        with pytest.raises(RefusedError) as refused:
            ask()
        assert str(refused.value) == (
            "the program ssh-keygen is missing, which makes and reads signatures: "
            "install OpenSSH (openssh-client)"
        )


@pytest.fixture
def agent(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    need_ssh_keygen()
    said = subprocess.run(["ssh-agent", "-s"], check=True, capture_output=True, text=True).stdout
    found = dict(re.findall(r"(SSH_\w+)=([^;]+);", said))
    for name, value in found.items():
        monkeypatch.setenv(name, value)
    yield
    subprocess.run(["ssh-agent", "-k"], check=True, capture_output=True)


def test_the_key_of_an_agent(tmp_path: Path, agent: None) -> None:
    key = make_key(tmp_path, "id")
    half = key.with_name("id.pub")
    subprocess.run(["ssh-add", "-q", str(key)], check=True)
    key.unlink()
    assert verify(DATA, sign(DATA, half), public_key(half)) is None
    subprocess.run(["ssh-add", "-q", "-D"], check=True)
    with pytest.raises(RefusedError) as refused:
        sign(DATA, half)
    assert str(refused.value) == (
        f"the secret key of {half} is neither beside it nor in an agent: ssh-add adds it there"
    )


def test_the_open_half(key: Keys, tmp_path: Path) -> None:
    half = key("a").with_name("a.pub")
    assert public_key(key("a")) == public_key(half) == half.read_text().strip()
    with pytest.raises(RefusedError, match=r"nowhere\.pub: there is no such file"):
        public_key(tmp_path / "nowhere")
    (tmp_path / "x.pub").write_text("hej")
    with pytest.raises(RefusedError, match=r"x\.pub holds no open SSH key"):
        public_key(tmp_path / "x")


def at_terminal(key: Path, answer: str) -> str:
    """Sign in a process that has a terminal, and answer what is asked there; return what it says."""
    code = (
        "import sys; from pathlib import Path; from builder.approval import sign, verify, public_key\n"
        "from builder.errors import RefusedError\n"
        "key = Path(sys.argv[1])\n"
        "try: print('SIGNED', verify(b'x', sign(b'x', key), public_key(key)))\n"
        "except RefusedError as error: print('REFUSED', error)"
    )
    child, terminal = pty.fork()
    if child == 0:
        os.execv(sys.executable, [sys.executable, "-c", code, str(key)])  # noqa: S606 - a process with a terminal of its own
    said = b""
    try:
        while part := os.read(terminal, 4096):
            said += part
            if said.rstrip().endswith(b":") and b"passphrase" in said:
                os.write(terminal, f"{answer}\n".encode())
                said += b"\n(answered)\n"
    except OSError:  # Linux says so when the other end is closed
        pass
    os.waitpid(child, 0)
    os.close(terminal)
    return said.decode()


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_passphrase_is_asked_for_at_the_terminal(tmp_path: Path) -> None:
    key = make_key(tmp_path, "id", "-t", "ed25519", "-N", "en lång lösenfras")
    assert "SIGNED None" in at_terminal(key, "en lång lösenfras")
    assert f"REFUSED {key}: that is not the passphrase of the key" in at_terminal(key, "fel")


def test_nothing_is_left_behind(key: Keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    assert verify(DATA, sign(DATA, key("a")), open_key(key("a"))) is None
    assert list(tmp_path.iterdir()) == []


STICK_KEY = "sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAIMhgXo3dBJYqghM7QjpVr0LUi2rF9h6WeStqAoqgK5wZAAAABHNzaDo="
STICK_SIGNATURE = """\
-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAAEoAAAAac2stc3NoLWVkMjU1MTlAb3BlbnNzaC5jb20AAAAgyGBejd
0EliqCEztCOlWvQtSLasX2HpZ5K2oCiqArnBkAAAAEc3NoOgAAAA9tb21lbnQtYXBwcm92
YWwAAAAAAAAABnNoYTUxMgAAAGcAAAAac2stc3NoLWVkMjU1MTlAb3BlbnNzaC5jb20AAA
BA1w40uB9GBaxtBFWyMURlk3NVF/SuyBHdn0xJ7qJEIj/nsVRXf9WtjcGyt9UX1Becv4iT
QGazU3sKKzXgnO8yDgEAAAAF
-----END SSH SIGNATURE-----
"""
