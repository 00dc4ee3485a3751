"""PRV: what points out a person, anywhere in the files and in what they are called.

The messages never repeat what was found: a report travels further than the file.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeAlias

from builder.checks.rule import Severity, rule
from builder.content import MomentContent, Sources
from builder.content.passages import passages
from builder.message import Message, tell
from builder.problem import Problem, Span
from builder.tree import CONTENT

_SPACE: Final = "[ \u00a0]"
_HYPHEN: Final = "[-\u2010-\u2013\u2212]"
_ALONE: Final = r"(?<![^\W_])(?<!\+)(?<!\d[-.,/])"
_ENDED: Final = r"(?![^\W_])(?![-+.,/]\d)"
_NUMBER: Final = re.compile(
    rf"{_ALONE}(?:(?P<year>18|19|20)\d\d(?P<dash>-?)\d\d(?P=dash)\d\d|\d{{6}})"
    rf"(?P<mark>{_SPACE}?(?:\+|{_HYPHEN})?{_SPACE}?)\d{{4}}{_ENDED}"
)
_NO_PERSON: Final = re.compile(r"(?:https?://|www\.)\S+|\bISBN\b[\dX :–-]*", re.IGNORECASE)
"""Addresses on the web and the numbers of books, which are full of digits."""
_NINE_DIGITS: Final = re.compile(r"\d(?:[-+ ()/\u00a0\u2010-\u2013\u2212]{0,3}\d){8}")
"""What every number of a person or a telephone has; few lines do: 6 ms a moment become 0.5."""
_COORDINATION: Final = 60
"""What is added to the day of birth in a coordination number."""

_TELEPHONE: Final = re.compile(
    rf"{_ALONE}(?:(?:\+|00)46{_SPACE}?{_HYPHEN}?{_SPACE}?(?:\(0\){_SPACE}?)?|0)"
    rf"7{_SPACE}?[02369](?:{_SPACE}?(?:{_HYPHEN}|/)?{_SPACE}?\d){{7}}{_ENDED}"
)
_EMAIL: Final = re.compile(
    r"(?<![\w.+-])(?P<name>\w[\w.+-]{0,63})@(?P<domain>[\w-]{1,63}(?:\.[\w-]{1,63})+)"
)
_CONSUMER_DOMAINS: Final = frozenset(
    (
        "algonet.se", "aol.com", "bahnhof.se", "bredband.net", "bredband2.com", "comhem.se",
        "fastmail.com", "glocalnet.net", "gmail.com", "gmx.com", "gmx.net", "googlemail.com",
        "home.se", "hotmail.com", "hotmail.se", "icloud.com", "live.com", "live.se", "mac.com",
        "mail.com", "me.com", "msn.com", "outlook.com", "outlook.se", "ownit.se", "passagen.se",
        "pm.me", "proton.me", "protonmail.com", "spray.se", "swipnet.se", "tele2.se", "telia.com",
        "tiscali.se", "yahoo.com", "yahoo.se", "ymail.com",
    )
)  # fmt: skip
_FORENAME_AND_SURNAME: Final = re.compile(
    r"[^\W\d_]{2,}(?:-[^\W\d_]+)*\.(?:[^\W\d_]\.)?[^\W\d_]{2,}(?:-[^\W\d_]+)*\d{0,2}"
)
_SHARED: Final = re.compile(
    r"\b(?:admin|akut|apotek|arkiv|avd|barn|besok|bokning|brevlad|center|chef|design|diari|digital|"
    r"distrikt|e-?halsa|enhet|exped|forsk|fraga|funktion|fysio|grupp|halsa|hjalp|info|kansli|"
    r"kirurg|klinik|kommun|kontakt|kund|kurs|kvinno|lakar|medicin|mott|natet|operation|ortoped|"
    r"patient|press|primar|program|psyk|radgiv|recep|redak|region|registr|rehab|samord|sekret|"
    r"service|sjuk|skola|skot|smart|somn|stod|stress|support|system|team|tidbok|tjanst|ungdom|"
    r"utgiv|utveckl|vard|verksam|webb|(?:bb|bup|bvc|hr|it|mvc|post|vc)\b)"
    r"|(?:avdelning|center|central|centrum|enhet|grupp|klinik|kurs|mottagning|skola|team)[a-z]{0,2}\b"
)
"""What mailboxes that several people read are called, without the dots of å, ä and ö."""
_WITHOUT_DOTS: Final = str.maketrans("åäöé", "aaoe")

_Match: TypeAlias = re.Match[str]


@rule("PRV001", "personal-number", Sources)
def personal_number(sources: Sources) -> Iterator[Problem]:
    """A Swedish personal number or coordination number stands in a file, or in a file's name.

    Why: content is read by everybody and kept for ever in its history; it holds nothing about a
    person. A number with a real date and a right check digit is found with and without century and
    hyphen, in comments too, and also where it is invented: show how a number is written in letters.

    Bad, in `welcome.md`:

        # Välkommen

        Logga in med ditt personnummer, till exempel 19121212-1212.

    Good, in `welcome.md`:

        # Välkommen

        Logga in med ditt personnummer, som skrivs ååååmmdd-nnnn.
    """
    named = _names_with_numbers(sources)
    for path in named:
        yield Problem(path, Span(path), tell("the name holds a personal number"))
    names = [path.rpartition("/")[2] for path in named]
    for path, number, line in _lines_with_numbers(sources):
        searched = line
        for name in names:  # the file is renamed, and what points at it follows
            searched = searched.replace(name, " " * len(name))
        for match in _personal_numbers(searched):
            yield Problem(path, _span(path, number, match), _message(match))


def _names_with_numbers(sources: Sources) -> list[str]:
    """Return the files and folders that are called by a number, each once."""
    top = sources.folder.rpartition("/")[0] if isinstance(sources, MomentContent) else CONTENT
    paths: dict[str, None] = {}
    for path in sources.tree:
        for match in _personal_numbers(path[len(top) :]):
            end = path.find("/", len(top) + match.end())
            paths.setdefault(path if end < 0 else path[:end])
    return list(paths)


def _lines_with_numbers(sources: Sources) -> Iterator[tuple[str, int, str]]:
    """Yield path, number and text of lines, with what is nobody's number left blank."""
    for path, text in sources.texts.items():
        if not _NINE_DIGITS.search(text):
            continue
        for number, line in enumerate(text.split("\n"), 1):
            if _NINE_DIGITS.search(line):
                yield path, number, _NO_PERSON.sub(lambda match: " " * len(match[0]), line)


