#include "core/entity/fingerprints.h"

namespace standfirst {

bool FingerprintSet::Read(std::span<const uint8_t> lows,
                          std::span<const uint8_t> highs) {
  constexpr uint32_t kBuckets = 1U << 16;
  buckets_.assign(kBuckets + 1, 0);
  occupied_.assign(1U << 14, 0);
  low_bytes_.clear();
  low_bytes_.reserve(lows.size());
  uint32_t fingerprint = 0;
  for (size_t index = 0; index < lows.size(); ++index) {
    fingerprint += lows[index] + (static_cast<uint32_t>(highs[index]) << 8);
    if (fingerprint >> 24 != 0) return false;
    low_bytes_.push_back(static_cast<uint8_t>(fingerprint));
    ++buckets_[(fingerprint >> 8) + 1];
    occupied_[fingerprint >> 10] |= 1U << (fingerprint >> 5 & 31);
  }
  for (uint32_t bucket = 0; bucket < kBuckets; ++bucket) {
    buckets_[bucket + 1] += buckets_[bucket];
  }
  return true;
}

}  // namespace standfirst
