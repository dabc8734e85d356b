<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::ScenarioPlayer</name>
    <message>
        <source>It could not be measured. %1</source>
        <comment>why</comment>
        <translation>Não foi possível medir. %1</translation>
    </message>
</context>
</TS>
