"""Lets the tests here share the modules that lie beside them (pages, servers)."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
