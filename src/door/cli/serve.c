/* door/cli/serve.c - `holdfast serve`: opens a practice and lets people in until it is told to end.
 *
 * A new data folder gets its secrets folder, and a set-up token on the terminal: only who can read
 * this terminal can found the practice. Tells operators what is our fault, never what a client
 * said.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/cli.h"

#include "door/cli/certificate.h"
#include "door/cli/nightly.h"
#include "door/cli/process.h"
#include "door/cli/upkeep.h"
#include "door/http/http.h"
#include "door/web/house.h"
#include "door/web/setup.h"
#include "knowledge/knowledge.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum {
    HOSTS_MOST = 16,
    START_MEMORY = 16 << 20,
    DEFAULT_PORT = 7433,
    HTTPS_PORT = 443,
    GRACE_MS = 5000,
};

struct serving {
    const char *data, *secrets, *address;
    const char *hosts[HOSTS_MOST + 1];
    size_t n_hosts;
    int64_t port, outside_port;
    bool is_behind_tls;
    char beside[PATH_MAX], db[PATH_MAX];
    struct certificate certificate;
    struct certificate_pem pem; /* wiped as soon as it was read */
    struct vault *vault;
    struct ledger *ledger;
    struct store *store; /* of the start, then of upkeep; each worker has its own */
    struct knowledge knowledge;
    void *knowledge_block, *block;
    struct arena arena;
    struct door_shared shared;
    struct http_server *server;
    struct nightly nightly;
    struct upkeep upkeep;
};

/* --- arguments ------------------------------------------------------------------------------- */

static bool take_port(const char *text, int64_t *ret)
{
    return span_to_int64(span_of(text), ret) && *ret >= 0 && *ret <= 65535;
}

static bool take_host(struct serving *s, const char *name)
{
    if (s->n_hosts == HOSTS_MOST)
        return false;
    s->hosts[s->n_hosts++] = name;
    return true;
}

