/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file qualification.h
 * The facts of a company, year by year, with who said them; what was answered
 * on them; and how far its reports are.
 */
#ifndef PORTAILRSE_QUALIFICATION_H
#define PORTAILRSE_QUALIFICATION_H

#include "portailrse/portal.h"
#include "portailrse/receipt.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How the facts of a year are saved; zero fields take their default. */
typedef struct prse_qualification_options {
    uint32_t size;           /**< sizeof(prse_qualification_options). */
    int32_t keep_later;      /**< 0: years after this one are dropped into the
                                  history, as the existing portal does; 1: they
                                  stay. */
    int64_t expected;        /**< PRSE_VERSION_ANY, or the version of the year
                                  that was read; 0 (PRSE_VERSION_NEW): the year
                                  is new. */
    prse_str closing;        /**< Day on which the year ends, "2025-12-31"; may
                                  be empty. */
    int32_t allow_incoherent; /**< 1: facts that the pack finds contradictory
                                   are kept; their count is in `avertissements`;
                                   0: they are refused. */
    int32_t reserved;        /**< 0. */
} prse_qualification_options;

/**
 * Saves what is known of a company in a year: the slots of year 0 of @p facts
 * that are known, each with its source. What the year held before goes into
 * the history.
 *
 * @param session  borrows.
 * @param siren    borrows; 9 digits.
 * @param year     "exercice": the year in which the financial year ends.
 * @param facts    borrows; the pack's checks between facts are those of its
 *                 warnings.
 * @param opts     borrows; NULL: whatever version is there.
 * @param err      filled on failure.
 * @return PRSE_OK, PRSE_EABI, PRSE_ERULE (the pack finds the facts
 *         contradictory; the message is its first warning), PRSE_EEXISTS,
 *         PRSE_ECONFLICT, PRSE_ENOTFOUND, or as every function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_facts_save(
    prse_session *session, prse_str siren, int32_t year,
    const prse_facts *facts, const prse_qualification_options *opts,
    prse_error *err);

/**
 * Fills facts with what is kept of a year and, where the pack has facts of
 * several years, of the years before it.
 *
 * @param session  borrows.
 * @param siren    borrows; 9 digits.
 * @param year     the year that becomes year 0; 0: the latest that is kept.
 * @param facts    borrows; cleared first. A fact that the pack does not know
 *                 (any more) is left out and told as a warning.
 * @param version  receives the version of the year; may be NULL.
 * @param err      filled on failure.
 * @return PRSE_OK, PRSE_ENOTFOUND (nothing is kept of that year), or as every
 *         function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_facts_load(prse_session *session,
                                            prse_str siren, int32_t year,
                                            prse_facts *facts,
                                            int64_t *version, prse_error *err);

/**
 * The years of a company, latest first: rows of `exercices`.
 *
 * @param out      gives the rows; release with prse_records_free().
 * @param session  borrows.
 * @param siren    borrows; 9 digits.
 * @param err      filled on failure.
 * @return PRSE_OK, or as every function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_years(prse_records **out,
                                       prse_session *session, prse_str siren,
                                       prse_error *err);

/**
 * What a year was before, newest first: rows of `exercices_anciens`.
 *
 * @param out      gives the rows; release with prse_records_free().
 * @param session  borrows.
 * @param siren    borrows; 9 digits.
 * @param year     the year; 0: all years, latest first.
 * @param err      filled on failure.
 * @return PRSE_OK, or as every function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_history(prse_records **out,
                                         prse_session *session, prse_str siren,
                                         int32_t year, prse_error *err);

/** How a company is evaluated; zero fields take their default. */
typedef struct prse_evaluation_options {
    uint32_t size;               /**< sizeof(prse_evaluation_options). */
    int32_t year;                /**< The year of the facts; 0: the latest. */
    const prse_signing_key *key; /**< Borrows; NULL: not signed. */
    prse_str date;               /**< Day of the law; empty: today, in UTC. */
} prse_evaluation_options;

