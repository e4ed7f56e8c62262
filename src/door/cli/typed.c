/* door/cli/typed.c - see typed.h.
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "door/cli/typed.h"

#include <stdbool.h>
#include <stdio.h>
#include <termios.h>
#include <unistd.h>

static void show_typing(bool shown)
{
    struct termios term;

    if (tcgetattr(STDIN_FILENO, &term) != 0)
        return;
    term.c_lflag = shown ? term.c_lflag | (tcflag_t)ECHO : term.c_lflag & ~(tcflag_t)ECHO;
    (void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &term); /* then it is seen: their own screen */
}

enum status typed_ask(const char *what, char *ret, size_t size, struct fault *why)
{
    bool terminal = isatty(STDIN_FILENO) == 1;

    if (terminal) {
        fprintf(stderr, "%s: ", what);
        show_typing(false);
    }
    bool got = fgets(ret, (int)size, stdin) != NULL;

    if (terminal) {
        show_typing(true);
        fputc('\n', stderr);
    }
    return got ? HF_OK : fault_set(why, HF_INVALID, "needs a line for: %s", what);
}
