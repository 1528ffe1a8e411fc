/* SPDX-License-Identifier: Apache-2.0 */
/* Making a receipt: members in canonical order, written once. The signature
 * covers the text without itself, and is put in its place afterwards. */
#include "base/options.h"
#include "base/sha256.h"
#include "base/text.h"
#include "receipt/key.h"
#include "receipt/receipt.h"
#include "receipt/write.h"

typedef struct maker {
    prse_receipt_options opts;
    prse__json json;
    prse__buf text;
    size_t place; /* of the signature */
    prse_report *report;
    const prse_facts *facts;
    prse_error *err;
} maker;

static void put_if(maker *m, const char *name, prse_str value)
{
    if (value.len)
        prse__json_put(&m->json, name, value);
}

static prse_status put_facts(maker *m)
{
    char digest[65];
    prse__json_key(&m->json, PRSE_STR("facts"));
    size_t from = m->text.len;
    prse_status status = prse__receipt_write_facts(&m->json, m->facts, m->err);
    if (status || m->text.failed)
        return status ? status : prse__error_nomem(m->err);
    prse__sha256_hex(digest,
                     (prse_str){m->text.ptr + from, m->text.len - from});
    prse__json_put(&m->json, "facts_digest", prse_str_of(digest));
    return PRSE_OK;
}

static void put_pack(maker *m)
{
    const prse_pack *pack = m->report->pack;
    prse__json_key(&m->json, PRSE_STR("pack"));
    prse__json_open(&m->json, '{');
    prse__json_put(&m->json, "digest", prse_pack_digest(pack));
    prse__json_put(&m->json, "id", prse_pack_id(pack));
    prse__json_put(&m->json, "version", prse_pack_version(pack));
    prse__json_close(&m->json, '}');
}

static void put_date(maker *m)
{
    prse__buf date;
    prse__buf_init(&date, 0);
    prse__date_print(&date, m->report->date);
    m->text.failed |= date.failed;
    prse__json_put(&m->json, "date", prse__buf_str(&date));
    prse__buf_free(&date);
}

static prse_status write_all(maker *m)
{
    prse__json_init(&m->json, &m->text, 0);
    prse__json_open(&m->json, '{');
    put_date(m);
    prse_status status = put_facts(m);
    if (status)
        return status;
    put_if(m, "issued", m->opts.issued);
    prse__json_put(&m->json, "library", prse_str_of(prse_version()));
    put_pack(m);
    prse__json_put_int(&m->json, "receipt", 1);
    prse__json_key(&m->json, PRSE_STR("result"));
    status = prse__receipt_write_result(&m->json, m->report, m->err);
    m->place = m->text.len;
    put_if(m, "subject", m->opts.subject);
    prse__json_close(&m->json, '}');
    return !status && m->text.failed ? prse__error_nomem(m->err) : status;
}

static prse_status sign(maker *m)
{
    unsigned char signature[PRSE__SIGNATURE_BYTES];
    prse__buf all;
    prse_str text = prse__buf_str(&m->text);
    prse_status status =
        prse__key_sign(signature, m->opts.key->key, text, m->err);
    if (status)
        return status;
    prse__buf_init(&all, 0);
    prse__buf_add(&all, (prse_str){text.ptr, m->place});
    prse__buf_adds(&all, ",\"signature\":{\"algorithm\":\"ed25519\",");
    prse__buf_adds(&all, "\"key\":\"");
    prse__buf_adds(&all, m->opts.key->id);
    prse__buf_adds(&all, "\",\"value\":\"");
    prse__base64(&all, (prse_str){(char *)signature, sizeof signature});
    prse__buf_adds(&all, "\"}");
    prse__buf_add(&all,
                  (prse_str){text.ptr + m->place, text.len - m->place});
    prse__buf_free(&m->text);
    m->text = all;
    return PRSE_OK;
}

static prse_status check_text(prse_str text, const char *what, prse_error *err)
{
    if (prse__utf8_check(text) != text.len)
        return prse__error_set(err, PRSE_EINVAL, what, "%s is not UTF-8",
                               what);
    return prse__receipt_no_nul(text, what, err);
}

/* What could not be read again is not given. */
static prse_status give(prse_text **out, maker *m)
{
    if (m->text.len > PRSE__RECEIPT_LARGEST)
        return prse__error_set(m->err, PRSE_ELIMIT, NULL,
                               "the receipt would have %zu bytes; at most %d",
                               m->text.len, (int)PRSE__RECEIPT_LARGEST);
    return prse__text_take(out, &m->text, m->err);
}

static prse_status read_options(prse_receipt_options *own,
                                const prse_receipt_options *opts,
                                prse_error *err)
{
    prse_status status = prse__options_read(own, sizeof *own, opts,
                                            "prse_receipt_options", err);
    if (!status)
        status = check_text(own->subject, "subject", err);
    if (!status)
        status = check_text(own->issued, "issued", err);
    if (!status && own->key && !prse__key_is_private(own->key->key))
        status = prse__error_set(err, PRSE_ENOTFOUND, "key",
                                 "the key is a public one: only the private "
                                 "key signs");
    return status;
}

prse_status prse_receipt_make(prse_text **out, prse_pack *pack,
                              const prse_facts *facts, prse_str date,
                              const prse_receipt_options *opts,
                              prse_error *err)
{
    maker m = {.facts = facts, .err = err};
    if (!out || !pack || !facts || facts->pack != pack)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "out, and a pack with facts of it, are "
                               "required");
    prse_status status = read_options(&m.opts, opts, err);
    if (!status)
        status = prse_report_new(&m.report, pack, err);
    if (!status)
        status = prse_report_evaluate(m.report, facts, date, err);
    if (!status)
        status = write_all(&m);
    if (!status && m.opts.key)
        status = sign(&m);
    if (!status)
        status = give(out, &m);
    prse__buf_free(&m.text);
    prse_report_free(m.report);
    return status;
}
