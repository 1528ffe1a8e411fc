/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file portal.h
 * What a portal keeps: companies and their years, persons and their rights,
 * receipts, reports, documents, and a journal of what was done. A portal is a
 * store, a blob store, and the rules of who may do what; a session is somebody
 * at work in it. Every function on a session checks the matrix of access.h in
 * the transaction that does the work, and writes the journal in it.
 *
 * Functions on a session answer, beside what each lists: PRSE_ENOMEM,
 * PRSE_EINVAL, PRSE_EPARSE (text that is not UTF-8, holds a control character,
 * or is too long; a number that names no company), PRSE_EDENIED (not a right of
 * this person there; a company that does not exist answers the same to who may
 * not know), PRSE_ENOTFOUND (told to the host that would write into such a
 * company), PRSE_EEXPIRED (the right or the token had its time), PRSE_EBUSY
 * (others write for longer than the deadline), and what store and blob store
 * answer (PRSE_EIO, PRSE_ETIMEOUT, PRSE_ECANCELED, PRSE_ESCHEMA ...).
 */
#ifndef PORTAILRSE_PORTAL_H
#define PORTAILRSE_PORTAL_H

#include "portailrse/access.h"
#include "portailrse/company.h"
#include "portailrse/records.h"
#include "portailrse/store.h"
#include "portailrse/sys/clock.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A store, a blob store and their rules; shared by threads. */
typedef struct prse_portal prse_portal;

/** Somebody at work in a portal; one thread at a time. */
typedef struct prse_session prse_session;

/** Looks at a file that was uploaded and not yet accepted: a virus scanner.
 * @p path is a file that only the owner of the process reads. PRSE_OK: clean;
 * PRSE_EDENIED: refused, with the reason in @p err; any other failure: it could
 * not be looked at, and the upload is refused with that. */
typedef prse_status (*prse_scan)(void *user, const char *path,
                                 prse_error *err);

/** Settings of a portal; zero fields take their default. */
typedef struct prse_portal_options {
    uint32_t size;            /**< sizeof(prse_portal_options). */
    uint32_t migrate;         /**< 1: an empty or older store is brought to the
                                   newest version; 0: it is refused. */
    uint32_t invitation_days; /**< Life of an invitation; default 30. */
    uint32_t token_days;      /**< Life of a token; default 90. */
    uint64_t upload_bytes;    /**< A document, at most; default 50 MiB. */
    int64_t deadline_ms;      /**< Of each call, without blobs; default
                                   5,000. */
    prse_scan scan;           /**< NULL: uploads are not scanned. */
    void *scan_user;          /**< Handed to scan(). */
    const prse_clock *clock;  /**< Borrows; NULL: the system's. */
    const char *spool;        /**< Folder for uploads under way; NULL: /tmp. */
} prse_portal_options;

/**
 * Opens a portal.
 *
 * @param out    gives the portal; release with prse_portal_unref().
 * @param store  takes, on success only.
 * @param blob   takes, on success only; NULL: without documents.
 * @param opts   borrows; NULL for the defaults.
 * @param err    filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI, PRSE_ESCHEMA (the store
 *         is older and must be migrated, or newer than this library),
 *         PRSE_EIO (the system gives no randomness), or as the store.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_portal_new(prse_portal **out, prse_store *store,
                                     prse_blob *blob,
                                     const prse_portal_options *opts,
                                     prse_error *err);

/**
 * One more holder of the portal.
 *
 * @param portal  borrows; NULL is legal.
 * @return the same portal.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_portal *prse_portal_ref(prse_portal *portal);

/**
 * One holder less; the last one frees the portal with its store and blob
 * store. Sessions hold their portal.
 *
 * @param portal  takes one reference; NULL is legal.
 * @threads shared
 * @since 0.1
 */
PRSE_API void prse_portal_unref(prse_portal *portal);

/**
 * The schema of a portal's store, for migration, copy and backup.
 *
 * @return static.
 * @threads pure
 * @since 0.1
 */
PRSE_API const prse_schema *prse_portal_schema(void);

/**
 * A session of the host itself: its tasks and administrators.
 *
 * @param out     gives the session; release with prse_session_free().
 * @param portal  borrows; held by the session.
 * @param label   borrows; what the journal calls it, "cron"; no personal data.
 * @param err     filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EPARSE.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_session_of_host(prse_session **out,
                                          prse_portal *portal, prse_str label,
                                          prse_error *err);

/**
 * A session of a person, whom the host has recognised.
 *
 * @param out     gives the session; release with prse_session_free().
 * @param portal  borrows; held by the session.
 * @param person  borrows; id of the person.
 * @param err     filled on failure.
 * @return PRSE_OK, PRSE_ENOTFOUND (no such person), or as every function of a
 *         session.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_session_of_person(prse_session **out,
                                            prse_portal *portal,
                                            prse_str person, prse_error *err);

/**
 * A session of the person who shows a token.
 *
 * @param out     gives the session; release with prse_session_free().
 * @param portal  borrows; held by the session.
 * @param token   borrows; as prse_portal_token_make() gave it.
 * @param err     filled on failure.
 * @return PRSE_OK, PRSE_EDENIED (no such token, or taken back), PRSE_EEXPIRED,
 *         or as every function of a session.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_session_of_token(prse_session **out,
                                           prse_portal *portal, prse_str token,
                                           prse_error *err);

/**
 * Frees a session.
 *
 * @param session  takes; NULL is legal.
 * @threads confined
 * @since 0.1
 */