/**
 * Answers for a company on what is kept of it, keeps the receipt, and notes
 * the state of each obligation in `statuts`.
 *
 * @param out      gives the receipt; release with prse_text_free(); may be
 *                 NULL.
 * @param session  borrows.
 * @param siren    borrows; 9 digits.
 * @param pack     borrows.
 * @param opts     borrows; NULL for the defaults.
 * @param err      filled on failure.
 * @return PRSE_OK, PRSE_EABI, PRSE_ENOTFOUND (no facts), or as every function
 *         of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_evaluate(prse_text **out,
                                          prse_session *session,
                                          prse_str siren, prse_pack *pack,
                                          const prse_evaluation_options *opts,
                                          prse_error *err);

/**
 * Keeps the state of each obligation of a report that the host made itself, for
 * instance from a dashboard: with the proofs that only platforms know.
 *
 * @param session  borrows.
 * @param siren    borrows; 9 digits.
 * @param report   borrows; evaluated.
 * @param receipt  borrows; the receipt of the same answers; may be empty.
 * @param err      filled on failure.
 * @return PRSE_OK, or as every function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_statuses_save(prse_session *session,
                                               prse_str siren,
                                               prse_report *report,
                                               prse_str receipt,
                                               prse_error *err);

/**
 * The state of each obligation of a company: rows of `statuts`.
 *
 * @param out      gives the rows; release with prse_records_free().
 * @param session  borrows.
 * @param siren    borrows; 9 digits.
 * @param err      filled on failure.
 * @return PRSE_OK, or as every function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_statuses(prse_records **out,
                                          prse_session *session,
                                          prse_str siren, prse_error *err);

/**
 * The receipts of a company, newest first: rows of `recus`.
 *
 * @param out      gives the rows; release with prse_records_free().
 * @param session  borrows.
 * @param siren    borrows; 9 digits.
 * @param limit    rows, at most; 0: 100.
 * @param err      filled on failure.
 * @return PRSE_OK, or as every function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_receipts(prse_records **out,
                                          prse_session *session,
                                          prse_str siren, uint32_t limit,
                                          prse_error *err);

/** How far a report of a company is. */
typedef struct prse_company_report {
    uint32_t size;     /**< sizeof(prse_company_report). */
    int32_t year;      /**< Its financial year. */
    prse_str siren;    /**< The company, 9 digits. */
    prse_str kind;     /**< "vsme", "csrd", "bdese"; a pack's or a host's
                            word, small letters. */
    prse_str state;    /**< "brouillon", "termine", "publie"... a host's word;
                            small letters. */
    prse_str step;     /**< Last step that was declared done; may be empty. */
    prse_str link;     /**< Where it is published, https; may be empty. */
    prse_str progress; /**< JSON object: percent by part, {"total":40,
                            "B1":100}; may be empty. */
    int64_t expected;  /**< PRSE_VERSION_NEW, PRSE_VERSION_ANY or the version
                            that was read. */
} prse_company_report;

/**
 * Keeps how far a report is.
 *
 * @param session  borrows.
 * @param report   borrows.
 * @param version  receives the new version; may be NULL.
 * @param err      filled on failure.
 * @return PRSE_OK, PRSE_EABI, PRSE_EEXISTS, PRSE_ECONFLICT, PRSE_ENOTFOUND, or
 *         as every function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status
prse_portal_report_save(prse_session *session,
                        const prse_company_report *report, int64_t *version,
                        prse_error *err);

/**
 * The reports of a company: rows of `rapports`.
 *
 * @param out      gives the rows; release with prse_records_free().
 * @param session  borrows.
 * @param siren    borrows; 9 digits.
 * @param err      filled on failure.
 * @return PRSE_OK, or as every function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_reports(prse_records **out,
                                         prse_session *session, prse_str siren,
                                         prse_error *err);

#ifdef __cplusplus
}
#endif

#endif
