// `sessions`: a load generator for servers of files. It reads one launch specification from its standard input, loads the
// server named in it, and says what came of it on its standard output; it ends when its standard input does.
//
// `sessions --paths FOLDER SEED COUNT` prints so many files of a file set as they are drawn, a line each with path and
// length, for generators that want a list. `sessions --version` prints the version.

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

/// What sessions does, it does in this version: its number changes with whatever makes results incomparable.
constexpr const char* version = "sessions 1";

void printPaths(const std::string& folder, uint64_t seed, uint64_t count) {
  const FileSet files = FileSet::read(folder, "");
  Random random(seed, 0);
  std::string lines;
  for (uint64_t i = 0; i < count; i++) {
    const uint32_t file = files.draw(random);
    lines += FileSet::pathOf(file) + "\t" + std::to_string(files.file(file).length) + "\n";
  }
  say(lines);
}

void awaitEndOfInput() {
  char ignored[256];
  for (ssize_t size = 1; size > 0 || (size < 0 && errno == EINTR);) size = read(STDIN_FILENO, ignored, sizeof ignored);
}

}  // namespace

int main(int count, char** arguments) {
  const std::string option = count > 1 ? arguments[1] : "";
  if (option == "--version") return puts(version) < 0;
  std::string line;
  int status = 0;
  try {
    if (option == "--paths" && count == 5) {
      printPaths(arguments[2], std::stoull(arguments[3]), std::stoull(arguments[4]));
      return 0;
    }
    if (!std::getline(std::cin, line)) return 0;
    serve(line);
  } catch (const std::exception& error) {
    say(errorMessage("LoadFailed", error.what()));
    status = 1;
  }
  awaitEndOfInput();
  return status;
}
