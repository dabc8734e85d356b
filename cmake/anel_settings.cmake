# Settings that hold for every host target: language, warnings, output folders, packages.
# What a target may link is not decided here: see anel_parts.cmake.

option(ANEL_WERROR "Warnings are errors" ON)
option(ANEL_TESTS "Build the tests" ON)
option(ANEL_TOGETHER "Compile several files of a library as one: for whoever builds once, from nothing" OFF)
option(ANEL_GUI "Build the graphical interface, which needs Qt 6" ON)
set(ANEL_TEST_PARTS "" CACHE STRING "Parts whose tests this build is for, such as session; empty: all")

if(NOT CMAKE_BUILD_TYPE)
  message(FATAL_ERROR "No build type. Configure with a preset, for example: cmake --preset release")
endif()

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# The programs look for their data in ../share/anel, in the build folder and in an installed prefix alike.
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
set(ANEL_SHARE_DIR ${CMAKE_BINARY_DIR}/share/anel)
set(ANEL_GENERATED_DIR ${CMAKE_BINARY_DIR}/generated)

# The version stands in the top CMakeLists.txt alone. Host code includes "cli/version.hpp".
set(ANEL_HOST_GENERATED_DIR ${CMAKE_BINARY_DIR}/generated_host)
configure_file(${CMAKE_SOURCE_DIR}/cli/version.hpp.in ${ANEL_HOST_GENERATED_DIR}/cli/version.hpp @ONLY)

add_library(anel_compile_options INTERFACE)
target_compile_options(anel_compile_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion $<$<BOOL:${ANEL_WERROR}>:-Werror>
  # Neither binaries nor messages carry the folder they were built in.
  -ffile-prefix-map=${CMAKE_SOURCE_DIR}/=)
if(CMAKE_BUILD_TYPE STREQUAL "Sanitize")
  # GCC's flow analysis is confused by the instrumentation; the plain builds keep this warning.
  target_compile_options(anel_compile_options INTERFACE -Wno-maybe-uninitialized)
endif()
target_include_directories(anel_compile_options INTERFACE ${CMAKE_SOURCE_DIR})

find_package(fmt REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(zstd REQUIRED)
find_package(CLI11 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(Threads REQUIRED)
find_package(LibArchive REQUIRED)
find_package(Lua 5.4 EXACT REQUIRED)
add_library(lua::lua INTERFACE IMPORTED GLOBAL)
target_include_directories(lua::lua SYSTEM INTERFACE ${LUA_INCLUDE_DIR})
target_link_libraries(lua::lua INTERFACE ${LUA_LIBRARIES})
find_path(ANEL_SECCOMP_INCLUDE_DIR seccomp.h)
find_library(ANEL_SECCOMP_LIBRARY seccomp)
if(NOT ANEL_SECCOMP_INCLUDE_DIR OR NOT ANEL_SECCOMP_LIBRARY)
  message(FATAL_ERROR "libseccomp is missing. Debian's package is libseccomp-dev.")
endif()
add_library(seccomp::seccomp INTERFACE IMPORTED GLOBAL)
target_include_directories(seccomp::seccomp SYSTEM INTERFACE ${ANEL_SECCOMP_INCLUDE_DIR})
target_link_libraries(seccomp::seccomp INTERFACE ${ANEL_SECCOMP_LIBRARY})

# Debugging information is read by elfutils, which has no package of CMake's.
find_path(ANEL_LIBDW_INCLUDE_DIR elfutils/libdw.h)
find_library(ANEL_LIBDW_LIBRARY dw)
find_library(ANEL_LIBELF_LIBRARY elf)
if(NOT ANEL_LIBDW_INCLUDE_DIR OR NOT ANEL_LIBDW_LIBRARY OR NOT ANEL_LIBELF_LIBRARY)
  message(FATAL_ERROR "elfutils' libdw is missing. Debian's package is libdw-dev.")
endif()
add_library(elfutils::dw INTERFACE IMPORTED GLOBAL)
target_include_directories(elfutils::dw INTERFACE ${ANEL_LIBDW_INCLUDE_DIR})
target_link_libraries(elfutils::dw INTERFACE ${ANEL_LIBDW_LIBRARY} ${ANEL_LIBELF_LIBRARY})
