/* SPDX-License-Identifier: Apache-2.0 */
/* The tests written in a pack, run as a host would ask: facts in, report out,
 * each expectation compared as text. */
#ifndef PRSE_ENGINE_PACK_TEST_H
#define PRSE_ENGINE_PACK_TEST_H

#include "engine/report.h"
#include "formats/json_writer.h"

/* An expectation that is not met. */
typedef struct prse__mismatch {
    prse__place place; /* of the expectation */
    size_t obligation;
    prse__date at;
    prse_str what, expected, found;
} prse__mismatch;

/* Cells of one variable that no test of an obligation reaches. */
typedef struct prse__uncovered {
    size_t var;
    int never_given;
    prse__mask cells;
} prse__uncovered;

/* Cells that no rule of an obligation tells apart count as one. */
typedef struct prse__coverage {
    size_t total, reached;
    size_t count;
    prse__uncovered *items;
} prse__coverage;

typedef struct prse__testing {
    const prse_pack *pack;
    prse_facts *facts;
    prse_report *report;
    prse__arena *arena; /* of everything below */
    size_t obligation;  /* being tested */
    const prse__test *test;
    size_t test_count, failed;
    size_t mismatch_count, mismatch_room;
    prse__mismatch *mismatches;
    prse__mask *given;  /* of each variable: cells that the tests reach */
    uint8_t *epochs;    /* 1: a test is set in this period */
    prse__coverage *coverage; /* of each obligation */
    prse_error *err;
} prse__testing;

/* Sets the facts of a test. PRSE_ENOMEM stops everything; another failure is
 * one of the test, with its place and message in *why. */
prse_status prse__test_given(prse__testing *t, prse_error *why);
/* Compares what was expected with the evaluated report. */
prse_status prse__test_compare(prse__testing *t);
/* Notes an expectation that was not met; texts are copied. */
prse_status prse__test_mismatch(prse__testing *t, prse__place place,
                                prse_str what, prse_str expected,
                                prse_str found);

/* The condition of the question that settles one obligation best; empty when
 * there is nothing to ask. */
prse_status prse__test_question(prse__buf *out, const prse__testing *t);

/* What the tests of the current obligation reach. */
prse_status prse__test_cover(prse__testing *t);

#endif
