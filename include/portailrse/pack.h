/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file pack.h
 * Rule packs: loading, what they say of themselves, and the tools of their
 * authors. A pack is immutable and may be shared by threads.
 */
#ifndef PORTAILRSE_PACK_H
#define PORTAILRSE_PACK_H

#include "portailrse/engine.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A compiled rule pack. */
typedef struct prse_pack prse_pack;

/** One file of a pack given from memory. */
typedef struct prse_pack_file {
    const char *name; /**< Relative to the pack, as pack.yaml lists it. */
    prse_str text;    /**< Its content. */
} prse_pack_file;

/** How a pack is loaded; zero fields take their default. */
typedef struct prse_pack_options {
    uint32_t size;           /**< sizeof(prse_pack_options). */
    uint32_t overlay_count;  /**< Number of overlays. */
    const char *const *overlays; /**< Paths of overlay files, in order. */
} prse_pack_options;

/**
 * Loads a pack from its folder (or the path of its pack.yaml) and compiles it.
 *
 * @param out     gives the pack; release with prse_pack_unref().
 * @param engine  borrows; held by the pack.
 * @param path    borrows; folder of the pack.
 * @param opts    borrows; NULL for no overlay.
 * @param err     filled on failure with file, line and column.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI, PRSE_EIO,
 *         PRSE_ELIMIT, PRSE_EPARSE, PRSE_ESCHEMA, PRSE_ERULE, PRSE_ETYPE.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_pack_load(prse_pack **out, prse_engine *engine,
                                    const char *path,
                                    const prse_pack_options *opts,
                                    prse_error *err);

/**
 * Loads a pack from memory: prse_pack_load() without the file system.
 *
 * @param out     gives the pack; release with prse_pack_unref().
 * @param engine  borrows; held by the pack.
 * @param files   borrows until the call returns; pack.yaml among them.
 * @param count   number of files.
 * @param err     filled on failure.
 * @return as prse_pack_load().
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_pack_load_files(prse_pack **out, prse_engine *engine,
                                          const prse_pack_file *files,
                                          size_t count, prse_error *err);

/**
 * One more holder of the pack.
 *
 * @param pack  borrows; NULL is legal.
 * @return the same pack.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_pack *prse_pack_ref(prse_pack *pack);

/**
 * One holder less; the last one frees the pack.
 *
 * @param pack  takes one reference; NULL is legal.
 * @threads shared
 * @since 0.1
 */
PRSE_API void prse_pack_unref(prse_pack *pack);

/**
 * The id of a pack, for instance "fr-rse".
 *
 * @param pack  borrows.
 * @return text of the pack; empty for NULL.
 * @threads pure
 * @since 0.1
 */
PRSE_API prse_str prse_pack_id(const prse_pack *pack);

/**
 * The version of a pack, as its authors write it.
 *
 * @param pack  borrows.
 * @return text of the pack; empty for NULL.
 * @threads pure
 * @since 0.1
 */
PRSE_API prse_str prse_pack_version(const prse_pack *pack);

/**
 * The name of a pack for people.
 *
 * @param pack  borrows.
 * @param lang  language.
 * @return text of the pack; empty for NULL.
 * @threads pure
 * @since 0.1
 */
PRSE_API prse_str prse_pack_label(const prse_pack *pack, prse_lang lang);

/**
 * SHA-256 of the canonical JSON of a pack: two packs with the same digest
 * answer the same.
 *
 * @param pack  borrows.
 * @return 64 hexadecimal digits; empty for NULL.
 * @threads pure
 * @since 0.1
 */
PRSE_API prse_str prse_pack_digest(const prse_pack *pack);

