"""A verdict on real signatures in real tags: what counts, and each reason why something does not."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from subprocess import run
from typing import Any

import pytest
from history import git
from hypothesis import given
from hypothesis import strategies as st
from ssh import POLICY, open_key, person, unit

from builder.approval import (
    Author,
    Register,
    Registers,
    Signed,
    Statement,
    Unreadable,
    Verdict,
    fetch,
    judge,
    push,
    read,
    sign,
    write,
)
from builder.errors import CatalogueError, FetchError, IntegrityError, RefusedError
from builder.manifest import FORMAT, canonical, readable
from builder.model import Publisher
from builder.repository import Repository

Keys = Callable[[str], Path]
TODAY = dt.date(2026, 11, 22)
MOMENT = "norrvik/battre-somn"
BODY: Mapping[str, Any] = {
    "line": None,
    "base": "b" * 64,
    "version": "1.1",
    "level": "minor",
    "package": "a" * 64,
    "listing": "c" * 64,
    "note": "d" * 64,
    "decisions": [{"change": "0" * 12, "level": "minor", "reason": "Samma tal."}],
    "waivers": [],
    "safety": False,
}
STATEMENT = Statement("moment", MOMENT, BODY)
OF_REGISTER = Statement("register", "norrvik", {"base": "b" * 64, "register": "e" * 64})


def author(email: str, path: str = "content/moments/norrvik/battre-somn/welcome.md") -> Author:
    return Author(email, "Någon", "f" * 40, path)


@dataclass
class Unit:
    """A unit with two publishers, anna and bo, and a designer, disa; and what is made of them."""

    key: Keys
    people: dict[str, Any] = field(default_factory=dict)
    others: tuple[Publisher, ...] = ()
    current: Publisher | None = None
    authors: Sequence[Author] = (author("disa@prov.example"),)
    statement: Statement = STATEMENT
    today: dt.date = TODAY

    def publisher(self) -> Publisher:
        """Return the released unit; `people` are put in the place of those of their id."""
        usual = {
            "anna": person("anna", open_key(self.key("anna"))),
            "bo": person("bo", open_key(self.key("bo"))),
            "disa": person("disa", roles="designer"),
        }
        return unit(*{**usual, **self.people}.values())

    def judge(self, *approvals: Signed | Unreadable, needed: int = 1) -> Verdict:
        units = (self.publisher(), *self.others)
        released = {one.id: (Register.of(one, POLICY),) for one in units}
        current = {
            one.id: Register.of(one, POLICY) for one in (self.current or units[0], *units[1:])
        }
        registers = Registers(released, current)
        return judge(self.statement, needed, approvals, registers, self.authors, self.today)

    def sign(self, who: str, key: str = "", statement: Statement | None = None) -> Signed:
        one = statement or self.statement
        return Signed(one, f"norrvik/{who}", sign(one.data, self.key(key or who)))

    def refusal(self, *approvals: Signed | Unreadable, needed: int = 1) -> str:
        """Return the one reason, beside the name, why the last approval does not count."""
        verdict = self.judge(*approvals, needed=needed)
        assert not verdict.is_enough
        (refused,) = verdict.refused
        assert "\n" not in str(refused.message)
        return str(refused.message)


@pytest.fixture
def home(key: Keys) -> Unit:
    return Unit(key)


def test_one_is_enough(home: Unit) -> None:
    signed = home.sign("anna")
    verdict = home.judge(signed)
    assert (verdict.is_enough, verdict.missing, verdict.refused, verdict.blocks) == (
        True,
        0,
        (),
        (),
    )
    assert tuple(verdict.able.values()) == ("Bo",)
    proof = verdict.proof
    assert proof.statement == STATEMENT.to_json()
    assert [(one.person, one.name) for one in proof.by] == [("norrvik/anna", "Anna")]
    assert proof.by[0].key == " ".join(open_key(home.key("anna")).split()[:2])
    assert proof.by[0].signature == signed.signature


def test_nobody_has_approved(home: Unit) -> None:
    verdict = home.judge(needed=2)
    assert (verdict.is_enough, verdict.missing, tuple(verdict.able.values())) == (
        False,
        2,
        ("Anna", "Bo"),
    )


def test_two_are_needed(home: Unit) -> None:
    assert home.judge(home.sign("anna"), needed=2).missing == 1
    assert home.judge(home.sign("anna"), home.sign("bo"), needed=2).is_enough


def test_none_is_needed(home: Unit) -> None:
    home.authors = (author("stranger@x.example"),)
    assert home.judge(needed=0).is_enough


def test_other_bytes(home: Unit) -> None:
    forged = Signed(
        STATEMENT, "norrvik/anna", home.sign("anna", statement=changed(safety=True)).signature
    )
    assert home.refusal(forged) == (
        "Anna: the signature is of other bytes: what was signed has been changed since"
    )


def test_by_somebody_who_was_removed(home: Unit) -> None:
    home.current = unit(home.publisher().people[1])
    assert home.refusal(home.sign("anna")) == (
        "Anna: no longer stands in the unit's register of people"
    )


def test_by_an_expired_key(home: Unit) -> None:
    row = {"key": open_key(home.key("anna")), "until": "2026-11-21"}
    home.people["anna"] = person("anna", row)
    assert home.refusal(home.sign("anna")) == "Anna: the key counted until 2026-11-21"
    home.today = dt.date(2026, 11, 21)
    assert home.judge(home.sign("anna")).is_enough


def test_by_the_author(home: Unit) -> None:
    home.authors = (author("anna@prov.example"), author("disa@prov.example"))
    assert home.refusal(home.sign("anna")) == (
        "Anna: is an author (content/moments/norrvik/battre-somn/welcome.md in commit "
        "ffffffffffff), and nobody approves their own"
    )
    assert tuple(home.judge().able.values()) == ("Bo",)


def test_by_the_author_under_another_entry(home: Unit) -> None:
    home.people["disa"] = person(
        "disa", roles="designer", emails="disa@prov.example anna@hemma.example"
    )
    home.people["anna"] = person("anna", open_key(home.key("anna")), emails="anna@hemma.example")
    assert home.refusal(home.sign("anna")).startswith("Anna: is an author (")


def test_with_the_authors_key(home: Unit) -> None:
    key = open_key(home.key("anna"))
    home.people["disa"] = person("disa", key, roles="designer")
    assert home.refusal(home.sign("anna")).startswith("Anna: is an author (")


def test_the_wrong_namespace(home: Unit, tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(STATEMENT.data)
    run(
        ["ssh-keygen", "-q", "-Y", "sign", "-n", "git", "-f", home.key("anna"), tmp_path / "data"],
        check=True,
    )
    signature = (tmp_path / "data.sig").read_text()
    assert home.refusal(Signed(STATEMENT, "norrvik/anna", signature)) == (
        "Anna: the signature was made for something else (“git”), not to approve with"
    )


def test_copied_from_another_moment(home: Unit) -> None:
    other = Statement("moment", "norrvik/hantera-stress", BODY)
    copied = Signed(STATEMENT, "norrvik/anna", home.sign("anna", statement=other).signature)
    assert home.refusal(copied) == (
        "Anna: the signature is of other bytes: what was signed has been changed since"
    )


def test_garbage(home: Unit) -> None:
    assert home.refusal(Signed(STATEMENT, "norrvik/anna", "hej")) == (
        "Anna: what stands in the place of the signature is no SSH signature"
    )


def test_in_another_name(home: Unit) -> None:
    said = home.refusal(home.sign("anna", key="bo"))
    assert said.startswith("Anna: the signature was made with another key (SHA256:")


def test_by_nobody(home: Unit) -> None:
    assert home.refusal(home.sign("cilla")) == (
        "norrvik/cilla: is nobody in the register of norrvik"
    )


def test_by_a_designer(home: Unit) -> None:
    home.people["disa"] = person("disa", open_key(home.key("disa")), roles="designer")
    home.authors = ()
    assert home.refusal(home.sign("disa")) == (
        "Disa: is not a publisher (utgivare) in the unit's register of people"
    )


def test_a_designer_who_makes_herself_publisher(home: Unit) -> None:
    made = person("disa", open_key(home.key("disa")), roles="designer publisher")
    home.people["disa"] = person("disa", open_key(home.key("disa")), roles="designer")
    home.current = unit(*home.publisher().people[:2], made)
    home.authors = ()
    assert home.refusal(home.sign("disa")) == (
        "Disa: is a new publisher (utgivare), and counts when that change has been approved "
        "and published"
    )


def test_a_publisher_of_another_unit(home: Unit) -> None:
    home.others = (unit(person("eva", open_key(home.key("eva"))), id_="sodervik"),)
    signed = replace(home.sign("eva"), person="sodervik/eva")
    assert home.refusal(signed) == "Eva: is nobody in the register of norrvik"


def test_a_training_unit(home: Unit) -> None:
    home.current = unit(*home.publisher().people, kind="training")
    assert home.refusal(home.sign("anna")) == (
        "Anna: belongs to a training unit, which can never publish"
    )


def test_the_same_person_twice(home: Unit) -> None:
    one = home.sign("anna")
    assert home.refusal(one, one, needed=2) == "Anna: has approved already, and counts once"


def test_one_key_for_two(home: Unit) -> None:
    home.people["bo"] = person("bo", open_key(home.key("anna")))
    said = home.refusal(home.sign("anna"), home.sign("bo", key="anna"), needed=2)
    assert said == "Bo: shares an address or a key with Anna, and the two count once"
    assert tuple(home.judge(home.sign("anna"), needed=2).able.values()) == ()


def test_one_address_for_two(home: Unit) -> None:
    home.people["bo"] = person(
        "bo", open_key(home.key("bo")), emails="bo@x.example anna@prov.example"
    )
    said = home.refusal(home.sign("anna"), home.sign("bo"), needed=2)
    assert said == "Bo: shares an address or a key with Anna, and the two count once"


def changed(**body: Any) -> Statement:
    return Statement("moment", MOMENT, {**BODY, **body})


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"package": "0" * 64}, "the text, forms or media"),
        ({"listing": "0" * 64}, "the entry in the catalogue"),
        ({"note": None}, "the change note"),
        ({"decisions": []}, "the decisions about single changes"),
        ({"waivers": [{"code": "WRD001"}]}, "the accepted warnings"),
        ({"safety": True}, "whether it is about safety"),
        ({"line": 1}, "the line (–, approved: 1)"),
        ({"base": None}, "what it is compared with, since something has been published in between"),
        ({"version": "1.2", "level": "major"}, "the version (1.1, approved: 1.2), the level (minor, approved: major)"),
        ({"version": None, "package": "0" * 64}, "the version (1.1, approved: –), the text, forms or media"),
    ],
)  # fmt: skip
def test_lapsed(home: Unit, body: dict[str, Any], said: str) -> None:
    assert home.refusal(home.sign("anna", statement=changed(**body))) == (
        f"Anna: approved something else than what stands there now; changed since: {said}"
    )


def test_a_lapsed_register(home: Unit) -> None:
    home.statement = OF_REGISTER
    home.authors = ()
    other = Statement("register", "norrvik", {**OF_REGISTER.body, "register": "0" * 64})
    assert home.refusal(home.sign("anna", statement=other)) == (
        "Anna: approved something else than what stands there now; changed since: "
        "the register of people"
    )


def test_approvals_of_others_are_passed_over(home: Unit) -> None:
    other = home.sign("anna", statement=Statement("moment", "norrvik/hantera-stress", BODY))
    verdict = home.judge(other, home.sign("anna", statement=OF_REGISTER), home.sign("bo"))
    assert (verdict.is_enough, verdict.refused) == (True, ())


def test_an_author_whom_nobody_knows(home: Unit) -> None:
    home.authors = (author("stranger@x.example"),)
    verdict = home.judge(home.sign("anna"))
    assert (verdict.is_enough, verdict.missing) == (False, 0)
    (block,) = verdict.blocks
    assert str(block) == (
        "nobody in the registers has the address stranger@x.example (Någon, commit "
        "ffffffffffff): write it under the person's emails in publishers/norrvik.yaml, or in "
        "another unit's file"
    )


def test_an_address_that_somebody_is_given_in_the_same_change(home: Unit) -> None:
    disa = person("disa", roles="designer", emails="disa@prov.example bo@hemma.example")
    home.current = unit(*home.publisher().people[:2], disa)
    home.authors = (author("bo@hemma.example"),)
    verdict = home.judge(home.sign("bo"))
    assert not verdict.is_enough
    (block,) = verdict.blocks
    assert str(block) == (
        "the address bo@hemma.example (commit ffffffffffff) is new under Disa: it counts when "
        "the change of the register has been approved and published"
    )


def test_other_units_help_with_a_register_only_where_too_few_are_left(home: Unit) -> None:
    home.statement = OF_REGISTER
    home.others = (unit(person("eva", open_key(home.key("eva"))), id_="sodervik"),)
    eva = replace(home.sign("eva"), person="sodervik/eva")
    assert not home.judge(home.sign("anna"), eva, needed=2).is_enough
    home.authors = (author("bo@prov.example"),)
    assert tuple(home.judge(needed=2).able.values()) == ("Anna", "Eva")
    assert home.judge(home.sign("anna"), eva, needed=2).is_enough
    home.others = (unit(*home.others[0].people, id_="sodervik", kind="training"),)
    assert not home.judge(home.sign("anna"), eva, needed=2).is_enough


_VALUES = st.sampled_from(
    [None, 1, 2, "1.1", "1.2", "2.0", "first", "major", "minor", True, False, [], [{"a": "b"}]]
    + [letter * 64 for letter in "abcd0"]
)


@given(st.sampled_from(sorted(BODY)), _VALUES)
def test_whatever_is_changed_in_a_statement_lapses_it(field_: str, value: object) -> None:
    other = Statement("moment", MOMENT, {**BODY, field_: value})
    same = value == BODY[field_] and type(value) is type(BODY[field_])
    assert (other.digest == STATEMENT.digest) == same


@given(st.data())
def test_any_byte_changed_is_another_statement_or_none(data: st.DataObject) -> None:
    raw = bytearray(STATEMENT.data)
    at = data.draw(st.integers(0, len(raw) - 1))
    raw[at] ^= data.draw(st.integers(1, 255))
    whole = readable({"format": FORMAT, "statement": {}, "person": "norrvik/anna", "signature": ""})
    try:
        signed = Signed.from_bytes(whole.replace(b"{}", bytes(raw)), "taggen")
    except (IntegrityError, CatalogueError):  # damaged, or of a newer builder
        return
    assert signed.statement.digest != STATEMENT.digest


def test_a_statement_comes_back() -> None:
    for one in (STATEMENT, OF_REGISTER):
        assert Statement.from_json(one.to_json(), "taggen") == one
        assert one.data == canonical(one.to_json())
    assert STATEMENT.publisher == OF_REGISTER.publisher == "norrvik"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    git(tmp_path, "init", "-q", "-b", "main", ".")
    git(tmp_path, "commit", "-qm", "x", "--allow-empty")
    return Repository(tmp_path)


def test_an_approval_is_a_tag_on_a_blob(home: Unit, repository: Repository) -> None:
    signed = home.sign("anna")
    assert write(repository, signed, open_key(home.key("anna")))
    name = f"approval/norrvik/battre-somn/{STATEMENT.digest[:12]}/norrvik.anna"
    assert git(repository.root, "tag", "-l").splitlines() == [name] == [signed.tag]
    assert git(repository.root, "cat-file", "-t", name).strip() == "blob"
    assert read(repository) == read(repository, MOMENT) == (signed,)
    assert read(repository, "norrvik") == read(repository, "norrvik/battre") == ()
    assert read(repository, MOMENT, [STATEMENT.digest]) == ()
    assert home.judge(*read(repository)).is_enough


def test_the_same_approval_twice_is_fine(home: Unit, repository: Repository) -> None:
    key = open_key(home.key("anna"))
    assert write(repository, home.sign("anna"), key)
    assert not write(repository, home.sign("anna"), key)


def test_nobodys_tag_is_written_over(home: Unit, repository: Repository) -> None:
    signed = home.sign("anna")
    for there in (
        b"hej",
        replace(signed, signature="hej").to_bytes(),
        home.sign("anna", key="bo").to_bytes(),
    ):
        repository.add_blob_tag(signed.tag, there)
        with pytest.raises(RefusedError) as refused:
            write(repository, signed, open_key(home.key("anna")))
        assert str(refused.value) == (
            f"the tag {signed.tag} is there already and is not your approval: ask who made it, "
            "or remove it with git tag -d"
        )
        assert git(repository.root, "cat-file", "blob", signed.tag).encode() == there
        git(repository.root, "tag", "-d", signed.tag)


def spoilt(**parts: Any) -> bytes:
    whole = Signed(STATEMENT, "norrvik/anna", "x").to_json()
    return readable({**whole, **parts})


DAMAGED = "what the tag holds is damaged, or is no approval"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", DAMAGED),
        (b"hej", DAMAGED),
        (b"\xff\xfe\x00", DAMAGED),
        (b"[" * 60_000, DAMAGED),
        (b"{}", DAMAGED),
        (b"null", DAMAGED),
        (spoilt(more=1), DAMAGED),
        (spoilt(person="anna"), DAMAGED),
        (spoilt(person="norrvik/../anna"), DAMAGED),
        (spoilt(signature="\x1b[2J"), DAMAGED),
        (spoilt(statement={}), DAMAGED),
        (spoilt(statement={**STATEMENT.to_json(), "more": 1}), DAMAGED),
        (spoilt(statement={**STATEMENT.to_json(), "kind": "register"}), DAMAGED),
        (spoilt(statement={**STATEMENT.to_json(), "package": 1.5}), DAMAGED),
        (spoilt(format=2), "a newer moment-builder is needed to read it"),
        (b" " * 65_537, "the tag is no approval: it marks a commit, or something far too large"),
        (
            Signed(Statement("moment", "norrvik/annat", BODY), "norrvik/anna", "x").to_bytes(),
            "it approves norrvik/annat, and has been copied from there",
        ),
        (spoilt(person="norrvik/bo"), "the tag is called something else than what it approves, or by whom"),
        (
            Signed(changed(safety=True), "norrvik/anna", "x").to_bytes(),
            "the tag is called something else than what it approves, or by whom",
        ),
    ],
)  # fmt: skip
def test_a_tag_that_is_no_approval(
    home: Unit, repository: Repository, data: bytes, said: str
) -> None:
    tag = Signed(STATEMENT, "norrvik/anna", "x").tag
    repository.add_blob_tag(tag, data)
    assert home.refusal(*read(repository, MOMENT)) == f"{tag}: {said}"


@pytest.mark.parametrize(
    "name", ["approval/x", "approval/a/b/c/d/e/f", f"approval/{MOMENT}/x/\u009b2J"]
)
def test_a_tag_with_another_name(repository: Repository, name: str) -> None:
    repository.add_blob_tag(name, Signed(STATEMENT, "norrvik/anna", "x").to_bytes())
    git(repository.root, "tag", "approvals")
    (found,) = read(repository)
    assert isinstance(found, Unreadable)
    assert found.tag.isprintable()


def test_a_tag_on_a_commit(home: Unit, repository: Repository) -> None:
    tag = Signed(STATEMENT, "norrvik/anna", "x").tag
    git(repository.root, "tag", "-a", "-m", "x", tag)
    assert home.refusal(*read(repository)) == (
        f"{tag}: the tag is no approval: it marks a commit, or something far too large"
    )


def test_approvals_travel(home: Unit, repository: Repository, tmp_path_factory: Any) -> None:
    server, clone = tmp_path_factory.mktemp("server"), tmp_path_factory.mktemp("clone")
    git(server, "init", "-q", "--bare", ".")
    git(clone, "clone", "-q", str(server), ".")
    signed = home.sign("anna")
    write(repository, signed, open_key(home.key("anna")))
    for _ in range(2):
        push(repository, [signed.tag], str(server))
        fetch(Repository(clone), str(server))
    assert read(Repository(clone)) == read(Repository(server)) == (signed,)


def test_a_server_that_has_another_tag_of_that_name_is_not_forced(
    home: Unit, repository: Repository, tmp_path_factory: Any
) -> None:
    server = tmp_path_factory.mktemp("server")
    git(server, "init", "-q", "--bare", ".")
    signed = home.sign("anna")
    Repository(server).add_blob_tag(signed.tag, b"hej")
    write(repository, signed, open_key(home.key("anna")))
    with pytest.raises(RefusedError, match=r"did not take the approvals: .*already exists"):
        push(repository, [signed.tag], str(server))
    with pytest.raises(FetchError, match=r"could not be brought from .*clobber"):
        fetch(repository, str(server))
    assert read(repository) == (signed,)


def test_a_server_that_is_not_there(repository: Repository, tmp_path: Path) -> None:
    git(repository.root, "tag", "approval/x")
    with pytest.raises(RefusedError, match=r"nowhere did not take the approvals: fatal: "):
        push(repository, ["approval/x"], str(tmp_path / "nowhere"))
    with pytest.raises(FetchError, match=r"could not be brought from .*: fatal: "):
        fetch(repository, "--upload-pack=touch x")
