// Sockets: servers and clients in one scheduler, over the loopback interface and in the file system.

#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <cstdlib>

#include "io_test.h"

namespace {

using namespace tutti;
using namespace tutti::test;

/// An address, and how long it is.
struct Address {
  sockaddr_storage storage{};
  socklen_t length = sizeof storage;
  sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
};

/// A socket that listens on the loopback interface at a free port; `address` says where.
int listenOnLoopback(Address& address, int backlog = 128) {
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in any{};
  any.sin_family = AF_INET;
  any.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  expect(bind(listener, reinterpret_cast<sockaddr*>(&any), sizeof any) == 0 && listen(listener, backlog) == 0, "it listens");
  expect(getsockname(listener, address.get(), &address.length) == 0, "it has an address");
  return listener;
}

/// The same in the file system, in a name that only this process uses.
int listenInFolder(Address& address, int backlog = 128) {
  const int listener = socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un local{};
  local.sun_family = AF_UNIX;
  // An abstract name: it begins with a zero and leaves no file behind.
  const std::string name = "tutti-io-test-" + std::to_string(getpid());
  memcpy(local.sun_path + 1, name.data(), name.size());
  address.length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
  memcpy(&address.storage, &local, address.length);
  expect(bind(listener, address.get(), address.length) == 0 && listen(listener, backlog) == 0, "it listens");
  return listener;
}

/// Accepts so many clients and gives each a thread that sends back what it gets.
void serveEchoes(World& world, int listener, int clients) {
  for (int served = 0; served < clients; served++) {
    const int connection = world.io.accept(listener, nullptr, nullptr);
    expect(connection >= 0, "a client is accepted");
    world.go([&world, connection] {
      std::array<char, 100> buffer;
      for (ssize_t size; (size = world.io.recv(connection, buffer.data(), buffer.size(), 0)) > 0;) {
        expect(world.io.send(connection, buffer.data(), static_cast<size_t>(size), 0) == size, "it is sent back");
      }
      world.io.close(connection);
    });
  }
  world.io.close(listener);
}

void askEchoes(World& world, Address& address, int client, int& right) {
  const int connection = socket(address.storage.ss_family, SOCK_STREAM, 0);
  expect(world.io.connect(connection, address.get(), address.length) == 0, "a client connects");
  for (int round = 0; round < 10; round++) {
    const int question = client * 100 + round;
    int answer = -1;
    expect(world.io.send(connection, &question, sizeof question, 0) == sizeof question, "it asks");
    expect(world.io.recv(connection, &answer, sizeof answer, MSG_WAITALL) == sizeof answer, "it is answered");
    right += answer == question;
  }
  world.io.close(connection);
}

void echo(World& world, int (*listenAt)(Address&, int), int backlog) {
  constexpr int clients = 40;
  Address address;
  const int listener = listenAt(address, backlog);
  int right = 0;
  world.go([&] { serveEchoes(world, listener, clients); });
  for (int client = 0; client < clients; client++) {
    world.go([&, client] { askEchoes(world, address, client, right); });
  }
  world.run();
  expect(right == clients * 10, "every echo is right");
}

IO_TEST(echoOverLoopback, "an echo server and forty clients over 127.0.0.1") { echo(world, listenOnLoopback, 128); }
IO_TEST(echoOverUnix, "an echo server and forty clients over a Unix socket, with a backlog of four") { echo(world, listenInFolder, 4); }

IO_TEST(halfClose, "a side that is shut down is read to its end while the other still speaks") {
  Address address;
  const int listener = listenOnLoopback(address);
  std::string heard, answered;
  world.go([&] {
    const int connection = world.io.accept(listener, nullptr, nullptr);
    char buffer[8];
    for (ssize_t size; (size = world.io.read(connection, buffer, sizeof buffer)) > 0;) heard.append(buffer, static_cast<size_t>(size));
    expect(world.io.write(connection, "thanks", 6) == 6, "it can still answer");
    world.io.close(connection);
  });
  world.go([&] {
    const int connection = socket(AF_INET, SOCK_STREAM, 0);
    expect(world.io.connect(connection, address.get(), address.length) == 0, "it connects");
    expect(world.io.write(connection, "a long sentence", 15) == 15, "it speaks");
    expect(shutdown(connection, SHUT_WR) == 0, "and falls silent");
    char buffer[8];
    for (ssize_t size; (size = world.io.read(connection, buffer, sizeof buffer)) > 0;) answered.append(buffer, static_cast<size_t>(size));
    world.io.close(connection);
  });
  world.run();
  expect(heard == "a long sentence" && answered == "thanks", "both heard all");
}

IO_TEST(refused, "a connection that is refused says ECONNREFUSED") {
  Address address;
  ::close(listenOnLoopback(address));
  world.go([&] {
    const int connection = socket(AF_INET, SOCK_STREAM, 0);
    expect(failed(world.io.connect(connection, address.get(), address.length), ECONNREFUSED), "nobody listens");
    world.io.close(connection);
  });
  world.run();
}

IO_TEST(brokenConnection, "sending to whoever has gone is EPIPE or ECONNRESET, and no signal") {
  int ends[2];
  expect(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0, "a pair");
  world.go([&] {
    world.io.close(ends[1]);
    expect(failed(world.io.send(ends[0], "x", 1, 0), EPIPE), "by send");
    expect(failed(world.io.write(ends[0], "x", 1), EPIPE), "and by write");
  });
  world.run();
}

IO_TEST(acceptWaits, "accept waits until its deadline, until it is cancelled, or until the listener is closed") {
  Address address;
  const int listener = listenOnLoopback(address);
  int told = 0;
  world.go([&] { told += failed(world.io.accept(listener, nullptr, nullptr, world.after(2ms)), ETIMEDOUT); });
  Thread* const thread = world.scheduler.spawn([&] { told += failed(world.io.accept(listener, nullptr, nullptr), ECANCELED); });
  world.go([&] { told += failed(world.io.accept(listener, nullptr, nullptr), EBADF); });
  world.go([&] {
    world.letOthersWait();
    world.scheduler.cancel(thread);
    world.scheduler.join(thread);
    world.scheduler.sleepFor(5ms);
    world.io.close(listener);
  });
  world.run();
  expect(told == 3, "each in its way");
}

IO_TEST(tooMany, "a server without descriptors says EMFILE, and goes on when there are some again") {
  Address address;
  const int listener = listenOnLoopback(address);
  const int connection = socket(AF_INET, SOCK_STREAM, 0);
  world.go([&] {
    expect(world.io.connect(connection, address.get(), address.length) == 0, "the kernel accepts for the server");
    const int next = ::dup(0);
    ::close(next);
    rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    const rlimit before = limit;
    limit.rlim_cur = static_cast<rlim_t>(next);
    setrlimit(RLIMIT_NOFILE, &limit);
    expect(failed(world.io.accept(listener, nullptr, nullptr), EMFILE), "no more");
    setrlimit(RLIMIT_NOFILE, &before);
    const int accepted = world.io.accept(listener, nullptr, nullptr);
    expect(accepted == next, "now there is one");
    for (const int descriptor : {accepted, connection, listener}) world.io.close(descriptor);
  });
  world.run();
}

IO_TEST(madeHere, "a socket that is made here does not block, and nothing is left of one that had its number") {
  Address address;
  const int listener = listenOnLoopback(address);
  world.go([&] {
    int number = -1;
    for (const int type : {int{SOCK_DGRAM}, SOCK_STREAM | SOCK_CLOEXEC, int{SOCK_STREAM}}) {
      const int made = world.io.socket(AF_INET, type, 0);
      expect(made >= 0 && (fcntl(made, F_GETFL) & O_NONBLOCK) != 0, "it does not block");
      expect(number < 0 || made == number, "the number comes back");
      number = made;
      char byte;
      if (type != SOCK_DGRAM) expect(world.io.connect(made, address.get(), address.length) == 0, "it connects");
      expect(failed(world.io.recv(made, &byte, 1, 0, world.after(1ms)), ETIMEDOUT), "it waits");
      ::close(made);
    }
    expect(failed(world.io.socket(AF_INET, SOCK_STREAM, 200), EPROTONOSUPPORT), "no such protocol");
    world.io.close(listener);
  });
  world.run();
}

IO_TEST(datagrams, "datagrams keep their borders, and a short one does not mean that there is no more") {
  int ends[2];
  expect(socketpair(AF_UNIX, SOCK_DGRAM, 0, ends) == 0, "a pair");
  std::string sizes;
  world.go([&] {
    char buffer[16];
    for (int message = 0; message < 3; message++) sizes += std::to_string(world.io.recv(ends[0], buffer, sizeof buffer, 0));
  });
  world.go([&] {
    world.letOthersWait();
    for (const size_t size : {3, 1, 2}) world.io.send(ends[1], "xyz", size, 0);
  });
  world.run();
  expect(sizes == "312", "in their order");
}

IO_TEST(peeking, "peeking takes nothing away, and flags that ask not to wait are heard") {
  int ends[2];
  expect(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0, "a pair");
  world.go([&] {
    char buffer[16];
    expect(failed(world.io.recv(ends[0], buffer, sizeof buffer, MSG_DONTWAIT), EAGAIN), "nothing yet");
    world.io.send(ends[1], "abc", 3, 0);
    expect(world.io.recv(ends[0], buffer, sizeof buffer, MSG_PEEK) == 3, "a look");
    expect(world.io.recv(ends[0], buffer, sizeof buffer, 0) == 3, "it is still there");
  });
  world.run();
}

}  // namespace
