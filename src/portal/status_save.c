/* SPDX-License-Identifier: Apache-2.0 */
/* States that a host found itself, with proofs that only platforms know. */
#include "crypto/crypto.h"
#include "engine/report.h"
#include "portailrse/qualification.h"
#include "portal/status.h"

typedef struct save {
    prse_report *report;
    char receipt[PRSE__DIGEST_HEX]; /* id; empty: none */
} save;

static prse_status save_body(void *user, prse__work *work, prse_error *err)
{
    save *s = user;
    prse_status status = prse__statuses_put(
        work, s->report, prse_str_of(s->receipt), err);
    return status ? status
                  : prse__journal_add(work, PRSE_OP_EVALUATE,
                                      prse_str_of(s->receipt), PRSE_STR(""),
                                      err);
}

prse_status prse_portal_statuses_save(prse_session *session, prse_str siren,
                                      prse_report *report, prse_str receipt,
                                      prse_error *err)
{
    save s = {.report = report};
    if (!session || !report || !report->facts)
        return prse__error_set(err, PRSE_EINVAL, NULL, "%s",
                               !session  ? "session is NULL"
                               : !report ? "report is NULL"
                                         : "the report was not evaluated");
    prse_status status =
        receipt.len ? prse__digest_hex(s.receipt, receipt, err) : PRSE_OK;
    return status ? status
                  : prse__portal_write(session, siren, PRSE_OP_EVALUATE,
                                       save_body, &s, err);
}
