"""One phase on TRL's SFTTrainer.

From TRL and the Trainer below it come optimizer, schedule, mixed precision, PEFT, gradient checkpointing, the head that
never holds all logits at once, distribution by Accelerate, and writing and reading a checkpoint's parts. Not from there:

- What a step is. The Trainer's step is a fixed number of batches of a fixed number of rows, on each process. Ours is the
  plan's effective batch, laid into as many micro-batches as its tokens need: so the data set that TRL sees are the numbers
  of the steps, and `training_step` does a whole step. Resuming then is skipping numbers.
- The loss. Divided by the loss tokens of the whole step over all processes, known beforehand from the data.
- Packing, masks and dropping: see pack_rows.py and mask_rows.py.
- What makes a checkpoint whole: see keep_checkpoint.py.
"""

import contextlib
import dataclasses
import gc
import math
import pathlib
import shutil
import time
from collections.abc import Sequence
from typing import Any

import torch
from accelerate import PartialState
from datasets import Dataset
from transformers import TrainerCallback
from trl import SFTConfig, SFTTrainer

from treewarden_trainer import keep_checkpoint
from treewarden_trainer.fit_micro_batch import record, recorded
from treewarden_trainer.load_model import Machine
from treewarden_trainer.mask_rows import Example
from treewarden_trainer.pack_rows import Layout, MicroBatch, nothing, pack, tensors
from treewarden_trainer.plan_steps import Steps, share
from treewarden_trainer.problems import AskedToStop, NotANumber, OutOfMemory, SmallerBatchNextTime
from treewarden_trainer.read_plan import Phase, Plan
from treewarden_trainer.report_progress import Report, memory_in_use
from treewarden_trainer.shard_weights import insist_on_sharding, must_be_sharded, sharding_arguments
from treewarden_trainer.stop_when_asked import StopFlag

LONGEST_SILENCE = 60.0  # seconds within a step


@dataclasses.dataclass(frozen=True)
class Work:
    """One phase, ready to be trained."""

    plan: Plan
    phase: Phase
    key: str  # of all that the result depends on
    folder: pathlib.Path
    examples: Sequence[Example]
    steps: Steps
    machine: Machine
    layout: Layout
    padding: int


@dataclasses.dataclass(frozen=True)
class StepDone:
    loss: float
    loss_tokens: int
    tokens: int
    learning_rate: float
    gradient_norm: float
    micro_batches: int
    seconds: float
    stop: bool


