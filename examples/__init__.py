"""Sample documents with their coded acts; `build.py` reads both. Used by the demonstration and by tests."""
