"""Installs PyTorch for a machine without a GPU, from the package index that pip is set up for.

For Linux that index has PyTorch with CUDA alone, whose libraries take 4 GB that a CPU never touches. So it is installed
without them, and where a library is missing an empty one takes its place, in which every function ends the process. What
the tests run on is PyTorch as it is. Where that fails (no compiler, another layout of PyTorch), all of it is installed.

Run by the Python of the environment to install into.
"""

import pathlib
import re
import subprocess
import sys
import sysconfig
import tempfile

TORCH = "torch>=2.15"  # as in pyproject.toml
SITE = pathlib.Path(sysconfig.get_paths()["purelib"])
OF_NVIDIA = re.compile(r"lib(cu|nv|nccl)")
UNVERSIONED = re.compile(r"(cusparseLt|nccl|cuFile|nvshmem|cudnn|cublas|nvrtc)")
SMALL = "cudart,cupti"  # real ones: PyTorch asks them for addresses while it loads, and they are small


def main() -> None:
    if imports():
        return
    pip("--no-deps", TORCH)
    if (SITE / "torch" / "lib" / "libtorch_cuda.so").is_file():
        try:
            without_cuda()
        except (OSError, subprocess.CalledProcessError, ValueError) as error:
            print(f"cpu_torch: {error}", file=sys.stderr)
    else:
        pip(TORCH)
    if not imports():
        print("cpu_torch: PyTorch does not load without CUDA's libraries; installing them, some gigabytes.", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "pip", "uninstall", "-q", "-y", "torch"], check=True)
        pip(TORCH)


def without_cuda() -> None:
    metadata = next(SITE.glob("torch-*.dist-info")) / "METADATA"
    text = metadata.read_text(encoding="utf-8")
    toolkit = re.search(r"^Requires-Dist: cuda-toolkit\[[^]]*\](==[\w.]+)", text, re.MULTILINE)
    if toolkit is None:
        raise ValueError("PyTorch does not say which CUDA it wants")
    pip(f"cuda-toolkit[{SMALL}]{toolkit[1]}")
    make_absent_libraries(SITE / "torch" / "lib", SITE / "nvidia" / "cu13" / "lib")
    # What is not there is not missing: pip would bring it with the next package that needs PyTorch.
    kept = [line for line in text.splitlines() if not re.match(r"Requires-Dist: (nvidia|cuda|triton)", line)]
    metadata.write_text("\n".join(kept) + "\n", encoding="utf-8")
    pip(TORCH)  # the rest of what it needs


def make_absent_libraries(torch: pathlib.Path, folder: pathlib.Path) -> None:
    files = sorted(torch.glob("*.so"))
    wanted = set(re.findall(r"\(NEEDED\).*\[(.*?)\]", readelf("-d", files)))
    absent = [name for name in sorted(wanted) if OF_NVIDIA.match(name) and not (folder / name).exists()]
    absent = [name for name in absent if name != "libcuda.so.1"]  # the driver's, never in a package
    symbols = set()
    for name, version in re.findall(r"\bUND (\w+)(?:@+([\w.]+))?", readelf("--dyn-syms", files)):
        if version in absent or version == "NVSHMEM" or (not version and UNVERSIONED.match(name)):
            symbols.add(name)
    with tempfile.TemporaryDirectory() as temporary:
        source = pathlib.Path(temporary) / "absent.c"
        lines = ["extern void abort(void);", *(f"void {symbol}(void) {{ abort(); }}" for symbol in sorted(symbols))]
        source.write_text("\n".join(lines), encoding="utf-8")
        for name in absent:
            command = ["cc", "-w", "-fPIC", "-shared", f"-Wl,-soname,{name}", "-o", str(folder / name), str(source)]
            subprocess.run(command, check=True)


def readelf(option: str, files: list[pathlib.Path]) -> str:
    return subprocess.run(["readelf", "-W", option, *map(str, files)], capture_output=True, text=True, check=True).stdout


def pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check", *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.stderr.write(done.stderr)
        raise subprocess.CalledProcessError(done.returncode, command)


def imports() -> bool:
    return subprocess.run([sys.executable, "-c", "import torch; torch.ones(1)"], capture_output=True).returncode == 0


main()
