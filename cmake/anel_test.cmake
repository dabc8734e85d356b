# Compiled tests: one executable per part, one ctest entry per source file.
# One entry per test case would start a process for each of many hundred cases; per file is as parallel and much quicker.

find_package(Catch2 REQUIRED)

# What tests share; it also owns the precompiled form of catch.hpp, which would otherwise take a second per test file.
set(_anel_test_support_sources
  ${CMAKE_SOURCE_DIR}/tests/unit/catch.hpp
  ${CMAKE_SOURCE_DIR}/tests/unit/support.cpp
  ${CMAKE_SOURCE_DIR}/tests/unit/support.hpp)
add_library(anel_test_support STATIC ${_anel_test_support_sources})
anel_remember_sources(${_anel_test_support_sources})
target_include_directories(anel_test_support PUBLIC ${CMAKE_SOURCE_DIR})
target_link_libraries(anel_test_support PUBLIC Catch2::Catch2WithMain PRIVATE anel_compile_options)
target_precompile_headers(anel_test_support PRIVATE ${CMAKE_SOURCE_DIR}/tests/unit/catch.hpp)
# Test code is compiled more often than it is waited for. The debug build keeps its own level.
set(_anel_test_options $<$<NOT:$<CONFIG:Debug>>:-O1>)
target_compile_options(anel_test_support PRIVATE ${_anel_test_options})

# Each builds tests and nothing that no test needs: every one of them, or those that are not `long`.
add_custom_target(anel_all_tests)
add_custom_target(anel_quick_tests)
set(_anel_test_timeout 600)
if(CMAKE_BUILD_TYPE STREQUAL "Sanitize")
  # Ten times as slow on a host that has something else to do.
  set(_anel_test_timeout 1800)
  set(_anel_test_prefix sanitized.)
endif()
# A build that is for the tests of some parts alone says which, and calls them otherwise.
if(ANEL_TEST_PARTS)
  set(_anel_test_prefix threads.)
endif()

# anel_test(NAME anel_tests_part SOURCES file... [APART file...] [ENTRIES part] [USES part...] [NEEDS target...] [LABELS label...])
# A source that ends in _test.cpp becomes the ctest entry `part.file`; other sources are helpers. APART: those of them that have a name in common with
# another one, and so are not compiled together with others (ANEL_TOGETHER). ENTRIES: another word for
# `part` than the name has, where a part has several executables. NEEDS: targets without
# which the tests cannot run (programs for the simulated machine, the command itself).
# LABELS: `unit` unless said otherwise (or ANEL_TEST_LABEL is set); `long` for what only `./check --long` runs.
# Where the files are, tests learn from tests/unit/support.hpp.
function(anel_test)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME;ENTRIES" "SOURCES;APART;USES;NEEDS;LABELS")
  _anel_reject_leftovers(anel_test "${arg_UNPARSED_ARGUMENTS}")
  if(NOT arg_LABELS)
    set(arg_LABELS unit)
  endif()
  if(ANEL_TEST_LABEL)
    set(arg_LABELS ${ANEL_TEST_LABEL})
  endif()
  anel_executable(NAME ${arg_NAME} SOURCES ${arg_SOURCES} USES ${arg_USES} anel_test_support NEEDS ${arg_NEEDS})
  target_compile_options(${arg_NAME} PRIVATE ${_anel_test_options})
  target_precompile_headers(${arg_NAME} REUSE_FROM anel_test_support)
  set_target_properties(${arg_NAME} PROPERTIES UNITY_BUILD ${ANEL_TOGETHER} UNITY_BUILD_BATCH_SIZE 6)
  if(arg_APART)
    set_source_files_properties(${arg_APART} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  endif()
  add_dependencies(anel_all_tests ${arg_NAME})
  if(NOT "long" IN_LIST arg_LABELS)
    add_dependencies(anel_quick_tests ${arg_NAME})
  endif()
  string(REGEX REPLACE "^anel_tests_" "" part ${arg_NAME})
  if(arg_ENTRIES)
    set(part ${arg_ENTRIES})
  endif()
  if(ANEL_TEST_PARTS AND NOT part IN_LIST ANEL_TEST_PARTS)
    return()
  endif()
  foreach(source IN LISTS arg_SOURCES)
    cmake_path(GET source STEM file_name)
    if(file_name MATCHES "_test$")
      string(REGEX REPLACE "_test$" "" subject ${file_name})
      set(entry ${_anel_test_prefix}${part}.${subject})
      # Catch2 makes a tag of each file's name; asked to warn about it, it fails when a file holds no test.
      add_test(NAME ${entry} COMMAND ${arg_NAME} --filenames-as-tags "[#${file_name}]" --warn NoTests)
      set_tests_properties(${entry} PROPERTIES LABELS "${arg_LABELS}" TIMEOUT ${_anel_test_timeout}
        ENVIRONMENT "ANEL_SOURCE_DIR=${CMAKE_SOURCE_DIR};ANEL_BINARY_DIR=${CMAKE_BINARY_DIR}")
    endif()
  endforeach()
endfunction()
