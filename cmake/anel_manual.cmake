# Manual pages: compressed, as Debian's policy wants them, and the same bytes from the same text each time.

find_program(ANEL_GZIP gzip)

# anel_manual_page(FILE): of section 1; named from the calling folder.
function(anel_manual_page file)
  cmake_path(GET file FILENAME name)
  if(NOT ANEL_GZIP)
    install(FILES ${file} DESTINATION share/man/man1)
    return()
  endif()
  set(compressed ${CMAKE_BINARY_DIR}/share/man/man1/${name}.gz)
  add_custom_command(OUTPUT ${compressed}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/share/man/man1
    COMMAND sh -c "\"$1\" -9nc \"$2\" >\"$3\"" sh ${ANEL_GZIP} ${CMAKE_CURRENT_SOURCE_DIR}/${file} ${compressed}
    DEPENDS ${file}
    VERBATIM)
  add_custom_target(anel_manual_${name} ALL DEPENDS ${compressed})
  install(FILES ${compressed} DESTINATION share/man/man1)
endfunction()
