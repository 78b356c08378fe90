from pathlib import Path

import pytest

import index.weights
from index.weight_catalogue import HubSource, PackageSource, Weight, WeightFile, read_catalogue
from tests.fakes.weights_catalogue import PARTS, WRITER, sha256, write_catalogue

CATALOGUE = read_catalogue(Path(index.weights.__file__).with_name("weights.toml"))


@pytest.mark.parametrize(
    ("name", "role", "main", "size", "digest"),
    [
        (
            "qwen2.5-coder-1.5b",
            "writer",
            "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
            1_117_320_768,
            "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
        ),
        (
            "qwen2.5-coder-0.5b",
            "writer",
            "qwen2.5-coder-0.5b-instruct-q4_k_m.gguf",
            491_400_064,
            "1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
        ),
        (
            "smollm2-135m",
            "writer",
            "SmolLM2-135M-Instruct.Q4_1.gguf",
            98_362_432,
            "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
        ),
        (
            "all-minilm-l6-v2",
            "encoder",
            "model.safetensors",
            90_868_376,
            "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        ),
        (
            "ms-marco-minilm-l12",
            "reranker",
            "model.onnx",
            34_001_604,
            "1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1",
        ),
    ],
)
def test_catalogued_weight(name: str, role: str, main: str, size: int, digest: str) -> None:
    weight = CATALOGUE[name]
    assert (weight.role, weight.licence) == (role, "Apache-2.0")
    assert weight.main == WeightFile(main, size, digest)


def test_catalogue_holds_nothing_else() -> None:
    assert list(CATALOGUE) == [
        "qwen2.5-coder-1.5b",
        "qwen2.5-coder-0.5b",
        "smollm2-135m",
        "all-minilm-l6-v2",
        "ms-marco-minilm-l12",
    ]


@pytest.mark.parametrize("weight", CATALOGUE.values(), ids=lambda weight: weight.name)
def test_hub_comes_first_and_is_pinned_to_a_commit(weight: Weight) -> None:
    hubs = [source for source in weight.sources if isinstance(source, HubSource)]
    assert list(weight.sources[: len(hubs)]) == hubs
    assert all(len(hub.revision) == 40 for hub in hubs)


@pytest.mark.parametrize("weight", CATALOGUE.values(), ids=lambda weight: weight.name)
def test_wheels_are_pinned_to_a_version(weight: Weight) -> None:
    (package,) = [source for source in weight.sources if isinstance(source, PackageSource)]
    assert all(wheel.requirement.count("==") == 1 for wheel in package.wheels)


def test_encoder_has_every_file_that_loading_reads() -> None:
    assert {file.path for file in CATALOGUE["all-minilm-l6-v2"].files} == {
        "model.safetensors",
        "config.json",
        "config_sentence_transformers.json",
        "modules.json",
        "sentence_bert_config.json",
        "special_tokens_map.json",
        "tokenizer.json",
        "tokenizer_config.json",
        "1_Pooling/config.json",
    }


def test_parts_follow_one_another(tmp_path: Path) -> None:
    package = read_catalogue(write_catalogue(tmp_path))["writer"].sources[1]
    assert isinstance(package, PackageSource)
    members = [member for wheel in package.wheels for member in wheel.members]
    assert [(m.file, m.offset, m.bytes, m.sha256) for m in members] == [
        ("model.gguf", 0, 4000, sha256(PARTS[0])),
        ("model.gguf", 4000, 4000, sha256(PARTS[1])),
        ("model.gguf", 8000, 4000, sha256(PARTS[2])),
    ]


def test_parts_that_do_not_add_up_are_refused(tmp_path: Path) -> None:
    path = write_catalogue(tmp_path)
    path.write_text(path.read_text().replace(f"bytes = {len(WRITER)}", "bytes = 12001", 1))
    with pytest.raises(ValueError, match=r"made-up-part1==1\.0 do not add up"):
        read_catalogue(path)


@pytest.mark.parametrize("path", ["../model.gguf", "/model.gguf", "a/../../model.gguf", "a\\b"])
def test_file_outside_the_weights_folder_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="does not lie in the weight's folder"):
        WeightFile(path, 1, sha256(b""))


@pytest.mark.parametrize("digest", ["", "0" * 63, "G" * 64])
def test_digest_that_is_none_is_refused(digest: str) -> None:
    with pytest.raises(ValueError, match="needs a sha256"):
        WeightFile("model.gguf", 1, digest)
