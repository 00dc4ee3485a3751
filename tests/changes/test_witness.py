"""Whatever a witness says is so: its answers are put to both versions again, and it is followed."""

from collections.abc import Mapping
from typing import Any

import base
import pytest
from altering import altered, read, written
from made import made_form

from builder.changes import Change, Kind, Witness, compare, witness
from builder.forms import Outcome, evaluate
from builder.message import LANGUAGES
from builder.model import Form, exact
from builder.package import Package

FAMILIES = 60
BARE: Mapping[str, Any] = {
    "format": 1, "moment": "norrvik/prov", "title": "Prov", "kind": "support", "language": "sv", "summary": "S.", "audience": "A.",
    "functions": {"messages": False, "contacts": False, "planning": False, "activity-plan": False},
    "welcome": {"title": "Välkommen", "markdown": "Text."},
}  # fmt: skip


def package(*forms: Form, modules: list[Any] | None = None) -> Package:
    written_ = [
        form.model_dump(mode="json", by_alias=True, exclude_defaults=True) for form in forms
    ]
    data = {**BARE, "modules": modules or [], "forms": written_}
    return Package.model_validate(data, context="wire")


def seen(old: Form, new: Form) -> list[tuple[Change, Witness | None]]:
    one, other = package(old), package(new)
    return [(change, witness(change, one, other)) for change in compare(one, other)]


def put(form: Form, found: Witness) -> Outcome:
    names = {question.id for _, question in form.walk()}
    return evaluate(form, {k: v for k, v in found.answers.items() if k in names})


def is_so(change: Change, found: Witness, old: Form, new: Form) -> bool:
    """Tell whether a witness is touched as it says: of what differs, just that is put to the test."""
    sides = (old, put(old, found)), (new, put(new, found))
    assert any(not outcome.faults for _, outcome in sides)
    told = str(found.before), str(found.after)
    if change.kind in {Kind.CHOICE_REMOVED, Kind.CHOICE_ADDED}:
        return _can_choose(change, found, sides) == ["kept" in one for one in told]
    if change.kind in {Kind.QUESTION_REMOVED, Kind.QUESTION_ADDED, Kind.CONDITION_CHANGED}:
        shown = [change.subject[3] in outcome.shown for _, outcome in sides]
        return shown == [one.endswith("is shown") for one in told] and shown[0] != shown[1]
    if change.kind is Kind.QUESTION_CHANGED:
        return _is_refused(change, told, sides)
    if change.kind in {Kind.FLAG_ADDED, Kind.FLAG_REMOVED, Kind.FLAG_CHANGED}:
        raised = [change.subject[3] in outcome.flags for _, outcome in sides]
        is_other = raised[0] != raised[1] or change.key in {"to", "priority"}
        return raised == ["is raised" in one for one in told] and is_other
    return _comes_to(change, told, *sides)


Sides = tuple[tuple[Form, Outcome], tuple[Form, Outcome]]


def _can_choose(change: Change, found: Witness, sides: Sides) -> list[bool]:
    """Tell in which versions the answer holds the value, and can be given."""
    name, value = change.subject[3], change.subject[-1]
    assert f"'{value}'" in repr(found.answers[name])
    return [name in outcome.shown and not outcome.faults for _, outcome in sides]


def _is_refused(change: Change, told: tuple[str, str], sides: Sides) -> bool:
    refused = ["refused" in one for one in told]
    for text, is_refused, (_, outcome) in zip(told, refused, sides, strict=True):
        faults = [str(one.message) for one in outcome.faults if one.question == change.subject[3]]
        assert bool(faults) is is_refused
        assert not faults or faults[0] in text
    return refused[0] != refused[1]


def _comes_to(change: Change, told: tuple[str, str], *sides: tuple[Form, Outcome]) -> bool:
    """Tell whether every score is told with its value and level."""
    names = {score.id for form, _ in sides for score in form.scores}
    differ = {n for n in names if len({(o.scores.get(n), o.bands.get(n)) for _, o in sides}) > 1}
    if change.kind is Kind.SCORE_CHANGED and change.key != "visible-to":
        assert change.subject[3] in differ
    for text, (form, outcome) in zip(told, sides, strict=True):
        for score in form.scores:
            if f"“{score.title}”" not in text:
                continue
            value = outcome.scores[score.id]
            said = "has no value" if value is None else f"is {exact(value).replace('-', '−')}"
            band = next((one.text for one in score.bands if one.id == outcome.bands[score.id]), "")
            assert f"“{score.title}” {said}" in text
            assert f"(“{band}”)" in text or not band
    return bool(differ) or change.key == "visible-to"


@pytest.mark.parametrize("part", range(5))
def test_what_a_witness_says_is_so(part: int) -> None:
    told = 0
    for seed in range(part, FAMILIES, 5):
        dice = base.dice(seed)
        old = _titled(made_form(seed, 3))
        for new in (altered(old, dice), altered(altered(old, dice), dice)):
            for change, found in seen(old, new):
                if found is None:
                    continue
                told += 1
                assert is_so(change, found, old, new), (
                    seed,
                    str(change.message),
                    str(found.told("A", "B")),
                )
                assert {str(type(found.told("A", "B").in_language(one))) for one in LANGUAGES}
    assert told > FAMILIES // 10


