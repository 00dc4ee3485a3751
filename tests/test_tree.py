"""Folders as trees: what is seen, what is not, and how little is read."""

import os
import unicodedata
from pathlib import Path

import pytest

from builder.errors import SourceError
from builder.tree import Tree, find_root, normal, read_folder


def put(root: Path, *names: str) -> Path:
    for name in names:
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    return root


def test_files_with_sizes_and_times(tmp_path: Path) -> None:
    put(tmp_path, "b/c.md", "a.md", "b.md")
    os.utime(tmp_path / "content/a.md", ns=(1, 1_234_567_891))
    tree = read_folder(tmp_path)
    assert list(tree) == ["content/a.md", "content/b.md", "content/b/c.md"]
    assert (len(tree), tree.sizes["content/b/c.md"], tree["content/b/c.md"]) == (3, 6, b"b/c.md")
    assert tree.times["content/a.md"] == 1_234_567_891
    assert "content/a.md" in tree
    assert "content/b" not in tree


def test_a_name_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    tree = read_folder(put(tmp_path, "a.md"))
    for name in ("secret", "content/../secret", "/etc/passwd", "content/b.md", ""):
        assert name not in tree
        with pytest.raises(KeyError):
            tree[name]


@pytest.mark.parametrize(
    "name", [".git", ".a.md", "a.md~", "Thumbs.db", "desktop.ini", ".DS_Store", ".b/c.md"]
)
def test_what_systems_and_editors_leave_is_not_seen(tmp_path: Path, name: str) -> None:
    tree = read_folder(put(tmp_path, "a.md", name))
    assert list(tree) == ["content/a.md"]
    assert tree.empty_folders == frozenset()


def test_links_and_what_is_no_file_are_named_and_never_followed(tmp_path: Path) -> None:
    put(tmp_path, "a.md")
    content = tmp_path / "content"
    (content / "file.md").symlink_to("a.md")
    (content / "broken.md").symlink_to("nowhere")
    (content / "folder").symlink_to(tmp_path)
    (content / "loop").symlink_to(content)
    os.mkfifo(content / "pipe.md")
    tree = read_folder(tmp_path)
    assert list(tree) == ["content/a.md"]
    expected = ("broken.md", "file.md", "folder", "loop", "pipe.md")
    assert tree.links == {f"content/{name}" for name in expected}


def test_empty_folders(tmp_path: Path) -> None:
    put(tmp_path, "a/b.md", "c/.hidden")
    (tmp_path / "content/d/e").mkdir(parents=True)
    assert read_folder(tmp_path).empty_folders == {"content/c", "content/d/e"}
    (tmp_path / "tom/content").mkdir(parents=True)
    assert read_folder(tmp_path / "tom").empty_folders == {"content"}


def test_names_are_kept_as_they_are_spelt(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "å.md")
    tree = read_folder(put(tmp_path, decomposed, "ö.md", "a b\n.md"))
    assert set(tree) == {f"content/{decomposed}", "content/ö.md", "content/a b\n.md"}
    assert normal(f"content/{decomposed}") == "content/å.md"
    assert tree[f"content/{decomposed}"] == decomposed.encode()


def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    put(tmp_path, "a.md")
    (tmp_path / "content" / os.fsdecode(b"\xff.md")).write_bytes(b"x")
    tree = read_folder(tmp_path)
    assert [tree[name] for name in tree] == [b"a.md", b"x"]


def test_under() -> None:
    files = {"content/a/b.md": b"1", "content/ab/c.md": b"2", "content/a.md": b"3"}
    links, empty = (
        frozenset({"content/a/x", "content/ab/x"}),
        frozenset({"content/a/e", "content/ae"}),
    )
    tree = Tree(dict.fromkeys(files, 1), files.__getitem__, links, empty, dict.fromkeys(files, 7))
    part = tree.under("content/a")
    assert dict(part) == {"content/a/b.md": b"1"}
    assert (part.links, part.empty_folders) == ({"content/a/x"}, {"content/a/e"})
    assert part.times == {"content/a/b.md": 7}
    assert tree.under("content/a/e").empty_folders == {"content/a/e"}
    assert list(tree.under("nowhere")) == []


def test_split_gives_the_same_parts_as_under() -> None:
    files = {
        "c/m/p/a/x": b"1",
        "c/m/p/a/y/z": b"2",
        "c/m/p/ab/x": b"3",
        "c/top": b"4",
        "c/m/p/f": b"5",
    }
    tree = Tree(
        dict.fromkeys(files, 1),
        files.__getitem__,
        frozenset({"c/m/p/a/l", "c/m/p/only"}),
        frozenset({"c/m/p/e", "c/m/p/a/e"}),
    )
    parts = tree.split(4)
    assert list(parts) == ["c/m/p/a", "c/m/p/ab", "c/m/p/e"]
    for folder, part in parts.items():
        under = tree.under(folder)
        assert dict(part) == dict(under)
        assert (part.links, part.empty_folders) == (under.links, under.empty_folders)


def test_nothing_is_read_before_it_is_asked() -> None:
    asked: list[str] = []

    def read(path: str) -> bytes:
        asked.append(path)
        return b""

    tree = Tree({"content/a": 1, "content/b/c": 1}, read)
    assert len(tree.split(2)) + len(tree.under("content/b")) == 2
    assert "content/a" in tree
    assert asked == []
    assert tree["content/a"] == b""
    assert asked == ["content/a"]


def test_the_root_is_found_from_anywhere_inside(tmp_path: Path) -> None:
    put(tmp_path, "moments/p/m/moment.yaml")
    root = tmp_path.resolve()
    for inside in (".", "content", "content/moments/p", "content/moments/p/m/moment.yaml"):
        assert find_root(tmp_path / inside) == root
    (tmp_path / "link").symlink_to(tmp_path / "content/moments")
    assert find_root(tmp_path / "link") == root


def test_a_folder_named_content_inside_content_is_not_a_root(tmp_path: Path) -> None:
    put(tmp_path, "content/a.md")
    assert find_root(tmp_path / "content/content") == tmp_path.resolve()


def test_the_root_is_missing(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no folder named content"):
        find_root(tmp_path)
    with pytest.raises(SourceError, match="no such file or folder"):
        find_root(tmp_path / "nowhere")
    with pytest.raises(SourceError, match="no folder named content"):
        read_folder(tmp_path)
    (tmp_path / "content").write_text("a file")
    with pytest.raises(SourceError, match="no folder named content"):
        find_root(tmp_path)
