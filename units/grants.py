"""What the database role of the serving programs may do: read and write rows, and no more.

It owns nothing, so it can neither change a table nor switch a trigger off. Rows of a model that
`only_grows` it can add and read; PostgreSQL refuses it any change of them. The owner of the tables
migrates; docs/settings.md tells how the two roles are set up.
"""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections
from psycopg2.sql import SQL, Identifier

ROWS = "SELECT, INSERT, UPDATE, DELETE"


def grant_to_programs(*, using: str = "default", **_signal: Any) -> None:
    """Grant the role of DATABASE_APP_ROLE its part of every table; nothing where there is none."""
    role = settings.DATABASE_APP_ROLE
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s AND rolname <> user", [role])
        if not cursor.fetchone():
            return
        to = Identifier(role)
        for right in (
            SQL("GRANT USAGE ON SCHEMA public TO {}"),
            SQL(f"GRANT {ROWS} ON ALL TABLES IN SCHEMA public TO {{}}"),
            SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}"),
            SQL("REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {}"),
        ):
            cursor.execute(right.format(to))
        for model in apps.get_models(include_auto_created=True):
            if getattr(model, "only_grows", False):
                table = Identifier(model._meta.db_table)
                cursor.execute(SQL("REVOKE UPDATE, DELETE ON {} FROM {}").format(table, to))


def make_role(password: str) -> None:
    """Make the role of the serving programs, or give it this password."""
    role = Identifier(settings.DATABASE_APP_ROLE)
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [settings.DATABASE_APP_ROLE])
        verb = SQL("ALTER" if cursor.fetchone() else "CREATE")
        cursor.execute(SQL("{} ROLE {} LOGIN PASSWORD %s").format(verb, role), [password])
