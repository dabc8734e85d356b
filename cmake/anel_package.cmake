# `cpack` in a build folder makes a Debian package; `cmake --install` fills any prefix. The command finds its data relative
# to itself, so both run where they land, as a plain user. Making the package needs dpkg-dev and file.

install(FILES CHANGELOG.md README.md README.pt-BR.md DESTINATION share/doc/anel OPTIONAL)
install(FILES course-notes/en/lesson-plan.md course-notes/pt-BR/plano-de-aula.md DESTINATION share/doc/anel)
install(FILES LICENSE DESTINATION share/doc/anel RENAME copyright)

set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME anel)
set(CPACK_PACKAGE_VENDOR "Anel")
set(CPACK_PACKAGE_CONTACT "Anel maintainers <maintainers@anel.example>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY ${PROJECT_DESCRIPTION})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION education)
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"A machine with rings, a teaching operating system and a monitor that runs the
same system image deprivileged, with a table of what each mode costs in cycles
of the simulated machine.")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# The outer wall of the sandbox that submissions are graded in.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS bubblewrap)
if(ANEL_GUI)
  # Qt's own words in Portuguese.
  string(APPEND CPACK_DEBIAN_PACKAGE_RECOMMENDS ", qt6-translations-l10n")
endif()
# Make builds what is to be installed when `cpack` is called; Ninja must be told to.
set(CPACK_INSTALL_COMMANDS "\"${CMAKE_COMMAND}\" --build \"${CMAKE_BINARY_DIR}\"")
include(CPack)
