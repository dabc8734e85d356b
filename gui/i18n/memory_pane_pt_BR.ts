<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::MemoryPane</name>
    <message>
        <source>Memory</source>
        <translation>Memória</translation>
    </message>
    <message>
        <source>Page tables side by side: the guest&apos;s, their shadows or the nested ones. A dot marks entries that the last move changed, a plus new ones. Press Enter on an entry to see how its address is translated; there the arrow keys go from reference to reference. The third page shows bytes.</source>
        <translation>Tabelas de páginas lado a lado: as do convidado, as sombras delas ou as aninhadas. Um ponto marca as entradas que o último movimento mudou, um sinal de mais as novas. Aperte Enter em uma entrada para ver como o endereço dela é traduzido; ali as setas vão de referência em referência. A terceira página mostra bytes.</translation>
    </message>
    <message>
        <source>Page tables</source>
        <translation>Tabelas de páginas</translation>
    </message>
    <message>
        <source>Translate an address</source>
        <translation>Traduzir um endereço</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
</context>
</TS>
