#include "tools/common/model_files.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "core/model/packing.h"
#include "tools/common/lines.h"

namespace standfirst::tools {
namespace {

namespace fs = std::filesystem;

// Far above any part of ours, far below what would hurt: a file that claims
// more is not one.
constexpr size_t kMaxInflatedBytes = size_t{64} << 20U;

Error Invalid(const std::string& path, std::string_view why) {
  return Error{ErrorCode::kModelInvalid,
               path + " is not a model part: " + std::string(why),
               "get the models again, or make them with standfirst-train"};
}

std::string FolderOfProgram() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  return error ? std::string() : program.parent_path().string();
}

bool IsFolder(const fs::path& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

}  // namespace

Expected<std::vector<uint8_t>> ReadModelFile(const std::string& path) {
  std::error_code missing;
  if (!fs::is_regular_file(path, missing)) {
    return Error{ErrorCode::kModelMissing, "no model part at " + path,
                 "name the folder with --models or STANDFIRST_MODELS"};
  }
  const Expected<std::string> stored = ReadFile(path);
  if (!stored.ok()) {
    return Error{ErrorCode::kModelMissing, stored.error().message,
                 stored.error().hint};
  }
  const std::string& bytes = stored.value();
  std::vector<uint8_t> unpacked =
      Unpack({reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()});
  if (!unpacked.empty()) return unpacked;
  z_stream stream{};
  if (inflateInit(&stream) != Z_OK) return Invalid(path, "no memory");
  std::vector<uint8_t> inflated;
  std::array<uint8_t, size_t{1} << 16U> buffer;
  // zlib's interface takes non-const input but does not write to it.
  stream.next_in =
      const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  int code = Z_OK;
  while (code == Z_OK && inflated.size() <= kMaxInflatedBytes) {
    stream.next_out = buffer.data();
    stream.avail_out = static_cast<uInt>(buffer.size());
    code = inflate(&stream, Z_NO_FLUSH);
    const size_t got = buffer.size() - stream.avail_out;
    inflated.insert(inflated.end(), buffer.data(), buffer.data() + got);
  }
  const bool whole = code == Z_STREAM_END && stream.avail_in == 0;
  inflateEnd(&stream);
  if (inflated.size() > kMaxInflatedBytes) return Invalid(path, "too large");
  if (!whole) return Invalid(path, "it does not unpack");
  return inflated;
}

namespace {

// Deflates with one choice of zlib's parameters; empty if zlib refuses.
std::string Deflate(std::span<const uint8_t> bytes, int strategy,
                    int memory_level) {
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, MAX_WBITS,
                   memory_level, strategy) != Z_OK) {
    return {};
  }
  std::string stored(deflateBound(&stream, static_cast<uLong>(bytes.size())),
                     '\0');
  stream.next_in = const_cast<Bytef*>(bytes.data());
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(stored.data());
  stream.avail_out = static_cast<uInt>(stored.size());
  const int code = deflate(&stream, Z_FINISH);
  stored.resize(code == Z_STREAM_END ? stream.total_out : 0);
  deflateEnd(&stream);
  return stored;
}

}  // namespace

Status WriteModelFile(const std::string& path, std::span<const uint8_t> bytes) {
  // Weights and fingerprints hardly repeat: coding without matches, in short
  // blocks (a low memory level), often wins by a tenth. The smallest stays.
  std::string best;
  for (const int strategy : {Z_DEFAULT_STRATEGY, Z_HUFFMAN_ONLY}) {
    for (int memory_level = 4; memory_level <= 9; ++memory_level) {
      std::string stored = Deflate(bytes, strategy, memory_level);
      if (stored.empty()) continue;
      if (best.empty() || stored.size() < best.size()) best = std::move(stored);
    }
  }
  if (best.empty()) {
    return Error{ErrorCode::kInternal, "cannot deflate " + path, ""};
  }
  return WriteFile(path, best);
}

Expected<std::string> FindModels(std::string_view chosen) {
  std::vector<fs::path> tried;
  if (!chosen.empty()) {
    tried.emplace_back(chosen);
  } else if (const char* named = std::getenv("STANDFIRST_MODELS");
             named != nullptr && *named != '\0') {
    tried.emplace_back(named);
  } else if (const std::string folder = FolderOfProgram(); !folder.empty()) {
    tried.push_back(fs::path(folder) / "../share/standfirst/models");
    tried.push_back(fs::path(folder) / "../../models");
  }
  std::string names;
  for (const fs::path& path : tried) {
    if (IsFolder(path)) return path.lexically_normal().string();
    names += (names.empty() ? "" : ", ") + path.lexically_normal().string();
  }
  return Error{ErrorCode::kModelMissing,
               "no models at " + (names.empty() ? "all" : names),
               "name the folder with --models or STANDFIRST_MODELS"};
}

std::vector<std::string> ListModelFiles(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code error;
  for (const fs::directory_entry& entry :
       fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".sfm") {
      files.push_back(entry.path().string());
    }
  }
  std::sort(files.begin(), files.end(),
            [](const std::string& left, const std::string& right) {
              const bool left_base = fs::path(left).stem() == "base";
              const bool right_base = fs::path(right).stem() == "base";
              if (left_base != right_base) return left_base;
              return left < right;
            });
  return files;
}

Expected<ModelPart> ReadModelPart(std::string_view chosen,
                                  std::string_view name) {
  const Expected<std::string> folder = FindModels(chosen);
  if (!folder.ok()) return folder.error();
  const Expected<std::vector<uint8_t>> bytes =
      ReadModelFile(folder.value() + "/" + std::string(name) + ".sfm");
  if (!bytes.ok()) return bytes.error();
  return ModelPart::Read(bytes.value());
}

Expected<Model> LoadModels(std::string_view chosen) {
  const Expected<std::string> folder = FindModels(chosen);
  if (!folder.ok()) return folder.error();
  Model model;
  for (const std::string& file : ListModelFiles(folder.value())) {
    const Expected<std::vector<uint8_t>> bytes = ReadModelFile(file);
    if (!bytes.ok()) return bytes.error();
    const Expected<std::string> part = model.LoadPart(bytes.value());
    if (!part.ok()) {
      Error error = part.error();
      error.message = file + ": " + error.message;
      return error;
    }
  }
  if (!model.Has("base")) {
    return Error{ErrorCode::kModelMissing,
                 "There is no model part \"base\" in " + folder.value() + ".",
                 "Name the folder with --models or STANDFIRST_MODELS."};
  }
  return model;
}

}  // namespace standfirst::tools
