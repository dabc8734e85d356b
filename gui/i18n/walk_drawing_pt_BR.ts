<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::WalkDrawing</name>
    <message>
        <source>root</source>
        <translation>raiz</translation>
    </message>
    <message>
        <source>table at</source>
        <translation>tabela em</translation>
    </message>
    <message>
        <source>in the page</source>
        <translation>dentro da página</translation>
    </message>
    <message>
        <source>guest-physical</source>
        <translation>físico do conv.</translation>
    </message>
    <message>
        <source>entry %1</source>
        <translation>entrada %1</translation>
    </message>
    <message>
        <source>at g. %1</source>
        <comment>guest-physical address</comment>
        <translation>em c. %1</translation>
    </message>
    <message>
        <source>at %1</source>
        <translation>em %1</translation>
    </message>
    <message>
        <source>→ a table</source>
        <translation>→ uma tabela</translation>
    </message>
    <message>
        <source>✗ no memory</source>
        <translation>✗ sem memória</translation>
    </message>
    <message>
        <source>✗ not reached</source>
        <translation>✗ não alcançada</translation>
    </message>
    <message>
        <source>✗ not valid</source>
        <translation>✗ inválida</translation>
    </message>
    <message>
        <source>nested level %1</source>
        <translation>aninhada nível %1</translation>
    </message>
    <message>
        <source>level %1</source>
        <translation>nível %1</translation>
    </message>
    <message>
        <source>Page walk of %1</source>
        <translation>Percurso das tabelas para %1</translation>
    </message>
    <message>
        <source>physical</source>
        <translation>físico</translation>
    </message>
    <message>
        <source>frame and offset</source>
        <translation>quadro e deslocam.</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>tal como está</translation>
    </message>
    <message>
        <source>✗ no page</source>
        <translation>✗ sem página</translation>
    </message>
    <message>
        <source>virtual %1</source>
        <translation>virtual %1</translation>
    </message>
    <message>
        <source>%1, without paging</source>
        <translation>%1, sem paginação</translation>
    </message>
    <message>
        <source>level 1: %1</source>
        <translation>nível 1: %1</translation>
    </message>
    <message>
        <source>offset: %1</source>
        <translation>desloc.: %1</translation>
    </message>
    <message>
        <source>level 0: %1</source>
        <translation>nível 0: %1</translation>
    </message>
    <message>
        <source>no level 0</source>
        <translation>sem nível 0</translation>
    </message>
    <message>
        <source>a 4 MiB page</source>
        <translation>página de 4 MiB</translation>
    </message>
    <message>
        <source>Page walk</source>
        <translation>Percurso das tabelas</translation>
    </message>
</context>
</TS>
