/* SPDX-License-Identifier: Apache-2.0 */
#include "receipt/today.h"

#include "base/error.h"
#include "engine/report_write.h"

typedef struct writer {
    prse__json *json;
    int32_t *count;
    const prse__receipt *receipt;
    prse_report *report;
    prse_str date;
    prse_lang lang;
    prse_error *err;
} writer;

/* An answer and its year; empty: there is no such obligation. */
typedef struct state {
    prse_str answer;
    int32_t since;
} state;

static state state_then(const prse__node *node)
{
    state s = {0};
    if (!node)
        return s;
    s.answer = prse__node_get(node, "answer")->text;
    if (!prse__receipt_int(&s.since, prse__node_get(node, "since")))
        s.since = 0;
    return s;
}

static state state_now(const writer *w, size_t index)
{
    const char *name =
        prse__answer_name(prse_report_answer(w->report, index));
    return (state){prse_str_of(name),
                   prse_report_first_year(w->report, index)};
}

static void put_state(writer *w, const char *name, const state *s)
{
    prse__json_key(w->json, prse_str_of(name));
    if (!s->answer.len) {
        prse__json_null(w->json);
        return;
    }
    prse__json_open(w->json, '{');
    prse__json_put(w->json, "answer", s->answer);
    prse__json_key(w->json, PRSE_STR("since"));
    if (s->since)
        prse__json_int(w->json, s->since);
    else
        prse__json_null(w->json);
    prse__json_close(w->json, '}');
}

static void add_words(prse__buf *buf, const state *s, prse_lang lang)
{
    int en = lang == PRSE_LANG_EN;
    if (!s->answer.len)
        prse__buf_adds(buf, en ? "not in the pack" : "absente du pack");
    prse__buf_add(buf, prse__answer_word(s->answer, lang));
    if (s->since)
        prse__buf_addf(buf, en ? " since %d" : " depuis %d", (int)s->since);
}

/* "BDESE : soumis le 2026-11-26, non soumis le 2027-01-01." */
static void put_text(writer *w, prse_str label, const state *then,
                     const state *now)
{
    static const char *const TEXTS[] = {" le {0}, ", " on {0}, "};
    int en = w->lang == PRSE_LANG_EN;
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__buf_add(&text, label);
    prse__buf_adds(&text, en ? ": " : "\u00a0: ");
    add_words(&text, then, w->lang);
    prse__fill(&text, TEXTS[en], (prse_str[3]){w->receipt->date});
    add_words(&text, now, w->lang);
    prse__buf_adds(&text, en ? " on " : " le ");
    prse__buf_add(&text, w->date);
    prse__buf_addc(&text, '.');
    w->json->buf->failed |= text.failed;
    prse__json_put(w->json, "text", prse__buf_str(&text));
    prse__buf_free(&text);
}

/* Why the pack answers so, or what it would have to know. */
static prse_status put_because(writer *w, size_t index)
{
    prse_str text;
    prse_sentence what =
        prse_report_answer(w->report, index) == PRSE_UNKNOWN
            ? PRSE_SENTENCE_MISSING
            : PRSE_SENTENCE_REASON;
    prse_status status = prse_report_sentence(&text, w->report, index, what,
                                              w->lang, w->err);
    if (!status)
        prse__json_put(w->json, "because", text);
    return status;
}

static void open_difference(writer *w, prse_str id, prse_str label,
                            const state *then, const state *now)
{
    ++*w->count;
    prse__json_open(w->json, '{');
    prse__json_put(w->json, "obligation", id);
    put_state(w, "then", then);
    put_state(w, "now", now);
    put_text(w, label, then, now);
}

static prse_status write_one(writer *w, size_t index)
{
    const prse__obligation *o = &w->report->pack->tree->obligations[index];
    state then = state_then(prse__node_find(w->receipt->result, o->id));
    state now = state_now(w, index);
    prse_str label = prse__text_in(o->label, w->lang);
    if (prse__str_eq(then.answer, now.answer) && then.since == now.since)
        return PRSE_OK;
    open_difference(w, o->id, label, &then, &now);
    prse_status status = put_because(w, index);
    prse__json_close(w->json, '}');
    return status;
}

static void write_gone(writer *w)
{
    const prse__node *o = w->receipt->result->first;
    for (; o; o = o->next) {
        state then = state_then(o);
        if (prse_pack_obligation_index(w->report->pack, o->key) != SIZE_MAX)
            continue;
        open_difference(w, o->key, o->key, &then, &(state){0});
        prse__json_put(w->json, "because", PRSE_STR(""));
        prse__json_close(w->json, '}');
    }
}

static prse_status write_differences(writer *w)
{
    prse_status status = PRSE_OK;
    size_t count = w->report->pack->tree->obligation_count;
    prse__json_key(w->json, PRSE_STR("differences"));
    prse__json_open(w->json, '[');
    for (size_t i = 0; i < count && !status; i++)
        status = write_one(w, i);
    write_gone(w);
    prse__json_close(w->json, ']');
    return status;
}

static void put_pack(prse__json *json, const prse_pack *pack)
{
    prse__json_key(json, PRSE_STR("pack"));
    prse__json_open(json, '{');
    prse__json_put(json, "id", prse_pack_id(pack));
    prse__json_put(json, "version", prse_pack_version(pack));
    prse__json_put(json, "digest", prse_pack_digest(pack));
    prse__json_close(json, '}');
}

prse_status prse__receipt_today(prse__json *json, int32_t *count,
                                const prse__receipt *receipt, prse_pack *pack,
                                prse_str date, prse_lang lang, prse_error *err)
{
    prse__replay replay;
    prse__flaws passed; /* facts that the pack does not take */
    *count = 0;
    prse__flaws_start(&passed, lang);
    prse_status status =
        prse__replay_run(&replay, receipt, pack, date, &passed, err);
    prse__json_close(&passed.json, ']');
    if (!status) {
        writer w = {json, count, receipt, replay.report, date, lang, err};
        prse__json_open(json, '{');
        prse__json_put(json, "date", date);
        put_pack(json, pack);
        status = write_differences(&w);
        prse__json_key(json, PRSE_STR("not_taken"));
        prse__json_raw(json, prse__buf_str(&passed.text));
        prse__json_close(json, '}');
        json->buf->failed |= passed.text.failed;
        prse__replay_free(&replay);
    }
    prse__buf_free(&passed.text);
    return status;
}
