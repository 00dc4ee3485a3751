"""Everything that points at a file follows when it gets another name."""

import base
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mended import DAY, plan_of, text_of

from builder.checks.names import mended_name, name_fault
from builder.mending import Wish, make_plan
from builder.mending.references import follow
from builder.problem import Rename
from builder.tree import Tree

PICTURE = base.picture()
LINKS = {
    "plain": ("![A](../media/Röd.png)", "![A](../media/rod.png)"),
    "title": ("![A](../media/Röd.png 'B (c)')", "![A](../media/rod.png 'B (c)')"),
    "brackets": ('![A](<../media/Röd.png> "B")', '![A](<../media/rod.png> "B")'),
    "percent": ("![A](../media/R%C3%B6d.png)", "![A](../media/rod.png)"),
    "percent, small": ("![A](../media/R%c3%b6d.png)", "![A](../media/rod.png)"),
    "entity": ("![A](../media/R&ouml;d.png)", "![A](../media/rod.png)"),
    "backslash": ("![A](../media/Röd\\.png)", "![A](../media/rod.png)"),
    "decomposed": ("![A](../media/Ro\u0308d.png)", "![A](../media/rod.png)"),
    "detour": ("![A](./../modules/../media/Röd.png)", "![A](./../modules/../media/rod.png)"),
    "link with a fragment": ("b [A](../media/Röd.png#x)", "b [A](../media/rod.png#x)"),
    "two": (
        "[A](../media/Röd.png) ![B](../media/Röd.png)",
        "[A](../media/rod.png) ![B](../media/rod.png)",
    ),
    "in a list": ("- a\n  1. ![A](../media/Röd.png)", "- a\n  1. ![A](../media/rod.png)"),
    "in a quote": ("> > ![A](../media/Röd.png)\n> b", "> > ![A](../media/rod.png)\n> b"),
    "in a table": (
        "| a | b |\n|--|--|\n| x | ![A](../media/Röd.png) |",
        "| a | b |\n|--|--|\n| x | ![A](../media/rod.png) |",
    ),
    "over lines": ('![A](\n../media/Röd.png\n"B")', '![A](\n../media/rod.png\n"B")'),
    "picture in a link": (
        "[![A](../media/Röd.png)](../media/Röd.png)",
        "[![A](../media/rod.png)](../media/rod.png)",
    ),
    "reference": ("![A][r]\n\n[r]: ../media/Röd.png", "![A][r]\n\n[r]: ../media/rod.png"),
    "reference, short": (
        "![r]\n\n[r]: <../media/Röd.png> 'x'",
        "![r]\n\n[r]: <../media/rod.png> 'x'",
    ),
    "reference, next line": (
        "![r]\n\n[r]:\n   ../media/Röd.png\n   'x'",
        "![r]\n\n[r]:\n   ../media/rod.png\n   'x'",
    ),
    "reference in a quote": (
        "> ![r]\n>\n> [r]:\n> ../media/Röd.png",
        "> ![r]\n>\n> [r]:\n> ../media/rod.png",
    ),
    "reference given twice": (
        "![r]\n\n[r]: ../media/Röd.png\n[r]: ../media/Röd.png",
        "![r]\n\n[r]: ../media/rod.png\n[r]: ../media/rod.png",
    ),
    "reference that none uses": ("a\n\n[r\\]]: ../media/Röd.png", "a\n\n[r\\]]: ../media/rod.png"),
    "code": ("`![A](../media/Röd.png)`", "`![A](../media/Röd.png)`"),
    "another file": ("![A](../media/Röda.png)", "![A](../media/Röda.png)"),
    "elsewhere": (
        "[A](https://prov.example/media/Röd.png)",
        "[A](https://prov.example/media/Röd.png)",
    ),
}


@pytest.mark.parametrize("case", LINKS)
@pytest.mark.parametrize("name", ["Röd.png", "Ro\u0308d.png"])
def test_links_follow(case: str, name: str) -> None:
    written, mended = LINKS[case]
    page = "# Start {#start}\n\nFöre\n\n%s\n"
    plan = plan_of({f"media/{name}": PICTURE, "modules/start.md": page % written})
    assert text_of(plan, "modules/start.md") == page % mended
    (renamed,) = plan.renamed
    assert renamed.references == mended.count("rod.png")


LISTS = {
    "plain": ("Röd.png", "rod.png"),
    "quoted": ('"Röd.png"', '"rod.png"'),
    "apostrophes": ("'Röd.png'", "'rod.png'"),
    "escaped": ('"R\\xf6d.png"', '"rod.png"'),
    "decomposed": ("Ro\u0308d.png", "rod.png"),
    "comment": ("Röd.png # Röd.png", "rod.png # Röd.png"),
}


