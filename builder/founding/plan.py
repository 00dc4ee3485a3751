"""What a content repository holds beside its moments: each file's path and text."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, TypeAlias

from pydantic import TypeAdapter, ValidationError

from builder.errors import UsageError
from builder.founding.forge import WORKFLOW, Forge
from builder.founding.owners import OWNERS, owners
from builder.founding.put import State, state_of
from builder.founding.templates import render
from builder.message import Message, mark, tell
from builder.model.scalars import Email, Id, PublicKey
from builder.model.slug import slug
from builder.schemas import schemas
from builder.skeleton import Places, scalar
from builder.tree import CONTENT

Kind: TypeAlias = Literal["production", "training"]

PUBLISHERS: Final = f"{CONTENT}/publishers"
MADE_UP: Final = "min-enhet"
"""The publisher's id where nobody gave one; a place in its file says to choose another."""
_MOST_KEY_BYTES: Final = 20_000
"""A public key is a line; `ssh-rsa` with 16,384 bits has under 3,000 characters."""
_PLAIN: Final = {
    ".gitattributes": "gitattributes",
    ".gitignore": "gitignore",
    ".editorconfig": "editorconfig",
    ".vscode/settings.json": "settings.json",
    ".vscode/extensions.json": "extensions.json",
}
"""Files that are the same in every repository, and their templates."""
_WORKFLOW_TEMPLATE: Final = {Forge.GITHUB: "github.yml", Forge.GITLAB: "gitlab.yml"}


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked for; what is None becomes a place to fill in, in `language`."""

    title: str | None = None
    publisher: str | None = None
    publisher_title: str | None = None
    kind: Kind = "production"
    name: str | None = None
    email: str | None = None
    key: str | None = None
    forges: tuple[Forge, ...] = ()
    branch: str = "main"
    language: str = "sv"

    def __post_init__(self) -> None:
        """Raise UsageError for a value that the publisher's file could not hold."""
        for option, value, kind in (
            ("--publisher", self.publisher, TypeAdapter(Id)),
            ("--email", self.email, TypeAdapter(Email)),
            ("--key", self.key, TypeAdapter(PublicKey)),
        ):
            if value is not None:
                _refuse(option, value, kind)

    @property
    def publisher_id(self) -> str:
        """The id of the publisher unit: as given, or of its name, or made up."""
        return self.publisher or slug(self.publisher_title or "") or MADE_UP


def _refuse(option: str, value: str, kind: "TypeAdapter[str]") -> None:
    try:
        kind.validate_python(value)
    except ValidationError as error:
        told = error.errors()[0].get("ctx", {})
        reason = tell(str(told.get("template", "“{value}”")), value=value[:80])
        raise UsageError(tell("{option}: {reason}", option=option, reason=reason)) from None


def read_key(path: Path) -> str:
    """Return the one line of a `.pub` file; raise UsageError for a secret key, or for none."""
    data = path.read_bytes()[:_MOST_KEY_BYTES]
    text = data.decode("utf-8", "replace").strip()
    if text.startswith("-----BEGIN"):
        message = tell(
            "--key: {path} is the secret key, which nobody else may see; "
            "give the file beside it that ends with .pub",
            path=str(path),
        )
        raise UsageError(message)
    return text


def plan(folder: Path, wishes: Wishes) -> dict[str, str]:
    """Return the text of every file that belongs in the repository, by path, in order."""
    content = _content(folder, wishes)
    files = {
        **content,
        **{f"schemas/{name}": text for name, text in schemas()},
        **{path: render(template) for path, template in _PLAIN.items()},
        "README.md": render(
            "README.md",
            title=wishes.title or _Words(wishes.language).title,
            branch=wishes.branch,
        ),
    }
    if wishes.forges:
        new = {path: text.encode() for path, text in content.items() if path.startswith(PUBLISHERS)}
        files |= {WORKFLOW[one]: _workflow(one, wishes) for one in wishes.forges}
        known = {**new, **_publishers(folder)}
        files |= {"ci/catalogue.sh": render("catalogue.sh"), OWNERS: owners(known)}
    return files


def stale_owners(folder: Path) -> bool:
    """Tell whether CODEOWNERS is missing or old; one that we did not write is nobody's business.

    Where no forge is to read it, it is not missed.
    """
    path = folder / OWNERS
    if not path.is_file():
        return any((folder / name).exists() for name in WORKFLOW.values())
    return state_of(path, owners(_publishers(folder))) is State.RENEWED


def _publishers(folder: Path) -> dict[str, bytes]:
    """Return the publishers' files that are there, by path."""
    paths = sorted((folder / PUBLISHERS).glob("*.yaml"))
    return {f"{PUBLISHERS}/{path.name}": path.read_bytes() for path in paths}


def _workflow(forge: Forge, wishes: Wishes) -> str:
    return render(_WORKFLOW_TEMPLATE[forge], branch=wishes.branch)


def _content(folder: Path, wishes: Wishes) -> dict[str, str]:
    """Return the profile, a publisher unit where there is none or one is named, and a folder."""
    words = _Words(wishes.language)
    title = scalar(wishes.title or words.title)
    files = {f"{CONTENT}/profile.yaml": render("profile.yaml", title=title)}
    named = wishes.publisher or wishes.publisher_title
    if named or not any((folder / PUBLISHERS).glob("*.yaml")):
        name = wishes.publisher_id
        files[f"{PUBLISHERS}/{name}.yaml"] = _publisher(name, wishes, words)
    moments = folder / CONTENT / "moments"
    if not moments.is_dir() or not any(moments.iterdir()):
        files[f"{CONTENT}/moments/.gitkeep"] = ""  # git keeps no empty folder
    return files


def _publisher(name: str, wishes: Wishes, words: "_Words") -> str:
    return render(
        "publisher.yaml",
        id=scalar(name),
        title=scalar(wishes.publisher_title or words.publisher),
        kind=wishes.kind,
        chosen="" if name != MADE_UP or wishes.publisher else words.id,
        people=_people(wishes, words),
    )


def _people(wishes: Wishes, words: "_Words") -> list[Mapping[str, str]]:
    """Return the people: two publishers, since nobody approves their own; in training one."""
    training = wishes.kind == "training"
    first = {
        "id": "utgivare-1",
        "name": scalar(wishes.name or words.name),
        "email": scalar(wishes.email or words.email),
        "roles": "designer, publisher" if training else "publisher",
        "key": wishes.key or ("" if training else words.key),
    }
    second = {
        "id": "utgivare-2",
        "name": words.second,
        "email": words.email,
        "roles": "publisher",
        "key": words.key,
    }
    return [first] if training else [first, second]


class _Words:
    """The places to fill in, in one language."""

    def __init__(self, language: str) -> None:
        fill = Places(language).fill
        self.title = fill(mark("the library's name"))
        self.publisher = fill(mark("the publisher unit's name"))
        self.id = fill(mark("an id of the unit's own, below and in the file's name"))
        self.name = fill(mark("the name of a publisher"))
        self.second = fill(mark("the name of another publisher; nobody approves their own"))
        self.email = fill(mark("the address in git"))
        self.key = fill(mark("the line in a file that ends with .pub"))


def made_up_note(wishes: Wishes) -> Message:
    """Say that the publisher's id was made up, and how to choose one."""
    return tell(
        "The publisher unit is called {id} until you choose an id: give --publisher, "
        "or rename the file. It cannot be changed once something is published.",
        id=wishes.publisher_id,
    )
