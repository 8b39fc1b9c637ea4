// The addon: the edge between Node and the native workloads. addon.ts declares what it exports.
//
// Invariants
//  1. No C++ exception leaves a function that Node calls: `guarded` turns it into a JavaScript error.
//  2. Everything here runs on a thread of Node, never on a user-level thread. What waits does so on Node's thread pool.
//  3. A run is owned by the handle that JavaScript holds, and by every task that waits for it.

#include <node_api.h>

#include <functional>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "workload/registry.h"
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

double toDouble(napi_env env, napi_value value) {
  double number = 0;
  check(napi_get_value_double(env, value, &number), "napi_get_value_double");
  return number;
}

bool toBool(napi_env env, napi_value value) {
  bool truth = false;
  check(napi_get_value_bool(env, value, &truth), "napi_get_value_bool");
  return truth;
}

std::string toString(napi_env env, napi_value value) {
  size_t length = 0;
  check(napi_get_value_string_utf8(env, value, nullptr, 0, &length), "napi_get_value_string_utf8");
  // Node writes a zero after it, for which a string has room.
  std::string text(length, '\0');
  check(napi_get_value_string_utf8(env, value, text.data(), length + 1, &length), "napi_get_value_string_utf8");
  return text;
}

napi_value fromDouble(napi_env env, double number) {
  napi_value value = nullptr;
  check(napi_create_double(env, number, &value), "napi_create_double");
  return value;
}

napi_value fromString(napi_env env, const std::string& text) {
  napi_value value = nullptr;
  check(napi_create_string_utf8(env, text.c_str(), text.size(), &value), "napi_create_string_utf8");
  return value;
}

/// An object with one property for each of `fields`, pairs of a name and what `toValue` makes a value of.
template <typename Fields, typename ToValue>
napi_value toObject(napi_env env, const Fields& fields, ToValue toValue) {
  napi_value object = nullptr;
  check(napi_create_object(env, &object), "napi_create_object");
  for (const auto& [name, field] : fields) {
    check(napi_set_named_property(env, object, name.c_str(), toValue(env, field)), "napi_set_named_property");
  }
  return object;
}

/// Calls `take(name, value)` for every property of an object.
template <typename Take>
void eachProperty(napi_env env, napi_value object, Take take) {
  napi_value names = nullptr;
  uint32_t count = 0;
  check(napi_get_property_names(env, object, &names), "napi_get_property_names");
  check(napi_get_array_length(env, names, &count), "napi_get_array_length");
  for (uint32_t index = 0; index < count; index++) {
    napi_value name = nullptr, value = nullptr;
    check(napi_get_element(env, names, index, &name), "napi_get_element");
    check(napi_get_property(env, object, name, &value), "napi_get_property");
    take(toString(env, name), value);
  }
}

tutti::Parameters toParameters(napi_env env, napi_value object) {
  std::map<std::string, double> numbers;
  eachProperty(env, object, [&](const std::string& name, napi_value value) { numbers[name] = toDouble(env, value); });
  return tutti::Parameters(std::move(numbers));
}

tutti::Request toRequest(napi_env env, napi_value parameters, napi_value object) {
  tutti::Request request{toParameters(env, parameters), {}, {}};
  tutti::PackageOptions& options = request.package;
  eachProperty(env, object, [&](const std::string& name, napi_value value) {
    if (name == "stackBytes") options.stackBytes = static_cast<size_t>(toDouble(env, value));
    else if (name == "scheduler") options.scheduler = toString(env, value);
    else if (name == "io") options.io = toString(env, value);
    else if (name == "paintStacks") options.paintStacks = toBool(env, value);
    else if (name == "cachedReads") options.cachedReads = toString(env, value);
    else if (name == "materials") request.materials = toString(env, value);
    else if (name == "slowdown") request.slowdown = toDouble(env, value);
    else if (name == "oneProcessor") request.oneProcessor = toBool(env, value);
    else throw std::invalid_argument("a run has no option \"" + name + "\"");
  });
  return request;
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
    napi_value error = nullptr;
    check(napi_create_error(env, nullptr, fromString(env, task->failure), &error), "napi_create_error");
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

// create(workload, package, parameters, options): handle
napi_value create(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    const auto arguments = argumentsOf(env, info, 4);
    tutti::Request request = toRequest(env, arguments[2], arguments[3]);
    auto reference = std::make_unique<RunReference>(
        std::make_shared<Run>(toString(env, arguments[0]), toString(env, arguments[1]), std::move(request)));
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
        if (failure) return fromString(env, *failure);
        napi_value value = nullptr;
        check(napi_get_null(env, &value), "napi_get_null");
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

// work(handle): number
napi_value work(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    return fromDouble(env, static_cast<double>(runOf(env, argumentsOf(env, info, 1)[0])->work()));
  });
}

