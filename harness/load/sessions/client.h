// One client: a user-level thread that connects, asks, waits, and begins again.
//
// Invariants
//  1. At every moment it is connecting, waiting for a response, pausing, or none of these because its turn has not come:
//     `phase_` says which, since when, and for a pause until when; the tally gets all of it (Tally, 2).
//  2. Whatever goes wrong is counted, by its kind, and the client goes on with a new connection.
//  3. A response that does not come within the launch's patience is given up by the watcher, who shuts the connection down:
//     the client needs no timer for each request.
#pragma once

#include "load.h"
#include "response.h"

namespace tutti::load {

class Client {
 public:
  Client(Load& load, uint32_t number) : load_(load), random_(load.specification_.seed, number + 1) {}

  /// The thread's body: until the load is over.
  void run();

  /// Counts the part of the current phase that lies before `now`, which is the end of the window.
  void endWindow(Time now);
  /// Gives up a response that was asked for before `limit`.
  void giveUpBefore(Time limit);
  /// Whether nothing is lost when the client is cancelled.
  bool isIdle() const { return phase_ != Phase::responding; }
  /// Responses in the window that were right.
  uint32_t served() const { return served_; }

  Thread* thread = nullptr;

 private:
  enum class Phase : uint8_t { none, connecting, responding, pausing };

  /// After a connection on which nothing went well: not to spin on a server that refuses everybody.
  static constexpr std::chrono::milliseconds respite{10};

  void comeIn();
  void arrive();
  bool connect();
  void converse();
  void converseBySchedule();
  bool mayAsk(uint32_t asked) const;
  Time pauseUntil(Time end);
  bool exchange(Time sent, Time intended);
  bool receive();
  void countResponse(Time sent, Time intended, Time now);
  void countLoss();
  void countFault();
  void close();

  void begin(Phase phase, Time now, Time end = Time::max()) {
    phase_ = phase;
    began_ = now;
    ends_ = end;
  }
  void end(Time now) {
    load_.look(now);
    load_.tally_.spent(began_, std::min(now, ends_));
    phase_ = Phase::none;
  }

  Load& load_;
  Random random_;
  Response response_;
  Time began_;
  Time ends_;
  int connection_ = -1;
  uint32_t served_ = 0;
  Phase phase_ = Phase::none;
  bool hasArrived_ = false;
  bool isGivenUp_ = false;
  /// Whether a response on this connection was right.
  bool wentWell_ = false;
};

}  // namespace tutti::load
