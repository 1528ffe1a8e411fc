# SPDX-License-Identifier: Apache-2.0
"""Ends a shared object with what DuckDB wants to read before it loads one:

    sign.py LIBRARY OUT PLATFORM API VERSION

Eight fields of 32 bytes, the last first (there are four unused ones, the kind
of interface, our version, the version of DuckDB's C interface, the platform,
and the magic 4), then 256 bytes for a signature, which ours has not: DuckDB
loads it with allow_unsigned_extensions.
"""
import sys
from pathlib import Path

library, out, platform, api, version = sys.argv[1:]
fields = ["", "", "", "C_STRUCT", version, api, platform, "4"]
end = b"".join(field.encode().ljust(32, b"\0") for field in fields)
Path(out).write_bytes(Path(library).read_bytes() + end + bytes(256))