class PhaseTrainer(SFTTrainer):
    def __init__(self, work: Work, model: Any, tokenizer: Any, report: Report, flag: StopFlag) -> None:
        self.work = work
        self.report = report
        self.flag = flag
        self.done: StepDone | None = None
        self.last_word = time.monotonic()
        self.lengths = [len(example) for example in work.examples]
        self.loss_tokens = [example.loss_tokens for example in work.examples]
        self.budget = recorded(pathlib.Path(work.plan.output), work.plan.micro_batch_tokens)
        arguments = _arguments(work)
        processes = arguments.world_size
        slots = Dataset.from_dict({"slot": list(range(len(work.steps) * processes))})
        super().__init__(
            model=model,
            args=arguments,
            train_dataset=slots,
            # Accelerate deals the slots out in turn: each process gets every step's number once.
            data_collator=lambda batch: {"step": batch[0]["slot"] // processes},
            processing_class=tokenizer,
            callbacks=[_BetweenSteps(self)],
        )

    def _get_train_sampler(self, *_: Any, **__: Any) -> Any:
        return torch.utils.data.SequentialSampler(self.train_dataset)  # shuffled where the steps are planned

    def create_model_card(self, *_: Any, **__: Any) -> None:
        """The release writes the card."""

    def floating_point_ops(self, inputs: Any) -> int:
        return 0

    def training_step(self, model: Any, inputs: Any, num_items_in_batch: Any = None) -> torch.Tensor:
        """A whole step up to the gradients: all micro-batches of this process, with less memory if need be."""
        start, step = time.perf_counter(), inputs["step"]
        must_be_sharded(model, self.work.machine)
        rows = self.work.steps.rows_of(step)
        loss_tokens = sum(self.loss_tokens[row] for row in rows)
        parts = share(rows, self.lengths, self.args.world_size)
        while True:
            packed = [self._pack(part, self.budget) for part in parts]
            loss = self._forward_and_backward(model, packed, loss_tokens)
            if loss is not None:
                break
            self._take_smaller_batches(step, parts)
            model.zero_grad()
        agreed = self.accelerator.gather(torch.stack([loss.float(), loss.new_tensor(self.flag.is_set).float()]))
        losses, flags = agreed.reshape(-1, 2).T
        mean = float(losses.mean())
        self._must_be_finite("loss", mean, step)
        clip = self.work.phase.clip or math.inf
        norm = float(self.accelerator.clip_grad_norm_(model.parameters(), clip))
        self._must_be_finite("gradient norm", norm, step)
        self.done = StepDone(
            loss=mean,
            loss_tokens=loss_tokens,
            tokens=sum(self.lengths[row] for row in rows),
            learning_rate=self.lr_scheduler.get_last_lr()[0],
            gradient_norm=norm,
            micro_batches=max(map(len, packed)),
            seconds=time.perf_counter() - start,
            stop=bool(flags.max() > 0),
        )
        return loss.detach()

    def _pack(self, rows: list[int], budget: int) -> list[MicroBatch]:
        return pack(rows, self.lengths, budget, self.work.layout)

    def _forward_and_backward(self, model: Any, packed: list[list[MicroBatch]], loss_tokens: int) -> torch.Tensor | None:
        """The loss of this process's part; None where memory was short, and then nothing of the try is held."""
        own = packed[self.args.process_index]
        rounds = max(map(len, packed))
        self.current_gradient_accumulation_steps = rounds
        divisor = torch.tensor(loss_tokens, device=self.args.device)
        total = torch.zeros((), device=self.args.device)
        try:
            for number in range(rounds):
                if number < len(own):
                    given = tensors(own[number], self.work.examples, self.work.padding, self.work.layout)
                else:
                    given = nothing(self.work.examples[0], self.work.padding, self.work.layout)
                # Sums that are kept back are of all weights, for which a process has no room where they are spread.
                is_summed = number == rounds - 1 or self.work.machine.is_sharded
                with contextlib.nullcontext() if is_summed else self.accelerator.no_sync(model):
                    total += super().training_step(model, given, divisor)
                self._say_that_it_goes_on(number + 1, rounds)
        except (torch.OutOfMemoryError, MemoryError):
            return None
        except RuntimeError as error:
            if "can't allocate memory" not in str(error):  # so says PyTorch on the CPU
                raise
            return None
        return total

    def _say_that_it_goes_on(self, done: int, rounds: int) -> None:
        """A large step may take hours on a slow machine; who follows takes a long silence for a trainer that hangs."""
        if time.monotonic() - self.last_word >= LONGEST_SILENCE:
            self.last_word = time.monotonic()
            self.report("working", phase=self.work.phase.name, step=self.state.global_step + 1, done=done, of=rounds)

    def _take_smaller_batches(self, step: int, parts: list[list[int]]) -> None:
        gc.collect()
        if torch.cuda.is_available():
            torch.cuda.empty_cache()
        before, packed = self.budget, [self._pack(part, self.budget) for part in parts]
        while [self._pack(part, self.budget) for part in parts] == packed:
            if self.budget <= 1:
                raise OutOfMemory(
                    f"Phase {self.work.phase.name}, step {step + 1}: not even one row at a time fits into memory; "
                    "gradient checkpointing, LoRA, sharding, a shorter max_length or a larger GPU would help."
                )
            self.budget //= 2
        record(pathlib.Path(self.work.plan.output), self.budget)
        self.report("smaller-batch", phase=self.work.phase.name, step=step + 1, before=before, after=self.budget)
        if self.args.world_size > 1:
            raise SmallerBatchNextTime(
                f"Phase {self.work.phase.name}, step {step + 1}: out of memory; "
                f"the next start takes micro-batches of {self.budget} tokens."
            )

    def _must_be_finite(self, what: str, value: float, step: int) -> None:
        if not math.isfinite(value):
            raise NotANumber(
                f"Phase {self.work.phase.name}, step {step + 1} of {len(self.work.steps)}: the {what} is {value}; "
                "stopped before the weights were touched. A smaller learning rate or a longer warm-up may help."
            )

    def _save_checkpoint(self, model: Any, trial: Any) -> None:
        unfinished = pathlib.Path(self.args.output_dir) / f"checkpoint-{self.state.global_step}"
        finished = self.work.folder / "checkpoints" / keep_checkpoint.name_of(self.state.global_step)
        with keep_checkpoint.said_plainly(finished):
            super()._save_checkpoint(model, trial)
        self.accelerator.wait_for_everyone()
        if self.args.process_index == 0:
            known = {"key": self.work.key, "step": self.state.global_step, "processes": self.args.world_size}
            known["sharding"] = self.work.plan.sharding
            keep_checkpoint.seal(unfinished, finished, {**known, "micro_batch_tokens": self.budget})
            keep_checkpoint.prune(finished.parent, self.work.plan.checkpoints.keep)
            self.report("checkpoint", phase=self.work.phase.name, step=self.state.global_step, path=str(finished))
        self.accelerator.wait_for_everyone()


class _BetweenSteps(TrainerCallback):
    """Tells how it goes, and decides whether to save and whether to stop."""

    def __init__(self, trainer: PhaseTrainer) -> None:
        self._trainer = trainer
        self._pace: float | None = None  # seconds of a step, the last ones counting most

    def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        trainer, done = self._trainer, self._trainer.done
        assert done is not None
        trainer.last_word = time.monotonic()
        self._pace = done.seconds if self._pace is None else 0.9 * self._pace + 0.1 * done.seconds
        trainer.report(
            "step",
            phase=trainer.work.phase.name,
            step=state.global_step,
            of=state.max_steps,
            loss=round(done.loss, 6),
            loss_tokens=done.loss_tokens,
            tokens=done.tokens,
            learning_rate=done.learning_rate,
            gradient_norm=round(done.gradient_norm, 6),
            micro_batches=done.micro_batches,
            tokens_per_second=round(done.tokens / done.seconds, 1),
            seconds_left=round(self._pace * (state.max_steps - state.global_step), 1),
            memory=memory_in_use(),
        )
        is_last = state.global_step >= state.max_steps
        if done.stop and not is_last:
            control.should_save = control.should_training_stop = True
        elif not is_last and state.global_step % trainer.work.plan.checkpoints.every_steps == 0:
            control.should_save = True


def train_phase(trainer: PhaseTrainer, checkpoint: pathlib.Path | None) -> None:
    """From the checkpoint, if there is one, to the last step; AskedToStop if it was left before, with all saved."""
    trainer.train(resume_from_checkpoint=None if checkpoint is None else str(checkpoint))
    if trainer.state.global_step < len(trainer.work.steps):
        raise AskedToStop(f"Asked to stop: phase {trainer.work.phase.name} is saved at step {trainer.state.global_step}.")


def clear_unfinished(folder: pathlib.Path) -> None:
    shutil.rmtree(folder / "unfinished", ignore_errors=True)


def warmup_steps(phase: Phase, steps: Steps) -> int:
    return min(phase.warmup_steps, len(steps) // 2)


def _arguments(work: Work) -> SFTConfig:
    phase, on = work.phase, work.machine
    arguments = SFTConfig(
        output_dir=str(work.folder / "unfinished"),
        per_device_train_batch_size=1,  # one number of a step
        gradient_accumulation_steps=1,
        num_train_epochs=1,  # the steps of all epochs are in the data set
        learning_rate=phase.learning_rate,
        lr_scheduler_type=phase.scheduler,
        warmup_steps=warmup_steps(phase, work.steps),
        optim="adamw_torch",
        weight_decay=phase.weight_decay,
        adam_beta1=phase.betas[0],
        adam_beta2=phase.betas[1],
        adam_epsilon=phase.epsilon,
        max_grad_norm=0.0,  # clipped in training_step, where a norm that is no number still stops the step
        seed=phase.seed,
        bf16=on.dtype == torch.bfloat16,
        use_cpu=on.on_cpu,
        ddp_backend="gloo" if on.on_cpu and PartialState().num_processes > 1 else None,
        ddp_find_unused_parameters=False,
        average_tokens_across_devices=True,
        **sharding_arguments(work.plan),
        dataset_kwargs={"skip_prepare_dataset": True},
        remove_unused_columns=False,
        max_length=None,
        packing=False,
        dataloader_pin_memory=False,
        logging_strategy="no",
        logging_nan_inf_filter=False,  # on, it shows the mean of the earlier losses in place of a NaN
        save_strategy="no",  # _BetweenSteps asks for it
        report_to="none",
        disable_tqdm=True,
    )
    insist_on_sharding(arguments, on)
    return arguments
