"""The phases of a plan, one after the other, each from the model that the one before it left.

OUTPUT/phases/01-NAME/model         the phase's model, with a manifest; the last one is the candidate
OUTPUT/phases/01-NAME/checkpoints   removed when the model is there
OUTPUT/phases/01-NAME/unfinished    whatever is being written; never read
OUTPUT/micro-batch.json             there if memory was short
OUTPUT/device                       there if it began on a GPU
"""

import contextlib
import dataclasses
import fcntl
import gc
import hashlib
import json
import pathlib
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import torch
from accelerate import PartialState
from accelerate.utils import broadcast_object_list, set_seed

from treewarden_trainer import __version__, keep_checkpoint
from treewarden_trainer.guard_model import guard_model
from treewarden_trainer.load_model import Machine, load_student, load_tokenizer, machine, own_dtype
from treewarden_trainer.mask_rows import Masker
from treewarden_trainer.pack_rows import Layout, count, pack
from treewarden_trainer.plan_steps import Steps
from treewarden_trainer.problems import AcceleratorGone, AskedToStop, BadPlan, CannotWrite
from treewarden_trainer.prove_isolation import rows_are_kept_apart
from treewarden_trainer.read_plan import Phase, Plan
from treewarden_trainer.read_rows import digest
from treewarden_trainer.replay_rows import PhaseData, files, load_phase
from treewarden_trainer.report_progress import Report
from treewarden_trainer.save_model import save_model
from treewarden_trainer.shard_weights import begin_sharding, whole_model
from treewarden_trainer.stop_when_asked import StopFlag
from treewarden_trainer.train_phase import PhaseTrainer, Work, clear_unfinished, train_phase, warmup_steps


def run_phases(plan: Plan, report: Report, flag: StopFlag) -> pathlib.Path:
    """The folder of the last phase's model."""
    guard_model(plan.model, max(phase.max_length for phase in plan.phases))
    on = machine(plan)
    state = PartialState(cpu=on.on_cpu)
    begin_sharding(plan, state.num_processes)
    output = pathlib.Path(plan.output)
    report("start", run=plan.run, version=__version__, processes=state.num_processes, **_described(plan, on))
    with _alone_in(output, state):
        _once(state, _stay_on_the_accelerator, plan, output, on)
        model = pathlib.Path(plan.model)
        model_key = base = _once(state, _digest_of_folder, model)
        for number, phase in enumerate(plan.phases, 1):
            folder = output / "phases" / f"{number:02d}-{phase.name}"
            key = _once(state, _key, plan, phase, model_key)
            if not _once(state, _is_done, folder, key):
                if flag.is_set:
                    raise AskedToStop(f"Asked to stop before phase {phase.name}.")
                _run_phase(plan, phase, model, key, folder, on, report, flag)
                _free_memory()
            else:
                report("phase", phase=phase.name, number=number, count=len(plan.phases), kept=True)
            model, model_key = folder / "model", key
    report("done", model=str(model), key=model_key, base=base)
    return model


def _stay_on_the_accelerator(plan: Plan, output: pathlib.Path, on: Machine) -> None:
    """What began on a GPU that is gone would take weeks on the CPU, which nobody wants who does not say so."""
    known = output / "device"
    if not on.on_cpu:
        with keep_checkpoint.said_plainly(output):
            known.write_text("cuda", encoding="utf-8")
    elif plan.device != "cpu" and known.is_file():
        raise AcceleratorGone(
            "This training began on a GPU, and this PyTorch finds none now; see what nvidia-smi says. It goes on from its"
            " last checkpoint when the GPU is back, or on another machine that has one."
        )


def _run_phase(
    plan: Plan, phase: Phase, base: pathlib.Path, key: str, folder: pathlib.Path, on: Machine, report: Report, flag: StopFlag
) -> None:
    state = PartialState()
    _once(state, clear_unfinished, folder)
    tokenizer = load_tokenizer(base)
    data = load_phase(plan, phase, Masker(tokenizer, phase.max_length))
    for reason, rows in sorted(data.dropped.items()):
        report("dropped", phase=phase.name, reason=reason, rows=rows)
    checkpoint = _once(state, _checkpoint, plan, folder, key)
    set_seed(phase.seed)  # LoRA's matrices begin at random
    student = load_student(base, on, phase.lora)
    padding = tokenizer.pad_token_id if tokenizer.pad_token_id is not None else tokenizer.eos_token_id
    layout = _layout(student, data, padding, on)
    steps = Steps(len(data.examples), phase.epochs, phase.effective_batch, phase.seed)
    work = Work(plan, phase, key, folder, data.examples, steps, on, layout, padding)
    trainer = PhaseTrainer(work, student, tokenizer, report, flag)
    _report_phase(report, trainer, data, checkpoint, packing_wanted=on.layout != "padded")
    train_phase(trainer, checkpoint)
    is_last = phase is plan.phases[-1]
    if on.is_sharded:
        trained = whole_model(trainer.accelerator, trainer.model, base, on, phase.lora)
    else:
        trained = trainer.accelerator.unwrap_model(trainer.model)
    save_model(
        trainer.accelerator,
        trained,
        base,
        folder / "model",
        own_dtype(plan.model) if is_last else None,  # in between as it was trained
        {"key": key, "phase": phase.name, "steps": len(steps), "lora_merged": phase.lora is not None},
        phase.max_length,
    )
    _once(state, shutil.rmtree, folder / "checkpoints", True)
    _once(state, clear_unfinished, folder)
    report("phase-done", phase=phase.name, model=str(folder / "model"), lora_merged=phase.lora is not None)


