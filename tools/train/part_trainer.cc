// standfirst-train part NAME: joins trained sections to a model part, or packs
// again the one that there is.
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

#include "core/model/model_part.h"
#include "tools/common/model_files.h"
#include "tools/common/model_writer.h"
#include "tools/train/entity_sections.h"
#include "tools/train/trainers.h"

namespace standfirst::tools {
namespace {

// A part whose sections are not kept by themselves: as it is, packed by the
// present packer, but for names of countries, which no weight depends on (they
// are read again where their lists are there), and the words that tell what a
// name is, which are put on the lists that the weights know.
int PackAgain(const std::string& path, const std::string& lists) {
  const Expected<std::vector<uint8_t>> bytes = ReadModelFile(path);
  const Expected<ModelPart> part =
      bytes.ok() ? ModelPart::Read(bytes.value()) : bytes.error();
  if (!part.ok()) {
    std::fprintf(stderr, "%s\n", part.error().message.c_str());
    return 3;
  }
  ModelWriter writer(part.value().name(), part.value().language());
  for (const ModelSection& section : part.value().sections()) {
    if (section.name == "name-lists") continue;
    if (section.name == "countries") {
      const Expected<std::vector<uint8_t>> countries = MakeCountries(lists);
      if (countries.ok()) {
        writer.Add(section.name, section.version, countries.value());
        continue;
      }
    }
    if (section.name == "lexicon") {
      const Expected<std::vector<uint8_t>> lexicon =
          AddNameWords(section.bytes, kNameWords);
      if (!lexicon.ok()) {
        std::fprintf(stderr, "%s\n", lexicon.error().message.c_str());
        return 3;
      }
      writer.Add(section.name, section.version, lexicon.value());
      continue;
    }
    writer.Add(section.name, section.version, section.bytes);
  }
  if (part.value().name() == "entities") {
    const Expected<std::vector<uint8_t>> words = MakeNameLists(kNameLists);
    if (!words.ok()) {
      std::fprintf(stderr, "%s\n", words.error().message.c_str());
      return 3;
    }
    writer.Add("name-lists", 1, words.value());
  }
  const Status written = writer.Write(path);
  if (!written.ok()) {
    std::fprintf(stderr, "%s\n", written.error().message.c_str());
    return 1;
  }
  return 0;
}

}  // namespace

int TrainPart(const TrainArguments& arguments) {
  if (arguments.extra.size() != 1) {
    std::fprintf(stderr, "name one part: base, entities or grammar\n");
    return 2;
  }
  const std::string& part = arguments.extra[0];
  const std::filesystem::path folder =
      std::filesystem::path(arguments.output).parent_path() / "sections";
  std::vector<std::string> names;
  std::error_code failed;
  for (const auto& entry :
       std::filesystem::directory_iterator(folder, failed)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(part + ".")) names.push_back(name);
  }
  if (names.empty()) {
    return PackAgain(arguments.output, arguments.data + "/ner/lists");
  }
  std::sort(names.begin(), names.end());
  ModelWriter writer(part);
  for (const std::string& name : names) {
    std::string section = name.substr(part.size() + 1);
    uint32_t version = 1;
    const size_t at = section.find('@');
    if (at != std::string::npos) {
      std::from_chars(section.data() + at + 1, section.data() + section.size(),
                      version);
      section.resize(at);
    }
    const Expected<std::vector<uint8_t>> bytes =
        ReadModelFile((folder / name).string());
    if (!bytes.ok()) {
      std::fprintf(stderr, "%s\n", bytes.error().message.c_str());
      return 3;
    }
    writer.Add(section, version, bytes.value());
  }
  const Status written = writer.Write(arguments.output);
  if (!written.ok()) {
    std::fprintf(stderr, "%s\n", written.error().message.c_str());
    return 1;
  }
  return 0;
}

}  // namespace standfirst::tools
