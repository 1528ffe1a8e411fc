/* SPDX-License-Identifier: Apache-2.0 */
#include "table_scene.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/scenarios.h"
#include "support/test.h"

/* --- Tables --- */

static void release_schema(struct ArrowSchema *schema)
{
    for (int64_t i = 0; i < schema->n_children; i++)
        if (schema->children[i]->release)
            schema->children[i]->release(schema->children[i]);
    if (schema->dictionary && schema->dictionary->release)
        schema->dictionary->release(schema->dictionary);
    schema->release = NULL;
}

static void release_column(struct ArrowArray *column)
{
    ((scene_table *)column->private_data)->columns_released++;
    column->release = NULL;
}

static void release_array(struct ArrowArray *array)
{
    scene_table *table = array->private_data;
    for (int64_t i = 0; i < array->n_children; i++)
        if (array->children[i]->release)
            array->children[i]->release(array->children[i]);
    table->released++;
    array->release = NULL;
}

static struct ArrowArray array_of(scene_table *table,
                                  const scene_column *column)
{
    return (struct ArrowArray){.length = column->length,
                               .null_count = column->nulls,
                               .offset = column->offset,
                               .n_buffers = column->buffer_count,
                               .buffers = (const void **)column->buffers,
                               .release = release_column,
                               .private_data = table};
}

static void add_column(scene_table *t, size_t i, const scene_column *column)
{
    t->fields[i] = (struct ArrowSchema){.format = column->format,
                                        .name = column->name,
                                        .flags = ARROW_FLAG_NULLABLE,
                                        .release = release_schema};
    t->columns[i] = array_of(t, column);
    t->field_list[i] = &t->fields[i];
    t->column_list[i] = &t->columns[i];
    if (!column->words)
        return;
    t->words[i] = (struct ArrowSchema){.format = column->words->format,
                                       .release = release_schema};
    t->texts[i] = array_of(t, column->words);
    t->fields[i].dictionary = &t->words[i];
    t->columns[i].dictionary = &t->texts[i];
}

void scene_table_make(scene_table *t, const scene_column *columns,
                      size_t count, int64_t rows, int64_t offset)
{
    *t = (scene_table){.released = 0};
    t->schema = (struct ArrowSchema){.format = "+s",
                                     .n_children = (int64_t)count,
                                     .children = t->field_list,
                                     .release = release_schema};
    t->array = (struct ArrowArray){.length = rows,
                                   .offset = offset,
                                   .n_buffers = 1,
                                   .n_children = (int64_t)count,
                                   .buffers = t->buffers,
                                   .children = t->column_list,
                                   .release = release_array,
                                   .private_data = t};
    for (size_t i = 0; i < count; i++)
        add_column(t, i, &columns[i]);
}

/* --- Streams --- */

static int get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *out)
{
    scene_stream *s = stream->private_data;
    if (s->fails_at == 0 && s->error)
        return EIO;
    *out = s->tables[0].schema;
    return 0;
}

static int get_next(struct ArrowArrayStream *stream, struct ArrowArray *out)
{
    scene_stream *s = stream->private_data;
    if (s->next == s->fails_at)
        return EIO;
    *out = (struct ArrowArray){0};
    if (s->next < s->count) {
        *out = s->tables[s->next].array;
        s->tables[s->next++].array.release = NULL;
    }
    return 0;
}

static const char *last_error(struct ArrowArrayStream *stream)
{
    return ((scene_stream *)stream->private_data)->error;
}

static void release_stream(struct ArrowArrayStream *stream)
{
    scene_stream *s = stream->private_data;
    for (size_t i = s->next; i < s->count; i++)
        if (s->tables[i].array.release)
            s->tables[i].array.release(&s->tables[i].array);
    s->released++;
    stream->release = NULL;
}

void scene_stream_make(scene_stream *s, scene_table *tables, size_t count)
{
    *s = (scene_stream){.tables = tables, .count = count,
                        .fails_at = SIZE_MAX};
    s->stream = (struct ArrowArrayStream){.get_schema = get_schema,
                                          .get_next = get_next,
                                          .get_last_error = last_error,
                                          .release = release_stream,
                                          .private_data = s};
}

/* --- Answers --- */

static int64_t place_of(const struct ArrowSchema *schema, const char *name)
{
    for (int64_t i = 0; i < schema->n_children; i++)
        if (strcmp(schema->children[i]->name, name) == 0)
            return i;
    cr_assert_fail("no column %s", name);
    return -1;
}

const struct ArrowArray *scene_answers(const struct ArrowSchema *schema,
                                       const struct ArrowArray *array,
                                       const char *name)
{
    return array->children[place_of(schema, name)];
}

int scene_is_null(const struct ArrowArray *column, int64_t row)
{
    const uint8_t *bitmap = column->buffers[0];
    row += column->offset;
    return bitmap && !(bitmap[row / 8] >> (row % 8) & 1);
}

int64_t scene_integer(const struct ArrowSchema *schema,
                      const struct ArrowArray *array, const char *name,
                      int64_t row)
{
    int64_t place = place_of(schema, name);
    const struct ArrowArray *column = array->children[place];
    const char *format = schema->children[place]->format;
    const void *values = column->buffers[1];
    cr_assert(!scene_is_null(column, row), "%s is null in row %d", name,
              (int)row);
    row += column->offset;
    if (*format == 'c')
        return ((const int8_t *)values)[row];
    if (*format == 's')
        return ((const int16_t *)values)[row];
    if (*format == 'i')
        return ((const int32_t *)values)[row];
    cr_assert_str_eq(format, "l");
    return ((const int64_t *)values)[row];
}

prse_str scene_text(const struct ArrowArray *column, int64_t row)
{
    const int32_t *ends = column->buffers[1];
    const char *text = column->buffers[2];
    cr_assert_eq(column->n_buffers, 3);
    row += column->offset;
    if (scene_is_null(column, row - column->offset))
        return (prse_str){NULL, 0};
    return (prse_str){text + ends[row], (size_t)(ends[row + 1] - ends[row])};
}

/* --- Plans --- */

prse_batch *scene_plan(prse_pack *pack, prse_batch_options opts)
{
    prse_batch *batch = NULL;
    prse_error err = {0};
    opts.size = sizeof opts;
    if (!opts.date.len)
        opts.date = PRSE_STR("2026-11-23");
    cr_assert_eq(prse_batch_new(&batch, pack, &opts, &err), PRSE_OK, "%s",
                 err.message);
    return batch;
}

prse_pack *scene_trial_pack(void)
{
    prse_pack *pack = NULL;
    prse_error err = {0};
    cr_assert_eq(scenario_pack(&pack, &err), PRSE_OK, "%s", err.message);
    return pack;
}

prse_pack *scene_pack(const char *name)
{
    const char *root = getenv("PRSE_SOURCE_ROOT");
    prse_engine *engine = NULL;
    prse_pack *pack = NULL;
    prse_error err = {0};
    char path[4096];
    snprintf(path, sizeof path, "%s/packs/%s", root ? root : ".", name);
    cr_assert_eq(prse_engine_new(&engine, NULL, &err), PRSE_OK);
    cr_assert_eq(prse_pack_load(&pack, engine, path, NULL, &err), PRSE_OK,
                 "%s:%u: %s", err.file, err.line, err.message);
    prse_engine_unref(engine);
    return pack;
}
