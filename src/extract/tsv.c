/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "extract/tsv.h"

enum { COLUMNS = 12, LEFT = 6, TOP, WIDTH, HEIGHT, CERTAINTY, TEXT };
enum { LINE_MAX_BYTES = 1 << 16, WORDS = 256 };

void prse__tsv_begin(prse__tsv *tsv, prse_page_found found, void *user,
                     uint32_t page_limit)
{
    memset(tsv, 0, sizeof *tsv);
    tsv->found = found;
    tsv->user = user;
    tsv->page_limit = page_limit;
    prse__buf_init(&tsv->line, LINE_MAX_BYTES);
    prse__buf_init(&tsv->texts, 0);
}

void prse__tsv_free(prse__tsv *tsv)
{
    prse__buf_free(&tsv->line);
    prse__buf_free(&tsv->texts);
    prse__free(tsv->words);
    tsv->words = NULL;
}

/* The texts do not move any more. */
static prse_status give_page(prse__tsv *tsv, prse_error *err)
{
    const char *at = tsv->texts.ptr;
    if (tsv->page.number == 0)
        return PRSE_OK;
    for (size_t i = 0; i < tsv->page.count; i++) {
        tsv->words[i].text.ptr = at;
        at += tsv->words[i].text.len;
    }
    tsv->page.words = tsv->words;
    return tsv->found(tsv->user, &tsv->page, err);
}

static prse_status begin_page(prse__tsv *tsv, const prse_str *column,
                              prse_error *err)
{
    prse_status status = give_page(tsv, err);
    if (status)
        return status;
    uint32_t number = tsv->page.number + 1;
    if (number > tsv->page_limit)
        return prse__error_set(err, PRSE_ELIMIT, "pdf",
                               "it has more than %u pages", tsv->page_limit);
    tsv->page = (prse_page){.size = sizeof tsv->page, .number = number,
                            .width = prse__tsv_number(column[WIDTH]),
                            .height = prse__tsv_number(column[HEIGHT]),
                            .images = UINT32_MAX};
    float images = prse__tsv_number(column[CERTAINTY]);
    if (images >= 0)
        tsv->page.images = (uint32_t)images;
    prse__buf_clear(&tsv->texts);
    tsv->block = tsv->row = 0;
    return PRSE_OK;
}

/* Controls and blanks can't be in a word; other spaces are characters. */
static int is_kept(uint32_t c)
{
    return c > ' ' && c != 127 && !(c >= 0x80 && c < 0xA0);
}

static void add_kept(prse__buf *to, prse_str valid)
{
    for (size_t at = 0; at < valid.len;) {
        size_t from = at;
        if (is_kept(prse__utf8_next(valid, &at)))
            prse__buf_add(to, (prse_str){valid.ptr + from, at - from});
    }
}

/* Bytes that are no UTF-8 become U+FFFD each. */
static size_t add_text(prse__buf *to, prse_str text)
{
    size_t before = to->len;
    while (text.len > 0) {
        size_t valid = prse__utf8_check(text);
        add_kept(to, (prse_str){text.ptr, valid});
        if (valid < text.len) {
            prse__utf8_add(to, 0xFFFD);
            valid++;
        }
        text = (prse_str){text.ptr + valid, text.len - valid};
    }
    return to->len - before;
}

static int make_room(prse__tsv *tsv)
{
    if (tsv->page.count < tsv->room)
        return 1;
    size_t room = tsv->room ? 2 * tsv->room : WORDS;
    prse_word *more =
        prse__resize(tsv->words, tsv->room, room, sizeof *more);
    if (!more)
        return 0;
    tsv->words = more;
    tsv->room = room;
    return 1;
}

static float beyond(float from, prse_str length)
{
    float more = prse__tsv_number(length);
    return more > 0 ? from + more : from;
}

static prse_status add_word(prse__tsv *tsv, const prse_str *column,
                            prse_error *err)
{
    size_t length = add_text(&tsv->texts, column[TEXT]);
    if (tsv->texts.failed || !make_room(tsv))
        return prse__error_nomem(err);
    if (length == 0)
        return PRSE_OK;
    float left = prse__tsv_number(column[LEFT]);
    float top = prse__tsv_number(column[TOP]);
    tsv->words[tsv->page.count++] =
        (prse_word){.text = {NULL, length},
                    .left = left,
                    .top = top,
                    .right = beyond(left, column[WIDTH]),
                    .bottom = beyond(top, column[HEIGHT]),
                    .block = tsv->block ? tsv->block - 1 : 0,
                    .line = tsv->row ? tsv->row - 1 : 0};
    return PRSE_OK;
}

static int split(prse_str row, prse_str column[COLUMNS])
{
    for (int i = 0; i < COLUMNS; i++) {
        const char *tab =
            row.len ? memchr(row.ptr, '\t', row.len) : NULL;
        if (i == TEXT)
            tab = row.ptr + row.len;
        if (!tab)
            return 0;
        size_t length = (size_t)(tab - row.ptr);
        column[i] = (prse_str){row.ptr, length};
        if (i < TEXT)
            row = (prse_str){tab + 1, row.len - length - 1};
    }
    return column[0].len == 1;
}

static prse_status read_row(prse__tsv *tsv, prse_str row, prse_error *err)
{
    prse_str column[COLUMNS];
    int whole = split(row, column);
    char level = whole ? column[0].ptr[0] : '\0';
    if (level == '1')
        return begin_page(tsv, column, err);
    if (tsv->page.number == 0)
        return PRSE_OK;
    if (level == '5')
        return add_word(tsv, column, err);
    tsv->block += level == '3';
    tsv->row += level == '4' || level == '3';
    return PRSE_OK;
}

/* A row longer than any is cut: its buffer is full, which is no lack of
 * memory. */
static prse_status keep(prse__tsv *tsv, prse_str part, prse_error *err)
{
    size_t room = LINE_MAX_BYTES - tsv->line.len;
    if (part.len > room)
        part.len = room;
    prse__buf_add(&tsv->line, part);
    return tsv->line.failed ? prse__error_nomem(err) : PRSE_OK;
}

prse_status prse__tsv_add(prse__tsv *tsv, prse_str bytes, prse_error *err)
{
    prse_status status = PRSE_OK;
    while (!status && bytes.len > 0) {
        const char *end = memchr(bytes.ptr, '\n', bytes.len);
        size_t length = end ? (size_t)(end - bytes.ptr) : bytes.len;
        prse_str part = {bytes.ptr, length};
        int whole = end && tsv->line.len == 0;
        if (!whole)
            status = keep(tsv, part, err);
        if (!status && end)
            status = read_row(tsv, whole ? part : prse__buf_str(&tsv->line),
                              err);
        if (end)
            prse__buf_clear(&tsv->line);
        length += end != NULL;
        bytes = (prse_str){bytes.ptr + length, bytes.len - length};
    }
    return status;
}

prse_status prse__tsv_end(prse__tsv *tsv, prse_error *err)
{
    return give_page(tsv, err);
}
