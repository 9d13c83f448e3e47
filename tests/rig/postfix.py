"""A Postfix of our own on 127.0.0.1: the mail server that half the world runs.

It needs root, as every Postfix does, and the machine's `postfix`; its folders lie in /tmp, because
its processes run as another user who must be able to reach them.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROGRAM = "postfix"
READER = "rina@reader.example"
WIDE_READER = "рина@reader.example"
LATER = "later@reader.example"
NOBODY = "nobody@reader.example"
SERVICES = """\
127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
proxymap unix - - n - - proxymap
postlog unix-dgram n - n - 1 postlogd
"""
SETTINGS = """\
compatibility_level = 3.6
queue_directory = {top}/queue
data_directory = {top}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = {owner}
setgid_group = postdrop
myhostname = post.example
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
smtputf8_enable = yes
smtpd_tls_security_level = may
smtpd_tls_cert_file = {certificate}
smtpd_tls_key_file = {key}
smtpd_recipient_restrictions =
 check_recipient_access texthash:{top}/conf/access
 permit_mynetworks reject_unauth_destination
virtual_mailbox_domains = reader.example
virtual_mailbox_base = {top}/boxes
virtual_mailbox_maps = texthash:{top}/conf/boxes
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_minimum_uid = 1
maillog_file = {top}/log
maillog_file_prefixes = {top}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Postfix:
    """A running server: its port, and the folder of mailboxes."""

    port: int
    boxes: Path

    def has(self, box: str, wanted: Collection[bytes], seconds: float = 10.0) -> bool:
        """Wait until each of these ends a letter in a mailbox: Postfix puts lines before it."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = [path.read_bytes() for path in self.boxes.glob(f"{box}/new/*")]
            if all(any(letter.endswith(body) for letter in found) for body in wanted):
                return True
            time.sleep(0.02)
        return False


def can_run() -> bool:
    """Whether this machine and this user can run one."""
    return os.geteuid() == 0 and shutil.which(PROGRAM) is not None


@contextmanager
def postfix(certificate: Path, key: Path) -> Iterator[Postfix]:
    """Run a server with this certificate, until the block ends."""
    top = Path(tempfile.mkdtemp(prefix="monitor-postfix-"))
    try:
        port = _prepare(top, certificate, key)
        _order(top, "start")
        try:
            yield Postfix(port=port, boxes=top / "boxes")
        finally:
            _order(top, "stop")
    finally:
        shutil.rmtree(top)


def _prepare(top: Path, certificate: Path, key: Path) -> int:
    owner = pwd.getpwnam("postfix")
    top.chmod(0o755)
    for name in ("conf", "queue", "data", "boxes"):
        (top / name).mkdir()
    for name in ("data", "boxes"):
        os.chown(top / name, owner.pw_uid, owner.pw_gid)
    port = _free_port()
    settings = SETTINGS.format(
        top=top,
        owner=owner.pw_name,
        uid=owner.pw_uid,
        gid=owner.pw_gid,
        certificate=shutil.copy(certificate, top / "conf" / "cert.pem"),
        key=shutil.copy(key, top / "conf" / "key.pem"),
    )
    boxes = f"{READER} inbox/\n{WIDE_READER} wide/\n{LATER} later/\n"
    (top / "conf" / "boxes").write_text(boxes)
    (top / "conf" / "access").write_text(f"{LATER} 450 4.7.1 come back later\n")
    (top / "conf" / "main.cf").write_text(settings)
    (top / "conf" / "master.cf").write_text(SERVICES.format(port=port))
    return port


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _order(top: Path, order: str) -> None:
    command = [PROGRAM, "-c", str(top / "conf"), order]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
