#include "casebook/identity.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

enum { KEY_DIGITS = IDENTITY_KEY_BYTES * 2, KEY_FILE_LIMIT = 1024, OWNER_ONLY = 0600, OTHERS = 0077 };

/* Numbers of the keys that come out of the workspace's key. They are part of the form of a casebook: never change them. */
enum {
    FOR_PSEUDONYMS = 1,
    FOR_POSTCODES = 2,
    FOR_FILES = 3,
    FOR_SEALING = 4,
    FOR_UPNS = 5,
    FOR_WORKERS = 6,
    FOR_CONTENT = 7
};
static const char key_context[crypto_kdf_CONTEXTBYTES + 1] = "homeward";

static int sodium_ready(struct problem *problem)
{
    return sodium_init() < 0 ? problem_set(problem, PROBLEM_INTERNAL, "the library that seals identities cannot be used")
                             : 0;
}

static int key_problem(const char *path, struct problem *problem)
{
    problem_set(problem, PROBLEM_INPUT, "identity.key is damaged: it must hold 64 hexadecimal digits");
    problem_next(problem,
                 "Put back the copy that was kept apart from the casebook; a new key cannot find the same children.");
    return problem_at(problem, path, 1, 0, NULL);
}

/* Reads the 64 digits; blanks and a line end behind them are allowed. */
static int key_read(const char *path, uint8_t out[IDENTITY_KEY_BYTES], struct problem *problem)
{
    struct file_bytes bytes = {0};
    int code = file_read(path, KEY_FILE_LIMIT, &bytes, problem);
    if (code < 0)
        return code;
    size_t digits = strcspn(bytes.bytes, " \t\r\n");
    size_t count = 0;
    bool good = digits == KEY_DIGITS && digits + strspn(bytes.bytes + digits, " \t\r\n") == bytes.length &&
                sodium_hex2bin(out, IDENTITY_KEY_BYTES, bytes.bytes, digits, NULL, &count, NULL) == 0 &&
                count == IDENTITY_KEY_BYTES;
    sodium_memzero(bytes.bytes, bytes.length);
    file_bytes_clear(&bytes);
    return good ? 0 : key_problem(path, problem);
}

static int key_check_owner(const char *path, struct problem *problem)
{
    struct stat status;
    if (stat(path, &status) < 0) {
        problem_set(problem, PROBLEM_NOT_FOUND, "identity.key is missing: children cannot be recognised without it");
        problem_next(problem, "Put back the copy that was kept apart from the casebook, into the workspace folder.");
        return problem_at(problem, path, 0, 0, NULL);
    }
    if (status.st_mode & OTHERS) {
        problem_set(problem, PROBLEM_INPUT, "identity.key can be read by other people of this machine");
        problem_next(problem, "Run: chmod 600 %.200s", path);
        return problem_at(problem, path, 0, 0, NULL);
    }
    return 0;
}

static int key_write(const char *path, struct problem *problem)
{
    uint8_t key[IDENTITY_KEY_BYTES];
    char digits[KEY_DIGITS + 2];
    randombytes_buf(key, sizeof key);
    sodium_bin2hex(digits, sizeof digits, key, sizeof key);
    digits[KEY_DIGITS] = '\n';
    int code = file_write(path, digits, KEY_DIGITS + 1, OWNER_ONLY, problem);
    sodium_memzero(key, sizeof key);
    sodium_memzero(digits, sizeof digits);
    return code;
}

int identity_make(const char *folder, struct problem *problem)
{
    char *path = file_join(folder, "identity.key");
    if (!path)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory to make a key");
    int code = sodium_ready(problem);
    if (code == 0 && !file_exists(path))
        code = key_write(path, problem);
    struct identity made;
    if (code == 0)
        code = identity_open(folder, &made, problem);
    identity_forget(&made);
    free(path);
    return code;
}

