/* SPDX-License-Identifier: Apache-2.0 */
/* Passages as JSON, ours and the existing service's. */
#include "passages/write.h"

#include "base/text.h"
#include "passages/fixed.h"
#include "formats/json_writer.h"

/* --- Ours */

static void put_fixed(prse__json *json, double value)
{
    char digits[PRSE__FIXED_ROOM];
    prse__json_raw(json, prse__fixed_print(digits, value));
}

static void write_about(prse__json *json, const prse_analysed *is)
{
    prse__json_key(json, PRSE_STR("document"));
    prse__json_open(json, '{');
    prse__json_put(json, "name", is->name);
    prse__json_put(json, "sha256", is->sha256);
    prse__json_put(json, "engine", is->engine);
    prse__json_put_int(json, "pages", is->pages);
    prse__json_put_int(json, "blank_pages", is->blank_pages);
    prse__json_put_int(json, "needs_ocr", is->needs_ocr);
    prse__json_close(json, '}');
}

static void write_topics(prse__json *json, const prse_passages *passages)
{
    prse__json_key(json, PRSE_STR("topics"));
    prse__json_open(json, '[');
    for (uint32_t i = 0; i < passages->topic_count; i++) {
        const prse_topic *topic = prse__topic_at(passages, i);
        prse__json_open(json, '{');
        prse__json_put(json, "code", topic->code);
        prse__json_put(json, "title", topic->title);
        prse__json_close(json, '}');
    }
    prse__json_close(json, ']');
}

static void write_box(prse__json *json, const float box[4])
{
    if (box[2] <= 0 && box[3] <= 0)
        return;
    prse__json_key(json, PRSE_STR("box"));
    prse__json_open(json, '[');
    for (int i = 0; i < 4; i++)
        put_fixed(json, (double)box[i]);
    prse__json_close(json, ']');
}

static void write_sentence(prse__json *json, const prse_passages *passages,
                           const prse__sentence *is)
{
    prse__json_open(json, '{');
    prse__json_put_int(json, "page", is->page);
    prse__json_put_int(json, "topic", passages->rank[is->topic]);
    if (is->confidence >= 0) {
        prse__json_key(json, PRSE_STR("confidence"));
        put_fixed(json, (double)is->confidence);
    }
    prse__json_put(json, "text", is->text);
    if (is->evidence.len)
        prse__json_put(json, "evidence", is->evidence);
    write_box(json, is->box);
    prse__json_close(json, '}');
}

void prse__passages_json(prse__buf *out, const prse_passages *passages)
{
    const prse__draft *document = &passages->documents[0];
    prse__json json;
    prse__json_init(&json, out, 0);
    prse__json_open(&json, '{');
    prse__json_put(&json, "format", PRSE_STR("passages/1"));
    write_about(&json, &document->info);
    write_topics(&json, passages);
    prse__json_key(&json, PRSE_STR("sentences"));
    prse__json_open(&json, '[');
    for (size_t i = 0; i < document->count; i++)
        write_sentence(&json, passages, &document->sentences[i]);
    prse__json_close(&json, ']');
    prse__json_close(&json, '}');
}

/* --- The existing service's */

static void add_unit(prse__buf *out, uint32_t unit)
{
    static const char HEX[] = "0123456789abcdef";
    prse__buf_adds(out, "\\u");
    for (int shift = 12; shift >= 0; shift -= 4)
        prse__buf_addc(out, HEX[unit >> shift & 15]);
}

/* A JSON string in ASCII whose slashes are escaped too. */
static void add_ascii(prse__buf *out, prse_str text)
{
    prse__buf_addc(out, '"');
    for (size_t at = 0; at < text.len;) {
        uint32_t c = prse__utf8_next(text, &at);
        if (c == '"' || c == '\\' || c == '/')
            prse__buf_addc(out, '\\');
        if (c >= 0x10000) {
            add_unit(out, 0xD800 + ((c - 0x10000) >> 10));
            add_unit(out, 0xDC00 + ((c - 0x10000) & 0x3FF));
        } else if (c < ' ' || c > '~') {
            add_unit(out, c);
        } else {
            prse__buf_addc(out, (char)c);
        }
    }
    prse__buf_addc(out, '"');
}

/* 1: an earlier topic has the same title, under which both are told. */
static int is_told(const prse_passages *passages, uint32_t place)
{
    prse_str title = prse__topic_at(passages, place)->title;
    for (uint32_t i = 0; i < place; i++) {
        const prse_topic *earlier = prse__topic_at(passages, i);
        if (earlier->sentences && prse__str_eq(earlier->title, title))
            return 1;
    }
    return 0;
}

static void add_title(prse__buf *out, const prse_passages *passages,
                      prse_str title)
{
    const prse__draft *document = &passages->documents[0];
    const char *separator = "";
    for (size_t i = 0; i < document->count; i++) {
        const prse__sentence *is = &document->sentences[i];
        if (!prse__str_eq(passages->topics[is->topic].title, title))
            continue;
        prse__buf_addf(out, "%s{\"PAGES\":%u,\"TEXTS\":", separator,
                       is->page);
        add_ascii(out, is->text);
        prse__buf_addc(out, '}');
        separator = ",";
    }
}

/* Sentences of no topic come last: the portal reads no further. */
void prse__passages_existing(prse__buf *out, const prse_passages *passages)
{
    const char *separator = "";
    prse__buf_addc(out, '{');
    for (uint32_t i = 0; i < passages->topic_count; i++) {
        const prse_topic *topic = prse__topic_at(passages, i);
        if (!topic->sentences || is_told(passages, i))
            continue;
        prse__buf_adds(out, separator);
        add_ascii(out, topic->title);
        prse__buf_adds(out, ":[");
        add_title(out, passages, topic->title);
        prse__buf_addc(out, ']');
        separator = ",";
    }
    prse__buf_addc(out, '}');
}

/* --- All forms */

prse_status prse_passages_write(prse_text **out,
                                const prse_passages *passages,
                                prse_passages_format format, prse_lang lang,
                                prse_error *err)
{
    prse__buf buf;
    if (!out || !passages || format < PRSE_PASSAGES_JSON ||
        format > PRSE_PASSAGES_SYNTHESIS)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "out or passages is NULL, or no such format");
    if (format <= PRSE_PASSAGES_EXISTING && passages->document_count != 1)
        return prse__error_set(err, PRSE_EINVAL, "documents",
                               "this form holds one document; there are %zu",
                               passages->document_count);
    prse__buf_init(&buf, 0);
    switch (format) {
    case PRSE_PASSAGES_JSON: prse__passages_json(&buf, passages); break;
    case PRSE_PASSAGES_EXISTING: prse__passages_existing(&buf, passages); break;
    case PRSE_PASSAGES_CSV: prse__passages_csv(&buf, passages, lang); break;
    case PRSE_PASSAGES_SYNTHESIS:
        prse__passages_synthesis(&buf, passages, lang);
        break;
    }
    return prse__text_take(out, &buf, err);
}
