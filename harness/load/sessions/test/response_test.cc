// Responses, whole and in every way of falling into pieces.

#include <string>

#include "../../../../targets/native/test/test.h"
#include "../crc32c.h"
#include "../response.h"

namespace {

using namespace tutti::load;
using tutti::test::expect;
using State = Response::State;
using Fault = Response::Fault;

const std::string body = "tutti";
const File file{body.size(), crc32c(0, body.data(), body.size())};

/// What became of a response, and how much of the text had been fed then.
struct Outcome {
  State state;
  Fault fault;
  bool keeps;
};

/// Feeds a text, in pieces of so many bytes; then the stream ends, if `ends`.
Outcome outcomeOf(const std::string& text, size_t piece, bool ends = false) {
  Response response;
  response.expect(file);
  State state = State::head;
  for (size_t at = 0; at < text.size() && state != State::complete && state != State::broken; at += piece) {
    state = response.feed(text.data() + at, std::min(piece, text.size() - at));
  }
  if (ends && state != State::complete) state = response.end();
  return {state, response.fault(), response.keepsConnection()};
}

/// The same outcome whole, byte by byte and in pieces of other sizes.
void expectAlways(const std::string& text, State state, Fault fault, bool keeps, bool ends = false) {
  for (const size_t piece : {text.size(), size_t{1}, size_t{2}, size_t{3}, size_t{7}, size_t{40}}) {
    const Outcome outcome = outcomeOf(text, piece, ends);
    expect(outcome.state == state, text.c_str());
    expect(outcome.fault == fault, text.c_str());
    expect(outcome.keeps == keeps, text.c_str());
  }
}

std::string responseWith(const std::string& fields, const std::string& content, const std::string& first = "HTTP/1.1 200 OK") {
  return first + "\r\n" + fields + "\r\n" + content;
}

TEST(right, "a right response is complete and has no fault, in whatever pieces it comes") {
  expectAlways(responseWith("Content-Type: a/b\r\nContent-Length: 5\r\n", body), State::complete, Fault::none, true);
  expectAlways(responseWith("Server: x\r\ncONTENT-lENGTH:5  \r\nDate: y\r\nConnection: keep-alive\r\n", body), State::complete,
               Fault::none, true);
}

TEST(wrong, "wrong bytes, another length and another status are told apart") {
  expectAlways(responseWith("Content-Length: 5\r\n", "tuttu"), State::complete, Fault::content, true);
  expectAlways(responseWith("Content-Length: 4\r\n", "tutt"), State::complete, Fault::length, true);
  expectAlways(responseWith("Content-Length: 6\r\n", "tuttii"), State::complete, Fault::length, true);
  expectAlways(responseWith("Content-Length: 0\r\n", "", "HTTP/1.1 404 Not Found"), State::complete, Fault::status, true);
  expectAlways(responseWith("Content-Length: 2\r\n", "no", "HTTP/1.1 503 No"), State::complete, Fault::status, true);
}

TEST(ends, "a connection that is to be closed is not used on") {
  expectAlways(responseWith("Content-Length: 5\r\nConnection: close\r\n", body), State::complete, Fault::none, false);
  expectAlways(responseWith("Content-Length: 5\r\n", body, "HTTP/1.0 200 OK"), State::complete, Fault::none, false);
  expectAlways(responseWith("Connection: Keep-Alive\r\nContent-Length: 5\r\n", body, "HTTP/1.0 200 OK"), State::complete,
               Fault::none, true);
}

TEST(untilTheEnd, "a body without a length goes on until the stream ends") {
  expectAlways(responseWith("A: b\r\n", body), State::body, Fault::none, false);
  expectAlways(responseWith("A: b\r\n", body), State::complete, Fault::none, false, true);
  expectAlways(responseWith("A: b\r\n", "tutt"), State::complete, Fault::length, false, true);
}

TEST(cutOff, "a response that ends too early is broken, and not for its content") {
  expectAlways("", State::broken, Fault::none, true, true);
  expectAlways("HTTP/1.1 20", State::broken, Fault::none, true, true);
  expectAlways(responseWith("Content-Length: 5\r\n", "tut"), State::broken, Fault::none, true, true);
}

TEST(nonsense, "what is no response breaks the connection off") {
  for (const char* const head : {"HTTP/2 200 OK", "SMTP/1.1 200 OK", "HTTP/1.1 2x0 OK", "HTTP/1.1", "HTTP/1.1 20"}) {
    expectAlways(responseWith("Content-Length: 5\r\n", body, head), State::broken, Fault::status, false);
  }
  expectAlways(responseWith("Content-Length: five\r\n", body), State::broken, Fault::status, false);
  expectAlways(responseWith("Content-Length: -5\r\n", body), State::broken, Fault::status, false);
  expectAlways(responseWith("Transfer-Encoding: chunked\r\n", body), State::broken, Fault::status, false);
  expectAlways("HTTP/1.1 200 OK\r\nA: " + std::string(20'000, 'a'), State::broken, Fault::status, false);
}

TEST(surplus, "bytes that nobody asked for are a wrong length, and break the connection off") {
  const Outcome outcome = outcomeOf(responseWith("Content-Length: 5\r\n", body + "!"), 1000);
  expect(outcome.state == State::broken && outcome.fault == Fault::length && !outcome.keeps, "one byte more");
}

TEST(again, "one response after another is judged by itself") {
  Response response;
  for (const bool right : {true, false, true}) {
    response.expect(file);
    const std::string text = responseWith("Content-Length: 5\r\n", right ? body : "tuttu");
    expect(response.feed(text.data(), 10) == State::head, "it has begun");
    expect(response.feed(text.data() + 10, text.size() - 10) == State::complete, "it is whole");
    expect(response.fault() == (right ? Fault::none : Fault::content) && response.bodyBytes() == 5, "and judged");
  }
}

}  // namespace
