// In place of Embind's own list of thirty types: what bindings.cc and
// json_value_of.cc use of them that is no number. glue.js is the other side.
#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <string>

namespace {

__attribute__((constructor)) void RegisterTypes() {
  using emscripten::internal::TypeID;
  using namespace emscripten::internal;
  _embind_register_std_string(TypeID<std::string>::get(), "");
  _embind_register_std_wstring(TypeID<std::u16string>::get(), sizeof(char16_t),
                               "");
  _embind_register_emval(TypeID<emscripten::val>::get(), "");
}

}  // namespace
