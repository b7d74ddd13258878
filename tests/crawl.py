"""Walk everything that somebody can reach from the first page by links and by forms that only ask.

A page is known by its address; what differs by itself from one visit to the next is taken out.
"""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

# What no two answers share: the token of a form, and the random parts of a PDF.
PASSING = re.compile(rb'(?<=name="csrfmiddlewaretoken" value=")[^"]+|/ID \[[^]]*\]')
# Cookies, and the moment of the answer.
PASSING_HEADERS = {"Set-Cookie", "Expires"}
OUTSIDE = ("/static/", "/media/", "/logout", "/admin", "/i18n", "/login")


@dataclass(frozen=True)
class Page:
    """What an address answered."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


class Doors(HTMLParser):
    """The addresses that a page leads to: its links, and its forms as they may be filled in."""

    def __init__(self, base: str, words: tuple[str, ...]) -> None:
        super().__init__()
        self.base, self.words = base, words
        self.found: list[str] = []
        self._action: str | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in said:
            self._lead(said["href"])
        elif tag == "form":
            asks = said.get("method", "get").lower() == "get"
            self._action = said.get("action", "") if asks else None
        elif tag == "select":
            self._select = said.get("name", "")
        elif tag == "option" and self._select and said.get("value"):
            self._ask(self._select, said["value"])
        elif tag == "input" and said.get("type") in {"search", "text"} and said.get("name"):
            for word in self.words:
                self._ask(said["name"], word)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._action = None
        elif tag == "select":
            self._select = ""

    def _ask(self, name: str, value: str) -> None:
        if self._action is not None:
            here = self._action or self.base.split("?")[0]
            self._lead(f"{here}?{urlencode({name: value})}")

    def _lead(self, href: str) -> None:
        parts = urlsplit(urljoin(self.base, href))
        inside = not parts.scheme and not parts.netloc and parts.path.startswith("/")
        if inside and not parts.path.startswith(OUTSIDE):
            self.found.append(parts._replace(fragment="").geturl())


@dataclass(frozen=True)
class Thoroughness:
    """How much of a large office is walked: at most so many rows of a kind, questions a page.

    A question is what follows the "?" of an address.
    """

    rows: int
    questions: int


BRIEF, WHOLE = Thoroughness(2, 1), Thoroughness(1000, 4)


def crawl(
    client: Client,
    how: Thoroughness = WHOLE,
    *,
    words: tuple[str, ...] = (),
    first: tuple[str, ...] = (),
) -> dict[str, Page]:
    """Every page within reach of the first one, and of those named to be looked at `first`."""
    pages: dict[str, Page] = {}
    asked: Counter[str] = Counter()
    rows: dict[str, set[str]] = defaultdict(set)
    waiting = deque([*first, "/"])
    while waiting:
        url = waiting.popleft()
        path, _mark, query = url.partition("?")
        kind = rows[_view(path)]
        if url in pages or (query and asked[path] >= how.questions):
            continue
        if path not in kind and len(kind) >= how.rows:
            continue
        kind.add(path)
        asked[path] += bool(query)
        response = client.get(url)
        body = b"".join(response) if response.streaming else response.content
        headers = sorted((k, v) for k, v in response.headers.items() if k not in PASSING_HEADERS)
        pages[url] = Page(response.status_code, tuple(headers), PASSING.sub(b"", body))
        if "location" in response.headers:
            waiting.append(urljoin(url, response.headers["location"]))
        if "html" in response.headers.get("Content-Type", ""):
            doors = Doors(url, words)
            doors.feed(body.decode())
            waiting.extend(doors.found)
    return pages


def _view(path: str) -> str:
    try:
        return str(resolve(path).view_name)
    except Resolver404:
        return path


def differences(one: dict[str, Page], other: dict[str, Page]) -> list[str]:
    """Addresses at which two walks found something else, each with the first place."""
    return [
        f"{url}: {_first(one.get(url), other.get(url))}"
        for url in dict.fromkeys([*one, *other])
        if one.get(url) != other.get(url)
    ]


def _first(one: Page | None, other: Page | None) -> str:
    if one is None or other is None:
        return "reached only in one of the two"
    lines = zip(one.body.splitlines(), other.body.splitlines(), strict=False)
    first = next((f"{a!r} / {b!r}" for a, b in lines if a != b), "")
    return first or f"{one.status} {one.headers} / {other.status} {other.headers}"


def found_in(pages: dict[str, Page], *tokens: str) -> Iterator[tuple[str, str]]:
    """Give each page that says one of some words, in its address, its headers or its text."""
    for url, page in pages.items():
        said = f"{url}\n{page.headers}\n{page.body.decode('utf-8', 'replace')}"
        yield from ((url, token) for token in tokens if token in said)
