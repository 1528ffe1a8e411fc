/* SPDX-License-Identifier: Apache-2.0 */
#include "stock/index_lists.h"

#include "stock/index_format.h"

/* The most numbers of which a list may be short: one byte each. */
enum { SHORT_COUNT = PRSE__LIST_SHORT };

prse_status prse__lists_open(prse__lists *out, prse__db *db, int part,
                             prse_error *err)
{
    *out = (prse__lists){.part = part, .next = prse__list_first(part)};
    prse_status status = prse__db_prepare(
        &out->add_term, db, "INSERT INTO recherche_mot VALUES(?1,?2,?3,?4,?5)",
        err);
    if (!status)
        status = prse__db_prepare(
            &out->add_block, db, "INSERT INTO recherche_bloc VALUES(?1,?2)",
            err);
    if (status)
        prse__lists_close(out);
    return status;
}

void prse__lists_close(prse__lists *lists)
{
    prse__stmt_free(lists->add_term);
    prse__stmt_free(lists->add_block);
    lists->add_term = NULL;
    lists->add_block = NULL;
}

/* The list in at most `most` bytes, from *at on; *at moves past what fits. */
static size_t encode(unsigned char *to, size_t most, const uint32_t *numbers,
                     uint32_t count, uint32_t *at)
{
    size_t length = 0;
    uint32_t before = 0;
    for (; *at < count && length + PRSE__VARINT_MOST <= most; (*at)++) {
        length += prse__varint_put(to + length, numbers[*at] - before);
        before = numbers[*at];
    }
    return length;
}

static prse_status add_blocks(prse__lists *lists, const uint32_t *numbers,
                              uint32_t count, prse_error *err)
{
    unsigned char bytes[PRSE__LIST_BLOCK];
    prse_status status = PRSE_OK;
    for (uint32_t at = 0; at < count && !status;) {
        size_t length = encode(bytes, sizeof bytes, numbers, count, &at);
        prse__stmt_bind_int(lists->add_block, 1,
                            prse__key_block(lists->next, numbers[at - 1]));
        prse__stmt_bind_blob(lists->add_block, 2,
                             (prse_str){(char *)bytes, length});
        status = prse__stmt_run(lists->add_block, err);
    }
    return status;
}

prse_status prse__lists_add(prse__lists *lists, prse_str term,
                            const uint32_t *numbers, uint32_t count,
                            prse_error *err)
{
    unsigned char bytes[PRSE__LIST_SHORT];
    uint32_t at = 0;
    size_t length = 0;
    if (count <= SHORT_COUNT)
        length = encode(bytes, sizeof bytes, numbers, count, &at);
    prse__stmt_bind_int(lists->add_term, 1, lists->part);
    prse__stmt_bind_text(lists->add_term, 2, term);
    prse__stmt_bind_int(lists->add_term, 3, count);
    if (at == count) {
        prse__stmt_bind_null(lists->add_term, 4);
        prse__stmt_bind_blob(lists->add_term, 5,
                             (prse_str){(char *)bytes, length});
        return prse__stmt_run(lists->add_term, err);
    }
    prse__stmt_bind_int(lists->add_term, 4, lists->next);
    prse__stmt_bind_null(lists->add_term, 5);
    prse_status status = prse__stmt_run(lists->add_term, err);
    if (!status)
        status = add_blocks(lists, numbers, count, err);
    lists->next++;
    return status;
}
