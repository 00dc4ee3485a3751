"""What the fuzzer has found, in the smallest form: it never comes back."""

import base
import pytest
from target import attempt


@pytest.mark.parametrize(
    "changes",
    [
        {"content/publishers/prov.yaml": "type: []\nx: 1\n"},
        {"content/publishers/prov.yaml": "r: \ne:"},
        {"content/profile.yaml": "title: a\nx: \udcff"},
        {"media/rum.png": "II*\0II*\0"},
        {"forms/enkat.yaml": "? "},
        {"media/media.yaml": "a: \nmedia:\n s:"},
        {"media/media.yaml": "media:\n|"},
        {
            "modules/start.md": '# A {#a}\n\n![A.](../media/rum.png "'
            + "x\n" * 99
            + 't.ex. 12/13")\n'
        },
    ],
)
def test_what_fell_once(changes: dict[str, str]) -> None:
    encoded = {name: text.encode("utf-8", "surrogateescape") for name, text in changes.items()}
    result = attempt(base.files(encoded), mending=True)
    assert result, result.trace
