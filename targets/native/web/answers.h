// The answers of the web servers that are compared, byte for byte (suites/web/README.md).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tutti::web {

/// The head of the answer to a request for a file of so many bytes.
inline std::string headOfFile(size_t length) {
  return "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: " + std::to_string(length) + "\r\n\r\n";
}

/// There is no such file. The connection stays.
inline constexpr std::string_view notFound = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";

// After these the connection is closed.
inline constexpr std::string_view badRequest = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
inline constexpr std::string_view methodNotAllowed =
    "HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
inline constexpr std::string_view requestTimeout =
    "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
inline constexpr std::string_view headTooLarge =
    "HTTP/1.1 431 Request Header Fields Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
/// A file of the set could not be read.
inline constexpr std::string_view internalError =
    "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

}  // namespace tutti::web
