// A server under test, a small file set for it, and clients of it, which block the kernel thread of the test.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <string>

#include "../../test/test.h"
#include "../../workload/run.h"

namespace tutti::web::test {

using tutti::test::expect;

/// A folder with files of these lengths, "dir00000/class0_0" and so on; it is removed with it.
class Folder {
 public:
  static constexpr size_t lengths[] = {0, 102, 5120, 92160, 921600, 600000};

  Folder() {
    expect(mkdtemp(path_) != nullptr && std::system(("mkdir " + path() + "/dir00000").c_str()) == 0, "a folder can be made");
    std::ofstream manifest(path() + "/manifest.tsv");
    manifest << "tutti-file-set\t1\t1\t1\t0\n";
    for (size_t index = 0; index < std::size(lengths); index++) {
      manifest << name(index).substr(1) << '\t' << lengths[index] << "\t00000000\n";
      std::ofstream(path() + name(index)) << content(index);
    }
  }
  ~Folder() { expect(std::system(("rm -r " + path()).c_str()) == 0, "it can be removed"); }

  std::string path() const { return path_; }
  static std::string name(size_t index) { return "/dir00000/class0_" + std::to_string(index); }
  static std::string content(size_t index) {
    std::string text(lengths[index], ' ');
    for (size_t place = 0; place < text.size(); place++) text[place] = static_cast<char>(place * 31 + place / 251 + index);
    return text;
  }

 private:
  char path_[32] = "/tmp/tutti-web-test-XXXXXX";
};

/// How a server is set up.
struct Setting {
  double cacheMb = 200;
  /// 0 for one a connection.
  double threads = 0;
  double headMs = 60'000;
  double idleMs = 60'000;
  PackageOptions package = {};
};

/// A server that listens.
class Server {
 public:
  explicit Server(const std::string& package, const Setting& setting = {})
      : run_("web", package, {Parameters({{"seed", 1},
                                          {"cacheMb", setting.cacheMb},
                                          {"threads", setting.threads},
                                          {"headMs", setting.headMs},
                                          {"idleMs", setting.idleMs}}),
                              setting.package, folder.path()}) {
    expect(!run_.created(), "a server can be made");
    run_.begin();
  }

  uint16_t port() const { return run_.watch().port; }
  const Watch& watch() const { return run_.watch(); }
  /// Ends it, and everything that it still does.
  RunOutcome finish() { return run_.finish(); }

  const Folder folder;

 private:
  Run run_;
};

/// A connection to a server. Nothing waits longer than ten seconds.
class Client {
 public:
  explicit Client(const Server& server) : Client() { connect(server); }
  /// One that is not connected yet.
  Client() : socket_(::socket(AF_INET, SOCK_STREAM, 0)) { expect(socket_ >= 0, "there is a socket"); }
  void connect(const Server& server) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(server.port());
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval limit{.tv_sec = 10, .tv_usec = 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    expect(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0, "one can connect");
  }
  ~Client() { close(socket_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  int descriptor() const { return socket_; }
  bool send(const std::string& text) {
    return ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(text.size());
  }
  void endSending() { shutdown(socket_, SHUT_WR); }
  /// Asks for a file.
  void get(size_t index) { expect(send("GET " + Folder::name(index) + " HTTP/1.1\r\nHost: x\r\n\r\n"), "a request can be sent"); }
  /// Will be closed with a reset.
  void closeRudely() {
    const linger now{.l_onoff = 1, .l_linger = 0};
    setsockopt(socket_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  }

  /// So many bytes; fewer when the other side has closed.
  std::string read(size_t bytes) {
    std::string text(bytes, ' ');
    size_t got = 0;
    while (got < bytes) {
      const ssize_t count = recv(socket_, text.data() + got, bytes - got, 0);
      if (count <= 0) {
        how_ = count == 0 ? "closed" : errno == EAGAIN ? "silent" : "reset";
        break;
      }
      got += static_cast<size_t>(count);
    }
    text.resize(got);
    return text;
  }
  /// Expects these bytes next.
  void expectText(const std::string& text, const char* what) {
    const std::string got = read(text.size());
    if (got != text) expect(false, (std::string(what) + ", not \"" + got.substr(0, 100) + "\" and then " + how_).c_str());
  }
  void expectFile(size_t index) {
    expectText("HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: " +
                   std::to_string(Folder::lengths[index]) + "\r\n\r\n" + Folder::content(index),
               "a file comes whole");
  }
  /// Expects that the server closes, in good order.
  void expectClose(const char* what) { expect(read(1).empty() && std::string(how_) == "closed", what); }

 private:
  const int socket_;
  const char* how_ = "open";
};

}  // namespace tutti::web::test
