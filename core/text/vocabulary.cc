#include "core/text/vocabulary.h"

#include <cstring>

#include "core/text/hash.h"
#include "core/text/letters.h"

namespace standfirst {
namespace {
constexpr size_t kFirstSlots = 1024;  // A power of two.

// Most words are short: a loop is done before a call would be.
bool SameBytes(const char* left, const char* right, size_t size) {
  for (size_t i = 0; i < size; ++i) {
    if (left[i] != right[i]) return false;
  }
  return true;
}

// Up to 8 bytes as a number that together with their count tells them apart.
uint64_t ShortBytes(std::string_view form) {
  const size_t size = form.size();
  if (size >= 4) {
    uint32_t first = 0;
    uint32_t last = 0;
    std::memcpy(&first, form.data(), 4);
    std::memcpy(&last, form.data() + size - 4, 4);
    return uint64_t{last} << 32 | first;
  }
  const auto byte = [form](size_t at) -> uint64_t {
    return static_cast<uint8_t>(form[at]);
  };
  return byte(0) << 16 | byte(size / 2) << 8 | byte(size - 1);
}
}  // namespace

Vocabulary::Vocabulary()
    : slots_(kFirstSlots, kNone), recent_(size_t{1} << kRecentBits) {}

size_t Vocabulary::FindSlot(std::string_view form, uint64_t hash) const {
  const size_t mask = slots_.size() - 1;
  size_t slot = static_cast<size_t>(hash) & mask;
  while (slots_[slot] != kNone) {
    const Entry& entry = entries_[slots_[slot]];
    if (entry.hash == hash && entry.pool_size == form.size() &&
        SameBytes(pool_.data() + entry.pool_start, form.data(), form.size())) {
      break;
    }
    slot = (slot + 1) & mask;
  }
  return slot;
}

void Vocabulary::Grow() {
  std::vector<uint32_t> slots(slots_.size() * 2, kNone);
  const size_t mask = slots.size() - 1;
  for (uint32_t word = 0; word < entries_.size(); ++word) {
    size_t slot = static_cast<size_t>(entries_[word].hash) & mask;
    while (slots[slot] != kNone) slot = (slot + 1) & mask;
    slots[slot] = word;
  }
  slots_ = std::move(slots);
}

uint32_t Vocabulary::InternForm(std::string_view form, uint64_t hash) {
  if ((entries_.size() + 1) * 2 > slots_.size()) Grow();
  const size_t slot = FindSlot(form, hash);
  if (slots_[slot] != kNone) return slots_[slot];
  const auto word = static_cast<uint32_t>(entries_.size());
  slots_[slot] = word;
  Entry entry;
  entry.hash = hash;
  entry.pool_start = static_cast<uint32_t>(pool_.size());
  entry.pool_size = static_cast<uint32_t>(form.size());
  pool_.append(form);
  entries_.push_back(entry);
  return word;
}

uint32_t Vocabulary::Intern(std::string_view form) {
  // Most tokens are short and were seen a moment ago: two loads say where.
  if (form.empty() || form.size() > 8) return InternAny(form);
  const uint64_t bytes = ShortBytes(form);
  const uint64_t mixed = (bytes + form.size()) * 0x9e3779b97f4a7c15ULL;
  Recent& recent = recent_[mixed >> (64 - kRecentBits)];
  if (recent.bytes != bytes || recent.size != form.size()) {
    recent.word = InternAny(form);
    recent.bytes = bytes;
    recent.size = static_cast<uint32_t>(form.size());
  }
  return recent.word;
}

uint32_t Vocabulary::InternAny(std::string_view form) {
  const uint32_t word = InternForm(form, MixHash(HashBytes(form)));
  if (entries_[word].lower != kNone) return word;
  std::string lower;
  AppendLowerCase(this->form(word), &lower);
  const uint32_t lower_word =
      lower == this->form(word) ? word
                                : InternForm(lower, MixHash(HashBytes(lower)));
  entries_[word].lower = lower_word;
  // A lower-cased form is its own lower-cased form.
  if (entries_[lower_word].lower == kNone) {
    entries_[lower_word].lower = lower_word;
  }
  return word;
}

uint32_t Vocabulary::Find(std::string_view form) const {
  return slots_[FindSlot(form, MixHash(HashBytes(form)))];
}

}  // namespace standfirst
