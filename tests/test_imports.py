"""What an import costs and pulls in: names on first use, nothing heavy before it is needed."""

import subprocess
import sys

import pytest

import servanda

HEAVY = {"spacy", "numpy", "lxml", "trafilatura", "pypdfium2", "mammoth", "rapidfuzz", "sqlalchemy", "rich"}

HELP = "from click.testing import CliRunner; import servanda.cli as c; CliRunner().invoke(c.main, ['-h'])"


def loaded_after(code: str) -> set[str]:
    """The top-level modules that are loaded once `code` has run in a fresh interpreter."""
    script = f"import sys\n{code}\nprint('\\n'.join({{name.split('.')[0] for name in sys.modules}}))"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(ran.stdout.split())


@pytest.mark.parametrize(
    "code",
    [
        "import servanda",
        "import servanda.cli",
        "from servanda import Act, Document, Reading",
        "from servanda import read, read_many",
        "import servanda.engine, servanda.export",
        HELP,
    ],
)
def test_nothing_heavy_is_loaded_before_it_is_needed(code):
    assert loaded_after(code) & HEAVY == set()


def test_the_nouns_need_only_the_standard_library_and_msgspec():
    foreign = loaded_after("import servanda.model") - set(sys.stdlib_module_names) - {"servanda", "msgspec"}
    assert {name for name in foreign if not name.startswith("_")} <= {
        "sitecustomize",
        "usercustomize",
        "typing_extensions",
    }


def test_every_name_offered_is_there():
    for name in servanda.__all__:
        assert getattr(servanda, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'bogus'"):
        _ = servanda.bogus
