/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/settings.h"

#include "base/error.h"
#include "engine/settings_read.h"
#include "rules/names.h"

#define FIELD(name) offsetof(prse__service_settings, name)
#define POLICY(name) offsetof(prse__service_settings, policy.name)
#define A_DAY INT64_C(86400000)

typedef struct kind {
    const char *name;
    const char *about;
    prse__setting_reader *read;
    size_t offset; /* of what it sets */
    int64_t low, high;
    int secret;
    /* of each service; NULL: it has no such setting */
    const char *of[PRSE__NETWORK_SERVICES];
} kind;

/* Limits stay below what the services announce: the directory allows 7 a
 * second and a host, Sirene 30 a minute and a key, Egapro 120 a minute. The
 * others say nothing. Registers change once a day. A declaration that Egapro
 * does not have may come at any hour of February; it fails on some sound
 * declarations, which must not pass for an outage. */
static const kind KINDS[PRSE__SETTING_KINDS] = {
    {"url", "Address of the service.", prse__read_setting_url, FIELD(url), 0,
     0, 0,
     {"https://recherche-entreprises.api.gouv.fr",
      "https://api.insee.fr/api-sirene/3.11",
      "https://egapro.travail.gouv.fr/api", "https://bilans-ges.ademe.fr/api",
      "https://data.economie.gouv.fr/api"}},
    {"key", "Key that the service gave.", prse__read_setting_key, FIELD(key),
     0, 0, 1, {NULL, "", "", NULL, NULL}},
    {"enabled", "no: the service is never asked.", prse__read_setting_flag,
     FIELD(enabled), 0, 1, 0, {"yes", "yes", "yes", "yes", "yes"}},
    {"rate", "Requests in any such time; none: no limit.",
     prse__read_setting_rate, FIELD(policy), 1, A_DAY, 0,
     {"5/1s", "30/60s", "100/60s", "5/1s", "5/1s"}},
    {"connect", "Time to connect.", prse__read_setting_time,
     POLICY(connect_ms), 1, A_DAY, 0, {"2s", "2s", "2s", "2s", "2s"}},
    {"total", "Time of one attempt, connecting included.",
     prse__read_setting_time, POLICY(total_ms), 1, A_DAY, 0,
     {"4s", "4s", "5s", "5s", "5s"}},
    {"tries", "Attempts at most, the first included.",
     prse__read_setting_count, POLICY(tries), 1, 10, 0,
     {"3", "2", "2", "3", "3"}},
    {"max_bytes", "Size of an answer that is accepted.",
     prse__read_setting_size, POLICY(max_bytes), 1024, INT32_MAX, 0,
     {"8MiB", "8MiB", "4MiB", "4MiB", "4MiB"}},
    {"fresh", "Time for which a kept answer is used.",
     prse__read_setting_time, POLICY(fresh_ms), 0, 400 * A_DAY, 0,
     {"24h", "24h", "24h", "24h", "24h"}},
    {"stale", "Time for which a kept answer is used when the service is down.",
     prse__read_setting_time, POLICY(stale_ms), 0, 400 * A_DAY, 0,
     {"30d", "30d", "30d", "30d", "30d"}},
    {"absent", "Time for which it is remembered that there is none.",
     prse__read_setting_time, POLICY(absent_ms), 0, 400 * A_DAY, 0,
     {"24h", "24h", "6h", "6h", "24h"}},
    {"pause", "Pause after failures in a row.", prse__read_setting_time,
     POLICY(pause_ms), 1, A_DAY, 0, {"30s", "60s", "30s", "30s", "30s"}},
    {"failures", "Failures in a row that begin the pause.",
     prse__read_setting_count, POLICY(failures), 1, 1000, 0,
     {"3", "3", "5", "3", "3"}}};

static prse_status nomem_unless(const void *there, prse_error *err)
{
    return there ? PRSE_OK : prse__error_nomem(err);
}

