/* SPDX-License-Identifier: Apache-2.0 */
/* The lists of qualification.h: each is one query over the company's rows. */
#include "portailrse/qualification.h"
#include "portal/portal.h"

enum { FEW = 100 };

typedef struct list {
    prse_records *records;
    prse__portal_collection of;
    int32_t index;
    int32_t year; /* the second column of the key; 0: all */
    uint32_t descending;
    uint64_t limit;
} list;

static prse_status list_body(void *user, prse__work *work, prse_error *err)
{
    list *l = user;
    prse_value equal[2] = {prse__field_text(work->siren),
                           prse__field_int(l->year)};
    prse_query query = {.size = sizeof query,
                        .index = l->index,
                        .equal = equal,
                        .equal_count = l->year ? 2 : 1,
                        .descending = l->descending,
                        .limit = l->limit};
    return prse__portal_list(l->records, work, l->of, &query, err);
}

static prse_status run(prse_records **out, prse_session *session,
                       prse_str siren, prse_operation operation, list *l,
                       prse_error *err)
{
    prse_status status = prse__portal_rows(out, &l->records, l->of, err);
    if (!status)
        status = prse__portal_read(session, siren, operation, list_body, l,
                                   err);
    return prse__portal_give(out, l->records, status);
}

prse_status prse_portal_years(prse_records **out, prse_session *session,
                              prse_str siren, prse_error *err)
{
    list l = {.of = PRSE__EXERCICES, .index = -1, .descending = 1};
    return run(out, session, siren, PRSE_OP_FACTS_VIEW, &l, err);
}

prse_status prse_portal_history(prse_records **out, prse_session *session,
                                prse_str siren, int32_t year, prse_error *err)
{
    list l = {.of = PRSE__EXERCICES_ANCIENS, .index = -1, .year = year,
              .descending = 1};
    return run(out, session, siren, PRSE_OP_FACTS_HISTORY, &l, err);
}

prse_status prse_portal_statuses(prse_records **out, prse_session *session,
                                 prse_str siren, prse_error *err)
{
    list l = {.of = PRSE__STATUTS, .index = -1};
    return run(out, session, siren, PRSE_OP_RECEIPT_VIEW, &l, err);
}

prse_status prse_portal_receipts(prse_records **out, prse_session *session,
                                 prse_str siren, uint32_t limit,
                                 prse_error *err)
{
    list l = {.of = PRSE__RECUS, .index = RECUS_PAR_SIREN, .descending = 1,
              .limit = limit ? limit : FEW};
    return run(out, session, siren, PRSE_OP_RECEIPT_VIEW, &l, err);
}

prse_status prse_portal_reports(prse_records **out, prse_session *session,
                                prse_str siren, prse_error *err)
{
    list l = {.of = PRSE__RAPPORTS, .index = -1};
    return run(out, session, siren, PRSE_OP_REPORT_VIEW, &l, err);
}
