// User-level threads: all of the package.
#pragma once

#include "channel.h"
#include "condition.h"
#include "mutex.h"
#include "read_write_lock.h"
#include "scheduler.h"
#include "semaphore.h"
#include "thread_local.h"
