/* SPDX-License-Identifier: Apache-2.0 */
#include "analytics/merge.h"

#include <string.h>

#include "analytics/tables.h"

/* Runs a statement that was built, and frees it. */
static prse_status run(prse__pg *pg, prse__buf *sql, uint64_t *changed,
                       prse_error *err)
{
    prse__pg_result *result = NULL;
    prse_status status = PRSE_OK;
    if (sql->failed)
        status = prse__error_nomem(err);
    else
        status = prse__pg_call_run(pg, &(prse__pg_call){.sql = sql->ptr},
                                   &result, err);
    if (!status && changed)
        *changed += prse__pg_changed(result);
    prse__pg_result_free(result);
    prse__buf_free(sql);
    return status;
}

static const char *const lists[] = {
    "CREATE TEMP TABLE lot_change (id bigint) ON COMMIT DROP",
    "CREATE TEMP TABLE lot_oubli (id bigint) ON COMMIT DROP",
    "CREATE TEMP TABLE lot_membre (id bigint) ON COMMIT DROP",
    ("CREATE TEMP TABLE lot_chaine (chaine varchar(9), fin varchar(16)) "
     "ON COMMIT DROP"),
};

static prse_status run_list(prse__pg *pg, const char *const *list,
                            size_t count, prse_error *err)
{
    prse_status status = PRSE_OK;
    for (size_t i = 0; i < count && !status; i++)
        status = prse__pg_run(pg, list[i], err);
    return status;
}

static prse_status make_lot(prse__pg *pg, const prse__lot *lot,
                            prse_error *err)
{
    prse__buf sql;
    prse__buf_init(&sql, 0);
    prse__buf_addf(&sql, "CREATE TEMP TABLE lot_%s ON COMMIT DROP AS SELECT "
                   "%s FROM metabase_%s WITH NO DATA", lot->name,
                   lot->columns, lot->like);
    prse_status status = run(pg, &sql, NULL, err);
    if (status)
        return status;
    prse__buf_init(&sql, 0);
    prse__buf_addf(&sql, "ALTER TABLE lot_%s ADD COLUMN ordre bigint "
                   "GENERATED ALWAYS AS IDENTITY", lot->name);
    return run(pg, &sql, NULL, err);
}

prse_status prse__figures_open(prse__pg *pg, prse_error *err)
{
    prse_status status =
        run_list(pg, lists, sizeof lists / sizeof lists[0], err);
    for (size_t i = 0; i < PRSE__LOT_COUNT && !status; i++)
        status = make_lot(pg, &prse__lots[i], err);
    return status;
}

prse_status prse__figures_persons(prse__pg *pg, int64_t from_ms,
                                  prse__pg_result **out, prse_error *err)
{
    prse__buf sql;
    prse__buf_init(&sql, 0);
    prse__buf_addf(&sql, "SELECT impact_id, (extract(epoch FROM modifie_le) "
                   "* 1000)::bigint FROM metabase_utilisateur WHERE "
                   "modifie_le >= to_timestamp(%lld / 1000.0) ORDER BY 1",
                   (long long)from_ms);
    prse_status status =
        sql.failed ? prse__error_nomem(err)
                   : prse__pg_call_run(pg, &(prse__pg_call){.sql = sql.ptr},
                                       out, err);
    prse__buf_free(&sql);
    return status;
}

prse_status prse__figures_changed(prse__pg *pg, prse__pg_result **out,
                                  prse_error *err)
{
    return prse__pg_call_run(
        pg,
        &(prse__pg_call){.sql = "SELECT l.chaine FROM lot_chaine l LEFT JOIN "
                                "metabase_synchronisation_chaine c USING "
                                "(chaine) WHERE c.fin IS DISTINCT FROM "
                                "l.fin"},
        out, err);
}

/* --- Preparing the lots --- */

/* A company with the facts of its latest year. */
static prse_status join_companies(prse__pg *pg, prse_error *err)
{
    prse__buf sql;
    prse__buf_init(&sql, 0);
    prse__buf_addf(&sql,
                   "CREATE TEMP TABLE lot_entreprise ON COMMIT DROP AS "
                   "SELECT u.*, %s FROM lot_unite u LEFT JOIN "
                   "(SELECT DISTINCT ON (impact_id) %s FROM lot_exercice "
                   "ORDER BY impact_id, ordre DESC) e USING (impact_id)",
                   strchr(prse__lots[PRSE__LOT_EXERCICE].columns, ',') + 1,
                   prse__lots[PRSE__LOT_EXERCICE].columns);
    return run(pg, &sql, NULL, err);
}

