# Unit tests: one executable per part, one ctest entry per source file.
# One entry per test case would start a process for each of many hundred cases; per file is as parallel and much quicker.

find_package(Catch2 REQUIRED)

# Catch2's own main is slow to compile, so it is compiled once. Version 3 ships it as a library.
add_library(anel_test_main STATIC ${CMAKE_SOURCE_DIR}/tests/unit/catch_main.cpp)
target_include_directories(anel_test_main PUBLIC ${CMAKE_SOURCE_DIR})
if(TARGET Catch2::Catch2WithMain)
  target_link_libraries(anel_test_main PUBLIC Catch2::Catch2WithMain)
else()
  target_link_libraries(anel_test_main PUBLIC Catch2::Catch2)
endif()

# anel_test(NAME anel_tests_part SOURCES file... [USES part...] [NEEDS target...] [LABELS label...])
# SOURCES that end in _test.cpp become ctest entries `part.file`; other sources are helpers. NEEDS: programs for the
# simulated machine that the tests run. A tests' environment has ANEL_SOURCE_DIR and ANEL_SHARE_DIR.
function(anel_test)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME" "SOURCES;USES;NEEDS;LABELS")
  _anel_reject_leftovers(anel_test "${arg_UNPARSED_ARGUMENTS}")
  if(NOT arg_SOURCES)
    message(STATUS "${arg_NAME}: no sources yet")
    return()
  endif()
  if(NOT arg_LABELS)
    set(arg_LABELS unit)
  endif()
  anel_executable(NAME ${arg_NAME} SOURCES ${arg_SOURCES} USES ${arg_USES} anel_test_main NEEDS ${arg_NEEDS})
  string(REGEX REPLACE "^anel_tests_" "" part ${arg_NAME})
  foreach(source IN LISTS arg_SOURCES)
    cmake_path(GET source STEM file_name)
    if(file_name MATCHES "_test$")
      # Catch2 makes a tag of each file's name; asked to warn about it, it fails when a file holds no test.
      string(REGEX REPLACE "_test$" "" subject ${file_name})
      add_test(NAME ${part}.${subject}
        COMMAND ${arg_NAME} --filenames-as-tags "[#${file_name}]" --warn NoTests)
      set_tests_properties(${part}.${subject} PROPERTIES
        LABELS "${arg_LABELS}"
        TIMEOUT 600
        ENVIRONMENT "ANEL_SOURCE_DIR=${CMAKE_SOURCE_DIR};ANEL_SHARE_DIR=${ANEL_SHARE_DIR}")
    endif()
  endforeach()
endfunction()
