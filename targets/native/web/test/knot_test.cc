// Knot on every package that it is offered on, by clients that mean well and others.

#include <dirent.h>
#include <sys/resource.h>

#include <memory>
#include <vector>

#include "../../workload/registry.h"
#include "../knot.h"
#include "client.h"

namespace {

using namespace tutti;
using namespace tutti::web::test;

/// Calls `check(package)` for every package that has blocking calls.
template <typename Check>
void onEach(Check check) {
  for (const auto& [workload, package] : offers()) {
    if (workload == "web") check(package);
  }
}

std::vector<int> openDescriptors() {
  std::vector<int> open;
  DIR* const folder = opendir("/proc/self/fd");
  while (const dirent* const entry = readdir(folder)) {
    if (entry->d_name[0] != '.') open.push_back(atoi(entry->d_name));
  }
  closedir(folder);
  return open;
}

TEST(files, "files are served whole, one after the other on one connection, in memory or not") {
  onEach([](const std::string& package) {
    // The largest do not fit into one megabyte together; nothing fits into none.
    for (const double cacheMb : {200, 1, 0}) {
      Server server(package, {.cacheMb = cacheMb});
      Client client(server);
      for (const size_t index : {1, 4, 5, 2, 0, 3, 4, 4}) {
        client.get(index);
        client.expectFile(index);
      }
      server.finish();
    }
  });
}

TEST(counts, "answers with success, the bytes of their bodies, and connections are counted") {
  onEach([](const std::string& package) {
    Server server(package);
    {
      Client first(server), second(server);
      first.get(1);
      first.expectFile(1);
      second.send("HEAD " + Folder::name(2) + " HTTP/1.1\r\nHost: x\r\n\r\nGET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      second.expectText("HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: 5120\r\n\r\n", "a head comes alone");
      second.expectText("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "there is no such file");
      second.expectClose("it closes as it was asked to");
    }
    const RunOutcome outcome = server.finish();
    const std::vector<std::pair<std::string, double>> expected{{"requests", 2}, {"bytes", 102}, {"connections", 2}};
    expect(outcome.counters == expected, "two answers, 102 bytes, two connections");
  });
}

TEST(pipelined, "pipelined requests are answered in order, however they are cut") {
  onEach([](const std::string& package) {
    Server server(package);
    std::string requests;
    for (size_t round = 0; round < 40; round++) requests += "GET " + Folder::name(round % 4) + " HTTP/1.1\r\nHost: x\r\n\r\n\r\n";
    for (const size_t part : {requests.size(), size_t{61}, size_t{1000}}) {
      Client client(server);
      for (size_t sent = 0; sent < requests.size(); sent += part) client.send(requests.substr(sent, part));
      client.endSending();
      for (size_t round = 0; round < 40; round++) client.expectFile(round % 4);
      client.expectClose("a client that has ended gets what it asked for, then the end");
    }
    server.finish();
  });
}

TEST(refusals, "what cannot be answered is refused, and the refusal arrives before the connection is closed") {
  const std::string waste(100'000, 'x');
  const std::pair<std::string, const char*> cases[] = {
      {"HELLO\r\n\r\n" + waste, "400 Bad Request"},
      {"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n" + waste, "400 Bad Request"},
      {"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n" + waste, "405 Method Not Allowed"},
      {"GET / HTTP/1.1\r\nHost: x\r\nCookie: " + waste, "431 Request Header Fields Too Large"},
  };
  onEach([&](const std::string& package) {
    Server server(package);
    for (const auto& [request, status] : cases) {
      Client client(server);
      client.send(request);
      client.expectText(std::string("HTTP/1.1 ") + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", "it is refused");
      client.expectClose("and then there is no more");
    }
    server.finish();
  });
}

TEST(longHeads, "a head of 16 KiB is read, and the connection goes on as ever") {
  onEach([](const std::string& package) {
    Server server(package);
    Client client(server);
    for (const size_t length : {400, 600, 16'384, 200}) {
      std::string head = "GET " + Folder::name(1) + " HTTP/1.1\r\nHost: x\r\nCookie: ";
      head += std::string(length - head.size() - 4, 'x') + "\r\n\r\n";
      client.send(head);
      client.expectFile(1);
    }
    server.finish();
  });
}

TEST(slow, "a head that is never complete is answered with 408, drop by drop or not at all") {
  onEach([](const std::string& package) {
    Server server(package, {.headMs = 100});
    Client halted(server), dropping(server);
    halted.get(1);
    halted.expectFile(1);
    halted.send("GET /");
    while (dropping.send("x")) {
      char byte;
      if (recv(dropping.descriptor(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 1) break;
      usleep(1000);
    }
    for (Client* const client : {&halted, &dropping}) {
      client->expectText("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", "its time is over");
      client->expectClose("and the connection with it");
    }
    server.finish();
  });
}

TEST(idle, "an idle connection is closed without words") {
  onEach([](const std::string& package) {
    Server server(package, {.idleMs = 100});
    Client fresh(server), used(server);
    used.get(2);
    used.expectFile(2);
    fresh.expectClose("one that has never asked for anything");
    used.expectClose("one that has");
    server.finish();
  });
}

TEST(stalled, "a client that does not take its answer is given up, and others are served meanwhile") {
  onEach([](const std::string& package) {
    Server server(package, {.idleMs = 200});
    {
      Client stalled(server);
      for (int round = 0; round < 20; round++) stalled.get(4);
      Client other(server);
      other.get(4);
      other.expectFile(4);
      other.expectClose("its time comes, too");
      // What had been sent before is still there to be read.
      stalled.read(20 * Folder::lengths[4]);
    }
    server.finish();
  });
}

TEST(restless, "connections that come and go, in order or not, leave nothing behind") {
  onEach([](const std::string& package) {
    const auto before = openDescriptors();
    {
      Server server(package);
      for (int round = 0; round < 300; round++) {
        Client client(server);
        if (round % 4 == 0) client.send("GET /half a req");
        else client.get(static_cast<size_t>(round) % 5);
        if (round % 3 == 0) client.closeRudely();
        else if (round % 4 != 0) client.expectFile(static_cast<size_t>(round) % 5);
      }
      server.finish();
    }
    expect(openDescriptors() == before, "every descriptor is closed");
  });
}

TEST(stop, "at the end idle connections are closed, and so are those in the middle of something") {
  onEach([](const std::string& package) {
    for (const double threads : {0, 3}) {
      Server server(package, {.threads = threads});
      Client idle(server), half(server), greedy(server);
      half.send("GET /");
      for (int round = 0; round < 20; round++) greedy.get(4);
      greedy.read(10);
      server.finish();
      idle.expectClose("an idle one is closed");
    }
  });
}

TEST(fixed, "a fixed number of threads serves as many connections at a time, and more in turn") {
  onEach([](const std::string& package) {
    Server server(package, {.threads = 2});
    auto first = std::make_unique<Client>(server), second = std::make_unique<Client>(server);
    for (Client* const client : {first.get(), second.get()}) {
      client->get(1);
      client->expectFile(1);
    }
    Client third(server);
    third.get(2);
    second.reset();
    third.expectFile(2);
    first->get(3);
    first->expectFile(3);
    server.finish();
  });
}

/// One of those that are open was that of the folder.
size_t countDescriptors() { return openDescriptors().size() - 1; }

void limitDescriptors(rlim_t most, bool forGood) {
  rlimit limit;
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = most;
  if (forGood) limit.rlim_max = most;
  expect(setrlimit(RLIMIT_NOFILE, &limit) == 0, "descriptors can be limited");
}

TEST(places, "when there is no place left connections wait, and are served when others end") {
  onEach([](const std::string& package) {
    constexpr size_t places = 4;
    std::vector<std::unique_ptr<Client>> clients(places + 2);
    for (auto& client : clients) client = std::make_unique<Client>();
    limitDescriptors(countDescriptors() + web::reservedDescriptors + places, true);
    Server server(package);
    for (const auto& client : clients) {
      client->connect(server);
      client->get(1);
    }
    for (size_t index = 0; index < places; index++) clients[index]->expectFile(1);
    expect(server.watch().connections == places, "the others have not been accepted");
    for (size_t index = places; index < clients.size(); index++) {
      clients[index - places].reset();
      clients[index]->expectFile(1);
    }
    server.finish();
  });
}

TEST(descriptors, "when descriptors are exhausted by others the server goes on once there are some") {
  onEach([](const std::string& package) {
    Client early, late;
    Server server(package);
    early.connect(server);
    early.get(1);
    early.expectFile(1);
    const size_t open = countDescriptors();
    limitDescriptors(open, false);
    late.connect(server);
    late.get(2);
    early.get(1);
    early.expectFile(1);
    limitDescriptors(open + 40, false);
    late.expectFile(2);
    server.finish();
  });
}

}  // namespace
