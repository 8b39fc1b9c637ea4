// One launch: all clients, and the conductor who says when the window begins and ends.
//
// Invariants
//  1. Everything happens on one kernel thread. Each client is a user-level thread; the buffer that responses are received
//     into is shared by all, since nobody gives way between a receive and the look at what it brought.
//  2. Clients come in, at most `rampWidth` at a time, so that the queue of those whom the server has yet to accept does not
//     run over at the start: each connects, in a closed loop makes its first request, and waits at the gate. It opens when
//     all are there, or nobody has come for `longestStep`, as with a server that serves a few clients to their end before it
//     takes others. Then the warm-up begins, and nothing is held back.
//  3. Whoever reads the clock first after the time for it opens the window, ends an interval or closes the window: with
//     16,384 clients ready to run, a thread of its own would be late by as many turns.
//  4. After the window each client ends what it has begun, within `longestEnd`: then what was sent was answered.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "../../../targets/native/io/io.h"
#include "../../../targets/native/threads/semaphore.h"
#include "address.h"
#include "arrivals.h"
#include "file_set.h"
#include "specification.h"
#include "tally.h"

namespace tutti::load {

class Client;

class Load {
 public:
  /// `paintStacks`: so that `deepestStack` can be told.
  Load(const Specification& specification, const FileSet& files, bool paintStacks = false);
  ~Load();

  /// Runs it. `opened` and `closed` are called at the two ends of the window.
  void run(void (*opened)(), void (*closed)());

  const Tally& tally() const { return tally_; }
  /// Right responses in the window, client by client.
  std::vector<uint32_t> perClient() const;
  /// CPU time of the process in the window, as a share of one CPU.
  double cpuShare() const { return processorSeconds_ / std::chrono::duration<double>(tally_.length()).count(); }
  size_t deepestStack() const { return scheduler_.deepestStack(); }
  /// How the threads wait, in words.
  std::string describeIo() const { return io_.describe(); }

 private:
  friend class Client;
  static constexpr size_t rampWidth = 128;
  static constexpr std::chrono::seconds longestStep{1}, longestEnd{1}, patience{10};
  static constexpr std::chrono::milliseconds watchEvery{200};
  static constexpr size_t bufferBytes = 256 * 1024, clientStack = 4096, conductorStack = 64 * 1024;

  void waitAtTheGate();
  void conduct();
  void awaitClients();
  /// Does what the time has come for.
  void look(Time now) {
    if (now >= next_) [[unlikely]] takeStep(now);
  }
  void takeStep(Time now);
  void openWindow(Time now);
  void closeWindow(Time now);
  void endClients();
  void watch();

  const Specification& specification_;
  const FileSet& files_;
  Scheduler scheduler_;
  Io io_{scheduler_};
  Address address_;
  Tally tally_;
  /// Of an open loop.
  std::optional<Arrivals> arrivals_;
  Semaphore ramp_{scheduler_, rampWidth, "the others who come in"};
  WaitQueue comers_{"somebody to come in"};
  WaitQueue atTheGate_{"the gate to open"};
  size_t arrived_ = 0;
  bool isGateOpen_ = false;
  /// When the window is to open, to close, or its next interval to end.
  Time next_ = Time::max();
  Time windowEnd_ = Time::max();
  bool isOver_ = false;
  double processorSeconds_ = 0;
  std::vector<char> buffer_;
  std::vector<std::unique_ptr<Client>> clients_;
  void (*opened_)() = nullptr;
  void (*closed_)() = nullptr;
};

}  // namespace tutti::load
