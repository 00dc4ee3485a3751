"""Rules whose examples are files, and the cascades that must not happen."""

import unicodedata

import base
import pytest

from builder.tree import Tree

FORM_LINK = "# {title} {{#{id}}}\n\n[Enkät](../forms/enkat.yaml)\n"
TWO_MODULES = base.SETTINGS + "  - file: modules/tva.md\n    starts: by-staff\n"


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


def test_a_library_without_profile() -> None:
    assert codes({"content/profile.yaml": None}) == ["STR004"]


def test_an_empty_moment_folder_is_found() -> None:
    tree = base.tree()
    tree = Tree(tree.sizes, tree.read, empty_folders=frozenset({"content/moments/prov/tom"}))
    from builder.checks import check
    from builder.content import read_library, read_moment

    library = read_library(tree)
    assert "content/moments/prov/tom" in library.folders
    found = check(read_moment(tree, "content/moments/prov/tom", library))
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
    shown = {
        f"media/{name}": base.picture(),
        "welcome.md": f"# Hej\n\n![Ett rum.](<media/{name}>)\n",
        "media/media.yaml": f"media:\n  - {{id: rum, file: '{name}', rights: {{holder: A, licence: B}}}}\n",
    }
    (finding,) = base.findings(shown)
    assert finding.code == "NAM001"
    assert finding.span.path == f"{base.MOMENT}/media/{name}"


def test_a_folder_with_a_bad_name_is_found_once() -> None:
    from builder.checks import check
    from builder.content import read_library, read_moment

    folder = "content/moments/prov/Två delar"
    tree = Tree.of({path.replace(base.MOMENT, folder): data for path, data in base.files().items()})
    found = check(read_moment(tree, folder, read_library(tree)))
    assert [(f.code, f.span.path) for f in found] == [("NAM001", folder)]


def test_names_that_clash_on_windows() -> None:
    found = base.findings({"changes/a.md": "# A\n\nB.\n", "changes/A.md": "# A\n\nB.\n"})
    assert {f.code for f in found} == {"NAM001", "NAM002"}


def test_a_symbolic_link_is_found() -> None:
    from builder.checks import check
    from builder.content import read_library, read_moment

    tree = base.tree()
    tree = Tree(tree.sizes, tree.read, links=frozenset({f"{base.MOMENT}/media/annan.png"}))
    library = read_library(tree)
    assert [f.code for f in check(read_moment(tree, base.MOMENT, library))] == ["NAM003"]


def test_two_moments_with_one_id() -> None:
    from builder.checks import check
    from builder.content import MomentKey

    library, _ = base.read()
    library.keys = (
        MomentKey("content/moments/prov/a", "prov", "x"),
        MomentKey("content/moments/prov/b", "prov", "x"),
    )
    (finding,) = check(library)
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
    changes: dict[str, str | bytes | None] = {
        "moment.yaml": TWO_MODULES,
        "modules/start.md": FORM_LINK.format(title="Start", id="start"),
        "modules/tva.md": FORM_LINK.format(title="Två", id="tva"),
    }
    assert places(changes) == [("REF009", "modules/tva.md", 3, 9)]
    said = base.FORM.replace("type: single", "type: single\none-set-of-answers: true")
    assert codes({**changes, "forms/enkat.yaml": said}) == []
    assert codes({**changes, "forms/enkat.yaml": base.FORM.replace("single", "calendar")}) == []


def test_a_library_form_has_an_owner() -> None:
    assert codes({"content/forms/delad.yaml": base.FORM}) == ["REF011"]
    assert codes({"content/forms/delad.yaml": base.FORM + "owner: ingen\n"}) == ["REF011"]
    assert codes({"content/forms/delad.yaml": base.FORM + "owner: prov\n"}) == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("bild.png", base.picture("JPEG")),
        ("bild.jpg", b"ingen bild"),
        ("bild.jpg", b""),
        ("film.mp4", base.picture()),
        ("ljud.mp3", b"inget ljud" * 99),
        ("film.mov", b"x"),
        ("text.vtt", b"1\n00:00 --> 00:01\nHej\n"),
        ("bild.webp", base.picture("PNG")),
    ],
)
def test_a_file_that_is_not_what_its_name_says(name: str, data: bytes) -> None:
    assert places({f"media/{name}": data}) == [("MED001", f"media/{name}", 1, 1)]


def test_a_type_that_the_profile_leaves_out() -> None:
    profile = base.PROFILE.replace("[jpeg, png, webp]", "[png]")
    assert places({"content/profile.yaml": profile, "media/a.jpg": base.picture("JPEG")}) == [
        ("MED001", "media/a.jpg", 1, 1)
    ]


def test_limits_of_the_profile() -> None:
    tight = base.PROFILE.replace("max-kilobytes: 500", "max-kilobytes: 1").replace(
        "max-pixels: 2400", "max-pixels: 50"
    )
    noise = base.picture(size=(60, 50)) + b"\0" * 2000
    found = [
        code for code, path, *_ in places({"content/profile.yaml": tight, "media/stor.png": noise})
    ]
    assert found == ["MED002", "MED003"]


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
    assert places({"media/bomb.png": bomb}) == [("MED001", "media/bomb.png", 1, 1)]


# Where a fault stands, in the words of the issue: at the file, the line and the column.


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"moment.yaml": "id: [\n"}, ("STR001", "moment.yaml", 2, 1)),
        ({"moment.yaml": base.SETTINGS + "owner: En till\n"}, ("STR001", "moment.yaml", 16, 1)),
        ({"moment.yaml": base.SETTINGS.replace("kind: support", "kind: suport")}, ("STR002", "moment.yaml", 3, 7)),
        ({"moment.yaml": base.SETTINGS + "ägare: Enheten\n"}, ("STR002", "moment.yaml", 16, 1)),
        ({"moment.yaml": base.SETTINGS.replace("title: Prov\n", "title:\n")}, ("STR002", "moment.yaml", 2, 7)),
        ({"moment.yaml": base.SETTINGS.replace("title: Prov\n", "title: 2026\n")}, ("STR002", "moment.yaml", 2, 8)),
        ({"moment.yaml": base.SETTINGS.replace("open: false", "open: nej")}, ("STR002", "moment.yaml", 10, 7)),
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
