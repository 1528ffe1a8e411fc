#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reads the public headers and writes what bindings need to know of them:

    fields.h   the fields of every struct that crosses, as C tables
    thunks.c   the functions of plugs whose backend is a Python object, and
    thunks.h   the prototypes of those among them that are written by hand
    types.i    which typemap family each type belongs to, and which calls are
               long enough to let other Python threads run
    headers.i  the headers themselves, each after those that it includes
    _api.py    one Python class a handle, one method a function, typed, with
               the headers' own documentation

    generate.py INCLUDE_FOLDER OUTPUT_FOLDER [java]

and for Java, fields.h, types.i and headers.i of its own, with a class for each
enum, struct and handle.
"""
import sys
from pathlib import Path

from headers import read_headers
from write_api import write_api
from write_fields import write_fields
from write_java import WITHOUT, write_java
from write_thunks import write_thunks
from write_types import write_headers, write_types

include, output = Path(sys.argv[1]), Path(sys.argv[2])
if sys.argv[3:] == ["java"]:
    model = read_headers(include, WITHOUT)
    made = write_java(model)
else:
    model = read_headers(include)
    made = {"fields.h": write_fields(model), "types.i": write_types(model),
            "_api.py": write_api(model)} | write_thunks(model)
made["headers.i"] = write_headers(model)
for name, text in made.items():
    (output / name).parent.mkdir(parents=True, exist_ok=True)
    (output / name).write_text(text)
