<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>FactTableWords</name>
    <message>
        <source>as on the bare machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the kernel notices, and stops</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>something else than on the bare machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never comes to its end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cycles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>slow-down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>crossings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kernel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>crossing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>monitor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what comes of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: cycles each</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
