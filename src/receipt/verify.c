/* SPDX-License-Identifier: Apache-2.0 */
/* Checking a receipt: each check alone, and what was found as JSON. */
#include "base/options.h"
#include "base/sha256.h"
#include "base/text.h"
#include "formats/json_canonical.h"
#include "receipt/key.h"
#include "receipt/today.h"

typedef struct verifier {
    prse_receipt_verify_options opts;
    prse__receipt receipt;
    prse_receipt_check check;
    prse__flaws findings;
    prse__buf today;
    prse__arena *arena;
    prse_error *err;
} verifier;

static void found(verifier *v, prse__flaw what, prse_str a, prse_str b)
{
    prse__flaws_add(&v->findings, what, PRSE_STR(""), PRSE_STR(""),
                       (prse_str[3]){a, b});
}

/* --- The digest of the facts --- */

static prse_status check_digest(verifier *v)
{
    prse__buf facts;
    char digest[65];
    prse__buf_init(&facts, 0);
    prse__json_canonical_node(&facts, v->arena, v->receipt.facts);
    int failed = facts.failed;
    prse__sha256_hex(digest, prse__buf_str(&facts));
    prse__buf_free(&facts);
    v->check.facts_digest = prse__str_is(v->receipt.facts_digest, digest);
    if (!v->check.facts_digest)
        found(v, PRSE__FLAW_DIGEST, PRSE_STR(""), PRSE_STR(""));
    return failed ? prse__error_nomem(v->err) : PRSE_OK;
}

/* --- The signature --- */

/* The receipt without its signature; NULL: no memory. */
static const prse__node *unsigned_root(verifier *v)
{
    size_t count = v->receipt.root->count;
    prse__node *all = prse__arena_alloc(v->arena, count + 1, sizeof *all);
    if (!all)
        return NULL;
    prse__node *root = all;
    *root = *v->receipt.root;
    prse__node **tail = &root->first;
    for (const prse__node *n = v->receipt.root->first; n; n = n->next) {
        if (n == v->receipt.signature)
            continue;
        *++all = *n;
        *tail = all;
        tail = &all->next;
    }
    *tail = NULL;
    root->count = count - 1;
    return root;
}

static prse_status check_bytes(verifier *v, prse_str text, prse_str signature)
{
    int valid = 0;
    prse_status status = prse__key_verify(&valid, v->opts.key->key, text,
                                          signature, v->err);
    v->check.signature = valid;
    if (!status && !valid)
        found(v, PRSE__FLAW_SIGNATURE, PRSE_STR(""), PRSE_STR(""));
    return status;
}

static prse_status check_value(verifier *v)
{
    prse__buf text, signature;
    prse_status status = PRSE_OK;
    const prse__node *root = unsigned_root(v);
    prse__buf_init(&text, 0);
    prse__buf_init(&signature, 0);
    if (root)
        prse__json_canonical_node(&text, v->arena, root);
    int is_base64 = prse__unbase64(
        &signature, prse__node_get(v->receipt.signature, "value")->text);
    if (!root || text.failed || signature.failed)
        status = prse__error_nomem(v->err);
    else
        status = check_bytes(v, prse__buf_str(&text),
                             is_base64 ? prse__buf_str(&signature)
                                       : PRSE_STR(""));
    prse__buf_free(&text);
    prse__buf_free(&signature);
    return status;
}

static prse_status check_signature(verifier *v)
{
    if (!v->opts.key)
        return PRSE_OK;
    if (!v->receipt.signature) {
        found(v, PRSE__FLAW_UNSIGNED, PRSE_STR(""), PRSE_STR(""));
        return PRSE_OK;
    }
    prse_str id = prse__node_get(v->receipt.signature, "key")->text;
    if (prse__str_is(id, v->opts.key->id))
        return check_value(v);
    v->check.signature = 0;
    found(v, PRSE__FLAW_OTHER_KEY, id, prse_str_of(v->opts.key->id));
    return PRSE_OK;
}

/* --- Answering again --- */

/* "fr-rse 2026.1 (4c1f...)" */
static void add_name(prse__buf *buf, prse_str id, prse_str version,
                     prse_str digest)
{
    prse__buf_add(buf, id);
    prse__buf_addc(buf, ' ');
    prse__buf_add(buf, version);
    prse__buf_adds(buf, " (");
    prse__buf_add(buf, (prse_str){digest.ptr, digest.len < 12 ? digest.len
                                                              : 12});
    prse__buf_addc(buf, ')');
}

static void check_pack(verifier *v)
{
    const prse__receipt *r = &v->receipt;
    const prse_pack *pack = v->opts.pack;
    prse__buf own, given;
    prse_str id = prse_pack_id(pack), version = prse_pack_version(pack);
    v->check.pack_digest =
        prse__str_eq(r->pack_digest, prse_pack_digest(pack)) &&
        prse__str_eq(r->pack_id, id) &&
        prse__str_eq(r->pack_version, version);
    if (v->check.pack_digest)
        return;
    prse__buf_init(&own, 0);
    prse__buf_init(&given, 0);
    add_name(&own, r->pack_id, r->pack_version, r->pack_digest);
    add_name(&given, id, version, prse_pack_digest(pack));
    found(v, PRSE__FLAW_PACK, prse__buf_str(&own), prse__buf_str(&given));
    v->findings.text.failed |= own.failed || given.failed;
    prse__buf_free(&own);
    prse__buf_free(&given);
}

