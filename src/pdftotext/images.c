/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "extract/bbox.h"
#include "pdftotext/images.h"

enum { LINE_MAX_BYTES = 512, COLUMNS = 14, POINTS = 72 };
enum { PAGE = 0, TYPE = 2, ACROSS = 3, DOWN = 4, ACROSS_PPI = 12,
       DOWN_PPI = 13 };

typedef struct prse__images_page {
    uint32_t count;
    float points; /* square points, together */
} images_page;

/* The columns stand between blanks. */
static int split(prse_str row, prse_str column[COLUMNS])
{
    int count = 0;
    for (size_t at = 0; at < row.len && count < COLUMNS;) {
        while (at < row.len && row.ptr[at] == ' ')
            at++;
        size_t from = at;
        while (at < row.len && row.ptr[at] != ' ')
            at++;
        column[count++] = (prse_str){row.ptr + from, at - from};
    }
    return count == COLUMNS;
}

static float points(prse_str pixels, prse_str ppi)
{
    float density = prse__bbox_number(ppi);
    return density > 0 ? prse__bbox_number(pixels) * POINTS / density : 0;
}

/* A soft mask belongs to a picture that has a row of its own. */
static void read_row(prse__images *it, prse_str row)
{
    prse_str column[COLUMNS];
    if (!split(row, column) || prse__str_is(column[TYPE], "smask"))
        return;
    float number = prse__bbox_number(column[PAGE]);
    if (number < 1 || number > (float)it->opts->page_limit)
        return;
    images_page *page = it->pages + (size_t)number - 1;
    page->count++;
    page->points += points(column[ACROSS], column[ACROSS_PPI]) *
                    points(column[DOWN], column[DOWN_PPI]);
}

static prse_status take(void *user, prse_str bytes, prse_error *err)
{
    prse__images *it = user;
    for (size_t i = 0; i < bytes.len && !it->line.failed; i++) {
        if (bytes.ptr[i] == '\n') {
            read_row(it, prse__buf_str(&it->line));
            prse__buf_clear(&it->line);
        } else if (it->line.len < LINE_MAX_BYTES) {
            prse__buf_addc(&it->line, bytes.ptr[i]);
        }
    }
    return it->line.failed ? prse__error_nomem(err) : PRSE_OK;
}

/* That pictures can't be listed is no reason to refuse the text; what the
 * caller wants, or lack of memory, is. */
static prse_status ask(prse__images *it, prse_error *err)
{
    char last[16];
    snprintf(last, sizeof last, "%u", it->opts->page_limit);
    const char *const argv[] = {it->program, "-list", "-l", last, "-", NULL};
    prse__jail jail = prse__apart_jail(it->apart, argv, it->pdf, it->opts);
    prse__jail_end end;
    prse_error why = {0};
    jail.take = take;
    jail.take_user = it;
    jail.wall_ms = it->opts->deadline_ms / 4 + 1; /* it waits meanwhile */
    prse_status status = prse__jail_run(&jail, &end, &why);
    it->known = !status && end.code == 0 && end.signal == 0;
    if (status != PRSE_ENOMEM && status != PRSE_ECANCELED)
        return PRSE_OK;
    if (err)
        *err = why;
    return status;
}

prse_status prse__images_on(prse__images *images, uint32_t *count,
                            const prse_page *page, prse_error *err)
{
    prse_status status = PRSE_OK;
    if (!images->asked) {
        images->asked = 1;
        prse__buf_init(&images->line, 0);
        images->pages =
            prse__alloc(images->opts->page_limit, sizeof *images->pages);
        status = images->pages ? ask(images, err) : prse__error_nomem(err);
    }
    *count = UINT32_MAX;
    if (status || !images->known)
        return status;
    const images_page *found = images->pages + page->number - 1;
    int large = found->points >= page->width * page->height / 4;
    *count = large ? found->count : 0;
    return PRSE_OK;
}

void prse__images_free(prse__images *images)
{
    prse__buf_free(&images->line);
    prse__free(images->pages);
    images->pages = NULL;
}
