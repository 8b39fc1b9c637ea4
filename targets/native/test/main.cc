// `PROGRAM` lists the tests, `PROGRAM SENTENCE` runs one and exits 0, or aborts with what failed.

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <map>

#include "test.h"

namespace tutti::test {
namespace {

std::map<std::string, void (*)()>& tests() {
  static std::map<std::string, void (*)()> all;
  return all;
}

}  // namespace

void expect(bool condition, const char* what) {
  if (condition) return;
  fprintf(stderr, "expected: %s\n", what);
  abort();
}

Registered::Registered(const char* sentence, void (*run)()) { tests().emplace(sentence, run); }

std::string lastWordsOf(void (*function)()) {
  int ends[2];
  expect(pipe(ends) == 0, "a pipe can be made");
  const pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], STDERR_FILENO);
    function();
    _exit(0);
  }
  close(ends[1]);
  std::string words;
  char part[512];
  for (ssize_t size; (size = read(ends[0], part, sizeof part)) > 0;) words.append(part, static_cast<size_t>(size));
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  expect(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT, "it aborts");
  return words;
}

}  // namespace tutti::test

int main(int count, char** arguments) {
  const auto& tests = tutti::test::tests();
  const auto found = count == 2 ? tests.find(arguments[1]) : tests.end();
  if (found != tests.end()) {
    found->second();
    return 0;
  }
  for (const auto& [name, test] : tests) puts(name.c_str());
  return count == 1 ? 0 : 2;
}
