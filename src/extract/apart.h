/* SPDX-License-Identifier: Apache-2.0 */
/* A reader that is a program: it runs in the jail, reads the document from its
 * standard input and writes pages as bbox.h says. */
#ifndef PRSE_EXTRACT_APART_H
#define PRSE_EXTRACT_APART_H

#include "extract/extract.h"
#include "jail/jail.h"

enum { PRSE__APART_PATH = 480 };

typedef struct prse__apart {
    uint32_t cpu_s;
    uint64_t memory_bytes, output_bytes;
    char seal[PRSE__APART_PATH]; /* empty: the program seals itself */
    char file[PRSE__APART_PATH]; /* what else it loads; may be empty */
} prse__apart;

/* Fills it from a host's options; `helper` is the file whose path goes to
 * `path`. */
prse_status prse__apart_read_options(prse__apart *apart, char *path,
                                     const char *helper,
                                     const prse_extract_program_options *opts,
                                     prse_error *err);
/* Copies an absolute path. PRSE_EINVAL, PRSE_EUNSUPPORTED (nothing there). */
prse_status prse__apart_path(char *to, prse_str path, const char *what,
                             prse_error *err);

/* The jail for one run: limits, input, wishes of the caller. */
prse__jail prse__apart_jail(const prse__apart *apart, const char *const *argv,
                            const prse_blob_source *pdf,
                            const prse_extract_options *opts);
/* What a run that failed means: PRSE_EUNSUPPORTED where a library is lacking,
 * else the same status. */
prse_status prse__apart_start(prse_status status, const prse__jail_end *end,
                              prse_error *err);
/* What a program's end means for a document: PRSE_OK, PRSE_EPARSE,
 * PRSE_EDENIED, PRSE_ELIMIT. */
prse_status prse__apart_judge(const prse__jail_end *end, uint64_t memory_bytes,
                              prse_error *err);
/* All pages. */
prse_status prse__apart_pages(const prse__apart *apart,
                              const char *const *argv,
                              const prse_blob_source *pdf,
                              prse_page_found found, void *user,
                              const prse_extract_options *opts,
                              prse_error *err);

#endif
