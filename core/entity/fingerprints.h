#ifndef STANDFIRST_CORE_ENTITY_FINGERPRINTS_H_
#define STANDFIRST_CORE_ENTITY_FINGERPRINTS_H_

#include <cstdint>
#include <span>
#include <vector>

namespace standfirst {

// A set of hashes kept as their highest 24 bits, in order: about 9 bits each
// once stored, at the price that one stranger in 2^24 / size is taken for a
// member.
//
// Stored as differences of consecutive fingerprints, the low bytes of all,
// then the high bytes of all (a difference of 2^16 or more is bridged by its
// writer with a member that means nothing).
class FingerprintSet {
 public:
  static constexpr uint32_t kNone = 0xFFFFFFFF;

  static constexpr uint32_t Fingerprint(uint64_t hash) {
    return static_cast<uint32_t>(hash >> 40);
  }

  // `lows` and `highs` have the same size. False if the sum leaves 24 bits.
  bool Read(std::span<const uint8_t> lows, std::span<const uint8_t> highs);

  // The member's ordinal, or kNone. Expected O(1) for up to 2^20 members.
  uint32_t Find(uint64_t hash) const {
    const uint32_t fingerprint = Fingerprint(hash);
    // Most that are looked for are strangers: one look in a small table.
    if ((occupied_[fingerprint >> 10] >> (fingerprint >> 5 & 31) & 1) == 0) {
      return kNone;
    }
    const uint32_t bucket = fingerprint >> 8;
    const auto low = static_cast<uint8_t>(fingerprint);
    for (uint32_t at = buckets_[bucket]; at < buckets_[bucket + 1]; ++at) {
      if (low_bytes_[at] == low) return at;
    }
    return kNone;
  }
  uint32_t size() const { return static_cast<uint32_t>(low_bytes_.size()); }

 private:
  std::vector<uint32_t> occupied_;  // Bit by the highest 19 bits.
  std::vector<uint32_t> buckets_;   // First ordinal by the highest 16 bits.
  std::vector<uint8_t> low_bytes_;  // The other 8 bits.
};

}  // namespace standfirst

#endif  // STANDFIRST_CORE_ENTITY_FINGERPRINTS_H_
