/* SPDX-License-Identifier: Apache-2.0 */
/* Built without libzip: archives cannot be opened, and so nothing else of them
 * is ever reached. */
#include "formats/xlsx.h"

static prse_status without(prse_error *err)
{
    return prse__error_set(err, PRSE_EUNSUPPORTED, NULL,
                           "this build reads neither .zip nor .xlsx files: "
                           "it was made without libzip or expat");
}

prse_status prse__zip_open(prse__zip **out, const char *path, prse_error *err)
{
    (void)out, (void)path;
    return without(err);
}

prse_status prse__zip_open_text(prse__zip **out, prse_str bytes,
                                const char *file, prse_error *err)
{
    (void)out, (void)bytes, (void)file;
    return without(err);
}

void prse__zip_close(prse__zip *zip)
{
    (void)zip;
}

const char *prse__zip_file(const prse__zip *zip)
{
    (void)zip;
    return "";
}

size_t prse__zip_count(const prse__zip *zip)
{
    (void)zip;
    return 0;
}

int prse__zip_entry_at(const prse__zip *zip, size_t index,
                       prse__zip_entry *out)
{
    (void)zip, (void)index, (void)out;
    return 0;
}

size_t prse__zip_find(const prse__zip *zip, prse_str name)
{
    (void)zip, (void)name;
    return 0;
}

prse_status prse__zip_member_open(prse__zip_member **out, prse__zip *zip,
                                  size_t index, const prse__zip_limits *limits,
                                  prse_error *err)
{
    (void)out, (void)zip, (void)index, (void)limits;
    return without(err);
}

prse_status prse__zip_member_read(prse__zip_member *member, void *buf,
                                  size_t size, size_t *got, prse_error *err)
{
    (void)member, (void)buf, (void)size, (void)got;
    return without(err);
}

prse_status prse__zip_member_skip_to(prse__zip_member *member,
                                     uint64_t offset, prse_error *err)
{
    (void)member, (void)offset;
    return without(err);
}

uint64_t prse__zip_member_offset(const prse__zip_member *member)
{
    (void)member;
    return 0;
}

uint64_t prse__zip_member_size(const prse__zip_member *member)
{
    (void)member;
    return 0;
}

void prse__zip_member_close(prse__zip_member *member)
{
    (void)member;
}

prse_status prse__xlsx_read(prse__zip *zip, prse_str sheet,
                            const prse__xlsx_limits *limits,
                            prse__xlsx_row_fn row, void *user,
                            prse_error *err)
{
    (void)zip, (void)sheet, (void)limits, (void)row, (void)user;
    return without(err);
}
