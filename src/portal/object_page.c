/* SPDX-License-Identifier: Apache-2.0 */
#include "portal/object_page.h"

enum { LOT = 500 };

static prse_status lot_body(void *user, prse__work *work, prse_error *err)
{
    prse__objects *o = user;
    prse_value from = prse__field_text(prse_str_of(o->after));
    prse_query query = {.size = sizeof query, .index = -1, .limit = LOT + 1,
                        .from = o->after[0] ? &from : NULL};
    prse__records_clear(o->lot);
    return prse__portal_list(o->lot, work, PRSE__OBJETS, &query, err);
}

static prse_str key_at(prse__objects *o, size_t row)
{
    return prse_records_text(o->lot, row, PRSE_STR("cle"));
}

static prse_status next_lot(prse__objects *o, prse_error *err)
{
    prse_status status = prse__portal_read(
        o->session, PRSE_STR(""), PRSE_OP_MAINTAIN, lot_body, o, err);
    size_t count = prse_records_count(o->lot);
    if (status)
        return status;
    o->at = 0;
    /* the last key of the lot before comes first again, if it is still there */
    if (count && o->after[0] &&
        prse__str_eq(key_at(o, 0), prse_str_of(o->after)))
        o->at = 1;
    o->ended = count <= LOT;
    if (count)
        prse__error_copy(o->after, sizeof o->after, key_at(o, count - 1));
    return PRSE_OK;
}

prse_status prse__objects_open(prse__objects *objects, prse_session *session,
                               prse_error *err)
{
    *objects = (prse__objects){.session = session};
    return prse__records_new(&objects->lot,
                             prse__portal_collection_of(PRSE__OBJETS), err);
}

void prse__objects_close(prse__objects *objects)
{
    prse_records_free(objects->lot);
    objects->lot = NULL;
}

prse_status prse__objects_look(prse__objects *objects, prse__object *out,
                               prse_error *err)
{
    prse_status status = PRSE_OK;
    *out = (prse__object){.bytes = 0};
    while (!status && objects->at >= prse_records_count(objects->lot) &&
           !objects->ended)
        status = next_lot(objects, err);
    if (status || objects->at >= prse_records_count(objects->lot))
        return status;
    prse_value bytes, since;
    out->key = key_at(objects, objects->at);
    status = prse_records_get(objects->lot, objects->at, PRSE_STR("taille"),
                              &bytes, err);
    if (!status)
        status = prse_records_get(objects->lot, objects->at,
                                  PRSE_STR("abandonne_le"), &since, err);
    if (status)
        return status;
    out->bytes = bytes.number;
    out->needed = since.type == PRSE_TYPE_NULL;
    return PRSE_OK;
}

void prse__objects_move(prse__objects *objects)
{
    objects->at++;
}