/* What refers to somebody or something that is not there (any more). The lots
 * are one moment of the store, but an incremental one need not hold a person
 * who did not change. */
static const char *const unlinks[] = {
    "UPDATE lot_invitation l SET inviteur_id = NULL WHERE inviteur_id IS NOT "
    "NULL AND NOT EXISTS (SELECT 1 FROM metabase_utilisateur u WHERE "
    "u.impact_id = l.inviteur_id)",
    "DELETE FROM lot_habilitation l WHERE NOT EXISTS (SELECT 1 FROM "
    "metabase_utilisateur u WHERE u.impact_id = l.utilisateur_id)",
    "UPDATE lot_habilitation l SET invitation_id = NULL WHERE invitation_id "
    "IS NOT NULL AND NOT EXISTS (SELECT 1 FROM lot_invitation i WHERE "
    "i.impact_id = l.invitation_id)",
    "DELETE FROM lot_statut l WHERE NOT EXISTS (SELECT 1 FROM lot_unite u "
    "WHERE u.impact_id = l.entreprise_id)",
    "DELETE FROM lot_vsme l WHERE NOT EXISTS (SELECT 1 FROM lot_unite u "
    "WHERE u.impact_id = l.entreprise_id)",
    "DELETE FROM lot_csrd l WHERE NOT EXISTS (SELECT 1 FROM lot_unite u "
    "WHERE u.impact_id = l.entreprise_id)",
    "DELETE FROM lot_analyseia l WHERE NOT EXISTS (SELECT 1 FROM lot_unite u "
    "WHERE u.impact_id = l.entreprise_id)",
    "DELETE FROM lot_invitation l WHERE NOT EXISTS (SELECT 1 FROM lot_unite u "
    "WHERE u.impact_id = l.entreprise_id)",
    "DELETE FROM lot_habilitation l WHERE NOT EXISTS (SELECT 1 FROM lot_unite "
    "u WHERE u.impact_id = l.entreprise_id)",
};

/* --- Merging --- */

/* Appends "t.a = l.a AND t.b = l.b" for a list of columns. */
static void add_same(prse__buf *out, const char *columns)
{
    while (*columns) {
        size_t length = strcspn(columns, ",");
        prse__buf_addf(out, "t.%.*s = l.%.*s", (int)length, columns,
                       (int)length, columns);
        columns += length;
        if (*columns) {
            columns += strspn(columns, ", ");
            prse__buf_adds(out, " AND ");
        }
    }
}

/* Appends every column with a prefix: "EXCLUDED.a, EXCLUDED.b". */
static void add_prefixed(prse__buf *out, const char *prefix,
                         const char *columns)
{
    while (*columns) {
        size_t length = strcspn(columns, ",");
        prse__buf_addf(out, "%s.%.*s", prefix, (int)length, columns);
        columns += length;
        if (*columns) {
            columns += strspn(columns, ", ");
            prse__buf_adds(out, ", ");
        }
    }
}

static prse_status put_rows(prse__pg *pg, const prse__figure *f,
                            prse_analytics_done *done, prse_error *err)
{
    prse__buf sql;
    prse__buf_init(&sql, 0);
    prse__buf_addf(&sql, "INSERT INTO metabase_%s AS t (%s) SELECT DISTINCT "
                   "ON (%s) %s FROM lot_%s ORDER BY %s, ordre DESC ON "
                   "CONFLICT (%s) DO UPDATE SET (%s) = ROW(", f->name,
                   f->columns, f->key, f->columns, f->name, f->key, f->key,
                   f->columns);
    add_prefixed(&sql, "EXCLUDED", f->columns);
    prse__buf_adds(&sql, ") WHERE ROW(");
    add_prefixed(&sql, "t", f->columns);
    prse__buf_adds(&sql, ") IS DISTINCT FROM ROW(");
    add_prefixed(&sql, "EXCLUDED", f->columns);
    prse__buf_adds(&sql, ")");
    return run(pg, &sql, &done->written, err);
}

static prse_status drop_rows(prse__pg *pg, const prse__figure *f,
                             prse_analytics_done *done, prse_error *err)
{
    prse__buf sql;
    prse__buf_init(&sql, 0);
    prse__buf_addf(&sql, "DELETE FROM metabase_%s t WHERE t.%s IN (SELECT id "
                   "FROM lot_%s) AND NOT EXISTS (SELECT 1 FROM lot_%s l "
                   "WHERE ", f->name, f->owner ? f->owner : f->key,
                   f->owner ? "change" : "oubli", f->name);
    add_same(&sql, f->key);
    prse__buf_addc(&sql, ')');
    return run(pg, &sql, &done->removed, err);
}

