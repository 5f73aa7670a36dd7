"""Killed at any moment, a ledger holds whole transactions, and the next run completes it."""

from tests.ledger.processes import finish, kill_often, look, start


def test_killed_at_random_moments_nothing_is_half_written_and_the_rest_follows(where: str) -> None:
    times = 8 if "://" in where else 15
    killed = kill_often(where, times, seed=3)
    assert killed.inside >= 2
    finish(start(where, count=killed.documents + 10))
    look(where, documents=killed.documents + 10)
