"""Rules whose examples are files, and the cascades that must not happen."""

import io
import random
import unicodedata

import base
import pytest
from PIL import Image

from builder.problem import Edits
from builder.tree import Tree

FORM_LINK = "# {title} {{#{id}}}\n\n[Enkät](../forms/enkat.yaml)\n"
THREE_MODULES = base.SETTINGS + "  - file: modules/tva.md\n    starts: by-staff\n"

END = base.SETTINGS.count("\n") + 1
OPEN = base.SETTINGS[: base.SETTINGS.index("\nopen:")].count("\n") + 2
"""Lines of moment.yaml: after its last, and that of the key `open`."""


def codes(changes: dict[str, str | bytes | None]) -> list[str]:
    return [finding.code for finding in base.findings(changes)]


def places(changes: dict[str, str | bytes | None]) -> list[tuple[str, str, int, int]]:
    return [
        (
            finding.code,
            finding.span.path.removeprefix(f"{base.MOMENT}/"),
            finding.span.line,
            finding.span.column,
        )
        for finding in base.findings(changes)
    ]


def shown(name: str, data: bytes) -> dict[str, str | bytes | None]:
    """Return what makes a file the only medium of the moment, listed and shown."""
    return {
        **base.BARE,
        f"media/{name}": data,
        "welcome.md": f"# Hej\n\n![Ett rum.](<media/{name}>)\n",
        "media/media.yaml": f"media:\n  - {{id: rum, file: '{name}', language: sv, rights: {{holder: A, licence: B}}}}\n",
    }


def test_a_library_without_profile() -> None:
    assert codes({"content/profile.yaml": None}) == ["STR004"]


def test_an_empty_moment_folder_is_found() -> None:
    tree = base.tree()
    tree = Tree(tree.sizes, tree.read, empty_folders=frozenset({"content/moments/prov/tom"}))
    from builder.checks import check
    from builder.content import read_library, read_moment

    library = read_library(tree)
    assert "content/moments/prov/tom" in library.folders
    found = check(read_moment(tree, "content/moments/prov/tom", library), base.DAY)
    assert [(f.code, f.span.path) for f in found] == [
        ("STR003", "content/moments/prov/tom/moment.yaml")
    ]


@pytest.mark.parametrize(
    "name",
    [
        "sömn.png",
        unicodedata.normalize("NFD", "sömn.png"),
        "stor bild.png",
        "Stor.png",
        "bild(1).png",
        "con.png",
        "-bild.png",
    ],
)
def test_a_bad_file_name_is_one_finding_at_the_file(name: str) -> None:
    (finding,) = base.findings(shown(name, base.picture()))
    assert finding.code == "NAM001"
    assert finding.span.path == f"{base.MOMENT}/media/{name}"


def test_a_folder_with_a_bad_name_is_found_once() -> None:
    from builder.checks import check
    from builder.content import read_library, read_moment

    folder = "content/moments/prov/Två delar"
    tree = Tree.of({path.replace(base.MOMENT, folder): data for path, data in base.files().items()})
    found = check(read_moment(tree, folder, read_library(tree)), base.DAY)
    assert [(f.code, f.span.path) for f in found] == [("NAM001", folder)]


def test_names_that_clash_on_windows() -> None:
    found = base.findings({"changes/a.md": "# A\n\nB.\n", "changes/A.md": "# A\n\nB.\n"})
    assert [f.code for f in found] == ["NAM002"]


def test_a_symbolic_link_is_found() -> None:
    from builder.checks import check
    from builder.content import read_library, read_moment

    tree = base.tree()
    tree = Tree(tree.sizes, tree.read, links=frozenset({f"{base.MOMENT}/media/annan.png"}))
    library = read_library(tree)
    assert [f.code for f in check(read_moment(tree, base.MOMENT, library), base.DAY)] == ["NAM003"]


