/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/zip.h"

#include <errno.h>
#include <string.h>
#include <zip.h>

struct prse__zip {
    zip_t *archive;
    char *file;
};

struct prse__zip_member {
    prse__zip *zip;
    zip_file_t *stream;
    prse_str name; /* the archive's */
    uint64_t offset, size, most;
};

/* Small members may be packed very well without being a trap. */
enum { RATIO_FROM = 1024 * 1024 };

/* --- What libzip says, in our codes --- */

static int system_code(const zip_error_t *why)
{
    int code = zip_error_code_system(why);
    if (code)
        return code;
    return zip_error_code_zip(why) == ZIP_ER_NOENT ? ENOENT : EIO;
}

static prse_status code_of(const zip_error_t *why)
{
    switch (zip_error_code_zip(why)) {
    case ZIP_ER_MEMORY:
        return PRSE_ENOMEM;
    case ZIP_ER_OPEN:
    case ZIP_ER_READ:
    case ZIP_ER_SEEK:
    case ZIP_ER_NOENT:
        return system_code(why) == ENOENT ? PRSE_ENOTFOUND : PRSE_EIO;
    case ZIP_ER_COMPNOTSUPP:
    case ZIP_ER_ENCRNOTSUPP:
    case ZIP_ER_NOPASSWD:
    case ZIP_ER_WRONGPASSWD:
    case ZIP_ER_MULTIDISK:
        return PRSE_EUNSUPPORTED;
    default:
        return PRSE_EPARSE;
    }
}

/* `member` may be empty. */
static prse_status fail(const char *file, prse_str member, zip_error_t *why,
                        prse_error *err)
{
    prse_status status = code_of(why);
    if (status == PRSE_ENOMEM)
        return prse__error_nomem(err);
    prse__error_at(err, status, (prse__place){file, 0, 0}, file,
                   "%.*s%s%s", (int)(member.len < 120 ? member.len : 120),
                   member.len ? member.ptr : "", member.len ? ": " : "",
                   zip_error_strerror(why));
    if (err && (status == PRSE_EIO || status == PRSE_ENOTFOUND))
        err->sys_code = system_code(why);
    return status;
}

/* --- Archives --- */

static prse__zip *new_zip(const char *file)
{
    prse_str name = prse_str_of(file);
    prse__zip *zip = prse__alloc(1, sizeof *zip);
    if (zip)
        zip->file = prse__alloc(name.len + 1, 1);
    if (!zip || !zip->file) {
        prse__free(zip);
        return NULL;
    }
    if (name.len)
        memcpy(zip->file, name.ptr, name.len);
    return zip;
}

/* An empty file, of a download that was cut, would pass for an archive without
 * members. */
static int is_empty(zip_source_t *source)
{
    zip_stat_t stat;
    return zip_source_stat(source, &stat) == 0 &&
           (stat.valid & ZIP_STAT_SIZE) && stat.size == 0;
}

static void open_archive(prse__zip *zip, zip_source_t *source,
                         zip_error_t *why)
{
    if (is_empty(source))
        zip_error_set(why, ZIP_ER_NOZIP, 0);
    else
        zip->archive = zip_open_from_source(source, ZIP_RDONLY, why);
}

/* Takes the source, which may be NULL. */
static prse_status open_source(prse__zip **out, zip_source_t *source,
                               const char *file, zip_error_t *why,
                               prse_error *err)
{
    prse__zip *zip = source ? new_zip(file) : NULL;
    if (source && zip)
        open_archive(zip, source, why);
    if (zip && zip->archive) {
        *out = zip;
        return PRSE_OK;
    }
    prse_status status = source && !zip
                             ? prse__error_nomem(err)
                             : fail(file, (prse_str){NULL, 0}, why, err);
    if (source)
        zip_source_free(source);
    prse__zip_close(zip);
    return status;
}

prse_status prse__zip_open(prse__zip **out, const char *path, prse_error *err)
{
    zip_error_t why;
    zip_error_init(&why);
    zip_source_t *source = zip_source_file_create(path, 0, -1, &why);
    prse_status status = open_source(out, source, path, &why, err);
    zip_error_fini(&why);
    return status;
}

prse_status prse__zip_open_text(prse__zip **out, prse_str bytes,
                                const char *file, prse_error *err)
{
    zip_error_t why;
    zip_error_init(&why);
    zip_source_t *source = zip_source_buffer_create(
        bytes.len ? bytes.ptr : "", bytes.len, 0, &why);
    prse_status status = open_source(out, source, file, &why, err);
    zip_error_fini(&why);
    return status;
}

void prse__zip_close(prse__zip *zip)
{
    if (!zip)
        return;
    if (zip->archive)
        zip_discard(zip->archive);
    prse__free(zip->file);
    prse__free(zip);
}

const char *prse__zip_file(const prse__zip *zip)
{
    return zip->file;
}

