"""WRD: words that plain language would say otherwise, by the packs that profile.yaml names."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from builder.checks.rule import Severity, rule
from builder.content import Sources
from builder.content.passages import passages, remembered
from builder.message import Message, tell
from builder.problem import Edit, Edits, Problem
from builder.wording import Match, find, packs_of


@remembered
def _matches(sources: Sources) -> Mapping[str, Sequence[Match]]:
    """Return what the chosen packs find, by the code of the rule; without a fix, once a passage."""
    found: dict[str, list[Match]] = defaultdict(list)
    told: set[tuple[int, int]] = set()
    packs = packs_of(sources)
    for match in find(packs, passages(sources)) if packs else ():
        place = (id(match.passage), id(match.entry))
        if match.write or place not in told:
            told.add(place)
            found[match.guideline.code].append(match)
    return found


def _problems(sources: Sources, code: str) -> Iterator[Problem]:
    for match in _matches(sources).get(code, ()):
        span = match.passage.span(match.start, match.end)
        yield Problem(match.passage.path, span, _message(match), fix=_fix(match))


def _message(match: Match) -> Message:
    if match.write:
        return tell("“{words}” is written “{write}”", words=match.text, write=match.write)
    if match.entry.suggest:
        return tell("“{words}” can be said “{write}”", words=match.text, write=match.entry.suggest)
    why = match.entry.why or ""
    return tell(
        "“{words}”: {why_en}", words=match.text, why_en=match.entry.why_en or why, why_sv=why
    )


def _fix(match: Match) -> Edits | None:
    """Return the replacement where the words stand as they read.

    A whole value in YAML is left to its author: `9.00` alone would be a number.
    """
    passage = match.passage
    whole = passage.at and match.start == 0 and match.end == len(passage.text)
    if match.write is None or whole or not passage.stands(match.start, match.end):
        return None
    return Edits((Edit(passage.span(match.start, match.end), match.write),))


@rule("WRD001", "date-form", Sources, Severity.WARNING)
def date_form(sources: Sources) -> Iterator[Problem]:
    """A date is not written as “15 maj 2026”, with its month in letters and the whole year.

    Why: 5/6 is read in two ways, and a text stands for years: without a year nobody can tell
    whether the day has passed.

    Bad, in `welcome.md`:

        # Välkommen

        Programmet öppnar 2026-05-15.

    Good, in `welcome.md`:

        # Välkommen

        Programmet öppnar 15 maj 2026.
    """
    yield from _problems(sources, "WRD001")


@rule("WRD002", "time-form", Sources, Severity.WARNING)
def time_form(sources: Sources) -> Iterator[Problem]:
    """A time of day is not written with a full stop, as “kl. 9.00”.

    Why: the same time looks the same everywhere, and “kl.” is an abbreviation with a stop.

    Bad, in `welcome.md`:

        # Välkommen

        Ring oss efter klockan 9:30.

    Good, in `welcome.md`:

        # Välkommen

        Ring oss kl. 9.30–15.00.
    """
    yield from _problems(sources, "WRD002")


@rule("WRD003", "abbreviation", Sources, Severity.WARNING)
def abbreviation(sources: Sources) -> Iterator[Problem]:
    """An abbreviation is used where the words could be written out.

    Why: whoever reads slowly, or has the text read aloud, stops at every abbreviation. Only
    “t.ex.” may stand in a text, and never in a question.

    Bad, in `welcome.md`:

        # Välkommen

        Du kan bl.a. lyssna på övningar.

    Good, in `welcome.md`:

        # Välkommen

        Du kan bland annat lyssna på övningar, t.ex. på kvällen.
    """
    yield from _problems(sources, "WRD003")


@rule("WRD004", "disease-name", Sources, Severity.WARNING)
def disease_name(sources: Sources) -> Iterator[Problem]:
    """The name of a disease is written with a capital inside a sentence.

    Why: in Swedish diseases are ordinary words. Only a person's name in them keeps its capital, as
    in “Parkinsons sjukdom”.

    Bad, in `welcome.md`:

        # Välkommen

        Har du haft Covid-19?

    Good, in `welcome.md`:

        # Välkommen

        Har du haft covid-19?
    """
    yield from _problems(sources, "WRD004")


@rule("WRD005", "address-as-du", Sources, Severity.WARNING)
def address_as_du(sources: Sources) -> Iterator[Problem]:
    """A text for residents does not speak to its reader as “du”.

    Why: a text about “the patient” seems to be about somebody else, and “ni” keeps the reader at a
    distance. Staff may read about the patient.

    Bad, in `welcome.md`:

        # Välkommen

        Patienten ska lämna ett prov.

    Good, in `welcome.md`:

        # Välkommen

        Du ska lämna ett prov.
    """
    yield from _problems(sources, "WRD005")


@rule("WRD006", "preferred-word", Sources, Severity.WARNING)
def preferred_word(sources: Sources) -> Iterator[Problem]:
    """Another word is used than the one that 1177 has chosen.

    Why: the same thing has the same name wherever the resident meets it.

    Bad, in `welcome.md`:

        # Välkommen

        Logga in med e-leg.

    Good, in `welcome.md`:

        # Välkommen

        Logga in med e-legitimation.
    """
    yield from _problems(sources, "WRD006")


@rule("WRD007", "avoided-word", Sources, Severity.ADVICE)
def avoided_word(sources: Sources) -> Iterator[Problem]:
    """A word is used that makes an answer vague or sorry.

    Why: whoever is worried reads “perhaps” and “should” again and again. Say what is the case and
    what one can do.

    Bad, in `welcome.md`:

        # Välkommen

        Tyvärr svarar ingen på kvällen.

    Good, in `welcome.md`:

        # Välkommen

        Vi svarar på vardagar. Ring telefonnummer 1177 på kvällen.
    """
    yield from _problems(sources, "WRD007")


@rule("WRD008", "gendered-word", Sources, Severity.ADVICE)
def gendered_word(sources: Sources) -> Iterator[Problem]:
    """A word says somebody's gender.

    Why: where it does not matter, it shuts somebody out.

    Bad, in `welcome.md`:

        # Välkommen

        Din läkare berättar när han eller hon vet mer.

    Good, in `welcome.md`:

        # Välkommen

        Läkaren hör av sig så snart det finns mer att berätta.
    """
    yield from _problems(sources, "WRD008")


@rule("WRD009", "hard-word", Sources, Severity.ADVICE)
def hard_word(sources: Sources) -> Iterator[Problem]:
    """A word of the profession's own is neither explained nor said plainly.

    Why: whoever does not know it loses the whole sentence. Explain it once on the page, or use the
    plain word.

    Bad, in `welcome.md`:

        # Välkommen

        Berätta om du har hypertoni.

    Good, in `welcome.md`:

        # Välkommen

        Berätta om du har högt blodtryck. Vården kallar det hypertoni.
    """
    yield from _problems(sources, "WRD009")


RULES = (
    date_form,
    time_form,
    abbreviation,
    disease_name,
    address_as_du,
    preferred_word,
    avoided_word,
    gendered_word,
    hard_word,
)
