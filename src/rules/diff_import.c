/* SPDX-License-Identifier: Apache-2.0 */
/* The packs order their variables differently, so that a diagram is rebuilt
 * rather than copied: where a child speaks of an earlier variable than its
 * parent, the parent becomes a chain of ifs. */
#include "rules/diff_space.h"

prse_status prse__diff_import_init(prse__diff_import *import,
                                   const prse__diff_space *space, size_t side,
                                   const prse__dd_store *from,
                                   prse__dd_store *to, prse_error *err)
{
    *import = (prse__diff_import){space, side, from, to, NULL};
    import->memo = prse__alloc(from->node_count, sizeof *import->memo);
    if (!import->memo)
        return prse__error_nomem(err);
    for (size_t i = 0; i < from->node_count; i++)
        import->memo[i] = PRSE__DD_NONE;
    return PRSE_OK;
}

void prse__diff_import_free(prse__diff_import *import)
{
    prse__free(import->memo);
    import->memo = NULL;
}

/* --- if condition then a else b --- */

static prse_status choose(prse__dd *out, void *self, const prse__dd *leaves,
                          size_t count, prse_error *err)
{
    (void)self, (void)count, (void)err;
    *out = leaves[leaves[0] == PRSE__DD_TRUE ? 1 : 2];
    return PRSE_OK;
}

static int choose_early(prse__dd *out, const prse__dd_store *store,
                        const prse__dd *operands, size_t count)
{
    (void)store, (void)count;
    int decided = operands[0] == PRSE__DD_TRUE || operands[0] == PRSE__DD_FALSE;
    if (!decided && operands[1] != operands[2])
        return 0;
    *out = operands[operands[0] == PRSE__DD_TRUE ? 1 : 2];
    return 1;
}

/* Where `child` stands among the cells' children, `child`; elsewhere *out. */
static prse_status put_child(prse__dd *out, prse__diff_import *import,
                             uint32_t var, const prse__dd *children,
                             prse__dd child, prse_error *err)
{
    prse__dd leaves[PRSE__CELL_MAX];
    prse__dd operands[3] = {0, child, *out};
    const size_t *cells = import->space->cells;
    prse__dd_apply apply = {choose, choose_early, NULL, cells};
    for (size_t i = 0; i < cells[var]; i++)
        leaves[i] = children[i] == child ? PRSE__DD_TRUE : PRSE__DD_FALSE;
    prse_status status = prse__dd_node_make(&operands[0], import->to, var,
                                            leaves, cells[var], err);
    return status ? status
                  : prse__dd_combine(out, import->to, &apply, operands, 3,
                                     err);
}

static int is_first(const prse__dd *children, size_t i)
{
    for (size_t j = 0; j < i; j++)
        if (children[j] == children[i])
            return 0;
    return 1;
}

static prse_status build(prse__dd *out, prse__diff_import *import,
                         uint32_t var, const prse__dd *children,
                         prse_error *err)
{
    size_t cells = import->space->cells[var];
    int ordered = 1;
    for (size_t i = 0; i < cells; i++)
        ordered &= import->to->nodes[children[i]].var > var;
    if (ordered)
        return prse__dd_node_make(out, import->to, var, children, cells, err);
    prse_status status = PRSE_OK;
    *out = children[0];
    for (size_t i = 1; i < cells && !status; i++)
        if (is_first(children, i))
            status = put_child(out, import, var, children, children[i], err);
    return status;
}

static prse_status import_node(prse__dd *out, prse__diff_import *import,
                               prse__dd dd, prse_error *err)
{
    const prse__diff_space *space = import->space;
    uint32_t own = import->from->nodes[dd].var;
    size_t var = space->var_of[import->side][own];
    const uint8_t *holds = space->vars[var].holds[import->side];
    prse__dd children[PRSE__CELL_MAX];
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < space->cells[var] && !status; i++)
        status = prse__diff_import_dd(
            &children[i], import,
            prse__dd_follow(import->from, dd, own, holds[i]), err);
    return status ? status
                  : build(out, import, (uint32_t)var, children, err);
}

prse_status prse__diff_import_dd(prse__dd *out, prse__diff_import *import,
                                 prse__dd dd, prse_error *err)
{
    prse__dd *memo = &import->memo[dd];
    prse_status status = PRSE_OK;
    if (*memo == PRSE__DD_NONE)
        status = prse__dd_is_leaf(import->from, dd)
                     ? prse__dd_terminal(memo, import->to,
                                         prse__dd_value(import->from, dd), err)
                     : import_node(memo, import, dd, err);
    *out = *memo;
    return status;
}
