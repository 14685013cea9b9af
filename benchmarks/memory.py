"""How much memory this process takes, by the account of the system (Linux)."""

from pathlib import Path

STATUS = Path("/proc/self/status")


def peak() -> int:
    """Most bytes that this process held; what the one that started it held does not count."""
    return status("VmHWM")


def status(field: str) -> int:
    """Bytes that the system states under this name."""
    for line in STATUS.read_text(encoding="ascii").splitlines():
        name, _, value = line.partition(":")
        if name == field:
            return int(value.split()[0]) * 1024
    message = f"{STATUS} has no {field}"
    raise LookupError(message)
