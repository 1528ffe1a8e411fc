/* SPDX-License-Identifier: Apache-2.0 */
/* What test_analytics.py has done: stores are filled through the public plug,
 * as fast as it goes, and figures are made of them.
 *
 *   figures fill STORE COUNT          companies with everything that is kept
 *   figures change STORE COUNT        of them have a new name and new facts
 *   figures sync STORE URL [full] [kill=N] [stop=N] [pack=FOLDER]
 *           [schema=NAME] [short] [no-size]
 *
 * kill, stop: SIGKILL or SIGSTOP at the Nth call of progress; short: of the
 * work only its size is set; no-size: nor is that of the answer. The
 * environment: SEL the salt, JOUR the day, TOUR which change it is, RETARD
 * seconds that the store's clock is late. Values that must never leave begin
 * with "MARQUEUR". */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "portailrse/analytics.h"
#include "portailrse/portal.h"

enum { COLUMNS = 64 };

static void fail(const char *what, const prse_error *err)
{
    fprintf(stderr, "%s: %s (%s)\n", what, err->message,
            prse_status_name((prse_status)err->code));
    exit(1);
}

static const prse_collection *find(const char *name)
{
    const prse_schema *schema = prse_portal_schema();
    for (uint32_t i = 0; i < schema->count; i++)
        if (strcmp(schema->collections[i].name, name) == 0)
            return &schema->collections[i];
    abort();
}

/* --- Rows by the names of their columns --- */

typedef struct row {
    const prse_collection *of;
    prse_value values[COLUMNS];
} row;

static row start(const char *collection)
{
    row r = {.of = find(collection)};
    return r;
}

static prse_value *column(row *r, const char *name)
{
    for (uint32_t i = 0; i < r->of->column_count; i++)
        if (strcmp(r->of->columns[i].name, name) == 0) {
            r->values[i].type = r->of->columns[i].type;
            return &r->values[i];
        }
    abort();
}

static void text(row *r, const char *name, const char *value)
{
    column(r, name)->text = prse_str_of(value);
}

static void number(row *r, const char *name, int64_t value)
{
    column(r, name)->number = value;
}

static void put(const prse_store *store, void *tx, row *r)
{
    prse_error err = {0};
    if (store->put(tx, r->of, r->values, PRSE_VERSION_ANY, NULL, &err))
        fail(r->of->name, &err);
}

/* --- What is kept of one company --- */

typedef struct made {
    const prse_store *store;
    void *tx;
    int64_t now; /* ms */
    char siren[16], person[24], id[24], name[64], digest[72];
} made;

static void put_company(made *m, int round)
{
    row r = start("entreprises");
    snprintf(m->name, sizeof m->name, "Société %s %d", m->siren, round);
    text(&r, "siren", m->siren);
    text(&r, "denomination", m->name);
    text(&r, "categorie_juridique", "5710");
    text(&r, "naf", "70.10Z");
    text(&r, "code_postal", "35000");
    number(&r, "qualifiee_le", 20000);
    number(&r, "cree_le", m->now);
    number(&r, "modifie_le", m->now);
    put(m->store, m->tx, &r);
}

static void put_chain(made *m, const char *chain, int64_t events);

/* An event of the portal's own chain. */
static void put_event(made *m)
{
    row r = start("journal");
    text(&r, "chaine", "portail");
    number(&r, "numero", 1);
    number(&r, "instant", m->now);
    text(&r, "acteur", "hote:essai");
    text(&r, "action", "person.edit");
    text(&r, "details", "{}");
    text(&r, "precedent", "");
    text(&r, "empreinte", m->digest);
    put(m->store, m->tx, &r);
    put_chain(m, "portail", 1);
}

static void put_person(made *m)
{
    row r = start("personnes");
    snprintf(m->name, sizeof m->name, "MARQUEUR-%s@exemple.fr", m->person);
    text(&r, "id", m->person);
    text(&r, "courriel", m->name);
    text(&r, "courriel_plat", m->name);
    text(&r, "prenom", "MARQUEUR-Prénom");
    text(&r, "nom", "MARQUEUR-Nom");
    text(&r, "fonction_rse", m->person[21] % 2 ? "MARQUEUR et fils"
                                               : "consultant");
    number(&r, "confirmee", 1);
    number(&r, "actualites", 0);
    number(&r, "vue_le", 20001);
    number(&r, "cree_le", m->now);
    number(&r, "modifie_le", m->now);
    put(m->store, m->tx, &r);
}

static void put_right(made *m)
{
    row r = start("habilitations");
    text(&r, "siren", m->siren);
    text(&r, "personne", m->person);
    text(&r, "role", "proprietaire");
    text(&r, "fonctions", "MARQUEUR-fonction de Jeanne");
    number(&r, "cree_le", m->now);
    number(&r, "modifie_le", m->now);
    put(m->store, m->tx, &r);
}

