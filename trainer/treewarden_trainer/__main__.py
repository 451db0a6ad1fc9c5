"""python -m treewarden_trainer run --plan FILE, serve --model FOLDER --port PORT --name NAME, tiny-model --output FOLDER,
check --model FOLDER --longest-row TOKENS
"""

import argparse
import os
import sys
import traceback

from treewarden_trainer import __version__
from treewarden_trainer.check_readiness import add_check, check_readiness
from treewarden_trainer.guard_model import close_the_doors
from treewarden_trainer.problems import DONE, UNFORESEEN, AcceleratorGone, OutOfMemory, Problem
from treewarden_trainer.read_plan import read_plan
from treewarden_trainer.report_progress import Report, take_standard_output
from treewarden_trainer.stop_when_asked import StopFlag


def main() -> int:
    parser = argparse.ArgumentParser(prog="treewarden_trainer", description="Trains the student by the phases of a plan.")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="train, or go on where an earlier start left off")
    run.add_argument("--plan", required=True, help="the plan, a JSON file")
    asked = commands.add_parser("serve", help="answer questions on a port of this machine, as OpenAI's servers do")
    asked.add_argument("--model", required=True, help="the model's folder")
    asked.add_argument("--port", required=True, type=int)
    asked.add_argument("--name", required=True, help="the name by which the model is asked for")
    tiny = commands.add_parser("tiny-model", help="write a model of random weights, for demonstrations")
    tiny.add_argument("--output", required=True, help="a folder that is not there yet")
    add_check(commands)
    options = parser.parse_args()
    if options.command == "serve":
        return _serve(options)
    if options.command == "tiny-model":
        return _write_tiny_model(options)
    if options.command == "check":
        close_the_doors()
        return check_readiness(options.model, options.longest_row, options.device, take_standard_output(0))
    report = take_standard_output(int(os.environ.get("RANK", "0")))
    flag = StopFlag().watch()
    close_the_doors()
    try:
        return _run(options.plan, report, flag)
    except Problem as problem:
        report("failed", reason=problem.name, message=str(problem), exit_code=problem.exit_code)
        print(f"treewarden_trainer: {problem}", file=sys.stderr)
        return problem.exit_code
    except Exception as error:
        traceback.print_exc()
        message = (str(error).strip() or type(error).__name__).splitlines()[0]
        report("failed", reason="unforeseen", message=f"{type(error).__name__}: {message}", exit_code=UNFORESEEN)
        return UNFORESEEN


def _serve(options: argparse.Namespace) -> int:
    close_the_doors()
    from treewarden_trainer.serve import serve

    try:
        serve(options.model, options.name, options.port)
    except (Problem, OSError) as problem:
        print(f"treewarden_trainer: {problem}", file=sys.stderr)
        return problem.exit_code if isinstance(problem, Problem) else UNFORESEEN
    return DONE


def _write_tiny_model(options: argparse.Namespace) -> int:
    if os.path.lexists(options.output):
        print(f"treewarden_trainer: {options.output} is there already; name a folder that is not", file=sys.stderr)
        return UNFORESEEN
    close_the_doors()
    from treewarden_trainer.testing import write_tiny_model

    write_tiny_model(options.output)
    return DONE


def _run(path: str, report: Report, flag: StopFlag) -> int:
    plan = read_plan(path)
    # Only now, since it takes seconds: a bad plan is told at once.
    import torch

    from treewarden_trainer.run_phases import run_phases

    try:
        run_phases(plan, report, flag)
    except torch.OutOfMemoryError as error:
        raise OutOfMemory(f"Out of memory outside of a micro-batch: {str(error).splitlines()[0]}") from error
    except RuntimeError as error:
        if not is_of_the_accelerator(error):
            raise
        raise AcceleratorGone(
            f"The GPU stopped working ({str(error).splitlines()[0]}); see what nvidia-smi and the kernel's log say."
            " The training goes on from its last checkpoint."
        ) from error
    return DONE


def is_of_the_accelerator(error: RuntimeError) -> bool:
    """Older PyTorch has no type of its own for it, so it is known by its words."""
    return type(error).__name__ == "AcceleratorError" or str(error).startswith(("CUDA error:", "NCCL error", "HIP error:"))


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)  # no library's farewell may hold the process or change the code
