# SPDX-License-Identifier: Apache-2.0
"""All of the public API is there, documented, and sized as promised."""
import inspect
import os
import re
import sys
from pathlib import Path

import pytest

import portailrse as rse
from portailrse import _api, _core

ROOT = Path(os.environ["PRSE_SOURCE_ROOT"])
sys.path.insert(0, str(ROOT / "bindings"))

from headers import read_headers  # noqa: E402

MODEL = read_headers(ROOT / "include")
# What Python does by itself: references, texts.
ITSELF = re.compile(r"_(ref|unref|free|drop)$|^prse_(str_of|text_str)$")
FUNCTIONS = [f for f in MODEL.functions if not ITSELF.search(f.name)]


def names(module):
    return {name for name in dir(module) if not name.startswith("__")}


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.name)
def test_every_function_is_in_the_flat_module(function):
    assert hasattr(_core, function.name.removeprefix("prse_"))


def test_every_function_has_a_typed_method_or_a_protocol():
    text = inspect.getsource(_api) + "".join(
        path.read_text()
        for path in (ROOT / "bindings/python/portailrse").glob("*.py"))
    # An answer is finished in C; HTTP of Python has no guards; rows are
    # Python's own; one block is a stream too.
    inside = re.compile(r"^prse_(http_call_(finish|may_connect)|reform_block|"
                        r"records_(text|json)$)")
    missing = [f.name for f in FUNCTIONS if not inside.match(f.name)
               and f"_core.{f.name.removeprefix('prse_')}(" not in text]
    assert missing == []


def test_every_struct_that_comes_back_has_a_named_tuple():
    assert rse.Unit._fields[:3] == ("open", "partial", "natural_person")
    assert all(hasattr(_api, e) for e in ("Answer", "Role", "Status"))


def public(thing):
    return [(n, m) for n, m in inspect.getmembers(thing)
            if not n.startswith("_")]


def test_everything_public_is_documented():
    bare = []
    for name, thing in public(rse):
        if inspect.ismodule(thing):
            continue
        if callable(thing) and not inspect.getdoc(thing):
            bare.append(name)
        if inspect.isclass(thing) and thing.__module__.startswith(
                "portailrse"):
            bare += [f"{name}.{n}" for n, m in public(thing)
                     if (inspect.isfunction(m) or isinstance(m, property))
                     and not inspect.getdoc(m)]
    assert bare == []


def test_every_enum_has_the_values_of_the_header():
    for enum in MODEL.enums.values():
        members = {m.value for m in enum.items}
        python = getattr(_api, "".join(
            p.capitalize() for p in enum.name.split("_")[1:]))
        assert {int(m) for m in python} == members, enum.name
