// In place of Embind's own list of types, which registers thirty, most of them
// for nobody, and takes sprintf into the module to name one that is not
// registered. What bindings.cc and json_value_of.cc use stands here; a type
// that does not fails at the first call, which every test of the module makes.
#include <emscripten/bind.h>
#include <emscripten/emscripten.h>
#include <emscripten/val.h>

#include <cstring>
#include <typeinfo>

namespace {

using emscripten::internal::TypeID;

}  // namespace

extern "C" {

// Asked for by the glue for a message; the caller frees it.
EMSCRIPTEN_KEEPALIVE const char* __getTypeName(const std::type_info* /*type*/) {
  return strdup("?");
}

EMSCRIPTEN_KEEPALIVE __attribute__((constructor)) void
__embind_register_native_and_builtin_types() {
  using namespace emscripten::internal;
  _embind_register_void(TypeID<void>::get(), "void");
  _embind_register_float(TypeID<double>::get(), "double", sizeof(double));
  _embind_register_emval(TypeID<emscripten::val>::get(), "emscripten::val");
}

}  // extern "C"
