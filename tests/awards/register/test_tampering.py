"""What a superuser changes behind the program's back is found by the program outside."""

import importlib.util
import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection, transaction

from awards.models import DecisionFile, RegisterEntry, RegisterHead
from awards.queries.register import published_heads, published_log

PROGRAM = Path(settings.BASE_DIR) / "tools" / "verify_register.py"
ALTERED = {
    "awards_decision": {
        "number": "number + 100",
        "symbol": "symbol || 'X'",
        "signed_on": "signed_on - 1",
        "authority": "'Người khác'",
        "award": "'BKTTG'",
        "year": "year - 1",
        "kind": "'REVOCATION'",
        "is_public": "NOT is_public",
        "subject": "subject || ' (sửa)'",
        "bases": "array_append(bases, 'Căn cứ khác')",
        "signer_name": "'Người khác'",
        "signer_office": "'Phó'",
        "reason": "reason || '.'",
        "ground": "ground || 'X'",
        "approved_at": "approved_at - interval '1 second'",
        "issued_at": "issued_at - interval '1 day'",
        "approved_by_id": "created_by_id",
        "issued_by_id": "approved_by_id",
        "origin": "'EXTERNAL'",
        "state": "'DRAFT'",
    },
    "awards_recipient": {
        "name": "name || ' Khác'",
        "place": "'Nơi khác'",
        "type": "'DOT_XUAT'",
        "period_to": "1999",
        "ordinal": "ordinal + 50",
        "unit_id": "unit_id + 1",
        "effect": "'REVOKES'",
    },
    "awards_decisionfile": {"sha256": "repeat('0', 64)", "size": "size + 1"},
    "awards_registerentry": {
        "index": "index + 100",
        "code": "reverse(code)",
        "secret": "reverse(secret)",
        "leaf": "repeat('a', 64)",
        "content": "replace(content, '\"', '''')",
        "made_at": "made_at - interval '1 hour'",
        "decision_id": "decision_id + 1000",
    },
    "awards_registerhead": {
        "day": "day - 400",
        "size": "size + 10",
        "root": "reverse(root)",
        "made_at": "made_at - interval '1 hour'",
    },
}
HASH_AGAIN = (
    "UPDATE awards_registerentry"
    " SET leaf = encode(sha256('\\x00'::bytea || convert_to(content, 'UTF8')), 'hex')"
)

# A superuser can do without the constraints, too.
NO_CHECKS = """
    SET CONSTRAINTS ALL IMMEDIATE;
    DO $$ DECLARE one record; BEGIN
        FOR one IN SELECT conname, conrelid::regclass AS place FROM pg_constraint
            WHERE conrelid::regclass::text LIKE 'awards_%' AND contype = 'c'
        LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', one.place, one.conname);
        END LOOP;
    END $$
"""


@pytest.fixture(scope="module")
def verifier() -> ModuleType:
    """The program, loaded once: two hundred processes would take a minute."""
    spec = importlib.util.spec_from_file_location("verify_register", PROGRAM)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def published(folder: Path) -> list[str]:
    """Write what the register publishes; return the arguments for the program."""
    (folder / "heads.json").write_text(json.dumps({"heads": published_heads()}))
    (folder / "log.json").write_text(json.dumps({"entries": list(published_log())}))
    return [str(folder / "heads.json"), str(folder / "log.json")]


def edits() -> Iterator[str]:
    """Each column of each row by itself; each row gone; letters of a content, hashed again."""
    for table, columns in ALTERED.items():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT id FROM {table} ORDER BY id")
            keys = [key for (key,) in cursor.fetchall()]
        for key in keys:
            yield f"DELETE FROM {table} WHERE id = {key}"
            for column, value in columns.items():
                yield f"UPDATE {table} SET {column} = {value} WHERE id = {key}"
    chance = random.Random(6962)
    for entry in RegisterEntry.objects.all():
        for _ in range(10):
            place = chance.randrange(1, len(entry.content))
            changed = (
                "UPDATE awards_registerentry SET content = overlay(content placing"
                f" chr(ascii(substr(content, {place}, 1)) + 1) from {place}) WHERE id = {entry.pk}"
            )
            yield f"{changed}; {HASH_AGAIN}"


def roll_backs() -> Iterator[str]:
    """The end of the register forgotten, with its heads; or something else in its place."""
    for size in range(RegisterEntry.objects.count()):
        forget = (
            f"DELETE FROM awards_registerentry WHERE index >= {size};"
            f"DELETE FROM awards_registerhead WHERE size > {size}"
        )
        again = (
            f"UPDATE awards_registerentry SET content = content || ' ' WHERE index >= {size};"
            f"{HASH_AGAIN}"
        )
        swap = (
            f"UPDATE awards_registerentry SET index = 90 WHERE index = {size};"
            f"UPDATE awards_registerentry SET index = {size} WHERE index = {(size + 1) % 4};"
            f"UPDATE awards_registerentry SET index = {(size + 1) % 4} WHERE index = 90"
        )
        yield from (forget, again, swap)


def everything(folder: Path) -> list[str]:
    """All that the outside holds: the heads it kept, and the one that stands in a letter."""
    kept = folder / "kept.json"
    kept.write_text(json.dumps({"heads": published_heads()}))
    return ["--kept", str(kept), "--head", str(RegisterHead.objects.order_by("-size").first())]


def test_two_hundred_changes_by_a_superuser_are_found(register, verifier, tmp_path, capsys):
    held = everything(tmp_path)
    assert verifier.main([*published(tmp_path), *held]) == 0
    with connection.cursor() as cursor:
        cursor.execute(NO_CHECKS)
    ways = [*edits(), *roll_backs()]
    missed = []
    for way in ways:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL session_replication_role = replica; {way}")
            if verifier.main([*published(tmp_path), *held]) != 1:
                missed.append(way)
            transaction.set_rollback(True)
    assert missed == []
    assert len(ways) >= 200
    assert verifier.main([*published(tmp_path), *held]) == 0
    # The control: a register made anew looks right to whoever holds no head of the former.
    with connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL session_replication_role = replica;"
            "DELETE FROM awards_registerentry WHERE index = 3;"
            "DELETE FROM awards_registerhead WHERE size = 4"
        )
    assert verifier.main(published(tmp_path)) == 0
    for one in (held[:2], held[2:]):
        assert verifier.main([*published(tmp_path), *one]) == 1


def test_files_are_compared_and_the_program_runs_alone(register, verifier, tmp_path, capsys):
    file = DecisionFile.objects.get(decision=register.standing)
    content = default_storage.open(file.storage_name).read()
    for name, given, ends in [
        ("same", content, 0),
        ("appended", content + b"\n", 1),
        ("changed", content[:-9] + b"#" + content[-8:], 1),
    ]:
        (tmp_path / name).write_bytes(given)
        assert verifier.main([*published(tmp_path), "--file", str(tmp_path / name)]) == ends
    said = capsys.readouterr().out
    assert f"same: the archived file of entry {register.entry(register.standing).index}" in said

    def run(*arguments: str) -> tuple[int, str]:
        """The program in a process that sees nothing of this one's packages."""
        done = subprocess.run(
            [sys.executable, "-I", str(PROGRAM), *arguments],
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout

    assert run(*published(tmp_path), *everything(tmp_path))[0] == 0
    (tmp_path / "log.json").write_text("{}")
    assert run(str(tmp_path / "heads.json"), str(tmp_path / "log.json"))[0] == 2
    assert run(str(tmp_path / "nowhere"), str(tmp_path / "log.json"))[0] == 2
