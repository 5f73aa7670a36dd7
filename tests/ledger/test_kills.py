"""Killed at any moment, a ledger holds whole transactions, and the next run completes it."""

from tests.ledger.processes import finish, kill_often, look, start

COUNT = 4000


def test_killed_at_random_moments_nothing_is_half_written_and_the_rest_follows(where: str) -> None:
    times = 8 if "://" in where else 15
    killed = kill_often(where, times, seed=3, count=COUNT)
    assert killed.inside > times / 2
    before = look(where)
    finish(start(where, count=before + 10))
    look(where, documents=before + 10)
