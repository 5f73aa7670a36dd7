"""A PostgreSQL server of our own for as long as it is needed: Debian's binaries, a folder, a Unix socket."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

#: Beside PATH: where Debian puts each version.
_HOMES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: float(p.parent.name))
USER, PASSWORD = "ledger", "not-to-be-shown"


class Server:
    """A running server. `address` takes a database's name."""

    def __init__(self, folder: Path, binaries: Path, who: dict[str, Any]) -> None:
        self.folder, self._binaries, self._who = folder, binaries, who
        self._count = 0

    @property
    def data(self) -> Path:
        """The folder of the server's files."""
        return self.folder / "data"

    def start(self) -> None:
        """Start, and wait until it answers."""
        settings = f"-k {self.folder} -c listen_addresses='' -c fsync=off -c max_connections=60"
        log = str(self.folder / "log")
        self.run("pg_ctl", "-D", str(self.data), "-l", log, "-w", "-o", settings, "start")

    def stop(self, mode: str = "fast") -> None:
        """Stop, and wait until it has."""
        self.run("pg_ctl", "-D", str(self.data), "-m", mode, "-w", "stop")

    def address(self, database: str = "postgres", user: str = USER, password: str = PASSWORD) -> str:
        """The address of a database."""
        return f"postgresql://{user}:{password}@/{database}?host={self.folder}"

    def fresh(self) -> str:
        """The address of a new, empty database."""
        self._count += 1
        name = f"ledger_{os.getpid()}_{self._count}"
        self.run("createdb", "-h", str(self.folder), "-U", USER, name, PGPASSWORD=PASSWORD)
        return self.address(name)

    def run(self, program: str, *args: str, **environment: str) -> None:
        """Run one of the server's programs to its end."""
        done = subprocess.run(
            [str(self._binaries / program), *args],
            capture_output=True,
            text=True,
            cwd=self.folder,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **environment},
            timeout=120,
            check=False,
            **self._who,
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stdout}{done.stderr}")


def binaries() -> Path | None:
    """The folder of the newest server on this machine, None where there is none."""
    found = shutil.which("initdb")
    if _HOMES:
        return _HOMES[-1]
    return Path(found).resolve().parent if found else None


@contextmanager
def serving() -> Iterator[Server]:
    """Start a server and stop it. Needs `binaries()`."""
    home = binaries()
    assert home is not None
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    who = _somebody()
    try:
        if who:
            os.chown(folder, who["user"], who["group"])
        server = Server(folder, home, who)
        password = folder / "password"
        password.write_text(PASSWORD)
        password.chmod(0o644)
        data = str(server.data)
        server.run(
            "initdb", "-D", data, "-U", USER, "-A", "scram-sha-256", f"--pwfile={password}", "-E", "UTF8",
            "--locale=C.UTF-8", "--no-sync", "--data-checksums",
        )  # fmt: skip
        server.start()
        try:
            yield server
        finally:
            server.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _somebody() -> dict[str, Any]:
    """As whom the server runs: root must not, so another does for it."""
    if os.getuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}
    raise RuntimeError("PostgreSQL does not run as root, and there is nobody else")
