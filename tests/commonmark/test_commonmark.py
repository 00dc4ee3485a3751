"""CommonMark's own examples through our Markdown: what a check sees and what a reader meets."""

import re
from urllib.parse import unquote

import base
import pytest
import specification
import trees
from specification import Example
from trees import Child, Node

from builder.model import Rights
from builder.package import PackedBlob, PackedMedium, PackedPage
from builder.rendition.atlas import Atlas
from builder.rendition.clean import clean
from builder.rendition.prose import Place, Prose
from builder.rendition.words import Voice
from builder.source.markdown import parse_markdown
from builder.source.page import LinkKind, Page
from builder.source.parser import markdown_parser

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SCHEME = re.compile("[a-z][a-z0-9+.-]*:", re.IGNORECASE)

_NOWHERE = "of the absolute addresses only http, https, mailto and tel are links for a reader"
NOT_AS_COMMONMARK = {596: _NOWHERE, 598: _NOWHERE, 599: _NOWHERE, 601: _NOWHERE}
"""The examples without raw HTML that the reader meets otherwise, each with its reason."""
WITH_HTML = 72


@pytest.fixture(scope="session")
def examples(request: pytest.FixtureRequest) -> list[Example]:
    try:
        return specification.examples(request.config.cache.mkdir("commonmark"))
    except specification.UnobtainableError as error:
        pytest.skip(str(error))


def _page(example: Example) -> Page:
    return parse_markdown("x.md", example.markdown)


def _local(page: Page) -> list[str]:
    """Return the addresses of a page that lead to something of the moment's own."""
    return sorted({one.target for one in page.links if not _SCHEME.match(one.target)})


def _rendered(page: Page) -> str:
    """Return a page as readers meet it, where every local address leads to something."""
    local = _local(page)
    pictures = {one.target for one in page.links if one.kind is LinkKind.IMAGE}
    kinds = ["media" if target in pictures else "module" for target in local]
    links = {target: f"{kinds[n]}:{n}" for n, target in enumerate(local)}
    atlas = Atlas(
        "en",
        {str(n): _picture(n) for n in range(len(local))},
        {},
        {str(n): frozenset() for n in range(len(local))},
    )
    packed = PackedPage(title="", markdown="\n".join(page.lines), links=links)
    return clean(Prose(atlas, Voice("en")).html(packed, Place("", 2)))


def _picture(n: int) -> PackedMedium:
    file = PackedBlob(sha256=str(n), length=1)
    rights = Rights(holder="A", licence="B")
    return PackedMedium(id=str(n), kind="picture", type="image/png", file=file, rights=rights)


def _ours(page: Page) -> Node:
    """Return our rendition as CommonMark would have written it."""
    local = _local(page)

    def change(node: Node) -> list[Child]:
        attributes = node.attributes
        address = attributes.get("href") or attributes.get("src") or ""
        if known := re.fullmatch(r"#module_(\d+)|media/(\d+)\.png", address):
            address = local[int(known[1] or known[2])]
        match node.tag:
            case "div":
                return node.children
            case "figure":
                picture, *caption = node.children
                assert isinstance(picture, Node)
                if caption:
                    picture.attributes["title"] = _words(Node("", {}, caption))
                return [Node("p", {}, [picture])]
            case "a":
                node.attributes = {"href": unquote(address)}
            case "img":
                node.attributes = {"src": unquote(address), "alt": attributes["alt"]}
        return _without_level(node)

    return trees.read(_rendered(page), change)


def _expected(example: Example) -> Node:
    """Return the document of an example without what our sites leave out everywhere.

    The title of a link or of a picture within a sentence is a tooltip, which no finger and no
    keyboard reaches; the language of a listing is of no use to a resident.
    """

    def change(node: Node) -> list[Child]:
        attributes = node.attributes
        match node.tag:
            case "a":
                node.attributes = {"href": unquote(attributes.get("href") or "")}
            case "code":
                node.attributes = {}
            case "img":
                attributes["src"] = unquote(attributes["src"] or "")
            case "p" if not (len(node.children) == 1 and _is_picture(node.children[0])):
                for picture in node.all("img"):
                    picture.attributes.pop("title", None)
        return _without_level(node)

    return trees.read(example.html, change)


def _is_picture(node: Child) -> bool:
    return isinstance(node, Node) and node.tag == "img"


def _without_level(node: Node) -> list[Child]:
    """Headings are put where the page's outline has room for them (tests/rendition)."""
    node.tag = "h" if node.tag in HEADINGS else node.tag
    return [node]


def _outline(node: Node) -> list[int]:
    """Return the levels of the headings outside lists and quotes."""
    return [
        int(one.tag[1]) for one in node.children if isinstance(one, Node) and one.tag in HEADINGS
    ]


def _links(node: Node) -> list[tuple[str, str, str, str]]:
    """Return what links and pictures are, lead to, say and add."""
    found = []
    for one in node.all("a", "img"):
        link = one.tag == "a"
        address = one.attributes["href" if link else "src"] or ""
        words = _words(one) if link else one.attributes["alt"]
        title = one.attributes.get("title") or ""
        found.append(("link" if link else "image", unquote(address), words, title))
    return found


def _words(node: Node) -> str:
    return "".join(
        (one.attributes.get("alt") or _words(one)) if isinstance(one, Node) else one
        for one in node.children
    )


def test_all_of_them_are_here(examples: list[Example]) -> None:
    assert [example.number for example in examples] == list(range(1, 653))


def test_the_parser_reads_every_example_with_html_too(examples: list[Example]) -> None:
    parser = markdown_parser()
    unlike = [
        example
        for example in examples
        if trees.read(parser.render(example.markdown)) != trees.read(example.html)
    ]
    assert unlike == []


def test_the_reader_meets_what_commonmark_says(examples: list[Example]) -> None:
    """Raw HTML is shown as it is written, so an example with some can never be alike."""
    alike = {one.number for one in examples if _ours(_page(one)) == _expected(one)}
    with_html = {one.number for one in examples if _page(one).html}
    assert len(with_html) == WITH_HTML
    assert not alike & with_html
    assert {one.number for one in examples} - alike - with_html == set(NOT_AS_COMMONMARK)


def test_the_check_sees_the_headings_and_links_that_commonmark_says(
    examples: list[Example],
) -> None:
    seen, meant = {}, {}
    for example in examples:
        page = _page(example)
        if page.html:
            continue
        document = trees.read(example.html)
        links = [(str(one.kind), one.target, one.text, one.title) for one in page.links]
        seen[example.number] = ([one.level for one in page.headings], links)
        meant[example.number] = (_outline(document), _links(document))
    assert seen == meant


def test_every_example_with_html_is_a_finding(examples: list[Example]) -> None:
    for example in examples:
        found = base.findings({**base.BARE, "welcome.md": f"# Välkommen\n\n{example.markdown}"})
        about_html = {one.code for one in found if one.code == "STR007"}
        assert bool(about_html) == bool(_page(example).html), example
