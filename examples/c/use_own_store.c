/* SPDX-License-Identifier: Apache-2.0 */
/* A host with a store of its own: it first proves that the store keeps the
 * contract of sys/store.h, then runs a portal on it. No arguments. */
#include <stdio.h>

#include <portailrse/portal.h>

#include "own_store.h"

/* One sentence of the contract; it holds when nothing is wrong. */
static void tell_case(void *user, prse_str name, prse_str wrong)
{
    (void)user;
    if (wrong.len > 0)
        printf("not so: %.*s: %.*s\n", (int)name.len, name.ptr, (int)wrong.len,
               wrong.ptr);
}

static prse_status prove(prse_error *err)
{
    prse_store store;
    prse_status status = own_store(&store, err);
    if (status)
        return status;
    status = prse_store_kit(&store, tell_case, NULL, err);
    store.free(store.self);
    if (!status)
        printf("the store keeps its contract\n");
    return status;
}

static prse_status open_portal(prse_portal **out, prse_error *err)
{
    const prse_portal_options new_store = {.size = sizeof new_store,
                                           .migrate = 1};
    prse_store store;
    prse_status status = own_store(&store, err);
    if (status)
        return status;
    status = prse_portal_new(out, &store, NULL, &new_store, err);
    if (status)
        store.free(store.self); /* the portal takes it on success only */
    return status;
}

/* What was done, newest first. */
static void show(prse_records *journal)
{
    for (size_t i = 0; i < prse_records_count(journal); i++) {
        prse_str what = prse_records_text(journal, i, PRSE_STR("action"));
        printf("journal: %.*s\n", (int)what.len, what.ptr);
    }
}

int main(void)
{
    prse_portal *portal = NULL;
    prse_session *host = NULL;
    prse_records *journal = NULL;
    prse_error err = {0};
    prse_unit post = {.size = sizeof post,
                      .siren = PRSE_STR("356000000"),
                      .denomination = PRSE_STR("La Poste")};
    int failed =
        prove(&err) || open_portal(&portal, &err) ||
        prse_session_of_host(&host, portal, PRSE_STR("example"), &err) ||
        prse_portal_company_save(host, &post, PRSE_VERSION_NEW, NULL, &err) ||
        prse_portal_company_save(host, &post, 1, NULL, &err) ||
        prse_portal_journal(&journal, host, post.siren, 0, 0, &err);
    if (failed)
        fprintf(stderr, "%s: %s\n", err.subject, err.message);
    show(journal);
    prse_records_free(journal);
    prse_session_free(host);
    prse_portal_unref(portal);
    return failed;
}