static void put_invitation(made *m)
{
    row r = start("invitations");
    text(&r, "id", m->id);
    text(&r, "siren", m->siren);
    text(&r, "courriel", "MARQUEUR-invite@exemple.fr");
    text(&r, "role", "lecteur");
    text(&r, "inviteur", m->person);
    text(&r, "empreinte", m->digest);
    number(&r, "cree_le", m->now);
    number(&r, "expire_le", m->now + 86400000);
    put(m->store, m->tx, &r);
}

static void put_year(made *m, int64_t year, const char *facts)
{
    row r = start("exercices");
    text(&r, "siren", m->siren);
    number(&r, "annee", year);
    number(&r, "cloture", 19722);
    text(&r, "faits", facts);
    text(&r, "sources", "{}");
    text(&r, "pack", "portail-rse-compat");
    text(&r, "pack_empreinte", "");
    number(&r, "avertissements", 0);
    text(&r, "auteur", m->person);
    number(&r, "modifie_le", m->now);
    put(m->store, m->tx, &r);
}

static void put_state(made *m, const char *obligation, int subject,
                      const char *state)
{
    row r = start("statuts");
    text(&r, "siren", m->siren);
    text(&r, "obligation", obligation);
    text(&r, "pack", "portail-rse-compat");
    if (subject >= 0)
        number(&r, "soumise", subject);
    if (state)
        text(&r, "statut", state);
    number(&r, "evalue_le", m->now);
    put(m->store, m->tx, &r);
}

static void put_report(made *m, const char *kind, int64_t year,
                       const char *step, const char *progress)
{
    row r = start("rapports");
    text(&r, "siren", m->siren);
    text(&r, "genre", kind);
    number(&r, "annee", year);
    text(&r, "etat", "brouillon");
    text(&r, "etape", step);
    text(&r, "lien", "https://exemple.fr/rapport");
    text(&r, "progression", progress);
    number(&r, "cree_le", m->now);
    number(&r, "modifie_le", m->now);
    put(m->store, m->tx, &r);
}

static void put_document(made *m, const char *kind)
{
    row r = start("documents");
    text(&r, "id", m->id);
    text(&r, "siren", m->siren);
    text(&r, "genre", kind);
    text(&r, "nom", "MARQUEUR-rapport de Jeanne.pdf");
    text(&r, "type", "application/pdf");
    number(&r, "taille", 10);
    text(&r, "empreinte", m->digest);
    text(&r, "depose_par", m->person);
    number(&r, "depose_le", m->now);
    if (strcmp(kind, "analyse") == 0) {
        text(&r, "analyse_etat", "success");
        text(&r, "analyse_message", "MARQUEUR-le rapport de Jeanne est lu");
        number(&r, "phrases", 120);
    }
    put(m->store, m->tx, &r);
    m->digest[0]++, m->id[0]++; /* of another document */
}

static void put_chain(made *m, const char *chain, int64_t events)
{
    row r = start("chaines");
    text(&r, "chaine", chain);
    number(&r, "numero", events);
    text(&r, "empreinte", m->digest);
    number(&r, "modifie_le", m->now);
    put(m->store, m->tx, &r);
}

static void name_all(made *m, int i, int round)
{
    snprintf(m->siren, sizeof m->siren, "%09d", 100000000 + i * 7);
    snprintf(m->person, sizeof m->person, "personne%014d", i);
    snprintf(m->id, sizeof m->id, "objet%017d", i);
    snprintf(m->digest, sizeof m->digest, "%08d%056d", round, i);
}

static void fill_one(made *m, int i)
{
    name_all(m, i, 0);
    if (i == 0)
        put_event(m);
    put_company(m, 0);
    put_person(m);
    put_right(m);
    put_year(m, 2023, "{\"effectif\":\"[10..50)\"}");
    put_year(m, 2024, "{\"effectif\":\"[50..250)\",\"est_cotee\":\"false\"}");
    put_state(m, "bdese", 1, i % 2 ? "a_jour" : "a_actualiser");
    put_state(m, "index_egapro", i % 3 ? 1 : 0, i % 3 ? "en_cours" : NULL);
    put_state(m, "beges", -1, NULL);
    put_report(m, "vsme", 2024, "fin",
               i % 20 ? "{\"total\":40,\"B1\":100,\"module\":\"base\"}"
                      : "{\"total\":40,\"B1\":100,\"module\":\"MARQUEUR\"}");
    if (i % 10 == 0) {
        put_invitation(m);
        put_document(m, "analyse");
        put_document(m, "attestation");
        put_report(m, "csrd", 2023, "debut", "{\"iro\":3}");
        put_report(m, "csrd", 2024, i % 20 ? "selection" : "vu par MARQUEUR",
                   "{\"iro\":5}");
    }
    put_chain(m, m->siren, 3);
}

