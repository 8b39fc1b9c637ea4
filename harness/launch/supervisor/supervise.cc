// Runs the command of one launch, accounts for it, and leaves nobody behind.
//
//   supervise [--cpus 0,1] [--grace MS] [--parent PID] --report FD -- command argument...
//
//   --cpus    CPUs to pin the command to
//   --grace   milliseconds between SIGTERM and SIGKILL when told to stop (500)
//   --parent  process id of the caller: when it is already gone, nothing is started
//   --report  file descriptor to write the report to
//
// The command runs in a process group of its own with standard input, output and error of the supervisor, default
// signals and nothing blocked. When its first process has ended, all that is left of its tree is killed, and one line
// of JSON is written to FD (harness/model/supervisor-report.ts has its schema):
//
//   {"exitCode":0,"signal":null,"wallMs":2.5,"userMs":1.5,"systemMs":0.5,"voluntarySwitches":3,"involuntarySwitches":0,
//    "peakMemory":3145728,"readBytes":0,"writtenBytes":4096,"leftProcesses":0,"killed":false}
//
//   exitCode, signal     how the first process ended: exactly one of them is null
//   wallMs               from just before the command is started until its first process has ended
//   userMs ... switches  getrusage(RUSAGE_CHILDREN): the whole tree, from start to end
//   peakMemory           peak resident memory of the largest process of the tree, in bytes
//   read/writtenBytes    between the tree and devices: what the page cache answered is not in them
//   leftProcesses        descendants that were alive when the first process had ended
//   killed               the supervisor was told to stop before the first process had ended
//
// or, when the command could not be started, {"spawnError":"No such file or directory"}.
//
// SIGTERM, SIGINT, SIGHUP and the death of the caller all mean stop: SIGTERM to the group, then, after the grace,
// SIGKILL to every descendant. Exit status: 0 when a report was written, 2 for bad arguments.
//
// Invariants
//  1. Every signal is blocked from the first statement on and taken by sigtimedwait: there is no handler.
//  2. The supervisor is the subreaper of its tree: a descendant whose parent has ended becomes its child, whatever
//     group or session it has moved to, so waiting until ECHILD waits for the whole tree.
//  3. A process id is signalled only while it cannot have been reused: the first process is not waited for before its
//     group has been signalled for the last time, and descendants are read from /proc again in every round.
//  4. The memory of the caller is not in the report. Linux counts the memory that a process had before it called exec
//     into its peak; the supervisor is small (3 MB), a Node that starts the command itself would not be.

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

#include "descendants.h"

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

struct Options {
  cpu_set_t cpus;
  bool pinned = false;
  milliseconds grace{500};
  pid_t parent = 0;
  int report = -1;
  char** command = nullptr;
};

[[noreturn]] void refuse(const std::string& reason) {
  fprintf(stderr, "supervise: %s\n%s\n", reason.c_str(),
          "usage: supervise [--cpus 0,1] [--grace MS] [--parent PID] --report FD -- command...");
  exit(2);
}

int parseCount(const char* option, const std::string& text) {
  char* end = nullptr;
  errno = 0;
  const long value = strtol(text.c_str(), &end, 10);
  if (text.empty() || *end != '\0' || errno != 0 || value < 0 || value > 1'000'000'000) {
    refuse(std::string(option) + " cannot be \"" + text + "\"");
  }
  return static_cast<int>(value);
}

void parseCpus(const std::string& list, Options& options) {
  CPU_ZERO(&options.cpus);
  options.pinned = true;
  for (size_t start = 0; start <= list.size();) {
    const size_t comma = std::min(list.find(',', start), list.size());
    const int cpu = parseCount("--cpus", list.substr(start, comma - start));
    if (cpu >= CPU_SETSIZE) refuse("--cpus: there is no CPU " + std::to_string(cpu));
    CPU_SET(cpu, &options.cpus);
    start = comma + 1;
  }
}

