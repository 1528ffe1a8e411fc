/* SPDX-License-Identifier: Apache-2.0 */
/* What is used of ONNX Runtime's C interface. It is a table of functions to
 * which newer versions only append; what stands between those of use is left
 * blank. */
#ifndef PRSE_ONNX_API_H
#define PRSE_ONNX_API_H

#include <stddef.h>
#include <stdint.h>

enum {
    PRSE__ORT_VERSION = 1, /* of the table: all of it was there at first */
    PRSE__ORT_FLOAT = 1,
    PRSE__ORT_INT64 = 7,
    PRSE__ORT_ARENA = 1, /* an allocator */
    PRSE__ORT_FATAL = 4  /* of messages: nothing less is told */
};

typedef struct prse__ort_status prse__ort_status; /* NULL: it went well */
typedef struct prse__ort_env prse__ort_env;
typedef struct prse__ort_session prse__ort_session;
typedef struct prse__ort_options prse__ort_options;
typedef struct prse__ort_value prse__ort_value;
typedef struct prse__ort_memory prse__ort_memory;
typedef struct prse__ort_shape prse__ort_shape;

typedef struct prse__ort_api {
    void *skip0[2];
    const char *(*message)(const prse__ort_status *status);
    prse__ort_status *(*create_env)(int level, const char *name,
                                    prse__ort_env **out);
    void *skip4[4];
    prse__ort_status *(*create_session)(const prse__ort_env *env,
                                        const void *model, size_t bytes,
                                        const prse__ort_options *options,
                                        prse__ort_session **out);
    prse__ort_status *(*run)(prse__ort_session *session, const void *options,
                             const char *const *input_names,
                             const prse__ort_value *const *inputs,
                             size_t input_count,
                             const char *const *output_names,
                             size_t output_count, prse__ort_value **outputs);
    prse__ort_status *(*create_options)(prse__ort_options **out);
    void *skip11[11];
    prse__ort_status *(*set_log_level)(prse__ort_options *options, int level);
    void *skip23[1];
    prse__ort_status *(*set_threads)(prse__ort_options *options, int count);
    void *skip25[5];
    prse__ort_status *(*input_count)(const prse__ort_session *session,
                                     size_t *out);
    void *skip31[18];
    prse__ort_status *(*create_tensor)(const prse__ort_memory *memory,
                                       void *data, size_t bytes,
                                       const int64_t *shape, size_t rank,
                                       int type, prse__ort_value **out);
    void *skip50[1];
    prse__ort_status *(*tensor_data)(prse__ort_value *value, void **out);
    void *skip52[8];
    prse__ort_status *(*shape_type)(const prse__ort_shape *shape, int *out);
    void *skip61[3];
    prse__ort_status *(*shape_count)(const prse__ort_shape *shape,
                                     size_t *out);
    prse__ort_status *(*tensor_shape)(const prse__ort_value *value,
                                      prse__ort_shape **out);
    void *skip66[3];
    prse__ort_status *(*create_memory)(int allocator, int type,
                                       prse__ort_memory **out);
    void *skip70[22];
    void (*free_env)(prse__ort_env *env);
    void (*free_status)(prse__ort_status *status);
    void (*free_memory)(prse__ort_memory *memory);
    void (*free_session)(prse__ort_session *session);
    void (*free_value)(prse__ort_value *value);
    void *skip97[2];
    void (*free_shape)(prse__ort_shape *shape);
    void (*free_options)(prse__ort_options *options);
} prse__ort_api;

typedef struct prse__ort_base {
    const prse__ort_api *(*api)(uint32_t version);
    const char *(*version)(void);
} prse__ort_base;

#endif