/**
 * The canonical JSON of a pack, whose digest is prse_pack_digest().
 *
 * @param out   gives the text; release with prse_text_free().
 * @param pack  borrows.
 * @param err   filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_pack_json(prse_text **out, const prse_pack *pack,
                                    prse_error *err);

/** Types of facts. */
typedef enum prse_fact_type {
    PRSE_FACT_NUMBER = 0,  /**< A decimal number. */
    PRSE_FACT_COUNT = 1,   /**< An integer. */
    PRSE_FACT_BOOLEAN = 2, /**< true or false. */
    PRSE_FACT_TEXT = 3,    /**< One of a list of values, or free text. */
    PRSE_FACT_DATE = 4     /**< A calendar date. */
} prse_fact_type;

/** An entry of a pack's fact dictionary. Texts live as long as the pack. */
typedef struct prse_fact_info {
    uint32_t size;        /**< sizeof(prse_fact_info), set by the caller. */
    prse_fact_type type;  /**< What its values are. */
    int32_t years;        /**< Financial years kept; 0: not yearly. */
    int32_t evidence;     /**< 1: proof of compliance, not asked. */
    prse_str id;          /**< As fact files name it. */
    prse_str label;       /**< For people. */
    prse_str unit;        /**< For people; may be empty. */
    prse_str question;    /**< As a form would ask it; may be empty. */
    prse_str definition;  /**< What counts; may be empty. */
    prse_str law;         /**< Title of its source; may be empty. */
    uint32_t choice_count;  /**< Values of a text fact. */
    uint32_t bracket_count; /**< Named brackets. */
} prse_fact_info;

/**
 * The number of facts in a pack's dictionary.
 *
 * @param pack  borrows.
 * @return 0 for NULL.
 * @threads pure
 * @since 0.1
 */
PRSE_API size_t prse_pack_fact_count(const prse_pack *pack);

/**
 * The entry of a fact.
 *
 * @param pack   borrows.
 * @param index  from 0, below prse_pack_fact_count().
 * @param lang   language of the texts.
 * @param out    filled; its size must be set.
 * @param err    filled on failure.
 * @return PRSE_OK, PRSE_EINVAL, PRSE_ENOTFOUND, PRSE_EABI.
 * @threads pure
 * @since 0.1
 */
PRSE_API prse_status prse_pack_fact(const prse_pack *pack, size_t index,
                                    prse_lang lang, prse_fact_info *out,
                                    prse_error *err);

/**
 * The place of a fact in the dictionary.
 *
 * @param pack  borrows.
 * @param id    id of the fact.
 * @return its index; SIZE_MAX when there is none.
 * @threads pure
 * @since 0.1
 */
PRSE_API size_t prse_pack_fact_index(const prse_pack *pack, prse_str id);

/**
 * A value of a text fact.
 *
 * @param pack   borrows.
 * @param fact   index of the fact.
 * @param index  from 0, below prse_fact_info.choice_count.
 * @param lang   language of the label.
 * @param label  filled with the label for people; may be NULL.
 * @return the value as fact files write it; empty when there is none.
 * @threads pure
 * @since 0.1
 */
PRSE_API prse_str prse_pack_fact_choice(const prse_pack *pack, size_t fact,
                                        size_t index, prse_lang lang,
                                        prse_str *label);

/**
 * The name of a bracket of a fact.
 *
 * @param pack   borrows.
 * @param fact   index of the fact.
 * @param index  from 0, below prse_fact_info.bracket_count.
 * @return its name; empty when there is none.
 * @threads pure
 * @since 0.1
 */
PRSE_API prse_str prse_pack_fact_bracket(const prse_pack *pack, size_t fact,
                                         size_t index);

/** What a pack says of an obligation. Texts live as long as the pack. */
typedef struct prse_obligation_info {
    uint32_t size;  /**< sizeof(prse_obligation_info), set by the caller. */
    uint32_t criterion_count; /**< Criteria. */
    uint32_t output_count;    /**< Outputs. */
    uint32_t duty_count;      /**< Duties. */
    uint32_t sanction_count;  /**< Sanctions. */
    uint32_t deadline_count;  /**< Deadlines. */
    uint32_t law_count;       /**< References. */
    uint32_t has_status;      /**< 1: compliance is followed. */
    prse_str id;         /**< As packs and columns name it. */
    prse_str label;      /**< For people. */
    prse_str summary;    /**< May be empty. */
    prse_str authority;  /**< Who controls; may be empty. */
    prse_str platform;   /**< URL; may be empty. */
} prse_obligation_info;

