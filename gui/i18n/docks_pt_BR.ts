<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::Docks</name>
    <message>
        <source>Out of the window, or back</source>
        <translation>Para fora da janela, ou de volta</translation>
    </message>
    <message>
        <source>Put the pane away</source>
        <translation>Guardar o painel</translation>
    </message>
</context>
</TS>
