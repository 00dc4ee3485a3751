"""What every part of a moment has in common."""

from pydantic import BaseModel, ConfigDict


def kebab(name: str) -> str:
    """Return the key that authors write for a field."""
    return name.rstrip("_").replace("_", "-")


class Part(BaseModel):
    """A frozen group of keys; unknown keys are refused, keys are written with hyphens.

    A field that a later version of the builder adds must have a default that means "not said",
    and a default never changes: packages leave defaults out, so old digests stay as they are.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=kebab, populate_by_name=False
    )