Options parseArguments(int count, char** arguments) {
  Options options;
  int index = 1;
  for (; index < count && std::string_view(arguments[index]) != "--"; index += 2) {
    const std::string_view name = arguments[index];
    if (index + 1 == count) refuse(std::string(name) + " needs a value");
    const char* value = arguments[index + 1];
    if (name == "--cpus") parseCpus(value, options);
    else if (name == "--grace") options.grace = milliseconds(parseCount("--grace", value));
    else if (name == "--parent") options.parent = parseCount("--parent", value);
    else if (name == "--report") options.report = parseCount("--report", value);
    else refuse("unknown option " + std::string(name));
  }
  if (options.report < 0 || fcntl(options.report, F_SETFD, FD_CLOEXEC) != 0) refuse("--report needs an open descriptor");
  if (index + 1 >= count) refuse("no command");
  options.command = arguments + index + 1;
  return options;
}

/// The child between fork and exec. Whatever fails is written to `failure`, which closes itself when exec succeeds.
[[noreturn]] void becomeCommand(const Options& options, pid_t supervisor, int failure) {
  const auto fail = [&](const char* step) {
    const std::string reason = std::string(step) + strerror(errno);
    const ssize_t written = write(failure, reason.data(), reason.size());
    _exit(written < 0 ? 126 : 127);
  };
  // Should somebody kill the supervisor with SIGKILL, at least the first process goes with it.
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) fail("prctl: ");
  if (getppid() != supervisor) _exit(127);
  if (setpgid(0, 0) != 0) fail("setpgid: ");
  if (options.pinned && sched_setaffinity(0, sizeof options.cpus, &options.cpus) != 0) fail("sched_setaffinity: ");
  for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  execvp(options.command[0], options.command);
  fail("");
  _exit(127);
}

void writeReport(int descriptor, const std::string& line) {
  // The caller may be gone: then nobody wants the report, and SIGPIPE is blocked.
  const ssize_t written = write(descriptor, line.data(), line.size());
  if (written != static_cast<ssize_t>(line.size())) fprintf(stderr, "supervise: the report could not be written\n");
}

/// Starts the command. When it cannot be started, reports why and ends the supervisor.
pid_t startCommand(const Options& options) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) refuse(std::string("pipe2: ") + strerror(errno));
  const pid_t self = getpid();
  const pid_t child = fork();
  if (child == 0) becomeCommand(options, self, ends[1]);
  std::string reason = child < 0 ? std::string("fork: ") + strerror(errno) : "";
  close(ends[1]);
  char text[256];
  if (const ssize_t length = read(ends[0], text, sizeof text); length > 0) reason.assign(text, length);
  close(ends[0]);
  if (reason.empty()) return child;
  writeReport(options.report, "{\"spawnError\":\"" + reason + "\"}\n");
  exit(0);
}

/// Gives up standard input and output, so that their other ends see the command end, not the supervisor.
void giveUpStreams() {
  const int null = open("/dev/null", O_RDWR | O_CLOEXEC);
  dup2(null, STDIN_FILENO);
  dup2(null, STDOUT_FILENO);
  if (null > STDERR_FILENO) close(null);
}

/// Waits for a signal until `deadline`. Returns its number, or -1.
int nextSignal(Clock::time_point deadline) {
  const std::chrono::nanoseconds left = std::max(deadline - Clock::now(), Clock::duration{});
  const timespec timeout{left.count() / 1'000'000'000, left.count() % 1'000'000'000};
  sigset_t all;
  sigfillset(&all);
  return sigtimedwait(&all, nullptr, &timeout);
}

/// True when the first process has ended; it is left to be waited for.
bool hasEnded(pid_t child) {
  siginfo_t ended{};
  return waitid(P_PID, child, &ended, WEXITED | WNOHANG | WNOWAIT) == 0 && ended.si_pid == child;
}

void killDescendants() {
  for (const pid_t pid : tutti::livingDescendants()) kill(pid, SIGKILL);
}

