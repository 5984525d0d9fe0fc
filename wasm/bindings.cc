// The core for JavaScript: functions of a session, text as pointer and length
// in, options as they are, UTF-8 JSON out. session.js makes one class of them;
// standfirst.d.ts says the same for TypeScript and is held against both.
//
// Text never passes as a JavaScript string: Embind would lose lone surrogates
// and a leading byte order mark, and take far longer.

#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "core/include/standfirst/standfirst.h"
#include "core/options/members.h"
#include "wasm/json_value_of.h"

namespace {

using emscripten::val;
using standfirst::JsonValueOf;

// Numbers cross as JavaScript has them: the glue knows one kind then.
using Number = double;

// An address, or how many bytes; 0 for what is neither.
uint32_t Whole(Number number) {
  constexpr Number kBeyond = 4294967296.0;
  return number >= 0 && number < kBeyond ? static_cast<uint32_t>(number) : 0;
}

template <typename T>
T* PointerTo(Number address) {
  return reinterpret_cast<T*>(Whole(address));  // NOLINT: wasm address
}

template <typename T>
Number AddressOf(T* pointer) {
  return reinterpret_cast<uintptr_t>(pointer);  // NOLINT: wasm address
}

// What a call has come to.
constexpr Number kDone = 0;
constexpr Number kMore = 1;
constexpr Number kFailed = 2;

class WasmSession {
 public:
  WasmSession() : WasmSession(std::make_shared<standfirst::Model>()) {}
  explicit WasmSession(std::shared_ptr<standfirst::Model> model)
      : model_(std::move(model)), session_(*model_) {}

  // Another session on the same parts, also on those that are loaded later.
  std::unique_ptr<WasmSession> Share() const {
    return std::make_unique<WasmSession>(model_);
  }

  Number LoadModel(Number pointer, Number length) {
    const auto loaded = model_->LoadPart(
        std::span(PointerTo<const uint8_t>(pointer), Whole(length)));
    return loaded.ok() ? kDone : Fail(loaded.error());
  }

  Number Analyse(Number text, Number length, const val& given) {
    const auto options = standfirst::ReadAnalyseOptions(JsonValueOf(given));
    if (!options.ok()) return Fail(options.error());
    session_.SetModel(*model_);
    const auto begun = session_.Begin(
        std::string_view(PointerTo<const char>(text), Whole(length)),
        options.value());
    return begun.ok() ? kMore : Fail(begun.error());
  }

  Number Advance(Number bytes) {
    const auto more = session_.Advance(Whole(bytes));
    if (!more.ok()) return Fail(more.error());
    return more.value() ? kMore : kDone;
  }

  Number stage() const { return static_cast<int>(session_.progress().stage); }
  Number fraction() const { return session_.progress().fraction; }

  Number Summarise(const val& given) {
    const auto options = standfirst::ReadSummariseOptions(JsonValueOf(given));
    if (!options.ok()) return Fail(options.error());
    const auto result = session_.Summarise(options.value());
    if (!result.ok()) return Fail(result.error());
    json_ = std::string();  // Not two of them at once.
    json_ = standfirst::ToJson(result.value(), {});
    return kDone;
  }

  // Valid until the next call of this session.
  Number result_pointer() const { return AddressOf(json_.data()); }
  Number result_length() const { return static_cast<Number>(json_.size()); }

  void Close() {
    session_.Close();
    json_ = std::string();
  }

 private:
  Number Fail(const standfirst::Error& error) {
    json_ = standfirst::ErrorToJson(error);
    return kFailed;
  }

  std::shared_ptr<standfirst::Model> model_;
  standfirst::Session session_;
  std::string json_;
};

Number VersionPointer() { return AddressOf(standfirst::kVersion.data()); }
Number VersionLength() {
  return static_cast<Number>(standfirst::kVersion.size());
}

// A session by its address, which session.js keeps until it deletes it.
WasmSession& At(Number address) { return *PointerTo<WasmSession>(address); }

Number Create() { return AddressOf(std::make_unique<WasmSession>().release()); }
Number Share(Number session) {
  return AddressOf(At(session).Share().release());
}
void Delete(Number session) { std::unique_ptr<WasmSession>(&At(session)); }

template <auto kMethod, typename... Given>
auto Call(Number session, Given... given) {
  return (At(session).*kMethod)(given...);
}

}  // namespace

// Functions, as Embind's classes bring what they know of bases, smart pointers
// and overloads: a third of all its glue.
EMSCRIPTEN_BINDINGS(standfirst) {
  using emscripten::function;
  function("versionPointer", &VersionPointer);
  function("versionLength", &VersionLength);
  function("create", &Create);
  function("share", &Share);
  function("delete", &Delete);
  function("loadModel", &Call<&WasmSession::LoadModel, Number, Number>);
  function("analyse", &Call<&WasmSession::Analyse, Number, Number, const val&>);
  function("advance", &Call<&WasmSession::Advance, Number>);
  function("stage", &Call<&WasmSession::stage>);
  function("fraction", &Call<&WasmSession::fraction>);
  function("summarise", &Call<&WasmSession::Summarise, const val&>);
  function("resultPointer", &Call<&WasmSession::result_pointer>);
  function("resultLength", &Call<&WasmSession::result_length>);
  function("close", &Call<&WasmSession::Close>);
}
