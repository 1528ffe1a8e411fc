/* SPDX-License-Identifier: Apache-2.0 */
/* Values as the files of the TCK write them. */
#ifndef PRSE_TESTS_CONFORMANCE_TCK_VALUE_H
#define PRSE_TESTS_CONFORMANCE_TCK_VALUE_H

#include "feel/walk.h"
#include "tck_xml.h"

/* Of an inputNode, component, item or expected. NULL: of a type that the
 * library does not have (times, date-times). */
const prse__value *tck_read_value(prse__eval *ev, const xml *node);
/* Equality within 1e-8, as the runners of other engines have it. */
int tck_same(const prse__value *a, const prse__value *b);

#endif
