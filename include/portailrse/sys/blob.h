/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file sys/blob.h
 * Plug: where uploaded files are kept, under keys, whole or not at all. Folders
 * and S3 come with the library; a host may bring its own and prove it with
 * prse_blob_kit().
 *
 * A key is 1 to 512 bytes of "a-z0-9._-" in segments with "/" between; no
 * segment is empty or begins with a dot. The library checks keys before a
 * backend sees them.
 */
#ifndef PORTAILRSE_SYS_BLOB_H
#define PORTAILRSE_SYS_BLOB_H

#include "portailrse/sys/http.h"
#include "portailrse/sys/clock.h"
#include "portailrse/sys/store.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What is to be put: read as often and in what order the backend likes. */
typedef struct prse_blob_source {
    uint32_t size;      /**< sizeof(prse_blob_source). */
    uint32_t reserved;  /**< 0. */
    uint64_t bytes;     /**< Length. */
    char sha256[72];    /**< Digest in small hexadecimal letters, NUL; a backend
                             refuses content that has another. */
    prse_str type;      /**< Media type, "application/pdf"; may be empty. */
    void *user;         /**< Handed to read(). */
    /** Fills @p to with @p room bytes from @p offset on, all of which exist.
     * PRSE_OK, or any failure, which put() then answers. */
    prse_status (*read)(void *user, uint64_t offset, void *to, size_t room,
                        prse_error *err);
} prse_blob_source;

/** How long a call may take, and what it tells meanwhile. */
typedef struct prse_blob_options {
    uint32_t size;       /**< sizeof(prse_blob_options). */
    uint32_t reserved;   /**< 0. */
    int64_t deadline_ms; /**< 0: the backend's own (60 s and 1 s a MiB). */
    /** Asked now and then; 1 ends the call with PRSE_ECANCELED. May be
     * NULL. */
    int (*should_stop)(void *user);
    /** Told of progress, in bytes. May be NULL. */
    void (*progress)(void *user, uint64_t done, uint64_t total);
    void *user; /**< Handed to both. */
} prse_blob_options;

/** What is known of a blob. */
typedef struct prse_blob_info {
    uint32_t size;       /**< sizeof(prse_blob_info), set by the caller. */
    uint32_t reserved;   /**< 0. */
    uint64_t bytes;      /**< Length. */
    int64_t modified_ms; /**< Unix time in milliseconds. */
} prse_blob_info;

/** Receives a piece of a blob; any failure ends the call. */
typedef prse_status (*prse_blob_sink)(void *user, prse_str bytes,
                                      prse_error *err);
/** Receives a blob of a list; 1 stops. */
typedef int (*prse_blob_found)(void *user, prse_str key,
                               const prse_blob_info *info);
/** Receives a text that is borrowed during the call. */
typedef void (*prse_blob_text)(void *user, prse_str text);

/** A link that anybody may use until it expires. */
typedef struct prse_blob_link {
    uint32_t size;      /**< sizeof(prse_blob_link). */
    uint32_t upload;    /**< 0: to read (GET); 1: to write (PUT). */
    int64_t expires_s;  /**< From now, 1 to 604,800; 0: 3,600. */
    prse_str file_name; /**< Name that a browser saves under; may be empty. */
} prse_blob_link;

/**
 * A blob store; shared by threads. Fields are only ever appended. `opts` is
 * never NULL. Any function may answer PRSE_ENOMEM, PRSE_EIO, PRSE_ETIMEOUT,
 * PRSE_ECANCELED, PRSE_EDENIED, PRSE_EREFUSED, PRSE_ETLS, PRSE_EPEER,
 * PRSE_ERATE.
 */
typedef struct prse_blob {
    uint32_t size;     /**< sizeof(prse_blob). */
    uint32_t reserved; /**< 0. */
    void *self;        /**< Handed to each function. */
    /** Releases the store. May be NULL. */
    void (*free)(void *self);
    /** Keeps a blob durably, in place of what is there; others see all of the
     * old one or all of the new one. PRSE_ELIMIT (no room is left, or too
     * large for this backend), PRSE_ESCHEMA (the source has another digest or
     * length). */
    prse_status (*put)(void *self, prse_str key, const prse_blob_source *source,
                       const prse_blob_options *opts, prse_error *err);
    /** Gives @p length bytes from @p offset on, in order, in pieces; what lies
     * past the end is not given. PRSE_ENOTFOUND. */
    prse_status (*get)(void *self, prse_str key, uint64_t offset,
                       uint64_t length, prse_blob_sink sink, void *user,
                       const prse_blob_options *opts, prse_error *err);
    /** PRSE_ENOTFOUND. */
    prse_status (*stat)(void *self, prse_str key, prse_blob_info *out,
                        const prse_blob_options *opts, prse_error *err);
    /** PRSE_ENOTFOUND; where a backend cannot know, PRSE_OK. */
    prse_status (*remove)(void *self, prse_str key,
                          const prse_blob_options *opts, prse_error *err);
    /** The blobs whose key begins with @p prefix, in order of bytes. */
    prse_status (*list)(void *self, prse_str prefix, prse_blob_found found,
                        void *user, const prse_blob_options *opts,
                        prse_error *err);
    /** Gives a link; asks nobody, so the blob need not exist. May be NULL: the
     * host hands the bytes out itself. PRSE_EINVAL. */
    prse_status (*link)(void *self, prse_str key, const prse_blob_link *link,
                        prse_blob_text found, void *user, prse_error *err);
} prse_blob;

