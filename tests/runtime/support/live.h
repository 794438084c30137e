#ifndef TEST_LIVE_H
#define TEST_LIVE_H

#include "scene.h"

/*
** Programs on the machine's clock, with its sockets and threads, in a scene. live(coroutine) runs one and returns what
** it prints, what its loop reports, and `! Type: message` where it raised; the text lives until the next.
*/
const char *live(asyncio_coroutine *coroutine);

/* The same in steps: a runner of the scene's that tells into live_text(), and its drive. NULL without memory. */
asyncio_runner *live_runner(void);
asyncio_run_status live_drive(asyncio_runner *runner);
const char *live_text(void);

/* Adds a line to the text. */
void live_say(const char *line);

#endif
