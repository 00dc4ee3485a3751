"""What the forges run: its form, its shell, its commands, and what it is allowed to do."""

import json
import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from builder.cli import app
from builder.founding.forge import Forge
from builder.founding.plan import Wishes, plan

ROOT = Path(__file__).parent.parent.parent
BOTH = (Forge.GITHUB, Forge.GITLAB)
PENDING: set[str] = set()
"""Commands that are not written yet; a command leaves this list by being there."""
GITHUB_TOP = {"name", "on", "permissions", "defaults", "env", "jobs"}
GITHUB_JOB = {
    *("name", "if", "runs-on", "timeout-minutes", "permissions", "env", "steps"),
    *("environment", "concurrency"),
}
GITHUB_STEP = {"name", "if", "uses", "with", "run", "env"}
GITLAB_TOP = {"stages", "workflow", "default", "variables"}
GITLAB_JOB = {
    *("stage", "rules", "script", "artifacts", "variables", "after_script", "interruptible"),
    *("resource_group", "environment"),
}
COMMAND = re.compile(r"(?:^ *|&& |\|\| |; |do |\$\()moment ([^|&;\n#>)]*)", re.MULTILINE)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return plan(tmp_path_factory.mktemp("ny"), Wishes(forges=BOTH, branch="huvud"))


@pytest.fixture
def github(files: dict[str, str]) -> dict[str, Any]:
    data = yaml.safe_load(files[".github/workflows/moment.yml"])
    data["on"] = data.pop(True)  # YAML 1.1 reads `on` as true; GitHub does not
    return data


@pytest.fixture
def gitlab(files: dict[str, str]) -> dict[str, Any]:
    return yaml.safe_load(files[".gitlab-ci.yml"])


def steps(github: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in github["jobs"].values() for step in job["steps"]]


