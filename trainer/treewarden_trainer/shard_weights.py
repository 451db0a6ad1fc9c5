"""Weights, gradients and optimizer spread over the processes: PyTorch's FSDP2, by way of Accelerate and the Trainer.

Each layer is gathered when it is its turn and let go after it; so is what a step needs of the gradients. A checkpoint is
written by all processes together, each its own part. Only the model at a phase's end is put together, in the memory of the
first process's machine. The plan switches it on and nothing else does, so that all machines do the same.
"""

import os
import pathlib
from typing import Any

import torch
from accelerate import PartialState
from accelerate.utils import DistributedType
from torch.distributed.fsdp import FSDPModule, MixedPrecisionPolicy

from treewarden_trainer.load_model import Machine, empty_student
from treewarden_trainer.problems import BadPlan
from treewarden_trainer.read_plan import Lora, Plan


def begin_sharding(plan: Plan, processes: int) -> None:
    """Before a model is loaded: the first process of each machine reads the weights, the others wait for theirs."""
    if plan.sharding == "none":
        return
    if processes < 2:
        raise BadPlan(
            "sharding fsdp spreads the weights over several processes, and there is one; start more (the worker's setting"
            " `processes`, or torchrun --nproc-per-node), or take sharding none."
        )
    os.environ["ACCELERATE_USE_FSDP"] = "true"
    os.environ["FSDP_CPU_RAM_EFFICIENT_LOADING"] = "true"


def sharding_arguments(plan: Plan) -> dict[str, Any]:
    """For the Trainer; its own gradient checkpointing would gather each layer once more than FSDP's."""
    if plan.sharding == "none":
        return {"gradient_checkpointing": plan.gradient_checkpointing}
    settings = {
        "version": 2,
        "cpu_ram_efficient_loading": True,
        "activation_checkpointing": plan.gradient_checkpointing,
        "state_dict_type": "SHARDED_STATE_DICT",  # of checkpoints: each process writes its part, nobody has room for all
    }
    return {"fsdp": True, "fsdp_config": settings, "gradient_checkpointing": False}


def insist_on_sharding(arguments: Any, on: Machine) -> None:
    """What the Trainer's arguments cannot say."""
    if not on.is_sharded:
        return
    if on.autocast is not None:  # gradients are added up in float32, as without sharding
        arguments.fsdp_plugin_args["mixed_precision_policy"] = MixedPrecisionPolicy(
            param_dtype=on.autocast, reduce_dtype=torch.float32
        )
    if arguments.device.type == "cpu":
        # Accelerate passes over FSDP on the CPU, without a word; PyTorch has it there.
        PartialState._shared_state["distributed_type"] = DistributedType.MULTI_GPU


def must_be_sharded(model: Any, on: Machine) -> None:
    """Libraries fall back silently, and the training would take a multiple of the memory."""
    if on.is_sharded and not isinstance(model, FSDPModule):
        raise RuntimeError(
            "the model is not sharded although the plan says so; look at the versions of accelerate and torch"
        )


def whole_model(accelerator: Any, model: Any, base: pathlib.Path, on: Machine, lora: Lora | None) -> Any:
    """By all processes together; the first one gets the model with all of its weights, on the CPU, the others None."""
    weights = accelerator.get_state_dict(model)
    if not PartialState().is_main_process:
        return None
    whole = empty_student(base, on, lora)
    whole.load_state_dict(weights, assign=True)
    whole.get_base_model().tie_weights() if lora else whole.tie_weights()
    return whole
