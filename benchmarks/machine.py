"""What the measurements were made on, as far as it tells how fast and how large it is."""

import os
import platform
from pathlib import Path


def describe(threads: int) -> str:
    """System, processor, memory and Python, and no name of the machine."""
    memory = f", {memory_bytes() / 2**30:.0f} GB of memory"
    return (
        f"Measured on {platform.system()} on {_processor()}, {threads} threads on {os.cpu_count()} processors"
        f"{memory}, Python {platform.python_version()}."
    )


def busy() -> str:
    """A warning if others are at work on the machine; ask before work of our own begins."""
    load = os.getloadavg()[0]
    return f"The machine was busy with something else (load {load:.1f})." if load >= 0.5 else ""


def memory_bytes() -> int:
    """Memory of the machine."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _processor() -> str:
    facts = Path("/proc/cpuinfo")
    lines = facts.read_text(encoding="utf-8").splitlines() if facts.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{names[0]} ({platform.machine()})" if names else platform.machine()
