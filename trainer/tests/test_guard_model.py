import json
import pathlib
import shutil

import pytest

from treewarden_trainer.guard_model import close_the_doors, guard_model
from treewarden_trainer.problems import BadModel


@pytest.fixture
def model(tmp_path: pathlib.Path, tiny_model: pathlib.Path) -> pathlib.Path:
    return pathlib.Path(shutil.copytree(tiny_model, tmp_path / "model"))


def test_a_model_of_safetensors_and_json_is_let_in(model: pathlib.Path) -> None:
    guard_model(model, 512)


def test_what_is_no_folder_is_named(tmp_path: pathlib.Path) -> None:
    with pytest.raises(BadModel, match=r"base model .*missing is not a folder"):
        guard_model(tmp_path / "missing", 512)
    (tmp_path / "file").write_text("")
    with pytest.raises(BadModel, match="is not a folder"):
        guard_model(tmp_path / "file", 512)


@pytest.mark.parametrize("name", ["pytorch_model.bin", "model.pt", "old/optimizer.PTH", "x.pkl", "y.ckpt"])
def test_pickles_are_refused(model: pathlib.Path, name: str) -> None:
    (model / name).parent.mkdir(exist_ok=True)
    (model / name).write_bytes(b"")
    with pytest.raises(BadModel, match="a pickle"):
        guard_model(model, 512)


@pytest.mark.parametrize("name", ["config.json", "tokenizer_config.json"])
def test_remote_code_is_refused(model: pathlib.Path, name: str) -> None:
    known = json.loads((model / name).read_text())
    (model / name).write_text(json.dumps(known | {"auto_map": {"AutoModelForCausalLM": "modeling_x.X"}}))
    with pytest.raises(BadModel, match=f"{name} of the base model has auto_map"):
        guard_model(model, 512)


def test_code_in_the_folder_is_refused(model: pathlib.Path) -> None:
    (model / "modeling_x.py").write_text("")
    with pytest.raises(BadModel, match=r"modeling_x\.py"):
        guard_model(model, 512)


@pytest.mark.parametrize("name", ["config.json", "tokenizer.json", "model.safetensors"])
def test_a_missing_part_is_named(model: pathlib.Path, name: str) -> None:
    (model / name).unlink()
    with pytest.raises(BadModel, match=f"no {name}"):
        guard_model(model, 512)


def test_a_missing_shard_is_named(model: pathlib.Path) -> None:
    index = {"weight_map": {"a": "model-00001-of-00002.safetensors", "b": "model-00002-of-00002.safetensors"}}
    (model / "model.safetensors.index.json").write_text(json.dumps(index))
    (model / "model.safetensors").rename(model / "model-00001-of-00002.safetensors")
    with pytest.raises(BadModel, match=r"no model-00002-of-00002\.safetensors"):
        guard_model(model, 512)


def test_a_shard_outside_the_folder_is_refused(model: pathlib.Path) -> None:
    (model / "model.safetensors.index.json").write_text(json.dumps({"weight_map": {"a": "../other.safetensors"}}))
    with pytest.raises(BadModel, match="outside its folder"):
        guard_model(model, 512)


def test_a_download_cut_off_is_found(model: pathlib.Path) -> None:
    file = model / "model.safetensors"
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(BadModel, match="cut off"):
        guard_model(model, 512)
    file.write_bytes(b"version https://git-lfs.github.com/spec/v1\n")
    with pytest.raises(BadModel, match="no safetensors file"):
        guard_model(model, 512)


def test_a_context_shorter_than_the_rows_is_refused(model: pathlib.Path) -> None:
    with pytest.raises(BadModel, match=r"reads 512 tokens .* but max_length is 513"):
        guard_model(model, 513)


def test_the_environment_cannot_open_the_doors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUST_REMOTE_CODE", "1")
    monkeypatch.setenv("HF_TOKEN", "secret")
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    close_the_doors()
    import os

    assert "TRUST_REMOTE_CODE" not in os.environ
    assert "HF_TOKEN" not in os.environ
    assert os.environ["HF_HUB_OFFLINE"] == "1"