def test_two_moments_with_one_id() -> None:
    from builder.checks import check
    from builder.content import MomentKey

    library, _ = base.read()
    library.keys = (
        MomentKey("content/moments/prov/a", "prov", "x"),
        MomentKey("content/moments/prov/b", "prov", "x"),
    )
    (finding,) = check(library, base.DAY)
    assert (finding.code, finding.span.path) == ("IDN004", "content/moments/prov/b/moment.yaml")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (base.PUBLISHER.replace("id: prov", "id: annan", 1), ["IDN005"]),
        (base.PUBLISHER.replace("kind: production", "kind: training"), []),
    ],
)
def test_publisher_files(text: str, expected: list[str]) -> None:
    assert codes({"content/publishers/prov.yaml": text}) == expected


def test_a_role_name_of_the_catalogue_is_no_publisher() -> None:
    text = base.PUBLISHER.replace("id: prov", "id: root", 1)
    assert codes({"content/publishers/root.yaml": text}) == ["IDN005"]


def test_a_moment_of_nobody() -> None:
    assert codes({"content/publishers/prov.yaml": None}) == ["IDN005"]


def test_an_ordinary_form_in_two_modules_must_say_so() -> None:
    alone = base.FORM.replace("one-set-of-answers: true\n", "")
    changes = {
        "forms/enkat.yaml": alone,
        "moment.yaml": THREE_MODULES,
        "modules/grund.md": base.GROUND.replace("[Enkät](../forms/enkat.yaml)\n\n", ""),
        "modules/start.md": FORM_LINK.format(title="Start", id="start"),
        "modules/tva.md": FORM_LINK.format(title="Två", id="tva"),
    }
    assert places(changes) == [("REF009", "modules/tva.md", 3, 9)]
    assert codes({**changes, "forms/enkat.yaml": base.FORM}) == []
    assert codes({**changes, "forms/enkat.yaml": alone.replace("single", "calendar")}) == []


def test_a_library_form_has_an_owner() -> None:
    form = base.FORM.replace("id: enkat", "id: delad")
    shown = {"modules/start.md": "# Start {#start}\n\n[Delad](../../../../forms/delad.yaml)\n"}
    assert codes({**shown, "content/forms/delad.yaml": form}) == ["REF011"]
    assert codes({**shown, "content/forms/delad.yaml": form + "owner: ingen\n"}) == ["REF011"]
    assert codes({**shown, "content/forms/delad.yaml": form + "owner: prov\n"}) == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("bild.png", base.picture("JPEG")),
        ("bild.jpg", b"ingen bild"),
        ("film.mp4", base.picture()),
        ("ljud.mp3", b"inget ljud" * 99),
        ("bild.webp", base.picture("PNG")),
    ],
)
def test_a_file_that_is_not_what_its_name_says(name: str, data: bytes) -> None:
    assert places(shown(name, data)) == [("MED001", f"media/{name}", 1, 1)]


def test_captions_that_are_none() -> None:
    listed = base.MEDIA_LIST.replace("file: rum.png,", "file: rum.png, captions: text.vtt,")
    text = "1\n00:00 --> 00:01\nHej\n"
    assert places({"media/media.yaml": listed, "media/text.vtt": text}) == [
        ("MED013", "media/text.vtt", 1, 1)
    ]


def test_captions_mark_who_speaks_with_a_hyphen() -> None:
    listed = base.MEDIA_LIST.replace("file: rum.png,", "file: rum.png, captions: text.vtt,")
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n-Hej.\n-Hej hej.\n"
    assert codes({"media/media.yaml": listed, "media/text.vtt": text}) == []


@pytest.mark.parametrize("link", ["[Enkät] ({})", "[Enkät]({}", "(Enkät)[{}]"])
def test_a_link_in_letters_hides_what_it_leads_to(link: str) -> None:
    written = link.format("../../../forms/delad.yaml")
    form = base.FORM.replace("id: enkat", "id: delad") + "owner: prov\n"
    changes: dict[str, str | bytes | None] = {"content/forms/delad.yaml": form}
    assert codes(changes) == ["REF013"]
    assert codes({**changes, "welcome.md": f"# Hej\n\nSvara på {written}\n"}) == ["STR019"]


