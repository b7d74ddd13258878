"""Settings, addresses, background work, embedded servers: above all apps, imported by none."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
