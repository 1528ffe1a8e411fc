/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "onnx/onnx.h"

static prse_status set_options(prse__ort_options *options,
                               const prse__runtime *runtime, uint32_t threads,
                               prse_error *err)
{
    const prse__ort_api *api = runtime->api;
    prse_status status = prse__runtime_said(
        runtime, api->set_log_level(options, PRSE__ORT_FATAL),
        PRSE_EUNSUPPORTED, err);
    return status ? status
                  : prse__runtime_said(
                        runtime, api->set_threads(options, (int)threads),
                        PRSE_EUNSUPPORTED, err);
}

static prse_status create(prse__session *out, const prse__ort_options *options,
                          prse_str model, prse_error *err)
{
    const prse__runtime *runtime = out->runtime;
    const prse__ort_api *api = runtime->api;
    prse_status status = prse__runtime_said(
        runtime, api->create_session(runtime->env, model.ptr, model.len,
                                     options, &out->session),
        PRSE_ESCHEMA, err);
    if (!status)
        status = prse__runtime_said(
            runtime, api->input_count(out->session, &out->inputs),
            PRSE_ESCHEMA, err);
    if (!status && (out->inputs < 1 || out->inputs > 2))
        status = prse__error_set(err, PRSE_ESCHEMA, "model.onnx",
                                 "expected input_ids, and attention_mask at "
                                 "most, not %zu inputs", out->inputs);
    return status ? status
                  : prse__runtime_said(
                        runtime, api->create_memory(PRSE__ORT_ARENA, 0,
                                                    &out->memory),
                        PRSE_ENOMEM, err);
}

prse_status prse__session_open(prse__session *out,
                               const prse__runtime *runtime, prse_str model,
                               uint32_t threads, prse_error *err)
{
    prse__ort_options *options = NULL;
    const prse__ort_api *api = runtime->api;
    *out = (prse__session){.runtime = runtime};
    prse_status status = prse__runtime_said(
        runtime, api->create_options(&options), PRSE_ENOMEM, err);
    if (!status)
        status = set_options(options, runtime, threads, err);
    if (!status)
        status = create(out, options, model, err);
    if (options)
        api->free_options(options);
    if (status)
        prse__session_close(out);
    return status;
}

void prse__session_close(prse__session *session)
{
    if (session->session)
        session->runtime->api->free_session(session->session);
    if (session->memory)
        session->runtime->api->free_memory(session->memory);
    *session = (prse__session){.inputs = 0};
}

/* --- Running --- */

/* Sentences in, logits out. */
typedef struct running {
    const prse__session *session;
    const prse__ort_api *api;
    prse__ort_value *in[2], *out;
    prse_error *err;
} running;

static prse_status said(const running *r, prse__ort_status *status)
{
    return prse__runtime_said(r->session->runtime, status, PRSE_EPEER,
                              r->err);
}

static prse_status put(const running *r, prse__ort_value **out, int64_t *from,
                       uint32_t count, uint32_t length)
{
    const int64_t shape[] = {count, length};
    size_t bytes = (size_t)count * length * sizeof *from;
    return said(r, r->api->create_tensor(r->session->memory, from, bytes,
                                         shape, 2, PRSE__ORT_INT64, out));
}

static prse_status check_shape(const running *r, size_t expected)
{
    int type = 0;
    size_t count = 0;
    prse__ort_shape *shape = NULL;
    prse_status status = said(r, r->api->tensor_shape(r->out, &shape));
    if (!status)
        status = said(r, r->api->shape_type(shape, &type));
    if (!status)
        status = said(r, r->api->shape_count(shape, &count));
    if (shape)
        r->api->free_shape(shape);
    if (!status && (type != PRSE__ORT_FLOAT || count != expected))
        status = prse__error_set(r->err, PRSE_EPEER, "logits",
                                 "expected %zu floats, one a label and "
                                 "sentence, not %zu numbers", expected, count);
    return status;
}

static prse_status run(running *r, float *logits, size_t expected)
{
    static const char *const ins[] = {"input_ids", "attention_mask"};
    static const char *const outs[] = {"logits"};
    void *data = NULL;
    prse_status status = said(
        r, r->api->run(r->session->session, NULL, ins,
                       (const prse__ort_value *const *)r->in,
                       r->session->inputs, outs, 1, &r->out));
    if (!status)
        status = check_shape(r, expected);
    if (!status)
        status = said(r, r->api->tensor_data(r->out, &data));
    if (!status)
        memcpy(logits, data, expected * sizeof *logits);
    return status;
}

prse_status prse__session_run(const prse__session *session, int64_t *ids,
                              int64_t *mask, uint32_t count, uint32_t length,
                              float *logits, uint32_t labels, prse_error *err)
{
    running r = {.session = session, .api = session->runtime->api,
                 .err = err};
    prse_status status = put(&r, &r.in[0], ids, count, length);
    if (!status)
        status = put(&r, &r.in[1], mask, count, length);
    if (!status)
        status = run(&r, logits, (size_t)count * labels);
    for (int i = 0; i < 2; i++)
        if (r.in[i])
            r.api->free_value(r.in[i]);
    if (r.out)
        r.api->free_value(r.out);
    return status;
}