@pytest.mark.parametrize("port", ["0", "x", "99999"])
def test_an_address_with_a_port_that_is_none(port: str) -> None:
    page = f"# Hej\n\nLäs [råd om sömn](https://www.1177.se:{port}/somn).\n"
    assert codes({"welcome.md": page}) == ["REF014"]


def test_a_type_that_nothing_can_show() -> None:
    assert places({"media/film.mov": b"x"}) == [
        ("MED001", "media/film.mov", 1, 1),
        ("REF012", "media/film.mov", 1, 1),
    ]


def test_a_type_that_the_profile_leaves_out() -> None:
    profile = base.PROFILE.replace("[jpeg, png, webp]", "[png]")
    changes = shown("a.jpg", base.picture("JPEG"))
    assert places({**changes, "content/profile.yaml": profile}) == [("MED001", "media/a.jpg", 1, 1)]


def test_limits_of_the_profile() -> None:
    tight = base.PROFILE.replace("max-kilobytes: 500", "max-kilobytes: 1").replace(
        "max-pixels: 2400", "max-pixels: 50"
    )
    assert places({"content/profile.yaml": tight, "media/rum.png": _noise((60, 50))}) == [
        ("MED002", "media/rum.png", 1, 1),
        ("MED003", "media/rum.png", 1, 1),
    ]


def _noise(size: tuple[int, int]) -> bytes:
    """Return a picture that cannot be made smaller by packing it."""
    out = io.BytesIO()
    pixels = random.Random(1).randbytes(3 * size[0] * size[1])  # noqa: S311 - no secret
    Image.frombytes("RGB", size, pixels).save(out, "PNG")
    return out.getvalue()


def test_a_decompression_bomb_is_refused_before_it_is_opened() -> None:
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0))
    bomb = (
        b"\x89PNG\r\n\x1a\n"
        + header
        + chunk(b"IDAT", zlib.compress(b"\0" * 100))
        + chunk(b"IEND", b"")
    )
    assert places(shown("bomb.png", bomb)) == [("MED003", "media/bomb.png", 1, 1)]


def test_an_empty_file_is_damaged() -> None:
    assert places(shown("tom.jpg", b"")) == [("MED005", "media/tom.jpg", 1, 1)]


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("Sömn\u200bdagbok.", "Sömndagbok."),
        ("Rad ett\x0brad två.", "Rad ett rad två."),
        ("Rad ett\u2028rad två.", "Rad ett rad två."),
        ("Rad ett \u2028rad två.", "Rad ett rad två."),
        ("\u2028Rad två.", "Rad två."),
        ("Rad ett.\x0c", "Rad ett."),
    ],
)
def test_an_invisible_character_is_taken_away_and_words_stay_apart(
    written: str, mended: str
) -> None:
    (finding,) = base.findings({"welcome.md": f"# Hej\n\n{written}\n"})
    assert finding.code == "STR012"
    assert isinstance(finding.fix, Edits)
    (edit,) = finding.fix.edits
    assert (edit.span, edit.span.line, edit.span.end_line) == (finding.span, 3, 3)
    start, end = edit.span.column - 1, edit.span.end_column - 1
    assert written[:start] + edit.text + written[end:] == mended


