<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::LabPane</name>
    <message>
        <source>A new folder for this lab</source>
        <translation>Uma pasta nova para este lab</translation>
    </message>
    <message>
        <source>A folder that `anel lab new` made</source>
        <translation>Uma pasta feita por `anel lab new`</translation>
    </message>
    <message>
        <source>What you write is kept in %1 whenever you check it, and when you leave.</source>
        <translation>O que você escreve é guardado em %1 sempre que você o verifica, e quando você sai.</translation>
    </message>
    <message>
        <source>The lab %1 of that folder is not here.</source>
        <translation>O lab %1 dessa pasta não está aqui.</translation>
    </message>
</context>
</TS>
