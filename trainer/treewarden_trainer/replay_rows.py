"""The examples of each phase: its own rows, and some of earlier ones against forgetting (LAB's replay buffer)."""

import dataclasses

import numpy

from treewarden_trainer.mask_rows import Example, Masker, mask_rows
from treewarden_trainer.read_plan import Phase, Plan, Replay
from treewarden_trainer.read_rows import Row, read_rows


@dataclasses.dataclass(frozen=True)
class PhaseData:
    examples: list[Example]
    dropped: dict[str, int]
    replayed: int  # rows of earlier phases or of other files, before masking


def load_phase(plan: Plan, phase: Phase, masker: Masker) -> PhaseData:
    own = _rows(phase)
    replayed = [row for place, replay in enumerate(phase.replay) for row in _replay(plan, phase, place, replay)]
    examples, dropped = mask_rows([*own, *replayed], masker)
    return PhaseData(examples, dropped, len(replayed))


def files(plan: Plan, phase: Phase) -> list[str]:
    """All files that the phase reads, in the order in which it does."""
    phases = {other.name: other for other in plan.phases}
    replayed = [
        file
        for replay in phase.replay
        for file in ((replay.file,) if replay.file is not None else phases[str(replay.phase)].data)
    ]
    return [*phase.data, *replayed]


def _rows(phase: Phase) -> list[Row]:
    return [row for file in phase.data for row in read_rows(file)]


def _replay(plan: Plan, phase: Phase, place: int, replay: Replay) -> list[Row]:
    """Drawn without replacement, the same ones for the same seed."""
    if replay.file is not None:
        rows = list(read_rows(replay.file))
    else:
        rows = _rows(next(earlier for earlier in plan.phases if earlier.name == replay.phase))
    count = round(replay.fraction * len(rows))
    drawn = numpy.random.default_rng([phase.seed, place]).permutation(len(rows))[:count]
    return [rows[index] for index in sorted(drawn)]
