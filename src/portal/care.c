/* SPDX-License-Identifier: Apache-2.0 */
/* The host's check and its daily task: each part does what is its own. */
#include "base/options.h"
#include "portal/document.h"

typedef prse_status check_part(prse_session *session, prse_finding found,
                               void *user, const prse_store_work *progress,
                               prse_error *err);
typedef prse_status tidy_part(prse_session *session, prse_tidied *out,
                              const prse_store_work *progress,
                              prse_error *err);

prse_status prse_portal_check(prse_session *session, prse_finding found,
                              void *user, const prse_store_work *work,
                              prse_error *err)
{
    static check_part *const parts[] = {
        prse__journal_check, prse__people_check, prse__results_check,
        prse__documents_check};
    prse_store_work progress = {0};
    if (!found)
        return prse__error_set(err, PRSE_EINVAL, "found", "it is NULL");
    prse_status status = prse__options_read(&progress, sizeof progress, work,
                                            "prse_store_work", err);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0] && !status; i++)
        status = parts[i](session, found, user, &progress, err);
    return status;
}

prse_status prse_portal_documents_check(prse_session *session, int32_t deep,
                                        prse_finding found, void *user,
                                        const prse_store_work *work,
                                        prse_error *err)
{
    prse_store_work progress = {0};
    if (!session || !found)
        return prse__error_set(err, PRSE_EINVAL, session ? "found" : "session",
                               "it is NULL");
    if (deep != 0 && deep != 1)
        return prse__error_set(err, PRSE_EINVAL, "deep",
                               "1: blobs are read; 0: they are listed");
    prse_status status = prse__options_read(&progress, sizeof progress, work,
                                            "prse_store_work", err);
    if (!status)
        status = prse__documents_ready(session, err);
    if (!status)
        status = prse__results_check(session, found, user, &progress, err);
    if (!status)
        status = prse__documents_check(session, found, user, &progress, err);
    return status || !deep ? status
                           : prse__documents_digest(session, found, user,
                                                    &progress, err);
}

prse_status prse_portal_tidy(prse_session *session, prse_tidied *out,
                             const prse_store_work *work, prse_error *err)
{
    static tidy_part *const parts[] = {prse__people_tidy,
                                       prse__documents_tidy};
    prse_tidied done = {.size = sizeof done};
    prse_store_work progress = {0};
    prse_status status = prse__options_read(&progress, sizeof progress, work,
                                            "prse_store_work", err);
    if (!status && out && out->size < sizeof out->size)
        status = prse__error_set(err, PRSE_EABI, "out",
                                 "the size of the struct is not set");
    for (size_t i = 0; i < sizeof parts / sizeof parts[0] && !status; i++)
        status = parts[i](session, &done, &progress, err);
    return status || !out ? status
                          : prse__struct_give(out, &done, sizeof done, err);
}
