"""Which forms need examples, and what is said of bands and comparisons that nothing reaches."""

import base
import pytest

SHARED = "content/forms/delad.yaml"
FLAGGED = (
    base.FORM.replace("id: enkat", "id: delad\nowner: ovning")
    + """\
flags:
  - {id: oro, when: {question: oro, is: "yes"}, to: resident, priority: normal, text: Prata med någon.}
"""
)
SHOWN = base.GROUND.replace("../forms/enkat.yaml", "../../../../forms/delad.yaml")
TRAINING = base.PUBLISHER.replace("kind: production", "kind: training")


def _unproved(owner: str, publisher: str, module: str) -> bool:
    files = {
        SHARED: FLAGGED.replace("owner: ovning", f"owner: {owner}"),
        "content/publishers/ovning.yaml": TRAINING.replace("id: prov", "id: ovning"),
        "content/publishers/prov.yaml": publisher,
        "modules/grund.md": module,
        "forms/enkat.yaml": None,
    }
    return any((one.code, one.span.path) == ("FRM030", SHARED) for one in base.findings(files))


@pytest.mark.parametrize(
    ("owner", "publisher", "module", "needed"),
    [
        ("ovning", base.PUBLISHER, base.GROUND, False),
        ("ovning", TRAINING, SHOWN, False),
        ("ovning", base.PUBLISHER, SHOWN, True),
        ("prov", base.PUBLISHER, base.GROUND, True),
        ("prov", TRAINING, SHOWN, False),
    ],
)
def test_a_shared_form_is_proved_where_residents_meet_it(
    owner: str, publisher: str, module: str, *, needed: bool
) -> None:
    """A training unit's form that a production moment leads to is in use there."""
    assert _unproved(owner, publisher, module) is needed


def _messages(code: str, question: str, rest: str) -> list[str]:
    form = base.FORM.replace('- {id: oro, type: yes-no, text: "Känner du oro?"}', question) + rest
    found = base.findings({"forms/enkat.yaml": form, "content/publishers/prov.yaml": TRAINING})
    return [str(one.message) for one in found if one.code == code]


STEPS = '- {id: oro, type: scale, text: "Hur orolig?", min: 0, max: 10, step: 2, min-text: A, max-text: B}'
FLAG = "flags:\n  - {id: f, when: %s, to: resident, priority: normal, text: T}\n"
SCORE = """\
scores:
  - id: s
    title: Poäng
    method: %s
    of: [oro]
    missing: {policy: no-score}
    visible-to: [staff]
    bands:
"""
ENDS = "      - {id: a, from: 0, to: 4, text: A}\n      - {id: c, from: 6, to: 10, text: C}\n"


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("{question: oro, is: 5}", "“Hur orolig?” is never 5: it goes from 0 to 10 in steps of 2"),
        ("{question: oro, any-of: [5, 12]}", "“Hur orolig?” is never 5, 12: it goes from 0 to 10 in steps of 2"),
        ("{question: oro, is: 12}", "“Hur orolig?” is never 12: it goes from 0 to 10"),
        ("{score: s, is: 5}", "“Poäng” is never 5: it takes other values between 0 and 10"),
        ("{score: s, is: 11}", "“Poäng” is never 11: it goes from 0 to 10"),
    ],
)  # fmt: skip
def test_a_value_between_the_ends_is_told_from_one_beyond_them(when: str, said: str) -> None:
    assert said in _messages("FRM008", STEPS, SCORE % "sum" + ENDS + FLAG % when) + _messages(
        "FRM016", STEPS, SCORE % "sum" + ENDS + FLAG % when
    )


@pytest.mark.parametrize(
    ("method", "bands", "said"),
    [
        ("sum", "{id: b, from: 5, to: 5, text: B}", "the nearest totals are 4 and 6"),
        ("max", "{id: b, from: 5, to: 5, text: B}", "the nearest scores are 4 and 6"),
        ("sum", "{id: b, from: 11, to: 20, text: B}", "the totals go from 0 to 10"),
        ("max", "{id: b, from: 11, to: 20, text: B}", "the score goes from 0 to 10"),
    ],
)
def test_a_band_that_is_never_reached_is_told_what_is(method: str, bands: str, said: str) -> None:
    (message,) = _messages("FRM013", STEPS, SCORE % method + ENDS + f"      - {bands}\n")
    assert message == f"no answers reach this band: {said}"


@pytest.mark.parametrize(("method", "word"), [("sum", "total"), ("max", "score")])
def test_a_gap_is_told_in_the_methods_word(method: str, word: str) -> None:
    bands = ENDS.replace("from: 6", "from: 8")
    assert _messages("FRM004", STEPS, SCORE % method + bands) == [f"the {word} 6 falls in no band"]
