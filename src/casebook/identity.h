/*
 * identity: the keys of a workspace, and what they make of a child's identity.
 *
 * identity.key (32 random bytes in hexadecimal digits, mode 0600) lies beside the casebook and never enters it. Out of it
 * come keys for each use below. Whoever has the casebook without the key cannot turn "does child 123456 live here?" into an
 * answer; whoever loses the key can no longer import what belongs to the same children, and nothing else is lost.
 *
 *     pseudonym      keyed BLAKE2b-128 of AUTHORITY|CHILD, trimmed and in capitals
 *     postcode       district as text ("B12") and a keyed BLAKE2b hash of 64 bits of the whole without blanks
 *     UPN            whether there is one, or why not, and of one a keyed hash of 64 bits
 *     social worker  form of the number and a keyed hash of 64 bits
 *     the rest       sealed with XChaCha20-Poly1305
 *
 * A hash of 64 bits says "the same as there" and nothing else. It is never 0.
 *
 * Inside of the room only. Outside library: libsodium. Includes: base, returns.
 */
#ifndef CASEBOOK_IDENTITY_H
#define CASEBOOK_IDENTITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/problem.h"
#include "base/text.h"
#include "returns/return_file.h"

enum { IDENTITY_KEY_BYTES = 32, IDENTITY_PSEUDONYM_BYTES = 16, IDENTITY_HASH_BYTES = 32, IDENTITY_DISTRICT_SIZE = 5 };

struct identity {
    uint8_t pseudonym_key[IDENTITY_KEY_BYTES];
    uint8_t postcode_key[IDENTITY_KEY_BYTES];
    uint8_t file_key[IDENTITY_KEY_BYTES]; /* of whole files */
    uint8_t sealing_key[IDENTITY_KEY_BYTES];
    uint8_t upn_key[IDENTITY_KEY_BYTES];
    uint8_t worker_key[IDENTITY_KEY_BYTES];  /* of social workers */
    uint8_t content_key[IDENTITY_KEY_BYTES]; /* of what rows say */
};

/* Makes identity.key in the folder, unless a good one is there already (a restored one is used). */
int identity_make(const char *folder, struct problem *problem);

/*
 * Reads identity.key. PROBLEM_NOT_FOUND says how to restore it; PROBLEM_INPUT when others may read it (chmod 600) or when it
 * is not 64 hexadecimal digits.
 */
int identity_open(const char *folder, struct identity *out, struct problem *problem);
void identity_forget(struct identity *identity); /* overwrites the keys */

/* The pseudonym of CHILD in an authority: the same for "ab12 ", "AB12". */
void identity_pseudonym(const struct identity *identity, const char *authority, struct return_text child,
                        uint8_t out[IDENTITY_PSEUDONYM_BYTES]);

/* A postcode as it may be kept. Something that is no postcode has neither district nor hash. */
struct identity_postcode {
    char district[IDENTITY_DISTRICT_SIZE]; /* "B12", or empty */
    uint64_t hash;                         /* 0 when the postcode is not whole; never 0 otherwise */
};
struct identity_postcode identity_postcode(const struct identity *identity, struct return_text cell);

/* A UPN as it may be kept. */
struct identity_upn {
    const char *kind; /* "valid" (has the form of a UPN), "UN1" … "UN5", "invalid", or "" for a blank cell; constant */
    uint64_t hash;    /* of a valid one, in capitals; else 0 */
};
struct identity_upn identity_upn(const struct identity *identity, struct return_text cell);

/* The number of a social worker as it may be kept. */
struct identity_worker {
    const char *form; /* "SW" (a Social Work England number), "XX", "other", or "" for a blank cell; constant */
    uint64_t hash;    /* of the whole, in capitals and without blanks; 0 for a blank cell */
};
struct identity_worker identity_worker(const struct identity *identity, struct return_text cell);

/*
 * Keyed BLAKE2b-256 of a whole file. Keyed, as a file of one child is short enough for its plain hash to be found by trying.
 */
void identity_file_hash(const struct identity *identity, const char *bytes, size_t length, uint8_t out[IDENTITY_HASH_BYTES]);

/* Seals bytes: nonce and XChaCha20-Poly1305 box, appended to `out`. identity_unseal is PROBLEM_VERIFY when they were
 * changed. */
int identity_seal(const struct identity *identity, const char *bytes, size_t length, struct text *out,
                  struct problem *problem);
int identity_unseal(const struct identity *identity, const char *box, size_t length, struct text *out,
                    struct problem *problem);

#endif
