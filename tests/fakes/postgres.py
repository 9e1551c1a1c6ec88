"""A real PostgreSQL server in a folder of its own, from Debian's packages."""

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import psycopg
from psycopg import sql

_USER = "postgres"
"""The database's; and, where tests run as root, the one the package makes on the machine."""


class NoPostgresError(Exception):
    """PostgreSQL is not installed; the message says how to get it."""


class PostgresServer:
    """Listens on a free port of 127.0.0.1, and is gone without a trace after ``stop``."""

    def __init__(self):
        self._programs = _programs()
        self._folder = Path(tempfile.mkdtemp(prefix="postgres-"))
        self._password = secrets.token_hex(16)
        self._made = 0
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        if os.geteuid() == 0:
            shutil.chown(self._folder, _USER, _USER)
        self._initialise()
        self._run("pg_ctl", "start", "--wait", "--silent", "--log", self._folder / "log")

    def _initialise(self):
        secret = self._folder / "password"
        secret.write_text(self._password)
        secret.chmod(0o644)
        # A locale that sorts as dictionaries do, so that an order left to the database shows.
        self._run(
            *("initdb", "--username", _USER, "--pwfile", secret, "--auth", "scram-sha-256"),
            *("--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"),
            *("--locale-provider", "icu", "--icu-locale", "en-US"),
        )
        secret.unlink()
        with (self._folder / "data" / "postgresql.conf").open("a") as settings:
            settings.write(
                f"listen_addresses = '127.0.0.1'\nport = {self.port}\n"
                "unix_socket_directories = ''\nfsync = off\n"
            )

    def _run(self, program, *arguments):
        subprocess.run(
            [self._programs / program, *arguments],
            cwd=self._folder,
            env={"PGDATA": str(self._folder / "data"), "PATH": os.environ["PATH"]},
            user=_USER if os.geteuid() == 0 else None,
            check=True,
            # A server would hold a pipe open for as long as it runs.
            stdout=subprocess.DEVNULL,
        )

    def new_database(self):
        """Make an empty database; return its SQLAlchemy URL."""
        self._made += 1
        name = f"shop_{self._made}"
        with self._connect() as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return f"postgresql+psycopg://{_USER}:{self._password}@127.0.0.1:{self.port}/{name}"

    def drop(self, url):
        """Delete a database, ending what is still connected to it."""
        name = url.rpartition("/")[2]
        with self._connect() as connection:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)")
            connection.execute(drop.format(sql.Identifier(name)))

    def _connect(self):
        return psycopg.connect(
            host="127.0.0.1",
            port=self.port,
            user=_USER,
            password=self._password,
            dbname="postgres",
            autocommit=True,
        )

    def stop(self):
        """End the server and delete its folder."""
        self._run("pg_ctl", "stop", "--wait", "--silent", "--mode", "immediate")
        shutil.rmtree(self._folder)


def _programs():
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    )
    if not versions:
        raise NoPostgresError("PostgreSQL is not installed: run `make postgresql` (Debian)")
    return versions[-1].parent
