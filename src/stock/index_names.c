/* SPDX-License-Identifier: Apache-2.0 */
/* Whole names by their hash, so that a unit whose name is exactly what was
 * asked is found however many others have the same words. */
#include "stock/index_part.h"
#include "stock/index_record.h"

enum { REST_BYTES = 2, ENTRY_BYTES = REST_BYTES + PRSE__VARINT_MOST };

typedef struct name {
    uint32_t unit;
    uint32_t rest;
} name;

typedef struct sorter {
    uint32_t bits;
    uint32_t *next; /* place of the next name of a bucket; one more at the
                       end */
    name *names;    /* by bucket, and by unit inside */
} sorter;

uint32_t prse__index_name_bits(uint32_t names)
{
    uint32_t bits = 0;
    while (bits < PRSE__NAME_BITS_MOST && names >> bits > PRSE__NAME_BUCKET)
        bits++;
    return bits;
}

/* Where each bucket starts; hashes were counted with all bits. */
static void start_buckets(sorter *s, const uint32_t *hashes)
{
    uint32_t before = 0;
    uint32_t fine = 1u << (PRSE__NAME_BITS_MOST - s->bits);
    for (uint32_t bucket = 0; bucket < 1u << s->bits; bucket++) {
        s->next[bucket] = before;
        for (uint32_t i = 0; i < fine; i++)
            before += hashes[bucket * fine + i];
    }
}

static prse_status sort(sorter *s, prse__index_part *p, prse_error *err)
{
    prse__index_record record;
    for (uint32_t unit = 0;;) {
        prse_str records;
        prse_status status = prse__index_part_next(p, &records, err);
        if (status || records.len == 0)
            return status;
        for (size_t at = 0; at < records.len; unit++) {
            prse__index_record_get(&record, records, &at);
            for (uint32_t i = 0; i < record.key_count; i++) {
                uint32_t key = record.keys[i];
                uint32_t bucket = prse__name_bucket(key, s->bits);
                s->names[s->next[bucket]++] =
                    (name){unit, prse__name_rest(key)};
            }
        }
    }
}

static void encode(prse__buf *out, const name *names, uint32_t count)
{
    uint32_t before = 0;
    prse__buf_clear(out);
    for (uint32_t i = 0; i < count; i++) {
        unsigned char bytes[ENTRY_BYTES] = {
            (unsigned char)(names[i].rest & 0xFF),
            (unsigned char)(names[i].rest >> 8)};
        size_t length = REST_BYTES +
                        prse__varint_put(bytes + REST_BYTES,
                                         names[i].unit - before);
        prse__buf_add(out, (prse_str){(char *)bytes, length});
        before = names[i].unit;
    }
}

static prse_status write_buckets(const sorter *s, prse__index_part *p,
                                 prse__stmt *add, prse_error *err)
{
    prse__buf bytes;
    prse__buf_init(&bytes, 0);
    prse_status status = PRSE_OK;
    uint32_t from = 0;
    for (uint32_t bucket = 0; bucket < 1u << s->bits && !status; bucket++) {
        uint32_t end = s->next[bucket];
        encode(&bytes, s->names + from, end - from);
        prse__stmt_bind_int(add, 1, prse__key_part(p->part, bucket));
        prse__stmt_bind_blob(add, 2, prse__buf_str(&bytes));
        status = bytes.failed ? prse__error_nomem(err)
                              : prse__stmt_run(add, err);
        if (!status)
            status = prse__index_part_look(p, err);
        from = end;
    }
    prse__buf_free(&bytes);
    return status;
}

static prse_status write_sorted(sorter *s, prse__index_part *p,
                                prse_error *err)
{
    prse__stmt *add = NULL;
    start_buckets(s, p->hashes);
    prse_status status = sort(s, p, err);
    if (!status)
        status = prse__db_prepare(
            &add, p->db, "INSERT INTO recherche_nom VALUES(?1,?2)", err);
    if (!status)
        status = write_buckets(s, p, add, err);
    prse__stmt_free(add);
    return status;
}

prse_status prse__index_write_names(prse__index_part *p, prse_error *err)
{
    sorter s = {.bits = prse__index_name_bits(p->names)};
    s.next = prse__alloc((size_t)1 << s.bits, sizeof *s.next);
    s.names = prse__alloc(p->names, sizeof *s.names);
    prse_status status = s.next && s.names ? write_sorted(&s, p, err)
                                           : prse__error_nomem(err);
    prse__free(s.next);
    prse__free(s.names);
    return status;
}
