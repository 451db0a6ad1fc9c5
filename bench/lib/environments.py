"""Virtual environments for the peers that benchmarks stand beside: made once, kept below bench/target."""

import pathlib
import shutil
import subprocess
import sys


def environment(name, installs, note=""):
    """The folder of an environment with these packages; each item of `installs` is one call of pip, in order."""
    folder = pathlib.Path(__file__).resolve().parent.parent / "target" / "environments" / name
    ready = folder / "ready"
    wanted = repr(installs)
    if ready.exists() and ready.read_text(encoding="utf-8") == wanted:
        return folder
    print(f"Making an environment in {folder}{note} ...", file=sys.stderr)
    shutil.rmtree(folder, ignore_errors=True)
    if subprocess.run([sys.executable, "-m", "venv", str(folder)]).returncode != 0:
        sys.exit("Python cannot make a virtual environment here; on Debian install the package python3-venv.")
    pip = [str(folder / "bin" / "pip"), "install", "-q", "--disable-pip-version-check"]
    for packages in installs:
        if subprocess.run([*pip, *packages]).returncode != 0:
            sys.exit(f"{' '.join(packages)} could not be installed; this benchmark needs a package index once.")
    ready.write_text(wanted, encoding="utf-8")
    return folder


def python(folder):
    return str(folder / "bin" / "python")