# Where a fault stands, in the words of the issue: at the file, the line and the column.


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"moment.yaml": "id: [\n"}, ("STR001", "moment.yaml", 2, 1)),
        ({"moment.yaml": base.SETTINGS + "owner: En till\n"}, ("STR009", "moment.yaml", END, 1)),
        ({"moment.yaml": base.SETTINGS.replace("kind: support", "kind: suport")}, ("STR016", "moment.yaml", 3, 7)),
        ({"moment.yaml": base.SETTINGS + "ägare: Enheten\n"}, ("STR014", "moment.yaml", END, 1)),
        ({"moment.yaml": base.SETTINGS.replace("title: Prov\n", "title:\n")}, ("STR002", "moment.yaml", 2, 7)),
        ({"moment.yaml": base.SETTINGS.replace("title: Prov\n", "title: 2026\n")}, ("STR017", "moment.yaml", 2, 8)),
        ({"moment.yaml": base.SETTINGS.replace("open: false", "open: nej")}, ("STR002", "moment.yaml", OPEN, 7)),
        ({"moment.yaml": base.SETTINGS.replace("owner: Provenheten\n", "")}, ("STR015", "moment.yaml", 1, 1)),
        ({"moment.yaml": base.SETTINGS.replace("Ett moment", "Så här: ett moment")}, ("STR010", "moment.yaml", 5, 16)),
        ({"moment.yaml": base.SETTINGS.replace("title: Prov", "title: &namn Prov")}, ("STR011", "moment.yaml", 2, 8)),
        ({"moment.yaml": base.SETTINGS.replace("title: Prov", "title:\u00a0Prov")}, ("STR012", "moment.yaml", 2, 7)),
        ({"moment.yaml": base.SETTINGS.replace("    starts: at-once\n  -", "\tstarts: at-once\n  -")}, ("STR012", "moment.yaml", OPEN + 6, 1)),
        ({"moment.yaml": base.SETTINGS.replace("title: Prov", "title: “Prov”")}, ("STR018", "moment.yaml", 2, 8)),
        ({"moment.yaml": base.SETTINGS.replace("title: Prov", "“title”: Prov")}, ("STR018", "moment.yaml", 2, 1)),
        ({"modules/start.md": base.MODULE + "Mer text.\n\n" * 20_000}, ("STR013", "modules/start.md", 1, 1)),
        ({"forms/enkat.yaml": base.FORM + "# Mer.\n" * 150_000}, ("STR013", "forms/enkat.yaml", 1, 1)),
        ({"moment.yaml": b"title: S\xf6mn\n"}, ("STR001", "moment.yaml", 1, 9)),
        ({"welcome.md": None}, ("STR003", "welcome.md", 1, 1)),
        ({"welcome.md": ""}, ("STR006", "welcome.md", 1, 1)),
        ({"modules/start.md": "\n"}, ("STR006", "modules/start.md", 1, 1)),
        ({"modules/start.md": "# Start {#start}\n"}, ("STR006", "modules/start.md", 1, 1)),
        ({"modules/start.md": "Text först.\n\n# Start {#start}\n\nText.\n"}, ("STR006", "modules/start.md", 1, 1)),
        ({"modules/start.md": "# S {#s}\n\nT.\n\n# Två {#t}\n\nT.\n"}, ("STR006", "modules/start.md", 5, 3)),
        ({"modules/start.md": "# S {#s}\n\n### Steg {#t}\n\nText.\n"}, ("STR006", "modules/start.md", 3, 5)),
        ({"modules/start.md": "# S {#s}\n\n## A {#a}\n\nText.\n\n### B {#b}\n\nText.\n"}, ("STR006", "modules/start.md", 5, 1)),
        ({"modules/start.md": "# S {#s}\n\n[Enkät](../forms/enkta.yaml)\n"}, ("REF003", "modules/start.md", 3, 9)),
        ({"modules/start.md": "# S {#s}\n\n- [Enkät](../forms/enkat.yaml)\n"}, ("REF005", "modules/start.md", 3, 11)),
        ({"welcome.md": "# S\n\n[Enkät](forms/enkat.yaml)\n"}, ("REF005", "welcome.md", 3, 9)),
        ({"welcome.md": "# S\n\n[Rum](media/rum.png)\n"}, ("REF005", "welcome.md", 3, 7)),
        ({"welcome.md": "# S\n\n![Rum.](moment.yaml)\n"}, ("REF005", "welcome.md", 3, 9)),
        ({"welcome.md": "# S\n\nText <script>x</script>.\n"}, ("STR007", "welcome.md", 3, 6)),
    ],
    ids=lambda value: "" if isinstance(value, dict) else f"{value[0]}-{value[1]}-{value[2]}",
)  # fmt: skip
def test_a_fault_is_found_where_it_stands_and_nothing_follows_from_it(
    changes: dict[str, str | bytes | None], expected: tuple[str, str, int, int]
) -> None:
    found = places(changes)
    assert found[0] == expected
    assert {(code, path) for code, path, *_ in found} == {expected[:2]}
