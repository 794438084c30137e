#ifndef AIO_TASK_NAME_H
#define AIO_TASK_NAME_H

#include "task.h"

/* "Task-3", or its name, into a buffer of the caller's where it has to be made. */
const char *aio__task_name(const asyncio_task *task, char buffer[24]);

/* Gives it a name, taking over the reference. */
void aio__task_set_name(asyncio_task *task, aio__str *name);

#endif
