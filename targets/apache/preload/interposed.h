// The functions of the C library that this library stands before. build.mjs reads the names from here: the linker turns
// each call of one of them from inside this library into a call of the real one.
//
// pthread_equal, the attribute functions and pthread_sigmask are not among them: the C library's own do as they are.
#pragma once

#define TUTTI_INTERPOSED(CALL) \
  CALL(accept)                 \
  CALL(accept4)                \
  CALL(close)                  \
  CALL(connect)                \
  CALL(epoll_wait)             \
  CALL(fcntl)                  \
  CALL(nanosleep)              \
  CALL(poll)                   \
  CALL(pthread_cond_broadcast) \
  CALL(pthread_cond_destroy)   \
  CALL(pthread_cond_init)      \
  CALL(pthread_cond_signal)    \
  CALL(pthread_cond_timedwait) \
  CALL(pthread_cond_wait)      \
  CALL(pthread_create)         \
  CALL(pthread_detach)         \
  CALL(pthread_exit)           \
  CALL(pthread_getspecific)    \
  CALL(pthread_join)           \
  CALL(pthread_key_create)     \
  CALL(pthread_key_delete)     \
  CALL(pthread_kill)           \
  CALL(pthread_mutex_destroy)  \
  CALL(pthread_mutex_init)     \
  CALL(pthread_mutex_lock)     \
  CALL(pthread_mutex_timedlock) \
  CALL(pthread_mutex_trylock)  \
  CALL(pthread_mutex_unlock)   \
  CALL(pthread_once)           \
  CALL(pthread_rwlock_destroy) \
  CALL(pthread_rwlock_init)    \
  CALL(pthread_rwlock_rdlock)  \
  CALL(pthread_rwlock_tryrdlock) \
  CALL(pthread_rwlock_trywrlock) \
  CALL(pthread_rwlock_unlock)  \
  CALL(pthread_rwlock_wrlock)  \
  CALL(pthread_self)           \
  CALL(pthread_setspecific)    \
  CALL(read)                   \
  CALL(readv)                  \
  CALL(recv)                   \
  CALL(recvfrom)               \
  CALL(sched_yield)            \
  CALL(select)                 \
  CALL(send)                   \
  CALL(sendfile)               \
  CALL(sendto)                 \
  CALL(usleep)                 \
  CALL(write)                  \
  CALL(writev)
