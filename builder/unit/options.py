"""Options and arguments that several commands of a unit have."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from builder.message import mark


class Language(StrEnum):
    """The languages of our texts."""

    SV = "sv"
    EN = "en"


class Tab(StrEnum):
    """The tabs of `status`."""

    ALL = "all"
    AVAILABLE = "available"
    ACTIVE = "active"
    WITHDRAWN = "withdrawn"


Home = Annotated[
    Path | None,
    typer.Option(
        "--home",
        envvar="MOMENT_UNIT_HOME",
        help=mark("The unit's folder; without it, a folder among this user's data."),
    ),
]
By = Annotated[
    str | None,
    typer.Option(help=mark("Who does this; without it, the name you are logged in with.")),
]
AsJson = Annotated[bool, typer.Option("--json", help=mark("Write the result as JSON."))]
Moment = Annotated[
    str, typer.Argument(metavar="MOMENT", help=mark("The moment's id: publisher/moment."))
]
MaybeMoment = Annotated[
    str | None,
    typer.Argument(metavar="MOMENT", help=mark("Only this moment; without it, every active one.")),
]
MaybeVersion = Annotated[
    str | None,
    typer.Argument(metavar="VERSION", help=mark("As 1.2; without it, the latest.")),
]
