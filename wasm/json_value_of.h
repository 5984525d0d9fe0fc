// Options as JavaScript has them, as the tree that the core reads: the module
// needs no reader of JSON, as the browser has one.

#ifndef STANDFIRST_WASM_JSON_VALUE_OF_H_
#define STANDFIRST_WASM_JSON_VALUE_OF_H_

#include <emscripten/val.h>

#include <optional>

#include "core/options/json_value.h"

namespace standfirst {

// What JSON.stringify would make of plain values: members that are undefined or
// functions are left out, and `undefined` itself is an empty object. Nothing
// for what no JSON text says: a symbol, a bigint, a string with half a
// surrogate pair, nesting deeper than kDeepestJson, more than a million values.
// `given`: the options and what reads them, as session.js hands them over.
std::optional<JsonValue> JsonValueOf(const emscripten::val& given);

}  // namespace standfirst

#endif  // STANDFIRST_WASM_JSON_VALUE_OF_H_
