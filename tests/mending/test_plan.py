"""Rounds: until nothing more is certain, and nothing that does not help."""

import base
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mended import DAY, files_of, plan_of, text_of

from builder import mending
from builder.checks import Finding, Severity
from builder.mending import Wish, look, make_plan
from builder.message import tell
from builder.problem import Edit, Edits, Rename, Rework, Span, Work
from builder.report.selection import Selection, read_words
from builder.source import parse_yaml
from builder.tree import Tree

HEADING = {"modules/start.md": "# Start {#start}\n\n## Om sömn\n\nText.\n"}
NAME = {"changes/Å.md": "# A\n\nB.\n"}
WELCOME = f"{base.MOMENT}/welcome.md"


def test_a_clean_library_is_left_alone() -> None:
    plan = plan_of({})
    assert plan.is_empty
    assert plan.left == ()
    assert plan.look.moments == 1


def test_an_empty_library() -> None:
    plan = make_plan(Tree.of({}), Wish(DAY))
    assert plan.is_empty
    assert [one.code for one in plan.left] == ["STR004"]


def test_one_thing_shows_the_next() -> None:
    """Two colons, then a name, since the file that may point at it can be read, and a number."""
    settings = base.SETTINGS.replace("title: Prov", "title: A: b").replace(
        "owner: P", "owner: A: p"
    )
    plan = plan_of({**NAME, "moment.yaml": settings.replace("audience: Ingen.", "audience: 2026")})
    assert [one.code for one in plan.mended] == ["STR010", "STR010", "NAM001", "STR017"]
    assert plan.left == ()


def test_many_mistakes_that_hide_each_other() -> None:
    questions = "".join(f"      - {{id: f{n}, type: text, text: A}}\n" for n in range(3))
    texts = "".join(
        f"        - id: t{n}\n          text: Fråga: {n}\n          type: text\n" for n in range(40)
    )
    form = base.FORM.replace("    questions:\n", f"    questions:\n{questions}")
    form += texts.replace("        - ", "      - ").replace("          ", "        ")
    plan = plan_of({"forms/enkat.yaml": form})
    assert plan.left == ()
    assert len(plan.mended) == 40


def test_only_what_is_chosen_is_mended() -> None:
    takes = Selection(read_words("NAM")).takes
    plan = plan_of({**HEADING, **NAME}, chosen=takes)
    assert [one.code for one in plan.mended] == ["NAM001"]
    assert [one.code for one in plan.unasked] == ["IDN001"]


def test_only_the_moment_that_is_asked_for_is_mended() -> None:
    other = {
        path.replace("/prov/prov/", "/prov/annat/"): data
        for path, data in base.files({**HEADING, **NAME}).items()
    }
    whole = {**base.files({**HEADING, "content/forms/Å.yaml": base.FORM}), **other}
    plan = make_plan(Tree.of(whole), Wish(DAY, (base.MOMENT,)))
    assert {one.span.path for one in plan.mended} == {f"{base.MOMENT}/modules/start.md"}
    assert {one.code for one in plan.unasked} == {"NAM001"}


def test_a_moment_keeps_being_the_one_asked_for_when_its_folder_is_renamed() -> None:
    files = {
        path.replace("/prov/prov/", "/prov/Prov/"): data
        for path, data in base.files(HEADING).items()
    }
    plan = make_plan(Tree.of(files), Wish(DAY, ("content/moments/prov/Prov",)))
    assert [one.code for one in plan.mended] == ["IDN001", "NAM001"]
    assert plan.left == ()


def test_a_large_library_is_read_by_several_processes() -> None:
    """A shared form gets another name, so that every moment is read again, as it would be."""
    one = {"modules/start.md": "# Start {#start}\n\n[A](../../../../forms/%C3%85.yaml)\n"}
    whole = {
        "content/forms/Å.yaml": base.FORM.replace("id: enkat\n", "id: a\nowner: prov\n").encode()
    }
    for n in range(25):
        for path, data in base.files(one).items():
            whole[path.replace("/prov/prov/", f"/prov/m{n}/")] = (
                data.replace(b"id: prov\n", b"id: m%d\n" % n) if "/moments/" in path else data
            )
    plan = make_plan(Tree.of(whole), Wish(DAY))
    assert plan.left == ()
    assert [(one.name, one.references) for one in plan.renamed] == [("a.yaml", 25)]
    assert plan.look.moments == 25


def test_a_second_run_finds_nothing_to_do() -> None:
    plan = plan_of({**HEADING, **NAME})
    again = make_plan(Tree.of(files_of(plan)), Wish(DAY))
    assert again.is_empty


