"""The items of a Questionnaire laid out as pages of questions, whatever they are nested in."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final

from builder.exchange.fhir.given import Given, groups, shown, text
from builder.exchange.fhir.ids import Ids, own_part
from builder.exchange.fhir.matrix import read_matrix
from builder.exchange.fhir.names import CALCULATED, HIDDEN, SHOWN_WHEN, VARIABLE, Json
from builder.exchange.fhir.places import fill
from builder.exchange.fhir.questions import Setting, put_ends, read_question
from builder.exchange.fhir.rows import Target
from builder.exchange.loss import Loss
from builder.message import Message, mark, tell, translate
from builder.problem import Pointer

_DEEPEST: Final = 30
_HELP: Final = frozenset({"help", "prompt", "flyover"})
_BESIDE: Final = frozenset({*_HELP, "lower", "upper"})
_KINDS: Final = {"yes-no": "Boolean", "number": "Decimal", "scale": "Decimal"}
_CHOSEN: Final = frozenset({"single-choice", "multiple-choice", "dropdown"})


@dataclass(frozen=True, slots=True)
class Shown:
    """What an item says of when it is shown."""

    at: Pointer
    rows: Any
    behaviour: Any
    path: Any


@dataclass(frozen=True, slots=True)
class Entry:
    """A question that was read, and the conditions it is shown by, those around it first."""

    keys: Json
    shown: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Computed:
    """A value that an expression computes: a score, if the expression is one of ours."""

    at: Pointer
    link: str
    keys: Json
    expressions: tuple[Json, ...]


@dataclass(slots=True)
class Page:
    """A page and its questions."""

    keys: Json
    entries: list[Entry] = field(default_factory=list)


@dataclass(slots=True)
class Walk:
    """One pass over the items of a Questionnaire."""

    setting: Setting
    pages: list[Page] = field(default_factory=list)
    computed: list[Computed] = field(default_factory=list)
    targets: dict[str, Target] = field(default_factory=dict)
    losses: list[Loss] = field(default_factory=list)
    introduction: str = ""
    _page: Page = field(default_factory=lambda: Page({}))
    _page_ids: Ids = field(default_factory=Ids)
    _ids: Ids = field(default_factory=Ids)

    def walk(self, items: Iterator[Given]) -> None:
        """Read all items; what stands outside groups is gathered into pages of its own."""
        is_loose = False
        for n, item in enumerate(items):
            if n == 0 and _introduces(item, "introduction.form"):
                self.introduction = _taken_text(item)
            elif item.keys.get("type") == "group" and not read_matrix(item, self.setting):
                is_loose = False
                self._group(item)
            else:
                if not is_loose and not _is_computed(item):
                    is_loose = True
                    title = translate(mark("Your answers"), self.setting.language)
                    self._turn({"id": self._page_ids.take("sida"), "title": title})
                self._item(item, (), 0)
        self.pages = [page for page in self.pages if page.entries]

    def _turn(self, keys: Json) -> None:
        self._page = Page(keys)
        self.pages.append(self._page)

    def _lose(self, at: Pointer, message: Message) -> None:
        self.losses.append(Loss(at, message))

    def _group(self, item: Given) -> None:
        """Read a group as a page."""
        item.take("type")
        item.control()
        title, link = item.text("text"), text(item.take("linkId"))
        if not title:
            self._lose(item.at, tell("the page has no title; it is to be filled in"))
        keys = {"id": self._page_ids.take(own_part(link, "page"), title, "sida")}
        keys["title"] = title or fill(mark("the page’s title"), self.setting.language)
        self._turn(keys)
        around = self._conditions(item)
        if around:
            self._lose(item.at, tell("the page’s condition stands at each of its questions"))
        for n, child in enumerate(item.groups("item")):
            if n == 0 and not around and _introduces(child, f"introduction.{link}"):
                keys["introduction"] = _taken_text(child)
            else:
                self._item(child, around, 1)
        if not self._page.entries:
            self._lose(item.at, tell("the page has no questions; it is left out"))
        self.losses += item.left()

    def _conditions(self, item: Given) -> tuple[Shown, ...]:
        """Take the condition of an item, if it has one."""
        rows, behaviour = item.take("enableWhen"), item.take("enableBehavior")
        path = item.extension(SHOWN_WHEN)
        return () if rows is None and path is None else (Shown(item.at, rows, behaviour, path),)

    def _item(self, item: Given, around: tuple[Shown, ...], depth: int) -> None:
        """Read an item on a page, and what is nested in it after it."""
        if depth > _DEEPEST:
            self._lose(item.at, tell("it is nested deeper than {most} levels", most=_DEEPEST))
        elif _is_computed(item):
            self._compute(item)
        elif not self._matrix(item, around):
            shown_by = (*around, *self._conditions(item))
            children = [*item.groups("item")]
            if item.keys.get("type") == "group":
                self._heading(item, shown_by)
            else:
                children = self._question(item, children, shown_by)
            self.losses += item.left()
            if shown_by[len(around) :] and children:
                self._lose(item.at, tell("its condition stands at each question in it"))
            for child in children:
                self._item(child, shown_by, depth + 1)

    def _matrix(self, item: Given, around: tuple[Shown, ...]) -> bool:
        matrix = read_matrix(item, self.setting)
        if matrix is None:
            return False
        item.take("type")
        keys = self._named(item, matrix.keys, around + self._conditions(item))
        for link, row in matrix.rows.items():
            name = {"question": keys["id"], "row": row}
            self._aim(item.at, link, Target(name, "Coding", (*matrix.rows,), matrix.options.find))
        self.losses += [*matrix.losses, *item.left()]
        return True

    def _heading(self, item: Given, shown_by: tuple[Shown, ...]) -> None:
        """Let the heading of a group within a page be a text."""
        item.take("type")
        item.control()
        if text(item.keys.get("text")):
            self._named(item, {"type": "info"}, shown_by)
        item.take("linkId")
        self._lose(item.at, tell("the group within the page is laid flat; its heading is a text"))

    def _question(
        self, item: Given, children: list[Given], shown_by: tuple[Shown, ...]
    ) -> list[Given]:
        """Read a question with the texts that belong to it; return what else is nested in it."""
        found = read_question(item, self.setting)
        if found is None:
            type_ = shown(item.keys.get("type"))
            self._lose(item.at, tell("a question of the type “{type}” is left out", type=type_))
            item.take("linkId")
            item.take("text")
            return children
        beside = [child for child in children if _side_of(child)]
        self._beside(item, found.keys, beside)
        if found.keys["type"] == "info" and not text(item.keys.get("text")):
            self._lose(item.at, tell("a text without words is left out"))
            return children
        keys = self._named(item, found.keys, shown_by)
        kind = "Coding" if keys["type"] in _CHOSEN else _KINDS.get(keys["type"], "")
        if keys["type"] != "info":
            target = Target({"question": keys["id"]}, kind)
            if found.options:
                target = replace(target, choice=found.options.find)
            self._aim(item.at, text(item.keys.get("linkId")), target)
        self.losses += found.losses
        return [child for child in children if not _side_of(child)]

    def _beside(self, item: Given, keys: Json, beside: list[Given]) -> None:
        """Take the help and the words at the ends of a scale."""
        words: dict[str, str] = {}
        for child in beside:
            side = "help" if (code := child.control()) in _HELP else code
            words[side] = "\n".join(filter(None, (words.get(side), _taken_text(child))))
            self.losses += child.left()
        help_ = words.pop("help", "")
        if keys["type"] == "scale":
            message = put_ends(keys, words, self.setting.language)
            if message:
                self._lose(item.at, message)
        elif words:
            self._lose(item.at, tell("the words at the ends are left out"))
        if help_:
            keys["help"] = help_

    def _named(self, item: Given, keys: Json, shown_by: tuple[Shown, ...]) -> Json:
        """Give a question its id and its text, and put it on the page."""
        words, link = item.text("text"), text(item.take("linkId"))
        if not words:
            self._lose(item.at, tell("the question has no text; it is to be filled in"))
        id_ = self._ids.take(link, words, "fraga")
        named = {"id": id_, "text": words or fill(mark("the question"), self.setting.language)}
        keys.update(named)
        self._page.entries.append(Entry(keys, shown_by))
        return keys

    def _aim(self, at: Pointer, link: str, target: Target) -> None:
        if link in self.targets:
            message = tell(
                "the link id “{link}” is used before; conditions mean the first", link=shown(link)
            )
            self._lose(at, message)
        self.targets.setdefault(link, target)

    def _compute(self, item: Given) -> None:
        """Keep what an expression computes, to be recognised when all questions are read."""
        link, title = text(item.take("linkId")), item.text("text")
        keys: Json = {"title": title or fill(mark("the score’s name"), self.setting.language)}
        hidden = item.extension(HIDDEN) is True
        keys["visible-to"] = ["staff"] if hidden else ["staff", "resident"]
        urls = (VARIABLE, CALCULATED)
        listed = [one for _, one in groups(item.keys.get("extension")) if one.get("url") in urls]
        for url in urls:
            item.extension(url)
        for key in ("type", "readOnly"):
            item.take(key)
        children = list(item.groups("item"))
        explained = [_taken_text(child) for child in children if _side_of(child)]
        if any(explained):
            keys["explanation"] = "\n".join(filter(None, explained))
        if len(explained) < len(children):
            self._lose(item.at, tell("what is nested in a computed value is left out"))
        self.computed.append(Computed(item.at, link, keys, tuple(listed)))
        self.losses += item.left()


def _introduces(item: Given, link: str) -> bool:
    keys = item.keys
    is_display = keys.get("type") == "display" and bool(text(keys.get("text")))
    return is_display and keys.get("linkId") == link and "enableWhen" not in keys


def _taken_text(item: Given) -> str:
    for key in ("linkId", "type"):
        item.take(key)
    return item.text("text")


def _side_of(child: Given) -> str:
    """Return how a text belongs to the question around it; empty for anything else."""
    code = Given(child.at, child.keys).control() if child.keys.get("type") == "display" else ""
    return code if code in _BESIDE and "enableWhen" not in child.keys else ""


def _is_computed(item: Given) -> bool:
    trial = Given(item.at, item.keys)
    return item.keys.get("type") not in ("group", "display") and bool(trial.extension(CALCULATED))
