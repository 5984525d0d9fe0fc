#include "tools/cli/ordered_work.h"

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace standfirst::tools {
namespace {

constexpr size_t kItemsPerJob = 4;

// What reader, workers and writer share. All of it under `mutex`.
struct Shared {
  std::mutex mutex;
  std::condition_variable room;     // For the reader: items were written.
  std::condition_variable waiting;  // For workers: items are waiting, or end.
  std::condition_variable done;  // For the writer: results are there, or end.
  std::deque<WorkItem> items;
  std::map<size_t, WorkResult> results;  // By the item's index.
  size_t read = 0;
  size_t written = 0;
  bool at_end = false;   // Nothing more is read.
  bool stopped = false;  // The writer wants no more.
};

void RunWorker(const Worker& worker, Shared* shared) {
  while (true) {
    WorkItem item;
    {
      std::unique_lock<std::mutex> lock(shared->mutex);
      shared->waiting.wait(lock, [&] {
        return !shared->items.empty() || shared->at_end || shared->stopped;
      });
      if (shared->stopped || shared->items.empty()) return;
      item = std::move(shared->items.front());
      shared->items.pop_front();
    }
    WorkResult result = worker(item);
    const std::lock_guard<std::mutex> lock(shared->mutex);
    shared->results.emplace(item.index, std::move(result));
    shared->done.notify_one();
  }
}

void RunWriter(const std::function<bool(const WorkResult&)>& write,
               Shared* shared) {
  while (true) {
    WorkResult result;
    {
      std::unique_lock<std::mutex> lock(shared->mutex);
      shared->done.wait(lock, [&] {
        return shared->results.count(shared->written) > 0 ||
               (shared->at_end && shared->written == shared->read);
      });
      const auto found = shared->results.find(shared->written);
      if (found == shared->results.end()) return;
      result = std::move(found->second);
      shared->results.erase(found);
    }
    const bool more = write(result);
    const std::lock_guard<std::mutex> lock(shared->mutex);
    ++shared->written;
    shared->stopped = !more;
    shared->room.notify_one();
    if (!more) {
      shared->waiting.notify_all();
      return;
    }
  }
}

}  // namespace

void WorkInOrder(size_t jobs, const std::function<bool(WorkItem*)>& next,
                 const std::function<Worker()>& make_worker,
                 const std::function<bool(const WorkResult&)>& write) {
  if (jobs <= 1) {
    const Worker worker = make_worker();
    WorkItem item;
    while (next(&item)) {
      if (!write(worker(item))) return;
      ++item.index;
    }
    return;
  }
  Shared shared;
  std::vector<std::thread> threads;
  threads.reserve(jobs + 1);
  for (size_t i = 0; i < jobs; ++i) {
    threads.emplace_back(
        [&shared, worker = make_worker()] { RunWorker(worker, &shared); });
  }
  threads.emplace_back([&] { RunWriter(write, &shared); });
  while (true) {
    WorkItem item;
    {
      std::unique_lock<std::mutex> lock(shared.mutex);
      shared.room.wait(lock, [&] {
        return shared.stopped ||
               shared.read - shared.written < kItemsPerJob * jobs;
      });
      if (shared.stopped) break;
      item.index = shared.read;
    }
    if (!next(&item)) break;
    const std::lock_guard<std::mutex> lock(shared.mutex);
    ++shared.read;
    shared.items.push_back(std::move(item));
    shared.waiting.notify_one();
  }
  {
    const std::lock_guard<std::mutex> lock(shared.mutex);
    shared.at_end = true;
    shared.waiting.notify_all();
    shared.done.notify_one();
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace standfirst::tools
