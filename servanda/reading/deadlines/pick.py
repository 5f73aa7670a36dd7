"""Which of the expressions in a clause is the act's deadline."""

from collections.abc import Sequence

from servanda.model import ActType, Deadline, DeadlineKind, Modality


def pick_deadline(found: Sequence[Deadline], act_type: ActType, modality: Modality) -> Deadline | None:
    return found[0] if found else None