/* Reads a value and keeps its text; nothing changes on failure. */
static prse_status set(prse__settings *settings, int32_t service, size_t k,
                       prse_str value, prse_error *err)
{
    prse__service_settings *own = &settings->of[service];
    prse__setting_read r = {settings->arena,
                            own->names[k].ptr,
                            KINDS[k].low,
                            KINDS[k].high,
                            prse__service_named(service)->key_before,
                            err};
    prse_str text = prse__str_dup(settings->arena, value);
    prse_status status = nomem_unless(text.ptr, err);
    if (!status)
        status = KINDS[k].read(&r, text, (char *)own + KINDS[k].offset);
    if (!status)
        own->texts[k] = text;
    return status;
}

static prse_status name_and_fill(prse__settings *settings, int32_t service,
                                 size_t k, prse_error *err)
{
    const char *value = KINDS[k].of[service];
    prse__buf buf;
    if (!value)
        return PRSE_OK;
    prse__buf_init(&buf, 0);
    prse__buf_adds(&buf, prse__service_named(service)->id);
    prse__buf_addc(&buf, '.');
    prse__buf_adds(&buf, KINDS[k].name);
    prse_str name = {NULL, 0};
    if (!buf.failed)
        name = prse__str_dup(settings->arena, prse__buf_str(&buf));
    prse__buf_free(&buf);
    settings->of[service].names[k] = name;
    prse_status status = nomem_unless(name.ptr, err);
    return status ? status
                  : set(settings, service, k, prse_str_of(value), err);
}

prse_status prse__settings_init(prse__settings *settings, prse_error *err)
{
    *settings = (prse__settings){.arena = prse__arena_new(0)};
    prse_status status = nomem_unless(settings->arena, err);
    for (int32_t s = 0; s < PRSE__NETWORK_SERVICES && !status; s++)
        for (size_t k = 0; k < PRSE__SETTING_KINDS && !status; k++)
            status = name_and_fill(settings, s, k, err);
    return status;
}

void prse__settings_free(prse__settings *settings)
{
    prse__arena_free(settings->arena);
}

prse_status prse__settings_set(prse__settings *settings, prse_str name,
                               prse_str value, prse_error *err)
{
    char hint[PRSE__HINT], subject[64];
    prse__guess guess = prse__guess_start(name);
    if (prse__utf8_check(value) != value.len ||
        prse__utf8_check(name) != name.len)
        return prse__error_set(err, PRSE_EPARSE, NULL,
                               "names and values are UTF-8");
    for (int32_t s = 0; s < PRSE__NETWORK_SERVICES; s++)
        for (size_t k = 0; k < PRSE__SETTING_KINDS; k++) {
            prse_str own = settings->of[s].names[k];
            if (own.len && prse__str_eq(own, name))
                return set(settings, s, k, prse__str_trim(value), err);
            if (own.len)
                prse__guess_try(&guess, own);
        }
    prse__guess_hint(hint, &guess);
    prse__error_copy(subject, sizeof subject, name);
    return prse__error_set(err, PRSE_ENOTFOUND, subject,
                           "there is no setting `%s`%s", subject, hint);
}

prse_status prse__settings_get(const prse__settings *settings, size_t index,
                               prse_setting *out, prse_error *err)
{
    for (int32_t s = 0; s < PRSE__NETWORK_SERVICES; s++)
        for (size_t k = 0; k < PRSE__SETTING_KINDS; k++) {
            const prse__service_settings *own = &settings->of[s];
            if (!own->names[k].len || index--)
                continue;
            *out = (prse_setting){.secret = KINDS[k].secret,
                                  .name = own->names[k],
                                  .value = own->texts[k],
                                  .about = prse_str_of(KINDS[k].about)};
            if (out->secret && out->value.len)
                out->value = PRSE_STR("***");
            return PRSE_OK;
        }
    return prse__error_set(err, PRSE_ENOTFOUND, NULL,
                           "there are fewer settings");
}
