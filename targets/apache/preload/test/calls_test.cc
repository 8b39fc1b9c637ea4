// What POSIX says of calls that wait for descriptors. It holds for the C library's own as well.
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "../../../native/test/test.h"

using tutti::test::expect;

namespace {

pthread_t begin(void* (*start)(void*), void* argument = nullptr) {
  pthread_t thread;
  expect(pthread_create(&thread, nullptr, start, argument) == 0, "a thread can be created");
  return thread;
}

void* endOf(pthread_t thread) {
  void* result = nullptr;
  pthread_join(thread, &result);
  return result;
}

/// A thread that does nothing: from now on, calls are those of threads.
void beThreaded() {
  endOf(begin([](void*) -> void* { return nullptr; }));
}

struct Pair {
  int one, other;

  explicit Pair(int type = SOCK_STREAM) {
    int ends[2];
    expect(socketpair(AF_UNIX, type, 0, ends) == 0, "a pair of sockets can be made");
    one = ends[0];
    other = ends[1];
  }
};

/// Writes a byte into a descriptor a little later.
pthread_t tellLater(int* descriptor) {
  return begin(
      [](void* argument) -> void* {
        usleep(5000);
        return write(*static_cast<int*>(argument), "x", 1) == 1 ? argument : nullptr;
      },
      descriptor);
}

int pollIn(int descriptor, int timeout, short events = POLLIN) {
  pollfd asked{descriptor, events, 0};
  const int count = poll(&asked, 1, timeout);
  return count <= 0 ? count : asked.revents;
}

std::string contentOf(size_t size) {
  std::string content(size, ' ');
  for (size_t i = 0; i < size; i++) content[i] = static_cast<char>(i * 31 % 251);
  return content;
}

/// A file that is gone when it is closed.
int fileOf(const std::string& content) {
  char name[] = "/tmp/tutti-calls-XXXXXX";
  const int file = mkstemp(name);
  unlink(name);
  expect(write(file, content.data(), content.size()) == static_cast<ssize_t>(content.size()), "a file is written whole");
  return file;
}

}  // namespace

