/* SPDX-License-Identifier: Apache-2.0 */
/* A stock file, .csv or .zip, as a stream of bytes. */
#ifndef PRSE_STOCK_FILE_H
#define PRSE_STOCK_FILE_H

#include "formats/csv_stream.h"
#include "formats/zip.h"

typedef struct prse__stock_file {
    char *path;
    int fd;                   /* of a .csv; -1: none */
    prse__zip *zip;           /* of a .zip */
    size_t index;             /* of its member that is a .csv */
    prse__zip_member *member;
    uint64_t size;            /* in bytes, unpacked */
} prse__stock_file;

/* PRSE_ENOTFOUND, PRSE_EIO, PRSE_ENOMEM; PRSE_EINVAL for a path with NUL;
 * PRSE_ESCHEMA unless a .zip has one .csv in it, and what zip.h says. */
prse_status prse__stock_file_open(prse__stock_file *file, prse_str path,
                                  prse_error *err);
void prse__stock_file_close(prse__stock_file *file);

/* Reads on from where the file stands: at first its beginning. */
prse__csv_source prse__stock_file_source(prse__stock_file *file);
/* Moves to an offset of the unpacked bytes. */
prse_status prse__stock_file_go_to(prse__stock_file *file, uint64_t offset,
                                   prse_error *err);

/* Adds what tells a file from another of the same kind: its size, beginning
 * and end; and to `state`, when it was last written. Nothing for an empty
 * path. */
prse_status prse__stock_file_trace(prse__buf *to, prse__buf *state,
                                   prse_str path, prse_error *err);

#endif
