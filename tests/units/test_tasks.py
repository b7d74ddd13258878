from django.core.cache import cache

from units.tasks import PULSE_KEY, beat_pulse


def test_pulse_is_what_readyz_looks_for():
    cache.delete(PULSE_KEY)
    beat_pulse()
    assert cache.get(PULSE_KEY)