@pytest.mark.parametrize("case", LISTS)
def test_lists_of_media_follow(case: str) -> None:
    written, mended = LISTS[case]
    listed = "media:\n  - id: rum\n    file: %s\n    rights: {holder: Röd.png, licence: CC0-1.0}\n"
    plan = plan_of({"media/Röd.png": PICTURE, "media/media.yaml": listed % written})
    assert text_of(plan, "media/media.yaml") == listed % mended


def test_captions_and_transcripts_follow() -> None:
    listed = "media:\n  - {id: x, file: x.mp3, captions: Å.vtt, transcript: Å.md, rights: {holder: A, licence: B}}\n"
    plan = plan_of(
        {"media/Å.vtt": "WEBVTT\n", "media/Å.md": "# A\n\nB.\n", "media/media.yaml": listed}
    )
    assert "captions: a.vtt, transcript: a.md" in text_of(plan, "media/media.yaml")


PICTURES = {
    "plain": ("file: ../media/Röd.png", "file: ../media/rod.png"),
    "quoted": ('file: "../media/Röd.png"', 'file: "../media/rod.png"'),
    "escaped": ('file: "../media/R\\xf6d.png"', 'file: "../media/rod.png"'),
    "decomposed": ("file: ../media/Ro\u0308d.png", "file: ../media/rod.png"),
    "detour": ("file: ../forms/../media/Röd.png", "file: ../forms/../media/rod.png"),
    "another": ("file: ../media/Röda.png", "file: ../media/Röda.png"),
    "alt": ("file: x.png, alt: ../media/Röd.png", "file: x.png, alt: ../media/Röd.png"),
}


@pytest.mark.parametrize("case", PICTURES)
def test_pictures_of_forms_follow(case: str) -> None:
    written, mended = PICTURES[case]
    form = base.FORM.replace("type: yes-no", "type: yes-no, picture: {%s}") + "# media/Röd.png\n"
    plan = plan_of({"media/Röd.png": PICTURE, "forms/enkat.yaml": form % written})
    assert text_of(plan, "forms/enkat.yaml") == form % mended
    (renamed,) = plan.renamed
    assert renamed.references == mended.count("rod.png")


def test_pictures_of_a_form_that_is_renamed_too_follow() -> None:
    form = base.FORM.replace(
        "type: yes-no", "type: yes-no, picture: {file: ../Media/Röd.png, alt: Ett rum.}"
    )
    plan = plan_of({"Media/Röd.png": PICTURE, "media/rum.png": None, "media/bild.png": None,
                    "media/media.yaml": None, "forms/enkat.yaml": None, "forms/Enkät.yaml": form})  # fmt: skip
    assert "../media/rod.png" in text_of(plan, "forms/enkat.yaml")


def test_a_form_that_cannot_be_read_keeps_a_picture_from_its_new_name() -> None:
    broken = "pages: [{questions: [{picture: {file: ../media/Röd.png}}]}"
    plan = plan_of({"media/Röd.png": PICTURE, "forms/enkat.yaml": broken})
    assert plan.renamed == ()
    plan = plan_of({"media/Röd.png": PICTURE, "forms/enkat.yaml": "pages: [{questions: [}"})
    assert [one.name for one in plan.renamed] == ["rod.png"]


def test_modules_and_waivers_follow() -> None:
    waivers = "waivers:\n  - {code: MED004, place: 'modules/Å.md#å', reason: A, who: B, until: 2030-01-01}\n"
    settings = base.SETTINGS.replace("modules/start.md", "modules/Å.md") + waivers
    module = {"modules/start.md": None, "modules/Å.md": "# A {#a}\n\n[B](#a), [C](Å.md#a).\n"}
    plan = plan_of({**module, "moment.yaml": settings})
    assert "  - file: modules/a.md\n" in text_of(plan, "moment.yaml")
    assert "place: 'modules/a.md#å'" in text_of(plan, "moment.yaml")
    assert "[B](#a), [C](a.md#a)" in text_of(plan, "modules/a.md")