/** Settings of the folder; zero fields take their default. */
typedef struct prse_blob_folder_options {
    uint32_t size;      /**< sizeof(prse_blob_folder_options). */
    int32_t durability; /**< A prse_durability. */
    uint64_t quota;     /**< Bytes of all blobs together, at most, whichever
                             process put them; 0: as many as the disk holds.
                             Each put that is under way takes its length
                             beside. */
} prse_blob_folder_options;

/**
 * Blobs as files of a folder, which processes of one machine may share:
 * written aside, flushed, then given their name. No symbolic link is ever
 * followed below the folder. What killed processes left is removed after an
 * hour.
 *
 * @param out   filled; the caller calls its free(), or gives it away.
 * @param path  borrows; the folder, made when absent, readable by its owner.
 * @param opts  borrows; NULL for the defaults.
 * @param err   filled on failure; may be NULL.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI, PRSE_EIO, and with a
 *         quota PRSE_ELIMIT (the disk is full) and PRSE_ETIMEOUT (others count
 *         for a minute).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_blob_folder(prse_blob *out, prse_str path,
                                      const prse_blob_folder_options *opts,
                                      prse_error *err);

/** Settings of S3; zero fields take their default. */
typedef struct prse_blob_s3_options {
    uint32_t size;         /**< sizeof(prse_blob_s3_options). */
    uint32_t virtual_host; /**< 1: https://bucket.host/key; 0:
                                https://host/bucket/key. */
    prse_str endpoint;     /**< "https://s3.fr-par.scw.cloud"; http is taken
                                for loopback addresses only. */
    prse_str region;       /**< "fr-par". */
    prse_str bucket;       /**< Must exist. */
    prse_str prefix;       /**< Before every key, "portail/"; at most 64 bytes
                                of those of keys; may be empty. */
    prse_str access_key;   /**< Name of the key. */
    prse_str secret_key;   /**< Never logged nor shown. */
    uint64_t part_bytes;   /**< Of an upload in parts; default 8 MiB, at least
                                5 MiB. An object has 1,000 parts at most. */
    uint32_t tries;        /**< Attempts of a request, at most; default 4. */
    uint32_t reserved;     /**< 0. */
    prse_http *http;       /**< Takes, on success only; NULL: libcurl. */
    const prse_clock *clock; /**< Borrows; NULL: the system's. */
} prse_blob_s3_options;

/**
 * Blobs in a bucket of an S3 service (Scaleway, Amazon, and others), with our
 * own signatures (version 4). What a blob takes in memory does not depend on
 * its length.
 *
 * @param out   filled; the caller calls its free(), or gives it away.
 * @param opts  borrows.
 * @param err   filled on failure; may be NULL.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI, PRSE_EPARSE (endpoint),
 *         PRSE_EUNSUPPORTED (built without expat or libcurl).
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_blob_s3(prse_blob *out,
                                  const prse_blob_s3_options *opts,
                                  prse_error *err);

/** Functions of a blob store, for prse_blob_faulty(). */
typedef enum prse_blob_call {
    PRSE_BLOB_PUT = 1,    /**< put() */
    PRSE_BLOB_GET = 2,    /**< get() */
    PRSE_BLOB_STAT = 3,   /**< stat() */
    PRSE_BLOB_REMOVE = 4, /**< remove() */
    PRSE_BLOB_LIST = 5    /**< list() */
} prse_blob_call;

/** What a faulty blob store does wrong; zero fields: nothing. */
typedef struct prse_blob_fault_options {
    uint32_t size;      /**< sizeof(prse_blob_fault_options). */
    int32_t status;     /**< What a struck call answers; default PRSE_EIO. */
    int32_t call;       /**< A prse_blob_call that is struck; 0: any. */
    uint32_t nth;       /**< The call that fails, from 1; 0: by chance. */
    uint32_t lasting;   /**< 1: the ones after it fail too. */
    uint32_t per_mille; /**< Chance of a call to fail. */
    uint64_t seed;      /**< Of chance: the same faults in the same order. */
    int64_t late_ms;    /**< Each call waits so long first. */
} prse_blob_fault_options;

/**
 * A decorator for tests: another blob store, some of whose calls fail or are
 * late.
 *
 * @param out    filled; the caller calls its free(), or gives it away.
 * @param inner  takes, on success only.
 * @param opts   borrows.
 * @param err    filled on failure; may be NULL.
 * @return PRSE_OK, PRSE_ENOMEM, PRSE_EINVAL, PRSE_EABI.
 * @threads shared
 * @since 0.1
 */
PRSE_API prse_status prse_blob_faulty(prse_blob *out, prse_blob *inner,
                                      const prse_blob_fault_options *opts,
                                      prse_error *err);

/**
 * The conformance kit of blob stores: checks on a backend every sentence of
 * this header that can be checked, under keys that begin with "prse-kit/",
 * which it removes again. Starts threads, which have ended when it returns.
 * Links are looked at where the store gives any.
 *
 * @param blob  borrows.
 * @param told  called for each case, in a fixed order.
 * @param user  handed to @p told.
 * @param err   filled on failure.
 * @return PRSE_OK (every case holds), PRSE_ESCHEMA (some do not), PRSE_EINVAL,
 *         PRSE_ENOMEM.
 * @threads confined
 * @since 0.1
 */
PRSE_API prse_status prse_blob_kit(const prse_blob *blob, prse_kit_case told,
                                   void *user, prse_error *err);

#ifdef __cplusplus
}
#endif

#endif
