"""The role of the serving programs works with rows; what only grows it cannot change."""

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, transaction

from units.grants import grant_to_programs

ROLE = "tests_programs"
REFUSED = {
    "change an entry of the trail": "UPDATE units_auditentry SET reason = 'khác'",
    "delete from the trail": "DELETE FROM units_auditentry",
    "empty the trail": "TRUNCATE units_auditentry",
    "change an entry of the register": "UPDATE awards_registerentry SET code = 'x'",
    "delete a head of the register": "DELETE FROM awards_registerhead",
    "change the file of a decision": "UPDATE awards_decisionfile SET size = 0",
    "switch the triggers off": "ALTER TABLE awards_decision DISABLE TRIGGER ALL",
    "drop a trigger": "DROP TRIGGER stay_frozen ON awards_decision",
    "replace what a trigger does": "ALTER FUNCTION keep_recipient() RENAME TO was_kept",
    "pass for a replica": "SET LOCAL session_replication_role = replica",
    "make a table": "CREATE TABLE other (id int)",
    "drop a table": "DROP TABLE awards_recipient CASCADE",
    "forget a migration": "DELETE FROM django_migrations",
    "become the owner": "GRANT thidua TO tests_programs",
}
ALLOWED = (
    "SELECT * FROM units_auditentry",
    "UPDATE units_notice SET read_at = now()",
    "DELETE FROM django_session",
    "SELECT nextval(pg_get_serial_sequence('units_auditentry', 'id'))",
)


@pytest.fixture
def as_program(db: None, settings: object) -> Iterator[None]:
    """Everything in this test is asked under the role; it is gone with the transaction."""
    settings.DATABASE_APP_ROLE = ROLE  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {ROLE}")
        grant_to_programs()
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
        yield
        cursor.execute("RESET ROLE")


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("way", REFUSED)
def test_it_is_refused_what_is_not_its_own(as_program, way):
    with pytest.raises(DatabaseError, match=r"permission denied|must be owner"):
        run(REFUSED[way])


@pytest.mark.parametrize("way", ["empty the trail", "drop a trigger", "pass for a replica"])
def test_the_owner_could(db, way):
    """The control: what the role is there for."""
    with connection.cursor() as cursor:
        cursor.execute(REFUSED[way])


def test_it_may_what_the_program_does(as_program):
    for statement in ALLOWED:
        run(statement)


def test_without_the_role_nothing_is_granted(db, settings):
    settings.DATABASE_APP_ROLE = "nobody_of_that_name"
    grant_to_programs()
