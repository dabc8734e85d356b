# Qt, and what all targets of the graphical interface have in common.
find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Widgets Charts Svg LinguistTools Test)

# QScintilla has no package of CMake's. It prints, so it needs what Qt prints with.
find_package(Qt6 6.4 REQUIRED COMPONENTS PrintSupport)
find_path(ANEL_QSCINTILLA_INCLUDE_DIR Qsci/qsciscintilla.h PATH_SUFFIXES ${CMAKE_LIBRARY_ARCHITECTURE}/qt6 qt6)
find_library(ANEL_QSCINTILLA_LIBRARY qscintilla2_qt6)
if(NOT ANEL_QSCINTILLA_INCLUDE_DIR OR NOT ANEL_QSCINTILLA_LIBRARY)
  message(FATAL_ERROR "QScintilla is missing. Debian's package is libqscintilla2-qt6-dev.")
endif()
add_library(qscintilla2::qt6 INTERFACE IMPORTED GLOBAL)
target_include_directories(qscintilla2::qt6 SYSTEM INTERFACE ${ANEL_QSCINTILLA_INCLUDE_DIR})
target_link_libraries(qscintilla2::qt6 INTERFACE ${ANEL_QSCINTILLA_LIBRARY} Qt6::PrintSupport Qt6::Widgets)

# anel_gui_part(TARGET...): moc runs on these; panes and windows are compiled with Qt's headers ready.
function(anel_gui_part)
  foreach(target IN LISTS ARGN)
    set_target_properties(${target} PROPERTIES AUTOMOC ON)
  endforeach()
endfunction()

# anel_gui_resource(VARIABLE NAME name FILES file...): puts into VARIABLE the source that holds the files under :/NAME, by their names alone.
# Whoever links it into a library names it with Q_INIT_RESOURCE(NAME).
function(anel_gui_resource variable)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "NAME" "FILES")
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/${arg_NAME})
  set(lines "")
  foreach(file IN LISTS arg_FILES)
    cmake_path(GET file FILENAME name)
    string(APPEND lines "<file alias=\"${name}\">${file}</file>\n")
  endforeach()
  file(MAKE_DIRECTORY ${folder})
  file(CONFIGURE OUTPUT ${folder}/${arg_NAME}.qrc CONTENT "<RCC><qresource prefix=\"/${arg_NAME}\">\n${lines}</qresource></RCC>\n")
  add_custom_command(OUTPUT ${folder}/qrc_${arg_NAME}.cpp
    COMMAND Qt6::rcc --name ${arg_NAME} --output ${folder}/qrc_${arg_NAME}.cpp ${folder}/${arg_NAME}.qrc
    DEPENDS ${arg_FILES} ${folder}/${arg_NAME}.qrc VERBATIM)
  set_source_files_properties(${folder}/qrc_${arg_NAME}.cpp PROPERTIES SKIP_AUTOMOC ON SKIP_PRECOMPILE_HEADERS ON SKIP_UNITY_BUILD_INCLUSION ON)
  set(${variable} ${folder}/qrc_${arg_NAME}.cpp PARENT_SCOPE)
endfunction()

# anel_gui_translations(VARIABLE FOLDER folder FILES file.ts...): puts into VARIABLE the source that holds them all, compiled, under :/i18n.
# Whoever links it into a library names it with Q_INIT_RESOURCE(i18n).
function(anel_gui_translations variable)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "FOLDER" "FILES")
  get_target_property(lrelease Qt6::lrelease IMPORTED_LOCATION)
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/i18n)
  set(compiled "")
  foreach(file IN LISTS arg_FILES)
    cmake_path(GET file STEM name)
    add_custom_command(OUTPUT ${folder}/${name}.qm
      COMMAND ${lrelease} -silent ${arg_FOLDER}/${file} -qm ${folder}/${name}.qm
      DEPENDS ${arg_FOLDER}/${file} VERBATIM)
    list(APPEND compiled ${folder}/${name}.qm)
  endforeach()
  anel_gui_resource(source NAME i18n FILES ${compiled})
  set(${variable} ${source} PARENT_SCOPE)
endfunction()
