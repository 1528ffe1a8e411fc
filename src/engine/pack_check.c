/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/pack_check.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "formats/json_writer.h"

/* --- Findings --- */

void prse__check_stop(prse__checking *k, prse_status status)
{
    if (!k->status)
        k->status = status;
}

static int make_room(prse__checking *k)
{
    size_t room = k->room ? 2 * k->room : 32;
    if (k->count < k->room)
        return 1;
    prse__finding *more = prse__arena_alloc(k->arena, room, sizeof *more);
    if (!more)
        return 0;
    if (k->count)
        memcpy(more, k->findings, k->count * sizeof *more);
    k->findings = more;
    k->room = room;
    return 1;
}

void prse__check_say(prse__checking *k, prse__place place, const char *code,
                     prse_str subject)
{
    prse_str message = {NULL, 0};
    if (!k->message.failed)
        message = prse__str_dup(k->arena, prse__buf_str(&k->message));
    if (!message.ptr || !make_room(k)) {
        prse__check_stop(k, prse__error_nomem(k->err));
        return;
    }
    k->findings[k->count++] = (prse__finding){place, code, subject, message};
    prse__buf_clear(&k->message);
}

void prse__check_period(prse__buf *buf, prse__date from, prse__date to)
{
    int begins = from != PRSE__ALWAYS, ends = to != PRSE__FOREVER;
    if (!begins && !ends)
        prse__buf_adds(buf, "at any time");
    if (begins) {
        prse__buf_adds(buf, "from ");
        prse__date_print(buf, from);
        prse__buf_adds(buf, ends ? " until " : " on");
    } else if (ends) {
        prse__buf_adds(buf, "before ");
    }
    if (ends)
        prse__date_print(buf, to);
}

int prse__check_in_force(const prse__checking *k, const prse__obligation *o,
                         size_t epoch)
{
    prse__date date = k->pack->rules.epochs.dates[epoch];
    return date >= o->from && date < o->to;
}

int prse__check_asks_null(const prse__feel *node)
{
    return node->kind == PRSE__FEEL_BINARY &&
           (node->op == PRSE__FEEL_EQ || node->op == PRSE__FEEL_NE) &&
           (node->first->kind == PRSE__FEEL_NULL ||
            node->first->next->kind == PRSE__FEEL_NULL);
}

/* In the order of a reader: by file, then by line. */
static int by_place(const void *left, const void *right)
{
    const prse__finding *a = left, *b = right;
    int files = strcmp(a->place.file, b->place.file);
    if (files)
        return files;
    if (a->place.line != b->place.line)
        return a->place.line < b->place.line ? -1 : 1;
    int codes = strcmp(a->code, b->code);
    return codes ? codes : prse__str_cmp(a->message, b->message);
}

/* --- Writing --- */

static void write_text(prse__buf *out, const prse__checking *k)
{
    for (size_t i = 0; i < k->count; i++) {
        const prse__finding *f = &k->findings[i];
        prse__buf_addf(out, "%s:%u: ", f->place.file, f->place.line);
        prse__buf_add(out, f->message);
        prse__buf_addf(out, " [%s]\n", f->code);
    }
    prse__buf_addf(out, "%zu finding%s\n", k->count,
                   k->count == 1 ? "" : "s");
}

static void write_json(prse__buf *out, const prse__checking *k)
{
    prse__json json;
    prse__json_init(&json, out, 2);
    prse__json_open(&json, '[');
    for (size_t i = 0; i < k->count; i++) {
        const prse__finding *f = &k->findings[i];
        prse__json_open(&json, '{');
        prse__json_put(&json, "file", prse_str_of(f->place.file));
        prse__json_put_int(&json, "line", f->place.line);
        prse__json_put(&json, "check", prse_str_of(f->code));
        prse__json_put(&json, "subject", f->subject);
        prse__json_put(&json, "message", f->message);
        prse__json_close(&json, '}');
    }
    prse__json_close(&json, ']');
    prse__buf_addc(out, '\n');
}

static prse_status give(prse_text **out, size_t *count, prse__checking *k,
                        prse_format format)
{
    prse__buf buf;
    prse__buf_init(&buf, 0);
    if (k->count)
        qsort(k->findings, k->count, sizeof *k->findings, by_place);
    (format == PRSE_FORMAT_JSON ? write_json : write_text)(&buf, k);
    prse_status status = prse__text_take(out, &buf, k->err);
    if (!status && count)
        *count = k->count;
    return status;
}

prse_status prse_pack_check(prse_text **out, size_t *count,
                            const prse_pack *pack, prse_format format,
                            prse_error *err)
{
    static void (*const CHECKS[])(prse__checking *) = {
        prse__check_drafts, prse__check_texts, prse__check_law,
        prse__check_uses,   prse__check_holes, prse__check_answers,
        prse__check_tables, prse__check_sources};
    if (!out || !pack)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "out and pack are required");
    prse__checking k = {.pack = pack, .tree = pack->tree, .err = err};
    prse__buf_init(&k.message, 0);
    k.arena = prse__arena_new(0);
    if (!k.arena)
        return prse__error_nomem(err);
    for (size_t i = 0; i < sizeof CHECKS / sizeof *CHECKS && !k.status; i++)
        CHECKS[i](&k);
    if (!k.status)
        k.status = give(out, count, &k, format);
    if (k.has_drafts)
        prse__ruleset_free(&k.drafts);
    prse__buf_free(&k.message);
    prse__arena_free(k.arena);
    return k.status;
}
