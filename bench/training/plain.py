"""The peer: TRL's SFTTrainer as it is, with padding. Fed with the tokens and labels that our trainer makes of the same rows,
in the order in which our trainer takes them, so that each step has the same rows and its loss can be compared.

Arguments: our trainer's plan, and the rows of a micro-batch. Standard output is a line of JSON for each step.
"""

import sys
import time
from typing import Any

from treewarden_trainer.guard_model import close_the_doors

close_the_doors()

import torch  # noqa: E402
from datasets import Dataset  # noqa: E402
from transformers import TrainerCallback, set_seed  # noqa: E402
from treewarden_trainer.load_model import load_student, load_tokenizer, machine  # noqa: E402
from treewarden_trainer.mask_rows import Masker, mask_rows  # noqa: E402
from treewarden_trainer.plan_steps import Steps  # noqa: E402
from treewarden_trainer.read_plan import read_plan  # noqa: E402
from treewarden_trainer.read_rows import read_rows  # noqa: E402
from treewarden_trainer.report_progress import take_standard_output  # noqa: E402
from treewarden_trainer.train_phase import warmup_steps  # noqa: E402
from trl import SFTConfig, SFTTrainer  # noqa: E402


class Tell(TrainerCallback):
    """What our trainer tells of a step: when it ended, and its loss."""

    def __init__(self, report: Any, tokens: list[int]) -> None:
        self.report = report
        self.tokens = tokens
        self.ended = 0.0

    def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        if torch.cuda.is_available():
            torch.cuda.synchronize()
        self.ended = time.time()

    def on_log(self, args: Any, state: Any, control: Any, logs: Any = None, **_: Any) -> None:
        if "loss" in (logs or {}):
            step = state.global_step
            self.report("step", step=step, ended=self.ended, loss=float(logs["loss"]), tokens=self.tokens[step - 1])


def main() -> None:
    report = take_standard_output(0)
    plan = read_plan(sys.argv[1])
    phase = plan.phases[0]
    on = machine(plan)
    tokenizer = load_tokenizer(plan.model)
    examples, dropped = mask_rows(read_rows(phase.data[0]), Masker(tokenizer, phase.max_length))
    assert not dropped, dropped
    steps = Steps(len(examples), phase.epochs, phase.effective_batch, phase.seed)
    of_steps = [steps.rows_of(step) for step in range(len(steps))]
    rows = [examples[row] for one in of_steps for row in one]
    data = Dataset.from_dict(
        {"input_ids": [row.tokens.tolist() for row in rows], "labels": [row.labels.tolist() for row in rows]}
    )
    set_seed(phase.seed)
    micro_batch = int(sys.argv[2])
    arguments = SFTConfig(
        output_dir=plan.output,
        per_device_train_batch_size=micro_batch,
        gradient_accumulation_steps=phase.effective_batch // micro_batch,
        num_train_epochs=1,
        learning_rate=phase.learning_rate,
        lr_scheduler_type=phase.scheduler,
        warmup_steps=warmup_steps(phase, steps),
        optim="adamw_torch",
        weight_decay=phase.weight_decay,
        adam_beta1=phase.betas[0],
        adam_beta2=phase.betas[1],
        adam_epsilon=phase.epsilon,
        max_grad_norm=phase.clip,
        seed=phase.seed,
        bf16=on.dtype == torch.bfloat16,
        use_cpu=on.on_cpu,
        gradient_checkpointing=plan.gradient_checkpointing,
        train_sampling_strategy="sequential",
        dataset_kwargs={"skip_prepare_dataset": True},
        max_length=phase.max_length,
        packing=False,
        dataloader_pin_memory=False,
        logging_strategy="steps",
        logging_steps=1,
        save_strategy="no",
        report_to="none",
        disable_tqdm=True,
    )
    tell = Tell(report, [sum(len(examples[row]) for row in one) for one in of_steps])
    student = load_student(plan.model, on, None)
    SFTTrainer(student, args=arguments, train_dataset=data, processing_class=tokenizer, callbacks=[tell]).train()


main()
