# nlohmann/json, header-only, behind one interface target.
#
# em++ does not look where Debian puts the headers, and adding the system's
# whole include directory breaks its own C library: so the one folder is linked
# into the build tree and only that is added (TOOLCHAIN trap B).
find_path(
  STANDFIRST_NLOHMANN_DIR nlohmann/json.hpp
  HINTS ENV NLOHMANN_JSON_DIR
  PATHS /usr/include /usr/local/include
  NO_CMAKE_FIND_ROOT_PATH)
if(NOT STANDFIRST_NLOHMANN_DIR)
  message(FATAL_ERROR "nlohmann/json.hpp not found: install nlohmann-json3-dev")
endif()
file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/third_party)
file(CREATE_LINK ${STANDFIRST_NLOHMANN_DIR}/nlohmann
     ${PROJECT_BINARY_DIR}/third_party/nlohmann SYMBOLIC)
add_library(standfirst_nlohmann INTERFACE)
target_include_directories(standfirst_nlohmann SYSTEM
                           INTERFACE ${PROJECT_BINARY_DIR}/third_party)
