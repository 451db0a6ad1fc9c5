"""The peers of PyPI that the generation benchmarks stand beside or hand over to."""

from environments import environment

SDG = "instructlab-sdg==0.8.3"
TRAINING = "instructlab-training==0.16.2"
SERVER = "transformers[serving]==5.23.0"

# What the reference imports on its way to a skill's rows. All that it declares would bring models for reading PDF files,
# and with them PyTorch and CUDA: gigabytes that a skill, which has no document, never touches.
SDG_IMPORTS = [
    "datasets", "docling-core", "docling-slim", "gguf", "GitPython", "httpx", "instructlab-schema", "jinja2", "openai<2",
    "pandas", "PyYAML", "tqdm", "xdg-base-dirs",
]


def sdg():
    """An environment with the reference's data generation, about 500 MB."""
    return environment("instructlab-sdg-0.8.3", [SDG_IMPORTS, ["--no-deps", SDG]], " with instructlab-sdg, 500 MB")


def torch():
    """An environment with the reference's training and with a server for models; PyTorch makes it large."""
    return environment("torch", [[TRAINING, SERVER]], " with PyTorch, once, 6 GB, some minutes")
