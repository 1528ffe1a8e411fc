/* SPDX-License-Identifier: Apache-2.0 */
/* Tables of a population, which are only read. */
#include <string.h>

#include "reform/reform.h"

enum { LOTS_BETWEEN = 4 }; /* questions whether to stop */

static prse_status check_table(const struct ArrowSchema *schema,
                               const struct ArrowArray *in, prse_error *err)
{
    const char *fault = NULL;
    if (!schema->release || !schema->format ||
        strcmp(schema->format, "+s") != 0)
        return prse__error_set(err, PRSE_ESCHEMA, NULL,
                               "the table must be a struct, a field a column");
    if (!in->release)
        fault = "the table was released already";
    else if (in->length < 0 || in->offset < 0 ||
             in->length > INT64_MAX / 16 - in->offset)
        fault = "the table has an impossible length or offset";
    else if (in->n_buffers != 1 || !in->buffers)
        fault = "the table has not the one buffer of a struct";
    else if (in->null_count > 0 && !in->buffers[0])
        fault = "the table has null rows, but no bitmap of them";
    else if (in->n_children != schema->n_children ||
             (in->n_children > 0 && !in->children))
        fault = "the table has not the columns of its schema";
    return fault ? prse__error_set(err, PRSE_EINVAL, NULL, "%s", fault)
                 : PRSE_OK;
}

/* --- Lots --- */

static void sort_rows(prse__reform_lot *lot, const struct ArrowArray *in)
{
    prse__lot there;
    if (in->buffers[0])
        prse__lot_load(&there, in->buffers[0], in->offset + lot->row,
                       lot->rows);
    else
        memset(&there, 0xFF, sizeof there);
    for (size_t w = 0; 64 * w < lot->rows; w++) {
        size_t left = lot->rows - 64 * w;
        uint64_t here = left < 64 ? (UINT64_C(1) << left) - 1 : UINT64_MAX;
        lot->null.words[w] = here & ~there.words[w];
        lot->odd.words[w] = here & (lot->odd.words[w] | lot->null.words[w]);
        lot->good.words[w] = here & ~lot->odd.words[w];
    }
}

static prse_status count_lot(prse_reform *r, const struct ArrowArray *in,
                             int64_t row, prse_error *err)
{
    int64_t left = in->length - row;
    prse__reform_lot lot = {
        .row = row, .rows = left < PRSE__LOT ? (size_t)left : PRSE__LOT};
    prse_status status = PRSE_OK;
    for (size_t side = 0; side < 2 && !status; side++)
        status = prse__reform_side_read(&r->sides[side], row, lot.rows,
                                        &lot.odd, err);
    for (size_t s = 0; s < r->split_count && !status; s++)
        status = prse__reform_split_read(&r->splits[s], row, lot.rows, err);
    if (status)
        return status;
    sort_rows(&lot, in);
    return prse__reform_count_lot(r, &lot, err);
}

static prse_status go_on(const prse_reform *r, int64_t row, prse_error *err)
{
    if (row % (LOTS_BETWEEN * PRSE__LOT) == 0 && r->should_stop &&
        r->should_stop(r->user))
        return prse__error_set(err, PRSE_ECANCELED, NULL,
                               "stopped as asked, after %lld rows",
                               (long long)(r->rows + row));
    return PRSE_OK;
}

static prse_status count_table(prse_reform *r, const struct ArrowArray *in,
                               prse_error *err)
{
    prse_status status = PRSE_OK;
    for (int64_t row = 0; row < in->length && !status; row += PRSE__LOT) {
        status = go_on(r, row, err);
        if (!status)
            status = count_lot(r, in, row, err);
    }
    return status;
}

prse_status prse_reform_block(prse_reform *r, const struct ArrowSchema *schema,
                              const struct ArrowArray *in, prse_error *err)
{
    if (!r || !schema || !in)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "reform, schema and in are required");
    prse_status status = check_table(schema, in, err);
    for (size_t side = 0; side < 2 && !status; side++)
        status = prse__reform_side_open(&r->sides[side], schema, in, err);
    for (size_t s = 0; s < r->split_count && !status; s++)
        status = prse__reform_split_open(&r->splits[s], schema, in, err);
    if (!status)
        status = count_table(r, in, err);
    for (size_t side = 0; side < 2; side++)
        prse__reform_side_close(&r->sides[side]);
    if (!status)
        r->rows += in->length;
    return status;
}

/* --- Streams --- */

static prse_status stream_failed(struct ArrowArrayStream *in, prse_error *err)
{
    const char *why = in->get_last_error ? in->get_last_error(in) : NULL;
    return prse__error_set(err, PRSE_EIO, NULL, "the stream failed: %s",
                           why ? why : "it does not say why");
}

static prse_status count_next(int *more, prse_reform *r,
                              const struct ArrowSchema *schema,
                              struct ArrowArrayStream *in, prse_error *err)
{
    struct ArrowArray table = {.length = 0};
    *more = 0;
    if (in->get_next(in, &table) != 0)
        return stream_failed(in, err);
    if (!table.release)
        return PRSE_OK;
    *more = 1;
    prse_status status = prse_reform_block(r, schema, &table, err);
    table.release(&table);
    return status;
}

prse_status prse_reform_stream(prse_reform *r, struct ArrowArrayStream *in,
                               prse_error *err)
{
    struct ArrowSchema schema = {.format = NULL};
    prse_status status = PRSE_OK;
    if (!r || !in || !in->release)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "reform and in are required; in must not be "
                               "released");
    if (in->get_schema(in, &schema) != 0)
        return stream_failed(in, err);
    for (int more = 1; more && !status;)
        status = count_next(&more, r, &schema, in, err);
    if (schema.release)
        schema.release(&schema);
    if (!status)
        in->release(in);
    return status;
}
