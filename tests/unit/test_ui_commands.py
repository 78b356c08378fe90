"""What `footnoted ui` refuses before it starts anything."""

import argparse
import importlib.util
from pathlib import Path
from typing import Any

import pytest

from index.errors import RequestError
from ui import ui_commands


def parsed(*arguments: str) -> argparse.Namespace:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--library", type=Path, default=Path("library"))
    common.add_argument("--json", action="store_true")
    top = argparse.ArgumentParser()
    ui_commands.add(top.add_subparsers(), common)
    return top.parse_args(["ui", *arguments])


def test_it_serves_this_machine_alone_unless_told_otherwise() -> None:
    options = parsed()
    assert (options.host, options.port, options.auth, options.mcp) == (
        "127.0.0.1",
        None,
        None,
        False,
    )


def test_user_and_password_are_split_at_the_first_colon() -> None:
    assert parsed("--auth", "ann:a:b").auth == ("ann", "a:b")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--auth", "ann"], "write it as USER:PASSWORD"),
        (["--auth", ":secret"], "write it as USER:PASSWORD"),
        (["--port", "0"], "'0' is no port: give a number from 1 to 65535"),
        (["--port", "web"], "'web' is no port: give a number from 1 to 65535"),
    ],
)
def test_unusable_arguments_end_with_2(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parsed(*arguments)
    assert ended.value.code == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("host", ["203.0.113.7", "a..b", "::2"])
def test_what_is_no_address_of_this_machine_is_told_at_once(host: str) -> None:
    with pytest.raises(RequestError, match=r"^cannot serve on .*: give --host an address of this"):
        ui_commands.run_ui(parsed("--host", host, "--auth", "ann:secret"))


def test_other_machines_are_served_only_with_a_password(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        ui_commands.run_ui(parsed("--host", "0.0.0.0"))
    assert ended.value.code == 2
    assert "serving on 0.0.0.0 needs --auth USER:PASSWORD" in capsys.readouterr().err


def test_mcp_without_its_package_is_one_line_that_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found: Any = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "mcp" else found(name)
    )
    with pytest.raises(RequestError, match="--mcp needs a package more"):
        ui_commands.run_ui(parsed("--mcp"))