TEST(streams, "what is written in many pieces is read as one stream") {
  static Pair pair;
  static const std::string content = contentOf(300'000);
  const auto send = [](void*) -> void* {
    const bool whole = write(pair.one, content.data(), content.size()) == static_cast<ssize_t>(content.size());
    shutdown(pair.one, SHUT_WR);
    return whole ? &pair : nullptr;
  };
  const pthread_t sender = begin(send);
  std::string received;
  char part[700];
  for (ssize_t count; (count = read(pair.other, part, sizeof part)) > 0;) received.append(part, static_cast<size_t>(count));
  expect(endOf(sender) == &pair, "a blocking write writes all");
  expect(received == content, "all of it arrives");
}

TEST(nonBlocking, "a descriptor that was made non-blocking says EAGAIN, before and after") {
  static Pair pair;
  beThreaded();
  char byte;
  expect((fcntl(pair.other, F_GETFL) & O_NONBLOCK) == 0, "it is not, at first");
  expect(fcntl(pair.other, F_SETFL, fcntl(pair.other, F_GETFL) | O_NONBLOCK) == 0, "it can be made so");
  expect((fcntl(pair.other, F_GETFL) & O_NONBLOCK) != 0, "it is, then");
  for (int i = 0; i < 3; i++) expect(read(pair.other, &byte, 1) < 0 && errno == EAGAIN, "there is nothing");
  expect(write(pair.one, "ab", 2) == 2, "something is sent");
  expect(pollIn(pair.other, 1000) == POLLIN, "which poll tells");
  expect(read(pair.other, &byte, 1) == 1 && byte == 'a' && read(pair.other, &byte, 1) == 1 && byte == 'b', "in order");
  expect(read(pair.other, &byte, 1) < 0 && errno == EAGAIN, "and no more");
  expect(fcntl(pair.other, F_SETFL, fcntl(pair.other, F_GETFL) & ~O_NONBLOCK) == 0, "it can be made to wait again");
  const pthread_t teller = tellLater(&pair.one);
  expect(read(pair.other, &byte, 1) == 1 && byte == 'x', "then it waits");
  endOf(teller);
}

TEST(before, "a descriptor that was non-blocking before the first thread stays so") {
  Pair pair(SOCK_STREAM | SOCK_NONBLOCK);
  beThreaded();
  char byte;
  expect(read(pair.other, &byte, 1) < 0 && errno == EAGAIN, "it does not wait");
}

TEST(polls, "poll waits for what comes, or until its time is over") {
  static Pair pair;
  beThreaded();
  fcntl(pair.other, F_SETFL, O_RDWR | O_NONBLOCK);
  char part[64];
  for (int round = 0; round < 20; round++) {
    expect(pollIn(pair.other, 1) == 0, "nothing has come");
    const pthread_t teller = tellLater(&pair.one);
    expect(pollIn(pair.other, 5000) == POLLIN, "something comes");
    expect(read(pair.other, part, sizeof part) == 1, "one byte");
    endOf(teller);
  }
  expect(pollIn(pair.other, 0, POLLOUT) == POLLOUT, "there is room for output");
  expect(pollIn(pair.other, 1000, POLLIN | POLLOUT) == POLLOUT, "as one of two events");
  close(pair.one);
  expect((pollIn(pair.other, 1000) & (POLLIN | POLLHUP)) != 0 && read(pair.other, part, sizeof part) == 0, "the end is an event");
}

TEST(fulls, "poll waits for room") {
  static Pair pair;
  beThreaded();
  fcntl(pair.one, F_SETFL, O_RDWR | O_NONBLOCK);
  static const std::string content = contentOf(100'000);
  size_t sent = 0;
  for (ssize_t count; (count = write(pair.one, content.data(), content.size())) > 0;) sent += static_cast<size_t>(count);
  expect(errno == EAGAIN && pollIn(pair.one, 1, POLLOUT) == 0, "it is full");
  static size_t taken = 0;
  const pthread_t reader = begin([](void*) -> void* {
    usleep(5000);
    static char part[65536];
    for (ssize_t count; (count = read(pair.other, part, sizeof part)) > 0;) taken += static_cast<size_t>(count);
    return nullptr;
  });
  expect(pollIn(pair.one, 5000, POLLOUT) == POLLOUT && write(pair.one, "x", 1) == 1, "then there is room");
  shutdown(pair.one, SHUT_WR);
  endOf(reader);
  expect(taken == sent + 1, "nothing is lost");
}

TEST(several, "poll, select and epoll_wait tell which of several has something") {
  static Pair first, second;
  beThreaded();
  pollfd asked[] = {{first.other, POLLIN, 0}, {second.other, POLLIN, 0}};
  expect(poll(asked, 2, 3) == 0, "neither");
  pthread_t teller = tellLater(&second.one);
  expect(poll(asked, 2, 5000) == 1 && asked[0].revents == 0 && asked[1].revents == POLLIN, "poll: the second");
  endOf(teller);
  char byte;
  expect(read(second.other, &byte, 1) == 1, "which has it");
  teller = tellLater(&first.one);
  fd_set set;
  FD_ZERO(&set);
  FD_SET(first.other, &set);
  FD_SET(second.other, &set);
  expect(select(second.other + 1, &set, nullptr, nullptr, nullptr) == 1 && FD_ISSET(first.other, &set), "select: the first");
  endOf(teller);
  const int epoll = epoll_create1(0);
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = second.other;
  expect(epoll_ctl(epoll, EPOLL_CTL_ADD, second.other, &event) == 0, "epoll takes the second");
  expect(epoll_wait(epoll, &event, 1, 3) == 0, "it has nothing");
  for (int round = 0; round < 3; round++) {
    teller = tellLater(&second.one);
    expect(epoll_wait(epoll, &event, 1, 5000) == 1 && event.data.fd == second.other, "then it has something");
    expect(read(second.other, &byte, 1) == 1, "which is taken");
    endOf(teller);
  }
}

TEST(connections, "a hundred connections are accepted and answered, each by a thread of its own") {
  static const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  expect(bind(listener, reinterpret_cast<sockaddr*>(&address), length) == 0 && listen(listener, 128) == 0, "it listens");
  getsockname(listener, reinterpret_cast<sockaddr*>(&address), &length);
  static const sockaddr_in bound = address;
  static constexpr int clients = 100;
  const auto answer = [](void* argument) -> void* {
    const auto connection = static_cast<int>(reinterpret_cast<intptr_t>(argument));
    char byte;
    while (recv(connection, &byte, 1, 0) == 1) {
      byte++;
      if (send(connection, &byte, 1, 0) != 1) break;
    }
    close(connection);
    return nullptr;
  };
  static void* (*const answering)(void*) = answer;
  const pthread_t server = begin([](void*) -> void* {
    std::vector<pthread_t> threads;
    for (int i = 0; i < clients; i++) {
      sockaddr_in peer{};
      socklen_t size = sizeof peer;
      const int connection = accept4(listener, reinterpret_cast<sockaddr*>(&peer), &size, SOCK_CLOEXEC);
      expect(connection >= 0 && peer.sin_family == AF_INET, "a connection is accepted");
      expect((fcntl(connection, F_GETFL) & O_NONBLOCK) == 0 && fcntl(connection, F_GETFD) == FD_CLOEXEC, "as it was asked for");
      threads.push_back(begin(answering, reinterpret_cast<void*>(static_cast<intptr_t>(connection))));
    }
    for (const pthread_t thread : threads) endOf(thread);
    return nullptr;
  });
  const auto ask = [](void* argument) -> void* {
    const int connection = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(connection, reinterpret_cast<const sockaddr*>(&bound), sizeof bound) != 0) return nullptr;
    bool right = true;
    for (char byte = 'a'; byte < 'k'; byte++) {
      char answered = 0;
      right &= send(connection, &byte, 1, 0) == 1 && recv(connection, &answered, 1, 0) == 1 && answered == byte + 1;
    }
    close(connection);
    return right ? argument : nullptr;
  };
  std::vector<pthread_t> threads;
  for (int i = 0; i < clients; i++) threads.push_back(begin(ask, &address));
  for (const pthread_t thread : threads) expect(endOf(thread) != nullptr, "each is answered");
  endOf(server);
}

TEST(files, "a file is read in pieces, at its end there is less, and then nothing") {
  beThreaded();
  const std::string content = contentOf(20'000);
  const int file = fileOf(content);
  expect(lseek(file, 0, SEEK_SET) == 0, "it has a beginning");
  std::string received;
  std::vector<char> part(8000);
  std::vector<ssize_t> counts;
  do {
    counts.push_back(read(file, part.data(), part.size()));
    received.append(part.data(), static_cast<size_t>(counts.back()));
  } while (counts.back() > 0);
  expect(counts == std::vector<ssize_t>({8000, 8000, 4000, 0}) && received == content, "all of it, in order");
  expect(close(file) == 0 && read(file, part.data(), 1) < 0 && errno == EBADF, "closed, it is gone");
}

TEST(sends, "a file goes to a socket by sendfile and by writev, whole") {
  static Pair pair;
  beThreaded();
  static const std::string content = contentOf(400'000);
  const int file = fileOf(content);
  static std::string received;
  const pthread_t reader = begin([](void*) -> void* {
    static char part[10'000];
    for (ssize_t count; (count = read(pair.other, part, sizeof part)) > 0;) received.append(part, static_cast<size_t>(count));
    return nullptr;
  });
  off_t offset = 0;
  while (offset < static_cast<off_t>(content.size())) {
    expect(sendfile(pair.one, file, &offset, content.size() - static_cast<size_t>(offset)) > 0, "sendfile goes on");
  }
  std::string copy = content;
  const iovec pieces[] = {{copy.data(), 1000}, {copy.data() + 1000, 0}, {copy.data() + 1000, copy.size() - 1000}};
  expect(writev(pair.one, pieces, 3) == static_cast<ssize_t>(copy.size()), "a blocking writev writes all");
  close(pair.one);
  endOf(reader);
  expect(received == content + content, "both arrive whole");
}
