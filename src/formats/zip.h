/* SPDX-License-Identifier: Apache-2.0 */
/* Reading .zip archives (zip64 too), one member at a time in constant memory.
 * Built without libzip, opening answers PRSE_EUNSUPPORTED.
 *
 * An archive and its members belong to one thread at a time. */
#ifndef PRSE_FORMATS_ZIP_H
#define PRSE_FORMATS_ZIP_H

#include "base/error.h"
#include "base/str.h"

typedef struct prse__zip prse__zip;
typedef struct prse__zip_member prse__zip_member;

typedef struct prse__zip_entry {
    prse_str name;   /* UTF-8 if the archive says so; lives with the archive */
    uint64_t size;   /* once unpacked, as announced */
    uint64_t packed;
} prse__zip_entry;

/* What a member may cost; zero fields: no limit. Past one: PRSE_ELIMIT. */
typedef struct prse__zip_limits {
    uint64_t bytes; /* unpacked, announced or met */
    uint32_t ratio; /* unpacked to packed, for members above 1 MiB */
} prse__zip_limits;

/* PRSE_ENOTFOUND and PRSE_EIO (no such file, or it cannot be read; sys_code),
 * PRSE_EPARSE (no archive, or a broken one), PRSE_ENOMEM, PRSE_EUNSUPPORTED. */
prse_status prse__zip_open(prse__zip **out, const char *path,
                           prse_error *err);
/* From memory, borrowed until prse__zip_close(). `file` (copied) names it in
 * errors. */
prse_status prse__zip_open_text(prse__zip **out, prse_str bytes,
                                const char *file, prse_error *err);
void prse__zip_close(prse__zip *zip); /* NULL is legal; after its members */

const char *prse__zip_file(const prse__zip *zip); /* as errors name it */
size_t prse__zip_count(const prse__zip *zip);
/* 0: there is none at that index. */
int prse__zip_entry_at(const prse__zip *zip, size_t index,
                       prse__zip_entry *out);
/* Index of the member of that exact name; prse__zip_count() when there is
 * none. */
size_t prse__zip_find(const prse__zip *zip, prse_str name);

/* limits may be NULL. PRSE_EUNSUPPORTED for encrypted members and unknown
 * methods of compression. */
prse_status prse__zip_member_open(prse__zip_member **out, prse__zip *zip,
                                  size_t index, const prse__zip_limits *limits,
                                  prse_error *err);
/* Up to `size` bytes (> 0) into buf; *got is 0 at the end only, where length
 * and checksum have been proved. PRSE_EPARSE for damaged data. */
prse_status prse__zip_member_read(prse__zip_member *member, void *buf,
                                  size_t size, size_t *got, prse_error *err);
/* Moves to an offset past the current one by unpacking what lies between;
 * PRSE_EPARSE when the member ends before. */
prse_status prse__zip_member_skip_to(prse__zip_member *member,
                                     uint64_t offset, prse_error *err);
uint64_t prse__zip_member_offset(const prse__zip_member *member); /* unpacked */
uint64_t prse__zip_member_size(const prse__zip_member *member); /* announced */
void prse__zip_member_close(prse__zip_member *member); /* NULL is legal */

#endif
