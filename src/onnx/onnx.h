/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of this module share. */
#ifndef PRSE_ONNX_ONNX_H
#define PRSE_ONNX_ONNX_H

#include "camembert/tokens.h"
#include "crypto/crypto.h"
#include "onnx/api.h"
#include "portailrse/onnx.h"

/* runtime.c: the library */
typedef struct prse__runtime {
    void *library;
    const prse__ort_api *api;
    prse__ort_env *env;
    char version[32];
} prse__runtime;

/* PRSE_EUNSUPPORTED where it is not there, or is none. */
prse_status prse__runtime_open(prse__runtime *out, prse_str path,
                               prse_error *err);
void prse__runtime_close(prse__runtime *runtime); /* a zeroed one is legal */
/* What a status says; it is freed. PRSE_OK for NULL. */
prse_status prse__runtime_said(const prse__runtime *runtime,
                               prse__ort_status *status, prse_status bad,
                               prse_error *err);

/* session.c: a network, ready to run */
typedef struct prse__session {
    const prse__runtime *runtime;
    prse__ort_session *session;
    prse__ort_memory *memory;
    size_t inputs;
} prse__session;

prse_status prse__session_open(prse__session *out,
                               const prse__runtime *runtime, prse_str model,
                               uint32_t threads, prse_error *err);
void prse__session_close(prse__session *session); /* zeroed: legal */
/* `count` sentences of `length` tokens each; their masks are ones. Fills
 * logits[count][labels]. */
prse_status prse__session_run(const prse__session *session, int64_t *ids,
                              int64_t *mask, uint32_t count, uint32_t length,
                              float *logits, uint32_t labels,
                              prse_error *err);

typedef struct prse__onnx {
    prse_onnx_options opts; /* without defaults left open */
    prse__config config;
    prse__tokenizer tokenizer;
    prse__runtime runtime;
    prse__session session;
    prse_label_info *labels;
    int32_t none;
    char digest[PRSE__DIGEST_HEX];
    char engine[64];
} prse__onnx;

/* classify.c */
prse_status prse__onnx_classify(void *self, const prse_str *texts,
                                size_t count, prse_label *out,
                                const prse_classify_options *opts,
                                prse_error *err);

#endif
