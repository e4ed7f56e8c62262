/* door/http/tls.c - reads a certificate with its key, and keeps the pair that is shown.
 *
 * A handshake points into the pair that it began with, and nobody says when it has ended. The
 * reaper cuts it off after HTTP_HEAD_MS; a pair that was replaced is freed when much more than that
 * has passed, by the renewal after it.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/http/tls.h"

#include "door/http/memory.h"
#include "door/http/server.h"

#include <gnutls/abstract.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <pthread.h>
#include <string.h>

enum { CHAIN_MOST = 8, KEY_ID = 32 };

_Static_assert((int)TLS_HANDSHAKE_S * 1000 > 2 * (int)HTTP_HEAD_MS,
               "a pair outlives every handshake");

const char tls_priorities[] =
    "NONE:+VERS-TLS1.3:+VERS-TLS1.2:+AES-256-GCM:+CHACHA20-POLY1305:+AES-128-GCM:+ECDHE-ECDSA:"
    "+ECDHE-RSA:+AEAD:+GROUP-X25519:+GROUP-SECP256R1:+GROUP-SECP384R1:+SIGN-EDDSA-ED25519:"
    "+SIGN-ECDSA-SHA256:+SIGN-ECDSA-SHA384:+SIGN-ECDSA-SECP256R1-SHA256:"
    "+SIGN-ECDSA-SECP384R1-SHA384:+SIGN-RSA-PSS-RSAE-SHA256:+SIGN-RSA-PSS-RSAE-SHA384:"
    "+SIGN-RSA-SHA256:+SIGN-RSA-SHA384:+COMP-NULL:+CTYPE-SRV-X509:%SERVER_PRECEDENCE";

struct pair {
    struct pair *next; /* replaced before this one */
    int64_t replaced_ms;
    gnutls_x509_crt_t certificates[CHAIN_MOST];
    gnutls_pcert_st chain[CHAIN_MOST];
    unsigned n_certificates, n_chain;
    gnutls_privkey_t key;
};

struct tls {
    pthread_mutex_t lock;
    struct pair *now;
};

static void pair_free(struct pair *pair)
{
    if (pair == NULL)
        return;
    for (unsigned i = 0; i < pair->n_chain; i++)
        gnutls_pcert_deinit(&pair->chain[i]);
    for (unsigned i = 0; i < pair->n_certificates; i++)
        gnutls_x509_crt_deinit(pair->certificates[i]);
    if (pair->key != NULL)
        gnutls_privkey_deinit(pair->key);
    memory_free(pair, sizeof *pair);
}

/* --- reading --------------------------------------------------------------------------------- */

/* The library takes `void *` for bytes that it only reads. */
static gnutls_datum_t datum_of(const char *text)
{
    union {
        const char *in;
        unsigned char *out;
    } at = {.in = text};

    return (gnutls_datum_t){at.out, (unsigned)strlen(text)};
}

static enum status read_chain(struct pair *pair, const char *pem, struct fault *why)
{
    gnutls_datum_t text = datum_of(pem);
    unsigned n = CHAIN_MOST;

    if (gnutls_x509_crt_list_import(pair->certificates, &n, &text, GNUTLS_X509_FMT_PEM,
                                    GNUTLS_X509_CRT_LIST_IMPORT_FAIL_IF_EXCEED |
                                        GNUTLS_X509_CRT_LIST_FAIL_IF_UNSORTED) < 0 ||
        n == 0)
        return fault_set(why, HF_INVALID,
                         "the certificate can't be read: PEM, the server's own first, each "
                         "followed by the one that signed it");
    pair->n_certificates = n;
    for (unsigned i = 0; i < n; i++, pair->n_chain++) {
        if (gnutls_pcert_import_x509(&pair->chain[i], pair->certificates[i], 0) != 0)
            return fault_set(why, HF_INVALID, "the certificate has a key that can't be used");
    }
    return HF_OK;
}

static enum status read_key(struct pair *pair, const char *pem, struct fault *why)
{
    gnutls_datum_t text = datum_of(pem);

    if (gnutls_privkey_init(&pair->key) != 0)
        return fault_set(why, HF_FAILED, "there is no memory for a key");
    if (gnutls_privkey_import_x509_raw(pair->key, &text, GNUTLS_X509_FMT_PEM, NULL, 0) != 0)
        return fault_set(why, HF_INVALID, "the certificate's key can't be read: PEM, no password");
    return HF_OK;
}

static bool belong_together(const struct pair *pair)
{
    unsigned char of_certificate[KEY_ID] = {0}, of_key[KEY_ID] = {0};
    size_t room = KEY_ID, also = KEY_ID;
    gnutls_pubkey_t public = NULL;

    bool good = gnutls_x509_crt_get_key_id(pair->certificates[0], GNUTLS_KEYID_USE_SHA256,
                                           of_certificate, &room) == 0 &&
                gnutls_pubkey_init(&public) == 0 &&
                gnutls_pubkey_import_privkey(public, pair->key, 0, 0) == 0 &&
                gnutls_pubkey_get_key_id(public, GNUTLS_KEYID_USE_SHA256, of_key, &also) == 0;
    if (public != NULL)
        gnutls_pubkey_deinit(public);
    return good && memcmp(of_certificate, of_key, KEY_ID) == 0;
}

