<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::CodePane</name>
    <message>
        <source>This kernel runs from the monitor&apos;s translation cache, at other addresses: a breakpoint here stops nothing that is translated. Set it where the cache is shown.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
