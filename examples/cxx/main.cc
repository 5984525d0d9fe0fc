// Reads an article from a file and prints its standfirst and its people.
//
//   example MODEL_FOLDER ARTICLE.txt

#include <standfirst/standfirst.h>

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

std::vector<uint8_t> ReadAll(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file),
          std::istreambuf_iterator<char>()};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: example MODEL_FOLDER ARTICLE.txt\n");
    return 2;
  }
  const std::string folder = argv[1];
  standfirst::Model model;
  for (const char* part : {"base", "entities", "grammar"}) {
    const auto loaded = model.LoadPart(ReadAll(folder + "/" + part + ".sfm"));
    if (!loaded.ok()) {
      std::fprintf(stderr, "%s\n", loaded.error().message.c_str());
      return 1;
    }
  }
  const std::vector<uint8_t> bytes = ReadAll(argv[2]);
  standfirst::Session session(model);
  const auto analysed =
      session.Analyse(std::string(bytes.begin(), bytes.end()), {});
  if (!analysed.ok()) {
    std::fprintf(stderr, "%s\n", analysed.error().message.c_str());
    return 1;
  }
  const auto result = session.Summarise({});
  if (!result.ok()) return 1;
  std::fputs(standfirst::ToPlainText(result.value()).c_str(), stdout);
  for (const auto& entity : result.value().article->entities) {
    if (entity.type == "PERSON") std::printf("- %s\n", entity.name.c_str());
  }
  return 0;
}
