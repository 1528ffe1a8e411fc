/* SPDX-License-Identifier: Apache-2.0 */
#include "safetensors/safetensors.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "formats/node.h"

enum { LENGTH = 8, HEADER_BYTES = 25 << 20, NAME_SHOWN = 60 };

struct prse__safetensors {
    prse__arena *arena; /* of the names */
    unsigned char *bytes;
    size_t size;
    prse__tensor *tensors; /* in the order of their names */
    size_t count;
};

typedef struct opening {
    prse__safetensors *file;
    const char *path;
    prse__arena *scratch; /* of the header */
    const unsigned char *numbers;
    uint64_t numbers_size;
    prse_error *err;
} opening;

static prse_status refuse(const opening *o, prse_str name, const char *wrong)
{
    char subject[NAME_SHOWN + 1] = "";
    size_t shown = name.len < NAME_SHOWN ? name.len : NAME_SHOWN;
    if (shown)
        memcpy(subject, name.ptr, shown);
    return prse__error_at(o->err, PRSE_ESCHEMA, (prse__place){o->path, 0, 0},
                          subject, "%s", wrong);
}

static prse_status no_file(const opening *o, int code)
{
    prse_status status = code == ENOENT ? PRSE_ENOTFOUND : PRSE_EIO;
    prse__error_at(o->err, status, (prse__place){o->path, 0, 0}, NULL, "%s",
                   strerror(code));
    if (o->err)
        o->err->sys_code = code;
    return status;
}

/* --- The file */

static prse_status map_opened(opening *o, int descriptor)
{
    struct stat is;
    if (fstat(descriptor, &is) != 0)
        return no_file(o, errno);
    if (!S_ISREG(is.st_mode) || is.st_size < LENGTH)
        return refuse(o, PRSE_STR(""), "it is too short to hold weights");
    o->file->size = (size_t)is.st_size;
    void *bytes = mmap(NULL, o->file->size, PROT_READ, MAP_SHARED, descriptor,
                       0);
    if (bytes == MAP_FAILED)
        return no_file(o, errno);
    o->file->bytes = bytes;
    return PRSE_OK;
}