/**
 * The number of obligations of a pack.
 *
 * @param pack  borrows.
 * @return 0 for NULL.
 * @threads pure
 * @since 0.1
 */
PRSE_API size_t prse_pack_obligation_count(const prse_pack *pack);

/**
 * What a pack says of an obligation.
 *
 * @param pack   borrows.
 * @param index  from 0, below prse_pack_obligation_count().
 * @param lang   language of the texts.
 * @param out    filled; its size must be set.
 * @param err    filled on failure.
 * @return PRSE_OK, PRSE_EINVAL, PRSE_ENOTFOUND, PRSE_EABI.
 * @threads pure
 * @since 0.1
 */
PRSE_API prse_status prse_pack_obligation(const prse_pack *pack, size_t index,
                                          prse_lang lang,
                                          prse_obligation_info *out,
                                          prse_error *err);

/**
 * The place of an obligation in its pack.
 *
 * @param pack  borrows.
 * @param id    id of the obligation.
 * @return its index; SIZE_MAX when there is none.
 * @threads pure
 * @since 0.1
 */
PRSE_API size_t prse_pack_obligation_index(const prse_pack *pack, prse_str id);

/** The lists that belong to an obligation. */
typedef enum prse_obligation_part {
    PRSE_PART_CRITERION = 0, /**< Criteria: id, text, law. */
    PRSE_PART_OUTPUT = 1,    /**< Outputs: id, label. */
    PRSE_PART_DUTY = 2,      /**< Duties: text, law. */
    PRSE_PART_SANCTION = 3,  /**< Sanctions: text, law. */
    PRSE_PART_DEADLINE = 4,  /**< Deadlines: id, label, law. */
    PRSE_PART_LAW = 5        /**< References: key, title, itself. */
} prse_obligation_part;

/** An item of one of those lists. */
typedef struct prse_part_info {
    uint32_t size;        /**< sizeof(prse_part_info), set by the caller. */
    int32_t law_status;   /**< 0 in force, 1 adopted, 2 draft, -1 no law. */
    int32_t confidence;   /**< 0 text read, 1 secondary, 2 memory, -1. */
    uint32_t reserved;    /**< 0. */
    prse_str id;          /**< May be empty. */
    prse_str text;        /**< Text, label or title. */
    prse_str law_title;   /**< May be empty. */
    prse_str law_url;     /**< May be empty. */
    prse_str law_reviewed; /**< Date of the last review; may be empty. */
} prse_part_info;

/**
 * An item of a list of an obligation.
 *
 * @param pack        borrows.
 * @param obligation  index of the obligation.
 * @param part        which list.
 * @param index       from 0, below the count of prse_obligation_info.
 * @param lang        language of the texts.
 * @param out         filled; its size must be set.
 * @return PRSE_OK, PRSE_EINVAL, PRSE_ENOTFOUND, PRSE_EABI.
 * @threads pure
 * @since 0.1
 */
PRSE_API prse_status prse_pack_part(const prse_pack *pack, size_t obligation,
                                    prse_obligation_part part, size_t index,
                                    prse_lang lang, prse_part_info *out);

/** How a tool writes its result. */
typedef enum prse_format {
    PRSE_FORMAT_TEXT = 0, /**< For people. */
    PRSE_FORMAT_JSON = 1  /**< For programs. */
} prse_format;

