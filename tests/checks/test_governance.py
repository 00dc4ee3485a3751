"""GOV: what a release needs of a moment, and what a training unit is let off."""

import datetime as dt
import re

import base
import pytest

from builder.checks import check

TRAINING = {"content/publishers/prov.yaml": base.PUBLISHER.replace("production", "training")}
STAFF_FLAG = """\
flags:
  - id: oro
    when: {question: oro, is: yes}
    to: staff
    priority: high
    text: Deltagaren känner oro.
    who-acts: Sjuksköterskan
    how: Ringer samma dag.
"""
SCORE = """\
scores:
  - id: summa
    title: Summa
    method: count
    of: [oro]
    missing: {policy: no-score}
    visible-to: [staff]
"""


def settings(**keys: str) -> str:
    """Return the settings with other values, or without a key whose value is empty."""
    text = base.SETTINGS
    for name, value in keys.items():
        key = name.replace("_", "-")
        text = re.sub(rf"^{key}:.*\n", "", text, flags=re.MULTILINE)
        text = f"{key}: {value}\n{text}" if value else text
    return text


def found(changes: dict[str, str | bytes | None]) -> list[tuple[str, str, int]]:
    return [
        (finding.code, finding.span.path.removeprefix(f"{base.MOMENT}/"), finding.span.line)
        for finding in base.findings(changes)
        if finding.code.startswith("GOV")
    ]


def codes(changes: dict[str, str | bytes | None]) -> list[str]:
    return [code for code, *_ in found(changes)]


def on(day: str, text: str) -> list[str]:
    """Return what is found on a day."""
    _, moment = base.read({"moment.yaml": text})
    findings = check(moment, dt.date.fromisoformat(day))
    return [finding.code for finding in findings if finding.code.startswith("GOV")]


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2027-05-14", []), ("2027-05-15", []), ("2027-05-16", ["GOV001"])],
)
def test_the_day_of_review_is_the_last_day(day: str, expected: list[str]) -> None:
    assert on(day, settings(review_by="2027-05-15")) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2027-05-14", ["GOV004"]), ("2027-05-15", []), ("2027-05-16", [])],
)
def test_a_risk_analysis_was_made_today_or_before(day: str, expected: list[str]) -> None:
    analysis = "{date: 2027-05-15, participants: En läkare och en designer}"
    assert on(day, settings(risk_analysis=analysis)) == expected


@pytest.mark.parametrize(
    ("participants", "expected"),
    [
        ("En sjuksköterska och en designer", []),
        ("Läkare, psykolog", []),
        ("Läkare/psykolog", []),
        ("En läkare samt en designer", []),
        ("A nurse and a designer", []),
        ("En läkare tillsammans med en designer", []),
        ("Två fysioterapeuter", []),
        ("3 sjuksköterskor", []),
        ("Designern", ["GOV003"]),
        ("Två designer", ["GOV003"]),
        ("Designern och chefsdesignern", ["GOV003"]),
        ("En läkare", ["GOV003"]),
        ("En läkare,", ["GOV003"]),
        ("Sjuksköterskan på barn- och ungdomsmottagningen", ["GOV003"]),
        ("‹fyll i vilka som deltog›", []),
    ],
)
def test_who_took_part_in_the_risk_analysis(participants: str, expected: list[str]) -> None:
    """A place that is still to be filled in is told as that."""
    analysis = f'{{date: 2026-01-15, participants: "{participants}"}}'
    assert codes({"moment.yaml": settings(risk_analysis=analysis)}) == expected


def test_what_is_not_said_is_found_at_the_first_key() -> None:
    text = f"# Ett moment att pröva med.\n{settings(risk_analysis='')}"
    assert found({"moment.yaml": text}) == [("GOV002", "moment.yaml", 2)]


@pytest.mark.parametrize(
    "changes",
    [
        {"moment.yaml": settings(risk_analysis="")},
        {"moment.yaml": settings(review_by="2020-01-01")},
        {"moment.yaml": settings(risk_analysis="{date: 2031-01-01, participants: Designern}")},
        {"moment.yaml": settings(intended_use=""), "forms/enkat.yaml": base.FORM + STAFF_FLAG},
    ],
)
def test_a_training_unit_may_try(changes: dict[str, str | bytes | None]) -> None:
    assert codes(changes)
    assert codes({**changes, **TRAINING}) == []


@pytest.mark.parametrize(
    ("roles", "kind", "expected"),
    [
        (["publisher", "publisher"], "production", []),
        (["designer, publisher", "publisher"], "production", []),
        (["designer", "publisher"], "production", [5]),
        (["publisher"], "production", [5]),
        (["publisher"], "training", []),
    ],
)
def test_a_unit_has_two_who_may_publish(roles: list[str], kind: str, expected: list[int]) -> None:
    people = "".join(
        f"  - {{id: a{n}, name: A, emails: [a{n}@prov.example], roles: [{role}]}}\n"
        for n, role in enumerate(roles)
    )
    text = f"id: prov\ntitle: Provenheten\nkind: {kind}\npeople:\n{people}"
    path = "content/publishers/prov.yaml"
    assert found({path: text}) == [("GOV005", path, line) for line in expected]


