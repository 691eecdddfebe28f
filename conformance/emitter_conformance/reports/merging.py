"""Several reports as one: verdicts of other versions, Pythons or machines side by side."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

from emitter_conformance.verdict.report import Environment, Report
from emitter_conformance.verdict.verdict import Verdict


def merged(given: Sequence[tuple[str, Report]]) -> Report:
    """Return one report of all verdicts; each says where it comes from, if that differs.

    Args:
        given: The reports, each with a name that tells it apart where nothing else does.

    """
    environments = [report.environment for _, report in given]
    labels = [_label(each, environments) for each in environments]
    titles = [
        (verdict.candidate.title, label)
        for (_, report), label in zip(given, labels)
        for verdict in report.verdicts
    ]
    verdicts = [
        _labelled(verdict, [label, name * (titles.count((verdict.candidate.title, label)) > 1)])
        for (name, report), label in zip(given, labels)
        for verdict in report.verdicts
    ]
    finished = max(report.finished for _, report in given)
    return Report(finished, _joined(environments), tuple(verdicts))


def _label(environment: Environment, every: Sequence[Environment]) -> str:
    """Return in what an environment differs from others, or ""."""
    pythons = {(each.implementation, each.python) for each in every}
    platforms = {each.platform for each in every}
    python = f"{environment.implementation} {environment.python}" * (len(pythons) > 1)
    return ", ".join(filter(None, [python, environment.platform * (len(platforms) > 1)]))


def _labelled(verdict: Verdict, labels: Sequence[str]) -> Verdict:
    """Return a verdict whose candidate has labels beside its version."""
    version = ", ".join(filter(None, [verdict.candidate.version, *labels]))
    candidate = dataclasses.replace(verdict.candidate, version=version)
    return dataclasses.replace(verdict, candidate=candidate)


def _joined(every: Sequence[Environment]) -> Environment:
    packages = dict.fromkeys(name for each in every for name in each.packages)
    return Environment(
        _words(each.python for each in every),
        _words(each.implementation for each in every),
        _words(each.platform for each in every),
        {name: _words(each.packages.get(name, "") for each in every) for name in packages},
    )


def _words(values: Iterable[str]) -> str:
    """Return values in words, each once."""
    return ", ".join(filter(None, dict.fromkeys(values)))
