#include "descendants.h"

#include <dirent.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

namespace tutti {
namespace {

struct CloseDirectory {
  void operator()(DIR* directory) const { closedir(directory); }
};
struct CloseFile {
  void operator()(FILE* file) const { fclose(file); }
};

struct Process {
  pid_t parent;
  bool ended;
};

/// Reads /proc/<pid>/stat: "pid (name) state parent ..."; the name may itself hold spaces and brackets.
std::optional<Process> readProcess(const char* pid) {
  const std::unique_ptr<FILE, CloseFile> file(fopen((std::string("/proc/") + pid + "/stat").c_str(), "re"));
  if (!file) return std::nullopt;
  char line[512];
  const size_t length = fread(line, 1, sizeof line - 1, file.get());
  line[length] = '\0';
  const char* afterName = strrchr(line, ')');
  char state = 0;
  pid_t parent = 0;
  if (afterName == nullptr || sscanf(afterName, ") %c %d", &state, &parent) != 2) return std::nullopt;
  return Process{parent, state == 'Z' || state == 'X'};
}

std::unordered_map<pid_t, Process> readAllProcesses() {
  std::unordered_map<pid_t, Process> processes;
  const std::unique_ptr<DIR, CloseDirectory> directory(opendir("/proc"));
  if (!directory) return processes;
  while (const dirent* entry = readdir(directory.get())) {
    const pid_t pid = atoi(entry->d_name);
    if (pid <= 0) continue;
    if (const auto process = readProcess(entry->d_name)) processes.emplace(pid, *process);
  }
  return processes;
}

bool descendsFrom(pid_t ancestor, pid_t pid, const std::unordered_map<pid_t, Process>& processes) {
  // A chain of parents cannot be longer than there are processes: the bound guards against a snapshot with a circle.
  for (size_t steps = 0; steps <= processes.size(); steps++) {
    const auto found = processes.find(pid);
    if (found == processes.end()) return false;
    if (found->second.parent == ancestor) return true;
    pid = found->second.parent;
  }
  return false;
}

}  // namespace

std::vector<pid_t> livingDescendants() {
  const auto processes = readAllProcesses();
  const pid_t self = getpid();
  std::vector<pid_t> found;
  for (const auto& [pid, process] : processes) {
    if (!process.ended && descendsFrom(self, pid, processes)) found.push_back(pid);
  }
  return found;
}

}  // namespace tutti
