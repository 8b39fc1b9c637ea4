#include "client.h"

#include <sys/socket.h>

namespace tutti::load {

void Client::run() {
  comeIn();
  while (!load_.isOver_) {
    wentWell_ = false;
    if (connect()) {
      if (load_.arrivals_) converseBySchedule();
      else converse();
    }
    close();
    arrive();
    if (!wentWell_ && !load_.isOver_) pauseUntil(Clock::now() + respite);
  }
}

/// Waits for its turn to come in, unless the gate has opened meanwhile; the wait counts as part of connecting.
void Client::comeIn() {
  begin(Phase::connecting, Clock::now());
  static_cast<void>(load_.ramp_.acquire());
  end(Clock::now());
}

/// After its first step: lets the next one come in, and waits at the gate.
void Client::arrive() {
  if (hasArrived_) return;
  hasArrived_ = true;
  load_.ramp_.release();
  load_.waitAtTheGate();
}

bool Client::connect() {
  const Time start = Clock::now();
  begin(Phase::connecting, start);
  const Address& address = load_.address_;
  connection_ = load_.address_.beginConnection(load_.io_);
  const bool isConnected =
      connection_ >= 0 && load_.io_.connect(connection_, address.server(), address.length(), start + Load::patience) == 0;
  end(Clock::now());
  if (isConnected) load_.tally_.connected();
  else if (!thread->cancelled) load_.tally_.failures.connect++;
  return isConnected;
}

bool Client::mayAsk(uint32_t asked) const {
  const uint32_t most = load_.specification_.requestsPerConnection;
  return !load_.isOver_ && (most == 0 || asked < most);
}

/// Closed loop: the next request follows the response before it, after a pause.
void Client::converse() {
  const std::chrono::nanoseconds pause = load_.specification_.pause;
  Time now = Clock::now();
  for (uint32_t asked = 0; mayAsk(asked); asked++) {
    if (asked > 0) {
      now = pause.count() > 0 ? pauseUntil(Clock::now() + pause) : Clock::now();
      if (load_.isOver_) return;
    }
    if (!exchange(now, now)) return;
    arrive();
  }
}

/// Open loop: requests follow the schedule. A client that is free waits for the next one that nobody has taken.
void Client::converseBySchedule() {
  arrive();
  for (uint32_t asked = 0; mayAsk(asked); asked++) {
    const Time intended = load_.arrivals_->next();
    const Time sent = pauseUntil(intended);
    if (load_.isOver_) return;
    if (!exchange(sent, intended)) return;
  }
}

/// Returns when it really ended.
Time Client::pauseUntil(Time until) {
  const Time start = Clock::now();
  begin(Phase::pausing, start, until);
  if (until <= start) return end(start), start;
  load_.scheduler_.sleepUntil(until);
  const Time now = Clock::now();
  end(now);
  return now;
}

/// One request and its response. Returns whether the connection can be used on.
bool Client::exchange(Time sent, Time intended) {
  const uint32_t file = load_.files_.draw(random_);
  const std::string_view request = load_.files_.request(file);
  response_.expect(load_.files_.file(file));
  begin(Phase::responding, sent);
  const bool isSent = load_.io_.send(connection_, request.data(), request.size(), 0) == static_cast<ssize_t>(request.size());
  load_.tally_.requests += isSent;
  const bool isWhole = isSent && receive();
  const Time now = Clock::now();
  end(now);
  if (isWhole) countResponse(sent, intended, now);
  else countLoss();
  return isWhole && response_.keepsConnection();
}

/// Returns whether a response has come in whole, right or wrong.
bool Client::receive() {
  for (;;) {
    const ssize_t size = load_.io_.recv(connection_, load_.buffer_.data(), load_.buffer_.size(), 0);
    if (size < 0) return false;
    const Response::State state =
        size == 0 ? response_.end() : response_.feed(load_.buffer_.data(), static_cast<size_t>(size));
    if (state == Response::State::complete) return true;
    if (state == Response::State::broken) return false;
  }
}

void Client::countResponse(Time sent, Time intended, Time now) {
  load_.tally_.answered();
  if (response_.fault() != Response::Fault::none) return countFault();
  wentWell_ = true;
  served_ += load_.tally_.served(intended, sent, now, response_.bodyBytes());
}

/// A connection that has ended, or makes no sense any more, before the response was there.
void Client::countLoss() {
  if (thread->cancelled) return;
  if (isGivenUp_) load_.tally_.failures.timeout++;
  else if (response_.fault() != Response::Fault::none) countFault();
  else load_.tally_.failures.reset++;
}

void Client::countFault() {
  Failures& failures = load_.tally_.failures;
  switch (response_.fault()) {
    case Response::Fault::none: break;
    case Response::Fault::status: failures.status++; break;
    case Response::Fault::length: failures.length++; break;
    case Response::Fault::content: failures.content++; break;
  }
}

void Client::close() {
  if (connection_ >= 0) load_.io_.close(connection_);
  connection_ = -1;
  isGivenUp_ = false;
}

void Client::endWindow(Time now) {
  if (phase_ != Phase::none) load_.tally_.spent(began_, std::min(now, ends_));
}

void Client::giveUpBefore(Time limit) {
  if (phase_ != Phase::responding || began_ >= limit || isGivenUp_) return;
  isGivenUp_ = true;
  shutdown(connection_, SHUT_RDWR);
}

}  // namespace tutti::load