def _titled(form: Form) -> Form:
    """Give every score a name of its own, so that it is known which is told."""
    data = written(form)
    for score in data.get("scores", []):
        score["title"] = score["id"].upper()
    return read(data)


def test_a_witness_is_the_same_every_time() -> None:
    for seed in range(10):
        old, new = made_form(seed, 3), altered(made_form(seed, 3), base.dice(seed))
        assert seen(old, new) == seen(old, new)


FORM: dict[str, Any] = {
    "id": "enkat", "title": "Enkät", "type": "single", "rights": {"holder": "A", "licence": "CC0-1.0"},
    "pages": [{"id": "p", "title": "P", "questions": [
        {"id": "oro", "type": "yes-no", "text": "Känner du oro?"},
        {"id": "ofta", "type": "single-choice", "text": "Hur ofta?", "when": {"question": "oro", "is": "yes"}, "choices": [
            {"value": "ibland", "text": "Ibland", "score": "1"}, {"value": "ofta", "text": "Ofta", "score": "2"},
            {"value": "jamt", "text": "Jämt", "score": "3"}]},
        {"id": "tid", "type": "number", "text": "Hur länge?", "min": "0", "max": "24", "unit": "timmar"},
        {"id": "rad", "type": "info", "text": "Gå ut en stund."},
    ]}],
    "scores": [{"id": "summa", "title": "Summa", "method": "sum", "of": ["ofta", "tid"], "missing": {"policy": "no-score"},
        "visible-to": ["staff"], "bands": [{"id": "lag", "from": "0", "to": "9", "text": "Låg"}, {"id": "hog", "from": "10", "to": "27", "text": "Hög"}]}],
    "flags": [{"id": "hog", "when": {"score": "summa", "at-least": "10"}, "to": "staff", "priority": "high", "text": "Hög oro.",
        "who-acts": "Behandlaren", "how": "Ringer."}],
}  # fmt: skip


def changed(path: str, value: object) -> dict[str, Any]:
    """Return the form with the value at a path, `pages.0.questions.1`, another; None takes it away."""

    def put_in(data: Any, keys: list[str]) -> Any:
        key, *rest = keys
        if isinstance(data, list):
            at = int(key)
            new = [put_in(data[at], rest) if rest else value] if rest or value is not None else []
            return [*data[:at], *new, *data[at + 1 :]]
        new = put_in(data[key], rest) if rest else value
        kept = {k: v for k, v in data.items() if k != key}
        return kept if new is None else kept | {key: new}

    return dict(put_in(FORM, path.split(".")))


Q = "pages.0.questions"
YES = "“Yes” to “Känner du oro?”"
# What is changed, and the whole of what the witness says
TOLD = [
    (f"{Q}.1.choices.0", None,
     f"whoever answered “Ibland” to “Hur ofta?” and {YES}: in 1.2 the answer is kept; in 2.0 the choice “Ibland” does not exist"),
    (f"{Q}.1.choices.1.score", "3",
     f"whoever answered “Ofta” to “Hur ofta?”, 7 timmar to “Hur länge?” and {YES}: in 1.2 “Summa” is 9 (“Låg”); in 2.0 “Summa” is 10 (“Hög”) and the flag “Hög oro.” is raised"),
    ("scores.0.bands", [{"id": "lag", "from": "0", "to": "9", "text": "Låg"}], None),
    (f"{Q}.1.when", {"question": "oro", "is": "no"},
     f"whoever answered {YES}: in 1.2 “Hur ofta?” is shown; in 2.0 “Hur ofta?” is not shown"),
    (f"{Q}.1.when", {"question": "oro", "answered": True},
     "whoever answered “No” to “Känner du oro?”: in 1.2 “Hur ofta?” is not shown; in 2.0 “Hur ofta?” is shown"),
    (f"{Q}.1.when", None,
     "whoever answered nothing to “Känner du oro?”: in 1.2 “Hur ofta?” is not shown; in 2.0 “Hur ofta?” is shown"),
    (f"{Q}.2.max", "12",
     "whoever answered 24 timmar to “Hur länge?”: in 1.2 the answer fits; in 2.0 the answer is refused: 24 is more than 12"),
    (f"{Q}.2.max", "48",
     "whoever answered 48 timmar to “Hur länge?”: in 1.2 the answer is refused: 48 is more than 24; in 2.0 the answer fits"),
    (f"{Q}.2.required", True,
     "whoever answered nothing to “Hur länge?”: in 1.2 the answer fits; in 2.0 the answer is refused: this question must be answered"),
    (f"{Q}.3", None, "whoever fills in “Enkät”: in 1.2 “Gå ut en stund.” is shown; in 2.0 there is no “Gå ut en stund.”"),
    ("scores.0.missing.policy", "count-as-zero",
     "whoever answered nothing to “Hur länge?”: in 1.2 “Summa” has no value; in 2.0 “Summa” is 0 (“Låg”)"),
    ("flags.0.when", {"score": "summa", "at-least": "11"},
     f"whoever answered “Jämt” to “Hur ofta?”, 7 timmar to “Hur länge?” and {YES}: in 1.2 the flag “Hög oro.” is raised; in 2.0 the flag “Hög oro.” is not raised"),
    ("flags.0.when", {"score": "summa", "at-least": "28"}, None),
    ("flags.0.when", {"not": {"not": {"score": "summa", "at-least": "10"}}}, None),
    (f"{Q}.0.sensitive", "self-harm", None),
    (f"{Q}.0.text", "Är du orolig?", None),
    (f"{Q}.1.type", "dropdown", None),
]  # fmt: skip


