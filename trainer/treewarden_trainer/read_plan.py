"""The plan: what to train, on what, how. Read with every problem named at once; an unknown key is a problem."""

import dataclasses
import json
import pathlib
import types
import typing
from typing import Any, TypeVar

from treewarden_trainer.problems import BadPlan

SCHEMA = 1
DEVICES = ("auto", "cpu", "cuda")
DTYPES = ("auto", "float32", "bfloat16")
SHARDINGS = ("none", "fsdp")
ATTENTIONS = ("auto", "eager", "sdpa", "flash_attention_2", "flash_attention_3", "flex_attention")

# Sources of the defaults: "reference" is instructlab/training (fa5b53b) and the lab-multiphase strategy of `ilab`
# (2d73409); where nothing is named the choice is ours.


@dataclasses.dataclass(frozen=True)
class Replay:
    """Rows of an earlier phase, or of a file, that are mixed into this one, so that what was learnt is not lost."""

    phase: str | None = None
    file: str | None = None
    fraction: float = 1.0  # of that phase's own rows, or of the file's; drawn without replacement


@dataclasses.dataclass(frozen=True)
class Lora:
    """Small matrices beside frozen weights instead of all weights; merged into the model at the end of the phase."""

    rank: int = 16
    alpha: int = 32  # twice the rank, the usual scale
    dropout: float = 0.0  # so that a row counts alike in every micro-batch
    targets: str | tuple[str, ...] = "all-linear"  # PEFT's name for every linear layer but the output


@dataclasses.dataclass(frozen=True)
class Phase:
    name: str
    data: tuple[str, ...]
    replay: tuple[Replay, ...] = ()
    learning_rate: float = 2e-5  # reference, phase 1; its phase 2 has 6e-6
    warmup_steps: int = 25  # reference, both phases; never more than half of the steps there are
    epochs: int = 7  # reference, phase 1 ("recommended"); its phase 2 has 10
    effective_batch: int = 128  # rows of one step over all processes; reference, phase 1; its phase 2 has 3840
    max_length: int = 4096  # tokens of a row; a longer row is dropped and counted. Reference
    seed: int = 42  # reference
    scheduler: str = "cosine"  # reference: the only one that its interface reaches
    weight_decay: float = 0.0  # reference
    betas: tuple[float, float] = (0.9, 0.95)  # reference
    epsilon: float = 1e-8  # reference
    clip: float = 1.0  # gradient norm. Reference
    lora: Lora | None = None  # reference: full fine-tune


@dataclasses.dataclass(frozen=True)
class Checkpoints:
    every_steps: int = 100
    keep: int = 2  # the newest may have gone bad on the disk; the one before it is the way back


@dataclasses.dataclass(frozen=True)
class Plan:
    schema: int
    model: str
    output: str
    phases: tuple[Phase, ...]
    run: str = ""  # the worker's name for this run, repeated in the first event
    device: str = "auto"  # a GPU where there is one
    dtype: str = "auto"  # bfloat16 arithmetic on float32 weights on a GPU; float32 on the CPU. Reference: bf16
    attention: str = "auto"  # FlashAttention where it is installed and there is a GPU, else sdpa
    packing: bool = True
    micro_batch_tokens: int = 8192  # per process; two rows of the longest kind. Halved where memory is short
    sharding: str = "none"  # fsdp spreads weights, gradients and optimizer over the processes. Reference: FSDP, always
    gradient_checkpointing: bool = False  # TRL's default is on; off is faster where memory allows
    checkpoints: Checkpoints = Checkpoints()