// served(handle): { port, requests, bytes, connections }
napi_value served(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    const tutti::Watch& watch = runOf(env, argumentsOf(env, info, 1)[0])->watch();
    const std::pair<std::string, double> fields[] = {{"port", watch.port.load()},
                                                     {"requests", static_cast<double>(watch.work.load())},
                                                     {"bytes", static_cast<double>(watch.bytes.load())},
                                                     {"connections", static_cast<double>(watch.connections.load())}};
    return toObject(env, fields, fromDouble);
  });
}

napi_value fromMetrics(napi_env env, const std::vector<tutti::Metric>& metrics) {
  std::vector<std::pair<std::string, const tutti::Metric*>> named;
  for (const tutti::Metric& metric : metrics) named.emplace_back(metric.name, &metric);
  return toObject(env, named, [](napi_env env, const tutti::Metric* metric) {
    const std::pair<std::string, napi_value> fields[] = {{"value", fromDouble(env, metric->value)},
                                                         {"unit", fromString(env, metric->unit)}};
    return toObject(env, fields, [](napi_env, napi_value value) { return value; });
  });
}

napi_value fromOutcome(napi_env env, const tutti::RunOutcome& outcome) {
  const std::pair<std::string, napi_value> fields[] = {{"counters", toObject(env, outcome.counters, fromDouble)},
                                                       {"metrics", fromMetrics(env, outcome.metrics)},
                                                       {"facts", toObject(env, outcome.facts, fromString)}};
  return toObject(env, fields, [](napi_env, napi_value value) { return value; });
}

// finish(handle): Promise<RunOutcome>
napi_value finish(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    return startTask(env, argumentsOf(env, info, 1)[0], [](Run& run) -> std::function<napi_value(napi_env)> {
      return [outcome = run.finish()](napi_env env) { return fromOutcome(env, outcome); };
    });
  });
}

// facts(handle): Record<string, string>
napi_value facts(napi_env env, napi_callback_info info) {
  return guarded(env, [&] { return toObject(env, runOf(env, argumentsOf(env, info, 1)[0])->facts(), fromString); });
}

// offers(): [workload, package][]
napi_value offers(napi_env env, napi_callback_info) {
  return guarded(env, [&] {
    const auto fromNames = [&](const std::pair<std::string, std::string>& names) {
      napi_value pair = nullptr;
      check(napi_create_array(env, &pair), "napi_create_array");
      check(napi_set_element(env, pair, 0, fromString(env, names.first)), "napi_set_element");
      check(napi_set_element(env, pair, 1, fromString(env, names.second)), "napi_set_element");
      return pair;
    };
    napi_value list = nullptr;
    uint32_t index = 0;
    check(napi_create_array(env, &list), "napi_create_array");
    for (const auto& names : tutti::offers()) {
      check(napi_set_element(env, list, index++, fromNames(names)), "napi_set_element");
    }
    return list;
  });
}

}  // namespace

NAPI_MODULE_INIT() {
  return guarded(env, [&] {
    const std::pair<const char*, napi_callback> functions[] = {
        {"create", create}, {"created", created}, {"begin", begin}, {"work", work},
        {"served", served}, {"facts", facts}, {"finish", finish},   {"offers", offers}};
    for (const auto& [name, callback] : functions) {
      napi_value function = nullptr;
      check(napi_create_function(env, name, NAPI_AUTO_LENGTH, callback, nullptr, &function), "napi_create_function");
      check(napi_set_named_property(env, exports, name, function), "napi_set_named_property");
    }
    return exports;
  });
}
