/* SPDX-License-Identifier: Apache-2.0 */
/* The body of a callback, as a form or as JSON. */
#ifndef PRSE_CALLBACK_BODY_H
#define PRSE_CALLBACK_BODY_H

#include "base/error.h"
#include "base/str.h"

enum { PRSE__MSG_CHARACTERS = 144 };

/* Texts live in the arena. */
typedef struct prse__callback_body {
    prse_str document_id, status, msg, result;
    int has_result; /* the field is there, be it empty */
} prse__callback_body;

/* Reads and checks everything but what the run decides: fields known and once,
 * sizes, a known status, a result where there has to be one. `msg` is cut.
 * PRSE_EPARSE, PRSE_ESCHEMA, PRSE_ELIMIT, PRSE_ENOMEM. */
prse_status prse__body_read(prse__callback_body *out, prse__arena *arena,
                            prse_str content_type, prse_str body,
                            prse_error *err);
/* The first characters of a text. */
prse_str prse__body_cut(prse_str text);

#endif
