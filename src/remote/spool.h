/* SPDX-License-Identifier: Apache-2.0 */
/* A document on its way into a file of its own. */
#ifndef PRSE_REMOTE_SPOOL_H
#define PRSE_REMOTE_SPOOL_H

#include "crypto/crypto.h"

enum { PRSE__SPOOL_HEAD = 1024 };

typedef struct prse__remote_spool {
    int file;
    int is_named; /* 1: there is something at the path */
    prse__buf path;
    prse__digest *digest;
    uint64_t bytes;
    char head[PRSE__SPOOL_HEAD]; /* the first bytes */
    size_t head_len;
} prse__remote_spool;

/* A new file of the folder, for its owner only; its name is of chance. */
prse_status prse__remote_spool_open(prse__remote_spool *spool,
                                    prse_str folder, prse_error *err);
prse_status prse__remote_spool_add(prse__remote_spool *spool, prse_str bytes,
                                   prse_error *err);
/* Its digest; the file is closed and stays, under its name. */
prse_status prse__remote_spool_end(prse__remote_spool *spool,
                                   char hex[PRSE__DIGEST_HEX],
                                   prse_error *err);
/* Frees it; the file is removed. */
void prse__remote_spool_drop(prse__remote_spool *spool);
/* 1: "%PDF-" is in the first KiB; 0: it is not; -1: that is not known yet. */
int prse__remote_spool_is_pdf(const prse__remote_spool *spool, int ended);

#endif
