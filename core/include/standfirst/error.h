#ifndef STANDFIRST_ERROR_H_
#define STANDFIRST_ERROR_H_

#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace standfirst {

// Stable across releases: programs switch on them, people read the sentence
// that goes with them (docs/errors-and-notices.md).
enum class ErrorCode : unsigned char {
  kInvalidOption,
  kTextTooLarge,
  kInputUnreadable,
  kNotText,
  kInvalidRecord,
  kModelMissing,
  kModelInvalid,
  kModelVersion,
  kAborted,
  kEngineCrashed,
  kEngineUnavailable,
  kInternal,
};

// The code as results and documents spell it, e.g. "invalid-option".
std::string_view ErrorCodeName(ErrorCode code);

struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string message;  // What is wrong, as one sentence.
  std::string hint;     // What to do about it, as one sentence; may be empty.
};

// A value or an error. The core is compiled without exceptions; whoever asks
// for value() has asked ok() before.
template <typename T>
class Expected {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): `return value;` reads well.
  Expected(T value) : state_(std::move(value)) {}
  // NOLINTNEXTLINE(google-explicit-constructor): `return Error{…};` too.
  Expected(Error error) : state_(std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  const T& value() const& { return *std::get_if<0>(&state_); }
  T& value() & { return *std::get_if<0>(&state_); }
  T&& value() && { return std::move(*std::get_if<0>(&state_)); }
  const Error& error() const { return *std::get_if<1>(&state_); }

 private:
  std::variant<T, Error> state_;
};

// Success has nothing to say.
struct Done {};
using Status = Expected<Done>;

}  // namespace standfirst

#endif  // STANDFIRST_ERROR_H_
