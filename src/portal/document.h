/* SPDX-License-Identifier: Apache-2.0 */
/* Documents and the blobs behind them. A blob's row in `objets` is there before
 * the blob and goes after it, so that no blob is ever without a row; a document
 * is there only once its blob is. Between the two an upload holds no lock: it
 * knows by the row, when it comes back, that nobody removed the blob. */
#ifndef PRSE_PORTAL_DOCUMENT_H
#define PRSE_PORTAL_DOCUMENT_H

#include "crypto/crypto.h"
#include "portailrse/document.h"
#include "portal/portal.h"

enum {
    PRSE__BLOB_KEY_ROOM = 9 + 1 + PRSE__DIGEST_HEX,
    /* An upload that has not ended after this was given up. */
    PRSE__UPLOAD_GRACE_MS = 24 * 3600 * 1000
};

/* "<siren>/<sha256>". */
prse_str prse__document_key(char out[PRSE__BLOB_KEY_ROOM], prse_str siren,
                            prse_str digest);
/* 1: a key that documents have; others' blobs are left alone. */
int prse__document_has_key(prse_str key);
/* The row of `objets`, whose blob nobody needs from @p abandoned_ms on; 0: a
 * document needs it. @p expected: PRSE_VERSION_ANY, or PRSE_VERSION_NEW. */
prse_status prse__object_put(prse__work *work, prse_str key, int64_t bytes,
                             int64_t abandoned_ms, int64_t expected,
                             prse_error *err);
/* The row of a document of work->siren; PRSE_ENOTFOUND. */
prse_status prse__document_row(prse__work *work, prse_str id, prse__row *out,
                               prse_error *err);
/* Removes it, and abandons its blob. */
prse_status prse__document_drop(prse__work *work, const prse__row *row,
                                prse_error *err);
/* Keeps what was found in a document of work->siren, instead of what was found
 * before. */
prse_status prse__result_put(prse__work *work, prse_str document,
                             prse_str json, prse_error *err);
/* Removes it with its document, where there is one. */
prse_status prse__result_drop(prse__work *work, const prse__row *document,
                              prse_error *err);
/* PRSE_EUNSUPPORTED in a portal without blob store. */
prse_status prse__documents_ready(const prse_session *session,
                                  prse_error *err);

#endif
