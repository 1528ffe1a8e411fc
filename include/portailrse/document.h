/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file document.h
 * Documents that companies upload. Nothing is believed of an upload: its type
 * is found in its content, its name is brought to a harmless one, and it is
 * kept only once it was measured, digested and scanned.
 */
#ifndef PORTAILRSE_DOCUMENT_H
#define PORTAILRSE_DOCUMENT_H

#include "portailrse/portal.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Gives the next bytes of an upload: their number in @p got, 0 at its end. Any
 * failure ends the upload with it. */
typedef prse_status (*prse_upload_read)(void *user, void *to, size_t room,
                                        size_t *got, prse_error *err);

/** An upload. */
typedef struct prse_upload {
    uint32_t size;          /**< sizeof(prse_upload). */
    uint32_t reserved;      /**< 0. */
    prse_str siren;         /**< The company, 9 digits. */
    prse_str name;          /**< As the browser says; may be empty, hostile. */
    prse_str kind;          /**< What it is for, "analyse"; small letters. */
    prse_str types;         /**< Media types that are accepted, with commas;
                                 empty: application/pdf. */
    prse_str keep_until;    /**< Last day it is kept, "2031-12-31"; empty: until
                                 somebody removes it. */
    prse_upload_read read;  /**< Gives the bytes. */
    void *user;             /**< Handed to read(). */
    /** Told of progress, in bytes. May be NULL. */
    void (*progress)(void *user, uint64_t done);
    /** Asked now and then; 1 ends the upload with PRSE_ECANCELED. May be
     * NULL. */
    int (*should_stop)(void *user);
} prse_upload;

