"""What the figures were taken on: machine, versions and settings."""

import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from benchmarks.databases import SERVER, query

PACKAGES = {"Airflow": "apache-airflow", "Great Expectations": "great-expectations", "pandas": "pandas"}
SETTINGS = ("shared_buffers", "max_wal_size", "work_mem", "fsync", "synchronous_commit", "full_page_writes", "jit")


def describe() -> dict[str, str]:
    """Return what there is to say, starting the benchmarks' server where it does not run."""
    SERVER.start()
    uri = SERVER.uri()
    ((postgres,),) = query(uri, "SHOW server_version")
    settings = [f"{name} {query(uri, f'SHOW {name}')[0][0]}" for name in SETTINGS]
    return {
        "Processor": f"{_processor()}, {os.cpu_count()} cores",
        "Memory": f"{psutil.virtual_memory().total / 2**30:.0f} GB",
        "System": platform.platform(aliased=True, terse=True),
        "Python": sys.version.split()[0],
        "PostgreSQL": f"{postgres}; {', '.join(settings)}",
        **{name: version(package) for name, package in PACKAGES.items()},
        "dlt": _pinned("dlt"),
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")


def _pinned(package: str) -> str:
    pins = Path(__file__).with_name("requirements-dlt.txt").read_text(encoding="utf-8").splitlines()
    return next(line.partition("==")[2] for line in pins if line.startswith(f"{package}=="))
