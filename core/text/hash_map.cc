#include "core/text/hash_map.h"

#include <algorithm>

namespace standfirst {

size_t HashMap::PlaceOf(uint64_t key) const {
  size_t place = static_cast<size_t>(key) & (entries_.size() - 1);
  while (entries_[place].used && entries_[place].first != key) {
    place = (place + 1) & (entries_.size() - 1);
  }
  return place;
}

const HashMap::Entry* HashMap::Find(uint64_t key) const {
  if (entries_.empty()) return nullptr;
  const Entry& entry = entries_[PlaceOf(key)];
  return entry.used ? &entry : nullptr;
}

std::pair<HashMap::Entry*, bool> HashMap::TryEmplace(uint64_t key,
                                                     uint32_t value) {
  if (size_ * 2 >= entries_.size()) {
    std::vector<Entry> old(std::max<size_t>(16, entries_.size() * 2));
    old.swap(entries_);
    for (const Entry& entry : old) {
      if (entry.used) entries_[PlaceOf(entry.first)] = entry;
    }
  }
  Entry& entry = entries_[PlaceOf(key)];
  const bool added = !entry.used;
  if (added) {
    entry = {key, value, true};
    ++size_;
  }
  return {&entry, added};
}

}  // namespace standfirst
