"""What may leave this machine: with FOOTNOTED_OFFLINE nothing, and without it what a user named."""

import os
from ipaddress import ip_address


def offline() -> bool:
    """Whether nothing may open a connection to another machine."""
    return os.environ.get("FOOTNOTED_OFFLINE", "0") not in ("", "0")


def on_this_machine(host: str) -> bool:
    """Whether a host name or address is this machine's own; nothing is looked up."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
