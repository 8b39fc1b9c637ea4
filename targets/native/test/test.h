// Unit tests: TEST(name, "sentence") { ... } registers one; main.cc runs the one it is asked for, in a process of its own.
#pragma once

#include <string>

namespace tutti::test {

/// Ends the process with a message when a condition does not hold.
void expect(bool condition, const char* what);

struct Registered {
  Registered(const char* sentence, void (*run)());
};

/// What a function prints on standard error before it aborts. Fails when it does not abort.
std::string lastWordsOf(void (*function)());

}  // namespace tutti::test

#define TEST(name, sentence)                                                 \
  static void name();                                                        \
  static const ::tutti::test::Registered registered_##name(sentence, name);  \
  static void name()
