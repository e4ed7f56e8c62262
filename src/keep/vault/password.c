/* keep/vault/password.c - is a password easily guessed? Patterns of our own, no downloaded list.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "keep/vault/vault_inside.h"

#include <sodium.h>
#include <string.h>

enum { FEWEST_LETTERS = 5, LONGEST_RUN = 5, LEFT_AFTER_WORD = 8, NAME_LEAST = 4 };

/* Rows of keyboards and alphabets, read in both directions. */
static const char *const lines[] = {
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "qwertzuiop",
    "azertyuiop",
    "asdfghjkl",
    "yxcvbnm",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb",
};

static const char *const words[] = {
    "password",     "passwort",      "passphrase", "kennwort", "contrasena", "letmein",
    "welcome",      "willkommen",    "iloveyou",   "changeme", "secret",     "geheim",
    "admin",        "administrator", "holdfast",   "massage",  "bodywork",   "practice",
    "praxis",       "therapy",       "therapie",   "studio",   "football",   "sunshine",
    "princess",     "dragon",        "monkey",     "summer",   "sommer",     "winter",
    "correcthorse", "batterystaple",
};

static bool has(struct span text, struct span part)
{
    for (size_t i = 0; part.len > 0 && i + part.len <= text.len; i++)
        if (memcmp(text.at + i, part.at, part.len) == 0)
            return true;
    return false;
}

static int letters_in(struct span text)
{
    bool seen[256] = {false};
    int n = 0;

    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];

        n += !seen[c];
        seen[c] = true;
    }
    return n;
}

static int step_on(const char *line, char a, char b)
{
    const char *at = a == '\0' ? NULL : strchr(line, a);

    if (at == NULL)
        return 0;
    return at[1] == b ? 1 : at > line && at[-1] == b ? -1 : 0;
}

static size_t longest_run(struct span text, const char *line)
{
    size_t run = 1, longest = 0;
    int way = 0;

    for (size_t i = 1; i < text.len; i++) {
        int step = step_on(line, text.at[i - 1], text.at[i]);

        run = step != 0 && (step == way || run == 1) ? run + 1 : step != 0 ? 2 : 1;
        way = step;
        longest = run > longest ? run : longest;
    }
    return longest;
}

/* A run leaves too little that is the person's own. */
static bool is_mostly_run(struct span text)
{
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        size_t run = longest_run(text, lines[i]);

        if (run > LONGEST_RUN && text.len - run < LEFT_AFTER_WORD)
            return true;
    }
    return false;
}

static bool is_mostly(struct span text, struct span word)
{
    return word.len >= NAME_LEAST && has(text, word) && text.len - word.len < LEFT_AFTER_WORD;
}

static bool is_mostly_word(struct span text)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (is_mostly(text, span_of(words[i])))
            return true;
    return false;
}

static bool is_twice(struct span text)
{
    for (size_t part = 1; part <= text.len / 2; part++)
        if (text.len % part == 0 && memcmp(text.at, text.at + part, text.len - part) == 0)
            return true;
    return false;
}

static bool is_mostly_name(struct span text, struct span name)
{
    char folded[SLOT_LOGIN_MOST];

    return is_mostly(text, span_at(folded, fold_text(name, folded, sizeof folded)));
}

static enum password_flaw judge(struct span text, struct span practice, struct span login)
{
    if (letters_in(text) < FEWEST_LETTERS || is_twice(text))
        return PASSWORD_REPEATS;
    if (is_mostly_run(text))
        return PASSWORD_RUN;
    if (is_mostly_word(text))
        return PASSWORD_WORD;
    return is_mostly_name(text, practice) || is_mostly_name(text, login) ? PASSWORD_NAME
                                                                         : PASSWORD_FITS;
}

enum password_flaw password_flaw(struct span password, struct span practice, struct span login)
{
    char folded[SLOT_PASSWORD_MOST];

    if (password.len < SLOT_PASSWORD_LEAST)
        return PASSWORD_SHORT;
    if (password.len > SLOT_PASSWORD_MOST)
        return PASSWORD_LONG;
    size_t len = fold_text(password, folded, sizeof folded);
    enum password_flaw flaw = judge(span_at(folded, len), practice, login);

    sodium_memzero(folded, sizeof folded);
    return flaw;
}

/* KEEP IN ORDER: enum password_flaw. */
static const char *const flaws[] = {
    NULL,
    "the password needs at least 12 characters",
    "the password is longer than 1024 bytes",
    "the password repeats itself too much",
    "the password follows the keyboard or the alphabet",
    "the password is one of the words tried first",
    "the password is little more than a name",
};

enum status password_check(struct span password, struct span practice, struct span login,
                           struct fault *why)
{
    enum password_flaw flaw = password_flaw(password, practice, login);

    return flaw == PASSWORD_FITS ? HF_OK : fault_set(why, HF_INVALID, "%s", flaws[flaw]);
}
