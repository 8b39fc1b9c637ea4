// `sessions`: a load generator for servers of files. It reads one launch specification from its standard input, loads the
// server named in it, and says what came of it on its standard output; it ends when its standard input does.

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <exception>
#include <iostream>
#include <string>

#include "descriptor_limit.h"
#include "messages.h"

namespace {

using namespace tutti::load;

void sayOpened() { say("{\"type\":\"window\"}\n"); }
void sayClosed() { say("{\"type\":\"window-end\"}\n"); }

void serve(const std::string& line) {
  const Specification specification = Specification::parse(line);
  if (const auto reason = makeRoomFor(specification.clients)) return say(unsupportedMessage(*reason));
  const std::string host = specification.host + ":" + std::to_string(specification.port);
  const FileSet files = FileSet::read(specification.materials, host);
  Load load(specification, files);
  say(readyMessage(specification.nonce));
  load.run(sayOpened, sayClosed);
  say(intervalMessages(load.tally()) + resultMessage(specification, load));
}

void awaitEndOfInput() {
  char ignored[256];
  for (ssize_t size = 1; size > 0 || (size < 0 && errno == EINTR);) size = read(STDIN_FILENO, ignored, sizeof ignored);
}

}  // namespace

int main(int count, char** arguments) {
  if (count == 2 && std::string(arguments[1]) == "--version") {
    puts("sessions 1");
    return 0;
  }
  std::string line;
  if (!std::getline(std::cin, line)) return 0;
  int status = 0;
  try {
    serve(line);
  } catch (const std::exception& error) {
    say(errorMessage("LoadFailed", error.what()));
    status = 1;
  }
  awaitEndOfInput();
  return status;
}
