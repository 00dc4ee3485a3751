"""Approvals in git: each a tag on a blob, which no commit holds and no branch shows."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from builder.approval.signature import verify
from builder.approval.signed import PREFIX, Signed, short
from builder.errors import CatalogueError, IntegrityError, RefusedError
from builder.message import Message, tell
from builder.repository import BlobTag, Repository

_LARGEST: Final = 65_536
"""Bytes; an approval has some 2,000."""


NOTHING: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A tag among the approvals that is none, and why."""

    tag: str
    reason: Message

    @property
    def of(self) -> str:
        """The moment or publisher that it is kept under."""
        return _subject(self.tag)


def read(
    repository: Repository,
    of: str = "",
    published: Collection[str] = (),
    arriving: Mapping[str, str] = NOTHING,
) -> tuple[Signed | Unreadable, ...]:
    """Return every approval, or those of one moment or register, by the names of their tags.

    Those of statements that are `published`, by digest, have done their work and are left out.
    `arriving` are the names and blobs of tags that come with a push, and are not listed yet.
    """
    done = {short(digest) for digest in published}
    found = repository.blob_tags(f"{PREFIX}{of}/" if of else PREFIX, _LARGEST)
    coming = ((name, id_) for name, id_ in arriving.items() if name.startswith(PREFIX))
    found += [repository.blob_tag(name, id_, _LARGEST) for name, id_ in coming]
    return tuple(
        _read(tag)
        for tag in found
        if tag.name.split("/")[-2] not in done and of in {"", _subject(tag.name)}
    )


def write(repository: Repository, signed: Signed, key: str) -> bool:
    """Keep an approval, made with the open key `key`; False where it was there already.

    Raises RefusedError where the tag is there and holds anything else.
    """
    there = next(iter(repository.blob_tags(signed.tag, _LARGEST)), None)
    if there is None:
        repository.add_blob_tag(signed.tag, signed.to_bytes())
        return True
    old = _read(there)
    if isinstance(old, Unreadable) or verify(old.statement.data, old.signature, key):
        raise RefusedError(
            tell(
                "the tag {tag} is there already and is not your approval: ask who made it, "
                "or remove it with git tag -d",
                tag=signed.tag,
            )
        )
    return False


def push(repository: Repository, tags: Sequence[str], remote: str) -> None:
    """Send approvals to another repository; raise RefusedError where it does not take them."""
    repository.push_tags(tags, remote)


def fetch(repository: Repository, remote: str) -> None:
    """Bring the approvals that are in another repository; raise FetchError."""
    repository.fetch_tags(PREFIX, remote)


def _subject(tag: str) -> str:
    """Return the moment or publisher in the name of a tag."""
    return "/".join(tag.split("/")[1:-2])


def _read(tag: BlobTag) -> Signed | Unreadable:
    name = "".join(letter if letter.isprintable() else "?" for letter in tag.name)
    if tag.data is None:
        return Unreadable(
            name, tell("the tag is no approval: it marks a commit, or something far too large")
        )
    try:
        signed = Signed.from_bytes(tag.data, name)
    except IntegrityError:
        return Unreadable(name, tell("what the tag holds is damaged, or is no approval"))
    except CatalogueError:
        return Unreadable(name, tell("a newer moment-builder is needed to read it"))
    if signed.of != _subject(name):
        return Unreadable(
            name, tell("it approves {other}, and has been copied from there", other=signed.of)
        )
    if signed.tag != name:
        return Unreadable(
            name, tell("the tag is called something else than what it approves, or by whom")
        )
    return signed
