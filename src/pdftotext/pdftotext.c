/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "extract/apart.h"
#include "pdftotext/images.h"

enum { FEW_WORDS = 30 }; /* pages with fewer may be pictures of text */

typedef struct reader {
    prse__apart apart;
    char program[PRSE__APART_PATH];
    char images[PRSE__APART_PATH]; /* pdfimages; empty: not installed */
} reader;

typedef struct reading {
    prse__images images;
    int can_list;
    prse_page_found found;
    void *user;
} reading;

static prse_status look(void *user, const prse_page *page, prse_error *err)
{
    reading *it = user;
    prse_page own = *page;
    prse_status status = PRSE_OK;
    if (it->can_list && own.count < FEW_WORDS)
        status = prse__images_on(&it->images, &own.images, page, err);
    return status ? status : it->found(it->user, &own, err);
}

static prse_status read_pdf(void *self, const prse_blob_source *pdf,
                            prse_page_found found, void *user,
                            const prse_extract_options *opts, prse_error *err)
{
    reader *own = self;
    char last[16];
    prse_extract_options full;
    prse_status status = prse__extract_options(&full, opts, err);
    if (!status)
        status = prse__extract_is_pdf(pdf, err);
    if (status)
        return status;
    /* One more than wanted shows that there are more. */
    snprintf(last, sizeof last, "%u", full.page_limit + 1);
    const char *const argv[] = {own->program, "-raw", "-bbox",
                                "-cropbox", "-enc", "UTF-8", "-l", last,
                                "-", "-", NULL};
    reading it = {.images = {.apart = &own->apart, .program = own->images,
                             .pdf = pdf, .opts = &full},
                  .can_list = own->images[0] != '\0',
                  .found = found, .user = user};
    status = prse__apart_pages(&own->apart, argv, pdf, look, &it, &full, err);
    prse__images_free(&it.images);
    return status;
}

/* In the same folder; a host without it learns less of scans. */
static void find_images(reader *own)
{
    const char *end = strrchr(own->program, '/');
    int length = snprintf(own->images, sizeof own->images, "%.*s/pdfimages",
                          (int)(end - own->program), own->program);
    if (length < 0 || (size_t)length >= sizeof own->images ||
        access(own->images, X_OK) != 0)
        own->images[0] = '\0';
}

static prse_status prepare(reader *own, prse_str program,
                           const prse_extract_program_options *opts,
                           prse_error *err)
{
    int standard = program.len == 0;
    prse_status status = prse__apart_read_options(
        &own->apart, own->apart.seal, "portailrse-seal.so", opts, err);
    if (!status)
        status = prse__apart_path(
            own->program, standard ? PRSE_STR("/usr/bin/pdftotext") : program,
            "program pdftotext (package poppler-utils)", err);
    if (!status)
        find_images(own);
    return status;
}

prse_status prse_extract_pdftotext(prse_extract *out, prse_str program,
                                   const prse_extract_program_options *opts,
                                   prse_error *err)
{
    if (!out)
        return prse__error_set(err, PRSE_EINVAL, "out", "out is NULL");
    reader *own = prse__alloc(1, sizeof *own);
    if (!own)
        return prse__error_nomem(err);
    prse_status status = prepare(own, program, opts, err);
    if (status) {
        prse__free(own);
        return status;
    }
    *out = (prse_extract){.size = sizeof *out, .self = own,
                          .free = prse__free, .read = read_pdf};
    return PRSE_OK;
}