def _personal_numbers(text: str) -> Iterator[_Match]:
    for match in _NUMBER.finditer(text):
        if not _is_among_others(match) and _is_number(match):
            yield match


def _is_among_others(match: _Match) -> bool:
    """Tell whether the groups of digits are part of something longer, or a day and a time."""
    if match["dash"]:
        return match["mark"] != "-"
    before, after = match.string[: match.start()][-2:], match.string[match.end() :][:2]
    return match["mark"].isspace() and bool(
        re.fullmatch(rf"\d{_SPACE}", before) or re.fullmatch(rf"{_SPACE}\d", after)
    )


def _is_number(match: _Match) -> bool:
    """Tell whether there is such a day, and the digits add up."""
    digits = re.sub(r"\D", "", match[0])
    # A year of two digits is a leap year in one of the centuries if it is in this one.
    year = int(digits[:-8]) if match["year"] else 2000 + int(digits[:2])
    ten = digits[-10:]
    try:
        dt.date(year, int(ten[2:4]), _day(ten))
    except ValueError:
        return False
    is_telephone = (
        len(match[0]) == len(ten) and ten.startswith("070") and _day(ten) != int(ten[4:6])
    )
    return not is_telephone and ten[6:9] != "000" and _sum_of(ten) % 10 == 0


