/* SPDX-License-Identifier: Apache-2.0 */
#include "http/answer.h"

static prse_outcome of_http(int32_t http)
{
    if (http >= 200 && http < 300)
        return PRSE_OUTCOME_READ;
    if (http == 404 || http == 410)
        return PRSE_OUTCOME_ABSENT;
    if (http == 429)
        return PRSE_OUTCOME_LIMITED;
    return http >= 300 && http < 500 ? PRSE_OUTCOME_DENIED : PRSE_OUTCOME_DOWN;
}

prse_outcome prse__answer_outcome(const prse__answer *answer)
{
    switch (answer->status) {
    case PRSE_OK:
        return of_http(answer->http);
    case PRSE_ERATE:
        return PRSE_OUTCOME_LIMITED;
    case PRSE_EDENIED:
        return PRSE_OUTCOME_DENIED;
    case PRSE_ELIMIT:
        return PRSE_OUTCOME_UNREADABLE;
    case PRSE_ENOTFOUND: /* nothing kept, and nothing was to leave */
    case PRSE_ECANCELED:
        return PRSE_OUTCOME_NOT_ASKED;
    default:
        return PRSE_OUTCOME_DOWN;
    }
}

prse_str prse__answer_text(prse_str body)
{
    if (!prse__str_starts(body, "\xEF\xBB\xBF"))
        return body;
    return (prse_str){body.ptr + 3, body.len - 3};
}

const char *prse_outcome_name(prse_outcome outcome)
{
    static const char *const names[] = {
        [PRSE_OUTCOME_READ] = "lue",
        [PRSE_OUTCOME_ABSENT] = "absente",
        [PRSE_OUTCOME_UNREADABLE] = "illisible",
        [PRSE_OUTCOME_DOWN] = "indisponible",
        [PRSE_OUTCOME_LIMITED] = "limitee",
        [PRSE_OUTCOME_DENIED] = "refusee",
        [PRSE_OUTCOME_NOT_ASKED] = "non_demandee",
    };
    size_t index = (size_t)outcome;
    return index < sizeof names / sizeof names[0] ? names[index]
                                                  : "indisponible";
}
