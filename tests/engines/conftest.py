"""The survey-core of SurveyJS, brought from npm and run by Node."""

import hashlib
import shutil
import sys
import tarfile
from pathlib import Path

import npm
import pytest

sys.path.insert(0, str(Path(__file__).parent))

VERSION = "2.5.38"
_FILES = {
    "survey.core.min.js": "94c0bc572152d944ccabb808671c5ba350ce13b00d9fcad53e88f6f1812bcffc",
    "surveyjs_definition.json": "152c6b5b434faac6ca243922b27f75ee978b2919357c6007cb5cb495711774be",
}
"""What we use of the package, with its sha256."""


@pytest.fixture(scope="session")
def package(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the files of survey-core."""
    if shutil.which("node") is None:
        pytest.skip("there is no Node here")
    try:
        archived = npm.package("survey-core", VERSION, request.config.cache.mkdir("npm"))
    except npm.UnobtainableError as error:
        pytest.skip(str(error))
    folder = tmp_path_factory.mktemp("survey-core")
    with tarfile.open(archived) as archive:
        for name, digest in _FILES.items():
            member = archive.extractfile(f"package/{name}")
            assert member
            data = member.read()
            assert hashlib.sha256(data).hexdigest() == digest
            (folder / name).write_bytes(data)
    return folder


@pytest.fixture(scope="session")
def core(package: Path) -> Path:
    """Return the file that Node loads."""
    return package / "survey.core.min.js"
