/* SPDX-License-Identifier: Apache-2.0 */
#include "support/archive.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

static int add_parts(zip_t *zip, const prse_test_part *parts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        zip_source_t *source = zip_source_buffer(zip, parts[i].text.ptr,
                                                 parts[i].text.len, 0);
        if (zip_file_add(zip, parts[i].name, source, ZIP_FL_ENC_UTF_8) < 0)
            return 0;
    }
    return 1;
}

static prse_str content(zip_source_t *source)
{
    zip_stat_t stat;
    prse_str bytes = {NULL, 0};
    if (zip_source_open(source) < 0 || zip_source_stat(source, &stat) < 0)
        return bytes;
    char *copy = malloc(stat.size ? stat.size : 1);
    if (copy && zip_source_read(source, copy, stat.size) ==
                    (zip_int64_t)stat.size)
        bytes = (prse_str){copy, stat.size};
    zip_source_close(source);
    return bytes;
}

prse_str prse_test_archive(const prse_test_part *parts, size_t count)
{
    prse_str bytes = {NULL, 0};
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_TRUNCATE, NULL)
                        : NULL;
    if (!zip)
        return bytes;
    zip_source_keep(source);
    if (add_parts(zip, parts, count) && zip_close(zip) == 0)
        bytes = content(source);
    else
        zip_discard(zip);
    zip_source_free(source);
    return bytes;
}

char *prse_test_file(prse_str bytes)
{
    char *path = strdup("/tmp/prse-test-XXXXXX");
    int file = path ? mkstemp(path) : -1;
    if (file < 0)
        return NULL;
    ssize_t written = write(file, bytes.ptr, bytes.len);
    close(file);
    return written == (ssize_t)bytes.len ? path : NULL;
}
