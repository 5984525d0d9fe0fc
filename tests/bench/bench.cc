// Google Benchmark per stage and end to end, over the texts that
// tests/bench/text.mjs makes: `npm run bench` writes them and reads the
// figures.
//
//   build/bench/standfirst_bench --texts=build/bench-texts
//
// Stages are timed through the public interface: an analysis in steps of one
// stage each, as Session::progress names them. Time is of one thread.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "standfirst/standfirst.h"
#include "tools/common/lines.h"
#include "tools/common/model_files.h"

namespace {

using standfirst::Model;
using standfirst::Session;
using standfirst::Stage;

// What is measured over every text beside the five stages.
constexpr std::string_view kAnalyse = "analyse";
constexpr std::string_view kSummarise = "summarise";
constexpr std::string_view kJson = "json";

double Seconds(std::chrono::steady_clock::duration duration) {
  return std::chrono::duration<double>(duration).count();
}

void CountText(benchmark::State& state, const std::string& text) {
  state.SetBytesProcessed(state.iterations() *
                          static_cast<int64_t>(text.size()));
}

// The time between the first step of `stage` and the first of the next.
void BenchStage(benchmark::State& state, const Model& model,
                const std::string& text, Stage stage) {
  Session session(model);
  for (const auto unused : state) {
    (void)unused;
    double taken = 0;
    auto started = std::chrono::steady_clock::now();
    if (!session.Begin(text, {}).ok()) {
      state.SkipWithError("the text was refused");
      return;
    }
    Stage at = Stage::kClean;
    bool more = true;
    while (more) {
      const auto now = std::chrono::steady_clock::now();
      if (at == stage) taken += Seconds(now - started);
      started = now;
      at = session.progress().stage;
      const auto advanced = session.Advance(UINT32_MAX);
      more = advanced.ok() && advanced.value();
    }
    if (at == stage) {
      taken += Seconds(std::chrono::steady_clock::now() - started);
    }
    state.SetIterationTime(taken);
  }
  CountText(state, text);
}

void BenchAnalyse(benchmark::State& state, const Model& model,
                  const std::string& text) {
  Session session(model);
  for (const auto unused : state) {
    (void)unused;
    if (!session.Analyse(text, {}).ok()) state.SkipWithError("refused");
  }
  CountText(state, text);
}

void BenchSummarise(benchmark::State& state, const Model& model,
                    const std::string& text, bool json) {
  Session session(model);
  if (!session.Analyse(text, {}).ok()) {
    state.SkipWithError("refused");
    return;
  }
  uint32_t words = 0;
  for (const auto unused : state) {
    (void)unused;
    // Another length each time, as a slider asks for it.
    standfirst::SummariseOptions options;
    options.length = standfirst::LengthInWords{30 + words++ % 90};
    auto result = session.Summarise(options);
    if (json) {
      benchmark::DoNotOptimize(standfirst::ToJson(result.value(), {}));
    }
    benchmark::DoNotOptimize(result);
  }
}

bool LoadModels(Model* model) {
  const auto folder = standfirst::tools::FindModels("models");
  if (!folder.ok()) return false;
  for (const std::string& file :
       standfirst::tools::ListModelFiles(folder.value())) {
    const auto bytes = standfirst::tools::ReadModelFile(file);
    if (!bytes.ok() || !model->LoadPart(bytes.value()).ok()) return false;
  }
  return model->Has("base");
}

void Register(const Model& model, const std::string& name,
              std::shared_ptr<const std::string> text) {
  const auto named = [&](std::string_view what) {
    return std::string(what) + "/" + name;
  };
  for (const Stage stage : {Stage::kClean, Stage::kSegment, Stage::kTag,
                            Stage::kEntity, Stage::kRank}) {
    benchmark::RegisterBenchmark(
        named(standfirst::StageName(stage)).c_str(),
        [&model, text, stage](benchmark::State& state) {
          BenchStage(state, model, *text, stage);
        })
        ->UseManualTime();
  }
  benchmark::RegisterBenchmark(named(kAnalyse).c_str(),
                               [&model, text](benchmark::State& state) {
                                 BenchAnalyse(state, model, *text);
                               });
  benchmark::RegisterBenchmark(named(kSummarise).c_str(),
                               [&model, text](benchmark::State& state) {
                                 BenchSummarise(state, model, *text, false);
                               });
  benchmark::RegisterBenchmark(named(kJson).c_str(),
                               [&model, text](benchmark::State& state) {
                                 BenchSummarise(state, model, *text, true);
                               });
}

}  // namespace

int main(int argc, char** argv) {
  std::string texts = "build/bench-texts";
  std::vector<char*> rest;
  for (int i = 0; i < argc; ++i) {
    constexpr std::string_view kTexts = "--texts=";
    if (std::string_view(argv[i]).starts_with(kTexts)) {
      texts = argv[i] + kTexts.size();
    } else {
      rest.push_back(argv[i]);
    }
  }
  Model model;
  if (!LoadModels(&model)) {
    std::fprintf(stderr, "no models in models/: run in the source tree\n");
    return 1;
  }
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(texts, error)) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const std::filesystem::path& file : files) {
    auto text = standfirst::tools::ReadFile(file.string());
    if (!text.ok()) return 1;
    Register(model, file.stem().string(),
             std::make_shared<const std::string>(std::move(text).value()));
  }
  int count = static_cast<int>(rest.size());
  benchmark::Initialize(&count, rest.data());
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