static int number_of(const char *variable, int usual)
{
    const char *text_of = getenv(variable);
    return text_of ? atoi(text_of) : usual;
}

static void change_one(made *m, int i)
{
    int round = number_of("TOUR", 1);
    name_all(m, i, round);
    put_company(m, round);
    put_year(m, 2024, "{\"effectif\":\"[250..300)\"}");
    put_state(m, "bdese", 1, "a_jour");
    put_chain(m, m->siren, 4);
}

static void run_all(const char *path, int count,
                    void (*one)(made *m, int i))
{
    prse_error err = {0};
    prse_store store;
    prse_store_sqlite_options options = {.size = sizeof options,
                                         .durability = PRSE_NOT_FLUSHED};
    prse_tx_options tx = {.size = sizeof tx, .write = 1,
                          .deadline_ms = 600000};
    if (prse_store_sqlite(&store, prse_str_of(path), &options, &err) ||
        prse_store_migrate(&store, prse_portal_schema(), &err))
        fail(path, &err);
    /* companies came one after the other until yesterday, changes are of
     * today */
    int64_t now = ((int64_t)time(NULL) - number_of("RETARD", 0)) * 1000;
    made m = {.store = &store};
    if (store.begin(store.self, &m.tx, &tx, &err))
        fail("begin", &err);
    for (int i = 0; i < count; i++) {
        m.now = one == fill_one ? now - 86400000 - i * INT64_C(60000) : now;
        one(&m, i);
    }
    if (store.commit(m.tx, &err))
        fail("commit", &err);
    store.free(store.self);
}

/* --- Figures --- */

static int calls_left = -1, last_signal = SIGKILL;

static void count_down(void *user, prse_str what, uint64_t done,
                       uint64_t total)
{
    (void)user, (void)what, (void)done, (void)total;
    if (calls_left > 0 && --calls_left == 0)
        raise(last_signal);
}

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static prse_pack *load_pack(const char *folder)
{
    prse_error err = {0};
    prse_engine *engine = NULL;
    prse_pack *pack = NULL;
    if (prse_engine_new(&engine, NULL, &err) ||
        prse_pack_load(&pack, engine, folder, NULL, &err))
        fail(folder, &err);
    prse_engine_unref(engine);
    return pack;
}

static void read_word(prse_analytics_options *options, prse_pack **pack,
                      const char *word)
{
    if (strcmp(word, "full") == 0)
        options->full = 1;
    if (strncmp(word, "pack=", 5) == 0)
        options->pack = *pack = load_pack(word + 5);
    if (strncmp(word, "schema=", 7) == 0)
        options->schema = prse_str_of(word + 7);
    if (strncmp(word, "kill=", 5) == 0 || strncmp(word, "stop=", 5) == 0)
        calls_left = atoi(word + 5);
    if (strncmp(word, "stop=", 5) == 0)
        last_signal = SIGSTOP;
}

static int sync_store(const char *address, const char *url, int count,
                      char **words)
{
    prse_error err = {0};
    prse_store store;
    prse_store_work work = {.size = sizeof work, .progress = count_down};
    const char *salt = getenv("SEL");
    prse_analytics_options options = {
        .size = sizeof options,
        .reader = PRSE_STR("lecteur_metabase"),
        .salt = prse_str_of(salt ? salt : "un secret de seize octets"),
        .today = prse_str_of(getenv("JOUR")),
        .work = &work};
    prse_analytics_done done = {.size = sizeof done};
    prse_pack *pack = NULL;
    for (int i = 0; i < count; i++) {
        read_word(&options, &pack, words[i]);
        if (strcmp(words[i], "short") == 0)
            work.size = sizeof work.size;
        if (strcmp(words[i], "no-size") == 0)
            done.size = 0;
    }
    if (prse_store_open(&store, prse_str_of(address), NULL, &err))
        fail(address, &err);
    double began = now_s();
    prse_status status = prse_analytics_sync(&done, &store, prse_str_of(url),
                                             &options, &err);
    store.free(store.self);
    prse_pack_unref(pack);
    printf("{\"status\": \"%s\", \"error\": \"%s\", \"full\": %u, \"read\": "
           "%llu, \"written\": %llu, \"removed\": %llu, \"seconds\": %.3f}\n",
           prse_status_name(status), status ? err.message : "", done.full,
           (unsigned long long)done.read, (unsigned long long)done.written,
           (unsigned long long)done.removed, now_s() - began);
    return 0;
}

int main(int count, char **words)
{
    if (count == 4 && strcmp(words[1], "fill") == 0)
        run_all(words[2], atoi(words[3]), fill_one);
    else if (count == 4 && strcmp(words[1], "change") == 0)
        run_all(words[2], atoi(words[3]), change_one);
    else if (count >= 4 && strcmp(words[1], "sync") == 0)
        return sync_store(words[2], words[3], count - 4, words + 4);
    else
        return 2;
    return 0;
}
