/* SPDX-License-Identifier: Apache-2.0 */
/* Weights of a model as Hugging Face keeps them: 8 bytes that tell the length
 * of a JSON header, the header, the numbers. The file is mapped, so that
 * processes share it; whoever cuts it meanwhile ends them (SIGBUS): replace it,
 * never write into it. */
#ifndef PRSE_SAFETENSORS_SAFETENSORS_H
#define PRSE_SAFETENSORS_SAFETENSORS_H

#include "base/error.h"
#include "base/str.h"

enum { PRSE__TENSOR_RANKS = 4 };

typedef enum prse__tensor_type {
    PRSE__TENSOR_F32,
    PRSE__TENSOR_F16,
    PRSE__TENSOR_BF16,
    PRSE__TENSOR_I64 /* counters, never read */
} prse__tensor_type;

typedef struct prse__tensor {
    prse_str name;
    prse__tensor_type type;
    uint32_t rank;
    uint64_t shape[PRSE__TENSOR_RANKS];
    uint64_t count;             /* of numbers */
    const unsigned char *bytes; /* little endian, in rows */
} prse__tensor;

typedef struct prse__safetensors prse__safetensors;

/* PRSE_ESCHEMA and what is wrong where the file breaks its form: a length, a
 * type, a shape, an overlap. PRSE_EIO, PRSE_ENOMEM, PRSE_ELIMIT. */
prse_status prse__safetensors_open(prse__safetensors **out, const char *path,
                                   prse_error *err);
void prse__safetensors_close(prse__safetensors *file); /* NULL is legal */

/* NULL: there is none of this name. */
const prse__tensor *prse__safetensors_find(const prse__safetensors *file,
                                           prse_str name);
size_t prse__safetensors_count(const prse__safetensors *file);
/* Of all tensors together. */
uint64_t prse__safetensors_numbers(const prse__safetensors *file);

/* The whole file. */
prse_str prse__safetensors_bytes(const prse__safetensors *file);

/* Numbers of a tensor, from the first on, as floats. */
void prse__tensor_floats(float *to, const prse__tensor *from, uint64_t first,
                         uint64_t count);
/* The numbers where they are, when they are floats already; else NULL. */
const float *prse__tensor_in_place(const prse__tensor *tensor);

#endif