def _day(ten: str) -> int:
    day = int(ten[4:6])
    return day - _COORDINATION if day > _COORDINATION else day


def _sum_of(digits: str) -> int:
    """Return Luhn's sum: every other digit doubled, and the digits of that added."""
    return sum(sum(divmod(int(one) * (2 - n % 2), 10)) for n, one in enumerate(digits))


def _message(match: _Match) -> Message:
    digits = re.sub(r"\D", "", match[0])
    if int(digits[-6:-4]) > _COORDINATION:
        return tell("a coordination number stands here; take it away")
    return tell("a personal number stands here; take it away")


@rule("PRV002", "private-telephone", Sources, Severity.WARNING)
def private_telephone(sources: Sources) -> Iterator[Problem]:
    """The number of a mobile telephone stands in a file.

    Why: a mobile telephone most often belongs to one person, who may have left when the moment is
    still in use. Give the unit's own number, or telephone number 1177. Where several people share
    the telephone, a waiver says so.

    Bad, in `welcome.md`:

        # Välkommen

        Ring sköterskan på 070-174 06 05.

    Good, in `welcome.md`:

        # Välkommen

        Ring telefonnummer 1177.
    """
    message = tell("this is the number of a mobile telephone; give the unit's own number")
    for path, number, line in _lines_with_numbers(sources):
        personal = {match.start() for match in _personal_numbers(line)}
        for match in _once(_TELEPHONE.finditer(line), _national):
            if match.start() not in personal:
                yield Problem(path, _span(path, number, match), message)


def _national(match: _Match) -> str:
    """Return the digits that are the same with and without the country's code."""
    return re.sub(r"\D", "", match[0])[-9:]


@rule("PRV003", "private-email", Sources, Severity.WARNING)
def private_email(sources: Sources) -> Iterator[Problem]:
    """An e-mail address is somebody's own: at home, or in what residents read, with their name.

    Why: what is sent there is read by one person only, perhaps outside the care provider, and by
    nobody when that person has left. Give a mailbox that the unit shares.

    Bad, in `welcome.md`:

        # Välkommen

        Skriv till sovbattre.norrvik@gmail.com.

    Good, in `welcome.md`:

        # Välkommen

        Skriv till oss i ett meddelande.
    """
    read = [one for one in passages(sources) if one.audience == "resident"]
    pages = {passage.path for passage in read if passage.prose}
    for path, text in sources.texts.items():
        for number, line in enumerate(text.split("\n") if "@" in text else (), 1):
            for match in _once(_EMAIL.finditer(line), lambda match: match[0].casefold()):
                if message := _own(match, is_read=path in pages):
                    yield Problem(path, _span(path, number, match), message)
    for passage in read:
        for match in () if passage.prose else _EMAIL.finditer(passage.text):
            message = _own(match, is_read=True)
            if message and match["domain"].casefold() not in _CONSUMER_DOMAINS:
                yield Problem(passage.path, passage.span(*match.span()), message)


def _own(match: _Match, *, is_read: bool) -> Message | None:
    """Say why an address is somebody's own, if it is; `is_read` by residents."""
    domain, name = match["domain"].casefold(), match["name"].casefold()
    if domain in _CONSUMER_DOMAINS:
        return tell("{domain} is for people's own addresses; give a shared mailbox", domain=domain)
    is_shared = _SHARED.search(name.translate(_WITHOUT_DOTS))
    if is_read and _FORENAME_AND_SURNAME.fullmatch(name) and not is_shared:
        return tell("this looks like one person's address; give a shared mailbox")
    return None


def _once(matches: Iterable[_Match], same: Callable[[_Match], str]) -> Iterable[_Match]:
    """Return the first of those that are the same: a link's text and its address are one."""
    first: dict[str, _Match] = {}
    for match in matches:
        first.setdefault(same(match), match)
    return first.values()


def _span(path: str, line: int, match: _Match) -> Span:
    return Span(path, line, match.start() + 1, line, match.end() + 1)


RULES = (personal_number, private_telephone, private_email)
