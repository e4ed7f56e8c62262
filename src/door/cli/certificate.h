/* door/cli/certificate.h - the files of a certificate: read, watched, and shown anew when they
 * change.
 *
 * Certificates live for weeks and a practice for years: a new pair is taken while people go on
 * working. One that does not hold changes nothing and is told; nobody is ever left without.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#ifndef HF_DOOR_CLI_CERTIFICATE_H
#define HF_DOOR_CLI_CERTIFICATE_H

#include "door/http/http.h"

#include <pthread.h>
#include <sys/stat.h>

enum { CERTIFICATE_PEM_MOST = 64 * 1024, CERTIFICATE_WARN_DAYS = 14 };

struct certificate {
    const char *path, *key_path; /* NULL: there is none */
    const char *const *hosts;    /* names that browsers use; NULL ends */
    struct http_server *server;
    void (*log)(const char *line);
    pthread_mutex_t lock;
    struct stat tried, key_tried; /* what the files were at the last reading */
    int64_t warned_s;
};

/* The two texts; wiped by certificate_wipe. */
struct certificate_pem {
    char chain[CERTIFICATE_PEM_MOST], key[CERTIFICATE_PEM_MOST];
};

/* Reads both files. HF_INVALID: one can't be read, is empty or too long, or everybody on this
 * machine can read the key. */
HF_MUST_USE enum status certificate_read(struct certificate *c, struct certificate_pem *ret,
                                         struct fault *why);
void certificate_wipe(struct certificate_pem *pem);

/* The last second (unix) at which browsers take the certificate in this file. HF_INVALID: it can't
 * be read, or holds none. */
HF_MUST_USE enum status certificate_until_s(const char *path, int64_t *ret, struct fault *why);

/* From now on `c->server` is renewed; tells until when the certificate holds, and each of
 * `c->hosts` that it does not speak for. */
void certificate_begin(struct certificate *c);

/* Takes what the files hold now, whether they changed or not. Any thread. */
void certificate_renew(struct certificate *c);

/* Takes the files if they are others than at the last reading, and tells once a day when the time
 * of what is shown is nearly over. Harmless without a certificate. */
void certificate_turn(struct certificate *c);

#endif
