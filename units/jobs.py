"""The kinds of long work: each app registers its own, so that this floor looks up at nobody."""

from collections.abc import Callable, Iterator

from units.models import Job

Runner = Callable[[Job], Iterator[tuple[int, int]]]

_RUNNERS: dict[str, Runner] = {}


def job_kind(name: str) -> Callable[[Runner], Runner]:
    """Register a generator function as the work of kind `name`; it yields (done, total)."""

    def register(run: Runner) -> Runner:
        _RUNNERS[name] = run
        return run

    return register


def runner(name: str) -> Runner:
    """Return the work of kind `name`; `KeyError` when no app registered it."""
    return _RUNNERS[name]
