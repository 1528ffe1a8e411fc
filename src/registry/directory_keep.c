/* SPDX-License-Identifier: Apache-2.0 */
/* What of an answer may outlive its reading: all but the people in it who are
 * not the unit itself. */
#include "formats/json_pick.h"
#include "registry/directory.h"
#include "registry/reply.h"

static int is_kept(prse_str key)
{
    return !prse__str_is(key, "dirigeants") && !prse__str_is(key, "elus");
}

void prse__directory_keep(prse__buf *out, prse_str body)
{
    prse_error ignored;
    const prse__answer answer = {PRSE_OK, 200, body};
    prse__reply reply = {.source = "directory", .answer = &answer,
                         .why = &ignored};
    if (prse__reply_open(&reply) == PRSE_OUTCOME_READ)
        prse__json_pick(out, reply.root, is_kept);
    else
        out->failed = 1;
    prse__reply_close(&reply);
}