static prse_status map_file(opening *o)
{
    int descriptor = open(o->path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return no_file(o, errno);
    prse_status status = map_opened(o, descriptor);
    close(descriptor);
    return status;
}

static prse_status find_header(opening *o, prse_str *header)
{
    uint64_t length = 0;
    for (int i = LENGTH - 1; i >= 0; i--)
        length = length << 8 | o->file->bytes[i];
    if (length > HEADER_BYTES)
        return prse__error_at(o->err, PRSE_ELIMIT,
                              (prse__place){o->path, 0, 0}, NULL,
                              "a header of more than %d bytes is refused",
                              HEADER_BYTES);
    if (length > o->file->size - LENGTH)
        return refuse(o, PRSE_STR(""), "the header is longer than the file");
    *header = (prse_str){(const char *)o->file->bytes + LENGTH,
                         (size_t)length};
    o->numbers = o->file->bytes + LENGTH + length;
    o->numbers_size = o->file->size - LENGTH - length;
    return PRSE_OK;
}

/* --- One tensor */

static int read_number(uint64_t *out, const prse__node *node)
{
    *out = 0;
    if (!node || node->kind != PRSE__NODE_PLAIN || !node->text.len ||
        node->text.len > 18)
        return 0;
    for (size_t i = 0; i < node->text.len; i++) {
        char c = node->text.ptr[i];
        if (c < '0' || c > '9')
            return 0;
        *out = *out * 10 + (uint64_t)(c - '0');
    }
    return 1;
}

static int read_type(prse__tensor *tensor, const prse__node *node,
                     uint64_t *bytes)
{
    static const struct {
        const char *name;
        prse__tensor_type type;
        uint64_t bytes;
    } TYPES[] = {{"F32", PRSE__TENSOR_F32, 4},
                 {"F16", PRSE__TENSOR_F16, 2},
                 {"BF16", PRSE__TENSOR_BF16, 2},
                 {"I64", PRSE__TENSOR_I64, 8}};
    for (size_t i = 0; node && i < sizeof TYPES / sizeof *TYPES; i++) {
        if (!prse__str_is(node->text, TYPES[i].name))
            continue;
        tensor->type = TYPES[i].type;
        *bytes = TYPES[i].bytes;
        return 1;
    }
    return 0;
}

static int read_shape(prse__tensor *tensor, const prse__node *list)
{
    tensor->count = 1;
    if (!list || list->kind != PRSE__NODE_LIST ||
        list->count > PRSE__TENSOR_RANKS)
        return 0;
    for (const prse__node *n = list->first; n; n = n->next) {
        uint64_t *side = &tensor->shape[tensor->rank++];
        if (!read_number(side, n) ||
            (*side && tensor->count > UINT64_MAX / 16 / *side))
            return 0;
        tensor->count *= *side;
    }
    return 1;
}

static int read_place(const opening *o, prse__tensor *tensor,
                      const prse__node *list, uint64_t bytes)
{
    uint64_t from, to;
    if (!list || list->kind != PRSE__NODE_LIST || list->count != 2 ||
        !read_number(&from, list->first) ||
        !read_number(&to, list->first->next))
        return 0;
    tensor->bytes = o->numbers + (from < o->numbers_size ? from : 0);
    return from <= to && to <= o->numbers_size &&
           to - from == tensor->count * bytes;
}

static prse_status read_tensor(opening *o, const prse__node *node)
{
    prse__tensor *tensor = &o->file->tensors[o->file->count];
    uint64_t bytes;
    *tensor = (prse__tensor){.rank = 0};
    if (!read_type(tensor, prse__node_get(node, "dtype"), &bytes))
        return refuse(o, node->key,
                      "its dtype is none of F32, F16, BF16, I64");
    if (!read_shape(tensor, prse__node_get(node, "shape")))
        return refuse(o, node->key, "its shape is no list of at most 4 sides");
    if (!read_place(o, tensor, prse__node_get(node, "data_offsets"), bytes))
        return refuse(o, node->key,
                      "its data_offsets do not fit its shape or the file");
    tensor->name = prse__str_dup(o->file->arena, node->key);
    if (!tensor->name.ptr)
        return prse__error_nomem(o->err);
    o->file->count++;
    return PRSE_OK;
}

/* --- All of them */

static int by_place(const void *a, const void *b)
{
    const prse__tensor *one = a, *two = b;
    if (one->bytes != two->bytes)
        return one->bytes < two->bytes ? -1 : 1;
    return (one->count > two->count) - (one->count < two->count);
}

static int by_name(const void *a, const void *b)
{
    return prse__str_cmp(((const prse__tensor *)a)->name,
                         ((const prse__tensor *)b)->name);
}

static uint64_t bytes_of(const prse__tensor *tensor)
{
    return tensor->count * (tensor->type == PRSE__TENSOR_F32   ? 4
                            : tensor->type == PRSE__TENSOR_I64 ? 8
                                                               : 2);
}

/* Then in the order of names. */
static prse_status check_overlaps(const opening *o)
{
    prse__tensor *all = o->file->tensors;
    size_t count = o->file->count;
    qsort(all, count, sizeof *all, by_place);
    for (size_t i = 1; i < count; i++)
        if (all[i - 1].bytes + bytes_of(&all[i - 1]) > all[i].bytes)
            return refuse(o, all[i].name, "it overlaps another tensor");
    qsort(all, count, sizeof *all, by_name);
    return PRSE_OK;
}

static prse_status read_tensors(opening *o, const prse__node *root)
{
    prse_status status = PRSE_OK;
    if (root->kind != PRSE__NODE_MAP || !root->count)
        return refuse(o, PRSE_STR(""), "the header names no tensor");
    o->file->tensors = prse__alloc(root->count, sizeof *o->file->tensors);
    if (!o->file->tensors)
        return prse__error_nomem(o->err);
    for (const prse__node *n = root->first; n && !status; n = n->next)
        if (!prse__str_is(n->key, "__metadata__"))
            status = read_tensor(o, n);
    return status ? status : check_overlaps(o);
}

static prse_status read_file(opening *o)
{
    const prse__node_limits limits = {.bytes = HEADER_BYTES, .depth = 8};
    const prse__node *root;
    prse_str header = {0};
    prse_status status = map_file(o);
    if (!status)
        status = find_header(o, &header);
    if (!status)
        status = prse__json_read(&root, o->scratch, prse__str_trim(header),
                                 o->path, &limits, o->err);
    return status ? status : read_tensors(o, root);
}

prse_status prse__safetensors_open(prse__safetensors **out, const char *path,
                                   prse_error *err)
{
    opening o = {.path = path, .err = err,
                 .file = prse__alloc(1, sizeof *o.file)};
    if (!o.file)
        return prse__error_nomem(err);
    o.file->arena = prse__arena_new(0);
    o.scratch = prse__arena_new(0);
    prse_status status = o.file->arena && o.scratch ? read_file(&o)
                                                    : prse__error_nomem(err);
    prse__arena_free(o.scratch);
    if (status)
        prse__safetensors_close(o.file);
    else
        *out = o.file;
    return status;
}

void prse__safetensors_close(prse__safetensors *file)
{
    if (!file)
        return;
    if (file->bytes)
        munmap(file->bytes, file->size);
    prse__free(file->tensors);
    prse__arena_free(file->arena);
    prse__free(file);
}

size_t prse__safetensors_count(const prse__safetensors *file)
{
    return file->count;
}

uint64_t prse__safetensors_numbers(const prse__safetensors *file)
{
    uint64_t numbers = 0;
    for (size_t i = 0; i < file->count; i++)
        numbers += file->tensors[i].count;
    return numbers;
}

const prse__tensor *prse__safetensors_find(const prse__safetensors *file,
                                           prse_str name)
{
    prse__tensor wanted = {.name = name};
    return bsearch(&wanted, file->tensors, file->count, sizeof wanted,
                   by_name);
}

prse_str prse__safetensors_bytes(const prse__safetensors *file)
{
    return (prse_str){(const char *)file->bytes, file->size};
}
