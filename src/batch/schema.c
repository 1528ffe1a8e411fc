/* SPDX-License-Identifier: Apache-2.0 */
#include "batch/schema.h"

#include <string.h>

enum { MOST_FIELDS = 1 << 16, MOST_METADATA = 1 << 24 };

typedef struct owned {
    char *format, *name, *metadata;
    struct ArrowSchema *fields;
    struct ArrowSchema **children; /* of the fields */
    struct ArrowSchema dictionary;
} owned;

static void release(struct ArrowSchema *schema)
{
    owned *own = schema->private_data;
    for (int64_t i = 0; i < schema->n_children; i++)
        if (own->fields[i].release)
            own->fields[i].release(&own->fields[i]);
    if (own->dictionary.release)
        own->dictionary.release(&own->dictionary);
    prse__free(own->format);
    prse__free(own->name);
    prse__free(own->metadata);
    prse__free(own->fields);
    prse__free(own->children);
    prse__free(own);
    schema->release = NULL;
}

static char *copy_bytes(const char *bytes, size_t size)
{
    char *copy = prse__alloc(size + 1, 1);
    if (copy && size > 0)
        memcpy(copy, bytes, size);
    return copy;
}

static int add_fields(struct ArrowSchema *schema, owned *own, size_t count)
{
    own->fields = prse__alloc(count + 1, sizeof *own->fields);
    own->children = prse__alloc(count + 1, sizeof *own->children);
    if (!own->fields || !own->children)
        return 0;
    for (size_t i = 0; i < count; i++)
        own->children[i] = &own->fields[i];
    schema->n_children = (int64_t)count;
    schema->children = count > 0 ? own->children : NULL;
    return 1;
}

static prse_status make(struct ArrowSchema *out, const char *format,
                        prse_str name, size_t fields, prse_error *err)
{
    owned *own = prse__alloc(1, sizeof *own);
    *out = (struct ArrowSchema){0};
    if (!own)
        return prse__error_nomem(err);
    *out = (struct ArrowSchema){.flags = ARROW_FLAG_NULLABLE,
                                .release = release, .private_data = own};
    own->format = copy_bytes(format, strlen(format));
    own->name = copy_bytes(name.ptr, name.len);
    if (!own->format || !own->name || !add_fields(out, own, fields)) {
        release(out);
        return prse__error_nomem(err);
    }
    out->format = own->format;
    out->name = own->name;
    return PRSE_OK;
}

prse_status prse__schema_struct(struct ArrowSchema *out, size_t fields,
                                prse_error *err)
{
    prse_status status = make(out, "+s", PRSE_STR(""), fields, err);
    out->flags = 0;
    return status;
}

prse_status prse__schema_field(struct ArrowSchema *out, const char *format,
                               prse_str name, prse_error *err)
{
    return make(out, format, name, 0, err);
}

prse_status prse__schema_words(struct ArrowSchema *out, prse_str name,
                               prse_error *err)
{
    prse_status status = make(out, "c", name, 0, err);
    if (status)
        return status;
    owned *own = out->private_data;
    status = make(&own->dictionary, "u", PRSE_STR(""), 0, err);
    out->dictionary = &own->dictionary;
    if (status)
        release(out);
    return status;
}

/* --- Copies --- */

const char *prse__schema_name(const struct ArrowSchema *schema)
{
    return schema->name ? schema->name : "";
}

static prse_status refuse(const struct ArrowSchema *from, prse_status code,
                          const char *what, prse_error *err)
{
    return prse__error_set(err, code, prse__schema_name(from),
                           "the schema of a column to keep %s", what);
}

static int32_t number_at(const char *bytes)
{
    int32_t number;
    memcpy(&number, bytes, sizeof number);
    return number;
}

/* The size of keys and values, each after its own length; 0: not sound. */
static size_t metadata_size(const char *metadata)
{
    size_t size = sizeof(int32_t);
    int32_t pairs = number_at(metadata);
    if (pairs < 0 || pairs > MOST_FIELDS)
        return 0;
    for (int32_t i = 0; i < 2 * pairs; i++) {
        int32_t length = number_at(metadata + size);
        if (length < 0 || length > MOST_METADATA - (int32_t)size)
            return 0;
        size += sizeof length + (size_t)length;
    }
    return size;
}

static prse_status copy_metadata(struct ArrowSchema *out,
                                 const struct ArrowSchema *from,
                                 prse_error *err)
{
    owned *own = out->private_data;
    if (!from->metadata)
        return PRSE_OK;
    size_t size = metadata_size(from->metadata);
    if (size == 0)
        return refuse(from, PRSE_EINVAL, "has metadata that makes no sense",
                      err);
    own->metadata = copy_bytes(from->metadata, size);
    out->metadata = own->metadata;
    return own->metadata ? PRSE_OK : prse__error_nomem(err);
}

static const char *fault_of(const struct ArrowSchema *from)
{
    if (!from->release)
        return "was released already";
    if (!from->format)
        return "has no format";
    if (from->n_children < 0 || from->n_children > MOST_FIELDS)
        return "has an impossible number of children";
    if (from->n_children > 0 && !from->children)
        return "has no children where it announces some";
    for (int64_t i = 0; i < from->n_children; i++)
        if (!from->children[i])
            return "has a child that is NULL";
    return NULL;
}

/* Fields that share their children could be many more than there are. */
typedef struct copying {
    int depth;
    size_t fields;
    prse_error *err;
} copying;

static prse_status copy(struct ArrowSchema *out,
                        const struct ArrowSchema *from, copying *c);

static prse_status copy_inside(struct ArrowSchema *out,
                               const struct ArrowSchema *from, copying *c)
{
    owned *own = out->private_data;
    prse_status status = copy_metadata(out, from, c->err);
    c->depth++;
    for (int64_t i = 0; !status && i < from->n_children; i++)
        status = copy(&own->fields[i], from->children[i], c);
    if (!status && from->dictionary) {
        out->dictionary = &own->dictionary;
        status = copy(&own->dictionary, from->dictionary, c);
    }
    c->depth--;
    return status;
}

static prse_status copy(struct ArrowSchema *out,
                        const struct ArrowSchema *from, copying *c)
{
    const char *fault = fault_of(from);
    prse_error *err = c->err;
    *out = (struct ArrowSchema){0};
    if (fault)
        return refuse(from, PRSE_EINVAL, fault, err);
    if (c->depth > PRSE__ARROW_DEPTH || ++c->fields > MOST_FIELDS)
        return refuse(from, PRSE_ELIMIT, "is nested too deep", err);
    prse_status status =
        make(out, from->format, prse_str_of(prse__schema_name(from)),
             (size_t)from->n_children, err);
    if (status)
        return status;
    out->flags = from->flags;
    status = copy_inside(out, from, c);
    if (status)
        release(out);
    return status;
}

prse_status prse__schema_copy(struct ArrowSchema *out,
                              const struct ArrowSchema *from, prse_error *err)
{
    copying c = {.depth = 1, .err = err};
    return copy(out, from, &c);
}
