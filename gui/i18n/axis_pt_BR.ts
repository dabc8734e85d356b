<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>Axis</name>
    <message>
        <source>%1 thousand million</source>
        <translation>%1 bilhões</translation>
    </message>
    <message>
        <source>%1 million</source>
        <translation>%1 milhões</translation>
    </message>
</context>
</TS>
