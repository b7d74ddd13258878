"""/healthz: the web process answers. /readyz: everything that the office needs is up."""

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from redis.exceptions import RedisError

from units.tasks import PULSE_KEY


@login_not_required
def healthz(request: HttpRequest) -> JsonResponse:
    """Say that the web process is alive."""
    return JsonResponse({"web": True})


@login_not_required
def readyz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when web, database, Redis, worker and beat are all up, else 503 and which not.

    Beat sends a pulse every few seconds and a worker keeps it: a fresh pulse shows both alive.
    """
    database, redis, pulse = _database_ready(), True, None
    try:
        pulse = cache.get(PULSE_KEY)
    except RedisError:
        redis = False
    parts = {"web": True, "database": database, "redis": redis, "worker_and_beat": bool(pulse)}
    return JsonResponse(parts, status=200 if all(parts.values()) else 503)


def _database_ready() -> bool:
    """Whether the database answers and every migration has run."""
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False
