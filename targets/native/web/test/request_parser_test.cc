// The request parser: what it makes of heads, good and bad, however they arrive.

#include "../request_parser.h"

#include <string>
#include <vector>

#include "../../test/test.h"

namespace {

using namespace tutti::web;
using tutti::test::expect;
using Verdict = RequestParser::Verdict;

const std::string good = "GET /dir00000/class1_4 HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n";

/// What a parser says in the end about input that arrives in parts of so many bytes.
Verdict verdictOn(const std::string& input, size_t part) {
  RequestParser parser;
  Verdict verdict = Verdict::incomplete;
  for (size_t end = part; verdict == Verdict::incomplete; end += part) {
    verdict = parser.parse(std::string_view(input).substr(0, end));
    if (end >= input.size()) break;
  }
  return verdict;
}

void expectVerdict(const std::string& input, Verdict verdict) {
  for (const size_t part : {input.size(), size_t{1}, size_t{7}}) {
    if (verdictOn(input, part) != verdict) expect(false, ("another verdict on " + input.substr(0, 200)).c_str());
  }
}

std::string headOf(size_t bytes) {
  const std::string begin = "GET / HTTP/1.1\r\nHost: x\r\nCookie: ";
  return begin + std::string(bytes - begin.size() - 4, 'x') + "\r\n\r\n";
}

TEST(reads, "a request is read, and what follows it is left") {
  RequestParser parser;
  const std::string input = good + "GET /another";
  expect(parser.isFresh(), "nothing has been read");
  expect(parser.parse(input) == Verdict::complete, "it is complete");
  expect(parser.target(input) == "/dir00000/class1_4", "the target is as it was written");
  expect(parser.bytes() == good.size(), "it ends where the next begins");
  expect(!parser.wantsHeadOnly() && !parser.wantsClose(), "it is a GET on a connection that stays");
}

TEST(moves, "a head may move while it arrives") {
  RequestParser parser;
  for (size_t end = 0; end < good.size(); end++) {
    expect(parser.parse(std::string(good, 0, end)) == Verdict::incomplete, "its end is not there yet");
  }
  expect(parser.parse(good) == Verdict::complete, "now it is");
  expect(parser.target(good) == "/dir00000/class1_4", "the target has not been torn");
}

TEST(closing, "who wants the connection closed is told from who does not") {
  const std::pair<const char*, bool> heads[] = {
      {"GET /x HTTP/1.0\r\n\r\n", true},
      {"GET /x HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", true},
      {"GET /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", true},
      {"GET /x HTTP/1.1\r\nhost:x\r\nCONNECTION: foo , Close\r\n\r\n", true},
      {"GET /x HTTP/1.1\r\nHost: x\r\nConnection: keep-alive\r\n\r\n", false},
      {"GET /x HTTP/1.1\r\nHost: x\r\nConnection: closed,\r\n\r\n", false},
  };
  for (const auto& [head, wantsClose] : heads) {
    RequestParser parser;
    expect(parser.parse(head) == Verdict::complete && parser.wantsClose() == wantsClose, head);
  }
}

TEST(headOnly, "a HEAD is told from a GET") {
  RequestParser parser;
  expect(parser.parse("HEAD /x HTTP/1.1\r\nHost: x\r\nContent-Length: 00\r\n\r\n") == Verdict::complete, "no bytes are no body");
  expect(parser.wantsHeadOnly(), "it is a HEAD");
}

TEST(malformed, "what is malformed is refused, in one piece and byte by byte") {
  const char* const heads[] = {
      "HELLO\r\n",
      "\r\n",
      "\x16\x03\x01",
      "G\xe4T / HTTP/1.1\r\n",
      " GET /x HTTP/1.1\r\n",
      "GET  /x HTTP/1.1\r\n",
      "GET /a b HTTP/1.1\r\n",
      "GET /x\x01 HTTP/1.1\r\n",
      "GET  HTTP/1.1\r\n",
      "GET /x HTTP/2.0\r\n",
      "GET /x http/1.1\r\n",
      "GET /x HTTP/1.1 \r\n",
      "GET /x HTTP/1.1\n",
      "GET /x HTTP/1.1\r\nHost: x\n",
      "GET /x HTTP/1.1\r\nbad\r\n",
      "GET /x HTTP/1.1\r\n: x\r\n",
      "GET /x HTTP/1.1\r\na : b\r\n",
      "GET /x HTTP/1.1\r\na: b\r\n c\r\n",
      "GET /x HTTP/1.1\r\na: b\rc\r\n",
      "GET /x HTTP/1.1\r\na: \x7f\r\n",
      "GET /x HTTP/1.1\r\n\r\n",
      "GET /x HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
      "GET /x HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n",
      "GET /x HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n",
      "GET /x HTTP/1.1\r\nHost: x\r\nContent-Length:\r\n",
      "GET /x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n",
  };
  for (const char* const head : heads) expectVerdict(head, Verdict::malformed);
  expectVerdict(std::string("GET /x HTTP/1.1\r\na: \0\r\n", 24), Verdict::malformed);
}

TEST(methods, "another method is refused once its head is complete, whatever follows") {
  expectVerdict("POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n", Verdict::methodNotAllowed);
  expectVerdict("get /x HTTP/1.0\r\n\r\n", Verdict::methodNotAllowed);
  expectVerdict("POST /x HTTP/1.1\r\nHost: x\r\n", Verdict::incomplete);
}

TEST(length, "a head may have 16 KiB, and not a byte more") {
  expectVerdict(headOf(RequestParser::mostBytes), Verdict::complete);
  expectVerdict(headOf(RequestParser::mostBytes + 1), Verdict::tooLarge);
  expectVerdict("GET /" + std::string(RequestParser::mostBytes, 'x'), Verdict::tooLarge);
}

}  // namespace