def test_who_acts_is_said_to_staff() -> None:
    messages = "{messages: true, contacts: false, planning: false, activity-plan: false}"
    on_messages: dict[str, str | bytes | None] = {
        "staff.md": None,
        "moment.yaml": settings(functions=messages, intended_use="Prov."),
    }
    on_flags: dict[str, str | bytes | None] = {
        "staff.md": None,
        "moment.yaml": settings(intended_use="Prov."),
        "forms/enkat.yaml": base.FORM + STAFF_FLAG,
    }
    staff = {"staff.md": "# Till dig som är behandlare\n\nText.\n"}
    for changes in (on_messages, on_flags, {**on_messages, **on_flags}):
        assert found(changes) == [("GOV006", "staff.md", 1)]
        assert codes({**changes, **staff}) == []
    to_resident = (base.FORM + STAFF_FLAG).replace("to: staff", "to: resident")
    assert codes({**on_flags, "forms/enkat.yaml": to_resident}) == []


@pytest.mark.parametrize(
    ("form", "results", "expected"),
    [
        (base.FORM, "", []),
        (base.FORM + SCORE, "", []),
        (base.FORM + STAFF_FLAG.replace("staff", "resident"), "", ["GOV007"]),
        (base.FORM + SCORE.replace("staff", "resident"), "", ["GOV007"]),
        (base.FORM + SCORE + "    bands: [{id: a, from: 0, to: 1, text: A}]\n", "", ["GOV007"]),
        (base.FORM, "[resident]", ["GOV007"]),
        (base.FORM, "[staff]", []),
    ],
)
def test_what_judges_answers_says_for_what_use(
    form: str, results: str, expected: list[str]
) -> None:
    view = f"[{{id: a, title: A, form: enkat, question: oro, show: table, visible-to: {results}}}]"
    text = settings(intended_use="", results=view if results else "")
    changes: dict[str, str | bytes | None] = {"forms/enkat.yaml": form, "moment.yaml": text}
    assert codes(changes) == expected
    assert codes({**changes, "moment.yaml": f"{text}intended-use: Att pröva med.\n"}) == []


def test_a_form_of_the_library_counts_where_it_is_linked() -> None:
    shared = base.FORM.replace("id: enkat", "id: delad") + STAFF_FLAG + "owner: prov\n"
    changes: dict[str, str | bytes | None] = {
        "content/forms/delad.yaml": shared,
        "moment.yaml": settings(intended_use=""),
        "staff.md": None,
    }
    assert codes(changes) == []
    module = "# Start {#start}\n\n[Delad](../../../../forms/delad.yaml)\n"
    assert codes({**changes, "modules/start.md": module}) == ["GOV007", "GOV006"]


FORM_LINK = "[En enkät om sömn](../forms/enkat.yaml)"


@pytest.mark.parametrize(
    ("module", "media", "expected"),
    [
        (f"# A {{#a}}\n\n{FORM_LINK}\n", False, ["GOV008"]),
        (f"# A {{#a}}\n\n{'ord ' * 40}\n\n{FORM_LINK}\n", False, ["GOV008"]),
        (f"# A {{#a}}\n\n{'ord ' * 41}\n\n{FORM_LINK}\n", False, []),
        (f"# A {{#a}}\n\n{FORM_LINK}\n", True, []),
        ("# A {#a}\n\nText.\n", False, []),
    ],
)
def test_a_moment_of_forms_only(module: str, media: bool, expected: list[str]) -> None:
    names = ("media/media.yaml", "media/rum.png", "media/bild.png", "modules/grund.md")
    changes: dict[str, str | bytes | None] = {"modules/start.md": module}
    changes |= {name: None for name in names if not media or name.startswith("modules")}
    changes["moment.yaml"] = settings().replace(
        "  - file: modules/grund.md\n    starts: at-once\n", ""
    )
    assert codes(changes) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Okänd", True),
        ("okänd fotograf", True),
        ("Okänt.", True),
        ("vet ej", True),
        ("Vet inte än", True),
        ("Saknas", True),
        ("?", True),
        ("-", True),
        ("…", True),
        ("TBD", True),
        ("N/A", True),
        ("Google", True),
        ("Från Google Bilder", True),
        ("internet", True),
        ("Hämtad från nätet", True),
        ("ej klart", True),
        ("Utreds", True),
        ("Kommer senare", True),
        ("ingen", True),
        ("unknown", True),
        ("CC0-1.0", False),
        ("A", False),
        ("Internetenheten i Norrvik", False),
        ("Avtal med Bildbyrån, 2026-03", False),
        ("Ingen licens behövs: materialet är enhetens eget", False),
        ("Tillstånd av konstnären", False),
    ],
)
def test_rights_that_say_nothing(value: str, expected: bool) -> None:
    changes: dict[str, str | bytes | None] = {}
    for key in ("holder", "licence", "attribution"):
        rights = {"holder": "A", "licence": "B", key: value}
        written = ", ".join(f'{name}: "{text}"' for name, text in rights.items())
        new = f"rights: {{{written}}}"
        old = "rights: {holder: Provenheten, licence: CC0-1.0}"
        changes = {
            "forms/enkat.yaml": base.FORM.replace(old, new),
            "content/forms/delad.yaml": base.FORM.replace(old, new) + "owner: prov\n",
            "media/media.yaml": base.MEDIA_LIST.replace(old, new, 1),
        }
        files = ["content/forms/delad.yaml", "forms/enkat.yaml", "media/media.yaml"]
        places = [path for _, path, _ in found(changes)]
        assert sorted(places) == (files if expected else [])