def test_shared_forms_and_their_waivers_follow() -> None:
    waivers = "waivers:\n  - {code: REF013, place: content/forms/Å.yaml, reason: A, who: B, until: 2030-01-01}\n"
    form = base.FORM.replace("id: enkat\n", "id: a\nowner: prov\n")
    plan = plan_of(
        {
            "content/forms/Å.yaml": form,
            "content/profile.yaml": base.PROFILE + waivers,
            "modules/start.md": "# Start {#start}\n\n[A](../../../../forms/%C3%85.yaml)\n",
        }
    )
    assert "(../../../../forms/a.yaml)" in text_of(plan, "modules/start.md")
    assert "place: content/forms/a.yaml" in text_of(plan, "content/profile.yaml")


def test_a_folder_is_followed_and_what_is_in_it() -> None:
    settings = base.SETTINGS.replace("modules/", "Modules/")
    files = {"modules/start.md": None, "modules/grund.md": None, "Modules/Start.md": base.MODULE,
             "Modules/grund.md": base.GROUND.replace("Här", "[Allt i starten](../Modules/Start.md)")}  # fmt: skip
    plan = plan_of({**files, "moment.yaml": settings.replace("start.md", "Start.md")})
    assert plan.left == ()
    assert "[Allt i starten](../modules/start.md)" in text_of(plan, "modules/grund.md")
    assert "(../media/rum.png)" in text_of(plan, "modules/grund.md")


def test_a_publisher_is_renamed_with_the_folder_of_its_moments() -> None:
    files = {
        path.replace("/prov/prov/", "/Prov/Sömn/"): data for path, data in base.files().items()
    }
    files["content/publishers/Prov.yaml"] = files.pop("content/publishers/prov.yaml")
    plan = make_plan(Tree.of(files), Wish(DAY))
    assert plan.left == ()
    assert {one.name for one in plan.renamed} == {"prov.yaml", "prov", "somn"}
    assert set(plan.draft.tree) == {
        path.replace("/prov/prov/", "/prov/somn/") for path in base.files()
    }


def test_a_publisher_with_another_id_is_left_for_a_person() -> None:
    files = {
        "content/publishers/prov.yaml": None,
        "content/publishers/Prov.yaml": base.PUBLISHER.replace("id: prov", "id: norr"),
    }
    plan = plan_of(files)
    assert not plan.renamed


@pytest.mark.parametrize("damage", ["- [", 'id: "', "a: *b", ""])
def test_names_wait_for_files_that_cannot_be_read(damage: str) -> None:
    plan = plan_of({"media/Å.md": "# A\n\nB.\n", "moment.yaml": damage})
    assert not plan.renamed


def test_names_wait_in_one_moment_only() -> None:
    other = base.files(
        {"content/moments/prov/annat/moment.yaml": "- [", "content/moments/prov/annat/Å.md": "x"}
    )
    renames = [
        Rename("content/moments/prov/annat/Å.md", "a.md"),
        Rename(f"{base.MOMENT}/media/rum.png", "b.png"),
    ]
    following = follow(Tree.of(other), renames)
    assert following.renames == (renames[1],)


def test_files_that_would_get_the_same_name_get_numbers() -> None:
    names = ("Bild 1.png", "bild-1.png", "Bild-(1).png", "bild 1.png")
    links = "".join(f"![A](<../media/{name}>)\n\n" for name in names)
    plan = plan_of(
        {
            **{f"media/{name}": base.picture(size=(40, 30 + n)) for n, name in enumerate(names)},
            "modules/start.md": f"# Start {{#start}}\n\n{links}",
        }
    )
    shown = [
        line.split("/")[2][:-2]
        for line in text_of(plan, "modules/start.md").split("\n")
        if "![" in line
    ]
    assert len(set(shown)) == len(names)
    for n, name in enumerate(shown):
        assert plan.draft.tree[f"{base.MOMENT}/media/{name}"] == base.picture(size=(40, 30 + n))


@given(st.text(max_size=20))
def test_a_mended_name_is_right_and_stays(name: str) -> None:
    mended = mended_name(name)
    assert not mended or name_fault(mended) is None
    assert mended_name(mended) == mended


@pytest.mark.parametrize(
    ("name", "mended"),
    [
        ("Sömn Bild (1).PNG", "somn-bild-1.png"),
        ("ga\u030angstig.jpg", "gangstig.jpg"),
        ("con.jpg", "con-1.jpg"),
        ("Kap. 2 om sömn", "kap-2-om-somn"),
        ("andning svenska.sv.vtt", "andning-svenska.sv.vtt"),
        ("IMG_2044.JPG", "img_2044.jpg"),
        ("Modules", "modules"),
        ("straße_æø.png", "strasse_ao.png"),
        ("日本.png", ""),
        ("(.png", ""),
    ],
)
def test_names(name: str, mended: str) -> None:
    assert mended_name(name) == mended
