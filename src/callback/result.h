/* SPDX-License-Identifier: Apache-2.0 */
/* The results of the existing service. */
#ifndef PRSE_CALLBACK_RESULT_H
#define PRSE_CALLBACK_RESULT_H

#include "base/error.h"
#include "base/str.h"

enum { PRSE__RESULT_MOST = 64 * 1024 * 1024 };

/* An object of known labels, each with a list of {"PAGES": from 1, "TEXTS":
 * text}, nothing else. PRSE_EPARSE, PRSE_ESCHEMA, PRSE_ELIMIT, PRSE_ENOMEM. */
prse_status prse__result_check(prse_str json, prse_error *err);

#endif
