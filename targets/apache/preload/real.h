// The C library's own functions, by the names under which the linker (--wrap) finds them in this library.
#pragma once

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include "interposed.h"

namespace tutti::real {

#define TUTTI_DECLARE(name) extern decltype(::name) name asm("__wrap_" #name);
TUTTI_INTERPOSED(TUTTI_DECLARE)
#undef TUTTI_DECLARE

}  // namespace tutti::real
