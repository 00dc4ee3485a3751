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


FAILING = """\
scores:
  - {id: s, title: S, method: sum, of: [oro], missing: {policy: no-score}, visible-to: [staff]}
examples:
  - {id: e, title: E, answers: {oro: 1}, expect: {scores: {s: 2}}}
"""


@pytest.mark.parametrize("stray", range(5))
def test_a_message_within_a_message_fell_once(stray: int) -> None:
    """SARIF fell; the number of findings decides in which of the five formats they are told."""
    form = base.FORM.replace('type: yes-no, text: "Känner', 'type: number, text: "Känner') + FAILING
    changes = {"forms/enkat.yaml": form, **{f"{n}.txt": "x" for n in range(stray)}}
    assert any("counted: oro 1" in str(one.message) for one in base.findings(changes))
    result = attempt(base.files(changes), mending=True)
    assert result, result.trace
