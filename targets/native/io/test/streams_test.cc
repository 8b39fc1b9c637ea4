// Pipes: reading, writing, waiting, giving up, and closing while somebody waits.

#include <algorithm>
#include <numeric>
#include <random>

#include "io_test.h"

namespace {

using namespace tutti;
using namespace tutti::test;

IO_TEST(roundTrips, "what many threads send through pipes comes back to each of them") {
  constexpr int pairs = 50, rounds = 20;
  std::vector<Pipe> there(pairs), back(pairs);
  int returned = 0;
  for (int pair = 0; pair < pairs; pair++) {
    world.go([&, pair] {
      for (int round = 0, answer = 0; round < rounds; round++) {
        const int question = pair * rounds + round;
        expect(world.io.write(there[pair].writeEnd, &question, sizeof question) == sizeof question, "it is written");
        expect(world.io.read(back[pair].readEnd, &answer, sizeof answer) == sizeof answer, "the answer is read");
        returned += answer == question + 1;
      }
      world.io.close(there[pair].writeEnd);
    });
    world.go([&, pair] {
      int question;
      while (world.io.read(there[pair].readEnd, &question, sizeof question) == sizeof question) {
        const int answer = question + 1;
        world.io.write(back[pair].writeEnd, &answer, sizeof answer);
      }
    });
  }
  world.run();
  expect(returned == pairs * rounds, "every answer is the right one");
}

IO_TEST(tokenRing, "tokens go around a ring of a thousand pipes, on stacks of four KiB") {
  constexpr int pipes = 1000, tokens = 16, hops = 20'000;
  World small(world.backend, 4096, false);
  std::vector<Pipe> ring(pipes);
  std::vector<int> order(pipes);
  std::iota(order.begin(), order.end(), 0);
  std::shuffle(order.begin(), order.end(), std::mt19937(1));
  std::vector<int> next(pipes);
  for (int i = 0; i < pipes; i++) next[order[i]] = order[(i + 1) % pipes];
  int passed = 0, ended = 0;
  for (int own = 0; own < pipes; own++) {
    small.go([&, own] {
      std::array<char, 192> buffer;
      for (;;) {
        const ssize_t size = small.io.read(ring[own].readEnd, buffer.data(), buffer.size());
        if (size <= 0) break;
        expect(size % 12 == 0, "tokens are whole");
        passed += static_cast<int>(size) / 12;
        if (passed >= hops) break;
        expect(small.io.write(ring[next[own]].writeEnd, buffer.data(), static_cast<size_t>(size)) == size, "passed on");
      }
      if (ended++ == 0) {
        for (const Pipe& pipe : ring) small.io.close(pipe.writeEnd);
      }
    });
  }
  small.go([&] {
    for (int token = 0; token < tokens; token++) small.io.write(ring[token * pipes / tokens].writeEnd, "0123456789a", 12);
  });
  small.run();
  expect(passed >= hops && ended == pipes, "the tokens went around, and every thread saw the end");
}

IO_TEST(largeWrites, "a large write waits until all of it is written, as a blocking one does") {
  constexpr size_t size = 1 << 20;
  const Pipe pipe;
  const std::vector<char> sent(size, 'x');
  size_t received = 0;
  world.go([&] {
    expect(world.io.write(pipe.writeEnd, sent.data(), size) == static_cast<ssize_t>(size), "all at once, for the caller");
    world.io.close(pipe.writeEnd);
  });
  world.go([&] {
    std::vector<char> buffer(5000);
    for (ssize_t count; (count = world.io.read(pipe.readEnd, buffer.data(), buffer.size())) > 0;) received += static_cast<size_t>(count);
  });
  world.run();
  expect(received == size, "nothing is lost");
}

IO_TEST(pieces, "readv and writev move their pieces, however little goes at a time") {
  const Pipe pipe;
  std::vector<char> large(100'000, 'l'), first(7), second(200'000);
  char head[] = "head", tail[] = "tail";
  ssize_t written = 0;
  size_t received = 0;
  world.go([&] {
    const iovec from[] = {{head, 4}, {large.data(), large.size()}, {tail, 4}};
    written = world.io.writev(pipe.writeEnd, from, 3);
    world.io.close(pipe.writeEnd);
  });
  world.go([&] {
    const iovec into[] = {{first.data(), first.size()}, {second.data(), second.size()}};
    for (ssize_t count; (count = world.io.readv(pipe.readEnd, into, 2)) > 0;) {
      if (received == 0) expect(memcmp(first.data(), "headlll", 7) == 0, "in their order");
      received += static_cast<size_t>(count);
    }
  });
  world.run();
  expect(written == 100'008 && received == 100'008, "all of it");
}

IO_TEST(brokenPipe, "writing to a pipe that nobody reads is EPIPE, also for whoever waits for room") {
  const Pipe pipe;
  world.go([&] {
    std::vector<char> much(1 << 20);
    expect(world.io.write(pipe.writeEnd, much.data(), much.size()) > 0, "what went before the end counts");
    expect(failed(world.io.write(pipe.writeEnd, "x", 1), EPIPE), "then it is an error");
  });
  world.go([&] {
    world.letOthersWait();
    world.io.close(pipe.readEnd);
  });
  world.run();
}

IO_TEST(hangUp, "the end of a pipe is seen even when its last bytes came together with it") {
  const Pipe pipe;
  std::string seen;
  world.go([&] {
    char buffer[64];
    for (;;) {
      const ssize_t count = world.io.read(pipe.readEnd, buffer, sizeof buffer);
      if (count <= 0) break;
      seen.append(buffer, static_cast<size_t>(count));
      world.letOthersWait();
    }
  });
  world.go([&] {
    world.letOthersWait();
    world.io.write(pipe.writeEnd, "last words", 10);
    world.io.close(pipe.writeEnd);
  });
  world.run();
  expect(seen == "last words", "and nothing after them");
}

IO_TEST(deadlines, "a wait ends at its deadline, and what came in time is read") {
  const Pipe pipe;
  world.go([&] {
    char byte;
    const Deadline soon = world.after(5ms);
    expect(failed(world.io.read(pipe.readEnd, &byte, 1, soon), ETIMEDOUT), "nothing came");
    expect(std::chrono::steady_clock::now() >= soon, "not before its time");
    world.io.write(pipe.writeEnd, "x", 1);
    expect(world.io.read(pipe.readEnd, &byte, 1, soon) == 1, "what is there is read, however late");
    expect(world.io.poll(pipe.readEnd, POLLIN, world.after(1ms)) == 0, "poll says 0, as poll(2) does");
  });
  world.run();
}

IO_TEST(cancellation, "a thread that is cancelled stops waiting, and may still do what need not wait") {
  const Pipe pipe;
  bool told = false;
  Thread* const thread = world.scheduler.spawn([&] {
    char byte;
    told = failed(world.io.read(pipe.readEnd, &byte, 1), ECANCELED);
    told = told && failed(world.io.read(pipe.readEnd, &byte, 1), ECANCELED);
    expect(world.io.write(pipe.writeEnd, "x", 1) == 1 && world.io.read(pipe.readEnd, &byte, 1) == 1, "no need to wait");
    expect(world.io.close(pipe.readEnd) == 0, "tidying up");
  });
  world.go([&] {
    world.letOthersWait();
    world.scheduler.cancel(thread);
    world.scheduler.join(thread);
  });
  world.run();
  expect(told, "twice");
}

IO_TEST(closing, "closing a descriptor wakes everybody who waits for it, with EBADF") {
  const Pipe pipe;
  const int bad = 3;
  int told = 0;
  for (int reader = 0; reader < bad; reader++) {
    world.go([&] {
      char byte;
      told += failed(world.io.read(pipe.readEnd, &byte, 1), EBADF);
    });
  }
  world.go([&] { told += failed(world.io.poll(pipe.readEnd, POLLIN), EBADF); });
  world.go([&] {
    world.letOthersWait();
    expect(world.io.close(pipe.readEnd) == 0, "it is closed");
    expect(failed(world.io.close(pipe.readEnd), EBADF), "once");
    const Pipe other;
    char byte;
    expect(other.readEnd == pipe.readEnd, "the number is used again");
    expect(failed(world.io.read(other.readEnd, &byte, 1, world.after(1ms)), ETIMEDOUT), "for another pipe");
  });
  world.run();
  expect(told == bad + 1, "all of them");
}

IO_TEST(manyReaders, "several threads may read and write one pipe: no byte is lost, and nobody sleeps beside full plates") {
  constexpr int each = 3000;
  const Pipe pipe;
  std::array<int, 4> got{};
  int writing = 2;
  for (int& mine : got) {
    world.go([&] {
      char byte;
      while (world.io.read(pipe.readEnd, &byte, 1) == 1) mine++;
    });
  }
  for (int writer = 0; writer < 2; writer++) {
    world.go([&] {
      for (int i = 0; i < each; i++) expect(world.io.write(pipe.writeEnd, "x", 1) == 1, "written");
      if (--writing == 0) world.io.close(pipe.writeEnd);
    });
  }
  world.run();
  expect(std::accumulate(got.begin(), got.end(), 0) == 2 * each, "every byte");
  expect(std::all_of(got.begin(), got.end(), [](int mine) { return mine > 0; }), "and everybody got some");
}

IO_TEST(errors, "errno is each thread's own across its waits") {
  const Pipe pipe;
  int seen = 0;
  world.go([&] {
    char byte;
    errno = 77;
    world.io.read(pipe.readEnd, &byte, 1);
    seen = errno;
  });
  world.go([&] {
    expect(failed(world.io.read(-1, nullptr, 0), EBADF), "there is no such descriptor");
    world.letOthersWait();
    world.io.write(pipe.writeEnd, "x", 1);
    errno = 5;
  });
  world.run();
  expect(seen == 77, "it has not changed");
}

IO_TEST(fairness, "a thread that always finds something to read does not keep the others from running") {
  const int zero = ::open("/dev/zero", O_RDONLY);
  bool stop = false;
  world.go([&] {
    char byte;
    while (!stop) expect(world.io.read(zero, &byte, 1) == 1, "there is always more");
  });
  world.go([&] { stop = true; });
  world.run();
  world.io.close(zero);
}

IO_TEST(events, "poll waits for either direction of one descriptor") {
  int ends[2];
  expect(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0, "a pair");
  world.go([&] {
    expect(world.io.poll(ends[0], POLLIN | POLLOUT) == POLLOUT, "there is room at once");
    expect(world.io.poll(ends[0], POLLIN) == POLLIN, "and then something to read");
    char byte;
    expect(world.io.read(ends[0], &byte, 1) == 1, "it is there");
  });
  world.go([&] {
    world.letOthersWait();
    world.io.write(ends[1], "x", 1);
  });
  world.run();
}

TEST(unknownBackend, "a backend that there is not is refused by its name") {
  Scheduler scheduler;
  std::string said;
  try {
    Io io(scheduler, "carrier pigeons");
  } catch (const std::invalid_argument& error) {
    said = error.what();
  }
  expect(said.find("carrier pigeons") != std::string::npos, "the name is in the message");
}

TEST(description, "every backend says what is in force, or why it cannot be had") {
  for (const char* const name : {"epoll", "io_uring", "pool"}) {
    Scheduler scheduler;
    std::string said;
    try {
      said = Io(scheduler, name).describe();
    } catch (const std::system_error& error) {
      said = error.what();
    }
    expect(said.size() > 10, name);
  }
}

}  // namespace
