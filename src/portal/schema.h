/* SPDX-License-Identifier: Apache-2.0 */
/* What a portal keeps: its collections, and the positions of their columns in
 * a row. docs/storage.md says the same in words. */
#ifndef PRSE_PORTAL_SCHEMA_H
#define PRSE_PORTAL_SCHEMA_H

#include "portailrse/sys/store.h"

/* Positions of the collections in the schema. */
typedef enum prse__portal_collection {
    PRSE__ENTREPRISES,
    PRSE__PERSONNES,
    PRSE__HABILITATIONS,
    PRSE__INVITATIONS,
    PRSE__JETONS,
    PRSE__EXERCICES,
    PRSE__EXERCICES_ANCIENS,
    PRSE__RECUS,
    PRSE__STATUTS,
    PRSE__RAPPORTS,
    PRSE__DOCUMENTS,
    PRSE__OBJETS,
    PRSE__JOURNAL,
    PRSE__CHAINES,
    PRSE__ANALYSES,
    PRSE__PORTAL_COLLECTIONS
} prse__portal_collection;

/* A company. */
enum {
    ENTREPRISE_SIREN, /* key */
    ENTREPRISE_DENOMINATION,
    ENTREPRISE_CATEGORIE_JURIDIQUE,
    ENTREPRISE_NAF,
    ENTREPRISE_CODE_POSTAL,
    ENTREPRISE_COMMUNE,
    ENTREPRISE_CODE_PAYS,
    ENTREPRISE_PAYS,
    ENTREPRISE_QUALIFIEE_LE, /* day of the last qualification */
    ENTREPRISE_CREE_LE,
    ENTREPRISE_MODIFIE_LE,
    ENTREPRISE_COLUMNS
};

/* A person: the only place, with invitations, of personal data. */
enum {
    PERSONNE_ID,       /* key: 22 letters by chance */
    PERSONNE_COURRIEL, /* as written; absent once forgotten */
    PERSONNE_COURRIEL_PLAT, /* for comparison: small letters; unique */
    PERSONNE_PRENOM,
    PERSONNE_NOM,
    PERSONNE_EXTERNE, /* key at the login service; unique */
    PERSONNE_CONSEILLER,
    PERSONNE_FONCTION_RSE,
    PERSONNE_CONFIRMEE,
    PERSONNE_ACTUALITES,
    PERSONNE_VUE_LE, /* day of the last visit */
    PERSONNE_CREE_LE,
    PERSONNE_MODIFIE_LE,
    PERSONNE_COLUMNS
};

/* What a person is in a company. */
enum {
    HABILITATION_SIREN,    /* key */
    HABILITATION_PERSONNE, /* key */
    HABILITATION_ROLE,
    HABILITATION_FONCTIONS,
    HABILITATION_INVITATION, /* that it comes from */
    HABILITATION_EXPIRE_LE,  /* last day */
    HABILITATION_CREE_LE,
    HABILITATION_MODIFIE_LE,
    HABILITATION_COLUMNS
};

enum {
    INVITATION_ID,
    INVITATION_SIREN,
    INVITATION_COURRIEL, /* absent once accepted */
    INVITATION_ROLE,
    INVITATION_FONCTIONS,
    INVITATION_JUSQU_AU, /* last day of the right */
    INVITATION_INVITEUR, /* person */
    INVITATION_EMPREINTE, /* SHA-256 of the code; unique */
    INVITATION_CREE_LE,
    INVITATION_EXPIRE_LE,
    INVITATION_ACCEPTEE_LE,
    INVITATION_COLUMNS
};

enum {
    JETON_EMPREINTE, /* key: SHA-256 of the token */
    JETON_PERSONNE,
    JETON_LIBELLE,
    JETON_CREE_LE,
    JETON_EXPIRE_LE,
    JETON_REVOQUE_LE,
    JETON_COLUMNS
};

/* The facts of a year. `faits`: {"effectif": "50..249"}, as facts are written;
 * `sources`: {"effectif": {"source": ..., "date": ..., "confiance": ...}}. */
enum {
    EXERCICE_SIREN, /* key */
    EXERCICE_ANNEE, /* key */
    EXERCICE_CLOTURE,
    EXERCICE_FAITS,
    EXERCICE_SOURCES,
    EXERCICE_PACK,
    EXERCICE_PACK_EMPREINTE,
    EXERCICE_AVERTISSEMENTS,
    EXERCICE_AUTEUR,
    EXERCICE_MODIFIE_LE,
    EXERCICE_COLUMNS
};

/* What a year was before: the columns of `exercices` with a number in the key,
 * and why and when it was put here. */
enum {
    ANCIEN_SIREN,  /* key */
    ANCIEN_ANNEE,  /* key */
    ANCIEN_NUMERO, /* key: 1, 2, 3 ... in the order of archiving */
    ANCIEN_CLOTURE,
    ANCIEN_FAITS,
    ANCIEN_SOURCES,
    ANCIEN_PACK,
    ANCIEN_PACK_EMPREINTE,
    ANCIEN_AVERTISSEMENTS,
    ANCIEN_AUTEUR,
    ANCIEN_MODIFIE_LE,
    ANCIEN_MOTIF, /* "remplace", "abandonne": a later year was dropped */
    ANCIEN_ARCHIVE_LE,
    ANCIEN_COLUMNS
};

