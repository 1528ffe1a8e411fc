/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file dashboard.h
 * From a company's number to its obligations, each with how far the company is
 * and the next date: facts of registers, what the host knows, what platforms
 * prove. One thread at a time.
 */
#ifndef PORTAILRSE_DASHBOARD_H
#define PORTAILRSE_DASHBOARD_H

#include "portailrse/obligation.h"
#include "portailrse/services.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A dashboard; reusable from one company to the next. */
typedef struct prse_dashboard prse_dashboard;

/**
 * Makes a dashboard.
 *
 * @param out       gives the dashboard; release with prse_dashboard_free().
 * @param services  borrows; held by the dashboard.
 * @param pack      borrows; held by the dashboard.
 * @param err       filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_dashboard_new(prse_dashboard **out,
                                        prse_services *services,
                                        prse_pack *pack, prse_error *err);

/**
 * Frees a dashboard.
 *
 * @param dashboard  takes; NULL is legal.
 * @threads confined
 * @since 0.1
 */
PRSE_API void prse_dashboard_free(prse_dashboard *dashboard);

/**
 * Asks registers and platforms at once, under one deadline, and evaluates. A
 * service that does not answer costs its facts, not the dashboard.
 *
 * @param dashboard  borrows.
 * @param number     borrows; SIREN, SIRET or VAT number.
 * @param known      borrows during the call; what the host knows, of the same
 *                   pack; NULL: nothing. It goes before what registers say.
 * @param date       day of the law, "2026-11-26".
 * @param opts       borrows; NULL for the defaults.
 * @param err        filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI, PRSE_EPARSE,
 *         PRSE_ETYPE, PRSE_ENOTFOUND (a register that answered knows no such
 *         unit), PRSE_ECANCELED. When no register answers the dashboard stands
 *         on what is known, see prse_dashboard_trace().
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_dashboard_run(prse_dashboard *dashboard,
                                        prse_str number,
                                        const prse_facts *known,
                                        prse_str date,
                                        const prse_request_options *opts,
                                        prse_error *err);

/**
 * The answers.
 *
 * @param dashboard  borrows; run.
 * @return the report, borrowed until the next run; NULL before the first.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_report *prse_dashboard_report(prse_dashboard *dashboard);

/**
 * The facts that the answers stand on, with their warnings.
 *
 * @param dashboard  borrows; run.
 * @return the facts, borrowed until the next run; NULL before the first.
 * @threads confined
 * @since 0.1
 */
PRSE_API const prse_facts *prse_dashboard_facts(
    const prse_dashboard *dashboard);

/**
 * What registers say of the unit.
 *
 * @param dashboard  borrows; run.
 * @param out        filled; its size must be set; texts live until the next
 *                   run.
 * @param err        filled on failure.
 * @return PRSE_OK, PRSE_EINVAL, PRSE_EABI, PRSE_ENOTFOUND (no register
 *         answered).
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_dashboard_unit(const prse_dashboard *dashboard,
                                         prse_unit *out, prse_error *err);

/**
 * A question that was asked.
 *
 * @param dashboard  borrows; run.
 * @param index      from 0.
 * @param out        filled; its size must be set; texts live until the next
 *                   run.
 * @param err        filled on failure.
 * @return PRSE_OK, PRSE_EINVAL, PRSE_EABI, PRSE_ENOTFOUND (there are fewer).
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_dashboard_trace(const prse_dashboard *dashboard,
                                          size_t index, prse_trace *out,
                                          prse_error *err);

/**
 * Whether a service did not answer, so that a fact may be missing or old.
 *
 * @param dashboard  borrows; run.
 * @return 1 when something is missing, else 0.
 * @threads confined
 * @since 0.1
 */
PRSE_API int prse_dashboard_partial(const prse_dashboard *dashboard);

/**
 * Why a fact is taken for true: who says so, of which day, and how sure it is.
 *
 * @param out        filled; empty when the fact is not known; lives until the
 *                   next call on the dashboard.
 * @param dashboard  borrows; run.
 * @param fact       index in the dictionary.
 * @param year       0, -1 ...
 * @param lang       language.
 * @param err        filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_ENOTFOUND.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_dashboard_why(prse_str *out,
                                        prse_dashboard *dashboard, size_t fact,
                                        int32_t year, prse_lang lang,
                                        prse_error *err);

/**
 * The whole dashboard as JSON: unit, services, facts, obligations.
 *
 * @param out        gives the text; release with prse_text_free().
 * @param dashboard  borrows; run.
 * @param lang       language of the texts.
 * @param err        filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_dashboard_json(prse_text **out,
                                         prse_dashboard *dashboard,
                                         prse_lang lang, prse_error *err);

#ifdef __cplusplus
}
#endif

#endif
