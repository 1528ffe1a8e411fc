# SPDX-License-Identifier: Apache-2.0
"""Failures are the exceptions that one expects."""
import pickle

import pytest

import portailrse as rse

pytestmark = pytest.mark.core

EXPECTED = {
    "OutOfMemory": MemoryError, "Invalid": ValueError, "NotFound": KeyError,
    "Exists": FileExistsError, "Limit": OverflowError,
    "ParseError": ValueError, "SchemaError": ValueError,
    "RuleError": ValueError, "FactError": ValueError, "IoError": OSError,
    "Unsupported": NotImplementedError, "Internal": RuntimeError,
    "TimedOut": TimeoutError, "Canceled": InterruptedError,
    "Refused": ConnectionRefusedError, "TlsError": ConnectionError,
    "Denied": PermissionError, "PeerError": ConnectionError,
    "Expired": PermissionError}


@pytest.mark.parametrize("name, kind", EXPECTED.items())
def test_a_failure_is_also_the_exception_of_python(name, kind):
    assert issubclass(getattr(rse, name), (rse.Error, kind))
    assert issubclass(getattr(rse, name), kind)


def test_every_code_has_its_class():
    codes = {kind.code for kind in rse.Error.__subclasses__()}
    assert codes == set(rse.Status) - {rse.Status.OK}
    assert len(rse.Error.__subclasses__()) == len(codes)


def test_a_failure_tells_its_place():
    error = rse.ParseError("expected a colon", file="pack.yaml", line=3,
                           column=7, subject="seuil")
    assert str(error) == "pack.yaml:3:7: expected a colon (seuil)"
    assert str(rse.NotFound("no such fact")) == "no such fact"


def test_a_failure_survives_pickling():
    error = pickle.loads(pickle.dumps(rse.FactError("wrong", subject="naf")))
    assert type(error) is rse.FactError and error.message == "wrong"


def test_wrong_types_are_type_errors(pack):
    for wrong in (lambda: pack.answers([], date="2026-11-27"),
                  lambda: pack.answers({1: 2}, date="2026-11-27"),
                  lambda: pack.label("fr"),
                  lambda: rse.Facts(pack).set_json(3, None)):
        with pytest.raises(TypeError):
            wrong()


def test_text_that_is_no_unicode_is_refused(pack):
    with pytest.raises(UnicodeEncodeError):
        rse.Facts(pack, {"effectif": "\ud800"})


def test_a_closed_object_says_so(pack):
    facts = rse.Facts(pack)
    with facts:
        pass
    with pytest.raises(ValueError, match="closed"):
        len(facts)


def test_a_store_that_was_given_away_says_so():
    store = rse.Store.memory()
    try:
        rse.Portal(store)
    except NotImplementedError:
        pytest.fail("portals work without OpenSSL too")
    with pytest.raises(ValueError, match="given away"):
        rse.Portal(store)


def test_objects_stay_in_their_process(pack):
    with pytest.raises(TypeError, match="stays in its process"):
        pickle.dumps(pack)