enum {
    RECU_ID, /* key: SHA-256 of the receipt */
    RECU_SIREN,
    RECU_DATE,
    RECU_PACK,
    RECU_PACK_EMPREINTE,
    RECU_FAITS_EMPREINTE,
    RECU_TEXTE, /* the receipt, byte by byte */
    RECU_EMIS_LE,
    RECU_COLUMNS
};

/* How far a company is with an obligation. */
enum {
    STATUT_SIREN,      /* key */
    STATUT_OBLIGATION, /* key */
    STATUT_PACK,
    STATUT_SOUMISE,    /* absent: unknown */
    STATUT_STATUT,     /* "a_actualiser", "en_cours", "a_jour", "soumis",
                          "non_soumis", "recommande"; absent: unknown */
    STATUT_DEPUIS,     /* first year in which it applies */
    STATUT_ECHEANCE,   /* next date by which something is due */
    STATUT_RECU,
    STATUT_EVALUE_LE,
    STATUT_COLUMNS
};

enum {
    RAPPORT_SIREN, /* key */
    RAPPORT_GENRE, /* key */
    RAPPORT_ANNEE, /* key */
    RAPPORT_ETAT,
    RAPPORT_ETAPE,
    RAPPORT_LIEN,
    RAPPORT_PROGRESSION,
    RAPPORT_CREE_LE,
    RAPPORT_MODIFIE_LE,
    RAPPORT_COLUMNS
};

enum {
    DOCUMENT_ID, /* key: 22 letters by chance */
    DOCUMENT_SIREN,
    DOCUMENT_GENRE,
    DOCUMENT_NOM, /* harmless, may be personal */
    DOCUMENT_TYPE,
    DOCUMENT_TAILLE,
    DOCUMENT_EMPREINTE, /* SHA-256; unique in the company */
    DOCUMENT_DEPOSE_PAR,
    DOCUMENT_DEPOSE_LE,
    DOCUMENT_CONSERVE_JUSQU_AU,
    DOCUMENT_ANALYSE_ETAT, /* "pending", "processing" ... "success", "error" */
    DOCUMENT_ANALYSE_MESSAGE,
    DOCUMENT_PHRASES,
    DOCUMENT_PHRASES_PERTINENTES,
    DOCUMENT_ANALYSE_LE,
    DOCUMENT_ANALYSE_TRAVAIL, /* id of the job that last said something */
    DOCUMENT_ANALYSE_NUMERO,  /* of what it said */
    DOCUMENT_COLUMNS
};

/* A blob that documents need, or needed. */
enum {
    OBJET_CLE, /* key, of the blob store too: "<siren>/<sha256>" */
    OBJET_TAILLE,
    OBJET_ABANDONNE_LE, /* absent: a document needs it */
    OBJET_COLUMNS
};

/* What was done; a chain a company, and "portail". `empreinte` is the SHA-256
 * of `precedent` and the event (docs/storage.md). */
enum {
    JOURNAL_CHAINE, /* key */
    JOURNAL_NUMERO, /* key: 1, 2, 3 ... */
    JOURNAL_INSTANT,
    JOURNAL_ACTEUR, /* id of a person, or "hote:cron" */
    JOURNAL_ACTION, /* a name of an operation */
    JOURNAL_OBJET,  /* what it concerns: a year, an id */
    JOURNAL_DETAILS, /* JSON object, without personal data */
    JOURNAL_PRECEDENT,
    JOURNAL_EMPREINTE,
    JOURNAL_COLUMNS
};

/* The end of each chain. `modifie_le` tells who asks for what changed since
 * when: whatever changes in a company is written in its chain. */
enum {
    CHAINE_CHAINE, /* key */
    CHAINE_NUMERO,
    CHAINE_EMPREINTE,
    CHAINE_MODIFIE_LE,
    CHAINE_COLUMNS
};

/* What was found in a document; apart from it, since it may be long. */
enum {
    ANALYSE_SIREN,    /* key */
    ANALYSE_DOCUMENT, /* key */
    ANALYSE_TEXTE,    /* JSON of prse_passages_write(), byte by byte: a
                         database's own JSON is longer when it is read */
    ANALYSE_FAITE_LE,
    ANALYSE_COLUMNS
};

/* Positions of the indexes of each collection. */
enum {
    HABILITATIONS_PAR_PERSONNE = 0,
    PERSONNES_PAR_COURRIEL = 0,
    PERSONNES_PAR_EXTERNE = 1,
    PERSONNES_PAR_DATE = 2,
    INVITATIONS_PAR_SIREN = 0,
    INVITATIONS_PAR_EMPREINTE = 1,
    INVITATIONS_PAR_ECHEANCE = 2,
    JETONS_PAR_PERSONNE = 0,
    JETONS_PAR_ECHEANCE = 1,
    RECUS_PAR_SIREN = 0,
    DOCUMENTS_PAR_SIREN = 0,
    DOCUMENTS_PAR_EMPREINTE = 1,
    DOCUMENTS_PAR_ECHEANCE = 2,
    DOCUMENTS_PAR_DEPOSANT = 3,
    EXERCICES_PAR_AUTEUR = 0,
    ANCIENS_PAR_AUTEUR = 0,
    OBJETS_PAR_ABANDON = 0,
    CHAINES_PAR_DATE = 0,
    HABILITATIONS_PAR_ECHEANCE = 1
};

const prse_collection *prse__portal_collection_of(prse__portal_collection of);

#endif
