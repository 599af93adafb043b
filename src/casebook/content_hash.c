#include <sodium.h>
#include <string.h>

#include "casebook/import.h"

enum { HASH_BYTES = 16, HASH_DIGITS = HASH_BYTES * 2, PART_BYTES = 4096 };

/* Numbers on their way into the hash, each as eight bytes with the lowest first, on every machine. */
struct hashing {
    crypto_generichash_state state;
    unsigned char part[PART_BYTES];
    size_t used;
};

static void add(struct hashing *hashing, uint64_t value)
{
    if (hashing->used == PART_BYTES) {
        crypto_generichash_update(&hashing->state, hashing->part, hashing->used);
        hashing->used = 0;
    }
    for (int i = 0; i < 8; i++)
        hashing->part[hashing->used++] = (unsigned char)(value >> (8 * i));
}

static void add_returns(struct hashing *hashing, const struct care_records *records)
{
    add(hashing, (uint64_t)records->returns);
    for (int32_t i = 0; i < records->returns; i++) {
        const struct care_return *each = &records->return_of[i];
        add(hashing, (uint64_t)each->year);
        add(hashing, (uint64_t)each->authority);
        add(hashing, each->annual);
        add(hashing, (uint64_t)each->last_date);
    }
    add(hashing, (uint64_t)records->known_to);
}

static void add_children(struct hashing *hashing, const struct care_records *records)
{
    add(hashing, (uint64_t)records->children);
    for (int64_t i = 0; i < records->children; i++) {
        add(hashing, (uint64_t)records->authority[i]);
        add(hashing, (uint64_t)records->born[i]);
        add(hashing, records->sex[i]);
        add(hashing, records->uasc[i]);
        add(hashing, (uint64_t)records->uasc_ceased[i]);
    }
}

static void add_rows(struct hashing *hashing, const struct care_records *records)
{
    add(hashing, (uint64_t)records->rows);
    for (int64_t i = 0; i < records->rows; i++) {
        add(hashing, (uint64_t)records->child[i]);
        add(hashing, (uint64_t)records->year[i]);
        add(hashing, (uint64_t)records->decom[i]);
        add(hashing, (uint64_t)records->dec[i]);
        add(hashing, records->rne[i]);
        add(hashing, records->ls[i]);
        add(hashing, records->cin[i]);
        add(hashing, records->place[i]);
        add(hashing, records->provider[i]);
        add(hashing, records->rec[i]);
        add(hashing, records->reason[i]);
    }
}

int casebook_content_hash(const struct care_records *records, char out[33], struct problem *problem)
{
    struct hashing hashing = {.used = 0};
    unsigned char hash[HASH_BYTES];
    if (sodium_init() < 0)
        return problem_set(problem, PROBLEM_INTERNAL, "the library that hashes cannot be used");
    crypto_generichash_init(&hashing.state, NULL, 0, HASH_BYTES);
    add_returns(&hashing, records);
    add_children(&hashing, records);
    add_rows(&hashing, records);
    crypto_generichash_update(&hashing.state, hashing.part, hashing.used);
    crypto_generichash_final(&hashing.state, hash, sizeof hash);
    sodium_bin2hex(out, HASH_DIGITS + 1, hash, sizeof hash);
    return 0;
}

void casebook_hash(const char *bytes, size_t length, char out[33])
{
    unsigned char hash[HASH_BYTES];
    crypto_generichash(hash, sizeof hash, (const unsigned char *)bytes, length, NULL, 0);
    sodium_bin2hex(out, HASH_DIGITS + 1, hash, sizeof hash);
}
