/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/traces.h"

#include "cli/amounts.h"
#include "cli/args.h"
#include "cli/services.h"
#include "cli/unit.h"

enum { HANG = 28 };

prse_str cli_origin_name(int32_t origin)
{
    static const char *const names[] = {
        [PRSE_ORIGIN_NONE] = "aucune",   [PRSE_ORIGIN_NETWORK] = "reseau",
        [PRSE_ORIGIN_CACHE] = "cache",   [PRSE_ORIGIN_STALE] = "perimee",
        [PRSE_ORIGIN_FILE] = "registre",
    };
    int known = origin >= 0 && origin <= PRSE_ORIGIN_FILE;
    return prse_str_of(known ? names[origin] : "");
}

static cli_text_id words_of(const prse_trace *trace)
{
    static const cli_text_id outcomes[] = {
        [PRSE_OUTCOME_READ] = TEXT_TRACE_READ,
        [PRSE_OUTCOME_ABSENT] = TEXT_TRACE_ABSENT,
        [PRSE_OUTCOME_UNREADABLE] = TEXT_TRACE_UNREADABLE,
        [PRSE_OUTCOME_DOWN] = TEXT_TRACE_DOWN,
        [PRSE_OUTCOME_LIMITED] = TEXT_TRACE_LIMITED,
        [PRSE_OUTCOME_DENIED] = TEXT_TRACE_DENIED,
        [PRSE_OUTCOME_NOT_ASKED] = TEXT_TRACE_NOT_ASKED,
    };
    if (trace->outcome < 0 || trace->outcome > PRSE_OUTCOME_NOT_ASKED)
        return TEXT_TRACE_NOT_ASKED;
    return outcomes[trace->outcome];
}

static int is_failure(const prse_trace *trace)
{
    return trace->origin == PRSE_ORIGIN_STALE ||
           (trace->outcome >= PRSE_OUTCOME_UNREADABLE &&
            trace->outcome <= PRSE_OUTCOME_DENIED);
}

static void add_time(cli_buffer *out, const cli_context *cli,
                     cli_text_id words, int64_t ms)
{
    cli_buffer time = {0};
    cli_add_duration(&time, cli, ms);
    prse_str value = cli_buffer_str(&time);
    cli_buffer_add_text(out, ", ");
    cli_add_words(out, cli, words, &value, 1);
    cli_buffer_free(&time);
}

/* Why it failed: our words for the kind, then what the library knows. */
static void add_cause(cli_buffer *out, const cli_context *cli,
                      const prse_trace *trace)
{
    const char *cause = cli_cause(cli, (prse_status)trace->status);
    /* Whoever said --offline knows why. */
    int told = trace->message.len > 0 &&
               (trace->outcome != PRSE_OUTCOME_NOT_ASKED ||
                !cli_args_value(cli->args, OPTION_OFFLINE));
    if (cause && trace->outcome == PRSE_OUTCOME_DOWN) {
        cli_buffer_add_text(out, cli_text(cli, TEXT_COLON));
        cli_buffer_add_text(out, cause);
    }
    if (!told)
        return;
    cli_buffer_add_text(out, " (");
    cli_buffer_add(out, trace->message);
    cli_buffer_add_char(out, ')');
}

/* A service's own file, in the register. */
static void add_filed(cli_buffer *out, const cli_context *cli)
{
    cli_buffer_add_text(out, ", ");
    cli_buffer_add_text(out, cli_text(cli, TEXT_TRACE_FILED));
}

/* "a répondu, 120 ms" */
static void add_trace(cli_buffer *out, const cli_context *cli,
                      const prse_trace *trace)
{
    cli_buffer_add_text(out, cli_text(cli, words_of(trace)));
    if (trace->outcome > PRSE_OUTCOME_ABSENT)
        add_cause(out, cli, trace);
    if (trace->origin == PRSE_ORIGIN_NETWORK)
        add_time(out, cli, TEXT_TRACE_IN, trace->took_ms);
    else if (trace->origin == PRSE_ORIGIN_CACHE)
        add_time(out, cli, TEXT_TRACE_KEPT, trace->age_ms);
    else if (trace->origin == PRSE_ORIGIN_STALE)
        add_time(out, cli, TEXT_TRACE_STALE, trace->age_ms);
    else if (trace->origin == PRSE_ORIGIN_FILE &&
             trace->service != PRSE_SERVICE_REGISTER)
        add_filed(out, cli);
    else if (is_failure(trace) && trace->took_ms > 0)
        add_time(out, cli, TEXT_TRACE_IN, trace->took_ms);
}

static int read_trace(prse_trace *out, cli_trace_at at, const void *of,
                      size_t index)
{
    *out = (prse_trace){.size = sizeof *out};
    return at(of, index, out, NULL) == PRSE_OK;
}

void cli_traces_show(cli_page *page, const cli_context *cli, cli_trace_at at,
                     const void *of)
{
    prse_trace trace;
    for (size_t i = 0; read_trace(&trace, at, of, i); i++) {
        cli_buffer name = {0}, text = {0};
        cli_add_source(&name, cli, trace.name);
        add_trace(&text, cli, &trace);
        cli_page_item(page, 2, HANG, is_failure(&trace) ? CLI_YELLOW
                                                        : CLI_DIM,
                      name.text, cli_buffer_str(&text));
        cli_buffer_free(&name);
        cli_buffer_free(&text);
    }
}

size_t cli_traces_warn(cli_page *page, const cli_context *cli,
                       cli_trace_at at, const void *of)
{
    prse_trace trace;
    size_t failures = 0;
    for (size_t i = 0; read_trace(&trace, at, of, i); i++) {
        cli_buffer text = {0};
        if (!is_failure(&trace))
            continue;
        failures++;
        cli_add_source(&text, cli, trace.name);
        cli_buffer_add_text(&text, cli_text(cli, TEXT_COLON));
        add_trace(&text, cli, &trace);
        cli_page_item(page, 0, 2, CLI_YELLOW, "!", cli_buffer_str(&text));
        cli_buffer_free(&text);
    }
    return failures;
}
