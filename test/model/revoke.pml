/* revoke.pml - two browsers on one client's consent: one takes it back while the other confirms a
 * page that was drawn before (S9, S10, and "only what the client has seen").
 *
 * Each browser draws its page, then sends what it has, and sends again when no reply came. The store
 * lets one writer in at a time; within a transaction each step can be interleaved with the others'.
 *
 * What is proved of every interleaving:
 *   S9_revoked   no yes is recorded whose page had not shown the last revoke, so once a revoke is
 *                recorded nothing is allowed until somebody saw it and said yes again;
 *   S9_at_once   a revoke is never refused: whoever sent one has it recorded;
 *   once         a request that is sent again is recorded once.
 *
 * Naive twins, each of which must fail: NAIVE_SEEN records every yes; NAIVE_CHECK looks at the
 * page's age before it begins to write; NAIVE_REVOKE refuses a revoke from an old page, too;
 * NAIVE_AGAIN does not know a request that comes again. REACH proves that the model is not empty: a
 * yes after a revoke, which must be found.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#define BROWSERS 2
#define TURNS    2

bool writing = false; /* the store's one writer */
byte log = 0;         /* entries */
byte revoked = 0;     /* the number of the last revoke */
bool allowed = true;  /* as the fold says: a yes stands after the last revoke */

byte yes_seen = 0; /* what the page of the last yes had shown */
byte sent[BROWSERS], kept[BROWSERS]; /* revokes: by whom, recorded for whom */

#ifdef NAIVE_SEEN
#define HAS_SEEN(page) true
#else
#define HAS_SEEN(page) (page >= revoked)
#endif
#ifdef NAIVE_REVOKE
#define MAY_REVOKE(page) (page == log)
#else
#define MAY_REVOKE(page) true
#endif
#ifdef NAIVE_AGAIN
#define IS_NEW(done) true
#else
#define IS_NEW(done) (!done)
#endif
#ifdef REACH
#define UNREACHED(x) assert(!(x))
#else
#define UNREACHED(x) skip
#endif

inline begin_write() {
    atomic { !writing -> writing = true }
}

inline end_write() {
    writing = false
}

/* What a transaction wrote is seen by others at its commit, all at once. */

inline commit_yes(page) {
    atomic {
        log++;
        yes_seen = page;
        allowed = true;
        assert(page >= revoked); /* S9_revoked */
        UNREACHED(revoked > 0)
    }
}

inline commit_revoke(who) {
    atomic {
        log++;
        revoked = log;
        allowed = false;
        kept[who]++;
        assert(kept[who] <= sent[who]) /* once */
    }
}

/* Sent once or twice: the first reply may be lost. */
#ifdef NAIVE_CHECK
inline send_yes(page) {
    if
    :: HAS_SEEN(page) -> begin_write(); commit_yes(page); end_write()
    :: else
    fi
}
#else
inline send_yes(page) {
    begin_write();
    if
    :: HAS_SEEN(page) -> commit_yes(page)
    :: else
    fi;
    end_write()
}
#endif

inline send_revoke(who, page, done) {
    begin_write();
    if
    :: IS_NEW(done) && MAY_REVOKE(page) -> commit_revoke(who)
    :: else
    fi;
    done = true;
    end_write()
}

proctype browser(byte who) {
    byte page = 0, turn = 0;
    bool done = false;

    do
    :: turn < TURNS ->
        page = log; /* the page is drawn */
        if
        :: send_yes(page)
        :: done = false;
            sent[who]++;
            send_revoke(who, page, done);
            if
            :: true -> send_revoke(who, page, done) /* no reply came */
            :: true
            fi
        :: true /* closed */
        fi;
        turn++
    :: turn == TURNS -> break
    od;
    assert(kept[who] == sent[who]) /* S9_at_once */
}

/* Whoever asks at any moment, as a step begins. */
active proctype asker() {
    byte n = 0;

    do
    :: n < 2 -> atomic { assert(!allowed || yes_seen >= revoked); n++ }
    :: n == 2 -> break
    od
}

init {
    atomic {
        run browser(0);
        run browser(1)
    }
}