PRSE_API void prse_session_free(prse_session *session);

/**
 * The person of a session.
 *
 * @param session  borrows.
 * @return the id; empty for the host; lives as long as @p session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_str prse_session_person(const prse_session *session);

/**
 * Makes a company known, or changes its identity. A person who creates one
 * becomes its owner; one who is registered as an adviser, its adviser.
 *
 * @param session   borrows.
 * @param unit      borrows; siren, denomination, categorie_juridique, naf,
 *                  code_postal, commune, code_pays and pays are kept.
 * @param expected  PRSE_VERSION_NEW, PRSE_VERSION_ANY or the version that was
 *                  read.
 * @param version   receives the new version; may be NULL.
 * @param err       filled on failure.
 * @return PRSE_OK, PRSE_EEXISTS, PRSE_ECONFLICT, PRSE_ENOTFOUND, or as every
 *         function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_company_save(prse_session *session,
                                              const prse_unit *unit,
                                              int64_t expected,
                                              int64_t *version,
                                              prse_error *err);

/**
 * A company: one row of `entreprises`.
 *
 * @param out      gives the row; release with prse_records_free().
 * @param session  borrows.
 * @param siren    borrows; 9 digits.
 * @param err      filled on failure.
 * @return PRSE_OK, PRSE_ENOTFOUND (told to the host only), or as every function
 *         of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_company(prse_records **out,
                                         prse_session *session, prse_str siren,
                                         prse_error *err);

/**
 * The companies of the person of a session: rows of `habilitations` whose time
 * is not over; of the host: all rows of `entreprises`.
 *
 * @param out      gives the rows; release with prse_records_free().
 * @param session  borrows.
 * @param after    borrows; SIREN after which the list goes on; empty: from the
 *                 first.
 * @param limit    rows, at most; 0: 100.
 * @param err      filled on failure.
 * @return PRSE_OK, or as every function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_companies(prse_records **out,
                                           prse_session *session,
                                           prse_str after, uint32_t limit,
                                           prse_error *err);

/**
 * Erases a company: its years, history, receipts, reports, members and
 * documents. Its journal keeps that it was erased, when and by whom, and
 * nothing else that was written about it.
 *
 * @param session  borrows.
 * @param siren    borrows; 9 digits.
 * @param err      filled on failure.
 * @return PRSE_OK, PRSE_ENOTFOUND, or as every function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_company_erase(prse_session *session,
                                               prse_str siren,
                                               prse_error *err);

/**
 * The journal of a company, newest first: rows of `journal`.
 *
 * @param out      gives the rows; release with prse_records_free().
 * @param session  borrows.
 * @param siren    borrows; 9 digits; empty: the journal of the portal itself.
 * @param before   number before which the list goes on; 0: from the last.
 * @param limit    rows, at most; 0: 100.
 * @param err      filled on failure.
 * @return PRSE_OK, or as every function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_journal(prse_records **out,
                                         prse_session *session, prse_str siren,
                                         int64_t before, uint32_t limit,
                                         prse_error *err);

/**
 * Checks what a store's own check cannot: every hash chain of the journal, rows
 * that refer to rows that are not there, documents and their blobs both ways.
 * Tells each finding; changes nothing.
 *
 * @param session  borrows; of the host.
 * @param found    called for each finding.
 * @param user     handed to @p found.
 * @param work     borrows; NULL for none.
 * @param err      filled on failure; findings are none.
 * @return PRSE_OK, or as every function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_check(prse_session *session,
                                       prse_finding found, void *user,
                                       const prse_store_work *work,
                                       prse_error *err);

/** What tidying did. */
typedef struct prse_tidied {
    uint32_t size;        /**< sizeof(prse_tidied), set by the caller. */
    uint32_t reserved;    /**< 0. */
    uint64_t documents;   /**< Documents whose time was over. */
    uint64_t blobs;       /**< Blobs that no document needs any more. */
    uint64_t orphans;     /**< Blobs that no row knows, older than a day. */
    uint64_t invitations; /**< Invitations that expired. */
    uint64_t tokens;      /**< Tokens that expired or were taken back. */
    uint64_t rights;      /**< Rights that had their time. */
} prse_tidied;

/**
 * The host's daily task: removes what had its time, and the blobs that nobody
 * needs.
 *
 * @param session  borrows; of the host.
 * @param out      filled; its size must be set; may be NULL.
 * @param work     borrows; NULL for none.
 * @param err      filled on failure.
 * @return PRSE_OK, or as every function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_tidy(prse_session *session, prse_tidied *out,
                                      const prse_store_work *work,
                                      prse_error *err);

#ifdef __cplusplus
}
#endif

#endif
