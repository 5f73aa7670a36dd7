"""Shared by all tests: how random tests run, and where the coded documents lie."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True, max_examples=60)
settings.register_profile("deep", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("SERVANDA_HYPOTHESIS", "steady"))

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def gold_root() -> Path:
    """The folder of coded documents; tests that need it say so and are left out where it is not there."""
    folder = Path(os.environ.get("SERVANDA_GOLD", ROOT.parent / "shared" / "gold"))
    if not (folder / "dev" / "acts.jsonl").exists():
        pytest.skip(f"no coded documents at {folder}: set SERVANDA_GOLD to the folder that holds dev/")
    return folder
