#include "core/include/standfirst/error.h"

namespace standfirst {

std::string_view ErrorCodeName(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInvalidOption:
      return "invalid-option";
    case ErrorCode::kTextTooLarge:
      return "text-too-large";
    case ErrorCode::kInputUnreadable:
      return "input-unreadable";
    case ErrorCode::kNotText:
      return "not-text";
    case ErrorCode::kInvalidRecord:
      return "invalid-record";
    case ErrorCode::kModelMissing:
      return "model-missing";
    case ErrorCode::kModelInvalid:
      return "model-invalid";
    case ErrorCode::kModelVersion:
      return "model-version";
    case ErrorCode::kAborted:
      return "aborted";
    case ErrorCode::kEngineCrashed:
      return "engine-crashed";
    case ErrorCode::kEngineUnavailable:
      return "engine-unavailable";
    case ErrorCode::kInternal:
      return "internal";
  }
  return "internal";
}

void ErrorDeleter::operator()(const Error* error) const { delete error; }

Failure MakeFailure(Error error) {
  return Failure(new Error(std::move(error)));
}

}  // namespace standfirst
