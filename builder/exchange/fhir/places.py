"""Places for an author to fill in, where a Questionnaire does not say what a form must."""

from builder.message import translate


def fill(what: str, language: str) -> str:
    """Return a place: ‹fyll i …› or ‹fill in …›, with a marked text put in the language."""
    verb = "fyll i" if language == "sv" else "fill in"
    return f"‹{verb} {translate(what, language)}›"