def read_plan(path: str | pathlib.Path) -> Plan:
    try:
        given = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise BadPlan(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise BadPlan(f"{path} is not JSON: {error}.") from error
    problems: list[str] = []
    plan = _build(Plan, given, "", problems)
    if plan is not None and not problems:
        problems += _what_is_wrong_with(plan)
    if problems or plan is None:
        raise BadPlan(f"{path}: " + " ".join(problems))
    return _with_absolute_paths(plan, pathlib.Path(path).resolve().parent)


T = TypeVar("T")


def _build(kind: type[T], given: Any, at: str, problems: list[str]) -> T | None:
    if not isinstance(given, dict):
        problems.append(f"{at or 'The plan'} must be an object.")
        return None
    fields = {field.name: field for field in dataclasses.fields(kind)}  # type: ignore[arg-type]
    hints = typing.get_type_hints(kind)
    problems += [f"Unknown key {_join(at, key)}." for key in given if key not in fields]
    values = {}
    for name, field in fields.items():
        if name in given:
            values[name] = _convert(hints[name], given[name], _join(at, name), problems)
        elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            problems.append(f"Missing key {_join(at, name)}.")
    return None if problems else kind(**values)


def _convert(hint: Any, value: Any, at: str, problems: list[str]) -> Any:
    """The value as the type says, or a problem; JSON has no tuples, no records, and writes 1 for 1.0."""
    if isinstance(hint, types.UnionType):
        return _convert_union(typing.get_args(hint), value, at, problems)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _build(hint, value, at, problems)
    if typing.get_origin(hint) is tuple:
        inner = typing.get_args(hint)
        wanted = None if inner[-1] is Ellipsis else len(inner)
        if not isinstance(value, list) or wanted not in (None, len(value)):
            problems.append(f"{at} must be a list{f' of {wanted}' if wanted else ''}.")
            return None
        return tuple(_convert(inner[0], item, f"{at}[{place}]", problems) for place, item in enumerate(value))
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
        words = {int: "a whole number", float: "a number", str: "a text", bool: "true or false"}
        problems.append(f"{at} must be {words[hint]}.")
    return value


def _convert_union(kinds: tuple[Any, ...], value: Any, at: str, problems: list[str]) -> Any:
    if value is None and type(None) in kinds:
        return None
    others = [kind for kind in kinds if kind is not type(None)]
    if len(others) > 1 and isinstance(value, list):
        others = [kind for kind in others if typing.get_origin(kind) is tuple]
    return _convert(others[0], value, at, problems)


def _join(at: str, key: str) -> str:
    return f"{at}.{key}" if at else key


def _what_is_wrong_with(plan: Plan) -> list[str]:
    wrong = []
    if plan.schema != SCHEMA:
        wrong.append(f"schema must be {SCHEMA}.")
    for name, value, allowed in (
        ("device", plan.device, DEVICES),
        ("dtype", plan.dtype, DTYPES),
        ("attention", plan.attention, ATTENTIONS),
        ("sharding", plan.sharding, SHARDINGS),
    ):
        if value not in allowed:
            wrong.append(f"{name} must be one of {', '.join(allowed)}.")
    for name, number in (
        ("micro_batch_tokens", plan.micro_batch_tokens),
        ("checkpoints.every_steps", plan.checkpoints.every_steps),
        ("checkpoints.keep", plan.checkpoints.keep),
        ("The number of phases", len(plan.phases)),
    ):
        if number < 1:
            wrong.append(f"{name} must be 1 or more.")
    names = [phase.name for phase in plan.phases]
    for place, phase in enumerate(plan.phases):
        wrong += _what_is_wrong_with_phase(phase, f"phases[{place}]", names[:place])
    return wrong


def _what_is_wrong_with_phase(phase: Phase, at: str, earlier: list[str]) -> list[str]:
    wrong = []
    if not phase.name or not phase.name.replace("-", "").replace("_", "").isalnum():
        wrong.append(f"{at}.name must be made of letters, digits, - and _.")
    if phase.name in earlier:
        wrong.append(f"{at}.name {phase.name} is there twice.")
    if not phase.data:
        wrong.append(f"{at}.data must name a file.")
    for name in ("epochs", "effective_batch", "max_length"):
        if getattr(phase, name) < 1:
            wrong.append(f"{at}.{name} must be 1 or more.")
    for name in ("warmup_steps", "seed", "weight_decay", "clip"):
        if getattr(phase, name) < 0:
            wrong.append(f"{at}.{name} must not be negative.")
    if phase.learning_rate <= 0:
        wrong.append(f"{at}.learning_rate must be above 0.")
    if phase.scheduler not in ("cosine", "linear", "constant_with_warmup"):
        wrong.append(f"{at}.scheduler must be cosine, linear or constant_with_warmup.")
    for place, replay in enumerate(phase.replay):
        if (replay.phase is None) == (replay.file is None):
            wrong.append(f"{at}.replay[{place}] must name either a phase or a file.")
        elif replay.phase is not None and replay.phase not in earlier:
            wrong.append(f"{at}.replay[{place}].phase {replay.phase} is not an earlier phase.")
        if not 0 < replay.fraction <= 1:
            wrong.append(f"{at}.replay[{place}].fraction must be above 0 and at most 1.")
    if phase.lora is not None and phase.lora.rank < 1:
        wrong.append(f"{at}.lora.rank must be 1 or more.")
    return wrong


def _with_absolute_paths(plan: Plan, base: pathlib.Path) -> Plan:
    """Relative paths are meant from the folder of the plan, wherever the process was started."""
    phases = tuple(
        dataclasses.replace(
            phase,
            data=tuple(str(base / file) for file in phase.data),
            replay=tuple(
                replay if replay.file is None else dataclasses.replace(replay, file=str(base / replay.file))
                for replay in phase.replay
            ),
        )
        for phase in plan.phases
    )
    return dataclasses.replace(plan, model=str(base / plan.model), output=str(base / plan.output), phases=phases)
