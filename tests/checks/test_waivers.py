"""What a waiver covers, for how long, and the waivers that answer for nothing."""

import datetime as dt

import base
import pytest

from builder.checks import check

UNTIL = dt.date(2027, 5, 1)
ONE = dt.timedelta(days=1)
LINE = base.SETTINGS.count("\n") + 2
CODE, PLACE = f"{LINE}:11", f"{LINE + 1}:12"
"""Where the code and the place of the first waiver stand in moment.yaml."""
LINKS = """\
# Välkommen

[Sömn](http://somn.example)

## Mer {#mer}

[Stress](http://stress.example)

[Smärta](http://smarta.example)
"""
"""Three warnings, REF015; two of them under a heading with an id."""
FORM = "content/forms/delad.yaml"
SHARED = base.FORM.replace("id: enkat", "id: delad") + "owner: prov\n"
"""A form of the library that nothing leads to: a warning, REF013."""


def waivers(*places: str, until: dt.date = UNTIL) -> str:
    """Return the key `waivers`; each place is a code and a place."""
    written = [
        f"  - code: {code}\n    place: '{place}'\n    reason: Snart.\n    who: Samordnare\n"
        f"    until: {until}\n"
        for code, place in (one.split(" ", 1) for one in places)
    ]
    return "".join(["waivers:\n", *written])


def found(
    changes: dict[str, str | bytes | None], *places: str, day: dt.date = base.DAY
) -> list[str]:
    """Return the code and the anchor of each finding in the moment; “waived” where it is.

    `places` are waived in moment.yaml.
    """
    settings = base.SETTINGS + (waivers(*places) if places else "")
    _, moment = base.read({"moment.yaml": settings, **changes})
    return [
        f"{one.code} {one.anchor}{' waived' if one.waiver else ''}" for one in check(moment, day)
    ]


def found_in_library(
    changes: dict[str, str | bytes | None], *places: str, day: dt.date = base.DAY
) -> list[str]:
    """Return the same for what all moments share; `places` are waived in profile.yaml."""
    profile = base.PROFILE + (waivers(*places) if places else "")
    library, _ = base.read({"content/profile.yaml": profile, **changes})
    return [
        f"{one.code} {one.anchor}{' waived' if one.waiver else ''}" for one in check(library, day)
    ]


def messages(*places: str, changes: dict[str, str | bytes | None] | None = None) -> list[str]:
    """Return where each finding stands and the English words of it."""
    _, moment = base.read({**(changes or {}), "moment.yaml": base.SETTINGS + waivers(*places)})
    return [
        f"{one.code} {one.span.line}:{one.span.column} {one.message.in_language('en')}"
        for one in check(moment, base.DAY)
    ]


def test_without_a_waiver_nothing_is_waived() -> None:
    assert found({"welcome.md": LINKS}) == [
        "REF015 welcome.md",
        "REF015 welcome.md#mer",
        "REF015 welcome.md#mer",
    ]


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (["welcome.md"], [True, True, True]),
        (["welcome.md#mer"], [False, True, True]),
        (["welcome.md#mer", "welcome.md"], [True, True, True]),
    ],
)
def test_a_warning_is_waived_in_its_file_or_at_the_nearest_id(
    places: list[str], expected: list[bool]
) -> None:
    findings = found({"welcome.md": LINKS}, *(f"REF015 {place}" for place in places))
    assert [one.startswith("REF015 ") for one in findings] == [True] * 3
    assert [one.endswith(" waived") for one in findings] == expected


def test_a_finding_carries_the_waiver_that_covers_it() -> None:
    library, moment = base.read(
        {"welcome.md": LINKS, "moment.yaml": base.SETTINGS + waivers("REF015 welcome.md#mer")}
    )
    carried = [one.waiver for one in check(moment, base.DAY)]
    assert moment.moment
    assert carried == [None, *moment.moment.waivers * 2]
    assert [one.stops_release for one in check(moment, base.DAY)] == [True, False, False]
    assert check(library, base.DAY) == []


def test_a_waiver_covers_its_own_code_and_file_only() -> None:
    changes: dict[str, str | bytes | None] = {
        "welcome.md": LINKS,
        "staff.md": LINKS,
        "modules/kvar.md": "# Kvar {#kvar}\n\nText.\n",
    }
    assert found(changes, "REF015 staff.md#mer", "REF002 modules/kvar.md#kvar") == [
        "REF002 modules/kvar.md#kvar waived",
        "REF015 staff.md",
        "REF015 staff.md#mer waived",
        "REF015 staff.md#mer waived",
        "REF015 welcome.md",
        "REF015 welcome.md#mer",
        "REF015 welcome.md#mer",
    ]


def test_a_waiver_holds_to_the_end_of_its_last_day() -> None:
    changes: dict[str, str | bytes | None] = {"modules/kvar.md": "# Kvar {#kvar}\n\nText.\n"}
    waiver = "REF002 modules/kvar.md"
    for day in (base.DAY, UNTIL - ONE, UNTIL):
        assert found(changes, waiver, day=day) == ["REF002 modules/kvar.md#kvar waived"]
    assert found(changes, waiver, day=UNTIL + ONE) == ["REF002 modules/kvar.md#kvar", WVR002]


WVR002 = "WVR002 moment.yaml"


def test_a_waiver_that_has_expired_is_nothing_else_besides() -> None:
    after = UNTIL + ONE
    assert found({}, "REF002 modules/start.md", day=after) == [WVR002]
    assert found({}, "REF002 modules/borta.md", day=after) == [WVR002]
    assert found({}, "QQQ999 welcome.md", day=after) == [WVR002]


