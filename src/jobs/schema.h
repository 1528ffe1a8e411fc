/* SPDX-License-Identifier: Apache-2.0 */
/* What a queue keeps: its collections, and the positions of their columns in a
 * row. docs/jobs.md says the same in words. */
#ifndef PRSE_JOBS_SCHEMA_H
#define PRSE_JOBS_SCHEMA_H

#include "portailrse/sys/store.h"

/* Positions of the collections in the schema. */
typedef enum prse__queue_collection {
    PRSE__TRAVAUX,
    PRSE__ETAPES,
    PRSE__RESULTATS,
    PRSE__EVENEMENTS,
    PRSE__QUEUE_COLLECTIONS
} prse__queue_collection;

/* A job. */
enum {
    TRAVAIL_ID, /* key */
    TRAVAIL_GENRE,
    TRAVAIL_SIREN,  /* empty: nobody's */
    TRAVAIL_CLE,    /* what makes it the same work as another */
    TRAVAIL_VIVANT, /* 1 until it fails or is cancelled, then absent: only one
                       of a genre and a cle lives */
    TRAVAIL_ETAT,
    TRAVAIL_PRIORITE, /* lower goes first */
    TRAVAIL_MOMENT,   /* "attente": when it is due; else since when it is in
                         its state */
    TRAVAIL_CHARGE,   /* JSON, as it was given */
    TRAVAIL_PASSAGE,  /* 1, one more with each retry by hand */
    TRAVAIL_ECHECS,   /* attempts that failed in this pass */
    TRAVAIL_ESSAIS,   /* attempts at most */
    TRAVAIL_MORTS,    /* workers who died over it in this pass */
    TRAVAIL_JETON,    /* grows each time that it is taken, or taken away */
    TRAVAIL_BAIL_A,   /* the worker who holds it */
    TRAVAIL_BAIL_MS,  /* without a sign for so long, he is dead */
    TRAVAIL_SIGNES,   /* of life, in all */
    TRAVAIL_ANNULE_LE, /* when it was asked to be cancelled */
    TRAVAIL_GARDES,   /* stages kept */
    TRAVAIL_FAIT,
    TRAVAIL_TOTAL,
    TRAVAIL_MOT,     /* what is being done */
    TRAVAIL_ERREUR,  /* PRSE_EIO ..., of the last failure */
    TRAVAIL_MESSAGE,
    TRAVAIL_EVENEMENTS, /* number of the last one */
    TRAVAIL_LIVRES,     /* number of the last one that was delivered or given
                           up */
    TRAVAIL_LIVRER_LE,  /* when the next one is due; absent: none is left */
    TRAVAIL_LIVRER_ESSAIS, /* deliveries of it that failed */
    TRAVAIL_LIVRER_DEPUIS, /* when it was tried first */
    TRAVAIL_CREE_LE,
    TRAVAIL_PRIS_LE,  /* last taken */
    TRAVAIL_SIGNE_LE, /* last sign of life */
    TRAVAIL_FINI_LE,
    TRAVAIL_COLUMNS
};

/* Its indexes. */
enum {
    TRAVAUX_A_PRENDRE, /* etat, genre, priorite, siren */
    TRAVAUX_UNIQUES,   /* genre, cle, vivant */
    TRAVAUX_PAR_ETAT,  /* etat, moment */
    TRAVAUX_PAR_SIREN, /* siren, id */
    TRAVAUX_A_LIVRER   /* livrer_le */
};

/* What a stage found. */
enum {
    ETAPE_TRAVAIL, /* key */
    ETAPE_NOM,     /* key */
    ETAPE_CONTENU,
    ETAPE_GARDE_LE,
    ETAPE_COLUMNS
};

/* The result of a job that is done, as it was given. */
enum {
    RESULTAT_TRAVAIL, /* key */
    RESULTAT_TEXTE,   /* JSON */
    RESULTAT_COLUMNS
};

/* Something to be told. Only added, then marked. */
enum {
    EVENEMENT_TRAVAIL, /* key */
    EVENEMENT_NUMERO,  /* key: 1, 2, 3, ... */
    EVENEMENT_PASSAGE,
    EVENEMENT_GENRE,
    EVENEMENT_FINAL, /* 1, or absent */
    EVENEMENT_CORPS, /* JSON */
    EVENEMENT_CREE_LE,
    EVENEMENT_LIVRE_LE,
    EVENEMENT_ABANDONNE_LE,
    EVENEMENT_MESSAGE, /* why its last delivery failed */
    EVENEMENT_COLUMNS
};

const prse_collection *
prse__queue_collection_of(prse__queue_collection of);

#endif
