# Finds Emscripten's own toolchain file: EMSDK first, then Debian's package,
# then whatever em++ the path has.
if(DEFINED ENV{EMSDK} AND EXISTS "$ENV{EMSDK}/upstream/emscripten")
  set(STANDFIRST_EMSCRIPTEN_ROOT "$ENV{EMSDK}/upstream/emscripten")
elseif(EXISTS "/usr/share/emscripten/cmake/Modules/Platform/Emscripten.cmake")
  set(STANDFIRST_EMSCRIPTEN_ROOT "/usr/share/emscripten")
else()
  find_program(STANDFIRST_EMXX em++ REQUIRED)
  get_filename_component(STANDFIRST_EMXX_REAL ${STANDFIRST_EMXX} REALPATH)
  get_filename_component(STANDFIRST_EMSCRIPTEN_ROOT ${STANDFIRST_EMXX_REAL} DIRECTORY)
endif()
include("${STANDFIRST_EMSCRIPTEN_ROOT}/cmake/Modules/Platform/Emscripten.cmake")
# The tests are CommonJS, which node 18 and 20 load only without their fetch
# (TOOLCHAIN trap C).
set(CMAKE_CROSSCOMPILING_EMULATOR "node;--no-experimental-fetch")