/// Waits until the first process has ended, stopping it when told to. Returns whether the supervisor was told to.
bool waitForCommand(pid_t child, milliseconds grace) {
  constexpr auto forever = std::chrono::hours(24);
  bool stopping = false;
  auto deadline = Clock::now() + forever;
  while (!hasEnded(child)) {
    const int signal = nextSignal(deadline);
    if (!stopping && (signal == SIGTERM || signal == SIGINT || signal == SIGHUP)) {
      stopping = true;
      kill(-child, SIGTERM);
      deadline = Clock::now() + grace;
    } else if (Clock::now() >= deadline) {
      if (stopping) killDescendants();
      deadline = Clock::now() + (stopping ? milliseconds(10) : forever);
    }
  }
  return stopping;
}

/// Kills and reaps all that is left of the tree, the ended first process included. Returns how the first one ended.
int reapEverybody(pid_t child) {
  int firstStatus = 0;
  for (;;) {
    int status = 0;
    const pid_t reaped = waitpid(-1, &status, WNOHANG);
    if (reaped == child) firstStatus = status;
    if (reaped > 0 || (reaped < 0 && errno == EINTR)) continue;
    if (reaped < 0) return firstStatus;
    killDescendants();
    nextSignal(Clock::now() + milliseconds(10));
  }
}

std::string nameOfSignal(int number) {
  const char* name = sigabbrev_np(number);
  return name == nullptr ? "SIG" + std::to_string(number) : std::string("SIG") + name;
}

std::string describe(int status, Clock::duration wall, size_t leftProcesses, bool killed) {
  rusage usage{};
  getrusage(RUSAGE_CHILDREN, &usage);
  const auto milliseconds = [](const timeval& time) { return time.tv_sec * 1e3 + time.tv_usec / 1e3; };
  const std::string exitCode = WIFEXITED(status) ? std::to_string(WEXITSTATUS(status)) : "null";
  const std::string signal = WIFSIGNALED(status) ? '"' + nameOfSignal(WTERMSIG(status)) + '"' : "null";
  char line[512];
  snprintf(line, sizeof line,
           "{\"exitCode\":%s,\"signal\":%s,\"wallMs\":%.3f,\"userMs\":%.3f,\"systemMs\":%.3f,\"voluntarySwitches\":%ld,"
           "\"involuntarySwitches\":%ld,\"peakMemory\":%lld,\"readBytes\":%lld,"
           "\"writtenBytes\":%lld,\"leftProcesses\":%zu,\"killed\":%s}\n",
           exitCode.c_str(), signal.c_str(), std::chrono::duration<double, std::milli>(wall).count(), milliseconds(usage.ru_utime), milliseconds(usage.ru_stime), usage.ru_nvcsw,
           usage.ru_nivcsw, usage.ru_maxrss * 1024LL, usage.ru_inblock * 512LL, usage.ru_oublock * 512LL, leftProcesses, killed ? "true" : "false");
  return line;
}

}  // namespace

int main(int count, char** arguments) {
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, nullptr);
  const Options options = parseArguments(count, arguments);
  const pid_t parent = options.parent > 0 ? options.parent : getppid();
  if (prctl(PR_SET_CHILD_SUBREAPER, 1) != 0) refuse(std::string("prctl: ") + strerror(errno));
  if (prctl(PR_SET_PDEATHSIG, SIGTERM) != 0) refuse(std::string("prctl: ") + strerror(errno));
  // The caller may have died before it was asked to be told.
  if (getppid() != parent) return 0;
  const auto startedAt = Clock::now();
  const pid_t child = startCommand(options);
  giveUpStreams();
  const bool killed = waitForCommand(child, options.grace);
  const auto wall = Clock::now() - startedAt;
  const size_t leftProcesses = tutti::livingDescendants().size();
  const int status = reapEverybody(child);
  writeReport(options.report, describe(status, wall, leftProcesses, killed));
  return 0;
}
