/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file services.h
 * Public services that know companies: the directory of companies, Sirene,
 * EGAPRO, Bilans GES, financial ratios, and the offline register. Shared by
 * threads; every address, key and limit is a setting.
 */
#ifndef PORTAILRSE_SERVICES_H
#define PORTAILRSE_SERVICES_H

#include "portailrse/register.h"
#include "portailrse/sys/cache.h"
#include "portailrse/sys/clock.h"
#include "portailrse/sys/http.h"

#ifdef __cplusplus
extern "C" {
#endif

/** The services with their settings, limits, pauses and cache. */
typedef struct prse_services prse_services;

/** A service. */
typedef enum prse_service {
    PRSE_SERVICE_DIRECTORY = 0, /**< "recherche_entreprises". */
    PRSE_SERVICE_SIRENE = 1,    /**< "sirene"; needs a key. */
    PRSE_SERVICE_EGAPRO = 2,    /**< "egapro". */
    PRSE_SERVICE_BILANS_GES = 3, /**< "bilans_ges". */
    PRSE_SERVICE_RATIOS = 4,    /**< "ratios". */
    PRSE_SERVICE_REGISTER = 5   /**< "registre", the offline register. */
} prse_service;

/** What services are made of; zero fields take their default. */
typedef struct prse_services_options {
    uint32_t size;           /**< sizeof(prse_services_options). */
    uint32_t reserved;       /**< 0. */
    prse_http *http;         /**< Taken on success; NULL: libcurl. */
    prse_cache *cache;       /**< Taken on success; NULL: 16 MiB of memory. */
    const prse_clock *clock; /**< Copied; NULL: the system's. */
    prse_register *reg;      /**< Borrowed, outlives the services; may be
                                  NULL. */
} prse_services_options;

/**
 * Makes services with their public addresses.
 *
 * @param out   gives the services; release with prse_services_unref().
 * @param opts  borrows; NULL for the defaults.
 * @param err   filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI, PRSE_EUNSUPPORTED (no
 *         backend, and built without libcurl).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_services_new(prse_services **out,
                                       const prse_services_options *opts,
                                       prse_error *err);

/**
 * One more holder.
 *
 * @param services  borrows; NULL is legal.
 * @return the same services.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_services *prse_services_ref(prse_services *services);

/**
 * One holder less; the last one frees the services.
 *
 * @param services  takes one reference; NULL is legal.
 * @threads shared
 * @since 0.1
 */
PRSE_API void prse_services_unref(prse_services *services);

/**
 * Changes a setting, before the services are used.
 *
 * @param services  borrows.
 * @param name      "sirene.key", "egapro.url", ...; see
 *                  prse_services_setting().
 * @param value     borrows; times as "10s" or "250ms", rates as "7/1s".
 * @param err       filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_ENOTFOUND (no such
 *         setting), PRSE_EPARSE.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_services_set(prse_services *services, prse_str name,
                                       prse_str value, prse_error *err);

/** A setting. */
typedef struct prse_setting {
    uint32_t size;     /**< sizeof(prse_setting), set by the caller. */
    int32_t secret;    /**< 1: value is "***" when set. */
    prse_str name;     /**< "egapro.url". */
    prse_str value;    /**< As set, or the default; lives until the next set. */
    prse_str about;    /**< What it is for, English; static. */
} prse_setting;

/**
 * A setting by its position.
 *
 * @param services  borrows.
 * @param index     from 0.
 * @param out       filled; its size must be set.
 * @param err       filled on failure.
 * @return PRSE_OK, PRSE_EINVAL, PRSE_EABI, PRSE_ENOTFOUND (there are fewer).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_services_setting(const prse_services *services,
                                           size_t index, prse_setting *out,
                                           prse_error *err);

/** How long and under which conditions to ask; zero fields take their
 * default. */
typedef struct prse_request_options {
    uint32_t size;       /**< sizeof(prse_request_options). */
    uint32_t offline;    /**< 1: no network; register and cache only. */
    int64_t deadline_ms; /**< For everything together; default 10,000. */
    int (*should_stop)(void *user); /**< Not 0: stop now. */
    void *user;          /**< Handed to should_stop. */
} prse_request_options;

/** What became of a question to a service. */
typedef enum prse_outcome {
    PRSE_OUTCOME_READ = 0,       /**< "lue": answered. */
    PRSE_OUTCOME_ABSENT = 1,     /**< "absente": answered that it has none. */
    PRSE_OUTCOME_UNREADABLE = 2, /**< "illisible": not in a known form. */
    PRSE_OUTCOME_DOWN = 3,       /**< "indisponible": no answer, or 5xx. */
    PRSE_OUTCOME_LIMITED = 4,    /**< "limitee": too many requests. */
    PRSE_OUTCOME_DENIED = 5,     /**< "refusee": 4xx, a key above all. */
    PRSE_OUTCOME_NOT_ASKED = 6   /**< "non_demandee": no need, switched off,
                                      no key, offline. */
} prse_outcome;

/**
 * The name of an outcome, as records write it.
 *
 * @param outcome  any value.
 * @return for instance "lue"; other values read "indisponible"; static.
 * @threads pure
 * @since 0.1
 */
PRSE_API const char *prse_outcome_name(prse_outcome outcome);

/** Where an answer was taken. */
typedef enum prse_origin {
    PRSE_ORIGIN_NONE = 0,    /**< There is no answer. */
    PRSE_ORIGIN_NETWORK = 1, /**< Just now. */
    PRSE_ORIGIN_CACHE = 2,   /**< Kept, and still fresh. */
    PRSE_ORIGIN_STALE = 3,   /**< Kept; the service could not be asked. */
    PRSE_ORIGIN_FILE = 4     /**< The offline register. */
} prse_origin;

/** One question to a service, as it went. */
typedef struct prse_trace {
    uint32_t size;     /**< sizeof(prse_trace), set by the caller. */
    int32_t service;   /**< A prse_service. */
    int32_t outcome;   /**< A prse_outcome. */
    int32_t origin;    /**< A prse_origin. */
    int32_t http;      /**< HTTP status; 0: none. */
    int32_t status;    /**< A prse_status: why it failed, else 0. */
    uint32_t attempts; /**< Requests that left for the network. */
    uint32_t reserved; /**< 0. */
    int64_t took_ms;   /**< From the question to its end. */
    int64_t age_ms;    /**< Of an answer that was kept. */
    prse_str name;     /**< "egapro"; static. */
    prse_str message;  /**< Why it failed, English; may be empty. */
} prse_trace;

/** A unit with where it comes from. */
typedef struct prse_company prse_company;

/**
 * Finds the legal unit of a number: in the directory, else in Sirene, else in
 * the offline register. The register, where there is one, is also read beside
 * the others, and where two of them disagree both are told.
 *
 * @param out       gives the company; release with prse_company_free().
 * @param services  borrows.
 * @param number    borrows; SIREN, SIRET or VAT number.
 * @param opts      borrows; NULL for the defaults.
 * @param err       filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI, PRSE_EPARSE,
 *         PRSE_ETYPE, PRSE_ENOTFOUND (a register that answered knows no such
 *         unit), PRSE_ETIMEOUT, PRSE_ECANCELED, PRSE_EREFUSED, PRSE_ETLS,
 *         PRSE_EDENIED, PRSE_ERATE, PRSE_EPEER, PRSE_EIO.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_company_find(prse_company **out,
                                       prse_services *services,
                                       prse_str number,
                                       const prse_request_options *opts,
                                       prse_error *err);

/**
 * Frees a company.
 *
 * @param company  takes; NULL is legal.
 * @threads confined
 * @since 0.1
 */
PRSE_API void prse_company_free(prse_company *company);

/**
 * What is known of the unit.
 *
 * @param company  borrows.
 * @param out      filled; its size must be set; texts live as long as
 *                 @p company.
 * @param err      filled on failure.
 * @return PRSE_OK, PRSE_EINVAL, PRSE_EABI.
 * @threads pure
 * @since 0.1
 */
PRSE_API prse_status prse_company_unit(const prse_company *company,
                                       prse_unit *out, prse_error *err);

/**
 * A question that was asked to find the company.
 *
 * @param company  borrows.
 * @param index    from 0.
 * @param out      filled; its size must be set.
 * @param err      filled on failure.
 * @return PRSE_OK, PRSE_EINVAL, PRSE_EABI, PRSE_ENOTFOUND (there are fewer).
 * @threads pure
 * @since 0.1
 */
PRSE_API prse_status prse_company_trace(const prse_company *company,
                                        size_t index, prse_trace *out,
                                        prse_error *err);

/**
 * How many things registers say of the unit that do not fit together.
 *
 * @param company  borrows.
 * @return 0 for NULL.
 * @threads pure
 * @since 0.2
 */
PRSE_API size_t prse_company_warning_count(const prse_company *company);

/**
 * What registers say of the unit that does not fit together.
 *
 * @param company  borrows.
 * @param index    from 0, below prse_company_warning_count().
 * @param lang     language.
 * @return text that lives as long as @p company; empty when there is none.
 * @threads pure
 * @since 0.2
 */
PRSE_API prse_str prse_company_warning(const prse_company *company,
                                       size_t index, prse_lang lang);

/**
 * Searches units by name: in the directory, else in Sirene, else in the
 * offline register.
 *
 * @param out       gives the units, possibly none; release with
 *                  prse_units_free().
 * @param services  borrows.
 * @param text      borrows; a number finds its unit.
 * @param search    borrows; NULL for the defaults.
 * @param opts      borrows; NULL for the defaults.
 * @param err       filled on failure.
 * @return as prse_company_find(), without PRSE_ENOTFOUND. PRSE_EPARSE: the text
 *         has no letter or digit, a control character, more than 1,000 bytes,
 *         or is not UTF-8.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_company_search(prse_units **out,
                                         prse_services *services,
                                         prse_str text,
                                         const prse_search_options *search,
                                         const prse_request_options *opts,
                                         prse_error *err);

/** What may be asked of a platform. */
typedef enum prse_record {
    PRSE_RECORD_EGAPRO = 0,        /**< Declaration of a year. */
    PRSE_RECORD_EGAPRO_SCORES = 1, /**< Scores of every year. */
    PRSE_RECORD_EGAPRO_BALANCE = 2, /**< Women and men among leaders. */
    PRSE_RECORD_BILANS_GES = 3,    /**< Emissions balances. */
    PRSE_RECORD_RATIOS = 4         /**< Accounts. */
} prse_record;

/**
 * What a platform knows of a company, as JSON in the form of
 * docs/services.md: a platform that could not answer gives a record too, whose
 * `etat` says so.
 *
 * @param out       gives the text; release with prse_text_free().
 * @param services  borrows.
 * @param what      a prse_record.
 * @param siren     borrows; 9 digits.
 * @param year      year of the data; 0 where it does not matter.
 * @param opts      borrows; NULL for the defaults.
 * @param err       filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI, PRSE_EPARSE,
 *         PRSE_ETYPE, PRSE_ECANCELED.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_services_record(prse_text **out,
                                          prse_services *services,
                                          prse_record what, prse_str siren,
                                          int32_t year,
                                          const prse_request_options *opts,
                                          prse_error *err);

/** How a service does, found by asking it something harmless. */
typedef struct prse_health {
    uint32_t size;     /**< sizeof(prse_health), set by the caller. */
    int32_t reachable; /**< 1 yes, 0 no, -1 not tried. */
    int32_t allowed;   /**< 1: the key is accepted or none is needed; 0: it
                            is not; -1 can't be told. */
    int32_t schema;    /**< 1: the answer has the expected form; 0: it has
                            not; -1 can't be told. */
    int64_t took_ms;   /**< Of the answer. */
    prse_str name;     /**< "egapro"; static. */
    prse_str url;      /**< Address that was asked; lives as long as the
                            services. */
    char message[256]; /**< What is wrong and what to do, English. */
} prse_health;

/**
 * Asks a service something harmless, past the cache.
 *
 * @param services  borrows.
 * @param service   which one.
 * @param opts      borrows; NULL for the defaults.
 * @param out       filled; its size must be set.
 * @param err       filled on failure; a service that is down is no failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI, PRSE_ECANCELED.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_services_check(prse_services *services,
                                         prse_service service,
                                         const prse_request_options *opts,
                                         prse_health *out, prse_error *err);

#ifdef __cplusplus
}
#endif

#endif
