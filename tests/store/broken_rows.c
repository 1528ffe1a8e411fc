/* SPDX-License-Identifier: Apache-2.0 */
#include "store/broken.h"

#include <ctype.h>
#include <string.h>

enum { MOST = 3000 };

typedef struct keeping {
    const prse_collection *of;
    prse__row *rows;
    size_t count;
} keeping;

static int keep(void *user, const prse_value *values, int64_t version)
{
    keeping *k = user;
    return k->count == MOST ||
           prse__row_copy(&k->rows[k->count++], k->of, values, version, NULL);
}

static int folded_cmp(prse_str a, prse_str b)
{
    for (size_t i = 0; i < a.len && i < b.len; i++) {
        int x = tolower((unsigned char)a.ptr[i]);
        int y = tolower((unsigned char)b.ptr[i]);
        if (x != y)
            return x - y;
    }
    return (a.len > b.len) - (a.len < b.len);
}

static int comes_after(broken_defect defect, const prse_value *a,
                       const prse_value *b)
{
    if (defect == BROKEN_ABSENT_LAST)
        return a->type == PRSE_TYPE_NULL && b->type != PRSE_TYPE_NULL;
    return a->type == PRSE_TYPE_TEXT && b->type == PRSE_TYPE_TEXT &&
           folded_cmp(a->text, b->text) > 0;
}

/* Keeps the order of what is equal. */
static void sort(broken_defect defect, prse__row *rows, size_t count,
                 uint32_t column)
{
    for (size_t i = 1; i < count; i++)
        for (size_t j = i;
             j > 0 && comes_after(defect, &rows[j - 1].values[column],
                                  &rows[j].values[column]);
             j--) {
            prse__row row = rows[j];
            rows[j] = rows[j - 1];
            rows[j - 1] = row;
        }
}

prse_status broken_rows(broken_defect defect, const prse_collection *of,
                        const prse_query *query, const prse_store *inner,
                        void *tx, prse_row_found found, void *user,
                        prse_error *err)
{
    keeping k = {.of = of};
    if (query->index < 0 || query->equal_count > 0 || query->descending)
        return inner->scan(tx, of, query, found, user, err);
    k.rows = prse__alloc(MOST, sizeof *k.rows);
    prse_status status = inner->scan(tx, of, query, keep, &k, err);
    sort(defect, k.rows, k.count, of->indexes[query->index].columns[0]);
    for (size_t i = 0; i < k.count; i++)
        if (found(user, k.rows[i].values, k.rows[i].version))
            break;
    for (size_t i = 0; i < k.count; i++)
        prse__row_free(&k.rows[i]);
    prse__free(k.rows);
    return status;
}
