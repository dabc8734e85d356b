# Programs for libFuzzer. It comes with clang, and so they are compiled by clang, with commands of their own, because one CMake project has one
# C++ compiler; the sources of the parts that are fuzzed are compiled once more, with what tells the fuzzer where it has been.

# Where the runtime is missing, a person is told the package rather than a linker's complaint.
execute_process(COMMAND ${ANEL_TARGET_CXX} -print-runtime-dir OUTPUT_VARIABLE _anel_runtime_dir OUTPUT_STRIP_TRAILING_WHITESPACE)
file(GLOB _anel_fuzzer_runtimes ${_anel_runtime_dir}/libclang_rt.fuzzer*.a ${_anel_runtime_dir}/../*/libclang_rt.fuzzer*.a)
if(NOT _anel_fuzzer_runtimes)
  message(FATAL_ERROR "clang's runtime for fuzzing is missing (looked in ${_anel_runtime_dir}). Debian's package is libclang-rt-14-dev.")
endif()

set(_anel_fuzz_flags
  -std=c++20 -O2 -g1 -DNDEBUG -fsanitize=fuzzer,address -fno-omit-frame-pointer -I${CMAKE_SOURCE_DIR}
  -include ${CMAKE_SOURCE_DIR}/tests/fuzz/source_location.hpp -ffile-prefix-map=${CMAKE_SOURCE_DIR}/=)

# anel_fuzz_program(NAME name SOURCES file... [PARTS part...] [LINKS library...])
# Makes target `name`, a fuzzer in the folder of programs. All are made in one directory. PARTS: libraries of this project whose sources it takes in.
function(anel_fuzz_program)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME" "SOURCES;PARTS;LINKS")
  _anel_reject_leftovers(anel_fuzz_program "${arg_UNPARSED_ARGUMENTS}")
  anel_remember_sources(${arg_SOURCES})
  set(sources)
  foreach(source IN LISTS arg_SOURCES)
    cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE)
    if(source MATCHES "\\.cpp$")
      list(APPEND sources ${source})
    endif()
  endforeach()
  foreach(part IN LISTS arg_PARTS)
    get_target_property(files ${part} SOURCES)
    get_target_property(folder ${part} SOURCE_DIR)
    foreach(file IN LISTS files)
      if(file MATCHES "\\.cpp$")
        cmake_path(ABSOLUTE_PATH file BASE_DIRECTORY ${folder} NORMALIZE)
        list(APPEND sources ${file})
      endif()
    endforeach()
  endforeach()
  set(objects)
  foreach(source IN LISTS sources)
    cmake_path(RELATIVE_PATH source BASE_DIRECTORY ${CMAKE_SOURCE_DIR} OUTPUT_VARIABLE place)
    set(object ${CMAKE_CURRENT_BINARY_DIR}/objects/${place}.o)
    list(APPEND objects ${object})
    # All fuzzers are compiled alike, so they share objects.
    get_property(known DIRECTORY PROPERTY ANEL_FUZZER_OBJECTS)
    if(object IN_LIST known)
      continue()
    endif()
    set_property(DIRECTORY APPEND PROPERTY ANEL_FUZZER_OBJECTS ${object})
    cmake_path(GET object PARENT_PATH object_dir)
    file(MAKE_DIRECTORY ${object_dir})
    add_custom_command(OUTPUT ${object}
      COMMAND ${CMAKE_CXX_COMPILER_LAUNCHER} ${ANEL_TARGET_CXX} ${_anel_fuzz_flags} -MD -MT ${object} -MF ${object}.d -c ${source} -o ${object}
      DEPENDS ${source}
      DEPFILE ${object}.d
      COMMENT "Building fuzzer object ${place}"
      VERBATIM)
  endforeach()
  list(TRANSFORM arg_LINKS PREPEND -l)
  set(program ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/${arg_NAME})
  add_custom_command(OUTPUT ${program}
    COMMAND ${ANEL_TARGET_CXX} -fsanitize=fuzzer,address ${objects} ${arg_LINKS} -o ${program}
    DEPENDS ${objects}
    COMMENT "Linking fuzzer ${arg_NAME}"
    VERBATIM)
  add_custom_target(${arg_NAME} ALL DEPENDS ${program})
endfunction()
