"""Which agency's folder lies on top of the national data.

A pure room looks for no settings: whoever reads them says once, at the start, which folder is used.
Nothing is read before it is asked for, so a broken record is the system check's to tell.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")


@dataclass
class _InUse:
    folder: Path | None = None
    forget: list[Callable[[], None]] = field(default_factory=list)


_in_use = _InUse()


def use_folder(folder: Path | None) -> None:
    """Read the agency's own data from this folder from now on; None where it has none."""
    _in_use.folder = folder
    for forget in _in_use.forget:
        forget()


def agency_folder() -> Path | None:
    """Folder of the agency's own data, None without one."""
    return _in_use.folder


def kept(read: Callable[P, R]) -> Callable[P, R]:
    """Cache what is read of both layers, until another folder is used."""
    cached = functools.cache(read)
    _in_use.forget.append(cached.cache_clear)
    return cast("Callable[P, R]", cached)