static void derive(struct identity *out, const uint8_t key[IDENTITY_KEY_BYTES])
{
    const struct {
        uint8_t *key;
        uint64_t number;
    } keys[] = {
        {out->pseudonym_key, FOR_PSEUDONYMS}, {out->postcode_key, FOR_POSTCODES}, {out->file_key, FOR_FILES},
        {out->sealing_key, FOR_SEALING},      {out->upn_key, FOR_UPNS},           {out->worker_key, FOR_WORKERS},
        {out->content_key, FOR_CONTENT},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        crypto_kdf_derive_from_key(keys[i].key, IDENTITY_KEY_BYTES, keys[i].number, key_context, key);
}

int identity_open(const char *folder, struct identity *out, struct problem *problem)
{
    uint8_t key[IDENTITY_KEY_BYTES] = {0};
    char *path = file_join(folder, "identity.key");
    if (!path)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory to read a key");
    int code = sodium_ready(problem);
    if (code == 0)
        code = key_check_owner(path, problem);
    if (code == 0)
        code = key_read(path, key, problem);
    if (code == 0) {
        derive(out, key);
    }
    sodium_memzero(key, sizeof key);
    free(path);
    return code;
}

void identity_forget(struct identity *identity)
{
    sodium_memzero(identity, sizeof *identity);
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static char capital(char byte)
{
    return byte >= 'a' && byte <= 'z' ? (char)(byte - 'a' + 'A') : byte;
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_capital(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

void identity_pseudonym(const struct identity *identity, const char *authority, struct return_text child,
                        uint8_t out[IDENTITY_PSEUDONYM_BYTES])
{
    const char *at = child.bytes, *end = child.bytes + child.length;
    while (at < end && is_blank(*at))
        at++;
    while (end > at && is_blank(end[-1]))
        end--;
    crypto_generichash_state state;
    crypto_generichash_init(&state, identity->pseudonym_key, IDENTITY_KEY_BYTES, IDENTITY_PSEUDONYM_BYTES);
    crypto_generichash_update(&state, (const unsigned char *)authority, strlen(authority));
    crypto_generichash_update(&state, (const unsigned char *)"|", 1);
    unsigned char part[64];
    while (at < end) {
        size_t count = 0;
        while (at < end && count < sizeof part)
            part[count++] = (unsigned char)capital(*at++);
        crypto_generichash_update(&state, part, count);
    }
    crypto_generichash_final(&state, out, IDENTITY_PSEUDONYM_BYTES);
    sodium_memzero(&state, sizeof state);
    sodium_memzero(part, sizeof part);
}

/* Whether `length` capitals and digits are a district: A9, A9A, A99, AA9, AA9A, AA99. */
static bool is_district(const char *text, size_t length)
{
    size_t letters = length > 1 && is_capital(text[1]) ? 2 : 1;
    return length >= 2 && length <= 4 && is_capital(text[0]) && length > letters && length <= letters + 2 &&
           is_digit(text[letters]) &&
           (length == letters + 1 || is_digit(text[letters + 1]) || is_capital(text[letters + 1]));
}

/* The end of a whole postcode: 9AA. */
static bool is_inward(const char *text)
{
    return is_digit(text[0]) && is_capital(text[1]) && is_capital(text[2]);
}

/* A keyed hash of 64 bits; 0 is kept for "none". */
static uint64_t short_hash(const uint8_t key[IDENTITY_KEY_BYTES], const char *text, size_t length)
{
    unsigned char bytes[crypto_generichash_BYTES_MIN];
    uint64_t hash = 0;
    crypto_generichash(bytes, sizeof bytes, (const unsigned char *)text, length, key, IDENTITY_KEY_BYTES);
    for (int i = 0; i < 8; i++)
        hash = hash << 8 | bytes[i];
    return hash + (hash == 0);
}

struct identity_postcode identity_postcode(const struct identity *identity, struct return_text cell)
{
    enum { WHOLE_MAX = 7, INWARD = 3 };
    struct identity_postcode out = {.hash = 0};
    char text[WHOLE_MAX + 1];
    size_t length = 0;
    for (uint32_t i = 0; i < cell.length; i++) {
        if (is_blank(cell.bytes[i]))
            continue;
        if (length == WHOLE_MAX)
            return out;
        text[length++] = capital(cell.bytes[i]);
    }
    bool whole = length > INWARD + 1 && is_inward(text + length - INWARD) && is_district(text, length - INWARD);
    if (!whole && !is_district(text, length))
        return out;
    memcpy(out.district, text, whole ? length - INWARD : length);
    if (whole)
        out.hash = short_hash(identity->postcode_key, text, length);
    return out;
}

/* One of the 23 check letters (I, O and S are none: DfE, UPN guide), eleven digits, and a digit or (for a temporary UPN) a
 * letter. Whether it is the right check letter is a check of data, not of form.
 */
static bool has_form_of_upn(const char *text, uint32_t length)
{
    if (length != 13 || !is_capital(capital(text[0])) || strchr("IOS", capital(text[0])))
        return false;
    for (uint32_t i = 1; i < 12; i++)
        if (!is_digit(text[i]))
            return false;
    return is_digit(text[12]) || is_capital(capital(text[12]));
}

struct identity_upn identity_upn(const struct identity *identity, struct return_text cell)
{
    static const char *const reasons[] = {"UN1", "UN2", "UN3", "UN4", "UN5"};
    char upn[13];
    if (cell.length == 0)
        return (struct identity_upn){"", 0};
    if (cell.length == 3)
        for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
            if (strncasecmp(cell.bytes, reasons[i], 3) == 0)
                return (struct identity_upn){reasons[i], 0};
    if (!has_form_of_upn(cell.bytes, cell.length))
        return (struct identity_upn){"invalid", 0};
    for (size_t i = 0; i < sizeof upn; i++)
        upn[i] = capital(cell.bytes[i]);
    struct identity_upn out = {"valid", short_hash(identity->upn_key, upn, sizeof upn)};
    sodium_memzero(upn, sizeof upn);
    return out;
}

/* Such a number has a dozen characters: the first 64 say enough. */
struct identity_worker identity_worker(const struct identity *identity, struct return_text cell)
{
    enum { WORKER_MAX = 64 };
    char text[WORKER_MAX];
    size_t length = 0;
    for (uint32_t i = 0; i < cell.length && length < WORKER_MAX; i++)
        if (!is_blank(cell.bytes[i]))
            text[length++] = capital(cell.bytes[i]);
    if (length == 0)
        return (struct identity_worker){"", 0};
    bool number = length > 2 && memcmp(text, "SW", 2) == 0;
    bool other = length > 2 && memcmp(text, "XX", 2) == 0;
    struct identity_worker out = {number ? "SW" : other ? "XX" : "other", short_hash(identity->worker_key, text, length)};
    sodium_memzero(text, sizeof text);
    return out;
}

void identity_file_hash(const struct identity *identity, const char *bytes, size_t length, uint8_t out[IDENTITY_HASH_BYTES])
{
    crypto_generichash(out, IDENTITY_HASH_BYTES, (const unsigned char *)bytes, length, identity->file_key,
                       IDENTITY_KEY_BYTES);
}

enum { NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES };

int identity_seal(const struct identity *identity, const char *bytes, size_t length, struct text *out,
                  struct problem *problem)
{
    unsigned char nonce[NONCE];
    unsigned char *box = malloc(length + TAG);
    if (!box)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory to seal the extra columns");
    randombytes_buf(nonce, sizeof nonce);
    unsigned long long sealed = 0;
    crypto_aead_xchacha20poly1305_ietf_encrypt(box, &sealed, (const unsigned char *)bytes, length, NULL, 0, NULL, nonce,
                                               identity->sealing_key);
    text_append_bytes(out, (const char *)nonce, sizeof nonce);
    text_append_bytes(out, (const char *)box, (size_t)sealed);
    free(box);
    return text_check(out, problem);
}

int identity_unseal(const struct identity *identity, const char *box, size_t length, struct text *out,
                    struct problem *problem)
{
    unsigned char *bytes = malloc(length + 1);
    if (!bytes)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory to unseal the extra columns");
    unsigned long long opened = 0;
    const unsigned char *nonce = (const unsigned char *)box;
    int code = 0;
    if (length < NONCE + TAG ||
        crypto_aead_xchacha20poly1305_ietf_decrypt(bytes, &opened, NULL, nonce + NONCE, length - NONCE, NULL, 0, nonce,
                                                   identity->sealing_key) != 0)
        code = problem_set(problem, PROBLEM_VERIFY, "the sealed columns are not what they were, or another key sealed them");
    if (code == 0)
        text_append_bytes(out, (const char *)bytes, (size_t)opened);
    sodium_memzero(bytes, length);
    free(bytes);
    return code < 0 ? code : text_check(out, problem);
}
