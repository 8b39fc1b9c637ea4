// The addon: the edge between Node and the native workloads. addon.ts declares what it exports.
//
// Invariants
//  1. No C++ exception leaves a function that Node calls: `guarded` turns it into a JavaScript error.
//  2. Everything here runs on a thread of Node, never on a user-level thread. What waits does so on Node's thread pool.
//  3. A run is owned by the handle that JavaScript holds, and by every task that waits for it.

#include <node_api.h>

#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "workload/run.h"

namespace {

using tutti::Run;
using RunReference = std::shared_ptr<Run>;

/// A call of Node that failed.
void check(napi_status status, const char* call) {
  if (status != napi_ok) throw std::runtime_error(std::string(call) + " failed with status " + std::to_string(status));
}

/// Runs the body of a function that Node called. Returns null when it threw; the error is then pending in `env`.
template <typename Body>
napi_value guarded(napi_env env, Body body) noexcept {
  try {
    return body();
  } catch (const std::exception& error) {
    napi_throw_error(env, "ERR_TUTTI_NATIVE", error.what());
    return nullptr;
  }
}

std::vector<napi_value> argumentsOf(napi_env env, napi_callback_info info, size_t expected) {
  std::vector<napi_value> arguments(expected);
  size_t count = expected;
  check(napi_get_cb_info(env, info, &count, arguments.data(), nullptr, nullptr), "napi_get_cb_info");
  if (count < expected) throw std::invalid_argument("expected " + std::to_string(expected) + " arguments");
  return arguments;
}

uint32_t toUint32(napi_env env, napi_value value) {
  uint32_t number = 0;
  check(napi_get_value_uint32(env, value, &number), "napi_get_value_uint32");
  return number;
}

std::string toString(napi_env env, napi_value value) {
  char text[64];
  size_t length = 0;
  check(napi_get_value_string_utf8(env, value, text, sizeof text, &length), "napi_get_value_string_utf8");
  return {text, length};
}

napi_value fromDouble(napi_env env, double number) {
  napi_value value = nullptr;
  check(napi_create_double(env, number, &value), "napi_create_double");
  return value;
}

RunReference& runOf(napi_env env, napi_value handle) {
  void* reference = nullptr;
  check(napi_get_value_external(env, handle, &reference), "napi_get_value_external");
  return *static_cast<RunReference*>(reference);
}

/// Something that waits on the thread pool and then settles a promise.
struct Task {
  RunReference run;
  /// On the thread pool: waits, and says how to make the value of the promise on Node's thread afterwards.
  std::function<std::function<napi_value(napi_env)>(Run&)> wait;
  std::function<napi_value(napi_env)> makeValue;
  std::string failure;
  napi_deferred promise = nullptr;
  napi_async_work work = nullptr;
};

void executeTask(napi_env, void* data) noexcept {
  Task& task = *static_cast<Task*>(data);
  try {
    task.makeValue = task.wait(*task.run);
  } catch (const std::exception& error) {
    task.failure = error.what();
  }
}

void settleTask(napi_env env, napi_status, void* data) noexcept {
  const std::unique_ptr<Task> task(static_cast<Task*>(data));
  napi_delete_async_work(env, task->work);
  guarded(env, [&]() -> napi_value {
    if (task->failure.empty()) {
      check(napi_resolve_deferred(env, task->promise, task->makeValue(env)), "napi_resolve_deferred");
      return nullptr;
    }
    napi_value message = nullptr, error = nullptr;
    check(napi_create_string_utf8(env, task->failure.c_str(), NAPI_AUTO_LENGTH, &message), "napi_create_string_utf8");
    check(napi_create_error(env, nullptr, message, &error), "napi_create_error");
    check(napi_reject_deferred(env, task->promise, error), "napi_reject_deferred");
    return nullptr;
  });
}

/// Starts a task. Returns its promise.
napi_value startTask(napi_env env, napi_value handle, decltype(Task::wait) wait) {
  auto task = std::make_unique<Task>();
  task->run = runOf(env, handle);
  task->wait = std::move(wait);
  napi_value promise = nullptr, name = nullptr;
  check(napi_create_promise(env, &task->promise, &promise), "napi_create_promise");
  check(napi_create_string_utf8(env, "tutti", NAPI_AUTO_LENGTH, &name), "napi_create_string_utf8");
  check(napi_create_async_work(env, nullptr, name, executeTask, settleTask, task.get(), &task->work),
        "napi_create_async_work");
  check(napi_queue_async_work(env, task->work), "napi_queue_async_work");
  static_cast<void>(task.release());
  return promise;
}

// create(package, pairs, capacity, spin, seed): handle
napi_value create(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    const auto arguments = argumentsOf(env, info, 5);
    const tutti::ProducerConsumerParameters parameters{toUint32(env, arguments[1]), toUint32(env, arguments[2]),
                                                       toUint32(env, arguments[3]), toUint32(env, arguments[4])};
    auto reference = std::make_unique<RunReference>(
        std::make_shared<Run>(toString(env, arguments[0]), parameters));
    napi_value handle = nullptr;
    const auto dispose = [](napi_env, void* data, void*) { delete static_cast<RunReference*>(data); };
    check(napi_create_external(env, reference.get(), dispose, nullptr, &handle), "napi_create_external");
    static_cast<void>(reference.release());
    return handle;
  });
}

