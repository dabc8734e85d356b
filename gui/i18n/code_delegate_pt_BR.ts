<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::CodeLegend</name>
    <message>
        <source>comes next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has just been executed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has just trapped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>breakpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Legend: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
