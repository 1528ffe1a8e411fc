/* SPDX-License-Identifier: Apache-2.0 */
/* The labels of the existing service: a standard's code, with or without a
 * title after it, or none. */
#ifndef PRSE_CALLBACK_LABEL_H
#define PRSE_CALLBACK_LABEL_H

#include "base/str.h"

/* 1: a page that shows results knows what to do with it. */
int prse__label_is_known(prse_str label);

#endif
