"""Failures that stop the tool or a unit; an author's mistakes are findings, never exceptions.

BuilderError                 one line, exit 3
├─ UsageError                an option is given what it cannot take; exit 2
├─ SourceError               the sources cannot be read at all (no content, no such revision)
│  └─ NoRepositoryError      the content lies in no git repository
├─ RefusedError              what was asked for is against the rules (errors, training unit)
├─ CatalogueError            the catalogue would have to change what is published, or is unreadable
├─ FetchError                nothing could be brought
└─ TrustError                a unit refuses; nothing is activated
   ├─ IntegrityError         bytes do not match the digest they are listed under
   └─ RollbackError          older than, or other than, what was seen before
"""

from builder.message import Message


class BuilderError(Exception):
    """Base of every exception this package raises on purpose."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class UsageError(BuilderError):
    """An option is given what it cannot take."""


class SourceError(BuilderError):
    """The sources cannot be read at all."""


class NoRepositoryError(SourceError):
    """The content lies in no git repository."""


class RefusedError(BuilderError):
    """What was asked for is against the rules."""


class CatalogueError(BuilderError):
    """The catalogue is unreadable, or would have to change what is published."""


class FetchError(BuilderError):
    """Nothing could be brought from where the catalogue stands."""


class TrustError(BuilderError):
    """A unit refuses what it was given."""


class IntegrityError(TrustError):
    """Bytes do not match the digest they are listed under."""


class RollbackError(TrustError):
    """The catalogue is older than, or differs from, what was seen before."""
