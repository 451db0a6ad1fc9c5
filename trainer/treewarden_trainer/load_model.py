"""The student, its tokenizer, and on what it is trained."""

import dataclasses
import importlib.util
import pathlib
from typing import Any

import torch

from treewarden_trainer.pack_rows import Layout
from treewarden_trainer.problems import AcceleratorGone, BadModel, BadPlan
from treewarden_trainer.read_plan import Lora, Plan

# Linux's list of what is on the bus, and the numbers there of NVIDIA and of displays and accelerators for them (03xxxx).
PCI_DEVICES = pathlib.Path("/sys/bus/pci/devices")
NVIDIA, DISPLAY = "0x10de", "0x03"


@dataclasses.dataclass(frozen=True)
class Machine:
    """What of the plan's wishes this machine fulfils."""

    on_cpu: bool
    dtype: torch.dtype  # of the arithmetic
    attention: str
    layout: Layout
    is_sharded: bool  # then no process has room for all weights

    @property
    def autocast(self) -> torch.dtype | None:
        return None if self.dtype == torch.float32 else self.dtype


def machine(plan: Plan) -> Machine:
    if plan.device == "cuda" and not torch.cuda.is_available():
        raise AcceleratorGone(
            "The plan wants a GPU (device cuda), and there is none that this PyTorch can use; see what nvidia-smi says."
        )
    if plan.device == "auto" and not torch.cuda.is_available() and _has_a_card():
        raise AcceleratorGone(
            "This machine has an NVIDIA GPU that this PyTorch cannot use; see what nvidia-smi says, and whether PyTorch was"
            " installed for it. To train on the CPU all the same, say so (device cpu)."
        )
    on_cpu = plan.device == "cpu" or not torch.cuda.is_available()
    dtype = {"float32": torch.float32, "bfloat16": torch.bfloat16}.get(
        plan.dtype, torch.float32 if on_cpu else torch.bfloat16
    )
    attention = plan.attention
    if attention == "auto":
        has_flash = not on_cpu and dtype != torch.float32 and importlib.util.find_spec("flash_attn") is not None
        attention = "flash_attention_2" if has_flash else "sdpa"
    if attention.startswith("flash") and (on_cpu or dtype == torch.float32):
        raise BadPlan(f"attention {attention} needs a GPU and dtype bfloat16.")
    layout: Layout = "padded"
    if plan.packing:
        layout = "varlen" if attention.startswith("flash") else "blocks"
    return Machine(on_cpu, dtype, attention, layout, plan.sharding == "fsdp")


def _has_a_card() -> bool:
    """Whether the machine's bus has a GPU of NVIDIA's, whatever its driver does: without one the CPU would take weeks."""
    for device in PCI_DEVICES.glob("*"):
        try:
            vendor, kind = ((device / name).read_text().strip() for name in ("vendor", "class"))
        except OSError:
            continue  # it went away meanwhile, or is nobody's to read
        if vendor == NVIDIA and kind.startswith(DISPLAY):
            return True
    return False


def load_tokenizer(folder: str | pathlib.Path) -> Any:
    from transformers import AutoTokenizer

    try:
        return AutoTokenizer.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
    except Exception as error:
        raise BadModel(f"The tokenizer in {folder} cannot be loaded: {_first_line(error)}") from error


def load_student(folder: str | pathlib.Path, on: Machine, lora: Lora | None) -> Any:
    """All weights in float32, since a small learning rate's steps vanish in bfloat16; frozen ones as they are used."""
    from transformers import AutoModelForCausalLM

    try:
        model = AutoModelForCausalLM.from_pretrained(
            folder,
            dtype=on.dtype if lora else torch.float32,
            attn_implementation=on.attention,
            local_files_only=True,
            trust_remote_code=False,
            use_safetensors=True,
        )
    except torch.OutOfMemoryError:
        raise
    except Exception as error:
        raise BadModel(f"The model in {folder} cannot be loaded: {_first_line(error)}") from error
    return _with_lora(model, lora) if lora else model


def empty_student(folder: str | pathlib.Path, on: Machine, lora: Lora | None) -> Any:
    """Its parts alone, to be given weights that were trained; takes no memory."""
    from transformers import AutoConfig, AutoModelForCausalLM

    config = AutoConfig.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
    with torch.device("meta"):
        model = AutoModelForCausalLM.from_config(config, dtype=on.dtype if lora else torch.float32)
        return _with_lora(model, lora) if lora else model


def own_dtype(folder: str | pathlib.Path) -> torch.dtype:
    """The one in which the base model was published, and in which the last phase's model will be."""
    from transformers import AutoConfig

    config = AutoConfig.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
    said = getattr(config, "dtype", None)
    return said if isinstance(said, torch.dtype) else torch.float32


def _with_lora(model: Any, lora: Lora) -> Any:
    from peft import LoraConfig, get_peft_model

    targets = lora.targets if isinstance(lora.targets, str) else list(lora.targets)
    settings = LoraConfig(
        r=lora.rank, lora_alpha=lora.alpha, lora_dropout=lora.dropout, target_modules=targets, task_type="CAUSAL_LM"
    )
    try:
        return get_peft_model(model, settings)
    except ValueError as error:
        raise BadPlan(f"LoRA does not fit the model: {_first_line(error)}") from error


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
