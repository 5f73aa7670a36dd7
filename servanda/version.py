"""The version of the package, for all who record what made something."""

__version__ = "0.1.0"
