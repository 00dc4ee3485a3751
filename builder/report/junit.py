"""Findings as JUnit's XML, for systems that show results as tests.

A suite is a moment, or what all moments share; a case is one rule in one file. The first suite
tells that the check ran, so that a clean library is not taken for one where nothing was tested.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from builder.checks import Finding
from builder.content.library import moment_folder
from builder.message import tell, tell_number
from builder.report.plain import NAMES
from builder.report.words import waiver_words, whole_words

_REFUSED: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold, not even escaped."""
_UNKNOWN: Final = "\N{REPLACEMENT CHARACTER}"


def junit(findings: Iterable[Finding], moments: int, language: str) -> str:
    """Return a whole XML document."""
    top = Element("testsuites", name="moment check")
    counted = tell_number("{n} moment checked", "{n} moments checked", moments)
    suite = SubElement(top, "testsuite", name="moment check")
    SubElement(suite, "testcase", classname="moment check", name=counted.in_language(language))
    for name, group in _grouped(findings, language):
        suite = SubElement(top, "testsuite", name=_clean(name))
        for (path, code), same in groupby(group, key=lambda one: (one.span.path, one.code)):
            suite.append(_case(path, code, list(same), language))
    for suite in top:
        _count(suite)
    _count(top)
    indent(top)
    text = tostring(top, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _grouped(findings: Iterable[Finding], language: str) -> Iterator[tuple[str, list[Finding]]]:
    """Yield each suite's name, and its findings by file and code."""
    shared = tell("What all moments share").in_language(language)

    def suite_of(finding: Finding) -> str:
        folder = moment_folder(finding.span.path)
        return folder if folder.startswith("content/moments/") else shared

    ordered = sorted(findings, key=lambda one: (suite_of(one), one.span.path, one.code, one))
    for name, group in groupby(ordered, key=suite_of):
        yield name, list(group)


def _case(path: str, code: str, findings: Sequence[Finding], language: str) -> Element:
    """Return one case: failed, skipped when all is waived, or passed with something to say."""
    case = Element(
        "testcase", classname=_clean(path), name=f"{code} {NAMES[code]}", file=_clean(path)
    )
    stopping = [one for one in findings if one.stops_release]
    waived = [one for one in findings if one.waiver]
    if stopping:
        failure = SubElement(case, "failure", type=str(stopping[0].severity))
        failure.set("message", _clean(whole_words(stopping[0], language)))
        failure.text = _clean("\n".join(_line(one, language) for one in stopping))
    elif waived:
        SubElement(case, "skipped", message=_clean(waiver_words(waived[0], language)))
    beside = [one for one in findings if not one.stops_release]
    if beside:
        told = "\n".join(_line(one, language) for one in beside)
        SubElement(case, "system-out").text = _clean(told)
    return case


def _line(finding: Finding, language: str) -> str:
    return f"{finding.span}: {whole_words(finding, language)}"


def _count(suite: Element) -> None:
    for name, path in (("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped")):
        suite.set(name, str(sum(1 for _ in suite.iter(path))))
    suite.set("errors", "0")


def _clean(text: str) -> str:
    return _REFUSED.sub(_UNKNOWN, text)
