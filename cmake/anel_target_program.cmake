# Programs for AR32, the simulated machine: Anelix, its user programs, the monitor. They are compiled by clang and linked
# by lld with commands of their own, because one CMake project has one C++ compiler, and that one is the host's.

find_program(ANEL_TARGET_CXX NAMES clang++ clang++-14 clang++-15 clang++-16 REQUIRED)
find_program(ANEL_TARGET_LD NAMES ld.lld ld.lld-14 ld.lld-15 ld.lld-16 REQUIRED)
find_program(ANEL_TARGET_OBJCOPY NAMES llvm-objcopy llvm-objcopy-14 REQUIRED)
find_program(ANEL_TARGET_AR NAMES llvm-ar llvm-ar-14 REQUIRED)

set(_anel_target_flags
  --target=riscv32-unknown-elf -march=rv32im -mabi=ilp32 -mno-relax
  -ffreestanding -nostdlibinc -g1 -ffile-prefix-map=${CMAKE_SOURCE_DIR}/=)
set(_anel_target_cxx_flags
  -std=c++20 -O2 -fno-exceptions -fno-rtti -fno-threadsafe-statics -fno-stack-protector -fno-common
  -ffunction-sections -fdata-sections -mcmodel=medany
  # A kernel reads one piece of memory as many things, and its idle loop is meant to be endless.
  -fno-strict-aliasing -fno-finite-loops
  -Wall -Wextra -Wshadow)
if(ANEL_WERROR)
  list(APPEND _anel_target_cxx_flags -Werror)
endif()

# anel_target_objects(NAME name SOURCES file... [FLAGS flag...] [DEPENDS file-or-target...])
# Compiles .cpp and .S files for AR32. A program takes them in with OBJECTS name, so that a library shared by several
# programs is compiled once. DEPENDS: what a source needs beyond its includes (a file that .incbin takes in).
# The include path is the calling folder and that of anel_target.h, nothing else.
function(anel_target_objects)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME" "SOURCES;FLAGS;DEPENDS")
  _anel_reject_leftovers(anel_target_objects "${arg_UNPARSED_ARGUMENTS}")
  anel_remember_sources(${arg_SOURCES})
  set(objects)
  foreach(source IN LISTS arg_SOURCES)
    set(object ${CMAKE_CURRENT_BINARY_DIR}/${arg_NAME}.dir/${source}.o)
    cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} OUTPUT_VARIABLE source_path)
    cmake_path(IS_PREFIX CMAKE_SOURCE_DIR ${source_path} NORMALIZE in_tree)
    if(NOT in_tree OR IS_ABSOLUTE ${source})
      cmake_path(GET source FILENAME file_name)
      set(object ${CMAKE_CURRENT_BINARY_DIR}/${arg_NAME}.dir/${file_name}.o)
    endif()
    cmake_path(GET object PARENT_PATH object_dir)
    file(MAKE_DIRECTORY ${object_dir})
    set(language_flags)
    if(source MATCHES "\\.cpp$")
      set(language_flags ${_anel_target_cxx_flags})
    elseif(source MATCHES "\\.S$")
      set(language_flags -x assembler-with-cpp)
    else()
      message(FATAL_ERROR "${arg_NAME}: ${source}: a target program is made of .cpp and .S files")
    endif()
    add_custom_command(OUTPUT ${object}
      COMMAND ${ANEL_TARGET_CXX} ${_anel_target_flags} ${language_flags} ${arg_FLAGS}
        -I ${CMAKE_CURRENT_SOURCE_DIR} -I ${ANEL_GENERATED_DIR}
        -MD -MT ${object} -MF ${object}.d -c ${source_path} -o ${object}
      DEPENDS ${source_path} ${arg_DEPENDS} anel_target_header
      DEPFILE ${object}.d
      COMMENT "Building AR32 object ${arg_NAME}: ${source}"
      VERBATIM)
    list(APPEND objects ${object})
  endforeach()
  add_custom_target(${arg_NAME}_objects DEPENDS ${objects})
  set_target_properties(${arg_NAME}_objects PROPERTIES ANEL_OBJECTS "${objects}")
endfunction()

# anel_target_program(NAME name SOURCES file... LINKER_SCRIPT script [OUTPUT path] [OBJECTS name...]
#                     [FLAGS compiler-flag...] [LINK_FLAGS ld.lld-flag...] [DEPENDS file-or-target...])
# Makes target `name`, whose ELF file is OUTPUT: a path below share/anel (default: name.elf), or an absolute one for what
# is not shipped by itself. The target's property ANEL_ELF holds the whole path.
function(anel_target_program)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME;LINKER_SCRIPT;OUTPUT" "SOURCES;OBJECTS;FLAGS;LINK_FLAGS;DEPENDS")
  _anel_reject_leftovers(anel_target_program "${arg_UNPARSED_ARGUMENTS}")
  if(NOT arg_SOURCES AND NOT arg_OBJECTS)
    message(FATAL_ERROR "${arg_NAME}: neither SOURCES nor OBJECTS")
  endif()
  if(NOT arg_LINKER_SCRIPT)
    message(FATAL_ERROR "${arg_NAME}: LINKER_SCRIPT is missing")
  endif()
  if(NOT arg_OUTPUT)
    set(arg_OUTPUT ${arg_NAME}.elf)
  endif()
  cmake_path(ABSOLUTE_PATH arg_OUTPUT BASE_DIRECTORY ${ANEL_SHARE_DIR})
  anel_remember_sources(${arg_LINKER_SCRIPT})
  cmake_path(ABSOLUTE_PATH arg_LINKER_SCRIPT BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
  cmake_path(GET arg_OUTPUT PARENT_PATH output_dir)
  file(MAKE_DIRECTORY ${output_dir})

  anel_target_objects(NAME ${arg_NAME} SOURCES ${arg_SOURCES} FLAGS ${arg_FLAGS} DEPENDS ${arg_DEPENDS})
  get_target_property(objects ${arg_NAME}_objects ANEL_OBJECTS)
  set(object_targets ${arg_NAME}_objects)
  foreach(shared IN LISTS arg_OBJECTS)
    get_target_property(more ${shared}_objects ANEL_OBJECTS)
    list(APPEND objects ${more})
    list(APPEND object_targets ${shared}_objects)
  endforeach()
  add_custom_command(OUTPUT ${arg_OUTPUT}
    COMMAND ${ANEL_TARGET_LD} -m elf32lriscv --no-relax --gc-sections -z max-page-size=4096 --fatal-warnings
      # Lines of functions that are not there lie nowhere, rather than at address 0, where the monitor has code.
      -z dead-reloc-in-nonalloc=.debug_line=0xffffffff
      -T ${arg_LINKER_SCRIPT} ${arg_LINK_FLAGS} ${objects} -o ${arg_OUTPUT}
    DEPENDS ${objects} ${arg_LINKER_SCRIPT}
    COMMENT "Linking AR32 program ${arg_NAME}"
    VERBATIM)
  add_custom_target(${arg_NAME} ALL DEPENDS ${arg_OUTPUT})
  add_dependencies(${arg_NAME} ${object_targets})
  set_target_properties(${arg_NAME} PROPERTIES ANEL_ELF ${arg_OUTPUT})

  cmake_path(IS_PREFIX ANEL_SHARE_DIR ${arg_OUTPUT} NORMALIZE shipped)
  if(shipped)
    cmake_path(RELATIVE_PATH output_dir BASE_DIRECTORY ${ANEL_SHARE_DIR} OUTPUT_VARIABLE install_dir)
    install(FILES ${arg_OUTPUT} DESTINATION share/anel/${install_dir})
  endif()
endfunction()