/**
 * Takes a document in.
 *
 * @param out      gives the id of the document; release with prse_text_free().
 * @param session  borrows.
 * @param upload   borrows.
 * @param known    receives 1 when the company has the same bytes already: the
 *                 id is that of the document that is there; may be NULL.
 * @param err      filled on failure; nothing is kept then.
 * @return PRSE_OK, PRSE_EABI, PRSE_ELIMIT (larger than is accepted, or no room
 *         is left), PRSE_ESCHEMA (empty, or of a type that is not accepted),
 *         PRSE_EDENIED with subject "scan" (the scanner refused it),
 *         PRSE_EUNSUPPORTED (a portal without blob store), or as every function
 *         of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_upload(prse_text **out,
                                        prse_session *session,
                                        const prse_upload *upload,
                                        int32_t *known, prse_error *err);

/**
 * The documents of a company, newest first: rows of `documents`.
 *
 * @param out      gives the rows; release with prse_records_free().
 * @param session  borrows.
 * @param siren    borrows; 9 digits.
 * @param err      filled on failure.
 * @return PRSE_OK, or as every function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_documents(prse_records **out,
                                           prse_session *session,
                                           prse_str siren, prse_error *err);

/**
 * Gives the bytes of a document, in order, in pieces; what was kept is compared
 * with the digest before the last piece is given.
 *
 * @param session   borrows.
 * @param siren     borrows; 9 digits.
 * @param document  borrows; its id.
 * @param sink      receives the pieces.
 * @param user      handed to @p sink.
 * @param err       filled on failure.
 * @return PRSE_OK, PRSE_ENOTFOUND, PRSE_ESCHEMA (the blob is damaged), or as
 *         every function of a session and the sink.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_document_read(prse_session *session,
                                               prse_str siren,
                                               prse_str document,
                                               prse_blob_sink sink, void *user,
                                               prse_error *err);

/**
 * A link to a document that anybody may read until it expires; never logged.
 *
 * @param out       gives the link; release with prse_text_free().
 * @param session   borrows.
 * @param siren     borrows; 9 digits.
 * @param document  borrows; its id.
 * @param seconds   its life; 0: 300.
 * @param err       filled on failure.
 * @return PRSE_OK, PRSE_ENOTFOUND, PRSE_EUNSUPPORTED (the blob store gives no
 *         links), or as every function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_document_link(prse_text **out,
                                               prse_session *session,
                                               prse_str siren,
                                               prse_str document,
                                               int64_t seconds,
                                               prse_error *err);

/**
 * Removes a document; its blob goes with prse_portal_tidy() at the latest.
 *
 * @param session   borrows.
 * @param siren     borrows; 9 digits.
 * @param document  borrows; its id.
 * @param err       filled on failure.
 * @return PRSE_OK, PRSE_ENOTFOUND, or as every function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_document_remove(prse_session *session,
                                                 prse_str siren,
                                                 prse_str document,
                                                 prse_error *err);

/**
 * Says until when a document is kept.
 *
 * @param session   borrows.
 * @param siren     borrows; 9 digits.
 * @param document  borrows; its id.
 * @param until     borrows; last day, "2031-12-31"; empty: until somebody
 *                  removes it.
 * @param err       filled on failure.
 * @return PRSE_OK, PRSE_ENOTFOUND, or as every function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_document_keep(prse_session *session,
                                               prse_str siren,
                                               prse_str document,
                                               prse_str until,
                                               prse_error *err);

/**
 * The part of prse_portal_check() that looks at documents and their blobs, both
 * ways; and when asked, every blob against its digest, which reads them all.
 *
 * @param session  borrows; of the host.
 * @param deep     1: the blobs are read; 0: they are listed.
 * @param found    called for each finding.
 * @param user     handed to @p found.
 * @param work     borrows; NULL for none.
 * @param err      filled on failure; findings are none.
 * @return PRSE_OK, PRSE_EUNSUPPORTED (the portal has no blob store), or as
 *         every function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_documents_check(prse_session *session,
                                                 int32_t deep,
                                                 prse_finding found,
                                                 void *user,
                                                 const prse_store_work *work,
                                                 prse_error *err);

/** What an analysis says of a document. */
typedef struct prse_document_analysis {
    uint32_t size;      /**< sizeof(prse_document_analysis). */
    uint32_t reserved;  /**< 0. */
    prse_str state;     /**< "pending", "processing", "success", "error"... a
                             host's word; small letters. */
    prse_str message;   /**< For people, at most 1,000 bytes; may be empty. */
    int64_t sentences;  /**< Read in it; -1: not told. */
    int64_t relevant;   /**< Of them, that speak of a topic; -1: not told. */
    prse_str job;       /**< Who says so, the id of a job, at most 32 bytes;
                             empty: nobody in particular, which is always
                             taken. */
    int64_t number;     /**< Of what the job says, growing: what is older than
                             what is noted of this job, or of a job made
                             earlier, changes nothing. */
    prse_str result;    /**< What was found: JSON as prse_passages_write() makes
                             it, at most 16 MiB; empty: as before. */
} prse_document_analysis;

/**
 * Notes how far the analysis of a document is. What comes late, or again, is
 * left out without a word. A result goes with its document.
 *
 * @param session   borrows.
 * @param siren     borrows; 9 digits.
 * @param document  borrows; its id.
 * @param analysis  borrows.
 * @param err       filled on failure.
 * @return PRSE_OK, PRSE_EABI, PRSE_ENOTFOUND, PRSE_EPARSE (a text that can't be
 *         kept), or as every function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status
prse_portal_document_analysed(prse_session *session, prse_str siren,
                              prse_str document,
                              const prse_document_analysis *analysis,
                              prse_error *err);

/**
 * What the last analysis that succeeded found in a document.
 *
 * @param out       gives the JSON, for prse_passages_add(); release with
 *                  prse_text_free().
 * @param session   borrows.
 * @param siren     borrows; 9 digits.
 * @param document  borrows; its id.
 * @param err       filled on failure.
 * @return PRSE_OK, PRSE_ENOTFOUND (no such document, or nothing was found in
 *         it yet), or as every function of a session.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_portal_document_result(prse_text **out,
                                                 prse_session *session,
                                                 prse_str siren,
                                                 prse_str document,
                                                 prse_error *err);

#ifdef __cplusplus
}
#endif

#endif
