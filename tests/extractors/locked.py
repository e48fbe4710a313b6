"""PDFs locked with a password, by the standard security handler's first revision (40-bit RC4)."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
PERMISSIONS = (-4).to_bytes(4, "little", signed=True)
IDENTITY = b"0123456789abcdef"


def lock_pdf(path: Path, password: str) -> Path:
    """Lock the PDF at `path`, as `documents.write_pdf` wrote it, in place."""
    owner = _rc4(hashlib.md5(_padded("owner")).digest()[:5], _padded(password))
    key = hashlib.md5(_padded(password) + owner + PERMISSIONS + IDENTITY).digest()[:5]
    objects = re.findall(rb"(\d+) 0 obj\n(.*?)\nendobj\n", path.read_bytes(), re.DOTALL)
    out, offsets = b"%PDF-1.4\n", []
    for number, content in objects:
        offsets.append(len(out))
        out += b"%b 0 obj\n%b\nendobj\n" % (number, _locked(key, int(number), content))
    user = _rc4(key, PADDING)
    offsets.append(len(out))
    size = len(objects) + 2
    out += b"%d 0 obj\n<</Filter/Standard/V 1/R 2/P -4/O<%b>/U<%b>>>\nendobj\n" % (
        size - 1,
        owner.hex().encode(),
        user.hex().encode(),
    )
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    ident = IDENTITY.hex()
    trailer = f"trailer<</Size {size}/Root 1 0 R/Encrypt {size - 1} 0 R/ID[<{ident}><{ident}>]>>"
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}\nstartxref\n{len(out)}\n%%EOF"
    path.write_bytes(out + end.encode())
    return path


def _locked(key: bytes, number: int, content: bytes) -> bytes:
    head, mark, rest = content.partition(b"stream\n")
    if not mark:
        return content
    stream = rest.removesuffix(b"\nendstream")
    own = hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]
    return head + mark + _rc4(own, stream) + b"\nendstream"


def _padded(password: str) -> bytes:
    return (password.encode("latin-1") + PADDING)[:32]


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
