<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::Lesson</name>
    <message>
        <source>Lesson</source>
        <translation>Cenário</translation>
    </message>
</context>
</TS>
