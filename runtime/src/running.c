#include "running.h"

_Thread_local aio__running aio__now;
