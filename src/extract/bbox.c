/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "extract/bbox.h"
#include "extract/layout.h"

enum { LINE_MAX_BYTES = 1 << 16, WORDS = 256 };

void prse__bbox_begin(prse__bbox *bbox, prse_page_found found, void *user,
                     uint32_t page_limit)
{
    memset(bbox, 0, sizeof *bbox);
    bbox->found = found;
    bbox->user = user;
    bbox->page_limit = page_limit;
    prse__buf_init(&bbox->line, LINE_MAX_BYTES);
    prse__buf_init(&bbox->texts, 0);
}

void prse__bbox_free(prse__bbox *bbox)
{
    prse__buf_free(&bbox->line);
    prse__buf_free(&bbox->texts);
    prse__free(bbox->words);
    bbox->words = NULL;
}

/* pdftotext tells the sides of a page as they are before it is turned, and the
 * places of words as they are after that. */
static void turn_sides(prse_page *page)
{
    float right = 0, bottom = 0, wide = page->width, high = page->height;
    for (size_t i = 0; i < page->count; i++) {
        const prse_word *word = page->words + i;
        right = word->right > right ? word->right : right;
        bottom = word->bottom > bottom ? word->bottom : bottom;
    }
    int fits = right <= wide && bottom <= high;
    if (!fits && right <= high && bottom <= wide) {
        page->width = high;
        page->height = wide;
    }
}

/* The texts do not move any more. */
static prse_status give_page(prse__bbox *bbox, prse_error *err)
{
    const char *at = bbox->texts.ptr;
    if (bbox->page.number == 0)
        return PRSE_OK;
    for (size_t i = 0; i < bbox->page.count; i++) {
        bbox->words[i].text.ptr = at;
        at += bbox->words[i].text.len;
    }
    prse__layout(bbox->words, bbox->page.count);
    bbox->page.words = bbox->words;
    turn_sides(&bbox->page);
    return bbox->found(bbox->user, &bbox->page, err);
}

/* The number of an attribute, of which `name` is 'xMin="'; `none` where it is
 * not there. */
static float attribute(prse_str tag, const char *name, float none)
{
    size_t length = strlen(name);
    for (size_t i = 0; i + length < tag.len; i++) {
        if (memcmp(tag.ptr + i, name, length) != 0)
            continue;
        prse_str value = {tag.ptr + i + length, tag.len - i - length};
        const char *end = memchr(value.ptr, '"', value.len);
        value.len = end ? (size_t)(end - value.ptr) : 0;
        return prse__bbox_number(value);
    }
    return none;
}

static prse_status begin_page(prse__bbox *bbox, prse_str tag, prse_error *err)
{
    prse_status status = give_page(bbox, err);
    if (status)
        return status;
    uint32_t number = bbox->page.number + 1;
    if (number > bbox->page_limit)
        return prse__error_set(err, PRSE_ELIMIT, "pdf",
                               "it has more than %u pages", bbox->page_limit);
    float images = attribute(tag, "images=\"", -1);
    bbox->page = (prse_page){
        .size = sizeof bbox->page, .number = number,
        .width = attribute(tag, "width=\"", 0),
        .height = attribute(tag, "height=\"", 0),
        .images = images >= 0 ? (uint32_t)images : UINT32_MAX};
    prse__buf_clear(&bbox->texts);
    return PRSE_OK;
}

/* Controls and blanks can't be in a word; other spaces are characters. */
static int is_kept(uint32_t c)
{
    return c > ' ' && c != 127 && !(c >= 0x80 && c < 0xA0);
}

/* The five of XML; the length of the entity, 0 where there is none. */
static size_t entity(prse_str text, char *out)
{
    static const struct {
        const char *name;
        char stands_for;
    } all[] = {{"&amp;", '&'}, {"&apos;", '\''}, {"&quot;", '"'},
               {"&lt;", '<'},  {"&gt;", '>'}};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (prse__str_starts(text, all[i].name)) {
            *out = all[i].stands_for;
            return strlen(all[i].name);
        }
    return 0;
}