def all_told(new: dict[str, Any]) -> list[str]:
    return [str(found.told("1.2", "2.0")) for _, found in seen(read(FORM), read(new)) if found]


@pytest.mark.parametrize(("path", "value", "expected"), TOLD)
def test_it_is_told_in_the_authors_words(path: str, value: object, expected: str | None) -> None:
    told = all_told(changed(path, value))
    if expected is None and path not in {"scores.0.bands", "flags.0.when"}:
        assert told == []
    elif expected is not None:
        assert told == [expected]


def test_of_what_nobody_can_answer_there_is_no_witness() -> None:
    never = changed("flags.0.when", {"score": "summa", "at-least": "28"})
    new = {**never, "flags": [never["flags"][0] | {"priority": "normal"}]}
    assert [found for _, found in seen(read(never), read(new))] == [None]


def test_a_form_that_is_too_large_for_proofs_still_has_witnesses() -> None:
    questions = [
        {"id": f"n{n}", "type": "scale", "text": f"Fråga {n}", "min": "0", "max": "10", "min-text": "a", "max-text": "b"}
        for n in range(40)
    ]  # fmt: skip
    large = {**FORM, "pages": [{"id": "p", "title": "P", "questions": questions}], "flags": []}
    score = FORM["scores"][0] | {"of": [one["id"] for one in questions], "bands": []}
    old, new = ({**large, "scores": [score | {"method": method}]} for method in ("sum", "max"))
    ((_, found),) = seen(read(old), read(new))
    assert found
    assert put(read(old), found).scores != put(read(new), found).scores


def test_numbers_are_written_as_people_write_them() -> None:
    old = changed(f"{Q}.2", FORM["pages"][0]["questions"][2] | {"max": "4.5", "step": "0.5"})
    new = changed(f"{Q}.2", FORM["pages"][0]["questions"][2] | {"max": "4", "step": "0.5"})
    (found,) = [found for _, found in seen(read(old), read(new)) if found]
    assert "4.5 timmar" in str(found.who)


def module(name: str, *steps: str, **start: object) -> dict[str, Any]:
    title = name.capitalize()
    packed = [{"id": one, "title": one.capitalize(), "markdown": "Text."} for one in steps]
    sections = [{"id": f"{name}-avsnitt", "title": "Avsnitt", "steps": packed}] if steps else []
    return {"id": name, "title": title, "starts": "at-once", "sections": sections, **start}


A, B = module("a", "ljus", "ljud"), module("b", "luft", starts="after-previous")
# Modules before, after, and what each witness says
WAYS = [
    ([A, B], [module("a", "ljus"), B],
     ["whoever has read as far as the step “Ljud”: in 1.2 the step is there; in 2.0 the step does not exist"]),
    ([module("a", "ljus"), B], [A, B],
     ["whoever comes from “Ljus”: in 1.2 “Ljud” does not exist; in 2.0 “Ljud” comes next"]),
    ([A, B], [module("a", "ljud", "ljus"), B],
     ["whoever is done with “Ljus”: in 1.2 “Ljud” comes next; in 2.0 nothing comes next"]),
    ([A, B], [A], ["whoever is in the module “B”: in 1.2 the module is there; in 2.0 the module does not exist"]),
    ([A, B], [B, A], ["whoever is done with “A”: in 1.2 “B” comes next; in 2.0 nothing comes next"]),
    ([A, B], [A, module("b", "luft", starts="after-days", days=7)],
     ["whoever waits for the module “B”: in 1.2 it opens when the module before it is done; in 2.0 it opens 7 days after the moment started"]),
    ([A], [A], []),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "expected"), WAYS)
def test_who_goes_through_the_moment_is_followed(
    before: list[Any], after: list[Any], expected: list[str]
) -> None:
    old, new = package(modules=before), package(modules=after)
    found = [witness(change, old, new) for change in compare(old, new)]
    assert [str(one.told("1.2", "2.0")) for one in found if one] == expected
    assert all(one.answers == {} for one in found if one)


def test_a_form_that_comes_or_goes() -> None:
    form = read(FORM)
    for old, new, said in (
        (package(form), package(), "whoever has filled in “Enkät”: in 1.2 the form is there"),
        (package(), package(form), "whoever comes to the form “Enkät”: in 1.2 the form does not"),
    ):
        (change,) = compare(old, new)
        found = witness(change, old, new)
        assert found
        assert str(found.told("1.2", "2.0")).startswith(said)
