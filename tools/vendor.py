#!/usr/bin/env python3
"""Fetch the front-end files that are committed under static/vendor, from exact npm versions.

A developer runs it once for an upgrade (it needs the `npm` command); nobody else ever does. It
copies only the files named here, each package's licence, and writes vendor.json with versions and
hashes, which a test compares with the files.
"""

import hashlib
import io
import json
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / "static" / "vendor"
ICONS = """
    alert-triangle arrow-back-up arrow-down arrow-left arrow-right arrow-up arrows-sort award
    bell building calendar certificate chart-bar check chevron-down chevron-right circle-check
    circle-dashed circle-dot circle-x clock download external-link eye file-text file-type-pdf
    filter flag gavel hand-stop history home inbox info-circle key language list-check lock
    logout mail medal menu-2 minus pencil player-play plus printer refresh search send signature
    sitemap snowflake speakerphone sum target trash trophy upload user users writing x
""".split()  # noqa: SIM905 - words read better than a column of quotes
PACKAGES = {
    "bootstrap": ("bootstrap", "5.3.9", ["dist/css/bootstrap.min.css"]),
    "be-vietnam-pro": (
        "@fontsource/be-vietnam-pro",
        "5.3.0",
        [
            f"files/be-vietnam-pro-{subset}-{weight}-normal.woff2"
            for subset in ("latin", "vietnamese")
            for weight in (600, 700)
        ],
    ),
    "noto-sans": (
        "@fontsource-variable/noto-sans",
        "5.3.0",
        [f"files/noto-sans-{subset}-wght-normal.woff2" for subset in ("latin", "vietnamese")],
    ),
    "tabler-icons": ("@tabler/icons", "3.51.0", [f"icons/outline/{name}.svg" for name in ICONS]),
}
SOURCE_MAP = re.compile(rb"^/[/*]# sourceMappingURL=.*$\n?", re.MULTILINE)


def main() -> None:
    """Fetch every package and write what was taken."""
    taken = []
    for folder, (package, version, wanted) in PACKAGES.items():
        integrity, files = fetch(f"{package}@{version}", ["LICENSE", *wanted])
        if folder == "tabler-icons":
            files = {"LICENSE": files["LICENSE"], "sprite.svg": sprite(files)}
        write(folder, files)
        hashes = {
            f"{folder}/{name}": hashlib.sha256(content).hexdigest()
            for name, content in sorted(files.items())
        }
        taken.append(
            {"package": package, "version": version, "integrity": integrity, "sha256": hashes}
        )
    text = json.dumps(taken, indent=2) + "\n"
    (VENDOR / "vendor.json").write_text(text, encoding="utf-8")


def fetch(package: str, wanted: list[str]) -> tuple[str, dict[str, bytes]]:
    """Return npm's integrity hash of a package, and its wanted files by their last name."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--json", "--pack-destination", folder, package]
        packed = subprocess.run(command, check=True, capture_output=True).stdout  # noqa: S603
        # npm 11 answers with a list, later ones with a mapping.
        answer = json.loads(packed)
        entry = answer[0] if isinstance(answer, list) else next(iter(answer.values()))
        content = next(Path(folder).iterdir()).read_bytes()
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        files = {}
        for name in wanted:
            member = archive.extractfile(f"package/{name}")
            files[Path(name).name] = SOURCE_MAP.sub(b"", member.read() if member else b"")
    return entry["integrity"], files


def sprite(files: dict[str, bytes]) -> bytes:
    """Join single icons into one file of symbols."""
    symbols = []
    for name, content in sorted(files.items()):
        if name.endswith(".svg"):
            inner = re.search(r"<svg[^>]*>(.*)</svg>", content.decode(), re.DOTALL)
            drawing = " ".join((inner.group(1) if inner else "").split())
            drawing = drawing.replace('<path stroke="none" d="M0 0h24v24H0z" fill="none" /> ', "")
            symbols.append(f'<symbol id="{Path(name).stem}" viewBox="0 0 24 24">{drawing}</symbol>')
    head = '<svg xmlns="http://www.w3.org/2000/svg">'
    return "\n".join([head, *symbols, "</svg>", ""]).encode()


def write(folder: str, files: dict[str, bytes]) -> None:
    """Replace a vendored folder."""
    target = VENDOR / folder
    target.mkdir(parents=True, exist_ok=True)
    for old in target.iterdir():
        old.unlink()
    for name, content in files.items():
        (target / name).write_bytes(content)


if __name__ == "__main__":
    main()
