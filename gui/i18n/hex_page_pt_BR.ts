<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::HexPage</name>
    <message>
        <source>Go</source>
        <translation>Ir</translation>
    </message>
    <message>
        <source>▲ &amp;Before</source>
        <translation>▲ A&amp;ntes</translation>
    </message>
    <message>
        <source>The bytes before these</source>
        <translation>Os bytes antes destes</translation>
    </message>
    <message>
        <source>After ▼</source>
        <translation>Depois ▼</translation>
    </message>
    <message>
        <source>The bytes after these</source>
        <translation>Os bytes depois destes</translation>
    </message>
    <message>
        <source>Memory in bytes</source>
        <translation>Memória em bytes</translation>
    </message>
</context>
</TS>
