<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::CodePane</name>
    <message>
        <source>This kernel runs from the monitor&apos;s translation cache, at other addresses: a breakpoint here stops nothing that is translated. Set it where the cache is shown.</source>
        <translation>Este kernel é executado a partir da cache de tradução do monitor, em outros endereços: um ponto de parada aqui não para nada que esteja traduzido. Coloque-o onde a cache é mostrada.</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Acompanhar</translation>
    </message>
</context>
</TS>
