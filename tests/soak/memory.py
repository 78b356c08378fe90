"""How much memory a process holds, and whether that grew."""

from pathlib import Path

GROWTH = 0.05


def resident(process: int | str = "self") -> int:
    """Bytes of the process that are in memory; Linux."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * 4096


def verdict(before: int, after: int) -> int:
    """Prints both and returns the exit code: 1 when it grew by more than GROWTH."""
    grown = after / before - 1
    print(f"memory {before / 1e6:.0f} MB, then {after / 1e6:.0f} MB ({grown:+.1%})", flush=True)
    return 1 if grown > GROWTH else 0