def test_an_error_cannot_be_waived() -> None:
    wrong: dict[str, str | bytes | None] = {"welcome.md": "# Välkommen\n\n[x](nowhere.md)\n"}
    assert found(wrong, "REF003 welcome.md") == ["WVR003 moment.yaml", "REF003 welcome.md"]
    assert messages("REF003 welcome.md") == [
        f"WVR003 {CODE} REF003 is no warning: it cannot be waived"
    ]


VOID = [
    ("QQQ999 welcome.md", f"{CODE} there is no rule “QQQ999”"),
    ("ref015 welcome.md", f"{CODE} there is no rule “ref015”; did you mean REF015?"),
    ("STR001 welcome.md", f"{CODE} STR001 is no warning: it cannot be waived"),
    ("WVR001 moment.yaml", f"{CODE} WVR001 is about waivers: it cannot be waived"),
    ("WVR002 moment.yaml", f"{CODE} WVR002 is about waivers: it cannot be waived"),
    ("WVR003 moment.yaml", f"{CODE} WVR003 is no warning: it cannot be waived"),
    ("REF015 borta.md", f"{PLACE} there is no file “borta.md”"),
    ("REF015 borta.md#mer", f"{PLACE} there is no file “borta.md”"),
    ("REF015 #mer", f"{PLACE} there is no file “”"),
    ("REF015 ../prov/welcome.md", f"{PLACE} there is no file “../prov/welcome.md”"),
    ("REF015 modules", f"{PLACE} there is no file “modules”"),
    (f"REF015 {base.MOMENT}/welcome.md", f"{PLACE} there is no file “{base.MOMENT}/welcome.md”"),
]


@pytest.mark.parametrize(("place", "message"), VOID, ids=[one[0] for one in VOID])
def test_a_waiver_for_what_nobody_can_answer_for(place: str, message: str) -> None:
    assert messages(place) == [f"WVR003 {message}"]


UNUSED = ["REF015 welcome.md", "REF015 welcome.md#borta", "REF002 modules/start.md"]


@pytest.mark.parametrize("waiver", UNUSED)
def test_a_waiver_that_covers_nothing(waiver: str) -> None:
    code, _, place = waiver.partition(" ")
    told = f"WVR001 {PLACE} {code} is not found in “{place}”: take the waiver away"
    assert messages(waiver) == [told]


def test_one_of_several_waivers_is_told_of_at_its_own_place() -> None:
    changes: dict[str, str | bytes | None] = {"welcome.md": LINKS}
    assert [
        one
        for one in messages("REF015 welcome.md", "REF015 staff.md", "QQQ999 x", changes=changes)
        if one.startswith("WVR")
    ] == [
        f"WVR003 {LINE + 6}:12 there is no file “staff.md”",
        f"WVR003 {LINE + 10}:11 there is no rule “QQQ999”",
    ]


def test_what_is_found_about_waivers_is_not_waived() -> None:
    unused = ("REF015 welcome.md", "WVR001 moment.yaml")
    assert found({}, *unused) == ["WVR001 moment.yaml", "WVR003 moment.yaml"]
    expired = base.SETTINGS + waivers("REF015 welcome.md", until=base.DAY - ONE)
    _, _, waiver = waivers("WVR002 moment.yaml").partition("\n")
    assert found({"moment.yaml": expired + waiver}) == [WVR002, "WVR003 moment.yaml"]


def test_the_library_has_its_waivers_in_the_profile() -> None:
    changes: dict[str, str | bytes | None] = {FORM: SHARED}
    assert found_in_library(changes) == [f"REF013 {FORM}"]
    assert found_in_library(changes, f"REF013 {FORM}") == [f"REF013 {FORM} waived"]
    assert found_in_library(changes, f"REF013 {FORM}", day=UNTIL + ONE) == [
        f"REF013 {FORM}",
        "WVR002 content/profile.yaml",
    ]
    assert found_in_library({}, "REF013 content/publishers/prov.yaml") == [
        "WVR001 content/profile.yaml"
    ]
    assert (
        found_in_library({}, f"REF013 {FORM}", "STR001 x", "QQQ999 x")
        == ["WVR003 content/profile.yaml"] * 3
    )


def test_a_file_that_stands_beside_the_moments_can_be_waived() -> None:
    stray = "content/moments/prov/lasmig.md"
    changes: dict[str, str | bytes | None] = {stray: "# Hej\n\nText.\n"}
    assert found_in_library(changes) == [f"STR005 {stray}"]
    assert found_in_library(changes, f"STR005 {stray}") == [f"STR005 {stray} waived"]


def test_the_library_does_not_answer_for_a_moment_nor_a_moment_for_the_library() -> None:
    path = f"{base.MOMENT}/welcome.md"
    changes: dict[str, str | bytes | None] = {"welcome.md": LINKS, FORM: SHARED}
    assert "WVR003 content/profile.yaml" in found_in_library(changes, f"REF015 {path}")
    assert found(changes, f"REF013 {FORM}") == [
        "WVR003 moment.yaml",
        "REF015 welcome.md",
        "REF015 welcome.md#mer",
        "REF015 welcome.md#mer",
    ]


def test_settings_that_cannot_be_read_waive_nothing() -> None:
    broken = base.SETTINGS + waivers("REF015 welcome.md") + "ägare: x\n"
    findings = found({"moment.yaml": broken, "welcome.md": LINKS})
    assert findings[0].startswith("STR014 moment.yaml")
    assert not any(one.endswith(" waived") for one in findings)
