# SPDX-License-Identifier: Apache-2.0
"""Each way between C and Python once, for valgrind, under which pytest itself
would take minutes: ends with 0 when everything came out as it should."""
from __future__ import annotations

import gc

import test_lifetime_growth as growth
from stores import Store

import portailrse as rse

for make in (growth.evaluate, growth.facts, growth.store, growth.errors,
             growth.blobs, growth.requests, growth.jobs):
    once = make()
    for _ in range(2):
        once()
    del once
    gc.collect()
with rse.Portal(rse.Store(Store())).host("valgrind") as session:
    session.company_save(siren=growth.SIREN, denomination="La Poste")
    assert [row["siren"] for row in session.companies("", 0)]
print("done")
