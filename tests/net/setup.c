/* SPDX-License-Identifier: Apache-2.0 */
#include "setup.h"

#include <portailrse/engine.h>
#include <portailrse/pack.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

int64_t net_now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static size_t place_of(const net_words *words, const char *name)
{
    size_t i = 0;
    while (i < words->count && strcmp(words->name[i], name) != 0)
        i++;
    return i;
}

int net_words_set(net_words *words, const char *name, const char *value)
{
    size_t i = place_of(words, name);
    if (i == NET_WORDS || strlen(name) >= sizeof words->name[0] ||
        strlen(value) >= NET_WORD)
        return 0;
    snprintf(words->name[i], sizeof words->name[i], "%s", name);
    snprintf(words->value[i], sizeof words->value[i], "%s", value);
    if (i == words->count)
        words->count++;
    return 1;
}

int net_words_read(net_words *words, const char *word)
{
    char name[64];
    const char *equals = strchr(word, '=');
    if (!equals || (size_t)(equals - word) >= sizeof name)
        return 0;
    snprintf(name, sizeof name, "%.*s", (int)(equals - word), word);
    return net_words_set(words, name, equals + 1);
}

const char *net_words_get(const net_words *words, const char *name,
                          const char *fallback)
{
    size_t i = place_of(words, name);
    return i < words->count ? words->value[i] : fallback;
}

int64_t net_words_int(const net_words *words, const char *name,
                      int64_t fallback)
{
    const char *text = net_words_get(words, name, NULL);
    return text ? strtoll(text, NULL, 10) : fallback;
}

static prse_status wrapped(prse_http *http, const net_words *words,
                           prse_error *err)
{
    prse_http_fault_options faults = {
        .size = sizeof faults,
        .per_mille = (uint32_t)net_words_int(words, "net.per_mille", 0),
        .seed = (uint64_t)net_words_int(words, "net.seed", 1),
        .kinds = (uint32_t)net_words_int(words, "net.kinds", 0),
        .latency_ms = (uint32_t)net_words_int(words, "net.latency_ms", 0)};
    if (!faults.per_mille && !faults.latency_ms)
        return PRSE_OK;
    prse_http inner = *http;
    return prse_http_faulty(http, &inner, &faults, err);
}

static prse_status backend(prse_http *http, const net_words *words,
                           prse_error *err)
{
    prse_http_curl_options curl = {
        .size = sizeof curl,
        .ca_file = prse_str_of(net_words_get(words, "net.ca_file", "")),
        .proxy = prse_str_of(net_words_get(words, "net.proxy", ""))};
    *http = (prse_http){.size = sizeof *http};
    prse_status status = prse_http_curl(http, &curl, err);
    return status ? status : wrapped(http, words, err);
}

static prse_status apply(prse_services *services, const net_words *words,
                         prse_error *err)
{
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < words->count && !status; i++)
        if (strncmp(words->name[i], "net.", 4) != 0)
            status = prse_services_set(services, prse_str_of(words->name[i]),
                                       prse_str_of(words->value[i]), err);
    return status;
}

prse_status net_services(prse_services **out, const net_words *words,
                         prse_error *err)
{
    prse_http http;
    prse_services_options opts = {.size = sizeof opts, .http = &http};
    prse_status status = backend(&http, words, err);
    if (status)
        return status;
    status = prse_services_new(out, &opts, err);
    if (status) {
        http.free(http.self);
        return status;
    }
    status = apply(*out, words, err);
    if (status) {
        prse_services_unref(*out);
        *out = NULL;
    }
    return status;
}

prse_status net_pack(prse_pack **out, const char *folder, prse_error *err)
{
    prse_engine *engine = NULL;
    prse_status status = prse_engine_new(&engine, NULL, err);
    if (!status)
        status = prse_pack_load(out, engine, folder, NULL, err);
    prse_engine_unref(engine);
    return status;
}
