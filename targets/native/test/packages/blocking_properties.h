// Threads that wait for what comes from outside: time, pipes, sockets.
#pragma once

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <mutex>

#include "properties.h"

namespace tutti::test {

/// The two ends of a pipe.
struct Pipe {
  Pipe() { expect(pipe(ends) == 0, "a pipe can be made"); }
  int from() const { return ends[0]; }
  int to() const { return ends[1]; }
  int ends[2];
};

template <ThreadPackage Package>
void sleeps() {
  using Clock = std::chrono::steady_clock;
  using namespace std::chrono_literals;
  constexpr int threads = 50;
  Party<Package> party(threads);
  const auto before = Clock::now();
  for (int index = 0; index < threads; index++) {
    party.add([&] {
      const auto asleep = Clock::now();
      party.package.sleep(50ms);
      expect(Clock::now() - asleep >= 50ms, "nobody wakes early");
    });
  }
  party.finish();
  expect(Clock::now() - before < threads * 50ms, "they sleep at the same time");
}

template <ThreadPackage Package>
void roundTrips() {
  constexpr int rounds = 200;
  Party<Package> party(2);
  const Pipe there, back;
  const auto play = [&](int from, int to, bool first) {
    for (int round = 0; round < rounds; round++) {
      int token = round;
      if (first) expect(party.package.write(to, &token, sizeof token) == sizeof token, "a token is written");
      expect(party.package.read(from, &token, sizeof token) == sizeof token, "a token is read");
      expect(token == round, "it is the right one");
      if (!first) expect(party.package.write(to, &token, sizeof token) == sizeof token, "it is sent back");
    }
    expect(party.package.close(to) == 0, "the end can be closed");
    char one;
    expect(party.package.read(from, &one, 1) == 0, "that is the end of what there is to read");
    expect(party.package.close(from) == 0, "and the other end too");
  };
  party.add([&] { play(back.from(), there.to(), true); });
  party.add([&] { play(there.from(), back.to(), false); });
  party.finish();
}

template <ThreadPackage Package>
void writesPastThePipe() {
  constexpr size_t total = 1 << 20, part = 4096;
  Party<Package> party(2);
  const Pipe pipe;
  size_t sent = 0, received = 0;
  party.add([&] {
    const std::string text(part, 'x');
    while (sent < total) {
      const ssize_t size = party.package.write(pipe.to(), text.data(), text.size());
      expect(size > 0, "what does not fit waits");
      sent += static_cast<size_t>(size);
    }
    party.package.close(pipe.to());
  });
  party.add([&] {
    char text[part];
    for (ssize_t size; (size = party.package.read(pipe.from(), text, sizeof text)) > 0;) received += static_cast<size_t>(size);
    party.package.close(pipe.from());
  });
  party.finish();
  expect(sent == total && received == total, "all that is written is read");
}

template <ThreadPackage Package>
void othersRun() {
  Party<Package> party(2);
  typename Package::Mutex mutex(party.package);
  const Pipe pipe;
  int steps = 0;
  party.add([&] {
    char one;
    expect(party.package.read(pipe.from(), &one, 1) == 1, "it is read at last");
    const std::lock_guard lock(mutex);
    expect(steps == 100, "meanwhile another thread ran");
  });
  party.add([&] {
    for (int step = 0; step < 100; step++) {
      party.package.yield();
      const std::lock_guard lock(mutex);
      steps++;
    }
    expect(party.package.write(pipe.to(), "x", 1) == 1, "it is written");
  });
  party.finish();
  close(pipe.from());
  close(pipe.to());
}

template <ThreadPackage Package>
void readsFiles() {
  Party<Package> party(1);
  party.add([&] {
    const int file = party.package.open("/proc/self/cmdline", O_RDONLY);
    char letter = 0;
    expect(file >= 0, "a file can be opened");
    expect(party.package.read(file, &letter, 1) == 1 && letter != 0, "and read");
    expect(party.package.close(file) == 0, "and closed");
    errno = 0;
    expect(party.package.open("/proc/self/nothing", O_RDONLY) == -1 && errno == ENOENT, "unless there is none");
  });
  party.finish();
}

template <ThreadPackage Package>
void sendsAndReceives() {
  constexpr size_t total = 1 << 20;
  Party<Package> party(2);
  int ends[2];
  expect(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0, "there are sockets");
  size_t received = 0;
  party.add([&] {
    const std::string text(total, 'x');
    for (size_t sent = 0; sent < total;) {
      const ssize_t size = party.package.send(ends[0], text.data(), total - sent);
      expect(size > 0, "what does not fit waits, or is left");
      sent += static_cast<size_t>(size);
    }
    char one;
    expect(party.package.recv(ends[0], &one, 1) == 0, "the other side closes");
    errno = 0;
    expect(party.package.send(ends[0], "x", 1) == -1 && errno == EPIPE, "to send on is an error, and no signal");
    expect(party.package.close(ends[0]) == 0, "this side closes, too");
  });
  party.add([&] {
    char text[4096];
    while (received < total) received += static_cast<size_t>(party.package.recv(ends[1], text, sizeof text));
    expect(party.package.close(ends[1]) == 0, "a socket can be closed");
  });
  party.finish();
  expect(received == total, "all that was sent is received");
}

template <ThreadPackage Package>
void accepts() {
  constexpr int clients = 5;
  Party<Package> party(2);
  const int listener = socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  // A name in the abstract namespace: it needs no file.
  snprintf(address.sun_path + 1, sizeof address.sun_path - 1, "tutti-packages-test-%d", getpid());
  const auto* const name = reinterpret_cast<const sockaddr*>(&address);
  expect(bind(listener, name, sizeof address) == 0 && listen(listener, clients) == 0, "one can listen");
  party.add([&] {
    for (int index = 0; index < clients; index++) {
      const int connection = party.package.accept(listener);
      char letter = 0;
      expect(connection >= 0, "a connection is accepted");
      expect(party.package.read(connection, &letter, 1) == 1 && letter == 'a' + index, "it is that of the client");
      expect(party.package.write(connection, &letter, 1) == 1, "and it can be answered");
      party.package.close(connection);
    }
  });
  party.add([&] {
    for (int index = 0; index < clients; index++) {
      const int client = socket(AF_UNIX, SOCK_STREAM, 0);
      expect(connect(client, name, sizeof address) == 0, "one can connect");
      char letter = static_cast<char>('a' + index);
      expect(party.package.write(client, &letter, 1) == 1, "a letter is sent");
      expect(party.package.read(client, &letter, 1) == 1 && letter == 'a' + index, "and comes back");
      party.package.close(client);
    }
  });
  party.finish();
  party.package.close(listener);
}

template <ThreadPackage Package>
void failsAsPosix() {
  Party<Package> party(1);
  party.add([&] {
    char one;
    errno = 0;
    expect(party.package.read(-1, &one, 1) == -1 && errno == EBADF, "there is no such descriptor to read");
    errno = 0;
    expect(party.package.write(-1, &one, 1) == -1 && errno == EBADF, "nor to write");
    errno = 0;
    expect(party.package.close(-1) == -1 && errno == EBADF, "nor to close");
  });
  party.finish();
}

/// A package without blocking calls must say so, whatever it is asked.
template <ThreadPackage Package>
void refusesCalls() {
  Party<Package> party(1);
  party.add([&] {
    char one;
    errno = 0;
    expect(party.package.read(0, &one, 1) == -1 && errno == ENOTSUP, "it does not read");
    errno = 0;
    expect(party.package.write(1, &one, 1) == -1 && errno == ENOTSUP, "nor write");
    errno = 0;
    expect(party.package.accept(0) == -1 && errno == ENOTSUP, "nor accept");
    errno = 0;
    expect(party.package.recv(0, &one, 1) == -1 && errno == ENOTSUP, "nor receive");
    errno = 0;
    expect(party.package.send(0, &one, 1) == -1 && errno == ENOTSUP, "nor send");
    errno = 0;
    expect(party.package.open("/dev/null", O_RDONLY) == -1 && errno == ENOTSUP, "nor open");
  });
  party.finish();
  expect(std::string(whyNoBlockingCalls<Package>()).size() > 10, "it says why");
}

template <ThreadPackage Package>
std::vector<Property<Package>> blockingProperties() {
  std::vector<Property<Package>> properties{{"sleeping threads wake when their time has come", sleeps<Package>}};
  if (whyNoBlockingCalls<Package>() != nullptr) {
    properties.push_back({"blocking calls are refused", refusesCalls<Package>});
    return properties;
  }
  properties.push_back({"tokens go round between two pipes", roundTrips<Package>});
  properties.push_back({"a writer waits for room in the pipe", writesPastThePipe<Package>});
  properties.push_back({"while one thread waits for a pipe, others run", othersRun<Package>});
  properties.push_back({"files are opened, read and closed", readsFiles<Package>});
  properties.push_back({"sockets send and receive, whatever fits, and tell of the other side's end", sendsAndReceives<Package>});
  properties.push_back({"connections are accepted and answered", accepts<Package>});
  properties.push_back({"calls fail with the errno of POSIX", failsAsPosix<Package>});
  return properties;
}

}  // namespace tutti::test
