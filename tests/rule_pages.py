"""Lets Babel gather the prose of rules' pages: `make generate`, and tests/test_message.py."""

import ast
import inspect
from collections.abc import Collection, Iterator
from typing import Any, BinaryIO

from babel.messages.extract import extract_python

from builder.checks.page import RulePage


def texts(
    file: BinaryIO, keywords: Any, comment_tags: Collection[str], options: Any
) -> Iterator[tuple[int, str, Any, list[str]]]:
    """Yield all texts of a file of rules: what the code tells, and what the pages say."""
    yield from extract_python(file, keywords, comment_tags, options)
    file.seek(0)
    for function in ast.parse(file.read()).body:
        if isinstance(function, ast.FunctionDef) and any(
            map(_makes_a_rule, function.decorator_list)
        ):
            manual = inspect.cleandoc(ast.get_docstring(function) or "")
            for text in RulePage.read(manual).prose:
                yield function.lineno, "mark", text, []


def _makes_a_rule(decorator: ast.expr) -> bool:
    match decorator:
        case ast.Call(func=ast.Name(id="rule")):
            return True
        case _:
            return False