static enum status fill(struct pair *pair, const char *certificate_pem, const char *key_pem,
                        struct fault *why)
{
    enum status st = read_chain(pair, certificate_pem, why);

    if (st == HF_OK)
        st = read_key(pair, key_pem, why);
    if (st == HF_OK && !belong_together(pair))
        st = fault_set(why, HF_INVALID, "this key is not that of this certificate");
    return st;
}

static enum status pair_new(const char *certificate_pem, const char *key_pem, struct pair **ret,
                            struct fault *why)
{
    struct pair *pair = memory_new(sizeof *pair);

    if (pair == NULL)
        return fault_set(why, HF_FAILED, "there is no memory for a certificate");
    enum status st = fill(pair, certificate_pem, key_pem, why);

    if (st == HF_OK)
        *ret = pair;
    else
        pair_free(pair);
    return st;
}

static int64_t until_s(const struct pair *pair)
{
    return gnutls_x509_crt_get_expiration_time(pair->certificates[0]);
}

/* --- keeping --------------------------------------------------------------------------------- */

static void free_from(struct pair *pair)
{
    while (pair != NULL) {
        struct pair *next = pair->next;

        pair_free(pair);
        pair = next;
    }
}

/* Under the lock. The list is in the order of replacing: what follows an old one is older still. */
static void forget_old(struct tls *tls, int64_t now_ms)
{
    struct pair *pair = tls->now;

    while (pair->next != NULL &&
           now_ms - pair->next->replaced_ms <= INT64_C(1000) * TLS_HANDSHAKE_S)
        pair = pair->next;
    free_from(pair->next);
    pair->next = NULL;
}

enum status tls_new(const char *certificate_pem, const char *key_pem, struct tls **ret,
                    struct fault *why)
{
    struct pair *pair = NULL;
    enum status st = pair_new(certificate_pem, key_pem, &pair, why);

    if (st != HF_OK)
        return st;
    struct tls *tls = memory_new(sizeof *tls);

    if (tls == NULL) {
        pair_free(pair);
        return fault_set(why, HF_FAILED, "there is no memory for a certificate");
    }
    pthread_mutex_init(&tls->lock, NULL);
    tls->now = pair;
    *ret = tls;
    return HF_OK;
}

void tls_free(struct tls *tls)
{
    if (tls == NULL)
        return;
    free_from(tls->now);
    pthread_mutex_destroy(&tls->lock);
    memory_free(tls, sizeof *tls);
}

enum status tls_renew(struct tls *tls, const char *certificate_pem, const char *key_pem,
                      int64_t now_s, struct fault *why)
{
    struct pair *pair = NULL;
    enum status st = pair_new(certificate_pem, key_pem, &pair, why);

    if (st != HF_OK)
        return st;
    if (until_s(pair) < now_s) {
        pair_free(pair);
        return fault_set(why, HF_INVALID, "the time of the new certificate is over");
    }
    pthread_mutex_lock(&tls->lock);
    tls->now->replaced_ms = server_now_ms();
    pair->next = tls->now;
    tls->now = pair;
    forget_old(tls, server_now_ms());
    pthread_mutex_unlock(&tls->lock);
    return HF_OK;
}

int64_t tls_until_s(struct tls *tls)
{
    pthread_mutex_lock(&tls->lock);
    int64_t until = until_s(tls->now);

    pthread_mutex_unlock(&tls->lock);
    return until;
}

enum status tls_look(const char *certificate_pem, int64_t *ret_until_s, struct fault *why)
{
    struct pair *pair = memory_new(sizeof *pair);

    if (pair == NULL)
        return fault_set(why, HF_FAILED, "there is no memory for a certificate");
    enum status st = read_chain(pair, certificate_pem, why);

    if (st == HF_OK)
        *ret_until_s = until_s(pair);
    pair_free(pair);
    return st;
}

bool tls_names(struct tls *tls, const char *host)
{
    pthread_mutex_lock(&tls->lock);
    bool names = gnutls_x509_crt_check_hostname(tls->now->certificates[0], host) != 0;

    pthread_mutex_unlock(&tls->lock);
    return names;
}

void tls_offer(struct tls *tls, struct gnutls_pcert_st **ret_chain, unsigned *ret_length,
               struct gnutls_privkey_st **ret_key)
{
    pthread_mutex_lock(&tls->lock);
    *ret_chain = tls->now->chain;
    *ret_length = tls->now->n_chain;
    *ret_key = tls->now->key;
    pthread_mutex_unlock(&tls->lock);
}
