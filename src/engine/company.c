/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/company.h"

#include "base/error.h"
#include "base/options.h"
#include "engine/conflict.h"

static prse_status read_siren(prse_str *out, prse__arena *arena,
                              prse_str number, prse_error *err)
{
    prse_number read = {.size = sizeof read};
    prse_status status = prse_number_read(&read, number, err);
    if (status)
        return status;
    *out = prse__str_dup(arena, prse_str_of(read.siren));
    return out->ptr ? PRSE_OK : prse__error_nomem(err);
}

static prse_status write_warning(prse_str *out, prse_company *company,
                                 size_t index, prse_lang lang,
                                 prse_error *err)
{
    prse__buf text;
    prse__buf_init(&text, 0);
    prse__conflict_say(&text, &company->lookup, index, lang);
    if (!text.failed)
        *out = prse__str_dup(company->arena, prse__buf_str(&text));
    prse__buf_free(&text);
    return out->ptr ? PRSE_OK : prse__error_nomem(err);
}

static prse_status write_warnings(prse_company *company, prse_error *err)
{
    size_t count = prse__conflict_count(&company->lookup);
    prse_status status = PRSE_OK;
    for (int lang = 0; lang < 2 && !status; lang++) {
        prse_str *texts =
            prse__arena_alloc(company->arena, count + 1, sizeof *texts);
        company->warnings[lang] = texts;
        status = texts ? PRSE_OK : prse__error_nomem(err);
        for (size_t i = 0; i < count && !status; i++)
            status = write_warning(&texts[i], company, i, (prse_lang)lang,
                                   err);
    }
    return status;
}

static prse_status ask(prse_company *company, prse_services *services,
                       prse_str siren, const prse_request_options *opts,
                       prse_error *err)
{
    prse__round *round = &company->round;
    prse_status status =
        prse__round_begin(round, services, company->arena, opts, err);
    if (!status)
        status = prse__lookup_start(&company->lookup, round, siren, err);
    if (!status)
        status = prse__round_run(round, err);
    prse__round_end(round);
    if (!status)
        status = prse__lookup_finish(&company->lookup, err);
    return status ? status : write_warnings(company, err);
}

prse_status prse__company_new(prse_company **out, prse_services *services,
                              prse_str number,
                              const prse_request_options *opts,
                              prse_error *err)
{
    prse_str siren;
    prse_company *company = prse__alloc(1, sizeof *company);
    if (!company)
        return prse__error_nomem(err);
    company->arena = prse__arena_new(0);
    prse_status status = company->arena
                             ? read_siren(&siren, company->arena, number, err)
                             : prse__error_nomem(err);
    if (!status)
        status = ask(company, services, siren, opts, err);
    if (status)
        prse_company_free(company);
    else
        *out = company;
    return status;
}

prse_status prse_company_find(prse_company **out, prse_services *services,
                              prse_str number,
                              const prse_request_options *opts,
                              prse_error *err)
{
    prse_company *company = NULL;
    if (!out || !services)
        return prse__error_set(err, PRSE_EINVAL, NULL,
                               "out and services are required");
    prse_status status =
        prse__company_new(&company, services, number, opts, err);
    if (!status && !prse__lookup_found(&company->lookup))
        status = prse__lookup_failure(&company->lookup, err);
    if (status)
        prse_company_free(company);
    else
        *out = company;
    return status;
}

void prse_company_free(prse_company *company)
{
    if (!company)
        return;
    prse__lookup_free(&company->lookup);
    prse__arena_free(company->arena);
    prse__free(company);
}

prse_status prse_company_unit(const prse_company *company, prse_unit *out,
                              prse_error *err)
{
    if (!company)
        return prse__error_set(err, PRSE_EINVAL, NULL, "company is NULL");
    return prse__struct_give(out, &company->lookup.unit.is, sizeof *out, err);
}

prse_status prse_company_trace(const prse_company *company, size_t index,
                               prse_trace *out, prse_error *err)
{
    if (!company)
        return prse__error_set(err, PRSE_EINVAL, NULL, "company is NULL");
    return prse__traces_get(&company->round.traces, index, out, err);
}

size_t prse_company_warning_count(const prse_company *company)
{
    return company ? prse__conflict_count(&company->lookup) : 0;
}

prse_str prse_company_warning(const prse_company *company, size_t index,
                              prse_lang lang)
{
    if (index >= prse_company_warning_count(company) ||
        (lang != PRSE_LANG_FR && lang != PRSE_LANG_EN))
        return PRSE_STR("");
    return company->warnings[lang][index];
}
