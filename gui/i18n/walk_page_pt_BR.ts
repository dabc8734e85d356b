<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::WalkPage</name>
    <message>
        <source>No tables are walked.</source>
        <translation>Nenhuma tabela é percorrida.</translation>
    </message>
    <message>
        <source>Translate</source>
        <translation>Traduzir</translation>
    </message>
    <message>
        <source>from:</source>
        <translation>do:</translation>
    </message>
    <message>
        <source>Ring of the access</source>
        <translation>Anel do acesso</translation>
    </message>
    <message>
        <source>A&amp;ccess:</source>
        <translation>A&amp;cesso:</translation>
    </message>
    <message>
        <source>Kind of access</source>
        <translation>Tipo de acesso</translation>
    </message>
    <message>
        <source>◀ &amp;Back</source>
        <translation>◀ Vo&amp;ltar</translation>
    </message>
    <message>
        <source>Previous reference</source>
        <translation>Referência anterior</translation>
    </message>
    <message>
        <source>Ne&amp;xt ▶</source>
        <translation>Ava&amp;nçar ▶</translation>
    </message>
    <message>
        <source>Next reference</source>
        <translation>Próxima referência</translation>
    </message>
    <message>
        <source>References to memory on the way: %1.</source>
        <translation>Referências à memória no caminho: %1.</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>referência</translation>
    </message>
    <message>
        <source>tables</source>
        <translation>tabelas</translation>
    </message>
    <message>
        <source>looks for</source>
        <translation>procura</translation>
    </message>
    <message>
        <source>level</source>
        <translation>nível</translation>
    </message>
    <message>
        <source>entry</source>
        <translation>entrada</translation>
    </message>
    <message>
        <source>entry at</source>
        <translation>entrada em</translation>
    </message>
    <message>
        <source>value</source>
        <translation>valor</translation>
    </message>
    <message>
        <source>what it is</source>
        <translation>o que é</translation>
    </message>
    <message>
        <source>nested</source>
        <translation>aninhadas</translation>
    </message>
    <message>
        <source>guest&apos;s</source>
        <translation>do convidado</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>em vigor</translation>
    </message>
</context>
</TS>
