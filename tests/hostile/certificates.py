"""Certificates and authorities of our own, good and bad, made by the system's openssl."""

import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path

EC = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1")
HOME = "subjectAltName=IP:127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """Makes certificates with the system's openssl, in a folder."""

    folder: Path

    def authority(self, name: str) -> Path:
        """Make an authority; whoever trusts it is asked by its file."""
        made = self.folder / f"{name}.pem"
        self._openssl(
            *(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "9",
                "-subj",
                f"/CN={name}",
            ),
            *("-keyout", self.folder / f"{name}.key", "-out", made),
        )
        return made

    def context(
        self, name: str, authority: str | None, *, says: str = HOME, days: int = 9
    ) -> ssl.SSLContext:
        """Make a server's side, with a certificate of an authority, or of its own."""
        key, made = self.folder / f"{name}.key", self.folder / f"{name}.pem"
        asked, extra = self.folder / f"{name}.csr", self.folder / f"{name}.cnf"
        extra.write_text(f"{says}\n")
        self._openssl(
            *("req", *EC, "-nodes", "-subj", f"/CN={name}"),
            *("-keyout", key, "-out", asked),
        )
        top = self.folder / f"{authority}.pem", self.folder / f"{authority}.key"
        by = ["-CA", top[0], "-CAkey", top[1], "-CAcreateserial"] if authority else ["-key", key]
        self._openssl(
            *("x509", "-req", "-in", asked, "-days", days, "-extfile", extra, "-out", made, *by)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(made, key)
        return context

    def _openssl(self, *arguments: object) -> None:
        command = ["openssl", *map(str, arguments)]
        subprocess.run(command, cwd=self.folder, check=True, capture_output=True)
