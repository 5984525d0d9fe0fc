#ifndef STANDFIRST_ERROR_H_
#define STANDFIRST_ERROR_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

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

struct ErrorDeleter {
  void operator()(const Error* error) const;
};
// An error on its way to the caller: a pointer, as most calls have none.
using Failure = std::unique_ptr<const Error, ErrorDeleter>;
Failure MakeFailure(Error error);

// A value or an error. The core is compiled without exceptions; whoever asks
// for value() or error() has asked ok() before.
template <typename T>
class Expected {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): `return value;` reads well.
  Expected(T value) : value_(std::move(value)) {}
  // NOLINTNEXTLINE(google-explicit-constructor): `return Error{…};` too.
  Expected(Error error) : failure_(MakeFailure(std::move(error))) {}
  // NOLINTNEXTLINE(google-explicit-constructor): `return other.failure();`
  Expected(Failure failure) : failure_(std::move(failure)) {}

  bool ok() const { return failure_ == nullptr; }
  const T& value() const& { return *value_; }
  T& value() & { return *value_; }
  T&& value() && { return *std::move(value_); }
  const Error& error() const { return *failure_; }
  // The error, for another that fails with it.
  Failure failure() { return std::move(failure_); }

 private:
  std::optional<T> value_;
  Failure failure_;
};

// Success has nothing to say.
struct Done {};
using Status = Expected<Done>;

}  // namespace standfirst

#endif  // STANDFIRST_ERROR_H_
