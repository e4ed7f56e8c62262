/* door/http/tls.h - the certificate that the server shows, which can be renewed while it runs.
 *
 * The only file of the room that includes GnuTLS is tls.c. Locked inside; any thread.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_HTTP_TLS_H
#define HF_DOOR_HTTP_TLS_H

#include "base/fault.h"

#include <stdbool.h>
#include <stdint.h>

struct tls;
struct gnutls_pcert_st;
struct gnutls_privkey_st;

/* TLS 1.3 and 1.2, only ciphers that authenticate and key exchanges that forget; for the library.
 * Source: RFC 9325, sections 3.1.1 and 4.2. */
extern const char tls_priorities[];

/* A certificate with its chain, leaf first, and the leaf's key, as NUL-terminated PEM texts; both
 * are read, not kept. HF_INVALID: not PEM, a chain out of order, or two that do not belong
 * together. */
HF_MUST_USE enum status tls_new(const char *certificate_pem, const char *key_pem, struct tls **ret,
                                struct fault *why);
void tls_free(struct tls *tls); /* NULL is harmless */

/* From now on every new connection sees this pair; those that are open go on. As tls_new; and
 * HF_INVALID for a certificate whose time is over at `now_s` (unix). What failed changes nothing.
 */
HF_MUST_USE enum status tls_renew(struct tls *tls, const char *certificate_pem, const char *key_pem,
                                  int64_t now_s, struct fault *why);

/* The last second (unix) at which the certificate shown now is good. */
int64_t tls_until_s(struct tls *tls);

/* The same of a chain that is shown nowhere; its key is not asked for. HF_INVALID as for tls_new.
 */
HF_MUST_USE enum status tls_look(const char *certificate_pem, int64_t *ret_until_s,
                                 struct fault *why);

/* Is this name, or address, one that the certificate speaks for? */
bool tls_names(struct tls *tls, const char *host);

/* What a handshake shows. Stays good for TLS_HANDSHAKE_S seconds whatever is renewed meanwhile. */
enum { TLS_HANDSHAKE_S = 120 };
void tls_offer(struct tls *tls, struct gnutls_pcert_st **ret_chain, unsigned *ret_length,
               struct gnutls_privkey_st **ret_key);

#endif