size_t prse__zip_count(const prse__zip *zip)
{
    zip_int64_t count = zip_get_num_entries(zip->archive, 0);
    return count > 0 ? (size_t)count : 0;
}

int prse__zip_entry_at(const prse__zip *zip, size_t index,
                       prse__zip_entry *out)
{
    zip_stat_t stat;
    zip_uint64_t wanted = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
    if (index >= prse__zip_count(zip) ||
        zip_stat_index(zip->archive, index, 0, &stat) != 0 ||
        (stat.valid & wanted) != wanted)
        return 0;
    *out = (prse__zip_entry){prse_str_of(stat.name), stat.size,
                             stat.comp_size};
    return 1;
}

size_t prse__zip_find(const prse__zip *zip, prse_str name)
{
    prse__zip_entry entry;
    size_t count = prse__zip_count(zip);
    for (size_t i = 0; i < count; i++)
        if (prse__zip_entry_at(zip, i, &entry) &&
            prse__str_eq(entry.name, name))
            return i;
    return count;
}

/* --- Members --- */

static prse_status refuse(const prse__zip_member *member, prse_status code,
                          const char *what, prse_error *err)
{
    const char *file = member->zip->file;
    size_t shown = member->name.len < 120 ? member->name.len : 120;
    return prse__error_at(err, code, (prse__place){file, 0, 0}, file,
                          "%.*s: %s", (int)shown, member->name.ptr, what);
}

static prse_status too_large(const prse__zip_member *member, prse_error *err)
{
    return refuse(member, PRSE_ELIMIT,
                  "once unpacked, it is larger than is accepted", err);
}

static uint64_t most_bytes(const prse__zip_entry *entry,
                           const prse__zip_limits *limits)
{
    uint64_t most = limits && limits->bytes ? limits->bytes : UINT64_MAX;
    if (!limits || !limits->ratio)
        return most;
    uint64_t packed = entry->packed ? entry->packed : 1;
    uint64_t fair = packed > UINT64_MAX / limits->ratio
                        ? UINT64_MAX
                        : packed * limits->ratio;
    fair = fair < RATIO_FROM ? RATIO_FROM : fair;
    return fair < most ? fair : most;
}

static prse_status open_stream(prse__zip_member *member, size_t index,
                               prse_error *err)
{
    zip_t *archive = member->zip->archive;
    if (member->size > member->most)
        return too_large(member, err);
    member->stream = zip_fopen_index(archive, index, 0);
    return member->stream ? PRSE_OK
                          : fail(member->zip->file, member->name,
                                 zip_get_error(archive), err);
}

prse_status prse__zip_member_open(prse__zip_member **out, prse__zip *zip,
                                  size_t index, const prse__zip_limits *limits,
                                  prse_error *err)
{
    prse__zip_entry entry;
    if (!prse__zip_entry_at(zip, index, &entry))
        return prse__error_set(err, PRSE_ENOTFOUND, zip->file,
                               "%s: no such member", zip->file);
    prse__zip_member *member = prse__alloc(1, sizeof *member);
    if (!member)
        return prse__error_nomem(err);
    *member = (prse__zip_member){zip, NULL, entry.name, 0, entry.size,
                                 most_bytes(&entry, limits)};
    prse_status status = open_stream(member, index, err);
    if (status)
        prse__zip_member_close(member);
    else
        *out = member;
    return status;
}

prse_status prse__zip_member_read(prse__zip_member *member, void *buf,
                                  size_t size, size_t *got, prse_error *err)
{
    zip_int64_t read = zip_fread(member->stream, buf, size);
    if (read < 0)
        return fail(member->zip->file, member->name,
                    zip_file_get_error(member->stream), err);
    if ((uint64_t)read > member->most - member->offset)
        return too_large(member, err);
    member->offset += (uint64_t)read;
    *got = (size_t)read;
    if (read > 0 || member->offset == member->size)
        return PRSE_OK;
    return refuse(member, PRSE_EPARSE, "ends before its announced length",
                  err);
}

prse_status prse__zip_member_skip_to(prse__zip_member *member,
                                     uint64_t offset, prse_error *err)
{
    char skipped[16384];
    while (member->offset < offset) {
        uint64_t left = offset - member->offset;
        size_t got = 0;
        prse_status status = prse__zip_member_read(
            member, skipped,
            left < sizeof skipped ? (size_t)left : sizeof skipped, &got, err);
        if (status)
            return status;
        if (!got)
            return refuse(member, PRSE_EPARSE,
                          "ends before the offset to go to", err);
    }
    return PRSE_OK;
}

uint64_t prse__zip_member_offset(const prse__zip_member *member)
{
    return member->offset;
}

uint64_t prse__zip_member_size(const prse__zip_member *member)
{
    return member->size;
}

void prse__zip_member_close(prse__zip_member *member)
{
    if (!member)
        return;
    if (member->stream)
        zip_fclose(member->stream);
    prse__free(member);
}
