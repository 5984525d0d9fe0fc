#ifndef STANDFIRST_CORE_TEXT_HASH_H_
#define STANDFIRST_CORE_TEXT_HASH_H_

#include <cstdint>
#include <string_view>

namespace standfirst {

// Hashes of our own, the same in every build: model files are addressed by
// them. Bytes are taken as uint8_t (plain char is signed on some machines).

// FNV-1a, 64 bits (Fowler, Noll, Vo).
constexpr uint64_t kHashSeed = 0xcbf29ce484222325ULL;

constexpr uint64_t HashByte(uint64_t hash, uint8_t byte) {
  return (hash ^ byte) * 0x100000001b3ULL;
}

constexpr uint64_t HashBytes(std::string_view bytes,
                             uint64_t hash = kHashSeed) {
  for (const char byte : bytes) {
    hash = HashByte(hash, static_cast<uint8_t>(byte));
  }
  return hash;
}

// Spreads every input bit over all output bits (the finaliser of MurmurHash3,
// Austin Appleby, public domain). Apply it before taking high or low bits.
constexpr uint64_t MixHash(uint64_t hash) {
  hash ^= hash >> 33;
  hash *= 0xff51afd7ed558ccdULL;
  hash ^= hash >> 33;
  hash *= 0xc4ceb9fe1a85ec53ULL;
  hash ^= hash >> 33;
  return hash;
}

// Joins two hashes or a hash and a small number; not commutative.
constexpr uint64_t JoinHash(uint64_t left, uint64_t right) {
  return left * 0x9e3779b97f4a7c15ULL + right;
}
constexpr uint64_t CombineHash(uint64_t left, uint64_t right) {
  return MixHash(JoinHash(left, right));
}

}  // namespace standfirst

#endif  // STANDFIRST_CORE_TEXT_HASH_H_