/**
 * Proves what can be proved of a pack: no gap, overlap or dead row in a table,
 * no dated hole, no threshold without law, no missing translation. Each
 * finding comes with its place and a counter-example.
 *
 * @param out     gives the findings; release with prse_text_free().
 * @param count   filled with the number of findings; may be NULL.
 * @param pack    borrows.
 * @param format  text or JSON.
 * @param err     filled on failure.
 * @return PRSE_OK (also with findings), PRSE_ENOMEM, PRSE_EINVAL.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_pack_check(prse_text **out, size_t *count,
                                     const prse_pack *pack, prse_format format,
                                     prse_error *err);

/**
 * Runs the tests written in a pack and tells which cells they reach.
 *
 * @param out     gives the result; release with prse_text_free().
 * @param failed  filled with the number of failed tests; may be NULL.
 * @param pack    borrows.
 * @param format  text or JSON.
 * @param err     filled on failure.
 * @return PRSE_OK (also with failures), PRSE_ENOMEM, PRSE_EINVAL.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_pack_test(prse_text **out, size_t *failed,
                                    const prse_pack *pack, prse_format format,
                                    prse_error *err);

/**
 * A readable page (Markdown) about one obligation.
 *
 * @param out         gives the page; release with prse_text_free().
 * @param pack        borrows.
 * @param obligation  index of the obligation.
 * @param lang        language of the page.
 * @param err         filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_ENOTFOUND.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_pack_doc(prse_text **out, const prse_pack *pack,
                                   size_t obligation, prse_lang lang,
                                   prse_error *err);

/**
 * The decision diagram of one obligation as SVG.
 *
 * @param out         gives the drawing; release with prse_text_free().
 * @param pack        borrows.
 * @param obligation  index of the obligation.
 * @param date        day whose law is drawn, "2026-11-23".
 * @param lang        language of the labels.
 * @param err         filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_ENOTFOUND, PRSE_EPARSE.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_pack_graph(prse_text **out, const prse_pack *pack,
                                     size_t obligation, prse_str date,
                                     prse_lang lang, prse_error *err);

/** What prse_pack_diff() compares; zero fields take their default. */
typedef struct prse_diff_options {
    uint32_t size;      /**< sizeof(prse_diff_options). */
    prse_format format; /**< Text or JSON. */
    prse_lang lang;     /**< Language of the text. */
    uint32_t reserved;  /**< 0. */
    prse_str date_a;    /**< Day at which the first pack is read. */
    prse_str date_b;    /**< The same for the second; default: date_a. */
} prse_diff_options;

/**
 * The exact situations in which two packs, or one pack at two dates, answer
 * differently, obligation by obligation, each with its smallest example.
 *
 * @param out    gives the differences; release with prse_text_free().
 * @param count  filled with their number; may be NULL.
 * @param a      borrows; the first pack.
 * @param b      borrows; the second pack, or the first again.
 * @param opts   borrows; date_a is required.
 * @param err    filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EPARSE, PRSE_EABI.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_pack_diff(prse_text **out, size_t *count,
                                    const prse_pack *a, const prse_pack *b,
                                    const prse_diff_options *opts,
                                    prse_error *err);

/**
 * Writes a file of a pack in its canonical form: same keys, same comments,
 * expressions and tables set out alike.
 *
 * @param out   gives the file; release with prse_text_free().
 * @param text  borrows; a file of a pack, YAML.
 * @param name  borrows; its name, for errors.
 * @param err   filled on failure with line and column.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EPARSE, PRSE_ELIMIT,
 *         PRSE_EINTERNAL (the file would not say the same; nothing is given).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_pack_format(prse_text **out, prse_str text,
                                      const char *name, prse_error *err);

/**
 * Calls a function that a pack defines, for instance a score.
 *
 * @param out       gives the result as JSON; release with prse_text_free().
 * @param pack      borrows.
 * @param function  id of the function.
 * @param json      the arguments: a list, or a map by parameter.
 * @param date      day whose law is used, "2026-11-23".
 * @param err       filled on failure.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_ENOTFOUND, PRSE_EPARSE,
 *         PRSE_ELIMIT, PRSE_ESCHEMA (wrong number or shape of arguments).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_pack_call(prse_text **out, const prse_pack *pack,
                                    prse_str function, prse_str json,
                                    prse_str date, prse_error *err);

#ifdef __cplusplus
}
#endif

#endif
