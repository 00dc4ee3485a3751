"""Forms with one thing changed in them, wherever it is."""

from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Any

from builder.model import WIRE, Form

Written = dict[str, Any]


def written(form: Form) -> Written:
    return form.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def read(data: Written) -> Form:
    return Form.model_validate(data, context=WIRE)


def altered(form: Form, dice: Random) -> Form:
    """Return a form with one alteration; most often it is another form than it was."""
    data = deepcopy(written(form))
    dice.choice(ALTERATIONS)(data, dice)
    return read(data)


def _questions(data: Written) -> list[Written]:
    return [question for page in data["pages"] for question in page["questions"]]


def _asked(data: Written, *types: str) -> list[Written]:
    return [one for one in _questions(data) if one["type"] in types]


def _points(data: Written, dice: Random) -> None:
    for question in dice.sample(_questions(data), len(_questions(data))):
        if "choices" in question:
            choice = dice.choice(question["choices"])
            choice["score"] = dice.choice(["0", "1", "2", "7"])
            if dice.random() < 0.2:
                del choice["score"]
            return


def _yes(data: Written, dice: Random) -> None:
    for question in _asked(data, "yes-no")[:1]:
        question[dice.choice(["yes-score", "no-score"])] = dice.choice(["0", "1", "4"])


def _choice(data: Written, dice: Random) -> None:
    for question in _asked(data, "single-choice", "multiple-choice", "matrix")[:1]:
        if dice.random() < 0.5 or len(question["choices"]) < 3:
            question["choices"].append({"value": "ny", "text": "Ny", "score": "1"})
        else:
            del question["choices"][-1]


def _shuffled(data: Written, dice: Random) -> None:
    lists = [data["pages"][0]["questions"], data.get("scores", []), data.get("flags", [])]
    lists += [question["choices"] for question in _questions(data) if "choices" in question]
    dice.shuffle(dice.choice(lists))


def _text(data: Written, dice: Random) -> None:
    parts = [data, *data["pages"], *data.get("scores", []), *data.get("flags", [])]
    part = dice.choice([*parts, *_questions(data)])
    part["text" if "text" in part else "title"] += dice.choice([" igen", " 3", " inte"])


def _help(data: Written, dice: Random) -> None:
    asked = [one for one in _questions(data) if one["type"] != "info"]
    for question in asked[:1]:
        question["help"] = dice.choice(["Tänk efter.", "Svara kort."])
        question["required"] = dice.random() < 0.5


def _limits(data: Written, dice: Random) -> None:
    for question in _asked(data, "scale", "number")[:1]:
        question["max"] = (
            dice.choice(["1", "1.5", "3", "4"])
            if question["type"] == "number"
            else dice.choice("134")
        )


def _gone(data: Written, dice: Random) -> None:
    questions = data["pages"][0]["questions"]
    if len(questions) > 1:
        gone = questions.pop(dice.randrange(len(questions)))["id"]
        for score in data.get("scores", []):
            score["of"] = [name for name in score["of"] if name != gone] or [questions[0]["id"]]


def _another(data: Written, dice: Random) -> None:
    new = {"id": "ny", "type": "yes-no", "text": "En ny fråga", "yes-score": "1", "no-score": "0"}
    questions = data["pages"][0]["questions"]
    questions.insert(dice.randrange(len(questions) + 1), new)


def _page(data: Written, dice: Random) -> None:
    questions = data["pages"][0]["questions"]
    if len(questions) > 1:
        data["pages"].append({"id": "sida-2", "title": "Två", "questions": [questions.pop()]})


def _score(data: Written, dice: Random) -> None:
    scores = data.get("scores", [])
    if not scores:
        return
    policy = dice.choice(["no-score", "leave-out", "count-as-zero"])
    changed: Written = dice.choice([
        {"method": dice.choice(["sum", "mean", "max", "count"]), "decimals": 1},
        {"missing": {"policy": policy}},
        {"visible-to": ["resident"]},
        {"of": scores[0]["of"][::-1]},
        {"bands": [{"id": "lag", "from": "0", "to": dice.choice("123"), "text": "Låg"}]},
    ])  # fmt: skip
    scores[0].update(changed)


def _fewer_scores(data: Written, dice: Random) -> None:
    spoken = str([one.get("when") for one in (*_questions(data), *data["flags"])])
    data["scores"] = [one for one in data.get("scores", []) if f"'{one['id']}'" in spoken]


def _flag(data: Written, dice: Random) -> None:
    flag = dice.choice(data["flags"])
    dice.choice([
        lambda: flag.update(when={"not": flag["when"]}),
        lambda: flag.update(when={"all": [flag["when"]]}),
        lambda: flag.update(priority="high", to=dice.choice(["staff", "resident"])),
        lambda: data["flags"].remove(flag),
        lambda: data["flags"].append(flag | {"id": "f9"}),
    ])()  # fmt: skip


def _when(data: Written, dice: Random) -> None:
    first, *rest = _questions(data)
    if rest and first["type"] != "info":
        dice.choice(rest)["when"] = {"question": first["id"], "answered": dice.random() < 0.5}


def _whole(data: Written, dice: Random) -> None:
    data.update(dice.choice([
        {"type": "calendar"}, {"introduction": "Svara på allt."}, {"owner": "norrvik"}, {"one-set-of-answers": True},
        {"occasions": [{"id": "fore", "title": "Före"}]}, {"rights": {"holder": "En annan", "licence": "CC0-1.0"}},
    ]))  # fmt: skip


ALTERATIONS: list[Callable[[Written, Random], None]] = [
    _points, _yes, _choice, _shuffled, _text, _help, _limits, _gone, _another, _page, _score, _fewer_scores,
    _flag, _when, _whole,
]  # fmt: skip
