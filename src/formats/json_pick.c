/* SPDX-License-Identifier: Apache-2.0 */
#include "formats/json_pick.h"

#include "formats/json_writer.h"

typedef struct picking {
    prse__json json;
    int (*wanted)(prse_str key);
} picking;

static void pick(picking *p, const prse__node *node);

static void pick_inside(picking *p, const prse__node *node, int map)
{
    prse__json_open(&p->json, map ? '{' : '[');
    for (const prse__node *n = node->first; n; n = n->next) {
        if (map && !p->wanted(n->key))
            continue;
        if (map)
            prse__json_key(&p->json, n->key);
        pick(p, n);
    }
    prse__json_close(&p->json, map ? '}' : ']');
}

static void pick(picking *p, const prse__node *node)
{
    if (node->kind == PRSE__NODE_PLAIN)
        prse__json_raw(&p->json, node->text);
    else if (node->kind == PRSE__NODE_QUOTED)
        prse__json_string(&p->json, node->text);
    else
        pick_inside(p, node, node->kind == PRSE__NODE_MAP);
}

void prse__json_pick(prse__buf *out, const prse__node *root,
                     int (*wanted)(prse_str key))
{
    picking p = {.wanted = wanted};
    prse__json_init(&p.json, out, 0);
    pick(&p, root);
}