static const char *const analyses[] = {
    "ANALYZE lot_unite", "ANALYZE lot_exercice", "ANALYZE lot_utilisateur",
    "ANALYZE lot_invitation", "ANALYZE lot_habilitation",
    "ANALYZE lot_statut", "ANALYZE lot_vsme", "ANALYZE lot_csrd",
    "ANALYZE lot_analyseia", "ANALYZE lot_change"};

/* --- What follows from the other tables --- */

#define SUBJECT(table, obligation) \
    "INSERT INTO metabase_" table " AS t (entreprise_id, est_soumise, " \
    "statut) SELECT entreprise_id, est_soumise, statut FROM metabase_statut " \
    "WHERE obligation = '" obligation "' AND entreprise_id IN (SELECT id " \
    "FROM lot_change) ON CONFLICT (entreprise_id) DO " \
    "UPDATE SET est_soumise = EXCLUDED.est_soumise, statut = " \
    "EXCLUDED.statut WHERE ROW(t.est_soumise, t.statut) IS DISTINCT FROM " \
    "ROW(EXCLUDED.est_soumise, EXCLUDED.statut)"
#define SUBJECT_GONE(table, obligation) \
    "DELETE FROM metabase_" table " t WHERE t.entreprise_id IN (SELECT id " \
    "FROM lot_change) AND NOT EXISTS (SELECT 1 FROM metabase_statut s " \
    "WHERE s.entreprise_id = t.entreprise_id AND " \
    "s.obligation = '" obligation "')"
#define REPORT_STATE(table) \
    "UPDATE metabase_" table " t SET est_soumise = s.est_soumise, statut = " \
    "s.statut FROM (SELECT r.id, o.est_soumise, o.statut FROM metabase_" \
    table " r LEFT JOIN metabase_statut o ON o.entreprise_id = " \
    "r.entreprise_id AND o.obligation = '" table "' WHERE r.entreprise_id " \
    "IN (SELECT id FROM lot_change)) s WHERE s.id = t.id " \
    "AND ROW(t.est_soumise, t.statut) IS DISTINCT FROM ROW(s.est_soumise, " \
    "s.statut)"

/* Whose number of companies may change: members before and after. */
#define MEMBERS \
    "INSERT INTO lot_membre SELECT utilisateur_id FROM " \
    "metabase_habilitation WHERE entreprise_id IN (SELECT id FROM lot_change)"

/* Tables and obligations have the names that dashboards and packs give. */
static const char *const derived[] = {
    SUBJECT_GONE("bdese", "bdese"),
    SUBJECT("bdese", "bdese"),
    SUBJECT_GONE("indexegapro", "index_egapro"),
    SUBJECT("indexegapro", "index_egapro"),
    SUBJECT_GONE("bges", "beges"),
    SUBJECT("bges", "beges"),
    REPORT_STATE("csrd"),
    REPORT_STATE("vsme"),
    "UPDATE metabase_csrd t SET nb_documents_ia = c.n FROM (SELECT r.id, "
    "(SELECT count(*) FROM metabase_analyseia a WHERE a.entreprise_id = "
    "r.entreprise_id) AS n FROM metabase_csrd r WHERE r.entreprise_id IN "
    "(SELECT id FROM lot_change)) c WHERE c.id = t.id AND t.nb_documents_ia "
    "<> c.n",
    "UPDATE metabase_entreprise t SET nombre_utilisateurs = c.n FROM (SELECT "
    "e.impact_id, count(h.impact_id) AS n FROM metabase_entreprise e LEFT "
    "JOIN metabase_habilitation h ON h.entreprise_id = e.impact_id WHERE "
    "e.impact_id IN (SELECT id FROM lot_change) GROUP BY e.impact_id) c "
    "WHERE c.impact_id = t.impact_id AND "
    "t.nombre_utilisateurs <> c.n",
    MEMBERS,
    "UPDATE metabase_utilisateur t SET nombre_entreprises = c.n FROM (SELECT "
    "u.impact_id, count(h.impact_id) AS n FROM metabase_utilisateur u LEFT "
    "JOIN metabase_habilitation h ON h.utilisateur_id = u.impact_id WHERE "
    "u.impact_id IN (SELECT id FROM lot_membre) GROUP BY u.impact_id) c "
    "WHERE c.impact_id = t.impact_id AND "
    "t.nombre_entreprises <> c.n",
    "INSERT INTO metabase_synchronisation_chaine AS t (chaine, fin) SELECT "
    "l.chaine, l.fin FROM lot_chaine l LEFT JOIN "
    "metabase_synchronisation_chaine c USING (chaine) WHERE c.fin IS "
    "DISTINCT FROM l.fin ON CONFLICT (chaine) DO UPDATE SET fin = "
    "EXCLUDED.fin",
};