static bool take_option(struct serving *s, const char *name, const char *value)
{
    const struct {
        const char *name;
        const char **at;
    } texts[] = {
        {"--data", &s->data},
        {"--secrets", &s->secrets},
        {"--listen", &s->address},
        {"--backups", &s->nightly.folder},
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (strcmp(name, texts[i].name) == 0) {
            *texts[i].at = value;
            return true;
        }
    if (strcmp(name, "--port") == 0)
        return take_port(value, &s->port);
    if (strcmp(name, "--outside-port") == 0)
        return take_port(value, &s->outside_port) && s->outside_port > 0;
    return strcmp(name, "--host") == 0 && take_host(s, value);
}

/* How many words of `argv` were one option; 0: none that we know, or without its values. */
static int take_words(struct serving *s, int left, char **argv)
{
    if (strcmp(argv[0], "--behind-tls") == 0) {
        s->is_behind_tls = true;
        return 1;
    }
    if (strcmp(argv[0], "--tls") == 0 && left > 2) {
        s->certificate.path = argv[1];
        s->certificate.key_path = argv[2];
        return 3;
    }
    return left > 1 && take_option(s, argv[0], argv[1]) ? 2 : 0;
}

static bool take_arguments(struct serving *s, int argc, char **argv)
{
    for (int i = 1, n = 0; i < argc; i += n) {
        n = take_words(s, argc - i, argv + i);
        if (n == 0)
            return false;
    }
    return s->data != NULL && !(s->is_behind_tls && s->certificate.path != NULL);
}

/* Whoever comes from elsewhere calls us by a name that this machine does not know by itself; and
 * any other name is answered 421. */
static enum status name_hosts(struct serving *s, struct fault *why)
{
    bool is_any = strcmp(s->address, "0.0.0.0") == 0 || strcmp(s->address, "::") == 0;

    if (s->n_hosts > 0)
        return HF_OK;
    if (is_any || s->is_behind_tls)
        return fault_set(why, HF_INVALID, "say by which name browsers call it: --host NAME");
    s->hosts[0] = "localhost", s->hosts[1] = s->address;
    return HF_OK;
}

/* --- folders and files ----------------------------------------------------------------------- */

/* Secrets: DATA-secrets beside the data folder, unless one is named. */
static enum status find_folders(struct serving *s, struct fault *why)
{
    size_t len = strlen(s->data);

    while (len > 1 && s->data[len - 1] == '/')
        len--;
    int n = snprintf(s->beside, sizeof s->beside, "%.*s-secrets", (int)len, s->data);
    int m = snprintf(s->db, sizeof s->db, "%.*s/practice.db", (int)len, s->data);

    if (n >= (int)sizeof s->beside || m >= (int)sizeof s->db)
        return fault_set(why, HF_INVALID, "the data folder's path is too long");
    if (s->secrets == NULL)
        s->secrets = s->beside;
    if (mkdir(s->data, 0700) != 0 && errno != EEXIST)
        return fault_set(why, HF_INVALID, "the data folder %s can't be made", s->data);
    return HF_OK;
}

/* --- the practice ---------------------------------------------------------------------------- */

/* Secrets are made only for a folder that holds no practice: else somebody has lost them. */
static enum status open_vault(struct serving *s, struct fault *why)
{
    struct vault_config config = {s->secrets, s->data, VAULT_COST_DEFAULT, VAULT_COST_FLOOR,
                                  &world_system};
    struct stat there;
    enum status st = vault_open(&config, &s->vault, why);

    if (st != HF_NOT_FOUND)
        return st;
    fault_clear(why);
    if (stat(s->db, &there) == 0)
        return fault_set(why, HF_INVALID, "the secrets of this practice are not in %s", s->secrets);
    return vault_found(&config, &s->vault, why);
}

static enum status load_knowledge(struct serving *s, struct fault *why)
{
    struct arena arena;

    s->knowledge_block = malloc(KNOWLEDGE_BYTES);
    s->block = malloc(START_MEMORY);
    if (s->knowledge_block == NULL || s->block == NULL)
        return fault_set(why, HF_FAILED, "not enough memory");
    arena_init(&s->arena, s->block, START_MEMORY);
    arena_init(&arena, s->knowledge_block, KNOWLEDGE_BYTES);
    return knowledge_load(&arena, &s->knowledge, why);
}

static enum status open_practice(struct serving *s, struct fault *why)
{
    enum status st = open_vault(s, why);

    if (st == HF_OK)
        st = store_open(&store_sqlite, s->db, &s->store, why);
    if (st == HF_OK)
        st = ledger_new(s->vault, &s->ledger, why);
    return st == HF_OK ? ledger_start(s->ledger, s->store, why) : st;
}

static void log_line(const char *line)
{
    char when[32] = "";
    struct tm tm;
    time_t now = time(NULL);

    if (gmtime_r(&now, &tm) != NULL)
        (void)strftime(when, sizeof when, "%Y-%m-%dT%H:%M:%SZ", &tm); /* empty if it does not fit */
    fprintf(stderr, "%s %s\n", when, line);
}

static enum status share(struct serving *s, struct fault *why)
{
    struct practice practice = {s->store, s->vault, s->ledger, &s->knowledge};

    s->shared.vault = s->vault;
    s->shared.ledger = s->ledger;
    s->shared.knowledge = &s->knowledge;
    s->shared.driver = &store_sqlite;
    s->shared.store_where = s->db;
    s->shared.log = log_line;
    if (pthread_mutex_init(&s->shared.lock, NULL) != 0)
        return fault_set(why, HF_FAILED, "the system has no lock for us");
    enum status st = web_routes_join(&s->shared, why);

    if (st == HF_OK)
        st = house_renew(&s->shared, &practice, &s->arena, why);
    vault_wipe(s->block, s->arena.peak); /* the house keeps what it shows; the rest was sealed */
    return st;
}

/* --- the server ------------------------------------------------------------------------------ */

static enum status listen_for_people(struct serving *s, struct fault *why)
{
    struct http_config config = {
        .address = s->address,
        .port = (uint16_t)s->port,
        .certificate_pem = s->certificate.path == NULL ? NULL : s->pem.chain,
        .key_pem = s->certificate.path == NULL ? NULL : s->pem.key,
        .is_behind_tls = s->is_behind_tls,
        .outside_port = (uint16_t)s->outside_port,
        .hosts = s->hosts,
        .routes = s->shared.routes,
        .route_count = s->shared.n_routes,
        .calls = web_calls,
        .context = &s->shared,
    };
    enum status st = HF_OK;

    if (s->certificate.path != NULL)
        st = certificate_read(&s->certificate, &s->pem, why);
    if (st == HF_OK)
        st = http_server_new(&config, &s->server, why);
    certificate_wipe(&s->pem);
    return st == HF_OK ? http_server_start(s->server, why) : st;
}

static void tell_start(struct serving *s)
{
    const char *scheme = s->certificate.path != NULL ? "https" : "http";

    printf("Holdfast serves %s://%s:%u\n", scheme, s->address,
           (unsigned)http_server_port(s->server));
    if (ledger_is_narrow_only(s->ledger))
        printf("This data is older than what was confirmed before: it can be read, and stop and "
               "revoke go on.\n");
    if (process_has_swap("/proc/swaps"))
        log_line("this machine swaps: what a page shows may reach its disk; keys are locked in "
                 "memory. Encrypt the swap, or turn it off");
    if (setup_make_token(&s->shared))
        printf("There is no practice here yet. Open this address and type the token:\n\n    %s\n\n",
               s->shared.setup_token);
    fflush(stdout);
}

static void turn(void *arg)
{
    struct serving *s = arg;

    certificate_turn(&s->certificate);
    nightly_turn(&s->nightly);
}

static enum status start_upkeep(struct serving *s, struct fault *why)
{
    s->upkeep.ledger = s->ledger;
    s->upkeep.store = s->store;
    s->upkeep.log = log_line;
    s->upkeep.turn = turn;
    s->upkeep.arg = s;
    s->nightly.store = s->store;
    s->nightly.shared = &s->shared;
    nightly_begin(&s->nightly);
    s->certificate.server = s->server;
    s->certificate.hosts = s->hosts;
    s->certificate.log = log_line;
    certificate_begin(&s->certificate);
    return upkeep_start(&s->upkeep, why);
}

static void close_all(struct serving *s)
{
    upkeep_stop(&s->upkeep);
    http_server_free(s->server);
    house_clear(&s->shared);
    ledger_free(s->ledger);
    store_free(s->store);
    vault_free(s->vault);
    free(s->knowledge_block);
    free(s->block);
}

static enum status serve(struct serving *s, struct fault *why)
{
    enum status st = find_folders(s, why);

    if (st == HF_OK)
        st = name_hosts(s, why);
    if (st == HF_OK)
        st = load_knowledge(s, why);
    if (st == HF_OK)
        st = open_practice(s, why);
    if (st == HF_OK)
        st = share(s, why);
    if (st == HF_OK)
        st = listen_for_people(s, why);
    if (st == HF_OK)
        st = start_upkeep(s, why);
    if (st != HF_OK)
        return st;
    tell_start(s);
    /* The signal of a terminal that closes; with a certificate, the one that asks to read it anew.
     */
    while (process_wait() == SIGHUP && s->certificate.path != NULL)
        certificate_renew(&s->certificate);
    http_server_stop(s->server, GRACE_MS);
    return HF_OK;
}

static int serve_run(int argc, char **argv)
{
    /* Too large for a stack; one for the process, like the process itself. */
    struct serving *s = calloc(1, sizeof *s);
    struct fault why;

    if (s == NULL)
        return CLI_FAILED;
    fault_clear(&why);
    s->address = "127.0.0.1";
    s->port = DEFAULT_PORT;
    if (!take_arguments(s, argc, argv)) {
        free(s);
        return cli_misused(&serve_command, "needs --data, and each option its value");
    }
    if (s->outside_port == 0 && s->is_behind_tls)
        s->outside_port = HTTPS_PORT;
    process_hold_signals();
    enum status st = process_harden(&why);

    if (st == HF_OK)
        st = serve(s, &why);
    int code = st == HF_OK ? CLI_OK : cli_failed(&serve_command, &why);

    close_all(s);
    free(s);
    return code;
}

const struct command serve_command = {"serve",
                                      "--data DIR [--secrets DIR] [--listen ADDRESS] [--port N] "
                                      "[--tls CERTIFICATE KEY | --behind-tls] "
                                      "[--host NAME]... [--outside-port N] [--backups FOLDER]",
                                      "Serve a practice until Ctrl-C", serve_run};