// created(handle): Promise<string | null>
napi_value created(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    return startTask(env, argumentsOf(env, info, 1)[0], [](Run& run) -> std::function<napi_value(napi_env)> {
      return [failure = run.created()](napi_env env) {
        napi_value value = nullptr;
        if (failure) check(napi_create_string_utf8(env, failure->c_str(), failure->size(), &value), "napi_create_string");
        else check(napi_get_null(env, &value), "napi_get_null");
        return value;
      };
    });
  });
}

// begin(handle): void
napi_value begin(napi_env env, napi_callback_info info) {
  return guarded(env, [&]() -> napi_value {
    runOf(env, argumentsOf(env, info, 1)[0])->begin();
    return nullptr;
  });
}

// consumed(handle): number
napi_value consumed(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    return fromDouble(env, static_cast<double>(runOf(env, argumentsOf(env, info, 1)[0])->consumed()));
  });
}

napi_value toObject(napi_env env, const tutti::RunOutcome& outcome) {
  const auto& counters = outcome.counters;
  const std::pair<const char*, double> fields[] = {
      {"produced", static_cast<double>(counters.produced)},
      {"consumed", static_cast<double>(counters.consumed)},
      {"buffered", static_cast<double>(counters.buffered)},
      {"threads", static_cast<double>(counters.threads)},
      {"progressed", static_cast<double>(counters.progressed)},
      {"finished", static_cast<double>(counters.finished)},
      {"switches", static_cast<double>(outcome.switches)},
      {"createMicroseconds", outcome.createMicroseconds},
  };
  napi_value object = nullptr;
  check(napi_create_object(env, &object), "napi_create_object");
  for (const auto& [name, value] : fields) {
    check(napi_set_named_property(env, object, name, fromDouble(env, value)), "napi_set_named_property");
  }
  return object;
}

// finish(handle): Promise<RunOutcome>
napi_value finish(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    return startTask(env, argumentsOf(env, info, 1)[0], [](Run& run) -> std::function<napi_value(napi_env)> {
      return [outcome = run.finish()](napi_env env) { return toObject(env, outcome); };
    });
  });
}

}  // namespace

NAPI_MODULE_INIT() {
  return guarded(env, [&] {
    const std::pair<const char*, napi_callback> functions[] = {
        {"create", create}, {"created", created}, {"begin", begin}, {"consumed", consumed}, {"finish", finish}};
    for (const auto& [name, callback] : functions) {
      napi_value function = nullptr;
      check(napi_create_function(env, name, NAPI_AUTO_LENGTH, callback, nullptr, &function), "napi_create_function");
      check(napi_set_named_property(env, exports, name, function), "napi_set_named_property");
    }
    return exports;
  });
}