def test_of_fixes_that_overlap_the_first_is_made_first() -> None:
    """Two forms in one sentence: their paragraphs come in their order, in one round."""
    other = base.FORM.replace("id: enkat", "id: annan").replace("title: Enkät", "title: Annan [1]")
    page = "# Start {#start}\n\n- Fyll i [a](../forms/annan.yaml), sedan [b](../forms/enkat.yaml).\n- Klart.\n"
    plan = plan_of({"modules/start.md": page, "forms/annan.yaml": other})
    assert text_of(plan, "modules/start.md") == (
        "# Start {#start}\n\n- Fyll i a, sedan b.\n- Klart.\n\n"
        "[Annan \\[1\\]](../forms/annan.yaml)\n\n[Enkät](../forms/enkat.yaml)\n"
    )


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    """Findings that are always found beside the others."""
    more: list[Finding] = []
    check = look.check

    def checked(sources: object, today: object) -> list[Finding]:
        here = [one for one in more if one.span.path in getattr(sources, "tree", ())]
        return [*check(sources, today), *here]

    monkeypatch.setattr(look, "check", checked)
    return more


def _always(fix: Edits | Rename | Rework, path: str = WELCOME) -> Finding:
    return Finding(Span(path), "STR099", Severity.ERROR, tell("always"), fix=fix)


def test_a_fix_after_which_the_same_is_found_is_not_made(added: list[Finding]) -> None:
    added.append(_always(Edits((Edit(Span(WELCOME), "x"),))))
    plan = plan_of(HEADING)
    assert text_of(plan, "welcome.md") == "# Välkommen\n\nText.\n"
    assert [one.code for one in plan.mended] == ["IDN001"]
    assert [one.code for one in plan.left] == ["STR099"]


def test_a_fix_that_would_spoil_a_file_is_not_made(added: list[Finding]) -> None:
    path = f"{base.MOMENT}/moment.yaml"
    added.append(_always(Edits((Edit(Span(path), '"'),)), path))
    plan = plan_of(HEADING)
    assert [one.code for one in plan.mended] == ["IDN001"]
    assert text_of(plan, "moment.yaml") == base.SETTINGS


def test_a_medium_that_cannot_be_made_anew_is_left(added: list[Finding]) -> None:
    path = f"{base.MOMENT}/media/rum.png"
    added.append(_always(Rework(path, Work.STREAM), path))
    plan = plan_of(HEADING)
    assert [one.code for one in plan.mended] == ["IDN001"]
    assert [one.code for one in plan.left] == ["STR099"]


def test_without_limits_nothing_is_made_smaller() -> None:
    files = {"media/rum.png": base.picture(size=(3000, 20)), "content/profile.yaml": "title: [\n"}
    assert not plan_of(files).remade


def test_a_waived_warning_is_left_as_it_is(added: list[Finding]) -> None:
    fix = Edits((Edit(Span(WELCOME, 3, 1, 3, 5), "Ny"),))
    waiver = plan_of({"moment.yaml": base.SETTINGS + _WAIVER}).look
    added.append(
        Finding(Span(WELCOME, 3), "REF012", Severity.WARNING, tell("x"), fix=fix, waiver=_waiver())
    )
    assert plan_of({}).is_empty
    assert waiver.findings


_WAIVER = (
    "waivers:\n  - {code: REF012, place: media/rum.png, reason: A, who: B, until: 2030-01-01}\n"
)


def _waiver() -> object:
    _, moment = base.read({"moment.yaml": base.SETTINGS + _WAIVER})
    return moment.moment.waivers[0]


def test_the_rounds_have_an_end(added: list[Finding], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mending.plan, "MOST_ROUNDS", 3)
    added.append(_always(Edits((Edit(Span(WELCOME, 3, 1, 3, 2), ""),))))
    assert text_of(plan_of({}), "welcome.md") == "# Välkommen\n\nt.\n"


VALUES = st.one_of(
    st.sampled_from(
        [
            "2026",
            "1.10",
            "0x1F",
            "true",
            "no",
            "-1e3",
            "0123",
            "12:30",
            "a: b",
            "a: b: c",
            "“a”",
            "’å ö’",
        ]
    ),
    st.text(st.sampled_from("abå1: ,[]{}-!?&*“”"), min_size=1, max_size=12),
)
PLACES = (
    ("title", "    title: Sidan\n", "    title: %s\n"),
    ("title", "    title: Sidan\n", "    title:   %s  # Sidan: ett\n"),
    ("title", "id: sida\n    title: Sidan\n", "title: %s\n    id: sida\n"),
    (
        "text",
        '{id: oro, type: yes-no, text: "Känner du oro?"}',
        "{id: oro, type: yes-no, text: %s}",
    ),
    (
        "text",
        '{id: oro, type: yes-no, text: "Känner du oro?"}',
        "text: %s\n        id: oro\n        type: text",
    ),
)


@given(VALUES, st.sampled_from(PLACES))
def test_what_is_mended_reads_as_it_was_meant(value: str, place: tuple[str, str, str]) -> None:
    key, old, new = place
    plan = plan_of({"forms/enkat.yaml": base.FORM.replace(old, new % value)})
    if not plan.is_empty:
        page = parse_yaml("x", text_of(plan, "forms/enkat.yaml")).data["pages"][0]
        part = page if key == "title" else page["questions"][0]
        assert part[key] in {value.strip(), value.strip("“”’ ")}
