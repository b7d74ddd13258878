"""The vendored front-end files are the ones that were fetched, and nothing else."""

import hashlib
import json
from pathlib import Path

VENDOR = Path(__file__).resolve().parents[2] / "static" / "vendor"
RECORD = json.loads((VENDOR / "vendor.json").read_text(encoding="utf-8"))


def test_every_file_has_the_recorded_hash():
    recorded = {name: digest for entry in RECORD for name, digest in entry["sha256"].items()}
    found = {
        str(path.relative_to(VENDOR)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "vendor.json"
    }
    assert found == recorded


def test_every_package_names_version_integrity_and_licence():
    for entry in RECORD:
        assert entry["version"].count(".") == 2
        assert entry["integrity"].startswith("sha512-")
        assert any(name.endswith("/LICENSE") for name in entry["sha256"])


def test_no_source_map_is_asked_for():
    for path in [*VENDOR.rglob("*.css"), *VENDOR.rglob("*.js")]:
        assert b"sourceMappingURL" not in path.read_bytes(), path
