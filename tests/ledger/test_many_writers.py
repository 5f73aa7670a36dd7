"""Eight processes enter documents at once: nothing is lost, nothing stands twice, the chain is whole."""

from tests.ledger.processes import finish, look, start

PROCESSES = 8


def test_eight_processes_enter_different_documents(where: str) -> None:
    running = [start(where, first, step=PROCESSES, count=25, batch=3) for first in range(PROCESSES)]
    for process in running:
        finish(process)
    look(where, documents=25 * PROCESSES)


def test_eight_processes_enter_the_same_documents(where: str) -> None:
    running = [start(where, count=40, batch=3) for _ in range(PROCESSES)]
    for process in running:
        finish(process)
    look(where, documents=40)