static void add_kept(prse__buf *to, prse_str valid)
{
    for (size_t at = 0; at < valid.len;) {
        char c;
        size_t from = at;
        size_t length = valid.ptr[at] == '&'
                            ? entity((prse_str){valid.ptr + at,
                                                valid.len - at}, &c)
                            : 0;
        at += length;
        if (length > 0)
            prse__buf_addc(to, c);
        else if (is_kept(prse__utf8_next(valid, &at)))
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

static int make_room(prse__bbox *bbox)
{
    if (bbox->page.count < bbox->room)
        return 1;
    size_t room = bbox->room ? 2 * bbox->room : WORDS;
    prse_word *more =
        prse__resize(bbox->words, bbox->room, room, sizeof *more);
    if (!more)
        return 0;
    bbox->words = more;
    bbox->room = room;
    return 1;
}

static prse_status add_word(prse__bbox *bbox, prse_str tag, prse_str text,
                            prse_error *err)
{
    size_t length = add_text(&bbox->texts, text);
    if (bbox->texts.failed || !make_room(bbox))
        return prse__error_nomem(err);
    if (length == 0)
        return PRSE_OK;
    prse_word word = {.text = {NULL, length},
                      .left = attribute(tag, "xMin=\"", 0),
                      .top = attribute(tag, "yMin=\"", 0),
                      .right = attribute(tag, "xMax=\"", 0),
                      .bottom = attribute(tag, "yMax=\"", 0)};
    word.right = word.right > word.left ? word.right : word.left;
    word.bottom = word.bottom > word.top ? word.bottom : word.top;
    bbox->words[bbox->page.count++] = word;
    return PRSE_OK;
}

/* `line` is "<name ...>text</name>" behind blanks. */
static int split(prse_str line, prse_str *tag, prse_str *text)
{
    static const char end[] = "</word>";
    const char *close = memchr(line.ptr, '>', line.len);
    if (!close)
        return 0;
    *tag = (prse_str){line.ptr, (size_t)(close - line.ptr)};
    *text = (prse_str){close + 1, line.len - tag->len - 1};
    if (text->len >= sizeof end - 1 &&
        memcmp(text->ptr + text->len - (sizeof end - 1), end,
               sizeof end - 1) == 0)
        text->len -= sizeof end - 1;
    return 1;
}

static prse_status read_line(prse__bbox *bbox, prse_str line, prse_error *err)
{
    prse_str tag, text;
    line = prse__str_trim(line);
    if (line.len == 0 || !split(line, &tag, &text))
        return PRSE_OK;
    if (prse__str_starts(tag, "<page "))
        return begin_page(bbox, tag, err);
    if (prse__str_starts(tag, "<word ") && bbox->page.number > 0)
        return add_word(bbox, tag, text, err);
    return PRSE_OK;
}

/* A line longer than any is cut: its buffer is full, which is no lack of
 * memory. */
static prse_status keep(prse__bbox *bbox, prse_str part, prse_error *err)
{
    size_t room = LINE_MAX_BYTES - bbox->line.len;
    if (part.len > room)
        part.len = room;
    prse__buf_add(&bbox->line, part);
    return bbox->line.failed ? prse__error_nomem(err) : PRSE_OK;
}

prse_status prse__bbox_add(prse__bbox *bbox, prse_str bytes, prse_error *err)
{
    prse_status status = PRSE_OK;
    while (!status && bytes.len > 0) {
        const char *end = memchr(bytes.ptr, '\n', bytes.len);
        size_t length = end ? (size_t)(end - bytes.ptr) : bytes.len;
        prse_str part = {bytes.ptr, length};
        int whole = end && bbox->line.len == 0;
        if (!whole)
            status = keep(bbox, part, err);
        if (!status && end)
            status = read_line(bbox, whole ? part : prse__buf_str(&bbox->line),
                              err);
        if (end)
            prse__buf_clear(&bbox->line);
        length += end != NULL;
        bytes = (prse_str){bytes.ptr + length, bytes.len - length};
    }
    return status;
}

prse_status prse__bbox_end(prse__bbox *bbox, prse_error *err)
{
    return give_page(bbox, err);
}