def jobs(gitlab: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {name: job for name, job in gitlab.items() if name not in GITLAB_TOP}


def scripts(github: dict[str, Any], gitlab: dict[str, Any]) -> list[str]:
    """Return every piece of shell that a forge runs."""
    found = [step["run"] for step in steps(github) if "run" in step]
    for job in (*jobs(gitlab).values(), gitlab["default"]):
        for key in ("before_script", "script", "after_script"):
            found += job.get(key, [])
    return found


def test_every_piece_of_shell_is_shell(
    github: dict[str, Any], gitlab: dict[str, Any], files: dict[str, str]
) -> None:
    pieces = [*scripts(github, gitlab), files["ci/catalogue.sh"]]
    assert len(pieces) > 20
    for piece in pieces:
        done = subprocess.run(
            ["bash", "-n"], input=piece, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, ""), piece


def invocations(text: str) -> Iterator[list[str]]:
    """Yield the arguments of each `moment …` in some shell, with what loops put in them."""
    for found in COMMAND.findall(text):
        words = shlex.split(found)
        if "$format" in words:
            assert "for format in markdown html; do" in text
            for format_ in ("markdown", "html"):
                yield [format_ if word == "$format" else word for word in words]
        else:
            yield words


def hold_to_the_program(words: list[str]) -> None:
    """Parse the arguments as the program would; fail where it would not take them."""
    command: Any = get_command(app)
    names: list[str] = []
    context = command.make_context("moment", [], resilient_parsing=True)
    while hasattr(command, "commands") and words:
        names.append(words[0])
        if command.get_command(context, words[0]) is None:
            assert " ".join(names) in PENDING, names
            return
        command, words = command.get_command(context, words[0]), words[1:]
    assert " ".join(names) not in PENDING, f"{names} is there: take it out of PENDING"
    command.make_context(names[-1], list(words), parent=context)


def test_every_command_is_one_of_ours(
    github: dict[str, Any], gitlab: dict[str, Any], files: dict[str, str]
) -> None:
    found = [words for piece in scripts(github, gitlab) for words in invocations(piece)]
    assert len(found) > 12
    for words in found:
        hold_to_the_program(words)


def test_every_command_that_is_told_of_is_one_of_ours(files: dict[str, str]) -> None:
    for text in (files["README.md"], (ROOT / "docs/publisher.md").read_text(encoding="utf-8")):
        blocks = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
        shell = [block for language, block in blocks if not language]
        found = [words for block in shell for words in invocations(block)]
        assert len(found) > 8
        for words in found:
            hold_to_the_program(words)


def test_the_forms_of_github(github: dict[str, Any]) -> None:
    assert set(github) == GITHUB_TOP
    assert set(github["on"]) == {"pull_request", "push", "schedule", "workflow_dispatch"}
    assert github["on"]["push"] == {"branches": ["huvud"], "tags": ["approval/**"]}
    for one in github["on"]["schedule"]:
        assert len(one["cron"].split()) == 5
    for job in github["jobs"].values():
        assert set(job) <= GITHUB_JOB
        assert {"runs-on", "steps", "timeout-minutes"} <= set(job)
    for step in steps(github):
        assert set(step) <= GITHUB_STEP
        assert ("run" in step) != ("uses" in step)


def test_actions_are_of_one_owner_and_pinned_to_a_major_version(github: dict[str, Any]) -> None:
    used = [step["uses"] for step in steps(github) if "uses" in step]
    assert used
    assert not [one for one in used if not re.fullmatch(r"actions/[a-z-]+@v\d+", one)]


def test_no_job_may_more_than_it_must(github: dict[str, Any]) -> None:
    assert github["permissions"] == {"contents": "read"}
    allowed = {name: job.get("permissions") for name, job in github["jobs"].items()}
    assert allowed == {
        "check": None,
        "review": {"contents": "read", "pull-requests": "write"},
        "publish": {"contents": "write"},  # the tags release/
    }
    for name, job in github["jobs"].items():
        out = job["steps"][0]["with"]
        assert out.get("persist-credentials", True) is (name == "publish")


def test_nothing_that_others_wrote_is_put_into_shell(github: dict[str, Any]) -> None:
    """What GitHub puts in stands in `env`, `with` and `if`; and there only what it makes itself."""
    for step in steps(github):
        assert "${{" not in step.get("run", "")
    whole = json.dumps(github)
    put_in = re.findall(r"\$\{\{ (.*?) \}\}", whole)
    assert set(put_in) == {
        "vars.MOMENT_INDEX",
        "vars.MOMENT_CATALOGUE",
        "vars.MOMENT_CATALOGUE_HOSTS",
        "secrets.MOMENT_CATALOGUE_KEY",
        "github.token",
        "github.repository",
        "github.event.pull_request.base.sha",
        "github.event.pull_request.head.sha",
        "github.event.pull_request.number",
    }


def test_secrets_are_seen_by_publishing_alone(github: dict[str, Any]) -> None:
    for name, job in github["jobs"].items():
        assert ("secrets." in json.dumps(job)) is (name == "publish")
    assert "pull_request_target" not in json.dumps(github)
    assert github["jobs"]["publish"]["if"].startswith("github.event_name != 'pull_request'")


def test_one_publishes_at_a_time_from_a_whole_history(
    github: dict[str, Any], gitlab: dict[str, Any]
) -> None:
    publish = github["jobs"]["publish"]
    assert publish["concurrency"] == {"group": "moment-publish", "cancel-in-progress": False}
    assert publish["steps"][0]["with"] == {"ref": "huvud", "fetch-depth": 0}
    assert github["jobs"]["review"]["steps"][0]["with"]["fetch-depth"] == 0
    assert gitlab["publish"]["resource_group"] == "moment-publish"
    assert gitlab["publish"]["interruptible"] is False
    assert gitlab["variables"]["GIT_DEPTH"] == "0"


def test_the_catalogue_is_brought_before_and_carried_after(
    github: dict[str, Any], gitlab: dict[str, Any]
) -> None:
    for lines in (
        [step.get("run", "") for step in github["jobs"]["publish"]["steps"]],
        gitlab["publish"]["script"],
    ):
        places = [
            lines.index(one)
            for one in (
                "bash ci/catalogue.sh bring",
                "moment publish",
                "bash ci/catalogue.sh carry",
            )
        ]
        assert places == sorted(places)
        assert "refs/tags/release/*:refs/tags/release/*" in lines[-1]


def test_the_forms_of_gitlab(gitlab: dict[str, Any]) -> None:
    assert set(gitlab) >= GITLAB_TOP
    for job in jobs(gitlab).values():
        assert set(job) <= GITLAB_JOB
        assert job["stage"] in gitlab["stages"]
        assert all(isinstance(line, str) for line in job["script"])
        assert all(set(rule) <= {"if", "when"} for rule in job["rules"])
    reports = gitlab["check"]["artifacts"]["reports"]
    assert reports == {"junit": "junit.xml", "codequality": "codequality.json"}


def test_no_registry_is_named(files: dict[str, str]) -> None:
    for path in (".github/workflows/moment.yml", ".gitlab-ci.yml", "README.md"):
        assert not re.search(r"https?://", files[path])
        assert 'pip install "moment-builder[publisher]"' in files[path].replace("--quiet ", "")


FORGES_PROGRAM = """\
#!/usr/bin/env python3
import json, os, pathlib, sys
place = pathlib.Path(os.environ["PLACE"])
comments = json.loads(place.read_text()) if place.exists() else []
given = sys.argv[1:]
body = next((pathlib.Path(one.split("@", 1)[1]).read_text() for one in given if one.startswith("body")), None)
address = next(one for one in given if "/" in one and not one.startswith("body"))
if body is None:
    seen = [one["id"] for one in comments if one["body"].startswith(os.environ["MARK"])]
    if "--output" in given:
        pathlib.Path(given[given.index("--output") + 1]).write_text(json.dumps(comments))
    else:
        print(*seen, sep="\\n")
elif "PATCH" in given or "PUT" in given:
    number = int(address.rsplit("/", 1)[1])
    next(one for one in comments if one["id"] == number)["body"] = body
else:
    comments.append({"id": 7 + len(comments), "body": body})
place.write_text(json.dumps(comments))
"""
"""Stands in for `gh` and `curl`: keeps comments in a file, and takes the calls that we make."""


def stand_in(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(text)
    path.chmod(0o755)


@pytest.mark.parametrize("forge", BOTH)
def test_the_comment_is_written_once_and_then_written_anew(
    tmp_path: Path, github: dict[str, Any], gitlab: dict[str, Any], forge: Forge
) -> None:
    (tmp_path / "bin").mkdir()
    for name in ("gh", "curl"):
        stand_in(tmp_path / "bin", name, FORGES_PROGRAM)
    if forge is Forge.GITHUB:
        (step,) = [one for one in steps(github) if "MARK" in one.get("env", {})]
        script, mark = step["run"], step["env"]["MARK"]
    else:
        (script,) = [one for one in gitlab["review"]["script"] if "MARK" in one]
        mark = gitlab["review"]["variables"]["MARK"]
    environment = {
        **os.environ,
        "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
        "PLACE": str(tmp_path / "comments.json"),
        "MARK": mark,
        "NUMBER": "3",
        "COMMENTS": "repos/x/y/issues",
        "MOMENT_TOKEN": "hemligt",
        "CI_PROJECT_ID": "1",
        "CI_API_V4_URL": "api/v4",
        "CI_MERGE_REQUEST_IID": "3",
    }
    (tmp_path / "comments.json").write_text('[{"id": 1, "body": "En annans."}]')
    for said in ("MINOR `$(touch x)`", "MAJOR"):
        (tmp_path / "review.markdown").write_text(f"{said}\n")
        subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", script],
            cwd=tmp_path,
            env=environment,
            check=True,
        )
        comments = json.loads((tmp_path / "comments.json").read_text())
        assert [one["body"] for one in comments] == ["En annans.", f"{mark}\n\n{said}\n"]
    assert not (tmp_path / "x").exists()


RSYNC = """\
#!/usr/bin/env python3
import os, pathlib, shutil, sys
*options, source, target = sys.argv[1:]
with open(os.environ["LOG"], "a") as log:
    print(*sys.argv[1:], file=log)
left_out = {one.split("=/")[-1].split("=")[-1] for one in options if one.startswith("--exclude")}
into = pathlib.Path(target) / ("" if source.endswith("/") else pathlib.Path(source).name)
shutil.copytree(source, into, dirs_exist_ok=True, ignore=lambda _, names: left_out & set(names))
"""
"""Stands in for `rsync` where there is none: copies, and heeds the options that we use."""


def test_the_catalogue_goes_there_and_back_and_what_points_goes_last(
    tmp_path: Path, files: dict[str, str]
) -> None:
    (tmp_path / "bin").mkdir()
    stand_in(tmp_path / "bin", "rsync", RSYNC)
    script = tmp_path / "catalogue.sh"
    script.write_text(files["ci/catalogue.sh"])
    place, work = tmp_path / "katalog å", tmp_path / "klon"
    for name in ("index/p/m.json", "blobs/a", "metadata/timestamp.json", "metadata/root.json"):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text("gammalt")
    work.mkdir()
    environment = {
        **os.environ,
        "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
        "LOG": str(tmp_path / "log"),
        "MOMENT_CATALOGUE": str(place),
    }

    def call(*arguments: str) -> int:
        command = ["bash", str(script), *arguments]
        return subprocess.run(
            command, check=False, cwd=work, env=environment, capture_output=True
        ).returncode

    assert call("bring") == 0
    assert (work / "published/index/p/m.json").read_text() == "gammalt"
    (work / "published/blobs/b").write_text("nytt")
    (work / "published/blobs/a").unlink()
    (work / "published/metadata/timestamp.json").write_text("nytt")
    (tmp_path / "log").unlink()
    assert call("carry") == 0
    assert (place / "blobs/a").read_text() == "gammalt"
    assert (place / "blobs/b").read_text() == "nytt"
    assert (place / "metadata/timestamp.json").read_text() == "nytt"
    passes = (tmp_path / "log").read_text().splitlines()
    assert "--exclude=/metadata --exclude=/index" in passes[0]
    assert "published/index" in passes[1]
    assert "--exclude=timestamp.json" in passes[2]
    assert "exclude" not in passes[3]
    assert call("annat") == 2
    assert call() == 2


def test_without_a_place_the_catalogue_goes_nowhere(tmp_path: Path, files: dict[str, str]) -> None:
    environment = {key: value for key, value in os.environ.items() if "MOMENT" not in key}
    done = subprocess.run(
        ["bash", "-s", "bring"],
        input=files["ci/catalogue.sh"],
        check=False,
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode != 0
    assert "säg var katalogen finns" in done.stderr