def _free_memory() -> None:
    """A trainer and its parts know each other, so they would stay beside those of the next phase."""
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


def _layout(student: Any, data: PhaseData, padding: int, on: Machine) -> Layout:
    """As the machine has it, if the model can be trusted with it."""
    state = PartialState()
    if on.is_sharded:
        # Nobody else has the weights.
        layout: Layout = _once(state, _layout_of_whole, student, data, padding, on, state.device)
        return layout
    student.to(state.device)
    return _asked(student, data, padding, on)


def _layout_of_whole(student: Any, data: PhaseData, padding: int, on: Machine, device: torch.device) -> Layout:
    """A model to be sharded begins on the CPU, where FlashAttention cannot be asked; it goes to the GPU if it has room."""
    if on.layout != "varlen":
        return _asked(student, data, padding, on)
    try:
        student.to(device)
        return _asked(student, data, padding, on)
    except torch.OutOfMemoryError:
        return "padded"
    finally:
        student.to("cpu")
        _free_memory()


def _asked(student: Any, data: PhaseData, padding: int, on: Machine) -> Layout:
    if on.layout == "padded":
        return on.layout
    probe = max(data.examples, key=len)
    return on.layout if rows_are_kept_apart(student, probe, padding, on.layout, on.autocast) else "padded"


def _report_phase(
    report: Report, trainer: PhaseTrainer, data: PhaseData, checkpoint: pathlib.Path | None, packing_wanted: bool
) -> None:
    work, lengths = trainer.work, trainer.lengths
    first = work.steps.rows_of(0)
    packed = count(pack(first, lengths, trainer.budget, work.layout), lengths)
    report(
        "phase",
        phase=work.phase.name,
        number=work.plan.phases.index(work.phase) + 1,
        count=len(work.plan.phases),
        kept=False,
        rows=len(lengths),
        replayed=data.replayed,
        dropped=sum(data.dropped.values()),
        tokens=sum(lengths),
        loss_tokens=sum(trainer.loss_tokens),
        steps=len(work.steps),
        warmup_steps=warmup_steps(work.phase, work.steps),
        layout=work.layout,
        packing_refused=packing_wanted and work.layout == "padded",
        real_token_share=round(packed.real / packed.all, 4),
        micro_batch_tokens=trainer.budget,
        parameters=sum(p.numel() for p in trainer.model.parameters()),
        trained_parameters=sum(p.numel() for p in trainer.model.parameters() if p.requires_grad),
        resumed_from=None if checkpoint is None else str(checkpoint),
    )


def _described(plan: Plan, on: Machine) -> dict[str, str]:
    return {
        "device": "cpu" if on.on_cpu else "cuda",
        "dtype": str(on.dtype).removeprefix("torch."),
        "attention": on.attention,
        "sharding": plan.sharding,
    }


def _is_done(folder: pathlib.Path, key: str) -> bool:
    known = keep_checkpoint.facts(folder / "model")
    _must_be_of_this_plan(folder / "model", known, key)
    return known is not None


def _checkpoint(plan: Plan, folder: pathlib.Path, key: str) -> pathlib.Path | None:
    found = keep_checkpoint.newest(folder / "checkpoints")
    if found is None:
        return None
    _must_be_of_this_plan(found[0], found[1], key)
    was = found[1].get("sharding", "none")
    if was != plan.sharding:
        raise BadPlan(
            f"{found[0]} was written with sharding {was}, and the plan has {plan.sharding}; go on with {was}, or remove"
            f" {folder / 'checkpoints'} to begin the phase anew."
        )
    return found[0]


def _must_be_of_this_plan(folder: pathlib.Path, known: dict[str, Any] | None, key: str) -> None:
    if known is not None and known.get("key") != key:
        raise BadPlan(f"{folder} was made by another plan, other data or another model; give each its own output folder.")


def _key(plan: Plan, phase: Phase, model_key: str) -> str:
    """Of all that the phase's weights depend on; not of where files lie, of micro-batches or of checkpoints."""
    settings = dataclasses.asdict(phase)
    del settings["data"], settings["replay"]
    replay = [(replay.phase, replay.fraction) for replay in phase.replay]
    data = [digest(file) for file in files(plan, phase)]
    is_last = phase is plan.phases[-1]  # decides the type of the weights that are kept
    given = {"phase": settings, "replay": replay, "data": data, "model": model_key, "dtype": plan.dtype, "last": is_last}
    return _hash(given)


def _digest_of_folder(folder: pathlib.Path) -> str:
    return _hash({file.name: digest(file) for file in sorted(folder.iterdir()) if file.is_file()})


def _hash(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def _once(state: PartialState, do: Callable[..., Any], *arguments: Any) -> Any:
    """Done by the first process alone; its answer, or its failure, is everybody's."""
    answer: list[Any] = [None, None]
    if state.is_main_process:
        try:
            answer[0] = do(*arguments)
        except Exception as error:
            answer[1] = error
    if state.num_processes > 1:
        broadcast_object_list(answer)
    if answer[1] is not None:
        raise answer[1]
    return answer[0]


@contextlib.contextmanager
def _alone_in(output: pathlib.Path, state: PartialState) -> Iterator[None]:
    """Two trainers in one folder would take turns in ruining it, as when a worker thought lost comes back."""
    if not state.is_main_process:
        yield
        return
    with keep_checkpoint.said_plainly(output):
        output.mkdir(parents=True, exist_ok=True)
        lock = (output / "lock").open("w")
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise CannotWrite(f"Another process trains in {output}.") from error
        yield
