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

// What a call has come to.
enum Outcome : int { kDone = 0, kMore = 1, kFailed = 2 };

class WasmSession {
 public:
  WasmSession() : WasmSession(std::make_shared<standfirst::Model>()) {}
  explicit WasmSession(std::shared_ptr<standfirst::Model> model)
      : model_(std::move(model)), session_(*model_) {}

  // Another session on the same parts, also on those that are loaded later.
  std::unique_ptr<WasmSession> Share() const {
    return std::make_unique<WasmSession>(model_);
  }

  int LoadModel(uintptr_t pointer, uint32_t length) {
    const auto* bytes =
        reinterpret_cast<const uint8_t*>(pointer);  // NOLINT: wasm address
    const auto loaded = model_->LoadPart(std::span(bytes, length));
    return loaded.ok() ? kDone : Fail(loaded.error());
  }

  int Analyse(uintptr_t text, uint32_t length, const val& given) {
    const auto options = standfirst::ReadAnalyseOptions(JsonValueOf(given));
    if (!options.ok()) return Fail(options.error());
    session_.SetModel(*model_);
    const std::string_view view(
        reinterpret_cast<const char*>(text),  // NOLINT: wasm address
        length);
    const auto begun = session_.Begin(view, options.value());
    return begun.ok() ? kMore : Fail(begun.error());
  }

  int Advance(uint32_t bytes) {
    const auto more = session_.Advance(bytes);
    if (!more.ok()) return Fail(more.error());
    return more.value() ? kMore : kDone;
  }

  int stage() const { return static_cast<int>(session_.progress().stage); }
  int fraction() const {
    return static_cast<int>(session_.progress().fraction);
  }

  int Summarise(const val& given) {
    const auto options = standfirst::ReadSummariseOptions(JsonValueOf(given));
    if (!options.ok()) return Fail(options.error());
    const auto result = session_.Summarise(options.value());
    if (!result.ok()) return Fail(result.error());
    json_ = std::string();  // Not two of them at once.
    json_ = standfirst::ToJson(result.value(), {});
    return kDone;
  }

  // Valid until the next call of this session.
  uintptr_t result_pointer() const {
    return reinterpret_cast<uintptr_t>(json_.data());  // NOLINT: wasm address
  }
  uint32_t result_length() const { return static_cast<uint32_t>(json_.size()); }

  void Close() {
    session_.Close();
    json_ = std::string();
  }

 private:
  int Fail(const standfirst::Error& error) {
    json_ = standfirst::ErrorToJson(error);
    return kFailed;
  }

  std::shared_ptr<standfirst::Model> model_;
  standfirst::Session session_;
  std::string json_;
};

// Of the two kinds of strings that Embind knows the one that options are read
// by: the glue has one of them then.
std::u16string Version() {
  return {standfirst::kVersion.begin(), standfirst::kVersion.end()};
}

// A session by its address, which session.js keeps until it deletes it.
using Address = uintptr_t;

WasmSession& At(Address address) {
  return *reinterpret_cast<WasmSession*>(address);  // NOLINT: wasm address
}

// The caller's, to be given to `Delete`.
Address Own(std::unique_ptr<WasmSession> session) {
  return reinterpret_cast<Address>(session.release());  // NOLINT: wasm address
}

Address Create() { return Own(std::make_unique<WasmSession>()); }
Address Share(Address session) { return Own(At(session).Share()); }
void Delete(Address session) { std::unique_ptr<WasmSession>(&At(session)); }

template <auto kMethod, typename... Given>
auto Call(Address session, Given... given) {
  return (At(session).*kMethod)(given...);
}

}  // namespace

// Functions, as Embind's classes bring what they know of bases, smart pointers
// and overloads: a third of all its glue.
EMSCRIPTEN_BINDINGS(standfirst) {
  using emscripten::function;
  function("version", &Version);
  function("create", &Create);
  function("share", &Share);
  function("delete", &Delete);
  function("loadModel", &Call<&WasmSession::LoadModel, uintptr_t, uint32_t>);
  function("analyse",
           &Call<&WasmSession::Analyse, uintptr_t, uint32_t, const val&>);
  function("advance", &Call<&WasmSession::Advance, uint32_t>);
  function("stage", &Call<&WasmSession::stage>);
  function("fraction", &Call<&WasmSession::fraction>);
  function("summarise", &Call<&WasmSession::Summarise, const val&>);
  function("resultPointer", &Call<&WasmSession::result_pointer>);
  function("resultLength", &Call<&WasmSession::result_length>);
  function("close", &Call<&WasmSession::Close>);
}