/* After a full synchronisation the planner knows nothing of the tables yet, and
 * would read them whole for each small one after it. */
static const char *const learnt[] = {
    "ANALYZE metabase_utilisateur", "ANALYZE metabase_entreprise",
    "ANALYZE metabase_invitation", "ANALYZE metabase_habilitation",
    "ANALYZE metabase_statut", "ANALYZE metabase_bdese",
    "ANALYZE metabase_indexegapro", "ANALYZE metabase_bges",
    "ANALYZE metabase_csrd", "ANALYZE metabase_vsme",
    "ANALYZE metabase_analyseia", "ANALYZE metabase_synchronisation_chaine"};

/* A full synchronisation concerns everybody, those who are gone too. */
static const char *const everybody[] = {
    "INSERT INTO lot_change SELECT impact_id FROM lot_unite UNION SELECT "
    "impact_id FROM metabase_entreprise",
    "INSERT INTO lot_oubli SELECT impact_id FROM metabase_utilisateur EXCEPT "
    "SELECT impact_id FROM lot_utilisateur",
};

prse_status prse__figures_run(prse__pg *pg, int full,
                              prse_analytics_done *done, prse_error *err)
{
    prse_status status = PRSE_OK;
    if (full)
        status = run_list(pg, everybody,
                          sizeof everybody / sizeof everybody[0], err);
    if (!status)
        status = prse__pg_run(pg, MEMBERS, err);
    if (!status)
        status = run_list(pg, analyses, sizeof analyses / sizeof analyses[0],
                          err);
    if (!status)
        status = join_companies(pg, err);
    for (size_t i = 0; i < prse__figure_count && !status; i++) {
        /* persons and companies are there: what refers to them can be seen */
        if (i == 2)
            status = run_list(pg, unlinks,
                              sizeof unlinks / sizeof unlinks[0], err);
        if (!status)
            status = put_rows(pg, &prse__figures[i], done, err);
        if (!status)
            status = drop_rows(pg, &prse__figures[i], done, err);
    }
    if (!status)
        status = run_list(pg, derived, sizeof derived / sizeof derived[0],
                          err);
    return status || !full ? status
                           : run_list(pg, learnt,
                                      sizeof learnt / sizeof learnt[0], err);
}

/* --- Statistics --- */

static const char *const statistics[] = {
    "INSERT INTO metabase_stats (date, reglementations_a_jour, "
    "reglementations_statut_connu) SELECT $1::date, count(*) FILTER (WHERE "
    "statut = 'A JOUR'), count(*) FROM metabase_statut WHERE statut IS NOT "
    "NULL ON CONFLICT (date) DO UPDATE SET reglementations_a_jour = "
    "EXCLUDED.reglementations_a_jour, reglementations_statut_connu = "
    "EXCLUDED.reglementations_statut_connu",
    "DELETE FROM metabase_stats_obligation WHERE date = $1::date",
    "INSERT INTO metabase_stats_obligation (date, obligation, statut, nombre) "
    "SELECT $1::date, obligation, CASE WHEN statut IS NOT NULL THEN statut "
    "WHEN est_soumise THEN 'SOUMISE' WHEN NOT est_soumise THEN 'NON SOUMISE' "
    "ELSE 'INCONNU' END AS etat, count(*) FROM metabase_statut GROUP BY "
    "obligation, etat",
};

prse_status prse__figures_statistics(prse__pg *pg, prse_str day,
                                     prse_error *err)
{
    char text[16] = "";
    prse_status status = PRSE_OK;
    prse__error_copy(text, sizeof text, day);
    prse__pg_value value = {.ptr = text, .len = strlen(text)};
    for (size_t i = 0; i < sizeof statistics / sizeof statistics[0] && !status;
         i++)
        status = prse__pg_call_run(pg,
                                   &(prse__pg_call){.sql = statistics[i],
                                                    .values = &value,
                                                    .count = 1},
                                   NULL, err);
    return status;
}
