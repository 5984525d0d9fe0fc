# GoogleTest from Debian's sources, compiled with the flags of the tests: a
# sanitized test needs a sanitized GoogleTest, and wasm has no package at all.
set(STANDFIRST_GOOGLETEST_DIR /usr/src/googletest/googletest
    CACHE PATH "Sources of GoogleTest")
if(NOT EXISTS ${STANDFIRST_GOOGLETEST_DIR}/src/gtest-all.cc)
  message(FATAL_ERROR "GoogleTest's sources not found: install googletest")
endif()
add_library(standfirst_gtest STATIC ${STANDFIRST_GOOGLETEST_DIR}/src/gtest-all.cc
                                    ${STANDFIRST_GOOGLETEST_DIR}/src/gtest_main.cc)
target_include_directories(standfirst_gtest SYSTEM
                           PUBLIC ${STANDFIRST_GOOGLETEST_DIR}/include)
target_include_directories(standfirst_gtest PRIVATE ${STANDFIRST_GOOGLETEST_DIR})
target_compile_options(standfirst_gtest PRIVATE -w)
if(STANDFIRST_SANITIZE)
  standfirst_sanitize(standfirst_gtest)
endif()
if(EMSCRIPTEN)
  target_compile_definitions(standfirst_gtest PUBLIC GTEST_HAS_PTHREAD=0)
  target_compile_options(standfirst_gtest PRIVATE -fno-exceptions)
else()
  find_package(Threads REQUIRED)
  target_link_libraries(standfirst_gtest PUBLIC Threads::Threads)
endif()