static prse_status answer_again(verifier *v)
{
    prse__replay replay;
    size_t before = v->findings.count;
    prse_status status =
        prse__replay_run(&replay, &v->receipt, v->opts.pack, v->receipt.date,
                         &v->findings, v->err);
    if (status)
        return status;
    status = prse__replay_compare(&replay, &v->receipt, &v->findings, v->err);
    prse__replay_free(&replay);
    v->check.same_result = v->findings.count == before;
    return status;
}

static prse_status check_answers(verifier *v)
{
    if (!v->opts.pack)
        return PRSE_OK;
    check_pack(v);
    return v->check.pack_digest ? answer_again(v) : PRSE_OK;
}

static prse_status check_today(verifier *v)
{
    prse__json json;
    prse__date ignored;
    if (!v->opts.today.len)
        return PRSE_OK;
    if (!v->opts.pack)
        return prse__error_set(v->err, PRSE_EINVAL, "today",
                               "a day needs a pack that answers on it");
    prse_status status =
        prse__date_read(&ignored, v->opts.today, "today", v->err);
    if (status)
        return status;
    prse__json_init(&json, &v->today, 0);
    return prse__receipt_today(&json, &v->check.differences, &v->receipt,
                               v->opts.pack, v->opts.today,
                               (prse_lang)v->opts.lang, v->err);
}

/* --- The report --- */

/* What was asked for holds. A pack that did not answer may still be asked what
 * it answers today. */
static int holds(const verifier *v)
{
    const prse_receipt_check *c = &v->check;
    int signature = !v->opts.key || c->signature == 1;
    int answers = !v->opts.pack || c->same_result == 1 ||
                  (c->same_result < 0 && v->opts.today.len > 0);
    return signature && answers && c->facts_digest == 1 &&
           c->consistent == 1;
}

static void put_tri(prse__json *json, const char *name, int32_t value)
{
    if (value >= 0) {
        prse__json_put_bool(json, name, value);
        return;
    }
    prse__json_key(json, prse_str_of(name));
    prse__json_null(json);
}

/* As it was read, in its canonical form. */
static void put_receipt(prse__json *json, const verifier *v)
{
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__json_canonical_node(&text, v->arena, v->receipt.root);
    json->buf->failed |= text.failed;
    prse__json_key(json, PRSE_STR("receipt"));
    prse__json_raw(json, prse__buf_str(&text));
    prse__buf_free(&text);
}

static prse_status write_report(verifier *v, prse_text **out)
{
    prse__buf buf;
    prse__json json;
    prse__buf_init(&buf, 0);
    prse__json_init(&json, &buf, 0);
    prse__json_open(&json, '{');
    prse__json_put_bool(&json, "holds", v->check.holds);
    put_tri(&json, "signature", v->check.signature);
    put_tri(&json, "facts_digest", v->check.facts_digest);
    put_tri(&json, "consistent", v->check.consistent);
    put_tri(&json, "pack_digest", v->check.pack_digest);
    put_tri(&json, "same_result", v->check.same_result);
    prse__json_key(&json, PRSE_STR("findings"));
    prse__json_raw(&json, prse__buf_str(&v->findings.text));
    prse__json_key(&json, PRSE_STR("today"));
    prse__json_raw(&json, v->today.len ? prse__buf_str(&v->today)
                                       : PRSE_STR("null"));
    put_receipt(&json, v);
    prse__json_close(&json, '}');
    return prse__text_take(out, &buf, v->err);
}

static prse_status run(verifier *v, prse_str receipt)
{
    v->arena = prse__arena_new(0);
    prse_status status =
        v->arena
            ? prse__receipt_read(&v->receipt, v->arena, receipt, v->err)
            : prse__error_nomem(v->err);
    if (!status)
        status = check_digest(v);
    if (status)
        return status;
    size_t before = v->findings.count;
    prse__receipt_compare_reasons(&v->receipt, &v->findings);
    v->check.consistent = v->findings.count == before;
    status = check_signature(v);
    if (!status)
        status = check_answers(v);
    if (!status)
        status = check_today(v);
    prse__json_close(&v->findings.json, ']');
    v->check.holds = holds(v);
    return !status && (v->findings.text.failed || v->today.failed)
               ? prse__error_nomem(v->err)
               : status;
}

prse_status prse_receipt_verify(prse_receipt_check *out, prse_text **report,
                                prse_str receipt,
                                const prse_receipt_verify_options *opts,
                                prse_error *err)
{
    verifier v = {.check = {.signature = -1,
                            .pack_digest = -1,
                            .same_result = -1,
                            .differences = -1},
                  .err = err};
    prse_status status = prse__options_read(
        &v.opts, sizeof v.opts, opts, "prse_receipt_verify_options", err);
    if (status)
        return status;
    prse__flaws_start(&v.findings, (prse_lang)v.opts.lang);
    prse__buf_init(&v.today, 0);
    status = run(&v, receipt);
    if (!status)
        status = prse__struct_give(out, &v.check, sizeof v.check, err);
    if (!status && report)
        status = write_report(&v, report);
    prse__buf_free(&v.today);
    prse__buf_free(&v.findings.text);
    prse__arena_free(v.arena);
    return status;
}
