"""WRD, on length: sentences, paragraphs and steps that are hard to read, by limits of our own."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from builder.checks.rule import Severity, rule
from builder.content import MomentContent, Sources
from builder.content.passages import Passage, TextKind, passages
from builder.message import Message, tell
from builder.problem import Problem
from builder.source import Heading, Page
from builder.source.prose import ProseKind
from builder.wording import Limits, Readability, measure, packs_of, read_pack, sentences, words

_QUOTED_WORDS: Final = 7
_SHOWN: Final = 3
"""How many sentences, and of the long words twice as many, a finding shows."""
_BODY: Final = frozenset(
    {ProseKind.PARAGRAPH, ProseKind.ITEM, ProseKind.QUOTE, ProseKind.CELL, TextKind.TEXT}
)


def _measured(sources: Sources) -> Iterator[tuple[Passage, Limits]]:
    """Yield what is read in the language of the chosen limits, with these."""
    limits, language = _limits(sources) or (None, "")
    if limits:
        for passage in passages(sources):
            if passage.language == language and passage.kind is not ProseKind.CODE:
                yield passage, limits


def _limits(sources: Sources) -> tuple[Limits, str] | None:
    """Return the limits of the chosen packs, with the language they are for."""
    chosen = ((pack.limits, pack.language) for pack in map(read_pack, packs_of(sources)))
    return next(((limits, language) for limits, language in chosen if limits), None)


@rule("WRD010", "long-sentence", Sources, Severity.WARNING)
def long_sentence(sources: Sources) -> Iterator[Problem]:
    """A sentence is so long that its beginning is forgotten before its end.

    Why: one thought in each sentence is easier to follow, and to read aloud. The limit is our own.

    Bad, in `welcome.md`:

        # Välkommen

        När du har läst den första delen och provat övningen några gånger kan du gå vidare till
        nästa del där du får veta mer om hur kroppen vilar och varför det är bra att gå upp samma
        tid varje dag.

    Good, in `welcome.md`:

        # Välkommen

        Läs den första delen och prova övningen några gånger. Gå sedan vidare till nästa del. Där
        får du veta hur kroppen vilar.
    """
    for passage, limits in _measured(sources):
        if passage.text.count(" ") < limits.max_sentence_words:
            continue
        cursor = 0
        for sentence in sentences(passage.text):
            cursor = passage.text.index(sentence, cursor)
            length = len(words(sentence))
            if length > limits.max_sentence_words:
                message = tell(
                    "the sentence has {n} words; with more than {most} it is hard to follow",
                    n=length,
                    most=limits.max_sentence_words,
                )
                span = passage.span(cursor, cursor + len(sentence))
                yield Problem(passage.path, span, message)


@rule("WRD011", "long-paragraph", Sources, Severity.WARNING)
def long_paragraph(sources: Sources) -> Iterator[Problem]:
    """A paragraph is so long that it looks heavy on a small screen.

    Why: on a telephone it fills the whole screen, and the eye finds no place to rest. Divide it, or
    make a list. The limit is our own.

    Bad, in `welcome.md`:

        # Välkommen

        Du sover. Du vilar. Du läser. Du går ut. Du äter. Du ringer. Du sitter. Du ligger. Du står.
        Du ser. Du hör. Du ler. Du dricker. Du lagar mat. Du badar. Du sjunger. Du skriver. Du
        ritar. Du målar. Du syr. Du spelar. Du räknar. Du bakar. Du städar. Du tvättar. Du diskar.
        Du handlar. Du reser. Du cyklar. Du springer. Du simmar. Du dansar. Du leker. Du skrattar.
        Du gråter. Du vaknar. Du somnar. Du drömmer. Du tänker. Du minns. Du väntar. Du hoppas. Du
        letar. Du finner. Du frågar. Du svarar. Du lyssnar. Du berättar. Du kommer. Du går. Du vet.
        Du kan. Du vill. Du gör. Du får. Du har. Du tar. Du ger. Du bär. Du lyfter. Du packar. Du
        öppnar. Du stänger.

    Good, in `welcome.md`:

        # Välkommen

        Du sover. Du vilar. Du läser.
    """
    for passage, limits in _measured(sources):
        if passage.kind not in _BODY or passage.text.count(" ") < limits.max_paragraph_words:
            continue
        length = len(words(passage.text))
        if length > limits.max_paragraph_words:
            message = tell(
                "the paragraph has {n} words; with more than {most} it looks heavy",
                n=length,
                most=limits.max_paragraph_words,
            )
            yield Problem(passage.path, passage.span(), message)


@rule("WRD012", "hard-to-read", MomentContent, Severity.ADVICE)
def hard_to_read(content: MomentContent) -> Iterator[Problem]:
    """A step has a high LIX: long sentences, or many long words.

    Why: LIX counts the words of a sentence and the words of more than six letters. It is blunt, and
    compounds make it higher than they deserve; but the sentences that it points out are worth
    reading once more. The limit is our own.

    Bad, in `modules/start.md`:

        # Start {#start}

        Regelbundenhet underlättar återhämtningen. Sömnstörningar påverkar koncentrationsförmågan
        och arbetsprestationen. Fysisk aktivitet stimulerar kroppens återhämtningsmekanismer.
        Avslappningsövningar kompletterar behandlingen. Sömnrestriktion genomförs successivt under
        behandlingsperioden. Kartläggning av sömnvanorna förutsätter kontinuerlig registrering.
        Behandlingsresultatet utvärderas tillsammans med behandlaren. Uppföljningen planeras sedan
        gemensamt. Förändringarna dokumenteras fortlöpande i sömndagboken. Svårigheterna diskuteras
        slutligen vid återbesöket. Behandlingen avslutas gemensamt efter utvärderingen.
        Erfarenheterna sammanfattas skriftligt. Vidmakthållandet planeras individuellt.

    Good, in `modules/start.md`:

        # Start {#start}

        Gå upp samma tid varje dag. Rör på dig, helst ute. Öva på att slappna av.
    """
    limits, language = _limits(content) or (None, "")
    if not limits or not content.moment or content.moment.language != language:
        return
    texts: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for passage in passages(content):
        if passage.prose and passage.kind not in {ProseKind.CODE, ProseKind.ALT}:
            texts[passage.path].append((passage.prose.line, passage.text))
    for placed in texts.values():
        placed.sort()
    for page, heading, first, last in _steps(content):
        placed = texts[page.path]
        begin, end = bisect_left(placed, (first, "")), bisect_left(placed, (last + 1, ""))
        own = [text for _, text in placed[begin:end]]
        if sum(text.count(" ") + 1 for text in own) >= limits.min_lix_words:
            result = measure(own)
            if len(result.words) >= limits.min_lix_words and result.lix > limits.max_lix:
                yield Problem(page.path, heading.span, _hardness(result, limits.max_lix))


def _steps(content: MomentContent) -> Iterator[tuple[Page, Heading, int, int]]:
    """Yield what a resident sees at a time: its page, its heading, its first and last line."""
    for module in content.modules.values():
        yield module.page, module.heading, module.heading.first_line, module.last_line
        for section in module.sections:
            for step in section.steps:
                yield module.page, step.heading, step.heading.first_line, step.last_line
    for page in (content.welcome, content.open):
        if page and page.headings:
            yield page, page.headings[0], 1, len(page.lines)


def _hardness(result: Readability, most: int) -> Message:
    shown = "; ".join(f"“{_begun(sentence)}”" for sentence in result.hardest(_SHOWN))
    longest = sorted(dict.fromkeys(map(str.lower, result.long_words)), key=len, reverse=True)
    return tell(
        "LIX is {lix}, and more than {most} is hard to read. Look at these sentences: {sentences}. "
        "Long words: {words}",
        lix=result.lix,
        most=most,
        sentences=shown,
        words=", ".join(longest[: 2 * _SHOWN]) or "–",
    )


def _begun(sentence: str) -> str:
    """Return how a sentence begins."""
    parts = sentence.split(" ")
    return " ".join(parts[:_QUOTED_WORDS]) + (" …" if len(parts) > _QUOTED_WORDS else "")


RULES = (long_sentence, long_paragraph, hard_to_read)
