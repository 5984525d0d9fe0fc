// build/wasm/markdown.wasm: Markdown by cmark as text with blocks, the same
// code as in the native program. Loaded when Markdown is first read
// (web/engine/markdown_module.js), and not a part of the engine.
//
// What goes in and out is u32, little-endian, and UTF-8:
//
//   blocks, bytes of the date, the date,
//   and for each block: its kind (kKinds), its level, bytes of its text, the
//   text
#include <cmark.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "tools/frontends/front_end.h"
#include "tools/frontends/html.h"
#include "tools/frontends/markdown.h"

extern "C" {

// HTML inside Markdown, read by JavaScript: the same layout, from malloc().
__attribute__((import_module("env"), import_name("readHtml"))) uint8_t*
ImportedReadHtml(const char* source, uint32_t size);

// cmark's own (cmark.c) writes to standard error and brings printf along.
static void* Allocate(size_t count, size_t size) {
  void* const memory = std::calloc(count, size);
  if (memory == nullptr) std::abort();
  return memory;
}
static void* Reallocate(void* old, size_t size) {
  void* const memory = std::realloc(old, size);
  if (memory == nullptr) std::abort();
  return memory;
}
cmark_mem DEFAULT_MEM_ALLOCATOR = {Allocate, Reallocate, std::free};

cmark_mem* cmark_get_default_mem_allocator() { return &DEFAULT_MEM_ALLOCATOR; }

}  // extern "C"

namespace standfirst::tools {
namespace {

constexpr std::array<std::string_view, 8> kKinds = {
    "title",     "heading", "paragraph", "list-item",
    "quotation", "caption", "table",     "code"};

class Writer {
 public:
  void Number(size_t value) {
    const auto number = static_cast<uint32_t>(value);
    Bytes(&number, sizeof(number));
  }
  void Text(std::string_view text) {
    Number(text.size());
    Bytes(text.data(), text.size());
  }
  // For free(); nullptr without memory.
  uint8_t* Take() { return bytes_; }

 private:
  void Bytes(const void* from, size_t size) {
    if (size_ + size > room_) {
      room_ = std::max(room_ * 2, size_ + size);
      bytes_ = static_cast<uint8_t*>(std::realloc(bytes_, room_));
      if (bytes_ == nullptr) std::abort();
    }
    std::memcpy(bytes_ + size_, from, size);
    size_ += size;
  }

  uint8_t* bytes_ = nullptr;
  size_t size_ = 0;
  size_t room_ = 0;
};

uint32_t TakeNumber(const uint8_t** at) {
  uint32_t number = 0;
  std::memcpy(&number, *at, sizeof(number));
  *at += sizeof(number);
  return number;
}

}  // namespace

// What gumbo does in the native program.
FrontEndText ReadHtml(std::string_view source) {
  uint8_t* const made =
      ImportedReadHtml(source.data(), static_cast<uint32_t>(source.size()));
  const uint8_t* at = made;
  BlockWriter writer;
  const uint32_t blocks = TakeNumber(&at);
  at += TakeNumber(&at);
  for (uint32_t i = 0; i < blocks; ++i) {
    const uint32_t kind = TakeNumber(&at);
    const uint32_t level = TakeNumber(&at);
    const uint32_t size = TakeNumber(&at);
    writer.StartBlock(kKinds[kind % kKinds.size()],
                      static_cast<uint8_t>(level));
    writer.AddVerbatim({reinterpret_cast<const char*>(at), size});
    writer.EndBlock();
    at += size;
  }
  std::free(made);
  return writer.Take({});
}

extern "C" __attribute__((export_name("readMarkdown"))) uint8_t* ReadMarkdownAt(
    const char* source, uint32_t size) {
  const FrontEndText read = ReadMarkdown({source, size});
  Writer writer;
  writer.Number(read.blocks.size());
  writer.Text(read.date);
  BlockPosition position;
  for (size_t i = 0; i < read.blocks.size(); ++i) {
    const GivenBlock& block = read.blocks[i];
    writer.Number(static_cast<size_t>(
        std::find(kKinds.begin(), kKinds.end(), block.kind) - kKinds.begin()));
    writer.Number(block.level);
    writer.Text(TextOfBlock(read, i, &position));
  }
  return writer.Take();
}

}  // namespace standfirst::tools
