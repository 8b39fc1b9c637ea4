// `synthetic-server BEHAVIOUR [NUMBER...]` (behaviour.h): prints {"port":N}, serves until its standard input ends, and then
// prints what it has counted.

#include <sys/resource.h>

#include <cstdio>
#include <exception>

#include "server.h"

int main(int count, char** arguments) {
  using namespace tutti::load;
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  try {
    Server server(Behaviour::parse({arguments + 1, arguments + count}));
    printf("{\"port\":%u}\n", unsigned{server.port()});
    fflush(stdout);
    server.run();
    return 0;
  } catch (const std::exception& error) {
    fprintf(stderr, "synthetic-server: %s\n", error.what());
    return 2;
  }
}
