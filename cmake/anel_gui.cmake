# Qt, and what all targets of the graphical interface have in common.
find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Widgets Charts Svg LinguistTools Test)

# anel_gui_part(TARGET...): moc runs on these; panes and windows are compiled with Qt's headers ready.
function(anel_gui_part)
  foreach(target IN LISTS ARGN)
    set_target_properties(${target} PROPERTIES AUTOMOC ON)
  endforeach()
endfunction()
